"""A JupyterLab of our own on a copy of the workbook, and a browser window that works in it as people do."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
from playwright.sync_api import Browser, Page, expect

REPOSITORY = Path(__file__).resolve().parents[2]
READY = "#kam-status[data-state=ready]"  # of a trainee's page
FOLDERS = ("course", "exercises", "solutions")
CHROMIUM_FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
    # The first two are pages behind the address bar, drawn anew for every window though nobody sees them: most of what
    # a window costs. The others are those that Playwright turns off; Chromium heeds only the last list it is given.
    " --disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,"
    "AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,"
    "LensOverlay,MediaRouter,PaintHolding,ThirdPartyStoragePartitioning,AvoidCorsURLLoaderRestartOnRedirect,"
    "OptimizationHints,NetworkTimeServiceQuerying,AimEnabled,PreconnectToSearch"
).split()
# The first is Chromium without windows, which takes a seventh less time.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def browser_path() -> str | None:
    """Return the Chromium of this computer, KAM_CHROMIUM first."""
    named = os.environ.get("KAM_CHROMIUM")
    return named or next((found for name in BROWSERS if (found := shutil.which(name))), None)


@dataclass
class Lab:
    """A running JupyterLab: its address, its workbook, its answers."""

    address: str
    token: str
    workbook: Path
    answers: Path
    server: int

    def page_of(self, path: str, workspace: str) -> str:
        """Return the address of a notebook in a workspace of its own, so that no earlier tab comes back."""
        return f"{self.address}/lab/workspaces/{workspace}/tree/{path}?token={self.token}"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@dataclass
class App:
    """The trainee's pages at work: their address, their workbook, their answers."""

    address: str
    workbook: Path
    answers: Path
    server: int

    def kernels(self) -> list[psutil.Process]:
        """Return the engines behind the pages, the one that waits included."""
        found = []
        for child in psutil.Process(self.server).children(recursive=True):
            try:
                if child.status() != psutil.STATUS_ZOMBIE and "ipykernel_launcher" in " ".join(
                    child.cmdline()
                ):
                    found.append(child)
            except psutil.NoSuchProcess:  # ended while it was looked at
                continue
        return found

    def log(self) -> str:
        """Return what the terminal shows."""
        return (self.workbook / "app.log").read_text()


def copy_workbook(workbook: Path) -> None:
    """Copy the workbook's pages, so that the checkout stays as it is."""
    for folder in FOLDERS:
        shutil.copytree(REPOSITORY / folder, workbook / folder, ignore=shutil.ignore_patterns("source"))


def is_outside(url: str) -> bool:
    """Return whether an address leads to another computer."""
    return not url.startswith(("http://127.0.0.1:", "ws://127.0.0.1:", "data:", "blob:", "about:"))


@contextmanager
def running_lab(lang: str, workbook: Path) -> Iterator[Lab]:
    """Run `kam lab` on a copy of the workbook; stop it at the end."""
    copy_workbook(workbook)
    pattern = r"(http://(?:127\.0\.0\.1|localhost):\d+)/\S*token=(\w+)"
    with _running("lab", lang, workbook, _free_port(), pattern) as (server, address):
        yield Lab(address[1], address[2], workbook, workbook / "answers", server.pid)


@contextmanager
def running_app(lang: str, workbook: Path, port: int = 0, *, copied: bool = False) -> Iterator[App]:
    """Run `kam app` on a copy of the workbook (made here unless it is `copied`); stop it at the end."""
    if not copied:
        copy_workbook(workbook)
    with _running("app", lang, workbook, port or _free_port(), r"(http://127\.0\.0\.1:\d+)/") as (
        server,
        address,
    ):
        yield App(address[1], workbook, workbook / "answers", server.pid)


