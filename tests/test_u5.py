"""Unit U5: the demo figures and the case, entries, measures and ideas, the keys, sources, the form, figures and live controls."""

from __future__ import annotations

from datetime import date
from math import inf

import pytest

from kamlib import cases, citations, plots, switching, workbook
from kamlib.classroom.keys import load_keys
from kamlib.classroom.marking import mark
from kamlib.classroom.messages import State
from kamlib.forms import sheets, take_home
from kamlib.forms.form import Calculation, FormData, form_bytes, read_form
from kamlib.forms.switching_sheet import FORM, case_switching_sheet
from kamlib.glossary import term
from kamlib.plots.style import COLOURS, HouseFigure
from kamlib.switching import SWITCHING_COSTS, WAYS_TO_RAISE
from kamlib.text import LANGUAGES
from kamlib.units import u5_switching as u5
from kamlib.units.u5_switching import entries, ideas, measures, x2_barrier, x3_cases, x4_fair
from kamlib.value import annuity_factor
from kamlib.widgets import live_switching

BY_ID = {exercise.id: exercise for exercise in u5.EXERCISES}
VARIANTS = range(17)


def marks(id: str, raw: dict, variant: int = 0) -> dict:
    return {each.field: each for each in mark(BY_ID[id], variant, raw, load_keys(workbook.keys())).fields}


# -- the demo and the case --------------------------------------------------------------------------


def test_the_demo_accounts_are_those_of_the_case() -> None:
    table = cases.account_table().set_index("name_en")
    rynfando, ulmsathe = table.loc["Rynfando Warehouse Technology"], table.loc["Ulmsathe Food Machinery"]
    assert u5.DEMOS["U5.X1"]["spend"] == pytest.approx(rynfando.sales_per_year, abs=5_000)
    assert u5.DEMOS["U5.X3"]["revenue"] == pytest.approx(rynfando.sales_per_year, abs=5_000)
    data = u5.DEMOS["U5.W"]
    assert data["spend"] == pytest.approx(ulmsathe.sales_per_year, abs=5_000)
    assert data["account"]["contribution"] == pytest.approx(ulmsathe.contribution_per_year, abs=5_000)
    assert data["account"]["cost"] == pytest.approx(ulmsathe.service_cost_per_year, abs=5_000)
    assert data["account"]["retention"] == ulmsathe.retention_per_year
    names = {row.name_zh: english for english, row in table.iterrows()}
    for account in u5.DEMOS["U5.X2"]["accounts"]:
        assert names[account["name"]["zh"]] == account["name"]["en"]


def test_the_demo_by_plain_arithmetic() -> None:
    """1,960,000 once and 60,000 a year for five years at 10%, against 7,740,000 a year."""
    truth = BY_ID["U5.X1"].sheet(0).truth
    factor = 1 / 1.1 + 1 / 1.21 + 1 / 1.331 + 1 / 1.4641 + 1 / 1.61051
    assert sum(truth["buckets"].values()) == 1_960_000
    assert truth["total"] == pytest.approx(1_960_000 + 60_000 * factor)
    assert truth["needed"] == pytest.approx(truth["total"] / 7_740_000 / factor)
    assert truth["surplus"] == pytest.approx(774_000 * factor - truth["total"])


def test_every_answer_comes_up() -> None:
    def seen(id: str, field: str) -> set:
        return {BY_ID[id].sheet(variant).truth[field] for variant in VARIANTS}

    assert seen("U5.X1", "verdict") == seen("U5.W", "verdict") == {"leaves", "stays"}
    assert seen("U5.W", "decision") == {"build", "leave"}
    best = {ways[0] for v in VARIANTS for ways in BY_ID["U5.X2"].sheet(v).truth["choice"].values()}
    assert best == set(WAYS_TO_RAISE)


def test_the_best_figure_of_x2_is_not_released() -> None:
    for variant in VARIANTS:
        data = BY_ID["U5.X2"].sheet(variant).data
        (stopped,) = x2_barrier._against_legal(data, {}).items()
        account = next(each for each in data["accounts"] if each["id"] == stopped[0])
        best = max(account["measures"], key=lambda measure: x2_barrier._npv(data, measure))
        assert x2_barrier._way(best) == stopped[1] == "termination_barriers"
        assert "termination_barriers" not in BY_ID["U5.X2"].sheet(variant).truth["choice"][stopped[0]]


# -- carrying slips forward --------------------------------------------------------------------------


def test_sums_follow_from_ones_own_sorting() -> None:
    sheet = BY_ID["U5.X1"].sheet(0)
    own = dict(sheet.truth["sort"]) | {"pilot_line": "learning"}
    sums = x_sums(sheet.data, own)
    found = marks("U5.X1", {"sort": own, "buckets": {part: str(value) for part, value in sums.items()}})
    assert found["sort"].credit == pytest.approx(14 / 15)
    assert found["buckets"].state is State.CARRIED and found["buckets"].credit == 1


