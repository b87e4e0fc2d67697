"""What other filled forms of the course hold for an account plan: its sections need not be typed twice.

Only what is the same fact in both forms is taken over. What they work out (a lifetime profit, a coverage) the plan
works out anew, by its own conventions.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kamlib.forms.account_plan import plan_name
from kamlib.forms.account_plan_sheets import FORM
from kamlib.forms.form import Calculation, FormData, ReadForm
from kamlib.forms.growth_book import CATEGORIES
from kamlib.forms.problems import listed, refuse
from kamlib.relationships import DECISION_MAKER_STEPS
from kamlib.text import Text

_NAMED = 8  # accounts that a sentence names
_TITLE_AND_INITIALS = re.compile(r"(.+?)\s*((?:[A-Z]\.\s?)+)")
_DEFAULTS = {field.name: field.default for field in FORM.fields() if field.default is not None}


@dataclass(frozen=True, slots=True)
class Filled:
    """A plan to which other forms were added, and a sentence for each of them."""

    data: FormData
    said: tuple[Text, ...]


def fill_from(data: FormData, forms: Sequence[ReadForm], account: str | None = None) -> Filled:
    """Return a plan with what other filled forms hold; what was filled into the plan already stays.

    A default that nobody changed gives way. A table of the plan is taken over whole, or not at all.

    Parameters
    ----------
    data : FormData
        The plan, filled in or not.
    forms : sequence of ReadForm
        Other take-home forms of the course.
    account : str, optional
        The account meant, where a form holds several; the plan's own when it names one.

    Raises
    ------
    CannotRead
        When a form holds several accounts and none is named, or not the one that is.
    """
    untouched = {name for name, default in _DEFAULTS.items() if data.values.get(name) == default}
    said = []
    for read in forms:
        title: dict[str, Any] = {"form": read.form.title}
        if read.form.id not in _FROM:
            said.append(_filled(NOTHING_FOR_PLAN, title))
            continue
        found = _FROM[read.form.id](read, account or plan_name(data) or None)
        title["account"] = str(found.values["account_name"])
        values = {
            name: value
            for name, value in found.values.items()
            if (name in untouched or _is_blank(data.values.get(name))) and value != data.values.get(name)
        }
        tables = {name: rows for name, rows in found.tables.items() if not any(data.tables.get(name, ()))}
        untouched -= found.values.keys()
        data = replace(data, values={**data.values, **values}, tables={**data.tables, **tables})
        count = len(values) + sum(len(row) for rows in tables.values() for row in rows)
        said.append(_filled(TAKEN if count else NOTHING_NEW, title | {"count": count}))
    return Filled(data, tuple(said))


def _filled(text: Text, values: Mapping[str, Any]) -> Text:
    """Return a text with values filled in, safe to be filled once more."""
    return Text(**{lang: text.fill(lang, values).replace("{", "{{").replace("}", "}}") for lang in ("en", "zh")})


def _is_blank(value: Any) -> bool:
    return value is None or value == ""


def _given(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if not _is_blank(value)}


def _found(values: Mapping[str, Any], **tables: Iterable[Mapping[str, Any]]) -> FormData:
    """Return what a form holds for the plan, without what was left blank in it."""
    rows = {name: [_given(row) for row in table] for name, table in tables.items()}
    return FormData(_given(values), {name: table for name, table in rows.items() if any(table)})


# --- what each form holds -----------------------------------------------------------------------------


def _from_plan_check(read: ReadForm, account: str | None) -> FormData:
    rows = [row for row in read.data.tables.get("lines", ()) if row.get("customer")]
    row = _row_of(rows, "customer", account, read)
    mine = [one for one in rows if one["customer"] == row["customer"] and one.get("sales") is not None]
    return _found(
        {
            "account_name": row["customer"],
            "region": row.get("region"),
            "industry": row.get("industry"),
            "plan_year": read.data.values.get("year"),
            "target_set": sum(one["sales"] for one in mine) if mine else None,
        }
    )


def _from_lifetime(read: ReadForm, account: str | None) -> FormData:
    rows = read.data.tables.get("accounts", ())
    row = _row_of([row for row in rows if row.get("account")], "account", account, read)
    place = next(place for place, one in enumerate(rows) if one is row)
    return _found(
        {
            "account_name": row["account"],
            "sales_last_year": row.get("revenue"),
            "contribution_per_year": row.get("contribution"),
            "service_cost_per_year": row.get("service_cost"),
            "retention": row.get("retention"),
            "discount_rate": read.data.values.get("discount_rate"),
            "stage": Calculation(read.form, read.data, read.lang).column("accounts", "stage")[place],
        }
    )


def _from_customer_value(read: ReadForm, account: str | None) -> FormData:
    values = read.data.values
    before, after = Calculation(read.form, read.data, read.lang).column("ways", "tied_up")
    return _found(
        {
            "account_name": _only_account(values.get("account"), account, read),
            "cost_per_hour": values.get("stop_loss"),
            # Both lines are needed: a stock that is not filled in is no stock of nothing.
            **({"stock_before": before, "stock_after": after, "carrying_rate": values.get("carrying")} if before and after else {}),
        },
        audit=(
            {"weight": row.get("weight"), "floor": row.get("floor"), "us": row.get("us"), "rival_a": row.get("rival_one"), "rival_b": row.get("rival_two")}
            for row in read.data.tables.get("audit", ())
        ),
    )  # fmt: skip


def _from_relationships(read: ReadForm, account: str | None) -> FormData:
    name = _only_account(read.data.values.get("customer"), account, read)
    calculation = Calculation(read.form, read.data, read.lang)
    rows = list(read.data.tables.get("people", ()))
    order = calculation.column("people", "place")
    people = [(f"P{place}", row) for place, row in enumerate(rows, start=1) if row.get("person")]
    if not people:
        return _found({"account_name": name})
    first = sorted(people, key=lambda one: order[rows.index(one[1])])
    code, key = first[0]
    return _found(
        {"account_name": name, "key_code": code, "next_step": _step_after(key.get("step"))},
        people=(_person(code, row) for code, row in people),
        actions=(
            {"what": row["action"], "by_when": row.get("due"), "who": row.get("our_owner")}
            for _, row in first
            if row.get("action")
        ),
    )


def _person(code: str, row: Mapping[str, Any]) -> dict[str, Any]:
    whole = _TITLE_AND_INITIALS.fullmatch(row["person"].strip())
    step = row.get("step")
    return {
        "person": code,
        "position": whole[1] if whole else row["person"],
        "initials": whole[2] if whole else None,
        "influence": row.get("influence"),
        "step": DECISION_MAKER_STEPS.index(step) if step else None,
        "met": row.get("met"),
        "in_charge": row.get("our_owner"),
    }


def _step_after(step: str | None) -> str:
    reached = DECISION_MAKER_STEPS.index(step) if step else 0
    return DECISION_MAKER_STEPS[min(reached + 1, len(DECISION_MAKER_STEPS) - 1)]


def _from_switching(read: ReadForm, account: str | None) -> FormData:
    """Return what stands in the switching-cost sheet, but for its yearly extra: the plan knows costs paid once."""
    values = read.data.values
    return _found(
        {
            "account_name": _only_account(values.get("customer"), account, read),
            "sales_last_year": values.get("spend"),
            "switch_years": values.get("horizon"),
            "switch_rate": values.get("their_rate"),
        },
        costs=({"lump": row.get("now")} for row in read.data.tables.get("costs", ())),
    )


def _from_growth_book(read: ReadForm, account: str | None) -> FormData:
    values = read.data.values
    row = _row_of([row for row in read.data.tables.get("wallet", ()) if row.get("account")], "account", account, read)
    return _found(
        {"account_name": row["account"], "target_share": values.get("target")},
        wallet=(
            {"family": values.get(f"category{n}") or str(n), "buys": row[f"spend{n}"], "from_us": row.get(f"ours{n}")}
            for n in CATEGORIES
            if row.get(f"spend{n}")
        ),
    )


_FROM: dict[str, Callable[[ReadForm, str | None], FormData]] = {
    "plan_check": _from_plan_check,
    "lifetime_profit": _from_lifetime,
    "customer_value": _from_customer_value,
    "relationship_plan": _from_relationships,
    "switching_cost": _from_switching,
    "growth_book": _from_growth_book,
}


# --- the account meant --------------------------------------------------------------------------------


def _only_account(name: str | None, account: str | None, read: ReadForm) -> str:
    """Return the name of the one account that a form is about."""
    return str(_row_of([{"account": name}] if name else [], "account", account, read)["account"])


def _row_of(rows: Sequence[Mapping[str, Any]], column: str, account: str | None, read: ReadForm) -> Mapping[str, Any]:
    """Return the row of the account meant."""
    names = list(dict.fromkeys(str(row[column]) for row in rows))
    where = {"form": read.form.title, "names": listed(names[:_NAMED] + ["…"] * (len(names) > _NAMED))}
    if not names:
        raise refuse(NO_ACCOUNT, kind="no_account", **where)
    if account is None and len(names) > 1:
        raise refuse(WHICH_ACCOUNT, kind="which_account", **where)
    wanted = names[0] if account is None else account
    found = [row for row in rows if str(row[column]).strip().casefold() == wanted.strip().casefold()]
    if not found:
        raise refuse(OTHER_ACCOUNT, kind="other_account", account=wanted, **where)
    return found[0]


# --- sentences ----------------------------------------------------------------------------------------

TAKEN = Text(
    en="From the form “{form}”: {count} entries for {account}.", zh="从“{form}”取得 {account} 的 {count} 项数据。"
)
NOTHING_NEW = Text(
    en="The form “{form}” adds nothing for {account}: the plan has it already.",
    zh="“{form}”没有为 {account} 增加内容：计划中已有。",
)
NOTHING_FOR_PLAN = Text(
    en="The form “{form}” holds nothing that an account plan needs; it was left aside.",
    zh="“{form}”中没有客户计划需要的内容，未使用。",
)
NO_ACCOUNT = Text(
    en="The form “{form}” names no account; fill one in, or leave the file out.",
    zh="“{form}”中没有客户名称；请填写，或不要使用该文件。",
)
WHICH_ACCOUNT = Text(
    en="The form “{form}” holds several accounts ({names}); say which with --account.",
    zh="“{form}”中有多个客户（{names}），请用 --account 指定。",
)
OTHER_ACCOUNT = Text(
    en="The form “{form}” does not hold “{account}”; it has {names}.",
    zh="“{form}”中没有“{account}”，其中有：{names}。",
)
