"""The trainee's pages in a real browser: the same marks as in JupyterLab, nothing lost, nothing from elsewhere."""

from __future__ import annotations

import io
import re
import time

import openpyxl
import pytest
from axe_playwright_python.sync_playwright import Axe
from model_answers import model_answers
from playwright.sync_api import Locator, Route, expect

from browser.filling import card_of, fill_and_check, some_answers, states, states_by_field, states_said
from browser.house import READY, App, opened, running_app, sit_down
from kamlib import syllabus, units
from kamlib.classroom.handin import variant_of
from kamlib.classroom.journal import Journal
from kamlib.views.app import WORDS
from kamlib.widgets.words import GONE_ON_A_PAGE

pytestmark = pytest.mark.browser


def entry(card: Locator, field: str) -> Locator:
    return card.locator(f"[data-testid=input][data-field={field}]")


def enter(card: Locator, field: str, value: str) -> None:
    entry(card, field).fill(value)
    entry(card, field).blur()


@pytest.mark.parametrize("lang", ["zh"], indirect=True)
def test_a_card_says_the_same_on_the_page_and_in_jupyterlab(
    lang: str, app: App, lab, bench_for, window
) -> None:
    """The trainer's screen is held to the same in test_present.py: all of them show what the one judge says."""
    trainee = f"same.{lang}"
    exercise = units.exercise("U2.X1")
    sheet = exercise.sheet(variant_of(exercise, trainee))
    answers = some_answers(sheet, model_answers(sheet, 1))
    bench = bench_for()
    bench.open(f"exercises/{lang}/{syllabus.unit_file_stem('U2')}.ipynb")
    bench.sit_down(trainee)
    page = opened(window(), f"{app.address}/{lang}/u2")
    sit_down(page, trainee)
    shown = []
    for place in (bench.page, page):
        card = card_of(place, "U2.X1")
        fill_and_check(card, sheet, answers)
        shown.append((card.get_by_test_id("summary").inner_text(), states(card)))
    assert shown[0] == shown[1]
    assert states_by_field(shown[1][1]) == states_said(sheet, answers)
    assert {"right", "not_yet", "unreadable"} <= set(shown[1][1].values())
    kept = [Journal(place.answers, "kam", trainee).read()["U2.X1"] for place in (lab, app)]
    assert kept[0].raw == kept[1].raw and kept[0].variant == kept[1].variant


@pytest.mark.parametrize("lang", ["zh"], indirect=True)
def test_from_the_start_page_to_a_card_by_keyboard_alone(lang: str, app: App, window) -> None:
    page = window()
    page.goto(f"{app.address}/{lang}/")
    if page.locator("[data-action=change-trainee]").count():
        page.locator("[data-action=change-trainee]").press("Enter")
    page.get_by_test_id("trainee-input").focus()
    page.keyboard.type(f"keys.{lang}")
    page.keyboard.press("Enter")
    page.get_by_test_id("trainee").wait_for()
    page.locator("body").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.locator("[data-unit=U7] summary").press("Enter")
    page.locator(f'[data-unit=U7] a[href="/{lang}/u7#U7.X1"]').focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{lang}/u7#U7.X1")
    page.wait_for_selector(READY, state="attached")
    assert page.get_by_test_id("trainee").inner_text() == f"keys.{lang}", "the desk knows who sat down"
    page.wait_for_function(
        "document.querySelector('[data-exercise=\"U7.X1\"][data-testid=card]').getBoundingClientRect().top < 400"
    )
    page.locator(".way a").first.press("Enter")
    page.get_by_test_id("unit").first.wait_for()


