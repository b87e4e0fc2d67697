"""A small exercise set with a field of every kind, for tests of the grader, the reports and the simulator."""

from __future__ import annotations

from typing import Any

from kamlib.classroom.exercise import (
    CaseTable,
    ChoiceField,
    ChoicesField,
    Column,
    Exercise,
    MatchField,
    Mistake,
    NumberField,
    Option,
    PlaceField,
    RankField,
    Rule,
    SliderField,
    TableColumn,
    TableField,
    TextField,
    Tolerance,
)
from kamlib.classroom.keys import Keys, RubricLine
from kamlib.text import Text

HINTS = (
    Text(en="Look at the cost.", zh="请看成本。"),
    Text(en="Price less cost.", zh="价格减成本。"),
    Text(en="With 10 and 6 it is 4.", zh="10 减 6 得 4。"),
)

PRICES = [
    {"price": 1000 + 50 * i, "cost": 600 + 20 * i, "units": 40 + i, "growth": [0.1, 0.02, -0.05]}
    for i in range(17)
]


def _options(*pairs: tuple[str, str, str]) -> tuple[Option, ...]:
    return tuple(Option(id, Text(en=en, zh=zh)) for id, en, zh in pairs)


ACCOUNTS = _options(
    ("A1", "North Mill", "北方磨坊"), ("A2", "Lake Pumps", "湖泵"), ("A3", "Hill Press", "山压")
)
BOXES = _options(
    ("strategic", "Strategic", "战略型"), ("value", "Value", "价值型"), ("standard", "Standard", "标准型")
)


def _price_fields(data: Any) -> tuple:
    return (
        NumberField(
            id="unit_margin",
            label=Text(en="Contribution of a unit", zh="单位边际贡献"),
            kind="money",
            tolerance=Tolerance(nearest=1),
            points=2,
            expected=lambda d, a: d["price"] - d["cost"],
            mistakes=(
                Mistake(
                    "added-cost",
                    Text(
                        en="You added the cost of {cost:money}; take it off.",
                        zh="您加上了成本 {cost:money}，应当减去。",
                    ),
                    lambda d, a: d["price"] + d["cost"],
                ),
            ),
        ),
        NumberField(
            id="margin",
            label=Text(en="Margin", zh="毛利率"),
            kind="percent",
            tolerance=Tolerance(within=0.001),
            points=2,
            uses=("unit_margin",),
            expected=lambda d, a: a["unit_margin"] / d["price"],
            mistakes=(
                Mistake(
                    "mark-up",
                    Text(en="You divided by cost: that is mark-up.", zh="您除以了成本，那是加成率。"),
                    lambda d, a: a["unit_margin"] / d["cost"],
                    credit=0.25,
                ),
            ),
        ),
        NumberField(
            id="total",
            label=Text(en="Contribution of {units} units", zh="{units} 台的边际贡献"),
            kind="money",
            tolerance=Tolerance(relative=0.005),
            uses=("unit_margin",),
            expected=lambda d, a: a["unit_margin"] * d["units"],
        ),
        SliderField(
            id="share",
            label=Text(en="Share of the value you keep", zh="价值分享比例"),
            kind="percent",
            tolerance=Tolerance(within=0.05),
            low=0,
            high=1,
            step=0.05,
            expected=lambda d, a: 0.5,
        ),
        TableField(
            id="plan",
            label=Text(en="Sales by year", zh="各年销售额"),
            points=3,
            rows=_options(("y1", "Year 1", "第一年"), ("y2", "Year 2", "第二年")),
            columns=(
                Column(
                    id="sales",
                    label=Text(en="Sales", zh="销售额"),
                    kind="money",
                    tolerance=Tolerance(nearest=10),
                ),
                Column(
                    id="units",
                    label=Text(en="Units", zh="数量"),
                    tolerance=Tolerance(within=0.5),
                    unit=Text(en="units", zh="台"),
                ),
            ),
            expected=lambda d, a: {
                "y1/sales": d["price"] * d["units"],
                "y1/units": d["units"],
                "y2/sales": d["price"] * (d["units"] + 10),
                "y2/units": d["units"] + 10,
            },
            mistakes=(
                Mistake(
                    "cost-for-price",
                    Text(en="You multiplied the cost.", zh="您乘的是成本。"),
                    lambda d, a: {
                        "y1/sales": d["cost"] * d["units"],
                        "y2/sales": d["cost"] * (d["units"] + 10),
                    },
                ),
            ),
        ),
    )


