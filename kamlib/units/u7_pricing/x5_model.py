"""U7.X5 model swap: a fee per use in place of a sale, and licence terms a law allows."""

from __future__ import annotations

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
)
from kamlib.pricing import Business, BusinessModel
from kamlib.text import Text
from kamlib.units import pool
from kamlib.units.common import (
    HALF_PERCENT,
    draw_names,
    mistake,
    mistakes_stand_apart,
    named,
    once,
    rounded,
    written,
)
from kamlib.units.u7_pricing.shared import PRODUCT_COSTS, PRODUCTS, and_invented

NDRC_2015 = {
    "expired": (
        Text(en="Charging for patents that have expired, and not showing the patent list", zh="对过期专利收费，且不提供专利清单"),
        None,
    ),
    "royalty": (
        Text(en="Earning a royalty on each device instead of one price for the chip", zh="不只卖芯片，还按每台设备收取许可费"),
        Text(en="A royalty on each device is a lawful way to be paid. The decision was about how it was asked for and on what base.", zh="按设备收许可费本身是合法的。处罚针对的是收费的方式和基数。"),
    ),
    "tying": (
        Text(en="Tying licences for other patents to those for the patents a phone cannot do without", zh="把非标准必要专利与标准必要专利搭在一起许可"),
        None,
    ),
    "premium": (
        Text(en="Asking more for the better chip than for the plain one", zh="性能好的芯片比普通芯片卖得贵"),
        Text(en="Different prices for different value are what this unit teaches; the decision does not object to that.", zh="价值不同、价格不同，正是本单元所讲的；处罚决定并不反对这一点。"),
    ),
    "chips": (
        Text(en="Selling chips only to those who sign the licence and promise not to challenge it", zh="客户须签许可协议并承诺不提异议，才供应芯片"),
        None,
    ),
}
FOUND_UNLAWFUL = ("expired", "tying", "chips")
FEE_OFFERS = ("low", "middle", "high")


def _business(data: Data) -> Business:
    """Return the machines and their hours; the customer's benefit is the same in each model and left out."""
    years = data["years"]
    return Business(
        units=[data["machines"]] + [0] * years,
        uses=[0] + [data["hours"]] * years,
        customer_benefit=[0] * (years + 1),
        unit_cost=data["unit_cost"],
        cost_per_use=0,
        device_price=0,
        supplier_discount_rate_per_year=data["rate_us"],
        customer_discount_rate_per_year=data["rate_customer"],
    )


def _sale(data: Data, price: float) -> BusinessModel:
    return BusinessModel("sale", unit_price=price, customer_cost_per_year=data["upkeep_customer"])


def _per_use(data: Data, fee: float) -> BusinessModel:
    return BusinessModel("per use", fee_per_use=fee, supplier_cost_per_year=data["upkeep_us"])


@once
def _annuity(data: Data, side: str) -> float:
    """Return what 1 CNY a year is worth today to one side."""
    one = BusinessModel("one", licence_per_year=1, licence_paid="end")
    return -pricing.model_npv(one, _business(data), side="customer") if side == "customer" else (
        pricing.model_npv(one, _business(data), side="supplier") + data["machines"] * data["unit_cost"]
    )  # fmt: skip


def _customer_cost(data: Data, answers: Answers) -> float:
    return -pricing.model_npv(_sale(data, data["demanded"]), _business(data), side="customer")


def _highest_fee(data: Data, answers: Answers) -> float:
    return answers["customer_cost"] / (data["hours"] * _annuity(data, "customer"))


def _lowest_fee(data: Data, answers: Answers) -> float:
    return pricing.indifferent_term(
        _per_use(data, 0), _sale(data, data["price"]), _business(data), term="fee_per_use", side="supplier"
    )


def _our_npv(data: Data, answers: Answers) -> float:
    return pricing.model_npv(_per_use(data, data["fees"]["middle"]), _business(data), side="supplier")


def _fee_that_suits(data: Data, answers: Answers) -> str:
    fits = [
        offer
        for offer in FEE_OFFERS
        if answers["lowest_fee"] <= data["fees"][offer] <= answers["highest_fee"]
    ]
    return fits[0] if fits else "none"


