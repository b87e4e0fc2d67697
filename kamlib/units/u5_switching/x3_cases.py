"""U5.X3 read the cases: which way each of the four cases uses, what a vending machine saves, what a specification protects."""

from __future__ import annotations

import random
from collections.abc import Mapping
from functools import partial
from typing import Any

from kamlib import switching
from kamlib.classroom.exercise import (
    Answers,
    CaseTable,
    ChoiceField,
    Column,
    Data,
    Exercise,
    Field,
    MatchField,
    NumberField,
    Option,
    TableColumn,
    TableField,
    Tolerance,
)
from kamlib.text import Text
from kamlib.units import pool
from kamlib.units.common import (
    ANY_ACCOUNT,
    ANY_ACCOUNT_ZH,
    HALF_PERCENT,
    mistake,
    mistakes_stand_apart,
    named,
    once,
    options,
    rounded,
)
from kamlib.units.u5_switching.shared import WAY_NAMES, draw_builders, draw_end_users

PULL = "specification_pull"
WAYS = {**WAY_NAMES, PULL: Text(en="Pull by specification (not among the five)", zh="指定拉动（五种方式之外）")}

# The document gives the names of the four cases only; what they tell here is the course's own.
CASES = {
    "tank": Text(en="The refrigerant tank: the supplier pays for a storage tank at the customer's plant, keeps it and fills it.", zh="制冷剂储罐：供应商出钱在客户厂内建储罐，归供应商所有并负责补充。"),
    "vending": Text(en="The tool vending machine: the supplier's machine stands in the workshop, books every tool taken and orders the next by itself.", zh="刀具自动售货机：供应商的机器放在车间，领一把记一把，缺货自动补。"),
    "bundling": Text(en="The bundling agreement: machine, service and packaging material are tied to each other by contract.", zh="捆绑协议：通过合同把设备、服务和包装材料绑在一起。"),
    "pull": Text(en="The customer's customer: whoever buys the customer's machine asks for the supplier's part by name.", zh="客户的客户：买整机的用户点名要用该供应商的部件。"),
}  # fmt: skip
ACCEPTED = {
    "tank": ["dedicated_assets"],
    "vending": ["process_embedding", "dedicated_assets", "outstanding_service"],
    "bundling": ["termination_barriers"],
    "pull": [PULL, "proprietary_technology"],
}
WHY = {
    "tank": Text(en="The heart of it is a thing: a tank that belongs to the supplier and stands at the customer's. That is a dedicated asset.", zh="关键是那个储罐：归供应商所有，放在客户厂里。这是专有资产。"),
    "vending": Text(en="The machine manages the customer's tools day by day: the supplier has become part of the process.", zh="机器每天替客户管刀具，供应商已经成为流程的一环。"),
    "bundling": Text(en="No better service and no better technology holds the customer here, but the contract: a termination barrier.", zh="留住客户的不是更好的服务或技术，而是合同：这是终止壁垒。"),
    "pull": Text(en="Nothing was built at the customer's. The one who holds them is their own customer, who asks for the part.", zh="在客户那里什么也没建，是客户自己的客户点名要用。"),
}  # fmt: skip
PLAIN = {
    "tank": Text(en="the refrigerant tank", zh="制冷剂储罐"),
    "vending": Text(en="the tool vending machine", zh="刀具自动售货机"),
    "bundling": Text(en="the bundling agreement", zh="捆绑协议"),
    "pull": Text(en="the customer's customer", zh="让客户的客户指定"),
}
SAVINGS = {
    "consumption": Text(en="Fewer tools used", zh="刀具消耗减少"),
    "stock": Text(en="Lower stock", zh="库存减少"),
    "walking": Text(en="Less walking and waiting", zh="少走路、少等待"),
}


def _ways(data: Data, answers: Answers) -> dict[str, list[str]]:
    return {case: ACCEPTED[case] for case in data["order"]}


# -- the vending machine ----------------------------------------------------------------------------


