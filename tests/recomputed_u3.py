"""Unit U3 from the cards alone: what tests/test_recomputed.py compares with the model answers."""

from __future__ import annotations

import re
from fractions import Fraction
from math import erf, sqrt
from statistics import fmean
from typing import Any

NUMBER = r"[−-]?\d[\d,]*(?:\.\d+)?"
SUPPLIERS = ("us", "rival_a", "rival_b")


def figure(text: str) -> Fraction:
    """Return the one figure in a piece of text; 8% is read as eight hundredths."""
    (found,) = re.findall(NUMBER, text)
    value = Fraction(found.replace(",", "").replace("−", "-"))
    return value / 100 if f"{found}%" in text else value


def normal_factor(level: float) -> float:
    """Return z by halving: the share of a normal distribution below z is the level."""
    low, high = 0.0, 10.0
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if (1 + erf(middle / sqrt(2))) / 2 < level else (low, middle)
    return low


def audit(card) -> dict[str, Any]:
    sheet, offers = card.tables
    assert sum(figure(row[1]) for row in sheet) == 100
    points = {who: [figure(row[3 + place]) for row in sheet] for place, who in enumerate(SUPPLIERS)}
    weights = [figure(row[1]) / 100 for row in sheet]
    floors = [None if row[2] == "–" else figure(row[2]) for row in sheet]
    scores = {who: sum(w * p for w, p in zip(weights, marks, strict=True)) for who, marks in points.items()}
    below = {
        who: [place for place, floor in enumerate(floors) if floor is not None and marks[place] < floor]
        for who, marks in points.items()
    }
    out = [who for who in SUPPLIERS if below[who]]
    rivals_in = [scores[who] for who in SUPPLIERS[1:] if who not in out]
    letters = list(card.ids("costly", "options").values())
    lost = {letter: w * (100 - p) for letter, w, p in zip(letters, weights, points["us"], strict=True)}
    ids, first = card.ids("best", "options"), None
    place_of = {row[0][0]: place for place, row in enumerate(sheet)}  # T, Q, R …
    per_yuan = {}
    for name, adds, cost in offers:
        place = place_of[name[0]]
        assert points["us"][place] + figure(adds) <= 100
        per_yuan[ids[name]] = weights[place] * figure(adds) / figure(cost)
        if place in below["us"] and points["us"][place] + figure(adds) >= floors[place]:
            assert first is None and below["us"] == [place]
            first = ids[name]
    best = max(per_yuan, key=per_yuan.__getitem__)
    return {
        "scores": {f"{who}/score": score for who, score in scores.items()},
        "out": out,
        "gap": scores["us"] - max(rivals_in),
        "costly": max(lost, key=lost.__getitem__),
        "best": best,
        "lift": per_yuan[best] * 100_000,
        "first": first or best,
    }


def two_doors(card) -> dict[str, Any]:
    (raised,) = card.told("customer delivered value by #")
    parts = {"values": ("product", "service", "personnel", "image"), "costs": ("money", "time", "energy", "mental")}
    rows = {
        side: {part: [figure(cell) for cell in row[1:4]] for part, row in zip(names, table, strict=True)}
        for (side, names), table in zip(parts.items(), card.tables, strict=True)
    }
    cdv = sum(row[0] for row in rows["values"].values()) - sum(row[0] for row in rows["costs"].values())
    answers: dict[str, Any] = {"cdv": cdv, "target": cdv * (1 + raised)}
    paid = {}
    for side, sign in (("costs", -1), ("values", 1)):
        left, paid[side] = cdv * raised, Fraction(0)
        for part in sorted(rows[side], key=lambda name, side=side: rows[side][name][2]):
            now, room, rate = rows[side][part]
            move = min(left, room)
            left -= move
            paid[side] += move * rate
            answers[part] = now + sign * move
            assert answers[part] % 10_000 == 0  # a slider can stand there
        assert left == 0
    return {
        **answers,
        "pay_cost": paid["costs"],
        "pay_value": paid["values"],
        "door": "cost" if paid["costs"] < paid["values"] else "value",
    }


