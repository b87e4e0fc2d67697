"""The deck of a unit: the trainer's screens as one file that opens in any browser, without network or Python."""

from __future__ import annotations

from pathlib import Path

from markupsafe import Markup

from kamlib.files import check_place, write_whole
from kamlib.text import HTML_LANGUAGES, Text
from kamlib.views import stage
from kamlib.views.frozen import models_html, shown_html, styles_of
from kamlib.views.run import Played, play
from kamlib.views.screens import presentation
from kamlib.views.worksheet import environment

HERE = Path(__file__).parent
COURSE = Text(en="Key account management", zh="大客户管理")


def write_deck(unit: str, lang: str, out: Path) -> Path:
    """Write the deck of a unit as one HTML file, whole or not at all.

    Raises
    ------
    Refusal
        When there is no such unit or presentation, a cell of it fails, or the file cannot be written.
    """
    out = Path(out)
    presentation(unit, lang)  # a wrong unit is told before anything else
    check_place(out, (".html", ".htm"))
    return write_whole(out, deck_html(play(unit, lang)).encode())


def deck_html(played: Played) -> str:
    """Return the deck as one web page that asks for nothing else; the trainer's notes are not in it."""
    screens = stage.stage_html(played.notebook, lambda cell: shown_html(cell, played))
    parts = {
        "html_lang": HTML_LANGUAGES[played.lang],
        "title": stage.title_of(played.notebook),
        "course": COURSE.pick(played.lang),
        "screens": Markup(screens),
        "words": Markup(stage.words_element(played.lang)),
        "styles": Markup("\n".join((styles_of(screens, played), stage.read("stage.css"), _own("deck.css")))),
        "models": Markup(models_html(screens, played)),
        "script": Markup(stage.read("stage.js")),
        "printing": Markup(_own("deck.js")),
    }
    return environment().get_template("deck.html").render(parts)


def _own(name: str) -> str:
    return (HERE / name).read_text("utf-8")
