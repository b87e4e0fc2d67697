"""U3.W assessed: a package instead of a price cut; what each part is worth, and what to do before the supplier is changed."""

from __future__ import annotations

import random
from functools import partial
from statistics import pstdev
from typing import Any

from kamlib import value
from kamlib.classroom.exercise import (
    Answers,
    CaseTable,
    Column,
    Data,
    Exercise,
    Field,
    MatchField,
    Mistake,
    NumberField,
    Option,
    TableColumn,
    TableField,
    TextField,
    Tolerance,
)
from kamlib.text import Text
from kamlib.units import pool
from kamlib.units.common import (
    ANY_ACCOUNT,
    ANY_ACCOUNT_ZH,
    HALF_PERCENT,
    ONE_PERCENT,
    apart,
    draw_names,
    mistake,
    mistakes_stand_apart,
    named,
    once,
    rounded,
)
from kamlib.units.u3_value.shared import SUPPLIERS

OFFERS = {"us": SUPPLIERS["us"], "rival_b": SUPPLIERS["rival_b"]}
STAGES = {
    "design": Text(en="Design", zh="设计"),
    "purchase": Text(en="Purchase", zh="采购"),
    "build": Text(en="Build", zh="安装"),
    "commission": Text(en="Commissioning", zh="调试"),
    "hand_over": Text(en="Hand-over", zh="交付验收"),
}
ACTIVITIES = {
    "inspection": Text(en="Incoming inspections", zh="进厂检验（次）"),
    "repacking": Text(en="Crates repacked", zh="换包装（箱）"),
    "entry": Text(en="Order lines typed in", zh="手工录单（行）"),
    "invoice": Text(en="Invoices checked", zh="发票核对（张）"),
}
DAYS = 360
POINT_TENTH = Tolerance(within=0.001)
HUNDREDTHS = Tolerance(within=0.05)
HALF_DAY = Tolerance(within=0.5)


# -- the project ---------------------------------------------------------------------------------


def _project_cost(data: Data, offer: str, *, days: int | None = None) -> float:
    given = data["project"][offer]
    late = given["late"] if days is None else days
    return float(value.project_cycle_cost(given["stages"], late, data["project"]["loss_per_day"]))


def _project(data: Data, answers: Answers) -> dict[str, float]:
    return {f"{offer}/project": _project_cost(data, offer) for offer in OFFERS}


def _project_on_time(data: Data, answers: Answers) -> dict[str, float]:
    return {
        f"{offer}/project": _project_cost(data, offer, days=0) for offer in OFFERS if data["project"][offer]["late"]
    }


def _purchase_only(data: Data, answers: Answers) -> dict[str, float]:
    return {f"{offer}/project": float(data["project"][offer]["stages"]["purchase"]) for offer in OFFERS}


# -- the value chain ------------------------------------------------------------------------------


@once
def _chain_table(data: Data) -> Any:
    sides = [
        {each["id"]: (each[when], each["rate"]) for each in data["activities"]} for when in ("before", "after")
    ]
    return value.value_chain_table(*sides)


def _chain(data: Data, answers: Answers) -> float:
    return float(_chain_table(data)["saving"].sum())


# -- early involvement ------------------------------------------------------------------------------


def _early(data: Data) -> value.EarlyInvolvement:
    evi = data["evi"]
    return value.early_involvement(evi["units"], evi["saving"], evi["engineering"], evi["years"])


# -- performance contract ---------------------------------------------------------------------------


def _availability(data: Data, answers: Answers) -> float:
    return float(value.availability(data["contract"]["between"], data["contract"]["repair"]))


def _fee(data: Data, answers: Answers) -> float:
    contract = data["contract"]
    return float(
        value.performance_fee(
            min(answers["availability"], 1.0),
            contract["promised"],
            contract["base"],
            bonus_per_percentage_point=contract["bonus"],
            malus_per_percentage_point=contract["malus"],
        )
    )


