"""U6.X2 the headroom board: accounts by categories, and a limited number of sales days placed where they bring most."""

from __future__ import annotations

import random
from collections.abc import Mapping
from functools import lru_cache, partial
from typing import Any

import numpy as np

from kamlib import growth
from kamlib.cases.labels import LABELS
from kamlib.classroom.exercise import (
    Answers,
    CaseTable,
    Column,
    Data,
    Exercise,
    Field,
    MatchField,
    NumberField,
    Option,
    Rule,
    TableColumn,
    TableField,
    Tolerance,
)
from kamlib.text import Text
from kamlib.units import pool
from kamlib.units.common import (
    ANY_ACCOUNT,
    ANY_ACCOUNT_ZH,
    draw_names,
    mistake,
    mistakes_stand_apart,
    named,
    options,
    rounded,
    where_they_show,
)
from kamlib.units.u6_growth.shared import DAYS_PER_BLOCK, TO_THE_THOUSAND, first_of

CATEGORIES = {family: LABELS["family"][family] for family in ("servo", "planetary", "frequency")}
BLOCKS = {
    f"d{DAYS_PER_BLOCK * blocks}": Text(en=f"{DAYS_PER_BLOCK * blocks} days", zh=f"{DAYS_PER_BLOCK * blocks} 天")
    for blocks in range(5)
}
BLOCK_IDS = tuple(BLOCKS)
NEAR_ENOUGH = 0.95  # of the best gain
FAR_OFF = 0.80


def _cells(data: Data) -> dict[str, Mapping[str, Any]]:
    """Return what is known of each cell of the board, by "account/category"."""
    return {
        f"{account['id']}/{category}": account["cells"][category]
        for account in data["accounts"]
        for category in CATEGORIES
    }


def _headroom(data: Data, answers: Answers) -> dict[str, float]:
    cells = _cells(data)
    ours = tuple(float(cell["ours"]) for cell in cells.values())
    spend = tuple(float(cell["spend"]) for cell in cells.values())
    return dict(zip(cells, _rooms(ours, spend, data["target"]), strict=True))


@lru_cache(maxsize=128)
def _rooms(ours: tuple[float, ...], spend: tuple[float, ...], target: float) -> tuple[float, ...]:
    return tuple(growth.headroom(ours, spend, target, above_target="zero").tolist())


def _all_that_is_not_ours(data: Data, answers: Answers) -> dict[str, float]:
    return {part: float(cell["spend"] - cell["ours"]) for part, cell in _cells(data).items()}


def _target_without_ours(data: Data, answers: Answers) -> dict[str, float]:
    return {part: cell["spend"] * data["target"] for part, cell in _cells(data).items()}


def _below_zero(data: Data, answers: Answers) -> dict[str, float]:
    cells = _cells(data).items()
    room = {part: float(data["target"] * cell["spend"] - cell["ours"]) for part, cell in cells}
    return {part: value for part, value in room.items() if value < 0}


def _gains(data: Data, headroom: Mapping[str, float], *, reachable: bool = True) -> np.ndarray:
    """Return what each cell brings after 0, 5, 10 … days, CNY a year: a row per cell, a column per block."""
    cells = _cells(data)
    parts = tuple(cell["reachable"] if reachable else 1.0 for cell in cells.values())
    return _curves(tuple(max(headroom[part], 0.0) for part in cells), parts)


@lru_cache(maxsize=512)
def _curves(headroom: tuple[float, ...], reachable: tuple[float, ...]) -> np.ndarray:
    gains = growth.expected_gain(
        np.array(headroom)[:, None],
        np.arange(len(BLOCKS)) * DAYS_PER_BLOCK,
        reachable_share=np.array(reachable)[:, None],
        days_for_half=DAYS_PER_BLOCK,
    )
    gains.flags.writeable = False  # it is remembered, so nobody may change it
    return gains


def _blocks(data: Data, answers: Answers) -> dict[str, list[str]]:
    """Return for each cell the blocks of a best plan, then those of other plans that come near enough."""
    gains = _gains(data, answers["headroom"])
    found = _near_best(tuple(gains.ravel().tolist()), data["blocks"])
    return {part: [BLOCK_IDS[blocks] for blocks in choices] for part, choices in zip(_cells(data), found, strict=True)}


