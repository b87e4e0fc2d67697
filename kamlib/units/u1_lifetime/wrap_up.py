"""U1.W assessed: one account kept, one account won: what are they worth?"""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import partial
from statistics import fmean
from typing import Any

from kamlib import growth, lifetime, stages
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
    TextField,
    Tolerance,
)
from kamlib.lifetime import RELATIONSHIP_STAGES
from kamlib.stages import COURSE_LIMITS
from kamlib.text import Text
from kamlib.units import pool
from kamlib.units.common import (
    ANY_ACCOUNT,
    ANY_ACCOUNT_ZH,
    HALF_PERCENT,
    draw_names,
    mistake,
    mistakes_stand_apart,
    named,
    rounded,
)
from kamlib.units.u1_lifetime.shared import (
    STAGE_NAMES,
    STAGE_RULE,
    draw_prospect,
    limit_figures,
    stage_boxes,
    worth,
)

# Departments and what they buy; the document asks for the account as a market and gives no list.
CELLS = {
    "servo": Text(en="Machine building · servo gear units", zh="机械设计部 · 伺服减速机"),
    "planetary": Text(en="Machine building · planetary gearboxes", zh="机械设计部 · 行星齿轮箱"),
    "frequency": Text(en="Electrical engineering · frequency drives", zh="电气设计部 · 变频器"),
    "spare": Text(en="Maintenance · spare parts and service", zh="设备维护部 · 备件与服务"),
}
PROGRAMME = {
    "yes": Text(en="Start the programme", zh="启动该方案"),
    "no": Text(en="Leave it", zh="不启动"),
}


# -- the account we have -------------------------------------------------------------------------


def _ours(data: Data) -> int:
    return sum(cell["ours"] for cell in data["wallet"])


def _spend(data: Data) -> int:
    return sum(cell["spend"] for cell in data["wallet"])


def _share(data: Data, answers: Answers) -> float:
    return float(growth.share_of_wallet(_ours(data), _spend(data)))


def _stage(data: Data, answers: Answers) -> str:
    return str(
        stages.relationship_stage(
            data["months"], data["orders"], min(answers["share"], 1.0), data["complaints"], limits=COURSE_LIMITS
        )
    )


def _programme(data: Data, answers: Answers) -> float:
    """Return what the service programme adds to the CLP: more retention, more cost to serve."""
    account, offer = data["account"], data["programme"]
    after = worth(
        account,
        data,
        service_cost_per_year=account["cost"] + offer["cost"],
        retention_per_year=account["retention"] + offer["points"],
    )
    return after - worth(account, data)


def _without_its_cost(data: Data, answers: Answers) -> float:
    account, offer = data["account"], data["programme"]
    return worth(account, data, retention_per_year=account["retention"] + offer["points"]) - worth(account, data)


def _decide(data: Data, answers: Answers) -> str:
    return "yes" if answers["programme"] > 0 else "no"


# -- the account we could win ---------------------------------------------------------------------


def _stage_values(data: Data, flows: Sequence[float]) -> dict[str, float]:
    values = lifetime.cash_flow_value(
        flows, data["discount"], first_flow="end", stage_years=dict(data["stage_years"])
    )
    return {f"{stage}/value": float(values[stage]) for stage in RELATIONSHIP_STAGES}


def _stage_flows(data: Data) -> dict[str, list[float]]:
    """Return the cash flows of each stage."""
    flows, place, found = data["flows"], 0, {}
    for stage, years in data["stage_years"].items():
        found[stage] = flows[place : place + years]
        place += years
    return found


def _present(data: Data, answers: Answers) -> dict[str, float]:
    return _stage_values(data, data["flows"])


def _undiscounted(data: Data, answers: Answers) -> dict[str, float]:
    return {f"{stage}/value": float(sum(flows)) for stage, flows in _stage_flows(data).items()}


def _each_from_its_own_start(data: Data, answers: Answers) -> dict[str, float]:
    """The slip of discounting each stage back to its own first year only."""
    return {
        f"{stage}/value": float(lifetime.cash_flow_value(flows, data["discount"], first_flow="end"))
        for stage, flows in _stage_flows(data).items()
        if stage != "exploration"
    }


def _first_year_undiscounted(data: Data, answers: Answers) -> dict[str, float]:
    return {part: value * (1 + data["discount"]) for part, value in _present(data, answers).items()}


def _total(data: Data, answers: Answers) -> float:
    return float(sum(answers["present"].values()))


