"""KP.X5, the step of U4: who decides, how far we have come with them, and with whom to go on."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from kamlib import relationships
from kamlib.classroom.exercise import (
    Answers,
    Carry,
    CaseTable,
    ChoiceField,
    Data,
    Exercise,
    Field,
    NumberField,
    Option,
    TableColumn,
    Tolerance,
)
from kamlib.relationships import DECISION_MAKER_STEPS
from kamlib.text import Text
from kamlib.units import pool
from kamlib.units.account_plan import x3_tier
from kamlib.units.account_plan.shared import DEAL, case, head_values, other_reasons
from kamlib.units.common import mistake, options, written
from kamlib.units.u4_relationships.shared import STEP_NAMES, person_name

GIVEN = ("people", "target_step")
MOVES = {
    "good_feeling": Text(en="Good feeling: be introduced by a colleague, with one useful answer in hand", zh="好感：请其同事引见，带去一个有用的答案"),
    "trust": Text(en="Trust: take on a small task with a date, and keep it", zh="信任：接一件有期限的小事，按时兑现"),
    "benefit": Text(en="Benefit: show the gain for the department in figures", zh="利益：用数字说明其部门得到的好处"),
    "affection": Text(en="Affection: stand by the person when it matters", zh="情感：在关键时刻与对方站在一起"),
}


def _column(data: Data, name: str) -> list[Any]:
    return [person[name] for person in data["people"]]


def _by_id(data: Data) -> dict[str, Mapping[str, Any]]:
    return {person["id"]: person for person in data["people"]}


def _coverage(data: Data, answers: Answers) -> float:
    return float(relationships.relationship_coverage(_column(data, "influence"), _column(data, "met")))


def _coverage_by_heads(data: Data, answers: Answers) -> float:
    met = _column(data, "met")
    return sum(met) / len(met)


def _index(data: Data, answers: Answers) -> float:
    return float(relationships.decision_maker_index(_column(data, "influence"), _column(data, "step")))


def _index_by_heads(data: Data, answers: Answers) -> float:
    steps = _column(data, "step")
    return sum(steps) / 4 / len(steps)


def _gap(person: Mapping[str, Any], data: Data) -> float:
    return float(person["influence"] * max(0, data["target_step"] - person["step"]))


def _key_person(data: Data, answers: Answers) -> str:
    return str(max(data["people"], key=lambda person: _gap(person, data))["id"])


def _next_step(data: Data, answers: Answers) -> str:
    step = _by_id(data)[answers["key_person"]]["step"]
    return DECISION_MAKER_STEPS[min(step + 1, len(DECISION_MAKER_STEPS) - 1)]


def _hours(data: Data, answers: Answers) -> float:
    share = _by_id(data)[answers["key_person"]]["influence"] / sum(_column(data, "influence"))
    return float(data["hours_per_year"] * share)


def _hours_alike(data: Data, answers: Answers) -> float:
    return float(data["hours_per_year"] / len(data["people"]))


def _fields(data: Data) -> tuple[Field, ...]:
    people = _by_id(data)
    key = _key_person(data, {})
    why_not_key = {
        id: written(WHY_NOT_KEY, here=_gap(person, data), most=_gap(people[key], data))
        for id, person in people.items()
        if id != key
    }
    by_heads = abs(_coverage_by_heads(data, {}) - _coverage(data, {})) > 0.03
    index_by_heads = abs(_index_by_heads(data, {}) - _index(data, {})) > 0.03
    alike = abs(_hours_alike(data, {}) - _hours(data, {"key_person": key})) > 2.5
    return (
        NumberField(
            id="coverage",
            kind="percent",
            label=Text(en="Coverage (share of the influence that we have met)", zh="关系覆盖率（已接触人员的影响力占比）"),
            tolerance=Tolerance(within=0.01),
            expected=_coverage,
            mistakes=(
                mistake(
                    "coverage-by-heads",
                    _coverage_by_heads,
                    en="You counted heads. Count influence: the points of those we have met ÷ the points of all.",
                    zh="您数的是人头。请按影响力算：已接触人员的分数 ÷ 全部人员的分数。",
                ),
            )
            if by_heads
            else (),
        ),
        NumberField(
            id="decision_index",
            kind="percent",
            label=Text(en="Decision-maker index", zh="决策者指数"),
            help=Text(en="Σ influence × step ÷ (4 × Σ influence)", zh="Σ 影响力 × 步骤 ÷（4 × Σ 影响力）"),
            tolerance=Tolerance(within=0.01),
            expected=_index,
            mistakes=(
                mistake(
                    "mean-step",
                    lambda data, answers: 4 * _index(data, answers),
                    en="That is the mean step. Four steps are the whole: divide by 4.",
                    zh="这是平均步数。满分是四步，还要除以 4。",
                ),
                *(
                    (
                        mistake(
                            "index-by-heads",
                            _index_by_heads,
                            en="You averaged the steps over heads. Weigh each step by the person's influence.",
                            zh="您按人头平均了步骤。请用每个人的影响力加权。",
                        ),
                    )
                    if index_by_heads
                    else ()
                ),
            ),
        ),
        ChoiceField(
            id="key_person",
            label=Text(en="Key person (most influence still short of step {target_step})", zh="关键人（影响力 × 离第 {target_step} 步的差距最大）"),
            options=tuple(Option(id, person_name(person)) for id, person in people.items()),
            expected=_key_person,
            reasons=why_not_key,
        ),
        ChoiceField(
            id="next_step",
            label=Text(en="The next step with this person", zh="与此人的下一步"),
            options=options(MOVES),
            uses=("key_person",),
            expected=_next_step,
            reasons=other_reasons(_next_step(data, {"key_person": key}), MOVES, WHY_NOT_STEP),
        ),
        NumberField(
            id="hours_for_key_person",
            per="year",
            label=Text(en="Hours a year for this person, by influence", zh="每年投入此人的工时（按影响力分配）"),
            unit=Text(en="hours", zh="小时"),
            tolerance=Tolerance(within=1),
            lowest=0,
            uses=("key_person",),
            expected=_hours,
            mistakes=(
                mistake(
                    "hours-alike",
                    _hours_alike,
                    en="You gave everybody the same. Share the account's hours out by influence.",
                    zh="您平均分给了每个人。请按影响力分配该客户的工时。",
                ),
            )
            if alike
            else (),
        ),
    )


WHY_NOT_KEY = Text(
    en="Influence × missing steps is {here:number} here; with another person it is {most:number}.",
    zh="此人的影响力 × 还差的步数是 {here:number}；另有一人是 {most:number}。",
)
WHY_NOT_STEP = Text(
    en="Steps are taken one at a time: look at the step this person has reached, and take the next.",
    zh="要一步一步来：先看此人到了哪一步，再走下一步。",
)
NOBODY = Text(en="nobody", zh="无人")
TOP = Text(en="–", zh="–")


def _tables(data: Data) -> tuple[CaseTable, ...]:
    people = _by_id(data)
    rows = [
        (
            person_name(person),
            person_name(people[person["reports_to"]]) if person["reports_to"] else TOP,
            person["influence"],
            Text(en=f"{person['step']} {name.en}", zh=f"{person['step']} {name.zh}"),
            person["owner"] or NOBODY,
        )
        for person in data["people"]
        for name in [STEP_NAMES[DECISION_MAKER_STEPS[person["step"]]]]
    ]
    return (
        CaseTable(
            Text(en="Who decides on drives at this account", zh="该客户中，谁决定采购传动装置"),
            (
                TableColumn(Text(en="Person", zh="人员")),
                TableColumn(Text(en="Reports to", zh="上级")),
                TableColumn(Text(en="Influence (1–5)", zh="影响力（1–5）"), "whole"),
                TableColumn(Text(en="Step reached (0–4)", zh="已到步骤（0–4）")),
                TableColumn(Text(en="Who of us knows the person", zh="我方联系人")),
            ),
            rows,
        ),
    )


def _values(data: Data) -> dict[str, Any]:
    key = _key_person(data, {})
    person = _by_id(data)[key]
    influence = _column(data, "influence")
    return {
        **head_values(data),
        "met_influence": sum(each["influence"] for each in data["people"] if each["met"]),
        "all_influence": sum(influence),
        "weighted_steps": sum(each["influence"] * each["step"] for each in data["people"]),
        "key_name": person_name(person),
        "key_influence": person["influence"],
        "key_step": person["step"],
        "key_gap": _gap(person, data),
        "move_name": MOVES[_next_step(data, {"key_person": key})],
    }


CASE = case(
    en="""Step 5 draws the people: who decides, whom of them we know, and where our hours go first.

