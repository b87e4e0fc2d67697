"""Work shared among cores: results in order, trouble told as it was, and no process left behind."""

from __future__ import annotations

import errno
import multiprocessing
import os
import signal
import subprocess
import sys
import textwrap
import time
from contextlib import closing
from pathlib import Path

import pytest

from kamlib.reports.cores import spread
from kamlib.reports.folder import ReportProblem, problem

forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot copy a process")


@pytest.mark.parametrize("worth_it", [True, False])
def test_results_come_in_order_of_the_pieces(worth_it: bool) -> None:
    def late(number: int) -> int:
        time.sleep(0.02 * (number % 2))
        return number * number

    assert list(spread(late, range(30), worth_it=worth_it)) == [number * number for number in range(30)]


@forks
def test_other_processes_do_the_work_and_are_gone_afterwards() -> None:
    workers = set(spread(lambda _: os.getpid(), range(20)))
    assert os.getpid() not in workers
    assert not multiprocessing.active_children()


@forks
def test_few_results_wait_for_whoever_takes_them() -> None:
    begun = []
    with closing(spread(abs, (begun.append(number) or number for number in range(1000)))) as results:
        next(results)
    assert len(begun) < 20
    assert not multiprocessing.active_children()


@forks
def test_trouble_with_the_disk_keeps_its_number() -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(OSError, match="space") as told:
        list(spread(full, [1, 2, 3]))
    assert told.value.errno == errno.ENOSPC
    assert not multiprocessing.active_children()


@forks
def test_a_problem_keeps_its_sentences() -> None:
    def refuse(_: int) -> None:
        raise problem("Not so.", "不是这样。", misuse=True)

    with pytest.raises(ReportProblem, match="Not so") as told:
        list(spread(refuse, [1]))
    assert told.value.text.zh == "不是这样。" and told.value.misuse


@forks
def test_a_process_that_is_killed_is_told_in_a_sentence() -> None:
    with pytest.raises(ReportProblem, match="ended from outside"):
        list(spread(lambda _: os.kill(os.getpid(), signal.SIGKILL), [1, 2]))
    assert not multiprocessing.active_children()


@forks
@pytest.mark.parametrize("ignored", [True, False])
def test_a_closed_terminal_ends_the_processes_unless_it_shall_not(ignored: bool) -> None:
    answer = signal.signal(signal.SIGHUP, signal.SIG_IGN if ignored else lambda *asked: None)
    try:
        (of_process,) = spread(lambda _: signal.getsignal(signal.SIGHUP), [1])
    finally:
        signal.signal(signal.SIGHUP, answer)
    assert of_process == (signal.SIG_IGN if ignored else signal.SIG_DFL)


@forks
def test_processes_end_with_whoever_takes_the_results() -> None:
    with pytest.raises(KeyError), closing(spread(abs, range(1000))) as results:
        for _ in results:
            raise KeyError("body")
    assert not multiprocessing.active_children()


@forks
@pytest.mark.parametrize("request_to_end", [signal.SIGINT, signal.SIGKILL])
def test_no_process_outlives_its_parent(tmp_path: Path, request_to_end: signal.Signals) -> None:
    program = """
        import os, signal, sys, time
        from pathlib import Path
        from kamlib.reports.cores import spread
        signal.signal(signal.SIGINT, signal.default_int_handler)  # tests begun in the background are born deaf to it
        def work(number):
            (Path(sys.argv[1]) / str(os.getpid())).touch()
            time.sleep(0.1)
        for _ in spread(work, range(10_000)): print("done", flush=True)
    """
    command = [sys.executable, "-c", textwrap.dedent(program), str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=Path(__file__).parent.parent) as parent:
        assert parent.stdout is not None
        parent.stdout.readline()
        parent.send_signal(request_to_end)
        parent.wait(timeout=60)
    workers = [int(path.name) for path in tmp_path.iterdir()]
    until = time.monotonic() + 30
    while any(map(_lives, workers)) and time.monotonic() < until:
        time.sleep(0.05)
    assert workers and not any(map(_lives, workers))


def _lives(process: int) -> bool:
    """Whether a process is there and not merely unburied."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{process}/stat")
    return not stat.exists() or stat.read_text().rpartition(")")[2].split()[0] != "Z"
