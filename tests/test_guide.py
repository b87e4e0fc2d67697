"""The start page's content: the index of models is whole, progress is told, and nothing stands in two places."""

from __future__ import annotations

import csv
import io
import json
import re
from itertools import count
from pathlib import Path

import openpyxl
import pytest
from model_answers import model_answers

from kamlib import glossary, syllabus, units, workbook
from kamlib.classroom.handin import variant_of
from kamlib.classroom.journal import Journal
from kamlib.classroom.progress import remember_trainee
from kamlib.forms import take_home
from kamlib.guide import pages, places
from kamlib.guide.docstrings import explained
from kamlib.guide.models import (
    COLUMNS,
    TABLE,
    function,
    in_chinese,
    model,
    models,
    public_functions,
    read_models,
)
from kamlib.guide.overview import overview
from kamlib.guide.places import InJupyterLab
from kamlib.guide.steps import ROLES, VIEWS
from kamlib.guide.words import WORDS
from kamlib.text import LANGUAGES
from kamlib.views import app

TRAINEE = "li.wei"
ON_PAGES = app.OnPages(app.unit_pages(workbook.folder()))
IN_LAB = InJupyterLab(workbook.folder())
PLACES = pytest.mark.parametrize("place", [ON_PAGES, IN_LAB], ids=["pages", "lab"])
BOTH = pytest.mark.parametrize("lang", LANGUAGES)


# -- the index of models -----------------------------------------------------------------------------


def test_every_calculation_is_listed_once_and_exists() -> None:
    listed = [name for each in models() for name in each.functions]
    assert sorted(listed) == sorted(set(listed)), "a calculation belongs to one model"
    assert set(listed) == set(public_functions()), "say in kamlib/data/models.csv which model it belongs to"


def test_every_calculation_says_in_chinese_what_it_does() -> None:
    """In the order of the models, in words of the glossary, one sentence each."""
    assert list(in_chinese()) == [name for each in models() for name in each.functions]
    for name, said in in_chinese().items():
        assert said.endswith("。") and said.count("。") == 1, name
        assert not glossary.forbidden_forms(said, "zh"), name


@pytest.mark.parametrize("model_id", ["U2.C5", "U7.C1"])
def test_a_chinese_model_page_says_it_in_chinese_first(model_id: str) -> None:
    page = pages.model_page("zh", ON_PAGES, model_id)
    for name in model(model_id).functions:
        assert in_chinese()[name] in page
        assert in_chinese()[name] not in pages.model_page("en", ON_PAGES, model_id)


def test_every_calculation_of_the_syllabus_is_a_model_with_a_function() -> None:
    """All of the first module, whose documents say what is computed, and of every unit that is taught."""
    taught = {unit.id for unit in syllabus.units("1_key_accounts")} | set(units.MODULES)
    wanted = [row.id for unit in syllabus.units() if unit.id in taught for row in syllabus.rows(unit.id, "computable")]
    assert [each.id for each in models()] == wanted
    assert len(wanted) >= 63
    for each in models():
        assert each.functions, each.id


def test_every_form_of_the_index_exists_and_every_form_is_in_the_index() -> None:
    listed = {form for each in models() for form in each.forms}
    assert listed - set(take_home.MODULES) == set()
    assert set(take_home.MODULES) - listed <= FORMS_OF_NO_MODEL, "say in kamlib/data/models.csv which model it belongs to"


FORMS_OF_NO_MODEL = {"account_plan"}  # it collects the work of the whole course


@BOTH
def test_what_a_model_answers_is_one_question_in_each_language(lang: str) -> None:
    for each in models():
        asked = each.answers.pick(lang)
        assert asked.endswith("?" if lang == "en" else "？"), each.id
        assert 10 < len(asked) < 140, each.id
        assert not glossary.forbidden_forms(asked, lang), each.id
        assert bool(re.search("[\u4e00-\u9fff]", asked)) == (lang == "zh"), each.id
    assert len({each.answers.pick(lang) for each in models()}) == len(models())


