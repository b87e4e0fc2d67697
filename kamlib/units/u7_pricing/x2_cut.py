"""U7.X2 the buyer asks for a cut: break-even volume, the trade list, give, trade or hold."""

from __future__ import annotations

import math
import random
from functools import partial
from typing import Any

from kamlib import pricing
from kamlib.classroom.exercise import (
    Answers,
    CaseTable,
    ChoiceField,
    ChoicesField,
    Data,
    Exercise,
    Field,
    NumberField,
    Option,
    Sheet,
    TableColumn,
    Tolerance,
)
from kamlib.text import Text
from kamlib.units import pool
from kamlib.units.common import (
    HALF_PERCENT,
    draw_names,
    mistake,
    mistakes_stand_apart,
    named,
    options,
    rounded,
)
from kamlib.units.u7_pricing.shared import PRODUCT_COSTS, PRODUCTS, TENTH_OF_A_POINT, and_invented

TRADES = {
    "electronic": Text(en="They send orders and call-offs electronically", zh="订单和要货计划改为电子对接"),
    "forecast": Text(en="A binding eight-week forecast", zh="提供 8 周锁定需求预测"),
    "pallets": Text(en="Orders in full pallets, twice a month", zh="整托盘订货，每月两次"),
    "couplings": Text(en="They move their couplings to us, too", zh="联轴器也转给我方供应"),
    "reference": Text(en="They open their plant for reference visits", zh="开放工厂，接待我方带去的参观客户"),
    "drawings": Text(en="They draw our unit into the next machine series", zh="下一代机型设计选定我方产品"),
    "warranty": Text(en="They give up the warranty claims of last year", zh="放弃上一年度的质保索赔"),
    "single": Text(en="They give up their second supplier", zh="取消第二供应商"),
    "tooling": Text(en="They pay for a special housing tool", zh="承担专用壳体模具费"),
}
CHEAP_FOR_THE_BUYER = ("electronic", "forecast", "pallets", "couplings", "reference", "drawings")
DEAR_FOR_THE_BUYER = ("warranty", "single", "tooling")
DECISIONS = {
    "give": Text(en="Give: the promised volume pays for the cut", zh="让：承诺的增量足以弥补降价"),
    "trade": Text(en="Trade: the cut only against the list above", zh="换：拿上面的条件来，才降价"),
    "hold": Text(en="Hold: no cut, and show why", zh="守：不降价，并说明理由"),
}


def _margin_rate(data: Data, answers: Answers) -> float:
    return pricing.margin_rate(data["price"], data["unit_cost"], basis="price")


def _break_even(data: Data, answers: Answers) -> float:
    """Return the break-even volume change from the margin rate, with the price as the measure."""
    margin = answers["margin_rate"]
    return pricing.break_even_volume_change(1, 1 - margin, -data["cut"])


def _units_needed(data: Data, answers: Answers) -> float:
    """Return whole units, rounded up: one fewer would not make the cut good."""
    return float(math.ceil(round(data["units"] * (1 + answers["break_even"]), 6)))


def _cost_of_cut(data: Data, answers: Answers) -> float:
    return pricing.trade_check(data["price"] * data["cut"], data["units"], {}).cut


def _worth_trading(data: Data, answers: Answers) -> list[str]:
    return [trade["id"] for trade in data["trades"] if trade["worth"] > trade["cost"]]


def _trade_sum(data: Data, ids: list[str], column: str) -> float:
    return float(sum(trade[column] for trade in data["trades"] if trade["id"] in ids))


def _trade_worth(data: Data, answers: Answers) -> float:
    return _trade_sum(data, answers["trades"], "worth")


def _decision(data: Data, answers: Answers) -> str:
    if data["promise"] >= answers["break_even"]:
        return "give"
    ratio = pricing.concession_ratio(given=answers["cost_of_cut"], received=answers["trade_worth"])
    return "trade" if ratio <= 1 else "hold"


