"""What is special about unit T0: plans that add up, one right answer among many, the form read back."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from kamlib import cases, targets, units
from kamlib.classroom import messages
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


def swapped(grid: dict[str, float], shares: Any, months: list[str]) -> dict[str, float] | None:
    """Return another quarter with the same sums: one unit round four cells, none a unit off its share."""
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
    return None


@pytest.mark.parametrize("variant", range(17))
def test_the_model_plan_adds_up_and_stays_near_the_exact_shares(variant: int) -> None:
    sheet = X1.sheet(variant)
    plan, shares = x1_split.plan_table(sheet.data), x1_split.exact_shares(sheet.data)
    assert plan.loc["all"].sum() == sheet.data["target"]
    assert (plan.loc[list(REGIONS)].sum() == plan.loc["all"]).all()
    for region in REGIONS:
        assert plan.loc[region].sum() == sheet.truth["regions"][f"{region}/target"]
        assert (abs(plan.loc[region] - shares.loc[region]) < 1).all()
    months = x1_split.open_months(sheet.data)
    assert sheet.truth["grid"] == {f"{m}/{c}": plan.loc[c, m] for c in plan.index for m in months}
    assert list(x1_split.agreed(sheet.data).columns) == [month for month in plan if month not in months]


def test_the_card_has_at_most_thirty_entries() -> None:
    for id in ("T0.X1", "T0.X4"):
        for sheet in (units.exercise(id).sheet(variant) for variant in range(17)):
            assert sum(len(truth) if isinstance(truth, dict) else 1 for truth in sheet.truth.values()) <= 30


def test_another_table_that_adds_up_is_right_too() -> None:
    found = 0
    for variant in range(17):
        sheet = X1.sheet(variant)
        months = x1_split.open_months(sheet.data)
        other = swapped(sheet.truth["grid"], x1_split.exact_shares(sheet.data), months)
        if other is not None:
            found += 1
            assert other != sheet.truth["grid"]
            assert grid_mark(variant, other).state is State.RIGHT
    assert found >= 3  # with three months there is not always a second one


def test_a_table_right_cell_by_cell_that_does_not_add_up_loses_points() -> None:
    grid = dict(X1.sheet(1).truth["grid"])
    first = x1_split.open_months(X1.sheet(1).data)[0]
    grid[f"{first}/east"] += 1
    marked = grid_mark(1, grid)
    assert all(part.state is State.RIGHT for part in marked.parts)
    assert marked.state is State.PARTLY and marked.reason.id == "region-does-not-add-up"
    assert 0 < marked.credit < 1
    grid[f"{first}/south"] -= 1  # now the month holds, and two regions do not
    assert grid_mark(1, grid).reason.id == "region-does-not-add-up"


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


@pytest.mark.parametrize("variant", range(17))
def test_the_project_fits_its_measures_and_months_but_for_one_cell_with_two_digits_swapped(variant: int) -> None:
    data = X1.sheet(variant).data
    project, slip = data["project"], data["project"]["slip"]
    plan, shown = x1_split.project_plan(data), x1_split.project_as_shown(data)
    rates = targets.measure_rates(*(plan[measure].sum() for measure in targets.MEASURES))
    assert rates.collection_rate == pytest.approx(project["collection"], abs=0.0005)
    assert rates.gross_margin_rate == pytest.approx(project["margin"], abs=0.0005)
    assert rates.expense_ratio == pytest.approx(project["expense"], abs=0.0005)
    different = (plan != shown).stack()
    assert different[different].index.tolist() == [(slip["month"], slip["measure"])]
    right, wrong = (f"{table.loc[slip['month'], slip['measure']]:.1f}" for table in (plan, shown))
    assert right != wrong and sorted(right) == sorted(wrong)
    # the project is a part of its industry, which is a part of its region
    industry = X1.sheet(variant).truth["industries"][f"{data['industries'][0]['id']}/target"]
    assert project["sales"] < industry


def test_a_slip_moved_the_wrong_way_is_named() -> None:
    raw = answers(0, slip_month={"month": "m4"}, slip_value=3.1)  # April: 5.8 − 2.7 for 5.8 + 2.7
    marks = {each.field: each for each in mark(X1, 0, raw).fields}
    assert marks["slip_value"].reason.id == "wrong-way" and marks["slip_value"].credit == 0
    assert marks["slip_month"].state is not State.RIGHT and marks["slip_measure"].state is State.RIGHT


@pytest.mark.parametrize("variant", [0, 1, 9])
def test_the_worked_solution_shows_the_whole_year_region_by_month(variant: int) -> None:
    sheet = X1.sheet(variant)
    grid, project = X1.solution_tables(sheet.data)
    *months, year = grid.rows
    assert len(months) == 12 and list(year[1:]) == [*sheet.truth["regions"].values(), sheet.data["target"]]
    assert [sum(column) for column in zip(*(row[1:] for row in months), strict=True)] == list(year[1:])
    assert all(sum(row[1:-1]) == row[-1] for row in grid.rows)
    assert sum("(yours)" in row[0].en for row in months) == 3
    assert list(project.rows[-1][1:]) == pytest.approx(list(project.rows[-2][1:]))


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


def ansoff_marks(variant: int, **changed: Any) -> dict[str, Any]:
    exercise = units.exercise("T0.X4")
    raw = {field: typed(truth) for field, truth in exercise.sheet(variant).truth.items()}
    raw |= ansoff_plan(exercise.sheet(variant).data, 0.5, 0.5)
    return {each.field: each for each in mark(exercise, variant, raw | changed).fields}


def ansoff_plan(data: Any, growth_at: float, chance_at: float) -> dict[str, Any]:
    """Return a trainee's plan as typed, every figure at the same place of its range."""
    growth = {f"{a['id']}/growth": f"{a['growth'] * (0.75 + 0.5 * growth_at):.2f}" for a in data["actions"]}
    chances = {
        f"chance_{cell}": f"{100 * (low + (high - low) * chance_at):.2f}"
        for cell, (low, high) in data["chances"].items()
    }
    plan = x4_ansoff.plan_of(data, growth_at=growth_at, chance_at=chance_at)
    return {"growth": growth, **chances, "residual": f"{plan.residual:.1f}"}


