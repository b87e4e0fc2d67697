"""Figures of unit U6: the wallet map, product lives, the S-curve, cross-selling, lift, the ripple, word of mouth."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.patches import Circle

from kamlib import growth
from kamlib.growth import CONFIDENTIAL_LAYERS, DIFFUSION_LAYERS, LIFE_CYCLE_STAGES
from kamlib.plots.style import (
    COLOURS,
    LABEL_POINTS,
    SMALL_POINTS,
    TEXT_COLOURS,
    HouseFigure,
    bare,
    finish,
    house,
    new_figure,
    number_axis,
    three_digits,
    tint,
    wrapped,
    write,
)
from kamlib.text import Text

STAGE_NAMES = {
    "introduction": Text(en="Introduction", zh="导入期"),
    "growth": Text(en="Growth", zh="成长期"),
    "maturity": Text(en="Maturity", zh="成熟期"),
    "decline": Text(en="Decline", zh="衰退期"),
}
LAYER_NAMES = {
    "own_group": Text(en="1 · Its own group", zh="第一层·集团内部"),
    "suppliers_and_upstream": Text(en="2 · Other suppliers, upstream", zh="第二层·其他供应商、上游客户"),
    "competitors": Text(en="3 · Its competitors", zh="第三层·竞争对手"),
    "industry": Text(en="4 · The whole industry", zh="第四层·全行业"),
}


# -- the wallet ------------------------------------------------------------------------------------

WHITE_SPOTS = Text(
    en="{white:whole} of {cells:whole} cells are white spots: they buy there, but nothing from us",
    zh="{cells:whole} 格中有 {white:whole} 个空白点：客户在买，但没有向我们买",
)
NO_WHITE_SPOT = Text(en="Our share runs from {low:percent0} to {high:percent0}", zh="我方份额从 {low:percent0} 到 {high:percent0} 不等")
ROOM = Text(
    en="At a share of {target:percent0} everywhere there is room for {total:short_money} more a year",
    zh="各格份额都达到 {target:percent0}，每年还有 {total:short_money}的空间",
)
SHARE_AND_SPEND = Text(
    en="Above: our share. Below: what they spend a year (CNY). Dashed frame: white spot",
    zh="上：我方份额；下：客户年采购额（元）。虚线框：空白点",
)
SHARE_AND_ROOM = Text(
    en="Above: our share. Below: headroom a year (CNY). Dashed frame: white spot",
    zh="上：我方份额；下：每年提升空间（元）。虚线框：空白点",
)


def wallet_map(
    spend_per_year: pd.DataFrame,
    our_sales_per_year: pd.DataFrame,
    lang: str,
    title: str | None = None,
    *,
    target_share: float | None = None,
) -> HouseFigure:
    """Draw accounts by categories: the deeper the blue, the larger our share; white spots stand out.

    Parameters
    ----------
    spend_per_year, our_sales_per_year
        A row per account, a column per category, named in the reader's language; CNY per year.
    lang
        ``"en"`` or ``"zh"``.
    title
        The finding; None counts the white spots, or states the headroom.
    target_share
        With it each cell shows its headroom up to this share instead of what is spent.

    Examples
    --------
    >>> spend = pd.DataFrame({"Servo": [100.0, 50.0], "Service": [20.0, 0.0]}, index=["A", "B"])
    >>> ours = pd.DataFrame({"Servo": [25.0, 50.0], "Service": [0.0, 0.0]}, index=["A", "B"])
    >>> wallet_map(spend, ours, "en").description()
    '1 of 3 cells are white spots: they buy there, but nothing from us'
    """
    cells = growth.wallet_table(
        spend_per_year, our_sales_per_year, target_share=target_share or 0.0, above_target="zero"
    ).set_index(["account", "category"])
    rows, columns = list(spend_per_year.index), list(spend_per_year.columns)
    with house(lang):
        figure, axes = new_figure((8.0, max(3.4, 1.9 + 0.5 * len(rows))))
        for row, account in enumerate(rows):
            axes.text(-0.56, row, wrapped(str(account), 20), ha="right", va="center", fontsize=SMALL_POINTS)
            for column, category in enumerate(columns):
                known = (account, category) in cells.index
                _wallet_cell(axes, row, column, cells.loc[(account, category)] if known else None, target_share, lang)
        for column, category in enumerate(columns):
            axes.text(column, -0.62, wrapped(str(category), 13), ha="center", va="bottom", fontsize=SMALL_POINTS)
        key = (SHARE_AND_SPEND if target_share is None else SHARE_AND_ROOM).pick(lang)
        axes.text(-2.1, len(rows) - 0.35, key, ha="left", va="top", fontsize=SMALL_POINTS, color=TEXT_COLOURS["soft"])
        axes.set(xlim=(-2.1, len(columns) - 0.5), ylim=(len(rows) + 0.1, -1.25), xticks=[], yticks=[])
        bare(axes)
        return finish(figure, title or _wallet_finding(cells, target_share, lang))


def _wallet_finding(cells: pd.DataFrame, target_share: float | None, lang: str) -> str:
    if target_share is not None:
        total = three_digits(float(cells["headroom_per_year"].sum()))
        return ROOM.fill(lang, {"target": target_share, "total": total})
    share = cells["share_of_wallet"]
    white = int((share == 0).sum())
    if white:
        return WHITE_SPOTS.fill(lang, {"white": white, "cells": len(cells)})
    return NO_WHITE_SPOT.fill(lang, {"low": float(share.min()), "high": float(share.max())})


def _wallet_cell(axes: Any, row: int, column: int, cell: Any, target: float | None, lang: str) -> None:
    corners = [column - 0.47, column + 0.47, column + 0.47, column - 0.47], [row - 0.44, row - 0.44, row + 0.44, row + 0.44]
    if cell is None:  # nothing is bought here, from nobody
        axes.fill(*corners, facecolor="#FFFFFF", edgecolor=COLOURS["grid"], linewidth=1)
        axes.text(column, row, "–", ha="center", va="center", fontsize=SMALL_POINTS, color=TEXT_COLOURS["soft"])
        return
    share, white = float(cell["share_of_wallet"]), float(cell["share_of_wallet"]) == 0
    depth = 0.85 * share
    axes.fill(
        *corners, facecolor=tint(COLOURS["accent"], depth), linewidth=1.6 if white else 1,
        edgecolor=COLOURS["bad"] if white else COLOURS["grid"], linestyle=(0, (3, 2)) if white else "solid",
    )  # fmt: skip
    amount = cell["spend_per_year"] if target is None else cell["headroom_per_year"]
    ink = "#000000" if depth > 0.45 else COLOURS["ink"]
    axes.text(column, row - 0.03, write(share, "percent0", lang), ha="center", va="bottom", fontsize=13, color=ink)
    axes.text(column, row + 0.08, write(float(amount), "short", lang), ha="center", va="top", fontsize=9, color=ink)


# -- lives of products -----------------------------------------------------------------------------

MACHINES = Text(en="Machines sold a year; each line on a scale of its own", zh="年销量（台）；各产品线刻度不同")
LIVES = Text(en="{count:whole} product lines, {years:whole} years: which of them will grow?", zh="{count:whole} 条产品线，{years:whole} 年：哪些还会增长？")


def product_lives(units: pd.DataFrame, lang: str, title: str | None = None) -> HouseFigure:
    """Draw the yearly volumes of up to twelve product lines side by side, each on its own scale.

    Parameters
    ----------
    units
        A row per product line, named in the reader's language, a column per year in order of time; units.
    lang
        ``"en"`` or ``"zh"``.
    title
        The finding; None asks which of them will grow.

    Examples
    --------
    >>> units = pd.DataFrame([[100, 120, 132], [50, 40, 20]], index=["Lathes", "Mills"], columns=["2024", "2025", "2026"])
    >>> product_lives(units, "en").description()
    '2 product lines, 3 years: which of them will grow?'
    """
    names, years = [str(name) for name in units.index], [str(year) for year in units.columns]
    across = min(4, len(names))
    down = math.ceil(len(names) / across)
    with house(lang):
        figure, axes = new_figure((8.0, 0.9 + 1.6 * down))
        # All panels stand in one frame: a frame of its own for each takes many times as long to draw.
        for place, name in enumerate(names):
            row, column = divmod(place, across)
            _life(axes, name, units.iloc[place].to_numpy(dtype=float), years, column, -row)
        axes.set(xlim=(-0.04, across - 0.02), ylim=(-down + 0.9, 1.16), xticks=[], yticks=[])
        axes.set_xlabel(MACHINES.pick(lang), fontsize=SMALL_POINTS, color=TEXT_COLOURS["soft"])
        bare(axes)
        return finish(figure, title or LIVES.fill(lang, {"count": len(names), "years": len(years)}))


def _life(axes: Any, name: str, values: np.ndarray, years: Sequence[str], left: float, low: float) -> None:
    """Draw one product line into the square to the right of `left` and above `low`."""
    x = left + 0.9 * (np.arange(len(values)) + 0.5) / len(values)
    y = low + 0.25 + 0.5 * values / values.max()
    axes.bar(x, y - (low + 0.25), bottom=low + 0.25, width=0.65 / len(values), color=tint(COLOURS["accent"], 0.35), linewidth=0)
    axes.plot(x, y, color=COLOURS["accent"], marker="o", markersize=4, linewidth=1.8)
    axes.plot([left, left + 0.9], [low + 0.25] * 2, color=COLOURS["soft"], linewidth=0.8)
    axes.text(x[-1], y[-1] + 0.035, f"{values[-1]:,.0f}", ha="center", va="bottom", fontsize=9)
    axes.text(left, low + 1.1, wrapped(name, 20), ha="left", va="top", fontsize=SMALL_POINTS)
    for place, side in ((0, "left"), (-1, "right")):
        axes.text(left + (0.9 if place else 0), low + 0.21, years[place], ha=side, va="top", fontsize=8, color=TEXT_COLOURS["soft"])


# -- the S-curve -----------------------------------------------------------------------------------

YEARS_SINCE_LAUNCH = Text(en="Years since launch", zh="上市年数")
UNITS_A_YEAR = Text(en="Machines a year", zh="年销量（台）")
TODAY = Text(en="today: {units:short} a year", zh="现在：每年 {units:short} 台")
SOLD = Text(en="sold so far: {share:percent0} of {potential:short}", zh="累计已售：潜力 {potential:short} 台的 {share:percent0}")
BEFORE_PEAK = Text(
    en="{stage}: the peak of {peak:short} machines a year comes {years:one} years from now",
    zh="{stage}：再过 {years:one} 年达到高峰，每年 {peak:short} 台",
)
AFTER_PEAK = Text(
    en="{stage}: the peak of {peak:short} machines a year was {years:one} years ago",
    zh="{stage}：高峰（每年 {peak:short} 台）已过去 {years:one} 年",
)


def s_curve(
    innovation: float,
    imitation: float,
    potential_units: float,
    years_since_launch: float,
    lang: str,
    title: str | None = None,
    *,
    years: int = 16,
) -> HouseFigure:
    """Draw how a product spreads by the curve of Bass, the four stages of its life, and where it stands today.

    Parameters
    ----------
    innovation, imitation, potential_units
        p, q and M of `kamlib.growth.bass_forecast`; p above 0.
    years_since_launch
        Where the product stands.
    lang
        ``"en"`` or ``"zh"``.
    title
        The finding; None names the stage and the peak.
    years
        Length of the time axis.

    Examples
    --------
    >>> s_curve(0.03, 0.38, 10_000, 4, "en").description()
    'Growth: the peak of 1.11k machines a year comes 2.2 years from now'
    """
    peak = growth.bass_peak(innovation, imitation, potential_units)
    times = np.linspace(0, years, 241)
    faded = np.exp(-(innovation + imitation) * times)
    ratio = imitation / innovation
    sold = potential_units * (1 - faded) / (1 + ratio * faded)
    rate = potential_units * (innovation + imitation) ** 2 / innovation * faded / (1 + ratio * faded) ** 2
    stage_of = growth.bass_stage(times, innovation, imitation)
    with house(lang):
        figure, axes = new_figure()
        top = float(rate.max())
        _stage_bands(axes, times, stage_of, top, lang)
        axes.fill_between(times, rate, color=tint(COLOURS["accent"], 0.22), linewidth=0)
        axes.plot(times, rate, color=COLOURS["accent"])
        axes.plot(times, sold / potential_units * top, color=COLOURS["soft"], linewidth=1.5, linestyle=(0, (4, 3)))
        now = float(np.interp(years_since_launch, times, rate))
        share = float(np.interp(years_since_launch, times, sold)) / potential_units
        axes.axvline(years_since_launch, ymax=now / (1.36 * top), color=COLOURS["bad"], linewidth=1.5)
        axes.plot(years_since_launch, now, "o", color=COLOURS["bad"], markersize=9)
        # Inside the filled hill while it rises and at the far end, above its slope in between.
        far, rising = years_since_launch > 0.75 * years, now < top and years_since_launch < float(peak.years_to_peak)
        axes.annotate(
            TODAY.fill(lang, {"units": three_digits(now)}), (years_since_launch, now),
            xytext=(-10 if far else 10, -12 if rising or far else 6), textcoords="offset points",
            ha="right" if far else "left", va="top" if rising or far else "bottom", fontsize=SMALL_POINTS,
            color=TEXT_COLOURS["bad"],
        )  # fmt: skip
        said = {"share": share, "potential": three_digits(potential_units)}
        axes.text(0.985, 0.80, "╌ " + SOLD.fill(lang, said), transform=axes.transAxes, ha="right", va="center",
                  fontsize=SMALL_POINTS, color=TEXT_COLOURS["soft"])  # fmt: skip
        axes.set(xlim=(0, years), ylim=(0, 1.36 * top), xlabel=YEARS_SINCE_LAUNCH.pick(lang), ylabel=UNITS_A_YEAR.pick(lang))
        number_axis(axes.xaxis, "whole", lang, ticks=9)
        number_axis(axes.yaxis, "short", lang)
        away = float(peak.years_to_peak) - years_since_launch
        stage = str(growth.bass_stage(years_since_launch, innovation, imitation))
        values = {"stage": STAGE_NAMES[stage], "peak": three_digits(float(peak.units_per_year)), "years": abs(away)}
        return finish(figure, title or (BEFORE_PEAK if away >= 0 else AFTER_PEAK).fill(lang, values))


def _stage_bands(axes: Any, times: np.ndarray, stage_of: np.ndarray, top: float, lang: str) -> None:
    """Name the stages above the curve, each over its own years; one that has no room goes without a name."""
    for number, stage in enumerate(LIFE_CYCLE_STAGES):
        mine = times[stage_of == stage]
        if not len(mine):
            continue
        if number % 2 == 0:
            axes.axvspan(mine[0], mine[-1], color=COLOURS["grid"], alpha=0.45, linewidth=0)
        name = STAGE_NAMES[stage].pick(lang)
        if mine[-1] - mine[0] > 0.1 * times[-1]:
            axes.text((mine[0] + mine[-1]) / 2, 1.24 * top, name, ha="center", va="center", fontsize=SMALL_POINTS)


# -- cross-selling -----------------------------------------------------------------------------------

EXPECTED_VALUE = Text(en="Expected value (CNY)", zh="期望值（元）")
BEST_OFFERS = Text(
    en="The best {best:whole} of {all:whole} offers are worth {total:short_money} together",
    zh="{all:whole} 个机会中，最好的 {best:whole} 个合计值 {total:short_money}",
)


def offer_bars(
    values: Mapping[str, float], lang: str, title: str | None = None, *, best: int = 3, marked: str | None = None
) -> HouseFigure:
    """Draw offers by their expected value, the best ones in colour, those that do not pay on the other side.

    Parameters
    ----------
    values
        Offer, in the reader's language -> expected value, CNY.
    lang
        ``"en"`` or ``"zh"``.
    title
        The finding; None states what the best ones are worth.
    best
        How many are chosen.
    marked
        An offer to point at.

    Examples
    --------
    >>> offer_bars({"Couplings": 100_000, "Training": 20_000, "Cabinets": -5_000}, "en", best=1).description()
    'The best 1 of 3 offers are worth CNY 100k together'
    """
    ordered = sorted(values.items(), key=lambda item: -item[1])
    amounts = np.array([value for _, value in ordered])
    with house(lang):
        figure, axes = new_figure((8.0, max(4.5, 1.4 + 0.36 * len(ordered))))
        reach = max(amounts.max(), 0.0) - min(amounts.min(), 0.0) or 1.0
        for row, (name, value) in enumerate(ordered):
            chosen = row < best and value > 0
            colour = COLOURS["accent"] if chosen else COLOURS["bad"] if value < 0 else tint(COLOURS["soft"], 0.55)
            axes.barh(row, value, height=0.68, color=colour, linewidth=0)
            axes.text(
                value + (0.01 if value >= 0 else -0.01) * reach, row, write(value, "short", lang),
                ha="left" if value >= 0 else "right", va="center", fontsize=SMALL_POINTS,
            )  # fmt: skip
            label = f"▶ {name}" if name == marked else name
            axes.text(
                min(amounts.min(), 0.0) - (0.17 if amounts.min() < 0 else 0.02) * reach, row, _one_line(label, 50), ha="right", va="center",
                fontsize=SMALL_POINTS, color=TEXT_COLOURS["accent"] if chosen else COLOURS["ink"],
            )  # fmt: skip
        axes.axvline(0, color=COLOURS["soft"], linewidth=1)
        low, high = min(amounts.min(), 0.0), max(amounts.max(), 0.0)
        axes.set(xlim=(low - 1.75 * reach, high + 0.14 * reach), ylim=(len(ordered) - 0.4, -0.6), yticks=[])
        axes.set_xticks([])
        axes.set_xlabel(EXPECTED_VALUE.pick(lang), loc="right")
        bare(axes)
        total = three_digits(float(amounts[:best][amounts[:best] > 0].sum()))
        return finish(figure, title or BEST_OFFERS.fill(lang, {"best": best, "all": len(ordered), "total": total}))


def _one_line(text: str, width: int) -> str:
    """Return a text that is not wider than `width` Latin letters; what is cut off is told by dots."""
    first, _, rest = wrapped(text, width).partition("\n")
    return f"{first.rstrip(' ，,;；')}…" if rest else first


LIFT_FINDING = Text(
    en="{base} → {also}: bought {lift:number} times as often as by everybody",
    zh="买了“{base}”的客户，购买“{also}”的比例是全体的 {lift:number} 倍",
)
BOUGHT = Text(en="who buys this …", zh="买了这个……")
ALSO = Text(en="… also buys this", zh="……也买这个")
LIFT_KEY = Text(
    en="Above: lift (1 is chance). Below: accounts that buy both. Blue: more than chance; grey: fewer than {least:whole} accounts",
    zh="上：提升度（1 为随机）；下：两种都买的客户数。蓝色：高于随机；灰色：不足 {least:whole} 家",
)


def lift_grid(
    table: pd.DataFrame, lang: str, title: str | None = None, *, names: Mapping[str, str], least: int = 8
) -> HouseFigure:
    """Draw which product is bought with which: lift above, the number of accounts behind it below.

    Parameters
    ----------
    table
        What `kamlib.growth.lift_table` returns.
    lang
        ``"en"`` or ``"zh"``.
    title
        The finding; None names the pair with the largest lift among those with enough accounts.
    names
        Product -> its name in the reader's language; products without a name are left out.
    least
        Pairs with fewer accounts than this are chance and stay grey.

    Examples
    --------
    >>> table = growth.lift_table([1, 1, 2, 2, 3, 4], ["d", "s", "d", "s", "d", "g"])
    >>> lift_grid(table, "en", names={"d": "drives", "s": "service"}, least=1).description()
    'drives → service: bought 1.33 times as often as by everybody'
    """
    shown = table[table["base"].isin(names) & table["also"].isin(names)]
    cells = {(row.base, row.also): row for row in shown.itertuples()}
    enough = shown[shown["baskets_both"] >= least]
    best = enough.loc[enough["lift"].idxmax()]
    with house(lang):
        figure, axes = new_figure((8.0, 1.9 + 0.6 * len(names)))
        for row, base in enumerate(names):
            axes.text(-0.56, row, wrapped(names[base], 24), ha="right", va="center", fontsize=SMALL_POINTS)
            for column, also in enumerate(names):
                _lift_cell(axes, row, column, cells.get((base, also)), least, lang)
        for column, also in enumerate(names):
            axes.text(column, -0.58, wrapped(names[also], 12), ha="center", va="bottom", fontsize=9)
        for at, words, side in ((-0.56, BOUGHT, "right"), (len(names) - 0.5, ALSO, "right")):
            axes.text(at, -1.62, words.pick(lang), ha=side, va="bottom", fontsize=SMALL_POINTS, color=TEXT_COLOURS["soft"])
        key = wrapped(LIFT_KEY.fill(lang, {"least": least}), 104)
        axes.text(-2.3, len(names) - 0.35, key, ha="left", va="top", fontsize=SMALL_POINTS, color=TEXT_COLOURS["soft"])
        axes.set(xlim=(-2.3, len(names) - 0.5), ylim=(len(names) + 0.35, -2.0), xticks=[], yticks=[])
        bare(axes)
        values = {"base": names[best["base"]], "also": names[best["also"]], "lift": round(float(best["lift"]), 2)}
        return finish(figure, title or LIFT_FINDING.fill(lang, values))


def _lift_cell(axes: Any, row: int, column: int, pair: Any, least: int, lang: str) -> None:
    corners = [column - 0.47, column + 0.47, column + 0.47, column - 0.47], [row - 0.44, row - 0.44, row + 0.44, row + 0.44]
    if pair is None:
        axes.fill(*corners, facecolor="#FFFFFF", edgecolor=COLOURS["grid"], linewidth=1)
        return
    known = pair.baskets_both >= least
    depth = min(max(pair.lift - 1.0, 0.0), 0.75) if known else 0.0
    fill = tint(COLOURS["accent"], depth) if known else tint(COLOURS["soft"], 0.14)
    axes.fill(*corners, facecolor=fill, edgecolor=COLOURS["grid"], linewidth=1)
    ink = "#000000" if depth > 0.45 else COLOURS["ink"] if known else TEXT_COLOURS["soft"]
    axes.text(column, row - 0.02, f"{pair.lift:.2f}", ha="center", va="bottom", fontsize=12, color=ink)
    axes.text(column, row + 0.09, write(pair.baskets_both, "whole", lang), ha="center", va="top", fontsize=9, color=ink)


# -- the ripple ------------------------------------------------------------------------------------

CUSTOMER = Text(en="our\ncustomer", zh="我们的\n客户")
RIPPLE_FINDING = Text(
    en="The ripple brings {units:short} units a year; {share:percent0} of them from layer {layer:whole}",
    zh="四层扩散每年带来 {units:short} 套，其中 {share:percent0} 来自第 {layer:whole} 层",
)
RIPPLE_NOTHING = Text(en="So no drop reaches anybody", zh="这样一家也触达不到")
COUNTS = Text(
    en="{prospects:whole} prospects → {reached:one} reached → {won:one} won → {units:whole} units",
    zh="{prospects:whole} 家 → 触达 {reached:one} → 成交 {won:one} → {units:whole} 套",
)
CONFIDENTIAL = Text(en="nothing confidential of our customer may travel here", zh="不得泄露我们客户的任何保密信息")
DOTS = Text(en="● won   ○ reached   · not reached", zh="● 成交   ○ 触达   · 未触达")
MANY_DOTS = Text(en="   (layer {layer:whole}: a dot for {step:whole})", zh="   （第 {layer:whole} 层：一点代表 {step:whole} 家）")
_MOST_DOTS = 40
_RADII = (1.0, 1.75, 2.5, 3.25)


def ripple(table: pd.DataFrame, lang: str, title: str | None = None) -> HouseFigure:
    """Draw the four layers round a reference customer as rings of a ripple, with what each may bring.

    Parameters
    ----------
    table
        What `kamlib.growth.diffusion_table` returns.
    lang
        ``"en"`` or ``"zh"``.
    title
        The finding; None states the volume and the layer that brings most of it.

    Examples
    --------
    >>> table = growth.diffusion_table([5, 20, 10, 200], [0.8, 0.5, 0.2, 0.1], [0.5, 0.2, 0.1, 0.05], 30, price_per_unit=1)
    >>> ripple(table, "en").description()
    'The ripple brings 156 units a year; 38% of them from layer 1'
    """
    total = float(table["units_per_year"].sum())
    most = max(float(table["units_per_year"].max()), 1e-9)
    with house(lang):
        figure, axes = new_figure((8.0, 4.6))
        for place in range(len(DIFFUSION_LAYERS) - 1, -1, -1):
            _ring(axes, place, table.loc[DIFFUSION_LAYERS[place]], most)
        axes.add_patch(Circle((0, 0), 0.62, facecolor=COLOURS["accent"], edgecolor="none", zorder=3))
        axes.text(0, 0, CUSTOMER.pick(lang), ha="center", va="center", fontsize=9, color="#FFFFFF", zorder=4)
        for place, layer in enumerate(DIFFUSION_LAYERS):
            _ring_words(axes, place, layer, table.loc[layer], lang)
        axes.text(-3.3, -3.72, DOTS.pick(lang) + _many(table, lang), ha="left", va="top", fontsize=9, color=TEXT_COLOURS["soft"])
        axes.set(xlim=(-3.4, 10.9), ylim=(-4.15, 3.4), xticks=[], yticks=[], aspect="equal")
        bare(axes)
        first = int(np.argmax(table["units_per_year"].to_numpy()))
        share = float(table["units_per_year"].iloc[first]) / total if total else 0.0
        values = {"units": three_digits(total), "share": share, "layer": first + 1}
        return finish(figure, title or (RIPPLE_FINDING if total > 0 else RIPPLE_NOTHING).fill(lang, values))


def _step(prospects: float) -> int:
    """Return for how many prospects one dot stands."""
    return max(1, math.ceil(round(prospects) / _MOST_DOTS))


def _many(table: pd.DataFrame, lang: str) -> str:
    steps = [_step(float(number)) for number in table["prospects"]]
    many = [MANY_DOTS.fill(lang, {"layer": place, "step": step}) for place, step in enumerate(steps, 1) if step > 1]
    return "".join(many)


def _ring(axes: Any, place: int, row: Any, most: float) -> None:
    """Draw one ring: the deeper the blue, the more it brings; a dot for each prospect, or each few of them."""
    guarded = DIFFUSION_LAYERS[place] in CONFIDENTIAL_LAYERS
    axes.add_patch(
        Circle(
            (0, 0), _RADII[place], facecolor=tint(COLOURS["accent"], 0.06 + 0.36 * float(row["units_per_year"]) / most),
            edgecolor=COLOURS["bad"] if guarded else "#FFFFFF", linewidth=1.8 if guarded else 1.5,
            linestyle=(0, (4, 2)) if guarded else "solid",
        )
    )  # fmt: skip
    number = round(float(row["prospects"]))
    step = _step(number)
    dots = math.ceil(number / step)
    won, reached = round(float(row["won"]) / step), round(float(row["reached"]) / step)
    inner = _RADII[place - 1] if place else 0.62
    radius = (inner + _RADII[place]) / 2
    turns = math.pi / 2 - 2 * math.pi * (np.arange(dots) + 0.5) / max(dots, 1)
    x, y = radius * np.cos(turns), radius * np.sin(turns)
    ink = COLOURS["ink"]
    axes.plot(x[:won], y[:won], "o", color=ink, markersize=6)
    axes.plot(x[won:reached], y[won:reached], "o", markerfacecolor="#FFFFFF", markeredgecolor=ink, markersize=6)
    axes.plot(x[max(won, reached) :], y[max(won, reached) :], "o", color=COLOURS["soft"], markersize=2.4)


def _ring_words(axes: Any, place: int, layer: str, row: Any, lang: str) -> None:
    """Write a layer's name and figures beside the rings, with a line to its ring."""
    y = 2.75 - 1.75 * place
    turn = (0.86, 0.36, -0.2, -0.72)[place]
    inner = _RADII[place - 1] if place else 0.62
    radius = (inner + _RADII[place]) / 2 + 0.3
    start = radius * math.cos(turn), radius * math.sin(turn)
    axes.plot([start[0], 3.75, 4.0], [start[1], y, y], color=COLOURS["soft"], linewidth=1)
    guarded = layer in CONFIDENTIAL_LAYERS
    name = LAYER_NAMES[layer].pick(lang)
    axes.text(4.1, y + 0.08, name, ha="left", va="bottom", fontsize=LABEL_POINTS,
              color=TEXT_COLOURS["bad"] if guarded else COLOURS["ink"])  # fmt: skip
    figures = {name: float(row[name]) for name in ("prospects", "reached", "won")}
    words = COUNTS.fill(lang, {**figures, "units": float(row["units_per_year"])})
    axes.text(4.1, y - 0.08, words, ha="left", va="top", fontsize=9, color=COLOURS["ink"])
    if guarded:
        axes.text(4.1, y - 0.53, CONFIDENTIAL.pick(lang), ha="left", va="top", fontsize=9, color=TEXT_COLOURS["bad"])


