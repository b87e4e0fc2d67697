"""T0.W assessed: three quarters are gone; one account's plan is checked and put right."""

from __future__ import annotations

import random
from functools import partial
from typing import Any, Literal

from kamlib import allocation, targets
from kamlib.classroom.exercise import (
    Answers,
    CaseTable,
    Column,
    Data,
    Exercise,
    Field,
    MatchField,
    NumberField,
    Option,
    PlaceField,
    TableColumn,
    TableField,
    TextField,
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
    where_they_show,
)
from kamlib.units.t0_targets.shared import (
    MEASURE_NAMES,
    QUARTER_NAMES,
    TEN_THOUSAND,
    TO_THE_UNIT,
    cells,
    whole_column,
)

PASSED, LEFT = 9, 3  # months
MEASURES = {name: MEASURE_NAMES[name] for name in ("cash_collected", "expense", "profit")}
PARTS = {"price": Text(en="Price part", zh="价格部分"), "volume": Text(en="Volume part", zh="销量部分")}
CAUSES = {
    "few_opportunities": Text(en="There are too few open opportunities for the months that are left", zh="剩余几个月里，在谈的商机太少"),
    "stuck": Text(en="Three large proposals have lain at the customer for eight weeks without an answer", zh="三份大额方案在客户那里放了八周没有答复"),
    "discount": Text(en="Volume is as planned, but special discounts have grown from 3% to 9%", zh="销量达到计划，但特批折扣从 3% 涨到了 9%"),
    "overdue": Text(en="Sales are on plan, but a third of the invoices is overdue", zh="销售额达标，但三分之一的发票已逾期"),
}  # fmt: skip
MEASURES_TAKEN = {
    "visits": Text(en="More first visits a week, with names and a weekly count until the quarter ends", zh="增加每周首次拜访，定到客户名单，每周检查，直到季末"),
    "decider": Text(en="Find out who decides, and ask for a meeting with a date for the decision", zh="弄清谁拍板，约见面谈，定下决策日期"),
    "release": Text(en="Every special discount over 3% goes to the director with what is asked in return", zh="超过 3% 的特批折扣一律报总监，并写明换回什么"),
    "collect": Text(en="A list of overdue invoices, a call to each accountant this week, new orders only against payment plans", zh="列出逾期清单，本周逐一联系对方财务，有付款计划才接新单"),
    "cut": Text(en="A price cut for everybody until the end of the year", zh="年底前对所有客户降价"),
    "harder": Text(en="Tell everybody to try harder", zh="要求大家再加把劲"),
}  # fmt: skip
PROPOSALS = {
    "weekly": Text(en="Set a weekly count of visits and proposals for the account team", zh="给客户团队定下每周拜访和方案数量"),
    "early_order": Text(en="Ask the customer to place the order planned for July in June, at the same price, if it suits its own production plan", zh="请客户把原定 7 月的订单提前到 6 月下，价格不变，前提是符合对方的生产计划"),
    "new_plant": Text(en="Offer our present drives to the customer's second plant, which buys elsewhere today", zh="向客户的第二工厂推我们的现有产品，该厂目前从别家采购"),
    "park": Text(en="Invoice goods that stay in our warehouse and that the customer may give back in July", zh="货还在我方仓库、7 月还可以退，先把发票开了"),
    "dealer_stock": Text(en="Ship three months' stock to a dealer on a verbal promise to take it back", zh="口头答应可退货，把三个月的库存压给经销商"),
    "gift": Text(en="A present for the buyer's family, so that the order comes before the quarter ends", zh="给采购的家人送份礼，让订单赶在季末前下来"),
}  # fmt: skip
BOXES = {
    "now": Text(en="Do it now", zh="现在就做"),
    "later": Text(en="Right, but for next year's plan", zh="可以做，列入明年计划"),
    "never": Text(en="Do not do it", zh="不能做"),
}
QUARTER_IDS = tuple(QUARTER_NAMES)


def _measures(data: Data, answers: Answers) -> dict[str, float]:
    found = targets.measures_from_rates(
        data["target"],
        collection_rate=data["collection"],
        gross_margin_rate=data["margin"],
        expense_ratio=data["expense"],
    )
    return cells("amount", {name: getattr(found, name) for name in MEASURES})