@pytest.mark.parametrize("variant", range(17))
def test_many_plans_close_the_ansoff_gap_and_each_is_judged_by_its_own_residual(variant: int) -> None:
    data = units.exercise("T0.X4").sheet(variant).data
    for growth_at, chance_at in ((0.5, 0.5), (0.6, 0.45), (0.4, 0.65)):
        plan = x4_ansoff.plan_of(data, growth_at=growth_at, chance_at=chance_at)
        marks = ansoff_marks(variant, **ansoff_plan(data, growth_at, chance_at))
        closes = 0 <= -plan.residual <= 0.1 * plan.gap
        assert marks["growth"].state is (State.RIGHT if closes else State.PARTLY)
        assert marks["residual"].credit == 1
        assert closes or marks["growth"].reason.id in ("gap-still-open", "far-beyond-the-gap")
    for place, rule in ((0.0, "gap-still-open"), (1.0, "far-beyond-the-gap")):
        marks = ansoff_marks(variant, **ansoff_plan(data, place, place))
        assert marks["growth"].state is State.PARTLY and marks["growth"].reason.id == rule
        assert all(part.state is State.RIGHT for part in marks["growth"].parts)
        assert marks["residual"].credit == 1  # worked out rightly from an open plan


def test_the_residual_of_another_plan_is_not_this_trainees() -> None:
    data = units.exercise("T0.X4").sheet(0).data
    own = ansoff_plan(data, 0.55, 0.5)
    assert ansoff_marks(0, **own)["residual"].state is State.RIGHT
    assert ansoff_marks(0, **{**own, "residual": "-46"})["residual"].state is State.NOT_YET
    whole = sum(float(amount) for amount in own["growth"].values())
    marked = ansoff_marks(0, **{**own, "residual": f"{2_570 - whole:.0f}"})["residual"]
    assert marked.reason.id == "gap-less-full-growth"


