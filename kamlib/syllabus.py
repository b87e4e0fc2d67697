"""What the course teaches: all 39 units with their items, in both languages.

The table ``kamlib/data/syllabus.csv`` is the only list of them. The start page, the course map and the
coverage test read it from here. It stands inside the package, so a trainee's folder has it as well.

Every row says where its content comes from:

=============  =====================================================================================
``document``   the source document states it: a sentence, or a list whose members are rows below it
``named``      the source document gives the name only; what we teach under it is written by us
``ours``       not in the source document at all: calculations, exercises, most forms
=============  =====================================================================================

The account plan that closes course 1 is no unit of the documents. It has no row in the table; it is one of
`OWN_UNITS`.

``wording`` says how sure the wording of an item is: ``plain``, ``reconstructed`` (the text was garbled or
out of order) or ``corrected`` (a slip of the document was mended).
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kamlib.text import Text

TABLE = Path(__file__).parent / "data" / "syllabus.csv"
COLUMNS = (
    "id", "parent", "module", "unit", "kind", "title_en", "title_zh",
    "source_document", "standing", "wording", "slug",
)  # fmt: skip

KINDS = {
    "module": Text(en="module", zh="模块"),
    "unit": Text(en="unit", zh="单元"),
    "item": Text(en="item", zh="条目"),
    "member": Text(en="part of an item", zh="条目要点"),
    "computable": Text(en="calculation", zh="计算"),
    "exercise": Text(en="exercise", zh="练习"),
    "form": Text(en="take-home form", zh="工具表单"),
}
STANDINGS = {
    "document": Text(en="in the document", zh="源文件写明"),
    "named": Text(en="named only; the content is ours", zh="源文件仅有名称，内容由本课程编写"),
    "ours": Text(en="ours", zh="本课程编写"),
}
WORDINGS = ("plain", "reconstructed", "corrected")


@dataclass(frozen=True, slots=True)
class Item:
    """One row below a unit: an item, a member of an item, a calculation, an exercise or a form.

    `parent` is the id of the row it belongs to: the item of a member, the unit of anything else.
    """

    id: str
    parent: str
    unit: str
    kind: str
    title: Text
    source_document: str
    standing: str
    wording: str


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit of the course; `slug` is the name of its files, without folder and ending.

    A unit of our own, which no document has, has an empty `source_document`.
    """

    id: str
    module: str
    title: Text
    source_document: str
    slug: str

    @property
    def file_stem(self) -> str:
        """Return folder and file name without ending, such as ``1_key_accounts/u2_tiers``."""
        return f"{self.module}/{self.slug}"


