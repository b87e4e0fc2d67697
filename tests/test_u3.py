"""Unit U3: the demo figures and the case, carried slips, the bank of complaints, the keys, the form, the live controls."""

from __future__ import annotations

from datetime import date

import pytest

from kamlib import cases, citations, value, workbook
from kamlib.classroom.keys import load_keys
from kamlib.classroom.marking import mark
from kamlib.classroom.messages import State
from kamlib.forms import take_home
from kamlib.forms.customer_value import FORM, LAST_YEAR, case_customer_value
from kamlib.forms.form import Calculation, FormData, form_bytes, read_form
from kamlib.text import LANGUAGES
from kamlib.units import u3_value as u3
from kamlib.units.u3_value import complaints, x1_audit, x2_two_doors
from kamlib.units.u3_value.shared import RAISES_VALUE
from kamlib.widgets import live_value

BY_ID = {exercise.id: exercise for exercise in u3.EXERCISES}
POOL = range(17)


def marks(id: str, raw: dict, variant: int = 0) -> dict:
    return {each.field: each for each in mark(BY_ID[id], variant, raw, load_keys(workbook.keys())).fields}


def typed(truth: dict) -> dict:
    return {field: str(answer) if isinstance(answer, float) else answer for field, answer in truth.items()}


# -- the case ------------------------------------------------------------------------------------


def test_every_audit_is_one_of_the_case() -> None:
    ratings, names = cases.ratings(), cases.accounts().set_index("name_en")["account"]
    for variant in POOL:
        data = BY_ID["U3.X1"].sheet(variant).data
        rows = ratings[ratings["account"] == names[data["account"]["en"]]].set_index("criterion")
        assert data["weights"] == rows["weight"].to_dict()
        assert all(data["points"][who] == rows[who].to_dict() for who in u3.SUPPLIERS)


def test_the_story_holds_the_best_score_is_out_and_one_point_opens_the_door() -> None:
    data = u3.DEMOS["U3.X1"]
    card = x1_audit.scorecard(data)
    assert card["score"].idxmax() == "us" and card.loc["us", "below_floor"] == ("delivery",)
    mended = {**data, "points": {**data["points"], "us": {**data["points"]["us"], "delivery": 72}}}
    assert x1_audit.scorecard(mended).loc["us", "rank"] == 1
    cheaper = {**data, "points": {**data["points"], "us": {**data["points"]["us"], "cost": 100}}}
    assert x1_audit.scorecard(cheaper).loc["us", "knocked_out"]


def test_the_products_and_accounts_are_those_of_the_case() -> None:
    products = cases.products()
    pairs = set(zip(products["name_en"].str.lower(), products["name_zh"], strict=True))
    accounts = set(zip(cases.accounts()["name_en"], cases.accounts()["name_zh"], strict=True))
    for id in BY_ID:
        for variant in POOL:
            data = BY_ID[id].sheet(variant).data
            if "product" in data:
                assert (data["product"]["en"].lower(), data["product"]["zh"]) in pairs
            if "account" in data:
                assert (data["account"]["en"], data["account"]["zh"]) in accounts


def test_every_answer_comes_up() -> None:
    def seen(id: str, field: str) -> set:
        return {str(BY_ID[id].sheet(variant).truth[field]) for variant in POOL}

    assert seen("U3.X2", "door") == {"cost", "value"}
    assert seen("U3.X3", "largest") == {"energy", "maintenance", "downtime"}
    assert len(seen("U3.X3", "break_even")) >= 4
    assert seen("U3.X4", "level") == {"l1", "l2", "l3", "l4"}
    first = [BY_ID["U3.X1"].sheet(variant).truth for variant in POOL]
    assert {truth["first"] == truth["best"] for truth in first} == {True, False}
    assert {"us" in truth["out"] for truth in first} == {True, False}
    reached = [BY_ID["U3.W"].sheet(variant) for variant in POOL]
    above = {sheet.truth["availability"] > sheet.data["contract"]["promised"] for sheet in reached}
    assert above == {True, False}


def test_both_doors_reach_the_target_and_leave_the_locked_side() -> None:
    """The check that the syllabus asks for: +10 % through each door, the other side untouched, the price too."""
    for variant in POOL:
        sheet = BY_ID["U3.X2"].sheet(variant)
        data, truth = sheet.data, sheet.truth
        gets, gives = sum(data["values"].values()), sum(data["costs"].values())
        target = 1.1 * (gets - gives)
        assert gets - sum(truth[part] for part in data["costs"]) == pytest.approx(target)
        assert sum(truth[part] for part in data["values"]) - gives == pytest.approx(target)
        assert truth["money"] == data["costs"]["money"]
        for side in ("costs", "values"):
            assert all(abs(truth[part] - now) <= data["room"][part] for part, now in data[side].items())
            needed = target - (gets - gives)
            dearest = sum(sorted((data["rate"][part] for part in data[side]), reverse=True)[:1]) * needed
            assert truth["pay_cost" if side == "costs" else "pay_value"] < dearest


