"""T0.X2 is the plan on course: attainment, state and run rate of six regions, and why one of them is behind."""

from __future__ import annotations

import random
from functools import partial
from typing import Any, Literal

import pandas as pd

from kamlib import cases, targets
from kamlib.classroom.exercise import (
    Answers,
    CaseTable,
    ChoiceField,
    Column,
    Data,
    Exercise,
    Field,
    MatchField,
    NumberField,
    TableColumn,
    TableField,
    Tolerance,
)
from kamlib.text import Text
from kamlib.units import pool
from kamlib.units.common import (
    HALF_PERCENT,
    mistake,
    mistakes_stand_apart,
    named,
    once,
    options,
    rounded,
    where_they_show,
)
from kamlib.units.t0_targets.shared import (
    AHEAD_FROM,
    BEHIND_BELOW,
    MONTH_NAMES,
    TEN_THOUSAND,
    and_invented,
    cells,
    rows_of,
)

STATES = {
    "ahead": Text(en="Ahead", zh="超前"),
    "on_course": Text(en="On course", zh="正常"),
    "behind": Text(en="Behind", zh="落后"),
}
HALF_A_POINT = Tolerance(within=0.005)
TOLERANCES = {"attainment": HALF_A_POINT, "rate": HALF_PERCENT}
CAUSES = {
    "price": Text(en="Mostly the price: sold at less than planned", zh="主要是价格：卖价低于计划"),
    "volume": Text(en="Mostly the volume: fewer units than planned", zh="主要是销量：台数少于计划"),
}


def _months(data: Data, what: str) -> pd.DataFrame:
    return pd.DataFrame([region[what] for region in data["regions"]], index=_ids(data))


def _ids(data: Data) -> list[str]:
    return [region["id"] for region in data["regions"]]


@once
def _status(data: Data, against: Literal["plan", "time"] = "plan") -> pd.DataFrame:
    return targets.plan_status(
        _months(data, "plan"),
        _months(data, "actual"),
        against=against,
        ahead_from=AHEAD_FROM,
        behind_below=BEHIND_BELOW,
    )


def _passed(data: Data) -> int:
    return len(data["regions"][0]["actual"])


def _left(data: Data) -> int:
    return targets.MONTHS_PER_YEAR - _passed(data)


def _check(data: Data, answers: Answers) -> dict[str, float]:
    table = _status(data)
    return cells("attainment", table["attainment"]) | cells("rate", table["required_run_rate"])


def _by_time(data: Data, answers: Answers) -> dict[str, float]:
    return cells("attainment", _status(data, "time")["attainment"])


def _of_the_year(data: Data, answers: Answers) -> dict[str, float]:
    table = _status(data)
    return cells("attainment", table["actual_to_date"] / table["annual_target"])


def _average_month(data: Data, answers: Answers) -> dict[str, float]:
    return cells("rate", _status(data)["annual_target"] / targets.MONTHS_PER_YEAR)


def _over_the_year(data: Data, answers: Answers) -> dict[str, float]:
    table = _status(data)
    return cells("rate", (table["annual_target"] - table["actual_to_date"]) / targets.MONTHS_PER_YEAR)


def _gap_only(data: Data, answers: Answers) -> dict[str, float]:
    return cells("rate", _status(data)["gap"] / _left(data))


def _state(attainment: float) -> str:
    return "ahead" if attainment >= AHEAD_FROM else "behind" if attainment < BEHIND_BELOW else "on_course"


def _states(data: Data, answers: Answers) -> dict[str, str]:
    return {id: _state(answers["check"][f"{id}/attainment"]) for id in _ids(data)}


def _states_by_time(data: Data, answers: Answers) -> dict[str, str]:
    return _status(data, "time")["state"].to_dict()


def _gap(data: Data, answers: Answers) -> float:
    return float(_status(data)["gap"].sum())


def _gap_to_year(data: Data, answers: Answers) -> float:
    table = _status(data)
    return float((table["annual_target"] - table["actual_to_date"]).sum())


def _split(data: Data, joint: Literal["in_price", "in_volume"] = "in_price") -> targets.PriceVolumeSplit:
    sold = data["product"]
    return targets.price_volume_split(
        sold["plan_price"], sold["plan_units"], sold["price"], sold["units"], joint_effect=joint
    )


