"""KP.X6, the step of U5: what leaving us would cost the customer, and how cheap a rival must be."""

from __future__ import annotations

from functools import partial
from typing import Any

from kamlib import switching
from kamlib.classroom.exercise import Answers, Carry, Data, Exercise, Field, NumberField, Tolerance
from kamlib.switching import SWITCHING_COSTS
from kamlib.text import Text
from kamlib.units import pool
from kamlib.units.account_plan import x1_target
from kamlib.units.account_plan.shared import DEAL, case, head_values
from kamlib.units.common import mistake
from kamlib.value import annuity_factor

GIVEN = (
    "search", "trial", "relationship", "legal", "learners", "learning_hours", "learning_rate", "switch_years",
    "switch_rate",
)  # fmt: skip
TIMING = "end"


def _learning(data: Data, answers: Answers) -> float:
    return float(data["learners"] * data["learning_hours"] * data["learning_rate"])


def _one_off(data: Data, learning: float) -> dict[str, float]:
    return {kind: learning if kind == "learning" else data[kind] for kind in SWITCHING_COSTS}


def _cost(data: Data, answers: Answers) -> float:
    return float(switching.switching_cost(_one_off(data, answers["learning"])))


def _terms(data: Data) -> tuple[float, int]:
    return data["switch_rate"], data["switch_years"]


def _saving(data: Data, answers: Answers) -> float:
    return float(switching.required_saving_per_year(answers["switching_cost"], *_terms(data), timing=TIMING))


def _discount(data: Data, answers: Answers) -> float:
    return float(answers["saving_needed"] / data["spend"])


def _fields(data: Data) -> tuple[Field, ...]:
    return (
        NumberField(
            id="learning",
            kind="money",
            label=Text(en="Learning cost", zh="学习成本"),
            tolerance=Tolerance(nearest=100),
            lowest=0,
            expected=_learning,
            mistakes=(
                mistake(
                    "one-learner",
                    lambda data, answers: float(data["learning_hours"] * data["learning_rate"]),
                    en="That is one person's cost. All {learners} have to learn.",
                    zh="这是一个人的成本。{learners} 个人都要学。",
                ),
                mistake(
                    "one-hour",
                    lambda data, answers: float(data["learners"] * data["learning_rate"]),
                    en="That is one hour for each. They learn {learning_hours} hours.",
                    zh="每人只算了一小时。每人要学 {learning_hours} 小时。",
                ),
            ),
        ),
        NumberField(
            id="switching_cost",
            kind="money",
            label=Text(en="Switching cost, all five together", zh="转换成本（五项合计）"),
            tolerance=Tolerance(nearest=1_000),
            lowest=0,
            uses=("learning",),
            expected=_cost,
            mistakes=(
                mistake(
                    "forgot-learning",
                    lambda data, answers: _cost(data, {"learning": 0.0}),
                    en="The learning cost is missing; there are five kinds.",
                    zh="漏了学习成本，一共五项。",
                ),
            ),
        ),
        NumberField(
            id="saving_needed",
            per="year",
            kind="money",
            label=Text(en="Saving a year that outweighs it", zh="足以抵消它的每年节省额"),
            tolerance=Tolerance(relative=0.005),
            lowest=0,
            uses=("switching_cost",),
            expected=_saving,
            mistakes=(
                mistake(
                    "without-interest",
                    lambda data, answers: answers["switching_cost"] / data["switch_years"],
                    en="You divided by the years. Later savings are worth less today: divide by {factor:.4f}.",
                    zh="您除以了年数。以后的节省折到今天要打折扣：请除以 {factor:.4f}。",
                ),
                mistake(
                    "in-one-year",
                    lambda data, answers: answers["switching_cost"],
                    en="That is the whole switching cost. It is earned back over {switch_years} years: divide by {factor:.4f}.",
                    zh="这是全部转换成本。它在 {switch_years} 年内收回：请除以 {factor:.4f}。",
                ),
            ),
        ),
        NumberField(
            id="rival_discount",
            kind="percent",
            label=Text(en="Discount δ* a rival must at least give", zh="对手所需让价 δ*（占价格的比例）"),
            tolerance=Tolerance(within=0.001),
            uses=("saving_needed",),
            expected=_discount,
            mistakes=(
                mistake(
                    "share-of-cost",
                    lambda data, answers: answers["switching_cost"] / data["spend"],
                    en="You divided the whole switching cost by one year's spend. Take the saving a year.",
                    zh="您用全部转换成本除以一年的采购额。请用每年的节省额来除。",
                ),
            ),
        ),
    )


