"""Shares work among the cores of the computer."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, TypeVar

from kamlib.reports.folder import ENDINGS, problem

Piece = TypeVar("Piece")
Result = TypeVar("Result")

MOST_PROCESSES = 4  # more would wait for the one process that takes the results
AHEAD = 2  # pieces for each process, so that none waits and few results lie in memory


def spread(
    work: Callable[[Piece], Result], pieces: Iterable[Piece], *, worth_it: bool = True, ahead: int = AHEAD
) -> Generator[Result, None, None]:
    """Yield ``work(piece)`` of each piece, in order, worked out by several processes at once.

    The processes are copies of this one as it is when the first result is asked for, so `work` may be anything;
    pieces and results go from process to process and must be picklable. Where a process cannot be copied
    (Windows), or it is not `worth_it`, everything is done here. Close the iterator to end the processes early.

    There are up to `ahead` pieces for each process before it needs them; as many results may wait in memory.

    Raises
    ------
    Exception
        What `work` raised, an `OSError` with its errno.
    ReportProblem
        When a process was ended from outside.

    Examples
    --------
    >>> list(spread(abs, [-1, 2, -3], worth_it=False))
    [1, 2, 3]
    """
    if not worth_it or not hasattr(os, "fork"):
        yield from map(work, pieces)
        return
    count = min(MOST_PROCESSES, os.cpu_count() or 1)
    pool = ProcessPoolExecutor(count, multiprocessing.get_context("fork"), _prepare, (work,))
    begun: deque[Future[Any]] = deque()
    try:
        for piece in pieces:
            begun.append(pool.submit(_do, piece))
            if len(begun) > count * ahead:
                yield begun.popleft().result()
        while begun:
            yield begun.popleft().result()
    except BrokenProcessPool as trouble:
        raise problem(
            "A process that marks hand-ins was ended from outside, perhaps because memory ran short; "
            "close other programs and grade again.",
            "一个评分进程被外部终止，可能是内存不足；请关闭其他程序后重新评分。",
        ) from trouble
    finally:
        pool.shutdown(cancel_futures=True)


_work: Callable[[Any], Any]


def _prepare(work: Callable[[Any], Any]) -> None:
    """Make a new process ready: Ctrl-C is for its parent to answer, and it does not outlive its parent."""
    global _work
    _work = work
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for ending in ENDINGS:
        if ending == signal.SIGTERM or callable(signal.getsignal(ending)):  # tidying up is for its parent
            signal.signal(ending, signal.SIG_DFL)
    gc.disable()  # its work leaves no cycles worth a search through everything it was born with
    sys.stdout = sys.stderr = None  # it says nothing; a thread of its parent may hold their locks for ever
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _do(piece: Any) -> Any:
    return _work(piece)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
