"""Where everything of a form stands: the grid of each sheet, the rows of each block, the address of each cell."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from kamlib.forms.form.calculation import TOTAL, Calculation, Place
from kamlib.forms.form.formulas import Ref
from kamlib.forms.form.parts import DATE, OWNER, Chart, Field, Fields, Note, Sheet, Table
from kamlib.forms.opening import column_letters
from kamlib.forms.sheets import text_width

_TOP = 4  # rows of the heading: title, sentence, legend, and a free one
_LINE = 15.0  # points of one line of text
_PIXELS, _POINTS = 7.0, 5.6  # of one character of a column's width
_PAGE = {True: (537.0, 755.0), False: (784.0, 508.0)}  # width and height to print on, points, by portrait
_SMALLEST_SCALE = 0.55  # smaller print is not read any more


@dataclass(slots=True)
class Spot:
    """A stretch of columns in one row."""

    row: int
    first: int
    last: int


@dataclass(slots=True)
class FieldSpots:
    """Where a field's label, cell and help stand."""

    field: Field
    label: Spot
    cell: Spot
    help: Spot | None


@dataclass(slots=True)
class Placed:
    """A block with its rows: the title (or None), and the first row below it."""

    block: Any
    title: int | None
    top: int
    fields: list[FieldSpots] = field(default_factory=list)


@dataclass(slots=True)
class Page:
    """A sheet laid out: widths of its columns, its blocks, and heights of rows that need more than a line."""

    sheet: Sheet
    name: str
    widths: list[float]
    blocks: list[Placed] = field(default_factory=list)
    heights: dict[int, float] = field(default_factory=dict)
    rows: int = _TOP

    def width(self, spot: Spot) -> float:
        """Return the width of a stretch of columns in characters."""
        return sum(self.widths[spot.first : spot.last + 1])

    @property
    def fits_one_page(self) -> bool:
        """Say whether the sheet is still readable when printed on one page."""
        wide, tall = _PAGE[self.sheet.portrait]
        height = sum(self.heights.get(row, _LINE) for row in range(self.rows))
        return min(wide / (sum(self.widths) * _POINTS), tall / height) >= _SMALLEST_SCALE


