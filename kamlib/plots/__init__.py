"""Figures of the workbook: data in, one matplotlib figure out, drawn in the reader's language.

Nothing here opens a window or changes matplotlib's settings for others.
"""

from kamlib.plots.customer_value import (
    audit_radar,
    cost_items,
    delivered_value_balance,
    fee_curve,
    life_cycle_curves,
    orders_and_demand,
    stock_saw_teeth,
)
from kamlib.plots.growing import (
    lift_grid,
    nps_bar,
    offer_bars,
    product_lives,
    ripple,
    s_curve,
    wallet_map,
)
from kamlib.plots.lifetimes import (
    lever_bars,
    lifetime_curve,
    retention_curve,
    running_profits,
    stage_curve,
)
from kamlib.plots.prices import (
    break_even_curve,
    bundle_outcomes,
    business_model_bars,
    economic_value_steps,
    price_paths,
    value_map,
    waterfall,
)
from kamlib.plots.relations import (
    coverage_bars,
    key_person_bars,
    mirror_matrix,
    network_picture,
    relationship_map,
    step_ladder,
    supplier_stairs,
)
from kamlib.plots.sales_targets import (
    ansoff_matrix,
    attainment_course,
    measure_grid,
    month_grid,
    plan_bars,
    target_tree,
)
from kamlib.plots.switching_costs import (
    lock_in_course,
    retention_gain,
    rival_discount,
    specified_demand,
    switching_waterfall,
    vending_bars,
)
from kamlib.plots.tier_ladder import tier_ladder
from kamlib.plots.tiering import (
    lorenz,
    migration_heatmap,
    pyramid,
    score_robustness,
    tier_shares,
    two_axis_map,
)

__all__ = [
    "ansoff_matrix",
    "attainment_course",
    "audit_radar",
    "break_even_curve",
    "bundle_outcomes",
    "business_model_bars",
    "coverage_bars",
    "economic_value_steps",
    "key_person_bars",
    "cost_items",
    "delivered_value_balance",
    "fee_curve",
    "lever_bars",
    "life_cycle_curves",
    "lifetime_curve",
    "lock_in_course",
    "lift_grid",
    "lorenz",
    "migration_heatmap",
    "mirror_matrix",
    "measure_grid",
    "month_grid",
    "network_picture",
    "orders_and_demand",
    "nps_bar",
    "offer_bars",
    "plan_bars",
    "price_paths",
    "product_lives",
    "pyramid",
    "relationship_map",
    "retention_curve",
    "retention_gain",
    "rival_discount",
    "ripple",
    "running_profits",
    "s_curve",
    "score_robustness",
    "specified_demand",
    "stage_curve",
    "switching_waterfall",
    "step_ladder",
    "supplier_stairs",
    "stock_saw_teeth",
    "tier_ladder",
    "tier_shares",
    "target_tree",
    "two_axis_map",
    "value_map",
    "vending_bars",
    "wallet_map",
    "waterfall",
]
