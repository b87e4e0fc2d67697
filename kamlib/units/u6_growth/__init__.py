"""Unit U6: growing share inside the customer and volume outside it; one module an exercise.

All accounts and figures are those of the invented company Tarvane Drives.
"""

from typing import Any

from kamlib.units.u6_growth import wrap_up, x1_life, x2_headroom, x3_cross_sell, x4_ripple
from kamlib.units.u6_growth.shared import LAYER_NAMES, LIFE_NAMES, MODE_NAMES

_ALL = (x1_life, x2_headroom, x3_cross_sell, x4_ripple, wrap_up)
EXERCISES = tuple(module.EXERCISE for module in _ALL)
MAKERS = {module.EXERCISE.id: module.make for module in _ALL}


def __getattr__(name: str) -> Any:
    """Make `DEMOS` only when somebody asks: one of them reads the case tables, which marking never needs."""
    if name == "DEMOS":
        known = {module.EXERCISE.id: module.DEMO for module in (x1_life, x2_headroom, x3_cross_sell, wrap_up)}
        return {**known, x4_ripple.EXERCISE.id: x4_ripple.demo()}
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


__all__ = ["DEMOS", "EXERCISES", "LAYER_NAMES", "LIFE_NAMES", "MAKERS", "MODE_NAMES"]
