"""U6.X1 where is the customer's product in its life: eight product lines, their stage, the share strategy, our volume."""

from __future__ import annotations

import random
from collections.abc import Mapping
from functools import partial
from typing import Any

import pandas as pd

from kamlib import growth
from kamlib.classroom.exercise import (
    Answers,
    CaseTable,
    Data,
    Exercise,
    Field,
    MatchField,
    NumberField,
    Option,
    PlaceField,
    TableColumn,
    Tolerance,
)
from kamlib.growth import LIFE_CYCLE_STAGES
from kamlib.text import Text
from kamlib.units import pool
from kamlib.units.common import (
    ANY_ACCOUNT,
    ANY_ACCOUNT_ZH,
    ONE_PERCENT,
    mistake,
    mistakes_stand_apart,
    named,
    once,
    options,
    rounded,
    written,
)
from kamlib.units.u6_growth.lines import LINES, STRATEGIES, STRATEGY_OF, WHY_NOT
from kamlib.units.u6_growth.shared import (
    DECLINE_BELOW,
    LIFE_NAMES,
    MATURE_UP_TO,
    STAGE_RULE,
    draw_group,
    first_of,
    life_boxes,
)

YEARS = ("2022/23", "2023/24", "2024/25", "2025/26")
LAST_YEAR = 2026
UNITS = Text(en="units", zh="套")

WHY_STAGE = {
    "introduction": Text(en="{now:percent1} after {before:percent1}: above 3% and faster than the year before. The take-off lies ahead: introduction.", zh="增长 {now:percent1}，上年 {before:percent1}：超过 3%，而且在加快，快速放量还在后面：导入期。"),
    "growth": Text(en="{now:percent1} after {before:percent1}: above 3%, but no faster than the year before: growth.", zh="增长 {now:percent1}，上年 {before:percent1}：超过 3%，但没有加快：成长期。"),
    "maturity": Text(en="{now:percent1}: between 0% and 3%, whatever the year before was: maturity.", zh="增长 {now:percent1}：在 0% 至 3% 之间，不管上年如何：成熟期。"),
    "decline": Text(en="{now:percent1}: the volume falls: decline, even if it was growing the year before.", zh="增长 {now:percent1}：销量在下降，即使上年还在增长，也是衰退期。"),
}  # fmt: skip


@once
def _lives(data: Data) -> pd.DataFrame:
    """Return growth, its change and the stage of each line."""
    units = pd.DataFrame({line["id"]: line["units"] for line in data["lines"]}, index=list(YEARS)).T
    return growth.life_cycle_table(units, decline_below=DECLINE_BELOW, mature_up_to=MATURE_UP_TO)


def _asked(data: Data) -> Mapping[str, Any]:
    return next(line for line in data["lines"] if line["id"] == data["asked"])


def _growth(data: Data, answers: Answers) -> float:
    return float(_lives(data)["growth_per_year"][data["asked"]])


def _growth_on_now(data: Data, answers: Answers) -> float:
    before, now = _asked(data)["units"][-2:]
    return 1 - before / now


def _growth_since_first(data: Data, answers: Answers) -> float:
    units = _asked(data)["units"]
    return units[-1] / units[0] - 1


def _growth_of_the_year_before(data: Data, answers: Answers) -> float:
    units = _asked(data)["units"]
    return units[-2] / units[-3] - 1


def _stages(data: Data, answers: Answers) -> dict[str, str]:
    return _lives(data)["stage"].to_dict()


def _stages_without_change(data: Data, answers: Answers) -> dict[str, str]:
    """The slip of calling everything that grows growth."""
    return {id: "growth" if stage == "introduction" else stage for id, stage in _stages(data, answers).items()}


def _stages_by_age(data: Data, answers: Answers) -> dict[str, str]:
    """The slip of taking the years since launch for the stage."""

    def stage(age: int) -> str:
        return "introduction" if age < 4 else "growth" if age < 8 else "maturity" if age < 15 else "decline"

    return {line["id"]: stage(LAST_YEAR - line["launched"]) for line in data["lines"]}


def _strategies(data: Data, answers: Answers) -> dict[str, str]:
    return {id: STRATEGY_OF[first_of(answers["stages"], id)] for id in answers["stages"]}