def _hours(machine: Mapping[str, Any], *, before_only: bool = False) -> float:
    after = 0 if before_only else machine["minutes_after"]
    minutes = machine["minutes_before"] - after
    return float(switching.walking_hours_per_year(machine["trips"], minutes, machine["days"]))


def _saved(machine: Mapping[str, Any]) -> switching.VendingSaving:
    return switching.vending_machine_effect(
        units_saved_per_year=machine["units_before"] - machine["units_after"],
        price_per_unit=machine["price"],
        stock_value_released=machine["stock_before"] - machine["stock_after"],
        carrying_rate_per_year=machine["carrying"],
        walking_hours_saved_per_year=_hours(machine),
        wage_per_hour=machine["wage"],
    )


def _savings(data: Data, answers: Answers) -> dict[str, float]:
    saved = _saved(data["machine"])
    parts = (saved.consumption_saving_per_year, saved.stock_saving_per_year, saved.walking_saving_per_year)
    return {f"{part}/saving": float(value) for part, value in zip(SAVINGS, parts, strict=True)}


def _total(data: Data, answers: Answers) -> float:
    return float(sum(answers["savings"].values()))


def _whole_consumption(data: Data, answers: Answers) -> dict[str, float]:
    machine = data["machine"]
    return {"consumption/saving": float(machine["units_after"] * machine["price"])}


def _whole_stock(data: Data, answers: Answers) -> dict[str, float]:
    machine = data["machine"]
    return {"stock/saving": float(machine["stock_before"] - machine["stock_after"])}


def _minutes_for_hours(data: Data, answers: Answers) -> dict[str, float]:
    machine = data["machine"]
    return {"walking/saving": 60.0 * _hours(machine) * machine["wage"]}


def _all_the_walking(data: Data, answers: Answers) -> dict[str, float]:
    machine = data["machine"]
    return {"walking/saving": _hours(machine, before_only=True) * machine["wage"]}


# -- the customer's customers ------------------------------------------------------------------------


def _asks(data: Data) -> list[bool]:
    return [bool(each["names_us"]) for each in data["users"]]


@once
def _specified_in(data: Data) -> float:
    demand = [each["demand"] for each in data["users"]]
    return float(switching.specified_in_rate(_asks(data), basis="demand", demand=demand))


def _rate(data: Data, answers: Answers) -> float:
    return _specified_in(data)


def _by_heads(data: Data, answers: Answers) -> float:
    return float(switching.specified_in_rate(_asks(data), basis="customers"))


def _protected(data: Data, answers: Answers) -> float:
    return float(switching.protected_revenue(min(answers["rate"], 1.0), data["revenue"]))


