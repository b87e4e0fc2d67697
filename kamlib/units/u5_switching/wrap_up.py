"""U5.W assessed: an account that a rival wants: what holds it, what we build, and where the limit is."""

from __future__ import annotations

import random
from collections.abc import Mapping
from functools import partial
from math import ceil
from statistics import fmean
from typing import Any

from kamlib import switching
from kamlib.classroom.exercise import (
    Answers,
    CaseTable,
    ChoiceField,
    Data,
    Exercise,
    Field,
    MatchField,
    NumberField,
    Option,
    TableColumn,
    TextField,
    Tolerance,
)
from kamlib.switching import SWITCHING_COSTS, WAYS_TO_RAISE
from kamlib.text import Text
from kamlib.units import pool
from kamlib.units.common import (
    ANY_ACCOUNT,
    ANY_ACCOUNT_ZH,
    HALF_PERCENT,
    mistake,
    mistakes_stand_apart,
    named,
    options,
    rounded,
)
from kamlib.units.u5_switching.measures import BY_ID, MEASURES
from kamlib.units.u5_switching.shared import COST_NAMES, TIMING, WAY_NAMES, draw_builders
from kamlib.value import annuity_factor

TENTH_OF_A_POINT = Tolerance(within=0.001)
VERDICTS = {
    "leaves": Text(en="They gain by leaving", zh="换供应商划算"),
    "stays": Text(en="They lose by leaving", zh="换供应商不划算"),
}
DECISIONS = {
    "build": Text(en="Build it", zh="做"),
    "leave": Text(en="Do not build it as it is", zh="按现方案不做"),
}


# -- what holds the customer -----------------------------------------------------------------------


def _years(data: Data) -> dict[str, Any]:
    """Return the customer's rate and years as the calculations name them."""
    return {"discount_rate_per_year": data["discount"], "years": data["years"], "timing": TIMING}


def _sc(data: Data, answers: Answers) -> float:
    return float(switching.switching_cost(data["costs"], extra_cost_per_year=data["extra"], **_years(data)))


def _once(data: Data) -> float:
    return float(sum(data["costs"].values()))


def _needed(data: Data, answers: Answers) -> float:
    return float(switching.required_discount(answers["cost"], data["spend"], **_years(data)))


def _saving(data: Data) -> float:
    return data["spend"] * data["offer"]


def _surplus(data: Data, answers: Answers) -> float:
    decision = switching.switching_decision(answers["cost"], _saving(data), **_years(data))
    return float(decision.surplus)


def _verdict(data: Data, answers: Answers) -> str:
    return "leaves" if answers["surplus"] > 0 else "stays"


def _added(data: Data) -> float:
    return float(sum(data["tie"]["adds"].values()))


def _after(data: Data, answers: Answers) -> float:
    """Return the discount a rival needs once the tie stands, as a fraction of the price."""
    return float(switching.required_discount(answers["cost"] + _added(data), data["spend"], **_years(data)))


# -- what the tie brings us --------------------------------------------------------------------------


def _lock_in(data: Data) -> switching.LockIn:
    tie = data["tie"]
    return switching.lock_in_investment(
        tie["investment"], tie["retained"], tie["shared"], tie["discount"], tie["years"], timing=TIMING
    )


def _npv(data: Data, answers: Answers) -> float:
    return float(_lock_in(data).net_present_value)


def _stay(data: Data, answers: Answers) -> float:
    return float(_lock_in(data).break_even_years)


def _decision(data: Data, answers: Answers) -> str:
    return "build" if answers["npv"] > 0 else "leave"


def _effect(data: Data, **changed: float) -> float:
    account, tie = data["account"], data["tie"]
    given = {
        "contribution_per_year": account["contribution"],
        "service_cost_per_year": account["cost"],
        "retention_before_per_year": account["retention"],
        "retention_after_per_year": account["retention"] + tie["points"],
        "discount_rate_per_year": tie["discount"],
        "years": tie["years"],
    }
    return float(switching.retention_effect(**given | changed, first_margin="now", cost_timing="middle"))


def _plain_effect(data: Data, answers: Answers) -> float:
    """The slip of taking points of retention times contribution times years."""
    tie, account = data["tie"], data["account"]
    return tie["points"] * (account["contribution"] - account["cost"]) * tie["years"]