# -- carrying slips forward ------------------------------------------------------------------------


def test_the_gap_follows_from_ones_own_scores() -> None:
    sheet = BY_ID["U3.X1"].sheet(0)
    mistake, answer = next(pair for pair in sheet.wrong["scores"] if pair[0].id == "plain-mean")
    own = x1_audit._gap(sheet.data, {"scores": answer})
    found = marks("U3.X1", {"scores": {part: str(score) for part, score in answer.items()}, "gap": str(own)})
    assert found["scores"].mistakes == (mistake.id,)
    assert found["gap"].state is State.CARRIED


@pytest.mark.parametrize("variant", [0, 2, 11])
def test_the_lift_of_a_wrong_plan_is_told_as_such_and_earns_half(variant: int) -> None:
    """Who takes the second-best plan for the best one and works rightly on has the method."""
    sheet = BY_ID["U3.X1"].sheet(variant)
    second = str(x1_audit._ranked(sheet.data).index[1])
    own = x1_audit._lift(sheet.data, {"best": second})
    found = marks("U3.X1", {"best": second, "lift": f"{own:.3f}"}, variant)
    assert found["best"].credit == 0
    assert (found["lift"].credit, found["lift"].mistakes) == (0.5, ("lift-of-another-plan",))


def test_another_way_to_the_target_still_earns_what_it_costs() -> None:
    """Who takes it all from the price has the wrong sliders, but the cost of that door is carried forward."""
    sheet = BY_ID["U3.X2"].sheet(0)
    costs = sheet.data["costs"]
    raw = typed(sheet.truth) | {"money": "7,580,000", "time": str(costs["time"]), "mental": str(costs["mental"])}
    raw["pay_cost"] = "120,000"
    found = marks("U3.X2", raw)
    assert found["money"].mistakes == ("all-on-the-price",)
    assert found["pay_cost"].state is State.CARRIED
    assert found["pay_value"].credit == 1


def test_a_safety_stock_of_another_level_earns_half_and_the_saving_follows() -> None:
    sheet = BY_ID["U3.X4"].sheet(0)
    mistake, answer = next(pair for pair in sheet.wrong["safety"] if pair[0].id == "safety-at-l4")
    own = next(field for field in sheet.fields if field.id == "saving").expected(sheet.data, {**sheet.truth, "safety": answer})
    raw = typed(sheet.truth) | {"level": "l4", "safety": f"{answer:.1f}", "saving": f"{own:.0f}"}
    found = marks("U3.X4", raw)
    assert (found["safety"].credit, found["safety"].mistakes) == (0.5, (mistake.id,))
    assert found["saving"].state in (State.CARRIED, State.RIGHT)


def test_the_break_even_year_follows_from_ones_own_running_costs() -> None:
    sheet = BY_ID["U3.X3"].sheet(0)
    own = {"us/running": 120_000.0, "rival_b/running": 143_680.0}
    year = next(field for field in sheet.fields if field.id == "break_even").expected(sheet.data, {"running": own})
    assert year != sheet.truth["break_even"]
    found = marks("U3.X3", {"running": {part: str(cost) for part, cost in own.items()}, "break_even": str(year)})
    assert found["break_even"].state is State.CARRIED


# -- complaints and keys ----------------------------------------------------------------------------


def test_seven_complaints_one_for_each_solution() -> None:
    assert list(complaints.COMPLAINTS) == list(u3.SOLUTIONS) == list(complaints.CLUES)
    assert all(len(bank) == 4 for bank in complaints.COMPLAINTS.values())
    ids = [id for bank in complaints.COMPLAINTS.values() for id in bank]
    assert len(set(ids)) == len(ids) == 28
    seen = set()
    for variant in POOL:
        truth = BY_ID["U3.X5"].sheet(variant).truth
        assert sorted(truth["solutions"].values()) == sorted(u3.SOLUTIONS)
        assert truth["raising"] == list(RAISES_VALUE)
        seen |= set(truth["solutions"])
    assert len(seen) >= 26  # the bank is used


