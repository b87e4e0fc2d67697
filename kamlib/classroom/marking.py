"""`mark()`: the only judge. The card, the grader, the tests and the solution sheets all call it.

It is pure: an exercise, a variant number and raw answers in, a `Result` out. Each answer is judged in
this order: blank, unreadable, right, right with an earlier slip carried forward, a mistake with a name,
a slip of unit or sign, not yet.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from kamlib.classroom import messages
from kamlib.classroom.exercise import (
    NOTHING,
    ChoiceField,
    ChoicesField,
    Column,
    Exercise,
    Expected,
    Field,
    MatchField,
    Mistake,
    NumberField,
    PlaceField,
    RankField,
    Sheet,
    TableField,
    TextField,
)
from kamlib.classroom.keys import NO_KEYS, Keys
from kamlib.classroom.messages import State
from kamlib.classroom.reading import Reading, read_number
from kamlib.text import Text, money, number, percent

SLIP_CREDIT = 0.5
_SLIPS = (
    ("sign", (-1.0,)),
    ("percent", (100.0, 0.01)),
    ("unit", (1e3, 1e-3, 1e4, 1e-4, 1e6, 1e-6, 1e8, 1e-8)),
    ("period", (12.0, 1 / 12)),
)
_WORD = re.compile(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+(?:['’.-][^\W_\u3400-\u9fff]+)*")
FURTHEST_PLAUSIBLE = 5.0  # a slip that is carried forward lies within this factor of the model answer


class Reason(NamedTuple):
    """Why an answer got its mark: a sentence, its figures, and the id of a named mistake or slip."""

    text: Text
    values: Mapping[str, Any] = NOTHING
    id: str | None = None

    def say(self, lang: str) -> str:
        return self.text.fill(lang, self.values)


class PartMark(NamedTuple):
    """The mark of one part of a field: one account, one cell, one option."""

    part: str
    state: State
    credit: float
    reason: Reason | None = None


class FieldMark(NamedTuple):
    """The mark of a field. `credit` runs from 0 to 1; `by_hand` says that a person gives the points."""

    field: str
    kind: str
    points: float
    state: State
    credit: float
    reason: Reason | None = None
    parts: tuple[PartMark, ...] = ()
    by_hand: bool = False

    @property
    def mistakes(self) -> tuple[str, ...]:
        """The ids of all named mistakes and slips in this field, each once."""
        found = [self.reason.id] if self.reason and self.reason.id else []
        found += [mark.reason.id for mark in self.parts if mark.reason and mark.reason.id]
        return tuple(dict.fromkeys(found))


class Result(NamedTuple):
    """How one exercise was answered."""

    exercise: str
    revision: int
    variant: int
    fields: tuple[FieldMark, ...]
    given: Mapping[str, Any] = NOTHING  # what was read, by field
    brought: Mapping[str, Any] = NOTHING  # own figures of earlier exercises that it was judged on

    @property
    def points(self) -> float:
        """Points earned so far; those a person gives are not in it."""
        return sum(mark.points * mark.credit for mark in self.fields if not mark.by_hand)

    @property
    def maximum(self) -> float:
        """Points the machine can give."""
        return sum(mark.points for mark in self.fields if not mark.by_hand)

    @property
    def by_hand(self) -> float:
        """Points a person gives."""
        return sum(mark.points for mark in self.fields if mark.by_hand)

    @property
    def answered(self) -> bool:
        """Whether nothing was left blank or unreadable."""
        return all(mark.state not in (State.BLANK, State.UNREADABLE) for mark in self.fields)

    @property
    def right(self) -> bool:
        """Whether every mark the machine gives is full."""
        return all(mark.credit >= 1 - 1e-9 for mark in self.fields if not mark.by_hand)

    def recorded(self) -> Result:
        """Return the result without its verdicts, as an assessed exercise shows it before hand-in.

        What is blank or unreadable still says so: that is no verdict, and costs nothing.
        """
        return self._replace(fields=tuple(_hide_verdict(mark) for mark in self.fields))


def mark(
    exercise: Exercise,
    variant: int,
    raw: Mapping[str, Any],
    keys: Keys = NO_KEYS,
    *,
    brought: Mapping[str, Any] = NOTHING,
) -> Result:
    """Judge raw answers to one variant of an exercise.

    Parameters
    ----------
    exercise, variant : which question, with which figures.
    raw : by field id, what the trainee typed or chose, untouched: a string for numbers and texts, an
        option id, a list of ids, or a mapping from part to string. Anything of another type counts
        as unreadable.
    keys : keys of assessed judgement questions; without its key a field is `RECORDED`.
    brought : the trainee's own answers to earlier exercises that this one builds on, by the name of the
        carry. The answers are judged on them and on the model's, and the better result counts: nobody loses
        by doing an earlier exercise again.

    Raises
    ------
    LookupError
        When the exercise has no such variant.
    """
    result = _mark_sheet(exercise.sheet(variant, brought), raw, keys)
    if brought and not result.right:
        on_the_models = _mark_sheet(exercise.sheet(variant), raw, keys)
        if on_the_models.points > result.points:
            return on_the_models
    return result


def _mark_sheet(sheet: Sheet, raw: Mapping[str, Any], keys: Keys) -> Result:
    context = _Context(sheet, keys)
    exercise = sheet.exercise
    marks = []
    for field in sheet.fields:
        result, answer = _judge(field, raw.get(field.id), context)
        marks.append(result)
        if answer is None:
            continue
        context.given[field.id] = answer
        if result.state is State.CARRIED:  # what follows from a slip is built upon, too
            context.slipped.add(field.id)
        elif result.credit < 1:
            if _plausible(result, answer, context.truth(field)):
                context.slipped.add(field.id)
        elif field.free or not context.chosen.isdisjoint(field.uses):
            context.chosen.add(field.id)
    return Result(exercise.id, exercise.revision, sheet.variant, tuple(marks), context.given, sheet.brought)


def _judge(field: Field, raw: Any, context: _Context) -> tuple[FieldMark, Any]:
    """Return the mark of one field and what was read.

    It is remembered, because in a class many give the same answer to the same figures.
    """
    judge = _JUDGES["number" if isinstance(field, NumberField) else field.kind]
    if field.expected is None or (field.rules and any(rule.sees_earlier for rule in field.rules)):
        return judge(field, raw, context)  # goes by more than this answer and those it builds on
    known = context.known
    place = (field.id, _frozen(raw), context.built_upon(field))
    try:
        judged = known.get(place)
    except TypeError:  # what no card sends, such as a list within a list
        return judge(field, raw, context)
    if judged is None:
        judged = judge(field, raw, context)
        if len(known) < MOST_MARKS:
            known[place] = judged
    return judged


MOST_MARKS = 400  # of one sheet
MOST_REMEMBERED = 5_000  # consequences of slips, for one sheet


def _follow(expected: Expected, sheet: Sheet, own: Mapping[str, Any]) -> Any:
    """Return what follows from a trainee's own answers; None where nothing sensible does.

    It is remembered, because many trainees of a class make the same slip with the same figures and
    these calls are half of the time that marking takes.
    """
    known = sheet.followed
    place = (expected, *((name, _frozen(answer)) for name, answer in own.items()))
    if place in known:
        return known[place]
    try:
        found = expected(sheet.data, {**sheet.truth, **own})
    except (ValueError, ArithmeticError, LookupError):
        found = None  # nothing sensible follows from the slip: nothing to carry
    if len(known) < MOST_REMEMBERED:
        known[place] = found
    return found


def _frozen(answer: Any) -> Any:
    if isinstance(answer, str | None):
        return answer
    if isinstance(answer, dict):
        return tuple(answer.items())
    return tuple(answer) if isinstance(answer, list) else answer


class _Context:
    """What the judges of one answer sheet share: the model answers, and what the trainee gave so far."""

    def __init__(self, sheet: Sheet, keys: Keys) -> None:
        self.sheet = sheet
        self.keys = keys
        self.known = sheet.marks
        self.given: dict[str, Any] = {}
        self.slipped: set[str] = set()
        self.chosen: set[str] = set()  # right answers that need not be the model's: to free fields, and what follows

    def truth(self, field: Field) -> Any:
        """Return the model answer, worked out from what the trainee chose freely before; None for a field with a key."""
        if field.expected is not None and not self.chosen.isdisjoint(field.uses):
            own = {name: self.given[name] for name in field.uses if name in self.chosen}
            followed = _follow(field.expected, self.sheet, own)
            if followed is not None:
                return followed
        return self.sheet.truth.get(field.id)

    def built_upon(self, field: Field) -> tuple[Any, ...]:
        """Return the trainee's own earlier answers that the mark of a field may depend on."""
        if not self.slipped and not self.chosen:
            return ()
        own = [name for name in field.uses if name in self.slipped or name in self.chosen]
        return tuple((name, name in self.slipped, _frozen(self.given[name])) for name in own)

    def carried(self, field: Field, expected: Expected | None) -> Any:
        """Return what `expected` gives with the trainee's own earlier answers; None without a slip to carry."""
        if expected is None or not self.slipped or not self.slipped.intersection(field.uses):
            return None
        return self._own(field, expected)

    def _own(self, field: Field, expected: Expected) -> Any:
        own = self.slipped | self.chosen
        return _follow(expected, self.sheet, {name: self.given[name] for name in field.uses if name in own})

    def wrong(self, field: Field) -> Iterator[tuple[Mistake, Any]]:
        """Yield each named mistake with the answer it leads to, on the model's and on the trainee's figures.

        Most mistakes are made on the model's figures; the trainee's own are worked out when none of them fits.
        """
        yield from self.sheet.wrong[field.id]
        if not (self.slipped | self.chosen).isdisjoint(field.uses):
            for mistake in field.mistakes:
                answer = self._own(field, mistake.answer)
                if answer is not None:
                    yield mistake, answer


