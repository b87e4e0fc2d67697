"""Value against price: economic value to the customer, corridor, value share, and the decision scale."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from ._checks import anywhere, choice, fits, number, numbers, shaped

# A tenth less a tenth is not exactly zero in binary: under a billionth of the price there is no difference.
_NOTHING = 1e-9


class PriceCorridor(NamedTuple):
    """The prices at which both sides gain: from our unit cost up to the customer's economic value."""

    lowest: Any
    highest: Any
    width: Any  # negative: no price suits both sides


class Tilt(NamedTuple):
    """Which offer wins on value minus price, and by how much."""

    winner: Hashable
    runner_up: Hashable
    margin_of_victory: float
    net_values: dict[Hashable, float]


def _differentiation(name: str, items: Any) -> Any:
    """Add up differentiation given as a number, an array, or a mapping from item to amount."""
    if isinstance(items, Mapping):
        parts = {item: numbers(f"{name}[{item!r}]", amount, low=0) for item, amount in items.items()}
        fits(**{f"{name}[{item!r}]": part for item, part in parts.items()})
        return sum(parts.values(), 0.0)
    return numbers(name, items, low=0)


def _inputs(*values: Any) -> list[Any]:
    """List the inputs with mappings opened, so that a Series inside a mapping keeps its index."""
    flat: list[Any] = []
    for value in values:
        flat.extend(value.values() if isinstance(value, Mapping) else [value])
    return flat


def economic_value(reference_price: Any, positive: Any = 0.0, negative: Any = 0.0) -> Any:
    """Return the price at which the customer is as well off with us as with the reference offer.

    Economic value = reference price + sum of positive differentiation − sum of negative differentiation.

    Parameters
    ----------
    reference_price : number, array or Series
        Price of the reference offer, the one ours is measured against, CNY per unit.
    positive, negative : number, array, Series, or mapping from item name to one of these
        What our offer saves or earns the customer, and what it costs them, against the reference,
        CNY per unit. Both are given as amounts of zero or more; the function takes care of the sign.

    Returns
    -------
    float, array or Series
        Economic value to the customer, CNY per unit.

    Raises
    ------
    ValueError
        When a number is missing, not finite or negative.

    References
    ----------
    Forbis & Mehta (1981), "Value-based strategies for industrial products", Business Horizons 24(3);
    Nagle & Holden, The Strategy and Tactics of Pricing.

    Examples
    --------
    >>> economic_value(90_000, {"durability": 7_000, "reliability": 6_000}, {"training": 1_000})
    102000.0
    """
    reference = numbers("reference_price", reference_price, low=0)
    plus = _differentiation("positive", positive)
    minus = _differentiation("negative", negative)
    fits(reference_price=reference, positive=plus, negative=minus)
    return shaped(reference + plus - minus, *_inputs(reference_price, positive, negative))


def economic_value_table(
    reference_price: float, positive: Mapping[str, float], negative: Mapping[str, float]
) -> pd.DataFrame:
    """Return the steps from the reference price to the economic value, one row an item.

    Parameters
    ----------
    reference_price : float
        CNY per unit.
    positive, negative : mapping from item name to amount
        CNY per unit, zero or more.

    Returns
    -------
    DataFrame
        Columns ``item`` (the name; empty for the reference), ``kind`` ("reference", "positive" or
        "negative"), ``amount`` (with its sign) and ``value_after`` (running total, CNY per unit).

    Raises
    ------
    ValueError
        As `economic_value`.

    References
    ----------
    As `economic_value`.

    Examples
    --------
    >>> table = economic_value_table(1_000, {"energy": 200}, {"retraining": 50})
    >>> table["amount"].tolist(), table["value_after"].tolist()
    ([1000.0, 200.0, -50.0], [1000.0, 1200.0, 1150.0])
    """
    rows = [("", "reference", number("reference_price", reference_price, low=0))]
    rows += [(name, "positive", number(f"positive[{name!r}]", x, low=0)) for name, x in positive.items()]
    rows += [(name, "negative", -number(f"negative[{name!r}]", x, low=0)) for name, x in negative.items()]
    table = pd.DataFrame(rows, columns=["item", "kind", "amount"])
    table["value_after"] = table["amount"].cumsum()
    return table


