"""Reading tables and their margins, with the row and column of what is wrong."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd

from kamlib import checks

MARGIN_TOLERANCE = 1e-9


class Names:
    """How to name a row or column in a message: by its label, else by its number from 1."""

    def __init__(self, frame: pd.DataFrame | None) -> None:
        self.frame = frame

    def row(self, place: int) -> str:
        return str(place + 1) if self.frame is None else repr(self.frame.index[place])

    def column(self, place: int) -> str:
        return str(place + 1) if self.frame is None else repr(self.frame.columns[place])


def read_table(name: str, table: Any, *, negative: bool = False) -> np.ndarray:
    """Return a two-dimensional array of finite numbers; name the row and column of the first bad one."""
    frame = table if isinstance(table, pd.DataFrame) else None
    values, _ = checks.float_array(name, table.to_numpy() if frame is not None else table)
    if values.ndim != 2:
        raise ValueError(f"{name} must be a table with rows and columns, got {values.ndim} dimensions")
    bad = ~np.isfinite(values) if negative else ~((values >= 0) & np.isfinite(values))
    if bad.any():
        row, column = (int(place) for place in np.argwhere(bad)[0])
        names = Names(frame)
        rule = "be finite" if not math.isfinite(values[row, column]) else "not be negative"
        raise ValueError(
            f"{name} must {rule}, got {values[row, column]:g} in row {names.row(row)}, "
            f"column {names.column(column)}"
        )
    return values


def like(values: np.ndarray, frame: pd.DataFrame | None) -> Any:
    return values if frame is None else pd.DataFrame(values, index=frame.index, columns=frame.columns)


def read_margin(name: str, totals: Any, labels: pd.Index | None, size: int) -> np.ndarray:
    if labels is not None and isinstance(totals, pd.Series):
        totals = checks.same_accounts("the table", labels, name, totals)
    values, own = checks.account_values(name, totals, unique=False)
    checks.not_negative(name, values, own)
    if len(values) != size:
        raise ValueError(f"{name} must have {size} totals, got {len(values)}")
    return values


def same_sum(rows: np.ndarray, columns: np.ndarray, *, exactly: bool = False) -> None:
    down, across = math.fsum(rows), math.fsum(columns)
    if exactly or abs(down - across) > MARGIN_TOLERANCE * max(down, across):
        raise ValueError(
            f"row_totals and column_totals must add up to the same, got {down:.12g} and {across:.12g} "
            f"(difference {down - across:.12g})"
        )
