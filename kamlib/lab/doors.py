"""The start page in JupyterLab's server, and doors from it to the trainee's pages and the trainer's screen.

A Jupyter server extension that `kam lab` switches on. A door starts `kam app` or `kam present` once, waits until
it says where it listens, and leads there; what it started ends with the server.
"""

from __future__ import annotations

import asyncio
import atexit
import os
import re
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import IO, Any

from jupyter_server.base.handlers import JupyterHandler
from tornado.iostream import StreamClosedError
from tornado.web import authenticated

from kamlib import syllabus, workbook
from kamlib.guide.places import InJupyterLab
from kamlib.lab.leaving import leave_when_done
from kamlib.text import HTML_LANGUAGES, LANGUAGES, Text

ADDRESS = re.compile(rb"http://127\.0\.0\.1:\d+/")
SECONDS_TO_START = 60
PRESENT = Path("solutions", "present")  # as `kamlib.views.screens` has it; a test compares the two
LANG = "|".join(LANGUAGES)

OPENING = Text(en="Opening… this takes a few seconds the first time.", zh="正在打开……首次打开需要几秒钟。")
CHOOSE = Text(en="Which unit do you want to present?", zh="要演示哪个单元？")
NOTHING_TO_PRESENT = Text(
    en="Presentations come with the trainer's copy; this copy of the workbook has none.",
    zh="演示内容只在讲师版中提供，这份练习册里没有。",
)
DID_NOT_START = Text(
    en="It could not be opened: {reason} Close this page and try once more; your answers are safe.",
    zh="未能打开：{reason} 请关闭本页后再试一次；您的答案都已保存。",
)
NO_ANSWER = Text(en="it did not answer in time.", zh="等待超时。")

STYLE = """<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<style>:root{color-scheme:light dark}body{font:17px/1.6 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans SC","PingFang SC",
"Microsoft YaHei","Noto Sans CJK SC",sans-serif;margin:14vh auto;max-width:640px;padding:0 20px}h1{font-size:24px}
a{border:1px solid #7d8794;border-radius:10px;color:inherit;display:block;font-weight:600;margin:12px 0;padding:14px 20px;text-decoration:none}
</style>"""


@dataclass(eq=False)
class Started:
    """A view that was started; `address` is known when it listens."""

    words: tuple[str, ...]
    process: subprocess.Popen[bytes] | None = None
    address: str | None = None

    @property
    def listens(self) -> bool:
        return self.address is not None and self.process is not None and self.process.poll() is None


class Views:
    """The views that were started from here, by what was asked for."""

    def __init__(self) -> None:
        self.started: dict[tuple[str, ...], tuple[Started, asyncio.Task[str]]] = {}
        atexit.register(self.end)

    def open(self, *words: str) -> tuple[Started, asyncio.Task[str]]:
        """Return the view that `kam` shows for these words, and the task that finds its address."""
        known = self.started.get(words)
        if known is None or (known[1].done() and not known[0].listens):
            view = Started(words)
            known = self.started[words] = (view, asyncio.get_running_loop().create_task(asyncio.to_thread(_start, view)))
        return known

    def end(self) -> None:
        """End everything that was started."""
        for view, _ in self.started.values():
            if view.process is not None and view.process.poll() is None:
                view.process.terminate()