def price_corridor(unit_cost: Any, economic_value: Any) -> PriceCorridor:
    """Return the range of prices from our unit cost to the customer's economic value.

    Below the lowest price we lose money, above the highest one the customer does better with the
    reference offer. A negative width says that no price suits both sides.

    Parameters
    ----------
    unit_cost, economic_value : number, array or Series
        CNY per unit.

    Returns
    -------
    PriceCorridor
        ``lowest``, ``highest`` and ``width``, CNY per unit.

    Raises
    ------
    ValueError
        When a number is missing, not finite, or the unit cost is negative.

    References
    ----------
    Forbis & Mehta (1981); Nagle & Holden.

    Examples
    --------
    >>> price_corridor(unit_cost=70, economic_value=110)
    PriceCorridor(lowest=70.0, highest=110.0, width=40.0)
    """
    cost = numbers("unit_cost", unit_cost, low=0)
    value = numbers("economic_value", economic_value)
    fits(unit_cost=cost, economic_value=value)
    inputs = (unit_cost, economic_value)
    width = value - cost
    lowest = cost + 0.0 * width
    highest = value + 0.0 * width
    return PriceCorridor(shaped(lowest, *inputs), shaped(highest, *inputs), shaped(width, *inputs))


def customer_surplus(price: Any, economic_value: Any) -> Any:
    """Return what the customer gains by buying from us instead of the reference offer.

    Surplus = economic value − price; negative when the price is above the economic value.

    Parameters
    ----------
    price, economic_value : number, array or Series
        CNY per unit.

    Returns
    -------
    float, array or Series
        CNY per unit.

    Raises
    ------
    ValueError
        When a number is missing or not finite, or the price is negative.

    References
    ----------
    Forbis & Mehta (1981).

    Examples
    --------
    >>> customer_surplus(price=100, economic_value=110)
    10.0
    """
    paid = numbers("price", price, low=0)
    value = numbers("economic_value", economic_value)
    fits(price=paid, economic_value=value)
    return shaped(value - paid, price, economic_value)


def our_margin(price: Any, unit_cost: Any) -> Any:
    """Return what we keep of the price after the unit cost.

    Margin = price − unit cost.

    Parameters
    ----------
    price, unit_cost : number, array or Series
        CNY per unit.

    Returns
    -------
    float, array or Series
        CNY per unit.

    Raises
    ------
    ValueError
        When a number is missing, not finite or negative.

    References
    ----------
    Management accounting identity.

    Examples
    --------
    >>> our_margin(price=100, unit_cost=70)
    30.0
    """
    paid = numbers("price", price, low=0)
    cost = numbers("unit_cost", unit_cost, low=0)
    fits(price=paid, unit_cost=cost)
    return shaped(paid - cost, price, unit_cost)


def margin_rate(price: Any, unit_cost: Any, *, basis: str) -> Any:
    """Return our margin as a fraction of the price (margin) or of the cost (mark-up).

    Parameters
    ----------
    price, unit_cost : number, array or Series
        CNY per unit; the one named by `basis` must be more than zero.
    basis : {"price", "cost"}
        "price": (price − cost) ÷ price, the margin. "cost": (price − cost) ÷ cost, the mark-up.

    Returns
    -------
    float, array or Series
        A fraction: 0.3 is 30 %.

    Raises
    ------
    ValueError
        When a number is missing, negative or not finite, or the basis is zero or unknown.

    References
    ----------
    Management accounting identity.

    Examples
    --------
    >>> margin_rate(100, 80, basis="price"), margin_rate(100, 80, basis="cost")
    (0.2, 0.25)
    """
    choice("basis", basis, ("price", "cost"))
    on_price = basis == "price"
    paid = numbers("price", price, above=0) if on_price else numbers("price", price, low=0)
    cost = numbers("unit_cost", unit_cost, low=0) if on_price else numbers("unit_cost", unit_cost, above=0)
    fits(price=paid, unit_cost=cost)
    return shaped((paid - cost) / (paid if on_price else cost), price, unit_cost)


def price_for_margin(unit_cost: Any, margin_rate: Any, *, basis: str) -> Any:
    """Return the price that leaves the wanted margin on price or mark-up on cost.

    Basis "price": cost ÷ (1 − rate). Basis "cost": cost × (1 + rate).

    Parameters
    ----------
    unit_cost : number, array or Series
        CNY per unit.
    margin_rate : number, array or Series
        A fraction, zero or more; below 1 for basis "price".
    basis : {"price", "cost"}

    Returns
    -------
    float, array or Series
        CNY per unit.

    Raises
    ------
    ValueError
        When a number is missing, negative or not finite, the basis is unknown, or a margin of
        100 % of the price or more is asked for.

    References
    ----------
    Management accounting identity.

    Examples
    --------
    >>> price_for_margin(80, 0.20, basis="price"), price_for_margin(80, 0.20, basis="cost")
    (100.0, 96.0)
    """
    choice("basis", basis, ("price", "cost"))
    cost = numbers("unit_cost", unit_cost, low=0)
    rate = numbers("margin_rate", margin_rate, low=0)
    fits(unit_cost=cost, margin_rate=rate)
    if basis == "cost":
        return shaped(cost * (1 + rate), unit_cost, margin_rate)
    if anywhere(rate >= 1):
        raise ValueError(f"margin_rate must be less than 1 of the price, got {np.max(rate)!r}")
    return shaped(cost / (1 - rate), unit_cost, margin_rate)


