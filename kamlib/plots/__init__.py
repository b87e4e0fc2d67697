"""Figures of the workbook: data in, one matplotlib figure out, drawn in the reader's language.

Nothing here opens a window or changes matplotlib's settings for others.
"""

from kamlib.plots.prices import (
    break_even_curve,
    bundle_outcomes,
    business_model_bars,
    economic_value_steps,
    price_paths,
    value_map,
    waterfall,
)
from kamlib.plots.tiering import (
    lorenz,
    migration_heatmap,
    pyramid,
    score_robustness,
    tier_shares,
    two_axis_map,
)

__all__ = [
    "break_even_curve",
    "bundle_outcomes",
    "business_model_bars",
    "economic_value_steps",
    "lorenz",
    "migration_heatmap",
    "price_paths",
    "pyramid",
    "score_robustness",
    "tier_shares",
    "two_axis_map",
    "value_map",
    "waterfall",
]
