"""U3.X4 the VMI pitch: lot size, service level, safety stock, and what the customer saves a year."""

from __future__ import annotations

import random
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
    NumberField,
    Option,
    SliderField,
    TableColumn,
    Tolerance,
)
from kamlib.text import Text, percent
from kamlib.units import pool
from kamlib.units.common import (
    ANY_ACCOUNT,
    ANY_ACCOUNT_ZH,
    ONE_PERCENT,
    draw_names,
    mistake,
    mistakes_stand_apart,
    named,
    rounded,
    written,
)

LEVELS = {"l1": 0.90, "l2": 0.95, "l3": 0.98, "l4": 0.99}
UNITS = Text(en="units", zh="件")
HALF_A_UNIT = Tolerance(within=0.5)


def _holding(data: Data) -> float:
    """Return what a unit in stock costs the customer a year, CNY."""
    return data["unit_cost"] * data["carrying_rate"]


def _eoq(data: Data, answers: Answers, **changed: float) -> float:
    given = {"demand": data["demand"], "order": data["vmi_order_cost"], "rate": data["carrying_rate"]} | changed
    return float(
        value.economic_lot_size(
            given["demand"], given["order"], given["rate"], holding_basis="share_of_unit_cost", unit_cost=data["unit_cost"]
        )
    )  # fmt: skip


def _lot(data: Data, answers: Answers) -> float:
    """Return the whole number of packs that costs least, from the lot size that the trainee found."""
    exact = answers["eoq"]
    return float(value.economic_lot_size(exact**2 / 2, 1, 1, holding_basis="per_unit", pack_size=data["pack"]))


def _level(data: Data, answers: Answers) -> str:
    """Return the lowest service level that keeps the promise of at most one shortage in so many deliveries."""
    return min((id for id, level in LEVELS.items() if level >= 1 - 1 / data["one_in"] - 1e-12), key=LEVELS.__getitem__)


def _safety(data: Data, answers: Answers, days: float | None = None) -> float:
    return float(
        value.safety_stock(
            data["deviation"],
            data["lead_days"] if days is None else days,
            LEVELS[answers["level"]],
            service="cycle",
        )
    )


def _safety_at(level: str, data: Data, answers: Answers) -> float:
    return _safety(data, {"level": level})


def before(data: Data) -> value.StockCost:
    """Return what the customer's stock costs today."""
    return value.stock_cost(
        data["demand"], data["lot"], data["safety"], data["order_cost"], data["unit_cost"], data["carrying_rate"]
    )


def after(data: Data, lot: float, safety: float) -> value.StockCost:
    """Return what it costs once we look after it, without our fee."""
    return value.stock_cost(data["demand"], lot, safety, data["vmi_order_cost"], data["unit_cost"], data["carrying_rate"])


def _effect(data: Data, answers: Answers) -> value.VmiEffect:
    return value.vmi_effect(before(data), after(data, answers["chosen_lot"], answers["safety"]))


def _saving(data: Data, answers: Answers) -> float:
    return float(_effect(data, answers).saving_per_year) - data["fee"]


def _full_lots(data: Data, answers: Answers) -> float:
    """The slip of keeping whole lots in stock instead of half of them on average."""
    half = (data["lot"] - answers["chosen_lot"]) / 2 * _holding(data)
    return _saving(data, answers) + half


def _without_safety(data: Data, answers: Answers) -> float:
    return _saving(data, answers) - (data["safety"] - answers["safety"]) * _holding(data)


def _cash(data: Data, answers: Answers) -> float:
    return float(_effect(data, answers).cash_released)


def _cash_of_whole_lots(data: Data, answers: Answers) -> float:
    return _cash(data, answers) + (data["lot"] - answers["chosen_lot"]) / 2 * data["unit_cost"]