def _fields(data: Data) -> tuple[Field, ...]:
    return (
        MatchField(
            id="ways",
            label=Text(en="Which way does each case use?", zh="四个案例各用了哪种方式？"),
            help=Text(en="Some cases have more than one right answer; one uses a way that is not among the five.", zh="有的案例不止一个正确答案，有一个不属于五种方式。"),
            points=4,
            items=tuple(Option(case, CASES[case]) for case in data["order"]),
            options=options(WAYS),
            expected=_ways,
            reasons=WHY,
        ),
        ChoiceField(
            id="lawyers",
            label=Text(en="Which of the four goes to the lawyers before anybody talks to a customer?", zh="四个做法中，哪一个在和客户谈之前必须先过法务？"),
            points=1,
            options=tuple(Option(case, PLAIN[case]) for case in data["order"]),
            expected=lambda data, answers: "bundling",
            reasons={
                "tank": Text(en="A contract is needed here, too, but the customer gets a value and may go when the tank goes back. Where are things tied that could be bought apart?", zh="储罐当然也要签合同，但客户得到了实惠，归还储罐就可以走。哪一个把本可分开买的东西绑在了一起？"),
                "vending": Text(en="The machine saves the customer money and ties nobody by itself. Where are things tied that could be bought apart?", zh="机器给客户省钱，本身并不绑定谁。哪一个把本可分开买的东西绑在了一起？"),
                "pull": Text(en="To convince the customer's customer by performance is honest competition. Where are things tied that could be bought apart?", zh="凭性能说服客户的客户，是正当竞争。哪一个把本可分开买的东西绑在了一起？"),
            },
        ),
        TableField(
            id="savings",
            label=Text(en="What does the vending machine save {name} in a year?", zh="自动售货机每年为{name}省多少？"),
            points=6,
            rows=tuple(Option(part, label) for part, label in SAVINGS.items()),
            columns=(Column(id="saving", label=Text(en="Saving a year", zh="每年节省"), kind="money", tolerance=HALF_PERCENT, per="year"),),
            expected=_savings,
            mistakes=(
                mistake(
                    "whole-consumption",
                    _whole_consumption,
                    en="That is what is still used. Only the drop is saved: tools before less tools after, times the price.",
                    zh="这是仍在消耗的部分。只有减少的才算节省：原来用量减去现在用量，再乘单价。",
                ),
                mistake(
                    "whole-stock",
                    _whole_stock,
                    en="That is the stock set free, once. What is saved in a year is its carrying cost: times {carrying:percent}.",
                    zh="这是一次性释放的库存金额。每年省下的是持有成本：还要乘 {carrying:percent}。",
                ),
                mistake(
                    "minutes-for-hours",
                    _minutes_for_hours,
                    en="You multiplied minutes by a wage per hour. Divide by 60.",
                    zh="您用分钟乘了小时工资，请除以 60。",
                ),
                mistake(
                    "all-the-walking",
                    _all_the_walking,
                    credit=0.5,
                    en="They still walk to the machine. Count the difference of the minutes only.",
                    zh="走到售货机也要时间，只能算前后之差。",
                ),
            ),
        ),
        NumberField(
            id="total",
            per="year",
            kind="money",
            points=1,
            label=Text(en="Together, CNY a year", zh="三项合计（元/年）"),
            tolerance=HALF_PERCENT,
            uses=("savings",),
            expected=_total,
        ),
        NumberField(
            id="rate",
            kind="percent",
            points=2,
            label=Text(en="Specified-in rate, by demand", zh="按需求量计算的指定率"),
            tolerance=Tolerance(within=0.003),
            lowest=0,
            highest=1,
            expected=_rate,
            mistakes=(
                mistake(
                    "by-heads",
                    _by_heads,
                    credit=0.5,
                    en="You counted each end user the same. Weigh them by what they buy.",
                    zh="您把每家用户都算成一样了，请按采购额加权。",
                ),
                mistake(
                    "who-does-not",
                    lambda data, answers: 1 - _rate(data, answers),
                    en="That is the share of those who do not name us.",
                    zh="这是没有点名要我方的那部分。",
                ),
            ),
        ),
        NumberField(
            id="protected",
            per="year",
            kind="money",
            points=2,
            label=Text(en="Revenue protected by it, CNY a year", zh="因此受保护的销售额（元/年）"),
            tolerance=Tolerance(relative=0.01),
            uses=("rate",),
            expected=_protected,
            mistakes=(
                mistake(
                    "demand-for-revenue",
                    lambda data, answers: answers["rate"] * sum(each["demand"] for each in data["users"]),
                    en="You took the end users' demand. Protected is that share of our own sales to the customer.",
                    zh="您用的是最终用户的需求额。受保护的是我方对这家客户的销售额中的这一比例。",
                ),
            ),
        ),
    )  # fmt: skip