def _profit_before_expense(data: Data, answers: Answers) -> dict[str, float]:
    return {"profit/amount": data["target"] * data["margin"]}


def _profit_from_cash(data: Data, answers: Answers) -> dict[str, float]:
    return {"profit/amount": data["target"] * (data["collection"] * data["margin"] - data["expense"])}


def _quarters(data: Data, answers: Answers) -> dict[str, float]:
    shares = allocation.largest_remainder(data["target"], data["quarter_sales"], unit=1)
    return cells("plan", dict(zip(QUARTER_IDS, shares.tolist(), strict=True)))


def _quarters_alike(data: Data, answers: Answers) -> dict[str, float]:
    return cells("plan", dict.fromkeys(QUARTER_IDS, data["target"] / targets.QUARTERS_PER_YEAR))


def _came(data: Data) -> int:
    return sum(data["actual"])


def _plan_to_date(answers: Answers) -> float:
    return sum(answers["quarters"][f"{quarter}/plan"] for quarter in QUARTER_IDS[:3])


def _attainment(data: Data, answers: Answers) -> float:
    return _came(data) / _plan_to_date(answers)


def _run_rate(data: Data, answers: Answers) -> float:
    return targets.required_run_rate(data["target"], _came(data), LEFT)


def _split(data: Data, joint: Literal["in_price", "in_volume"] = "in_price") -> dict[str, float]:
    split = targets.price_volume_split(
        data["plan_price"], data["plan_units"], data["price"], data["units"], joint_effect=joint
    )
    return cells("amount", {"price": split.price_variance, "volume": split.volume_variance})


def _opportunities(data: Data, answers: Answers) -> float:
    left = answers["run_rate"] * LEFT * 10_000
    return targets.process_targets(
        left, data["deal"], data["win_rate"], 1, 1, round_up="each_step"
    ).opportunities


def _opportunities_times(data: Data, answers: Answers) -> float:
    left = answers["run_rate"] * LEFT * 10_000
    deals = targets.process_targets(left, data["deal"], 1, 1, 1, round_up="each_step").deals
    return targets.process_targets(deals * data["win_rate"], 1, 1, 1, 1, round_up="each_step").deals


