"""The customer-value workbook (客户价值测算表), of unit U3: four sheets for one account.

The document names no form here; TQRDCES is an indicator set that works as one. The four sheets are the TQRDCES
self-audit (TQRDCES 自评表), the delivered-value worksheet (让渡价值测算表), the life-cycle cost comparison
(全生命周期成本对比表) and the VMI saving sheet (VMI 节约测算表). Their formulas give what `kamlib.value` gives.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from kamlib.forms.form import Chart, Column, Field, Fields, Form, FormData, Note, Option, Series, Sheet, Table
from kamlib.text import Text
from kamlib.units import u3_value
from kamlib.units.u3_value import COST_PARTS, GRADES, LETTERS, VALUE_PARTS

LAST_YEAR = 15
MONEY_STEP = 100_000

_LETTERS = tuple(Option(letter, name) for letter, name in LETTERS.items())
_PASSES = (
    Option("in", Text(en="at or above", zh="达到"), "good"),
    Option("out", Text(en="below the floor", zh="低于底线"), "bad"),
)
_VERDICTS = (
    Option("stays", Text(en="Stays in", zh="入围"), "good"),
    Option("leaves", Text(en="Knocked out", zh="被否决"), "bad"),
    Option("open", Text(en="Weights must add up to 100%", zh="权重合计须为 100%"), "watch"),
)
_TARGETS = (
    Option("reached", Text(en="Reached", zh="已达到"), "good"),
    Option("missed", Text(en="Not yet", zh="未达到"), "watch"),
)


def _points(name: str, en: str, zh: str) -> Column:
    return Column(name=name, label=Text(en=en, zh=zh), kind="number", digits=0, least=0, most=100, width=11,
                  total=f"SUMPRODUCT({{audit.weight}},{{audit.{name}}})")  # fmt: skip


# -- TQRDCES self-audit ------------------------------------------------------------------------------

_AUDIT = Table(
    name="audit",
    lines=_LETTERS,
    title=Text(en="The audit as the customer sees it", zh="客户眼里的稽核表"),
    total=Text(en="Score", zh="总分"),
    columns=(
        Column(name="letter", label=Text(en="Letter", zh="指标"), width=19),
        Column(name="weight", label=Text(en="Weight", zh="权重"), kind="percent", digits=0, least=0, most=1, total="sum", width=9),
        Column(name="floor", label=Text(en="Floor (if any)", zh="底线（如有）"), kind="number", digits=0, least=0, most=100, width=10),
        _points("us", "We", "我方"),
        _points("rival_one", "Rival A", "对手 A"),
        _points("rival_two", "Rival B", "对手 B"),
        Column(name="lost", label=Text(en="Points lost", zh="丢分"), kind="number", digits=2, width=10, total="sum",
               formula='IF({us}="","",{weight}*(100-{us}))'),
        Column(name="ahead", label=Text(en="To the best rival", zh="与最强对手差距"), kind="number", digits=0, width=11,
               formula='IF(OR({us}="",AND({rival_one}="",{rival_two}="")),"",{us}-MAX({rival_one},{rival_two}))'),
        Column(name="passes", label=Text(en="Floor kept?", zh="是否达到底线"), kind="choice", options=_PASSES, width=15,
               formula="IF(OR({us}=\"\",{floor}=\"\"),\"\",IF({us}<{floor},'out','in'))"),
        Column(name="proof", label=Text(en="By which figure do we know?", zh="依据什么数据"), width=30),
    ),
)  # fmt: skip
_grade = ",".join(f"IF({{score}}>={least},\"{grade}\"" for grade, least in GRADES.items() if least)
_AUDIT_HEAD = Fields(
    across=2,
    fields=(
        Field(name="account", label=Text(en="Account", zh="客户"), width=30),
        Field(name="verdict", label=Text(en="Verdict", zh="结论"), kind="choice", options=_VERDICTS,
              formula="IF(ABS({audit.weight:total}-1)>0.0001,'open',IF(COUNTIF({audit.passes},'out')>0,'leaves','stays'))"),
        Field(name="asked", label=Text(en="Who at the customer gave the points?", zh="由客户的哪个部门评分？"), width=30),
        Field(name="score", label=Text(en="Our score", zh="我方总分"), kind="number", digits=2, formula="{audit.us:total}"),
        Field(name="costliest", label=Text(en="Letter that costs most", zh="丢分最多的指标"), kind="text",
              formula='IF(SUM({audit.lost})=0,"",INDEX({audit.letter},MATCH(MAX({audit.lost}),{audit.lost},0)))'),
        Field(name="grade", label=Text(en="Grade", zh="等级"), kind="text",
              formula=f"IF({{verdict}}='open',\"\",IF({{verdict}}='leaves',\"D\",{_grade},\"D\"" + ")" * (len(GRADES) + 1)),
    ),
)  # fmt: skip
_PLANS = Table(
    name="plans",
    key="{plan}",
    room=6,
    title=Text(en="What we could mend", zh="可选的改进"),
    columns=(
        Column(name="plan", label=Text(en="Improvement", zh="改进措施"), width=34),
        Column(name="mends", label=Text(en="Mends letter", zh="对应指标"), kind="choice", options=_LETTERS, width=19),
        Column(name="adds", label=Text(en="Adds points", zh="加分"), kind="number", digits=0, least=0, most=100, width=10),
        Column(name="plan_cost", label=Text(en="Cost (CNY)", zh="费用（元）"), kind="money", least=0, width=13),
        Column(name="lift", label=Text(en="Lifts the score by", zh="总分提高"), kind="number", digits=2, width=12,
               formula="SUMIF({audit.letter},{mends},{audit.weight})*MIN({adds},100-SUMIF({audit.letter},{mends},{audit.us}))"),
        Column(name="per_money", label=Text(en="for CNY 100,000", zh="每 10万元提高"), kind="number", digits=2, width=13,
               formula=f'IF({{plan_cost}}=0,"",{{lift}}/{{plan_cost}}*{MONEY_STEP})'),
        Column(name="owner", label=Text(en="Owner", zh="负责人"), width=13),
        Column(name="due", label=Text(en="Due", zh="完成日期"), kind="date", width=13),
    ),
)  # fmt: skip

# -- delivered value -----------------------------------------------------------------------------------

_VALUE_LINES = tuple(Option(part, name) for part, name in VALUE_PARTS.items())
_COST_LINES = tuple(Option(part, name) for part, name in COST_PARTS.items())


def _balance(name: str, lines: tuple[Option, ...], title: Text, total: Text) -> Table:
    return Table(
        name=name,
        lines=lines,
        title=title,
        total=total,
        columns=(
            Column(name=f"{name}_part", label=Text(en="Part", zh="项目"), width=24),
            Column(name=f"{name}_now", label=Text(en="Now (CNY a year)", zh="现在（元/年）"), kind="money", least=0, total="sum", width=16),
            Column(name=f"{name}_then", label=Text(en="With our proposal (CNY a year)", zh="按我方方案（元/年）"), kind="money", least=0, total="sum", width=18),
            Column(name=f"{name}_change", label=Text(en="Change (CNY)", zh="变动（元）"), kind="money", total="sum", width=14,
                   formula=f"{{{name}_then}}-{{{name}_now}}"),
            Column(name=f"{name}_ours", label=Text(en="Costs us (CNY a year)", zh="我方花费（元/年）"), kind="money", least=0, total="sum", width=15),
            Column(name=f"{name}_how", label=Text(en="How estimated, with whom", zh="怎样估算、和谁一起"), width=34),
        ),
    )  # fmt: skip


_DELIVERED = Fields(
    across=2,
    fields=(
        Field(name="cdv_now", label=Text(en="CDV now (CNY a year)", zh="现在的 CDV（元/年）"), kind="money",
              formula="{gets.gets_now:total}-{gives.gives_now:total}"),
        Field(name="raise_wanted", label=Text(en="Raise wanted", zh="希望提高"), kind="percent", digits=0, default=0.1, least=0, most=2),
        Field(name="cdv_then", label=Text(en="CDV with our proposal (CNY a year)", zh="按我方方案的 CDV（元/年）"), kind="money",
              formula="{gets.gets_then:total}-{gives.gives_then:total}"),
        Field(name="cdv_target", label=Text(en="Target (CNY a year)", zh="目标（元/年）"), kind="money", formula="{cdv_now}*(1+{raise_wanted})"),
        Field(name="ratio_then", label=Text(en="Value for each yuan of cost", zh="每元成本得到的价值"), kind="number", digits=2,
              formula='IF({gives.gives_then:total}=0,"",{gets.gets_then:total}/{gives.gives_then:total})'),
        Field(name="target_state", label=Text(en="Target", zh="目标状态"), kind="choice", options=_TARGETS,
              formula="IF(AND({cdv_now}>0,{cdv_then}>={cdv_target}-0.005),'reached','missed')"),
        Field(name="proposal_cost", label=Text(en="Costs us in all (CNY a year)", zh="我方花费合计（元/年）"), kind="money",
              formula="{gets.gets_ours:total}+{gives.gives_ours:total}"),
    ),
)  # fmt: skip

# -- life-cycle cost ---------------------------------------------------------------------------------------

_ITEMS = (
    Option("price", Text(en="Price with fitting (CNY)", zh="采购价（含安装，元）")),
    Option("power", Text(en="Power on average (kW)", zh="平均功率（kW）")),
    Option("upkeep", Text(en="Maintenance a year (CNY)", zh="每年维护费（元）")),
    Option("stops", Text(en="Standstill a year (hours)", zh="每年停机（小时）")),
    Option("scrap", Text(en="Disposal at the end (CNY)", zh="期末处置费（元）")),
)
_YEARS = tuple(Option(f"y{year}", Text(en=f"End of year {year}", zh=f"第{year}年末")) for year in range(LAST_YEAR + 1))


def _running(column: str) -> str:
    """Return the formula of a year's running cost of one offer."""
    return (
        f"INDEX({{offers.{column}}},2)*{{run_hours}}*{{power_price}}+INDEX({{offers.{column}}},3)"
        f"+INDEX({{offers.{column}}},4)*{{stop_loss}}"
    )


