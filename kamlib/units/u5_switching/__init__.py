"""Unit U5: raising the customer's switching cost, and where the law draws the line; one module an exercise.

All accounts and figures are those of the invented company Tarvane Drives.
"""

from kamlib.units.u5_switching import wrap_up, x1_buckets, x2_barrier, x3_cases, x4_fair
from kamlib.units.u5_switching.shared import COST_NAMES, COST_NOTES, WAY_NAMES

_ALL = (x1_buckets, x2_barrier, x3_cases, x4_fair, wrap_up)
EXERCISES = tuple(module.EXERCISE for module in _ALL)
MAKERS = {module.EXERCISE.id: module.make for module in _ALL}
DEMOS = {module.EXERCISE.id: module.DEMO for module in (x1_buckets, x2_barrier, x3_cases, wrap_up)}

__all__ = ["COST_NAMES", "COST_NOTES", "DEMOS", "EXERCISES", "MAKERS", "WAY_NAMES"]
