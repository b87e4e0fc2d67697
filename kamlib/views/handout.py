"""The hand-out of a unit, A4: the lesson to read, lines for notes, the exercises as worksheets to fill in by pen."""

from __future__ import annotations

import base64
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape

from kamlib import syllabus, units, workbook
from kamlib.classroom.exercise import Exercise
from kamlib.classroom.keys import load_keys
from kamlib.files import check_place, not_written, write_whole
from kamlib.plots.style import FONT_FILE
from kamlib.text import HTML_LANGUAGES, Text, html, number
from kamlib.views.chromium import find_browser, print_page
from kamlib.views.frozen import models_html, shown_html, styles_of
from kamlib.views.run import WIDGET, Played, play
from kamlib.views.screens import Screen, presentation, read_screens, source_of
from kamlib.views.worksheet import environment, solution_part, worksheet_html

HERE = Path(__file__).parent
WEB_PAGES = (".html", ".htm")
NOTE_LINES = 5
SECONDS_TO_PRINT = 90
BIG_HEADING = re.compile(r"^#{1,2} ", re.MULTILINE)
TITLE = re.compile(r"\A\s*# +(.+?)\s*$", re.MULTILINE)
LINK_WITHIN = re.compile(r"(?<!!)\[([^\]]*)\]\((?!https?:)[^)]*\)")  # leads nowhere from paper
SCREEN_BREAK = re.compile(r"\\\n")
CHINESE = re.compile("[\u3400-\u9fff]")

WORDS = {
    "course": Text(en="Key account management", zh="大客户管理"),
    "handout": Text(en="Hand-out", zh="讲义"),
    "trainer": Text(en="Trainer's edition", zh="讲师版"),
    "worksheets": Text(en="Worksheets", zh="练习单"),
    "worksheets_say": Text(
        en="Fill them in by pen. The figures are those of the demonstration; on your computer you get figures of your own.",
        zh="请用笔填写。这里用的是演示数据；在电脑上做练习时，您会得到属于自己的数据。",
    ),
    "notes": Text(en="Your notes", zh="笔记"),
    "still": Text(
        en="Moved live in class; drawn here as it starts.", zh="课堂上可以现场调整；此处为初始状态。"
    ),
    "invented": Text(
        en="Tarvane Drives, its accounts and all figures are invented.",
        zh="塔凡传动及其客户和所有数据均为虚构。",
    ),
    "screen": Text(en="Screen {n} · {minutes} min", zh="第 {n} 屏 · {minutes} 分钟"),
    "order": Text(en="Running order", zh="时间安排"),
    "order_screen": Text(en="Screen", zh="画面"),
    "order_minutes": Text(en="Minutes", zh="分钟"),
    "order_from": Text(en="Starts at", zh="开始时间"),
    "total": Text(en="Together", zh="合计"),
    "exercises_run": Text(en="Running the exercises, with worked solutions", zh="练习的组织与参考解答"),
    "page": Text(en="Page {n} of {all}", zh="第 {n} 页，共 {all} 页"),
}


def write_handout(unit: str, lang: str, out: Path, trainer: bool = False) -> Path:
    """Write the hand-out of a unit as a PDF, or as a web page when `out` ends in ``.html``.

    `trainer` adds each screen's notes and minutes, and the worked solutions.

    Raises
    ------
    Refusal
        When there is no such unit, no browser for the PDF, or the file cannot be written.
    """
    out = Path(out)
    presentation(unit, lang)  # a wrong unit is told before anything else
    check_place(out, (".pdf", *WEB_PAGES))
    if out.suffix.lower() in WEB_PAGES:
        return write_whole(out, handout_html(play(unit, lang), trainer=trainer).encode())
    web_page = out.with_suffix(".html").name
    browser = find_browser(web_page)
    page = handout_html(play(unit, lang), trainer=trainer)
    try:
        printed = print_page(browser, page, out.parent, web_page=web_page, seconds=SECONDS_TO_PRINT)
    except OSError as problem:
        raise not_written(out, problem) from problem
    return write_whole(out, printed)


