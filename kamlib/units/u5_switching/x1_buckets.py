"""U5.X1 five buckets: sort what a change costs, add it up, find the discount a rival must offer."""

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
    NumberField,
    Option,
    PlaceField,
    TableColumn,
    TableField,
    Tolerance,
)
from kamlib.switching import SWITCHING_COSTS
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
    written,
)
from kamlib.units.u5_switching.entries import BY_ID, ENTRIES
from kamlib.units.u5_switching.shared import COST_NAMES, TIMING, cost_boxes, draw_builders
from kamlib.value import annuity_factor

VERDICTS = {
    "leaves": Text(en="They gain by leaving", zh="换供应商划算"),
    "stays": Text(en="They lose by leaving", zh="换供应商不划算"),
}
MONEY_NOTE = Text(en="{amount:money}", zh="{amount:money}")


def _sorted(data: Data, answers: Answers) -> dict[str, str]:
    return {id: BY_ID[id].kind for id in data["entries"]}


def _buckets(data: Data, answers: Answers) -> dict[str, float]:
    amounts = data["entries"]
    kinds = [answers["sort"][id] for id in amounts]
    totals = switching.costs_by_kind(kinds, list(amounts.values()))
    return {f"{kind}/cost": float(totals[kind]) for kind in SWITCHING_COSTS}


def _once(answers: Answers) -> dict[str, float]:
    return {kind: answers["buckets"][f"{kind}/cost"] for kind in SWITCHING_COSTS}


def _total(data: Data, answers: Answers) -> float:
    return float(
        switching.switching_cost(
            _once(answers),
            extra_cost_per_year=data["extra"],
            discount_rate_per_year=data["discount"],
            years=data["years"],
            timing=TIMING,
        )
    )


def _once_only(data: Data, answers: Answers) -> float:
    return float(switching.switching_cost(_once(answers)))


def _needed(data: Data, answers: Answers) -> float:
    return float(
        switching.required_discount(answers["total"], data["spend"], data["discount"], data["years"], timing=TIMING)
    )


def _saving(data: Data) -> float:
    return data["spend"] * data["offer"]


def _decide(data: Data, answers: Answers) -> switching.SwitchingDecision:
    return switching.switching_decision(
        answers["total"], _saving(data), data["discount"], data["years"], timing=TIMING
    )


def _surplus(data: Data, answers: Answers) -> float:
    return float(_decide(data, answers).surplus)


def _payback(data: Data, answers: Answers) -> float:
    return float(_decide(data, answers).payback_years)


def _verdict(data: Data, answers: Answers) -> str:
    return "leaves" if answers["surplus"] > 0 else "stays"


def _sort_field(data: Data) -> PlaceField:
    items = tuple(
        Option(id, BY_ID[id].told, note=written(MONEY_NOTE, amount=amount))
        for id, amount in data["entries"].items()
    )
    return PlaceField(
        id="sort",
        label=Text(en="Put the 15 entries into the five switching costs", zh="把 15 项费用归入五种转换成本"),
        help=Text(en="Ask of each: when does it come, and who or what makes it necessary?", zh="每一项都问：它发生在哪一步，是什么造成的？"),
        points=8,
        shape="row",
        items=items,
        boxes=cost_boxes(),
        expected=_sorted,
        reasons={
            f"{id}/{kind}": BY_ID[id].why for id in data["entries"] for kind in SWITCHING_COSTS if kind != BY_ID[id].kind
        },
    )


def _buckets_field() -> TableField:
    return TableField(
        id="buckets",
        label=Text(en="Add up each of the five", zh="五种成本各合计多少"),
        points=3,
        rows=tuple(Option(kind, COST_NAMES[kind]) for kind in SWITCHING_COSTS),
        columns=(
            Column(id="cost", label=Text(en="Cost, once", zh="一次性成本"), kind="money", tolerance=Tolerance(nearest=1_000)),
        ),
        uses=("sort",),
        expected=_buckets,
    )


