"""KP.X3, the step of U2: the tier of the account, and the effort that goes with it."""

from __future__ import annotations

from functools import partial
from typing import Any

from kamlib import tiers
from kamlib.classroom.exercise import (
    Answers,
    Carry,
    ChoiceField,
    Data,
    Exercise,
    Field,
    NumberField,
    Tolerance,
)
from kamlib.text import Text
from kamlib.tiers import TIERS
from kamlib.units import pool
from kamlib.units.account_plan import x2_lifetime
from kamlib.units.account_plan.shared import DEAL, case, head_values, other_reasons
from kamlib.units.common import TIER_NAMES, mistake, options, tier_boxes
from kamlib.units.u2_tiers.shared import FLOORS

GIVEN = ("floor_strategic", "floor_value", "floor_standard", "seller_hours")
# The course's own choice: hours of the whole team a month, and who owns the relationship.
HOURS_PER_MONTH = {"strategic": 40, "value": 16, "standard": 5, "transactional": 1}
OWNER_OF = {"strategic": "director", "value": "manager", "standard": "salesperson", "transactional": "inside"}
OWNERS = {
    "director": Text(en="Key-account manager with the sales director as sponsor", zh="大客户经理负责，销售总监作高层支持"),
    "manager": Text(en="Key-account manager", zh="大客户经理负责"),
    "salesperson": Text(en="Salesperson of the area", zh="区域业务员负责"),
    "inside": Text(en="Inside sales and web shop", zh="内勤和网上商城负责"),
}


def given_floors() -> dict[str, int]:
    """Return the floors of the tiers as facts of the plan."""
    return {f"floor_{tier}": floor for tier, floor in FLOORS.items()}


def hours_per_year(tier: str) -> int:
    """Return the hours that our whole team has for an account of a tier in a year."""
    return HOURS_PER_MONTH[tier] * 12


def _floors(data: Data) -> dict[str, float]:
    return {tier: data[f"floor_{tier}"] for tier in FLOORS}


def _tier(data: Data, answers: Answers) -> str:
    return str(tiers.tiers_by_threshold([data["clp"]], _floors(data))[0])


def _hours(data: Data, answers: Answers) -> float:
    return float(hours_per_year(answers["tier"]))


def _share(data: Data, answers: Answers) -> float:
    return float(answers["hours_per_year"] / data["seller_hours"])


def _owner(data: Data, answers: Answers) -> str:
    return OWNER_OF[answers["tier"]]


def _next_tier(data: Data, answers: Answers) -> float:
    """Return the hours of the tier below: what somebody reads in the wrong line."""
    place = TIERS.index(answers["tier"])
    return float(hours_per_year(TIERS[place + 1 if place + 1 < len(TIERS) else place - 1]))


def _tier_reasons(data: Data) -> dict[str, Text]:
    right = TIERS.index(_tier(data, {}))
    return {tier: TOO_HIGH if place < right else TOO_LOW for place, tier in enumerate(TIERS) if place != right}


def _fields(data: Data) -> tuple[Field, ...]:
    return (
        ChoiceField(
            id="tier",
            label=Text(en="Tier of the account", zh="客户等级"),
            options=tier_boxes(),
            expected=_tier,
            reasons=_tier_reasons(data),
        ),
        NumberField(
            id="hours_per_year",
            per="year",
            label=Text(en="Hours of our team for this account a year", zh="我方团队每年投入的工时"),
            unit=Text(en="hours", zh="小时"),
            tolerance=Tolerance(within=0.5),
            lowest=0,
            uses=("tier",),
            expected=_hours,
            mistakes=(
                mistake(
                    "line-below",
                    _next_tier,
                    en="Those are the hours of another tier than the account's. Check the tier first, then take its line.",
                    zh="这不是这家客户所属等级的工时。请先核对等级，再看那一行。",
                ),
                mistake(
                    "one-month",
                    lambda data, answers: _hours(data, answers) / 12,
                    en="Those are the hours of one month. Multiply by 12.",
                    zh="这是一个月的工时。请乘以 12。",
                ),
            ),
        ),
        NumberField(
            id="seller_share",
            kind="percent",
            label=Text(en="These hours as a share of one person's working year", zh="这些工时占一个人全年工时的比例"),
            tolerance=Tolerance(within=0.005),
            uses=("hours_per_year",),
            expected=_share,
            mistakes=(
                mistake(
                    "hours-upside-down",
                    lambda data, answers: data["seller_hours"] / answers["hours_per_year"],
                    en="You divided the working year by the hours. Divide the hours by the working year.",
                    zh="您用全年工时除以了投入工时。应当用投入工时除以全年工时。",
                ),
            ),
        ),
        ChoiceField(
            id="owner",
            label=Text(en="Who owns the relationship", zh="由谁负责这家客户"),
            options=options(OWNERS),
            uses=("tier",),
            expected=_owner,
            reasons=other_reasons(OWNER_OF[_tier(data, {})], OWNERS, WHY_NOT_OWNER),
        ),
    )