def _customer_cost_field() -> NumberField:
    return NumberField(
        id="customer_cost",
        kind="money",
        points=2,
        label=Text(en="What the machines cost the customer if we sell at the price demanded (present value, {years} years)", zh="若按客户要求的价格成交，客户 {years} 年的总成本（现值）"),
        help=Text(en="Purchase today plus upkeep at the end of each year, at the customer's discount rate.", zh="今天的采购款，加上每年年末的维护费，按客户的折现率折现。"),
        tolerance=HALF_PERCENT,
        expected=_customer_cost,
        mistakes=(
            mistake(
                "forgot-the-upkeep",
                lambda data, answers: data["machines"] * data["demanded"],
                en="That is the purchase alone. Whoever buys also pays {upkeep_customer:money} of upkeep a year.",
                zh="这只是采购款。买回去之后每年还要付维护费 {upkeep_customer:money}。",
            ),
            mistake(
                "added-undiscounted",
                lambda data, answers: (
                    data["machines"] * data["demanded"] + data["years"] * data["upkeep_customer"]
                ),
                en="You added the years as they are. Later money is worth less: multiply one year by {factor_customer:number}, not by {years}.",
                zh="您把各年直接相加了。以后的钱不如今天值钱：请用一年的金额乘以 {factor_customer:number}，而不是乘以 {years}。",
            ),
            mistake(
                "price-before-the-cut",
                lambda data, answers: (
                    -pricing.model_npv(_sale(data, data["price"]), _business(data), side="customer")
                ),
                en="You took today's price. The customer compares with the price demanded, {demanded:money}.",
                zh="您用的是目前价格。客户拿来比的是自己要求的价格 {demanded:money}。",
            ),
        ),
    )


def _highest_fee_field(fee_unit: Text) -> NumberField:
    return NumberField(
        id="highest_fee",
        kind="money",
        points=2,
        unit=fee_unit,
        label=Text(en="Highest fee per hour at which the customer is no worse off than with that cut", zh="与拿到降价相比，客户不吃亏的最高小时费"),
        help=Text(en="We keep up the machines; the customer pays by the hour.", zh="设备由我方维护，客户按小时付费。"),
        tolerance=HALF_PERCENT,
        uses=("customer_cost",),
        expected=_highest_fee,
        mistakes=(
            mistake(
                "hours-undiscounted",
                lambda data, answers: answers["customer_cost"] / (data["hours"] * data["years"]),
                en="You divided by all hours as if they were paid today. Discount the hours like the money: × {factor_customer:number}.",
                zh="您除以了全部小时数，好像今天就付清一样。小时数也要像钱一样折现：× {factor_customer:number}。",
            ),
            mistake(
                "hours-of-one-year",
                lambda data, answers: answers["customer_cost"] / data["hours"],
                en="You divided by the hours of one year. The fee is paid in all {years} years.",
                zh="您只除了一年的小时数。费用要付 {years} 年。",
            ),
            mistake(
                "our-rate-for-the-customer",
                lambda data, answers: answers["customer_cost"] / (data["hours"] * _annuity(data, "supplier")),
                en="You used our discount rate. The customer counts at its own, {rate_customer:percent}.",
                zh="您用了我方的折现率。客户按自己的 {rate_customer:percent} 来算。",
            ),
        ),
    )


def _lowest_fee_field(fee_unit: Text) -> NumberField:
    return NumberField(
        id="lowest_fee",
        kind="money",
        points=2,
        unit=fee_unit,
        label=Text(en="Lowest fee per hour at which we are no worse off than with a sale at today's price", zh="与按目前价格卖出相比，我方不吃亏的最低小时费"),
        tolerance=HALF_PERCENT,
        expected=_lowest_fee,
        mistakes=(
            mistake(
                "forgot-our-upkeep",
                lambda data, answers: (
                    data["machines"] * data["price"] / (data["hours"] * _annuity(data, "supplier"))
                ),
                en="Now we keep up the machines: the fee must also pay for {upkeep_us:money} a year.",
                zh="现在由我方维护设备：小时费还要覆盖每年 {upkeep_us:money}的维护费。",
            ),
            mistake(
                "compared-with-the-cut",
                lambda data, answers: pricing.indifferent_term(
                    _per_use(data, 0),
                    _sale(data, data["demanded"]),
                    _business(data),
                    term="fee_per_use",
                    side="supplier",
                ),
                en="That leaves us as badly off as the cut. Compare with a sale at today's price, {price:money}.",
                zh="这样我方和降价一样吃亏。应与按目前价格 {price:money}卖出相比。",
            ),
            mistake(
                "only-our-cost",
                lambda data, answers: (
                    (data["machines"] * data["unit_cost"] / _annuity(data, "supplier") + data["upkeep_us"])
                    / data["hours"]
                ),
                en="That fee covers our cost and no more. A sale today would also earn a margin.",
                zh="这个小时费只够成本。按今天的价格卖出，我方还有毛利。",
            ),
        ),
    )


