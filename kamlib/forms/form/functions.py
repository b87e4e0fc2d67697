"""What a cell of a form can hold, and the operators and functions of its formulas, as Excel has them.

A value is a number (float), a text, a truth value or None for a blank cell; an area of cells is a
two-dimensional object array. An error is raised as `CellError`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal
from statistics import NormalDist
from typing import Any

import numpy as np


class CellError(Exception):
    """An error value of a cell, as Excel shows it: ``#DIV/0!``, ``#VALUE!``, ``#N/A`` …"""

    @property
    def code(self) -> str:
        """What the cell shows."""
        return str(self.args[0])


def each(operator: Callable[[Any, Any], Any], left: Any, right: Any) -> Any:
    """Apply an operator to two values, or cell by cell to areas."""
    if isinstance(left, np.ndarray) or isinstance(right, np.ndarray):
        return np.frompyfunc(operator, 2, 1)(left, right)
    return operator(left, right)


def as_number(value: Any) -> float:
    """Return a value as arithmetic takes it.

    Raises
    ------
    CellError
        ``#VALUE!`` for a text that is no number.
    """
    if value is None:
        return 0.0
    if isinstance(value, str):
        try:
            return float(value)
        except ValueError:
            raise CellError("#VALUE!") from None
    return float(value)


def truth(value: Any) -> bool:
    """Return a value as a condition takes it.

    Raises
    ------
    CellError
        ``#VALUE!`` for a text.
    """
    if isinstance(value, str):
        raise CellError("#VALUE!")
    return bool(value)


def _divide(left: Any, right: Any) -> float:
    above, below = as_number(left), as_number(right)
    if below == 0:
        raise CellError("#DIV/0!")
    return above / below


def _power(left: Any, right: Any) -> float:
    try:
        result = as_number(left) ** as_number(right)
    except (ZeroDivisionError, OverflowError):
        raise CellError("#NUM!") from None
    if isinstance(result, complex):
        raise CellError("#NUM!")
    return result


def as_text(value: Any) -> str:
    """Return a value as ``&`` joins it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return value if isinstance(value, str) else f"{value:.15g}"


def _compared(left: Any, right: Any) -> int:
    """Return -1, 0 or 1: any text is more than any number, a blank is 0 or an empty text."""
    if left is None:
        left = "" if isinstance(right, str) else 0.0
    if right is None:
        right = "" if isinstance(left, str) else 0.0
    if isinstance(left, str) != isinstance(right, str):
        return 1 if isinstance(left, str) else -1
    if isinstance(left, str):
        left, right = left.casefold(), right.casefold()
    return (left > right) - (left < right)


OPERATORS: dict[str, Callable[[Any, Any], Any]] = {
    "+": lambda left, right: as_number(left) + as_number(right),
    "-": lambda left, right: as_number(left) - as_number(right),
    "*": lambda left, right: as_number(left) * as_number(right),
    "/": _divide,
    "^": _power,
    "&": lambda left, right: as_text(left) + as_text(right),
    "=": lambda left, right: _compared(left, right) == 0,
    "<>": lambda left, right: _compared(left, right) != 0,
    "<": lambda left, right: _compared(left, right) < 0,
    ">": lambda left, right: _compared(left, right) > 0,
    "<=": lambda left, right: _compared(left, right) <= 0,
    ">=": lambda left, right: _compared(left, right) >= 0,
}


def _numbers(*values: Any) -> list[float]:
    """Return the numbers of cells and areas; what an area holds besides is left out, as Excel does."""
    found: list[float] = []
    for value in values:
        if isinstance(value, np.ndarray):
            found += [float(one) for one in value.flat if isinstance(one, (int, float)) and not isinstance(one, bool)]
        elif value is not None:
            found.append(as_number(value))
    return found


def _cells(*values: Any) -> list[Any]:
    return [one for value in values for one in (value.flat if isinstance(value, np.ndarray) else [value])]


def _average(*values: Any) -> float:
    numbers = _numbers(*values)
    return _divide(math.fsum(numbers), len(numbers))


def _sum_of_products(*areas: Any) -> float:
    arrays = [area if isinstance(area, np.ndarray) else np.array([[area]], dtype=object) for area in areas]
    if len({array.shape for array in arrays}) != 1:
        raise CellError("#VALUE!")
    columns = [[float(one) if _is_number(one) else 0.0 for one in array.flat] for array in arrays]
    return math.fsum(math.prod(row) for row in zip(*columns, strict=True))


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _fits(value: Any, criterion: Any) -> bool:
    """Say whether a cell meets a criterion of SUMIF or COUNTIF, such as ``">=5"`` or ``"Ahead"``."""
    if not isinstance(criterion, str):
        return _is_number(value) and value == as_number(criterion)
    # The pattern fits every text: without a sign the whole criterion is the value.
    sign, rest = re.fullmatch(r"(<=|>=|<>|<|>|=)?(.*)", criterion, re.DOTALL).groups()
    try:
        wanted: Any = float(rest)
    except ValueError:
        wanted = rest
    if sign in (None, "=", "<>"):
        same = (value is not None or wanted == "") and _compared(value, wanted) == 0
        return same != (sign == "<>")
    return isinstance(value, str) == isinstance(wanted, str) and value is not None and OPERATORS[sign](value, wanted)


def _sum_if(area: Any, criterion: Any, summed: Any = None) -> float:
    pairs = zip(_cells(area), _cells(area if summed is None else summed), strict=True)
    return math.fsum(float(amount) for cell, amount in pairs if _fits(cell, criterion) and _is_number(amount))


def _index(area: Any, row: Any, column: Any = None) -> Any:
    if not isinstance(area, np.ndarray):
        area = np.array([[area]], dtype=object)
    down, across = int(as_number(row)), int(as_number(column))
    if column is None and area.shape[0] == 1:
        down, across = 1, down
    if not (0 <= down <= area.shape[0] and 0 <= across <= area.shape[1]):
        raise CellError("#REF!")
    across = across or (1 if area.shape[1] == 1 else 0)
    down = down or (1 if area.shape[0] == 1 else 0)
    if down and across:
        return area[down - 1, across - 1]
    return area[down - 1 : down, :] if down else area[:, across - 1 : across] if across else area


def _match(wanted: Any, area: Any, kind: Any = 1.0) -> float:
    cells = _cells(area)
    if as_number(kind) == 0:
        hits = [place for place, cell in enumerate(cells, 1) if cell is not None and _compared(cell, wanted) == 0]
        found = hits[:1]
    else:  # the last one that is not above, in an ascending list
        found = [place for place, cell in enumerate(cells, 1) if cell is not None and _compared(cell, wanted) <= 0][-1:]
    if not found:
        raise CellError("#N/A")
    return float(found[0])


def _nth(values: Any, place: Any, *, largest: bool) -> float:
    ordered = sorted(_numbers(values), reverse=largest)
    rank = int(as_number(place))
    if not 1 <= rank <= len(ordered):
        raise CellError("#NUM!")
    return ordered[rank - 1]


def _rounded(value: Any, digits: Any, how: str) -> float:
    exact = Decimal(f"{as_number(value):.15g}")
    return float(exact.quantize(Decimal(1).scaleb(-int(as_number(digits))), rounding=how))


def _shown(value: Any, pattern: Any) -> str:
    """Return TEXT of a number for patterns such as ``0``, ``#,##0.0`` and ``0%``."""
    form = re.fullmatch(r"(#,##)?0(?:\.(0+))?(%)?", as_text(pattern))
    if form is None:
        raise CellError("#VALUE!")
    digits = len(form[2] or "")
    amount = _rounded(as_number(value) * (100 if form[3] else 1), digits, ROUND_HALF_UP)
    return f"{amount:{',' if form[1] else ''}.{digits}f}{form[3] or ''}"