def _share_field() -> NumberField:
    return NumberField(
        id="share",
        kind="percent",
        points=2,
        label=Text(en="{name}: our share of wallet", zh="{name}：我方钱包份额"),
        tolerance=Tolerance(within=0.003),
        lowest=0,
        expected=_share,
        mistakes=(
            mistake(
                "mean-of-shares",
                lambda data, answers: fmean(cell["ours"] / cell["spend"] for cell in data["wallet"]),
                en="That is the mean of the four shares. Add up our sales and their spend first, then divide.",
                zh="这是四个份额的简单平均。请先把我方销售额和对方支出分别相加，再相除。",
            ),
            mistake(
                "ours-to-the-others",
                lambda data, answers: _ours(data) / (_spend(data) - _ours(data)),
                en="You divided by what the others get. Share of wallet divides by all that the account spends.",
                zh="您除以了别家拿到的部分。钱包份额要除以客户的全部支出。",
            ),
            mistake(
                "share-of-the-others",
                lambda data, answers: 1 - _share(data, answers),
                en="That is the share of the others.",
                zh="这是其他供应商的份额。",
            ),
        ),
    )


def _stage_field() -> ChoiceField:
    return ChoiceField(
        id="stage",
        label=Text(en="{name}: in which stage is the relationship?", zh="{name}：关系处在哪个阶段？"),
        points=2,
        options=stage_boxes(),
        uses=("share",),
        expected=_stage,
        reasons={
            stage: Text(en="Go down the five rules of the house in order; the first that holds decides.", zh="请按公司规则从上往下逐条对照，第一条符合的就是答案。")
            for stage in RELATIONSHIP_STAGES
        },
    )


def _programme_field() -> NumberField:
    return NumberField(
        id="programme",
        kind="money",
        points=4,
        label=Text(en="{name}: what does the service programme add to the CLP?", zh="{name}：服务方案使 CLP 增加多少？"),
        help=Text(en="Below zero if it takes away.", zh="如果减少，请填负数。"),
        tolerance=Tolerance(relative=0.02),
        expected=_programme,
        mistakes=(
            mistake(
                "programme-for-nothing",
                _without_its_cost,
                en="That is what the higher retention brings. The programme also costs money in every year the account stays.",
                zh="这是保留率提高带来的。方案本身在客户留存的每一年都要花钱，也要算进去。",
            ),
            mistake(
                "programme-paid-once",
                lambda data, answers: _without_its_cost(data, answers) - data["programme"]["cost"],
                en="You took its cost off once. It is paid in every year.",
                zh="您只减了一次费用。这笔钱每年都要付。",
            ),
            mistake(
                "programme-paid-in-full",
                lambda data, answers: _without_its_cost(data, answers) - data["years"] * data["programme"]["cost"],
                en="You took the cost of all years off in full. It is paid only while the account is there, and later years count less today.",
                zh="您把各年费用全额减掉了。客户还在才付这笔钱，而且以后的钱要折现。",
            ),
        ),
    )


def _decision_field(data: Data) -> ChoiceField:
    truth = _programme(data, {})
    if truth > 0:
        no = Text(en="What it adds is above zero: leaving it gives that away.", zh="增加额大于零，不做就等于放弃这笔钱。")
        reasons = {"no": no}
    else:
        yes = Text(en="What it adds is below zero: it costs more than the higher retention brings.", zh="增加额小于零，花的比保留率带来的还多。")
        reasons = {"yes": yes}
    return ChoiceField(
        id="decision",
        label=Text(en="So: start the programme?", zh="那么，启动该方案吗？"),
        points=1,
        options=tuple(Option(id, label) for id, label in PROGRAMME.items()),
        uses=("programme",),
        expected=_decide,
        reasons=reasons,
    )


