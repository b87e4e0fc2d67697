"""An action of the plan, as it is written in one line: what; who; by when; what it brings."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from kamlib.classroom.reading import read_number

_BETWEEN = re.compile("[;；]")
_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_A_YEAR = ("a year", "per year", "yearly", "/年")


class Action(NamedTuple):
    """What is done, by whom, by when, and the sales a year that it brings, CNY; None where nothing was said."""

    what: str
    who: str | None = None
    by_when: date | None = None
    brings: float | None = None


def read_action(line: str) -> Action:
    """Return the parts of an action that is written as "what; who; by when; what it brings".

    A line of another form is all `what`. A day or an amount that cannot be read stays with the words of `what`,
    so that nothing is lost: "after the trial", "the step to trust".

    Examples
    --------
    >>> read_action("Test the drives on line 2; S. G.; 2026-12-15; CNY 300,000 a year")
    Action(what='Test the drives on line 2', who='S. G.', by_when=datetime.date(2026, 12, 15), brings=300000.0)
    >>> read_action("拜访总经理；S. G.；2026年9月30日；建立好感")
    Action(what='拜访总经理；建立好感', who='S. G.', by_when=datetime.date(2026, 9, 30), brings=None)
    >>> read_action("Improve the relationship")
    Action(what='Improve the relationship', who=None, by_when=None, brings=None)
    """
    parts = [part.strip() for part in _BETWEEN.split(line.strip().rstrip("。"))]
    if len(parts) != 4 or not all(parts[:2]):
        return Action(line.strip())
    what, who, by_when, brings = parts
    day, amount = _day(by_when), read_number(brings.removeprefix("每年"), "money", units=_A_YEAR).value
    left = [said for said, read in ((by_when, day), (brings, amount)) if said and read is None]
    return Action(("；" if "；" in line else "; ").join((what, *left)), who, day, amount)


def _day(said: str) -> date | None:
    found = _DATE.search(said)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:  # such as the 31st of June
        return None
