"""Pricing against published figures, identities, brute force and bad input.

Figures from outside carry their source beside them; everything else is arithmetic that the test
itself does in another way than the product.
"""

from __future__ import annotations

import itertools
import math
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kamlib import pricing
from kamlib.pricing import BusinessModel, Concession, PriceStep

money = st.floats(min_value=1, max_value=1e6, allow_nan=False, allow_infinity=False)
part = st.floats(min_value=0, max_value=1, allow_nan=False)


# --- Value against price ---------------------------------------------------------------------------


def test_economic_value_of_the_tractor():
    # Kotler, Marketing Management (perceived-value pricing, Caterpillar's tractor): a rival's equal
    # tractor 90,000; durability 7,000, reliability 6,000, service 5,000, warranty 2,000; worth 110,000;
    # sold at 100,000, so the customer gains 10,000.
    items = {"durability": 7_000, "reliability": 6_000, "service": 5_000, "warranty": 2_000}
    worth = pricing.economic_value(90_000, items)
    assert worth == 110_000
    assert pricing.customer_surplus(100_000, worth) == 10_000
    table = pricing.economic_value_table(90_000, items, {})
    assert table["value_after"].iloc[-1] == worth
    assert table["amount"].sum() == worth


def test_economic_value_takes_negative_differentiation_off():
    assert pricing.economic_value(1_000, {"energy": 200}, {"retraining": 50, "risk": 30}) == 1_120
    assert pricing.economic_value(1_000, 200, 80) == 1_120
    np.testing.assert_array_equal(pricing.economic_value([1_000, 2_000], 200, [80, 0]), [1_120, 2_200])


def test_a_series_keeps_its_accounts():
    price = pd.Series([100.0, 90.0], index=["a", "b"])
    surplus = pricing.customer_surplus(price, 110)
    assert list(surplus.index) == ["a", "b"]
    assert surplus.tolist() == [10, 20]
    assert list(pricing.economic_value(90, {"x": price}).index) == ["a", "b"]
    with pytest.raises(ValueError, match="different row labels"):
        pricing.customer_surplus(price, pd.Series([1.0, 2.0], index=["b", "a"]))


def test_corridor_says_when_no_price_suits_both():
    assert pricing.price_corridor(70, 110) == (70, 110, 40)
    assert pricing.price_corridor(120, 110).width == -10


@given(cost=money, gain=st.floats(min_value=0.01, max_value=1e6), share=part)
def test_value_share_and_price_are_inverse_and_add_up(cost, gain, share):
    value = cost + gain
    price = pricing.price_for_value_share(share, cost, value)
    assert pricing.value_share(price, cost, value) == pytest.approx(share, abs=1e-6)
    both = pricing.our_margin(price, cost) + pricing.customer_surplus(price, value)
    assert both == pytest.approx(value - cost, rel=1e-9, abs=1e-6)


def test_margin_is_not_mark_up():
    assert pricing.margin_rate(100, 80, basis="price") == pytest.approx(0.20)
    assert pricing.margin_rate(100, 80, basis="cost") == pytest.approx(0.25)
    with pytest.raises(TypeError):
        pricing.margin_rate(100, 80)  # the convention has no hidden default


@given(cost=money, rate=st.floats(min_value=0, max_value=0.95), basis=st.sampled_from(["price", "cost"]))
def test_price_for_margin_earns_that_margin(cost, rate, basis):
    price = pricing.price_for_margin(cost, rate, basis=basis)
    assert pricing.margin_rate(price, cost, basis=basis) == pytest.approx(rate, abs=1e-9)


def test_scale_picks_the_largest_value_minus_price():
    tilt = pricing.choose_offer({"us": 150, "a": 120, "b": 100}, {"us": 110, "a": 90, "b": 75})
    assert (tilt.winner, tilt.runner_up, tilt.margin_of_victory) == ("us", "a", 10)
    assert tilt.net_values == {"us": 40, "a": 30, "b": 25}
    level = pricing.choose_offer([10, 10], [5, 5])
    assert (level.winner, level.margin_of_victory) == (0, 0)


offers = st.lists(st.tuples(money, money), min_size=1, max_size=5)


@given(value=money, price=money, rivals=offers)
def test_at_the_highest_winning_price_the_scale_is_level(value, price, rivals):
    values, prices = [v for v, _ in rivals], [p for _, p in rivals]
    tilt = pricing.scale_tilt(value, price, values, prices)
    highest = pricing.highest_winning_price(value, values, prices)
    assert highest - price == pytest.approx(tilt, abs=1e-6)
    winner = pricing.choose_offer([value, *values], [price, *prices])
    if tilt > 1e-6:
        assert winner.winner == 0
        assert winner.margin_of_victory == pytest.approx(tilt, abs=1e-6)
    elif tilt < -1e-6:
        assert winner.winner != 0


def test_rivals_by_name_need_not_be_in_order():
    assert pricing.scale_tilt(150, 110, {"a": 120, "b": 100}, {"b": 75, "a": 90}) == 10
    with pytest.raises(ValueError, match="'c'"):
        pricing.scale_tilt(150, 110, {"a": 120}, {"c": 90})