def handout_html(played: Played, *, trainer: bool) -> str:
    """Return the hand-out as one web page that needs nothing else."""
    lang = played.lang
    screens = read_screens(played.notebook)
    exercises = units.exercises(played.unit) if played.unit in units.MODULES else ()
    body = "".join(worksheet_html(exercise, lang) for exercise in exercises)
    title = title_of(screens, played)
    lesson = lesson_html([screen for screen in screens if screen.part == "lesson"], played, trainer=trainer)
    parts = {
        "lang": lang,
        "html_lang": HTML_LANGUAGES[lang],
        "words": {name: text.pick(lang) for name, text in WORDS.items()},
        "unit": played.unit,
        "title": title,
        "lesson": Markup(lesson),
        "worksheets": Markup(body),
        "trainer": trainer,
        "order": running_order(screens) if trainer else [],
        "minutes": minutes(sum(screen.minutes for screen in screens)),
        "exercises_part": Markup(exercises_part(screens, exercises, played)) if trainer else "",
        "models": Markup(models_html(lesson, played)),
        "controls_css": Markup(styles_of(lesson, played)),
        "css": Markup((HERE / "print.css").read_text("utf-8")),
        "page_words": {
            "title": css_string(title),
            "number": page_number(lang),
            "invented": css_string(WORDS["invented"].pick(lang)),
        },
    }
    needs_chinese = CHINESE.search(" ".join((title, lesson, parts["worksheets"], parts["exercises_part"])))
    return (
        environment()
        .get_template("handout.html")
        .render(parts, font=Markup(_font() if needs_chinese else ""))
    )


@cache
def _font() -> str:
    return base64.b64encode(FONT_FILE.read_bytes()).decode()