def _our_npv_field() -> NumberField:
    return NumberField(
        id="our_npv",
        kind="money",
        points=2,
        label=Text(en="Our net present value with a fee of {fee_middle:money} per hour", zh="小时费为 {fee_middle:money}时我方的净现值"),
        tolerance=HALF_PERCENT,
        expected=_our_npv,
        mistakes=(
            mistake(
                "forgot-the-machines",
                lambda data, answers: _our_npv(data, answers) + data["machines"] * data["unit_cost"],
                en="The machines must be built first: take off {machines} × {unit_cost:money} today.",
                zh="设备要先造出来：今天就要减去 {machines} × {unit_cost:money}。",
            ),
            mistake(
                "npv-without-upkeep",
                lambda data, answers: (
                    _our_npv(data, answers) + data["upkeep_us"] * _annuity(data, "supplier")
                ),
                en="You left out our upkeep of {upkeep_us:money} a year.",
                zh="您漏了我方每年 {upkeep_us:money}的维护费。",
            ),
            mistake(
                "npv-undiscounted",
                lambda data, answers: (
                    data["years"] * (data["fees"]["middle"] * data["hours"] - data["upkeep_us"])
                    - data["machines"] * data["unit_cost"]
                ),
                en="You added {years} years as they are. Discount them at {rate_us:percent}: × {factor_us:number}.",
                zh="您把 {years} 年直接相加了。请按 {rate_us:percent} 折现：× {factor_us:number}。",
            ),
        ),
    )


def _model_field() -> ChoiceField:
    return ChoiceField(
        id="model",
        points=2,
        label=Text(en="Which offer leaves the customer no worse than the cut, and us no worse than today's price?", zh="哪个方案让客户不比降价差、我方不比目前价格差？"),
        uses=("highest_fee", "lowest_fee"),
        expected=_fee_that_suits,
        options=(
            Option("low", Text(en="Pay per hour at {fee_low:money}", zh="按小时付费，每小时 {fee_low:money}")),
            Option("middle", Text(en="Pay per hour at {fee_middle:money}", zh="按小时付费，每小时 {fee_middle:money}")),
            Option("high", Text(en="Pay per hour at {fee_high:money}", zh="按小时付费，每小时 {fee_high:money}")),
            Option("none", Text(en="None: sell at the price demanded", zh="都不行：按客户要求的价格卖")),
        ),
        reasons={
            "low": Text(en="This fee lies below our lowest one: the customer is pleased, and we earn less than with today's sale.", zh="低于我方的最低小时费：客户高兴，我方比按目前价格卖赚得少。"),
            "middle": Text(
                en="Hold the fee against your two limits: it must be at least our lowest and at most the customer's highest.",
                zh="请对照您算出的两个界限：不低于我方最低，也不高于客户最高。",
            ),
            "high": Text(en="This fee lies above the customer's highest one: the customer does better with the cut and will say no.", zh="高于客户的最高小时费：客户还不如拿降价，会拒绝。"),
            "none": Text(en="Selling at the price demanded makes us poorer by the whole cut. One of the fees suits both sides.", zh="按客户要求的价格卖，降价全由我方承担。有一个小时费对双方都合适。"),
        },
    )


def _law_field() -> ChoicesField:
    return ChoicesField(
        id="law",
        points=3,
        label=Text(en="Qualcomm lived by such a model. What did China's NDRC object to in February 2015?", zh="高通正是靠这类模式。2015 年 2 月国家发展改革委认定其哪些做法违法？"),
        expected=lambda data, answers: list(FOUND_UNLAWFUL),
        options=tuple(Option(id, label) for id, (label, _) in NDRC_2015.items()),
        reasons={id: reason for id, (_, reason) in NDRC_2015.items() if reason is not None},
    )


