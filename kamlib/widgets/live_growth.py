"""Live controls of unit U6: headroom by target share, the S-curve, one offer among the others, the ripple.

The page only draws; every figure comes from the calculations of kamlib.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from kamlib import growth, plots
from kamlib.classroom.exercise import Data
from kamlib.growth import DIFFUSION_LAYERS
from kamlib.plots.style import HouseFigure, three_digits
from kamlib.text import Text
from kamlib.units.u6_growth.lines import LINES
from kamlib.units.u6_growth.x1_life import YEARS
from kamlib.units.u6_growth.x2_headroom import CATEGORIES
from kamlib.widgets import live
from kamlib.widgets.live import Control, Live, Values

ROOM = Text(
    en="Target {target:percent0}: headroom {total:short_money} a year; the largest part is {share:percent0} of it: {account}, {category}.",
    zh="目标份额 {target:percent0}：提升空间每年 {total:short_money}；最大的一格占 {share:percent0}：{account}，{category}。",
)
NO_ROOM = Text(
    en="Target {target:percent0}: our share is above it everywhere, there is no headroom.",
    zh="目标份额 {target:percent0}：各格均已超过，没有提升空间。",
)


def headroom(spend: pd.DataFrame, ours: pd.DataFrame, lang: str, *, target: float = 0.4) -> Live:
    """Return the wallet map with a slider for the target share; rows and columns named in the reader's language."""
    controls: tuple[Control, ...] = (
        ("target", Text(en="Target share of wallet", zh="目标钱包份额"), 0.0, 1.0, 0.05, target, "percent0"),
    )

    def draw(moved: Values) -> tuple[HouseFigure, str]:
        aim = moved["target"]
        cells = growth.wallet_table(spend, ours, target_share=aim, above_target="zero")
        total = float(cells["headroom_per_year"].sum())
        largest = cells.loc[cells["headroom_per_year"].idxmax()]
        values = {"target": aim, "total": three_digits(total), "account": largest["account"], "category": largest["category"]}
        if not total:
            return plots.wallet_map(spend, ours, lang, target_share=aim), NO_ROOM.fill(lang, values)
        values["share"] = float(largest["headroom_per_year"]) / total
        return plots.wallet_map(spend, ours, lang, target_share=aim), ROOM.fill(lang, values)

    title = Text(en="How much room is there?", zh="还有多大空间？")
    return live.figure(title, controls, draw, lang)


NEXT_YEAR = Text(
    en="{share:percent0} of the potential is sold. Next year, by the yearly form: {units:whole} machines.",
    zh="潜力已售出 {share:percent0}。按年度公式推算，明年 {units:whole} 台。",
)


def s_curve(lang: str) -> Live:
    """Return the S-curve of a customer's product with sliders for p, q, the potential and the years since launch."""
    controls: tuple[Control, ...] = (
        ("p", Text(en="p: by themselves", zh="p：自发购买"), 0.01, 0.10, 0.01, 0.02, "number"),
        ("q", Text(en="q: after others", zh="q：看到别家用了才买"), 0.10, 0.80, 0.02, 0.38, "number"),
        ("potential", Text(en="Potential (machines)", zh="市场潜力（台）"), 2_000, 30_000, 1_000, 12_000, "whole"),
        ("age", Text(en="Years since launch", zh="上市年数"), 0.0, 16.0, 1.0, 5.0, "number"),
    )

    def draw(moved: Values) -> tuple[HouseFigure, str]:
        given = moved["p"], moved["q"], moved["potential"]
        age, done = round(moved["age"]), 0.0
        if age:
            done = float(growth.bass_forecast(*given, age, form="continuous")["units_in_total"].iloc[-1])
        units = growth.bass_next_year(done, *given)
        said = NEXT_YEAR.fill(lang, {"share": done / moved["potential"], "units": units})
        return plots.s_curve(*given, age, lang), said

    title = Text(en="Where is the customer's product in its life?", zh="客户的产品处于生命周期的哪个阶段？")
    return live.figure(title, controls, draw, lang)


OFFER = Text(
    en="“{name}” is worth {value:money}, place {place:whole} of {all:whole}. It pays from a chance of {least:percent1} on.",
    zh="“{name}”值 {value:money}，在 {all:whole} 个机会中排第 {place:whole}。成功率达到 {least:percent1} 才划算。",
)
NEVER_PAYS = Text(
    en="“{name}” is worth {value:money}, place {place:whole} of {all:whole}. Even if it were certain it would not pay.",
    zh="“{name}”值 {value:money}，在 {all:whole} 个机会中排第 {place:whole}。即使必成也不划算。",
)


