"""What stands where in the account plan: a page for the director, and the figures behind it section by section.

The director's page only repeats what the other sheets work out; whoever changes a figure there sees every
sentence change. Its formulas give what `kamlib.lifetime`, `tiers`, `relationships`, `switching`, `growth`,
`value` and `pricing` give, by the conventions of the course.
"""

from __future__ import annotations

from typing import Any

from kamlib.forms.form import Chart, Column, Field, Fields, Form, Note, Option, Series, Sheet, Table
from kamlib.text import LANGUAGES, Text
from kamlib.units.common import TIER_NAMES

MOST_YEARS = 15  # of the curve; the lifetime profit itself has no end
PEOPLE_ROOM = 8

# --- choices ------------------------------------------------------------------------------------------

SOURCES = (
    Option("own_work", Text(en="Own work", zh="本人完成"), "good"),
    Option("mixed", Text(en="Partly own", zh="部分本人完成"), "watch"),
    Option("model", Text(en="Model answer", zh="参考解答")),
    Option("own_account", Text(en="Own account", zh="自己的客户"), "good"),
)
GOALS = (
    Option("grow", Text(en="Grow our share", zh="提高份额")),
    Option("defend", Text(en="Defend what we have", zh="守住现有业务")),
    Option("develop", Text(en="Develop relationships first", zh="先培育关系")),
    Option("reduce", Text(en="Reduce the effort", zh="收缩投入")),
)
STAGES = (
    Option("exploration", Text(en="exploration", zh="考察期")),
    Option("formation", Text(en="formation", zh="形成期")),
    Option("stability", Text(en="stability", zh="稳定期")),
    Option("decline", Text(en="decline", zh="退化期")),
)
TIERS = tuple(Option(tier, TIER_NAMES[tier], tier) for tier in TIER_NAMES)
OWNERS = (
    Option("director", Text(en="key-account manager, with the sales director as sponsor", zh="大客户经理负责，销售总监作高层支持"),
           earlier=("大客户经理负责、销售总监牵头支持",)),
    Option("manager", Text(en="key-account manager", zh="大客户经理负责")),
    Option("salesperson", Text(en="salesperson of the area", zh="区域业务员负责")),
    Option("inside", Text(en="inside sales and web shop", zh="内勤和网上商城负责")),
)
CRITERIA = (
    Option("technology", Text(en="technology", zh="技术")),
    Option("quality", Text(en="quality", zh="质量")),
    Option("response", Text(en="response", zh="响应")),
    Option("delivery", Text(en="delivery", zh="交付")),
    Option("cost", Text(en="cost", zh="成本")),
    Option("environment", Text(en="environment", zh="环境")),
    Option("security", Text(en="security", zh="安全")),
)
NOWHERE = Option("none", Text(en="none", zh="无"))
STEPS = (
    Option("good_feeling", Text(en="good feeling", zh="好感")),
    Option("trust", Text(en="trust", zh="信任")),
    Option("benefit", Text(en="benefit", zh="利益")),
    Option("affection", Text(en="affection", zh="情感")),
)
MET = (Option("yes", Text(en="yes", zh="是")), Option("no", Text(en="no", zh="否"), "watch"))
COSTS = (
    Option("search", Text(en="Search", zh="搜寻成本")),
    Option("trial", Text(en="Trial", zh="尝试成本")),
    Option("learning", Text(en="Learning", zh="学习成本")),
    Option("relationship", Text(en="Relationship", zh="关系成本")),
    Option("legal", Text(en="Legal", zh="法律成本")),
)
ANSWERS = (
    Option("hold", Text(en="hold", zh="坚持原价")),
    Option("trade", Text(en="trade", zh="有条件让价")),
    Option("concede", Text(en="concede", zh="退到底线")),
)
SECTIONS = (
    Option("about_target", Text(en="1 Sales target", zh="1 销售目标")),
    Option("about_lifetime", Text(en="2 Lifetime profit", zh="2 全生命周期利润")),
    Option("about_effort", Text(en="3 Tier and effort", zh="3 等级与投入")),
    Option("about_value", Text(en="4 Value for them", zh="4 给客户的价值")),
    Option("about_people", Text(en="5 Relationships", zh="5 客户关系")),
    Option("about_switching", Text(en="6 Switching cost", zh="6 转换成本")),
    Option("about_wallet", Text(en="7 Share of wallet", zh="7 钱包份额")),
    Option("about_price", Text(en="8 Price defence", zh="8 守价")),
)
# What the key figure of a section is.
CAPTIONS = {
    "about_target": Text(en="gap to the target", zh="目标与基准之间的缺口"),
    "about_lifetime": Text(en="lifetime profit in today's money", zh="全生命周期利润（现值）"),
    "about_effort": Text(en="tier by lifetime profit", zh="按全生命周期利润定级"),
    "about_value": Text(en="a year, worth to the customer", zh="每年给客户带来的价值"),
    "about_people": Text(en="relationship index", zh="决策者指数"),
    "about_switching": Text(en="least discount of a rival", zh="对手所需让价"),
    "about_wallet": Text(en="our share of the wallet", zh="我方钱包份额"),
    "about_price": Text(en="our offer per unit", zh="我方单价报价"),
}  # fmt: skip
RISKS = (
    Option("risk_gap", Text(en="Gap too large", zh="缺口难以填补")),
    Option("risk_rival", Text(en="A rival gets in", zh="竞争对手切入")),
    Option("risk_people", Text(en="Wrong contacts", zh="关系不到位")),
    Option("risk_value", Text(en="We fall behind", zh="能力落后")),
    Option("risk_price", Text(en="Price below floor", zh="价格跌破底线")),
)
STATES = (
    Option("safe", Text(en="Safe", zh="可控"), "good"),
    Option("watch", Text(en="Watch", zh="关注"), "watch"),
    Option("act", Text(en="Act", zh="需行动"), "bad"),
    Option("unknown", Text(en="Not known yet", zh="数据未填")),
)
YEARS = tuple(Option(f"y{year}", Text(en=f"Year {year}", zh=f"第 {year} 年")) for year in range(MOST_YEARS + 1))

# --- pieces of formulas -------------------------------------------------------------------------------


