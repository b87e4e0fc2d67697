"""Unit U7: meeting the customer's demand for a price cut; one module an exercise.

All accounts, rivals and figures are those of the invented company Tarvane Drives.
"""

from kamlib.units.u7_pricing import wrap_up, x1_value, x2_cut, x3_match, x4_bundle, x5_model
from kamlib.units.u7_pricing.shared import COSTS_OF_CHANGING, GAINS

_ALL = (x1_value, x2_cut, x3_match, x4_bundle, x5_model, wrap_up)
EXERCISES = tuple(module.EXERCISE for module in _ALL)
MAKERS = {module.EXERCISE.id: module.make for module in _ALL}
DEMOS = {module.EXERCISE.id: module.DEMO for module in _ALL}

__all__ = ["COSTS_OF_CHANGING", "DEMOS", "EXERCISES", "GAINS", "MAKERS"]
