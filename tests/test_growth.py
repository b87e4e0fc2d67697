"""Growth inside and around an account: printed figures, closed forms, and what is refused."""

from __future__ import annotations

import itertools
import math
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kamlib import growth, tiers

money = st.floats(0, 1e8)
rates = st.floats(0, 1)


# --- the wallet ---------------------------------------------------------------------------------


@given(st.floats(1, 1e8), rates, rates)
def test_headroom_closes_the_distance_to_the_target(spend, share, target):
    ours = spend * share
    room = growth.headroom(ours, spend, target, above_target="negative")
    assert ours + room == pytest.approx(target * spend, abs=1e-6)
    assert growth.headroom(ours, spend, target, above_target="zero") == max(room, 0.0)
    assert growth.share_of_wallet(ours, spend) == pytest.approx(share)


def test_wallet_table_leaves_out_what_nobody_buys():
    spend = pd.DataFrame({"servo": [100.0, 0.0, 40.0], "spare": [0.0, 10.0, 20.0]}, index=["A", "B", "C"])
    ours = spend * 0.25
    table = growth.wallet_table(spend, ours, target_share=0.5, above_target="zero")
    assert list(zip(table["account"], table["category"], strict=True)) == [
        ("A", "servo"), ("B", "spare"), ("C", "servo"), ("C", "spare"),
    ]  # fmt: skip
    assert table["share_of_wallet"].tolist() == [0.25] * 4
    assert table["headroom_per_year"].tolist() == [25, 2.5, 10, 5]


def test_account_as_a_market_adds_up_both_ways():
    rng = np.random.default_rng(2)
    spend = pd.DataFrame(rng.integers(0, 900, (4, 3)), index=list("abcd"), columns=["x", "y", "z"])
    ours = (spend * rng.uniform(0, 1, (4, 3))).round()
    market = growth.account_market(spend, ours)
    assert market.size_per_year == spend.to_numpy().sum()
    for part in (market.by_department, market.by_category):
        assert part["spend_per_year"].sum() == market.size_per_year
        assert part["our_sales_per_year"].sum() == market.our_sales_per_year
        weighted = (part["share"] * part["spend_per_year"]).sum() / market.size_per_year
        assert weighted == pytest.approx(market.share)
    idle = growth.account_market(pd.DataFrame({"x": [1.0, 0.0]}), pd.DataFrame({"x": [1.0, 0.0]}))
    assert idle.by_department["share"].isna().tolist() == [False, True]


def test_supplier_concentration_is_the_herfindahl_index_of_each_row():
    spend = pd.DataFrame(np.random.default_rng(3).integers(1, 99, (6, 4)), index=list("abcdef"))
    ours = growth.supplier_concentration(spend, scale=10_000)
    assert ours.to_dict() == pytest.approx(
        {name: tiers.herfindahl(row.to_numpy(), scale=10_000) for name, row in spend.iterrows()}
    )
    with pytest.raises(ValueError, match="spend_by_supplier must sum to more than 0, got 0 for account 'B'"):
        growth.supplier_concentration(pd.DataFrame({"us": [1, 0]}, index=["A", "B"]), scale=1)


@given(st.floats(1, 1e7), rates, st.floats(0.5, 40))
def test_days_bring_half_then_half_of_the_rest(room, reachable, half):
    gains = growth.expected_gain(
        room, np.array([0, half, 2 * half, 1e4 * half]), reachable_share=reachable, days_for_half=half
    )
    assert gains == pytest.approx(room * reachable * np.array([0, 0.5, 0.75, 1]), abs=1e-6)


