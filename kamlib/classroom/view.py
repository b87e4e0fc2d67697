"""An exercise as plain data, ready to draw: what the card, the worksheet and the reports show."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from kamlib.classroom import messages
from kamlib.classroom.exercise import (
    CaseTable,
    ChoiceField,
    ChoicesField,
    Field,
    MatchField,
    NumberField,
    Option,
    PlaceField,
    RankField,
    Sheet,
    SliderField,
    TableField,
    TextField,
)
from kamlib.classroom.marking import FieldMark, Reason, Result
from kamlib.classroom.thread import Carried
from kamlib.text import WRITERS, Text, html, money, number, percent


def exercise_view(sheet: Sheet, lang: str, carried: tuple[Carried, ...] = ()) -> dict[str, Any]:
    """Return the question side of an exercise: title, case, tables and fields, in one language.

    `carried` is what a trainee's earlier answers bring; without it the figures taken over are the model's.
    """
    exercise = sheet.exercise
    return {
        "lang": lang,
        "exercise": exercise.id,
        "title": exercise.title.pick(lang),
        "mode": exercise.mode,
        "points": exercise.points,
        "variant": sheet.variant,
        "minutes": exercise.minutes,
        "case_html": html(_taken_over(sheet, lang, carried)) + sheet.html(exercise.case, lang),
        "tables": [table_view(table, lang) for table in exercise.tables(sheet.data)],
        "fields": [field_view(field, sheet, lang) for field in sheet.fields],
        "hint_count": len(exercise.hints),
    }


def _taken_over(sheet: Sheet, lang: str, carried: tuple[Carried, ...]) -> str:
    """Return, as markdown, each figure that comes from an earlier exercise and whose it is."""
    if not sheet.exercise.carries:
        return ""
    lines = []
    for carry in sheet.exercise.carries:
        known = next((each for each in carried if each.carry is carry), None)
        earlier = known.sheet if known else carry.exercise.sheet(sheet.variant)
        field = earlier.by_id[carry.field]
        values = {
            "label": earlier.say(field.label, lang),
            "value": value_in_words(field, sheet.data[carry.name], lang),
            "whose": messages.WHOSE[known.whose if known else "model"].pick(lang),
            "step": carry.exercise.title.pick(lang),
        }
        lines.append(f"- {messages.TAKEN_OVER_LINE.fill(lang, values)}")
    return f"**{messages.TAKEN_OVER.pick(lang)}**\n\n" + "\n".join(lines) + "\n\n"


def value_in_words(field: Field, value: Any, lang: str) -> str:
    """Return the answer to a field of one part as the reader's language writes it."""
    if isinstance(field, NumberField):
        if field.kind == "percent":
            return percent(value, lang, 1)
        if field.kind == "money":
            return money(value, lang)
        return number(value, lang) + (f" {field.unit.pick(lang)}" if field.unit else "")
    labels = {option.id: option.label for option in getattr(field, "options", ())}
    return labels[value].pick(lang) if value in labels else str(value)


def table_view(table: CaseTable, lang: str) -> dict[str, Any]:
    """Return a table of the case with its figures written out."""
    return {
        "title": table.title.pick(lang),
        "columns": [
            {"label": column.label.pick(lang), "align": "right" if column.format else "left"}
            for column in table.columns
        ],
        "rows": [
            [_cell(value, column.format, lang) for value, column in zip(row, table.columns, strict=True)]
            for row in table.rows
        ],
    }


def _cell(value: Any, form: str, lang: str) -> str:
    if isinstance(value, Text):
        return value.pick(lang)
    if value is None:
        return "–"
    return WRITERS[form](value, lang) if form else str(value)


