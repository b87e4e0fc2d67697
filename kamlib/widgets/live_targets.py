"""Live controls of unit T0: weights and season move the plan, any branch of the tree is opened by measure and month,
growth and probability close the Ansoff gap.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from kamlib import plots, targets
from kamlib.classroom.exercise import Data
from kamlib.plots.style import HouseFigure
from kamlib.targets import ANSOFF_CELLS
from kamlib.text import Text
from kamlib.units.common import named
from kamlib.units.t0_targets import MONTH_NAMES
from kamlib.units.t0_targets.x1_split import exact_shares, open_months
from kamlib.units.t0_targets.x4_ansoff import CELLS, plan_of
from kamlib.widgets.live import Control, Live, Values, figure

TEN_THOUSAND, HUNDRED = 10_000, 100
HIGHEST_WEIGHT = 150.0
MOVED_CELLS = ("market_penetration", "diversification")
_WEIGHT = Text(en="Weight of {name}", zh="{name}权重")
_ADDS_UP = Text(
    en="Regions and months add up to {total:whole} × CNY 10,000 exactly. {strong} carries {share:percent1} of the year.",
    zh="各区域、各月合计正好 {total:whole}万元。{strong}占全年 {share:percent1}。",
)
_UNIT_SLIDER: Control = (
    "unit", Text(en="Rounding unit, × CNY 10,000", zh="取整单位（万元）"), 1.0, 10.0, 9.0, 1.0, "number"
)  # fmt: skip
_SHARES = Text(en="The open quarter, and the year", zh="待定季度与全年")
_NINE = Text(en="Other nine", zh="其余九个月")
_IN_HUNDREDS = Text(en="CNY 100,000", zh="10万元")
_EXACT = Text(
    en="Exact shares, not rounded: this is where the rounding begins.",
    zh="这是未取整的精确份额，取整从这里开始。",
)
_COMPANY = Text(en="Whole company", zh="全公司")
_BRANCH = Text(
    en="{where}: {projects:whole} projects add up to every figure here, month by month and measure by measure.",
    zh="{where}：{projects:whole} 个项目逐月、逐项相加，与这里每一格都相符。",
)
_PROJECT = Text(
    en="{where}: one project, and still twelve months and four measures.",
    zh="{where}：一个项目，照样是 12 个月、四项指标。",
)
_OPEN = Text(
    en="Covered: {covered:short_money} of {gap:short_money}. Still open: {residual:short_money}.",
    zh="缺口 {gap:short_money}，已覆盖 {covered:short_money}，还差 {residual:short_money}。",
)
_CLOSED = Text(
    en="Covered: {covered:short_money} of {gap:short_money}. The gap is closed on paper; now somebody has to do it.",
    zh="缺口 {gap:short_money}，已覆盖 {covered:short_money}。纸面上补上了，接下来要有人去做。",
)


def _label(text: Text, name: Text) -> Text:
    return Text(en=text.en.format(name=name.en), zh=text.zh.format(name=name.zh))


def _unit(moved: Values) -> int:
    return 10 if moved["unit"] > 5 else 1


def _region_names(data: Data) -> dict[str, Text]:
    return {
        region["id"]: Text(en=region["name"]["en"], zh=region["name"]["zh"]) for region in data["regions"]
    }


def _weight_sliders(data: Data, start: float | None) -> tuple[Control, ...]:
    weights = {region["id"]: float(region["weight"]) for region in data["regions"]}
    return tuple(
        (id, _label(_WEIGHT, name), 0.0, HIGHEST_WEIGHT, 1.0, weights[id] if start is None else start, "number")
        for id, name in _region_names(data).items()
    )


def _readable(table: pd.DataFrame, data: Data, lang: str) -> pd.DataFrame:
    """Return a table of regions by months with both named in the reader's language."""
    named = table.rename(index={id: name.pick(lang) for id, name in _region_names(data).items()})
    return named.set_axis([name.pick(lang)[:3] for name in MONTH_NAMES.values()], axis=1)


def _some_weight(moved: Values, data: Data) -> dict[str, float]:
    weights = {region["id"]: moved[region["id"]] for region in data["regions"]}
    return weights if sum(weights.values()) > 0 else dict.fromkeys(weights, 1.0)


