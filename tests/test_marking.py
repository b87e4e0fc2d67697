"""The judge: each state, in its order, for every kind of field."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_exercises import EXERCISES, KEYS

from kamlib import units
from kamlib.classroom import messages
from kamlib.classroom.exercise import (
    WHOLE_NUMBER,
    Column,
    Exercise,
    Mistake,
    NumberField,
    Option,
    RankField,
    Rule,
    Sheet,
    TableField,
    Tolerance,
)
from kamlib.classroom.marking import FieldMark, count_words, echo, mark
from kamlib.classroom.messages import State
from kamlib.classroom.view import exercise_view, marks_view, solution_html
from kamlib.text import LANGUAGES, Text

PRICE, CHOICES, ASSESSED = EXERCISES["U2.X1"], EXERCISES["U2.X2"], EXERCISES["U2.W"]
# Variant 0 of PRICE: price 1,000, cost 600, 40 units; so 400, 40 % and 16,000.


def judged(exercise: Exercise, field: str, raw: Any, **others: Any) -> FieldMark:
    result = mark(exercise, 0, {**others, field: raw}, KEYS)
    return next(each for each in result.fields if each.field == field)


@pytest.mark.parametrize(
    ("raw", "state", "credit", "mistake"),
    [
        (None, State.BLANK, 0, None),
        ("", State.BLANK, 0, None),
        ("dear", State.UNREADABLE, 0, None),
        ("40%", State.UNREADABLE, 0, None),
        ("400", State.RIGHT, 1, None),
        ("¥0.4k", State.RIGHT, 1, None),
        ("400.4", State.RIGHT, 1, None),
        ("1,600", State.NOT_YET, 0, "added-cost"),
        ("−400", State.PARTLY, 0.5, "slip-sign"),
        ("400k", State.PARTLY, 0.5, "slip-unit"),
        ("4", State.PARTLY, 0.5, "slip-percent"),
        ("4,800", State.NOT_YET, 0, None),  # twelve times too much, but nobody asked by the year
        ("417", State.NOT_YET, 0, None),
    ],
)
def test_a_number_is_judged_in_order(raw: str, state: State, credit: float, mistake: str | None) -> None:
    found = judged(PRICE, "unit_margin", raw)
    assert (found.state, found.credit, found.reason.id if found.reason else None) == (state, credit, mistake)


@pytest.mark.parametrize("per", ["month", "year", None])
@pytest.mark.parametrize("typed", ["14400", "100"])
def test_month_or_year_is_asked_only_where_the_question_is_by_the_year_or_month(typed: str, per: Any) -> None:
    words = Text(en="t", zh="t")
    same: dict[str, Any] = {"label": words, "tolerance": Tolerance(relative=0.005), "per": per}
    number = NumberField(id="n", expected=lambda d, a: 1200.0, **same)
    table = TableField(
        id="t", label=words, rows=(Option("a", words),), columns=(Column(id="x", **same),),
        expected=lambda d, a: {"a/x": 1200.0},
    )  # fmt: skip
    alone, cells = mark(_exercise_of(number, table), 0, {"n": typed, "t": {"a/x": typed}}).fields
    for found in (alone, cells.parts[0]):
        assert (found.reason.id == "slip-period") is bool(per)
        assert found.credit == (0.5 if per else 0)


def test_whole_numbers_are_asked_for_in_words() -> None:
    assert WHOLE_NUMBER.sentence("en") == "the exact whole number"
    assert WHOLE_NUMBER.covers(12.3, 12) and not WHOLE_NUMBER.covers(12.5, 12) and not WHOLE_NUMBER.covers(13, 12)
    words = {name: Text(en=name, zh=name) for name in "abc"}
    columns = tuple(
        Column(id=name, label=words[name], tolerance=WHOLE_NUMBER if name == "c" else Tolerance(within=1)) for name in "abc"
    )
    table = TableField(id="t", label=words["a"], rows=(Option("r", words["a"]),), columns=columns)
    said = {lang: exercise_view(_exercise_of(table).sheet(0), lang)["fields"][0]["tolerance"] for lang in LANGUAGES}
    assert said == {"en": "a, b: within ±1; c: the exact whole number", "zh": "a、b：误差不超过 ±1；c：整数，必须准确"}


def test_a_label_that_names_its_period_is_declared_so() -> None:
    """An author who writes 'a year' on a label says so in `per`, too, unless it is a percentage."""
    named = re.compile(r"\b(?:an?|each|every|per) (?:year|month)\b|\b(?:yearly|monthly|annual)", re.IGNORECASE)
    for exercise in units.all_exercises().values():
        for field in exercise.sheet(0).fields:
            asked = field.columns if isinstance(field, TableField) else (field,) * isinstance(field, NumberField)
            for each in asked:
                words = f"{each.label.en} {each.unit.en if each.unit else ''}".strip()
                by_period = each.kind != "percent" and named.search(words) is not None
                assert (each.per is not None) or not by_period, f"{exercise.id}.{field.id}: {words}"


def test_what_builds_on_a_free_answer_follows_the_trainees_own() -> None:
    """Two amounts may be chosen within bounds; their sum, and a rule over both, go by what was chosen."""
    words = Text(en="t", zh="t")
    wide, exact = Tolerance(within=50), Tolerance(within=0.5)
    too_much = Rule("too-much", words, lambda d, every: every["a"] + every["b"]["r/x"] > 330, sees_earlier=True)
    one = NumberField(id="a", label=words, tolerance=wide, free=True, expected=lambda d, a: 100.0)
    other = TableField(
        id="b", label=words, rows=(Option("r", words),), columns=(Column(id="x", label=words, tolerance=wide),),
        free=True, expected=lambda d, a: {"r/x": 200.0}, rules=(too_much,),
    )  # fmt: skip
    double = Mistake("double", words, lambda d, a: 2 * (a["a"] + a["b"]["r/x"]))
    both = NumberField(
        id="c", label=words, tolerance=exact, uses=("a", "b"), mistakes=(double,),
        expected=lambda d, a: a["a"] + a["b"]["r/x"],
    )  # fmt: skip
    exercise = _exercise_of(one, other, both)

    def states(a: str, b: str, c: str) -> list[tuple[State, str | None]]:
        marks = mark(exercise, 0, {"a": a, "b": {"r/x": b}, "c": c}).fields
        return [(each.state, each.reason.id if each.reason else None) for each in marks]

    right = (State.RIGHT, None)
    assert states("100", "200", "300") == [right] * 3
    assert states("70", "240", "310") == [right] * 3
    assert states("70", "240", "300")[2][0] is State.NOT_YET  # the model's sum is not this trainee's
    assert states("70", "240", "620")[2] == (State.NOT_YET, "double")
    assert states("120", "240", "360") == [right, (State.PARTLY, "too-much"), (State.CARRIED, None)]
    assert states("160", "200", "360") == [(State.NOT_YET, None), (State.PARTLY, "too-much"), (State.CARRIED, None)]
    assert states("1", "200", "300")[2] == right  # a first amount that cannot be meant is not built upon
    assert exercise_view(exercise.sheet(0), "en")["fields"][0]["tolerance"] is None


def test_what_follows_from_a_free_answer_is_built_upon_however_far_down() -> None:
    """The third field builds on the second, which builds on a free first one."""
    words = Text(en="t", zh="t")
    near = Tolerance(within=0.5)
    first = NumberField(id="a", label=words, tolerance=Tolerance(within=90), free=True, expected=lambda d, a: 100.0)
    second = NumberField(id="b", label=words, tolerance=near, uses=("a",), expected=lambda d, a: 2 * a["a"])
    third = NumberField(id="c", label=words, tolerance=near, uses=("b",), expected=lambda d, a: a["b"] + 1)
    exercise = _exercise_of(first, second, third)

    def states(a: str, b: str, c: str) -> list[State]:
        return [each.state for each in mark(exercise, 0, {"a": a, "b": b, "c": c}).fields]

    assert states("100", "200", "201") == [State.RIGHT] * 3
    assert states("70", "140", "141") == [State.RIGHT] * 3
    assert states("70", "140", "201") == [State.RIGHT, State.RIGHT, State.NOT_YET]
    # A slip is near or far by what the trainee's own answer leads to: 90 is 4.5 times 20, and far from 200.
    assert states("15", "90", "91") == [State.RIGHT, State.NOT_YET, State.CARRIED]
    assert states("15", "170", "171") == [State.RIGHT, State.NOT_YET, State.NOT_YET]


def test_the_sentence_of_a_mistake_has_the_trainees_figures() -> None:
    reason = judged(PRICE, "unit_margin", "1600").reason
    assert reason.say("en") == "You added the cost of CNY 600; take it off."
    assert reason.say("zh") == "您加上了成本 600 元，应当减去。"


def test_an_earlier_slip_is_carried_forward() -> None:
    carried = judged(PRICE, "total", "18,000", unit_margin="450")  # 450 × 40
    assert (carried.state, carried.credit) == (State.CARRIED, 1.0)
    assert judged(PRICE, "total", "18,000").state is State.NOT_YET


def test_an_implausible_slip_is_not_carried() -> None:
    assert judged(PRICE, "total", "40", unit_margin="1").state is not State.CARRIED
    assert judged(PRICE, "total", "0", unit_margin="0").state is not State.CARRIED
    assert judged(PRICE, "total", "-16,000", unit_margin="-400").state is not State.CARRIED


def test_a_table_with_one_slip_all_through_can_be_built_upon() -> None:
    """Whoever forgets one step of a chain has every cell a little wrong; what follows is still right."""
    rows = (Option("a", Text(en="a", zh="a")), Option("b", Text(en="b", zh="b")))
    column = Column(id="x", label=Text(en="x", zh="x"), tolerance=Tolerance(relative=0.005))
    table = TableField(
        id="t", label=Text(en="t", zh="t"), rows=rows, columns=(column,),
        expected=lambda d, a: {"a/x": 100.0, "b/x": 90.0},
    )  # fmt: skip
    ratio = NumberField(
        id="r", label=Text(en="r", zh="r"), tolerance=Tolerance(relative=0.005), uses=("t",),
        expected=lambda d, a: a["t"]["b/x"] / a["t"]["a/x"] * 50,
    )  # fmt: skip
    exercise = _exercise_of(table, ratio)
    near = mark(exercise, 0, {"t": {"a/x": "110", "b/x": "88"}, "r": "40"}).fields
    assert (near[0].credit, near[1].state) == (0, State.CARRIED)
    far = mark(exercise, 0, {"t": {"a/x": "1000", "b/x": "88"}, "r": "4.4"}).fields
    assert far[1].state is State.NOT_YET


def test_a_right_answer_stays_right_after_a_slip() -> None:
    """Whoever corrects course on the way is not marked down to consistency with the slip."""
    assert judged(PRICE, "total", "16,000", unit_margin="450").state is State.RIGHT


def test_a_named_mistake_is_seen_on_the_trainees_own_figures_too() -> None:
    found = judged(PRICE, "margin", "75%", unit_margin="450")  # 450 ÷ 600: mark-up, on a slipped margin
    assert (found.reason.id, found.credit) == ("mark-up", 0.25)


def test_cells_are_judged_one_by_one() -> None:
    raw = {"y1/sales": "40,000", "y1/units": "40 units", "y2/sales": "30k", "y2/units": "five"}
    found = judged(PRICE, "plan", raw)
    assert [part.state for part in found.parts] == [State.RIGHT, State.RIGHT, State.NOT_YET, State.UNREADABLE]
    assert found.parts[2].reason.id == "cost-for-price"
    assert found.credit == 0.5


def test_places_are_judged_item_by_item_with_the_reason() -> None:
    found = judged(CHOICES, "tiers", {"A1": "value", "A2": "value", "A3": "strategic"})
    assert [part.state for part in found.parts] == [State.NOT_YET, State.RIGHT, State.NOT_YET]
    assert found.parts[0].reason.id == "by-sales"
    assert found.parts[2].reason.say("en") == "Hill Press earns little."


def test_a_broken_rule_costs_points_and_is_said() -> None:
    found = judged(CHOICES, "tiers", {"A1": "strategic", "A2": "strategic", "A3": "standard"})
    assert found.credit == pytest.approx(2 / 3 - 0.25)
    assert found.reason.id == "top-smallest"


def test_an_unfinished_placement_says_how_much_is_left() -> None:
    found = judged(CHOICES, "tiers", {"A1": "strategic"})
    assert found.reason.say("en") == "1 of 3 are right, 2 still to do."


@pytest.mark.parametrize(
    ("raw", "credit"),
    [
        (["profit", "growth"], 1),
        (["profit"], 0.5),
        (["profit", "growth", "noise"], 0.5),
        (["noise"], 0),
        ([], 0),
    ],
)
def test_a_wrong_tick_takes_back_a_right_one(raw: list[str], credit: float) -> None:
    assert judged(CHOICES, "signs", raw).credit == credit


@pytest.mark.parametrize(
    ("raw", "credit", "mistake"),
    [
        (["A1", "A2", "A3"], 1, None),
        (["A2", "A1", "A3"], 2 / 3, None),
        (["A3", "A1", "A2"], 2 / 3, None),
        (["A3", "A2", "A1"], 0, "upside-down"),
        (["A1", "A2"], 0, None),
        (["A1", "A1", "A2"], 0, None),
    ],
)
def test_an_order_counts_what_needs_no_moving(raw: list[str], credit: float, mistake: str | None) -> None:
    found = judged(CHOICES, "order", raw)
    assert found.credit == pytest.approx(credit)
    assert (found.reason.id if found.reason else None) == mistake


@given(st.permutations(range(7)))
def test_the_credit_of_an_order_is_its_longest_right_run(order: list[int]) -> None:
    ids = [f"i{number}" for number in range(7)]
    field_items = tuple(type(CHOICES.sheet(0).by_id["order"].items[0])(id, Text(en=id, zh=id)) for id in ids)
    field = RankField(id="order", label=Text(en="x", zh="x"), items=field_items, expected=lambda d, a: ids)
    exercise = _exercise_of(field)
    longest = max((sum(1 for _ in run) for run in _rising_runs(order)), default=0)
    credit = mark(exercise, 0, {"order": [ids[number] for number in order]}).fields[0].credit
    assert credit == pytest.approx(longest / 7 if longest > 1 else 0)


def _rising_runs(order: list[int]) -> list[list[int]]:
    """Every rising subsequence that cannot be made longer at its end; by brute force."""
    runs: list[list[int]] = [[]]
    for value in order:
        runs += [[*run, value] for run in runs if not run or run[-1] < value]
    return runs


def _exercise_of(*fields: Any) -> Exercise:
    words = Text(en="x", zh="x")
    return Exercise(
        id="T.1", unit="T", title=words, case=words, fields=lambda data: fields, hints=(words,) * 3,
        solution=words, variants=lambda: [{}],
    )  # fmt: skip


def test_a_choice_says_why_it_is_wrong() -> None:
    assert judged(CHOICES, "next", "drop").reason.say("zh") == "它仍能覆盖成本。"
    assert judged(CHOICES, "next", "dance").state is State.UNREADABLE


def test_without_its_key_a_judgement_is_recorded_and_earns_nothing() -> None:
    keyless = mark(ASSESSED, 0, {"verdict": "hold"}).fields[1]
    assert (keyless.state, keyless.credit) == (State.RECORDED, 0)
    assert mark(ASSESSED, 0, {"verdict": "hold"}, KEYS).fields[1].state is State.RIGHT


def test_a_text_is_never_marked_by_the_machine() -> None:
    found = judged(ASSESSED, "why", "We keep it because the profit is there for years")
    assert (found.state, found.credit, found.by_hand) == (State.RECORDED, 0, True)
    assert "profit" in judged(ASSESSED, "why", "because I say so and so on").reason.say("en")
    assert "5" in judged(ASSESSED, "why", "profit").reason.say("zh")
    assert count_words("把价格守住 now") == 6


def test_nothing_of_the_verdict_is_told_before_hand_in() -> None:
    right = mark(ASSESSED, 0, {"margin": "400", "verdict": "hold"}, KEYS).recorded()
    wrong = mark(ASSESSED, 0, {"margin": "999", "verdict": "leave"}, KEYS).recorded()
    assert marks_view(right, "en") == marks_view(wrong, "en")


def test_what_was_read_is_echoed() -> None:
    field = PRICE.sheet(0).by_id["unit_margin"]
    assert echo(field, "1.2万", "zh") == {"": "识别为：12,000 元"}
    assert echo(field, "dear", "en") == {}
    tens = NumberField(
        id="n", label=Text(en="t", zh="t"), tolerance=Tolerance(within=0.5), unit=Text(en="× CNY 10,000", zh="万元")
    )
    for typed in ("612", "612万", "612万元", "6.12m", "CNY 6.12m"):
        assert echo(tens, typed, "zh") == {"": "识别为：612 万元"}
        assert echo(tens, typed, "en") == {"": "We read: 612 × CNY 10,000"}
    cells = echo(PRICE.sheet(0).by_id["plan"], {"y1/units": "1,250台", "y1/sales": "12,5k"}, "en")
    assert cells == {"y1/units": "We read: 1,250 units", "y1/sales": "We read: CNY 12,500"}


def test_an_ambiguous_number_is_asked_about() -> None:
    field = NumberField(
        id="n",
        label=Text(en="x", zh="x"),
        tolerance=Tolerance(within=1),
        style="ask",
        expected=lambda d, a: 1250,
    )
    found = mark(_exercise_of(field), 0, {"n": "1.250"}).fields[0]
    assert found.state is State.UNREADABLE
    assert found.reason.say("en") == "“1.250” can mean 1250 or 1.25. Write the one you mean."


def test_bounds_are_told() -> None:
    field = NumberField(
        id="n", label=Text(en="x", zh="x"), tolerance=Tolerance(within=1), lowest=0, expected=lambda d, a: 70
    )
    assert mark(_exercise_of(field), 0, {"n": "-12"}).fields[0].reason.text is messages.OUT_OF_RANGE_LOW


def test_tolerances_speak_as_business_people_do() -> None:
    assert Tolerance(within=0.01).sentence("en", "percent") == "within ±1 percentage point"
    assert Tolerance(nearest=0.01).sentence("zh", "percent") == "精确到 1 个百分点"
    with pytest.raises(ValueError, match="one positive measure"):
        Tolerance(relative=0.1, within=1)


def test_a_sheet_refuses_fields_out_of_order() -> None:
    one = NumberField(id="n", label=Text(en="x", zh="x"), tolerance=Tolerance(within=1), uses=("m",))
    with pytest.raises(ValueError, match="builds on"):
        Sheet(_exercise_of(one), 0, {})
    with pytest.raises(LookupError, match="variants 0 to 16"):
        PRICE.sheet(17)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("exercise", EXERCISES.values(), ids=lambda exercise: exercise.id)
def test_the_view_of_every_kind_is_plain_data(exercise: Exercise, lang: str) -> None:
    import json

    view = exercise_view(exercise.sheet(0), lang)
    assert json.loads(json.dumps(view)) == view
    assert "<p>" in solution_html(exercise.sheet(0), lang)


def test_a_percentage_slider_speaks_of_per_cent() -> None:
    slider = next(
        field for field in exercise_view(PRICE.sheet(0), "en")["fields"] if field["kind"] == "slider"
    )
    assert (slider["min"], slider["max"], slider["step"]) == (0, 100, 5)
    assert judged(PRICE, "share", "50").state is State.RIGHT


raw_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=8,
)


@given(st.data())
def test_no_raw_answer_can_break_the_judge(data: st.DataObject) -> None:
    exercise = data.draw(st.sampled_from(list(EXERCISES.values())))
    raw = {field.id: data.draw(raw_values) for field in exercise.sheet(0).fields}
    result = mark(exercise, data.draw(st.integers(0, 16)), raw, KEYS)
    assert 0 <= result.points <= result.maximum
    for lang in LANGUAGES:
        for shown in marks_view(result, lang).values():
            assert shown["word"]


def test_what_is_remembered_of_others_changes_no_mark():
    import random

    from kamlib import units
    from kamlib.classroom import simulate

    exercises = units.all_exercises()
    rng = random.Random(7)
    asked = []
    for content in simulate.simulate(40, exercises):
        for id, answers in content["exercises"].items():
            variant = rng.choice((1, 2))  # answers to other figures, too: slips that no author thought of
            asked.append((exercises[id], variant, answers["raw"]))
    together = [mark(*one) for one in asked]
    alone = []
    for one in asked:
        sheet = one[0].sheet(one[1])
        sheet.marks.clear()
        sheet.followed.clear()
        alone.append(mark(*one))
    assert together == alone
