"""The switching-cost account sheet (客户转换成本测算表), of unit U5, with a sheet for assets at the customer's.

The document names no form here; form and fields are ours. Its formulas give what `kamlib.switching` gives, with
yearly amounts at the end of each year.
"""

from __future__ import annotations

from datetime import date

from kamlib.forms.form import Chart, Column, Field, Fields, Form, FormData, Note, Option, Series, Sheet, Table
from kamlib.switching import SWITCHING_COSTS
from kamlib.text import Text
from kamlib.units.u5_switching import DEMOS
from kamlib.units.u5_switching.measures import BY_ID as MEASURES
from kamlib.units.u5_switching.shared import COST_NAMES, WAY_NAMES

COSTS = tuple(Option(kind, COST_NAMES[kind], kind) for kind in SWITCHING_COSTS)  # each with its lasting colour
WAYS = (
    *(Option(way, name) for way, name in WAY_NAMES.items()),
    Option("specification_pull", Text(en="Pull by specification", zh="指定拉动")),
)
LEGAL = (
    Option("released", Text(en="Released", zh="通过"), "good"),
    Option("open", Text(en="Not yet asked", zh="未审"), "watch"),
    Option("stopped", Text(en="Not released", zh="未通过"), "bad"),
)
VERDICTS = (
    Option("stay", Text(en="They lose by leaving", zh="换供应商不划算"), "good"),
    Option("leave", Text(en="They gain by leaving", zh="换供应商划算"), "bad"),
)
ADVICE = (
    Option("build", Text(en="Build", zh="做"), "good"),
    Option("wait", Text(en="Legal first", zh="先过法务"), "watch"),
    Option("drop", Text(en="Leave", zh="不做"), "bad"),
)
STATES = (Option("now", Text(en="Now", zh="目前")), Option("target", Text(en="Target", zh="目标")))
YES_NO = (Option("yes", Text(en="Yes", zh="是"), "good"), Option("no", Text(en="No", zh="否")))


def _factor(rate: str, years: str) -> str:
    """Return the formula of the annuity factor; without interest it is the number of years."""
    return f"IF(ABS({{{rate}}})<0.000000001,{{{years}}},(1-(1+{{{rate}}})^-{{{years}}})/{{{rate}}})"


