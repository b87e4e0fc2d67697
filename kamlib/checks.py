"""Input checks that the calculations share: each names the parameter, the value and the place.

A calculation never lets NaN or infinity through in silence. The checks here raise `ValueError`
with one sentence; they know numbers, arrays and pandas Series, and nothing of courses or screens.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

WEIGHT_SUM_TOLERANCE = 1e-9


def number(name: str, value: Any) -> float:
    """Return `value` as a finite float.

    Raises
    ------
    ValueError
        When it is no number, NaN or infinite.

    Examples
    --------
    >>> number("price", 12)
    12.0
    >>> number("price", float("nan"))
    Traceback (most recent call last):
    ...
    ValueError: price must be a finite number, got nan
    """
    if type(value) is not float:
        if isinstance(value, (bool, np.bool_, str, bytes)) or value is None:
            raise ValueError(f"{name} must be a number, got {value!r}")
        try:
            value = float(value)
        except (TypeError, ValueError, OverflowError) as error:
            raise ValueError(f"{name} must be a number, got {value!r}") from error
    if not math.isfinite(value):
        raise ValueError(f"{name} must be a finite number, got {value}")
    return value


def whole_number(name: str, value: Any, *, at_least: int) -> int:
    """Return `value` as an int that is not below `at_least`.

    Examples
    --------
    >>> whole_number("years", 10.0, at_least=0)
    10
    >>> whole_number("years", 2.5, at_least=0)
    Traceback (most recent call last):
    ...
    ValueError: years must be a whole number, got 2.5
    """
    if type(value) is not int:
        as_float = number(name, value)
        if as_float != math.floor(as_float):
            raise ValueError(f"{name} must be a whole number, got {value}")
        value = int(as_float)
    if value < at_least:
        raise ValueError(f"{name} must be at least {at_least}, got {value}")
    return value


def choice(name: str, value: Any, allowed: Sequence[Any]) -> Any:
    """Return `value` if it is one of `allowed`.

    Examples
    --------
    >>> choice("cost_timing", "noon", ("start", "middle", "end"))
    Traceback (most recent call last):
    ...
    ValueError: cost_timing must be one of 'start', 'middle', 'end', got 'noon'
    """
    for option in allowed:
        if type(value) is type(option) and value == option:
            return value
    raise ValueError(f"{name} must be one of {', '.join(map(repr, allowed))}, got {value!r}")


def place(labels: pd.Index | None, position: int) -> str:
    """Say where a bad value stands: by account id when there is one, else by position from 1."""
    return f"at position {position + 1}" if labels is None else f"for account {labels[position]!r}"


def finite_array(name: str, values: Any) -> tuple[np.ndarray, pd.Index | None]:
    """Return `values` as an array of finite floats (a single number as a numpy number), and a Series' index.

    Raises
    ------
    ValueError
        When `values` is empty, not numeric, or holds NaN or infinity (the first one is named).

    Examples
    --------
    >>> finite_array("sales", [1, 2, float("nan")])
    Traceback (most recent call last):
    ...
    ValueError: sales must be finite, got nan at position 3
    >>> finite_array("sales", 7)
    (np.float64(7.0), None)
    """
    array, labels = float_array(name, values)
    if array.ndim == 0:
        refuse_first(name, array, labels, not math.isfinite(array), "be finite")
        return array, labels
    # The sum is finite when every value is (overflow aside), and costs one pass without a mask.
    with np.errstate(over="ignore", invalid="ignore"):
        total = array.sum()
    if not math.isfinite(total):
        refuse_first(name, array, labels, ~np.isfinite(array), "be finite")
    return array, labels


def float_array(name: str, values: Any) -> tuple[np.ndarray, pd.Index | None]:
    """Return `values` as `finite_array` does, NaN and infinity not yet looked for."""
    if isinstance(values, float) or type(values) is int:  # most numbers come one by one
        return np.float64(values), None
    labels = values.index if isinstance(values, pd.Series) else None
    if isinstance(values, np.ndarray) and values.dtype == np.float64:
        array = values
    else:
        if isinstance(values, (str, bytes, Mapping)) or values is None:
            raise ValueError(f"{name} must be a number or a list of numbers, got {values!r}")
        raw = values if isinstance(values, (np.ndarray, pd.Series)) else np.asarray(values)
        if np.asarray(raw).dtype.kind in "bUSmM":
            raise ValueError(f"{name} must hold numbers, got {values!r:.80}")
        try:
            array = raw.to_numpy(dtype=float) if labels is not None else np.asarray(raw, dtype=float)
        except (TypeError, ValueError) as error:
            raise ValueError(f"{name} must hold numbers only: {error}") from error
    if array.size == 0:
        raise ValueError(f"{name} is empty: at least one account is needed")
    return array, labels


def account_values(name: str, values: Any, *, unique: bool = True) -> tuple[np.ndarray, pd.Index | None]:
    """Return one finite number an account (one dimension); refuse account ids that occur twice."""
    if isinstance(values, Mapping):
        values = pd.Series(dict(values), dtype=object)
    array, labels = finite_array(name, values)
    if array.ndim != 1:
        raise ValueError(f"{name} must be a list with one number per account, got {array.ndim} dimensions")
    if unique and labels is not None:
        unique_labels(name, labels)
    return array, labels


def not_negative(name: str, array: np.ndarray, labels: pd.Index | None) -> None:
    """Refuse the first negative value of an array."""
    if array.ndim == 0 or array.min() < 0:
        refuse_first(name, array, labels, array < 0, "not be negative")


def refuse_first(name: str, array: np.ndarray, labels: pd.Index | None, bad: np.ndarray, rule: str) -> None:
    """Raise for the first value marked in `bad`, if any: '<name> must <rule>, got <value> <where>'."""
    if array.ndim == 0:
        if bad:
            raise ValueError(f"{name} must {rule}, got {array.item():g}")
        return
    positions = np.flatnonzero(bad)
    if positions.size:
        first = int(positions[0])
        raise ValueError(f"{name} must {rule}, got {array.flat[first]:g} {place(labels, first)}")


def unique_labels(name: str, labels: pd.Index) -> None:
    """Refuse account ids that occur more than once."""
    if not labels.is_unique:
        twice = labels[labels.duplicated()][0]
        raise ValueError(f"{name} lists account {twice!r} more than once: every account id must be unique")


def same_accounts(first_name: str, first: pd.Index, name: str, other: pd.Series) -> pd.Series:
    """Return `other` in the order of `first`; refuse it when the two do not hold the same accounts."""
    if other.index is first or other.index.equals(first):
        return other
    unique_labels(first_name, first)
    unique_labels(name, other.index)
    missing = first.difference(other.index, sort=False)
    extra = other.index.difference(first, sort=False)
    if len(missing) or len(extra):
        example = f"{missing[0]!r} is not in {name}" if len(missing) else f"{extra[0]!r} is only in {name}"
        raise ValueError(f"{first_name} and {name} must hold the same accounts: {example}")
    return other.reindex(first)


def weights(name: str, given: Mapping[str, Any], expected: Sequence[str]) -> dict[str, float]:
    """Return weights in the order of `expected`: finite, not negative, and 1 in total.

    Examples
    --------
    >>> weights("weights", {"growth": 0.6, "fit": 0.3}, ["growth", "fit"])
    Traceback (most recent call last):
    ...
    ValueError: weights must sum to 1, they sum to 0.9
    """
    if isinstance(given, pd.Series):
        unique_labels(name, given.index)
        given = given.to_dict()
    if not isinstance(given, Mapping):
        raise ValueError(f"{name} must map each criterion to its weight, got {given!r}")
    if given.keys() != set(expected):
        missing = [key for key in expected if key not in given]
        unknown = [key for key in given if key not in set(expected)]
        if missing:
            raise ValueError(f"{name} has no weight for {missing[0]!r}")
        raise ValueError(f"{name} names {unknown[0]!r}, which is not one of {', '.join(map(repr, expected))}")
    checked = {}
    for key in expected:
        value = number(f"{name}[{key!r}]", given[key])
        if value < 0:
            raise ValueError(f"{name}[{key!r}] must not be negative, got {value:g}")
        checked[key] = value
    total = math.fsum(checked.values())
    if abs(total - 1.0) > WEIGHT_SUM_TOLERANCE:
        hint = ": write 30 % as 0.3" if abs(total - 100.0) < 1e-6 else ""
        raise ValueError(f"{name} must sum to 1, they sum to {total:.10g}{hint}")
    return checked
