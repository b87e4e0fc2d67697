"""U7.X1 price against value: what one unit is worth to the customer, and the price that follows."""

from __future__ import annotations

import random
from functools import partial
from typing import Any

from kamlib import pricing
from kamlib.classroom.exercise import (
    Answers,
    CaseTable,
    ChoiceField,
    Data,
    Exercise,
    Field,
    NumberField,
    Option,
    TableColumn,
    Tolerance,
)
from kamlib.text import Text
from kamlib.units import pool
from kamlib.units.common import HALF_PERCENT, apart, draw_names, mistake, mistakes_stand_apart, named, rounded
from kamlib.units.u7_pricing.shared import (
    COSTS_OF_CHANGING,
    GAINS,
    PRODUCT_COSTS,
    PRODUCTS,
    RIVAL_A,
    RIVAL_B,
    SUPPLIER_COLOURS,
    US,
    and_invented,
    differences_table,
    economic_value,
    gains_and_losses,
)


def _highest_price(data: Data, answers: Answers) -> float:
    """Return the highest price at which the customer is no worse off than with either rival."""
    return pricing.highest_winning_price(
        answers["evc"],
        {"rival_a": data["rival_value"], "rival_b": data["reference_price"]},
        {"rival_a": data["rival_price"], "rival_b": data["reference_price"]},
    )


def _split_price(data: Data, answers: Answers) -> float:
    return pricing.price_for_value_share(0.5, data["unit_cost"], answers["evc"])


def _share_kept(data: Data, answers: Answers) -> float:
    return pricing.value_share(data["price"], data["unit_cost"], answers["evc"])


def _winner(data: Data, answers: Answers) -> str:
    return pricing.choose_offer(
        {"us": answers["evc"], "rival_a": data["rival_value"], "rival_b": data["reference_price"]},
        {"us": data["price"], "rival_a": data["rival_price"], "rival_b": data["reference_price"]},
    ).winner


def _evc_field() -> NumberField:
    return NumberField(
        id="evc",
        kind="money",
        points=2,
        label=Text(en="Economic value of one unit to the customer (EVC)", zh="一台产品给客户带来的经济价值 (EVC)"),
        tolerance=HALF_PERCENT,
        expected=economic_value,
        mistakes=(
            mistake(
                "added-the-drawbacks",
                lambda data, answers: data["reference_price"] + sum(gains_and_losses(data)),
                en="You added the costs of changing ({negatives:money}). They make our offer worth less: take them off.",
                zh="您把转换成本（{negatives:money}）加上去了。它们会降低我方产品的价值，应当减去。",
            ),
            mistake(
                "forgot-the-reference",
                lambda data, answers: gains_and_losses(data)[0] - gains_and_losses(data)[1],
                en="That is only the difference between us and Rival B. Start from the reference price of {reference_price:money}: the customer needs a drive in any case.",
                zh="这只是我方与对手 B 的差异价值。请从参照价格 {reference_price:money}出发：客户无论如何都要买一台。",
            ),
            mistake(
                "forgot-the-drawbacks",
                lambda data, answers: data["reference_price"] + gains_and_losses(data)[0],
                credit=0.25,
                en="The gains are right. Now take off what the change costs the customer ({negatives:money}).",
                zh="正差异价值算对了。还要减去客户的转换成本（{negatives:money}）。",
            ),
            mistake(
                "started-from-our-price",
                lambda data, answers: data["price"] + gains_and_losses(data)[0] - gains_and_losses(data)[1],
                en="You started from our own quotation. Value does not depend on what we ask: start from the price of the customer's present supplier.",
                zh="您是从我方报价算起的。价值与我方要价无关，请从客户现有供应商的价格算起。",
            ),
            mistake(
                "started-from-other-rival",
                lambda data, answers: (
                    data["rival_price"] + gains_and_losses(data)[0] - gains_and_losses(data)[1]
                ),
                en="You started from Rival A's price. The differences were measured against Rival B, so Rival B's price is the reference.",
                zh="您是从对手 A 的价格算起的。差异是与对手 B 相比得出的，所以参照价格应是对手 B 的价格。",
            ),
        ),
    )


