"""The timetable of two days: its minutes are those of the screens, and every card has its place."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from kamlib import units, workbook
from kamlib.guide import timetable
from kamlib.guide.timetable import DAYS, Slot
from kamlib.text import LANGUAGES
from kamlib.views import screens

SESSIONS = [session for day in DAYS for session in day.sessions]
SLOTS = [slot for session in SESSIONS for slot in session.slots]
BREAK = 15
CARD = re.compile(r'desk\.card\("([\w.]+)"')


def minutes_of(unit: str, lang: str) -> Counter[str]:
    """Return the minutes of a unit's lesson and of each of its cards: what leads to the card, and its solution."""
    notebook = screens.read_notebook(workbook.folder() / screens.path_of(unit, lang))
    found: Counter[str] = Counter()
    before, card = 0.0, ""
    for screen in screens.read_screens(notebook):
        shown = CARD.search("\n".join(screens.source_of(cell) for cell in screen.cells))
        if screen.part == "lesson":
            found["lesson"] += screen.minutes
        elif screen.part == "solution":
            found[card] += screen.minutes
        else:
            before += screen.minutes
            if shown:
                card = shown[1]
                found[card], before = before, 0.0
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("slot", [slot for slot in SLOTS if "KP.W" not in slot.cards], ids=lambda slot: f"{slot.unit}-{slot.lesson}")
def test_a_slot_is_as_long_as_its_screens(slot: Slot, lang: str) -> None:
    screens_take = minutes_of(slot.unit, lang)
    assert slot.minutes == pytest.approx(sum(screens_take[part] for part in (*(["lesson"] if slot.lesson else []), *slot.cards)), abs=1.5)


def test_the_account_plan_is_finished_in_class() -> None:
    last = SLOTS[-1]
    written = units.exercise("KP.W").minutes  # for the page itself the screens plan an introduction only
    assert last.cards == ("KP.X8", "KP.W")
    assert last.minutes == pytest.approx(sum(minutes_of("KP", "en")[card] for card in last.cards) + written, abs=1.5)


@pytest.mark.parametrize("session", SESSIONS, ids=lambda session: session.slots[0].unit)
def test_half_a_day_leaves_time_for_a_break(session: timetable.Session) -> None:
    left = timetable.length(session) - sum(slot.minutes for slot in session.slots)
    assert BREAK < left <= 60


def test_every_practice_card_is_worked_once() -> None:
    cards = [card for slot in SLOTS for card in slot.cards] + [card for day in DAYS for card in day.after]
    practice = {id for id, one in units.all_exercises().items() if one.mode == "practice"}
    assert sorted(cards) == sorted(practice | {"KP.W"})


def test_units_come_in_course_order_and_each_step_of_the_plan_follows_its_unit() -> None:
    assert [slot.unit for slot in SLOTS if slot.lesson] == ["KP", "T0", "U1", "U2", "U3", "U4", "U5", "U6", "U7"]
    for slot, step in zip(SLOTS[1::2], SLOTS[2::2], strict=True):
        assert slot.lesson and units.exercise(step.cards[0]).after == slot.unit


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_timetable_names_every_half_day_and_card(lang: str) -> None:
    said = timetable.as_markdown(lang)
    for session in SESSIONS:
        assert f"| {session.begin}–{session.end} |" in said
    for id in units.all_exercises():
        assert (id in said) == (not id.endswith(".W") or id == "KP.W")