def _our_units(data: Data, answers: Answers) -> float:
    next_year = _asked(data)["units"][-1] * (1 + answers["growth"])
    return float(growth.derived_demand(next_year, data["content"], data["share"], data["price"]).units_per_year)


def _our_units_this_year(data: Data, answers: Answers) -> float:
    return _asked(data)["units"][-1] * data["content"] * data["share"]


def _our_sales(data: Data, answers: Answers) -> float:
    return answers["our_units"] * data["price"]


def _growth_field() -> NumberField:
    return NumberField(
        id="growth",
        kind="percent",
        points=2,
        label=Text(en="{asked_name}: growth of the last year", zh="{asked_name}：最近一年的增长率"),
        tolerance=Tolerance(within=0.002),
        expected=_growth,
        mistakes=(
            mistake(
                "growth-on-this-year",
                _growth_on_now,
                en="You divided by this year's volume. Growth divides by the volume it grew from: the year before.",
                zh="您除以了本年销量。增长率要除以上年销量。",
            ),
            mistake(
                "growth-since-first-year",
                _growth_since_first,
                en="That is the growth over all the years of the table. The rule asks for the last year alone.",
                zh="这是表中各年累计的增长。规则只看最近一年。",
            ),
            mistake(
                "growth-of-the-year-before",
                _growth_of_the_year_before,
                en="That is the growth of the year before. Divide 2025/26 by 2024/25.",
                zh="这是上一年的增长率，请用 2025/26 除以 2024/25。",
            ),
        ),
    )


def _stage_field(data: Data) -> PlaceField:
    lives = _lives(data)
    reasons = {
        f"{id}/{other}": written(
            WHY_STAGE[row.stage], now=row.growth_per_year, before=row.growth_per_year - row.growth_change
        )
        for id, row in lives.iterrows()
        for other in LIFE_CYCLE_STAGES
        if other != row.stage
    }
    return PlaceField(
        id="stages",
        label=Text(en="In which stage of its life is each product line?", zh="每条产品线处在生命周期的哪个阶段？"),
        help=Text(en="Growth of 2025/26 first; only where it is above 3% compare it with that of 2024/25.", zh="先算 2025/26 的增长；超过 3% 的，再与 2024/25 的增长比较。"),
        points=8,
        shape="row",
        items=tuple(Option(line["id"], LINES[line["line"]], note=_note(line)) for line in data["lines"]),
        boxes=life_boxes(),
        expected=_stages,
        reasons=reasons,
        mistakes=(
            mistake(
                "all-growers-alike",
                _stages_without_change,
                en="It grows, but is it growth? Compare with the growth of the year before: while it still gets faster, the take-off lies ahead: introduction.",
                zh="它在增长，但是不是成长期？请与上年增速比较：还在加快，说明快速放量在后面，属于导入期。",
            ),
            mistake(
                "stage-by-age",
                _stages_by_age,
                en="You went by the years since launch. Age is no stage: look at the volume. An old line that speeds up starts anew.",
                zh="您是按上市年限判断的。上市早晚不等于阶段，要看销量；老产品增长加快，等于重新起步。",
            ),
        ),
    )


def _note(line: Mapping[str, Any]) -> Text:
    before, last, now = (f"{units:,}" for units in line["units"][-3:])
    return Text(en=f"{before} → {last} → {now}", zh=f"{before} → {last} → {now}")


def _strategy_field(data: Data) -> MatchField:
    stages = _stages(data, {})
    return MatchField(
        id="strategies",
        label=Text(en="Which share strategy fits each line?", zh="每条产品线适合哪种份额策略？"),
        help=Text(en="What can still be decided in this stage, and what has been decided long ago?", zh="在这个阶段，什么还来得及争取，什么早已定局？"),
        points=8,
        items=tuple(Option(line["id"], LINES[line["line"]]) for line in data["lines"]),
        options=options(STRATEGIES),
        uses=("stages",),
        expected=_strategies,
        reasons={
            f"{id}/{strategy}": why for id, stage in stages.items() for strategy, why in WHY_NOT[stage].items()
        },
    )


