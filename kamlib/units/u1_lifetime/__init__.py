"""Unit U1: basics of customer relationship management and customer lifetime profit; one module an exercise.

All accounts and figures are those of the invented company Tarvane Drives.
"""

from kamlib.units.u1_lifetime import wrap_up, x1_worth, x2_stage, x3_three_levels
from kamlib.units.u1_lifetime.shared import CRM_STEPS, STAGE_NAMES

_ALL = (x1_worth, x2_stage, x3_three_levels, wrap_up)
EXERCISES = tuple(module.EXERCISE for module in _ALL)
MAKERS = {module.EXERCISE.id: module.make for module in _ALL}
DEMOS = {x1_worth.EXERCISE.id: x1_worth.DEMO, wrap_up.EXERCISE.id: wrap_up.DEMO}

__all__ = ["CRM_STEPS", "DEMOS", "EXERCISES", "MAKERS", "STAGE_NAMES"]
