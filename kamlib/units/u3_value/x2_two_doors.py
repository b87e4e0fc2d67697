"""U3.X2 two doors to delivered value: +10 % once by lower cost, once by higher value, each as cheaply as we can."""

from __future__ import annotations

import random
from collections.abc import Mapping
from functools import partial
from typing import Any

from kamlib import value
from kamlib.classroom.exercise import (
    Answers,
    CaseTable,
    ChoiceField,
    Data,
    Exercise,
    Field,
    Mistake,
    NumberField,
    Option,
    SliderField,
    TableColumn,
    Tolerance,
)
from kamlib.text import Text
from kamlib.units import pool
from kamlib.units.common import (
    ANY_ACCOUNT,
    ANY_ACCOUNT_ZH,
    HALF_PERCENT,
    apart,
    draw_names,
    mistake,
    mistakes_stand_apart,
    named,
    once,
)
from kamlib.units.u3_value.shared import COST_PARTS, VALUE_PARTS

STEP = 10_000  # CNY: all amounts are multiples of it
ON_THE_STEP = Tolerance(within=STEP / 2)
RAISE = 0.10
DOORS = {
    "cost": Text(en="Door 1: value as it is, lower total cost", zh="第一扇门：价值不变，降低总成本"),
    "value": Text(en="Door 2: price as it is, higher total value", zh="第二扇门：价格不变，提高总价值"),
}
# What each part means at a customer of drives; the eight parts are Kotler's, the examples ours.
MEANING = {
    "product": Text(en="what the drive does: torque, precision, life", zh="扭矩、精度、寿命等产品性能"),
    "service": Text(en="commissioning, spare parts, repair", zh="调试、备件、维修"),
    "personnel": Text(en="the skill of our engineers at their side", zh="我方工程师的专业能力"),
    "image": Text(en="what our name is worth in their machine", zh="用我方品牌给对方整机加分"),
    "money": Text(en="what they pay us", zh="付给我方的货款"),
    "time": Text(en="waiting, ordering, following up", zh="等货、下单、催货"),
    "energy": Text(en="unloading, fitting, carrying about", zh="卸货、装配、搬运"),
    "mental": Text(en="worry, checks, quarrels about blame", zh="操心、反复核对、扯皮"),
}  # fmt: skip


@once
def delivered(data: Data) -> value.DeliveredValue:
    """Return value, cost and delivered value of today, CNY a year."""
    parts = {f"{name}_value": amount for name, amount in data["values"].items()}
    costs = {"mental": "mental_effort"}
    parts |= {f"{costs.get(name, name)}_cost": amount for name, amount in data["costs"].items()}
    return value.delivered_value(**parts)


def _cdv(data: Data, answers: Answers) -> float:
    return float(delivered(data).delivered_value)


def _target(data: Data, answers: Answers) -> float:
    now = delivered(data)
    if answers["cdv"] == now.delivered_value:
        return float(value.delivered_value_target(now.total_value, now.total_cost, RAISE).target)
    return answers["cdv"] * (1 + RAISE)


def _needed(data: Data, answers: Answers) -> float:
    """Return by how much the delivered value must rise, CNY a year."""
    return answers["target"] - _cdv(data, {})


def _moves(data: Data, side: str, needed: float) -> dict[str, float]:
    """Return by how much each part of one side moves when the cheapest is used up first."""
    moved, left = dict.fromkeys(data[side], 0.0), needed
    for part in sorted(data[side], key=lambda name: data["rate"][name]):
        moved[part] = max(0.0, min(left, float(data["room"][part])))
        left -= moved[part]
    return moved


def _new_amount(part: str, side: str, data: Data, answers: Answers) -> float:
    move = _moves(data, side, _needed(data, answers))[part]
    return data[side][part] + (move if side == "values" else -move)


def _evenly(part: str, side: str, data: Data, answers: Answers) -> float:
    """The slip of moving every part by the same share of its room."""
    share = _needed(data, answers) / sum(data["room"][name] for name in data[side])
    move = data["room"][part] * share
    return data[side][part] + (move if side == "values" else -move)