# --- Price change ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("price", "unit_cost", "change", "expected"),
    [
        # Syllabus oracle; also Kotler & Armstrong, Principles of Marketing, "Marketing by the Numbers":
        # price 100, unit variable cost 70, 10 % cut; sales must grow from 60 to 81 million (= 0.9 × 1.5).
        (100, 70, -10, 0.50),
        # Course handout MK 4010, "Computing percent breakeven price change": 2.50, cost 1.00, cut 0.50.
        (2.50, 1.00, -0.50, 0.50),
        # The same handout, price rise of 0.50 to a margin of 2.00: −0.50 ÷ 2.00.
        (2.50, 1.00, 0.50, -0.25),
        # The break-even table as trade handbooks print it after Nagle & Holden:
        # 25 % margin, 15 % cut → 150 %; 40 % margin, 10 % cut → 33.3 %;
        # 20 % margin, 5 % rise → −20 %.
        (100, 75, -15, 1.50),
        (100, 60, -10, 1 / 3),
        (100, 80, 5, -0.20),
    ],
)
def test_break_even_volume_change_golden(price, unit_cost, change, expected):
    assert pricing.break_even_volume_change(price, unit_cost, change) == pytest.approx(expected, abs=1e-12)
    table = pricing.break_even_table([(price - unit_cost) / price], [change / price])
    assert table.iloc[0, 0] == pytest.approx(expected, abs=1e-12)


def test_revenue_needed_in_the_kotler_example():
    units = pricing.break_even_volume(100, 70, -10, volume=600_000)
    assert units * 90 == pytest.approx(81_000_000)


@given(
    cost=money,
    margin=money,
    cut=st.floats(min_value=-0.9, max_value=2),
    cost_change=st.floats(min_value=-0.5, max_value=0.05),
    fixed=st.floats(min_value=-1e5, max_value=1e5),
    volume=st.floats(min_value=10, max_value=1e5),
)
def test_break_even_volume_keeps_profit(cost, margin, cut, cost_change, fixed, volume):
    price, price_change, unit_change = cost + margin, cut * margin, cost_change * min(cost, margin)
    grown = pricing.break_even_volume_change(
        price, cost, price_change, unit_cost_change=unit_change, fixed_cost_change=fixed, volume=volume
    )
    before = margin * volume
    after = (margin + price_change - unit_change) * volume * (1 + grown) - fixed
    assert after == pytest.approx(before, rel=1e-6, abs=1e-3)


def test_a_cut_that_eats_the_margin_is_a_sentence():
    for cut in (-30, -31):
        with pytest.raises(ValueError, match="no volume makes up for it"):
            pricing.break_even_volume_change(100, 70, cut)
    with pytest.raises(ValueError, match="no volume"):  # 0.04 − 0.03 − 0.01 is a speck above zero in binary
        pricing.break_even_volume_change(0.04, 0.01, -0.03)
    with pytest.raises(ValueError, match="price must be above unit_cost"):
        pricing.break_even_volume_change(70, 70, -1)
    with pytest.raises(ValueError, match="volume must be given"):
        pricing.break_even_volume_change(100, 70, -10, fixed_cost_change=1)
    assert math.isinf(pricing.break_even_table([0.1], [-0.1]).iloc[0, 0])


def test_highest_affordable_cut_is_the_inverse():
    cut = pricing.highest_affordable_cut(100, 70, 0.25)
    assert pricing.break_even_volume_change(100, 70, -cut) == pytest.approx(0.25)
    assert pricing.contribution_change(100, 70, 1_000, -cut, 0.25) == pytest.approx(0, abs=1e-9)


# --- Waterfall -------------------------------------------------------------------------------------

# Marn & Rosiello (1992), Harvard Business Review 70(5), the linoleum example: dealer list price 6.00,
# invoice price 5.78, pocket price 4.47 (dollars per square yard).
LINOLEUM = [
    PriceStep("order size", amount=0.10, on_invoice=True),
    PriceStep("competitive", amount=0.12, on_invoice=True),
    PriceStep("payment terms", amount=0.30),
    PriceStep("annual volume bonus", amount=0.37),
    PriceStep("off-invoice promotions", amount=0.35),
    PriceStep("co-op advertising", amount=0.20),
    PriceStep("freight", amount=0.09),
]


def test_waterfall_of_the_linoleum_maker():
    assert pricing.invoice_price(6.00, LINOLEUM) == pytest.approx(5.78)
    assert pricing.pocket_price(6.00, LINOLEUM) == pytest.approx(4.47)
    table = pricing.price_waterfall(6.00, LINOLEUM)
    assert table["leak_share"].sum() == pytest.approx(1)
    assert table["share_of_list"].sum() == pytest.approx(1.53 / 6)


def test_the_basis_of_a_rate_matters():
    off = PriceStep("discount", rate=0.10, basis="list", on_invoice=True)
    more = PriceStep("promotion", amount=40)
    last = {basis: PriceStep("bonus", rate=0.10, basis=basis) for basis in ("list", "running", "invoice")}
    pockets = {basis: pricing.pocket_price(1_000, [off, more, step]) for basis, step in last.items()}
    assert pockets == {"list": 760, "running": 774, "invoice": 770}


step = st.one_of(
    st.builds(lambda x: PriceStep("amount", amount=x), st.floats(min_value=0, max_value=5)),
    st.builds(
        lambda x, b: PriceStep("rate", rate=x, basis=b),
        st.floats(min_value=0, max_value=0.05),
        st.sampled_from(["list", "running", "invoice"]),
    ),
)


@given(price=st.floats(min_value=200, max_value=1e6), steps=st.lists(step, max_size=8))
@settings(max_examples=50, deadline=None)
def test_waterfall_adds_up_to_the_last_digit(price, steps):
    table = pricing.price_waterfall(price, steps)
    pocket = pricing.pocket_price(price, steps)
    assert price - math.fsum(table["deduction"]) == pocket
    if steps:
        assert table["price_after"].iloc[-1] == pocket
    fen = pricing.price_waterfall(round(price, 2), steps, unit=0.01)
    in_fen = (fen["deduction"] * 100).round(6)
    assert (in_fen == in_fen.round()).all()


def test_rounding_of_a_step_is_half_up():
    half = PriceStep("bonus", rate=0.005, basis="list")
    assert pricing.price_waterfall(57, [half], unit=0.01)["deduction"].tolist() == [0.29]


