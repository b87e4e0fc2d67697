"""U3.X1 audit yourself through the customer's eyes: scores, knock-outs, the letter that costs most, the plan to begin with."""

from __future__ import annotations

import random
from functools import cache, partial
from statistics import fmean
from typing import Any

import pandas as pd

from kamlib import value
from kamlib.classroom.exercise import (
    Answers,
    CaseTable,
    ChoiceField,
    ChoicesField,
    Column,
    Data,
    Exercise,
    Field,
    Mistake,
    NumberField,
    Option,
    TableColumn,
    TableField,
    Tolerance,
)
from kamlib.text import Text
from kamlib.units import pool
from kamlib.units.common import (
    ANY_ACCOUNT,
    ANY_ACCOUNT_ZH,
    apart,
    mistake,
    mistakes_stand_apart,
    named,
    once,
    written,
)
from kamlib.units.u3_value.shared import (
    GRADES,
    LETTERS,
    SHORT_SUPPLIERS,
    SUPPLIERS,
    letter_options,
    supplier_options,
)

TO_TWO_DECIMALS = Tolerance(within=0.05)
TWO_PERCENT = Tolerance(relative=0.02)
MONEY_STEP = 100_000  # CNY: what a plan lifts the score by is compared for this amount
PLANS = {
    "technology": Text(en="T: an application engineer at the customer's plant for half a year", zh="T：应用工程师驻厂半年"),
    "quality": Text(en="Q: a test rig, and an inspection report with each unit", zh="Q：建出厂试验台，逐台附检验报告"),
    "response": Text(en="R: a service line with an answer within four hours", zh="R：服务专线，4 小时内答复"),
    "delivery": Text(en="D: a buffer stock close to the customer's plant", zh="D：在客户工厂附近设缓冲库存"),
    "cost": Text(en="C: a joint cost study with the customer", zh="C：与客户联合开展降本"),
    "environment": Text(en="E: an energy and carbon report for each product", zh="E：逐个产品出具能耗与碳排放报告"),
    "security": Text(en="S: a second source for bearings and a data agreement", zh="S：轴承备用货源与数据保密协议"),
}  # fmt: skip


def _weights(data: Data) -> dict[str, float]:
    return {letter: weight / 100 for letter, weight in data["weights"].items()}


@once
def scorecard(data: Data) -> pd.DataFrame:
    """Return the audit of us and the two rivals as the customer's rules give it."""
    points = pd.DataFrame(data["points"]).T[list(LETTERS)]
    return value.audit_scorecard(
        points, _weights(data), floors=data["floors"], grades=GRADES, weakest_by="weighted_gap"
    )


def _scores(data: Data, answers: Answers) -> dict[str, float]:
    return {f"{supplier}/score": float(score) for supplier, score in scorecard(data)["score"].items()}


def _plain_means(data: Data, answers: Answers) -> dict[str, float]:
    return {f"{supplier}/score": fmean(points.values()) for supplier, points in data["points"].items()}


def _out(data: Data, answers: Answers) -> list[str]:
    knocked_out = scorecard(data)["knocked_out"]
    return [supplier for supplier in SUPPLIERS if knocked_out[supplier]]


def _costly(data: Data, answers: Answers) -> str:
    return str(scorecard(data).loc["us", "weakest"])


def _losses(data: Data) -> dict[str, float]:
    """Return how many points of our score each letter costs: weight × (100 − points)."""
    weights, points = _weights(data), data["points"]["us"]
    return {letter: weights[letter] * (100 - points[letter]) for letter in LETTERS}


def _fewest_points(data: Data, answers: Answers) -> str:
    points = data["points"]["us"]
    return min(LETTERS, key=lambda letter: points[letter])


def _gap(data: Data, answers: Answers) -> float:
    """Return how far we are ahead of the best rival that is still in, or behind it."""
    out = _out(data, answers)
    scores = {part.partition("/")[0]: score for part, score in answers["scores"].items()}
    counted = {name: score for name, score in scores.items() if name == "us" or name not in out}
    return float(value.gap_to_best_rival(counted)["us"])


