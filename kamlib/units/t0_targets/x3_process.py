"""T0.X3 result or process: twelve statements sorted, and a result target turned into visits a week."""

from __future__ import annotations

import random
from functools import partial
from typing import Any

from kamlib import targets
from kamlib.classroom.exercise import (
    WHOLE_NUMBER,
    Answers,
    Data,
    Exercise,
    Field,
    NumberField,
    Option,
    PlaceField,
    Tolerance,
)
from kamlib.text import Text
from kamlib.units import pool
from kamlib.units.common import mistake, mistakes_stand_apart, rounded
from kamlib.units.t0_targets.shared import and_invented

BOXES = {
    "result": Option("result", Text(en="Result target", zh="结果目标"), note=Text(en="What comes in at the end; the customer decides with us", zh="最后要拿到的成果；成不成，客户也说了算")),
    "process": Option("process", Text(en="Process target", zh="过程目标"), note=Text(en="What we do; in our own hands", zh="我们要做的事；做不做，自己说了算")),
}  # fmt: skip
STATEMENTS: dict[str, tuple[str, Text]] = {
    "sales": ("result", Text(en="Invoice CNY 12 million in South China this year", zh="今年在华南开票 1,200万元")),
    "cash": ("result", Text(en="Collect 95% of the year's sales in cash by the end of June", zh="6 月底前回款达到全年销售额的 95%")),
    "profit": ("result", Text(en="Earn CNY 3 million profit with the textile accounts", zh="纺织行业客户实现利润 300万元")),
    "expense": ("result", Text(en="End the year with selling expense below 10% of sales", zh="全年销售费用控制在销售额的 10% 以内")),
    "new_accounts": ("result", Text(en="Win four new machine builders by December", zh="12 月前赢得 4 家新的整机厂客户")),
    "wallet": ("result", Text(en="Raise our share of wallet at Pelnubis Battery Equipment from 22% to 30%", zh="把佩努毕锂电设备的钱包份额从 22% 提高到 30%")),
    "contract": ("result", Text(en="Sign the frame contract with Jorgorran Conveyor Systems before the holidays", zh="节前与约戈冉输送设备签下框架协议")),
    "overdue": ("result", Text(en="Bring overdue invoices below CNY 2 million", zh="逾期应收款降到 200万元以下")),
    "retention": ("result", Text(en="Lose none of the twelve strategic accounts this year", zh="12 家战略型客户今年一家不丢")),
    "margin": ("result", Text(en="Reach a gross margin of 31% in the second half", zh="下半年毛利率达到 31%")),
    "visits": ("process", Text(en="Visit every strategic account twice a month", zh="每月拜访每家战略型客户两次")),
    "proposals": ("process", Text(en="Hand over two written proposals a week", zh="每周提交两份书面方案")),
    "calls": ("process", Text(en="Make ten first calls to new machine builders a week", zh="每周给新的整机厂打 10 个首次电话")),
    "record": ("process", Text(en="Enter each visit into the system within 24 hours", zh="拜访后 24 小时内录入系统")),
    "dunning": ("process", Text(en="Ring up the accountant five days before each invoice falls due", zh="每张发票到期前 5 天给对方财务打电话")),
    "demo": ("process", Text(en="Show the new drive on three customers' shop floors a month", zh="每月到三家客户的车间演示新品")),
    "reviews": ("process", Text(en="Hold a joint review with each strategic account every quarter", zh="每季度与每家战略型客户开一次联合复盘会")),
    "training": ("process", Text(en="Have every salesperson practise the value talk twice a month", zh="每名业务员每月演练两次价值陈述")),
    "forecast": ("process", Text(en="Update the forecast of all open projects every Friday", zh="每周五更新所有在谈项目的预测")),
    "mapping": ("process", Text(en="Map the buying centre of five target accounts by October", zh="10 月前画出 5 家目标客户的采购决策链图")),
}  # fmt: skip
# Looks like the other kind: asked in every variant, because they are the point of the exercise.
TEMPTING = ("expense", "overdue", "dunning", "mapping")
IN_OUR_HANDS = Text(
    en="This is in our own hands: we can do it whatever the customer decides. It is a process target.",
    zh="这件事由自己掌握，不管客户怎么决定都能做到，属于过程目标。",
)
NOT_IN_OUR_HANDS = Text(
    en="This is an outcome: we cannot simply do it, it follows from what we do. It is a result target.",
    zh="这是最后的成果，不是想做就能做到的，要靠过程去实现，属于结果目标。",
)
WHOLE = WHOLE_NUMBER