def _price_part(data: Data, answers: Answers) -> float:
    return float(_split(data).price_variance)


def _volume_part(data: Data, answers: Answers) -> float:
    return float(_split(data).volume_variance)


def _check_field(data: Data) -> TableField:
    wrong = where_they_show(
        _check, (_by_time, _of_the_year, _average_month, _over_the_year, _gap_only), TOLERANCES
    )
    return TableField(
        id="check",
        points=8,
        label=Text(en="Cumulative attainment, and what each month that is left must bring", zh="累计达成率，以及剩余各月平均需完成多少"),
        help=Text(
            en="Attainment = actual to date ÷ plan to date. Run rate = (annual target − actual to date) ÷ months left, with one decimal.",
            zh="累计达成率 = 累计实际 ÷ 累计计划。月均需完成 =（年度目标 − 累计实际）÷ 剩余月数，保留一位小数。",
        ),
        rows=rows_of(data["regions"]),
        columns=(
            Column(
                id="attainment",
                label=Text(en="Cumulative attainment", zh="累计达成率"),
                kind="percent",
                tolerance=HALF_A_POINT,
            ),
            Column(
                id="rate",
                label=Text(en="Required run rate a month", zh="剩余月均需完成"),
                tolerance=HALF_PERCENT,
                unit=TEN_THOUSAND,
                per="month",
            ),
        ),
        expected=_check,
        mistakes=(
            mistake(
                "against-time",
                wrong[0],
                en="You compared with {passed:number}/12 of the year. The plan knows the season: compare with the plan to date.",
                zh="您是和全年目标的 {passed:number}/12 比的。计划里已经考虑了淡旺季，应当与累计计划比。",
            ),
            mistake(
                "of-the-whole-year",
                wrong[1],
                en="You divided by the annual target. Attainment to date is measured against the plan to date.",
                zh="您除以了年度目标。累计达成率应当除以累计计划。",
            ),
            mistake(
                "average-month",
                wrong[2],
                en="That is a twelfth of the annual target, as if nothing had been sold yet.",
                zh="这是年度目标的十二分之一，等于当作今年还没有开张。",
            ),
            mistake(
                "over-twelve-months",
                wrong[3],
                en="What is left is right, but there are only {left:number} months left, not 12.",
                zh="剩余目标没错，但只剩 {left:number} 个月，不是 12 个月。",
                credit=0.25,
            ),
            mistake(
                "gap-only",
                wrong[4],
                en="That only makes up for the gap. The plan of the months that are left has to be sold, too.",
                zh="这只够补上差距，剩余各月本来的计划也还要完成。",
            ),
        ),
    )


def _states_field(data: Data) -> MatchField:
    return MatchField(
        id="states",
        points=3,
        label=Text(en="Is the region ahead, on course or behind?", zh="该区域超前、正常还是落后？"),
        help=Text(en="Ahead from {ahead_from:percent0} of the plan to date, behind below {behind_below:percent0}.", zh="累计达成率 {ahead_from:percent0} 及以上为超前，低于 {behind_below:percent0} 为落后。"),
        items=rows_of(data["regions"]),
        options=options(STATES),
        uses=("check",),
        expected=_states,
        mistakes=(
            mistake(
                "state-by-time",
                _states_by_time,
                en="That would be its state by the calendar. These {passed:number} months do not carry {passed:number}/12 of the year: go by the plan to date.",
                zh="这是按时间进度得出的结论。这 {passed:number} 个月的计划并不是全年的 {passed:number}/12，应以累计计划为准。",
            ),
        ),
    )  # fmt: skip