def _total_field() -> NumberField:
    return NumberField(
        id="total",
        kind="money",
        points=3,
        label=Text(en="Total switching cost, in money of today", zh="转换成本总额（折成今天的钱）"),
        help=Text(en="With the present value of what the customer would pay more every year.", zh="包括每年多付的费用的现值。"),
        tolerance=HALF_PERCENT,
        uses=("buckets",),
        expected=_total,
        mistakes=(
            mistake(
                "forgot-the-extra",
                _once_only,
                credit=0.5,
                en="That is what is paid once. With the rival the customer also pays {extra:money} more every year: add its present value.",
                zh="这只是一次性的部分。换过去以后，客户每年还要多付 {extra:money}，请加上它的现值。",
            ),
            mistake(
                "extra-of-one-year",
                lambda data, answers: _once_only(data, answers) + data["extra"],
                en="You counted the yearly extra once. It comes in each of the {years:number} years.",
                zh="每年多付的费用您只算了一年，而它 {years:number} 年里年年都有。",
            ),
            mistake(
                "extra-not-discounted",
                lambda data, answers: _once_only(data, answers) + data["extra"] * data["years"],
                credit=0.5,
                en="You added the extras as they come. Later ones are worth less today: multiply by the annuity factor, not by the years.",
                zh="您把各年的费用直接相加了。以后的钱要折现：应乘以年金系数，而不是年数。",
            ),
        ),
    )


def _needed_field() -> NumberField:
    return NumberField(
        id="needed",
        kind="percent",
        points=3,
        label=Text(en="What discount must a rival at least offer?", zh="竞争对手至少要让价多少？"),
        help=Text(en="As a share of today's price, over the whole {years:number} years.", zh="占现价的百分比，{years:number} 年里一直有效。"),
        tolerance=Tolerance(within=0.001),
        lowest=0,
        highest=1,
        uses=("total",),
        expected=_needed,
        mistakes=(
            mistake(
                "against-one-year",
                lambda data, answers: answers["total"] / data["spend"],
                en="You divided by the spend of one year. The discount is given in every year: divide by spend × annuity factor.",
                zh="您除以了一年的采购额。让价年年都有，应除以“采购额 × 年金系数”。",
            ),
            mistake(
                "years-for-annuity",
                lambda data, answers: answers["total"] / data["spend"] / data["years"],
                credit=0.5,
                en="You divided by the plain years. Later discounts are worth less today: use the annuity factor {factor:.4f}.",
                zh="您直接除以年数了。以后的让价要折现，应使用年金系数 {factor:.4f}。",
            ),
        ),
    )


def _surplus_field() -> NumberField:
    return NumberField(
        id="surplus",
        kind="money",
        points=3,
        label=Text(en="The rival offers {offer:percent} less: what does the customer gain by leaving?", zh="对手报价低 {offer:percent}：客户换过去能得多少？"),
        help=Text(en="Present value of the saving less the switching cost; below zero if they lose.", zh="节省额的现值减去转换成本；吃亏就填负数。"),
        tolerance=Tolerance(relative=0.02),
        uses=("total",),
        expected=_surplus,
        mistakes=(
            mistake(
                "saving-alone",
                lambda data, answers: float(_decide(data, answers).present_value_of_saving),
                en="That is what the saving is worth today. Take the switching cost off.",
                zh="这是节省额的现值，还要减去转换成本。",
            ),
            mistake(
                "saving-of-one-year",
                lambda data, answers: _saving(data) - answers["total"],
                en="You set one year's saving against a cost that is paid once. The saving comes in each of the {years:number} years.",
                zh="您只用一年的节省额去比一次性成本，而节省 {years:number} 年里年年都有。",
            ),
            mistake(
                "saving-not-discounted",
                lambda data, answers: _saving(data) * data["years"] - answers["total"],
                credit=0.5,
                en="You added the savings as they come. Later ones are worth less today: multiply by the annuity factor.",
                zh="您把各年节省额直接相加了。以后的钱要折现：请乘以年金系数。",
            ),
        ),
    )