def _gap_to_all(data: Data, answers: Answers) -> float:
    scores = {part.partition("/")[0]: score for part, score in answers["scores"].items()}
    return float(value.gap_to_best_rival(scores)["us"])


def _gap_to_mean(data: Data, answers: Answers) -> float:
    scores = answers["scores"]
    return scores["us/score"] - fmean(score for part, score in scores.items() if part != "us/score")


@once
def _ranked(data: Data) -> pd.DataFrame:
    plans = pd.DataFrame(data["plans"]).set_index("id")[["criterion", "points", "cost"]]
    return value.rank_improvements(data["points"]["us"], _weights(data), plans, floors=data["floors"])


def _best(data: Data, answers: Answers) -> str:
    return str(_ranked(data).index[0])


def _largest_lift(data: Data, answers: Answers) -> str:
    return str(_ranked(data)["score_lift"].idxmax())


def _lift(data: Data, answers: Answers) -> float:
    return float(_ranked(data).loc[answers["best"], "score_lift_per_cny"]) * MONEY_STEP


def _lift_unweighted(data: Data, answers: Answers) -> float:
    plan = next(each for each in data["plans"] if each["id"] == answers["best"])
    return plan["points"] / plan["cost"] * MONEY_STEP


def _lift_of_whole_plan(data: Data, answers: Answers) -> float:
    return float(_ranked(data).loc[answers["best"], "score_lift"])


def _first(data: Data, answers: Answers) -> str:
    ranked = _ranked(data)
    clearing = ranked.index[ranked["clears_floor"]]
    return str(clearing[0]) if len(clearing) else str(ranked.index[0])


def _gap_mistakes(data: Data) -> tuple[Mistake, ...]:
    scores = {"scores": _scores(data, {})}
    found = [
        mistake(
            "gap-to-the-mean",
            _gap_to_mean,
            en="That is the distance to the average of the rivals. The customer buys from the best one: compare with it.",
            zh="这是与对手平均分的差距。客户会选最好的那一家，请与它比较。",
        )
    ]
    if apart(_gap(data, scores), _gap_to_all(data, scores), TO_TWO_DECIMALS):
        found.append(
            mistake(
                "gap-to-one-that-is-out",
                _gap_to_all,
                credit=0.5,
                en="You compared with a rival that is knocked out. It cannot be chosen; take the best of those still in.",
                zh="您比的是一家已被否决的对手。它不能入选，请与仍在名单上最好的一家比较。",
            )
        )
    return tuple(found)


def _lift_mistakes(data: Data) -> tuple[Mistake, ...]:
    found = [
        mistake(
            "lift-without-weight",
            _lift_unweighted,
            en="Those are points of the letter. The score takes only their weight: multiply by it.",
            zh="这是该项指标的加分。计入总分要乘以权重。",
        ),
        mistake(
            "lift-of-the-whole-plan",
            _lift_of_whole_plan,
            credit=0.5,
            en="That is the lift of the whole plan. Divide by its cost and multiply by 100,000.",
            zh="这是整项改进提高的分数。请除以费用，再乘以 10万。",
        ),
    ]
    best = {"best": _best(data, {})}
    seen = [_lift(data, best), *(each.answer(data, best) for each in found)]
    for plan in _ranked(data).index[1:]:  # who chose it and worked rightly on has the method
        lift = _lift(data, {"best": plan})
        if not any(TWO_PERCENT.covers(lift, other) for other in seen):
            seen.append(lift)
            found.append(
                mistake(
                    "lift-of-another-plan",
                    lambda data, answers, plan=plan: _lift(data, {"best": plan}),
                    credit=0.5,
                    en="Rightly worked out, but for another plan: one of the four brings more for the money. Choose that one above and work it out anew.",
                    zh="算法正确，但这是另一项改进的结果：四项中有一项更划算。请在上一题改选那一项，再重新计算。",
                )
            )
    return tuple(found)