def _start(view: Started) -> str:
    """Start a view, wait until it says where it listens, and return that address.

    It blocks and so has a thread of its own: on Windows the event loop of a Jupyter server can start no process.
    """
    view.process = process = subprocess.Popen(
        [sys.executable, "-m", "kamlib.cli", *view.words, "--port", "0", "--no-browser"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=workbook.folder(),
        env={**os.environ, "KAM_ENDS_WITH_INPUT": "1"},
    )  # fmt: skip
    patience = threading.Timer(SECONDS_TO_START, process.terminate)
    patience.start()
    begun = time.monotonic()
    said = b""
    try:
        for line in process.stdout:
            if found := ADDRESS.search(line):
                view.address = found[0].decode()
                threading.Thread(target=_read_on, args=(process.stdout,), daemon=True).start()
                return view.address
            said += line
        process.wait()
    finally:
        patience.cancel()
    if time.monotonic() - begun >= SECONDS_TO_START:
        raise TimeoutError
    raise ChildProcessError(said.decode("utf-8", "replace").strip())


def _read_on(stream: IO[bytes]) -> None:
    """Take what a view says later, so that it never waits for a reader."""
    while stream.read(65536):
        pass


class Door(JupyterHandler):
    """Leads to a view; says at once that it is opening."""

    def initialize(self, views: Views, kind: str) -> None:
        self.views = views
        self.kind = kind

    @authenticated
    async def get(self, *place: str) -> None:
        lang = place[-1]
        words = ("app",) if self.kind == "app" else ("present", place[0].upper(), "--lang", lang)
        view, task = self.views.open(*words)
        path = f"{lang}/" if self.kind == "app" else ""
        if view.listens:
            self.redirect(view.address + path)
            return
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        self.write(_head(lang) + f'<p role="status" id="said">{OPENING.pick(lang)}</p>')
        try:
            await self.flush()
        except StreamClosedError:
            return  # the page was closed; what was started is there when somebody asks again
        try:
            address = escape(await task + path, quote=True)
            self.finish(f'<meta http-equiv="refresh" content="0; url={address}">')
        except (OSError, TimeoutError) as problem:
            self.finish("<style>#said{display:none}</style>" + f'<p role="alert">{escape(_reason(problem, lang))}</p>')


class Choice(JupyterHandler):
    """The units that can be presented."""

    @authenticated
    def get(self, lang: str) -> None:
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(choice_page(lang, workbook.folder()))


def choice_page(lang: str, folder: Path) -> str:
    """Return the page with the presentations of a workbook, or the sentence that there are none."""
    there = [unit for unit in syllabus.all_units() if (folder / PRESENT / lang / f"{unit.file_stem}.ipynb").is_file()]
    links = "".join(
        f'<a href="../{unit.id}/{lang}">{unit.id} · {escape(unit.title.pick(lang))}</a>' for unit in there
    )
    said = (CHOOSE if there else NOTHING_TO_PRESENT).pick(lang)
    return f"{_head(lang)}<h1>{escape(said, quote=False)}</h1>{links}"


def _head(lang: str) -> str:
    return f'<!DOCTYPE html><html lang="{HTML_LANGUAGES[lang]}"><meta charset="utf-8"><title>KAM</title>{STYLE}'


def _reason(problem: Exception, lang: str) -> str:
    """Say what the view itself said: that is a sentence already, whenever the user can do something about it."""
    said = str(problem).strip()
    if said and "Traceback" not in said:
        return said
    reason = NO_ANSWER.pick(lang) if isinstance(problem, TimeoutError) else said.rpartition("\n")[2]
    return DID_NOT_START.fill(lang, {"reason": reason.replace("{", "(").replace("}", ")")})


def _jupyter_server_extension_points() -> list[dict[str, Any]]:
    return [{"module": "kamlib.lab.doors"}]


def _load_jupyter_server_extension(serverapp: Any) -> None:
    """Add the start page and the doors to a Jupyter server."""
    # Here, so that what only wants to know of the doors loads no course.
    from kamlib.guide.handlers import get_ready, routes

    leave_when_done()
    views = Views()
    base = serverapp.web_app.settings["base_url"].rstrip("/")
    place = InJupyterLab(workbook.folder(), base)
    get_ready(place)
    serverapp.web_app.add_handlers(
        ".*$",
        [
            *routes(place),
            (rf"{base}/kam/app/({LANG})/?", Door, {"views": views, "kind": "app"}),
            (rf"{base}/kam/present/({LANG})/", Choice),
            (rf"{base}/kam/present/(\w+)/({LANG})/?", Door, {"views": views, "kind": "present"}),
        ],
    )