@pytest.mark.parametrize(
    ("steps", "words"),
    [
        ([PriceStep("a")], "either amount or rate"),
        ([PriceStep("a", amount=1, rate=0.1, basis="list")], "either amount or rate"),
        ([PriceStep("a", rate=0.1)], "basis must be one of"),
        ([PriceStep("a", amount=-1)], "must be 0 or more"),
        ([PriceStep("a", rate=5, basis="list")], "must be 1 or less"),
        ([PriceStep("a", amount=101)], "below zero"),
        ([PriceStep("a", amount=1), PriceStep("b", amount=1, on_invoice=True)], "on the invoice first"),
        ([PriceStep("a", rate=0.1, basis="invoice", on_invoice=True)], "makes the invoice price"),
        ([{"amount": 3}], "must hold a name"),
        (["a"], "PriceStep or a mapping"),
        ("a", "list of steps"),
    ],
)
def test_broken_steps_are_named(steps, words):
    with pytest.raises(ValueError, match=words):
        pricing.price_waterfall(100, steps)


def test_credit_cost_needs_a_day_count():
    assert pricing.credit_cost(1_000, 0.0365, 90, days_per_year=365) == pytest.approx(9)
    with pytest.raises(ValueError, match="days_per_year"):
        pricing.credit_cost(1_000, 0.0365, 90, days_per_year=366)


# --- Life cycle ------------------------------------------------------------------------------------


def test_unit_curve_of_80_percent():
    # Heizer & Render, Operations Management, table of learning-curve coefficients, 80 %: unit time and
    # total time for units 1 to 10, to three decimals.
    units = [1.000, 0.800, 0.702, 0.640, 0.596, 0.562, 0.534, 0.512, 0.493, 0.477]
    totals = [1.000, 1.800, 2.502, 3.142, 3.738, 4.299, 4.834, 5.346, 5.839, 6.315]
    got = pricing.learning_curve_cost(1, np.arange(1, 11), 0.8, basis="unit")
    np.testing.assert_allclose(got, units, atol=0.0006)
    sums = [pricing.batch_cost(1, 0, n, 0.8, basis="unit", method="sum") for n in range(1, 11)]
    np.testing.assert_allclose(sums, totals, atol=0.0006)


def test_cumulative_average_curve_of_80_percent():
    # Textbook table, first unit 100 hours: average 100, 80, 64, 51.2, 40.96 and total 100, 160, 256,
    # 409.6, 655.36 after 1, 2, 4, 8, 16 units; incremental average 60, 48, 38.4, 30.72.
    counts = np.array([1, 2, 4, 8, 16])
    average = pricing.learning_curve_cost(100, counts, 0.8, basis="cumulative average")
    np.testing.assert_allclose(average, [100, 80, 64, 51.2, 40.96])
    np.testing.assert_allclose(average * counts, [100, 160, 256, 409.6, 655.36])
    batches = [pricing.batch_cost(100, n, n, 0.8, basis="cumulative average") / n for n in (1, 2, 4, 8)]
    np.testing.assert_allclose(batches, [60, 48, 38.4, 30.72])


@given(rate=st.floats(min_value=0.51, max_value=1), before=st.integers(0, 300), made=st.integers(1, 300))
@settings(deadline=None)
def test_batches_add_up_and_midpoint_is_close(rate, before, made):
    together = {"basis": "unit", "method": "sum"}
    whole = pricing.batch_cost(10, 0, before + made, rate, **together)
    first = pricing.batch_cost(10, 0, before, rate, **together)
    second = pricing.batch_cost(10, before, made, rate, **together)
    assert first + second == pytest.approx(whole)
    direct = sum(10 * n ** math.log2(rate) for n in range(before + 1, before + made + 1))
    assert second == pytest.approx(direct)
    near = pricing.batch_cost(10, before, made, rate, basis="unit", method="midpoint")
    # The curve is hollow, so the area over a unit is never less than the unit's own cost.
    assert near >= direct * (1 - 1e-12)
    if before >= 10:
        assert near == pytest.approx(direct, rel=0.001)


def test_path_npv_by_hand():
    # Two periods, constant cost 50: contributions 500 and 800.
    common = {"basis": "unit", "method": "sum"}
    expected = {"start": 500 + 800 / 1.1, "end": 500 / 1.1 + 800 / 1.21}
    expected["middle"] = expected["start"] / 1.1**0.5
    for timing, value in expected.items():
        npv = pricing.path_npv([100, 90], [10, 20], 50, 1.0, 0.10, timing=timing, **common)
        assert npv == pytest.approx(value)
    # With an 80 % curve the first three units cost 1 + 0.8 + 0.70210 of the first.
    npv = pricing.path_npv([100, 90], [1, 2], 50, 0.8, 0.10, timing="end", **common)
    assert npv == pytest.approx((100 - 50) / 1.1 + (180 - 50 * (0.8 + 3 ** math.log2(0.8))) / 1.21)


def test_paths_side_by_side_add_up():
    conventions = {"basis": "unit", "method": "sum", "timing": "end"}
    paths = pricing.life_cycle_price_paths(
        120, 0.15, [100, 150, 200], 80, [300, 500, 700],
        first_unit_cost=100, learning_rate=0.85, discount_rate_per_period=0.10, **conventions,
    )  # fmt: skip
    assert paths.skimming["present_value"].sum() == pytest.approx(paths.skimming_npv)
    again = pricing.path_npv([80, 80, 80], [300, 500, 700], 100, 0.85, 0.10, **conventions)
    assert paths.penetration_npv == pytest.approx(again)
    assert paths.advantage_of_skimming == pytest.approx(paths.skimming_npv - again)
    np.testing.assert_allclose(paths.skimming["price"], [120, 102, 86.7])