@settings(max_examples=60)
@given(st.integers(1, 4), st.integers(0, 6), st.integers(0, 10**6))
def test_placed_days_are_the_best_of_all_plans(cells, days, seed):
    # Any curve, also one that falls or jumps.
    gains = np.random.default_rng(seed).integers(-5, 20, (cells, 4)).astype(float)
    plan = growth.place_days(gains, days)
    every = (
        sum(gains[cell, spent] - gains[cell, 0] for cell, spent in enumerate(each))
        for each in itertools.product(range(4), repeat=cells)
        if sum(each) <= days
    )
    assert plan.gain == max(every)
    assert plan.days.sum() <= days
    assert plan.gain_up_to.tolist() == [growth.place_days(gains, fewer).gain for fewer in range(days + 1)]
    assert plan.gain == sum(gains[cell, spent] - gains[cell, 0] for cell, spent in enumerate(plan.days))


def test_days_for_a_whole_board():
    room = pd.Series(np.random.default_rng(8).uniform(1e4, 1e6, 144), index=pd.RangeIndex(144))
    table = pd.DataFrame(
        growth.expected_gain(room.to_numpy()[:, None], np.arange(21), reachable_share=0.4, days_for_half=6),
        index=room.index,
    )
    plan = growth.place_days(table, 40)
    # Falling returns: taking the best next day again and again is best as well.
    steps = np.sort(np.diff(table.to_numpy(), axis=1).ravel())[::-1]
    assert plan.gain == pytest.approx(steps[:40].sum())
    assert plan.days.sum() == 40


# --- the product's life -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "change", "stage"),
    [
        (-0.001, 0.5, "decline"),
        (0.0, -0.5, "maturity"),
        (0.03, 0.5, "maturity"),
        (0.031, 0.0, "growth"),
        (0.031, 0.001, "introduction"),
        (2.0, -3.0, "growth"),
    ],
)
def test_stage_by_growth_at_the_limits(now, change, stage):
    assert growth.life_cycle_stage(now, change, decline_below=0.0, mature_up_to=0.03) == stage


def test_eight_product_lines():
    years = pd.DataFrame(
        [[10, 12, 18, 30], [100, 150, 200, 240], [500, 520, 530, 535], [400, 380, 350, 0]],
        index=["new", "rising", "full", "old"],
    )
    table = growth.life_cycle_table(years, decline_below=0.0, mature_up_to=0.03)
    assert table["stage"].to_dict() == {
        "new": "introduction", "rising": "growth", "full": "maturity", "old": "decline",
    }  # fmt: skip
    assert table.loc["rising", "growth_per_year"] == pytest.approx(0.2)
    assert table.loc["rising", "growth_change"] == pytest.approx(0.2 - 1 / 3)
    with pytest.raises(ValueError, match="above 0 in the years to grow from, got 0 for account 'b'"):
        growth.life_cycle_table(
            pd.DataFrame([[1, 2, 3], [0, 1, 2]], index=["a", "b"]), decline_below=0, mature_up_to=0
        )


# Bass (1969), durables of the paper: p, q, M in thousands, and the peak he predicts: years, millions a year.
# Recalled figures, not seen in a stored copy; the closed form and the integral below do not depend on them.
BASS_1969 = [
    (0.0026167, 0.21566, 40_001, 20.1, 2.20),  # electric refrigerators
    (0.010399, 0.41861, 16_895, 8.6, 1.86),  # room air conditioners
    (0.017206, 0.35688, 15_092, 8.1, 1.48),  # clothes dryers
]


@pytest.mark.parametrize(("p", "q", "potential", "years", "millions"), BASS_1969)
def test_peak_of_the_durables_of_1969(p, q, potential, years, millions):
    peak = growth.bass_peak(p, q, potential)
    assert peak.years_to_peak == pytest.approx(years, abs=0.15)
    assert peak.units_per_year / 1_000 == pytest.approx(millions, abs=0.015)
    # The same by small steps through dN/dt = (p + q N / M)(M - N).
    step, so_far, rate, year = 0.001, 0.0, -1.0, 0.0
    while (now := (p + q * so_far / potential) * (potential - so_far)) > rate:
        rate = now
        middle = so_far + now * step / 2
        so_far += (p + q * middle / potential) * (potential - middle) * step
        year += step
    assert peak.years_to_peak == pytest.approx(year, abs=0.01)
    assert peak.units_per_year == pytest.approx(rate, rel=1e-5)
    assert peak.units_until_peak == pytest.approx(so_far, rel=1e-3)