def _fields(data: Data) -> tuple[Field, ...]:
    return (
        _check_field(data),
        _states_field(data),
        NumberField(
            id="gap",
            points=1,
            label=Text(en="Gap of the whole company to date: plan less actual", zh="全公司累计差距：计划 − 实际"),
            tolerance=Tolerance(within=0.5),
            unit=TEN_THOUSAND,
            expected=_gap,
            mistakes=(
                mistake(
                    "gap-to-the-year",
                    _gap_to_year,
                    en="That is what is left of the year. The gap to date is the plan to date less the actual to date.",
                    zh="这是全年还剩多少。累计差距 = 累计计划 − 累计实际。",
                ),
            ),
        ),
        NumberField(
            id="price_part",
            kind="money",
            points=2,
            label=Text(en="Price part of the difference, actual less plan: {product_name}", zh="{product_name}：差额中的价格部分（实际 − 计划）"),
            help=Text(en="(Actual price − planned price) × actual units. A shortfall is negative.", zh="（实际价 − 计划价）× 实际台数。少于计划为负数。"),
            tolerance=HALF_PERCENT,
            expected=_price_part,
            mistakes=(
                mistake(
                    "price-at-planned-units",
                    lambda data, answers: float(_split(data, "in_volume").price_variance),
                    credit=0.5,
                    en="You took the planned units. By the convention used here the price difference counts on the units really sold.",
                    zh="您用了计划台数。按本题的约定，价差应乘以实际台数。",
                ),
            ),
        ),
        NumberField(
            id="volume_part",
            kind="money",
            points=2,
            label=Text(en="Volume part of the difference: {product_name}", zh="{product_name}：差额中的销量部分"),
            help=Text(en="(Actual units − planned units) × planned price.", zh="（实际台数 − 计划台数）× 计划价。"),
            tolerance=HALF_PERCENT,
            expected=_volume_part,
            mistakes=(
                mistake(
                    "volume-at-actual-price",
                    lambda data, answers: float(_split(data, "in_volume").volume_variance),
                    credit=0.5,
                    en="You took the actual price. Take the planned one, or the two parts do not add up to the difference.",
                    zh="您用了实际价。应当用计划价，否则两部分加起来不等于总差额。",
                ),
                mistake(
                    "whole-difference",
                    lambda data, answers: float(_split(data).difference),
                    en="That is the whole difference. Take the price part off.",
                    zh="这是全部差额，还要减去价格部分。",
                ),
            ),
        ),
        ChoiceField(
            id="cause",
            points=1,
            label=Text(en="So what is it mostly?", zh="那么主要是什么原因？"),
            options=options(CAUSES),
            uses=("price_part", "volume_part"),
            expected=_cause,
            reasons={
                "price": Text(en="Compare the two parts without their sign: the volume part is the larger one.", zh="不看正负号比较两部分：销量部分更大。"),
                "volume": Text(en="Compare the two parts without their sign: the price part is the larger one.", zh="不看正负号比较两部分：价格部分更大。"),
            },
        ),
    )  # fmt: skip


def _cause(data: Data, answers: Answers) -> str:
    return "price" if abs(answers["price_part"]) > abs(answers["volume_part"]) else "volume"


def _tables(data: Data) -> tuple[CaseTable, ...]:
    table = _status(data)
    rows = [
        (
            named(region["name"]),
            table.loc[region["id"], "annual_target"],
            table.loc[region["id"], "expected_to_date"],
            table.loc[region["id"], "actual_to_date"],
        )
        for region in data["regions"]
    ]
    sold = data["product"]
    return (
        CaseTable(
            Text(en="Plan check by region, in CNY 10,000", zh="各区域计划检查（万元）"),
            (
                TableColumn(Text(en="Region", zh="区域")),
                TableColumn(Text(en="Annual target", zh="年度目标"), "whole"),
                TableColumn(Text(en="Plan to date", zh="累计计划"), "whole"),
                TableColumn(Text(en="Actual to date", zh="累计实际"), "whole"),
            ),
            rows,
        ),
        CaseTable(
            Text(
                en=f"{named(data['behind']).en}: {named(sold['name']).en} to date",
                zh=f"{named(data['behind']).zh}：{named(sold['name']).zh}（累计）",
            ),
            (
                TableColumn(Text(en="Figure", zh="项目")),
                TableColumn(Text(en="Plan", zh="计划"), "whole"),
                TableColumn(Text(en="Actual", zh="实际"), "whole"),
            ),
            (
                (Text(en="Units", zh="台数"), sold["plan_units"], sold["units"]),
                (Text(en="Price, CNY per unit", zh="单价（元/台）"), sold["plan_price"], sold["price"]),
            ),
        ),
    )


