"""KP.X7, the step of U6: what the account spends in all, and how much of the gap lies in it."""

from __future__ import annotations

import math
from functools import partial
from typing import Any

from kamlib import growth
from kamlib.cases.labels import LABELS
from kamlib.classroom.exercise import (
    Answers,
    Carry,
    CaseTable,
    ChoiceField,
    Data,
    Exercise,
    Field,
    Mistake,
    NumberField,
    Option,
    TableColumn,
    Tolerance,
)
from kamlib.text import Text
from kamlib.units import pool
from kamlib.units.account_plan import x1_target
from kamlib.units.account_plan.shared import DEAL, case, head_values
from kamlib.units.common import apart, mistake, written

GIVEN = ("wallet", "target_share")
FAMILIES = LABELS["family"]
ROUNDED = 10_000  # CNY


def _sales(data: Data) -> float:
    return float(sum(family["ours"] for family in data["wallet"]))


def _wallet(data: Data, answers: Answers) -> float:
    return float(sum(family["spend"] for family in data["wallet"]))


def _share(data: Data, answers: Answers) -> float:
    return float(growth.share_of_wallet(_sales(data), answers["wallet_per_year"]))


def _headroom(data: Data, answers: Answers) -> float:
    return float(
        growth.headroom(_sales(data), answers["wallet_per_year"], data["target_share"], above_target="zero")
    )


def _by_family(data: Data, answers: Answers) -> float:
    """Return the headroom as U6 works it out: a family above the target takes nothing from the others."""
    ours, spend = ([family[whose] for family in data["wallet"]] for whose in ("ours", "spend"))
    return float(growth.headroom(ours, spend, data["target_share"], above_target="zero").sum())


def _by_family_mistakes(data: Data) -> tuple[Mistake, ...]:
    if not apart(_by_family(data, {}), _headroom(data, {"wallet_per_year": _wallet(data, {})}), Tolerance(nearest=ROUNDED)):
        return ()
    return (
        mistake(
            "family-by-family",
            _by_family,
            credit=0.5,
            en="That is the headroom family by family, as in U6. The plan aims at a share of the whole wallet: target share × wallet − our sales.",
            zh="这是按产品系列逐项计算的提升空间，如 U6。计划的目标是整个钱包的份额：目标份额 × 钱包 − 我方销售额。",
        ),
    )


def _unsold(data: Data) -> dict[str, float]:
    return {family["id"]: family["spend"] - family["ours"] for family in data["wallet"]}


def _focus(data: Data, answers: Answers) -> str:
    unsold = _unsold(data)
    return max(unsold, key=lambda family: unsold[family])


def _largest_spend(data: Data, answers: Answers) -> str:
    return str(max(data["wallet"], key=lambda family: family["spend"])["id"])


def _covered(data: Data, answers: Answers) -> float:
    return float(answers["headroom"] / data["gap"])


def _whole_points(data: Data) -> Tolerance:
    """Return whole percentage points: one, or what a headroom rounded to 10,000 as asked may miss of a small gap."""
    return Tolerance(within=max(1, math.ceil(100 * ROUNDED / 2 / data["gap"])) / 100)


def _fields(data: Data) -> tuple[Field, ...]:
    unsold = _unsold(data)
    right = _focus(data, {})
    return (
        NumberField(
            id="wallet_per_year",
            per="year",
            kind="money",
            label=Text(en="Wallet (what the account spends a year with all suppliers)", zh="钱包（客户每年向所有供应商的采购额）"),
            tolerance=Tolerance(nearest=ROUNDED),
            lowest=0,
            expected=_wallet,
            mistakes=(
                mistake(
                    "unsold-only",
                    lambda data, answers: _wallet(data, answers) - _sales(data),
                    en="That is what others sell. The wallet is the whole spend, ours included.",
                    zh="这是别人卖给它的部分。钱包是全部采购额，包括我方的。",
                ),
                mistake(
                    "ours-only",
                    lambda data, answers: _sales(data),
                    en="That is what it buys from us. The wallet is what it spends with all suppliers.",
                    zh="这是它向我方采购的部分。钱包是它向所有供应商的采购额。",
                ),
            ),
        ),
        NumberField(
            id="share_of_wallet",
            kind="percent",
            label=Text(en="Our share of wallet", zh="我方钱包份额"),
            tolerance=Tolerance(within=0.005),
            uses=("wallet_per_year",),
            expected=_share,
            mistakes=(
                mistake(
                    "share-of-the-others",
                    lambda data, answers: 1 - _share(data, answers),
                    en="That is the share of all the others. Take our sales ÷ wallet.",
                    zh="这是其他供应商的份额。请用我方销售额 ÷ 钱包。",
                ),
            ),
        ),
        NumberField(
            id="headroom",
            kind="money",
            label=Text(en="Headroom up to the target share, over the whole wallet", zh="整个钱包达到目标份额的提升空间"),
            tolerance=Tolerance(nearest=ROUNDED),
            uses=("wallet_per_year",),
            expected=_headroom,
            mistakes=(
                mistake(
                    "all-unsold",
                    lambda data, answers: _wallet(data, answers) - _sales(data),
                    en="That would be the whole wallet. Go up to the target share of {target_share:percent} only.",
                    zh="这等于拿下整个钱包。只算到目标份额 {target_share:percent}。",
                ),
                mistake(
                    "our-sales-forgotten",
                    lambda data, answers: answers["wallet_per_year"] * data["target_share"],
                    en="That is all we would sell at the target share. Take off what we sell already.",
                    zh="这是达到目标份额时的全部销售额。请减去我方已有的部分。",
                ),
                *_by_family_mistakes(data),
            ),
        ),
        ChoiceField(
            id="focus_family",
            label=Text(en="Product family with the most unsold spend", zh="未拿下金额最大的产品系列"),
            options=tuple(Option(family["id"], FAMILIES[family["id"]]) for family in data["wallet"]),
            expected=_focus,
            reasons={
                family: written(WHY_NOT, here=amount, most=unsold[right])
                for family, amount in unsold.items()
                if family != right
            },
            mistakes=(
                mistake(
                    "largest-spend",
                    _largest_spend,
                    en="That is where it spends most. Take off what it buys from us already.",
                    zh="这是采购额最大的系列。请先减去已经向我方采购的部分。",
                ),
            )
            if _largest_spend(data, {}) != right
            else (),
        ),
        NumberField(
            id="gap_covered",
            kind="percent",
            label=Text(en="Headroom as a share of the gap (more than 100% if it is larger)", zh="提升空间占缺口的比例（超过缺口则大于 100%）"),
            tolerance=_whole_points(data),
            uses=("headroom",),
            expected=_covered,
            mistakes=()
            if 0.8 < _covered(data, {"headroom": _headroom(data, {"wallet_per_year": _wallet(data, {})})}) < 1.25
            else (
                mistake(
                    "gap-upside-down",
                    lambda data, answers: data["gap"] / answers["headroom"],
                    en="You divided the gap by the headroom. The question is the other way round.",
                    zh="您用缺口除以了提升空间。应当反过来。",
                ),
            ),
        ),
    )