def _payback_field() -> NumberField:
    return NumberField(
        id="payback",
        points=1,
        label=Text(en="Payback: after how many years has the saving, added up as it comes, reached the total?", zh="回收期：每年节省额直接累加，几年能达到转换成本总额？"),
        unit=Text(en="years", zh="年"),
        help=Text(en="Total ÷ saving a year, with one decimal.", zh="总额 ÷ 每年节省额，保留一位小数。"),
        tolerance=Tolerance(within=0.1),
        lowest=0,
        uses=("total",),
        expected=_payback,
        mistakes=(
            mistake(
                "payback-of-spend",
                lambda data, answers: data["spend"] / answers["total"],
                en="You divided the spend by the switching cost. Divide the switching cost by what is saved in a year.",
                zh="您用采购额除以转换成本了。应该用转换成本除以每年的节省额。",
            ),
        ),
    )


def _verdict_field(data: Data) -> ChoiceField:
    wrong = {
        "leaves": Text(en="The saving is worth less today than the change costs.", zh="节省额的现值抵不上转换成本。"),
        "stays": Text(en="The saving is worth more today than the change costs.", zh="节省额的现值超过了转换成本。"),
    }
    return ChoiceField(
        id="verdict",
        label=Text(en="If they only calculate: what do they do?", zh="如果客户只算账，会怎么做？"),
        points=1,
        options=options(VERDICTS),
        uses=("surplus",),
        expected=_verdict,
        reasons=wrong,
    )


def _fields(data: Data) -> tuple[Field, ...]:
    return (
        _sort_field(data),
        _buckets_field(),
        _total_field(),
        _needed_field(),
        _surplus_field(),
        _payback_field(),
        _verdict_field(data),
    )


def _truth(data: Data) -> dict[str, Any]:
    answers: dict[str, Any] = {"sort": _sorted(data, {})}
    for name, value in (("buckets", _buckets), ("total", _total), ("needed", _needed), ("surplus", _surplus)):
        answers[name] = value(data, answers)
    return answers


def _solution_tables(data: Data) -> tuple[CaseTable, ...]:
    columns = (
        TableColumn(Text(en="Entry", zh="项目")),
        TableColumn(Text(en="Switching cost", zh="转换成本")),
        TableColumn(Text(en="CNY", zh="元"), "whole"),
    )
    order = list(SWITCHING_COSTS)
    rows = sorted(
        ((BY_ID[id].told, COST_NAMES[BY_ID[id].kind], amount) for id, amount in data["entries"].items()),
        key=lambda row: order.index(next(kind for kind, name in COST_NAMES.items() if name == row[1])),
    )
    truth = _truth(data)
    totals = (TableColumn(Text(en="In all", zh="合计")), TableColumn(Text(en="CNY", zh="元"), "whole"))
    factor = float(annuity_factor(data["discount"], data["years"], timing=TIMING))
    sums: list[tuple[Any, float]] = [(COST_NAMES[kind], truth["buckets"][f"{kind}/cost"]) for kind in order]
    sums.append((Text(en="Yearly extras, present value", zh="每年多付费用的现值"), data["extra"] * factor))
    sums.append((Text(en="Total switching cost", zh="转换成本总额"), truth["total"]))
    return (
        CaseTable(Text(en="The 15 entries", zh="15 项费用"), columns, rows),
        CaseTable(Text(en="Five costs and the total", zh="五种成本与总额"), totals, sums),
    )