def _annuity() -> str:
    return "IF({interest}=0,{use_years},(1-(1+{interest})^-{use_years})/{interest})"


def _lcc(column: str, running: str) -> str:
    return f"INDEX({{offers.{column}}},1)+{{{running}}}*{_annuity()}+INDEX({{offers.{column}}},5)/(1+{{interest}})^{{use_years}}"


def _so_far(column: str, running: str) -> str:
    """Return the formula of the cost by the end of a row's year, empty after the last year."""
    factor = "IF({interest}=0,{t},(1-(1+{interest})^-{t})/{interest})"
    last = f"IF({{t}}={{use_years}},INDEX({{offers.{column}}},5)/(1+{{interest}})^{{t}},0)"
    return f'IF({{t}}>{{use_years}},"",INDEX({{offers.{column}}},1)+{{{running}}}*{factor}+{last})'


_LIFE_HEAD = Fields(
    across=2,
    fields=(
        Field(name="run_hours", label=Text(en="Hours of running a year", zh="年运行小时"), kind="whole", least=0, most=8_784),
        Field(name="our_running", label=Text(en="Ours: running (CNY a year)", zh="我方：年运行成本（元）"), kind="money", formula=_running("our_offer")),
        Field(name="power_price", label=Text(en="Price of a kWh (CNY)", zh="电价（元/千瓦时）"), kind="number", digits=2, least=0),
        Field(name="rival_running", label=Text(en="Rival: running (CNY a year)", zh="对手：年运行成本（元）"), kind="money", formula=_running("rival_offer")),
        Field(name="stop_loss", label=Text(en="Loss in an hour of standstill (CNY)", zh="停机每小时损失（元）"), kind="money", least=0),
        Field(name="our_lcc", label=Text(en="Ours: life-cycle cost (CNY)", zh="我方：LCC（元）"), kind="money", formula=_lcc("our_offer", "our_running")),
        Field(name="use_years", label=Text(en="Years in use", zh="使用年数"), kind="whole", default=10, least=1, most=LAST_YEAR),
        Field(name="rival_lcc", label=Text(en="Rival: life-cycle cost (CNY)", zh="对手：LCC（元）"), kind="money", formula=_lcc("rival_offer", "rival_running")),
        Field(name="interest", label=Text(en="Interest a year", zh="年利率"), kind="percent", digits=0, default=0.08, least=0, most=0.5),
        Field(name="highest_price", label=Text(en="Our highest price (CNY)", zh="我方最高可报价（元）"), kind="money",
              formula="INDEX({offers.our_offer},1)+{rival_lcc}-{our_lcc}"),
        Field(name="our_annual", label=Text(en="Ours: equivalent cost of a year (CNY)", zh="我方：年均成本（元）"), kind="money", formula=f"{{our_lcc}}/({_annuity()})"),
        Field(name="paid_back", label=Text(en="Break-even: end of year", zh="盈亏平衡：第几年末"), kind="text",
              formula='IF(OR(COUNT({course.level})=0,INDEX({offers.our_offer},1)=0),"–",MIN({course.level})&"")'),
    ),
)  # fmt: skip
_OFFERS = Table(
    name="offers",
    lines=_ITEMS,
    title=Text(en="Two offers; the rival's column is filled in by the customer", zh="两种方案；对手一栏由客户填写"),
    columns=(
        Column(name="item", label=Text(en="Figure", zh="数据"), width=26),
        Column(name="our_offer", label=Text(en="Ours", zh="我方"), kind="number", digits=1, least=0, width=16),
        Column(name="rival_offer", label=Text(en="Rival", zh="对手"), kind="number", digits=1, least=0, width=16),
        Column(name="source", label=Text(en="Who measured it?", zh="谁测的？"), width=34),
    ),
)  # fmt: skip
_COURSE = Table(
    name="course",
    lines=_YEARS,
    title=Text(en="Accumulated cost in today's money", zh="累计成本，折成今天的钱"),
    columns=(
        Column(name="at", label=Text(en="By the", zh="截至"), width=26),
        Column(name="t", label=Text(en="Year", zh="年份"), kind="whole", formula="COUNTA({at:to_here})-1", width=10),
        Column(name="our_course", label=Text(en="Ours so far (CNY)", zh="我方累计（元）"), kind="money", width=16, formula=_so_far("our_offer", "our_running")),
        Column(name="rival_course", label=Text(en="Rival so far (CNY)", zh="对手累计（元）"), kind="money", width=18, formula=_so_far("rival_offer", "rival_running")),
        Column(name="ours_more", label=Text(en="Ours more (+) or less (−)", zh="我方多（+）少（−）"), kind="money", width=18,
               formula='IF({our_course}="","",{our_course}-{rival_course})'),
        Column(name="level", label=Text(en="Paid back (year)", zh="收回年份"), kind="whole", width=14,
               formula='IF({our_course}="","",IF({ours_more}<=0.005,{t},""))'),
    ),
)  # fmt: skip

