"""What the exercises of U2 share: the floors of the tiers and grading by them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kamlib import tiers
from kamlib.classroom.exercise import Data, Option
from kamlib.text import Text, money, number
from kamlib.tiers import TIERS
from kamlib.units.common import named, written

# The course's own rule; the document names four levels and gives no limits.
FLOORS = {"strategic": 6_000_000, "value": 2_000_000, "standard": 500_000}


def account_options(data: Data) -> tuple[Option, ...]:
    """Return the accounts of a variant by name, to place or match."""
    return tuple(Option(account["id"], named(account["name"])) for account in data["accounts"])


def account_cards(data: Data) -> tuple[Option, ...]:
    """Return the accounts to place, each with its lifetime profit and its sales, so that nobody has to look them up."""

    def note(account: Mapping[str, Any]) -> Text:
        sales, clp = account["sales"], account["clp"]
        shown = ("?", "?") if account.get("asked") else (f"{number(clp / 1e6)}m", f"{number(clp / 1e4, 'zh')}万")
        return Text(en=f"CLP {shown[0]}, sales {number(sales / 1e6)}m", zh=f"CLP {shown[1]}，销售额 {number(sales / 1e4, 'zh')}万")

    return tuple(Option(account["id"], named(account["name"]), note=note(account)) for account in data["accounts"])


def graded(profits: Mapping[str, float], floors: Mapping[str, float]) -> dict[str, str]:
    """Return the tier of each account by its lifetime profit."""
    tier = tiers.tiers_by_threshold(list(profits.values()), floors)
    return {account: str(level) for account, level in zip(profits, tier, strict=True)}


def by_rank(values: Mapping[str, float], sizes: Mapping[str, int]) -> dict[str, str]:
    """Return tiers that follow `values` alone, with given tier sizes: the way a sales ranking does it."""
    order = sorted(values, key=lambda account: -values[account])
    levels = [tier for tier in TIERS for _ in range(sizes[tier])]
    return dict(zip(order, levels, strict=True))


def floor_notes(floors: Mapping[str, float]) -> dict[str, Text]:
    """Return what stands beside each tier of the pyramid: from which lifetime profit on it begins."""
    lowest = floors["standard"]
    notes = {
        tier: Text(en=f"CLP from {floor / 1e6:g}m", zh=f"CLP ≥ {floor / 1e4:g}万元")
        for tier, floor in floors.items()
    }
    notes["transactional"] = Text(en=f"CLP below {lowest / 1e6:g}m", zh=f"CLP < {lowest / 1e4:g}万元")
    return notes


def floor_figures(data: Data) -> dict[str, Any]:
    """Return the floors as the texts name them."""
    return {f"floor_{tier}": floor for tier, floor in data["floors"].items()}


TOO_HIGH = Text(en="Its CLP does not reach the floor of this tier: {clp}.", zh="它的 CLP 没有达到这一等级的门槛：{clp}。")
TOO_LOW = Text(en="Its CLP reaches a higher tier than this one: {clp}.", zh="它的 CLP 已达到更高等级的门槛：{clp}。")
OWN_FIGURE = Text(en="the figure you worked out above", zh="即您上面算出的数字")


def misplaced(placed: Mapping[str, str], clp: Mapping[str, float | None]) -> dict[str, Text]:
    """Return for every wrong tier of every account why it is wrong; a CLP of None is one the trainee works out."""
    reasons = {}
    for account, right in placed.items():
        shown = clp[account]
        figure = OWN_FIGURE if shown is None else Text(en=money(shown), zh=money(shown, "zh"))
        too_high, too_low = (written(why, clp=figure) for why in (TOO_HIGH, TOO_LOW))
        for tier in TIERS:
            if tier != right:
                reasons[f"{account}/{tier}"] = too_high if TIERS.index(tier) < TIERS.index(right) else too_low
    return reasons
