"""The trainee's pages: the exercises without code and without Jupyter, on the same journal as the notebooks.

A start page without a kernel (`/en/`, `/zh/`) leads to one page a unit (`/en/u2`, …), which renders the unit's
exercise notebook through the template `kampage`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from tornado.web import RedirectHandler

from kamlib import syllabus, units, workbook
from kamlib.classroom import handin
from kamlib.classroom.journal import Journal
from kamlib.classroom.progress import (
    HAND_INS,
    Progress,
    newest_handin,
    next_step,
    progress,
    remember_trainee,
    remembered_trainee,
)
from kamlib.lab.calm import SENTENCE
from kamlib.refusal import Refusal
from kamlib.text import LANGUAGES, Text, check_language
from kamlib.views.server import OwnPage, View, serve, show_in_browser
from kamlib.widgets.words import DESK

FILES = Path(__file__).parent / "trainee"
TEMPLATE = "kampage"
HTML_LANGUAGE = {"en": "en", "zh": "zh-CN"}
ICONS = {"untouched": "○", "started": "✎", "checked": "◐", "right": "✓", "handed": "✓"}

OPENED = Text(
    en="The exercises are open at {address} – leave this window open while you work; Ctrl+C ends it.",
    zh="练习已打开：{address} （使用期间请不要关闭本窗口；按 Ctrl+C 结束。）",
)
NO_EXERCISES = Text(
    en="There are no exercises in {folder}; run the command in the workbook's folder, or `make build` first.",
    zh="{folder} 中没有练习；请在练习册文件夹中运行本命令，或先运行 `make build`。",
)

WORDS = {
    "course": Text(en="Key account management", zh="大客户管理"),
    "workbook": Text(en="Training workbook", zh="培训练习册"),
    "your_exercises": Text(en="Your exercises", zh="您的练习"),
    "lead": Text(
        en="Work a case from top to bottom, check as often as you like, stop whenever you want: every change is saved at once.",
        zh="从上到下完成一个案例，可以随时检查、随时停下：每次改动都会立即保存。",
    ),
    "other_language": Text(en="中文", zh="English"),
    "language": Text(en="Language", zh="语言"),
    "skip": Text(en="Skip to the exercises", zh="跳到练习"),
    "back": Text(en="All units", zh="全部单元"),
    "who": Text(en="Who works here", zh="当前学员"),
    "id_help": Text(
        en="Type the id your trainer gave you. Your answers are saved under it on this computer.",
        zh="请输入讲师给您的编号。您的答案会以此编号保存在本机。",
    ),
    "next_first": Text(en="Start with {exercise}", zh="从这里开始：{exercise}"),
    "next": Text(en="Go on with {exercise}", zh="继续：{exercise}"),
    "next_title": Text(en="What is next", zh="下一步"),
    "all_done": Text(
        en="Everything is done. Make your hand-in file on any unit's page and send it to your trainer.",
        zh="全部完成。请在任一单元的页面上生成作业文件，并发送给讲师。",
    ),
    "units": Text(en="Units", zh="单元"),
    "done_of": Text(en="{done} of {all} done", zh="已完成 {done}/{all}"),
    "minutes": Text(en="about {n} minutes", zh="约 {n} 分钟"),
    "open_unit": Text(en="Open the exercises", zh="打开练习"),
    "saved_in": Text(
        en="Your answers stay on this computer, in {folder}.", zh="您的答案只保存在本机：{folder}。"
    ),
    "loading": Text(en="Loading your exercises…", zh="正在载入练习…"),
    "loading_long": Text(
        en="Still loading; the first time can take a moment…", zh="仍在载入，首次打开可能需要一点时间…"
    ),
    "ready": Text(en="The exercises are ready.", zh="练习已就绪。"),
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
    "missing_title": Text(en="There is no such page", zh="没有这个页面"),
    "missing": Text(
        en="{path} is not a page of this workbook. All its units are on the start page.",
        zh="{path} 不是本练习册的页面。全部单元都列在首页上。",
    ),
    "to_start": Text(en="To the start page", zh="返回首页"),
}
# The desk says the same things; they are said in the same words.
FROM_DESK = (
    "your_id", "start", "working_as", "change", "progress", "mode_practice", "mode_assessed", "points_of", "of_points",
    "state_untouched", "state_started", "state_checked", "state_right", "state_handed",
)  # fmt: skip
DESK_WORDS = {name: DESK[name] for name in FROM_DESK}


# -- what is on the pages --------------------------------------------------------------------------


def unit_pages(folder: Path) -> dict[str, Path]:
    """Return the notebook behind each unit page, such as ``/en/u2``, below the workbook folder."""
    return {
        f"/{lang}/{unit.lower()}": path
        for lang in LANGUAGES
        for unit in units.MODULES
        if (folder / (path := Path("exercises", lang, f"{syllabus.unit_file_stem(unit)}.ipynb"))).is_file()
    }


def start_page(
    lang: str, pages: Mapping[str, Path], answers: Path, *, typed: str = "", problem: str | None = None
) -> str:
    """Return the start page as HTML, with the progress of whoever worked here last.

    Parameters
    ----------
    pages : the unit pages there are, as `unit_pages` returns them.
    answers : the folder of the journals.
    typed, problem : an id that was refused, and the sentence that says why.
    """
    trainee = remembered_trainee(answers)
    journal = Journal(answers, handin.COURSE, trainee) if trainee else None
    handed = newest_handin(answers / HAND_INS, trainee) if trainee else None
    shown, standings = [], []
    for unit in units.MODULES:
        if f"/{lang}/{unit.lower()}" in pages:
            standing = progress(units.exercises(unit), journal, cohort=workbook.cohort(), handed=handed)
            shown.append(_unit_card(unit, standing, lang))
            standings += standing
    upcoming = next_step(standings)
    begun = any(each.state != "untouched" for each in standings)
    following = None
    if upcoming:
        unit = upcoming.id.partition(".")[0]
        named = {"exercise": f"{unit} · {upcoming.title.pick(lang)}"}
        following = {
            "text": WORDS["next" if begun else "next_first"].fill(lang, named),
            "href": f"/{lang}/{unit.lower()}#{upcoming.id}",
        }
    return _render(
        "start.html", lang, path=f"/{lang}/", units=shown, trainee=trainee, next=following, typed=typed,
        problem=problem, saved_in=WORDS["saved_in"].fill(lang, {"folder": _braceless(str(answers))}),
    )  # fmt: skip


def _unit_card(unit: str, standing: list[Progress], lang: str) -> dict[str, Any]:
    finished = sum(each.finished for each in standing)
    return {
        "id": unit,
        "title": syllabus.unit(unit).title.pick(lang),
        "href": f"/{lang}/{unit.lower()}",
        "minutes": WORDS["minutes"].fill(lang, {"n": sum(each.exercise.minutes for each in standing)}),
        "done": WORDS["done_of"].fill(lang, {"done": finished, "all": len(standing)}),
        "share": finished / len(standing),
        "exercises": [
            {
                "id": each.exercise.id,
                "title": each.exercise.title.pick(lang),
                "mode": DESK_WORDS[f"mode_{each.exercise.mode}"].pick(lang),
                "state": each.state,
                "icon": ICONS[each.state],
                "says": DESK_WORDS[f"state_{each.state}"].pick(lang),
                "points": DESK_WORDS["of_points"].fill(lang, {"of": each.exercise.points})
                if each.points is None
                else DESK_WORDS["points_of"].fill(lang, {"points": f"{each.points:g}", "of": each.exercise.points}),
            }
            for each in standing
        ],
    }


def opening_of(path: str, pages: Mapping[str, Path]) -> str:
    """Return the beginning of a unit page: everything that needs no kernel, and what is said meanwhile."""
    lang, unit = _place(path)
    here = [each for each in units.MODULES if f"/{lang}/{each.lower()}" in pages]
    following = next(iter(here[here.index(unit) + 1 :]), None)
    return _render(
        "unit.html", lang, path=path, unit=unit, title=syllabus.unit(unit).title.pick(lang),
        following=following and {
            "href": f"/{lang}/{following.lower()}",
            "title": f"{following} · {syllabus.unit(following).title.pick(lang)}",
        },
    )  # fmt: skip


def failure_of(path: str) -> str:
    """Return what a unit page ends with when it cannot be made."""
    lang, _ = _place(path)
    return _render("failed.html", lang, path=path, sentence=SENTENCE.pick(lang))


def missing_page(path: str, lang: str) -> str:
    """Return the page for an address that is none."""
    return _render(
        "missing.html", lang, path=f"/{lang}/", said=WORDS["missing"].fill(lang, {"path": _braceless(path)})
    )


def _place(path: str) -> tuple[str, str]:
    _, lang, unit = path.split("/")
    return lang, unit.upper()


def _braceless(text: str) -> str:
    return text.replace("{", "(").replace("}", ")")


def _render(template: str, lang: str, *, path: str, **values: Any) -> str:
    other = next(each for each in LANGUAGES if each != lang)
    return _templates().get_template(template).render(
        lang=lang,
        html_language=HTML_LANGUAGE[lang],
        other={"lang": HTML_LANGUAGE[other], "href": path.replace(f"/{lang}/", f"/{other}/", 1)},
        say={name: text.pick(lang) for name, text in {**DESK_WORDS, **WORDS}.items()},
        **values,
    )


@cache
def _templates() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(FILES), autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip


# -- routes ----------------------------------------------------------------------------------------


class Start(OwnPage):
    """The start page; it also takes the id of whoever sits down."""

    def initialize(self, pages: Mapping[str, Path]) -> None:
        self.pages = pages

    def get(self, lang: str) -> None:
        self.finish(start_page(lang, self.pages, workbook.answers()))

    def post(self, lang: str) -> None:
        typed = self.get_body_argument("trainee", "")
        try:
            remember_trainee(workbook.answers(), handin.trainee_id(typed) if typed else "")
        except handin.BadTrainee as refused:
            said = refused.text.pick(lang)
            self.finish(start_page(lang, self.pages, workbook.answers(), typed=typed, problem=said))
            return
        self.redirect(f"/{lang}/", status=303)


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
            self.finish(missing_page(self.request.path, lang))


def view_of(folder: Path, lang: str) -> View:
    """Return the view that serves the exercises of a workbook; `lang` is where ``/`` leads."""
    pages = unit_pages(folder)
    return View(
        "page",
        TEMPLATE,
        pages,
        handlers=[
            (r"/", RedirectHandler, {"url": f"/{lang}/", "permanent": False}),
            (rf"/({'|'.join(LANGUAGES)})/", Start, {"pages": pages}),
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
        print(OPENED.fill(lang, {"address": address}), flush=True)
        if browser:
            show_in_browser(f"{address}{lang}/")

    return serve(view, folder, port, "kam app", opened)