def _plausible(mark: FieldMark, answer: Any, truth: Any) -> bool:
    """Whether a wrong answer may be built upon: numbers near the truth, choices at least half right."""
    if isinstance(answer, float):
        return isinstance(truth, int | float) and _near(answer, truth)
    if mark.kind == "table" and truth is not None:
        return all(_near(value, truth[part]) for part, value in answer.items())
    return sum(part.credit for part in mark.parts) >= len(mark.parts) / 2 > 0


def _near(value: float, truth: float) -> bool:
    if not truth:
        return value == truth
    return 1 / FURTHEST_PLAUSIBLE <= value / truth <= FURTHEST_PLAUSIBLE


# -- numbers ---------------------------------------------------------------------------------------


def _number(field: NumberField, raw: Any, context: _Context) -> tuple[FieldMark, float | None]:
    reading, unreadable = _read(raw, field.kind, field)
    if reading is None or reading.value is None:
        state = State.UNREADABLE if unreadable else State.BLANK
        return FieldMark(field.id, field.kind, field.points, state, 0.0, unreadable), None
    value = reading.value
    if field.expected is None:
        return _keyed_number(field, value, context), value
    truth = context.truth(field)
    targets = [truth]
    if field.tolerance.covers(value, truth):
        state, credit, reason = State.RIGHT, 1.0, None
    else:
        carried = context.carried(field, field.expected)
        if carried is not None:
            targets.append(carried)
        if carried is not None and field.tolerance.covers(value, carried):
            state, credit, reason = State.CARRIED, 1.0, Reason(messages.CARRIED)
        else:
            bound = _out_of_range(field, value)
            wrong = () if bound else context.wrong(field)
            last = bound or _out_of_reach(field)
            state, credit, reason = _explain(value, targets, field, wrong, context.sheet, last)
    return FieldMark(field.id, field.kind, field.points, state, credit, reason), value