def _money(amount: str, lang: str) -> str:
    """Return the formula that writes an amount in CNY, shortened, as the reader's language does."""
    if lang == "en":
        return (
            f'"CNY "&IF(ABS({amount})>=9950000,TEXT({amount}/1000000,"#,##0.0")&"m",'
            f'IF(ABS({amount})>=999500,TEXT({amount}/1000000,"0.00")&"m",'
            f'IF(ABS({amount})>=10000,TEXT({amount}/1000,"0")&"k",TEXT({amount},"#,##0"))))'
        )
    return (
        f'IF(ABS({amount})>=99500000,TEXT({amount}/100000000,"0.00")&"亿元",'
        f'IF(ABS({amount})>=999500,TEXT({amount}/10000,"#,##0")&"万元",'
        f'IF(ABS({amount})>=10000,TEXT({amount}/10000,"0.0")&"万元",TEXT({amount},"#,##0")&" 元")))'
    )


def _join(lang: str, *parts: str) -> str:
    """Return a formula that puts pieces together: words in quotes, amounts as ``money:{x}``, or a formula."""
    written = []
    for part in parts:
        kind, _, rest = part.partition(":")
        if kind == "money":
            written.append(f"({_money(rest, lang)})")
        elif kind == "percent":
            written.append(f'TEXT({rest},"0.0%")')
        elif kind == "percent0":
            written.append(f'TEXT({rest},"0%")')
        elif kind == "whole":
            written.append(f'TEXT({rest},"#,##0")')
        elif kind == "one":
            written.append(f'TEXT({rest},"0.0")')
        elif kind == "plain":
            written.append(f'TEXT({rest},"0")')
        elif kind == "formula":
            written.append(f"({rest})")
        else:
            written.append(f'"{part}"')
    return "&".join(written)


def _say(missing: str, en: tuple[str, ...], zh: tuple[str, ...], otherwise: Text | None = None) -> Text:
    """Return a sentence as a formula; where what it needs is missing it says `otherwise`, else nothing."""
    instead = {lang: f'"{otherwise.pick(lang)}"' if otherwise else '""' for lang in LANGUAGES}
    return Text(
        en=f"IF({missing},{instead['en']},{_join('en', *en)})",
        zh=f"IF({missing},{instead['zh']},{_join('zh', *zh)})",
    )


def _floor_or_weakest(lang: str) -> str:
    """Return the piece of a sentence that says what to mend first: a floor we miss comes before any score."""
    barred, weakest = {
        "en": (("Below the floor in ", "formula:{below_floor}", ": mend that first."), ("To improve first: ", "formula:{weakest_criterion}", ".")),
        "zh": (("“", "formula:{below_floor}", "”低于底线，须先补上。"), ("首先改进：", "formula:{weakest_criterion}", "。")),
    }[lang]
    return f"formula:IF({{below_floor}}='none',{_join(lang, *weakest)},{_join(lang, *barred)})"


def _key_figures(lang: str) -> str:
    """Return the formula of the column that shows, in the line of each section, its key figure and what that is."""
    formula = '""'
    for section in reversed(SECTIONS):
        figure = f"{{figure_{section.id}}}"
        shown = f'IF({figure}="","",{figure}&", {CAPTIONS[section.id].pick(lang)}")'
        formula = f"IF({{section}}='{section.id}',{shown},{formula})"
    return formula


def _per_line(column: str, lines: tuple[Option, ...], field: str) -> str:
    """Return the formula of a table's column that shows, in each of the fixed lines, another field."""
    formula = '""'
    for line in reversed(lines):
        formula = f"IF({{{column}}}='{line.id}',{{{field}_{line.id}}},{formula})"
    return formula


NOT_YET = Text(en="Not filled in yet.", zh="尚未填写。")
# What a section needs before it says anything.
NO_TARGET = '{sales_last_year}=""'
NO_GAP = f'OR({NO_TARGET},{{target}}="")'  # sales alone set no target: somebody has to, or growth is asked for
NO_LIFETIME = 'OR({contribution_per_year}="",{retention}="",1+{discount_rate}<={retention})'
NO_AUDIT = "OR(COUNT({audit.us})=0,SUM({audit.weight})=0)"
NO_VALUE = "{value_per_year}=0"
NO_PEOPLE = "SUM({people.influence})=0"
NO_SWITCHING = "OR({switching_cost}=0,{spend}<=0,{switch_years}<=0)"
NO_WALLET = "{wallet_per_year}<=0"
NO_PRICE = "{price_now}<=0"
NO_RIVAL = f"OR({NO_PRICE},{{rival_price}}<=0)"


def _money_field(name: str, en: str, zh: str, **more: Any) -> Field:
    return Field(name=name, label=Text(en=f"{en} (CNY)", zh=f"{zh}（元）"), kind="money", **more)


def _percent_field(name: str, en: str, zh: str, **more: Any) -> Field:
    return Field(name=name, label=Text(en=en, zh=zh), kind="percent", **more)


def _number_field(name: str, en: str, zh: str, **more: Any) -> Field:
    return Field(name=name, label=Text(en=en, zh=zh), **{"kind": "number", "digits": 0, **more})


def _sentence(name: str, formula: Text, label: Text | None = None) -> Field:
    return Field(
        name=name, label=label or Text(en="In one sentence", zh="一句话结论"), formula=formula, width=66
    )


def _figure(name: str, formula: Text) -> Field:
    return Field(name=name, label=Text(en="Key figure", zh="关键数字"), formula=formula, width=20)


# --- the director's page ------------------------------------------------------------------------------


