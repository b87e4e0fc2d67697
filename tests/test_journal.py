"""The journal: what was acknowledged is there, whatever happens."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import textwrap
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kamlib.classroom.journal import Journal, NotSaved, journals

unix_only = pytest.mark.skipif(sys.platform == "win32", reason="needs Unix")


@pytest.fixture
def journal(tmp_path):
    return Journal(tmp_path, "kam", "li.wei")


def answer(journal: Journal, **raw) -> None:
    journal.append("U2.X1", "answer", rev=1, variant=3, raw=raw)


def test_a_new_journal_knows_what_the_old_one_wrote(journal, tmp_path):
    answer(journal, price="12.5k")
    answer(journal, tiers={"A1": "value", "A2": "standard"})
    answer(journal, tiers={"A2": None})
    answer(journal, price="1.2万", gone="x")
    answer(journal, gone=None)
    seen = Journal(tmp_path, "kam", "li.wei").read()["U2.X1"]
    assert seen.raw == {"price": "1.2万", "tiers": {"A1": "value"}}


def test_reading_takes_only_what_is_new(journal):
    answer(journal, a="1")
    assert journal.read()["U2.X1"].raw == {"a": "1"}
    answer(journal, b="2")
    assert journal.read()["U2.X1"].raw == {"a": "1", "b": "2"}


@pytest.mark.parametrize("cut", [1, 10, 60])
def test_a_torn_last_line_loses_only_itself(journal, tmp_path, cut):
    for n in range(3):
        answer(journal, **{f"f{n}": str(n)})
    written = journal.path.read_bytes()
    journal.path.write_bytes(written[:-cut])
    again = Journal(tmp_path, "kam", "li.wei")
    assert set(again.read()["U2.X1"].raw) == {"f0", "f1"}
    answer(again, f9="9")
    assert set(Journal(tmp_path, "kam", "li.wei").read()["U2.X1"].raw) >= {"f0", "f1", "f9"}


def test_rubbish_in_between_is_counted_and_passed_over(journal, tmp_path):
    answer(journal, a="1")
    with journal.path.open("ab") as file:
        file.write(b'\x00\xff\n[]\n{"schema": "kam-journal/1"}\n' + b"[" * 100_000 + b"\n")
    answer(journal, b="2")
    again = Journal(tmp_path, "kam", "li.wei")
    assert again.read()["U2.X1"].raw == {"a": "1", "b": "2"}
    assert again.torn_lines == 4


def test_two_ids_that_look_alike_keep_their_answers_apart(tmp_path):
    answer(Journal(tmp_path, "kam", "li wei"), a="1")
    answer(Journal(tmp_path, "kam", "li-wei"), b="2")
    assert Journal(tmp_path, "kam", "li wei").read()["U2.X1"].raw == {"a": "1"}
    assert Journal(tmp_path, "kam", "li-wei").read()["U2.X1"].raw == {"b": "2"}
    assert journals(tmp_path, "kam") == ["li wei", "li-wei"]


def test_two_tabs_do_not_overwrite_each_other(tmp_path):
    one, other = Journal(tmp_path, "kam", "li"), Journal(tmp_path, "kam", "li")
    answer(one, a="1")
    answer(other, b="2")
    answer(one, a="3")
    assert one.read()["U2.X1"].raw == other.read()["U2.X1"].raw == {"a": "3", "b": "2"}


def test_many_writers_at_once_tear_no_line(tmp_path):
    def work(name: str) -> None:
        own = Journal(tmp_path, "kam", "li")
        for n in range(150):
            answer(own, **{f"{name}{n}": "x" * 200})

    threads = [threading.Thread(target=work, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    journal = Journal(tmp_path, "kam", "li")
    assert len(journal.read()["U2.X1"].raw) == 600
    assert journal.torn_lines == 0


@unix_only
def test_a_full_disk_is_said_and_nothing_is_lost(journal, tmp_path):
    answer(journal, a="1")
    kept = journal.path.read_bytes()
    journal.path.rename(tmp_path / "kept")
    journal.path.symlink_to("/dev/full")
    with pytest.raises(NotSaved) as caught:
        answer(journal, b="2")
    assert "disk is full" in caught.value.text.en and "磁盘已满" in caught.value.text.zh
    journal.path.unlink()
    (tmp_path / "kept").rename(journal.path)
    assert journal.path.read_bytes() == kept
    answer(journal, b="2")
    assert Journal(tmp_path, "kam", "li.wei").read()["U2.X1"].raw == {"a": "1", "b": "2"}


@unix_only
def test_a_disk_that_fills_up_in_the_middle_of_a_line_loses_only_that_line(tmp_path):
    program = """
        import resource, signal, sys
        from pathlib import Path
        from kamlib.classroom.journal import Journal, NotSaved
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        journal = Journal(Path(sys.argv[1]), "kam", "li")
        journal.append("X", "answer", rev=1, variant=1, raw={"a": "1"})
        room = journal.path.stat().st_size + 50
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
        try:
            journal.append("X", "answer", rev=1, variant=1, raw={"b": "2"})
        except NotSaved:
            print("not saved")
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        journal.append("X", "answer", rev=1, variant=1, raw={"c": "3"})
        print(sorted(journal.read()["X"].raw))
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program), str(tmp_path)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split("\n")[:2] == ["not saved", "['a', 'c']"]


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(NotSaved) as caught:
        answer(Journal(tmp_path / "file" / "{below}", "kam", "li"), a="1")
    assert "cannot be written" in caught.value.text.en
    assert caught.value.errno in (errno.ENOTDIR, errno.EEXIST)