def _fields(data: Data) -> tuple[Field, ...]:
    wrong_profit = where_they_show(
        _measures, (_profit_before_expense, _profit_from_cash), {"amount": HALF_PERCENT}
    )
    return (
        TableField(
            id="measures",
            points=3,
            label=Text(en="The year's other three measures, consistent with the sales target", zh="与销售额目标一致的另外三项年度指标"),
            rows=options(MEASURES),
            columns=(whole_column("amount", Text(en="Target of the year", zh="年度目标"), HALF_PERCENT, per="year"),),
            expected=_measures,
            mistakes=(
                mistake(
                    "profit-before-expense",
                    wrong_profit[0],
                    credit=0.5,
                    en="That is the gross margin. Take the expense off.",
                    zh="这是毛利，还要减去费用。",
                ),
                mistake(
                    "profit-from-cash",
                    wrong_profit[1],
                    en="You took the margin of the cash collected. Profit comes from sales, whenever they are paid.",
                    zh="您用回款额乘了毛利率。利润按销售额计算，与何时回款无关。",
                ),
            ),
        ),
        TableField(
            id="quarters",
            points=3,
            label=Text(en="The sales target by quarter, exact to the unit", zh="销售额目标按季度分解，合计一个单位不差"),
            help=Text(en="By last year's sales of the quarters; whole part first, missing units by the largest fraction.", zh="以去年各季度销售额为权重；先取整数部分，差额按小数部分从大到小补。"),
            rows=options(QUARTER_NAMES),
            columns=(whole_column("plan", Text(en="Plan", zh="计划")),),
            expected=_quarters,
            mistakes=(
                mistake(
                    "quarters-alike",
                    where_they_show(_quarters, (_quarters_alike,), {"plan": TO_THE_UNIT})[0],
                    en="That is a fourth of the year for each. The quarters differ.",
                    zh="这是每季各四分之一。各季度有淡有旺。",
                ),
            ),
        ),
        NumberField(
            id="attainment",
            kind="percent",
            points=2,
            label=Text(en="Cumulative attainment after three quarters", zh="前三季度累计达成率"),
            tolerance=Tolerance(within=0.005),
            uses=("quarters",),
            expected=_attainment,
            mistakes=(
                mistake(
                    "against-three-quarters-of-the-year",
                    lambda data, answers: _came(data) / (0.75 * data["target"]),
                    en="You compared with three quarters of the annual target. Compare with the plan of these three quarters.",
                    zh="您是和全年目标的四分之三比的，应当与这三个季度的计划比。",
                ),
                mistake(
                    "of-the-whole-year",
                    lambda data, answers: _came(data) / data["target"],
                    en="That is the share of the whole year. Compare with the plan to date.",
                    zh="这是占全年的比例，应当与累计计划比。",
                ),
            ),
        ),
        NumberField(
            id="run_rate",
            points=2,
            label=Text(en="What each month that is left must bring", zh="剩余各月平均需完成"),
            tolerance=HALF_PERCENT,
            unit=TEN_THOUSAND,
            per="month",
            expected=_run_rate,
            mistakes=(
                mistake(
                    "average-month",
                    lambda data, answers: data["target"] / targets.MONTHS_PER_YEAR,
                    en="That is a twelfth of the year.",
                    zh="这是全年的十二分之一。",
                ),
                mistake(
                    "whole-rest",
                    lambda data, answers: float(data["target"] - _came(data)),
                    credit=0.5,
                    en="That is all that is left; divide by the three months.",
                    zh="这是剩余的总额，还要除以三个月。",
                ),
            ),
        ),
        TableField(
            id="split",
            points=2,
            label=Text(en="What of the difference to date is price, what volume? {product_name}, actual less plan", zh="{product_name}：累计差额中价格和销量各占多少？（实际 − 计划）"),
            help=Text(en="The price difference counts on the units really sold; a shortfall is negative.", zh="价差乘以实际台数；少于计划为负数。"),
            rows=options(PARTS),
            columns=(Column(id="amount", label=Text(en="Amount", zh="金额"), kind="money", tolerance=HALF_PERCENT),),
            expected=lambda data, answers: _split(data),
            mistakes=(
                mistake(
                    "other-convention",
                    where_they_show(
                        lambda data, answers: _split(data),
                        (lambda data, answers: _split(data, "in_volume"),),
                        {"amount": HALF_PERCENT},
                    )[0],
                    credit=0.5,
                    en="You valued the price difference at planned units or the volume difference at the actual price. Use the convention named in the help.",
                    zh="您把价差乘了计划台数，或把量差乘了实际价。请按说明中的约定计算。",
                ),
            ),
        ),
        NumberField(
            id="opportunities",
            points=2,
            label=Text(en="Opportunities needed for the rest of the year", zh="为完成剩余目标需要的商机数"),
            help=Text(en="Mean deal {deal:money}, win rate {win_rate:percent0}; round up deals, then opportunities.", zh="平均单额 {deal:money}，赢单率 {win_rate:percent0}；成交数和商机数都向上取整。"),
            tolerance=TO_THE_UNIT,
            uses=("run_rate",),
            expected=_opportunities,
            mistakes=(
                mistake(
                    "times-win-rate",
                    _opportunities_times,
                    en="You multiplied by the win rate. More opportunities are needed than deals: divide.",
                    zh="您乘以了赢单率。商机数应多于成交数：应当相除。",
                ),
            ),
        ),
        MatchField(
            id="countermeasures",
            points=4,
            label=Text(en="Four causes found in the account's figures: which countermeasure answers each?", zh="在客户数据中查出四种原因：分别用哪条对策？"),
            items=options(CAUSES),
            options=options(MEASURES_TAKEN),
        ),
        PlaceField(
            id="proposals",
            points=6,
            shape="row",
            label=Text(en="Six proposals for closing the gap: put each where it belongs", zh="为补差距提出的六项建议：放到合适的位置"),
            items=options(PROPOSALS),
            boxes=options(BOXES),
        ),
        TextField(
            id="note",
            points=8,
            words_min=60,
            label=Text(en="The line of the plan check: write it for your sales director", zh="写出计划检查表中的这一行，交给销售总监"),
            help=Text(
                en="Four to six sentences: where the account stands, the cause, the countermeasure, who does it until when, and how you will see on a Friday whether it works.",
                zh="四到六句话：目前完成情况、原因、对策、责任人和期限，以及每周五怎样看出是否见效。",
            ),
            names=(
                (Option("cause", Text(en="the cause", zh="原因")), ("cause", "because", "reason", "原因", "因为", "由于")),
                (
                    Option("countermeasure", Text(en="the countermeasure", zh="对策")),
                    ("countermeasure", "measure", "action", "we will", "I will", "对策", "措施", "行动"),
                ),
                (
                    Option("owner", Text(en="who does it", zh="责任人")),
                    ("owner", "responsible", "I ", "team", "责任人", "负责", "我", "由"),
                ),
                (
                    Option("due", Text(en="until when", zh="完成期限")),
                    ("by ", "until", "due", "date", "week", "期限", "之前", "前", "周", "日"),
                ),
            ),
        ),
    )  # fmt: skip


