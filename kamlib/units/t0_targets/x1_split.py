"""T0.X1 split the year: from the company's target to regions, industries, one project, measures and months."""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from kamlib import allocation, cases, targets
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
    Option,
    Rule,
    TableColumn,
    TableField,
    Tolerance,
)
from kamlib.text import Text
from kamlib.units import pool
from kamlib.units.common import (
    apart,
    mistake,
    mistakes_stand_apart,
    named,
    names_in,
    once,
    options,
    rounded,
    where_they_show,
    written,
)
from kamlib.units.t0_targets.shared import (
    BOARD_TARGET,
    MEASURE_NAMES,
    MONTH_NAMES,
    QUARTER_NAMES,
    TEN_THOUSAND,
    TO_THE_UNIT,
    and_invented,
    cells,
    rows_of,
    whole_column,
)

ALL = "all"  # the column of the whole company
REGIONS = {
    "east": {"en": "East", "zh": "华东"},
    "south": {"en": "South", "zh": "华南"},
    "north": {"en": "North and inland", "zh": "华北及内陆"},
}
YEAR_NAMES = ("2023/24", "2024/25", "2025/26")
INDEX_TOLERANCE = Tolerance(nearest=0.01)
ONE_UNIT = Tolerance(within=1)
ONE_DECIMAL = Tolerance(nearest=0.1)
RULES = {
    "largest": Text(en="Round every share down, then hand the missing units out one by one, largest fraction first", zh="全部向下取整，再把差额按小数部分从大到小逐个补上"),
    "nearest": Text(en="Round every share to the nearest unit and leave it at that", zh="每一份各自四舍五入，不再调整"),
    "up": Text(en="Round every share up, to be on the safe side", zh="为保险起见，每一份都向上取整"),
    "last": Text(en="Round to the nearest unit and put whatever is missing into the last month", zh="各自四舍五入，差额全部计入最后一个月"),
}  # fmt: skip


def _month_sums(data: Data) -> list[int]:
    return [sum(months) for months in zip(*data["years"], strict=True)]


def _season(data: Data, years: Sequence[Sequence[int]]) -> list[float]:
    return targets.seasonal_index(years, years_count="by_sales").tolist()


def _asked(data: Data, values: Sequence[float]) -> dict[str, float]:
    months = list(MONTH_NAMES)
    return cells("index", {month: values[months.index(month)] for month in data["asked"]})


def _index(data: Data, answers: Answers) -> dict[str, float]:
    return _asked(data, _season(data, data["years"]))


def _share_for_index(data: Data, answers: Answers) -> dict[str, float]:
    return _asked(data, [index / targets.MONTHS_PER_YEAR for index in _season(data, data["years"])])


def _last_year_only(data: Data, answers: Answers) -> dict[str, float]:
    return _asked(data, _season(data, data["years"][-1:]))


def _weights(entries: Sequence[Any]) -> dict[str, float]:
    return {entry["id"]: entry["weight"] for entry in entries}


def _split(total: float, entries: Sequence[Any]) -> dict[str, float]:
    weights = _weights(entries)
    amounts = allocation.largest_remainder(total, list(weights.values()), unit=1)
    return cells("target", dict(zip(weights, amounts, strict=True)))


@once
def _by_region(data: Data) -> dict[str, float]:
    return _split(data["target"], data["regions"])


def _regions(data: Data, answers: Answers) -> dict[str, float]:
    return _by_region(data)


def _regions_alike(data: Data, answers: Answers) -> dict[str, float]:
    return {part: data["target"] / len(data["regions"]) for part in _regions(data, answers)}


def _focus_target(data: Data, answers: Answers) -> float:
    return answers["regions"][f"{data['focus']}/target"]


def _industries(data: Data, answers: Answers) -> dict[str, float]:
    return _split(_focus_target(data, answers), data["industries"])


def _industries_of_the_whole(data: Data, answers: Answers) -> dict[str, float]:
    return _split(data["target"], data["industries"])


def exact_shares(data: Data, weights: dict[str, float] | None = None) -> pd.DataFrame:
    """Return the exact share of every region and month: regions as rows, months as columns, CNY 10,000."""
    by_region, month_sums = weights or _weights(data["regions"]), _month_sums(data)
    month_share = np.array(month_sums) / sum(month_sums)
    region_share = np.array(list(by_region.values())) / sum(by_region.values())
    table = data["target"] * np.outer(region_share, month_share)
    return pd.DataFrame(table, index=list(by_region), columns=list(MONTH_NAMES))


@once
def _exact_quarter(data: Data) -> pd.DataFrame:
    """Return the exact shares of the open quarter alone."""
    return exact_shares(data)[open_months(data)]


def open_months(data: Data) -> list[str]:
    """Return the three months of the quarter that the trainee plans; the other nine are agreed."""
    first = 3 * list(QUARTER_NAMES).index(data["open"])
    return list(MONTH_NAMES)[first : first + 3]


def plan_table(data: Data) -> pd.DataFrame:
    """Return one plan of the whole year that adds up: regions and the whole company by months, CNY 10,000."""
    return _plan(data).copy()


@once
def _plan(data: Data) -> pd.DataFrame:
    target, month_sums = data["target"], _month_sums(data)
    by_region = pd.Series(_weights(data["regions"]))
    table = targets.break_down({"sales": target}, by_region, month_sums, unit=1, profit_from="own_weights")["sales"]
    whole = np.vstack([table.to_numpy(), targets.monthly_plan(target, month_sums, unit=1)])
    return pd.DataFrame(whole, index=[*by_region.index, ALL], columns=list(MONTH_NAMES))


