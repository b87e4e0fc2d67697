"""U4.X1 the relationship map: fourteen people, the step reached with each, our owners, coverage, three next moves."""

from __future__ import annotations

import random
from collections.abc import Mapping
from functools import partial
from typing import Any

from kamlib import relationships
from kamlib.classroom.exercise import (
    Answers,
    CaseTable,
    ChoiceField,
    Data,
    Exercise,
    Field,
    MatchField,
    NumberField,
    Option,
    PlaceField,
    Rule,
    TableColumn,
    Tolerance,
)
from kamlib.relationships import DECISION_MAKER_STEPS
from kamlib.text import Text
from kamlib.units import pool
from kamlib.units.common import draw_names, mistake, mistakes_stand_apart, named, once, options, written
from kamlib.units.u4_relationships.evidence import EVIDENCE, STEP_OF, TOLD
from kamlib.units.u4_relationships.shared import (
    ANY_ACCOUNT,
    ANY_ACCOUNT_ZH,
    DEPARTMENTS,
    OURS,
    OURS_SHORT,
    POSTS,
    STEP_NAMES,
    draw_initials,
    person_name,
    step_boxes,
    step_number,
    superiors,
)

STRONG_FROM = 4  # influence of those whose word counts most; a map has five of them
OF_THE_TRADE = {"engineering": "engineer", "quality": "engineer", "production": "service", "maintenance": "service"}
MOVES = ("first", "second", "third")
ACTIVITIES = {
    "good_feeling": Text(en="Good feeling: be introduced by a colleague, bring one useful answer to the first visit", zh="好感：请其同事引见，首次拜访就带去一个有用的答案"),
    "trust": Text(en="Trust: take on a small task with a date and keep it, report openly", zh="信任：接一件有期限的小事，按时兑现，如实反馈"),
    "benefit": Text(en="Benefit: work out with the department what our solution saves it, in its own figures", zh="利益：和该部门一起，用他们自己的数据算出我方方案省了多少"),
    "affection": Text(en="Affection: go through something difficult together, invite into a joint project of both companies", zh="情感：一起攻克难关，邀请加入两家公司的联合项目"),
    "voucher": Text(en="A shopping card for private use, “for the good cooperation”", zh="送一张购物卡，私人用，“感谢合作”"),
    "discount": Text(en="Two more points of discount for the next order", zh="下一单再让两个点"),
}  # fmt: skip
WHY_NOT = {
    "voucher": Text(en="A private gain is a bribe, not the step “benefit”: that step means a gain for the department or the company, in the open.", zh="给个人的好处是贿赂，不是“利益”这一步：这一步指部门或公司公开得到的好处。"),
    "discount": Text(en="A discount changes the price, not the relationship: the next rival can do the same.", zh="打折改变的是价格，不是关系；下一个对手也会打折。"),
}  # fmt: skip
WRONG_ACTIVITY = Text(
    en="That is for another step. Look at the step this person has reached: the activity takes it one step up, none is skipped.",
    zh="这是另一步的做法。请看此人现在处在哪一步：每次只上一步，不能跳。",
)


ELSEWHERE_MORE = Text(
    en="Influence × missing steps is larger with somebody else at this place. Write the product beside all fourteen names and take the three largest.",
    zh="这个位次上，另有人的“影响力 × 还差的步数”更大。请在十四个名字旁都写上乘积，取最大的三个。",
)


def has_contact(person: Mapping[str, Any]) -> bool:
    """Return whether one of us met the person in the last twelve months."""
    return sum(person["met"].values()) > 0


def owner(person: Mapping[str, Any]) -> str:
    """Return who of us met the person most often, or ``"nobody"``."""
    met = person["met"]
    return max(met, key=lambda who: met[who]) if has_contact(person) else "nobody"


def _influence(data: Data) -> list[int]:
    return [person["influence"] for person in data["people"]]


def _steps(data: Data, answers: Answers) -> dict[str, str]:
    return {person["id"]: STEP_OF[person["told"]] for person in data["people"]}


