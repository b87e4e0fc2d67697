"""KP.X2, the step of U1: what the account is worth over its lifetime, and in which stage it is."""

from __future__ import annotations

from functools import partial
from typing import Any

from kamlib.classroom.exercise import (
    Answers,
    ChoiceField,
    Data,
    Exercise,
    Field,
    NumberField,
    Option,
    Tolerance,
)
from kamlib.lifetime import RELATIONSHIP_STAGES, expected_lifetime_years, margin_multiple
from kamlib.stages import COURSE_LIMITS, relationship_stage
from kamlib.text import Text, percent
from kamlib.units import pool
from kamlib.units.account_plan.shared import DEAL, FULL_CNY, case, head_values, other_reasons
from kamlib.units.common import mistake, rounded, written
from kamlib.units.u1_lifetime.shared import STAGE_NAMES, STAGE_RULE, limit_figures

GIVEN = (
    "contribution_per_year", "service_cost_per_year", "retention", "discount_rate", "tenure_months", "order_growth",
    "complaint_change", "share_estimate",
)  # fmt: skip


def multiple(data: Data) -> float:
    """Return how many yearly profits the account is worth."""
    return float(margin_multiple(data["retention"], data["discount_rate"], first_margin="end"))


def _profit(data: Data, answers: Answers) -> float:
    return float(data["contribution_per_year"] - data["service_cost_per_year"])


def _clp(data: Data, answers: Answers) -> float:
    return float(rounded(answers["profit_per_year"] * multiple(data), FULL_CNY))


def _stage(data: Data, answers: Answers) -> str:
    return str(
        relationship_stage(
            data["tenure_months"],
            data["order_growth"],
            data["share_estimate"],
            data["complaint_change"],
            limits=COURSE_LIMITS,
        )
    )


def _fields(data: Data) -> tuple[Field, ...]:
    stage = _stage(data, {})
    return (
        NumberField(
            id="profit_per_year",
            per="year",
            kind="money",
            label=Text(en="Profit a year, after the cost to serve", zh="每年利润（扣除服务成本后）"),
            tolerance=Tolerance(nearest=FULL_CNY),
            expected=_profit,
            mistakes=(
                mistake(
                    "forgot-cost-to-serve",
                    lambda data, answers: float(data["contribution_per_year"]),
                    en="That is the contribution. Take the cost to serve off: only the rest is profit.",
                    zh="这是边际贡献。请减去服务成本，剩下的才是利润。",
                ),
                mistake(
                    "added-cost-to-serve",
                    lambda data, answers: float(data["contribution_per_year"] + data["service_cost_per_year"]),
                    en="You added the cost to serve; it is to be taken off.",
                    zh="您把服务成本加上去了，应当减掉。",
                ),
            ),
        ),
        NumberField(
            id="clp",
            kind="money",
            points=2,
            label=Text(en="Lifetime profit (CLP)", zh="全生命周期利润 (CLP)"),
            help=Text(en="To full thousands.", zh="取整到千元。"),
            tolerance=Tolerance(relative=0.005),
            uses=("profit_per_year",),
            expected=_clp,
            mistakes=(
                mistake(
                    "lifetime-without-discount",
                    lambda data, answers: answers["profit_per_year"] * expected_lifetime_years(data["retention"]),
                    en="You multiplied by the expected lifetime 1 ÷ (1 − r), which forgets that later money is worth less. Use r ÷ (1 + d − r).",
                    zh="您乘的是预期年限 1 ÷ (1 − r)，没有考虑以后的钱要折现。请用 r ÷ (1 + d − r)。",
                ),
                mistake(
                    "multiple-without-retention",
                    lambda data, answers: answers["profit_per_year"] * multiple(data) / data["retention"],
                    en="You divided 1 by (1 + d − r). The retention rate stands above the line, too: r ÷ (1 + d − r).",
                    zh="您用 1 除以 (1 + d − r) 了。分子上也是保留率 r：r ÷ (1 + d − r)。",
                ),
            ),
        ),
        ChoiceField(
            id="stage",
            label=Text(en="Stage of the relationship", zh="关系所处阶段"),
            options=tuple(Option(id, STAGE_NAMES[id]) for id in RELATIONSHIP_STAGES),
            expected=_stage,
            reasons=other_reasons(stage, STAGE_NAMES, WHY_NOT),
        ),
    )


WHY_NOT = Text(
    en="Go down the rule from the top, line by line; the first line that holds decides. Mind the sign of the order growth and of the complaints.",
    zh="请从上往下逐条对照规则，第一条符合的就是答案。注意订单增长和投诉变化的正负号。",
)
SHARE = {
    True: Text(en="{limit_settled:percent} or more", zh="{limit_settled:percent} 及以上"),
    False: Text(en="between {limit_small:percent} and {limit_settled:percent}", zh="{limit_small:percent} 至 {limit_settled:percent}"),
}


