"""The account plan on one printed page, for a director: the goal, the money and why, in two minutes.

Every word and figure comes from the calculated Excel form, so page and form cannot say different things.
"""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from markupsafe import Markup

from kamlib.files import not_written, write_all
from kamlib.forms.account_plan import FORM, is_filled, own_plan, plan_name
from kamlib.forms.account_plan_sheets import CAPTIONS, CRITERIA, NOWHERE, RISKS, SECTIONS, SOURCES, STATES
from kamlib.forms.form import Calculation, FormData, form_bytes, read_form
from kamlib.forms.problems import CannotRead
from kamlib.plots import account_plan as plots
from kamlib.plots.style import FONT_FILE, HouseFigure, wrapped
from kamlib.refusal import Refusal
from kamlib.text import HTML_LANGUAGES, Text, check_language
from kamlib.views.chromium import find_browser, print_page
from kamlib.views.worksheet import environment

HERE = Path(__file__).parent
SECONDS_TO_PRINT = 60
HIGH_MM, LOW_MM = 46, 14  # of a row of tiles, where there is room
MOST_ACTIONS = 4  # more stand in the Excel form
ACTION_LINES, MORE_LINES = 12, 8  # lines of print for all actions of a full page; each low row of tiles adds some
# Latin letters that a line of an action holds, of who does it, and of an action that stands alone; a Chinese sign counts as two.
WIDE = {"en": (28, 16, 66), "zh": (24, 14, 62)}
MINUS = re.compile(r"(?<![\w-])-(?=\d)")
NO_BREAK, JOINED = "\u00a0", "\u2060"
UNIT_BEHIND, UNIT_JOINED = re.compile(r"(?<=\d) (?=元|年|小时|倍|分)"), re.compile("(?<=\\d)(?=[万亿])|(?<=[万亿])(?=元)")
NAME = Text(en="account_plan", zh="客户计划")

WORDS = {
    "plan": Text(en="Account plan", zh="客户计划"),
    "tiles": Text(en="Eight steps", zh="八个步骤"),
    "why": Text(en="Why this account:", zh="为何值得投入："),
    "why_missing": Text(en="not written yet.", zh="尚未填写。"),
    "actions": Text(en="What we do", zh="行动计划"),
    "what": Text(en="Action", zh="行动"),
    "who": Text(en="Who", zh="责任人"),
    "when": Text(en="By when", zh="完成时间"),
    "money": Text(en="CNY a year", zh="元/年"),
    "no_actions": Text(en="No action is agreed yet.", zh="尚未确定行动。"),
    "promise": Text(en="Promised above the baseline", zh="承诺在基准之上增加"),
    "risks": Text(en="What can go wrong", zh="风险检查"),
}
NO_NAME = Text(en="Account not named yet", zh="客户名称未填")
NO_HEADLINE = Text(en="This plan has no figures yet.", zh="该计划尚无数据。")
ONE_LINE = Text(
    en="An action gets its columns when it is written as: what; who; {year}-03-31; 300,000.",
    zh="行动按“做什么；谁来做；{year}-03-31；300,000”填写，即可分列显示。",
)
MORE_ACTIONS = Text(en="{count} more in the Excel form.", zh="另有 {count} 项见 Excel 表单。")
CUT = Text(en="What ends in “…” stands in full in the Excel form.", zh="以“…”结尾的内容，全文见 Excel 表单。")
BALLS = Text(
    en="Ball: steps reached with the person, 0 to 4 quarters; ring: key person. Hatched: the gap.",
    zh="圆内填充：与此人走到的关系步骤（0–4）；圆环：关键人。斜线：缺口。",
)
INVENTED = Text(en="Tarvane Drives, its accounts and all figures are invented.", zh="塔凡传动及其客户和所有数据均为虚构。")
OWN = Text(en="Own account; the figures are the author's.", zh="自己的客户，数据由填写人提供。")
# The figure that each tile shows large.
NUMBERS = {
    "about_target": "gap", "about_lifetime": "clp", "about_effort": "tier", "about_value": "value_per_year",
    "about_people": "decision_index", "about_switching": "rival_discount", "about_wallet": "share_of_wallet", "about_price": "offer_price",
}  # fmt: skip
ICONS = {"safe": "✓", "watch": "!", "act": "▲", "unknown": "–"}