def _present_field() -> TableField:
    return TableField(
        id="present",
        label=Text(en="{prospect}: what is each stage worth today?", zh="{prospect}：各阶段折成今天的钱值多少？"),
        help=Text(en="Every cash flow comes at the end of its year.", zh="每笔现金流都在当年年末。"),
        points=4,
        rows=tuple(Option(stage, STAGE_NAMES[stage]) for stage in RELATIONSHIP_STAGES),
        columns=(
            Column(id="value", label=Text(en="Present value", zh="现值"), kind="money", tolerance=HALF_PERCENT),
        ),
        expected=_present,
        mistakes=(
            mistake(
                "sum-without-discount",
                _undiscounted,
                en="That is the plain sum of the stage. Divide the cash flow of year t by (1 + d) to the power of t.",
                zh="这是该阶段的简单相加。第 t 年的现金流要除以 (1 + d) 的 t 次方。",
            ),
            mistake(
                "discounted-to-its-own-start",
                _each_from_its_own_start,
                credit=0.5,
                en="You discounted to the beginning of the stage. Count the years from today, through the stages before it, too.",
                zh="您只折到了该阶段的开头。年数要从今天算起，前面各阶段的年份也要算上。",
            ),
            mistake(
                "one-year-too-few",
                _first_year_undiscounted,
                credit=0.5,
                en="Every flow is discounted by one year too few: the first one comes after a year, not today.",
                zh="每笔都少折了一年：第一笔在一年以后，不是现在。",
            ),
        ),
    )


def _total_field() -> NumberField:
    return NumberField(
        id="total",
        kind="money",
        points=2,
        label=Text(en="{prospect}: lifetime profit over the four stages", zh="{prospect}：四个阶段合计的全生命周期利润"),
        tolerance=HALF_PERCENT,
        uses=("present",),
        expected=_total,
        mistakes=(
            mistake(
                "total-without-discount",
                lambda data, answers: float(sum(data["flows"])),
                en="That is the sum of the cash flows as they come. Add up their present values.",
                zh="这是现金流的简单相加，请把各阶段的现值相加。",
            ),
            mistake(
                "good-years-only",
                lambda data, answers: float(sum(value for value in answers["present"].values() if value > 0)),
                en="You left out the stage that costs money. It belongs to the price of the relationship.",
                zh="您漏掉了花钱的那个阶段。投入也是这段关系的一部分。",
            ),
        ),
    )


def _next_step_field() -> MatchField:
    return MatchField(
        id="next_step",
        label=Text(en="Three situations of the next months: what do you do first?", zh="接下来几个月的三种情况：您首先做什么？"),
        points=6,
        items=(
            Option("early_loss", Text(en="A new account in exploration loses money in its first year, as planned. The controller wants to drop it.", zh="一个考察期的新客户第一年亏损，与计划一致。财务总监想放弃它。")),
            Option("comfortable", Text(en="A stable account has brought the same for years. Nobody has visited its engineers since the contract was signed.", zh="一个稳定期客户多年来业务量没有变化。签约之后，没人再去拜访过它的工程师。")),
            Option("software", Text(en="To raise retention, the management proposes to buy CRM software. What comes first?", zh="为提高保留率，管理层提议购买 CRM 软件。首先该做什么？")),
        ),
        options=(
            Option("milestone", Text(en="Hold on to the plan and agree on a milestone at which to decide anew", zh="按计划继续，并约定一个节点，到时再作决定")),
            Option("stop", Text(en="Stop the effort at once", zh="马上停止投入")),
            Option("discount", Text(en="Offer a discount", zh="主动给折扣")),
            Option("visit", Text(en="Go and see the users, find out what has changed and what they need next", zh="去见使用部门，了解有什么变化、接下来需要什么")),
            Option("leave", Text(en="Leave it as it is: it works", zh="维持现状：运转正常就好")),
            Option("decide", Text(en="Decide which accounts get more and which get less, and win the people for it", zh="先决定哪些客户多投、哪些客户少投，并让团队认同")),
            Option("buy", Text(en="Buy it and have all visits entered", zh="买下来，要求所有拜访都录入")),
        ),
    )  # fmt: skip


def _note_field() -> TextField:
    return TextField(
        id="note",
        label=Text(en="A note to your sales director: is {prospect} worth winning, what does it cost before it pays, and what could go wrong?", zh="给销售总监的说明：{prospect}值不值得争取，回本之前要投入多少，可能出什么问题？"),
        points=6,
        words_min=40,
        names=(
            (
                Option("clp", Text(en="lifetime profit (CLP)", zh="全生命周期利润 (CLP)")),
                ("clp", "lifetime profit", "present value", "全生命周期利润", "现值", "利润"),
            ),
            (
                Option("stage", Text(en="a stage of the relationship", zh="关系所处的阶段")),
                ("stage", "exploration", "formation", "考察期", "形成期", "阶段"),
            ),
            (
                Option("risk", Text(en="what could go wrong", zh="可能出的问题")),
                ("risk", "wrong", "lose", "leave", "retention", "风险", "流失", "保留", "万一"),
            ),
        ),
    )


