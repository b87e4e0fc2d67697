"""The hand-in file: one JSON file with a trainee's answers, and the rules for trainee ids.

Reading one never trusts it: its size is limited, its form is checked, nothing in it is executed.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal

import orjson
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

import kamlib
from kamlib.classroom.exercise import Exercise
from kamlib.classroom.journal import Journal
from kamlib.files import write_whole
from kamlib.text import Text

COURSE = "kam"
SCHEMA = "kam-handin/1"
LARGEST_FILE = 2_000_000  # bytes; a full course is a twentieth of it

_TRAINEE = re.compile(r"[^\W_](?:[\w.@ -]{0,38}[\w])?")

TRAINEE_RULE = Text(
    en="An id has 1 to 40 letters or digits, with . - _ @ or a space inside, such as li.wei or 2024-017.",
    zh="学员编号为 1 至 40 个字母、汉字或数字，中间可以有 . - _ @ 或空格，例如 li.wei 或 2024-017。",
)


class BadTrainee(ValueError):
    """An id that cannot be used; `text` says why to a trainee."""

    def __init__(self, typed: str) -> None:
        self.text = Text(
            en=f"“{_shown(typed)}” cannot be used as an id. {TRAINEE_RULE.en}",
            zh=f"“{_shown(typed)}”不能用作学员编号。{TRAINEE_RULE.zh}",
        )
        super().__init__(self.text.en)


def _shown(typed: str) -> str:
    return typed[:40].replace("{", "(").replace("}", ")")


def trainee_id(typed: str) -> str:
    """Return an id in its one written form: no outer spaces, one width, small letters.

    Raises
    ------
    BadTrainee
        When it is empty, too long, or holds anything that could do harm in a file name or a table.

    Examples
    --------
    >>> trainee_id("  Li.Wei "), trainee_id("ＬＩ０１")
    ('li.wei', 'li01')
    >>> trainee_id("../../x")
    Traceback (most recent call last):
    ...
    kamlib.classroom.handin.BadTrainee: “../../x” cannot be used as an id. An id has 1 to 40 letters ...
    """
    tidy = " ".join(unicodedata.normalize("NFKC", typed).split()).casefold()
    if not _TRAINEE.fullmatch(tidy) or ".." in tidy:
        raise BadTrainee(typed)
    return tidy


# Letters of other alphabets as they look beside Latin ones; ids are written small, but were perhaps typed large.
_LOOKS_LIKE = str.maketrans(
    "авеһнікморсѕтухјԁԛԝ" "αβεηικνορτυχ",  # Cyrillic, Greek
    "abehhikmopcstyxjdqw" "abenikvoptux",
)


def look_of(trainee: str) -> str:
    """Return what an id looks like: the same for two ids that a reader would take for one.

    Accents are left out, and letters of other alphabets are written as the Latin ones they resemble.

    Examples
    --------
    >>> look_of("lі.wеi") == look_of("li.wei")  # the first has two Cyrillic letters
    True
    >>> look_of("li.wei") == look_of("li.wen")
    False
    """
    parts = unicodedata.normalize("NFKD", trainee.casefold())
    plain = "".join(sign for sign in parts if not unicodedata.combining(sign))
    return unicodedata.normalize("NFKC", plain).casefold().translate(_LOOKS_LIKE)


def variant_of(exercise: Exercise, trainee: str, cohort: str = "") -> int:
    """Return the number of the variant that is dealt to a trainee: never 0, which is the trainer's demo.

    The same trainee of the same cohort always gets the same figures, on any machine, and the same number
    in all exercises of a thread.
    """
    dealt = exercise.dealt
    ticket = hashlib.sha256("|".join((COURSE, cohort, trainee, exercise.deal or exercise.id)).encode()).digest()
    return dealt[int.from_bytes(ticket[:8], "big") % len(dealt)]


# -- the form of the file --------------------------------------------------------------------------

_Entry = Annotated[str, StringConstraints(max_length=20_000)]
_Id = Annotated[str, StringConstraints(max_length=80)]
_Raw = Annotated[
    _Entry
    | Annotated[list[_Id], Field(max_length=200)]
    | Annotated[dict[_Id, _Entry], Field(max_length=2000)],
    Field(union_mode="left_to_right"),  # no value fits two of them, so none need be weighed against another
]
_Count = Annotated[int, Field(ge=0, le=100_000)]


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")


class ExerciseAnswers(_Strict):
    """What was answered to one exercise."""

    rev: _Count
    variant: _Count
    raw: dict[_Id, _Raw] = Field(max_length=100)
    checks: _Count = 0
    hints: _Count = 0
    solution: bool = False
    first: _Id | None = None
    last: _Id | None = None


class HandIn(_Strict):
    """A hand-in, checked. `made` is a UTC time; `receipt` is the fingerprint of everything else."""

    schema_name: Literal["kam-handin/1"] = Field(alias="schema")
    course: Literal["kam"]
    cohort: Annotated[str, StringConstraints(max_length=80)] = ""
    trainee: _Id
    lang: Literal["en", "zh"] = "en"
    made: Annotated[str, StringConstraints(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?Z$")]
    kamlib: Annotated[str, StringConstraints(max_length=40)]
    exercises: dict[_Id, ExerciseAnswers] = Field(max_length=500)
    receipt: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{12}$")]


class Refused(ValueError):
    """A file that cannot be marked; `text` says why to a grader."""

    def __init__(self, text: Text) -> None:
        self.text = text
        super().__init__(text.en)


def _refusal(en: str, zh: str) -> Refused:
    return Refused(Text(en=_shown_all(en), zh=_shown_all(zh)))


def _shown_all(sentence: str) -> str:
    return sentence.replace("{", "(").replace("}", ")")


def receipt_of(content: dict) -> str:
    """Return the fingerprint of a hand-in's content, the receipt itself left out."""
    rest = {name: value for name, value in content.items() if name != "receipt"}
    try:
        written = orjson.dumps(rest, option=orjson.OPT_SORT_KEYS)
    except TypeError:  # half a character, a huge number or many levels, which the checks refuse: the same form, slower
        text = json.dumps(rest, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        written = text.encode("utf-8", "surrogatepass")
    return hashlib.sha256(written).hexdigest()[:12]


def read_handin(path: Path) -> HandIn:
    """Return the hand-in in a file.

    Raises
    ------
    Refused
        When the file is empty, too large, not JSON, of another kind, damaged or changed by hand.
    """
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise _refusal(
                f"The file is too large ({size / 1e6:.0f} MB; a hand-in has less than {LARGEST_FILE / 1e6:.0f} MB).",
                f"文件过大（{size / 1e6:.0f} MB，作业文件应小于 {LARGEST_FILE / 1e6:.0f} MB）。",
            )
        written = path.read_bytes()
    except OSError as problem:
        raise _refusal(
            f"The file cannot be opened ({problem.strerror}).", f"文件无法打开（{problem.strerror}）。"
        ) from problem
    if not written.strip():
        raise _refusal("The file is empty.", "文件为空。")
    try:
        content = json.loads(written.decode("utf-8-sig"), parse_constant=_no_constant)
    except UnicodeDecodeError as problem:
        raise _refusal("The file is not text in UTF-8.", "文件不是 UTF-8 文本。") from problem
    except RecursionError as problem:
        raise _refusal(
            "The file is nested too deeply to be a hand-in.", "文件嵌套过深，不是作业文件。"
        ) from problem
    except ValueError as problem:
        raise _refusal(
            "The file is not a whole JSON file; it may have been cut off on the way.",
            "文件不是完整的 JSON 文件，可能在传输中被截断。",
        ) from problem
    return check_handin(content)


# What is wrong with an entry, by a part of pydantic's name for it; the first that fits.
_DAMAGE = (
    ("missing", Text(en="it is missing", zh="缺失")),
    ("extra", Text(en="it does not belong here", zh="不应出现在这里")),
    ("too_long", Text(en="it is too long", zh="过长")),
    ("greater_than", Text(en="the number is too small", zh="数值过小")),
    ("less_than", Text(en="the number is too large", zh="数值过大")),
    ("pattern", Text(en="it is not of the right form", zh="格式不对")),
    ("literal", Text(en="it has none of the values it may have", zh="取值不在允许范围内")),
    ("int", Text(en="it should be a whole number", zh="应为整数")),
    ("bool", Text(en="it should be true or false", zh="应为 true 或 false")),
    ("string", Text(en="it should be a text", zh="应为文本")),
    ("dict", Text(en="it should be a group of named entries", zh="应为一组带名称的条目")),
    ("model", Text(en="it should be a group of named entries", zh="应为一组带名称的条目")),
    ("list", Text(en="it should be a list", zh="应为列表")),
)
_OTHER_DAMAGE = Text(en="it is not of the right kind", zh="类型不对")


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is not a number")


def check_handin(content: object) -> HandIn:
    """Return decoded content as a hand-in.

    Raises
    ------
    Refused
        When it is of another schema or course, has wrong types, or does not match its receipt.
    """
    if not isinstance(content, dict) or "schema" not in content:
        raise _refusal("This is not a hand-in of the workbook.", "这不是本练习册的作业文件。")
    if content["schema"] != SCHEMA:
        raise _refusal(
            f"This is of the schema {str(content['schema'])[:40]!r}; this version reads {SCHEMA}.",
            f"文件格式为 {str(content['schema'])[:40]!r}，本版本读取 {SCHEMA}。",
        )
    if content.get("course") != COURSE:
        raise _refusal(
            f"This belongs to another course ({str(content.get('course'))[:40]!r}).",
            f"该作业属于另一门课程（{str(content.get('course'))[:40]!r}）。",
        )
    try:
        handin = HandIn.model_validate(content)
    except ValidationError as problem:
        first = problem.errors(include_url=False, include_input=False)[0]
        place = " / ".join(str(step)[:40] for step in first["loc"][:4])
        what = next((said for kind, said in _DAMAGE if kind in first["type"]), _OTHER_DAMAGE)
        raise _refusal(
            f"The entry “{place}” is damaged: {what.en}.", f"“{place}”一项已损坏：{what.zh}。"
        ) from problem
    except RecursionError as problem:
        raise _refusal(
            "The file is nested too deeply to be a hand-in.", "文件嵌套过深，不是作业文件。"
        ) from problem
    try:
        written = trainee_id(handin.trainee)
    except BadTrainee as problem:
        raise Refused(problem.text) from problem
    if written != handin.trainee:
        raise _refusal(
            f"The id “{_shown(handin.trainee)}” is not written as the workbook writes it (“{written}”): "
            "the file was changed after it was made.",
            f"学员编号“{_shown(handin.trainee)}”与本练习册的写法（“{written}”）不同：文件生成后被改动过。",
        )
    try:
        datetime.fromisoformat(handin.made)
    except ValueError as problem:
        raise _refusal(
            f"There is no such time as {handin.made}: the file was changed after it was made.",
            f"不存在 {handin.made} 这一时间：文件生成后被改动过。",
        ) from problem
    if receipt_of(content) != handin.receipt:
        raise _refusal(
            "The content does not match its receipt: the file was changed after it was made.",
            "内容与回执不符：文件生成后被改动过。",
        )
    return handin


# -- making one ------------------------------------------------------------------------------------


def make_handin(journal: Journal, *, cohort: str = "", lang: str = "en", now: datetime | None = None) -> dict:
    """Return a trainee's answers as the content of a hand-in file.

    Raises
    ------
    Refused
        When a grader could not read it, so that the trainee learns it now: a text that is too long, or a
        journal that was changed by hand.
    """
    moment = now or datetime.now(UTC)
    content = {
        "schema": SCHEMA,
        "course": COURSE,
        "cohort": cohort,
        "trainee": journal.trainee,
        "lang": lang,
        "made": moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        "kamlib": kamlib.__version__,
        "exercises": {
            exercise: {
                "rev": seen.rev,
                "variant": seen.variant,
                "raw": seen.raw,
                "checks": seen.checks,
                "hints": seen.hints,
                "solution": seen.solution,
                "first": seen.first,
                "last": seen.last,
            }
            for exercise, seen in sorted(journal.read().items())
        },
    }
    content["receipt"] = receipt_of(content)
    check_handin(content)
    return content


def write_handin(content: dict, path: Path) -> Path:
    """Write a hand-in so that the file is either whole or not there at all; return its path."""
    return write_whole(path, json.dumps(content, ensure_ascii=False, indent=1).encode())


def handin_name(content: dict) -> str:
    """Return the file name of a hand-in: the trainee, the minute, the receipt."""
    minute = content["made"][:16].replace(":", "").replace("T", "-")
    return f"handin_{content['trainee'].replace(' ', '-')}_{minute}_{content['receipt'][:6]}.json"