def test_life_cycle_conventions_have_no_hidden_default():
    with pytest.raises(TypeError):
        pricing.learning_curve_cost(100, 4, 0.8)
    with pytest.raises(TypeError):
        pricing.path_npv([100], [1], 50, 0.8, 0.1, basis="unit", method="sum")
    with pytest.raises(ValueError, match="method"):
        pricing.batch_cost(100, 0, 4, 0.8, basis="unit")
    with pytest.raises(ValueError, match="learning_rate must be 1 or less, got 80"):
        pricing.learning_curve_cost(100, 4, 80, basis="unit")
    with pytest.raises(ValueError, match="whole numbers"):
        pricing.batch_cost(100, 0, 1.5, 0.8, basis="unit", method="sum")
    with pytest.raises(ValueError, match="midpoint"):
        pricing.batch_cost(100, 0, 10**8, 0.8, basis="unit", method="sum")


# --- Position --------------------------------------------------------------------------------------


def test_price_index_against_mean_and_weighted_mean():
    assert pricing.price_index(105, [90, 100, 110]) == pytest.approx(1.05)
    assert pricing.price_index(105, [90, 120], weights=[1, 2]) == pytest.approx(105 / 110)
    with pytest.raises(ValueError, match="weights"):
        pricing.price_index(105, [90, 120], weights=[0, 0])


def test_fair_value_line_of_anscombe():
    # Anscombe (1973), "Graphs in statistical analysis", first set: intercept 3.00, slope 0.500, R² 0.67.
    x = [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5]
    y = [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68]
    line = pricing.fair_value_line(x, y)
    assert line.intercept == pytest.approx(3.0001, abs=1e-4)
    assert line.slope == pytest.approx(0.5001, abs=1e-4)
    assert line.r_squared == pytest.approx(0.6665, abs=1e-4)


@given(points=st.lists(st.tuples(st.integers(0, 100), st.integers(1, 1_000)), min_size=2, max_size=12))
def test_distances_from_the_fitted_line_cancel_out(points):
    quality, price = [q for q, _ in points], [p for _, p in points]
    if len(set(quality)) < 2:
        with pytest.raises(ValueError, match="two different"):
            pricing.fair_value_line(quality, price)
        return
    line = pricing.fair_value_line(quality, price)
    slope, intercept = np.polyfit(quality, price, 1)
    assert line.slope == pytest.approx(slope, abs=1e-6)
    assert line.intercept == pytest.approx(intercept, abs=1e-6)
    distance = pricing.distance_to_fair_value(quality, price, line)
    assert distance.sum() == pytest.approx(0, abs=1e-6)
    assert (distance * np.array(quality)).sum() == pytest.approx(0, abs=1e-4)


def test_value_map_tells_above_from_below():
    quality = pd.Series({"us": 80, "a": 60, "b": 70, "c": 90})
    price = pd.Series({"us": 150.0, "a": 100, "b": 120, "c": 160})
    rivals = pricing.fair_value_line(quality.drop("us"), price.drop("us"))
    table = pricing.value_map(quality, price, line=rivals)
    assert table.loc["us", "distance"] == pytest.approx(10)
    assert table["place"].to_dict() == {"us": "above", "a": "fair", "b": "fair", "c": "fair"}
    wide = pricing.value_map(quality, price, line=rivals, fair_within=10)
    assert wide.loc["us", "place"] == "fair"
    assert rivals.price_at(80) == pytest.approx(140)


# --- Product line ----------------------------------------------------------------------------------


def test_product_line_with_cross_effects_by_hand():
    effects = [[-3, -2], [0, -1]]  # a dearer machine also loses sales of its spare parts
    table = pricing.product_line_table(
        {"drive": 100, "service": 60}, {"drive": 70, "service": 40}, {"drive": 50, "service": 80},
        price_changes={"drive": -10, "service": 0}, cross_effects=effects,
    )  # fmt: skip
    assert table.loc["drive", "volume_after"] == 80
    assert table.loc["service", "volume_after"] == 100
    assert table["contribution_after"].sum() == 20 * 80 + 20 * 100
    total = pricing.product_line_profit([100, 60], [70, 40], [50, 80], price_changes=[-10, 0],
                                        cross_effects=effects)  # fmt: skip
    assert total == table["contribution_after"].sum()


def test_cross_effects_may_not_make_volumes_negative():
    with pytest.raises(ValueError, match="volume of product 0 negative"):
        pricing.product_line_profit([100], [70], [50], price_changes=[20], cross_effects=[[-3]])
    with pytest.raises(ValueError, match="must be 1 × 1"):
        pricing.product_line_profit([100], [70], [50], price_changes=[20], cross_effects=[[-3, 0]])


def test_leader_may_sell_under_cost_when_the_complement_pays():
    pair = pricing.leader_complement(90, 100, 200, 20, 12, 5)
    assert pair.leader_contribution == -2_000
    assert pair.complement_contribution == 8_000
    assert pair.total_contribution == 6_000
    at_floor = pricing.leader_complement(pair.lowest_leader_price, 100, 200, 20, 12, 5)
    assert at_floor.total_contribution == pytest.approx(0)


# --- Bundles ---------------------------------------------------------------------------------------

STIGLER = [[8_000, 2_500], [7_000, 3_000]]
# Pindyck & Rubinfeld, Microeconomics, ch. 11, mixed versus pure bundling, unit costs 20 and 30.
PINDYCK = [[10, 90], [50, 50], [60, 40], [90, 10]]


def test_block_booking_of_stigler():
    # Stigler (1963), Supreme Court Review: two exhibitors value two films at 8,000 / 2,500 and
    # 7,000 / 3,000; separate prices bring 19,000, the block 20,000.
    table = pricing.compare_bundles(STIGLER, [0, 0])
    assert table["profit"].to_dict() == {"separate": 19_000, "pure": 20_000, "mixed": 20_000}
    assert pricing.best_bundle(STIGLER, [0, 0]) == ("pure", None, 10_000, 20_000)