# Units of the course itself; each closes its module.
OWN_UNITS = (
    Unit(
        "KP", "1_key_accounts", Text(en="Account plan: one key account, eight units", zh="客户计划：一家客户，八个单元"),
        "", "account_plan",
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Module:
    """One part of the course: everything that comes from one source document."""

    id: str
    title: Text
    source_document: str


@cache
def modules() -> tuple[Module, ...]:
    """Return the five modules in course order.

    Examples
    --------
    >>> [module.id for module in modules()]
    ['1_key_accounts', '2_sales_projects', '3_relationships', '4_dealer_accounts', '5_intelligence']
    """
    return tuple(
        Module(row["id"], _title(row), row["source_document"]) for row in _rows() if row["kind"] == "module"
    )


@cache
def all_units(module: str | None = None) -> tuple[Unit, ...]:
    """Return the units in course order, those of our own included.

    Examples
    --------
    >>> [unit.id for unit in all_units("1_key_accounts")][-2:], len(all_units()) - len(units())
    (['U7', 'KP'], 1)
    """
    wanted = modules() if module is None else (known for known in modules() if known.id == module)
    own = {known.id: [unit for unit in OWN_UNITS if unit.module == known.id] for known in modules()}
    return tuple(unit for known in wanted for unit in (*units(known.id), *own[known.id]))


@cache
def units(module: str | None = None) -> tuple[Unit, ...]:
    """Return the units of the documents in course order, all 39 or those of one module.

    Raises
    ------
    ValueError
        When `module` is not the id of a module.

    Examples
    --------
    >>> len(units()), [unit.id for unit in units("3_relationships")]
    (39, ['R1', 'R2', 'R3', 'R4', 'R5'])
    """
    if module is not None and module not in {known.id for known in modules()}:
        raise ValueError(f"module {module!r} is not one of {', '.join(known.id for known in modules())}")
    return tuple(
        Unit(row["id"], row["module"], _title(row), row["source_document"], row["slug"])
        for row in _rows()
        if row["kind"] == "unit" and module in (None, row["module"])
    )


def unit(unit_id: str) -> Unit:
    """Return the unit with this id.

    Raises
    ------
    ValueError
        When the syllabus has no such unit.

    Examples
    --------
    >>> unit("U7").title.zh
    '应对客户降价的挑战'
    """
    found = _units_by_id().get(unit_id)
    if found is None:
        raise ValueError(f"unit_id {unit_id!r} is not a unit of the syllabus ({', '.join(_units_by_id())})")
    return found


def unit_file_stem(unit_id: str) -> str:
    """Return where the files of a unit stand, without language folder and ending.

    Raises
    ------
    ValueError
        When the syllabus has no such unit.

    Examples
    --------
    >>> unit_file_stem("U2")
    '1_key_accounts/u2_tiers'
    """
    return unit(unit_id).file_stem


def rows(unit_id: str, *kinds: str) -> tuple[Item, ...]:
    """Return what stands below a unit in course order: everything, or the given kinds.

    Raises
    ------
    ValueError
        When the syllabus has no such unit, or `kinds` holds an unknown kind.

    Examples
    --------
    >>> [row.id for row in rows("U2", "exercise", "form")]
    ['U2.E1', 'U2.E2', 'U2.E3', 'U2.F1']
    """
    unit(unit_id)
    for kind in kinds:
        if kind not in KINDS:
            raise ValueError(f"kinds has {kind!r}, which is not one of {', '.join(KINDS)}")
    return tuple(row for row in _items() if row.unit == unit_id and (not kinds or row.kind in kinds))


def items(unit_id: str) -> tuple[Item, ...]:
    """Return the numbered items of a unit; each of them must be taught in its lesson.

    Raises
    ------
    ValueError
        When the syllabus has no such unit.

    Examples
    --------
    >>> [item.id for item in items("U2")]
    ['U2.01', 'U2.02', 'U2.03', 'U2.04', 'U2.05']
    """
    return rows(unit_id, "item")


def members(item_id: str) -> tuple[Item, ...]:
    """Return the members of an item, or nothing when the item lists none.

    Raises
    ------
    ValueError
        When the syllabus has no such row.

    Examples
    --------
    >>> [member.title.en for member in members("U2.04")][-1]
    'Strategic customer'
    """
    owner = entry(item_id)
    return tuple(row for row in rows(owner.unit, "member") if row.parent == item_id)


def entry(entry_id: str) -> Item:
    """Return the row with this id: an item, member, calculation, exercise or form.

    Raises
    ------
    ValueError
        When the syllabus has no such row.

    Examples
    --------
    >>> entry("U2.02").standing
    'named'
    """
    found = _items_by_id().get(entry_id)
    if found is None:
        raise ValueError(f"entry_id {entry_id!r} is not in the syllabus; such ids are U2.04, U2.04a, U2.E1")
    return found


@cache
def _rows() -> tuple[dict[str, str], ...]:
    with TABLE.open(encoding="utf-8", newline="") as table:
        reader = csv.DictReader(table)
        if tuple(reader.fieldnames or ()) != COLUMNS:
            raise ValueError(f"{TABLE.name} must have the columns {', '.join(COLUMNS)}")
        return tuple(reader)


def _title(row: dict[str, str]) -> Text:
    return Text(en=row["title_en"], zh=row["title_zh"])


@cache
def _items() -> tuple[Item, ...]:
    return tuple(
        Item(
            id=row["id"], parent=row["parent"], unit=row["unit"], kind=row["kind"], title=_title(row),
            source_document=row["source_document"], standing=row["standing"], wording=row["wording"],
        )
        for row in _rows()
        if row["kind"] not in ("module", "unit")
    )  # fmt: skip


@cache
def _units_by_id() -> dict[str, Unit]:
    return {known.id: known for known in all_units()}


@cache
def _items_by_id() -> dict[str, Item]:
    return {row.id: row for row in _items()}
