"""Customer lifetime profit: published figures, identities, and what is refused."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamlib import lifetime

CASE_1 = {"first_margin": "now", "cost_timing": "middle"}
SHIFT = {"start": 0.0, "middle": 0.5, "end": 1.0}

money = st.floats(-1e7, 1e7)
costs = st.floats(0, 1e6)
rates = st.floats(0, 1)
discounts = st.floats(-0.3, 1.5)
horizons = st.integers(0, 40)
margins = st.sampled_from(lifetime.FIRST_MARGIN)
timings = st.sampled_from(lifetime.COST_TIMING)


def written_out(
    contribution, cost, retention, discount, years, *, first_margin, cost_timing, acquisition=0.0
):
    """The formula as printed, term by term."""
    first = 0 if first_margin == "now" else 1
    income = [contribution * retention**t / (1 + discount) ** t for t in range(first, years + 1)]
    outgo = [
        cost * retention ** (i - 1) / (1 + discount) ** (i - 1 + SHIFT[cost_timing])
        for i in range(1, years + 1)
    ]
    return math.fsum(income) - math.fsum(outgo) - acquisition


# --- figures from outside -----------------------------------------------------------------------


def test_berger_and_nasr_case_1():
    # Berger & Nasr (1998), Journal of Interactive Marketing 12(1), case 1: GC 260, M 50, r 75 %, d 20 %,
    # 10 years.
    profit = lifetime.lifetime_profit(260, 50, 0.75, 0.20, 10, **CASE_1)
    assert profit == pytest.approx(568.7831, abs=5e-5)


# Gupta & Lehmann, Managing Customers as Investments (2005): margin multiples by retention and discount.
@pytest.mark.parametrize(
    ("retention", "multiples"),
    [
        (0.60, [1.20, 1.15, 1.11, 1.07]),
        (0.70, [1.75, 1.67, 1.59, 1.52]),
        (0.80, [2.67, 2.50, 2.35, 2.22]),
        (0.90, [4.50, 4.09, 3.75, 3.46]),
    ],
)
def test_margin_multiples_of_gupta_and_lehmann(retention, multiples):
    ours = lifetime.margin_multiple(retention, [0.10, 0.12, 0.14, 0.16], first_margin="end")
    assert ours == pytest.approx(multiples, abs=0.0051)


def test_annuity_factor_of_the_interest_tables():
    # Present value of 1 a year for 5 years at 8 %: 3.99271 in every table of annuity factors.
    profit = lifetime.lifetime_profit(1, 0, 1, 0.08, 5, first_margin="end", cost_timing="end")
    assert profit == pytest.approx(3.99271, abs=5e-6)
    assert lifetime.cash_flow_value([1] * 5, 0.08, first_flow="end") == pytest.approx(3.99271, abs=5e-6)


# --- identities -----------------------------------------------------------------------------------


@given(money, costs, rates, discounts, horizons, margins, timings, costs)
def test_same_as_the_formula_written_out(contribution, cost, retention, discount, years, first, timing, won):
    ours = lifetime.lifetime_profit(
        contribution,
        cost,
        retention,
        discount,
        years,
        first_margin=first,
        cost_timing=timing,
        acquisition_cost=won,
    )
    expected = written_out(
        contribution,
        cost,
        retention,
        discount,
        years,
        first_margin=first,
        cost_timing=timing,
        acquisition=won,
    )
    size = written_out(
        abs(contribution), 0, retention, discount, years, first_margin=first, cost_timing=timing
    ) - written_out(
        0, cost, retention, discount, years, first_margin=first, cost_timing=timing, acquisition=won
    )
    assert ours == pytest.approx(expected, abs=1e-12 * abs(size) + 1e-9)


@given(money, costs, rates, discounts, horizons, margins, timings, costs)
def test_year_table_adds_up(contribution, cost, retention, discount, years, first, timing, won):
    options = {"first_margin": first, "cost_timing": timing, "acquisition_cost": won}
    table = lifetime.lifetime_profit_table(contribution, cost, retention, discount, years, **options)
    total = lifetime.lifetime_profit(contribution, cost, retention, discount, years, **options)
    size = table["contribution_present_value"].abs().sum() + table["service_cost_present_value"].sum() + won
    assert table["year"].tolist() == list(range(years + 1))
    assert table["present_value"].sum() == pytest.approx(total, abs=1e-11 * size + 1e-9)
    assert table["running_present_value"].iloc[-1] == pytest.approx(total, abs=1e-11 * size + 1e-9)


def test_year_table_shows_the_timing():
    table = lifetime.lifetime_profit_table(
        100, 20, 0.5, 0.21, 2, first_margin="end", cost_timing="middle", acquisition_cost=7
    )
    assert table["contribution"].tolist() == [0, 50, 25]
    assert table["service_cost"].tolist() == [0, 20, 10]
    assert table["service_cost_discount_factor"].tolist() == pytest.approx([1, 1 / 1.1, 1 / 1.1**3])
    assert table["contribution_discount_factor"].tolist() == pytest.approx([1, 1 / 1.21, 1 / 1.21**2])
    assert table["acquisition_cost"].tolist() == [7, 0, 0]


@pytest.mark.parametrize("ratio", [0.0, 0.3, 0.999999, 1 - 1e-12, 1 - 2**-52, 1.0, 1 + 2**-52, 1 + 1e-9, 1.1])
@pytest.mark.parametrize("terms", [0, 1, 2, 3, 10, 64, 501])
def test_geometric_sum_near_ratio_one(ratio, terms):
    exact = float(sum(Fraction(ratio) ** i for i in range(terms)))
    assert lifetime._geometric_sum(ratio, terms) == pytest.approx(exact, rel=1e-12)
    with np.errstate(all="ignore"):
        per_account = lifetime._geometric_sum_per_account(np.array([ratio]), np.array([terms]))
    assert per_account[0] == pytest.approx(exact, rel=1e-12)


@pytest.mark.parametrize("first_margin", lifetime.FIRST_MARGIN)
def test_long_horizon_comes_to_the_margin_multiple(first_margin):
    forever = lifetime.margin_multiple(0.8, 0.12, first_margin=first_margin)
    long = lifetime.lifetime_profit(1, 0, 0.8, 0.12, 500, first_margin=first_margin, cost_timing="end")
    assert long == pytest.approx(forever, rel=1e-12)


@given(money, costs, rates, st.floats(0, 1), horizons)
def test_first_margin_now_is_one_margin_more(contribution, cost, retention, discount, years):
    now, end = (
        lifetime.lifetime_profit(
            contribution, cost, retention, discount, years, first_margin=first, cost_timing="middle"
        )
        for first in ("now", "end")
    )
    assert now - end == pytest.approx(contribution, abs=1e-6)


@given(rates, st.floats(0.001, 1), horizons)
def test_later_cost_weighs_less(retention, discount, years):
    start, middle, end = (
        lifetime.lifetime_profit(0, 10, retention, discount, years, first_margin="now", cost_timing=timing)
        for timing in ("start", "middle", "end")
    )
    assert start <= middle <= end <= 0
    assert start == pytest.approx(end * (1 + discount), abs=1e-9)


def test_no_year_at_all():
    assert lifetime.lifetime_profit(100, 30, 0.9, 0.1, 0, **CASE_1) == 100.0
    assert lifetime.lifetime_profit(100, 30, 0.9, 0.1, 0, first_margin="end", cost_timing="end") == 0.0


# --- many accounts ----------------------------------------------------------------------------------


def test_arrays_equal_single_calls():
    rng = np.random.default_rng(7)
    n = 40_000  # more than two blocks
    contribution, cost = rng.normal(5e4, 3e4, n), rng.uniform(0, 2e4, n)
    retention, discount = rng.choice([0.0, 0.5, 0.93, 1.0], n), rng.choice([0.0, 0.08, -0.05], n)
    years, won = rng.integers(0, 25, n), rng.uniform(0, 1e4, n)
    for horizon in (years, 12):
        for first in lifetime.FIRST_MARGIN:
            for timing in lifetime.COST_TIMING:
                options = {"first_margin": first, "cost_timing": timing}
                all_at_once = lifetime.lifetime_profit(
                    contribution, cost, retention, discount, horizon, acquisition_cost=won, **options
                )
                for j in (0, 1, 16_383, 16_384, 32_768, n - 1):
                    single = lifetime.lifetime_profit(
                        contribution[j],
                        cost[j],
                        retention[j],
                        discount[j],
                        horizon if horizon is not years else years[j],
                        acquisition_cost=won[j],
                        **options,
                    )
                    assert all_at_once[j] == pytest.approx(single, rel=1e-11, abs=1e-6)


def test_what_goes_in_comes_out():
    assert type(lifetime.lifetime_profit(np.float64(1), np.int64(0), 1, 0, np.int64(3), **CASE_1)) is float
    assert isinstance(lifetime.lifetime_profit([1.0], 0, 1, 0, 3, **CASE_1), np.ndarray)
    assert lifetime.lifetime_profit([[1.0, 2.0]], 0, [[1], [0]], 0, 3, **CASE_1).shape == (2, 2)
    accounts = pd.Series([100.0, 200.0], index=["B", "A"])
    profit = lifetime.lifetime_profit(accounts, 0, pd.Series([0.0, 1.0], index=["A", "B"]), 0, 1, **CASE_1)
    assert profit.to_dict() == {"B": 200.0, "A": 200.0}


def test_series_with_other_accounts_are_refused():
    left, right = pd.Series([1.0, 2.0], index=["A", "B"]), pd.Series([0.5, 0.5], index=["A", "C"])
    with pytest.raises(ValueError, match="same accounts: 'B' is not in retention_per_year"):
        lifetime.lifetime_profit(left, 0, right, 0, 1, **CASE_1)


def test_inputs_stay_as_they_are():
    values = np.array([1.0, 2.0])
    lifetime.lifetime_profit(values, values, 0.5, 0.1, 3, **CASE_1)
    assert values.tolist() == [1.0, 2.0]


# --- smaller measures ---------------------------------------------------------------------------------


def test_expected_lifetime_is_the_mean_of_the_geometric_distribution():
    direct = math.fsum(k * 0.8 ** (k - 1) * 0.2 for k in range(1, 400))
    assert lifetime.expected_lifetime_years(0.8) == pytest.approx(direct)
    assert lifetime.expected_lifetime_years(pd.Series({"A": 0.5})).to_dict() == {"A": 2.0}


@given(st.floats(0.01, 0.98), st.floats(0.0, 0.5), margins)
def test_retention_leverage_is_the_ratio_of_two_multiples(retention, discount, first):
    now = lifetime.margin_multiple(retention, discount, first_margin=first)
    after = lifetime.margin_multiple(retention + 0.01, discount, first_margin=first)
    leverage = lifetime.retention_leverage(retention, discount, first_margin=first)
    assert leverage == pytest.approx(after / now - 1, abs=1e-12)
    assert leverage > 0


def test_retention_leverage_keeps_the_accounts():
    leverage = lifetime.retention_leverage(pd.Series({"A": 0.8}), 0.12, first_margin="end")
    assert leverage.to_dict() == pytest.approx({"A": 0.81 / 0.31 / (0.8 / 0.32) - 1})


def test_lever_effects_against_the_formula():
    effects = lifetime.lever_effects(
        260,
        50,
        0.75,
        0.2,
        10,
        **CASE_1,
        acquisition_cost=10,
        steps={"retention_per_year": 0.01, "service_cost_per_year": -5, "years": 1, "acquisition_cost": -10},
    )
    base = written_out(260, 50, 0.75, 0.2, 10, **CASE_1)
    assert effects.loc["retention_per_year", "change"] == pytest.approx(
        written_out(260, 50, 0.76, 0.2, 10, **CASE_1) - base
    )
    assert effects.loc["service_cost_per_year", "change"] == pytest.approx(
        written_out(260, 45, 0.75, 0.2, 10, **CASE_1) - base
    )
    assert effects.loc["years", "change"] == pytest.approx(
        written_out(260, 50, 0.75, 0.2, 11, **CASE_1) - base
    )
    assert effects.loc["acquisition_cost", "lifetime_profit"] == pytest.approx(base)


def test_customer_equity_is_the_sum():
    assert lifetime.customer_equity(pd.Series({"A": 10.5, "B": -3.0})) == 7.5


def test_cash_flows_by_stage():
    flows = [-500, 100, 300, 400, 200, 50]
    stages = lifetime.cash_flow_value(flows, 0.1, first_flow="now", stage_years=[1, 2, 2, 1])
    assert list(stages.index) == list(lifetime.RELATIONSHIP_STAGES)
    assert stages["formation"] == pytest.approx(100 / 1.1 + 300 / 1.1**2)
    assert stages.sum() == pytest.approx(lifetime.cash_flow_value(flows, 0.1, first_flow="now"))
    end = lifetime.cash_flow_value(flows, 0.1, first_flow="end")
    assert end == pytest.approx(stages.sum() / 1.1)


def test_cash_flows_of_several_accounts():
    table = pd.DataFrame([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]], index=["A", "B"])
    totals = lifetime.cash_flow_value(table, 0.0, first_flow="now")
    assert totals.to_dict() == {"A": 6.0, "B": 15.0}
    stages = lifetime.cash_flow_value(table, 0.0, first_flow="now", stage_years={"win": 1, "keep": 2})
    assert stages.loc["B"].to_dict() == {"win": 4.0, "keep": 11.0}


# --- what is refused ------------------------------------------------------------------------------------

GOOD = {
    "contribution_per_year": 100.0,
    "service_cost_per_year": 10.0,
    "retention_per_year": 0.8,
    "discount_rate_per_year": 0.1,
    "years": 5,
    "acquisition_cost": 0.0,
}
BAD = [(name, value) for name in GOOD for value in (math.nan, math.inf, -math.inf, "12", None)] + [
    ("service_cost_per_year", -1),
    ("retention_per_year", 1.01),
    ("retention_per_year", -0.01),
    ("retention_per_year", 80),
    ("discount_rate_per_year", -1),
    ("discount_rate_per_year", -3),
    ("years", -1),
    ("years", 2.5),
    ("acquisition_cost", -1),
    ("retention_per_year", True),
]


@pytest.mark.parametrize(("name", "value"), BAD)
def test_bad_input_is_named(name, value):
    with pytest.raises(ValueError, match=name):
        lifetime.lifetime_profit(**(GOOD | {name: value}), **CASE_1)
    with pytest.raises(ValueError, match=name):
        lifetime.lifetime_profit_table(**(GOOD | {name: value}), **CASE_1)


@pytest.mark.parametrize(("name", "value"), [pair for pair in BAD if pair[1] not in ("12", None, True)])
def test_bad_input_in_a_list_is_named_with_its_account(name, value):
    accounts = pd.Series([GOOD[name]] * 3 + [value], index=list("ABCD"))
    with pytest.raises(ValueError, match=rf"{name} must .*'D'"):
        lifetime.lifetime_profit(**(GOOD | {name: accounts}), **CASE_1)
    with pytest.raises(ValueError, match=rf"{name} must .* position 4"):
        lifetime.lifetime_profit(**(GOOD | {name: accounts.to_numpy()}), **CASE_1)


def test_bad_value_hidden_by_zero_retention_is_found():
    # q = 0 would wipe out an infinite discount rate, and a margin of the end convention.
    with pytest.raises(ValueError, match="discount_rate_per_year"):
        lifetime.lifetime_profit([1.0], 1, 0.5, [math.inf], 3, **CASE_1)
    with pytest.raises(ValueError, match="contribution_per_year"):
        lifetime.lifetime_profit([math.inf], 1, 0.0, 0.1, 3, first_margin="end", cost_timing="end")


@pytest.mark.parametrize("option", ["first_margin", "cost_timing"])
def test_conventions_have_no_default(option):
    kept = {key: value for key, value in CASE_1.items() if key != option}
    with pytest.raises(TypeError, match=option):
        lifetime.lifetime_profit(**GOOD, **kept)
    with pytest.raises(ValueError, match=option):
        lifetime.lifetime_profit(**GOOD, **(CASE_1 | {option: "noon"}))


@pytest.mark.parametrize(
    "bad",
    [(math.nan, 0.1), (0.5, math.nan), (1.2, 0.5), (0.5, -1.0), (0.5, math.inf), (1.0, 0.0), (0.9, -0.5)],
)
def test_margin_multiple_refuses_single_and_listed_alike(bad):
    for retention, discount in (bad, ([bad[0]], [bad[1]])):
        with pytest.raises(ValueError, match="retention_per_year|discount_rate_per_year"):
            lifetime.margin_multiple(retention, discount, first_margin="end")


@given(rates, st.floats(0.01, 1), margins)
def test_margin_multiple_single_and_listed_agree(retention, discount, first):
    listed = lifetime.margin_multiple([retention], discount, first_margin=first)
    assert lifetime.margin_multiple(retention, discount, first_margin=first) == listed[0]


def test_other_refusals():
    with pytest.raises(ValueError, match="empty"):
        lifetime.lifetime_profit([], 0, 0.5, 0.1, 3, **CASE_1)
    with pytest.raises(ValueError, match="same length"):
        lifetime.lifetime_profit([1, 2], [1, 2, 3], 0.5, 0.1, 3, **CASE_1)
    with pytest.raises(ValueError, match="too large"):
        lifetime.lifetime_profit(1, 0, 1, -0.9, 10_000, **CASE_1)
    with pytest.raises(ValueError, match="too large"):
        lifetime.lifetime_profit([1.0], 0, 1, -0.9, 10_000, **CASE_1)
    with pytest.raises(ValueError, match="no end"):
        lifetime.margin_multiple([0.5, 1.0], 0.0, first_margin="end")
    with pytest.raises(ValueError, match="below 1"):
        lifetime.expected_lifetime_years([0.5, 1.0])
    with pytest.raises(ValueError, match="retention_per_year"):
        lifetime.retention_leverage(0.995, 0.1, first_margin="end")
    with pytest.raises(ValueError, match="above 0"):
        lifetime.retention_leverage(0.0, 0.1, first_margin="end")
    with pytest.raises(ValueError, match="more than once"):
        lifetime.customer_equity(pd.Series([1.0, 2.0], index=["A", "A"]))
    with pytest.raises(ValueError, match="lifetime_profits must be finite, got nan at position 2"):
        lifetime.customer_equity([1.0, math.nan])
    with pytest.raises(ValueError, match="all 3 cash flows, they sum to 4"):
        lifetime.cash_flow_value([1, 2, 3], 0.1, first_flow="now", stage_years=[1, 1, 1, 1])
    with pytest.raises(ValueError, match="must give 4 lengths"):
        lifetime.cash_flow_value([1, 2, 3], 0.1, first_flow="now", stage_years=[1, 2])
    with pytest.raises(ValueError, match="above -1"):
        lifetime.cash_flow_value([1, 2, 3], -1, first_flow="now")
    with pytest.raises(ValueError, match="one account"):
        lifetime.lifetime_profit_table([1, 2], 0, 0.5, 0.1, 3, **CASE_1)
    with pytest.raises(ValueError, match="at most 1000"):
        lifetime.lifetime_profit_table(1, 0, 0.5, 0.1, 1001, **CASE_1)
    with pytest.raises(ValueError, match="names 'luck'"):
        lifetime.lever_effects(1, 0, 0.5, 0.1, 3, **CASE_1, steps={"luck": 1})