def test_pindyck_and_rubinfeld_mixed_bundling():
    # The book's table: separate 50 and 90 → 150; pure 100 → 200; mixed 89.95, 89.95 and 100 → 229.90.
    # With our rule for ties the five cents are not needed: 90, 90 and 100 → 230.
    separate, pure, mixed = (
        pricing.best_bundle(PINDYCK, [20, 30], strategy=s) for s in pricing.bundles.STRATEGIES
    )
    assert (separate.separate_prices, separate.profit) == ({0: 50, 1: 90}, 150)
    assert (pure.bundle_price, pure.profit) == (100, 200)
    assert (mixed.separate_prices, mixed.bundle_price, mixed.profit) == ({0: 90, 1: 90}, 100, 230)
    book = pricing.bundle_profit(PINDYCK, [20, 30], separate_prices=[89.95, 89.95], bundle_price=100)
    assert book == pytest.approx(229.90)
    assert pricing.best_bundle(PINDYCK, [20, 30]).strategy == "mixed"


def test_burgers_and_fries():
    # Course notes "Week 6 – Mixed bundling" (winter 2009):
    # burgers 4, 3, 4.50 and fries 1, 2, 0; costs 2 and 0.50;
    # bundle at 4.50 earns 6; bundle 5, burger 4.50 and fries about 2 earns 7.50.
    values, costs = [[4, 1], [3, 2], [4.5, 0]], [2, 0.5]
    assert pricing.best_bundle(values, costs, strategy="pure").profit == 6
    assert pricing.best_bundle(values, costs, strategy="mixed").profit == 7.5


def _brute_profit(values, costs, heads, separate, bundle):
    """Let each buyer choose, in plain Python, with the stated rule for ties."""
    total = 0.0
    for row_, count in zip(values, heads, strict=True):
        offers_ = []
        if separate is not None:
            for size in range(1, len(costs) + 1):
                for pick in itertools.combinations(range(len(costs)), size):
                    offers_.append(
                        (sum(row_[i] - separate[i] for i in pick), sum(separate[i] - costs[i] for i in pick))
                    )
        if bundle is not None:
            offers_.append((sum(row_) - bundle, bundle - sum(costs)))
        surplus = max(s for s, _ in offers_)
        if surplus >= -1e-9:
            total += count * max(m for s, m in offers_ if s >= surplus - 1e-9)
    return total


def _brute_best(values, costs, heads, strategy, step):
    tops = [max(costs[i], *(row_[i] for row_ in values)) for i in range(2)]
    grids = [np.arange(0, top + step / 2, step).tolist() or [0.0] for top in tops]
    whole = np.arange(0, sum(tops) + step / 2, step).tolist()
    if strategy == "pure":
        return max(_brute_profit(values, costs, heads, None, b) for b in whole)
    if strategy == "separate":
        return max(_brute_profit(values, costs, heads, p, None) for p in itertools.product(*grids))
    return max(_brute_profit(values, costs, heads, p, b) for p in itertools.product(*grids) for b in whole)


two_goods = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), min_size=1, max_size=4)


@given(
    values=two_goods,
    costs=st.tuples(st.integers(0, 4), st.integers(0, 4)),
    heads=st.lists(st.integers(1, 3), min_size=4, max_size=4),
    strategy=st.sampled_from(["separate", "pure", "mixed"]),
)
@settings(max_examples=60, deadline=None)
def test_best_bundle_equals_brute_force(values, costs, heads, strategy):
    # With whole reservation prices every best price can be chosen whole, so the whole grid holds the
    # exact maximum.
    heads = heads[: len(values)]
    offer = pricing.best_bundle(values, costs, strategy=strategy, buyers=heads)
    most = max(_brute_best(values, costs, heads, strategy, 1.0), 0.0)
    assert offer.profit == pytest.approx(most, abs=1e-6)
    # The prices really earn it, and none is below cost.
    separate = None if offer.separate_prices is None else list(offer.separate_prices.values())
    assert _brute_profit(values, costs, heads, separate, offer.bundle_price) == pytest.approx(
        offer.profit, abs=1e-6
    )
    if separate is not None:
        assert all(price >= cost - 1e-9 for price, cost in zip(separate, costs, strict=True))
    if offer.bundle_price is not None:
        assert offer.bundle_price >= sum(costs) - 1e-9


@pytest.mark.parametrize(
    ("values", "costs", "profit"),
    [
        # Each needs another kind of indifference among the candidates (found by taking it away).
        ([(1, 7), (7, 0), (8, 6)], (5, 3), 11),  # bundle price − price 1 = a value of good 2
        ([(3, 5), (7, 2), (6, 7)], (2, 2), 15),  # bundle price − price 2 = a value of good 1
        ([(5, 6), (6, 2), (1, 5)], (0, 2), 17),  # no reservation price of the bundle binds
        ([(0, 7), (3, 3)], (4, 0), 8),  # the lowest candidate for good 1 lies below its cost
    ],
)
def test_mixed_offers_that_are_easy_to_miss(values, costs, profit):
    offer = pricing.best_bundle(values, costs, strategy="mixed")
    assert offer.profit == profit == _brute_best(values, costs, [1] * len(values), "mixed", 1.0)
    assert all(price >= cost for price, cost in zip(offer.separate_prices.values(), costs, strict=True))


def test_a_finer_grid_finds_nothing_better():
    values, costs, heads = [(5, 1), (4, 3), (2, 4), (1, 5)], (1, 2), [1, 1, 1, 1]
    best = pricing.best_bundle(values, costs, strategy="mixed").profit
    assert _brute_best(values, costs, heads, "mixed", 0.25) == pytest.approx(best)


money_table = st.lists(st.tuples(money, money), min_size=2, max_size=6)


