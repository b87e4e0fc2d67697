"""The trainer's screen without a browser: what is on the stage, what is in the notes, and what is refused."""

from __future__ import annotations

import json
import re
import socket
from html import unescape
from pathlib import Path

import pytest

from kamlib import plots, workbook
from kamlib.plots.style import HouseFigure
from kamlib.refusal import Refusal
from kamlib.text import HTML_LANGUAGES, LANGUAGES
from kamlib.views import figures, present, screens, stage

TEMPLATE = Path(present.__file__).parent / "jupyter/voila/templates/kamstage/index.html.j2"
PAGES = [stage.STATIC / name for name in ("stage.css", "stage.js", "clock.js", "stage.html", "notes.html", "notes.css", "notes.js")]
UNITS = [(unit, lang) for lang in LANGUAGES for unit in screens.units_to_present(lang)]


def words_of(markup: str) -> str:
    """Return what a reader sees of some HTML, on one line."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def cell(kind: str, source: str, **kam: object) -> dict:
    return {"cell_type": kind, "id": f"c{abs(hash(source)) % 999}", "source": source, "metadata": {"kam": kam}}


def sample(lang: str = "en") -> dict:
    return {
        "metadata": {"kam": {"unit": "U2", "lang": lang}},
        "cells": [
            cell("code", "lang = 'en'", part="all"),
            cell("markdown", "# Tiers & <b>\n\nOne.\\\nTwo.", part="lesson", screen=3.0),
            cell("markdown", "**Ask** who knows.", part="notes", notes=True),
            cell("code", "# ▶ The sum / 合计\nsum", part="solution", screen=1.5),
            cell("code", "picture", part="solution", step=True),
            cell("markdown", "Say </script> twice.", part="notes", notes=True),
        ],
    }


def notebook_of(unit: str, lang: str) -> dict:
    return screens.read_notebook(workbook.folder() / screens.path_of(unit, lang))


# -- the stage -----------------------------------------------------------------------------------------


def test_a_screen_has_its_facts_and_its_title() -> None:
    markup = stage.stage_html(sample())
    assert markup.count("<section") == 2
    assert 'data-number="1" data-minutes="3" data-name="Tiers &amp; &lt;b&gt;" data-part="lesson"' in markup
    assert "<h1>Tiers &amp; &lt;b&gt;</h1>" in markup
    assert '<span>One.</span><span>Two.</span>' in markup
    assert "<h2>The sum</h2>" in markup, "a screen without a heading is called what its first code cell is called"
    assert "Ask" not in markup and "twice" not in markup


def test_what_code_shows_has_its_place_and_comes_in_steps() -> None:
    shown = {"sum": ["<p>12</p>", "<p>13</p>"], "picture": ["<img>"]}
    markup = stage.stage_html(sample(), lambda each: shown.get(each["source"].split("\n")[-1], []))
    cells = re.findall(r'<div class="stage-cell stage-output" data-cell="\w+"([^>]*)>(.*?)</div>', markup)
    assert cells == [("", "<p>12</p>"), (" data-with", "<p>13</p>"), (" data-step", "<img>")]
    waiting = stage.stage_html(sample(), data_loading="")
    assert waiting.count("stage-output") == 3 and ' data-loading=""' in waiting


def test_links_that_lead_nowhere_on_a_stage_are_plain_words() -> None:
    assert stage.prose("[Open it](../u.ipynb).") == "<p>Open it.</p>\n"
    assert 'rel="noopener noreferrer"' in stage.prose("[Source](https://example.org/a)")


@pytest.mark.parametrize(("unit", "lang"), UNITS)
def test_no_note_is_on_the_stage_and_every_note_is_in_the_notes(unit: str, lang: str) -> None:
    notebook = notebook_of(unit, lang)
    shown = words_of(stage.stage_html(notebook))
    noted = present.notes_page(notebook)
    articles = re.findall(r'<article class="note"(.*?)>(.*?)</article>', noted, re.DOTALL)
    every = screens.read_screens(notebook)
    assert len(articles) == len(every) > 10
    for screen, (facts, article) in zip(every, articles, strict=True):
        assert f'data-minutes="{screen.minutes:g}"' in facts
        assert f'data-number="{screen.number}"' in facts
        least = 30 if lang == "en" else 15  # Chinese says the same in half the signs
        lines = [words_of(stage.html(line)) for line in screen.notes.replace("\\\n", "\n").splitlines() if len(line) > least]
        assert lines, f"screen {screen.number} of {unit} has hardly a note"
        for line in lines:
            assert line.removeprefix("- ") in words_of(article)
            assert line not in shown
    sources = [screens.source_of(each) for each in notebook["cells"] if each["cell_type"] == "code"]
    assert not [source for source in sources if words_of(source)[:60] in shown], "no code on the stage"


# -- words -----------------------------------------------------------------------------------------------


def test_every_word_the_pages_ask_for_is_there_and_none_is_left_over() -> None:
    texts = "\n".join(path.read_text("utf-8") for path in PAGES if path.suffix != ".css")
    asked = set(re.findall(r'\bsay\(\s*"(\w+)"', texts)) | set(re.findall(r"\bword\.(\w+)", texts))
    assert asked <= set(stage.WORDS), f"nobody wrote {sorted(asked - set(stage.WORDS))}"
    unused = {
        key
        for key in set(stage.WORDS) - asked
        if not re.search(rf'"{key}"|\b{key}:|"{re.sub("^(key|does)_", "", key)}"', texts)
    }
    assert not unused, f"nobody asks for {sorted(unused)}"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_words_reach_the_page_whole(lang: str) -> None:
    element = stage.words_element(lang)
    assert element.count("</") == 1, "a word must not end the element"
    assert json.loads(re.sub(r"<[^>]*>", "", element)) == stage.stage_words(lang)
    assert f'lang="{HTML_LANGUAGES[lang]}"' in present.notes_page(sample(lang))


def test_a_note_cannot_end_the_page() -> None:
    assert "Say &lt;/script&gt; twice." in present.notes_page(sample())


@pytest.mark.parametrize("path", [*PAGES, TEMPLATE], ids=lambda path: path.name)
def test_nothing_comes_from_elsewhere(path: Path) -> None:
    assert not re.search(r"https?:|//[\w-]+\.\w", path.read_text("utf-8")), path


# -- figures ---------------------------------------------------------------------------------------------


def test_a_figure_is_drawn_on_less_paper_and_left_as_it_was() -> None:
    figure: HouseFigure = plots.break_even_curve(100, 70, -0.08, "en")
    whole = tuple(figure.get_size_inches())
    drawn, plain = figures.drawing(figure), figures.drawing(figure, paper=1.0)
    assert tuple(figure.get_size_inches()) == whole
    again = figures.drawing(plots.break_even_curve(100, 70, -0.08, "en"))
    assert drawn == again, "the same figure gives the same bytes"
    shown = figures.picture(drawn, figure.description())
    assert f'alt="{figure.description()}"' in shown and re.search(r' width="\d+" height="\d+" src="data:', shown)
    width = [float(re.search(r'viewBox="0 0 ([\d.]+)', each)[1]) for each in (drawn, plain)]
    assert width[0] == pytest.approx(figures.PAPER * width[1], rel=0.05)
    assert "<text" not in drawn, "letters are shapes, so that no font is missing"


# -- refusals ----------------------------------------------------------------------------------------------


def test_an_unknown_unit_is_refused() -> None:
    with pytest.raises(Refusal, match="no unit U99") as refused:
        present.run("U99", "en", None, False)
    assert refused.value.misuse and "U99" in refused.value.sentence("zh")


def test_a_workbook_without_presentations_is_refused(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("KAM_WORKBOOK", str(tmp_path))
    with pytest.raises(Refusal, match=r"presentation of U2 .* missing"):
        present.run("u2", "zh", None, False)


def test_a_damaged_presentation_is_refused_before_anything_starts(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("KAM_WORKBOOK", str(tmp_path))
    path = tmp_path / screens.path_of("U2", "en")
    path.parent.mkdir(parents=True)
    path.write_text("{", "utf-8")
    with pytest.raises(Refusal, match="cannot be read"):
        present.run("U2", "en", None, False)


def test_a_taken_port_is_refused_with_the_way_out() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(Refusal, match="kam present U2 --port 0"):
            present.run("U2", "en", taken.getsockname()[1], False)