def _fee_for_fractions(data: Data, answers: Answers) -> float:
    contract = data["contract"]
    return float(
        value.performance_fee(
            min(answers["availability"], 1.0),
            contract["promised"],
            contract["base"],
            bonus_per_percentage_point=contract["bonus"] / 100,
            malus_per_percentage_point=contract["malus"] / 100,
        )
    )


def _fee_wrong_way(data: Data, answers: Answers) -> float:
    return 2 * data["contract"]["base"] - _fee(data, answers)


# -- collaboration -----------------------------------------------------------------------------------


def _bullwhip(data: Data, answers: Answers) -> float:
    return float(value.bullwhip_ratio(data["weeks"]["orders"], data["weeks"]["demand"]))


def _ratio_of_deviations(data: Data, answers: Answers) -> float:
    return pstdev(data["weeks"]["orders"]) / pstdev(data["weeks"]["demand"])


def _days(data: Data) -> dict[str, float]:
    balance = data["balance"]
    flows = {"stock": "cost_of_sales", "receivables": "sales", "payables": "cost_of_sales"}
    return {
        name: float(value.balance_days(balance[name], balance[flow], days_per_year=DAYS)) for name, flow in flows.items()
    }


def _cash_days(data: Data, answers: Answers) -> float:
    days = _days(data)
    return float(value.cash_to_cash_days(days["stock"], days["receivables"], days["payables"]))


def _all_added(data: Data, answers: Answers) -> float:
    return sum(_days(data).values())


def _all_by_sales(data: Data, answers: Answers) -> float:
    balance = data["balance"]
    net = balance["stock"] + balance["receivables"] - balance["payables"]
    return net / balance["sales"] * DAYS


# -- fields ---------------------------------------------------------------------------------------


def _money_fields(data: Data) -> tuple[Field, ...]:
    return (
        TableField(
            id="project",
            points=3,
            label=Text(en="A. What the project costs the customer from design to hand-over", zh="A. 从设计到交付，客户在整个项目上要花多少钱"),
            rows=tuple(Option(offer, name, colour=offer) for offer, name in OFFERS.items()),
            columns=(Column(id="project", label=Text(en="Project cost", zh="项目总成本"), kind="money", tolerance=HALF_PERCENT),),
            expected=_project,
            mistakes=(
                mistake(
                    "forgot-the-delay",
                    _project_on_time,
                    credit=0.25,
                    en="The delay is missing: days late × loss for each day.",
                    zh="漏了延误：延误天数 × 每天损失。",
                ),
                mistake(
                    "purchase-only",
                    _purchase_only,
                    en="That is the purchase alone. The customer pays for all five stages.",
                    zh="这只是采购额。五个阶段客户都要付钱。",
                ),
            ),
        ),
        NumberField(
            id="chain",
            per="year",
            kind="money",
            points=2,
            label=Text(en="B. What the value-chain proposal saves a year", zh="B. 价值链方案一年节约多少"),
            tolerance=HALF_PERCENT,
            expected=_chain,
            mistakes=(
                mistake(
                    "cost-that-is-left",
                    lambda data, answers: float(_chain_table(data)["after"].sum()),
                    en="That is what the activities still cost afterwards. The saving is before less after.",
                    zh="这是改进之后还要花的钱。节约额 = 之前 − 之后。",
                ),
                mistake(
                    "cost-of-today",
                    lambda data, answers: float(_chain_table(data)["before"].sum()),
                    en="That is what the activities cost today. Not all of it goes away: subtract what is left.",
                    zh="这是现在的花费，并不能全部省掉：请减去剩下的部分。",
                ),
            ),
        ),
        NumberField(
            id="early",
            kind="money",
            points=2,
            label=Text(en="C. Early involvement: what it saves over all {evi_years:number} years, less the engineering", zh="C. 先期介入：{evi_years:number} 年共节约多少（扣除前期工程费）"),
            tolerance=HALF_PERCENT,
            expected=lambda data, answers: float(_early(data).net_saving),
            mistakes=(
                mistake(
                    "engineering-forgotten",
                    lambda data, answers: float(_early(data).saving_per_year * data["evi"]["years"]),
                    credit=0.25,
                    en="The engineering beforehand is missing. It is paid before anything is saved.",
                    zh="漏了前期工程费。还没开始省，这笔钱就先付了。",
                ),
                mistake(
                    "first-year-only",
                    lambda data, answers: float(_early(data).saving_per_year - data["evi"]["engineering"]),
                    credit=0.25,
                    en="That is the first year. The saving comes in every year the model is built.",
                    zh="这只是第一年。只要这个型号还在生产，每年都有节约。",
                ),
            ),
        ),
        NumberField(
            id="payback",
            points=1,
            label=Text(en="C. Years until the engineering has paid for itself", zh="C. 前期工程费几年收回"),
            unit=Text(en="years", zh="年"),
            tolerance=HUNDREDTHS,
            expected=lambda data, answers: float(_early(data).payback_years),
            mistakes=(
                mistake(
                    "years-turned-round",
                    lambda data, answers: 1 / float(_early(data).payback_years),
                    en="You divided the wrong way round: engineering cost ÷ saving of a year.",
                    zh="您除反了：前期工程费 ÷ 每年节约额。",
                ),
            ),
        ),
    )  # fmt: skip


