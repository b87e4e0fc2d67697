"""U1.X2 which stage: eight account stories into the four stages, and the next move for each."""

from __future__ import annotations

import random
from collections.abc import Mapping
from functools import partial
from typing import Any

from kamlib.classroom.exercise import (
    Answers,
    CaseTable,
    Data,
    Exercise,
    Field,
    MatchField,
    Option,
    PlaceField,
    TableColumn,
)
from kamlib.lifetime import RELATIONSHIP_STAGES
from kamlib.stages import COURSE_LIMITS, STAGE_RULES, stage_table
from kamlib.text import Text
from kamlib.units import pool
from kamlib.units.common import ANY_ACCOUNT, ANY_ACCOUNT_ZH, draw_names, mistake, named, options
from kamlib.units.u1_lifetime.shared import (
    CRM_STEPS,
    STAGE_NAMES,
    STAGE_RULE,
    limit_figures,
    stage_boxes,
)
from kamlib.units.u1_lifetime.stories import BY_ID, STORIES

OLDEST_MONTHS = {"exploration": 12, "formation": 36, "stability": 96}  # what people take for a rule
GROWING, FALLING = 0.15, -0.02

WHY_STAGE = {
    "too_new": Text(en="The first order is less than a year old. However well it goes, both sides are still testing.", zh="首单还不到一年，再顺利也还在相互考察。"),
    "orders_fall": Text(en="Orders have fallen by a tenth or more: that is decline, however long and friendly the relationship is.", zh="订单下降一成或更多就是退化期，合作再久、关系再好也一样。"),
    "orders_shrink_and_complaints_rise": Text(en="Orders shrink and complaints rise at the same time. Each alone may be chance; both together are decline.", zh="订单减少，投诉同时上升。单看一项可能是偶然，两项同时出现就是退化期。"),
    "share_still_small": Text(en="Our share of wallet is below a tenth: after years or with good growth, they are still only trying us.", zh="我方份额不到一成：合作再久、增长再快，对方也还只是在试用。"),
    "orders_still_grow": Text(en="Orders still grow by 15% a year or more: the relationship is being built, it has not settled.", zh="订单每年仍增长 15% 以上：关系还在建立，没有稳定下来。"),
    "share_not_settled": Text(en="Our share is not yet 30%: there is no settled relationship.", zh="我方份额还不到 30%，关系还没有站稳。"),
    "steady": Text(en="No fall by a tenth, no shrinking with complaints, no strong growth, a settled share: that is stability.", zh="降幅不到一成，没有订单减、投诉增，也没有快速增长，份额已站稳：这是稳定期。"),
}  # fmt: skip


def _rules(data: Data) -> dict[str, tuple[str, str]]:
    """Return the stage of each account and the rule that decides it."""
    accounts = data["accounts"]
    found = stage_table(
        [each["months"] for each in accounts],
        [each["growth"] for each in accounts],
        [each["share"] for each in accounts],
        [each["complaints"] for each in accounts],
        limits=COURSE_LIMITS,
    )
    pairs = zip(found["stage"], found["rule"], strict=True)
    return {each["id"]: (str(stage), str(rule)) for each, (stage, rule) in zip(accounts, pairs, strict=True)}


def _stages(data: Data, answers: Answers) -> dict[str, str]:
    return {account: stage for account, (stage, _) in _rules(data).items()}


def _stages_by_age(data: Data, answers: Answers) -> dict[str, str]:
    """The slip of taking the age of a relationship for its stage."""
    return {
        each["id"]: next((stage for stage, limit in OLDEST_MONTHS.items() if each["months"] < limit), "decline")
        for each in data["accounts"]
    }


def _stages_by_growth(data: Data, answers: Answers) -> dict[str, str]:
    """The slip of looking at the growth of orders alone."""

    def stage(growth: float) -> str:
        if growth >= GROWING:
            return "formation"
        return "decline" if growth <= FALLING else "stability"

    return {each["id"]: stage(each["growth"]) for each in data["accounts"]}


def _moves(data: Data, answers: Answers) -> dict[str, list[str]]:
    return {each["id"]: list(BY_ID[each["story"]].moves) for each in data["accounts"]}


def _stage_reasons(data: Data) -> dict[str, Text]:
    return {
        f"{account}/{other}": WHY_STAGE[rule]
        for account, (stage, rule) in _rules(data).items()
        for other in RELATIONSHIP_STAGES
        if other != stage
    }


def _move_reasons(data: Data) -> dict[str, Text]:
    reasons = {}
    for each in data["accounts"]:
        story = BY_ID[each["story"]]
        for step in CRM_STEPS:
            if step not in story.moves:
                reasons[f"{each['id']}/{step}"] = story.why
    return reasons


