"""The form for checking monthly plan completion (检查月度计划完成情况的工具表单), of unit T0.

The document names the form and gives no fields; the fields are ours. Its formulas give what
`kamlib.targets.monthly_plan`, `plan_check`, `plan_status` and `ansoff_gap` give.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from kamlib import allocation, cases, targets
from kamlib.forms.form import FormData, form_bytes, read_form
from kamlib.forms.plan_check_sheets import FORM, MONTHS, PLACES
from kamlib.text import Text
from kamlib.units import pool
from kamlib.units.t0_targets import x4_ansoff

__all__ = [
    "FORM",
    "Action",
    "PlanCheck",
    "PlanLine",
    "Remark",
    "case_plan_check",
    "form_data",
    "plan_check",
    "plan_check_form",
    "read_plan_check",
]


@dataclass(frozen=True, slots=True)
class Remark:
    """Why a line is off its plan in one measure, and what is done about it by whom until when."""

    cause: str | Text = ""
    countermeasure: str | Text = ""
    owner: str = ""
    due: date | None = None


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One line of the plan: a region, industry, customer or project, with its year.

    Attributes
    ----------
    region, industry, customer, project : str or Text
        Empty where the line is not that fine.
    targets : mapping
        Measure -> annual target, CNY.
    actuals : mapping
        Measure -> what came, month by month from the first one on, CNY; None where a month is missing.
    remarks : mapping
        Measure -> `Remark`.
    """

    region: str | Text = ""
    industry: str | Text = ""
    customer: str | Text = ""
    project: str | Text = ""
    targets: Mapping[str, float] = field(default_factory=dict)
    actuals: Mapping[str, Sequence[float | None]] = field(default_factory=dict)
    remarks: Mapping[str, Remark] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Action:
    """An action in one cell of the Ansoff matrix: growth in CNY a year and the chance that it comes."""

    action: str | Text
    cell: str | None = None
    growth: float | None = None
    probability: float | None = None
    owner: str = ""
    due: date | None = None


@dataclass(frozen=True, slots=True)
class PlanCheck:
    """Everything that people fill in.

    Attributes
    ----------
    lines : tuple of PlanLine
    month : int
        Months that have passed, 1 to 12.
    month_weights : tuple of float
        12 seasonal indices or other weights.
    unit : float
        Smallest amount in the monthly plan, CNY.
    ahead_from, behind_below : float
        Cumulative attainment between which a line is on course.
    actions_year : str
        The year that the actions are for; empty for the year of the lines.
    next_target : float or None
        Sales target of that year, CNY; None for the sum of the lines.
    baseline : float or None
        Sales expected in it without new actions, CNY a year.
    actions : tuple of Action
    year, owner : str
    checked_on : date or None
    own : bool
        Whether these are the user's own figures.
    """

    lines: tuple[PlanLine, ...] = ()
    month: int = 1
    month_weights: tuple[float, ...] = (1.0,) * targets.MONTHS_PER_YEAR
    unit: float = 10_000
    ahead_from: float = 1.05
    behind_below: float = 0.95
    actions_year: str = ""
    next_target: float | None = None
    baseline: float | None = None
    actions: tuple[Action, ...] = ()
    year: str = ""
    owner: str = ""
    checked_on: date | None = None
    own: bool = False


def plan_check_form(data: PlanCheck | None, lang: str) -> bytes:
    """Return the form for checking the monthly plan as an Excel file, filled or empty.

    Parameters
    ----------
    data : PlanCheck or None
        None gives the empty form for own figures.
    lang : "en" or "zh"

    Raises
    ------
    UnknownLanguage
        For another language.
    ValueError
        When the data do not fit the form.

    Examples
    --------
    >>> read_plan_check(plan_check_form(None, "zh")).lines
    ()
    """
    return form_bytes(FORM, form_data(PlanCheck(own=True) if data is None else data), lang)


def read_plan_check(source: str | Path | bytes) -> PlanCheck:
    """Read a form for checking the monthly plan back.

    Raises
    ------
    CannotRead
        When the file is another one, or holds cells that cannot be read; each is named by sheet and cell.
    """
    return plan_check(read_form(source, FORM).data)


