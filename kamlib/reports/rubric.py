"""rubric.xlsx: texts marked by a person, question by question, with names hidden.

A trainee stands there as a code that differs from question to question; the order follows the codes, so
it is shuffled and yet the same every time. Marks typed there are read back at the next grading by
question and code. A mark whose answer changed since is kept, still counts, and is flagged in the column
'Note' until somebody changes the mark or deletes the note. What a grader writes there stays, too.

A file that cannot be read with certainty, to the last cell, stops the grading: it would be replaced, and
what nobody read would be gone.
"""

from __future__ import annotations

import base64
import hashlib
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise
from pathlib import Path
from typing import Any, NamedTuple

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from kamlib.classroom.keys import RubricLine
from kamlib.reports.cells import clean
from kamlib.reports.folder import ReportProblem, problem
from kamlib.reports.records import Record, WrittenText
from kamlib.reports.scores import HandMark, fingerprint
from kamlib.text import LANGUAGES, Text, number

FIRST_ROW = 5  # rows above it: wording, how to, line prints (hidden), heads
_HEAD_ROW = 4
_PRINT_ROW = 3
_HIDDEN = 3  # columns at the end: print of the answer shown, print of the answer marked, marks as written

_CODE = Text(en="Code", zh="编码")
_FIGURES = Text(en="Figures", zh="第几套数据")
_ANSWER = Text(en="Answer", zh="答案")
_COMMENT = Text(en="Comment for the trainee", zh="给学员的评语")
_NOTE = Text(en="Note", zh="备注")
_HOW_TO = Text(
    en="Type marks into the yellow columns, save, and run kam grade again: "
    "the marks stay and enter the totals.",
    zh="请在黄色列中填写分数并保存，然后重新运行 kam grade：分数会保留并计入总分。",
)
_CHANGED = Text(
    en="The answer changed since this mark was given. Change the mark, or delete this note to confirm it.",
    zh="评分后答案有改动。请修改分数，或删除本备注以确认。",
)
_GONE = Text(
    en="There is no answer with this code in the hand-ins of this run; the mark is kept.",
    zh="本次作业中没有此编码的答案，分数予以保留。",
)
_RANGE = Text(en="A mark from 0 to {points:number}.", zh="请填写 0 至 {points:number} 之间的分数。")
_WHOLE = Text(en="The text as a whole", zh="整体评价")
_BAD_MARK = Text(
    en="rubric.xlsx, sheet {sheet}, row {row}: “{typed}” is no mark from 0 to {points:number}, "
    "so it does not count.",
    zh="rubric.xlsx 工作表 {sheet} 第 {row} 行：“{typed}”不是 0 至 {points:number} 之间的分数，不计分。",
)


def blind_code(question: str, trainee: str, cohort: str = "") -> str:
    """Return the code a trainee has at one question; in another class, the same id is another person.

    Examples
    --------
    >>> blind_code("U2.W/why", "li.wei") == blind_code("U2.W/why", "li.wei")
    True
    >>> blind_code("U2.W/why", "li.wei") == blind_code("U7.W/why", "li.wei")
    False
    >>> blind_code("U2.W/why", "li.wei", "spring") == blind_code("U2.W/why", "li.wei", "autumn")
    False
    """
    person = f"{question}|{trainee}|{cohort}" if cohort else f"{question}|{trainee}"
    digest = hashlib.blake2b(person.encode(), digest_size=5).digest()
    letters = base64.b32encode(digest).decode()
    return f"{letters[:4]}-{letters[4:]}"


class Row(NamedTuple):
    """A row of the sheet as it was found: marks as typed, and the print of the answer they were given for.

    `note` is what stands in the column 'Note' beside our own sentences.
    """

    marks: tuple[Any, ...]
    comment: str
    answer_print: str
    note: str = ""


