"""Trainees at work in a real browser: every card by mouse and by keyboard, in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from model_answers import KEYS, model_answers
from playwright.sync_api import Browser, Page

from browser.filling import card_of, chip, drag, fill
from browser.house import App, Lab, opened, sit_down
from kamlib import cases, syllabus, units
from kamlib.classroom.handin import read_handin, variant_of
from kamlib.classroom.journal import Journal
from kamlib.classroom.marking import mark
from kamlib.text import money

pytestmark = pytest.mark.browser


def exercise_page(unit: str, lang: str) -> str:
    return f"exercises/{lang}/{syllabus.unit_file_stem(unit)}.ipynb"


def work_to_the_hand_in(page: Page, unit: str, trainee: str, answers: Path, *, keyboard: bool) -> None:
    """Do every card of a unit as the trainee who sits there, hand in, and look at what was kept."""
    for exercise in units.exercises(unit):
        sheet = exercise.sheet(variant_of(exercise, trainee))
        card = card_of(page, exercise.id)
        truth = model_answers(sheet, 1)
        for field in sheet.fields:
            fill(card, field, truth[field.id], keyboard=keyboard)
        check = card.locator("[data-action=check]")
        if keyboard:
            check.focus()
            page.keyboard.press("Enter")
        else:
            check.click()
        summary = card.get_by_test_id("summary")
        summary.wait_for()
        kept = Journal(answers, "kam", trainee).read()[exercise.id]
        result = mark(exercise, sheet.variant, kept.raw, KEYS)
        wrong = [(each.field, each.state) for each in result.fields if each.credit < 1 and not each.by_hand]
        assert not wrong, f"{exercise.id}: {wrong} {kept.raw}"
        assert result.answered
        if exercise.mode == "assessed":
            assert not re.search("正确|Correct", card.inner_text())
    with page.expect_download() as download:
        page.locator("[data-action=handin]").click()
        page.locator("[data-testid=desk] a[download]").click()
    handin = read_handin(download.value.path())
    assert handin.trainee == trainee
    assert set(handin.exercises) == {exercise.id for exercise in units.exercises(unit)}


@pytest.mark.parametrize("unit", list(units.MODULES))
def test_a_trainee_works_a_unit_on_the_page(unit: str, lang: str, app: App, browser: Browser) -> None:
    """Every card is done by mouse in English and by keyboard alone in Chinese; the words are the only difference."""
    keyboard = lang == "zh"
    trainee = f"{unit}.{'keys' if keyboard else 'mouse'}".lower()
    page = browser.new_page(viewport={"width": 1360, "height": 1000}, accept_downloads=True)
    opened(page, f"{app.address}/{lang}/{unit.lower()}")
    sit_down(page, trainee)
    assert page.locator("[data-testid=input]:not(form *)").count() == 0, "slow: see the form in card.js"
    work_to_the_hand_in(page, unit, trainee, app.answers, keyboard=keyboard)
    page.set_viewport_size({"width": 390, "height": 844})  # the same page on a telephone
    page.wait_for_timeout(300)
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    page.close()


@pytest.mark.parametrize(("lang", "id"), [("en", "U6.X2"), ("zh", "U5.X2"), ("en", "U3.X2"), ("zh", "U6.X4")], indirect=["lang"])
def test_tables_are_read_on_a_telephone(lang: str, id: str, app: App, browser: Browser) -> None:
    """Cells show what was typed, marked or not; no heading out of sight pushes the others away from the caption."""
    page = browser.new_page(viewport={"width": 390, "height": 844})
    opened(page, f"{app.address}/{lang}/{id[:2].lower()}")
    sit_down(page, f"phone.{id}".lower())
    card = card_of(page, id)
    for cell in card.locator(".kam-grid .kam-number").all()[:4]:
        cell.fill("-1,234,567")
    card.locator("[data-action=check]").click()
    card.get_by_test_id("summary").wait_for()
    cut = card.evaluate("card => [...card.querySelectorAll('.kam-grid .kam-number')].filter((each) => each.scrollWidth > each.clientWidth).length")
    assert cut == 0
    lines = card.evaluate(
        """card => [...card.querySelectorAll('.kam-heading')].map((each) => each.getBoundingClientRect().height / parseFloat(getComputedStyle(each).lineHeight))"""
    )
    assert lines and max(lines) < 3.5
    page.close()


@pytest.mark.parametrize("lang", ["en"], indirect=True)
def test_a_trainee_works_a_unit_in_jupyterlab(lang: str, lab: Lab, bench_for) -> None:
    """By keyboard alone, in the language that the page above does by mouse; before that, two slips are told."""
    bench = bench_for(accept_downloads=True)
    page = bench.open(exercise_page("U2", lang))
    an_id_that_cannot_be_used_is_refused_in_a_sentence(page)
    an_own_list_with_faults_is_told_where(page)
    bench.sit_down("lab.keys")
    work_to_the_hand_in(page, "U2", "lab.keys", lab.answers, keyboard=True)


def an_id_that_cannot_be_used_is_refused_in_a_sentence(page: Page) -> None:
    page.wait_for_selector("[data-testid=desk]")
    if page.get_by_test_id("trainee").count():
        page.locator("[data-action=change-trainee]").click()
    page.get_by_test_id("trainee-input").fill("../../x")
    page.get_by_test_id("trainee-input").press("Enter")
    problem = page.locator("[data-testid=desk] [aria-invalid=true]")
    problem.wait_for()
    assert "../../x" in page.get_by_test_id("desk").inner_text()
    assert chip(card_of(page, "U2.X1"), "tiers", "a01").count() == 0  # nobody's figures are shown to nobody


def an_own_list_with_faults_is_told_where(page: Page) -> None:
    card = page.get_by_test_id("upload")
    card.scroll_into_view_if_needed()
    card.locator("input[type=file]").set_input_files(str(cases.dirty_file()))
    problems = card.get_by_test_id("problems")
    problems.wait_for()
    assert problems.locator("li").count() > 3
    assert re.search(r"[Rr]ow \d+|第 ?\d+ ?行", problems.inner_text())


@pytest.mark.parametrize("lang", ["zh"], indirect=True)
def test_nothing_is_lost_by_a_killed_engine_and_a_reload_in_jupyterlab(lang: str, bench_for) -> None:
    bench = bench_for()
    page = bench.open(exercise_page("U2", lang))
    bench.sit_down(f"resume.{lang}")
    exercise = units.exercise("U2.X1")
    sheet = exercise.sheet(variant_of(exercise, f"resume.{lang}"))
    card = card_of(page, "U2.X1")

    amount = card.locator("[data-testid=input][data-field=clp_a]")
    amount.fill("1.2万")
    amount.blur()
    echo = card.locator("[data-testid=echo][data-field=clp_a]")
    echo.wait_for()
    assert money(12_000, lang) in echo.inner_text()
    other = card.locator("[data-testid=input][data-field=clp_b]")
    other.fill("12,5k")
    other.blur()
    card.locator("[data-testid=echo][data-field=clp_b]").wait_for()
    assert money(12_500, lang) in card.locator("[data-testid=echo][data-field=clp_b]").inner_text()

    top = next(item for item, tier in sheet.truth["tiers"].items() if tier == "strategic")
    low = next(item for item, tier in sheet.truth["tiers"].items() if tier == "transactional")
    drag(card, "tiers", top, "strategic")
    drag(card, "tiers", low, "strategic")
    card.locator("[data-action=check]").click()
    card.get_by_test_id("summary").wait_for()
    why = card.locator(f"[data-testid=why][data-part={low}]")
    assert len(why.inner_text()) > 20  # the account and the reason, in words
    card.locator("[data-action=hint]").click()
    card.get_by_test_id("hint").first.wait_for()

    bench.kill_kernel()
    page.wait_for_timeout(1000)
    late = card.locator("[data-testid=input][data-field=top_share]")
    late.fill("41%")
    late.blur()
    card.get_by_test_id("banner-gone").wait_for(timeout=15_000)  # a sentence says what to do

    page.reload()
    page.wait_for_selector(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Notebook", timeout=60_000)
    bench.start()
    card = card_of(page, "U2.X1")
    card.get_by_test_id("hint").first.wait_for()
    assert card.locator("[data-testid=input][data-field=clp_a]").input_value() == "1.2万"
    assert card.locator(f"[data-box=strategic] [data-part={top}]").count() == 1
    assert card.locator(f"[data-box=strategic] [data-part={low}]").count() == 1
    page.wait_for_function(
        "() => document.querySelector('[data-exercise=\"U2.X1\"] [data-testid=input][data-field=top_share]')?.value === '41%'"
    )
    assert page.get_by_test_id("trainee").inner_text() == f"resume.{lang}"
