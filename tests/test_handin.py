"""Hand-in files: made from a journal, whole or not there, read back the same."""

from __future__ import annotations

import hashlib
import json
import os
from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kamlib.classroom.handin import (
    BadTrainee,
    Refused,
    check_handin,
    handin_name,
    look_of,
    make_handin,
    read_handin,
    receipt_of,
    trainee_id,
    write_handin,
)
from kamlib.classroom.journal import Journal
from kamlib.refusal import Refusal

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


@pytest.fixture
def journal(tmp_path):
    journal = Journal(tmp_path / "answers", "kam", "li.wei")
    journal.append("U2.X1", "answer", rev=1, variant=3, raw={"price": "12.5k", "tiers": {"A1": "value"}})
    journal.append("U2.X1", "check", rev=1, variant=3)
    journal.append("U2.X1", "hint", rev=1, variant=3, hints=2)
    return journal


def test_a_hand_in_reads_back_as_it_was_made(journal, tmp_path):
    content = make_handin(journal, cohort="spring", lang="zh", now=NOW)
    path = write_handin(content, tmp_path / "out" / handin_name(content))
    handin = read_handin(path)
    assert (handin.trainee, handin.cohort, handin.lang) == ("li.wei", "spring", "zh")
    answers = handin.exercises["U2.X1"]
    assert answers.raw == {"price": "12.5k", "tiers": {"A1": "value"}}
    assert (answers.variant, answers.checks, answers.hints) == (3, 1, 2)
    assert handin.receipt == receipt_of(content)
    assert path.name.startswith("handin_li.wei_2026-03-02-1000_")


def test_a_failure_while_writing_leaves_the_old_file_and_no_rubbish(journal, tmp_path, monkeypatch):
    path = write_handin(make_handin(journal, now=NOW), tmp_path / "li.json")
    before = path.read_bytes()

    def full(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Refusal, match=r"li\.json cannot be written \(No space"):
        write_handin(make_handin(journal, cohort="other", now=NOW), path)
    assert path.read_bytes() == before
    assert sorted(one.name for one in tmp_path.iterdir()) == ["answers", "li.json"]


def test_what_a_grader_would_refuse_is_refused_when_it_is_made(tmp_path):
    journal = Journal(tmp_path, "kam", "li")
    journal.append("U2.W", "answer", rev=1, variant=1, raw={"why": "x" * 20_001})
    with pytest.raises(Refused, match="why"):
        make_handin(journal)


@pytest.mark.parametrize("typed", ["", " ", "../../x", "=cmd", "<script>", "a/b", "a\\b", "x" * 41,
                                   ".hidden", "-x", "a..b", "a\x00b", "a\nb\u202e", "@all", "+1",
                                   "li;rm", "li.", "a{b}"])  # fmt: skip
def test_ids_that_could_do_harm_are_refused(typed):
    with pytest.raises(BadTrainee) as caught:
        trainee_id(typed)
    assert "学员编号" in caught.value.text.zh


@given(st.text(max_size=45))
def test_an_id_is_written_in_one_form_only(typed):
    try:
        tidy = trainee_id(typed)
    except BadTrainee:
        return
    assert trainee_id(tidy) == tidy
    assert not set(tidy) & set("/\\<>=:\"'|?*{}\n\t")


@given(st.integers(0, 10_000))
def test_one_changed_byte_is_noticed(journal_bytes, place):
    changed = bytearray(journal_bytes)
    place %= len(changed)
    changed[place] ^= 1
    try:
        content = json.loads(bytes(changed))
    except ValueError:
        return
    if content == json.loads(journal_bytes):
        return  # white space
    with pytest.raises(Refused):
        check_handin(content)


@given(st.dictionaries(st.text(max_size=6), st.text() | st.integers() | st.lists(st.text()) | st.dictionaries(st.text(), st.text())))
@example({"half a character": "\ud83d", "control": "\x00\x1f\x7f", "order": {"é": "1", "z": "2", "\U0001f600": "3", "\uffff": "4"}})
def test_a_receipt_is_that_of_the_content_as_the_standard_library_writes_it(content):
    written = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    digest = hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    assert receipt_of({**content, "receipt": "is not in it"}) == digest


@pytest.fixture(scope="module")
def journal_bytes(tmp_path_factory):
    journal = Journal(tmp_path_factory.mktemp("journal"), "kam", "li.wei")
    journal.append("U2.X1", "answer", rev=1, variant=3, raw={"price": "12.5k", "tiers": {"A1": "value"}})
    return json.dumps(make_handin(journal, now=NOW), ensure_ascii=False, indent=1).encode()


def _signed(**changes) -> dict:
    content = {
        "schema": "kam-handin/1", "course": "kam", "cohort": "", "trainee": "li", "lang": "en",
        "made": "2026-03-02T10:00:00.5Z", "kamlib": "0.1.0", "exercises": {},
    } | changes  # fmt: skip
    return content | {"receipt": receipt_of(content)}


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("li.wei", "l\u0456.w\u0435i", True),  # Cyrillic і and е
        ("anna", "\u0430\u043d\u043d\u0430", False),  # анна: the Cyrillic н looks like an h
        ("top", "\u03c4\u03bf\u03c1", True),  # Greek τορ
        ("jose", "josé", True),
        ("Li01", "ＬＩ０１", True),
        ("li.wei", "li_wei", False),
        ("李伟", "李玮", False),
    ],
)
def test_what_looks_alike(one: str, other: str, alike: bool) -> None:
    assert (look_of(one) == look_of(other)) is alike


@pytest.mark.parametrize(
    ("changes", "en", "zh"),
    [
        ({"trainee": "Li.Wei"}, "not written as the workbook writes it", "写法"),
        ({"trainee": "ＬＩ０１"}, "“li01”", "“li01”"),
        ({"made": "2026-99-99T99:99:99Z"}, "no such time", "不存在"),
        ({"made": "yesterday"}, "not of the right form", "格式不对"),
        ({"exercises": [1]}, "a group of named entries", "一组带名称的条目"),
        ({"lang": "fr"}, "none of the values", "取值"),
        ({"extra": 1}, "does not belong here", "不应出现"),
        ({"exercises": {"U2.X1": {"rev": "1", "variant": 1, "raw": {}}}}, "a whole number", "应为整数"),
        ({"exercises": {"U2.X1": {"rev": -1, "variant": 1, "raw": {}}}}, "too small", "数值过小"),
        ({"exercises": {"U2.X1": {"rev": 1, "variant": 1}}}, "it is missing", "缺失"),
    ],
)
def test_a_refusal_says_what_is_wrong_in_both_languages(changes, en, zh):
    assert check_handin(_signed()).trainee == "li"
    with pytest.raises(Refused) as refused:
        check_handin(_signed(**changes))
    assert en in refused.value.text.en and zh in refused.value.text.zh
    assert "should be a valid" not in refused.value.text.zh
