"""The trainer's screen and its notes window, as a trainer uses them: two pages at once."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import psutil
import pytest
from model_answers import model_answers
from playwright.sync_api import Browser, BrowserContext, Page, expect

from browser.filling import fill_and_check, some_answers, states, states_by_field, states_said
from browser.house import REPOSITORY, is_outside
from kamlib import units
from kamlib.views import screens

pytestmark = pytest.mark.browser

UNIT, LANG = "U2", "en"
START = "import sys; from kamlib.views import present; sys.exit(present.run(sys.argv[1], sys.argv[2], int(sys.argv[3]), False))"
READY = "() => document.getElementById('stage')?.hasAttribute('data-loading') === false"
PATIENCE_MS = 40_000


@pytest.fixture(scope="module")
def presentation(tmp_path_factory) -> Iterator[tuple[str, Path]]:
    """The address of a running presentation, and the folder where no answer may appear."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    answers = tmp_path_factory.mktemp("answers")
    surroundings = {**os.environ, "KAM_WORKBOOK": str(REPOSITORY), "KAM_ANSWERS": str(answers)}
    server = subprocess.Popen(
        [sys.executable, "-c", START, UNIT, LANG, str(port)], cwd=REPOSITORY, env=surroundings
    )
    address = f"http://127.0.0.1:{port}/"
    try:
        for _ in range(150):
            try:
                urllib.request.urlopen(address + "notes", timeout=2)
                break
            except OSError:
                assert server.poll() is None, "the presentation ended"
                time.sleep(0.2)
        yield address, answers
    finally:
        server.send_signal(signal.SIGTERM)
        try:
            server.wait(15)
        except subprocess.TimeoutExpired:
            server.kill()


@pytest.fixture(scope="module")
def room(presentation, browser: Browser) -> Iterator[tuple[BrowserContext, Page, Page]]:
    """A browser with the stage and the notes window, and a list of what went wrong in them."""
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    context.faults = []
    context.on("weberror", lambda error: context.faults.append(str(error.error)))
    context.on(
        "request", lambda request: context.faults.append(request.url) if is_outside(request.url) else None
    )
    stage = context.new_page()
    stage.goto(presentation[0], wait_until="commit")
    # the trainer need not wait: the words are there before the kernel has worked
    expect(stage.locator(".stage-now h1")).to_be_visible()
    stage.keyboard.press("ArrowRight")
    expect(stage.locator(".stage-number")).to_have_text(f"2 / {len(plan())}")
    stage.wait_for_function(READY, timeout=PATIENCE_MS)
    with context.expect_page() as opened:
        stage.keyboard.press("n")
    notes = opened.value
    expect(notes.locator("#where")).to_have_text(f"2 / {len(plan())}")
    yield context, stage, notes
    context.close()


@pytest.fixture
def stage(room) -> Page:
    """The stage on its first screen."""
    page = room[1]
    page.evaluate("document.activeElement.blur(); location.hash = '#1'")
    on(page, 1)
    return page


@pytest.fixture
def notes(room) -> Page:
    return room[2]


@cache
def plan() -> list[screens.Screen]:
    return screens.read_screens(screens.read_notebook(REPOSITORY / screens.path_of(UNIT, LANG)))


def type_size(page: Page) -> float:
    """Return the height of the body text on the screen that is shown, px, once the screen has settled."""
    size = before = 0.0
    for _ in range(40):
        size = page.evaluate(
            "() => parseFloat(getComputedStyle(document.querySelector('.stage-now')).fontSize)"
        )
        if size == before:
            break
        before = size
        page.wait_for_timeout(400)
    return size


def screen_with(part: str, source: str) -> int:
    """Return the number of the first screen that has a cell with these words."""
    return next(
        screen.number
        for screen in plan()
        if screen.part == part and any(source in screens.source_of(cell) for cell in screen.cells)
    )


def on(page: Page, number: int) -> None:
    expect(page.locator(".stage-number")).to_have_text(f"{number} / {len(plan())}")


def go(page: Page, number: int, step: int = 0) -> None:
    page.evaluate(f"location.hash = '#{number}.{step}'")
    on(page, number)


