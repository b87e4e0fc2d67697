"""The trainee's pages: lessons and exercises without code and without Jupyter, on the same journal as the notebooks.

A start page without a kernel (`/en/`, `/zh/`; see `kamlib.guide`) leads to the pages of a unit: its exercises
(`/en/u2`) and its lesson (`/en/u2/lesson`), which render the unit's notebooks through the template `kampage`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from tornado.web import RedirectHandler

from kamlib import syllabus, units, workbook
from kamlib.guide import pages as guide
from kamlib.guide.handlers import get_ready, routes
from kamlib.guide.steps import View as GuideView
from kamlib.guide.words import WORDS as GUIDE_WORDS
from kamlib.lab.calm import SENTENCE
from kamlib.refusal import Refusal
from kamlib.text import LANGUAGES, Text, check_language
from kamlib.views.server import OwnPage, View, serve, show_in_browser

FILES = Path(__file__).parent / "trainee"
TEMPLATE = "kampage"
LESSON = "/lesson"  # what the address of a lesson ends in

OPENED = Text(
    en="The exercises are open at {address} – leave this window open while you work; Ctrl+C ends it.",
    zh="练习已打开：{address} （使用期间请不要关闭本窗口；按 Ctrl+C 结束。）",
)
NO_EXERCISES = Text(
    en="There are no exercises in {folder}; run the command in the workbook's folder, or `make build` first.",
    zh="{folder} 中没有练习；请在练习册文件夹中运行本命令，或先运行 `make build`。",
)

# What the pages of a unit say besides the words of the start page.
WORDS = GUIDE_WORDS | {
    "back": Text(en="All units", zh="全部单元"),
    "units": Text(en="Units", zh="单元"),
    "to_lesson": Text(en="To the lesson", zh="看课程"),
    "to_exercises": Text(en="To the exercises", zh="做练习"),
    "loading": Text(en="Loading your exercises…", zh="正在载入练习…"),
    "loading_lesson": Text(en="Loading the lesson…", zh="正在载入课程…"),
    "loading_long": Text(
        en="Still loading; the first time can take a moment…", zh="仍在载入，首次打开可能需要一点时间…"
    ),
    "ready": Text(en="The exercises are ready.", zh="练习已就绪。"),
    "lesson_ready": Text(en="The lesson is ready.", zh="课程已就绪。"),
    "stuck": Text(
        en="This page could not be finished. Your answers are safe; reload it.",
        zh="本页未能完整载入。您的答案都已保存，请重新载入。",
    ),
    "reload": Text(en="Reload this page", zh="重新载入本页"),
    "no_script": Text(
        en="The exercises need JavaScript; switch it on for this address and reload the page.",
        zh="练习需要 JavaScript；请在浏览器中为此地址启用，然后重新载入页面。",
    ),
    "next_unit": Text(en="Next unit", zh="下一单元"),
}


# -- what is on the pages --------------------------------------------------------------------------


def unit_pages(folder: Path) -> dict[str, Path]:
    """Return the notebook behind each page of a unit, ``/en/u2`` or ``/en/u2/lesson``, below the workbook folder."""
    return {
        f"/{lang}/{unit.lower()}{ending}": path
        for lang in LANGUAGES
        for unit in units.MODULES
        for audience, ending in (("exercises", ""), ("course", LESSON))
        if (folder / (path := Path(audience, lang, f"{syllabus.unit_file_stem(unit)}.ipynb"))).is_file()
    }


@dataclass(frozen=True, slots=True)
class OnPages:
    """The start page that `kam app` serves: lessons and exercises are pages, too."""

    pages: Mapping[str, Path]
    base: str = ""
    view: GuideView = "page"

    def lesson(self, lang: str, unit: str) -> str | None:
        return self._page(f"/{lang}/{unit.lower()}{LESSON}")

    def exercises(self, lang: str, unit: str, exercise: str = "") -> str | None:
        page = self._page(f"/{lang}/{unit.lower()}")
        return f"{page}#{exercise}" if page and exercise else page

    def doors(self, lang: str) -> dict[str, str]:
        return {}

    def _page(self, path: str) -> str | None:
        return path if path in self.pages else None


def start_page(
    lang: str, pages: Mapping[str, Path], answers: Path, *, typed: str = "", problem: str | None = None
) -> str:
    """Return the start page of these pages as HTML, as `kamlib.guide.pages.start_page` makes it."""
    return guide.start_page(lang, OnPages(pages), answers, typed=typed, problem=problem)


def opening_of(path: str, pages: Mapping[str, Path]) -> str:
    """Return the beginning of a unit page: everything that needs no kernel, and what is said meanwhile."""
    lang, unit, is_lesson = _place(path)
    ending = LESSON if is_lesson else ""
    here = [each for each in units.MODULES if f"/{lang}/{each.lower()}{ending}" in pages]
    following = next(iter(here[here.index(unit) + 1 :]), None)
    twin = f"/{lang}/{unit.lower()}{'' if is_lesson else LESSON}"
    return _render(
        "unit.html", lang, path=path, unit=unit, title=syllabus.unit(unit).title.pick(lang), is_lesson=is_lesson,
        twin=twin if twin in pages else None,
        following=following and {
            "href": f"/{lang}/{following.lower()}{ending}",
            "title": f"{following} · {syllabus.unit(following).title.pick(lang)}",
        },
    )  # fmt: skip


def failure_of(path: str) -> str:
    """Return what a unit page ends with when it cannot be made."""
    lang, _, _ = _place(path)
    return _render("failed.html", lang, path=path, sentence=SENTENCE.pick(lang))


def _place(path: str) -> tuple[str, str, bool]:
    lang, _, unit = path.removesuffix(LESSON).strip("/").partition("/")
    return lang, unit.upper(), path.endswith(LESSON)


def _render(template: str, lang: str, *, path: str, **values: Any) -> str:
    return _templates().get_template(template).render(guide.frame(lang, path, WORDS) | values)


@cache
def _templates() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader([FILES, guide.FILES]), autoescape=True, undefined=jinja2.StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip


# -- routes ----------------------------------------------------------------------------------------


class Elsewhere(OwnPage):
    """Any other address: one that is nearly a page leads there, the rest is told."""

    def initialize(self, pages: Mapping[str, Path], lang: str) -> None:
        self.pages = pages
        self.lang = lang

    def get(self) -> None:
        near = self.request.path.rstrip("/").lower()
        starts = {f"/{lang}" for lang in LANGUAGES}
        if near in starts:
            self.redirect(f"{near}/")
        elif near in self.pages and near != self.request.path:
            self.redirect(near)
        else:
            lang = next((lang for lang in LANGUAGES if near.startswith(f"/{lang}/")), self.lang)
            self.set_status(404)
            self.finish(guide.missing_page(lang, OnPages(self.pages), self.request.path))


def view_of(folder: Path, lang: str) -> View:
    """Return the view that serves the exercises of a workbook; `lang` is where ``/`` leads."""
    pages = unit_pages(folder)
    return View(
        "page",
        TEMPLATE,
        pages,
        handlers=[
            (r"/", RedirectHandler, {"url": f"/{lang}/", "permanent": False}),
            *routes(OnPages(pages)),
            (r"/.*", Elsewhere, {"pages": pages, "lang": lang}),
        ],
        facts={"failed": {lang: SENTENCE.pick(lang) for lang in LANGUAGES}},
        opening=lambda path: opening_of(path, pages),
        failure=failure_of,
    )


def run(lang: str = "en", port: int | None = None, browser: bool = True) -> int:
    """Serve the trainee's pages on this computer until they are stopped; return the exit code.

    Parameters
    ----------
    lang
        ``"en"`` or ``"zh"``: the start page that is opened; the other one is a click away.
    port
        The port to use; None or 0 takes the first free one from 8888 on.
    browser
        Whether to open the browser; the address stands in the terminal anyway.

    Raises
    ------
    Refusal
        When there are no exercises here, or the port is taken.
    """
    check_language(lang)
    folder = workbook.folder()
    view = view_of(folder, lang)
    if not view.pages:
        raise Refusal(NO_EXERCISES, {"folder": str(folder)})

    def opened(address: str) -> None:
        get_ready(OnPages(view.pages))
        print(OPENED.fill(lang, {"address": address}), flush=True)
        if browser:
            show_in_browser(f"{address}{lang}/")

    return serve(view, folder, port, "kam app", opened)