def _all_on_the_price(data: Data, answers: Answers) -> float:
    return data["costs"]["money"] - _needed(data, answers)


def _door_cost(side: str, data: Data, answers: Answers) -> float:
    """Return what the moves of one door cost us, CNY a year."""
    sign = 1 if side == "values" else -1
    return float(
        sum(data["rate"][part] * max(0.0, sign * (answers[part] - now)) for part, now in data[side].items())
    )


def _door(data: Data, answers: Answers) -> str:
    return "cost" if answers["pay_cost"] < answers["pay_value"] else "value"


def _cdv_field() -> NumberField:
    return NumberField(
        id="cdv",
        kind="money",
        points=1,
        label=Text(en="Customer delivered value (CDV) today", zh="当前的客户让渡价值（CDV）"),
        tolerance=HALF_PERCENT,
        expected=_cdv,
        mistakes=(
            mistake(
                "price-is-not-all-cost",
                lambda data, answers: float(delivered(data).total_value - data["costs"]["money"]),
                en="You took off the price only. Time, energy and mental effort cost the customer, too.",
                zh="您只减了价格。时间、体力、精神成本也是客户付出的。",
            ),
            mistake(
                "product-value-only",
                lambda data, answers: float(data["values"]["product"] - delivered(data).total_cost),
                en="You counted the product only. Service, personnel and image are value, too.",
                zh="您只算了产品价值。服务、人员、形象也是价值。",
            ),
            mistake(
                "value-alone",
                lambda data, answers: float(delivered(data).total_value),
                en="That is the total value. Take off all that it costs the customer.",
                zh="这是总价值。还要减去客户付出的全部成本。",
            ),
        ),
    )


def _target_field() -> NumberField:
    return NumberField(
        id="target",
        kind="money",
        points=1,
        label=Text(en="CDV that is 10% higher", zh="提高 10% 之后的 CDV"),
        tolerance=HALF_PERCENT,
        uses=("cdv",),
        expected=_target,
        mistakes=(
            mistake(
                "ten-percent-of-the-value",
                lambda data, answers: answers["cdv"] + RAISE * delivered(data).total_value,
                en="You added 10% of the total value. Asked is 10% of the delivered value.",
                zh="您加的是总价值的 10%。题目要的是让渡价值的 10%。",
            ),
            mistake(
                "the-rise-only",
                lambda data, answers: answers["cdv"] * RAISE,
                credit=0.5,
                en="That is the rise alone. Add it to the CDV of today.",
                zh="这只是增加额，请加到当前的 CDV 上。",
            ),
        ),
    )


def _slider(part: str, side: str, data: Data) -> SliderField:
    now, room = data[side][part], data["room"][part]
    name = (VALUE_PARTS if side == "values" else COST_PARTS)[part]
    door = Text(en="Door 1", zh="第一扇门") if side == "costs" else Text(en="Door 2", zh="第二扇门")
    truth = {"target": _target(data, {"cdv": _cdv(data, {})})}
    right = _new_amount(part, side, data, truth)
    slips: list[Mistake] = []
    if part == "money":
        slips.append(
            mistake(
                "all-on-the-price",
                _all_on_the_price,
                en="You gave it all away in the price. That costs us one yuan for each yuan; the other parts are cheaper.",
                zh="您全部用降价来解决。客户得一元，我方就少一元；其他几项都更省。",
            )
        )
    if apart(right, _evenly(part, side, data, truth), ON_THE_STEP):
        slips.append(
            mistake(
                f"evenly-{part}",
                partial(_evenly, part, side),
                credit=0.25,
                en="You spread the step over all parts. Use up what costs us least first, then the next.",
                zh="您把差额平摊到了各项。请先用足我方花钱最少的一项，再用下一项。",
            )
        )
    return SliderField(
        id=part,
        kind="money",
        points=1,
        label=Text(en=f"{door.en} · {name.en}: set to", zh=f"{door.zh} · {name.zh}：调到"),
        tolerance=ON_THE_STEP,
        low=now - room if side == "costs" else now,
        high=now if side == "costs" else now + room,
        step=STEP,
        uses=("target",),
        expected=partial(_new_amount, part, side),
        mistakes=tuple(slips),
    )


