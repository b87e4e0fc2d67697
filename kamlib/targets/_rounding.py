"""Whole units, and rounding a table so that rows and columns keep their sums."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np

from kamlib.allocation import amounts_of as amounts_in_a_row
from kamlib.allocation import exact_fraction

# Whole units beyond this are no longer exact as floating-point numbers.
MOST_UNITS = 2**53


class Unit(NamedTuple):
    exact: Fraction
    given: Any


def read_unit(unit: Any) -> Unit:
    exact = exact_fraction("unit", unit)
    if exact <= 0:
        raise ValueError(f"unit must be above 0, got {unit}")
    return Unit(exact, unit)


def whole_units(name: str, amount: Any, unit: Unit) -> int:
    units = exact_fraction(name, amount) / unit.exact
    if units.denominator != 1:
        raise ValueError(
            f"{name} must be a whole multiple of unit: {amount} is not made of units of {unit.given}"
        )
    if abs(units.numerator) > MOST_UNITS:
        raise ValueError(f"{name} {amount} holds more units of {unit.given} than can be counted exactly")
    return units.numerator


def cells_in_units(amounts: np.ndarray, unit: Unit) -> np.ndarray:
    """Turn amounts back into the whole units they are made of."""
    units = np.asarray(amounts, dtype=float) / float(unit.exact)
    whole = np.rint(units)
    bad = ~(np.abs(units - whole) < 1e-3)  # also catches NaN
    if bad.any():
        amount = np.asarray(amounts).flat[int(np.flatnonzero(bad)[0])]
        raise ValueError(f"unit must divide every amount: {amount} is not made of units of {unit.given}")
    return whole.astype(np.int64)


def amounts_of(units: np.ndarray, unit: Unit) -> np.ndarray:
    return amounts_in_a_row(units.ravel(), unit.exact, unit.given).reshape(units.shape)


def spread(
    remainders: np.ndarray, row_extra: np.ndarray, column_extra: np.ndarray, whole: int | float
) -> np.ndarray | None:
    """Round remainders (parts of `whole`) to 0 or 1 such that rows and columns have the sums given.

    None when that cannot be. A remainder of 0 stays 0. Each row gives its units to the columns that are owed most so far; the debts
    carry over to the next row, so neighbouring rows (one region) are right together.
    """
    given = np.zeros(remainders.shape, dtype=np.int64)
    places = range(remainders.shape[1])
    owed: list[Any] = [0] * remainders.shape[1]
    for row, (parts, count) in enumerate(zip(remainders.tolist(), row_extra.tolist(), strict=True)):
        owed = [debt + part for debt, part in zip(owed, parts, strict=True)]
        if count:
            neediest = sorted(places, key=owed.__getitem__, reverse=True)
            for column in [place for place in neediest if parts[place]][:count]:
                given[row, column] = 1
                owed[column] -= whole
    if (given.sum(axis=1) != row_extra).any():
        return None
    missing = column_extra - given.sum(axis=0)
    while missing.any():
        if not move_one(given, remainders > 0, missing):
            return None
    return given


def move_one(given: np.ndarray, open_cells: np.ndarray, missing: np.ndarray) -> bool:
    """Move one unit from a column with too many, row by row, to one with too few; say whether there is a way.

    Breadth first, so the chain of rows is as short as can be. Where no chain is left there is no solution:
    these are the augmenting paths of a flow.
    """
    start = int(np.argmin(missing))
    came_from: dict[int, tuple[int, int]] = {}
    reached, queue = {start}, [start]
    free = open_cells & (given == 0)
    while queue:
        column = queue.pop(0)
        holders = np.flatnonzero(given[:, column])
        for other in np.flatnonzero(free[holders].any(axis=0)).tolist():
            if other in reached:
                continue
            reached.add(other)
            came_from[other] = (column, int(holders[np.argmax(free[holders, other])]))
            if missing[other] > 0:
                missing[start] += 1
                missing[other] -= 1
                while other != start:
                    column, row = came_from[other]
                    given[row, column], given[row, other] = 0, 1
                    other = column
                return True
            queue.append(other)
    return False
