"""Figures of unit T0: the target tree, plan against actual, the course of the year, region by month, the Ansoff matrix."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.patches import Rectangle

from kamlib import targets
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
    tint,
    wrapped,
    write,
)
from kamlib.targets import ANSOFF_CELLS
from kamlib.text import Text, number

CELL_NAMES = {
    "market_penetration": Text(en="Market penetration", zh="市场渗透"),
    "product_development": Text(en="Product development", zh="产品开发"),
    "market_development": Text(en="Market development", zh="市场开发"),
    "diversification": Text(en="Diversification", zh="多元化"),
}


# -- target tree -----------------------------------------------------------------------------------

MOST_BRANCHES = 5
SMALLEST_BOX = 0.13  # of the height: room for two lines
TREE = Text(
    en="From {total:short_money} to one project of {last:short_money}: {names}",
    zh="从 {total:short_money}到一个 {last:short_money}的项目：{names}",
)
OTHERS = Text(en="{n:whole} others", zh="其余 {n:whole} 个")


def target_tree(
    amounts: pd.Series,
    lang: str,
    title: str | None = None,
    *,
    level_names: Sequence[str],
    path: Sequence[str] = (),
) -> HouseFigure:
    """Draw how a target comes down a tree: at each level the branches, and one of them opened to the next level.

    Parameters
    ----------
    amounts
        CNY by path; the index levels are region, industry, customer, project, in the reader's language.
    lang
        ``"en"`` or ``"zh"``.
    title
        The finding; None names the path that is opened.
    level_names
        Heading of each level.
    path
        The branch to open at each level; where none is given, the largest.

    Examples
    --------
    >>> paths = pd.MultiIndex.from_tuples([("East", "Food"), ("East", "Textile"), ("South", "Food")])
    >>> target_tree(pd.Series([6e6, 4e6, 5e6], index=paths), "en", level_names=["Region", "Industry"]).description()
    'From CNY 15m to one project of CNY 6m: East, Food'
    """
    opened, columns = [], []
    for level in range(amounts.index.nlevels):
        inside = amounts
        for place, name in enumerate(opened):
            inside = inside[inside.index.get_level_values(place) == name]
        sums = inside.groupby(inside.index.get_level_values(level), sort=False).sum().sort_values(ascending=False)
        chosen = path[level] if level < len(path) else sums.index[0]
        opened.append(chosen)
        columns.append((_few(sums, chosen, lang), chosen))
    with house(lang):
        figure, axes = new_figure((9.0, 4.9))
        spot: tuple[float, float] | None = None
        for level, (sums, chosen) in enumerate(columns):
            spot = _tree_column(axes, level, sums, chosen, spot, lang)
            axes.text(level + 0.4, 1.03, level_names[level], ha="center", va="bottom", fontsize=LABEL_POINTS,
                      color=TEXT_COLOURS["soft"])  # fmt: skip
        axes.set(xlim=(-0.02, len(columns) - 0.18), ylim=(0, 1.09), xticks=[], yticks=[])
        bare(axes)
        names = (", " if lang == "en" else "、").join(map(str, opened))
        values = {"total": amounts.sum(), "last": columns[-1][0][columns[-1][1]], "names": names}
        return finish(figure, title or TREE.fill(lang, values))


def _few(sums: pd.Series, chosen: str, lang: str) -> pd.Series:
    """Return the largest branches, the chosen one among them, and one entry for all others."""
    if len(sums) <= MOST_BRANCHES:
        return sums
    kept = [chosen, *(name for name in sums.index if name != chosen)][: MOST_BRANCHES - 1]
    rest = sums.drop(kept)
    return pd.concat(
        [sums[kept].sort_values(ascending=False), pd.Series({OTHERS.fill(lang, {"n": len(rest)}): rest.sum()})]
    )


def _box_heights(shares: np.ndarray) -> np.ndarray:
    """Return heights that add up to 1: small shares get room for two lines, the large ones give it."""
    small = shares < SMALLEST_BOX
    if small.all():
        return np.full(len(shares), 1 / len(shares))
    heights = np.where(small, SMALLEST_BOX, shares)
    heights[~small] *= (1 - SMALLEST_BOX * small.sum()) / shares[~small].sum()
    return heights


def _tree_column(
    axes: Any, level: int, sums: pd.Series, chosen: str, spot: tuple[float, float] | None, lang: str
) -> tuple[float, float]:
    """Draw the branches of one level from the top down; return where the chosen one stands."""
    heights = _box_heights(sums.to_numpy() / sums.sum())
    tops = 1 - np.concatenate([[0], np.cumsum(heights)[:-1]])
    left, width, gap = level, 0.8, 0.006
    if spot is not None:
        axes.fill([level - 0.2, level, level, level - 0.2], [spot[0], 1, 0, spot[1]],
                  color=tint(COLOURS["accent"], 0.14), linewidth=0)  # fmt: skip
    found = (1.0, 0.0)
    for name, amount, top, height in zip(sums.index, sums, tops, heights, strict=True):
        is_chosen = name == chosen
        low, high = top - height + gap, top - gap
        axes.fill([left, left + width, left + width, left], [low, low, high, high],
                  color=tint(COLOURS["accent"], 0.42 if is_chosen else 0.1),
                  edgecolor=COLOURS["accent"] if is_chosen else COLOURS["grid"], linewidth=1.4 if is_chosen else 0.8)  # fmt: skip
        words = f"{wrapped(str(name), 28)}\n{write(amount, 'short_money', lang)}"
        axes.text(left + width / 2, (low + high) / 2, words, ha="center", va="center", fontsize=SMALL_POINTS - 1,
                  linespacing=1.25, fontweight="normal")  # fmt: skip
        if is_chosen:
            found = (high, low)
    return found


# -- plan against actual ---------------------------------------------------------------------------

PLAN = Text(en="Plan", zh="计划")
SALES_A_MONTH = Text(en="Sales a month (CNY)", zh="月销售额（元）")
SHARE_OF_TARGET = Text(en="Share of the annual target", zh="占年度目标")
PLAN_TO_DATE = Text(en="planned to date: {share:percent1} of the target", zh="累计计划：占目标的 {share:percent1}")
ACTUAL_TO_DATE = Text(en="actual to date: {share:percent1}", zh="累计实际：{share:percent1}")
BARS = Text(
    en="{below} of {passed} months below plan; {gap:short_money} missing to date",
    zh="{passed} 个月中有 {below} 个月低于计划，累计差 {gap:short_money}",
)
BARS_AHEAD = Text(
    en="{below} of {passed} months below plan; {gap:short_money} more than planned to date",
    zh="{passed} 个月中有 {below} 个月低于计划，累计超出 {gap:short_money}",
)


def plan_bars(
    plan: Sequence[float],
    actual: Sequence[float],
    lang: str,
    title: str | None = None,
    *,
    month_names: Sequence[str],
) -> HouseFigure:
    """Draw the plan of twelve months with what came in the months that have passed.

    Parameters
    ----------
    plan
        12 amounts, CNY.
    actual
        What came, from the first month on, 1 to 12 amounts, CNY.
    lang
        ``"en"`` or ``"zh"``.
    title
        The finding; None counts the months below plan.
    month_names
        12 names.

    Examples
    --------
    >>> plan_bars([100] * 12, [90, 120, 60], "en", month_names=list("JASONDJFMAMJ")).description()
    '2 of 3 months below plan; CNY 30 missing to date'
    """
    planned, came = np.asarray(plan, dtype=float), np.asarray(actual, dtype=float)
    passed = len(came)
    below = came < planned[:passed]
    with house(lang):
        figure, axes = new_figure()
        places = np.arange(len(planned))
        axes.bar(places, planned, width=0.78, color=COLOURS["grid"], linewidth=0)
        for place, amount in enumerate(came):
            colour = COLOURS["bad"] if below[place] else COLOURS["accent"]
            axes.bar(place, amount, width=0.46, color=colour, linewidth=0, hatch="//" if below[place] else None,
                     edgecolor="white")  # fmt: skip
            axes.text(place, max(amount, planned[place]) + planned.max() * 0.02,
                      write(amount / planned[place], "percent0", lang), ha="center", va="bottom",
                      fontsize=SMALL_POINTS - 1, color=TEXT_COLOURS["bad" if below[place] else "accent"])  # fmt: skip
        axes.set_xticks(places, month_names)
        axes.set(ylim=(0, max(planned.max(), came.max()) * 1.16), ylabel=SALES_A_MONTH.pick(lang))
        number_axis(axes.yaxis, "short", lang)
        axes.tick_params(axis="x", length=0)
        if passed < len(planned):
            axes.text(passed + (len(planned) - passed - 1) / 2, planned[passed:].max() * 1.03, PLAN.pick(lang),
                      ha="center", va="bottom", color=TEXT_COLOURS["soft"], fontsize=SMALL_POINTS)  # fmt: skip
        gap = planned[:passed].sum() - came.sum()
        values = {"below": int(below.sum()), "passed": passed, "gap": float(f"{abs(gap):.3g}")}
        return finish(figure, title or (BARS if gap >= 0 else BARS_AHEAD).fill(lang, values))


COURSE = Text(
    en="{attained:percent1} of the plan to date; each month left must bring {rate:short_money}",
    zh="累计达成率 {attained:percent1}；剩余各月平均需完成 {rate:short_money}",
)
COURSE_OVER = Text(en="{attained:percent1} of the year's plan", zh="全年达成率 {attained:percent1}")
BY_THE_CALENDAR = Text(en="of the year has passed: {share:percent1}", zh="时间进度：{share:percent1}")
NEEDED = Text(en="needed to reach the target", zh="完成目标所需")


def attainment_course(
    plan: Sequence[float],
    actual: Sequence[float],
    lang: str,
    title: str | None = None,
    *,
    month_names: Sequence[str],
) -> HouseFigure:
    """Draw plan and actual summed up over the year, the calendar's straight line, and the way still to go.

    Parameters are those of `plan_bars`.

    Examples
    --------
    >>> attainment_course([100] * 12, [90, 120, 60], "zh", month_names=list("JASONDJFMAMJ")).description()
    '累计达成率 90.0%；剩余各月平均需完成 103 元'
    """
    planned, came = np.asarray(plan, dtype=float), np.asarray(actual, dtype=float)
    check = targets.plan_check(planned, came, no_plan="blank").iloc[-1]
    passed, months = len(came), np.arange(len(planned) + 1)
    running_plan = np.concatenate([[0], planned.cumsum()])
    running = np.concatenate([[0], came.cumsum()])
    with house(lang):
        figure, axes = new_figure()
        total = planned.sum()
        axes.plot(months, months / len(planned), color=COLOURS["soft"], linewidth=1.2, linestyle=(0, (4, 3)))
        axes.plot(months, running_plan / total, color=COLOURS["soft"])
        if passed < len(planned):
            axes.plot([passed, len(planned)], [running[-1] / total, 1], color=COLOURS["bad"], linewidth=1.6,
                      linestyle=(0, (1, 1.5)))  # fmt: skip
            axes.axvline(passed, color=COLOURS["grid"], linewidth=1.2, zorder=0)
        axes.plot(months[: passed + 1], running / total, color=COLOURS["accent"], marker="o", markersize=5)
        notes = [
            (BY_THE_CALENDAR, TEXT_COLOURS["soft"], "- -", passed / len(planned)),
            (PLAN_TO_DATE, TEXT_COLOURS["soft"], "—", running_plan[passed] / total),
            (ACTUAL_TO_DATE, TEXT_COLOURS["accent"], "●", running[-1] / total),
        ]
        for line, (text, colour, sign, share) in enumerate(notes):
            words = f"{sign}  {text.fill(lang, {'share': share})}"
            axes.text(0.35, 0.97 - 0.085 * line, words, color=colour, va="center")
        if passed < len(planned):
            axes.text(0.35, 0.97 - 0.085 * len(notes), f"· ·  {NEEDED.pick(lang)}", color=TEXT_COLOURS["bad"], va="center")
        axes.set_xticks(months[1:], month_names)
        axes.set(xlim=(0, len(planned) + 0.15), ylim=(0, max(1.06, running[-1] / total * 1.03)),
                 ylabel=SHARE_OF_TARGET.pick(lang))  # fmt: skip
        number_axis(axes.yaxis, "percent0", lang)
        values = {"attained": check["cumulative_attainment"], "rate": 0.0}
        if passed < len(planned):
            values["rate"] = float(f"{check['required_run_rate']:.3g}")
        return finish(figure, title or (COURSE if passed < len(planned) else COURSE_OVER).fill(lang, values))


# -- region by month -------------------------------------------------------------------------------

STRONGEST = Text(
    en="{month} carries {share:percent1} of the year, {weak} only {least:percent1}",
    zh="{month}占全年 {share:percent1}，{weak}只占 {least:percent1}",
)
IN_TEN_THOUSANDS = Text(en="CNY 10,000", zh="万元")
YEAR = Text(en="Year", zh="全年")
COMPANY = Text(en="Company", zh="全公司")


def month_grid(
    table: pd.DataFrame,
    lang: str,
    title: str | None = None,
    *,
    digits: int = 0,
    wide: bool = False,
    whole: str | None = None,
    unit: str | None = None,
) -> HouseFigure:
    """Draw a plan of regions by months with its sums; the darker a cell, the more it carries.

    Parameters
    ----------
    table
        Regions as rows, months as columns, both in the reader's language; CNY 10,000.
    lang
        ``"en"`` or ``"zh"``.
    title
        The finding; None names the strongest and the weakest month.
    digits
        Decimals shown.
    wide
        Whether the months stand side by side, as on a screen; else one below the other, as on a telephone.
    whole, unit
        What the rows make together, and what the amounts are counted in; None says the company and CNY 10,000.

    Examples
    --------
    >>> table = pd.DataFrame([[6, 4], [3, 2]], index=["East", "South"], columns=["July", "August"])
    >>> month_grid(table, "en").description()
    'July carries 60.0% of the year, August only 40.0%'
    """
    by_month = table.sum()
    regions, months = [*map(str, table.index), whole or COMPANY.pick(lang)], [*map(str, table.columns), YEAR.pick(lang)]
    sums = np.vstack([table.to_numpy(dtype=float), by_month])
    cells = np.column_stack([sums, sums.sum(axis=1)])
    rows, heads = (regions, months) if wide else (months, regions)
    with house(lang):
        figure, axes = new_figure((10.0, 3.2) if wide else (5.6, 0.9 + 0.41 * len(rows)))
        shown = cells if wide else cells.T
        strengths = 0.06 + 0.5 * shown / max(cells[:-1, :-1].max(), 1e-9)
        strengths[-1, :] = strengths[:, -1] = 0  # the sums
        written = [[f"{amount:,.{digits}f}" for amount in line] for line in shown]
        _draw_cells(axes, written, strengths, rows, heads, unit or IN_TEN_THOUSANDS.pick(lang), SMALL_POINTS)
        axes.axhline(len(rows) - 1.5, color=COLOURS["soft"], linewidth=1)
        axes.set(xlim=(-2.0 if wide else -1.6, len(heads) - 0.5), ylim=(len(rows) - 0.5, -1.35), xticks=[], yticks=[])
        bare(axes)
        strong, weak = by_month.idxmax(), by_month.idxmin()
        said = {
            "month": str(strong), "share": by_month[strong] / by_month.sum(),
            "weak": str(weak), "least": by_month[weak] / by_month.sum(),
        }  # fmt: skip
        return finish(figure, title or STRONGEST.fill(lang, said))


def _draw_cells(
    axes: Any, written: Sequence[Sequence[str]], strengths: np.ndarray, rows: Sequence[str], heads: Sequence[str],
    corner: str, points: float,
) -> None:  # fmt: skip
    """Draw a grid of written figures below its heads; the larger a cell's strength, the darker it is."""
    for row, name in enumerate(rows):
        for column in range(len(heads)):
            axes.fill([column - 0.48, column + 0.48, column + 0.48, column - 0.48],
                      [row - 0.46, row - 0.46, row + 0.46, row + 0.46],
                      color=tint(COLOURS["accent"], strengths[row, column]), linewidth=0)  # fmt: skip
            axes.text(column, row, written[row][column], ha="center", va="center_baseline", fontsize=points,
                      color=COLOURS["ink"])  # fmt: skip
        axes.text(-0.56, row, wrapped(name, 12), ha="right", va="center_baseline", fontsize=points)
    for column, head in enumerate(heads):
        lines = wrapped(head, 10)
        axes.text(column, -0.7, lines, ha="center", va="bottom" if "\n" in lines else "baseline", fontsize=points)
    axes.text(-0.56, -0.7, corner, ha="right", va="baseline", fontsize=points, color=TEXT_COLOURS["soft"])
    for text in axes.texts:  # all lie within the axes; to measure each would be half of the time
        text.set_in_layout(False)


