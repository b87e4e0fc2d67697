"""What each unit asks. A unit is a module or package with a tuple `EXERCISES`; its variant pool is a JSON file in `variants`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from pathlib import Path

from kamlib.classroom.exercise import Data, Exercise

MODULES = {
    "T0": "t0_targets",
    "U1": "u1_lifetime",
    "U2": "u2_tiers",
    "U3": "u3_value",
    "U4": "u4_relationships",
    "U5": "u5_switching",
    "U6": "u6_growth",
    "U7": "u7_pricing",
    "KP": "account_plan",
}
POOLS = Path(__file__).parent / "variants"


@cache
def exercises(unit: str) -> tuple[Exercise, ...]:
    """Return the exercises of a unit in course order.

    Raises
    ------
    LookupError
        When the workbook has no such unit.
    """
    if unit not in MODULES:
        raise LookupError(f"unit {unit!r} is not one of {', '.join(MODULES)}")
    return import_module(f"kamlib.units.{MODULES[unit]}").EXERCISES


@cache
def all_exercises() -> dict[str, Exercise]:
    """Return every exercise of the workbook by id, in course order."""
    return {exercise.id: exercise for unit in MODULES for exercise in exercises(unit)}


def exercise(id: str) -> Exercise:
    """Return one exercise.

    Raises
    ------
    LookupError
        When the workbook has no such exercise.
    """
    unit = id.partition(".")[0]
    for found in exercises(unit):
        if found.id == id:
            return found
    raise LookupError(f"unit {unit} has no exercise {id!r}")


@cache
def pool(id: str) -> Sequence[Data]:
    """Return the variants of an exercise: 0 is the demo, the others are dealt to trainees."""
    unit = MODULES[id.partition(".")[0]]
    return _pools(unit)[id]


@cache
def _pools(module: str) -> dict[str, list[Data]]:
    return json.loads((POOLS / f"{module}.json").read_text(encoding="utf-8"))