def _tables(data: Data) -> tuple[CaseTable, ...]:
    machine = data["machine"]
    columns = (
        TableColumn(Text(en="Tool vending machine", zh="刀具自动售货机")),
        TableColumn(Text(en="Before", zh="之前"), "number"),
        TableColumn(Text(en="With the machine", zh="使用后"), "number"),
    )
    rows: list[tuple[Any, ...]] = [
        (Text(en="Tools used a year, pieces", zh="每年消耗刀具（把）"), machine["units_before"], machine["units_after"]),
        (Text(en="Tool stock, CNY", zh="刀具库存（元）"), machine["stock_before"], machine["stock_after"]),
        (Text(en="Minutes per trip to fetch a tool", zh="每次领刀往返（分钟）"), machine["minutes_before"], machine["minutes_after"]),
    ]
    ends = (
        TableColumn(Text(en="End user", zh="最终用户")),
        TableColumn(Text(en="Buys such machines for, CNY a year", zh="每年采购此类设备（元）"), "whole"),
        TableColumn(Text(en="Names us in the specification", zh="规格书中点名要我方")),
    )
    yes, no = Text(en="yes", zh="是"), Text(en="no", zh="否")
    users = [(named(each["name"]), each["demand"], yes if each["names_us"] else no) for each in data["users"]]
    maker = data["maker"]
    return (
        CaseTable(Text(en=f"{data['name']['en']}: before and after", zh=f"{data['name']['zh']}：使用前后"), columns, rows),
        CaseTable(Text(en=f"The end users of {maker['en']}", zh=f"{maker['zh']}的最终用户"), ends, users),
    )


def _solution_tables(data: Data) -> tuple[CaseTable, ...]:
    cases = (
        TableColumn(Text(en="Case", zh="案例")),
        TableColumn(Text(en="Way", zh="方式")),
        TableColumn(Text(en="Because", zh="理由")),
    )

    def accepted(case: str) -> Text:
        names = [WAYS[way] for way in ACCEPTED[case]]
        return Text(en=" · also accepted: ".join([names[0].en, ", ".join(n.en for n in names[1:])]) if names[1:] else names[0].en,
                    zh=" · 也可：".join([names[0].zh, "、".join(n.zh for n in names[1:])]) if names[1:] else names[0].zh)  # fmt: skip

    rows = [(PLAIN[case], accepted(case), WHY[case]) for case in data["order"]]
    money = (TableColumn(Text(en="Saving", zh="节省")), TableColumn(Text(en="CNY a year", zh="元/年"), "whole"))
    savings = _savings(data, {})
    sums = [(SAVINGS[part.partition("/")[0]], value) for part, value in savings.items()]
    return (
        CaseTable(Text(en="The four cases", zh="四个案例"), cases, rows),
        CaseTable(Text(en="What the machine saves", zh="售货机省下多少"), money, sums),
    )


def _values(data: Data) -> dict[str, Any]:
    machine = data["machine"]
    asked = [each["demand"] for each in data["users"] if each["names_us"]]
    return {
        "name": named(data["name"]),
        "maker": named(data["maker"]),
        **{name: machine[name] for name in ("price", "carrying", "trips", "days", "wage")},
        "units_saved": machine["units_before"] - machine["units_after"],
        "stock_saved": machine["stock_before"] - machine["stock_after"],
        "minutes_saved": machine["minutes_before"] - machine["minutes_after"],
        "hours": _hours(machine),
        "consumption_money": _savings(data, {})["consumption/saving"],
        "stock_money": _savings(data, {})["stock/saving"],
        "walking_money": _savings(data, {})["walking/saving"],
        "asked": sum(asked),
        "demand": sum(each["demand"] for each in data["users"]),
    }