@lru_cache(maxsize=256)
def _best_plan(flat: tuple[float, ...], total: int) -> growth.DayPlan:
    return growth.place_days(np.array(flat).reshape(-1, len(BLOCKS)), total)


@lru_cache(maxsize=256)
def _near_best(flat: tuple[float, ...], total: int) -> tuple[tuple[int, ...], ...]:
    gains = np.array(flat).reshape(-1, len(BLOCKS))
    best = _best_plan(flat, total)
    found = []
    for place, model in enumerate(int(days) for days in best.days):
        others = growth.place_days(np.delete(gains, place, axis=0), total).gain_up_to
        near = [
            blocks
            for blocks in range(len(BLOCKS))
            if blocks != model
            and gains[place, blocks] + others[total - blocks] >= NEAR_ENOUGH * best.gain
        ]
        found.append((model, *near))
    return tuple(found)


def _placed(answer: Mapping[str, Any]) -> dict[str, int]:
    return {part: BLOCK_IDS.index(first_of(answer, part)) for part in answer}


def _sum_of(gains: np.ndarray, data: Data, placed: Mapping[str, int]) -> float:
    return float(sum(gains[row, placed[part]] for row, part in enumerate(_cells(data))))


def gain_of(data: Data, placed: Mapping[str, int], headroom: Mapping[str, float] | None = None) -> float:
    """Return what a plan brings, CNY a year; `placed` holds blocks of days by cell."""
    return _sum_of(_gains(data, headroom or _headroom(data, {})), data, placed)


def best_gain(data: Data) -> float:
    """Return what the best plan of a variant brings, CNY a year."""
    return _best_plan(tuple(_gains(data, _headroom(data, {})).ravel().tolist()), data["blocks"]).gain


def _by_headroom_alone(data: Data, answers: Answers) -> dict[str, str]:
    """The slip of going by the headroom, as if all of it could be reached."""
    gains = _gains(data, answers["headroom"], reachable=False)
    days = _best_plan(tuple(gains.ravel().tolist()), data["blocks"]).days
    return _where_refused(data, answers, dict(zip(_cells(data), map(int, days), strict=True)))


def _all_into_two(data: Data, answers: Answers) -> dict[str, str]:
    """The slip of giving the two largest cells everything."""
    parts, most = list(_cells(data)), len(BLOCKS) - 1
    first = np.argsort(-_gains(data, answers["headroom"])[:, 1], kind="stable")
    plan, left = dict.fromkeys(parts, 0), data["blocks"]
    for row in first:
        plan[parts[row]] = min(most, left)
        left -= plan[parts[row]]
    return _where_refused(data, answers, plan)


def _where_refused(data: Data, answers: Answers, plan: Mapping[str, int]) -> dict[str, str]:
    accepted = _blocks(data, answers)
    return {part: BLOCK_IDS[n] for part, n in plan.items() if BLOCK_IDS[n] not in accepted[part]}


def _not_all_days(data: Data, answer: Answers) -> bool:
    return sum(_placed(answer).values()) != data["blocks"]


def _gain_below(share: float):
    def broken(data: Data, answer: Answers) -> bool:
        # A plan with more days than there are is told so; its gain says nothing.
        placed = _placed(answer)
        return sum(placed.values()) <= data["blocks"] and gain_of(data, placed) < share * best_gain(data)

    return broken


def _gain(data: Data, answers: Answers) -> float:
    return gain_of(data, _placed(answers["blocks"]), answers["headroom"])


def _gain_of_all_headroom(data: Data, answers: Answers) -> float:
    return _sum_of(_gains(data, answers["headroom"], reachable=False), data, _placed(answers["blocks"]))


def _gain_in_full(data: Data, answers: Answers) -> float:
    """The slip of counting all that can be reached in every cell that gets a day."""
    cells = _cells(data)
    return float(
        sum(
            answers["headroom"][part] * cells[part]["reachable"]
            for part, blocks in _placed(answers["blocks"]).items()
            if blocks
        )
    )