# -- measure by month ------------------------------------------------------------------------------

MEASURE_NAMES = {
    "sales": Text(en="Sales", zh="销售额"),
    "cash_collected": Text(en="Cash", zh="回款额"),
    "profit": Text(en="Profit", zh="利润"),
    "expense": Text(en="Expense", zh="费用"),
}
OF_SALES = Text(en="of sales", zh="占销售额")
RATES = Text(
    en="Of sales: cash {cash_collected:percent1}, profit {profit:percent1}, expense {expense:percent1}",
    zh="占销售额：回款额 {cash_collected:percent1}，利润 {profit:percent1}，费用 {expense:percent1}",
)


def measure_grid(table: pd.DataFrame, lang: str, title: str | None = None, *, digits: int = 0) -> HouseFigure:
    """Draw the four measures of one branch by month, with the year and what it is of sales.

    In each column the darkest cell is the strongest month; lines part the quarters.

    Parameters
    ----------
    table
        12 months as rows, named in the reader's language; the measures of `kamlib.targets` as columns; CNY 10,000.
    lang
        ``"en"`` or ``"zh"``.
    title
        The finding; None says what cash, expense and profit are of sales.
    digits
        Decimals shown.

    Examples
    --------
    >>> year = {"sales": [100] * 12, "cash_collected": [90] * 12, "profit": [20] * 12, "expense": [10] * 12}
    >>> measure_grid(pd.DataFrame(year, index=list("JASONDJFMAMJ")), "en").description()
    'Of sales: cash 90.0%, profit 20.0%, expense 10.0%'
    """
    months = table[list(targets.MEASURES)].astype(float)
    year = months.sum()
    shares = year / max(year["sales"], 1e-9)
    written = [[number(amount, lang, digits) for amount in line] for line in (*months.to_numpy(), year)]
    written.append(["", *(write(share, "percent1", lang) for share in shares.iloc[1:])])
    strengths = np.zeros((len(months) + 2, len(year)))
    strengths[:-2] = 0.06 + 0.5 * (months / months.max().clip(lower=1e-9)).clip(0, 1)
    rows = [*map(str, months.index), YEAR.pick(lang), OF_SALES.pick(lang)]
    heads = [name.pick(lang) for name in MEASURE_NAMES.values()]
    with house(lang):
        figure, axes = new_figure((6.0, 4.4))
        _draw_cells(axes, written, strengths, rows, heads, IN_TEN_THOUSANDS.pick(lang), LABEL_POINTS + 1)
        for place, width in ((2.5, 0.6), (5.5, 0.6), (8.5, 0.6), (11.5, 1.2)):
            axes.plot([-1.3, 3.5], [place, place], color=COLOURS["soft"], linewidth=width)
        axes.set(xlim=(-1.35, 3.5), ylim=(len(rows) - 0.5, -1.35), xticks=[], yticks=[])
        bare(axes)
        return finish(figure, title or RATES.fill(lang, shares.to_dict()))