def _headline(lang: str) -> str:
    """Return the formula of the sentence on top: the goal, the money, and why it matters."""
    words = {
        "en": {
            "colon": ": ", "missing": " are missing to the ", "room": ", and the wallet has room for ", "end": ". ",
            "reached": "the target is within reach without new action. ", "no_target": "there is no sales target yet. ",
            "no_money": "sales target and lifetime profit are not filled in yet.",
            "stake": " of lifetime profit is at stake.", "loss": "So far the account costs more than it brings.",
        },
        "zh": {
            "colon": "：", "room": "，钱包份额还有 ", "end": "。",
            "reached": "不采取新措施也能达成目标。", "no_target": "尚未设定销售目标。",
            "no_money": "销售目标和全生命周期利润尚未填写。",
            "stake": "的全生命周期利润。", "loss": "目前该客户入不敷出。",
        },
    }[lang]  # fmt: skip
    goal = f'IF({{goal}}="","",{{goal}}&"{words["colon"]}")'
    if lang == "en":
        gap = _join(lang, "money:{gap}", words["missing"], 'formula:IF({plan_year}="","",{plan_year}&" ")', "target")
        room = _join(lang, words["room"], "money:{headroom}")
        stake = _join(lang, "money:{clp}", words["stake"])
    else:
        gap = _join(lang, "距", 'formula:IF({plan_year}="",""," "&{plan_year}&" 年")', "目标还差 ", "money:{gap}")
        room = _join(lang, words["room"], "money:{headroom}", "的提升空间")
        stake = _join(lang, "事关 ", "money:{clp}", words["stake"])
    # Behind no goal these words begin the sentence.
    started = {name: f'IF({{goal}}="","{words[name].capitalize()}","{words[name]}")' if lang == "en" else f'"{words[name]}"'
               for name in ("reached", "no_target", "no_money")}  # fmt: skip
    target = f'IF({{gap}}>0,{gap}&IF({NO_WALLET},"",IF({{headroom}}>0,{room},""))&"{words["end"]}",{started["reached"]})'
    target = f'IF({NO_TARGET},"",IF({NO_GAP},{started["no_target"]},{target}))'
    worth = f'IF({{clp}}>0,{stake},"{words["loss"]}")'
    return f'{goal}&IF(AND({NO_TARGET},{NO_LIFETIME}),{started["no_money"]},{target}&IF({NO_LIFETIME},"",{worth}))'


_HEAD = Fields(
    across=2,
    fields=(
        Field(name="account_name", label=Text(en="Account", zh="客户"), width=30),
        Field(name="account_code", label=Text(en="Number", zh="客户编号"), width=17),
        Field(name="industry", label=Text(en="Industry", zh="行业"), width=30),
        Field(name="region", label=Text(en="Region", zh="区域"), width=17),
        Field(name="seller", label=Text(en="Our salesperson", zh="我方负责人"), width=30),
        Field(name="plan_year", label=Text(en="Plan year", zh="计划年度"), width=17),
        Field(name="goal", label=Text(en="Goal", zh="总目标"), kind="choice", options=GOALS, width=30),
        Field(name="promise", label=Text(en="Promise (CNY)", zh="承诺增量（元）"), kind="money", width=17),
    ),
)  # fmt: skip
_WORDS = Fields(
    fields=(
        Field(name="headline", label=Text(en="In short", zh="一句话结论"), formula=Text(en=_headline("en"), zh=_headline("zh")), width=90),
        Field(name="why", label=Text(en="Why this account", zh="为何值得投入"), width=90),
    ),
)  # fmt: skip
_SECTIONS = Table(
    name="sections",
    lines=SECTIONS,
    title=Text(en="What we know", zh="我们掌握的情况"),
    columns=(
        Column(name="section", label=Text(en="Step", zh="步骤"), width=20),
        Column(name="finding", label=Text(en="Finding", zh="结论"), width=56, formula=_per_line("section", SECTIONS, "say")),
        Column(name="figure", label=Text(en="Key figure", zh="关键数字"), width=25, formula=Text(en=_key_figures("en"), zh=_key_figures("zh"))),
        Column(name="source", label=Text(en="Whose work", zh="数据来源"), kind="choice", options=SOURCES, width=17),
    ),
)  # fmt: skip
_ACTIONS = Table(
    name="actions",
    key="{what}",
    room=5,
    title=Text(en="What we do", zh="行动计划"),
    total=Text(en="Together", zh="合计"),
    columns=(
        Column(name="by_when", label=Text(en="By when", zh="完成时间"), kind="date", width=20),
        Column(name="what", label=Text(en="Action", zh="行动"), width=56),
        Column(name="who", label=Text(en="Who", zh="责任人"), width=17),
        Column(name="brings", label=Text(en="Brings (CNY a year)", zh="预计增量（元/年）"), kind="money", total="sum", width=17),
    ),
)  # fmt: skip
_RISKS = Table(
    name="risks",
    lines=RISKS,
    title=Text(en="What can go wrong", zh="风险检查"),
    columns=(
        Column(name="risk", label=Text(en="Risk", zh="风险"), width=20),
        Column(name="evidence", label=Text(en="What the figures say", zh="数据怎么说"), width=56, formula=_per_line("risk", RISKS, "say")),
        Column(name="state", label=Text(en="State", zh="状态"), kind="choice", options=STATES, width=17, formula=_per_line("risk", RISKS, "state")),
        Column(name="guard", label=Text(en="Who watches it", zh="跟踪人"), width=17),
    ),
)  # fmt: skip
_DIRECTOR = Sheet(
    title=Text(en="Account plan", zh="客户计划"),
    portrait=True,
    blocks=(_HEAD, _WORDS, _SECTIONS, _ACTIONS, _RISKS),
)


# --- 1 to 3: target, lifetime profit, tier ------------------------------------------------------------