class Layout:
    """Lays a calculated form out and knows every address."""

    def __init__(self, calculation: Calculation) -> None:
        self.calculation, self.lang = calculation, calculation.lang
        self.spots: dict[Place, tuple[int, int, int]] = {}  # sheet, row and column, from 0
        self.pages = [self._page(number, sheet) for number, sheet in enumerate(calculation.form.sheets)]

    # -- addresses -------------------------------------------------------------------------------------

    def address(self, ref: Ref, here: Place) -> str:
        """Return the address of a reference as a formula in the cell `here` writes it."""
        places = self.calculation.places(ref, here)
        first, last = places[0][0], places[-1][-1]
        if not first.table:
            return f"kam_{first.name}"
        sheet, top, left = self.spots[first]
        _, bottom, right = self.spots[last]
        fixed_top = "" if len(places) == 1 and ref.at in ("", "row") and first.row != TOTAL else "$"
        fixed_bottom = "" if ref.at == "to_here" and here.row != TOTAL else fixed_top
        written = f"${column_letters(left + 1)}{fixed_top}{top + 1}"
        if (top, left) != (bottom, right):
            written += f":${column_letters(right + 1)}{fixed_bottom}{bottom + 1}"
        return written if sheet == self.spots[here][0] else f"{self.quoted(sheet)}!{written}"

    def absolute(self, ref: Ref) -> str:
        """Return the address of a reference with its sheet, as charts and names write it."""
        places = self.calculation.places(ref, Place("", 0, OWNER.name))
        return self.area(places[0][0], places[-1][-1])

    def area(self, first: Place, last: Place, *, above: int = 0) -> str:
        """Return the area between two cells with its sheet, `above` rows more at the top."""
        sheet, top, left = self.spots[first]
        _, bottom, right = self.spots[last]
        corner = f"${column_letters(left + 1)}${top + 1 - above}"
        if (top - above, left) != (bottom, right):
            corner += f":${column_letters(right + 1)}${bottom + 1}"
        return f"{self.quoted(sheet)}!{corner}"

    def quoted(self, sheet: int) -> str:
        """Return a sheet's name as a formula writes it."""
        name = self.calculation.form.sheets[sheet].title.pick(self.lang)
        return "'" + name.replace("'", "''") + "'"

    # -- laying out ------------------------------------------------------------------------------------

    def _page(self, number: int, sheet: Sheet) -> Page:
        widths: list[float] = []
        for table in (block for block in sheet.blocks if isinstance(block, Table)):
            wanted = [4.0] * table.indent + [column.width for column in table.columns]
            widths += [0.0] * (len(wanted) - len(widths))
            widths = [max(width, extra) for width, extra in zip(widths, wanted + [0.0] * len(widths), strict=False)]
        page = Page(sheet, sheet.title.pick(self.lang), widths)
        if number == 0:
            self._fields(page, number, Fields(fields=(OWNER, DATE), across=2))
        for block in sheet.blocks:
            {Fields: self._fields, Table: self._table, Note: self._note, Chart: self._chart}[type(block)](
                page, number, block
            )
        return page

    def _begin(self, page: Page, block: Any, *, titled: bool) -> Placed:
        title = page.rows if titled else None
        placed = Placed(block, title, page.rows + titled)
        if titled:
            page.heights[page.rows] = 20.0
        page.blocks.append(placed)
        return placed

    def _fields(self, page: Page, number: int, block: Fields) -> None:
        placed = self._begin(page, block, titled=block.title is not None)
        widest = max(text_width(one.label.pick(self.lang)) for one in block.fields) + 2
        row, column = placed.top, 0
        for place, one in enumerate(block.fields):
            if place and place % block.across == 0:
                row, column = row + 1, 0
            label = _stretch(page, row, column, min(max(widest, 14), 44))
            wanted = one.width or (24 if one.kind in ("text", "choice") else 16)
            cell = _stretch(page, row, label.last + 1, wanted)
            if one.kind in ("text", "choice"):
                _grow(page, cell, str(self.calculation.shown(Place("", 0, one.name)) or ""), spare=1)
            column = cell.last + 1
            spots = FieldSpots(one, label, cell, None)
            if one.help is not None:
                spots.help = _stretch(page, row, column, 60)
                column = spots.help.last + 1
                _grow(page, spots.help, one.help.pick(self.lang))
            _grow(page, label, one.label.pick(self.lang))
            placed.fields.append(spots)
            self.spots[Place("", 0, one.name)] = (number, row, cell.first)
        page.rows = row + 2

    def _table(self, page: Page, number: int, table: Table) -> None:
        placed = self._begin(page, table, titled=table.title is not None)
        rows = self.calculation.rows[table.name]
        for offset, column in enumerate(table.columns, start=table.indent):
            _grow(page, Spot(placed.top, offset, offset), column.label.pick(self.lang), spare=1)
            for row in range(rows):
                self.spots[Place(table.name, row, column.name)] = (number, placed.top + 1 + row, offset)
            if table.total is not None:
                self.spots[Place(table.name, TOTAL, column.name)] = (number, placed.top + 1 + rows, offset)
            if column.kind in ("text", "choice"):
                for row in range(rows):
                    text = self.calculation.shown(Place(table.name, row, column.name))
                    _grow(page, Spot(placed.top + 1 + row, offset, offset), str(text or ""), spare=1)
        page.rows = placed.top + rows + 2 + (table.total is not None)

    def _note(self, page: Page, number: int, note: Note) -> None:
        placed = self._begin(page, note, titled=False)
        _grow(page, _stretch(page, placed.top, 0, 100), note.text.pick(self.lang))
        page.rows = placed.top + 2

    def _chart(self, page: Page, number: int, chart: Chart) -> None:
        placed = self._begin(page, chart, titled=False)
        page.rows = placed.top + round(chart.height / (_LINE * 4 / 3)) + 2


def chart_width(page: Page) -> int:
    """Return the width of a chart in pixels: that of the sheet, within reason."""
    return int(min(max(sum(page.widths) * _PIXELS, 420), 900))


def note_spot(page: Page, placed: Placed) -> Spot:
    """Return the stretch of columns that a paragraph fills."""
    return _stretch(page, placed.top, 0, 100)


def _stretch(page: Page, row: int, first: int, wanted: float) -> Spot:
    """Return the columns from `first` on that are as wide as wanted; the grid grows where it ends."""
    last, width = first - 1, 0.0
    while width < wanted:
        last += 1
        if last == len(page.widths):
            page.widths.append(float(wanted - width))
        width += page.widths[last]
    return Spot(row, first, last)


def _grow(page: Page, spot: Spot, text: str, *, spare: int = 0) -> None:
    """Make a row high enough for a text that is wrapped between its columns."""
    room = max(1.0, page.width(spot) - spare)
    lines = sum(-(-max(1, _broken_width(part, room)) // room) for part in text.split("\n"))
    if lines > 1:
        page.heights[spot.row] = max(page.heights.get(spot.row, 0.0), 3 + 13.5 * lines)


def _broken_width(text: str, room: float) -> float:
    """Return a text's width with what is lost at the ends of lines: words are not broken."""
    longest = max((text_width(word) for word in text.split()), default=0)
    lost = min(longest, room) / 3 if text_width(text) > room and " " in text else 0
    return text_width(text) + lost
