"""U4.X2 from person to organisation: twelve facts on four supplier steps, our step by rule, what is missing for the next."""

from __future__ import annotations

import random
from collections.abc import Mapping
from functools import partial
from typing import Any

from kamlib import relationships
from kamlib.classroom.exercise import (
    Answers,
    CaseTable,
    ChoiceField,
    ChoicesField,
    Data,
    Exercise,
    Field,
    MatchField,
    NumberField,
    Option,
    PlaceField,
    TableColumn,
)
from kamlib.relationships import ORGANISATION_MEASURES, ORGANISATION_STEPS
from kamlib.text import Text
from kamlib.units import pool
from kamlib.units.common import (
    ONE_PERCENT,
    draw_names,
    mistake,
    mistakes_stand_apart,
    named,
    once,
    options,
    rounded,
    written,
)
from kamlib.units.u4_relationships.facts import FACTS, STEP_OF, TOLD, WHY
from kamlib.units.u4_relationships.shared import (
    ANY_ACCOUNT,
    ANY_ACCOUNT_ZH,
    MEASURE_NAMES,
    SUPPLIER_RULES,
    SUPPLIER_STEPS,
    supplier_boxes,
)

# What is told beside the measures: it hangs on one person, or only looks like progress.
NOT_MISSING = {
    "friend": Text(en="A closer friendship between our key-account manager and the buyer", zh="我方大客户经理和采购员的私交更深"),
    "lower_price": Text(en="A lower price than the rival's", zh="价格比对手更低"),
}
WHY_NOT = {
    "friend": Text(en="A friendship leaves with the person. The rule asks what the two companies have agreed and do together.", zh="私交会随人走。规则看的是两家公司约定了什么、一起做什么。"),
    "lower_price": Text(en="A price is matched tomorrow; no step of the rule asks for it.", zh="价格明天就会被追平，规则里没有哪一步要求低价。"),
}  # fmt: skip
# What stays when the two people who know each other change posts.
BONDS = {
    "chat": Text(en="Our KAM and the technical director call each other at weekends", zh="我方大客户经理和对方技术总监周末常通电话"),
    "promise": Text(en="The purchasing manager promised us the next line “between us”", zh="采购经理“私下”答应把下一条线给我们"),
    "know_how": Text(en="Only our engineer knows the settings of their machines", zh="只有我方一位工程师清楚他们设备的参数设置"),
    "log": Text(en="The settings of all machines are in a file both companies keep", zh="所有设备的参数都记在双方共同维护的文件里"),
    "review": Text(en="A quarterly review with fixed participants from four departments", zh="四个部门固定参加的季度回顾会"),
    "contract": Text(en="A frame contract with agreed response times", zh="约定了响应时间的框架协议"),
}
STAYS = {name: "person" if name in ("chat", "promise", "know_how") else "organisation" for name in BONDS}
KINDS = {
    "person": Text(en="Hangs on persons", zh="系于个人"),
    "organisation": Text(en="Stays with the organisations", zh="留在组织"),
}
WHY_BOND = {
    "person": Text(en="When one of the two goes, this goes too: it is known to, or promised by, one person.", zh="其中一个人走了，这也就没了：只有一个人知道，或只是一个人的承诺。"),
    "organisation": Text(en="It is written down, agreed or held by several departments: a change of people does not end it.", zh="有文字、有约定、有多个部门参与：人事变动也不会中断。"),
}  # fmt: skip


def _facts(data: Data, answers: Answers) -> dict[str, str]:
    return {fact: STEP_OF[fact] for fact in data["facts"]}


def _measures(data: Data) -> dict[str, float]:
    return {measure: data[measure] for measure in ORGANISATION_MEASURES}


@once
def _reached(data: Data) -> str:
    return relationships.organisation_step(**_measures(data), rules=SUPPLIER_RULES)


def _step(data: Data, answers: Answers) -> str:
    return _reached(data)