# -- VMI -------------------------------------------------------------------------------------------------

_WAYS = (Option("today", Text(en="Today", zh="现在")), Option("under_vmi", Text(en="Under VMI", zh="VMI 之后")))
_VMI_HEAD = Fields(
    across=2,
    fields=(
        Field(name="vmi_product", label=Text(en="Product", zh="产品"), width=30),
        Field(name="eoq", label=Text(en="EOQ under VMI (units)", zh="VMI 之后的 EOQ（件）"), kind="number", digits=1,
              formula='IF({unit_price}*{carrying}=0,"",SQRT(2*{units_a_year}*INDEX({ways.each_order},2)/({unit_price}*{carrying})))'),
        Field(name="units_a_year", label=Text(en="Demand (units a year)", zh="年需求量（件）"), kind="number", digits=0, least=0),
        Field(name="pack_lot", label=Text(en="Lot in whole packs", zh="整包装批量"), kind="number", digits=0,
              formula='IF({eoq}="","",IF({eoq}^2>MAX(1,INT({eoq}/{pack}))*(MAX(1,INT({eoq}/{pack}))+1)*{pack}^2,MAX(1,INT({eoq}/{pack}))+1,MAX(1,INT({eoq}/{pack})))*{pack})'),
        Field(name="unit_price", label=Text(en="Unit cost to the customer (CNY)", zh="客户进价（元/件）"), kind="money", least=0),
        Field(name="safety_needed", label=Text(en="Safety stock needed under VMI", zh="VMI 之后所需安全库存"), kind="number", digits=1,
              formula="MAX(0,NORMSINV({service_level}))*{deviation}*SQRT({vmi_days})"),
        Field(name="carrying", label=Text(en="Carrying rate a year", zh="年持有费率"), kind="percent", digits=0, default=0.18, least=0, most=1),
        Field(name="net_saving", label=Text(en="Saving after our fee (CNY a year)", zh="扣费后每年节约（元）"), kind="money",
              formula="INDEX({ways.way_total},1)-INDEX({ways.way_total},2)"),
        Field(name="deviation", label=Text(en="Demand of a day varies by (units)", zh="每日用量标准差（件）"), kind="number", digits=1, least=0),
        Field(name="cash_freed", label=Text(en="Money freed, once (CNY)", zh="一次性释放资金（元）"), kind="money",
              formula="INDEX({ways.tied_up},1)-INDEX({ways.tied_up},2)"),
        Field(name="vmi_days", label=Text(en="Days to bridge under VMI", zh="VMI 之后要撑过的天数"), kind="number", digits=0, least=0),
        Field(name="pack", label=Text(en="Units in a pack", zh="每包件数"), kind="number", digits=0, default=1, least=1),
        Field(name="service_level", label=Text(en="Service level", zh="服务水平"), kind="percent", digits=1, default=0.98, least=0.5, most=0.9999),
    ),
)  # fmt: skip
_STOCK = Table(
    name="ways",
    lines=_WAYS,
    title=Text(en="Stock before and after", zh="库存前后对比"),
    columns=(
        Column(name="way", label=Text(en="Way", zh="方式"), width=16),
        Column(name="each_order", label=Text(en="Cost of one order (CNY)", zh="每次订货成本（元）"), kind="money", least=0, width=13),
        Column(name="lot", label=Text(en="Lot (units)", zh="批量（件）"), kind="number", digits=0, least=0, width=11),
        Column(name="safety", label=Text(en="Safety stock (units)", zh="安全库存（件）"), kind="number", digits=1, least=0, width=12),
        Column(name="fee", label=Text(en="Our fee (CNY a year)", zh="服务费（元/年）"), kind="money", least=0, width=13),
        Column(name="average", label=Text(en="Average stock (units)", zh="平均库存（件）"), kind="number", digits=1, formula="{lot}/2+{safety}", width=12),
        Column(name="tied_up", label=Text(en="Money in it (CNY)", zh="占用资金（元）"), kind="money", formula="{average}*{unit_price}", width=14),
        Column(name="holding", label=Text(en="Holding (CNY a year)", zh="持有成本（元/年）"), kind="money", formula="{tied_up}*{carrying}", width=14),
        Column(name="ordering", label=Text(en="Ordering (CNY a year)", zh="订货成本（元/年）"), kind="money",
               formula="IF({lot}=0,0,{units_a_year}/{lot}*{each_order})", width=14),
        Column(name="way_total", label=Text(en="Together (CNY a year)", zh="合计（元/年）"), kind="money", formula="{holding}+{ordering}+{fee}", width=14),
    ),
)  # fmt: skip