def _values(data: Data) -> dict[str, Any]:
    truth = _truth(data)
    factor = float(annuity_factor(data["discount"], data["years"], timing=TIMING))
    return {
        "name": named(data["name"]),
        "factor": round(factor, 4),
        "saving": _saving(data),
        "saving_now": _saving(data) * factor,
        "once": _once_only(data, truth),
        "extra_now": data["extra"] * factor,
        "verdict_name": VERDICTS[_verdict(data, truth)],
        "twin_factor": round(float(annuity_factor(0.08, 4, timing=TIMING)), 4),
    }


CASE = Text(
    en=f"""**{{name}}** buys for {{spend:money}} a year from Tarvane Drives. Rival B offers the same for {{offer:percent}} less.
Our salesperson and the customer's own production manager wrote down together what the change would cost: the 15 entries below, each paid **once**.
Besides, with the rival the customer would pay {{extra:money}} more **every year**, for a second stock of spare parts.

*What is the switching cost, and how much cheaper must a rival be?*

The customer looks {{years:number}} years ahead and reckons with {{discount:percent}} a year. Yearly amounts fall due at the end of each year; what is paid once is paid today.

The document lists the five switching costs and explains none of them: how they are told apart is the course's own.

{ANY_ACCOUNT}""",
    zh=f"""**{{name}}**每年向塔凡传动采购 {{spend:money}}。对手 B 同样的货报价低 {{offer:percent}}。
我方业务员和客户的生产经理一起，列出了更换供应商的各项花费：下面 15 项，都是**一次性**的。
此外，换过去以后，客户要多备一套备件库存，**每年**多付 {{extra:money}}。

*转换成本是多少？对手要便宜多少，客户才会动心？*

客户按 {{years:number}} 年、年利率 {{discount:percent}} 算账。每年的金额都在年末发生，一次性的费用现在就付。

课程文件列出了五种转换成本，没有逐一解释；如何区分由本课程规定。

{ANY_ACCOUNT_ZH}""",
)

HINTS = (
    Text(
        en="Follow the change through time: looking, trying out, getting used to. What remains has to do with people or with contracts.",
        zh="按更换的先后想：先寻找，再试用，再适应。剩下的不是和人有关，就是和合同有关。",
    ),
    Text(
        en="Total = five sums + extra a year × annuity factor, which is (1 − (1 + d)^−n) ÷ d = {factor:.4f} here. "
        "Discount needed = total ÷ (spend × annuity factor). Gain by leaving = spend × offer × annuity factor − total.",
        zh="总额 = 五项合计 + 每年多付 × 年金系数；年金系数 = (1 − (1 + d)^−n) ÷ d，本题为 {factor:.4f}。"
        "所需让价 = 总额 ÷（采购额 × 年金系数）。换供应商的得失 = 采购额 × 报价差 × 年金系数 − 总额。",
    ),
    Text(
        en="Another customer: 400,000 once and 20,000 a year more, 4 years at 8%: factor {twin_factor:.4f}, total 400,000 + 66,242 = 466,242. "
        "With a spend of 2,000,000 a rival needs 466,242 ÷ (2,000,000 × {twin_factor:.4f}) = 7.0%. At 5% off the gain is 331,210 − 466,242 = −135,032: they stay.",
        zh="换一家客户：一次性 400,000 元，每年多付 20,000 元，4 年、8%：系数 {twin_factor:.4f}，总额 400,000 + 66,242 = 466,242。"
        "采购额 2,000,000 元，对手至少要让 466,242 ÷（2,000,000 × {twin_factor:.4f}）= 7.0%。若只让 5%，得失为 331,210 − 466,242 = −135,032：不划算。",
    ),
)

