"""The figures of the account plan worked out a second time, from the card alone; see tests/test_recomputed.py."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

NUMBER = r"[−-]?\d[\d,]*(?:\.\d+)?"


def figure(text: str) -> Fraction:
    """Return the one figure in a piece of text; 8% is read as eight hundredths."""
    (found,) = re.findall(NUMBER, text)
    value = Fraction(found.replace(",", "").replace("−", "-"))
    return value / 100 if f"{found}%" in text else value


def to_full(value: Fraction, step: int) -> Fraction:
    return Fraction(round(value / step) * step)


def only(card, sentence: str) -> Fraction:
    (found,) = card.told(sentence)
    return found


def target_and_gap(card) -> dict[str, Any]:
    last, grows = only(card, "Sales last year: #"), only(card, "if nothing changes: #")
    region, more = card.told("means growth of #; of key accounts the sales director asks # points more")
    baseline = to_full(last * (1 + grows), 1)
    target = to_full(last * (1 + region + more / 100), 10_000)
    return {"baseline": baseline, "target": target, "gap": target - baseline}


def lifetime_and_stage(card) -> dict[str, Any]:
    contribution, cost = card.told("Contribution # a year, cost to serve # a year")
    stay, discount = card.told("Retention r = # a year, discount rate d = # a year")
    profit = contribution - cost
    months, orders = card.told(r"First order # months ago; orders \+?# against the year before")
    complaints, share = re.search(r"Complaints (\S+) against the year before; our share of wallet is (\w+)", card.text).groups()
    young, fall, growing = only(card, "less than # months"), only(card, "fall by # a year"), only(card, "grow by # a year")
    if months < young:
        stage = "exploration"
    elif orders <= -fall or (orders < 0 and complaints.startswith("+")):
        stage = "decline"
    else:
        stage = "formation" if orders >= growing or share == "between" else "stability"
    return {
        "profit_per_year": profit,
        "clp": to_full(profit * stay / (1 + discount - stay), 1_000),
        "stage": stage,
    }


TIERS = ("strategic", "value", "standard", "transactional")
OWNERS = ("director", "manager", "salesperson", "inside")


def tier_and_effort(card) -> dict[str, Any]:
    clp = only(card, r"Lifetime profit \(CLP\): #")
    floors = [only(card, f"{tier.capitalize()}: from #") for tier in TIERS[:3]]
    place = sum(clp < floor for floor in floors)
    month = only(card, f"{TIERS[place].capitalize()}: .*; hours a month: #")
    hours = month * 12
    return {
        "tier": TIERS[place],
        "hours_per_year": hours,
        "seller_share": hours / only(card, "A person has # working hours"),
        "owner": OWNERS[place],
    }


def audit_and_value(card) -> dict[str, Any]:
    ids = card.ids("weakest_criterion", "options")
    floor_of = {ids[name]: cells[1] for name, *cells in card.tables[0]}
    rows = {ids[name]: [figure(cell) for cell in (cells[0], *cells[2:])] for name, *cells in card.tables[0]}
    below = [id for id, floor in floor_of.items() if floor.strip("–— ") and rows[id][1] < figure(floor)]
    scores = [sum(weight * each[i] for weight, *each in rows.values()) for i in range(3)]
    best = 1 if scores[1] >= scores[2] else 2
    gaps = {id: weight * (each[best] - each[0]) for id, (weight, *each) in rows.items()}
    before, after = card.told("stood still # hours a year because of drives; now it is # hours")
    hour, rate = only(card, "An hour of standstill costs it #"), only(card, "Keeping stock costs # of its value")
    kept, needs = card.told("kept spare drives for #; now it needs #")
    return {
        "audit_score_us": scores[0],
        "audit_score_rival": scores[best],
        "weakest_criterion": max(gaps, key=lambda id: gaps[id]),
        "below_floor": below[0] if below else "none",
        "value_per_year": (before - after) * hour + (kept - needs) * rate,
    }


def people_who_decide(card) -> dict[str, Any]:
    ids = card.ids("key_person", "options")
    hours = only(card, "for this account a year: # hours")
    wanted = only(card, "still missing to step #")
    people = {
        ids[name]: (figure(influence), figure(step), known != "nobody")
        for name, _, influence, step, known in card.tables[0]
    }
    whole = sum(influence for influence, _, _ in people.values())
    gaps = {id: influence * max(0, wanted - step) for id, (influence, step, _) in people.items()}
    key = max(gaps, key=lambda id: gaps[id])
    steps = ("good_feeling", "trust", "benefit", "affection")
    return {
        "coverage": sum(influence for influence, _, known in people.values() if known) / whole,
        "decision_index": sum(influence * step for influence, step, _ in people.values()) / (4 * whole),
        "key_person": key,
        "next_step": steps[int(people[key][1])],
        "hours_for_key_person": hours * people[key][0] / whole,
    }


def switching(card) -> dict[str, Any]:
    spend = only(card, r"if nothing changes\): #")
    kinds = card.told("Search # · trial # · relationship # · legal #")
    people, hours, rate = card.told("Learning: # people × # hours × # an hour")
    years, interest = card.told("reckons over # years at # a year")
    learning = people * hours * rate
    cost = sum(kinds) + learning
    saving = cost / sum(1 / (1 + interest) ** year for year in range(1, int(years) + 1))
    return {"learning": learning, "switching_cost": cost, "saving_needed": saving, "rival_discount": saving / spend}


def wallet(card) -> dict[str, Any]:
    gap = only(card, r"what the plan must find\): #")
    wanted = only(card, "a share of wallet of #")
    ids = card.ids("focus_family", "options")
    rows = {ids[name]: (figure(spend), figure(ours)) for name, spend, ours in card.tables[0]}
    spend, ours = (sum(row[i] for row in rows.values()) for i in (0, 1))
    headroom = max(Fraction(0), wanted * spend - ours)
    return {
        "wallet_per_year": spend,
        "share_of_wallet": ours / spend,
        "headroom": headroom,
        "focus_family": max(rows, key=lambda id: rows[id][0] - rows[id][1]),
        "gap_covered": headroom / gap,
    }


def price_defence(card) -> dict[str, Any]:
    worth = only(card, "worth to the customer a year: #")
    least = only(card, "a rival must at least give: #")
    units, price, rival = card.told("sell # units a year at #; the rival offers #")
    cost, margin = card.told("unit costs us #; Tarvane Drives wants a margin of at least #")
    after = price * (1 - only(card, "the buyer asks for #"))
    floor = cost / (1 - margin)
    cheaper = 1 - rival / price
    assert abs(cheaper - least) > Fraction(1, 100)  # rounded to one decimal on the card: it must not matter
    answer, offer = ("hold", price) if cheaper < least else ("trade", after) if after >= floor else ("concede", floor)
    return {"economic_value": rival + worth / units, "price_floor": floor, "answer": answer, "offer_price": offer}


def directors_page(card) -> dict[str, Any]:
    gap, headroom = only(card, r"what the plan must find\): #"), only(card, "up to the target share, over the whole wallet: #")
    return {"promise": min(gap, headroom)}


KP = (
    target_and_gap, lifetime_and_stage, tier_and_effort, audit_and_value, people_who_decide, switching, wallet,
    price_defence, directors_page,
)  # fmt: skip
