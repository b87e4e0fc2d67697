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

from kamlib import cases, targets
from kamlib.forms.form import FormData, form_bytes, read_form
from kamlib.forms.plan_check_sheets import FORM, MONTHS, PLACES
from kamlib.text import Text

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

    cause: str = ""
    countermeasure: str = ""
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

    action: str
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
    baseline : float or None
        Sales expected without new actions, CNY a year.
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


def case_plan_check(month: int = 7) -> PlanCheck:
    """Return the plan check of Tarvane Drives for its case year 2026, by region.

    The sales targets are the case's. Cash, profit and expense follow from them with last year's rates, and
    the months with last year's and the year before's season. Profit is contribution less cost to serve.

    Parameters
    ----------
    month : int
        Months of the year that have passed; the first is July 2025.

    Examples
    --------
    >>> len(case_plan_check().lines)
    6
    """
    actual = _case_months()
    before = actual.loc[2025].sum(axis=1).unstack("measure")
    rates = targets.measure_rates(*(before[measure] for measure in targets.MEASURES))
    wanted = cases.targets().set_index(["year", "region"])["sales_target"].loc[2026]
    others = targets.measures_from_rates(
        wanted,
        collection_rate=rates.collection_rate[wanted.index].round(2),
        gross_margin_rate=rates.gross_margin_rate[wanted.index].round(2),
        expense_ratio=rates.expense_ratio[wanted.index].round(2),
    )
    sales = actual.xs("sales", level="measure").groupby("year").sum()
    season = targets.seasonal_index(sales.loc[[2024, 2025]], years_count="equally")
    lines = []
    for region in wanted.index:
        goals = {"sales": wanted[region], **{name: getattr(others, name)[region] for name in others._fields}}
        lines.append(
            PlanLine(
                region=cases.label("region", region),
                targets={measure: float(round(goals[measure], -4)) for measure in targets.MEASURES},
                actuals={
                    measure: tuple(float(amount) for amount in actual.loc[(2026, region, measure)][:month])
                    for measure in targets.MEASURES
                },
            )
        )
    return PlanCheck(
        lines=tuple(lines),
        month=month,
        month_weights=tuple(float(weight) for weight in season.round(3)),
        baseline=float(round(sales.loc[2025].sum(), -4)),
        year="2025-07 – 2026-06",
    )


def _case_months() -> pd.DataFrame:
    """Return what came in the case: (year, region, measure) x 12 months from July on, CNY."""
    region = cases.accounts().set_index("account")["region"]
    orders, service = cases.orders(), cases.costs_to_serve()
    paid_on = orders["order_date"] + pd.to_timedelta(orders["days_to_payment"], unit="D")
    dated = {
        "sales": (orders["order_date"], orders["account"], orders["invoice_amount"]),
        "cash_collected": (paid_on, orders["account"], orders["invoice_amount"]),
        "contribution": (orders["order_date"], orders["account"], orders["contribution"]),
        "expense": (service["month"], service["account"], service["cost"]),
    }
    months = {measure: _by_month(*columns, region) for measure, columns in dated.items()}
    months["profit"] = months.pop("contribution").sub(months["expense"], fill_value=0)
    table = pd.concat(months, names=["measure"]).reorder_levels(["year", "region", "measure"]).sort_index()
    return table.fillna(0.0)


def _by_month(days: pd.Series, account: pd.Series, amount: pd.Series, region: pd.Series) -> pd.DataFrame:
    shifted = days.dt.year * 12 + days.dt.month - 7  # the case year begins in July
    keys = [(shifted // 12 + 1).rename("year"), account.map(region).rename("region"), (shifted % 12).rename("month")]
    return amount.groupby(keys).sum().unstack("month", fill_value=0).reindex(columns=range(12), fill_value=0)


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
        "ahead_from": check.ahead_from, "behind_below": check.behind_below, "baseline": check.baseline,
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
    known = {name: values[name] for name in ("month", "unit", "ahead_from", "behind_below", "baseline") if
             values.get(name) is not None}  # fmt: skip
    return PlanCheck(
        lines=tuple(lines),
        month_weights=tuple(weights.get(month, 0.0) for month in MONTHS),
        actions=tuple(Action(**{"action": "", **row}) for row in data.tables.get("actions", ())),
        year=values.get("year", ""),
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
