"""The form for checking the monthly plan in a notebook: to take home, and a filled one read back and drawn."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from html import escape
from pathlib import PurePath
from typing import Any

import numpy as np

from kamlib import plots, targets
from kamlib.forms.card import Shown
from kamlib.forms.plan_check import PlanCheck, case_plan_check, plan_check_form, read_plan_check
from kamlib.forms.problems import CannotRead
from kamlib.text import Text, check_language

FILE_NAME = Text(en="plan_check.xlsx", zh="月度计划检查表.xlsx")
CASE_LINK = Text(en="Download the form, filled with the case ({size} kB)", zh="下载表单：已填案例数据（{size} kB）")
EMPTY_LINK = Text(en="Download the empty form ({size} kB)", zh="下载空白表单（{size} kB）")
OWN_NAME = Text(en="{name}_checked.xlsx", zh="{name}_已检查.xlsx")
UPLOAD_TITLE = Text(en="Your own plan check", zh="您自己的月度计划检查表")
UPLOAD_HELP = Text(
    en="Choose the form that you downloaded here and filled in (.xlsx). It stays on this computer.",
    zh="请选择在这里下载并填好的表单（.xlsx）。文件只留在本机。",
)
NO_LINES = Text(
    en="The form holds no line with a sales target yet. Fill in the sheet “Annual targets” first.",
    zh="表单里还没有填写销售额目标。请先填“年度目标”工作表。",
)
NO_ACTUAL = Text(
    en="The sheet “Actual” has no sales for the first {month:whole} months yet.",
    zh="“月度实际”工作表里还没有前 {month:whole} 个月的销售额。",
)
FOUND = Text(
    en="{lines:whole} lines, month {month:whole}: {attained:percent1} of the plan to date; behind: {behind}.",
    zh="共 {lines:whole} 行，检查到第 {month:whole} 个月：累计达成率 {attained:percent1}；落后的有：{behind}。",
)
NOBODY = Text(en="none", zh="无")
LINE = Text(en="Line", zh="计划行")
ATTAINED = Text(en="Attainment", zh="累计达成率")
RATE = Text(en="Required a month (CNY)", zh="月均需完成（元）")


def form_link(check: PlanCheck | None, lang: str) -> str:
    """Return a link, as HTML, that saves the form: filled with the case as finely as it goes, or empty for None."""
    case = None if check is None else case_plan_check(check.month, finer=True)
    content = plan_check_form(case, check_language(lang))
    words = (EMPTY_LINK if check is None else CASE_LINK).fill(lang, {"size": round(len(content) / 1024)})
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    address = f"data:{kind};base64,{base64.b64encode(content).decode()}"
    return f'<p><a download="{escape(FILE_NAME.pick(lang))}" href="{address}">{escape(words)}</a></p>'


def own_plan(name: str, content: bytes, answers: Mapping[str, Any], lang: str) -> Shown:
    """Return what an own filled form says: who is behind, drawn month by month, or what stands in the way."""
    try:
        check = read_plan_check(content)
    except CannotRead as problem:
        return Shown(problem.sentences(lang))
    lines = [line for line in check.lines if line.targets.get("sales")]
    if not lines:
        return Shown([NO_LINES.pick(lang)])
    plan = np.array([_plan(line.targets["sales"], check) for line in lines], dtype=float)
    actual = np.array([_actual(line.actuals.get("sales", ()), check.month) for line in lines], dtype=float)
    if not actual.any():
        return Shown([NO_ACTUAL.fill(lang, {"month": check.month})])
    names = [_name(line) for line in lines]
    to_date, came, left = plan[:, : check.month].sum(axis=1), actual.sum(axis=1), 12 - check.month
    attained = np.divide(came, to_date, out=np.zeros_like(came), where=to_date > 0)
    behind = [name for name, share in zip(names, attained, strict=True) if share < check.behind_below]
    said = {
        "lines": len(lines),
        "month": check.month,
        "attained": came.sum() / to_date.sum(),
        "behind": (", " if lang == "en" else "、").join(behind) or NOBODY.pick(lang),
    }
    months = [str(month) for month in range(1, 13)]
    figure = plots.plan_bars(plan.sum(axis=0), actual.sum(axis=0), lang, month_names=months)
    rates = (plan.sum(axis=1) - came) / left if left else None
    return Shown(
        message=FOUND.fill(lang, said),
        result_html=_table(names, attained, rates, lang),
        figure_png=figure.png(),
        figure_alt=figure.description(),
        form_name=OWN_NAME.fill(lang, {"name": PurePath(name).stem}),
        form_bytes=plan_check_form(check, lang),
    )


def _plan(target: float, check: PlanCheck) -> list[float]:
    """Return the monthly plan as the form works it out."""
    weights = check.month_weights if sum(check.month_weights) > 0 else (1.0,) * 12
    try:
        return list(targets.monthly_plan(target, weights, unit=check.unit))
    except ValueError:  # a target that is no multiple of the unit: the form shows that; here the shares do
        return [target * weight / sum(weights) for weight in weights]


def _actual(came: Any, month: int) -> list[float]:
    return [float(amount or 0) for amount in [*came, *[0.0] * 12][:month]]


def _name(line: Any) -> str:
    return " · ".join(str(part) for part in (line.region, line.industry, line.customer, line.project) if part)


def _table(names: list[str], attained: Any, rates: Any, lang: str) -> str:
    heads = [LINE, ATTAINED] + ([RATE] if rates is not None else [])
    rows = []
    for place, name in enumerate(names):
        cells = [escape(name), f"{attained[place]:.1%}"] + ([f"{rates[place]:,.0f}"] if rates is not None else [])
        rows.append("<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>")
    head = "".join(f"<th>{escape(text.pick(lang))}</th>" for text in heads)
    return f'<table class="kam-table"><thead><tr>{head}</tr></thead><tbody>{"".join(rows)}</tbody></table>'