def _strong(data: Data) -> list[Mapping[str, Any]]:
    return [person for person in data["people"] if person["influence"] >= STRONG_FROM]


def _in_vain(person: Mapping[str, Any]) -> bool:
    """Return whether all there was is one visit that led nowhere."""
    return STEP_OF[person["told"]] == "none" and sum(person["met"].values()) == 1


def _owners(data: Data, answers: Answers) -> dict[str, list[str]]:
    """Return who may be said to own each relationship, by the log first; a visit in vain may also count as nobody's."""
    return {person["id"]: [owner(person), *(["nobody"] if _in_vain(person) else [])] for person in data["people"]}


def _owners_by_the_crm(data: Data, answers: Answers) -> dict[str, str]:
    """The slip of believing the CRM, which has the key-account manager beside every name."""
    return {person["id"]: "kam" for person in data["people"] if owner(person) != "kam"}


def _owners_by_trade(data: Data, answers: Answers) -> dict[str, str]:
    """The slip of naming who suits the department, whoever goes there."""
    suits = {person["id"]: OF_THE_TRADE.get(person["department"]) for person in data["people"]}
    return {person["id"]: suits[person["id"]] for person in data["people"] if suits[person["id"]] not in (None, owner(person))}


def _coverage(data: Data, answers: Answers) -> float:
    contact = [has_contact(person) for person in data["people"]]
    return relationships.relationship_coverage(_influence(data), contact)


@once
def coverage_by_department(data: Data) -> dict[str, float]:
    """Return the share of each department's influence that we are in contact with."""
    contact = [has_contact(person) for person in data["people"]]
    by = [person["department"] for person in data["people"]]
    return relationships.relationship_coverage(_influence(data), contact, by=by).to_dict()


def _weakest(data: Data, answers: Answers) -> str:
    shares = coverage_by_department(data)
    return min(shares, key=lambda department: shares[department])


def _index(data: Data, answers: Answers) -> float:
    steps = [step_number(answers["steps"][person["id"]]) for person in data["people"]]
    return relationships.decision_maker_index(_influence(data), steps)


def _mean_step(data: Data, answers: Answers) -> float:
    steps = [step_number(answers["steps"][person["id"]]) for person in data["people"]]
    return sum(steps) / len(steps) / 4


def _gap(person: Mapping[str, Any], answers: Answers) -> int:
    return 4 - step_number(answers["steps"][person["id"]])


def _ordered(values: Mapping[str, float]) -> dict[str, list[str]]:
    """Return for each of three moves who may stand there: equals may change places, the own place comes first."""
    ranked = sorted(values, key=lambda person: -values[person])
    found = {}
    for place, move in enumerate(MOVES):
        equals = [person for person in ranked if values[person] == values[ranked[place]] and person != ranked[place]]
        found[move] = [ranked[place], *equals]
    return found


def weighted_gaps(data: Data, answers: Answers) -> dict[str, float]:
    """Return influence × steps still missing to the fourth step, by person."""
    return {person["id"]: float(person["influence"] * _gap(person, answers)) for person in data["people"]}


def _moves(data: Data, answers: Answers) -> dict[str, list[str]]:
    return _ordered(weighted_gaps(data, answers))


def _moves_by_influence(data: Data, answers: Answers) -> dict[str, list[str]]:
    """The slip of going to the mighty, however well we know them."""
    ranked = sorted(data["people"], key=lambda person: -person["influence"])
    right = _moves(data, answers)
    return {move: person["id"] for move, person in zip(MOVES, ranked, strict=False) if person["id"] not in right[move]}


def _moves_to_friends(data: Data, answers: Answers) -> dict[str, list[str]]:
    """The slip of visiting those who are always glad to see us."""
    ranked = sorted(data["people"], key=lambda person: _gap(person, answers))
    right = _moves(data, answers)
    taken = _moves_by_influence(data, answers)
    return {
        move: person["id"]
        for move, person in zip(MOVES, ranked, strict=False)
        if person["id"] not in right[move] and taken.get(move) != person["id"]
    }