@once
def agreed(data: Data) -> pd.DataFrame:
    """Return the nine months that are agreed with the regions already, CNY 10,000."""
    return _plan(data).drop(columns=open_months(data))


@once
def _agreed_sums(data: Data) -> dict[str, float]:
    return agreed(data).sum(axis=1).to_dict()


@once
def _open_quarter(data: Data) -> np.ndarray:
    """Return the open quarter of the plan: a row for each region and for the whole company, a column for each month."""
    return _plan(data)[open_months(data)].to_numpy()


def _grid(data: Data, answers: Answers) -> dict[str, float]:
    """Return the open quarter with both margins exact; from the trainee's own regions where they differ."""
    if answers["regions"] == _regions(data, answers):
        return _as_cells(data, _open_quarter(data))
    years = (answers["regions"][f"{region}/target"] for region in _weights(data["regions"]))
    return _as_cells(data, _quarter_for(data, *years))


@once
def _quarter_for(data: Data, *years: float) -> np.ndarray:
    """Return the open quarter that brings the regions to other years than the model's."""
    whole, agreed_sums = _open_quarter(data)[-1], _agreed_sums(data).values()
    left = [year - amount for year, amount in zip(years, agreed_sums, strict=False)]  # the last sum is of all
    fitted = targets.fit_two_way(_exact_quarter(data).to_numpy(), left, whole).table
    return np.vstack([targets.round_table(fitted, row_totals=left, column_totals=whole, unit=1), whole])


def _as_cells(data: Data, table: np.ndarray) -> dict[str, float]:
    return {
        f"{month}/{column}": float(table[row, place])
        for row, column in enumerate([*_weights(data["regions"]), ALL])
        for place, month in enumerate(open_months(data))
    }


def _all_months_alike(data: Data, answers: Answers) -> dict[str, float]:
    years = np.array([*answers["regions"].values(), data["target"]])
    return _as_cells(data, np.repeat(years[:, None] / targets.MONTHS_PER_YEAR, 3, axis=1))


def _rounded_alone(data: Data, answers: Answers) -> dict[str, float]:
    return cells(ALL, {month: np.floor(share + 0.5) for month, share in _exact_quarter(data).sum().items()})


def _month_does_not_add_up(data: Data, grid: Answers) -> bool:
    regions = list(_weights(data["regions"]))
    return any(
        abs(sum(grid[f"{month}/{region}"] for region in regions) - grid[f"{month}/{ALL}"]) > 1e-6
        for month in open_months(data)
    )


def _region_does_not_add_up(data: Data, grid: Answers) -> bool:
    return any(
        abs(sum(grid[f"{month}/{column}"] for month in open_months(data)) - left) > 1e-6
        for column, left in _left_for_the_quarter(data).items()
    )


def _cell_too_far(data: Data, grid: Answers) -> bool:
    return any(abs(grid[part] - share) >= 1 + 1e-9 for part, share in _exact_cells(data).items())


@once
def _left_for_the_quarter(data: Data) -> dict[str, float]:
    years = {**_by_region(data), f"{ALL}/target": data["target"]}
    return {column: float(years[f"{column}/target"] - amount) for column, amount in _agreed_sums(data).items()}


@once
def _exact_cells(data: Data) -> dict[str, float]:
    shares = _exact_quarter(data)
    return {f"{month}/{region}": float(share) for month in shares for region, share in shares[month].items()}


@once
def _whole_company(data: Data) -> dict[str, float]:
    return _plan(data).loc[ALL].to_dict()


def _quarters(data: Data, answers: Answers) -> dict[str, float]:
    months = _whole_company(data) | {month: answers["grid"][f"{month}/{ALL}"] for month in open_months(data)}
    return cells("target", dict(zip(QUARTER_NAMES, targets.quarter_totals(list(months.values())), strict=True)))


def _quarters_alike(data: Data, answers: Answers) -> dict[str, float]:
    return cells("target", dict.fromkeys(QUARTER_NAMES, data["target"] / targets.QUARTERS_PER_YEAR))


@once
def project_plan(data: Data) -> pd.DataFrame:
    """Return the plan of the one project as it must be: months as rows, measures as columns, CNY 10,000."""
    project = data["project"]
    rest = targets.measures_from_rates(
        project["sales"],
        collection_rate=project["collection"],
        gross_margin_rate=project["margin"],
        expense_ratio=project["expense"],
    )
    totals = {"sales": project["sales"]} | {name: round(amount, 1) for name, amount in rest._asdict().items()}
    alone = pd.Series([1], index=["project"])
    table = targets.break_down(totals, alone, _month_sums(data), unit=0.1, profit_from="gross_profit").loc["project"]
    return pd.DataFrame({name: table[name].to_numpy() for name in targets.MEASURES}, index=list(MONTH_NAMES))


def project_as_shown(data: Data) -> pd.DataFrame:
    """Return the plan of the one project as it was handed in, with two digits swapped in one of its cells."""
    slip = data["project"]["slip"]
    shown = project_plan(data).copy()
    shown.loc[slip["month"], slip["measure"]] = slip["shown"]
    return shown


def _slip_value(data: Data, answers: Answers) -> float:
    slip = data["project"]["slip"]
    return float(project_plan(data).loc[slip["month"], slip["measure"]])


def _slip_difference(data: Data, answers: Answers) -> float:
    return abs(_slip_value(data, answers) - data["project"]["slip"]["shown"])