def test_a_growth_outside_its_range_is_told_so_and_a_misplaced_action_is_carried() -> None:
    sheet = units.exercise("T0.X4").sheet(0)
    growth = {part: f"{amount:.0f}" for part, amount in sheet.truth["growth"].items()}
    marks = ansoff_marks(0, growth=growth | {"spares/growth": "410"})  # 240 to 400 is the range
    (out,) = [part for part in marks["growth"].parts if part.state is not State.RIGHT]
    assert out.part == "spares/growth" and out.reason.text is messages.OUT_OF_REACH
    own = 2_616 + 320 * (0.5 - 0.7)  # spare parts taken for a new product, and with its probability
    cells = dict(sheet.truth["cells"]) | {"spares": "product_development"}
    marks = ansoff_marks(0, cells=cells, residual=f"{2_570 - own:.0f}")
    assert marks["cells"].credit < 1 and marks["residual"].state is State.CARRIED
    assert marks["growth"].reason.id == "gap-still-open"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_live_controls_hold_the_sums_and_close_the_gap(lang: str) -> None:
    plan = live_targets.breakdown(units.pool("T0.X1")[0], lang)
    plan.take({"type": "move", "id": "unit", "value": 10}, [])
    plan.take({"type": "move", "id": "south", "value": 0}, [])
    plan.refresh()
    assert "28,600" in plan.picture["finding"] and plan.picture["svg"].startswith("<svg")
    gap = live_targets.positions(units.pool("T0.X4")[0], lang)
    assert {"en": "10.79m", "zh": "1,079万"}[lang] in gap.picture["finding"]
    for slider in ("growth", "chance"):
        gap.take({"type": "move", "id": slider, "value": 50}, [])
    gap.refresh()
    assert {"en": "closed", "zh": "补上了"}[lang] in gap.picture["finding"]
    for region in REGIONS:  # all weights at 0 must not break the picture
        plan.take({"type": "move", "id": region, "value": 0}, [])
    plan.refresh()
    parts = live_targets.industry_shares(units.pool("T0.X1")[0], lang)
    for name, value in {"target": 10_450, "distribution": 46.0, "textile": 18.0, "other": 41.0}.items():
        assert name in parts.values
        parts.take({"type": "move", "id": name, "value": value}, [])
    parts.refresh()
    assert "4,578.10" in parts.picture["svg"]  # 10,450 × 46 ÷ 105, before rounding
    shares = live_targets.shares(units.pool("T0.X1")[0], lang)
    assert set(shares.values) == {*REGIONS, "unit"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_any_branch_is_opened_by_measure_and_month(lang: str) -> None:
    paths = pd.MultiIndex.from_tuples([("A", "x"), ("A", "y"), ("B", "z")], names=["Region", "Customer"])
    weights = pd.DataFrame({measure: [3, 1, 2] for measure in targets.MEASURES}, index=paths)
    year = {"sales": 6_000_000, "cash_collected": 5_400_000, "profit": 1_200_000, "expense": 600_000}
    tree = live_targets.branches(year, weights, pd.Series([1] * 12, index=list("ABCDEFGHIJKL")), lang)
    assert set(tree.values) == {"Region", "Customer"}

    def shown(region: int, customer: int) -> tuple[str, str]:
        tree.take({"type": "move", "id": "Region", "value": region}, [])
        tree.take({"type": "move", "id": "Customer", "value": customer}, [])
        tree.refresh()
        return tree.picture["finding"], tree.picture["svg"]

    finding, picture = shown(0, 2)  # nothing is opened below "all"
    assert "3 " in finding and "600.00" in picture and "50.00" in picture
    finding, picture = shown(1, 0)
    assert "2 " in finding and "400.00" in picture and "90.0%" in picture
    finding, picture = shown(1, 2)
    assert "A, y" in finding.replace("、", ", ") and "100.00" in picture
    assert "B, z" in shown(2, 2)[0].replace("、", ", ")  # B has one customer: the smallest there is


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