_FRAME = Fields(
    across=2,
    title=Text(en="The account and the rival", zh="客户与竞争对手"),
    fields=(
        Field(name="customer", label=Text(en="Customer", zh="客户"), width=26),
        Field(name="rival", label=Text(en="Rival", zh="竞争对手"), width=26),
        Field(name="spend", label=Text(en="They buy from us (CNY a year)", zh="每年向我方采购（元）"), kind="money", least=0),
        Field(name="offer", label=Text(en="The rival asks less by", zh="对手报价低"), kind="percent", least=0, most=1),
        Field(name="horizon", label=Text(en="Years the customer looks ahead", zh="客户按几年算账"), kind="whole", default=5, least=1, most=30),
        Field(name="their_rate", label=Text(en="The customer's rate a year", zh="客户的年利率"), kind="percent", default=0.1, least=0, most=1),
        Field(name="extra", label=Text(en="Yearly extra with the rival (CNY)", zh="换过去后每年多付（元）"), kind="money", least=0),
        Field(name="factor", label=Text(en="Annuity factor", zh="年金系数"), kind="number", digits=4, formula=_factor("their_rate", "horizon")),
    ),
)  # fmt: skip
_COSTS = Table(
    name="costs",
    lines=COSTS,
    title=Text(en="Five switching costs (CNY, once)", zh="五种转换成本（元，一次性）"),
    total=Text(en="Total", zh="合计"),
    columns=(
        Column(name="cost", label=Text(en="Switching cost", zh="转换成本"), kind="choice", options=COSTS, width=20),
        Column(name="now", label=Text(en="Now", zh="目前"), kind="money", least=0, total="sum", width=14),
        Column(name="target", label=Text(en="Target", zh="目标"), kind="money", least=0, total="sum", width=14),
        Column(name="rise", label=Text(en="Added", zh="增加"), kind="money", formula="{target}-{now}", total="sum", width=14),
        Column(name="share", label=Text(en="Share now", zh="目前占比"), kind="percent", digits=0, width=11,
               formula='IF({costs.now:total}=0,"",{now}/{costs.now:total})'),
        Column(name="made_of", label=Text(en="What it consists of", zh="包括哪些内容"), width=34),
        Column(name="told_by", label=Text(en="Who at the customer confirms it", zh="客户方谁确认"), width=22),
    ),
)  # fmt: skip
_RESULT = Fields(
    across=2,
    title=Text(en="What holds them", zh="靠什么留住"),
    fields=(
        Field(name="sc_now", label=Text(en="Switching cost now, with extras (CNY)", zh="目前转换成本（含每年多付，元）"), kind="money",
              formula="{costs.now:total}+{extra}*{factor}"),
        Field(name="sc_target", label=Text(en="Switching cost at the target (CNY)", zh="目标转换成本（元）"), kind="money",
              formula="{costs.target:total}+{extra}*{factor}"),
        Field(name="needed_now", label=Text(en="Discount a rival needs now", zh="对手目前所需让价"), kind="percent",
              formula='IF({spend}=0,"",{sc_now}/({spend}*{factor}))'),
        Field(name="needed_target", label=Text(en="Discount a rival needs at the target", zh="达标后对手所需让价"), kind="percent",
              formula='IF({spend}=0,"",{sc_target}/({spend}*{factor}))'),
        Field(name="gain_now", label=Text(en="They gain by leaving now (CNY)", zh="现在换过去的得失（元）"), kind="money",
              formula='IF({offer}="","",{spend}*{offer}*{factor}-{sc_now})'),
        Field(name="gain_target", label=Text(en="They gain by leaving at the target (CNY)", zh="达标后换过去的得失（元）"), kind="money",
              formula='IF({offer}="","",{spend}*{offer}*{factor}-{sc_target})'),
        Field(name="verdict_now", label=Text(en="Now", zh="目前结论"), kind="choice", options=VERDICTS,
              formula="IF({gain_now}=\"\",\"\",IF({gain_now}>0,'leave','stay'))"),
        Field(name="verdict_target", label=Text(en="At the target", zh="达标后结论"), kind="choice", options=VERDICTS,
              formula="IF({gain_target}=\"\",\"\",IF({gain_target}>0,'leave','stay'))"),
    ),
)  # fmt: skip
_COMPARE = Table(
    name="compare",
    lines=STATES,
    title=Text(en="For the chart", zh="图表数据"),
    columns=(
        Column(name="state", label=Text(en="State", zh="状态"), width=20),
        *(
            Column(
                name=f"{kind}_cost",
                label=COST_NAMES[kind],
                kind="money",
                width=14,
                formula=f"IF(COUNTA({{state:to_here}})=1,INDEX({{costs.now}},{place}),INDEX({{costs.target}},{place}))",
            )
            for place, kind in enumerate(SWITCHING_COSTS, 1)
        ),
    ),
)
_RETURN = "({kept}+{shared})"
_NEEDS = f"{{invest}}*{{our_rate}}/{_RETURN}"  # what must stay below 1 for the money to come back at all
_TIES = Table(
    name="ties",
    key="{measure}",
    room=4,
    title=Text(en="What we build (CNY)", zh="我方的措施（元）"),
    total=Text(en="Released ones", zh="已通过合计"),
    columns=(
        Column(name="measure", label=Text(en="Measure", zh="措施"), width=32),
        Column(name="way", label=Text(en="Way", zh="方式"), kind="choice", options=WAYS, width=19),
        Column(name="invest", label=Text(en="Investment", zh="投入"), kind="money", least=0, width=12,
               total="SUMIF({ties.legal},'released',{ties.invest})"),
        Column(name="kept", label=Text(en="Kept a year", zh="每年保住"), kind="money", least=0, width=12,
               total="SUMIF({ties.legal},'released',{ties.kept})"),
        Column(name="shared", label=Text(en="Our share of saving", zh="分得的节省额"), kind="money", width=12,
               total="SUMIF({ties.legal},'released',{ties.shared})"),
        Column(name="npv", label=Text(en="NPV", zh="净现值"), kind="money", width=12, formula=f"{_RETURN}*{{our_factor}}-{{invest}}",
               total="SUMIF({ties.legal},'released',{ties.npv})"),
        Column(name="stay", label=Text(en="Break-even years", zh="保本年数"), kind="whole", width=10,
               formula=f'IF({{invest}}=0,0,IF({_RETURN}<=0,"–",IF({{our_rate}}<0.000000001,ROUNDUP(ROUND({{invest}}/{_RETURN},8),0),'
                       f'IF({_NEEDS}>=1,"–",ROUNDUP(ROUND(-LN(1-{_NEEDS})/LN(1+{{our_rate}}),8),0)))))'),
        Column(name="legal", label=Text(en="Legal check", zh="法务审查"), kind="choice", options=LEGAL, width=13),
        Column(name="advice", label=Text(en="Result", zh="结论"), kind="choice", options=ADVICE, width=12,
               formula="IF({legal}='stopped','drop',IF({npv}<0,'drop',IF({legal}='released','build','wait')))"),
        Column(name="in_charge", label=Text(en="Owner", zh="责任人"), width=12),
        Column(name="due", label=Text(en="Due", zh="期限"), kind="date", width=12),
    ),
)  # fmt: skip
_OURS = Fields(
    across=2,
    fields=(
        Field(name="our_years", label=Text(en="Years our ties work", zh="措施有效年数"), kind="whole", default=5, least=1, most=30),
        Field(name="our_rate", label=Text(en="Our rate a year", zh="我方年利率"), kind="percent", default=0.1, least=0, most=1),
        Field(name="our_factor", label=Text(en="Our annuity factor", zh="我方年金系数"), kind="number", digits=4, formula=_factor("our_rate", "our_years")),
        Field(name="exit", label=Text(en="How they may leave, fairly", zh="公平的退出办法"), width=30),
    ),
)  # fmt: skip