def _slip_wrong_way(data: Data, answers: Answers) -> float:
    return 2 * data["project"]["slip"]["shown"] - _slip_value(data, answers)


def _rule_field() -> ChoiceField:
    return ChoiceField(
        id="rule",
        points=1,
        label=Text(en="The way of rounding", zh="所用的取整规则"),
        help=Text(en="The parts must add up to the target exactly, and nobody may be off by a unit or more.", zh="各部分之和必须正好等于目标，而且任何一份都不能差满一个单位。"),
        options=options(RULES),
        expected=lambda data, answers: "largest",
        reasons={
            "nearest": Text(en="Rounded one by one, the parts may miss the target by some units, and nobody notices until the totals are compared.", zh="各自四舍五入，合计可能与目标差几个单位，要到核对总数时才发现。"),
            "up": Text(en="Then the parts add up to more than the target: the company would run two targets.", zh="这样合计会大于目标，等于公司里有两套目标。"),
            "last": Text(en="The sum is right, but the last month may carry several units that are not its own.", zh="合计是对了，但最后一个月可能多背上几个不该它背的单位。"),
        },
    )  # fmt: skip


def _season_field(data: Data) -> TableField:
    wrong = where_they_show(_index, (_share_for_index, _last_year_only), {"index": INDEX_TOLERANCE})
    return TableField(
        id="season",
        points=2,
        label=Text(en="Seasonal index of the two months marked ?", zh="标有 ? 的两个月的季节指数"),
        help=Text(en="12 × the month's sales of all three years ÷ all sales of the three years; two decimals.", zh="12 × 该月三年销售额合计 ÷ 三年全部销售额；保留两位小数。"),
        rows=tuple(Option(month, MONTH_NAMES[month]) for month in data["asked"]),
        columns=(Column(id="index", label=Text(en="Seasonal index", zh="季节指数"), tolerance=INDEX_TOLERANCE),),
        expected=_index,
        mistakes=(
            mistake(
                "share-for-index",
                wrong[0],
                credit=0.5,
                en="That is the month's share of the year. The index compares with an average month, so multiply by 12.",
                zh="这是该月占全年的比重。指数是与平均月份相比，所以还要乘以 12。",
            ),
            mistake(
                "last-year-only",
                wrong[1],
                en="You used the last year alone. One odd month would pass for a season: use all three years.",
                zh="您只用了最近一年。个别月份的偶然波动会被当成淡旺季，请用三年的数据。",
            ),
        ),
    )


def _regions_field(data: Data) -> TableField:
    return TableField(
        id="regions",
        points=3,
        label=Text(en="The year by region", zh="全年目标分到区域"),
        help=Text(en="Share = target × weight ÷ sum of the weights; whole units of CNY 10,000 that add up exactly.", zh="份额 = 目标 × 权重 ÷ 权重之和；以万元为单位取整数，合计必须正好等于目标。"),
        rows=rows_of(data["regions"]),
        columns=(whole_column("target", Text(en="Target of the year", zh="年度目标"), per="year"),),
        expected=_regions,
        mistakes=(
            mistake(
                "regions-alike",
                where_they_show(_regions, (_regions_alike,), {"target": TO_THE_UNIT})[0],
                en="That gives every region the same. Use the weights.",
                zh="这是平均分配，请按权重来分。",
            ),
        ),
    )


def _industries_field(data: Data) -> TableField:
    return TableField(
        id="industries",
        points=3,
        label=Text(en="The region {focus_name}: its year by industry", zh="{focus_name}：全年目标分到行业"),
        help=Text(en="The same way, one level further down: the industries add up to the region's target.", zh="方法相同，再下一层：各行业之和等于该区域的目标。"),
        rows=rows_of(data["industries"]),
        columns=(whole_column("target", Text(en="Target of the year", zh="年度目标"), per="year"),),
        uses=("regions",),
        expected=_industries,
        mistakes=(
            mistake(
                "industries-of-the-whole",
                where_they_show(_industries, (_industries_of_the_whole,), {"target": TO_THE_UNIT})[0],
                en="You shared out the whole company's target. Share out this region's.",
                zh="您分的是全公司的目标，应当分本区域的目标。",
            ),
        ),
    )


