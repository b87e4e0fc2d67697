"""Own accounts for the upload card: the file's outcome in the words and pictures the card shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from pathlib import PurePath
from typing import Any

from kamlib import plots
from kamlib.forms.account_grading import Outcome, tier_file
from kamlib.forms.questions import SOURCES, Used
from kamlib.text import Text

FORM_NAME = Text(en="{name}_account_grading.xlsx", zh="{name}_大客户分级评估表.xlsx")


@dataclass(frozen=True, slots=True)
class Shown:
    """What an upload card shows of a file: what is wrong or asked, else a result, a form and a page to download."""

    problems: list[str] = field(default_factory=list)
    questions: list[dict[str, Any]] = field(default_factory=list)
    message: str | None = None
    result_html: str | None = None
    figure_png: bytes | None = None
    figure_alt: str | None = None
    form_name: str | None = None
    form_bytes: bytes | None = field(default=None, repr=False)
    page_name: str | None = None
    page_html: str | None = field(default=None, repr=False)


def own_accounts(name: str, content: bytes, answers: Mapping[str, Any], lang: str) -> Shown:
    """Return a trainee's own accounts tiered, drawn and written into the form, or what stands in the way."""
    outcome = tier_file(name, content, answers, lang)
    questions = [_question(used, lang) for used in outcome.questions]
    if outcome.grading is None:
        return Shown(outcome.problem_sentences(), questions)
    drawable = outcome.grading.summary["lifetime_profit_share"].notna().all()
    figure = plots.pyramid(outcome.grading.summary, lang) if drawable else None
    return Shown(
        outcome.problem_sentences(),
        questions,
        message=outcome.finding,
        result_html=outcome.summary_html + _notes_html(outcome),
        figure_png=figure.png() if figure else None,
        figure_alt=figure.description() if figure else None,
        form_name=FORM_NAME.fill(lang, {"name": PurePath(name).stem}),
        form_bytes=outcome.form_bytes,
    )


def _question(used: Used, lang: str) -> dict[str, Any]:
    asked = used.assumption
    choice = asked.kind == "choice"
    shown = used.value if choice else used.written(lang)
    said = [asked.help.pick(lang), asked.reason(lang), f"({SOURCES[used.source].pick(lang)})"]
    return {
        "id": asked.id,
        "label": asked.label.pick(lang),
        "kind": "choice" if choice else "number",
        "default": "" if used.value is None else shown,
        "unit": None,
        "help": " ".join(said),
        "options": [{"id": id, "label": label.pick(lang)} for id, label in asked.options],
    }


def _notes_html(outcome: Outcome) -> str:
    notes = outcome.note_sentences()
    return f"<ul>{''.join(f'<li>{escape(note)}</li>' for note in notes)}</ul>" if notes else ""