def _level_field(data: Data) -> ChoiceField:
    low = Text(
        en="At {level} one delivery cycle in {cycles:number} may run short: that breaks the promise.",
        zh="按 {level}，每 {cycles:number} 个补货周期就可能缺一次货，做不到承诺。",
    )
    high = Text(
        en="It keeps the promise, but a lower level keeps it, too, with less stock.", zh="承诺能做到，但较低的一档也能做到，而且库存更少。"
    )
    right = LEVELS[_level(data, {})]
    return ChoiceField(
        id="level",
        points=2,
        label=Text(en="Service level: the lowest that keeps the promise", zh="服务水平：能兑现承诺的最低一档"),
        options=tuple(Option(id, Text(en=percent(level, "en"), zh=percent(level, "zh"))) for id, level in LEVELS.items()),
        expected=_level,
        reasons={
            id: written(low if level < right else high, level=Text(en=percent(level, "en"), zh=percent(level, "zh")), cycles=round(1 / (1 - level)))
            for id, level in LEVELS.items()
        },
    )  # fmt: skip


def _safety_field(data: Data) -> NumberField:
    others = [id for id in LEVELS if id != _level(data, {})]
    return NumberField(
        id="safety",
        points=2,
        label=Text(en="Safety stock under VMI", zh="VMI 之后的安全库存"),
        help=Text(en="Do not round up; go on with one decimal.", zh="先不取整，保留一位小数往下算。"),
        unit=UNITS,
        tolerance=HALF_A_UNIT,
        uses=("level",),
        expected=_safety,
        mistakes=(
            *(
                mistake(
                    f"safety-at-{id}",
                    partial(_safety_at, id),
                    credit=0.5,
                    en="Worked out correctly, but for another service level.",
                    zh="算法没错，但用的是另一档服务水平。",
                )
                for id in others
            ),
            mistake(
                "days-without-root",
                lambda data, answers: _safety(data, answers, data["lead_days"] ** 2),
                en="You multiplied by the days. Chance evens out over several days: multiply by the square root of the days.",
                zh="您乘了天数。多天的波动会相互抵消，应乘以天数的平方根。",
            ),
            mistake(
                "one-day-only",
                lambda data, answers: _safety(data, answers, 1),
                en="That covers a single day. The stock must bridge the whole lead time: multiply by the root of its days.",
                zh="这只够一天。库存要撑过整个补货期：请乘以天数的平方根。",
            ),
        ),
    )  # fmt: skip