def case_plan_check(month: int = 7, *, finer: bool = False) -> PlanCheck:
    """Return the plan check of Tarvane Drives for its case year 2026, by region.

    The sales targets are the case's. Cash, profit and expense follow from them with last year's rates, and
    the months with last year's and the year before's season. Profit is contribution less cost to serve.
    Causes and countermeasures are those of month 7. The actions are the lesson's, for the year after.

    Parameters
    ----------
    month : int
        Months of the year that have passed; the first is July 2025.
    finer : bool
        Whether one customer and one project of the East have lines of their own.

    Examples
    --------
    >>> len(case_plan_check().lines), len(case_plan_check(finer=True).lines)
    (6, 8)
    """
    actual = _case_months(finer=False)
    before = actual.loc[2025].sum(axis=1).unstack("measure")
    rates = targets.measure_rates(*(before[measure] for measure in targets.MEASURES))
    wanted = cases.targets().set_index(["year", "region"])["sales_target"].loc[2026]
    others = targets.measures_from_rates(
        wanted,
        collection_rate=rates.collection_rate[wanted.index].round(2),
        gross_margin_rate=rates.gross_margin_rate[wanted.index].round(2),
        expense_ratio=rates.expense_ratio[wanted.index].round(2),
    )
    goals = pd.DataFrame({"sales": wanted, **others._asdict()}).round(-4)
    sales = actual.xs("sales", level="measure").groupby("year").sum()
    season = targets.seasonal_index(sales.loc[[2024, 2025]], years_count="equally")
    if finer:
        actual = _case_months(finer=True)
        goals = _carried_down(goals, actual.loc[2025].sum(axis=1).unstack("measure"))
    lines = tuple(
        PlanLine(
            **_case_place(line),
            targets={measure: float(goals.loc[line, measure]) for measure in targets.MEASURES},
            actuals={
                measure: tuple(float(amount) for amount in actual.loc[(2026, line, measure)][:month])
                for measure in targets.MEASURES
            },
            remarks=_CASE_REMARKS.get(line, {}),
        )
        for line in goals.index
    )
    plan = pool("T0.X4")[0]
    return PlanCheck(
        lines=lines,
        month=month,
        month_weights=tuple(float(weight) for weight in season.round(3)),
        actions_year="2026-07 – 2027-06",
        next_target=plan["target"] * 10_000.0,
        baseline=plan["baseline"] * 10_000.0,
        actions=_case_actions(plan),
        year="2025-07 – 2026-06",
        checked_on=(pd.Timestamp(2025, 7, 1) + pd.DateOffset(months=month) - pd.DateOffset(days=1)).date(),
    )


# The lines of the East when it is carried down: account, and family of products where it is a project.
_CARRIED_DOWN = {"project": ("A018", "frequency"), "customer": ("A054", None)}
_EAST_LINES = ("project", "customer", "east")  # the last one is what is left of the East


def _case_place(line: str) -> dict[str, Text]:
    """Return region, industry, customer and project of a line of the case, as far as it is carried down."""
    if line not in _CARRIED_DOWN:
        return {"region": cases.label("region", line)}
    code, family = _CARRIED_DOWN[line]
    account = cases.accounts().set_index("account").loc[code]
    place = {
        "region": cases.label("region", account["region"]),
        "industry": cases.label("industry", account["industry"]),
        "customer": Text(en=account["name_en"], zh=account["name_zh"]),
    }
    return place | ({"project": cases.label("family", family)} if family else {})


def _carried_down(goals: pd.DataFrame, before: pd.DataFrame) -> pd.DataFrame:
    """Return the targets with the East split over its lines, measure by measure, as last year came."""
    east = pd.DataFrame(
        {name: allocation.largest_remainder(goals.loc["east", name], before.loc[list(_EAST_LINES), name], unit=10_000)
         for name in goals.columns}
    )  # fmt: skip
    return pd.concat([east, goals.drop("east")])


def _case_months(*, finer: bool) -> pd.DataFrame:
    """Return what came in the case: (year, line, measure) x 12 months from July on, CNY."""
    orders = cases.orders().merge(cases.products()[["product", "family"]], on="product")
    service = cases.costs_to_serve()
    region = cases.accounts().set_index("account")["region"]
    orders["line"], service["line"] = orders["account"].map(region), service["account"].map(region)
    for line, (account, family) in _CARRIED_DOWN.items() if finer else ():
        mine = orders["account"].eq(account) & (orders["family"].eq(family) if family else True)
        share = orders.loc[mine, "invoice_amount"].sum() / orders.loc[orders["account"] == account, "invoice_amount"].sum()
        orders.loc[mine, "line"] = line
        service = _shared(service, account, line, share)  # a project bears its share of the customer's cost to serve
    paid_on = orders["order_date"] + pd.to_timedelta(orders["days_to_payment"], unit="D")
    dated = {
        "sales": (orders["order_date"], orders["line"], orders["invoice_amount"]),
        "cash_collected": (paid_on, orders["line"], orders["invoice_amount"]),
        "contribution": (orders["order_date"], orders["line"], orders["contribution"]),
        "expense": (service["month"], service["line"], service["cost"]),
    }
    months = {measure: _by_month(*columns) for measure, columns in dated.items()}
    months["profit"] = months.pop("contribution").sub(months["expense"], fill_value=0)
    lines = orders["line"].unique()
    table = pd.concat(months, names=["measure"]).reorder_levels(["year", "line", "measure"])
    every = pd.MultiIndex.from_product([table.index.unique("year"), lines, table.index.unique("measure")], names=table.index.names)
    return table.reindex(every, fill_value=0.0).fillna(0.0).sort_index()


