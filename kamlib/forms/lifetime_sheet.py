"""The account lifetime-profit sheet (客户全生命周期利润测算表), of unit U1.

The document names no form here; form and fields are ours. Its formulas give what `kamlib.lifetime` and
`kamlib.stages` give, by the convention of the course: first contribution now, cost to serve in mid-year.
"""

from __future__ import annotations

from typing import Any

from kamlib import cases, lifetime
from kamlib.forms.form import Chart, Column, Field, Fields, Form, FormData, Note, Option, Series, Sheet, Table
from kamlib.stages import COURSE_LIMITS
from kamlib.text import Text
from kamlib.units import u1_lifetime

MOST_YEARS = 30
PLAN_YEARS = 12

STAGES = (
    Option("exploration", Text(en="Exploration", zh="考察期"), "watch"),
    Option("formation", Text(en="Formation", zh="形成期"), "good"),
    Option("stability", Text(en="Stability", zh="稳定期"), "good"),
    Option("decline", Text(en="Decline", zh="退化期"), "bad"),
)
STEPS = (
    Option("identify", Text(en="Identify", zh="识别")),
    Option("develop", Text(en="Develop / win", zh="开发")),
    Option("retain", Text(en="Retain", zh="保留")),
    Option("raise_value", Text(en="Raise value", zh="价值提升")),
)
YEARS = tuple(Option(f"y{year}", Text(en=f"Year {year}", zh=f"第 {year} 年")) for year in range(1, PLAN_YEARS + 1))


def _annuity(retention: str) -> str:
    """Return the formula of the sum of q^t for t = 0 … n-1 with q = r / (1 + d); q = 1 has no quotient."""
    ratio = f"({retention})/(1+{{discount_rate}})"
    return f"IF(ABS({ratio}-1)<0.000000001,{{years}},(1-({ratio})^{{years}})/(1-{ratio}))"


def _worth(retention: str, annuity: str) -> str:
    """Return the formula of the lifetime profit of a row."""
    return (
        f"{{contribution}}*(1+({retention})/(1+{{discount_rate}})*{annuity})"
        f"-{{service_cost}}*{annuity}/SQRT(1+{{discount_rate}})"
    )


_FILLED = "AND({retention}<>\"\",{contribution}<>\"\")"
_STAGE = (
    'IF(OR({months}="",{order_growth}="",{share_of_wallet}=""),"",'
    "IF({months}<{new_below},'exploration',"
    "IF(OR({order_growth}<=-{fall},AND({order_growth}<0,{complaints}>0)),'decline',"
    "IF({share_of_wallet}<{small},'exploration',"
    "IF(OR({order_growth}>={growing},{share_of_wallet}<{settled}),'formation','stability')))))"
)


def _percent(name: str, en: str, zh: str, **more: Any) -> Column:
    return Column(name=name, label=Text(en=en, zh=zh), kind="percent", digits=0, **more)


