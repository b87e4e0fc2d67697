"""Raising customer value: supplier audit, delivered value, life-cycle cost, stock, and value-added services.

Money is CNY. Rates, shares and service levels are fractions (0.05 is 5 %). Functions take single numbers
and, where a whole column makes sense, arrays and pandas Series. Bad input raises a `ValueError` that
names the parameter and the value. The economic value of an offer against a reference price is in
`kamlib.pricing`.

>>> from kamlib import value
>>> value.economic_lot_size(1_200, 100, 6, holding_basis="per_unit")
200.0
"""

from kamlib.value.audit import (
    AUDIT_CRITERIA,
    WEAKEST_BY,
    audit_scorecard,
    gap_to_best_rival,
    gaps_by_criterion,
    rank_improvements,
)
from kamlib.value.delivered import (
    COSTS,
    VALUES,
    DeliveredValue,
    DeliveredValueTarget,
    delivered_value,
    delivered_value_target,
)
from kamlib.value.lifecycle import (
    PROJECT_STAGES,
    BreakEven,
    annuity_factor,
    break_even_year,
    equivalent_annual_cost,
    highest_acquisition_cost,
    life_cycle_cost,
    life_cycle_cost_table,
    project_cycle_cost,
    saving_table,
    value_chain_table,
)
from kamlib.value.service import (
    EarlyInvolvement,
    availability,
    balance_days,
    bullwhip_of_moving_average,
    bullwhip_ratio,
    cash_to_cash_days,
    early_involvement,
    payback_years,
    performance_fee,
)
from kamlib.value.supply import (
    HOLDING_BASIS,
    SERVICE,
    StockCost,
    VmiEffect,
    economic_lot_size,
    safety_stock,
    stock_cost,
    stock_saw_tooth,
    vmi_effect,
)

__all__ = [
    "AUDIT_CRITERIA",
    "COSTS",
    "HOLDING_BASIS",
    "PROJECT_STAGES",
    "SERVICE",
    "VALUES",
    "WEAKEST_BY",
    "BreakEven",
    "DeliveredValue",
    "DeliveredValueTarget",
    "EarlyInvolvement",
    "StockCost",
    "VmiEffect",
    "annuity_factor",
    "audit_scorecard",
    "availability",
    "balance_days",
    "break_even_year",
    "bullwhip_of_moving_average",
    "bullwhip_ratio",
    "cash_to_cash_days",
    "delivered_value",
    "delivered_value_target",
    "early_involvement",
    "economic_lot_size",
    "equivalent_annual_cost",
    "gap_to_best_rival",
    "gaps_by_criterion",
    "highest_acquisition_cost",
    "life_cycle_cost",
    "life_cycle_cost_table",
    "payback_years",
    "performance_fee",
    "project_cycle_cost",
    "rank_improvements",
    "safety_stock",
    "saving_table",
    "stock_cost",
    "stock_saw_tooth",
    "value_chain_table",
    "vmi_effect",
]