def css_string(text: str) -> str:
    r"""Return `text` as a string of a style sheet.

    Examples
    --------
    >>> print(css_string('the "best"'))
    "the \"best\""
    """
    return Markup('"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("<", "\\3c ") + '"')


def page_number(lang: str) -> str:
    """Return what a style sheet writes as the page number.

    Examples
    --------
    >>> print(page_number("en"))
    "Page " counter(page) " of " counter(pages) ""
    """
    said = WORDS["page"].pick(lang)
    return Markup('"' + said.replace("{n}", '" counter(page) "').replace("{all}", '" counter(pages) "') + '"')


def title_of(screens: Sequence[Screen], played: Played) -> str:
    """Return the heading of the unit's first cell, else the title in the syllabus."""
    for screen in screens[:1]:
        for cell in screen.cells:
            if cell["cell_type"] == "markdown" and (found := TITLE.search(source_of(cell))):
                return found[1]
    return f"{played.unit} · {syllabus.unit(played.unit).title.pick(played.lang)}"


def minutes(count: float) -> str:
    """Return a number of minutes as people write it."""
    return number(count, "en", 1).removesuffix(".0")


# -- the lesson ------------------------------------------------------------------------------------


def lesson_html(screens: Sequence[Screen], played: Played, *, trainer: bool) -> str:
    """Return the lesson as sections of prose, each with lines for notes behind it."""
    sections: list[list[str]] = [[]]
    for screen in screens:
        begun = False  # the screen's mark stands below the heading that it begins with
        together: list[str] = []  # what a page break must not part: a heading, its words, its figure
        for cell in screen.cells:
            if cell["cell_type"] == "markdown":
                if BIG_HEADING.search(source_of(cell)) and any((*sections[-1], *together)):
                    sections[-1].append(_together(together))
                    sections.append([])
                    together = []
                shown = prose_html(cell)
            else:
                shown = _output_html(cell, played)
            if shown and trainer and not begun:
                together.append(_mark(screen, played.lang))
                begun = True
            together.append(shown)
        sections[-1].append(_together(together))
        if trainer and screen.notes:
            sections[-1].append(notes_html(screen.notes))
    # neither behind the aims at the beginning nor behind what became of them at the end
    with_lines = range(1, max(2, len(sections) - 1))
    return "".join(
        f'<section class="part">{"".join(section)}{_lines(played.lang) if place in with_lines else ""}</section>'
        for place, section in enumerate(sections)
    )


def _together(pieces: Sequence[str]) -> str:
    return f'<div class="together">{"".join(pieces)}</div>' if any(pieces) else ""


def prose(markdown: str) -> str:
    r"""Return a screen's text as running text: on paper a sentence does not need a line of its own.

    Examples
    --------
    >>> prose("One.\\\nTwo.")
    'One.\nTwo.'
    """
    return SCREEN_BREAK.sub("\n", markdown)


def prose_html(cell: dict[str, Any]) -> str:
    """Return a markdown cell as HTML; its title stands on the cover already."""
    text = LINK_WITHIN.sub(r"\1", prose(source_of(cell)))
    return f'<div class="prose">{html(TITLE.sub("", text, count=1))}</div>'


def notes_html(markdown: str) -> str:
    """Return a trainer's note as a box beside the text."""
    return f'<aside class="trainer">{html(prose(markdown))}</aside>'


def _output_html(cell: dict[str, Any], played: Played) -> str:
    shown = "".join(shown_html(cell, played, still=False))
    if not shown:
        return ""
    if any(WIDGET in output.get("data", {}) for output in cell["outputs"]):
        still = WORDS["still"].pick(played.lang)
        return f'<figure class="control">{shown}<figcaption>{still}</figcaption></figure>'
    return f'<div class="output">{shown}</div>'


def _mark(screen: Screen, lang: str) -> str:
    said = WORDS["screen"].fill(lang, {"n": screen.number, "minutes": minutes(screen.minutes)})
    return f'<p class="screen-mark">{said}</p>'


def _lines(lang: str) -> str:
    return f'<div class="notes"><p>{WORDS["notes"].pick(lang)}</p><div class="ruled">{"<i></i>" * NOTE_LINES}</div></div>'


# -- the trainer's part ----------------------------------------------------------------------------


def running_order(screens: Sequence[Screen]) -> list[dict[str, Any]]:
    """Return a row for each screen: its name, its minutes, and when it starts, in hours and minutes.

    Examples
    --------
    >>> two = [Screen(1, "Aims", 3.0, "lesson", (), ""), Screen(2, "Story", 62.5, "lesson", (), "")]
    >>> [(row["from"], row["minutes"]) for row in running_order(two)]
    [('0:00', '3'), ('0:03', '62.5')]
    """
    rows, passed = [], 0.0
    for screen in screens:
        start = f"{int(passed) // 60}:{int(passed) % 60:02d}"
        row = {
            "number": screen.number,
            "name": screen.name,
            "minutes": minutes(screen.minutes),
            "from": start,
        }
        rows.append(row)
        passed += screen.minutes
    return rows


def exercises_part(screens: Sequence[Screen], exercises: Sequence[Exercise], played: Played) -> str:
    """Return the notes of the screens behind the lesson, and behind each card's screen its worked solution."""
    keys = load_keys(workbook.keys())
    waiting = {exercise.id: exercise for exercise in exercises}
    parts = []
    for screen in screens:
        if screen.part == "lesson":
            continue
        parts.append(_screen_notes(screen, played.lang))
        for id in cards_on(screen, played):
            if exercise := waiting.pop(id, None):
                parts.append(solution_part(exercise, played.lang, keys))
    parts += [solution_part(exercise, played.lang, keys) for exercise in waiting.values()]
    return "".join(parts)


def _screen_notes(screen: Screen, lang: str) -> str:
    notes = notes_html(screen.notes) if screen.notes else ""
    return (
        f'<section class="screen-notes">{_mark(screen, lang)}<h3>{escape(screen.name)}</h3>{notes}</section>'
    )


def cards_on(screen: Screen, played: Played) -> list[str]:
    """Return the ids of the exercises whose cards stand on a screen."""
    shown = [
        played.widgets.get(output["data"][WIDGET]["model_id"], {})
        for cell in screen.cells
        for output in cell.get("outputs", ())
        if WIDGET in output.get("data", {})
    ]
    return [state["view"]["exercise"] for state in shown if state.get("view", {}).get("exercise")]
