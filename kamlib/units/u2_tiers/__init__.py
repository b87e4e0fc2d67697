"""Unit U2: identifying strategic key accounts and grading them; one module an exercise.

All accounts and figures are those of the invented company Tarvane Drives.
"""

from kamlib.units.u2_tiers import wrap_up, x1_pyramid, x2_border_cases, x3_approach
from kamlib.units.u2_tiers.wrap_up import HOUR_WEIGHTS
from kamlib.units.u2_tiers.x2_border_cases import MOVED, SCORE_FLOORS

_ALL = (x1_pyramid, x2_border_cases, x3_approach, wrap_up)
EXERCISES = tuple(module.EXERCISE for module in _ALL)
MAKERS = {module.EXERCISE.id: module.make for module in _ALL}

__all__ = ["EXERCISES", "HOUR_WEIGHTS", "MAKERS", "MOVED", "SCORE_FLOORS"]