def _fields(data: Data) -> tuple[Field, ...]:
    return (
        NumberField(
            id="eoq",
            points=2,
            label=Text(en="Economic lot size (EOQ) under VMI", zh="VMI 之后的经济批量（EOQ）"),
            unit=UNITS,
            tolerance=HALF_A_UNIT,
            expected=_eoq,
            mistakes=(
                mistake(
                    "forgot-the-two",
                    lambda data, answers: _eoq(data, answers, order=data["vmi_order_cost"] / 2),
                    en="The 2 under the root is missing: √(2 × demand × cost of a delivery ÷ holding cost).",
                    zh="根号里漏了 2：√（2 × 需求量 × 每次送货成本 ÷ 单位持有成本）。",
                ),
                mistake(
                    "unit-cost-for-holding-cost",
                    lambda data, answers: _eoq(data, answers, rate=1.0),
                    en="You divided by the unit cost. Holding a unit for a year costs the carrying rate × the unit cost.",
                    zh="您除以了进价。一件库存存放一年的成本是进价 × 持有费率。",
                ),
                mistake(
                    "order-cost-of-today",
                    lambda data, answers: _eoq(data, answers, order=data["order_cost"]),
                    en="You used what an order costs today. Under VMI a delivery costs {vmi_order_cost:money}.",
                    zh="您用的是现在的订货成本。VMI 之后每次送货是 {vmi_order_cost:money}。",
                ),
            ),
        ),
        SliderField(
            id="chosen_lot",
            points=1,
            label=Text(en="Lot in whole packs that costs least", zh="成本最低的整包装批量"),
            help=Text(en="Packs of {pack:number}. Near the EOQ compare the pack below with the pack above.", zh="每包 {pack:number} 件。请比较 EOQ 上下两个整包数。"),
            unit=UNITS,
            tolerance=Tolerance(within=data["pack"] * 0.4),
            low=data["pack"],
            high=data["highest_lot"],
            step=data["pack"],
            uses=("eoq",),
            expected=_lot,
        ),
        _level_field(data),
        _safety_field(data),
        NumberField(
            id="saving",
            per="year",
            kind="money",
            points=3,
            label=Text(en="What the customer saves a year, after our fee", zh="客户每年节约多少（已扣我方服务费）"),
            help=Text(en="Holding and ordering today − holding and deliveries under VMI − fee.", zh="现在的持有与订货成本 − VMI 之后的持有与送货成本 − 服务费。"),
            tolerance=ONE_PERCENT,
            uses=("chosen_lot", "safety"),
            expected=_saving,
            mistakes=(
                mistake(
                    "forgot-the-fee",
                    lambda data, answers: _saving(data, answers) + data["fee"],
                    credit=0.5,
                    en="Our fee is missing. The customer takes it off, so take it off first.",
                    zh="漏了我方服务费。客户一定会扣，您先扣掉。",
                ),
                mistake(
                    "whole-lots-in-stock",
                    _full_lots,
                    credit=0.25,
                    en="You counted whole lots. A lot is used up evenly, so half of it lies there on average: Q ÷ 2 + safety stock.",
                    zh="您按整批计算了。一批货是逐渐用掉的，平均只存一半：Q ÷ 2 + 安全库存。",
                ),
                mistake(
                    "safety-stock-left-out",
                    _without_safety,
                    credit=0.25,
                    en="The safety stock is missing. It lies there all year: average stock = Q ÷ 2 + safety stock.",
                    zh="漏了安全库存。它全年都在：平均库存 = Q ÷ 2 + 安全库存。",
                ),
                mistake(
                    "released-money-for-saving",
                    lambda data, answers: _cash(data, answers) - data["fee"],
                    en="You counted the money freed in the stock as a yearly saving. It comes once; a year saves its carrying rate.",
                    zh="您把释放的库存资金当成了每年的节约。它只有一次；每年节约的是它乘以持有费率。",
                ),
            ),
        ),
        NumberField(
            id="cash",
            kind="money",
            points=1,
            label=Text(en="Money freed from the stock, once", zh="一次性释放的库存资金"),
            tolerance=ONE_PERCENT,
            uses=("chosen_lot", "safety"),
            expected=_cash,
            mistakes=(
                mistake(
                    "a-year-of-holding",
                    lambda data, answers: float(_effect(data, answers).holding_saving_per_year),
                    credit=0.25,
                    en="That is what holding saves in a year. The money freed is the whole value of the stock that is no longer needed.",
                    zh="这是一年节约的持有成本。释放的资金是减少的库存本身的价值。",
                ),
                mistake(
                    "whole-lot",
                    _cash_of_whole_lots,
                    credit=0.25,
                    en="You counted the whole lot as stock. It is full only on the day it comes: take half of it, before and after.",
                    zh="您把整个批量都算成了库存。只有到货那天才是满的：前后都只算批量的一半。",
                ),
            ),
        ),
    )  # fmt: skip


