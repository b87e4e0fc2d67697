"""Words and numbers in both languages.

Every string a user sees is a `Text` with an English and a Chinese side. A text may hold
placeholders with a format of ours, so that one value is written as each language writes it::

    Text(en="You keep {margin:percent} of {price:money}.", zh="{price:money}中您留下{margin:percent}。")

This module imports nothing else of kamlib.
"""

from __future__ import annotations

import math
import re
import string
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Literal, cast

Language = Literal["en", "zh"]
LANGUAGES: tuple[Language, ...] = ("en", "zh")
HTML_LANGUAGES = {"en": "en", "zh": "zh-CN"}  # as a page says what it is written in


class UnknownLanguage(ValueError):
    """A language the workbook does not have."""


def check_language(lang: str) -> Language:
    """Return `lang` if the workbook has it.

    Raises
    ------
    UnknownLanguage
        When it is neither ``"en"`` nor ``"zh"``.
    """
    if lang not in LANGUAGES:
        raise UnknownLanguage(f"language {lang!r} is not one of en, zh / 语言只能是 en 或 zh")
    return cast(Language, lang)


@dataclass(frozen=True, slots=True)
class Text:
    """A string in English and Chinese.

    Raises
    ------
    ValueError
        When a language is missing, or the two sides do not use the same placeholders.

    Examples
    --------
    >>> greeting = Text(en="Hello {name}", zh="{name}，您好")
    >>> greeting.fill("zh", {"name": "Li"})
    'Li，您好'
    >>> Text(en="only English", zh="")
    Traceback (most recent call last):
    ...
    ValueError: the text 'only English' has no Chinese side
    """

    en: str
    zh: str

    def __post_init__(self) -> None:
        if not self.en or not self.zh:
            missing = "Chinese" if self.en else "English"
            raise ValueError(f"the text {self.en or self.zh!r} has no {missing} side")
        if "{" in self.en or "{" in self.zh:
            english, chinese = placeholders(self.en), placeholders(self.zh)
            if english != chinese:
                raise ValueError(
                    f"the text {self.en!r} names {sorted(english)} in English and {sorted(chinese)} in Chinese"
                )

    def pick(self, lang: str) -> str:
        """Return the side of `lang` as it stands, placeholders included."""
        return self.en if check_language(lang) == "en" else self.zh

    def fill(self, lang: str, values: Mapping[str, Any] | None = None) -> str:
        """Return the side of `lang` with the placeholders filled in."""
        side = self.pick(lang)
        if "{" not in side:
            return side
        values = values or {}
        return "".join(
            [
                literal if name is None else literal + _written(values[name], form, lang)
                for literal, name, form in _pieces(side)
            ]
        )


def placeholders(template: str) -> frozenset[str]:
    """Return the names that stand in braces in `template`.

    Examples
    --------
    >>> sorted(placeholders("{price:money} for {name}"))
    ['name', 'price']
    """
    return frozenset(name for _, name, _ in _pieces(template) if name)


@lru_cache(maxsize=4096)  # most texts are filled again and again
def _pieces(template: str) -> tuple[tuple[str, str | None, str], ...]:
    """Return each stretch of words with the name and the format of the placeholder behind it, if any."""
    return tuple(
        (literal, name, form or "") for literal, name, form, _ in string.Formatter().parse(template)
    )


def _written(value: Any, form: str, lang: str) -> str:
    """Return a value in one of our formats, or in Python's; a `Text` in the reader's language."""
    writer = WRITERS.get(form)
    if writer is not None:
        return writer(value, lang)
    return value.fill(lang) if isinstance(value, Text) else format(value, form)


# -- numbers as the reader's language writes them --------------------------------------------------


def number(value: float, lang: str = "en", digits: int | None = None) -> str:
    """Return `value` with thousands separators; `digits` decimals, or up to two where it is None.

    Examples
    --------
    >>> number(1234567.5), number(12), number(-0.125)
    ('1,234,567.5', '12', '−0.13')
    """
    check_language(lang)
    if isinstance(value, str):
        return value
    if not math.isfinite(value):
        return "–"
    if digits is None:
        written = f"{_half_up(value, 2):,.2f}".rstrip("0").rstrip(".")
    else:
        written = f"{_half_up(value, digits):,.{digits}f}"
    return "0" + written[2:] if _is_minus_zero(written) else written.replace("-", "−")


def money(value: float, lang: str = "en", digits: int | None = None) -> str:
    """Return an amount in CNY: ``CNY 12,500`` in English, ``12,500 元`` in Chinese.

    Examples
    --------
    >>> money(12500), money(12500, "zh"), money(-3.5, "zh")
    ('CNY 12,500', '12,500 元', '−3.50 元')
    """
    if digits is None:
        digits = 0 if abs(value) >= 1000 or float(value).is_integer() else 2
    written = number(value, lang, digits)
    return f"CNY {written}" if lang == "en" else f"{written} 元"


def percent(value: float, lang: str = "en", digits: int | None = None) -> str:
    """Return a fraction as a percentage: ``0.125`` becomes ``12.5%``.

    Examples
    --------
    >>> percent(0.125), percent(0.5, "zh"), percent(-0.08, digits=1)
    ('12.5%', '50%', '−8.0%')
    """
    return f"{number(value * 100, lang, digits)}%"


