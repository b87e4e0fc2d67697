"""The exercise card: one view for every kind of exercise.

The card draws what Python sends and reports what the trainee did; it marks nothing and reads no number.
`Session` does the work, so that every view of an exercise does the same.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kamlib.classroom.handin import COURSE
from kamlib.classroom.session import Session
from kamlib.classroom.view import exercise_view
from kamlib.plots.style import COLOURS
from kamlib.text import Text
from kamlib.widgets.base import View, module_of, style_of
from kamlib.widgets.words import CARD, words

NO_TRAINEE = Text(
    en="Type your id at the top of this page first; then your own figures appear here.",
    zh="请先在本页顶部输入学员编号，这里就会显示属于您的数据。",
)


class Card(View):
    """A card for one exercise; without a session it asks for the trainee's id first."""

    _esm = module_of("card")
    _css = style_of("card")

    def __init__(
        self, session: Session, *, blocked: bool = False, on_change: Callable[[], None] | None = None
    ) -> None:
        super().__init__()
        self.on_change = on_change
        self.deal(session, blocked=blocked)

    def deal(self, session: Session, *, blocked: bool = False) -> None:
        """Show a session: at first, and when another trainee with other figures sits down."""
        self.session = session
        self.blocked = blocked
        journal = session.journal
        view = painted(exercise_view(session.sheet, session.lang, session.carried))
        if blocked:  # nobody's figures are shown before we know whose they are
            view |= {"case_html": "", "tables": [], "fields": [], "variant": None}
        self.view = {
            **view,
            "words": words(CARD, session.lang),
            "store_key": f"kam:{COURSE}:{journal.trainee}:{session.exercise.id}" if journal else None,
        }
        self.refresh()

    def renew(self) -> None:
        """Show what the earlier exercises of the thread bring by now."""
        if self.session.renew():
            self.deal(self.session, blocked=self.blocked)

    def take(self, message: dict[str, Any], buffers: list[memoryview]) -> None:
        if self.blocked:
            return
        kind, field = message.get("type"), message.get("field")
        if kind == "answer" and isinstance(field, str):
            kept_at = message.get("kept_at")
            self.session.answer(
                field,
                message.get("part"),
                message.get("value"),
                kept_at / 1000 if isinstance(kept_at, int | float) else None,
            )
        elif kind == "clear" and isinstance(field, str):
            self.session.clear(field)
        elif kind == "check":
            self.renew()
            self.session.check()
        elif kind == "hint":
            self.session.hint()
        elif kind == "solution":
            self.session.solution()
        if kind in ("check", "hint", "solution") and self.on_change:
            self.on_change()

    def shown(self) -> dict[str, Any]:
        if self.blocked:
            return {
                "ready": False,
                "blocked": NO_TRAINEE.pick(self.session.lang),
                "raw": {},
                "echo": {},
                "marks": {},
            }
        return self.session.state()


def painted(view: dict[str, Any]) -> dict[str, Any]:
    """Give the named colours of boxes and options in a view the house's shades."""
    for field in view["fields"]:
        for option in (*field.get("boxes", ()), *field.get("options", ()), *field.get("items", ())):
            option["colour"] = COLOURS.get(option["colour"])
    return view
