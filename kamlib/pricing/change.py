"""What a price change asks of the volume: break-even sales change."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from ._checks import anywhere, fits, number, numbers, row, shaped

# A tenth less a tenth is not exactly zero in binary: a margin under a billionth of the price is none.
_NOTHING = 1e-9


def _first(values: Any, mask: Any) -> float:
    """Return the first of the values for which the comparison holds."""
    return float(np.asarray(values)[np.asarray(mask)].flat[0])


def break_even_volume_change(
    price: Any,
    unit_cost: Any,
    price_change: Any,
    *,
    unit_cost_change: Any = 0.0,
    fixed_cost_change: Any = 0.0,
    volume: Any = None,
) -> Any:
    """Return the change in volume that keeps the total contribution the same after a price change.

    With CM = price − unit cost, ΔCM = price change − unit cost change, Q the volume today and ΔF the
    change in fixed cost: ΔQ ÷ Q = −ΔCM ÷ (CM + ΔCM) + ΔF ÷ ((CM + ΔCM) × Q).

    Parameters
    ----------
    price, unit_cost : number, array or Series
        CNY per unit, today.
    price_change : number, array or Series
        CNY per unit; negative for a cut.
    unit_cost_change : number, array or Series
        CNY per unit; 0 (the usual table) keeps the unit cost constant.
    fixed_cost_change : number, array or Series
        CNY a period, for instance the cost of the promotion.
    volume : number, array or Series, optional
        Units a period today; needed only with a change in fixed cost.

    Returns
    -------
    float, array or Series
        A fraction: +0.5 is 50 % more units. A price rise gives a negative number: the units that
        may be lost.

    Raises
    ------
    ValueError
        When a number is missing or impossible, when there is no contribution today, or when the new
        margin is zero or less, so that no volume makes up for the change.

    References
    ----------
    Nagle & Holden, The Strategy and Tactics of Pricing (break-even sales analysis).

    Examples
    --------
    >>> break_even_volume_change(price=100, unit_cost=70, price_change=-10)
    0.5
    >>> round(break_even_volume_change(100, 70, -10, fixed_cost_change=2_000, volume=1_000), 4)
    0.6
    """
    old_price = numbers("price", price, above=0)
    cost = numbers("unit_cost", unit_cost, low=0)
    change = numbers("price_change", price_change)
    cost_change = numbers("unit_cost_change", unit_cost_change)
    fixed = numbers("fixed_cost_change", fixed_cost_change)
    fits(price=old_price, unit_cost=cost, price_change=change, unit_cost_change=cost_change,
         fixed_cost_change=fixed)  # fmt: skip
    old_margin = old_price - cost
    new_margin = (old_price + change) - (cost + cost_change)
    _refuse_empty_margin(old_margin, new_margin, old_price, change)
    result = (old_margin - new_margin) / new_margin
    if volume is None:
        if anywhere(fixed != 0):
            raise ValueError(f"volume must be given with fixed_cost_change {fixed_cost_change!r}, got None")
    else:
        units = numbers("volume", volume, above=0)
        fits(price=result, volume=units)
        result = result + fixed / (new_margin * units)
    return shaped(result, price, unit_cost, price_change, unit_cost_change, fixed_cost_change, volume)


def _refuse_empty_margin(old_margin: Any, new_margin: Any, paid: Any, change: Any) -> None:
    nothing = _NOTHING * paid
    if anywhere(old_margin <= nothing):
        bad = _first(old_margin, old_margin <= nothing)
        raise ValueError(f"price must be above unit_cost today, else there is no contribution to keep; "
                         f"got a margin of {bad:g} for price {paid!r}")  # fmt: skip
    if anywhere(new_margin <= nothing):
        bad = _first(new_margin, new_margin <= nothing)
        raise ValueError(f"price_change {change!r} leaves a margin of {bad:g} a unit: "
                         f"no volume makes up for it; make the cut smaller than the margin")  # fmt: skip


def break_even_volume(price: Any, unit_cost: Any, price_change: Any, volume: Any, **changes: Any) -> Any:
    """Return the units that must be sold after a price change to keep the total contribution.

    Units = volume × (1 + break-even volume change).

    Parameters
    ----------
    price, unit_cost, price_change : number, array or Series
        CNY per unit, as in `break_even_volume_change`.
    volume : number, array or Series
        Units a period today.
    **changes
        ``unit_cost_change`` and ``fixed_cost_change`` of `break_even_volume_change`.

    Returns
    -------
    float, array or Series
        Units a period; not rounded.

    Raises
    ------
    ValueError
        As `break_even_volume_change`.

    References
    ----------
    Nagle & Holden.

    Examples
    --------
    >>> break_even_volume(100, 70, -10, volume=1_000)
    1500.0
    """
    units = numbers("volume", volume, above=0)
    share = break_even_volume_change(price, unit_cost, price_change, volume=volume, **changes)
    return shaped(units * (1 + share), volume, share)


def contribution_change(
    price: Any, unit_cost: Any, volume: Any, price_change: Any, volume_change_rate: Any
) -> Any:
    """Return how much the total contribution changes when price and volume change together.

    Change = (price + price change − unit cost) × volume × (1 + volume change)
    − (price − unit cost) × volume.

    Parameters
    ----------
    price, unit_cost, price_change : number, array or Series
        CNY per unit.
    volume : number, array or Series
        Units a period today.
    volume_change_rate : number, array or Series
        A fraction, −1 or more: 0.2 is 20 % more units.

    Returns
    -------
    float, array or Series
        CNY a period.

    Raises
    ------
    ValueError
        When a number is missing or impossible.

    References
    ----------
    Nagle & Holden.

    Examples
    --------
    >>> contribution_change(100, 70, 1_000, -10, 0.5)
    0.0
    >>> contribution_change(100, 70, 1_000, -10, 0.2)
    -6000.0
    """
    old_price = numbers("price", price, above=0)
    cost = numbers("unit_cost", unit_cost, low=0)
    units = numbers("volume", volume, low=0)
    change = numbers("price_change", price_change)
    rate = numbers("volume_change_rate", volume_change_rate, low=-1)
    fits(price=old_price, unit_cost=cost, volume=units, price_change=change, volume_change_rate=rate)
    result = (old_price + change - cost) * units * (1 + rate) - (old_price - cost) * units
    return shaped(result, price, unit_cost, volume, price_change, volume_change_rate)


def break_even_table(margin_rates: Any, price_change_rates: Any) -> pd.DataFrame:
    """Return the break-even volume changes for margins (columns) and price changes (rows).

    Each cell is −ΔP% ÷ (CM% + ΔP%). Where the cut eats the whole margin no volume is enough and the
    cell is infinite.

    Parameters
    ----------
    margin_rates : list of numbers
        Contribution margin as a fraction of the price today, above 0 and up to 1.
    price_change_rates : list of numbers
        Price change as a fraction of the price today; −0.10 is a cut of 10 %.

    Returns
    -------
    DataFrame
        Fractions; index ``price_change_rate``, columns ``margin_rate``.

    Raises
    ------
    ValueError
        When a rate is missing or out of its range.

    References
    ----------
    Nagle & Holden.

    Examples
    --------
    >>> float(break_even_table([0.2, 0.3, 0.4], [-0.1]).loc[-0.1, 0.3].round(6))
    0.5
    """
    margins = row("margin_rates", margin_rates, above=0, high=1)
    changes = row("price_change_rates", price_change_rates, low=-1)
    new_margin = margins[None, :] + changes[:, None]
    possible = new_margin > _NOTHING
    table = np.full(new_margin.shape, np.inf)
    np.divide(np.broadcast_to(-changes[:, None], new_margin.shape), new_margin, out=table, where=possible)
    return pd.DataFrame(
        table + 0.0,
        index=pd.Index(changes, name="price_change_rate"),
        columns=pd.Index(margins, name="margin_rate"),
    )


def highest_affordable_cut(price: float, unit_cost: float, expected_volume_change: float) -> float:
    """Return the price cut that a larger volume just pays for.

    Cut = (price − unit cost) × volume change ÷ (1 + volume change): the inverse of
    `break_even_volume_change` for a cut.

    Parameters
    ----------
    price, unit_cost : float
        CNY per unit.
    expected_volume_change : float
        A fraction, zero or more.

    Returns
    -------
    float
        CNY per unit, as a positive amount.

    Raises
    ------
    ValueError
        When a number is missing or impossible, or the price is not above the unit cost.

    References
    ----------
    Nagle & Holden, solved for the price change.

    Examples
    --------
    >>> highest_affordable_cut(price=100, unit_cost=70, expected_volume_change=0.5)
    10.0
    """
    paid = number("price", price, above=0)
    cost = number("unit_cost", unit_cost, low=0)
    growth = number("expected_volume_change", expected_volume_change, low=0)
    if paid <= cost:
        raise ValueError(f"price must be above unit_cost {cost!r}, got {paid!r}")
    return (paid - cost) * growth / (1 + growth)


__all__ = [
    "break_even_table",
    "break_even_volume",
    "break_even_volume_change",
    "contribution_change",
    "highest_affordable_cut",
]