def _grid_field(data: Data) -> TableField:
    regions = rows_of(data["regions"])
    tolerances = {**dict.fromkeys((region.id for region in regions), ONE_UNIT), ALL: TO_THE_UNIT}
    wrong = where_they_show(_grid, (_all_months_alike, _rounded_alone), tolerances)
    return TableField(
        id="grid",
        points=6,
        label=Text(en="The open quarter: region × month", zh="待定季度：区域 × 月份"),
        help=Text(
            en="Begin with the column of the whole company: target less the nine agreed months is to be shared out, largest fraction first. "
            "Then round every region's share up or down so that each month adds up, and each region's year with its nine agreed months. "
            "You may paste a block from Excel.",
            zh="先填“全公司”一列：年度目标减去已定的九个月，就是这一季要分的数，差额按小数部分从大到小补。"
            "再把各区域的份额向上或向下取整，使每个月的合计相符，各区域连同已定的九个月正好等于全年目标。可从 Excel 整块粘贴。",
        ),
        rows=tuple(Option(month, MONTH_NAMES[month]) for month in open_months(data)),
        columns=(
            *(whole_column(region.id, region.label, ONE_UNIT) for region in regions),
            whole_column(ALL, Text(en="Whole company", zh="全公司")),
        ),
        uses=("regions",),
        expected=_grid,
        mistakes=(
            mistake(
                "all-months-alike",
                wrong[0],
                en="That is a twelfth of the year. The months differ: use the sales of the three years as weights.",
                zh="这是全年的十二分之一。各月有淡有旺，请以三年各月销售额为权重。",
            ),
            mistake(
                "rounded-alone",
                wrong[1],
                credit=0.5,
                en="Rounded on its own, this month is fine; but rounded so, the three months with the nine agreed ones do not add up to the target.",
                zh="单看这个月，四舍五入没有错；但这样取整，三个月加上已定的九个月不等于年度目标。",
            ),
        ),
        rules=(
            Rule(
                "region-does-not-add-up",
                Text(en="{right} of {all} cells stand within reach, but a column with its nine agreed months does not add up to its year. Add up each column.", zh="{all} 格中有 {right} 格取整无误，但有一列加上已定的九个月不等于该列的年度目标。请逐列求和核对。"),
                _region_does_not_add_up,
            ),
            Rule(
                "month-does-not-add-up",
                Text(en="{right} of {all} cells stand within reach, but in one month the regions do not add up to the whole company.", zh="{all} 格中有 {right} 格取整无误，但有一个月各区域之和不等于全公司。"),
                _month_does_not_add_up,
            ),
            Rule(
                "cell-too-far",
                Text(en="A cell lies a whole unit or more from its exact share. Round it up or down, no further.", zh="有一格与精确份额相差满一个单位。只能向上或向下取整到相邻的整数。"),
                _cell_too_far,
            ),
        ),
    )  # fmt: skip


def _quarters_field() -> TableField:
    return TableField(
        id="quarters",
        points=2,
        label=Text(en="The four quarters of the whole company", zh="全公司四个季度的目标"),
        help=Text(en="Three come from the agreed months, the fourth from yours.", zh="三个季度由已定的月份相加，另一个由您填的三个月相加。"),
        rows=options(QUARTER_NAMES),
        columns=(whole_column("target", Text(en="Target", zh="目标")),),
        uses=("grid",),
        expected=_quarters,
        mistakes=(
            mistake(
                "quarters-alike",
                where_they_show(_quarters, (_quarters_alike,), {"target": TO_THE_UNIT})[0],
                en="That is a fourth of the year. Add up the three months of the quarter.",
                zh="这是全年的四分之一，请把该季度的三个月相加。",
            ),
        ),
    )


def _slip_fields(data: Data) -> tuple[Field, ...]:
    slip = data["project"]["slip"]
    column_holds = Text(en="The months of this measure add up to its year. Look where the two last lines of the table differ.", zh="这项指标的各月合计与全年相符。请看表中最后两行在哪一项上不同。")
    row_holds = Text(en="In this month cash, expense and profit stand to sales as agreed. Try the other months of that measure.", zh="这个月的回款额、费用、利润与销售额的关系都符合约定。请再看该指标的其他月份。")
    return (
        ChoiceField(
            id="slip_measure",
            points=1,
            label=Text(en="{project_name}: in which measure is the wrong cell?", zh="{project_name}：错的那一格在哪项指标？"),
            help=Text(en="Down the columns: the months must add up to the year.", zh="竖着看：各月之和应等于全年。"),
            options=options(MEASURE_NAMES),
            expected=lambda data, answers: data["project"]["slip"]["measure"],
            reasons=dict.fromkeys((name for name in MEASURE_NAMES if name != slip["measure"]), column_holds),
        ),
        MatchField(
            id="slip_month",
            points=1,
            label=Text(en="And in which month?", zh="在哪个月？"),
            help=Text(en="Along the rows: cash {collection_rate:percent0} of sales, expense {expense_ratio:percent0}, profit {margin_rate:percent0} less the expense; 0.1 more or less is rounding.", zh="横着看：回款额为销售额的 {collection_rate:percent0}，费用为 {expense_ratio:percent0}，利润为销售额的 {margin_rate:percent0} 减费用；相差 0.1 属于取整。"),
            items=(Option("month", Text(en="Month of the wrong cell", zh="错格所在月份")),),
            options=options(MONTH_NAMES),
            expected=lambda data, answers: {"month": data["project"]["slip"]["month"]},
            reasons={f"month/{month}": row_holds for month in MONTH_NAMES if month != slip["month"]},
        ),
        NumberField(
            id="slip_value",
            points=1,
            label=Text(en="What must stand there?", zh="这一格应该是多少？"),
            tolerance=ONE_DECIMAL,
            unit=TEN_THOUSAND,
            expected=_slip_value,
            mistakes=(
                mistake(
                    "difference",
                    _slip_difference,
                    credit=0.5,
                    en="That is the difference of the two last lines. Correct the cell by it.",
                    zh="这是最后两行的差额。请用它去更正那一格。",
                ),
                mistake(
                    "wrong-way",
                    _slip_wrong_way,
                    en="You moved the cell the wrong way: then its column is off by twice as much.",
                    zh="更正的方向反了：这样该列的差额会变成两倍。",
                ),
            ),
        ),
    )  # fmt: skip


def _fields(data: Data) -> tuple[Field, ...]:
    return (
        _rule_field(),
        _season_field(data),
        _regions_field(data),
        _industries_field(data),
        _grid_field(data),
        _quarters_field(),
        *_slip_fields(data),
    )


