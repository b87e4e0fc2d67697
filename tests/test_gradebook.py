"""The grader takes any folder: every file ends up marked or refused with a reason."""

from __future__ import annotations

import json
import os
import random
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kamlib.classroom import gradebook, simulate
from kamlib.classroom.handin import Refused, check_handin, variant_of
from kamlib.classroom.messages import State
from tests.handin_files import content_of, right_answers, signed, write
from tests.sample_exercises import EXERCISES, KEYS


def grade(folder: Path, **more) -> gradebook.Gradebook:
    return gradebook.grade(folder, EXERCISES, KEYS, **more)


def reasons(book: gradebook.Gradebook) -> dict[str, str]:
    return {one.file: one.reason.say("en") for one in book.refused}


def test_right_answers_earn_all_points_the_machine_gives(tmp_path):
    write(tmp_path, "a.json", content_of("li.wei", right_answers("li.wei")))
    (marked,) = grade(tmp_path).marked
    for done in marked.exercises:
        assert done.result.points == pytest.approx(done.result.maximum), done.exercise.id


BAD_FILES = {
    "empty.json": (b"", "empty"),
    "blank.json": (b"  \n\t", "empty"),
    "truncated.json": (json.dumps(content_of("li", right_answers("li"))).encode()[:-40], "cut off"),
    "not_json.json": (b"Dear trainer, please find attached", "cut off"),
    "utf16.json": (json.dumps(content_of("li")).encode("utf-16"), "UTF-8"),
    "large.json": (b"x" * 3_000_000, "too large"),
    "deep.json": (b"[" * 200_000, "nested"),
    "deep_inside.json": (
        json.dumps(content_of("li")).replace('"en"', "[" * 900 + "]" * 900).encode(),
        "damaged|nested|cannot be read",
    ),
    "deep_schema.json": (b'{"schema":' + b"[" * 950 + b"]" * 950 + b"}", "schema|nested|cannot be read"),
    "list.json": (b"[1, 2]", "not a hand-in"),
    "null.json": (b"null", "not a hand-in"),
    "schema.json": (json.dumps(content_of("li") | {"schema": "kam-handin/9"}).encode(), "schema"),
    "course.json": (json.dumps(content_of("li") | {"course": "cooking"}).encode(), "another course"),
    "types.json": (json.dumps(signed(content_of("li") | {"exercises": [1]})).encode(), "exercises"),
    "missing.json": (json.dumps({"schema": "kam-handin/1", "course": "kam"}).encode(), "damaged"),
    "nan.json": (b'{"schema": NaN}', "cut off"),
    "path_id.json": (json.dumps(content_of("../../x")).encode(), "cannot be used as an id"),
    "formula_id.json": (json.dumps(content_of("=cmd")).encode(), "cannot be used as an id"),
    "script_id.json": (json.dumps(content_of("<script>")).encode(), "cannot be used as an id"),
    "capital_id.json": (json.dumps(content_of("LI")).encode(), "written|id"),
    "edited.json": (json.dumps(content_of("li") | {"lang": "zh"}).encode(), "receipt"),
    "braces.json": (json.dumps(content_of("{oops}")).encode(), "cannot be used as an id"),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_is_refused_with_its_reason_and_stops_nothing(tmp_path, name):
    content, expected = BAD_FILES[name]
    write(tmp_path, name, content)
    write(tmp_path, "good.json", content_of("wang"))
    book = grade(tmp_path)
    assert [one.trainee for one in book.marked] == ["wang"]
    said = reasons(book)
    assert list(said) == [name]
    assert any(words in said[name] for words in expected.split("|")), said[name]
    assert all(one.reason.say("zh") != one.reason.say("en") for one in book.refused)


def test_a_50_mb_file_is_refused_without_being_read(tmp_path, monkeypatch):
    with (tmp_path / "huge.json").open("wb") as file:
        file.truncate(50_000_000)
    monkeypatch.setattr(Path, "read_bytes", lambda self: pytest.fail("the file was read"))
    assert "too large (50 MB" in reasons(grade(tmp_path))["huge.json"]


def test_folders_below_are_searched_and_system_files_accounted_for(tmp_path):
    write(tmp_path, "monday/group a/li.json", content_of("li"))
    write(tmp_path, "monday/.DS_Store", b"x")
    write(tmp_path, "__MACOSX/._li.json", b"x")
    write(tmp_path, "Thumbs.db", b"x")
    write(tmp_path, "all.zip", b"PK")
    write(tmp_path, "note.docx", b"x")
    book = grade(tmp_path)
    assert [one.file for one in book.marked] == ["monday/group a/li.json"]
    assert set(reasons(book)) == {
        "monday/.DS_Store",
        "__MACOSX/._li.json",
        "Thumbs.db",
        "all.zip",
        "note.docx",
    }
    assert "unpack" in reasons(book)["all.zip"]


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes need Unix")
def test_links_are_not_followed_and_pipes_not_opened(tmp_path):
    inside, outside = tmp_path / "in", tmp_path / "out"
    write(outside, "li.json", content_of("li"))
    inside.mkdir()
    (inside / "file.json").symlink_to(outside / "li.json")
    (inside / "folder").symlink_to(outside)
    (inside / "loop").symlink_to(inside)
    (inside / "gone.json").symlink_to(tmp_path / "nothing")
    os.mkfifo(inside / "pipe.json")
    book = grade(inside)
    assert not book.marked
    assert set(reasons(book)) == {"file.json", "folder", "loop", "gone.json", "pipe.json"}


@pytest.mark.skipif(sys.platform == "win32", reason="such names need Unix")
def test_a_file_name_that_is_no_text_is_still_named(tmp_path):
    (tmp_path / os.fsdecode(b"\xff\xfe.json")).write_bytes(b"{}")
    (refused,) = grade(tmp_path).refused
    assert refused.file.encode("utf-8")


def test_the_newest_hand_in_of_a_trainee_counts_and_older_ones_point_to_it(tmp_path):
    days = ("2026-03-02T10:00:00Z", "2026-03-02T10:00:00.500000Z", "2026-03-01T10:00:00Z")
    for name, made in zip(("b.json", "c.json", "a.json"), days, strict=True):
        write(tmp_path, name, content_of("li", {"U2.X2": {"next": "keep"}}, made=made))
    write(tmp_path, "copy of c.json", (tmp_path / "c.json").read_bytes())
    book = grade(tmp_path)
    assert [one.file for one in book.marked] == ["c.json"]
    said = reasons(book)
    assert said["a.json"] == said["b.json"] == "Replaced by a newer hand-in of li: c.json."
    assert said["copy of c.json"] == "The same hand-in as c.json."


NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)