FORM = Form(
    id="customer_value",
    version=1,
    title=Text(en="Customer-value workbook", zh="客户价值测算表"),
    about=Text(
        en="What we are worth to one account: its audit of us, its delivered value, life-cycle cost and stock.",
        zh="我方对一家客户值多少：稽核得分、让渡价值、全生命周期成本和库存。",
    ),
    sheets=(
        Sheet(
            title=Text(en="TQRDCES self-audit", zh="TQRDCES 自评表"),
            blocks=(
                _AUDIT_HEAD,
                _AUDIT,
                _PLANS,
                Note(Text(en="Points from 0 to 100 as the customer gives them. Below a floor in one letter the score does not count: mend that first.",
                          zh="得分 0–100，以客户给的为准。有一项低于底线，总分再高也没用：先补这一项。")),
                Chart(kind="radar", title=Text(en="We and the rivals", zh="我方与对手"), categories="{audit.letter}", unit=Text(en="points", zh="分"),
                      series=(Series(Text(en="We", zh="我方"), "{audit.us}"), Series(Text(en="Rival A", zh="对手 A"), "{audit.rival_one}", "bad"),
                              Series(Text(en="Rival B", zh="对手 B"), "{audit.rival_two}", "soft"))),
            ),
        ),
        Sheet(
            title=Text(en="Delivered value", zh="让渡价值测算表"),
            blocks=(
                _DELIVERED,
                _balance("gets", _VALUE_LINES, Text(en="What the customer gets", zh="客户得到的"), Text(en="Total value", zh="总价值")),
                _balance("gives", _COST_LINES, Text(en="What the customer gives", zh="客户付出的"), Text(en="Total cost", zh="总成本")),
                Note(Text(en="Door 1: leave the value as it is and lower the cost. Door 2: leave the price as it is and raise the value. Fill it in together with the customer.",
                          zh="第一扇门：价值不变，降低成本；第二扇门：价格不变，提高价值。请和客户一起填。")),
            ),
        ),
        Sheet(
            title=Text(en="Life-cycle cost", zh="全生命周期成本对比表"),
            portrait=True,
            blocks=(
                _LIFE_HEAD,
                _OFFERS,
                _COURSE,
                Chart(kind="column", title=Text(en="Accumulated cost", zh="累计成本"), categories="{course.t}", unit=Text(en="CNY", zh="元"),
                      series=(Series(Text(en="Ours", zh="我方"), "{course.our_course}"), Series(Text(en="Rival", zh="对手"), "{course.rival_course}", "bad"))),
            ),
        ),
        Sheet(
            title=Text(en="VMI saving", zh="VMI 节约测算表"),
            blocks=(
                _VMI_HEAD,
                _STOCK,
                Note(Text(en="Take lot and safety stock of the second line from the two fields on the right above. The saving comes every year, the money freed comes once: never add them.",
                          zh="第二行的批量和安全库存，取自上方右侧算出的两个数。节约年年有，释放的资金只有一次，不能相加。")),
                Chart(kind="column", title=Text(en="Cost of the stock in a year", zh="库存的年成本"), categories="{ways.way}", unit=Text(en="CNY", zh="元"),
                      series=(Series(Text(en="Holding", zh="持有成本"), "{ways.holding}"), Series(Text(en="Ordering", zh="订货成本"), "{ways.ordering}", "soft"),
                              Series(Text(en="Fee", zh="服务费"), "{ways.fee}", "bad"))),
            ),
        ),
    ),
)  # fmt: skip