The key person is the one with the largest influence × steps still missing to step {target_step} (benefit: for the customer's company, within its gift rules).
The account's hours are shared out among these people by influence.""",
    zh="""第 5 步：看清客户那边的人。谁说了算，我们认识其中哪些人，工时先花在谁身上。

关键人：影响力 × 离第 {target_step} 步还差的步数，取最大者（“利益”指给客户公司的利益，且须符合其礼品规定）。
该客户的工时按影响力分配给这些人。""",
)

HINTS = (
    Text(en="Who could stop the next order without ever having spoken to us?", zh="谁从没和我们谈过，却能否决下一笔订单？"),
    Text(
        en="Coverage: influence of those somebody of us knows ÷ all influence. Index: Σ influence × step ÷ (4 × Σ influence). Key person: influence × (target step − step reached). Hours: account's hours × influence ÷ all influence.",
        zh="覆盖率：我方有人接触的人的影响力 ÷ 全部影响力。指数：Σ 影响力 × 步骤 ÷（4 × Σ 影响力）。关键人：影响力 ×（目标步骤 − 已到步骤）。工时：该客户工时 × 影响力 ÷ 全部影响力。",
    ),
    Text(
        en="Another account: influence 5, 3, 2 at steps 0, 2, 4, the first unknown to us. Coverage 5 ÷ 10 = 50%; index (0 + 6 + 8) ÷ 40 = 35%; key person the first (5 × 3 = 15), next step good feeling; of 192 hours 5 ÷ 10 = 96.",
        zh="换一家客户：影响力 5、3、2，分别在第 0、2、4 步，第一位我方没人认识。覆盖率 5 ÷ 10 = 50%；指数 (0 + 6 + 8) ÷ 40 = 35%；关键人是第一位（5 × 3 = 15），下一步是好感；192 小时中 5 ÷ 10，即 96 小时。",
    ),
)