def _pay_field(side: str, data: Data) -> NumberField:
    number, words = ("1", "第一扇门") if side == "costs" else ("2", "第二扇门")
    return NumberField(
        id="pay_cost" if side == "costs" else "pay_value",
        per="year",
        kind="money",
        points=1,
        label=Text(en=f"What door {number} costs us a year", zh=f"走{words}，我方每年花多少"),
        tolerance=HALF_PERCENT,
        uses=tuple(data[side]),
        expected=partial(_door_cost, side),
        mistakes=(
            mistake(
                "a-yuan-for-a-yuan",
                lambda data, answers: RAISE * _cdv(data, {}),
                en="That is what the customer gains. What it costs us is each move × its cost for one yuan of gain.",
                zh="这是客户多得的。我方花费 = 各项变动额 × 每元花费。",
            ),
        ),
    )


def _fields(data: Data) -> tuple[Field, ...]:
    doors = tuple(Option(door, name) for door, name in DOORS.items())
    return (
        _cdv_field(),
        _target_field(),
        *(_slider(part, "costs", data) for part in COST_PARTS),
        *(_slider(part, "values", data) for part in VALUE_PARTS),
        _pay_field("costs", data),
        _pay_field("values", data),
        ChoiceField(
            id="door",
            points=1,
            label=Text(en="Which door do you open?", zh="您走哪扇门？"),
            options=doors,
            uses=("pay_cost", "pay_value"),
            expected=_door,
            reasons={
                door: Text(en="Both doors give the customer the same. This one costs us more.", zh="两扇门给客户的一样多，这一扇我方花得更多。")
                for door in DOORS
            },
        ),
    )


def _tables(data: Data) -> tuple[CaseTable, ...]:
    columns = (
        TableColumn(Text(en="Part", zh="项目")),
        TableColumn(Text(en="Now, CNY a year", zh="现在（元/年）"), "whole"),
        TableColumn(Text(en="Can move by at most", zh="最多可变动"), "whole"),
        TableColumn(Text(en="Costs us for each CNY of move", zh="每变动一元，我方花费（元）"), "number"),
        TableColumn(Text(en="At this customer", zh="在这家客户指")),  # last: on a phone the figures come first
    )

    def rows(side: str, names: Mapping[str, Text]) -> list[tuple[Any, ...]]:
        return [
            (name, data[side][part], data["room"][part], data["rate"][part], MEANING[part])
            for part, name in names.items()
        ]

    return (
        CaseTable(Text(en="What the customer gets: value", zh="客户得到的：价值"), columns, rows("values", VALUE_PARTS)),
        CaseTable(Text(en="What it costs the customer: cost", zh="客户付出的：成本"), columns, rows("costs", COST_PARTS)),
    )


def _solution_tables(data: Data) -> tuple[CaseTable, ...]:
    needed = RAISE * _cdv(data, {})
    columns = (
        TableColumn(Text(en="Part, cheapest for us first", zh="项目（按我方花费从低到高）")),
        TableColumn(Text(en="Move", zh="变动额"), "whole"),
        TableColumn(Text(en="Costs us for each CNY", zh="每元花费"), "number"),
        TableColumn(Text(en="Costs us", zh="我方花费"), "whole"),
    )

    def table(side: str, names: Mapping[str, Text], title: Text) -> CaseTable:
        moves = _moves(data, side, needed)
        order = sorted(names, key=lambda part: data["rate"][part])
        rows = [(names[part], moves[part], data["rate"][part], moves[part] * data["rate"][part]) for part in order]
        return CaseTable(title, columns, rows)

    return (table("costs", COST_PARTS, DOORS["cost"]), table("values", VALUE_PARTS, DOORS["value"]))


