"""The timetable of a class of two days: what is taught when, which cards are worked in class, what is left for after.

A trainer's screens know how long they take; the minutes below are theirs, and a test compares the two.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from kamlib import syllabus
from kamlib.text import Text


@dataclass(frozen=True, slots=True)
class Slot:
    """A unit in class: how many minutes its lesson takes and its cards with their worked solutions, one or more.

    A slot without `lesson` is cards alone: the step of the account plan after its unit.
    """

    unit: str
    minutes: int
    cards: tuple[str, ...] = ()
    lesson: bool = True


@dataclass(frozen=True, slots=True)
class Session:
    """Half a day, from `begin` to `end`; the breaks and the time that is left to talk lie between its slots."""

    begin: str
    end: str
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """A day, and the cards that are worked in the evening or after the course."""

    sessions: tuple[Session, ...]
    after: tuple[str, ...]


DAYS = (
    Day(
        (
            Session("9:00", "12:30", (
                Slot("KP", 18),
                Slot("T0", 74, ("T0.X1",)),
                Slot("KP", 9, ("KP.X1",), lesson=False),
                Slot("U1", 69, ("U1.X1",)),
                Slot("KP", 10, ("KP.X2",), lesson=False),
            )),
            Session("13:30", "17:30", (
                Slot("U2", 78, ("U2.X1", "U2.X2")),
                Slot("KP", 8, ("KP.X3",), lesson=False),
                Slot("U3", 104, ("U3.X1", "U3.X2", "U3.X3")),
                Slot("KP", 12, ("KP.X4",), lesson=False),
            )),
        ),
        ("T0.X2", "T0.X3", "T0.X4", "U1.X2", "U1.X3", "U2.X3", "U3.X4", "U3.X5"),
    ),
    Day(
        (
            Session("9:00", "12:30", (
                Slot("U4", 74, ("U4.X1",)),
                Slot("KP", 12, ("KP.X5",), lesson=False),
                Slot("U5", 81, ("U5.X1", "U5.X2")),
                Slot("KP", 10, ("KP.X6",), lesson=False),
            )),
            Session("13:30", "17:30", (
                Slot("U6", 68, ("U6.X1",)),
                Slot("KP", 10, ("KP.X7",), lesson=False),
                Slot("U7", 91, ("U7.X2",)),
                Slot("KP", 36, ("KP.X8", "KP.W"), lesson=False),
            )),
        ),
        ("U4.X2", "U4.X3", "U4.X4", "U5.X3", "U5.X4", "U6.X2", "U6.X3", "U6.X4", "U7.X1", "U7.X3", "U7.X4", "U7.X5"),
    ),
)  # fmt: skip

_LESSON = Text(en="lesson", zh="课程")
_UNIT = Text(en="**{unit}** {title}: {parts}", zh="**{unit}** {title}：{parts}")
_STEPS = Text(en="Account plan: {parts}", zh="客户计划：{parts}")
_REST = Text(en="breaks, questions, talk", zh="休息、提问、讨论")
_HEADS = (Text(en="When", zh="时间"), Text(en="What", zh="内容"), Text(en="Minutes", zh="分钟"))
_DAY = Text(en="Day {number}", zh="第 {number} 天")
_AFTER = Text(en="For the evening, or after the course: {cards}.", zh="晚上或课后完成：{cards}。")
_ASSESSED = Text(
    en="The wrap-up case of each unit is assessed and done after the course: give a date for the hand-in. "
    "The minutes are those of class, where a card ends when its time is up; the minutes on a card are for somebody who works alone.",
    zh="各单元的综合案例计入成绩，课后完成，请定好提交日期。"
    "表中分钟数是课堂时间，时间一到就收，没做完的晚上接着做；卡片上的分钟数是独自完成所需的时间。",
)


class Line(NamedTuple):
    """A line of the timetable: the half-day where one begins, what is done, and the minutes."""

    when: str
    what: str
    minutes: int


def lines(session: Session, lang: str) -> Iterator[Line]:
    """Yield the lines of half a day, in markdown; the last one is the time that is left.

    Examples
    --------
    >>> half = Session("9:00", "10:00", (Slot("U2", 45, ("U2.X1",)),))
    >>> [(line.when, line.minutes) for line in lines(half, "en")]
    [('9:00–10:00', 45), ('', 15)]
    """
    when = f"{session.begin}–{session.end}"
    for slot in session.slots:
        parts = (*([_LESSON.pick(lang)] if slot.lesson else []), *slot.cards)
        named = {"unit": slot.unit, "title": syllabus.unit(slot.unit).title.pick(lang), "parts": _list(parts, lang)}
        yield Line(when, (_UNIT if slot.lesson else _STEPS).fill(lang, named), slot.minutes)
        when = ""
    yield Line("", _REST.pick(lang), length(session) - sum(slot.minutes for slot in session.slots))


def length(session: Session) -> int:
    """Return how many minutes half a day has."""
    begin, end = (datetime.strptime(clock, "%H:%M") for clock in (session.begin, session.end))
    return (end - begin) // timedelta(minutes=1)


def as_markdown(lang: str) -> str:
    """Return the timetable: a table a day, what is left for after it, and what the minutes mean."""
    written = []
    for number, day in enumerate(DAYS, start=1):
        written.append(f"**{_DAY.fill(lang, {'number': number})}**")
        rows = [[head.pick(lang) for head in _HEADS], [":--", ":--", "--:"]]
        rows += [[line.when, line.what, str(line.minutes)] for half in day.sessions for line in lines(half, lang)]
        written.append("\n".join(f"| {' | '.join(row)} |" for row in rows))
        written.append(_AFTER.fill(lang, {"cards": _list(day.after, lang)}))
    return "\n\n".join([*written, _ASSESSED.pick(lang)])


def _list(parts: tuple[str, ...], lang: str) -> str:
    return (", " if lang == "en" else "、").join(parts)