def _volume_fields() -> tuple[Field, ...]:
    return (
        NumberField(
            id="our_units",
            points=2,
            label=Text(en="{asked_name}: our units next year, if the growth goes on", zh="{asked_name}：若增长率不变，明年我方的销量"),
            help=Text(en="Their machines × our units in each × our share.", zh="对方产量 × 每台用量 × 我方份额。"),
            tolerance=ONE_PERCENT,
            unit=UNITS,
            uses=("growth",),
            expected=_our_units,
            mistakes=(
                mistake(
                    "this-year-again",
                    _our_units_this_year,
                    en="That is what this year's volume asks for. Let it grow by a year first.",
                    zh="这是按今年产量算的，请先乘上一年的增长。",
                ),
                mistake(
                    "content-forgotten",
                    lambda data, answers: _our_units(data, answers) / data["content"],
                    en="You counted one unit in each machine. There are more of ours in it.",
                    zh="您按每台只用一套算的，每台要用好几套。",
                ),
                mistake(
                    "share-forgotten",
                    lambda data, answers: _our_units(data, answers) / data["share"],
                    en="That is what all suppliers together deliver. Only our share is ours.",
                    zh="这是所有供应商的合计，只有我方份额才是我们的。",
                ),
            ),
        ),
        NumberField(
            id="our_sales",
            kind="money",
            points=1,
            label=Text(en="… and our sales with them", zh="……以及相应的销售额"),
            tolerance=ONE_PERCENT,
            uses=("our_units",),
            expected=_our_sales,
            mistakes=(
                mistake(
                    "sales-without-growth",
                    lambda data, answers: _our_units_this_year(data, answers) * data["price"],
                    en="That is this year's sales. Price × next year's units.",
                    zh="这是今年的销售额，请用单价 × 明年销量。",
                ),
            ),
        ),
    )


def _fields(data: Data) -> tuple[Field, ...]:
    return (_growth_field(), _stage_field(data), _strategy_field(data), *_volume_fields())


def _tables(data: Data) -> tuple[CaseTable, ...]:
    columns = (
        TableColumn(Text(en="Product line", zh="产品线")),
        TableColumn(Text(en="Launched", zh="上市年份")),
        *(TableColumn(Text(en=year, zh=year), "whole") for year in YEARS),
    )
    rows = [(LINES[line["line"]], str(line["launched"]), *line["units"]) for line in data["lines"]]
    title = Text(en=f"{data['group']['en']}: machines sold a year", zh=f"{data['group']['zh']}：各产品线年销量（台）")
    return (CaseTable(title, columns, rows),)


def _solution_tables(data: Data) -> tuple[CaseTable, ...]:
    lives = _lives(data)
    columns = (
        TableColumn(Text(en="Product line", zh="产品线")),
        TableColumn(Text(en="Growth 2024/25", zh="2024/25 增长"), "percent1"),
        TableColumn(Text(en="Growth 2025/26", zh="2025/26 增长"), "percent1"),
        TableColumn(Text(en="Stage", zh="阶段")),
        TableColumn(Text(en="Share strategy", zh="份额策略")),
    )
    rows = []
    for line in data["lines"]:
        row = lives.loc[line["id"]]
        before = row.growth_per_year - row.growth_change
        strategy = STRATEGIES[STRATEGY_OF[row.stage]]
        rows.append((LINES[line["line"]], before, row.growth_per_year, LIFE_NAMES[row.stage], strategy))
    return (CaseTable(Text(en="Stage and strategy", zh="阶段与策略"), columns, rows),)


def _values(data: Data) -> dict[str, Any]:
    asked = _asked(data)
    return {
        "group_name": named(data["group"]),
        "asked_name": LINES[asked["line"]],
        "now_units": asked["units"][-1],
        "before_units": asked["units"][-2],
        "next_units": asked["units"][-1] * (1 + _growth(data, {})),
    }