def _values(data: Data) -> dict[str, Any]:
    now = delivered(data)
    truth = {"pay_cost": 0.0, "pay_value": 0.0}
    target = {"target": _target(data, {"cdv": _cdv(data, {})})}
    for side, key in (("costs", "pay_cost"), ("values", "pay_value")):
        amounts = {part: _new_amount(part, side, data, target) for part in data[side]}
        truth[key] = _door_cost(side, data, amounts)
    return {
        "account": named(data["account"]),
        "total_value": now.total_value,
        "total_cost": now.total_cost,
        "ratio": now.value_per_cost,
        "needed": RAISE * now.delivered_value,
        "door_name": DOORS[_door(data, truth)],
    }


CASE = Text(
    en=f"""The production manager of **{{account}}** has put into yuan with you what your drives are worth to the company in a year, and what they cost it besides the price.
The account manager wants to raise the **customer delivered value by 10%**, and to spend as little as possible on it.

- **Door 1:** leave the value side as it is and lower the customer's total cost
- **Door 2:** leave the price and the other costs as they are and raise the total value

Find for each door the cheapest way: use up the part that costs us least before you touch the next one.
Parts that you do not move stay where they are: set their slider to the amount of today.

{ANY_ACCOUNT}""",
    zh=f"""**{{account}}**的生产经理和您一起，把我方传动产品一年给对方带来的价值、对方在价格之外的各种付出，都折算成了金额。
客户经理想把**客户让渡价值提高 10%**，而且要花得最少。

- **第一扇门：** 价值一侧不动，降低客户的总成本
- **第二扇门：** 价格和其他成本不动，提高客户的总价值

请为每扇门找出最省钱的走法：先用足我方花费最低的一项，再动下一项。
不动的项目保持原数：把滑块放在现在的金额上。

{ANY_ACCOUNT_ZH}""",
)

HINTS = (
    Text(en="Both doors need the same step in yuan. Which part of each side is cheapest for us, and how far does it carry?", zh="两扇门要补的差额是一样的。每一侧哪一项我方花得最少？它最多能补多少？"),
    Text(
        en="CDV = sum of the four values − sum of the four costs. The step is 10% of it. On each side sort the parts by what they cost us for one yuan, and take each to its limit until the step is reached. "
        "What a door costs us = sum of move × cost for one yuan.",
        zh="CDV = 四项价值之和 − 四项成本之和，要补的差额是它的 10%。每一侧按我方每元花费从低到高排，逐项用足，直到补齐。"
        "一扇门的花费 = 各项变动额 × 每元花费，再相加。",
    ),
    Text(
        en="Another customer: value 3,000,000, cost 2,400,000, CDV 600,000, step 60,000. Mental effort may fall by 40,000 at 0.20, time by 50,000 at 0.35. "
        "Take 40,000 and 20,000: it costs us 8,000 + 7,000 = 15,000, while a price cut would cost 60,000.",
        zh="换一家客户：价值 3,000,000，成本 2,400,000，CDV 600,000，差额 60,000。精神成本最多可降 40,000，每元花费 0.20；时间成本最多可降 50,000，每元花费 0.35。"
        "取 40,000 和 20,000：我方花费 8,000 + 7,000 = 15,000，而直接降价要 60,000。",
    ),
)  # fmt: skip

SOLUTION = Text(
    en="""**CDV today:** {total_value:money} − {total_cost:money} = **{cdv:money}**, or {ratio:number} yuan of value for each yuan of cost.

**The step:** 10% is {needed:money}, so the target is **{target:money}**.

**The two doors** (tables below): door 1 costs us **{pay_cost:money}** a year, door 2 **{pay_value:money}**. We open: **{door_name}**.

A price cut would have cost {needed:money}: one yuan of ours for each yuan of theirs. Everything else is cheaper, because we are better at it than the customer.""",
    zh="""**当前 CDV：** {total_value:money} − {total_cost:money} = **{cdv:money}**，即每付出一元得到 {ratio:number} 元价值。

**差额：** 10% 即 {needed:money}，目标 **{target:money}**。

**两扇门**（见下表）：第一扇门我方每年花 **{pay_cost:money}**，第二扇门 **{pay_value:money}**。选择：**{door_name}**。

如果降价，要花 {needed:money}：客户多得一元，我方就少一元。其他几项都更省，因为这些事我们比客户更在行。""",
)