def _fields(data: Data) -> tuple[Field, ...]:
    return (
        _share_field(),
        _stage_field(),
        _programme_field(),
        _decision_field(data),
        _present_field(),
        _total_field(),
        _next_step_field(),
        _note_field(),
    )


def _tables(data: Data) -> tuple[CaseTable, ...]:
    columns = (
        TableColumn(Text(en="Department · what it buys", zh="部门 · 采购内容")),
        TableColumn(Text(en="Spend with all suppliers", zh="向所有供应商的采购额"), "whole"),
        TableColumn(Text(en="Of that with us", zh="其中向我方"), "whole"),
    )
    rows = [(CELLS[cell["id"]], cell["spend"], cell["ours"]) for cell in data["wallet"]]
    plan = (
        TableColumn(Text(en="Year", zh="年份"), "number"),
        TableColumn(Text(en="Stage", zh="阶段")),
        TableColumn(Text(en="Cash flow", zh="现金流"), "whole"),
    )
    stage_of = [stage for stage, years in data["stage_years"].items() for _ in range(years)]
    years = [
        (year, STAGE_NAMES[stage], flow)
        for year, (stage, flow) in enumerate(zip(stage_of, data["flows"], strict=True), 1)
    ]
    name, prospect = data["account"]["name"], data["prospect"]
    return (
        CaseTable(Text(en=f"{name['en']} as a market (CNY a year)", zh=f"{name['zh']}：把客户当作一个市场（元/年）"), columns, rows),
        CaseTable(Text(en=f"{prospect['en']}: plan of the relationship (CNY)", zh=f"{prospect['zh']}：关系发展计划（元）"), plan, years),
    )


def _solution_tables(data: Data) -> tuple[CaseTable, ...]:
    present, plain = _present(data, {}), _undiscounted(data, {})
    columns = (
        TableColumn(Text(en="Stage", zh="阶段")),
        TableColumn(Text(en="Years", zh="年数"), "number"),
        TableColumn(Text(en="Plain sum", zh="简单相加"), "whole"),
        TableColumn(Text(en="Present value", zh="现值"), "whole"),
    )
    rows = [
        (STAGE_NAMES[stage], years, plain[f"{stage}/value"], present[f"{stage}/value"])
        for stage, years in data["stage_years"].items()
    ]
    return (CaseTable(Text(en="The four stages (CNY)", zh="四个阶段（元）"), columns, rows),)


def _values(data: Data) -> dict[str, Any]:
    account, offer = data["account"], data["programme"]
    share = _share(data, {})
    return {
        **limit_figures(),
        "name": named(account["name"]),
        "prospect": named(data["prospect"]),
        "contribution": account["contribution"],
        "cost": account["cost"],
        "retention": account["retention"],
        "offer_cost": offer["cost"],
        "retention_after": account["retention"] + offer["points"],
        "ours": _ours(data),
        "spend": _spend(data),
        "stage_name": STAGE_NAMES[_stage(data, {"share": share})],
        "clp_before": worth(account, data),
        "clp_after": worth(account, data) + _programme(data, {}),
        "decision_name": PROGRAMME[_decide(data, {"programme": _programme(data, {})})],
        "orders_against": ON_LAST_QUARTER if data["months"] < 12 else ON_LAST_YEAR,
        "spent_first": -_undiscounted(data, {})["exploration/value"],
    }


ON_LAST_YEAR = Text(en="on last year", zh="同比")
ON_LAST_QUARTER = Text(en="on the last quarter", zh="环比")  # there is no year to compare with yet


