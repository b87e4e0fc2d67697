"""The people of Rynfando Warehouse Technology and Ulmsathe Food Machinery, as lesson, live controls and form show them."""

from __future__ import annotations

import pandas as pd

from kamlib import cases, relationships
from kamlib.classroom.exercise import Data
from kamlib.units.common import named
from kamlib.units.u4_relationships.evidence import STEP_OF
from kamlib.units.u4_relationships.shared import DEPARTMENTS, OURS_SHORT, person_name, step_number
from kamlib.units.u4_relationships.x1_map import DEMO, has_contact, owner

ACCOUNT = "A043"
# Who talks regularly with whom at Rynfando; written for the lesson, the case table does not say.
TALKS = (
    ("C179", "C181"), ("C179", "C187"), ("C180", "C187"), ("C180", "C183"), ("C180", "C189"), ("C181", "C188"),
    ("C188", "C182"), ("C188", "C190"), ("C188", "C184"), ("C188", "C186"), ("C188", "C183"), ("C184", "C185"),
)  # fmt: skip
RISING_STAR = "C188"  # influence 2 today, never met, and the one through whom the others reach each other
# The four measures of the organisation relationship with Rynfando; share and contract as in the case, rounded.
RYNFANDO_FACTS = {"share_of_wallet": 0.32, "contract_years": 2.0, "joint_projects": 1.0, "executive_contacts": 0.0}


def people_of(account: str, lang: str) -> pd.DataFrame:
    """Return the contacts of an account of the case as a relationship map takes them.

    Examples
    --------
    >>> people = people_of("A043", "en")
    >>> people.loc["C181", ["name", "owner"]].tolist(), int(people["owner"].isna().sum())
    (['Technical director L. Y.', 'S. G.'], 4)
    """
    table = cases.contacts().query("account == @account").set_index("contact")
    sellers = cases.sellers().set_index("seller")["initials"]
    owners = [None if pd.isna(seller) or not seller else str(sellers[seller]) for seller in table["seller"]]
    return pd.DataFrame(
        {
            "name": [person_name(row).pick(lang) for row in table[["title", "initials"]].to_dict("records")],
            "department": [DEPARTMENTS[department].pick(lang) for department in table["department"]],
            "reports_to": table["reports_to"].fillna("").astype(str).tolist(),
            "influence": table["influence"].astype(int).tolist(),
            "step": table["relationship_step"].astype(int).tolist(),
            "owner": pd.array(owners, dtype=object),
        },
        index=table.index.astype(str),
    )


def people_of_card(data: Data, lang: str, *, blank: bool = False) -> pd.DataFrame:
    """Return the fourteen people of a variant of U4.X1 as a relationship map takes them; `blank` leaves the answers out."""
    people = data["people"]
    table = pd.DataFrame(
        {
            "name": [person_name(person).pick(lang) for person in people],
            "department": [DEPARTMENTS[person["department"]].pick(lang) for person in people],
            "reports_to": [person["reports_to"] for person in people],
            "influence": [person["influence"] for person in people],
        },
        index=[person["id"] for person in people],
    )
    if blank:
        return table
    table["step"] = [step_number(STEP_OF[person["told"]]) for person in people]
    owners = [OURS_SHORT[owner(person)].pick(lang) if has_contact(person) else None for person in people]
    return table.assign(owner=pd.array(owners, dtype=object))


def links_of_demo() -> pd.DataFrame:
    """Return our links with the people of Ulmsathe: contact, owner and strength; each has one owner so far."""
    met = [person for person in DEMO["people"] if has_contact(person)]
    return pd.DataFrame(
        {
            "contact": [person["id"] for person in met],
            "owner": [owner(person) for person in met],
            "influence": [person["influence"] for person in met],
            "step": [step_number(STEP_OF[person["told"]]) for person in met],
        }
    )


def with_second_owners(links: pd.DataFrame, number: int, steps_behind: int) -> pd.DataFrame:
    """Return the links after a second owner has been introduced to the strongest contacts.

    The key-account manager gets the engineer or, in production, the service manager beside him; they get him.
    The second owner stands some steps behind the first.
    """
    ranked = links.assign(strength=links["influence"] * links["step"]).sort_values("strength", ascending=False, kind="stable")
    chosen = ranked.head(number)
    second = chosen.assign(
        owner=["engineer" if who == "kam" else "kam" for who in chosen["owner"]],
        step=(chosen["step"] - steps_behind).clip(lower=0),
    )
    both = pd.concat([ranked, second], ignore_index=True)
    return both.assign(strength=(both["influence"] * both["step"]).astype(float))


def risk_of(links: pd.DataFrame) -> pd.DataFrame:
    """Return what is lost with each of us, by `relationships.key_person_risk`."""
    strength = (links["influence"] * links["step"]).astype(float)
    return relationships.key_person_risk(links["owner"], strength, contact=links["contact"])


def after_moves(people: pd.DataFrame, number: int, owner_name: str) -> tuple[pd.DataFrame, list[str]]:
    """Return the people after some moves, each one step up where influence × distance is largest, and with whom."""
    moved, chosen = people.copy(), []
    for _ in range(number):
        gaps = relationships.relationship_gaps(moved["influence"], moved["step"], target_step=4)
        person = gaps.index[0]
        moved.loc[person, "step"] += 1
        if pd.isna(moved.loc[person, "owner"]) or moved.loc[person, "owner"] is None:
            moved.loc[person, "owner"] = owner_name
        chosen.append(str(person))
    return moved, chosen


ACCOUNT_NAME = named({"en": "Rynfando Warehouse Technology", "zh": "莱凡朵仓储设备"})

# What four activities of next year would cost at Rynfando and whom they reach, each one step up; written for the lesson.
ACTIVITIES = {
    "study": ("Study visit to a reference plant", "样板工厂考察", 36_000, ("C181", "C190", "C188", "C186")),
    "seminar": ("Technical seminar in their design office", "到设计部办技术讲座", 6_000, ("C182", "C188", "C190")),
    "sports": ("Table-tennis afternoon of both companies", "两家公司乒乓球联谊", 8_000, ("C183", "C189", "C185", "C182")),
    "review": ("Cost workshop with purchasing and finance", "与采购、财务的降本研讨会", 15_000, ("C180", "C187")),
}


def activity_plan_of_the_year(lang: str) -> pd.DataFrame:
    """Return the four activities ranked by what a weighted step costs, their names in the reader's language."""
    influence = people_of(ACCOUNT, "en")["influence"]
    rows = [
        {"activity": english if lang == "en" else chinese, "cost": cost / len(reached), "influence": influence[person], "steps_raised": 1}
        for english, chinese, cost, reached in ACTIVITIES.values()
        for person in reached
    ]
    return relationships.activity_plan(pd.DataFrame(rows)).reset_index()
