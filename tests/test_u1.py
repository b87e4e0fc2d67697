"""Unit U1: the demo figures by plain arithmetic, the stories and statements, the keys, the form, the live controls."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kamlib import cases, citations, lifetime, stages, workbook
from kamlib.classroom.keys import load_keys
from kamlib.classroom.marking import mark
from kamlib.classroom.messages import State
from kamlib.forms import take_home
from kamlib.forms.form import Calculation, FormData, form_bytes, read_form
from kamlib.forms.lifetime_sheet import FORM, PLAN_YEARS, case_lifetime_sheet
from kamlib.lifetime import RELATIONSHIP_STAGES
from kamlib.plots.style import HouseFigure
from kamlib.text import LANGUAGES
from kamlib.units import u1_lifetime as u1
from kamlib.units.u1_lifetime import statements, stories, x2_stage
from kamlib.widgets import live_lifetime

BY_ID = {exercise.id: exercise for exercise in u1.EXERCISES}
COURSE = {"first_margin": "now", "cost_timing": "middle"}


def marks(id: str, raw: dict, variant: int = 0) -> dict:
    return {each.field: each for each in mark(BY_ID[id], variant, raw, load_keys(workbook.keys())).fields}


# -- the demo and the case --------------------------------------------------------------------------


def test_the_demo_is_the_case_rounded_and_agrees_with_u2() -> None:
    """U2 values the same accounts from the unrounded table; rounding to 10,000 moves no CLP by half a per cent."""
    table = cases.account_table().set_index("name_en")
    truth = BY_ID["U1.X1"].sheet(0).truth["clp"]
    for account in u1.DEMOS["U1.X1"]["accounts"]:
        row = table.loc[account["name"]["en"]]
        assert account["name"]["zh"] == row.name_zh
        given = {"sales": "sales_per_year", "contribution": "contribution_per_year", "cost": "service_cost_per_year"}
        assert all(abs(account[name] - row[column]) <= 5_000 for name, column in given.items())
        assert account["retention"] == row.retention_per_year
        in_u2 = lifetime.lifetime_profit(
            row.contribution_per_year, row.service_cost_per_year, row.retention_per_year, 0.10, 10, **COURSE
        )
        assert truth[f"{account['id']}/clp"] == pytest.approx(in_u2, rel=0.005)


def test_the_wrap_up_account_is_that_of_the_case() -> None:
    data, row = u1.DEMOS["U1.W"], cases.account_table().set_index("name_en").loc["Rynfando Warehouse Technology"]
    assert sum(cell["spend"] for cell in data["wallet"]) == pytest.approx(row.potential_wallet_per_year, abs=10_000)
    assert sum(cell["ours"] for cell in data["wallet"]) == pytest.approx(row.sales_per_year, abs=10_000)
    assert data["orders"] == pytest.approx(row.sales_per_year / row.sales_year_before - 1, abs=0.006)
    prospects = set(cases.prospects()["name_en"])
    for variant in range(17):
        assert BY_ID["U1.W"].sheet(variant).data["prospect"]["en"] in prospects


def test_every_lever_and_every_answer_comes_up() -> None:
    def seen(id: str, field: str) -> set:
        return {BY_ID[id].sheet(variant).truth[field] for variant in range(17)}

    assert seen("U1.X1", "lever") == {"contribution", "cost", "retention"}
    assert seen("U1.X3", "missing") == set(statements.LEVELS)
    assert seen("U1.W", "decision") == {"yes", "no"}
    assert seen("U1.W", "stage") == set(RELATIONSHIP_STAGES)


# -- carrying slips forward --------------------------------------------------------------------------


def test_the_order_and_the_sum_follow_from_ones_own_figures() -> None:
    sheet = BY_ID["U1.X1"].sheet(0)
    mistake, answer = next(pair for pair in sheet.wrong["clp"] if pair[0].id == "forgot-cost-to-serve")
    own = sorted(answer, key=lambda part: -answer[part])
    found = marks("U1.X1", {
        "clp": {part: str(value) for part, value in answer.items()},
        "ranking": [part.partition("/")[0] for part in own],
        "equity": str(sum(answer.values())),
    })  # fmt: skip
    assert found["clp"].mistakes == (mistake.id,)
    assert found["equity"].state is State.CARRIED
    assert found["ranking"].credit == 1


def test_a_right_gain_of_another_lever_earns_half() -> None:
    found = marks("U1.X1", {"lever": "contribution", "gain": "566,007"})
    assert found["lever"].credit == 0 and "566,007" in found["lever"].reason.say("en")
    assert (found["gain"].credit, found["gain"].mistakes) == (0.5, ("gain-of-step-2",))


def test_the_stage_follows_from_ones_own_share() -> None:
    exercise = BY_ID["U1.W"]
    variant = next(
        v for v in range(17) if exercise.sheet(v).truth["stage"] == "stability" and exercise.sheet(v).truth["share"] < 0.40
    )  # fmt: skip
    found = marks("U1.W", {"share": "28%", "stage": "formation"}, variant)
    assert (found["share"].credit, found["stage"].state) == (0, State.CARRIED)


# -- stories and statements ---------------------------------------------------------------------------


def test_a_story_stays_in_its_stage_with_every_figure_it_may_get() -> None:
    for story in stories.STORIES:
        corners = [(m, g / 100, s / 100) for m in story.months for g in story.growth for s in story.share]
        for months, growth, share in corners:
            found = stages.relationship_stage(months, growth, share, story.complaints, limits=stages.COURSE_LIMITS)
            assert found == story.stage, story.id
        assert set(story.moves) <= set(u1.CRM_STEPS) and 1 <= len(story.moves) <= 2


def test_each_stage_asks_for_different_steps() -> None:
    for stage in RELATIONSHIP_STAGES:
        assert len({story.moves[0] for story in stories.STORIES if story.stage == stage}) >= 2, stage


def test_a_second_accepted_step_is_right() -> None:
    exercise = BY_ID["U1.X2"]
    seen = 0
    for variant in range(17):
        for account, accepted in exercise.sheet(variant).truth["moves"].items():
            for step in accepted[1:]:
                found = marks("U1.X2", {"moves": {account: step}}, variant)["moves"]
                assert next(part for part in found.parts if part.part == account).credit == 1
                seen += 1
    assert seen


def test_a_wrong_stage_is_told_by_the_rule_that_decides() -> None:
    sheet = BY_ID["U1.X2"].sheet(0)
    for account, (stage, rule) in x2_stage._rules(sheet.data).items():
        wrong = next(other for other in RELATIONSHIP_STAGES if other != stage)
        assert sheet.by_id["stages"].reasons[f"{account}/{wrong}"] == x2_stage.WHY_STAGE[rule]
    assert set(x2_stage.WHY_STAGE) == {rule for rule, _ in stages.STAGE_RULES}


def test_ten_statements_three_at_least_of_each_level() -> None:
    for variant in range(17):
        levels = list(BY_ID["U1.X3"].sheet(variant).truth["levels"].values())
        assert len(levels) == 10
        assert min(levels.count(level) for level in statements.LEVELS) == 3


def test_the_keys_name_every_wrong_answer() -> None:
    key = load_keys(workbook.keys()).find("U1.W", 0, "next_step")
    field = BY_ID["U1.W"].sheet(0).by_id["next_step"]
    wrong = {
        f"{item.id}/{option.id}" for item in field.items for option in field.options if option.id not in key.accepted(item.id)
    }  # fmt: skip
    assert set(key.reasons) == wrong


# -- real companies and law ----------------------------------------------------------------------------


def test_what_is_told_of_gartner_michelin_and_the_law_has_a_source() -> None:
    for case in ("gartner", "michelin"):
        facts = citations.cited_facts(case)
        assert facts[0].standing == "document"
        assert {fact.standing for fact in facts} <= {"document", "verified", "summary"}
    assert citations.cited_fact("law.pipl_purpose").standing == "verified"
    assert citations.cited_fact("law.pipl_retention").standing == "verified"


# -- the form ---------------------------------------------------------------------------------------------


def filled() -> FormData:
    rows = [
        {"account": "A", "revenue": 8e6, "contribution": 2_780_000, "service_cost": 330_000, "retention": 0.82,
         "months": 230, "order_growth": 0.19, "share_of_wallet": 0.30, "complaints": 0, "step": "retain", "action": "x"},
        {"account": "B", "revenue": 5e6, "contribution": 400_000, "service_cost": 600_000, "retention": 1.0,
         "months": 8, "order_growth": -0.3, "share_of_wallet": 0.5, "complaints": 2},
        {"account": "C", "contribution": 90_000, "retention": 0.0, "months": 40, "order_growth": -0.04, "share_of_wallet": 0.4, "complaints": 1},
        {"account": "D"},
    ]  # fmt: skip
    plan = [{"plan_stage": "exploration", "money_in": 20_000, "money_out": 300_000}, {"plan_stage": "formation", "money_in": 250_000, "money_out": 60_000}]
    plan += [{"plan_stage": "stability", "money_in": 500_000, "money_out": 80_000}] * 3 + [{}] * (PLAN_YEARS - 5)
    values = {"discount_rate": 0.12, "years": 8, "prospect": "N", "form_owner": "L.M.", "form_date": date(2026, 7, 1)}
    return FormData(values, {"accounts": rows, "plan": plan})


@pytest.mark.parametrize("discount", [0.0, 0.12])
def test_the_form_agrees_with_the_library(discount: float) -> None:
    given = filled()
    data = FormData(given.values | {"discount_rate": discount}, given.tables)
    sheet = Calculation(FORM, data, "en")
    for place, row in enumerate(data.tables["accounts"][:3]):
        inputs = (row["contribution"], row.get("service_cost", 0))
        clp = lifetime.lifetime_profit(*inputs, row["retention"], discount, 8, **COURSE)
        assert sheet.column("accounts", "clp")[place] == pytest.approx(clp)
        if row["retention"] <= 0.99:
            more = lifetime.lifetime_profit(*inputs, row["retention"] + 0.01, discount, 8, **COURSE) - clp
            assert sheet.column("accounts", "point")[place] == pytest.approx(more)
            assert sheet.column("accounts", "stay")[place] == pytest.approx(1 / (1 - row["retention"]))
    assert sheet.field("equity") == pytest.approx(sum(sheet.column("accounts", "clp")[:3]))
    assert sheet.field("below_zero") == 1
    flows = [row.get("money_in", 0) - row.get("money_out", 0) for row in data.tables["plan"][:5]]
    by_stage = lifetime.cash_flow_value(flows, discount, first_flow="end", stage_years=[1, 1, 3, 0])
    assert sheet.column("by_stage", "stage_value") == pytest.approx(list(by_stage))
    assert sheet.total("plan", "present") == pytest.approx(by_stage.sum())


def test_the_form_tells_the_stage_as_the_rule_does() -> None:
    stage_words = {option.words.en: option.id for option in FORM.sheets[0].blocks[1].columns[13].options}
    shown = Calculation(FORM, filled(), "en").column("accounts", "stage")
    expected = stages.relationship_stage(
        [230, 8, 40], [0.19, -0.3, -0.04], [0.30, 0.5, 0.4], [0, 2, 1], limits=stages.COURSE_LIMITS
    )
    assert [stage_words.get(word, word) for word in shown[:3]] == list(expected)
    assert shown[3] == ""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_filled_form_comes_back_as_it_was(lang: str) -> None:
    for data in (filled(), case_lifetime_sheet(lang)):
        back = read_form(form_bytes(FORM, data, lang), FORM).data
        assert back.tables["accounts"] == data.tables["accounts"]
        assert data.values.items() <= back.values.items()
    demo = BY_ID["U1.W"].sheet(0).truth
    case = Calculation(FORM, case_lifetime_sheet(lang), lang)
    assert case.total("plan", "present") == pytest.approx(demo["total"])
    assert case.column("by_stage", "stage_value") == pytest.approx(list(demo["present"].values()))
    assert take_home.read_any(form_bytes(FORM, filled(), lang)).form.id == FORM.id


# -- live ---------------------------------------------------------------------------------------------------


def test_the_control_beside_the_card_reaches_every_figure_of_every_variant(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(HouseFigure, "svg", lambda figure: "<svg></svg>")  # others see that it is drawn
    for variant in range(17):
        data = BY_ID["U1.X1"].sheet(variant).data
        control = live_lifetime.account_curve(data, "en")
        for account in data["accounts"]:
            assert control.bounds["contribution"][1] >= account["contribution"] + data["steps"]["contribution"]
            assert control.bounds["cost"][1] >= account["cost"]
            low, high = control.bounds["retention"]
            assert low <= account["retention"] <= high
            for name in ("contribution", "cost", "retention"):
                control.take({"type": "move", "id": name, "value": account[name] * control.scales[name]}, [])
            control.refresh()
            clp = BY_ID["U1.X1"].sheet(variant).truth["clp"][f"{account['id']}/clp"]
            assert f"{clp:,.0f}" in control.picture["finding"]


def test_the_sliders_of_the_lesson_start_from_the_round_figures_of_its_table() -> None:
    """One page shows one figure for one account: the text and the figures are worked out from the same round amounts."""
    lesson = (Path(__file__).parents[1] / "course/source/1_key_accounts/u1_lifetime.py").read_text("utf-8")
    row = cases.account_table().set_index("account").loc["A006"]
    contribution, cost = (round(amount, -4) for amount in (row.contribution_per_year, row.service_cost_per_year))
    assert lesson.count(f"contribution={contribution:_}, cost={cost:_}, retention={row.retention_per_year:.2f}") == 2
    worth = lifetime.lifetime_profit(contribution, cost, row.retention_per_year, 0.10, 10, **COURSE)
    assert f"Tovpirrow {worth / 1e6:.2f} million" in lesson and f"托皮若 {worth / 1e4:.0f}万元" in lesson
    assert "shown.loc[\"A006\"]" in lesson and "inputs.loc[\"A006\"]" not in lesson


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("end", [0, 1])
def test_the_live_controls_draw_at_both_ends(lang: str, end: int) -> None:
    levers = {"contribution": 2_781_187, "cost": 333_340, "retention": 0.82, "discount": 0.10, "years": 10}
    for control in (live_lifetime.clp(lang), live_lifetime.relationship(lang), live_lifetime.levers(lang, **levers)):
        start = control.picture["finding"]
        control.values = {name: bounds[end] for name, bounds in control.bounds.items()}
        control.refresh()
        assert control.picture["svg"].startswith("<svg") and control.picture["finding"] != start
