"""Splitting a total into shares that add up to it exactly, to the last unit.

Used for hours by account, sales targets by region, a discount over order lines: wherever rounding each
share on its own would leave a unit over or short.
"""

from __future__ import annotations

import math
import numbers
from collections.abc import Mapping
from decimal import Context, Decimal, Inexact
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd

from kamlib import checks

# Weights with up to this many decimals are turned into whole numbers by one multiplication.
_QUICK_DECIMALS = 9
_INT64_LIMIT = 2**63 - 1
_FLOAT_EXACT_LIMIT = 2**53
# Wide enough for any sum of money and for shifting the point of any float; refuses to round.
_EXACT_DECIMALS = Context(prec=2_000, traps=[Inexact])


def largest_remainder(total: Any, weights: Any, *, unit: Any = 1) -> Any:
    """Split a total in proportion to weights into whole units that add up to the total exactly.

    Parameters
    ----------
    total : int, float or Decimal
        What is to be split, in CNY, hours, …; a whole multiple of `unit`; may be 0 or negative.
    weights : sequence, array, Series or mapping
        One weight per share, in any measure; not negative, not all 0. A weight of 0 gets nothing.
    unit : int, float or Decimal
        Smallest amount that is handed out (1 hour, 0.01 CNY, 10,000 CNY); above 0.

    Returns
    -------
    numpy.ndarray or Series
        One share per weight, each within one unit of its exact quota total * w / sum(w). Integers for
        an int `unit`; floats (each the nearest to its decimal value) for a float; Decimals for a Decimal.
        A Series for a Series or mapping.

    Raises
    ------
    ValueError
        When the total is no multiple of the unit, the unit is not above 0, a weight is negative, NaN or
        infinite, all weights are 0, or there is none.

    Notes
    -----
    Every share first gets the whole units of its quota; the units left over go one each to the largest
    remainders, ties to the first in the list. A negative total is split like the positive one with the
    sign turned. Numbers count as the decimals they are written as (0.1 is one tenth), and the arithmetic
    is in whole numbers, so equal remainders are really equal.

    Largest remainder is not monotone: with a larger total a share can get less (Alabama paradox).

    Source: Hamilton's method, in Balinski, M. L. & Young, H. P. (1982), Fair Representation, Yale
    University Press.

    Examples
    --------
    >>> largest_remainder(100, [1, 1, 1])
    array([34, 33, 33])
    >>> largest_remainder(10, [0.3, 0.1, 0.6], unit=0.01)
    array([3., 1., 6.])
    >>> largest_remainder(Decimal("0.05"), [1, 1], unit=Decimal("0.01"))
    array([Decimal('0.03'), Decimal('0.02')], dtype=object)
    """
    exact_unit = exact_fraction("unit", unit)
    if exact_unit <= 0:
        raise ValueError(f"unit must be above 0, got {unit}")
    units = exact_fraction("total", total) / exact_unit
    if units.denominator != 1:
        raise ValueError(f"total must be a whole multiple of unit: {total} is not made of units of {unit}")
    if isinstance(weights, Mapping):
        weights = pd.Series(dict(weights), dtype=object)
    labels = weights.index if isinstance(weights, pd.Series) else None
    parts = whole_number_weights(weights, labels)
    shares = split_units(abs(units.numerator), parts)
    amounts = amounts_of(-shares if units < 0 else shares, exact_unit, unit)
    return amounts if labels is None else pd.Series(amounts, index=labels)


def quotas(total: Any, weights: Any) -> Any:
    """Return the exact shares of a total before any rounding, as floats: total * w / sum(w).

    Parameters
    ----------
    total : float
        What is to be split.
    weights : sequence, array, Series or mapping
        As `largest_remainder`.

    Returns
    -------
    numpy.ndarray or Series
        One quota per weight, in the measure of `total`.

    Raises
    ------
    ValueError
        As `largest_remainder`.

    Notes
    -----
    Source: as `largest_remainder`, which rounds these quotas.

    Examples
    --------
    >>> quotas(10, [1, 1, 2])
    array([2.5, 2.5, 5. ])
    """
    amount = checks.number("total", total)
    array, labels = checks.account_values("weights", weights, unique=False)
    checks.not_negative("weights", array, labels)
    largest = array.max()
    if largest == 0:
        raise ValueError("weights must not all be 0: nothing says who gets the total")
    # Dividing by the largest first keeps the sum of huge weights finite.
    scaled = array / largest
    shares = amount * (scaled / scaled.sum())
    return shares if labels is None else pd.Series(shares, index=labels)


def exact_fraction(name: str, value: Any) -> Fraction:
    """Return a number as the exact fraction of the decimal it is written as."""
    if isinstance(value, numbers.Integral) and not isinstance(value, (bool, np.bool_)):
        return Fraction(int(value))
    if isinstance(value, Fraction):
        return value
    if isinstance(value, Decimal):
        if not value.is_finite():
            raise ValueError(f"{name} must be a finite number, got {value}")
        return Fraction(value)
    # repr gives the shortest decimal that means this float: 0.1 becomes one tenth.
    return Fraction(repr(checks.number(name, value)))