def _activities(data: Data, answers: Answers) -> dict[str, list[str]]:
    found = {}
    for move in MOVES:
        chosen = answers["moves"][move]
        people = [chosen] if isinstance(chosen, str) else chosen
        steps = [step_number(answers["steps"][person]) for person in people]
        found[move] = list(dict.fromkeys(DECISION_MAKER_STEPS[min(step + 1, 4)] for step in steps))
    return found


def _same_person_twice(data: Data, placed: Answers) -> bool:
    return len(set(placed.values())) < len(placed)


def _people(data: Data, *, told: bool = False) -> tuple[Option, ...]:
    return tuple(
        Option(person["id"], person_name(person), note=TOLD[person["told"]] if told else None) for person in data["people"]
    )


def _step_reasons(data: Data) -> dict[str, Text]:
    return {
        f"{person['id']}/{step}": WHY_STEP[STEP_OF[person["told"]]]
        for person in data["people"]
        for step in DECISION_MAKER_STEPS
        if step != STEP_OF[person["told"]]
    }


WHY_STEP = {
    "none": Text(en="Nothing has come back from this person yet: an unanswered e-mail or a silent meeting is no relationship.", zh="对方还没有任何回应：没回的邮件、没开口的会议，都不算关系。"),
    "good_feeling": Text(en="Friendly, but nothing is shared and no task is given: that is good feeling and no more.", zh="态度友好，但不透露情况、也不交办事情：只是好感。"),
    "trust": Text(en="Something is entrusted to us or told us early: that is trust. A gain in figures is not named yet.", zh="提前告诉我们情况，或把事情交给我们：这是信任。还没有说出带数字的好处。"),
    "benefit": Text(en="The person names what the department gains, in figures: that is benefit, of the business kind.", zh="对方说得出部门得到的好处，有数字：这是利益，是业务上的利益。"),
    "affection": Text(en="This person acts for us of own accord, at a cost, when we are not there: that is affection.", zh="我们不在场，对方主动替我们出力：这是情感。"),
}  # fmt: skip


def _owner_reasons(data: Data) -> dict[str, Text]:
    some = Text(en="Go by the log: the owner is who met this person most often in the last twelve months.", zh="以走访记录为准：近 12 个月见面最多的人是负责人。")
    none = Text(en="Nobody met this person in the last twelve months, so there is no owner, whatever the CRM says.", zh="近 12 个月没人见过此人，所以没有负责人，不管系统里写的是谁。")
    return {person["id"]: some if has_contact(person) else none for person in data["people"]}


def _visits(person: Mapping[str, Any]) -> Text:
    """Return how often each of us met somebody, so that nobody must look it up in the table fourteen times."""
    counts = [(OURS_SHORT[who], times) for who, times in person["met"].items()]
    return Text(en=" · ".join(f"{who.en} {times}" for who, times in counts), zh=" · ".join(f"{who.zh} {times}" for who, times in counts))


def _steps_field(data: Data) -> PlaceField:
    return PlaceField(
        id="steps",
        label=Text(en="Which step have we reached with each of the fourteen?", zh="这十四个人，关系各到哪一步？"),
        help=Text(en="Below each name stands what our people report. The highest step that the report proves counts.", zh="姓名下面是我方人员的汇报。汇报能证明到哪一步，就算哪一步。"),
        points=7,
        shape="row",
        items=_people(data, told=True),
        boxes=step_boxes(),
        expected=_steps,
        reasons=_step_reasons(data),
    )