def _highest_price_field() -> NumberField:
    return NumberField(
        id="highest_price",
        kind="money",
        points=2,
        label=Text(en="Highest price at which the customer still does no worse with us than with any rival", zh="与任何对手相比，客户选我方仍不吃亏的最高价格"),
        tolerance=HALF_PERCENT,
        uses=("evc",),
        expected=_highest_price,
        mistakes=(
            mistake(
                "forgot-the-other-rival",
                lambda data, answers: answers["evc"],
                en="At the full EVC the customer gains nothing with us, but Rival A leaves something over. We must leave at least as much.",
                zh="按 EVC 全额定价，客户从我方得不到任何剩余，而对手 A 还给客户留了剩余。我方至少要留同样多。",
            ),
            mistake(
                "matched-the-rival-price",
                lambda data, answers: data["rival_price"],
                en="That is Rival A's price. The customer does not compare price with price, but what is left of the value after paying.",
                zh="这是对手 A 的价格。客户比的不是价格本身，而是付款之后还剩多少价值。",
            ),
            mistake(
                "added-the-rival-surplus",
                lambda data, answers: answers["evc"] + data["rival_value"] - data["rival_price"],
                en="You added what Rival A leaves the customer. It pulls our price down: take it off the EVC.",
                zh="您把对手 A 留给客户的剩余加上了。它会压低我方价格，应从 EVC 中减去。",
            ),
            mistake(
                "stayed-at-the-reference",
                lambda data, answers: data["reference_price"],
                en="That is Rival B's price. Our unit is worth more to this customer; nothing forces us down to it.",
                zh="这是对手 B 的价格。我方产品对客户价值更高，没有必要降到这个价位。",
            ),
        ),
    )


def _split_price_field() -> NumberField:
    return NumberField(
        id="split_price",
        kind="money",
        points=2,
        label=Text(en="Price that splits the value created 50/50 between the customer and us", zh="客户与我方平分所创造价值的价格"),
        help=Text(en="The value created reaches from our unit cost up to the EVC.", zh="所创造的价值是指从我方单位成本到 EVC 之间的部分。"),
        tolerance=HALF_PERCENT,
        uses=("evc",),
        expected=_split_price,
        mistakes=(
            mistake(
                "half-of-the-value",
                lambda data, answers: answers["evc"] / 2,
                en="You halved the EVC. What is shared is the EVC less our cost; then add the cost back.",
                zh="您把 EVC 直接除以二了。要分的是 EVC 减去我方成本的部分，分完再加回成本。",
            ),
            mistake(
                "halfway-from-the-reference",
                lambda data, answers: (data["reference_price"] + answers["evc"]) / 2,
                en="You went halfway from the reference price. The corridor starts at our unit cost of {unit_cost:money}.",
                zh="您是从参照价格取的中点。价格走廊应从我方单位成本 {unit_cost:money}开始。",
            ),
            mistake(
                "halfway-from-our-price",
                lambda data, answers: (data["price"] + answers["evc"]) / 2,
                en="You halved what is left above our quotation. Both sides share all of the corridor, from cost to EVC.",
                zh="您平分的只是我方报价以上的部分。双方分享的是从成本到 EVC 的整条走廊。",
            ),
        ),
    )


def _share_field() -> NumberField:
    return NumberField(
        id="share",
        kind="percent",
        points=2,
        label=Text(en="Our share of the value created at the price quoted", zh="按我方报价，我方所得的价值分享比例"),
        tolerance=Tolerance(nearest=0.01),
        uses=("evc",),
        expected=_share_kept,
        mistakes=(
            mistake(
                "share-of-the-price",
                lambda data, answers: pricing.margin_rate(data["price"], data["unit_cost"], basis="price"),
                en="That is our margin as a share of the price. Divide by the whole corridor: EVC − unit cost.",
                zh="这是毛利占价格的比例。分母应是整条价格走廊：EVC − 单位成本。",
            ),
            mistake(
                "price-over-value",
                lambda data, answers: data["price"] / answers["evc"],
                en="You divided the price by the EVC. Take our cost off both first: it is not value that we keep.",
                zh="您用价格除以 EVC 了。请先在两边都减去我方成本：成本不是我方留下的价值。",
            ),
            mistake(
                "customer-share",
                lambda data, answers: 1 - _share_kept(data, answers),
                credit=0.5,
                en="That is the customer's share. Ours is the other part.",
                zh="这是客户所得的比例，我方所得是另外那一部分。",
            ),
            mistake(
                "mark-up",
                lambda data, answers: pricing.margin_rate(data["price"], data["unit_cost"], basis="cost"),
                en="That is mark-up on cost. Divide our margin by the corridor: EVC − unit cost.",
                zh="这是成本加成率。请用我方毛利除以价格走廊：EVC − 单位成本。",
            ),
        ),
    )