def whole_number_weights(weights: Any, labels: pd.Index | None) -> np.ndarray:
    """Return whole numbers in the proportion of the weights: int64 where they fit, else Python ints."""
    raw = weights.to_numpy() if labels is not None else np.asarray(weights)
    if raw.ndim != 1:
        raise ValueError(f"weights must be one list, got {raw.ndim} dimensions")
    if raw.dtype.kind not in "iufO" and raw.size:
        raise ValueError(f"weights must be numbers, got {raw[0]!r}")
    if raw.size == 0:
        raise ValueError("weights is empty: there is nobody to split the total between")
    if raw.dtype.kind == "O":
        whole = _common_multiples([_named_weight(value, labels, i) for i, value in enumerate(raw)])
    elif raw.dtype.kind == "f":
        checks.finite_array("weights", weights)
        whole = _scaled_floats(raw.astype(float))
    else:
        whole = raw.astype(object) if raw.dtype == np.uint64 else raw.astype(np.int64)
    if whole.min() < 0:
        first = int(np.flatnonzero(whole < 0)[0])
        raise ValueError(f"weights must not be negative, got {raw[first]} {checks.place(labels, first)}")
    if whole.max() == 0:
        raise ValueError("weights must not all be 0: nothing says who gets the total")
    return whole


def _named_weight(value: Any, labels: pd.Index | None, position: int) -> Fraction:
    try:
        return exact_fraction("weights", value)
    except ValueError as error:
        raise ValueError(f"{error} {checks.place(labels, position)}") from None


def _scaled_floats(values: np.ndarray) -> np.ndarray:
    """Turn floats into whole numbers of their last decimal place."""
    largest = float(np.abs(values).max())
    for decimals in range(_QUICK_DECIMALS + 1):
        factor = 10.0**decimals
        if largest * factor > _FLOAT_EXACT_LIMIT:
            break
        whole = np.rint(values * factor)
        # Division of whole numbers below 2**53 rounds to the nearest float, so equality means that the
        # float is the one written with these decimals.
        if np.array_equal(whole / factor, values):
            return whole.astype(np.int64)
    written = [Decimal(repr(value)) for value in values.tolist()]
    shift = -min(value.as_tuple().exponent for value in written)
    return _integers([int(value.scaleb(shift, _EXACT_DECIMALS)) for value in written])


def _common_multiples(fractions: list[Fraction]) -> np.ndarray:
    common = math.lcm(*{fraction.denominator for fraction in fractions})
    return _integers([fraction.numerator * (common // fraction.denominator) for fraction in fractions])


def _integers(values: list[int]) -> np.ndarray:
    fits = -_INT64_LIMIT <= min(values) and max(values) <= _INT64_LIMIT
    return np.array(values, dtype=np.int64 if fits else object)


def split_units(units: int, parts: np.ndarray) -> np.ndarray:
    """Hand out `units` whole units in proportion to whole-number parts."""
    part_sum = sum(parts.tolist())  # Python ints: cannot overflow
    if units * int(parts.max()) > _INT64_LIMIT or part_sum > _INT64_LIMIT:
        parts = parts.astype(object)
        products = parts * units
    else:
        products = parts * np.int64(units)
    shares = products // part_sum
    remainders = products - shares * part_sum
    left_over = units - sum(shares.tolist())
    if left_over:
        shares[_first_largest(remainders, left_over)] += 1
    return shares


def _first_largest(values: np.ndarray, count: int) -> np.ndarray:
    """Return the positions of the `count` largest values; among equals the first in the list."""
    if values.dtype == object:
        # reverse=True still keeps the order of equals.
        return np.array(sorted(range(len(values)), key=values.tolist().__getitem__, reverse=True)[:count])
    return np.argsort(-values, kind="stable")[:count]


def amounts_of(shares: np.ndarray, exact_unit: Fraction, unit: Any) -> np.ndarray:
    """Turn whole units into amounts of the kind of number that `unit` is."""
    if isinstance(unit, (Decimal, Fraction)):
        result = np.empty(len(shares), dtype=object)
        result[:] = [
            _EXACT_DECIMALS.multiply(Decimal(share), unit) if isinstance(unit, Decimal) else share * unit
            for share in shares.tolist()
        ]
        return result
    top, bottom = exact_unit.numerator, exact_unit.denominator
    reach = max(abs(int(shares.min())), abs(int(shares.max()))) * top
    if isinstance(unit, numbers.Integral):
        if reach > _INT64_LIMIT:
            return shares.astype(object) * top
        return shares.astype(np.int64) * top
    if reach <= _FLOAT_EXACT_LIMIT and bottom <= _FLOAT_EXACT_LIMIT:
        return (shares.astype(np.int64) * top).astype(float) / float(bottom)
    return np.array([float(Fraction(int(share) * top, bottom)) for share in shares.tolist()])