def _fee_mistakes(data: Data) -> tuple[Mistake, ...]:
    reached = {"availability": _availability(data, {})}
    truth = _fee(data, reached)
    found = [
        mistake(
            "bonus-and-malus-changed-over",
            _fee_wrong_way,
            en="You turned bonus and deduction round: above the promise we get more, below it less.",
            zh="奖励和扣款弄反了：高于承诺多得，低于承诺少得。",
        )
    ]
    if apart(truth, _fee_for_fractions(data, reached), ONE_PERCENT):
        found.append(
            mistake(
                "points-as-fractions",
                _fee_for_fractions,
                credit=0.25,
                en="Bonus and deduction go by the percentage point: 0.5 points are 0.5, not 0.005.",
                zh="奖励和扣款按百分点计：0.5 个百分点就是 0.5，不是 0.005。",
            )
        )
    return tuple(found)


def _contract_fields(data: Data) -> tuple[Field, ...]:
    whips = [
        mistake(
            "ratio-of-deviations",
            _ratio_of_deviations,
            credit=0.5,
            en="That is the ratio of the standard deviations. The bullwhip ratio takes the variances: square it.",
            zh="这是标准差之比。牛鞭系数用方差之比：请平方。",
        )
    ]
    return (
        NumberField(
            id="availability",
            kind="percent",
            points=1,
            label=Text(en="D. Availability reached", zh="D. 实际可用率"),
            tolerance=POINT_TENTH,
            expected=_availability,
            mistakes=(
                mistake(
                    "share-of-standstill",
                    lambda data, answers: 1 - _availability(data, answers),
                    credit=0.25,
                    en="That is the share of time that it stands still. Availability is the other part.",
                    zh="这是停机时间的占比。可用率是另外那一部分。",
                ),
            ),
        ),
        NumberField(
            id="fee",
            kind="money",
            points=2,
            label=Text(en="D. Our fee for the year", zh="D. 我方全年服务费"),
            tolerance=ONE_PERCENT,
            uses=("availability",),
            expected=_fee,
            mistakes=_fee_mistakes(data),
        ),
        NumberField(
            id="bullwhip",
            points=2,
            label=Text(en="E. Bullwhip ratio of the eight weeks", zh="E. 八周的牛鞭系数"),
            help=Text(en="Variance of the orders ÷ variance of the demand.", zh="订单方差 ÷ 需求方差。"),
            tolerance=HUNDREDTHS,
            expected=_bullwhip,
            mistakes=tuple(whips),
        ),
        NumberField(
            id="cash_days",
            points=2,
            label=Text(en="E. The customer's cash-to-cash time", zh="E. 客户的现金周转期"),
            help=Text(en="Stock and payables against the cost of sales, receivables against sales; {days:number} days a year.", zh="存货、应付按销售成本算，应收按销售额算；一年按 {days:number} 天。"),
            unit=Text(en="days", zh="天"),
            tolerance=HALF_DAY,
            expected=_cash_days,
            mistakes=(
                mistake(
                    "payables-added",
                    _all_added,
                    credit=0.25,
                    en="You added the payables. For those days the suppliers lend the money: take them off.",
                    zh="您把应付也加上了。这些天是供应商在垫钱，应减去。",
                ),
                mistake(
                    "all-against-sales",
                    _all_by_sales,
                    credit=0.25,
                    en="You set everything against sales. Stock and payables are at cost: set them against the cost of sales.",
                    zh="您全部按销售额算了。存货和应付是按成本记的，应除以销售成本。",
                ),
            ),
        ),
    )  # fmt: skip


