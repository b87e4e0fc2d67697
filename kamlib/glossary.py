"""The course's terms, once: their names in both languages, a short definition, and words not to use.

Lessons, cards, figures and reports take their words from here, so that a term is called the same
everywhere. The terms stand in ``kamlib/data/glossary.csv``; in a cell that holds several forms, a
semicolon parts them.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from kamlib.text import LANGUAGES, Text, check_language

TABLE = Path(__file__).parent / "data" / "glossary.csv"
COLUMNS = (
    "id", "en", "zh", "short_en", "short_zh", "also_en", "also_zh", "avoid_en", "avoid_zh",
    "definition_en", "definition_zh", "source",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Term:
    """One term of the course.

    `also` holds other names that may be used, `avoid` names that may not, both by language.
    `source` names the publication behind a model and is empty for ordinary words.
    """

    id: str
    name: Text
    short: Text
    definition: Text
    also: Mapping[str, tuple[str, ...]]
    avoid: Mapping[str, tuple[str, ...]]
    source: str = ""

    def forms(self, lang: str) -> tuple[str, ...]:
        """Return every name of the term that may be used in `lang`, the full name first."""
        return tuple(dict.fromkeys((self.name.pick(lang), self.short.pick(lang), *self.also[lang])))


@dataclass(frozen=True, slots=True)
class ForbiddenForm:
    """A word found in a text that the glossary replaces by another; `start` counts characters from 0."""

    found: str
    use: str
    term: str
    start: int


def _several(cell: str) -> tuple[str, ...]:
    return tuple(form.strip() for form in cell.split(";") if form.strip())


def _read(row: dict[str, str]) -> Term:
    name = Text(en=row["en"], zh=row["zh"])
    return Term(
        id=row["id"],
        name=name,
        short=Text(en=row["short_en"] or name.en, zh=row["short_zh"] or name.zh),
        definition=Text(en=row["definition_en"], zh=row["definition_zh"]),
        also=MappingProxyType({lang: _several(row[f"also_{lang}"]) for lang in LANGUAGES}),
        avoid=MappingProxyType({lang: _several(row[f"avoid_{lang}"]) for lang in LANGUAGES}),
        source=row["source"],
    )


def read_terms(table: Path = TABLE) -> Mapping[str, Term]:
    """Return the terms of a glossary table by id, in the order of the table.

    Raises
    ------
    ValueError
        When the columns are not those of a glossary, or an id stands twice.
    """
    terms: dict[str, Term] = {}
    with table.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        if tuple(reader.fieldnames or ()) != COLUMNS:
            raise ValueError(f"{table.name} must have the columns {', '.join(COLUMNS)}")
        for row in reader:
            if row["id"] in terms:
                raise ValueError(f"{table.name} has the term {row['id']!r} twice")
            terms[row["id"]] = _read(row)
    return MappingProxyType(terms)


TERMS = read_terms()


def _known(term_id: str) -> Term:
    found = TERMS.get(term_id)
    if found is None:
        raise ValueError(f"term_id {term_id!r} is not in the glossary")
    return found


def term(term_id: str) -> Text:
    """Return the name of a term in both languages.

    Raises
    ------
    ValueError
        When the glossary has no such term.

    Examples
    --------
    >>> term("clp").zh
    '客户全生命周期利润 (CLP)'
    """
    return _known(term_id).name


def short(term_id: str) -> Text:
    """Return the short form of a term for labels, or its name when it has no shorter one.

    Raises
    ------
    ValueError
        When the glossary has no such term.

    Examples
    --------
    >>> short("strategic").zh, short("evc").en, short("margin").en
    ('战略型', 'EVC', 'margin')
    """
    return _known(term_id).short


def define(term_id: str) -> Text:
    """Return the definition of a term in both languages.

    Raises
    ------
    ValueError
        When the glossary has no such term.

    Examples
    --------
    >>> define("margin").en
    'Price less unit cost, divided by the price.'
    """
    return _known(term_id).definition


def folded(text: str) -> str:
    """Return a text as it is compared in a search: no capitals, accents, hyphens or full-width signs, single spaces,
    and none between Chinese and other letters.

    Examples
    --------
    >>> folded("Break–Even  Volume"), folded("naïve"), folded("ＣＬＰ（客户）"), folded("S 曲线")
    ('break even volume', 'naive', 'clp(客户)', 's曲线')
    """
    plain = unicodedata.normalize("NFKD", text).casefold()
    bare = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return _BESIDE_CHINESE.sub("", " ".join(_HYPHENS.sub(" ", bare).split()))


_HYPHENS = re.compile("[-\u2010-\u2015\u2212]")
_BESIDE_CHINESE = re.compile("(?<=[\u4e00-\u9fff]) | (?=[\u4e00-\u9fff])")


def search(word: str, lang: str = "en") -> tuple[Term, ...]:
    """Return the terms that fit a word, the best first.

    Everything is searched in both languages, since people mix them. Equal names come first, then names that
    start with the word, names that hold it, words to avoid, definitions in `lang`, definitions in the other one.
    Capitals, accents, hyphens and full-width signs make no difference.

    Raises
    ------
    UnknownLanguage
        When `lang` is neither ``"en"`` nor ``"zh"``.

    Examples
    --------
    >>> search("CLP")[0].name.en
    'customer lifetime profit (CLP)'
    >>> search("口袋价", "zh")[0].id
    'pocket_price'
    """
    check_language(lang)
    wanted = folded(word)
    if not wanted:
        return ()
    ranked = [(_rank(known, wanted, lang), known) for known in TERMS.values()]
    fitting = [pair for pair in ranked if pair[0] is not None]
    return tuple(known for _, known in sorted(fitting, key=lambda pair: pair[0]))


def _rank(known: Term, wanted: str, lang: str) -> int | None:
    names = [folded(form) for side in LANGUAGES for form in known.forms(side)]
    avoided = [folded(form) for side in LANGUAGES for form in known.avoid[side]]
    if wanted in names:
        return 0
    if any(name.startswith(wanted) for name in names):
        return 1
    if any(wanted in name for name in names):
        return 2
    if any(wanted in form for form in avoided):
        return 3
    if wanted in folded(known.definition.pick(lang)):
        return 4
    return 5 if any(wanted in folded(known.definition.pick(side)) for side in LANGUAGES) else None


def forbidden_forms(text: str, lang: str) -> tuple[ForbiddenForm, ...]:
    """Return the words of a text that the glossary replaces, in the order of the text.

    Inline code, formulas and addresses are left out. A forbidden word inside a longer term that the
    glossary allows does not count.

    Raises
    ------
    UnknownLanguage
        When `lang` is neither ``"en"`` nor ``"zh"``.

    Examples
    --------
    >>> [(form.found, form.use) for form in forbidden_forms("The markup is 25 %.", "en")]
    [('markup', 'mark-up')]
    >>> forbidden_forms("净利润率为8%。", "zh")
    ()
    >>> [form.use for form in forbidden_forms("利润率为8%。", "zh")]
    ['毛利率']
    """
    check_language(lang)
    prose = _NOT_PROSE.sub(lambda code: " " * len(code.group()), text)
    allowed = [match.span() for match in _pattern(lang, "allowed").finditer(prose)]
    found = []
    for match in _pattern(lang, "avoid").finditer(prose):
        if any(start <= match.start() and match.end() <= end for start, end in allowed):
            continue
        owner = _owners(lang)[match.group("form").casefold()]
        found.append(ForbiddenForm(match.group(), owner.name.pick(lang), owner.id, match.start()))
    return tuple(found)


# Fenced and inline code, formulas between dollar signs, addresses: not the words of an author.
_NOT_PROSE = re.compile(r"```.*?```|`[^`\n]*`|\$\$.*?\$\$|\$[^$\n]+\$|https?://\S+", re.DOTALL)


@cache
def _owners(lang: str) -> Mapping[str, Term]:
    return {form.casefold(): known for known in TERMS.values() for form in known.avoid[lang]}


@cache
def _pattern(lang: str, which: str) -> re.Pattern[str]:
    avoided = _owners(lang)
    if which == "avoid":
        forms = set(avoided)
    else:  # only allowed names that hold a forbidden one can excuse it
        names = {form.casefold() for known in TERMS.values() for form in known.forms(lang)}
        forms = {name for name in names if any(form in name for form in avoided)}
    if not forms:
        return re.compile(r"(?!)")
    # Longest first, so that a long form is not cut short by one that it starts with.
    either = "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))
    if lang == "zh":
        return re.compile(f"(?P<form>{either})", re.IGNORECASE)
    return re.compile(rf"(?<![\w-])(?P<form>{either})s?(?![\w-])", re.IGNORECASE)