def test_curve_fitted_in_a_course_on_brand_management():
    # A class problem (GRADUATE_STUDY/2.555A Data Analysis for Brand Management, public course notes): millions of
    # adopters in five years, Bass's regression, and the next three years by recursion, as printed there.
    sold = [0.517, 1.169, 1.604, 2.044, 2.286]
    fit = growth.bass_fit(sold)
    assert fit[:3] == pytest.approx((0.0626032, 0.73766359, 10.5036768), rel=1e-6)
    assert fit.r_squared == pytest.approx(0.9705, abs=5e-5)
    ahead = growth.bass_forecast(*fit[:3], 3, form="yearly", units_so_far=sum(sold))
    assert ahead["units"].tolist() == pytest.approx([1.723714402, 0.833785284, 0.253556965], abs=1e-8)


@given(st.floats(0.001, 0.1), st.floats(0.05, 0.8), st.floats(10, 1e7))
def test_fit_gives_back_the_curve_it_came_from(p, q, potential):
    sold = growth.bass_forecast(p, q, potential, 12, form="yearly")["units"]
    assert growth.bass_fit(sold)[:3] == pytest.approx((p, q, potential), rel=1e-4)


@given(st.floats(0.001, 0.2), st.floats(0, 0.8), st.floats(10, 1e7), st.integers(1, 60))
def test_yearly_forecast_is_the_printed_recursion(p, q, potential, years):
    table = growth.bass_forecast(p, q, potential, years, form="yearly")
    so_far = 0.0
    for sold in table["units"]:
        assert sold == pytest.approx(
            (p + q * so_far / potential) * (potential - so_far), abs=1e-9 * potential
        )
        assert sold == pytest.approx(growth.bass_next_year(so_far, p, q, potential), abs=1e-9 * potential)
        so_far += sold
    assert so_far <= potential * (1 + 1e-12)
    assert table["share_of_potential"].is_monotonic_increasing


@given(st.floats(0.001, 0.2), st.floats(0.01, 2), st.integers(1, 12), st.integers(1, 20))
def test_continuous_forecast_goes_on_where_it_stopped(p, q, first, more):
    whole = growth.bass_forecast(p, q, 1_000, first + more, form="continuous")
    begun = whole["units_in_total"].iloc[first - 1]
    if begun < 999:
        rest = growth.bass_forecast(p, q, 1_000, more, form="continuous", units_so_far=begun)
        assert rest["units"].to_numpy() == pytest.approx(whole["units"].to_numpy()[first:], abs=1e-6)
    fade = [math.exp(-(p + q) * year) for year in range(first + more + 1)]
    reached = [1_000 * (1 - left) / (1 + q / p * left) for left in fade]
    assert whole["units"].to_numpy() == pytest.approx(np.diff(reached), abs=1e-9)


@given(st.floats(0.001, 0.05), st.floats(0.1, 0.9))
def test_best_year_of_the_curve_contains_its_peak(p, q):
    peak = growth.bass_peak(p, q, 1_000).years_to_peak
    table = growth.bass_forecast(p, q, 1_000, 80, form="continuous")
    assert table["units"].idxmax() - 1 - 1e-6 <= peak <= table["units"].idxmax() + 1e-6
    if p + q <= 1:
        assert growth.bass_forecast(p, q, 1_000, 80, form="yearly")["units"].idxmax() >= peak


@pytest.mark.parametrize("units", [100, 1_000, 7_300, 10_000])
def test_growth_of_exactly_the_limit_is_maturity(units):
    table = growth.life_cycle_table([[units, units, units * 103 / 100]], decline_below=0.0, mature_up_to=0.03)
    assert table["stage"].item() == "maturity"