def _tables(data: Data) -> tuple[CaseTable, ...]:
    rows = [
        (
            QUARTER_NAMES[quarter],
            data["quarter_sales"][place],
            data["actual"][place] if place < 3 else "–",
        )
        for place, quarter in enumerate(QUARTER_IDS)
    ]
    return (
        CaseTable(
            Text(en="Sales by quarter, in CNY 10,000", zh="各季度销售额（万元）"),
            (
                TableColumn(Text(en="Quarter", zh="季度")),
                TableColumn(Text(en="Last year", zh="去年"), "whole"),
                TableColumn(Text(en="This year, actual", zh="今年实际"), "whole"),
            ),
            rows,
        ),
        CaseTable(
            Text(
                en=f"To date: {named(data['product']).en}", zh=f"{named(data['product']).zh}（累计）"
            ),
            (
                TableColumn(Text(en="Figure", zh="项目")),
                TableColumn(Text(en="Plan", zh="计划"), "whole"),
                TableColumn(Text(en="Actual", zh="实际"), "whole"),
            ),
            (
                (Text(en="Units", zh="台数"), data["plan_units"], data["units"]),
                (Text(en="Price, CNY per unit", zh="单价（元/台）"), data["plan_price"], data["price"]),
            ),
        ),
    )  # fmt: skip


def _values(data: Data) -> dict[str, Any]:
    measures, quarters = _measures(data, {}), _quarters(data, {})
    split = _split(data)
    left = data["target"] - _came(data)
    deals = targets.process_targets(left * 10_000, data["deal"], 1, 1, 1, round_up="each_step").deals
    return {
        "account_name": named(data["account"]),
        "product_name": named(data["product"]),
        "gross": data["target"] * data["margin"],
        **{name: measures[f"{name}/amount"] for name in MEASURES},
        "collection_rate": data["collection"],
        "expense_ratio": data["expense"],
        "margin_rate": data["margin"],
        "last_year": sum(data["quarter_sales"]),
        **{quarter: quarters[f"{quarter}/plan"] for quarter in QUARTER_IDS},
        "to_date": _plan_to_date({"quarters": quarters}),
        "came": _came(data),
        "rest": left,
        "deals": deals,
        "price_part": split["price/amount"],
        "volume_part": split["volume/amount"],
        "difference": split["price/amount"] + split["volume/amount"],
    }