def _owners_field(data: Data) -> MatchField:
    return MatchField(
        id="owners",
        label=Text(en="And who of us owns each relationship?", zh="这十四个人，我方各由谁负责？"),
        help=Text(en="Below each name stands the visit log: who of us met the person how often in the last twelve months.", zh="姓名下面是走访记录：近 12 个月我方各人的见面次数。"),
        points=3.5,
        items=tuple(Option(person["id"], person_name(person), note=_visits(person)) for person in data["people"]),
        options=(*options(OURS), Option("nobody", Text(en="Nobody", zh="无人负责"))),
        expected=_owners,
        reasons=_owner_reasons(data),
        mistakes=(
            mistake(
                "owner-by-the-crm",
                _owners_by_the_crm,
                en="So says the CRM, beside every name. In the visit log a colleague met this person more often, or nobody did.",
                zh="系统里人人都写着大客户经理。看走访记录，见得更多的是同事，或者根本没人见过。",
            ),
            mistake(
                "owner-by-trade",
                _owners_by_trade,
                en="This colleague would suit the department. The log counts: somebody else met this person more often, or nobody did.",
                zh="论专业，这位同事确实合适。但以记录为准：见得更多的是别人，或者根本没人见过。",
            ),
        ),
    )


def _coverage_field() -> NumberField:
    return NumberField(
        id="coverage",
        kind="percent",
        points=2,
        label=Text(en="Relationship coverage of the whole account", zh="整个客户的关系覆盖率"),
        help=Text(en="Influence of all we met in the last twelve months ÷ influence of all fourteen.", zh="近 12 个月见过的人的影响力之和 ÷ 十四人影响力之和。"),
        tolerance=Tolerance(within=0.005),
        lowest=0,
        highest=1,
        expected=_coverage,
        mistakes=(
            mistake(
                "coverage-by-heads",
                lambda data, answers: sum(map(has_contact, data["people"])) / len(data["people"]),
                credit=0.5,
                en="You counted heads. Weigh each person by influence: the general manager counts more than a buyer.",
                zh="您数的是人头。请按影响力加权：总经理的分量比采购员大。",
            ),
            mistake(
                "coverage-of-the-kam",
                lambda data, answers: relationships.relationship_coverage(
                    _influence(data), [person["met"]["kam"] > 0 for person in data["people"]]
                ),
                en="That is what the key-account manager alone reaches. The engineer and the service manager are ours, too.",
                zh="这只是大客户经理一个人的覆盖率。应用工程师和服务经理也是我们的人。",
            ),
            mistake(
                "coverage-missing-part",
                lambda data, answers: 1 - _coverage(data, answers),
                en="That is the part we do not reach.",
                zh="这是没有覆盖到的部分。",
            ),
        ),
    )


def _weakest_field(data: Data) -> ChoiceField:
    shares = coverage_by_department(data)
    lower = Text(
        en="Coverage there is {share:percent0}. One department lies lower.", zh="该部门覆盖率为 {share:percent0}，还有一个部门更低。"
    )
    return ChoiceField(
        id="weakest",
        label=Text(en="Which department has the lowest coverage?", zh="哪个部门的覆盖率最低？"),
        points=1,
        options=options({name: DEPARTMENTS[name] for name in shares}),
        expected=_weakest,
        reasons={name: written(lower, share=share) for name, share in shares.items() if name != _weakest(data, {})},
    )


def _index_field() -> NumberField:
    return NumberField(
        id="index",
        points=2,
        label=Text(en="Decision-maker index of the account (0 to 1)", zh="该客户的决策者指数（0 到 1）"),
        help=Text(en="Sum of influence × step (0 to 4) ÷ (4 × sum of influence).", zh="影响力 × 步数（0 到 4）之和 ÷（4 × 影响力之和）。"),
        tolerance=Tolerance(within=0.01),
        lowest=0,
        uses=("steps",),
        expected=_index,
        mistakes=(
            mistake(
                "index-without-weights",
                _mean_step,
                credit=0.5,
                en="That is the plain mean of the steps. Multiply each step by the influence of the person first.",
                zh="这是步数的简单平均。请先把每个人的步数乘以影响力。",
            ),
            mistake(
                "index-not-divided-by-four",
                lambda data, answers: 4 * _index(data, answers),
                credit=0.5,
                en="That is the mean step, from 0 to 4. Divide by 4 once more, so that 1 means the fourth step with everybody.",
                zh="这是 0 到 4 的平均步数。请再除以 4，使 1 表示人人都到第四步。",
            ),
            mistake(
                "index-from-one-step-too-high",
                lambda data, answers: _index(data, answers) * 4 / 5 + 1 / 5,
                en="You counted the five boxes from 1 to 5. “None yet” is 0 and affection is 4.",
                zh="您把五格记成了 1 到 5。“尚无关系”是 0，情感是 4。",
            ),
        ),
    )