class Written(NamedTuple):
    """What was written, why there is no PDF if there is none, and where a form that stood there before is kept."""

    files: tuple[Path, ...]
    no_pdf: Refusal | None
    kept: Path | None


def write_plan(data: FormData, out: Path, lang: str, *, read_from: Sequence[Path] = ()) -> Written:
    """Write the plan as a web page, as a PDF where a browser can print one, and as the Excel form.

    Parameters
    ----------
    data : FormData
        A filled account plan.
    out : Path
        The folder; made when it is not there.
    lang : "en" or "zh"
    read_from : sequence of Path
        Files the data come from. A form in the folder that is none of them and says something else is kept
        beside the new one: somebody may have written into it.

    Raises
    ------
    Refusal
        When the folder takes no files; none of them is written then.
    """
    data = own_plan(data)
    page = plan_page(data, lang)
    if out.exists() and not out.is_dir():
        raise Refusal(NO_FOLDER, {"out": out}, misuse=True)
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise not_written(out, problem) from problem
    name = NAME.pick(lang)
    form = out / f"{name}.xlsx"
    files = {out / f"{name}.html": page.encode(), form: form_bytes(FORM, data, lang)}
    kept = None
    try:
        if form.exists() and form.resolve() not in {path.resolve() for path in read_from} and not _says(form, files[form]):
            kept = next(path for count in range(1, 10_000) if not (path := out / f"{name}_{count}.xlsx").exists())
            files[kept] = form.read_bytes()
    except OSError as problem:
        raise not_written(form, problem) from problem
    no_pdf = None
    try:
        browser = find_browser(f"{name}.html")
        files[out / f"{name}.pdf"] = print_page(browser, page, out, web_page=f"{name}.html", seconds=SECONDS_TO_PRINT)
    except Refusal as problem:
        no_pdf = problem
    except OSError as problem:
        raise not_written(out, problem) from problem
    return Written(write_all(files), no_pdf, kept)


def _says(form: Path, content: bytes) -> bool:
    """Say whether a file holds the same plan, in whatever program it was saved."""
    try:
        return form.read_bytes() == content or read_form(form, FORM).data == read_form(content, FORM).data
    except CannotRead:
        return False


def plan_page(data: FormData, lang: str) -> str:
    """Return the plan as one web page that needs nothing else."""
    data = own_plan(data)
    plan = Calculation(FORM, data, check_language(lang))
    words = {name: text.pick(lang) for name, text in WORDS.items()}
    account = plan.field("account_name") or NO_NAME.pick(lang)
    head = [plan.field(name) for name in ("account_code", "industry", "region", "seller")]
    actions, more = _actions(plan, lang)
    in_one_line = not data.own and not all(action["who"] for action in actions)
    promise = plan.field("promise")
    sources = {source for source in plan.column("sections", "source") if source}
    marks = " · ".join(
        f"{_MARKS[one.id]} {one.words.pick(lang)}" for one in SOURCES if one.id in sources and one.id != "own_account"
    )
    # Two tiles stand side by side; a row in which neither has anything to show is low.
    rows = [any(is_filled(plan, one.id) for one in SECTIONS[place : place + 2]) for place in range(0, len(SECTIONS), 2)]
    lines = (ACTION_LINES + MORE_LINES * rows.count(False)) // max(1, len(actions))
    cut = any(_lines(action, lang) > lines for action in actions)
    below = [MORE_ACTIONS.fill(lang, {"count": more})] * bool(more) + [CUT.pick(lang)] * cut
    parts = {
        "html_lang": HTML_LANGUAGES[lang],
        "title": f"{words['plan']} · {account}",
        "words": words,
        "year": plan.field("plan_year") or "",
        "facts": [fact for fact in head if fact],
        "account": account,
        "headline": _typeset(plan.field("headline")).strip() if any(rows) else NO_HEADLINE.pick(lang),
        "why": plan.field("why") or "",
        "rows": " ".join("minmax(0, 1fr)" if filled else "auto" for filled in rows),
        "height": sum(HIGH_MM if filled else LOW_MM for filled in rows),
        "tiles": [_tile(place, plan, lang) for place in range(len(SECTIONS))],
        "actions": actions,
        "lines": lines,
        "columns": any(action["who"] or action["when"] or action["brings"] is not None for action in actions) or not actions,
        "one_line": ONE_LINE.fill(lang, {"year": plan.field("plan_year")}) if in_one_line else "",
        "more_actions": (" " if lang == "en" else "").join(below),
        "promise": None if promise is None else {"value": _plain(promise), "words": plots.amount(promise, lang)},
        "risks": [_risk(place, plan, lang) for place in range(len(RISKS))],
        "legend": " · ".join(part for part in (marks, BALLS.pick(lang)) if part),
        "origin": (OWN if data.own else INVENTED).pick(lang),
        "signed": " · ".join(str(one) for one in (plan.field("form_owner"), plan.field("form_date")) if one),
        "css": Markup((HERE / "account_plan.css").read_text("utf-8")),
    }  # fmt: skip
    template = environment().get_template("account_plan.html")
    return template.render(parts, font=_font(template.render(parts, font="")))


