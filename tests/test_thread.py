"""Exercises that build on each other: whose figure is carried, and that nobody loses by it."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kamlib import units, workbook
from kamlib.classroom.exercise import Carry, Exercise, NumberField, Tolerance
from kamlib.classroom.gradebook import Received, mark_handin
from kamlib.classroom.handin import check_handin, make_handin, receipt_of, variant_of
from kamlib.classroom.journal import Journal
from kamlib.classroom.keys import load_keys
from kamlib.classroom.marking import mark
from kamlib.classroom.messages import WHOSE, State
from kamlib.classroom.progress import progress
from kamlib.classroom.session import Session
from kamlib.classroom.simulate import simulate
from kamlib.classroom.thread import Thread
from kamlib.classroom.view import exercise_view
from kamlib.text import Text

WORD = Text(en="Word", zh="字")
HINTS = (WORD, WORD, WORD)


def _number(id: str, expected: Any, *uses: str) -> NumberField:
    return NumberField(
        id=id, label=Text(en=f"Figure {id}", zh=f"数字{id}"), tolerance=Tolerance(relative=0.01), expected=expected, uses=uses
    )


def _exercise(id: str, fields: Any, variants: list[dict[str, Any]], **more: Any) -> Exercise:
    return Exercise(
        id=id, unit="X", title=Text(en=f"Step {id}", zh=f"步骤{id}"), case=WORD, fields=lambda data: fields, hints=HINTS,
        solution=WORD, variants=lambda: variants, **more,
    )  # fmt: skip


FIRST = _exercise(
    "X.1",
    (
        _number("net", lambda data, answers: data["gross"] - data["cost"]),
        _number("worth", lambda data, answers: answers["net"] * 4, "net"),
    ),
    [{"gross": 100 + 10 * i, "cost": 20} for i in range(3)],
    deal="thread",
)
SECOND = _exercise(
    "X.2",
    (_number("half", lambda data, answers: data["worth"] / 2),),
    [{"worth": 4 * (80 + 10 * i)} for i in range(3)],
    deal="thread",
    carries=(Carry("worth", FIRST, "worth"),),
)
THIRD = _exercise(
    "X.3",
    (_number("tenth", lambda data, answers: data["half"] / 10),),
    [{"half": 2 * (80 + 10 * i)} for i in range(3)],
    deal="thread",
    carries=(Carry("half", SECOND, "half"),),
)
KP = units.exercises("KP")
KEYS = load_keys(workbook.keys())


def thread(variant: int = 1, **raw: dict[str, str]) -> Thread:
    """A trainee with variant 1: gross 110, cost 20, so net 90, worth 360, half 180, tenth 18."""
    return Thread(lambda _: 1, {f"X.{id[1:]}": (variant, answers) for id, answers in raw.items()})


def test_an_own_sound_answer_takes_the_models_place():
    """The slip in `net` is carried to `worth`: 110 × 4 = 440 is sound, and half of it is 220."""
    trainee = thread(x1={"net": "110", "worth": "440"}, x2={"half": "220"}, x3={"tenth": "22"})
    (carried,) = trainee.carried(SECOND)
    assert (carried.whose, carried.value) == ("own", 440)
    assert trainee.result(SECOND).right and trainee.result(THIRD).right
    assert trainee.sheet(SECOND).truth == {"half": 220}


@pytest.mark.parametrize(
    ("first", "whose"),
    [
        ({}, "missing"),
        ({"net": "90"}, "missing"),
        ({"net": "90", "worth": "about ten"}, "missing"),
        ({"net": "90", "worth": "400"}, "wrong"),
        ({"net": "110", "worth": "400"}, "wrong"),
        ({"net": "90", "worth": "361"}, "own"),
    ],
)
def test_an_unsound_answer_gives_way_to_the_models(first, whose):
    trainee = thread(x1=first, x2={"half": "180"})
    (carried,) = trainee.carried(SECOND)
    assert carried.whose == whose
    assert carried.value == (361 if whose == "own" else 360)
    assert trainee.result(SECOND).right


def test_the_model_goes_on_from_the_trainees_own_figures():
    """Step 2 is wrong, but its own figures stand: the model's half of 440 is what step 3 shows."""
    trainee = thread(x1={"net": "110", "worth": "440"}, x2={"half": "7"}, x3={"tenth": "22"})
    (carried,) = trainee.carried(THIRD)
    assert (carried.whose, carried.value) == ("wrong", 220)
    assert trainee.result(THIRD).right


