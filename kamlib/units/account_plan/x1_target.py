"""KP.X1, the step of T0: what the account is to bring next year, and how much of it is missing."""

from __future__ import annotations

from functools import partial
from typing import Any

from kamlib.classroom.exercise import Answers, Data, Exercise, Field, Mistake, NumberField, Tolerance
from kamlib.text import Text
from kamlib.units import pool
from kamlib.units.account_plan.shared import DEAL, SMALLEST_TARGET, case, head_values
from kamlib.units.common import mistake, rounded

GIVEN = ("sales_last_year", "growth_expected", "region_growth", "extra_growth")


def _baseline(data: Data, answers: Answers) -> float:
    return float(rounded(data["sales_last_year"] * (1 + data["growth_expected"]), 1))


def growth_target(data: Data) -> float:
    """Return the growth that the director asks of this account."""
    return float(data["region_growth"] + data["extra_growth"])


def _target(data: Data, answers: Answers) -> float:
    return float(rounded(data["sales_last_year"] * (1 + growth_target(data)), SMALLEST_TARGET))


def _gap(data: Data, answers: Answers) -> float:
    return float(answers["target"] - answers["baseline"])


def _where_growth_is_expected(data: Data, *mistakes: Mistake) -> tuple[Mistake, ...]:
    """Return mistakes that cannot be seen where the account is expected to stand still."""
    return mistakes if data["growth_expected"] else ()


def _fields(data: Data) -> tuple[Field, ...]:
    return (
        NumberField(
            id="baseline",
            kind="money",
            label=Text(en="Baseline (next year's sales if nothing changes)", zh="基准（一切照旧时明年的销售额）"),
            tolerance=Tolerance(nearest=SMALLEST_TARGET),
            lowest=0,
            expected=_baseline,
            mistakes=_where_growth_is_expected(
                data,
                mistake(
                    "last-year-again",
                    lambda data, answers: float(data["sales_last_year"]),
                    en="These are last year's sales. The baseline is next year: add the growth you expect.",
                    zh="这是去年的销售额。基准是明年的：请加上您预计的增长。",
                ),
            ),
        ),
        NumberField(
            id="target",
            kind="money",
            label=Text(en="Target (what the director asks)", zh="目标（总监要求的销售额）"),
            help=Text(en="Rounded to full CNY 10,000.", zh="取整到万元。"),
            tolerance=Tolerance(nearest=SMALLEST_TARGET),
            lowest=0,
            expected=_target,
            mistakes=(
                mistake(
                    "region-only",
                    lambda data, answers: float(data["sales_last_year"] * (1 + data["region_growth"])),
                    en="That is the region's growth alone. Key accounts carry {extra_growth:points} points more.",
                    zh="这只用了区域的增长率。大客户要在此之上再加 {extra_growth:points} 个百分点。",
                ),
                *_where_growth_is_expected(
                    data,
                    mistake(
                        "on-the-baseline",
                        lambda data, answers: _baseline(data, answers) * (1 + growth_target(data)),
                        en="You put the target's growth on top of the baseline. It counts from last year's sales.",
                        zh="您在基准上又加了目标增长率。目标增长率是从去年销售额算起的。",
                    ),
                ),
            ),
        ),
        NumberField(
            id="gap",
            kind="money",
            label=Text(en="Gap (what the plan must find)", zh="缺口（计划要补上的数）"),
            tolerance=Tolerance(nearest=SMALLEST_TARGET),
            uses=("baseline", "target"),
            expected=_gap,
            mistakes=_where_growth_is_expected(
                data,
                mistake(
                    "gap-to-last-year",
                    lambda data, answers: float(answers["target"] - data["sales_last_year"]),
                    en="That is the whole growth. A part of it comes by itself: take the target less the baseline.",
                    zh="这是全部增长。其中一部分会自然实现：请用目标减去基准。",
                ),
            ),
        ),
    )


def _values(data: Data) -> dict[str, Any]:
    return {**head_values(data), "growth_target": growth_target(data)}


CASE = case(
    en="""You take over this account at Tarvane Drives. In eight steps, one a unit, you write its plan for the year {plan_year}.
Step 1 says how much is asked, and how much is missing.

- Sales last year: {sales_last_year:money}
- Growth you expect if nothing changes: {growth_expected:percent}
- The target of the region {region_name} means growth of {region_growth:percent1}; of key accounts the sales director asks {extra_growth:points} points more.

The target counts from last year's sales and is rounded to full CNY 10,000.""",
    zh="""您在塔凡传动接手这家客户。八个步骤，一个单元一步，您将写出它的 {plan_year} 年度客户计划。
第 1 步：要求多少，还差多少。

- 去年销售额：{sales_last_year:money}
- 一切照旧时，您预计的增长：{growth_expected:percent}
- {region_name}区域的目标相当于增长 {region_growth:percent1}；对大客户，销售总监要求再高 {extra_growth:points} 个百分点。

目标以去年销售额为基数，取整到万元。""",
)

HINTS = (
    Text(en="One figure is a forecast, one is a demand. What lies between them?", zh="一个数是预测，一个数是要求。两者之间是什么？"),
    Text(
        en="Baseline = last year × (1 + expected growth). Target = last year × (1 + region's growth + the extra points). Gap = target − baseline.",
        zh="基准 = 去年 ×（1 + 预计增长）。目标 = 去年 ×（1 + 区域增长 + 额外百分点）。缺口 = 目标 − 基准。",
    ),
    Text(
        en="Another account: last year 8,000,000, expected growth 5%, region 9%, 10 points more. Baseline 8,400,000; target 8,000,000 × 1.19 = 9,520,000; gap 1,120,000.",
        zh="换一家客户：去年 8,000,000，预计增长 5%，区域 9%，再加 10 个百分点。基准 8,400,000；目标 8,000,000 × 1.19 = 9,520,000；缺口 1,120,000。",
    ),
)

SOLUTION = Text(
    en="""- Baseline: {sales_last_year:money} × (1 + {growth_expected:percent}) = **{baseline:money}**
- Growth asked: {region_growth:percent1} + {extra_growth:points} points = {growth_target:percent1}; target **{target:money}**
- Gap: **{gap:money}**. Steps 6 to 8 say where it can come from.""",
    zh="""- 基准：{sales_last_year:money} ×（1 + {growth_expected:percent}）= **{baseline:money}**
- 要求的增长：{region_growth:percent1} + {extra_growth:points} 个百分点 = {growth_target:percent1}；目标 **{target:money}**
- 缺口：**{gap:money}**。它从哪里来，第 6 至第 8 步见分晓。""",
)

EXERCISE = Exercise(
    id="KP.X1",
    unit="KP",
    deal=DEAL,
    revision=2,
    after="T0",
    title=Text(en="Step 1 (T0): target and gap", zh="第 1 步（T0）：目标与缺口"),
    minutes=6,
    case=CASE,
    values=_values,
    fields=_fields,
    hints=HINTS,
    solution=SOLUTION,
    variants=partial(pool, "KP.X1"),
)