def _first_step_field() -> MatchField:
    return MatchField(
        id="first_step",
        label=Text(en="Three situations in which suppliers are changed: what do you do first?", zh="三种容易被更换的情况：您首先做什么？"),
        points=6,
        items=(
            Option("k1", Text(en="A gearbox of ours failed at the customer's own customer. “Come tomorrow, with an explanation.”", zh="我方一台减速机在客户的客户那里坏了。“明天来，给个说法。”")),
            Option("k2", Text(en="The next machine is being drawn, and an engineer of rival A sits in the design office twice a week.", zh="下一代机型正在画图，对手 A 的工程师每周两天坐在设计部。")),
            Option("k3", Text(en="A new head of purchasing wants a second source, “because of the risk”. We have 90% of the volume.", zh="新来的采购总监要引入第二家供应商，“为了降低风险”。我方现占 90%。")),
        ),
        options=(
            Option("m1", Text(en="Be there today with the quality manager: replace, check everything in stock, give dates for cause and remedy", zh="今天就带质量经理到现场：换货、排查库存，给出查明原因和整改的日期")),
            Option("m2", Text(en="Offer a price reduction", zh="提出降价")),
            Option("m3", Text(en="Wait until our laboratory has a final report", zh="等我方实验室出最终报告再说")),
            Option("m4", Text(en="Offer an application engineer for the design now, with a confidentiality agreement and a first calculation", zh="马上派应用工程师参与设计，签保密协议，先拿出一版计算")),
            Option("m5", Text(en="Wait for the enquiry and quote sharply then", zh="等询价单来了，报个低价")),
            Option("m6", Text(en="Ask what risk is meant, and answer it: stock at the plant, a second works, open books on delivery", zh="问清是什么风险，逐条回应：驻厂库存、第二生产基地、交付数据公开")),
            Option("m7", Text(en="Tell them what went wrong at other customers of the rival", zh="告诉对方竞争对手在别家出过什么事")),
        ),
    )  # fmt: skip


def _note_field() -> TextField:
    return TextField(
        id="note",
        label=Text(en="A note to {account}: why a package and not a price cut? Name the two strongest parts with their figures, what we promise, and what we need from them.", zh="写给{account}的说明：为什么是一揽子方案而不是降价？列出最有力的两项及金额、我方的承诺、需要对方配合什么。"),
        points=6,
        words_min=40,
        names=(
            (
                Option("figure", Text(en="what it is worth in CNY", zh="值多少钱")),
                ("cny", "yuan", "saving", "save", "cost", "元", "万", "节约", "成本"),
            ),
            (
                Option("promise", Text(en="what we promise", zh="我方的承诺")),
                ("promise", "availability", "guarantee", "fee", "承诺", "可用率", "保证", "奖罚"),
            ),
            (
                Option("need", Text(en="what we need from the customer", zh="需要客户配合什么")),
                ("need", "plan", "data", "design", "forecast", "access", "配合", "计划", "数据", "设计", "预测", "开放"),
            ),
        ),
    )  # fmt: skip