_TARGET = Fields(
    title=Text(en="1 Sales target", zh="1 销售目标"),
    fields=(
        _money_field("sales_last_year", "Our sales last year", "上年销售额", least=0),
        _percent_field("growth_expected", "Growth expected without new action", "不采取新措施的预计增长", least=-1, most=10),
        _percent_field("region_growth", "Growth target of the region", "区域增长目标", least=-1, most=10),
        _percent_field("extra_growth", "Extra for key accounts", "大客户额外增长", least=-1, most=10),
        _money_field("target_set", "Target, if the company sets it", "公司下达的目标（如有）", least=0),
        _money_field("baseline", "Baseline: what comes by itself", "基准：不采取新措施的销售额", formula="{sales_last_year}*(1+{growth_expected})"),
        _money_field("target", "Target", "目标", formula=(
            'IF({target_set}<>"",{target_set}+0,IF(AND({region_growth}="",{extra_growth}=""),"",ROUND({sales_last_year}*(1+{region_growth}+{extra_growth}),-4)))')),
        _money_field("gap", "Gap", "缺口", formula='IF({target}="","",{target}-{baseline})'),
        _figure("figure_about_target", _say(
            NO_TARGET,
            ('formula:IF({target}="","No target yet",IF({gap}>0,' + _money("{gap}", "en") + ',"No gap"))',),
            ('formula:IF({target}="","尚无目标",IF({gap}>0,' + _money("{gap}", "zh") + ',"无缺口"))',),
        )),
        _sentence("say_about_target", _say(
            NO_TARGET,
            ('formula:IF({target}="",' + _join("en", "There is no target yet; ", "money:{sales_last_year}", " last year, ", "money:{baseline}", " come without new action.")
             + "," + _join("en", "Target ", "money:{target}", 'formula:IF({plan_year}="",""," in "&{plan_year})', " after ", "money:{sales_last_year}", " last year; ",
                           "money:{baseline}", " come without new action", 'formula:IF({gap}>0,".",": no gap.")') + ")",),
            ('formula:IF({target}="",' + _join("zh", "尚未设定目标；上年 ", "money:{sales_last_year}", "，不采取新措施预计 ", "money:{baseline}", "。")
             + "," + _join("zh", 'formula:IF({plan_year}="","",{plan_year}&" 年")', "目标 ", "money:{target}", "，上年 ", "money:{sales_last_year}", "；不采取新措施预计 ",
                           "money:{baseline}", 'formula:IF({gap}>0,"。","，没有缺口。")') + ")",),
            NOT_YET,
        )),
    ),
)  # fmt: skip
_LIFETIME = Fields(
    title=Text(en="2 Lifetime profit", zh="2 全生命周期利润"),
    fields=(
        _money_field("contribution_per_year", "Contribution a year", "年边际贡献"),
        _money_field("service_cost_per_year", "Cost to serve a year", "年服务成本", least=0),
        _percent_field("retention", "Retention", "保留率", digits=0, least=0, most=1),
        _percent_field("discount_rate", "Discount rate a year", "年折现率", digits=0, default=0.10, least=0, most=1),
        Field(name="stage", label=Text(en="Stage of the relationship", zh="关系阶段"), kind="choice", options=STAGES, width=16),
        _money_field("profit_per_year", "Profit a year", "年利润", formula="{contribution_per_year}-{service_cost_per_year}"),
        Field(name="multiple", label=Text(en="Years that count: r ÷ (1 + d − r)", zh="折算年数：r ÷ (1 + d − r)"), kind="number",
              formula=f'IF({NO_LIFETIME},"",{{retention}}/(1+{{discount_rate}}-{{retention}}))'),
        _money_field("clp", "Lifetime profit (CLP)", "客户全生命周期利润（CLP）", formula=f'IF({NO_LIFETIME},"",{{profit_per_year}}*{{multiple}})'),
        _figure("figure_about_lifetime", _say(NO_LIFETIME, ("money:{clp}",), ("money:{clp}",))),
        _sentence("say_about_lifetime", _say(
            NO_LIFETIME,
            ("money:{profit_per_year}", " profit a year, which counts ", "one:{multiple}", " times at a retention of ", "percent0:{retention}",
             'formula:IF({stage}="","",". Stage: "&{stage})', "."),
            ("每年利润 ", "money:{profit_per_year}", "，保留率 ", "percent0:{retention}", "，折算 ", "one:{multiple}", " 年",
             'formula:IF({stage}="","","；处于"&{stage})', "。"),
            NOT_YET,
        )),
    ),
)  # fmt: skip
_TIER_RULES = Table(
    name="tier_rules",
    lines=TIERS,
    title=Text(en="3 Tier and effort: the rules", zh="3 等级与投入：规则"),
    columns=(
        Column(name="tier_name", label=Text(en="Tier", zh="等级"), width=30),
        Column(name="floor", label=Text(en="CLP from (CNY)", zh="CLP 下限（元）"), kind="money", width=16),
        Column(name="hours", label=Text(en="Hours a year", zh="年工时"), kind="number", digits=0, least=0, width=14),
        Column(name="led_by", label=Text(en="In charge", zh="负责人级别"), kind="choice", options=OWNERS, width=30),
    ),
)  # fmt: skip
_NO_TIER = f'OR({NO_LIFETIME},INDEX({{tier_rules.floor}},1)="")'
_OF_TIER = "MATCH({tier},{tier_rules.tier_name},0)"
_EFFORT = Fields(
    fields=(
        Field(name="tier", label=Text(en="Tier of the account", zh="客户等级"), kind="choice", options=TIERS, width=16, formula=(
            f'IF({_NO_TIER},"",IF({{clp}}>=INDEX({{tier_rules.floor}},1),\'strategic\',IF({{clp}}>=INDEX({{tier_rules.floor}},2),\'value\','
            "IF({clp}>=INDEX({tier_rules.floor},3),'standard','transactional'))))")),
        _number_field("hours_per_year", "Hours a year", "年工时", formula=f'IF({_NO_TIER},"",INDEX({{tier_rules.hours}},{_OF_TIER})+0)'),
        _number_field("seller_hours", "Working hours of one person a year", "一个人的全年工时", least=0),
        _percent_field("seller_share", "That is of one person's year", "占一个人全年工时", digits=0,
                       formula=f'IF(OR({_NO_TIER},{{seller_hours}}<=0),"",{{hours_per_year}}/{{seller_hours}})'),
        Field(name="owner", label=Text(en="In charge", zh="负责人级别"), width=46, kind="choice", options=OWNERS,
              formula=f'IF({_NO_TIER},"",INDEX({{tier_rules.led_by}},{_OF_TIER})&"")'),
        _figure("figure_about_effort", Text(en="{tier}", zh="{tier}")),
        _sentence("say_about_effort", _say(
            _NO_TIER,
            ("whole:{hours_per_year}", " hours a year", 'formula:IF({owner}="","",", led by the "&{owner})', ". Profit an hour: ",
             'formula:IF({hours_per_year}=0,"–",' + _money("{profit_per_year}/{hours_per_year}", "en") + ")", "."),
            ("每年投入 ", "whole:{hours_per_year}", " 小时", 'formula:IF({owner}="","","，"&{owner})', "；每小时利润 ",
             'formula:IF({hours_per_year}=0,"–",' + _money("{profit_per_year}/{hours_per_year}", "zh") + ")", "。"),
            NOT_YET,
        )),
    ),
)  # fmt: skip
_CURVE = Table(
    name="curve",
    lines=YEARS,
    title=Text(en="Lifetime profit year by year", zh="全生命周期利润逐年累计"),
    columns=(
        Column(name="year", label=Text(en="Year", zh="年份"), width=30),
        Column(name="number", label=Text(en="Years from now", zh="距今年数"), kind="whole", width=16, formula='COUNTA({year:to_here})-1'),
        Column(name="added", label=Text(en="Added (CNY today)", zh="当年增加（今天的元）"), kind="money", width=18, formula=(
            f'IF({NO_LIFETIME},"",IF({{number}}=0,0,{{profit_per_year}}*({{retention}}/(1+{{discount_rate}}))^{{number}}))')),
        Column(name="so_far", label=Text(en="Summed up (CNY)", zh="累计（元）"), kind="money", width=18,
               formula='IF({added}="","",SUM({added:to_here}))'),
    ),
)  # fmt: skip
_CURVE_CHART = Chart(
    kind="line",
    title=Text(en="How the lifetime profit adds up", zh="全生命周期利润如何累计"),
    categories="{curve.year}",
    unit=Text(en="CNY today", zh="元（现值）"),
    series=(Series(Text(en="Summed up", zh="累计"), "{curve.so_far}"),),
)