def _headroom_field(data: Data) -> TableField:
    tolerances = dict.fromkeys(CATEGORIES, TO_THE_THOUSAND)
    wrong = where_they_show(_headroom, (_all_that_is_not_ours, _target_without_ours, _below_zero), tolerances)
    return TableField(
        id="headroom",
        points=4,
        label=Text(en="Headroom up to a share of {target:percent0}", zh="距目标份额 {target:percent0} 的提升空间"),
        help=Text(en="In CNY a year; 0 where our share is above the target already.", zh="单位：元/年；份额已超过目标的填 0。"),
        rows=tuple(Option(account["id"], named(account["name"])) for account in data["accounts"]),
        columns=tuple(
            Column(id=id, label=label, kind="money", tolerance=TO_THE_THOUSAND) for id, label in CATEGORIES.items()
        ),
        expected=_headroom,
        mistakes=(
            mistake(
                "all-that-is-not-ours",
                wrong[0],
                en="That is all they buy elsewhere. Headroom only goes up to the target share: target × spend − ours.",
                zh="这是对方向别家采购的全部。提升空间只算到目标份额：目标份额 × 采购额 − 我方销售额。",
            ),
            mistake(
                "target-without-ours",
                wrong[1],
                en="That is what we would sell at the target share. Take off what we sell already.",
                zh="这是达到目标份额时的销售额，要减去现在已有的。",
            ),
            mistake(
                "headroom-below-zero",
                wrong[2],
                credit=0.5,
                en="Our share is above the target here: there is no headroom, so 0. Nobody wants to give business back.",
                zh="这里份额已超过目标，没有提升空间，填 0。没人想把业务退回去。",
            ),
        ),
    )


def _blocks_field(data: Data) -> MatchField:
    cells = _cells(data)
    names = {account["id"]: named(account["name"]) for account in data["accounts"]}

    def item(part: str) -> Option:
        account, category = part.split("/")
        reachable = f"{cells[part]['reachable']:.0%}"
        return Option(
            part.replace("/", "-"),
            Text(en=f"{names[account].en} · {CATEGORIES[category].en}", zh=f"{names[account].zh} · {CATEGORIES[category].zh}"),
            note=Text(en=f"{reachable} of the headroom can be reached", zh=f"提升空间中可争取 {reachable}"),
        )

    return MatchField(
        id="blocks",
        label=Text(en="Place the {days:number} sales days", zh="分配 {days:number} 个销售日"),
        help=Text(en="Always give the next five days to the cell where they bring most now. Every plan within 5% of the best one counts as right.", zh="下一个五天，总是放到眼下增量最大的那一格。与最优方案相差 5% 以内都算对。"),
        points=6,
        items=tuple(item(part) for part in cells),
        options=options(BLOCKS),
        uses=("headroom",),
        expected=lambda data, answers: _dashed(_blocks(data, answers)),
        reasons={
            part.replace("/", "-"): Text(
                en="With so many days here no plan comes within 5% of the best one. Compare: reachable headroom × ½ for the first five days, × ¼ for the next, × ⅛ for the third.",
                zh="这一格放这么多天，总方案不可能接近最优。请比较：可争取的空间 × ½（第一个五天）、× ¼（第二个）、× ⅛（第三个）。",
            )
            for part in cells
        },
        mistakes=(
            mistake(
                "days-by-headroom",
                lambda data, answers: _dashed(_by_headroom_alone(data, answers)),
                en="You went by the headroom alone. Multiply it by the part that can be reached: a large cell behind a long contract brings little.",
                zh="您只看了提升空间的大小。要乘以可争取的比例：空间再大，被长期合同锁住也拿不到多少。",
            ),
            mistake(
                "all-into-two",
                lambda data, answers: _dashed(_all_into_two(data, answers)),
                en="Too many days for one cell: every five days win half of what is left there, so the fourth block brings an eighth of the first.",
                zh="一格放的天数太多：每五天只能拿下剩余的一半，第四个五天只有第一个的八分之一。",
            ),
        ),
        rules=(
            Rule(
                "days-do-not-add-up",
                Text(en="Your days do not add up to {days:number}. Place all of them, and no more.", zh="您分配的天数合计不等于 {days:number} 天，请正好分完。"),
                lambda data, answer: _not_all_days(data, _slashed(answer)),
                penalty=0.5,
            ),
            Rule(
                "gain-below-best",
                Text(en="Cell by cell each number may belong to a good plan, but together they bring more than 5% less than the best plan. Move days from the cell with the smallest last step to the one with the largest next step.", zh="单看每格都可能属于好方案，但合起来比最优方案少了 5% 以上。请看哪一格的最后一个五天增量最小，把它挪到再加五天增量最大的那一格。"),
                lambda data, answer: _gain_below(NEAR_ENOUGH)(data, _slashed(answer)),
            ),
            Rule(
                "gain-far-below-best",
                Text(en="Together they bring less than four fifths of the best plan.", zh="合起来还不到最优方案的八成。"),
                lambda data, answer: _gain_below(FAR_OFF)(data, _slashed(answer)),
            ),
        ),
    )  # fmt: skip


