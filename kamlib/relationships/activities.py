"""The plan of relationship activities: cost by step raised, budget, and the caps of the gift policy."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from kamlib import checks
from kamlib.inputs import labels_of, same_length


def activity_plan(activities: pd.DataFrame) -> pd.DataFrame:
    """Rank activities by what it costs to raise a contact by one step, weighted by influence.

    Parameters
    ----------
    activities : DataFrame
        A row per activity and person it reaches: `activity` (label), `cost` (CNY for this person, not
        negative), `influence` of the person (not negative), `steps_raised` (steps the relationship is
        expected to rise, not negative).

    Returns
    -------
    DataFrame
        Cheapest step first (equals in list order), index `activity`; `people`, `cost` (CNY), `weighted_steps`
        (sum of influence * steps), `cost_per_weighted_step` (CNY; infinite, ``inf``, where nothing is
        raised), `cost_share` (fraction of the cost of all activities).

    Raises
    ------
    ValueError
        For a missing column, negative or NaN numbers, an activity without a name, or a plan that costs
        nothing.

    Notes
    -----
    sum(cost) / sum(influence * steps raised). Source: cost-effectiveness ratio.

    Examples
    --------
    >>> plan = activity_plan(pd.DataFrame({
    ...     "activity": ["study visit", "study visit", "dinner"], "cost": [4_000, 4_000, 3_000],
    ...     "influence": [5, 3, 2], "steps_raised": [1, 1, 1]}))
    >>> plan[["people", "cost", "cost_per_weighted_step"]]
                 people    cost  cost_per_weighted_step
    activity
    study visit       2  8000.0                  1000.0
    dinner            1  3000.0                  1500.0
    """
    columns = {}
    for name in ("activity", "cost", "influence", "steps_raised"):
        if name not in activities.columns:
            raise ValueError(f"activities has no column {name!r}")
        if name != "activity":
            label = f"activities[{name!r}]"
            columns[name], _ = checks.account_values(label, activities[name], unique=False)
            checks.not_negative(label, columns[name], None)
    columns["activity"] = labels_of("activities['activity']", activities["activity"])
    table = pd.DataFrame(columns)
    table["weighted_steps"] = table["influence"] * table["steps_raised"]
    grouped = table.groupby("activity", sort=False)
    plan = grouped[["cost", "weighted_steps"]].sum()
    plan.insert(0, "people", grouped.size())
    total = plan["cost"].sum()
    if total <= 0:
        raise ValueError("activities['cost'] must sum to more than 0, it is 0 for every activity")
    raised = plan["weighted_steps"] > 0
    plan["cost_per_weighted_step"] = (plan["cost"] / plan["weighted_steps"].where(raised, 1.0)).where(
        raised, np.inf
    )
    plan["cost_share"] = plan["cost"] / total
    return plan.sort_values("cost_per_weighted_step", kind="stable")


def budget_use(costs: Any, budget: float) -> float:
    """Give the share of a budget that a list of costs uses.

    Parameters
    ----------
    costs : array or Series
        CNY; not negative.
    budget : float
        CNY, above 0.

    Returns
    -------
    float
        Fraction; above 1 when the budget is overdrawn.

    Raises
    ------
    ValueError
        For negative or NaN costs, no cost, or a budget that is not above 0.

    Notes
    -----
    sum(costs) / budget. Source: budget control.

    Examples
    --------
    >>> budget_use([8_000, 3_000], 20_000)
    0.55
    """
    spent, labels = checks.account_values("costs", costs, unique=False)
    checks.not_negative("costs", spent, labels)
    limit = checks.number("budget", budget)
    if limit <= 0:
        raise ValueError(f"budget must be above 0, got {limit:g}")
    return float(spent.sum() / limit)


def courtesy_check(
    value: Any,
    cap_per_item: float,
    *,
    recipient: Any = None,
    cap_per_recipient: float | None = None,
) -> pd.DataFrame:
    """Hold courtesy items against the caps of a gift policy, item by item and by recipient.

    Parameters
    ----------
    value : array or Series
        Market value of each item in the order in which they are given, CNY; not negative.
    cap_per_item : float
        Highest value of one item that the policy allows, CNY; an item at the cap passes.
    recipient : array or Series of labels, only with `cap_per_recipient`
        Who receives each item.
    cap_per_recipient : float, only with `recipient`
        Highest total for one person in the period of the list (say a year), CNY.

    Returns
    -------
    DataFrame
        A row per item; `value`, `within_item_cap` (bool); with recipients also `recipient`, `running_total`
        (CNY for the person so far), `within_recipient_cap`; `passes` (both).

    Raises
    ------
    ValueError
        For negative or NaN values, lists of different length, a recipient without cap or the reverse.

    Notes
    -----
    An item within the caps may still be forbidden: for an official, before a decision, for a favour in
    return. Law and policy come before this arithmetic. Source: the company's own gift policy.

    Examples
    --------
    >>> receivers = ["Chen", "Chen", "Zhou"]
    >>> items = courtesy_check([180, 180, 250], 200, recipient=receivers, cap_per_recipient=300)
    >>> items["passes"].tolist()
    [True, False, False]
    """
    given, labels = checks.account_values("value", value, unique=False)
    checks.not_negative("value", given, labels)
    cap = checks.number("cap_per_item", cap_per_item)
    if cap < 0:
        raise ValueError(f"cap_per_item must not be negative, got {cap:g}")
    if (recipient is None) != (cap_per_recipient is None):
        raise ValueError("recipient and cap_per_recipient go together: give both or neither")
    columns = {"value": given, "within_item_cap": given <= cap}
    passes = columns["within_item_cap"]
    if recipient is not None:
        receivers = same_length("recipient", labels_of("recipient", recipient), len(given))
        total_cap = checks.number("cap_per_recipient", cap_per_recipient)
        if total_cap < 0:
            raise ValueError(f"cap_per_recipient must not be negative, got {total_cap:g}")
        running_total = pd.Series(given).groupby(receivers, sort=False).cumsum().to_numpy()
        # Values in fen added up must not fail a cap by rounding.
        within_total = running_total <= total_cap + 1e-6
        columns |= {"recipient": receivers, "running_total": running_total, "within_recipient_cap": within_total}
        passes = passes & within_total
    return pd.DataFrame({**columns, "passes": passes}, index=labels)


__all__ = [
    "activity_plan",
    "budget_use",
    "courtesy_check",
]
