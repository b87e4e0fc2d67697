"""Takes the pictures of README anew: `python tools/take_pictures.py [start] [exercise] [lesson] [cohort]`.

Works on a copy of the workbook in a temporary folder, with made-up trainees, in the Chromium
that `kam handout` would take (`KAM_CHROMIUM` names another), and writes the pictures in both languages into `docs/`.
"""

from __future__ import annotations

import argparse
import io
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Locator, Page, sync_playwright

from kamlib import units
from kamlib.classroom.handin import COURSE, variant_of
from kamlib.classroom.journal import Journal
from kamlib.classroom.progress import remember_trainee
from kamlib.classroom.simulate import Habits, answer_field
from kamlib.guide.pages import start_page
from kamlib.guide.places import InJupyterLab
from kamlib.views.chromium import find_browser

REPOSITORY = Path(__file__).resolve().parent.parent
DOCS = REPOSITORY / "docs"
FLAGS = (
    "--no-sandbox --disable-gpu --disable-background-networking --no-first-run --disable-component-update"
    " --disable-sync"
).split()
WIDEST_PIXELS, MARGIN_PIXELS = 1280, 20
LARGEST_BYTES = 240_000
TRAINEE = "li.wei"


def main() -> None:
    """Take the pictures named on the command line, or all."""
    takers = {"start": start, "exercise": exercise, "lesson": lesson, "cohort": cohort}
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("pictures", nargs="*", choices=[*takers, []], help="which ones; all by default")
    wanted = parser.parse_args().pictures or list(takers)
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=find_browser("docs"), args=FLAGS)
        workbook = copy_of_the_workbook(Path(place))
        for lang in ("en", "zh"):
            for name in wanted:
                takers[name](chromium, workbook, lang)
        chromium.close()


def copy_of_the_workbook(place: Path) -> Path:
    """Return a folder with the notebooks and keys, where answers may be left behind."""
    workbook = place / "workbook"
    for folder in ("course", "exercises", "solutions"):
        shutil.copytree(REPOSITORY / folder, workbook / folder)
    return workbook


def environment(workbook: Path) -> dict[str, str]:
    """Return the environment in which kam works on the copy and leaves the home folder alone."""
    return os.environ | {
        "KAM_WORKBOOK": str(workbook),
        "KAM_ANSWERS": str(workbook / "answers"),
        "JUPYTER_DATA_DIR": str(workbook / "jupyter"),
    }


@contextmanager
def jupyterlab(workbook: Path, lang: str) -> Iterator[tuple[str, str]]:
    """Run `kam lab` on the copy; give its address and token."""
    log = workbook / f"lab-{lang}.log"
    command = [sys.executable, "-m", "kamlib.cli", "lab", "--lang", lang, "--no-browser"]
    with log.open("w") as output:
        streams = {"stdout": output, "stderr": output}
        server = subprocess.Popen(
            command, cwd=workbook, env=environment(workbook), start_new_session=True, **streams
        )
    try:
        for _ in range(240):
            found = re.search(r"(http://(?:127\.0\.0\.1|localhost):\d+)/\S*token=(\w+)", log.read_text())
            if found:
                break
            time.sleep(0.25)
        else:
            raise SystemExit(log.read_text())
        yield found[1], found[2]
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(20)


@contextmanager
def notebook(chromium: Browser, workbook: Path, path: str, lang: str, width: int) -> Iterator[Page]:
    """Open a notebook and press Start, as a trainee does; the side bars are folded away for the picture."""
    with jupyterlab(workbook, lang) as (address, token):
        # Twice the pixels, made small afterwards: letters stay crisp.
        context = chromium.new_context(viewport={"width": width, "height": 1500}, device_scale_factor=2)
        page = context.new_page()
        page.goto(f"{address}/lab/workspaces/{time.time_ns()}/tree/{path}?token={token}")
        page.wait_for_selector(".jp-NotebookPanel .jp-Notebook", timeout=60_000)
        page.wait_for_function(
            "/Idle|空闲/.test(document.querySelector('#jp-main-statusbar')?.innerText ?? '')", timeout=60_000
        )
        page.wait_for_timeout(3_000)
        page.keyboard.press("Control+B")  # the file list
        page.locator('[data-command="notebook:run-all-cells"]').first.click()
        page.wait_for_timeout(1_000)
        try:
            yield page
        finally:
            context.close()