def _cost_field() -> NumberField:
    return NumberField(
        id="cost",
        kind="money",
        points=3,
        label=Text(en="{name}: switching cost today, in money of today", zh="{name}：目前的转换成本（折成今天的钱）"),
        tolerance=HALF_PERCENT,
        expected=_sc,
        mistakes=(
            mistake(
                "forgot-the-extra",
                lambda data, answers: _once(data),
                credit=0.5,
                en="That is what is paid once. The present value of the yearly extra belongs to it.",
                zh="这只是一次性的部分，还要加上每年多付费用的现值。",
            ),
            mistake(
                "extra-not-discounted",
                lambda data, answers: _once(data) + data["extra"] * data["years"],
                credit=0.5,
                en="You added the yearly extras as they come. Multiply by the annuity factor, not by the years.",
                zh="您把每年多付的费用直接相加了。应乘年金系数，而不是年数。",
            ),
            mistake(
                "extra-of-one-year",
                lambda data, answers: _once(data) + data["extra"],
                en="You counted the yearly extra once; it comes every year.",
                zh="每年多付的费用只算了一年，它年年都有。",
            ),
        ),
    )


def _needed_field() -> NumberField:
    return NumberField(
        id="needed",
        kind="percent",
        points=3,
        label=Text(en="Discount a rival needs today", zh="目前对手至少要让价多少"),
        tolerance=TENTH_OF_A_POINT,
        lowest=0,
        highest=1,
        uses=("cost",),
        expected=_needed,
        mistakes=(
            mistake(
                "against-one-year",
                lambda data, answers: answers["cost"] / data["spend"],
                en="You divided by one year's spend. The discount is given every year: divide by spend × annuity factor.",
                zh="您除以了一年的采购额。让价年年都有，应除以“采购额 × 年金系数”。",
            ),
            mistake(
                "years-for-annuity",
                lambda data, answers: answers["cost"] / data["spend"] / data["years"],
                credit=0.5,
                en="You divided by the plain years instead of the annuity factor.",
                zh="您直接除以了年数，应使用年金系数。",
            ),
        ),
    )


def _surplus_field() -> NumberField:
    return NumberField(
        id="surplus",
        kind="money",
        points=3,
        label=Text(en="What do they gain by taking the rival's offer?", zh="接受对手的报价，客户能得多少？"),
        help=Text(en="Below zero if they lose.", zh="吃亏请填负数。"),
        tolerance=Tolerance(relative=0.02),
        uses=("cost",),
        expected=_surplus,
        mistakes=(
            mistake(
                "saving-alone",
                lambda data, answers: _surplus(data, answers) + answers["cost"],
                en="That is what the saving is worth today. Take the switching cost off.",
                zh="这是节省额的现值，还要减去转换成本。",
            ),
            mistake(
                "saving-of-one-year",
                lambda data, answers: _saving(data) - answers["cost"],
                en="You set one year's saving against a cost that is paid once. The saving comes every year.",
                zh="您只用一年的节省额去比一次性成本，而节省年年都有。",
            ),
            mistake(
                "saving-not-discounted",
                lambda data, answers: _saving(data) * data["years"] - answers["cost"],
                credit=0.5,
                en="You added the savings as they come. Multiply by the annuity factor.",
                zh="您把各年的节省额直接相加了，应乘年金系数。",
            ),
        ),
    )


def _verdict_field() -> ChoiceField:
    return ChoiceField(
        id="verdict",
        label=Text(en="If they only calculate: what do they do?", zh="如果客户只算账，会怎么做？"),
        points=1,
        options=options(VERDICTS),
        uses=("surplus",),
        expected=_verdict,
        reasons={
            "leaves": Text(en="What the saving is worth today is less than the switching cost.", zh="节省额的现值小于转换成本。"),
            "stays": Text(en="What the saving is worth today is more than the switching cost.", zh="节省额的现值大于转换成本。"),
        },
    )


def _npv_field() -> NumberField:
    return NumberField(
        id="npv",
        kind="money",
        points=4,
        label=Text(en="Net present value of the tie, for us", zh="这项留客措施对我方的净现值"),
        help=Text(en="Below zero if it does not pay.", zh="不合算请填负数。"),
        tolerance=Tolerance(relative=0.02),
        expected=_npv,
        mistakes=(
            mistake(
                "not-discounted",
                lambda data, answers: (data["tie"]["retained"] + data["tie"]["shared"]) * data["tie"]["years"] - data["tie"]["investment"],
                en="You added up the years as they come. Later ones are worth less today.",
                zh="您把各年直接相加了，以后的钱要折现。",
            ),
            mistake(
                "without-investment",
                lambda data, answers: float(_lock_in(data).present_value_of_return),
                en="That is what comes back. Take the investment off.",
                zh="这是回报的现值，还要减去投入。",
            ),
            mistake(
                "without-share",
                lambda data, answers: _npv(data, answers) - data["tie"]["shared"] * _our_factor(data),
                credit=0.5,
                en="You left out our share of their saving.",
                zh="漏了我方分得的节省额。",
            ),
        ),
    )


