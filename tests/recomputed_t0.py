"""The figures of unit T0, worked out from the card alone; `tests/test_recomputed.py` compares them."""

from __future__ import annotations

import re
from fractions import Fraction
from math import ceil, floor
from typing import Any

from kamlib import units

TEN_THOUSAND = 10_000


def figure(text: str) -> Fraction:
    """Return the one figure in a piece of text; 8% is read as eight hundredths."""
    (found,) = re.findall(r"[−-]?\d[\d,]*(?:\.\d+)?", text)
    value = Fraction(found.replace(",", "").replace("−", "-"))
    return value / 100 if f"{found}%" in text else value


def largest_fractions(total: Fraction, weights: list[Fraction]) -> list[int]:
    """Split a total by hand: whole parts, then the missing units to the largest fractions."""
    exact = [total * weight / sum(weights) for weight in weights]
    whole = [floor(share) for share in exact]
    order = sorted(range(len(exact)), key=lambda place: whole[place] - exact[place])
    for place in order[: int(total) - sum(whole)]:
        whole[place] += 1
    return whole


def split_the_year(card: Any, grid: dict[str, float]) -> dict[str, Any]:
    """Return every figure of T0.X1; of the region cells, which are not the only ones possible, see that they will do."""
    (target,) = card.told("next year's sales target: #")
    sales, nine, regions, industries, project = card.tables
    months = [row for row in sales if row[0] != "Year"]
    sums = [figure(row[4]) for row in months]
    for row in months:
        assert sum(figure(cell) for cell in row[1:4]) == figure(row[4])
    rows = [f"m{place}" for place in range(1, 13)]
    names = [row[0] for row in months]
    asked_rows = {row["label"]: row["id"] for row in card.fields["grid"]["rows"]}
    assert list(asked_rows.values()) == [rows[names.index(name)] for name in asked_rows]
    columns = [column["id"] for column in card.fields["grid"]["columns"]]
    index = {rows[place]: 12 * share / sum(sums) for place, share in enumerate(sums)}
    asked = [row["id"] for row in card.fields["season"]["rows"]]
    for (*_, shown), row in zip(months, rows, strict=True):
        assert shown == "?" if row in asked else abs(figure(shown) - index[row]) <= Fraction(1, 200)
    weights = [figure(weight) for _, weight in regions]
    years = dict(zip(columns, largest_fractions(target, weights), strict=False))
    named = {row["label"]: row["id"] for row in card.fields["regions"]["rows"]}
    (focus,) = (named[name] for name in named if f"region {name}:" in card.fields["industries"]["label"])
    parts = largest_fractions(Fraction(years[focus]), [figure(weight) for _, weight in industries])
    plan = largest_fractions(target, sums)
    region_cells = {part: value for part, value in grid.items() if not part.endswith("/all")}
    whole_plan = dict(region_cells)  # the trainee's cells, and the nine months that the card gives
    for name, *cells, whole in nine[:-1]:
        assert name not in asked_rows and plan[names.index(name)] == figure(whole)
        whole_plan |= {f"{rows[names.index(name)]}/{region}": figure(cell) for region, cell in zip(years, cells, strict=True)}
    for row, whole, share in zip(rows, plan, sums, strict=True):
        assert sum(whole_plan[f"{row}/{region}"] for region in years) == whole
        for region, weight in zip(years, weights, strict=True):
            exact = target * share / sum(sums) * weight / sum(weights)
            assert abs(Fraction(whole_plan[f"{row}/{region}"]) - exact) < 1
    for region, year in years.items():
        assert sum(whole_plan[f"{row}/{region}"] for row in rows) == year
    quarters = [sum(plan[start : start + 3]) for start in range(0, 12, 3)]
    return {
        "season": {f"{row}/index": index[row] for row in asked},
        "regions": {f"{region}/target": Fraction(year) for region, year in years.items()},
        "industries": {
            f"{row['id']}/target": Fraction(part)
            for row, part in zip(card.fields["industries"]["rows"], parts, strict=True)
        },
        "grid": {
            **{part: Fraction(value) for part, value in region_cells.items()},
            **{f"{row}/all": Fraction(plan[rows.index(row)]) for row in asked_rows.values()},
        },
        "quarters": {
            f"{row['id']}/target": Fraction(whole)
            for row, whole in zip(card.fields["quarters"]["rows"], quarters, strict=True)
        },
        **the_wrong_cell(card, project),
    }


def the_wrong_cell(card: Any, project: Any) -> dict[str, Any]:
    """Find the cell of the project that fits neither its column nor its row, and return what must stand there."""
    collected, spent, margin = card.told("cash is to be # of sales, expense #, profit # of sales less the expense")
    *months, added, agreed = ([figure(cell) for cell in row[1:]] for row in project)
    for column, whole in enumerate(added):
        assert sum(month[column] for month in months) == whole
    (column,) = [place for place, whole in enumerate(added) if whole != agreed[place]]
    mended = [list(month) for month in months]
    for month in mended:
        month[column] += agreed[column] - added[column]

    def misfit(month: list[Fraction]) -> Fraction:
        sales, cash, profit, expense = month
        return max(abs(cash - collected * sales), abs(expense - spent * sales), abs(profit + expense - margin * sales))

    slack = Fraction(3, 20)  # each figure is rounded to 0.1
    (row,) = [place for place, month in enumerate(months) if misfit(month) > slack]
    assert [place for place, month in enumerate(mended) if misfit(month) <= slack] == [row]
    return {
        "slip_measure": [option["id"] for option in card.fields["slip_measure"]["options"]][column],
        "slip_month": {"month": [option["id"] for option in card.fields["slip_month"]["options"]][row]},
        "slip_value": mended[row][column],
    }


