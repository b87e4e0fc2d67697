"""Figures of unit U7: waterfall, economic value, value map, price paths, break-even, bundles, models."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from kamlib import pricing
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
    place_labels,
    three_digits,
    wrapped,
    write,
)
from kamlib.text import Text

# -- steps -----------------------------------------------------------------------------------------

LIST_PRICE = Text(en="List price", zh="目录价")
POCKET_PRICE = Text(en="Pocket price", zh="口袋价")
POCKET_KEEPS = Text(
    en="Of a list price of {list:money}, {pocket:money} reach our pocket: {share:percent0} leaks away",
    zh="目录价 {list:money}，实际到手 {pocket:money}：漏损 {share:percent0}",
)
MONEY_PER_UNIT = Text(en="CNY per unit", zh="元/件")


def waterfall(
    table: pd.DataFrame,
    list_price: float,
    lang: str,
    title: str | None = None,
    *,
    names: Mapping[Any, Text] | None = None,
) -> HouseFigure:
    """Draw the price waterfall from the list price down to the pocket price.

    Parameters
    ----------
    table
        What `kamlib.pricing.price_waterfall` returns (CNY per unit).
    list_price
        The list price (CNY per unit).
    lang
        ``"en"`` or ``"zh"``.
    title
        The finding; None states what is left of the list price.
    names
        Names of the steps in both languages; a step without one keeps its own.

    Examples
    --------
    >>> table = pricing.price_waterfall(100, [pricing.PriceStep("freight", amount=20)])
    >>> waterfall(table, 100, "en").description()
    'Of a list price of CNY 100, CNY 80 reach our pocket: 20% leaks away'
    """
    pocket = float(table["price_after"].iloc[-1]) if len(table) else float(list_price)
    labels = [_name_of(step, names, lang) for step in table["step"]]
    steps = [(LIST_PRICE.pick(lang), 0.0, float(list_price), "us")]
    after = float(list_price)
    for label, deduction in zip(labels, table["deduction"], strict=True):
        steps.append((label, after - float(deduction), after, "bad"))
        after -= float(deduction)
    steps.append((POCKET_PRICE.pick(lang), 0.0, pocket, "us"))
    with house(lang):
        values = {"list": float(list_price), "pocket": pocket, "share": 1 - pocket / float(list_price)}
        return _step_figure(steps, lang, title or POCKET_KEEPS.fill(lang, values), signs={"bad": "−"})


REFERENCE = Text(en="Reference price", zh="参照价格")
VALUE_OF_OURS = Text(en="Economic value", zh="客户经济价值")
WORTH = Text(
    en="Our offer is worth {value:money} to the customer, {more:money} more than the reference offer",
    zh="我们的方案对客户值 {value:money}，比参照方案高 {more:money}",
)
WORTH_LESS = Text(
    en="Our offer is worth {value:money} to the customer, {more:money} less than the reference offer",
    zh="我们的方案对客户值 {value:money}，比参照方案低 {more:money}",
)


def economic_value_steps(
    table: pd.DataFrame,
    lang: str,
    title: str | None = None,
    *,
    names: Mapping[Any, Text] | None = None,
    unit_cost: float | None = None,
    price: float | None = None,
) -> HouseFigure:
    """Draw how differentiation items lead from the reference price to the economic value.

    Parameters
    ----------
    table
        What `kamlib.pricing.economic_value_table` returns (CNY per unit).
    lang
        ``"en"`` or ``"zh"``.
    title
        The finding; None states the economic value.
    names
        Names of the items in both languages; an item without one keeps its own.
    unit_cost, price
        Lines to draw across (CNY per unit); None leaves them out.

    Examples
    --------
    >>> table = pricing.economic_value_table(100, {"longer life": 30}, {"training": 10})
    >>> economic_value_steps(table, "en").description()
    'Our offer is worth CNY 120 to the customer, CNY 20 more than the reference offer'
    """
    reference, value = float(table["value_after"].iloc[0]), float(table["value_after"].iloc[-1])
    steps = [(REFERENCE.pick(lang), 0.0, reference, "soft")]
    for _, row in table.iloc[1:].iterrows():
        before = float(row["value_after"] - row["amount"])
        low, high = sorted((before, float(row["value_after"])))
        steps.append((_name_of(row["item"], names, lang), low, high, "good" if row["amount"] >= 0 else "bad"))
    steps.append((VALUE_OF_OURS.pick(lang), 0.0, value, "us"))
    lines = [(words, at) for words, at in ((UNIT_COST, unit_cost), (PRICE, price)) if at is not None]
    words = WORTH if value >= reference else WORTH_LESS
    with house(lang):
        finding = title or words.fill(lang, {"value": value, "more": abs(value - reference)})
        return _step_figure(steps, lang, finding, signs={"bad": "−", "good": "+"}, lines=lines)


UNIT_COST = Text(en="unit cost {amount:money}", zh="单位成本 {amount:money}")
PRICE = Text(en="price {amount:money}", zh="价格 {amount:money}")


def _name_of(step: Any, names: Mapping[Any, Text] | None, lang: str) -> str:
    if names and step in names:
        return names[step].pick(lang)
    return step.pick(lang) if isinstance(step, Text) else str(step)


def _step_figure(
    steps: Sequence[tuple[str, float, float, str]],
    lang: str,
    finding: str,
    *,
    signs: Mapping[str, str],
    lines: Sequence[tuple[Text, float]] = (),
) -> HouseFigure:
    """Draw standing bars from `low` to `high`, each joined to the next."""
    figure, axes = new_figure((max(8.0, 1.05 * len(steps)), 4.8))
    top = max(high for _, _, high, _ in steps)
    for place, (_, low, high, colour) in enumerate(steps):
        axes.bar(place, high - low, bottom=low, width=0.62, color=COLOURS[colour])
        label = signs.get(colour, "") + write(high - low, "number", lang)
        axes.annotate(
            label, (place, high), xytext=(0, 4), textcoords="offset points", ha="center", va="bottom",
            color=TEXT_COLOURS[colour],
        )  # fmt: skip
    for place, (here, there) in enumerate(zip(steps[:-1], steps[1:], strict=True)):
        level = _meeting_level(here, there)
        axes.plot([place + 0.31, place + 0.69], [level, level], color=COLOURS["soft"], linewidth=1)
    for words, at in lines:
        axes.axhline(at, color=COLOURS["ink"], linewidth=1.2, linestyle=(0, (4, 3)), zorder=3)
        axes.annotate(
            words.fill(lang, {"amount": at}), (1, at), xycoords=("axes fraction", "data"), xytext=(6, 0),
            textcoords="offset points", va="center", annotation_clip=False, fontsize=SMALL_POINTS,
        )  # fmt: skip
    # Letters that fit under a bar. Words at the lines take their part of the width, and Chinese signs fill a
    # line to its end, where words leave a gap to the neighbour.
    letters = 7.5 if lines and lang == "zh" else 9.5
    room = letters * figure.get_size_inches()[0] / len(steps)
    names = [_under_bar(name, room) for name, *_ in steps]
    axes.set_xticks(range(len(steps)), names, fontsize=SMALL_POINTS)
    axes.set(ylim=(0, top * 1.1), ylabel=MONEY_PER_UNIT.pick(lang), xlim=(-0.55, len(steps) - 0.45))
    axes.tick_params(axis="x", length=0)
    number_axis(axes.yaxis, "number", lang)
    return finish(figure, finding)


def _under_bar(name: str, room: float) -> str:
    """Break a name into lines, none of them a single Chinese sign left over."""
    lines = wrapped(name, room).split("\n")
    return wrapped(name, room - 2) if len(lines) > 1 and len(lines[-1]) == 1 else "\n".join(lines)


def _meeting_level(here: tuple[str, float, float, str], there: tuple[str, float, float, str]) -> float:
    """Return the height that two neighbouring bars share."""
    levels = {here[1], here[2]}
    return min((there[1], there[2]), key=lambda level: min(abs(level - other) for other in levels))


# -- value map -------------------------------------------------------------------------------------

QUALITY = Text(en="Quality as customers rate it (points)", zh="客户感知质量（分）")
FAIR_LINE = Text(en="fair-value line", zh="公平价值线")
OUR_PLACE = {
    "above": Text(
        en="We ask {distance:money} more than our quality explains",
        zh="我们的价格比质量所对应的公平价格高 {distance:money}",
    ),
    "below": Text(
        en="We ask {distance:money} less than our quality is worth on the market",
        zh="我们的价格比质量所对应的公平价格低 {distance:money}",
    ),
}


def value_map(
    quality: Sequence[float],
    price: Sequence[float],
    names: Sequence[str],
    lang: str,
    title: str | None = None,
    *,
    ours: str,
    line: pricing.FairValueLine | None = None,
) -> HouseFigure:
    """Draw offers by quality and price, with the line that the market calls fair.

    Parameters
    ----------
    quality
        Points, one an offer.
    price
        CNY per unit, one an offer.
    names
        The offers' names as the reader knows them.
    lang
        ``"en"`` or ``"zh"``.
    title
        The finding; None states how far our price is from the line.
    ours
        Which of the names is us.
    line
        The fair-value line; None fits it to the offers.

    Examples
    --------
    >>> value_map([60, 70, 80], [100, 126, 140], ["A", "us", "B"], "en", ours="us").description()
    'We ask CNY 4 more than our quality explains'
    """
    line = line or pricing.fair_value_line(quality, price)
    if ours not in names:
        raise ValueError(f"ours {ours!r} is not one of the names")
    me = list(names).index(ours)
    distance = float(pricing.distance_to_fair_value(quality[me], price[me], line))
    with house(lang):
        figure, axes = new_figure((8.0, 5.2))
        span = max(quality) - min(quality) or 1.0
        ends = np.array([min(quality) - 0.12 * span, max(quality) + 0.12 * span])
        axes.plot(ends, line.intercept + line.slope * ends, color=COLOURS["soft"], linewidth=1.6)
        fair = line.intercept + line.slope * quality[me]
        axes.plot(
            [quality[me]] * 2, [fair, price[me]], color=COLOURS["us"], linewidth=1.6, linestyle=(0, (2, 2))
        )
        colours = ["us" if name == ours else "soft" for name in names]
        sizes = [120 if name == ours else 60 for name in names]
        axes.scatter(quality, price, s=sizes, color=[COLOURS[colour] for colour in colours], zorder=3)
        axes.margins(x=0.04, y=0.16)
        axes.set(xlabel=QUALITY.pick(lang), ylabel=MONEY_PER_UNIT.pick(lang))
        number_axis(axes.xaxis, "number", lang)
        number_axis(axes.yaxis, "number", lang)
        axes.annotate(
            FAIR_LINE.pick(lang), (ends[1], line.intercept + line.slope * ends[1]), xytext=(-4, 10),
            textcoords="offset points", ha="right", va="bottom", color=TEXT_COLOURS["soft"],
        )  # fmt: skip
        order = [me, *(i for i in range(len(names)) if i != me)]
        picked = [TEXT_COLOURS[colours[i]] for i in order]
        at = [quality[i] for i in order], [price[i] for i in order]
        fair_line = (ends, line.intercept + line.slope * ends)
        finding = OUR_PLACE["above" if distance >= 0 else "below"].fill(lang, {"distance": _plain(distance)})
        finish(figure, title or finding)  # before the names, which stand where they do in the finished figure
        place_labels(axes, *at, [names[i] for i in order], picked, lines=[fair_line])
        return figure


def _plain(amount: float) -> float:
    """Return an amount without its sign, and without fen where there are hundreds."""
    return float(round(abs(amount))) if abs(amount) >= 100 else abs(amount)


# -- life-cycle price paths ------------------------------------------------------------------------

PERIOD = Text(en="Period", zh="期")
SKIMMING = Text(en="Skimming", zh="撇脂定价")
PENETRATION = Text(en="Penetration", zh="渗透定价")
PATH_LABEL = Text(en="{name}\nNPV {npv:short_money}", zh="{name}\n净现值 {npv:short_money}")
COST_LABEL = Text(en="unit cost, {name}", zh="单位成本（{name}）")
BETTER_PATH = Text(
    en="{winner} is worth {advantage:short_money} more over {periods} periods",
    zh="在 {periods} 期内，{winner}的净现值高出 {advantage:short_money}",
)


def price_paths(paths: pricing.PricePaths, lang: str, title: str | None = None) -> HouseFigure:
    """Draw a skimming and a penetration price over the life cycle, with the unit costs they bring about.

    Parameters
    ----------
    paths
        What `kamlib.pricing.life_cycle_price_paths` returns (CNY per unit, CNY).
    lang
        ``"en"`` or ``"zh"``.
    title
        The finding; None states which path is worth more.

    Examples
    --------
    >>> paths = pricing.life_cycle_price_paths(
    ...     120, 0.15, [100, 150, 200], 80, [300, 500, 700], first_unit_cost=100, learning_rate=0.85,
    ...     discount_rate_per_period=0.10, basis="unit", method="sum", timing="end")
    >>> price_paths(paths, "en").description().startswith("Penetration is worth CNY")
    True
    """
    sides = (
        (SKIMMING.pick(lang), paths.skimming, paths.skimming_npv, "rival_a"),
        (PENETRATION.pick(lang), paths.penetration, paths.penetration_npv, "us"),
    )
    better = sides[0] if paths.advantage_of_skimming >= 0 else sides[1]
    with house(lang):
        figure, axes = new_figure()
        ends = []
        for name, table, npv, colour in sides:
            cost = table["cost"] / table["volume"].where(table["volume"] > 0)
            axes.plot(table.index, table["price"], color=COLOURS[colour], marker="o", markersize=5)
            axes.plot(table.index, cost, color=COLOURS[colour], linewidth=1.5, linestyle=(0, (4, 3)))
            label = PATH_LABEL.fill(lang, {"name": name, "npv": three_digits(npv)})
            ends.append((float(table["price"].iloc[-1]), label, colour))
            ends.append((float(cost.iloc[-1]), COST_LABEL.fill(lang, {"name": name.lower()}), colour))
        _end_labels(axes, float(paths.skimming.index[-1]), ends)
        axes.set(xlabel=PERIOD.pick(lang), ylabel=MONEY_PER_UNIT.pick(lang))
        axes.set_ylim(bottom=0)
        axes.set_xticks(list(paths.skimming.index))
        number_axis(axes.yaxis, "number", lang)
        values = {
            "winner": better[0],
            "advantage": three_digits(abs(paths.advantage_of_skimming)),
            "periods": str(len(paths.skimming)),
        }
        return finish(figure, title or BETTER_PATH.fill(lang, values))


def _end_labels(axes: Any, x: float, ends: list[tuple[float, str, str]]) -> None:
    """Write the labels at the right end of lines, moved apart where the lines end close together."""
    axes.margins(y=0.12)
    axes.figure.draw_without_rendering()
    low, high = axes.get_ylim()
    low = 0.0
    points_per_unit = axes.get_window_extent().height / axes.figure.dpi * 72 / (high - low)
    placed = -np.inf
    for value, label, colour in sorted(ends):
        height = 14.5 * (label.count("\n") + 1)
        middle = max(value * points_per_unit, placed + height / 2)
        placed = middle + height / 2
        axes.annotate(
            label, (x, value), xytext=(10, middle - value * points_per_unit), textcoords="offset points",
            va="center", color=TEXT_COLOURS[colour], annotation_clip=False, fontsize=SMALL_POINTS,
        )  # fmt: skip


# -- price change ----------------------------------------------------------------------------------

CUT_AXIS = Text(en="Price change", zh="价格变动")
VOLUME_AXIS = Text(en="Volume change that keeps the profit", zh="保持利润所需的销量变动")
CUT_NEEDS = Text(
    en="A price cut of {cut:percent} needs {volume:percent1} more volume to earn the same",
    zh="降价 {cut:percent}，销量须增加 {volume:percent1} 才能保住利润",
)
RISE_BEARS = Text(
    en="A price rise of {cut:percent} can lose {volume:percent1} of the volume and earn the same",
    zh="提价 {cut:percent}，销量减少 {volume:percent1}，利润仍不变",
)


def break_even_curve(
    price: float, unit_cost: float, price_change: float, lang: str, title: str | None = None
) -> HouseFigure:
    """Draw the break-even volume change for price changes, and mark one of them.

    Parameters
    ----------
    price, unit_cost
        CNY per unit.
    price_change
        The change to mark (CNY per unit, negative for a cut).
    lang
        ``"en"`` or ``"zh"``.
    title
        The finding; None states what the marked change needs.

    Examples
    --------
    >>> break_even_curve(100, 70, -10, "en").description()
    'A price cut of 10% needs 50.0% more volume to earn the same'
    """
    needed = float(pricing.break_even_volume_change(price, unit_cost, price_change))
    marked = price_change / price
    margin = (price - unit_cost) / price
    reach = min(max(abs(marked) * 1.6, 0.1), 0.8 * margin)
    rates = np.linspace(
        -max(reach, abs(marked) * 1.05 if marked < 0 else 0), max(reach, abs(marked) * 1.1), 121
    )
    curve = pricing.break_even_volume_change(price, unit_cost, rates * price)
    with house(lang):
        figure, axes = new_figure()
        axes.axhline(0, color=COLOURS["soft"], linewidth=1)
        axes.axvline(0, color=COLOURS["soft"], linewidth=1)
        axes.plot(rates, curve, color=COLOURS["accent"])
        colour = "bad" if marked < 0 else "good"
        axes.plot(
            [marked, marked, 0],
            [0, needed, needed],
            color=COLOURS[colour],
            linewidth=1.4,
            linestyle=(0, (2, 2)),
        )
        axes.plot(marked, needed, "o", color=COLOURS[colour], markersize=9)
        label = f"{_signed(marked, lang)} → {_signed(needed, lang)}"
        axes.annotate(
            label, (marked, needed), xytext=(12, 10), textcoords="offset points", ha="left", va="bottom",
            color=TEXT_COLOURS[colour], fontsize=13,
        )  # fmt: skip
        axes.set(xlabel=CUT_AXIS.pick(lang), ylabel=VOLUME_AXIS.pick(lang))
        number_axis(axes.xaxis, "percent", lang)
        number_axis(axes.yaxis, "percent", lang)
        values = {"cut": abs(marked), "volume": abs(needed)}
        return finish(figure, title or (CUT_NEEDS if marked < 0 else RISE_BEARS).fill(lang, values))


def _signed(value: float, lang: str) -> str:
    return ("+" if value > 0 else "") + write(value, "percent1", lang)


# -- bundles and business models -------------------------------------------------------------------

STRATEGIES = {
    "separate": Text(en="Separate prices", zh="分开定价"),
    "pure": Text(en="Bundle only", zh="只卖捆绑"),
    "mixed": Text(en="Bundle or separate", zh="捆绑与单卖并行"),
}
BEST_STRATEGY = Text(
    en="{name} earns most: {profit:money}",
    zh="{name}利润最高：{profit:money}",
)
PROFIT = Text(en="Profit (CNY)", zh="利润（元）")


def bundle_outcomes(table: pd.DataFrame, lang: str, title: str | None = None) -> HouseFigure:
    """Draw the highest profit with separate prices, with the bundle only, and with both.

    Parameters
    ----------
    table
        What `kamlib.pricing.compare_bundles` returns (CNY).
    lang
        ``"en"`` or ``"zh"``.
    title
        The finding; None names the best strategy.

    Examples
    --------
    >>> table = pricing.compare_bundles([[8_000, 2_500], [7_000, 3_000]], [0, 0])
    >>> bundle_outcomes(table, "en").description()
    'Bundle only earns most: CNY 20,000'
    """
    profits = [float(profit) for profit in table["profit"]]
    best = int(np.argmax(profits))  # of equals the first, which is the simpler one
    names = [STRATEGIES[strategy].pick(lang) for strategy in table.index]
    with house(lang):
        figure, axes = new_figure((6.4, 3.4))  # few bars: small, so that the words stay large beside a table
        colours = [COLOURS["accent"] if i == best else COLOURS["transactional"] for i in range(len(names))]
        axes.barh(names, profits, color=colours, height=0.6)
        for place, profit in enumerate(profits):
            axes.annotate(
                write(profit, "money", lang), (profit, place), xytext=(6, 0), textcoords="offset points",
                va="center",
            )  # fmt: skip
        axes.invert_yaxis()
        axes.set(xlim=(min(0.0, min(profits)), max(profits) * 1.18), xticks=[], xlabel=PROFIT.pick(lang))
        axes.tick_params(axis="y", labelsize=LABEL_POINTS)
        bare(axes)
        values = {"name": names[best], "profit": profits[best]}
        return finish(figure, title or BEST_STRATEGY.fill(lang, values))


SUPPLIER = Text(en="Us: NPV against today", zh="我方：净现值变化")
CUSTOMER = Text(en="Customer: NPV against today", zh="客户：净现值变化")
BOTH_WIN = Text(
    en="{count} of {all} models leave neither side worse off",
    zh="{all} 种模式中有 {count} 种使双方都不吃亏",
)


def business_model_bars(
    table: pd.DataFrame,
    lang: str,
    title: str | None = None,
    *,
    names: Mapping[Any, Text] | None = None,
) -> HouseFigure:
    """Draw what each business model gives to us and to the customer, against the base model.

    Parameters
    ----------
    table
        What `kamlib.pricing.business_models` returns (CNY).
    lang
        ``"en"`` or ``"zh"``.
    title
        The finding; None counts the models that leave neither side worse off.
    names
        Names of the models in both languages; a model without one keeps its own.

    Examples
    --------
    >>> business = pricing.Business([0, 100], [0, 0], [0, 50_000], 200, 0, 1_000, 0.10, 0.10)
    >>> models = [pricing.BusinessModel("sale", unit_price=300),
    ...           pricing.BusinessModel("royalty", unit_price=200, royalty_rate=0.05)]
    >>> table = pricing.business_models(models, business)
    >>> business_model_bars(table, "en").description()
    '1 of 2 models leave neither side worse off'
    """
    labels = [_name_of(model, names, lang) for model in table.index]
    sides = (("supplier_change", SUPPLIER, "us", -0.19), ("customer_change", CUSTOMER, "rival_b", 0.19))
    values = table[["supplier_change", "customer_change"]].to_numpy(dtype=float)
    with house(lang):
        figure, axes = new_figure((8.0, max(3.4, 0.8 * len(labels) + 1.6)))
        for column, _, colour, offset in sides:
            places = np.arange(len(labels)) + offset
            axes.barh(places, table[column], height=0.34, color=COLOURS[colour])
            for place, change in zip(places, table[column], strict=True):
                text = ("+" if change > 0 else "") + write(change, "short_money", lang)
                left = change < 0
                axes.annotate(
                    text, (change, place), xytext=(-6 if left else 6, 0), textcoords="offset points",
                    ha="right" if left else "left", va="center", fontsize=SMALL_POINTS,
                    color=TEXT_COLOURS[colour],
                )  # fmt: skip
        axes.axvline(0, color=COLOURS["ink"], linewidth=1.2)
        reach = max(float(np.abs(values).max()), 1.0)
        axes.set(xlim=(min(values.min(), 0) - 0.36 * reach, max(values.max(), 0) + 0.36 * reach), xticks=[])
        axes.set_yticks(range(len(labels)), [wrapped(label, 18) for label in labels])
        axes.set_ylim(len(labels) - 0.45, -0.55)
        bare(axes)
        start = 0.0
        for _, words, colour, _ in sides:
            text = axes.text(
                start, 1.02, f"■ {words.pick(lang)}", transform=axes.transAxes, color=TEXT_COLOURS[colour],
            )  # fmt: skip
            axes.figure.draw_without_rendering()
            start = text.get_window_extent().transformed(axes.transAxes.inverted()).x1 + 0.04
        count = {"count": str(int(table["no_worse"].sum())), "all": str(len(table))}
        return finish(figure, title or BOTH_WIN.fill(lang, count))
