"""A trainee at work: entries are kept, checks counted, hints opened, nothing is lost."""

from __future__ import annotations

import errno
import time

import pytest
from sample_exercises import EXERCISES, KEYS

from kamlib.classroom.journal import Journal
from kamlib.classroom.session import Session


@pytest.fixture
def journal(tmp_path) -> Journal:
    return Journal(tmp_path, "kam", "li.wei")


def session(journal: Journal | None, id: str = "U2.X1", lang: str = "en") -> Session:
    return Session(EXERCISES[id], 0, lang, journal=journal, keys=KEYS)


def test_an_entry_is_read_back_and_kept(journal: Journal) -> None:
    work = session(journal)
    work.answer("unit_margin", None, "0.4k")
    state = work.state()
    assert state["echo"] == {"unit_margin": {"": "We read: CNY 400"}}
    assert state["marks"] == {} and state["summary"] is None and state["saved_at"]
    assert session(journal).state()["raw"] == {"unit_margin": "0.4k"}


def test_a_check_tells_what_is_right_first_then_one_thing_to_change(journal: Journal) -> None:
    work = session(journal)
    work.answer("unit_margin", None, "400")
    work.answer("margin", None, "66.7%")
    work.check()
    state = work.state()
    assert state["marks"]["unit_margin"]["state"] == "right"
    assert state["summary"].startswith(
        "2.5 of 9 points. Right already: Contribution of a unit. Next: Margin. You divided"
    )


def test_a_changed_entry_loses_its_mark_until_the_next_check(journal: Journal) -> None:
    work = session(journal)
    work.answer("unit_margin", None, "400")
    work.check()
    work.answer("unit_margin", None, "401")
    assert "unit_margin" not in work.state()["marks"]
    assert "margin" in work.state()["marks"]
    again = session(Journal(journal.path.parent, "kam", "li.wei"))
    assert "unit_margin" not in again.state()["marks"]  # also after a restart


def test_coming_back_shows_everything_as_it_was(journal: Journal) -> None:
    work = session(journal)
    work.answer("plan", "y1/units", "40")
    work.answer("plan", "y2/units", "50")
    work.answer("plan", "y2/units", None)
    work.hint()
    work.check()
    work.solution()
    before = work.state()
    after = session(Journal(journal.path.parent, "kam", "li.wei")).state()
    assert after["raw"] == {"plan": {"y1/units": "40"}}
    for name in ("raw", "echo", "marks", "hints", "solution_html", "summary"):
        assert after[name] == before[name]


def test_two_tabs_do_not_overwrite_each_other(tmp_path) -> None:
    one, two = (session(Journal(tmp_path, "kam", "li.wei")) for _ in range(2))
    one.answer("unit_margin", None, "400")
    two.answer("margin", None, "40%")
    one.answer("plan", "y1/units", "40")
    two.answer("plan", "y2/units", "50")
    expected = {"unit_margin": "400", "margin": "40%", "plan": {"y1/units": "40", "y2/units": "50"}}
    assert one.state()["raw"] == two.state()["raw"] == expected


def test_hints_come_one_by_one_and_stop_at_the_last(journal: Journal) -> None:
    work = session(journal)
    for opened in (1, 2, 3, 3):
        work.hint()
        assert len(work.state()["hints"]) == opened


def test_the_solution_opens_after_the_first_try(journal: Journal) -> None:
    work = session(journal)
    work.solution()
    assert work.state()["solution_html"] is None and not work.state()["solution_open"]
    work.check()
    assert not work.state()["solution_open"], "nothing was tried yet"
    work.answer("unit_margin", None, "5")
    work.check()
    work.solution()
    assert "CNY 1,000" in work.state()["solution_html"]


def test_an_assessed_case_tells_nothing_and_shows_no_solution(journal: Journal) -> None:
    work = session(journal, "U2.W")
    work.answer("margin", None, "999")
    work.check()
    work.solution()
    state = work.state()
    assert state["marks"]["margin"]["state"] == "recorded"
    assert state["summary"] == "Recorded: 1 of 3 questions answered."
    assert state["solution_html"] is None


def test_a_demonstration_keeps_nothing(tmp_path) -> None:
    work = session(None)
    work.answer("unit_margin", None, "400")
    work.check()
    assert work.state()["marks"]["unit_margin"]["state"] == "right"
    assert work.solution_open
    assert not list(tmp_path.iterdir())


def test_a_full_disk_is_told_and_nothing_is_lost(journal: Journal, monkeypatch) -> None:
    work = session(journal)
    work.answer("unit_margin", None, "400")
    append = journal.append

    def full(*args, **kwargs):
        from kamlib.classroom.journal import NotSaved

        raise NotSaved(OSError(errno.ENOSPC, "No space left"), journal.path)

    monkeypatch.setattr(journal, "append", full)
    work.answer("margin", None, "40%")
    work.answer("total", None, "16k")
    state = work.state()
    assert "disk is full" in state["problem"]
    assert state["raw"] == {"unit_margin": "400", "margin": "40%", "total": "16k"}
    monkeypatch.setattr(journal, "append", append)
    work.check()  # the first event that goes through takes the waiting ones along
    assert work.state()["problem"] is None
    kept = Journal(journal.path.parent, "kam", "li.wei").read()["U2.X1"]
    assert kept.raw == {"unit_margin": "400", "margin": "40%", "total": "16k"}


def test_an_entry_too_long_to_hand_in_is_refused_with_a_sentence(journal: Journal) -> None:
    work = session(journal, "U2.W", "zh")
    work.answer("why", None, "利" * 30_000)
    assert work.state()["problem"] == "内容过长，无法保存，请缩短。"
    assert work.state()["raw"] == {}


def test_entries_of_unknown_fields_are_ignored(journal: Journal) -> None:
    work = session(journal)
    work.answer("no_such_field", None, "1")
    assert work.state()["raw"] == {}


def test_a_field_can_be_cleared(journal: Journal) -> None:
    work = session(journal)
    work.answer("plan", "y1/units", "40")
    work.clear("plan")
    assert work.state()["raw"] == {}


def test_an_entry_the_page_kept_does_not_replace_a_later_one(journal: Journal) -> None:
    work = session(journal)
    work.answer("unit_margin", None, "400")
    work.answer("unit_margin", None, "380", kept_at=time.time() - 3600)
    work.answer("margin", None, "40%", kept_at=time.time() - 3600)  # nobody entered this one since
    assert work.state()["raw"] == {"unit_margin": "400", "margin": "40%"}