def _tables(data: Data) -> tuple[CaseTable, ...]:
    columns = (
        TableColumn(Text(en="Figure", zh="项目")),
        TableColumn(Text(en="Today", zh="现在"), "number"),
        TableColumn(Text(en="Under VMI", zh="VMI 之后"), "number"),
    )
    rows = [
        (Text(en="Demand, units a year", zh="年需求量（件）"), data["demand"], data["demand"]),
        (Text(en="Cost of one order or delivery, CNY", zh="每次订货（送货）成本（元）"), data["order_cost"], data["vmi_order_cost"]),
        (Text(en="Lot, units", zh="批量（件）"), data["lot"], "?"),
        (Text(en="Safety stock, units", zh="安全库存（件）"), data["safety"], "?"),
        (Text(en="Days that the safety stock must bridge", zh="安全库存要撑过的天数"), data["lead_days_today"], data["lead_days"]),
        (Text(en="Our fee, CNY a year", zh="我方服务费（元/年）"), None, data["fee"]),
    ]
    service = (
        TableColumn(Text(en="Service level", zh="服务水平"), "percent"),
        TableColumn(Text(en="Factor z", zh="系数 z")),
    )
    factors = [(level, f"{value.safety_stock(1, 1, level, service='cycle'):.3f}") for level in LEVELS.values()]
    return (
        CaseTable(Text(en="The customer's stock of this product", zh="客户手里我方产品的库存"), columns, rows),
        CaseTable(Text(en="Share of delivery cycles without a shortage", zh="不缺货的补货周期占比"), service, factors),
    )


def _solution_tables(data: Data) -> tuple[CaseTable, ...]:
    truth = _model(data)
    now, then = before(data), after(data, truth["chosen_lot"], truth["safety"])
    columns = (
        TableColumn(Text(en="Figure", zh="项目")),
        TableColumn(Text(en="Today", zh="现在"), "whole"),
        TableColumn(Text(en="Under VMI", zh="VMI 之后"), "whole"),
    )
    rows = [
        (Text(en="Average stock, units", zh="平均库存（件）"), now.average_stock, then.average_stock),
        (Text(en="Money in it, CNY", zh="占用资金（元）"), now.stock_value, then.stock_value),
        (Text(en="Holding, CNY a year", zh="持有成本（元/年）"), now.holding_cost_per_year, then.holding_cost_per_year),
        (Text(en="Ordering, CNY a year", zh="订货（送货）成本（元/年）"), now.ordering_cost_per_year, then.ordering_cost_per_year),
        (Text(en="Fee, CNY a year", zh="服务费（元/年）"), 0, data["fee"]),
        (Text(en="Together, CNY a year", zh="合计（元/年）"), now.cost_per_year, then.cost_per_year + data["fee"]),
    ]
    return (CaseTable(Text(en="Before and after", zh="前后对比"), columns, rows),)


def _model(data: Data) -> dict[str, Any]:
    truth: dict[str, Any] = {"eoq": _eoq(data, {})}
    truth["chosen_lot"] = _lot(data, truth)
    truth["level"] = _level(data, {})
    truth["safety"] = _safety(data, truth)
    return truth


def _values(data: Data) -> dict[str, Any]:
    truth = _model(data)
    return {
        "account": named(data["account"]),
        "product": named(data["product"]),
        "holding": _holding(data),
        "level_value": LEVELS[truth["level"]],
        "factor": round(float(value.safety_stock(1, 1, LEVELS[truth["level"]], service="cycle")), 3),
        "cost_now": before(data).cost_per_year,
        "cost_then": after(data, truth["chosen_lot"], truth["safety"]).cost_per_year,
    }


CASE = Text(
    en=f"""**{{account}}** buys the {{product}} from us, orders rarely and much, and yet stands still now and then.
You propose **vendor-managed inventory (VMI)**: the customer shows us stock and plan every day, we decide when and how much to deliver, and we answer for shortages.

One unit costs the customer {{unit_cost:money}}; a unit in stock costs it {{carrying_rate:percent}} of that a year (interest, space, ageing).
Demand varies from day to day with a standard deviation of {{deviation:number}} units.
The promise you want to write into the contract: **at most one shortage in {{one_in:number}} deliveries**. A delivery comes in packs of {{pack:number}}.

{ANY_ACCOUNT}""",
    zh=f"""**{{account}}**向我方采购{{product}}，订得少、每次订得多，却还是偶尔停线。
您提议做**供应商管理库存（VMI）**：客户每天向我方开放库存和计划，何时送、送多少由我方决定，缺货由我方负责。

每件进价 {{unit_cost:money}}；一件库存存放一年，成本是进价的 {{carrying_rate:percent}}（利息、场地、呆滞）。
每天的用量有波动，标准差 {{deviation:number}} 件。
您准备写进合同的承诺：**每 {{one_in:number}} 次送货最多缺货一次**。送货按整包，每包 {{pack:number}} 件。

{ANY_ACCOUNT_ZH}""",
)

