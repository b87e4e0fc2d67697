"""Unit U3: raising customer value: the audit by TQRDCES, delivered value, seven solutions; one module an exercise.

All accounts and figures are those of the invented company Tarvane Drives.
"""

from typing import Any

from kamlib.units.u3_value import wrap_up, x1_audit, x2_two_doors, x3_life_cost, x4_vmi, x5_match
from kamlib.units.u3_value.shared import (
    COST_PARTS,
    GRADES,
    LETTERS,
    SITUATIONS,
    SOLUTIONS,
    SUPPLIERS,
    VALUE_PARTS,
)

_ALL = (x1_audit, x2_two_doors, x3_life_cost, x4_vmi, x5_match, wrap_up)
EXERCISES = tuple(module.EXERCISE for module in _ALL)
MAKERS = {module.EXERCISE.id: module.make for module in _ALL}


def __getattr__(name: str) -> dict[str, Any]:
    """Make `DEMOS` only when somebody asks: it reads the case tables, which marking never needs."""
    if name == "DEMOS":
        told = {module.EXERCISE.id: module.DEMO for module in (x2_two_doors, x3_life_cost, x4_vmi, wrap_up)}
        return {x1_audit.EXERCISE.id: x1_audit.demo(), **told}
    raise AttributeError(name)


__all__ = [
    "COST_PARTS",
    "DEMOS",
    "EXERCISES",
    "GRADES",
    "LETTERS",
    "MAKERS",
    "SITUATIONS",
    "SOLUTIONS",
    "SUPPLIERS",
    "VALUE_PARTS",
]
