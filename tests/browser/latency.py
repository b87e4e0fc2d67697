"""How long a trainee waits: Check pressed → feedback on the page, slider moved → picture redrawn.

`make bench` runs `measure()`; no test has a time limit.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from playwright.sync_api import Page, sync_playwright

from kamlib import syllabus, units
from kamlib.classroom.exercise import Exercise, Field, TableField

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from browser import house  # found through the line above when it is run by `make bench`

WARM_UP, TIMES = 3, 40
PAGES, REST_MS = 8, 6000

# Measured inside the page, so that the test's own messages do not count: from the press to the frame in
# which the new words are painted.
CHECK = """async ([exercise, index]) => {
  const card = document.querySelector(`[data-testid=card][data-exercise="${exercise}"]`);
  const entry = card.querySelector("input[type=text][data-testid=input], textarea, select");
  const summary = () => card.querySelector('[data-testid=summary]');
  const wait = (ready) => new Promise((done, fail) => {
    setTimeout(() => fail(new Error("no feedback within five seconds")), 5000);
    const look = () => (ready() ? requestAnimationFrame(() => done(performance.now())) : requestAnimationFrame(look));
    look();
  });
  const rest = (ms) => new Promise((done) => setTimeout(done, ms));
  if (!entry) {
    const chip = card.querySelector("[data-testid=chip]");
    chip.focus();
    chip.dispatchEvent(new KeyboardEvent("keydown", { key: String(1 + (index % 2)), bubbles: true }));
  } else if (entry.tagName === "SELECT") {
    entry.selectedIndex = 1 + (entry.selectedIndex % (entry.options.length - 1));
    entry.dispatchEvent(new Event("change", { bubbles: true }));
  } else {
    entry.value = String(1e6 + Math.round(Math.random() * 1e6));
    entry.dispatchEvent(new Event("input", { bubbles: true }));
    entry.dispatchEvent(new Event("blur"));
  }
  await wait(() => summary().hidden || !summary().innerText.trim());
  await rest(400);
  const start = performance.now();
  card.querySelector("[data-action=check]").click();
  const end = await wait(() => !summary().hidden && summary().innerText.trim());
  return end - start;
}"""
SLIDE = """async ([_, index]) => {
  const control = document.querySelector('[data-testid=live]:has([data-testid=pan])');
  const slider = control.querySelector('[data-testid=range]');
  const shown = () => control.querySelector('[data-testid=picture]')?.innerHTML;
  const before = shown();
  const step = (Number(slider.max) - Number(slider.min)) / 60;
  const start = performance.now();
  slider.value = String(Number(slider.min) + step * (5 + index));
  slider.dispatchEvent(new Event("input", { bubbles: true }));
  return await new Promise((done, fail) => {
    setTimeout(() => fail(new Error("the picture stood still for five seconds")), 5000);
    const look = () => (shown() !== before ? requestAnimationFrame(() => done(performance.now() - start)) : requestAnimationFrame(look));
    look();
  });
}"""


def biggest_cards(count: int = 4) -> list[Exercise]:
    """Return the exercises that ask for most entries, the largest first."""

    def entries(field: Field) -> int:
        if isinstance(field, TableField):
            return len(field.rows) * len(field.columns)
        return len(getattr(field, "items", ())) or 1

    def size(exercise: Exercise) -> int:
        return sum(map(entries, exercise.sheet(1).fields))

    return sorted(units.all_exercises().values(), key=size, reverse=True)[:count]


def _times(page: Page, script: str, exercise: str = "") -> list[float]:
    taken = []
    for index in range(WARM_UP + TIMES):
        taken.append(page.evaluate(script, [exercise, index]))
        page.wait_for_timeout(150)
    return taken[WARM_UP:]


def _figure(what: str, taken: list[float]) -> tuple[str, str, str, bool]:
    median, late = np.percentile(taken, [50, 95])
    return (
        what,
        f"median {median:.0f} ms, p95 {late:.0f} ms ({len(taken)} times)",
        "p95 ≤ 150 ms",
        bool(late <= 150),
    )


def measure_pages() -> Iterator[tuple[str, str, str, bool]]:
    """Yield what the trainee's page takes: until it is usable, Check → feedback, memory of the kernel behind it."""
    chromium_path = house.browser_path()
    if chromium_path is None:
        return
    with tempfile.TemporaryDirectory() as place, house.running_app("en", Path(place)) as app:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium_path, args=house.CHROMIUM_FLAGS)
            page = browser.new_page(viewport={"width": 1360, "height": 1000})
            usable = []
            for _ in range(PAGES):
                page.goto(f"{app.address}/en/")
                page.wait_for_timeout(
                    REST_MS
                )  # meanwhile the next kernel gets ready, as while somebody reads
                start = time.perf_counter()
                house.opened(page, f"{app.address}/en/u7")
                usable.append(time.perf_counter() - start)
            worst = max(usable)
            said = f"median {np.median(usable):.1f} s, longest {worst:.1f} s ({PAGES} times)"
            yield "page of U7 opened → usable", said, "≤ 3 s", worst <= 3
            for exercise in biggest_cards():
                house.opened(page, f"{app.address}/en/{exercise.unit.lower()}")
                house.sit_down(page, "latency")
                page.wait_for_selector(f'[data-exercise="{exercise.id}"] [data-testid=field]')
                page.wait_for_timeout(2000)
                taken = _times(page, CHECK, exercise.id)
                yield _figure(f"Check pressed → feedback on the trainee's page, {exercise.id}", taken)
            kernels = [kernel.memory_info().rss / 2**20 for kernel in app.kernels()]
            yield "memory of the kernel behind a page", f"{max(kernels):.0f} MB", "", None
            browser.close()


def measure() -> Iterator[tuple[str, str, str, bool]]:
    """Yield each wait: what, how long, how long at most, and whether that is kept."""
    chromium_path = house.browser_path()
    if chromium_path is None:
        return
    with tempfile.TemporaryDirectory() as place, house.running_lab("en", Path(place)) as lab:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium_path, args=house.CHROMIUM_FLAGS)
            bench = house.Workbench(lab, browser, "latency")
            page = bench.open(f"exercises/en/{syllabus.unit_file_stem('U2')}.ipynb")
            bench.sit_down("latency")
            page.wait_for_selector('[data-exercise="U2.X1"] [data-testid=chip]')
            page.wait_for_timeout(2000)
            yield _figure("Check pressed → feedback on the page (24 accounts)", _times(page, CHECK, "U2.X1"))
            page = bench.open(f"course/en/{syllabus.unit_file_stem('U7')}.ipynb")
            page.wait_for_selector("[data-testid=live]:has([data-testid=pan]) [data-testid=range]")
            page.wait_for_timeout(3000)
            yield _figure("slider moved → picture redrawn", _times(page, SLIDE))
            browser.close()