def test_stage_on_the_curve_changes_where_sales_bend():
    p, q = 0.01, 0.5
    peak = growth.bass_peak(p, q, 1).years_to_peak
    bend = math.log(2 + math.sqrt(3)) / (p + q)
    years = [0, peak - bend - 0.01, peak - bend + 0.01, peak - 0.01, peak + 0.01, peak + bend + 0.01]
    assert growth.bass_stage(years, p, q).tolist() == [
        "introduction", "introduction", "growth", "growth", "maturity", "decline",
    ]  # fmt: skip
    # Sales per year bend most there: the third derivative of F changes its sign.
    t = np.linspace(peak - bend - 0.05, peak - bend + 0.05, 5)
    third = np.diff(growth._spread_share(np.linspace(t[0] - 0.03, t[-1] + 0.03, 9), p, q), 3)
    assert third[0] > 0 > third[-1]
    assert growth.bass_stage(3, 0.2, 0.0) == "decline"
    assert growth.bass_stage(pd.Series({"P1": 0.5}), p, q).to_dict() == {"P1": "introduction"}


def test_no_imitation_peaks_at_launch():
    assert growth.bass_peak(0.3, 0.1, 1_000) == (0.0, 300.0, 0.0)
    both = growth.bass_peak([0.3, 0.03], [0.1, 0.38], 10_000)
    assert both.units_per_year == pytest.approx([3_000, 10_000 * 0.41**2 / (4 * 0.38)])


# --- demand and offers --------------------------------------------------------------------------


@given(money, st.floats(0, 20), rates, st.floats(0, 1e4))
def test_derived_demand_is_the_product_of_its_parts(made, content, share, price):
    ours = growth.derived_demand(made, content, share, price)
    assert ours.units_per_year == pytest.approx(float(Fraction(made) * Fraction(content) * Fraction(share)))
    assert ours.sales_per_year == pytest.approx(ours.units_per_year * price)
    doubled = growth.derived_demand(2 * made, content, share, price)
    assert doubled.sales_per_year == pytest.approx(2 * ours.sales_per_year)


@given(rates, st.floats(-1e6, 1e6), st.floats(0, 20), st.floats(0, 1e5))
def test_cross_sell_value_is_an_expected_value(chance, contribution, years, cost):
    ours = growth.cross_sell_value(chance, contribution, years, cost)
    accepted, declined = contribution * years - cost, -cost
    assert ours == pytest.approx(chance * accepted + (1 - chance) * declined, abs=1e-6)


def test_aftermarket_by_hand_and_by_account():
    assert growth.aftermarket_sales(1_200, 0.5, 800, 0.6) == 288_000
    base = pd.Series({"A": 10.0, "B": 20.0})
    assert growth.aftermarket_sales(base, 2, 100, pd.Series({"B": 0.5, "A": 1.0})).to_dict() == {
        "A": 2_000, "B": 2_000,
    }  # fmt: skip


# --- which product next -------------------------------------------------------------------------


def test_tea_and_coffee():
    # Brin, Motwani & Silverstein (1997), Beyond market baskets: of 100 baskets 20 hold tea and coffee, 5 tea
    # only, 70 coffee only, 5 neither: support 20 %, confidence 80 %, yet a dependence of 0.89.
    baskets = [*range(20), *range(20), *range(20, 25), *range(25, 95)]
    drinks = ["tea"] * 20 + ["coffee"] * 20 + ["tea"] * 5 + ["coffee"] * 70
    row = growth.lift_table(baskets, drinks, basket_count=100).iloc[0]
    assert (row["base"], row["also"]) == ("tea", "coffee")
    assert (row["support"], row["confidence"]) == (0.20, 0.80)
    assert row["lift"] == pytest.approx(0.89, abs=0.002)


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 12), st.sampled_from("abcd")), min_size=1, max_size=60))
def test_lift_table_against_sets(lines):
    held: dict[int, set[str]] = {}
    for basket, product in lines:
        held.setdefault(basket, set()).add(product)
    names = list(dict.fromkeys(product for _, product in lines))
    baskets, products = zip(*lines, strict=True)
    if len(names) < 2:
        with pytest.raises(ValueError, match="2 products or more"):
            growth.lift_table(baskets, products)
        return
    table = growth.lift_table(baskets, products).set_index(["base", "also"])
    assert list(table.index) == list(itertools.permutations(names, 2))
    for (base, also), row in table.iterrows():
        with_base = sum(base in basket for basket in held.values())
        with_also = sum(also in basket for basket in held.values())
        both = sum({base, also} <= basket for basket in held.values())
        assert (row["baskets_base"], row["baskets_also"], row["baskets_both"]) == (with_base, with_also, both)
        assert row["confidence"] == growth.attach_rate(with_base, both)
        assert row["lift"] == pytest.approx(both * len(held) / (with_base * with_also))


