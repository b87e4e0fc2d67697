"""The deck: one file that needs neither network nor Python, whole or not at all."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest
from small_presentation import SECRET, presentation

from kamlib.files import check_place, write_whole
from kamlib.refusal import Refusal
from kamlib.views import deck, run
from kamlib.views.deck import deck_html, write_deck
from kamlib.views.frozen import models_html, shown_on
from kamlib.views.run import play_notebook
from kamlib.views.screens import presentation as presentation_path

BOTH = ("en", "zh")


@pytest.fixture(scope="module", params=BOTH)
def played(request, tmp_path_factory):
    """The small presentation after its run, in each language, on a computer where somebody has worked before."""
    answers = tmp_path_factory.mktemp("answers")
    (answers / ".trainee").write_text("li.wei")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KAM_ANSWERS", str(answers))
        yield play_notebook(presentation(request.param))
    assert [path.name for path in answers.iterdir()] == [".trainee"], "the run wrote into the answers"


@pytest.fixture(scope="module")
def page(played) -> str:
    return deck_html(played)


def models_of(page: str) -> dict:
    return json.loads(
        re.search(r'<script id="frozen-models" type="application/json">(.*?)</script>', page, re.S)[1]
    )


def test_every_screen_is_in_the_deck_and_no_note(page, played):
    assert page.count('<section class="stage-screen"') == 6
    assert SECRET not in page
    assert f'<html lang="{"zh-CN" if played.lang == "zh" else "en"}">' in page
    assert "see &lt;it&gt; &amp; say it" in page


def test_figures_are_drawings(page):
    assert page.count('src="data:image/svg+xml;base64,') == 1
    assert "data:image/png" not in page


def test_controls_are_frozen_as_the_demo_shows_them(page, played):
    models = models_of(page)["models"]
    card = next(model["traits"] for model in models.values() if model["traits"]["view"].get("exercise"))
    assert (card["view"]["exercise"], card["view"]["variant"]) == ("U2.X3", 0)
    assert card["view"]["store_key"] is None  # a frozen card keeps nothing in the reader's browser
    assert card["state"]["raw"] == {}
    assert page.count('class="frozen" data-frozen=') == len(models) == 2


def test_each_module_stands_in_the_deck_once(played):
    twice = "".join(
        f'<div data-frozen="{name}"></div><div data-frozen="{name}"></div>' for name in played.widgets
    )
    modules = models_of(models_html(twice, played))["modules"]
    assert len(modules) == len({state["_esm"] for state in played.widgets.values() if "_esm" in state})


def test_a_page_without_controls_carries_no_script_for_them(played):
    assert models_html("<p>words</p>", played) == ""
    assert shown_on("<p>words</p>", played) == {}


def test_nothing_is_fetched(page):
    asked = re.findall(r'(?:src|href)="([^"]{0,60})|url\(([^)]{0,60})|@import', page)
    assert asked and all("".join(address).startswith("data:") for address in asked)
    assert "default-src 'none'" in page


def test_the_deck_is_written_whole(monkeypatch, tmp_path, played):
    monkeypatch.setattr(deck, "play", lambda unit, lang: played)
    out = write_deck("u2", played.lang, tmp_path / "deck.html")
    assert out.read_text("utf-8").rstrip().endswith("</html>")
    assert list(tmp_path.iterdir()) == [out]


def test_a_cell_that_fails_is_named_and_leaves_no_file(monkeypatch, tmp_path):
    broken = presentation(extra="# ▶ The broken part / 坏掉的部分\n1 / 0")
    monkeypatch.setattr(deck, "play", lambda unit, lang: play_notebook(broken))
    with pytest.raises(Refusal, match="The broken part.*2 .The figure.*division by zero") as refused:
        write_deck("U2", "en", tmp_path / "deck.html")
    assert "make build" in refused.value.sentence("zh")
    assert list(tmp_path.iterdir()) == []


def test_an_engine_that_does_not_start_is_a_sentence(monkeypatch):
    monkeypatch.setattr(run.sys, "executable", "/nowhere/python")
    with pytest.raises(Refusal, match="engine did not start"):
        play_notebook(presentation())


def test_a_run_leaves_the_environment_as_it_was(monkeypatch):
    monkeypatch.setenv("KAM_COHORT", "spring")
    before = dict(os.environ)
    with run._away_from_answers("en"):
        assert (os.environ["KAM_VIEW"], os.environ.get("KAM_COHORT")) == ("present", None)
        assert not any(Path(os.environ["KAM_ANSWERS"]).iterdir())
    assert dict(os.environ) == before


# -- refusals ------------------------------------------------------------------------------------------


def refusal_of(*arguments) -> Refusal:
    with pytest.raises(Refusal) as refused:
        write_deck(*arguments)
    assert all(refused.value.sentence(lang) for lang in BOTH)
    return refused.value


@pytest.fixture
def never_run(monkeypatch):
    """Whatever is wrong with the command line is said before the unit runs."""
    monkeypatch.setattr(deck, "play", lambda unit, lang: pytest.fail("the unit was run"))


@pytest.mark.usefixtures("never_run")
class TestRefusals:
    def test_unknown_unit(self, tmp_path):
        refused = refusal_of("U99", "en", tmp_path / "deck.html")
        assert "U99" in refused.sentence("en") and refused.misuse

    def test_presentation_missing(self, tmp_path, monkeypatch):
        monkeypatch.setenv("KAM_WORKBOOK", str(tmp_path))
        assert "u2_tiers.ipynb" in refusal_of("U2", "zh", tmp_path / "deck.html").sentence("zh")

    def test_output_is_a_folder(self, tmp_path):
        assert "is a folder" in refusal_of("U2", "en", tmp_path).sentence("en")

    def test_output_in_no_folder(self, tmp_path):
        assert "no folder" in refusal_of("U2", "en", tmp_path / "none" / "deck.html").sentence("en")

    def test_output_of_another_kind(self, tmp_path):
        assert ".html" in refusal_of("U2", "en", tmp_path / "deck.pptx").sentence("en")

    def test_output_in_a_folder_that_takes_no_files(self, tmp_path, monkeypatch):
        def refuse(self, *_, **__):
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(Path, "touch", refuse)
        assert "Permission denied" in refusal_of("U2", "en", tmp_path / "deck.html").sentence("en")


def test_a_damaged_presentation_is_a_sentence(tmp_path, monkeypatch):
    monkeypatch.setenv("KAM_WORKBOOK", str(tmp_path))
    place = tmp_path / "solutions/present/en/1_key_accounts/u2_tiers.ipynb"
    place.parent.mkdir(parents=True)
    place.write_text("{")
    assert presentation_path("U2", "en")
    assert "make build" in refusal_of("U2", "en", tmp_path / "deck.html").sentence("en")


def test_a_file_that_cannot_be_finished_leaves_the_old_one(tmp_path, monkeypatch):
    out = tmp_path / "deck.html"
    out.write_text("the old one")

    def refuse(*_):
        raise PermissionError(13, "The file is open elsewhere")

    monkeypatch.setattr(os, "replace", refuse)
    check_place(out, [".html"])
    with pytest.raises(Refusal, match="open elsewhere"):
        write_whole(out, b"the new one")
    assert [path.read_text() for path in tmp_path.iterdir()] == ["the old one"]