# --- 4 and 5: value and people ------------------------------------------------------------------------

_AUDIT = Table(
    name="audit",
    lines=CRITERIA,
    title=Text(en="4 Supplier audit (0 to 100 points)", zh="4 供应商稽核（0–100 分）"),
    total=Text(en="Score", zh="总分"),
    columns=(
        Column(name="criterion", label=Text(en="Criterion", zh="评价标准"), width=24),
        Column(name="weight", label=Text(en="Weight", zh="权重"), kind="percent", digits=0, least=0, most=1, total="sum", width=10),
        Column(name="floor", label=Text(en="Floor", zh="底线"), kind="number", digits=0, least=0, most=100, width=8),
        Column(name="us", label=Text(en="Us", zh="我方"), kind="number", digits=0, least=0, most=100, width=10, total="{audit_score_us}"),
        Column(name="rival_a", label=Text(en="Rival A", zh="对手 A"), earlier=("竞争对手 A",), kind="number", digits=0, least=0, most=100, width=12,
               total=f'IF({NO_AUDIT},"",SUMPRODUCT({{audit.weight}},{{audit.rival_a}})/SUM({{audit.weight}}))'),
        Column(name="rival_b", label=Text(en="Rival B", zh="对手 B"), earlier=("竞争对手 B",), kind="number", digits=0, least=0, most=100, width=12,
               total=f'IF({NO_AUDIT},"",SUMPRODUCT({{audit.weight}},{{audit.rival_b}})/SUM({{audit.weight}}))'),
        Column(name="best_rival", label=Text(en="Better rival", zh="较强对手"), kind="number", digits=0, width=12,
               formula='IF({us}="","",IF({audit.rival_b:total}>{audit.rival_a:total},{rival_b},{rival_a})+0)'),
        Column(name="behind", label=Text(en="Weighted points behind", zh="加权落后分"), kind="number", digits=2, width=14,
               formula='IF({us}="","",{weight}*({best_rival}-{us}))'),
        Column(name="passes", label=Text(en="Reaches the floor", zh="达到底线"), kind="choice", options=MET, width=12,
               formula="IF(OR({us}=\"\",{floor}=\"\"),\"\",IF({us}<{floor},'no','yes'))"),
    ),
)  # fmt: skip
_VALUE = Fields(
    title=Text(en="4 What our service is worth to the customer", zh="4 我们的服务给客户带来的价值"),
    fields=(
        _number_field("hours_lost_before", "Hours lost a year, before", "年停机小时（之前）", least=0),
        _number_field("hours_lost_after", "Hours lost a year, with us", "年停机小时（之后）", least=0),
        _money_field("cost_per_hour", "Cost of an hour lost", "每小时停机损失", least=0),
        _money_field("stock_before", "Stock of the customer, before", "客户库存（之前）", least=0),
        _money_field("stock_after", "Stock of the customer, with us", "客户库存（之后）", least=0),
        _percent_field("carrying_rate", "Cost of holding stock a year", "库存年持有费率", least=0, most=1),
        _money_field("other_value", "Other value a year", "其他价值（每年）"),
        _money_field("value_per_year", "Value for the customer a year", "每年给客户的价值", formula=(
            "({hours_lost_before}-{hours_lost_after})*{cost_per_hour}+({stock_before}-{stock_after})*{carrying_rate}+{other_value}")),
        _number_field("audit_score_us", "Audit score, us", "稽核得分：我方", digits=1,
                      formula=f'IF({NO_AUDIT},"",SUMPRODUCT({{audit.weight}},{{audit.us}})/SUM({{audit.weight}}))'),
        _number_field("audit_score_rival", "Audit score, better rival", "稽核得分：较强对手", digits=1,
                      formula=f'IF({NO_AUDIT},"",MAX({{audit.rival_a:total}},{{audit.rival_b:total}}))'),
        Field(name="below_floor", label=Text(en="Below the floor in", zh="低于底线的一项"), kind="choice", options=(NOWHERE, *CRITERIA), width=16,
              formula=f"IF({NO_AUDIT},\"\",IF(COUNTIF({{audit.passes}},'no')=0,'none',INDEX({{audit.criterion}},MATCH('no',{{audit.passes}},0))))"),
        Field(name="weakest_criterion", label=Text(en="Furthest behind, weighted", zh="加权落后最多的一项"), kind="choice", options=CRITERIA, width=16,
              formula=f'IF({NO_AUDIT},"",INDEX({{audit.criterion}},MATCH(MAX({{audit.behind}}),{{audit.behind}},0)))'),
        _figure("figure_about_value", _say(NO_VALUE, ("money:{value_per_year}",), ("money:{value_per_year}",))),
        _sentence("say_about_value", Text(
            en=f'IF({NO_AUDIT},"{NOT_YET.en}",' + _join(
                "en", "Audit: ", "one:{audit_score_us}", " points, the better rival ", "one:{audit_score_rival}",
                ". ", _floor_or_weakest("en")) + ")",
            zh=f'IF({NO_AUDIT},"{NOT_YET.zh}",' + _join(
                "zh", "供应商稽核：我方 ", "one:{audit_score_us}", " 分，较强对手 ", "one:{audit_score_rival}",
                " 分；", _floor_or_weakest("zh")) + ")",
        )),
    ),
)  # fmt: skip
_PEOPLE = Table(
    name="people",
    key="{person}",
    room=PEOPLE_ROOM,
    title=Text(en="5 Who decides", zh="5 谁在决策"),
    columns=(
        Column(name="person", label=Text(en="Code", zh="编号"), width=10),
        Column(name="position", label=Text(en="Position", zh="职务"), width=24),
        Column(name="initials", label=Text(en="Initials", zh="姓名缩写"), width=10),
        Column(name="influence", label=Text(en="Influence (1–5)", zh="影响力（1–5）"), kind="whole", least=0, most=5, width=12),
        Column(name="step", label=Text(en="Step (0–4)", zh="关系步骤（0–4）"), kind="whole", least=0, most=4, width=12),
        Column(name="met", label=Text(en="In contact", zh="已有联系"), kind="choice", options=MET, width=11),
        Column(name="in_charge", label=Text(en="Our contact", zh="我方联系人"), width=12),
        Column(name="reports_to", label=Text(en="Reports to (code)", zh="上级（编号）"), width=14),
        Column(name="reached", label=Text(en="Influence reached", zh="已触达影响力"), kind="whole", width=12, formula="IF({met}='yes',{influence},0)"),
        Column(name="missing", label=Text(en="Missing to the goal", zh="距目标差距"), kind="whole", width=12,
               formula="{influence}*MAX(0,{target_step}-{step})"),
    ),
)  # fmt: skip
_FIRST = "MATCH(MAX({people.missing}),{people.missing},0)"
_KEY = f'IF({{key_code}}="",{_FIRST},MATCH({{key_code}},{{people.person}},0))'
_RELATIONSHIP = Fields(
    fields=(
        Field(name="target_step", label=Text(en="Step wanted with each person", zh="每人希望达到的步骤"), kind="whole", default=3, least=0, most=4),
        Field(name="key_code", label=Text(en="Key person (code)", zh="关键人（编号）"), width=16),
        Field(name="next_step", label=Text(en="Next step with the key person", zh="与关键人的下一步"), kind="choice", options=STEPS, width=16),
        _percent_field("coverage", "Influence we reach", "关系覆盖率", digits=0, formula=f'IF({NO_PEOPLE},"",SUM({{people.reached}})/SUM({{people.influence}}))'),
        _percent_field("decision_index", "Relationship index", "决策者指数", digits=0,
                       formula=f'IF({NO_PEOPLE},"",SUMPRODUCT({{people.influence}},{{people.step}})/(4*SUM({{people.influence}})))'),
        Field(name="key_person", label=Text(en="Key person", zh="关键人"), width=30,
              formula=f'IF({NO_PEOPLE},"",IFERROR(INDEX({{people.position}},{_KEY})&" "&INDEX({{people.initials}},{_KEY}),{{key_code}}&""))'),
        _number_field("hours_for_key_person", "Hours a year for the key person", "关键人年工时", digits=1, formula=(
            f'IF(OR({NO_PEOPLE},{_NO_TIER}),"",IFERROR({{hours_per_year}}*INDEX({{people.influence}},{_KEY})/SUM({{people.influence}}),""))')),
        _figure("figure_about_people", _say(NO_PEOPLE, ("percent0:{decision_index}",), ("percent0:{decision_index}",))),
        _sentence("say_about_people", _say(
            NO_PEOPLE,
            ("We reach ", "percent0:{coverage}", " of the influence. First: ", "formula:{key_person}",
             'formula:IF({next_step}="","",", next step “"&{next_step}&"”")',
             'formula:IF({hours_for_key_person}="","",", "&TEXT({hours_for_key_person},"0")&" hours")', "."),
            ("已触达 ", "percent0:{coverage}", " 的影响力。重点：", "formula:{key_person}",
             'formula:IF({next_step}="","","，下一步“"&{next_step}&"”")',
             'formula:IF({hours_for_key_person}="","","，"&TEXT({hours_for_key_person},"0")&" 小时")', "。"),
            NOT_YET,
        )),
    ),
)  # fmt: skip