def _moves_field(data: Data) -> MatchField:
    return MatchField(
        id="moves",
        label=Text(en="The three next moves: with whom?", zh="接下来的三步棋：找谁？"),
        help=Text(en="Highest influence × steps still missing to affection first; equal ones in any order.", zh="影响力 × 离“情感”还差的步数，大的优先；相同的先后不限。"),
        points=3,
        items=(
            Option("first", Text(en="First move", zh="第一步棋")),
            Option("second", Text(en="Second move", zh="第二步棋")),
            Option("third", Text(en="Third move", zh="第三步棋")),
        ),
        options=_people(data),
        uses=("steps",),
        expected=_moves,
        reasons={f"*/{person['id']}": ELSEWHERE_MORE for person in data["people"]},
        mistakes=(
            mistake(
                "moves-by-influence",
                _moves_by_influence,
                en="Much influence, but less is missing there. Multiply influence by the steps that are still missing.",
                zh="此人影响力大，但差得不多。请用影响力乘以还差的步数。",
            ),
            mistake(
                "moves-to-friends",
                _moves_to_friends,
                en="We are welcome there already. The visit is pleasant and moves little: see where much influence meets many missing steps.",
                zh="那里本来就欢迎我们，去了舒服，作用不大：请看哪里影响力大、差的步数又多。",
            ),
        ),
        rules=(
            Rule(
                "same-person-twice",
                Text(en="One person stands there twice: three moves go to three people.", zh="有人出现了两次：三步棋要找三个不同的人。"),
                _same_person_twice,
                penalty=0.34,
            ),
        ),
    )


def _activities_field() -> MatchField:
    return MatchField(
        id="activities",
        label=Text(en="And what do you do there, so that the person comes one step higher?", zh="对这三个人，分别做什么，才能再上一步？"),
        points=3,
        items=(
            Option("first", Text(en="With the first", zh="对第一位")),
            Option("second", Text(en="With the second", zh="对第二位")),
            Option("third", Text(en="With the third", zh="对第三位")),
        ),
        options=options(ACTIVITIES),
        uses=("steps", "moves"),
        expected=_activities,
        reasons=WHY_NOT | {f"*/{step}": WRONG_ACTIVITY for step in DECISION_MAKER_STEPS[1:]},
    )


def _fields(data: Data) -> tuple[Field, ...]:
    return (
        _steps_field(data),
        _owners_field(data),
        _coverage_field(),
        _weakest_field(data),
        _index_field(),
        _moves_field(data),
        _activities_field(),
    )


def _tables(data: Data) -> tuple[CaseTable, ...]:
    columns = (
        TableColumn(Text(en="Person", zh="人员")),
        TableColumn(Text(en="Department", zh="部门")),
        TableColumn(Text(en="Influence", zh="影响力"), "whole"),
        *(TableColumn(OURS_SHORT[who], "whole") for who in OURS),
    )
    rows = [
        (person_name(person), DEPARTMENTS[person["department"]], person["influence"], *(person["met"][who] for who in OURS))
        for person in data["people"]
    ]
    title = Text(en="Fourteen people: influence (5 highest), and who of us met them how often in twelve months", zh="十四个人：影响力（5 最高），以及近 12 个月我方各人的见面次数")
    return (CaseTable(title, columns, rows),)


