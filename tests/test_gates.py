"""The gates every exercise passes, over every exercise × variant × language.

The truth is right however it is written, every named mistake gets its own message, blank and nonsense cost
nothing, carried-forward credit is given, and no text is left unfilled.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from typing import Any

import pytest
from model_answers import KEYS, STYLES, answer_of, model_answers, written

from kamlib import units
from kamlib.classroom import messages
from kamlib.classroom.exercise import (
    ChoiceField,
    ChoicesField,
    Exercise,
    MatchField,
    NumberField,
    RankField,
    Sheet,
    TextField,
)
from kamlib.classroom.marking import mark
from kamlib.classroom.messages import State
from kamlib.classroom.view import exercise_view, marks_view, solution_html
from kamlib.text import LANGUAGES, html

EXERCISES = [pytest.param(exercise, id=exercise.id) for exercise in units.all_exercises().values()]


def sheets(exercise: Exercise) -> Iterator[Sheet]:
    """Yield every variant of an exercise.

    A test is an exercise, not a variant: to count and report 850 of them for each gate cost more than to run them.
    """
    for variant in range(len(exercise.variants())):
        yield exercise.sheet(variant)


# -- the gates -------------------------------------------------------------------------------------


@pytest.mark.parametrize("exercise", EXERCISES)
def test_the_model_answer_is_right_in_eight_number_styles(exercise: Exercise) -> None:
    for sheet in sheets(exercise):
        for style in range(8):
            result = mark(sheet.exercise, sheet.variant, model_answers(sheet, style), KEYS)
            wrong = [
                (each.field, each.state, each.parts)
                for each in result.fields
                if each.credit < 1 and not each.by_hand
            ]
            assert not wrong, f"variant {sheet.variant}, style {list(STYLES)[style]}: {wrong}"
            assert result.points == pytest.approx(result.maximum)


@pytest.mark.parametrize("exercise", EXERCISES)
def test_every_named_mistake_gets_its_own_message(exercise: Exercise) -> None:
    for sheet in sheets(exercise):
        for field in sheet.fields:
            for mistake, answer in sheet.wrong[field.id]:
                truth = sheet.truth[field.id]
                if isinstance(answer, dict):  # only the parts where the mistake shows
                    answer = {**truth, **answer}
                raw = model_answers(sheet) | {field.id: answer_of(field, answer, 1)}
                result = next(
                    each
                    for each in mark(sheet.exercise, sheet.variant, raw, KEYS).fields
                    if each.field == field.id
                )
                assert result.credit < 1, f"variant {sheet.variant}, {field.id}: {mistake.id} counts as right"
                assert mistake.id in result.mistakes, (
                    f"variant {sheet.variant}, {field.id}: {mistake.id} was named {result.mistakes}"
                )


@pytest.mark.parametrize("exercise", EXERCISES)
def test_nothing_and_nonsense_earn_nothing_and_break_nothing(exercise: Exercise) -> None:
    for sheet in sheets(exercise):
        empty = mark(sheet.exercise, sheet.variant, {}, KEYS)
        assert {each.state for each in empty.fields} == {State.BLANK}, sheet.variant
        assert empty.points == 0
        chance = random.Random(sheet.variant)
        nonsense: list[Any] = [
            "about ten",
            "12..5.",
            [],
            {},
            ["x"],
            {"x": "y"},
            5,
            None,
            True,
            "=1+1",
            "<b>",
            [["x"]],
            {"x": {}},
        ]
        for _ in range(10):
            raw = {field.id: chance.choice(nonsense) for field in sheet.fields}
            result = mark(sheet.exercise, sheet.variant, raw, KEYS)
            assert result.points == 0, (sheet.variant, raw)
            for field, each in zip(sheet.fields, result.fields, strict=True):
                if isinstance(field, NumberField) and isinstance(raw[field.id], str):
                    assert each.state is State.UNREADABLE
                    for lang in LANGUAGES:
                        assert messages.EXAMPLES[field.kind].pick(lang) in each.reason.say(lang)


@pytest.mark.parametrize("exercise", EXERCISES)
def test_an_earlier_slip_is_carried_forward(exercise: Exercise) -> None:
    """A number 10 % off costs its own points, not those of the numbers that build on it."""
    for sheet in sheets(exercise):
        for field in sheet.fields:
            if not isinstance(field, NumberField) or field.expected is None:
                continue
            slipped = sheet.truth[field.id] * 1.1
            if field.tolerance.covers(slipped, sheet.truth[field.id]):
                continue
            own = {**sheet.truth, field.id: slipped}
            raw = model_answers(sheet) | {field.id: written(slipped, field, 0)}
            following = [later for later in sheet.fields if field.id in later.uses]
            for later in following:
                own[later.id] = later.expected(sheet.data, own)
                raw[later.id] = answer_of(later, own[later.id], 0)
            result = {each.field: each for each in mark(sheet.exercise, sheet.variant, raw, KEYS).fields}
            assert result[field.id].credit < 1
            for later in following:
                assert result[later.id].credit == 1, (
                    f"variant {sheet.variant}: {later.id} does not forgive a slip in {field.id}: {result[later.id]}"
                )


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("exercise", EXERCISES)
def test_every_text_is_filled(exercise: Exercise, lang: str) -> None:
    for sheet in sheets(exercise):
        shown = [str(exercise_view(sheet, lang)["case_html"]), solution_html(sheet, lang)]
        shown += [sheet.html(hint, lang) for hint in sheet.exercise.hints]
        assert not any("**" in text for text in shown), "markdown that is none: bold ends behind a full-width sign"
        for field in sheet.fields:
            shown += [sheet.say(mistake.message, lang) for mistake in field.mistakes]
            shown += [sheet.say(reason, lang) for reason in field.reasons.values()]
        for text in shown:
            assert "{" not in text, (sheet.variant, text)
            assert "nan" not in re.findall(r"[a-z]+", text.lower()), (sheet.variant, text)
            if lang == "zh":
                assert re.search("[一-鿿]", text), (sheet.variant, text)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("exercise", EXERCISES)
def test_a_text_that_is_parsed_once_reads_as_if_it_were_filled_first(exercise: Exercise, lang: str) -> None:
    for variant in (1, len(exercise.variants()) - 1):
        sheet = exercise.sheet(variant)
        for text in (exercise.case, exercise.solution, *exercise.hints):
            assert sheet.html(text, lang) == html(sheet.say(text, lang))


@pytest.mark.parametrize("exercise", EXERCISES)
def test_an_exercise_is_whole(exercise: Exercise) -> None:
    assert len(exercise.variants()) >= 13  # the demo and a pool of at least twelve
    assert len({str(variant) for variant in exercise.variants()}) == len(exercise.variants())
    asked = {tuple((field.id, field.kind, field.points) for field in sheet.fields) for sheet in sheets(exercise)}
    assert len(asked) == 1, "the tables of a report have a column a question, the same for all variants"
    assert len(exercise.hints) == 3
    sheet = exercise.sheet(1)
    assert any(field.mistakes or field.reasons or field.expected is None for field in sheet.fields)
    if exercise.mode == "assessed":
        by_hand = [field for field in sheet.fields if isinstance(field, TextField)]
        assert all(f"{exercise.id}/{field.id}" in KEYS.rubrics for field in by_hand)
        for field in by_hand:
            assert sum(line.points for line in KEYS.rubrics[f"{exercise.id}/{field.id}"]) == field.points


@pytest.mark.parametrize("exercise", EXERCISES)
def test_a_wrong_choice_is_told_why(exercise: Exercise) -> None:
    """Every wrong option of a judgement question has a reason, in practice and in the keys."""
    for variant in range(len(exercise.variants())):
        sheet = exercise.sheet(variant)
        for field in sheet.fields:
            if isinstance(field, ChoiceField):
                wrong = {option.id: option.id for option in field.options}
            elif isinstance(field, ChoicesField):
                wrong = {option.id: [option.id] for option in field.options}
            elif isinstance(field, MatchField):
                wrong = {
                    f"{item.id}/{option.id}": {item.id: option.id}
                    for item in field.items
                    for option in field.options
                }
            else:
                continue
            if isinstance(field, MatchField) and field.uses:
                continue  # follows from figures the trainee worked out; the figures are what is explained
            for name, raw in wrong.items():
                result = mark(exercise, variant, {field.id: raw}, KEYS)
                marked = next(each for each in result.fields if each.field == field.id)
                verdict = next((part for part in marked.parts if part.part == name.partition("/")[0]), marked)
                if verdict.credit == 0:
                    assert verdict.reason.text not in (messages.NOT_YET, messages.TICKED_WRONG), (
                        f"{field.id}: {name} has no reason"
                    )


def test_states_are_told_by_word_and_icon_not_by_colour_alone() -> None:
    for lang in LANGUAGES:
        words = [messages.STATE_WORDS[state].pick(lang) for state in State]
        assert len(set(words)) == len(State)
    assert len(set(messages.STATE_ICONS.values())) == len(State)


@pytest.mark.parametrize("exercise", EXERCISES)
def test_marks_are_shown_in_words(exercise: Exercise) -> None:
    sheet = exercise.sheet(1)
    for lang in LANGUAGES:
        for shown in marks_view(mark(exercise, 1, model_answers(sheet), KEYS), lang).values():
            assert shown["word"] and shown["icon"]


def test_an_assessed_exercise_keeps_its_verdict_to_itself() -> None:
    for exercise in units.all_exercises().values():
        if exercise.mode == "assessed":
            right = mark(exercise, 1, model_answers(exercise.sheet(1)), KEYS).recorded()
            blank = {field.id: "12" for field in exercise.sheet(1).fields if isinstance(field, NumberField)}
            wrong = mark(exercise, 1, blank, KEYS).recorded()
            assert {each.state for each in right.fields} == {State.RECORDED}
            assert {each.state for each in wrong.fields} <= {State.RECORDED, State.BLANK}
            assert right.points == wrong.points == 0


def test_ranks_reward_what_stands_right() -> None:
    ranks = [
        field
        for exercise in units.all_exercises().values()
        for field in exercise.sheet(1).fields
        if isinstance(field, RankField)
    ]
    for field in ranks:
        assert len(field.items) >= 3