def _best_field(data: Data, plans: tuple[Option, ...]) -> ChoiceField:
    ranked = _ranked(data)
    reason = Text(
        en="It lifts the score by {lift:number} points for {cost:money}, that is {per:number} for each CNY 100,000. Another plan brings more for the money.",
        zh="它用 {cost:money}使总分提高 {lift:number} 分，即每 10万元提高 {per:number} 分。还有一项更划算。",
    )
    largest = _largest_lift(data, {})
    return ChoiceField(
        id="best",
        points=2,
        label=Text(en="Which plan lifts our score most for each CNY?", zh="哪项改进每花一元钱使我方总分提高最多？"),
        options=plans,
        expected=_best,
        mistakes=(
            mistake(
                "largest-lift",
                _largest_lift,
                en="It lifts the score most, but each point costs more. Divide the lift by the cost.",
                zh="它提分最多，可是花钱也多。请用提高的分数除以费用。",
            ),
        )
        if largest != ranked.index[0]
        else (),
        reasons={
            str(plan): written(reason, lift=row["score_lift"], cost=row["cost"], per=row["score_lift_per_cny"] * MONEY_STEP)
            for plan, row in ranked.iterrows()
        },
    )


def _first_field(data: Data, plans: tuple[Option, ...]) -> ChoiceField:
    if "us" in _out(data, {}):
        floor = next(iter(scorecard(data).loc["us", "below_floor"]))
        why = Text(
            en=f"We are under the floor in {LETTERS[floor].en}. Until that is mended no point elsewhere counts.",
            zh=f"我方在“{LETTERS[floor].zh}”上没有达到底线。不先补上，别的地方加多少分都没用。",
        )
    else:
        why = Text(
            en="We are above every floor, so nothing is more urgent than the plan that brings most for each CNY.",
            zh="各项底线我方都达到了，没有非先补不可的，就从每一元钱见效最大的一项做起。",
        )
    return ChoiceField(
        id="first",
        points=2,
        label=Text(en="Which plan do you begin with?", zh="您先做哪一项？"),
        options=plans,
        expected=_first,
        reasons={plan.id: why for plan in plans},
    )


def _fields(data: Data) -> tuple[Field, ...]:
    plans = tuple(Option(each["id"], PLANS[each["criterion"]]) for each in data["plans"])
    fewest, costly = _fewest_points(data, {}), _costly(data, {})
    lost = Text(
        en="It costs us {loss:number} points: its weight × (100 − our points). Another letter costs more.",
        zh="这一项让我方丢了 {loss:number} 分（权重 ×（100 − 得分））。还有一项丢得更多。",
    )
    return (
        TableField(
            id="scores",
            points=3,
            label=Text(en="Audit score of each supplier", zh="三家的稽核总分"),
            rows=supplier_options(),
            columns=(Column(id="score", label=Text(en="Score, points", zh="总分"), tolerance=TO_TWO_DECIMALS),),
            expected=_scores,
            mistakes=(
                mistake(
                    "plain-mean",
                    _plain_means,
                    en="That is the plain average of the seven letters. Multiply each by its weight, then add up.",
                    zh="这是七项的简单平均。请把每项得分乘以权重，再相加。",
                ),
            ),
        ),
        ChoicesField(
            id="out",
            points=2,
            label=Text(en="Who is knocked out?", zh="哪些供应商被一票否决？"),
            help=Text(en="Below a floor in one letter is enough; exactly at the floor passes.", zh="有一项低于底线即被否决；正好等于底线算通过。"),
            options=supplier_options(),
            expected=_out,
            reasons={
                supplier: Text(en="It stands at or above every floor. A low score alone knocks nobody out.", zh="它各项都达到了底线。总分低并不会被否决。")
                for supplier in SUPPLIERS
            },
        ),
        NumberField(
            id="gap",
            points=1,
            label=Text(en="Our score less that of the best rival still in", zh="我方总分减去仍在名单上的最强对手"),
            help=Text(en="Below zero if we are behind. Count ourselves even if we are out.", zh="落后请填负数。即使我方被否决，也照样计算。"),
            unit=Text(en="points", zh="分"),
            tolerance=TO_TWO_DECIMALS,
            uses=("scores",),
            expected=_gap,
            mistakes=_gap_mistakes(data),
        ),
        ChoiceField(
            id="costly",
            points=2,
            label=Text(en="Which letter costs our score most?", zh="哪一项指标让我方丢分最多？"),
            help=Text(en="Points lost = weight × (100 − our points).", zh="丢分 = 权重 ×（100 − 得分）。"),
            options=letter_options(),
            expected=_costly,
            mistakes=(
                mistake(
                    "fewest-points",
                    _fewest_points,
                    credit=0.25,
                    en="Here we have the fewest points. But the customer weighs: another letter costs the score more.",
                    zh="这一项我方得分最低，但客户看的是权重：另有一项丢分更多。",
                ),
            )
            if fewest != costly
            else (),
            reasons={letter: written(lost, loss=loss) for letter, loss in _losses(data).items()},
        ),
        _best_field(data, plans),
        NumberField(
            id="lift",
            points=1,
            label=Text(en="Points of score that this plan brings for each CNY 100,000", zh="这项改进每花 10万元，总分提高多少"),
            unit=Text(en="points", zh="分"),
            tolerance=TWO_PERCENT,
            uses=("best",),
            expected=_lift,
            mistakes=_lift_mistakes(data),
        ),
        _first_field(data, plans),
    )  # fmt: skip


