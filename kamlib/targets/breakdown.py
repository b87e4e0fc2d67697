"""The breakdown of a year's totals: from region to project, month by month, exact to the unit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

import numpy as np
import pandas as pd

from kamlib import allocation, checks
from kamlib.allocation import split_units, whole_number_weights
from kamlib.targets._rounding import (
    MOST_UNITS,
    Unit,
    amounts_of,
    cells_in_units,
    read_unit,
    spread,
    whole_units,
)
from kamlib.targets.measures import MEASURES
from kamlib.targets.year import MONTHS_PER_YEAR, QUARTERS_PER_YEAR

_INT64_LIMIT = 2**63 - 1


def allocate_down(total: Any, weights: pd.Series, *, unit: Any) -> pd.Series:
    """Hand a total down a tree, level by level, so that every node's children add up to it exactly.

    Parameters
    ----------
    total : int, float or Decimal
        CNY, a whole multiple of `unit`; may be negative or 0.
    weights : Series
        One weight per lowest entry (project); not negative, not all 0. Its index holds the path to it:
        levels such as region, industry, customer, project. A node weighs what its entries weigh together.
    unit : int, float or Decimal
        Smallest amount that is handed out, CNY.

    Returns
    -------
    Series
        Index as `weights`; amounts that add up to `total` exactly. Ints for an int `unit`, else the floats
        nearest to the exact amounts.

    Raises
    ------
    ValueError
        When the total is no multiple of the unit, a path occurs twice or has a gap, or a weight is
        negative, NaN or infinite, or all are 0.

    Notes
    -----
    At each node the largest-remainder split of its own total among its children, ties to the first in the
    list. A node is therefore within one unit of its share of its parent, at every level; a single split over
    all projects would let a region drift by many units.

    Source: top-down allocation with Hamilton's method, in Balinski & Young (1982), Fair Representation.

    Examples
    --------
    >>> paths = pd.MultiIndex.from_tuples([("east", "A"), ("east", "B"), ("south", "C")])
    >>> allocate_down(100, pd.Series([1, 1, 1], index=paths), unit=1).tolist()
    [34, 33, 33]
    """
    if not isinstance(weights, pd.Series):
        raise ValueError(f"weights must be a Series with the paths as index, got {type(weights).__name__}")
    step = read_unit(unit)
    levels = _nodes(weights.index)
    shares = _down(whole_units("total", total, step), _whole_weights(weights), levels)
    return pd.Series(amounts_of(shares, step), index=weights.index)


def break_down(
    annual_totals: Mapping[str, Any],
    weights: pd.Series | pd.DataFrame,
    month_weights: Any,
    *,
    unit: Any,
    profit_from: Literal["own_weights", "gross_profit"],
) -> pd.DataFrame:
    """Break the year's totals down to every project and month, exact to the unit at every level.

    Parameters
    ----------
    annual_totals : mapping
        Measure -> total of the year, CNY, whole multiples of `unit`; negative and 0 are allowed. Measures
        are those of `MEASURES`: sales, cash_collected, profit, expense, or some of them.
    weights : Series or DataFrame
        A row per project, its index the path to it (region, industry, customer, project); a Series for all
        measures alike, or a column per measure. Not negative; each column above 0 in total.
    month_weights : sequence, Series or DataFrame
        12 weights for everybody, or a table with 12 columns and a row per entry of the first level
        (region) where the seasons differ.
    unit : int or float
        Smallest amount in the plan: 0.01 for cents, 10_000 for a plan in ten thousands.
    profit_from : {"own_weights", "gross_profit"}
        ``"own_weights"``: profit is shared out by its own weights. ``"gross_profit"``: profit plus expense is
        shared out by the weights of profit, and the expense of the cell is taken off, so a cell with more
        expense than gross profit shows its loss.

    Returns
    -------
    DataFrame
        Index as `weights`; columns (measure, month), months in the order given. Ints for an int `unit`, else
        the floats nearest to the exact amounts. The rows of any node, and the months of any row, add up to
        that node's figure exactly; use `roll_up` to see them.

    Raises
    ------
    ValueError
        For an unknown or missing measure, a total that is no multiple of the unit, a path that occurs twice,
        weights that are negative, NaN or all 0, or months that are not 12.

    Notes
    -----
    The year goes down the tree by `allocate_down`. The months of the whole (of each region, where the
    seasons differ) are split by largest remainders. Each project's row is then rounded up or down, cell by
    cell, such that both the project's year and the month's total hold; what one row rounds up the next ones
    give back, so a region's month stays within few units of its share, too.

    With one level (regions by months) each cell is the exact share total * w * SI / (sum w * 12) rounded up or
    down. Rarely no such table has both margins (14 units by weights 10, 30 and 36, 24, 23, 9); then, and with
    more levels, a cell is its share of the units that its row and month were given, rounded up or down.

    Source: largest remainders as `allocate_down`; rounding that keeps both margins ("controlled rounding"):
    Cox, L. H. (1987), A constructive procedure for unbiased controlled rounding, Journal of the American
    Statistical Association 82(398), 520-524, for the existence of such a table.

    Examples
    --------
    >>> paths = pd.MultiIndex.from_tuples([("east", "A"), ("south", "B")], names=["region", "project"])
    >>> weights = pd.Series([2, 1], index=paths)
    >>> table = break_down({"sales": 100}, weights, [1] * 12, unit=1, profit_from="own_weights")
    >>> table["sales"].sum(axis=1).tolist(), table["sales"].sum().tolist()
    ([67, 33], [9, 9, 9, 9, 8, 8, 8, 8, 8, 8, 8, 8])
    """
    checks.choice("profit_from", profit_from, ("own_weights", "gross_profit"))
    step = read_unit(unit)
    totals = _measure_totals(annual_totals, step)
    if not isinstance(weights, (pd.Series, pd.DataFrame)):
        raise ValueError(
            f"weights must be a Series or DataFrame with the paths as index, got {weights!r:.80}"
        )
    levels = _nodes(weights.index)
    by_measure = _measure_weights(weights, totals)
    order = _tree_order(levels)
    labels, groups = _seasons(month_weights, weights.index, order)
    cells: dict[str, np.ndarray] = {}
    to_share = dict(totals)
    if profit_from == "gross_profit":
        if not {"profit", "expense"} <= totals.keys():
            raise ValueError("annual_totals must hold profit and expense for profit_from='gross_profit'")
        to_share["profit"] = totals["profit"] + totals["expense"]
        if abs(to_share["profit"]) > MOST_UNITS:
            raise ValueError("annual_totals has more whole units in profit and expense than a number holds")
    for measure in (name for name in MEASURES if name in totals):
        years = _down(to_share[measure], by_measure[measure], levels)
        one_level = by_measure[measure] if len(levels) == 1 and len(groups) == 1 else None
        cells[measure] = _over_months(years, groups, one_level)
    if profit_from == "gross_profit":
        cells["profit"] = cells["profit"] - cells["expense"]
    columns = pd.MultiIndex.from_product([list(cells), labels], names=["measure", "month"])
    return pd.DataFrame(
        amounts_of(np.concatenate(list(cells.values()), axis=1), step), index=weights.index, columns=columns
    )


def roll_up(
    table: pd.DataFrame,
    *,
    unit: Any,
    levels: Sequence[str] = (),
    period: Literal["month", "quarter", "year"] = "month",
) -> pd.DataFrame:
    """Add a breakdown up to any level and period without losing a unit.

    Parameters
    ----------
    table : DataFrame
        What `break_down` returns: a row per project, columns (measure, month).
    unit : int or float
        The unit of the breakdown; every cell must be a whole multiple of it.
    levels : sequence of str
        Names of the index levels to keep, from the top: ``["region"]``, ``["region", "industry"]``, …; empty
        for one row with the whole.
    period : {"month", "quarter", "year"}
        Which columns to keep.

    Returns
    -------
    DataFrame
        A row per node in the order of first appearance; columns (measure, period).

    Raises
    ------
    ValueError
        For an unknown level or period, or a cell that is not made of whole units.

    Notes
    -----
    The sum is taken in whole units, so 10,000 rows of cents leave no trace of binary rounding. Source: the
    three dimensions of the breakdown in the course outline.

    Examples
    --------
    >>> paths = pd.MultiIndex.from_tuples([("east", "A"), ("east", "B")], names=["region", "project"])
    >>> weights = pd.Series([2, 1], index=paths)
    >>> table = break_down({"sales": 0.05}, weights, [1] * 12, unit=0.01, profit_from="own_weights")
    >>> roll_up(table, unit=0.01, levels=["region"], period="quarter").to_numpy().tolist()
    [[0.03, 0.02, 0.0, 0.0]]
    """
    checks.choice("period", period, ("month", "quarter", "year"))
    step = read_unit(unit)
    if not isinstance(table, pd.DataFrame) or table.columns.nlevels != 2:
        raise ValueError("table must be a breakdown with the columns (measure, month)")
    kept = [levels] if isinstance(levels, str) else list(levels)
    for level in kept:
        if level not in table.index.names:
            raise ValueError(f"levels names {level!r}, which is not one of {list(table.index.names)}")
    measures = list(dict.fromkeys(table.columns.get_level_values(0)))
    if table.shape[1] != len(measures) * MONTHS_PER_YEAR:
        raise ValueError(f"table must have 12 months a measure, got {table.shape[1]} columns")
    units = pd.DataFrame(cells_in_units(table.to_numpy(), step), index=table.index)
    if kept:
        rows = units.groupby(level=kept, sort=False).sum()
    else:
        rows = units.sum().to_frame("total").T
    values = rows.to_numpy().reshape(len(rows), len(measures), MONTHS_PER_YEAR)
    if period == "month":
        labels = list(dict.fromkeys(table.columns.get_level_values(1)))
    else:
        parts = QUARTERS_PER_YEAR if period == "quarter" else 1
        values = values.reshape(len(rows), len(measures), parts, -1).sum(axis=3)
        labels = list(range(1, parts + 1)) if period == "quarter" else ["year"]
    columns = pd.MultiIndex.from_product([measures, labels], names=["measure", period])
    return pd.DataFrame(amounts_of(values.reshape(len(rows), -1), step), index=rows.index, columns=columns)


def _nodes(index: pd.Index) -> list[np.ndarray]:
    """Number the nodes of each level of the tree: for every row, the node it hangs under."""
    codes = index.codes if isinstance(index, pd.MultiIndex) else [pd.factorize(index)[0]]
    levels = []
    node = np.zeros(len(index), dtype=np.int64)
    for code in codes:
        code = np.asarray(code, dtype=np.int64)
        if len(code) and code.min() < 0:
            raise ValueError(f"weights has a gap in the path at position {int(np.argmin(code)) + 1}")
        node = pd.factorize(node * (code.max(initial=0) + 1) + code)[0]
        levels.append(node)
    if len(index) and len(np.unique(levels[-1])) < len(index):
        twice = index[index.duplicated()][0]
        raise ValueError(f"weights lists {twice!r} more than once: every path must be unique")
    return levels


def _tree_order(levels: list[np.ndarray]) -> np.ndarray:
    """Bring the rows of each node together, without changing their order within it."""
    return np.lexsort(levels[::-1])


def _whole_weights(weights: pd.Series) -> np.ndarray:
    return whole_number_weights(weights, weights.index)


def _down(total: int, weights: np.ndarray, levels: list[np.ndarray]) -> np.ndarray:
    """Hand whole units down the tree, one largest-remainder split a node."""
    if sum(weights.tolist()) > _INT64_LIMIT:
        weights = weights.astype(object)
    parents = np.zeros(len(weights), dtype=np.int64)
    units = np.array([abs(total)], dtype=np.int64)
    for nodes in levels:
        _, first_row = np.unique(nodes, return_index=True)
        node_weights = np.zeros(len(first_row), dtype=weights.dtype)
        np.add.at(node_weights, nodes, weights)
        parent = parents[first_row]
        by_parent = np.argsort(parent, kind="stable")
        starts = np.searchsorted(parent[by_parent], np.arange(len(units) + 1))
        shares = np.zeros(len(first_row), dtype=np.int64)
        for amount, start, end in zip(units.tolist(), starts[:-1].tolist(), starts[1:].tolist(), strict=True):
            if amount:
                children = by_parent[start:end]
                alone = end - start == 1
                shares[children] = amount if alone else split_units(amount, node_weights[children])
        parents, units = nodes, shares
    return -units[parents] if total < 0 else units[parents]


def _measure_totals(annual_totals: Mapping[str, Any], unit: Unit) -> dict[str, int]:
    if not isinstance(annual_totals, (Mapping, pd.Series)) or not len(annual_totals):
        raise ValueError(f"annual_totals must map measures to totals, got {annual_totals!r}")
    totals = {}
    for measure, total in dict(annual_totals).items():
        if measure not in MEASURES:
            raise ValueError(f"annual_totals names {measure!r}, which is not one of {', '.join(MEASURES)}")
        totals[measure] = whole_units(f"annual_totals[{measure!r}]", total, unit)
    return totals


def _measure_weights(weights: pd.Series | pd.DataFrame, totals: Iterable[str]) -> dict[str, np.ndarray]:
    if isinstance(weights, pd.Series):
        return dict.fromkeys(totals, _whole_weights(weights))
    for measure in totals:
        if measure not in weights.columns:
            raise ValueError(f"weights has no column {measure!r}")
    return {measure: _whole_weights(weights[measure]) for measure in totals}


def _seasons(
    month_weights: Any, index: pd.Index, order: np.ndarray
) -> tuple[list[Any], list[tuple[np.ndarray, Any]]]:
    """Return the month labels, and for each season the rows (in tree order) with their month weights."""
    if not isinstance(month_weights, pd.DataFrame):
        if np.shape(month_weights) != (MONTHS_PER_YEAR,):
            raise ValueError(f"month_weights must be 12 numbers, got shape {np.shape(month_weights)}")
        if isinstance(month_weights, pd.Series):
            return list(month_weights.index), [(order, month_weights.to_numpy())]
        return list(range(1, MONTHS_PER_YEAR + 1)), [(order, month_weights)]
    if month_weights.shape[1] != MONTHS_PER_YEAR:
        raise ValueError(f"month_weights must have 12 columns, got {month_weights.shape[1]}")
    checks.unique_labels("month_weights", month_weights.index)
    tops = index.get_level_values(0)
    groups = []
    for top in tops.unique():
        if top not in month_weights.index:
            raise ValueError(f"month_weights has no row for {top!r}")
        rows = order[np.asarray(tops[order] == top)]
        groups.append((rows, month_weights.loc[top].to_numpy()))
    return list(month_weights.columns), groups


def _over_months(
    years: np.ndarray, groups: list[tuple[np.ndarray, Any]], weights: np.ndarray | None
) -> np.ndarray:
    """Split each row's year over the months such that the months of each group add up as planned.

    With `weights` (a tree of one level) a cell is measured by its exact share of the total where both margins
    allow that; else by its share of the whole units that its row and its month were given.
    """
    cells = np.zeros((len(years), MONTHS_PER_YEAR), dtype=np.int64)
    for rows, month_weights in groups:
        year = np.abs(years[rows])
        total = int(year.sum())
        months = allocation.largest_remainder(total, month_weights)
        if total == 0:
            continue
        split = None
        if weights is not None:
            seasons = whole_number_weights(month_weights, None)
            parts = sum(weights.tolist()) * sum(seasons.tolist())
            split = _rounded(total, weights[rows], seasons, parts, year, months)
        if split is None:
            split = _rounded(1, year, months, total, year, months)
        cells[rows] = np.sign(years[rows])[:, None] * split
    return cells


def _rounded(
    factor: int, down: np.ndarray, across: np.ndarray, parts: int, rows: np.ndarray, columns: np.ndarray
) -> np.ndarray | None:
    """Round factor * down_i * across_j / parts up or down such that rows and columns hold; None if none does."""
    if factor * int(down.max()) * int(across.max()) > _INT64_LIMIT:
        down = down.astype(object)
    shares = np.multiply.outer(down, across) * factor
    base = shares // parts
    remainders = shares - base * parts
    base = base.astype(np.int64)
    given = spread(remainders, rows - base.sum(axis=1), columns - base.sum(axis=0), parts)
    return None if given is None else base + given