def _stay_field() -> NumberField:
    return NumberField(
        id="stay",
        points=2,
        label=Text(en="How many whole years must they stay until the money is back, with interest?", zh="计入利息，客户至少要留几个整年才能收回投入？"),
        unit=Text(en="years", zh="年"),
        tolerance=Tolerance(within=0.1),
        lowest=0,
        expected=_stay,
        mistakes=(
            mistake(
                "without-interest",
                lambda data, answers: float(ceil(data["tie"]["investment"] / (data["tie"]["retained"] + data["tie"]["shared"]) - 1e-9)),
                credit=0.5,
                en="That is without interest. Money that comes later counts less, so it takes longer.",
                zh="这没有计利息。以后的钱要打折扣，所以时间更长。",
            ),
        ),
    )


def _decision_field() -> ChoiceField:
    return ChoiceField(
        id="decision",
        label=Text(en="By the figure alone: build it?", zh="只看数字，做不做？"),
        points=1,
        options=options(DECISIONS),
        uses=("npv",),
        expected=_decision,
        reasons={
            "build": Text(en="Its net present value is below zero: it costs more than it keeps.", zh="净现值小于零：花的比保住的还多。"),
            "leave": Text(en="Its net present value is above zero.", zh="净现值大于零。"),
        },
    )


def _effect_field() -> NumberField:
    return NumberField(
        id="effect",
        kind="money",
        points=4,
        label=Text(en="What does the higher retention add to the CLP?", zh="保留率提高，使 CLP 增加多少？"),
        tolerance=Tolerance(relative=0.01),
        expected=lambda data, answers: _effect(data),
        mistakes=(
            mistake(
                "points-times-years",
                _plain_effect,
                en="You multiplied points, profit and years. A point of retention works on every later year again: compare two CLPs.",
                zh="您用提高的点数乘利润再乘年数了。保留率每一年都会再起作用，请用两个 CLP 相减。",
            ),
            mistake(
                "effect-without-cost-to-serve",
                lambda data, answers: _effect(data, service_cost_per_year=0.0),
                credit=0.5,
                en="Who stays longer is also served longer: the cost to serve is missing.",
                zh="客户留得久，服务的时间也长：漏了服务成本。",
            ),
        ),
    )


def _after_field() -> NumberField:
    return NumberField(
        id="after",
        kind="percent",
        points=3,
        label=Text(en="Discount a rival needs once the tie stands", zh="措施到位后，对手至少要让价多少"),
        tolerance=TENTH_OF_A_POINT,
        lowest=0,
        highest=1,
        uses=("cost",),
        expected=_after,
        mistakes=(
            mistake(
                "only-what-is-added",
                lambda data, answers: float(switching.required_discount(_added(data), data["spend"], **_years(data))),
                credit=0.5,
                en="That is what the tie adds. What held them before still holds them: add both.",
                zh="这只是措施增加的部分。原有的转换成本仍在，两者要相加。",
            ),
            mistake(
                "our-money-for-theirs",
                lambda data, answers: float(
                    switching.required_discount(answers["cost"] + data["tie"]["investment"], data["spend"], **_years(data))
                ),
                en="You added what we invest. What counts is what leaving would cost the customer more.",
                zh="您加的是我方的投入。要加的是客户离开时多付的代价。",
            ),
        ),
    )


