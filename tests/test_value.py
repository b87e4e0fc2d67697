"""Customer value: printed figures, the same numbers by another route, and what is refused."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kamlib import value

money = st.floats(0, 1e7)
above_zero = st.floats(0.01, 1e5)
rates = st.floats(-0.3, 1.5)
lives = st.integers(1, 40)
timings = st.sampled_from(["start", "middle", "end"])
SHIFT = {"start": 0.0, "middle": 0.5, "end": 1.0}

GRADES = {"A": 90, "B": 75, "C": 60, "D": 0}
WEIGHTS = dict(zip(value.AUDIT_CRITERIA, [0.2, 0.2, 0.1, 0.2, 0.15, 0.1, 0.05], strict=True))
POINTS = pd.DataFrame(
    [[80, 90, 70, 85, 60, 75, 80], [95, 90, 80, 59, 90, 90, 90], [70, 70, 90, 70, 95, 60, 60]],
    index=["us", "rival A", "rival B"],
    columns=list(value.AUDIT_CRITERIA),
)


# --- supplier audit -------------------------------------------------------------------------------


def test_the_letters_spell_the_word():
    assert "".join(name[0] for name in value.AUDIT_CRITERIA).upper() == "TQRDCES"


def audit(points=POINTS, weights=WEIGHTS, floors=None, weakest_by="points"):
    floors = {"delivery": 60} if floors is None else floors
    return value.audit_scorecard(points, weights, floors=floors, grades=GRADES, weakest_by=weakest_by)


def test_audit_by_hand():
    # us: 16 + 18 + 7 + 17 + 9 + 7.5 + 4; rival A: 19 + 18 + 8 + 11.8 + 13.5 + 9 + 4.5 with delivery under 60.
    found = audit()
    assert found["score"].tolist() == pytest.approx([78.5, 83.8, 74.25])
    assert found["knocked_out"].tolist() == [False, True, False]
    assert found["below_floor"].tolist() == [(), ("delivery",), ()]
    assert found["grade"].tolist() == ["B", "D", "C"]
    assert found["weakest"].tolist() == ["cost", "delivery", "environment"]
    assert found["rank"].tolist() == [1, 3, 2]


def test_the_weakest_by_weight_is_another_one():
    # us: cost leaves 0.15 * 40 = 6 points on the table; rival B: technology 0.2 * 30 = 6, as much as quality.
    assert audit(weakest_by="weighted_gap")["weakest"].tolist() == ["cost", "delivery", "technology"]
    assert audit(weakest_by="points").loc["rival B", "weakest"] == "environment"


def test_at_the_floor_a_supplier_passes():
    assert audit(floors={"delivery": 59})["knocked_out"].tolist() == [False, False, False]
    assert audit(floors={})["rank"].tolist() == [2, 1, 3]


def test_a_score_at_a_grade_in_spite_of_rounding():
    points = pd.DataFrame({"a": [60.0], "b": [80.0], "c": [90.0]}, index=["us"])
    found = value.audit_scorecard(
        points,
        {"a": 0.1, "b": 0.7, "c": 0.2},
        floors={},
        grades={"A": 80, "B": 0},
        weakest_by="points",
    )
    assert found["grade"].tolist() == ["A"]


@given(st.lists(st.lists(st.integers(0, 100), min_size=3, max_size=3), min_size=1, max_size=8))
@settings(max_examples=40)
def test_audit_word_by_word(rows):
    names, weights, floors = ["a", "b", "c"], [0.5, 0.3, 0.2], {"a": 30, "c": 50}
    points = pd.DataFrame(rows, columns=names)
    found = value.audit_scorecard(
        points, dict(zip(names, weights, strict=True)), floors=floors, grades=GRADES, weakest_by="points"
    )
    for row, (_, line) in zip(rows, found.iterrows(), strict=True):
        tenths = 5 * row[0] + 3 * row[1] + 2 * row[2]
        out = row[0] < 30 or row[2] < 50
        assert line["score"] == pytest.approx(tenths / 10)
        assert line["knocked_out"] == out
        grade = "A" if tenths >= 900 else "B" if tenths >= 750 else "C" if tenths >= 600 else "D"
        assert line["grade"] == ("D" if out else grade)
        assert row[names.index(line["weakest"])] == min(row)
    ahead = found.sort_values(["knocked_out", "score"], ascending=[True, False], kind="stable")
    assert ahead["rank"].is_monotonic_increasing


def test_gap_to_best_rival():
    gaps = value.gap_to_best_rival(audit()["score"])
    assert gaps.tolist() == pytest.approx([78.5 - 83.8, 83.8 - 78.5, 74.25 - 83.8])
    assert value.gap_to_best_rival({"us": 80, "A": 80, "B": 3}).tolist() == [0, 0, -77]
    with pytest.raises(ValueError, match="at least two suppliers, got 1"):
        value.gap_to_best_rival(pd.Series({"us": 80.0}))


def test_gaps_by_criterion():
    table = value.gaps_by_criterion(POINTS, "us")
    assert table.loc["delivery"].tolist() == [85, "rival B", 70, 15]
    assert table.loc["technology", "gap"] == -15
    with pytest.raises(ValueError, match="'them' is not one of 'us'"):
        value.gaps_by_criterion(POINTS, "them")
    with pytest.raises(ValueError, match="at least one rival"):
        value.gaps_by_criterion(POINTS.loc[["us"]], "us")


def test_the_improvement_that_lifts_most_per_cny():
    plans = pd.DataFrame(
        {
            "criterion": ["quality", "delivery", "cost"],
            "points": [30, 10, 5],
            "cost": [40_000, 50_000, 5_000],
        },
        index=["test rig", "local stock", "new tool"],
    )
    points = {"quality": 90, "delivery": 55, "cost": 60}
    weights = {"quality": 0.5, "delivery": 0.3, "cost": 0.2}
    table = value.rank_improvements(points, weights, plans, floors={"delivery": 65})
    # new tool: 0.2 * 5 / 5,000; test rig stops at 100 points: 0.5 * 10 / 40,000; stock: 0.3 * 10 / 50,000.
    assert table.index.tolist() == ["new tool", "test rig", "local stock"]
    assert table["score_lift"].tolist() == pytest.approx([1.0, 5.0, 3.0])
    assert table["points_after"].tolist() == [65, 100, 65]
    assert table["clears_floor"].tolist() == [False, False, True]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"weights": WEIGHTS | {"cost": 0.2}}, "weights must sum to 1, they sum to 1.05"),
        ({"floors": {"price": 60}}, "floors names 'price'"),
        ({"floors": {"cost": 101}}, r"floors\['cost'\] must be from 0 to 100 points, got 101"),
        ({"floors": [60]}, "floors must map criteria"),
        ({"points": POINTS.replace(59, math.nan)}, "nan"),
        ({"points": POINTS.replace(59, 159)}, "159"),
        ({"weakest_by": "mood"}, "weakest_by must be one of"),
    ],
)
def test_bad_audits(change, sentence):
    with pytest.raises(ValueError, match=sentence):
        audit(**change)


@pytest.mark.parametrize(
    "grades", [{}, {"A": 90, "B": 90, "C": 0}, {"A": 90, "B": 60}, {"A": math.nan, "B": 0}]
)
def test_bad_grades(grades):
    with pytest.raises(ValueError, match="grades"):
        value.audit_scorecard(POINTS, WEIGHTS, floors={}, grades=grades, weakest_by="points")


# --- delivered value ------------------------------------------------------------------------------


@given(st.lists(st.floats(1, 1e6), min_size=8, max_size=8), st.floats(0, 2))
def test_both_doors_lead_to_the_same_delivered_value(amounts, rate):
    found = value.delivered_value(**dict(zip((*value.VALUES, *value.COSTS), amounts, strict=True)))
    assert found.delivered_value == pytest.approx(math.fsum(amounts[:4]) - math.fsum(amounts[4:]), abs=1e-6)
    assert (found.value_per_cost > 1) == (found.delivered_value > 0)
    if found.delivered_value < 1:
        return
    target = value.delivered_value_target(found.total_value, found.total_cost, rate)
    assert target.target == pytest.approx(found.delivered_value * (1 + rate))
    assert found.total_value - target.highest_total_cost == pytest.approx(target.target)
    assert target.lowest_total_value - found.total_cost == pytest.approx(target.target)


def test_a_target_beyond_the_cost_door():
    assert value.delivered_value_target(150, 20, 0.5).highest_total_cost == -45


def test_delivered_value_by_account():
    accounts = pd.Index(["K1", "K2"])
    amounts = {name: pd.Series([10.0, 20.0], index=accounts) for name in value.VALUES}
    amounts |= dict.fromkeys(value.COSTS, 5.0)
    found = value.delivered_value(**amounts)
    assert found.delivered_value.to_dict() == {"K1": 20.0, "K2": 60.0}
    assert found.total_cost.to_dict() == {"K1": 20.0, "K2": 20.0}


def test_bad_delivered_value():
    amounts = dict.fromkeys((*value.VALUES, *value.COSTS), 1.0)
    with pytest.raises(ValueError, match="time_cost must not be negative, got -2"):
        value.delivered_value(**amounts | {"time_cost": -2})
    with pytest.raises(ValueError, match="image_value must be finite, got nan"):
        value.delivered_value(**amounts | {"image_value": math.nan})
    with pytest.raises(ValueError, match="sum of the four costs must be above 0"):
        value.delivered_value(**amounts | dict.fromkeys(value.COSTS, 0))
    with pytest.raises(ValueError, match="must be above 0 to be raised by a rate, got -10"):
        value.delivered_value_target(90, 100, 0.1)


# --- life-cycle cost ------------------------------------------------------------------------------


def test_annuity_factor_of_the_interest_tables():
    # Tables of present value of an annuity: 8 %, 5 years 3.9927; 12 %, 8 years 4.9676; 5 %, 10 years 7.7217.
    found = value.annuity_factor([0.08, 0.12, 0.05], [5, 8, 10], timing="end")
    assert found == pytest.approx([3.992710, 4.96764, 7.72173], abs=5e-6)


@given(rates, st.integers(0, 60), timings)
def test_annuity_factor_term_by_term(rate, years, timing):
    terms = [(1 + rate) ** -(i - 1 + SHIFT[timing]) for i in range(1, years + 1)]
    assert value.annuity_factor(rate, years, timing=timing) == pytest.approx(math.fsum(terms), rel=1e-9)


def test_two_pumps_of_a_textbook_exercise():
    # brainmass.com 230535: 12 %, 8 years; A costs 8,000, 500 repair and 1,500 operation a year; B 6,000, 800
    # and 1,800. Printed: present costs 17,935.28 and 18,915.86, a year 3,610.42 and 3,807.82.
    cost = value.life_cycle_cost([8_000, 6_000], [1_500, 1_800], [500, 800], 0, 0, 0.12, 8, cost_timing="end")
    assert cost == pytest.approx([17_935.28, 18_915.86], abs=0.01)
    assert value.equivalent_annual_cost(cost, 0.12, 8) == pytest.approx([3_610.42, 3_807.82], abs=0.01)


def test_pipeline_with_scrap_value():
    # techwhiff.com 109855: 7,500 now, 6,000 a year, 500 back after 10 years at 5 %.
    # Printed: 53,523.45, and 6,931.53 a year.
    cost = value.life_cycle_cost(7_500, 5_500, 500, 0, -500, 0.05, 10, cost_timing="end")
    assert cost == pytest.approx(53_523.45, abs=0.005)
    assert value.equivalent_annual_cost(cost, 0.05, 10) == pytest.approx(6_931.53, abs=0.005)


@given(money, money, money, money, st.floats(-1e6, 1e6), rates, lives, timings)
def test_life_cycle_table_adds_up_to_the_cost(
    price, operation, upkeep, downtime, disposal, rate, years, timing
):
    total = value.life_cycle_cost(
        price, operation, upkeep, downtime, disposal, rate, years, cost_timing=timing
    )
    running = {"operation": operation, "upkeep": [upkeep] * years, "downtime": downtime}
    table = value.life_cycle_cost_table(price, running, disposal, rate, years, cost_timing=timing)
    size = table["present_value"].abs().sum()
    assert table["running_present_value"].iloc[-1] == pytest.approx(total, abs=1e-9 * size + 1e-6)
    assert table.index.tolist() == list(range(years + 1))
    # Paid as equal amounts at the end of each year, it is worth the same today.
    yearly = value.equivalent_annual_cost(total, rate, years)
    assert sum(yearly / (1 + rate) ** t for t in range(1, years + 1)) == pytest.approx(
        total, rel=1e-9, abs=1e-6
    )


def test_costs_that_change_from_year_to_year():
    table = value.life_cycle_cost_table(
        1_000, {"energy": 100, "repair": [0, 50, 300]}, -200, 0.10, 3, cost_timing="end"
    )
    expected = 1_000 + 100 / 1.1 + 150 / 1.21 + (400 - 200) / 1.331
    assert table["present_value"].sum() == pytest.approx(expected)
    assert table["cost"].tolist() == [1_000, 100, 150, 200]


def break_even_slowly(ours, rival):
    behind = [sum(ours[: t + 1]) - sum(rival[: t + 1]) for t in range(len(ours))]
    return next((t for t, gap in enumerate(behind) if gap <= 0.005), None)


costs_by_year = st.lists(st.integers(0, 500), min_size=1, max_size=12)


@given(costs_by_year, costs_by_year)
def test_break_even_year_slowly(ours, rival):
    length = min(len(ours), len(rival))
    ours, rival = ours[:length], rival[:length]
    found = value.break_even_year(ours, rival)
    assert found.year == break_even_slowly(ours, rival)
    if found.year is None:
        assert found.years is None and not found.lasting
        return
    behind = np.cumsum(ours) - np.cumsum(rival)
    assert max(found.year - 1, 0) <= found.years <= found.year
    # On the straight lines both are level there.
    if found.year:
        assert np.interp(found.years, range(length), behind) == pytest.approx(0, abs=1e-6)
    assert found.lasting == bool((behind[found.year :] <= 0.005).all())


def test_dearer_to_buy_cheaper_to_run():
    # Price 100 more, 30 a year less at 10 %: four years are worth 95.1 of it, the fifth makes it 113.7.
    def costs(price, energy):
        table = value.life_cycle_cost_table(price, {"energy": energy}, 0, 0.10, 8, cost_timing="end")
        return table["present_value"]

    found = value.break_even_year(costs(600, 50), costs(500, 80))
    assert found.year == 5
    assert found.years == pytest.approx(4 + (100 - 95.0960) / (113.7236 - 95.0960), abs=1e-4)
    assert value.break_even_year(costs(500, 50), costs(500, 80)).year == 0
    assert value.break_even_year(costs(900, 80), costs(500, 80)) == (None, None, False)


def test_disposal_can_turn_the_balance_back():
    found = value.break_even_year([100, 0, 0, 60], [80, 30, 30, 0])
    assert (found.year, found.lasting) == (1, False)


@given(money, money, st.floats(-1e6, 1e6), money, lives, lives, st.floats(0, 0.5))
def test_at_the_highest_price_both_cost_the_same_a_year(
    price, running, disposal, rival_cost, years, rival_years, rate
):
    def ours(purchase):
        return value.life_cycle_cost(purchase, running, 0, 0, disposal, rate, years, cost_timing="end")

    highest = value.highest_acquisition_cost(price, ours(price), years, rival_cost, rival_years, rate)
    at_highest = ours(price) + highest - price
    size = abs(ours(price)) + rival_cost * 50 + 1
    a_year = value.equivalent_annual_cost([at_highest, rival_cost], rate, [years, rival_years])
    assert a_year[0] == pytest.approx(a_year[1], abs=1e-9 * size)


def test_bad_life_cycles():
    good = (100, 10, 10, 10, 5, 0.1, 5)
    for place, bad, sentence in [
        (0, -1, "acquisition_cost must not be negative, got -1"),
        (2, math.inf, "maintenance_cost_per_year must be finite, got inf"),
        (5, -1, "discount_rate_per_year must be above -1, got -1"),
        (6, 0, "years must be above 0, got 0"),
        (6, 2.5, "years must be a whole number, got 2.5"),
    ]:
        given_values = [*good[:place], bad, *good[place + 1 :]]
        with pytest.raises(ValueError, match=sentence):
            value.life_cycle_cost(*given_values, cost_timing="end")
    with pytest.raises(TypeError):
        value.life_cycle_cost(*good)  # no hidden default for the timing
    with pytest.raises(ValueError, match="rival_years must be a whole number"):
        value.highest_acquisition_cost(1, 2, 3, 4, 5.5, 0.1)
    with pytest.raises(
        ValueError, match=r"running_costs_per_year\['repair'\] must be one number or 3 numbers"
    ):
        value.life_cycle_cost_table(1, {"repair": [1, 2]}, 0, 0, 3, cost_timing="end")
    with pytest.raises(ValueError, match="the name of another column"):
        value.life_cycle_cost_table(1, {"cost": 1}, 0, 0, 3, cost_timing="end")
    with pytest.raises(ValueError, match="compare equal lives"):
        value.break_even_year([1, 2], [1, 2, 3])


def test_series_keep_their_accounts():
    price = pd.Series({"K1": 100.0, "K2": 200.0})
    years = pd.Series({"K2": 2, "K1": 1})
    found = value.life_cycle_cost(price, 10, 0, 0, 0, 0, years, cost_timing="end")
    assert found.to_dict() == {"K1": 110.0, "K2": 220.0}


# --- project and value chain ----------------------------------------------------------------------


def test_project_cost_with_delay():
    stages = dict(zip(value.PROJECT_STAGES, [40, 300, 120, 30, 10], strict=True))
    assert value.project_cycle_cost(stages, 5, 8) == 540
    table = pd.DataFrame([stages, stages], index=["P1", "P2"])
    assert value.project_cycle_cost(table, pd.Series({"P2": 10, "P1": 0}), 8).to_dict() == {
        "P1": 500,
        "P2": 580,
    }
    with pytest.raises(ValueError, match=r"stage_costs\['build'\] must not be negative, got -120"):
        value.project_cycle_cost(stages | {"build": -120}, 5, 8)
    with pytest.raises(ValueError, match="at least one stage"):
        value.project_cycle_cost({}, 5, 8)


chains = st.dictionaries(
    st.sampled_from("abcdef"), st.tuples(st.integers(0, 1000), st.integers(0, 1000)), min_size=1
)


@given(chains, chains)
@settings(max_examples=40)
def test_value_chain_by_plain_loops(before, after):
    table = value.value_chain_table(before, after)
    total = sum(n * rate for n, rate in before.values()) - sum(n * rate for n, rate in after.values())
    assert table["saving"].sum() == pytest.approx(total)
    assert set(table.index) == set(before) | set(after)
    assert list(table.index[: len(before)]) == list(before)


def test_bad_value_chain():
    with pytest.raises(ValueError, match="pair"):
        value.value_chain_table({"orders": 5}, {"orders": (1, 2)})
    with pytest.raises(ValueError, match="after must map"):
        value.value_chain_table({"orders": (1, 2)}, [1])


# --- stock ----------------------------------------------------------------------------------------


def test_lot_size_of_the_syllabus():
    assert value.economic_lot_size(1200, 100, 6, holding_basis="per_unit") == 200
    # Cost at the economic lot: sqrt(2 * 1200 * 100 * 6) = 1200, half ordering, half holding.
    cost = value.stock_cost(1200, 200, 0, 100, 30, 0.2)
    assert (cost.ordering_cost_per_year, cost.holding_cost_per_year) == (600, 600)


def test_lot_size_in_months_and_interest():
    # M units a month, set-up S, unit cost C, 10 % a year: then the formula is sqrt(240 * M * S / C).
    monthly, setup, unit_cost = 1_000, 2.0, 0.10
    ours = value.economic_lot_size(
        12 * monthly, setup, 0.10, holding_basis="share_of_unit_cost", unit_cost=unit_cost
    )
    assert ours == pytest.approx(math.sqrt(240 * monthly * setup / unit_cost))


@given(above_zero, above_zero, above_zero, st.floats(0.05, 20))
def test_no_other_lot_costs_less(demand, order, holding, factor):
    lot = value.economic_lot_size(demand, order, holding, holding_basis="per_unit")

    def cost(size):
        return value.stock_cost(demand, size, 0, order, holding, 1.0).cost_per_year

    assert cost(lot) <= cost(lot * factor) * (1 + 1e-12)
    assert cost(lot) == pytest.approx(math.sqrt(2 * demand * order * holding))


@given(st.integers(1, 2000), st.integers(1, 300), st.integers(1, 50), st.integers(1, 60))
def test_whole_packs_by_enumeration(demand, order, holding, pack):
    lot = value.economic_lot_size(demand, order, holding, holding_basis="per_unit", pack_size=pack)
    most = math.ceil(math.sqrt(2 * demand * order / holding) / pack) + 2

    def cost(packs):
        return demand / (packs * pack) * order + packs * pack / 2 * holding

    assert lot % pack == 0
    assert cost(lot / pack) == pytest.approx(min(cost(packs) for packs in range(1, most + 1)), rel=1e-11)


# z of the normal distribution as printed in every table; sigma over the lead time is 20 * sqrt(9) = 60.
@pytest.mark.parametrize(("level", "z"), [(0.90, 1.2816), (0.95, 1.6449), (0.975, 1.9600), (0.99, 2.3263)])
def test_safety_stock_for_order_cycles(level, z):
    assert value.safety_stock(20, 9, level, service="cycle") == pytest.approx(z * 60, abs=0.004)


# Unit normal loss table: G(0) 0.3989, G(0.5) 0.1978, G(1) 0.0833, G(1.5) 0.0293, G(2) 0.0085.
@pytest.mark.parametrize(("z", "loss"), [(0.5, 0.1978), (1.0, 0.08332), (1.5, 0.02931), (2.0, 0.008491)])
def test_safety_stock_for_a_fill_rate(z, loss):
    lot = 100.0
    rate = 1 - loss * 60 / lot
    assert value.safety_stock(20, 9, rate, service="fill_rate", lot_size=lot) == pytest.approx(
        z * 60, abs=0.06
    )


@given(st.floats(0.5, 0.9999), st.floats(1, 500), st.floats(0.1, 60), st.floats(1, 5000))
def test_fill_rate_by_integration(level, deviation, days, lot):
    safety = value.safety_stock(deviation, days, level, service="fill_rate", lot_size=lot)
    spread = deviation * math.sqrt(days)
    # Expected shortage of a cycle: the integral of (x - safety) over normal demand above it.
    x = np.linspace(safety / spread, safety / spread + 12, 20_001)
    tail = (x - x[0]) * np.exp(-(x**2) / 2) / math.sqrt(2 * math.pi)
    short = spread * float(np.sum((tail[1:] + tail[:-1]) / 2 * np.diff(x)))
    reached = 1 - short / lot
    if safety > 0:
        assert reached == pytest.approx(level, abs=1e-5)
    else:
        assert reached >= level - 1e-6


def test_the_two_promises_differ():
    cycle = value.safety_stock(20, 9, 0.95, service="cycle")
    filled = value.safety_stock(20, 9, 0.95, service="fill_rate", lot_size=[50, 200, 5_000])
    assert filled[0] > filled[1] > filled[2] == 0
    assert cycle > filled[1]
    assert value.safety_stock([0, 20], 9, 0.3, service="cycle").tolist() == [0, 0]
    assert value.safety_stock(0, 9, 0.95, service="fill_rate", lot_size=10) == 0


def test_vmi_saving_by_hand():
    # Before: lot 600, safety 100 -> 400 units; after: 200 and 40 -> 140. 260 * 30 * 20 % = 1,560 a year less;
    # six orders instead of two at 10 each cost 40 more.
    before = value.stock_cost(1_200, 600, 100, 10, 30, 0.2)
    after = value.stock_cost(1_200, 200, 40, 10, 30, 0.2)
    effect = value.vmi_effect(before, after)
    assert effect == pytest.approx((1_560, -40, 1_520, 7_800))
    assert effect.saving_per_year == pytest.approx(before.cost_per_year - after.cost_per_year)
    with pytest.raises(ValueError, match="after must be a StockCost"):
        value.vmi_effect(before, 5)


def test_saw_tooth_has_the_average_of_the_formula():
    teeth = value.stock_saw_tooth(10, 50, 20, 25)
    area = (
        np.trapezoid(teeth["stock"], teeth["day"])
        if hasattr(np, "trapezoid")
        else np.trapz(teeth["stock"], teeth["day"])
    )
    assert area / 25 == pytest.approx(value.stock_cost(3_650, 50, 20, 1, 1, 1).average_stock)
    assert teeth["stock"].min() == 20 and teeth["stock"].max() == 70
    assert teeth["day"].iloc[-1] == 25


def test_bad_stock():
    with pytest.raises(ValueError, match="unit_cost goes with holding_basis"):
        value.economic_lot_size(1, 1, 0.2, holding_basis="share_of_unit_cost")
    with pytest.raises(ValueError, match="unit_cost goes with holding_basis"):
        value.economic_lot_size(1, 1, 6, holding_basis="per_unit", unit_cost=30)
    with pytest.raises(ValueError, match="demand_per_year must be above 0, got 0 at position 2"):
        value.economic_lot_size([1, 0], 1, 6, holding_basis="per_unit")
    with pytest.raises(ValueError, match="service_level must be above 0 and below 1 .* got 95"):
        value.safety_stock(20, 9, 95, service="cycle")
    with pytest.raises(ValueError, match="lot_size goes with service 'fill_rate'"):
        value.safety_stock(20, 9, 0.95, service="fill_rate")
    with pytest.raises(TypeError):
        value.safety_stock(20, 9, 0.95)
    with pytest.raises(ValueError, match="more than a picture can show"):
        value.stock_saw_tooth(1e9, 1, 0, 365)


# --- services that raise the value ----------------------------------------------------------------


def test_early_involvement():
    found = value.early_involvement(10_000, 12, 300_000, 4)
    assert found == (120_000, 180_000, 2.5)
    nothing = value.early_involvement([10_000, 10_000], [0, -1], [300_000, 0], 4)
    assert nothing.payback_years.tolist() == [math.inf, 0]
    with pytest.raises(ValueError, match="engineering_cost must not be negative, got -1"):
        value.early_involvement(1, 1, -1, 1)


def test_availability_and_fee():
    assert value.availability([980, 100, 50], [20, 0, 50]).tolist() == [0.98, 1.0, 0.5]
    terms = {"bonus_per_percentage_point": 5_000, "malus_per_percentage_point": 8_000}
    fee = value.performance_fee([0.98, 0.99, 0.96, 0.5], 0.98, 100_000, **terms)
    assert fee == pytest.approx([100_000, 105_000, 84_000, -284_000])
    capped = value.performance_fee([1.0, 0.5], 0.98, 100_000, **terms, lowest_fee=60_000, highest_fee=108_000)
    assert capped.tolist() == [108_000, 60_000]
    with pytest.raises(ValueError, match="availability must be from 0 to 1 .* got 98"):
        value.performance_fee(98, 0.98, 1, **terms)
    with pytest.raises(ValueError, match="lowest_fee must not be above highest_fee, got 2"):
        value.performance_fee(0.9, 0.9, 1, **terms, lowest_fee=2, highest_fee=1)
    with pytest.raises(ValueError, match="mean_hours_between_failures must be above 0, got 0"):
        value.availability(0, 5)


@given(st.integers(0, 12), st.integers(1, 12))
def test_bullwhip_of_the_moving_average_from_its_weights(lead, periods):
    # The rule orders D + (L/p) * (D - demand p periods ago): with independent demand the variances of the
    # weights on each single demand add up (Chen et al. 2000).
    weights = np.zeros(periods + 1)
    weights[0] = 1 + lead / periods
    weights[periods] -= lead / periods
    assert value.bullwhip_of_moving_average(lead, periods) == pytest.approx(float(weights @ weights))


def test_bullwhip_of_a_simulated_chain():
    lead, periods = 3, 5
    demand = np.random.default_rng(7).normal(100, 10, 60_000)
    forecast = np.convolve(demand, np.ones(periods) / periods, mode="valid")
    orders = demand[periods:] + lead * np.diff(forecast)
    measured = value.bullwhip_ratio(orders, demand[periods:])
    assert measured == pytest.approx(value.bullwhip_of_moving_average(lead, periods), rel=0.02)


def test_bullwhip_by_item():
    demand = pd.DataFrame({"gear": [1, 2, 3, 4], "drive": [5, 5, 6, 6]})
    found = value.bullwhip_ratio(demand * 3, demand)
    assert found.to_dict() == pytest.approx({"gear": 9.0, "drive": 9.0})
    with pytest.raises(ValueError, match="demand of 'drive' is 5 in every period"):
        value.bullwhip_ratio(demand, demand.assign(drive=5))
    with pytest.raises(ValueError, match="demand is 0.1 in every period"):
        value.bullwhip_ratio([1, 2, 3], [0.1, 0.1, 0.1])
    with pytest.raises(ValueError, match="at least two periods, got 1"):
        value.bullwhip_ratio([1], [1])
    with pytest.raises(ValueError, match="same periods"):
        value.bullwhip_ratio([1, 2, 3], [1, 2])


def test_cash_to_cash():
    # Millions: stock 2.0 of 7.3, receivables 1.5 of 10.95, payables 0.6 of 7.3: 100 + 50 - 30 days.
    days = value.balance_days([2.0, 1.5, 0.6], [7.3, 10.95, 7.3], days_per_year=365)
    assert days.tolist() == pytest.approx([100, 50, 30])
    assert value.cash_to_cash_days(*days) == pytest.approx(120)
    assert value.cash_to_cash_days(10, 5, 60) == -45
    with pytest.raises(ValueError, match="flow_per_year must be above 0, got 0"):
        value.balance_days(1, 0, days_per_year=365)
