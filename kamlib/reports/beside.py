"""Does work beside the rest, on the computer's second core."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from contextlib import suppress
from typing import Self


class Beside:
    """A second process that works while this one goes on; at most one at a time.

    The process is a copy of this one, so nothing is handed over and nothing comes back: the work must
    leave its result in files. Where a process cannot be copied (Windows), or it is not worth the effort,
    the work is done at once. The block waits for the last work; when the block fails, the work is ended.

    Examples
    --------
    >>> with Beside() as second_core:
    ...     second_core.do(lambda: None, worth_it=True)
    """

    def __init__(self) -> None:
        self._child: int | None = None

    def __enter__(self) -> Self:
        return self

    def do(self, work: Callable[[], None], *, worth_it: bool) -> None:
        """Begin a piece of work when the one before it is done.

        Raises
        ------
        OSError
            With the errno that ended the work before, such as that of a full disk.
        """
        self._wait()
        if not worth_it or not hasattr(os, "fork"):
            work()
            return
        child = os.fork()
        if child == 0:
            _work_and_leave(work)
        self._child = child

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self._wait()
        elif self._child is not None:
            os.kill(self._child, signal.SIGKILL)
            os.waitpid(self._child, 0)

    def _wait(self) -> None:
        if self._child is None:
            return
        _, status = os.waitpid(self._child, 0)
        self._child = None
        code = os.waitstatus_to_exitcode(status)
        if code == _FAILED or code < 0:
            raise RuntimeError(f"the process that writes the pages ended with {code}")
        if code:
            raise OSError(code, os.strerror(code))


_FAILED = 255


def _work_and_leave(work: Callable[[], None]) -> None:
    """Do the work and end this process at once, without the farewells that belong to the parent."""
    code = _FAILED
    with suppress(ValueError):  # signals can be set in the main thread only
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C and a polite end are the parent's to answer
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
    try:
        work()
        code = 0
    except OSError as problem:
        code = problem.errno if problem.errno and problem.errno < _FAILED else _FAILED
    finally:
        os._exit(code)