def _situations_field() -> MatchField:
    return MatchField(
        id="situations",
        label=Text(en="Four situations of the next months: what do you do first?", zh="接下来几个月的四种情况：您首先做什么？"),
        points=8,
        items=(
            Option("match", Text(en="The rival's discount lies below what the change costs. The buyer asks us to match it all the same.", zh="对手的让价低于转换成本，采购还是要求我方跟价。")),
            Option("trapped", Text(en="The production manager of an account says: “With your test bench you have us trapped.”", zh="一家客户的生产经理说：“你们这台试验台把我们套住了。”")),
            Option("dominant", Text(en="In one region nearly everybody has our gear units. Sales wants to deliver spare parts only to who buys new ones from us.", zh="某地区几乎都用我方减速机，销售部想只给继续买新机的客户供备件。")),
            Option("prestige", Text(en="A tie has a clearly negative net present value. “But the account is strategic”, says a colleague.", zh="一项措施净现值明显为负，同事说：“可这是战略客户啊。”")),
        ),
        options=(
            Option("show", Text(en="Show with their own figures what leaving would cost, and hold the price", zh="用客户自己的数据说明换供应商的代价，守住价格")),
            Option("match_it", Text(en="Match the price", zh="跟价")),
            Option("exit", Text(en="Agree on a fair exit and ask what they would stay for", zh="约定公平的退出办法，再问客户什么能让他们愿意留下")),
            Option("insist", Text(en="Point to the contract", zh="拿合同说话")),
            Option("ask_legal", Text(en="Stop it and ask legal before anybody talks to a customer", zh="先停下，问过法务再和客户谈")),
            Option("one_try", Text(en="Try it with one customer first", zh="先找一家客户试试")),
            Option("smaller", Text(en="Look for a smaller tie or one they pay for in part; otherwise leave it", zh="找投入小的做法或请客户分担，否则不做")),
            Option("build_it", Text(en="Build it for the sake of the relationship", zh="为了关系，照做")),
        ),
    )  # fmt: skip


def _note_field() -> TextField:
    return TextField(
        id="note",
        label=Text(en="A note to your sales director: how safe is {name}, what should we build, and where is the limit?", zh="给销售总监的说明：{name}有多稳，该做什么，界限在哪里？"),
        points=6,
        words_min=40,
        names=(
            (
                Option("cost", Text(en="switching cost", zh="转换成本")),
                ("switching cost", "cost of switching", "cost of leaving", "转换成本", "更换供应商"),
            ),
            (
                Option("npv", Text(en="what the tie brings", zh="措施的收益")),
                ("npv", "net present value", "investment", "pays", "净现值", "投入", "收益", "回收"),
            ),
            (
                Option("legal", Text(en="the limit", zh="界限")),
                ("legal", "law", "lawyer", "fair", "exit", "法务", "法律", "合规", "公平", "退出"),
            ),
        ),
    )


def _fields(data: Data) -> tuple[Field, ...]:
    return (
        _cost_field(),
        _needed_field(),
        _surplus_field(),
        _verdict_field(),
        _npv_field(),
        _stay_field(),
        _decision_field(),
        _effect_field(),
        _after_field(),
        _situations_field(),
        _note_field(),
    )


def _tables(data: Data) -> tuple[CaseTable, ...]:
    columns = (
        TableColumn(Text(en="Switching cost", zh="转换成本")),
        TableColumn(Text(en="Today, once", zh="目前（一次性）"), "whole"),
        TableColumn(Text(en="Added by the tie", zh="措施增加"), "whole"),
    )
    rows = [(COST_NAMES[kind], data["costs"][kind], data["tie"]["adds"].get(kind, 0)) for kind in SWITCHING_COSTS]
    name = data["account"]["name"]
    return (CaseTable(Text(en=f"What a change would cost {name['en']} (CNY)", zh=f"{name['zh']}更换供应商的代价（元）"), columns, rows),)


def _solution_tables(data: Data) -> tuple[CaseTable, ...]:
    columns = (
        TableColumn(Text(en="Step", zh="步骤")),
        TableColumn(Text(en="Result", zh="结果"), "number"),
    )
    truth = _truth(data)
    rows = [
        (Text(en="Switching cost today (CNY)", zh="目前的转换成本（元）"), round(truth["cost"])),
        (Text(en="Discount a rival needs today (%)", zh="目前所需让价（%）"), round(100 * truth["needed"], 1)),
        (Text(en="Gain by taking the offer (CNY)", zh="接受报价的得失（元）"), round(truth["surplus"])),
        (Text(en="NPV of the tie (CNY)", zh="措施的净现值（元）"), round(truth["npv"])),
        (Text(en="Break-even (years)", zh="保本年数（年）"), truth["stay"]),
        (Text(en="Added to the CLP (CNY)", zh="CLP 增加（元）"), round(truth["effect"])),
        (Text(en="Discount a rival needs with the tie (%)", zh="措施到位后所需让价（%）"), round(100 * truth["after"], 1)),
    ]
    return (CaseTable(Text(en="Step by step", zh="逐步结果"), columns, rows),)