def _tier_fields(data: Any) -> tuple:
    return (
        PlaceField(
            id="tiers",
            label=Text(en="Put the accounts into the pyramid", zh="将客户放入金字塔"),
            points=3,
            items=ACCOUNTS,
            boxes=BOXES,
            shape="pyramid",
            expected=lambda d, a: {"A1": "strategic", "A2": "value", "A3": "standard"},
            reasons={"A3/strategic": Text(en="Hill Press earns little.", zh="山压利润很少。")},
            mistakes=(
                Mistake(
                    "by-sales",
                    Text(en="You went by sales, not by profit.", zh="您按销售额而不是利润分级。"),
                    lambda d, a: {"A1": "value", "A2": "strategic"},
                ),
            ),
            rules=(
                Rule(
                    "top-smallest",
                    Text(en="The top tier must be the smallest.", zh="最高等级必须最小。"),
                    lambda d, a: list(a.values()).count("strategic") > 1,
                ),
            ),
        ),
        MatchField(
            id="approach",
            label=Text(en="An approach for each", zh="为每个客户选择做法"),
            items=ACCOUNTS,
            options=_options(("visit", "Visit", "拜访"), ("call", "Call", "电话")),
            points=2,
            expected=lambda d, a: {"A1": "visit", "A2": "visit", "A3": "call"},
        ),
        RankField(
            id="order",
            label=Text(en="Order by growth", zh="按增长排序"),
            items=ACCOUNTS,
            points=1,
            expected=lambda d, a: ["A1", "A2", "A3"],
            mistakes=(
                Mistake(
                    "upside-down",
                    Text(en="You began with the slowest.", zh="您从最慢的开始。"),
                    lambda d, a: ["A3", "A2", "A1"],
                ),
            ),
        ),
        ChoicesField(
            id="signs",
            label=Text(en="Signs of a strategic account", zh="战略客户的标志"),
            options=_options(
                ("profit", "Profit", "利润"), ("noise", "Noise", "吵闹"), ("growth", "Growth", "增长")
            ),
            points=2,
            expected=lambda d, a: ["profit", "growth"],
        ),
        ChoiceField(
            id="next",
            label=Text(en="What next?", zh="下一步？"),
            options=_options(("keep", "Keep", "保持"), ("drop", "Drop", "放弃")),
            expected=lambda d, a: "keep",
            reasons={"drop": Text(en="It still earns its cost.", zh="它仍能覆盖成本。")},
        ),
    )


def _wrap_fields(data: Any) -> tuple:
    return (
        NumberField(
            id="margin",
            label=Text(en="Contribution", zh="边际贡献"),
            kind="money",
            tolerance=Tolerance(nearest=1),
            points=2,
            expected=lambda d, a: d["price"] - d["cost"],
        ),
        ChoiceField(
            id="verdict",
            label=Text(en="Your verdict", zh="您的判断"),
            options=_options(
                ("invest", "Invest", "投入"), ("hold", "Hold", "维持"), ("leave", "Leave", "退出")
            ),
            points=2,
        ),
        TextField(
            id="why",
            label=Text(en="Say why", zh="说明理由"),
            points=4,
            words_min=5,
            names=((Option("profit", Text(en="profit", zh="利润")), ("profit", "利润")),),
        ),
    )


def _case_table(data: Any) -> tuple[CaseTable, ...]:
    return (
        CaseTable(
            Text(en="Figures", zh="数据"),
            (
                TableColumn(Text(en="Price", zh="价格"), "money"),
                TableColumn(Text(en="Cost", zh="成本"), "money"),
            ),
            ((data["price"], data["cost"]),),
        ),
    )


def _exercise(id: str, title: Text, fields: Any, **more: Any) -> Exercise:
    return Exercise(
        id=id,
        unit=id.partition(".")[0],
        title=title,
        case=Text(en="A drive sells at {price:money}.", zh="一台驱动器售价 {price:money}。"),
        fields=fields,
        hints=HINTS,
        solution=Text(
            en="Price less cost: {price:money} − {cost:money}.",
            zh="价格减成本：{price:money} − {cost:money}。",
        ),
        variants=lambda: PRICES,
        tables=_case_table,
        solution_tables=_case_table,
        **more,
    )


def make_exercises(revision: int = 1) -> dict[str, Exercise]:
    """Return the set, fresh: five fields of numbers, five of choices, one assessed case, in two units."""
    made = (
        _exercise("U2.X1", Text(en="Contribution", zh="边际贡献"), _price_fields, revision=revision),
        _exercise("U2.X2", Text(en="The pyramid", zh="金字塔"), _tier_fields),
        _exercise("U2.W", Text(en="The wrap-up case", zh="综合案例"), _wrap_fields, mode="assessed"),
        _exercise("U7.X1", Text(en="Price", zh="价格"), _price_fields),
    )
    return {exercise.id: exercise for exercise in made}


EXERCISES = make_exercises()


def make_keys(verdict: str = "hold", *, rubric: bool = True) -> Keys:
    """Return the key and rubric of the assessed case."""
    lines = (
        RubricLine(3, Text(en="Argues from profit", zh="以利润为依据")),
        RubricLine(1, Text(en="Names a next step", zh="说明下一步")),
    )
    return Keys(
        {"U2.W": {"*": {"verdict": {"answer": verdict, "reasons": {}}}}},
        {"U2.W/why": lines} if rubric else {},
    )


KEYS = make_keys()