SOLUTION = Text(
    en="""- Coverage: {met_influence} ÷ {all_influence} = **{coverage:percent1}**; index: {weighted_steps} ÷ (4 × {all_influence}) = **{decision_index:percent1}**
- Key person: **{key_name}**, influence {key_influence}, step {key_step}: {key_gap:number} points
- Next: **{move_name}**
- Hours: {hours_per_year:number} × {key_influence} ÷ {all_influence} = **{hours_for_key_person:one}** a year""",
    zh="""- 覆盖率：{met_influence} ÷ {all_influence} = **{coverage:percent1}**；指数：{weighted_steps} ÷（4 × {all_influence}）= **{decision_index:percent1}**
- 关键人：**{key_name}**，影响力 {key_influence}，已到第 {key_step} 步：{key_gap:number} 分
- 下一步：**{move_name}**
- 工时：{hours_per_year:number} × {key_influence} ÷ {all_influence} = 每年 **{hours_for_key_person:one}** 小时""",
)

EXERCISE = Exercise(
    id="KP.X5",
    unit="KP",
    deal=DEAL,
    revision=2,
    after="U4",
    carries=(Carry("hours_per_year", x3_tier.EXERCISE, "hours_per_year"),),
    title=Text(en="Step 5 (U4): the people who decide", zh="第 5 步（U4）：谁在决策"),
    minutes=10,
    case=CASE,
    values=_values,
    tables=_tables,
    fields=_fields,
    hints=HINTS,
    solution=SOLUTION,
    variants=partial(pool, "KP.X5"),
)
