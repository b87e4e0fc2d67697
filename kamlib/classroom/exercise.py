"""What an exercise is: plain typed objects that know neither marking nor screens.

An `Exercise` has a case text, a pool of variants (the figures of the case) and a function that turns
a variant into its fields. Every field knows its expected answer as a function of the figures and of
the answers to earlier fields; that is what makes carrying an error forward possible. A `Mistake` is
the same function as somebody writes it who confuses two things, together with the sentence that
clears the confusion up.

Answers to one question (a number, a choice) are a single value. Answers to a field of several parts
(accounts into tiers, cells of a table) are a mapping from the part to its value.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Any, Literal

from kamlib.classroom.reading import Kind, Style
from kamlib.text import Text, filled_html, number

Data = Mapping[str, Any]
Answers = Mapping[str, Any]
Expected = Callable[[Data, Answers], Any]
Mode = Literal["practice", "assessed"]
Period = Literal["month", "year"]

NOTHING: Mapping[str, Any] = MappingProxyType({})
MOST_SHEETS = 500  # of one exercise: every trainee may bring figures of their own


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose, place, rank or match: an account, a tier, an answer.

    `colour` is the name of a colour of the house, such as ``"strategic"``; what it looks like is not known here.
    """

    id: str
    label: Text
    note: Text | None = None
    colour: str | None = None


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How near is near enough, as a business sentence.

    Exactly one of the three is given: `relative` (0.005 is ±0.5 %), `nearest` (1000 is 'to the nearest
    1,000') or `within` (1 is 'within 1'). With `whole` the answer is a whole number and only the right one will do.

    Examples
    --------
    >>> Tolerance(nearest=1000).sentence("en"), Tolerance(relative=0.005).sentence("zh")
    ('to the nearest 1,000', '误差不超过 ±0.5%')
    >>> Tolerance(nearest=1000).covers(12_400, 12_000), Tolerance(nearest=1000).covers(12_600, 12_000)
    (True, False)
    """

    relative: float | None = None
    nearest: float | None = None
    within: float | None = None
    whole: bool = False
    _share: float = field(init=False, repr=False, compare=False)
    _fixed: float = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        given = [value for value in (self.relative, self.nearest, self.within) if value is not None]
        if len(given) != 1 or given[0] <= 0:
            raise ValueError(f"a tolerance takes one positive measure, not {self}")
        object.__setattr__(self, "_share", self.relative or 0.0)
        object.__setattr__(self, "_fixed", (self.nearest or 0.0) / 2 + (self.within or 0.0))

    def reach(self, truth: float) -> float:
        """Return how far from `truth` an answer may lie."""
        return abs(truth) * self._share + self._fixed

    def covers(self, value: float, truth: float) -> bool:
        """Return whether `value` is near enough to `truth`."""
        size = abs(truth)
        return abs(value - truth) <= size * self._share + self._fixed + 1e-9 * max(1.0, size)

    def sentence(self, lang: str, kind: Kind = "number") -> str:
        """Return the tolerance as the trainee reads it."""
        if self.whole:
            return _WHOLE.pick(lang)
        if self.relative is not None:
            return _WITHIN_SHARE.fill(lang, {"share": self.relative})
        template, size = (_NEAREST, self.nearest) if self.nearest is not None else (_WITHIN, self.within)
        if kind != "percent":
            return template.fill(lang, {"size": number(size or 0, lang)})
        points = number((size or 0) * 100, lang)
        template = _NEAREST_POINTS if self.nearest is not None else _WITHIN_POINTS
        return template.fill(lang, {"size": points, "points": _POINT if points == "1" else _POINTS})


_WITHIN_SHARE = Text(en="within ±{share:percent}", zh="误差不超过 ±{share:percent}")
_NEAREST = Text(en="to the nearest {size}", zh="精确到 {size}")
_POINT = Text(en="percentage point", zh="个百分点")
_POINTS = Text(en="percentage points", zh="个百分点")
_NEAREST_POINTS = Text(en="to the nearest {size} {points}", zh="精确到 {size} {points}")
_WITHIN_POINTS = Text(en="within ±{size} {points}", zh="误差不超过 ±{size} {points}")
_WITHIN = Text(en="within ±{size}", zh="误差不超过 ±{size}")
_WHOLE = Text(en="the exact whole number", zh="整数，必须准确")
WHOLE_NUMBER = Tolerance(within=0.4, whole=True)
_ALSO_COUNTED_IN = {"套": ("台",)}  # 80 台 and 80 台套 are read as 80 套


def _unit_words(unit: Text | None) -> tuple[str, ...]:
    """Return the words that may stand behind a number and say nothing new."""
    return (unit.en, unit.zh, *_ALSO_COUNTED_IN.get(unit.zh, ())) if unit else ()


@dataclass(frozen=True, slots=True)
class Mistake:
    """A confusion with a name: the answer it leads to and the sentence that clears it up.

    `answer` has the form of a field's `expected`. For a field of several parts it returns a mapping and
    may leave parts out. `credit` is the share of the points the answer still earns.
    """

    id: str
    message: Text
    answer: Expected
    credit: float = 0.0


@dataclass(frozen=True, slots=True)
class Rule:
    """Something an answer of several parts must hold as a whole, such as 'the top tier is the smallest'.

    `broken` gets the figures and the trainee's answer; a broken rule costs `penalty` of the field's points.
    With `sees_earlier` it gets all answers so far by field, this field's included, instead of its own alone.
    """

    id: str
    message: Text
    broken: Callable[[Data, Answers], bool]
    penalty: float = 0.25
    sees_earlier: bool = False


@dataclass(frozen=True, kw_only=True)
class Field:
    """What all fields share.

    `expected` is None for an assessed question of judgement; its key then comes from `keys`.
    `uses` names the earlier fields whose answers `expected` builds on.
    `reasons` says why a wrong choice is wrong, by ``"part/option"`` or ``"option"``.
    `free` says that many answers are right, all those within the tolerance: what builds on the field, and on
    that again, then follows the trainee's own answer, not the model's.
    """

    id: str
    label: Text
    expected: Expected | None = None
    points: float = 1
    help: Text | None = None
    uses: tuple[str, ...] = ()
    mistakes: tuple[Mistake, ...] = ()
    reasons: Mapping[str, Text] = field(default_factory=dict)
    rules: tuple[Rule, ...] = ()
    free: bool = False

    kind = "field"


@dataclass(frozen=True, kw_only=True)
class NumberField(Field):
    """A number, an amount or a percentage to type in (a percentage is kept as a fraction).

    `per` says that it is asked by the year or by the month; only then can an answer that is twelve times too
    large, or too small, have the wrong period.
    """

    kind: Kind = "number"
    tolerance: Tolerance
    unit: Text | None = None
    per: Period | None = None
    style: Style = "point"
    lowest: float | None = None
    highest: float | None = None

    @cached_property
    def unit_words(self) -> tuple[str, ...]:
        return _unit_words(self.unit)


@dataclass(frozen=True, kw_only=True)
class SliderField(NumberField):
    """A number set with a slider."""

    low: float
    high: float
    step: float
    slider = True


@dataclass(frozen=True, kw_only=True)
class ChoiceField(Field):
    """One of several options."""

    options: tuple[Option, ...]
    kind = "choice"


@dataclass(frozen=True, kw_only=True)
class ChoicesField(Field):
    """Any number of several options; a wrong tick takes back what a right one earned."""

    options: tuple[Option, ...]
    kind = "choices"


@dataclass(frozen=True, kw_only=True)
class RankField(Field):
    """Items to be put in order, the first one on top."""

    items: tuple[Option, ...]
    kind = "rank"


@dataclass(frozen=True, kw_only=True)
class MatchField(Field):
    """An option for each item."""

    items: tuple[Option, ...]
    options: tuple[Option, ...]
    kind = "match"


@dataclass(frozen=True, kw_only=True)
class PlaceField(Field):
    """Items to be put into boxes: a pyramid, the cells of a grid, a row of boxes."""

    items: tuple[Option, ...]
    boxes: tuple[Option, ...]
    shape: Literal["pyramid", "grid", "row"] = "row"
    kind = "place"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table to fill in; `per` as in `NumberField`."""

    id: str
    label: Text
    kind: Kind = "number"
    tolerance: Tolerance
    unit: Text | None = None
    per: Period | None = None

    @property
    def unit_words(self) -> tuple[str, ...]:
        return _unit_words(self.unit)


@dataclass(frozen=True, kw_only=True)
class TableField(Field):
    """A grid of numbers; its parts are ``"row/column"``."""

    rows: tuple[Option, ...]
    columns: tuple[Column, ...]
    style: Style = "point"
    kind = "table"


@dataclass(frozen=True, kw_only=True)
class TextField(Field):
    """A text in the trainee's own words; a person marks it by a rubric, the machine only sees it is there.

    `names` are the things the text must name: an id and the words, in either language, that name it.
    """

    words_min: int = 0
    names: tuple[tuple[Option, tuple[str, ...]], ...] = ()
    kind = "text"


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of a table that the case shows; `format` is one of the formats of `kamlib.text`."""

    label: Text
    format: str = ""


@dataclass(frozen=True, slots=True)
class CaseTable:
    """Figures of the case, as a table."""

    title: Text
    columns: tuple[TableColumn, ...]
    rows: Sequence[Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Carry:
    """A figure that an exercise takes over from an earlier one of the same thread.

    The variant's data hold the model's answer to `field` of `exercise`, a field of one part, under `name`; a
    trainee's own sound answer takes its place, see `kamlib.classroom.thread`.
    """

    name: str
    exercise: Exercise
    field: str


def no_tables(data: Data) -> tuple[CaseTable, ...]:
    """Return no tables: for a case told in words alone."""
    return ()


@dataclass(frozen=True, kw_only=True, eq=False)
class Exercise:
    """One exercise, whole.

    `variants` loads the pool; variant 0 is the trainer's demo, the rest are dealt to trainees.
    `case`, `hints` (nudge, method, worked twin) and `solution` are markdown with placeholders; they are
    filled with the figures of the variant, with `values` and with the model answers by field id.

    Exercises of a thread share a `deal`: whoever gets number 5 of one gets number 5 of all. A later one may
    then build on answers to earlier ones, its `carries`. A step that belongs to another unit than its own is
    done `after` that one.
    """

    id: str
    unit: str
    title: Text
    case: Text
    fields: Callable[[Data], tuple[Field, ...]]
    hints: tuple[Text, Text, Text]
    solution: Text
    variants: Callable[[], Sequence[Data]]
    revision: int = 1
    mode: Mode = "practice"
    minutes: int = 10
    values: Callable[[Data], Mapping[str, Any]] = lambda data: NOTHING
    tables: Callable[[Data], tuple[CaseTable, ...]] = no_tables
    solution_tables: Callable[[Data], tuple[CaseTable, ...]] = no_tables
    deal: str = ""
    after: str = ""
    carries: tuple[Carry, ...] = ()
    _sheets: dict[Any, Sheet] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        for carry in self.carries:
            if not self.deal or carry.exercise.deal != self.deal:
                raise ValueError(f"{self.id} carries from {carry.exercise.id}, which is dealt apart from it")

    def sheet(self, variant: int, brought: Data = NOTHING) -> Sheet:
        """Return the exercise with the figures of one variant; made once.

        Parameters
        ----------
        brought : by the name of a carry, the trainee's own answer that takes the model's place.

        Raises
        ------
        LookupError
            When the pool has no such variant.
        """
        place = (variant, *brought.items()) if brought else variant
        sheet = self._sheets.get(place)
        if sheet is None:
            pool = self.variants()
            if not 0 <= variant < len(pool):
                raise LookupError(f"{self.id} has variants 0 to {len(pool) - 1}, not {variant}")
            if len(self._sheets) >= MOST_SHEETS:
                self._sheets.clear()
            sheet = self._sheets[place] = Sheet(self, variant, pool[variant], brought)
        return sheet

    @property
    def dealt(self) -> range:
        """The variants that trainees may get: all but the trainer's demo, where there are others."""
        pool = len(self.variants())
        return range(min(1, pool - 1), pool)

    @property
    def points(self) -> float:
        """All points of the exercise, those a person gives included."""
        return sum(part.points for part in self.sheet(0).fields)


class Sheet:
    """An exercise with the figures of one variant: its fields, the model answers, the texts filled in.

    What is `brought` from earlier exercises takes the place of the variant's figures of the same name.
    """

    def __init__(self, exercise: Exercise, variant: int, data: Data, brought: Data = NOTHING) -> None:
        self.exercise = exercise
        self.variant = variant
        self.brought = brought
        self.data = data = {**data, **brought}
        self.fields = exercise.fields(data)
        self.by_id = {part.id: part for part in self.fields}
        if len(self.by_id) != len(self.fields):
            raise ValueError(f"{exercise.id} has two fields of the same id")
        self.truth: dict[str, Any] = {}
        self.marks: dict[Any, Any] = {}  # kept by marking: what the same answers to these figures got before
        self.followed: dict[Any, Any] = {}  # and what followed from the same slips
        for part in self.fields:
            missing = [name for name in part.uses if name not in self.truth]
            if missing:
                raise ValueError(
                    f"{exercise.id}: field {part.id} builds on {missing}, which has no model answer yet"
                )
            if part.expected is not None:
                self.truth[part.id] = part.expected(data, self.truth)

    @cached_property
    def wrong(self) -> dict[str, tuple[tuple[Mistake, Any], ...]]:
        """The answer each named mistake leads to, by field."""
        return {
            part.id: tuple((mistake, mistake.answer(self.data, self.truth)) for mistake in part.mistakes)
            for part in self.fields
        }

    @cached_property
    def values(self) -> dict[str, Any]:
        """Everything the texts may name: figures of the case, derived values, model answers."""
        return {**self.data, **self.truth, **self.exercise.values(self.data)}

    def say(self, text: Text, lang: str) -> str:
        """Return `text` with this sheet's figures."""
        return text.fill(lang, self.values)

    def html(self, text: Text, lang: str) -> str:
        """Return `text`, which is markdown, with this sheet's figures as safe HTML."""
        return filled_html(text, lang, self.values)
