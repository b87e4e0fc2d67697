"""The account grading sheet (大客户分级评估表): from a trainee's own file to an Excel form, in one call.

`tier_file` does everything for the command line and the upload card: read the file, ask for what it does not
say, grade, and write the form. `write_form` and `read_form` are the form alone.
"""

from __future__ import annotations

import html
import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kamlib import glossary
from kamlib.forms.columns import normalise
from kamlib.forms.grading import (
    CONTRIBUTION_MARGIN,
    COST_TIMING,
    CUT_ASSUMPTIONS,
    DISCOUNT_RATE,
    FIRST_MARGIN,
    FLOOR_ASSUMPTIONS,
    METHOD,
    PERIOD,
    RETENTION,
    SERVICE_COST_SHARE,
    UNKNOWN_ANSWER,
    YEARS,
    Grading,
    Method,
    grade_accounts,
    needed,
)
from kamlib.forms.grading_form import form_bytes, read_form, write_form
from kamlib.forms.own_data import FILE_QUESTIONS, Options, OwnTable, read_table
from kamlib.forms.problems import CannotRead, Findings, Note, Problem, listed, problem_sentences, shown
from kamlib.forms.questions import Assumption, Used, amount, known_keys, read_answer
from kamlib.text import Text, check_language, number, percent

__all__ = [
    "CannotRead",
    "Grading",
    "Outcome",
    "grade_accounts",
    "needed",
    "read_form",
    "summary_html",
    "tier_file",
    "write_form",
]

EVERY_QUESTION = {
    one.id: one
    for one in (
        METHOD, PERIOD, CONTRIBUTION_MARGIN, SERVICE_COST_SHARE, RETENTION, DISCOUNT_RATE, YEARS, FIRST_MARGIN,
        COST_TIMING, *FLOOR_ASSUMPTIONS, *CUT_ASSUMPTIONS, *FILE_QUESTIONS.values(),
    )
}  # fmt: skip


@dataclass(frozen=True)
class Outcome:
    """What became of a file.

    Attributes
    ----------
    problems : tuple of Problem
        Empty when the file was graded; `problem_count` says how many there are in all.
    questions : tuple of Used
        Everything that can be answered, each with the value that counts now and its source; a value of
        None needs an answer.
    grading : Grading or None
    form_bytes : bytes or None
        The Excel form.
    notes : tuple of Note
        What was put right, left out or taken for granted.
    lang : str
    """

    problems: tuple[Problem, ...]
    problem_count: int
    questions: tuple[Used, ...]
    grading: Grading | None
    form_bytes: bytes | None
    notes: tuple[Note, ...]
    lang: str

    @property
    def ok(self) -> bool:
        """Whether the file was graded."""
        return self.grading is not None

    def problem_sentences(self) -> list[str]:
        """Return the first 20 problems as sentences, and how many more there are."""
        return problem_sentences(self.problems, self.problem_count, self.lang)

    def note_sentences(self) -> list[str]:
        """Return what was put right, left out or taken for granted."""
        return [note.sentence(self.lang) for note in self.notes]

    @property
    def finding(self) -> str:
        """The one sentence that matters; empty when the file was not graded."""
        return self.grading.finding(self.lang) if self.grading else ""

    @property
    def summary_html(self) -> str:
        """The tiers as an HTML table; empty when the file was not graded."""
        return summary_html(self.grading, self.lang) if self.grading else ""


def tier_file(
    name: str,
    content: bytes | str | Path,
    answers: Mapping[str, Any] | None = None,
    lang: str = "en",
    *,
    method: Method | None = None,
) -> Outcome:
    """Read a file of accounts or orders, grade it and write the Excel form.

    Parameters
    ----------
    name : str
        Name of the file, for the report.
    content : bytes or path
        The file.
    answers : mapping, optional
        Question id, label or short name -> answer as written: ``{"retention": "80%", "sheet": "2024"}``.
    lang : "en" or "zh"
        Language of the form.
    method : "threshold" or "cumulative share", optional
        May also stand in `answers`; threshold otherwise.

    Returns
    -------
    Outcome
        With problems, or with a grading and a form; never half of each.

    Raises
    ------
    UnknownLanguage
        For another language.

    Examples
    --------
    >>> outcome = tier_file("list.csv", b"Customer,Sales\\nA,1000\\nB,100\\n", {"retention": "75%"})
    >>> outcome.ok, outcome.grading.accounts["tier"].tolist()
    (True, ['strategic', 'standard'])
    >>> tier_file("list.csv", b"Customer,Sales\\nA,-5\\n").problem_sentences()
    ['Row 2, column “Sales”: “-5” is negative; the sales of an account cannot be below 0.']
    """
    check_language(lang)
    questions: tuple[Used, ...] = ()
    try:
        given = _known_answers(answers or {})
        if method is not None:
            given["method"] = method
        of_file, of_grading = _parted(given)
        options = _options(of_file)
        rule = _rule(of_grading.pop("method", None))
        table = read_table(content, name, options)
        asked = needed(table, rule)
        questions = _questions_now(table, asked, of_file, of_grading, rule)
        unneeded = [key for key in of_grading if key not in {one.id for one in asked}]
        table = replace(table, notes=(*table.notes, *(_not_needed(key) for key in unneeded)))
        grading = grade_accounts(
            table, {key: raw for key, raw in of_grading.items() if key not in unneeded}, method=rule
        )
    except CannotRead as error:
        asked_for = tuple(Used(one, one.default, one.origin) for one in error.questions)
        known = {one.id for one in asked_for}
        rest = tuple(one for one in questions if one.id not in known)
        return Outcome(error.problems, error.count, (*asked_for, *rest), None, None, error.notes, lang)
    settled = {one.id: one for one in grading.used}
    questions = tuple(settled.get(one.id, one) for one in questions)
    return Outcome((), 0, questions, grading, form_bytes(grading, lang), grading.notes, lang)


