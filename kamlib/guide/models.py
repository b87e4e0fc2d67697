"""The models of the course: what each one answers, the functions that calculate it, the forms that carry it home.

The names of the models are those of the syllabus (its rows of the kind ``computable``); the table
``kamlib/data/models.csv`` adds the rest. In a cell that holds several names, a semicolon parts them.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from inspect import getmembers, isfunction
from pathlib import Path
from typing import Any

import kamlib
from kamlib import syllabus
from kamlib.text import Text

TABLE = Path(kamlib.__file__).parent / "data" / "models.csv"
IN_CHINESE = TABLE.with_name("functions.csv")
COLUMNS = ("model", "functions", "forms", "answers_en", "answers_zh")

CALCULATIONS = (
    "allocation", "lifetime", "stages", "tiers", "targets", "value", "relationships", "switching", "growth", "pricing",
)  # fmt: skip
# Steps inside other calculations, with which nobody answers a question of their own.
INNER_STEPS = frozenset(
    {
        "allocation.exact_fraction", "allocation.whole_number_weights", "allocation.split_units",
        "allocation.amounts_of",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Model:
    """One model of the course; `answers` is the question it answers, `functions` are names such as ``tiers.gini``."""

    id: str
    unit: str
    name: Text
    answers: Text
    functions: tuple[str, ...]
    forms: tuple[str, ...]


def read_models(table: Path = TABLE) -> tuple[Model, ...]:
    """Return the models of a table in its order.

    Raises
    ------
    ValueError
        When the columns are others, a model stands twice, or the syllabus has no such calculation.
    """
    found: dict[str, Model] = {}
    with table.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        if tuple(reader.fieldnames or ()) != COLUMNS:
            raise ValueError(f"{table.name} must have the columns {', '.join(COLUMNS)}")
        for row in reader:
            entry = syllabus.entry(row["model"])
            if entry.kind != "computable":
                raise ValueError(f"{table.name}: {entry.id} is no calculation of the syllabus")
            if entry.id in found:
                raise ValueError(f"{table.name} has the model {entry.id} twice")
            found[entry.id] = Model(
                entry.id, entry.unit, entry.title, Text(en=row["answers_en"], zh=row["answers_zh"]),
                _several(row["functions"]), _several(row["forms"]),
            )  # fmt: skip
    return tuple(found.values())


def _several(cell: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in cell.split(";") if name.strip())


@cache
def models() -> tuple[Model, ...]:
    """Return all models in course order.

    Examples
    --------
    >>> [model.name.en for model in models()][:2]
    ['Top-down allocation', 'Monthly seasonality']
    """
    return read_models()


def model(model_id: str) -> Model:
    """Return the model with this id.

    Raises
    ------
    LookupError
        When there is none.

    Examples
    --------
    >>> model("U2.C5").functions
    ('tiers.herfindahl', 'tiers.concentration_ratio', 'tiers.lorenz_curve', 'tiers.gini')
    """
    found = next((each for each in models() if each.id == model_id), None)
    if found is None:
        raise LookupError(f"there is no model {model_id!r}")
    return found


def function(name: str) -> Callable[..., Any]:
    """Return the function of a name such as ``tiers.gini``.

    Raises
    ------
    LookupError
        When no calculation has this name.
    """
    topic, _, own = name.partition(".")
    found = getattr(import_module(f"kamlib.{topic}"), own, None) if topic in CALCULATIONS else None
    if not isfunction(found):
        raise LookupError(f"there is no calculation {name!r}")
    return found


@cache
def in_chinese() -> dict[str, str]:
    """Return by function what it does, in one Chinese sentence; the English one opens its docstring.

    Examples
    --------
    >>> in_chinese()["lifetime.customer_equity"]
    '全部客户的全生命周期利润之和。'
    """
    with IN_CHINESE.open(encoding="utf-8", newline="") as table:
        return {row["function"]: row["says_zh"] for row in csv.DictReader(table)}


def public_functions() -> tuple[str, ...]:
    """Return the names of all calculations that answer a question of their own."""
    names = []
    for topic in CALCULATIONS:
        module = import_module(f"kamlib.{topic}")
        shown = getattr(module, "__all__", None)
        for own, found in getmembers(module, isfunction):
            ours = found.__module__ == module.__name__ or found.__module__.startswith(f"{module.__name__}.")
            listed = own in shown if shown else not own.startswith("_")
            if ours and listed and f"{topic}.{own}" not in INNER_STEPS:
                names.append(f"{topic}.{own}")
    return tuple(names)