WHY_NOT = Text(
    en="Unsold here: {here:money}; in another family {most:money}.",
    zh="这一系列未拿下 {here:money}；另有一个系列未拿下 {most:money}。",
)


def _tables(data: Data) -> tuple[CaseTable, ...]:
    return (
        CaseTable(
            Text(en="What the account buys of our kind of goods (CNY a year)", zh="该客户对我方同类产品的采购（元/年）"),
            (
                TableColumn(Text(en="Product family", zh="产品系列")),
                TableColumn(Text(en="Spend with all suppliers", zh="全部供应商"), "whole"),
                TableColumn(Text(en="Of it with us", zh="其中我方"), "whole"),
            ),
            [(FAMILIES[family["id"]], family["spend"], family["ours"]) for family in data["wallet"]],
        ),
    )


def _values(data: Data) -> dict[str, Any]:
    focus = _focus(data, {})
    return {
        **head_values(data),
        "our_sales": _sales(data),
        "focus_name": FAMILIES[focus],
        "focus_unsold": _unsold(data)[focus],
    }


CASE = case(
    en="""Step 7 looks for the money that closes the gap of step 1: in the wallet of the account itself.

The wallet is the sales office's estimate. For next year you aim at a share of wallet of {target_share:percent}.""",
    zh="""第 7 步：第 1 步的缺口，先到这家客户自己的钱包里去找。

钱包为销售部的估计。明年您的目标是钱包份额达到 {target_share:percent}。""",
)

HINTS = (
    Text(en="A customer that already knows us is the nearest new market.", zh="最近的新市场，就是已经认识我们的客户。"),
    Text(
        en="Wallet = sum of the spend. Share = our sales ÷ wallet. Headroom = target share × wallet − our sales. Covered = headroom ÷ gap; above 100% the wallet is enough.",
        zh="钱包 = 采购额合计。份额 = 我方销售额 ÷ 钱包。提升空间 = 目标份额 × 钱包 − 我方销售额。覆盖比例 = 提升空间 ÷ 缺口，超过 100% 即足够。",
    ),
    Text(
        en="Another account: wallet 20,000,000, ours 5,000,000: 25%. Target 30%: 6,000,000 − 5,000,000 = 1,000,000. Gap 800,000: covered 125%.",
        zh="换一家客户：钱包 20,000,000，我方 5,000,000，份额 25%。目标 30%：6,000,000 − 5,000,000 = 1,000,000。缺口 800,000：覆盖 125%。",
    ),
)

SOLUTION = Text(
    en="""- Wallet **{wallet_per_year:money}**, ours {our_sales:money}: **{share_of_wallet:percent1}**
- Headroom: {target_share:percent} × {wallet_per_year:money} − {our_sales:money} = **{headroom:money}**
- Most is unsold in **{focus_name}**: {focus_unsold:money}
- {headroom:money} ÷ {gap:money} = **{gap_covered:percent0}** of the gap""",
    zh="""- 钱包 **{wallet_per_year:money}**，我方 {our_sales:money}：**{share_of_wallet:percent1}**
- 提升空间：{target_share:percent} × {wallet_per_year:money} − {our_sales:money} = **{headroom:money}**
- 未拿下最多的系列：**{focus_name}**，{focus_unsold:money}
- {headroom:money} ÷ {gap:money}，覆盖缺口的 **{gap_covered:percent0}**""",
)

EXERCISE = Exercise(
    id="KP.X7",
    unit="KP",
    deal=DEAL,
    revision=2,
    after="U6",
    carries=(Carry("gap", x1_target.EXERCISE, "gap"),),
    title=Text(en="Step 7 (U6): wallet and headroom", zh="第 7 步（U6）：钱包与空间"),
    minutes=8,
    case=CASE,
    values=_values,
    tables=_tables,
    fields=_fields,
    hints=HINTS,
    solution=SOLUTION,
    variants=partial(pool, "KP.X7"),
)