def _stories(data: Data) -> tuple[Option, ...]:
    """Return the accounts with what their salespeople tell."""
    return tuple(
        Option(each["id"], named(each["name"]), note=BY_ID[each["story"]].told) for each in data["accounts"]
    )


def _cards(data: Data) -> tuple[Option, ...]:
    """Return the accounts with the figures the rule needs, so that nobody has to look them up."""

    def note(each: Mapping[str, Any]) -> Text:
        figures = {**each, "change": _signed(each["complaints"])}
        return Text(en=NOTE.fill("en", figures), zh=NOTE.fill("zh", figures))

    return tuple(Option(each["id"], named(each["name"]), note=note(each)) for each in data["accounts"])


# An account of a few months has no year to compare with.
ORDERS = Text(en="Orders on last year (in the first year: on the last quarter)", zh="订单同比（首年为季度环比）")
NOTE = Text(
    en="{months:number} months, orders {growth:percent}, share {share:percent}, complaints {change}",
    zh="{months:number} 个月，订单 {growth:percent}，份额 {share:percent}，投诉 {change}",
)


def _signed(count: int) -> str:
    return "±0" if not count else f"+{count}" if count > 0 else f"−{-count}"


def _fields(data: Data) -> tuple[Field, ...]:
    return (
        PlaceField(
            id="stages",
            label=Text(en="In which stage is each relationship?", zh="我们与各家客户的关系处在哪个阶段？"),
            help=Text(en="Go through the five rules from the top; the first that holds decides.", zh="从上往下逐条对照五条规则，第一条符合的就是答案。"),
            points=8,
            shape="row",
            items=_cards(data),
            boxes=stage_boxes(),
            expected=_stages,
            reasons=_stage_reasons(data),
            mistakes=(
                mistake(
                    "stage-by-age",
                    _stages_by_age,
                    en="You went by the age of the relationship. An old account may be in exploration still, and a long one need not be in decline.",
                    zh="您是按合作年限判断的。合作多年也可能仍在考察期，时间长也不等于退化。",
                ),
                mistake(
                    "stage-by-growth-alone",
                    _stages_by_growth,
                    en="You went by the growth of orders alone. The rule also asks for age, share of wallet and complaints.",
                    zh="您只看了订单增长。规则还要看合作时间、钱包份额和投诉。",
                ),
            ),
        ),
        MatchField(
            id="moves",
            label=Text(en="What is the next move with each account?", zh="对每家客户，下一步做什么？"),
            help=Text(en="Below each name stands what its salesperson tells: what is missing most right now?", zh="客户名称下面是业务员的描述：眼下最缺的是什么？"),
            points=8,
            items=_stories(data),
            options=options(CRM_STEPS),
            expected=_moves,
            reasons=_move_reasons(data),
        ),
    )


def _tables(data: Data) -> tuple[CaseTable, ...]:
    columns = (
        TableColumn(Text(en="Account", zh="客户")),
        TableColumn(Text(en="Months since first order", zh="首单至今（月）"), "number"),
        TableColumn(ORDERS, "percent"),
        TableColumn(Text(en="Share of wallet", zh="钱包份额"), "percent"),
        TableColumn(Text(en="Complaints, against the same period", zh="同期投诉件数增减")),
    )
    rows = [
        (
            named(each["name"]),
            each["months"],
            each["growth"],
            each["share"],
            _signed(each["complaints"]),
        )
        for each in data["accounts"]
    ]
    return (CaseTable(Text(en="Eight accounts of Tarvane Drives", zh="塔凡传动的八家客户"), columns, rows),)


def _solution_tables(data: Data) -> tuple[CaseTable, ...]:
    rules = _rules(data)
    columns = (
        TableColumn(Text(en="Account", zh="客户")),
        TableColumn(Text(en="Stage", zh="阶段")),
        TableColumn(Text(en="Why", zh="理由")),
        TableColumn(Text(en="Next move", zh="下一步")),
        TableColumn(Text(en="Because", zh="原因")),
    )
    rows = []
    for each in data["accounts"]:
        stage, rule = rules[each["id"]]
        story = BY_ID[each["story"]]
        steps = [CRM_STEPS[step] for step in story.moves]
        accepted = Text(
            en=" or ".join(step.en.partition(":")[0] for step in steps),
            zh="或".join(step.zh.partition("：")[0] for step in steps),
        )
        rows.append((named(each["name"]), STAGE_NAMES[stage], WHY_STAGE[rule], accepted, story.why))
    return (CaseTable(Text(en="Stage and next move", zh="阶段与下一步"), columns, rows),)


