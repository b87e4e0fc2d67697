"""What is wrong with a file, and what was done with it: sentences that name the row and the column."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from kamlib.text import Text

SHOWN = 20  # problems a person reads before correcting the file and trying again
_KEPT = 200  # problems kept of one file; the rest is only counted
_ROWS_NAMED = 10

MORE = Text(
    en="… and {more:whole} more. Put these right first, then try again.",
    zh="……另有 {more:whole} 处问题。请先改正以上各处，再重新读取。",
)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that stops the reading.

    Attributes
    ----------
    text : Text
        The sentence, with placeholders that `values` fill.
    row : int or None
        Row of the sheet or line of the file, counted from 1.
    column : str or None
        Heading of the column as it stands in the file.
    kind : str
        A fixed name for tests and programs.
    role : str
        What the column means to us (``"sales"``), empty when the whole row or file is meant.
    """

    text: Text
    row: int | None = None
    column: str | None = None
    kind: str = ""
    role: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)

    def sentence(self, lang: str) -> str:
        """Return the sentence in `lang`, beginning with the row and column where there are any."""
        where = ""
        if self.row is not None and self.column:
            where = _IN_CELL.fill(lang, {"row": self.row, "column": self.column})
        elif self.row is not None:
            where = _IN_ROW.fill(lang, {"row": self.row})
        elif self.column:
            where = _IN_COLUMN.fill(lang, {"column": self.column})
        return where + self.text.fill(lang, self.values)


_IN_CELL = Text(en="Row {row}, column “{column}”: ", zh="第 {row} 行“{column}”列：")
_IN_ROW = Text(en="Row {row}: ", zh="第 {row} 行：")
_IN_COLUMN = Text(en="Column “{column}”: ", zh="“{column}”列：")


@dataclass(frozen=True, slots=True)
class Note:
    """One thing that was put right, left out or taken for granted; the form says it.

    `rows` are all rows concerned; the sentence can name the first of them with ``{rows}``.
    """

    text: Text
    kind: str = ""
    rows: tuple[int, ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict)

    def sentence(self, lang: str) -> str:
        """Return the sentence in `lang`."""
        values = {"rows": name_rows(self.rows, lang), "count": len(self.rows), **self.values}
        return self.text.fill(lang, values)


def name_rows(rows: Iterable[int], lang: str) -> str:
    """Return row numbers as a person lists them, the first ten and how many more.

    Examples
    --------
    >>> name_rows([3, 9], "en"), name_rows(range(1, 14), "zh")
    ('3, 9', '1、2、3、4、5、6、7、8、9、10 等 13 行')
    """
    every = list(rows)
    named = (", " if lang == "en" else "、").join(str(row) for row in every[:_ROWS_NAMED])
    if len(every) <= _ROWS_NAMED:
        return named
    return (
        f"{named} and {len(every) - _ROWS_NAMED:,} more" if lang == "en" else f"{named} 等 {len(every):,} 行"
    )


class CannotRead(ValueError):
    """A file that cannot be used as it stands; nothing of it is used.

    `problems` are the first problems in the order of the rows (at most 200), `count` is how many there
    are; `notes` tell what would have been put right. `questions` are those that an answer would settle.
    """

    def __init__(
        self,
        problems: Iterable[Problem],
        *,
        count: int | None = None,
        notes: tuple[Note, ...] = (),
        questions: tuple[Any, ...] = (),
    ) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: problem.row or 0))
        self.count = len(self.problems) if count is None else count
        self.notes = notes
        self.questions = questions
        super().__init__(self.problems[0].sentence("en"))

    def sentences(self, lang: str) -> list[str]:
        """Return the first 20 problems as sentences, and how many more there are."""
        return problem_sentences(self.problems, self.count, lang)


def problem_sentences(problems: tuple[Problem, ...], count: int, lang: str) -> list[str]:
    """Return the first 20 problems as sentences, and a last one that counts the others."""
    said = [problem.sentence(lang) for problem in problems[:SHOWN]]
    if count > len(said):
        said.append(MORE.fill(lang, {"more": count - len(said)}))
    return said


class Findings:
    """Collects problems and notes while a file is read, so that a person sees all of them at once."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.count = 0
        self.notes: list[Note] = []
        self.questions: list[Any] = []

    def problem(
        self,
        text: Text,
        *,
        row: int | None = None,
        column: str | None = None,
        kind: str = "",
        role: str = "",
        **values: Any,
    ) -> None:
        """Add one problem."""
        self.count += 1
        if len(self.problems) < _KEPT:
            self.problems.append(Problem(text, row, column, kind, role, values))

    def problem_rows(
        self, bad: np.ndarray, rows: np.ndarray, text: Text, cells: Any = None, **rest: Any
    ) -> None:
        """Add one problem for each row marked in `bad`; ``{raw}`` in the text is the cell."""
        positions = np.flatnonzero(bad)
        for position in positions[:_KEPT]:
            raw = {} if cells is None else {"raw": shown(cells[position])}
            self.problem(text, row=int(rows[position]), **rest, **raw)
        self.count += max(0, len(positions) - _KEPT)

    def note(self, text: Text, *, kind: str = "", rows: Iterable[int] = (), **values: Any) -> None:
        """Add one note."""
        self.notes.append(Note(text, kind, tuple(int(row) for row in rows), values))

    def stop_if_any(self) -> None:
        """Raise `CannotRead` with everything collected, if there is a problem."""
        if self.count:
            raise CannotRead(
                self.problems, count=self.count, notes=tuple(self.notes), questions=tuple(self.questions)
            )


def shown(cell: Any) -> str:
    """Return a cell as a sentence quotes it: one line, not too long."""
    text = " ".join(str(cell).split())
    return text if len(text) <= 40 else text[:39] + "…"


def listed(items: Iterable[Any]) -> Text:
    """Return items as a list in a sentence, with the comma of each language.

    Examples
    --------
    >>> listed(["A", "{B}"]).fill("zh")
    'A、{B}'
    """
    quoted = [shown(item).replace("{", "{{").replace("}", "}}") for item in items]
    return Text(en=", ".join(quoted) or "–", zh="、".join(quoted) or "–")


def refuse(
    text: Text, *, kind: str, row: int | None = None, column: str | None = None, **values: Any
) -> CannotRead:
    """Return the error for a file with one problem that hides all others."""
    return CannotRead([Problem(text, row, column, kind, "", values)])