def _fields(data: Data) -> tuple[Field, ...]:
    fee_unit = Text(en="CNY per hour", zh="元/小时")
    return (
        _customer_cost_field(),
        _highest_fee_field(fee_unit),
        _lowest_fee_field(fee_unit),
        _our_npv_field(),
        _model_field(),
        _law_field(),
    )


def _values(data: Data) -> dict[str, Any]:
    fees = {f"fee_{offer}": data["fees"][offer] for offer in FEE_OFFERS}
    upkeep = data["upkeep_us"] * _annuity(data, "supplier")
    return {
        **fees,
        "account": named(data["account"]),
        "product": named(data["product"]),
        "factor_us": round(_annuity(data, "supplier"), 4),
        "factor_customer": round(_annuity(data, "customer"), 4),
        "factor_us_4": f"{_annuity(data, 'supplier'):.4f}",
        "factor_customer_4": f"{_annuity(data, 'customer'):.4f}",
        "purchase": data["machines"] * data["demanded"],
        "todays_sale": data["machines"] * data["price"],
        "build": data["machines"] * data["unit_cost"],
        "upkeep_value": upkeep,
        "sale_npv": pricing.model_npv(_sale(data, data["price"]), _business(data), side="supplier"),
        "cut_npv": pricing.model_npv(_sale(data, data["demanded"]), _business(data), side="supplier"),
    }


def _tables(data: Data) -> tuple[CaseTable, ...]:
    number_of_machines = (Text(en="Units, delivered now", zh="台数（现在交付）"), f"{data['machines']}")
    money = "{x:money}"

    def cny(value: float) -> Text:
        return written(Text(en=money, zh=money), x=value)

    def rate(value: float, factor: float) -> Text:
        template = Text(en="{rate:percent}; 1 CNY a year for {years} years is worth {factor}", zh="{rate:percent}；每年 1 元、共 {years} 年，现值 {factor}")
        return written(template, rate=value, years=data["years"], factor=f"{factor:.4f}")

    rows = (
        number_of_machines,
        (Text(en="Price today, per unit", zh="目前单价"), cny(data["price"])),
        (Text(en="Price demanded, per unit", zh="客户要求的单价"), cny(data["demanded"])),
        (Text(en="Our unit cost", zh="我方单位成本"), cny(data["unit_cost"])),
        (Text(en="Running hours of all units, a year", zh="全部设备年运行小时"), f"{data['hours']:,}"),
        (
            Text(en="Upkeep a year if the customer owns them", zh="客户自有时的年维护费"),
            cny(data["upkeep_customer"]),
        ),
        (Text(en="Upkeep a year if we own them", zh="我方持有时的年维护费"), cny(data["upkeep_us"])),
        (
            Text(en="Our discount rate a year", zh="我方年折现率"),
            rate(data["rate_us"], _annuity(data, "supplier")),
        ),
        (
            Text(en="Customer's discount rate a year", zh="客户年折现率"),
            rate(data["rate_customer"], _annuity(data, "customer")),
        ),
    )
    columns = (TableColumn(Text(en="Figure", zh="项目")), TableColumn(Text(en="Amount", zh="数值")))
    return (CaseTable(Text(en="The figures of the deal", zh="这笔生意的数据"), columns, rows),)