def _solution_tables(data: Data) -> tuple[CaseTable, ...]:
    table, states = _status(data), _states(data, {"check": _check(data, {})})
    rows = [
        (
            named(region["name"]),
            table.loc[region["id"], "attainment"],
            STATES[states[region["id"]]],
            table.loc[region["id"], "required_run_rate"],
            table.loc[region["id"], "annual_target"] / targets.MONTHS_PER_YEAR,
        )
        for region in data["regions"]
    ]
    return (
        CaseTable(
            Text(en="The check, run rates in CNY 10,000 a month", zh="检查结果（月均需完成，万元/月）"),
            (
                TableColumn(Text(en="Region", zh="区域")),
                TableColumn(Text(en="Attainment", zh="累计达成率"), "percent1"),
                TableColumn(Text(en="State", zh="状态")),
                TableColumn(Text(en="Required a month", zh="剩余月均需完成"), "one"),
                TableColumn(Text(en="Mean month of the target", zh="目标的月平均"), "one"),
            ),
            rows,
        ),
    )


def _values(data: Data) -> dict[str, Any]:
    table, sold = _status(data), data["product"]
    first = data["regions"][0]
    row = table.loc[first["id"]]
    return {
        "ahead_from": AHEAD_FROM,
        "behind_below": BEHIND_BELOW,
        "passed": _passed(data),
        "left": _left(data),
        "last_month": MONTH_NAMES[f"m{_passed(data)}"],
        "time": _passed(data) / targets.MONTHS_PER_YEAR,
        "plan_progress": table["expected_to_date"].sum() / table["annual_target"].sum(),
        "plan_sum": table["expected_to_date"].sum(),
        "actual_sum": table["actual_to_date"].sum(),
        "region": named(first["name"]),
        "region_actual": row["actual_to_date"],
        "region_plan": row["expected_to_date"],
        "region_target": row["annual_target"],
        "region_attainment": row["attainment"],
        "region_rate": row["required_run_rate"],
        "behind_name": named(data["behind"]),
        "product_name": named(sold["name"]),
        "planned_sales": sold["plan_units"] * sold["plan_price"],
        "sales": sold["units"] * sold["price"],
        "difference": float(_split(data).difference),
        "plan_units": sold["plan_units"],
        "units": sold["units"],
        "plan_price": sold["plan_price"],
        "price": sold["price"],
        "cause_name": CAUSES[_cause(data, {"price_part": _price_part(data, {}), "volume_part": _volume_part(data, {})})],
    }  # fmt: skip


CASE = and_invented(
    Text(
        en="""The business year of Tarvane Drives began in July; {last_month} has just closed, so **{passed:number} of 12 months** have passed.
You sit down with the plan check of the regions before the sales director does.

- A region is **ahead** from {ahead_from:percent0} of its plan to date, **behind** below {behind_below:percent0}, else **on course**.
- The calendar says {time:percent1} of the year; the plan, which knows the season, {plan_progress:percent1}.

{behind_name} is the region the director will ask about. Its main product is {product_name}: find out whether price or volume is missing.""",
        zh="""塔凡传动的业务年度从 7 月开始，{last_month}刚刚结账，**12 个月已经过去 {passed:number} 个月**。
赶在销售总监之前，您先坐下来看各区域的计划检查表。

- 累计达成率 {ahead_from:percent0} 及以上为**超前**，低于 {behind_below:percent0} 为**落后**，其余为**正常**。
- 时间进度为 {time:percent1}；计划考虑了淡旺季，累计计划占全年的 {plan_progress:percent1}。

总监一定会问到{behind_name}。那里的主要产品是{product_name}：请查明差在价格，还是差在销量。""",
    )
)