# Rynfando's drives for one year, put into yuan with its production manager; invented.
DEMO = {
    "account": {"en": "Rynfando Warehouse Technology", "zh": "莱凡朵仓储设备"},
    "values": {"product": 7_400_000, "service": 1_350_000, "personnel": 560_000, "image": 490_000},
    "costs": {"money": 7_700_000, "time": 420_000, "energy": 180_000, "mental": 300_000},
    "room": {"product": 150_000, "service": 70_000, "personnel": 40_000, "image": 60_000, "money": 400_000, "time": 80_000, "energy": 50_000, "mental": 60_000},
    "rate": {"product": 0.60, "service": 0.30, "personnel": 0.45, "image": 0.80, "money": 1.0, "time": 0.25, "energy": 0.50, "mental": 0.15},
}  # fmt: skip


def make(chance: random.Random) -> dict[str, Any] | None:
    """Return a candidate variant of U3.X2."""

    def amount(low: float, high: float) -> int:
        return chance.randrange(int(low / STEP), int(high / STEP) + 1) * STEP

    money = amount(1.2e6, 8e6)
    costs = {"money": money, **{part: amount(0.02 * money + STEP, 0.07 * money + 2 * STEP) for part in ("time", "energy", "mental")}}
    values = {
        "product": amount(0.95 * money, 1.05 * money),
        "service": amount(0.12 * money, 0.2 * money),
        "personnel": amount(0.05 * money, 0.09 * money),
        "image": amount(0.04 * money, 0.08 * money),
    }
    now = sum(values.values()) - sum(costs.values())
    values["product"] -= now % (10 * STEP)
    now -= now % (10 * STEP)
    if now < 60 * STEP:
        return None
    needed = now // 10
    room = {part: chance.randrange(2, max(3, int(0.75 * needed / STEP))) * STEP for part in (*values, *costs)}
    room["money"] = -(-needed // STEP) * STEP * 2
    rates = {part: round(chance.randrange(15, 85, 5) / 100, 2) for part in (*values, *costs)}
    data = {
        "account": draw_names(chance, 1)[0],
        "values": values,
        "costs": costs,
        "room": room,
        "rate": rates | {"money": 1.0},
    }
    return data if _is_good(data) else None


def _is_good(data: Data) -> bool:
    if any(data["room"][part] >= 0.6 * data["costs"][part] for part in ("time", "energy", "mental")):
        return False
    needed = RAISE * _cdv(data, {})
    pays = {}
    for side in ("costs", "values"):
        parts = [part for part in data[side] if part != "money"]
        rates = sorted(data["rate"][part] for part in parts)
        moves = _moves(data, side, needed)
        used = sum(move > 0 for move in moves.values())
        if len(set(rates)) < len(rates) or used not in (2, 3) or moves.get("money", 0) or abs(sum(moves.values()) - needed) > 1:
            return False
        if used == 3 and side == "costs" and moves[max(parts, key=lambda part: data["rate"][part])] < STEP:
            return False
        pays[side] = sum(move * data["rate"][part] for part, move in moves.items())
    return abs(pays["costs"] / pays["values"] - 1) > 0.08 and mistakes_stand_apart(EXERCISE, data)


EXERCISE = Exercise(
    id="U3.X2",
    unit="U3",
    title=Text(en="Two doors to delivered value", zh="通往让渡价值的两扇门"),
    minutes=15,
    case=CASE,
    values=_values,
    tables=_tables,
    fields=_fields,
    hints=HINTS,
    solution=SOLUTION,
    solution_tables=_solution_tables,
    variants=partial(pool, "U3.X2"),
)