def breakdown(data: Data, lang: str) -> Live:
    """Return the plan by region and month of the data of exercise T0.X1, with sliders for weights and season.

    The season's strength is 100 % as in the years on record, 0 % with all months alike.
    """
    controls: tuple[Control, ...] = (
        *_weight_sliders(data, None),
        ("season", Text(en="Strength of the season", zh="淡旺季强度"), 0.0, 1.5, 0.05, 1.0, "percent0"),
        _UNIT_SLIDER,
    )
    season = targets.seasonal_index(data["years"], years_count="by_sales")

    def draw(moved: Values) -> tuple[HouseFigure, str]:
        weights = pd.Series(_some_weight(moved, data))
        months = 1 + (season - 1) * moved["season"]
        unit = _unit(moved)
        total = data["target"] - data["target"] % unit
        table = targets.break_down({"sales": total}, weights, months, unit=unit, profit_from="own_weights")
        shown = _readable(table["sales"], data, lang)
        by_month = shown.sum()
        said = {"total": total, "strong": by_month.idxmax(), "share": by_month.max() / total}
        return plots.month_grid(shown, lang, wide=True), _ADDS_UP.fill(lang, said)

    title = Text(en="Move a weight: every sum still holds", zh="动一动权重：合计始终相符")
    return figure(title, controls, draw, lang)


def branches(annual_totals: Mapping[str, int], weights: pd.DataFrame, season: pd.Series, lang: str) -> Live:
    """Return the four measures by month of any branch of a target tree, with a slider for each level.

    At each level 1 is the largest branch and 0 all of them.

    Parameters
    ----------
    annual_totals : by measure, CNY a year, whole hundreds.
    weights : a row per project and a column per measure, that of profit for profit plus expense; levels and
        branches are named in the reader's language.
    season : 12 month weights, named in the reader's language.
    """
    plan = targets.break_down(annual_totals, weights, season, unit=HUNDRED, profit_from="gross_profit")
    levels = list(plan.index.names)
    controls: tuple[Control, ...] = tuple(
        (name, Text(en=name, zh=name), 0.0, float(_most_children(plan, place)), 1.0, 1.0, "number")
        for place, name in enumerate(levels)
    )

    def draw(moved: Values) -> tuple[HouseFigure, str]:
        opened, path = plan, []
        for name in levels:
            if not moved[name]:
                break
            by_size = opened["sales"].sum(axis=1).groupby(level=name, sort=False).sum().sort_values(ascending=False)
            path.append(by_size.index[min(int(moved[name]), len(by_size)) - 1])
            opened = opened[opened.index.get_level_values(name) == path[-1]]
        branch = targets.roll_up(opened, unit=HUNDRED).iloc[0] / TEN_THOUSAND
        shown = pd.DataFrame({measure: branch[measure] for measure in targets.MEASURES}, index=season.index)
        said = {
            "where": (", " if lang == "en" else "、").join(path) or _COMPANY.pick(lang),
            "projects": len(opened),
        }
        finding = (_PROJECT if len(opened) == 1 else _BRANCH).fill(lang, said)
        return plots.measure_grid(shown, lang, digits=2), finding

    title = Text(en="Open a branch: twelve months, four measures", zh="打开任何一支：12 个月、四项指标")
    return figure(title, controls, draw, lang)


def _most_children(plan: pd.DataFrame, place: int) -> int:
    """Return how many branches the fullest node has at one level of the tree."""
    nodes = pd.Series(1, index=plan.index).groupby(level=list(range(place + 1))).size()
    return int(nodes.groupby(level=list(range(place))).size().max()) if place else len(nodes)


def shares(data: Data, lang: str) -> Live:
    """Return the exact shares of exercise T0.X1 for region weights that the trainee sets; all alike at first.

    Shown are the months of the open quarter and the year. The last slider selects the rounding unit in which
    they are counted: CNY 10,000 or ten times that.
    """

    def draw(moved: Values) -> tuple[HouseFigure, str]:
        unit = _unit(moved)
        every = _readable(exact_shares(data, _some_weight(moved, data)) / unit, data, lang)
        mine = [list(MONTH_NAMES).index(month) for month in open_months(data)]
        table = every.iloc[:, mine]
        table[_NINE.pick(lang)] = every.sum(axis=1) - table.sum(axis=1)
        counted = _IN_HUNDREDS.pick(lang) if unit > 1 else None
        return plots.month_grid(table, lang, _SHARES.pick(lang), digits=2, unit=counted), _EXACT.pick(lang)

    title = Text(en="Set the weights of your case, then round by hand", zh="先设好题中的权重，再手工取整")
    return figure(title, (*_weight_sliders(data, 50.0), _UNIT_SLIDER), draw, lang)