def _keyed_number(field: NumberField, value: float, context: _Context) -> FieldMark:
    key = context.keys.find(context.sheet.exercise.id, context.sheet.variant, field.id)
    if key is None:
        return FieldMark(field.id, field.kind, field.points, State.RECORDED, 0.0, Reason(messages.RECORDED))
    right = field.tolerance.covers(value, float(key.accepted("")[0]))
    state = State.RIGHT if right else State.NOT_YET
    return FieldMark(
        field.id, field.kind, field.points, state, float(right), None if right else Reason(messages.NOT_YET)
    )


def _out_of_range(field: NumberField, value: float) -> Reason | None:
    if field.lowest is not None and value < field.lowest:
        return Reason(messages.OUT_OF_RANGE_LOW, {"bound": field.lowest}, "slip-range")
    if field.highest is not None and value > field.highest:
        return Reason(messages.OUT_OF_RANGE_HIGH, {"bound": field.highest}, "slip-range")
    return None


def _out_of_reach(field: Field) -> Reason | None:
    return Reason(messages.OUT_OF_REACH) if field.free else None


def _explain(
    value: float,
    targets: list[float],
    asked: NumberField | Column,
    wrong: Iterable[tuple[Mistake, Any]],
    sheet: Sheet,
    bound: Reason | None = None,
) -> tuple[State, float, Reason]:
    """Say why a number is wrong: by a named mistake, by a slip, or that it is not there yet."""
    tolerance = asked.tolerance
    for mistake, answer in wrong:
        if tolerance.covers(value, answer):
            state = State.PARTLY if mistake.credit else State.NOT_YET
            return state, mistake.credit, Reason(mistake.message, sheet.values, mistake.id)
    for target in targets:
        for name, factors in _SLIPS:
            if not target or not any(tolerance.covers(value / factor, target) for factor in factors):
                continue
            if name != "period" or asked.per:
                return State.PARTLY, SLIP_CREDIT, Reason(messages.SLIPS[name], NOTHING, f"slip-{name}")
    return State.NOT_YET, 0.0, bound or Reason(messages.NOT_YET)