def _fields(data: Data) -> tuple[Field, ...]:
    return (*_money_fields(data), *_contract_fields(data), _first_step_field(), _note_field())


def _tables(data: Data) -> tuple[CaseTable, ...]:
    offers = [TableColumn(name, "whole") for name in OFFERS.values()]
    project = [
        (name, *(data["project"][offer]["stages"][stage] for offer in OFFERS)) for stage, name in STAGES.items()
    ]
    project.append((Text(en="Days late", zh="延误天数"), *(data["project"][offer]["late"] for offer in OFFERS)))
    chain = [(ACTIVITIES[each["id"]], each["before"], each["after"], each["rate"]) for each in data["activities"]]
    weeks = [
        (Text(en="Market demand", zh="市场需求"), *data["weeks"]["demand"]),
        (Text(en="Orders to us", zh="给我方的订单"), *data["weeks"]["orders"]),
    ]
    balance = data["balance"]
    money = [
        (Text(en="Stock", zh="存货"), balance["stock"]),
        (Text(en="Receivables", zh="应收账款"), balance["receivables"]),
        (Text(en="Payables", zh="应付账款"), balance["payables"]),
        (Text(en="Sales a year", zh="年销售额"), balance["sales"]),
        (Text(en="Cost of sales a year", zh="年销售成本"), balance["cost_of_sales"]),
    ]
    return (
        CaseTable(Text(en="A. The project (CNY)", zh="A. 项目（元）"), (TableColumn(Text(en="Stage", zh="阶段")), *offers), project),
        CaseTable(
            Text(en="B. Activities at the customer, a year", zh="B. 客户一年的作业量"),
            (
                TableColumn(Text(en="Activity", zh="作业")),
                TableColumn(Text(en="Today", zh="现在"), "whole"),
                TableColumn(Text(en="With our proposal", zh="按我方方案"), "whole"),
                TableColumn(Text(en="CNY each", zh="每次（元）"), "whole"),
            ),
            chain,
        ),
        CaseTable(
            Text(en="E. Eight weeks, units", zh="E. 八周（件）"),
            (
                TableColumn(Text(en="Week", zh="周")),
                *(TableColumn(Text(en=str(week), zh=str(week)), "whole") for week in range(1, 9)),
            ),
            weeks,
        ),
        CaseTable(
            Text(en="E. The customer's balance (CNY)", zh="E. 客户的财务数据（元）"),
            (TableColumn(Text(en="Item", zh="项目")), TableColumn(Text(en="Amount", zh="金额"), "whole")),
            money,
        ),
    )


def _solution_tables(data: Data) -> tuple[CaseTable, ...]:
    table = _chain_table(data)
    columns = (
        TableColumn(Text(en="Activity", zh="作业")),
        TableColumn(Text(en="Today", zh="现在"), "whole"),
        TableColumn(Text(en="Afterwards", zh="之后"), "whole"),
        TableColumn(Text(en="Saving", zh="节约"), "whole"),
    )
    rows = [(ACTIVITIES[str(line)], row["before"], row["after"], row["saving"]) for line, row in table.iterrows()]
    return (CaseTable(Text(en="B. The value chain (CNY a year)", zh="B. 价值链（元/年）"), columns, rows),)


def _values(data: Data) -> dict[str, Any]:
    contract, evi, days = data["contract"], data["evi"], _days(data)
    project = _project(data, {})
    return {
        "account": named(data["account"]),
        "days": DAYS,
        "loss_per_day": data["project"]["loss_per_day"],
        "evi_units": evi["units"],
        "evi_saving": evi["saving"],
        "evi_engineering": evi["engineering"],
        "evi_years": evi["years"],
        "between": contract["between"],
        "repair": contract["repair"],
        "promised": contract["promised"],
        "base": contract["base"],
        "bonus": contract["bonus"],
        "malus": contract["malus"],
        "ours_project": project["us/project"],
        "rival_project": project["rival_b/project"],
        "yearly": float(_early(data).saving_per_year),
        "stock_days": days["stock"],
        "receivable_days": days["receivables"],
        "payable_days": days["payables"],
    }


