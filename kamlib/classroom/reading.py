"""Reads numbers as business people write them.

`12.5k`, `1,250.50`, `1.250,50`, `1 250,5`, `€12.5k`, `¥1.2万`, `3亿`, `12.5％`, `(1,200)`, `−3`:
all of them are read, none of them is guessed at. Where a comma or a point could be either a
thousands or a decimal mark (`1,250`, `1.250`), the field's declared style decides, or the
trainee is asked.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Literal, NamedTuple

Kind = Literal["number", "money", "percent"]
Style = Literal["point", "comma", "ask"]
Status = Literal["blank", "value", "unreadable", "ambiguous"]

LONGEST_ENTRY = 60
LARGEST_VALUE = 1e15


class Reading(NamedTuple):
    """What a typed entry says.

    `value` is the number (a fraction for a percentage), or None.
    `problem` names why it could not be read: one of the keys of `messages.READING_PROBLEMS`.
    `alternatives` are the two readings of an ambiguous entry.
    """

    status: Status
    value: float | None = None
    problem: str | None = None
    alternatives: tuple[float, float] | None = None


BLANK = Reading("blank")

_PLAIN = re.compile(r"-?\d{1,15}(?:\.\d{1,2}|\.\d{4,12})?", re.ASCII)  # nothing to decide: no comma, no 1.250
_BARE = re.compile(r"-?\d[\d.,' ]*", re.ASCII)  # nothing to take off
_MINUS = str.maketrans(dict.fromkeys("−–—﹣－", "-") | dict.fromkeys("’‘´`＇", "'") | {"。": ".", "、": ","})
_CURRENCY = re.compile(r"人民币|cny|rmb|eur|usd|元|圆|块钱|块|[¥€$£]", re.IGNORECASE)
_PERCENT_WORD = re.compile(r"%|个百分点|percentage points?|percent|per cent|pct|个点", re.IGNORECASE)
_SCALES = {
    "k": 1e3, "t": 1e3, "tsd": 1e3, "thousand": 1e3, "千": 1e3,
    "w": 1e4, "万": 1e4, "萬": 1e4,
    "m": 1e6, "mn": 1e6, "mio": 1e6, "mln": 1e6, "million": 1e6, "百万": 1e6, "千万": 1e7,
    "亿": 1e8, "億": 1e8, "b": 1e9, "bn": 1e9, "billion": 1e9, "十亿": 1e9, "万亿": 1e12,
}  # fmt: skip
_SCALE = re.compile(
    rf"({'|'.join(sorted(map(re.escape, _SCALES), key=len, reverse=True))})\.?$", re.IGNORECASE
)
# 1亿2000万, 1万500. Not 1万5 or 3亿5: spoken, they mean 15,000 and 350 million, so the trainee is asked.
_CHINESE_SUM = re.compile(r"(?:([\d.,]+)亿)?([\d.,]+)万(\d{2,4})?")
_DIGITS = re.compile(r"[\d.,' ]*\d[\d.,' ]*")
_WHOLE = re.compile(r"\d+|\d{1,3}([,.' ])\d{3}(?:\1\d{3})*")
_ANY_DIGIT = re.compile(r"\d")
_EXPONENT = re.compile(r"(?<=\d)e([+-]?\d{1,2})$", re.IGNORECASE)


@lru_cache(maxsize=16384)
def read_number(
    raw: str, kind: Kind = "number", style: Style = "point", units: tuple[str, ...] = ()
) -> Reading:
    """Return what `raw` says as a number.

    Parameters
    ----------
    raw : the entry as typed.
    kind : a percentage is returned as a fraction; in a percent field ``12.5`` means 12.5 %.
    style : what an ambiguous mark means. ``"point"`` reads 1,250 as 1250 and 1.250 as 1.25;
        ``"comma"`` the other way round; ``"ask"`` refuses to choose.
    units : words that may stand behind the number and say nothing new, such as ``("units", "台")``. Where they
        count money by the thousand or more, as 万元 does, a scale that is written is the whole amount: in a cell
        of 万元 both ``612`` and ``612万`` are 612.

    Examples
    --------
    >>> read_number("€12.5k").value, read_number("1.250,50").value, read_number("¥1.2万").value
    (12500.0, 1250.5, 12000.0)
    >>> read_number("12.5％", "percent").value, read_number("(1,200)").value
    (0.125, -1200.0)
    >>> read_number("1,250", style="ask").alternatives
    (1250.0, 1.25)
    >>> read_number("612万", units=("CNY 10,000", "万元")).value, read_number("6.12m", units=("CNY 10,000", "万元")).value
    (612.0, 612.0)
    >>> read_number("about ten").problem
    'no_number'
    """
    if _PLAIN.fullmatch(raw):
        return _plain(raw, kind)
    text = unicodedata.normalize("NFKC", raw).translate(_MINUS)
    text = " ".join(text.split())
    if not text:
        return BLANK
    if len(text) > LONGEST_ENTRY:
        return Reading("unreadable", problem="too_long")
    if _BARE.fullmatch(text):
        return _from_digits(text.lstrip("-"), style, percent=kind == "percent", negative=text[0] == "-")

    size = _size_of(units)
    in_full = _chinese_sum(_CURRENCY.sub("", text)) is not None  # 1亿2000万元: its last 万 is no unit of the cell
    for unit in () if in_full else units:
        bare = _ends_in(unit).sub("", text).strip()
        if bare != text:
            text, size = bare, 1.0  # 612 万元: the unit has been said, what is left counts in it
    text, negative = _take_sign(text)
    text, has_percent = _take_percent(text)
    without_currency = _CURRENCY.sub("", text).strip()
    has_currency = without_currency != text
    text, sign_inside = _take_sign(without_currency)
    if negative and sign_inside:
        return Reading("unreadable", problem="two_signs")
    negative = negative or sign_inside
    if has_percent and (kind == "money" or has_currency):
        return Reading("unreadable", problem="percent_for_money")
    if kind == "percent" and has_currency:
        return Reading("unreadable", problem="money_for_percent")

    is_percent = has_percent or kind == "percent"
    amount = _chinese_sum(text)
    if amount is not None:
        return _value(_sign(amount / size / (100 if is_percent else 1), negative))
    text, scale = _take_scale(text)
    if scale != 1:
        scale /= size
    if scale != 1 and is_percent:
        return Reading("unreadable", problem="scaled_percent")
    exponent = _EXPONENT.search(text)
    if exponent:
        text, scale = text[: exponent.start()], scale * 10.0 ** int(exponent[1])
    return _from_digits(text, style, scale=scale, percent=is_percent, negative=negative)


def _from_digits(
    text: str, style: Style, *, scale: float = 1.0, percent: bool = False, negative: bool = False
) -> Reading:
    """Return what digits with their separators say, once all that stood around them was taken off."""
    core = _read_core(text, style)
    if core.alternatives is not None:
        one, other = (_sign(value * scale / (100 if percent else 1), negative) for value in core.alternatives)
        return core._replace(alternatives=(one, other))
    if core.value is None:
        return core
    return _value(_sign(core.value * scale / (100 if percent else 1), negative))


def _plain(digits: str, kind: Kind) -> Reading:
    return _value(float(digits) / 100 if kind == "percent" else float(digits))


def _value(value: float) -> Reading:
    if abs(value) > LARGEST_VALUE:
        return Reading("unreadable", problem="too_large")
    return Reading("value", value)


def _sign(value: float, negative: bool) -> float:
    return -value if negative and value else value


def _take_sign(text: str) -> tuple[str, bool]:
    """Take off a sign: −3, (1,200) as accountants write it, 1200− as SAP prints it."""
    if text.startswith("(") and text.endswith(")"):
        return text[1:-1].strip(), True
    if text[:1] in "+-" and text:
        return text[1:].strip(), text[0] == "-"
    if text.endswith("-") and text[-2:-1].isdigit():
        return text[:-1].strip(), True
    return text, False


def _take_percent(text: str) -> tuple[str, bool]:
    if text.startswith("百分之"):
        return text[3:].strip(), True
    match = _PERCENT_WORD.search(text)
    if match and match.end() == len(text):
        return text[: match.start()].strip(), True
    return text, False


def _take_scale(text: str) -> tuple[str, float]:
    match = _SCALE.search(text)
    if not match:
        return text, 1.0
    return text[: match.start()].strip(), _SCALES[match[1].lower()]


@cache
def _ends_in(unit: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!百)(?:× ?)?{re.escape(unit.lstrip('× '))}\.?$", re.IGNORECASE)


@cache
def _size_of(units: tuple[str, ...]) -> float:
    """Return how many CNY one unit is where the words say so (万元, CNY 10,000: ten thousand), else 1."""
    for unit in units:
        text, scale = _take_scale(_CURRENCY.sub("", unit.partition("/")[0]).strip(" ×"))
        if scale != 1 and not text and _CURRENCY.search(unit):
            return scale
    return 1.0


def _chinese_sum(text: str) -> float | None:
    """Return 1亿2000万 as a number; None when the entry is not of that form."""
    if "万" not in text:
        return None
    match = _CHINESE_SUM.fullmatch(text.replace(" ", ""))
    if not match or sum(group is not None for group in match.groups()) < 2:
        return None
    total = 0.0
    for group, scale in zip(match.groups(), (1e8, 1e4, 1.0), strict=True):
        if group is not None:
            part = _read_core(group, "point")
            if part.value is None:
                return None
            total += part.value * scale
    return total


def _read_core(text: str, style: Style) -> Reading:
    """Read digits with their separators."""
    if not _ANY_DIGIT.search(text):
        return Reading("unreadable", problem="no_number")
    if not text.isascii() or not _DIGITS.fullmatch(text):
        return Reading("unreadable", problem="other_signs")
    commas, points = text.count(","), text.count(".")
    if commas and points:
        decimal = "," if text.rindex(",") > text.rindex(".") else "."
        return _with_marks(text, decimal)
    if not commas and not points:
        return _with_marks(text, ".")
    mark = "," if commas else "."
    if commas + points > 1:  # 1,250,500: only grouping marks come more than once
        return _with_marks(text, "." if mark == "," else ",")
    head, tail = text.split(mark)
    if len(tail) != 3 or not 1 <= len(head) <= 3 or head.startswith("0") or not (head + tail).isdigit():
        return _with_marks(text, mark)  # 12,5 or 0,125 or 1234.567: it can only be a decimal mark
    if style == "ask":
        return Reading(
            "ambiguous", problem="two_readings", alternatives=(float(head + tail), float(f"{head}.{tail}"))
        )
    return _with_marks(text, "." if style == "point" else ",")


def _with_marks(text: str, decimal: str) -> Reading:
    whole, _, fraction = text.partition(decimal)
    tidy = _WHOLE.fullmatch(whole or "0")
    if tidy and (fraction.isdigit() or not fraction):
        digits = whole.replace(tidy[1], "") if tidy[1] else whole
        return Reading("value", float(f"{digits or '0'}.{fraction or '0'}"))
    grouping = {character for character in whole if not character.isdigit()}
    mixed = len(grouping) > 1 or (fraction and not fraction.isdigit())
    return Reading("unreadable", problem="mixed_marks" if mixed else "odd_groups")