def test_a_wrong_solution_is_told_by_a_clue_that_does_not_name_the_right_one() -> None:
    for solution, clue in complaints.CLUES.items():
        words = u3.SOLUTIONS[solution]
        assert words.en not in clue.en and words.zh not in clue.zh
        for lang in LANGUAGES:
            assert not any(name in clue.pick(lang) for name in ("VMI", "LCC", "EVI"))


def test_there_are_seven_situations_one_for_each_letter() -> None:
    assert sorted(letter for _, letter in u3.SITUATIONS.values()) == sorted(u3.LETTERS)


def test_the_keys_name_every_wrong_answer() -> None:
    key = load_keys(workbook.keys()).find("U3.W", 0, "first_step")
    field = BY_ID["U3.W"].sheet(0).by_id["first_step"]
    wrong = {
        f"{item.id}/{option.id}" for item in field.items for option in field.options if option.id not in key.accepted(item.id)
    }  # fmt: skip
    assert set(key.reasons) == wrong


def test_what_is_told_of_huawei_and_the_law_has_a_source() -> None:
    facts = citations.cited_facts("huawei_audit")
    assert facts[0].standing == "document"
    assert {fact.standing for fact in facts} <= {"document", "verified", "summary"}
    published = citations.cited_fact("huawei_audit.elements").statement.en
    assert all(name.en.partition(" · ")[2].lower() in published for name in u3.LETTERS.values())
    for law in ("law.disparagement_2025", "law.fair_comparison"):
        assert citations.cited_fact(law).standing == "verified"


# -- the form ---------------------------------------------------------------------------------------


def filled(years: int = 9, interest: float = 0.07) -> FormData:
    audit = [
        {"weight": weight, "floor": floor, "us": us, "rival_one": us + 5, "rival_two": 70, "proof": "x"}
        for weight, floor, us in zip(
            (0.2, 0.3, 0.1, 0.2, 0.1, 0.05, 0.05), (60, 75, 50, 70, 40, 40, 40), (80, 77, 90, 71, 60, 50, 66), strict=True
        )
    ]
    values = {
        "account": "A", "asked": "B", "raise_wanted": 0.1, "run_hours": 4_000, "power_price": 0.8, "stop_loss": 900.0,
        "use_years": years, "interest": interest, "vmi_product": "P", "units_a_year": 1_200, "unit_price": 30.0,
        "carrying": 0.2, "deviation": 20, "vmi_days": 9, "pack": 90, "service_level": 0.95,
        "form_owner": "L.M.", "form_date": date(2026, 7, 1),
    }  # fmt: skip
    tables = {
        "audit": audit,
        "plans": [
            {"plan": "a", "mends": "delivery", "adds": 10, "plan_cost": 200_000.0, "owner": "x", "due": date(2026, 9, 1)},
            {"plan": "b", "mends": "response", "adds": 30, "plan_cost": 50_000.0},
        ],
        "gets": [{"gets_now": amount, "gets_then": amount, "gets_how": "y"} for amount in (900_000.0, 80_000.0, 30_000.0, 40_000.0)],
        "gives": [{"gives_now": amount, "gives_then": then, "gives_ours": 5_000.0}
                  for amount, then in ((700_000.0, 700_000.0), (60_000.0, 40_000.0), (50_000.0, 40_000.0), (40_000.0, 35_000.0))],
        "offers": [{"our_offer": ours, "rival_offer": rival, "source": "z"}
                   for ours, rival in ((120_000, 80_000), (20, 22.5), (4_000, 6_000), (3, 7), (2_000, 3_000))],
        "ways": [{"each_order": 100.0, "lot": 600, "safety": 100, "fee": 0.0}, {"each_order": 100.0, "lot": 180, "safety": 98.7, "fee": 200.0}],
    }  # fmt: skip
    return FormData(values, tables)