def field_view(field: Field, sheet: Sheet, lang: str) -> dict[str, Any]:
    """Return one field; which keys it has depends on its kind."""
    shown: dict[str, Any] = {
        "id": field.id,
        "kind": field.kind,
        "label": sheet.say(field.label, lang),
        "help": sheet.say(field.help, lang) if field.help else None,
        "points": field.points,
        "unit": None,
        "tolerance": None,
        "example": None,
    }
    if isinstance(field, NumberField):
        shown["unit"] = field.unit.pick(lang) if field.unit else _unit_of(field.kind, lang)
        shown["tolerance"] = None if field.free else field.tolerance.sentence(lang, field.kind)
        shown["example"] = (messages.WHOLE_EXAMPLE if field.tolerance.whole else messages.EXAMPLES[field.kind]).pick(lang)
    if isinstance(field, SliderField):
        scale = 100 if field.kind == "percent" else 1  # the page speaks of 50 %, as a trainee would type it
        shown |= {
            "kind": "slider",
            "min": field.low * scale,
            "max": field.high * scale,
            "step": field.step * scale,
        }
    elif isinstance(field, ChoiceField | ChoicesField):
        shown["options"] = _options(field.options, sheet, lang)
    elif isinstance(field, RankField):
        shown["items"] = _options(field.items, sheet, lang)
    elif isinstance(field, MatchField):
        shown |= {
            "items": _options(field.items, sheet, lang),
            "options": _options(field.options, sheet, lang),
        }
    elif isinstance(field, PlaceField):
        shown |= {"items": _options(field.items, sheet, lang), "boxes": _options(field.boxes, sheet, lang)}
        shown["shape"] = field.shape
    elif isinstance(field, TableField):
        shown["tolerance"] = None if field.free else _tolerance_of_columns(field, lang)
        shown["rows"] = _options(field.rows, sheet, lang)
        shown["columns"] = [
            {
                "id": column.id,
                "label": column.label.pick(lang),
                "kind": column.kind,
                "unit": column.unit.pick(lang) if column.unit else _unit_of(column.kind, lang),
            }
            for column in field.columns
        ]
    elif isinstance(field, TextField):
        shown |= {
            "words_min": field.words_min or None,
            "names": [option.label.pick(lang) for option, _ in field.names],
        }
    return shown


def _unit_of(kind: str, lang: str) -> str | None:
    return {"money": "CNY" if lang == "en" else "元", "percent": "%"}.get(kind)


def _tolerance_of_columns(field: TableField, lang: str) -> str:
    """Return one sentence where all columns ask for the same exactness, else one for each kind of exactness."""
    said: dict[str, list[str]] = {}
    for column in field.columns:
        said.setdefault(column.tolerance.sentence(lang, column.kind), []).append(column.label.pick(lang))
    if len(said) == 1:
        return next(iter(said))
    comma, colon, stop = (", ", ": ", "; ") if lang == "en" else ("、", "：", "；")
    return stop.join(comma.join(labels) + colon + sentence for sentence, labels in said.items())


def _options(options: tuple[Option, ...], sheet: Sheet, lang: str) -> list[dict[str, Any]]:
    return [
        {
            "id": option.id,
            "label": sheet.say(option.label, lang),
            "note": sheet.say(option.note, lang) if option.note else None,
            "colour": option.colour,
        }
        for option in options
    ]


def marks_view(result: Result, lang: str) -> dict[str, Any]:
    """Return the marks of a result by field, in words."""
    return {mark.field: mark_view(mark, lang) for mark in result.fields}


def mark_view(mark: FieldMark, lang: str) -> dict[str, Any]:
    """Return one mark: state, word, icon, sentence, and the same for each of its parts."""
    return {
        "state": mark.state.value,
        "word": messages.STATE_WORDS[mark.state].pick(lang),
        "icon": messages.STATE_ICONS[mark.state],
        "message": _sentence(mark.reason, lang),
        "credit": mark.credit,
        "parts": {
            part.part: {
                "state": part.state.value,
                "word": messages.STATE_WORDS[part.state].pick(lang),
                "icon": messages.STATE_ICONS[part.state],
                "message": _sentence(part.reason, lang),
            }
            for part in mark.parts
        },
    }


def _sentence(reason: Reason | None, lang: str) -> str:
    return reason.say(lang) if reason else ""


def solution_html(sheet: Sheet, lang: str) -> str:
    """Return the worked solution with this sheet's figures, as safe HTML; its tables come behind it."""
    tables = "".join(table_html(table_view(table, lang)) for table in _solution_tables(sheet))
    return sheet.html(sheet.exercise.solution, lang) + tables


@lru_cache(maxsize=1)  # a report asks for one language after the other
def _solution_tables(sheet: Sheet) -> tuple[CaseTable, ...]:
    return sheet.exercise.solution_tables(sheet.data)


def table_html(table: dict[str, Any]) -> str:
    """Return a table view as safe HTML."""
    from html import escape

    heads = "".join(
        f'<th scope="col" class="{c["align"]}">{escape(c["label"])}</th>' for c in table["columns"]
    )
    rows = "".join(
        "<tr>"
        + "".join(
            f'<td class="{c["align"]}">{escape(v)}</td>' for c, v in zip(table["columns"], row, strict=True)
        )
        + "</tr>"
        for row in table["rows"]
    )
    return f'<table class="kam-table"><caption>{escape(table["title"])}</caption><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'