def _solution_tables(data: Data) -> tuple[CaseTable, ...]:
    answers = {"steps": _steps(data, {})}
    gaps = weighted_gaps(data, answers)
    columns = (
        TableColumn(Text(en="Person", zh="人员")),
        TableColumn(Text(en="Influence", zh="影响力"), "whole"),
        TableColumn(Text(en="Step", zh="步骤")),
        TableColumn(Text(en="Steps missing", zh="还差几步"), "whole"),
        TableColumn(Text(en="Influence × missing", zh="影响力 × 差距"), "whole"),
        TableColumn(Text(en="Owner", zh="负责人")),
    )
    in_vain = Text(en="{who}, or nobody", zh="{who}，或无人")
    nobody = Text(en="nobody", zh="无人")

    def owned(person: Mapping[str, Any]) -> Text:
        name = OURS_SHORT.get(owner(person), nobody)
        return written(in_vain, who=name) if _in_vain(person) else name

    rows = [
        (
            person_name(person),
            person["influence"],
            STEP_NAMES[answers["steps"][person["id"]]],
            _gap(person, answers),
            gaps[person["id"]],
            owned(person),
        )
        for person in sorted(data["people"], key=lambda each: -gaps[each["id"]])
    ]
    return (CaseTable(Text(en="Where influence meets distance", zh="影响力大、差距也大的在前"), columns, rows),)


def _values(data: Data) -> dict[str, Any]:
    people = {person["id"]: person for person in data["people"]}
    steps = _steps(data, {})
    moves = _moves(data, {"steps": steps})
    shares = coverage_by_department(data)
    met = [person for person in data["people"] if has_contact(person)]
    return {
        "account": named(data["name"]),
        "all_influence": sum(_influence(data)),
        "met_influence": sum(person["influence"] for person in met),
        "met_people": len(met),
        "weighted": sum(person["influence"] * step_number(steps[person["id"]]) for person in data["people"]),
        "weakest_name": DEPARTMENTS[_weakest(data, {})],
        "weakest_share": shares[_weakest(data, {})],
        **{f"move_{move}": person_name(people[moves[move][0]]) for move in MOVES},
        **{f"gap_{move}": weighted_gaps(data, {"steps": steps})[moves[move][0]] for move in MOVES},
    }


CASE = Text(
    en=f"""You take over **{{account}}**. In the CRM the key-account manager stands beside every name; the visit log tells another story.
Fourteen people have a say there. Draw the map before you go to see anybody.

- **Step**: none yet (0) – good feeling (1) – trust (2) – benefit (3) – affection (4). Benefit means a gain for the department or the company, never for the person
- **In contact**: one of us met the person in the last twelve months
- **Owner**: who of us met the person most often in that time; where nobody did, nobody
- **Next moves**: where much influence meets many missing steps

On the computer you also see the organisation chart.

{ANY_ACCOUNT}""",
    zh=f"""您接手了**{{account}}**。系统里每个人名后面都写着大客户经理，走访记录却是另一回事。
那边有十四个人说得上话。先画地图，再去见人。

- **步骤**：尚无关系 (0) – 好感 (1) – 信任 (2) – 利益 (3) – 情感 (4)。利益指部门或公司得到的好处，绝不是给个人的好处
- **有联系**：近 12 个月我方有人见过
- **负责人**：这段时间里我方见面最多的人；没人见过，就是无人负责
- **下一步棋**：影响力大、差的步数又多的地方

在电脑上还可以看组织架构图。

{ANY_ACCOUNT_ZH}""",
)

HINTS = (
    Text(en="Read each report and ask: what did this person *do* for us or tell us? Friendly words alone are the first step.", zh="读每条汇报时问一句：这个人为我们*做过*什么、告诉过我们什么？光是客气，只到第一步。"),
    Text(
        en="Owner: the largest of the three numbers in the log; three zeros mean nobody. Coverage: cross those out, add up the influence of the rest, divide by all. "
        "Index: influence × step for everybody, added up, divided by 4 × all influence. Moves: influence × (4 − step), the three largest.",
        zh="负责人：记录里三个数最大的那位；三个都是 0，就是无人负责。覆盖率：把三个都是 0 的人划掉，其余人的影响力相加，再除以总影响力。"
        "指数：每人影响力 × 步数，相加，再除以 4 × 总影响力。下一步棋：影响力 ×（4 − 步数），取最大的三个。",
    ),
    Text(
        en="Another account with three people: a director (influence 5, good feeling, met by the KAM once, by the engineer three times: the engineer is the owner), a buyer (2, affection, met), a planner (3, none yet, not met). "
        "Coverage 7 ÷ 10 = 70%. Index (5 × 1 + 2 × 4 + 3 × 0) ÷ (4 × 10) = {twin:number}. Gaps: 5 × 3 = 15, 2 × 0 = 0, 3 × 4 = 12: first the director, and trust is the next step there.",
        zh="换一个只有三个人的客户：总监（影响力 5，好感，大客户经理见过 1 次，应用工程师 3 次：负责人是应用工程师）、采购员（2，情感，见过）、计划员（3，尚无关系，没见过）。"
        "覆盖率 7 ÷ 10 = 70%。指数 (5 × 1 + 2 × 4 + 3 × 0) ÷ (4 × 10) = {twin:number}。差距：5 × 3 = 15，2 × 0 = 0，3 × 4 = 12：先找总监，下一步是信任。",
    ),
)