# -- Ansoff ----------------------------------------------------------------------------------------

OPEN = Text(
    en="The actions cover {share:percent0} of the gap; {open:short_money} is still open",
    zh="行动已覆盖缺口的 {share:percent0}，还差 {open:short_money}",
)
CLOSED = Text(
    en="The actions cover the gap and {over:short_money} more",
    zh="行动足以覆盖缺口，还多出 {over:short_money}",
)
NO_GAP = Text(en="There is no gap: the forecast reaches the target", zh="没有缺口：预测已达到目标")
OLD_PRODUCT, NEW_PRODUCT = Text(en="Old product", zh="老产品"), Text(en="New product", zh="新产品")
OLD_MARKET, NEW_MARKET = Text(en="Old market", zh="老市场"), Text(en="New market", zh="新市场")
COVERED = Text(en="covered", zh="已覆盖")
STILL_OPEN = Text(en="still open", zh="未覆盖")
GAP = Text(en="Gap {gap:short_money}", zh="缺口 {gap:short_money}")
CELL_COLOURS = {
    "market_penetration": "#0072B2",
    "product_development": "#009E73",
    "market_development": "#E69F00",
    "diversification": "#CC79A7",
}


def ansoff_matrix(
    plan: targets.AnsoffGap,
    lang: str,
    title: str | None = None,
    *,
    actions: Mapping[str, int] | None = None,
    by_cell: bool = True,
) -> HouseFigure:
    """Draw the four cells with what they cover, and beside them the gap being filled.

    Parameters
    ----------
    plan
        What `kamlib.targets.ansoff_gap` returns, CNY.
    lang
        ``"en"`` or ``"zh"``.
    title
        The finding; None says how much of the gap is covered.
    actions
        Number of actions in each cell, where it is to be shown.
    by_cell
        Whether to show what each cell covers, or only all of them together.

    Examples
    --------
    >>> plan = targets.ansoff_gap(1_000, 800, ["market_penetration", "diversification"], [200, 300], [0.5, 0.1])
    >>> ansoff_matrix(plan, "en").description()
    'The actions cover 65% of the gap; CNY 70 is still open'
    """
    with house(lang):
        figure, axes = new_figure((7.4, 4.7))
        for place, cell in enumerate(ANSOFF_CELLS):
            _ansoff_cell(axes, place % 2, place // 2, cell, plan, (actions or {}).get(cell), lang, by_cell)
        for column, words in enumerate((OLD_PRODUCT, NEW_PRODUCT)):
            axes.text(column * 1.06 + 0.5, -0.1, words.pick(lang), ha="center", va="bottom", color=TEXT_COLOURS["soft"])
        for row, words in enumerate((OLD_MARKET, NEW_MARKET)):
            axes.text(-0.07, row * 1.06 + 0.5, words.pick(lang), ha="right", va="center", color=TEXT_COLOURS["soft"])
        _gap_bar(axes, plan, lang, by_cell)
        axes.set(xlim=(-0.5, 4.05), ylim=(2.2, -0.32), xticks=[], yticks=[])
        bare(axes)
        return finish(figure, title or _gap_finding(plan, lang))


def _gap_finding(plan: targets.AnsoffGap, lang: str) -> str:
    if plan.gap <= 0:
        return NO_GAP.pick(lang)
    if plan.residual <= 0:
        return CLOSED.fill(lang, {"over": float(f"{-plan.residual:.3g}")})
    return OPEN.fill(lang, {"share": plan.covered / plan.gap, "open": float(f"{plan.residual:.3g}")})


def _ansoff_cell(
    axes: Any, column: int, row: int, cell: str, plan: targets.AnsoffGap, count: int | None, lang: str,
    by_cell: bool,
) -> None:  # fmt: skip
    left, top = column * 1.06, row * 1.06
    axes.fill([left, left + 1, left + 1, left], [top, top, top + 1, top + 1],
              color=tint(CELL_COLOURS[cell], 0.22), edgecolor=CELL_COLOURS[cell], linewidth=1.6)  # fmt: skip
    axes.text(left + 0.5, top + 0.24, wrapped(CELL_NAMES[cell].pick(lang), 14), ha="center", va="center")
    if not by_cell:
        return
    amount = write(plan.covered_by_cell[cell], "short_money", lang)
    axes.text(left + 0.5, top + 0.55, amount, ha="center", va="center", fontsize=14)
    if count is not None:
        words = Text(en="{n:whole} actions", zh="{n:whole} 项行动").fill(lang, {"n": count})
        axes.text(left + 0.5, top + 0.8, words, ha="center", va="center", fontsize=SMALL_POINTS, color=TEXT_COLOURS["soft"])


def _gap_bar(axes: Any, plan: targets.AnsoffGap, lang: str, by_cell: bool) -> None:
    """Draw what is covered, cell upon cell, against the gap."""
    low, height, left, width = 2.06, 2.06, 2.62, 0.42
    full = max(plan.gap, plan.covered, 1e-9)
    reached = 0.0
    parts = [(CELL_NAMES[cell], CELL_COLOURS[cell], plan.covered_by_cell[cell]) for cell in ANSOFF_CELLS]
    for name, colour, amount in parts if by_cell else [(COVERED, COLOURS["accent"], plan.covered)]:
        part = amount / full * height
        if part <= 0:
            continue
        top = low - reached - part
        axes.fill([left, left + width, left + width, left], [top, top, top + part, top + part],
                  color=tint(colour, 0.75), edgecolor="white", linewidth=1)  # fmt: skip
        if part > 0.11:
            axes.text(left + width + 0.07, top + part / 2, name.pick(lang), va="center", fontsize=SMALL_POINTS)
        reached += part
    if plan.residual > 0:
        part = plan.residual / full * height
        top = low - reached - part
        axes.add_patch(Rectangle((left, top), width, part, facecolor="white", edgecolor=COLOURS["bad"], hatch="///"))
        if part > 0.11:
            axes.text(left + width + 0.07, top + part / 2, STILL_OPEN.pick(lang), va="center", fontsize=SMALL_POINTS,
                      color=TEXT_COLOURS["bad"])  # fmt: skip
    if plan.gap > 0:
        line = low - plan.gap / full * height
        axes.plot([left - 0.12, left + width + 0.12], [line, line], color=COLOURS["ink"], linewidth=1.6)
        words = GAP.fill(lang, {"gap": float(f"{plan.gap:.3g}")})
        axes.text(left + width / 2, line - 0.05, words, ha="center", va="bottom", fontsize=SMALL_POINTS)
