"""What a user asked for cannot be done: a sentence that says why and what to do, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kamlib.text import Text


class Refusal(Exception):
    """A request that is refused; `sentence(lang)` tells the user.

    Parameters
    ----------
    text : the reason, with placeholders for `values`.
    values : what stands in the placeholders.
    misuse : whether the command line was wrong, and not the computer or a file.

    Examples
    --------
    >>> str(Refusal(Text(en="No unit {unit}.", zh="没有单元 {unit}。"), {"unit": "U99"}))
    'No unit U99.'
    """

    def __init__(self, text: Text, values: Mapping[str, Any] = {}, *, misuse: bool = False) -> None:
        self.text = text
        self.values = dict(values)
        self.misuse = misuse
        super().__init__(self.sentence("en"))

    def sentence(self, lang: str) -> str:
        """Return the reason in the user's language."""
        return self.text.fill(lang, self.values)
