"""Writes the account grading sheet (大客户分级评估表) as an Excel file, and reads it back.

The form calculates by itself: changing the discount rate or a floor on its assumptions sheet changes every
lifetime profit, tier, total and chart. The values written beside the formulas are ours, so that a viewer
that does not calculate shows the right figures too.
"""

from __future__ import annotations

import io
import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from kamlib import glossary
from kamlib.forms.grading import CUTS, FLOORS, Grading
from kamlib.forms.opening import column_letters, load
from kamlib.forms.problems import CannotRead, listed, refuse, shown
from kamlib.forms.questions import SOURCES, Used, write_value
from kamlib.forms.sheets import (
    FONTS,
    GREY,
    GRID,
    INK,
    INPUT,
    TIER_COLOURS,
    TIER_TINTS,
    Book,
    safe_text,
    save,
    set_up_page,
    starts_formula,
    text_width,
)
from kamlib.text import Text, check_language, percent
from kamlib.tiers import TIERS

SCHEMA = "kam-grading-form/1"
# Above these the form holds values instead of formulas: Excel would take too long to calculate it.
FORMULA_ROWS = {"threshold": 5_000, "cumulative share": 2_000}
_SHORT_FORM_ROWS = 50_000  # a longer form leaves out columns that can be looked up
_HIDDEN_SHEET = "kam"
_HEADER_ROW = 4  # row of the headings, from 0
_PARETO_STEPS = 20

# What follows from a tier: the course's own proposals, shorter than the lesson tells them.
APPROACHES = {
    "strategic": Text(
        en="Joint plan, own team, top management",
        zh="共同规划，专属团队，高层参与",
    ),
    "value": Text(en="Named owner, proactive service, reviews", zh="指定负责人，主动服务，定期复盘"),
    "standard": Text(en="Standard offers and processes, inside sales", zh="标准产品与流程，以内勤销售为主"),
    "transactional": Text(en="Order by order, low-cost channels", zh="逐单交易，通过低成本渠道服务"),
}
SHEETS = {
    "accounts": Text(en="Accounts", zh="客户"),
    "summary": Text(en="Summary", zh="汇总"),
    "assumptions": Text(en="Assumptions", zh="假设"),
    "notes": Text(en="Notes", zh="说明"),
}
TITLE = Text(en="Account grading sheet", zh="大客户分级评估表")


@dataclass(frozen=True, slots=True)
class _Column:
    """One column of the accounts sheet."""

    id: str
    heading: Text
    width: int
    kind: str  # text, money, percent, count, number, date, tier


def form_columns(grading: Grading) -> tuple[_Column, ...]:
    """Return the columns of the accounts sheet; what the file did not have is left out."""
    unit_en = f"({grading.currency})"
    unit_zh = "(元)" if grading.currency == "CNY" else f"({grading.currency})"

    def money(column: str, en: str, zh: str, *, yearly: bool = False) -> _Column:
        english = f"{en} ({grading.currency} per year)" if yearly else f"{en} {unit_en}"
        chinese = f"{zh}{unit_zh[:-1]}/年)" if yearly else f"{zh}{unit_zh}"
        return _Column(column, Text(en=english, zh=chinese), 15, "money")

    every = (
        _Column("account", Text(en="Account", zh="客户编号"), 18, "text"),
        _Column("name", Text(en="Customer name", zh="客户名称"), 26, "text"),
        _Column("region", Text(en="Region", zh="地区"), 13, "text"),
        _Column("industry", Text(en="Industry", zh="行业"), 13, "text"),
        money("sales", "Sales", "销售额", yearly=True),
        money("sales_total", "Sales in the whole file", "文件内总销售额"),
        _Column("orders", Text(en="Number of orders", zh="订单数"), 10, "count"),
        _Column("first_order", Text(en="First order", zh="首单日期"), 12, "date"),
        _Column("last_order", Text(en="Last order", zh="末单日期"), 12, "date"),
        _Column("contribution_margin", Text(en="Contribution margin (%)", zh="边际贡献率（%）"), 12, "percent"),
        money("contribution", "Current value", "当前价值", yearly=True),
        money("service_cost", "Cost to serve", "服务成本", yearly=True),
        _Column("retention", Text(en="Retention rate (per year)", zh="保留率（每年）"), 11, "percent"),
        money("potential_value", "Potential value", "潜在价值"),
        _Column("growth", Text(en="Growth", zh="增长率"), 10, "percent"),
        _Column("wallet_share", Text(en="Share of wallet", zh="钱包份额"), 10, "percent"),
        _Column("factor", Text(en="Discounted years", zh="折现年数"), 11, "number"),
        money("lifetime_profit", "CLP", "客户全生命周期利润"),
        _Column("share", _SHARE_HEADINGS[grading.method], 12, "percent"),
        _Column("tier_by_rule", Text(en="Tier by rule", zh="规则等级"), 14, "tier"),
        _Column("own_tier", Text(en="Own choice of tier", zh="自定等级"), 14, "tier"),
        _Column("tier", Text(en="Tier", zh="等级"), 14, "tier"),
        _Column("approach", Text(en="Approach", zh="关系发展思路"), 38, "text"),
        _Column("owner", Text(en="Owner", zh="负责人"), 14, "text"),
        _Column("review_date", Text(en="Review date", zh="复核日期"), 12, "date"),
    )
    has = {"account", *grading.accounts.columns} | _ALWAYS
    if len(grading.accounts) > _SHORT_FORM_ROWS:
        has -= _ONLY_SHORT_FORMS
    return tuple(column for column in every if column.id in has)


_ALWAYS = {"factor", "share", "tier_by_rule", "own_tier", "tier", "approach", "owner", "review_date"}
_ONLY_SHORT_FORMS = {"factor", "approach", "industry"}
_SHARE_HEADINGS = {
    "threshold": Text(en="Share of lifetime profit", zh="全生命周期利润占比"),
    "cumulative share": Text(en="Share before it", zh="之前的累计占比"),
}


def form_bytes(grading: Grading, lang: str) -> bytes:
    """Return the Excel form of a grading.

    Parameters
    ----------
    grading : Grading
    lang : "en" or "zh"

    Raises
    ------
    UnknownLanguage
        For another language.
    """
    check_language(lang)
    out = io.BytesIO()
    _Form(grading, lang, out).write()
    return out.getvalue()