@given(values=money_table, costs=st.tuples(part, part), seed=st.integers(0, 1_000))
@settings(max_examples=40, deadline=None)
def test_no_random_prices_beat_the_best_offer(values, costs, seed):
    best = pricing.best_bundle(values, costs)
    top = sum(max(row_[i] for row_ in values) for i in range(2))
    for prices in np.random.default_rng(seed).uniform(0, top, (30, 3)):
        profit = _brute_profit(values, costs, [1] * len(values), prices[:2].tolist(), float(prices[2]))
        assert profit <= best.profit + 1e-6 * top
    by_strategy = pricing.compare_bundles(values, costs)["profit"]
    assert best.profit == pytest.approx(by_strategy.max())
    assert by_strategy["mixed"] >= max(by_strategy["separate"], by_strategy["pure"]) - 1e-6 * top


def test_choice_table_shows_who_takes_what():
    values = pd.DataFrame(PINDYCK, index=list("ABCD"), columns=["drive", "service"])
    table = pricing.bundle_choices(
        values, {"drive": 20, "service": 30}, separate_prices={"service": 90, "drive": 90}, bundle_price=100
    )
    assert table["takes"].to_dict() == {
        "A": ("service",), "B": ("drive", "service"), "C": ("drive", "service"), "D": ("drive",)
    }  # fmt: skip
    assert table["as_bundle"].tolist() == [False, True, True, False]
    assert table["profit"].sum() == 230
    none = pricing.bundle_choices([[1, 1]], [0, 0], bundle_price=3)
    assert (none["takes"].iloc[0], none["pays"].iloc[0]) == ((), 0)


def test_three_products_have_separate_and_pure_offers():
    values = [[9, 5, 1], [1, 5, 9], [6, 6, 6]]
    best = pricing.best_bundle(values, [1, 1, 1])
    assert (best.strategy, best.bundle_price, best.profit) == ("pure", 15, 36)
    with pytest.raises(ValueError, match="two products"):
        pricing.best_bundle(values, [1, 1, 1], strategy="mixed")


def test_nobody_pays_the_cost():
    for strategy in ("separate", "pure", "mixed"):
        offer = pricing.best_bundle([[1, 2], [2, 1]], [5, 5], strategy=strategy)
        assert offer.profit == 0
    assert pricing.best_bundle([[1, 2]], [5, 5]).separate_prices == {0: 5, 1: 5}


# --- Solution --------------------------------------------------------------------------------------


def test_solution_price_and_floor():
    assert pricing.solution_price(80_000, 120_000, 0.4) == 96_000
    assert pricing.solution_floor(80_000, 0.2, basis="price") == 100_000
    assert pricing.solution_floor(80_000, 0.2, basis="cost") == pytest.approx(96_000)
    offer = pricing.solution_offer(80_000, 120_000, 0.4, required_margin_rate=0.2, basis="price")
    assert offer.floor_binds
    assert (offer.price, offer.our_margin, offer.customer_gain) == (100_000, 20_000, 20_000)
    assert pricing.cost_to_serve({"days": (4, 2_500), "urgent deliveries": (6, 300)}) == 11_800


def test_floor_above_the_benefit_is_a_sentence():
    with pytest.raises(ValueError, match="below our floor of 100: no price suits both sides"):
        pricing.solution_price(80, 90, 0.5, required_margin_rate=0.2, basis="price")
    with pytest.raises(ValueError, match="no price suits both"):
        pricing.solution_price(80, 70, 0.5)
    with pytest.raises(ValueError, match="basis"):
        pricing.solution_price(80, 120, 0.5, required_margin_rate=0.2)


@given(cost=money, gain=money, share=part)
def test_solution_price_is_the_value_share_rule(cost, gain, share):
    price = pricing.solution_price(cost, cost + gain, share)
    assert price == pytest.approx(pricing.price_for_value_share(share, cost, cost + gain))


# --- Business models -------------------------------------------------------------------------------

BUSINESS = pricing.Business(
    units=[0, 1_000, 1_200, 1_400],
    uses=[0, 20_000, 24_000, 28_000],
    customer_benefit=[0, 900_000, 1_000_000, 1_100_000],
    unit_cost=120,
    cost_per_use=1.5,
    device_price=2_000,
    supplier_discount_rate_per_year=0.10,
    customer_discount_rate_per_year=0.12,
)
SALE = BusinessModel("one-off", unit_price=300)
TWO_PART = BusinessModel("two-part", entry_fee=100_000, unit_price=140, royalty_rate=0.05)
PER_USE = BusinessModel("per use", fee_per_use=14, supplier_cost_per_year=10_000)
LICENCE = BusinessModel(
    "licence", licence_per_year=320_000, licence_paid="start", customer_cost_per_year=5_000
)
MODELS = [SALE, TWO_PART, PER_USE, LICENCE]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.name)
def test_cash_flows_of_each_model_add_up_to_its_npv(model):
    table = pricing.model_cash_flows(model, BUSINESS)
    for side, rate in (("supplier", 0.10), ("customer", 0.12)):
        by_hand = sum(cash / (1 + rate) ** year for year, cash in table[f"{side}_cash"].items())
        assert pricing.model_npv(model, BUSINESS, side=side) == pytest.approx(by_hand)
        assert table[f"{side}_present_value"].sum() == pytest.approx(by_hand)
    parts = ["entry_fee", "unit_payments", "royalties", "use_fees", "licence"]
    np.testing.assert_allclose(table[parts].sum(axis=1), table["payment"])


def test_the_syllabus_formula_of_revenue():
    # Revenue = units × chip price + device price × units × royalty %, here in year 1: 1,000 × 140 +
    # 2,000 × 1,000 × 5 %.
    assert pricing.model_cash_flows(TWO_PART, BUSINESS).loc[1, "payment"] == 240_000


