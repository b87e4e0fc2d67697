"""Unit U4: raising the customer relationship, from persons to the organisation; one module an exercise.

All accounts, people and figures are those of the invented company Tarvane Drives.
"""

from kamlib.units.u4_relationships import wrap_up, x1_map, x2_organisation, x3_mirror, x4_courtesy
from kamlib.units.u4_relationships.shared import STEP_NAMES, SUPPLIER_RULES, SUPPLIER_STEPS

_ALL = (x1_map, x2_organisation, x3_mirror, x4_courtesy, wrap_up)
EXERCISES = tuple(module.EXERCISE for module in _ALL)
MAKERS = {module.EXERCISE.id: module.make for module in _ALL}
DEMOS = {module.EXERCISE.id: module.DEMO for module in _ALL}

__all__ = ["DEMOS", "EXERCISES", "MAKERS", "STEP_NAMES", "SUPPLIER_RULES", "SUPPLIER_STEPS"]