CASE = Text(
    en=f"""Two accounts are on the table at Tarvane Drives: one that we have and one that we could win.

**{{name}}** first ordered {{months:number}} months ago. Its orders changed by {{orders:percent}} {{orders_against}}, complaints by {{complaints:number}}.
It brings {{contribution:money}} contribution a year at a cost to serve of {{cost:money}} and a retention of {{retention:percent}}.
A service programme would cost {{offer_cost:money}} a year more and raise retention to {{retention_after:percent}}.
Its CLP goes over {{years:number}} years at {{discount:percent}} a year: first contribution now, then one at the end of each of these years as long as the account stays, cost to serve in mid-year for as long as it was there when the year began.

**{{prospect}}** does not buy from us yet. The plan below counts all that comes in and goes out, and its discount rate is {{discount:percent}} a year, too.

The rule for stages:

{STAGE_RULE.en}

This case is assessed: your entries are recorded, and you learn the result after handing in.

{ANY_ACCOUNT}""",
    zh=f"""塔凡传动正在讨论两家客户：一家是现有客户，一家是可以争取的客户。

**{{name}}**首单至今 {{months:number}} 个月，订单{{orders_against}}变动 {{orders:percent}}，投诉件数变动 {{complaints:number}}。
每年边际贡献 {{contribution:money}}，服务成本 {{cost:money}}，保留率 {{retention:percent}}。
有一个服务方案，每年多花 {{offer_cost:money}}，可以把保留率提高到 {{retention_after:percent}}。
CLP 按 {{years:number}} 年、年折现率 {{discount:percent}} 计算：第一笔边际贡献现在到手，此后每年年末一笔，前提是客户还在；服务成本在每年年中支付，只要年初客户还在，这一年就要花。

**{{prospect}}**还没有向我方采购。下表的计划包括全部收支，年折现率也是 {{discount:percent}}。

判断阶段的规则：

{STAGE_RULE.zh}

本题为考核题：卡片只记录答案，提交作业后才能看到结果。

{ANY_ACCOUNT_ZH}""",
)

HINTS = (
    Text(en="Two questions in two halves: what is kept worth, and what is won worth? Take them one after the other.", zh="题目分两半：留住的值多少，争取来的值多少。做完一半，再做另一半。"),
    Text(
        en="Share = the sum of our sales ÷ the sum of their spend. For the programme work out the CLP twice, with both changes together, and subtract. "
        "For the plan divide the cash flow of year t by (1 + d)^t and add up by stage.",
        zh="份额 = 我方销售额合计 ÷ 客户支出合计。服务方案：把两项变动一起代入，算两次 CLP，再相减。"
        "发展计划：第 t 年的现金流除以 (1 + d)^t，再按阶段相加。",
    ),
    Text(
        en="Another plan: −100,000, then 60,000 and 80,000 at 10%. Present values: −90,909, 49,587 and 60,105; together 18,783. "
        "Another programme: contribution 1,000,000, cost to serve 200,000, 5 years, 10%; retention from 80% to 85% at 30,000 a year more: the CLP rises from {twin_before:money} to {twin_after:money}, by {twin_gain:money}.",
        zh="换一个计划：−100,000、60,000、80,000，折现率 10%。现值为 −90,909、49,587、60,105，合计 18,783。"
        "换一个方案：边际贡献 1,000,000，服务成本 200,000，5 年，10%；每年多花 30,000，保留率由 80% 提高到 85%：CLP 由 {twin_before:money}变为 {twin_after:money}，增加 {twin_gain:money}。",
    ),
)

SOLUTION = Text(
    en="""**{name} as a market.** {ours:money} of {spend:money}: **{share:percent1}**. By the rule: **{stage_name}**.

**The programme.** CLP {clp_before:money} before, {clp_after:money} after: **{programme:money}**. Hence: **{decision_name}**.

**{prospect}.** All four stages together are worth **{total:money}** today; the exploration stage costs {spent_first:money} before anything comes back.""",
    zh="""**把{name}当作一个市场。** {spend:money}中有 {ours:money}：**{share:percent1}**。按规则属于**{stage_name}**。

**服务方案。** CLP 之前为 {clp_before:money}，之后为 {clp_after:money}：**{programme:money}**。结论：**{decision_name}**。

**{prospect}。** 四个阶段合计，折成今天的钱为 **{total:money}**；回本之前，考察期要先投入 {spent_first:money}。""",
)

# The account of the case, year to June 2026, rounded to 10,000; the prospect's plan is the sales office's.
DEMO = {
    "discount": 0.10,
    "years": 10,
    "account": {"name": {"en": "Rynfando Warehouse Technology", "zh": "莱凡朵仓储设备"}, "contribution": 2_380_000, "cost": 310_000, "retention": 0.92},
    "months": 171,
    "orders": 0.14,
    "complaints": -1,
    "wallet": [
        {"id": "servo", "spend": 8_800_000, "ours": 3_770_000},
        {"id": "planetary", "spend": 10_020_000, "ours": 1_890_000},
        {"id": "frequency", "spend": 4_270_000, "ours": 1_960_000},
        {"id": "spare", "spend": 730_000, "ours": 120_000},
    ],
    "programme": {"cost": 120_000, "points": 0.03},
    "prospect": {"en": "Myrkarsk Precision Machining", "zh": "弥喀斯精密机械"},
    "stage_years": {"exploration": 2, "formation": 3, "stability": 4, "decline": 1},
    "flows": [-420_000, -180_000, 90_000, 360_000, 620_000, 780_000, 800_000, 790_000, 760_000, 310_000],
}  # fmt: skip