@once
def _missing_amounts(data: Data) -> dict[str, float]:
    row = relationships.missing_for_next_step(**_measures(data), rules=SUPPLIER_RULES).iloc[0]
    return {measure: float(row[measure]) for measure in ORGANISATION_MEASURES}


def next_step(data: Data) -> str:
    """Return the supplier step after the present one."""
    return ORGANISATION_STEPS[ORGANISATION_STEPS.index(_step(data, {})) + 1]


def _missing(data: Data, answers: Answers) -> list[str]:
    return [measure for measure, amount in _missing_amounts(data).items() if amount > 1e-9]


def _sales(data: Data, answers: Answers) -> float:
    return _missing_amounts(data)["share_of_wallet"] * data["wallet"]


def _step_by_best(data: Data) -> str:
    """Return the step that the best of the four measures would give, were it the only one."""
    reached = [
        sum(data[measure] >= rule[measure] > 0 for rule in SUPPLIER_RULES.values()) + (measure in ("joint_projects", "executive_contacts") and data[measure] > 0)
        for measure in ORGANISATION_MEASURES
    ]
    return ORGANISATION_STEPS[max(reached)]


def _facts_field(data: Data) -> PlaceField:
    return PlaceField(
        id="facts",
        label=Text(en="On which supplier step is each of these facts typical?", zh="下面每一条，通常出现在哪一级供应商关系？"),
        points=6,
        shape="row",
        items=tuple(Option(fact, TOLD[fact]) for fact in data["facts"]),
        boxes=supplier_boxes(),
        expected=_facts,
        reasons={fact: WHY[STEP_OF[fact]] for fact in data["facts"]},
    )


def _bonds_field() -> MatchField:
    return MatchField(
        id="bonds",
        label=Text(en="Two people change posts. What stays, what goes?", zh="两个人都换了岗位：哪些留下，哪些没了？"),
        points=3,
        items=options(BONDS),
        options=options(KINDS),
        expected=lambda data, answers: STAYS,
        reasons={name: WHY_BOND[STAYS[name]] for name in BONDS},
    )


def _step_reasons(data: Data) -> dict[str, Text]:
    """Return why each other step is not the one: a higher one is met, or one of its own minima is not."""
    reached = ORGANISATION_STEPS.index(_step(data, {}))
    reasons = dict.fromkeys(ORGANISATION_STEPS[:reached], STEP_TOO_LOW)
    for step in ORGANISATION_STEPS[reached + 1 :]:
        measure, least = next(pair for pair in SUPPLIER_RULES[step].items() if data[pair[0]] < pair[1])
        figures = {"here": _figure(measure, data[measure]), "least": _figure(measure, least)}
        reasons[step] = written(STEP_TOO_HIGH, measure=MEASURE_NAMES[measure], **figures)
    return reasons


STEP_TOO_LOW = Text(
    en="All four minima of a higher step are met. The highest such step counts.",
    zh="更高一级的四项最低要求全部达到了。以达到的最高一级为准。",
)
STEP_TOO_HIGH = Text(
    en="{measure}: {here} here, {least} is the least for this step. One minimum missed, and the step is not reached.",
    zh="{measure}：该客户为 {here}，这一级至少要 {least}。有一项没达到，就不算这一级。",
)


def _figure(measure: str, value: float) -> Text:
    """Return a measure as people write it."""
    form = "percent0" if measure == "share_of_wallet" else "number"
    return written(Text(en=f"{{value:{form}}}", zh=f"{{value:{form}}}"), value=value)


def _step_field(data: Data) -> ChoiceField:
    return ChoiceField(
        id="step",
        label=Text(en="Which step has the account reached, by the rule of the house?", zh="按公司规则，该客户处在哪一级？"),
        help=Text(en="The highest step all of whose minima are met.", zh="四项最低要求全部达到的最高一级。"),
        points=2,
        options=supplier_boxes(),
        expected=_step,
        mistakes=(
            mistake(
                "step-by-best-measure",
                lambda data, answers: _step_by_best(data),
                en="That is the step its best measure would give. All four minima of a step must be met.",
                zh="这是只看最好的一项得出的级别。一级的四项最低要求要全部达到。",
            ),
        ),
        reasons=_step_reasons(data),
    )