def _margin_rate_field() -> NumberField:
    return NumberField(
        id="margin_rate",
        kind="percent",
        points=1,
        label=Text(en="Contribution margin today, in % of the price", zh="目前的毛利率（边际贡献占价格的百分比）"),
        tolerance=TENTH_OF_A_POINT,
        expected=_margin_rate,
        mistakes=(
            mistake(
                "mark-up-for-margin",
                lambda data, answers: pricing.margin_rate(data["price"], data["unit_cost"], basis="cost"),
                en="You divided by cost: that is mark-up. Margin divides by the price.",
                zh="您除以了成本，那是加成率。毛利率要除以价格。",
            ),
            mistake(
                "margin-after-the-cut",
                lambda data, answers: pricing.margin_rate(
                    data["price"] * (1 - data["cut"]), data["unit_cost"], basis="price"
                ),
                en="That is the margin after the cut. Asked is the margin today, before we give anything.",
                zh="这是降价之后的毛利率。题目问的是目前、让价之前的毛利率。",
            ),
            mistake(
                "share-of-cost",
                lambda data, answers: data["unit_cost"] / data["price"],
                en="That is the share of the cost in the price. The margin is the rest.",
                zh="这是成本占价格的比例，毛利率是剩下的部分。",
            ),
        ),
    )


def _break_even_field() -> NumberField:
    return NumberField(
        id="break_even",
        kind="percent",
        points=3,
        label=Text(en="More volume needed so that a cut of {cut:percent} costs us nothing", zh="降价 {cut:percent} 后，销量要增加多少，利润才不减少"),
        help=Text(en="In % of today's volume.", zh="用占目前销量的百分比表示。"),
        tolerance=TENTH_OF_A_POINT,
        uses=("margin_rate",),
        expected=_break_even,
        mistakes=(
            mistake(
                "divided-by-old-margin",
                lambda data, answers: data["cut"] / answers["margin_rate"],
                en="You divided the cut by today's margin. After the cut every unit earns less: divide by the margin that is left, margin − cut.",
                zh="您用降幅除以了目前的毛利率。降价之后每台赚得更少，应除以降价后剩下的毛利：毛利率 − 降幅。",
            ),
            mistake(
                "same-percentage",
                lambda data, answers: data["cut"],
                en="A cut of {cut:percent} is not made good by {cut:percent} more volume: the cut comes wholly out of the margin.",
                zh="降价 {cut:percent} 不是多卖 {cut:percent} 就能补回来的：降的每一分都出自毛利。",
            ),
            mistake(
                "kept-the-revenue",
                lambda data, answers: data["cut"] / (1 - data["cut"]),
                en="That volume keeps the revenue. More units also cost more: it is the contribution that must stay the same.",
                zh="这个增量只能保住销售额。多卖也要多花成本，要保住的是边际贡献。",
            ),
            mistake(
                "used-the-mark-up",
                lambda data, answers: data["cut"] / (data["price"] / data["unit_cost"] - 1 - data["cut"]),
                en="You worked with the mark-up on cost. Cut and margin must both be in % of the price.",
                zh="您用的是成本加成率。降幅和毛利率都要以价格为基数。",
            ),
            mistake(
                "whole-volume",
                lambda data, answers: 1 + _break_even(data, answers),
                credit=0.5,
                en="That is the whole volume after the cut. Asked is how much more than today: take 100% off.",
                zh="这是降价后的全部销量。题目问的是比目前增加多少，要减去 100%。",
            ),
            mistake(
                "lost-volume-sign",
                lambda data, answers: -_break_even(data, answers),
                credit=0.5,
                en="The size is right; but a cut needs more volume, so the change is positive.",
                zh="数值是对的；但降价需要更多销量，变化应为正数。",
            ),
        ),
    )


def _units_needed_field() -> NumberField:
    return NumberField(
        id="units_needed",
        points=1,
        label=Text(en="Units a year we would then have to sell, rounded up", zh="降价后每年需要卖出的台数（向上取整）"),
        unit=Text(en="units", zh="台"),
        per="year",
        tolerance=Tolerance(within=1),
        uses=("break_even",),
        expected=_units_needed,
        mistakes=(
            mistake(
                "extra-units-only",
                lambda data, answers: data["units"] * answers["break_even"],
                credit=0.5,
                en="Those are the extra units alone. Add the {units:whole} that they buy today.",
                zh="这只是增加的台数，还要加上目前的 {units:whole} 台。",
            ),
            mistake(
                "promised-units",
                lambda data, answers: data["units"] * (1 + data["promise"]),
                en="That is what the buyer promises. Asked is what we need.",
                zh="这是对方承诺的数量。题目问的是我方需要的数量。",
            ),
        ),
    )