@pytest.mark.parametrize(
    ("row", "said"),
    [("U2.E1,,,a?,b？", "no calculation"), ("U2.C1,,,a?,b？\nU2.C1,,,a?,b？", "twice"), ("U9.C1,,,a?,b？", "not in the syllabus")],
)  # fmt: skip
def test_a_faulty_table_is_told(tmp_path: Path, row: str, said: str) -> None:
    table = tmp_path / "models.csv"
    table.write_text(",".join(COLUMNS) + f"\n{row}\n", "utf-8")
    with pytest.raises(ValueError, match=said):
        read_models(table)
    table.write_text("a,b\n", "utf-8")
    with pytest.raises(ValueError, match="columns"):
        read_models(table)


def test_names_that_are_no_calculations_are_refused() -> None:
    for name in ("tiers.TIERS", "tiers.nothing", "os.remove", "text.check_language", "tiers"):
        with pytest.raises(LookupError):
            function(name)
    with pytest.raises(LookupError):
        model("U2.C99")


# -- what a calculation says about itself --------------------------------------------------------------


@pytest.mark.parametrize("name", public_functions())
def test_every_calculation_shows_summary_example_and_what_goes_in(name: str) -> None:
    found = explained(name, function(name))
    assert found.summary.endswith(".") and "\n" not in found.summary
    assert found.example.startswith(">>>"), name
    assert found.returns and (found.parameters or any("Parameters are those" in part.text for part in found.formula)), name
    assert found.call.startswith(f"{name}(") and "Any" not in found.call
    assert all(entry.name and (entry.said or entry.kind) for entry in (*found.parameters, *found.refuses)), name


def test_formulas_and_sources_are_found() -> None:
    found = {name: explained(name, function(name)) for name in public_functions()}
    gini = found["tiers.gini"]
    assert gini.formula[0].text.startswith("With the values sorted upwards, G =")
    assert gini.source[0].text.startswith("Gini, C. (1912)")
    wright = found["pricing.learning_curve_cost"]
    assert "C_n = C_1" in wright.formula[0].text and wright.source[0].text.startswith("Wright (1936)")
    for each in models():  # each model tells its formula, and where it comes from
        own = [found[name] for name in each.functions]
        assert any(one.formula for one in own) or each.id in IN_ONE_SENTENCE, each.id
        assert any(one.source for one in own), each.id


IN_ONE_SENTENCE = {"U1.C5", "U2.C2"}  # a sum, and a cell of a grid: the first sentence is the whole rule


# -- the pages -----------------------------------------------------------------------------------------


@BOTH
@PLACES
def test_the_start_page_has_all_parts_in_both_places(lang: str, place: places.Place, answers_folder: Path) -> None:
    shown = pages.start_page(lang, place, answers_folder)
    for unit in syllabus.all_units():
        assert (f'data-unit="{unit.id}"' in shown) != (f'data-planned="{unit.id}"' in shown), unit.id
    for role in ROLES:
        assert f'id="role-{role.id}"' in shown and role.steps_in(place.view)
    for each in models():
        assert f'id="model-{each.id}"' in shown and places.model(place, lang, each.id) in shown
    assert shown.count('data-entry="') == len(models()) + len(glossary.TERMS)
    assert f'href="{places.form(place, lang, "plan_check")}"' in shown
    assert f'href="{places.start(place, "zh" if lang == "en" else "en")}"' in shown
    left = re.sub(r"<(style|script)>.*?</\1>", "", shown, flags=re.DOTALL)
    assert set(re.findall(r"\{.*?\}", left)) == {"{n}"}, "search.js fills in the count; nothing else is left to fill"


