"""Largest remainder: published apportionments, exactness, and what is refused."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamlib.allocation import largest_remainder, quotas

whole_weights = st.lists(st.integers(0, 10**6), min_size=1, max_size=30).filter(any)
float_weights = st.lists(
    st.floats(0, 1e12, allow_subnormal=False) | st.sampled_from([0.1, 0.2, 0.3, 1e-9, 1e300]),
    min_size=1,
    max_size=20,
).filter(any)


def exact_quotas(total, weights) -> list[Fraction]:
    parts = [Fraction(repr(weight)) for weight in weights]
    return [Fraction(total) * part / sum(parts) for part in parts]


# --- figures from outside -----------------------------------------------------------------------


def test_first_congress_by_hamilton():
    # Hamilton's bill of 1792, census of 1790, 120 seats; Balinski & Young (1982), Fair Representation.
    population = {
        "CT": 236841,
        "DE": 55540,
        "GA": 70835,
        "KY": 68705,
        "MD": 278514,
        "MA": 475327,
        "NH": 141822,
        "NJ": 179570,
        "NY": 331589,
        "NC": 353523,
        "PA": 432879,
        "RI": 68446,
        "SC": 206236,
        "VT": 85533,
        "VA": 630560,
    }
    seats = largest_remainder(120, population)
    assert seats.to_dict() == {
        "CT": 8,
        "DE": 2,
        "GA": 2,
        "KY": 2,
        "MD": 9,
        "MA": 16,
        "NH": 5,
        "NJ": 6,
        "NY": 11,
        "NC": 12,
        "PA": 14,
        "RI": 2,
        "SC": 7,
        "VT": 3,
        "VA": 21,
    }


@pytest.mark.parametrize(
    ("seats", "votes", "expected"),
    [
        # electowiki, "Alabama paradox": party C loses a seat although there is one more.
        (323, [56.7, 38.5, 4.2, 0.6], [183, 124, 14, 2]),
        (324, [56.7, 38.5, 4.2, 0.6], [184, 125, 13, 2]),
        # The textbook example of three states with 6, 6 and 2.
        (10, [6, 6, 2], [4, 4, 2]),
        (11, [6, 6, 2], [5, 5, 1]),
        # net.math, 15 March 1982: states with 3, 7 and 90 %.
        (49, [3, 7, 90], [2, 3, 44]),
        (51, [3, 7, 90], [1, 4, 46]),
        # Largest remainder with the Hare quota, the usual six-party example of 100,000 votes.
        (10, [47000, 16000, 15900, 12000, 6000, 3100], [5, 2, 1, 1, 1, 0]),
    ],
)
def test_alabama_paradox_and_other_printed_examples(seats, votes, expected):
    assert largest_remainder(seats, votes).tolist() == expected


# --- properties -----------------------------------------------------------------------------------


@given(st.integers(-(10**9), 10**9), whole_weights | float_weights)
def test_sum_exact_and_each_within_one_unit_of_its_quota(total, weights):
    shares = largest_remainder(total, weights)
    assert sum(shares.tolist()) == total
    for share, quota in zip(shares.tolist(), exact_quotas(total, weights), strict=True):
        assert abs(share - quota) < 1
        assert share == quota or quota.denominator != 1


@given(st.integers(0, 10**9), whole_weights | float_weights)
def test_units_left_over_go_to_the_largest_remainders_first_in_list_order(total, weights):
    quota = exact_quotas(total, weights)
    shares = [math.floor(value) for value in quota]
    order = sorted(range(len(quota)), key=lambda i: (shares[i] - quota[i], i))
    for i in order[: total - sum(shares)]:
        shares[i] += 1
    assert largest_remainder(total, weights).tolist() == shares


@given(st.integers(-(10**7), 10**7), whole_weights, st.sampled_from(["0.01", "0.05", "0.5", "2.5", "10000"]))
def test_money_in_units_is_exact_in_decimals_and_cents(units, weights, unit):
    total = units * Decimal(unit)
    exact = largest_remainder(total, weights, unit=Decimal(unit))
    assert sum(exact) == total
    assert all(share % Decimal(unit) == 0 for share in exact)
    as_floats = largest_remainder(float(total), weights, unit=float(unit))
    assert [Decimal(repr(share)) for share in as_floats.tolist()] == [Decimal(share) for share in exact]
    assert as_floats.dtype == float


@given(st.integers(0, 10**6), whole_weights)
def test_negative_total_mirrors_the_positive(total, weights):
    assert largest_remainder(-total, weights).tolist() == [
        -x for x in largest_remainder(total, weights).tolist()
    ]


@given(st.integers(0, 10**6), whole_weights, st.integers(1, 10**15))
def test_only_the_proportion_of_the_weights_counts(total, weights, factor):
    # The factor drives the arithmetic out of 64 bits: both ways of counting must agree.
    scaled = [weight * factor * 10**6 for weight in weights]
    assert largest_remainder(total, scaled).tolist() == largest_remainder(total, weights).tolist()


# --- details ----------------------------------------------------------------------------------------


def test_ties_go_to_the_first_in_the_list_as_the_numbers_are_written():
    assert largest_remainder(100, [1, 1, 1]).tolist() == [34, 33, 33]
    # 1.5, 0.5, 3.0: in binary 0.1 is a little more than a tenth and would win the tie.
    assert largest_remainder(5, [0.3, 0.1, 0.6]).tolist() == [2, 0, 3]
    assert largest_remainder(3, [0.5, 0.5]).tolist() == [2, 1]


def test_nothing_to_split_and_nothing_for_weight_zero():
    assert largest_remainder(0, [3, 1]).tolist() == [0, 0]
    assert largest_remainder(7, [0, 2, 0, 1]).tolist() == [0, 5, 0, 2]


def test_result_follows_the_unit_and_the_index():
    assert largest_remainder(10.0, [1, 2]).dtype == np.int64
    assert largest_remainder(200_000, [1, 2], unit=10_000).tolist() == [70_000, 130_000]
    series = largest_remainder(1, pd.Series([2.0, 1.0], index=["B", "A"]), unit=0.01)
    assert series.to_dict() == {"B": 0.67, "A": 0.33}
    assert largest_remainder(10**30, [1, 2]).tolist() == [333333333333333333333333333333, 2 * 10**30 // 3 + 1]
    assert largest_remainder(Fraction(1), [1, 2], unit=Fraction(1, 7)).tolist() == [
        Fraction(2, 7),
        Fraction(5, 7),
    ]


def test_many_weights_both_ways():
    rng = np.random.default_rng(3)
    for weights in (rng.integers(0, 500, 120_000), rng.random(120_000)):
        shares = largest_remainder(1_234_567, weights)
        assert shares.sum() == 1_234_567
        assert np.abs(shares - quotas(1_234_567, weights)).max() < 1 + 1e-9


def test_quotas_add_up_to_the_total():
    assert quotas(-90, {"A": 1, "B": 2}).to_dict() == pytest.approx({"A": -30, "B": -60})
    assert quotas(1, [1e308, 1e308]).tolist() == [0.5, 0.5]


# --- what is refused ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("total", "weights", "unit", "sentence"),
    [
        (100.5, [1, 1], 1, "total must be a whole multiple of unit: 100.5"),
        (Decimal("0.015"), [1], Decimal("0.01"), "whole multiple of unit"),
        (10, [1], 0, "unit must be above 0, got 0"),
        (10, [1], -1, "unit must be above 0, got -1"),
        (math.nan, [1], 1, "total must be a finite number"),
        (Decimal("NaN"), [1], 1, "total must be a finite number"),
        (10, [1], math.inf, "unit must be a finite number"),
        ("ten", [1], 1, "total must be a number"),
        (True, [1], 1, "total must be a number"),
        (10, [], 1, "weights is empty"),
        (10, {}, 1, "weights is empty"),
        (10, [0, 0.0], 1, "weights must not all be 0"),
        (10, [1, -2], 1, "weights must not be negative, got -2 at position 2"),
        (10, {"A": 1, "B": -0.5}, 1, "weights must not be negative, got -0.5 for account 'B'"),
        (10, [1, math.nan], 1, "weights must be finite, got nan at position 2"),
        (10, [1.0, math.inf], 1, "weights must be finite, got inf at position 2"),
        (10, ["a"], 1, "weights must be numbers"),
        (10, [1, None], 1, "at position 2"),
        (10, [[1, 2]], 1, "one list"),
    ],
)
def test_bad_input_gets_a_sentence(total, weights, unit, sentence):
    with pytest.raises(ValueError, match=sentence):
        largest_remainder(total, weights, unit=unit)


def test_quotas_refuse_the_same():
    with pytest.raises(ValueError, match="not all be 0"):
        quotas(1, [0, 0])
    with pytest.raises(ValueError, match="negative"):
        quotas(1, [1, -1])