# How the case knows its figures, and who mends what; written for this example.
_PROOFS = {
    "technology": Text(en="Design tenders won, 12 months", zh="近 12 个月设计中标数"),
    "quality": Text(en="Rejects in incoming goods, ppm", zh="来料不良率（ppm）"),
    "response": Text(en="Hours until the engineer comes", zh="工程师到场小时数"),
    "delivery": Text(en="Orders on the promised day", zh="按期交付率"),
    "cost": Text(en="Price index of three tenders", zh="三次招标的价格指数"),
    "security": Text(en="Audit of data security", zh="信息安全审核结果"),
}
_MENDED_BY = {
    "technology": ("W. A.", date(2026, 12, 15)),
    "quality": ("Q. B.", date(2026, 11, 30)),
    "delivery": ("S. G.", date(2026, 9, 30)),
}
_ESTIMATED = {
    "product": Text(en="Output and scrap, with production", zh="产量与废品，和生产部一起"),
    "service": Text(en="Standstill avoided, with maintenance", zh="少停机，和设备部一起"),
    "money": Text(en="Invoices of 12 months", zh="近 12 个月发票"),
    "time": Text(en="Hours of ordering, with purchasing", zh="下单工时，和采购部一起"),
    "mental": Text(en="Rush meetings counted for a month", zh="统计一个月的催货会议"),
}
_MEASURED_BY = {
    "price": Text(en="Both quotations", zh="双方报价单"),
    "kilowatts": Text(en="Both sides, on the same line", zh="双方在同一条线上实测"),
    "maintenance": Text(en="Maintenance records of a year", zh="一年的维修记录"),
    "stop_hours": Text(en="Log of the production manager", zh="生产经理的停机台账"),
}