_ACCOUNTS = Table(
    name="accounts",
    key="{account}",
    room=10,
    title=Text(en="Accounts", zh="客户"),
    total=Text(en="Customer equity", zh="客户权益合计"),
    columns=(
        Column(name="account", label=Text(en="Account", zh="客户"), width=33),
        Column(name="revenue", label=Text(en="Sales (CNY a year)", zh="销售额（元/年）"), kind="money", least=0, total="sum", width=13),
        Column(name="contribution", label=Text(en="Contribution (CNY a year)", zh="边际贡献（元/年）"), kind="money", total="sum", width=13),
        Column(name="service_cost", label=Text(en="Cost to serve (CNY a year)", zh="服务成本（元/年）"), kind="money", least=0, total="sum", width=13),
        _percent("retention", "Retention", "保留率", least=0, most=1, width=10),
        Column(name="annuity", label=Text(en="Years that count", zh="折算年数"), kind="number", width=9,
               formula=f'IF({_FILLED},{_annuity("{retention}")},"")'),
        Column(name="clp", label=Text(en="CLP (CNY)", zh="CLP（元）"), kind="money", total="sum", width=14,
               formula=f'IF({_FILLED},{_worth("{retention}", "{annuity}")},"")'),
        Column(name="stay", label=Text(en="Expected years", zh="预期关系年限"), kind="number", digits=1, width=10,
               formula='IF(OR({retention}="",{retention}>=1),"",1/(1-{retention}))'),
        Column(name="point", label=Text(en="One more point of retention adds (CNY)", zh="保留率再提高 1 个百分点，CLP 增加（元）"), kind="money", width=15,
               formula=f'IF({_FILLED},IF({{retention}}>0.99,"",{_worth("{retention}+0.01", "(" + _annuity("{retention}+0.01") + ")")}-{{clp}}),"")'),
        Column(name="months", label=Text(en="Months since first order", zh="首单至今（月）"), kind="whole", least=0, width=10),
        _percent("order_growth", "Orders on last year", "订单同比", least=-1, width=10),
        _percent("share_of_wallet", "Share of wallet", "钱包份额", least=0, most=1, width=10),
        Column(name="complaints", label=Text(en="Complaints on last year", zh="投诉件数增减"), kind="whole", width=11),
        Column(name="stage", label=Text(en="Stage", zh="阶段"), kind="choice", options=STAGES, formula=_STAGE, width=12),
        Column(name="step", label=Text(en="Next step", zh="下一步"), kind="choice", options=STEPS, width=13),
        Column(name="action", label=Text(en="What we do", zh="具体做法"), width=30),
    ),
)  # fmt: skip
_ASSUMPTIONS = Fields(
    title=Text(en="Assumptions", zh="假设"),
    across=2,
    fields=(
        Field(name="discount_rate", label=Text(en="Discount rate a year", zh="年折现率"), kind="percent", digits=0, default=0.10, least=0, most=1),
        Field(name="new_below", label=Text(en="Exploration below (months)", zh="考察期：少于（月）"), kind="whole", default=COURSE_LIMITS.new_below_months, least=0),
        Field(name="years", label=Text(en="Years of the plan", zh="计划年数"), kind="whole", default=10, least=1, most=MOST_YEARS),
        Field(name="fall", label=Text(en="Decline from a fall of", zh="退化期：下降达到"), kind="percent", digits=0, default=-COURSE_LIMITS.fall_at_most, least=0.01, most=1),
        Field(name="equity", label=Text(en="Customer equity (CNY)", zh="客户权益（元）"), kind="money", formula="{accounts.clp:total}"),
        Field(name="small", label=Text(en="Exploration: share below", zh="考察期：份额低于"), kind="percent", digits=0, default=COURSE_LIMITS.small_share_below, least=0, most=1),
        Field(name="best", label=Text(en="Highest CLP (CNY)", zh="最高 CLP（元）"), kind="money", formula="MAX({accounts.clp})"),
        Field(name="growing", label=Text(en="Formation from a growth of", zh="形成期：增长达到"), kind="percent", digits=0, default=COURSE_LIMITS.growing_from, least=0.01, most=1),
        Field(name="below_zero", label=Text(en="Accounts below zero", zh="CLP 为负的客户数"), kind="whole", formula='COUNTIF({accounts.clp},"<0")'),
        Field(name="settled", label=Text(en="Formation: share below", zh="形成期：份额低于"), kind="percent", digits=0, default=COURSE_LIMITS.settled_share_from, least=0, most=1),
    ),
)  # fmt: skip
_PLAN = Table(
    name="plan",
    lines=YEARS,
    title=Text(en="A new account through the four stages", zh="新客户的四个阶段"),
    total=Text(en="Total", zh="合计"),
    columns=(
        Column(name="year", label=Text(en="Year", zh="年份"), width=14),
        Column(name="plan_stage", label=Text(en="Stage of the year", zh="所处阶段"), kind="choice", options=STAGES, width=16),
        Column(name="money_in", label=Text(en="Contribution (CNY)", zh="边际贡献（元）"), kind="money", total="sum", width=18),
        Column(name="money_out", label=Text(en="Cost to win and serve (CNY)", zh="开发与服务成本（元）"), kind="money", least=0, total="sum", width=20),
        Column(name="flow", label=Text(en="Cash flow (CNY)", zh="现金流（元）"), kind="money", formula="{money_in}-{money_out}", total="sum", width=16),
        Column(name="present", label=Text(en="Present value (CNY)", zh="现值（元）"), kind="money",
               formula="{flow}/(1+{discount_rate})^COUNTA({year:to_here})", total="sum", width=18),
        Column(name="so_far", label=Text(en="Summed up (CNY)", zh="累计现值（元）"), kind="money", formula="SUM({present:to_here})", width=18),
    ),
)  # fmt: skip
_BY_STAGE = Table(
    name="by_stage",
    lines=STAGES,
    title=Text(en="What each stage is worth today", zh="各阶段折成今天的钱"),
    columns=(
        Column(name="one_stage", label=Text(en="Of the stage", zh="阶段名称"), kind="text", width=14),
        Column(name="stage_value", label=Text(en="Value today (CNY)", zh="今天的价值（元）"), kind="money",
               formula="SUMIF({plan.plan_stage},{one_stage},{plan.present})", width=16),
    ),
)  # fmt: skip