def short_number(value: float, lang: str = "en") -> str:
    """Return a rounded number as a figure's label needs it: ``12.5k`` in English, ``1.25万`` in Chinese.

    Examples
    --------
    >>> short_number(12500), short_number(12500, "zh"), short_number(3.2e8, "zh"), short_number(950)
    ('12.5k', '1.25万', '3.2亿', '950')
    >>> short_number(999_999), short_number(995_000), short_number(99_999_999, "zh")
    ('1m', '995k', '1亿')
    """
    check_language(lang)
    steps = ((1e9, "bn"), (1e6, "m"), (1e3, "k")) if lang == "en" else ((1e8, "亿"), (1e4, "万"))
    for (step, name), (smaller, _) in zip(steps, (*steps[1:], (1.0, "")), strict=True):
        if _half_up(abs(value) / smaller, 2) * smaller >= step:  # 999,999 is 1m, not 1,000k
            return number(value / step, lang) + name
    return number(value, lang)


def short_money(value: float, lang: str = "en") -> str:
    """Return an amount in CNY, shortened: ``CNY 12.5k`` or ``1.25万元``.

    Examples
    --------
    >>> short_money(12500), short_money(12500, "zh")
    ('CNY 12.5k', '1.25万元')
    """
    written = short_number(value, lang)
    return f"CNY {written}" if lang == "en" else f"{written}{'' if written[-1] in '万亿' else ' '}元"


def _half_up(value: float, digits: int) -> float:
    """Round half away from zero, as business people do (Python rounds half to even)."""
    scale = 10.0**digits
    return math.copysign(math.floor(abs(value) * scale + 0.5 + 1e-9), value) / scale


def _is_minus_zero(written: str) -> bool:
    return written.startswith("-0") and not written.strip("-0.,")


WRITERS = {
    "number": number,
    "money": money,
    "percent": percent,
    "short": short_number,
    "short_money": short_money,
    "whole": lambda value, lang: number(value, lang, 0),
    "one": lambda value, lang: number(value, lang, 1),
    "percent0": lambda value, lang: percent(value, lang, 0),
    "percent1": lambda value, lang: percent(value, lang, 1),
    "points": lambda value, lang: percent(value, lang, 0).removesuffix("%"),
}


@cache
def _markdown():  # mistune is needed for pages only, so it is imported when first used
    import mistune

    return mistune.create_markdown(escape=True, plugins=["table"])


def html(markdown: str) -> str:
    """Return `markdown` as HTML in which any HTML of the input is escaped.

    Examples
    --------
    >>> html("**12** <b>")
    '<p><strong>12</strong> &lt;b&gt;</p>\\n'
    """
    return _markdown()(without_gaps(markdown))


# What stands for a value while a text is parsed: letters, so that markdown treats it as a word.
_STAND_IN = "\U00010300{}\U00010301"
_STAND_INS = re.compile(_STAND_IN.format(r"(\d+)"))


@lru_cache(maxsize=4096)
def _html_pieces(template: str) -> tuple[str, ...]:
    """Return markdown with placeholders as HTML, cut where the values go: words, place of a value, words, and so on."""
    words = [
        literal if name is None else literal + _STAND_IN.format(place)
        for place, (literal, name, _) in enumerate(_pieces(template))
    ]
    pieces = tuple(_STAND_INS.split(html("".join(words))))
    if len(pieces) != 1 + 2 * sum(name is not None for _, name, _ in _pieces(template)):
        raise ValueError(f"a placeholder of the text {template!r} stands where no word can stand, such as in a link")
    return pieces


def filled_html(text: Text, lang: str, values: Mapping[str, Any]) -> str:
    """Return a text in markdown with its placeholders filled in, as safe HTML. Values are words, not markdown.

    Each text is parsed once, whatever it is filled with: that is fifteen times as fast.

    Examples
    --------
    >>> filled_html(Text(en="**{price:money}** now", zh="现价 **{price:money}**"), "en", {"price": 1200})
    '<p><strong>CNY 1,200</strong> now</p>\\n'
    """
    from mistune import escape

    template = text.pick(lang)
    places = _pieces(template)
    pieces = list(_html_pieces(template))
    for at in range(1, len(pieces), 2):
        _, name, form = places[int(pieces[at])]
        pieces[at] = escape(_written(values[name], form, lang))
    return "".join(pieces)


_CHINESE = "[\u2018-\u201d\u2026\u3000-\u303f\u3400-\u9fff\uff00-\uffef]"
_GAP = re.compile(rf"(?<={_CHINESE})\n(?={_CHINESE})")


def without_gaps(markdown: str) -> str:
    """Return markdown without line breaks inside Chinese sentences: a page would show each as a blank.

    Examples
    --------
    >>> without_gaps("先看成本。\\n再看价格。\\n\\n- CLP\\n- 毛利")
    '先看成本。再看价格。\\n\\n- CLP\\n- 毛利'
    """
    return _GAP.sub("", markdown)