def write_form(grading: Grading, path: str | Path, lang: str) -> Path:
    """Write the Excel form to a file; it is there whole or not at all.

    Raises
    ------
    CannotRead
        When the file cannot be written, for instance because Excel has it open.
    """
    return save(form_bytes(grading, lang), path)


class _Form(Book):
    """Writes one form; keeps what all sheets share."""

    def __init__(self, grading: Grading, lang: str, out: io.BytesIO) -> None:
        super().__init__(out, lang)
        self.grading = grading
        self.count = len(grading.accounts)
        self.live = self.count <= FORMULA_ROWS[grading.method]
        self.sheet = {key: self.book.add_worksheet(name.pick(lang)) for key, name in SHEETS.items()}
        self.columns = form_columns(grading)
        self.letter = {column.id: column_letters(i + 1) for i, column in enumerate(self.columns)}
        self.first, self.last = (
            _HEADER_ROW + 2,
            _HEADER_ROW + 1 + self.count,
        )  # rows of accounts, as Excel counts
        self.tier_name = {tier: _sentence_case(glossary.short(tier).pick(lang)) for tier in TIERS}
        self.assumption_cells: dict[str, str] = {}
        amounts = grading.accounts["contribution"].abs()
        self.money_format = "#,##0" if float(amounts.max()) >= 10_000 else "#,##0.00"

    def write(self) -> None:
        """Write all sheets."""
        self._assumptions()
        self._accounts()
        self._summary()
        self._notes()
        self._hidden()
        self.book.set_properties({"title": TITLE.pick(self.lang)})
        self.book.set_calc_mode("auto")
        self.book.close()

    # -- formats and cells -----------------------------------------------------------------------------

    def say(self, text: Text, **values: Any) -> str:
        """Return a text in the form's language."""
        return text.fill(self.lang, values)

    def number_format(self, kind: str) -> dict[str, Any]:
        """Return the number format of a kind of column."""
        formats = {
            "money": self.money_format, "percent": "0.0%", "count": "#,##0", "number": "0.00", "date": "yyyy-mm-dd",
        }  # fmt: skip
        return {"num_format": formats[kind]} if kind in formats else {}

    def heading(self, sheet: Any, row: int, titles: list[str], figures: Iterable[int] = ()) -> None:
        """Write a row of headings; those over figures stand to the right, as the figures do."""
        to_the_right = set(figures)
        looks = {"bold": True, "bg_color": GRID, "text_wrap": True, "valign": "top", "bottom": 1}
        for column, title in enumerate(titles):
            align = "right" if column in to_the_right else "left"
            sheet.write_string(row, column, title, self.style(**looks, align=align, bottom_color=GREY))

    def title(self, sheet: Any, subtitle: str) -> None:
        """Write title and subtitle, and set up the print."""
        sheet.write_string(0, 0, TITLE.pick(self.lang), self.style(bold=True, font_size=16))
        self.text(sheet, 1, 0, subtitle, font_color=GREY)
        sheet.set_row(0, 26)
        set_up_page(sheet)

    def quoted(self, sheet: str) -> str:
        """Return a sheet's name as a formula writes it."""
        return f"'{SHEETS[sheet].pick(self.lang)}'"

    def area(self, column: str) -> str:
        """Return the cells of a column of accounts as a formula on another sheet writes them."""
        letter = self.letter[column]
        return f"{self.quoted('accounts')}!${letter}${self.first}:${letter}${self.last}"

    # -- assumptions -----------------------------------------------------------------------------------

    def _assumptions(self) -> None:
        sheet = self.sheet["assumptions"]
        self.title(sheet, self.say(_ASSUMPTIONS_LIVE if self.live else _ASSUMPTIONS_VALUES))
        self.heading(sheet, 3, [self.say(text) for text in _ASSUMPTION_HEADS], (1, 5))
        row = 4
        for column in sorted(self.grading.from_file, key=list(_FROM_FILE).index):
            self.text(sheet, row, 0, self.say(_FROM_FILE[column]))
            self.text(sheet, row, 1, self.say(_BY_ACCOUNT), align="right")
            self.text(sheet, row, 3, SOURCES["file"].pick(self.lang))
            row += 1
        for used in self.grading.used:
            self._assumption(sheet, row, used)
            row += 1
        row += 1
        self.heading(sheet, row, [self.say(_TIER_HEAD), self.say(_APPROACH_HEAD)])
        top = row + 2
        for place, tier in enumerate(TIERS):
            tint = {"bg_color": TIER_TINTS[tier]}
            sheet.write_string(row + 1 + place, 0, self.tier_name[tier], self.style(bold=True, **tint))
            sheet.write_string(row + 1 + place, 1, APPROACHES[tier].pick(self.lang),
                               self.style(text_wrap=True, bg_color=INPUT))  # fmt: skip
        here = self.quoted("assumptions")
        self.book.define_name("kam_tiers", f"={here}!$A${top}:$A${top + 3}")
        self.book.define_name("kam_approaches", f"={here}!$B${top}:$B${top + 3}")
        row += 7
        self._helper_cells(sheet, row)
        for column, width in enumerate((34, 40, 10, 30, 64, 16)):
            sheet.set_column(column, column, width)
        sheet.freeze_panes(4, 1)
        sheet.repeat_rows(3)

    def _assumption(self, sheet: Any, row: int, used: Used) -> None:
        kind = used.assumption.kind
        # Nothing in the form depends on the period: the orders themselves are not in it.
        changeable = self.live and used.id != "period"
        style = {"align": "right", "border": 1, "border_color": GRID}
        if changeable:
            style["bg_color"] = INPUT
        formats = {
            "percent": {"num_format": "0.0##%"},
            "money": {"num_format": "#,##0.######"},
            "years": {"num_format": "0"},
        }
        style |= formats.get(kind, {})
        self.text(sheet, row, 0, used.assumption.label.pick(self.lang))
        for column, properties in (
            (1, style),
            (5, {**formats.get(kind, {}), "font_color": GREY, "align": "right"}),
        ):
            if kind in ("choice", "text"):
                sheet.write_string(
                    row, column, write_value(used.assumption, used.value, self.lang), self.style(**properties)
                )
            else:
                sheet.write_number(row, column, used.value, self.style(**properties))
        units = {"money": self.grading.currency, "years": self.say(_YEARS_UNIT), "percent": "%"}
        self.text(sheet, row, 2, units.get(kind, ""), indent=1)
        source = SOURCES[used.source].pick(self.lang)
        if changeable:
            changed = self.say(_CHANGED_HERE)
            sheet.write_formula(
                row, 3, f'=IF(B{row + 1}=F{row + 1},"{source}","{changed}")', self.style(), source
            )
        else:
            self.text(sheet, row, 3, source)
        reason = self.say(_YOUR_FIGURE) if used.source == "stated" else used.assumption.reason(self.lang)
        if used.id == "period":
            reason += " " + self.say(_PERIOD_FIXED)
        self.text(sheet, row, 4, reason, text_wrap=True, font_color=GREY)
        sheet.set_row(row, 16 * (1 + text_width(reason) // 62))
        cell = f"{self.quoted('assumptions')}!$B${row + 1}"
        self.assumption_cells[used.id] = f"B{row + 1}"
        self.book.define_name(f"kam_{used.id}", f"={cell}")
        if changeable:
            self._allow(sheet, row, used)

    def _allow(self, sheet: Any, row: int, used: Used) -> None:
        """Let Excel refuse a value that cannot be."""
        assumption = used.assumption
        if assumption.kind == "choice":
            rule: dict[str, Any] = {
                "validate": "list",
                "source": [text.pick(self.lang) for _, text in assumption.options],
            }
        elif assumption.kind == "money":
            rule = {"validate": "decimal", "criteria": ">=", "value": -1e15}
        else:
            kind = "integer" if assumption.kind == "years" else "decimal"
            rule = {
                "validate": kind,
                "criteria": "between",
                "minimum": assumption.least,
                "maximum": assumption.most,
            }
        rule |= {"error_title": TITLE.pick(self.lang), "error_message": self.say(_NOT_ALLOWED)}
        sheet.data_validation(row, 1, row, 1, rule)

    def _helper_cells(self, sheet: Any, row: int) -> None:
        """Turn the two choices into the figures the formulas use, and hold the total."""
        self.text(sheet, row, 0, self.say(_HELPERS), font_color=GREY)
        first, timing = self._choice("first_margin"), self._choice("cost_timing")
        shift = {"start": 0.0, "middle": 0.5, "end": 1.0}[self.grading.value("cost_timing")]
        gains = float(self.grading.accounts["lifetime_profit"].clip(lower=0).sum())
        cells = (
            ("kam_first_now", _HELPER_FIRST, f'=IF(kam_first_margin="{first["now"]}",1,0)',
             1 if self.grading.value("first_margin") == "now" else 0),
            ("kam_cost_shift", _HELPER_SHIFT,
             f'=IF(kam_cost_timing="{timing["start"]}",0,IF(kam_cost_timing="{timing["middle"]}",0.5,1))', shift),
            ("kam_gains", _HELPER_GAINS, f'=SUMIF({self.area("lifetime_profit")},">0")', gains),
        )  # fmt: skip
        style = self.style(font_color=GREY, num_format="#,##0.##")
        for place, (name, label, formula, value) in enumerate(cells, start=1):
            self.text(sheet, row + place, 0, self.say(label), font_color=GREY)
            if self.live:
                sheet.write_formula(row + place, 1, formula, style, value)
            else:
                sheet.write_number(row + place, 1, value, style)
            self.book.define_name(name, f"={self.quoted('assumptions')}!$B${row + place + 1}")

    def _choice(self, assumption: str) -> dict[str, str]:
        used = next(one for one in self.grading.used if one.id == assumption)
        return {option: text.pick(self.lang) for option, text in used.assumption.options}

    # -- accounts --------------------------------------------------------------------------------------

    def _accounts(self) -> None:
        sheet = self.sheet["accounts"]
        grading = self.grading
        self.title(sheet, self.say(_SUBTITLE, file=grading.file_name or "–", accounts=self.count,
                                   currency=grading.currency, rule=_RULES[grading.method]))  # fmt: skip
        self.text(sheet, 2, 0, self.say(_HOW_TO if self.live else _HOW_TO_VALUES), font_color=GREY)
        figures = [i for i, column in enumerate(self.columns) if column.kind not in ("text", "tier", "date")]
        self.heading(sheet, _HEADER_ROW, [column.heading.pick(self.lang) for column in self.columns], figures)
        sheet.set_row(_HEADER_ROW, 44)
        values = self._values()
        formulas = self._formulas() if self.live else {}
        typed = {"own_tier", "owner", "review_date"} | (
            {"sales", "contribution", "service_cost", "retention", "contribution_margin"} - set(formulas)
        )
        for place, column in enumerate(self.columns):
            properties = self.number_format(column.kind)
            if column.id in typed:
                properties = {**properties, "bg_color": INPUT}
            if column.id in ("tier", "tier_by_rule", "own_tier"):
                properties = {**properties, "bold": column.id == "tier", "indent": 1}
            properties = {**properties, "bottom": 1, "bottom_color": GRID}
            sheet.set_column(place, place, column.width)
            self._column(sheet, place, column, values[column.id], formulas.get(column.id), properties)
        self._choices_and_colours(sheet)
        fixed = 2 if "name" in self.letter else 1
        sheet.freeze_panes(_HEADER_ROW + 1, fixed)
        sheet.repeat_rows(_HEADER_ROW)
        sheet.autofilter(_HEADER_ROW, 0, self.last - 1, len(self.columns) - 1)

    def _values(self) -> dict[str, Any]:
        """Return what each column shows."""
        accounts, grading = self.grading.accounts, self.grading
        values: dict[str, Any] = {column: accounts[column].to_numpy() for column in accounts}
        values["account"] = accounts.index.to_numpy()
        discounted = values["retention"] / (1 + grading.value("discount_rate"))
        years = grading.value("years")
        with np.errstate(divide="ignore", invalid="ignore"):
            closed = (1 - discounted**years) / (1 - discounted)
        values["factor"] = np.where(np.abs(1 - discounted) < 1e-12, float(years), closed)
        gains = np.maximum(values["lifetime_profit"], 0.0)
        total = gains.sum()
        shares = gains if grading.method == "threshold" else np.cumsum(gains) - gains
        values["share"] = shares / total if total > 0 else np.zeros(self.count)
        names = np.array([self.tier_name[tier] for tier in values["tier"]], dtype=object)
        values["tier_by_rule"] = values["tier"] = names
        approach = {self.tier_name[tier]: APPROACHES[tier].pick(self.lang) for tier in TIERS}
        values["approach"] = np.array([approach[name] for name in names], dtype=object)
        nothing = np.full(self.count, None, dtype=object)
        values["own_tier"] = values["review_date"] = nothing
        values.setdefault("owner", nothing)
        return values

    def _formulas(self) -> dict[str, str]:
        """Return the formula of each calculated column, with {row} for the row."""
        at = {column: f"${letter}{{row}}" for column, letter in self.letter.items()}
        has, given = set(self.letter), self.grading.from_file
        formulas = {}
        if "contribution" not in given:
            margin = (
                at["contribution_margin"] if "contribution_margin" in given else "kam_contribution_margin"
            )
            formulas["contribution"] = f"={at['sales']}*{margin}"
        if "service_cost" not in given:
            base = at["sales"] if "sales" in has else at["contribution"]
            formulas["service_cost"] = f"=MAX(0,{base})*kam_service_cost_share"
        if "retention" not in given:
            formulas["retention"] = "=kam_retention"
        q = f"({at['retention']}/(1+kam_discount_rate))"
        formulas["factor"] = f"=IF(ABS(1-{q})<1E-12,kam_years,(1-{q}^kam_years)/(1-{q}))"
        formulas["lifetime_profit"] = (
            f"={at['contribution']}*(kam_first_now+{q}*{at['factor']})"
            f"-{at['service_cost']}*{at['factor']}/(1+kam_discount_rate)^kam_cost_shift"
        )
        profit = at["lifetime_profit"]
        names = [f"INDEX(kam_tiers,{place})" for place in range(1, 5)]
        if self.grading.method == "threshold":
            formulas["share"] = f"=IF(kam_gains>0,MAX(0,{profit})/kam_gains,0)"
            tests = [f"{profit}>=kam_{floor}" for floor in FLOORS]
            start = ""
        else:
            column = self.letter["lifetime_profit"]
            area = f"${column}${self.first}:${column}${self.last}"
            above = f"${column}${self.first}:${column}{{above}}"
            formulas["share"] = (
                f"=IF(kam_gains>0,(SUMPRODUCT(({area}>{profit})*({area}>0)*{area})"
                f"+SUMPRODUCT(({above}={profit})*({above}>0)*{above}))/kam_gains,0)"
            )
            tests = [f"{at['share']}<kam_{cut}*(1-1E-12)" for cut in CUTS]
            start = f"IF({profit}<=0,{names[3]},"
        chain = "".join(f"IF({test},{name}," for test, name in zip(tests, names, strict=False))
        formulas["tier_by_rule"] = f"={start}{chain}{names[3]}" + ")" * (3 + bool(start))
        formulas["tier"] = f'=IF({at["own_tier"]}="",{at["tier_by_rule"]},{at["own_tier"]})'
        formulas["approach"] = f"=INDEX(kam_approaches,MATCH({at['tier']},kam_tiers,0))"
        return formulas

    def _column(
        self,
        sheet: Any,
        place: int,
        column: _Column,
        values: Any,
        formula: str | None,
        properties: dict[str, Any],
    ) -> None:
        style = self.style(**properties)
        start = self.first - 1
        if formula is not None:
            # The first row of a running sum has nothing above it.
            alone = formula.split("+SUMPRODUCT")[0] + ")/kam_gains,0)" if "{above}" in formula else formula
            for offset, value in enumerate(values.tolist()):
                pattern = alone if offset == 0 else formula
                row = start + offset
                written = pattern.replace("{row}", str(row + 1)).replace("{above}", str(row))
                sheet.write_formula(row, place, written, style, value)
        elif column.kind in ("text", "tier"):
            quoted = self.style(**{**properties, "quote_prefix": True})
            for offset, value in enumerate(values.tolist()):
                text = safe_text(value) if value else ""
                if not text:
                    sheet.write_blank(start + offset, place, None, style)
                elif starts_formula(text):
                    sheet.write_string(start + offset, place, text, quoted)
                else:
                    sheet.write_string(start + offset, place, text, style)
        elif column.kind == "date":
            days = pd.to_datetime(pd.Series(values)) if column.id != "review_date" else pd.Series(values)
            for offset, day in enumerate(days):
                if day is None or pd.isna(day):
                    sheet.write_blank(start + offset, place, None, style)
                else:
                    sheet.write_datetime(start + offset, place, day.to_pydatetime(), style)
        else:
            for offset, value in enumerate(values.tolist()):
                if math.isfinite(value):
                    sheet.write_number(start + offset, place, value, style)
                else:
                    sheet.write_blank(start + offset, place, None, style)

    def _choices_and_colours(self, sheet: Any) -> None:
        first, last = self.first - 1, self.last - 1
        place = {column.id: i for i, column in enumerate(self.columns)}
        error = {"error_title": TITLE.pick(self.lang), "error_message": self.say(_NOT_ALLOWED)}
        sheet.data_validation(first, place["own_tier"], last, place["own_tier"],
                              {"validate": "list", "source": "=kam_tiers", **error})  # fmt: skip
        if "approach" in place:
            sheet.data_validation(first, place["approach"], last, place["approach"],
                                  {"validate": "list", "source": "=kam_approaches", "error_type": "information"})  # fmt: skip
        sheet.data_validation(first, place["review_date"], last, place["review_date"],
                              {"validate": "date", "criteria": ">=", "value": date(2000, 1, 1), **error})  # fmt: skip
        for column in ("tier_by_rule", "own_tier", "tier"):
            for tier in TIERS:
                sheet.conditional_format(
                    first, place[column], last, place[column],
                    {"type": "cell", "criteria": "==", "value": f'"{self.tier_name[tier]}"',
                     "format": self.book.add_format({"bg_color": TIER_TINTS[tier], "font_color": INK})},
                )  # fmt: skip
        sheet.conditional_format(
            first, place["lifetime_profit"], last, place["lifetime_profit"],
            {"type": "cell", "criteria": "<", "value": 0, "format": self.book.add_format({"font_color": "#A33F00"})},
        )  # fmt: skip

    # -- summary ---------------------------------------------------------------------------------------

    def _summary(self) -> None:
        sheet = self.sheet["summary"]
        grading, summary = self.grading, self.grading.summary
        self.title(
            sheet, self.say(_SUMMARY_SUBTITLE, file=grading.file_name or "–", currency=grading.currency)
        )
        sheet.fit_to_pages(1, 1)
        heads = [self.say(text, currency=grading.currency) for text in _SUMMARY_HEADS]
        self.heading(sheet, 4, heads, range(1, 6))
        sheet.set_row(4, 32)
        tier_area, profit_area = self.area("tier"), self.area("lifetime_profit")
        top, total = 6, 10  # rows as Excel counts: the four tiers, then the total
        count = summary["accounts"].to_numpy()
        profit = summary["lifetime_profit"].to_numpy()
        sum_profit = float(profit.sum())
        money = self.style(num_format="#,##0" if abs(sum_profit) >= 10_000 else "#,##0.00")
        whole, share = self.style(num_format="#,##0"), self.style(num_format="0.0%")
        hidden = self.style(font_color="#FFFFFF", num_format="0%")
        highest = float(count.max() / count.sum())
        for place, tier in enumerate(TIERS):
            row = top + place
            tint = self.style(bold=True, bg_color=TIER_TINTS[tier], left=5, left_color=TIER_COLOURS[tier])
            sheet.write_formula(row - 1, 0, f"=INDEX(kam_tiers,{place + 1})", tint, self.tier_name[tier])
            part = float(profit[place]) / sum_profit if sum_profit > 0 else 0.0
            each = float(profit[place]) / count[place] if count[place] else 0.0
            own = count[place] / count.sum()
            for column, formula, style, value in (
                (1, f"=COUNTIF({tier_area},A{row})", whole, int(count[place])),
                (2, f"=B{row}/B${total}", share, float(own)),
                (3, f"=SUMIF({tier_area},A{row},{profit_area})", money, float(profit[place])),
                (4, f"=IF(D${total}>0,D{row}/D${total},0)", share, part),
                (5, f"=IF(B{row}>0,D{row}/B{row},0)", money, each),
                # What the chart needs: the label of a bar and the empty space to its left.
                (6, f'=A{row}&" · "&TEXT(B{row},"#,##0")', hidden, f"{self.tier_name[tier]} · {count[place]:,}"),
                (7, f"=(MAX(C${top}:C${top + 3})-C{row})/2", hidden, float(highest - own) / 2),
            ):  # fmt: skip
                sheet.write_formula(row - 1, column, formula, style, value)
        bold = {"bold": True, "top": 1, "top_color": GREY}
        sheet.write_string(total - 1, 0, self.say(_TOTAL), self.style(**bold))
        for column, number_format, value in (
            (1, "#,##0", int(count.sum())), (2, "0.0%", 1.0), (3, money.num_format, sum_profit),
            (4, "0.0%", 1.0 if sum_profit > 0 else 0.0),
        ):  # fmt: skip
            letter = column_letters(column + 1)
            sheet.write_formula(total - 1, column, f"=SUM({letter}{top}:{letter}{total - 1})",
                                self.style(num_format=number_format, **bold), value)  # fmt: skip
        each = sum_profit / count.sum()
        sheet.write_formula(
            total - 1, 5, f"=D{total}/B{total}", self.style(num_format=money.num_format, **bold), each
        )
        self._sentence(sheet, top, count, profit)
        self._pyramid(sheet, top)
        self._shares_chart(sheet, top)
        self._pareto(sheet)
        for column, width in enumerate((20, 11, 11, 20, 13, 16, 3, 3)):
            sheet.set_column(column, column, width)

    def _sentence(self, sheet: Any, top: int, count: np.ndarray, profit: np.ndarray) -> None:
        """Say the finding by a formula, so that it is still true after a change."""
        before, middle, after = (text.pick(self.lang) for text in _FINDING)
        share = profit[0] / profit.sum() if profit.sum() > 0 else 0.0
        own = count[0] / count.sum()
        formula = (
            f'=TEXT(B{top},"#,##0")&"{before}"&TEXT(C{top},"0.0%")&"{middle}"&TEXT(E{top},"0%")&"{after}"'
        )
        value = f"{count[0]:,}{before}{percent(own, 'en', 1)}{middle}{percent(share, 'en', 0)}{after}"
        sheet.write_formula(2, 0, formula, self.style(bold=True, font_size=12), value)

    def _chart(self, options: dict[str, Any], title: Text) -> Any:
        chart = self.book.add_chart(options)
        font = {"name": FONTS[self.lang], "size": 9, "color": INK}
        chart.set_title(
            {"name": self.say(title), "name_font": {**font, "size": 12, "bold": True}, "overlay": False}
        )
        chart.set_chartarea({"border": {"none": True}})
        chart.font = font
        return chart

    def _pyramid(self, sheet: Any, top: int) -> None:
        """Draw the pyramid: bars centred by an invisible one to the left of them, the count in the label."""
        name = self.quoted("summary")
        chart = self._chart({"type": "bar", "subtype": "stacked"}, _PYRAMID_TITLE)
        labels = f"={name}!$G${top}:$G${top + 3}"
        points = [{"fill": {"color": TIER_COLOURS[tier]}} for tier in TIERS]
        invisible = {"fill": {"none": True}, "border": {"none": True}}
        for column, looks in (("H", invisible), ("C", {"points": points})):
            cells = f"={name}!${column}${top}:${column}${top + 3}"
            chart.add_series({"categories": labels, "values": cells, "gap": 12, **looks})
        chart.set_y_axis(
            {"reverse": True, "num_font": chart.font, "line": {"none": True}, "major_tick_mark": "none"}
        )
        chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}})
        chart.set_legend({"none": True})
        chart.set_size({"width": 460, "height": 270})
        sheet.insert_chart("A12", chart, {"description": self.say(_PYRAMID_TITLE)})

    def _shares_chart(self, sheet: Any, top: int) -> None:
        name = self.quoted("summary")
        chart = self._chart({"type": "column"}, _SHARES_TITLE)
        for column, colour, text in (("C", "#9AA5B1", _SERIES_ACCOUNTS), ("E", "#0072B2", _SERIES_PROFIT)):
            chart.add_series({
                "name": self.say(text), "categories": f"={name}!$A${top}:$A${top + 3}",
                "values": f"={name}!${column}${top}:${column}${top + 3}", "fill": {"color": colour}, "gap": 60,
                "data_labels": {"value": True, "num_format": "0%", "font": chart.font},
            })  # fmt: skip
        chart.set_y_axis({"visible": False, "major_gridlines": {"visible": False}})
        chart.set_x_axis({"num_font": chart.font, "label_position": "low", "line": {"color": GREY}})
        chart.set_legend({"position": "bottom", "font": chart.font})
        chart.set_size({"width": 460, "height": 270})
        sheet.insert_chart("E12", chart, {"x_offset": 16, "description": self.say(_SHARES_TITLE)})

    def _pareto(self, sheet: Any) -> None:
        """Write the Pareto table and its chart: the accounts by size, and what they bring together."""
        profit = np.sort(self.grading.accounts["lifetime_profit"].to_numpy())[::-1]
        gains = float(np.maximum(profit, 0).sum())
        steps = pareto_ranks(self.count)
        by_account = self.count <= len(steps)
        heads = [_PARETO_RANK if by_account else _PARETO_LARGEST, _PARETO_PROFIT, _PARETO_SHARE]
        row = 27  # row of the headings as Excel counts
        for column, text in enumerate(heads):
            sheet.write_string(row - 1, column, self.say(text, currency=self.grading.currency),
                               self.style(bold=True, bg_color=GRID, text_wrap=True, valign="top"))  # fmt: skip
        sheet.set_row(row - 1, 46)
        area = self.area("lifetime_profit")
        money = self.style(num_format=self.money_format)
        for place, rank in enumerate(steps):
            at = row + 1 + place
            label = str(rank) if by_account else f"{rank / self.count:.0%}"
            sheet.write_string(at - 1, 0, label, self.style(align="left"))
            smallest = float(profit[rank - 1])
            reached = float(profit[(profit >= smallest) & (profit > 0)].sum()) / gains if gains > 0 else 0.0
            sheet.write_formula(at - 1, 1, f"=LARGE({area},{rank})", money, smallest)
            sheet.write_formula(
                at - 1, 2, f"=IF(kam_gains>0,SUMPRODUCT(({area}>=B{at})*({area}>0)*{area})/kam_gains,0)",
                self.style(num_format="0.0%"), reached,
            )  # fmt: skip
        name, last = self.quoted("summary"), row + len(steps)
        chart = self._chart({"type": "column"}, _PARETO_TITLE)
        categories = f"={name}!$A${row + 1}:$A${last}"
        chart.add_series({"name": self.say(_PARETO_PROFIT, currency=self.grading.currency), "categories": categories,
                          "values": f"={name}!$B${row + 1}:$B${last}", "fill": {"color": "#0072B2"}, "gap": 30})  # fmt: skip
        line = self.book.add_chart({"type": "line"})
        line.add_series({"name": self.say(_PARETO_SHARE), "categories": categories, "y2_axis": True,
                         "values": f"={name}!$C${row + 1}:$C${last}", "line": {"color": "#D55E00", "width": 2.25},
                         "marker": {"type": "circle", "size": 4, "fill": {"color": "#D55E00"},
                                    "border": {"color": "#D55E00"}}})  # fmt: skip
        chart.combine(line)
        axis = {"name_font": {**chart.font, "bold": False}, "num_font": chart.font, "line": {"none": True}}
        chart.set_x_axis(
            {**axis, "name": self.say(heads[0]), "label_position": "low", "line": {"color": GREY}}
        )
        chart.set_y_axis({**axis, "name": self.grading.currency, "num_format": "#,##0",
                          "major_gridlines": {"visible": True, "line": {"color": GRID}}})  # fmt: skip
        line.set_y2_axis(
            {**axis, "min": 0, "max": 1, "num_format": "0%", "major_gridlines": {"visible": False}}
        )
        chart.set_legend({"position": "bottom", "font": chart.font})
        chart.set_size({"width": 640, "height": 420})
        sheet.insert_chart("D27", chart, {"x_offset": 24, "description": self.say(_PARETO_TITLE)})

    # -- notes and hidden sheet ------------------------------------------------------------------------

    def _notes(self) -> None:
        sheet = self.sheet["notes"]
        self.title(sheet, self.say(_NOTES_SUBTITLE))
        sheet.set_column(0, 0, 130)
        limit = FORMULA_ROWS[self.grading.method]
        about = [
            self.grading.finding(self.lang) + self.say(_WHEN_WRITTEN),
            self.say(_HOW_COMPUTED),
            self.say(_RULE_FLOORS if self.grading.method == "threshold" else _RULE_CUTS),
            self.say(_LIVE if self.live else _VALUES_ONLY, accounts=self.count, limit=limit),
            self.say(_APPROACHES_OURS),
        ]
        row = 3
        for title, lines in (
            (_ABOUT, about),
            (_DONE, [note.sentence(self.lang) for note in self.grading.notes]),
        ):
            sheet.write_string(row, 0, self.say(title), self.style(bold=True, font_size=12))
            for place, line in enumerate(lines or [self.say(_NOTHING_DONE)], start=1):
                self.text(sheet, row + place, 0, "• " + line, text_wrap=True)
                sheet.set_row(row + place, 15 * (1 + text_width(line) // 125))
            row += len(lines or [""]) + 2

    def _hidden(self) -> None:
        """Write what the form needs to be read back without guessing."""
        sheet = self.book.add_worksheet(_HIDDEN_SHEET)
        facts = {
            "schema": SCHEMA, "lang": self.lang, "method": self.grading.method, "currency": self.grading.currency,
            "file_name": safe_text(self.grading.file_name)[:200], "first_row": self.first,
            "columns": [column.id for column in self.columns], "assumptions": self.assumption_cells,
            "kinds": {one.id: one.assumption.kind for one in self.grading.used},
            "choices": {one.id: {text.pick(self.lang): option for option, text in one.assumption.options}
                        for one in self.grading.used if one.assumption.kind == "choice"},
            "tiers": {name: tier for tier, name in self.tier_name.items()},
        }  # fmt: skip
        for row, (key, value) in enumerate(facts.items()):
            sheet.write_string(row, 0, key)
            sheet.write_string(row, 1, json.dumps(value, ensure_ascii=False))
        sheet.very_hidden()


def _sentence_case(name: str) -> str:
    return name[:1].upper() + name[1:]


def pareto_ranks(count: int) -> list[int]:
    """Return the ranks that the Pareto table shows: every account of a short list, else steps of 5 %.

    Examples
    --------
    >>> pareto_ranks(3), pareto_ranks(1000)[:3], len(pareto_ranks(1000))
    ([1, 2, 3], [50, 100, 150], 20)
    """
    if count <= _PARETO_STEPS:
        return list(range(1, count + 1))
    return [max(1, round(count * step / _PARETO_STEPS)) for step in range(1, _PARETO_STEPS + 1)]


# --- reading back -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class GradingForm:
    """A form as it stands in a file.

    Attributes
    ----------
    accounts : DataFrame
        Index `account`; the columns of the form; `tier_by_rule`, `own_tier` and `tier` as tier ids.
    assumptions : dict
        Id -> value, percentages as fractions, choices by id.
    method, currency, lang, file_name
        As written.
    """

    accounts: pd.DataFrame
    assumptions: dict[str, Any]
    method: str
    currency: str
    lang: str
    file_name: str


def read_form(source: str | Path | bytes) -> GradingForm:
    """Read an account grading sheet back, with what people changed in it.

    Raises
    ------
    CannotRead
        When the file is no account grading sheet of ours, or its cells were never calculated.
    """
    import openpyxl

    content = load(source)
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        facts = {
            row[0]: json.loads(row[1])
            for row in book[_HIDDEN_SHEET].iter_rows(max_col=2, values_only=True)
            if row[0]
        }
        if facts.get("schema") != SCHEMA:
            raise refuse(_OTHER_SCHEMA, kind="schema")
        lang = check_language(facts["lang"])
        accounts = _read_accounts(book[SHEETS["accounts"].pick(lang)], facts)
        cells = book[SHEETS["assumptions"].pick(lang)]
        column_b = [row[0] for row in cells.iter_rows(min_col=2, max_col=2, values_only=True)]
        book.close()
        assumptions = {
            key: _assumption_value(facts, key, column_b[int(cell[1:]) - 1])
            for key, cell in facts["assumptions"].items()
        }
    except CannotRead:
        raise
    except Exception as error:  # anything can be wrong in a file that people edited or another program wrote
        raise refuse(_NO_FORM, kind="no_form") from error
    return GradingForm(accounts, assumptions, facts["method"], facts["currency"], lang, facts["file_name"])


def _assumption_value(facts: Mapping[str, Any], key: str, value: Any) -> Any:
    if key in facts["choices"]:
        return facts["choices"][key][value]
    return int(value) if facts["kinds"][key] == "years" else float(value)


def _read_accounts(sheet: Any, facts: Mapping[str, Any]) -> pd.DataFrame:
    columns = facts["columns"]
    rows = []
    for row in sheet.iter_rows(min_row=facts["first_row"], max_col=len(columns), values_only=True):
        if row[0] is None or row[0] == "":
            break
        rows.append(row)
    frame = pd.DataFrame(rows, columns=columns)
    frame["account"] = frame["account"].map(_as_text)
    if frame["lifetime_profit"].isna().any():
        raise refuse(_NOT_CALCULATED, kind="not_calculated")
    for column in ("tier_by_rule", "own_tier", "tier"):
        unknown = frame[column].map(lambda name: isinstance(name, str) and name not in facts["tiers"])
        if unknown.any():
            place = int(np.flatnonzero(unknown)[0])
            raise refuse(
                _UNKNOWN_TIER,
                kind="unknown_tier",
                row=facts["first_row"] + place,
                raw=shown(frame[column].iloc[place]),
                tiers=listed(facts["tiers"]),
            )
        frame[column] = pd.Series([facts["tiers"].get(name) for name in frame[column]], dtype=object)
    return frame.set_index("account")


def _as_text(value: Any) -> str:
    return value.strftime("%Y-%m-%d") if isinstance(value, datetime) else str(value)


# --- words --------------------------------------------------------------------------------------------

_FROM_FILE = {
    "contribution": Text(en="Contribution per year", zh="年边际贡献"),
    "contribution_margin": Text(en="Contribution margin", zh="边际贡献率"),
    "service_cost": Text(en="Cost to serve per year", zh="年服务成本"),
    "retention": Text(en="Retention rate per year", zh="年保留率"),
}
_BY_ACCOUNT = Text(en="by account", zh="按客户")
_RULES = {
    "threshold": Text(en="tiers by floors on the lifetime profit", zh="按全生命周期利润门槛值划分等级"),
    "cumulative share": Text(
        en="tiers by the running share of the lifetime profit", zh="按全生命周期利润累计占比划分等级"
    ),
}
_SUBTITLE = Text(
    en="From {file} · {accounts:whole} accounts · amounts in {currency} · {rule}",
    zh="数据来源：{file} · {accounts:whole} 家客户 · 金额单位：{currency} · {rule}",
)
_HOW_TO = Text(
    en="Yellow cells are yours to change; everything else follows. Choose a tier of your own under “Own "
    "choice of "
    "tier”, then name owner and review date.",
    zh="黄色单元格可以修改，其余自动计算。可在“自定等级”中另选等级，并填写负责人和复核日期。",
)
_HOW_TO_VALUES = Text(
    en="This list is too long for formulas: lifetime profits and tiers are values. Your own choices are "
    "kept beside them.",
    zh="客户数量过多，不宜使用公式：利润与等级均为数值。您可以在旁边填写自定内容。",
)
_ASSUMPTIONS_LIVE = Text(
    en="What your file does not say. Change a yellow cell and the accounts, tiers and charts follow.",
    zh="文件中没有的数据。修改黄色单元格后，客户、等级和图表随之更新。",
)
_ASSUMPTIONS_VALUES = Text(
    en="What your file does not say. To change a value, run the import again: this form holds values, "
    "not formulas.",
    zh="文件中没有的数据。如需修改，请重新导入：本表只有数值，没有公式。",
)
_ASSUMPTION_HEADS = (
    Text(en="Assumption", zh="假设"),
    Text(en="Value", zh="数值"),
    Text(en="Unit", zh="单位"),
    Text(en="Source", zh="来源"),
    Text(en="Why", zh="说明"),
    Text(en="As first written", zh="最初数值"),
)
_YEARS_UNIT = Text(en="years", zh="年")
_CHANGED_HERE = Text(en="yours, changed in this form", zh="您在本表中修改")
_YOUR_FIGURE = Text(en="Your own figure.", zh="您自己的数据。")
_PERIOD_FIXED = Text(
    en="It was applied when the orders were added up and cannot be changed here.",
    zh="汇总订单时已采用，此处不能修改。",
)
_NOT_ALLOWED = Text(
    en="This value is not possible here. Choose from the list, or a value in range.",
    zh="此处不能填写该值，请从列表中选择或填写范围内的数值。",
)
_TIER_HEAD = Text(en="Tier", zh="等级")
_APPROACH_HEAD = Text(en="Approach to the relationship", zh="关系发展思路")
_HELPERS = Text(en="For the formulas (do not change)", zh="供公式使用（请勿修改）")
_HELPER_FIRST = Text(
    en="First contribution now (1) or after a year (0)", zh="首笔边际贡献：现在（1）或一年后（0）"
)
_HELPER_SHIFT = Text(en="Cost to serve falls due after … years", zh="服务成本发生在年初之后……年")
_HELPER_GAINS = Text(en="Sum of all lifetime profits above 0", zh="全部正的全生命周期利润之和")
_SUMMARY_SUBTITLE = Text(
    en="From {file} · amounts in {currency}", zh="数据来源：{file} · 金额单位：{currency}"
)
_SUMMARY_HEADS = (
    Text(en="Tier", zh="等级"),
    Text(en="Accounts", zh="客户数"),
    Text(en="Share of accounts", zh="客户数占比"),
    Text(en="Lifetime profit ({currency})", zh="全生命周期利润（{currency}）"),
    Text(en="Share of lifetime profit", zh="利润占比"),
    Text(en="Per account ({currency})", zh="每客户利润（{currency}）"),
)
_TOTAL = Text(en="Total", zh="合计")
_FINDING = (
    Text(en=" strategic accounts (", zh=" 家战略型客户（"),
    Text(en=" of all) bring ", zh="）带来 "),
    Text(en=" of the lifetime profit.", zh=" 的全生命周期利润。"),
)
_PYRAMID_TITLE = Text(en="Tier pyramid: number of accounts", zh="客户等级金字塔：客户数")
_SHARES_TITLE = Text(en="Share of accounts and of lifetime profit", zh="客户数占比与利润占比")
_SERIES_ACCOUNTS = Text(en="Share of accounts", zh="客户数占比")
_SERIES_PROFIT = Text(en="Share of lifetime profit", zh="利润占比")
_PARETO_TITLE = Text(en="Pareto: what the largest accounts bring together", zh="帕累托图：最大客户的累计贡献")
_PARETO_RANK = Text(en="Account by size", zh="按利润高低排列的客户")
_PARETO_LARGEST = Text(en="Largest … of accounts", zh="最大的……客户")
_PARETO_PROFIT = Text(
    en="Lifetime profit of the last one ({currency})", zh="该处客户的全生命周期利润（{currency}）"
)
_PARETO_SHARE = Text(en="Cumulative share", zh="累计占比")
_NOTES_SUBTITLE = Text(en="How this form came about", zh="本表如何得出")
_ABOUT = Text(en="What this is", zh="内容说明")
_DONE = Text(en="What was done with your file", zh="对您的文件做了哪些处理")
_NOTHING_DONE = Text(en="Nothing had to be put right or left out.", zh="没有需要更正或略去的内容。")
_WHEN_WRITTEN = Text(en=" (When this form was written.)", zh="（以制表时为准。）")
_HOW_COMPUTED = Text(
    en="Lifetime profit: contribution less cost to serve of each year, weighted with the retention rate "
    "and discounted "
    "to today, after Berger & Nasr (1998), Journal of Interactive Marketing 12(1), case 1.",
    zh="全生命周期利润：各年边际贡献减服务成本，按保留率加权并折现到今天，依据 Berger & Nasr (1998)，"
    "Journal of Interactive Marketing 12(1)，情形一。",
)
_RULE_FLOORS = Text(
    en="An account belongs to the highest tier whose floor its lifetime profit reaches; below the last "
    "floor it is "
    "transactional.",
    zh="客户属于其全生命周期利润所达到的最高门槛值对应的等级；低于最后一个门槛值的为交易型。",
)
_RULE_CUTS = Text(
    en="Accounts are ranked by lifetime profit; one belongs to a tier while the share before it is "
    "below the cut. "
    "Accounts without a profit are transactional.",
    zh="客户按全生命周期利润排序；排在其之前的累计占比低于界限时属于该等级。没有利润的客户为交易型。",
)
_LIVE = Text(
    en="The {accounts:whole} accounts are calculated by formulas in this file (up to {limit:whole} "
    "accounts are).",
    zh="{accounts:whole} 家客户均由本文件中的公式计算（最多 {limit:whole} 家使用公式）。",
)
_VALUES_ONLY = Text(
    en="With {accounts:whole} accounts, more than {limit:whole}, formulas would take Excel too long: "
    "the accounts hold "
    "values, and a changed assumption changes nothing here. The totals still follow your own choices of tier.",
    zh="共 {accounts:whole} 家客户，超过 {limit:whole} 家，公式会使 Excel 过慢：客户数据为数值，"
    "修改假设不会更新。"
    "汇总仍会随自定等级变化。",
)
_APPROACHES_OURS = Text(
    en="The approaches are proposals of this course; change them on the sheet of assumptions.",
    zh="关系发展思路为本课程的建议，可在“假设”工作表中修改。",
)
_NO_FORM = Text(
    en="This is no account grading sheet of this workbook, or it was changed too much. Export a new one.",
    zh="这不是本练习册的大客户分级评估表，或改动过多。请重新导出。",
)
_OTHER_SCHEMA = Text(
    en="This account grading sheet was written by another version. Export a new one.",
    zh="该表由其他版本生成，请重新导出。",
)
_UNKNOWN_TIER = Text(
    en="“{raw}” is not a tier. Choose one of {tiers}.", zh="“{raw}”不是等级，请选择 {tiers} 之一。"
)
_NOT_CALCULATED = Text(
    en="The formulas of this form were never calculated. Open it in Excel and save it.",
    zh="该表的公式尚未计算，请在 Excel 中打开并保存。",
)
