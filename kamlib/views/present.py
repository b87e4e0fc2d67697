"""The trainer's screen (`kam present`): a unit full-screen for a room, and a notes window the room does not see."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from jinja2 import Environment, Template

from kamlib import workbook
from kamlib.lab.calm import SENTENCE
from kamlib.refusal import Refusal
from kamlib.text import HTML_LANGUAGES, Text, check_language, html
from kamlib.views import screens, stage
from kamlib.views.figures import picture
from kamlib.views.screens import Screen
from kamlib.views.server import Own, OwnPage, View, serve, show_in_browser

NOTES = "/notes"
ALIVE = "/alive"
FIGURES = "kamlib.views.figures"
WIDGET = "application/vnd.jupyter.widget-view+json"
SVG = "image/svg+xml"
# how each other kind of output becomes HTML, the best kind first
AS_HTML: dict[str, Callable[[str], str]] = {
    "text/html": str,
    "text/markdown": stage.prose,
    "text/plain": lambda text: f"<pre>{escape(text)}</pre>",
}

SHOWING = Text(
    en="Presenting {unit} at {address}. Keys: → on, ← back, n notes, ? all keys. Ctrl+C ends it.",
    zh="正在演示 {unit}：{address}。按键：→ 前进，← 后退，n 备注，? 全部按键。按 Ctrl+C 结束。",
)


def run(unit: str, lang: str = "en", port: int | None = None, browser: bool = True) -> int:
    """Present a unit until the command is stopped; return its exit code.

    Parameters
    ----------
    unit
        The unit's id, such as ``"U2"``, in any case.
    lang
        ``"en"`` or ``"zh"``.
    port
        The port to use; None or 0 takes the first free one from 8888 on.
    browser
        Whether to open the browser; the address stands in the terminal either way.

    Raises
    ------
    Refusal
        When there is no such unit, its presentation is missing or damaged, or the port is taken.
    """
    check_language(lang)
    folder = workbook.folder()
    path = screens.presentation(unit, lang, folder)
    screens.read_notebook(folder / path)  # a damaged one is refused before anything starts
    name = unit.strip().upper()

    def opened(address: str) -> None:
        print(SHOWING.fill(lang, {"unit": name, "address": address}), flush=True)
        if browser:
            show_in_browser(address)

    return serve(view(folder, path), folder, port, f"kam present {name}", opened)


def view(folder: Path, path: Path) -> View:
    """Return what the server needs to present the notebook at `path` below the workbook `folder`."""
    notebook = folder / path
    return View(
        "present",
        "kamstage",
        {"/": path},
        handlers=[(NOTES, Notes, {"notebook": notebook}), (rf"{ALIVE}/([\w-]+)", Alive)],
        facts={"pieces": pieces_of},
        kernel_arguments=[f"--IPKernelApp.extra_extensions={FIGURES}"],
        opening=lambda _: stage_page(screens.read_notebook(notebook)),
        failure=lambda _: "<script>window.stageFailed();</script></body></html>",
    )


def stage_page(notebook: dict[str, Any]) -> str:
    """Return the beginning of the stage's page: all words, before any kernel has worked."""
    lang = notebook["metadata"]["kam"]["lang"]
    return _template("stage.html").render(
        html_lang=HTML_LANGUAGES[lang],
        title=stage.title_of(notebook),
        style=stage.read("stage.css"),
        stage=stage.stage_html(notebook, data_notes=NOTES, data_alive=ALIVE, data_loading=""),
        words=stage.words_element(lang),
        script=stage.read("stage.js"),
    )


def pieces_of(cell: Any, lang: str) -> list[tuple[str, bool]]:
    """Return what a run cell shows, in order: HTML, or an output that Jupyter's own script must draw (True)."""
    return [piece for output in cell["outputs"] if (piece := _piece(output, lang))]


def _piece(output: Any, lang: str) -> tuple[str, bool] | None:
    data = output.get("data")
    if output["output_type"] == "error":
        return f'<p class="kam-failed" role="alert">{escape(SENTENCE.pick(lang))}</p>', False
    if not data:
        return None  # what a library prints is not for a class
    if WIDGET in data:
        return json.dumps(output, ensure_ascii=False).replace("<", "\\u003c"), True  # no "<" may end the element
    if SVG in data:
        return picture(data[SVG], data.get("text/plain", "")), False
    for kind, as_html in AS_HTML.items():
        if kind in data:
            return as_html("".join(data[kind])), False
    return None


# -- notes window ------------------------------------------------------------------------------------


class Notes(OwnPage):
    """The notes window; the notebook is read anew each time, so an author sees a change at once."""

    def initialize(self, notebook: Path) -> None:
        self.notebook = notebook

    def get(self) -> None:
        """Send the window."""
        try:
            self.write(notes_page(screens.read_notebook(self.notebook)))
        except Refusal as refusal:
            self.set_status(500)
            self.write(html(refusal.text.fill("en", refusal.values) + "\n\n" + refusal.text.fill("zh", refusal.values)))


class Alive(Own):
    """Says which process is behind a kernel: another one than before knows nothing of the page any more."""

    def get(self, kernel_id: str) -> None:
        """Send ``{"process": number or null}``."""
        process = None
        if kernel_id in self.kernel_manager:
            process = getattr(self.kernel_manager.get_kernel(kernel_id).provisioner, "pid", None)
        self.set_header("Cache-Control", "no-store")
        self.set_header("Content-Type", "application/json")
        self.write(json.dumps({"process": process}))


def notes_page(notebook: dict[str, Any]) -> str:
    """Return the notes window of a presentation: every screen's notes and minutes, a clock, what comes next."""
    told = notebook["metadata"]["kam"]
    return _template("notes.html").render(
        lang=told["lang"],
        html_lang=HTML_LANGUAGES[told["lang"]],
        unit=told["unit"],
        title=stage.title_of(notebook),
        word=stage.stage_words(told["lang"]),
        words=stage.words_element(told["lang"]),
        style=stage.read("notes.css"),
        script=stage.read("notes.js"),
        screens=[_noted(screen) for screen in screens.read_screens(notebook)],
    )


def _noted(screen: Screen) -> dict[str, Any]:
    return {
        "number": screen.number,
        "name": screen.name,
        "part": screen.part,
        "minutes": f"{screen.minutes:g}",
        "notes": html(screen.notes),
    }


@cache
def _template(name: str) -> Template:
    # autoescape is on: names come from sources, and what is HTML already says so with `| safe`
    pages = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    return pages.from_string((stage.STATIC / name).read_text("utf-8"))