def test_nobody_loses_by_doing_an_earlier_step_again():
    """Answered on the model's figure first; then the earlier step changed. Both figures earn the points."""
    for typed in ("180", "220"):
        assert thread(x1={"net": "110", "worth": "440"}, x2={"half": typed}).result(SECOND).right
    assert not thread(x1={"net": "110", "worth": "440"}, x2={"half": "300"}).result(SECOND).right


def test_answers_to_other_figures_bring_nothing():
    trainee = thread(variant=2, x1={"net": "100", "worth": "400"})
    assert [each.whose for each in trainee.carried(SECOND)] == ["missing"]


def test_only_exercises_that_are_dealt_together_can_carry():
    with pytest.raises(ValueError, match=r"X\.4 carries from X\.1"):
        _exercise("X.4", (), [{}], carries=(Carry("worth", FIRST, "worth"),))
    assert {variant_of(each, "li") for each in (FIRST, SECOND, THIRD)} == {variant_of(FIRST, "li")}
    assert len({tuple(variant_of(each, f"demo-{n}") for each in KP) for n in range(400)}) == 16


@given(st.lists(st.floats(min_value=1, max_value=1e6), min_size=2, max_size=2), st.floats(1, 1e6))
@settings(deadline=None, max_examples=200)
def test_the_better_result_counts(first, second):
    raw = {"net": repr(first[0]), "worth": repr(first[1])}, {"half": repr(second)}
    trainee = thread(x1=raw[0], x2=raw[1])
    alone = mark(SECOND, 1, raw[1])
    assert trainee.result(SECOND).points >= alone.points
    if trainee.brought(SECOND):
        own = trainee.brought(SECOND)["worth"] / 2
        assert mark(SECOND, 1, {"half": repr(own)}, brought=trainee.brought(SECOND)).right


# -- the account plan ------------------------------------------------------------------------------


def test_the_pool_holds_what_the_earlier_steps_lead_to():
    for exercise in KP:
        for variant, data in enumerate(exercise.variants()):
            assert data["account"] == KP[0].variants()[variant]["account"]
            for carry in exercise.carries:
                assert data[carry.name] == carry.exercise.sheet(variant).truth[carry.field], carry


@pytest.fixture(scope="module")
def made_up():
    return [check_handin(content) for content in simulate(60, {each.id: each for each in KP}, seed=4, keys=KEYS)]


def test_grader_and_screen_agree(made_up, tmp_path):
    """The marks of a hand-in are those the trainee saw, card by card, and so is whose figures were carried."""
    own = 0
    for handin in made_up[:25]:
        journal = Journal(tmp_path, "kam", handin.trainee)
        for id, answers in handin.exercises.items():
            journal.append(id, "answer", rev=answers.rev, variant=answers.variant, raw=answers.raw)
            journal.append(id, "check", rev=answers.rev, variant=answers.variant)
        again = check_handin(make_handin(journal))
        marked = mark_handin(Received("x.json", again), {each.id: each for each in KP}, KEYS)
        seen = progress(KP, journal)
        for done, standing in zip(marked.exercises, seen, strict=True):
            session = Session(done.exercise, done.result.variant, "en", journal=journal, keys=KEYS)
            screen = mark(
                done.exercise, done.result.variant, session.seen.raw, KEYS, brought=session.sheet.brought
            )
            assert screen == done.result
            own += any(each.whose == "own" for each in session.carried)
            if standing.points is not None:
                assert standing.points == pytest.approx(done.result.points, abs=0.051)
    assert own > 20


