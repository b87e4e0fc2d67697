"""Makes up trainees and their hand-ins, for rehearsals, demos and load tests.

What they answer is drawn with a seed: right answers in many number styles, named mistakes, blanks,
unreadable entries. `mutate` damages a hand-in, to see that the grader takes anything.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import kamlib
from kamlib.classroom.exercise import (
    ChoiceField,
    ChoicesField,
    Column,
    Exercise,
    Field,
    MatchField,
    NumberField,
    PlaceField,
    RankField,
    Sheet,
    TableField,
    Tolerance,
)
from kamlib.classroom.handin import COURSE, SCHEMA, handin_name, receipt_of, variant_of
from kamlib.classroom.keys import NO_KEYS, Keys
from kamlib.classroom.reading import Kind, Style, read_number
from kamlib.classroom.thread import Thread

UNREADABLE_ENTRIES = ("about ten", "?", "n/a", "见附件", "12..5", "--", "1,2,3 or so", "=cmd|' /C calc'!A0")
_START = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


class Habits(NamedTuple):
    """How a made-up trainee works: the chance of each kind of answer; what is left over is right."""

    blank: float
    unreadable: float
    mistake: float
    guess: float
    hint: float


KINDS = (
    Habits(0.00, 0.00, 0.05, 0.03, 0.10),
    Habits(0.03, 0.02, 0.25, 0.10, 0.40),
    Habits(0.10, 0.05, 0.35, 0.20, 0.60),
    Habits(0.40, 0.05, 0.10, 0.20, 0.20),
)


# -- numbers as people write them ------------------------------------------------------------------


def write_number(
    value: float,
    kind: Kind,
    rng: random.Random,
    tolerance: Tolerance,
    style: Style,
    units: tuple[str, ...] = (),
) -> str:
    """Return a number in one of the styles that people write, such that it reads back near enough."""
    styles = list(_STYLES[kind])
    rng.shuffle(styles)
    for written in styles:
        typed = written(value)
        back = read_number(typed, kind, style, units).value
        if back is not None and tolerance.covers(back, value):
            return typed
    return _plain(value * 100 if kind == "percent" else value)


def _plain(value: float) -> str:
    """Write digits and a point, never in a form such as 1.250 that may be read in two ways."""
    written = f"{value:.6f}".rstrip("0").rstrip(".")
    return written + "0" if len(written.partition(".")[2]) == 3 else written


def _short(value: float) -> str:
    """Write about four digits, and never 4.286e+04: nobody types that."""
    return f"{value:.0f}" if abs(value) >= 10_000 else f"{value:.5g}"


def _brackets(value: float) -> str:
    return f"({-value:,.2f})" if value < 0 else f"{value:,.2f}"


_NUMBER_STYLES: tuple[Callable[[float], str], ...] = (
    _plain,
    lambda value: f"{value:,.2f}",
    lambda value: f"{value:,.0f}",
    lambda value: f"{value:,.2f}".replace(",", " "),
    lambda value: f"{value:,.2f}".translate(str.maketrans(",.", ".,")),
    lambda value: f"{_short(value / 1000)}k" if abs(value) >= 1000 else _plain(value),
    lambda value: f"{_short(value / 10_000)}万" if abs(value) >= 5000 else _plain(value),
    lambda value: f" {_plain(value)} ",
    lambda value: _plain(value).translate(str.maketrans("0123456789.-", "０１２３４５６７８９．−")),
    _brackets,
)
_MONEY_STYLES: tuple[Callable[[float], str], ...] = (
    *_NUMBER_STYLES,
    lambda value: f"CNY {value:,.2f}",
    lambda value: f"¥{_short(value / 10_000)}万" if abs(value) >= 5000 else f"¥{_plain(value)}",
    lambda value: f"{value:,.2f} 元",
)
_PERCENT_STYLES: tuple[Callable[[float], str], ...] = (
    lambda value: _plain(value * 100),
    lambda value: f"{value * 100:.2f}%",
    lambda value: f"{value * 100:.2f} ％",
    lambda value: f"{value * 100:.2f}".replace(".", ",") + " %",
    lambda value: f"{value * 100:.1f} percent",
)
_STYLES = {"number": _NUMBER_STYLES, "money": _MONEY_STYLES, "percent": _PERCENT_STYLES}


# -- answers ---------------------------------------------------------------------------------------


def answer_field(
    field: Field,
    sheet: Sheet,
    habits: Habits,
    rng: random.Random,
    keys: Keys = NO_KEYS,
    own: Mapping[str, float] | None = None,
) -> Any:
    """Return what a trainee of these habits answers to a field; None where it stays blank.

    `own` are the numbers the trainee gave to earlier fields: who slips there goes on with the slip.
    """
    chance = rng.random()
    if chance < habits.blank:
        return None
    if chance < habits.blank + habits.unreadable and isinstance(field, NumberField):
        return rng.choice(UNREADABLE_ENTRIES)
    truth = _follow(field, sheet, own or {}, _truth(field, sheet, keys))
    wrong = sheet.wrong[field.id]
    chance = rng.random()
    if wrong and chance < habits.mistake:
        return _write(field, _merge(truth, rng.choice(wrong)[1]), rng)
    if truth is None or chance < habits.mistake + habits.guess:
        return _guess(field, truth, rng)
    return _write(field, truth, rng)


def _truth(field: Field, sheet: Sheet, keys: Keys) -> Any:
    if field.expected is not None:
        return sheet.truth[field.id]
    key = keys.find(sheet.exercise.id, sheet.variant, field.id)
    return key.answer if key else None


def _follow(field: Field, sheet: Sheet, own: Mapping[str, float], truth: Any) -> Any:
    """Return what follows from the trainee's own earlier answers; the truth where nothing sensible does."""
    slips = {name: own[name] for name in field.uses if name in own}
    if not slips or field.expected is None:
        return truth
    try:
        return field.expected(sheet.data, {**sheet.truth, **slips})
    except (ValueError, ArithmeticError, LookupError):
        return truth