def test_many_baskets_in_blocks():
    rng = np.random.default_rng(4)
    basket, product = rng.integers(0, 10_000, 40_000), rng.integers(0, 6, 40_000)
    table = growth.lift_table(basket, product).set_index(["base", "also"])
    held = pd.crosstab(basket, product).clip(upper=1)
    for base, also in itertools.permutations(range(6), 2):
        assert table.loc[(base, also), "baskets_both"] == int((held[base] & held[also]).sum())


# --- spread to others ---------------------------------------------------------------------------


@given(
    st.lists(st.integers(0, 500), min_size=4, max_size=4),
    st.lists(rates, min_size=4, max_size=4),
    rates,
    st.floats(0, 1e4),
)
def test_layers_add_up_and_names_equal_order(prospects, reach, conversion, price):
    table = growth.diffusion_table(prospects, reach, conversion, 12, price_per_unit=price)
    assert tuple(table.index) == growth.DIFFUSION_LAYERS
    by_hand = sum(n * r * conversion * 12 for n, r in zip(prospects, reach, strict=True))
    assert table["units_per_year"].sum() == pytest.approx(by_hand)
    assert table["sales_per_year"].sum() == pytest.approx(by_hand * price)
    assert (table["won"] <= table["reached"] + 1e-12).all()
    named = dict(reversed(list(zip(growth.DIFFUSION_LAYERS, prospects, strict=True))))
    assert growth.diffusion_table(named, reach, conversion, 12, price_per_unit=price).equals(table)
    assert set(growth.CONFIDENTIAL_LAYERS) < set(growth.DIFFUSION_LAYERS)


@given(st.lists(st.integers(0, 10), min_size=1, max_size=80))
def test_net_promoter_score_counts(scores):
    ours = growth.net_promoter_score(scores)
    points = [1 if score >= 9 else -1 if score <= 6 else 0 for score in scores]
    assert ours.score == pytest.approx(100 * sum(points) / len(points))
    assert ours.promoters_share + ours.passives_share + ours.detractors_share == pytest.approx(1)
    assert ours.standard_error == pytest.approx(100 * np.std(points) / math.sqrt(len(points)), abs=1e-6)
    assert -100 <= ours.score <= 100


def test_score_at_its_limits():
    assert growth.net_promoter_score([9, 10]).score == 100
    assert growth.net_promoter_score([6, 0]).score == -100
    assert growth.net_promoter_score([7, 8])[:4] == (0, 1, 0, 0)