def _dashed(answer: Mapping[str, Any]) -> dict[str, Any]:
    """Return an answer by item: an item's id has no slash, which marks keep for part and option."""
    return {part.replace("/", "-"): value for part, value in answer.items()}


def _slashed(answer: Mapping[str, Any]) -> dict[str, Any]:
    return {part.replace("-", "/"): value for part, value in answer.items()}


def _with_slashes(expected):
    """Let a formula that reads the days of a plan by cell read them by item."""

    def follow(data: Data, answers: Answers) -> float:
        return expected(data, {**answers, "blocks": _slashed(answers["blocks"])})

    return follow


def _gain_field() -> NumberField:
    return NumberField(
        id="gain",
        per="year",
        kind="money",
        points=2,
        label=Text(en="What does your plan bring a year?", zh="您的方案每年能带来多少增量？"),
        help=Text(en="Headroom × reachable part × ½, ¾, ⅞ or 15/16 for 5, 10, 15 or 20 days; add up the cells.", zh="提升空间 × 可争取比例 × ½、¾、⅞、15/16（对应 5、10、15、20 天），各格相加。"),
        tolerance=Tolerance(relative=0.05),
        uses=("headroom", "blocks"),
        expected=_with_slashes(_gain),
        mistakes=(
            mistake(
                "gain-of-all-headroom",
                _with_slashes(_gain_of_all_headroom),
                en="You left out the part that can be reached. Multiply each headroom by it first.",
                zh="您漏乘了可争取比例，请先把每格的提升空间乘上它。",
            ),
            mistake(
                "gain-in-full",
                _with_slashes(_gain_in_full),
                en="You counted all that can be reached wherever there is a day. Five days win half of it, ten days three quarters.",
                zh="凡是放了天数的格子，您都按全部拿下算了。五天只能拿一半，十天四分之三。",
            ),
        ),
    )


def _fields(data: Data) -> tuple[Field, ...]:
    return (_headroom_field(data), _blocks_field(data), _gain_field())


def _tables(data: Data) -> tuple[CaseTable, ...]:
    columns = (
        TableColumn(Text(en="Account", zh="客户")),
        TableColumn(Text(en="Category", zh="品类")),
        TableColumn(Text(en="Spend with all suppliers", zh="向所有供应商的采购额"), "whole"),
        TableColumn(Text(en="Of that with us", zh="其中向我方"), "whole"),
        TableColumn(Text(en="Reachable", zh="可争取比例"), "percent0"),
    )
    rows = [
        (named(account["name"]), CATEGORIES[category], cell["spend"], cell["ours"], cell["reachable"])
        for account in data["accounts"]
        for category, cell in account["cells"].items()
    ]
    return (CaseTable(Text(en="The board (CNY a year)", zh="九个格子（元/年）"), columns, rows),)


def _solution_tables(data: Data) -> tuple[CaseTable, ...]:
    headroom = _headroom(data, {})
    gains = _gains(data, headroom)
    placed = _placed(_blocks(data, {"headroom": headroom}))
    names = {account["id"]: named(account["name"]) for account in data["accounts"]}
    columns = (
        TableColumn(Text(en="Account", zh="客户")),
        TableColumn(Text(en="Category", zh="品类")),
        TableColumn(Text(en="Headroom", zh="提升空间"), "whole"),
        TableColumn(Text(en="Reachable", zh="可争取"), "whole"),
        TableColumn(Text(en="Days", zh="天数")),
        TableColumn(Text(en="Gain", zh="增量"), "whole"),
        TableColumn(Text(en="Next five days would add", zh="再加五天可增"), "whole"),
    )
    rows = []
    for row, (part, blocks) in enumerate(placed.items()):
        account, category = part.split("/")
        following = min(blocks + 1, len(BLOCKS) - 1)
        rows.append(
            (
                names[account],
                CATEGORIES[category],
                headroom[part],
                headroom[part] * _cells(data)[part]["reachable"],
                str(blocks * DAYS_PER_BLOCK),
                gains[row, blocks],
                gains[row, following] - gains[row, blocks],
            )
        )
    return (CaseTable(Text(en="The best plan (CNY a year)", zh="最优方案（元/年）"), columns, rows),)


