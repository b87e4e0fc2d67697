"""Pricing: value against price, what a cut costs, waterfalls, life cycles, bundles, solutions and models.

Money is CNY. Rates are fractions (0.05 is 5 %). Functions take single numbers and, where a whole
column makes sense, arrays and pandas Series. Bad input raises a `ValueError` that names the
parameter and the value.

>>> from kamlib import pricing
>>> pricing.break_even_volume_change(price=100, unit_cost=70, price_change=-10)
0.5
"""

from kamlib.pricing.bundles import (
    BundleOffer,
    best_bundle,
    bundle_choices,
    bundle_profit,
    compare_bundles,
)
from kamlib.pricing.change import (
    break_even_table,
    break_even_volume,
    break_even_volume_change,
    contribution_change,
    highest_affordable_cut,
)
from kamlib.pricing.concession import (
    AgreementZone,
    Concession,
    TradeCheck,
    agreement_zone,
    concession_ratio,
    concession_record,
    trade_check,
    walk_away_price,
)
from kamlib.pricing.lifecycle import (
    PricePaths,
    batch_cost,
    learning_curve_cost,
    learning_exponent,
    life_cycle_price_paths,
    path_npv,
    penetration_prices,
    price_path_table,
    skimming_prices,
)
from kamlib.pricing.models import (
    Business,
    BusinessModel,
    TermCorridor,
    business_models,
    indifferent_term,
    model_cash_flows,
    model_npv,
    no_worse,
    term_corridor,
)
from kamlib.pricing.position import (
    FairValueLine,
    distance_to_fair_value,
    fair_value_line,
    price_index,
    value_map,
)
from kamlib.pricing.productline import (
    LeaderPair,
    leader_complement,
    product_line_profit,
    product_line_table,
)
from kamlib.pricing.solution import (
    SolutionOffer,
    cost_to_serve,
    solution_floor,
    solution_offer,
    solution_price,
)
from kamlib.pricing.value import (
    PriceCorridor,
    Tilt,
    choose_offer,
    customer_surplus,
    economic_value,
    economic_value_table,
    highest_winning_price,
    margin_rate,
    our_margin,
    price_corridor,
    price_for_margin,
    price_for_value_share,
    scale_tilt,
    value_share,
)
from kamlib.pricing.waterfall import (
    PriceStep,
    credit_cost,
    invoice_price,
    pocket_price,
    price_waterfall,
)

__all__ = [
    "AgreementZone",
    "BundleOffer",
    "Business",
    "BusinessModel",
    "Concession",
    "FairValueLine",
    "LeaderPair",
    "PriceCorridor",
    "PricePaths",
    "PriceStep",
    "SolutionOffer",
    "TermCorridor",
    "Tilt",
    "TradeCheck",
    "agreement_zone",
    "batch_cost",
    "best_bundle",
    "break_even_table",
    "break_even_volume",
    "break_even_volume_change",
    "bundle_choices",
    "bundle_profit",
    "business_models",
    "choose_offer",
    "compare_bundles",
    "concession_ratio",
    "concession_record",
    "contribution_change",
    "cost_to_serve",
    "credit_cost",
    "customer_surplus",
    "distance_to_fair_value",
    "economic_value",
    "economic_value_table",
    "fair_value_line",
    "highest_affordable_cut",
    "highest_winning_price",
    "indifferent_term",
    "invoice_price",
    "leader_complement",
    "learning_curve_cost",
    "learning_exponent",
    "life_cycle_price_paths",
    "margin_rate",
    "model_cash_flows",
    "model_npv",
    "no_worse",
    "our_margin",
    "path_npv",
    "penetration_prices",
    "pocket_price",
    "price_corridor",
    "price_for_margin",
    "price_for_value_share",
    "price_index",
    "price_path_table",
    "price_waterfall",
    "product_line_profit",
    "product_line_table",
    "scale_tilt",
    "skimming_prices",
    "solution_floor",
    "solution_offer",
    "solution_price",
    "term_corridor",
    "trade_check",
    "value_map",
    "value_share",
    "walk_away_price",
]
