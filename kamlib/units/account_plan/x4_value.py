"""KP.X4, the step of U3: how the customer scores us, and what our service is worth to it a year."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from kamlib import value
from kamlib.cases.labels import LABELS
from kamlib.classroom.exercise import (
    Answers,
    CaseTable,
    ChoiceField,
    Data,
    Exercise,
    Field,
    Mistake,
    NumberField,
    Option,
    TableColumn,
    Tolerance,
)
from kamlib.text import Text
from kamlib.units import pool
from kamlib.units.account_plan.shared import DEAL, case, head_values
from kamlib.units.common import mistake, once, options, written

GIVEN = (
    "criteria", "hours_lost_before", "hours_lost_after", "cost_per_hour", "stock_before", "stock_after",
    "carrying_rate",
)  # fmt: skip
CRITERIA = LABELS["criterion"]
RIVALS = ("a", "b")
NOWHERE = "none"
PASSES = Text(en="There we have {us} points; the floor is {floor}.", zh="这一项我方 {us} 分，底线 {floor} 分，已达到。")
NOT_NOWHERE = Text(
    en="In one line our points are lower than the floor beside them. Go through the floors one by one.",
    zh="有一项，我方得分低于旁边的底线。请逐条对照底线。",
)


def _scores(data: Data) -> dict[str, float]:
    """Return the weighted score of us and of each rival, points."""
    return {
        who: sum(row["weight"] * row[who] for row in data["criteria"]) / 100 for who in ("us", *RIVALS)
    }


def _best(data: Data) -> str:
    scores = _scores(data)
    return max(RIVALS, key=lambda rival: scores[rival])


def _score_us(data: Data, answers: Answers) -> float:
    return _scores(data)["us"]


def _score_rival(data: Data, answers: Answers) -> float:
    return _scores(data)[_best(data)]


def _weighted_gaps(data: Data) -> dict[str, float]:
    """Return the points of score by which the best rival is ahead, by criterion."""
    rival = _best(data)
    return {row["id"]: row["weight"] * (row[rival] - row["us"]) / 100 for row in data["criteria"]}


def _largest(figures: Mapping[str, float]) -> str:
    return max(figures, key=lambda criterion: figures[criterion])


def _weakest(data: Data, answers: Answers) -> str:
    return _largest(_weighted_gaps(data))


def _below_floor(data: Data, answers: Answers) -> str:
    """Return the criterion in which we lie below the customer's floor; an account of the pool has one at most."""
    below = [row["id"] for row in data["criteria"] if row["floor"] is not None and row["us"] < row["floor"]]
    return below[0] if below else NOWHERE


def _floor_reasons(data: Data) -> dict[str, Text]:
    passes = {row["id"]: written(PASSES, **row) for row in data["criteria"] if row["floor"] is not None}
    return {NOWHERE: NOT_NOWHERE, **passes}


def _plain_gap(data: Data, answers: Answers) -> str:
    rival = _best(data)
    return _largest({row["id"]: row[rival] - row["us"] for row in data["criteria"]})


def _fewest_points(data: Data, answers: Answers) -> str:
    return _largest({row["id"]: -row["us"] for row in data["criteria"]})


def _costs(data: Data, when: str) -> dict[str, float]:
    return {
        "standstill": float(data[f"hours_lost_{when}"] * data["cost_per_hour"]),
        "stock": float(data[f"stock_{when}"] * data["carrying_rate"]),
    }


@once
def _saved(data: Data) -> float:
    table = value.saving_table(_costs(data, "before"), _costs(data, "after"))
    return float(table["saving"].sum())


def _value(data: Data, answers: Answers) -> float:
    return _saved(data)


def _hours_alone(data: Data, answers: Answers) -> float:
    return float((data["hours_lost_before"] - data["hours_lost_after"]) * data["cost_per_hour"])


def _whole_stock(data: Data, answers: Answers) -> float:
    return _hours_alone(data, answers) + float(data["stock_before"] - data["stock_after"])


def _other_rival(data: Data, answers: Answers) -> float:
    scores = _scores(data)
    return min(scores[rival] for rival in RIVALS)


def _unweighted(data: Data, answers: Answers) -> float:
    return sum(row["us"] for row in data["criteria"]) / len(data["criteria"])


TOLERANCE_OF_SCORE = Tolerance(within=0.1)


def _weakest_mistakes(data: Data) -> tuple[Mistake, ...]:
    """Return the two confusions, each only where it leads elsewhere."""
    right, plain, fewest = (find(data, {}) for find in (_weakest, _plain_gap, _fewest_points))
    found = []
    if plain != right:
        found.append(
            mistake(
                "gap-without-weight",
                _plain_gap,
                en="There the rival is furthest ahead, but the customer gives it little weight. Multiply the difference by the weight.",
                zh="这一项分差最大，但客户给的权重不高。请用分差乘以权重。",
            )
        )
    if fewest not in (right, plain):
        found.append(
            mistake(
                "fewest-points",
                _fewest_points,
                en="That is where we have the fewest points. Compare with the rival: where does the difference, weighted, cost us most?",
                zh="这是我方得分最低的一项。请与竞争对手比较：加权之后，哪一项的差距让我方失分最多？",
            )
        )
    return tuple(found)