def _cost_of_cut_field() -> NumberField:
    return NumberField(
        id="cost_of_cut",
        kind="money",
        points=1,
        label=Text(en="What the cut costs us a year at today's volume", zh="按目前销量，这次降价每年让我方损失多少"),
        per="year",
        tolerance=HALF_PERCENT,
        expected=_cost_of_cut,
        mistakes=(
            mistake(
                "cut-of-the-cost",
                lambda data, answers: data["unit_cost"] * data["cut"] * data["units"],
                en="You took {cut:percent} of our cost. The buyer asks for {cut:percent} of the price.",
                zh="您按成本的 {cut:percent} 计算了。对方要的是价格的 {cut:percent}。",
            ),
            mistake(
                "cut-of-the-margin",
                lambda data, answers: (data["price"] - data["unit_cost"]) * data["cut"] * data["units"],
                en="You took {cut:percent} of the margin. The whole {cut:percent} of the price comes out of it.",
                zh="您按毛利的 {cut:percent} 计算了。价格的 {cut:percent} 全部要从毛利里出。",
            ),
            mistake(
                "one-unit-only",
                lambda data, answers: data["price"] * data["cut"],
                credit=0.25,
                en="That is the cut on one unit. Multiply by the {units:whole} units of a year.",
                zh="这是一台的降价额，请乘以全年 {units:whole} 台。",
            ),
        ),
    )


def _trades_field(data: Data) -> ChoicesField:
    return ChoicesField(
        id="trades",
        points=3,
        label=Text(en="Which items belong on our trade list?", zh="哪些条件应列入我方的交换清单？"),
        help=Text(en="House rule: ask only for what is worth more to us than it costs the buyer.", zh="公司规则：只提对我方的价值高于对方代价的条件。"),
        expected=_worth_trading,
        options=tuple(Option(trade["id"], TRADES[trade["id"]]) for trade in data["trades"]),
        mistakes=(
            mistake(
                "dear-for-the-buyer",
                lambda data, answers: [
                    trade["id"] for trade in data["trades"] if trade["worth"] <= trade["cost"]
                ],
                en="This costs the buyer more than it brings us: the price for it would be more than it is worth.",
                zh="这一项对方付出的代价高于我方所得，对方要的回报会超过它对我方的价值。",
            ),
        ),
    )


def _trade_worth_field() -> NumberField:
    return NumberField(
        id="trade_worth",
        kind="money",
        points=1,
        label=Text(en="Worth of your trade list to us, a year", zh="您的交换清单每年对我方的价值"),
        per="year",
        tolerance=HALF_PERCENT,
        uses=("trades",),
        expected=_trade_worth,
        mistakes=(
            mistake(
                "added-every-item",
                lambda data, answers: float(sum(trade["worth"] for trade in data["trades"])),
                en="You added all items of the table. Add only those on your list.",
                zh="您把表中所有条件都加上了。请只加清单里的几项。",
            ),
            mistake(
                "added-the-buyers-costs",
                lambda data, answers: _trade_sum(data, answers["trades"], "cost"),
                en="You added what the items cost the buyer. What counts for us is what they are worth to us.",
                zh="您加的是对方的代价。对我方来说，要看这些条件对我方值多少。",
            ),
            mistake(
                "worth-less-buyers-costs",
                lambda data, answers: (
                    _trade_sum(data, answers["trades"], "worth") - _trade_sum(data, answers["trades"], "cost")
                ),
                en="You took the buyer's costs off. They show who gives what cheaply; they do not come out of our pocket.",
                zh="您减去了对方的代价。它只说明哪些条件对方给得起，并不从我方口袋里出。",
            ),
        ),
    )


