"""The figures of U6 worked out a second time, from the card alone; see tests/test_recomputed.py."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import product
from typing import Any

NUMBER = r"[−-]?\d[\d,]*(?:\.\d+)?"
STRATEGY_OF = {"introduction": "design_in", "growth": "ramp_up", "maturity": "take_share", "decline": "last_orders"}
LAYERS = ("own_group", "suppliers_and_upstream", "competitors", "industry")


def figure(text: str) -> Fraction:
    """Return the one figure in a piece of text; 8% is read as eight hundredths."""
    (found,) = re.findall(NUMBER, text)
    value = Fraction(found.replace(",", "").replace("−", "-"))
    return value / 100 if f"{found}%" in text else value


def where_in_its_life(card) -> dict[str, Any]:
    ids = card.ids("stages")
    stages, volumes = {}, {}
    for name, _, *years in card.tables[0]:
        volumes[ids[name]] = [figure(each) for each in years]
        _, before, last, now = volumes[ids[name]]
        growth, growth_before = now / last - 1, last / before - 1
        if growth < 0:
            stage = "decline"
        elif growth <= Fraction(3, 100):
            stage = "maturity"
        else:
            stage = "introduction" if growth > growth_before else "growth"
        stages[ids[name]] = stage
    for item in card.fields["stages"]["items"]:  # the notes on the cards say the same as the table
        assert [figure(each) for each in item["note"].split(" → ")] == volumes[item["id"]][1:]
    (asked,) = (ids[name] for name in ids if card.fields["growth"]["label"].startswith(f"{name}:"))
    growth = volumes[asked][-1] / volumes[asked][-2] - 1
    content, share, price = card.told("we also know: # of our units in each machine, our share of them #, our price #")
    units = volumes[asked][-1] * (1 + growth) * content * share
    return {
        "growth": growth,
        "stages": stages,
        "strategies": {id: STRATEGY_OF[stage] for id, stage in stages.items()},
        "our_units": units,
        "our_sales": units * price,
    }


def headroom_board(card) -> dict[str, Any]:
    (days,) = card.told("You have # sales days")
    (target,) = card.told("if our share of wallet reached #")
    accounts = {row["label"]: row["id"] for row in card.fields["headroom"]["rows"]}
    categories = {column["label"]: column["id"] for column in card.fields["headroom"]["columns"]}
    headroom, reachable = {}, {}
    for account, category, spend, ours, part in card.tables[0]:
        cell = f"{accounts[account]}/{categories[category]}"
        headroom[cell] = max(Fraction(0), target * figure(spend) - figure(ours))
        reachable[cell] = headroom[cell] * figure(part)
    # Every step of five days wins half of what is left in its cell: the largest steps are the best plan.
    steps = [reach / 2 ** (step + 1) for reach, step in product(reachable.values(), range(4))]
    return {"headroom": headroom, "gain": sum(sorted(steps, reverse=True)[: int(days) // 5])}


def cross_sell_cards(card) -> dict[str, Any]:
    ids = card.ids("modes")
    values, asked = {}, {}
    for name, chance, contribution, years, cost, shown in card.tables[0]:
        value = figure(chance) * figure(contribution) * figure(years) - figure(cost)
        values[ids[name]] = value
        if shown == "?":
            asked[f"{ids[name]}/ev"] = value
        else:
            assert figure(shown) == value
    top = sorted(values, key=lambda id: -values[id])[:3]
    every, base, also, both = card.told(
        r"Of our # accounts with orders last year # bought [^,]+, # bought [^,]+, # bought both"
    )
    return {
        "ev": asked,
        "best": [id for id in values if id in top],
        "best_total": sum(values[id] for id in top),
        "attach": both / base,
        "lift": (both / base) / (also / every),
        "way": "both_ways",
    }


# Words by which a prospect is told to stand on a layer; the first that fits decides.
TOLD = (
    ("competitors", ("behind", "same kind", "end users", "copies")),
    ("own_group", ("subsidiary", "sister company", "taken over", "joint venture", "export", "belongs to")),
    ("suppliers_and_upstream", ("mills", "delivers", "turns", "installs", "upstream customer")),
    ("industry", ("",)),
)


def ripple_plan(card) -> dict[str, Any]:
    layers = {}
    for item in card.fields["layers"]["items"]:
        layers[item["id"]] = next(layer for layer, words in TOLD if any(word in item["note"] for word in words))
    rates, units, answers = {}, {}, {}
    for layer, row in zip(LAYERS, card.tables[0], strict=True):
        _, listed, reached, bought, reach, conversion, mean = row
        rates[layer] = figure(reached) / figure(listed), figure(bought) / figure(reached)
        if reach == conversion == "?":
            answers[f"reach_{layer}"], answers[f"conversion_{layer}"] = rates[layer]
        else:
            assert (figure(reach), figure(conversion)) == rates[layer]
        count = sum(placed == layer for placed in layers.values())
        units[f"{layer}/units"] = count * rates[layer][0] * rates[layer][1] * figure(mean)
    (price,) = card.told("One unit sells at #")
    return {
        **answers,
        "layers": layers,
        "volume": units,
        "sales": price * sum(units.values()),
        "flags": [id for id, layer in layers.items() if layer == "competitors"],
    }


def growth_plan(card) -> dict[str, Any]:
    wallet, scores, ripple = card.tables
    (target,) = card.told("our target is a share of # in every category")
    so_far, potential, p, q, content, ours, price = card.told(
        r"it has sold # machines so far; the potential is #\. By similar products p is # and q is #\. "
        r"In each machine there are # units of our kind, # of them ours, at # each"
    )
    base, wear, kit, capture = card.told(
        r"# older machines with our units are running\. In each the bearing kit is replaced # times a year; "
        r"a kit costs #, and # of the replacements"
    )
    left, years, chance, cost = card.told(
        r"would leave # a year for # years\. The chance is #; selling it costs #"
    )
    spend, bought = ([figure(row[place]) for row in wallet] for place in (1, 2))
    machines = (p + q * so_far / potential) * (potential - so_far)
    value = chance * left * years - cost
    people = {int(score): figure(count) for score, count in scores}
    (said,) = card.told("# people at")
    assert sum(people.values()) == said
    for_us = sum(count for score, count in people.items() if score >= 9)
    against = sum(count for score, count in people.items() if score <= 6)
    outside = Fraction(0)
    for _, *cells in ripple:
        number, reach, conversion, mean = map(figure, cells)
        outside += number * reach * conversion * mean * price
    return {
        "share": sum(bought) / sum(spend),
        "headroom": sum(max(Fraction(0), target * s - b) for s, b in zip(spend, bought, strict=True)),
        "next_year": machines,
        "our_units": machines * content * ours,
        "parts": base * wear * kit * capture,
        "offer_value": value,
        "decision": "make" if value > 0 else "leave",
        "nps": 100 * (for_us - against) / said,
        "outside": outside,
    }


U6 = (where_in_its_life, headroom_board, cross_sell_cards, ripple_plan, growth_plan)
