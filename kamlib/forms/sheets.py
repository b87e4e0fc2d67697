"""What every Excel form of the workbook has in common: its looks, its print, safe text, whole files."""

from __future__ import annotations

import io
import os
import re
import tempfile
from pathlib import Path
from typing import Any

from kamlib.forms.problems import refuse
from kamlib.text import Text

FONTS = {"en": "Arial", "zh": "Microsoft YaHei"}
TIER_COLOURS = {"strategic": "#0072B2", "value": "#009E73", "standard": "#E69F00", "transactional": "#7A7A7A"}
TIER_TINTS = {"strategic": "#CCE3F0", "value": "#CCECE3", "standard": "#FAECCC", "transactional": "#E4E4E4"}
SWITCHING_COLOURS = {
    "search": "#88CCEE", "trial": "#DDCC77", "learning": "#44AA99", "relationship": "#AA4499", "legal": "#332288",
}  # fmt: skip
SWITCHING_TINTS = {
    "search": "#E1F2FB", "trial": "#F7F2DC", "learning": "#D5EEEA", "relationship": "#EED7EB", "legal": "#D6D3E7",
}  # fmt: skip
COLOURS = {
    **TIER_COLOURS,
    **SWITCHING_COLOURS,
    "accent": "#0072B2", "us": "#0072B2", "rival_a": "#D55E00", "rival_b": "#CC79A7",
    "good": "#009E73", "bad": "#D55E00", "soft": "#6B7280",
}  # fmt: skip
TINTS = {**TIER_TINTS, **SWITCHING_TINTS, "good": "#CCECE3", "watch": "#FAECCC", "bad": "#FBDDCB"}
INK, GREY, GRID, INPUT = "#1F2933", "#6B7280", "#E5E7EB", "#FFF8E1"

_LONGEST_CELL = 32_767
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


class Book:
    """A workbook in memory with the fonts and styles of the forms; each style is made once."""

    def __init__(self, out: io.BytesIO, lang: str) -> None:
        import xlsxwriter  # slow to import, and only needed here

        self.lang = lang
        self.book = xlsxwriter.Workbook(
            out,
            {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
             "strings_to_numbers": False, "default_date_format": "yyyy-mm-dd"},
        )  # fmt: skip
        self.book.formats[0].set_font_name(FONTS[lang])
        self.book.formats[0].set_font_size(10)
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    def style(self, **properties: Any) -> Any:
        """Return a format, made once."""
        base = {"font_name": FONTS[self.lang], "font_size": 10, "font_color": INK, "valign": "vcenter"}
        key = tuple(sorted({**base, **properties}.items()))
        if key not in self._formats:
            self._formats[key] = self.book.add_format(dict(key))
        return self._formats[key]

    def text(self, sheet: Any, row: int, column: int, text: str, **properties: Any) -> None:
        """Write a text as text, whatever it starts with: Excel never takes it for a formula."""
        written = safe_text(text)
        if starts_formula(written):
            properties["quote_prefix"] = True
        sheet.write_string(row, column, written, self.style(**properties))


def set_up_page(sheet: Any, *, pages_tall: int = 0, portrait: bool = False) -> None:
    """Print a sheet on A4, one page wide; `pages_tall` 0 lets it be as long as it needs."""
    if portrait:
        sheet.set_portrait()
    else:
        sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, pages_tall)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    sheet.set_footer("&L&8&A&R&8&P / &N")
    sheet.hide_gridlines(2)


def starts_formula(text: str) -> bool:
    """Say whether a spreadsheet could take a text for a formula.

    Examples
    --------
    >>> starts_formula("=1+1"), starts_formula(" -3"), starts_formula("A")
    (True, True, False)
    """
    return text.lstrip(" \n\u00a0").startswith(_FORMULA_STARTS)


def safe_text(value: Any) -> str:
    """Return text as a cell can hold it: control characters made visible, length limited.

    Examples
    --------
    >>> safe_text("a\\x00b"), len(safe_text("x" * 40_000))
    ('a\ufffdb', 32767)
    """
    return _CONTROL.sub("\ufffd", str(value))[:_LONGEST_CELL]


def text_width(text: str) -> int:
    """Return how wide a text is in characters, a Chinese sign counting as two.

    Examples
    --------
    >>> text_width("plan"), text_width("计划")
    (4, 4)
    """
    return sum(2 if ord(character) > 0x2E80 else 1 for character in text)


def save(content: bytes, path: str | Path) -> Path:
    """Write bytes to a file; it is there whole or not at all.

    Raises
    ------
    CannotRead
        When the file cannot be written, for instance because Excel has it open.
    """
    path = Path(path)
    temporary = None
    try:
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except OSError as error:
        if temporary and os.path.exists(temporary):
            os.unlink(temporary)
        raise refuse(_NOT_WRITTEN, kind="not_written", path=str(path), reason=error.strerror or "") from None
    return path


_NOT_WRITTEN = Text(
    en="“{path}” cannot be written ({reason}). Close it in Excel, or name another place.",
    zh="“{path}”无法写入（{reason}）。请先在 Excel 中关闭该文件，或指定其他位置。",
)