def _merge(truth: Any, wrong: Any) -> Any:
    """Return a whole answer: a mistake may name only the parts it changes."""
    if isinstance(truth, Mapping) and isinstance(wrong, Mapping):
        return {**truth, **wrong}
    return wrong


def _one(accepted: Any) -> str:
    return accepted if isinstance(accepted, str) else next(iter(accepted))


def _write(field: Field, answer: Any, rng: random.Random) -> Any:
    """Write an answer down as the card records it."""
    if isinstance(field, NumberField):
        value = float(answer[0] if isinstance(answer, list | tuple) else answer)
        return write_number(value, field.kind, rng, field.tolerance, field.style, field.unit_words)
    if isinstance(field, TableField):
        columns: dict[str, Column] = {column.id: column for column in field.columns}
        written = {}
        for part, value in answer.items():
            column = columns[part.rpartition("/")[2]]
            written[part] = write_number(float(value), column.kind, rng, column.tolerance, field.style, column.unit_words)
        return written
    if isinstance(field, MatchField | PlaceField):
        return {item: _one(choice) for item, choice in answer.items()}
    if isinstance(field, ChoiceField):
        return _one(answer)
    return list(answer) if not isinstance(answer, str) else answer


def _guess(field: Field, truth: Any, rng: random.Random) -> Any:
    """Return a plausible answer that nobody thought about."""
    if isinstance(field, NumberField):
        size = float(truth) if isinstance(truth, int | float) and truth else 100.0
        return write_number(size * rng.uniform(0.3, 3.0), field.kind, rng, field.tolerance, field.style, field.unit_words)
    if isinstance(field, TableField):
        guessed = {}
        for part, value in (truth or {}).items():
            guessed[part] = float(value) * (rng.uniform(0.3, 3.0) if rng.random() < 0.4 else 1)
        return _write(field, guessed, rng)
    if isinstance(field, PlaceField):
        return {item.id: rng.choice(field.boxes).id for item in field.items if rng.random() < 0.9}
    if isinstance(field, MatchField):
        return {item.id: rng.choice(field.options).id for item in field.items if rng.random() < 0.9}
    if isinstance(field, ChoiceField):
        return rng.choice(field.options).id
    if isinstance(field, ChoicesField):
        return [option.id for option in field.options if rng.random() < 0.5]
    if isinstance(field, RankField):
        order = [item.id for item in field.items]
        rng.shuffle(order)
        return order
    return _some_text(field, rng)


