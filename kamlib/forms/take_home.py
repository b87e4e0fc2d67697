"""All take-home forms of the course, so that a file can be read back without saying which form it is."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from kamlib.forms.form import Form, ReadForm, read_form

# Form id -> module whose FORM it is; a form is imported when it is needed.
MODULES = {
    "plan_check": "plan_check",
    "lifetime_profit": "lifetime_sheet",
    "switching_cost": "switching_sheet",
    "relationship_plan": "relationship_plan",
    "customer_value": "customer_value",
    "growth_book": "growth_book",
    "account_plan": "account_plan",
}


def form(form_id: str) -> Form:
    """Return a form by its id.

    Raises
    ------
    ValueError
        When there is none.

    Examples
    --------
    >>> form("plan_check").title.zh
    '检查月度计划完成情况的工具表单'
    """
    if form_id not in MODULES:
        raise ValueError(f"form_id {form_id!r} is not one of {', '.join(MODULES)}")
    return import_module(f"kamlib.forms.{MODULES[form_id]}").FORM


def read_any(source: str | Path | bytes) -> ReadForm:
    """Read back a file that is one of the take-home forms.

    Raises
    ------
    CannotRead
        When it is none of them; else as `read_form`.
    """
    return read_form(source, *(form(one) for one in MODULES))