CASE = Text(
    en=f"""Monday meeting at Tarvane Drives: eight salespeople tell about one account each; what they tell stands further down, beside the next move.
In which **stage** is each relationship, and which of the four steps of customer relationship management comes **next**?

The rule of the house; the first line that holds decides:

{STAGE_RULE.en}

The four stages and the four steps are those of the course document. It gives no limits: these are the course's own.

{ANY_ACCOUNT}""",
    zh=f"""塔凡传动的周一例会，八位业务员各介绍一家客户；他们的描述在下面“下一步”一栏。
与各家客户的关系处在哪个**阶段**？客户关系管理的四个步骤中，**下一步**该做哪一个？

公司规则如下，从上往下，第一条符合的就是答案：

{STAGE_RULE.zh}

四个阶段和四个步骤出自课程文件；文件没有给出界限，以上界限由本课程规定。

{ANY_ACCOUNT_ZH}""",
)

HINTS = (
    Text(
        en="A stage is told by what the account does, not by what it says at lunch. Which figures show what it does?",
        zh="判断阶段要看客户怎么做，不看饭桌上怎么说。哪些数字反映了它的做法？",
    ),
    Text(
        en="Take one account at a time and go down the five rules: age, fall, share below {limit_small:percent}, growth or share below {limit_settled:percent}, the rest. "
        "For the next move ask: do we know them? do we have the business? could we lose it? could it be worth more? The first “no” or “yes, we could” is the step.",
        zh="一家一家来，按五条规则往下对：时间、下降、份额低于 {limit_small:percent}、增长或份额低于 {limit_settled:percent}、其余。"
        "选下一步时依次问：我们了解它吗？业务拿到了吗？会不会丢？还能不能更值钱？卡在哪一问，就做哪一步。",
    ),
    Text(
        en="Another account: 50 months, orders −6%, share 45%, two complaints more than last year. It is not new; −6% is no fall by a tenth, but orders shrink and complaints rise: decline. "
        "They want an answer to the complaints before the next contract: retain.",
        zh="换一家客户：50 个月，订单 −6%，份额 45%，投诉比去年多两件。不是新客户；−6% 没有下降一成，但订单减少、投诉上升：退化期。"
        "对方要求在续约前答复投诉：下一步是保留。",
    ),
)

SOLUTION = Text(
    en="""The first rule that holds decides, so the order matters: a new account with splendid growth is still in exploration, and an old one with a share below {limit_small:percent}, too.

The stage says where we stand; the story says what is missing. That is why two accounts of the same stage may need different steps.""",
    zh="""第一条符合的规则说了算，所以顺序很重要：增长再快的新客户仍是考察期，合作多年而份额低于 {limit_small:percent} 的老客户也是。

阶段说明我们走到了哪里，客户的情况说明缺的是什么。所以同一阶段的两家客户，下一步可能并不相同。""",
)


def make(chance: random.Random) -> dict[str, Any] | None:
    """Return a candidate variant of U1.X2, two stories of each stage."""
    told = [
        story
        for stage in RELATIONSHIP_STAGES
        for story in chance.sample([each for each in STORIES if each.stage == stage], 2)
    ]
    chance.shuffle(told)
    accounts = [
        {
            "id": f"s{number}",
            "name": name,
            "story": story.id,
            "months": chance.randint(*story.months),
            "growth": chance.randint(*story.growth) / 100,
            "share": chance.randint(*story.share) / 100,
            "complaints": story.complaints,
        }
        for number, (story, name) in enumerate(zip(told, draw_names(chance, 8), strict=True), 1)
    ]
    data = {"accounts": accounts}
    return data if _is_good(data) else None


def _is_good(data: Data) -> bool:
    stages = _stages(data, {})
    if any(stages[each["id"]] != BY_ID[each["story"]].stage for each in data["accounts"]):
        return False
    age, growth = _stages_by_age(data, {}), _stages_by_growth(data, {})
    rules = {rule for _, rule in _rules(data).values()}
    return (
        sum(age[id] != stage for id, stage in stages.items()) >= 3
        and sum(growth[id] != stage for id, stage in stages.items()) >= 2
        # each slip shows somewhere where the other does not
        and any(age[id] != stage and growth[id] not in (age[id],) for id, stage in stages.items())
        and any(growth[id] not in (stage, age[id]) for id, stage in stages.items())
        and len(rules) >= 4
        and len({BY_ID[each["story"]].moves[0] for each in data["accounts"]}) == len(CRM_STEPS)
        and rules <= {rule for rule, _ in STAGE_RULES}
    )


EXERCISE = Exercise(
    id="U1.X2",
    unit="U1",
    title=Text(en="Which stage, and what next?", zh="处在哪个阶段，下一步做什么？"),
    minutes=15,
    case=CASE,
    values=lambda data: limit_figures(),
    tables=_tables,
    fields=_fields,
    hints=HINTS,
    solution=SOLUTION,
    solution_tables=_solution_tables,
    variants=partial(pool, "U1.X2"),
)