def _value_to_share(unit_cost: Any, economic_value: Any) -> Any:
    cost = numbers("unit_cost", unit_cost, low=0)
    value = numbers("economic_value", economic_value)
    fits(unit_cost=cost, economic_value=value)
    if anywhere(value - cost <= _NOTHING * abs(value)):
        raise ValueError(
            f"economic_value must be more than unit_cost, else there is nothing to share; "
            f"got economic_value {economic_value!r} and unit_cost {unit_cost!r}"
        )
    return cost, value


def value_share(price: Any, unit_cost: Any, economic_value: Any) -> Any:
    """Return the part of the value created that we keep at a price.

    Value share = (price − unit cost) ÷ (economic value − unit cost). Below 0 we sell under cost,
    above 1 the customer is worse off than with the reference offer.

    Parameters
    ----------
    price, unit_cost, economic_value : number, array or Series
        CNY per unit.

    Returns
    -------
    float, array or Series
        A fraction: 0.5 is half.

    Raises
    ------
    ValueError
        When a number is missing or not finite, or the economic value is not above the unit cost.

    References
    ----------
    Forbis & Mehta (1981); Nagle & Holden.

    Examples
    --------
    >>> value_share(price=100, unit_cost=70, economic_value=110)
    0.75
    """
    paid = numbers("price", price, low=0)
    cost, value = _value_to_share(unit_cost, economic_value)
    fits(price=paid, unit_cost=cost, economic_value=value)
    return shaped((paid - cost) / (value - cost), price, unit_cost, economic_value)


def price_for_value_share(share: Any, unit_cost: Any, economic_value: Any) -> Any:
    """Return the price at which we keep a wanted part of the value created.

    Price = unit cost + share × (economic value − unit cost): the inverse of `value_share`.

    Parameters
    ----------
    share : number, array or Series
        Our part, from 0 to 1.
    unit_cost, economic_value : number, array or Series
        CNY per unit.

    Returns
    -------
    float, array or Series
        CNY per unit.

    Raises
    ------
    ValueError
        When the share is not between 0 and 1, a number is missing or not finite, or the economic
        value is not above the unit cost.

    References
    ----------
    Forbis & Mehta (1981); Nagle & Holden.

    Examples
    --------
    >>> price_for_value_share(0.5, unit_cost=70, economic_value=110)
    90.0
    """
    part = numbers("share", share, low=0, high=1)
    cost, value = _value_to_share(unit_cost, economic_value)
    fits(share=part, unit_cost=cost, economic_value=value)
    return shaped(cost + part * (value - cost), share, unit_cost, economic_value)


def _offers(values: Any, prices: Any, prefix: str = "") -> tuple[list[Hashable], list[float], list[float]]:
    """Pair the value and the price of each offer; mappings are paired by name."""
    value_name, price_name = f"{prefix}values", f"{prefix}prices"
    if isinstance(values, Mapping) != isinstance(prices, Mapping):
        raise ValueError(
            f"{value_name} and {price_name} must both be mappings or both be lists, "
            f"got {values!r} and {prices!r}"
        )
    if isinstance(values, Mapping):
        if set(values) != set(prices):
            odd = sorted(map(str, set(values) ^ set(prices)))
            raise ValueError(
                f"{value_name} and {price_name} must name the same offers, got only in one {odd}"
            )
        names = list(values)
        values, prices = [values[name] for name in names], [prices[name] for name in names]
    else:
        values, prices = _listed(value_name, values), _listed(price_name, prices)
        names = list(range(len(values)))
    if len(values) != len(prices):
        raise ValueError(
            f"{value_name} and {price_name} must be equally long, got {len(values)}, {len(prices)}"
        )
    values = [number(f"{value_name}[{name!r}]", x) for name, x in zip(names, values, strict=True)]
    prices = [number(f"{price_name}[{name!r}]", x, low=0) for name, x in zip(names, prices, strict=True)]
    return names, values, prices


def _listed(name: str, given: Any) -> Sequence[Any]:
    """Return a list, tuple, array or Series as a sequence."""
    if isinstance(given, np.ndarray | pd.Series):
        return np.atleast_1d(given).tolist()
    if isinstance(given, Sequence) and not isinstance(given, str | bytes):
        return given
    raise ValueError(f"{name} must be a list or a mapping from offer to number, got {given!r}")