def test_a_hand_in_from_the_future_gives_way_to_one_that_is_not(tmp_path):
    days = {"a.json": "2026-03-01", "b.json": "2026-03-11", "c.json": "2026-03-12", "d.json": "2099-01-01"}
    for name, day in days.items():
        write(tmp_path, name, content_of("li", {"U2.X2": {"next": "keep"}}, made=f"{day}T11:00:00Z"))
    received, refused = gradebook.read_folder(tmp_path, now=NOW)
    said = {one.file: one.reason.say("en") for one in refused}
    assert [(one.file, one.notes) for one in received] == [("b.json", ())]  # a day ahead may be a time zone
    assert said["a.json"] == "Replaced by a newer hand-in of li: b.json."
    assert said["c.json"].startswith("Not marked: it is dated 2026-03-12 11:00 (UTC), which is still to come; b.json")
    assert "2099-01-01" in said["d.json"]


def test_a_hand_in_from_the_future_counts_where_there_is_no_other_and_it_is_said(tmp_path):
    for name, day in (("a.json", "2098-01-01"), ("b.json", "2099-01-01")):
        write(tmp_path, name, content_of("li", {"U2.X2": {"next": "keep"}}, made=f"{day}T11:00:00Z"))
    (one,), (other,) = gradebook.read_folder(tmp_path, now=NOW)
    assert one.file == "b.json" and "Replaced by a newer" in other.reason.say("en")
    (note,) = gradebook.mark_handin(one, EXERCISES, KEYS).notes
    assert "2099-01-01 11:00" in note.say("en") and "2099-01-01 11:00" in note.say("zh")


def test_answers_that_were_left_out_are_read_again_unless_the_file_changed(tmp_path):
    path = write(tmp_path, "li.json", content_of("li", {"U2.X2": {"next": "keep"}}))
    (whole,), _ = gradebook.read_folder(tmp_path)
    (outline,), _ = gradebook.read_folder(tmp_path, outlines_from=1)
    assert list(outline.handin.exercises) == ["U2.X2"] and not outline.handin.exercises["U2.X2"].raw
    assert gradebook.with_answers(outline).handin == whole.handin == gradebook.with_answers(whole).handin
    write(tmp_path, "li.json", content_of("li", {"U2.X2": {"next": "drop"}}))
    with pytest.raises(Refused, match="changed"):
        gradebook.with_answers(outline)
    path.unlink()
    with pytest.raises(Refused, match="cannot be opened"):
        gradebook.with_answers(outline)


def test_ids_that_look_alike_are_told_and_not_merged(tmp_path):
    ids = ("li.wei", "lі.wеi", "josé", "jose", "wang", "li.wen")  # the second has two Cyrillic letters
    for number, trainee in enumerate(ids):
        write(tmp_path, f"{number}.json", content_of(trainee))
    received, refused = gradebook.read_folder(tmp_path)
    assert not refused and {one.handin.trainee for one in received} == set(ids)
    notes = {one.handin.trainee: [note.say("en") for note in one.notes] for one in received}
    assert {trainee for trainee, said in notes.items() if said} == {*ids[:4]}
    assert notes["li.wei"] == [
        "The id li.wei looks like lі.wеi, but not all letters are the same (е і): see whether this is one "
        "person. They are marked apart."
    ]
    assert "josé" in notes["jose"][0]


