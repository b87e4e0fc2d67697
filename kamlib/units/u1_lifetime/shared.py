"""What the exercises of U1 share: the CLP convention of the course, the four stages, the four CRM steps."""

from __future__ import annotations

import random
from collections.abc import Mapping
from functools import cache
from typing import Any

from kamlib import lifetime
from kamlib.classroom.exercise import Data, Option
from kamlib.lifetime import RELATIONSHIP_STAGES
from kamlib.stages import COURSE_LIMITS
from kamlib.text import Text
from kamlib.units.common import names_in

# The convention of the course (U1 and U2): the first contribution comes today, cost to serve in mid-year.
FIRST_MARGIN = "now"
COST_TIMING = "middle"

STAGE_NAMES = {
    "exploration": Text(en="Exploration", zh="考察期"),
    "formation": Text(en="Formation", zh="形成期"),
    "stability": Text(en="Stability", zh="稳定期"),
    "decline": Text(en="Decline", zh="退化期"),
}
STAGE_NOTES = {
    "exploration": Text(en="new, or our share still small", zh="刚起步，或份额还很小"),
    "formation": Text(en="orders or share still growing", zh="订单或份额还在上升"),
    "stability": Text(en="steady, with a settled share", zh="平稳，份额已站稳"),
    "decline": Text(en="orders falling", zh="订单在下滑"),
}
CRM_STEPS = {
    "identify": Text(en="Identify: find out who they are and what they are worth", zh="识别：摸清对方情况和价值"),
    "develop": Text(en="Develop / win: get the business we do not have yet", zh="开发：拿下还没有拿到的业务"),
    "retain": Text(en="Retain: keep what we have", zh="保留：守住已有的业务"),
    "raise_value": Text(en="Raise value: earn more from a secure relationship", zh="价值提升：在稳固的关系上多创造价值"),
}


def worth(account: Mapping[str, Any], data: Data, **changed: float) -> float:
    """Return the CLP of an account of a variant, CNY, with single inputs changed by the caller."""
    given = {
        "contribution_per_year": account["contribution"],
        "service_cost_per_year": account["cost"],
        "retention_per_year": account["retention"],
        "discount_rate_per_year": data["discount"],
        "years": data["years"],
    }
    return lifetime.lifetime_profit(**given | changed, first_margin=FIRST_MARGIN, cost_timing=COST_TIMING)


@cache
def _prospect_names() -> tuple[dict[str, str], ...]:
    from kamlib import cases

    table = cases.prospects()
    table = table[table["outcome"] == "open"]
    return names_in(table)


def draw_prospect(chance: random.Random) -> dict[str, str]:
    """Return the name of a company that the case company has not won yet."""
    return dict(chance.choice(_prospect_names()))


def stage_boxes() -> tuple[Option, ...]:
    """Return the four stages as boxes or options, in the order of a relationship."""
    return tuple(Option(stage, STAGE_NAMES[stage], note=STAGE_NOTES[stage]) for stage in RELATIONSHIP_STAGES)


def limit_figures() -> dict[str, Any]:
    """Return the limits of the stage rule as the texts name them."""
    return {
        "limit_months": COURSE_LIMITS.new_below_months,
        "limit_fall": -COURSE_LIMITS.fall_at_most,
        "limit_small": COURSE_LIMITS.small_share_below,
        "limit_growth": COURSE_LIMITS.growing_from,
        "limit_settled": COURSE_LIMITS.settled_share_from,
    }


STAGE_RULE = Text(
    en="""1. **Exploration** if the first order is less than {limit_months:number} months ago
2. **Decline** if orders fall by {limit_fall:percent} a year or more, or if they shrink at all while complaints rise
3. **Exploration** if our share of wallet is still below {limit_small:percent}
4. **Formation** if orders grow by {limit_growth:percent} a year or more, or if our share is below {limit_settled:percent}
5. **Stability** otherwise""",
    zh="""1. 首单至今不到 {limit_months:number} 个月，为**考察期**
2. 订单每年下降 {limit_fall:percent} 及以上，或订单减少同时投诉上升，为**退化期**
3. 我方钱包份额仍低于 {limit_small:percent}，为**考察期**
4. 订单每年增长 {limit_growth:percent} 及以上，或份额低于 {limit_settled:percent}，为**形成期**
5. 其余为**稳定期**""",
)