def test_the_audit_sheet_agrees_with_the_library() -> None:
    import pandas as pd

    data = filled()
    rows = pd.DataFrame(data.tables["audit"], index=list(u3.LETTERS))
    weights, floors = rows["weight"].to_dict(), rows["floor"].to_dict()
    points = rows[["us", "rival_one", "rival_two"]].T
    card = value.audit_scorecard(points, weights, floors=floors, grades=u3.GRADES, weakest_by="weighted_gap")
    sheet = Calculation(FORM, data, "en")
    assert sheet.field("score") == pytest.approx(card.loc["us", "score"])
    assert (sheet.field("verdict"), sheet.field("grade")) == ("stays", card.loc["us", "grade"])
    assert sheet.field("costliest") == u3.LETTERS[card.loc["us", "weakest"]].en
    gaps = value.gaps_by_criterion(points, "us")["gap"]
    assert sheet.column("audit", "ahead") == pytest.approx(list(gaps))
    plans = pd.DataFrame(data.tables["plans"]).rename(columns={"mends": "criterion", "adds": "points", "plan_cost": "cost"})
    lifts = value.rank_improvements(points.loc["us"], weights, plans, floors=floors).sort_index()
    assert sheet.column("plans", "lift")[:2] == pytest.approx(list(lifts["score_lift"]))
    assert sheet.column("plans", "per_money")[:2] == pytest.approx(list(lifts["score_lift_per_cny"] * 100_000))
    lower = [{**row, "us": 69} if place == 3 else row for place, row in enumerate(data.tables["audit"])]
    out = Calculation(FORM, FormData(data.values, {**data.tables, "audit": lower}), "zh")
    assert (out.field("verdict"), out.field("grade")) == ("leaves", "D")


def test_the_delivered_value_sheet_agrees_with_the_library() -> None:
    sheet = Calculation(FORM, filled(), "zh")
    now = value.delivered_value_target(1_050_000, 850_000, 0.1)
    assert sheet.field("cdv_now") == 200_000
    assert sheet.field("cdv_target") == pytest.approx(now.target)
    assert sheet.field("cdv_then") == 235_000 and sheet.field("target_state") == "reached"
    assert sheet.field("ratio_then") == pytest.approx(1_050_000 / 815_000)


@pytest.mark.parametrize(("years", "interest"), [(9, 0.07), (1, 0.07), (LAST_YEAR, 0.0)])
def test_the_life_cycle_sheet_agrees_with_the_library(years: int, interest: float) -> None:
    sheet = Calculation(FORM, filled(years, interest), "en")
    tables = {}
    for column, (price, power, upkeep, stops, scrap) in (("our", (120_000, 20, 4_000, 3, 2_000)), ("rival", (80_000, 22.5, 6_000, 7, 3_000))):
        running = power * 4_000 * 0.8 + upkeep + stops * 900
        assert sheet.field(f"{column}_running") == pytest.approx(running)
        tables[column] = value.life_cycle_cost_table(price, {"r": running}, scrap, interest, years, cost_timing="end")
        assert sheet.field(f"{column}_lcc") == pytest.approx(tables[column]["present_value"].sum())
        shown = sheet.column("course", f"{column}_course")
        assert shown[: years + 1] == pytest.approx(list(tables[column]["running_present_value"]))
        assert set(shown[years + 1 :]) <= {""}
    found = value.break_even_year(tables["our"]["present_value"], tables["rival"]["present_value"])
    assert sheet.field("paid_back") == ("–" if found.year is None else str(found.year))
    lcc = {name: table["present_value"].sum() for name, table in tables.items()}
    highest = value.highest_acquisition_cost(120_000, lcc["our"], years, lcc["rival"], years, interest)
    assert sheet.field("highest_price") == pytest.approx(highest)
    assert sheet.field("our_annual") == pytest.approx(value.equivalent_annual_cost(lcc["our"], interest, years))


def test_the_vmi_sheet_agrees_with_the_library() -> None:
    sheet = Calculation(FORM, filled(), "en")
    lot = {"holding_basis": "share_of_unit_cost", "unit_cost": 30}
    assert sheet.field("eoq") == pytest.approx(value.economic_lot_size(1_200, 100, 0.2, **lot))
    assert sheet.field("pack_lot") == value.economic_lot_size(1_200, 100, 0.2, **lot, pack_size=90)
    assert sheet.field("safety_needed") == pytest.approx(value.safety_stock(20, 9, 0.95, service="cycle"), rel=1e-6)
    before = value.stock_cost(1_200, 600, 100, 100, 30, 0.2)
    after = value.stock_cost(1_200, 180, 98.7, 100, 30, 0.2)
    effect = value.vmi_effect(before, after)
    assert sheet.column("ways", "average") == pytest.approx([before.average_stock, after.average_stock])
    assert sheet.field("net_saving") == pytest.approx(effect.saving_per_year - 200)
    assert sheet.field("cash_freed") == pytest.approx(effect.cash_released)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_filled_form_comes_back_as_it_was(lang: str) -> None:
    for data in (filled(), case_customer_value(lang)):
        back = read_form(form_bytes(FORM, data, lang), FORM).data
        for name, rows in data.tables.items():
            for own, read in zip(rows, back.tables[name], strict=False):
                assert own.items() <= {key: each for key, each in read.items()}.items(), name
        assert data.values.items() <= back.values.items()
    assert take_home.read_any(form_bytes(FORM, filled(), lang)).form.id == FORM.id


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_example_is_the_demo_of_the_cards(lang: str) -> None:
    sheet = Calculation(FORM, case_customer_value(lang), lang)
    truth = {id: BY_ID[id].sheet(0).truth for id in ("U3.X1", "U3.X2", "U3.X3", "U3.X4")}
    assert sheet.field("score") == pytest.approx(truth["U3.X1"]["scores"]["us/score"])
    assert sheet.field("verdict") == "leaves"
    assert sheet.field("cdv_then") == pytest.approx(truth["U3.X2"]["target"])
    assert sheet.field("proposal_cost") == pytest.approx(truth["U3.X2"]["pay_cost"])
    assert sheet.field("paid_back") == f"{truth['U3.X3']['break_even']:.0f}"
    assert sheet.field("highest_price") == pytest.approx(truth["U3.X3"]["highest"])
    assert sheet.field("net_saving") == pytest.approx(truth["U3.X4"]["saving"], rel=0.001)