def _read(
    raw: Any, kind: Any, field: Any, units: tuple[str, ...] | None = None
) -> tuple[Reading | None, Reason | None]:
    """Read an entry; the reason says why it cannot be read (None when it is blank or a number)."""
    if raw is None:
        return None, None
    if not isinstance(raw, str):
        raw = str(raw)[:40]
        return None, _unreadable(raw, "no_number", kind)
    reading = read_number(raw, kind, field.style, field.unit_words if units is None else units)
    if reading.status in ("blank", "value"):
        return reading, None
    return reading, _unreadable(raw, reading.problem or "no_number", kind, reading.alternatives)


def _unreadable(raw: str, problem: str, kind: str, alternatives: tuple[float, float] | None = None) -> Reason:
    values: dict[str, Any] = {"raw": raw[:40], "example": messages.EXAMPLES[kind]}
    if alternatives:
        values["one"], values["other"] = (f"{value:.12g}" for value in alternatives)
    return Reason(messages.READING_PROBLEMS[problem], values)


def echo(field: Field, raw: Any, lang: str) -> dict[str, str]:
    """Return 'We read: …' for what was typed, by part ("" for a single number); nothing where nothing was read.

    Examples
    --------
    >>> from kamlib.classroom.exercise import Tolerance
    >>> price = NumberField(id="p", label=Text(en="Price", zh="价格"), kind="money", tolerance=Tolerance(nearest=1))
    >>> echo(price, "12.5k", "en")
    {'': 'We read: CNY 12,500'}
    """
    if isinstance(field, NumberField):
        entries = {"": (raw, field.kind, field.unit, field.unit_words)}
    elif isinstance(field, TableField) and isinstance(raw, Mapping):
        columns = {column.id: column for column in field.columns}
        entries = {
            part: (typed, column.kind, column.unit, column.unit_words)
            for part, typed in raw.items()
            if (column := columns.get(str(part).rpartition("/")[2])) is not None
        }
    else:
        return {}
    said = {}
    for part, (typed, kind, unit, words) in entries.items():
        reading, _ = _read(typed, kind, field, words)
        if reading is not None and reading.value is not None:
            said[part] = messages.WE_READ.fill(lang, {"value": _exactly(reading.value, kind, unit, lang)})
    return said