CASE = Text(
    en=f"""The document names four cases: a refrigerant tank, a tool vending machine, a bundling agreement, and the customer's customer who names the supplier. It gives the names only; how they are told here is the course's own.

*Which way of raising the switching cost does each of them use?*

Then two sums from the case company.

- **{{name}}** may get a tool vending machine. A tool costs {{price:money}}, holding stock costs {{carrying:percent}} of its value a year, an hour of work {{wage:money}}. There are {{trips:number}} trips a day on {{days:number}} days a year.
- **{{maker}}** buys from us for {{revenue:money}} a year. The table shows who buys its machines and who asks for our drives by name.

{ANY_ACCOUNT}""",
    zh=f"""课程文件提到四个案例：制冷剂储罐、刀具自动售货机、捆绑协议、让客户的客户指定供应商。文件只有名称，以下讲法由本课程编写。

*每个案例用的是哪一种提升转换成本的方式？*

再算案例公司的两笔账：

- 准备给**{{name}}**装一台刀具自动售货机（业内也叫智能刀具柜）。刀具单价 {{price:money}}，库存持有成本每年为库存金额的 {{carrying:percent}}，人工每小时 {{wage:money}}。每天领刀 {{trips:number}} 次，每年 {{days:number}} 个工作日。
- **{{maker}}**每年向我方采购 {{revenue:money}}。表中列出谁买它的设备、谁点名要用我方传动件。

{ANY_ACCOUNT_ZH}""",
)

HINTS = (
    Text(
        en="Ask of each case: if the supplier were sent away tomorrow, what exactly would be missing or due?",
        zh="每个案例都问：如果明天换掉这家供应商，究竟会少了什么、欠下什么？",
    ),
    Text(
        en="Consumption: drop in pieces × price. Stock: drop in CNY × carrying rate. Walking: trips × minutes saved ÷ 60 × days × wage. "
        "Specified-in rate: demand of those who name us ÷ all demand; protected: that rate × our sales.",
        zh="消耗：减少的把数 × 单价。库存：减少的金额 × 持有费率。走路：次数 × 每次省下的分钟 ÷ 60 × 天数 × 工资。"
        "指定率：点名要我方的需求额 ÷ 全部需求额；受保护销售额：指定率 × 我方销售额。",
    ),
    Text(
        en="Another workshop: 600 tools fewer at CNY 80 = 48,000; stock down by 150,000 × 20% = 30,000; 12 trips × 8 minutes ÷ 60 × 250 days × 45 = 18,000: together 96,000 a year. "
        "Another maker: users with 50 and 30 million of 100 million name us: 80%; of our sales of 1.5 million 1.2 million are protected.",
        zh="换一个车间：少用 600 把 × 80 元 = 48,000；库存减少 150,000 × 20% = 30,000；12 次 × 8 分钟 ÷ 60 × 250 天 × 45 元 = 18,000：合计每年 96,000 元。"
        "换一家整机厂：总需求 1亿元，点名要我方的有 5,000万和 3,000万元：指定率 80%；我方销售额 150万元，受保护的是 120万元。",
    ),
)

SOLUTION = Text(
    en="""**The machine:** {units_saved:number} tools × {price:money} = {consumption_money:money}; {stock_saved:money} × {carrying:percent} = {stock_money:money}; {trips:number} × {minutes_saved:number} minutes ÷ 60 × {days:number} days = {hours:number} hours × {wage:money} = {walking_money:money}. Together **{total:money} a year**. The stock set free, {stock_saved:money}, comes once on top.

**Specified in:** {asked:money} of {demand:money} = **{rate:percent1}**; of our {revenue:money} **{protected:money}** are protected.

**To the lawyers first:** the bundling agreement. The other three give the customer something; this one takes a choice away.""",
    zh="""**售货机：** {units_saved:number} 把 × {price:money} = {consumption_money:money}；{stock_saved:money} × {carrying:percent} = {stock_money:money}；{trips:number} 次 × {minutes_saved:number} 分钟 ÷ 60 × {days:number} 天 = {hours:number} 小时 × {wage:money} = {walking_money:money}。合计**每年 {total:money}**。另外一次性释放库存 {stock_saved:money}。

**指定率：** {asked:money} ÷ {demand:money} = **{rate:percent1}**；我方销售额 {revenue:money}中，受保护的是 **{protected:money}**。

**先过法务的：** 捆绑协议。另外三个给客户带来好处，这一个拿走了客户的选择。""",
)

