"""A trainee at work on one exercise: what the card, in whatever view, does when something is typed or pressed.

It takes the events of the card, writes them to the journal and returns the state to show. It knows no
widget, so the notebook, the page and the tests drive the same thing.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from kamlib.classroom import messages
from kamlib.classroom.exercise import Exercise
from kamlib.classroom.journal import Journal, NotSaved, Seen, timestamp
from kamlib.classroom.keys import NO_KEYS, Keys
from kamlib.classroom.marking import Result, echo, mark
from kamlib.classroom.messages import State
from kamlib.classroom.thread import Carried, Thread, answers_seen
from kamlib.classroom.view import marks_view, solution_html
from kamlib.text import Text

LARGEST_ENTRY = 20_000  # characters; longer ones would not fit a hand-in

SUMMARY = Text(en="{points} of {all} points.", zh="得 {points} 分，满分 {all} 分。")
SUMMARY_RIGHT = Text(
    en="Everything is right: {all} of {all} points. Well done.", zh="全部正确，得满分 {all} 分，做得好！"
)
SUMMARY_NO_HINT = Text(
    en="Everything is right without a hint: {all} of {all} points. Well done.",
    zh="没有使用提示就全部做对，得满分 {all} 分，非常好！",
)
SUMMARY_DONE = Text(en="Right already: {names}.", zh="已经正确：{names}。")
SUMMARY_NEXT = Text(en="Next: {named} {sentence}", zh="下一步：{named}{sentence}")
SUMMARY_BLANK = Text(en="Still to do: {named}", zh="还未完成：{named}")
SUMMARY_RECORDED = Text(
    en="Recorded: {done} of {all} questions answered.", zh="已记录：{all} 题中已答 {done} 题。"
)
TOO_LONG = Text(en="That entry is too long to be kept; shorten it.", zh="内容过长，无法保存，请缩短。")


def _ended(name: str, lang: str) -> str:
    """Return a name with a full stop, unless it is a question and ends by itself."""
    return name if name.endswith(("?", "？")) else name + ("." if lang == "en" else "。")


class Session:
    """One trainee, one exercise, one variant.

    Parameters
    ----------
    journal : where answers are kept; None for a demonstration, which keeps nothing.
    """

    def __init__(
        self,
        exercise: Exercise,
        variant: int,
        lang: str,
        *,
        journal: Journal | None = None,
        keys: Keys = NO_KEYS,
    ) -> None:
        self.exercise = exercise
        self.lang = lang
        self.journal = journal
        self.keys = keys
        self.saved_at: str | None = None
        self.problem: str | None = None
        self._waiting: list[dict[str, Any]] = []  # events the disk would not take yet
        self._unsaved = Seen()
        self.sheet = exercise.sheet(variant)
        self.carried: tuple[Carried, ...] = ()
        self.renew()

    def renew(self) -> bool:
        """Take over what the earlier exercises of the thread bring by now; return whether it changed."""
        if self.journal is None or not self.exercise.carries:
            return False
        variant = self.sheet.variant  # the same in all exercises of a thread
        thread = Thread(lambda _: variant, answers_seen(self.journal.read()), self.keys)
        carried = thread.carried(self.exercise)
        if carried == self.carried:
            return False
        self.carried = carried
        self.sheet = thread.sheet(self.exercise)
        return True

    @property
    def seen(self) -> Seen:
        """What is known of this exercise, other tabs included."""
        if self.journal is None or self._waiting:
            return self._unsaved
        return self.journal.read().get(self.exercise.id) or Seen()

    # -- what the trainee does --

    def answer(self, field: str, part: str | None, value: Any, kept_at: float | None = None) -> None:
        """Take an entry; `part` names the cell, account or item, and a value of None takes the entry back.

        `kept_at` (seconds since 1970) marks an entry that the page kept while the engine was gone. It does
        not replace one that was made later, on another page.
        """
        if field not in self.sheet.by_id:
            return  # a field of an older version of the exercise: nothing to keep it for
        if kept_at is not None:
            entered = self.seen.entered.get(f"{field}|{part or ''}", "")
            if entered > timestamp(datetime.fromtimestamp(kept_at, UTC)):
                return
        if isinstance(value, str) and len(value) > LARGEST_ENTRY:
            self.problem = TOO_LONG.pick(self.lang)
            return
        self._write("answer", raw={field: value if part is None else {part: value}})

    def clear(self, field: str) -> None:
        """Take back all entries of a field."""
        self._write("answer", raw={field: None})

    def check(self) -> Result:
        """Count an attempt and return how the answers stand."""
        self._write("check")
        return self.result()

    def hint(self) -> None:
        """Open the next hint."""
        self._write("hint", hints=min(self.seen.hints + 1, len(self.exercise.hints)))

    def solution(self) -> None:
        """Open the worked solution, if it may be opened yet."""
        if self.solution_open:
            self._write("solution")

    @property
    def solution_open(self) -> bool:
        """Whether the worked solution may be asked for: in practice, after a first try with something in it."""
        if self.exercise.mode != "practice":
            return False
        return self.journal is None or (self.seen.checks > 0 and any(self.seen.raw.values()))

    def result(self) -> Result:
        """Return how the answers stand, as the trainee may see it now."""
        result = mark(self.exercise, self.sheet.variant, self.seen.raw, self.keys, brought=self.sheet.brought)
        return result.recorded() if self.exercise.mode == "assessed" else result

    def _write(self, ev: Any, raw: dict[str, Any] | None = None, hints: int = 0) -> None:
        event = {
            "ev": ev,
            "rev": self.exercise.revision,
            "variant": self.sheet.variant,
            "raw": raw,
            "hints": hints,
        }
        if self.journal is None:
            self._unsaved.take(event)
            return
        if not self._waiting:  # so that a full disk does not hide what is already there
            self._unsaved = self.journal.read().get(self.exercise.id, Seen()).copy()
        self._waiting.append(event)
        self._unsaved.take(event)
        try:
            while self._waiting:
                self.journal.append(self.exercise.id, **self._waiting[0])
                self._waiting.pop(0)
        except NotSaved as problem:
            self.problem = problem.text.pick(self.lang)
        else:
            self.problem = None
            self.saved_at = datetime.now().strftime("%H:%M:%S")

    # -- what the card shows --

    def state(self) -> dict[str, Any]:
        """Return what changes on the card, ready to be drawn."""
        seen, lang = self.seen, self.lang
        result = self.result() if seen.checks else None
        marks = marks_view(result, lang) if result else {}
        return {
            "ready": True,
            "blocked": None,
            "raw": seen.raw,
            "echo": {
                field.id: said
                for field in self.sheet.fields
                if (said := echo(field, seen.raw.get(field.id), lang))
            },
            "marks": {name: shown for name, shown in marks.items() if name not in seen.changed},
            "summary": self._summary(result) if result and not seen.changed else None,
            "hints": [self.sheet.html(hint, lang) for hint in self.exercise.hints[: seen.hints]],
            "solution_html": solution_html(self.sheet, lang)
            if seen.solution and self.solution_open
            else None,
            "solution_open": self.solution_open,
            "saved_at": self.saved_at,
            "problem": self.problem,
        }

    def _summary(self, result: Result) -> str:
        """Say what is right first, then the one thing to change."""
        lang, fields = self.lang, self.sheet.by_id
        if self.exercise.mode == "assessed":
            done = sum(each.state not in (State.BLANK, State.UNREADABLE) for each in result.fields)
            return SUMMARY_RECORDED.fill(lang, {"done": done, "all": len(result.fields)})
        counts = {"points": f"{result.points:.3g}", "all": f"{result.maximum:.3g}"}
        if result.right:
            return (SUMMARY_RIGHT if self.seen.hints else SUMMARY_NO_HINT).fill(lang, counts)
        said = [SUMMARY.fill(lang, counts)]
        joint = ", " if lang == "en" else "、"
        right = [self.sheet.say(fields[each.field].label, lang) for each in result.fields if each.credit == 1]
        if right:
            said.append(SUMMARY_DONE.fill(lang, {"names": joint.join(right)}))
        wrong = next(each for each in result.fields if each.credit < 1 and not each.by_hand)
        name = self.sheet.say(fields[wrong.field].label, lang)
        if wrong.state is State.BLANK:
            said.append(SUMMARY_BLANK.fill(lang, {"named": _ended(name, lang)}))
        else:
            sentence = wrong.reason.say(lang) if wrong.reason else messages.NOT_YET.pick(lang)
            said.append(SUMMARY_NEXT.fill(lang, {"named": _ended(name, lang), "sentence": sentence}))
        return (" " if lang == "en" else "").join(said)