def _values(data: Data) -> dict[str, Any]:
    return {**head_values(data), "factor": annuity_factor(*_terms(data), timing=TIMING)}


CASE = case(
    en="""Step 6 asks how firmly the account is tied to us: what would leaving cost the customer, honestly counted?

- Search {search:money} · trial {trial:money} · relationship {relationship:money} · legal {legal:money}
- Learning: {learners:number} people × {learning_hours:number} hours × {learning_rate:money} an hour

It reckons over {switch_years} years at {switch_rate:percent} a year, savings at the end of each year: CNY 1 a year for {switch_years} years is worth {factor:.4f} today.
Without us it would spend with a rival what it would spend with us next year: the baseline of step 1.
The plan counts what is paid once; what a change costs year after year (the second stock in U5) is left out.""",
    zh="""第 6 步：这家客户有多稳？它离开我们要付出多少，如实算一算。

- 搜寻成本 {search:money} · 尝试成本 {trial:money} · 关系成本 {relationship:money} · 法律成本 {legal:money}
- 学习成本：{learners:number} 人 × {learning_hours:number} 小时 × 每小时 {learning_rate:money}

客户按 {switch_years} 年、年利率 {switch_rate:percent} 计算，节省额在年末实现：{switch_years} 年内每年 1 元，今天值 {factor:.4f} 元。
假定换供应商后采购量不变：每年采购额就是第 1 步的基准。
计划只算一次性的转换成本；换了之后每年多出的支出（如 U5 里多备的库存）不计。""",
)

HINTS = (
    Text(en="A switch is an investment of the customer. When does it pay?", zh="更换供应商，对客户是一笔投资。什么时候划算？"),
    Text(
        en="Add up the five kinds. Divide by the present value of CNY 1 a year to get the saving needed a year. Divide that by the spend a year.",
        zh="五项相加；除以每年 1 元的现值，得每年所需节省额；再除以每年采购额。",
    ),
    Text(
        en="Another account: five kinds 500,000 together; 500,000 ÷ 2.5 = 200,000 a year; with a spend of 4,000,000 a rival must be 5% cheaper.",
        zh="换一家客户：五项合计 500,000；500,000 ÷ 2.5 = 每年 200,000；采购额 4,000,000 时，对手至少要便宜 5%。",
    ),
)

SOLUTION = Text(
    en="""- Learning {learning:money}; together **{switching_cost:money}**
- ÷ {factor:.4f} = **{saving_needed:money}** a year; ÷ {spend:money} = **{rival_discount:percent1}**
- Below that discount a switch does not pay for the customer. What we earn by being better is a tie; what we hide in contracts is a grudge.""",
    zh="""- 学习成本 {learning:money}；合计 **{switching_cost:money}**
- ÷ {factor:.4f} = 每年 **{saving_needed:money}**；÷ {spend:money} = **{rival_discount:percent1}**
- 对手让价低于这个幅度，客户换供应商就不划算。靠做得更好，留得住人；靠合同条款捆住，只会积怨。""",
)

EXERCISE = Exercise(
    id="KP.X6",
    unit="KP",
    deal=DEAL,
    revision=2,
    after="U5",
    carries=(Carry("spend", x1_target.EXERCISE, "baseline"),),
    title=Text(en="Step 6 (U5): switching cost", zh="第 6 步（U5）：转换成本"),
    minutes=8,
    case=CASE,
    values=_values,
    fields=_fields,
    hints=HINTS,
    solution=SOLUTION,
    variants=partial(pool, "KP.X6"),
)
