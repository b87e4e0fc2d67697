"""Figures of unit U3: audit radar, delivered-value balance, life-cycle cost, costs before and after, stock, orders, fee."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.patches import Polygon, Rectangle

from kamlib import value
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
    wrapped,
    write,
)
from kamlib.text import Text

# -- the audit -------------------------------------------------------------------------------------

LOWEST_RING = 40  # suppliers that are audited at all lie above it, and differences can be seen
KNOCKED_OUT = Text(
    en="Below the floor in “{letter}”: out, whatever the other letters say",
    zh="“{letter}”低于底线：其他各项再高也被否决",
)
WIDEST_GAP = Text(
    en="Widest gap to the best rival: “{letter}”, {gap:whole} points",
    zh="与最强对手差距最大的是“{letter}”：{gap:whole} 分",
)
AHEAD_EVERYWHERE = Text(en="Ahead of every rival in every letter", zh="每项指标都领先所有对手")
FLOOR = Text(en="floor", zh="底线")
POINTS = Text(en="points from 0 to 100", zh="0–100 分")


def audit_radar(
    points: pd.DataFrame,
    lang: str,
    title: str | None = None,
    *,
    letters: Mapping[str, Text],
    names: Mapping[str, Text],
    floors: Mapping[str, float] | None = None,
) -> HouseFigure:
    """Draw an audit of up to three suppliers as a radar, with the floors on their spokes.

    Parameters
    ----------
    points
        A row per supplier (`us` first), a column per letter, points from 0 to 100.
    lang
        ``"en"`` or ``"zh"``.
    title
        The finding; None says under which floor we lie, else where the best rival is furthest ahead.
    letters, names
        Words for the columns and the rows.
    floors
        Letter -> lowest acceptable points.

    Examples
    --------
    >>> points = pd.DataFrame({"q": [80, 90, 70], "d": [70, 72, 60], "c": [70, 60, 80]}, index=["us", "rival_a", "rival_b"])
    >>> letters = {"q": Text(en="Quality", zh="质量"), "d": Text(en="Delivery", zh="交付"), "c": Text(en="Cost", zh="成本")}
    >>> names = {each: Text(en=each, zh=each) for each in points.index}
    >>> audit_radar(points, "en", letters=letters, names=names).description()
    'Widest gap to the best rival: “Quality”, 10 points'
    """
    if not 1 <= len(points) <= 3:
        raise ValueError(f"points must hold one to three suppliers, got {len(points)}")
    around = np.linspace(0, 2 * np.pi, len(points.columns), endpoint=False)
    with house(lang):
        figure, axes = new_figure((8.0, 5.2))
        bare(axes)
        axes.set_xticks([])
        axes.set_yticks([])
        axes.set(xlim=(-1.75, 2.45), ylim=(-1.28, 1.28), aspect="equal")
        _radar_web(axes, around, [letters[letter].pick(lang) for letter in points.columns])
        looks = zip(points.index, ((0.14, "-"), (0.0, "-"), (0.0, (0, (5, 2)))), strict=False)
        for supplier, (shade, dashes) in looks:
            x, y = _spoke(np.append(points.loc[supplier], points.loc[supplier].iloc[0]), np.append(around, around[0]))
            colour = COLOURS[str(supplier)]
            axes.plot(x, y, color=colour, linestyle=dashes, marker="o", markersize=4)
            if shade:
                axes.fill(x, y, color=colour, alpha=shade, linewidth=0)
        for letter, floor in (floors or {}).items():
            angle = around[list(points.columns).index(letter)]
            axes.plot(*_spoke([floor, floor], [angle - 0.13, angle + 0.13]), color=COLOURS["ink"], linewidth=3)
        _radar_key(axes, points, names, bool(floors), lang)
        return finish(figure, title or _radar_finding(points, letters, floors or {}, lang))


def _spoke(points: Any, angles: Any) -> tuple[np.ndarray, np.ndarray]:
    """Return where points lie on the spokes: 100 on the rim, `LOWEST_RING` and less in the middle."""
    far = (np.maximum(np.asarray(points, dtype=float), LOWEST_RING) - LOWEST_RING) / (100 - LOWEST_RING)
    return far * np.sin(angles), far * np.cos(angles)


def _radar_web(axes: Any, around: np.ndarray, labels: Sequence[str]) -> None:
    """Draw rings and spokes with their words; on plain axes, since a live control draws this many times."""
    circle = np.linspace(0, 2 * np.pi, 90)
    for ring in (60, 80, 100):
        axes.plot(*_spoke(np.full(90, ring), circle), color=COLOURS["grid"], linewidth=1, zorder=0)
        x, y = _spoke([ring], [around[1] / 2])
        axes.text(float(x[0]), float(y[0]), str(ring), ha="center", va="center", fontsize=SMALL_POINTS, color=COLOURS["soft"])
    for angle, label in zip(around, labels, strict=True):
        across, up = np.sin(angle), np.cos(angle)
        axes.plot([0, across], [0, up], color=COLOURS["grid"], linewidth=1, zorder=0)
        axes.text(
            1.07 * across, 1.09 * up, label, fontsize=LABEL_POINTS, va="center",
            ha="center" if abs(across) < 0.1 else "left" if across > 0 else "right",
        )  # fmt: skip


def _radar_key(axes: Any, points: pd.DataFrame, names: Mapping[str, Text], floors: bool, lang: str) -> None:
    """Say beside the radar which line is whose; on the lines themselves the words would cover each other."""
    signs = ("●━", "●━", "●╍")
    lines = [(f"{sign} {names[who].pick(lang)}", TEXT_COLOURS[str(who)]) for sign, who in zip(signs, points.index, strict=False)]
    if floors:
        lines.append((f"━ {FLOOR.pick(lang)}", COLOURS["ink"]))
    lines.append((POINTS.pick(lang), TEXT_COLOURS["soft"]))
    for place, (words, colour) in enumerate(lines):
        axes.text(1.5, 1.18 - 0.16 * place, words, ha="left", va="top", color=colour, fontsize=SMALL_POINTS)


def _radar_finding(
    points: pd.DataFrame, letters: Mapping[str, Text], floors: Mapping[str, float], lang: str
) -> str:
    below = [letter for letter, floor in floors.items() if points.iloc[0][letter] < floor]
    if below:
        return KNOCKED_OUT.fill(lang, {"letter": letters[below[0]]})
    if len(points) == 1:
        return POINTS.pick(lang)
    gaps = value.gaps_by_criterion(points, points.index[0])["gap"]
    if gaps.min() > 0:
        return AHEAD_EVERYWHERE.pick(lang)
    worst = str(gaps.idxmin())
    return WIDEST_GAP.fill(lang, {"letter": letters[worst], "gap": -float(gaps.min())})


# -- delivered value -------------------------------------------------------------------------------

GETS_MORE = Text(
    en="The customer gets {gap:short_money} a year more than it gives: {ratio:number} yuan of value for each yuan of cost",
    zh="客户一年所得比付出多 {gap:short_money}：每付出一元，得到 {ratio:number} 元价值",
)
GETS_LESS = Text(
    en="The customer gives {gap:short_money} a year more than it gets: the balance tips against us",
    zh="客户一年付出比所得多 {gap:short_money}：天平对我方不利",
)
GETS = Text(en="gets {amount:short_money}", zh="得到 {amount:short_money}")
GIVES = Text(en="gives {amount:short_money}", zh="付出 {amount:short_money}")
STEEPEST = 0.30  # how far a pan sinks at most, as a share of the beam


def delivered_value_balance(
    values: Mapping[str, float],
    costs: Mapping[str, float],
    lang: str,
    title: str | None = None,
    *,
    names: Mapping[str, Text],
) -> HouseFigure:
    """Draw what the customer gets and what it gives as a balance; the heavier side sinks.

    Parameters
    ----------
    values, costs
        Part -> CNY a year, as the customer converts it.
    lang
        ``"en"`` or ``"zh"``.
    title
        The finding; None states the delivered value.
    names
        Words for the parts.

    Examples
    --------
    >>> names = {part: Text(en=part, zh=part) for part in ("product", "service", "price", "time")}
    >>> delivered_value_balance({"product": 130_000, "service": 20_000}, {"price": 90_000, "time": 10_000}, "en", names=names).description()
    'The customer gets CNY 50k a year more than it gives: 1.5 yuan of value for each yuan of cost'
    """
    gets, gives = float(sum(values.values())), float(sum(costs.values()))
    tilt = float(np.clip((gets - gives) / (gets + gives) * 3.0, -STEEPEST, STEEPEST))
    with house(lang):
        figure, axes = new_figure((8.0, 5.0))
        axes.set(xlim=(-2.5, 2.5), ylim=(-1.35, 2.15))
        bare(axes)
        axes.set_xticks([])
        axes.set_yticks([])
        axes.add_patch(Polygon([(-0.16, -1.25), (0.16, -1.25), (0, -0.42)], color=COLOURS["soft"], linewidth=0))
        axes.plot([-1.35, 1.35], [-0.4 - tilt, -0.4 + tilt], color=COLOURS["ink"], linewidth=5)
        scale = 1.9 / max(gets, gives)
        sides = ((-1, values, "us", GETS, gets), (1, costs, "rival_a", GIVES, gives))
        for side, parts, key, words, total in sides:
            foot = -0.32 + side * tilt
            axes.plot([side * 1.0 - 0.55, side * 1.0 + 0.55], [foot, foot], color=COLOURS["ink"], linewidth=3)
            _blocks(axes, parts, names, side, foot + 0.03, scale, key, lang)
            axes.text(
                side * 1.0, foot - 0.28, words.fill(lang, {"amount": three_digits(total)}), ha="center", va="top",
                fontsize=LABEL_POINTS, color=TEXT_COLOURS[key],
            )  # fmt: skip
        said = GETS_MORE if gets >= gives else GETS_LESS
        return finish(figure, title or said.fill(lang, {"gap": three_digits(abs(gets - gives)), "ratio": gets / gives}))


def _blocks(
    axes: Any,
    parts: Mapping[str, float],
    names: Mapping[str, Text],
    side: int,
    foot: float,
    scale: float,
    key: str,
    lang: str,
) -> None:
    """Stack the parts of one side, the largest below, and name each beside it without overlaps."""
    label_at = foot - 1.0
    for place, (part, amount) in enumerate(sorted(parts.items(), key=lambda pair: -pair[1])):
        height = amount * scale
        axes.add_patch(
            Rectangle(
                (side * 1.0 - 0.42, foot), 0.84, height, facecolor=COLOURS[key], alpha=0.85 - 0.19 * place,
                edgecolor="white", linewidth=1.2,
            )
        )  # fmt: skip
        middle = foot + height / 2
        label_at = max(middle, label_at + 0.2)
        words = f"{names[part].pick(lang)}  {write(amount, 'short', lang)}"
        axes.text(side * 1.57, label_at, words, ha="right" if side < 0 else "left", va="center", fontsize=SMALL_POINTS)
        axes.plot([side * 1.43, side * 1.55], [middle, label_at], color=COLOURS["soft"], linewidth=0.8)
        foot += height


# -- life-cycle cost -------------------------------------------------------------------------------

USE_YEAR = Text(en="Year in use (0 = purchase)", zh="使用年份（0 = 采购）")
SPENT = Text(en="Spent so far, in today's money (CNY)", zh="累计花费，折成今天的钱（元）")
CROSSES = Text(
    en="{gap:short_money} dearer to buy, cheaper from year {year:whole} on: {saved:short_money} less by the end",
    zh="买时贵 {gap:short_money}，从第 {year:whole} 年起更省，到期末少花 {saved:short_money}",
)
NEVER_CROSSES = Text(
    en="Over {years:whole} years the dearer purchase does not pay for itself: {lost:short_money} more",
    zh="{years:whole} 年内，差价收不回来，多花 {lost:short_money}",
)
CHEAPER_AT_ONCE = Text(
    en="Cheaper to buy and to run: {saved:short_money} less by the end", zh="买得便宜，用得也省，到期末少花 {saved:short_money}"
)
BREAK_EVEN = Text(en="break-even: year {year:whole}", zh="盈亏平衡：第 {year:whole} 年")


def life_cycle_curves(
    tables: Mapping[str, pd.DataFrame], lang: str, title: str | None = None, *, names: Mapping[str, Text]
) -> HouseFigure:
    """Draw what two offers have cost the customer by the end of each year, and where the curves cross.

    Parameters
    ----------
    tables
        Supplier -> what `kamlib.value.life_cycle_cost_table` returns, ours first, over the same years.
    lang
        ``"en"`` or ``"zh"``.
    title
        The finding; None says in which year the dearer purchase has paid for itself.
    names
        Words for the suppliers.

    Examples
    --------
    >>> ours = value.life_cycle_cost_table(100_000, {"power": 10_000}, 0, 0.0, 5, cost_timing="end")
    >>> theirs = value.life_cycle_cost_table(60_000, {"power": 30_000}, 0, 0.0, 5, cost_timing="end")
    >>> names = {"us": Text(en="Us", zh="我方"), "rival_b": Text(en="Rival", zh="对手")}
    >>> life_cycle_curves({"us": ours, "rival_b": theirs}, "en", names=names).description()
    'CNY 40k dearer to buy, cheaper from year 2 on: CNY 60k less by the end'
    """
    if len(tables) != 2:
        raise ValueError(f"tables must hold two offers, got {len(tables)}")
    (first, ours), (second, theirs) = tables.items()
    found = value.break_even_year(ours["present_value"], theirs["present_value"])
    curves = {first: ours["running_present_value"].to_numpy(), second: theirs["running_present_value"].to_numpy()}
    years = ours.index.to_numpy()
    with house(lang):
        figure, axes = new_figure()
        for supplier, dashes in ((second, (0, (5, 2))), (first, "-")):
            axes.plot(years, curves[supplier], color=COLOURS[supplier], linestyle=dashes, marker="o", markersize=4)
        top = max(curve.max() for curve in curves.values())
        axes.set(xlim=(years[0] - 0.3, years[-1] + 0.3), ylim=(0, top * 1.12))
        axes.set_xlabel(USE_YEAR.pick(lang))
        axes.set_ylabel(SPENT.pick(lang))
        number_axis(axes.xaxis, "whole", lang, ticks=min(len(years), 11))
        number_axis(axes.yaxis, "short", lang)
        axes.grid(axis="y")
        _end_labels(axes, years[-1], curves, names, lang)
        if found.years and found.lasting:
            height = float(np.interp(found.years, years, curves[first]))
            late = found.years > 0.6 * years[-1]  # to the right of it the ends of the curves are named
            axes.plot([found.years], [height], marker="D", markersize=8, color=COLOURS["good"], linestyle="none")
            axes.annotate(
                BREAK_EVEN.fill(lang, {"year": found.year}), (found.years, height),
                xytext=(-10, 10) if late else (8, -22), textcoords="offset points", ha="right" if late else "left",
                color=TEXT_COLOURS["good"], fontsize=LABEL_POINTS,
            )  # fmt: skip
        return finish(figure, title or _life_finding(curves[first], curves[second], found, lang))


def _life_finding(ours: np.ndarray, theirs: np.ndarray, found: value.BreakEven, lang: str) -> str:
    saved = three_digits(float(theirs[-1] - ours[-1]))
    if found.year is None or not found.lasting:
        return NEVER_CROSSES.fill(lang, {"years": len(ours) - 1, "lost": max(0.0, -saved)})
    if found.year == 0:
        return CHEAPER_AT_ONCE.fill(lang, {"saved": saved})
    gap = three_digits(float(ours[0] - theirs[0]))
    return CROSSES.fill(lang, {"gap": gap, "year": found.year, "saved": saved})


def _end_labels(
    axes: Any, at: float, curves: Mapping[str, np.ndarray], names: Mapping[str, Text], lang: str
) -> None:
    """Name each curve and its end, one below the other where they end close together."""
    space = (axes.get_ylim()[1] - axes.get_ylim()[0]) * 0.075
    height = np.inf
    for supplier in sorted(curves, key=lambda each: -curves[each][-1]):
        height = min(float(curves[supplier][-1]), height - space)
        words = f"{names[supplier].pick(lang)}\n{write(curves[supplier][-1], 'short_money', lang)}"
        axes.annotate(
            words, (at, height), xytext=(10, 0), textcoords="offset points", va="center",
            color=TEXT_COLOURS[supplier], fontsize=SMALL_POINTS, annotation_clip=False,
        )  # fmt: skip
        height -= space


# -- costs before and after --------------------------------------------------------------------------

SAVES_MOST = Text(
    en="{total:short_money} less in all; “{line}” saves most: {saving:short_money}",
    zh="合计减少 {total:short_money}；“{line}”省得最多：{saving:short_money}",
)
COSTS_MORE = Text(en="{total:short_money} more in all", zh="合计增加 {total:short_money}")
MONEY = Text(en="CNY", zh="元")


def cost_items(
    table: pd.DataFrame,
    lang: str,
    title: str | None = None,
    *,
    names: Mapping[str, Text],
    sides: tuple[Text, Text],
) -> HouseFigure:
    """Draw costs before and after a change, or with two offers, line by line with the saving beside them.

    Parameters
    ----------
    table
        What `kamlib.value.saving_table` or `value_chain_table` returns (CNY).
    lang
        ``"en"`` or ``"zh"``.
    title
        The finding; None states the saving and the line that brings most of it.
    names
        Words for the lines.
    sides
        Words for the two columns `before` and `after`.

    Examples
    --------
    >>> table = value.saving_table({"design": 40_000, "delay": 80_000}, {"design": 50_000, "delay": 10_000})
    >>> names = {"design": Text(en="Design", zh="设计"), "delay": Text(en="Delay", zh="延误")}
    >>> cost_items(table, "en", names=names, sides=(Text(en="Before", zh="之前"), Text(en="After", zh="之后"))).description()
    'CNY 60k less in all; “Delay” saves most: CNY 70k'
    """
    labels = [wrapped(names[str(line)].pick(lang), 26) for line in table.index]
    places = np.arange(len(table))[::-1].astype(float)
    with house(lang):
        figure, axes = new_figure((8.0, 1.5 + 0.62 * len(table)))
        for column, shift, colour in (("before", 0.19, "soft"), ("after", -0.19, "us")):
            axes.barh(places + shift, table[column], height=0.34, color=COLOURS[colour], linewidth=0)
        top = float(table[["before", "after"]].to_numpy().max())
        for place, (_, row) in zip(places, table.iterrows(), strict=True):
            saving = float(row["saving"])
            sign = "−" if saving > 0 else "+" if saving < 0 else "±"
            axes.annotate(
                f"{sign}{write(abs(saving), 'short', lang)}", (max(row["before"], row["after"]), place),
                xytext=(7, 0), textcoords="offset points", va="center", fontsize=LABEL_POINTS,
                color=TEXT_COLOURS["good" if saving > 0 else "bad" if saving < 0 else "soft"],
            )  # fmt: skip
        axes.set_yticks(places, labels, fontsize=LABEL_POINTS)
        axes.set_xlim(0, top * 1.22)
        axes.set_ylim(-0.6, len(table) - 0.4)
        number_axis(axes.xaxis, "short", lang, ticks=5)
        axes.grid(axis="x")
        axes.set_xlabel(MONEY.pick(lang))
        for words, colour, at in ((sides[0], "soft", 0.0), (sides[1], "us", 0.42)):
            axes.text(
                at, 1.01, f"■ {words.pick(lang)}", transform=axes.transAxes, ha="left", va="bottom",
                color=TEXT_COLOURS[colour], fontsize=SMALL_POINTS,
            )  # fmt: skip
        total, best = float(table["saving"].sum()), table["saving"].idxmax()
        said = SAVES_MOST if total >= 0 else COSTS_MORE
        values = {"total": three_digits(abs(total)), "line": names[str(best)], "saving": three_digits(float(table["saving"].max()))}
        return finish(figure, title or said.fill(lang, values))


# -- stock -----------------------------------------------------------------------------------------

DAY = Text(en="Working day", zh="工作日")
STOCK_UNITS = Text(en="Units in stock", zh="库存（件）")
STOCK_FALLS = Text(
    en="On average {after:whole} units in stock instead of {before:whole}",
    zh="平均库存由 {before:whole} 件变为 {after:whole} 件",
)
AVERAGE = Text(en="{side}: on average {stock:whole}", zh="{side}：平均 {stock:whole} 件")
SAFETY = Text(en="safety stock {stock:whole}", zh="安全库存 {stock:whole}")


def stock_saw_teeth(
    before: tuple[float, float],
    after: tuple[float, float],
    demand_per_day: float,
    days: float,
    lang: str,
    title: str | None = None,
    *,
    sides: tuple[Text, Text],
) -> HouseFigure:
    """Draw stock over time before and after vendor-managed inventory, one above the other on the same scale.

    Parameters
    ----------
    before, after
        Lot size and safety stock, units.
    demand_per_day
        Units per day.
    days
        Length of the picture.
    lang
        ``"en"`` or ``"zh"``.
    title
        The finding; None states both averages.
    sides
        Words for the two panels.

    Examples
    --------
    >>> sides = Text(en="Today", zh="现在"), Text(en="VMI", zh="VMI")
    >>> stock_saw_teeth((200, 60), (40, 20), 4, 120, "en", sides=sides).description()
    'On average 40 units in stock instead of 160'
    """
    averages = [lot / 2 + safety for lot, safety in (before, after)]
    with house(lang):
        figure, axes = new_figure((8.0, 4.9))
        axes.remove()
        panels = figure.subplots(2, 1, sharex=True, sharey=True)
        top = max(sum(before), sum(after)) * 1.25
        for panel, (lot, safety), average, side, key in zip(
            panels, (before, after), averages, sides, ("soft", "us"), strict=True
        ):
            corners = value.stock_saw_tooth(demand_per_day, lot, safety, days)
            panel.fill_between(corners["day"], corners["stock"], color=COLOURS[key], alpha=0.18, linewidth=0)
            panel.plot(corners["day"], corners["stock"], color=COLOURS[key])
            panel.axhline(safety, color=COLOURS["bad"], linestyle=(0, (4, 2)), linewidth=1.2)
            panel.set(xlim=(0, days), ylim=(0, top))
            panel.text(
                0.01, 0.95, AVERAGE.fill(lang, {"side": side, "stock": average}), transform=panel.transAxes,
                va="top", ha="left", fontsize=LABEL_POINTS, color=TEXT_COLOURS[key],
            )  # fmt: skip
            panel.text(
                0.99, 0.95, SAFETY.fill(lang, {"stock": safety}), transform=panel.transAxes,
                va="top", ha="right", fontsize=SMALL_POINTS, color=TEXT_COLOURS["bad"],
            )  # fmt: skip
            number_axis(panel.yaxis, "whole", lang, ticks=4)
            panel.set_ylabel(STOCK_UNITS.pick(lang))
            panel.grid(axis="y")
        panels[1].set_xlabel(DAY.pick(lang))
        number_axis(panels[1].xaxis, "whole", lang)
        return finish(figure, title or STOCK_FALLS.fill(lang, {"before": averages[0], "after": averages[1]}))


# -- collaboration ---------------------------------------------------------------------------------

PERIOD = Text(en="Week", zh="周")
UNITS_A_WEEK = Text(en="Units a week", zh="件/周")
SWINGS = Text(
    en="The market hardly moves, the orders swing: {ratio:one} times the variance",
    zh="市场变化不大，订单大起大落：方差是需求的 {ratio:one} 倍",
)
SMOOTH = Text(en="The orders follow the market: {ratio:one} times its variance", zh="订单跟着市场走：方差是需求的 {ratio:one} 倍")
MARKET = Text(en="market demand", zh="市场需求")
ORDERED = Text(en="orders to us", zh="给我方的订单")


def orders_and_demand(
    demand: Sequence[float], orders: Sequence[float], lang: str, title: str | None = None
) -> HouseFigure:
    """Draw what the market took and what was ordered, week by week, with the bullwhip ratio.

    Parameters
    ----------
    demand, orders
        Units of each week, over the same weeks.
    lang
        ``"en"`` or ``"zh"``.
    title
        The finding; None states the ratio of the variances.

    Examples
    --------
    >>> orders_and_demand([10, 20, 30, 20], [0, 40, 0, 40], "en").description()
    'The market hardly moves, the orders swing: 8.0 times the variance'
    """
    ratio = value.bullwhip_ratio(orders, demand)
    weeks = np.arange(1, len(demand) + 1)
    with house(lang):
        figure, axes = new_figure()
        axes.bar(weeks, orders, width=0.62, color=COLOURS["rival_a"], alpha=0.45, linewidth=0)
        axes.plot(weeks, demand, color=COLOURS["us"], marker="o", markersize=5)
        top = max(*demand, *orders)
        axes.set(xlim=(0.4, len(weeks) + 0.6), ylim=(0, top * 1.25))
        for words, colour, at in ((ORDERED, "rival_a", 0.01), (MARKET, "us", 0.32)):
            sign = "■" if colour == "rival_a" else "●━"
            axes.text(
                at, 0.98, f"{sign} {words.pick(lang)}", transform=axes.transAxes, va="top", ha="left",
                color=TEXT_COLOURS[colour], fontsize=SMALL_POINTS,
            )  # fmt: skip
        axes.set_xlabel(PERIOD.pick(lang))
        axes.set_ylabel(UNITS_A_WEEK.pick(lang))
        number_axis(axes.xaxis, "whole", lang, ticks=min(len(weeks), 13))
        number_axis(axes.yaxis, "whole", lang)
        axes.grid(axis="y")
        return finish(figure, title or (SWINGS if ratio > 1.5 else SMOOTH).fill(lang, {"ratio": ratio}))


# -- performance contract -----------------------------------------------------------------------------

AVAILABILITY = Text(en="Availability reached", zh="实际可用率")
FEE = Text(en="Our fee for the year (CNY)", zh="我方全年服务费（元）")
EARNS = Text(
    en="At {reached:percent1} we earn {fee:short_money}: {more:short_money} more than promised",
    zh="可用率 {reached:percent1}，服务费 {fee:short_money}，比基数多 {more:short_money}",
)
PAYS = Text(
    en="At {reached:percent1} we earn {fee:short_money}: the promise costs us {less:short_money}",
    zh="可用率 {reached:percent1}，服务费 {fee:short_money}，未达承诺被扣 {less:short_money}",
)
PROMISED = Text(en="promised {rate:percent1}", zh="承诺 {rate:percent1}")


def fee_curve(
    reached: float,
    promised: float,
    base_fee: float,
    bonus: float,
    malus: float,
    lang: str,
    title: str | None = None,
) -> HouseFigure:
    """Draw the fee of a performance contract over the availability, with the point reached.

    Parameters
    ----------
    reached, promised
        Availability, fractions.
    base_fee
        CNY a year when the promise is kept exactly.
    bonus, malus
        CNY for each percentage point above and below.
    lang
        ``"en"`` or ``"zh"``.
    title
        The finding; None says what the point reached earns or costs.

    Examples
    --------
    >>> fee_curve(0.99, 0.98, 100_000, 5_000, 8_000, "en").description()
    'At 99.0% we earn CNY 105k: CNY 5k more than promised'
    """
    terms = {"bonus_per_percentage_point": bonus, "malus_per_percentage_point": malus}
    low = min(reached, promised - 0.04) - 0.005
    rates = np.array(sorted({low, promised, 1.0}))
    fee = float(value.performance_fee(reached, promised, base_fee, **terms))
    fees = value.performance_fee(rates, promised, base_fee, **terms)
    with house(lang):
        figure, axes = new_figure()
        axes.plot(rates, fees, color=COLOURS["us"])
        axes.axvline(promised, color=COLOURS["soft"], linestyle=(0, (4, 2)), linewidth=1.2)
        axes.axhline(base_fee, color=COLOURS["grid"], linewidth=1)
        good = fee >= base_fee
        axes.plot([reached], [fee], marker="D", markersize=9, color=COLOURS["good" if good else "bad"])
        span = float(fees.max() - fees.min()) or 1.0
        axes.set(xlim=(low, 1.0), ylim=(fees.min() - 0.08 * span, fees.max() + 0.14 * span))
        axes.annotate(
            write(fee, "short_money", lang), (reached, fee), xytext=(9, -7) if good else (-10, 6),
            textcoords="offset points", ha="left" if good else "right", va="top" if good else "bottom", color=TEXT_COLOURS["good" if good else "bad"], fontsize=LABEL_POINTS,
        )  # fmt: skip
        axes.annotate(
            PROMISED.fill(lang, {"rate": promised}), (promised, axes.get_ylim()[0]), xytext=(-6, 6),
            textcoords="offset points", ha="right", va="bottom", color=TEXT_COLOURS["soft"], fontsize=SMALL_POINTS,
        )  # fmt: skip
        axes.set_xlabel(AVAILABILITY.pick(lang))
        axes.set_ylabel(FEE.pick(lang))
        number_axis(axes.xaxis, "percent1", lang)
        number_axis(axes.yaxis, "short", lang)
        axes.grid(axis="y")
        values = {"reached": reached, "fee": three_digits(fee), "more": three_digits(fee - base_fee), "less": three_digits(base_fee - fee)}
        return finish(figure, title or (EARNS if good else PAYS).fill(lang, values))