CASE = Text(
    en=f"""**{{account}}** wants 5% off, because rival B is cheaper. You do not want to cut the price, so you put a package on the table.
Five parts, each with its figures; the customer's controller will check every one.

- **A. Project.** The last line was built with rival B's drives; ours would take other stage costs. A day late costs {{loss_per_day:money}}.
- **B. Value chain.** Inspection with us instead of twice, returnable crates, orders by data line.
- **C. Early involvement (EVI).** Our engineers join the design of the next machine for {{evi_engineering:money}}; it saves {{evi_saving:money}} a unit, at {{evi_units:whole}} units a year, for {{evi_years:number}} years.
- **D. Performance contract.** We promise an availability of {{promised:percent1}} for a fee of {{base:money}} a year, with {{bonus:money}} more for each percentage point above and {{malus:money}} less for each below. In the first year the drives ran {{between:whole}} hours on average between failures, and a repair took {{repair:number}} hours.
- **E. Collaboration.** We would plan from one forecast. First see how bad it is today.

This case is assessed: your entries are recorded, and you learn the result after handing in.

{ANY_ACCOUNT}""",
    zh=f"""**{{account}}**要求降价 5%，理由是对手 B 更便宜。您不想降价，于是拿出一揽子方案。
共五项，都有数据，客户的财务总监会逐项核对。

- **A. 项目。** 上一条线用的是对手 B 的驱动；换成我方，各阶段费用不同。晚一天损失 {{loss_per_day:money}}。
- **B. 价值链。** 检验只在我方做一次，用周转箱，订单走数据接口。
- **C. 先期介入（EVI）。** 我方工程师参与下一代机型设计，收费 {{evi_engineering:money}}；每台节约 {{evi_saving:money}}，每年 {{evi_units:whole}} 台，共 {{evi_years:number}} 年。
- **D. 绩效合同。** 我方承诺可用率 {{promised:percent1}}，服务费每年 {{base:money}}；每高一个百分点加 {{bonus:money}}，每低一个百分点扣 {{malus:money}}。第一年平均无故障运行 {{between:whole}} 小时，每次修复 {{repair:number}} 小时。
- **E. 供应链协同。** 双方按同一份预测排产。先看看现在的波动有多大。

本题为考核题：卡片只记录答案，提交作业后才能看到结果。

{ANY_ACCOUNT_ZH}""",
)

HINTS = (
    Text(en="Five small sums, each from its own lines. Begin with the one you know best.", zh="五道小题，各用各的数据。请从最有把握的一项做起。"),
    Text(
        en="A: stages + days late × loss. B: (today − afterwards) × CNY each, added up. C: units × saving × years − engineering; payback = engineering ÷ (units × saving). "
        "D: MTBF ÷ (MTBF + MTTR); fee = base + bonus × points above or − deduction × points below. E: variance ÷ variance; stock days + receivable days − payable days.",
        zh="A：各阶段之和 + 延误天数 × 每天损失。B：（现在 − 之后）× 单价，再相加。C：台数 × 每台节约 × 年数 − 工程费；回收期 = 工程费 ÷（台数 × 每台节约）。"
        "D：无故障时间 ÷（无故障时间 + 修复时间）；服务费 = 基数 + 高出的百分点 × 奖励，或 − 不足的百分点 × 扣款。E：方差 ÷ 方差；存货天数 + 应收天数 − 应付天数。",
    ),
    Text(
        en="Other figures: stages 500 and 3 days late at 20: 560. 100 inspections less at 15: 1,500. 1,000 units × 4 × 3 years − 6,000 = 6,000; payback 1.5 years. 490 ÷ (490 + 10) = 98%; promised 97%, base 10,000, bonus 500: 10,500. "
        "Demand 10, 12 and orders 6, 16: variances 1 and 25, ratio 25. Stock 60 + receivables 75 − payables 45 = 90 days.",
        zh="换一组数：各阶段 500，晚 3 天，每天 20：560。检验少 100 次，每次 15：1,500。1,000 台 × 4 × 3 年 − 6,000 = 6,000，回收期 1.5 年。490 ÷（490 + 10）= 98%；承诺 97%，基数 10,000，每点奖励 500：10,500。"
        "需求 10、12，订单 6、16：方差 1 和 25，比值 25。存货 60 + 应收 75 − 应付 45 = 90 天。",
    ),
)  # fmt: skip