CASE = Text(
    en=f"""{{group_name}} builds eight kinds of machines, and units of Tarvane Drives are in all of them.
How to gain share with a product depends on where that product stands in its life.
The table shows how many machines of each kind the group sold.

The rule of the house, from the growth of the last year:

{STAGE_RULE.en}

The rule reads the volume, not the age. An old line that speeds up has found something new, a new model or another use, and whose units go into that is decided now: so it stands in introduction again. Before you offer, ask the customer what is new.

Of the **{{asked_name}}** we also know: {{content:number}} of our units in each machine, our share of them {{share:percent0}}, our price {{price:money}}.

The four stages are those of the course document. It gives neither limits nor the content of the strategies: both are the course's own.

{ANY_ACCOUNT}""",
    zh=f"""{{group_name}}生产八类设备，每一类都用到塔凡传动的产品。
怎样在一个产品上提升份额，要看这个产品处在生命周期的哪个阶段。
下表是该集团各类设备的销量。

公司规则，看最近一年的增长：

{STAGE_RULE.zh}

规则只看销量，不看上市年限。老产品如果增长加快，说明有了新东西（新机型或新用途），用谁的产品正要重新决定，所以算作再次进入导入期。报方案之前，先问清楚客户新在哪里。

**{{asked_name}}**另有数据：每台用我们这类产品 {{content:number}} 套，其中我方份额 {{share:percent0}}，我方单价 {{price:money}}。

四个阶段出自课程文件；文件既没有给出界限，也没有写策略内容，两者均由本课程规定。

{ANY_ACCOUNT_ZH}""",
)

HINTS = (
    Text(
        en="Do not ask how large or how old a product line is. Ask what its volume did last year, and whether that was faster than before.",
        zh="不要看产品线有多大、多老，要看去年销量怎么变，是不是比前年变得更快。",
    ),
    Text(
        en="Growth = volume of 2025/26 ÷ volume of 2024/25 − 1. Below zero: decline. 0% to 3%: maturity. Above 3%: work out the growth of 2024/25, too, and compare. "
        "Our units = machines next year × units in each × our share.",
        zh="增长率 = 2025/26 销量 ÷ 2024/25 销量 − 1。小于零：衰退期；0% 至 3%：成熟期；超过 3%：再算 2024/25 的增长，进行比较。"
        "我方销量 = 明年产量 × 每台用量 × 我方份额。",
    ),
    Text(
        en="Another line: 400 → 440 → 528 machines. Growth 528 ÷ 440 − 1 = 20%, the year before 440 ÷ 400 − 1 = 10%: above 3% and faster than before: introduction. "
        "With 3 units in each and a share of 40%: 528 × 1.2 × 3 × 0.4 = 760 units.",
        zh="换一条产品线：400 → 440 → 528 台。增长 528 ÷ 440 − 1 = 20%，上年 440 ÷ 400 − 1 = 10%：超过 3%，而且加快：导入期。"
        "每台用 3 套、份额 40%：528 × 1.2 × 3 × 0.4 = 760 套。",
    ),
)

SOLUTION = Text(
    en="""**{asked_name}.** {now_units:whole} ÷ {before_units:whole} − 1 = **{growth:percent1}**.

Next year {next_units:whole} machines × {content:number} × {share:percent0} = **{our_units:whole} units**, at {price:money}: **{our_sales:money}**.

The stage says what can still be won: the design before the take-off, the additional machines in growth, a rival's part in maturity, spare parts and the successor at the end.
One odd year can turn the sign of the change; where much money depends on it, look at the whole curve, and with an old line that speeds up ask what is new in it.""",
    zh="""**{asked_name}。** {now_units:whole} ÷ {before_units:whole} − 1 = **{growth:percent1}**。

明年 {next_units:whole} 台 × {content:number} 套 × {share:percent0} = **{our_units:whole} 套**，单价 {price:money}：**{our_sales:money}**。

阶段决定还能争取什么：放量之前抢设计，成长期抢增量，成熟期抢对手份额，衰退期做备件和换代。
个别年份的异常会改变增速的快慢；金额大的，要看整条曲线；老产品增长加快的，要问清楚新在哪里。""",
)

# Growth of the year before and of the last year by stage, in per cent, from low to high.
_PATHS = {
    "introduction": ((4, 22), (12, 60)),
    "growth": ((14, 45), (5, 30)),
    "maturity": ((-2, 9), (0.5, 2.5)),
    "decline": ((-8, 8), (-24, -3)),
}
_AGES = {"introduction": (1, 9), "growth": (2, 14), "maturity": (4, 18), "decline": (6, 20)}


