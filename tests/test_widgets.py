"""The widgets without a browser: what they send, what they take, and that every word the pages ask for is there."""

from __future__ import annotations

import json
import re

import pytest

from kamlib import units
from kamlib.plots.style import COLOURS
from kamlib.text import LANGUAGES
from kamlib.widgets import base, live, open_desk, words
from kamlib.widgets.card import Card
from kamlib.widgets.desk import Desk
from kamlib.widgets.upload import Upload

TABLES = {"card": words.CARD, "desk": words.DESK, "upload": words.UPLOAD, "live": words.LIVE}


def send(widget: base.View, **message: object) -> None:
    """Send a message as the page does."""
    widget._on_message(widget, message, [])


@pytest.mark.parametrize("view", TABLES)
def test_every_word_a_view_asks_for_is_there_and_none_is_left_over(view: str) -> None:
    script = (base.HERE / f"{view}.js").read_text("utf-8") + (base.HERE / "base.js").read_text("utf-8")
    asked = set(re.findall(r'word\(\s*"(\w+)"', script))
    for name in re.findall(r'word\.count\(\s*"(\w+)"', script):
        asked |= {f"{name}_one", f"{name}_n"}
    missing = asked - set(TABLES[view])
    assert not missing, f"{view}.js asks for {sorted(missing)}"
    unused = {name for name in TABLES[view] if not re.search(rf"\b{name}\b|{name.rpartition('_')[0]}_\$|\"{name.rpartition('_')[0]}\"", script)}
    assert not unused, f"nobody asks for {sorted(unused)}"


def test_the_page_and_the_figures_have_the_same_colours() -> None:
    style = base.style_of("card").lower()
    for name in ("accent", "good", "bad"):
        assert COLOURS[name].lower() in style, name
    boxes = Card(_session()).view["fields"][2]["boxes"]
    assert [box["colour"] for box in boxes] == [COLOURS[box["id"]] for box in boxes]


def _session(lang: str = "en"):
    from kamlib.classroom.session import Session

    return Session(units.exercise("U2.X1"), 0, lang)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_card_is_plain_data(lang: str) -> None:
    for unit in units.MODULES:
        desk = open_desk(unit, lang, demo=True)
        for exercise in units.exercises(unit):
            card = desk.card(exercise.id)
            assert json.loads(json.dumps([card.view, card.state]))
            assert card.view["fields"] and card.state["ready"]


@pytest.fixture
def desk(answers_folder) -> Desk:
    return open_desk("U2", "en")


def test_nobodys_figures_are_shown_to_nobody(desk: Desk) -> None:
    card = desk.card("U2.X1")
    assert not card.state["ready"] and card.state["blocked"]
    assert card.view["fields"] == [] and card.view["tables"] == []
    send(card, type="answer", field="clp_a", part=None, value="1", seq=1)
    send(desk, type="trainee", value="Li.Wei")
    assert card.state["raw"] == {}


def test_a_trainee_sits_down_works_and_comes_back(desk: Desk, answers_folder) -> None:
    card = desk.card("U2.X1")
    send(desk, type="trainee", value=" Li.Wei ")
    assert desk.view["trainee"] == "li.wei"
    send(card, type="answer", field="clp_a", part=None, value="12,5k", seq=1)
    send(card, type="answer", field="tiers", part="a01", value="value", seq=2)
    send(card, type="check", seq=3)
    assert card.state["seq"] == 3
    assert card.state["echo"]["clp_a"] == {"": "We read: CNY 12,500"}
    assert desk.view["progress"][0]["state"] == "checked"
    again = open_desk("U2", "zh")
    assert again.view["trainee"] == "li.wei"
    assert again.card("U2.X1").state["raw"] == {"clp_a": "12,5k", "tiers": {"a01": "value"}}


def test_another_trainee_gets_other_figures_and_no_answers(desk: Desk) -> None:
    card = desk.card("U2.X1")
    send(desk, type="trainee", value="li.wei")
    send(card, type="answer", field="clp_a", part=None, value="1", seq=1)
    first = card.view["variant"]
    send(desk, type="change_trainee")
    assert card.view["fields"] == []
    send(desk, type="trainee", value="zhang.min")
    assert card.state["raw"] == {}
    assert card.view["store_key"].endswith("zhang.min:U2.X1")
    assert {first, card.view["variant"]} <= set(range(1, 17))


@pytest.mark.parametrize("typed", ["", "../../x", "=cmd", "<script>", "a" * 41, "-x", "x/y"])
def test_a_bad_id_is_refused_in_a_sentence(desk: Desk, typed: str) -> None:
    send(desk, type="trainee", value=typed)
    assert desk.view["trainee"] is None
    assert "1 to 40 letters" in desk.view["problem"]


