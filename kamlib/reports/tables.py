"""gradebook.xlsx and the CSV files: written row by row, so that ten thousand trainees fit into memory."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import isnan
from pathlib import Path
from typing import Any

import xlsxwriter

from kamlib.classroom.exercise import Exercise
from kamlib.classroom.gradebook import RefusedFile
from kamlib.classroom.messages import State
from kamlib.reports.cells import CsvFile, clean, csv_cell, plain_number
from kamlib.reports.records import ITEM_COLUMNS, Record
from kamlib.reports.scores import FOREIGN
from kamlib.reports.statistics import Statistics
from kamlib.reports.words import STATE_ORDER, state_word, word

_STATE_TINTS = {
    "right": "#DDF3EC", "carried": "#DDF3EC", "partly": "#FDF3DC", "not_yet": "#FBE3D6",
    "recorded": "#E3EEF6", FOREIGN: "#F6E3EE",
}  # fmt: skip
_HEAD_ROWS = {
    "overview": (0, 1),
    "items": (1, 3),
    "item_statistics": (0, 0),
    "refused": (0, 0),
    "notes": (0, 0),
}
_SIGNS = {"unreadable": "?", FOREIGN: "≠"}  # a text that a person gave no points is a plain 0
_WAITS = "●"


class Tables:
    """All tables of a report.

    Parameters
    ----------
    folder : where they are written to.
    lang : the language of headings.
    units : the units that count, in course order.
    exercises : the exercises of those units.
    """

    def __init__(self, folder: Path, lang: str, units: Sequence[str], exercises: Sequence[Exercise]) -> None:
        self._lang = lang
        self._units = units
        self._rows = {"overview": 0, "items": 0, "notes": 0}
        overview = [
            "trainee",
            "class",
            *units,
            "total",
            "share",
            "to_mark_by_hand",
            "made",
            "lang",
            "file",
            "receipt",
        ]
        self._gradebook = CsvFile(folder / "gradebook.csv", overview)
        self._items = CsvFile(folder / "items.csv", ITEM_COLUMNS)
        self._refused = CsvFile(folder / "refused.csv", ("file", "reason"))
        self._notes = CsvFile(folder / "notes.csv", ("trainee", "exercise", "note", "file"))
        self._book = xlsxwriter.Workbook(
            str(folder / "gradebook.xlsx"),
            {
                "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
                "strings_to_numbers": False,
            },
        )  # fmt: skip
        self._looks = _Looks(self._book)
        self._sheets = {
            name: self._book.add_worksheet(word(name, lang))
            for name in ("overview", "items", "item_statistics", "refused", "notes")
        }
        for name, sheet in self._sheets.items():  # a sheet to print: one page wide, heads on each page
            sheet.set_landscape()
            sheet.set_paper(9)  # A4
            sheet.fit_to_pages(3 if name == "items" else 1, 0)
            sheet.repeat_rows(*_HEAD_ROWS[name])
            sheet.repeat_columns(0)
            sheet.set_footer("&L&A&R&P / &N")
        self._begin_overview(exercises)
        self._begin_items(exercises)
        self._heads("refused", [("file", 40), ("reason", 100)])
        self._heads("notes", [("trainee", 20), ("exercise", 12), ("note", 100), ("file", 40)])
        self._rows["notes"] = 1

    # -- heads

    def _heads(self, name: str, columns: list[tuple[str, float]], row: int = 0) -> None:
        sheet = self._sheets[name]
        for column, (head, width) in enumerate(columns):
            sheet.set_column(column, column, width)
            sheet.write_string(row, column, word(head, self._lang), self._looks.head)
        sheet.freeze_panes(row + 1, 1)

    def _begin_overview(self, exercises: Sequence[Exercise]) -> None:
        sheet, looks = self._sheets["overview"], self._looks
        most = {unit: sum(one.points for one in exercises if one.unit == unit) for unit in self._units}
        names = [word("trainee", self._lang), word("class", self._lang), *self._units]
        names += [
            word(name, self._lang)
            for name in ("total", "share", "by_hand", "made", "language", "file", "receipt")
        ]
        widths = [22, 14, *[10] * len(self._units), 10, 10, 14, 20, 10, 44, 15]
        for column, (name, width) in enumerate(zip(names, widths, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, name, looks.head)
        sheet.write_string(1, 0, word("maximum", self._lang), looks.maximum)
        sheet.write_string(1, 1, "", looks.maximum)
        for column, points in enumerate([*most.values(), sum(most.values())], 2):
            sheet.write_number(1, column, points, looks.maximum_number)
        self._gradebook.add(
            [
                "(maximum)",
                "",
                *map(plain_number, most.values()),
                plain_number(sum(most.values())),
                1,
                *[""] * 5,
            ]
        )
        sheet.set_row(0, 32)
        sheet.freeze_panes(2, 1)
        self._rows["overview"] = 2

    def _begin_items(self, exercises: Sequence[Exercise]) -> None:
        sheet, looks = self._sheets["items"], self._looks
        sheet.set_column(0, 0, 22)
        fields = [(one, field) for one in exercises for field in one.sheet(0).fields]
        sheet.set_column(1, max(1, len(fields)), 9)
        sheet.write_string(0, 0, word("legend", self._lang), looks.soft)
        heads = (
            [word("question", self._lang), *(f"{one.id}/{field.id}" for one, field in fields)],
            [
                word("label", self._lang),
                *(one.sheet(0).say(field.label, self._lang) for one, field in fields),
            ],
        )
        sheet.set_row(1, 32)
        sheet.set_row(2, 120)  # the wording, in narrow columns
        for row, cells in enumerate(heads, 1):
            for column, cell in enumerate(cells):
                sheet.write_string(row, column, clean(cell), looks.head)
        sheet.write_string(3, 0, word("maximum", self._lang), looks.maximum)
        for column, (_, field) in enumerate(fields, 1):
            sheet.write_number(3, column, field.points, looks.maximum_number)
        sheet.freeze_panes(4, 1)
        self._rows["items"] = 4

    # -- rows

    def add(self, record: Record) -> None:
        """Write the rows of one trainee."""
        self._add_overview(record)
        self._add_items(record)
        for exercise, note in record.notes:
            self._add_note(record.trainee, exercise, note, record.file)

    def _add_overview(self, record: Record) -> None:
        total, looks = record.total, self._looks
        share = total.earned / total.maximum if total.maximum else 0.0
        units = [record.by_unit[unit].earned for unit in self._units]
        self._gradebook.add(
            [
                csv_cell(record.trainee), csv_cell(record.cohort), *map(plain_number, units),
                plain_number(total.earned), plain_number(share), plain_number(total.waiting), record.made,
                record.lang, csv_cell(record.file), record.receipt,
            ]
        )  # fmt: skip
        sheet, row = self._sheets["overview"], self._rows["overview"]
        sheet.write_string(row, 0, clean(record.trainee), looks.text)
        sheet.write_string(row, 1, clean(record.cohort), looks.text)
        for column, points in enumerate([*units, total.earned], 2):
            sheet.write_number(row, column, round(points, 4), looks.points)
        after = 3 + len(units)
        sheet.write_number(row, after, round(share, 6), looks.share)
        sheet.write_number(row, after + 1, round(total.waiting, 4), looks.points)
        made = record.made[:16].replace("T", " ")
        for column, cell in enumerate((made, record.lang, record.file, record.receipt), after + 2):
            sheet.write_string(row, column, clean(cell), looks.text)
        self._rows["overview"] += 1

    def _add_items(self, record: Record) -> None:
        self._items.add_text(record.item_rows)
        sheet, row, looks = self._sheets["items"], self._rows["items"], self._looks
        sheet.write_string(row, 0, clean(record.trainee), looks.text)
        for column, (state, points) in enumerate(zip(record.states, record.points.tolist(), strict=True), 1):
            if state == State.BLANK:
                continue  # an empty cell says it: not answered
            look = looks.states.get(state, looks.points)
            if isnan(points) or (state in _SIGNS and not points):
                sheet.write_string(row, column, _SIGNS.get(state, _WAITS), look)
            else:
                sheet.write_number(row, column, round(points, 4), look)
        self._rows["items"] += 1

    def _add_note(self, trainee: str, exercise: str, note: str, file: str) -> None:
        self._notes.add([csv_cell(trainee), csv_cell(exercise), csv_cell(note), csv_cell(file)])
        for column, cell in enumerate((trainee, exercise, note, file)):
            self._sheets["notes"].write_string(self._rows["notes"], column, clean(cell), self._looks.text)
        self._rows["notes"] += 1

    def add_refused(self, refused: Iterable[RefusedFile]) -> None:
        """Write the files that were not marked."""
        sheet = self._sheets["refused"]
        for row, one in enumerate(refused, 1):
            reason = one.reason.say(self._lang)
            self._refused.add([csv_cell(one.file), csv_cell(reason)])
            sheet.write_string(row, 0, clean(one.file), self._looks.text)
            sheet.write_string(row, 1, clean(reason), self._looks.text)

    def add_statistics(self, statistics: Statistics) -> None:
        """Write the row of each question over all trainees."""
        states = STATE_ORDER
        sheet, looks, lang = self._sheets["item_statistics"], self._looks, self._lang
        heads = [
            word(name, lang)
            for name in ("question", "label", "kind", "points", "handed_in", "mean_share", "separation")
        ]
        heads += [state_word(state, lang) for state in states]
        heads += [word(name, lang) for name in ("mean_attempts", "mean_hints", "mistakes")]
        sheet.set_row(0, 48)
        for column, head in enumerate(heads):
            sheet.set_column(column, column, {0: 18, 1: 46, len(heads) - 1: 80}.get(column, 12))
            sheet.write_string(0, column, head, looks.head)
        sheet.freeze_panes(1, 1)
        for row, seen in enumerate(statistics.items.values(), 1):
            label = seen.exercise.sheet(0).say(seen.field.label, lang)
            for column, cell in enumerate((seen.question, label, seen.field.kind)):
                sheet.write_string(row, column, clean(cell), looks.text)
            sheet.write_number(row, 3, seen.field.points, looks.points)
            sheet.write_number(row, 4, seen.answered, looks.whole)
            _number_or_dash(sheet, row, 5, seen.mean_share, looks.share)
            _number_or_dash(sheet, row, 6, seen.separation, looks.points)
            for column, state in enumerate(states, 7):
                sheet.write_number(row, column, seen.states[state], looks.whole)
            whole = statistics.exercises[seen.exercise.id]
            after = 7 + len(states)
            done = whole.handed_in or None
            _number_or_dash(sheet, row, after, done and whole.checks / done, looks.points)
            _number_or_dash(sheet, row, after + 1, done and whole.hints / done, looks.points)
            said = "; ".join(
                f"{times} × {statistics.sentences[seen.question, id]}"
                for id, times in seen.mistakes.most_common(3)
            )
            sheet.write_string(row, after + 2, clean(said), looks.text)

    def close(self) -> None:
        """Finish all files."""
        for table in (self._gradebook, self._items, self._refused, self._notes):
            table.close()
        self._book.close()


class _Looks:
    def __init__(self, book: Any) -> None:
        edge = {"border": 1, "border_color": "#E5E7EB"}
        number = {"num_format": "0.##", "align": "right"}
        self.head = book.add_format(
            {"bold": True, "bg_color": "#1F2933", "font_color": "#FFFFFF", "text_wrap": True, "valign": "top"}
        )
        self.soft = book.add_format({"font_color": "#6B7280", "italic": True})
        self.text = book.add_format({"num_format": "@", "valign": "top"})
        self.points = book.add_format({"num_format": "0.00", "align": "right"})
        self.whole = book.add_format({"num_format": "0", "align": "right"})
        self.share = book.add_format({"num_format": "0%", "align": "right"})
        self.maximum = book.add_format({"bold": True, "bg_color": "#E5E7EB"})
        self.maximum_number = book.add_format(
            {"bold": True, "bg_color": "#E5E7EB", "num_format": "0.##", "align": "right"}
        )
        self.states = {
            state: book.add_format({**number, **edge, "num_format": "0.00", "bg_color": tint})
            for state, tint in _STATE_TINTS.items()
        }
        sign = book.add_format({"align": "right", "font_color": "#6B7280", **edge})
        self.states["unreadable"] = sign


def _number_or_dash(sheet: Any, row: int, column: int, value: float | None, look: Any) -> None:
    if value is None:
        sheet.write_string(row, column, "–", look)
    else:
        sheet.write_number(row, column, round(value, 6), look)
