"""Numbers as business people write them."""

from __future__ import annotations

import math
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kamlib.classroom.messages import READING_PROBLEMS
from kamlib.classroom.reading import read_number


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("1,250.50", 1250.5), ("1.250,50", 1250.5), ("1 250,5", 1250.5), ("1\u00a0250,5", 1250.5), ("1\u202f250,5", 1250.5),
        ("1'250.5", 1250.5), ("1’250.5", 1250.5), ("€12.5k", 12_500), ("12,5k", 12_500), ("12.5 K", 12_500),
        ("¥1.2万", 12_000), ("￥1.2万", 12_000), ("1.2万元", 12_000), ("1.2w", 12_000), ("3亿", 3e8), ("1亿2000万", 1.2e8),
        ("1万500", 10_500), ("(1,200)", -1200), ("（1,200）", -1200), ("−3", -3), ("–3", -3), ("1200-", -1200),
        ("-¥3,000", -3000), ("¥-3,000", -3000), ("+5", 5), ("１２，５００．５", 12500.5), ("0,125", 0.125), ("0.125", 0.125),
        ("1,250", 1250), ("1.250", 1.25), ("1,250,500", 1_250_500), ("1.250.500", 1_250_500), ("1234,567", 1234.567),
        (".5", 0.5), ("12.", 12), ("1e5", 1e5), ("1.2E+05", 1.2e5), ("3 million", 3e6), ("2 bn", 2e9), ("5千", 5000),
        ("CNY 12,500", 12_500), ("RMB12,500", 12_500), ("12,500 元", 12_500), ("12。5", 12.5), ("5%", 0.05), ("007", 7),
    ],
)  # fmt: skip
def test_what_people_type_is_read(raw: str, value: float) -> None:
    assert read_number(raw).value == pytest.approx(value, rel=1e-12)


@pytest.mark.parametrize(
    ("raw", "value"),
    [("12.5", 0.125), ("12.5%", 0.125), ("12.5％", 0.125), ("12,5 %", 0.125), ("百分之12.5", 0.125), ("-8%", -0.08),
     ("(8%)", -0.08), ("8 个百分点", 0.08), ("8 percent", 0.08), ("8pct", 0.08)],
)  # fmt: skip
def test_percentages_become_fractions(raw: str, value: float) -> None:
    assert read_number(raw, "percent").value == pytest.approx(value)


