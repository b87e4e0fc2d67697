"""Sample data for every figure; tests draw each one in both languages."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
from plot_samples_growth import GROWTH

from kamlib import lifetime, plots, pricing, relationships, switching, targets, tiers, value
from kamlib.plots.style import HouseFigure
from kamlib.text import Text
from kamlib.units import u3_value

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
SWITCHING = {"search": 180_000, "trial": 530_000, "learning": 440_000, "relationship": 440_000, "legal": 370_000}
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


LEVERS = {
    "retention": Text(en="Retention: 3 points more", zh="保留率：提高 3 个百分点"),
    "contribution": Text(en="Contribution: CNY 150,000 a year more", zh="边际贡献：每年增加 150,000 元"),
    "cost": Text(en="Cost to serve: CNY 100,000 a year less", zh="服务成本：每年减少 100,000 元"),
}


def _lifetime_table(contribution: float, retention: float):
    return lifetime.lifetime_profit_table(
        contribution, 310_000, retention, 0.10, 10, first_margin="now", cost_timing="middle"
    )


def _running_profits(lang: str) -> HouseFigure:
    accounts = zip(NAMES[lang][:2], (_lifetime_table(2_780_000, 0.82), _lifetime_table(2_380_000, 0.92)), strict=True)
    return plots.running_profits(dict(accounts), lang)


def _stage_curve(lang: str) -> HouseFigure:
    flows = [-420_000, -180_000, 90_000, 360_000, 620_000, 780_000, 800_000, 790_000, 760_000, 310_000]
    years = {"exploration": 2, "formation": 3, "stability": 4, "decline": 1}
    return plots.stage_curve(flows, 0.10, years, lang)


PLAN = [6.9e6, 7.7e6, 8.7e6, 7.2e6, 8e6, 9.4e6, 6.5e6, 5.4e6, 9.4e6, 7.9e6, 8.3e6, 9.6e6]
CAME = [7.1e6, 7.2e6, 8.8e6, 6.5e6, 7.6e6, 9.1e6, 5.9e6]
MONTHS = {
    "en": ["Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun"],
    "zh": [f"{month}月" for month in (7, 8, 9, 10, 11, 12, 1, 2, 3, 4, 5, 6)],
}


def _tree(lang: str) -> HouseFigure:
    regions = {"en": ["East", "South"], "zh": ["华东", "华南"]}[lang]
    industries = {"en": ["Food", "Textile", "Mining"], "zh": ["食品机械", "纺织机械", "矿山水泥"]}[lang]
    project = {"en": "Line {n}", "zh": "产线 {n}"}[lang]
    rows = [
        (region, industry, name, project.format(n=n))
        for region in regions
        for industry in industries
        for name in NAMES[lang]
        for n in (1, 2, 3)
    ]
    amounts = pd.Series(np.linspace(2e6, 9e4, len(rows)), index=pd.MultiIndex.from_tuples(rows))
    headings = {"en": ["Region", "Industry", "Customer", "Project"], "zh": ["区域", "行业", "客户", "项目"]}[lang]
    return plots.target_tree(amounts, lang, level_names=headings)


def _grid(lang: str) -> HouseFigure:
    regions = {"en": ["East", "South", "North and inland"], "zh": ["华东", "华南", "华北及内陆"]}[lang]
    table = pd.DataFrame(np.outer([0.32, 0.37, 0.31], np.array(PLAN) / 1e4), index=regions, columns=MONTHS[lang])
    return plots.month_grid(table, lang, digits=1)


def _measures(lang: str) -> HouseFigure:
    sales = np.array(PLAN) / 1e4
    parts = {"sales": sales, "cash_collected": 0.93 * sales, "profit": 0.22 * sales - 3, "expense": 0.1 * sales + 3}
    return plots.measure_grid(pd.DataFrame(parts, index=MONTHS[lang]), lang, digits=2)


def _ansoff(lang: str) -> HouseFigure:
    chances = [0.7, 0.5, 0.3, 0.1]
    plan = targets.ansoff_gap(286e6, 260e6, targets.ANSOFF_CELLS, [13e6, 9e6, 14e6, 12e6], chances)
    return plots.ansoff_matrix(plan, lang, actions=dict.fromkeys(targets.ANSOFF_CELLS, 3))

AUDIT = pd.DataFrame(
    {"us": [85, 83, 80, 71, 76, 72, 83], "rival_a": [93, 95, 74, 74, 56, 85, 75], "rival_b": [65, 65, 68, 90, 91, 49, 81]},
    index=list(u3_value.LETTERS),
).T
COST_LINES = {
    "inspection": Text(en="Incoming inspections", zh="进厂检验"),
    "repacking": Text(en="Crates unpacked and repacked before fitting", zh="装配前拆箱、重新码放"),
    "entry": Text(en="Order lines typed in", zh="手工录单"),
}
SIDES = (Text(en="Today", zh="现在"), Text(en="With our proposal", zh="按我方方案"))


def _radar(lang: str) -> HouseFigure:
    floors = {"quality": 70, "delivery": 72}
    return plots.audit_radar(AUDIT, lang, letters=u3_value.LETTERS, names=u3_value.SUPPLIERS, floors=floors)


def _balance(lang: str) -> HouseFigure:
    data = u3_value.DEMOS["U3.X2"]
    names = u3_value.VALUE_PARTS | u3_value.COST_PARTS
    return plots.delivered_value_balance(data["values"], data["costs"], lang, names=names)


def _life(lang: str) -> HouseFigure:
    tables = {
        offer: value.life_cycle_cost_table(price, {"energy": energy, "repair": repair}, scrap, 0.08, 10, cost_timing="end")
        for offer, price, energy, repair, scrap in (("us", 168_000, 34_000, 6_500, 4_000), ("rival_b", 112_000, 40_000, 14_000, 6_000))
    }
    return plots.life_cycle_curves(tables, lang, names=u3_value.SUPPLIERS)


def _cost_items(lang: str) -> HouseFigure:
    table = value.saving_table(
        {"inspection": 64_800, "repacking": 52_700, "entry": 46_800}, {"inspection": 5_400, "entry": 50_000}
    )
    return plots.cost_items(table, lang, names=COST_LINES, sides=SIDES)


def _stock(lang: str) -> HouseFigure:
    return plots.stock_saw_teeth((225, 80), (36, 26), 3.6, 180, lang, sides=SIDES)


def _orders(lang: str) -> HouseFigure:
    return plots.orders_and_demand([52, 48, 55, 50, 47, 54, 49, 53], [60, 45, 58, 48, 44, 60, 45, 48], lang)


def _fee(lang: str) -> HouseFigure:
    return plots.fee_curve(0.9855, 0.98, 260_000, 30_000, 45_000, lang)


SAID = {"en": ("General manager", "Purchasing manager", "Technical director", "Production manager", "Quality manager",
               "Finance manager", "Buyer", "Buyer", "Material planner", "Design engineer", "Design engineer",
               "Design engineer", "Project manager", "Head of maintenance"),
        "zh": ("总经理", "采购经理", "技术总监", "生产经理", "质量经理", "财务经理", "采购员", "采购员", "物料计划员", "设计工程师",
               "设计工程师", "设计工程师", "项目经理", "设备维修主管")}  # fmt: skip
OURS = {"en": ("KAM", "Engineer", "Service"), "zh": ("大客户经理", "应用工程师", "服务经理")}


def _people(lang: str) -> pd.DataFrame:
    """Fourteen people at a customer, as a relationship map takes them."""
    above = ["", *["p0"] * 5, *["p1"] * 3, *["p2"] * 4, "p3"]
    owners = [None, 0, 1, 2, 1, 0, 0, 0, 0, 1, None, 0, 1, 2]
    letters = "W D S Z M L N R K B F Y C H".split()
    return pd.DataFrame(
        {
            "name": [f"{name} {letter}. {letter}." for name, letter in zip(SAID[lang], letters, strict=True)],
            "reports_to": above,
            "department": [SAID[lang][place] for place in (0, 1, 2, 3, 4, 5, 1, 1, 1, 2, 2, 2, 2, 3)],
            "influence": [5, 4, 4, 3, 3, 4, 2, 2, 2, 3, 3, 3, 5, 2],
            "step": [0, 2, 2, 4, 1, 3, 2, 4, 0, 3, 0, 2, 1, 2],
            "owner": pd.array([None if owner is None else OURS[lang][owner] for owner in owners], dtype=object),
        },
        index=[f"p{place}" for place in range(14)],
    )


def _key_person(lang: str) -> HouseFigure:
    people = _people(lang).dropna(subset=["owner"])
    return plots.key_person_bars(relationships.key_person_risk(people["owner"], people["influence"] * people["step"]), lang)


def _network(lang: str) -> HouseFigure:
    links = [("p0", "p2"), ("p2", "p9"), ("p9", "p12"), ("p9", "p3"), ("p1", "p6"), ("p1", "p9"), ("p12", "p4"), ("p3", "p13"),
             ("p0", "p5"), ("p6", "p7"), ("p6", "p8"), ("p10", "p9"), ("p11", "p9")]  # fmt: skip
    return plots.network_picture(links, _people(lang)["name"].to_dict(), lang, strangers=("p0", "p10"))


FUNCTIONS = {"en": ("Purchase", "Technical", "Quality", "Finance", "Management"), "zh": ("采购", "技术", "质量", "财务", "管理层")}
MIRROR = {"en": ("Key-account manager", "Application engineer", "Quality manager", "Sales controller", "Sales director"),
          "zh": ("大客户经理", "应用工程师", "质量经理", "销售财务", "销售总监")}  # fmt: skip


def _mirror(lang: str) -> HouseFigure:
    letters = [["AR", "", "", "", "I"], ["A", "AR", "", "", ""], ["C", "C", "R", "", ""], ["I", "", "", "C", ""], ["AR", "", "", "", "I"]]
    matrix = pd.DataFrame(letters, index=range(5), columns=range(5))
    checked = relationships.mirror_team(
        matrix, counterpart_roles="RA", load_by_role={"R": 4, "A": 2, "C": 1, "I": 0.5}, load_cap=11
    )
    functions, people = dict(enumerate(FUNCTIONS[lang])), dict(enumerate(MIRROR[lang]))
    return plots.mirror_matrix(matrix, checked, 11, lang, functions=functions, people=people)


def _supplier(lang: str) -> HouseFigure:
    rules = {
        "main_supplier": {"share_of_wallet": 0.3, "contract_years": 1},
        "core_supplier": {"share_of_wallet": 0.5, "contract_years": 2, "joint_projects": 1, "executive_contacts": 1},
        "strategic_partner": {"share_of_wallet": 0.6, "contract_years": 3, "joint_projects": 2, "executive_contacts": 2},
    }
    facts = {"share_of_wallet": 0.32, "contract_years": 1, "joint_projects": 0, "executive_contacts": 0}
    return plots.supplier_stairs(facts, rules, lang)


SAMPLES: dict[str, Callable[[str], HouseFigure]] = {
    **GROWTH,
    "target_tree": _tree,
    "relationship_map": lambda lang: plots.relationship_map(_people(lang), lang, moves=["p0", "p12", "p10"]),
    "coverage_bars": lambda lang: plots.coverage_bars(_people(lang), lang),
    "step_ladder": lambda lang: plots.step_ladder(_people(lang)["influence"], _people(lang)["step"], lang),
    "supplier_stairs": _supplier,
    "key_person_bars": _key_person,
    "network_picture": _network,
    "mirror_matrix": _mirror,
    "plan_bars": lambda lang: plots.plan_bars(PLAN, CAME, lang, month_names=MONTHS[lang]),
    "attainment_course": lambda lang: plots.attainment_course(PLAN, CAME, lang, month_names=MONTHS[lang]),
    "month_grid": _grid,
    "measure_grid": _measures,
    "ansoff_matrix": _ansoff,
    "pyramid": lambda lang: plots.pyramid(tiers.tier_summary(PROFIT, TIERS), lang),
    "tier_ladder": lambda lang: plots.tier_ladder(3_240_000, {"strategic": 6e6, "value": 2e6, "standard": 5e5}, lang),
    "tier_shares": lambda lang: plots.tier_shares(tiers.tier_summary(PROFIT, TIERS), lang),
    "lifetime_curve": lambda lang: plots.lifetime_curve(_lifetime_table(2_380_000, 0.92), lang),
    "running_profits": _running_profits,
    "stage_curve": _stage_curve,
    "lever_bars": lambda lang: plots.lever_bars(
        {"contribution": 566_000, "cost": 354_700, "retention": 915_800}, lang, names=LEVERS
    ),
    "retention_curve": lambda lang: plots.retention_curve(
        2_780_000, 330_000, 0.82, 0.10, 10, lang, compare=11_000_000
    ),
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
    "switching_waterfall": lambda lang: plots.switching_waterfall(SWITCHING, lang, extra=227_000),
    "rival_discount": lambda lang: plots.rival_discount(2_187_000, 7_740_000, 0.10, 5, 0.10, lang),
    "lock_in_course": lambda lang: plots.lock_in_course(420_000, 190_000, 0.10, 5, lang),
    "retention_gain": lambda lang: plots.retention_gain(2_380_000, 310_000, 0.92, 0.95, 0.10, 10, lang),
    "vending_bars": lambda lang: plots.vending_bars(
        switching.VendingSaving(102_000, 46_800, 108_000, 256_800), lang
    ),
    "specified_demand": lambda lang: plots.specified_demand(
        NAMES[lang], [24e6, 18e6, 31e6, 12e6, 15e6, 5e6], [1, 0, 1, 0, 0, 1], 7_740_000, lang
    ),
    "audit_radar": _radar,
    "delivered_value_balance": _balance,
    "life_cycle_curves": _life,
    "cost_items": _cost_items,
    "stock_saw_teeth": _stock,
    "orders_and_demand": _orders,
    "fee_curve": _fee,
}
