"""What the start notebook is filled with: the course map from the syllabus table, the rest from `kamlib.guide`."""

from __future__ import annotations

from collections.abc import Iterable

from kamlib import syllabus
from kamlib.guide import as_markdown, timetable
from tools.unit_source import UnitSource

HEADINGS = {
    "en": "| Unit | Title | Lesson | Exercises |",
    "zh": "| 单元 | 名称 | 课程 | 练习 |",
}
OPEN_LESSON = {"en": "open lesson", "zh": "打开课程"}
OPEN_EXERCISES = {"en": "open exercises", "zh": "打开练习"}
PLANNED = {"en": "planned", "zh": "编写中"}


def fill(marker: str, lang: str, built: Iterable[UnitSource]) -> str:
    """Return what stands in place of a marker of a page."""
    if marker == "first_steps":
        return as_markdown.first_steps(lang)
    if marker == "timetable":
        return timetable.as_markdown(lang)
    if marker == "glossary":
        return as_markdown.glossary_table(lang)
    if marker == "models":
        lessons = {unit.unit for unit in built if not unit.is_page and unit.of("course")}
        return as_markdown.model_index(lang, lambda unit: as_markdown.unit_lesson(unit) if unit in lessons else None)
    return course_map(lang, built)


def course_map(lang: str, built: Iterable[UnitSource]) -> str:
    """Return the map as markdown: a table for each module, with links to the units that have a source.

    The links are relative to `course/<lang>/`, where the start page lies.
    """
    sources = {unit.unit: unit for unit in built if not unit.is_page}
    parts = []
    for module in syllabus.modules():
        lines = [f"### {module.title.pick(lang)}", "", HEADINGS[lang], "|:--|:--|:--|:--|"]
        lines += [_table_line(unit, sources.get(unit.id), lang) for unit in syllabus.all_units(module.id)]
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


def _table_line(unit: syllabus.Unit, source: UnitSource | None, lang: str) -> str:
    title = unit.title.pick(lang).replace("|", "\\|")
    if source is None:
        return f"| {unit.id} | {title} | {PLANNED[lang]} | |"
    file = f"{source.module}/{source.slug}.ipynb"
    lesson = f"[{OPEN_LESSON[lang]}]({file})" if source.of("course") else ""
    exercises = f"[{OPEN_EXERCISES[lang]}](../../exercises/{lang}/{file})" if source.of("exercises") else ""
    return f"| **{unit.id}** | **{title}** | {lesson} | {exercises} |"


def place_problem(source: UnitSource) -> str:
    """Return what is wrong with where a unit's source lies or with its items, or an empty string."""
    try:
        stem = syllabus.unit_file_stem(source.unit)
    except ValueError:
        return f"the syllabus has no unit {source.unit}."
    if stem != f"{source.module}/{source.slug}":
        return f"the syllabus keeps {source.unit} in {stem}.py."
    if not source.items and syllabus.unit(source.unit).source_document:
        return "needs a list of syllabus items, such as `items: [U2.01, U2.02]`; only a unit of our own has none."
    known = {row.id for row in syllabus.rows(source.unit)}
    if unknown := [item for item in source.items if item not in known]:
        return f"the syllabus has no {', '.join(unknown)} in unit {source.unit}."
    return ""
