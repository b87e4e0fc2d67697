"""The year by month: seasonal indices, the monthly plan, the quarters."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np
import pandas as pd

from kamlib import allocation, checks
from kamlib.targets._tables import read_table

MONTHS_PER_YEAR = 12
QUARTERS_PER_YEAR = 4


def sales_by_year_and_month(dates: Any, amounts: Any, *, first_month: int) -> pd.DataFrame:
    """Add up dated amounts to a table with a row a business year and a column a month.

    Parameters
    ----------
    dates : sequence of dates
        Day or month of each amount.
    amounts : sequence of float
        Amounts in CNY (or units), one a date; returns may be negative.
    first_month : int
        Calendar month in which the business year begins, 1 to 12: 1 for the calendar year, 7 for a year
        from July to June, which is named after the calendar year in which it ends.

    Returns
    -------
    DataFrame
        Index `year`; columns `month`, the 12 calendar months in the order of the business year; sums in CNY.

    Raises
    ------
    ValueError
        When the lists differ in length, an amount or date is missing, or the data begin or end within a
        business year: a torn year would pull the seasonal index down.

    Notes
    -----
    Months without an amount count as 0. Source: calendar arithmetic.

    Examples
    --------
    >>> table = sales_by_year_and_month(["2025-07-03", "2025-07-20", "2026-06-30"], [5, 2, 1], first_month=7)
    >>> table.loc[2026, [7, 8, 6]].tolist()
    [7.0, 0.0, 1.0]
    """
    first = checks.whole_number("first_month", first_month, at_least=1)
    if first > MONTHS_PER_YEAR:
        raise ValueError(f"first_month must be at most 12, got {first}")
    values, _ = checks.account_values("amounts", np.asarray(amounts), unique=False)
    try:
        days = pd.DatetimeIndex(pd.to_datetime(np.asarray(dates)))
    except (ValueError, TypeError) as error:
        raise ValueError(f"dates must hold dates only: {error}") from error
    if len(days) != len(values):
        raise ValueError(f"dates and amounts must have the same length, got {len(days)} and {len(values)}")
    if days.hasnans:
        raise ValueError(f"dates must all be given, none stands at position {int(days.isna().argmax()) + 1}")
    # Months since year 0 of the business calendar, so that year and month are one division.
    shifted = np.asarray(days.year) * MONTHS_PER_YEAR + np.asarray(days.month) - first
    if shifted.min() % MONTHS_PER_YEAR or (shifted.max() + 1) % MONTHS_PER_YEAR:
        raise ValueError(
            f"dates must cover whole business years from month {first} on, "
            f"got {days.min():%Y-%m} to {days.max():%Y-%m}"
        )
    start = int(shifted.min())
    sums = np.bincount(shifted - start, weights=values, minlength=int(shifted.max()) - start + 1)
    years = start // MONTHS_PER_YEAR + np.arange(len(sums) // MONTHS_PER_YEAR) + (first > 1)
    months = [(first - 1 + step) % MONTHS_PER_YEAR + 1 for step in range(MONTHS_PER_YEAR)]
    return pd.DataFrame(
        sums.reshape(-1, MONTHS_PER_YEAR),
        index=pd.Index(years, name="year"),
        columns=pd.Index(months, name="month"),
    )


def seasonal_index(monthly_sales: Any, *, years_count: Literal["by_sales", "equally"]) -> Any:
    """Say how strong each month is against the average month; the 12 indices sum to 12.

    Parameters
    ----------
    monthly_sales : DataFrame or array
        A row per year, 12 columns in order of time, CNY or units; none negative, every year above 0.
        Two to five years are usual; one is allowed and then repeats its own chance events.
    years_count : {"by_sales", "equally"}
        ``"by_sales"``: mean of the month over the years, divided by the mean of all months; a year with more
        sales weighs more. ``"equally"``: the month's ratio to its own year's mean, averaged over the years,
        which keeps growth from one year to the next out.

    Returns
    -------
    numpy.ndarray or Series
        12 indices, no unit; 1.2 is a month 20 % above average. A Series for a DataFrame.

    Raises
    ------
    ValueError
        When there are not 12 columns, no row, a value is negative, NaN or infinite, or a year sums to 0.

    Notes
    -----
    SI_m = mean over years of month m / mean of all months. Neither form takes the trend *within* a year out:
    in a growing business the late months look stronger than the season makes them.

    Source: ratio-to-mean method, Makridakis, S., Wheelwright, S. C. & Hyndman, R. J. (1998), Forecasting:
    Methods and Applications, 3rd ed., Wiley.

    Examples
    --------
    >>> year = [50, 50, 100, 100, 100, 100, 100, 100, 100, 100, 150, 150]
    >>> seasonal_index([year, year], years_count="by_sales").tolist()
    [0.5, 0.5, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.5, 1.5]
    """
    checks.choice("years_count", years_count, ("by_sales", "equally"))
    values = read_table("monthly_sales", monthly_sales)
    if values.shape[1] != MONTHS_PER_YEAR:
        raise ValueError(f"monthly_sales must have 12 columns, one a month, got {values.shape[1]}")
    yearly = values.sum(axis=1)
    if yearly.min() <= 0:
        row = int(np.argmin(yearly))
        name = monthly_sales.index[row] if isinstance(monthly_sales, pd.DataFrame) else row + 1
        raise ValueError(f"monthly_sales must be above 0 in every year, year {name} sums to {yearly[row]:g}")
    if years_count == "equally":
        values = values / yearly[:, None]
    months = values.sum(axis=0)
    index = months * (MONTHS_PER_YEAR / months.sum())
    if isinstance(monthly_sales, pd.DataFrame):
        return pd.Series(index, index=monthly_sales.columns, name="seasonal_index")
    return index


def monthly_plan(annual_target: Any, month_weights: Any, *, unit: Any) -> Any:
    """Split an annual target over the months by their weights, to the last unit.

    Parameters
    ----------
    annual_target : int, float or Decimal
        CNY a year, a whole multiple of `unit`; may be negative or 0.
    month_weights : sequence, array or Series
        12 seasonal indices, or any other weights: not negative, not all 0.
    unit : int, float or Decimal
        Smallest amount in the plan, such as 10,000 or 0.01 CNY.

    Returns
    -------
    numpy.ndarray or Series
        12 amounts that add up to the target exactly, of the kind of number that `unit` is.

    Raises
    ------
    ValueError
        When there are not 12 weights; else as `allocation.largest_remainder`.

    Notes
    -----
    plan_m = T * SI_m / 12, rounded by largest remainders, ties to the first month. Source: as
    `seasonal_index` and `allocation.largest_remainder`.

    Examples
    --------
    >>> monthly_plan(100, [1] * 12, unit=1).tolist()
    [9, 9, 9, 9, 8, 8, 8, 8, 8, 8, 8, 8]
    """
    if np.shape(month_weights) != (MONTHS_PER_YEAR,):
        raise ValueError(f"month_weights must be 12 numbers, got shape {np.shape(month_weights)}")
    return allocation.largest_remainder(annual_target, month_weights, unit=unit)


def quarter_totals(monthly: Any) -> Any:
    """Add up twelve months to four quarters, in the order of the months.

    Parameters
    ----------
    monthly : sequence, array, Series or DataFrame
        12 amounts, or a row of 12 per region, account, …; CNY.

    Returns
    -------
    numpy.ndarray, Series or DataFrame
        4 amounts, or a row of 4, whole numbers where the months are; a Series or DataFrame has the quarters
        1 to 4 as labels.

    Raises
    ------
    ValueError
        When there are not 12 months, or a value is NaN or infinite.

    Notes
    -----
    Q_k = months 3k-2 to 3k. Source: the course outline's time axis, 12 months and 4 quarters.

    Examples
    --------
    >>> quarter_totals([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
    array([ 6, 15, 24, 33])
    """
    raw = monthly.to_numpy() if isinstance(monthly, (pd.Series, pd.DataFrame)) else np.asarray(monthly)
    checks.finite_array("monthly", raw)
    if raw.ndim not in (1, 2) or raw.shape[-1] != MONTHS_PER_YEAR:
        raise ValueError(f"monthly must have 12 amounts a row, got shape {raw.shape}")
    sums = raw.reshape(*raw.shape[:-1], QUARTERS_PER_YEAR, -1).sum(axis=-1)
    quarters = pd.RangeIndex(1, QUARTERS_PER_YEAR + 1, name="quarter")
    if isinstance(monthly, pd.Series):
        return pd.Series(sums, index=quarters)
    if isinstance(monthly, pd.DataFrame):
        return pd.DataFrame(sums, index=monthly.index, columns=quarters)
    return sums