# -- assets at the customer's --------------------------------------------------------------------------

_ASSETS = Table(
    name="assets",
    key="{asset}",
    room=6,
    title=Text(en="Our assets at the customer's", zh="我方放在客户处的设备"),
    total=Text(en="Total", zh="合计"),
    columns=(
        Column(name="asset", label=Text(en="Asset", zh="设备"), width=30),
        Column(name="place", label=Text(en="Where it stands", zh="存放地点"), width=22),
        Column(name="since", label=Text(en="Since", zh="启用日期"), kind="date", width=12),
        Column(name="price_paid", label=Text(en="Paid (CNY)", zh="购置金额（元）"), kind="money", least=0, total="sum", width=14),
        Column(name="life", label=Text(en="Life (years)", zh="使用年限"), kind="whole", least=1, most=30, width=10),
        Column(name="used", label=Text(en="Years used", zh="已用年数"), kind="number", digits=1, least=0, width=10),
        Column(name="book", label=Text(en="Book value (CNY)", zh="账面净值（元）"), kind="money", total="sum", width=14,
               formula='IF({life}="",{price_paid},MAX(0,{price_paid}*(1-{used}/{life})))'),
        Column(name="way_out", label=Text(en="When they leave", zh="客户退出时如何处理"), width=28),
    ),
)  # fmt: skip
_MACHINE = Fields(
    across=2,
    title=Text(en="A vending machine: what the customer saves", zh="自动售货机：客户能省多少"),
    fields=(
        Field(name="units_before", label=Text(en="Pieces used a year, before", zh="每年消耗（件），之前"), kind="number", digits=0, least=0),
        Field(name="units_after", label=Text(en="Pieces used a year, with it", zh="每年消耗（件），使用后"), kind="number", digits=0, least=0),
        Field(name="unit_price", label=Text(en="Price of a piece (CNY)", zh="单价（元）"), kind="money", digits=2, least=0),
        Field(name="carrying", label=Text(en="Carrying rate of stock a year", zh="库存年持有费率"), kind="percent", default=0.2, least=0, most=1),
        Field(name="stock_before", label=Text(en="Stock (CNY), before", zh="库存（元），之前"), kind="money", least=0),
        Field(name="stock_after", label=Text(en="Stock (CNY), with it", zh="库存（元），使用后"), kind="money", least=0),
        Field(name="minutes_before", label=Text(en="Minutes per trip, before", zh="每次往返（分钟），之前"), kind="number", digits=1, least=0),
        Field(name="minutes_after", label=Text(en="Minutes per trip, with it", zh="每次往返（分钟），使用后"), kind="number", digits=1, least=0),
        Field(name="trips", label=Text(en="Trips a day, everybody", zh="每天次数（合计）"), kind="number", digits=0, least=0),
        Field(name="days", label=Text(en="Working days a year", zh="每年工作日"), kind="whole", default=250, least=0, most=366),
        Field(name="wage", label=Text(en="An hour of work (CNY)", zh="每小时人工（元）"), kind="money", digits=2, least=0),
        Field(name="released", label=Text(en="Stock set free, once (CNY)", zh="一次性释放库存（元）"), kind="money", formula="{stock_before}-{stock_after}"),
        Field(name="saved_units", label=Text(en="Fewer pieces (CNY a year)", zh="消耗减少（元/年）"), kind="money", formula="({units_before}-{units_after})*{unit_price}"),
        Field(name="saved_stock", label=Text(en="Lower stock (CNY a year)", zh="库存减少（元/年）"), kind="money", formula="{released}*{carrying}"),
        Field(name="saved_walk", label=Text(en="Less walking (CNY a year)", zh="少走路（元/年）"), kind="money",
              formula="{trips}*({minutes_before}-{minutes_after})/60*{days}*{wage}"),
        Field(name="saved", label=Text(en="Saving in all (CNY a year)", zh="合计节省（元/年）"), kind="money", formula="{saved_units}+{saved_stock}+{saved_walk}"),
    ),
)  # fmt: skip
_USERS = Table(
    name="users",
    key="{user}",
    room=6,
    title=Text(en="The customer's customers: who names us?", zh="客户的客户：谁点名要我方？"),
    total=Text(en="Specified-in rate and protected sales", zh="指定率与受保护销售额"),
    columns=(
        Column(name="user", label=Text(en="End user", zh="最终用户"), width=36),
        Column(name="demand", label=Text(en="Demand (CNY a year)", zh="需求额（元/年）"), kind="money", least=0, total="sum", width=18),
        Column(name="names_us", label=Text(en="Names us", zh="点名要我方"), kind="choice", options=YES_NO, width=12),
        Column(name="counted", label=Text(en="Of that with us named", zh="其中点名部分"), kind="money", formula="IF({names_us}='yes',{demand},0)", total="sum", width=18),
        Column(name="rate", label=Text(en="Rate", zh="比例"), kind="percent", width=10, formula='IF({users.demand:total}=0,"",{counted}/{users.demand:total})',
               total='IF({users.demand:total}=0,"",{users.counted:total}/{users.demand:total})'),
        Column(name="safe", label=Text(en="Our sales protected (CNY)", zh="受保护销售额（元）"), kind="money", width=18,
               formula='IF({rate}="","",{rate}*{spend})', total="sum"),
    ),
)  # fmt: skip