def _truth(data: Data) -> dict[str, Any]:
    answers: dict[str, Any] = {"cost": _sc(data, {})}
    steps = (
        ("needed", _needed),
        ("surplus", _surplus),
        ("npv", _npv),
        ("stay", _stay),
        ("after", _after),
    )
    for name, step in steps:
        answers[name] = step(data, answers)
    return answers | {"effect": _effect(data)}


def _our_factor(data: Data) -> float:
    return float(annuity_factor(data["tie"]["discount"], data["tie"]["years"], timing=TIMING))


def _values(data: Data) -> dict[str, Any]:
    account, tie = data["account"], data["tie"]
    measure, truth = BY_ID[tie["measure"]], _truth(data)
    way = WAY_NAMES[measure.way]
    twin = switching.lock_in_investment(200_000, 60_000, 15_000, 0.10, 5, timing=TIMING)
    return {
        "name": named(account["name"]),
        "contribution": account["contribution"],
        "service": account["cost"],
        "retention": account["retention"],
        "retention_after": account["retention"] + tie["points"],
        "tie_name": Text(en=f"{way.en.lower()}, {measure.told.en}", zh=f"{way.zh}：{measure.told.zh}"),
        **{name: tie[name] for name in ("investment", "retained", "shared")},
        "our_rate": tie["discount"],
        "our_years": tie["years"],
        "added": _added(data),
        "factor": round(float(annuity_factor(data["discount"], data["years"], timing=TIMING)), 4),
        "our_factor": round(_our_factor(data), 4),
        "once": _once(data),
        "verdict_name": VERDICTS[_verdict(data, truth)],
        "decision_name": DECISIONS[_decision(data, truth)],
        "twin_npv": twin.net_present_value,
    }


CASE = Text(
    en=f"""Rival B offers **{{name}}** the same goods for {{offer:percent}} less. They buy from us for {{spend:money}} a year.
The table says what a change would cost them once. Besides, with the rival they would pay {{extra:money}} more every year.
They look {{years:number}} years ahead and reckon with {{discount:percent}} a year.

We could build a tie: {{tie_name}}. It costs us {{investment:money}} today.
It keeps {{retained:money}} contribution a year that would be lost otherwise (upkeep taken off), and {{shared:money}} a year of their saving come to us. We look {{our_years:number}} years ahead and reckon with {{our_rate:percent}} a year.
What the tie adds to their switching cost stands in the table; the yearly extra stays as it is.

The account brings {{contribution:money}} contribution a year at a cost to serve of {{service:money}}. Retention is {{retention:percent}} and would rise to {{retention_after:percent}}; what that adds to the CLP is a second look at the same tie, over the same {{our_years:number}} years and rate.

Switching cost, offer and tie: yearly amounts fall due at the end of each year, what is paid once is paid today. CLP: the first contribution comes now, the others at the end of each year as long as the account stays; cost to serve in mid-year, for as long as it was there when the year began.

This case is assessed: your entries are recorded, and you learn the result after handing in.

{ANY_ACCOUNT}""",
    zh=f"""对手 B 向**{{name}}**报价，同样的货便宜 {{offer:percent}}。对方每年向我方采购 {{spend:money}}。
下表是更换供应商的一次性代价。此外，换过去以后每年还要多付 {{extra:money}}。
客户按 {{years:number}} 年、年利率 {{discount:percent}} 算账。

我方可以采取一项留客措施——{{tie_name}}，现在要投入 {{investment:money}}。
它每年能保住 {{retained:money}}原本会丢的边际贡献（已扣维护费用），客户的节省额里我方每年分得 {{shared:money}}。我方按 {{our_years:number}} 年、年利率 {{our_rate:percent}} 计算。
措施使客户的转换成本增加多少，见下表；每年多付的费用不变。

该客户每年带来边际贡献 {{contribution:money}}，服务成本 {{service:money}}。保留率现为 {{retention:percent}}，措施到位后升至 {{retention_after:percent}}；它使 CLP 增加多少，是从另一个角度看同一项措施，年数、折现率与我方计算相同（{{our_years:number}} 年）。

转换成本、报价、措施：每年的金额在年末发生，一次性的现在支付。CLP：第一笔边际贡献现在到手，其余在每年年末，前提是客户还在；服务成本在年中支付，只要年初客户还在，这一年就要花。

本题为考核题：卡片只记录答案，提交作业后才能看到结果。

{ANY_ACCOUNT_ZH}""",
)

