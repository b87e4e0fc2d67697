"""What an offer costs the customer over the whole project, the whole life and the whole value chain."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

import numpy as np
import pandas as pd

from kamlib import checks, lifetime, pricing
from kamlib.inputs import inputs
from kamlib.pricing.models import SMALLEST_MONEY

Timing = Literal["start", "middle", "end"]

PROJECT_STAGES = ("design", "purchase", "build", "commission", "hand_over")

_YEAR_SHIFT = {"start": 0.0, "middle": 0.5, "end": 1.0}


class BreakEven(NamedTuple):
    """When the dearer purchase has paid for itself.

    `year` is the first whole year at the end of which our accumulated cost is no higher than the rival's (0:
    from the start; None: never within the years given); `years` the same moment read off straight lines
    between the years; `lasting` whether our cost stays no higher to the end.
    """

    year: int | None
    years: float | None
    lasting: bool


def annuity_factor(discount_rate_per_year: Any, years: Any, *, timing: Timing) -> Any:
    """Give today's value of 1 CNY in each of the coming years.

    Parameters
    ----------
    discount_rate_per_year : float or array or Series
        Discount rate per year, above -1 (0.08 is 8 %).
    years : int or array or Series
        Whole years n, 0 or more.
    timing : {"start", "middle", "end"}
        When in each of the years 1 … n the amount falls due.

    Returns
    -------
    float or numpy.ndarray or Series
        Years' worth of the yearly amount.

    Raises
    ------
    ValueError
        Names the parameter and value: NaN, a rate of -1 or less, years not whole.

    Notes
    -----
    At the end of the year: (1 - (1+d)**-n) / d, which is n where d is 0; in general the sum of
    (1+d)**-(i-1+s) over i = 1 … n with s = 0, 0.5, 1. It is the service cost of an account that never leaves.
    Source: present value of an annuity, any table of interest factors.

    Examples
    --------
    >>> round(annuity_factor(0.08, 5, timing="end"), 6)
    3.99271
    """
    checks.choice("timing", timing, lifetime.COST_TIMING)
    paid = lifetime.lifetime_profit(
        0.0, 1.0, 1.0, discount_rate_per_year, years, first_margin="now", cost_timing=timing
    )
    return 0.0 - paid


def life_cycle_cost(
    acquisition_cost: Any,
    operation_cost_per_year: Any,
    maintenance_cost_per_year: Any,
    downtime_cost_per_year: Any,
    disposal_cost: Any,
    discount_rate_per_year: Any,
    years: Any,
    *,
    cost_timing: Timing,
) -> Any:
    """Add up what an offer costs from purchase to disposal, in today's money.

    Parameters
    ----------
    acquisition_cost : float or array or Series
        Price, delivery and installation, CNY, paid today; not negative.
    operation_cost_per_year, maintenance_cost_per_year, downtime_cost_per_year : float or array or Series
        Energy and staff; upkeep; lost production, CNY per year, the same every year; not negative.
        For costs that change from year to year use `life_cycle_cost_table`.
    disposal_cost : float or array or Series
        CNY at the end of the last year; negative when scrap or resale brings money.
    discount_rate_per_year : float or array or Series
        Discount rate per year, above -1.
    years : int or array or Series
        Years in use n, whole, 1 or more.
    cost_timing : {"start", "middle", "end"}
        When in each year the running costs are paid; the formula of the syllabus has the end.

    Returns
    -------
    float or numpy.ndarray or Series
        Life-cycle cost, CNY of today.

    Raises
    ------
    ValueError
        Names the parameter and value: NaN, negative costs, a rate of -1 or less, no whole year.

    Notes
    -----
    LCC = acquisition + (operation + maintenance + downtime) * annuity + disposal / (1+d)**n.
    Source: IEC 60300-3-3, Life cycle costing (cost elements); discounted cash flow.

    Examples
    --------
    >>> round(life_cycle_cost(7_500, 5_500, 500, 0, -500, 0.05, 10, cost_timing="end"), 2)
    53523.45
    """
    named = {
        "acquisition_cost": acquisition_cost,
        "operation_cost_per_year": operation_cost_per_year,
        "maintenance_cost_per_year": maintenance_cost_per_year,
        "downtime_cost_per_year": downtime_cost_per_year,
        "disposal_cost": disposal_cost,
        "discount_rate_per_year": discount_rate_per_year,
        "years": years,
    }
    costs = tuple(named)[:4]
    arrays, wrap = inputs(named, not_negative=costs, above_zero=["years"], whole=["years"])
    acquisition, operation, maintenance, downtime, disposal, discount, whole_years = arrays
    annuity = annuity_factor(discount, whole_years, timing=cost_timing)
    running = (operation + maintenance + downtime) * annuity
    return wrap.out(acquisition + running + disposal * (1.0 + discount) ** -whole_years)


def equivalent_annual_cost(life_cycle_cost: Any, discount_rate_per_year: Any, years: Any) -> Any:
    """Spread a life-cycle cost over the years in use as an equal amount at the end of each.

    Parameters
    ----------
    life_cycle_cost : float or array or Series
        CNY of today.
    discount_rate_per_year : float or array or Series
        Discount rate per year, above -1.
    years : int or array or Series
        Years in use, whole, 1 or more.

    Returns
    -------
    float or numpy.ndarray or Series
        CNY per year; comparable between offers that last for different times.

    Raises
    ------
    ValueError
        Names the parameter and value: NaN, a rate of -1 or less, no whole year.

    Notes
    -----
    EAC = LCC * d / (1 - (1+d)**-n), and LCC / n where d is 0. Source: annuity formula.

    Examples
    --------
    >>> round(equivalent_annual_cost(17_935.28, 0.12, 8), 2)
    3610.42
    """
    named = {
        "life_cycle_cost": life_cycle_cost,
        "discount_rate_per_year": discount_rate_per_year,
        "years": years,
    }
    (cost, discount, whole_years), wrap = inputs(named, above_zero=["years"], whole=["years"])
    return wrap.out(cost / annuity_factor(discount, whole_years, timing="end"))


def life_cycle_cost_table(
    acquisition_cost: float,
    running_costs_per_year: Mapping[str, Any],
    disposal_cost: float,
    discount_rate_per_year: float,
    years: int,
    *,
    cost_timing: Timing,
) -> pd.DataFrame:
    """Lay out the life-cycle cost of one offer year by year; `present_value` adds up to the total.

    Parameters
    ----------
    acquisition_cost : float
        CNY, today; not negative.
    running_costs_per_year : mapping
        Name of the cost -> CNY per year: one number for every year, or a list of `years` numbers; not
        negative.
    disposal_cost : float
        CNY at the end of the last year; negative when it brings money.
    discount_rate_per_year : float
        Above -1.
    years : int
        Years in use, 1 to 1,000.
    cost_timing : {"start", "middle", "end"}
        When in each year the running costs are paid.

    Returns
    -------
    DataFrame
        Index `year` from 0 (purchase) to n; `acquisition`, a column per running cost, `disposal`, `cost`
        (their sum, CNY of the year), `present_value`, `running_present_value` (CNY of today, accumulated).

    Raises
    ------
    ValueError
        As `life_cycle_cost`; also for a list with another number of years, or a name that is taken.

    Notes
    -----
    Source: IEC 60300-3-3, written out.

    Examples
    --------
    >>> table = life_cycle_cost_table(100, {"energy": 20, "repair": [0, 10]}, 5, 0.0, 2, cost_timing="end")
    >>> table["running_present_value"].tolist()
    [100.0, 120.0, 155.0]
    """
    checks.choice("cost_timing", cost_timing, lifetime.COST_TIMING)
    acquisition = checks.number("acquisition_cost", acquisition_cost)
    if acquisition < 0:
        raise ValueError(f"acquisition_cost must not be negative, got {acquisition:g}")
    disposal = checks.number("disposal_cost", disposal_cost)
    growth = 1.0 + checks.number("discount_rate_per_year", discount_rate_per_year)
    if growth <= 0:
        raise ValueError(f"discount_rate_per_year must be above -1, got {growth - 1.0:g}")
    last = checks.whole_number("years", years, at_least=1)
    if last > lifetime.LONGEST_TABLE_YEARS:
        raise ValueError(f"years must be at most {lifetime.LONGEST_TABLE_YEARS} for a table, got {last}")
    if not isinstance(running_costs_per_year, Mapping):
        raise ValueError(f"running_costs_per_year must map names to CNY, got {running_costs_per_year!r}")

    year = np.arange(last + 1, dtype=float)
    once = {
        "acquisition": np.where(year == 0, acquisition, 0.0),
        "disposal": np.where(year == last, disposal, 0.0),
    }
    running: dict[str, np.ndarray] = {}
    for name, given in running_costs_per_year.items():
        if name in ("acquisition", "disposal", "cost", "present_value", "running_present_value"):
            raise ValueError(f"running_costs_per_year uses {name!r}, the name of another column")
        label = f"running_costs_per_year[{name!r}]"
        array, _ = checks.finite_array(label, given)
        if array.shape not in ((), (last,)):
            raise ValueError(f"{label} must be one number or {last} numbers, got shape {array.shape}")
        checks.not_negative(label, array, None)
        running[name] = np.concatenate(([0.0], np.broadcast_to(array, last)))
    paid_once = once["acquisition"] + once["disposal"]
    paid_yearly = sum(running.values(), np.zeros(last + 1))
    paid_at = np.maximum(year - 1.0 + _YEAR_SHIFT[cost_timing], 0.0)
    present_value = paid_once * growth**-year + paid_yearly * growth**-paid_at
    return pd.DataFrame(
        {
            "acquisition": once["acquisition"],
            **running,
            "disposal": once["disposal"],
            "cost": paid_once + paid_yearly,
            "present_value": present_value,
            "running_present_value": present_value.cumsum(),
        },
        index=pd.RangeIndex(last + 1, name="year"),
    )


def break_even_year(present_costs: Any, rival_present_costs: Any) -> BreakEven:
    """Find the year in which our accumulated cost is no longer above the rival's.

    Parameters
    ----------
    present_costs, rival_present_costs : array or Series
        Cost of each year from 0 (purchase) on in today's CNY: the `present_value` of `life_cycle_cost_table`
        of both offers, over the same years. For a break-even without interest use a rate of 0.

    Returns
    -------
    BreakEven
        `year` (int, or None when it does not happen within the years), `years` (read off straight lines
        between the years), `lasting` (bool).

    Raises
    ------
    ValueError
        For NaN or infinity, or lists of different length.

    Notes
    -----
    First t with sum of ours(0 … t) <= sum of rival's(0 … t), to half a fen. Disposal counts in the last year
    only, so it may turn the balance there: then `lasting` is False, or `year` is the last one.
    Source: discounted payback of the price difference.

    Examples
    --------
    >>> break_even_year([100, 10, 10, 10], [60, 30, 30, 30])
    BreakEven(year=2, years=2.0, lasting=True)
    """
    ours, _ = checks.account_values("present_costs", present_costs, unique=False)
    rival, _ = checks.account_values("rival_present_costs", rival_present_costs, unique=False)
    if len(ours) != len(rival):
        raise ValueError(
            f"present_costs has {len(ours)} years, rival_present_costs {len(rival)}: compare equal lives"
        )
    behind = np.cumsum(ours) - np.cumsum(rival)  # how much more the customer has spent with us so far
    level = behind <= SMALLEST_MONEY
    if not level.any():
        return BreakEven(None, None, False)
    year = int(level.argmax())
    years = 0.0
    if year > 0:
        before, after = behind[year - 1], min(behind[year], 0.0)
        years = float(year - 1 + before / (before - after))
    return BreakEven(year, years, bool(level[year:].all()))


def highest_acquisition_cost(
    acquisition_cost: Any,
    life_cycle_cost: Any,
    years: Any,
    rival_life_cycle_cost: Any,
    rival_years: Any,
    discount_rate_per_year: Any,
) -> Any:
    """Give the highest purchase cost at which our offer costs the customer no more a year than the rival's.

    Parameters
    ----------
    acquisition_cost : float or array or Series
        What the customer pays for the purchase from us now, CNY.
    life_cycle_cost, rival_life_cycle_cost : float or array or Series
        Life-cycle cost of our offer (at that purchase cost) and of the rival's, CNY of today.
    years, rival_years : int or array or Series
        Years in use of either, whole, 1 or more.
    discount_rate_per_year : float or array or Series
        Above -1.

    Returns
    -------
    float or numpy.ndarray or Series
        CNY; negative when our running costs alone are dearer than the rival's whole offer.

    Raises
    ------
    ValueError
        Names the parameter and value: NaN, a rate of -1 or less, no whole year.

    Notes
    -----
    acquisition + EAC_rival * annuity(years) - LCC; with equal lives that is acquisition + LCC_rival - LCC. It
    is the economic value of `pricing.economic_value` when the offers differ in costs only.
    Source: equal equivalent annual costs.

    Examples
    --------
    >>> highest_acquisition_cost(8_000, 17_935.0, 8, 18_915.0, 8, 0.12)
    8980.0
    """
    named = {
        "acquisition_cost": acquisition_cost,
        "life_cycle_cost": life_cycle_cost,
        "years": years,
        "rival_life_cycle_cost": rival_life_cycle_cost,
        "rival_years": rival_years,
        "discount_rate_per_year": discount_rate_per_year,
    }
    arrays, wrap = inputs(named, above_zero=["years", "rival_years"], whole=["years", "rival_years"])
    acquisition, ours, our_years, rival, their_years, discount = arrays
    lives = annuity_factor(discount, our_years, timing="end") / annuity_factor(
        discount, their_years, timing="end"
    )
    return wrap.out(acquisition + rival * lives - ours)


def project_cycle_cost(stage_costs: Any, delay_days: Any, loss_per_delay_day: Any) -> Any:
    """Add up the cost of a project's stages and what its delay costs.

    Parameters
    ----------
    stage_costs : mapping or DataFrame
        Cost by stage, CNY, such as `PROJECT_STAGES`: a mapping (or Series) for one project, a DataFrame with
        a row per project and a column per stage for several; not negative.
    delay_days : float or array or Series
        Days late, 0 or more.
    loss_per_delay_day : float or array or Series
        Loss for each day late, CNY per day; not negative.

    Returns
    -------
    float or Series
        CNY: a float for one project, a Series for a DataFrame.

    Raises
    ------
    ValueError
        Names the stage or parameter and value: negative, NaN, infinite, no stage.

    Notes
    -----
    Cost = sum of stage costs + delay days * loss per day. Source: project costing.

    Examples
    --------
    >>> stages = {"design": 40, "purchase": 300, "build": 120, "commission": 30, "hand_over": 10}
    >>> project_cycle_cost(stages, delay_days=5, loss_per_delay_day=8)
    540.0
    """
    several = isinstance(stage_costs, pd.DataFrame)
    if not several and not isinstance(stage_costs, (Mapping, pd.Series)):
        raise ValueError(
            f"stage_costs must give the cost by stage (mapping or DataFrame), got {stage_costs!r}"
        )
    named: dict[str, Any] = {f"stage_costs[{stage!r}]": stage_costs[stage] for stage in stage_costs.keys()}
    if not named:
        raise ValueError("stage_costs is empty: at least one stage is needed")
    if several:
        checks.unique_labels("stage_costs", stage_costs.index)
    named |= {"delay_days": delay_days, "loss_per_delay_day": loss_per_delay_day}
    (*stages, days, loss), wrap = inputs(named, not_negative=named)
    return wrap.out(sum(stages) + days * loss)


def saving_table(before: Mapping[Any, float], after: Mapping[Any, float]) -> pd.DataFrame:
    """Put costs before and after a change side by side, line by line.

    Parameters
    ----------
    before, after : mapping or Series
        Line (stage, activity …) -> cost, CNY; not negative. A line that one side lacks costs 0 there.

    Returns
    -------
    DataFrame
        Index `line`, those of `before` first; `before`, `after`, `saving` (CNY; negative where it got
        dearer).

    Raises
    ------
    ValueError
        For no lines, a line twice, negative, NaN or infinite costs.

    Notes
    -----
    saving = before - after. Source: differential cost.

    Examples
    --------
    >>> saving_table({"design": 40, "delay": 80}, {"design": 50})["saving"].to_dict()
    {'design': -10.0, 'delay': 80.0}
    """
    columns = {}
    for name, given in (("before", before), ("after", after)):
        values, labels = checks.account_values(name, dict(given) if isinstance(given, Mapping) else given)
        if labels is None:
            raise ValueError(f"{name} must give the cost by line (mapping or Series), got {given!r}")
        checks.not_negative(name, values, labels)
        columns[name] = pd.Series(values, index=labels)
    lines = columns["before"].index.append(
        columns["after"].index.difference(columns["before"].index, sort=False)
    )
    table = pd.DataFrame({name: column.reindex(lines, fill_value=0.0) for name, column in columns.items()})
    table["saving"] = table["before"] - table["after"]
    return table.rename_axis("line")


def value_chain_table(
    before: Mapping[Any, tuple[float, float]], after: Mapping[Any, tuple[float, float]]
) -> pd.DataFrame:
    """Cost the activities of a value chain by their drivers, before and after a change.

    Parameters
    ----------
    before, after : mapping from activity to (driver count, rate)
        How often the activity's driver occurs in the period and what one costs, CNY, such as
        ``{"goods inspected": (1_200, 15)}``; not negative. An activity that one side lacks is not done there.

    Returns
    -------
    DataFrame
        Index `line` (activity); `before`, `after`, `saving`, CNY in the period.

    Raises
    ------
    ValueError
        When an activity is not a pair of numbers of zero or more, or there is none.

    Notes
    -----
    Cost = sum of driver count * rate, each line by `pricing.cost_to_serve`. Source: activity-based costing,
    Cooper, R. & Kaplan, R. S. (1988), Measure costs right, Harvard Business Review 66(5), 96-103.

    Examples
    --------
    >>> table = value_chain_table({"goods inspected": (1_200, 15), "orders": (100, 80)}, {"orders": (40, 80)})
    >>> table["saving"].tolist(), float(table["saving"].sum())
    ([18000.0, 4800.0], 22800.0)
    """
    sides = []
    for name, given in (("before", before), ("after", after)):
        if not isinstance(given, Mapping):
            raise ValueError(f"{name} must map an activity to (driver count, rate), got {given!r}")
        sides.append({line: pricing.cost_to_serve({line: pair}) for line, pair in given.items()})
    return saving_table(*sides)


__all__ = [
    "PROJECT_STAGES",
    "BreakEven",
    "annuity_factor",
    "break_even_year",
    "equivalent_annual_cost",
    "highest_acquisition_cost",
    "life_cycle_cost",
    "life_cycle_cost_table",
    "project_cycle_cost",
    "saving_table",
    "value_chain_table",
]