@dataclass
class RubricBook:
    """The marks of an earlier rubric.xlsx, and the texts of this run.

    `warnings` says, sentence by sentence, which entries are no marks.
    """

    rubrics: Mapping[str, tuple[RubricLine, ...]]
    rows: dict[tuple[str, str], Row] = field(default_factory=dict)
    warnings: list[tuple[Text, dict[str, Any]]] = field(default_factory=list)
    _texts: dict[str, list[tuple[str, WrittenText]]] = field(default_factory=dict)

    def lines(self, question: str, points: float) -> tuple[RubricLine, ...]:
        """Return the rubric of a question; without one, all its points for the text as a whole."""
        return self.rubrics.get(question) or (RubricLine(points, _WHOLE),)

    def find(
        self, question: str, trainee: str, cohort: str, answer_print: str, points: float
    ) -> HandMark | None:
        """Return what a person gave; None when there is no mark yet. Half a set of marks counts as none."""
        row = self.rows.get((question, blind_code(question, trainee, cohort))) if self.rows else None
        if row is None:
            return None
        lines = self.lines(question, points)
        marks = tuple(
            _as_mark(typed, line.points)
            for typed, line in zip(_fit(row.marks, len(lines)), lines, strict=True)
        )
        if not any(mark is not None for mark in marks):
            return HandMark(None, marks, row.comment) if row.comment else None
        stale = _is_stale(row, answer_print)
        if any(mark is None for mark in marks):
            return HandMark(None, marks, row.comment, stale)
        most = sum(line.points for line in lines)
        return HandMark(sum(marks) / most if most else 0.0, marks, row.comment, stale)

    def add(self, record: Record) -> None:
        """Take the texts of one trainee in."""
        for text in record.texts:
            code = blind_code(text.question, record.trainee, record.cohort)
            self._texts.setdefault(text.question, []).append((code, text))

    def write(self, path: Path, lang: str) -> int:
        """Write the sheet of every text question; return how many texts still wait for marks.

        No file is written when there is neither a text nor a mark to keep.
        """
        questions = list(dict.fromkeys([*self._texts, *(question for question, _ in self.rows)]))
        if not questions:
            return 0
        waiting = 0
        with xlsxwriter.Workbook(str(path), _OPTIONS) as book:
            looks = _Looks(book)
            for place, question in enumerate(questions, 1):
                waiting += self._write_sheet(book, looks, question, place, lang)
        return waiting

    def _write_sheet(self, book: Any, looks: _Looks, question: str, place: int, lang: str) -> int:
        texts = sorted(self._texts.get(question, []), key=lambda one: one[0])
        known = {code for code, _ in texts}
        lost = [
            (code, row)
            for (of, code), row in sorted(self.rows.items())
            if of == question and code not in known
        ]
        points = texts[0][1].points if texts else 0
        lines = self.lines(question, points)
        if not texts:
            widest = max((len(row.marks) for _, row in lost), default=1)
            lines = self.rubrics.get(question) or (RubricLine(1, _WHOLE),) * widest
        sheet = book.add_worksheet(_sheet_name(question, place))
        self._write_heads(sheet, looks, question, texts, lines, lang)
        waiting = 0
        for at, (code, text) in enumerate(texts, FIRST_ROW):
            row = self.rows.get((question, code))
            waiting += text.waits
            _write_row(sheet, looks, at, code, text, row, len(lines), lang)
        for at, (code, row) in enumerate(lost, FIRST_ROW + len(texts)):
            _write_row(sheet, looks, at, code, None, row, len(lines), lang)
        last = FIRST_ROW + max(1, len(texts) + len(lost)) - 1
        # One rule for the whole block: a format in each empty cell would be half of the file.
        to_fill = {"type": "no_errors", "format": looks.mark}
        sheet.conditional_format(FIRST_ROW, 3, last, max(3, 2 + len(lines)), to_fill)
        for column, line in enumerate(lines, 3):
            sheet.data_validation(
                FIRST_ROW, column, last, column,
                {
                    "validate": "decimal", "criteria": "between", "minimum": 0, "maximum": line.points,
                    "error_message": _RANGE.fill(lang, {"points": line.points}),
                },
            )  # fmt: skip
        sheet.freeze_panes(FIRST_ROW, 1)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(_HEAD_ROW)
        return waiting

    def _write_heads(
        self, sheet: Any, looks: _Looks, question: str, texts: list, lines: tuple[RubricLine, ...], lang: str
    ) -> None:
        sheet.write_string(0, 0, question, looks.title)
        if texts:
            sheet.write_string(1, 0, texts[0][1].wording, looks.plain)
        sheet.write_string(2, 0, _HOW_TO.pick(lang), looks.soft)
        after = 3 + len(lines)
        sheet.write_string(_PRINT_ROW, 0, question)
        sheet.write_number(_PRINT_ROW, 1, len(lines))
        sheet.set_row(_PRINT_ROW, None, None, {"hidden": True})
        heads = [(_CODE.pick(lang), 11, None), (_FIGURES.pick(lang), 8, None), (_ANSWER.pick(lang), _ANSWER_WIDTH, None)]
        for line in lines:
            heads.append((f"{line.text.pick(lang)} (0–{number(line.points, lang)})", 16, looks.top))
        heads += [(_COMMENT.pick(lang), _COMMENT_WIDTH, looks.text), (_NOTE.pick(lang), _NOTE_WIDTH, looks.note)]
        sheet.set_row(_HEAD_ROW, _height(*[(head, width) for head, width, _ in heads]))
        for column, (head, width, look) in enumerate(heads):
            sheet.write_string(_HEAD_ROW, column, clean(head), looks.head)
            sheet.set_column(column, column, width, look)
        for column, line in enumerate(lines, 3):
            sheet.write_string(_PRINT_ROW, column, fingerprint([line.points, line.text.en]))
        sheet.set_column(after + 2, after + 1 + _HIDDEN, None, None, {"hidden": True})


