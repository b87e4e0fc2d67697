"""The figures of U4 worked out a second time, from the card alone; see tests/test_recomputed.py."""

from __future__ import annotations

import re
from collections import deque
from fractions import Fraction
from itertools import combinations
from typing import Any

NUMBER = r"[−-]?\d[\d,]*(?:\.\d+)?"
STEPS = ("none", "good_feeling", "trust", "benefit", "affection")
# How a reader places each report: by a few of its words, told anew here.
REPORTS = {
    "none": "the name and the post|no answer|catalogue to the office|New in the post|said nothing|from this person nothing has come|rival's people",
    "good_feeling": "about plans not a word|no task for us yet|are passed over|others' data sheets|in general terms",
    "trust": "before it was announced|before the enquiry goes out|without anybody watching|acted on it|where our offer is weak",
    "benefit": "120 hours|1.4 points|fell by a third|8% less|won three weeks",
    "affection": "meeting we were not at|introduce it there|before looking at the contract|tells every newcomer|mistake of ours",
}
# How a reader takes what colleagues say, told anew in the same way: who must speak first, and who works on with the result.
VOICES = {
    "C": "with my release|chosen the drive size|needs my yes|No prototype until|admitted in writing until|only I can see|needs my signature|I know it|at the top without me|margin I have not checked",
    "I": "of a signed contract|that has come in|released designs|When the design is fixed|how the complaint ended|final failure rate|my people must hear|on one page|have agreed on a new plant|joint quality target",
    "none": "what rivals charge|the price talks|for completeness|every test run|hardly open|touch my figures|out of interest|go on either way|sit in on|do nothing with it",
}
SUPPLIERS = ("general_supplier", "main_supplier", "core_supplier", "strategic_partner")


def figure(text: str) -> Fraction:
    """Return the one figure in a piece of text; 8% is read as eight hundredths."""
    (found,) = re.findall(NUMBER, text)
    value = Fraction(found.replace(",", "").replace("−", "-"))
    return value / 100 if f"{found}%" in text else value


def step_of(report: str) -> int:
    (found,) = (place for place, step in enumerate(STEPS) if re.search(REPORTS[step], report))
    return found


def letter_of(said: str) -> str:
    (found,) = (letter for letter, words in VOICES.items() if re.search(words, said))
    return found


def minima(table) -> list[list[Fraction]]:
    return [[figure(cell) for cell in row[1:]] for row in table]


def supplier_step(facts: list[Fraction], rules: list[list[Fraction]]) -> int:
    """Return how many rows are met in full; none is met above one that is not."""
    met = [all(have >= least for have, least in zip(facts, row, strict=True)) for row in rules]
    assert met == sorted(met, reverse=True)
    return sum(met)


FACTS = (
    r"share of wallet:? #,",
    r"years of the contract(?: in force:)? # \(0: none\)",
    r"joint projects(?: running:)? #,",
    r"pairs of managers (?:of both sides )?who meet regularly:? #\.",
)


def relationship_map(card) -> dict[str, Any]:
    ids = card.ids("steps")
    rows = {ids[name]: (department, figure(influence), [int(x) for x in met]) for name, department, influence, *met in card.tables[0]}
    steps = {item["id"]: step_of(item["note"]) for item in card.fields["steps"]["items"]}
    weight = {id: influence for id, (_, influence, _) in rows.items()}
    reached = {id for id, (_, _, met) in rows.items() if any(met)}
    departments = {name: id for name, id in card.ids("weakest", "options").items()}
    shares = {
        id: Fraction(sum(weight[p] for p in rows if rows[p][0] == name and p in reached), sum(weight[p] for p in rows if rows[p][0] == name))
        for name, id in departments.items()
    }
    lowest = min(shares.values())
    (weakest,) = (id for id, share in shares.items() if share == lowest)
    gaps = {id: weight[id] * (4 - steps[id]) for id in rows}
    ranked = sorted(gaps, key=lambda id: -gaps[id])
    assert gaps[ranked[2]] > gaps[ranked[3]]
    owners = {}
    for item in card.fields["owners"]["items"]:
        met = rows[item["id"]][2]
        best = [who for who, times in zip(("kam", "engineer", "service"), met, strict=True) if times == max(met)]
        assert not any(met) or len(best) == 1, "two owners"
        logged = best[0] if any(met) else "nobody"
        in_vain = sum(met) == 1 and not steps[item["id"]]  # one visit that led nowhere: also nobody's
        owners[item["id"]] = [logged, "nobody"] if in_vain else [logged]
    assert set(owners) == set(rows)
    return {
        "steps": {id: STEPS[step] for id, step in steps.items()},
        "owners": owners,
        "coverage": Fraction(sum(weight[id] for id in reached), sum(weight.values())),
        "weakest": weakest,
        "index": Fraction(sum(weight[id] * steps[id] for id in rows), 4 * sum(weight.values())),
    }