def _decision_field(data: Data) -> ChoiceField:
    return ChoiceField(
        id="decision",
        points=2,
        label=Text(en="What do you do?", zh="您怎么做？"),
        uses=("break_even", "cost_of_cut", "trade_worth"),
        expected=_decision,
        options=options(DECISIONS),
        reasons=_reasons(data),
    )


def _fields(data: Data) -> tuple[Field, ...]:
    return (
        _margin_rate_field(),
        _break_even_field(),
        _units_needed_field(),
        _cost_of_cut_field(),
        _trades_field(data),
        _trade_worth_field(),
        _decision_field(data),
    )


def _reasons(data: Data) -> dict[str, Text]:
    """Say why a decision is wrong; that depends on what the figures of the variant allow."""
    truth: dict[str, Any] = {"margin_rate": _margin_rate(data, {}), "cost_of_cut": _cost_of_cut(data, {})}
    truth["break_even"] = _break_even(data, truth)
    truth["trades"] = _worth_trading(data, truth)
    truth["trade_worth"] = _trade_worth(data, truth)
    right = _decision(data, truth)
    reasons = {
        "give": Text(
            en="Compare the volume promised in writing with the break-even volume: the promise does not reach it, so the cut would come out of our profit.",
            zh="请把对方书面承诺的增量与盈亏平衡增量对比：承诺达不到，降价就要吃掉利润。",
        )
    }
    if right == "give":
        reasons["trade"] = Text(
            en="The volume promised in writing already pays for the cut, and the house rule asks that first. Do not haggle where the deal stands on its own.",
            zh="对方书面承诺的增量已足以弥补降价，按公司规则先看这一条。已经划算的生意不必再讨价还价。",
        )
        reasons["hold"] = Text(
            en="The volume promised in writing is above the break-even volume: with this cut we earn more than without it.",
            zh="对方书面承诺的增量高于盈亏平衡增量：降这个价，我方赚得更多。",
        )
    else:
        reasons["trade"] = Text(
            en="What your list brings does not cover what the cut costs. A trade that leaves us poorer is a gift.",
            zh="清单换回来的价值抵不上降价的损失。换完反而更亏，那不叫换，叫送。",
        )
        reasons["hold"] = Text(
            en="Your list is worth at least what the cut costs. A flat no gives that away, and may cost us the account.",
            zh="清单的价值不低于降价的损失。一口回绝等于放弃这些价值，还可能丢掉客户。",
        )
    return reasons


def _values(data: Data) -> dict[str, Any]:
    margin = _margin_rate(data, {})
    decided: dict[str, Any] = {"margin_rate": margin, "cost_of_cut": _cost_of_cut(data, {})}
    decided["break_even"] = _break_even(data, decided)
    decided["trades"] = _worth_trading(data, decided)
    decided["trade_worth"] = _trade_worth(data, decided)
    listed = [TRADES[id] for id in decided["trades"]]
    return {
        "account": named(data["account"]),
        "product": named(data["product"]),
        "margin": data["price"] - data["unit_cost"],
        "margin_left": margin - data["cut"],
        "cut_amount": data["price"] * data["cut"],
        "trade_names": Text(en="; ".join(t.en for t in listed), zh="；".join(t.zh for t in listed)),
        "decision_name": DECISIONS[_decision(data, decided)],
    }


def _tables(data: Data) -> tuple[CaseTable, ...]:
    return (
        CaseTable(
            Text(en="What the buyer could give in return, CNY a year", zh="对方可以拿来交换的条件（元/年）"),
            (
                TableColumn(Text(en="Item", zh="条件")),
                TableColumn(Text(en="Worth to us", zh="对我方的价值"), "whole"),
                TableColumn(Text(en="Costs the buyer", zh="对方的代价"), "whole"),
            ),
            [(TRADES[trade["id"]], trade["worth"], trade["cost"]) for trade in data["trades"]],
        ),
    )


