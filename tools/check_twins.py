"""Compares the two languages of a unit: only the words may differ.

Headings, the number of lines, the numbers, the inline code and the links of an English cell must come back
in its Chinese twin. Numbers are compared by value, so that 6.088 billion equals 60.88亿 and
"February 2015" equals "2015年2月"; a small number may be spelled out on one side ("three accounts").
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from kamlib.glossary import forbidden_forms
from tools.unit_source import Problem, SourceCell, UnitSource

HEADING = re.compile(r"^(#{1,6}) ", re.MULTILINE)
INLINE_CODE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
LINK = re.compile(r"\]\(([^)\s]+)[^)]*\)")
BARE_ADDRESS = re.compile(r"https?://\S+")
LANGUAGE_SEGMENT = re.compile(r"(?<![a-z])(en|zh)(?![a-z])")
MONTHS = "January February March April May June July August September October November December".split()
MONTH_WITH_DATE = re.compile(
    rf"\b(?P<month>{'|'.join(MONTHS)})(?=\s+\d)|(?<=\d)\s+(?P<after>{'|'.join(MONTHS)})\b"
)
NUMBER = re.compile(
    r"(?<![A-Za-z\d._])(?P<digits>\d[\d,]*(?:\.\d+)?)"
    r"(?:\s*(?P<word>thousand|million|billion|万亿|亿|万)|(?P<letter>bn|k|m)\b)?",
)
SCALES = {
    "thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9,
    "万": 1e4, "亿": 1e8, "万亿": 1e12,
}  # fmt: skip
ENGLISH_WORDS = {
    0: ("zero", "no"), 0.5: ("half", "halves"), 1: ("one", "first", "once", "a", "an", "single"),
    2: ("two", "second", "twice", "both", "half", "halves", "pair"), 3: ("three", "third", "thirds"),
    4: ("four", "fourth", "quarter"), 5: ("five", "fifth"), 6: ("six", "sixth"), 7: ("seven", "seventh"),
    8: ("eight", "eighth"), 9: ("nine", "ninth"), 10: ("ten", "tenth"), 11: ("eleven",),
    12: ("twelve", "year"), 20: ("twenty",), 24: ("twenty-four",), 30: ("thirty",), 36: ("thirty-six",),
    100: ("hundred",), 1000: ("thousand",),
}  # fmt: skip
CHINESE_WORDS = {
    0: "零无", 0.5: "半", 1: "一首单", 2: "二两双半", 3: "三", 4: "四", 5: "五", 6: "六", 7: "七", 8: "八",
    9: "九", 10: "十", 11: ("十一",), 12: ("十二",), 20: ("二十",), 24: ("二十四",), 30: ("三十",),
    36: ("三十六",), 100: "百", 1000: "千",
}  # fmt: skip


def twin_problems(unit: UnitSource) -> list[Problem]:
    """Return every difference between the languages of `unit` that is more than words."""
    problems = []
    for cell in unit.cells:
        if cell.kind == "markdown":
            sentences = cell_differences(cell) + _forbidden_words(cell)
            problems += [Problem(unit.name, sentence, cell.line) for sentence in sentences]
    return problems


def cell_differences(cell: SourceCell) -> list[str]:
    """Return what differs between the twins of one markdown cell, as sentences.

    Examples
    --------
    >>> cell_differences(SourceCell("markdown", "lesson", {"en": "We sell 12.", "zh": "卖出13台。"}, 1))
    ['12 stands in English only.', '13 stands in Chinese only.']
    >>> cell_differences(SourceCell("markdown", "lesson", {"en": "CNY 1.2m", "zh": "120万元"}, 1))
    []
    """
    english, chinese = cell.text["en"], cell.text["zh"]
    sentences = []
    if HEADING.findall(english) != HEADING.findall(chinese):
        sentences.append(
            f"the headings differ: {_levels(english)} in English, {_levels(chinese)} in Chinese."
        )
    if (lines := english.count("\n") + 1) != (other := chinese.count("\n") + 1):
        sentences.append(f"English has {lines} lines and Chinese {other}; write one sentence a line.")
    sentences += _only_on_one_side(
        INLINE_CODE.findall(english), INLINE_CODE.findall(chinese), "the code `{}`"
    )
    sentences += _only_on_one_side(_links(english), _links(chinese), "the link {}")
    return sentences + _number_differences(english, chinese)


def _forbidden_words(cell: SourceCell) -> list[str]:
    """Return a sentence for each word that the glossary replaces by another."""
    return [
        f"the glossary says {form.use!r}, not {form.found!r}."
        for lang, text in cell.text.items()
        for form in forbidden_forms(text, lang)
    ]


def _levels(text: str) -> str:
    return " ".join(HEADING.findall(text)) or "none"


def _links(text: str) -> list[str]:
    """Return the addresses in `text`, the same for both languages where only the language folder differs."""
    addresses = LINK.findall(text) + BARE_ADDRESS.findall(LINK.sub("", text))
    return [LANGUAGE_SEGMENT.sub("LANG", link) if "://" not in link else link for link in addresses]


def _only_on_one_side(english: list[str], chinese: list[str], what: str) -> list[str]:
    left, right = Counter(english), Counter(chinese)
    sentences = [f"{what.format(name)} stands in English only." for name in (left - right)]
    return sentences + [f"{what.format(name)} stands in Chinese only." for name in (right - left)]


def _number_differences(english: str, chinese: str) -> list[str]:
    left, right = Counter(numbers_in(english)), Counter(numbers_in(chinese))
    english_words = set(re.findall(r"[a-z]+(?:-[a-z]+)?", english.lower()))
    sentences = []
    for value in left - right:
        if not any(word in chinese for word in CHINESE_WORDS.get(value, ())):
            sentences.append(f"{value:g} stands in English only.")
    for value in right - left:
        if not english_words & set(ENGLISH_WORDS.get(value, ())):
            sentences.append(f"{value:g} stands in Chinese only.")
    return sentences


def numbers_in(text: str) -> list[float]:
    """Return the numbers of a text by value; those inside code, links and formula names are left out.

    Examples
    --------
    >>> numbers_in("CNY 6.088 billion in February 2015"), numbers_in("2015年2月 60.88亿元")
    ([6088000000.0, 2.0, 2015.0], [2015.0, 2.0, 6088000000.0])
    """
    text = INLINE_CODE.sub(" ", text)
    text = re.sub(r"^\d+\. ", "", text, flags=re.MULTILINE)  # list numbers are layout
    text = BARE_ADDRESS.sub(" ", LINK.sub("]", text))
    text = unicodedata.normalize("NFKC", text)
    text = MONTH_WITH_DATE.sub(_month_number, text)
    values = []
    for found in NUMBER.finditer(text):
        digits = found["digits"].rstrip(",").replace(",", "")
        value = float(digits) * SCALES.get(found["word"] or found["letter"] or "", 1)
        values.append(float(f"{value:.10g}"))
    return values


def _month_number(found: re.Match[str]) -> str:
    month = found["month"] or found["after"]
    return f" {MONTHS.index(month) + 1} "