def from_person_to_organisation(card) -> dict[str, Any]:
    (wallet,) = card.told("spends # a year on our kind of goods")
    facts = [value for sentence in FACTS for value in card.told(sentence)]
    rules = minima(card.tables[0])
    step = supplier_step(facts, rules)
    wanted = rules[step]
    names = ("share_of_wallet", "contract_years", "joint_projects", "executive_contacts")
    return {
        "step": SUPPLIERS[step],
        "missing": [name for name, have, least in zip(names, facts, wanted, strict=True) if have < least],
        "sales": (wanted[0] - facts[0]) * wallet,
    }


def mirror_team(card) -> dict[str, Any]:
    hours = dict(zip("RACI", card.told("hours a week: R #, A #, C #, I #"), strict=True))
    (cap,) = card.told("more than # hours a week")
    draft, _ = card.tables
    functions = card.ids("unclear", "options")
    people = list(card.ids("over", "options").values())
    columns = list(zip(*([cell.replace("–", "") for cell in row[1:]] for row in draft), strict=True))
    load = {who: sum((hours[letter] for cell in column for letter in cell), Fraction(0)) for who, column in zip(people, columns, strict=True)}
    rows = {functions[row[0]]: "".join(row[1:]) for row in draft}
    return {
        "coverage": Fraction(sum("R" in row or "A" in row for row in rows.values()), len(rows)),
        "unclear": [name for name, row in rows.items() if row.count("A") != 1],
        "load": load[people[0]],
        "over": [who for who in people if load[who] > cap],
        "voices": {item["id"]: letter_of(item["note"]) for item in card.fields["voices"]["items"]},
    }


def courtesy(card) -> dict[str, Any]:
    cap_item, cap_year = card.told("up to # an item and # a person and year")
    totals: dict[str, Fraction] = {}
    broken = []
    for option in card.fields["register"]["options"]:
        _, who, _, value = option["label"].split(" · ")
        totals[who] = totals.get(who, Fraction(0)) + figure(value)
        if figure(value) > cap_item or totals[who] > cap_year:
            broken.append(option["id"])
    asked = card.fields["left"]["label"].partition(":")[0]
    for item in card.fields["verdicts"]["items"]:  # the two that are a sum, told by it
        found = re.search(r"worth CNY ([\d,]+) .*so far this year: CNY ([\d,]+)", item["label"])
        if found:
            value, prior = (figure(part) for part in found.groups())
            assert value <= cap_item, item["label"]
    return {"register": broken, "left": cap_year - totals[asked]}


def what_is_left(card) -> dict[str, Any]:
    (budget,) = card.told("yearly budget of #")
    (cap,) = card.told("at most # an item")
    people, net, rules, activities = card.tables
    ids = card.ids("broker", "options")
    weight = {row[0]: figure(row[1]) for row in people}
    steps = {row[0]: [None if cell == "–" else int(cell) for cell in row[2:]] for row in people}
    best = {name: max((s for s in reached if s is not None), default=0) for name, reached in steps.items()}
    without = {name: max((s for s in reached[1:] if s is not None), default=0) for name, reached in steps.items()}
    total = sum(weight.values())
    strength = sum(weight[name] * best[name] for name in best)
    held = [sum(weight[name] * (reached[place] or 0) for name, reached in steps.items()) for place in range(3)]
    share = [each / sum(held) for each in held]
    costs, heads = {}, {}
    options = card.ids("per_step", "rows")
    for name, cost, reaches, gift in activities:
        costs[options[name]] = figure(cost) / sum(weight[person] for person in reaches.split(", "))
        heads[options[name]] = (figure(cost), figure(gift))
    allowed = [name for name, (_, gift) in heads.items() if gift <= cap]
    facts = [value for sentence in FACTS for value in card.told(sentence)]
    return {
        "coverage": sum(weight[n] for n, s in steps.items() if any(x is not None for x in s)) / total,
        "index": strength / (4 * total),
        "concentration": sum(each * each for each in share),
        "lost": 1 - sum(weight[name] * without[name] for name in best) / strength,
        "broker": ids[_broker({row[0]: row[1].split(", ") if row[1] != "–" else [] for row in net})],
        "step": SUPPLIERS[supplier_step(facts, minima(rules))],
        "per_step": {f"{name}/cost": cost for name, cost in costs.items()},
        "best": min(allowed, key=costs.__getitem__),
        "budget_use": sum(heads[name][0] for name in allowed) / budget,
    }


def _broker(net: dict[str, list[str]]) -> str:
    """Walk all shortest ways between all pairs and count who stands on them, each way with its share."""
    passed = dict.fromkeys(net, Fraction(0))
    for start, end in combinations(net, 2):
        ways, waiting = [], deque([[start]])
        while waiting:
            way = waiting.popleft()
            if ways and len(way) >= len(ways[0]):
                continue
            for other in net[way[-1]]:
                if other == end:
                    ways.append([*way, end])
                elif other not in way:
                    waiting.append([*way, other])
        shortest = [way for way in ways if len(way) == min(map(len, ways))]
        for way in shortest:
            for person in way[1:-1]:
                passed[person] += Fraction(1, len(shortest))
    ranked = sorted(passed.values(), reverse=True)
    assert ranked[0] > ranked[1]
    return max(passed, key=passed.__getitem__)


U4 = (relationship_map, from_person_to_organisation, mirror_team, courtesy, what_is_left)