def industry_shares(data: Data, lang: str) -> Live:
    """Return the exact shares of the industries of exercise T0.X1 for weights and a region's target to be set."""
    names = {entry["id"]: named(entry["name"]) for entry in data["industries"]}
    focus = next(named(region["name"]) for region in data["regions"] if region["id"] == data["focus"])
    controls: tuple[Control, ...] = (
        ("target", _label(Text(en="Target of {name}, × CNY 10,000", zh="{name}年度目标（万元）"), focus),
         0.0, 30_000.0, 1.0, 1_000.0, "number"),
        *((id, _label(_WEIGHT, name), 0.0, HIGHEST_WEIGHT, 1.0, 50.0, "number") for id, name in names.items()),
    )  # fmt: skip
    quarters = pd.Series(targets.quarter_totals([sum(month) for month in zip(*data["years"], strict=True)]))
    heads = [Text(en=f"Quarter {place}", zh=f"第 {place} 季度").pick(lang) for place in range(1, 5)]

    def draw(moved: Values) -> tuple[HouseFigure, str]:
        weights = pd.Series({id: moved[id] for id in names})
        weights = weights if weights.sum() > 0 else weights + 1
        table = pd.DataFrame(
            np.outer(weights / weights.sum(), quarters / quarters.sum()) * max(moved["target"], 1.0),
            index=[name.pick(lang) for name in names.values()], columns=heads,
        )  # fmt: skip
        return plots.month_grid(table, lang, digits=2, whole=focus.pick(lang)), _EXACT.pick(lang)

    title = Text(en="One level further down: the industries", zh="再往下一层：分到行业")
    return figure(title, controls, draw, lang)


def _said(plan: targets.AnsoffGap, lang: str) -> str:
    values = {"covered": plan.covered, "gap": plan.gap, "residual": plan.residual}
    return (_CLOSED if plan.residual <= 0 else _OPEN).fill(lang, values)


def ansoff(target: float, baseline: float, growth: Values, probability: Values, lang: str) -> Live:
    """Return the Ansoff matrix with sliders for growth and probability of its surest and its riskiest cell.

    Parameters
    ----------
    target, baseline : sales wanted and sales expected without new actions, CNY a year.
    growth, probability : by cell, CNY a year and fractions; for the two cells with sliders where these begin.
    """
    growth_label = Text(en="{name}: growth, CNY m", zh="{name}：增长额（百万元）")
    chance_label = Text(en="{name}: probability", zh="{name}：成功概率")
    controls: tuple[Control, ...] = tuple(
        control
        for cell in MOVED_CELLS
        for control in (
            (f"growth_{cell}", _label(growth_label, CELLS[cell].label), 0.0, 30.0, 0.5, growth[cell] / 1e6, "number"),
            (f"chance_{cell}", _label(chance_label, CELLS[cell].label), 0.0, 1.0, 0.05, probability[cell], "percent0"),
        )
    )  # fmt: skip

    def draw(moved: Values) -> tuple[HouseFigure, str]:
        plan = targets.ansoff_gap(
            target,
            baseline,
            ANSOFF_CELLS,
            [moved.get(f"growth_{cell}", growth[cell] / 1e6) * 1e6 for cell in ANSOFF_CELLS],
            [moved.get(f"chance_{cell}", probability[cell]) for cell in ANSOFF_CELLS],
        )
        return plots.ansoff_matrix(plan, lang), _said(plan, lang)

    title = Text(en="Which cell closes the gap, and how surely?", zh="靠哪个象限补缺口，把握有多大？")
    return figure(title, controls, draw, lang)


def positions(data: Data, lang: str) -> Live:
    """Return the gap of exercise T0.X4 with every growth and every probability somewhere in its range.

    0 % is the cautious end of the ranges, where the sliders begin; 100 % the hopeful one.
    """
    controls: tuple[Control, ...] = (
        ("growth", Text(en="Growth: lowest to highest", zh="增长额：从下限到上限"), 0.0, 1.0, 0.05, 0.0, "percent0"),
        ("chance", Text(en="Probability: lowest to highest", zh="成功概率：从下限到上限"), 0.0, 1.0, 0.05, 0.0, "percent0"),
    )  # fmt: skip

    def draw(moved: Values) -> tuple[HouseFigure, str]:
        plan = plan_of(data, scale=TEN_THOUSAND, growth_at=moved["growth"], chance_at=moved["chance"])
        return plots.ansoff_matrix(plan, lang, by_cell=False), _said(plan, lang)

    title = Text(en="From cautious to hopeful: when does the gap close?", zh="从保守到乐观：缺口什么时候补上？")
    return figure(title, controls, draw, lang)