HINTS = (
    Text(
        en="There are two accounts to keep apart: the first four questions are the customer's, the others ours. Each side has its own years and its own rate.",
        zh="这里有两本账：前四问算客户的账，后面算我方的账。双方各有各的年数和利率。",
    ),
    Text(
        en="Annuity factor = (1 − (1 + d)^−n) ÷ d. Switching cost = once + extra × factor. Discount needed = switching cost ÷ (spend × factor). "
        "Tie: NPV = (kept + share) × our factor − investment. Retention: work out the CLP twice and subtract. With the tie: add to the switching cost what the tie adds, then divide as before.",
        zh="年金系数 = (1 − (1 + d)^−n) ÷ d。转换成本 = 一次性 + 每年多付 × 系数。所需让价 = 转换成本 ÷（采购额 × 系数）。"
        "措施：净现值 =（保住 + 分得）× 我方系数 − 投入。保留率：算两次 CLP 再相减。措施到位后：转换成本加上增加的部分，再同样相除。",
    ),
    Text(
        en="Another account: 400,000 once, 20,000 a year more, 4 years at 8%: 400,000 + 20,000 × 3.3121 = 466,242; at a spend of 2,000,000 a rival needs 7.0%. "
        "A tie of 200,000 that brings 60,000 + 15,000 a year over 5 years at 10%: {twin_npv:money}. If it adds 150,000 to their switching cost, a rival needs 616,242 ÷ 6,624,200 = 9.3%.",
        zh="换一家客户：一次性 400,000，每年多付 20,000，4 年、8%：400,000 + 20,000 × 3.3121 = 466,242；采购额 2,000,000，对手要让 7.0%。"
        "措施投入 200,000，每年 60,000 + 15,000，5 年、10%：{twin_npv:money}。若使转换成本增加 150,000，对手要让 616,242 ÷ 6,624,200 = 9.3%。",
    ),
)

SOLUTION = Text(
    en="""**What holds them:** {once:money} once + {extra:money} × {factor:.4f} ≈ **{cost:money}**. A rival needs **{needed:percent1}**; at {offer:percent} they gain **{surplus:money}**. {verdict_name}.

**What the tie brings us:** ({retained:money} + {shared:money}) × {our_factor:.4f} − {investment:money} ≈ **{npv:money}**, break-even after **{stay:number}** years. {decision_name}.

**Retention:** from {retention:percent} to {retention_after:percent} adds **{effect:money}** to the CLP. Money kept is an estimate, and so is retention: when the two figures lie far apart, ask which estimate is wrong.

**With the tie:** {cost:money} + {added:money}; a rival needs **{after:percent1}**.""",
    zh="""**靠什么留住：** 一次性 {once:money} + {extra:money} × {factor:.4f} ≈ **{cost:money}**。对手要让 **{needed:percent1}**；让 {offer:percent} 时客户得失为 **{surplus:money}**。{verdict_name}。

**措施对我方：**（{retained:money} + {shared:money}）× {our_factor:.4f} − {investment:money} ≈ **{npv:money}**，**{stay:number}** 年保本。结论：{decision_name}。

**保留率：** 由 {retention:percent} 升至 {retention_after:percent}，CLP 增加 **{effect:money}**。保住的金额是估计，保留率也是估计；两个结果相差很大时，要问哪个估计有问题。

**措施到位后：** {cost:money} + {added:money}，对手要让 **{after:percent1}**。""",
)

# Ulmsathe, in decline in U1; its figures of the year to June 2026, rounded to 10,000.
DEMO = {
    "account": {
        "name": {"en": "Ulmsathe Food Machinery", "zh": "乌萨瑟食品机械"},
        "contribution": 3_410_000,
        "cost": 540_000,
        "retention": 0.92,
    },
    "spend": 12_930_000,
    "offer": 0.07,
    "costs": {"search": 210_000, "trial": 540_000, "learning": 620_000, "relationship": 330_000, "legal": 250_000},
    "extra": 90_000,
    "discount": 0.08,
    "years": 4,
    "tie": {
        "measure": "line_supply",
        "investment": 760_000,
        "retained": 220_000,
        "shared": 60_000,
        "discount": 0.10,
        "years": 5,
        "points": 0.03,
        "adds": {"trial": 260_000, "learning": 440_000, "relationship": 160_000},
    },
}

