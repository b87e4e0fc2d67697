"""Live controls of unit U1: the CLP curve, the four stages of a relationship, what one step of a lever adds.

The page only draws; every figure comes from the calculations of kamlib.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from kamlib import lifetime, plots
from kamlib.classroom.exercise import Data
from kamlib.lifetime import RELATIONSHIP_STAGES
from kamlib.plots.style import HouseFigure
from kamlib.text import Text
from kamlib.units.u1_lifetime.shared import COST_TIMING, FIRST_MARGIN
from kamlib.widgets import live
from kamlib.widgets.live import Control, Live, Values

STEP = 10_000  # CNY: the accounts of the exercises are rounded to it

WORTH = Text(en="What is this account worth?", zh="这个客户值多少钱？")
CALCULATOR = Text(en="CLP calculator", zh="CLP 计算器")
_FINDING = Text(
    en="CLP {clp:money}; the account is expected to stay {stay:one} years.",
    zh="CLP 为 {clp:money}；预期关系年限 {stay:one} 年。",
)


def clp(
    lang: str,
    *,
    contribution: float = 1_000_000,
    cost: float = 200_000,
    retention: float = 0.80,
    discount: float = 0.10,
    years: int = 5,
    most: float = 5_000_000,
    title: Text = WORTH,
) -> Live:
    """Return the CLP curve of an account with a slider for each of the five inputs; money in CNY a year."""
    controls: tuple[Control, ...] = (
        ("contribution", Text(en="Contribution a year", zh="每年边际贡献"), 0.0, most, STEP, contribution, "money"),
        ("cost", Text(en="Cost to serve a year", zh="每年服务成本"), 0.0, most / 2, STEP, cost, "money"),
        ("retention", Text(en="Retention rate", zh="保留率"), 0.50, 0.99, 0.01, retention, "percent"),
        ("discount", Text(en="Discount rate", zh="折现率"), 0.0, 0.25, 0.01, discount, "percent"),
        ("years", Text(en="Years", zh="年数"), 2.0, 15.0, 1.0, float(years), "number"),
    )

    def draw(moved: Values) -> tuple[HouseFigure, str]:
        table = lifetime.lifetime_profit_table(
            moved["contribution"],
            moved["cost"],
            moved["retention"],
            moved["discount"],
            round(moved["years"]),
            first_margin=FIRST_MARGIN,
            cost_timing=COST_TIMING,
        )
        worth = float(table["present_value"].sum())
        stay = float(lifetime.expected_lifetime_years(min(moved["retention"], 0.99)))
        return plots.lifetime_curve(table, lang), _FINDING.fill(lang, {"clp": worth, "stay": stay})

    return live.figure(title, controls, draw, lang)


def account_curve(data: Data, lang: str) -> Live:
    """Return the CLP curve beside exercise U1.X1; it starts with the account of the hint, not with an answer."""
    return clp(lang, discount=data["discount"], years=data["years"])


def calculator(data: Data, lang: str) -> Live:
    """Return the CLP curve beside the assessed case U1.W, with its years and rate only."""
    return clp(lang, discount=data["discount"], years=data["years"], title=CALCULATOR)


_STAGES = Text(
    en="Years of formation: {formation:whole}, of stability: {stability:whole}. The relationship is worth {total:money} today.",
    zh="形成期 {formation:whole} 年，稳定期 {stability:whole} 年：整段关系折成今天的钱值 {total:money}。",
)


def relationship(lang: str) -> Live:
    """Return the four-stage curve of a new account with sliders for the investment, the best year and the stages."""
    controls: tuple[Control, ...] = (
        ("invest", Text(en="Spent a year, exploration", zh="考察期每年投入"), 0.0, 1_000_000, STEP, 300_000, "money"),
        ("best", Text(en="Left a year, stability", zh="稳定期每年净贡献"), 100_000, 1_500_000, STEP, 800_000, "money"),
        ("formation", Text(en="Years of formation", zh="形成期年数"), 1.0, 5.0, 1.0, 3.0, "number"),
        ("stability", Text(en="Years of stability", zh="稳定期年数"), 0.0, 10.0, 1.0, 4.0, "number"),
        ("discount", Text(en="Discount rate", zh="折现率"), 0.0, 0.25, 0.01, 0.10, "percent"),
    )

    def draw(moved: Values) -> tuple[HouseFigure, str]:
        formation, stability = round(moved["formation"]), round(moved["stability"])
        stage_years = dict(zip(RELATIONSHIP_STAGES, (2, formation, stability, 1), strict=True))
        flows = stage_flows(stage_years, invest=moved["invest"], best=moved["best"])
        total = float(lifetime.cash_flow_value(flows, moved["discount"], first_flow="end"))
        said = _STAGES.fill(lang, {"formation": formation, "stability": stability, "total": total})
        return plots.stage_curve(flows, moved["discount"], stage_years, lang), said

    title = Text(en="What makes a new relationship pay?", zh="一段新的客户关系，怎样才划算？")
    return live.figure(title, controls, draw, lang)


def stage_flows(stage_years: dict[str, int], *, invest: float, best: float) -> list[float]:
    """Return the cash flows of a new account, CNY: money out at first, then a rise, a plateau and a fall.

    Examples
    --------
    >>> stage_flows({"exploration": 1, "formation": 3, "stability": 1, "decline": 1}, invest=100, best=800)
    [-100.0, 200.0, 400.0, 600.0, 800.0, 320.0]
    """
    first, rise, level, last = stage_years.values()
    climbing = np.arange(1, rise + 1) / (rise + 1) * best
    parts: list[Any] = [[-invest] * first, climbing, [best] * level, [0.4 * best] * last]
    return [float(flow) for part in parts for flow in part]


_LEVERS = {
    "contribution_per_year": Text(en="Contribution: {step:percent} more", zh="边际贡献：提高 {step:percent}"),
    "service_cost_per_year": Text(en="Cost to serve: {step:percent} less", zh="服务成本：降低 {step:percent}"),
    "retention_per_year": Text(en="Retention: {step:points} points more", zh="保留率：提高 {step:points} 个百分点"),
}
_STRONGEST = Text(
    en="“{lever}” adds most: {gain:money} to a CLP of {clp:money}.", zh="“{lever}”效果最大：在 {clp:money}的 CLP 上增加 {gain:money}。"
)


def levers(lang: str, *, contribution: float, cost: float, retention: float, discount: float, years: int) -> Live:
    """Return what one step of each lever adds to the CLP of an account, with a slider for the size of each step."""
    base = (contribution, cost, retention, discount, years)
    controls: tuple[Control, ...] = (
        ("contribution_per_year", Text(en="Contribution: more by", zh="边际贡献提高"), 0.0, 0.20, 0.01, 0.05, "percent"),
        ("service_cost_per_year", Text(en="Cost to serve: less by", zh="服务成本降低"), 0.0, 0.50, 0.01, 0.10, "percent"),
        ("retention_per_year", Text(en="Retention: more by (points)", zh="保留率提高（百分点）"), 0.0, round(0.99 - retention, 2), 0.01, 0.03, "percent"),
    )

    def draw(moved: Values) -> tuple[HouseFigure, str]:
        steps = {
            "contribution_per_year": contribution * moved["contribution_per_year"],
            "service_cost_per_year": -cost * moved["service_cost_per_year"],
            "retention_per_year": moved["retention_per_year"],
        }
        effects = lifetime.lever_effects(
            *base, first_margin=FIRST_MARGIN, cost_timing=COST_TIMING, steps=steps
        )["change"]
        names = {
            lever: Text(en=words.fill("en", {"step": moved[lever]}), zh=words.fill("zh", {"step": moved[lever]}))
            for lever, words in _LEVERS.items()
        }
        best = str(effects.idxmax())
        worth = lifetime.lifetime_profit(*base, first_margin=FIRST_MARGIN, cost_timing=COST_TIMING)
        said = _STRONGEST.fill(lang, {"lever": names[best], "gain": float(effects[best]), "clp": worth})
        return plots.lever_bars(effects.to_dict(), lang, names=names), said

    title = Text(en="Which lever moves the CLP most?", zh="哪一项对 CLP 影响最大？")
    return live.figure(title, controls, draw, lang)