def _tables(data: Data) -> tuple[CaseTable, ...]:
    audit = (
        TableColumn(Text(en="Letter", zh="指标")),
        TableColumn(Text(en="Weight, %", zh="权重（%）"), "number"),
        TableColumn(Text(en="Floor", zh="底线"), "number"),
        *(TableColumn(name, "number") for name in SHORT_SUPPLIERS.values()),
    )
    rows = [
        (name, data["weights"][letter], data["floors"].get(letter), *(data["points"][who][letter] for who in SUPPLIERS))
        for letter, name in LETTERS.items()
    ]
    plans = (
        TableColumn(Text(en="What we could do", zh="可选的改进")),
        TableColumn(Text(en="Adds points to its letter", zh="该项加分"), "number"),
        TableColumn(Text(en="Costs, CNY", zh="费用（元）"), "whole"),
    )
    offers = [(PLANS[each["criterion"]], each["points"], each["cost"]) for each in data["plans"]]
    return (
        CaseTable(Text(en="The customer's audit (points from 0 to 100)", zh="客户的稽核表（0–100 分）"), audit, rows),
        CaseTable(Text(en="Four improvements", zh="四项改进"), plans, offers),
    )


def _solution_tables(data: Data) -> tuple[CaseTable, ...]:
    losses = sorted(_losses(data).items(), key=lambda pair: -pair[1])
    lost = (
        TableColumn(Text(en="Letter", zh="指标")),
        TableColumn(Text(en="Our points", zh="我方得分"), "number"),
        TableColumn(Text(en="Points of score lost", zh="丢分"), "number"),
    )
    plans = (
        TableColumn(Text(en="Plan", zh="改进")),
        TableColumn(Text(en="Lifts the score by", zh="总分提高"), "number"),
        TableColumn(Text(en="for each CNY 100,000", zh="每 10万元提高"), "number"),
        TableColumn(Text(en="Clears the floor", zh="能否过底线")),
    )
    yes, no = Text(en="yes", zh="能"), Text(en="–", zh="–")
    rows = [
        (PLANS[row["criterion"]], row["score_lift"], row["score_lift_per_cny"] * MONEY_STEP, yes if row["clears_floor"] else no)
        for _, row in _ranked(data).iterrows()
    ]
    return (
        CaseTable(
            Text(en="What each letter costs us", zh="每项指标让我方丢多少分"),
            lost,
            [(LETTERS[letter], data["points"]["us"][letter], loss) for letter, loss in losses],
        ),
        CaseTable(Text(en="The plans, best for the money first", zh="四项改进，按划算程度排序"), plans, rows),
    )


