"""The product line: profit with cross-effects, and a leader with its complement."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from ._checks import number, numbers, row


class LeaderPair(NamedTuple):
    """What one leader earns together with the complements it pulls along, a period."""

    leader_contribution: float
    complement_contribution: float
    total_contribution: float
    pair_margin_per_leader: float
    lowest_leader_price: float


def _names(*given: Any) -> list[Any] | None:
    """Take the products' names from the mappings and Series given; all must name the same ones."""
    named = [entry for entry in given if isinstance(entry, dict | pd.Series)]
    lists = [list(entry.keys()) for entry in named]
    for other in lists[1:]:
        if other != lists[0]:
            raise ValueError(f"the products must be the same, in the same order: {lists[0]} and {other}")
    return lists[0] if lists else None


def _line(
    prices: Any, unit_costs: Any, volumes: Any, price_changes: Any, cross_effects: Any
) -> tuple[np.ndarray, ...]:
    price = row("prices", prices, low=0)
    cost = row("unit_costs", unit_costs, size=price.size, low=0)
    volume = row("volumes", volumes, size=price.size, low=0)
    change = np.zeros(price.size)
    if price_changes is not None:
        change = row("price_changes", price_changes, size=price.size)
    extra = np.zeros(price.size)
    if cross_effects is not None:
        matrix = np.asarray(numbers("cross_effects", cross_effects))
        if matrix.shape != (price.size, price.size):
            raise ValueError(f"cross_effects must be {price.size} × {price.size}, got shape {matrix.shape}")
        extra = change @ matrix
    for name, values in (("price", price + change), ("volume", volume + extra)):
        if (values < -1e-9).any():
            place = int(np.argmax(values < -1e-9))
            raise ValueError(f"price_changes make the {name} of product {place} negative: {values[place]:g}")
    return price, cost, volume, np.maximum(price + change, 0), np.maximum(volume + extra, 0)


def product_line_profit(
    prices: Any, unit_costs: Any, volumes: Any, *, price_changes: Any = None, cross_effects: Any = None
) -> float:
    """Return the contribution of a whole product line, cross-effects included.

    Σ (price + change − unit cost) × (volume + Σ over products of price change × cross-effect).

    Parameters
    ----------
    prices, unit_costs : list, mapping or Series of numbers
        CNY per unit, one a product.
    volumes : list, mapping or Series of numbers
        Units a period at today's prices.
    price_changes : list, mapping or Series of numbers, optional
        CNY per unit; all zero without it.
    cross_effects : square table of numbers, optional
        Row i, column j: by how many units a period the volume of product j changes when the price of
        product i rises by 1 CNY. The diagonal is a product's own reaction (usually negative); off it,
        positive for substitutes and negative for complements. No reaction without it.

    Returns
    -------
    float
        CNY a period.

    Raises
    ------
    ValueError
        When a number is missing, sizes or names differ, or a price or volume would become negative.

    References
    ----------
    Product-line pricing: Kotler, Marketing Management; linear cross-effects.

    Examples
    --------
    >>> product_line_profit([100, 60], [70, 40], [50, 80])
    3100.0
    >>> product_line_profit([100, 60], [70, 40], [50, 80], price_changes=[-10, 0],
    ...                     cross_effects=[[-3, -2], [0, -1]])
    3600.0
    """
    _names(prices, unit_costs, volumes, *([] if price_changes is None else [price_changes]))
    _, cost, _, price_after, volume_after = _line(prices, unit_costs, volumes, price_changes, cross_effects)
    return float((price_after - cost) @ volume_after)


def product_line_table(
    prices: Any, unit_costs: Any, volumes: Any, *, price_changes: Any = None, cross_effects: Any = None
) -> pd.DataFrame:
    """Return the product line before and after price changes, one row a product.

    Parameters
    ----------
    prices, unit_costs, volumes, price_changes, cross_effects
        As in `product_line_profit`.

    Returns
    -------
    DataFrame
        Columns price, unit_cost, volume, contribution, price_after, volume_after, contribution_after,
        contribution_change (CNY or units a period). ``contribution_after`` adds up to
        `product_line_profit`.

    Raises
    ------
    ValueError
        As `product_line_profit`.

    References
    ----------
    As `product_line_profit`.

    Examples
    --------
    >>> table = product_line_table([100, 60], [70, 40], [50, 80], price_changes=[-10, 0],
    ...                            cross_effects=[[-3, -2], [0, -1]])
    >>> table["contribution_change"].tolist()
    [100.0, 400.0]
    """
    names = _names(prices, unit_costs, volumes, *([] if price_changes is None else [price_changes]))
    price, cost, volume, price_after, volume_after = _line(
        prices, unit_costs, volumes, price_changes, cross_effects
    )
    table = pd.DataFrame({"price": price, "unit_cost": cost, "volume": volume}, index=names)
    table["contribution"] = (price - cost) * volume
    table["price_after"] = price_after
    table["volume_after"] = volume_after
    table["contribution_after"] = (price_after - cost) * volume_after
    table["contribution_change"] = table["contribution_after"] - table["contribution"]
    return table


def leader_complement(
    leader_price: float,
    leader_unit_cost: float,
    leader_volume: float,
    complement_price: float,
    complement_unit_cost: float,
    complements_per_leader: float,
) -> LeaderPair:
    """Return what a leader product earns together with the complement that each sale pulls along.

    Pair margin = (leader price − cost) + complements per leader × (complement price − cost). The
    leader's price may fall to its cost less the complements' margin before the pair loses money.

    Parameters
    ----------
    leader_price, leader_unit_cost, complement_price, complement_unit_cost : float
        CNY per unit.
    leader_volume : float
        Leaders sold a period.
    complements_per_leader : float
        Complements sold for each leader, over its life or the same period.

    Returns
    -------
    LeaderPair
        Contributions a period, pair margin and lowest leader price (CNY per leader).

    Raises
    ------
    ValueError
        When a number is missing or negative.

    References
    ----------
    Captive-product pricing: Kotler, Marketing Management.

    Examples
    --------
    >>> leader_complement(90, 100, 200, 20, 12, 5).total_contribution
    6000.0
    """
    price = number("leader_price", leader_price, low=0)
    cost = number("leader_unit_cost", leader_unit_cost, low=0)
    units = number("leader_volume", leader_volume, low=0)
    pulled = number("complements_per_leader", complements_per_leader, low=0)
    complement = number("complement_price", complement_price, low=0)
    complement -= number("complement_unit_cost", complement_unit_cost, low=0)
    alone, along = (price - cost) * units, pulled * complement * units
    margin = price - cost + pulled * complement
    return LeaderPair(alone, along, alone + along, margin, max(cost - pulled * complement, 0.0))


__all__ = ["LeaderPair", "leader_complement", "product_line_profit", "product_line_table"]