_ANSWER_WIDTH, _COMMENT_WIDTH, _NOTE_WIDTH = 70, 36, 30


def _height(*cells: tuple[str, float]) -> float:
    """Return how high a row must be for its texts, given with the widths of their columns.

    Not every table program finds that out by itself. Excel takes no row above 409 points.
    """
    lines = 1
    for text, width in cells:
        wanted = 0
        for paragraph in text.split("\n"):
            wide = len(_WIDE.findall(paragraph))
            wanted += max(1, math.ceil((len(paragraph) + wide) * 1.15 / width))
        lines = max(lines, wanted)
    return min(409.0, 15.0 * lines + 2)


_WIDE = re.compile(
    r"[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60\U00020000-\U0003ffff]"
)

_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


class _Looks:
    def __init__(self, book: Any) -> None:
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.plain = book.add_format({"font_size": 11})
        self.soft = book.add_format({"font_color": "#6B7280", "italic": True})
        self.head = book.add_format(
            {"bold": True, "bg_color": "#E5E7EB", "text_wrap": True, "valign": "top", "border": 1}
        )
        self.code = book.add_format({"font_name": "Consolas", "valign": "top"})
        self.text = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        self.top = book.add_format({"valign": "top"})
        self.mark = book.add_format({"bg_color": "#FFF7DB", "border": 1, "border_color": "#E5E7EB"})
        self.note = book.add_format({"text_wrap": True, "valign": "top", "font_color": "#D55E00"})


def _write_row(
    sheet: Any, looks: _Looks, at: int, code: str, text: WrittenText | None, row: Row | None, width: int, lang: str
) -> None:
    sheet.write_string(at, 0, code, looks.code)
    if text is not None:
        sheet.write_number(at, 1, text.variant, looks.text)
        sheet.write_string(at, 2, text.answer, looks.text)
    marks = _fit(row.marks, width) if row else (None,) * width
    dropped = [typed for typed in (row.marks[width:] if row else ()) if typed is not None]
    for column, typed in enumerate(marks, 3):
        if typed is None:
            continue
        if isinstance(typed, int | float) and not isinstance(typed, bool) and math.isfinite(typed):
            sheet.write_number(at, column, typed, looks.top)
        else:
            sheet.write_string(at, column, clean(str(typed)), looks.top)
    stale = row is not None and text is not None and _has_mark(row) and _is_stale(row, text.answer_print)
    ours = _GONE.pick(lang) if text is None else _CHANGED.pick(lang) if stale else ""
    left = "+ " + ", ".join(str(typed) for typed in dropped) if dropped else ""
    note = " ".join(filter(None, (ours, row.note if row else "", left)))
    comment = clean(row.comment) if row else ""
    answer = text.answer if text is not None else ""
    sheet.set_row(at, _height((answer, _ANSWER_WIDTH), (comment, _COMMENT_WIDTH), (note, _NOTE_WIDTH)))
    for column, words, look in ((3 + width, comment, looks.text), (4 + width, clean(note), looks.note)):
        if words:
            sheet.write_string(at, column, words, look)
    shown_print = text.answer_print if text is not None else ""
    other_print = row.answer_print if row is not None and (stale or text is None) else ""
    for column, hidden in enumerate((shown_print, other_print, _joined(marks)), 5 + width):
        if hidden:
            sheet.write_string(at, column, hidden)


def _has_mark(row: Row) -> bool:
    return any(typed is not None for typed in row.marks)


