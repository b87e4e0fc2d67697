"""Takes the text behind a calculation apart, so that a page can show it to people who read no code."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

UNDERLINE = re.compile(r"-{3,}")
SOURCES = ("References",)
SOURCE = re.compile(r"(?:^|(?<=\s))Sources?: ")


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph; `layout` says whether its lines are kept as they are, such as a formula's."""

    text: str
    layout: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """A parameter, a result or a refusal: its name and kind, and what is said about it."""

    name: str
    kind: str
    said: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Explained:
    """What a calculation says about itself."""

    name: str
    call: str
    summary: str
    formula: tuple[Part, ...]
    source: tuple[Part, ...]
    example: str
    parameters: tuple[Entry, ...]
    returns: tuple[Entry, ...]
    refuses: tuple[Entry, ...]


def explained(name: str, function: Callable[..., Any]) -> Explained:
    """Return the docstring of a function by its parts.

    Examples
    --------
    >>> from kamlib import pricing
    >>> found = explained("pricing.break_even_volume_change", pricing.break_even_volume_change)
    >>> found.summary
    'Return the change in volume that keeps the total contribution the same after a price change.'
    >>> [entry.name for entry in found.parameters][:2]
    ['price, unit_cost', 'price_change']
    """
    sections = _sections(inspect.getdoc(function) or "")
    opening = _parts(sections.pop("", ""))
    told = [*opening[1:], *_parts(sections.pop("Notes", ""))]
    formula, source = [], []
    for part in told:
        rule, *cited = SOURCE.split(part.text, maxsplit=1)
        formula += [Part(rule.strip(), part.layout)] if rule.strip() else []
        source += [Part(_capital(cited[0]), part.layout)] if cited else []
    source += [part for heading in SOURCES for part in _parts(sections.pop(heading, ""))]
    return Explained(
        name=name,
        call=_call(name, function),
        summary=" ".join(opening[0].text.split()) if opening else "",
        formula=tuple(formula),
        source=tuple(source),
        example=sections.pop("Examples", ""),
        parameters=_entries(sections.pop("Parameters", "")),
        returns=_entries(sections.pop("Returns", "")),
        refuses=_entries(sections.pop("Raises", "")),
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _call(name: str, function: Callable[..., Any]) -> str:
    """Return how the function is called, without the types: they are told with the parameters.

    >>> def f(a: int, *, basis: str = "price") -> float: ...
    >>> _call("m.f", f)
    "m.f(a, *, basis='price')"
    """
    bare = [each.replace(annotation=inspect.Parameter.empty) for each in inspect.signature(function).parameters.values()]
    return f"{name}{inspect.Signature(bare)}"


def _sections(text: str) -> dict[str, str]:
    """Return the text by its headings; what stands before the first one is under an empty name."""
    lines = text.split("\n")
    found: dict[str, list[str]] = {"": []}
    heading = ""
    for place, line in enumerate(lines):
        if UNDERLINE.fullmatch(line):
            continue
        if place + 1 < len(lines) and line and UNDERLINE.fullmatch(lines[place + 1]):
            heading = line
            found[heading] = []
        else:
            found[heading].append(line)
    return {name: "\n".join(each).strip("\n") for name, each in found.items()}


def _parts(text: str) -> list[Part]:
    """Return the paragraphs; indented ones, lists and tables keep their lines."""
    parts = []
    for paragraph in re.split(r"\n\s*\n", text):
        lines = paragraph.strip("\n").split("\n")
        if not any(line.strip() for line in lines):
            continue
        indented = all(line.startswith("  ") for line in lines)
        listed = any(re.match(r"\s*([-*] |\|)", line) for line in lines)
        body = inspect.cleandoc("\n".join(lines))
        parts.append(Part(body if indented or listed else " ".join(body.split()), indented or listed))
    return parts


def _entries(text: str) -> tuple[Entry, ...]:
    found: list[tuple[str, list[str]]] = []
    for line in text.split("\n"):
        if line and not line.startswith(" "):
            found.append((line, []))
        elif found:
            found[-1][1].append(line)
    entries = []
    for head, lines in found:
        name, _, kind = head.partition(" : ")
        entries.append(Entry(name.strip(), kind.strip(), tuple(_parts(inspect.cleandoc("\n".join(["", *lines]))))))
    return tuple(entries)