def _values(data: Data) -> dict[str, Any]:
    scores, out = _scores(data, {}), _out(data, {})
    names = [SUPPLIERS[supplier] for supplier in out]
    plans = {each["id"]: PLANS[each["criterion"]] for each in data["plans"]}
    return {
        "account": named(data["account"]),
        **{supplier: scores[f"{supplier}/score"] for supplier in SUPPLIERS},
        "out_names": Text(en=", ".join(name.en for name in names), zh="、".join(name.zh for name in names)),
        "costly_name": LETTERS[_costly(data, {})],
        "costly_loss": max(_losses(data).values()),
        "best_name": plans[_best(data, {})],
        "first_name": plans[_first(data, {})],
    }


CASE = Text(
    en=f"""The purchasing department of **{{account}}** audits its suppliers by TQRDCES, and its supplier manager let you see the sheet.
Some letters have a **floor**: whoever lies below it in one letter is knocked out, whatever the total.

You may spend money on one improvement this quarter; a letter never gets more than 100 points.
On the computer a radar has a slider for each letter: it shows what a point more is worth.

{ANY_ACCOUNT}""",
    zh=f"""**{{account}}**的采购部按 TQRDCES 稽核供应商，供应商管理经理让您看了评分表。
有些指标设有**底线**：只要一项低于底线，总分再高也被一票否决。

本季度您可以花钱做一项改进；每项指标最高 100 分。
在电脑上有雷达图，每项指标一个滑块，可以看出多得一分值多少。

{ANY_ACCOUNT_ZH}""",
)

HINTS = (
    Text(en="Read the sheet twice as the customer does: first, who may stay at all? Then, who of those is best?", zh="像客户那样看两遍：先看谁还有资格，再看有资格的谁最好。"),
    Text(
        en="Score = sum of weight × points. Knocked out = below the floor in one letter. Points lost by a letter = weight × (100 − points). "
        "A plan lifts the score by weight × the points it adds; divide by its cost. Whoever is knocked out begins with the floor.",
        zh="总分 = 各项权重 × 得分之和。有一项低于底线即被否决。某项丢分 = 权重 ×（100 − 得分）。"
        "一项改进使总分提高 = 权重 × 加分，再除以费用比较。被否决的，先补底线。",
    ),
    Text(
        en="Another supplier: quality 70 points (weight 60%, floor 75), delivery 80 (weight 40%). Score 0.6 × 70 + 0.4 × 80 = 74; knocked out by quality, which costs 0.6 × 30 = 18 points. "
        "Plan 1: quality +5 for CNY 200,000 lifts the score by 3 points, 1.5 for each 100,000. Plan 2: delivery +10 for CNY 100,000 lifts it by 4 points, 4 for each 100,000. "
        "Plan 2 is the better bargain, but plan 1 comes first: it clears the floor.",
        zh="换一家供应商：质量 70 分（权重 60%，底线 75），交付 80 分（权重 40%）。总分 0.6 × 70 + 0.4 × 80 = 74；因质量被否决，质量丢 0.6 × 30 = 18 分。"
        "方案 1：质量加 5 分，20万元，总分提高 3 分，每 10万元 1.5 分。方案 2：交付加 10 分，10万元，总分提高 4 分，每 10万元 4 分。"
        "方案 2 更划算，但要先做方案 1，因为它能过底线。",
    ),
)  # fmt: skip

SOLUTION = Text(
    en="""- **Scores.** We {us:number}, rival A {rival_a:number}, rival B {rival_b:number}
- **Knocked out:** {out_names}
- **To the best rival still in:** {gap:number} points
- **The letter that costs most:** {costly_name}, {costly_loss:number} points
- **Best for the money:** {best_name}, {lift:number} points for each CNY 100,000
- **To begin with:** {first_name}

A floor comes before any score: the customer does not average a line that stands still with a good price.""",
    zh="""- **总分：** 我方 {us:number}，对手 A {rival_a:number}，对手 B {rival_b:number}
- **被否决：** {out_names}
- **与仍在名单上的最强对手相比：** {gap:number} 分
- **丢分最多的指标：** {costly_name}，丢 {costly_loss:number} 分
- **最划算的改进：** {best_name}，每 10万元提高 {lift:number} 分
- **先做：** {first_name}

底线先于总分：生产线停了，价格再好也补不回来。""",
)