def x_sums(data: dict, kinds: dict) -> dict:
    sums = {f"{kind}/cost": 0.0 for kind in SWITCHING_COSTS}
    for id, amount in data["entries"].items():
        sums[f"{kinds[id]}/cost"] += amount
    return sums


def test_the_worth_of_another_way_is_carried_forward() -> None:
    data = BY_ID["U5.X2"].sheet(0).data
    choice = {id: ways[0] for id, ways in BY_ID["U5.X2"].sheet(0).truth["choice"].items()} | {"a1": "dedicated_assets"}
    bench = next(measure for measure in data["accounts"][0]["measures"] if measure["id"] == "test_bench")
    own = switching.lock_in_investment(bench["investment"], bench["retained"], bench["shared"], 0.10, 5, timing="end")
    found = marks("U5.X2", {"choice": choice, "worth": {"a1/npv": str(own.net_present_value), "a1/years": "5"}})
    assert found["choice"].credit == 0.75
    parts = {part.part: part for part in found["worth"].parts}
    assert parts["a1/npv"].state is State.CARRIED and parts["a1/years"].state is State.CARRIED


def test_against_legal_is_told_so() -> None:
    found = marks("U5.X2", {"choice": {"a2": "termination_barriers"}})
    assert found["choice"].mistakes == ("against-legal",)


def test_the_accepted_alternatives_of_the_cases() -> None:
    for case, accepted in x3_cases.ACCEPTED.items():
        for way in x3_cases.WAYS:
            found = marks("U5.X3", {"ways": {case: way}})["ways"]
            part = next(each for each in found.parts if each.part == case)
            assert (part.credit == 1) == (way in accepted), (case, way)


# -- entries, measures, ideas -------------------------------------------------------------------------


def test_six_entries_of_each_kind() -> None:
    kinds = [entry.kind for entry in entries.ENTRIES]
    assert {kind: kinds.count(kind) for kind in SWITCHING_COSTS} == dict.fromkeys(SWITCHING_COSTS, 6)
    for variant in VARIANTS:
        sheet = BY_ID["U5.X1"].sheet(variant)
        assert len(sheet.data["entries"]) == 15
        assert set(sheet.truth["sort"].values()) == set(SWITCHING_COSTS)


def test_only_termination_barriers_are_ever_stopped() -> None:
    assert {measure.way for measure in measures.MEASURES} == set(WAYS_TO_RAISE)
    assert {measure.way for measure in measures.MEASURES if measure.stopped} == {"termination_barriers"}


def test_ten_ideas_four_at_least_in_each_box() -> None:
    assert len(ideas.IDEAS) == len(ideas.BY_ID) == 24
    for variant in VARIANTS:
        boxes = list(BY_ID["U5.X4"].sheet(variant).truth["ideas"].values())
        assert len(boxes) == 10 and min(map(boxes.count, ideas.BOXES)) >= 4


def test_the_three_practices_are_those_of_the_cited_decision() -> None:
    told = citations.cited_fact("tetra_pak.conduct").statement.en.lower()
    for practice in x4_fair.FOUND.values():
        assert practice.en.lower() in told
    for practice in x4_fair.NOT_FOUND.values():
        assert practice.en.lower() not in told
    for variant in VARIANTS:
        assert set(BY_ID["U5.X4"].sheet(variant).truth["found"]) == set(x4_fair.FOUND)


def test_the_keys_name_every_wrong_answer() -> None:
    key = load_keys(workbook.keys()).find("U5.W", 0, "situations")
    field = BY_ID["U5.W"].sheet(0).by_id["situations"]
    wrong = {
        f"{item.id}/{option.id}" for item in field.items for option in field.options if option.id not in key.accepted(item.id)
    }  # fmt: skip
    assert set(key.reasons) == wrong


# -- real companies and law ----------------------------------------------------------------------------


def test_the_cases_begin_with_what_the_document_says() -> None:
    for case in ("honeywell", "vending", "specification", "tetra_pak"):
        facts = citations.cited_facts(case)
        assert facts[0].standing == "document"
        assert {fact.standing for fact in facts} <= {"document", "verified", "summary", "second-hand"}
    assert citations.cited_fact("vending.claim").standing == "second-hand"  # the lesson shows the standing beside it


def test_no_sentence_names_a_company_that_the_document_does_not_name() -> None:
    for case in ("honeywell", "vending", "specification", "switching", "tank_law"):
        for fact in citations.cited_facts(case):
            for lang in LANGUAGES:
                said = fact.statement.pick(lang)
                assert not any(name in said for name in ("Fastenal", "Samsung", "SupplyPro", "Intel")), fact.id