def test_the_hand_in_file_can_be_downloaded_and_read(desk: Desk, answers_folder, tmp_path) -> None:
    import base64

    from kamlib.classroom.handin import check_handin

    send(desk, type="trainee", value="li.wei")
    send(desk, type="handin")
    assert "nothing to hand in" in desk.view["problem"]
    send(desk.card("U2.W"), type="answer", field="top_two", part=None, value="41%", seq=1)
    send(desk, type="handin")
    made = desk.view["handin"]
    content = json.loads(base64.b64decode(made["href"].partition(",")[2]))
    assert check_handin(content).exercises["U2.W"].raw == {"top_two": "41%"}
    assert made["receipt"] == content["receipt"]
    assert (answers_folder / "handins" / made["name"]).exists()


def test_a_hand_in_that_a_grader_could_not_read_is_told(desk: Desk, monkeypatch) -> None:
    send(desk, type="trainee", value="li.wei")
    send(desk.card("U2.W"), type="answer", field="top_two", part=None, value="41%", seq=1)
    monkeypatch.setenv("KAM_COHORT", "c" * 81)
    send(desk, type="handin")
    assert "“cohort” is damaged: it is too long" in desk.view["problem"] and desk.view["handin"] is None


def test_a_hand_in_that_cannot_be_written_can_still_be_downloaded(desk: Desk, answers_folder) -> None:
    send(desk, type="trainee", value="li.wei")
    send(desk.card("U2.W"), type="answer", field="top_two", part=None, value="41%", seq=1)
    (answers_folder / "handins").write_text("a file where the folder should be")
    send(desk, type="handin")
    assert "Use the download" in desk.view["problem"] and desk.view["handin"]["path"] == ""


def test_a_folder_that_cannot_be_written_is_told(desk: Desk, answers_folder) -> None:
    card = desk.card("U2.X1")
    send(desk, type="trainee", value="li.wei")
    for path in answers_folder.iterdir():
        path.unlink()
    answers_folder.rmdir()
    answers_folder.write_text("a file where the folder should be")
    send(card, type="answer", field="clp_a", part=None, value="1", seq=1)
    assert "Not saved" in card.state["problem"] and card.state["raw"] == {"clp_a": "1"}
    answers_folder.unlink()
    send(card, type="answer", field="clp_b", part=None, value="2", seq=2)
    assert card.state["problem"] is None and card.state["raw"] == {"clp_a": "1", "clp_b": "2"}


def test_no_message_breaks_a_card(desk: Desk) -> None:
    card = desk.card("U2.X1")
    send(desk, type="trainee", value="li.wei")
    for message in ({}, {"type": "answer"}, {"type": "answer", "field": 5}, {"type": "answer", "field": "tiers", "part": "a01", "value": ["x"]},
                    {"type": "clear", "field": "none"}, {"type": "dance"}, {"type": "check", "seq": "x"}):  # fmt: skip
        send(card, **message)
    assert card.state["ready"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_live_controls_follow_their_sliders(lang: str) -> None:
    made = {
        "pyramid": live.pyramid([9e6, 3e6, 1e6, 1e5, 5e4], {"strategic": 6e6, "value": 2e6, "standard": 5e5}, lang),
        "scale": live.scale(lang),
        "waterfall": live.waterfall(lang),
        "scoreboard": live.scoreboard(units.exercise("U2.X2").sheet(0).data, lang),
    }
    for name, control in made.items():
        before = control.picture
        slider = control.view["controls"][0]
        send(control, type="move", id=slider["id"], value=slider["max"], seq=1)
        assert control.picture != before, name
        assert control.picture["finding"] and control.picture["seq"] == 1
        assert json.loads(json.dumps(control.picture))
        send(control, type="move", id=slider["id"], value=1e12, seq=2)  # out of bounds is the bound
        assert control.picture["finding"]


def test_the_scale_tips_to_the_heavier_side() -> None:
    scale = live.scale("en", reference_price=10_000, differentiation=2_000, price=11_000, unit_cost=7_000)
    assert scale.picture["angle"] > 0 and scale.picture["pans"][0]["winner"]
    send(scale, type="move", id="price", value=12_000, seq=1)
    assert scale.picture["angle"] == 0
    send(scale, type="move", id="price", value=14_000, seq=2)
    assert scale.picture["angle"] < 0 and scale.picture["pans"][1]["winner"]


def test_an_upload_comes_in_parts_and_a_bad_file_leaves_a_sentence() -> None:
    seen: list[tuple[str, bytes]] = []

    def work(name: str, content: bytes, answers: dict, lang: str):
        seen.append((name, content))
        raise RuntimeError("no")

    upload = Upload(work, "en")
    for part in (0, 1):
        upload._on_message(upload, {"type": "file", "name": "a.csv", "size": 4, "part": part, "parts": 2}, [memoryview(b"ab")])
    assert seen == [("a.csv", b"abab")]
    assert "could not be worked through" in upload.state["problems"][0]