HINTS = (
    Text(en="Ask of every figure: compared with what? The calendar, the year, or the plan to date?", zh="每个数都先问一句：和什么比？和时间进度比、和全年比，还是和累计计划比？"),
    Text(
        en="Attainment = actual to date ÷ plan to date; hold it against the two limits. "
        "Run rate = (annual target − actual to date) ÷ months left. "
        "Price part = (actual price − planned price) × actual units; volume part = (actual units − planned units) × planned price; together they are the whole difference.",
        zh="累计达成率 = 累计实际 ÷ 累计计划，再与两条界线比较。月均需完成 =（年度目标 − 累计实际）÷ 剩余月数。"
        "价格部分 =（实际价 − 计划价）× 实际台数；销量部分 =（实际台数 − 计划台数）× 计划价；两者之和等于总差额。",
    ),
    Text(
        en="Another region: target 2,400, plan to date 1,300 after 7 months, actual 1,170. Attainment 1,170 ÷ 1,300 = 90%: behind. Run rate (2,400 − 1,170) ÷ 5 = 246 a month. "
        "A product planned at 100 × 5,000 and sold at 90 × 4,800: price (4,800 − 5,000) × 90 = −18,000; volume (90 − 100) × 5,000 = −50,000; together −68,000.",
        zh="换一个区域：年度目标 2,400，7 个月累计计划 1,300，累计实际 1,170。达成率 1,170 ÷ 1,300 = 90%：落后。月均需完成（2,400 − 1,170）÷ 5 = 246。"
        "某产品计划 100 台 × 5,000，实际 90 台 × 4,800：价格（4,800 − 5,000）× 90 = −18,000；销量（90 − 100）× 5,000 = −50,000；合计 −68,000。",
    ),
)  # fmt: skip

SOLUTION = Text(
    en="""**One region in full.** {region}: {region_actual:whole} ÷ {region_plan:whole} = **{region_attainment:percent1}**; ({region_target:whole} − {region_actual:whole}) ÷ {left:number} = **{region_rate:one}** a month (× CNY 10,000). The others are in the table below.

**The gap of the company:** {plan_sum:whole} − {actual_sum:whole} = **{gap:whole}** × CNY 10,000.

**Price or volume** of {product_name}: planned {planned_sales:money}, actual {sales:money}, a difference of {difference:money}.

- Price: ({price:whole} − {plan_price:whole}) × {units:whole} = **{price_part:money}**
- Volume: ({units:whole} − {plan_units:whole}) × {plan_price:whole} = **{volume_part:money}**

{cause_name}. A price problem is answered at the negotiating table, a volume problem in the calendar of visits.""",
    zh="""**以一个区域为例。** {region}：{region_actual:whole} ÷ {region_plan:whole} = **{region_attainment:percent1}**；（{region_target:whole} − {region_actual:whole}）÷ {left:number} = 每月 **{region_rate:one}**万元。其余见下表。

**全公司差距：** {plan_sum:whole} − {actual_sum:whole} = **{gap:whole}**万元。

**价格还是销量（{product_name}）：** 计划 {planned_sales:money}，实际 {sales:money}，相差 {difference:money}。

- 价格：（{price:whole} − {plan_price:whole}）× {units:whole} = **{price_part:money}**
- 销量：（{units:whole} − {plan_units:whole}）× {plan_price:whole} = **{volume_part:money}**

{cause_name}。价格问题要到谈判桌上解决，销量问题要从拜访安排入手。""",
)


