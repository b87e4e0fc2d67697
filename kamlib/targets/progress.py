"""Plan and actual: attainment, gap, run rate, and what of a gap is price and what is volume."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

import numpy as np
import pandas as pd

from kamlib import checks
from kamlib.inputs import inputs
from kamlib.targets._tables import read_table
from kamlib.targets.year import MONTHS_PER_YEAR

COURSE_STATES = ("ahead", "on_course", "behind")


def plan_check(plan: Any, actual: Any, *, no_plan: Literal["refuse", "blank"]) -> pd.DataFrame:
    """Hold the months that have passed against the plan of the year, month by month and running.

    Parameters
    ----------
    plan : sequence, array or Series
        12 monthly targets, CNY.
    actual : sequence, array or Series
        What came in the months that have passed, from the first month on: 1 to 12 amounts, CNY.
    no_plan : {"refuse", "blank"}
        What to do where a plan (of a month, or running) is 0 or less, so that there is no attainment: refuse
        it, or leave that cell blank (NaN).

    Returns
    -------
    DataFrame
        A row per month passed, index `month` (1 to 12, or the labels of `plan`): `plan`, `actual`,
        `attainment` = actual / plan; `cumulative_plan`, `cumulative_actual`, `cumulative_attainment`;
        `time_progress` = months passed / 12; `gap` = cumulative plan - cumulative actual, CNY, above 0 when
        behind; `left_to_target`, CNY, of the year; `months_left`; `required_run_rate`, CNY a month for the
        rest of the year (blank in month 12, when no month is left).

    Raises
    ------
    ValueError
        When there are not 12 plans or not 1 to 12 actuals, a number is NaN or infinite, or a plan is 0 or
        less and `no_plan` is ``"refuse"``.

    Notes
    -----
    Required run rate = (annual target - actual to date) / months left. Source: plan-actual variance analysis.

    Examples
    --------
    >>> table = plan_check([100] * 12, [90, 120, 60], no_plan="refuse")
    >>> table.loc[3, ["attainment", "cumulative_attainment", "gap", "required_run_rate"]].tolist()
    [0.6, 0.9, 30.0, 103.33333333333333]
    """
    checks.choice("no_plan", no_plan, ("refuse", "blank"))
    planned, labels = checks.account_values("plan", plan)
    came, actual_labels = checks.account_values("actual", actual)
    if len(planned) != MONTHS_PER_YEAR:
        raise ValueError(f"plan must have 12 months, got {len(planned)}")
    if len(came) > MONTHS_PER_YEAR:
        raise ValueError(f"actual must have 1 to 12 months, got {len(came)}")
    passed = len(came)
    if labels is not None and actual_labels is not None and not labels[:passed].equals(actual_labels):
        raise ValueError(
            f"actual must have the months of plan from the first one on, got {list(actual_labels)}"
        )
    running_plan, running_actual = planned.cumsum()[:passed], came.cumsum()
    left = planned.sum() - running_actual
    months = np.arange(1, passed + 1)
    months_left = MONTHS_PER_YEAR - months
    table = pd.DataFrame(
        {
            "plan": planned[:passed],
            "actual": came,
            "attainment": _attainment("plan", came, planned[:passed], no_plan),
            "cumulative_plan": running_plan,
            "cumulative_actual": running_actual,
            "cumulative_attainment": _attainment("cumulative plan", running_actual, running_plan, no_plan),
            "time_progress": months / MONTHS_PER_YEAR,
            "gap": running_plan - running_actual,
            "left_to_target": left,
            "months_left": months_left,
            "required_run_rate": _divided(left, months_left),
        },
        index=months if labels is None else labels[:passed],
    )
    return table.rename_axis("month")


def plan_status(
    plan: pd.DataFrame,
    actual: pd.DataFrame,
    *,
    against: Literal["plan", "time"],
    ahead_from: float,
    behind_below: float,
) -> pd.DataFrame:
    """Say for each region or account whether its year to date is ahead, on course or behind.

    Parameters
    ----------
    plan : DataFrame
        A row per region or account, 12 monthly targets, CNY.
    actual : DataFrame
        The same rows, the months that have passed (1 to 12 columns), CNY.
    against : {"plan", "time"}
        What the actual is measured by: ``"plan"``, the cumulative plan, which knows the season; or ``"time"``,
        the annual target times the share of the year that has passed, which does not.
    ahead_from, behind_below : float
        Ratios between which a row is on course, such as 1.05 and 0.95.

    Returns
    -------
    DataFrame
        Index as `plan`: `annual_target`, `expected_to_date`, `actual_to_date`, `attainment` = actual /
        expected, `gap` = expected - actual, `required_run_rate` in CNY a month (blank when no month is left),
        `state` (``"ahead"``, ``"on_course"`` or ``"behind"``).

    Raises
    ------
    ValueError
        When rows or months do not fit, a number is NaN, nothing is expected to date of a row (0 or less), or
        `ahead_from` is below `behind_below`.

    Notes
    -----
    Ahead: attainment >= ahead_from; behind: attainment < behind_below. Source: plan-actual variance analysis;
    the two limits are the user's.

    Examples
    --------
    >>> plan = pd.DataFrame([[10.0] * 12, [10.0] * 12], index=["east", "south"])
    >>> actual = pd.DataFrame([[10.0, 13.0], [9.0, 8.0]], index=["east", "south"])
    >>> table = plan_status(plan, actual, against="plan", ahead_from=1.05, behind_below=0.95)
    >>> table["state"].tolist(), table["required_run_rate"].tolist()
    (['ahead', 'behind'], [9.7, 10.3])
    """
    checks.choice("against", against, ("plan", "time"))
    upper, lower = checks.number("ahead_from", ahead_from), checks.number("behind_below", behind_below)
    if upper < lower:
        raise ValueError(f"ahead_from must not be below behind_below, got {upper:g} and {lower:g}")
    planned = read_table("plan", plan, negative=True)
    came = read_table("actual", actual, negative=True)
    if not isinstance(plan, pd.DataFrame) or not isinstance(actual, pd.DataFrame):
        raise ValueError("plan and actual must be DataFrames with the same rows")
    checks.unique_labels("plan", plan.index)
    if not plan.index.equals(actual.index):
        raise ValueError("plan and actual must have the same rows in the same order")
    passed = came.shape[1]
    if planned.shape[1] != MONTHS_PER_YEAR or passed > MONTHS_PER_YEAR:
        raise ValueError(f"plan must have 12 months and actual 1 to 12, got {planned.shape[1]} and {passed}")
    target = planned.sum(axis=1)
    expected = planned[:, :passed].sum(axis=1) if against == "plan" else target * passed / MONTHS_PER_YEAR
    reached = came.sum(axis=1)
    checks.refuse_first(
        "plan", expected, plan.index, expected <= 0, "expect more than 0 to date of every row"
    )
    attainment = reached / expected
    state = np.where(attainment >= upper, 0, np.where(attainment < lower, 2, 1))
    left = np.full(len(target), MONTHS_PER_YEAR - passed)
    return pd.DataFrame(
        {
            "annual_target": target,
            "expected_to_date": expected,
            "actual_to_date": reached,
            "attainment": attainment,
            "gap": expected - reached,
            "required_run_rate": _divided(target - reached, left),
            "state": np.array(COURSE_STATES, dtype=object)[state],
        },
        index=plan.index,
    )


def required_run_rate(annual_target: Any, actual_to_date: Any, months_left: Any) -> Any:
    """Say what every month that is left must bring to reach the annual target.

    Parameters
    ----------
    annual_target, actual_to_date : float or array or Series
        CNY.
    months_left : int or array or Series
        Months left in the year, 1 to 12.

    Returns
    -------
    float or numpy.ndarray or Series
        CNY a month; below 0 when the target is passed already.

    Raises
    ------
    ValueError
        When no month is left, or a number is NaN or infinite.

    Notes
    -----
    (Annual target - actual to date) / months left. Source: plan-actual variance analysis.

    Examples
    --------
    >>> required_run_rate(1_200, 700, 5)
    100.0
    """
    (target, reached, months), wrap = inputs(
        {"annual_target": annual_target, "actual_to_date": actual_to_date, "months_left": months_left}
    )
    bad = (months < 1) | (months > MONTHS_PER_YEAR) | (months != np.floor(months))
    checks.refuse_first("months_left", months, wrap.labels, bad, "be a whole number from 1 to 12")
    return wrap.out((target - reached) / months)


class PriceVolumeSplit(NamedTuple):
    """What of the difference between actual and planned sales comes from price and what from volume, CNY."""

    price_variance: Any
    volume_variance: Any
    joint_variance: Any
    difference: Any


def price_volume_split(
    plan_price: Any,
    plan_units: Any,
    actual_price: Any,
    actual_units: Any,
    *,
    joint_effect: Literal["in_price", "in_volume", "separate"],
) -> PriceVolumeSplit:
    """Split the difference between actual and planned sales into a price and a volume part.

    Parameters
    ----------
    plan_price, actual_price : float or array or Series
        CNY per unit; not negative.
    plan_units, actual_units : float or array or Series
        Units of the period; not negative.
    joint_effect : {"in_price", "in_volume", "separate"}
        Where the part goes that both changes make together, (P_a - P_p) * (Q_a - Q_p): ``"in_price"`` values
        the price change at actual units (standard costing), ``"in_volume"`` the volume change at actual
        prices, ``"separate"`` shows it on its own.

    Returns
    -------
    PriceVolumeSplit
        `price_variance`, `volume_variance`, `joint_variance` (0 unless separate) and `difference`, actual minus
        planned sales, CNY: the parts add up to it. A shortfall is negative.

    Raises
    ------
    ValueError
        Names the parameter and value.

    Notes
    -----
    In price: (P_a - P_p) * Q_a and (Q_a - Q_p) * P_p. Over several products add the parts up; a shift
    between products then stands in the volume part. Source: standard-cost variance analysis.

    Examples
    --------
    >>> price_volume_split(100, 1_000, 95, 1_100, joint_effect="in_price")
    PriceVolumeSplit(price_variance=-5500.0, volume_variance=10000.0, joint_variance=0.0, difference=4500.0)
    """
    checks.choice("joint_effect", joint_effect, ("in_price", "in_volume", "separate"))
    named = {
        "plan_price": plan_price,
        "plan_units": plan_units,
        "actual_price": actual_price,
        "actual_units": actual_units,
    }
    (price_plan, units_plan, price, units), wrap = inputs(named, not_negative=list(named))
    price_change, units_change = price - price_plan, units - units_plan
    joint = price_change * units_change if joint_effect == "separate" else np.zeros_like(price_change)
    by_price = price_change * (units if joint_effect == "in_price" else units_plan)
    by_volume = units_change * (price if joint_effect == "in_volume" else price_plan)
    parts = (by_price, by_volume, joint, price * units - price_plan * units_plan)
    return PriceVolumeSplit(*(wrap.out(part) for part in parts))


def _attainment(name: str, actual: np.ndarray, plan: np.ndarray, no_plan: str) -> np.ndarray:
    if no_plan == "refuse":
        checks.refuse_first(name, plan, None, plan <= 0, "be above 0 for an attainment")
    return np.divide(actual, plan, out=np.full(len(plan), np.nan), where=plan > 0)


def _divided(amounts: np.ndarray, months_left: np.ndarray) -> np.ndarray:
    """Divide by the months left; blank where there is none."""
    return np.divide(amounts, months_left, out=np.full(len(amounts), np.nan), where=months_left > 0)