def _exactly(value: float, kind: str, unit: Text | None, lang: str) -> str:
    """Write a number with every digit it was read with."""
    if kind == "percent":
        return percent(value, lang, _decimals(value * 100))
    if kind == "money":
        return money(value, lang, _decimals(value))
    return number(value, lang, _decimals(value)) + (f" {unit.pick(lang)}" if unit else "")


def _decimals(value: float) -> int:
    written = f"{value:.10g}"
    if "e" in written:
        return 0
    return len(written.partition(".")[2])


# -- choices, and everything that has parts --------------------------------------------------------


def _key(field: Field, context: _Context) -> tuple[Any, Mapping[str, Text], bool]:
    """Return the expected answer, the reasons for wrong ones, and whether there is a key at all."""
    if field.expected is not None:
        return context.truth(field), field.reasons, True
    key = context.keys.find(context.sheet.exercise.id, context.sheet.variant, field.id)
    if key is None:
        return None, NOTHING, False
    return key.answer, key.reasons, True


def _accepts(expected: Any, given: Any) -> bool:
    return given == expected if isinstance(expected, str) else given in expected


def _recorded(field: Field, parts: tuple[PartMark, ...] = ()) -> FieldMark:
    reason = Reason(messages.RECORDED)
    return FieldMark(field.id, field.kind, field.points, State.RECORDED, 0.0, reason, parts, by_hand=False)


def _choice(field: ChoiceField, raw: Any, context: _Context) -> tuple[FieldMark, str | None]:
    if raw is None or raw == "":
        return FieldMark(field.id, field.kind, field.points, State.BLANK, 0.0), None
    if not isinstance(raw, str) or raw not in {option.id for option in field.options}:
        reason = Reason(messages.UNKNOWN_OPTION)
        return FieldMark(field.id, field.kind, field.points, State.UNREADABLE, 0.0, reason), None
    expected, reasons, has_key = _key(field, context)
    if not has_key:
        return _recorded(field), raw
    if _accepts(expected, raw):
        return FieldMark(field.id, field.kind, field.points, State.RIGHT, 1.0), raw
    state, credit, reason = _judge_option(field, "", raw, reasons, context)
    return FieldMark(field.id, field.kind, field.points, state, credit, reason), raw


def _judge_option(
    field: Field, part: str, given: str, reasons: Mapping[str, Text], context: _Context
) -> tuple[State, float, Reason | None]:
    """Judge an option that is not the model's; `part` is "" for a field that is a single choice."""
    carried = context.carried(field, field.expected)
    if carried is not None and _accepts(carried.get(part) if part else carried, given):
        return State.CARRIED, 1.0, Reason(messages.CARRIED)
    for mistake, answer in context.wrong(field):
        of_part = answer.get(part) if part else answer
        if of_part is not None and _accepts(of_part, given):
            state = State.PARTLY if mistake.credit else State.NOT_YET
            return state, mistake.credit, Reason(mistake.message, context.sheet.values, mistake.id)
    text = (
        reasons.get(f"{part}/{given}") or reasons.get(f"*/{given}") or reasons.get(given) or reasons.get(part)
    )
    return State.NOT_YET, 0.0, Reason(text, context.sheet.values) if text else Reason(messages.NOT_YET)


