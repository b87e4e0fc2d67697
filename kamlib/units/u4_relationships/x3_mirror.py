"""U4.X3 the mirror team: what a draft matrix lacks, and a virtual team with R, A, C and I for every function."""

from __future__ import annotations

import random
from collections.abc import Mapping
from functools import cache, partial
from itertools import product
from typing import Any

import pandas as pd

from kamlib import relationships
from kamlib.classroom.exercise import (
    Answers,
    CaseTable,
    ChoicesField,
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
from kamlib.relationships import CUSTOMER_FUNCTIONS, RACI
from kamlib.text import Text
from kamlib.units import pool
from kamlib.units.common import draw_names, mistake, mistakes_stand_apart, named, once, options, written
from kamlib.units.u4_relationships.shared import ANY_ACCOUNT, ANY_ACCOUNT_ZH
from kamlib.units.u4_relationships.voices import BY_ID, LETTERS, VOICES, Voice

FUNCTION_NAMES = {
    "purchase": Text(en="Purchase", zh="采购"),
    "technical": Text(en="Technical", zh="技术"),
    "quality": Text(en="Quality", zh="质量"),
    "finance": Text(en="Finance", zh="财务"),
    "management": Text(en="Management", zh="管理层"),
}
TEAM = {
    "kam": Text(en="Key-account manager", zh="大客户经理"),
    "engineer": Text(en="Application engineer", zh="应用工程师"),
    "quality": Text(en="Quality manager", zh="质量经理"),
    "controller": Text(en="Sales controller", zh="销售财务"),
    "director": Text(en="Sales director", zh="销售总监"),
    "service": Text(en="Service manager", zh="服务经理"),
}
ROLE_NAMES = {
    "R": Text(en="R does the work", zh="R 执行"),
    "A": Text(en="A answers for it", zh="A 负责"),
    "C": Text(en="C is asked", zh="C 咨询"),
    "I": Text(en="I is told", zh="I 知会"),
}
COUNTERPART_ROLES = "RA"
# For whom each of us can do the work (R) and answer (A): own trade, and for A the rank to decide.
CAN = {
    "kam": {"R": ("purchase", "finance", "management"), "A": ("purchase", "technical", "finance")},
    "engineer": {"R": ("technical", "quality"), "A": ("technical",)},
    "quality": {"R": ("quality", "technical"), "A": ("quality",)},
    "controller": {"R": ("finance",), "A": ("finance",)},
    "director": {"R": ("management",), "A": ("management", "purchase")},
    "service": {"R": ("technical", "quality", "purchase"), "A": ("quality",)},
}
ITEMS = tuple((function, role) for function in CUSTOMER_FUNCTIONS for role in "AR")


@once
def draft(data: Data) -> pd.DataFrame:
    """Return the draft as a matrix of letters: functions by people."""
    return pd.DataFrame(data["draft"], index=list(CUSTOMER_FUNCTIONS), columns=list(TEAM))


def _team_of(data: Data, matrix: pd.DataFrame, roles: str = COUNTERPART_ROLES) -> relationships.MirrorTeam:
    return relationships.mirror_team(
        matrix, counterpart_roles=roles, load_by_role=data["hours"], load_cap=data["cap"]
    )


@once
def _checked(data: Data) -> relationships.MirrorTeam:
    return _team_of(data, draft(data))


def _coverage(data: Data, answers: Answers) -> float:
    return _checked(data).coverage


def _unclear(data: Data, answers: Answers) -> list[str]:
    return list(_checked(data).functions_without_one_accountable)


def _load(data: Data, answers: Answers) -> float:
    return float(_checked(data).load["kam"])


def _over(data: Data, answers: Answers) -> list[str]:
    return list(_checked(data).overloaded)


def _people_with(data: Data, roles: str) -> float:
    """Return the share of functions in which somebody holds one of these roles."""
    return _team_of(data, draft(data), roles).coverage


def _voices(data: Data, answers: Answers) -> dict[str, str]:
    return {id: BY_ID[id].letter for id in data["voices"]}


def _with_letter(data: Data, letter: str) -> list[str]:
    return [id for id in data["voices"] if BY_ID[id].letter == letter]


def hours_of(data: Data, placed: Mapping[str, str], voices: Mapping[str, str]) -> dict[str, float]:
    """Return the hours a week of each of us: the A and R placed, and the C and I given to the voices."""
    hours = dict.fromkeys(TEAM, 0.0)
    for item, person in placed.items():
        hours[person] += data["hours"][item.partition("-")[2]]
    for id, letter in voices.items():
        hours[BY_ID[id].who] += data["hours"].get(letter, 0)
    return hours


def matrix_of(placed: Mapping[str, str], voices: Mapping[str, str]) -> pd.DataFrame:
    """Return a team as a matrix of letters, as `draft` does."""
    matrix = pd.DataFrame("", index=list(CUSTOMER_FUNCTIONS), columns=list(TEAM))
    for item, person in placed.items():
        function, _, role = item.partition("-")
        matrix.loc[function, person] += role
    for id, letter in voices.items():
        if letter in RACI:
            matrix.loc[BY_ID[id].function, BY_ID[id].who] += letter
    return matrix


def _able(function: str, role: str) -> list[str]:
    return [person for person in TEAM if function in CAN[person][role]]


@cache
def _solved(hours: tuple[float, ...], given: tuple[float, ...], cap: float) -> tuple[str, ...] | None:
    """Return for each item a person so that nobody is above the cap and A and R are two people; None if impossible."""
    load = dict(zip(RACI, hours, strict=True))
    start = dict(zip(TEAM, given, strict=True))
    for chosen in product(*(_able(*item) for item in ITEMS)):
        total = dict(start)
        for (_, role), person in zip(ITEMS, chosen, strict=True):
            total[person] += load[role]
        pairs = zip(chosen[::2], chosen[1::2], strict=True)
        if max(total.values()) <= cap + 1e-9 and all(one != other for one, other in pairs):
            return chosen
    return None


def _solution(data: Data) -> tuple[str, ...] | None:
    hours = tuple(float(data["hours"][role]) for role in RACI)
    given = hours_of(data, {}, _voices(data, {}))
    return _solved(hours, tuple(given.values()), float(data["cap"]))


def _team(data: Data, answers: Answers) -> dict[str, list[str]]:
    """Return who may hold each role; the first of each list together make a team that keeps the rules."""
    found = {}
    for (function, role), person in zip(ITEMS, _solution(data) or (), strict=True):
        others = [other for other in _able(function, role) if other != person]
        found[f"{function}-{role}"] = [person, *others]
    return found


def _one_man_show(data: Data, answers: Answers) -> dict[str, str]:
    """The slip of giving the key-account manager what he could do, whether he is the right one or not."""
    return {f"{function}-{role}": "kam" for function, role in ITEMS if "kam" not in _able(function, role)}


def _overloaded(data: Data, answers: Answers) -> bool:
    """Return whether somebody is above the cap, by the trainee's own C and I where all are given."""
    voices = answers.get("voices") or _voices(data, {})
    return max(hours_of(data, answers["team"], voices).values()) > data["cap"] + 1e-9


def _checks_himself(data: Data, placed: Answers) -> bool:
    return any(placed[f"{function}-A"] == placed[f"{function}-R"] for function in CUSTOMER_FUNCTIONS)


def _team_reasons() -> dict[str, Text]:
    reasons = {}
    wrong = Text(
        en="{who} is not down for {role} in {function} in the table: {why}.",
        zh="表中没有把{who}列为{function}的 {role}：{why}。",
    )
    why = {
        "A": Text(en="who answers must have the say in that field", zh="负责的人要在这个领域说了算"),
        "R": Text(en="who does the work must know the trade", zh="执行的人要懂这一行"),
    }
    for function, role in ITEMS:
        for person in TEAM:
            if person not in _able(function, role):
                said = {"role": role, "who": TEAM[person], "function": FUNCTION_NAMES[function], "why": why[role]}
                reasons[f"{function}-{role}/{person}"] = written(wrong, **said)
    return reasons


def _coverage_field() -> NumberField:
    return NumberField(
        id="coverage",
        kind="percent",
        points=2,
        label=Text(en="Draft: share of the customer's functions with a counterpart", zh="草案：客户职能中有对口人的比例"),
        help=Text(en="A counterpart is somebody who does the work (R) or answers for it (A).", zh="有人执行 (R) 或负责 (A)，才算有对口人。"),
        tolerance=Tolerance(within=0.005),
        lowest=0,
        highest=1,
        expected=_coverage,
        mistakes=(
            mistake(
                "told-counts-as-counterpart",
                lambda data, answers: _people_with(data, "RACI"),
                en="You counted those who are only asked or told. A counterpart does the work or answers for it.",
                zh="您把只提意见 (C)、只得通知 (I) 的也算进去了。对口人要执行或负责。",
            ),
            mistake(
                "only-accountable",
                lambda data, answers: _people_with(data, "A"),
                en="You counted functions with an A only. Who does the work (R) is a counterpart, too.",
                zh="您只数了有 A 的职能。执行的人 (R) 也是对口人。",
            ),
        ),
    )


def _unclear_field() -> ChoicesField:
    return ChoicesField(
        id="unclear",
        label=Text(en="Draft: which functions do not have exactly one A? Tick all.", zh="草案：哪些职能的 A 缺失或重复？请全部勾选。"),
        points=3,
        options=options(FUNCTION_NAMES),
        expected=_unclear,
        reasons={name: Text(en="This row has exactly one A; count the letters once more.", zh="这一行有且只有一个 A，请再数一遍。") for name in FUNCTION_NAMES},
    )


def _load_field() -> NumberField:
    return NumberField(
        id="load",
        points=2,
        label=Text(en="Draft: hours a week of the key-account manager", zh="草案：大客户经理每周的工时"),
        unit=Text(en="hours", zh="小时"),
        tolerance=Tolerance(within=0.1),
        expected=_load,
        mistakes=(
            mistake(
                "only-a-and-r-count",
                lambda data, answers: sum(data["hours"][letter] for cell in draft(data)["kam"] for letter in cell if letter in "AR"),
                credit=0.5,
                en="You left out C and I. To be asked and told takes time, too.",
                zh="您漏了 C 和 I。提意见、听通知也要花时间。",
            ),
            mistake(
                "letters-counted",
                lambda data, answers: float(sum(len(cell) for cell in draft(data)["kam"])),
                en="That is the number of roles. Multiply each letter by its hours.",
                zh="这是角色的个数。请把每个字母乘以相应的工时。",
            ),
        ),
    )


def _over_field() -> ChoicesField:
    return ChoicesField(
        id="over",
        label=Text(en="Draft: who is above the cap? Tick all.", zh="草案：谁超过了工时上限？请全部勾选。"),
        points=2,
        options=options(TEAM),
        expected=_over,
        reasons={who: Text(en="Add up the hours of this column: they stay within the cap.", zh="请把这一列的工时加起来：没有超过上限。") for who in TEAM},
    )


def _voices_field(data: Data) -> MatchField:
    voices = [BY_ID[id] for id in data["voices"]]
    return MatchField(
        id="voices",
        label=Text(en="The new team, ten remarks from colleagues: C, I or no letter?", zh="组建新团队：同事的十句话，C、I，还是不用参与？"),
        help=Text(
            en="C: without this person nothing sound can be decided. I: works on with what was decided.",
            zh="C：少了此人，事情定不下来。I：拿定下来的结果接着做事。",
        ),
        points=5,
        items=tuple(Option(voice.id, _speaker(voice), note=voice.told) for voice in voices),
        options=options(LETTERS),
        expected=_voices,
        reasons={voice.id: voice.why for voice in voices},
        mistakes=(
            mistake(
                "asked-too-late",
                lambda data, answers: dict.fromkeys(_with_letter(data, "C"), "I"),
                en="Told afterwards is too late: the decision needs this person's word, knowledge or signature. Asked before is C.",
                zh="事后才通知就晚了：做决定少不了此人的意见、情况或签字。事前征求意见是 C。",
            ),
            mistake(
                "asked-without-need",
                lambda data, answers: dict.fromkeys(_with_letter(data, "I"), "C"),
                en="This person needs the result and has no say in it. Who asks everybody first decides late and spends hours: told after is I.",
                zh="此人要的是结果，不参与决定。什么都先问一圈，决定慢、工时多。事后通知是 I。",
            ),
            mistake(
                "letter-out-of-courtesy",
                lambda data, answers: {id: ["I", "C"] for id in _with_letter(data, "none")},
                en="Nothing in this person's work hangs on it. A letter out of courtesy costs hours every week.",
                zh="此人的工作用不到这些。出于客气给一个字母，每周都要搭进工时。",
            ),
        ),
    )


def _speaker(voice: Voice) -> Text:
    function, who = FUNCTION_NAMES[voice.function], TEAM[voice.who]
    return Text(en=f"{function.en} · {who.en}", zh=f"{function.zh} · {who.zh}")


def _team_field(data: Data) -> PlaceField:
    items = tuple(
        Option(
            f"{function}-{role}",
            Text(en=f"{FUNCTION_NAMES[function].en} · {role}", zh=f"{FUNCTION_NAMES[function].zh} · {role}"),
            note=written(Text(en="{role}, {hours:number} h", zh="{role}，{hours:number} 小时"), role=ROLE_NAMES[role], hours=data["hours"][role]),
        )
        for function, role in ITEMS
    )
    cap = written(Text(en="cap {cap:number} h", zh="上限 {cap:number} 小时"), cap=data["cap"])
    boxes = tuple(Option(who, name, note=cap) for who, name in TEAM.items())
    return PlaceField(
        id="team",
        label=Text(en="Build the virtual team: who answers (A), who does the work (R)?", zh="组建虚拟团队：谁负责 (A)，谁执行 (R)？"),
        help=Text(
            en="Only people the table names for the role; A and R of a function are two people; nobody above the cap, your C and I included.",
            zh="只能用表中列出的人；同一职能的 A 和 R 由两个人担任；任何人不超上限，您上面给出的 C 和 I 也计工时。",
        ),
        points=8,
        shape="grid",
        items=items,
        boxes=boxes,
        uses=("voices",),
        expected=_team,
        reasons=_team_reasons(),
        mistakes=(
            mistake(
                "one-man-show",
                _one_man_show,
                en="The key-account manager again: the customer's specialists want to talk to specialists, and when he leaves, all is gone.",
                zh="又是大客户经理：客户的专业人员要和专业人员谈；他一走，什么都没了。",
            ),
        ),
        rules=(
            Rule(
                "above-the-cap",
                Text(en="Somebody has more hours than the cap, C and I included. {right} of {all} stand with a person who can do it; move one to somebody with room.", zh="有人超过了工时上限（含 C 和 I）。{all} 个角色中 {right} 个人选合格，请把其中一个移给有余力的人。"),
                _overloaded,
                penalty=0.2,
                sees_earlier=True,
            ),
            Rule(
                "answers-for-oneself",
                Text(en="In one function A and R are the same person: then nobody looks at the work from outside. {right} of {all} stand with a person who can do it.", zh="有一个职能的 A 和 R 是同一个人：没有人从旁把关。{all} 个角色中 {right} 个人选合格。"),
                _checks_himself,
                penalty=0.2,
            ),
        ),
    )


def _fields(data: Data) -> tuple[Field, ...]:
    return (_coverage_field(), _unclear_field(), _load_field(), _over_field(), _voices_field(data), _team_field(data))


def _tables(data: Data) -> tuple[CaseTable, ...]:
    columns = (
        TableColumn(Text(en="Function of the customer", zh="客户职能")),
        *(TableColumn(name) for name in TEAM.values()),
    )
    matrix = draft(data)
    rows = [(FUNCTION_NAMES[function], *(matrix.loc[function, who] or "–" for who in TEAM)) for function in CUSTOMER_FUNCTIONS]
    able_columns = (
        TableColumn(Text(en="Of us", zh="我方人员")),
        TableColumn(Text(en="Can answer for (A)", zh="可以负责 (A)")),
        TableColumn(Text(en="Can do the work for (R)", zh="可以执行 (R)")),
    )
    able = [(TEAM[who], _listed(CAN[who]["A"]), _listed(CAN[who]["R"])) for who in TEAM]
    return (
        CaseTable(Text(en="The draft of your predecessor", zh="前任留下的草案"), columns, rows),
        CaseTable(Text(en="Who can do what", zh="谁能担任什么"), able_columns, able),
    )


def _listed(functions: tuple[str, ...]) -> Text:
    names = [FUNCTION_NAMES[function] for function in functions]
    return Text(en=", ".join(name.en for name in names), zh="、".join(name.zh for name in names))


def _names_by_letter(matrix: pd.DataFrame, function: str, letter: str) -> Text:
    names = [TEAM[who] for who in TEAM if letter in matrix.loc[function, who]]
    return Text(en=", ".join(name.en for name in names) or "–", zh="、".join(name.zh for name in names) or "–")


def _solution_tables(data: Data) -> tuple[CaseTable, ...]:
    team = {item: people[0] for item, people in _team(data, {}).items()}
    voices = _voices(data, {})
    matrix = matrix_of(team, voices)
    letters = "ARCI"
    columns = (
        TableColumn(Text(en="Function", zh="职能")),
        *(TableColumn(ROLE_NAMES[letter]) for letter in letters),
    )
    rows = [
        (FUNCTION_NAMES[function], *(_names_by_letter(matrix, function, letter) for letter in letters))
        for function in CUSTOMER_FUNCTIONS
    ]
    voice_columns = (
        TableColumn(Text(en="Who", zh="谁")),
        TableColumn(Text(en="Says", zh="说的话")),
        TableColumn(Text(en="Letter", zh="字母")),
        TableColumn(Text(en="Reason", zh="理由")),
    )
    said = [(_speaker(BY_ID[id]), BY_ID[id].told, LETTERS[letter], BY_ID[id].why) for id, letter in voices.items()]
    hours = hours_of(data, team, voices)
    load = _checked(data).load
    load_columns = (
        TableColumn(Text(en="Of us", zh="我方人员")),
        TableColumn(Text(en="Hours in the draft", zh="草案工时"), "number"),
        TableColumn(Text(en="Hours in this team", zh="本方案工时"), "number"),
    )
    return (
        CaseTable(Text(en="Ten remarks from colleagues", zh="同事的十句话"), voice_columns, said),
        CaseTable(Text(en="A team that keeps the rules (A and R may be other people)", zh="符合规则的一种方案（A 和 R 的人选不唯一）"), columns, rows),
        CaseTable(Text(en="Hours a week", zh="每周工时"), load_columns, [(TEAM[who], load[who], hours[who]) for who in TEAM]),
    )


def _values(data: Data) -> dict[str, Any]:
    checked = _checked(data)

    def listed(names: Mapping[str, Text], ids: tuple[str, ...]) -> Text:
        return Text(en=", ".join(names[id].en for id in ids), zh="、".join(names[id].zh for id in ids))

    return {
        "account": named(data["name"]),
        "hours_R": data["hours"]["R"],
        "hours_A": data["hours"]["A"],
        "hours_C": data["hours"]["C"],
        "hours_I": data["hours"]["I"],
        "empty_names": listed(FUNCTION_NAMES, checked.empty_functions),
        "unclear_names": listed(FUNCTION_NAMES, checked.functions_without_one_accountable),
        "over_names": listed(TEAM, checked.overloaded),
        **{f"{letter.lower()}_count": len(_with_letter(data, letter)) for letter in LETTERS},
    }


CASE = Text(
    en=f"""**{{account}}** has five functions that decide about us. A virtual team shall face them: people from our departments who keep their posts and mirror the customer's organisation.
Your predecessor left a draft with the letters R, A, C and I.

- **R** does the work, **A** answers for it, **C** is asked before, **I** is told after; a cell may hold two letters
- Each letter costs hours a week: R {{hours_R:number}}, A {{hours_A:number}}, C {{hours_C:number}}, I {{hours_I:number}}
- Nobody may give this account more than **{{cap:number}} hours a week**
- Each function has **exactly one A** and at least one R; they are two people
- A **C** or an **I** is for those whose work it touches; who would merely like to know gets no letter

First see what the draft lacks. Then build the team from nothing: C and I by what your colleagues say, A and R by what they can do.

{ANY_ACCOUNT}""",
    zh=f"""**{{account}}**有五个职能，左右着向我们的采购。要组建一个虚拟团队与之对口：成员来自我方各部门，岗位不变，与客户的组织一一对应。
前任留下一份草案，用 R、A、C、I 标注。

- **R** 执行，**A** 负责，**C** 事前提供意见，**I** 事后得到通知；一格可以有两个字母
- 每个字母每周要花工时：R {{hours_R:number}}、A {{hours_A:number}}、C {{hours_C:number}}、I {{hours_I:number}}
- 任何人每周花在该客户上的时间不超过 **{{cap:number}} 小时**
- 每个职能**有且只有一个 A**，至少一个 R，由两个人担任
- **C** 和 **I** 只给工作上用得着的人；只是想知道一下的，不用参与

先看草案缺什么，再从头组建团队：C 和 I 看同事怎么说，A 和 R 看谁能胜任。

{ANY_ACCOUNT_ZH}""",
)

HINTS = (
    Text(en="Read the draft row by row with one question, then column by column with another: who answers here? How much is on this desk?", zh="草案先横着看一遍，问“这里谁负责？”，再竖着看一遍，问“这个人有多少事？”"),
    Text(
        en="Coverage: rows with at least one R or A ÷ 5. Exactly one A: neither none nor two. Load: letters of the column × their hours. "
        "Voices: can it be decided without this person? No: C. Yes, but the person works on with the result: I. Neither: no letter. "
        "Team: write the C and I hours beside the six names, begin with the roles that only one or two people can hold, and keep a running sum for each.",
        zh="覆盖率：至少有一个 R 或 A 的行数 ÷ 5。有且只有一个 A：没有不行，两个也不行。工时：一列中的字母 × 各自工时。"
        "同事的话：少了此人能不能定？不能：C。能定，但此人要拿结果接着做：I。都不是：不用参与。"
        "组队：先在六个人旁写下 C 和 I 的工时，再安排只有一两个人能担任的角色，随手累计每个人的工时。",
    ),
    Text(
        en="Another draft with two functions: purchase A–R at the KAM, technical C at the engineer. Coverage 1 of 2 = 50%; technical has no A. With R 4, A 2, C 1 the KAM has 6 hours. "
        "The controller says: “I release the discount”: nothing goes out without it, C. Quality says: “I file the contract when it is signed”: I, 0.5 hours. "
        "Better: purchase A director, R KAM; technical A KAM, R engineer: KAM 4 + 2 = 6, director 2, engineer 4, controller 1, quality 0.5.",
        zh="换一份只有两个职能的草案：采购的 A 和 R 都是大客户经理，技术只有工程师的 C。覆盖率 1 ÷ 2 = 50%，技术没有 A。按 R 4、A 2、C 1，大客户经理 6 小时。"
        "销售财务说“折扣要我放行”：没有放行就发不出去，C。质量经理说“合同签好由我归档”：I，0.5 小时。"
        "改进：采购 A 总监、R 大客户经理；技术 A 大客户经理、R 工程师：大客户经理 4 + 2 = 6，总监 2，工程师 4，销售财务 1，质量经理 0.5。",
    ),
)

SOLUTION = Text(
    en="""**What the draft lacks.** Coverage **{coverage:percent0}**; no counterpart in: {empty_names}. Not exactly one A in: {unclear_names}.

**Load.** The key-account manager would give **{load:number} hours** a week; the cap is {cap:number}. Above it: {over_names}.

**C or I.** Of the ten remarks {c_count:number} call for a C, {i_count:number} for an I and {none_count:number} for no letter; the table gives the reasons.

**The team.** One way that keeps all rules stands in the table with all four letters. Who answers has the say on our side; who does the work speaks the language of the customer's specialists. The key-account manager conducts, and does not play every instrument.""",
    zh="""**草案缺什么。** 覆盖率 **{coverage:percent0}**；没有对口人的：{empty_names}。A 缺失或重复的：{unclear_names}。

**工时。** 大客户经理每周 **{load:number} 小时**，上限 {cap:number}。超限的：{over_names}。

**C 还是 I。** 十句话中，{c_count:number} 句要事前征求意见，{i_count:number} 句事后通知即可，{none_count:number} 句不用参与，理由见表。

**团队。** 符合全部规则的一种方案见表，四个字母齐全。负责的人在我方说了算，执行的人和客户的专业人员说同一种语言。大客户经理是指挥，不是一个人演奏全部乐器。""",
)

DEMO = {
    "name": {"en": "Rynfando Warehouse Technology", "zh": "莱凡朵仓储设备"},
    "hours": {"R": 4, "A": 2, "C": 1, "I": 0.5},
    "cap": 11,
    "draft": [
        ["AR", "", "", "", "I", "I"],
        ["A", "AR", "", "", "", "C"],
        ["C", "C", "R", "", "", ""],
        ["I", "", "", "C", "", ""],
        ["AR", "", "", "", "I", ""],
    ],
    "voices": [
        "forecast", "size", "development", "drawings", "visit", "credit_note", "limit", "drive_out", "new_plant", "sit_in",
    ],
}  # fmt: skip


def make(chance: random.Random) -> dict[str, Any] | None:
    """Return a candidate variant of U4.X3, None when the draft is too good or cannot be mended."""
    (name,) = draw_names(chance, 1)
    people = list(TEAM)
    cells = [["" for _ in people] for _ in CUSTOMER_FUNCTIONS]
    fates = chance.sample(["good", "two_a", "no_a", "empty", "show"], 5)
    for row, (function, fate) in enumerate(zip(CUSTOMER_FUNCTIONS, fates, strict=True)):
        able_a, able_r = _able(function, "A"), _able(function, "R")
        if fate in ("good", "two_a"):
            one, worker = chance.choice(able_a), chance.choice(able_r)
            _add(cells[row], people, one, "A")
            _add(cells[row], people, worker, "R")
        if fate == "two_a":
            _add(cells[row], people, chance.choice([who for who in people if "A" not in cells[row][people.index(who)]]), "A")
        if fate == "no_a":
            _add(cells[row], people, chance.choice(able_r), "R")
        if fate == "show":
            _add(cells[row], people, "kam", "A")
            _add(cells[row], people, "kam", "R")
        for letter in chance.sample("CCII", chance.choice([1, 2])) if fate != "empty" else chance.sample("CI", 1):
            free = [who for who in people if not cells[row][people.index(who)]]
            _add(cells[row], people, "kam" if "kam" in free and chance.random() < 0.6 else chance.choice(free), letter)
    data = {
        "name": name,
        "hours": chance.choice([{"R": 4, "A": 2, "C": 1, "I": 0.5}, {"R": 5, "A": 2, "C": 1, "I": 0.5}, {"R": 4, "A": 3, "C": 1, "I": 0.5}]),
        "cap": chance.choice([8, 9, 10, 11, 12]),
        "draft": cells,
        "voices": _draw_voices(chance),
    }
    return data if _is_good(data) else None


def _draw_voices(chance: random.Random) -> list[str]:
    """Return two voices of different people for each function: four C, four I and two that get no letter."""
    pairs = chance.sample([("C", "I"), ("C", "I"), ("C", "I"), ("C", "none"), ("I", "none")], 5)
    found = []
    for function, letters in zip(CUSTOMER_FUNCTIONS, pairs, strict=True):
        one, other = ([voice for voice in VOICES if (voice.function, voice.letter) == (function, letter)] for letter in letters)
        found += chance.sample(chance.choice([(a.id, b.id) for a in one for b in other if a.who != b.who]), 2)
    return found


def _add(row: list[str], people: list[str], who: str, letter: str) -> None:
    cell = set(row[people.index(who)]) | {letter}
    row[people.index(who)] = "".join(role for role in "ARCI" if role in cell)


def _is_good(data: Data) -> bool:
    checked = _checked(data)
    if len(checked.empty_functions) != 1 or not 2 <= len(_unclear(data, {})) <= 3 or "kam" not in checked.overloaded:
        return False
    solution = _solution(data)
    if solution is None:
        return False
    # The handiest team, everything to who comes first in the table, must break the cap: else there is nothing to think about.
    first = {f"{function}-{role}": _able(function, role)[0] for function, role in ITEMS}
    if not _overloaded(data, {"team": first}):
        return False
    return mistakes_stand_apart(EXERCISE, data)


EXERCISE = Exercise(
    id="U4.X3",
    unit="U4",
    title=Text(en="The mirror team", zh="镜像团队"),
    revision=2,
    minutes=15,
    case=CASE,
    values=_values,
    tables=_tables,
    fields=_fields,
    hints=HINTS,
    solution=SOLUTION,
    solution_tables=_solution_tables,
    variants=partial(pool, "U4.X3"),
)
