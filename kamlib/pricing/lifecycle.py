"""Prices over a product's life: learning curve, skimming and penetration, and what each path is worth."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from ._checks import choice, fits, number, numbers, row, shaped

LEARNING_BASES = ("unit", "cumulative average")
BATCH_METHODS = ("sum", "midpoint")
TIMINGS = ("start", "middle", "end")
MOST_UNITS_TO_ADD_UP = 5_000_000


class PricePaths(NamedTuple):
    """Skimming and penetration side by side: a table and a net present value each."""

    skimming: pd.DataFrame
    penetration: pd.DataFrame
    skimming_npv: float
    penetration_npv: float
    advantage_of_skimming: float


def learning_exponent(learning_rate: Any) -> Any:
    """Return the exponent of the learning curve: log2 of the learning rate.

    Parameters
    ----------
    learning_rate : number, array or Series
        Cost after each doubling as a fraction of the cost before: 0.8 for an "80 % curve"; above 0
        and up to 1.

    Returns
    -------
    float, array or Series
        Zero or negative.

    Raises
    ------
    ValueError
        When the rate is not above 0 and up to 1 (80 is not 0.8).

    References
    ----------
    Wright (1936), "Factors affecting the cost of airplanes", J. Aeronautical Sciences 3(4).

    Examples
    --------
    >>> learning_exponent(0.5)
    -1.0
    """
    rate = numbers("learning_rate", learning_rate, above=0, high=1)
    return shaped(math.log2(rate) if isinstance(rate, float) else np.log2(rate), learning_rate)


def learning_curve_cost(
    first_unit_cost: Any, cumulative_units: Any, learning_rate: Any, *, basis: str
) -> Any:
    """Return the cost a unit on a learning curve after a number of units.

    C_n = C_1 × n^log2(learning rate).

    Parameters
    ----------
    first_unit_cost : number, array or Series
        CNY.
    cumulative_units : number, array or Series
        Units made since the first, one or more.
    learning_rate : number, array or Series
        0.8 for an "80 % curve".
    basis : {"unit", "cumulative average"}
        What the formula gives: the cost of the n-th unit itself, or the average cost of all units
        up to the n-th. Both are called the learning curve; they differ by a third and more.

    Returns
    -------
    float, array or Series
        CNY per unit.

    Raises
    ------
    ValueError
        When a number is missing or out of its range, or the basis is unknown.

    References
    ----------
    Wright (1936) stated the cumulative average; Crawford's form is the unit curve.

    Examples
    --------
    >>> round(learning_curve_cost(100, 4, 0.8, basis="unit"), 9)
    64.0
    """
    choice("basis", basis, LEARNING_BASES)
    first = numbers("first_unit_cost", first_unit_cost, low=0)
    units = numbers("cumulative_units", cumulative_units, low=1)
    rate = numbers("learning_rate", learning_rate, above=0, high=1)
    fits(first_unit_cost=first, cumulative_units=units, learning_rate=rate)
    return shaped(first * units ** learning_exponent(rate), first_unit_cost, cumulative_units, learning_rate)


def batch_cost(
    first_unit_cost: float,
    units_before: float,
    units: float,
    learning_rate: float,
    *,
    basis: str,
    method: str | None = None,
) -> float:
    """Return what a batch costs in all when some units were made before it.

    Parameters
    ----------
    first_unit_cost : float
        CNY.
    units_before, units : float
        Units made before the batch, and in the batch.
    learning_rate : float
        0.8 for an "80 % curve".
    basis : {"unit", "cumulative average"}
        As in `learning_curve_cost`. On the cumulative average the batch costs
        (total after) − (total before), exactly.
    method : {"sum", "midpoint"}
        For basis "unit" only, and needed there. "sum" adds up every unit (whole numbers, up to
        5,000,000 units); "midpoint" takes the area under the curve from half a unit before the first
        to half a unit after the last, the rule for the algebraic midpoint of a lot.

    Returns
    -------
    float
        CNY for the batch; 0 for an empty batch.

    Raises
    ------
    ValueError
        When a number is missing or out of its range, a keyword is unknown or missing, or the sum is
        asked for parts of units.

    References
    ----------
    Wright (1936); lot midpoint: Asher (1956), Cost-Quantity Relationships in the Airframe Industry, RAND.

    Examples
    --------
    >>> round(batch_cost(100, 2, 2, 0.8, basis="cumulative average"), 6)
    96.0
    >>> round(batch_cost(100, 0, 4, 0.8, basis="unit", method="sum"), 2)
    314.21
    """
    choice("basis", basis, LEARNING_BASES)
    first = number("first_unit_cost", first_unit_cost, low=0)
    before = number("units_before", units_before, low=0)
    made = number("units", units, low=0)
    exponent = learning_exponent(number("learning_rate", learning_rate, above=0, high=1))
    if basis == "cumulative average":
        return first * ((before + made) ** (exponent + 1) - (before ** (exponent + 1) if before else 0.0))
    choice("method", method, BATCH_METHODS)
    if made == 0:
        return 0.0
    if method == "sum":
        return first * _sum_of_units(before, made, exponent)
    low, high = before + 0.5, before + made + 0.5
    if exponent == -1:  # a 50 % curve: the area under 1/n is a logarithm
        return first * math.log(high / low)
    return first * (high ** (exponent + 1) - low ** (exponent + 1)) / (exponent + 1)


def _sum_of_units(before: float, made: float, exponent: float) -> float:
    if before != int(before) or made != int(made):
        raise ValueError(f"units must be whole numbers for method 'sum', got {before!r} and {made!r}")
    if made > MOST_UNITS_TO_ADD_UP:
        raise ValueError(f"units must be {MOST_UNITS_TO_ADD_UP} or less for method 'sum', got {made!r}; "
                         "use method 'midpoint'")  # fmt: skip
    return float(np.sum(np.arange(before + 1, before + made + 1) ** exponent))


def skimming_prices(first_price: float, price_fall_per_period: float, periods: int) -> np.ndarray:
    """Return the prices of a skimming path: high at first, falling by the same fraction each period.

    P_t = P_0 × (1 − s)^t for t = 0 … periods − 1.

    Parameters
    ----------
    first_price : float
        CNY per unit in the first period.
    price_fall_per_period : float
        A fraction from 0 to below 1.
    periods : int
        Number of periods, one or more.

    Returns
    -------
    array
        CNY per unit, one price a period.

    Raises
    ------
    ValueError
        When a number is missing or out of its range.

    References
    ----------
    Dean (1950), "Pricing policies for new products", Harvard Business Review 28(6).

    Examples
    --------
    >>> skimming_prices(100, 0.1, 3).round(6).tolist()
    [100.0, 90.0, 81.0]
    """
    price = number("first_price", first_price, above=0)
    fall = number("price_fall_per_period", price_fall_per_period, low=0, high=1)
    if fall == 1:
        raise ValueError(f"price_fall_per_period must be less than 1, got {fall!r}")
    return price * (1 - fall) ** np.arange(_whole_periods(periods))


def penetration_prices(price: float, periods: int, *, price_rise_per_period: float = 0.0) -> np.ndarray:
    """Return the prices of a penetration path: low from the start, level or rising by a fraction.

    Parameters
    ----------
    price : float
        CNY per unit in the first period.
    periods : int
        Number of periods, one or more.
    price_rise_per_period : float
        A fraction, zero (a level price) or more.

    Returns
    -------
    array
        CNY per unit, one price a period.

    Raises
    ------
    ValueError
        When a number is missing or out of its range.

    References
    ----------
    Dean (1950).

    Examples
    --------
    >>> penetration_prices(70, 3).tolist()
    [70.0, 70.0, 70.0]
    """
    first = number("price", price, above=0)
    rise = number("price_rise_per_period", price_rise_per_period, low=0)
    return first * (1 + rise) ** np.arange(_whole_periods(periods))


def _whole_periods(periods: Any) -> int:
    count = number("periods", periods, low=1)
    if count != int(count):
        raise ValueError(f"periods must be a whole number, got {periods!r}")
    return int(count)


def _exponents_of_time(periods: int, timing: str) -> np.ndarray:
    """Say how many periods away each flow is: at the start, in the middle or at the end of its period."""
    return np.arange(periods) + {"start": 0.0, "middle": 0.5, "end": 1.0}[choice("timing", timing, TIMINGS)]


def _path(
    prices: Any,
    volumes: Any,
    first_unit_cost: float,
    learning_rate: float,
    discount_rate_per_period: float,
    *,
    basis: str,
    method: str | None = None,
    timing: str,
    units_before: float = 0.0,
) -> dict[str, np.ndarray]:
    price = row("prices", prices, low=0)
    volume = row("volumes", volumes, size=price.size, low=0)
    rate = number("discount_rate_per_period", discount_rate_per_period, above=-1)
    before = number("units_before", units_before, low=0)
    factor = (1 + rate) ** -_exponents_of_time(price.size, timing)
    made = before + np.cumsum(volume)
    cost = np.array(
        [
            batch_cost(first_unit_cost, end - units, units, learning_rate, basis=basis, method=method)
            for end, units in zip(made.tolist(), volume.tolist(), strict=True)
        ]
    )
    revenue = price * volume
    return {
        "price": price,
        "volume": volume,
        "cumulative_units": made,
        "revenue": revenue,
        "cost": cost,
        "contribution": revenue - cost,
        "discount_factor": factor,
        "present_value": (revenue - cost) * factor,
    }


def price_path_table(
    prices: Any, volumes: Any, first_unit_cost: float, learning_rate: float, discount_rate_per_period: float,
    **conventions: Any,
) -> pd.DataFrame:  # fmt: skip
    """Return the revenue, learning-curve cost and present value of a price path, one row a period.

    Parameters
    ----------
    prices, volumes : list of numbers
        CNY per unit and units, one a period, in the same order.
    first_unit_cost : float
        CNY, the cost of the very first unit.
    learning_rate : float
        0.8 for an "80 % curve"; 1 for a constant cost.
    discount_rate_per_period : float
        A fraction a period of the same length as the periods of the path.
    **conventions
        ``basis`` and ``method`` as in `batch_cost`; ``timing`` "start", "middle" or "end": where in its
        period the money moves; ``units_before`` units made before the first period (0).

    Returns
    -------
    DataFrame
        Index ``period`` from 1; columns price, volume, cumulative_units, revenue, cost, contribution,
        discount_factor, present_value. The present values add up to `path_npv`.

    Raises
    ------
    ValueError
        When a number is missing or out of its range, or a convention is missing or unknown.

    References
    ----------
    Wright (1936); discounted cash flow.

    Examples
    --------
    >>> table = price_path_table([100, 90], [10, 20], 50, 1.0, 0.10, basis="unit", method="sum", timing="end")
    >>> table["contribution"].tolist()
    [500.0, 800.0]
    """
    parts = _path(prices, volumes, first_unit_cost, learning_rate, discount_rate_per_period, **conventions)
    periods = pd.RangeIndex(1, parts["price"].size + 1, name="period")
    return pd.DataFrame(parts, index=periods)


def path_npv(
    prices: Any, volumes: Any, first_unit_cost: float, learning_rate: float, discount_rate_per_period: float,
    **conventions: Any,
) -> float:  # fmt: skip
    """Return the net present value of a price path with learning-curve costs.

    NPV = Σ (price × volume − batch cost) ÷ (1 + discount rate)^time.

    Parameters
    ----------
    prices, volumes, first_unit_cost, learning_rate, discount_rate_per_period, **conventions
        As in `price_path_table`.

    Returns
    -------
    float
        CNY.

    Raises
    ------
    ValueError
        As `price_path_table`.

    References
    ----------
    Wright (1936); discounted cash flow.

    Examples
    --------
    >>> round(path_npv([100, 90], [10, 20], 50, 1.0, 0.10, basis="unit", method="sum", timing="end"), 4)
    1115.7025
    """
    parts = _path(prices, volumes, first_unit_cost, learning_rate, discount_rate_per_period, **conventions)
    return math.fsum(parts["present_value"].tolist())


def life_cycle_price_paths(
    first_price: float,
    price_fall_per_period: float,
    skimming_volumes: Any,
    penetration_price: float,
    penetration_volumes: Any,
    *,
    first_unit_cost: float,
    learning_rate: float,
    discount_rate_per_period: float,
    price_rise_per_period: float = 0.0,
    **conventions: Any,
) -> PricePaths:
    """Return the skimming path and the penetration path of one product side by side.

    Parameters
    ----------
    first_price, price_fall_per_period
        Skimming: as in `skimming_prices`.
    penetration_price, price_rise_per_period
        Penetration: as in `penetration_prices`.
    skimming_volumes, penetration_volumes : list of numbers
        Units a period under each path; as many periods in both.
    first_unit_cost, learning_rate, discount_rate_per_period, **conventions
        As in `price_path_table`; the same for both paths.

    Returns
    -------
    PricePaths
        ``skimming`` and ``penetration`` (tables), ``skimming_npv``, ``penetration_npv`` and
        ``advantage_of_skimming`` (CNY; negative when penetration is worth more).

    Raises
    ------
    ValueError
        When a number is missing or out of its range, or the two paths differ in length.

    References
    ----------
    Dean (1950); Wright (1936); discounted cash flow.

    Examples
    --------
    >>> paths = life_cycle_price_paths(
    ...     120, 0.15, [100, 150, 200], 80, [300, 500, 700], first_unit_cost=100, learning_rate=0.85,
    ...     discount_rate_per_period=0.10, basis="unit", method="sum", timing="end")
    >>> paths.advantage_of_skimming < 0
    True
    """
    slow = row("skimming_volumes", skimming_volumes, low=0)
    fast = row("penetration_volumes", penetration_volumes, size=slow.size, low=0)
    shared = (first_unit_cost, learning_rate, discount_rate_per_period)
    high = skimming_prices(first_price, price_fall_per_period, slow.size)
    low = penetration_prices(penetration_price, fast.size, price_rise_per_period=price_rise_per_period)
    skimming = price_path_table(high, slow, *shared, **conventions)
    penetration = price_path_table(low, fast, *shared, **conventions)
    first, second = (math.fsum(table["present_value"].tolist()) for table in (skimming, penetration))
    return PricePaths(skimming, penetration, first, second, first - second)


__all__ = [
    "PricePaths",
    "batch_cost",
    "learning_curve_cost",
    "learning_exponent",
    "life_cycle_price_paths",
    "path_npv",
    "penetration_prices",
    "price_path_table",
    "skimming_prices",
]
