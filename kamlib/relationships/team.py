"""A team that mirrors the customer's organisation: counterparts, responsibilities and loads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from kamlib import checks

CUSTOMER_FUNCTIONS = ("purchase", "technical", "quality", "finance", "management")
RACI = ("R", "A", "C", "I")


class CounterpartCoverage(NamedTuple):
    """How much of the customer's organisation has a named counterpart of ours."""

    functions_covered: float
    cells_filled: float
    empty_functions: tuple[Any, ...]
    empty_cells: tuple[Any, ...]


class MirrorTeam(NamedTuple):
    """What a RACI matrix of our people against the customer's functions still lacks."""

    coverage: float
    empty_functions: tuple[Any, ...]
    functions_without_one_accountable: tuple[Any, ...]
    load: pd.Series
    overloaded: tuple[Any, ...]
    complete: bool


def counterpart_coverage(counterparts: Any) -> CounterpartCoverage:
    """Say which functions of the customer have a named counterpart on our side.

    Parameters
    ----------
    counterparts : mapping, Series or DataFrame
        Function (such as `CUSTOMER_FUNCTIONS`) -> our person's name; a DataFrame has a row per function and a
        column per level. A cell without counterpart is None, NaN or an empty text.

    Returns
    -------
    CounterpartCoverage
        `functions_covered` (fraction of the functions with a counterpart at any level), `cells_filled`
        (fraction of all cells), `empty_functions`, `empty_cells` (for a DataFrame pairs of function and
        level).

    Raises
    ------
    ValueError
        For no function at all, or a function or level twice.

    Notes
    -----
    Covered functions / functions. Source: coverage of a responsibility matrix.

    Examples
    --------
    >>> counterpart_coverage({"purchase": "Li", "technical": "Wang", "finance": None, "quality": "Li"})
    CounterpartCoverage(functions_covered=0.75, cells_filled=0.75, empty_functions=('finance',),
                        empty_cells=('finance',))
    """
    several = isinstance(counterparts, pd.DataFrame)
    table = counterparts if several else pd.Series(counterparts, dtype=object).to_frame()
    _checked_matrix("counterparts", table)
    filled = table.map(lambda cell: not (pd.isna(cell) or str(cell).strip() == "")).to_numpy(dtype=bool)
    covered = filled.any(axis=1)
    empty = [
        (table.index[row], table.columns[column]) if several else table.index[row]
        for row, column in np.argwhere(~filled)
    ]
    return CounterpartCoverage(
        float(covered.mean()), float(filled.mean()), tuple(table.index[~covered]), tuple(empty)
    )


def mirror_team(
    matrix: pd.DataFrame,
    *,
    counterpart_roles: Iterable[str],
    load_by_role: Mapping[str, float],
    load_cap: float,
) -> MirrorTeam:
    """Check a RACI matrix of our people against the customer's functions.

    Parameters
    ----------
    matrix : DataFrame
        A row per function of the customer, a column per person of ours; each cell holds the letters of the
        person's roles (``"R"``, ``"A"``, ``"C"``, ``"I"`` or several, such as ``"AR"``), or is empty.
    counterpart_roles : iterable of str
        The roles that make a person a counterpart, such as ``"RA"``: somebody who is only informed hardly is
        one.
    load_by_role : mapping
        Role -> load it means for the person, for all four, not negative, such as functions or hours a week.
        A person's loads add up; with several letters in a cell each of them counts.
    load_cap : float
        Most load a person may carry, in the same unit; not negative.

    Returns
    -------
    MirrorTeam
        `coverage` (fraction of the functions with a counterpart), `empty_functions` (without one),
        `functions_without_one_accountable` (not exactly one A), `load` (Series by person), `overloaded`
        (people above the cap), `complete` (bool: nothing to complain about).

    Raises
    ------
    ValueError
        For an empty matrix, a function or person twice, another letter, a role without load.

    Notes
    -----
    Source: responsibility assignment matrix (RACI): exactly one accountable for each line.

    Examples
    --------
    >>> matrix = pd.DataFrame({"Li": ["A", "R"], "Wang": ["R", ""]}, index=["purchase", "technical"])
    >>> team = mirror_team(matrix, counterpart_roles="RA", load_by_role={"R": 2, "A": 1, "C": 1, "I": 0},
    ...                    load_cap=2)
    >>> team.coverage, team.functions_without_one_accountable, team.overloaded, team.complete
    (1.0, ('technical',), ('Li',), False)
    """
    _checked_matrix("matrix", matrix)
    wanted = set(counterpart_roles)
    if not wanted or not wanted <= set(RACI):
        raise ValueError(f"counterpart_roles must be some of {', '.join(RACI)}, got {sorted(wanted)}")
    loads = {}
    for role in RACI:
        if role not in load_by_role:
            raise ValueError(f"load_by_role has no load for {role!r}")
        loads[role] = checks.number(f"load_by_role[{role!r}]", load_by_role[role])
        if loads[role] < 0:
            raise ValueError(f"load_by_role[{role!r}] must not be negative, got {loads[role]:g}")
    cap = checks.number("load_cap", load_cap)
    if cap < 0:
        raise ValueError(f"load_cap must not be negative, got {cap:g}")

    roles = [
        ["" if pd.isna(cell) else "".join(str(cell).upper().split()) for cell in row]
        for row in matrix.to_numpy(dtype=object)
    ]
    for function, row in zip(matrix.index, roles, strict=True):
        for person, cell in zip(matrix.columns, row, strict=True):
            if not set(cell) <= set(RACI) or len(set(cell)) < len(cell):
                raise ValueError(
                    f"matrix has {matrix.loc[function, person]!r} for {person!r} and {function!r}: "
                    f"use each of {', '.join(RACI)} once at most"
                )
    covered = np.array([not wanted.isdisjoint("".join(row)) for row in roles])
    accountable = np.array(["".join(row).count("A") for row in roles])
    hours = [[float(sum(loads[role] for role in cell)) for cell in row] for row in roles]
    load = pd.Series(np.sum(hours, axis=0), index=matrix.columns, name="load")
    empty = tuple(matrix.index[~covered])
    unclear = tuple(matrix.index[accountable != 1])
    overloaded = tuple(load.index[load > cap + 1e-9])
    return MirrorTeam(
        float(covered.mean()),
        empty,
        unclear,
        load,
        overloaded,
        not (empty or unclear or overloaded),
    )


def _checked_matrix(name: str, table: pd.DataFrame) -> None:
    if not isinstance(table, pd.DataFrame) or table.empty:
        raise ValueError(f"{name} must hold at least one function and one column")
    for axis, labels in (("function", table.index), ("column", table.columns)):
        if not labels.is_unique:
            raise ValueError(f"{name} has the {axis} {labels[labels.duplicated()][0]!r} more than once")


__all__ = [
    "CUSTOMER_FUNCTIONS",
    "RACI",
    "CounterpartCoverage",
    "MirrorTeam",
    "counterpart_coverage",
    "mirror_team",
]
