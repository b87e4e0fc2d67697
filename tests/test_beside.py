"""Work beside the rest: its files are there afterwards, its trouble is told, and it ends with the body."""

from __future__ import annotations

import errno
import os
import time

import pytest

from kamlib.reports.beside import Beside

forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot copy a process")


@pytest.mark.parametrize("worth_it", [True, False])
def test_all_work_is_done_when_the_block_is(tmp_path, worth_it: bool) -> None:
    with Beside() as second_core:
        for name in ("first", "second"):
            second_core.do((tmp_path / name).touch, worth_it=worth_it)
    assert {path.name for path in tmp_path.iterdir()} == {"first", "second"}


@forks
def test_work_waits_for_the_work_before_it(tmp_path) -> None:
    def slow() -> None:
        time.sleep(0.2)
        (tmp_path / "first").touch()

    def after() -> None:
        (tmp_path / "second").write_text(str((tmp_path / "first").exists()))

    with Beside() as second_core:
        second_core.do(slow, worth_it=True)
        second_core.do(after, worth_it=True)
    assert (tmp_path / "second").read_text() == "True"


@forks
def test_trouble_with_the_disk_is_told() -> None:
    def full() -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(OSError, match="space") as told, Beside() as second_core:
        second_core.do(full, worth_it=True)
    assert told.value.errno == errno.ENOSPC


@forks
def test_trouble_of_earlier_work_is_told_before_more_is_begun(tmp_path) -> None:
    with pytest.raises(RuntimeError, match="255"), Beside() as second_core:
        second_core.do(lambda: 1 // 0, worth_it=True)
        second_core.do((tmp_path / "more").touch, worth_it=True)
    assert not (tmp_path / "more").exists()


@forks
def test_the_work_ends_with_a_block_that_fails(tmp_path) -> None:
    def slow() -> None:
        time.sleep(30)
        (tmp_path / "late").touch()

    begun = time.monotonic()
    with pytest.raises(KeyError), Beside() as second_core:
        second_core.do(slow, worth_it=True)
        raise KeyError("body")
    assert time.monotonic() - begun < 10
    assert not (tmp_path / "late").exists()
