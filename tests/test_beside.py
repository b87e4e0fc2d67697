"""Work beside the rest: its files are there afterwards, its trouble is told, and it ends with the body."""

from __future__ import annotations

import errno
import os
import time

import pytest

from kamlib.reports.beside import beside

forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot copy a process")


@pytest.mark.parametrize("worth_it", [True, False])
def test_the_work_is_done_when_the_body_is(tmp_path, worth_it: bool) -> None:
    with beside(lambda: (tmp_path / "page").write_text("done"), worth_it=worth_it):
        pass
    assert (tmp_path / "page").read_text() == "done"


@forks
def test_trouble_with_the_disk_is_told() -> None:
    def full() -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(OSError, match="space") as told, beside(full, worth_it=True):
        pass
    assert told.value.errno == errno.ENOSPC


@forks
def test_any_other_trouble_is_an_error_too() -> None:
    with pytest.raises(RuntimeError, match="255"), beside(lambda: 1 // 0, worth_it=True):
        pass


@forks
def test_the_work_ends_with_a_body_that_fails(tmp_path) -> None:
    def slow() -> None:
        time.sleep(30)
        (tmp_path / "late").touch()

    begun = time.monotonic()
    with pytest.raises(KeyError), beside(slow, worth_it=True):
        raise KeyError("body")
    assert time.monotonic() - begun < 10
    assert not (tmp_path / "late").exists()