def _missing_field(data: Data) -> ChoicesField:
    enough = Text(en="Here the minimum of the next step is met already.", zh="这一项已经达到下一级的最低要求。")
    return ChoicesField(
        id="missing",
        label=Text(en="What is still missing for the next step? Tick all.", zh="到下一级还缺什么？请全部勾选。"),
        points=3,
        options=options(MEASURE_NAMES | NOT_MISSING),
        uses=("step",),
        expected=_missing,
        reasons={measure: enough for measure in ORGANISATION_MEASURES} | WHY_NOT,
    )


def _sales_field() -> NumberField:
    return NumberField(
        id="sales",
        per="year",
        kind="money",
        points=2,
        label=Text(en="Which additional sales a year does the next step ask for?", zh="要达到下一级的份额，每年还要增加多少销售额？"),
        help=Text(en="Share points still missing × the account's yearly spend on our kind of goods.", zh="还差的份额 × 客户该类产品的年采购额。"),
        tolerance=ONE_PERCENT,
        lowest=0,
        expected=_sales,
        mistakes=(
            mistake(
                "whole-share-of-next-step",
                lambda data, answers: SUPPLIER_RULES[next_step(data)]["share_of_wallet"] * data["wallet"],
                credit=0.5,
                en="That is all we would sell then. Take off what we sell today.",
                zh="这是届时的全部销售额。请减去现在已经有的。",
            ),
            mistake(
                "share-of-our-sales",
                lambda data, answers: _missing_amounts(data)["share_of_wallet"] * data["share_of_wallet"] * data["wallet"],
                en="You took the missing share of our own sales. Share of wallet is a share of what the customer spends.",
                zh="您用了我方销售额作基数。钱包份额的基数是客户的采购额。",
            ),
            mistake(
                "share-to-the-top",
                lambda data, answers: (SUPPLIER_RULES["strategic_partner"]["share_of_wallet"] - data["share_of_wallet"]) * data["wallet"]
                if next_step(data) != "strategic_partner"
                else (1 - data["share_of_wallet"]) * data["wallet"],
                en="That is more than the next step asks for. Go up to its least share only.",
                zh="算多了：只算到下一级要求的最低份额。",
            ),
        ),
    )


def _fields(data: Data) -> tuple[Field, ...]:
    return (
        _facts_field(data),
        _bonds_field(),
        _step_field(data),
        _missing_field(data),
        _sales_field(),
    )


def rule_rows() -> list[tuple[Any, ...]]:
    """Return the minima of the steps as rows of a table: step, share, years, projects, pairs of managers."""
    return [(SUPPLIER_STEPS[step], *(rule[measure] for measure in ORGANISATION_MEASURES)) for step, rule in SUPPLIER_RULES.items()]


RULE_COLUMNS = (
    TableColumn(Text(en="Step", zh="级别")),
    TableColumn(Text(en="Share of wallet from", zh="钱包份额 ≥"), "percent0"),
    TableColumn(Text(en="Contract from (years)", zh="合同期 ≥（年）"), "whole"),
    TableColumn(Text(en="Joint projects from", zh="联合项目 ≥（个）"), "whole"),
    TableColumn(Text(en="Pairs of managers from", zh="管理层对口 ≥（对）"), "whole"),
)
RULE_TITLE = Text(en="Rule of the house: the minima of each step; below the first one is a general supplier", zh="公司规则：各级最低要求；连第一行都没达到的是一般供应商")


def _tables(data: Data) -> tuple[CaseTable, ...]:
    return (CaseTable(RULE_TITLE, RULE_COLUMNS, rule_rows()),)


