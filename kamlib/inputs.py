"""Reading the numbers of several accounts together, with the limits that hold for each of them.

Every calculation that takes single numbers as well as one number per account begins here: what comes in
is checked, brought into one shape, and what goes out has the form of what came in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from kamlib import checks


class Wrap:
    """Remembers what came in, so that the result goes out the same way."""

    def __init__(self, shape: tuple[int, ...], labels: pd.Index | None) -> None:
        self.shape = shape
        self.labels = labels

    def out(self, result: Any) -> Any:
        if self.labels is not None:
            return pd.Series(result, index=self.labels)
        return result if self.shape else float(result)


SINGLE = Wrap((), None)  # nothing but single numbers came in


def aligned(named: Mapping[str, Any], *, finite: bool = True) -> tuple[list[np.ndarray], Wrap]:
    """Return arguments as arrays that broadcast; Series are brought into the order of the first one.

    Where all of them are single numbers they stay numpy numbers: these cost a fraction of arrays.
    """
    labels: pd.Index | None = None
    first_name = ""
    arrays = []
    for name, value in named.items():
        if isinstance(value, pd.Series):
            if labels is None:
                labels, first_name = value.index, name
            else:
                value = checks.same_accounts(first_name, labels, name, value)
        array, _ = (checks.finite_array if finite else checks.float_array)(name, value)
        arrays.append(array)
    if not any(array.ndim for array in arrays):
        return arrays, SINGLE
    try:
        shape = np.broadcast_shapes(*(array.shape for array in arrays))
    except ValueError as error:
        given = zip(named, arrays, strict=True)
        sizes = ", ".join(f"{name} {array.shape}" for name, array in given if array.ndim)
        raise ValueError(f"the lists must have the same length: {sizes}") from error
    if labels is not None and shape != (len(labels),):
        raise ValueError(f"{first_name} has {len(labels)} accounts, but the other lists have shape {shape}")
    return arrays, Wrap(shape, labels)


def inputs(
    named: Mapping[str, Any],
    *,
    not_negative: Iterable[str] = (),
    above_zero: Iterable[str] = (),
    shares: Iterable[str] = (),
    levels: Iterable[str] = (),
    whole: Iterable[str] = (),
) -> tuple[list[np.ndarray], Wrap]:
    """Return finite arrays of one shape, Series in the order of the first one, and the way back.

    Parameters
    ----------
    named : mapping
        Parameter name -> number, array or Series.
    not_negative, above_zero, shares, levels, whole : iterable of str
        Names of the parameters that must be 0 or more, above 0, from 0 to 1, above 0 and below 1, or whole.

    Returns
    -------
    list of numpy.ndarray, and the way back
        One array per parameter, all of the same shape (numpy numbers where all are single); ``.out(result)``
        of the second gives a float for single numbers, a Series where a Series came in, else an array.

    Raises
    ------
    ValueError
        Names the parameter, the value and the account.

    Notes
    -----
    Source: the checks of `kamlib.checks`, applied to several parameters at once.

    Examples
    --------
    >>> (price, units), wrap = inputs({"price": [1.0, 2.0], "units": 3}, above_zero=["price"])
    >>> wrap.out(price * units)
    array([3., 6.])
    >>> inputs({"win_rate": 30}, shares=["win_rate"])
    Traceback (most recent call last):
    ...
    ValueError: win_rate must be from 0 to 1 (write 30 % as 0.3), got 30
    """
    arrays, wrap = aligned(named)
    by_name = dict(zip(named, arrays, strict=True))
    for name in not_negative:
        checks.not_negative(name, by_name[name], wrap.labels)
    for name in above_zero:
        array = by_name[name]
        checks.refuse_first(name, array, wrap.labels, array <= 0, "be above 0")
    for name in shares:
        array = by_name[name]
        bad = (array < 0) | (array > 1)
        checks.refuse_first(name, array, wrap.labels, bad, "be from 0 to 1 (write 30 % as 0.3)")
    for name in levels:
        array = by_name[name]
        bad = (array <= 0) | (array >= 1)
        checks.refuse_first(name, array, wrap.labels, bad, "be above 0 and below 1 (write 95 % as 0.95)")
    for name in whole:
        array = by_name[name]
        checks.refuse_first(name, array, wrap.labels, np.floor(array) != array, "be a whole number")
    if not wrap.shape:
        return arrays, wrap
    return [
        array if array.shape == wrap.shape else np.broadcast_to(array, wrap.shape) for array in arrays
    ], wrap


def yes_no(name: str, values: Any) -> tuple[np.ndarray, pd.Index | None]:
    """Return a list of yes or no (bool, or 1 and 0) as an array of 1.0 and 0.0, and its index if a Series."""
    labels = values.index if isinstance(values, pd.Series) else None
    raw = np.asarray(values)
    numbers = raw.astype(float) if raw.dtype.kind == "b" else values
    array, _ = checks.account_values(name, numbers, unique=False)
    checks.refuse_first(name, array, labels, (array != 0) & (array != 1), "be yes or no (1 or 0)")
    return array, labels


def labels_of(name: str, values: Any) -> np.ndarray:
    """Return one label a row as objects; refuse a missing or empty one."""
    array = np.empty(len(values), dtype=object)
    array[:] = list(values)
    for position, label in enumerate(array):
        if pd.isna(label) or (isinstance(label, str) and not label.strip()):
            raise ValueError(f"{name} is missing at position {position + 1}")
    return array


def same_length(name: str, values: np.ndarray, length: int) -> np.ndarray:
    """Return `values`; refuse them unless there is one a row."""
    if len(values) != length:
        raise ValueError(f"{name} must hold {length} values, one a row, got {len(values)}")
    return values