SOLUTION = Text(
    en="""**Total:** {once:money} once + {extra:money} × {factor:.4f} ≈ **{total:money}**

**Discount needed:** {total:money} ÷ ({spend:money} × {factor:.4f}) = **{needed:percent1}**

**The rival's offer:** {offer:percent} of {spend:money} is {saving:money} a year, {saving_now:money} today. Less the switching cost: **{surplus:money}**. {verdict_name}.

**Payback**, the savings added up without interest: {total:money} ÷ {saving:money} = **{payback:one} years**.

The figure holds for somebody who only calculates. Fear of trouble makes people stay longer, annoyance makes them leave sooner.""",
    zh="""**总额：** 一次性 {once:money} + {extra:money} × {factor:.4f} ≈ **{total:money}**

**所需让价：** {total:money} ÷（{spend:money} × {factor:.4f}）= **{needed:percent1}**

**对手的报价：** {spend:money}的 {offer:percent}，每年省 {saving:money}，现值 {saving_now:money}；减去转换成本：**{surplus:money}**。{verdict_name}。

**回收期**（节省额不计利息）：{total:money} ÷ {saving:money} = **{payback:one} 年**。

这是只算账的结果。怕麻烦的人会多留一阵，心里有气的人会走得更早。""",
)

# Rynfando of U1 and U2, year to June 2026; its sales rounded to 10,000.
DEMO = {
    "name": {"en": "Rynfando Warehouse Technology", "zh": "莱凡朵仓储设备"},
    "spend": 7_740_000,
    "offer": 0.10,
    "extra": 60_000,
    "discount": 0.10,
    "years": 5,
    "entries": {
        "pilot_line": 260_000,
        "drawings": 190_000,
        "enquiries": 50_000,
        "minimum_quantity": 180_000,
        "known_engineer": 200_000,
        "fitters": 80_000,
        "certificate": 120_000,
        "audits": 70_000,
        "endurance": 140_000,
        "control_software": 170_000,
        "favours": 90_000,
        "scrap": 130_000,
        "catalogues": 60_000,
        "lawyers": 70_000,
        "priority": 150_000,
    },
}


def make(chance: random.Random) -> dict[str, Any] | None:
    """Return a candidate variant of U5.X1: 15 entries, two to four of each kind, and a rival's offer."""
    counts = chance.choice([(3, 3, 3, 3, 3), (2, 4, 4, 2, 3), (2, 3, 4, 3, 3), (3, 4, 3, 3, 2), (2, 4, 3, 3, 3)])
    spend = rounded(chance.uniform(3e6, 12e6), 10_000)
    ids = [
        entry.id
        for kind, count in zip(SWITCHING_COSTS, counts, strict=True)
        for entry in chance.sample([each for each in ENTRIES if each.kind == kind], count)
    ]
    chance.shuffle(ids)
    level = chance.uniform(0.7, 1.5) * spend / 5e6
    amounts = {id: max(10_000, rounded(BY_ID[id].size * 1_000 * level * chance.uniform(0.8, 1.25), 5_000)) for id in ids}
    data = {
        "name": draw_builders(chance, 1)[0],
        "spend": spend,
        "extra": rounded(chance.uniform(0.004, 0.012) * spend, 5_000),
        "discount": chance.choice([0.06, 0.08, 0.10, 0.12]),
        "years": chance.choice([3, 4, 5]),
        "entries": amounts,
        "offer": 0.05,
    }
    needed = _truth(data)["needed"]
    data["offer"] = round(needed + chance.choice([-0.03, -0.02, 0.02, 0.03]), 2)
    return data if _is_good(data, needed) else None


def _is_good(data: Mapping[str, Any], needed: float) -> bool:
    if data["offer"] < 0.02 or not 0.008 < abs(data["offer"] - needed) < 0.05 or not 0.03 < needed < 0.18:
        return False
    return mistakes_stand_apart(EXERCISE, data)


EXERCISE = Exercise(
    id="U5.X1",
    unit="U5",
    title=Text(en="Five buckets", zh="五种转换成本"),
    minutes=15,
    case=CASE,
    values=_values,
    fields=_fields,
    hints=HINTS,
    solution=SOLUTION,
    solution_tables=_solution_tables,
    variants=partial(pool, "U5.X1"),
)
