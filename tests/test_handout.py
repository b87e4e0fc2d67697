"""The hand-out: the lesson to read, every exercise to fill in by pen, and no solution for trainees."""

from __future__ import annotations

import os
import re
from html import escape, unescape
from pathlib import Path

import pytest
from small_presentation import SECRET, presentation

from kamlib import units, workbook
from kamlib.classroom.exercise import NumberField
from kamlib.classroom.keys import NO_KEYS, load_keys
from kamlib.classroom.view import exercise_view, solution_html
from kamlib.refusal import Refusal
from kamlib.text import LANGUAGES, html, money, number, percent
from kamlib.views import chromium, handout
from kamlib.views.handout import handout_html, write_handout
from kamlib.views.run import play_notebook
from kamlib.views.screens import Screen
from kamlib.views.worksheet import answer_lines, solution_part, worksheet_html

EXERCISES = [exercise.id for unit in ("U2", "U7") for exercise in units.exercises(unit)]


def plain(page: str) -> str:
    """Return the words of a page, one blank between them."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


# -- worksheets ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("id", EXERCISES)
class TestWorksheet:
    def test_every_field_can_be_filled_in(self, id, lang):
        exercise = units.exercise(id)
        page, view = worksheet_html(exercise, lang), exercise_view(exercise.sheet(0), lang)
        words = plain(page)
        for field in view["fields"]:
            start = page.index(f'data-field="{field["id"]}"')
            part = page[
                start : page.find('data-field="', start + 20)
                if page.find('data-field="', start + 20) > 0
                else None
            ]
            assert " ".join(field["label"].split()) in words
            for option in (*field.get("items", ()), *field.get("options", ()), *field.get("boxes", ())):
                assert escape(option["label"], quote=False) in part.replace("&#39;", "'").replace(
                    "&#34;", '"'
                )
            blanks = {
                "table": part.count("<td></td>") - 1
                == len(field.get("rows", ())) * len(field.get("columns", ())),
                "place": part.count('class="writebox"') == len(field.get("boxes", ())),
                "choice": part.count('class="ring"') == len(field.get("options", ())),
                "choices": part.count('class="box"') == len(field.get("options", ())),
                "match": part.count('class="ring"')
                == len(field.get("items", ())) * len(field.get("options", ()))
                or part.count('class="dot"') == len(field.get("items", ())) + len(field.get("options", ())),
                "text": part.count("<i></i>") >= 7,
            }
            assert blanks.get(field["kind"], 'class="blank wide"' in part), field["id"]
        for table in view["tables"]:
            assert all(" ".join(cell.split()) in words for row in table["rows"] for cell in row)

    def test_no_hint_and_no_solution_is_on_it(self, id, lang):
        exercise = units.exercise(id)
        sheet = exercise.sheet(0)
        words = plain(worksheet_html(exercise, lang))
        told = [html(sheet.say(hint, lang)) for hint in exercise.hints] + [
            html(sheet.say(exercise.solution, lang))
        ]
        told += [
            html(sheet.say(mistake.message, lang)) for field in sheet.fields for mistake in field.mistakes
        ]
        for text in told:
            for sentence in re.split(r"(?<=[.。：:])\s*", plain(text)):
                assert len(sentence) < 12 or sentence not in words, sentence

    def test_no_figure_that_is_asked_for_is_on_it(self, id, lang):
        exercise = units.exercise(id)
        sheet = exercise.sheet(0)
        words = plain(worksheet_html(exercise, lang))
        given = plain(str(exercise_view(sheet, lang)))  # what the case itself tells is no secret
        for field in sheet.fields:
            if isinstance(field, NumberField) and field.expected is not None:
                write = {"money": money, "percent": percent}.get(field.kind, number)
                truth = write(sheet.truth[field.id], lang)
                assert words.count(truth) <= given.count(truth), field.id


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("id", EXERCISES)
def test_the_trainer_gets_an_answer_to_every_field(id, lang):
    exercise = units.exercise(id)
    keys = load_keys(workbook.keys())
    words = plain(solution_part(exercise, lang, keys))
    for field in exercise.sheet(0).fields:
        lines = answer_lines(field, exercise.sheet(0), lang, keys)
        assert lines and all(" ".join(line.split()) in words for line in lines)
        assert "–" not in lines
    assert plain(solution_html(exercise.sheet(0), lang)) in words


def test_a_question_without_its_key_says_so():
    exercise = units.exercise("U2.W")
    field = exercise.sheet(0).by_id["next_step"]
    assert answer_lines(field, exercise.sheet(0), "en", NO_KEYS) == [
        "The key of this question is not in this workbook."
    ]


# -- the whole hand-out --------------------------------------------------------------------------------


@pytest.fixture(scope="module", params=LANGUAGES)
def played(request):
    return play_notebook(presentation(request.param))


def test_the_lesson_is_set_as_prose_with_lines_for_notes(played):
    page = handout_html(played, trainer=False)
    assert "<p>One sentence.\nAnother, with a link.</p>" in page
    assert (
        page.count('<div class="notes">') == 2
    )  # behind the figure and the control; not behind aims and summary
    assert 'src="data:image/svg+xml;base64,' in page
    assert page.count('class="frozen" data-frozen=') == 1, (
        "cards are worksheets here, so only the live control is drawn"
    )
    assert [id for id in EXERCISES if f'data-exercise="{id}"' in page] == [
        id for id in EXERCISES if id[:2] == "U2"
    ]


def test_trainees_get_neither_notes_nor_solutions(played):
    page = handout_html(played, trainer=False)
    assert SECRET not in page
    assert 'class="worked"' not in page
    assert plain(solution_html(units.exercise("U2.X1").sheet(0), played.lang))[:60] not in plain(page)


def test_the_trainer_gets_notes_minutes_and_solutions(played):
    page = handout_html(played, trainer=True)
    words = plain(page)
    assert SECRET in page
    assert ("Screen 2 · 2.5 min" if played.lang == "en" else "第 2 屏 · 2.5 分钟") in words
    assert page.count('class="worked"') == len(units.exercises("U2"))
    # the solution of the card comes behind its screen's notes and before those of the next screen
    assert (
        words.index("Ten minutes.")
        < words.index("U2.X3 · ", words.index("Ten minutes."))
        < words.index("Step by step.")
    )


def test_our_chinese_font_comes_with_chinese_pages_only(played):
    assert ("@font-face" in handout_html(played, trainer=False)) == (played.lang == "zh")


def test_nothing_is_fetched(played):
    page = handout_html(played, trainer=True)
    asked = re.findall(r'(?:src|href)="([^"]{0,60})|url\(([^)]{0,60})|@import', page)
    assert asked and all("".join(address).startswith("data:") for address in asked)


def test_the_running_order_adds_up(played):
    rows = handout.running_order([Screen(n, "–", 1.5, "lesson", (), "") for n in range(1, 50)])
    assert (rows[2]["from"], rows[-1]["from"]) == ("0:03", "1:12")


# -- the PDF -------------------------------------------------------------------------------------------


@pytest.fixture
def quick(monkeypatch, played):
    """The hand-out without the time a unit takes to run."""
    monkeypatch.setattr(handout, "play", lambda unit, lang: played)
    monkeypatch.delenv("KAM_CHROMIUM", raising=False)


def refusal_of(out: Path) -> Refusal:
    with pytest.raises(Refusal) as refused:
        write_handout("U2", "en", out)
    assert all(refused.value.sentence(lang) for lang in LANGUAGES)
    return refused.value


def program(place: Path, script: str) -> str:
    place.write_text(f"#!/bin/sh\n{script}\n")
    place.chmod(0o755)
    return str(place)


@pytest.mark.usefixtures("quick")
class TestRefusals:
    def test_no_browser(self, tmp_path, monkeypatch):
        monkeypatch.setattr(chromium, "_places", lambda: iter(()))
        said = refusal_of(tmp_path / "u2.pdf").sentence("en")
        assert "Install one" in said and "--out u2.html" in said
        assert write_handout("U2", "en", tmp_path / "u2.html").read_text("utf-8").rstrip().endswith("</html>")

    def test_a_named_browser_that_is_not_there(self, tmp_path, monkeypatch):
        monkeypatch.setenv("KAM_CHROMIUM", str(tmp_path / "none"))
        assert "KAM_CHROMIUM" in refusal_of(tmp_path / "u2.pdf").sentence("zh")

    @pytest.mark.skipif(os.name != "posix", reason="the browsers of these tests are shell scripts")
    @pytest.mark.parametrize(
        ("script", "reason"),
        [("exit 3", "code 3"), ("exit 0", "no PDF"), ("sleep 30 & sleep 30", "not ready")],
    )
    def test_a_browser_that_fails(self, tmp_path, monkeypatch, script, reason):
        monkeypatch.setenv("KAM_CHROMIUM", program(tmp_path / "browser", script))
        monkeypatch.setattr(handout, "SECONDS_TO_PRINT", 0.5)
        out = tmp_path / "out"
        out.mkdir()
        assert reason in refusal_of(out / "u2.pdf").sentence("en")
        assert list(out.iterdir()) == []

    def test_output_of_another_kind(self, tmp_path):
        assert ".pdf / .html" in refusal_of(tmp_path / "u2.docx").sentence("en")

    def test_output_is_a_folder(self, tmp_path):
        assert "u2.pdf" in refusal_of(tmp_path).sentence("en")


def test_the_usual_places_of_windows_and_macos(monkeypatch, tmp_path):
    edge = tmp_path / "Microsoft/Edge/Application/msedge.exe"
    edge.parent.mkdir(parents=True)
    edge.touch()
    monkeypatch.delenv("KAM_CHROMIUM", raising=False)
    monkeypatch.setattr(chromium.shutil, "which", lambda name: None)
    monkeypatch.setattr(chromium.sys, "platform", "win32")
    monkeypatch.setenv("PROGRAMFILES(X86)", str(tmp_path))
    assert chromium.find_browser("u2.html") == edge
    monkeypatch.setattr(chromium.sys, "platform", "darwin")
    assert Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome") in list(chromium._places())