def _real(function: Callable[..., float]) -> Callable[..., float]:
    """Return a function of numbers that gives ``#NUM!`` where it has no value."""

    def guarded(*values: Any) -> float:
        try:
            return float(function(*(as_number(value) for value in values)))
        except (ValueError, OverflowError):
            raise CellError("#NUM!") from None

    return guarded


FUNCTIONS: dict[str, Callable[..., Any]] = {
    "ABS": _real(abs),
    "AND": lambda *values: all(truth(one) for one in _cells(*values) if one is not None),
    "AVERAGE": _average,
    "COUNT": lambda *values: float(len(_numbers(*values))),
    "COUNTA": lambda *values: float(sum(one is not None for one in _cells(*values))),
    "COUNTIF": lambda area, criterion: float(sum(_fits(one, criterion) for one in _cells(area))),
    "EXP": _real(math.exp),
    "INDEX": _index,
    "INT": lambda value: each(lambda one, _: float(math.floor(as_number(one))), value, 0),
    "LARGE": lambda values, place: _nth(values, place, largest=True),
    "LN": _real(math.log),
    "MATCH": _match,
    "MAX": lambda *values: max(_numbers(*values), default=0.0),
    "MIN": lambda *values: min(_numbers(*values), default=0.0),
    "NORMSINV": _real(NormalDist().inv_cdf),
    "NOT": lambda value: not truth(value),
    "OR": lambda *values: any(truth(one) for one in _cells(*values) if one is not None),
    "ROUND": lambda value, digits: each(lambda one, to: _rounded(one, to, ROUND_HALF_UP), value, digits),
    "ROUNDDOWN": lambda value, digits: _rounded(value, digits, ROUND_DOWN),
    "ROUNDUP": lambda value, digits: _rounded(value, digits, ROUND_UP),
    "SIGN": lambda value: float(np.sign(as_number(value))),
    "SMALL": lambda values, place: _nth(values, place, largest=False),
    "SQRT": _real(math.sqrt),
    "SUM": lambda *values: math.fsum(_numbers(*values)),
    "SUMIF": _sum_if,
    "SUMPRODUCT": _sum_of_products,
    "TEXT": _shown,
}
