"""Live control of the account plan's lesson: one figure of step 2 moves, and tier and hours follow."""

from __future__ import annotations

from kamlib import plots
from kamlib.lifetime import margin_multiple
from kamlib.plots.style import HouseFigure
from kamlib.text import Text
from kamlib.tiers import tiers_by_threshold
from kamlib.units.account_plan.x3_tier import hours_per_year
from kamlib.units.common import TIER_NAMES
from kamlib.units.u2_tiers.shared import FLOORS
from kamlib.widgets import live
from kamlib.widgets.live import Control, Live, Values

TITLE = Text(en="One figure moves, the plan follows", zh="一个数变了，整个计划跟着变")
_FINDING = Text(
    en="CLP {clp:money}: {tier}, {hours:whole} hours a year.", zh="CLP {clp:money}：{tier}，每年 {hours:whole} 小时。"
)


def chain(
    lang: str, *, profit: float = 1_500_000, retention: float = 0.80, discount: float = 0.10, most: float = 3_000_000
) -> Live:
    """Return the ladder of the tiers with sliders for profit a year (CNY), retention and discount rate."""
    controls: tuple[Control, ...] = (
        ("profit", Text(en="Profit a year", zh="每年利润"), -200_000.0, most, 10_000.0, profit, "money"),
        ("retention", Text(en="Retention rate", zh="保留率"), 0.50, 0.97, 0.01, retention, "percent"),
        ("discount", Text(en="Discount rate", zh="折现率"), 0.05, 0.20, 0.01, discount, "percent"),
    )

    def draw(moved: Values) -> tuple[HouseFigure, str]:
        clp = moved["profit"] * margin_multiple(moved["retention"], moved["discount"], first_margin="end")
        tier = str(tiers_by_threshold([clp], FLOORS)[0])
        values = {"clp": clp, "tier": TIER_NAMES[tier], "hours": hours_per_year(tier)}
        return plots.tier_ladder(clp, FLOORS, lang), _FINDING.fill(lang, values)

    return live.figure(TITLE, controls, draw, lang)
