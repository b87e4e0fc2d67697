"""The account plan, the thread of course 1 and its capstone: one account, a step a unit, a page for the director.

It is the course's own: the source documents have no such unit. All accounts, people and figures are those of the
invented company Tarvane Drives.
"""

from __future__ import annotations

from typing import Any

from kamlib.classroom.exercise import Exercise, Sheet
from kamlib.units.account_plan import (
    wrap_up,
    x1_target,
    x2_lifetime,
    x3_tier,
    x4_value,
    x5_people,
    x6_switching,
    x7_wallet,
    x8_price,
)

STEPS = (x1_target, x2_lifetime, x3_tier, x4_value, x5_people, x6_switching, x7_wallet, x8_price, wrap_up)
EXERCISES: tuple[Exercise, ...] = tuple(module.EXERCISE for module in STEPS)
HEAD = ("account", "name", "industry", "region", "seller", "plan_year")


def pools() -> dict[str, list[dict[str, Any]]]:
    """Return the pools of all steps: the same accounts in the same order, and the model's figures carried on."""
    from kamlib.units.account_plan.accounts import all_accounts

    made: dict[str, list[dict[str, Any]]] = {exercise.id: [] for exercise in EXERCISES}
    for account in all_accounts():
        account |= x3_tier.given_floors()
        truth: dict[str, dict[str, Any]] = {}
        for module in STEPS:
            exercise = module.EXERCISE
            data = {name: account[name] for name in (*HEAD, *module.GIVEN)}
            data |= {carry.name: truth[carry.exercise.id][carry.field] for carry in exercise.carries}
            truth[exercise.id] = Sheet(exercise, 0, data).truth
            made[exercise.id].append(data)
    return made


__all__ = ["EXERCISES", "STEPS", "pools"]
