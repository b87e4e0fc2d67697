"""KP.X8, the step of U7: what our price rests on, how low it may go, and the answer to the buyer."""

from __future__ import annotations

from functools import partial
from typing import Any

from kamlib import pricing
from kamlib.cases.labels import LABELS
from kamlib.classroom.exercise import (
    Answers,
    Carry,
    ChoiceField,
    Data,
    Exercise,
    Field,
    NumberField,
)
from kamlib.text import Text
from kamlib.units import pool
from kamlib.units.account_plan import x4_value, x6_switching
from kamlib.units.account_plan.shared import DEAL, case, head_values
from kamlib.units.common import HALF_PERCENT, mistake, options

GIVEN = (
    "product_family", "units_per_year", "price_now", "rival_price", "unit_cost", "least_margin", "asked_cut",
)  # fmt: skip
ANSWERS = {
    "hold": Text(en="Hold the price and show the value", zh="守住价格，讲清价值"),
    "trade": Text(en="Give the cut, but only in exchange", zh="同意降价，但要有交换条件"),
    "concede": Text(en="Go down to the floor and no further", zh="降到底线为止，不再让步"),
}


def value_per_unit(data: Data) -> float:
    """Return what our service saves the customer per unit it buys, CNY."""
    return float(data["value_per_year"] / data["units_per_year"])


def rival_is_cheaper(data: Data) -> float:
    """Return the discount of the rival's price against ours, a fraction."""
    return float(1 - data["rival_price"] / data["price_now"])


def _economic_value(data: Data, answers: Answers) -> float:
    return float(pricing.economic_value(data["rival_price"], value_per_unit(data)))


def _floor(data: Data, answers: Answers) -> float:
    return float(pricing.price_for_margin(data["unit_cost"], data["least_margin"], basis="price"))


def _price_after(data: Data) -> float:
    return float(data["price_now"] * (1 - data["asked_cut"]))


def _answer(data: Data, answers: Answers) -> str:
    if rival_is_cheaper(data) < data["rival_discount"]:
        return "hold"
    return "trade" if _price_after(data) >= answers["price_floor"] else "concede"


def _offer(data: Data, answers: Answers) -> float:
    if answers["answer"] == "hold":
        return float(data["price_now"])
    return _price_after(data) if answers["answer"] == "trade" else float(answers["price_floor"])


def _fields(data: Data) -> tuple[Field, ...]:
    right = _answer(data, {"price_floor": _floor(data, {})})
    return (
        NumberField(
            id="economic_value",
            kind="money",
            label=Text(en="Economic value of one unit to the customer (EVC)", zh="每台的客户经济价值 (EVC)"),
            tolerance=HALF_PERCENT,
            lowest=0,
            expected=_economic_value,
            mistakes=(
                mistake(
                    "on-our-price",
                    lambda data, answers: data["price_now"] + value_per_unit(data),
                    en="You started from our own price. The reference is the offer the customer could take instead: the rival's.",
                    zh="您是从我方价格算起的。参照的应是客户的另一个选择，即对手的报价。",
                ),
                mistake(
                    "value-alone",
                    lambda data, answers: value_per_unit(data),
                    en="That is the extra value alone. It comes on top of the rival's price.",
                    zh="这只是额外价值。还要加在对手价格之上。",
                ),
            ),
        ),
        NumberField(
            id="price_floor",
            kind="money",
            label=Text(en="Walk-away price (our floor)", zh="底线价格"),
            tolerance=HALF_PERCENT,
            lowest=0,
            expected=_floor,
            mistakes=(
                mistake(
                    "mark-up",
                    lambda data, answers: data["unit_cost"] * (1 + data["least_margin"]),
                    en="That adds the rate to the cost: a mark-up. A margin is a share of the price: cost ÷ (1 − margin).",
                    zh="这是在成本上加成。毛利率是占价格的比例：成本 ÷（1 − 毛利率）。",
                ),
            ),
        ),
        ChoiceField(
            id="answer",
            label=Text(en="Your answer to the buyer", zh="您给采购的答复"),
            options=options(ANSWERS),
            uses=("price_floor",),
            expected=_answer,
            reasons={option: WHY_NOT[right, option] for option in ANSWERS if option != right},
        ),
        NumberField(
            id="offer_price",
            kind="money",
            label=Text(en="The price you offer", zh="您的报价"),
            tolerance=HALF_PERCENT,
            lowest=0,
            uses=("price_floor", "answer"),
            expected=_offer,
            mistakes=(
                mistake(
                    "rivals-price",
                    lambda data, answers: float(data["rival_price"]),
                    en="That is the rival's price. Your answer follows from the rule, not from the rival.",
                    zh="这是对手的价格。您的报价应按规则得出，而不是跟着对手走。",
                ),
            )
            if abs(data["rival_price"] / _offer(data, {"price_floor": _floor(data, {}), "answer": right}) - 1) > 0.012
            else (),
        ),
    )