FORM = Form(
    id="switching_cost",
    version=1,
    title=Text(en="Switching-cost account sheet", zh="客户转换成本测算表"),
    about=Text(
        en="What leaving us would cost this customer, what a rival needs, what we build, and whether legal has released it.",
        zh="测算客户更换供应商的代价、对手所需让价、我方的措施及法务审查情况。",
    ),
    sheets=(
        Sheet(
            title=Text(en="Switching costs", zh="转换成本"),
            blocks=(
                _FRAME,
                _COSTS,
                _RESULT,
                _COMPARE,
                Chart(
                    kind="stacked",
                    title=Text(en="Five switching costs, now and target", zh="五种转换成本：目前与目标"),
                    categories="{compare.state}",
                    unit=Text(en="CNY", zh="元"),
                    series=tuple(Series(COST_NAMES[kind], f"{{compare.{kind}_cost}}", kind) for kind in SWITCHING_COSTS),
                ),
            ),
        ),
        Sheet(
            title=Text(en="What we build", zh="我方措施"),
            blocks=(
                _OURS,
                _TIES,
                Note(
                    Text(
                        en="Kept a year: contribution that would be lost without the measure, upkeep taken off. Yearly amounts at the end of each year. A measure that legal has not released is not offered to any customer, whatever its NPV; the total counts released ones only.",
                        zh="每年保住：没有这项措施就会丢掉的边际贡献，已扣维护费用。每年的金额在年末计算。法务未通过的措施，净现值再高也不得向客户提出；合计只计已通过的措施。",
                    )
                ),
            ),
        ),
        Sheet(
            title=Text(en="Assets and pull", zh="设备与指定"),
            blocks=(_ASSETS, _MACHINE, _USERS),
        ),
    ),
)

