"""The desk of an exercise page: who works here, how far they are, and the hand-in button.

`open_desk("U2", lang)` is the first thing on an exercise page; `desk.card("U2.X1")` puts an exercise on it.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from ipywidgets import Box, Widget

from kamlib import syllabus, units, workbook
from kamlib.classroom import handin
from kamlib.classroom.exercise import Data, Exercise
from kamlib.classroom.journal import Journal
from kamlib.classroom.keys import load_keys
from kamlib.classroom.progress import (
    HAND_INS,
    Progress,
    newest_handin,
    progress,
    remember_trainee,
    remembered_trainee,
)
from kamlib.classroom.session import Session
from kamlib.refusal import Refusal
from kamlib.text import Text, check_language
from kamlib.widgets.base import View, module_of, style_of
from kamlib.widgets.card import Card
from kamlib.widgets.words import DESK, words

WELCOME_BACK = Text(en="Welcome back. Everything you entered is here.", zh="欢迎回来，您之前填写的内容都在。")
WELCOME = Text(en="Your own figures are ready below.", zh="属于您的数据已在下方准备好。")
NOTHING_YET = Text(
    en="There is nothing to hand in yet: answer at least one question first.",
    zh="还没有可提交的内容，请至少先答一题。",
)
NOT_WRITTEN = Text(
    en="The hand-in could not be written to {folder}. Use the download instead.",
    zh="作业文件无法写入 {folder}，请使用下载。",
)


class Desk(View):
    """The strip above the exercises; it deals the cards and keeps them in step with the trainee."""

    _esm = module_of("desk")
    _css = style_of("desk")

    def __init__(self, unit: str, lang: str, *, demo: bool = False) -> None:
        self.unit = unit
        self.lang = check_language(lang)
        self.demo = demo
        self.exercises = units.exercises(unit)
        self.cards: dict[str, list[Card]] = {}
        self.companions: list[tuple[Box, str, Callable[[Data, str], Widget]]] = []
        self.trainee: str | None = None
        self.journal: Journal | None = None
        self.message: str | None = None
        self.problem: str | None = None
        self.handed: dict[str, str] | None = None
        self.handed_at: str | None = None  # when the newest hand-in was made, in whatever session
        super().__init__()
        remembered = None if demo else remembered_trainee(workbook.answers())
        if remembered:
            self._sit_down(remembered)
        self.refresh()

    def card(self, id: str) -> Card:
        """Return the card of an exercise for whoever sits at this desk."""
        card = Card(self._session(units.exercise(id)), blocked=self._blocked, on_change=self.refresh)
        self.cards.setdefault(id, []).append(card)
        return card

    def beside(self, id: str, make: Callable[[Data, str], Widget]) -> Box:
        """Return a live control beside an exercise, with the figures of whoever sits at this desk."""
        box = Box(layout={"width": "100%"})
        self.companions.append((box, id, make))
        self._fill(box, id, make)
        return box

    def _fill(self, box: Box, id: str, make: Callable[[Data, str], Widget]) -> None:
        for earlier in box.children:
            earlier.close()
        companion = make(self._session(units.exercise(id)).sheet.data, self.lang)
        companion.layout.width = "100%"
        box.children = (companion,)

    @property
    def _blocked(self) -> bool:
        return self.trainee is None and not self.demo

    def _session(self, exercise: Exercise) -> Session:
        variant = handin.variant_of(exercise, self.trainee, workbook.cohort()) if self.trainee else 0
        return Session(exercise, variant, self.lang, journal=self.journal, keys=load_keys(workbook.keys()))

    def _sit_down(self, typed: str) -> None:
        trainee = handin.trainee_id(typed)
        self.trainee = trainee
        self.journal = Journal(workbook.answers(), handin.COURSE, trainee)
        self.message = (WELCOME_BACK if self.journal.read() else WELCOME).pick(self.lang)
        self.problem = None
        self.handed = None
        self.handed_at = newest_handin(workbook.answers() / HAND_INS, trainee)
        remember_trainee(workbook.answers(), trainee)
        self._deal()

    def _stand_up(self) -> None:
        self.trainee = self.journal = self.handed = self.handed_at = self.message = None
        remember_trainee(workbook.answers(), "")
        self._deal()

    def _deal(self) -> None:
        """Give every card, and what stands beside it, the figures of whoever sits here now."""
        for id, cards in self.cards.items():
            for card in cards:
                card.deal(self._session(units.exercise(id)), blocked=self._blocked)
        self.refresh()  # whoever sat down is greeted before the figures beside the cards are drawn anew
        for companion in self.companions:
            self._fill(*companion)

    def take(self, message: dict[str, Any], buffers: list[memoryview]) -> None:
        kind = message.get("type")
        if kind == "trainee":
            try:
                self._sit_down(str(message.get("value", "")))
            except handin.BadTrainee as problem:
                self.problem = problem.text.pick(self.lang)
        elif kind == "change_trainee":
            self._stand_up()
        elif kind == "handin":
            self._hand_in()

    def _hand_in(self) -> None:
        if self.journal is None:
            return
        try:
            content = handin.make_handin(
                self.journal, cohort=workbook.cohort(), lang=self.lang, now=datetime.now(UTC)
            )
        except handin.Refused as refused:
            self.problem = refused.text.pick(self.lang)
            return
        if not any(seen["raw"] for seen in content["exercises"].values()):
            self.problem = NOTHING_YET.pick(self.lang)
            return
        name = handin.handin_name(content)
        written = json.dumps(content, ensure_ascii=False).encode("utf-8", "replace")
        self.problem, path = None, ""
        try:
            path = str(handin.write_handin(content, workbook.answers() / HAND_INS / name))
        except Refusal:
            self.problem = NOT_WRITTEN.fill(self.lang, {"folder": str(workbook.answers())})
        href = "data:application/json;base64," + base64.b64encode(written).decode()
        self.handed = {"name": name, "href": href, "path": path, "receipt": content["receipt"]}
        self.handed_at = content["made"]

    def refresh(self) -> None:
        for cards in self.cards.values():
            for card in cards:
                card.renew()
        self.view = {**self.shown(), "seq": self.seq}

    def shown(self) -> dict[str, Any]:
        standing = progress(
            self.exercises, self.journal, cohort=workbook.cohort(), handed=self.handed_at
        )
        return {
            "lang": self.lang,
            "words": words(DESK, self.lang),
            "unit": self.unit,
            "title": syllabus.unit(self.unit).title.pick(self.lang),
            "trainee": self.trainee,
            "demo": self.demo,
            "progress": [self._step(each) for each in standing],
            "message": self.message,
            "problem": self.problem,
            "handin": self.handed,
        }

    def _step(self, standing: Progress) -> dict[str, Any]:
        exercise = standing.exercise
        return {
            "id": exercise.id,
            "title": exercise.title.pick(self.lang),
            "mode": exercise.mode,
            "state": standing.state,
            "points": standing.points,
            "of": exercise.points,
        }


def open_desk(unit: str, lang: str, *, demo: bool | None = None) -> Desk:
    """Return the desk of a unit's exercise page.

    Parameters
    ----------
    unit : the unit's id, such as ``"U2"``.
    lang : ``"en"`` or ``"zh"``.
    demo : whether to show variant 0 and keep nothing; None does so on the trainer's screen only.
    """
    return Desk(unit, lang, demo=workbook.view() == "present" if demo is None else demo)