_ADDS = {
    "dedicated_assets": ("trial", "legal"),
    "outstanding_service": ("learning", "relationship"),
    "process_embedding": ("trial", "learning", "relationship"),
    "proprietary_technology": ("search", "learning"),
    "termination_barriers": ("legal",),
}
_WEIGHTS = {"search": 0.11, "trial": 0.28, "learning": 0.31, "relationship": 0.17, "legal": 0.13}


def make(chance: random.Random) -> dict[str, Any] | None:
    """Return a candidate variant of U5.W."""
    spend = rounded(chance.uniform(3e6, 15e6), 10_000)
    contribution = rounded(spend * chance.uniform(0.22, 0.36), 10_000)
    level = spend * chance.uniform(0.12, 0.3)
    way = chance.choice(WAYS_TO_RAISE)
    measure = chance.choice([each for each in MEASURES if each.way == way and not each.stopped])
    service = rounded(contribution * chance.uniform(0.12, 0.25), 10_000)
    retention, points = chance.choice([0.80, 0.82, 0.84, 0.86, 0.88, 0.90]), chance.choice([0.02, 0.03, 0.04])
    rate, years = chance.choice([0.09, 0.10, 0.12]), chance.choice([5, 6])
    # The money kept fits the retention rates roughly, as an estimate does.
    kept = fmean((retention + points) ** t - retention**t for t in range(1, years + 1)) * (contribution - service)
    retained = rounded(kept * chance.uniform(0.8, 1.25), 5_000)
    shared = rounded(kept * chance.choice([0.15, 0.25, 0.35]), 5_000)
    worth = (retained + shared) * float(annuity_factor(rate, years, timing=TIMING))
    investment = rounded(worth / chance.choice([0.75, 0.85, 1.25, 1.4, 1.6, 1.8, 2.1]), 10_000)
    data = {
        "account": {
            "name": draw_builders(chance, 1)[0],
            "contribution": contribution,
            "cost": service,
            "retention": retention,
        },
        "spend": spend,
        "offer": 0.05,
        "costs": {kind: rounded(level * share * chance.uniform(0.7, 1.3), 10_000) for kind, share in _WEIGHTS.items()},
        "extra": rounded(spend * chance.uniform(0.004, 0.012), 5_000),
        "discount": chance.choice([0.06, 0.08, 0.10]),
        "years": chance.choice([3, 4, 5]),
        "tie": {
            "measure": measure.id,
            "investment": investment,
            "retained": retained,
            "shared": shared,
            "discount": rate,
            "years": years,
            "points": points,
            "adds": {kind: rounded(level * chance.uniform(0.06, 0.2), 10_000) for kind in _ADDS[way]},
        },
    }
    needed = _needed(data, {"cost": _sc(data, {})})
    data["offer"] = round(needed + chance.choice([-0.03, -0.02, 0.02, 0.03]), 2)
    return data if _is_good(data, needed) else None


def _is_good(data: Mapping[str, Any], needed: float) -> bool:
    if data["offer"] < 0.02 or not 0.008 < abs(data["offer"] - needed) < 0.05 or not 0.03 < needed < 0.16:
        return False
    tie = data["tie"]
    npv, stay = _npv(data, {}), _stay(data, {})
    if abs(npv) < 0.08 * tie["investment"] or not 2 <= stay <= 12:
        return False
    if (npv > 0) != (stay <= tie["years"]):
        return False
    yearly = tie["retained"] + tie["shared"]
    for n in (stay - 1, stay):  # a year that only just suffices hangs on rounding
        back = yearly * float(annuity_factor(tie["discount"], int(n), timing=TIMING))
        if abs(back - tie["investment"]) < 0.01 * tie["investment"]:
            return False
    return _effect(data) > 50_000 and mistakes_stand_apart(EXERCISE, data)


EXERCISE = Exercise(
    id="U5.W",
    unit="U5",
    title=Text(en="Wrap-up: how firmly do we hold them?", zh="综合案例：我们留得住这家客户吗？"),
    mode="assessed",
    minutes=35,
    case=CASE,
    values=_values,
    tables=_tables,
    fields=_fields,
    hints=HINTS,
    solution=SOLUTION,
    solution_tables=_solution_tables,
    variants=partial(pool, "U5.W"),
)