def _kinds(data: Data, answers: Answers) -> dict[str, str]:
    return {id: STATEMENTS[id][0] for id in data["statements"]}


def _reasons(data: Data) -> dict[str, Text]:
    return {
        f"{id}/{'process' if kind == 'result' else 'result'}": NOT_IN_OUR_HANDS
        if kind == "result"
        else IN_OUR_HANDS
        for id, kind in _kinds(data, {}).items()
    }


def _funnel(data: Data) -> targets.ProcessTargets:
    return targets.process_targets(
        data["target"], data["deal"], data["win_rate"], data["visits"], data["weeks"], round_up="each_step"
    )


def _whole_up(value: float) -> float:
    """Return the next whole number, as `targets.process_targets` rounds each step."""
    return targets.process_targets(value, 1, 1, 1, 1, round_up="each_step").deals


def _deals(data: Data, answers: Answers) -> float:
    return _whole_up(data["target"] / data["deal"])


def _opportunities(data: Data, answers: Answers) -> float:
    return _whole_up(answers["deals"] / data["win_rate"])


def _visits(data: Data, answers: Answers) -> float:
    return _whole_up(answers["opportunities"] * data["visits"])


def _per_week(data: Data, answers: Answers) -> float:
    return answers["visits_in_all"] / data["weeks"]


