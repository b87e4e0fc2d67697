"""Every figure the machine judges, worked out a second time as a trainee does: from the card, with a calculator.

Nothing here calls a calculation or a formula of the units. The figures are read from what the card shows
(its case, tables, labels and notes) and the arithmetic is plain fractions. The result must be the model
answer and, typed in as a trainee would round it, earn full marks.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from fractions import Fraction
from math import ceil
from typing import Any

import pytest
from recomputed_kp import KP
from recomputed_t0 import T0
from recomputed_u1 import U1
from recomputed_u3 import U3
from recomputed_u4 import U4
from recomputed_u5 import U5
from recomputed_u6 import U6

from kamlib import units
from kamlib.classroom.exercise import NumberField, TableField
from kamlib.classroom.marking import mark
from kamlib.classroom.view import exercise_view

TIERS = ("strategic", "value", "standard", "transactional")
NUMBER = r"[−-]?\d[\d,]*(?:\.\d+)?"
IDS = list(units.all_exercises())


def figure(text: str) -> Fraction:
    """Return the one figure in a piece of text; 8% is read as eight hundredths."""
    (found,) = re.findall(NUMBER, text)
    value = Fraction(found.replace(",", "").replace("−", "-"))
    return value / 100 if f"{found}%" in text else value


class Card:
    """What one card shows in English, and nothing else."""

    def __init__(self, id: str, variant: int) -> None:
        self.id, self.variant = id, variant
        view = exercise_view(units.exercise(id).sheet(variant), "en")
        self.text = html.unescape(re.sub(r"<[^>]+>", "", view["case_html"]))
        self.tables = [table["rows"] for table in view["tables"]]
        self.fields = {field["id"]: field for field in view["fields"]}

    def told(self, sentence: str, within: str = "") -> list[Fraction]:
        """Return the figures at the marks # of a sentence of the case, or of another text."""
        found = re.search(sentence.replace("#", f"((?:CNY )?{NUMBER}%?)"), within or self.text)
        assert found, f"not on the card: {sentence}"
        return [figure(part) for part in found.groups()]

    def ids(self, field: str, part: str = "items") -> dict[str, str]:
        """Return the ids of a field's items by the name the card shows."""
        return {option["label"]: option["id"] for option in self.fields[field][part]}


def tier_of(value: Fraction, floors: list[Fraction]) -> str:
    return TIERS[sum(value < floor for floor in floors)]


# -- U2 --------------------------------------------------------------------------------------------


def build_the_pyramid(card: Card) -> dict[str, Any]:
    floors = card.told(r"strategic: from #\s+value: from #\s+standard: from #")
    (discount,) = card.told("discount rate d = # a year")
    profits, answers = {}, {}
    for name, _, contribution, cost, retention, clp in card.tables[0]:
        keep = figure(retention)
        exact = (figure(contribution) - figure(cost)) * keep / (1 + discount - keep)
        if clp == "?":
            (asked,) = (id for id, field in card.fields.items() if field["label"].endswith(f"of {name}"))
            profits[name] = answers[asked] = exact
        else:  # the list shows CLP to the nearest 10,000, by the formula of the case
            profits[name] = figure(clp)
            assert abs(profits[name] - exact) <= 5_000
    ids = card.ids("tiers")
    answers["tiers"] = {ids[name]: tier_of(profit, floors) for name, profit in profits.items()}
    top = sum(profit for name, profit in profits.items() if profit >= floors[0])
    return {**answers, "top_share": top / sum(profits.values())}