HINTS = (
    Text(en="The stock has two parts: one that comes and goes with every delivery, and one that is always there for bad days. What drives each of them?", zh="库存有两部分：一部分随每次送货进出，一部分一直在那里应付意外。各由什么决定？"),
    Text(
        en="EOQ = √(2 × demand × cost of a delivery ÷ (unit cost × carrying rate)). Service level ≥ 1 − 1 ÷ deliveries. Safety stock = z × deviation × √days. "
        "Average stock = lot ÷ 2 + safety stock. Cost = average stock × unit cost × carrying rate + demand ÷ lot × cost of a delivery.",
        zh="EOQ = √（2 × 需求量 × 每次送货成本 ÷（进价 × 持有费率））。服务水平 ≥ 1 − 1 ÷ 次数。安全库存 = z × 标准差 × √天数。"
        "平均库存 = 批量 ÷ 2 + 安全库存。成本 = 平均库存 × 进价 × 持有费率 + 需求量 ÷ 批量 × 每次送货成本。",
    ),
    Text(
        en="Another customer: 1,200 units a year, CNY 100 a delivery, unit cost 30, carrying rate 20%: EOQ = √(2 × 1,200 × 100 ÷ 6) = 200. One shortage in 20 deliveries: 95%, z = 1.645; deviation 20, 9 days: 1.645 × 20 × 3 = 98.7. "
        "Average stock 100 + 98.7 = 198.7; it costs 198.7 × 6 + 6 × 100 = 1,792 a year.",
        zh="换一家客户：年需求 1,200 件，每次送货 100 元，进价 30 元，持有费率 20%：EOQ = √（2 × 1,200 × 100 ÷ 6）= 200。每 20 次缺一次：95%，z = 1.645；标准差 20，9 天：1.645 × 20 × 3 = 98.7。"
        "平均库存 100 + 98.7 = 198.7，一年成本 198.7 × 6 + 6 × 100 = 1,792 元。",
    ),
)  # fmt: skip

SOLUTION = Text(
    en="""- **EOQ** = √(2 × {demand:whole} × {vmi_order_cost:number} ÷ {holding:number}) = **{eoq:one}**, in packs of {pack:number}: **{chosen_lot:whole}**
- **Service level:** one shortage in {one_in:number} deliveries asks for {level_value:percent}, z = {factor:.3f}
- **Safety stock** = {factor:.3f} × {deviation:number} × √{lead_days:number} = **{safety:one}**
- **Saving** = {cost_now:money} − {cost_then:money} − fee {fee:money} = **{saving:money} a year**
- **Money freed, once:** **{cash:money}**

Say both figures and never add them: the saving comes every year, the money comes once.""",
    zh="""- **EOQ** = √（2 × {demand:whole} × {vmi_order_cost:number} ÷ {holding:number}）= **{eoq:one}**，按每包 {pack:number} 件取整：**{chosen_lot:whole}**
- **服务水平：** 每 {one_in:number} 次最多缺一次，需要 {level_value:percent}，z = {factor:.3f}
- **安全库存** = {factor:.3f} × {deviation:number} × √{lead_days:number} = **{safety:one}**
- **每年节约** = {cost_now:money} − {cost_then:money} − 服务费 {fee:money} = **{saving:money}**
- **一次性释放资金：** **{cash:money}**

两个数都要讲，但不能相加：节约年年有，释放的资金只有一次。""",
)