@contextmanager
def _running(
    command: str, lang: str, workbook: Path, port: int, pattern: str
) -> Iterator[tuple[subprocess.Popen, re.Match]]:
    output = workbook / f"{command}.log"
    words = [sys.executable, "-m", "kamlib.cli", command, "--lang", lang, "--port", str(port), "--no-browser"]
    environment = os.environ | {
        "KAM_WORKBOOK": str(workbook),
        "KAM_ANSWERS": str(workbook / "answers"),
        "JUPYTER_DATA_DIR": str(workbook / "jupyter"),  # no tabs of an earlier run come back
    }
    with output.open("w") as log:
        server = subprocess.Popen(
            words, cwd=workbook, env=environment, stdout=log, stderr=log, start_new_session=True
        )
    try:
        yield server, _wait_for_address(server, output, pattern)
        server.terminate()
        server.wait(60)
        with socket.socket() as probe:
            assert probe.connect_ex(("127.0.0.1", port)) != 0, f"the server of kam {command} outlived the command"
    finally:
        with suppress(ProcessLookupError):  # what is left after a failure
            os.killpg(server.pid, signal.SIGKILL)


def _wait_for_address(server: subprocess.Popen, output: Path, pattern: str) -> re.Match:
    for _ in range(240):
        found = re.search(pattern, output.read_text())
        if found:
            return found
        if server.poll() is not None:
            break
        time.sleep(0.25)
    raise RuntimeError(f"the server did not start: {output.read_text()[-2000:]}")


def opened(page: Page, address: str) -> Page:
    """Open one of the trainee's pages and wait until its cards are there."""
    page.goto(address)
    page.wait_for_selector(READY, state="attached", timeout=60_000)
    return page


def sit_down(page: Page, trainee: str) -> None:
    """Type an id at the desk, after whoever sat there last."""
    page.locator("[data-testid=trainee-input], [data-testid=trainee]").first.wait_for()
    if page.get_by_test_id("trainee").count():
        page.locator("[data-action=change-trainee]").click()
    page.get_by_test_id("trainee-input").fill(trainee)
    page.get_by_test_id("trainee-input").press("Enter")
    expect(page.get_by_test_id("trainee")).to_have_text(trainee, timeout=20_000)


class Workbench:
    """A browser window on the workbook."""

    def __init__(self, lab: Lab, browser: Browser, workspace: str, **context: Any) -> None:
        self.lab = lab
        self.workspace = workspace
        self.context = browser.new_context(viewport={"width": 1360, "height": 1000}, **context)
        self.outside: list[str] = []
        self.context.on(
            "request", lambda request: self.outside.append(request.url) if is_outside(request.url) else None
        )
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(60_000)

    def open(self, path: str, *, start: bool = True) -> Page:
        """Open a notebook and, as the page asks, press Start once the engine is there."""
        page = self.page
        page.goto(self.lab.page_of(path, self.workspace))
        page.wait_for_selector(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Notebook", timeout=60_000)
        if start:
            self.start()
        return page

    def start(self) -> None:
        """Press Start; press again when JupyterLab dropped the first press because the engine was not attached."""
        page = self.page
        page.wait_for_function(
            "/Idle|空闲/.test(document.querySelector('#jp-main-statusbar')?.innerText ?? '')", timeout=60_000
        )
        button = page.locator('.jp-NotebookPanel:not(.lm-mod-hidden) [data-command="notebook:run-all-cells"]')
        for _ in range(6):
            page.wait_for_timeout(1500)
            button.first.click()
            page.wait_for_timeout(500)
            ran = ".jp-NotebookPanel:not(.lm-mod-hidden) .jp-CodeCell .jp-OutputArea-child"
            try:
                page.wait_for_selector(ran, timeout=5_000)
                return
            except Exception:  # not attached yet: press again
                continue
        raise AssertionError("Start was pressed six times and nothing ran")

    def sit_down(self, trainee: str) -> None:
        """Type an id at the desk, after whoever sat there last."""
        sit_down(self.page, trainee)

    def kill_kernel(self) -> None:
        """Kill the engines behind the pages, as a system short of memory would."""
        for child in psutil.Process(self.lab.server).children(recursive=True):
            if "ipykernel_launcher" in " ".join(child.cmdline()):
                child.kill()

    def close(self) -> None:
        self.context.close()
