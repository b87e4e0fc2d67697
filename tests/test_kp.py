"""What is special about the account plan: one account through all steps, its facts, its keys, its place."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from kamlib import cases, lifetime, syllabus, tiers, units, workbook
from kamlib.classroom.handin import variant_of
from kamlib.classroom.keys import load_keys
from kamlib.classroom.simulate import simulate
from kamlib.text import LANGUAGES
from kamlib.units.account_plan import pools
from kamlib.units.account_plan.facts import EXAMPLE, demo_facts, plan_facts
from kamlib.units.u2_tiers.shared import FLOORS
from kamlib.widgets import live_account_plan

KP = units.exercises("KP")
BY_ID = {exercise.id: exercise for exercise in KP}
KEYS = load_keys(workbook.keys())
WRITTEN = ("goal", "promise", "action_1", "action_2", "action_3", "why")


def test_the_plan_is_ours_and_the_documents_keep_their_39_units():
    own = syllabus.unit("KP")
    assert own.source_document == "" and own not in syllabus.units() and own in syllabus.all_units()
    assert syllabus.rows("KP") == ()
    assert [unit.id for unit in syllabus.all_units("1_key_accounts")][-2:] == ["U7", "KP"]
    assert list(units.MODULES)[-1] == "KP"


def test_the_pool_is_what_the_case_data_give():
    made = pools()
    for exercise in KP:
        assert made[exercise.id] == list(exercise.variants()), f"{exercise.id}: make the pool anew"


def test_a_change_against_the_year_before_shows_its_sign():
    exercise = BY_ID["KP.X2"]
    for variant, data in enumerate(exercise.variants()):
        sheet = exercise.sheet(variant)
        for lang, before in {"en": "orders ", "zh": "订单同比 "}.items():
            shown = sheet.html(exercise.case, lang).split(before)[1][0]
            assert shown == ("+" if data["order_growth"] > 0 else "−" if data["order_growth"] < 0 else "0")


def test_every_step_has_two_to_five_questions():
    assert all(2 <= len(exercise.sheet(0).fields) <= 5 for exercise in KP[:-1])


def test_the_accounts_differ_where_it_matters():
    def counted(id: str, field: str) -> Counter:
        return Counter(BY_ID[id].sheet(variant).truth[field] for variant in range(17))

    assert set(counted("KP.X2", "stage")) == {"formation", "stability", "decline"}
    assert min(counted("KP.X3", "tier").values()) >= 5
    assert min(counted("KP.X8", "answer").values()) >= 3 and len(counted("KP.X8", "answer")) == 3
    assert len(counted("KP.X5", "next_step")) >= 2
    for variant in range(17):
        data = BY_ID["KP.W"].sheet(variant).data
        assert data["gap"] > 0 and data["headroom"] > 0


def test_an_account_has_the_tier_of_the_lessons():
    table = cases.account_table().set_index("account")
    for variant in range(17):
        step = BY_ID["KP.X3"].sheet(variant)
        row = table.loc[step.data["account"]]
        ten_years = lifetime.lifetime_profit(
            row["contribution_per_year"], row["service_cost_per_year"], row["retention_per_year"], 0.10, 10,
            first_margin="now", cost_timing="middle",
        )  # fmt: skip
        assert step.truth["tier"] == tiers.tiers_by_threshold(ten_years, FLOORS), step.data["account"]


def test_an_account_misses_one_floor_at_most():
    found = Counter()
    for variant in range(17):
        step = BY_ID["KP.X4"].sheet(variant)
        below = [row["id"] for row in step.data["criteria"] if row["floor"] and row["us"] < row["floor"]]
        assert below == ([] if step.truth["below_floor"] == "none" else [step.truth["below_floor"]])
        found[step.truth["below_floor"]] += 1
    assert found["none"] >= 8 and len(found) == 3


def test_leaving_costs_rynfando_what_the_lesson_of_u5_says():
    (step,) = (BY_ID["KP.X6"].sheet(variant) for variant in range(17) if BY_ID["KP.X6"].sheet(variant).data["account"] == "A043")
    assert step.truth["learning"] == 440_000 and step.truth["switching_cost"] == 1_960_000


def test_the_key_follows_the_rule_that_the_solution_tells():
    for variant in range(17):
        key = KEYS.find("KP.W", variant, "goal")
        declines = BY_ID["KP.W"].sheet(variant).data["stage"] == "decline"
        assert key.accepted("") == (("defend",) if declines else ("grow",))


def test_facts_without_answers_are_the_models_and_hide_what_is_assessed():
    plan = plan_facts({}, "li")
    variant = variant_of(KP[0], "li")
    assert plan.variant == variant
    for exercise in KP[:-1]:
        assert plan.whose(exercise.id) == "model"
        for field, truth in exercise.sheet(variant).truth.items():
            assert plan.value(field) == truth
    assert [plan.value(name) for name in WRITTEN] == [None] * len(WRITTEN)


def test_own_answers_are_facts_where_they_are_sound():
    truth = {exercise.id: exercise.sheet(variant_of(exercise, "li")).truth for exercise in KP}
    clp = truth["KP.X2"]["clp"] + 2_000
    raw = {
        "KP.X1": {"baseline": str(truth["KP.X1"]["baseline"]), "target": "5"},
        "KP.X2": {
            "profit_per_year": str(truth["KP.X2"]["profit_per_year"]), "clp": str(clp), "stage": truth["KP.X2"]["stage"]
        },
        "KP.W": {"goal": "grow", "why": "Because it is worth it."},
    }  # fmt: skip
    plan = plan_facts(raw, "li")
    assert (plan["clp"].value, plan["clp"].whose) == (clp, "own")
    assert (plan.whose("KP.X1"), plan.whose("KP.X2"), plan.whose("KP.X3")) == ("mixed", "own", "model")
    assert plan.value("target") == truth["KP.X1"]["target"] and plan["target"].whose == "model"
    assert (plan.value("goal"), plan["goal"].said.en[:5], plan.value("promise")) == ("grow", "Grow:", None)
    assert plan.value("why") == "Because it is worth it."
    assert plan.value("spend") == plan.value("baseline") and plan["spend"].step == "KP.X6"


def test_tables_of_the_facts_fit_together():
    for number in range(40):
        plan = plan_facts({}, f"demo-{number}")
        ids = [person.id for person in plan.people]
        assert 4 <= len(ids) <= 6 and plan.people[0].reports_to is None and plan.value("key_person") in ids
        assert all(person.reports_to in ids for person in plan.people[1:])
        assert sum(row.weight for row in plan.criteria) == pytest.approx(1)
        assert sum(row.spend_per_year for row in plan.wallet) == plan.value("wallet_per_year")
        assert sum(row.our_sales_per_year for row in plan.wallet) == plan.value("sales_last_year")


def test_the_demo_is_filled_with_an_example():
    plan = demo_facts()
    assert plan.variant == 0 and plan.value("goal") == "grow" and plan.value("promise") == plan.value("gap")
    assert all(plan.value(name) == text.en for name, text in EXAMPLE.items())
    assert KEYS.find("KP.W", 0, "goal").accepted("")[0] == plan.value("goal")


def test_any_answers_make_a_plan():
    for content in simulate(40, BY_ID, seed=9, keys=KEYS):
        raw = {id: each["raw"] for id, each in content["exercises"].items()}
        plan = plan_facts(raw, content["trainee"])
        assert all(fact.value is not None for fact in plan.facts.values() if fact.step != "KP.W")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("end", [0, 1])
def test_the_live_control_draws_at_both_ends(lang, end):
    control = live_account_plan.chain(lang)
    start = control.picture["finding"]
    control.values = {name: bounds[end] for name, bounds in control.bounds.items()}
    control.refresh()
    assert control.picture["svg"].startswith("<svg") and control.picture["finding"] != start


def test_every_unit_sends_the_trainee_to_its_step():
    folder = Path(__file__).parents[1] / "course/source/1_key_accounts"
    for exercise in KP[:-1]:
        unit = exercise.title.en.partition("(")[2].partition(")")[0]
        source = folder / f"{syllabus.unit(unit).slug}.py"
        if source.exists():
            step = exercise.id[-1]
            words = source.read_text(encoding="utf-8")
            assert f"**Your account plan:** now do step {step}," in words, source.name
            assert f"练习的第 {step} 步" in words, source.name
