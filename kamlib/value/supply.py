"""Stock along the supply chain: lot size, safety stock, and what vendor-managed inventory saves."""

from __future__ import annotations

import math
from statistics import NormalDist
from typing import Any, Literal, NamedTuple

import numpy as np
import pandas as pd

from kamlib import checks
from kamlib.inputs import inputs

HOLDING_BASIS = ("per_unit", "share_of_unit_cost")
SERVICE = ("cycle", "fill_rate")
LARGEST_SAW_TOOTH = 10_000  # corners of a picture nobody could read

_NORMAL = NormalDist()


class StockCost(NamedTuple):
    """What one way of keeping stock costs: units on average, CNY tied up, CNY per year."""

    average_stock: Any
    stock_value: Any
    holding_cost_per_year: Any
    ordering_cost_per_year: Any
    cost_per_year: Any


class VmiEffect(NamedTuple):
    """What the customer gains from vendor-managed inventory: CNY per year, and CNY released once."""

    holding_saving_per_year: Any
    ordering_saving_per_year: Any
    saving_per_year: Any
    cash_released: Any


def economic_lot_size(
    demand_per_year: Any,
    cost_per_order: Any,
    holding_cost_per_year: Any,
    *,
    holding_basis: Literal["per_unit", "share_of_unit_cost"],
    unit_cost: Any = None,
    pack_size: Any = None,
) -> Any:
    """Find the lot size at which ordering and holding stock together cost least.

    Parameters
    ----------
    demand_per_year : float or array or Series
        Units per year, above 0.
    cost_per_order : float or array or Series
        CNY for each order or delivery, above 0, whatever its size.
    holding_cost_per_year : float or array or Series
        Above 0; its unit is said by `holding_basis`.
    holding_basis : {"per_unit", "share_of_unit_cost"}
        ``"per_unit"``: CNY per unit in stock per year. ``"share_of_unit_cost"``: a fraction of `unit_cost`
        per year (carrying rate: 0.2 is 20 %).
    unit_cost : float or array or Series, only for ``"share_of_unit_cost"``
        CNY per unit, above 0.
    pack_size : float or array or Series, optional
        Units to a pack, pallet or box: the lot is then a whole number of packs, 1 or more.

    Returns
    -------
    float or numpy.ndarray or Series
        Units per order.

    Raises
    ------
    ValueError
        Names the parameter and value: not above 0, NaN; unit cost missing or not wanted.

    Notes
    -----
    Q* = sqrt(2 * D * S / H). In packs: of the two whole numbers beside Q*, the one that costs less, the
    smaller of equals. Source: Harris, F. W. (1913), How many parts to make at once, Factory, The Magazine of
    Management 10(2), 135-136, 152.

    Examples
    --------
    >>> economic_lot_size(1_200, 100, 6, holding_basis="per_unit")
    200.0
    >>> economic_lot_size(1_200, 100, 0.2, holding_basis="share_of_unit_cost", unit_cost=30, pack_size=90)
    180.0
    """
    checks.choice("holding_basis", holding_basis, HOLDING_BASIS)
    if (unit_cost is None) != (holding_basis == "per_unit"):
        raise ValueError(
            f"unit_cost goes with holding_basis 'share_of_unit_cost' and only there, got {unit_cost!r}"
        )
    named = {
        "demand_per_year": demand_per_year,
        "cost_per_order": cost_per_order,
        "holding_cost_per_year": holding_cost_per_year,
        "unit_cost": 1.0 if unit_cost is None else unit_cost,
        "pack_size": 1.0 if pack_size is None else pack_size,
    }
    (demand, order, holding, unit, pack), wrap = inputs(named, above_zero=named)
    lot = np.sqrt(2.0 * demand * order / (holding * unit))
    if pack_size is not None:
        fewer = np.maximum(np.floor(lot / pack), 1.0)
        # The yearly cost is the same at Q and at Q*^2/Q, so the larger one wins from Q*^2 > fewer * more.
        more = fewer + 1.0
        lot = np.where(lot**2 > fewer * more * pack**2 * (1.0 + 1e-12), more, fewer) * pack
    return wrap.out(lot)


