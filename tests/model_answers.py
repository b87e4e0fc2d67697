"""Model answers as people write them: the same number in eight styles."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kamlib import workbook
from kamlib.classroom.exercise import (
    ChoiceField,
    Column,
    Field,
    MatchField,
    NumberField,
    PlaceField,
    Sheet,
    TableField,
    TextField,
)
from kamlib.classroom.keys import load_keys

KEYS = load_keys(workbook.keys())


def _digits(value: float) -> str:
    return (
        f"{value:.6f}".rstrip("0").rstrip(".") if abs(value) < 1e6 else f"{value:.3f}".rstrip("0").rstrip(".")
    )


def _grouped(value: float, thousands: str, decimal: str) -> str:
    whole, _, fraction = f"{value:,.4f}".partition(".")
    return whole.replace(",", thousands) + decimal + fraction


STYLES: dict[str, Callable[[float], str]] = {
    "plain": _digits,
    "english": lambda value: _grouped(value, ",", "."),
    "german": lambda value: _grouped(value, ".", ","),
    "french": lambda value: _grouped(value, "\u202f", ","),
    "swiss": lambda value: _grouped(value, "’", "."),
    "thousands": lambda value: f"{value / 1e3:.7f}k",
    "chinese": lambda value: f"{value / 1e4:.8f}万",
    "full width": lambda value: _digits(value).translate(
        str.maketrans("0123456789.-", "０１２３４５６７８９．－")
    ),
}
PERCENT_STYLES: dict[str, Callable[[float], str]] = {
    "plain": lambda value: f"{value * 100:.6f}",
    "sign": lambda value: f"{value * 100:.4f}%",
    "comma": lambda value: f"{value * 100:.4f} %".replace(".", ","),
    "full width": lambda value: f"{value * 100:.4f}％",
    "chinese": lambda value: f"百分之{value * 100:.4f}" if value >= 0 else f"{value * 100:.4f}%",
    "minus": lambda value: f"{value * 100:.4f}%".replace("-", "−"),
    "brackets": lambda value: f"({-value * 100:.4f}%)" if value < 0 else f"+{value * 100:.4f}%",
    "words": lambda value: f"{value * 100:.4f} percent",
}


def written(value: float, asked: NumberField | Column, style: int) -> str:
    """Return a number as somebody types it; eight styles for each kind.

    A scale that is written is the whole amount: in a cell of 万元, 612 is written 612万 or 6,120k.
    """
    if asked.kind != "percent" and list(STYLES)[style] in ("thousands", "chinese"):
        value *= 10_000 if asked.unit and asked.unit.zh == "万元" else 1
    writers = PERCENT_STYLES if asked.kind == "percent" else STYLES
    return list(writers.values())[style](value)


def answer_of(field: Field, value: Any, style: int) -> Any:
    """Return a model answer as raw input."""
    if isinstance(field, NumberField):
        return written(value, field, style)
    if isinstance(field, TableField):
        columns = {column.id: column for column in field.columns}
        return {part: written(cell, columns[part.rpartition("/")[2]], style) for part, cell in value.items()}
    if isinstance(field, MatchField | PlaceField):
        return {item: choice if isinstance(choice, str) else choice[0] for item, choice in value.items()}
    if isinstance(field, ChoiceField):
        return value if isinstance(value, str) else value[0]
    return list(value)


def model_answers(sheet: Sheet, style: int = 0) -> dict[str, Any]:
    """Return the whole model answer of a sheet, keyed judgement questions included."""
    raw = {}
    for field in sheet.fields:
        if isinstance(field, TextField):
            raw[field.id] = " ".join(words[0] for _, words in field.names) + " word" * field.words_min
        elif field.expected is not None:
            raw[field.id] = answer_of(field, sheet.truth[field.id], style)
        else:
            key = KEYS.find(sheet.exercise.id, sheet.variant, field.id)
            assert key is not None, f"{sheet.exercise.id}.{field.id} has neither an expected answer nor a key"
            raw[field.id] = answer_of(field, key.answer, style)
    return raw