@BOTH
@PLACES
def test_every_link_leads_somewhere(lang: str, place: places.Place, answers_folder: Path) -> None:
    shown = pages.start_page(lang, place, answers_folder)
    ids = set(re.findall(r' id="([^"]+)"', shown))
    for link in set(re.findall(r'<a [^>]*?href="([^"]+)"', shown)):
        path = link.partition("#")[0].removeprefix(place.base)
        if link.startswith("#"):
            assert link[1:] in ids, link
        elif link.startswith("/lab/tree/"):
            assert (workbook.folder() / link.removeprefix("/lab/tree/")).is_file(), link
        elif found := re.fullmatch(rf"/{lang}/models/(.+)", path):
            assert model(found[1].upper()).name.pick(lang) in pages.model_page(lang, place, found[1].upper())
        elif found := re.fullmatch(rf"/{lang}/forms/(.+)\.xlsx", path):
            assert found[1] in take_home.MODULES
        else:
            assert path in ON_PAGES.pages or path in {"/en/", "/zh/", *(door.removeprefix(place.base) for door in place.doors(lang).values())}, link


def test_a_unit_without_its_pages_is_being_written(tmp_path: Path, answers_folder: Path) -> None:
    """A unit that is registered and built later is taken in without a change here."""
    place = InJupyterLab(tmp_path)
    shown = pages.start_page("en", place, answers_folder)
    assert "data-unit" not in shown and 'data-planned="U2"' in shown
    assert WORDS["lesson_planned"].en in shown and WORDS["lesson_of"].fill("en", {"unit": "U2"}) not in shown
    for audience in ("course", "exercises"):
        file = tmp_path / audience / "en" / f"{syllabus.unit_file_stem('U2')}.ipynb"
        file.parent.mkdir(parents=True)
        file.write_text("{}")
    shown = pages.start_page("en", place, answers_folder)
    assert 'data-unit="U2"' in shown and WORDS["lesson_of"].fill("en", {"unit": "U2"}) in shown


@BOTH
def test_a_model_page_shows_what_its_functions_say(lang: str) -> None:
    shown = pages.model_page(lang, ON_PAGES, "U1.C1")
    assert 'id="lifetime.lifetime_profit"' in shown and "568.78" in shown
    assert "Berger" in shown and "/forms/lifetime_profit.xlsx" in shown
    assert WORDS["formula"].pick(lang) in shown
    with pytest.raises(LookupError):
        pages.model_page(lang, ON_PAGES, "U2.99")


@BOTH
@pytest.mark.parametrize("form", sorted(take_home.MODULES))
def test_an_empty_form_can_be_taken_home_and_read_back(lang: str, form: str) -> None:
    name, content = pages.form_file(lang, form)
    assert name == f"{take_home.form(form).title.pick(lang)}.xlsx"
    assert openpyxl.load_workbook(io.BytesIO(content)).sheetnames
    assert take_home.read_any(content).form.id == form


def test_no_form_of_another_name_is_made() -> None:
    with pytest.raises(LookupError):
        pages.form_file("en", "../plan_check")


# -- where somebody stands -------------------------------------------------------------------------------


def work(journal: Journal, id: str, *, right: bool = True) -> None:
    exercise = units.exercise(id)
    variant = variant_of(exercise, TRAINEE)
    answers = model_answers(exercise.sheet(variant), 1)
    journal.append(id, "answer", rev=exercise.revision, variant=variant, raw=answers if right else dict([next(iter(answers.items()))]))
    journal.append(id, "check", rev=exercise.revision, variant=variant)


def standing(answers: Path) -> dict:
    seen = overview(answers, lambda unit: True)
    return {"upcoming": seen.upcoming, **{one.unit.id: one for _, found in seen.modules for one in found}}