def test_licence_is_paid_at_the_start_or_the_end():
    paid = pricing.model_cash_flows(LICENCE, BUSINESS)["payment"].tolist()
    assert paid == [320_000, 320_000, 320_000, 0]
    late = pricing.model_cash_flows(replace(LICENCE, licence_paid="end"), BUSINESS)["payment"].tolist()
    assert late == [0, 320_000, 320_000, 320_000]
    with pytest.raises(ValueError, match="licence_paid"):
        BusinessModel("licence", licence_per_year=1)


def test_models_against_the_base():
    table = pricing.business_models(MODELS, BUSINESS, base=SALE)
    assert table.loc["one-off", ["supplier_change", "customer_change"]].tolist() == [0, 0]
    assert table.loc["one-off", "no_worse"]
    for name, line in table.iterrows():
        both = line["supplier_change"] >= -0.005 and line["customer_change"] >= -0.005
        assert line["no_worse"] == both, name
    assert pricing.no_worse(replace(SALE, name="same"), SALE, BUSINESS)
    assert not pricing.no_worse(replace(SALE, unit_price=301), SALE, BUSINESS)
    assert not pricing.no_worse(replace(SALE, unit_price=299), SALE, BUSINESS)


@pytest.mark.parametrize(
    "term", ["entry_fee", "unit_price", "royalty_rate", "fee_per_use", "licence_per_year"]
)
@pytest.mark.parametrize("side", ["supplier", "customer"])
def test_the_indifferent_term_makes_both_models_worth_the_same(term, side):
    new = BusinessModel("new", licence_paid="end", supplier_cost_now=5_000)
    value = pricing.indifferent_term(new, SALE, BUSINESS, term=term, side=side)
    changed = replace(new, **{term: value})
    assert pricing.model_npv(changed, BUSINESS, side=side) == pytest.approx(
        pricing.model_npv(SALE, BUSINESS, side=side)
    )


def test_corridor_of_a_royalty():
    # Both discount alike and nothing costs extra: the royalty that replaces 160 of the price is 8 %.
    alike = replace(BUSINESS, customer_discount_rate_per_year=0.10)
    new = BusinessModel("royalty", unit_price=140)
    corridor = pricing.term_corridor(new, SALE, alike, term="royalty_rate")
    assert corridor.lowest == pytest.approx(0.08)
    assert corridor.width == pytest.approx(0, abs=1e-12)
    idle = replace(BUSINESS, uses=[0, 0, 0, 0])
    with pytest.raises(ValueError, match="moves no money"):
        pricing.term_corridor(new, SALE, idle, term="fee_per_use")


def test_business_cannot_be_changed_behind_its_sums():
    with pytest.raises(ValueError):
        BUSINESS.units[0] = 5


# --- Concessions -----------------------------------------------------------------------------------


def test_concession_record_keeps_a_running_balance():
    table = pricing.concession_record(
        [
            {"name": "2 % off", "given": 20_000},
            Concession("payment in 30 days", received=8_000),
            Concession("two-year contract", given=1_000, received=16_000),
        ]
    )
    assert table["balance"].tolist() == [-20_000, -12_000, 3_000]
    assert table["ratio"].tolist() == [math.inf, 2.5, 0.875]
    assert table["balance"].iloc[-1] == table["received"].sum() - table["given"].sum()
    assert pricing.concession_record([]).empty


def test_walk_away_prices_and_their_zone():
    seller = pricing.walk_away_price(82, side="seller", cost_difference=3)
    buyer = pricing.walk_away_price(88, side="buyer", value_difference=6, switching_cost=4)
    assert (seller, buyer) == (85, 98)
    assert pricing.agreement_zone(seller, buyer).width == 13
    assert pricing.agreement_zone(99, 98).width == -1
    with pytest.raises(ValueError, match="belong to side 'buyer'"):
        pricing.walk_away_price(82, side="seller", value_difference=3)
    with pytest.raises(ValueError, match="belongs to side 'seller'"):
        pricing.walk_away_price(82, side="buyer", cost_difference=3)


def test_the_buyers_walk_away_price_is_the_highest_winning_price():
    # Without switching cost both say: rival's price plus our extra value.
    assert pricing.walk_away_price(90, side="buyer", value_difference=30) == pricing.highest_winning_price(
        150, 120, 90
    )


def test_trades_must_be_worth_the_cut():
    trades = {"volume commitment": 5_000, "payment in 30 days": 3_000}
    assert pricing.trade_check(8, 1_000, trades) == (8_000, 8_000, 0, True)
    assert not pricing.trade_check(8.01, 1_000, trades).covers


# --- Bad input -------------------------------------------------------------------------------------