# --- what is refused ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: growth.share_of_wallet(1, 0), "our_sales_per_year must not be above spend_per_year"),
        (lambda: growth.share_of_wallet(0, 0), "spend_per_year must be above 0, got 0"),
        (lambda: growth.share_of_wallet(pd.Series({"A": 5.0, "B": 9.0}), 7), "got 9 for account 'B'"),
        (lambda: growth.share_of_wallet(math.nan, 1), "our_sales_per_year must be finite, got nan"),
        (lambda: growth.headroom(1, 2, 40, above_target="zero"), r"target_share must be from 0 to 1 \(write 30 %"),
        (lambda: growth.headroom(1, 2, 0.4, above_target="clip"), "above_target must be one of"),
        (lambda: growth.account_market(pd.DataFrame({"x": [0.0]}), pd.DataFrame({"x": [0.0]})), "is no market"),
        (lambda: growth.account_market(pd.DataFrame({"x": [1.0]}), pd.DataFrame({"y": [1.0]})), "same rows and col"),
        (lambda: growth.place_days([[0, 1]], 1.5), "total_days must be a whole number"),
        (lambda: growth.place_days([0, 1], 1), "gain_after_days must be a table"),
        (lambda: growth.life_cycle_stage(0.1, 0, decline_below=0.1, mature_up_to=0), "mature_up_to must not be below"),
        (lambda: growth.life_cycle_stage(-1.5, 0, decline_below=0, mature_up_to=0), "growth_per_year must be -1 or"),
        (lambda: growth.life_cycle_table([[1, 2]], decline_below=0, mature_up_to=0), "3 years or more, got 2"),
        (lambda: growth.bass_next_year(11, 0.1, 0.3, 10), "units_so_far must not be above potential_units"),
        (lambda: growth.bass_next_year(1, 0.3, 0.8, 10), "innovation . imitation at 1 or less for yearly steps"),
        (lambda: growth.bass_forecast(0, 0.3, 10, 3, form="yearly"), "innovation must be above 0"),
        (lambda: growth.bass_forecast(0.1, 0.3, 10, 0, form="yearly"), "years must be at least 1"),
        (lambda: growth.bass_forecast(0.1, 0.3, [10, 20], 3, form="yearly"), "single numbers, not lists"),
        (lambda: growth.bass_forecast(0.1, 0.3, 10, 3, form="continuous", units_so_far=10), "below potential_units 10"),
        (lambda: growth.bass_fit([1, 2, 3]), "4 years or more, got 3"),
        (lambda: growth.bass_fit([1, 2, 4, 8, 16, 32]), "follows no S-curve"),
        (lambda: growth.bass_fit([5, 5, 5, 5, 5]), "follows no S-curve"),
        (lambda: growth.derived_demand(1, 1, 1.2, 1), "our_share must be from 0 to 1"),
        (lambda: growth.cross_sell_value(0.5, 1, -1, 1), "expected_years must not be negative"),
        (lambda: growth.attach_rate(3, 4), "buyers_of_both must not be above buyers_of_base"),
        (lambda: growth.lift_table([1, 2], ["a"]), "same length, got 2 and 1"),
        (lambda: growth.lift_table([1, None], ["a", "b"]), "baskets must all be given, none stands at position 2"),
        (lambda: growth.lift_table([1, 2], ["a", "b"], basket_count=1), "must not be below the 2 baskets"),
        (lambda: growth.diffusion_table({"industry": 1}, 1, 1, 1, price_per_unit=1), "no number for 'own_group'"),
        (lambda: growth.diffusion_table([1, 2], 1, 1, 1, price_per_unit=1), "prospects must be 4 numbers"),
        (lambda: growth.diffusion_table(1, 1, 7, 1, price_per_unit=1), "conversion_rate must be from 0 to 1"),
        (lambda: growth.net_promoter_score([11]), "scores must be a whole number from 0 to 10, got 11"),
        (lambda: growth.net_promoter_score([]), "scores is empty"),
    ],
)  # fmt: skip
def test_bad_input_is_named(call, sentence):
    with pytest.raises(ValueError, match=sentence):
        call()


def test_conventions_have_no_default():
    with pytest.raises(TypeError, match="above_target"):
        growth.headroom(1, 2, 0.5)
    with pytest.raises(TypeError, match="form"):
        growth.bass_forecast(0.1, 0.3, 10, 3)
    with pytest.raises(TypeError, match="mature_up_to"):
        growth.life_cycle_stage(0.1, 0, decline_below=0)