_MADE_OF = {
    "search": Text(en="Enquiries, audits, list of possible types", zh="询价、现场审核、替代型号清单"),
    "trial": Text(en="Endurance run, pilot batch, scrap", zh="耐久试验、小批试用、报废返工"),
    "learning": Text(en="Drawings, control software, training", zh="图纸、控制程序、培训"),
    "relationship": Text(en="Known engineer, favours, priority", zh="熟悉的工程师、插单、优先供应"),
    "legal": Text(en="Quantity not taken, certificate, lawyers", zh="未完成数量补偿、认证、律师"),
}
_TOLD_BY = {
    "search": Text(en="Purchasing", zh="采购部"),
    "trial": Text(en="Production, quality", zh="生产部、质量部"),
    "learning": Text(en="Engineering", zh="技术部"),
    "relationship": Text(en="Production", zh="生产部"),
    "legal": Text(en="Legal, purchasing", zh="法务、采购部"),
}
_NOW = {"search": 180_000, "trial": 530_000, "learning": 440_000, "relationship": 440_000, "legal": 370_000}
_ADDED = {"trial": 200_000, "learning": 400_000, "relationship": 180_000}


def _begun(text: Text, lang: str) -> str:
    """Return a text as the beginning of a line: with a capital in English."""
    words = text.pick(lang)
    return words[:1].upper() + words[1:]


def case_switching_sheet(lang: str) -> FormData:
    """Return the sheet of Rynfando, the account of the lesson.

    Examples
    --------
    >>> [row["now"] for row in case_switching_sheet("en").tables["costs"]]
    [180000, 530000, 440000, 440000, 370000]
    """
    first, read = DEMOS["U5.X1"], DEMOS["U5.X3"]
    machine = read["machine"]
    costs = [
        {
            "now": _NOW[kind],
            "target": _NOW[kind] + _ADDED.get(kind, 0),
            "made_of": _MADE_OF[kind].pick(lang),
            "told_by": _TOLD_BY[kind].pick(lang),
        }
        for kind in SWITCHING_COSTS
    ]
    account = DEMOS["U5.X2"]["accounts"][0]
    ties = [
        {
            "measure": _begun(MEASURES[each["id"]].told, lang),
            "way": MEASURES[each["id"]].way,
            "invest": each["investment"],
            "kept": each["retained"],
            "shared": each["shared"],
            "legal": "open" if each["id"] == "test_bench" else "released",
            "in_charge": Text(en="Key account", zh="大客户经理").pick(lang),
            "due": date(2026, 12, 15),
        }
        for each in account["measures"]
    ]
    ties.append(
        {
            "measure": _begun(MEASURES["only_us"].told, lang),
            "way": MEASURES["only_us"].way,
            "invest": 0,
            "kept": 200_000,
            "legal": "stopped",
            "in_charge": Text(en="Legal", zh="法务").pick(lang),
        }
    )
    users = [
        {"user": user["name"][lang], "demand": user["demand"], "names_us": "yes" if user["names_us"] else "no"}
        for user in read["users"]
    ]
    assets = [
        {
            "asset": Text(en="Test bench for planetary gear units", zh="行星齿轮箱试验台").pick(lang),
            "place": Text(en="Hall 2", zh="二号车间").pick(lang),
            "since": date(2024, 7, 1),
            "price_paid": 320_000,
            "life": 8,
            "used": 2,
            "way_out": Text(en="Given back, or taken over at book value", zh="归还，或按账面净值买下").pick(lang),
        }
    ]
    values = {
        "customer": first["name"][lang],
        "rival": Text(en="Rival B", zh="对手 B").pick(lang),
        "spend": first["spend"],
        "offer": first["offer"],
        "horizon": first["years"],
        "their_rate": first["discount"],
        "extra": first["extra"],
        "our_years": DEMOS["U5.X2"]["years"],
        "our_rate": DEMOS["U5.X2"]["discount"],
        "exit": Text(en="Three months' notice; assets back at book value", zh="提前三个月通知，设备按净值处理").pick(lang),
        "unit_price": machine["price"],
        "carrying": machine["carrying"],
        **{name: machine[name] for name in ("units_before", "units_after", "stock_before", "stock_after")},
        **{name: machine[name] for name in ("minutes_before", "minutes_after", "trips", "days", "wage")},
    }
    return FormData(values, {"costs": costs, "ties": ties, "assets": assets, "users": users})