CALLS = {
    "economic_value": (pricing.economic_value, {"reference_price": 100, "positive": 10, "negative": 5}, {}),
    "price_corridor": (pricing.price_corridor, {"unit_cost": 70, "economic_value": 110}, {}),
    "customer_surplus": (pricing.customer_surplus, {"price": 100, "economic_value": 110}, {}),
    "our_margin": (pricing.our_margin, {"price": 100, "unit_cost": 70}, {}),
    "margin_rate": (pricing.margin_rate, {"price": 100, "unit_cost": 70}, {"basis": "price"}),
    "price_for_margin": (pricing.price_for_margin, {"unit_cost": 70, "margin_rate": 0.2}, {"basis": "cost"}),
    "value_share": (pricing.value_share, {"price": 100, "unit_cost": 70, "economic_value": 110}, {}),
    "price_for_value_share": (
        pricing.price_for_value_share, {"share": 0.5, "unit_cost": 70, "economic_value": 110}, {},
    ),
    "scale_tilt": (
        pricing.scale_tilt,
        {"our_value": 150, "our_price": 110, "rival_values": 120, "rival_prices": 90}, {},
    ),
    "highest_winning_price": (
        pricing.highest_winning_price, {"our_value": 150, "rival_values": 120, "rival_prices": 90}, {},
    ),
    "break_even_volume_change": (
        pricing.break_even_volume_change, {"price": 100, "unit_cost": 70, "price_change": -10}, {},
    ),
    "break_even_volume": (
        pricing.break_even_volume, {"price": 100, "unit_cost": 70, "price_change": -10, "volume": 10}, {},
    ),
    "contribution_change": (
        pricing.contribution_change,
        {"price": 100, "unit_cost": 70, "volume": 9, "price_change": -10, "volume_change_rate": 0.1}, {},
    ),
    "highest_affordable_cut": (
        pricing.highest_affordable_cut, {"price": 100, "unit_cost": 70, "expected_volume_change": 0.2}, {},
    ),
    "credit_cost": (
        pricing.credit_cost,
        {"price": 100, "interest_rate_per_year": 0.05, "payment_days": 30}, {"days_per_year": 360},
    ),
    "pocket_price": (pricing.pocket_price, {"list_price": 100}, {"steps": []}),
    "learning_curve_cost": (
        pricing.learning_curve_cost,
        {"first_unit_cost": 100, "cumulative_units": 4, "learning_rate": 0.8}, {"basis": "unit"},
    ),
    "batch_cost": (
        pricing.batch_cost,
        {"first_unit_cost": 100, "units_before": 4, "units": 3, "learning_rate": 0.8},
        {"basis": "cumulative average"},
    ),
    "path_npv": (
        pricing.path_npv,
        {"prices": 100, "volumes": 5, "first_unit_cost": 60, "learning_rate": 0.8,
         "discount_rate_per_period": 0.1},
        {"basis": "cumulative average", "timing": "end"},
    ),
    "skimming_prices": (
        pricing.skimming_prices, {"first_price": 100, "price_fall_per_period": 0.1, "periods": 3}, {},
    ),
    "penetration_prices": (pricing.penetration_prices, {"price": 100, "periods": 3}, {}),
    "price_index": (pricing.price_index, {"our_price": 100, "market_prices": 90}, {}),
    "product_line_profit": (
        pricing.product_line_profit, {"prices": 100, "unit_costs": 70, "volumes": 5}, {},
    ),
    "leader_complement": (
        pricing.leader_complement,
        {"leader_price": 90, "leader_unit_cost": 100, "leader_volume": 200, "complement_price": 20,
         "complement_unit_cost": 12, "complements_per_leader": 5}, {},
    ),
    "solution_price": (
        pricing.solution_price, {"cost": 80, "customer_benefit": 120, "agreed_share": 0.5}, {},
    ),
    "concession_ratio": (pricing.concession_ratio, {"given": 3, "received": 2}, {}),
    "walk_away_price": (pricing.walk_away_price, {"alternative_price": 80}, {"side": "seller"}),
    "agreement_zone": (
        pricing.agreement_zone, {"seller_walk_away_price": 80, "buyer_walk_away_price": 90}, {},
    ),
    "trade_check": (pricing.trade_check, {"price_cut": 8, "volume": 1}, {"trades": {}}),
}  # fmt: skip
SLOTS = [(name, parameter) for name, (_, numbers_, _) in CALLS.items() for parameter in numbers_]


@pytest.mark.parametrize(("name", "parameter"), SLOTS)
@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf, "12", None, True, [1.0, math.nan], object()])
def test_bad_numbers_are_refused_by_name(name, parameter, bad):
    function, arguments, rest = CALLS[name]
    function(**arguments, **rest)  # right as it stands
    with pytest.raises(ValueError, match=parameter) as caught:
        function(**{**arguments, parameter: bad}, **rest)
    assert "got" in str(caught.value)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (
            lambda: pricing.economic_value(100, {"speed": -5}),
            r"positive\['speed'\] must be 0 or more, got -5",
        ),
        (lambda: pricing.economic_value([100, 90], [1, 2, 3]), "do not fit together"),
        (lambda: pricing.value_share(100, 110, 110), "nothing to share"),
        (lambda: pricing.price_for_value_share(50, 70, 110), "share must be 1 or less, got 50"),
        (lambda: pricing.choose_offer({"us": 1}, {"us": 1}), "at least two"),
        (lambda: pricing.fair_value_line([1, 2], [1, 2, 3]), "price must hold 2 numbers, got 3"),
        (lambda: pricing.best_bundle([[1, 2], [3]], [0, 0]), "one number for each buyer and product"),
        (lambda: pricing.best_bundle([[1, math.nan]], [0, 0]), r"reservation_prices\[0, 1\]"),
        (lambda: pricing.best_bundle([[1, 2]], [0, 0], ties="leaves"), "ties must be one of"),
        (lambda: pricing.best_bundle([[1, 2]], [0, 0], strategy="all"), "strategy must be one of"),
        (lambda: pricing.best_bundle([[1, 2]], [0]), "unit_costs must hold 2 numbers"),
        (lambda: pricing.bundle_profit([[1, 2]], [0, 0]), "separate_prices or bundle_price"),
        (lambda: pricing.concession_record([Concession("a", given=-1)]), "must be 0 or more, got -1"),
        (lambda: pricing.business_models([SALE, SALE], BUSINESS), "different names"),
        (lambda: pricing.model_npv(SALE, BUSINESS, side="us"), "side must be one of"),
        (lambda: BusinessModel("x", royalty_rate=5), "royalty_rate must be 1 or less, got 5"),
        (lambda: replace(BUSINESS, uses=[1, 2]), "uses must hold 4 numbers, got 2"),
    ],
)
def test_sentences_name_what_is_wrong(call, words):
    with pytest.raises(ValueError, match=words):
        call()


def test_everything_promised_is_there():
    for name in pricing.__all__:
        assert getattr(pricing, name).__doc__, name