CASE = Text(
    en="""You look after **{account_name}** for Tarvane Drives. This year's sales target for the account is **{target:whole}** × CNY 10,000; three quarters of the business year are gone.

- Collection rate {collection_rate:percent0}, gross margin {margin_rate:percent0} of sales, expense {expense_ratio:percent0} of sales
- The quarters follow last year's sales
- Mean deal {deal:money}, win rate {win_rate:percent0}

Check the plan, find the cause, and say what is done about it.

This case is assessed: your entries are recorded, and you learn the result after handing in.

_Tarvane Drives and all accounts and figures here are invented._""",
    zh="""您在塔凡传动负责**{account_name}**。该客户本年度的销售额目标是 **{target:whole}**万元；业务年度已过去三个季度。

- 回款率 {collection_rate:percent0}，毛利率为销售额的 {margin_rate:percent0}，费用为销售额的 {expense_ratio:percent0}
- 各季度按去年的销售额分解
- 平均单额 {deal:money}，赢单率 {win_rate:percent0}

请检查计划，找出原因，并说明采取什么对策。

本题为考核题：卡片只记录答案，提交作业后才能看到结果。

_塔凡传动及本题所有客户、数据均为虚构。_""",
)
HINTS = (
    Text(en="Go in the order of the form: target, plan, actual, gap, cause, countermeasure.", zh="按表单的顺序来：目标、计划、实际、差距、原因、对策。"),
    Text(
        en="Cash = sales × collection rate; expense = sales × expense ratio; profit = sales × gross margin − expense. "
        "Quarter = target × last year's quarter ÷ last year. Attainment = actual ÷ plan of the three quarters. Run rate = what is left ÷ 3 months. "
        "Deals = what is left ÷ mean deal, rounded up; opportunities = deals ÷ win rate, rounded up.",
        zh="回款额 = 销售额 × 回款率；费用 = 销售额 × 费用率；利润 = 销售额 × 毛利率 − 费用。"
        "季度计划 = 目标 × 去年该季度 ÷ 去年全年。累计达成率 = 实际 ÷ 三个季度的计划。月均需完成 = 剩余额 ÷ 3 个月。"
        "成交数 = 剩余额 ÷ 平均单额，向上取整；商机数 = 成交数 ÷ 赢单率，向上取整。",
    ),
    Text(
        en="Another account: target 1,000, collection 90%, margin 30%, expense 8%: cash 900, expense 80, profit 300 − 80 = 220. Plan to date 720, actual 648: 90%; left 352, so 117.3 a month. "
        "3.52 million ÷ 300,000 = 11.7, so 12 deals; at 30%: 40 opportunities.",
        zh="换一个客户：目标 1,000，回款率 90%，毛利率 30%，费用率 8%：回款 900，费用 80，利润 300 − 80 = 220。累计计划 720，实际 648：90%；剩余 352，每月 117.3。"
        "352万 ÷ 30万 = 11.7，取 12 单；赢单率 30%：40 个商机。",
    ),
)  # fmt: skip
SOLUTION = Text(
    en="""**Measures** (CNY 10,000): cash {target:whole} × {collection_rate:percent0} = **{cash_collected:number}**; expense {target:whole} × {expense_ratio:percent0} = **{expense:number}**; profit {gross:number} − {expense:number} = **{profit:number}**.

**Quarters**, {target:whole} by last year's {last_year:whole}: **{q1:whole}**, **{q2:whole}**, **{q3:whole}**, **{q4:whole}**.

**Attainment:** {came:whole} ÷ {to_date:whole} = **{attainment:percent1}**. **Run rate:** {rest:whole} ÷ 3 = **{run_rate:one}** a month.

**Difference of {product_name}:** {difference:money} = price **{price_part:money}** + volume **{volume_part:money}**.

**Opportunities:** {rest:whole} × 10,000 ÷ {deal:money}, rounded up: {deals:whole} deals; ÷ {win_rate:percent0}, rounded up: **{opportunities:whole}**.""",
    zh="""**指标**（万元）：回款 {target:whole} × {collection_rate:percent0} = **{cash_collected:number}**；费用 {target:whole} × {expense_ratio:percent0} = **{expense:number}**；利润 {gross:number} − {expense:number} = **{profit:number}**。

**季度**：{target:whole} 按去年 {last_year:whole} 的结构分：**{q1:whole}**、**{q2:whole}**、**{q3:whole}**、**{q4:whole}**。

**累计达成率：** {came:whole} ÷ {to_date:whole} = **{attainment:percent1}**。**月均需完成：** {rest:whole} ÷ 3 = **{run_rate:one}**。

**差额（{product_name}）：** {difference:money} = 价格 **{price_part:money}** + 销量 **{volume_part:money}**。

**商机：** {rest:whole} × 10,000 ÷ {deal:money}，向上取整为 {deals:whole} 单；÷ {win_rate:percent0}，向上取整为 **{opportunities:whole}** 个。""",
)


