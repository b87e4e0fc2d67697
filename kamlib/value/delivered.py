"""Customer delivered value: what the customer gets, less all that it costs him."""

from __future__ import annotations

from typing import Any, NamedTuple

from kamlib import checks
from kamlib.inputs import inputs

VALUES = ("product_value", "service_value", "personnel_value", "image_value")
COSTS = ("money_cost", "time_cost", "energy_cost", "mental_effort_cost")


class DeliveredValue(NamedTuple):
    """Total value, total cost, their difference (CNY) and the value for each CNY of cost."""

    total_value: Any
    total_cost: Any
    delivered_value: Any
    value_per_cost: Any


class DeliveredValueTarget(NamedTuple):
    """A raised delivered value and what reaches it through each of the two doors alone, CNY."""

    target: Any
    highest_total_cost: Any
    cost_cut: Any
    lowest_total_value: Any
    value_rise: Any


def delivered_value(
    *,
    product_value: Any,
    service_value: Any,
    personnel_value: Any,
    image_value: Any,
    money_cost: Any,
    time_cost: Any,
    energy_cost: Any,
    mental_effort_cost: Any,
) -> DeliveredValue:
    """Take the customer's four costs from the four values he gets.

    Parameters
    ----------
    product_value, service_value, personnel_value, image_value : float or array or Series
        What each part is worth to the customer, CNY, as he converts it; not negative.
    money_cost, time_cost, energy_cost, mental_effort_cost : float or array or Series
        What each part costs the customer, CNY, as he converts it; not negative, together above 0.

    Returns
    -------
    DeliveredValue
        `total_value`, `total_cost`, `delivered_value` (CNY), `value_per_cost` (no unit); each a float for
        single numbers, an array or a Series for lists.

    Raises
    ------
    ValueError
        Names the parameter that is negative, NaN or infinite; also when all four costs are 0.

    Notes
    -----
    CDV = (product + service + personnel + image) - (money + time + energy + mental effort).
    Source: Kotler, P., Marketing Management (customer delivered value).

    Examples
    --------
    >>> delivered_value(product_value=100, service_value=30, personnel_value=10, image_value=10,
    ...                 money_cost=90, time_cost=6, energy_cost=3, mental_effort_cost=1)
    DeliveredValue(total_value=150.0, total_cost=100.0, delivered_value=50.0, value_per_cost=1.5)
    """
    named = {
        "product_value": product_value,
        "service_value": service_value,
        "personnel_value": personnel_value,
        "image_value": image_value,
        "money_cost": money_cost,
        "time_cost": time_cost,
        "energy_cost": energy_cost,
        "mental_effort_cost": mental_effort_cost,
    }
    arrays, wrap = inputs(named, not_negative=named)
    value, cost = sum(arrays[:4]), sum(arrays[4:])
    checks.refuse_first("the sum of the four costs", cost, wrap.labels, cost <= 0, "be above 0")
    return DeliveredValue(*map(wrap.out, (value, cost, value - cost, value / cost)))


def delivered_value_target(total_value: Any, total_cost: Any, raise_rate: Any) -> DeliveredValueTarget:
    """Say what raises the delivered value by a rate: lower cost alone, or higher value alone.

    Parameters
    ----------
    total_value, total_cost : float or array or Series
        The customer's total value and total cost now, CNY; value above cost.
    raise_rate : float or array or Series
        By how much the delivered value shall rise, a fraction (0.1 is 10 %); not negative.

    Returns
    -------
    DeliveredValueTarget
        `target` (delivered value wanted), `highest_total_cost` with the value as it is, `cost_cut`,
        `lowest_total_value` with the cost as it is, `value_rise`; CNY. A negative `highest_total_cost` says
        that lower cost alone cannot reach the target.

    Raises
    ------
    ValueError
        For NaN or infinity, negative amounts or rate, or a delivered value now that is not above 0, of which
        no share can be raised.

    Notes
    -----
    The two ways of the course outline: value constant and cost down, or price constant and value up. Both
    need the same amount, raise_rate * CDV. Source of CDV: Kotler, Marketing Management.

    Examples
    --------
    >>> target = delivered_value_target(150, 100, 0.10)
    >>> target.target, target.highest_total_cost, target.lowest_total_value
    (55.0, 95.0, 155.0)
    """
    named = {"total_value": total_value, "total_cost": total_cost, "raise_rate": raise_rate}
    (value, cost, rate), wrap = inputs(named, not_negative=named)
    now = value - cost
    checks.refuse_first(
        "total_value - total_cost", now, wrap.labels, now <= 0, "be above 0 to be raised by a rate"
    )
    step = rate * now
    return DeliveredValueTarget(*map(wrap.out, (now + step, cost - step, step, value + step, step)))


__all__ = [
    "COSTS",
    "VALUES",
    "DeliveredValue",
    "DeliveredValueTarget",
    "delivered_value",
    "delivered_value_target",
]