@cache
def _ratings() -> dict[str, dict[str, Any]]:
    from kamlib import cases

    names = cases.accounts().set_index("account")
    found = {}
    for account, rows in cases.ratings().groupby("account"):
        table = rows.set_index("criterion").loc[list(LETTERS)]
        found[str(account)] = {
            "account": {"en": str(names.loc[account, "name_en"]), "zh": str(names.loc[account, "name_zh"])},
            "weights": {letter: int(weight) for letter, weight in table["weight"].items()},
            "points": {who: {letter: int(mark) for letter, mark in table[who].items()} for who in SUPPLIERS},
        }
    return found


def audit_of(account: str) -> dict[str, Any]:
    """Return what an account of the case thinks of us and the two rivals: name, weights, points."""
    return _ratings()[account]


def _plans(*plans: tuple[str, int, int]) -> list[dict[str, Any]]:
    return [
        {"id": f"p{number}", "criterion": letter, "points": points, "cost": cost}
        for number, (letter, points, cost) in enumerate(plans, 1)
    ]


def demo() -> dict[str, Any]:
    """Return variant 0: Rynfando's audit; we have the best score and are out for delivery."""
    return audit_of("A043") | {
        "floors": {"quality": 70, "delivery": 72, "security": 70},
        "plans": _plans(("technology", 3, 160_000), ("delivery", 10, 240_000), ("cost", 5, 90_000), ("quality", 6, 150_000)),
    }


def make(chance: random.Random) -> dict[str, Any] | None:
    """Return a candidate variant of U3.X1: the real ratings of an account with other floors and plans."""
    audit = audit_of(chance.choice(sorted(_ratings())))
    heavy = sorted(LETTERS, key=lambda letter: -audit["weights"][letter])[:5]
    floors = {letter: chance.choice(range(60, 86, 2)) for letter in sorted(chance.sample(heavy, 3), key=list(LETTERS).index)}
    letters = chance.sample(list(LETTERS), 4)
    plans = _plans(*((letter, chance.randrange(3, 13), chance.randrange(40_000, 320_000, 10_000)) for letter in letters))
    data = audit | {"floors": floors, "plans": plans}
    return data if _is_good(data) else None


def _is_good(data: Data) -> bool:
    card, out = scorecard(data), _out(data, {})
    if not out or set(out) >= {"rival_a", "rival_b"}:
        return False
    if any(abs(data["points"][who][letter] - floor) < 1 for who in SUPPLIERS for letter, floor in data["floors"].items()):
        return False  # exactly at a floor: told in the help, but not what this exercise is about
    losses = sorted(_losses(data).values())
    lifts = sorted(_ranked(data)["score_lift_per_cny"])
    if losses[-1] < 1.05 * losses[-2] or lifts[-1] < 1.1 * lifts[-2] or abs(_gap(data, {"scores": _scores(data, {})})) < 0.15:
        return False
    if any(data["points"]["us"][plan["criterion"]] + plan["points"] > 100 for plan in data["plans"]):
        return False
    ranked = _ranked(data)
    if "us" in out:
        if len(card.loc["us", "below_floor"]) != 1 or ranked["clears_floor"].sum() != 1:
            return False
        if ranked["clears_floor"].iloc[0]:
            return False  # the urgent plan must not be the best bargain, too
    return mistakes_stand_apart(EXERCISE, data)


EXERCISE = Exercise(
    id="U3.X1",
    unit="U3",
    title=Text(en="Audit yourself through the customer's eyes", zh="用客户的眼光自查"),
    minutes=15,
    case=CASE,
    values=_values,
    tables=_tables,
    fields=_fields,
    hints=HINTS,
    solution=SOLUTION,
    solution_tables=_solution_tables,
    variants=partial(pool, "U3.X1"),
)