@pytest.mark.parametrize("lang", ["en"], indirect=True)
def test_loading_is_said_at_once_and_the_engine_ends_with_the_page(lang: str, app: App, window) -> None:
    page = window()
    page.goto(f"{app.address}/{lang}/u2", wait_until="commit")
    page.wait_for_function(
        "([said, ready]) => document.getElementById('kam-status')?.textContent.trim() === said"
        " && !document.querySelector(ready)",
        arg=[WORDS["loading"].pick(lang), READY],
    )
    assert page.locator("#kam-status").get_attribute("role") == "status"
    page.wait_for_selector(READY, state="attached", timeout=60_000)
    page.get_by_role(
        "link", name=WORDS["other_language"].pick(lang)
    ).click()  # the same unit in the other language
    page.wait_for_url(f"**/{'zh' if lang == 'en' else 'en'}/u2")
    page.wait_for_selector(READY, state="attached", timeout=60_000)
    page.goto(f"{app.address}/{lang}/")
    for _ in range(240):
        time.sleep(0.25)
        if len(app.kernels()) == 1:  # the one that waits for the next page
            break
    assert len(app.kernels()) == 1


@pytest.mark.parametrize(("lang", "emptied"), [("en", 1), ("zh", 9)], indirect=["lang"])
def test_a_page_that_comes_empty_is_tried_once_more(lang: str, emptied: int, app: App, window) -> None:
    """As it comes when its engine ended meanwhile; when that does not help, a sentence and a button say so."""
    page, asked = window(), []

    def without_cards(route: Route) -> None:
        asked.append(route.request.url)
        if len(asked) > emptied:
            route.continue_()
            return
        whole = route.fetch()
        failed = '<div class="kam-failed" role="alert"><p>–</p></div>'
        body = re.sub(r'<div class="kam-slot">.*?</script></div>', failed, whole.text(), flags=re.S)
        route.fulfill(response=whole, body=body)

    page.route(f"**/{lang}/u2", without_cards)
    page.goto(f"{app.address}/{lang}/u2")
    if emptied == 1:
        page.wait_for_selector(READY, state="attached", timeout=60_000)
        assert page.locator("[data-testid=card]").count() == len(units.exercises("U2"))
    else:
        stuck = page.locator("#kam-stuck")
        stuck.wait_for(timeout=60_000)
        expect(stuck).to_contain_text(WORDS["stuck"].pick(lang))
        expect(stuck.get_by_role("button")).to_have_text(WORDS["reload"].pick(lang))
    assert len(asked) == 2


@pytest.mark.parametrize("lang", ["en"], indirect=True)
def test_two_windows_keep_both_answers(lang: str, app: App, window) -> None:
    first = opened(window(), f"{app.address}/{lang}/u2")
    sit_down(first, f"two.{lang}")
    second = opened(window(), f"{app.address}/{lang}/u2")
    cards = [card_of(page, "U2.X1") for page in (first, second)]
    for card, field, value in zip(cards, ("clp_a", "clp_b"), ("100", "200"), strict=True):
        enter(card, field, value)
        card.locator(f"[data-testid=echo][data-field={field}]").wait_for()
    cards[0].locator("[data-action=check]").click()
    cards[0].get_by_test_id("summary").wait_for()
    assert entry(cards[0], "clp_b").input_value() == "200"
    assert Journal(app.answers, "kam", f"two.{lang}").read()["U2.X1"].raw == {"clp_a": "100", "clp_b": "200"}


@pytest.mark.parametrize("lang", ["zh"], indirect=True)
def test_an_own_list_becomes_a_form_to_take_home(lang: str, app: App, window, tmp_path) -> None:
    page = opened(
        window(accept_downloads=True, viewport={"width": 390, "height": 844}), f"{app.address}/{lang}/u2"
    )
    own = tmp_path / "own.csv"
    own.write_text(
        "客户,年销售额,边际贡献\n甲公司,100000,30000\n乙公司,900000,200000\n丙公司,50000,9000\n", "utf-8"
    )
    card = page.get_by_test_id("upload")
    card.scroll_into_view_if_needed()
    card.locator("input[type=file]").set_input_files(str(own))
    card.get_by_test_id("result").wait_for()
    with page.expect_download() as download:
        card.locator("[data-action=download]").click()
    form = openpyxl.load_workbook(io.BytesIO(download.value.path().read_bytes()))
    assert any(cell.value == "乙公司" for sheet in form for row in sheet.iter_rows() for cell in row)