def _values(data: Data) -> dict[str, Any]:
    return {"days": data["blocks"] * DAYS_PER_BLOCK}


CASE = Text(
    en=f"""Three accounts, three categories: a board of nine cells. In each of them somebody buys something, and part of it elsewhere.
You have **{{days:number}} sales days** for the next half-year, to be placed in blocks of five.

- **Headroom** is what a cell would bring more if our share of wallet reached {{target:percent0}}: (target share − our share) × spend.
- **Reachable** is the part of the headroom that can be won at all. The sales office has estimated it: contracts that still run, designs that are fixed, people who know us.
- **Days bring less and less**: the first five days in a cell win half of what can be reached there, the next five half of the rest, and so on.

Where do the days bring most? The falling returns are the course's own assumption; everybody should set it by experience.

{ANY_ACCOUNT}""",
    zh=f"""三家客户、三个品类，共九格。每一格都有人在采购，其中一部分买自别家。
今后半年您有 **{{days:number}} 个销售日**，以五天为一份来安排。

- **提升空间**：我方钱包份额达到 {{target:percent0}} 时，这一格能多卖多少：（目标份额 − 现有份额）× 采购额。
- **可争取比例**：提升空间中真正拿得到的部分，由销售部估计：看对方合同还有多久、设计有没有定型、有没有人认识我们。
- **天数越多，增量越小**：一格里前五天能拿下可争取部分的一半，再五天拿下余下的一半，依此类推。

这些天放在哪里最划算？增量递减的规律是本课程的假设，实际应按自己的经验设定。

{ANY_ACCOUNT_ZH}""",
)

HINTS = (
    Text(
        en="The largest spend is not the largest headroom, the largest headroom is not the largest gain, and the first day in a cell is worth more than the twentieth.",
        zh="采购额最大，不等于提升空间最大；提升空间最大，不等于增量最大；同一格里，前几天比后几天值钱。",
    ),
    Text(
        en="Headroom = target share × spend − ours (0 if negative). Times the reachable part. Write half of that beside each cell: this is what five days bring. "
        "Give five days to the largest number, halve that number, and go on until the days are used up.",
        zh="提升空间 = 目标份额 × 采购额 − 我方销售额（为负则填 0），再乘以可争取比例。在每格旁写下它的一半，就是五天的增量。"
        "把五天给最大的那个数，然后把它减半，重复下去，直到天数用完。",
    ),
    Text(
        en="Two other cells, target 40%, 15 days. Cell A: spend 2,000,000, ours 300,000, reachable 60%: headroom 500,000, reachable 300,000; five days bring 150,000, the next 75,000, the third 37,500. "
        "Cell B: spend 1,000,000, ours 200,000, reachable 50%: headroom 200,000, reachable 100,000; 50,000, then 25,000. "
        "The largest three steps: 150,000, 75,000, 50,000: ten days for A, five for B, a gain of 275,000.",
        zh="换两格：目标份额 40%，共 15 天。甲格：采购额 2,000,000，我方 300,000，可争取 60%：提升空间 500,000，可争取 300,000；五天增 150,000，再五天 75,000，第三个五天 37,500。"
        "乙格：采购额 1,000,000，我方 200,000，可争取 50%：提升空间 200,000，可争取 100,000；50,000，再 25,000。"
        "最大的三个五天是 150,000、75,000、50,000：甲 10 天，乙 5 天，增量合计 275,000。",
    ),
)