CASE = and_invented(
    Text(
        en="""The fight is down to the price: **{account}** wants {machines} of our {product} for {demanded:money} instead of {price:money} each.
Your proposal changes the question.
**We keep the units and keep them running; the customer pays for each hour they run**, for {years} years, at the end of each year.
We know our own units, so upkeep is cheaper for us than for the customer, and money is cheaper for us, too.
Three fees are under discussion: {fee_low:money}, {fee_middle:money} and {fee_high:money} an hour.
After {years} years the units are worth nothing; taxes are left out.""",
        zh="""谈到最后只剩价格：**{account}**要买 {machines} 台{product}，要求单价从 {price:money}降到 {demanded:money}。
您的方案换了个思路。
**设备归我方所有并由我方保障运行，客户按实际运行小时付费**，为期 {years} 年，每年年末结算。
自家的设备自己最懂，所以我方维护更省钱；我方的资金成本也更低。
正在讨论的小时费有三个：{fee_low:money}、{fee_middle:money}和 {fee_high:money}。
{years} 年后设备残值为零，不考虑税收。""",
    )
)
HINTS = (
    Text(en="Two people sit at the table, each with an own alternative: what does each have without the new model?", zh="谈判桌两边各有各的退路：没有新模式时，双方各自能得到什么？"),
    Text(
        en="Customer: purchase at the price demanded + upkeep × factor. "
        "Divide by hours × factor: the highest fee. We: price today × units + our upkeep × our factor, divided by hours × our factor: the lowest fee. "
        "Any fee between them suits both. Our NPV = (fee × hours − our upkeep) × our factor − cost of the units.",
        zh="客户：按要求价格的采购款 + 维护费 × 系数，再除以（小时 × 系数），得到最高小时费。"
        "我方：目前单价 × 台数 + 我方维护费 × 我方系数，除以（小时 × 我方系数），得到最低小时费。两者之间都行。"
        "我方净现值 =（小时费 × 小时 − 我方维护费）× 我方系数 − 设备成本。",
    ),
    Text(
        en="Another deal: price demanded 90,000, upkeep 10,000 a year, factor 3.5, hours 5,000 a year: the customer's cost is 90,000 + 35,000 = 125,000, and 125,000 ÷ (5,000 × 3.5) = 7.14 an hour at most. "
        "We: today 100,000, own upkeep 5,000, factor 4: (100,000 + 20,000) ÷ (5,000 × 4) = 6.00 at least. A fee of 6.50 suits both. "
        "With a unit cost of 70,000 our NPV is (6.50 × 5,000 − 5,000) × 4 − 70,000 = 40,000.",
        zh="换一笔生意：客户要求的价格 90,000，维护费每年 10,000，系数 3.5，每年 5,000 小时：客户成本 90,000 + 35,000 = 125,000，125,000 ÷（5,000 × 3.5）= 每小时最多 7.14。"
        "我方：目前 100,000，自己维护 5,000，系数 4：（100,000 + 20,000）÷（5,000 × 4）= 至少 6.00。6.50 对双方都合适。"
        "设备成本 70,000 时，我方净现值为（6.50 × 5,000 − 5,000）× 4 − 70,000 = 40,000。",
    ),
)
SOLUTION = Text(
    en="""- **Customer's cost with the cut** = {purchase:money} + {upkeep_customer:money} × {factor_customer_4} ≈ **{customer_cost:money}**
- **Highest fee** = {customer_cost:money} ÷ ({hours:whole} × {factor_customer_4}) = **{highest_fee:money}** an hour
- **Lowest fee** = ({todays_sale:money} + {upkeep_us:money} × {factor_us_4}) ÷ ({hours:whole} × {factor_us_4}) = **{lowest_fee:money}** an hour
- **Our NPV** at {fee_middle:money} = ({fee_middle:money} × {hours:whole} − {upkeep_us:money}) × {factor_us_4} − {build:money} ≈ **{our_npv:money}**; the sale at today's price brings {sale_npv:money}, the cut only {cut_npv:money}
- **The fee that suits both** is the one between the two limits.

The gain does not fall from the sky: it comes from cheaper upkeep and cheaper money. The price is a new risk: fewer hours, less pay, so agree on a minimum.
**The limit of the law.** NDRC objected to charging for expired patents, to tying other patents and to chips only for those who would not challenge the licence. It did not object to royalties as such.""",
    zh="""- **降价情形下客户的总成本** = {purchase:money} + {upkeep_customer:money} × {factor_customer_4} ≈ **{customer_cost:money}**
- **最高小时费** = {customer_cost:money} ÷（{hours:whole} × {factor_customer_4}）= 每小时 **{highest_fee:money}**
- **最低小时费** =（{todays_sale:money} + {upkeep_us:money} × {factor_us_4}）÷（{hours:whole} × {factor_us_4}）= 每小时 **{lowest_fee:money}**
- 小时费 {fee_middle:money}时**我方净现值** =（{fee_middle:money} × {hours:whole} − {upkeep_us:money}）× {factor_us_4} − {build:money} ≈ **{our_npv:money}**；按目前价格卖出为 {sale_npv:money}，按降价卖出只有 {cut_npv:money}
- **双方都合适的小时费**，就是落在两个界限之间的那一个。

这份好处不是凭空来的：来自更省的维护和更便宜的资金。代价是新的风险：设备开得少，我方就收得少，所以要约定最低小时数。
**法律界限。** 国家发展改革委认定违法的是：对过期专利收费、搭售其他专利、以承诺不提异议作为供应芯片的条件。收取许可费本身并未被否定。""",
)