def test_made_up_trainees_who_answer_right_stay_right_on_their_own_figures(made_up):
    for handin in made_up:
        marked = mark_handin(Received("x.json", handin), {each.id: each for each in KP}, KEYS)
        for done in marked.exercises:
            alone = mark(done.exercise, done.result.variant, done.answers.raw if done.answers else {}, KEYS)
            assert done.result.points >= alone.points - 1e-9


@given(st.integers(0, 10_000))
@settings(deadline=None, max_examples=60)
def test_no_answer_to_an_earlier_step_breaks_a_later_one(seed):
    """Whatever is typed, every step can be marked and shown."""
    chance = random.Random(seed)
    variant = chance.randint(1, 16)
    answers: dict[str, tuple[int, dict[str, Any]]] = {}
    for exercise in KP:
        raw: dict[str, Any] = {}
        for field in exercise.sheet(variant).fields:
            truth = exercise.sheet(variant).truth.get(field.id)
            if isinstance(truth, float):
                raw[field.id] = repr(truth * chance.choice([0, -1, 0.21, 0.5, 0.9, 1, 1.1, 2, 4.9]))
            elif getattr(field, "options", ()):
                raw[field.id] = chance.choice(field.options).id
        answers[exercise.id] = (variant, raw)
    trainee = Thread(lambda _: variant, answers, KEYS)
    for exercise in KP:
        trainee.result(exercise)
        for lang in ("en", "zh"):
            exercise_view(trainee.sheet(exercise), lang, trainee.carried(exercise))


def test_a_card_says_whose_figure_it_is(tmp_path):
    journal = Journal(tmp_path, "kam", "li")
    first, second = KP[1], KP[2]
    variant = variant_of(second, "li")
    truth = first.sheet(variant).truth

    def shown(lang: str) -> str:
        session = Session(second, variant, lang, journal=journal)
        return exercise_view(session.sheet, lang, session.carried)["case_html"]

    def enter(**raw: str) -> None:
        journal.append("KP.X2", "answer", rev=1, variant=variant, raw=raw)

    for lang in ("en", "zh"):
        assert WHOSE["missing"].pick(lang) in shown(lang)
        assert WHOSE["model"].pick(lang) in exercise_view(second.sheet(0), lang)["case_html"]
    enter(profit_per_year=str(truth["profit_per_year"]), clp=str(truth["clp"] * 3))
    assert WHOSE["wrong"].en in shown("en") and WHOSE["wrong"].zh in shown("zh")
    enter(clp=str(truth["clp"] + 1_000))
    assert WHOSE["own"].en in shown("en") and f"{truth['clp'] + 1_000:,.0f}" in shown("en")


def test_a_session_takes_over_what_changed_meanwhile(tmp_path):
    journal = Journal(tmp_path, "kam", "li")
    variant = variant_of(KP[2], "li")
    session = Session(KP[2], variant, "en", journal=journal)
    assert not session.renew()
    truth = KP[1].sheet(variant).truth
    raw = {"profit_per_year": str(truth["profit_per_year"]), "clp": str(truth["clp"] + 1_000)}
    journal.append("KP.X2", "answer", rev=1, variant=variant, raw=raw)
    assert session.renew() and not session.renew()
    assert session.sheet.data["clp"] == truth["clp"] + 1_000


def test_a_foreign_hand_in_brings_nothing():
    made = simulate(20, {each.id: each for each in KP}, seed=4, keys=KEYS)
    content = next(each for each in made if {"KP.X2", "KP.X3"} <= set(each["exercises"]))
    step = content["exercises"]["KP.X2"]
    step["variant"] = step["variant"] % 16 + 1
    content["receipt"] = receipt_of({name: value for name, value in content.items() if name != "receipt"})
    marked = mark_handin(Received("x", check_handin(content)), {each.id: each for each in KP}, KEYS)
    done = {each.exercise.id: each for each in marked.exercises}
    assert done["KP.X2"].foreign and done["KP.X2"].result.points == 0
    assert "clp" not in done["KP.X3"].result.brought
    assert {each.state for each in done["KP.X2"].result.fields} == {State.BLANK}