CASE = and_invented(
    Text(
        en="""*"From January on we need {cut:percent} off, or I must look around."*
So writes the purchasing manager of **{account}**.
They buy {units:whole} of our {product} a year at {price:money} (pocket price); one costs us {unit_cost:money}.
If we give the {cut:percent}, the buyer will sign for {promise:percent} more volume.

The house rule of Tarvane Drives has three steps:

1. **Give** if the volume signed for reaches the break-even volume.
2. If not, **trade** if our trade list is worth at least what the cut costs at today's volume.
3. If not, **hold**.""",
        zh="""“明年一月起必须降 {cut:percent}，否则我只能看看别家了。”
**{account}**的采购经理发来了这封邮件。
他们每年向我方采购 {units:whole} 台{product}，口袋价 {price:money}，我方单位成本 {unit_cost:money}。
如果同意降 {cut:percent}，对方愿意书面承诺增加 {promise:percent} 的采购量。

塔凡传动的公司规则分三步：

1. 书面承诺的增量达到盈亏平衡增量，就**让**。
2. 否则，如果交换清单的价值不低于按目前销量计算的降价损失，就**换**。
3. 两条都不满足，就**守**。""",
    )
)
HINTS = (
    Text(en="Where does the money for the cut come from: from the revenue, or from the margin of each unit?", zh="降价的钱从哪里出：是从销售额里出，还是从每台的毛利里出？"),
    Text(
        en="Margin = (price − cost) ÷ price. Break-even volume change = cut ÷ (margin − cut), both in % of the price. Cost of the cut = price × cut × units. "
        "Put an item on the trade list when its worth to us is above its cost to the buyer, add up those worths, and go through the three steps of the house rule.",
        zh="毛利率 =（价格 − 成本）÷ 价格。盈亏平衡增量 = 降幅 ÷（毛利率 − 降幅），都以价格为基数。降价损失 = 价格 × 降幅 × 台数。"
        "对我方价值高于对方代价的条件列入清单，把价值相加，再按公司规则的三步来判断。",
    ),
    Text(
        en="Another case: price 100, cost 70, cut 10%. Margin 30%; after the cut 20% is left; 10 ÷ 20 = 50% more volume. "
        "With 1,000 units that makes 1,500, and the cut costs 100 × 10% × 1,000 = 10,000 a year. "
        "A list worth 6,000 + 5,500 = 11,500 covers it: trade.",
        zh="换一个例子：价格 100，成本 70，降 10%。毛利率 30%，降价后剩 20%；10 ÷ 20 = 50%，要多卖一半。"
        "原来 1,000 台就要卖到 1,500 台，降价每年损失 100 × 10% × 1,000 = 10,000。"
        "清单价值 6,000 + 5,500 = 11,500，足以抵消：换。",
    ),
)
SOLUTION = Text(
    en="""- **Margin** = ({price:money} − {unit_cost:money}) ÷ {price:money} = **{margin_rate:percent1}**
- **Break-even** = {cut:percent} ÷ ({margin_rate:percent1} − {cut:percent}) = {cut:percent} ÷ {margin_left:percent1} = **+{break_even:percent1}**, that is **{units_needed:whole} units** instead of {units:whole}
- **Cost of the cut** = {cut_amount:money} × {units:whole} = **{cost_of_cut:money}** a year
- **Trade list**: {trade_names}. Worth to us: **{trade_worth:money}** a year
- The buyer signs for +{promise:percent}; we need +{break_even:percent1}. **{decision_name}.**

A cut of a few per cent sounds small because it is measured against the price; it is paid from the margin.""",
    zh="""- **毛利率** =（{price:money} − {unit_cost:money}）÷ {price:money} = **{margin_rate:percent1}**
- **盈亏平衡增量** = {cut:percent} ÷（{margin_rate:percent1} − {cut:percent}）= {cut:percent} ÷ {margin_left:percent1} = **+{break_even:percent1}**，即由 {units:whole} 台增至 **{units_needed:whole} 台**
- **降价损失** = {cut_amount:money} × {units:whole} = 每年 **{cost_of_cut:money}**
- **交换清单**：{trade_names}。对我方价值：每年 **{trade_worth:money}**
- 对方书面承诺 +{promise:percent}，我方需要 +{break_even:percent1}。**{decision_name}。**

降几个点听起来不多，因为是拿价格来比的；可这几个点全要从毛利里出。""",
)