def one_offer(
    others: Mapping[str, float], name: str, lang: str, *, chance: float, contribution: float, years: int, cost: float
) -> Live:
    """Return offers by expected value with sliders for the four figures of one of them; money in CNY."""
    controls: tuple[Control, ...] = (
        ("chance", Text(en="Chance", zh="成功率"), 0.0, 1.0, 0.05, chance, "percent0"),
        ("contribution", Text(en="Contribution a year", zh="年边际贡献"), 0.0, 500_000, 10_000, contribution, "money"),
        ("years", Text(en="Years", zh="年数"), 1.0, 8.0, 1.0, float(years), "number"),
        ("cost", Text(en="Cost of selling", zh="销售费用"), 0.0, 200_000, 5_000, cost, "money"),
    )

    def draw(moved: Values) -> tuple[HouseFigure, str]:
        value = growth.cross_sell_value(moved["chance"], moved["contribution"], round(moved["years"]), moved["cost"])
        values = {**others, name: value}
        comes_in = moved["contribution"] * round(moved["years"])
        said = {
            "name": name,
            "value": value,
            "place": 1 + sum(other > value for other in others.values()),
            "all": len(values),
            "least": moved["cost"] / comes_in if comes_in else 0.0,
        }
        pays = comes_in > 0 and comes_in >= moved["cost"]
        return plots.offer_bars(values, lang, marked=name), (OFFER if pays else NEVER_PAYS).fill(lang, said)

    title = Text(en="What would make this offer one of the best?", zh="怎样才能让这个机会进入前三？")
    return live.figure(title, controls, draw, lang)


SPREAD = Text(
    en="Sales outside: {sales:money} a year; layers 1 and 2 bring {near:percent0} of them.",
    zh="外部销售额每年 {sales:money}，其中第一、二层占 {near:percent0}。",
)
SPREAD_NOTHING = Text(en="Nobody is reached or nobody buys: no sales outside.", zh="没有触达或没有成交：外部销售额为零。")


def ripple(
    lang: str,
    *,
    prospects: Mapping[str, float],
    mean_units: Mapping[str, float],
    price: float,
    reach: float = 0.8,
    conversion: float = 0.5,
) -> Live:
    """Return the ripple with sliders for the nearest layer and for what is left from one layer to the next."""
    controls: tuple[Control, ...] = (
        ("reach", Text(en="Layer 1: reach", zh="第一层触达率"), 0.0, 1.0, 0.05, reach, "percent0"),
        ("reach_left", Text(en="… of it left in each next layer", zh="……每向外一层保留"), 0.0, 1.0, 0.05, 0.7, "percent0"),
        ("conversion", Text(en="Layer 1: conversion", zh="第一层转化率"), 0.0, 1.0, 0.05, conversion, "percent0"),
        ("conversion_left", Text(en="… of it left in each next layer", zh="……每向外一层保留"), 0.0, 1.0, 0.05, 0.6, "percent0"),
    )

    def draw(moved: Values) -> tuple[HouseFigure, str]:
        def rates(first: str) -> dict[str, float]:
            return {layer: moved[first] * moved[f"{first}_left"] ** place for place, layer in enumerate(DIFFUSION_LAYERS)}

        table = growth.diffusion_table(prospects, rates("reach"), rates("conversion"), mean_units, price_per_unit=price)
        sales = table["sales_per_year"]
        total = float(sales.sum())
        if not total:
            return plots.ripple(table, lang), SPREAD_NOTHING.pick(lang)
        said = {"sales": round(total, -3), "near": float(sales.iloc[:2].sum()) / total}
        return plots.ripple(table, lang), SPREAD.fill(lang, said)

    title = Text(en="How far does a good word carry?", zh="一句好话能传多远？")
    return live.figure(title, controls, draw, lang)


# -- beside the exercises: pictures of the figures on the card, no answers --------------------------------

SEE = Text(en="Look at the last two steps of each line: up or down, and steeper or flatter than before?", zh="看每条线的最后两段：是升是降，比之前更陡还是更平？")
SEE_BOARD = Text(en="Share is shown, headroom is yours to work out: a pale cell with a large spend has room.", zh="图上是份额，提升空间请自己算：颜色浅、采购额大的格子，空间就大。")


def lives_of_lines(data: Data, lang: str) -> Live:
    """Return the charts of the eight product lines beside exercise U6.X1."""
    units = pd.DataFrame(
        [line["units"] for line in data["lines"]],
        index=[LINES[line["line"]].pick(lang) for line in data["lines"]],
        columns=list(YEARS),
    )
    title = Text(en=f"{data['group']['en']}: eight product lines", zh=f"{data['group']['zh']}：八条产品线")
    return live.figure(title, (), lambda moved: (plots.product_lives(units, lang), SEE.pick(lang)), lang)


def board(data: Data, lang: str) -> Live:
    """Return the wallet map beside exercise U6.X2: shares and spend, not the headroom."""
    names = [account["name"][lang] for account in data["accounts"]]
    columns = [name.pick(lang) for name in CATEGORIES.values()]

    def table(figure: str) -> pd.DataFrame:
        rows = [[float(account["cells"][id][figure]) for id in CATEGORIES] for account in data["accounts"]]
        return pd.DataFrame(rows, index=names, columns=columns)

    spend, ours = table("spend"), table("ours")
    title = Text(en="The board", zh="份额图")
    return live.figure(title, (), lambda moved: (plots.wallet_map(spend, ours, lang), SEE_BOARD.pick(lang)), lang)