def _solution_tables(data: Data) -> tuple[CaseTable, ...]:
    rule, amounts = SUPPLIER_RULES[next_step(data)], _missing_amounts(data)
    columns = (
        TableColumn(Text(en="Measure", zh="指标")),
        TableColumn(Text(en="Today", zh="现状"), ""),
        TableColumn(Text(en="Next step asks", zh="下一级要求"), ""),
        TableColumn(Text(en="Missing", zh="还缺"), ""),
    )

    rows = [
        (MEASURE_NAMES[measure], *(_figure(measure, value[measure]) for value in (data, rule, amounts)))
        for measure in ORGANISATION_MEASURES
    ]
    facts = [(TOLD[fact], SUPPLIER_STEPS[STEP_OF[fact]]) for fact in sorted(data["facts"], key=lambda fact: list(STEP_OF).index(fact))]
    fact_columns = (TableColumn(Text(en="Fact", zh="事实")), TableColumn(Text(en="Step", zh="级别")))
    return (
        CaseTable(Text(en="What is missing for the next step", zh="到下一级还缺什么"), columns, rows),
        CaseTable(Text(en="The twelve facts", zh="十二条事实"), fact_columns, facts),
    )


def _values(data: Data) -> dict[str, Any]:
    rule = SUPPLIER_RULES[next_step(data)]
    gaps = [MEASURE_NAMES[measure] for measure in _missing(data, {})]
    return {
        "account": named(data["name"]),
        "step_name": SUPPLIER_STEPS[_step(data, {})],
        "next_name": SUPPLIER_STEPS[next_step(data)],
        "next_share": rule["share_of_wallet"],
        "missing_names": Text(en="; ".join(gap.en for gap in gaps), zh="、".join(gap.zh for gap in gaps)),
        "missing_share": _missing_amounts(data)["share_of_wallet"],
    }


CASE = Text(
    en=f"""**{{account}}** is a good customer, says the salesperson: "They like us." The sales director asks back: *who likes whom, and what stays when the two change posts?*

The account spends {{wallet:money}} a year on our kind of goods. Our share of wallet: {{share_of_wallet:percent0}}, years of the contract in force: {{contract_years:number}} (0: none), joint projects running: {{joint_projects:number}}, pairs of managers of both sides who meet regularly: {{executive_contacts:number}}.

First place the twelve facts as a compass: they were collected at many accounts, not only here.
Then judge this account by the rule in the table.

{ANY_ACCOUNT}""",
    zh=f"""业务员说，**{{account}}**是好客户：“他们喜欢我们。”销售总监反问：“谁喜欢谁？这两个人换了岗位，还剩下什么？”

该客户每年采购我们这类产品 {{wallet:money}}。我方钱包份额 {{share_of_wallet:percent0}}，现有合同期 {{contract_years:number}} 年（0 表示没有），联合项目 {{joint_projects:number}} 个，双方定期会面的管理层对口 {{executive_contacts:number}} 对。

先把十二条事实归位，作为参照：它们来自多家客户，不只这一家。
再按表中的规则判断这个客户。

{ANY_ACCOUNT_ZH}""",
)

HINTS = (
    Text(en="For each fact ask: could a supplier who is one of eight have this? Would a company give it without sharing plans, or even money and risk?", zh="每条事实都问一问：八家供应商之一，能有这样的待遇吗？不共享计划，甚至不共担资金和风险，对方会给吗？"),
    Text(
        en="Asked each time – regular with a yearly frame – let into design, stock and quality – top management, money and risk shared: these are the four. "
        "For the account take the table from the bottom row up; the first row whose four minima are all met is its step. The next row says what is missing.",
        zh="次次询价 – 有年度框架的稳定业务 – 参与设计、库存、质量 – 高层共商，资金和风险共担：这就是四级。"
        "判断客户时从表的最后一行往上看，四项都达到的第一行就是它的级别；再高一行说明还缺什么。",
    ),
    Text(
        en="Another account: share 54%, contract 1 year, 2 joint projects, no managers who meet; it spends CNY 10,000,000. Core supplier asks 2 years and 1 pair of managers: not met; main supplier: met. "
        "Missing for core: one year of contract and one pair of managers. The share is enough, so no additional sales are asked. Had it been 44%, 6 points were missing: CNY 600,000.",
        zh="换一个客户：份额 54%，合同 1 年，联合项目 2 个，没有管理层会面；年采购额 10,000,000 元。核心供应商要求 2 年、1 对管理层：没达到；主要供应商：达到。"
        "到核心还缺一年合同期和一对管理层。份额已够，不需要增加销售额。若份额是 44%，还差 6 个百分点，即 600,000 元。",
    ),
)