SOLUTION = Text(
    en="""**Owners.** By the log {met_people:number} of the 14 have an owner; beside the others the CRM shows a name and no visit. Where the table says “or nobody”, there was a single visit and nothing came of it: both answers count.

**Coverage.** We met {met_people:number} of 14 people. Their influence is {met_influence:number} of {all_influence:number}: **{coverage:percent1}**. Lowest: {weakest_name} with {weakest_share:percent0}.

**Index.** Influence × step adds up to {weighted:number}; {weighted:number} ÷ (4 × {all_influence:number}) = **{index:number}**.

**Three moves.** {move_first} ({gap_first:number}), {move_second} ({gap_second:number}), {move_third} ({gap_third:number}); each is taken one step up, none is skipped.

Where the log shows nobody, name an owner first: a step without owner is lost at the next change of people.""",
    zh="""**负责人。** 按走访记录，14 人中 {met_people:number} 人有负责人；其余的，系统里有名字，却没有人去过。表中写“或无人”的，只去过一次，没有下文，两种答案都算对。

**覆盖率。** 14 人中见过 {met_people:number} 人，影响力合计 {met_influence:number}，总计 {all_influence:number}：**{coverage:percent1}**。最低的是{weakest_name}，{weakest_share:percent0}。

**指数。** 影响力 × 步数合计 {weighted:number}；{weighted:number} ÷（4 × {all_influence:number}）= **{index:number}**。

**三步棋。** {move_first}（{gap_first:number}）、{move_second}（{gap_second:number}）、{move_third}（{gap_third:number}）；每人只上一步，不跳步。

记录里没有人负责的，先定负责人：没有负责人的关系，人事一变就没了。""",
)


def _demo() -> dict[str, Any]:
    # Ulmsathe Food Machinery (A062) as the case table has it on 30 June 2026: title, influence, step, superior.
    # The log, the reports and the last two people, whom the case table does not list, are written for this card.
    people = (
        ("general_manager", "T. W.", 5, "n1", (0, 0, 0)),
        ("purchasing_manager", "N. D.", 4, "t1", (6, 1, 0)),
        ("technical_director", "J. S.", 4, "t2", (2, 5, 0)),
        ("production_manager", "P. Z.", 3, "a3", (1, 0, 4)),
        ("quality_manager", "Q. M.", 3, "g3", (1, 2, 0)),
        ("finance_manager", "Q. L.", 4, "b4", (3, 0, 0)),
        ("buyer", "W. W.", 2, "t5", (9, 0, 0)),
        ("buyer", "R. L.", 2, "a2", (7, 0, 1)),
        ("planner", "H. K.", 2, "n5", (1, 0, 0)),
        ("design_engineer", "R. W.", 3, "b5", (0, 6, 0)),
        ("design_engineer", "F. P.", 3, "n6", (0, 0, 0)),
        ("design_engineer", "M. Y.", 3, "t3", (1, 0, 0)),
        ("project_manager", "D. C.", 5, "g2", (0, 2, 1)),
        ("maintenance_head", "M. M.", 2, "t4", (0, 0, 8)),
    )
    chiefs = superiors(POSTS)
    return {
        "name": {"en": "Ulmsathe Food Machinery", "zh": "乌萨瑟食品机械"},
        "people": [
            {
                "id": f"p{place:02d}", "title": title, "initials": initials, "department": POSTS[place - 1][1],
                "reports_to": chiefs[place - 1], "influence": influence, "told": told,
                "met": dict(zip(OURS, met, strict=True)),
            }
            for place, (title, initials, influence, told, met) in enumerate(people, 1)
        ],
    }  # fmt: skip