def safety_stock(
    demand_deviation_per_day: Any,
    lead_time_days: Any,
    service_level: Any,
    *,
    service: Literal["cycle", "fill_rate"],
    lot_size: Any = None,
) -> Any:
    """Find the stock that absorbs chance demand during the lead time at a promised service level.

    Parameters
    ----------
    demand_deviation_per_day : float or array or Series
        Standard deviation of the demand of a day, units; not negative.
    lead_time_days : float or array or Series
        Days that the stock must bridge, 0 or more; with reviews at fixed times lead time plus review
        interval.
    service_level : float or array or Series
        Promise, above 0 and below 1.
    service : {"cycle", "fill_rate"}
        What is promised. ``"cycle"``: the share of order cycles without a shortage. ``"fill_rate"``: the
        share of the units demanded that are delivered from stock; it depends on the lot size.
    lot_size : float or array or Series, only for ``"fill_rate"``
        Units per order, above 0.

    Returns
    -------
    float or numpy.ndarray or Series
        Units, never negative: a promise that is kept without safety stock needs 0.

    Raises
    ------
    ValueError
        Names the parameter and value: negative, NaN, a level outside 0 … 1; lot size missing or not wanted.

    Notes
    -----
    SS = z * sigma * sqrt(L), demand normal and independent from day to day. Cycle: z = inverse of the normal
    distribution at the level. Fill rate b: z where phi(z) - z * (1 - Phi(z)) = (1 - b) * Q / (sigma *
    sqrt(L)). Source: Silver, E. A., Pyke, D. F. & Peterson, R. (1998), Inventory Management and Production
    Planning and Scheduling, 3rd ed., chapter 7 (measures P1 and P2).

    Examples
    --------
    >>> round(safety_stock(20, 9, 0.95, service="cycle"), 2)
    98.69
    >>> round(safety_stock(20, 9, 0.95, service="fill_rate", lot_size=200), 2)
    36.44
    """
    checks.choice("service", service, SERVICE)
    if (lot_size is None) != (service == "cycle"):
        raise ValueError(f"lot_size goes with service 'fill_rate' and only there, got {lot_size!r}")
    named = {
        "demand_deviation_per_day": demand_deviation_per_day,
        "lead_time_days": lead_time_days,
        "service_level": service_level,
        "lot_size": 1.0 if lot_size is None else lot_size,
    }
    (deviation, days, level, lot), wrap = inputs(
        named,
        not_negative=["demand_deviation_per_day", "lead_time_days"],
        levels=["service_level"],
        above_zero=["lot_size"],
    )
    spread = deviation * np.sqrt(days)
    if service == "cycle":
        factor = np.vectorize(_NORMAL.inv_cdf, otypes=[float])(level)
    else:
        # Without any spread nothing is ever short, whatever the factor.
        short = (1.0 - level) * lot / np.where(spread > 0, spread, 1.0)
        factor = np.vectorize(_factor_for_shortage, otypes=[float])(short)
    return wrap.out(np.maximum(factor, 0.0) * spread)


def stock_cost(
    demand_per_year: Any,
    lot_size: Any,
    safety_stock: Any,
    cost_per_order: Any,
    unit_cost: Any,
    carrying_rate_per_year: Any,
) -> StockCost:
    """Cost one way of keeping stock: its average, the money in it, and holding and ordering by the year.

    Parameters
    ----------
    demand_per_year : float or array or Series
        Units per year; not negative.
    lot_size : float or array or Series
        Units per order, above 0.
    safety_stock : float or array or Series
        Units; not negative.
    cost_per_order : float or array or Series
        CNY for each order; not negative.
    unit_cost : float or array or Series
        CNY per unit; not negative.
    carrying_rate_per_year : float or array or Series
        Interest, space, ageing as a fraction of the stock's value per year; not negative.

    Returns
    -------
    StockCost
        `average_stock` (units), `stock_value` (CNY), `holding_cost_per_year`, `ordering_cost_per_year`,
        `cost_per_year` (CNY per year).

    Raises
    ------
    ValueError
        Names the parameter and value: negative, NaN, a lot size not above 0.

    Notes
    -----
    Average stock = Q/2 + SS; ordering = D/Q * S; holding = average stock * unit cost * carrying rate. Without
    safety stock and at the economic lot size the cost is sqrt(2 * D * S * H). Source: Harris (1913).

    Examples
    --------
    >>> stock_cost(1_200, 200, 0, 100, 30, 0.2).cost_per_year
    1200.0
    """
    named = {
        "demand_per_year": demand_per_year,
        "lot_size": lot_size,
        "safety_stock": safety_stock,
        "cost_per_order": cost_per_order,
        "unit_cost": unit_cost,
        "carrying_rate_per_year": carrying_rate_per_year,
    }
    (demand, lot, safety, order, unit, rate), wrap = inputs(
        named, not_negative=named, above_zero=["lot_size"]
    )
    average = lot / 2.0 + safety
    holding = average * unit * rate
    ordering = demand / lot * order
    return StockCost(*map(wrap.out, (average, average * unit, holding, ordering, holding + ordering)))