@pytest.mark.parametrize(
    ("raw", "kind", "problem"),
    [
        ("about ten", "number", "no_number"), ("nan", "number", "no_number"), ("inf", "number", "no_number"),
        ("-", "number", "no_number"), ("()", "number", "no_number"), ("12 apples", "number", "other_signs"),
        ("1万5", "number", "other_signs"), ("3亿5", "money", "other_signs"), ("½", "number", "other_signs"),
        ("12 50", "number", "odd_groups"), ("1,25,000", "number", "odd_groups"), ("1,2,", "number", "odd_groups"),
        ("1..2", "number", "odd_groups"), ("1,250.50,0", "number", "mixed_marks"), ("--3", "number", "two_signs"),
        ("5%", "money", "percent_for_money"), ("¥5", "percent", "money_for_percent"), ("5k%", "percent", "scaled_percent"),
        ("9" * 20, "number", "too_large"), ("1" * 70, "number", "too_long"), ("=1+1", "number", "other_signs"),
        ("<b>1</b>", "number", "other_signs"), ("٣", "number", "other_signs"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_why(raw: str, kind: str, problem: str) -> None:
    reading = read_number(raw, kind)
    assert (reading.status, reading.value, reading.problem) == ("unreadable", None, problem)
    assert problem in READING_PROBLEMS


def test_an_ambiguous_mark_goes_by_the_declared_style_or_is_asked_about() -> None:
    assert read_number("1.250", style="point").value == 1.25
    assert read_number("1.250", style="comma").value == 1250
    assert read_number("1,250", style="comma").value == 1.25
    asked = read_number("1.250k", style="ask")
    assert asked.status == "ambiguous"
    assert asked.value is None
    assert sorted(asked.alternatives) == [1250.0 * 1000 / 1000, 1_250_000.0]


@pytest.mark.parametrize("raw", ["", " ", "\t", "\u3000"])
def test_blank_is_blank(raw: str) -> None:
    assert read_number(raw).status == "blank"


def test_a_unit_behind_the_number_is_no_trouble() -> None:
    assert read_number("1,250 units", units=("units", "台")).value == 1250
    assert read_number("1,250台", units=("units", "台")).value == 1250


TEN_THOUSAND = ("× CNY 10,000", "万元")


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("612", 612), ("612万", 612), ("612 万", 612), ("612万元", 612), ("1亿2000万元", 12_000), ("2亿8600万", 28_600), ("¥612万", 612), ("６１２万", 612), ("6.12m", 612),
        ("CNY 6.12m", 612), ("6.12 million", 612), ("6.12百万", 612), ("6.12百万元", 612), ("3千万元", 3000), ("3千万", 3000),
        ("6,120k", 612), ("0.0612亿", 612), ("1亿2000万", 12_000), ("1万500", 1.05), ("-612万", -612), ("(612万)", -612),
        ("612 CNY 10,000", 612), ("612 × CNY 10,000", 612), ("6,120", 6120), ("6120000", 6_120_000), ("6,120,000元", 6_120_000), ("6.12e2", 612),
    ],
)  # fmt: skip
def test_a_written_scale_is_the_whole_amount_whatever_the_cell_counts_in(raw: str, value: float) -> None:
    assert read_number(raw, units=TEN_THOUSAND).value == pytest.approx(value, rel=1e-12)


def test_what_a_cell_counts_in_is_told_by_its_unit() -> None:
    for units, value in (
        (("× CNY 10,000", "万元"), 612), (("CNY 10,000 a year", "万元/年"), 612), (("CNY m", "百万元"), 6.12),
        (("CNY 100m", "亿元"), 0.0612), (("thousand CNY", "千元"), 6120),
        (("units", "台"), 6_120_000), (("CNY per hour", "元/小时"), 6_120_000), (("t", "吨"), 6_120_000), ((), 6_120_000),
    ):  # fmt: skip
        assert read_number("612万", units=units).value == pytest.approx(value), units
        assert read_number("CNY 6.12m", "money", units=units).value == pytest.approx(value), units


@given(st.decimals(-99_999, 99_999, places=2), st.sampled_from(["number", "money"]))
def test_only_a_written_scale_is_converted(amount: Decimal, kind: str) -> None:
    """The amount in 10,000s, in CNY and in millions is one amount; without a scale nothing changes."""
    for typed in (f"{amount}万", f"{amount / 100:.4f}m", f"{amount * 10:.2f}k", f"{amount / 10_000:.6f}亿", f"{amount}万元"):
        assert read_number(typed, kind, units=TEN_THOUSAND).value == pytest.approx(float(amount))
    for typed in (f"{amount}", f"{amount:,}", f"¥{amount}", f"{amount} 元", f"{amount} CNY 10,000"):
        bare = typed.removesuffix(" CNY 10,000")
        assert read_number(typed, kind, units=TEN_THOUSAND) == read_number(bare, kind)


@given(
    st.text(max_size=80) | st.text("0123456789.,' -+()%万k¥", min_size=1, max_size=9),
    st.sampled_from(["number", "money", "percent"]),
    st.sampled_from(["point", "comma", "ask"]),
)
@example("1,2'3", "number", "ask")
@example("1 2.345", "number", "ask")
def test_anything_typed_gives_one_honest_answer(raw: str, kind: str, style: str) -> None:
    reading = read_number(raw, kind, style)
    assert reading.status in ("blank", "value", "unreadable", "ambiguous")
    assert (reading.value is not None) == (reading.status == "value")
    assert (reading.problem is not None) == (reading.status in ("unreadable", "ambiguous"))
    if reading.value is not None:
        assert math.isfinite(reading.value)


@given(st.integers(-(10**12), 10**12), st.integers(0, 99))
def test_the_same_number_in_any_dress(whole: int, cents: int) -> None:
    value = abs(whole) + cents / 100
    grouped = f"{value:,.2f}"
    sign = "-" if whole < 0 else ""
    for dress in (
        f"{value:.2f}", grouped, grouped.replace(",", " "), grouped.replace(",", "’"), "¥" + grouped, grouped + " 元",
        grouped.translate(str.maketrans(",.", ".,")), grouped.replace(",", "\u202f").replace(".", ","),
        grouped.translate(str.maketrans("0123456789,.", "０１２３４５６７８９，．")),
    ):  # fmt: skip
        assert read_number(sign + dress, "money").value == pytest.approx(-value if sign else value, abs=1e-9)


@given(st.floats(0.0001, 9999, allow_nan=False))
def test_scales_multiply(value: float) -> None:
    written = f"{value:.4f}0"  # never three digits behind the mark, so never ambiguous
    for scale, factor in (("k", 1e3), ("万", 1e4), ("m", 1e6), ("亿", 1e8)):
        assert read_number(written + scale).value == pytest.approx(float(written) * factor)