def test_the_five_costs_have_their_terms() -> None:
    for kind, name in u5.COST_NAMES.items():
        assert term(f"{kind}_cost").zh == name.zh


# -- the form ---------------------------------------------------------------------------------------------


def filled(rate: float = 0.09) -> FormData:
    costs = [{"now": 20_000, "target": 25_000}, {"now": 50_000, "target": 50_000}, {"now": 80_000, "target": 130_000}, {"now": 30_000}, {"now": 20_000, "target": 20_000}]
    ties = [
        {"measure": "A", "way": "dedicated_assets", "invest": 200_000, "kept": 60_000, "shared": 15_000, "legal": "released"},
        {"measure": "B", "way": "termination_barriers", "invest": 10_000, "kept": 90_000, "legal": "stopped"},
        {"measure": "C", "way": "outstanding_service", "invest": 400_000, "kept": 30_000, "legal": "released"},
        {"measure": "D", "way": "process_embedding", "invest": 100_000, "kept": 40_000},
        {"measure": "E", "invest": 50_000},
    ]  # fmt: skip
    users = [{"user": "U", "demand": 50, "names_us": "yes"}, {"user": "V", "demand": 10, "names_us": "no"}, {"user": "W", "demand": 40}]
    assets = [{"asset": "tank", "price_paid": 100_000, "life": 5, "used": 2, "since": date(2024, 1, 1)}, {"asset": "old", "price_paid": 10, "life": 2, "used": 5}]
    values = {
        "customer": "C", "spend": 1_000_000, "offer": 0.06, "horizon": 4, "their_rate": rate, "extra": 10_000, "our_rate": rate, "our_years": 5,
        "units_before": 6_000, "units_after": 5_400, "unit_price": 80, "carrying": 0.2, "stock_before": 400_000, "stock_after": 250_000,
        "minutes_before": 10, "minutes_after": 2, "trips": 12, "days": 250, "wage": 45, "form_owner": "L.M.", "form_date": date(2026, 7, 1),
    }  # fmt: skip
    return FormData(values, {"costs": costs, "ties": ties, "users": users, "assets": assets})


@pytest.mark.parametrize("rate", [0.0, 0.09])
def test_the_form_agrees_with_the_library(rate: float) -> None:
    data = filled(rate)
    sheet = Calculation(FORM, data, "en")
    terms_ = {"discount_rate_per_year": rate, "years": 4, "timing": "end"}
    for when in ("now", "target"):
        once = {kind: row.get(when, 0) for kind, row in zip(SWITCHING_COSTS, data.tables["costs"], strict=True)}
        cost = switching.switching_cost(once, extra_cost_per_year=10_000, **terms_)
        decided = switching.switching_decision(cost, 60_000, **terms_)
        assert sheet.field(f"sc_{when}") == pytest.approx(cost)
        assert sheet.field(f"needed_{when}") == pytest.approx(switching.required_discount(cost, 1_000_000, **terms_))
        assert sheet.field(f"gain_{when}") == pytest.approx(decided.surplus)
        assert sheet.field(f"verdict_{when}") == ("leave" if decided.switches else "stay")
    assert sheet.field("factor") == pytest.approx(float(annuity_factor(rate, 4, timing="end")))
    released = 0.0
    for place, row in enumerate(data.tables["ties"]):
        tie = switching.lock_in_investment(row["invest"], row.get("kept", 0), row.get("shared", 0), rate, 5, timing="end")
        assert sheet.column("ties", "npv")[place] == pytest.approx(tie.net_present_value)
        years = sheet.column("ties", "stay")[place]
        assert years == ("–" if tie.break_even_years == inf else tie.break_even_years), row["measure"]
        released += tie.net_present_value if row.get("legal") == "released" else 0
    assert sheet.total("ties", "npv") == pytest.approx(released)
    assert sheet.column("ties", "advice")[:5] == ["build", "drop", "drop", "wait", "drop"]
    saved = switching.vending_machine_effect(
        units_saved_per_year=600, price_per_unit=80, stock_value_released=150_000, carrying_rate_per_year=0.2,
        walking_hours_saved_per_year=switching.walking_hours_per_year(12, 8, 250), wage_per_hour=45,
    )  # fmt: skip
    assert sheet.field("saved") == pytest.approx(saved.saving_per_year) == 96_000
    assert sheet.total("users", "rate") == pytest.approx(0.5)
    assert sheet.total("users", "safe") == pytest.approx(switching.protected_revenue(0.5, 1_000_000))
    assert sheet.column("assets", "book")[:2] == [60_000, 0]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_form_reads_back_what_was_filled_in(lang: str) -> None:
    for data in (case_switching_sheet(lang), filled(), FormData(own=True)):
        got = take_home.read_any(form_bytes(FORM, data, lang))
        assert (got.form.id, got.lang) == ("switching_cost", lang)
        assert {name: value for name, value in got.data.values.items() if name in data.values} == dict(data.values)
        for table, rows in data.tables.items():
            for row, read in zip(rows, got.data.tables[table], strict=False):
                assert {name: read.get(name) for name in row} == dict(row)