DEMO = {
    "account": {"en": "Zadwickel Packing Systems", "zh": "扎维珂包装系统"},
    "product": PRODUCTS[0],
    "machines": 40,
    "price": 11_000,
    "demanded": 9_900,
    "unit_cost": 6_600,
    "hours": 40_000,
    "years": 5,
    "upkeep_customer": 90_000,
    "upkeep_us": 50_000,
    "rate_us": 0.08,
    "rate_customer": 0.14,
    "fees": {"low": 3.6, "middle": 4.6, "high": 5.5},
}


def make(chance: random.Random) -> dict[str, Any] | None:
    """Return a candidate variant of U7.X5, None when it would not teach what it should."""
    place = chance.randrange(len(PRODUCTS))
    price = rounded(PRODUCT_COSTS[place] * chance.uniform(1.5, 1.8), 500)
    machines = chance.choice([10, 12, 15, 20, 25, 30, 40])
    upkeep = rounded(price * machines * chance.uniform(0.14, 0.24), 2_000)
    data: dict[str, Any] = {
        "account": draw_names(chance, 1)[0],
        "product": PRODUCTS[place],
        "machines": machines,
        "price": price,
        "demanded": rounded(price * chance.choice([0.88, 0.9, 0.92]), 50),
        "unit_cost": rounded(price * chance.uniform(0.52, 0.62), 50),
        "hours": machines * chance.choice([1_000, 2_000, 3_000, 4_000]),
        "years": chance.choice([4, 5, 6]),
        "upkeep_customer": upkeep,
        "upkeep_us": rounded(upkeep * chance.uniform(0.45, 0.65), 2_000),
        "rate_us": chance.choice([0.06, 0.07, 0.08]),
        "rate_customer": chance.choice([0.12, 0.14, 0.15]),
    }
    lowest = _lowest_fee(data, {})
    highest = _highest_fee(data, {"customer_cost": _customer_cost(data, {})})
    if highest < 1.12 * lowest or lowest < 1:
        return None
    step = 0.1 if lowest < 20 else 1
    middle = (lowest + highest) / 2
    fees = {"low": lowest * 0.88, "middle": middle, "high": highest * 1.12}
    named_fees = list(fees)
    if chance.random() < 0.6:  # which of the three fees suits both must not be the middle one every time
        width = highest - lowest
        fees = (
            {"low": middle, "middle": highest + 0.5 * width, "high": highest + width}
            if chance.random() < 0.5
            else {"low": lowest - 0.6 * width, "middle": lowest - 0.3 * width, "high": middle}
        )
    data["fees"] = {offer: round(round(fees[offer] / step) * step, 1) for offer in named_fees}
    return data if _is_good(data) else None


def _is_good(data: Data) -> bool:
    truth = Sheet(EXERCISE, 0, data).truth
    fees = [data["fees"][offer] for offer in FEE_OFFERS]
    limits = (truth["lowest_fee"], truth["highest_fee"])
    inside = [fee for fee in fees if limits[0] <= fee <= limits[1]]
    clear = all(abs(fee / limit - 1) > 0.03 for fee in fees for limit in limits)
    return (
        len(inside) == 1
        and clear
        and sorted(set(fees)) == fees
        and min(fees) > 0
        and truth["our_npv"] > 0.02 * data["machines"] * data["price"]
        and mistakes_stand_apart(EXERCISE, data)
    )


EXERCISE = Exercise(
    id="U7.X5",
    unit="U7",
    title=Text(en="Model swap", zh="更换商业模式"),
    minutes=20,
    case=CASE,
    fields=_fields,
    hints=HINTS,
    solution=SOLUTION,
    values=_values,
    tables=_tables,
    variants=partial(pool, "U7.X5"),
)