def _said(name: str, texts: Mapping[str, Text], key: str, lang: str) -> dict[str, str]:
    """Return a cell with what is said of a key, or none where nothing is."""
    return {name: texts[key].pick(lang)} if key in texts else {}


def case_customer_value(lang: str) -> FormData:
    """Return the workbook of Rynfando Warehouse Technology, with the figures of the lesson.

    Examples
    --------
    >>> case_customer_value("en").values["account"]
    'Rynfando Warehouse Technology'
    """
    demos = u3_value.DEMOS
    audit, doors, life, stock = (demos[id] for id in ("U3.X1", "U3.X2", "U3.X3", "U3.X4"))
    points = audit["points"]
    rows = [
        {"weight": audit["weights"][letter] / 100, "us": points["us"][letter], "rival_one": points["rival_a"][letter], "rival_two": points["rival_b"][letter]}
        | ({"floor": audit["floors"][letter]} if letter in audit["floors"] else {})
        | _said("proof", _PROOFS, letter, lang)
        for letter in LETTERS
    ]  # fmt: skip
    names = {
        "technology": Text(en="Application engineer at the plant", zh="应用工程师驻厂"),
        "delivery": Text(en="Buffer stock close to the plant", zh="在客户工厂附近设缓冲库存"),
        "cost": Text(en="Joint cost study", zh="联合降本"),
        "quality": Text(en="Test rig, report with each unit", zh="试验台，逐台附报告"),
    }
    plans = [
        {"plan": names[each["criterion"]].pick(lang), "mends": each["criterion"], "adds": each["points"], "plan_cost": float(each["cost"])}
        | dict(zip(("owner", "due"), _MENDED_BY.get(each["criterion"], ()), strict=False))
        for each in audit["plans"]
    ]
    after = {"time": 360_000, "mental": 240_000}  # door 1 of the worked solution, and what it costs us
    ours = {"time": 15_000, "mental": 9_000}
    gets = [
        {"gets_now": float(amount), "gets_then": float(amount)} | _said("gets_how", _ESTIMATED, part, lang)
        for part, amount in doors["values"].items()
    ]
    gives = [
        {"gives_now": float(amount), "gives_then": float(after.get(part, amount))}
        | ({"gives_ours": float(ours[part])} if part in ours else {})
        | _said("gives_how", _ESTIMATED, part, lang)
        for part, amount in doors["costs"].items()
    ]
    keys = ("price", "kilowatts", "maintenance", "stop_hours", "disposal")
    offers = [
        {"our_offer": life["offers"]["us"][key], "rival_offer": life["offers"]["rival_b"][key]}
        | _said("source", _MEASURED_BY, key, lang)
        for key in keys
    ]
    ways: list[dict[str, Any]] = [
        {"each_order": float(stock["order_cost"]), "lot": stock["lot"], "safety": stock["safety"], "fee": 0.0},
        {"each_order": float(stock["vmi_order_cost"]), "lot": 36, "safety": 25.9, "fee": float(stock["fee"])},
    ]
    values = {
        "account": audit["account"][lang],
        "asked": Text(en="Quality, purchasing, production", zh="质量部、采购部、生产部").pick(lang),
        "raise_wanted": 0.1,
        "run_hours": life["hours"],
        "power_price": life["energy_price"],
        "stop_loss": float(life["loss_per_hour"]),
        "use_years": life["years"],
        "interest": life["discount"],
        "vmi_product": stock["product"][lang],
        "units_a_year": stock["demand"],
        "unit_price": float(stock["unit_cost"]),
        "carrying": stock["carrying_rate"],
        "deviation": stock["deviation"],
        "vmi_days": stock["lead_days"],
        "pack": stock["pack"],
        "service_level": 0.98,
    }
    tables = {"audit": rows, "plans": plans, "gets": gets, "gives": gives, "offers": offers, "ways": ways}
    return FormData(values, tables)