def _fields(data: Data) -> tuple[Field, ...]:
    gaps = _weighted_gaps(data)
    right = _weakest(data, {})
    reasons = {
        criterion: written(WHY_NOT, here=-gaps[criterion], most=-gaps[right])
        for criterion in gaps
        if criterion != right
    }
    return (
        NumberField(
            id="audit_score_us",
            label=Text(en="Our audit score", zh="我方的稽核得分"),
            unit=Text(en="points", zh="分"),
            tolerance=TOLERANCE_OF_SCORE,
            expected=_score_us,
            mistakes=()
            if abs(_unweighted(data, {}) - _score_us(data, {})) < 0.3
            else (
                mistake(
                    "plain-mean",
                    _unweighted,
                    en="That is the plain mean. Weigh each criterion: points × weight, added up.",
                    zh="这是简单平均。请按权重计算：得分 × 权重，再相加。",
                ),
            ),
        ),
        NumberField(
            id="audit_score_rival",
            label=Text(en="Score of the best rival", zh="最强竞争对手的得分"),
            unit=Text(en="points", zh="分"),
            tolerance=TOLERANCE_OF_SCORE,
            expected=_score_rival,
            mistakes=()
            if abs(_other_rival(data, {}) - _score_rival(data, {})) < 0.3
            else (
                mistake(
                    "other-rival",
                    _other_rival,
                    en="That is the weaker of the two rivals. The plan measures us against the best one.",
                    zh="这是两家中较弱的一家。计划要和最强的对手比。",
                ),
            ),
        ),
        ChoiceField(
            id="weakest_criterion",
            label=Text(en="Criterion where the best rival is furthest ahead of us, weighted", zh="与该对手相比，哪一项让我方失分最多"),
            options=options(CRITERIA),
            expected=_weakest,
            reasons=reasons,
            mistakes=_weakest_mistakes(data),
        ),
        ChoiceField(
            id="below_floor",
            label=Text(en="Criterion in which we lie below the customer's floor", zh="我方哪一项低于客户的底线"),
            options=(
                Option(NOWHERE, WITHOUT),
                *(Option(row["id"], CRITERIA[row["id"]]) for row in data["criteria"] if row["floor"] is not None),
            ),
            expected=_below_floor,
            reasons={id: reason for id, reason in _floor_reasons(data).items() if id != _below_floor(data, {})},
        ),
        NumberField(
            id="value_per_year",
            per="year",
            kind="money",
            points=2,
            label=Text(en="What our service is worth to the customer a year", zh="我方服务每年给客户带来的价值"),
            tolerance=Tolerance(nearest=1_000),
            lowest=0,
            expected=_value,
            mistakes=(
                mistake(
                    "whole-stock",
                    _whole_stock,
                    en="You counted the whole stock that is set free. It is not saved but released; what it saves a year is the carrying cost on it.",
                    zh="您把释放出来的库存全额算成了节省。库存只是腾出资金，每年节省的是这部分库存的持有成本。",
                ),
                mistake(
                    "hours-alone",
                    _hours_alone,
                    en="That is the standstill alone. Add the carrying cost of the stock that is no longer needed.",
                    zh="这只是停机部分。还要加上不再需要的库存的持有成本。",
                ),
                mistake(
                    "after-alone",
                    lambda data, answers: sum(_costs(data, "after").values()),
                    en="That is what still goes wrong with us. The value is the difference between before and now.",
                    zh="这是现在仍然存在的损失。价值是以前与现在之差。",
                ),
            ),
        ),
    )


WHY_NOT = Text(
    en="Weight × (our points − the best rival's) is {here:number} points of score here; at another criterion it is {most:number}.",
    zh="权重 ×（我方得分 − 最强对手得分），这一项是 {here:number} 分；另有一项是 {most:number} 分。",
)


def _tables(data: Data) -> tuple[CaseTable, ...]:
    rows = [
        (CRITERIA[row["id"]], row["weight"] / 100, row["floor"], row["us"], row["a"], row["b"]) for row in data["criteria"]
    ]
    return (
        CaseTable(
            Text(en="How this customer's buyers rate its suppliers (points, 100 best)", zh="该客户采购部门对供应商的评分（满分 100）"),
            (
                TableColumn(Text(en="Criterion", zh="评价标准")),
                TableColumn(Text(en="Weight", zh="权重"), "percent"),
                TableColumn(Text(en="Floor", zh="底线"), "whole"),
                TableColumn(Text(en="Tarvane Drives", zh="塔凡传动"), "whole"),
                TableColumn(Text(en="Rival A", zh="对手 A"), "whole"),
                TableColumn(Text(en="Rival B", zh="对手 B"), "whole"),
            ),
            rows,
        ),
    )