def demo() -> dict[str, Any]:
    """Return variant 0: Tarvane Drives after seven months of the business year 2025/26."""
    orders = cases.orders()
    region = orders["account"].map(cases.accounts().set_index("account")["region"])
    goals = cases.targets().set_index(["year", "region"])["sales_target"].loc[2026]
    past = orders[orders["order_date"] < "2025-07-01"]
    years = targets.sales_by_year_and_month(past["order_date"], past["invoice_amount"], first_month=7)
    season = targets.seasonal_index(years, years_count="equally").round(3)
    regions = []
    for id in goals.index:
        mine = orders[region == id]
        came = targets.sales_by_year_and_month(
            [*mine["order_date"], pd.Timestamp("2023-07-01"), pd.Timestamp("2026-06-30")],
            [*mine["invoice_amount"], 0, 0],
            first_month=7,
        )
        label = cases.label("region", id)
        regions.append(
            {
                "id": id,
                "name": {"en": label.en, "zh": label.zh},
                "plan": targets.monthly_plan(int(goals[id]) // 10_000, list(season), unit=1).tolist(),
                "actual": [int(round(amount / 10_000)) for amount in came.loc[2026].iloc[:7]],
            }
        )
    return {
        "regions": regions,
        "behind": regions[0]["name"],
        "product": {
            "name": {"en": "planetary gearbox PG 4", "zh": "行星齿轮箱 PG 4"},
            "plan_units": 320,
            "units": 304,
            "plan_price": 31_500,
            "price": 29_900,
        },
    }


_SIZES = {"east": 8_400, "south": 9_600, "north": 5_000, "central": 1_750, "southwest": 1_480, "northeast": 260}
_SEASON = (0.88, 0.97, 1.1, 0.91, 1.02, 1.19, 0.83, 0.68, 1.19, 0.99, 1.05, 1.19)
_PRODUCTS = (
    ({"en": "planetary gearbox PG 4", "zh": "行星齿轮箱 PG 4"}, 31_500),
    ({"en": "servo gear unit TS 140", "zh": "伺服减速机 TS 140"}, 11_000),
    ({"en": "hollow-shaft unit TH 110", "zh": "中空轴减速机 TH 110"}, 13_500),
    ({"en": "frequency drive FD 45 Smart", "zh": "变频器 FD 45 智能型"}, 14_500),
)


def make(chance: random.Random) -> dict[str, Any] | None:
    """Return a candidate variant of T0.X2, None when a state hangs on a rounding or teaches nothing."""
    passed = chance.choice([5, 7, 8, 9])
    season = [index + chance.uniform(-0.06, 0.06) for index in _SEASON]
    regions = []
    for id, size in _SIZES.items():
        label = cases.label("region", id)
        target = rounded(size * chance.uniform(0.85, 1.2), 10)
        plan = targets.monthly_plan(target, season, unit=1).tolist()
        pace = chance.choice([chance.uniform(0.84, 0.935), chance.uniform(0.965, 1.035), chance.uniform(1.065, 1.16)])
        regions.append(
            {
                "id": id,
                "name": {"en": label.en, "zh": label.zh},
                "plan": plan,
                "actual": [int(round(month * pace * chance.uniform(0.95, 1.05))) for month in plan[:passed]],
            }
        )  # fmt: skip
    name, list_price = chance.choice(_PRODUCTS)
    plan_units = rounded(chance.uniform(160, 460), 10)
    plan_price = rounded(list_price * chance.uniform(0.9, 1.05), 100)
    data = {
        "regions": regions,
        "behind": regions[chance.randrange(2)]["name"],
        "product": {
            "name": name,
            "plan_units": plan_units,
            "units": int(plan_units * chance.uniform(0.86, 0.97)),
            "plan_price": plan_price,
            "price": rounded(plan_price * chance.uniform(0.86, 0.97), 100),
        },
    }
    return data if _is_good(data) else None


def _is_good(data: Data) -> bool:
    table = _status(data)
    states = table["state"].value_counts()
    attained = table["attainment"]
    parts = abs(_price_part(data, {})), abs(_volume_part(data, {}))
    behind = next(region["id"] for region in data["regions"] if region["name"] == data["behind"])
    sold = data["product"]
    return (
        len(states) == 3
        and table.loc[behind, "state"] == "behind"
        and all(abs(attained - limit).min() > 0.008 for limit in (AHEAD_FROM, BEHIND_BELOW))
        and (_status(data, "time")["state"] != table["state"]).any()
        and abs(_gap(data, {})) > 60
        and sold["price"] < sold["plan_price"]
        and not 0.8 < parts[0] / parts[1] < 1.25
        and all(_check(data, {})[f"{id}/rate"] > 5 for id in table.index)
        and mistakes_stand_apart(EXERCISE, data)
    )


EXERCISE = Exercise(
    id="T0.X2",
    unit="T0",
    title=Text(en="Is the plan on course?", zh="计划完成得怎么样？"),
    minutes=20,
    case=CASE,
    values=_values,
    tables=_tables,
    fields=_fields,
    hints=HINTS,
    solution=SOLUTION,
    solution_tables=_solution_tables,
    variants=partial(pool, "T0.X2"),
)