PRODUCTS = (
    ({"en": "planetary gearbox PG 2", "zh": "行星齿轮箱 PG 2"}, 13_000),
    ({"en": "servo gear unit TS 90", "zh": "伺服减速机 TS 90"}, 5_200),
    ({"en": "servo gear unit TS 140", "zh": "伺服减速机 TS 140"}, 9_600),
    ({"en": "frequency drive FD 11", "zh": "变频器 FD 11"}, 3_900),
    ({"en": "disc coupling DC 120", "zh": "膜片联轴器 DC 120"}, 1_900),
)

DEMO = {
    "account": {"en": "Rynfando Warehouse Technology", "zh": "莱凡朵仓储设备"},
    "product": PRODUCTS[1][0],
    "demand": 900,
    "unit_cost": 5_200,
    "carrying_rate": 0.18,
    "order_cost": 1_400,
    "lot": 225,
    "safety": 80,
    "lead_days_today": 36,
    "vmi_order_cost": 600,
    "lead_days": 9,
    "deviation": 4.2,
    "one_in": 50,
    "pack": 6,
    "highest_lot": 90,
    "fee": 24_000,
}


def make(chance: random.Random) -> dict[str, Any] | None:
    """Return a candidate variant of U3.X4, None when the pack is no question or the saving none."""
    product, price = chance.choice(PRODUCTS)
    demand = chance.randrange(300, 3_000, 60)
    data = {
        "account": draw_names(chance, 1)[0],
        "product": product,
        "demand": demand,
        "unit_cost": rounded(price * chance.uniform(0.9, 1.1), 100),
        "carrying_rate": chance.choice([0.15, 0.18, 0.20, 0.22]),
        "order_cost": chance.choice([1_000, 1_200, 1_400, 1_600]),
        "lot": demand // chance.choice([3, 4, 5, 6]),
        "lead_days_today": chance.choice([25, 30, 36, 40]),
        "vmi_order_cost": chance.choice([400, 500, 600, 700]),
        "lead_days": chance.choice([4, 5, 6, 7, 9, 10]),
        "deviation": round(demand / 250 * chance.uniform(0.5, 1.2), 1),
        "one_in": chance.choice([10, 20, 40, 50, 80, 100]),
        "pack": chance.choice([4, 6, 8, 10, 12]),
    }
    exact = _eoq(data, {})
    data["safety"] = rounded(value.safety_stock(data["deviation"], data["lead_days_today"], 0.98, service="cycle") * chance.uniform(0.9, 1.4), 5)
    data["highest_lot"] = int(exact * 2.5 / data["pack"] + 1) * data["pack"]
    truth = _model(data)
    gross = value.vmi_effect(before(data), after(data, truth["chosen_lot"], truth["safety"])).saving_per_year
    data["fee"] = rounded(gross * chance.uniform(0.2, 0.4), 1_000)
    return data if _is_good(data) else None


def _is_good(data: Data) -> bool:
    truth = _model(data)
    packs = truth["eoq"] / data["pack"]
    return (
        data["lot"] > 2 * truth["chosen_lot"]
        and 2.6 < packs < 30
        and 0.12 < packs % 1 < 0.88
        and abs(packs % 1 - 0.5) > 0.08
        and truth["safety"] > 12
        and 0.5 * _holding(data) < 0.008 * _saving(data, truth)  # half a unit must not decide the saving
        and data["safety"] > 1.5 * truth["safety"]
        and data["fee"] > 2_000
        and _saving(data, truth) > 8_000
        and mistakes_stand_apart(EXERCISE, data)
    )


EXERCISE = Exercise(
    id="U3.X4",
    unit="U3",
    title=Text(en="The VMI pitch", zh="VMI 提案"),
    minutes=15,
    case=CASE,
    values=_values,
    tables=_tables,
    fields=_fields,
    hints=HINTS,
    solution=SOLUTION,
    solution_tables=_solution_tables,
    variants=partial(pool, "U3.X4"),
)