# --- 6 to 8: switching cost, wallet, price ------------------------------------------------------------

_SWITCHING_COSTS = Table(
    name="costs",
    lines=COSTS,
    title=Text(en="6 What leaving us costs the customer, once", zh="6 客户更换供应商的一次性成本"),
    total=Text(en="Switching cost", zh="转换成本"),
    columns=(
        Column(name="kind", label=Text(en="Cost", zh="成本"), width=22),
        Column(name="learners", label=Text(en="People", zh="人数"), kind="whole", least=0, width=12),
        Column(name="hours_each", label=Text(en="Hours each", zh="人均小时"), kind="number", digits=0, least=0, width=12),
        Column(name="hourly", label=Text(en="CNY an hour", zh="每小时（元）"), kind="money", least=0, width=14),
        Column(name="lump", label=Text(en="Other (CNY)", zh="其他金额（元）"), kind="money", least=0, width=16),
        Column(name="amount", label=Text(en="Cost (CNY)", zh="成本（元）"), kind="money", width=16, total="sum",
               formula="{learners}*{hours_each}*{hourly}+{lump}"),
    ),
)  # fmt: skip
_SWITCHING = Fields(
    fields=(
        Field(name="switch_years", label=Text(en="Years the customer counts", zh="客户计算的年数"), kind="whole", default=3, least=1, most=30),
        _percent_field("switch_rate", "Discount rate of the customer", "客户的折现率", default=0.08, least=0, most=1),
        _money_field("spend", "Spend with us (the baseline)", "向我方采购额（基准）", formula="{baseline}"),
        _money_field("switching_cost", "Switching cost", "转换成本", formula="{costs.amount:total}"),
        _money_field("saving_needed", "Saving a year a rival has to offer", "对手每年至少要让客户节省", formula=(
            'IF({switch_years}<=0,"",{switching_cost}/IF({switch_rate}=0,{switch_years},(1-(1+{switch_rate})^-{switch_years})/{switch_rate}))')),
        _percent_field("rival_discount", "Discount a rival needs", "对手所需让价", formula=f'IF({NO_SWITCHING},"",{{saving_needed}}/{{spend}})'),
        _figure("figure_about_switching", _say(NO_SWITCHING, ("percent:{rival_discount}",), ("percent:{rival_discount}",))),
        _sentence("say_about_switching", _say(
            NO_SWITCHING,
            ("Leaving costs the customer ", "money:{switching_cost}", " once; a rival has to be at least ", "percent:{rival_discount}", " cheaper for ",
             "plain:{switch_years}", " years."),
            ("客户更换供应商要一次性付出 ", "money:{switching_cost}", "；对手须连续 ", "plain:{switch_years}", " 年至少便宜 ", "percent:{rival_discount}", "。"),
            NOT_YET,
        )),
    ),
)  # fmt: skip
_WALLET_TABLE = Table(
    name="wallet",
    key="{family}",
    room=6,
    title=Text(en="7 Wallet by product family", zh="7 按产品系列看钱包"),
    total=Text(en="Wallet", zh="合计"),
    columns=(
        Column(name="family", label=Text(en="Family", zh="产品系列"), width=22),
        Column(name="buys", label=Text(en="Buys a year, from all (CNY)", zh="年采购总额（元）"), kind="money", least=0, total="sum", width=16),
        Column(name="from_us", label=Text(en="Of it from us (CNY)", zh="其中我方（元）"), kind="money", least=0, total="sum", width=16),
        Column(name="our_share", label=Text(en="Our share", zh="我方份额"), kind="percent", digits=0, width=12, total="same",
               formula='IF({buys}<=0,"",{from_us}/{buys})'),
        Column(name="unsold", label=Text(en="From others (CNY)", zh="向别家采购（元）"), kind="money", width=16, total="sum", formula="{buys}-{from_us}"),
    ),
)  # fmt: skip
_WALLET = Fields(
    fields=(
        _percent_field("target_share", "Share of wallet wanted", "目标钱包份额", digits=0, least=0, most=1),
        _money_field("wallet_per_year", "Wallet a year", "年钱包总额", formula="{wallet.buys:total}"),
        _percent_field("share_of_wallet", "Share of wallet", "钱包份额", formula=f'IF({NO_WALLET},"",{{wallet.from_us:total}}/{{wallet_per_year}})'),
        _money_field("headroom", "Headroom", "提升空间", formula=f'IF({NO_WALLET},"",MAX(0,{{target_share}}*{{wallet_per_year}}-{{wallet.from_us:total}}))'),
        Field(name="focus_family", label=Text(en="First family", zh="重点系列"), width=24,
              formula=f'IF({NO_WALLET},"",INDEX({{wallet.family}},MATCH(MAX({{wallet.unsold}}),{{wallet.unsold}},0))&"")'),
        _percent_field("gap_covered", "Headroom against the gap", "提升空间占缺口", digits=0, formula=f'IF(OR({NO_WALLET},{NO_GAP}),"",IF({{gap}}<=0,"",{{headroom}}/{{gap}}))'),
        _figure("figure_about_wallet", _say(NO_WALLET, ("percent0:{share_of_wallet}",), ("percent0:{share_of_wallet}",))),
        _sentence("say_about_wallet", _say(
            NO_WALLET,
            ("We hold ", "percent0:{share_of_wallet}", " of ", "money:{wallet_per_year}",
             'formula:IF({target_share}="","","; at "&TEXT({target_share},"0%")&IF({headroom}>0," there are "&' + _money("{headroom}", "en")
             + '&" more"," there is no room left"))',
             'formula:IF({gap_covered}="","",", or "&TEXT({gap_covered},"0.0")&" times the gap")', ". First: ", "formula:{focus_family}", "."),
            ("年采购 ", "money:{wallet_per_year}", "，我方占 ", "percent0:{share_of_wallet}",
             'formula:IF({target_share}="","","；按目标 "&TEXT({target_share},"0%")&IF({headroom}>0," 还有 "&' + _money("{headroom}", "zh")
             + '&"空间"," 已无空间"))',
             'formula:IF({gap_covered}="","","，为缺口的 "&TEXT({gap_covered},"0.0")&" 倍")', "。重点：", "formula:{focus_family}", "。"),
            NOT_YET,
        )),
    ),
)  # fmt: skip
_PRICE = Fields(
    title=Text(en="8 Price defence (prices per unit)", zh="8 守价（单价）"),
    fields=(
        Field(name="product_family", label=Text(en="Product", zh="产品"), width=24),
        _number_field("units_per_year", "Units a year", "年用量（件）", least=0),
        _money_field("price_now", "Price now", "现价", least=0),
        _money_field("rival_price", "Price of the rival", "对手报价", least=0),
        _money_field("unit_cost", "Cost of a unit", "单位成本", least=0),
        _percent_field("least_margin", "Least margin", "最低毛利率", least=0, most=0.99),
        _percent_field("asked_cut", "Cut the customer asks for", "客户要求降价", least=0, most=1),
        _money_field("economic_value", "Economic value of a unit", "单位客户经济价值（EVC）", digits=0,
                     formula=f'IF({NO_RIVAL},"",{{rival_price}}+IF({{units_per_year}}<=0,0,{{value_per_year}}/{{units_per_year}}))'),
        _money_field("price_floor", "Walk-away price", "底线价格", formula='IF({unit_cost}="","",{unit_cost}/(1-{least_margin}))'),
        _percent_field("undercut", "The rival is cheaper by", "对手便宜", formula=f'IF({NO_RIVAL},"",1-{{rival_price}}/{{price_now}})'),
        Field(name="answer", label=Text(en="Our answer", zh="我方对策"), kind="choice", options=ANSWERS, width=16, formula=(
            f"IF({NO_RIVAL},\"\",IF({{undercut}}<IF({{rival_discount}}=\"\",0,{{rival_discount}}),'hold',"
            "IF({price_now}*(1-{asked_cut})>=IF({price_floor}=\"\",0,{price_floor}),'trade','concede')))")),
        _money_field("offer_price", "Price we offer", "我方报价", formula=(
            "IF({answer}=\"\",\"\",IF({answer}='hold',{price_now},IF({answer}='trade',{price_now}*(1-{asked_cut}),{price_floor})))")),
        _figure("figure_about_price", _say('{offer_price}=""', ("CNY ", "whole:{offer_price}"), ("whole:{offer_price}", " 元"))),
        _sentence("say_about_price", _say(
            NO_RIVAL,
            ("Asked: ", "percent:{asked_cut}", " less. We ", "formula:{answer}", ": CNY ", "whole:{offer_price}", " against ", "whole:{price_now}",
             " now and ", "whole:{rival_price}", " at the rival; worth up to ", "whole:{economic_value}", " to them",
             'formula:IF({price_floor}="","","; floor "&TEXT({price_floor},"#,##0"))', "."),
            ("客户要求降 ", "percent:{asked_cut}", "；我方", "formula:{answer}", "，报 ", "whole:{offer_price}", " 元（现价 ", "whole:{price_now}",
             "，对手 ", "whole:{rival_price}", "；对客户最多值 ", "whole:{economic_value}",
             'formula:IF({price_floor}="","","，底线 "&TEXT({price_floor},"#,##0"))', "）。"),
            NOT_YET,
        )),
    ),
)  # fmt: skip
_PRICE_RULE = Note(
    Text(
        en="Our rule: as long as the rival is cheaper by less than the discount he needs, we hold the price. If he is cheaper by more, we trade the cut asked for against a return, down to the walk-away price at the most.",
        zh="对策规则：对手便宜的幅度小于所需让价时，坚持原价；大于时，按客户要求有条件让价，但不低于底线价格。",
    )
)