def _is_stale(row: Row, answer_print: str) -> bool:
    """Whether the answer changed after the mark was given, and nobody has looked at it since."""
    return bool(row.answer_print) and row.answer_print != answer_print


def _joined(marks: tuple[Any, ...]) -> str:
    return "|".join("" if typed is None else str(typed) for typed in marks)


def _fit(marks: tuple[Any, ...], width: int) -> tuple[Any, ...]:
    return (*marks, *(None,) * width)[:width]


def _as_mark(typed: Any, most: float) -> float | None:
    """Return a cell as a mark; None where it is empty or no mark from 0 to `most`."""
    if isinstance(typed, str):
        try:
            typed = float(typed.strip().replace(",", "."))
        except ValueError:
            return None
    if isinstance(typed, bool) or not isinstance(typed, int | float) or not 0 <= typed <= most:
        return None
    return float(typed)


def _sheet_name(question: str, place: int) -> str:
    """Return a sheet name Excel takes: 31 characters, none of []:*?/\\, no two alike."""
    return re.sub(r"[\[\]:*?/\\']", " ", f"{place} {question}")[:31]


# -- reading it back -------------------------------------------------------------------------------


def read_rubric(path: Path, rubrics: Mapping[str, tuple[RubricLine, ...]]) -> RubricBook:
    """Return the marks in an earlier rubric.xlsx; an empty book when there is none.

    Raises
    ------
    ReportProblem
        When the file is there but cannot be read, or not with certainty: grading then stops, so that no mark
        gets lost.
    """
    book = RubricBook(rubrics)
    if not path.exists():
        return book
    from openpyxl import load_workbook  # only needed here, and slow to import

    try:
        opened = load_workbook(path, read_only=True, data_only=True)
        try:
            for name in opened.sheetnames:
                _read_sheet(opened[name], path, book)
        finally:
            opened.close()
    except ReportProblem:
        raise
    except Exception as trouble:  # openpyxl raises almost anything on a damaged file
        raise problem(
            f"{path} cannot be read ({type(trouble).__name__}), so its marks would get lost; "
            "nothing was changed. Repair it or move it away, then grade again.",
            f"无法读取 {path}（{type(trouble).__name__}），继续会丢失其中的分数，"
            "因此未做任何改动。请修复或移走该文件后重新评分。",
        ) from trouble
    return book


_MOVED = Text(
    en="this is not, or no longer, a table as kam grade writes it (a sheet, rows or columns were added, "
    "deleted or moved)",
    zh="这不是 kam grade 写出的表格，或者表格的布局已改变（新增、删除或移动了工作表、行或列）",
)
_OUTSIDE = Text(en="cell {cell} stands outside the table", zh="单元格 {cell} 的内容在表格之外")
_NO_CODE = Text(en="row {row} has entries but no code", zh="第 {row} 行有内容但没有编码")
_TWICE = Text(en="the code of row {row} stands in another row, too", zh="第 {row} 行的编码在别的行中也有")


def _unsure(path: Path, sheet: Any, why: Text, **where: Any) -> ReportProblem:
    return problem(
        f"{path}, sheet {sheet.title}: {why.fill('en', where)}, so what was typed there would get lost; nothing was "
        f"changed. Undo that, put what is your own into another file, or move {path.name} away, then grade again.",
        f"{path} 工作表 {sheet.title}：{why.fill('zh', where)}，继续会丢失其中填写的内容，因此未做任何改动。"
        f"请撤销该改动、把自己添加的内容移到另一个文件，或移走 {path.name}，然后重新评分。",
    )


class _Table(NamedTuple):
    """Where a table stands: the row of its prints, its first column; which question and lines it is for."""

    top: int
    left: int
    question: str
    prints: tuple[str, ...]

    @property
    def end(self) -> int:
        """The column behind the last one, the hidden ones included."""
        return self.left + 5 + len(self.prints) + _HIDDEN


