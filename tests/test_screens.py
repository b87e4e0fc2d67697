"""The screens of a unit, as the trainer's screen, the deck and the hand-out find them."""

from __future__ import annotations

import json

import pytest

from kamlib import units
from kamlib.refusal import Refusal
from kamlib.text import LANGUAGES
from kamlib.views.screens import (
    PRESENT,
    presentation,
    read_notebook,
    read_screens,
    source_of,
    units_to_present,
)
from kamlib.workbook import folder


def screens(unit: str, lang: str):
    return read_screens(read_notebook(folder() / presentation(unit, lang, folder())))


def test_every_unit_can_be_presented_in_both_languages():
    for lang in LANGUAGES:
        assert set(units_to_present(lang)) == set(units.MODULES)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("unit", list(units.MODULES))
def test_a_unit_is_cut_into_screens_with_a_name_minutes_and_a_note(unit, lang):
    cut = screens(unit, lang)
    assert [screen.number for screen in cut] == list(range(1, len(cut) + 1))
    assert all(screen.minutes > 0 and screen.notes.strip() for screen in cut)
    assert all(screen.name.strip("–") for screen in cut)
    assert {screen.part for screen in cut} == {"lesson", "exercise", "solution"}
    assert 60 <= sum(screen.minutes for screen in cut) <= 240  # a unit is a part of a day


@pytest.mark.parametrize("unit", list(units.MODULES))
def test_both_languages_are_cut_alike(unit):
    english, chinese = (screens(unit, lang) for lang in LANGUAGES)
    assert [(screen.minutes, screen.part, len(screen.cells)) for screen in english] == [
        (screen.minutes, screen.part, len(screen.cells)) for screen in chinese
    ]


@pytest.mark.parametrize("unit", list(units.MODULES))
def test_the_solution_follows_its_exercise(unit):
    """The trainer shows the card, lets the room work, then opens the solution."""
    seen = []
    for screen in screens(unit, "en"):
        code = "\n".join(source_of(cell) for cell in screen.cells if cell["cell_type"] == "code")
        for exercise in units.exercises(unit):
            if f'card("{exercise.id}")' in code:
                seen.append(("card", exercise.id))
            if f'prove("{exercise.id}"' in code:
                seen.append(("solution", exercise.id))
    wanted = [(kind, each.id) for each in units.exercises(unit) for kind in ("card", "solution")]
    assert seen == wanted


def test_words_about_the_start_button_stay_in_the_notebook():
    for unit in units.MODULES:
        text = json.dumps([screen.cells for screen in screens(unit, "en")])
        assert "▶▶" not in text


def test_an_unknown_unit_is_misuse_and_names_the_units():
    with pytest.raises(Refusal, match="U2") as refusal:
        presentation("U99", "en")
    assert refusal.value.misuse and "U99" in refusal.value.sentence("zh")


def test_a_workbook_without_presentations_says_so(tmp_path):
    with pytest.raises(Refusal, match="Trainers' copies") as refusal:
        presentation("u2", "en", tmp_path)
    assert not refusal.value.misuse
    assert PRESENT.as_posix() in refusal.value.sentence("zh")


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"cells": 1}', '{"cells": [], "metadata": {}}'])
def test_a_damaged_presentation_is_refused(tmp_path, content):
    path = tmp_path / "u2.ipynb"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(Refusal, match=r"u2\.ipynb"):
        read_notebook(path)