_MARKS = {"own_work": "●", "mixed": "◐", "model": "○"}
NO_FOLDER = Text(en="{out} is a file; name a folder with --out.", zh="{out} 是文件；请用 --out 指定文件夹。")


def _font(page: str) -> str:
    """Return the font of the house with the characters of the page only, so that the page looks the same everywhere."""
    from fontTools import subset  # slow to import, and only needed here

    options = subset.Options(layout_features=["kern"], notdef_outline=True, name_IDs=[], hinting=False)
    cutter = subset.Subsetter(options)
    cutter.populate(text=page)
    cut = io.BytesIO()
    with subset.load_font(str(FONT_FILE), options) as font:
        cutter.subset(font)
        subset.save_font(font, cut, options)
    return base64.b64encode(cut.getvalue()).decode()


def _typeset(text: str) -> str:
    """Return a sentence of the form as print has it: a minus is longer than a hyphen, and no amount is torn.

    Examples
    --------
    >>> _typeset("CNY -260k, 2026-09-30").replace(NO_BREAK, "~")
    'CNY~−260k, 2026-09-30'
    >>> _typeset("5,076 元，51.8万元").replace(NO_BREAK, "~").replace(JOINED, "+")
    '5,076~元，51.8+万+元'
    """
    text = UNIT_BEHIND.sub(NO_BREAK, MINUS.sub("−", text).replace("CNY ", "CNY" + NO_BREAK))
    return UNIT_JOINED.sub(JOINED, text)


def _plain(value: float) -> str:
    """Return a number as a program reads it, without a needless ``.0``."""
    return f"{value:.15g}"


def _tile(place: int, plan: Calculation, lang: str) -> dict[str, Any]:
    section = SECTIONS[place]
    name = NUMBERS[section.id]
    value = plan.field(name)
    filled = is_filled(plan, section.id)
    source = (plan.column("sections", "source")[place] or "") if filled else ""
    finding = _typeset(plan.column("sections", "finding")[place])
    figure = FIGURES[section.id](plan, lang) if filled else None
    return {
        "id": section.id,
        "title": section.words.pick(lang),
        "name": name,
        "number": _plain(value) if isinstance(value, (int, float)) else None,
        "key": _typeset(plan.field(f"figure_{section.id}")),
        "caption": CAPTIONS[section.id].pick(lang),
        "finding": finding,
        "source": source,
        "source_words": next((one.words.pick(lang) for one in SOURCES if one.id == source), ""),
        "figure": None if figure is None else _address(figure),
        "alt": finding,
    }


def _address(figure: HouseFigure) -> str:
    return f"data:image/svg+xml;base64,{base64.b64encode(figure.svg().encode()).decode()}"


def _actions(plan: Calculation, lang: str) -> tuple[list[dict[str, Any]], int]:
    rows = zip(*(plan.column("actions", name) for name in ("what", "who", "by_when", "brings")), strict=True)
    actions = [
        {
            "what": what,
            "who": who or "",
            "when": when or "",
            "brings": None if brings is None else _plain(brings),
            "brings_words": "" if brings is None else plots.amount(brings, lang),
        }
        for what, who, when, brings in rows
        if what
    ]
    return actions[:MOST_ACTIONS], max(0, len(actions) - MOST_ACTIONS)


