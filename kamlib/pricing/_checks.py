"""Checks that every pricing function makes on what it is given.

Each check raises a `ValueError` that names the parameter and the value, so that neither a text nor
a NaN reaches a calculation. Numbers take a short way, because marking calls it very often.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd

_PLAIN_NUMBERS = (int, float, np.integer, np.floating, Decimal, Fraction)


def _outside(value: float, low: float | None, above: float | None, high: float | None) -> str:
    """Say in words which limit the value breaks; empty when it breaks none."""
    if not math.isfinite(value):
        return "must be a finite number"
    if low is not None and value < low:
        return f"must be {low:g} or more"
    if above is not None and value <= above:
        return f"must be more than {above:g}"
    if high is not None and value > high:
        return f"must be {high:g} or less"
    return ""


def number(
    name: str,
    value: Any,
    *,
    low: float | None = None,
    above: float | None = None,
    high: float | None = None,
) -> float:
    """Return one number as a float, or raise a `ValueError` that names the parameter and the value."""
    if isinstance(value, bool | np.bool_) or not isinstance(value, _PLAIN_NUMBERS):
        if isinstance(value, np.ndarray) and value.ndim == 0 and value.dtype.kind in "iuf":
            value = value.item()
        else:
            raise ValueError(f"{name} must be one number, got {value!r}")
    value = float(value)
    trouble = _outside(value, low, above, high)
    if trouble:
        raise ValueError(f"{name} {trouble}, got {value!r}")
    return value


def numbers(
    name: str,
    value: Any,
    *,
    low: float | None = None,
    above: float | None = None,
    high: float | None = None,
) -> Any:
    """Return one number as a float, or a list, array or Series as an array of floats, checked."""
    if isinstance(value, _PLAIN_NUMBERS) or isinstance(value, bool | str | bytes) or value is None:
        return number(name, value, low=low, above=above, high=high)
    if isinstance(value, Mapping | set | frozenset):
        raise ValueError(f"{name} must be a number or a list of numbers, got {value!r}")
    raw = np.asarray(value)
    if raw.dtype.kind not in "iuf" and not _all_plain_numbers(raw):
        raise ValueError(f"{name} must hold numbers only, got {value!r}")
    try:
        array = raw.astype(float)
    except (TypeError, ValueError):
        raise ValueError(f"{name} must hold numbers only, got {value!r}") from None
    if array.ndim == 0:
        return number(name, array.item(), low=low, above=above, high=high)
    good = np.isfinite(array)
    if low is not None:
        good &= array >= low
    if above is not None:
        good &= array > above
    if high is not None:
        good &= array <= high
    if not good.all():
        place = tuple(int(i) for i in np.argwhere(~good)[0])
        where = ", ".join(str(i) for i in place)
        bad = float(array[place])
        raise ValueError(f"{name}[{where}] {_outside(bad, low, above, high)}, got {bad!r}")
    return array


def _all_plain_numbers(raw: np.ndarray) -> bool:
    """Tell whether an array of objects holds numbers only (a table column often comes as objects)."""
    return raw.dtype.kind == "O" and all(
        isinstance(entry, _PLAIN_NUMBERS) and not isinstance(entry, bool | np.bool_) for entry in raw.flat
    )


def row(name: str, value: Any, *, size: int | None = None, **limits: Any) -> np.ndarray:
    """Return a list of numbers as a one-dimensional array with at least one entry."""
    if isinstance(value, Mapping):
        value = list(value.values())
    array = np.atleast_1d(numbers(name, value, **limits))
    if array.ndim != 1 or array.size == 0:
        raise ValueError(f"{name} must be a list of at least one number, got {value!r}")
    if size is not None and array.size != size:
        raise ValueError(f"{name} must hold {size} numbers, got {array.size}")
    return array


def shaped(result: Any, *inputs: Any) -> Any:
    """Give the result the form of the inputs: a float, an array, or a Series with their index."""
    if isinstance(result, float) and not isinstance(result, np.floating):
        return result
    series = [entry for entry in inputs if isinstance(entry, pd.Series)]
    if np.ndim(result) == 0:
        return float(result)
    if not series:
        return result
    index = series[0].index
    for other in series[1:]:
        if not other.index.equals(index):
            raise ValueError("the Series given have different row labels; give them the same index")
    if np.shape(result) != (len(index),):
        raise ValueError(f"a Series of {len(index)} rows does not fit numbers of shape {np.shape(result)}")
    return pd.Series(result, index=index)


def fits(**arrays: Any) -> None:
    """Check that arrays can be combined, and name them when they cannot."""
    if all(type(array) is float for array in arrays.values()):
        return
    try:
        np.broadcast_shapes(*(np.shape(array) for array in arrays.values()))
    except ValueError:
        shapes = ", ".join(f"{name} has shape {np.shape(array)}" for name, array in arrays.items())
        raise ValueError(f"the numbers given do not fit together: {shapes}") from None


def choice(name: str, value: Any, allowed: tuple[str, ...]) -> str:
    """Return the word if it is allowed, or raise a `ValueError` that lists the allowed ones."""
    if isinstance(value, str) and value in allowed:
        return value
    raise ValueError(f"{name} must be one of {', '.join(map(repr, allowed))}, got {value!r}")


def anywhere(mask: Any) -> bool:
    """Tell whether a comparison holds for the number, or for any number of the array."""
    return mask if type(mask) is bool else bool(np.any(mask))
