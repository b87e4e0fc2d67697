"""Two-way tables: fitted to fixed row and column totals, and rounded without losing them."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from kamlib import checks
from kamlib.targets._rounding import amounts_of, cells_in_units, read_unit, spread
from kamlib.targets._tables import MARGIN_TOLERANCE, Names, like, read_margin, read_table, same_sum

# A part of a unit below this is rounding noise of the division before.
_NO_UNIT = 1e-6


class TwoWayFit(NamedTuple):
    """A table that keeps the proportions of its seed and holds both margins."""

    table: Any
    iterations: int
    largest_gap: float  # the largest distance of a row sum from its total, CNY


def fit_two_way(
    seed: Any,
    row_totals: Any,
    column_totals: Any,
    *,
    tolerance: float = MARGIN_TOLERANCE,
    most_iterations: int = 10_000,
) -> TwoWayFit:
    """Scale rows and columns of a table in turn until both its row and column totals hold.

    Parameters
    ----------
    seed : DataFrame or array
        Last year's table, or any first guess: rows (regions, customers) by columns (months, products), CNY;
        not negative. A cell of 0 stays 0.
    row_totals, column_totals : sequence or Series
        The totals wanted, CNY; not negative, with equal sums. A Series is matched by label.
    tolerance : float
        Largest distance of a row sum from its total, as a share of the grand total; above 0.
    most_iterations : int
        Where to stop, 1 or more. One iteration is one scaling of all rows and one of all columns.

    Returns
    -------
    TwoWayFit
        `table` like `seed`; `iterations`; `largest_gap` in CNY.

    Raises
    ------
    ValueError
        When the sums of the two margins differ (both are named), a number is negative, NaN or infinite, or a
        row or column of zeros has a total. Also when the zeros make the totals impossible: the rows and the
        columns that contradict each other are named with their sums. And when the totals force a cell
        to 0 that is above 0 in the seed, or the fit needs more iterations than allowed.

    Notes
    -----
    Row step: x_ij * r_i / sum_j x_ij; column step: x_ij * c_j / sum_i x_ij. The result has the form
    a_i * seed_ij * b_j and is the one with these margins closest to the seed in relative entropy.

    The totals are impossible exactly when some rows can only be filled in some columns, but need more than
    these columns have (Gale's condition).

    Source: iterative proportional fitting, Deming, W. E. & Stephan, F. F. (1940), On a least squares
    adjustment of a sampled frequency table when the expected marginal totals are known, Annals of
    Mathematical Statistics 11(4), 427-444.

    Examples
    --------
    >>> fit = fit_two_way([[1, 1], [1, 3]], [40, 60], [30, 70])
    >>> fit.table.sum(axis=1).round(6).tolist(), fit.table.sum(axis=0).round(6).tolist()
    ([40.0, 60.0], [30.0, 70.0])
    >>> fit_two_way([[1, 0], [1, 1]], [80, 20], [50, 50])
    Traceback (most recent call last):
    ...
    ValueError: the zeros of seed make the totals impossible: row 1 can only be filled in column 1, but needs 80 where there is only 50
    """
    start = read_table("seed", seed)
    frame = seed if isinstance(seed, pd.DataFrame) else None
    rows = read_margin("row_totals", row_totals, frame.index if frame is not None else None, start.shape[0])
    columns = read_margin(
        "column_totals", column_totals, frame.columns if frame is not None else None, start.shape[1]
    )
    limit = checks.number("tolerance", tolerance)
    if limit <= 0:
        raise ValueError(f"tolerance must be above 0, got {limit:g}")
    rounds = checks.whole_number("most_iterations", most_iterations, at_least=1)
    total = rows.sum()
    same_sum(rows, columns)
    names = Names(frame)
    _refuse_empty_lines(start, rows, columns, names)
    if total == 0:
        return TwoWayFit(like(np.zeros_like(start), frame), 0, 0.0)

    # Lines that must be empty drop out, so that no division by 0 remains.
    table = start * (rows > 0)[:, None] * (columns > 0)
    _refuse_empty_lines(table, rows, columns, names)
    table = table / table.max()
    next_look = 16
    for iteration in range(1, rounds + 1):
        sums = table.sum(axis=1)
        table *= np.divide(rows, sums, out=np.zeros_like(rows), where=sums > 0)[:, None]
        sums = table.sum(axis=0)
        need = np.divide(columns, sums, out=np.zeros_like(columns), where=sums > 0)
        table *= need
        gap = float(np.abs(table.sum(axis=1) - rows).max())
        if gap <= limit * total:
            return TwoWayFit(like(table, frame), iteration, gap)
        if iteration == next_look or iteration == rounds:
            # The longer it takes, the clearer it shows which columns are overfull.
            _refuse_impossible(start, rows, columns, need, names)
            next_look *= 2
    raise ValueError(
        f"most_iterations {rounds} did not bring the rows of seed within tolerance {limit:g}: "
        f"the largest gap is still {gap:g}; allow more iterations or a wider tolerance"
    )


def round_table(table: Any, *, row_totals: Any, column_totals: Any, unit: Any) -> Any:
    """Round every cell of a table up or down to whole units such that both margins hold exactly.

    Parameters
    ----------
    table : DataFrame or array
        Amounts whose row and column sums are the totals, such as the table of `fit_two_way`, CNY; not
        negative.
    row_totals, column_totals : sequence or Series
        The totals, whole multiples of `unit`, with equal sums.
    unit : int or float
        Smallest amount in the table, CNY.

    Returns
    -------
    numpy.ndarray or DataFrame
        Like `table`; every cell is one of the two whole multiples of `unit` next to the amount given, and
        every row and column adds up to its total exactly. Ints for an int `unit`, else floats.

    Raises
    ------
    ValueError
        When a total is no multiple of the unit, the margins have different sums, or the table does not have
        them to begin with (fit it first).

    Notes
    -----
    Row by row the units go to the columns that have waited longest; where a column then has one too many,
    units are moved along a chain of rows to a column that has one too few. Such a chain exists as long as
    there is such a column, because a table with whole margins can always be rounded so.

    Source: Cox, L. H. (1987), A constructive procedure for unbiased controlled rounding, Journal of the
    American Statistical Association 82(398), 520-524.

    Examples
    --------
    >>> round_table([[1.5, 0.5], [0.5, 1.5]], row_totals=[2, 2], column_totals=[2, 2], unit=1).tolist()
    [[2, 0], [0, 2]]
    """
    step = read_unit(unit)
    values = read_table("table", table)
    frame = table if isinstance(table, pd.DataFrame) else None
    rows = read_margin("row_totals", row_totals, frame.index if frame is not None else None, values.shape[0])
    columns = read_margin(
        "column_totals", column_totals, frame.columns if frame is not None else None, values.shape[1]
    )
    row_units = cells_in_units(rows, step)
    column_units = cells_in_units(columns, step)
    if row_units.sum() != column_units.sum():
        same_sum(rows, columns, exactly=True)
    shares = values / float(step.exact)
    names = Names(frame)
    nearly = max(0.5 * _NO_UNIT * shares.size, MARGIN_TOLERANCE * float(row_units.sum()))
    for word, name, sums, wanted in (
        ("row", names.row, shares.sum(axis=1), row_units),
        ("column", names.column, shares.sum(axis=0), column_units),
    ):
        off = np.abs(sums - wanted)
        if off.max() > nearly:
            line = int(np.argmax(off))
            now, then = (float(part[line]) * float(step.exact) for part in (sums, wanted))
            raise ValueError(
                f"table must have the totals before it is rounded, but {word} {name(line)} adds up to "
                f"{now:g} instead of {then:g}: use fit_two_way first"
            )
    base = np.floor(shares + _NO_UNIT).astype(np.int64)
    remainders = np.clip(shares - base, 0.0, None)
    remainders[remainders < _NO_UNIT] = 0.0
    given = spread(remainders, row_units - base.sum(axis=1), column_units - base.sum(axis=0), 1.0)
    if given is None:
        raise ValueError(
            "table must have its totals to within a millionth of a unit to be rounded: use fit_two_way with a "
            "smaller tolerance"
        )
    return like(amounts_of(base + given, step), frame)


def _refuse_empty_lines(table: np.ndarray, rows: np.ndarray, columns: np.ndarray, names: Names) -> None:
    for word, totals, empty, name in (
        ("row", rows, ~table.any(axis=1), names.row),
        ("column", columns, ~table.any(axis=0), names.column),
    ):
        wrong = np.flatnonzero(empty & (totals > 0))
        if wrong.size:
            place = int(wrong[0])
            raise ValueError(
                f"the zeros of seed make the totals impossible: {word} {name(place)} can be filled nowhere, "
                f"but needs {totals[place]:g}"
            )


def _refuse_impossible(
    seed: np.ndarray, rows: np.ndarray, columns: np.ndarray, need: np.ndarray, names: Names
) -> None:
    """Look for rows that can only be filled in columns too small for them, and name them.

    Scaling pushes such rows into the overfull columns, whose need (wanted / present) is lowest. So it is
    enough to try, for each column in order of need, all columns up to it and the rows confined to them.
    """
    support = (seed > 0) & (rows > 0)[:, None] & (columns > 0)
    order = np.argsort(need, kind="stable")
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    last = np.where(support, rank, -1).max(axis=1)  # the row is confined to the columns up to this rank
    confined = np.bincount(last[last >= 0], weights=rows[last >= 0], minlength=len(order)).cumsum()
    room = columns[order].cumsum()
    slack = MARGIN_TOLERANCE * rows.sum()
    over = np.flatnonzero(confined > room + slack)
    if over.size:
        cut = int(over[np.argmax((confined - room)[over])])
        inside = np.flatnonzero((last >= 0) & (last <= cut))
        held = order[: cut + 1]
        held = np.sort(held[support[inside][:, held].any(axis=0)])
        who = _listed("row", inside, names.row)
        where = _listed("column", held, names.column)
        raise ValueError(
            f"the zeros of seed make the totals impossible: {who} can only be filled in {where}, but "
            f"{'needs' if len(inside) == 1 else 'need'} {rows[inside].sum():g} where there is only "
            f"{columns[held].sum():g}"
        )
    for cut in np.flatnonzero(np.abs(confined - room) <= slack).tolist():
        crossing = support & ((last > cut)[:, None] & (rank <= cut))
        if crossing.any():
            row, column = (int(place) for place in np.argwhere(crossing)[0])
            raise ValueError(
                f"the totals force the cell of row {names.row(row)}, column {names.column(column)} to 0, "
                "though it is above 0 in seed: set it to 0 in seed, or change the totals"
            )


def _listed(word: str, places: np.ndarray, name: Any) -> str:
    return f"{word}{'s' if len(places) > 1 else ''} {', '.join(name(int(place)) for place in places)}"