SOLUTION = Text(
    en="""- **A. Project:** ours {ours_project:money}, with rival B {rival_project:money}: compare the whole, not the purchase
- **B. Value chain:** **{chain:money}** a year (table below)
- **C. Early involvement:** {yearly:money} a year, **{early:money}** over the years, paid back in **{payback:number}** years
- **D. Performance contract:** {between:whole} ÷ ({between:whole} + {repair:number}) = **{availability:percent1}**; fee **{fee:money}**
- **E. Collaboration:** bullwhip ratio **{bullwhip:number}**; {stock_days:one} + {receivable_days:one} − {payable_days:one} ≈ **{cash_days:one} days**""",
    zh="""- **A. 项目：** 我方 {ours_project:money}，用对手 B {rival_project:money}：要比总账，不要只比采购额
- **B. 价值链：** 每年 **{chain:money}**（见下表）
- **C. 先期介入：** 每年 {yearly:money}，共 **{early:money}**，**{payback:number}** 年收回
- **D. 绩效合同：** {between:whole} ÷（{between:whole} + {repair:number}）= **{availability:percent1}**；服务费 **{fee:money}**
- **E. 供应链协同：** 牛鞭系数 **{bullwhip:number}**；{stock_days:one} + {receivable_days:one} − {payable_days:one} ≈ **{cash_days:one} 天**""",
)

DEMO = {
    "account": {"en": "Rynfando Warehouse Technology", "zh": "莱凡朵仓储设备"},
    "project": {
        "us": {"stages": {"design": 180_000, "purchase": 1_940_000, "build": 310_000, "commission": 90_000, "hand_over": 40_000}, "late": 2},
        "rival_b": {"stages": {"design": 240_000, "purchase": 1_690_000, "build": 420_000, "commission": 160_000, "hand_over": 70_000}, "late": 15},
        "loss_per_day": 24_000,
    },
    "activities": [
        {"id": "inspection", "before": 1_440, "after": 120, "rate": 45},
        {"id": "repacking", "before": 620, "after": 0, "rate": 85},
        {"id": "entry", "before": 2_600, "after": 200, "rate": 18},
        {"id": "invoice", "before": 380, "after": 48, "rate": 60},
    ],
    "evi": {"units": 420, "saving": 460, "engineering": 280_000, "years": 4},
    "contract": {"between": 610, "repair": 9, "promised": 0.98, "base": 260_000, "bonus": 30_000, "malus": 45_000},
    "weeks": {"demand": [52, 48, 55, 50, 47, 54, 49, 53], "orders": [60, 45, 58, 48, 44, 60, 45, 48]},
    "balance": {"stock": 19_600_000, "receivables": 28_800_000, "payables": 15_100_000, "sales": 118_000_000, "cost_of_sales": 88_000_000},
}  # fmt: skip


def _stages(chance: random.Random, purchase: int, heavier: float) -> dict[str, int]:
    shares = {"design": 0.11, "purchase": 1.0, "build": 0.18, "commission": 0.06, "hand_over": 0.025}
    return {
        stage: purchase if stage == "purchase" else rounded(purchase * share * heavier * chance.uniform(0.85, 1.15), 10_000)
        for stage, share in shares.items()
    }