def _known_answers(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return the answers by question id; an empty answer is none."""
    findings = Findings()
    keys = known_keys(EVERY_QUESTION)
    known = {}
    for key, raw in answers.items():
        key_id = keys.get(normalise(str(key)))
        if key_id is None:
            findings.problem(
                UNKNOWN_ANSWER, kind="unknown_answer", key=shown(key), known=listed(EVERY_QUESTION)
            )
        elif raw is not None and str(raw).strip():
            known[key_id] = raw
    findings.stop_if_any()
    return known


def _parted(given: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    of_file = {key: raw for key, raw in given.items() if key in FILE_QUESTIONS}
    return of_file, {key: raw for key, raw in given.items() if key not in FILE_QUESTIONS}


def _options(of_file: Mapping[str, Any]) -> Options:
    findings = Findings()
    read = {key: read_answer(FILE_QUESTIONS[key], raw, findings) for key, raw in of_file.items()}
    findings.stop_if_any()
    return Options(**read)


def _rule(raw: Any) -> Method:
    if raw is None:
        return "threshold"
    findings = Findings()
    rule = read_answer(METHOD, raw, findings)
    findings.stop_if_any()
    return rule


def _questions_now(
    table: OwnTable,
    asked: tuple[Assumption, ...],
    of_file: Mapping[str, Any],
    of_grading: Mapping[str, Any],
    rule: Method,
) -> tuple[Used, ...]:
    """Return all questions with the value that counts; answers that cannot be read keep the default here."""
    result = [Used(METHOD, rule, "default")]
    for one in table.questions:
        if one.id not in of_file:
            result.append(Used(one, one.default, one.origin))
    for key, raw in of_file.items():
        value = read_answer(FILE_QUESTIONS[key], raw, Findings())
        result.append(Used(FILE_QUESTIONS[key], value, "stated"))
    for one in asked:
        value = read_answer(one, of_grading[one.id], Findings()) if one.id in of_grading else None
        result.append(Used(one, one.default, one.origin) if value is None else Used(one, value, "stated"))
    return tuple(result)


def _not_needed(key: str) -> Note:
    return Note(_NOT_NEEDED, "not_needed", (), {"label": EVERY_QUESTION[key].label})


def summary_html(grading: Grading, lang: str) -> str:
    """Return the tiers as an HTML table with the finding as caption."""
    heads = "".join(f'<th scope="col">{html.escape(text.pick(lang))}</th>' for text in _SUMMARY_HEADS)
    rows = []
    for tier, row in grading.summary.iterrows():
        share = row["lifetime_profit_share"]
        cells = (
            number(row["accounts"], lang, 0),
            percent(row["accounts_share"], lang, 1),
            amount(row["lifetime_profit"], lang, grading.currency),
            "–" if math.isnan(share) else percent(share, lang, 1),
        )
        name = html.escape(glossary.term(str(tier)).pick(lang)).capitalize()
        rows.append(
            f'<tr><th scope="row">{name}</th>'
            + "".join(f"<td>{html.escape(c)}</td>" for c in cells)
            + "</tr>"
        )
    return (
        f'<table class="kam-tiers"><caption>{html.escape(grading.finding(lang))}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
    )


_SUMMARY_HEADS = (
    Text(en="Tier", zh="等级"),
    Text(en="Accounts", zh="客户数"),
    Text(en="Share of accounts", zh="客户数占比"),
    Text(en="Lifetime profit", zh="全生命周期利润"),
    Text(en="Share of lifetime profit", zh="全生命周期利润占比"),
)
_NOT_NEEDED = Text(
    en="Your answer to “{label}” was not used: the file gives it, or the chosen rule does without it.",
    zh="“{label}”的回答未使用：文件中已有，或所选规则不需要。",
)