def _tables(data: Data) -> tuple[CaseTable, ...]:
    season = _season(data, data["years"])
    rows = [
        (
            MONTH_NAMES[month],
            *(year[place] for year in data["years"]),
            _month_sums(data)[place],
            "?" if month in data["asked"] else f"{season[place]:.2f}",
        )
        for place, month in enumerate(MONTH_NAMES)
    ]
    total = (
        Text(en="Year", zh="全年"),
        *(sum(year) for year in data["years"]),
        sum(_month_sums(data)),
        f"{targets.MONTHS_PER_YEAR:.2f}",
    )
    sales = CaseTable(
        Text(en="Sales by month, in CNY 10,000", zh="各月销售额（万元）"),
        (
            TableColumn(Text(en="Month", zh="月份")),
            *(TableColumn(Text(en=name, zh=name), "whole") for name in YEAR_NAMES),
            TableColumn(Text(en="Three years", zh="三年合计"), "whole"),
            TableColumn(Text(en="Index", zh="季节指数")),
        ),
        [*rows, total],
    )
    fixed = agreed(data)
    heads = [*(named(region["name"]) for region in data["regions"]), Text(en="Whole company", zh="全公司")]
    nine = CaseTable(
        Text(en="Nine months agreed with the regions, in CNY 10,000", zh="各区域已定的九个月（万元）"),
        (TableColumn(Text(en="Month", zh="月份")), *(TableColumn(head, "whole") for head in heads)),
        [
            *((MONTH_NAMES[month], *fixed[month]) for month in fixed),
            (Text(en="Nine months", zh="九个月合计"), *fixed.sum(axis=1)),
        ],
    )
    return sales, nine, *(
        CaseTable(
            title,
            (TableColumn(who), TableColumn(Text(en="Weight", zh="权重"), "whole")),
            [(named(entry["name"]), entry["weight"]) for entry in data[entries]],
        )
        for entries, who, title in (
            ("regions", Text(en="Region", zh="区域"), Text(en="Weights of the regions", zh="各区域权重")),
            (
                "industries",
                Text(en="Industry", zh="行业"),
                Text(
                    en=f"Weights of the industries in {named(_focus(data)['name']).en}",
                    zh=f"{named(_focus(data)['name']).zh}各行业权重",
                ),
            ),
        )
    ), _project_table(
        project_as_shown(data),
        project_plan(data).sum(),
        Text(en="Plan of {name} as handed in, in CNY 10,000", zh="上报的{name}计划（万元）"),
        data,
    )  # fmt: skip


def _project_table(plan: pd.DataFrame, year: pd.Series, title: Text, data: Data) -> CaseTable:
    """Return the project's plan by month and measure, what the months add up to, and the year agreed."""
    return CaseTable(
        written(title, name=_project_name(data)),
        (TableColumn(Text(en="Month", zh="月份")), *(TableColumn(name, "one") for name in MEASURE_NAMES.values())),
        [
            *((MONTH_NAMES[month], *amounts) for month, amounts in zip(plan.index, plan.to_numpy(), strict=True)),
            (Text(en="Sum of the months", zh="各月合计"), *plan.sum()),
            (Text(en="Year agreed", zh="商定的全年目标"), *year),
        ],
    )


def _project_name(data: Data) -> Text:
    customer, family = (named(data["project"][part]) for part in ("customer", "family"))
    return Text(en=f"{family.en} for {customer.en}", zh=f"{customer.zh}“{family.zh}”项目")


def _focus(data: Data) -> Any:
    return next(region for region in data["regions"] if region["id"] == data["focus"])


def _solution_tables(data: Data) -> tuple[CaseTable, ...]:
    plan, project = plan_table(data), project_plan(data)
    heads = [*(named(region["name"]) for region in data["regions"]), Text(en="Whole company", zh="全公司")]
    rows = [
        *((written(_YOURS, month=name) if month in open_months(data) else name, *plan[month]) for month, name in MONTH_NAMES.items()),
        (Text(en="Year", zh="全年"), *plan.sum(axis=1)),
    ]
    return (
        CaseTable(
            Text(en="One whole plan that adds up, region by month, in CNY 10,000", zh="一份合计相符的完整计划：区域 × 月份（万元）"),
            (TableColumn(Text(en="Month", zh="月份")), *(TableColumn(head, "whole") for head in heads)),
            rows,
        ),
        _project_table(project, project.sum(), Text(en="{name}, put right, in CNY 10,000", zh="更正后的{name}计划（万元）"), data),
    )  # fmt: skip


_YOURS = Text(en="{month} (yours)", zh="{month}（由您填）")


def _listed(parts: Sequence[str]) -> Text:
    return Text(en=", ".join(parts), zh="、".join(parts))