def make(chance: random.Random) -> dict[str, Any] | None:
    """Return a candidate variant of U3.W."""
    purchase = rounded(chance.uniform(0.9e6, 3e6), 10_000)
    cheaper = rounded(purchase * chance.uniform(0.84, 0.93), 10_000)
    demand = [chance.randrange(40, 60) for _ in range(8)]
    orders = [chance.randrange(30, 75, 5) for _ in range(7)]
    orders.append(sum(demand) - sum(orders))
    sales = rounded(chance.uniform(40e6, 200e6), 1_000_000)
    cost = rounded(sales * chance.uniform(0.68, 0.8), 1_000_000)
    data = {
        "account": draw_names(chance, 1)[0],
        "project": {
            "us": {"stages": _stages(chance, purchase, 1.0), "late": chance.randrange(1, 5)},
            "rival_b": {"stages": _stages(chance, cheaper, 1.45), "late": chance.randrange(9, 22)},
            "loss_per_day": rounded(purchase * chance.uniform(0.008, 0.016), 1_000),
        },
        "activities": [
            {"id": "inspection", "before": chance.randrange(600, 2_000, 40), "after": chance.randrange(40, 200, 20), "rate": chance.randrange(30, 65, 5)},
            {"id": "repacking", "before": chance.randrange(200, 900, 20), "after": chance.randrange(0, 60, 20), "rate": chance.randrange(60, 110, 5)},
            {"id": "entry", "before": chance.randrange(800, 3_000, 100), "after": chance.randrange(100, 400, 50), "rate": chance.randrange(12, 30, 2)},
            {"id": "invoice", "before": chance.randrange(120, 500, 20), "after": chance.randrange(12, 60, 12), "rate": chance.randrange(40, 80, 5)},
        ],
        "evi": {
            "units": chance.randrange(200, 1_500, 20),
            "saving": chance.randrange(120, 700, 10),
            "engineering": chance.randrange(120_000, 480_000, 10_000),
            "years": chance.choice([3, 4, 5]),
        },
        "contract": {
            "between": chance.randrange(300, 1_400, 10),
            "repair": chance.randrange(5, 22),
            "promised": chance.choice([0.97, 0.975, 0.98, 0.985]),
            "base": chance.randrange(160_000, 420_000, 10_000),
            "bonus": chance.randrange(20_000, 42_000, 2_000),
            "malus": chance.randrange(30_000, 60_000, 5_000),
        },
        "weeks": {"demand": demand, "orders": orders},
        "balance": {
            "stock": rounded(cost * chance.uniform(0.14, 0.28), 100_000),
            "receivables": rounded(sales * chance.uniform(0.16, 0.3), 100_000),
            "payables": rounded(cost * chance.uniform(0.1, 0.2), 100_000),
            "sales": sales,
            "cost_of_sales": cost,
        },
    }  # fmt: skip
    return data if _is_good(data) else None


def _is_good(data: Data) -> bool:
    project = _project(data, {})
    reached, promised = _availability(data, {}), data["contract"]["promised"]
    evi = _early(data)
    return (
        project["us/project"] < 0.97 * project["rival_b/project"]
        and 0.004 < abs(reached - promised) < 0.022
        and min(data["weeks"]["orders"]) >= 10
        and 2 < _bullwhip(data, {}) < 40
        and 0.6 < evi.payback_years < 2.6
        and apart(float(evi.payback_years), 1 / float(evi.payback_years), HUNDREDTHS)
        and evi.net_saving > 60_000
        and _chain(data, {}) > 60_000
        and mistakes_stand_apart(EXERCISE, data)
    )


EXERCISE = Exercise(
    id="U3.W",
    unit="U3",
    title=Text(en="Wrap-up: a package instead of a price cut", zh="综合案例：用一揽子方案代替降价"),
    mode="assessed",
    minutes=35,
    case=CASE,
    values=_values,
    tables=_tables,
    fields=_fields,
    hints=HINTS,
    solution=SOLUTION,
    solution_tables=_solution_tables,
    variants=partial(pool, "U3.W"),
)
