"""The account plan (客户计划), of the capstone KP: a trainee's work of eight units, or an own account.

The documents name no form here; form and fields are ours. `plan_data` fills it from the answers of a trainee,
`own_plan` takes one that was filled in for an own account; what other forms of the course hold is added by
`kamlib.forms.account_plan_from_forms`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from kamlib.forms.account_plan_sheets import COSTS, CRITERIA, FORM, SECTIONS
from kamlib.forms.form import Calculation, FormData
from kamlib.tiers import TIERS
from kamlib.units.account_plan.actions import read_action
from kamlib.units.account_plan.facts import Criterion, Fact, Person, PlanFacts
from kamlib.units.account_plan.x3_tier import OWNER_OF, hours_per_year

__all__ = ["FORM", "STEPS", "is_filled", "own_plan", "plan_data", "plan_name"]

# The step of the capstone that a section of the plan comes from.
STEPS = {section.id: f"KP.X{place}" for place, section in enumerate(SECTIONS, start=1)}

_CARRIED = ("spend",)  # stands in a step without being asked for there
# Facts under the name of the input that they fill.
_INPUTS = (
    "account_code", "seller", "goal", "promise",
    "sales_last_year", "growth_expected", "region_growth", "extra_growth",
    "contribution_per_year", "service_cost_per_year", "retention", "discount_rate", "stage", "seller_hours",
    "hours_lost_before", "hours_lost_after", "cost_per_hour", "stock_before", "stock_after", "carrying_rate",
    "target_step", "next_step", "switch_years", "switch_rate", "target_share",
    "units_per_year", "price_now", "rival_price", "unit_cost", "least_margin", "asked_cut",
)  # fmt: skip
_SAID = ("account_name", "region", "industry", "product_family", "why")  # facts shown in words
# The results of a section: where an own answer differs from what the plan works out, the plan's figure stands.
_RESULTS = {
    "about_target": ("baseline", "target", "gap"),
    "about_lifetime": ("profit_per_year", "clp"),
    "about_effort": ("tier", "hours_per_year", "seller_share", "owner"),
    "about_value": ("audit_score_us", "audit_score_rival", "weakest_criterion", "below_floor", "value_per_year"),
    "about_people": ("coverage", "decision_index", "hours_for_key_person"),
    "about_switching": ("switching_cost", "saving_needed", "rival_discount"),
    "about_wallet": ("wallet_per_year", "share_of_wallet", "headroom", "gap_covered"),
    "about_price": ("economic_value", "price_floor", "answer", "offer_price"),
}
_NEAR = 0.01  # of the figure: an own answer this near is the same answer, rounded


def plan_data(facts: PlanFacts, lang: str) -> FormData:
    """Return the account plan of a trainee.

    Parameters
    ----------
    facts : PlanFacts
        What `kamlib.units.account_plan.facts.plan_facts` returns.
    lang : "en" or "zh"
        Language of the names.

    Returns
    -------
    FormData
        Every section says whose work it is: the trainee's own, the model's answer, or partly own.
    """
    known = facts.facts

    def value(name: str) -> Any:
        return known[name].value if name in known else None

    values: dict[str, Any] = {name: value(name) for name in _INPUTS}
    values |= {name: _in_words(known[name], lang) for name in _SAID if name in known}
    values["plan_year"] = str(value("plan_year") or "")
    values["key_code"] = value("key_person")
    tables = {
        "tier_rules": [
            {"floor": value(f"floor_{tier}"), "hours": hours_per_year(tier), "led_by": OWNER_OF[tier]} for tier in TIERS
        ],
        "audit": _criteria(facts.criteria),
        "people": [_person(one, lang) for one in facts.people],
        "costs": [_cost(kind.id, value) for kind in COSTS],
        "wallet": [
            {"family": one.label.pick(lang), "buys": one.spend_per_year, "from_us": one.our_sales_per_year} for one in facts.wallet
        ],
        "actions": [
            read_action(_in_words(known[name], lang))._asdict() for name in ("action_1", "action_2", "action_3") if value(name)
        ],
    }  # fmt: skip
    data = FormData(_given(values), {name: [_given(row) for row in rows] for name, rows in tables.items() if rows})
    sources = [{"source": _source(section.id, facts, data, lang)} for section in SECTIONS]
    return replace(data, tables={**data.tables, "sections": sources})


def own_plan(data: FormData) -> FormData:
    """Return the plan of an own account, in which each section that is filled in says so."""
    calculation = Calculation(FORM, data, "en")
    given = [dict(row) for row in data.tables.get("sections", ())]
    given += [{} for _ in range(len(SECTIONS) - len(given))]
    for row, section in zip(given, SECTIONS, strict=True):
        if data.own and not row.get("source") and is_filled(calculation, section.id):
            row["source"] = "own_account"
    tables = {name: rows for name, rows in data.tables.items() if name != "sections"}
    return replace(data, tables={**tables, "sections": given} if any(given) else tables)


def is_filled(calculation: Calculation, section: str) -> bool:
    """Say whether a section of a plan has something to show."""
    return bool(calculation.field(f"figure_{section}")) or (
        section == "about_value" and calculation.field("audit_score_us") != ""
    )


def plan_name(data: FormData) -> str:
    """Return the account's name as it stands in a plan, or nothing."""
    name = data.values.get("account_name") or ""
    return name if isinstance(name, str) else name.en


def _in_words(fact: Fact, lang: str) -> str:
    return fact.said.pick(lang) if fact.said is not None else str(fact.value or "")


def _criteria(criteria: Sequence[Criterion]) -> list[dict[str, Any]]:
    known = {one.id: one for one in criteria}
    return [
        {"weight": one.weight, "floor": one.floor, "us": one.us, "rival_a": one.rival_a, "rival_b": one.rival_b}
        if (one := known.get(option.id))
        else {}
        for option in CRITERIA
    ]


def _person(person: Person, lang: str) -> dict[str, Any]:
    return {
        "person": person.id, "position": person.title.pick(lang), "initials": person.initials, "influence": person.influence,
        "step": person.step, "met": "yes" if person.met else "no", "in_charge": person.owner, "reports_to": person.reports_to,
    }  # fmt: skip


def _cost(kind: str, value: Callable[[str], Any]) -> dict[str, Any]:
    if kind == "learning":
        return {"learners": value("learners"), "hours_each": value("learning_hours"), "hourly": value("learning_rate")}
    return {"lump": value(kind)}


def _given(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if value is not None and value != ""}


def _source(section: str, facts: PlanFacts, data: FormData, lang: str) -> str:
    """Return whose work a section is; an own answer that the plan had to put right makes it partly own."""
    step = STEPS[section]
    asked = [one for one in facts.facts.values() if one.step == step and one.whose != "given" and one.name not in _CARRIED]
    own = [one for one in asked if one.whose == "own"]
    if len(own) < len(asked) or not own:
        return "mixed" if own else "model"
    calculation = Calculation(FORM, data, lang)
    for name in _RESULTS[section]:
        if name in facts.facts and not _same(facts.facts[name].value, calculation.field(name)):
            return "mixed"
    return "own_work"


def _same(answer: Any, shown: Any) -> bool:
    if isinstance(answer, (int, float)) and isinstance(shown, (int, float)):
        return abs(answer - shown) <= _NEAR * max(abs(shown), 0.01)
    return answer == shown
