"""Unit T0: how a salesperson breaks down the sales target; one module an exercise.

All regions, accounts and figures are those of the invented company Tarvane Drives.
"""

from typing import Any

from kamlib.units.t0_targets import wrap_up, x1_split, x2_course, x3_process, x4_ansoff
from kamlib.units.t0_targets.shared import AHEAD_FROM, BEHIND_BELOW, BOARD_TARGET, MEASURE_NAMES, MONTH_NAMES

_ALL = (x1_split, x2_course, x3_process, x4_ansoff, wrap_up)
EXERCISES = tuple(module.EXERCISE for module in _ALL)
MAKERS = {module.EXERCISE.id: module.make for module in _ALL}


def __getattr__(name: str) -> Any:
    """Make `DEMOS` only when somebody asks: it reads the case tables, which marking never needs."""
    if name == "DEMOS":
        return {module.EXERCISE.id: module.demo() for module in _ALL}
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


__all__ = ["AHEAD_FROM", "BEHIND_BELOW", "BOARD_TARGET", "DEMOS", "EXERCISES", "MAKERS", "MEASURE_NAMES", "MONTH_NAMES"]