DEMO = _demo()


def make(chance: random.Random) -> dict[str, Any] | None:
    """Return a candidate variant of U4.X1, None when the moves are not clear or teach too little."""
    (name,) = draw_names(chance, 1)
    initials, chiefs = draw_initials(chance, len(POSTS)), superiors(POSTS)
    told = {step: chance.sample(list(entries), len(entries)) for step, entries in EVIDENCE.items()}
    people: list[dict[str, Any]] = []
    for place, (title, department, _, usual) in enumerate(POSTS):
        step = chance.choices(DECISION_MAKER_STEPS, weights=(30, 22, 24, 14, 10))[0]
        if not told[step]:
            return None
        people.append(
            {
                "id": f"p{place + 1:02d}",
                "title": title,
                "initials": initials[place],
                "department": department,
                "reports_to": chiefs[place],
                "influence": min(5, max(1, usual + chance.choice([-1, 0, 0, 0, 1]))),
                "told": told[step].pop(),
                "met": _met(chance, department, step),
            }
        )
    data = {"name": name, "people": people}
    return data if _is_good(data) else None


def _met(chance: random.Random, department: str, step: str) -> dict[str, int]:
    """Return how often each of us met somebody; a cold relationship and a fruitless visit happen, too."""
    nobody = {"kam": 0, "engineer": 0, "service": 0}
    if chance.random() < (0.8 if step == "none" else 0.12):
        return nobody
    if step == "none":
        return nobody | {"kam": 1}
    likely = {"engineering": "engineer", "quality": "engineer", "production": "service", "maintenance": "service"}
    first = likely.get(department, "kam") if chance.random() < 0.75 else "kam"
    met = {who: chance.choice([0, 0, 1, 2]) for who in OURS}
    return met | {first: max(met.values()) + chance.randint(1, 4)}


def _is_good(data: Data) -> bool:
    if len(_strong(data)) != 5:
        return False
    steps = _steps(data, {})
    if len(set(steps.values())) < 5 or list(steps.values()).count("none") > 5:
        return False
    answers: dict[str, Any] = {"steps": steps}
    gaps = sorted(weighted_gaps(data, answers).values(), reverse=True)
    if gaps[2] - gaps[3] < 1:
        return False
    moves = _moves(data, answers)
    if len({steps[moves[move][0]] for move in MOVES}) < 2:
        return False
    if any(len({steps[person] for person in equals}) > 1 for equals in moves.values()):
        return False  # equals may change places, so they must need the same activity
    shares = sorted(coverage_by_department(data).values())
    owners = {owner(person) for person in _strong(data)}
    if shares[1] - shares[0] < 0.05 or len(owners) < 3 or not 0.4 < _coverage(data, {}) < 0.9:
        return False
    cold = [p for p in data["people"] if steps[p["id"]] != "none" and not has_contact(p)]
    vain = [p for p in data["people"] if steps[p["id"]] == "none" and has_contact(p)]
    if not cold or not vain or not _moves_by_influence(data, answers) or not _moves_to_friends(data, answers):
        return False
    return mistakes_stand_apart(EXERCISE, data)


EXERCISE = Exercise(
    id="U4.X1",
    unit="U4",
    title=Text(en="Draw the relationship map", zh="画出客户关系地图"),
    revision=2,
    minutes=17,
    case=CASE,
    values=lambda data: {**_values(data), "twin": relationships.decision_maker_index([5, 2, 3], [1, 4, 0])},
    tables=_tables,
    fields=_fields,
    hints=HINTS,
    solution=SOLUTION,
    solution_tables=_solution_tables,
    variants=partial(pool, "U4.X1"),
)