def start(chromium: Browser, workbook: Path, lang: str) -> None:
    """The start page of somebody who has finished one unit and is in the middle of another."""
    answers = workbook / f"answers-of-start-{lang}"
    remember_trainee(answers, TRAINEE)
    journal = Journal(answers, COURSE, TRAINEE)
    never_wrong = Habits(blank=0, unreadable=0, mistake=0, guess=0, hint=0)
    for done in (*units.exercises("T0"), *units.exercises("U1")[:2]):
        variant = variant_of(done, TRAINEE)
        sheet = done.sheet(variant)
        raw = {field.id: answer_field(field, sheet, never_wrong, random.Random(1)) for field in sheet.fields}
        journal.append(done.id, "answer", rev=done.revision, variant=variant, raw=raw)
        journal.append(done.id, "check", rev=done.revision, variant=variant)
    context = chromium.new_context(viewport={"width": 1120, "height": 900}, device_scale_factor=2)
    page = context.new_page()
    page.set_content(start_page(lang, InJupyterLab(workbook), answers))
    end = page.locator(".units").first.bounding_box()
    clip = {"x": 0, "y": 0, "width": 1120, "height": end["y"] + end["height"] + MARGIN_PIXELS}
    save(page.screenshot(clip=clip, full_page=True), f"start-{lang}")
    context.close()


def exercise(chromium: Browser, workbook: Path, lang: str) -> None:
    """The pyramid of the first exercise, partly filled, with one account still in hand."""
    with notebook(chromium, workbook, f"exercises/{lang}/1_key_accounts/u2_tiers.ipynb", lang, 1500) as page:
        page.locator("[data-testid=trainee-input], [data-testid=trainee]").first.wait_for(timeout=60_000)
        if page.get_by_test_id("trainee").count():
            page.locator("[data-action=change-trainee]").click()
        page.get_by_test_id("trainee-input").fill(TRAINEE)
        page.get_by_test_id("trainee-input").press("Enter")
        page.get_by_test_id("trainee").wait_for()
        card = page.locator('[data-testid=card][data-exercise="U2.X1"]')
        sheet = units.exercise("U2.X1").sheet(variant_of(units.exercise("U2.X1"), TRAINEE))
        pyramid = card.locator('[data-testid=field][data-field="tiers"]')
        places = list(sheet.truth["tiers"].items())
        keys = {box.id: str(number) for number, box in enumerate(sheet.by_id["tiers"].boxes, 1)}
        for account, tier in places[: len(places) * 2 // 3]:
            chip = card.locator(f'[data-testid=chip][data-field="tiers"][data-part="{account}"]')
            chip.focus()
            page.keyboard.press(keys[tier])
            page.wait_for_timeout(150)
        page.mouse.move(0, 0)
        page.wait_for_timeout(800)
        save(framed(page, pyramid), f"exercise-{lang}")


def lesson(chromium: Browser, workbook: Path, lang: str) -> None:
    """The customer's scale, tipped by a slider."""
    with notebook(chromium, workbook, f"course/{lang}/1_key_accounts/u7_pricing.ipynb", lang, 1120) as page:
        scale = page.locator("[data-testid=live]").first
        scale.wait_for(timeout=60_000)
        save(scale.screenshot(), f"lesson-{lang}")


def cohort(chromium: Browser, workbook: Path, lang: str) -> None:
    """The page on a class of made-up trainees."""
    handins, report = workbook / "handins", workbook / f"report-{lang}"
    for command in (
        ["simulate", "24", "--out", str(handins), "--seed", "3"],
        ["grade", str(handins), "--out", str(report), "--lang", lang],
    ):
        run = [sys.executable, "-m", "kamlib.cli", *command]
        subprocess.run(run, cwd=workbook, env=environment(workbook), check=True)
    context = chromium.new_context(viewport={"width": 1120, "height": 1180}, device_scale_factor=2)
    page = context.new_page()
    page.goto((report / "cohort.html").as_uri())
    end = page.locator(".mistake").nth(2).bounding_box()
    clip = {"x": 0, "y": 0, "width": 1120, "height": end["y"] + end["height"]}
    save(page.screenshot(clip=clip, full_page=True), f"cohort-{lang}")
    context.close()


def framed(page: Page, part: Locator) -> bytes:
    """Return the picture of a part of the page with a margin of what lies around it."""
    part.scroll_into_view_if_needed()
    page.wait_for_timeout(500)
    box = part.bounding_box()
    clip = {
        "x": box["x"] - MARGIN_PIXELS, "y": box["y"],
        "width": box["width"] + 2 * MARGIN_PIXELS, "height": box["height"],
    }  # fmt: skip
    return page.screenshot(clip=clip)


def save(taken: bytes, name: str) -> None:
    """Write a picture as a PNG that is neither too wide nor too large for a README."""
    picture = Image.open(io.BytesIO(taken)).convert("RGB")
    if picture.width > WIDEST_PIXELS:
        height = round(picture.height * WIDEST_PIXELS / picture.width)
        picture = picture.resize((WIDEST_PIXELS, height), Image.Resampling.LANCZOS)
    path = DOCS / f"{name}.png"
    picture.save(path, optimize=True)
    if path.stat().st_size > LARGEST_BYTES:  # fewer colours, but thin coloured lines must keep theirs
        few = picture.quantize(256, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
        few.save(path, optimize=True)
    print(f"{path.name} {picture.width} × {picture.height}, {path.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
