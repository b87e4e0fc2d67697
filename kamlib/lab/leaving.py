"""Lets a Jupyter server end once its work is done, even where a thread of it never will.

A request that is cut off when the server stops can leave a worker thread of AnyIO behind, which waits for work for
ever, and Python waits for it: Ctrl+C then ends the kernels, but not the command.
"""

from __future__ import annotations

import os
import threading
import time

PATIENCE = 5.0  # seconds in which threads may finish what they have begun, such as writing a file


def leave_when_done(patience: float = PATIENCE) -> None:
    """See that this process ends at most `patience` seconds after its main thread has, with exit code 0."""
    threading.Thread(target=_leave, args=(patience,), daemon=True).start()


def _leave(patience: float) -> None:
    threading.main_thread().join()  # comes back before Python waits for the other threads
    time.sleep(patience)
    os._exit(0)