def _placed(field: MatchField | PlaceField, raw: Any, context: _Context) -> tuple[FieldMark, dict | None]:
    """Judge items that were each given an option or a box."""
    raw = raw if isinstance(raw, Mapping) else {}
    options = {option.id for option in (field.boxes if isinstance(field, PlaceField) else field.options)}
    expected, reasons, has_key = _key(field, context)
    parts, given = [], {}
    for item in field.items:
        part, choice = item.id, raw.get(item.id)
        if choice is None or choice == "":
            parts.append(PartMark(part, State.BLANK, 0.0))
        elif not isinstance(choice, str) or choice not in options:
            parts.append(PartMark(part, State.UNREADABLE, 0.0, Reason(messages.UNKNOWN_OPTION)))
        else:
            given[part] = choice
            if not has_key:
                mark = PartMark(part, State.RECORDED, 0.0)
            elif _accepts(expected[part], choice):
                mark = PartMark(part, State.RIGHT, 1.0)
            else:
                mark = PartMark(part, *_judge_option(field, part, choice, reasons, context))
            parts.append(mark)
    complete = given if len(given) == len(field.items) else None
    if given and not has_key:
        return _recorded(field, tuple(parts)), complete
    return _sum_up(field, tuple(parts), context, complete), complete


def _sum_up(field: Field, parts: tuple[PartMark, ...], context: _Context, complete: Any = None) -> FieldMark:
    """Make one mark of the marks of the parts, and see whether the answer as a whole keeps the rules."""
    credit = sum([part.credit for part in parts]) / len(parts)
    states = [part.state for part in parts]
    blank = states.count(State.BLANK)
    right = states.count(State.RIGHT) + states.count(State.CARRIED)
    counts = {"right": right, "all": len(parts), "blank": blank}
    if blank == len(parts):
        return FieldMark(field.id, field.kind, field.points, State.BLANK, 0.0, None, parts)
    rules = field.rules if complete is not None else ()
    every = {**context.given, field.id: complete}
    broken = [r for r in rules if r.broken(context.sheet.data, every if r.sees_earlier else complete)]
    # What builds on an earlier slip is not held against the rules; what is right part by part otherwise is.
    if right == len(parts) and (context.slipped.intersection(field.uses) or not broken):
        carried = State.CARRIED in states
        state = State.CARRIED if carried else State.RIGHT
        return FieldMark(
            field.id,
            field.kind,
            field.points,
            state,
            1.0,
            Reason(messages.CARRIED) if carried else None,
            parts,
        )
    state = State.PARTLY if credit else State.NOT_YET
    if not credit and State.UNREADABLE in states:
        state = State.UNREADABLE
    reason = Reason(messages.SOME_BLANK if blank else messages.NOT_YET_PARTS, counts)
    if broken:
        reason = Reason(broken[0].message, {**context.sheet.values, **counts}, broken[0].id)
        credit = max(0.0, credit - sum(rule.penalty for rule in broken))
    return FieldMark(field.id, field.kind, field.points, state, credit, reason, parts)


def _choices(field: ChoicesField, raw: Any, context: _Context) -> tuple[FieldMark, list | None]:
    ids = [option.id for option in field.options]
    ticked = [choice for choice in ids if choice in raw] if isinstance(raw, list) else []
    if not ticked:
        return FieldMark(field.id, field.kind, field.points, State.BLANK, 0.0), None
    expected, reasons, has_key = _key(field, context)
    if not has_key:
        return _recorded(field), ticked
    parts = []
    for choice in ticked:
        if choice in expected:
            parts.append(PartMark(choice, State.RIGHT, 1.0))
        else:
            reason = _named(field, choice, context) or Reason(
                reasons.get(choice, messages.TICKED_WRONG), context.sheet.values
            )
            parts.append(PartMark(choice, State.NOT_YET, 0.0, reason))
    found = sum(choice in expected for choice in ticked)
    extra = len(ticked) - found
    credit = max(0.0, (found - extra) / len(expected))
    if found == len(expected) and not extra:
        return FieldMark(field.id, field.kind, field.points, State.RIGHT, 1.0, None, tuple(parts)), ticked
    reason = Reason(messages.TICK_MISSING, {"right": found, "all": len(expected), "extra": extra})
    state = State.PARTLY if credit else State.NOT_YET
    return FieldMark(field.id, field.kind, field.points, state, credit, reason, tuple(parts)), ticked


