"""Switching costs: printed factors, plain loops, identities between the functions, and what is refused."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kamlib import lifetime, switching

money = st.floats(0, 1e7)
above_zero = st.floats(1, 1e6)
rates = st.floats(-0.2, 1.0)
lives = st.integers(1, 30)
timings = st.sampled_from(["start", "middle", "end"])
SHIFT = {"start": 0.0, "middle": 0.5, "end": 1.0}
FIVE = {"search": 20, "trial": 50, "learning": 80, "relationship": 30, "legal": 20}


def worth(yearly, rate, years, timing):
    return math.fsum(yearly * (1 + rate) ** -(i - 1 + SHIFT[timing]) for i in range(1, years + 1))


# --- switching cost -------------------------------------------------------------------------------


@given(st.lists(st.tuples(st.sampled_from(switching.SWITCHING_COSTS), st.integers(0, 1000)), min_size=1))
def test_entries_sorted_into_five_buckets(entries):
    kinds, amounts = (list(column) for column in zip(*entries, strict=True))
    found = switching.costs_by_kind(kinds, amounts)
    assert list(found.index) == list(switching.SWITCHING_COSTS)
    for kind in switching.SWITCHING_COSTS:
        assert found[kind] == sum(amount for name, amount in entries if name == kind)
    assert switching.switching_cost(found) == sum(amounts)


@given(st.lists(money, min_size=5, max_size=5), money, rates, lives, timings)
def test_switching_cost_by_plain_loops(costs, extra, rate, years, timing):
    found = switching.switching_cost(
        dict(zip(switching.SWITCHING_COSTS, costs, strict=True)),
        extra_cost_per_year=extra,
        discount_rate_per_year=rate,
        years=years,
        timing=timing,
    )
    assert found == pytest.approx(math.fsum(costs) + worth(extra, rate, years, timing), rel=1e-9)


def test_switching_cost_by_account():
    table = pd.DataFrame([FIVE, {**FIVE, "legal": 0}], index=["K1", "K2"])
    assert switching.switching_cost(table).to_dict() == {"K1": 200, "K2": 180}
    extras = pd.Series({"K2": 10.0, "K1": 0.0})
    found = switching.switching_cost(
        table, extra_cost_per_year=extras, discount_rate_per_year=0, years=3, timing="end"
    )
    assert found.to_dict() == {"K1": 200, "K2": 210}


@pytest.mark.parametrize(
    ("costs", "options", "sentence"),
    [
        ({"search": 1}, {}, "one_off_costs must have 'trial' once"),
        (FIVE | {"mood": 1}, {}, "got 'mood'"),
        (FIVE | {"legal": -1}, {}, r"one_off_costs\['legal'\] must not be negative, got -1"),
        (FIVE | {"legal": math.nan}, {}, r"one_off_costs\['legal'\] must be finite, got nan"),
        ([1, 2, 3, 4, 5], {}, "one_off_costs must give the cost by kind"),
        (FIVE, {"extra_cost_per_year": 5}, "extra_cost_per_year needs discount_rate_per_year"),
        (
            FIVE,
            {"extra_cost_per_year": 5, "discount_rate_per_year": 0.1, "years": 3},
            "extra_cost_per_year needs timing",
        ),
        (
            FIVE,
            {"extra_cost_per_year": -5, "discount_rate_per_year": 0.1, "years": 3, "timing": "end"},
            "extra_cost_per_year must not be negative",
        ),
        (
            FIVE,
            {"extra_cost_per_year": math.nan, "discount_rate_per_year": 0.1, "years": 3, "timing": "end"},
            "extra_cost_per_year must be finite, got nan",
        ),
    ],
)
def test_bad_switching_costs(costs, options, sentence):
    with pytest.raises(ValueError, match=sentence):
        switching.switching_cost(costs, **options)


def test_bad_entries():
    with pytest.raises(ValueError, match="kinds at position 2 must be one of .* got 'habit'"):
        switching.costs_by_kind(["search", "habit"], [1, 2])
    with pytest.raises(ValueError, match="kinds must hold 2 entries, one per amount, got 1"):
        switching.costs_by_kind(["search"], [1, 2])


# --- decision and discount ------------------------------------------------------------------------


def test_decision_with_the_printed_annuity_factor():
    # 8 %, 5 years: 3.992710 in every table. 80 a year is worth 319.42, so 300 are outweighed by 19.42.
    found = switching.switching_decision(300, 80, 0.08, 5, timing="end")
    assert found.present_value_of_saving == pytest.approx(319.4168, abs=1e-4)
    assert found.surplus == pytest.approx(19.4168, abs=1e-4)
    assert found.switches is True
    assert found.payback_years == 3.75
    assert switching.required_discount(300, 1_000, 0.08, 5, timing="end") == pytest.approx(
        300 / 3_992.710, abs=1e-7
    )


@given(money, above_zero, rates, lives, timings)
def test_at_the_required_discount_nobody_gains(cost, spend, rate, years, timing):
    discount = switching.required_discount(cost, spend, rate, years, timing=timing)
    saving = switching.required_saving_per_year(cost, rate, years, timing=timing)
    assert discount * spend == pytest.approx(saving, rel=1e-9)
    assert worth(saving, rate, years, timing) == pytest.approx(cost, rel=1e-9)
    more = switching.switching_decision(cost, saving * 1.001 + 0.01, rate, years, timing=timing)
    less = switching.switching_decision(cost, saving * 0.999 - 0.01, rate, years, timing=timing)
    assert more.switches and not less.switches


def test_no_saving_no_switch():
    accounts = pd.Index(["K1", "K2", "K3"])
    found = switching.switching_decision(
        pd.Series([100.0, 100.0, 0.0], index=accounts), [0, -5, 10], 0.1, 5, timing="end"
    )
    assert found.switches.to_dict() == {"K1": False, "K2": False, "K3": True}
    assert found.payback_years.tolist() == [math.inf, math.inf, 0]
    # At exactly the switching cost he stays.
    assert not switching.switching_decision(50, 10, 0, 5, timing="end").switches


def test_bad_decisions():
    with pytest.raises(ValueError, match="switching_cost must not be negative, got -1"):
        switching.switching_decision(-1, 80, 0.08, 5, timing="end")
    with pytest.raises(ValueError, match="spend_per_year must be above 0, got 0 for account 'K2'"):
        switching.required_discount(1, pd.Series({"K1": 1.0, "K2": 0.0}), 0.08, 5, timing="end")
    with pytest.raises(ValueError, match="years must be above 0, got 0"):
        switching.required_saving_per_year(1, 0.08, 0, timing="end")
    with pytest.raises(ValueError, match="years must be a whole number, got 1.5"):
        switching.switching_decision(1, 1, 0.08, 1.5, timing="end")
    with pytest.raises(ValueError, match="discount_rate_per_year must be above -1"):
        switching.required_saving_per_year(1, -1, 5, timing="end")
    with pytest.raises(TypeError):
        switching.required_saving_per_year(1, 0.1, 5)


# --- our investment -------------------------------------------------------------------------------


def test_lock_in_by_hand():
    # 75,000 a year for 5 years at 10 %: factor 3.790787 in every table -> 284,309; after 4 years 237,740.
    found = switching.lock_in_investment(200_000, 60_000, 15_000, 0.10, 5, timing="end")
    assert found.present_value_of_return == pytest.approx(75_000 * 3.790787, abs=0.05)
    assert found.net_present_value == pytest.approx(84_309.0, abs=0.1)
    assert found.break_even_years == 4  # after 3 years 186,514


@given(
    st.integers(1, 10**5),
    st.integers(-100, 10**4),
    st.floats(0, 60),
    st.one_of(st.just(0.0), rates),
    lives,
    timings,
)
def test_lock_in_by_plain_loops(retained, shared, years_worth, rate, years, timing):
    yearly = retained + shared
    investment = years_worth * abs(yearly)
    found = switching.lock_in_investment(investment, retained, shared, rate, years, timing=timing)
    total = worth(yearly, rate, years, timing)
    assert found.net_present_value == pytest.approx(total - investment, abs=1e-9 * (abs(total) + investment))

    running, year = -investment, 0
    slack = 1e-7 * investment
    while running < -slack and year < 400:
        year += 1
        running += yearly * (1 + rate) ** -(year - 1 + SHIFT[timing])
    if investment and abs(running) <= slack or 0 < rate < 1e-3:
        return  # a hair's breadth, or still running after 400 years: nothing is decided
    assert found.break_even_years == (year if running >= 0 else math.inf)


def test_break_even_exactly_on_a_year():
    found = switching.lock_in_investment(
        [300, 0, 100, 100], [100, 5, 0, 10], 0, [0, 0.1, 0.1, 0.1], 9, timing="end"
    )
    # The last one is worth 10 / 10 % = 100 only for ever.
    assert found.break_even_years.tolist() == [3, 0, math.inf, math.inf]
    at_ten_per_cent = 100 / 1.1 + 100 / 1.21
    assert switching.lock_in_investment(at_ten_per_cent, 100, 0, 0.1, 9, timing="end").break_even_years == 2
    assert switching.lock_in_investment(100, 100, 0, 0.1, 9, timing="start").break_even_years == 1


def test_retention_effect_of_the_published_case():
    # Berger & Nasr (1998), case 1: 568.7831 at 75 % retention; 80 % written out term by term.
    higher = sum(260 * (0.8 / 1.2) ** t for t in range(11)) - sum(
        50 * 0.8 ** (i - 1) / 1.2 ** (i - 0.5) for i in range(1, 11)
    )
    options = {"first_margin": "now", "cost_timing": "middle"}
    found = switching.retention_effect(260, 50, 0.75, 0.80, 0.20, 10, **options)
    assert found == pytest.approx(higher - 568.7831, abs=5e-5)
    assert switching.retention_effect(260, 50, 0.75, 0.75, 0.20, 10, **options) == 0
    several = switching.retention_effect(pd.Series({"K1": 260.0}), 50, 0.75, [0.8], 0.2, 10, **options)
    assert several["K1"] == pytest.approx(found)
    with pytest.raises(ValueError, match="retention_after_per_year must be from 0 to 1 .* got 80"):
        switching.retention_effect(260, 50, 0.75, 80, 0.20, 10, **options)


@given(st.floats(0, 1), st.floats(0, 1), rates)
def test_retention_effect_turns_round(before, after, rate):
    options = {"first_margin": "end", "cost_timing": "end"}
    there = switching.retention_effect(100, 10, before, after, rate, 12, **options)
    back = switching.retention_effect(100, 10, after, before, rate, 12, **options)
    assert there == pytest.approx(-back)
    now = lifetime.lifetime_profit(100, 10, before, rate, 12, **options)
    assert now + there == pytest.approx(lifetime.lifetime_profit(100, 10, after, rate, 12, **options))


# --- the cases ------------------------------------------------------------------------------------


def test_vending_machine_by_hand():
    # 600 inserts * 80 = 48,000; 150,000 * 20 % = 30,000; 12 trips * 8 min * 250 days = 400 h * 45 = 18,000.
    hours = switching.walking_hours_per_year(12, 8, 250)
    found = switching.vending_machine_effect(
        units_saved_per_year=600,
        price_per_unit=80,
        stock_value_released=150_000,
        carrying_rate_per_year=0.2,
        walking_hours_saved_per_year=hours,
        wage_per_hour=45,
    )
    assert hours == 400
    assert found == (48_000, 30_000, 18_000, 96_000)
    with pytest.raises(ValueError, match="working_days_per_year must be 366 or less, got 2000"):
        switching.walking_hours_per_year(12, 8, 2_000)
    with pytest.raises(ValueError, match="price_per_unit must not be negative, got -80"):
        switching.vending_machine_effect(
            units_saved_per_year=600,
            price_per_unit=-80,
            stock_value_released=0,
            carrying_rate_per_year=0.2,
            walking_hours_saved_per_year=0,
            wage_per_hour=45,
        )


buyers = st.lists(st.tuples(st.booleans(), st.integers(1, 1000), st.sampled_from(["K1", "K2"])), min_size=1)


@given(buyers)
@settings(max_examples=40)
def test_specified_in_by_plain_loops(rows):
    names_us, demand, accounts = (list(column) for column in zip(*rows, strict=True))
    assert switching.specified_in_rate(names_us, basis="customers") == pytest.approx(
        sum(names_us) / len(rows)
    )
    asked = sum(d for n, d, _ in rows if n)
    by_demand = switching.specified_in_rate(names_us, basis="demand", demand=demand)
    assert by_demand == pytest.approx(asked / sum(demand))
    rate = switching.specified_in_rate(names_us, basis="demand", demand=demand, by=accounts)
    for account in set(accounts):
        own = [(n, d) for n, d, a in rows if a == account]
        assert rate[account] == pytest.approx(sum(d for n, d in own if n) / sum(d for _, d in own))
    revenue = pd.Series({"K2": 200.0, "K1": 100.0}).loc[list(rate.index)[::-1]]
    protected = switching.protected_revenue(rate, revenue)
    assert protected.to_dict() == pytest.approx({a: rate[a] * revenue[a] for a in rate.index})


def test_bad_specifications():
    for arguments, sentence in [
        ({"names_us": [1, 2], "basis": "customers"}, r"names_us must be yes or no \(1 or 0\), got 2"),
        ({"names_us": [1], "basis": "demand"}, "demand goes with basis 'demand'"),
        ({"names_us": [1], "basis": "customers", "demand": [1]}, "demand goes with basis 'demand'"),
        ({"names_us": [1, 0], "basis": "demand", "demand": [1]}, "demand must hold 2 values"),
        ({"names_us": [1], "basis": "demand", "demand": [0]}, "demand must sum to more than 0"),
        ({"names_us": [1, 0], "basis": "customers", "by": ["K1", None]}, "one is missing"),
        ({"names_us": [], "basis": "customers"}, "names_us is empty"),
    ]:
        with pytest.raises(ValueError, match=sentence):
            switching.specified_in_rate(**arguments)
    with pytest.raises(ValueError, match="specified_in_rate must be from 0 to 1 .* got 80"):
        switching.protected_revenue(80, 100)


def test_many_accounts_at_once():
    count = 5_000
    generator = np.random.default_rng(3)
    cost, spend = generator.uniform(0, 1e5, count), generator.uniform(1e4, 1e6, count)
    years = generator.integers(1, 12, count)
    found = switching.required_discount(cost, spend, 0.1, years, timing="end")
    for place in (0, 17, count - 1):
        single = switching.required_discount(cost[place], spend[place], 0.1, int(years[place]), timing="end")
        assert found[place] == pytest.approx(single)
