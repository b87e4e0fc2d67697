"""Where an account plan comes from: a trainee's answers, or filled forms about an own account."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kamlib.classroom.journal import Journal
from kamlib.forms.account_plan import FORM, own_plan, plan_data
from kamlib.forms.account_plan_from_forms import fill_from
from kamlib.forms.form import Calculation, FormData, ReadForm
from kamlib.refusal import Refusal
from kamlib.text import Text
from kamlib.units.account_plan.facts import plan_facts


class Source(NamedTuple):
    """A plan, and sentences that say where it comes from."""

    data: FormData
    said: tuple[Text, ...]


def from_answers(journal: Journal, cohort: str, lang: str) -> Source:
    """Return the plan of a trainee's account, as far as it is worked out; the model's answers stand in for the rest."""
    raw = {id: seen.raw for id, seen in journal.read().items()}
    data = plan_data(plan_facts(raw, journal.trainee, cohort), lang)
    sources = [row.get("source") for row in data.tables["sections"]]
    own, partly = sources.count("own_work"), sources.count("mixed")
    count = {"own": own, "partly": partly, "model": len(sources) - own - partly}
    side = {language: OWN_WORK.fill(language, count) for language in ("en", "zh")}
    return Source(data, (Text(**side),))


def from_forms(forms: Sequence[ReadForm], account: str | None = None) -> Source:
    """Return the plan that filled forms hold: an account plan, other forms of the course, or both.

    Raises
    ------
    Refusal
        When two account plans are given.
    CannotRead
        When a form does not say which account is meant.
    """
    plans = [read for read in forms if read.form.id == FORM.id]
    if len(plans) > 1:
        raise Refusal(TWO_PLANS, misuse=True)
    own = plans[0].data.own if plans else all(read.data.own for read in forms)
    data = plans[0].data if plans else FormData(own=own)
    filled = fill_from(data, [read for read in forms if read.form.id != FORM.id], account)
    return Source(own_plan(filled.data), filled.said)


def is_empty(data: FormData) -> bool:
    """Say whether a plan has nothing to show: no section is filled in."""
    return not any(Calculation(FORM, data, "en").column("sections", "figure"))


OWN_WORK = Text(
    en="Of eight sections {own} are your own work, {partly} partly, {model} the model's.",
    zh="八个部分中，{own} 个由您本人完成，{partly} 个由您完成一部分，{model} 个采用参考解答。",
)
TWO_PLANS = Text(
    en="Two account plans were given; one page shows one account. Give one of them.",
    zh="给出了两份客户计划；一页只说明一家客户，请只给一份。",
)