def _values(data: Data) -> dict[str, Any]:
    regions = _regions(data, {})
    industries = _industries(data, {"regions": regions})
    season = dict(zip(MONTH_NAMES, _season(data, data["years"]), strict=True))
    sums = dict(zip(MONTH_NAMES, _month_sums(data), strict=True))
    quarters = _quarters(data, {"grid": _grid(data, {"regions": regions})})
    first, second = data["asked"]
    months, shares = open_months(data), exact_shares(data).sum()
    alone = _rounded_alone(data, {})
    slip = data["project"]["slip"]
    plan, shown = project_plan(data), project_as_shown(data)

    def listed(parts: dict[str, float], entries: Sequence[Any]) -> Text:
        pairs = [(named(entry["name"]), f"{parts[entry['id'] + '/target']:,.0f}") for entry in entries]
        return Text(
            en=", ".join(f"{name.en} {amount}" for name, amount in pairs),
            zh="，".join(f"{name.zh} {amount}" for name, amount in pairs),
        )

    return {
        "focus_name": named(_focus(data)["name"]),
        "focus_target": regions[f"{data['focus']}/target"],
        "region_list": listed(regions, data["regions"]),
        "industry_list": listed(industries, data["industries"]),
        "all_weights": sum(_weights(data["regions"]).values()),
        "first_month": MONTH_NAMES[first],
        "second_month": MONTH_NAMES[second],
        "first_sum": sums[first],
        "second_sum": sums[second],
        "first_index": season[first],
        "second_index": season[second],
        "three_years": sum(sums.values()),
        "open_name": QUARTER_NAMES[data["open"]],
        "left_to_plan": data["target"] - agreed(data).loc[ALL].sum(),
        "open_shares": " + ".join(f"{shares[month]:,.2f}" for month in months),
        "open_plan": " + ".join(f"{plan_table(data).loc[ALL, month]:,.0f}" for month in months),
        "alone": sum(alone.values()),
        **{quarter: quarters[f"{quarter}/target"] for quarter in QUARTER_NAMES},
        "project_name": _project_name(data),
        "project_industry": named(data["industries"][0]["name"]),
        "collection_rate": data["project"]["collection"],
        "margin_rate": data["project"]["margin"],
        "expense_ratio": data["project"]["expense"],
        "slip_measure_name": MEASURE_NAMES[slip["measure"]],
        "slip_month_name": MONTH_NAMES[slip["month"]],
        "slip_shown": slip["shown"],
        "slip_sum": shown[slip["measure"]].sum(),
        "slip_year": plan[slip["measure"]].sum(),
        "slip_row": _listed([f"{amount:,.1f}" for amount in shown.loc[slip["month"]]]),
    }


CASE = and_invented(
    Text(
        en="""The board of Tarvane Drives has set next year's sales target: **{target:whole} × CNY 10,000**.
By Friday it has to be broken down to the three regions, in {focus_name} to the industries, and to the twelve months of the business year, July to June.
Nine months are agreed already; one quarter is yours to plan: **{open_name}**.

- Everything is in units of **CNY 10,000**, whole numbers.
- Regions and industries: by the weights below.
- Months: by the sales of the last three years; the season is taken to be the same in all regions.
- Every row and every column must add up to the target **to the unit**, and no cell may lie a unit or more from its exact share.

At the bottom of the tree stands one project: **{project_name}** ({project_industry}). Its four measures are broken down by month already, to 0.1; cash is to be {collection_rate:percent0} of sales, expense {expense_ratio:percent0}, profit {margin_rate:percent0} of sales less the expense. In **one of the 48 cells** two digits are swapped: find it and put it right.""",
        zh="""塔凡传动董事会定下了下一年度的销售目标：**{target:whole}万元**。
周五前要分解到位：分到三个区域，{focus_name}再分到行业，并分到业务年度（7 月至次年 6 月）的 12 个月。
九个月的计划已经定了，还有一个季度由您来做：**{open_name}**。

- 一律以**万元**为单位，取整数。
- 区域和行业：按下表权重分。
- 月份：按最近三年各月销售额分；假定各区域的淡旺季相同。
- 每一行、每一列都要与目标**分毫不差**；每一格与精确份额的差距不到一个单位。

树的最底层是一个项目：**{project_name}**（{project_industry}）。它的四项指标已按月分好，精确到 0.1：回款额为销售额的 {collection_rate:percent0}，费用为 {expense_ratio:percent0}，利润为销售额的 {margin_rate:percent0} 减费用。**48 格中有一格**写颠倒了两个数字：请找出来并更正。""",
    )
)

HINTS = (
    Text(
        en="Work from the margins inwards: first the year by region and the three months of the whole company, then the cells between them.",
        zh="先定合计，再填格子：先算各区域的全年目标和全公司这三个月的目标，再填中间的格子。",
    ),
    Text(
        en="Largest fraction first: write down each exact share, keep the whole part, add the whole parts up. As many units as are missing go, one each, to the shares with the largest fractions; where two are equal, to the first in the list. "
        "In the grid, first take the nine agreed months off each region's year: so much the quarter must bring. Round every cell down; a month or a region that is short gets its units where the fractions are largest, until both come out. "
        "For the project, first compare the two last lines: the column in which they differ is the measure. Then go along its months until the row no longer fits the rates.",
        zh="最大余数法：先写出每一份的精确值，取整数部分并求和；差几个单位，就按小数部分从大到小各补一个，相同时按清单顺序。填表时，先用各区域全年目标减去已定的九个月，得出这一季的数。每一格先向下取整；哪个月、哪个区域还差，就补在小数部分大的格子里，直到月份和区域都对得上。项目表先比最后两行：哪一列不同，错就在哪项指标；再逐月看这一列，哪一行不符合约定的比率，错就在哪个月。",
    ),
    Text(
        en="Another firm: 100 to be shared by the weights 5, 3 and 4. Exact shares 41.67, 25.00 and 33.33; whole parts 41 + 25 + 33 = 99, so one unit is missing and goes to .67: 42, 25 and 33. "
        "A month with 900 of 9,600 in all has the index 12 × 900 ÷ 9,600 = 1.125: an eighth above an average month. "
        "In a project with an expense of 8%, the months of expense add up to 50.6, agreed are 52.4: 1.8 is missing. In one row 2.4 stands beside sales of 52.5, where 8% is 4.2; and 2.4 + 1.8 = 4.2.",
        zh="换一家公司：把 100 按权重 5、3、4 来分。精确值 41.67、25.00、33.33；整数部分 41 + 25 + 33 = 99，差 1 个单位，补给 .67：结果 42、25、33。"
        "某月三年合计 900，总计 9,600，指数为 12 × 900 ÷ 9,600 = 1.125：比平均月份高八分之一。"
        "某项目费用率 8%，各月费用合计 50.6，商定 52.4，少了 1.8；有一行销售额 52.5，费用却写着 2.4，按 8% 应为 4.2，而 2.4 + 1.8 = 4.2。",
    ),
)

