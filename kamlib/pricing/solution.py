"""The price of a solution: a share of the customer's benefit, never under the floor."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from ._checks import choice, number
from .value import price_for_margin


class SolutionOffer(NamedTuple):
    """A solution's price with what it is made of and what it leaves to each side, CNY."""

    price: float
    shared_price: float
    floor: float
    floor_binds: bool
    our_margin: float
    customer_gain: float


def cost_to_serve(activities: Mapping[Any, tuple[float, float]]) -> float:
    """Return the cost of serving a customer from its activities.

    Cost = Σ quantity × cost per unit of the activity.

    Parameters
    ----------
    activities : mapping from activity to (quantity, cost per unit)
        Such as ``{"commissioning days": (4, 2_500)}``; CNY.

    Returns
    -------
    float
        CNY.

    Raises
    ------
    ValueError
        When an activity is not a pair of numbers of zero or more.

    References
    ----------
    Activity-based costing: Cooper & Kaplan (1988), Harvard Business Review 66(5).

    Examples
    --------
    >>> cost_to_serve({"commissioning days": (4, 2_500), "urgent deliveries": (6, 300)})
    11800.0
    """
    if not isinstance(activities, Mapping):
        raise ValueError(f"activities must map an activity to (quantity, cost), got {activities!r}")
    total = 0.0
    for name, pair in activities.items():
        if not isinstance(pair, tuple | list) or len(pair) != 2:
            raise ValueError(f"activities[{name!r}] must be a pair (quantity, cost per unit), got {pair!r}")
        quantity = number(f"activities[{name!r}] quantity", pair[0], low=0)
        total += quantity * number(f"activities[{name!r}] cost", pair[1], low=0)
    return total


def solution_floor(cost: float, required_margin_rate: float, *, basis: str) -> float:
    """Return the lowest price at which a solution earns the margin we require.

    Basis "price": cost ÷ (1 − rate). Basis "cost": cost × (1 + rate).

    Parameters
    ----------
    cost : float
        All it costs us, cost to serve included, CNY.
    required_margin_rate : float
        A fraction of the price or of the cost, as the basis says.
    basis : {"price", "cost"}

    Returns
    -------
    float
        CNY.

    Raises
    ------
    ValueError
        When a number is missing or out of its range, or the basis is unknown.

    References
    ----------
    Activity-based costing; margin on price and mark-up on cost.

    Examples
    --------
    >>> solution_floor(80_000, 0.20, basis="price"), solution_floor(80_000, 0.20, basis="cost")
    (100000.0, 96000.0)
    """
    number("cost", cost, low=0)
    number("required_margin_rate", required_margin_rate, low=0)
    return price_for_margin(cost, required_margin_rate, basis=basis)


def solution_offer(
    cost: float,
    customer_benefit: float,
    agreed_share: float,
    *,
    required_margin_rate: float = 0.0,
    basis: str | None = None,
) -> SolutionOffer:
    """Return the price of a solution that shares its benefit, with its floor and both sides' gains.

    Shared price = cost + agreed share × (customer's benefit − cost). The price is the shared price
    or the floor, whichever is higher.

    Parameters
    ----------
    cost : float
        All it costs us, cost to serve included, CNY.
    customer_benefit : float
        What the solution is worth to the customer, CNY over the same time.
    agreed_share : float
        Our part of the gain, from 0 to 1.
    required_margin_rate : float
        The margin under which we do not sell; 0 (only the cost) without it.
    basis : {"price", "cost"}
        What the required margin is a fraction of; needed as soon as it is not zero.

    Returns
    -------
    SolutionOffer
        ``price``, ``shared_price``, ``floor``, ``floor_binds``, ``our_margin``, ``customer_gain``.

    Raises
    ------
    ValueError
        When a number is missing or out of its range, or when the floor is above the customer's
        benefit, so that there is no price that both sides can accept.

    References
    ----------
    Value-sharing rule; activity-based costing.

    Examples
    --------
    >>> solution_offer(80_000, 120_000, 0.4, required_margin_rate=0.2, basis="price").price
    100000.0
    """
    spent = number("cost", cost, low=0)
    benefit = number("customer_benefit", customer_benefit)
    share = number("agreed_share", agreed_share, low=0, high=1)
    rate = number("required_margin_rate", required_margin_rate, low=0)
    floor = spent
    if rate > 0 or basis is not None:
        floor = solution_floor(spent, rate, basis=choice("basis", basis, ("price", "cost")))
    if floor > benefit:
        raise ValueError(
            f"customer_benefit {benefit:g} is below our floor of {floor:g}: no price suits both sides; "
            "lower the cost to serve, raise the benefit, or do not offer"
        )
    shared = spent + share * (benefit - spent)
    price = max(shared, floor)
    return SolutionOffer(price, shared, floor, floor > shared, price - spent, benefit - price)


def solution_price(
    cost: float,
    customer_benefit: float,
    agreed_share: float,
    *,
    required_margin_rate: float = 0.0,
    basis: str | None = None,
) -> float:
    """Return the price of a solution: cost plus our share of the gain, but never under the floor.

    Price = max(cost + agreed share × (benefit − cost), floor).

    Parameters
    ----------
    cost, customer_benefit, agreed_share, required_margin_rate, basis
        As in `solution_offer`.

    Returns
    -------
    float
        CNY.

    Raises
    ------
    ValueError
        As `solution_offer`.

    References
    ----------
    Value-sharing rule; activity-based costing.

    Examples
    --------
    >>> solution_price(80_000, 120_000, 0.4)
    96000.0
    """
    return solution_offer(
        cost, customer_benefit, agreed_share, required_margin_rate=required_margin_rate, basis=basis
    ).price


__all__ = ["SolutionOffer", "cost_to_serve", "solution_floor", "solution_offer", "solution_price"]
