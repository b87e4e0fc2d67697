"""What raises the customer's total value: early involvement, a performance contract, collaboration."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from kamlib import checks
from kamlib.inputs import inputs


class EarlyInvolvement(NamedTuple):
    """What early involvement brings: CNY per year, CNY over the years, years to pay back."""

    saving_per_year: Any
    net_saving: Any
    payback_years: Any


def early_involvement(
    units_per_year: Any, saving_per_unit: Any, engineering_cost: Any, years: Any
) -> EarlyInvolvement:
    """Set the savings by early involvement against the engineering it takes beforehand.

    Parameters
    ----------
    units_per_year : float or array or Series
        Units made per year; not negative.
    saving_per_unit : float or array or Series
        CNY per unit; may be negative.
    engineering_cost : float or array or Series
        CNY, once, at the beginning; not negative.
    years : float or array or Series
        Years that the saving lasts, above 0; 1 for the first year alone.

    Returns
    -------
    EarlyInvolvement
        `saving_per_year` (CNY per year), `net_saving` (CNY over the years, without interest),
        `payback_years`: 0 where nothing was spent, infinite (``inf``) where money was spent and nothing is
        saved.

    Raises
    ------
    ValueError
        Names the parameter and value: negative, NaN, infinite.

    Notes
    -----
    net saving = units * years * saving per unit - engineering cost; payback = engineering cost / yearly
    saving. For interest use `lifetime.cash_flow_value`. Source: payback analysis.

    Examples
    --------
    >>> early_involvement(10_000, 12, 300_000, 4)
    EarlyInvolvement(saving_per_year=120000.0, net_saving=180000.0, payback_years=2.5)
    """
    named = {
        "units_per_year": units_per_year,
        "saving_per_unit": saving_per_unit,
        "engineering_cost": engineering_cost,
        "years": years,
    }
    (units, saving, cost, lasting), wrap = inputs(
        named, not_negative=["units_per_year", "engineering_cost"], above_zero=["years"]
    )
    yearly = units * saving
    return EarlyInvolvement(*map(wrap.out, (yearly, yearly * lasting - cost, payback_years(cost, yearly))))


def payback_years(cost: Any, saving_per_year: Any) -> Any:
    """Give the years after which yearly savings have paid back what was spent once.

    Parameters
    ----------
    cost : float or array or Series
        CNY, once; not negative.
    saving_per_year : float or array or Series
        CNY per year.

    Returns
    -------
    float or numpy.ndarray or Series
        Years: 0 where nothing was spent, infinite (``inf``) where money was spent and nothing is saved.

    Raises
    ------
    ValueError
        For a negative cost, NaN or infinity.

    Notes
    -----
    cost / saving per year, without interest. Source: payback analysis.

    Examples
    --------
    >>> payback_years([300, 300, 0], [120, 0, 0])
    array([2.5, inf, 0. ])
    """
    named = {"cost": cost, "saving_per_year": saving_per_year}
    (spent, saving), wrap = inputs(named, not_negative=["cost"])
    years = np.where(saving > 0, spent / np.where(saving > 0, saving, 1.0), math.inf)
    return wrap.out(np.where(spent == 0, 0.0, years))


def availability(mean_hours_between_failures: Any, mean_hours_to_repair: Any) -> Any:
    """Give the share of time that equipment is ready for use.

    Parameters
    ----------
    mean_hours_between_failures : float or array or Series
        MTBF: hours of running from one failure to the next, above 0.
    mean_hours_to_repair : float or array or Series
        MTTR: hours from the failure until it runs again; not negative.

    Returns
    -------
    float or numpy.ndarray or Series
        Fraction from 0 to 1.

    Raises
    ------
    ValueError
        Names the parameter and value: not above 0, negative, NaN.

    Notes
    -----
    A = MTBF / (MTBF + MTTR). Source: steady-state availability, reliability engineering (IEC 60050-192).

    Examples
    --------
    >>> availability(980, 20)
    0.98
    """
    named = {
        "mean_hours_between_failures": mean_hours_between_failures,
        "mean_hours_to_repair": mean_hours_to_repair,
    }
    (up, down), wrap = inputs(
        named, above_zero=["mean_hours_between_failures"], not_negative=["mean_hours_to_repair"]
    )
    return wrap.out(up / (up + down))


def performance_fee(
    availability: Any,
    promised_availability: Any,
    base_fee: Any,
    *,
    bonus_per_percentage_point: Any,
    malus_per_percentage_point: Any,
    lowest_fee: Any = None,
    highest_fee: Any = None,
) -> Any:
    """Work out the fee of a performance contract from the availability reached.

    Parameters
    ----------
    availability, promised_availability : float or array or Series
        Reached and promised, fractions from 0 to 1.
    base_fee : float or array or Series
        CNY for the period when the promise is kept exactly; not negative.
    bonus_per_percentage_point, malus_per_percentage_point : float or array or Series
        CNY more or less for each percentage point of availability above or under the promise; not negative.
    lowest_fee, highest_fee : float or array or Series, optional
        Limits of the contract, CNY; without `lowest_fee` the fee may become negative: then we pay.

    Returns
    -------
    float or numpy.ndarray or Series
        CNY for the period.

    Raises
    ------
    ValueError
        Names the parameter and value: an availability outside 0 … 1, negative or NaN amounts, a lowest fee
        above the highest.

    Notes
    -----
    fee = base + bonus * max(0, A - A0) * 100 - malus * max(0, A0 - A) * 100. Source: bonus-malus contract.

    Examples
    --------
    >>> performance_fee([0.99, 0.96], 0.98, 100_000, bonus_per_percentage_point=5_000,
    ...                 malus_per_percentage_point=8_000).round(2)
    array([105000.,  84000.])
    """
    named = {
        "availability": availability,
        "promised_availability": promised_availability,
        "base_fee": base_fee,
        "bonus_per_percentage_point": bonus_per_percentage_point,
        "malus_per_percentage_point": malus_per_percentage_point,
    }
    limits = {"lowest_fee": lowest_fee, "highest_fee": highest_fee}
    limits = {name: value for name, value in limits.items() if value is not None}
    arrays, wrap = inputs(
        named | limits, shares=["availability", "promised_availability"], not_negative=list(named)[2:]
    )
    reached, promised, base, bonus, malus = arrays[:5]
    points = (reached - promised) * 100.0
    fee = base + bonus * np.maximum(points, 0.0) - malus * np.maximum(-points, 0.0)
    bounds = dict(zip(limits, arrays[5:], strict=True))
    if len(bounds) == 2:
        low, high = bounds.values()
        checks.refuse_first("lowest_fee", low, wrap.labels, low > high, "not be above highest_fee")
    if "lowest_fee" in bounds:
        fee = np.maximum(fee, bounds["lowest_fee"])
    if "highest_fee" in bounds:
        fee = np.minimum(fee, bounds["highest_fee"])
    return wrap.out(fee)


def bullwhip_ratio(orders: Any, demand: Any) -> Any:
    """Compare how much the orders placed swing with how much the demand behind them swings.

    Parameters
    ----------
    orders, demand : array or Series, or DataFrame with a column per item
        Units ordered from the supplier and units demanded by the market, period by period, over the same
        periods; at least two.

    Returns
    -------
    float or Series
        Ratio of the variances, no unit: above 1 the chain swings up the demand, below 1 it smooths it. A
        Series by item for DataFrames.

    Raises
    ------
    ValueError
        For NaN or infinity, different periods or items, fewer than two periods, or demand that never changes.

    Notes
    -----
    Var(orders) / Var(demand). Source: Chen, F., Drezner, Z., Ryan, J. K. & Simchi-Levi, D. (2000),
    Quantifying the bullwhip effect in a simple supply chain, Management Science 46(3), 436-443.

    Examples
    --------
    >>> bullwhip_ratio([0, 40, 0, 40], [10, 20, 30, 20])
    8.0
    """
    tables = []
    for name, given in (("orders", orders), ("demand", demand)):
        table = given if isinstance(given, pd.DataFrame) else pd.DataFrame({0: np.asarray(given)})
        checks.finite_array(name, table.to_numpy())
        if len(table) < 2:
            raise ValueError(f"{name} must hold at least two periods, got {len(table)}")
        tables.append(table.astype(float))
    ordered, demanded = tables
    if ordered.shape != demanded.shape or not ordered.columns.equals(demanded.columns):
        raise ValueError(
            "orders and demand must hold the same periods and items, "
            f"got {ordered.shape} and {demanded.shape}"
        )
    spread = demanded.var(ddof=0)
    if (demanded.max() == demanded.min()).any():
        item = spread.index[int((demanded.max() == demanded.min()).argmax())]
        of_item = f" of {item!r}" if isinstance(demand, pd.DataFrame) else ""
        raise ValueError(
            f"demand{of_item} is {demanded[item].iloc[0]:g} in every period: it has no swing to compare with"
        )
    ratio = ordered.var(ddof=0) / spread
    return ratio if isinstance(orders, pd.DataFrame) else float(ratio.iloc[0])


def bullwhip_of_moving_average(lead_time_periods: Any, forecast_periods: Any) -> Any:
    """Say how much an order-up-to rule with a moving-average forecast swells independent demand.

    Parameters
    ----------
    lead_time_periods : float or array or Series
        Periods L from the order until the goods are there, review included; not negative.
    forecast_periods : int or array or Series
        Periods p over which demand is averaged, whole, 1 or more.

    Returns
    -------
    float or numpy.ndarray or Series
        Variance of the orders as a multiple of the variance of the demand, no unit.

    Raises
    ------
    ValueError
        Names the parameter and value: negative, NaN, not whole.

    Notes
    -----
    1 + 2L/p + 2L**2/p**2, for demand independent from period to period and a fixed safety stock.
    Source: Chen et al. (2000).

    Examples
    --------
    >>> bullwhip_of_moving_average(2, 4)
    2.5
    """
    named = {"lead_time_periods": lead_time_periods, "forecast_periods": forecast_periods}
    (lead, periods), wrap = inputs(
        named, not_negative=["lead_time_periods"], above_zero=["forecast_periods"], whole=["forecast_periods"]
    )
    share = lead / periods
    return wrap.out(1.0 + 2.0 * share + 2.0 * share**2)


def balance_days(balance: Any, flow_per_year: Any, *, days_per_year: Any) -> Any:
    """Say for how many days of business a balance lasts.

    Parameters
    ----------
    balance : float or array or Series
        Stock, receivables or payables, CNY, at one day or averaged; not negative.
    flow_per_year : float or array or Series
        What the balance turns over: cost of goods sold for stock, sales for receivables, purchases (or cost
        of goods sold) for payables, CNY per year; above 0.
    days_per_year : float
        365 or 360, as the company counts; above 0.

    Returns
    -------
    float or numpy.ndarray or Series
        Days: DIO, DSO or DPO.

    Raises
    ------
    ValueError
        Names the parameter and value: negative, NaN, not above 0.

    Notes
    -----
    balance / flow per year * days per year. Source: standard ratios of working capital.

    Examples
    --------
    >>> balance_days(2_000_000, 7_300_000, days_per_year=365)
    100.0
    """
    named = {"balance": balance, "flow_per_year": flow_per_year, "days_per_year": days_per_year}
    (held, flow, days), wrap = inputs(
        named, not_negative=["balance"], above_zero=["flow_per_year", "days_per_year"]
    )
    return wrap.out(held * days / flow)


def cash_to_cash_days(inventory_days: Any, collection_days: Any, payment_days: Any) -> Any:
    """Count the days from paying for goods to being paid for them.

    Parameters
    ----------
    inventory_days, collection_days, payment_days : float or array or Series
        DIO, DSO and DPO, days; not negative.

    Returns
    -------
    float or numpy.ndarray or Series
        Days; negative when suppliers finance more than the whole business.

    Raises
    ------
    ValueError
        Names the parameter and value: negative, NaN.

    Notes
    -----
    DIO + DSO - DPO. Source: Richards, V. D. & Laughlin, E. J. (1980), A cash conversion cycle approach to
    liquidity analysis, Financial Management 9(1), 32-38.

    Examples
    --------
    >>> cash_to_cash_days(60, 45, 30)
    75.0
    """
    named = {
        "inventory_days": inventory_days,
        "collection_days": collection_days,
        "payment_days": payment_days,
    }
    (stock, receivable, payable), wrap = inputs(named, not_negative=named)
    return wrap.out(stock + receivable - payable)


__all__ = [
    "EarlyInvolvement",
    "availability",
    "balance_days",
    "bullwhip_of_moving_average",
    "bullwhip_ratio",
    "cash_to_cash_days",
    "early_involvement",
    "payback_years",
    "performance_fee",
]
