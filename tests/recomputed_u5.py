"""The figures of U5 worked out a second time, from the card alone; see tests/test_recomputed.py."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from recomputed_u1 import figure, lifetime

COSTS = ("search", "trial", "learning", "relationship", "legal")


def factor(rate: Fraction, years: Fraction) -> Fraction:
    """Add up what 1 CNY at the end of each year is worth today."""
    return sum((1 / (1 + rate) ** year for year in range(1, int(years) + 1)), Fraction(0))


def break_even(spent: Fraction, yearly: Fraction, rate: Fraction) -> Fraction:
    """Count the years until the money is back, with interest."""
    back, year = Fraction(0), 0
    while back < spent:
        year += 1
        back += yearly / (1 + rate) ** year
    return Fraction(year)


def five_buckets(card) -> dict[str, Any]:
    (spend,) = card.told("buys for # a year")
    (offer,) = card.told("offers the same for # less")
    (extra,) = card.told(r"would pay # more every year")
    years, rate = card.told("looks # years ahead and reckons with # a year")
    # Which entry is of which kind is a judgement; the first words of the entries tell it here once more.
    kinds = {
        "search": ("Purchasing sends", "Quality travels", "A market report", "Design engineers list", "Credit information", "Two people go"),
        "trial": ("Sample units run", "Pilot batch", "Scrap and rework", "Units of the old", "The machine is run", "An outside lab"),
        "learning": ("Twelve fitters", "Drawings, parts", "Parameters and", "Operating and", "New part numbers", "Mounting takes"),
        "relationship": ("The service engineer", "A joint dev", "Nobody slips", "Both sides", "A new customer comes", "The planner who"),
        "legal": ("Frame contract", "Lawyers draw", "The certificate", "Loan contract", "Three months", "The guarantee"),
    }  # fmt: skip
    sums, where = dict.fromkeys(COSTS, Fraction(0)), {}
    for item in card.fields["sort"]["items"]:
        (kind,) = (kind for kind, begins in kinds.items() if item["label"].startswith(begins))
        sums[kind] += figure(item["note"])
        where[item["id"]] = kind
    assert len(where) == 15
    total = sum(sums.values()) + extra * factor(rate, years)
    surplus = spend * offer * factor(rate, years) - total
    return {
        "sort": where,
        "buckets": {f"{kind}/cost": amount for kind, amount in sums.items()},
        "total": total,
        "needed": total / (spend * factor(rate, years)),
        "surplus": surplus,
        "payback": total / (spend * offer),
        "verdict": "leaves" if surplus > 0 else "stays",
    }


def which_barrier(card) -> dict[str, Any]:
    years, rate = card.told("over # years at # a year")
    (said,) = card.told("annuity factor is #")
    assert abs(said - factor(rate, years)) <= Fraction(1, 20_000)
    ids, ways = card.ids("choice"), {option["label"]: option["id"] for option in card.fields["choice"]["options"]}
    found: dict[str, list] = {}
    for id, (way, investment, kept, share, legal) in ((id, row) for id, table in zip(ids.values(), card.tables, strict=True) for row in table):
        yearly, spent = figure(kept) + figure(share), figure(investment)
        npv = yearly * factor(rate, years) - spent
        found.setdefault(id, []).append((legal == "released", npv, ways[way.partition(":")[0]], break_even(spent, yearly, rate)))
    choice, worth = {}, {}
    for id, three in found.items():
        assert len(three) == 3
        released = sorted((each for each in three if each[0]), key=lambda each: -each[1])
        assert released[1][1] < released[0][1] * Fraction(95, 100)  # only one is the best or near it
        choice[id] = [released[0][2]]
        worth |= {f"{id}/npv": released[0][1], f"{id}/years": released[0][3]}
    (stopped,) = (each for three in found.values() for each in three if not each[0])
    assert any(stopped in three and stopped == max(three, key=lambda each: each[1]) for three in found.values())
    return {"worth": worth}


def read_the_cases(card) -> dict[str, Any]:
    price, carrying, wage = card.told(r"A tool costs #, holding stock costs # of its value a year, an hour of work #")
    trips, days = card.told("There are # trips a day on # days a year")
    (revenue,) = card.told("buys from us for # a year")
    before_after, users = card.tables
    tools, stock, minutes = (figure(row[1]) - figure(row[2]) for row in before_after)
    savings = {
        "consumption/saving": tools * price,
        "stock/saving": stock * carrying,
        "walking/saving": trips * minutes * days * wage / 60,
    }
    asked = sum(figure(demand) for _, demand, names in users if names == "yes")
    rate = asked / sum(figure(demand) for _, demand, _ in users)
    return {"savings": savings, "total": sum(savings.values()), "rate": rate, "protected": rate * revenue}


def fair_or_foul(card) -> dict[str, Any]:
    return {}  # nothing to work out; tests/test_u5.py looks at the sorting


def how_firmly(card) -> dict[str, Any]:
    (offer,) = card.told("the same goods for # less")
    (spend,) = card.told("buy from us for # a year")
    (extra,) = card.told("would pay # more every year")
    years, rate = card.told("They look # years ahead and reckon with # a year")
    (investment,) = card.told("It costs us # today")
    kept, share = card.told(r"It keeps # contribution a year .+, and # a year of their saving")
    our_years, our_rate = card.told("We look # years ahead and reckon with # a year")
    contribution, service = card.told("brings # contribution a year at a cost to serve of #")
    before, after = card.told("Retention is # and would rise to #;")
    once, added = (sum(figure(row[column]) for row in card.tables[0]) for column in (1, 2))
    cost = once + extra * factor(rate, years)
    surplus = spend * offer * factor(rate, years) - cost
    npv = (kept + share) * factor(our_rate, our_years) - investment
    effect = lifetime(contribution, service, after, our_rate, our_years) - lifetime(
        contribution, service, before, our_rate, our_years
    )
    return {
        "cost": cost,
        "needed": cost / (spend * factor(rate, years)),
        "surplus": surplus,
        "verdict": "leaves" if surplus > 0 else "stays",
        "npv": npv,
        "stay": break_even(investment, kept + share, our_rate),
        "decision": "build" if npv > 0 else "leave",
        "effect": effect,
        "after": (cost + added) / (spend * factor(rate, years)),
    }


U5 = (five_buckets, which_barrier, read_the_cases, fair_or_foul, how_firmly)