def defend_the_border_cases(card: Card) -> dict[str, Any]:
    floors = card.told("strategic from #, value from #, standard from #, transactional")
    names = list(card.ids("tiers").values())
    criteria = {row[0]: [figure(cell) for cell in row[1:]] for row in card.tables[0]}
    (now,) = card.told("growth now weighs # points")
    assert criteria["Growth"][0] == now and sum(row[0] for row in criteria.values()) == 100
    scores, flips, distance = {}, {}, {}
    for column, id in enumerate(names, 1):
        growth = criteria["Growth"][column]
        scores[id] = sum(row[0] * row[column] for row in criteria.values()) / 100
        rest = (100 * scores[id] - now * growth) / (100 - now)  # mean of the other three
        crossings = [100 * (floor - rest) / (growth - rest) for floor in floors]
        nearest = sorted((abs(at - now), at) for at in crossings if 0 <= at <= 100)
        assert len(nearest) == 1 or nearest[1][0] - nearest[0][0] > 2  # 'the nearer one' is plain
        distance[id], flips[id] = nearest[0]
    return {
        "scores": {f"{id}/score": score for id, score in scores.items()},
        "tiers": {id: tier_of(score, floors) for id, score in scores.items()},
        "flips": {f"{id}/weight": at for id, at in flips.items()},
        "fragile": min(distance, key=distance.__getitem__),
    }


def match_the_approach(card: Card) -> dict[str, Any]:
    floors = card.told("strategic from #, value from #, standard from #")
    answers = {}
    for aspect, field in card.fields.items():
        millions = {item["id"]: figure(item["note"].partition("m,")[0]) for item in field["items"]}
        answers[aspect] = {id: tier_of(clp * 1_000_000, floors) for id, clp in millions.items()}
        assert sorted(answers[aspect].values()) == sorted(TIERS)
    return answers