SOLUTION = Text(
    en="""**The rule** is the largest remainder: it is the only one of the four that always adds up and leaves nobody a unit off.

**The season.** {first_month}: 12 × {first_sum:whole} ÷ {three_years:whole} = **{first_index:number}**; {second_month}: 12 × {second_sum:whole} ÷ {three_years:whole} = **{second_index:number}**.

**The regions**, {target:whole} by the weights, {all_weights:whole} in all: **{region_list}**.

**The industries of {focus_name}** share out {focus_target:whole}: **{industry_list}**.

**The months.** {target:whole} less the nine agreed months leaves {left_to_plan:whole}. The exact shares are {open_shares}; rounded one by one they make {alone:whole}, by the largest remainder **{open_plan} = {left_to_plan:whole}**. The cells of the regions are not the only ones possible: any table counts in which every row and column adds up and no cell is a unit off.

**The quarters:** **{q1:whole}**, **{q2:whole}**, **{q3:whole}** and **{q4:whole}**.

**The project.** The months of **{slip_measure_name}** add up to {slip_sum:one}, agreed are {slip_year:one}. In **{slip_month_name}** the four stand as {slip_row} (sales, cash, profit, expense): there {slip_shown:one} does not fit the rates. {slip_shown:one} + ({slip_year:one} − {slip_sum:one}) = **{slip_value:one}**.""",
    zh="""**取整规则**用最大余数法：四种做法中，只有它既保证合计相符，又不会让任何一份差满一个单位。

**季节指数。** {first_month}：12 × {first_sum:whole} ÷ {three_years:whole} = **{first_index:number}**；{second_month}：12 × {second_sum:whole} ÷ {three_years:whole} = **{second_index:number}**。

**区域**：{target:whole} 按权重（合计 {all_weights:whole}）来分：**{region_list}**。

**{focus_name}的行业**分的是 {focus_target:whole}：**{industry_list}**。

**月份。** {target:whole} 减去已定的九个月，这一季还有 {left_to_plan:whole}。精确份额为 {open_shares}；各自四舍五入合计是 {alone:whole}，用最大余数法则是 **{open_plan} = {left_to_plan:whole}**。各区域格子的填法不止一种：只要行列合计都相符、没有一格差满一个单位，就算对。

**四个季度**：**{q1:whole}**、**{q2:whole}**、**{q3:whole}**、**{q4:whole}**。

**项目。** **{slip_measure_name}**各月合计 {slip_sum:one}，商定 {slip_year:one}。**{slip_month_name}**的四个数（销售额、回款额、利润、费用）是 {slip_row}：其中 {slip_shown:one} 与约定的比率不符。{slip_shown:one} +（{slip_year:one} − {slip_sum:one}）= **{slip_value:one}**。""",
)


def demo() -> dict[str, Any]:
    """Return variant 0: the target of Tarvane Drives for 2026/27 and the sales of the three years on record."""
    orders = cases.orders()
    by_month = targets.sales_by_year_and_month(orders["order_date"], orders["invoice_amount"], first_month=7)
    region = orders["account"].map(cases.accounts().set_index("account")["region"])
    industry = orders["account"].map(cases.accounts().set_index("account")["industry"])
    last_year = orders["order_date"] >= "2025-07-01"
    group = region.map({"east": "east", "northeast": "east", "south": "south"}).fillna("north")
    weights = (orders["invoice_amount"][last_year].groupby(group[last_year]).sum() / 1e6).round()
    south = last_year & (group == "south")
    listed = ("distribution", "textile")
    by_industry = industry[south].where(industry[south].isin(listed), "other")
    parts = (orders["invoice_amount"][south].groupby(by_industry).sum() / 1e6).round()
    names = {id: {"en": cases.label("industry", id).en, "zh": cases.label("industry", id).zh} for id in listed}
    names["other"] = OTHER
    return {
        "target": BOARD_TARGET,
        "years": [[int(round(amount / 10_000)) for amount in year] for year in by_month.to_numpy()],
        "asked": ["m8", "m9"],
        "open": "q3",
        "regions": [{"id": id, "name": name, "weight": int(weights[id])} for id, name in REGIONS.items()],
        "focus": "south",
        "industries": [{"id": id, "name": names[id], "weight": int(parts[id])} for id in (*listed, "other")],
        "project": {
            "customer": names_in(cases.accounts().query("account == 'A079'"))[0],  # the largest dealer in the South
            "family": _family("spare"),
            "sales": 1_030,
            "collection": 0.98,
            "margin": 0.33,
            "expense": 0.1,
            "slip": {"measure": "expense", "month": "m10", "shown": 5.8},
        },
    }


def _family(id: str) -> dict[str, str]:
    return {"en": cases.label("family", id).en, "zh": cases.label("family", id).zh}


