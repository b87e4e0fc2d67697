"""What a reader sees when a cell fails: a sentence, and the details folded away for whoever helps.

An IPython extension; `kam lab` and the pages load it into their kernels. Tests run notebooks without it, so that
they see every error.
"""

from __future__ import annotations

import os
import traceback
from html import escape
from types import TracebackType
from typing import Any

from kamlib.text import LANGUAGES, Text

SENTENCE = Text(
    en="This part of the page could not be worked out. Your answers are safe; open the page again, and if it "
    "happens once more, show the details below to whoever gave you the workbook.",
    zh="本页的这一部分没能算出来。您的答案都已保存；请重新打开本页，如果再次出现，请把下面的详细信息发给提供练习册的人。",
)
DETAILS = Text(en="Details for whoever helps you", zh="详细信息（供协助人员查看）")
LANGUAGE = "KAM_LANG"


def load_ipython_extension(shell: Any) -> None:
    """Show a sentence instead of a traceback for every error of a cell, and let the cells after it run."""
    shell.set_custom_exc((Exception,), _explain)
    shell.events.register("post_run_cell", _go_on)


def unload_ipython_extension(shell: Any) -> None:
    """Give tracebacks back, and stop at an error as IPython does."""
    shell.set_custom_exc((), None)
    shell.events.unregister("post_run_cell", _go_on)


def _go_on(result: Any) -> None:
    # JupyterLab drops all cells that wait behind one that reports an error; the error has been told already.
    if isinstance(result.error_before_exec or result.error_in_exec, Exception):
        result.error_before_exec = result.error_in_exec = None


def _explain(
    shell: Any, kind: type[BaseException], error: BaseException, trace: TracebackType, tb_offset: int | None = None
) -> None:
    from IPython.display import HTML, display

    display(HTML(explanation(shell.user_ns.get("lang"), kind, error, trace)))


def explanation(lang: Any, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str:
    """Return what the page shows, in the page's language; the computer's own words are folded away."""
    if lang not in LANGUAGES:
        lang = os.environ.get(LANGUAGE) if os.environ.get(LANGUAGE) in LANGUAGES else "en"
    details = escape("".join(traceback.format_exception(kind, error, trace)))
    return (
        f'<div class="kam-failed" role="alert"><p>{escape(SENTENCE.pick(lang))}</p>'
        f"<details><summary>{escape(DETAILS.pick(lang))}</summary><pre>{details}</pre></details></div>"
    )