DEMO = {
    "order": ["tank", "vending", "bundling", "pull"],
    "name": {"en": "Tovpirrow Machine Tools", "zh": "托皮若机床"},
    "machine": {
        "units_before": 6_000, "units_after": 4_800, "price": 85,
        "stock_before": 640_000, "stock_after": 380_000, "carrying": 0.18,
        "trips": 60, "minutes_before": 12, "minutes_after": 3, "days": 250, "wage": 48,
    },
    "maker": {"en": "Rynfando Warehouse Technology", "zh": "莱凡朵仓储设备"},
    "revenue": 7_740_000,
    "users": [
        {"name": {"en": "Myrharrow Cement Works", "zh": "弥哈若水泥"}, "demand": 24_000_000, "names_us": True},
        {"name": {"en": "Nexlungo Mining", "zh": "奈伦戈矿业"}, "demand": 18_000_000, "names_us": False},
        {"name": {"en": "Wexnubis Mining", "zh": "韦努毕矿业"}, "demand": 31_000_000, "names_us": True},
        {"name": {"en": "Galvanth Cement Works", "zh": "迦梵思水泥"}, "demand": 12_000_000, "names_us": False},
        {"name": {"en": "Kezfando Mining", "zh": "柯凡朵矿业"}, "demand": 15_000_000, "names_us": False},
    ],
}  # fmt: skip


def make(chance: random.Random) -> dict[str, Any] | None:
    """Return a candidate variant of U5.X3: the cases in another order, another machine, other end users."""
    order = list(CASES)
    chance.shuffle(order)
    (maker,), users = draw_builders(chance, 1, "logistics", "packaging"), draw_end_users(chance, 5)
    name = next(each for each in draw_builders(chance, 2, "machine_tools", "battery") if each != maker)
    units = rounded(chance.uniform(2_000, 12_000), 100)
    stock = rounded(chance.uniform(2e5, 9e5), 10_000)
    before = chance.choice([8, 10, 12, 15])
    data = {
        "order": order,
        "name": name,
        "machine": {
            "units_before": units,
            "units_after": rounded(units * chance.uniform(0.7, 0.88), 100),
            "price": chance.choice([45, 60, 75, 80, 95, 120, 140]),
            "stock_before": stock,
            "stock_after": rounded(stock * chance.uniform(0.45, 0.75), 10_000),
            "carrying": chance.choice([0.15, 0.18, 0.20, 0.22, 0.25]),
            "trips": chance.choice([24, 30, 36, 40, 48, 60, 72]),
            "minutes_before": before,
            "minutes_after": chance.choice([2, 3, 4]),
            "days": chance.choice([240, 250, 300]),
            "wage": chance.choice([38, 42, 45, 48, 55]),
        },
        "maker": maker,
        "revenue": rounded(chance.uniform(2e6, 12e6), 10_000),
        "users": [
            {"name": user, "demand": rounded(chance.uniform(6e6, 40e6), 1_000_000), "names_us": chance.random() < 0.5}
            for user in users
        ],
    }
    return data if _is_good(data) else None


def _is_good(data: Data) -> bool:
    asked = sum(_asks(data))
    rate = _rate(data, {})
    if not 2 <= asked <= 3 or abs(rate - 0.5) < 0.03 or abs(rate - _by_heads(data, {})) < 0.04:
        return False
    savings = sorted(_savings(data, {}).values())
    return savings[0] > 0.08 * savings[-1] and mistakes_stand_apart(EXERCISE, data)


EXERCISE = Exercise(
    id="U5.X3",
    unit="U5",
    title=Text(en="Read the cases", zh="解读案例"),
    minutes=15,
    case=CASE,
    values=_values,
    tables=_tables,
    fields=_fields,
    hints=HINTS,
    solution=SOLUTION,
    solution_tables=_solution_tables,
    variants=partial(pool, "U5.X3"),
)