OTHER = {"en": "Other industries", "zh": "其他行业"}
_INDUSTRIES = ("distribution", "textile", "food", "packaging", "battery", "logistics", "machine_tools")
_SEASON = (0.89, 0.97, 1.12, 0.89, 1.03, 1.19, 0.87, 0.63, 1.18, 0.99, 1.06, 1.18)


def make(chance: random.Random) -> dict[str, Any] | None:
    """Return a candidate variant of T0.X1, None when its figures would not teach what they should."""
    shift = chance.choice([0, 0, 1, 2])
    season = [index + chance.uniform(-0.08, 0.08) for index in (*_SEASON[shift:], *_SEASON[:shift])]
    size = chance.uniform(700, 2_400)
    years = [
        [int(round(size * growth * index * chance.uniform(0.93, 1.07))) for index in season]
        for growth in (1, chance.uniform(1.02, 1.12), chance.uniform(1.08, 1.22))
    ]
    quarter = chance.choice(list(QUARTER_NAMES))
    data = {
        "target": rounded(sum(years[-1]) * chance.uniform(1.04, 1.15), 10),
        "years": years,
        "asked": sorted(chance.sample(open_months({"open": quarter}), 2), key=list(MONTH_NAMES).index),
        "open": quarter,
        "regions": [
            {"id": id, "name": name, "weight": chance.randint(25, 110)} for id, name in REGIONS.items()
        ],
        "focus": chance.choice(list(REGIONS)),
        "industries": [
            {"id": id, "name": {"en": cases.label("industry", id).en, "zh": cases.label("industry", id).zh}, "weight": chance.randint(8, 48)}
            for id in chance.sample(_INDUSTRIES, 2)
        ] + [{"id": "other", "name": OTHER, "weight": chance.randint(8, 30)}],
    }  # fmt: skip
    data["project"] = _project(chance, data)
    return data if _is_good(data) else None


def _project(chance: random.Random, data: Data) -> dict[str, Any]:
    """Return a project of a variant's first industry, two digits swapped in one cell of its plan."""
    industry = data["industries"][0]["id"]
    year = _industries(data, {"regions": _by_region(data)})[f"{industry}/target"]
    project = {
        "customer": chance.choice(names_in(cases.accounts().query("industry == @industry"))),
        "family": _family(chance.choice(list(cases.products()["family"].unique()))),
        "sales": rounded(min(year * chance.uniform(0.25, 0.5), 950), 10),
        "collection": chance.choice([0.88, 0.9, 0.92, 0.94]),
        "margin": chance.choice([0.28, 0.3, 0.32, 0.34]),
        "expense": chance.choice([0.07, 0.08, 0.09, 0.1]),
    }
    slips = [
        {"measure": measure, "month": month, "shown": shown}
        for measure in targets.MEASURES
        for month, amount in project_plan({**data, "project": project})[measure].items()
        for shown in _swapped(amount)
        if _can_be_found(amount, shown)
    ]
    return {**project, "slip": chance.choice(slips)}


def _swapped(amount: float) -> list[float]:
    """Return an amount of one decimal with two neighbouring digits swapped, in every way."""
    digits = f"{round(amount * 10)}"
    return [
        int(digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]) / 10
        for place in range(len(digits) - 1)
        if digits[place] != digits[place + 1]
    ]


def _can_be_found(amount: float, shown: float) -> bool:
    """Whether a slip is too large for rounding, and neither named mistake can be taken for the answer or the other."""
    gap, wrong_way = abs(amount - shown), 2 * shown - amount
    values = (amount, shown, gap, wrong_way)
    return 0.1 < gap / amount < 0.6 and all(
        value > 0.2 and all(apart(value, other, ONE_DECIMAL) for other in values[:place])
        for place, value in enumerate(values)
    )


def _is_good(data: Data) -> bool:
    # As shown with two decimals, so that a trainee who takes them from the table is right, too.
    alone = sum(_rounded_alone(data, {}).values())
    by_regions = [part for part in _regions(data, {}).values()]
    index = _index(data, {})
    by_weight = sorted(_weights(data["regions"]).values())
    fractions = np.sort(exact_shares(data).sum() % 1)
    return (
        alone != data["target"] - agreed(data).loc[ALL].sum()
        and _fractions_differ(data["target"], data["regions"])
        and _fractions_differ(by_regions[list(REGIONS).index(data["focus"])], data["industries"])
        and all(abs(value * 1_000 % 10 - 5) > 0.5 for value in index.values())
        and all(abs(value - 1) > 0.05 for value in index.values())
        and all(later - earlier >= 4 for earlier, later in zip(by_weight, by_weight[1:], strict=False))
        and bool(np.diff(fractions).min() > 0.004)
        and mistakes_stand_apart(EXERCISE, data)
    )


def _fractions_differ(total: float, entries: Sequence[Any]) -> bool:
    """Whether the missing units go to shares whose fractions are clearly the largest."""
    weights = np.array([entry["weight"] for entry in entries], dtype=float)
    return bool(np.diff(np.sort(total * weights / weights.sum() % 1)).min() > 0.02)


EXERCISE = Exercise(
    id="T0.X1",
    unit="T0",
    title=Text(en="Split the year", zh="分解全年目标"),
    revision=3,
    minutes=25,
    case=CASE,
    values=_values,
    tables=_tables,
    fields=_fields,
    hints=HINTS,
    solution=SOLUTION,
    solution_tables=_solution_tables,
    variants=partial(pool, "T0.X1"),
)
