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
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
from playwright.sync_api import Browser, Page

REPOSITORY = Path(__file__).resolve().parents[2]
FOLDERS = ("course", "exercises", "solutions")
CHROMIUM_FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
).split()
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


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


@contextmanager
def running_lab(lang: str, workbook: Path) -> Iterator[Lab]:
    """Run `kam lab` on a copy of the workbook, so that the checkout stays as it is; stop it at the end."""
    for folder in FOLDERS:
        shutil.copytree(REPOSITORY / folder, workbook / folder, ignore=shutil.ignore_patterns("source"))
    answers = workbook / "answers"
    output = workbook / "lab.log"
    command = [sys.executable, "-m", "kamlib.cli", "lab", "--lang", lang, "--port", str(_free_port()), "--no-browser"]
    environment = os.environ | {"KAM_WORKBOOK": str(workbook), "KAM_ANSWERS": str(answers)}
    with output.open("w") as log:
        server = subprocess.Popen(
            command, cwd=workbook, env=environment, stdout=log, stderr=log, start_new_session=True
        )
    try:
        address = _wait_for_address(server, output)
        yield Lab(address[1], address[2], workbook, answers, server.pid)
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)


def _wait_for_address(server: subprocess.Popen, output: Path) -> re.Match:
    for _ in range(240):
        found = re.search(r"(http://(?:127\.0\.0\.1|localhost):\d+)/\S*token=(\w+)", output.read_text())
        if found:
            return found
        if server.poll() is not None:
            break
        time.sleep(0.25)
    raise RuntimeError(f"kam lab did not start: {output.read_text()[-2000:]}")


class Workbench:
    """A browser window on the workbook."""

    def __init__(self, lab: Lab, browser: Browser, workspace: str, **context: Any) -> None:
        self.lab = lab
        self.workspace = workspace
        self.context = browser.new_context(viewport={"width": 1360, "height": 1000}, **context)
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(30_000)

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
        self.page.locator("[data-testid=trainee-input], [data-testid=trainee]").first.wait_for()
        if self.page.get_by_test_id("trainee").count():
            self.page.locator("[data-action=change-trainee]").click()
        self.page.get_by_test_id("trainee-input").fill(trainee)
        self.page.get_by_test_id("trainee-input").press("Enter")
        self.page.get_by_test_id("trainee").wait_for()

    def kill_kernel(self) -> None:
        """Kill the engines behind the pages, as a system short of memory would."""
        for child in psutil.Process(self.lab.server).children(recursive=True):
            if "ipykernel_launcher" in " ".join(child.cmdline()):
                child.kill()

    def close(self) -> None:
        self.context.close()