def test_the_filled_form_tells_what_the_lesson_tells() -> None:
    sheet = Calculation(FORM, case_switching_sheet("en"), "en")
    truth = BY_ID["U5.X1"].sheet(0).truth
    assert sheet.field("sc_now") == pytest.approx(truth["total"])
    assert sheet.field("needed_now") == pytest.approx(truth["needed"])
    assert sheet.field("verdict_now") == "leave" and sheet.field("verdict_target") == "stay"
    assert sheet.column("ties", "npv")[0] == pytest.approx(BY_ID["U5.X2"].sheet(0).truth["worth"]["a1/npv"])
    assert read_form(form_bytes(FORM, case_switching_sheet("zh"), "zh"), FORM).lang == "zh"


# -- figures and live controls ------------------------------------------------------------------------------


def test_the_five_costs_have_one_colour_everywhere() -> None:
    assert {kind: COLOURS[kind] for kind in SWITCHING_COSTS} == sheets.SWITCHING_COLOURS
    others = {COLOURS[name] for name in COLOURS if name not in SWITCHING_COSTS}
    assert len(set(sheets.SWITCHING_COLOURS.values()) | others) == 5 + len(others)
    boxes = BY_ID["U5.X1"].sheet(0).by_id["sort"].boxes
    assert [(box.id, box.colour) for box in boxes] == [(kind, kind) for kind in SWITCHING_COSTS]


def test_the_waterfall_asks_for_all_five_costs() -> None:
    with pytest.raises(ValueError, match="legal"):
        plots.switching_waterfall(dict.fromkeys(SWITCHING_COSTS[:4], 1.0), "en")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_tie_that_never_pays_says_so(lang: str) -> None:
    said = plots.lock_in_course(400_000, 30_000, 0.10, 5, lang).description()
    assert ("does not come back" if lang == "en" else "收不回") in said


@pytest.mark.parametrize("lang", LANGUAGES)
def test_live_controls_follow_the_library(lang: str) -> None:
    moved = live_switching.decision(lang, spend=7_740_000, cost=1_960_000, extra=60_000, offer=0.10, years=5, discount=0.10)
    moved.take({"type": "move", "id": "years", "value": 3}, [])
    moved.refresh()
    needed = switching.required_discount(1_960_000 + 60_000 * annuity_factor(0.10, 3, timing="end"), 7_740_000, 0.10, 3, timing="end")
    assert f"{needed:.1%}" in moved.picture["finding"]
    tie = live_switching.tie(lang)
    assert "84,309" in tie.picture["finding"]
    machine = live_switching.vending(lang, units=6_000, price=85, stock=640_000, carrying=0.18, trips=60, days=250, wage=48)
    machine.take({"type": "move", "id": "minutes", "value": 3}, [])
    machine.refresh()
    assert "750" in machine.picture["finding"]
    for control in (moved, tie, machine):
        assert len(control.view["controls"]) <= 4  # more would not fit on the stage


def test_what_stands_beside_a_card_does_not_begin_with_its_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(HouseFigure, "svg", lambda figure: "<svg></svg>")  # others see that it is drawn
    for variant in VARIANTS:
        sheet = BY_ID["U5.X1"].sheet(variant)
        beside = live_switching.decision_card(sheet.data, "en")
        assert beside.values["cost"] != pytest.approx(sheet.truth["total"], rel=0.01)
        assert sheet.truth["total"] < beside.bounds["cost"][1]  # the trainee's own figure can be set
        assert sheet.data["offer"] <= beside.bounds["offer"][1]
        data = BY_ID["U5.X2"].sheet(variant).data
        panel = live_switching.what_if(data, "en")
        for account in data["accounts"]:
            for measure in account["measures"]:
                assert measure["investment"] <= panel.bounds["investment"][1]
                assert measure["retained"] + measure["shared"] <= panel.bounds["yearly"][1]
        tie = BY_ID["U5.W"].sheet(variant).data["tie"]
        calculator = live_switching.calculator(BY_ID["U5.W"].sheet(variant).data, "en")
        assert tie["investment"] <= calculator.bounds["investment"][1]
        assert tie["retained"] + tie["shared"] <= calculator.bounds["yearly"][1]