def _line(chance: random.Random, id: str, line: str, stage: str) -> dict[str, Any]:
    (low_before, high_before), (low_now, high_now) = _PATHS[stage]
    first = rounded(chance.uniform(300, 4_000), 20)
    units = [first, rounded(first * (1 + chance.uniform(0.0, 0.12)), 10)]
    for low, high in ((low_before, high_before), (low_now, high_now)):
        units.append(rounded(units[-1] * (1 + chance.uniform(low, high) / 100), 10))
    return {"id": id, "line": line, "launched": LAST_YEAR - chance.randint(*_AGES[stage]), "units": units}


def make(chance: random.Random) -> dict[str, Any] | None:
    """Return a candidate variant of U6.X1: eight lines, each stage at least once."""
    stages = [*LIFE_CYCLE_STAGES, *chance.choices(LIFE_CYCLE_STAGES, k=4)]
    chance.shuffle(stages)
    chosen = chance.sample(list(LINES), 8)
    lines = [
        _line(chance, f"l{place}", line, stage)
        for place, (line, stage) in enumerate(zip(chosen, stages, strict=True), 1)
    ]
    data = {
        "group": draw_group(chance),
        "lines": lines,
        "asked": chance.choice([line["id"] for line in lines]),
        "content": chance.choice([2, 3, 4, 6]),
        "share": chance.choice([0.25, 0.3, 0.35, 0.4, 0.45]),
        "price": rounded(chance.uniform(1_500, 9_000), 100),
    }
    return data if all(stages.count(stage) <= 3 for stage in stages) and _is_good(data) else None


def _is_good(data: Data) -> bool:
    lives = _lives(data)
    now, change = lives["growth_per_year"], lives["growth_change"]
    if any(abs(now - limit).min() < 0.004 for limit in (DECLINE_BELOW, MATURE_UP_TO)):
        return False
    if abs(change[now > MATURE_UP_TO]).min() < 0.03 or set(lives["stage"]) != set(LIFE_CYCLE_STAGES):
        return False
    if lives["stage"][data["asked"]] in ("maturity", "decline"):
        return False
    right, alike, aged = _stages(data, {}), _stages_without_change(data, {}), _stages_by_age(data, {})
    return (
        sum(alike[id] != stage for id, stage in right.items()) >= 1
        and sum(aged[id] not in (stage, alike[id]) for id, stage in right.items()) >= 2
        and mistakes_stand_apart(EXERCISE, data)
    )


# The lines of one group of the case company; volumes are invented.
DEMO = {
    "group": {"en": "Wexquill Group", "zh": "韦奎勒集团"},
    "lines": [
        {"id": "l1", "line": "stacker", "launched": 2011, "units": [640, 660, 680, 690]},
        {"id": "l2", "line": "shuttle", "launched": 2021, "units": [820, 880, 1_010, 1_310]},
        {"id": "l3", "line": "lathe", "launched": 2008, "units": [2_150, 2_180, 2_120, 1_870]},
        {"id": "l4", "line": "cell_stacker", "launched": 2023, "units": [240, 310, 430, 540]},
        {"id": "l5", "line": "filler", "launched": 2013, "units": [1_480, 1_500, 1_570, 1_600]},
        {"id": "l6", "line": "winder", "launched": 2018, "units": [900, 960, 940, 790]},
        {"id": "l7", "line": "five_axis", "launched": 2017, "units": [180, 190, 210, 260]},
        {"id": "l8", "line": "sorter", "launched": 2019, "units": [1_100, 1_380, 1_700, 1_890]},
    ],
    "asked": "l4",
    "content": 4,
    "share": 0.35,
    "price": 5_200,
}  # fmt: skip

EXERCISE = Exercise(
    id="U6.X1",
    unit="U6",
    title=Text(en="Where is the customer's product in its life?", zh="客户的产品处于哪个阶段？"),
    minutes=15,
    case=CASE,
    values=_values,
    tables=_tables,
    fields=_fields,
    hints=HINTS,
    solution=SOLUTION,
    solution_tables=_solution_tables,
    variants=partial(pool, "U6.X1"),
)
