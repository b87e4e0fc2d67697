"""The sheets of the form for checking monthly plan completion: what `plan_check` fills and reads.

Every line of the plan has a row for each of the four measures; the sheets for targets, monthly plan, actual
and check follow one another row by row.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kamlib import targets
from kamlib.forms.form import Chart, Column, Field, Fields, Form, Note, Option, Series, Sheet, Table
from kamlib.text import Text

MONTHS = tuple(f"m{month}" for month in range(1, targets.MONTHS_PER_YEAR + 1))
PLACES = ("region", "industry", "customer", "project")
_ALL_MONTHS = "[1,2,3,4,5,6,7,8,9,10,11,12]"

_MEASURE_WORDS = {
    "sales": Text(en="Sales", zh="销售额"),
    "cash_collected": Text(en="Cash collected", zh="回款额"),
    "profit": Text(en="Profit", zh="利润"),
    "expense": Text(en="Expense", zh="费用"),
}
_MEASURES = tuple(Option(measure, _MEASURE_WORDS[measure]) for measure in targets.MEASURES)
_STATES = (
    Option("ahead", Text(en="Ahead", zh="超前"), "good"),
    Option("on_course", Text(en="On course", zh="正常")),
    Option("behind", Text(en="Behind", zh="落后"), "bad"),
    Option("over", Text(en="Overspent", zh="超支"), "bad"),
    Option("under", Text(en="Underspent", zh="节约"), "good"),
)
_SUMS = (
    Option("exact", Text(en="Adds up", zh="合计相符")),
    Option("not_exact", Text(en="Not a multiple of the unit", zh="不是取整单位的倍数"), "bad"),
)
_CELL_WORDS = {
    "market_penetration": Text(en="Market penetration", zh="市场渗透"),
    "product_development": Text(en="Product development", zh="产品开发"),
    "market_development": Text(en="Market development", zh="市场开发"),
    "diversification": Text(en="Diversification", zh="多元化"),
}
_CELLS = tuple(Option(cell, _CELL_WORDS[cell]) for cell in targets.ANSOFF_CELLS)
_MARKETS = (
    Option("old_market", Text(en="Old market", zh="老市场")),
    Option("new_market", Text(en="New market", zh="新市场")),
)
_GAP_STATES = (
    Option("closed", Text(en="The actions close the gap", zh="行动足以弥补缺口"), "good"),
    Option("open", Text(en="A gap remains", zh="仍有缺口"), "bad"),
)
_PLACE_WORDS = {
    "region": Text(en="Region", zh="区域"),
    "industry": Text(en="Industry", zh="行业"),
    "customer": Text(en="Customer", zh="客户"),
    "project": Text(en="Project", zh="项目"),
}
_TOTAL = Text(en="Total", zh="合计")
_LINE = Text(en="Line of the plan", zh="计划项")
_MEASURE = Text(en="Measure", zh="指标")
_MONTH_WORDS = tuple(Text(en=f"Month {m}", zh=f"第{m}月") for m in range(1, targets.MONTHS_PER_YEAR + 1))
_COURSE_LINES = tuple(Option(f"month_{m}", text) for m, text in enumerate(_MONTH_WORDS, start=1))
_ROW_KEY = "&".join(f"{{lines.{place}:row}}" for place in PLACES)

# State by cumulative attainment; with expense, more than planned is bad.
_STATE = (
    'IF({attainment_to_date}="","",IF({attainment_to_date}>={ahead_from},IF({measure}=\'expense\',\'over\',\'ahead\'),'
    "IF({attainment_to_date}<{behind_below},IF({measure}='expense','under','behind'),'on_course')))"
)


def _money(name: str, en: str, zh: str, formula: str = "", *, width: float = 11.5, total: str = "") -> Column:
    return Column(name=name, label=Text(en=en, zh=zh), kind="money", formula=formula, width=width, total=total)


def _percent(name: str, en: str, zh: str, formula: str, *, width: float = 10.5, total: str = "") -> Column:
    return Column(name=name, label=Text(en=en, zh=zh), kind="percent", formula=formula, width=width, total=total)


def _ratio(above: str, below: str) -> str:
    return f'IF({below}>0,{above}/{below},"")'


def _to_date(months: str) -> str:
    return f"SUMPRODUCT({{{months}.m1..m12:row}},--({_ALL_MONTHS}<={{month}}))"


def _place(name: str, width: float) -> Column:
    """Return a column that names the line once, in its first row."""
    return Column(name=name, label=_PLACE_WORDS[name], width=width,
                  formula=f"IF({{measure}}='sales',{{lines.{name}:row}}&\"\",\"\")")  # fmt: skip


def _line_name() -> Column:
    parts = [f'IF({{lines.{name}:row}}="","",{{lines.{name}:row}}&" ")' for name in PLACES]
    return Column(name="line", label=_LINE, width=28, formula=f"IF({{measure}}='sales',{'&'.join(parts)},\"\")")


def _months(width: float, formulas: Sequence[str] = ("",) * targets.MONTHS_PER_YEAR) -> tuple[Column, ...]:
    return tuple(
        Column(name=name, label=text, kind="money", width=width, formula=formula)
        for name, text, formula in zip(MONTHS, _MONTH_WORDS, formulas, strict=True)
    )


def _by_months(name: str, **rest: Any) -> dict[str, Any]:
    """Return what every table with a row a line and measure has in common."""
    return {"name": name, "follows": "lines", "lines": _MEASURES, "label": "measure", "key": _ROW_KEY, **rest}


def _plan_formula(month: int) -> str:
    """Return the largest-remainder share of a month: whole units, and one more for the largest parts left over."""
    # Six decimals: enough to tell parts of real weights apart, few enough for equal parts to stay equal.
    shares = "{shares.m1..m12:row}"
    mine = f"{{shares.m{month}:row}}"
    left_over = f"ROUND({mine}-INT({mine}),6)"
    before = f"{{shares.m1..m{month}:row}}"
    larger = f"SUMPRODUCT((ROUND({shares}-INT({shares}),6)>{left_over})*1)"
    # Equal parts left over: the first month in the list comes first; the month itself is one of them.
    first = f"SUMPRODUCT((ROUND({before}-INT({before}),6)={left_over})*1)"
    missing = f"ROUND(ABS({{annual}})/{{unit}},6)-SUMPRODUCT(INT({shares})*1)"
    return f"SIGN({{annual}})*{{unit}}*(INT({mine})+IF({larger}+{first}<={missing},1,0))"


_CHECK_COLUMNS = (
    *(_place(name, width) for name, width in zip(PLACES, (17, 15, 16, 13), strict=True)),
    Column(name="measure", label=_MEASURE, width=16),
    _money("plan", "Plan of the month", "本月计划", "INDEX({months.m1..m12:row},1,{month})"),
    _money("actual", "Actual of the month", "本月实际", "INDEX({actuals.m1..m12:row},1,{month})"),
    _percent("attainment", "Attained", "本月达成率", _ratio("{actual}", "{plan}")),
    _money("plan_to_date", "Cumulative plan", "累计计划", _to_date("months")),
    _money("actual_to_date", "Cumulative actual", "累计实际", _to_date("actuals")),
    _percent("attainment_to_date", "Attained so far", "累计达成率", _ratio("{actual_to_date}", "{plan_to_date}")),
    _money("gap", "Gap (plan − actual)", "差距（计划−实际）", "{plan_to_date}-{actual_to_date}", width=12.5),
    Column(name="state", label=Text(en="State", zh="状态"), kind="choice", options=_STATES, width=11, formula=_STATE),
    Column(name="cause", label=Text(en="Cause", zh="原因"), width=28),
    Column(name="countermeasure", label=Text(en="Countermeasure", zh="对策"), width=30),
    Column(name="owner", label=Text(en="Owner", zh="责任人"), width=9),
    Column(name="due", label=Text(en="Due date", zh="完成期限"), kind="date", width=11.5),
)


def _summed(column: Column) -> Column:
    """Return a column of the check as the summary has it: the sum over the lines, or the same ratio of sums."""
    formula = column.formula
    if column.kind == "money" and column.name != "gap":
        formula = f"SUMIF({{check.measure}},{{measure}},{{check.{column.name}}})"
    return Column(name=column.name, label=column.label, kind=column.kind, options=column.options, width=column.width,
                  formula=formula)  # fmt: skip


_SUMMARY_COLUMNS = (
    *(_summed(column) for column in _CHECK_COLUMNS[4:13]),
    _money("annual", "Annual target", "年度目标", "SUMIF({months.measure},{measure},{months.annual})"),
    _money("run_rate", "Required per month from now on", "剩余月均需完成",
           'IF({months_left}>0,({annual}-{actual_to_date})/{months_left},"")'),
)  # fmt: skip

_FINDING = Text(
    en='IF({lines.sales:total}=0,"","Sales to date: "&TEXT(INDEX({summary.actual_to_date},1),"#,##0")&" of "&'
    'TEXT(INDEX({summary.plan_to_date},1),"#,##0")&" CNY planned; the annual target needs "&'
    'IF({months_left}=0,"no further month",TEXT(INDEX({summary.run_rate},1),"#,##0")&" CNY in each month left")&".")',
    zh='IF({lines.sales:total}=0,"","累计销售额 "&TEXT(INDEX({summary.actual_to_date},1),"#,##0")&" 元，计划 "&'
    'TEXT(INDEX({summary.plan_to_date},1),"#,##0")&" 元；"&IF({months_left}=0,"全年已结束",'
    '"要完成年度目标，剩余各月平均需 "&TEXT(INDEX({summary.run_rate},1),"#,##0")&" 元")&"。")',
)

_CHECK_SHEET = Sheet(
    title=Text(en="Plan check", zh="计划检查"),
    blocks=(
        Fields(
            across=4,
            fields=(
                Field(name="year", label=Text(en="Year", zh="年度"), width=16),
                Field(name="month", label=Text(en="Month checked (1–12)", zh="检查月份（1–12）"), kind="whole", default=1,
                      least=1, most=12, width=10),
                Field(name="ahead_from", label=Text(en="Ahead from", zh="超前线（≥）"), kind="percent", default=1.05,
                      digits=0, least=0, most=10, width=10),
                Field(name="behind_below", label=Text(en="Behind below", zh="落后线（<）"), kind="percent",
                      default=0.95, digits=0, least=0, most=10, width=10),
                Field(name="time_progress", label=Text(en="Time progress", zh="时间进度"), kind="percent",
                      formula="{month}/12", width=16),
                Field(name="months_left", label=Text(en="Months left", zh="剩余月数"), kind="whole",
                      formula="12-{month}", width=10),
            ),
        ),
        Fields(fields=(Field(name="finding", label=Text(en="In short", zh="结论"), formula=_FINDING, width=120),)),
        Table(name="summary", title=Text(en="All lines together (CNY)", zh="全部合计（元）"), lines=_MEASURES, indent=4,
              columns=_SUMMARY_COLUMNS),
        Table(**_by_months("check", title=Text(en="By line (CNY)", zh="按计划项（元）")), columns=_CHECK_COLUMNS),
    ),
)  # fmt: skip

_TARGET_SHEET = Sheet(
    title=Text(en="Annual targets", zh="年度目标"),
    blocks=(
        Note(
            Text(
                en="One row for each region, industry, customer or project; leave the finer columns empty where you "
                "plan more roughly. Profit is after expense.",
                zh="每个区域、行业、客户或项目填一行；不需要细分时，右侧各列可留空。利润为扣除费用后的利润。",
            )
        ),
        Table(
            name="lines",
            key="&".join(f"{{{place}}}" for place in PLACES),
            room=8,
            total=_TOTAL,
            columns=(
                *(Column(name=name, label=_PLACE_WORDS[name], width=width)
                  for name, width in zip(PLACES, (16, 16, 22, 22), strict=True)),
                *(Column(name=measure, width=15, kind="money", total="sum",
                         label=Text(en=f"{text.en} (CNY per year)", zh=f"{text.zh}（元/年）"))
                  for measure, text in _MEASURE_WORDS.items()),
                _percent("collection_rate", "Collection rate", "回款率", _ratio("{cash_collected}", "{sales}"),
                         width=11, total="same"),
                _percent("gross_margin_rate", "Gross margin implied", "推算毛利率",
                         _ratio("({profit}+{expense})", "{sales}"), width=11, total="same"),
                _percent("expense_ratio", "Expense ratio", "费用率", _ratio("{expense}", "{sales}"), width=11,
                         total="same"),
            ),
        ),
    ),
)  # fmt: skip

_MONTH_SHEET = Sheet(
    title=Text(en="Monthly plan", zh="月度分解"),
    blocks=(
        Fields(fields=(
            Field(name="unit", label=Text(en="Smallest amount in the plan (CNY)", zh="取整单位（元）"), kind="money",
                  default=10_000, least=0.01, most=1e12,
                  help=Text(en="Annual targets must be multiples of it; months add up to the target exactly.",
                            zh="年度目标须为其整数倍；各月之和与年度目标完全一致。")),
        )),
        Table(name="weights", title=Text(en="Season", zh="季节性"), indent=2,
              lines=(Option("weight", Text(en="Month weight", zh="月度权重")),),
              columns=(Column(name="what", label=Text(en="1 = average month", zh="平均月份=1"), width=14),
                       *(Column(name=name, label=text, kind="number", width=10.5, digits=3, least=0)
                         for name, text in zip(MONTHS, _MONTH_WORDS, strict=True)),
                       Column(name="weight_sum", label=Text(en="Sum", zh="合计"), kind="number",
                              formula="SUM({m1..m12})", width=12))),
        Table(**_by_months("months", title=Text(en="Plan by month (CNY)", zh="月度计划（元）")),
              columns=(
                  _line_name(),
                  Column(name="measure", label=_MEASURE, width=16),
                  _money("annual", "Annual target", "年度目标", "+".join(
                      f"IF({{measure}}='{measure}',{{lines.{measure}:row}},0)" for measure in targets.MEASURES), width=14),
                  *_months(10.5, [_plan_formula(month) for month in range(1, 13)]),
                  *(_money(f"q{quarter}", f"Quarter {quarter}", f"{quarter}季度",
                           f"SUM({{m{3 * quarter - 2}..m{3 * quarter}}})", width=12) for quarter in range(1, 5)),
                  Column(name="sum_check", label=Text(en="Check", zh="核对"), kind="choice", options=_SUMS, width=12,
                         formula="IF(ABS(SUM({m1..m12})-{annual})<0.005,'exact','not_exact')"),
              )),
    ),
)  # fmt: skip

_ACTUAL_SHEET = Sheet(
    title=Text(en="Actual", zh="月度实际"),
    blocks=(
        Note(
            Text(
                en="Type in what came in each month. Only the months up to the month checked are counted.",
                zh="填写各月实际数据；只统计到检查月份为止。",
            )
        ),
        Table(**_by_months("actuals"),
              columns=(_line_name(), Column(name="measure", label=_MEASURE, width=16), *_months(12.5),
                       _money("counted", "Counted so far", "已统计合计", _to_date("actuals"), width=14))),
    ),
)  # fmt: skip

_COURSE_SHEET = Sheet(
    title=Text(en="Course of the year", zh="全年进度"),
    blocks=(
        Fields(fields=(Field(name="course_measure", label=Text(en="Measure shown", zh="查看指标"), kind="choice",
                             options=_MEASURES, default="sales"),)),
        Table(name="course", lines=_COURSE_LINES, total=_TOTAL, columns=(
            Column(name="month_name", label=Text(en="Month", zh="月份"), width=14),
            _money("plan", "Plan (CNY)", "计划（元）", width=16, total="sum", formula=
                   "SUMIF({months.measure},{course_measure},INDEX({months.m1..m12},0,COUNTA({month_name:to_here})))"),
            _money("actual", "Actual (CNY)", "实际（元）", width=16, total="sum", formula=
                   "IF(COUNTA({month_name:to_here})>{month},\"\",SUMIF({actuals.measure},{course_measure},"
                   "INDEX({actuals.m1..m12},0,COUNTA({month_name:to_here}))))"),
            _percent("attainment", "Attainment", "达成率", 'IF({actual}="","",' + _ratio("{actual}", "{plan}") + ")",
                     width=12),
            _money("plan_to_date", "Cumulative plan (CNY)", "累计计划（元）", "SUM({plan:to_here})", width=16),
            _money("actual_to_date", "Cumulative actual (CNY)", "累计实际（元）",
                   'IF({actual}="","",SUM({actual:to_here}))', width=16),
            _percent("attainment_to_date", "Cumulative attainment", "累计达成率",
                     'IF({actual}="","",' + _ratio("{actual_to_date}", "{plan_to_date}") + ")", width=12),
            _money("gap", "Gap (CNY)", "差距（元）", 'IF({actual}="","",{plan_to_date}-{actual_to_date})', width=16),
        )),
        Chart(kind="column", title=Text(en="Plan and actual by month", zh="各月计划与实际"),
              categories="{course.month_name}", unit=Text(en="CNY", zh="元"),
              series=(Series(Text(en="Plan", zh="计划"), "{course.plan}", "soft"),
                      Series(Text(en="Actual", zh="实际"), "{course.actual}", "accent"))),
    ),
)  # fmt: skip


def _cell_sum(old: str, new: str) -> str:
    either = [f"SUMIF({{actions.cell}},'{cell}',{{actions.expected}})" for cell in (old, new)]
    return f"IF({{market}}='old_market',{either[0]},{either[1]})"


def _cell_name(old: str, new: str) -> str:
    return f"IF({{market}}='old_market','{old}','{new}')"


_ANSOFF_SHEET = Sheet(
    title=Text(en="Ansoff matrix", zh="安索夫矩阵"),
    blocks=(
        Fields(fields=(
            Field(name="actions_year", label=Text(en="Year of the actions", zh="行动年度"), width=16,
                  help=Text(en="If it is another year than that of the plan check.", zh="与计划检查的年度不同时填写。")),
            Field(name="next_target", label=Text(en="Sales target of that year (CNY)", zh="该年度销售目标（元）"), kind="money",
                  least=0, help=Text(en="Left empty, it is the sum of the sheet “Annual targets”.",
                                     zh="不填则取“年度目标”工作表的合计。")),
            Field(name="target_sales", label=Text(en="Sales target (CNY per year)", zh="销售目标（元/年）"), kind="money",
                  formula="IF({next_target}=\"\",{lines.sales:total},{next_target})"),
            Field(name="baseline", label=Text(en="Forecast without new actions (CNY per year)", zh="基线预测（元/年）"),
                  kind="money", help=Text(en="What you would sell if nothing new were done.",
                                          zh="不采取新行动时预计的销售额。")),
            Field(name="ansoff_gap", label=Text(en="Gap (CNY)", zh="缺口（元）"), kind="money",
                  formula="{target_sales}-{baseline}"),
            Field(name="covered", label=Text(en="Covered: growth × probability (CNY)", zh="已覆盖：增长额×概率（元）"),
                  kind="money", formula="SUM({actions.expected})"),
            Field(name="residual", label=Text(en="Still open (CNY)", zh="剩余缺口（元）"), kind="money",
                  formula="{ansoff_gap}-{covered}"),
            Field(name="covered_share", label=Text(en="Share of the gap covered", zh="缺口覆盖率"), kind="percent",
                  formula=_ratio("{covered}", "{ansoff_gap}")),
            Field(name="gap_state", label=Text(en="In short", zh="结论"), kind="choice", options=_GAP_STATES, width=30,
                  formula="IF({target_sales}=0,\"\",IF({residual}<=0,'closed','open'))"),
        )),
        Table(name="matrix", title=Text(en="The four cells", zh="四个象限"), lines=_MARKETS,
              columns=(
                  Column(name="market", label=Text(en="Market", zh="市场"), width=30),
                  Column(name="old_name", label=Text(en="Old product", zh="老产品"), width=22,
                         formula=_cell_name("market_penetration", "market_development")),
                  _money("old_product", "Covered, old product (CNY)", "老产品已覆盖（元）", _cell_sum("market_penetration", "market_development"), width=16),
                  Column(name="new_name", label=Text(en="New product", zh="新产品"), width=22,
                         formula=_cell_name("product_development", "diversification")),
                  _money("new_product", "Covered, new product (CNY)", "新产品已覆盖（元）", _cell_sum("product_development", "diversification"), width=16),
              )),
        Table(name="actions", key="{action}", room=12, title=Text(en="Actions", zh="行动"), total=_TOTAL, columns=(
            Column(name="action", label=Text(en="Action", zh="行动"), width=52),
            Column(name="cell", label=Text(en="Cell", zh="象限"), kind="choice", options=_CELLS, width=22),
            Column(name="growth", label=Text(en="Growth planned (CNY per year)", zh="计划增长（元/年）"), kind="money",
                   width=16, least=0, total="sum"),
            Column(name="probability", label=Text(en="Probability", zh="成功概率"), kind="percent", width=22, digits=0,
                   least=0, most=1),
            _money("expected", "Counted (CNY per year)", "计入金额（元/年）", "{growth}*{probability}", width=16, total="sum"),
            Column(name="owner", label=Text(en="Owner", zh="责任人"), width=12),
            Column(name="due", label=Text(en="Due date", zh="完成期限"), kind="date", width=12),
        )),
    ),
)  # fmt: skip

_SHARE_SHEET = Sheet(
    title=Text(en="Exact shares", zh="精确份额"),
    blocks=(
        Note(
            Text(
                en="How the months come about: the exact share of each month in units. Whole units go to each month, "
                "and the units left over to the months with the largest fractions (largest-remainder method).",
                zh="各月计划的由来：每月的精确份额（以取整单位计）。先取整数部分，再把剩余单位依次分给小数部分最大的月份（最大余数法）。",
            )
        ),
        Table(**_by_months("shares"), columns=(
            _line_name(),
            Column(name="measure", label=_MEASURE, width=16),
            *(Column(name=name, label=text, kind="number", width=11, digits=3,
                     formula=f"IF(SUM({{weights.m1..m12}})=0,0,ROUND(ABS({{months.annual:row}})*{{weights.{name}}}"
                             "/SUM({weights.m1..m12})/{unit},6))")
              for name, text in zip(MONTHS, _MONTH_WORDS, strict=True)),
        )),
    ),
)  # fmt: skip

FORM = Form(
    id="plan_check",
    version=2,
    title=Text(en="Form for checking monthly plan completion", zh="检查月度计划完成情况的工具表单"),
    about=Text(
        en="Where each line stands against its plan in sales, cash, profit and expense, why, and what is done about "
        "it. Begin with “Annual targets”, then “Monthly plan” and “Actual”.",
        zh="按销售额、回款额、利润、费用检查各计划项的完成情况，分析原因并落实对策。请先填“年度目标”，再填“月度分解”和“月度实际”。",
    ),
    sheets=(_CHECK_SHEET, _TARGET_SHEET, _MONTH_SHEET, _ACTUAL_SHEET, _COURSE_SHEET, _ANSOFF_SHEET, _SHARE_SHEET),
)
