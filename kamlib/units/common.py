"""What units share: wording, names out of variant data, drawing variants and refusing those that teach nothing."""

from __future__ import annotations

import pickle
import random
from collections.abc import Callable, Mapping, Sequence
from functools import cache, wraps
from typing import TYPE_CHECKING, Any

from kamlib.classroom.exercise import (
    Answers,
    Data,
    Exercise,
    Expected,
    Mistake,
    NumberField,
    Option,
    Sheet,
    TableField,
    Tolerance,
)
from kamlib.text import Text
from kamlib.tiers import TIERS

if TYPE_CHECKING:
    from pandas import DataFrame

TIER_NAMES = {
    "strategic": Text(en="Strategic", zh="战略型"),
    "value": Text(en="Value", zh="价值型"),
    "standard": Text(en="Standard", zh="标准型"),
    "transactional": Text(en="Transactional", zh="交易型"),
}


HALF_PERCENT = Tolerance(relative=0.005)
ONE_PERCENT = Tolerance(relative=0.01)

ANY_ACCOUNT = "_Tarvane Drives and all accounts and figures here are invented._"
ANY_ACCOUNT_ZH = "_塔凡传动及本题所有客户、数据均为虚构。_"


def mistake(id: str, answer: Expected, *, en: str, zh: str, credit: float = 0.0) -> Mistake:
    """Return a mistake with the sentence that clears it up."""
    return Mistake(id, Text(en=en, zh=zh), answer, credit)


def named(entry: Mapping[str, str]) -> Text:
    """Return a name that variant data keep as ``{"en": …, "zh": …}``."""
    return Text(en=entry["en"], zh=entry["zh"])


def written(text: Text, **values: Any) -> Text:
    """Return a text with figures written into both of its sides."""
    return Text(en=text.fill("en", values), zh=text.fill("zh", values))


def options(labels: Mapping[str, Text]) -> tuple[Option, ...]:
    """Return one option for each label, in order."""
    return tuple(Option(id, label) for id, label in labels.items())


def tier_boxes(notes: Mapping[str, Text] | None = None) -> tuple[Option, ...]:
    """Return the four tiers as boxes or options, the top one first."""
    return tuple(
        Option(tier, TIER_NAMES[tier], note=notes[tier] if notes else None, colour=tier) for tier in TIERS
    )


def rounded(value: float, step: float) -> int:
    """Return `value` rounded to a multiple of `step`, as a whole number.

    Examples
    --------
    >>> rounded(12_345, 1_000)
    12000
    """
    return int(round(value / step) * step)


def names_in(table: DataFrame) -> tuple[dict[str, str], ...]:
    """Return the names in a table of the case, as variant data keep them."""
    pairs = zip(table["name_en"], table["name_zh"], strict=True)
    return tuple({"en": str(english), "zh": str(chinese)} for english, chinese in pairs)


@cache
def _account_names() -> tuple[dict[str, str], ...]:
    from kamlib import cases

    return names_in(cases.accounts())


def draw_names(chance: random.Random, count: int) -> Sequence[dict[str, str]]:
    """Return `count` different account names of the case company."""
    return chance.sample(_account_names(), count)


MOST_KEPT = 100  # results of one function: the pool, and figures that trainees bring along


def once(work: Callable[..., Any]) -> Callable[..., Any]:
    """Return `work`, whose results are kept: what several fields of a variant need is worked out once.

    Parameters
    ----------
    work : a function of the figures, and of whatever else can be a key. Nobody may change what it returns.

    Examples
    --------
    >>> longest = once(lambda data: max(data["days"]))
    >>> longest({"days": [3, 8]}), longest({"days": [3, 9]})
    (8, 9)
    """
    known: dict[tuple[Any, ...], Any] = {}

    @wraps(work)
    def kept(data: Data, *more: Any) -> Any:
        place = (pickle.dumps(data), *more)  # by value: a maker may still change the figures it draws
        if place not in known:
            if len(known) >= MOST_KEPT:
                known.clear()
            known[place] = work(data, *more)
        return known[place]

    return kept


def _answers_by_part(answer: Any, part: str) -> float | None:
    return answer.get(part) if isinstance(answer, Mapping) else answer


def apart(one: float, other: float, tolerance: Tolerance) -> bool:
    """Return whether two answers differ by more than twice what the tolerance forgives."""
    return abs(one - other) > 2 * max(tolerance.reach(one), tolerance.reach(other)) + 1e-9


def where_they_show(
    right: Expected, wrong: Sequence[Expected], tolerances: Mapping[str, Tolerance]
) -> tuple[Expected, ...]:
    """Return the wrong answers to a table, each only in those cells where it can be told from the others.

    Parameters
    ----------
    right : the model answer.
    wrong : wrong answers, the most telling one first: where two agree, the first one has the cell.
    tolerances : tolerance of each column.
    """

    last: tuple[Any, ...] = (None, None, None)

    def all_of(data: Data, answers: Answers) -> list[Mapping[str, float]]:
        """Return the model answer and the wrong ones, kept for the next place: all are asked for in turn."""
        nonlocal last
        if last[0] is not data or last[1] != answers:
            found = [right(data, answers), *(other(data, answers) for other in wrong)]
            last = (data, dict(answers), found)
        return last[2]

    def trimmed(place: int) -> Callable[[Data, Answers], dict[str, float]]:
        def answer(data: Data, answers: Answers) -> dict[str, float]:
            *before, own = all_of(data, answers)[: place + 2]
            return {
                part: value
                for part, value in own.items()
                if all(
                    apart(value, other[part], tolerances[part.rpartition("/")[2]])
                    for other in before
                    if part in other
                )
            }

        return answer

    return tuple(trimmed(place) for place in range(len(wrong)))


def mistakes_stand_apart(exercise: Exercise, data: Data) -> bool:
    """Return whether each mistake in a number is told from the truth and from every other mistake."""
    sheet = Sheet(exercise, 0, data)
    for field in sheet.fields:
        if field.expected is None or not isinstance(field, NumberField | TableField):
            continue
        if isinstance(field, TableField):
            columns = {column.id: column.tolerance for column in field.columns}
            parts = {f"{row.id}/{column}": columns[column] for row in field.rows for column in columns}
            wrong = [answer for _, answer in sheet.wrong[field.id]]
            if not all(wrong):  # a mistake that cannot be seen in any cell teaches nothing
                return False
        else:
            parts = {"": field.tolerance}
        for part, tolerance in parts.items():
            answers = [sheet.truth[field.id], *(answer for _, answer in sheet.wrong[field.id])]
            seen = [x for x in (_answers_by_part(answer, part) for answer in answers) if x is not None]
            for place, one in enumerate(seen):
                if not all(apart(one, other, tolerance) for other in seen[place + 1 :]):
                    return False
    return True
