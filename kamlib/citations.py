"""Facts about real companies and laws that a lesson may state, each with its source.

A lesson mentions a real company only where a source document names it, and only with a statement from
``kamlib/data/cases_cited.csv``. Every statement says how well it stands:

===============  ===================================================================================
``document``     it is what the course's own source document says, or leaves out
``verified``     the source was read and says so
``summary``      our conclusion from verified statements
``second-hand``  reported by others without proof; may be shown only together with that warning
``unverified``   from general knowledge, source not read; not for lessons until somebody has read it
===============  ===================================================================================
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kamlib.text import Text

TABLE = Path(__file__).parent / "data" / "cases_cited.csv"
STANDINGS = {
    "document": Text(en="source document", zh="源文件"),
    "verified": Text(en="checked against the source", zh="已核对来源"),
    "summary": Text(en="our conclusion", zh="本课程的归纳"),
    "second-hand": Text(en="reported by others, not confirmed", zh="他人转述，未经证实"),
    "unverified": Text(en="not checked", zh="未核对"),
}


@dataclass(frozen=True, slots=True)
class CitedFact:
    """One statement with its source; `value` and `unit` are there when the statement is a figure."""

    id: str
    case: str
    statement: Text
    value: float | None
    unit: str
    date: str
    source_title: str
    source_publisher: str
    source_date: str
    source_address: str
    source: Text  # in one line: publisher, title, date; in Chinese the titles of English publications as published
    standing: str


@cache
def cited_facts(case: str | None = None) -> tuple[CitedFact, ...]:
    """Return the facts of one case, or of all cases, in the order of the table.

    Raises
    ------
    ValueError
        When `case` names no case of the table.

    Examples
    --------
    >>> [fact.standing for fact in cited_facts("huawei")][0]
    'document'
    """
    facts = _facts()
    if case is None:
        return facts
    chosen = tuple(fact for fact in facts if fact.case == case)
    if not chosen:
        known = ", ".join(dict.fromkeys(fact.case for fact in facts))
        raise ValueError(f"case {case!r} is not one of {known}")
    return chosen


def cited_fact(fact_id: str) -> CitedFact:
    """Return the fact with this id.

    Raises
    ------
    ValueError
        When the table has no such fact.

    Examples
    --------
    >>> cited_fact("qualcomm.fine").value
    6088000000.0
    """
    for fact in _facts():
        if fact.id == fact_id:
            return fact
    raise ValueError(f"fact_id {fact_id!r} is not in {TABLE.name}")


@cache
def _facts() -> tuple[CitedFact, ...]:
    with TABLE.open(encoding="utf-8", newline="") as table:
        return tuple(_read(row) for row in csv.DictReader(table))


def _read(row: dict[str, str]) -> CitedFact:
    return CitedFact(
        id=row["id"],
        case=row["case"],
        statement=Text(en=row["statement_en"], zh=row["statement_zh"]),
        value=float(row["value"]) if row["value"] else None,
        unit=row["unit"],
        date=row["date"],
        source_title=row["source_title"],
        source_publisher=row["source_publisher"],
        source_date=row["source_date"],
        source_address=row["source_address"],
        source=Text(en=", ".join(_source(row)), zh="，".join(_source(row, "_zh"))),
        standing=row["standing"],
    )


def _source(row: dict[str, str], side: str = "") -> list[str]:
    """Return publisher, title and date as far as they are known; what has no Chinese form stands as published."""
    parts = ("source_publisher", "source_title", "source_date")
    return [said for part in parts if (said := row[part + side] or row[part])]