# -- live ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("end", [0, 1])
def test_the_live_controls_draw_at_both_ends(lang: str, end: int) -> None:
    makers = (live_value.audit, live_value.balance, live_value.life_cost, live_value.vmi, live_value.contract, live_value.bullwhip)
    for make in makers:
        control = make(lang)
        assert len(control.bounds) <= 4  # more do not fit on the stage
        control.values = {name: bounds[end] for name, bounds in control.bounds.items()}
        control.refresh()
        assert control.picture["svg"].startswith("<svg") and control.picture["finding"]


@pytest.mark.parametrize("variant", POOL[::5])
def test_the_controls_beside_the_cards_take_every_variant_and_give_no_answer_away(variant: int) -> None:
    pairs = (("U3.X1", live_value.audit_beside), ("U3.X2", live_value.two_doors), ("U3.X3", live_value.break_even), ("U3.X4", live_value.vmi_beside))  # fmt: skip
    for id, make in pairs:
        sheet = BY_ID[id].sheet(variant)
        control = make(sheet.data, "en")
        assert control.picture["svg"].startswith("<svg")
        if id == "U3.X4":
            low, high = control.bounds["lot"]
            assert low <= sheet.truth["chosen_lot"] <= high and control.values["lot"] != sheet.truth["chosen_lot"]
        if id == "U3.X3":
            low, high = control.bounds["gap"]
            assert low <= sheet.data["offers"]["us"]["price"] - sheet.data["offers"]["rival_b"]["price"] <= high


def test_the_audit_beside_the_card_moves_all_seven_letters_and_tells_only_the_change() -> None:
    data = BY_ID["U3.X1"].sheet(0).data
    control = live_value.audit_beside(data, "en")
    assert list(control.bounds) == list(x1_audit.LETTERS)
    assert "score" not in control.picture["finding"]
    quality, points = data["weights"]["quality"] / 100, data["points"]["us"]["quality"]
    for letters in (-5, 3):
        control.values = {**control.values, "quality": points + letters}
        control.refresh()
        said = f"{abs(letters) * quality:.2f}".rstrip("0") + (" higher" if letters > 0 else " lower")
        assert said in control.picture["finding"]
    assert f"{x1_audit.scorecard(data).loc['us', 'score']:.2f}" not in control.picture["finding"]


def test_on_the_stage_the_audit_has_the_letters_of_the_four_plans(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAM_VIEW", "present")
    data = BY_ID["U3.X1"].sheet(0).data
    assert set(live_value.audit_beside(data, "en").bounds) == {plan["criterion"] for plan in data["plans"]}


def test_the_balance_moves_by_the_same_step_through_either_door() -> None:
    control = live_value.two_doors(x2_two_doors.DEMO, "en")
    for door in ("costs", "values"):
        control.values = {"costs": 0.0, "values": 0.0} | {door: 120_000.0}
        control.refresh()
        assert "CNY 1,320,000" in control.picture["finding"] and "10.0%" in control.picture["finding"]


def test_the_waves_of_the_rule_are_those_of_the_library() -> None:
    assert live_value.orders_of((5, 5, 9, 5), 0, 2) == [9, 5]  # without lead time the orders are the demand
    market = [50 + (number * 37) % 13 for number in range(400)]
    orders = live_value.orders_of(tuple(market), 2, 4)
    assert value.bullwhip_ratio(orders, market[4:]) > 1.5