def _share_in_words(data: Data) -> Text:
    """Return the share of wallet as exactly as the rule needs it; step 7 works it out."""
    return written(SHARE[data["share_estimate"] >= COURSE_LIMITS.settled_share_from], **limit_figures())


def _signed(count: int) -> str:
    return "±0" if not count else f"{count:+d}".replace("-", "−")


def _values(data: Data) -> dict[str, Any]:
    return {
        **head_values(data),
        **limit_figures(),
        "multiple": multiple(data),
        "orders": ("+" if data["order_growth"] > 0 else "") + percent(data["order_growth"], digits=1),
        "complaints": _signed(data["complaint_change"]),
        "share": _share_in_words(data),
        "stage_name": STAGE_NAMES[_stage(data, {})],
    }


CASE = case(
    en=f"""Step 2 says what the account is worth to Tarvane Drives as long as it stays.

- Contribution {{contribution_per_year:money}} a year, cost to serve {{service_cost_per_year:money}} a year
- Retention r = {{retention:percent}} a year, discount rate d = {{discount_rate:percent}} a year
- First order {{tenure_months:number}} months ago; orders {{orders}} against the year before
- Complaints {{complaints}} against the year before; our share of wallet is {{share}}

Lifetime profit (CLP) = profit a year × margin multiple; the margin multiple is r ÷ (1 + d − r).
That is the short form of U2: no last year, first profit after a year. U1 counts ten years and the first contribution at once, so it shows another figure for the same account; the tier is the same by both.

The stage is told by the rule of the house; the first line that holds decides:

{STAGE_RULE.en}""",
    zh=f"""第 2 步：只要这家客户不走，它对塔凡传动值多少钱。

- 每年边际贡献 {{contribution_per_year:money}}，每年服务成本 {{service_cost_per_year:money}}
- 年保留率 r = {{retention:percent}}，年折现率 d = {{discount_rate:percent}}
- 首单至今 {{tenure_months:number}} 个月；订单同比 {{orders}}
- 投诉同比 {{complaints}} 件；我方钱包份额为 {{share}}

全生命周期利润 (CLP) = 每年利润 × 毛利倍数；毛利倍数为 r ÷ (1 + d − r)。
这是 U2 的简式：不设最后一年，第一笔利润在一年以后。U1 按十年计算，第一笔边际贡献现在就算，所以同一家客户的数字不同；两种算法定出的等级相同。

阶段按公司规则判断，第一条符合的就是答案：

{STAGE_RULE.zh}""",
)

HINTS = (
    Text(en="What is left of one year, and how many such years is it worth today?", zh="一年能剩下多少？按今天的钱算，相当于多少个这样的一年？"),
    Text(
        en="Contribution − cost to serve = profit a year. Times r ÷ (1 + d − r) = CLP. For the stage begin with rule 1 and stop at the first that holds.",
        zh="边际贡献 − 服务成本 = 每年利润；乘以 r ÷ (1 + d − r) 得 CLP。判断阶段从第 1 条开始，符合即停。",
    ),
    Text(
        en="Another account: contribution 900,000, cost to serve 150,000, r = 80%, d = 10%: 750,000 a year × 0.80 ÷ 0.30 = 2,000,000. Orders −4% and one complaint more: decline.",
        zh="换一家客户：边际贡献 900,000，服务成本 150,000，r = 80%，d = 10%：每年 750,000 × 0.80 ÷ 0.30 = 2,000,000。订单 −4%，投诉多一件：退化期。",
    ),
)

SOLUTION = Text(
    en="""- Profit a year: {contribution_per_year:money} − {service_cost_per_year:money} = **{profit_per_year:money}**
- Margin multiple: {retention:percent} ÷ (1 + {discount_rate:percent} − {retention:percent}) = {multiple:.4f}; CLP **{clp:money}**
- Stage: **{stage_name}**. A high CLP in decline is the most expensive account to lose; the plan must say so.""",
    zh="""- 每年利润：{contribution_per_year:money} − {service_cost_per_year:money} = **{profit_per_year:money}**
- 毛利倍数：{retention:percent} ÷（1 + {discount_rate:percent} − {retention:percent}）= {multiple:.4f}；CLP **{clp:money}**
- 阶段：**{stage_name}**。CLP 很高却处在退化期的客户，丢了代价最大，计划里必须写明。""",
)

EXERCISE = Exercise(
    id="KP.X2",
    unit="KP",
    deal=DEAL,
    revision=2,
    after="U1",
    title=Text(en="Step 2 (U1): lifetime profit and stage", zh="第 2 步（U1）：全生命周期利润与阶段"),
    minutes=8,
    case=CASE,
    values=_values,
    fields=_fields,
    hints=HINTS,
    solution=SOLUTION,
    variants=partial(pool, "KP.X2"),
)