def test_every_way_of_moving_moves_both_windows(stage: Page, notes: Page) -> None:
    for press, number in (("PageDown", 2), ("ArrowRight", 3), (" ", 4), ("Enter", 5), ("ArrowDown", 6)):
        stage.keyboard.press(press)
        on(stage, number)
        expect(notes.locator("#name")).to_have_text(plan()[number - 1].name)
    for press, number in (
        ("PageUp", 5),
        ("ArrowLeft", 4),
        ("Backspace", 3),
        ("End", len(plan())),
        ("Home", 1),
    ):
        stage.keyboard.press(press)
        on(stage, number)
    stage.get_by_role("button", name="Forward").click()
    on(stage, 2)
    stage.get_by_role("button", name="Back").click()
    on(stage, 1)
    notes.get_by_role("button", name="Forward").click()
    on(stage, 2)
    notes.keyboard.press("PageDown")
    on(stage, 3)
    notes.locator("[data-go='9']").click()
    on(stage, 9)
    expect(notes.locator("#next")).to_have_text(f"10 · {plan()[9].name}")
    expect(notes.locator(".note:visible")).to_have_count(1)
    # an empty part of the screen is no button
    stage.mouse.click(640, 600)
    on(stage, 9)


def test_only_one_screen_is_seen_and_it_is_read_from_the_back_row(stage: Page) -> None:
    for number in (1, 3, 8):
        go(stage, number)
        seen = stage.evaluate(
            "() => [...document.querySelectorAll('.stage-screen')]"
            ".filter((each) => getComputedStyle(each).visibility === 'visible' && !each.inert).map((each) => each.dataset.number)"
        )
        assert seen == [str(number)]
        assert type_size(stage) >= 24


def test_the_trainer_may_choose_smaller_and_larger_type(stage: Page) -> None:
    go(stage, screen_with("exercise", 'desk.card("U2.X1")'))
    before = type_size(stage)
    stage.keyboard.press("-")
    assert type_size(stage) < before
    stage.keyboard.press("+")
    assert type_size(stage) == before


def test_the_room_sees_black_and_comes_back_where_it_was(stage: Page, notes: Page) -> None:
    go(stage, 4)
    for press in ("b", "."):
        stage.keyboard.press(press)
        expect(stage.locator(".stage-black")).to_be_visible()
        expect(notes.locator("#black")).to_be_visible()
        stage.keyboard.press("PageDown")
        expect(stage.locator(".stage-black")).to_be_hidden()
        on(stage, 4)
    notes.get_by_role("button", name="Black screen").click()
    expect(stage.locator(".stage-black")).to_be_visible()
    notes.get_by_role("button", name="Show it again").click()
    expect(stage.locator(".stage-black")).to_be_hidden()


def test_a_screen_is_found_by_a_word_of_its_name(stage: Page) -> None:
    wanted = plan()[10]
    stage.keyboard.press("g")
    sheet = stage.get_by_role("dialog")
    expect(sheet.locator(".stage-item")).to_have_count(len(plan()))
    stage.keyboard.type(wanted.name.upper())
    expect(sheet.locator(".stage-item:visible")).to_have_count(1)
    stage.keyboard.press("ArrowDown")
    stage.keyboard.press("Enter")
    on(stage, wanted.number)
    stage.locator(".stage-number").click()
    expect(sheet).to_be_visible()
    stage.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    stage.keyboard.press("?")
    expect(stage.get_by_role("dialog")).to_contain_text("black screen")
    stage.keyboard.press("Escape")
    on(stage, wanted.number)


def test_a_slider_keeps_its_keys_and_moves_the_picture(stage: Page) -> None:
    number = screen_with("lesson", "live.pyramid")
    go(stage, number)
    live = stage.locator(".stage-now .kam-live")
    before = live.locator("[data-testid=finding]").inner_text()
    live.locator("[data-testid=range]").first.focus()
    for _ in range(8):
        stage.keyboard.press("ArrowRight")
    expect(live.locator("[data-testid=finding]")).not_to_have_text(before)
    on(stage, number)
    box = live.locator("[data-testid=number]").first
    box.fill("3000000")
    stage.keyboard.press("Enter")
    on(stage, number)
    stage.keyboard.press("PageDown")  # a clicker is heard everywhere
    on(stage, number + 1)


def test_a_demo_card_answers_and_keeps_nothing(stage: Page, presentation) -> None:
    number = screen_with("exercise", 'desk.card("U2.X1")')
    go(stage, number)
    card = stage.locator(".stage-now .kam-card")
    field = card.locator("[data-testid=input][data-field=clp_a]")
    field.fill("b 1.2m")  # letters and digits in a field are no keys of the stage
    expect(stage.locator(".stage-black")).to_be_hidden()
    field.fill("3307500")
    card.locator("[data-action=check]").click()
    expect(card.locator("[data-testid=summary]")).to_contain_text("Right already")
    on(stage, number)
    assert not [path for path in presentation[1].rglob("*") if path.is_file()]


