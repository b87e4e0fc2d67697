"""Sample data for every figure; tests draw each one in both languages."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from kamlib import plots, pricing, tiers
from kamlib.plots.style import HouseFigure
from kamlib.text import Text

PROFIT = [
    4_820_000, 3_100_000, 1_250_000, 980_000, 760_000, 640_000, 410_000, 350_000, 280_000, 150_000,
    120_000, 95_000, 80_000, 60_000, 41_000, 30_000, 22_000, 15_000, 9_000, 4_000,
]  # fmt: skip
TIERS = tiers.tiers_by_cumulative_share(PROFIT, {"strategic": 0.5, "value": 0.8, "standard": 0.95})
FLOORS = {"strategic": 75, "value": 50, "standard": 30}
NAMES = {
    "en": ["Norwick Cranes", "Aldery Lifts", "Pellan Paper", "Rusken Mills", "Tolvane Pumps", "Brask Belts"],
    "zh": ["诺维克起重机", "奥德里电梯", "佩兰纸业", "鲁斯肯磨机", "托尔凡泵业", "布拉斯克输送"],
}
STEP_NAMES = {
    "volume": Text(en="Volume discount", zh="批量折扣"),
    "project": Text(en="Project discount", zh="项目折扣"),
    "cash": Text(en="Cash discount", zh="现金折扣"),
    "rebate": Text(en="Annual rebate", zh="年终返利"),
    "freight": Text(en="Freight", zh="运费"),
    "credit": Text(en="Credit cost of 90 days", zh="90天账期资金成本"),
}
MODELS = {
    "sale": Text(en="One-off sale", zh="一次性销售"),
    "two_part": Text(en="Two-part tariff", zh="两部制收费"),
    "use": Text(en="Pay per use", zh="按使用量付费"),
}


def _two_axes(lang: str) -> HouseFigure:
    random = np.random.default_rng(7)
    current = np.array(PROFIT) / 3
    potential = current * random.lognormal(0.2, 0.8, len(current))
    names = [*NAMES[lang], *[f"{NAMES[lang][i % 6]} {i}" for i in range(6, len(current))]]
    return plots.two_axis_map(
        current, potential, TIERS, lang, current_cut=300_000, potential_cut=400_000, names=names
    )


def _robustness(lang: str) -> HouseFigure:
    points = {"profit": 85, "growth": 40, "fit": 70}
    weights = {"profit": 0.5, "growth": 0.3, "fit": 0.2}
    growth = {"en": "growth", "zh": "增长"}[lang]
    return plots.score_robustness(
        points, weights, "growth", FLOORS, lang, name=NAMES[lang][0], criterion_name=growth
    )


def _waterfall(lang: str) -> HouseFigure:
    amounts = {"volume": 800, "project": 1_200, "cash": 210, "rebate": 400, "freight": 150, "credit": 190}
    steps = [
        pricing.PriceStep(name, amount=amount, on_invoice=name in ("volume", "project"))
        for name, amount in amounts.items()
    ]
    return plots.waterfall(pricing.price_waterfall(12_500, steps), 12_500, lang, names=STEP_NAMES)


def _economic_value(lang: str) -> HouseFigure:
    items = {
        "energy": Text(en="Energy saved", zh="节省电费"),
        "downtime": Text(en="Less downtime", zh="减少停机"),
        "change": Text(en="Cost of changing over", zh="切换成本"),
    }
    table = pricing.economic_value_table(10_000, {"energy": 2_400, "downtime": 1_800}, {"change": 900})
    return plots.economic_value_steps(table, lang, names=items, unit_cost=7_200, price=11_500)


def _value_map(lang: str) -> HouseFigure:
    names = {"en": ["Tarvane", "Rival A", "Rival B", "Rival C"], "zh": ["塔凡", "对手甲", "对手乙", "对手丙"]}
    return plots.value_map(
        [82, 74, 62, 75], [12_900, 11_000, 9_200, 11_300], names[lang], lang, ours=names[lang][0]
    )


def _price_paths(lang: str) -> HouseFigure:
    paths = pricing.life_cycle_price_paths(
        1_200, 0.12, [100, 150, 220, 260, 240], 800, [300, 480, 700, 800, 760], first_unit_cost=1_000,
        learning_rate=0.85, discount_rate_per_period=0.10, basis="unit", method="sum", timing="end",
    )  # fmt: skip
    return plots.price_paths(paths, lang)


def _bundles(lang: str) -> HouseFigure:
    buyers = [[8_000, 2_500], [7_000, 3_000], [4_000, 6_000], [9_000, 500], [1_000, 6_500]]
    return plots.bundle_outcomes(pricing.compare_bundles(buyers, [2_000, 800]), lang)


def _models(lang: str) -> HouseFigure:
    business = pricing.Business([0, 100, 120], [0, 0, 0], [0, 50_000, 60_000], 200, 0, 1_000, 0.10, 0.12)
    models = [
        pricing.BusinessModel("sale", unit_price=300),
        pricing.BusinessModel("two_part", entry_fee=9_000, unit_price=240),
        pricing.BusinessModel("use", unit_price=120, royalty_rate=0.3),
    ]
    return plots.business_model_bars(pricing.business_models(models, business), lang, names=MODELS)


def _migration(lang: str) -> HouseFigure:
    after = np.array(TIERS)[[0, 2, 1, 3, 5, 4, 6, 9, 8, 7, 10, 12, 11, 13, 3, 15, 16, 17, 18, 19]]
    return plots.migration_heatmap(tiers.migration_matrix(TIERS, after), lang)


SAMPLES: dict[str, Callable[[str], HouseFigure]] = {
    "pyramid": lambda lang: plots.pyramid(tiers.tier_summary(PROFIT, TIERS), lang),
    "tier_shares": lambda lang: plots.tier_shares(tiers.tier_summary(PROFIT, TIERS), lang),
    "lorenz": lambda lang: plots.lorenz(PROFIT, lang),
    "two_axis_map": _two_axes,
    "score_robustness": _robustness,
    "migration_heatmap": _migration,
    "waterfall": _waterfall,
    "economic_value_steps": _economic_value,
    "value_map": _value_map,
    "price_paths": _price_paths,
    "break_even_curve": lambda lang: plots.break_even_curve(100, 70, -8, lang),
    "bundle_outcomes": _bundles,
    "business_model_bars": _models,
}