def _read_sheet(sheet: Any, path: Path, book: RubricBook) -> None:
    """Take in a sheet; rows and columns put before its table move it and do no harm."""
    rows = list(sheet.iter_rows(min_row=1, values_only=True))
    if not any(_is_filled(cell) for cells in rows for cell in cells):
        return  # nothing there to lose
    table = _find_table(rows)
    if table is None:
        raise _unsure(path, sheet, _MOVED)
    stray = _outside(rows, table)
    if stray:
        raise _unsure(path, sheet, _OUTSIDE, cell=stray)
    question, width = table.question, len(table.prints)
    lines = book.rubrics.get(question, ())
    order = _new_order(list(table.prints), [fingerprint([line.points, line.text.en]) for line in lines])
    below = table.top + 2  # under the heads
    for at, cells in enumerate(rows[below:], below + 1):
        cells = (*cells[table.left :], *(None,) * (width + 5 + _HIDDEN))
        code = _text(cells[0]).strip()
        if not code:
            if any(map(_is_filled, cells[: 5 + width])):
                raise _unsure(path, sheet, _NO_CODE, row=at)
            continue
        typed = tuple(None if cell == "" else cell for cell in cells[3 : 3 + width])
        comment, note, shown, marked, then = (_text(cell) for cell in cells[3 + width : 5 + width + _HIDDEN])
        if not all(_PRINT.fullmatch(one) for one in (shown, marked) if one):
            raise _unsure(path, sheet, _MOVED)
        marked = marked or shown  # the mark is for the answer that is shown, unless another one is named
        own = _own_words(note)
        flagged = bool(shown) and shown != marked
        if flagged and (note.strip() == own or then != _joined(typed)):
            marked = shown  # somebody looked at the changed answer
        marks = tuple(None if place is None else typed[place] for place in order)
        row = Row(marks, comment, marked, own)
        if not (_has_mark(row) or row.comment or row.note):
            continue
        if (question, code) in book.rows:
            raise _unsure(path, sheet, _TWICE, row=at)
        book.rows[question, code] = row
        for mark, line in zip(marks, lines, strict=False):
            if mark is not None and _as_mark(mark, line.points) is None:
                values = {"sheet": sheet.title, "row": at, "typed": str(mark)[:40], "points": line.points}
                book.warnings.append((_BAD_MARK, values))


_Cells = Sequence[tuple[Any, ...]]
_PRINT = re.compile("[0-9a-f]{12}")


def _find_table(rows: _Cells) -> _Table | None:
    """Return where the table stands; None unless its prints and its heads are side by side as we wrote them."""
    for top, (cells, heads) in enumerate(pairwise(rows)):
        for left, (question, width) in enumerate(pairwise(cells)):
            if isinstance(question, str) and isinstance(width, int | float) and width >= 1:
                prints = tuple(map(_text, cells[left + 3 : left + 3 + int(width)]))
                table = _Table(top, left, question, prints)
                if len(prints) == width and all(map(_PRINT.fullmatch, prints)) and _has_heads(heads, table):
                    return table
    return None


def _has_heads(heads: tuple[Any, ...], table: _Table) -> bool:
    behind = 3 + len(table.prints)
    wanted = {0: _CODE, 1: _FIGURES, 2: _ANSWER, behind: _COMMENT, behind + 1: _NOTE}
    cells = (*heads[table.left :], *(None,) * (behind + 2))
    return all(cells[place] in (head.en, head.zh) for place, head in wanted.items())


def _outside(rows: _Cells, table: _Table) -> str:
    """Return the name of a cell with something in it that belongs to no table of ours; "" without one."""
    for at, cells in enumerate(rows):
        end = table.left + 1 if at < table.top else table.end  # above it: the question, its wording, how to
        for column, cell in chain(enumerate(cells[: table.left]), enumerate(cells[end:], end)):
            if _is_filled(cell):
                return xl_rowcol_to_cell(at, column)
    return ""


def _is_filled(cell: Any) -> bool:
    return cell is not None and bool(str(cell).strip())


def _own_words(note: str) -> str:
    """Return what stands in a note beside our own sentences."""
    for sentence in (_CHANGED, _GONE):
        for lang in LANGUAGES:
            note = note.replace(sentence.pick(lang), "")
    return note.strip()


def _new_order(old: list[str], new: list[str]) -> list[int | None]:
    """Return where the marks of each line stood: by the line itself, else by its place, else nowhere.

    Places of lines that are no more come last, so that their marks are not lost.
    """
    if not new:
        return list(range(len(old)))
    order: list[int | None] = [old.index(line) if line in old else None for line in new]
    free = [place for place in range(len(old)) if place not in order]
    for at, place in enumerate(order):
        if place is None and at in free:
            order[at] = at
            free.remove(at)
    return order + free


def _text(cell: Any) -> str:
    return "" if cell is None else str(cell)
