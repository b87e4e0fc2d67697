"""The pages of a report: one for each trainee, one on the class. Each is a single file that prints well."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from functools import cache, lru_cache
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from markupsafe import escape as safe

from kamlib.classroom import messages
from kamlib.classroom.exercise import (
    ChoiceField,
    ChoicesField,
    Exercise,
    Field,
    MatchField,
    Option,
    PlaceField,
    RankField,
    Sheet,
    TableField,
    TextField,
)
from kamlib.classroom.gradebook import MarkedExercise
from kamlib.classroom.marking import FieldMark, Reason
from kamlib.classroom.messages import State
from kamlib.classroom.view import solution_html
from kamlib.reports.cells import clean
from kamlib.reports.cores import spread
from kamlib.reports.next_steps import next_steps
from kamlib.reports.page_words import COHORT, TRAINEE
from kamlib.reports.rubric import RubricBook
from kamlib.reports.scores import FOREIGN, Item, Score
from kamlib.reports.sentences import say
from kamlib.reports.statistics import ItemStatistics, Statistics
from kamlib.reports.words import STATE_ORDER, state_icon, state_word
from kamlib.text import Text, number, percent

HARDEST = 10
_NOTES_FOR_TRAINEES = ("foreign-variant", "other-revision")
COMMONEST = 12
_RESERVED = {"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(1, 10))}


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("kamlib.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["points"] = _points
    return environment


_OF_HTML = re.compile("[&<>\"']")


def escape(text: str) -> str:
    """Return `text` with everything escaped that HTML would take for its own."""
    return str(safe(text)) if _OF_HTML.search(text) else text


@lru_cache(maxsize=4096)
def _points(value: float) -> str:
    return number(value, "en", 1).removesuffix(".0")


def page_name(trainee: str) -> str:
    """Return the file name of a trainee's page; a name Windows keeps for itself gets a mark before it.

    No id begins with that mark, so no other page has the name; behind it, ``con.x`` would still be kept.

    Examples
    --------
    >>> page_name("li.wei"), page_name("con")
    ('li.wei.html', '_con.html')
    """
    reserved = trainee.partition(".")[0].strip() in _RESERVED
    return f"{'_' if reserved else ''}{trainee}.html"


# -- a trainee's page ------------------------------------------------------------------------------

_HERE = Markup("<!-- sections -->")


def _in_file(html: str) -> bytes:
    return html.encode("utf-8", "replace")


class _FieldWords(NamedTuple):
    """The words of a field in one language: its label as HTML, its parts, its options."""

    label: str
    parts: Mapping[str, str]
    options: Mapping[str, str]


class _ExerciseWords(NamedTuple):
    """The words of an exercise with the figures of one variant; `title` and `solution` are HTML.

    Worked solutions are most of a page, so they are kept as the file will have them.
    """

    title: str
    fields: Mapping[str, _FieldWords]
    solution: bytes


class TraineePages:
    """Writes trainees/<id>.html, each in the trainee's language.

    Tables and sentences are many, so they are joined here and not in the template.

    Parameters
    ----------
    folder : the folder of the pages.
    rubrics : the marks of texts, for the rubric lines.
    """

    def __init__(self, folder: Path, rubrics: RubricBook) -> None:
        self._folder = folder
        self._rubrics = rubrics
        folder.mkdir(parents=True, exist_ok=True)
        self._template = _environment().get_template("trainee.html")
        self._words: dict[_Place, _ExerciseWords] = {}

    def prepare(self, exercises: Mapping[str, Exercise], langs: Iterable[str]) -> None:
        """Put every variant of the exercises into words, on all cores, for pages that more processes will write.

        Else each of them would do that for itself, and the worked solutions are half of the work of the pages.
        """
        langs = tuple(langs)

        def words_of(id: str) -> dict[_Place, _ExerciseWords]:
            sheets = [exercises[id].sheet(variant) for variant in exercises[id].dealt]
            return {_place(sheet, lang): _exercise_words(sheet, lang) for sheet in sheets for lang in langs}

        with closing(spread(words_of, exercises)) as found:
            for words in found:
                self._words |= words

    def add(self, scores: Sequence[Score]) -> None:
        """Write the pages of several trainees; exercise by exercise for speed, as they are marked."""
        sections: list[list[bytes]] = [[] for _ in scores]
        for of_exercise in zip(*(score.by_exercise for score in scores), strict=True):
            for score, written, (done, items) in zip(scores, sections, of_exercise, strict=True):
                written += self._section(done, items, score.marked.handin.lang)
        for score, written in zip(scores, sections, strict=True):
            begin, end = self._template.render(self._view(score)).split(_HERE)
            page = b"".join([_in_file(begin), *written, _in_file(end)])
            (self._folder / page_name(score.trainee)).write_bytes(page)

    def _view(self, score: Score) -> dict[str, Any]:
        handin = score.marked.handin
        lang = handin.lang
        return {
            "lang": lang,
            "words": TRAINEE[lang],
            "trainee": score.trainee,
            "cohort": clean(handin.cohort),
            "made": handin.made[:16].replace("T", " "),
            "receipt": handin.receipt,
            "total": score.total,
            "units": list(score.by_unit.items()),
            "steps": next_steps(score, lang),
            "sections": _HERE,
            "unknown": score.marked.unknown,
        }

    def _section(self, done: MarkedExercise, items: Sequence[Item], lang: str) -> tuple[bytes, bytes]:
        """Return one exercise as HTML: points, notes and a row a question; the worked solution.

        What is assessed and not answered yet may still be handed in, so its solution is kept back.
        """
        words, exercise = TRAINEE[lang], self._words_of(done, lang)
        earned = sum([item.points or 0.0 for item in items])
        most = sum([item.maximum for item in items])
        tag = f' <span class="tag">{words["assessed"]}</span>' if done.exercise.mode == "assessed" else ""
        notes = "".join(
            f'<p class="note">{escape(note.say(lang))}</p>'
            for note in done.notes
            if note.id in _NOTES_FOR_TRAINEES
        )
        if done.answers is None:
            body = f'<p class="none">{words["not_handed_in"]}</p>'
        else:
            rows = "".join([self._row(item, exercise.fields[item.field.id], lang) for item in items])
            used = f"{words['hints']}: {done.answers.hints} · {words['checks']}: {done.answers.checks}"
            body = f'<table>{_HEADS[lang]}<tbody>{rows}</tbody></table><p class="meta">{used}</p>'
        id = escape(done.exercise.id)
        above = (
            f'<section class="card exercise" id="{id}"><h2><span>{id} · {exercise.title}{tag}</span>'
            f'<span class="num">{_points(earned)} {words["of"]} {_points(most)}</span></h2>{notes}{body}'
        )
        open_yet = done.exercise.mode == "assessed" and all(item.state in (State.BLANK, FOREIGN) for item in items)
        return _in_file(above), _LATER[lang] if open_yet else exercise.solution

    def _row(self, item: Item, field: _FieldWords, lang: str) -> str:
        words = TRAINEE[lang]
        answer = escape(clean(_answer_text(item.raw, field, item.field.kind)))
        shown = answer or f'<span class="none">{words["no_answer"]}</span>'
        long = ' class="long"' if item.mark.by_hand or "\n" in answer else ""
        earned = words["waits"] if item.points is None else _points(item.points)
        return (
            f'<tr><td>{field.label}</td><td{long} data-head="{words["answer"]}">{shown}</td>'
            f'<td class="mark">{_state(item.state, lang)}{self._remarks(item, field, lang)}</td>'
            f'<td class="num" data-head="{words["earned"]}">{earned} / {_points(item.maximum)}</td></tr>\n'
        )

    def _remarks(self, item: Item, field: _FieldWords, lang: str) -> str:
        """Return every sentence on an answer: why, on which parts, and what a person gave and wrote."""
        if item.mark.reason is None and item.hand is None:
            return ""  # right or left blank, and so is every part of it
        said = []
        above = ""
        if item.mark.reason and item.state != FOREIGN:
            above = _said(item.mark.reason, lang)
            said.append(("", above))
        lost = _lost_by_rule(item.mark)
        if lost > 1e-9:
            said.append(("", _RULE_COST.fill(lang, {"points": lost * item.maximum})))
        if item.mark.parts:
            said += _parts(item, field, lang, above)
        if item.hand:
            waits = TRAINEE[lang]["waits"]
            lines = self._rubrics.lines(item.question, item.maximum)
            for line, given in zip(lines, item.hand.line_points, strict=False):
                shown = waits if given is None else _points(given)
                said.append((line.text.pick(lang), f"{shown} / {_points(line.points)}"))
            if item.hand.comment:
                said.append((TRAINEE[lang]["comment"], clean(item.hand.comment)))
        return "".join(
            [
                f'<p class="says"><span class="part">{escape(about)}:</span> {escape(sentence)}</p>'
                if about
                else f'<p class="says">{escape(sentence)}</p>'
                for about, sentence in said
            ]
        )

    def _words_of(self, done: MarkedExercise, lang: str) -> _ExerciseWords:
        sheet = done.sheet
        place = _place(sheet, lang)
        found = self._words.get(place)
        if found is None:
            found = self._words[place] = _exercise_words(sheet, lang)
        return found


_Place = tuple[str, int, str, tuple[tuple[str, Any], ...]]


def _place(sheet: Sheet, lang: str) -> _Place:
    return sheet.exercise.id, sheet.variant, lang, tuple(sheet.brought.items())


def _exercise_words(sheet: Sheet, lang: str) -> _ExerciseWords:
    return _ExerciseWords(
        escape(sheet.exercise.title.pick(lang)),
        {field.id: _field_words(field, sheet, lang) for field in sheet.fields},
        _in_file(
            f"<details><summary>{TRAINEE[lang]['solution']}</summary>{solution_html(sheet, lang)}</details></section>\n"
        ),
    )


def _parts(item: Item, field: _FieldWords, lang: str, above: str) -> list[tuple[str, str]]:
    """Return each sentence on parts of the answer once, with the names of the parts it is for."""
    names: dict[str, list[str]] = {}
    for part in item.mark.parts:
        if part.reason is not None and part.credit < 1:
            said = _said(part.reason, lang)
            if said != above:
                names.setdefault(said, []).append(field.parts.get(part.part, part.part))
    joint = ", " if lang == "en" else "、"
    return [(joint.join(parts), said) for said, parts in names.items()]


def _said(reason: Reason, lang: str) -> str:
    """Return a reason in words. A card may offer a hint; after the hand-in there is the worked solution."""
    return TRAINEE[lang]["compare"] if reason.text is messages.NOT_YET else clean(say(reason, lang))


def _field_words(field: Field, sheet: Sheet, lang: str) -> _FieldWords:
    options: tuple[Option, ...] = ()
    parts: dict[str, str] = {}
    if isinstance(field, ChoiceField | ChoicesField | MatchField):
        options = field.options
    elif isinstance(field, PlaceField):
        options = field.boxes
    elif isinstance(field, RankField):
        options = field.items
    if isinstance(field, TableField):
        for row in field.rows:
            for column in field.columns:
                labels = (row.label, column.label)
                parts[f"{row.id}/{column.id}"] = " · ".join(sheet.say(label, lang) for label in labels)
    elif isinstance(field, MatchField | PlaceField):
        parts = {item.id: sheet.say(item.label, lang) for item in field.items}
    elif isinstance(field, TextField):
        parts = {option.id: sheet.say(option.label, lang) for option, _ in field.names}
    labels_of_options = {option.id: sheet.say(option.label, lang) for option in options}
    label = escape(sheet.say(field.label, lang))
    return _FieldWords(label, parts or labels_of_options, labels_of_options)


@cache
def _state(state: str, lang: str) -> str:
    look = "right-state" if state == "right" else state
    return (
        f'<span class="state {look}"><i aria-hidden="true">{state_icon(state)}</i>'
        f"{state_word(state, lang)}</span>"
    )


def _lost_by_rule(mark: FieldMark) -> float:
    """Return the share of the points that a broken rule took from what the parts earned."""
    if mark.kind not in ("place", "match", "table") or not mark.parts or mark.reason is None:
        return 0.0
    return sum(part.credit for part in mark.parts) / len(mark.parts) - mark.credit


_RULE_COST = Text(
    en="The broken rule costs {points:number} of the points.", zh="违反这条规则扣 {points:number} 分。"
)


def _answer_text(raw: Any, words: _FieldWords, kind: str) -> str:
    """Return an answer as its trainee gave it: a line a part, or a line a box with what was put into it."""
    if raw is None:
        return ""
    if isinstance(raw, str):
        return words.options.get(raw, raw)
    if isinstance(raw, list):
        return (" → " if kind == "rank" else "; ").join([words.options.get(choice, choice) for choice in raw])
    if kind == "place":
        boxes: dict[str, list[str]] = {box: [] for box in words.options}
        for part, box in raw.items():
            boxes.setdefault(box, []).append(words.parts.get(part, part))
        return "\n".join(
            [f"{words.options.get(box, box)}: {', '.join(items)}" for box, items in boxes.items() if items]
        )
    return "\n".join(
        [f"{words.parts.get(part, part)}: {words.options.get(choice, choice)}" for part, choice in raw.items()]
    )


_LATER = {
    lang: _in_file(f'<p class="meta">{words["solution_later"]}</p></section>\n') for lang, words in TRAINEE.items()
}
_HEADS = {
    lang: f'<thead><tr><th scope="col">{words["question"]}</th><th scope="col">{words["answer"]}</th>'
    f'<th scope="col">{words["mark"]}</th><th scope="col" class="num">{words["earned"]}</th></tr></thead>'
    for lang, words in TRAINEE.items()
}


# -- the page on the class -------------------------------------------------------------------------


def cohort_view(statistics: Statistics, lang: str, *, refused: int, cohort: str, made: str) -> dict[str, Any]:
    """Return everything the page on the class shows."""
    shares = statistics.shares
    return {
        "lang": lang,
        "words": COHORT[lang],
        "cohort": cohort,
        "made": made,
        "trainees": len(shares),
        "refused": refused,
        "mean": percent(sum(shares) / len(shares), lang, 0) if shares else "–",
        "median": percent(median(shares), lang, 0) if shares else "–",
        "waiting": statistics.waiting,
        "bars": score_bars(shares),
        "hardest": [_hard(item, statistics, lang) for item in statistics.hardest(HARDEST)],
        "mistakes": [
            _mistake(item, statistics.sentences[item.question, id], times, lang)
            for item, id, times in statistics.commonest_mistakes(COMMONEST)
        ],
        "exercises": [_exercise_row(seen, lang) for seen in statistics.exercises.values()],
        "legend": [(state, state_icon(state), state_word(state, lang)) for state in STATE_ORDER],
    }


def score_bars(shares: Sequence[float]) -> list[dict[str, Any]]:
    """Return how many trainees lie in each tenth of the points, with the height of its bar in percent.

    Examples
    --------
    >>> [bar["count"] for bar in score_bars([0.05, 0.95, 1.0])]
    [1, 0, 0, 0, 0, 0, 0, 0, 0, 2]
    """
    counts = [0] * 10
    for share in shares:
        counts[min(9, max(0, int(share * 10 + 1e-9)))] += 1
    most = max(counts) or 1
    return [
        {"from": tenth * 10, "to": tenth * 10 + 10, "count": count, "height": round(100 * count / most, 1)}
        for tenth, count in enumerate(counts)
    ]


def _hard(item: ItemStatistics, statistics: Statistics, lang: str) -> dict[str, Any]:
    share = item.mean_share or 0.0
    total = max(1, item.trainees)
    states = [
        {
            "state": state,
            "icon": state_icon(state),
            "word": state_word(state, lang),
            "count": item.states[state],
            "width": round(100 * item.states[state] / total, 2),
        }
        for state in STATE_ORDER
        if item.states[state]
    ]
    top = item.mistakes.most_common(1)
    return {
        "question": item.question,
        "label": item.exercise.sheet(0).say(item.field.label, lang),
        "share": percent(share, lang, 0),
        "width": round(100 * share, 1),
        "states": states,
        "mistake": statistics.sentences[item.question, top[0][0]] if top else "",
    }


def _mistake(item: ItemStatistics, sentence: str, times: int, lang: str) -> dict[str, Any]:
    answered = max(1, item.answered)
    return {
        "question": item.question,
        "label": item.exercise.sheet(0).say(item.field.label, lang),
        "sentence": clean(sentence),
        "times": times,
        "answered": answered,
        "width": round(100 * times / answered, 1),
        "share": percent(times / answered, lang, 0),
    }


def _exercise_row(seen, lang: str) -> dict[str, Any]:
    done = max(1, seen.handed_in)
    return {
        "id": seen.exercise.id,
        "title": seen.exercise.title.pick(lang),
        "handed_in": seen.handed_in,
        "with_hint": percent(seen.with_hint / done, lang, 0),
        "with_hint_width": round(100 * seen.with_hint / done, 1),
        "hints": number(seen.hints / done, lang, 1),
        "checks": number(seen.checks / done, lang, 1),
        "solution": percent(seen.saw_solution / done, lang, 0),
    }


def write_cohort(path: Path, view: dict[str, Any]) -> None:
    """Write the page on the class."""
    path.write_bytes(_environment().get_template("cohort.html").render(view).encode("utf-8", "replace"))