# --- what can go wrong --------------------------------------------------------------------------------


def _state(name: str, formula: str) -> Field:
    return Field(name=f"state_{name}", label=Text(en="State", zh="状态"), kind="choice", options=STATES, formula=formula, width=16)


_UNKNOWN_GAP = f"OR({NO_GAP},{NO_WALLET})"
_RISK_FIELDS = Fields(
    title=Text(en="Risk checks (the limits are ours)", zh="风险检查（界限由本课程设定）"),
    fields=(
        _sentence("say_risk_gap", _say(
            _UNKNOWN_GAP,
            ('formula:IF({gap}<=0,"There is no gap to fill.","The wallet has room for "&TEXT({gap_covered},"0.0")&" times the gap.")',),
            ('formula:IF({gap}<=0,"没有需要填补的缺口。","钱包中的提升空间为缺口的 "&TEXT({gap_covered},"0.0")&" 倍。")',),
            NOT_YET,
        ), RISKS[0].words),
        _state("risk_gap", f"IF({_UNKNOWN_GAP},'unknown',IF({{gap}}<=0,'safe',IF({{headroom}}>={{gap}},'safe',IF({{headroom}}>=0.5*{{gap}},'watch','act'))))"),
        _sentence("say_risk_rival", _say(
            f"OR({NO_RIVAL},{NO_SWITCHING})",
            ("The rival is ", "percent:ABS({undercut})", 'formula:IF({undercut}<0," dearer"," cheaper")', "; from ", "percent:{rival_discount}", " cheaper on, leaving pays for the customer."),
            ("对手比我方", 'formula:IF({undercut}<0,"贵 ","便宜 ")', "percent:ABS({undercut})", "；便宜 ", "percent:{rival_discount}", " 以上，客户更换就划算。"),
            NOT_YET,
        ), RISKS[1].words),
        _state("risk_rival", f"IF(OR({NO_RIVAL},{NO_SWITCHING}),'unknown',IF({{undercut}}>={{rival_discount}},'act',IF({{undercut}}>=0.5*{{rival_discount}},'watch','safe')))"),
        _sentence("say_risk_people", _say(
            NO_PEOPLE,
            ("We reach ", "percent0:{coverage}", " of the influence; the relationship index stands at ", "percent0:{decision_index}", "."),
            ("已触达 ", "percent0:{coverage}", " 的影响力，决策者指数为 ", "percent0:{decision_index}", "。"),
            NOT_YET,
        ), RISKS[2].words),
        _state("risk_people", f"IF({NO_PEOPLE},'unknown',IF(AND({{coverage}}>=0.8,{{decision_index}}>=0.5),'safe',IF({{coverage}}>=0.6,'watch','act')))"),
        _sentence("say_risk_value", _say(
            NO_AUDIT,
            ("formula:IF({audit_score_us}>={audit_score_rival}," + _join("en", "one:{audit_score_us}-{audit_score_rival}", " points ahead of the better rival")
             + "," + _join("en", "one:{audit_score_rival}-{audit_score_us}", " points behind the better rival") + ")", ". ", _floor_or_weakest("en")),
            ("formula:IF({audit_score_us}>={audit_score_rival}," + _join("zh", "领先较强对手 ", "one:{audit_score_us}-{audit_score_rival}", " 分")
             + "," + _join("zh", "落后较强对手 ", "one:{audit_score_rival}-{audit_score_us}", " 分") + ")", "；", _floor_or_weakest("zh")),
            NOT_YET,
        ), RISKS[3].words),
        _state("risk_value", f"IF({NO_AUDIT},'unknown',IF({{below_floor}}<>'none','act',IF({{audit_score_us}}>={{audit_score_rival}},'safe',IF({{audit_score_us}}>={{audit_score_rival}}-5,'watch','act'))))"),
        _sentence("say_risk_price", _say(
            'OR({offer_price}="",{price_floor}="")',
            ("The cut asked for would leave CNY ", "whole:{price_now}*(1-{asked_cut})", " a unit; our floor is ", "whole:{price_floor}", "."),
            ("按客户要求降价后单价为 ", "whole:{price_now}*(1-{asked_cut})", " 元；我方底线 ", "whole:{price_floor}", " 元。"),
            NOT_YET,
        ), RISKS[4].words),
        _state("risk_price", 'IF(OR({offer_price}="",{price_floor}=""),\'unknown\',IF({price_now}<{price_floor},\'act\',IF({price_now}*(1-{asked_cut})<{price_floor},\'watch\',\'safe\')))'),
    ),
)  # fmt: skip

FORM = Form(
    id="account_plan",
    version=1,
    title=Text(en="Account plan", zh="客户计划"),
    about=Text(
        en="One key account on one page, for the director; the other sheets hold the figures behind it.",
        zh="一页纸说明一个大客户，供总监审阅；其余工作表是背后的数据。",
    ),
    sheets=(
        _DIRECTOR,
        Sheet(
            title=Text(en="Target, worth, tier", zh="目标、价值、等级"),
            portrait=True,
            blocks=(_TARGET, _LIFETIME, _TIER_RULES, _EFFORT, _CURVE, _CURVE_CHART),
        ),
        Sheet(title=Text(en="Value and people", zh="客户价值与关系"), blocks=(_AUDIT, _VALUE, _PEOPLE, _RELATIONSHIP)),
        Sheet(
            title=Text(en="Switching, wallet, price", zh="转换成本、钱包、价格"),
            portrait=True,
            blocks=(_SWITCHING_COSTS, _SWITCHING, _WALLET_TABLE, _WALLET, _PRICE, _PRICE_RULE),
        ),
        Sheet(title=Text(en="Risk checks", zh="风险检查"), portrait=True, blocks=(_RISK_FIELDS,)),
    ),
)