TOO_HIGH = Text(en="A CLP of {clp:money} does not reach the floor of this tier.", zh="CLP {clp:money}，没有达到这一等级的门槛。")
TOO_LOW = Text(en="A CLP of {clp:money} reaches a higher tier than this one.", zh="CLP {clp:money}，已达到更高等级的门槛。")
WHY_NOT_OWNER = Text(
    en="That owner belongs to another tier; see the table of the house in the case.",
    zh="这个负责人对应的是另一个等级，请看案例中公司的对应表。",
)


def _values(data: Data) -> dict[str, Any]:
    tier = _tier(data, {})
    return {
        **head_values(data),
        **{f"month_{tier}": hours for tier, hours in HOURS_PER_MONTH.items()},
        "tier_name": TIER_NAMES[tier],
        "month": HOURS_PER_MONTH[tier],
        "owner_name": OWNERS[OWNER_OF[tier]],
    }


_LINES_EN = "\n".join(
    f"- {TIER_NAMES[tier].en}: {'from {floor_' + tier + ':money}' if tier in FLOORS else 'below that'}; hours a month: {{month_{tier}}}; {OWNERS[OWNER_OF[tier]].en}"
    for tier in TIERS
)
_LINES_ZH = "\n".join(
    f"- {TIER_NAMES[tier].zh}：{'CLP {floor_' + tier + ':money}及以上' if tier in FLOORS else '低于上述门槛'}；每月 {{month_{tier}}} 小时；{OWNERS[OWNER_OF[tier]].zh}"
    for tier in TIERS
)

CASE = case(
    en=f"""Step 3 turns the lifetime profit into effort: the tier decides who looks after the account and for how long.
The rule of Tarvane Drives by lifetime profit (CLP):

{_LINES_EN}

A person has {{seller_hours:number}} working hours a year for customers. Four levels are the course document's; floors, hours and owners are the course's own.""",
    zh=f"""第 3 步：把全生命周期利润变成投入。等级决定由谁负责、投入多少时间。
塔凡传动按全生命周期利润 (CLP) 的规则：

{_LINES_ZH}

一个人每年可用于客户的工时为 {{seller_hours:number}} 小时。四个等级出自课程文件；门槛、工时和负责人由本课程规定。""",
)

HINTS = (
    Text(en="The figure you need was worked out one step ago.", zh="需要的数字，上一步已经算出来了。"),
    Text(
        en="Compare the CLP with the floors, the highest first. Hours a month × 12 = hours a year; ÷ working year = share.",
        zh="从最高门槛开始与 CLP 比较。每月工时 × 12 = 每年工时；÷ 全年工时 = 比例。",
    ),
    Text(
        en="Another account: CLP 1,200,000 is below 2,000,000 and above 500,000: standard. 5 × 12 = 60 hours, 60 ÷ 1,600 = 3.75%; the salesperson of the area.",
        zh="换一家客户：CLP 1,200,000，低于 2,000,000、高于 500,000，为标准型。5 × 12 = 60 小时，60 ÷ 1,600 = 3.75%；由区域业务员负责。",
    ),
)

SOLUTION = Text(
    en="""- CLP {clp:money}: **{tier_name}**
- {month} a month × 12 = **{hours_per_year:number} hours** a year, {seller_share:percent1} of one working year
- Owner: **{owner_name}**""",
    zh="""- CLP {clp:money}：**{tier_name}**
- 每月 {month} 小时 × 12 = 每年 **{hours_per_year:number} 小时**，占一个人全年工时的 {seller_share:percent1}
- 负责方式：**{owner_name}**""",
)

EXERCISE = Exercise(
    id="KP.X3",
    unit="KP",
    deal=DEAL,
    revision=2,
    after="U2",
    carries=(Carry("clp", x2_lifetime.EXERCISE, "clp"),),
    title=Text(en="Step 3 (U2): tier and effort", zh="第 3 步（U2）：等级与投入"),
    minutes=6,
    case=CASE,
    values=_values,
    fields=_fields,
    hints=HINTS,
    solution=SOLUTION,
    variants=partial(pool, "KP.X3"),
)