def vmi_effect(before: StockCost, after: StockCost) -> VmiEffect:
    """Compare what the customer's stock costs him before and after we manage it.

    Parameters
    ----------
    before, after : StockCost
        The customer's cost by `stock_cost`. What we take over from him does not belong into `after`; our own
        cost of it is found by another `stock_cost`.

    Returns
    -------
    VmiEffect
        `holding_saving_per_year`, `ordering_saving_per_year`, `saving_per_year` (CNY per year; negative where
        it gets dearer), `cash_released` (CNY, once: stock value before less after).

    Raises
    ------
    ValueError
        When one of the two is no StockCost.

    Notes
    -----
    saving = change of stock * unit cost * carrying rate + change of ordering cost. The cash released is no
    yearly saving: its interest is in the carrying rate already. Source: EOQ (Harris 1913) before and after.

    Examples
    --------
    >>> before = stock_cost(1_200, 600, 100, 100, 30, 0.2)
    >>> vmi_effect(before, stock_cost(1_200, 200, 40, 40, 30, 0.2))
    VmiEffect(holding_saving_per_year=1560.0, ordering_saving_per_year=-40.0, saving_per_year=1520.0,
              cash_released=7800.0)
    """
    for name, given in (("before", before), ("after", after)):
        if not isinstance(given, StockCost):
            raise ValueError(f"{name} must be a StockCost from stock_cost(), got {given!r}")
    holding = before.holding_cost_per_year - after.holding_cost_per_year
    ordering = before.ordering_cost_per_year - after.ordering_cost_per_year
    return VmiEffect(holding, ordering, holding + ordering, before.stock_value - after.stock_value)


def stock_saw_tooth(demand_per_day: float, lot_size: float, safety_stock: float, days: float) -> pd.DataFrame:
    """Give the corners of the stock's saw-tooth curve over some days of even demand.

    Parameters
    ----------
    demand_per_day : float
        Units per day, above 0.
    lot_size : float
        Units per delivery, above 0; the first one has just arrived.
    safety_stock : float
        Units that stay; not negative.
    days : float
        Length of the picture in days, above 0; at most 5,000 deliveries.

    Returns
    -------
    DataFrame
        `day`, `stock` (units): two corners a delivery, just before and just after it, and the end. Straight
        lines between them are the stock.

    Raises
    ------
    ValueError
        Names the parameter and value; also for more deliveries than a picture can hold.

    Notes
    -----
    Stock falls from SS + Q to SS in Q / demand days, then the next lot arrives. Source: Harris (1913).

    Examples
    --------
    >>> stock_saw_tooth(10, 50, 20, 8).to_numpy().tolist()
    [[0.0, 70.0], [5.0, 20.0], [5.0, 70.0], [8.0, 40.0]]
    """
    named = {
        "demand_per_day": demand_per_day,
        "lot_size": lot_size,
        "safety_stock": safety_stock,
        "days": days,
    }
    checked = {name: checks.number(name, value) for name, value in named.items()}
    for name, value in checked.items():
        if value < 0 or (value == 0 and name != "safety_stock"):
            raise ValueError(
                f"{name} must be {'0 or more' if name == 'safety_stock' else 'above 0'}, got {value:g}"
            )
    demand, lot, safety, end = checked.values()
    interval = lot / demand
    if end / interval * 2 > LARGEST_SAW_TOOTH:
        raise ValueError(f"days {end:g} hold {end / interval:g} deliveries, more than a picture can show")
    arrivals = interval * np.arange(1, math.floor(end / interval) + 1)
    day = np.concatenate(([0.0], np.repeat(arrivals, 2)))
    stock = np.concatenate(([safety + lot], np.tile([safety, safety + lot], len(arrivals))))
    if end > day[-1]:
        day = np.append(day, end)
        stock = np.append(stock, safety + lot - (end - day[-2]) * demand)
    return pd.DataFrame({"day": day, "stock": stock})


def _shortage(factor: float) -> float:
    """Expected shortage of a cycle in standard deviations: the unit normal loss function."""
    return _NORMAL.pdf(factor) - factor * 0.5 * math.erfc(factor / math.sqrt(2.0))


def _factor_for_shortage(target: float) -> float:
    """Return the safety factor from 0 on at which the expected shortage falls to the target."""
    low, high = 0.0, 40.0  # beyond 38 deviations the chance is less than the smallest float
    if _shortage(low) <= target:
        return low
    while high - low > 1e-13 * (1.0 + high):
        middle = (low + high) / 2.0
        if _shortage(middle) > target:
            low = middle
        else:
            high = middle
    return high


__all__ = [
    "HOLDING_BASIS",
    "SERVICE",
    "StockCost",
    "VmiEffect",
    "economic_lot_size",
    "safety_stock",
    "stock_cost",
    "stock_saw_tooth",
    "vmi_effect",
]