def is_the_plan_on_course(card: Any) -> dict[str, Any]:
    year, passed = card.told("so # of # months have passed")[::-1]
    passed, year = min(passed, year), max(passed, year)
    ahead, behind = card.told("is ahead from # of its plan to date, behind below #")
    ids = {row["label"]: row["id"] for row in card.fields["check"]["rows"]}
    regions, product = card.tables
    check, states, gap = {}, {}, Fraction(0)
    for name, *cells in regions:
        target, plan, actual = map(figure, cells)
        attainment = actual / plan
        check[f"{ids[name]}/attainment"] = attainment
        check[f"{ids[name]}/rate"] = (target - actual) / (year - passed)
        states[ids[name]] = "ahead" if attainment >= ahead else "behind" if attainment < behind else "on_course"
        gap += plan - actual
    (plan_units, units_sold), (plan_price, price) = (map(figure, row[1:]) for row in product)
    by_price, by_volume = (price - plan_price) * units_sold, (units_sold - plan_units) * plan_price
    assert by_price + by_volume == price * units_sold - plan_price * plan_units
    return {
        "check": check,
        "states": states,
        "gap": gap,
        "price_part": by_price,
        "volume_part": by_volume,
        "cause": "price" if abs(by_price) > abs(by_volume) else "volume",
    }


def result_or_process(card: Any) -> dict[str, Any]:
    target, deal = card.told(r"new business of # is wanted this year\s+a deal brings # on average")
    (rate,) = card.told("of all opportunities # are won")
    each, weeks = card.told(r"takes # visits, won or lost\s+there are # selling weeks")
    deals = ceil(target / deal)
    opportunities = ceil(deals / rate)
    visits = ceil(opportunities * each)
    return {
        "deals": Fraction(deals),
        "opportunities": Fraction(opportunities),
        "visits_in_all": Fraction(visits),
        "per_week": Fraction(visits) / weeks,
    }


def fill_the_ansoff_gap(card: Any, cells: dict[str, str]) -> dict[str, Any]:
    """Return the figures of T0.X4 for the plan that takes the middle of every range.

    Where an action belongs is a matter of words, so the placing is taken as given.
    """
    target, baseline = card.told("target is # × CNY 10,000; if nothing new is done, the forecast says #")
    (beyond,) = card.told("Cover at most # more than the gap")
    growth, chance = {}, {}
    for row in card.fields["growth"]["rows"]:
        low, high = row["note"].split(" to ")
        growth[row["id"]] = (figure(low) + figure(high)) / 2
    for box in card.fields["cells"]["boxes"]:
        slider = card.fields[f"chance_{box['id']}"]
        assert box["label"] in slider["label"]
        chance[box["id"]] = Fraction(round(slider["min"]) + round(slider["max"]), 200)
    assert {row["id"] for row in card.fields["growth"]["rows"]} == set(cells)
    residual = target - baseline - sum(growth[action] * chance[cell] for action, cell in cells.items())
    assert 0 <= -residual <= beyond * (target - baseline)
    return {
        "gap": target - baseline,
        "cells": cells,
        **{f"chance_{cell}": rate for cell, rate in chance.items()},
        "growth": {f"{action}/growth": amount for action, amount in growth.items()},
        "residual": residual,
    }


def three_quarters_gone(card: Any) -> dict[str, Any]:
    (target,) = card.told("sales target for the account is #")
    collected, margin, expense = card.told("Collection rate #, gross margin # of sales, expense # of sales")
    deal, rate = card.told("Mean deal #, win rate #")
    quarters, product = card.tables
    plan = largest_fractions(target, [figure(row[1]) for row in quarters])
    came = sum(figure(row[2]) for row in quarters[:3])
    (plan_units, units_sold), (plan_price, price) = (map(figure, row[1:]) for row in product)
    deals = ceil((target - came) * TEN_THOUSAND / deal)
    return {
        "measures": {
            "cash_collected/amount": target * collected,
            "expense/amount": target * expense,
            "profit/amount": target * margin - target * expense,
        },
        "quarters": {f"q{place}/plan": Fraction(whole) for place, whole in enumerate(plan, 1)},
        "attainment": came / sum(plan[:3]),
        "run_rate": (target - came) / 3,
        "split": {
            "price/amount": (price - plan_price) * units_sold,
            "volume/amount": (units_sold - plan_units) * plan_price,
        },
        "opportunities": Fraction(ceil(deals / rate)),
    }


def _truth(card: Any, field: str) -> Any:
    return units.exercise(card.id).sheet(card.variant).truth[field]


T0 = (
    lambda card: split_the_year(card, _truth(card, "grid")),
    is_the_plan_on_course,
    result_or_process,
    lambda card: fill_the_ansoff_gap(card, _truth(card, "cells")),
    three_quarters_gone,
)
