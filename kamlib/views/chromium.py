"""Finds the computer's Chromium, Chrome or Edge and lets it print a page to PDF."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from kamlib.refusal import Refusal
from kamlib.text import Text

DRAWING_MS = 15_000  # of the page's own clock, which runs as fast as the page can draw
NAMES = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge",
    "microsoft-edge-stable", "msedge", "chromium-headless-shell",
)  # fmt: skip
WINDOWS_FOLDERS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
WINDOWS_PLACES = (
    "Google/Chrome/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
    "Chromium/Application/chrome.exe",
)
MAC_PLACES = (
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "Chromium.app/Contents/MacOS/Chromium",
)

NO_BROWSER = Text(
    en="The PDF is printed by Chromium, Chrome or Edge, and none is on this computer. Install one, or name yours in "
    "the environment variable KAM_CHROMIUM. Without a browser, --out {page} writes the same hand-out as a web page.",
    zh="生成 PDF 需要 Chromium、Chrome 或 Edge，本机没有找到。请安装其中之一，或用环境变量 KAM_CHROMIUM 指定其位置。"
    "没有浏览器时，可以用 --out {page} 把同样的讲义生成为网页。",
)
NOT_THERE = Text(
    en="KAM_CHROMIUM names {path}, and there is no such program. Correct it, or remove it and the usual places are "
    "searched.",
    zh="KAM_CHROMIUM 指向 {path}，但那里没有该程序。请改正，或删掉这个变量，程序会在常用位置查找。",
)
FAILED = Text(
    en="The browser {browser} did not print the PDF ({reason}). Nothing was written. Try again, name another browser "
    "in KAM_CHROMIUM, or write a web page with --out {page}.",
    zh="浏览器 {browser} 没有生成 PDF（{reason}）。未生成任何文件。请重试，或用 KAM_CHROMIUM 指定其他浏览器，"
    "也可以用 --out {page} 生成网页。",
)
TOO_SLOW = Text(en="not ready after {seconds} seconds", zh="{seconds} 秒后仍未完成")
NO_PDF = Text(en="no PDF came out", zh="没有生成 PDF")
STOPPED = Text(en="it stopped with code {code}", zh="程序退出，代码 {code}")


def find_browser(web_page: str) -> Path:
    """Return the browser that prints: `KAM_CHROMIUM` first, then the search path, then the usual places.

    Raises
    ------
    Refusal
        When there is none; `web_page` is the name of a web page that could be written instead.
    """
    named = os.environ.get("KAM_CHROMIUM", "").strip()
    if named:
        found = shutil.which(named)
        if found is None:
            raise Refusal(NOT_THERE, {"path": named})
        return Path(found)
    for place in _places():
        if place.is_file():
            return place
    raise Refusal(NO_BROWSER, {"page": web_page})


def _places() -> Iterator[Path]:
    yield from (Path(found) for name in NAMES if (found := shutil.which(name)))
    if sys.platform == "win32":
        folders = [Path(os.environ[name]) for name in WINDOWS_FOLDERS if os.environ.get(name)]
        yield from (folder / place for place in WINDOWS_PLACES for folder in folders)
    elif sys.platform == "darwin":
        folders = [Path("/Applications"), Path.home() / "Applications"]
        yield from (folder / place for place in MAC_PLACES for folder in folders)


def print_page(browser: Path, page: str, folder: Path, *, web_page: str, seconds: float) -> bytes:
    """Return a page, given as HTML, as a PDF; nothing is left in `folder`, where the browser works.

    `web_page` is the name of a file that could be written instead.

    Raises
    ------
    Refusal
        When the browser fails or takes longer than `seconds`.
    OSError
        When `folder` takes no files.
    """
    # The page lies in the folder of the output because a browser in a sandbox may see no other; the profile does not.
    with (
        tempfile.TemporaryDirectory(prefix="kam-pdf-", dir=folder, ignore_cleanup_errors=True) as room,
        tempfile.TemporaryDirectory(prefix="kam-profile-", ignore_cleanup_errors=True) as profile,
    ):
        source, target = Path(room, "page.html").resolve(), Path(room, "page.pdf").resolve()
        source.write_text(page, "utf-8")
        command = [
            str(browser),
            "--headless",
            "--disable-gpu",
            "--disable-extensions",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run",
            "--no-default-browser-check",
            f"--user-data-dir={profile}",
            "--no-pdf-header-footer",
            "--generate-pdf-document-outline",
            f"--virtual-time-budget={DRAWING_MS}",
            f"--print-to-pdf={target}",
            source.as_uri(),
        ]
        if getattr(os, "geteuid", lambda: 1)() == 0:  # Chromium refuses to run as root with its sandbox
            command.insert(2, "--no-sandbox")
        reason = _run(command, seconds)
        printed = target.read_bytes() if target.is_file() else b""
    if reason or not printed.startswith(b"%PDF-") or b"%%EOF" not in printed[-1024:]:
        raise Refusal(FAILED, {"browser": browser, "reason": reason or NO_PDF, "page": web_page})
    return printed


def _run(command: list[str], seconds: float) -> Text | str | None:
    """Run a program; return why it failed, None when it did not."""
    try:
        program = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=os.name == "posix",
        )
    except OSError as problem:
        return problem.strerror or type(problem).__name__
    try:
        code = program.wait(seconds)
    except subprocess.TimeoutExpired:
        return _said(TOO_SLOW, seconds=seconds)
    finally:
        _end(program)
    return _said(STOPPED, code=code) if code else None


def _said(text: Text, **values: float) -> Text:
    return Text(en=text.fill("en", values), zh=text.fill("zh", values))


def _end(program: subprocess.Popen) -> None:
    """End a program and, where its children share its session, those too."""
    if program.poll() is not None:
        return
    if os.name == "posix":
        os.killpg(program.pid, signal.SIGKILL)
    else:
        program.kill()
    program.wait()