def test_done_in_progress_and_next(answers_folder: Path, monkeypatch) -> None:
    clock = (f"2026-01-01T{minute // 60:02d}:{minute % 60:02d}:00Z" for minute in count())
    monkeypatch.setattr("kamlib.classroom.journal.timestamp", lambda _: next(clock))
    assert standing(answers_folder)["upcoming"].id == next(iter(units.all_exercises()))
    remember_trainee(answers_folder, TRAINEE)
    journal = Journal(answers_folder, "kam", TRAINEE)
    for exercise in units.exercises("U7"):
        work(journal, exercise.id)
    work(journal, "U2.X1")
    work(journal, "U2.X2", right=False)
    found = standing(answers_folder)
    assert [found[unit].state for unit in ("T0", "U2", "U7", "S1")] == ["untouched", "started", "done", "planned"]
    assert found["upcoming"].id == "U2.X2" and found["U2"].is_next and not found["T0"].is_next
    practice = [each for each in units.exercises("U7") if each.mode == "practice"]
    assert found["U7"].points == found["U7"].of == sum(each.points for each in practice)
    assert units.exercise("U2.X1").points <= found["U2"].points < found["U2"].of
    assert found["T0"].points is None
    work(journal, "T0.X1")
    assert standing(answers_folder)["upcoming"].unit == "T0", "what was worked on last goes on"
    for exercise in units.exercises("T0"):
        work(journal, exercise.id)
    assert standing(answers_folder)["upcoming"].id == "KP.X1", "a step of the plan follows its unit"
    work(journal, "KP.X1")
    assert standing(answers_folder)["upcoming"].unit == "U1"
    for exercise in units.all_exercises().values():
        work(journal, exercise.id) if exercise.unit != "U1" else None
    assert standing(answers_folder)["upcoming"].unit == "U1", "then what is left"
    shown = pages.start_page("zh", ON_PAGES, answers_folder)
    assert re.search(r'data-unit="U1" data-state="untouched" data-next="true"', shown)
    assert "练习得分" in shown


def test_the_points_of_an_assessed_case_are_not_told(answers_folder: Path) -> None:
    remember_trainee(answers_folder, TRAINEE)
    work(Journal(answers_folder, "kam", TRAINEE), "U2.W")
    assert standing(answers_folder)["U2"].points is None
    row = re.search(r'data-exercise="U2\.W">.*?</li>', pages.start_page("en", ON_PAGES, answers_folder))[0]
    assert " of " not in row and "checked" in row


def test_the_words_of_the_desk_are_the_same() -> None:
    from kamlib.widgets.words import DESK

    same = {"your_id": "your_id", "start": "start", "working_as": "working_as", "change": "change",
            **{f"step_{state}": f"state_{state}" for state in ("untouched", "started", "checked", "right", "handed")},
            "points_of": "points_of", "of_points": "of_points", "mode_practice": "mode_practice", "mode_assessed": "mode_assessed"}  # fmt: skip
    assert {name: WORDS[name] for name in same} == {name: DESK[there] for name, there in same.items()}


# -- steps and notebook ----------------------------------------------------------------------------------


def test_each_role_has_few_steps_in_every_view() -> None:
    for role in ROLES:
        for view in VIEWS:
            assert 2 < len(role.steps_in(view)) <= 5, (role.id, view)


@BOTH
def test_the_start_notebook_says_what_the_page_says(lang: str) -> None:
    notebook = json.loads((workbook.folder() / "course" / lang / "start.ipynb").read_text("utf-8"))
    text = "\n\n".join("".join(cell["source"]) for cell in notebook["cells"])
    for each in models():
        assert each.answers.pick(lang) in text and places.model(IN_LAB, lang, each.id) in text
    for term in glossary.TERMS.values():
        assert term.definition.pick(lang) in text
    for role in ROLES:
        assert role.title.pick(lang) in text
    assert f"]({places.start(IN_LAB, lang)})" in text


def test_the_table_is_written_as_it_is_read() -> None:
    raw = TABLE.read_bytes()
    assert b"\r" not in raw and raw.decode("utf-8").endswith("\n")
    assert len(list(csv.DictReader(io.StringIO(raw.decode("utf-8"))))) == len(models())
