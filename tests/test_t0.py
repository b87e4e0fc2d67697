"""What is special about unit T0: plans that add up, one right answer among many, the form read back."""

from __future__ import annotations

from typing import Any

import pytest

from kamlib import cases, targets, units
from kamlib.classroom.marking import mark
from kamlib.classroom.messages import State
from kamlib.forms.plan_check import PlanCheck, PlanLine, case_plan_check, plan_check_form
from kamlib.forms.plan_check_card import form_link, own_plan
from kamlib.targets import ANSOFF_CELLS, ansoff_cell
from kamlib.text import LANGUAGES
from kamlib.units.t0_targets import BOARD_TARGET, DEMOS, x1_split, x4_ansoff
from kamlib.widgets import live_targets

X1 = units.exercise("T0.X1")
REGIONS = ("east", "south", "north")


def typed(truth: Any) -> Any:
    if isinstance(truth, dict):
        return {part: value if isinstance(value, str) else f"{value:.4f}" for part, value in truth.items()}
    return truth if isinstance(truth, str) else f"{truth:.4f}"


def answers(variant: int, **changed: Any) -> dict[str, Any]:
    sheet = X1.sheet(variant)
    return {field: typed(truth) for field, truth in (dict(sheet.truth) | changed).items()}


def grid_mark(variant: int, grid: dict[str, float]) -> Any:
    marks = mark(X1, variant, answers(variant, grid=grid)).fields
    return next(each for each in marks if each.field == "grid")


def swapped(grid: dict[str, float], shares: Any) -> dict[str, float]:
    """Return another table with the same sums: one unit round four cells, none a unit off its share."""
    months = list(shares.columns)
    for one in REGIONS:
        for other in REGIONS:
            for first in months:
                for second in months:
                    own = dict(grid)
                    own[f"{first}/{one}"] += 1
                    own[f"{first}/{other}"] -= 1
                    own[f"{second}/{one}"] -= 1
                    own[f"{second}/{other}"] += 1
                    near = (
                        abs(own[f"{month}/{region}"] - shares.loc[region, month]) < 1
                        for month in (first, second)
                        for region in (one, other)
                    )
                    if one != other and first != second and all(near):
                        return own
    raise AssertionError("there is only one such table")


@pytest.mark.parametrize("variant", range(17))
def test_the_model_plan_adds_up_and_stays_near_the_exact_shares(variant: int) -> None:
    sheet = X1.sheet(variant)
    grid, shares = sheet.truth["grid"], x1_split.exact_shares(sheet.data)
    assert sum(grid[f"{month}/all"] for month in shares.columns) == sheet.data["target"]
    for month in shares.columns:
        assert sum(grid[f"{month}/{region}"] for region in REGIONS) == grid[f"{month}/all"]
    for region in REGIONS:
        year = sheet.truth["regions"][f"{region}/target"]
        assert sum(grid[f"{month}/{region}"] for month in shares.columns) == year
        assert all(abs(grid[f"{month}/{region}"] - shares.loc[region, month]) < 1 for month in shares.columns)


@pytest.mark.parametrize("variant", range(0, 17, 4))
def test_another_table_that_adds_up_is_right_too(variant: int) -> None:
    sheet = X1.sheet(variant)
    other = swapped(sheet.truth["grid"], x1_split.exact_shares(sheet.data))
    assert other != sheet.truth["grid"]
    assert grid_mark(variant, other).state is State.RIGHT


def test_a_table_right_cell_by_cell_that_does_not_add_up_loses_points() -> None:
    grid = dict(X1.sheet(1).truth["grid"])
    grid["m1/east"] += 1
    marked = grid_mark(1, grid)
    assert all(part.state is State.RIGHT for part in marked.parts)
    assert marked.state is State.PARTLY and marked.reason.id == "region-does-not-add-up"
    assert 0 < marked.credit < 1


def test_a_slip_in_a_region_is_carried_into_industries_and_plan() -> None:
    sheet = X1.sheet(1)
    regions = dict(sheet.truth["regions"])
    regions["east/target"] += 5
    regions["south/target"] -= 5
    own = {"regions": regions}
    raw = answers(
        1, regions=regions, industries=x1_split._industries(sheet.data, own), grid=x1_split._grid(sheet.data, own)
    )
    marks = {each.field: each for each in mark(X1, 1, raw).fields}
    assert marks["regions"].credit < 1
    assert marks["grid"].credit == 1
    assert marks["industries"].credit == 1


def test_the_board_wants_a_little_more_than_the_regions() -> None:
    proposed = cases.targets().set_index("year")["sales_target"].loc[2027].sum() / 10_000
    assert proposed < BOARD_TARGET < 1.01 * proposed
    assert DEMOS["T0.X1"] == units.pool("T0.X1")[0]
    assert DEMOS["T0.X4"]["baseline"] == units.pool("T0.X4")[0]["baseline"]


def test_every_action_stands_in_the_cell_its_words_say() -> None:
    cells = {ansoff_cell(new_market=market, new_product=product) for market, product in x4_ansoff._IS_NEW.values()}
    assert cells == set(ANSOFF_CELLS)
    for cell, (market, product) in x4_ansoff._IS_NEW.items():
        assert ansoff_cell(new_market=market, new_product=product) == cell
    for variant in range(17):
        placed = units.exercise("T0.X4").sheet(variant).truth["cells"]
        assert sorted(placed.values()) == sorted([*ANSOFF_CELLS] * 3)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_live_controls_hold_the_sums_and_close_the_gap(lang: str) -> None:
    plan = live_targets.breakdown(units.pool("T0.X1")[0], lang)
    plan.take({"type": "move", "id": "unit", "value": 10}, [])
    plan.take({"type": "move", "id": "south", "value": 0}, [])
    plan.refresh()
    assert "28,600" in plan.picture["finding"] and plan.picture["svg"].startswith("<svg")
    gap = live_targets.two_ways(units.pool("T0.X4")[0], lang)
    assert "431" in gap.picture["finding"] if lang == "zh" else "4.31" in gap.picture["finding"]
    gap.take({"type": "move", "id": "growth", "value": 1_180}, [])
    gap.refresh()
    assert {"en": "closed", "zh": "补上了"}[lang] in gap.picture["finding"]
    for region in REGIONS:  # all weights at 0 must not break the picture
        plan.take({"type": "move", "id": region, "value": 0}, [])
    plan.refresh()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_filled_form_is_read_back_and_drawn(lang: str) -> None:
    check = case_plan_check(7)
    shown = own_plan("mine.xlsx", plan_check_form(check, lang), {}, lang)
    assert shown.problems == [] and shown.figure_png.startswith(b"\x89PNG")
    assert {"en": "East China", "zh": "华东"}[lang] in shown.message
    total = sum(line.targets["sales"] for line in check.lines)
    came = sum(sum(line.actuals["sales"]) for line in check.lines)
    east = check.lines[0]
    rate = targets.required_run_rate(east.targets["sales"], sum(east.actuals["sales"]), 5)
    assert f"{rate:,.0f}" in shown.result_html and came < total
    assert own_plan("mine.xlsx", plan_check_form(None, lang), {}, lang).problems
    bare = PlanCheck(lines=(PlanLine(region="A", targets={"sales": 1_200_000}),), own=True)
    assert own_plan("mine.xlsx", plan_check_form(bare, lang), {}, lang).problems
    assert own_plan("mine.xlsx", b"no form", {}, lang).problems
    assert "data:application" in form_link(None, lang)