def test_nothing_is_lost_by_a_dead_engine_and_a_restarted_server(tmp_path, window) -> None:
    page = window()
    with running_app("en", tmp_path) as app:
        port = int(app.address.rpartition(":")[2])
        opened(page, f"{app.address}/en/u2")
        sit_down(page, "dead")
        enter(card_of(page, "U2.X1"), "clp_a", "12,5k")
        card_of(page, "U2.X1").locator("[data-testid=echo][data-field=clp_a]").wait_for()
        for kernel in app.kernels():
            kernel.kill()
        card = card_of(page, "U2.X1")
        enter(card, "clp_b", "typed into the void")
        gone = card.get_by_test_id("banner-gone")
        expect(gone).to_contain_text(GONE_ON_A_PAGE.en, timeout=15_000)
        gone.locator("[data-action=reload]").click()
        page.wait_for_selector(READY, state="attached", timeout=60_000)
        card = card_of(page, "U2.X1")
        assert entry(card, "clp_a").input_value() == "12,5k"
        expect(entry(card, "clp_b")).to_have_value("typed into the void")
    enter(card, "top_share", "41%")  # the whole server is gone now
    expect(card.get_by_test_id("banner-gone")).to_contain_text(GONE_ON_A_PAGE.en, timeout=15_000)
    with running_app("en", tmp_path, port, copied=True) as app:
        card.get_by_test_id("banner-gone").locator("[data-action=reload]").click()
        page.wait_for_selector(READY, state="attached", timeout=60_000)
        expect(entry(card_of(page, "U2.X1"), "top_share")).to_have_value("41%")
        for _ in range(40):
            kept = Journal(app.answers, "kam", "dead").read()["U2.X1"].raw
            if "top_share" in kept:
                break
            time.sleep(0.1)
    assert kept == {"clp_a": "12,5k", "clp_b": "typed into the void", "top_share": "41%"}


@pytest.mark.parametrize(("lang", "unit"), [("en", "u2"), ("zh", "u7")], indirect=["lang"])
def test_everyone_can_use_the_pages(lang: str, unit: str, app: App, window) -> None:
    """No violation, no sideways scrolling, nothing too small for a finger; wide and narrow, light and dark.

    The start page is held to the same in test_start.py; that no unit scrolls sideways is seen in test_exercises.py.
    """
    page = window()
    for path in (f"/{lang}/nothing", f"/{lang}/{unit}"):
        page.goto(app.address + path)
        if "/u" in path:
            page.wait_for_selector(READY, state="attached", timeout=60_000)
            sit_down(page, f"axe.{lang}")
            card_of(page, f"{path[-2:].upper()}.X1").locator("[data-action=check]").click()
            card_of(page, f"{path[-2:].upper()}.X1").get_by_test_id("summary").wait_for()
        for width, scheme in ((1280, "light"), (390, "dark")):
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            page.wait_for_timeout(350)
            found = Axe().run(page).response["violations"]
            assert not found, [(path, width, each["id"], each["nodes"][0]["html"][:200]) for each in found]
            wide = page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            assert wide <= 0, (path, width)
        small = page.evaluate(
            """() => [...document.querySelectorAll("a, button, input:not([type=hidden]), select, summary")]
              .filter((each) => each.offsetHeight && !each.closest("p > a, .prose, .skip, .kam-again") && !each.matches(".skip"))
              .map((each) => [each, (each.closest("label") ?? each).getBoundingClientRect()])
              .filter(([, box]) => box.height < 43.5 && box.width > 1)
              .map(([each, box]) => `${each.outerHTML.slice(0, 90)} ${box.height}`)"""
        )
        assert not small, small
