"""Figures of unit U5: switching-cost waterfall, the rival's discount, a tie by year, vending, specification, retention."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from kamlib import lifetime, switching
from kamlib.plots.style import (
    COLOURS,
    INK_ON,
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
from kamlib.switching import SWITCHING_COSTS
from kamlib.text import Text
from kamlib.value import annuity_factor

COSTS = {
    "search": Text(en="Search", zh="搜寻"),
    "trial": Text(en="Trial", zh="尝试"),
    "learning": Text(en="Learning", zh="学习"),
    "relationship": Text(en="Relationship", zh="关系"),
    "legal": Text(en="Legal", zh="法律"),
}
LIVE_INCHES = (8.0, 4.0)  # with four sliders beside it a figure still fits on a screen of the stage
CNY = Text(en="CNY", zh="元")
CNY_A_YEAR = Text(en="CNY a year", zh="元/年")

# -- waterfall -------------------------------------------------------------------------------------

EXTRA = Text(en="Yearly extras", zh="每年多付")
TOTAL = Text(en="Total", zh="合计")
NOW = Text(en="Today", zh="目前")
WITH_TIE = Text(en="With the tie", zh="措施到位后")
COSTS_THEM = Text(
    en="To leave us costs them {total:short_money}; {largest} is the largest part",
    zh="离开我方要花 {total:short_money}，其中{largest}最多",
)
RISES = Text(
    en="The tie raises the switching cost from {before:short_money} to {after:short_money}",
    zh="措施使转换成本由 {before:short_money}升至 {after:short_money}",
)
LARGEST = {
    "search": Text(en="search cost", zh="搜寻成本"),
    "trial": Text(en="trial cost", zh="尝试成本"),
    "learning": Text(en="learning cost", zh="学习成本"),
    "relationship": Text(en="relationship cost", zh="关系成本"),
    "legal": Text(en="legal cost", zh="法律成本"),
}


def switching_waterfall(
    one_off_costs: Mapping[str, float],
    lang: str,
    *,
    extra: float = 0.0,
    added: Mapping[str, float] | None = None,
    title: str | None = None,
) -> HouseFigure:
    """Draw how the five switching costs add up, each in its lasting colour; or what a tie adds to them.

    Parameters
    ----------
    one_off_costs
        CNY by kind, all five.
    lang
        ``"en"`` or ``"zh"``.
    extra
        Present value of what the customer would pay more each year, CNY.
    added
        CNY by kind that a tie adds; then the figure leads from the total of today to the total with the tie.
    title
        The finding; None states the total, or the rise.

    Raises
    ------
    ValueError
        For a missing or unknown kind.

    Examples
    --------
    >>> costs = {"search": 20_000, "trial": 50_000, "learning": 80_000, "relationship": 30_000, "legal": 20_000}
    >>> switching_waterfall(costs, "en").description()
    'To leave us costs them CNY 200k; learning cost is the largest part'
    >>> switching_waterfall(costs, "en", added={"learning": 40_000}).description()
    'The tie raises the switching cost from CNY 200k to CNY 240k'
    """
    before = switching.switching_cost(one_off_costs) + extra
    stacked = {kind: float(one_off_costs[kind]) for kind in SWITCHING_COSTS}
    steps: list[tuple[str, float, dict[str, float], bool]]  # name, where it begins, its parts, whether it is a sum
    if added is None:
        steps, low = [], 0.0
        for kind, amount in stacked.items():
            steps.append((COSTS[kind].pick(lang), low, {kind: amount}, False))
            low += amount
        if extra:
            steps.append((EXTRA.pick(lang), low, {"soft": extra}, False))
        steps.append((TOTAL.pick(lang), 0.0, {**stacked, "soft": extra}, True))
        largest = LARGEST[max(stacked, key=lambda kind: stacked[kind])]
        finding = COSTS_THEM.fill(lang, {"total": three_digits(before), "largest": largest})
    else:
        after = before + float(sum(added.values()))
        steps, low = [(NOW.pick(lang), 0.0, {**stacked, "soft": extra}, True)], before
        for kind in SWITCHING_COSTS:
            if added.get(kind):
                steps.append((f"+ {COSTS[kind].pick(lang)}", low, {kind: float(added[kind])}, False))
                low += float(added[kind])
        whole = {kind: amount + float(added.get(kind, 0.0)) for kind, amount in stacked.items()}
        steps.append((WITH_TIE.pick(lang), 0.0, {**whole, "soft": extra}, True))
        finding = RISES.fill(lang, {"before": three_digits(before), "after": three_digits(after)})
    with house(lang):
        figure, axes = new_figure((8.4, 4.7))
        tops = [_pile(axes, place, step, lang) for place, step in enumerate(steps)]
        for place, level in enumerate(tops[:-1]):
            axes.plot([place + 0.31, place + 0.69], [level, level], color=COLOURS["soft"], linewidth=1)
        room = 82 / len(steps)
        axes.set_xticks(range(len(steps)), [wrapped(name, room) for name, *_ in steps], fontsize=SMALL_POINTS)
        right = 0.45 if added is None else -0.25
        axes.set(ylim=(0, max(tops) * 1.12 or 1), xlim=(-0.55, len(steps) - right), ylabel=CNY.pick(lang))
        if added is not None:
            _name_the_parts(axes, len(steps) - 1, steps[-1][2], max(tops), lang)
        axes.tick_params(axis="x", length=0)
        number_axis(axes.yaxis, "short", lang)
        return finish(figure, title or finding)


def _pile(axes: Any, place: int, step: tuple[str, float, dict[str, float], bool], lang: str) -> float:
    """Draw one bar of the waterfall, a sum with the colours of its parts; return its top."""
    _, low, parts, is_sum = step
    top = low
    for kind, amount in parts.items():
        axes.bar(place, amount, bottom=top, width=0.62, color=COLOURS[kind], linewidth=0)
        top += amount
    ink = TEXT_COLOURS["ink"] if is_sum else TEXT_COLOURS[next(iter(parts))]
    axes.annotate(
        write(top - low, "short", lang), (place, top), xytext=(0, 4), textcoords="offset points", ha="center",
        va="bottom", color=ink, fontsize=LABEL_POINTS + (2 if is_sum else 0),
    )  # fmt: skip
    return top


def _name_the_parts(axes: Any, place: int, parts: Mapping[str, float], top: float, lang: str) -> None:
    """Write beside a sum which colour is which; a part too thin for words says nothing."""
    low = 0.0
    for kind, amount in parts.items():
        if amount > 0.045 * top:
            words = (COSTS.get(kind) or EXTRA).pick(lang)
            axes.annotate(
                words, (place + 0.31, low + amount / 2), xytext=(6, 0), textcoords="offset points", va="center",
                color=TEXT_COLOURS[kind], fontsize=SMALL_POINTS,
            )  # fmt: skip
        low += amount


# -- the discount a rival needs ----------------------------------------------------------------------

SWITCHING_COST = Text(en="Switching cost of the customer (CNY)", zh="客户的转换成本（元）")
RIVALS_DISCOUNT = Text(en="Discount of the rival", zh="对手让价")
BREAK_EVEN = Text(en="break-even", zh="盈亏平衡线")
GO = Text(en="they gain by leaving", zh="换供应商划算")
STAY = Text(en="they lose by leaving", zh="换供应商不划算")
HERE = Text(en="offer {offer:percent1}", zh="报价低 {offer:percent1}")
NEEDS = Text(en="needed {needed:percent1}", zh="需让 {needed:percent1}")
ENOUGH = Text(
    en="A rival needs {needed:percent1}; the offer of {offer:percent1} is enough to leave for",
    zh="对手至少要让 {needed:percent1}；让 {offer:percent1}，客户换过去划算",
)
NOT_ENOUGH = Text(
    en="A rival needs {needed:percent1}; the offer of {offer:percent1} is not enough to leave for",
    zh="对手至少要让 {needed:percent1}；只让 {offer:percent1}，客户换过去不划算",
)


def rival_discount(
    switching_cost: float,
    spend_per_year: float,
    discount_rate_per_year: float,
    years: int,
    offer: float,
    lang: str,
    title: str | None = None,
) -> HouseFigure:
    """Draw a rival's offer against the break-even line of switching cost and discount.

    Parameters
    ----------
    switching_cost
        What leaving costs the customer, CNY of today.
    spend_per_year
        What the customer buys from us a year, CNY.
    discount_rate_per_year, years
        The customer's rate and horizon; the saving comes at the end of each year.
    offer
        How much less the rival asks, as a fraction of our price.
    lang
        ``"en"`` or ``"zh"``.
    title
        The finding; None says whether the offer is enough.

    Examples
    --------
    >>> rival_discount(300_000, 1_000_000, 0.08, 5, 0.10, "en").description()
    'A rival needs 7.5%; the offer of 10.0% is enough to leave for'
    """
    needed = float(switching.required_discount(switching_cost, spend_per_year, discount_rate_per_year, years, timing="end"))
    per_point = spend_per_year * float(annuity_factor(discount_rate_per_year, years, timing="end"))
    with house(lang):
        figure, axes = new_figure(LIVE_INCHES)
        top = max(0.05, 1.35 * max(needed, offer))
        right = max(1.6 * switching_cost, top * per_point * 0.6, 1.0)
        x = np.array([0.0, right])
        line = x / per_point
        axes.fill_between(x, line, top, where=line <= top, color=COLOURS["bad"], alpha=0.08, linewidth=0)
        axes.fill_between(x, 0, np.minimum(line, top), color=COLOURS["good"], alpha=0.10, linewidth=0)
        axes.plot(x, line, color=COLOURS["ink"])
        axes.plot([switching_cost] * 2, [0, max(needed, offer)], color=COLOURS["soft"], linewidth=1.2, linestyle=(0, (3, 3)))
        leaves = offer > needed
        axes.scatter([switching_cost], [needed], s=60, color=COLOURS["ink"], zorder=4, marker="D")
        axes.scatter([switching_cost], [offer], s=110, color=COLOURS["rival_b"], zorder=4)
        for words, at, colour in ((HERE, offer, "rival_b"), (NEEDS, needed, "ink")):
            above = (at >= needed) if words is HERE else (needed > offer)
            axes.annotate(
                words.fill(lang, {"offer": offer, "needed": needed}), (switching_cost, at), xytext=(12, 8 if above else -8),
                textcoords="offset points", va="bottom" if above else "top", color=TEXT_COLOURS[colour], fontsize=LABEL_POINTS,
            )  # fmt: skip
        axes.set(xlim=(0, right), ylim=(0, top), xlabel=SWITCHING_COST.pick(lang), ylabel=RIVALS_DISCOUNT.pick(lang))
        axes.text(0.03, 0.95, GO.pick(lang), transform=axes.transAxes, va="top", color=TEXT_COLOURS["bad"])
        axes.text(0.97, 0.05, STAY.pick(lang), transform=axes.transAxes, ha="right", color=TEXT_COLOURS["good"])
        quarter = 0.25 * min(right, top * per_point)  # the corner below the line stays empty there
        axes.annotate(
            BREAK_EVEN.pick(lang), (quarter, quarter / per_point), xytext=(12, -4), textcoords="offset points",
            va="top", fontsize=SMALL_POINTS, color=TEXT_COLOURS["soft"],
        )  # fmt: skip
        number_axis(axes.xaxis, "short", lang)
        number_axis(axes.yaxis, "percent", lang)
        values = {"needed": needed, "offer": offer}
        return finish(figure, title or (ENOUGH if leaves else NOT_ENOUGH).fill(lang, values))


# -- a tie, year by year -----------------------------------------------------------------------------

YEARS_KEPT = Text(en="Years the customer stays", zh="客户留存年数")
NPV_SO_FAR = Text(en="Net present value so far (CNY)", zh="累计净现值（元）")
BACK = Text(
    en="The money is back when they stay {years:whole} years; over {plan:whole} years {npv:short_money} are left",
    zh="客户留满 {years:whole} 年收回投入；{plan:whole} 年净现值 {npv:short_money}",
)
NOT_BACK = Text(
    en="Within {plan:whole} years the money does not come back: {npv:short_money}",
    zh="{plan:whole} 年内收不回投入：{npv:short_money}",
)
NOTHING_SPENT = Text(en="Nothing is spent: {npv:short_money} over {plan:whole} years", zh="没有投入：{plan:whole} 年净现值 {npv:short_money}")


def lock_in_course(
    investment: float,
    return_per_year: float,
    discount_rate_per_year: float,
    years: int,
    lang: str,
    title: str | None = None,
) -> HouseFigure:
    """Draw the net present value of a tie by the years that the customer stays, with the break-even year.

    Parameters
    ----------
    investment
        CNY, today.
    return_per_year
        Contribution kept plus our share of the customer's saving, CNY at the end of each year.
    discount_rate_per_year
        Our rate.
    years
        Whole years of the plan, 1 or more.
    lang
        ``"en"`` or ``"zh"``.
    title
        The finding; None names the break-even year and what is left.

    Examples
    --------
    >>> lock_in_course(200_000, 75_000, 0.10, 5, "en").description()
    'The money is back when they stay 4 years; over 5 years CNY 84.3k are left'
    """
    kept = np.arange(0, years + 1)
    course = np.array(
        [
            switching.lock_in_investment(
                investment, return_per_year, 0, discount_rate_per_year, int(n), timing="end"
            ).net_present_value
            for n in kept
        ]
    )
    tie = switching.lock_in_investment(investment, return_per_year, 0, discount_rate_per_year, years, timing="end")
    values = {"years": tie.break_even_years, "plan": years, "npv": three_digits(tie.net_present_value)}
    said = NOTHING_SPENT if not investment else BACK if tie.break_even_years <= years else NOT_BACK
    with house(lang):
        figure, axes = new_figure(LIVE_INCHES)
        colours = [COLOURS["good"] if value >= 0 else COLOURS["bad"] for value in course]
        axes.bar(kept, course, width=0.62, color=colours, alpha=0.75, linewidth=0)
        axes.axhline(0, color=COLOURS["ink"], linewidth=1)
        for n, value in zip(kept, course, strict=True):
            if years > 10 and n not in (0, years, tie.break_even_years):
                continue
            axes.annotate(
                write(value, "short", lang), (n, value), xytext=(0, 4 if value >= 0 else -4), textcoords="offset points",
                ha="center", va="bottom" if value >= 0 else "top", fontsize=SMALL_POINTS,
                color=TEXT_COLOURS["good" if value >= 0 else "bad"],
            )  # fmt: skip
        low, high = min(0.0, course.min()), max(0.0, course.max())
        room = (high - low or 1.0) * 0.12
        axes.set(ylim=(low - (room if low < 0 else 0), high + room), xlim=(-0.6, years + 0.6))
        axes.set_xticks(kept)
        axes.set(xlabel=YEARS_KEPT.pick(lang), ylabel=NPV_SO_FAR.pick(lang))
        number_axis(axes.yaxis, "short", lang)
        return finish(figure, title or said.fill(lang, values))


# -- vending machine -----------------------------------------------------------------------------------

SAVINGS = {
    "consumption": Text(en="Fewer tools used", zh="刀具消耗减少"),
    "stock": Text(en="Lower stock", zh="库存减少"),
    "walking": Text(en="Less walking and waiting", zh="少走路、少等待"),
}
MOST_OF_IT = {
    "consumption": Text(en="fewer tools used", zh="消耗减少"),
    "stock": Text(en="lower stock", zh="库存减少"),
    "walking": Text(en="less walking", zh="少走路"),
}
SAVES = Text(
    en="The machine saves the customer {total:short_money} a year, most of it by {part}",
    zh="售货机每年为客户省 {total:short_money}，主要来自{part}",
)


def vending_bars(saving: switching.VendingSaving, lang: str, title: str | None = None) -> HouseFigure:
    """Draw what a vending machine saves the customer a year, in three parts and in all.

    Parameters
    ----------
    saving
        What `kamlib.switching.vending_machine_effect` returns (CNY a year).
    lang
        ``"en"`` or ``"zh"``.
    title
        The finding; None states the sum and its largest part.

    Examples
    --------
    >>> vending_bars(switching.VendingSaving(48_000, 30_000, 18_000, 96_000), "en").description()
    'The machine saves the customer CNY 96k a year, most of it by fewer tools used'
    """
    parts = dict(zip(SAVINGS, (float(part) for part in saving[:3]), strict=True))
    total = float(saving.saving_per_year)
    rows = [*((SAVINGS[part].pick(lang), value, "us") for part, value in parts.items()), (TOTAL.pick(lang), total, "ink")]
    with house(lang):
        figure, axes = new_figure((8.0, 3.6))
        for place, (_, value, colour) in enumerate(rows):
            axes.barh(place, value, height=0.58, color=COLOURS[colour if value >= 0 else "bad"])
            axes.annotate(
                write(value, "short_money", lang), (max(value, 0), place), xytext=(6, 0), textcoords="offset points",
                va="center", fontsize=LABEL_POINTS,
            )  # fmt: skip
        axes.set_yticks(range(len(rows)), [name for name, *_ in rows], fontsize=LABEL_POINTS)
        axes.invert_yaxis()
        bare(axes)
        axes.set_xticks([])
        values = [value for _, value, _ in rows]
        axes.set(xlim=(min(0.0, *values) * 1.1, (max(values) or 1.0) * 1.25), xlabel=CNY_A_YEAR.pick(lang))
        largest = max(parts, key=lambda part: parts[part])
        found = SAVES.fill(lang, {"total": three_digits(total), "part": MOST_OF_IT[largest]})
        return finish(figure, title or found)


# -- specified in --------------------------------------------------------------------------------------

ASKS = Text(en="names us", zh="点名要我方")
DOES_NOT = Text(en="does not", zh="未点名")
DEMAND = Text(en="Demand for such machines (CNY a year)", zh="此类设备的年采购额（元）")
PROTECTS = Text(
    en="{rate:percent0} of the end users' demand names us: {money:short_money} of our sales are protected",
    zh="最终用户需求中有 {rate:percent0} 点名要我方：{money:short_money}的销售额受到保护",
)


def specified_demand(
    names: Sequence[str],
    demand: Sequence[float],
    names_us: Sequence[bool],
    revenue_per_year: float,
    lang: str,
    title: str | None = None,
) -> HouseFigure:
    """Draw who among the customer's customers names us in the specification, by what they buy.

    Parameters
    ----------
    names
        The end users as the reader knows them.
    demand
        What each buys of the customer's machines, CNY a year.
    names_us
        Whether each asks for us by name.
    revenue_per_year
        Our sales to the customer, CNY.
    lang
        ``"en"`` or ``"zh"``.
    title
        The finding; None states the rate and the sales that are protected.

    Examples
    --------
    >>> specified_demand(["A", "B"], [80, 20], [True, False], 1_500_000, "en").description()
    "80% of the end users' demand names us: CNY 1.2m of our sales are protected"
    """
    rate = float(switching.specified_in_rate(list(names_us), basis="demand", demand=list(demand)))
    safe = float(switching.protected_revenue(rate, revenue_per_year))
    order = sorted(range(len(names)), key=lambda i: (not names_us[i], -demand[i]))
    with house(lang):
        figure, axes = new_figure((8.0, 1.6 + 0.52 * len(names)))
        widest = max(demand)
        for place, i in enumerate(order):
            colour = "us" if names_us[i] else "transactional"
            axes.barh(place, demand[i], height=0.62, color=COLOURS[colour])
            words = f"{(ASKS if names_us[i] else DOES_NOT).pick(lang)} · {write(demand[i], 'short_money', lang)}"
            inside = demand[i] > 0.45 * widest
            ink = ("#FFFFFF" if names_us[i] else INK_ON["transactional"]) if inside else TEXT_COLOURS["ink"]
            axes.annotate(
                words, (demand[i], place), xytext=(-8 if inside else 6, 0), textcoords="offset points",
                ha="right" if inside else "left", va="center", fontsize=SMALL_POINTS, color=ink,
            )  # fmt: skip
        axes.set_yticks(range(len(order)), [names[i] for i in order], fontsize=LABEL_POINTS)
        axes.invert_yaxis()
        bare(axes)
        axes.set(xlabel=DEMAND.pick(lang), xlim=(0, widest * 1.05))
        number_axis(axes.xaxis, "short", lang)
        found = PROTECTS.fill(lang, {"rate": rate, "money": three_digits(safe)})
        return finish(figure, title or found)


# -- retention -----------------------------------------------------------------------------------------

YEAR = Text(en="Year (0 = today)", zh="年份（0 = 现在）")
SUMMED_UP = Text(en="CLP so far (CNY)", zh="累计 CLP（元）")
KEPT_AT = Text(en="retention {rate:percent}: {clp:short_money}", zh="保留率 {rate:percent}：{clp:short_money}")
MORE = Text(
    en="Raising retention from {before:percent} to {after:percent} adds {gain:short_money} to the CLP",
    zh="保留率由 {before:percent} 提高到 {after:percent}，CLP 增加 {gain:short_money}",
)
LESS = Text(
    en="With retention at {after:percent} instead of {before:percent} the CLP is {gain:short_money} smaller",
    zh="保留率由 {before:percent} 降到 {after:percent}，CLP 减少 {gain:short_money}",
)
EQUAL = Text(en="The same retention, the same lifetime profit", zh="保留率相同，全生命周期利润也相同")


def retention_gain(
    contribution_per_year: float,
    service_cost_per_year: float,
    retention_before_per_year: float,
    retention_after_per_year: float,
    discount_rate_per_year: float,
    years: int,
    lang: str,
    title: str | None = None,
) -> HouseFigure:
    """Draw the lifetime profit of an account year by year at two retention rates, and the gap between them.

    Parameters
    ----------
    contribution_per_year, service_cost_per_year
        CNY a year.
    retention_before_per_year, retention_after_per_year
        Retention without and with a tie, 0 to 1.
    discount_rate_per_year, years
        As in `kamlib.lifetime.lifetime_profit`; first contribution now, cost to serve in mid-year.
    lang
        ``"en"`` or ``"zh"``.
    title
        The finding; None states the gain.

    Examples
    --------
    >>> retention_gain(2_380_000, 310_000, 0.92, 0.95, 0.10, 10, "en").description()
    'Raising retention from 92% to 95% adds CNY 1.3m to the CLP'
    """
    account = (contribution_per_year, service_cost_per_year)
    rates = (retention_before_per_year, retention_after_per_year)
    tables = [
        lifetime.lifetime_profit_table(
            *account, rate, discount_rate_per_year, years, first_margin="now", cost_timing="middle"
        )
        for rate in rates
    ]
    year = tables[0]["year"].to_numpy()
    lines = [table["running_present_value"].to_numpy() for table in tables]
    ends = [float(line[-1]) for line in lines]
    gain = ends[1] - ends[0]
    values = {"before": rates[0], "after": rates[1], "gain": three_digits(abs(gain))}
    said = MORE if gain > 0 else LESS if gain < 0 else EQUAL
    with house(lang):
        figure, axes = new_figure(LIVE_INCHES)
        axes.fill_between(year, *lines, color=COLOURS["good" if gain >= 0 else "bad"], alpha=0.14, linewidth=0)
        for line, key, dashes in zip(lines, ("soft", "us"), ((0, (5, 2)), "-"), strict=True):
            axes.plot(year, line, color=COLOURS[key], linestyle=dashes, marker="o", markersize=4)
        low, high = min(0.0, *(line.min() for line in lines)), max(1.0, *(line.max() for line in lines))
        axes.set(xlim=(year[0] - 0.3, year[-1] + 0.3), ylim=(low * 1.1, high * 1.22))
        higher = int(np.argmax(ends))
        for place, key in enumerate(("soft", "us")):
            above = place == higher
            axes.annotate(
                KEPT_AT.fill(lang, {"rate": rates[place], "clp": three_digits(ends[place])}), (year[-1], ends[place]),
                xytext=(0, 9 if above else -34), textcoords="offset points", ha="right",
                va="bottom" if above else "top", color=TEXT_COLOURS[key], fontsize=LABEL_POINTS,
            )  # fmt: skip
        axes.set(xlabel=YEAR.pick(lang), ylabel=SUMMED_UP.pick(lang))
        axes.grid(axis="y")
        number_axis(axes.xaxis, "whole", lang, ticks=min(len(year), 11))
        number_axis(axes.yaxis, "short", lang)
        return finish(figure, title or said.fill(lang, values))
