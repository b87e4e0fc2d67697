"""U1.X3 strategy, mindset or system: ten statements into three boxes, and what a failed project lacked."""

from __future__ import annotations

import random
from functools import partial
from typing import Any

from kamlib.classroom.exercise import (
    Answers,
    CaseTable,
    ChoiceField,
    Data,
    Exercise,
    Field,
    Option,
    PlaceField,
    TableColumn,
)
from kamlib.text import Text
from kamlib.units import pool
from kamlib.units.common import ANY_ACCOUNT, ANY_ACCOUNT_ZH, options
from kamlib.units.u1_lifetime.statements import (
    FAILURES,
    LEVEL_NOTES,
    LEVELS,
    STATEMENTS,
    WHY_FAILED,
    WHY_LEVEL,
)

LEVEL_OF = {id: level for level, statements in STATEMENTS.items() for id in statements}


def _levels(data: Data, answers: Answers) -> dict[str, str]:
    return {id: LEVEL_OF[id] for id in data["statements"]}


def _failure(data: Data, answers: Answers) -> str:
    return data["failure"]


def _fields(data: Data) -> tuple[Field, ...]:
    statements = tuple(Option(id, STATEMENTS[LEVEL_OF[id]][id]) for id in data["statements"])
    return (
        PlaceField(
            id="levels",
            label=Text(en="Put the ten statements where they belong", zh="把十句话放到所属的一栏"),
            points=10,
            shape="row",
            items=statements,
            boxes=tuple(Option(level, name, note=LEVEL_NOTES[level]) for level, name in LEVELS.items()),
            expected=_levels,
            reasons={
                f"{id}/{level}": WHY_LEVEL[right]
                for id, right in _levels(data, {}).items()
                for level in LEVELS
                if level != right
            },
        ),
        ChoiceField(
            id="missing",
            label=Text(en="What did the project in the case lack?", zh="案例中的项目缺的是什么？"),
            points=2,
            options=options(LEVELS),
            expected=_failure,
            reasons=WHY_FAILED,
        ),
    )


def _solution_tables(data: Data) -> tuple[CaseTable, ...]:
    columns = (
        TableColumn(Text(en="Statement", zh="说法")),
        TableColumn(Text(en="Belongs to", zh="属于")),
    )
    order = list(LEVELS)
    rows = sorted(
        ((STATEMENTS[LEVEL_OF[id]][id], LEVELS[LEVEL_OF[id]]) for id in data["statements"]),
        key=lambda row: order.index(next(level for level, name in LEVELS.items() if name == row[1])),
    )
    return (CaseTable(Text(en="Ten statements", zh="十句话"), columns, rows),)


CASE = Text(
    en=f"""“We do have CRM”, says the managing director of Tarvane Drives and points to the software.
“Then we have a third of it”, says the sales director.

Ten statements were collected in the building. Which belong to the **strategy**, which to the **thinking** and which to the **system**?

And a story from another company: *{{story}}*

The document names the three and does not say how they relate; the sorting is the course's own.

{ANY_ACCOUNT}""",
    zh=f"""“CRM 我们有啊。”塔凡传动的总经理指着软件说。
“那我们只有三分之一。”销售总监回答。

这里有从公司各处听来的十句话，哪些属于**战略**，哪些属于**思想**，哪些属于**系统**？

再看另一家公司的故事：*{{story}}*

课程文件列出这三者，没有说明它们的关系；以下划分由本课程规定。

{ANY_ACCOUNT_ZH}""",
)

HINTS = (
    Text(en="Who could abolish it tomorrow: the board, each person alone, or the people of the computer department?", zh="如果明天要取消它，谁说了算：公司高层、每个人自己，还是信息部门？"),
    Text(
        en="Ask of every statement: does it decide where people and money go (strategy), does it tell how somebody sees and treats a customer (thinking), or does it store, count or remind (system)? "
        "In the story look for which two of the three are there; the third is missing.",
        zh="每句话都问：它决定人手和资金投向哪里吗（战略）？它说的是人怎样看待和对待客户吗（思想）？它在记录、计算、提醒吗（系统）？"
        "看故事时，先找出三者中已经有的两个，剩下的就是缺的。",
    ),
    Text(
        en="Another statement: “Whoever answers the telephone writes down the question, even if it is not their customer.” Nobody ordered it and no software does it: thinking. "
        "“The software shows who asked last” would be system; “there is one number for all strategic accounts from May on” is strategy.",
        zh="另一句话：“谁接的电话谁就把问题记下来，哪怕不是自己的客户。”没有人下命令，也不是软件做的：思想。"
        "“软件显示最近是谁来电”属于系统；“五月起所有战略型客户统一使用一个专线”属于战略。",
    ),
)

SOLUTION = Text(
    en="""The strategy says **what we want**, the thinking makes people **want it, too**, the system makes it **possible every day**.
They stand on each other: a system without strategy records what does not matter, a strategy without thinking is paper, and both without a system depend on memory.

In the story **{missing_name}** was missing.""",
    zh="""战略说明**我们要什么**，思想让大家**真心愿意做**，系统让它**天天做得到**。
三者缺一不可：没有战略，系统记的都是无关紧要的东西；没有思想，战略只是一张纸；没有系统，前两者全凭记性。

故事里缺的是：**{missing_name}**。""",
)


def make(chance: random.Random) -> dict[str, Any] | None:
    """Return a candidate variant of U1.X3: ten statements, at least three of each level."""
    counts = [3, 3, 4]
    chance.shuffle(counts)
    ids = [
        id
        for (_, statements), count in zip(STATEMENTS.items(), counts, strict=True)
        for id in chance.sample(list(statements), count)
    ]
    chance.shuffle(ids)
    return {"statements": ids, "failure": chance.choice(list(FAILURES))}


EXERCISE = Exercise(
    id="U1.X3",
    unit="U1",
    title=Text(en="Strategy, mindset or system?", zh="战略、思想还是系统？"),
    minutes=10,
    case=CASE,
    values=lambda data: {"story": FAILURES[data["failure"]], "missing_name": LEVELS[data["failure"]]},
    fields=_fields,
    hints=HINTS,
    solution=SOLUTION,
    solution_tables=_solution_tables,
    variants=partial(pool, "U1.X3"),
)