def make(chance: random.Random) -> dict[str, Any] | None:
    """Return a candidate variant of U1.W."""
    (kept,) = draw_names(chance, 1)
    contribution = rounded(chance.uniform(0.8e6, 3e6), 10_000)
    retention = chance.choice([0.78, 0.80, 0.82, 0.85, 0.88, 0.90])
    account = {
        "name": kept,
        "contribution": contribution,
        "cost": rounded(contribution * chance.uniform(0.12, 0.3), 10_000),
        "retention": retention,
    }
    wallet = []
    level = chance.choice([0.06, 0.2, 0.3, 0.45])
    for id in CELLS:
        spend = rounded(contribution * chance.uniform(0.4, 5) * (0.25 if id == "spare" else 1), 10_000)
        wallet.append({"id": id, "spend": spend, "ours": rounded(spend * level * chance.uniform(0.3, 1.7), 10_000)})
    stage_years = dict(
        zip(RELATIONSHIP_STAGES, chance.choice([(2, 3, 4, 1), (1, 3, 4, 2), (2, 2, 4, 2), (2, 3, 3, 2)]), strict=True)
    )
    data = {
        "discount": chance.choice([0.08, 0.10, 0.12]),
        "years": chance.choice([8, 10]),
        "account": account,
        "months": chance.choice([6, 9, 16, 24, 36, 50, 72, 96, 130, 160]),
        "orders": chance.choice([-0.22, -0.14, -0.06, -0.03, 0.02, 0.05, 0.08, 0.18, 0.25, 0.32]),
        "complaints": chance.choice([-2, -1, 0, 0, 1, 3]),
        "wallet": wallet,
        "programme": {"cost": rounded(contribution * chance.uniform(0.04, 0.15), 10_000), "points": chance.choice([0.03, 0.04, 0.05])},
        "prospect": draw_prospect(chance),
        "stage_years": stage_years,
        "flows": _plan(chance, stage_years, rounded(chance.uniform(0.4e6, 1.2e6), 10_000)),
    }
    return data if _is_good(data) else None


def _plan(chance: random.Random, stage_years: dict[str, int], best: int) -> list[int]:
    """Return a plan of cash flows: money out at first, then a rise, a plateau and a fall."""
    first, rise, level, last = stage_years.values()
    flows = [-best * chance.uniform(0.25, 0.6) / (year + 1) for year in range(first)]
    flows += [best * (year + chance.uniform(0.3, 0.6)) / (rise + 0.4) for year in range(rise)]
    flows += [best * chance.uniform(0.95, 1.05) for _ in range(level)]
    flows += [best * chance.uniform(0.35, 0.5) / (year + 1) for year in range(last)]
    return [rounded(flow, 10_000) for flow in flows]


def _is_good(data: Data) -> bool:
    share = _share(data, {})
    limits = (COURSE_LIMITS.small_share_below, COURSE_LIMITS.settled_share_from)
    if share > 0.65 or any(abs(share - limit) < 0.02 for limit in limits):
        return False
    if any(not 0 < cell["ours"] < cell["spend"] for cell in data["wallet"]):
        return False
    gain = _programme(data, {})
    if abs(gain) < 0.03 * worth(data["account"], data) or _total({**data}, {"present": _present(data, {})}) < 300_000:
        return False
    return mistakes_stand_apart(EXERCISE, data)


def _twin() -> dict[str, float]:
    frame, twin = {"discount": 0.10, "years": 5}, {"contribution": 1_000_000, "cost": 200_000, "retention": 0.80}
    before = worth(twin, frame)
    after = worth(twin, frame, service_cost_per_year=230_000, retention_per_year=0.85)
    return {"twin_before": before, "twin_after": after, "twin_gain": after - before}


EXERCISE = Exercise(
    id="U1.W",
    unit="U1",
    title=Text(en="Wrap-up: one to keep, one to win", zh="综合案例：一家要留住，一家要争取"),
    mode="assessed",
    minutes=35,
    case=CASE,
    values=lambda data: {**_values(data), **_twin()},
    tables=_tables,
    fields=_fields,
    hints=HINTS,
    solution=SOLUTION,
    solution_tables=_solution_tables,
    variants=partial(pool, "U1.W"),
)