_SENTENCES = (
    "We invest where the lifetime profit is.",
    "我们把时间投入到利润最高的客户。",
    "The account costs more to serve than it earns.",
    "价格应当按客户价值，而不是按成本确定。",
    "=1+1 is how I would start the sheet.",
    "Next step: agree a plan with the buyer & the plant <by June>.",
)


def _some_text(field: Field, rng: random.Random) -> str:
    names = [words[0] for _, words in getattr(field, "names", ()) if words and rng.random() < 0.8]
    return " ".join([*rng.sample(_SENTENCES, k=rng.randint(1, 4)), *names])


# -- hand-ins --------------------------------------------------------------------------------------


def simulate_handin(
    trainee: str,
    exercises: Mapping[str, Exercise],
    rng: random.Random,
    *,
    keys: Keys = NO_KEYS,
    cohort: str = "",
    lang: str = "en",
) -> dict[str, Any]:
    """Return the content of a made-up trainee's hand-in."""
    habits = rng.choice(KINDS)
    begun = _START + timedelta(minutes=rng.randrange(60 * 24 * 20))
    answered: dict[str, dict[str, Any]] = {}
    for exercise in exercises.values():
        if rng.random() < habits.blank / 2:
            continue  # left out altogether
        so_far = {id: (each["variant"], each["raw"]) for id, each in answered.items()}
        sheet = Thread(lambda one: variant_of(one, trainee, cohort), so_far, keys).sheet(exercise)
        answered[exercise.id] = _simulate_exercise(sheet, habits, rng, keys, begun)
        begun += timedelta(minutes=rng.randint(4, 25))
    content = {
        "schema": SCHEMA,
        "course": COURSE,
        "cohort": cohort,
        "trainee": trainee,
        "lang": lang,
        "made": begun.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        "kamlib": kamlib.__version__,
        "exercises": answered,
    }
    content["receipt"] = receipt_of(content)
    return content


def _simulate_exercise(
    sheet: Sheet, habits: Habits, rng: random.Random, keys: Keys, begun: datetime
) -> dict[str, Any]:
    exercise = sheet.exercise
    raw: dict[str, Any] = {}
    own: dict[str, float] = {}
    for field in sheet.fields:
        answer = answer_field(field, sheet, habits, rng, keys, own)
        if answer is None or answer in ({}, []):
            continue
        raw[field.id] = answer
        if isinstance(field, NumberField):
            value = read_number(answer, field.kind, field.style, field.unit_words).value
            if value is not None:
                own[field.id] = value
    return {
        "rev": exercise.revision,
        "variant": sheet.variant,
        "raw": raw,
        "checks": 0 if exercise.mode == "assessed" else rng.randint(1, 5),
        "hints": sum(rng.random() < habits.hint for _ in range(3)),
        "solution": exercise.mode == "practice" and rng.random() < habits.hint / 4,
        "first": begun.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "last": (begun + timedelta(minutes=3)).strftime("%Y-%m-%dT%H:%M:%SZ"),
    }


def simulate(
    count: int,
    exercises: Mapping[str, Exercise],
    *,
    seed: int = 1,
    keys: Keys = NO_KEYS,
    cohort: str = "",
) -> Iterator[dict[str, Any]]:
    """Yield the hand-ins of `count` made-up trainees, demo-0001 and on; the same for the same seed.

    Raises
    ------
    ValueError
        When `count` is below 1.
    """
    if count < 1:
        raise ValueError(f"count must be at least 1, got {count}")
    width = max(4, len(str(count)))
    for position in range(1, count + 1):
        rng = random.Random(f"{seed}-{position}")
        trainee = f"demo-{position:0{width}d}"
        lang = "zh" if position % 2 == 0 else "en"
        yield simulate_handin(trainee, exercises, rng, keys=keys, cohort=cohort, lang=lang)


