"""Numbers as business people write them."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
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


@given(
    st.text(max_size=80),
    st.sampled_from(["number", "money", "percent"]),
    st.sampled_from(["point", "comma", "ask"]),
)
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