def _winner_field() -> ChoiceField:
    return ChoiceField(
        id="winner",
        points=2,
        label=Text(en="Which way does the customer's scale tip at the price quoted?", zh="按我方报价，客户的决策天平倒向谁？"),
        uses=("evc",),
        expected=_winner,
        options=(
            Option("us", US, colour=SUPPLIER_COLOURS["us"]),
            Option("rival_a", RIVAL_A, colour=SUPPLIER_COLOURS["rival_a"]),
            Option("rival_b", RIVAL_B, colour=SUPPLIER_COLOURS["rival_b"]),
        ),
        reasons={
            "us": Text(en="Work out value − price for each offer. Ours leaves the customer less than Rival A's does.", zh="请算出每家的“价值 − 价格”。我方留给客户的比对手 A 少。"),
            "rival_a": Text(
                en="Work out value − price for each offer. Rival A leaves the customer less than we do.",
                zh="请算出每家的“价值 − 价格”。对手 A 留给客户的没有我方多。",
            ),
            "rival_b": Text(
                en="Rival B is the cheapest, but it is the reference: it leaves the customer exactly where it stands today, nothing more.",
                zh="对手 B 最便宜，但它就是参照：客户选它，得到的和今天一样，没有额外好处。",
            ),
        },
    )


def _fields(data: Data) -> tuple[Field, ...]:
    return (_evc_field(), _highest_price_field(), _split_price_field(), _share_field(), _winner_field())


def _values(data: Data) -> dict[str, Any]:
    positives, negatives = gains_and_losses(data)
    evc = economic_value(data, {})
    return {
        "account": named(data["account"]),
        "product": named(data["product"]),
        "positives": positives,
        "negatives": negatives,
        "rival_surplus": data["rival_value"] - data["rival_price"],
        "our_surplus": pricing.customer_surplus(data["price"], evc),
        "corridor": evc - data["unit_cost"],
        "our_margin": data["price"] - data["unit_cost"],
        "winner_name": {"us": US, "rival_a": RIVAL_A, "rival_b": RIVAL_B}[_winner(data, {"evc": evc})],
    }


def _tables(data: Data) -> tuple[CaseTable, ...]:
    return (
        differences_table(data),
        CaseTable(
            Text(en="The offers on the buyer's desk", zh="摆在采购面前的报价"),
            (
                TableColumn(Text(en="Supplier", zh="供应商")),
                TableColumn(Text(en="Price, CNY", zh="价格（元）"), "whole"),
                TableColumn(Text(en="Worth to the customer, CNY", zh="对客户的价值（元）"), "whole"),
            ),
            (
                (RIVAL_B, data["reference_price"], data["reference_price"]),
                (RIVAL_A, data["rival_price"], data["rival_value"]),
                (US, data["price"], None),
            ),
        ),
    )


CASE = and_invented(
    Text(
        en="""*"Rival B does it for {reference_price:money}. Why should I pay you {price:money}?"*
The purchasing manager of **{account}** has bought from Rival B for years; its price is the **reference price**.
You have gone through the {product} with the customer's production manager and agreed what is different.
Rival A has quoted, too; the customer's engineers have worked out what Rival A's unit is worth to them.
One unit costs us {unit_cost:money}.""",
        zh="""“对手 B 只要 {reference_price:money}，我凭什么付你们 {price:money}？”
**{account}**的采购经理多年来一直从对手 B 采购，对手 B 的价格就是**参照价格**。
您已和客户的生产经理一起，把两家产品的差异逐项算清（我方为{product}），并达成一致。
对手 A 也报了价，客户的工程师算出了对手 A 的产品对他们值多少钱。
这款产品的我方单位成本是 {unit_cost:money}。""",
    )
)
HINTS = (
    Text(
        en="What would the customer pay today if nothing changed? Start there, then ask what gets better and what gets worse.",
        zh="如果什么都不变，客户今天付多少钱？从这里出发，再问哪些变好了、哪些变差了。",
    ),
    Text(
        en="EVC = reference price + gains − costs of changing. "
        "The customer prefers the offer with the largest value − price, so our price may rise until we leave as much as the best rival does. "
        "The 50/50 price lies in the middle of the corridor from our cost to the EVC. "
        "Value share = (price − cost) ÷ (EVC − cost).",
        zh="EVC = 参照价格 + 正差异价值 − 负差异价值。客户会选“价值 − 价格”最大的一家，所以我方最多可以涨到：留给客户的和最好的对手一样多。"
        "各得一半的价格在“成本到 EVC”这条走廊的正中。价值分享比例 =（价格 − 成本）÷（EVC − 成本）。",
    ),
    Text(
        en="Another case: reference 1,000, gains 450, cost of changing 50: EVC = 1,400. "
        "Rival A is worth 1,300 and asks 1,200: it leaves 100, so our highest price is 1,400 − 100 = 1,300. "
        "With a cost of 800 the 50/50 price is 800 + (1,400 − 800) ÷ 2 = 1,100. "
        "At 1,250 we keep 450 ÷ 600 = 75% and leave 150: more than 100, so we win.",
        zh="换一个例子：参照价格 1,000，正差异 450，负差异 50：EVC = 1,400。"
        "对手 A 价值 1,300、要价 1,200，留给客户 100，所以我方最高价为 1,400 − 100 = 1,300。"
        "成本 800 时，各得一半的价格为 800 +（1,400 − 800）÷ 2 = 1,100。"
        "若报 1,250，我方得 450 ÷ 600 = 75%，留给客户 150，多于 100，我方胜出。",
    ),
)
SOLUTION = Text(
    en="""- **EVC** = {reference_price:money} + {positives:money} − {negatives:money} = **{evc:money}**
- **Highest price.** Rival A leaves the customer {rival_value:money} − {rival_price:money} = {rival_surplus:money}; we must leave as much: {evc:money} − {rival_surplus:money} = **{highest_price:money}**
- **50/50 price** = {unit_cost:money} + ({evc:money} − {unit_cost:money}) ÷ 2 = **{split_price:money}**
- **Our value share** at {price:money} = {our_margin:money} ÷ {corridor:money} = **{share:percent1}**
- **The scale.** Our quotation leaves the customer {our_surplus:money}, Rival A {rival_surplus:money}, Rival B nothing new: it tips to **{winner_name}**.

The buyer compares prices because that is easy; you compare what is left after paying, because that is what the customer's company lives on.""",
    zh="""- **EVC** = {reference_price:money} + {positives:money} − {negatives:money} = **{evc:money}**
- **最高价格。** 对手 A 留给客户 {rival_value:money} − {rival_price:money} = {rival_surplus:money}，我方也要留这么多：{evc:money} − {rival_surplus:money} = **{highest_price:money}**
- **各得一半的价格** = {unit_cost:money} +（{evc:money} − {unit_cost:money}）÷ 2 = **{split_price:money}**
- 报价 {price:money}时**我方的价值分享比例** = {our_margin:money} ÷ {corridor:money} = **{share:percent1}**
- **天平。** 我方报价留给客户 {our_surplus:money}，对手 A 留 {rival_surplus:money}，对手 B 没有额外好处：天平倒向**{winner_name}**。

采购比价格，因为比价格最省事；您要比的是付款之后还剩多少，那才是客户公司真正赚到的。""",
)