def test_figures_of_another_variant_earn_nothing_and_it_is_said(tmp_path):
    content = content_of("li", right_answers("li"))
    due = content["exercises"]["U2.X1"]["variant"]
    content["exercises"]["U2.X1"]["variant"] = 0 if due != 0 else 1
    write(tmp_path, "li.json", signed(content))
    (marked,) = grade(tmp_path).marked
    first, *others = marked.exercises
    assert first.foreign and first.result.points == 0 and first.result.variant == due
    assert f"dealt number {due}" in first.notes[0].say("en")
    assert all(not one.foreign and one.result.points for one in others)


def test_a_variant_beyond_the_pool_is_foreign_not_an_error(tmp_path):
    content = content_of("li", right_answers("li"))
    content["exercises"]["U2.X1"]["variant"] = 99_999
    write(tmp_path, "li.json", signed(content))
    assert grade(tmp_path).marked[0].exercises[0].foreign


def test_unknown_exercises_and_other_revisions_are_listed(tmp_path):
    content = content_of("li", {"U9.X1": {"a": "1"}, "U2.X2": {"next": "keep"}})
    content["exercises"]["U2.X2"]["rev"] = 7
    write(tmp_path, "li.json", signed(content))
    (marked,) = grade(tmp_path).marked
    assert marked.unknown == ("U9.X1",)
    notes = [note.id for one in marked.exercises for note in one.notes]
    assert notes == ["other-revision"]


def test_another_class_is_refused_only_when_a_class_is_named(tmp_path):
    write(tmp_path, "li.json", content_of("li", right_answers("li", "spring"), cohort="spring"))
    assert grade(tmp_path).marked[0].exercises[0].result.points > 0
    assert "of the class “spring”" in reasons(grade(tmp_path, cohort="autumn"))["li.json"]
    assert len(grade(tmp_path, cohort="spring").marked) == 1


def test_an_assessed_question_without_its_key_waits_and_says_so(tmp_path):
    write(tmp_path, "li.json", content_of("li", right_answers("li")))
    (marked,) = gradebook.grade(tmp_path, EXERCISES).marked
    wrap_up = next(one for one in marked.exercises if one.exercise.id == "U2.W")
    assert [note.id for note in wrap_up.notes] == ["no-key"]
    assert next(mark for mark in wrap_up.result.fields if mark.field == "verdict").state is State.RECORDED


def test_the_report_folder_inside_is_left_out(tmp_path):
    write(tmp_path, "report/items.csv", b"x")
    write(tmp_path, "li.json", content_of("li"))
    assert not grade(tmp_path, leave_out=tmp_path / "report").refused


def test_every_one_of_10_000_mutated_hand_ins_is_accounted_for(tmp_path):
    rng = random.Random(20_261_122)
    good = [json.dumps(one).encode() for one in simulate.simulate(400, EXERCISES, keys=KEYS)]
    for position in range(10_000):
        damaged = simulate.mutate(rng.choice(good), rng)
        (tmp_path / f"{position:05d}.json").write_bytes(damaged)
    book = grade(tmp_path)
    seen = Counter([one.file for one in book.marked] + [one.file for one in book.refused])
    assert seen == Counter(f"{position:05d}.json" for position in range(10_000))
    kinds = Counter(one.reason.say("en").partition(":")[0][:20] for one in book.refused)
    assert len(kinds) >= 8, kinds  # the damage reaches many different checks
    assert not [kind for kind in kinds if "cannot be read as" in kind]
    assert len(book.marked) > 100  # and some still reach the marking
    for one in book.refused:
        assert one.reason.say("zh")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)


@given(
    st.dictionaries(
        st.sampled_from(["trainee", "exercises", "made", "lang", "cohort", "kamlib", "receipt", "more"]), JSON
    )
)
@settings(max_examples=300, deadline=None)
def test_whatever_stands_in_a_hand_in_it_is_taken_or_refused(entries):
    content = content_of("li", {"U2.X2": {"next": "keep"}}) | entries
    if "receipt" not in entries:
        signed(content)
    try:
        handin = check_handin(content)
    except Refused as problem:
        assert problem.text.pick("zh")
    else:
        assert handin.trainee == content["trainee"]


@given(
    st.dictionaries(
        st.sampled_from([*(field.id for e in EXERCISES.values() for field in e.sheet(0).fields)]), JSON
    )
)
@settings(max_examples=300, deadline=None)
def test_marking_takes_any_raw_answers(raw):
    from kamlib.classroom.marking import mark

    for exercise in EXERCISES.values():
        result = mark(exercise, 1, raw, KEYS)
        assert 0 <= result.points <= result.maximum + 1e-9


def test_variants_are_dealt_evenly_and_never_the_demo():
    dealt = Counter(variant_of(EXERCISES["U2.X1"], f"demo-{n}") for n in range(3200))
    assert set(dealt) == set(range(1, 17))
    assert min(dealt.values()) > 120


def test_the_same_id_in_two_classes_is_told_as_two_people(tmp_path):
    write(tmp_path, "a.json", content_of("01", cohort="spring"))
    write(tmp_path, "b.json", content_of("01", cohort="autumn", made="2026-04-02T10:00:00Z"))
    said = reasons(grade(tmp_path))["a.json"]
    assert "spring" in said and "autumn" in said and "--cohort" in said
    assert len(grade(tmp_path, cohort="spring").marked) == 1