DEMO = {
    "account": {"en": "Zadwickel Packing Systems", "zh": "扎维珂包装系统"},
    "product": PRODUCTS[0],
    "price": 11_000,
    "unit_cost": 6_600,
    "units": 180,
    "cut": 0.08,
    "promise": 0.10,
    "trades": [
        {"id": "electronic", "worth": 26_000, "cost": 18_000},
        {"id": "forecast", "worth": 58_000, "cost": 6_000},
        {"id": "single", "worth": 60_000, "cost": 140_000},
        {"id": "couplings", "worth": 96_000, "cost": 15_000},
        {"id": "reference", "worth": 45_000, "cost": 4_000},
        {"id": "warranty", "worth": 12_000, "cost": 30_000},
    ],
}


def make(chance: random.Random) -> dict[str, Any] | None:
    """Return a candidate variant of U7.X2, None when it would not teach what it should."""
    place = chance.randrange(len(PRODUCTS))
    price = rounded(PRODUCT_COSTS[place] * chance.uniform(1.4, 1.8), 500)
    margin = chance.choice([0.28, 0.30, 0.32, 0.35, 0.36, 0.38, 0.40, 0.42, 0.45])
    cut = chance.choice([0.05, 0.06, 0.08, 0.10, 0.12])
    units = chance.choice([80, 120, 150, 160, 200, 240, 250, 300, 400])
    unit_cost = price * (1 - margin)
    if unit_cost != int(unit_cost):
        return None
    needed = cut / (margin - cut)
    wanted = chance.choice(["trade", "trade", "hold", "hold", "give"])
    promise = rounded(
        100 * needed * (chance.uniform(1.15, 1.5) if wanted == "give" else chance.uniform(0.2, 0.7)), 1
    )
    cost_of_cut = price * cut * units
    cover = {
        "trade": chance.uniform(1.08, 1.4),
        "hold": chance.uniform(0.45, 0.85),
        "give": chance.uniform(0.5, 1.3),
    }
    trades = _trades(chance, cost_of_cut * cover[wanted])
    data = {
        "account": draw_names(chance, 1)[0],
        "product": PRODUCTS[place],
        "price": price,
        "unit_cost": int(unit_cost),
        "units": units,
        "cut": cut,
        "promise": promise / 100,
        "trades": trades,
    }
    return data if _is_good(data, wanted) else None


def _trades(chance: random.Random, worth_in_all: float) -> list[dict[str, Any]]:
    step = 500 if worth_in_all < 100_000 else 1_000
    shares = [chance.uniform(0.5, 1.5) for _ in range(4)]
    trades = []
    for id, share in zip(chance.sample(CHEAP_FOR_THE_BUYER, 4), shares, strict=True):
        worth = max(step * 2, rounded(worth_in_all * share / sum(shares), step))
        trades.append(
            {"id": id, "worth": worth, "cost": max(step, rounded(worth * chance.uniform(0.1, 0.7), step))}
        )
    for id in chance.sample(DEAR_FOR_THE_BUYER, 2):
        worth = max(step, rounded(worth_in_all * chance.uniform(0.08, 0.4), step))
        trades.append({"id": id, "worth": worth, "cost": rounded(worth * chance.uniform(1.4, 3), step)})
    chance.shuffle(trades)
    return trades


def _is_good(data: Data, wanted: str) -> bool:
    sheet = Sheet(EXERCISE, 0, data)
    truth = sheet.truth
    worth, cost = truth["trade_worth"], truth["cost_of_cut"]
    return (
        truth["decision"] == wanted
        and abs(data["promise"] - truth["break_even"]) > 0.02
        and abs(worth / cost - 1) > 0.05
        and all(abs(trade["worth"] - trade["cost"]) >= 0.2 * trade["worth"] for trade in data["trades"])
        and 0.05 < truth["break_even"] < 0.8
        and mistakes_stand_apart(EXERCISE, data)
    )


EXERCISE = Exercise(
    id="U7.X2",
    unit="U7",
    title=Text(en="The buyer asks for a price cut", zh="采购要求降价"),
    minutes=15,
    case=CASE,
    fields=_fields,
    hints=HINTS,
    solution=SOLUTION,
    values=_values,
    tables=_tables,
    variants=partial(pool, "U7.X2"),
)