def write_simulated(
    count: int,
    folder: Path,
    exercises: Mapping[str, Exercise],
    *,
    seed: int = 1,
    keys: Keys = NO_KEYS,
    cohort: str = "",
    progress: Callable[[int, int], None] | None = None,
) -> list[Path]:
    """Write made-up hand-ins into a folder, which is made when it is not there; return the files."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    made = simulate(count, exercises, seed=seed, keys=keys, cohort=cohort)
    for done, content in enumerate(made, 1):
        path = folder / handin_name(content)
        path.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
        written.append(path)
        if progress:
            progress(done, count)
    return written


# -- damage ----------------------------------------------------------------------------------------

NASTY_VALUES: tuple[Any, ...] = (
    None, True, 0, -1, 1.5, 10**30, "", "x" * 300, "../../x", "..\\..\\x", "=cmd|' /C calc'!A0", "+1",
    "@SUM(1)", "<script>alert(1)</script>", "\x00\x07", "\u202e", "NaN", "1e400", "{oops}", "%s%n", "\t=1",
    "\r=1",
    [], [[]], ["x"] * 300, {}, {"x": {"y": {}}}, {"": ""}, "kam-handin/2", "2026-99-99T99:99:99Z", "con",
)  # fmt: skip


def mutate(written: bytes, rng: random.Random) -> bytes:
    """Return a damaged copy of a hand-in file.

    Half of the damage is to the bytes, half to the content; damaged content mostly gets a fresh receipt,
    so that it passes that check and reaches the next ones.
    """
    if rng.random() < 0.4:
        return rng.choice(_BYTE_DAMAGE)(written, rng)
    try:
        content = json.loads(written)
    except (ValueError, RecursionError):
        return rng.choice(_BYTE_DAMAGE)(written, rng)
    for _ in range(rng.randint(1, 3)):
        content = _damage(content, rng)
    if isinstance(content, dict) and rng.random() < 0.8:
        content["receipt"] = receipt_of(content)
    return json.dumps(content, ensure_ascii=rng.random() < 0.5).encode("utf-8", "surrogatepass")


def _damage(content: Any, rng: random.Random) -> Any:
    """Change one place of a JSON value: replace, remove, rename or double it."""
    places = list(_places(content))
    if not places:
        return deepcopy(rng.choice(NASTY_VALUES))
    holder, key = rng.choice(places)
    how = rng.random()
    if how < 0.55:
        holder[key] = deepcopy(rng.choice(NASTY_VALUES))
    elif how < 0.7:
        del holder[key]
    elif how < 0.85 and isinstance(holder, dict):
        new_key = rng.choice([value for value in NASTY_VALUES if isinstance(value, str)])
        holder[new_key] = holder.pop(key)
    else:
        other_holder, other_key = rng.choice(places)
        if other_key in other_holder if isinstance(other_holder, dict) else other_key < len(other_holder):
            holder[key] = deepcopy(other_holder[other_key])
    return content


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Yield each place in a JSON value as its holder and key."""
    if not isinstance(value, dict | list):
        return
    for key, child in list(value.items() if isinstance(value, dict) else enumerate(value)):
        yield value, key
        yield from _places(child)


_JUNK = (b"\x00" * 16, b"\xff\xfe", b"[" * 5000, b'{"a":' * 3000, b"NaN", b"9" * 6000, b"\\ud800")
_OTHER_FILES = (
    b"", b"   \n", b"null", b"[]", b"{}", b'"schema"', b"PK\x03\x04", b"[" * 100_000, b"NaN", b"\xef\xbb\xbf",
)  # fmt: skip


def _cut(written: bytes, rng: random.Random) -> bytes:
    return written[: rng.randrange(len(written) + 1)]


def _flip(written: bytes, rng: random.Random) -> bytes:
    changed = bytearray(written or b"{}")
    for _ in range(rng.randint(1, 8)):
        changed[rng.randrange(len(changed))] = rng.randrange(256)
    return bytes(changed)


def _insert(written: bytes, rng: random.Random) -> bytes:
    place = rng.randrange(len(written) + 1)
    return written[:place] + rng.choice(_JUNK) + written[place:]


def _replace_all(written: bytes, rng: random.Random) -> bytes:
    return rng.choice(_OTHER_FILES)


def _recode(written: bytes, rng: random.Random) -> bytes:
    text = written.decode("utf-8", "replace")
    return text.encode(rng.choice(("utf-16", "gb18030", "utf-8-sig", "utf-32")))


def _double(written: bytes, rng: random.Random) -> bytes:
    return written + written[rng.randrange(len(written) + 1) :]


_BYTE_DAMAGE: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _cut, _flip, _insert, _replace_all, _recode, _double,
)  # fmt: skip
