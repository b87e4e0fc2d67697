"""The upload card: a trainee's own list goes in, a table, a picture and an Excel form come out.

The card moves bytes and words; what becomes of a file is the business of the function it is given.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from kamlib.text import Text, check_language
from kamlib.widgets.base import View, module_of, style_of
from kamlib.widgets.words import UPLOAD, words

LARGEST_FILE = 50 * 1024 * 1024
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TOO_LARGE = Text(en="The file is larger than 50 MB.", zh="文件超过 50 MB。")
FAILED = Text(
    en="This file could not be worked through ({problem}). Save it as .xlsx anew and try again; nothing was changed.",
    zh="无法处理该文件（{problem}）。请另存为新的 .xlsx 再试，原文件没有任何改动。",
)
MAKE_FAILED = Text(
    en="This could not be made ({problem}). Your answers are safe; tell your trainer.",
    zh="未能生成（{problem}）。您的答案没有丢失，请告诉讲师。",
)


class Outcome(Protocol):
    """What the function of an upload card returns."""

    problems: list[str]
    questions: list[dict[str, Any]]
    message: str | None
    result_html: str | None
    figure_png: bytes | None
    figure_alt: str | None
    form_name: str | None
    form_bytes: bytes | None
    page_name: str | None
    page_html: str | None


class Upload(View):
    """A card that takes a file in parts and shows what `work(name, content, answers, lang)` makes of it.

    With `action` it has a button, too, and shows what `make(lang)` gives. An outcome may hold a web page to
    download beside the form: `page_name` and `page_html`. `offer` is a file to begin with: name, content, words.
    """

    _esm = module_of("upload")
    _css = style_of("upload")

    def __init__(
        self,
        work: Callable[[str, bytes, Mapping[str, Any], str], Outcome],
        lang: str,
        *,
        title: Text | None = None,
        help: Text | None = None,
        action: Text | None = None,
        make: Callable[[str], Outcome] | None = None,
        offer: tuple[str, bytes, Text] | None = None,
    ) -> None:
        self.work, self.make = work, make
        self.lang = check_language(lang)
        self.name = ""
        self.content = b""
        self._parts: list[bytes] = []
        self.outcome: Outcome | None = None
        self.problem: str | None = None
        own = {name: text.pick(lang) if text else None for name, text in (("title", title), ("help", help), ("action", action))}
        name, content, label = offer or ("", b"", None)
        file = {"name": name, "data_url": _address(EXCEL, content), "words": label.pick(lang)} if label else None
        super().__init__(view={"lang": lang, "words": words(UPLOAD, lang), **own, "offer": file})
        self.refresh()

    def take(self, message: dict[str, Any], buffers: list[memoryview]) -> None:
        if message.get("type") == "file" and buffers:
            self._take_part(message, bytes(buffers[0]))
        elif message.get("type") == "answers" and self.content:
            answers = message.get("values")
            self._work(answers if isinstance(answers, dict) else {})
        elif message.get("type") == "make" and self.make is not None:
            make, self.content = self.make, b""
            self._show(lambda: make(self.lang), MAKE_FAILED)

    def _take_part(self, message: dict[str, Any], part: bytes) -> None:
        if message.get("part") == 0:
            self._parts, self.outcome, self.problem, self.content = [], None, None, b""
            self.name = str(message.get("name", ""))
        self._parts.append(part)
        if sum(map(len, self._parts)) > LARGEST_FILE:
            self._parts, self.problem = [], TOO_LARGE.pick(self.lang)
        elif len(self._parts) == message.get("parts"):
            self.content, self._parts = b"".join(self._parts), []
            self._work({})

    def _work(self, answers: Mapping[str, Any]) -> None:
        self._show(lambda: self.work(self.name, self.content, answers, self.lang), FAILED)

    def _show(self, make: Callable[[], Outcome], failed: Text) -> None:
        try:
            self.outcome, self.problem = make(), None
        except Exception as problem:  # whatever a file can do, the trainee reads a sentence
            self.problem = failed.fill(self.lang, {"problem": type(problem).__name__})
            raise

    def shown(self) -> dict[str, Any]:
        empty: dict[str, Any] = {
            "busy": None, "problems": [self.problem] if self.problem else [], "message": None, "questions": [],
            "result_html": None, "figure": None, "figure_alt": None, "download": None, "page": None,
        }  # fmt: skip
        outcome = self.outcome
        if outcome is None or self.problem:
            return empty
        return empty | {
            "problems": outcome.problems,
            "questions": outcome.questions,
            "message": outcome.message,
            "result_html": outcome.result_html,
            "figure": _address("image/png", outcome.figure_png),
            "figure_alt": outcome.figure_alt,
            "download": {"name": outcome.form_name, "data_url": _address(EXCEL, outcome.form_bytes)}
            if outcome.form_bytes
            else None,
            "page": _page(outcome),
        }


def _page(outcome: Outcome) -> dict[str, Any] | None:
    if not outcome.page_html:
        return None
    return {"name": outcome.page_name, "data_url": _address("text/html", outcome.page_html.encode())}


def _address(kind: str, content: bytes | None) -> str | None:
    return f"data:{kind};base64,{base64.b64encode(content).decode()}" if content else None