def _shared(service: pd.DataFrame, account: str, line: str, share: float) -> pd.DataFrame:
    """Return the costs to serve with the share of an account's, in whole CNY, on a line of their own."""
    mine = service[service["account"] == account].assign(line=line)
    mine["cost"] = (mine["cost"] * share).round()
    service = service.astype({"cost": float})
    service.loc[mine.index, "cost"] -= mine["cost"]
    return pd.concat([service, mine])


def _by_month(days: pd.Series, line: pd.Series, amount: pd.Series) -> pd.DataFrame:
    shifted = days.dt.year * 12 + days.dt.month - 7  # the case year begins in July
    keys = [(shifted // 12 + 1).rename("year"), line.rename("line"), (shifted % 12).rename("month")]
    return amount.groupby(keys).sum().unstack("month", fill_value=0).reindex(columns=range(12), fill_value=0)


def _case_actions(plan: Mapping[str, Any]) -> tuple[Action, ...]:
    """Return the lesson's twelve actions: growth in the middle of its range, the probability of its cell cautious."""
    return tuple(
        Action(
            x4_ansoff.action_name(each["id"]), cell, each["growth"] * 10_000.0, plan["chances"][cell][0], *_DONE_BY[each["id"]]
        )
        for cell in targets.ANSOFF_CELLS
        for each in plan["actions"]
        if x4_ansoff.cell_of(each["id"]) == cell
    )


# Who answers for an action of the case until when, by the initials of Tarvane's salespeople.
_DONE_BY = {
    "spares": ("K. E.", date(2026, 9, 30)), "wallet": ("K. E.", date(2026, 10, 31)), "second_line": ("Q. B.", date(2026, 12, 15)),
    "monitoring": ("S. G.", date(2027, 1, 29)), "hygienic": ("Z. Q.", date(2027, 3, 31)), "app": ("B. J.", date(2026, 11, 30)),
    "vietnam": ("W. T.", date(2027, 3, 31)), "wind": ("J. M.", date(2027, 4, 30)), "ports": ("W. Q.", date(2027, 2, 26)),
    "medical": ("B. J.", date(2027, 6, 30)), "parking": ("W. A.", date(2027, 5, 31)), "farm": ("H. Y.", date(2027, 6, 30)),
}  # fmt: skip

_AS_SALES = Text(en="Follows sales", zh="随销售额减少")
# What the sellers say at the end of month 7, January 2026, of the lines that are off their plan.
_CASE_REMARKS: dict[str, dict[str, Remark]] = {
    "project": {
        "sales": Remark(
            Text(en="Order of CNY 4m lost to Rival A on price in August", zh="8 月一单 400万元因价格输给对手 A"),
            Text(en="Next offer with life-cycle cost, not with a discount", zh="下次报价算全生命周期成本，不拼折扣"),
            "S. G.", date(2026, 3, 20),
        ),
        "profit": Remark(_AS_SALES, Text(en="As for sales", zh="同销售额"), "S. G.", date(2026, 3, 20)),
    },
    "customer": {
        "sales": Remark(
            Text(en="No order since March 2025; nobody asked why", zh="2025 年 3 月后再无订单，没人问过原因"),
            Text(en="Visit and ask; win back, or plan others instead", zh="上门问清原因：能赢回就赢回，否则另找客户"),
            "B. J.", date(2026, 2, 13),
        ),
        "cash_collected": Remark(_AS_SALES, Text(en="As for sales", zh="同销售额"), "B. J.", date(2026, 2, 13)),
        "profit": Remark(_AS_SALES, Text(en="As for sales", zh="同销售额"), "B. J.", date(2026, 2, 13)),
        "expense": Remark(Text(en="Not saved: nobody visited", zh="不是节约，是没人去拜访")),
    },
    "east": {
        "sales": Remark(
            Text(en="Wexkarsk took 527 small drives, last year 775", zh="韦喀斯小功率变频器 527 台，去年同期 775 台"),
            Text(en="Bring both open drive deals, CNY 1.83m, to a decision", zh="两个在谈变频器项目共 183万元，尽快促成"),
            "K. E.", date(2026, 4, 30),
        ),
    },
    "south": {
        "sales": Remark(
            Text(en="Ulmsathe: fewer couplings", zh="乌萨瑟联轴器买少了"),
            Text(en="Ask why, make a new offer", zh="问清原因，重新报价"),
            "K. E.", date(2026, 3, 13),
        ),
    },
    "central": {
        "expense": Remark(
            Text(en="Service: 226 hours in January, last year 155", zh="1 月服务 226 小时，去年同期 155 小时"),
            Text(en="Charge repairs once the warranty has ended", zh="过了保修期的维修按规定收费"),
            "S. G.", date(2026, 2, 27),
        ),
    },
}  # fmt: skip


# --- between the plan check and the cells of the form -------------------------------------------------


def form_data(check: PlanCheck) -> FormData:
    """Return a plan check as the form holds it.

    Raises
    ------
    ValueError
        When there are not 12 month weights, or a line has more than 12 months.
    """
    if len(check.month_weights) != targets.MONTHS_PER_YEAR:
        raise ValueError(f"month_weights must be 12 numbers, got {len(check.month_weights)}")
    actuals, remarks = [], []
    for line in check.lines:
        for measure in targets.MEASURES:
            came = line.actuals.get(measure, ())
            if len(came) > targets.MONTHS_PER_YEAR:
                raise ValueError(f"actuals must have at most 12 months, got {len(came)}")
            actuals.append(_given(dict(zip(MONTHS, came, strict=False))))
            remark = line.remarks.get(measure, Remark())
            remarks.append(_given({name: getattr(remark, name) for name in Remark.__dataclass_fields__}))
    values = {
        "form_owner": check.owner, "form_date": check.checked_on, "year": check.year, "month": check.month, "unit": check.unit,
        "ahead_from": check.ahead_from, "behind_below": check.behind_below, "actions_year": check.actions_year,
        "next_target": check.next_target, "baseline": check.baseline,
    }  # fmt: skip
    tables: dict[str, list[dict[str, Any]]] = {
        "lines": [_given({**{name: getattr(line, name) for name in PLACES}, **line.targets}) for line in check.lines],
        "weights": [dict(zip(MONTHS, check.month_weights, strict=True))],
        "actuals": actuals,
        "check": remarks,
        "actions": [_given({name: getattr(one, name) for name in Action.__dataclass_fields__}) for one in check.actions],
    }
    return FormData(_given(values), tables, check.own)


def plan_check(data: FormData) -> PlanCheck:
    """Return the plan check that the data of a form hold."""
    values, size = data.values, len(targets.MEASURES)
    lines = []
    for place, row in enumerate(data.tables.get("lines", ())):
        came = data.tables.get("actuals", ())[place * size : (place + 1) * size]
        said = data.tables.get("check", ())[place * size : (place + 1) * size]
        lines.append(
            PlanLine(
                **{name: row.get(name, "") for name in PLACES},
                targets={measure: row[measure] for measure in targets.MEASURES if measure in row},
                actuals={m: _series(one) for m, one in zip(targets.MEASURES, came, strict=False) if one},
                remarks={m: Remark(**one) for m, one in zip(targets.MEASURES, said, strict=False) if one},
            )
        )
    weights = (data.tables.get("weights") or [{}])[0]
    known = {name: values[name] for name in ("month", "unit", "ahead_from", "behind_below", "next_target", "baseline") if
             values.get(name) is not None}  # fmt: skip
    return PlanCheck(
        lines=tuple(lines),
        month_weights=tuple(weights.get(month, 0.0) for month in MONTHS),
        actions=tuple(Action(**{"action": "", **row}) for row in data.tables.get("actions", ())),
        year=values.get("year", ""),
        actions_year=values.get("actions_year", ""),
        owner=values.get("form_owner", ""),
        checked_on=values.get("form_date"),
        own=data.own,
        **known,
    )


def _given(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if value is not None and value != ""}


def _series(row: Mapping[str, float]) -> tuple[float | None, ...]:
    """Return the months of a row up to the last one that is given."""
    last = max(place for place, month in enumerate(MONTHS) if month in row)
    return tuple(row.get(month) for month in MONTHS[: last + 1])