def a_new_year(card: Card) -> dict[str, Any]:
    floors = card.told("strategic #, value #, standard #")
    (hours,) = card.told("There are # service hours")
    weights = card.told("strategic # : value # : standard # : transactional #")
    ids = card.ids("tiers")
    profits = {ids[name]: figure(clp) for name, _, clp, _ in card.tables[0]}
    before = {ids[name]: tier.lower() for name, _, _, tier in card.tables[0]}
    tiers = {id: tier_of(clp, floors) for id, clp in profits.items()}
    weight = {id: weights[TIERS.index(tier)] for id, tier in tiers.items()}
    exact = {id: hours * each / sum(weight.values()) for id, each in weight.items()}
    whole = {id: share // 1 for id, share in exact.items()}
    by_remainder = sorted(whole, key=lambda id: whole[id] - exact[id])  # equal ones stay in list order
    for id in by_remainder[: int(hours - sum(whole.values()))]:
        whole[id] += 1
    return {
        "tiers": tiers,
        "stayed": Fraction(sum(tiers[id] == before[id] for id in ids.values()), len(ids)),
        "top_two": sum(sorted(profits.values())[-2:]) / sum(profits.values()),
        "hours": {f"{id}/hours": Fraction(share) for id, share in whole.items()},
    }


# -- U7 --------------------------------------------------------------------------------------------


def price_against_value(card: Card) -> dict[str, Any]:
    reference, quoted = card.told("Rival B does it for #. Why should I pay you #[?]")
    (cost,) = card.told("One unit costs us #")
    differences, offers = card.tables
    value = reference + sum(figure(amount) for _, amount in differences)
    price_of = {name: figure(price) for name, price, _ in offers}
    worth_of = {name: value if worth == "–" else figure(worth) for name, _, worth in offers}
    assert (price_of["Rival B"], price_of["Tarvane Drives (us)"]) == (reference, quoted)
    left = {name: worth_of[name] - price_of[name] for name in price_of}
    assert len(set(left.values())) == 3, "two offers are equally good"
    return {
        "evc": value,
        "highest_price": value - max(left["Rival A"], left["Rival B"]),
        "split_price": (cost + value) / 2,
        "share": (quoted - cost) / (value - cost),
        "winner": card.ids("winner", "options")[max(left, key=left.__getitem__)],
    }


def the_buyer_asks_for_a_cut(card: Card) -> dict[str, Any]:
    sold, price, cost = card.told(r"They buy # of our .+ a year at # \(pocket price\); one costs us #")
    cut, promise = card.told("If we give the #, the buyer will sign for # more volume")
    needed = (price - cost) * sold / (price * (1 - cut) - cost)  # units that earn what today's earn
    ids = card.ids("trades", "options")
    trades = [(ids[name], figure(worth), figure(theirs)) for name, worth, theirs in card.tables[0]]
    worth = sum(ours for _, ours, theirs in trades if ours > theirs)
    loss = price * cut * sold
    return {
        "margin_rate": 1 - cost / price,
        "break_even": needed / sold - 1,
        "units_needed": Fraction(ceil(needed)),
        "cost_of_cut": loss,
        "trades": [id for id, ours, theirs in trades if ours > theirs],
        "trade_worth": worth,
        "decision": "give" if sold * (1 + promise) >= needed else "trade" if worth >= loss else "hold",
    }


def four_clocks(card: Card) -> dict[str, Any]:
    sentence = "Our price is #; the three rivals ask #, # and #"
    ours, *rivals = card.told(sentence, within=card.fields["price_index"]["help"])
    return {"price_index": 100 * ours / (sum(rivals) / 3)}


def line_and_bundle(card: Card) -> dict[str, Any]:
    costs = card.told(r"sells the .+ \(unit cost #\) and the .+ \(unit cost #\)")
    first, second, both = card.told("mixed: single # and #, the bundle #")
    limits = [(figure(one), figure(other)) for _, one, other in card.tables[0]]

    def best(values: list[Fraction], cost: Fraction) -> tuple[Fraction, Fraction]:
        """Return the price that earns most and what it earns; no other price may earn as much."""
        earned = sorted({((p - cost) * sum(v >= p for v in values), p) for p in values}, reverse=True)
        assert earned[0][0] > earned[1][0]
        return earned[0][1], earned[0][0]

    (price_1, profit_1), (price_2, profit_2) = (best([row[i] for row in limits], costs[i]) for i in (0, 1))
    bundle_price, bundle_profit = best([sum(row) for row in limits], sum(costs))
    mixed = Fraction(0)
    for one, other in limits:  # (what is left over, what it earns us): the largest is taken
        singles = (one - first, first - costs[0]), (other - second, second - costs[1])
        two_singles = tuple(map(sum, zip(*singles, strict=True)))
        bundle = (one + other - both, both - sum(costs))
        mixed += max((Fraction(0), Fraction(0)), *singles, two_singles, bundle)[1]
    profits = {"separate": profit_1 + profit_2, "pure": bundle_profit, "mixed": mixed}
    cells = ("first/price", "first/profit", "second/price", "second/profit")
    return {
        "separate": dict(zip(cells, (price_1, profit_1, price_2, profit_2), strict=True)),
        "bundle_price": bundle_price,
        "bundle_profit": bundle_profit,
        "mixed_profit": mixed,
        "offer": max(profits, key=profits.__getitem__),
    }


def model_swap(card: Card) -> dict[str, Any]:
    (years,) = card.told("for # years, at the end of each year")
    cells = [cell for _, cell in card.tables[0]]
    number, today, demanded, cost, hours, upkeep_theirs, upkeep_ours = map(figure, cells[:7])
    factors = []
    for cell in cells[7:]:
        rate, one, again, said = card.told("#; # CNY a year for # years is worth #", within=cell)
        factors.append(sum((1 + rate) ** -year for year in range(1, int(years) + 1)))
        assert (one, again) == (1, years) and abs(factors[-1] - said) <= Fraction(1, 20_000)
    ours, theirs = factors
    customer = number * demanded + upkeep_theirs * theirs
    highest = customer / (hours * theirs)
    lowest = (number * today + upkeep_ours * ours) / (hours * ours)
    fees = zip(("low", "middle", "high"), card.told("under discussion: #, # and # an hour"), strict=True)
    (suits,) = (name for name, fee in fees if lowest <= fee <= highest)
    (asked,) = card.told("with a fee of # per hour", within=card.fields["our_npv"]["label"])
    return {
        "customer_cost": customer,
        "highest_fee": highest,
        "lowest_fee": lowest,
        "our_npv": (asked * hours - upkeep_ours) * ours - number * cost,
        "model": suits,
    }


def defend_a_price(card: Card) -> dict[str, Any]:
    sold, listed, cost = card.told("buys # of our .+ a year; the list price is #, one costs us #")
    reference, promise = card.told("Rival B is at #. I need .+ You will get # more volume")
    other, there, here = card.told("price of #; serving that customer costs # a unit, serving this one #")
    (step,) = card.told("gives # off each unit")
    differences, ladder, received = card.tables
    bases = ["of the list price", *["of the price before it"] * 2, "of the invoice price", "per unit"]
    assert all(text.endswith(basis) for (_, text), basis in zip(ladder, bases, strict=False))
    volume, project, cut, rebate, freight = (figure(text) for _, text in ladder[:5])
    days, interest, year = card.told(r"# days at # a year of the .+ \(# days\)", within=ladder[5][1])
    cells = {}
    for column, off in (("today", 0), ("after", cut)):
        invoice = listed * (1 - volume) * (1 - project) * (1 - off)
        cells[f"invoice/{column}"] = invoice
        cells[f"pocket/{column}"] = invoice - invoice * rebate - freight - invoice * interest * days / year
    before, after = cells["pocket/today"], cells["pocket/after"]
    value = reference + sum(figure(amount) for _, amount in differences)
    needed, limit = (before - cost) / (after - cost) - 1, other + here - there
    balance = sum(figure(worth) for _, worth in received) - step * sold
    # what solution and keys take for granted: the cut is a bad deal, the counter-offer a good one
    assert promise < needed and after < limit < before - step
    assert value > cells["invoice/today"] and balance > 0
    return {"evc": value, "waterfall": cells, "break_even": needed, "walk_away": limit, "balance": balance}


U2 = (build_the_pyramid, defend_the_border_cases, match_the_approach, a_new_year)
U7 = (price_against_value, the_buyer_asks_for_a_cut, four_clocks, line_and_bundle, model_swap, defend_a_price)
BY_HAND = dict(zip(units.all_exercises(), T0 + U1 + U2 + U3 + U4 + U5 + U6 + U7 + KP, strict=True))


def variants(id: str) -> Iterator[int]:
    """Yield the variants of an exercise; a test of its own for each would cost more to report than to run."""
    yield from range(len(units.pool(id)))


@pytest.mark.parametrize("id", IDS)
def test_the_card_alone_leads_to_the_model_answer(id):
    for variant in variants(id):
        sheet = units.exercise(id).sheet(variant)
        by_hand = BY_HAND[id](Card(id, variant))
        numeric = {field.id for field in sheet.fields if isinstance(field, NumberField | TableField)}
        assert numeric <= set(by_hand)
        for field, own in by_hand.items():
            if field in numeric:
                plain = {k: float(v) for k, v in own.items()} if isinstance(own, dict) else float(own)
                assert plain == pytest.approx(sheet.truth[field], rel=1e-9, abs=1e-9), (variant, field)
            else:
                assert own == sheet.truth[field], (variant, field)


def kind_of(field: Any) -> str | dict[str, str]:
    """Return what is typed into a field: one kind, or for a table a kind by column."""
    if isinstance(field, TableField):
        return {column.id: column.kind for column in field.columns}
    return field.kind


def typed(value: Any, kind: str | dict[str, str]) -> Any:
    """Return a figure as people write it: whole CNY from 1,000 on, cents below, percent with one decimal.

    Where a part may have several answers, the first is given.
    """
    if isinstance(value, dict):
        kinds = {part: kind if isinstance(kind, str) else kind[part.rpartition("/")[2]] for part in value}
        return {part: typed(each[0] if isinstance(each, list) else each, kinds[part]) for part, each in value.items()}
    if not isinstance(value, Fraction):
        return value
    digits = 0 if abs(value) >= 1_000 else 2
    return f"{float(value):.1%}" if kind == "percent" else f"{float(value):.{digits}f}"


@pytest.mark.parametrize("id", IDS)
def test_an_answer_rounded_as_people_round_earns_full_marks(id):
    exercise = units.exercise(id)
    for variant in variants(id):
        kinds = {field.id: kind_of(field) for field in exercise.sheet(variant).fields}
        raw = {field: typed(own, kinds[field]) for field, own in BY_HAND[id](Card(id, variant)).items()}
        credit = {each.field: each.credit for each in mark(exercise, variant, raw).fields if each.field in raw}
        assert credit == dict.fromkeys(raw, 1.0), variant
