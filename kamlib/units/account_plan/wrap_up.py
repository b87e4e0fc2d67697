"""KP.W, assessed: the page for the director, with a goal, a promise and three actions in the trainee's words."""

from __future__ import annotations

from functools import partial
from typing import Any

from kamlib.classroom.exercise import (
    Answers,
    Carry,
    ChoiceField,
    Data,
    Exercise,
    Field,
    NumberField,
    TextField,
    Tolerance,
)
from kamlib.text import Text
from kamlib.units import pool
from kamlib.units.account_plan import (
    x1_target,
    x2_lifetime,
    x3_tier,
    x5_people,
    x6_switching,
    x7_wallet,
    x8_price,
)
from kamlib.units.account_plan.shared import DEAL, case, head_values
from kamlib.units.common import mistake, options

GIVEN: tuple[str, ...] = ()
GOALS = {
    "grow": Text(en="Grow: win a larger share of the wallet", zh="增长：提高钱包份额"),
    "defend": Text(en="Defend: stop the fall and keep what we have", zh="防守：止住下滑，保住现有业务"),
    "develop": Text(en="Develop: this year only relationships, sales later", zh="培育：今年只做关系，销售以后再说"),
    "reduce": Text(en="Reduce: serve it with less effort", zh="收缩：减少投入"),
}


def _promise(data: Data, answers: Answers) -> float:
    return float(min(data["gap"], data["headroom"]))


def _other(data: Data, answers: Answers) -> float:
    return float(max(data["gap"], data["headroom"]))


def _action(number: int) -> TextField:
    return TextField(
        id=f"action_{number}",
        points=2,
        words_min=12,
        label=Text(en=f"Action {number}: what; who; by when; what it brings", zh=f"行动 {number}：做什么；谁来做；何时完成；带来什么"),
        help=Text(
            en="Four parts with a semicolon between them; the date as {plan_year}-03-31, the money as an amount a year: so each gets its column in the plan.",
            zh="四部分之间用分号隔开；日期写成 {plan_year}-03-31，金额写一年的数：这样在计划里各占一列。",
        ),
    )


def _fields(data: Data) -> tuple[Field, ...]:
    return (
        ChoiceField(
            id="goal",
            points=2,
            label=Text(en="The goal of the plan for {plan_year}", zh="{plan_year} 年度计划的总目标"),
            options=options(GOALS),
        ),
        NumberField(
            id="promise",
            kind="money",
            points=2,
            label=Text(en="What you promise above the baseline", zh="您承诺在基准之上多做的销售额"),
            help=Text(
                en="The gap, but no more than the wallet holds up to the target share.",
                zh="以缺口为准，但不超过达到目标份额的提升空间。",
            ),
            tolerance=Tolerance(nearest=10_000),
            lowest=0,
            expected=_promise,
            mistakes=(
                mistake(
                    "the-larger-one",
                    _other,
                    en="That is the larger of the two. A promise is what is both asked for and possible.",
                    zh="这是两个数中较大的一个。承诺既要满足要求，又要做得到。",
                ),
            )
            if _other(data, {}) - _promise(data, {}) > 25_000
            else (),
        ),
        *(_action(number) for number in (1, 2, 3)),
        TextField(
            id="why",
            points=4,
            words_min=40,
            label=Text(en="Why this account deserves it: four to six sentences for the director", zh="为什么值得为它这样投入：写给总监的四到六句话"),
            help=Text(
                en="Name the lifetime profit, what stands in the way, and what you will not do.",
                zh="写明全生命周期利润、障碍所在，以及您不会去做什么。",
            ),
        ),
    )


def _values(data: Data) -> dict[str, Any]:
    return head_values(data)


CASE = case(
    en="""The sales director has two minutes for your account. The plan collects your eight steps by itself; three things only you can write: the **goal**, the **promise** and the **actions**.

An action names what is done, who does it, by when, and what it brings in money or in steps of a relationship, in this order with semicolons between.
Whatever is carried over stands above, with whose figure it is. After this page press *Make my account plan*.""",
    zh="""销售总监只有两分钟看您的客户。八个步骤会自动汇成计划；有三样只能由您来写：**目标**、**承诺**和**行动**。

每项行动要依次写明做什么、谁来做、何时完成，以及带来多少金额或关系上的哪一步，中间用分号隔开。
沿用的数字列在上面，并注明是谁的。完成本页后，点击“生成我的客户计划”。""",
)

HINTS = (
    Text(en="What would you ask if you were the director?", zh="如果您是总监，会问什么？"),
    Text(
        en="Goal: look at the stage first, then at the wallet. Promise: the smaller of gap and headroom. Actions: one for the people, one for the wallet, one for the price.",
        zh="目标：先看阶段，再看钱包。承诺：缺口与提升空间中较小的一个。行动：一项对人，一项对钱包，一项对价格。",
    ),
    Text(
        en="Another account, formation, gap 800,000, headroom 500,000: grow; promise 500,000. Action: “Meet the production manager with a trial report, to open couplings; key-account manager; {plan_year}-03-31; 300,000.”",
        zh="换一家客户，形成期，缺口 800,000，提升空间 500,000：增长；承诺 500,000。行动：“带试用报告拜访生产经理，打开联轴器业务；大客户经理；{plan_year}-03-31；300,000”。",
    ),
)

SOLUTION = Text(
    en="""- Promise: the smaller of {gap:money} and {headroom:money}: **{promise:money}**
- In decline the first goal is to defend: what falls cannot grow. Otherwise the wallet is the way to grow; relationships are an action on that way, not a goal by themselves.
- Good actions have a name and a date. “Improve the relationship” is a wish.""",
    zh="""- 承诺：{gap:money}与 {headroom:money}中较小的一个：**{promise:money}**
- 退化期的首要目标是防守：还在下滑，谈不上增长。否则就从钱包里找增长；做关系是达成目标的行动，本身不是目标。
- 好的行动有人名、有日期。“改善关系”只是愿望。""",
)

EXERCISE = Exercise(
    id="KP.W",
    unit="KP",
    deal=DEAL,
    revision=2,
    mode="assessed",
    carries=(
        Carry("target", x1_target.EXERCISE, "target"),
        Carry("gap", x1_target.EXERCISE, "gap"),
        Carry("clp", x2_lifetime.EXERCISE, "clp"),
        Carry("stage", x2_lifetime.EXERCISE, "stage"),
        Carry("tier", x3_tier.EXERCISE, "tier"),
        Carry("key_person", x5_people.EXERCISE, "key_person"),
        Carry("rival_discount", x6_switching.EXERCISE, "rival_discount"),
        Carry("headroom", x7_wallet.EXERCISE, "headroom"),
        Carry("focus_family", x7_wallet.EXERCISE, "focus_family"),
        Carry("answer", x8_price.EXERCISE, "answer"),
    ),
    title=Text(en="The page for the director", zh="给总监看的一页"),
    minutes=20,
    case=CASE,
    values=_values,
    fields=_fields,
    hints=HINTS,
    solution=SOLUTION,
    variants=partial(pool, "KP.W"),
)