SOLUTION = Text(
    en="""Each step of five days goes to the cell where it brings most at that moment. That way the last step placed is never smaller than any step left out.

The best plan brings **{gain:money}** a year. Plans within 5% of it are as good: the estimates are rougher than that.

The board is a decision aid for a half-year, not a verdict on accounts: a cell behind a running contract comes back when the contract ends.""",
    zh="""每一个五天都放到当时增量最大的格子。这样，已放的最后一个五天，带来的增量不会小于任何一个没放的五天。

最优方案每年带来 **{gain:money}**。相差 5% 以内的方案同样好，因为估计本身就没那么准。

这张图只用来安排这半年的精力，不是给客户下结论：被合同锁住的格子，合同到期时还要再看。""",
)


def make(chance: random.Random) -> dict[str, Any] | None:
    """Return a candidate variant of U6.X2."""
    accounts = []
    for place, name in enumerate(draw_names(chance, 3), 1):
        cells = {}
        for category in CATEGORIES:
            spend = rounded(chance.uniform(0.8e6, 11e6), 10_000)
            cells[category] = {
                "spend": spend,
                "ours": rounded(spend * chance.uniform(0.08, 0.6), 10_000),
                "reachable": chance.choice([0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8]),
            }
        accounts.append({"id": f"a{place}", "name": name, "cells": cells})
    data = {"accounts": accounts, "target": chance.choice([0.40, 0.45, 0.50]), "blocks": 8}
    return data if _is_good(data) else None


def _is_good(data: Data) -> bool:
    room = {part: data["target"] * cell["spend"] - cell["ours"] for part, cell in _cells(data).items()}
    if not 1 <= sum(value < 0 for value in room.values()) <= 2 or min(abs(value) for value in room.values()) < 50_000:
        return False
    headroom = _headroom(data, {})
    answers = {"headroom": headroom}
    gains = _gains(data, headroom)
    steps = np.sort(np.diff(gains, axis=1).ravel())[::-1]
    taken = data["blocks"]
    if steps[taken - 1] < 1.04 * steps[taken]:  # the best plan must be plain
        return False
    plan = _placed(_blocks(data, answers))
    if max(plan.values()) > 3 or sum(blocks > 0 for blocks in plan.values()) < 4:
        return False
    one, other = _by_headroom_alone(data, answers), _all_into_two(data, answers)
    if not one or not any(one.get(part) != choice for part, choice in other.items()):
        return False
    return mistakes_stand_apart(EXERCISE, data)


# Three accounts of the case with their wallets of the year to June 2026, rounded to 10,000.
DEMO = {
    "target": 0.50,
    "blocks": 8,
    "accounts": [
        {
            "id": "a1",
            "name": {"en": "Rynfando Warehouse Technology", "zh": "莱凡朵仓储设备"},
            "cells": {
                "servo": {"spend": 8_800_000, "ours": 3_770_000, "reachable": 0.5},
                "planetary": {"spend": 10_020_000, "ours": 1_890_000, "reachable": 0.05},
                "frequency": {"spend": 4_270_000, "ours": 1_960_000, "reachable": 0.6},
            },
        },
        {
            "id": "a2",
            "name": {"en": "Lumpirrow Conveyor Systems", "zh": "鲁皮若输送设备"},
            "cells": {
                "servo": {"spend": 2_040_000, "ours": 870_000, "reachable": 0.8},
                "planetary": {"spend": 10_820_000, "ours": 2_380_000, "reachable": 0.5},
                "frequency": {"spend": 2_320_000, "ours": 1_340_000, "reachable": 0.6},
            },
        },
        {
            "id": "a3",
            "name": {"en": "Galzimmet Knitting Machines", "zh": "迦兹默针织机械"},
            "cells": {
                "servo": {"spend": 6_060_000, "ours": 1_060_000, "reachable": 0.25},
                "planetary": {"spend": 4_160_000, "ours": 1_940_000, "reachable": 0.8},
                "frequency": {"spend": 22_360_000, "ours": 8_330_000, "reachable": 0.3},
            },
        },
    ],
}

EXERCISE = Exercise(
    id="U6.X2",
    unit="U6",
    title=Text(en="Headroom board", zh="提升空间图"),
    minutes=15,
    case=CASE,
    values=_values,
    tables=_tables,
    fields=_fields,
    hints=HINTS,
    solution=SOLUTION,
    solution_tables=_solution_tables,
    variants=partial(pool, "U6.X2"),
)