def _named(field: Field, choice: str, context: _Context) -> Reason | None:
    for mistake, answer in context.wrong(field):
        if choice in answer:
            return Reason(mistake.message, context.sheet.values, mistake.id)
    return None


def _rank(field: RankField, raw: Any, context: _Context) -> tuple[FieldMark, list | None]:
    """Judge an order. The credit is the share of items that already stand in the right order.

    Those are the longest run that needs no moving, so one misplaced item costs one item, not all after it.
    """
    ids = [item.id for item in field.items]
    order = [choice for choice in raw if choice in ids] if isinstance(raw, list) else []
    if not order:
        return FieldMark(field.id, field.kind, field.points, State.BLANK, 0.0), None
    if sorted(order) != sorted(ids):
        reason = Reason(
            messages.SOME_BLANK, {"right": 0, "all": len(ids), "blank": max(0, len(ids) - len(set(order)))}
        )
        return FieldMark(field.id, field.kind, field.points, State.UNREADABLE, 0.0, reason), None
    expected, _, has_key = _key(field, context)
    if not has_key:
        return _recorded(field), order
    if order == list(expected):
        return FieldMark(field.id, field.kind, field.points, State.RIGHT, 1.0), order
    carried = context.carried(field, field.expected)
    if carried is not None and order == list(carried):
        return FieldMark(
            field.id, field.kind, field.points, State.CARRIED, 1.0, Reason(messages.CARRIED)
        ), order
    staying = _longest_run([list(expected).index(choice) for choice in order])
    kept = {order[position] for position in staying}
    parts = tuple(
        PartMark(choice, State.RIGHT if choice in kept else State.NOT_YET, float(choice in kept))
        for choice in order
    )
    for mistake, answer in context.wrong(field):
        if order == list(answer):
            reason = Reason(mistake.message, context.sheet.values, mistake.id)
            return FieldMark(
                field.id, field.kind, field.points, State.PARTLY, mistake.credit, reason, parts
            ), order
    credit = len(kept) / len(ids) if len(kept) > 1 else 0.0
    labels = {item.id: item.label for item in field.items}
    move = [labels[choice] for choice in order if choice not in kept]
    names = Text(en=", ".join(label.en for label in move), zh="、".join(label.zh for label in move))
    reason = Reason(messages.RANK_MOVE, {"right": len(kept), "all": len(ids), "move": names})
    return FieldMark(field.id, field.kind, field.points, State.PARTLY, credit, reason, parts), order


def _longest_run(positions: list[int]) -> list[int]:
    """Return the places of a longest increasing subsequence."""
    tops: list[int] = []
    ends: list[int] = []
    before: list[int | None] = []
    for place, value in enumerate(positions):
        length = bisect_left(tops, value)
        before.append(ends[length - 1] if length else None)
        if length == len(tops):
            tops.append(value)
            ends.append(place)
        else:
            tops[length], ends[length] = value, place
    run: list[int] = []
    place_or_end: int | None = ends[-1] if ends else None
    while place_or_end is not None:
        run.append(place_or_end)
        place_or_end = before[place_or_end]
    return run[::-1]