def test_a_card_says_in_the_room_what_the_judge_says(stage: Page) -> None:
    go(stage, screen_with("exercise", 'desk.card("U2.X1")'))
    stage.reload(wait_until="commit")  # a fresh card
    stage.wait_for_function(READY, timeout=PATIENCE_MS)
    sheet = units.exercise("U2.X1").sheet(0)
    answers = some_answers(sheet, model_answers(sheet, 1))
    card = stage.locator(".stage-now .kam-card")
    fill_and_check(card, sheet, answers)
    assert states_by_field(states(card)) == states_said(sheet, answers)


def test_a_long_screen_is_scrolled_before_it_is_left(stage: Page) -> None:
    number = screen_with("exercise", 'desk.card("U2.X1")')
    go(stage, number)
    stage.keyboard.press("PageDown")
    on(stage, number)
    stage.wait_for_function("() => document.querySelector('.stage-now').scrollTop > 100")
    for _ in range(60):
        if stage.locator(".stage-number").inner_text() != f"{number} / {len(plan())}":
            break
        at_end = stage.evaluate(
            "() => { const now = document.querySelector('.stage-now'); return now.scrollTop + now.clientHeight > now.scrollHeight - 60; }"
        )
        stage.keyboard.press("PageDown")
        stage.wait_for_timeout(60)
    on(stage, number + 1)
    assert at_end, "the next screen came before the end of this one was seen"


def test_a_solution_comes_step_by_step_and_survives_a_reload(stage: Page, notes: Page) -> None:
    number = next(
        screen.number
        for screen in plan()
        if any(each["metadata"]["kam"].get("step") for each in screen.cells)
    )
    go(stage, number)
    waiting = stage.locator(".stage-now .stage-waits:not([data-kind=empty])")
    hidden = waiting.count()
    assert hidden > 0
    stage.keyboard.press("PageDown")
    on(stage, number)
    expect(waiting).not_to_have_count(hidden)
    expect(notes.locator("#step")).to_contain_text("step 1 of")
    shown = waiting.count()
    stage.reload(wait_until="commit")
    on(stage, number)
    stage.wait_for_function(READY, timeout=PATIENCE_MS)
    expect(waiting).to_have_count(shown)
    stage.keyboard.press("PageUp")
    expect(waiting).to_have_count(hidden)


def test_the_clock_runs_through_reloads_and_can_be_paused(stage: Page, notes: Page) -> None:
    stage.keyboard.press("PageDown")
    expect(notes.locator("#verdict")).not_to_have_attribute("data-pace", "not_started")
    notes.reload()
    expect(notes.locator("#where")).to_have_text(f"2 / {len(plan())}")
    go(stage, 9)
    expect(notes.locator("#verdict .words")).to_contain_text("min ahead")
    notes.evaluate(
        "() => { const key = Object.keys(localStorage).find((each) => each.startsWith('kam-clock'));"
        " const state = JSON.parse(localStorage.getItem(key));"
        " localStorage.setItem(key, JSON.stringify({ ...state, total: 20 * 60000 })); }"
    )
    expect(notes.locator("#verdict")).to_have_attribute("data-pace", "behind")
    expect(notes.locator("#verdict .words")).to_contain_text("min behind")
    notes.get_by_role("button", name="Pause").click()
    expect(notes.locator("#verdict .words")).to_contain_text("paused")
    still = notes.locator("#in-unit").inner_text()
    notes.wait_for_timeout(1200)
    assert notes.locator("#in-unit").inner_text() == still
    notes.get_by_role("button", name="Reset").click()
    notes.get_by_role("button", name="Set the clock to zero?").click()
    expect(notes.locator("#verdict")).to_have_attribute("data-pace", "not_started")


def test_nothing_failed_and_nothing_was_asked_of_other_computers(room) -> None:
    assert room[0].faults == []


def test_an_engine_that_ended_is_told_in_a_sentence(stage: Page, presentation) -> None:
    port = int(presentation[0].rsplit(":", 1)[1].strip("/"))
    server = next(
        each
        for each in psutil.Process().children(recursive=True)
        if f"{port}" in each.cmdline() and "present.run" in " ".join(each.cmdline())
    )
    for kernel in server.children(recursive=True):
        kernel.kill()
    expect(stage.locator(".stage-note")).to_contain_text("Reload the page", timeout=15_000)
    stage.keyboard.press("PageDown")  # the words need no engine
    on(stage, 2)