FORM = Form(
    id="lifetime_profit",
    version=1,
    title=Text(en="Account lifetime-profit sheet", zh="客户全生命周期利润测算表"),
    about=Text(
        en="What each account is worth over the years, in which stage it is, and what comes next.",
        zh="测算每个客户多年的价值、所处阶段和下一步。",
    ),
    sheets=(
        Sheet(
            title=Text(en="Accounts", zh="客户测算"),
            blocks=(
                _ASSUMPTIONS,
                _ACCOUNTS,
                Note(
                    Text(
                        en="CLP: the first contribution comes now, later ones at the end of each year as long as the account stays; the cost to serve is paid in mid-year. What it once cost to win an account is spent and not counted.",
                        zh="CLP：第一笔边际贡献现在到手，以后各笔在年末，前提是客户还在；服务成本在年中支付。已经花掉的获客成本不计入。",
                    )
                ),
                Chart(
                    kind="column",
                    title=Text(en="Lifetime profit of the accounts", zh="各客户的全生命周期利润"),
                    categories="{accounts.account}",
                    unit=Text(en="CNY", zh="元"),
                    series=(Series(Text(en="CLP", zh="CLP"), "{accounts.clp}"),),
                ),
            ),
        ),
        Sheet(
            title=Text(en="New account", zh="新客户计划"),
            blocks=(
                Fields(fields=(Field(name="prospect", label=Text(en="Account to be won", zh="拟开发的客户"), width=40),)),
                _PLAN,
                _BY_STAGE,
                Chart(
                    kind="line",
                    title=Text(en="Summed up, in today's money", zh="累计现值"),
                    categories="{plan.year}",
                    unit=Text(en="CNY", zh="元"),
                    series=(Series(Text(en="Summed up", zh="累计"), "{plan.so_far}"),),
                ),
            ),
        ),
    ),
)


# What winning and serving the prospect of the wrap-up case costs in each year of its plan, CNY.
_PROSPECT_COSTS = (
    450_000, 330_000, 260_000, 240_000, 220_000, 200_000, 200_000, 190_000, 190_000, 120_000,
)  # fmt: skip


# Complaints on last year, next step and what we do, for the case's ten accounts; written for this example.
_WHAT_NEXT: dict[str, tuple[int, str, Text | None]] = {
    "A079": (3, "retain", Text(en="Answer each complaint in writing; the sales director visits them", zh="投诉逐件书面答复，销售总监上门拜访")),
    "A018": (1, "raise_value", Text(en="Offer drives by life-cycle cost, not by price", zh="变频器按全生命周期成本报价，不拼价格")),
    "A062": (0, "retain", Text(en="Ask who supplies the couplings now; new offer", zh="问清联轴器现在向谁采购，重新报价")),
    "A119": (-1, "raise_value", Text(en="Go through the white spots with purchasing", zh="与采购一起逐项看空白点")),
    "A043": (-2, "raise_value", Text(en="Condition monitoring, three months on trial", zh="状态监测先试用三个月")),
    "A006": (0, "develop", Text(en="Frame contract for gear units", zh="减速机签框架协议")),
    "A013": (-1, "retain", Text(en="Renew the frame contract before a rival calls", zh="抢在对手上门之前续签框架协议")),
    "A101": (0, "raise_value", None),
    "A104": (0, "retain", None),
    "A030": (-1, "raise_value", Text(en="Ask for leave to name them as a reference", zh="征得同意，作为标杆客户宣传")),
}  # fmt: skip


def _what_next(account: str, lang: str) -> dict[str, Any]:
    complaints, step, action = _WHAT_NEXT[account]
    return {"complaints": complaints, "step": step} | ({"action": action.pick(lang)} if action else {})


def case_lifetime_sheet(lang: str) -> FormData:
    """Return the sheet of the ten most valuable accounts of Tarvane Drives, and the plan of a prospect.

    Examples
    --------
    >>> len(case_lifetime_sheet("en").tables["accounts"])
    10
    """
    table = cases.account_table().set_index("account")
    worth = lifetime.lifetime_profit(
        table["contribution_per_year"], table["service_cost_per_year"], table["retention_per_year"], 0.10, 10,
        first_margin="now", cost_timing="middle",
    )  # fmt: skip
    first = cases.accounts().set_index("account")["first_order_date"]
    rows = []
    for account, each in table.loc[worth.nlargest(10).index].iterrows():
        rows.append(
            {
                "account": each["name_en" if lang == "en" else "name_zh"],
                "revenue": float(each["sales_per_year"]),
                "contribution": float(each["contribution_per_year"]),
                "service_cost": float(each["service_cost_per_year"]),
                "retention": float(each["retention_per_year"]),
                "months": int((cases.TODAY - first[account]).days / 30.4375),
                "order_growth": round(float(each["sales_per_year"] / each["sales_year_before"] - 1), 4),
                "share_of_wallet": round(float(each["sales_per_year"] / each["potential_wallet_per_year"]), 4),
                **_what_next(account, lang),
            }
        )
    new = u1_lifetime.DEMOS["U1.W"]
    stage_of = [stage for stage, years in new["stage_years"].items() for _ in range(years)]
    plan: list[dict[str, Any]] = [
        {"plan_stage": stage, "money_in": float(flow + cost), "money_out": float(cost)}
        for stage, flow, cost in zip(stage_of, new["flows"], _PROSPECT_COSTS, strict=True)
    ]
    plan += [{}] * (PLAN_YEARS - len(plan))
    values = {"discount_rate": new["discount"], "years": new["years"], "prospect": new["prospect"][lang]}
    return FormData(values, {"accounts": rows, "plan": plan})
