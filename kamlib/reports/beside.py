"""Does a piece of work beside the rest, on the computer's second core."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress


@contextmanager
def beside(work: Callable[[], None], *, worth_it: bool) -> Iterator[None]:
    """Do `work` in a process of its own while the body runs, and wait for its end.

    The process is a copy of this one, so nothing is handed over and nothing comes back: the work must
    leave its result in files. Where a process cannot be copied (Windows), or it is not worth the effort,
    the work is done after the body. When the body fails, the process is ended.

    Raises
    ------
    OSError
        With the errno that ended the work, such as that of a full disk.
    """
    if not worth_it or not hasattr(os, "fork"):
        yield
        work()
        return
    child = os.fork()
    if child == 0:
        _work_and_leave(work)
    try:
        yield
    except BaseException:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        raise
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    if code == _FAILED or code < 0:
        raise RuntimeError(f"the process that writes the pages ended with {code}")
    if code:
        raise OSError(code, os.strerror(code))


_FAILED = 255


def _work_and_leave(work: Callable[[], None]) -> None:
    """Do the work and end this process at once, without the farewells that belong to the parent."""
    code = _FAILED
    with suppress(ValueError):  # signals can be set in the main thread only; Ctrl-C is the parent's to answer
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        work()
        code = 0
    except OSError as problem:
        code = problem.errno if problem.errno and problem.errno < _FAILED else _FAILED
    finally:
        os._exit(code)