def choose_offer(values: Any, prices: Any) -> Tilt:
    """Return the offer with the largest value minus price, and its lead over the next best.

    Parameters
    ----------
    values, prices : mapping from offer name to number, or lists in the same order
        Value to the customer and price of each offer, CNY. At least two offers.

    Returns
    -------
    Tilt
        ``winner`` and ``runner_up`` (names, or positions for lists), ``margin_of_victory`` (CNY) and
        ``net_values`` (offer → value − price). At a dead heat the margin is 0 and the offer named
        first is the winner.

    Raises
    ------
    ValueError
        When fewer than two offers are given, names or lengths differ, or a number is missing.

    References
    ----------
    Customer delivered value: Kotler, Marketing Management.

    Examples
    --------
    >>> choose_offer({"us": 150, "rival": 120}, {"us": 110, "rival": 90}).winner
    'us'
    """
    names, values, prices = _offers(values, prices)
    if len(names) < 2:
        raise ValueError(f"values must hold at least two offers, got {len(names)}")
    net = [value - price for value, price in zip(values, prices, strict=True)]
    order = sorted(range(len(net)), key=lambda place: -net[place])
    first, second = order[0], order[1]
    return Tilt(names[first], names[second], net[first] - net[second], dict(zip(names, net, strict=True)))


_MANY = (Mapping, list, tuple, np.ndarray, pd.Series)


def _best_rival_net_value(rival_values: Any, rival_prices: Any) -> float:
    several = isinstance(rival_values, _MANY)
    if several != isinstance(rival_prices, _MANY):
        raise ValueError(
            "rival_values and rival_prices must both be one number or both be lists, "
            f"got {rival_values!r} and {rival_prices!r}"
        )
    if not several:
        return number("rival_values", rival_values) - number("rival_prices", rival_prices, low=0)
    _, values, prices = _offers(rival_values, rival_prices, "rival_")
    if not values:
        raise ValueError(f"rival_values must hold at least one offer, got {rival_values!r}")
    return max(value - price for value, price in zip(values, prices, strict=True))


def scale_tilt(our_value: Any, our_price: Any, rival_values: Any, rival_prices: Any) -> Any:
    """Return how far the customer's scale tips towards us: our lead over the best rival.

    Tilt = (our value − our price) − largest rival (value − price). Positive: the customer prefers us.

    Parameters
    ----------
    our_value, our_price : number, array or Series
        CNY.
    rival_values, rival_prices : number, list or mapping from rival to number
        CNY; one entry a rival.

    Returns
    -------
    float, array or Series
        CNY.

    Raises
    ------
    ValueError
        When a number is missing or not finite, or the rivals' lists differ.

    References
    ----------
    Customer delivered value: Kotler, Marketing Management.

    Examples
    --------
    >>> scale_tilt(150, 110, rival_values=[120, 100], rival_prices=[90, 75])
    10.0
    """
    value = numbers("our_value", our_value)
    price = numbers("our_price", our_price, low=0)
    fits(our_value=value, our_price=price)
    return shaped(value - price - _best_rival_net_value(rival_values, rival_prices), our_value, our_price)


def highest_winning_price(our_value: Any, rival_values: Any, rival_prices: Any) -> Any:
    """Return the highest price at which the customer still does no worse with us than with any rival.

    Price = our value − largest rival (value − price). At this price the scale stands level; a negative
    result says that the customer would not take us even for nothing.

    Parameters
    ----------
    our_value : number, array or Series
        CNY.
    rival_values, rival_prices : number, list or mapping from rival to number
        CNY; one entry a rival.

    Returns
    -------
    float, array or Series
        CNY.

    Raises
    ------
    ValueError
        When a number is missing or not finite, or the rivals' lists differ.

    References
    ----------
    Customer delivered value: Kotler, Marketing Management; Nagle & Holden.

    Examples
    --------
    >>> highest_winning_price(150, rival_values=[120, 100], rival_prices=[90, 75])
    120.0
    """
    value = numbers("our_value", our_value)
    return shaped(value - _best_rival_net_value(rival_values, rival_prices), our_value)


__all__ = [
    "PriceCorridor",
    "Tilt",
    "choose_offer",
    "customer_surplus",
    "economic_value",
    "economic_value_table",
    "highest_winning_price",
    "margin_rate",
    "our_margin",
    "price_corridor",
    "price_for_margin",
    "price_for_value_share",
    "scale_tilt",
    "value_share",
]