def _values(data: Data) -> dict[str, Any]:
    return {
        **head_values(data),
        "best_rival": _best(data).upper(),
        "weakest_name": CRITERIA[_weakest(data, {})],
        "weakest_gap": _weighted_gaps(data)[_weakest(data, {})],
        "floor_said": WITHOUT if (below := _below_floor(data, {})) == NOWHERE else written(BARRED, criterion=CRITERIA[below]),
        "hours_saved": data["hours_lost_before"] - data["hours_lost_after"],
        "hours_worth": _hours_alone(data, {}),
        "stock_freed": data["stock_before"] - data["stock_after"],
        "stock_worth": _value(data, {}) - _hours_alone(data, {}),
    }


WITHOUT = Text(en="none: we reach every floor", zh="没有，各项都达到底线")
BARRED = Text(en="{criterion}; until that is mended no score counts", zh="{criterion}，不先补上，总分再高也没用")

CASE = case(
    en="""Step 4 sees us with the customer's eyes: the TQRDCES audit of its buyers, and what our service spares it in a year.

Before it had our service contract, its machines stood still {hours_lost_before:number} hours a year because of drives; now it is {hours_lost_after:number} hours.
An hour of standstill costs it {cost_per_hour:money}.
It kept spare drives for {stock_before:money}; now it needs {stock_after:money}. Keeping stock costs {carrying_rate:percent} of its value a year.

Score = points × weight, added up over the criteria. Whoever lies below a **floor** gets no new projects, whatever the score (U3).""",
    zh="""第 4 步：用客户的眼光看我们。先看采购部门的 TQRDCES 稽核，再看我方服务一年替它省下多少。

签服务合同之前，因传动装置故障每年停机 {hours_lost_before:number} 小时；现在为 {hours_lost_after:number} 小时。
停机一小时，客户损失 {cost_per_hour:money}。
过去它备有价值 {stock_before:money}的备用传动装置，现在只需 {stock_after:money}。库存每年的持有成本为其价值的 {carrying_rate:percent}。

得分 = 各项得分 × 权重，再相加。有一项低于**底线**，总分再高也拿不到新项目（见 U3）。""",
)

HINTS = (
    Text(en="What would the customer's controller accept as a saving?", zh="哪些节省，客户的财务总监会认账？"),
    Text(
        en="Score: points × weight for all seven, added. Weakest: weight × (us − best rival), the lowest. Floor: our points against the floor, line by line. Value: hours saved × cost an hour + stock set free × carrying rate.",
        zh="得分：七项得分 × 权重，相加。最弱项：权重 ×（我方 − 最强对手），取最低。底线：逐项用我方得分对照。价值：减少的停机小时 × 每小时损失 + 减少的库存 × 持有费率。",
    ),
    Text(
        en="Another account: 60 hours saved at 2,000 = 120,000; stock 400,000 less at 20% = 80,000; together 200,000 a year. Weight 30%, rival 90, we 80: 3 points of score.",
        zh="换一家客户：少停机 60 小时，每小时 2,000，共 120,000；库存减少 400,000，按 20% 计 80,000；合计每年 200,000。权重 30%，对手 90、我方 80：差 3 分。",
    ),
)

SOLUTION = Text(
    en="""- Our score **{audit_score_us:number}**, best rival (Rival {best_rival}) **{audit_score_rival:number}**
- Weakest against it: **{weakest_name}**, {weakest_gap:number} points of score
- Below a floor: **{floor_said}**
- {hours_saved:number} hours × {cost_per_hour:money} = {hours_worth:money}; {stock_freed:money} × {carrying_rate:percent} = {stock_worth:money}; together **{value_per_year:money}** a year""",
    zh="""- 我方得分 **{audit_score_us:number}**，最强对手（对手 {best_rival}）**{audit_score_rival:number}**
- 与它相比最弱的一项：**{weakest_name}**，差 {weakest_gap:number} 分
- 低于底线：**{floor_said}**
- {hours_saved:number} 小时 × {cost_per_hour:money} = {hours_worth:money}；{stock_freed:money} × {carrying_rate:percent} = {stock_worth:money}；合计每年 **{value_per_year:money}**""",
)

EXERCISE = Exercise(
    id="KP.X4",
    unit="KP",
    deal=DEAL,
    revision=2,
    after="U3",
    title=Text(en="Step 4 (U3): audit score and value", zh="第 4 步（U3）：稽核得分与价值"),
    minutes=10,
    case=CASE,
    values=_values,
    tables=_tables,
    fields=_fields,
    hints=HINTS,
    solution=SOLUTION,
    variants=partial(pool, "KP.X4"),
)
