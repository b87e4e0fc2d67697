"""Figures of unit U1: the CLP curve, two accounts side by side, the four stages, the levers, retention."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from kamlib import lifetime
from kamlib.lifetime import RELATIONSHIP_STAGES
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

YEAR = Text(en="Year (0 = today)", zh="年份（0 = 现在）")
PRESENT_VALUE = Text(en="In today's money (CNY)", zh="折成今天的钱（元）")
EACH_YEAR = Text(en="added by the year", zh="当年增加")
SUMMED_UP = Text(en="summed up: {total:short_money}", zh="累计：{total:short_money}")
WORTH = Text(
    en="Over {years:whole} years the account is worth {total:short_money} today",
    zh="{years:whole} 年内，这个客户折成今天的钱值 {total:short_money}",
)
NEVER = Text(
    en="Over {years:whole} years the account costs more than it brings: {total:short_money}",
    zh="{years:whole} 年内，这个客户入不敷出：{total:short_money}",
)


def lifetime_curve(table: pd.DataFrame, lang: str, title: str | None = None) -> HouseFigure:
    """Draw the CLP curve of an account: what each year adds in today's money, and the sum so far.

    Parameters
    ----------
    table
        What `kamlib.lifetime.lifetime_profit_table` returns (CNY).
    lang
        ``"en"`` or ``"zh"``.
    title
        The finding; None states what the account is worth.

    Examples
    --------
    >>> table = lifetime.lifetime_profit_table(100_000, 20_000, 0.8, 0.1, 5, first_margin="now", cost_timing="middle")
    >>> lifetime_curve(table, "en").description()
    'Over 5 years the account is worth CNY 257k today'
    """
    years, added = table["year"].to_numpy(), table["present_value"].to_numpy()
    summed = table["running_present_value"].to_numpy()
    total = float(summed[-1])
    with house(lang):
        figure, axes = new_figure()
        colours = [COLOURS["accent"] if value >= 0 else COLOURS["bad"] for value in added]
        axes.bar(years, added, width=0.62, color=colours, alpha=0.55, linewidth=0)
        axes.plot(years, summed, color=COLOURS["ink"], marker="o", markersize=5)
        _axes_of_years(axes, years, summed, added, lang)
        _key(axes, EACH_YEAR, lang, (0.02, 0.97))
        words = SUMMED_UP.fill(lang, {"total": three_digits(total)})
        _at_the_end(axes, years[-1], total, words, above=total >= 0)
        values = {"years": int(years[-1]), "total": three_digits(total)}
        return finish(figure, title or (WORTH if total >= 0 else NEVER).fill(lang, values))


def _at_the_end(axes: Any, year: float, value: float, words: str, *, above: bool) -> None:
    """Write what a line has come to at its end; a fixed place, since a live control draws this many times."""
    axes.annotate(
        words, (year, value), xytext=(6, 9 if above else -9), textcoords="offset points",
        ha="right", va="bottom" if above else "top", fontsize=SMALL_POINTS,
    )  # fmt: skip


def _key(axes: Any, words: Text, lang: str, corner: tuple[float, float]) -> None:
    """Say in a corner that stays empty what the bars are."""
    x, y = corner
    axes.text(
        x, y, f"■ {words.pick(lang)}", transform=axes.transAxes, color=TEXT_COLOURS["accent"],
        ha="left" if x < 0.5 else "right", va="top" if y > 0.5 else "bottom", fontsize=SMALL_POINTS,
    )  # fmt: skip


def _axes_of_years(axes: Any, years: np.ndarray, summed: Any, added: Any, lang: str) -> None:
    low, high = min(0.0, np.min(summed), np.min(added)), max(0.0, np.max(summed), np.max(added))
    room = (high - low or 1.0) * 0.12
    axes.set(xlim=(years[0] - 0.7, years[-1] + 0.7), ylim=(low - (room if low < 0 else 0), high + room))
    axes.axhline(0, color=COLOURS["soft"], linewidth=1)
    axes.set_xlabel(YEAR.pick(lang))
    axes.set_ylabel(PRESENT_VALUE.pick(lang))
    number_axis(axes.xaxis, "whole", lang, ticks=min(len(years), 11))
    number_axis(axes.yaxis, "short", lang)
    axes.grid(axis="y")


OVERTAKES = Text(
    en="{first} leads at the beginning; from year {year:whole} on {second} is ahead",
    zh="开始时{first}领先，从第 {year:whole} 年起{second}超过了它",
)
AHEAD_FROM = Text(en="From year {year:whole} on {second} is ahead", zh="从第 {year:whole} 年起{second}领先")
LEADS = Text(en="{first} is worth most from the beginning to the end", zh="{first}的价值自始至终最高")
LEVEL = Text(en="{first} and {second} are worth the same in the end", zh="{first}与{second}最后价值相同")


def running_profits(tables: Mapping[str, pd.DataFrame], lang: str, title: str | None = None) -> HouseFigure:
    """Draw the lifetime profit of two or three accounts as it adds up year by year.

    Parameters
    ----------
    tables
        Account name -> what `kamlib.lifetime.lifetime_profit_table` returns (CNY), over the same years.
    lang
        ``"en"`` or ``"zh"``.
    title
        The finding; None says who overtakes whom, and when, or that both come to the same.

    Examples
    --------
    >>> given = dict(discount_rate_per_year=0.1, years=6, first_margin="now", cost_timing="middle")
    >>> quick = lifetime.lifetime_profit_table(120, 20, 0.7, **given)
    >>> loyal = lifetime.lifetime_profit_table(100, 20, 0.9, **given)
    >>> running_profits({"Quick": quick, "Loyal": loyal}, "en").description()
    'Quick leads at the beginning; from year 2 on Loyal is ahead'
    """
    if not 2 <= len(tables) <= 3:
        raise ValueError(f"tables must hold two or three accounts, got {len(tables)}")
    names = list(tables)
    sums = np.array([table["running_present_value"].to_numpy() for table in tables.values()])
    years = next(iter(tables.values()))["year"].to_numpy()
    with house(lang):
        figure, axes = new_figure()
        keys = ("rival_a", "us", "soft") if len(names) == 3 else ("rival_a", "us")
        for row, key, dashes in zip(sums, keys, ("-", "-", (0, (5, 2))), strict=False):
            axes.plot(years, row, color=COLOURS[key], linestyle=dashes, marker="o", markersize=4)
        axes.set(xlim=(years[0] - 0.4, years[-1] + 0.4), ylim=(min(0.0, sums.min()), sums.max() * 1.15))
        axes.set_xlabel(YEAR.pick(lang))
        axes.set_ylabel(PRESENT_VALUE.pick(lang))
        number_axis(axes.xaxis, "whole", lang, ticks=min(len(years), 11))
        number_axis(axes.yaxis, "short", lang)
        axes.grid(axis="y")
        _name_the_lines(axes, years, sums, names, keys, lang)
        return finish(figure, title or _who_overtakes(names, years, sums, lang))


def _who_overtakes(names: list[str], years: np.ndarray, sums: np.ndarray, lang: str) -> str:
    """Say who is worth most in the end, and from which year on for good."""
    top = np.isclose(sums, sums.max(axis=0))  # whether each is ahead, or level with who is, by year
    first, last = int(np.argmax(sums[:, 0])), int(np.argmax(sums[:, -1]))
    if top[:, -1].sum() > 1:
        one, other = np.flatnonzero(top[:, -1])[:2]
        return LEVEL.fill(lang, {"first": names[one], "second": names[other]})
    not_yet = np.flatnonzero(~top[last] | (top.sum(axis=0) > 1))
    if not len(not_yet):
        return LEADS.fill(lang, {"first": names[last]})
    sentence = AHEAD_FROM if top[last, 0] else OVERTAKES
    year = int(years[not_yet[-1] + 1])
    return sentence.fill(lang, {"first": names[first], "second": names[last], "year": year})


def _name_the_lines(
    axes: Any, years: np.ndarray, sums: np.ndarray, names: list[str], keys: Sequence[str], lang: str
) -> None:
    """Write each name and final value at the right, one below the other where the lines end close together."""
    space = (axes.get_ylim()[1] - axes.get_ylim()[0]) * 0.075
    at = np.inf
    for place in np.argsort(-sums[:, -1], kind="stable"):
        at = min(float(sums[place, -1]), at - space)
        words = f"{names[place]}\n{write(sums[place, -1], 'short_money', lang)}"
        axes.annotate(
            words, (years[-1], at), xytext=(10, 0), textcoords="offset points", va="center",
            color=TEXT_COLOURS[keys[place]], fontsize=SMALL_POINTS, annotation_clip=False,
        )  # fmt: skip
        at -= space


STAGES = {
    "exploration": Text(en="Exploration", zh="考察期"),
    "formation": Text(en="Formation", zh="形成期"),
    "stability": Text(en="Stability", zh="稳定期"),
    "decline": Text(en="Decline", zh="退化期"),
}
STAGE_YEAR = Text(en="Year of the relationship", zh="合作年份")
PAYS_FROM = Text(
    en="Paid for itself in year {year:whole}; worth {total:short_money} in all",
    zh="第 {year:whole} 年收回投入；整段关系值 {total:short_money}",
)
NEVER_PAYS = Text(
    en="Does not pay for itself in {years:whole} years: {total:short_money}",
    zh="{years:whole} 年内收不回投入：{total:short_money}",
)


def stage_curve(
    cash_flows: Sequence[float],
    discount_rate_per_year: float,
    stage_years: Mapping[str, int],
    lang: str,
    title: str | None = None,
) -> HouseFigure:
    """Draw a relationship through its four stages: cash flow of each year and the present value so far.

    Parameters
    ----------
    cash_flows
        Cash flow at the end of each year, CNY.
    discount_rate_per_year
        Discount rate per year (0.1 is 10 %).
    stage_years
        Stage id -> years, in order of time; together they cover all cash flows.
    lang
        ``"en"`` or ``"zh"``.
    title
        The finding; None says in which year the relationship has paid for itself.

    Examples
    --------
    >>> years = {"exploration": 1, "formation": 1, "stability": 2, "decline": 1}
    >>> stage_curve([-100_000, 60_000, 90_000, 90_000, 20_000], 0.1, years, "en").description()
    'Paid for itself in year 3; worth CNY 100k in all'
    """
    flows = np.asarray(cash_flows, dtype=float)
    by_stage = lifetime.cash_flow_value(
        flows, discount_rate_per_year, first_flow="end", stage_years=dict(stage_years)
    )
    years = np.arange(1, len(flows) + 1)
    summed = np.cumsum(flows / (1 + discount_rate_per_year) ** years)
    total = float(summed[-1])
    with house(lang):
        figure, axes = new_figure()
        colours = [COLOURS["accent"] if flow >= 0 else COLOURS["bad"] for flow in flows]
        axes.bar(years, flows, width=0.62, color=colours, alpha=0.55, linewidth=0)
        axes.plot(years, summed, color=COLOURS["ink"], marker="o", markersize=5)
        low, high = min(0.0, summed.min(), flows.min()), max(0.0, summed.max(), flows.max())
        room = high - low or 1.0
        axes.set(xlim=(0.4, len(flows) + 0.6), ylim=(low - 0.08 * room, high + 0.34 * room))
        _stage_bands(axes, stage_years, by_stage, high + 0.32 * room, lang)
        axes.axhline(0, color=COLOURS["soft"], linewidth=1)
        axes.set_xlabel(STAGE_YEAR.pick(lang))
        axes.set_ylabel(MONEY_A_YEAR.pick(lang))
        number_axis(axes.yaxis, "short", lang)
        axes.set_xticks(years, [str(year) for year in years])
        words = SUMMED_TODAY.fill(lang, {"total": three_digits(total)})
        _key(axes, FLOW, lang, (0.99, 0.015))
        _at_the_end(axes, years[-1], total, words, above=True)
        below = np.flatnonzero(summed < 0)
        paid = int(years[below[-1] + 1]) if len(below) and below[-1] + 1 < len(years) else 1
        said = NEVER_PAYS if total < 0 else PAYS_FROM
        values = {"year": paid, "years": len(flows), "total": three_digits(total)}
        return finish(figure, title or said.fill(lang, values))


MONEY_A_YEAR = Text(en="Cash flow, and its sum in today's money (CNY)", zh="现金流及其累计现值（元）")
FLOW = Text(en="cash flow of the year", zh="当年现金流")
SUMMED_TODAY = Text(en="summed up, in today's money: {total:short_money}", zh="累计现值：{total:short_money}")


def _stage_bands(axes: Any, stage_years: Mapping[str, int], by_stage: pd.Series, top: float, lang: str) -> None:
    """Shade every other stage and write its name and present value above it."""
    start = 0.5
    narrowest = min(years for years in stage_years.values() if years) / sum(stage_years.values())
    for place, stage in enumerate(RELATIONSHIP_STAGES):
        years = stage_years.get(stage, 0)
        if not years:
            continue
        if place % 2:
            axes.axvspan(start, start + years, color=COLOURS["grid"], alpha=0.55, linewidth=0, zorder=0)
        words = f"{STAGES[stage].pick(lang)}\n{write(by_stage[stage], 'short', lang)}"
        axes.text(
            start + years / 2, top, words, ha="center", va="top", linespacing=1.4,
            fontsize=SMALL_POINTS if narrowest < 0.15 else LABEL_POINTS, color=COLOURS["ink"],
        )  # fmt: skip
        start += years


ADDS = Text(en="What one step adds to the CLP (CNY)", zh="只动一步，CLP 增加（元）")
STRONGEST = Text(
    en="“{lever}” adds most to the CLP: {gain:short_money}",
    zh="“{lever}”使 CLP 增加最多：{gain:short_money}",
)


def lever_bars(
    effects: Mapping[str, float], lang: str, title: str | None = None, *, names: Mapping[str, Text] | None = None
) -> HouseFigure:
    """Draw what one step of each lever adds to the lifetime profit of an account, the strongest on top.

    Parameters
    ----------
    effects
        Lever -> change of the lifetime profit (CNY), such as the column `change` of `kamlib.lifetime.lever_effects`.
    lang
        ``"en"`` or ``"zh"``.
    title
        The finding; None names the strongest step.
    names
        Words for the levers in both languages; a lever without one keeps its own.

    Examples
    --------
    >>> lever_bars({"retention": 900_000, "contribution": 560_000}, "en").description()
    '“retention” adds most to the CLP: CNY 900k'
    """
    order = sorted(effects, key=lambda lever: effects[lever])
    labels = [names[lever].pick(lang) if names and lever in names else str(lever) for lever in order]
    gains = [float(effects[lever]) for lever in order]
    with house(lang):
        figure, axes = new_figure((8.0, 1.4 + 0.7 * len(order)))
        places = np.arange(len(order))
        colours = [COLOURS["good"] if gain >= 0 else COLOURS["bad"] for gain in gains]
        colours[-1] = COLOURS["accent"]
        axes.barh(places, gains, height=0.58, color=colours, linewidth=0)
        for place, gain in zip(places, gains, strict=True):
            axes.annotate(
                ("+" if gain > 0 else "") + write(gain, "short", lang), (gain, place),
                xytext=(6 if gain >= 0 else -6, 0), textcoords="offset points",
                ha="left" if gain >= 0 else "right", va="center", fontsize=LABEL_POINTS,
            )  # fmt: skip
        axes.set_yticks(places, [wrapped(label, 30) for label in labels], fontsize=LABEL_POINTS)
        low, high = min(0.0, *gains), max(0.0, *gains)
        axes.set_xlim(low * 1.3, (high or 1.0) * 1.22)
        axes.set_xticks([])
        bare(axes)
        axes.axvline(0, color=COLOURS["soft"], linewidth=1)
        axes.set_xlabel(ADDS.pick(lang))
        values = {"gain": three_digits(gains[-1]), "lever": labels[-1]}
        return finish(figure, title or STRONGEST.fill(lang, values))


RETENTION = Text(en="Retention rate per year", zh="年保留率")
CLP_TODAY = Text(en="Lifetime profit (CNY)", zh="全生命周期利润（元）")
HERE = Text(en="{rate:percent0}: {value:short_money}", zh="{rate:percent0}：{value:short_money}")
STEEPER = Text(
    en="The better the retention, the more the next point is worth: {low:short_money} at {bottom:percent0}, {high:short_money} at {top:percent0}",
    zh="保留率越高，再提高一个百分点越值钱：{bottom:percent0} 时值 {low:short_money}，{top:percent0} 时值 {high:short_money}",
)
LOWEST, HIGHEST = 0.50, 0.98


def retention_curve(
    contribution_per_year: float,
    service_cost_per_year: float,
    retention_per_year: float,
    discount_rate_per_year: float,
    years: int,
    lang: str,
    title: str | None = None,
    *,
    compare: float | None = None,
) -> HouseFigure:
    """Draw the lifetime profit of an account for every retention rate, with today's rate marked.

    The first contribution comes now and cost to serve in mid-year, as everywhere in the course.

    Parameters
    ----------
    contribution_per_year, service_cost_per_year, retention_per_year, discount_rate_per_year, years
        As `kamlib.lifetime.lifetime_profit`, single numbers.
    lang
        ``"en"`` or ``"zh"``.
    title
        The finding; None compares what a point is worth at 60 % and at 90 %.
    compare
        Lifetime profit of another account, CNY, drawn as a level line.

    Examples
    --------
    >>> retention_curve(100_000, 20_000, 0.8, 0.1, 10, "en").description()
    'The better the retention, the more the next point is worth: CNY 3.59k at 60%, CNY 14.5k at 90%'
    """
    convention: dict[str, Any] = {"first_margin": "now", "cost_timing": "middle"}

    def worth(rate: Any) -> Any:
        return lifetime.lifetime_profit(
            contribution_per_year, service_cost_per_year, rate, discount_rate_per_year, years, **convention
        )

    rates = np.linspace(LOWEST, HIGHEST, 97)
    values = worth(rates)
    bottom, top = 0.60, 0.90
    said = {
        "bottom": bottom,
        "top": top,
        "low": three_digits(worth(bottom + 0.01) - worth(bottom)),
        "high": three_digits(worth(top + 0.01) - worth(top)),
    }
    now = worth(float(retention_per_year))
    with house(lang):
        figure, axes = new_figure()
        axes.plot(rates, values, color=COLOURS["accent"])
        axes.plot(retention_per_year, now, "o", color=COLOURS["ink"], markersize=9)
        points, labels = [(retention_per_year, now)], [{"rate": retention_per_year, "value": three_digits(now)}]
        if compare is not None:
            axes.axhline(compare, color=COLOURS["bad"], linewidth=1.5, linestyle=(0, (5, 3)))
            if values[0] < compare < values[-1]:
                needed = float(np.interp(compare, values, rates))
                axes.plot(needed, compare, "D", color=COLOURS["bad"], markersize=8)
                points.append((needed, compare))
                labels.append({"rate": needed, "value": three_digits(compare)})
        low = min(0.0, float(values.min()))
        axes.set(xlim=(LOWEST, 1.0), ylim=(low, max(float(values.max()), compare or 0.0) * 1.08))
        axes.set_xlabel(RETENTION.pick(lang))
        axes.set_ylabel(CLP_TODAY.pick(lang))
        number_axis(axes.xaxis, "percent0", lang)
        number_axis(axes.yaxis, "short", lang)
        axes.grid(axis="y")
        crossing = [(rates[::12], values[::12])]
        if compare is not None:
            crossing.append((axes.get_xlim(), (compare, compare)))
        x, y = zip(*points, strict=True)
        inks = [COLOURS["ink"], TEXT_COLOURS["bad"]][: len(points)]
        place_labels(axes, x, y, [HERE.fill(lang, each) for each in labels], inks, lines=crossing)
        return finish(figure, title or STEEPER.fill(lang, said))
