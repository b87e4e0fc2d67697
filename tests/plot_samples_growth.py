"""Sample data for the figures of U6; see plot_samples.py."""

from __future__ import annotations

import pandas as pd

from kamlib import growth, plots
from kamlib.plots.style import HouseFigure

CATEGORIES = {
    "en": ["Servo gear units", "Planetary gearboxes", "Frequency drives", "Couplings", "Service contracts", "Spare parts"],
    "zh": ["伺服减速机", "行星齿轮箱", "变频器", "联轴器", "服务合同", "备件"],
}
ACCOUNTS = {
    "en": ["Norwick Cranes", "Aldery Warehouse Technology", "Pellan Paper", "Rusken Mills", "Tolvane Pumps"],
    "zh": ["诺维克起重机", "奥德里仓储设备", "佩兰纸业", "鲁斯肯磨机", "托尔凡泵业"],
}
SPEND = [
    [8_800_000, 10_020_000, 4_270_000, 160_000, 270_000, 300_000],
    [2_040_000, 10_820_000, 2_320_000, 630_000, 580_000, 1_100_000],
    [6_060_000, 4_160_000, 22_360_000, 3_230_000, 90_000, 3_010_000],
    [80_560_000, 13_340_000, 12_260_000, 880_000, 1_470_000, 520_000],
    [0, 5_540_000, 4_260_000, 2_100_000, 460_000, 2_540_000],
]
OURS = [
    [3_770_000, 1_890_000, 1_960_000, 0, 0, 120_000],
    [870_000, 2_380_000, 1_340_000, 0, 170_000, 270_000],
    [1_060_000, 1_940_000, 8_330_000, 1_440_000, 0, 800_000],
    [17_960_000, 2_460_000, 3_030_000, 0, 530_000, 0],
    [0, 5_300_000, 910_000, 1_030_000, 0, 900_000],
]
LINES = {
    "en": ["Pallet stacker cranes", "Four-way shuttles", "CNC lathes", "Cell stacking machines",
           "Bottle fillers", "Cell winding machines", "Five-axis centres", "Parcel sorters"],
    "zh": ["托盘堆垛机", "四向穿梭车", "数控车床", "电芯叠片机", "灌装机", "电芯卷绕机", "五轴加工中心", "包裹分拣线"],
}  # fmt: skip
UNITS = [
    [640, 660, 680, 690], [820, 880, 1_010, 1_310], [2_150, 2_180, 2_120, 1_870], [240, 310, 430, 540],
    [1_480, 1_500, 1_570, 1_600], [900, 960, 940, 790], [180, 190, 210, 260], [1_100, 1_380, 1_700, 1_890],
]  # fmt: skip
OFFERS = {
    "en": ["Condition monitoring with a monthly report for their critical gearboxes", "Bearing and seal kits", "Training"],
    "zh": ["关键齿轮箱状态监测，每月出报告，并由工程师到场说明结果和建议", "轴承密封组件", "售后工程师培训"],
}
BOUGHT = ["planetary"] * 45 + ["kit"] * 25 + ["worm"] * 50
BASKETS = [*range(45), *range(28, 53), *range(30, 80)]
PRODUCTS = {
    "en": {"planetary": "Planetary gearbox PG 4", "kit": "Bearing and seal kit", "worm": "Worm gearbox WG 50"},
    "zh": {"planetary": "行星齿轮箱 PG 4", "kit": "轴承密封组件", "worm": "蜗轮减速机 WG 50"},
}


def wallet(lang: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    columns, rows = CATEGORIES[lang], ACCOUNTS[lang]
    return pd.DataFrame(SPEND, rows, columns), pd.DataFrame(OURS, rows, columns)


def _ripple(lang: str) -> HouseFigure:
    given = [4, 9, 5, 60], [0.8, 0.6, 0.4, 0.3], [0.5, 0.25, 0.2, 0.1], [60, 30, 50, 25]
    return plots.ripple(growth.diffusion_table(*given, price_per_unit=5_200), lang)


GROWTH = {
    "wallet_map": lambda lang: plots.wallet_map(*wallet(lang), lang),
    "product_lives": lambda lang: plots.product_lives(
        pd.DataFrame(UNITS, LINES[lang], ["2022/23", "2023/24", "2024/25", "2025/26"]), lang
    ),
    "s_curve": lambda lang: plots.s_curve(0.02, 0.38, 12_000, 5, lang),
    "offer_bars": lambda lang: plots.offer_bars(
        dict(zip(OFFERS[lang], (315_000, 210_000, -25_000), strict=True)), lang, best=2, marked=OFFERS[lang][1]
    ),
    "lift_grid": lambda lang: plots.lift_grid(growth.lift_table(BASKETS, BOUGHT), lang, names=PRODUCTS[lang]),
    "ripple": _ripple,
    "nps_bar": lambda lang: plots.nps_bar([3, 5, 6, 6, 7, 7, 7, *[8] * 5, *[9] * 6, *[10] * 4], lang),
}