def _fields(data: Data) -> tuple[Field, ...]:
    return (
        PlaceField(
            id="kinds",
            points=6,
            shape="row",
            label=Text(en="Result or process?", zh="结果目标还是过程目标？"),
            help=Text(en="Ask: could I do this even if every customer says no?", zh="问自己：就算客户都说“不”，这件事我也能做到吗？"),
            items=tuple(Option(id, STATEMENTS[id][1]) for id in data["statements"]),
            boxes=tuple(BOXES.values()),
            expected=_kinds,
            reasons=_reasons(data),
        ),
        NumberField(
            id="deals",
            points=1,
            label=Text(en="Deals needed", zh="需要成交的项目数"),
            help=Text(en="Round up to whole deals.", zh="向上取整。"),
            tolerance=WHOLE,
            expected=_deals,
            mistakes=(
                mistake(
                    "rounded-down",
                    lambda data, answers: float(data["target"] // data["deal"]),
                    credit=0.5,
                    en="With so many deals the target is just missed: round up.",
                    zh="这么多单离目标还差一点，应向上取整。",
                ),
            ),
        ),
        NumberField(
            id="opportunities",
            points=1,
            label=Text(en="Opportunities needed", zh="需要的商机数"),
            help=Text(en="Every opportunity is won with a chance of {win_rate:percent0}; round up.", zh="每个商机的赢单率为 {win_rate:percent0}；向上取整。"),
            tolerance=WHOLE,
            uses=("deals",),
            expected=_opportunities,
            mistakes=(
                mistake(
                    "times-win-rate",
                    lambda data, answers: _whole_up(answers["deals"] * data["win_rate"]),
                    en="You multiplied by the win rate. Most opportunities are lost, so more are needed than deals: divide.",
                    zh="您乘以了赢单率。多数商机最后不成交，商机数一定多于成交数：应当相除。",
                ),
            ),
        ),
        NumberField(
            id="visits_in_all",
            points=1,
            label=Text(en="Visits needed", zh="需要的拜访次数"),
            tolerance=WHOLE,
            uses=("opportunities",),
            expected=_visits,
            mistakes=(
                mistake(
                    "visits-for-deals-only",
                    lambda data, answers: _whole_up(_deals(data, answers) * data["visits"]),
                    en="You only counted the visits to those who buy. Those who say no are visited, too.",
                    zh="您只算了成交客户的拜访。最后没买的客户也要拜访。",
                ),
            ),
        ),
        NumberField(
            id="per_week",
            points=2,
            label=Text(en="Visits a week: the process target", zh="每周拜访次数（过程目标）"),
            help=Text(en="{weeks:number} selling weeks; one decimal is enough.", zh="可用销售周数为 {weeks:number} 周；保留一位小数。"),
            tolerance=Tolerance(nearest=0.1),
            uses=("visits_in_all",),
            expected=_per_week,
            mistakes=(
                mistake(
                    "all-weeks-of-the-year",
                    lambda data, answers: answers["visits_in_all"] / 52,
                    credit=0.5,
                    en="You divided by 52. Holidays, fairs and stocktaking leave {weeks:number} weeks for visits.",
                    zh="您除以了 52 周。扣除节假日、展会和盘点，能拜访的只有 {weeks:number} 周。",
                ),
                mistake(
                    "a-month",
                    lambda data, answers: answers["visits_in_all"] / targets.MONTHS_PER_YEAR,
                    en="That is visits a month. Divide by the weeks.",
                    zh="这是每月的次数，请除以周数。",
                ),
            ),
        ),
    )  # fmt: skip


def _values(data: Data) -> dict[str, Any]:
    kinds = list(_kinds(data, {}).values())
    return {
        "all_statements": len(kinds),
        "results": kinds.count("result"),
        "processes": kinds.count("process"),
        "exact_deals": data["target"] / data["deal"],
        "exact_opportunities": _funnel(data).deals / data["win_rate"],
    }


CASE = and_invented(
    Text(
        en="""“Twelve million by June, then we shall see” is no plan: on Monday morning nobody can *do* twelve million.
A **result target** says what is to come in; a **process target** says what we do for it, week by week.

First put {all_statements:number} statements from the target sheets of Tarvane Drives where they belong.
Then turn your own result target into a process target:

- new business of **{target:money}** is wanted this year
- a deal brings **{deal:money}** on average
- of all opportunities **{win_rate:percent0}** are won
- an opportunity takes **{visits:number} visits**, won or lost
- there are **{weeks:number} selling weeks**""",
        zh="""“6 月前做到 1,200万，到时再说”算不上计划：星期一早上，谁也没法直接去“做 1,200万”。
**结果目标**说的是最后要得到什么；**过程目标**说的是为此每周做什么。

请先把塔凡传动目标表里的 {all_statements:number} 条陈述归类。
再把您自己的结果目标换算成过程目标：

- 今年要拿下 **{target:money}**的新业务
- 平均每单 **{deal:money}**
- 商机的赢单率为 **{win_rate:percent0}**
- 每个商机不论成败，平均要拜访 **{visits:number} 次**
- 可用销售周数为 **{weeks:number} 周**""",
    )
)
HINTS = (
    Text(en="Who decides whether it happens: you alone, or the customer, too?", zh="这件事成不成，是您一个人说了算，还是客户也有份？"),
    Text(
        en="A deadline or a number does not make a result: “by October” may stand in either kind. "
        "Funnel: deals = target ÷ mean deal, rounded up; opportunities = deals ÷ win rate, rounded up; visits = opportunities × visits each; a week = visits ÷ selling weeks.",
        zh="有没有期限、有没有数字，不是区分的标准：两种目标都可以写“10 月前”。"
        "按漏斗倒推：成交数 = 目标 ÷ 平均单额，向上取整；商机数 = 成交数 ÷ 赢单率，向上取整；拜访次数 = 商机数 × 每个商机的拜访次数；每周 = 拜访次数 ÷ 销售周数。",
    ),
    Text(
        en="Another salesperson: target 3 million, mean deal 400,000: 7.5, so 8 deals; win rate 30%: 26.7, so 27 opportunities; 5 visits each: 135 visits; 40 weeks: 3.4 visits a week.",
        zh="换一位业务员：目标 300万，平均单额 40万：7.5，取 8 单；赢单率 30%：26.7，取 27 个商机；每个拜访 5 次：135 次；40 周：每周 3.4 次。",
    ),
)  # fmt: skip
SOLUTION = Text(
    en="""**The statements:** {results:number} results and {processes:number} processes. The test is always the same: could I do it even if every customer says no?
Keeping expense down and bringing overdue invoices down are results; the telephone call before the invoice falls due is the process that leads there.

**The funnel**

- {target:money} ÷ {deal:money} = {exact_deals:number}, so **{deals:whole} deals**
- {deals:whole} ÷ {win_rate:percent0} = {exact_opportunities:number}, so **{opportunities:whole} opportunities**
- × {visits:number} visits = **{visits_in_all:whole} visits**
- ÷ {weeks:number} weeks = **{per_week:one} visits a week**

That is a target one can look after on Friday. If the win rate falls, more visits are needed at once; the result shows it months later.""",
    zh="""**归类：** 结果目标 {results:number} 条，过程目标 {processes:number} 条。检验方法只有一个：就算客户都说“不”，我也能做到吗？
控制费用、压缩逾期应收款是结果；发票到期前打电话，是通向它的过程。

**漏斗倒推**

- {target:money} ÷ {deal:money} = {exact_deals:number}，即 **{deals:whole} 单**
- {deals:whole} ÷ {win_rate:percent0} = {exact_opportunities:number}，即 **{opportunities:whole} 个商机**
- × {visits:number} 次 = **{visits_in_all:whole} 次拜访**
- ÷ {weeks:number} 周 = **每周 {per_week:one} 次**

这样的目标每周五都能检查。赢单率一降，马上就知道要多跑几趟；只看结果，要几个月后才发现。""",
)


def demo() -> dict[str, Any]:
    """Return variant 0."""
    return {
        "statements": ["sales", "visits", "overdue", "dunning", "expense", "mapping", "wallet", "demo", "contract", "forecast", "retention", "record"],
        "target": 4_600_000,
        "deal": 350_000,
        "win_rate": 0.3,
        "visits": 4,
        "weeks": 42,
    }  # fmt: skip


def make(chance: random.Random) -> dict[str, Any] | None:
    """Return a candidate variant of T0.X3, None when a step comes out even or mistakes look alike."""
    others = {
        kind: [id for id, (own, _) in STATEMENTS.items() if own == kind and id not in TEMPTING]
        for kind in BOXES
    }
    results = chance.choice([3, 4, 5])
    statements = [
        *TEMPTING,
        *chance.sample(others["result"], results),
        *chance.sample(others["process"], 8 - results),
    ]
    chance.shuffle(statements)
    data = {
        "statements": statements,
        "target": rounded(chance.uniform(2.4e6, 8e6), 100_000),
        "deal": rounded(chance.uniform(160_000, 480_000), 10_000),
        "win_rate": chance.choice([0.2, 0.25, 0.3, 0.35, 0.4]),
        "visits": chance.choice([3, 4, 5, 6]),
        "weeks": chance.choice([38, 40, 42, 44]),
    }
    exact = data["target"] / data["deal"]
    funnel = _funnel(data)
    even = min(exact % 1, 1 - exact % 1) < 0.05
    return data if not even and 8 <= funnel.deals <= 30 and mistakes_stand_apart(EXERCISE, data) else None


EXERCISE = Exercise(
    id="T0.X3",
    unit="T0",
    title=Text(en="Result or process?", zh="结果还是过程？"),
    minutes=12,
    case=CASE,
    values=_values,
    fields=_fields,
    hints=HINTS,
    solution=SOLUTION,
    variants=partial(pool, "T0.X3"),
)