def _lines(action: dict[str, Any], lang: str) -> int:
    """Return how many lines of print an action takes, as near as its letters tell."""
    what, who, alone = WIDE[lang]
    parted = action["who"] or action["when"] or action["brings"] is not None
    return max(len(wrapped(words, wide).split("\n")) for words, wide in ((action["what"], what if parted else alone), (action["who"], who)))


def _risk(place: int, plan: Calculation, lang: str) -> dict[str, Any]:
    state = plan.column("risks", "state")[place]
    return {
        "id": RISKS[place].id,
        "title": RISKS[place].words.pick(lang),
        "evidence": _typeset(plan.column("risks", "evidence")[place]),
        "state": state,
        "state_words": next(one.words.pick(lang) for one in STATES if one.id == state),
        "icon": ICONS[state],
    }


# -- figures: what the form has calculated, drawn ------------------------------------------------------


def _numbers(plan: Calculation, table: str, column: str) -> list[float]:
    return [value for value in plan.column(table, column) if isinstance(value, (int, float))]


def _target(plan: Calculation, lang: str) -> HouseFigure | None:
    if plan.field("target") == "":
        return None
    return plots.target_bars(*(plan.field(name) or 0 for name in ("sales_last_year", "baseline", "target")), lang)


def _lifetime(plan: Calculation, lang: str) -> HouseFigure:
    return plots.worth_curve(_numbers(plan, "curve", "so_far"), plan.field("clp"), lang)


def _effort(plan: Calculation, lang: str) -> HouseFigure:
    floors = zip(plots.TIERS, plan.column("tier_rules", "floor"), strict=True)
    return plots.tier_pyramid(plan.field("tier"), {tier: floor for tier, floor in floors if floor is not None}, lang)


def _value(plan: Calculation, lang: str) -> HouseFigure | None:
    rows = zip(CRITERIA, plan.column("audit", "us"), plan.column("audit", "best_rival"), strict=True)
    known = [(one, us, rival) for one, us, rival in rows if us is not None and rival != ""]
    if not known:
        return None
    ids = [one.id for one, _, _ in known]
    below = plan.field("below_floor")  # a missed floor comes before any score
    first = plan.field("weakest_criterion") if below == NOWHERE.id else below
    return plots.audit_points(
        [one.words.pick(lang) for one, _, _ in known],
        [us for _, us, _ in known],
        [rival for _, _, rival in known],
        ids.index(first) if first in ids else None,
        lang,
    )


def _people(plan: Calculation, lang: str) -> HouseFigure | None:
    columns = ("person", "position", "initials", "step", "reports_to", "influence", "missing")
    rows = [dict(zip(columns, row, strict=True)) for row in zip(*(plan.column("people", one) for one in columns), strict=True)]
    people = list({row["person"]: row for row in rows if row["person"]}.values())
    if not people:
        return None
    key = plan.field("key_code") or max(people, key=lambda one: one["missing"] or 0)["person"]
    return plots.people_map(people, key, lang)


def _switching(plan: Calculation, lang: str) -> HouseFigure:
    kinds = [one.words.pick(lang) for one in FORM.table("costs").lines]
    return plots.switching_steps(kinds, _numbers(plan, "costs", "amount"), lang)


def _wallet(plan: Calculation, lang: str) -> HouseFigure:
    rows = zip(*(plan.column("wallet", name) for name in ("family", "buys", "from_us")), strict=True)
    known = [(family, buys or 0, ours or 0) for family, buys, ours in rows if family]
    return plots.wallet_bars(*([row[place] for row in known] for place in range(3)), lang)


def _price(plan: Calculation, lang: str) -> HouseFigure:
    names = {"floor": "price_floor", "rival": "rival_price", "now": "price_now", "offer": "offer_price", "worth": "economic_value"}
    prices = {name: plan.field(field) for name, field in names.items()}
    return plots.price_range({name: price if isinstance(price, (int, float)) else None for name, price in prices.items()}, lang)


FIGURES: dict[str, Callable[[Calculation, str], HouseFigure | None]] = {
    "about_target": _target, "about_lifetime": _lifetime, "about_effort": _effort, "about_value": _value,
    "about_people": _people, "about_switching": _switching, "about_wallet": _wallet, "about_price": _price,
}  # fmt: skip


def plan_title(data: FormData, lang: str) -> str:
    """Return the name of the account in a plan, or that it has none yet."""
    return plan_name(data) or NO_NAME.pick(lang)
