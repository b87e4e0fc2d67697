"""The figures of U1 worked out a second time, from the card alone; see tests/test_recomputed.py."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

STAGES = ("exploration", "formation", "stability", "decline")
NUMBER = r"[−-]?\d[\d,]*(?:\.\d+)?"


def figure(text: str) -> Fraction:
    """Return the one figure in a piece of text; 8% is read as eight hundredths."""
    (found,) = re.findall(NUMBER, text)
    value = Fraction(found.replace(",", "").replace("−", "-"))
    return value / 100 if f"{found}%" in text else value


def lifetime(contribution, cost, stay, discount, years) -> Fraction:
    """Add up an account's years one by one, as the rule of the house tells it."""
    worth, there = contribution, Fraction(1)  # the first contribution comes now
    half_year = Fraction((1 + float(discount)) ** 0.5)
    for year in range(1, int(years) + 1):
        worth -= there * cost / (1 + discount) ** (year - 1) / half_year  # paid in mid-year by who began it
        there *= stay
        worth += there * contribution / (1 + discount) ** year
    return worth


def stage(months, orders, share, complaints, limits) -> str:
    """Go down the five rules; `limits` are the figures in them, in their order."""
    young, fall, small, growing, settled = limits
    if months < young:
        return "exploration"
    if orders <= -fall or (orders < 0 < complaints):
        return "decline"
    if share < small:
        return "exploration"
    return "formation" if orders >= growing or share < settled else "stability"


RULES = (
    "less than # months ago",
    "fall by # a year or more",
    "share of wallet is still below #",
    "grow by # a year or more, or if our share is below #",
)


def limits_of(card) -> list[Fraction]:
    return [value for rule in RULES for value in card.told(rule)]


def what_is_it_worth(card) -> dict[str, Any]:
    years, discount = card.told(r"over # years at a discount rate of # a year")
    ids = card.ids("ranking")
    given = {ids[name]: [figure(cell) for cell in cells[1:]] for name, *cells in card.tables[0]}
    clp = {id: lifetime(*cells, discount, years) for id, cells in given.items()}
    (asked,) = (ids[name] for name in ids if card.fields["lever"]["label"].startswith(f"{name}:"))
    contribution, cost, stay = given[asked]
    gains = {}
    for option in card.fields["lever"]["options"]:
        step = figure(option["label"])
        moved = {
            "contribution": (contribution + step, cost, stay, discount),
            "cost": (contribution, cost - step, stay, discount),
            "retention": (contribution, cost, stay + step / 100, discount),
            "discount": (contribution, cost, stay, discount - step / 100),
        }[option["id"]]
        gains[option["id"]] = lifetime(*moved, years) - clp[asked]
    best = max(gains, key=gains.__getitem__)
    return {
        "clp": {f"{id}/clp": value for id, value in clp.items()},
        "ranking": sorted(clp, key=lambda id: -clp[id]),
        "equity": sum(clp.values()),
        "lever": best,
        "gain": gains[best],
    }


def which_stage(card) -> dict[str, Any]:
    limits, ids = limits_of(card), card.ids("stages")
    found = {}
    for name, months, orders, share, complaints in card.tables[0]:
        more = 0 if complaints == "±0" else int(complaints.replace("−", "-"))
        found[ids[name]] = stage(figure(months), figure(orders), figure(share), more, limits)
    for item in card.fields["stages"]["items"]:  # the notes on the cards say the same as the table
        row = next(cells for cells in card.tables[0] if ids[cells[0]] == item["id"])
        assert re.findall(NUMBER + "%?", item["note"])[:3] == [row[1], row[2], row[3]]
    assert sorted(found.values()) == sorted(STAGES * 2)
    return {"stages": found}


def strategy_thinking_system(card) -> dict[str, Any]:
    return {}  # nothing to work out; tests/test_u1.py looks at the sorting


def one_to_keep_one_to_win(card) -> dict[str, Any]:
    (months,) = card.told("first ordered # months ago")
    orders, complaints = card.told("Its orders changed by # on (?:last year|the last quarter), complaints by #")
    contribution, cost, stay = card.told(r"brings # contribution a year at a cost to serve of # and a retention of #")
    more, raised = card.told("would cost # a year more and raise retention to #")
    years, discount = card.told("CLP goes over # years at # a year")
    wallet, plan = card.tables
    share = sum(figure(row[2]) for row in wallet) / sum(figure(row[1]) for row in wallet)
    before = lifetime(contribution, cost, stay, discount, years)
    gain = lifetime(contribution, cost + more, raised, discount, years) - before
    present = dict.fromkeys((f"{name}/value" for name in STAGES), Fraction(0))
    for year, name, flow in plan:
        present[f"{name.lower()}/value"] += figure(flow) / (1 + discount) ** int(year)
    return {
        "share": share,
        "stage": stage(months, orders, share, complaints, limits_of(card)),
        "programme": gain,
        "decision": "yes" if gain > 0 else "no",
        "present": present,
        "total": sum(present.values()),
    }


U1 = (what_is_it_worth, which_stage, strategy_thinking_system, one_to_keep_one_to_win)