# -- word of mouth -----------------------------------------------------------------------------------

NPS_FINDING = Text(
    en="Net promoter score {score:whole}: {p:percent0} would recommend us, {d:percent0} would warn",
    zh="净推荐值 {score:whole}：{p:percent0} 会推荐我们，{d:percent0} 会劝阻",
)
GROUPS = (
    ("bad", Text(en="Detractors\n0–6", zh="贬损者\n0–6 分")),
    ("soft", Text(en="Passives\n7–8", zh="被动者\n7–8 分")),
    ("good", Text(en="Promoters\n9–10", zh="推荐者\n9–10 分")),
)
ANSWERS = Text(en="{count:whole} answers; another {count:whole} people might well have given {low:whole} to {high:whole}", zh="{count:whole} 份答卷；换 {count:whole} 个人来答，得分很可能在 {low:whole} 到 {high:whole} 之间")
PEOPLE = Text(en="People", zh="人数")
SCORE = Text(en="“Would you recommend us?” 0 not at all … 10 certainly", zh="“您会推荐我们吗？”0 绝不 … 10 一定")


def nps_bar(scores: Sequence[int], lang: str, title: str | None = None) -> HouseFigure:
    """Draw the answers from 0 to 10 and how they make the net promoter score, with how sure it is.

    Parameters
    ----------
    scores
        One whole number from 0 to 10 per answer.
    lang
        ``"en"`` or ``"zh"``.
    title
        The finding; None states the score.

    Examples
    --------
    >>> nps_bar([10, 9, 9, 8, 7, 6, 10, 3, 9, 8], "en").description()
    'Net promoter score 30: 50% would recommend us, 20% would warn'
    """
    result = growth.net_promoter_score(scores)
    counts = np.bincount(np.asarray(scores, dtype=int), minlength=11)
    parts = (result.detractors_share, result.passives_share, result.promoters_share)
    with house(lang):
        figure, axes = new_figure((8.0, 4.3))
        top = counts.max()
        colour_of = ["bad"] * 7 + ["soft"] * 2 + ["good"] * 2
        for score, count in enumerate(counts):
            axes.bar(score, count, width=0.74, color=tint(COLOURS[colour_of[score]], 0.75), linewidth=0)
            if count:
                axes.text(score, count + 0.03 * top, write(float(count), "whole", lang), ha="center", va="bottom", fontsize=SMALL_POINTS)
        middles = (3.0, 7.5, 9.5)
        for (colour, words), share, middle in zip(GROUPS, parts, middles, strict=True):
            label = f"{words.pick(lang)}\n{write(share, 'percent0', lang)}"
            axes.text(middle, 1.5 * top, label, ha="center", va="top", fontsize=SMALL_POINTS, color=TEXT_COLOURS[colour])
        spread = 1.96 * result.standard_error
        values = {"count": len(scores), "low": max(-100.0, result.score - spread), "high": min(100.0, result.score + spread)}
        axes.set(xlim=(-0.6, 10.6), ylim=(0, 1.52 * top), ylabel=PEOPLE.pick(lang), yticks=[])
        axes.set_xlabel(f"{SCORE.pick(lang)}\n{ANSWERS.fill(lang, values)}")
        axes.set_xticks(range(11))
        axes.spines["left"].set_visible(False)
        said = {"score": result.score, "p": result.promoters_share, "d": result.detractors_share}
        return finish(figure, title or NPS_FINDING.fill(lang, said))