_RIVAL_TOO_DEAR = Text(
    en="The rival is {cheaper:percent1} cheaper; a switch pays only from {rival_discount:percent1} on. Whoever cuts here gives money away.",
    zh="对手便宜 {cheaper:percent1}，而便宜到 {rival_discount:percent1} 换供应商才划算。这时降价等于白送。",
)
_SWITCH_PAYS = Text(
    en="The rival is {cheaper:percent1} cheaper, and from {rival_discount:percent1} on a switch pays: refusing alone will not hold the account.",
    zh="对手便宜 {cheaper:percent1}，达到 {rival_discount:percent1} 换供应商就划算：光说不降留不住客户。",
)
_ABOVE_FLOOR = Text(
    en="The price after the cut is {price_after:money}, still above the floor: no need to go lower, and nothing is given without return.",
    zh="降价后为 {price_after:money}，仍高于底线：不必降到底，也不能白给。",
)
_BELOW_FLOOR = Text(
    en="The price after the cut would be {price_after:money}, below our floor: that deal is worse than none.",
    zh="降价后为 {price_after:money}，低于我方底线：这样的单子不如不做。",
)
WHY_NOT = {
    ("hold", "trade"): _RIVAL_TOO_DEAR,
    ("hold", "concede"): _RIVAL_TOO_DEAR,
    ("trade", "hold"): _SWITCH_PAYS,
    ("trade", "concede"): _ABOVE_FLOOR,
    ("concede", "hold"): _SWITCH_PAYS,
    ("concede", "trade"): _BELOW_FLOOR,
}


def _values(data: Data) -> dict[str, Any]:
    return {
        **head_values(data),
        "family_name": LABELS["family"][data["product_family"]],
        "value_per_unit": value_per_unit(data),
        "cheaper": rival_is_cheaper(data),
        "price_after": _price_after(data),
        "answer_name": ANSWERS[_answer(data, {"price_floor": _floor(data, {})})],
    }


CASE = case(
    en="""Step 8 prepares the talk in which the buyer asks for {asked_cut:percent} off your main line ({family_name}).

- You sell {units_per_year:number} units a year at {price_now:money}; the rival offers {rival_price:money}
- A unit costs us {unit_cost:money}; Tarvane Drives wants a margin of at least {least_margin:percent} of the price
- The value of step 4 is worth the same for every unit: divide it by the units a year

The rule of the house:

- **Hold** if the rival is less than δ* (step 6) below our price: a switch does not pay. Price as now.
- Otherwise **trade** if the price after the cut is at or above the floor: the cut against volume, term or a longer contract.
- Otherwise **concede** down to the floor and be ready to walk away.""",
    zh="""第 8 步：采购要求主力产品{family_name}降价 {asked_cut:percent}，为这次谈判做准备。

- 每年销售 {units_per_year:number} 台，单价 {price_now:money}；对手报价 {rival_price:money}
- 单位成本 {unit_cost:money}；塔凡传动要求毛利率不低于 {least_margin:percent}（毛利 ÷ 价格）
- 第 4 步的价值平均到每一台：除以每年台数

公司规则：

- 对手便宜的幅度不到 δ*（第 6 步），**守价**：换供应商不划算。价格不变。
- 否则，降价后仍不低于底线，**交换**：用降价换采购量、账期或更长的合同。
- 否则，**退到底线**，并做好离场准备。""",
)

HINTS = (
    Text(en="What would the customer lose tomorrow if it bought the cheaper unit?", zh="如果明天改买便宜的那台，客户会失去什么？"),
    Text(
        en="EVC = rival's price + value a year ÷ units. Floor = unit cost ÷ (1 − margin). Rival's discount = 1 − rival's price ÷ ours; compare it with δ*.",
        zh="EVC = 对手价格 + 每年价值 ÷ 台数。底线 = 单位成本 ÷（1 − 毛利率）。对手让价 = 1 − 对手价格 ÷ 我方价格，再与 δ* 比较。",
    ),
    Text(
        en="Another account: rival 900, value 60,000 a year on 300 units: 900 + 200 = 1,100. Cost 630, margin 30%: floor 900. Ours 1,000, asked 5%, δ* 6%: the rival is 10% cheaper, 950 is above 900: trade at 950.",
        zh="换一家客户：对手 900，每年价值 60,000、300 台：900 + 200 = 1,100。成本 630，毛利率 30%：底线 900。我方 1,000，要求降 5%，δ* 6%：对手便宜 10%，950 高于 900：按 950 交换。",
    ),
)

SOLUTION = Text(
    en="""- EVC: {rival_price:money} + {value_per_year:money} ÷ {units_per_year:number} = **{economic_value:money}**
- Floor: {unit_cost:money} ÷ (1 − {least_margin:percent}) = **{price_floor:money}**
- The rival is {cheaper:percent1} cheaper, a switch pays from {rival_discount:percent1}; after the cut {price_after:money}: **{answer_name}**
- Offer: **{offer_price:money}**""",
    zh="""- EVC：{rival_price:money} + {value_per_year:money} ÷ {units_per_year:number} = **{economic_value:money}**
- 底线：{unit_cost:money} ÷（1 − {least_margin:percent}）= **{price_floor:money}**
- 对手便宜 {cheaper:percent1}，达到 {rival_discount:percent1} 换供应商才划算；降价后 {price_after:money}：**{answer_name}**
- 报价：**{offer_price:money}**""",
)

EXERCISE = Exercise(
    id="KP.X8",
    unit="KP",
    deal=DEAL,
    revision=2,
    after="U7",
    carries=(
        Carry("value_per_year", x4_value.EXERCISE, "value_per_year"),
        Carry("rival_discount", x6_switching.EXERCISE, "rival_discount"),
    ),
    title=Text(en="Step 8 (U7): price defence", zh="第 8 步（U7）：守价"),
    minutes=10,
    case=CASE,
    values=_values,
    fields=_fields,
    hints=HINTS,
    solution=SOLUTION,
    variants=partial(pool, "KP.X8"),
)
