"""Tiers: four ways to sort, flip points, concentration, hours and migration."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kamlib import tiers
from kamlib.tiers import TIERS

FLOORS = {"strategic": 80.0, "value": 60.0, "standard": 40.0}
CUTS = {"strategic": 0.5, "value": 0.8, "standard": 0.95}

profits = st.lists(st.floats(-1e6, 1e6).map(lambda x: round(x, 2)), min_size=1, max_size=40)
sales = st.lists(st.integers(0, 10**7), min_size=1, max_size=40).filter(any)


# --- by floors on lifetime profit -----------------------------------------------------------------


def test_at_the_floor_an_account_is_in():
    found = tiers.tiers_by_threshold([80, 79.99, 60, 40, 39.999, -5, 1e12], FLOORS)
    assert found.tolist() == [
        "strategic",
        "value",
        "value",
        "standard",
        "transactional",
        "transactional",
        "strategic",
    ]
    assert all(type(tier) is str for tier in found)


@given(profits)
def test_list_series_and_single_numbers_agree(values):
    singles = [tiers.tiers_by_threshold(value, FLOORS) for value in values]
    series = tiers.tiers_by_threshold(pd.Series(values, index=[f"K{i}" for i in range(len(values))]), FLOORS)
    assert tiers.tiers_by_threshold(values, FLOORS).tolist() == singles == series.tolist()
    assert series.index[0] == "K0"


def test_long_lists_go_through_in_blocks():
    values = np.random.default_rng(5).uniform(0, 100, 50_000)
    expected = np.select([values >= 80, values >= 60, values >= 40], TIERS[:3], TIERS[3])
    assert tiers.tiers_by_threshold(values, FLOORS).tolist() == expected.tolist()
    assert tiers.tiers_by_threshold(values.reshape(2, -1), FLOORS).shape == (2, 25_000)


def test_equal_floors_leave_a_tier_empty():
    floors = {"strategic": 50, "value": 50, "standard": 10}
    assert tiers.tiers_by_threshold([50, 49], floors).tolist() == ["strategic", "standard"]


@pytest.mark.parametrize(
    ("floors", "sentence"),
    [
        ({"strategic": 10, "value": 60, "standard": 40}, "must not rise .* got strategic 10, value 60"),
        ({"strategic": 80, "value": 60}, "no value for 'standard'"),
        (FLOORS | {"transactional": 0}, "names 'transactional'"),
        (FLOORS | {"value": math.nan}, r"floors\['value'\] must be a finite number, got nan"),
        ([80, 60, 40], "must be a mapping"),
    ],
)
def test_bad_floors(floors, sentence):
    for function in (tiers.tiers_by_threshold, tiers.tiers_by_score):
        with pytest.raises(ValueError, match=sentence):
            function([1.0], floors)


def test_bad_profits_are_named_with_their_place():
    with pytest.raises(ValueError, match="lifetime_profit must be finite, got nan for account 'B'"):
        tiers.tiers_by_threshold(pd.Series({"A": 1.0, "B": math.nan}), FLOORS)
    with pytest.raises(ValueError, match="empty"):
        tiers.tiers_by_threshold([], FLOORS)
    with pytest.raises(ValueError, match="lifetime_profit must be a finite number, got inf"):
        tiers.tiers_by_threshold(math.inf, FLOORS)


def test_score_at_a_floor_in_spite_of_rounding():
    score = 0.1 * 60 + 0.7 * 80 + 0.2 * 90  # 79.99999999999999 or 80, as the machine rounds
    assert abs(score - 80) < 1e-9
    assert tiers.tiers_by_score(score, FLOORS) == "strategic"
    assert tiers.tiers_by_score([80 - 1e-10, 80 - 1e-8], FLOORS).tolist() == ["strategic", "value"]


# --- by cumulative share --------------------------------------------------------------------------


def by_share_slowly(values, cuts):
    """The rule word by word, in exact fractions."""
    order = sorted(range(len(values)), key=lambda i: -values[i])
    total = sum(Fraction(repr(v)) for v in values if v > 0)
    before, found = Fraction(0), ["transactional"] * len(values)
    for i in order:
        if values[i] > 0:
            for tier in reversed(TIERS[:3]):
                if before < Fraction(repr(cuts[tier])) * total:
                    found[i] = tier
            before += Fraction(repr(values[i]))
    return found


@given(profits)
def test_cumulative_share_word_by_word(values):
    assert tiers.tiers_by_cumulative_share(values, CUTS).tolist() == by_share_slowly(values, CUTS)


def test_cumulative_share_exactly_at_a_cut_in_spite_of_rounding():
    # 0.7 + 0.5 is 80 % of 1.5, but the machine finds a little less: the third account is not "below" 80 %.
    found = tiers.tiers_by_cumulative_share([0.7, 0.5, 0.3], CUTS)
    assert found.tolist() == ["strategic", "strategic", "standard"]


def test_cumulative_share_ties_and_losses():
    cuts = {"strategic": 0.25, "value": 0.5, "standard": 0.75}
    assert tiers.tiers_by_cumulative_share([1, 1, 1, 1], cuts).tolist() == list(TIERS)
    everything = {"strategic": 0.5, "value": 0.8, "standard": 1.0}
    assert tiers.tiers_by_cumulative_share([0, -5, 7], everything).tolist() == [
        "transactional",
        "transactional",
        "strategic",
    ]
    assert set(tiers.tiers_by_cumulative_share([0, -5], CUTS)) == {"transactional"}


def test_cumulative_share_keeps_account_ids():
    found = tiers.tiers_by_cumulative_share(pd.Series({"small": 1.0, "large": 99.0}), CUTS)
    assert found.to_dict() == {"small": "transactional", "large": "strategic"}


@pytest.mark.parametrize(
    ("cuts", "sentence"),
    [
        ({"strategic": 0.9, "value": 0.8, "standard": 0.95}, "must not fall"),
        ({"strategic": 0.0, "value": 0.8, "standard": 0.95}, "above 0 and up to 1"),
        ({"strategic": 50, "value": 80, "standard": 95}, "above 0 and up to 1"),
        ({"strategic": 0.5}, "no value for 'value'"),
    ],
)
def test_bad_cuts(cuts, sentence):
    with pytest.raises(ValueError, match=sentence):
        tiers.tiers_by_cumulative_share([1.0], cuts)


def test_an_account_twice_is_refused():
    twice = pd.Series([1.0, 2.0], index=["A", "A"])
    for call in (
        lambda: tiers.tiers_by_cumulative_share(twice, CUTS),
        lambda: tiers.tier_summary(twice, ["value", "value"]),
        lambda: tiers.gini(twice),
        lambda: tiers.hours_by_tier(pd.Series(["value", "value"], index=["A", "A"]), 3, {"value": 1}),
        lambda: tiers.scale_criteria(twice.to_frame("x"), method="min-max"),
    ):
        with pytest.raises(ValueError, match="'A' more than once"):
            call()


# --- by two axes ----------------------------------------------------------------------------------


def test_two_axes_default_and_own_cells():
    grid = {"current_value": [9, 9, 1, 1], "potential_value": [9, 1, 9, 1]}
    found = tiers.tiers_by_two_axes(**grid, current_cut=9, potential_cut=5)
    assert found.tolist() == ["strategic", "value", "standard", "transactional"]
    swapped = dict(tiers.TWO_AXIS_CELLS) | {(True, False): "standard", (False, True): "value"}
    found = tiers.tiers_by_two_axes(**grid, current_cut=9, potential_cut=5, cells=swapped)
    assert found.tolist() == ["strategic", "standard", "value", "transactional"]
    assert tiers.tiers_by_two_axes(9, 1, current_cut=9, potential_cut=5) == "value"


def test_two_axes_match_accounts_by_id():
    current = pd.Series({"A": 10.0, "B": 0.0})
    potential = pd.Series({"B": 0.0, "A": 10.0})
    found = tiers.tiers_by_two_axes(current, potential, current_cut=5, potential_cut=5)
    assert found.to_dict() == {"A": "strategic", "B": "transactional"}


def test_two_axes_refusals():
    with pytest.raises(ValueError, match="no tier for"):
        tiers.tiers_by_two_axes([1], [1], current_cut=1, potential_cut=1, cells={(True, True): "value"})
    with pytest.raises(ValueError, match="'gold'"):
        cells = dict(tiers.TWO_AXIS_CELLS) | {(True, True): "gold"}
        tiers.tiers_by_two_axes([1], [1], current_cut=1, potential_cut=1, cells=cells)
    with pytest.raises(ValueError, match="same length"):
        tiers.tiers_by_two_axes([1, 2], [1, 2, 3], current_cut=1, potential_cut=1)
    with pytest.raises(ValueError, match="potential_value must be finite"):
        tiers.tiers_by_two_axes([1], [math.nan], current_cut=1, potential_cut=1)
    with pytest.raises(ValueError, match="current_cut"):
        tiers.tiers_by_two_axes([1], [1], current_cut=math.nan, potential_cut=1)


# --- scorecard ------------------------------------------------------------------------------------

CRITERIA = pd.DataFrame(
    {"growth": [-0.1, 0.0, 0.3], "days_late": [0, 45, 20], "fit": [3, 3, 3]}, index=["A", "B", "C"]
)


def test_min_max_both_directions():
    scaled = tiers.scale_criteria(
        CRITERIA[["growth", "days_late"]], method="min-max", lower_is_better="days_late"
    )
    assert scaled["growth"].tolist() == pytest.approx([0, 25, 100])
    assert scaled["days_late"].tolist() == pytest.approx([100, 0, 100 * 25 / 45])


def test_constant_criterion_is_explained():
    with pytest.raises(ValueError, match="criterion 'fit' is 3 for every account.*constant_score"):
        tiers.scale_criteria(CRITERIA, method="min-max")
    scaled = tiers.scale_criteria(CRITERIA, method="min-max", constant_score=50)
    assert scaled["fit"].tolist() == [50, 50, 50]


def test_bands_in_both_directions_and_any_order():
    bands = {"growth": [(0.2, 100), (0.0, 40)], "days_late": [(10, 100), (30, 50)]}
    scaled = tiers.scale_criteria(
        CRITERIA[["growth", "days_late"]], method="bands", lower_is_better=["days_late"], bands=bands
    )
    assert scaled["growth"].tolist() == [0, 40, 100]
    assert scaled["days_late"].tolist() == [100, 0, 50]
    at_bound = pd.DataFrame({"days_late": [10, 10.001, 30, 30.001]})
    scaled = tiers.scale_criteria(
        at_bound, method="bands", lower_is_better=["days_late"], bands={"days_late": bands["days_late"]}
    )
    assert scaled["days_late"].tolist() == [100, 50, 50, 0]


@pytest.mark.parametrize(
    ("table", "options", "sentence"),
    [
        (CRITERIA.iloc[:0], {"method": "min-max"}, "empty"),
        (CRITERIA, {"method": "z"}, "method must be one of"),
        (CRITERIA, {"method": "min-max", "lower_is_better": ["price"]}, "'price', which is not a column"),
        (CRITERIA, {"method": "min-max", "bands": {}}, "choose 'bands'"),
        (CRITERIA, {"method": "bands"}, "no steps for 'growth'"),
        (CRITERIA, {"method": "bands", "bands": {"x": [(0, 1)]}}, "'x', which is not a column"),
        (
            CRITERIA[["fit"]],
            {"method": "bands", "bands": {"fit": [(1, 80), (2, 20)]}},
            "rise with the better",
        ),
        (CRITERIA[["fit"]], {"method": "bands", "bands": {"fit": [(1, 10), (1, 20)]}}, "bound twice"),
        (CRITERIA[["fit"]], {"method": "bands", "bands": {"fit": []}}, "is empty"),
        (CRITERIA[["fit"]], {"method": "bands", "bands": {"fit": [(1, 120)]}}, "0 to 100"),
        (CRITERIA[["fit"]], {"method": "min-max", "constant_score": 101}, "constant_score"),
        (
            CRITERIA.assign(fit=[1, math.nan, 2]),
            {"method": "min-max"},
            r"table\['fit'\] must be finite, .*'B'",
        ),
        (CRITERIA.assign(fit=list("abc")), {"method": "min-max"}, "numbers"),
        (CRITERIA[["fit", "fit"]], {"method": "min-max"}, "column 'fit' more than once"),
    ],
)
def test_bad_criteria(table, options, sentence):
    with pytest.raises(ValueError, match=sentence):
        tiers.scale_criteria(table, **options)


SCALED = pd.DataFrame({"profit": [90, 50, 50], "growth": [20, 70, 70.0]}, index=["A", "B", "C"])


def test_scorecard_scores_and_shared_ranks():
    card = tiers.scorecard(SCALED, {"growth": 0.3, "profit": 0.7})
    assert card["score"].tolist() == pytest.approx([69, 56, 56])
    assert card["rank"].tolist() == [1, 2, 2]
    # 0.1 * 3 and 0.3 * 1 are equal scores that differ in the last bit.
    almost = pd.DataFrame({"a": [3, 0], "b": [0, 1], "c": [0, 0]})
    card = tiers.scorecard(almost, {"a": 0.1, "b": 0.3, "c": 0.6})
    assert card["score"].nunique() == 2
    assert card["rank"].tolist() == [1, 1]


@pytest.mark.parametrize(
    ("weights", "sentence"),
    [
        ({"profit": 0.7, "growth": 0.2}, "sum to 1, they sum to 0.9"),
        ({"profit": 70, "growth": 30}, "they sum to 100: write 30 % as 0.3"),
        ({"profit": 1.2, "growth": -0.2}, r"weights\['growth'\] must not be negative"),
        ({"profit": 1.0}, "no weight for 'growth'"),
        ({"profit": 0.5, "growth": 0.3, "fit": 0.2}, "names 'fit'"),
        ({"profit": math.nan, "growth": 1}, r"weights\['profit'\] must be a finite number"),
        ([0.5, 0.5], "must map"),
    ],
)
def test_bad_weights(weights, sentence):
    with pytest.raises(ValueError, match=sentence):
        tiers.scorecard(SCALED, weights)
    with pytest.raises(ValueError, match=sentence):
        tiers.flip_point(SCALED.loc["A"], weights, "profit", FLOORS)


def test_points_outside_the_scale_are_refused():
    with pytest.raises(ValueError, match=r"scaled\['profit'\] must be from 0 to 100 points, got 900.*'A'"):
        tiers.scorecard(SCALED * 10, {"profit": 0.5, "growth": 0.5})
    with pytest.raises(ValueError, match="from 0 to 100 points"):
        tiers.closest_flip({"profit": -1, "growth": 5}, {"profit": 0.5, "growth": 0.5}, FLOORS)


def test_the_score_of_one_account_is_its_row_of_the_scorecard():
    scaled = pd.DataFrame({"profit": [90.0, 35.0], "growth": [50.0, 80.0]}, index=["A", "B"])
    weights = {"profit": 0.7, "growth": 0.3}
    for account, score in tiers.scorecard(scaled, weights)["score"].items():
        assert tiers.weighted_score(scaled.loc[account], weights) == pytest.approx(score)
    assert tiers.weighted_score({"profit": 90, "growth": 50}, weights) == 78
    with pytest.raises(ValueError, match="must sum to 1"):
        tiers.weighted_score({"profit": 90}, {"profit": 0.9})
    with pytest.raises(ValueError, match="from 0 to 100 points, got 101"):
        tiers.weighted_score({"profit": 101}, {"profit": 1})


# --- flip points ----------------------------------------------------------------------------------


def tier_at(row, weights, criterion, weight, floors):
    moved = tiers.reweighted(weights, criterion, weight)
    return tiers.tiers_by_score(math.fsum(moved[name] * row[name] for name in row), floors)


def test_flip_point_worked_by_hand():
    # Others score (0.3*40 + 0.2*65) / 0.5 = 50; S(w) = 50 + 40 w; 60 at w = 0.25, 80 at w = 0.75.
    row = {"profit": 90, "growth": 40, "fit": 65}
    point = tiers.flip_point(row, {"profit": 0.5, "growth": 0.3, "fit": 0.2}, "profit", FLOORS)
    assert (point.score, point.tier) == (70.0, "value")
    assert point.up.weight == pytest.approx(0.75)
    assert point.up.change == pytest.approx(0.25)
    assert (point.up.tier, point.up.at_once) == ("strategic", True)
    assert point.down.weight == pytest.approx(0.25)
    assert (point.down.tier, point.down.at_once) == ("standard", False)
    assert point.nearest is point.up


def test_no_flip_is_none():
    same = {"profit": 70, "growth": 70}
    point = tiers.flip_point(same, {"profit": 0.5, "growth": 0.5}, "profit", FLOORS)
    assert (point.up, point.down, point.nearest) == (None, None, None)
    assert tiers.closest_flip(same, {"profit": 0.5, "growth": 0.5}, FLOORS) is None
    # It only comes down to the floor of its own tier at weight 0, and not below.
    touching = tiers.flip_point(
        {"profit": 70, "growth": 60}, {"profit": 0.5, "growth": 0.5}, "profit", FLOORS
    )
    assert touching.down is None
    # It reaches the floor above only at the full weight.
    full = tiers.flip_point({"profit": 80, "growth": 60}, {"profit": 0.5, "growth": 0.5}, "profit", FLOORS)
    assert (full.up.weight, full.up.tier) == (1.0, "strategic")


def test_flip_skips_a_tier_that_is_empty():
    floors = {"strategic": 60, "value": 60, "standard": 40}
    point = tiers.flip_point({"a": 90, "b": 30}, {"a": 0.4, "b": 0.6}, "a", floors)
    assert (point.tier, point.up.tier, point.down.tier) == ("standard", "strategic", "transactional")


def test_on_the_floor_any_fall_flips():
    point = tiers.flip_point({"a": 90, "b": 30}, {"a": 0.5, "b": 0.5}, "a", FLOORS)
    assert point.tier == "value"
    assert (point.down.change, point.down.tier, point.down.at_once) == (0.0, "standard", False)


points = st.integers(0, 100)


@st.composite
def cases(draw):
    names = [f"c{i}" for i in range(draw(st.integers(2, 6)))]
    row = {name: draw(points) for name in names}
    parts = draw(st.lists(st.integers(0, 20), min_size=len(names), max_size=len(names)).filter(any))
    weights = {name: part / sum(parts) for name, part in zip(names, parts, strict=True)}
    limits = sorted(draw(st.lists(points, min_size=3, max_size=3)), reverse=True)
    return row, weights, draw(st.sampled_from(names)), dict(zip(TIERS, limits, strict=False))


@given(cases())
def test_the_flip_point_really_flips_and_nothing_flips_before_it(case):
    row, weights, criterion, floors = case
    assume(weights[criterion] < 1)
    point = tiers.flip_point(row, weights, criterion, floors)
    now = weights[criterion]
    assert point.tier == tier_at(row, weights, criterion, now, floors)
    eps = 1e-6  # at whole points the slope is at least 1/120, so eps moves the score by more than 1e-9
    for flip, end in ((point.up, 1.0), (point.down, 0.0)):
        direction = 1 if end == 1.0 else -1
        if flip is None:
            for weight in np.linspace(now, end, 23):
                assert tier_at(row, weights, criterion, float(weight), floors) == point.tier
            continue
        assert 0 <= flip.weight <= 1
        assert flip.change * direction >= 0
        assert flip.change == pytest.approx(flip.weight - now, abs=1e-12)
        assert flip.tier != point.tier
        before = flip.weight - direction * eps
        if (before - now) * direction > 0:
            for weight in np.linspace(now, before, 23):
                assert tier_at(row, weights, criterion, float(weight), floors) == point.tier
        after = flip.weight if flip.at_once else flip.weight + direction * eps
        if 0 <= after <= 1:
            assert tier_at(row, weights, criterion, after, floors) == flip.tier


@given(cases())
def test_closest_flip_is_the_closest_of_all(case):
    row, weights, _, floors = case
    every = [tiers.flip_point(row, weights, name, floors).nearest for name in row if weights[name] < 1]
    changes = [abs(flip.change) for flip in every if flip is not None]
    closest = tiers.closest_flip(row, weights, floors)
    if not changes:
        assert closest is None
    else:
        assert abs(closest.change) == pytest.approx(min(changes), abs=1e-11)


def test_a_hair_below_the_floor_counts_as_on_it():
    # 60 - 5e-10 points reach the floor of 60, so the flip is here and not a little further up.
    point = tiers.flip_point({"a": 90, "b": 30 - 1e-9}, {"a": 0.5, "b": 0.5}, "a", FLOORS)
    assert (point.tier, point.down.change, point.down.tier) == ("value", 0.0, "standard")


def test_flip_table_has_a_row_for_every_account():
    weights = {"profit": 0.7, "growth": 0.3}
    table = tiers.flip_table(pd.concat([SCALED, SCALED.loc[["A"]].rename({"A": "D"}) * 0]), weights, FLOORS)
    assert table.index.tolist() == ["A", "B", "C", "D"]
    for account in "ABC":
        flip = tiers.closest_flip(SCALED.loc[account], weights, FLOORS)
        row = table.loc[account]
        assert (row["criterion"], row["new_tier"]) == (flip.criterion, flip.tier)
        assert (row["weight"], row["change"]) == pytest.approx((flip.weight, flip.change))
    assert table.loc["D", "new_tier"] is None
    assert math.isnan(table.loc["D", "change"])


@given(cases(), st.floats(0, 1))
def test_reweighted_keeps_the_sum_and_the_proportions(case, weight):
    _, weights, criterion, _ = case
    assume(weights[criterion] < 1)
    moved = tiers.reweighted(weights, criterion, weight)
    assert math.fsum(moved.values()) == pytest.approx(1, abs=1e-12)
    assert moved[criterion] == weight
    assert list(moved) == list(weights)
    others = [name for name in weights if name != criterion]
    for name in others:
        assert moved[name] * (1 - weights[criterion]) == pytest.approx(
            weights[name] * (1 - weight), abs=1e-12
        )


def test_flip_refusals():
    row, weights = {"a": 50, "b": 50}, {"a": 1.0, "b": 0.0}
    with pytest.raises(ValueError, match=r"weights\['a'\] is the whole weight"):
        tiers.flip_point(row, weights, "a", FLOORS)
    with pytest.raises(ValueError, match="criterion 'c' is not one of 'a', 'b'"):
        tiers.flip_point(row, weights, "c", FLOORS)
    with pytest.raises(ValueError, match="from 0 to 1"):
        tiers.reweighted({"a": 0.5, "b": 0.5}, "a", 1.1)
    assert tiers.closest_flip({"a": 90, "b": 10}, weights, FLOORS).criterion == "b"
    assert tiers.closest_flip({"a": 90}, {"a": 1.0}, FLOORS) is None
    with pytest.raises(ValueError, match="empty"):
        tiers.closest_flip({}, {}, FLOORS)


# --- summary, hours, migration --------------------------------------------------------------------


def test_summary_order_and_shares():
    profit = pd.Series({"A": 70.0, "B": 40.0, "C": -10.0})
    found = pd.Series({"C": "transactional", "A": "strategic", "B": "strategic"})
    summary = tiers.tier_summary(profit, found)
    assert summary.index.tolist() == list(TIERS)
    assert summary["accounts"].tolist() == [2, 0, 0, 1]
    assert summary["accounts_share"].tolist() == pytest.approx([2 / 3, 0, 0, 1 / 3])
    assert summary["lifetime_profit"].tolist() == [110, 0, 0, -10]
    assert summary["lifetime_profit_share"].tolist() == pytest.approx([1.1, 0, 0, -0.1])


def test_summary_refusals():
    with pytest.raises(ValueError, match="sum to more than 0"):
        tiers.tier_summary([-1.0, 1.0], ["value", "value"])
    with pytest.raises(ValueError, match="'gold' at position 2"):
        tiers.tier_summary([1.0, 1.0], ["value", "gold"])
    with pytest.raises(ValueError, match="2 accounts and tiers has 1"):
        tiers.tier_summary([1.0, 1.0], ["value"])
    with pytest.raises(ValueError, match="same accounts"):
        tiers.tier_summary(pd.Series({"A": 1.0}), pd.Series({"B": "value"}))
    with pytest.raises(ValueError, match="empty"):
        tiers.tier_summary([], [])


@given(st.lists(st.sampled_from(TIERS), min_size=1, max_size=50), st.integers(0, 5000))
def test_hours_add_up_and_a_higher_tier_never_gets_less(found, hours):
    weights = {"strategic": 8, "value": 4, "standard": 2, "transactional": 1}
    shares = tiers.hours_by_tier(found, hours, weights)
    assert shares.sum() == hours
    assert shares.dtype.kind == "i"
    by_tier = {tier: [int(s) for s, t in zip(shares, found, strict=True) if t == tier] for tier in set(found)}
    for listed in by_tier.values():
        assert max(listed) - min(listed) <= 1
    for upper, lower in zip(TIERS, TIERS[1:], strict=False):
        if upper in by_tier and lower in by_tier:
            assert min(by_tier[upper]) + 1 >= max(by_tier[lower])


def test_hours_details():
    hours = tiers.hours_by_tier({"A": "value", "B": "standard"}, 10, {"value": 1, "standard": 0})
    assert hours.to_dict() == {"A": 10, "B": 0}
    assert tiers.hours_by_tier(["value"] * 3, 40, {"value": 1}, unit=4).tolist() == [16, 12, 12]
    for options, sentence in [
        ({"total_hours": -1, "weights": {"value": 1}}, "total_hours must be at least 0"),
        ({"total_hours": 1.5, "weights": {"value": 1}}, "whole number"),
        ({"total_hours": 1, "weights": {"standard": 1}}, "no weight for tier 'value'"),
        ({"total_hours": 1, "weights": {"value": 0}}, "nobody would get"),
        ({"total_hours": 1, "weights": {"value": -1}}, "must not be negative"),
        ({"total_hours": 1, "weights": {"gold": 1}}, "'gold'"),
        ({"total_hours": 5, "weights": {"value": 1}, "unit": 2}, "whole multiple of unit"),
    ]:
        with pytest.raises(ValueError, match=sentence):
            tiers.hours_by_tier(["value"], **options)


def test_migration_counts_and_shares():
    before = {"A": "strategic", "B": "value", "C": "value", "D": "standard"}
    after = {"D": "standard", "C": "strategic", "B": "value", "A": "value"}
    counts = tiers.migration_matrix(before, after, normalise=False)
    assert counts.index.tolist() == counts.columns.tolist() == list(TIERS)
    assert counts.loc["value"].tolist() == [1, 1, 0, 0]
    assert counts.to_numpy().sum() == 4
    shares = tiers.migration_matrix(before, after)
    assert shares.loc["value"].tolist() == [0.5, 0.5, 0, 0]
    assert shares.sum(axis=1).tolist() == [1, 1, 1, 0]  # nobody was transactional
    by_position = tiers.migration_matrix(["value", "value"], ["value", "standard"], normalise=False)
    assert by_position.loc["value"].tolist() == [0, 1, 1, 0]


def test_migration_with_new_and_lost_accounts():
    before, after = {"A": "value", "B": "value"}, {"B": "strategic", "C": "standard"}
    with pytest.raises(ValueError, match=r"account 'A' is only in before \(2 accounts"):
        tiers.migration_matrix(before, after)
    with pytest.raises(ValueError, match="account 'C' is only in after"):
        tiers.migration_matrix({"B": "value"}, after)
    counts = tiers.migration_matrix(before, after, normalise=False, missing="list")
    assert counts.index.tolist() == [*TIERS, "new"]
    assert counts.columns.tolist() == [*TIERS, "lost"]
    assert counts.loc["value", ["strategic", "lost"]].tolist() == [1, 1]
    assert counts.loc["new", "standard"] == 1
    assert counts.to_numpy().sum() == 3
    shares = tiers.migration_matrix(before, after, missing="list")
    assert shares.loc["value", "lost"] == 0.5


def test_migration_refusals():
    with pytest.raises(ValueError, match="before has 1 accounts and after has 2"):
        tiers.migration_matrix(["value"], ["value", "value"])
    with pytest.raises(ValueError, match="both have account ids"):
        tiers.migration_matrix({"A": "value"}, ["value"])
    with pytest.raises(ValueError, match="'A' more than once"):
        tiers.migration_matrix(pd.Series(["value"] * 2, index=["A", "A"]), pd.Series({"A": "value"}))
    with pytest.raises(ValueError, match="nan"):
        tiers.migration_matrix({"A": math.nan}, {"A": "value"})


@given(st.data())
def test_profit_shares_are_those_of_the_summary(data):
    profit = data.draw(profits)
    assume(sum(profit) > 1)
    placed = data.draw(st.lists(st.sampled_from(TIERS), min_size=len(profit), max_size=len(profit)))
    summary = tiers.tier_summary(profit, placed)["lifetime_profit_share"]
    assert tiers.profit_shares(profit, placed) == summary.to_dict()


def test_profit_shares_match_accounts_by_id_and_refuse_others():
    profit = pd.Series({"A": 30.0, "B": 10.0})
    assert tiers.profit_shares(profit, pd.Series({"B": "value", "A": "strategic"}))["strategic"] == 0.75
    with pytest.raises(ValueError, match="same accounts"):
        tiers.profit_shares(profit, pd.Series({"A": "value", "C": "value"}))
    with pytest.raises(ValueError, match="more than 0"):
        tiers.profit_shares([1, -1], ["value", "value"])


# --- concentration --------------------------------------------------------------------------------

INEQ = [541, 1463, 2445, 3438, 4437, 5401, 6392, 8304, 11904, 22261]


def test_published_concentration_figures():
    # US Department of Justice, page on the index: four firms with 30, 30, 20 and 20 % have 2,600.
    assert tiers.herfindahl([30, 30, 20, 20], scale=10_000) == pytest.approx(2600)
    assert tiers.herfindahl([30, 30, 20, 20], scale=1) == pytest.approx(0.26)
    # R package ineq, example of Gini(): 0.4620911, with its finite-sample correction 0.5134346.
    assert tiers.gini(INEQ) == pytest.approx(0.4620911, abs=5e-8)
    assert tiers.gini(INEQ, corrected=True) == pytest.approx(0.5134346, abs=5e-8)
    # R package phylotools, example of gini(): 0.3076923.
    assert tiers.gini([1, 3, 2, 1, 1, 1, 4]) == pytest.approx(0.3076923, abs=5e-8)


@given(st.integers(1, 200))
def test_concentration_in_closed_form(n):
    equal = [7.0] * n
    assert tiers.herfindahl(equal, scale=1) == pytest.approx(1 / n)
    assert tiers.gini(equal) == pytest.approx(0, abs=1e-12)
    assert tiers.gini(list(range(1, n + 1))) == pytest.approx((n - 1) / (3 * n))
    assert tiers.concentration_ratio(equal, 3) == pytest.approx(min(1, 3 / n))
    alone = [0.0] * (n - 1) + [5.0]
    assert tiers.gini(alone) == pytest.approx((n - 1) / n)
    assert tiers.herfindahl(alone, scale=10_000) == pytest.approx(10_000)


@given(sales, st.integers(1, 50))
def test_concentration_properties(values, largest):
    gini = tiers.gini(values)
    assert 0 <= gini < 1
    curve = tiers.lorenz_curve(values)
    assert len(curve) == len(values) + 1
    assert curve.iloc[0].tolist() == [0, 0]
    assert curve.iloc[-1].tolist() == [1, 1]
    assert (curve["value_share"] <= curve["accounts_share"] + 1e-12).all()
    assert (curve["value_share"].diff().dropna() >= 0).all()
    area = (
        np.trapezoid(curve["value_share"], curve["accounts_share"])
        if hasattr(np, "trapezoid")
        else np.trapz(curve["value_share"], curve["accounts_share"])
    )
    assert gini == pytest.approx(1 - 2 * area, abs=1e-12)
    pairs = np.abs(np.subtract.outer(values, values)).mean() / (2 * np.mean(values))
    assert gini == pytest.approx(pairs, abs=1e-12)
    assert 1 / len(values) - 1e-12 <= tiers.herfindahl(values, scale=1) <= 1 + 1e-12
    top = sum(sorted(values, reverse=True)[:largest]) / sum(values)
    assert tiers.concentration_ratio(values, largest) == pytest.approx(top)
    mixed = list(reversed(values))
    assert tiers.gini(mixed) == pytest.approx(gini, abs=1e-12)


def test_concentration_of_very_large_sales():
    assert tiers.herfindahl([1e308, 1e308], scale=1) == pytest.approx(0.5)


@pytest.mark.parametrize(
    "measure",
    [
        lambda values: tiers.herfindahl(values, scale=1),
        lambda values: tiers.concentration_ratio(values, 2),
        tiers.gini,
        tiers.lorenz_curve,
    ],
)
def test_concentration_refusals(measure):
    with pytest.raises(ValueError, match="values must not be negative, got -5 at position 2"):
        measure([10, -5])
    with pytest.raises(ValueError, match="values must sum to more than 0"):
        measure([0, 0])
    with pytest.raises(ValueError, match="values is empty"):
        measure([])
    with pytest.raises(ValueError, match="values must be finite, got nan for account 'B'"):
        measure({"A": 1.0, "B": math.nan})


def test_concentration_arguments():
    with pytest.raises(TypeError, match="scale"):
        tiers.herfindahl([1, 2])
    with pytest.raises(ValueError, match="scale must be one of 1, 10000, got 100"):
        tiers.herfindahl([1, 2], scale=100)
    with pytest.raises(ValueError, match="largest must be at least 1, got 0"):
        tiers.concentration_ratio([1, 2], 0)
    with pytest.raises(ValueError, match="at least 2 accounts"):
        tiers.gini([3], corrected=True)