def life_cost(card) -> dict[str, Any]:
    hours, years = card.told("same pump, # hours a year, for # years")
    (kilowatt_hour,) = card.told("kilowatt-hour costs #")
    (standstill,) = card.told("hour of standstill costs the plant #")
    (interest,) = card.told("calculates with # interest a year")
    figures, factors = card.tables
    years = int(years)
    result: dict[str, Any] = {"running": {}, "life": {}}
    items, course = {}, {}
    for place, offer in ((1, "us"), (2, "rival_b")):
        price, power, upkeep, stops, scrap = (figure(row[place]) for row in figures)
        items[offer] = {"energy": power * hours * kilowatt_hour, "maintenance": upkeep, "downtime": stops * standstill}
        running = sum(items[offer].values())
        yearly = [price, *(running / (1 + interest) ** year for year in range(1, years + 1))]
        yearly[-1] += scrap / (1 + interest) ** years
        course[offer] = [sum(yearly[: year + 1]) for year in range(years + 1)]
        result["running"][f"{offer}/running"], result["life"][f"{offer}/life"] = running, sum(yearly)
    for year, all_years, this_year in factors:
        exact = sum((1 + interest) ** -each for each in range(1, int(year) + 1))
        assert abs(exact - figure(all_years)) < Fraction(1, 10_000)
        assert abs((1 + interest) ** -int(year) - figure(this_year)) < Fraction(1, 10_000)
    gaps = {item: items["rival_b"][item] - items["us"][item] for item in items["us"]}
    ahead = [year for year in range(years + 1) if course["us"][year] <= course["rival_b"][year]]
    assert ahead == list(range(ahead[0], years + 1))
    price = figure(figures[0][1])
    assert card.told("Rival B is # cheaper") == [price - figure(figures[0][2])]
    return {
        **result,
        "largest": max(gaps, key=gaps.__getitem__),
        "break_even": Fraction(ahead[0]),
        "highest": price + result["life"]["rival_b/life"] - result["life"]["us/life"],
    }


def vmi_pitch(card) -> dict[str, Any]:
    unit, carrying = card.told("costs the customer #; a unit in stock costs it # of that")
    (spread,) = card.told("standard deviation of # units")
    deliveries, pack = card.told(r"at most one shortage in # deliveries. A delivery comes in packs of #")
    figures, levels = card.tables
    demand, delivery = figure(figures[0][2]), figure(figures[1][2])
    order, lot, safety, days, fee = *(figure(figures[row][1]) for row in (1, 2, 3)), figure(figures[4][2]), figure(figures[5][2])
    holding = unit * carrying
    exact = sqrt(2 * demand * delivery / holding)

    def yearly(each_order, size, spare):
        return (size / 2 + spare) * holding + demand / size * each_order

    chosen = min((pack * number for number in range(1, 200)), key=lambda size: yearly(delivery, size, 0))
    options = {label: id for label, id in card.ids("level", "options").items()}
    enough = [label for label in options if figure(label) >= 1 - 1 / deliveries]
    label = min(enough, key=figure)
    factor = normal_factor(float(figure(label)))
    (shown,) = (row[1] for row in levels if row[0] == label)
    assert abs(factor - float(shown)) < 0.0006
    spare = factor * float(spread) * sqrt(days)
    return {
        "eoq": Fraction(exact),
        "chosen_lot": chosen,
        "level": options[label],
        "safety": Fraction(spare),
        "saving": yearly(order, lot, safety) - yearly(delivery, chosen, Fraction(spare)) - fee,
        "cash": ((lot - chosen) / 2 + safety - Fraction(spare)) * unit,
    }


def match_the_solution(card) -> dict[str, Any]:
    return {}  # nothing to work out; tests/test_u3.py looks at the sorting


def package(card) -> dict[str, Any]:
    project, chain, weeks, balance = card.tables
    (loss,) = card.told("A day late costs #")
    costs = {}
    for place, offer in ((1, "us"), (2, "rival_b")):
        *stages, late = (figure(row[place]) for row in project)
        costs[f"{offer}/project"] = sum(stages) + late * loss
    engineering, saved, units, years = card.told(
        r"the next machine for #; it saves # a unit, at # units a year, for # years"
    )
    promised, base, bonus, malus = card.told(
        r"availability of # for a fee of # a year, with # more for each percentage point above and # less for each below"
    )
    running, repair = card.told("the drives ran # hours on average between failures, and a repair took # hours")
    reached = running / (running + repair)
    points = (reached - promised) * 100
    demand, orders = ([figure(cell) for cell in row[1:]] for row in weeks)

    def variance(series):
        mean = sum(series) / len(series)
        return sum((each - mean) ** 2 for each in series) / len(series)

    stock, receivables, payables, sales, cost = (figure(row[1]) for row in balance)
    (year,) = card.told("receivables against sales; # days a year", within=card.fields["cash_days"]["help"])
    assert fmean(demand) == fmean(orders)  # what is sold is ordered
    return {
        "project": costs,
        "chain": sum((figure(today) - figure(then)) * figure(each) for _, today, then, each in chain),
        "early": units * saved * years - engineering,
        "payback": engineering / (units * saved),
        "availability": reached,
        "fee": base + (bonus if points > 0 else malus) * points,
        "bullwhip": variance(orders) / variance(demand),
        "cash_days": stock / cost * year + receivables / sales * year - payables / cost * year,
    }


U3 = (audit, two_doors, life_cost, vmi_pitch, match_the_solution, package)