SOLUTION = Text(
    en="""**The step.** By the rule {account} is a **{step_name}**. A high share alone makes no partner, and a long contract alone neither.

**Missing for {next_name}:** {missing_names}.

**Sales.** {missing_share:percent0} of {wallet:money} are missing to {next_share:percent0}: **{sales:money}** a year.

**Person or organisation.** What is written down, agreed and held by several departments stays; what one person knows or promises goes with the person.""",
    zh="""**级别。** 按规则，{account}是**{step_name}**。光有份额成不了伙伴，光有长期合同也不行。

**到{next_name}还缺：** {missing_names}。

**销售额。** 离 {next_share:percent0} 还差 {missing_share:percent0}，基数 {wallet:money}：每年 **{sales:money}**。

**个人还是组织。** 有文字、有约定、多个部门参与的，留得下；一个人知道、一个人答应的，随人走。""",
)

# Rynfando Warehouse Technology (A043), year to June 2026: share and spend of the case table, rounded.
DEMO = {
    "name": {"en": "Rynfando Warehouse Technology", "zh": "莱凡朵仓储设备"},
    "wallet": 23_800_000,
    "share_of_wallet": 0.32,
    "contract_years": 2,
    "joint_projects": 1,
    "executive_contacts": 0,
    "facts": ["m1", "c2", "g5", "s2", "m5", "g3", "c4", "s1", "g1", "m3", "c6", "s4"],
}


def make(chance: random.Random) -> dict[str, Any] | None:
    """Return a candidate variant of U4.X2, None when the rule decides nothing or by the share alone."""
    (name,) = draw_names(chance, 1)
    wanted = chance.choice(list(DRAWN))
    shares, years, projects, pairs = DRAWN[wanted]
    facts = [fact for entries in FACTS.values() for fact in chance.sample(list(entries), 3)]
    chance.shuffle(facts)
    data = {
        "name": name,
        "wallet": rounded(chance.uniform(6e6, 32e6), 100_000),
        "share_of_wallet": chance.randint(*shares) / 100,
        "contract_years": chance.choice(years),
        "joint_projects": chance.choice(projects),
        "executive_contacts": chance.choice(pairs),
        "facts": facts,
    }
    return data if _is_good(data) and _step(data, {}) == wanted else None


# From which figures an account of each step is drawn: share in per cent, years, projects, pairs of managers.
DRAWN = {
    "general_supplier": ((12, 27), (0, 0, 1, 2), (0, 1, 2), (0, 1, 2)),
    "main_supplier": ((32, 47), (1, 2, 3), (0, 1, 2), (0, 0, 1, 2)),
    "core_supplier": ((52, 57), (2, 3), (1, 2), (1, 2)),
}


def _is_good(data: Mapping[str, Any]) -> bool:
    if any(abs(data["share_of_wallet"] - rule["share_of_wallet"]) < 0.02 for rule in SUPPLIER_RULES.values()):
        return False
    if _step(data, {}) == "strategic_partner" or _step_by_best(data) == _step(data, {}):
        return False
    missing = _missing(data, {})
    return (
        "share_of_wallet" in missing
        and 2 <= len(missing) <= 3
        and mistakes_stand_apart(EXERCISE, data)
    )


EXERCISE = Exercise(
    id="U4.X2",
    unit="U4",
    title=Text(en="From person to organisation", zh="从个人到组织"),
    minutes=12,
    case=CASE,
    values=_values,
    tables=_tables,
    fields=_fields,
    hints=HINTS,
    solution=SOLUTION,
    solution_tables=_solution_tables,
    variants=partial(pool, "U4.X2"),
)