DEMO = {
    "account": {"en": "Huxharrow Machine Tools", "zh": "霍哈若机床"},
    "product": PRODUCTS[0],
    "reference_price": 9_600,
    "positive": {"life": 1_400, "energy": 1_150, "stops": 1_850},
    "negative": {"adapter": 350, "training": 250},
    "rival_price": 12_900,
    "rival_value": 13_900,
    "price": 12_500,
    "unit_cost": 6_250,
}


def make(chance: random.Random) -> dict[str, Any] | None:
    """Return a candidate variant of U7.X1, None when it would not teach what it should."""
    place = chance.randrange(len(PRODUCTS))
    cost = rounded(PRODUCT_COSTS[place] * chance.uniform(0.9, 1.1), 50)
    step = 50 if cost < 12_000 else 100
    reference = rounded(cost * chance.uniform(1.35, 1.6), step)
    gains = {item: rounded(cost * chance.uniform(0.08, 0.32), step) for item in chance.sample(list(GAINS), 3)}
    losses = {
        item: rounded(cost * chance.uniform(0.02, 0.08), step)
        for item in chance.sample(list(COSTS_OF_CHANGING), 2)
    }
    evc = pricing.economic_value(reference, gains, losses)
    surplus = rounded(cost * chance.uniform(0.08, 0.22), step)
    rival_price = rounded(reference * chance.uniform(1.12, 1.4), step)
    ours = rounded(evc - surplus + chance.choice([-1, 1]) * cost * chance.uniform(0.03, 0.12), step)
    data = {
        "account": draw_names(chance, 1)[0],
        "product": PRODUCTS[place],
        "reference_price": reference,
        "positive": gains,
        "negative": losses,
        "rival_price": rival_price,
        "rival_value": rival_price + surplus,
        "price": ours,
        "unit_cost": cost,
    }
    return data if _is_good(data) else None


def _is_good(data: Data) -> bool:
    evc = economic_value(data, {})
    truth = {"evc": evc}
    highest, middle = _highest_price(data, truth), _split_price(data, truth)
    sensible = (
        data["reference_price"] < data["price"] < evc
        and middle < highest
        and min(data["negative"].values()) > 0
    )
    return (
        sensible
        and evc <= 1.6 * data["reference_price"]  # the scale on the page reaches that far
        and apart(data["price"], highest, HALF_PERCENT)  # else the scale hangs by a hair
        and mistakes_stand_apart(EXERCISE, data)
    )


EXERCISE = Exercise(
    id="U7.X1",
    unit="U7",
    title=Text(en="Price against value", zh="价格与价值"),
    minutes=12,
    case=CASE,
    fields=_fields,
    hints=HINTS,
    solution=SOLUTION,
    values=_values,
    tables=_tables,
    variants=partial(pool, "U7.X1"),
)
