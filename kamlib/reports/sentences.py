"""Reasons in words; the same sentence with the same figures is filled in once."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from kamlib.classroom.marking import Reason
from kamlib.text import Text, placeholders


def say(reason: Reason, lang: str) -> str:
    """Return a reason as a sentence.

    Examples
    --------
    >>> say(Reason(Text(en="{count} are missing.", zh="缺 {count} 项。"), {"count": 2}), "en")
    '2 are missing.'
    """
    text = reason.text
    if "{" not in text.en:
        return text.pick(lang)
    try:
        return _filled(text, lang, *[reason.values[name] for name in _names(text)])
    except TypeError:  # a figure that cannot be a key
        return reason.say(lang)


@lru_cache(maxsize=4_000)
def _names(text: Text) -> tuple[str, ...]:
    return tuple(placeholders(text.en))


@lru_cache(maxsize=20_000, typed=True)  # 1 and 1.0 may be written differently
def _filled(text: Text, lang: str, *figures: Any) -> str:
    return text.fill(lang, dict(zip(_names(text), figures, strict=True)))