@unix_only
def test_a_kernel_killed_while_saving_loses_nothing_that_was_acknowledged(tmp_path):
    program = """
        import sys
        from pathlib import Path
        from kamlib.classroom.journal import Journal
        journal = Journal(Path(sys.argv[1]), "kam", "li")
        n = 0
        while True:
            journal.append("X", "answer", rev=1, variant=1, raw={f"f{n}": "x" * 500})
            print(n, flush=True)
            n += 1
    """
    for _ in range(3):
        folder = tmp_path / str(_)
        worker = subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(program), str(folder)], stdout=subprocess.PIPE, text=True
        )
        acknowledged = -1
        for line in worker.stdout:
            acknowledged = int(line)
            if acknowledged >= 200:
                break
        worker.send_signal(signal.SIGKILL)
        acknowledged = max([acknowledged, *(int(line) for line in worker.stdout if line.endswith("\n"))])
        worker.wait()
        raw = Journal(folder, "kam", "li").read()["X"].raw
        assert {f"f{n}" for n in range(acknowledged + 1)} <= set(raw)


ENTRY = (
    st.none()
    | st.text(max_size=20)
    | st.dictionaries(st.sampled_from("ABC"), st.none() | st.text(max_size=5))
)


@given(st.lists(st.tuples(st.sampled_from(["x", "y", "z"]), ENTRY), max_size=12))
@settings(deadline=None)
def test_any_history_reads_back_the_same_line_by_line_or_at_once(tmp_path_factory, history):
    folder: Path = tmp_path_factory.mktemp("journal")
    along = Journal(folder, "kam", "li")
    state: dict = {}
    for name, entry in history:
        answer(along, **{name: entry})
        state = json.loads(json.dumps(along.read()["U2.X1"].raw))
    assert (Journal(folder, "kam", "li").read()["U2.X1"].raw if history else {}) == state
    for name, entry in history[-1:]:
        if isinstance(entry, str):
            written = entry.encode("utf-8", "replace").decode()
            assert state[name] == written


def test_the_path_stays_in_the_folder(tmp_path):
    assert Journal(tmp_path, "kam", "li wei").path.parent == tmp_path
    assert os.sep not in Journal(tmp_path, "kam", "li@wei.com").path.name
