"""What all views share: their files, and one way to take messages from the page.

A view is plain JavaScript and CSS beside its Python class, read as text; there is no build step. The
module of a view must be one text, so `base.js` is put before it.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import anywidget
import traitlets

HERE = Path(__file__).parent
log = logging.getLogger(__name__)


def module_of(name: str) -> str:
    """Return the JavaScript of a view."""
    return (HERE / "base.js").read_text("utf-8") + (HERE / f"{name}.js").read_text("utf-8")


def style_of(name: str) -> str:
    """Return the CSS of a view."""
    return (HERE / "base.css").read_text("utf-8") + (HERE / f"{name}.css").read_text("utf-8")


class View(anywidget.AnyWidget):
    """A view that shows `view` and `state` and reports what the user does.

    A subclass takes messages in `take(message, buffers)` and says in `shown()` what changed. Every message
    carries a number; `state.seq` tells the page which one was handled last.
    """

    view = traitlets.Dict().tag(sync=True)
    state = traitlets.Dict().tag(sync=True)

    def __init__(self, **traits: Any) -> None:
        super().__init__(**traits)
        self.seq = 0
        self.on_msg(self._on_message)

    def _on_message(self, _widget: Any, message: Any, buffers: list[memoryview]) -> None:
        if not isinstance(message, dict):
            return
        try:
            self.take(message, buffers)
        except Exception:  # a card never shows a traceback; the page keeps what was typed
            log.exception("message %s could not be handled", message.get("type"))
        seq = message.get("seq")  # a message without a number is counted, so that the page sees it was taken
        self.seq = max(self.seq, seq) if isinstance(seq, int) else self.seq + 1
        self.refresh()

    def take(self, message: dict[str, Any], buffers: list[memoryview]) -> None:
        """Do what a message asks for."""
        raise NotImplementedError(type(self).__name__)

    def shown(self) -> dict[str, Any]:
        """Return the state to show."""
        raise NotImplementedError(type(self).__name__)

    def refresh(self) -> None:
        """Send the page what is to be shown now."""
        self.state = {**self.shown(), "seq": self.seq}
