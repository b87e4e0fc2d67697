"""U3.X5 match the solution: seven complaints, seven solutions, and which of them go through the second door."""

from __future__ import annotations

import random
from functools import partial
from typing import Any

from kamlib.classroom.exercise import (
    Answers,
    CaseTable,
    ChoicesField,
    Data,
    Exercise,
    Field,
    MatchField,
    Option,
    TableColumn,
)
from kamlib.text import Text
from kamlib.units import pool
from kamlib.units.common import ANY_ACCOUNT, ANY_ACCOUNT_ZH, options
from kamlib.units.u3_value.complaints import CLUES, COMPLAINTS
from kamlib.units.u3_value.shared import RAISES_VALUE, SOLUTIONS

SOLUTION_OF = {id: solution for solution, complaints in COMPLAINTS.items() for id in complaints}


def _solutions(data: Data, answers: Answers) -> dict[str, str]:
    return {id: SOLUTION_OF[id] for id in data["complaints"]}


def _raising(data: Data, answers: Answers) -> list[str]:
    return list(RAISES_VALUE)


def _fields(data: Data) -> tuple[Field, ...]:
    lowers = Text(en="This one takes costs away from the customer; the value he gets stays as it is.", zh="这一种是替客户降成本，客户得到的价值不变。")
    return (
        MatchField(
            id="solutions",
            points=7,
            label=Text(en="Which solution answers each complaint?", zh="每个抱怨用哪种方案来解决？"),
            items=tuple(Option(id, COMPLAINTS[SOLUTION_OF[id]][id]) for id in data["complaints"]),
            options=options(SOLUTIONS),
            expected=_solutions,
            reasons={id: CLUES[solution] for id, solution in _solutions(data, {}).items()},
        ),
        ChoicesField(
            id="raising",
            points=3,
            label=Text(en="Which of the seven raise the customer's total value, rather than lower its cost?", zh="七种方案中，哪些是提高客户总价值，而不是降低总成本？"),
            options=options({id: SOLUTIONS[id] for id in data["order"]}),
            expected=_raising,
            reasons=dict.fromkeys([id for id in SOLUTIONS if id not in RAISES_VALUE], lowers),
        ),
    )  # fmt: skip


def _solution_tables(data: Data) -> tuple[CaseTable, ...]:
    columns = (
        TableColumn(Text(en="Complaint", zh="抱怨")),
        TableColumn(Text(en="Solution", zh="方案")),
        TableColumn(Text(en="Door", zh="哪扇门")),
    )
    doors = Text(en="1: lower cost", zh="第一扇：降成本"), Text(en="2: higher value", zh="第二扇：提价值")
    found = _solutions(data, {})
    order = list(SOLUTIONS)
    rows = [
        (COMPLAINTS[found[id]][id], SOLUTIONS[found[id]], doors[found[id] in RAISES_VALUE])
        for id in sorted(found, key=lambda id: order.index(found[id]))
    ]
    return (CaseTable(Text(en="Seven complaints", zh="七个抱怨"), columns, rows),)


CASE = Text(
    en=f"""Your colleagues at Tarvane Drives bring seven complaints from seven customers.
“Give them a discount” is the usual answer; you have seven better ones, each of which fits exactly one complaint.

Four of the seven solutions lower the customer's total cost, three raise the total value. The document names the seven; how to tell them apart is the course's own.

{ANY_ACCOUNT}""",
    zh=f"""塔凡传动的同事们带回了七家客户的七个抱怨。
“给他们打个折”是最常听到的回答；您手里有七种更好的方案，每种正好对应一个抱怨。

七种方案中，四种降低客户总成本，三种提高客户总价值。课程文件列出了这七种；怎样区分由本课程编写。

{ANY_ACCOUNT_ZH}""",
)

HINTS = (
    Text(en="Ask of each complaint: when is the money lost, and who stands beside the customer at that moment?", zh="每个抱怨都问一问：钱是什么时候丢的？当时还有谁在场？"),
    Text(
        en="Before the design is frozen: early involvement. Between drawing and hand-over: project cycle. From the first start to the scrap yard: life cycle. Work done twice on both sides: value chain. "
        "On the shelf: VMI. The result wanted, one name for it: performance contract. Several companies' plans: collaboration.",
        zh="设计定型之前：先期介入。设计到交付之间：项目周期。投用到报废：生命周期。两边重复劳动：价值链。货架上：VMI。要结果、只找一家：绩效合同。几家企业的计划：协同。",
    ),
    Text(
        en="Another complaint: “Your driver waits two hours for our gate pass, and our clerk waits for your delivery note.” Work that both sides do and nobody pays for: value chain. "
        "“The fan runs day and night, and its gears eat power”: life cycle.",
        zh="另一个抱怨：“你们的司机等我们的入厂单要两小时，我们的文员又在等你们的送货单。”两边都在做、没人付钱的活：价值链。"
        "“风机日夜转，齿轮箱太费电”：生命周期。",
    ),
)  # fmt: skip

SOLUTION = Text(
    en="""Each complaint says **when** the money is lost; that chooses the solution (table below).

Door 2, higher value at the same price: early involvement, performance contract, collaboration. The other four take costs away: door 1.

None of the seven needs a lower price. A discount would have answered none of the seven complaints.""",
    zh="""每个抱怨都说明了钱在**什么时候**丢的，方案由此而定（见下表）。

第二扇门（价格不变、提高价值）：先期介入、绩效合同、供应链协同。其余四种是替客户降成本：第一扇门。

七种方案都不需要降价；反过来，光打折一个抱怨也解决不了。""",
)


def make(chance: random.Random) -> dict[str, Any] | None:
    """Return a candidate variant of U3.X5: one complaint for each solution, in any order."""
    ids = [chance.choice(list(complaints)) for complaints in COMPLAINTS.values()]
    order = list(SOLUTIONS)
    chance.shuffle(ids)
    chance.shuffle(order)
    return {"complaints": ids, "order": order}


EXERCISE = Exercise(
    id="U3.X5",
    unit="U3",
    title=Text(en="Match the solution", zh="匹配解决方案"),
    minutes=10,
    case=CASE,
    fields=_fields,
    hints=HINTS,
    solution=SOLUTION,
    solution_tables=_solution_tables,
    variants=partial(pool, "U3.X5"),
)