def demo() -> dict[str, Any]:
    """Return variant 0."""
    return {
        "account": {"en": "Jorgorran Conveyor Systems", "zh": "约戈冉输送设备"},
        "product": {"en": "servo gear unit TS 140", "zh": "伺服减速机 TS 140"},
        "target": 1_640,
        "collection": 0.94,
        "margin": 0.33,
        "expense": 0.09,
        "quarter_sales": [382, 417, 311, 423],
        "actual": [396, 402, 288],
        "plan_price": 10_800,
        "plan_units": 420,
        "price": 10_250,
        "units": 385,
        "deal": 240_000,
        "win_rate": 0.35,
    }


def make(chance: random.Random) -> dict[str, Any] | None:
    """Return a candidate variant of T0.W, None when a figure comes out even or mistakes look alike."""
    quarters = [rounded(chance.uniform(160, 560), 1) for _ in range(4)]
    target = rounded(sum(quarters) * chance.uniform(1.03, 1.15), 10)
    plan_price = rounded(chance.uniform(6_000, 32_000), 100)
    plan_units = rounded(chance.uniform(150, 480), 10)
    data = {
        "account": draw_names(chance, 1)[0],
        "product": chance.choice(
            [
                {"en": "servo gear unit TS 140", "zh": "伺服减速机 TS 140"},
                {"en": "hollow-shaft unit TH 110", "zh": "中空轴减速机 TH 110"},
                {"en": "planetary gearbox PG 4", "zh": "行星齿轮箱 PG 4"},
            ]
        ),
        "target": target,
        "collection": chance.choice([0.88, 0.9, 0.92, 0.94]),
        "margin": chance.choice([0.28, 0.3, 0.32, 0.34]),
        "expense": chance.choice([0.07, 0.08, 0.09, 0.1]),
        "quarter_sales": quarters,
        "actual": [int(target * quarter / sum(quarters) * chance.uniform(0.84, 1.0)) for quarter in quarters[:3]],
        "plan_price": plan_price,
        "plan_units": plan_units,
        "price": rounded(plan_price * chance.uniform(0.9, 0.97), 50),
        "units": int(plan_units * chance.uniform(0.86, 0.96)),
        "deal": rounded(chance.uniform(150_000, 400_000), 10_000),
        "win_rate": chance.choice([0.25, 0.3, 0.35, 0.4]),
    }  # fmt: skip
    return data if _is_good(data) else None


def _is_good(data: Data) -> bool:
    plan = list(_quarters(data, {}).values())
    exact = [data["target"] * sales / sum(data["quarter_sales"]) for sales in data["quarter_sales"]]
    fractions = sorted(share % 1 for share in exact)
    left = data["target"] - _came(data)
    deals = left * 10_000 / data["deal"]
    chances = _opportunities(data, {"run_rate": left / LEFT})
    return (
        all(later - earlier > 0.02 for earlier, later in zip(fractions, fractions[1:], strict=False))
        and abs(sum(plan[:3]) / data["target"] - 0.75) > 0.02
        and abs(plan[3] - data["target"] / 4) > 15
        and 0.05 < deals % 1 < 0.95
        and 8 <= chances <= 120
        and mistakes_stand_apart(EXERCISE, data)
    )


EXERCISE = Exercise(
    id="T0.W",
    unit="T0",
    title=Text(en="Wrap-up: three quarters gone", zh="综合案例：三个季度过去了"),
    mode="assessed",
    minutes=35,
    case=CASE,
    values=_values,
    tables=_tables,
    fields=_fields,
    hints=HINTS,
    solution=SOLUTION,
    variants=partial(pool, "T0.W"),
)