def _table(field: TableField, raw: Any, context: _Context) -> tuple[FieldMark, dict | None]:
    raw = raw if isinstance(raw, Mapping) else {}
    expected, _, has_key = _key(field, context)
    carried = context.carried(field, field.expected)
    parts, given = [], {}
    for row in field.rows:
        for column in field.columns:
            part = f"{row.id}/{column.id}"
            reading, unreadable = _read(raw.get(part), column.kind, field, column.unit_words)
            if reading is None or reading.value is None:
                parts.append(PartMark(part, State.UNREADABLE if unreadable else State.BLANK, 0.0, unreadable))
                continue
            given[part] = reading.value
            if not has_key:
                parts.append(PartMark(part, State.RECORDED, 0.0))
                continue
            truth = float(expected[part])
            own = carried.get(part) if carried is not None else None
            if column.tolerance.covers(reading.value, truth):
                parts.append(PartMark(part, State.RIGHT, 1.0))
            elif own is not None and column.tolerance.covers(reading.value, own):
                parts.append(PartMark(part, State.CARRIED, 1.0, Reason(messages.CARRIED)))
            else:
                wrong = (
                    (mistake, answer[part]) for mistake, answer in context.wrong(field) if part in answer
                )
                targets = [truth] if own is None else [truth, own]
                why = _explain(reading.value, targets, column, wrong, context.sheet, _out_of_reach(field))
                parts.append(PartMark(part, *why))
    complete = given if len(given) == len(parts) else None
    if given and not has_key:
        return _recorded(field, tuple(parts)), complete
    return _sum_up(field, tuple(parts), context, complete), complete


def _text(field: TextField, raw: Any, context: _Context) -> tuple[FieldMark, str | None]:
    """See that a text is there and names what it must; its quality is for a person to judge."""
    text = raw.strip() if isinstance(raw, str) else ""
    if not text:
        return FieldMark(field.id, field.kind, field.points, State.BLANK, 0.0, by_hand=True), None
    folded = text.casefold()
    parts = tuple(
        PartMark(
            option.id,
            State.RECORDED if any(word.casefold() in folded for word in words) else State.BLANK,
            0.0,
        )
        for option, words in field.names
    )
    missing = [
        option.label
        for (option, _), part in zip(field.names, parts, strict=True)
        if part.state is State.BLANK
    ]
    words = count_words(text)
    if words < field.words_min:
        reason = Reason(messages.TEXT_TOO_SHORT, {"words": words, "least": field.words_min})
    elif missing:
        names = Text(en=", ".join(label.en for label in missing), zh="、".join(label.zh for label in missing))
        reason = Reason(messages.TEXT_MISSING, {"missing": names})
    else:
        reason = Reason(messages.TEXT_DONE)
    return FieldMark(
        field.id, field.kind, field.points, State.RECORDED, 0.0, reason, parts, by_hand=True
    ), text


def count_words(text: str) -> int:
    """Return the length of a text: words, where each Chinese character counts as one.

    Examples
    --------
    >>> count_words("hold the price"), count_words("守住价格")
    (3, 4)
    """
    return len(_WORD.findall(text))


def _hide_verdict(mark: FieldMark) -> FieldMark:
    if mark.state in (State.BLANK, State.UNREADABLE) or mark.by_hand:
        return mark
    parts = tuple(
        part if part.state in (State.BLANK, State.UNREADABLE) else PartMark(part.part, State.RECORDED, 0.0)
        for part in mark.parts
    )
    blank = sum(part.state is State.BLANK for part in parts)
    counts = {"right": len(parts) - blank, "all": len(parts), "blank": blank}
    reason = Reason(messages.RECORDED_SOME, counts) if blank else Reason(messages.RECORDED)
    return mark._replace(state=State.RECORDED, credit=0.0, reason=reason, parts=parts)


_JUDGES: dict[str, Callable[..., tuple[FieldMark, Any]]] = {
    "number": _number,
    "choice": _choice,
    "choices": _choices,
    "rank": _rank,
    "match": _placed,
    "place": _placed,
    "table": _table,
    "text": _text,
}
