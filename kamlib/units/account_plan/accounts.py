"""The seventeen accounts a plan is made for, each with all figures of its eight steps, from the case data.

Only making the pool reads this. Where the case tables have no figure (switching costs, losses by standstill,
prices of one offer) it is drawn with the account's own seed, so that the pool comes out the same each time.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from functools import cache
from math import ceil
from typing import Any

import pandas as pd

from kamlib import cases
from kamlib.units.common import rounded

# The first is the trainer's. All are rated by their buyers, have a buying centre on file, leave a profit and are of the
# same tier by the short form of the lifetime profit, which the plan uses, as by the ten years of the lessons.
ACCOUNTS = (
    "A018", "A079", "A119", "A043", "A037", "A013", "A030", "A055", "A059", "A062", "A091", "A101", "A104", "A108",
    "A112", "A120", "A008",
)  # fmt: skip
YEAR = 2026
MOST_PEOPLE = 6
LATE_DAYS = 3
EXTRA_GROWTH = 0.10  # what the director asks of key accounts beyond their region
DISCOUNT_RATE = 0.10
TARGET_STEP = 3
FLOORS = {"quality": 70, "delivery": 72, "security": 70}  # of the audit, as in the story of U3
# What the lesson of U5 tells of Rynfando; the switching costs of the other accounts are drawn.
TIES_TOLD = {
    "A043": {
        "search": 180_000, "trial": 530_000, "relationship": 440_000, "legal": 370_000, "learners": 55,
        "learning_hours": 40, "learning_rate": 200, "switch_years": 5, "switch_rate": 0.10,
    },
}  # fmt: skip


def all_accounts() -> Iterator[dict[str, Any]]:
    """Yield the figures of each account, plain enough for JSON."""
    for account in ACCOUNTS:
        yield {**_head(account), **_sales(account), **_profit(account), **_service(account), **_people(account),
               **_ties(account), **_price(account)}  # fmt: skip


@cache
def _table() -> pd.DataFrame:
    return cases.account_table(YEAR).set_index("account")


@cache
def _lines() -> pd.DataFrame:
    lines = cases.orders()
    lines["year"] = lines["order_date"].dt.year + (lines["order_date"].dt.month >= 7)
    lines["family"] = lines["product"].map(cases.products().set_index("product")["family"])
    lines["region"] = lines["account"].map(cases.accounts().set_index("account")["region"])
    return lines


def _own(account: str, topic: str) -> random.Random:
    return random.Random(f"{account}/{topic}")


def _head(account: str) -> dict[str, Any]:
    row = _table().loc[account]
    seller = cases.sellers().set_index("seller").loc[row["seller"]]
    return {
        "account": account,
        "name": {"en": str(row["name_en"]), "zh": str(row["name_zh"])},
        "industry": str(row["industry"]),
        "region": str(row["region"]),
        "seller": str(seller["initials"]),
        "seller_hours": int(seller["hours_per_year"]),
        "plan_year": YEAR + 1,
    }


@cache
def _wallet(account: str) -> tuple[dict[str, Any], ...]:
    spend = cases.wallets().query("account == @account").set_index("family")["spend_per_year"]
    lines = _lines().query("account == @account and year == @YEAR")
    ours = lines.groupby("family")["invoice_amount"].sum()
    return tuple(
        {"id": str(family), "spend": rounded(spent, 10_000), "ours": rounded(ours.get(family, 0), 10_000)}
        for family, spent in spend.items()
    )


def _sales_last_year(account: str) -> int:
    return sum(family["ours"] for family in _wallet(account))


def _sales(account: str) -> dict[str, Any]:
    row = _table().loc[account]
    targets, lines = cases.targets(), _lines()
    due = targets[(targets["region"] == row["region"]) & (targets["year"] == YEAR + 1)]["sales_target"].item()
    sold = lines[(lines["region"] == row["region"]) & (lines["year"] == YEAR)]["invoice_amount"].sum()
    ours, all_spend = _sales_last_year(account), sum(family["spend"] for family in _wallet(account))
    return {
        "sales_last_year": ours,
        "growth_expected": float(row["growth_expected_per_year"]),
        "region_growth": round(float(due / sold - 1), 3),
        "extra_growth": EXTRA_GROWTH,
        "wallet": list(_wallet(account)),
        "target_share": ceil((ours / all_spend + 0.04) * 20) / 20,
    }


def _profit(account: str) -> dict[str, Any]:
    row = _table().loc[account]
    first = cases.accounts().set_index("account").loc[account, "first_order_date"]
    late = _lines().query("account == @account and days_late > @LATE_DAYS").groupby("year").size()
    wallet = _wallet(account)
    return {
        "contribution_per_year": rounded(row["contribution_per_year"], 10_000),
        "service_cost_per_year": rounded(row["service_cost_per_year"], 10_000),
        "retention": float(row["retention_per_year"]),
        "discount_rate": DISCOUNT_RATE,
        "tenure_months": int((cases.TODAY - first).days // 30.44),
        "order_growth": round(float(row["sales_per_year"] / row["sales_year_before"] - 1), 3),
        "complaint_change": int(late.get(YEAR, 0) - late.get(YEAR - 1, 0)),
        "share_estimate": round(_sales_last_year(account) / sum(family["spend"] for family in wallet), 2),
    }


def _main_family(account: str) -> dict[str, Any]:
    return max(_wallet(account), key=lambda family: family["ours"])


def _service(account: str) -> dict[str, Any]:
    """Return how the buyers rate the suppliers, and what our service spares the customer."""
    ratings = cases.ratings().query("account == @account")
    criteria = [
        {
            "id": row.criterion, "weight": int(row.weight), "floor": FLOORS.get(row.criterion),
            "us": int(row.us), "a": int(row.rival_a), "b": int(row.rival_b),
        }
        for row in ratings.itertuples()
    ]  # fmt: skip
    chance = _own(account, "service")
    worth = _main_family(account)["ours"] * chance.uniform(0.09, 0.16)
    before = chance.choice([80, 100, 120, 150, 180, 240])
    per_hour = rounded(worth / before, 100)
    after = rounded(before * chance.uniform(0.2, 0.3), 2)
    stock = rounded(worth * chance.uniform(2.2, 3.0), 10_000)
    return {
        "criteria": criteria,
        "hours_lost_before": before,
        "hours_lost_after": after,
        "cost_per_hour": per_hour,
        "stock_before": stock,
        "stock_after": rounded(stock * chance.uniform(0.4, 0.6), 10_000),
        "carrying_rate": chance.choice([0.15, 0.18, 0.20]),
    }


def _people(account: str) -> dict[str, Any]:
    """Return the people who decide: the most influential ones, each below the next superior who is among them."""
    table = cases.contacts().query("account == @account")
    initials = cases.sellers().set_index("seller")["initials"]
    above = {row.contact: row.reports_to if isinstance(row.reports_to, str) else "" for row in table.itertuples()}
    top = next(contact for contact, superior in above.items() if not superior)
    ranked = sorted(table.itertuples(), key=lambda row: (row.contact != top, -row.influence, row.contact))
    chosen = _without_ties(ranked[:MOST_PEOPLE])
    ids = {row.contact for row in chosen}

    def superior(contact: str) -> str:
        found = above[contact]
        while found and found not in ids:
            found = above[found]
        return found

    people = [
        {
            "id": row.contact,
            "initials": row.initials,
            "title": row.title,
            "influence": int(row.influence),
            "step": int(row.relationship_step),
            "met": bool(pd.notna(row.last_contact_date)),
            "owner": str(initials.get(row.seller, "")) if pd.notna(row.last_contact_date) else "",
            "reports_to": superior(row.contact),
        }
        for row in sorted(chosen, key=lambda row: (row.contact != top, row.contact))
    ]
    return {"people": people, "target_step": TARGET_STEP}


def _without_ties(people: Sequence[Any]) -> list[Any]:
    """Return the people with one of them ahead in influence × missing steps: ties lose their last members."""

    def gap(row: Any) -> int:
        return int(row.influence * max(0, TARGET_STEP - row.relationship_step))

    most = max(gap(row) for row in people)
    kept, found = [], False
    for row in people:
        if gap(row) < most or not found:
            kept.append(row)
        found = found or gap(row) == most
    return kept


def _ties(account: str) -> dict[str, Any]:
    if account in TIES_TOLD:
        return TIES_TOLD[account]
    chance = _own(account, "ties")
    share = _sales_last_year(account) * chance.uniform(0.10, 0.24)
    hours = chance.choice([16, 24, 32, 40])
    rate = chance.choice([120, 150, 180, 200])
    learners = max(4, rounded(share * chance.uniform(0.2, 0.3) / hours / rate, 2))
    return {
        "search": rounded(share * chance.uniform(0.06, 0.10), 1_000),
        "trial": rounded(share * chance.uniform(0.25, 0.35), 1_000),
        "relationship": rounded(share * chance.uniform(0.10, 0.15), 1_000),
        "legal": rounded(share * chance.uniform(0.15, 0.25), 1_000),
        "learners": learners,
        "learning_hours": hours,
        "learning_rate": rate,
        "switch_years": 3,
        "switch_rate": 0.08,
    }


def _price(account: str) -> dict[str, Any]:
    family = _main_family(account)
    offers = cases.rivals().query("family == @family['id'] and supplier == 'us'")
    price = int(offers["pocket_price"].item())
    chance = _own(account, "price")
    return {
        "product_family": family["id"],
        "units_per_year": max(10, rounded(family["ours"] / price, 10)),
        "price_now": price,
        "rival_price": rounded(price * (1 - chance.choice([0.02, 0.03, 0.10, 0.12, 0.15])), 10),
        "unit_cost": rounded(price * chance.choice([0.56, 0.58, 0.68, 0.69]), 10),
        "least_margin": 0.30,
        "asked_cut": chance.choice([0.06, 0.08, 0.10]),
    }
