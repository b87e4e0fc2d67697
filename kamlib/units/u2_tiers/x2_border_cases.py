"""U2.X2 defend the border cases: a scorecard, and the weight at which a tier changes."""

from __future__ import annotations

import random
from collections.abc import Mapping
from functools import partial
from statistics import fmean
from typing import Any

from kamlib import tiers
from kamlib.classroom.exercise import (
    Answers,
    CaseTable,
    ChoiceField,
    Column,
    Data,
    Exercise,
    Field,
    MatchField,
    Option,
    TableColumn,
    TableField,
    Tolerance,
)
from kamlib.text import Text
from kamlib.units import pool
from kamlib.units.common import TIER_NAMES, draw_names, mistake, named, rounded, tier_boxes
from kamlib.units.u2_tiers.shared import account_options

CRITERIA = {
    "clp": Text(en="Lifetime profit", zh="全生命周期利润"),
    "growth": Text(en="Growth", zh="成长性"),
    "fit": Text(en="Strategic fit", zh="战略契合度"),
    "payment": Text(en="Payment conduct", zh="付款信用"),
}
SCORE_FLOORS = {"strategic": 75, "value": 55, "standard": 35}
MOVED = "growth"
HOLD_AGAINST_FLOORS = Text(
    en="Hold its score against the floors: strategic from {floor_strategic:number}, value from {floor_value:number}, standard from {floor_standard:number}.",
    zh="请用它的得分对照门槛：战略型 {floor_strategic:number} 分起，价值型 {floor_value:number} 分起，标准型 {floor_standard:number} 分起。",
)


def _weights(data: Data) -> dict[str, float]:
    return {criterion: points / 100 for criterion, points in data["weights"].items()}


def _scores(data: Data, answers: Answers) -> dict[str, float]:
    weights = _weights(data)
    return {
        f"{account['id']}/score": tiers.weighted_score(account["points"], weights)
        for account in data["accounts"]
    }


def _plain_mean(data: Data, answers: Answers) -> dict[str, float]:
    return {f"{account['id']}/score": fmean(account["points"].values()) for account in data["accounts"]}


def _tiers(data: Data, answers: Answers) -> dict[str, str]:
    scores = {part.partition("/")[0]: score for part, score in answers["scores"].items()}
    level = tiers.tiers_by_score(list(scores.values()), SCORE_FLOORS)
    return {account: str(tier) for account, tier in zip(scores, level, strict=True)}


def _flip_weight(data: Data, account: Mapping[str, Any]) -> float:
    """Return the nearest weight of growth, in points of 100, at which the tier of an account changes."""
    flip = tiers.flip_point(account["points"], _weights(data), MOVED, SCORE_FLOORS)
    if flip.nearest is None:
        raise ValueError(f"the tier of {account['id']} does not depend on the weight of {MOVED}")
    return flip.nearest.weight * 100


def _flips(data: Data, answers: Answers) -> dict[str, float]:
    return {f"{account['id']}/weight": _flip_weight(data, account) for account in data["accounts"]}


def _flip_changes(data: Data, answers: Answers) -> dict[str, float]:
    now = data["weights"][MOVED]
    return {part: abs(weight - now) for part, weight in _flips(data, answers).items()}


def _flips_without_rescaling(data: Data, answers: Answers) -> dict[str, float]:
    """The slip of adding points to one weight without taking them from the others."""
    scores = _scores(data, answers)
    found = {}
    for account in data["accounts"]:
        score, points = scores[f"{account['id']}/score"], account["points"][MOVED]
        gap = min((floor - score for floor in SCORE_FLOORS.values()), key=abs)
        if points:
            found[f"{account['id']}/weight"] = data["weights"][MOVED] + 100 * gap / points
    return found


def _fragile(data: Data, answers: Answers) -> str:
    now = data["weights"][MOVED]
    return min(answers["flips"], key=lambda part: abs(answers["flips"][part] - now)).partition("/")[0]


def _lowest_score(data: Data, answers: Answers) -> str:
    scores = _scores(data, answers)
    return min(scores, key=lambda part: scores[part]).partition("/")[0]


def _scores_field(accounts: tuple[Option, ...]) -> TableField:
    return TableField(
        id="scores",
        label=Text(en="Score of each account", zh="各客户得分"),
        points=3,
        rows=accounts,
        columns=(
            Column(id="score", label=Text(en="Score, points", zh="得分"), tolerance=Tolerance(within=0.5)),
        ),
        expected=_scores,
        mistakes=(
            mistake(
                "plain-mean",
                _plain_mean,
                en="That is the plain average. Multiply each mark by its weight, then add up.",
                zh="这是简单平均。请把每项得分乘以权重后再相加。",
            ),
        ),
    )


def _tiers_field(accounts: tuple[Option, ...]) -> MatchField:
    return MatchField(
        id="tiers",
        label=Text(en="Tier of each account by its score", zh="按得分确定各客户的等级"),
        points=3,
        items=accounts,
        options=tier_boxes(),
        uses=("scores",),
        expected=_tiers,
        reasons={f"{account.id}/{tier.id}": HOLD_AGAINST_FLOORS for account in accounts for tier in tier_boxes()},
    )


def _flips_field(accounts: tuple[Option, ...]) -> TableField:
    return TableField(
        id="flips",
        label=Text(en="Weight of growth at which the tier changes", zh="成长性权重为多少时，等级会改变"),
        help=Text(
            en="In points of 100. The other weights keep their proportions, so that all four still add up to 100. Where there are two such weights, take the nearer one.",
            zh="以满分 100 计。其他三项按原比例调整，使四项合计仍为 100。如有两个这样的权重，取较近的一个。",
        ),
        points=6,
        rows=accounts,
        columns=(
            Column(
                id="weight", label=Text(en="Weight of growth", zh="成长性权重"), tolerance=Tolerance(within=1)
            ),
        ),
        expected=_flips,
        mistakes=(
            mistake(
                "change-not-weight",
                _flip_changes,
                credit=0.5,
                en="That is how far the weight must move. The question is where it then stands.",
                zh="这是权重需要移动的幅度，题目问的是移动之后的权重。",
            ),
            mistake(
                "weights-over-100",
                _flips_without_rescaling,
                en="You left the other weights as they are; then all four no longer add up to 100. Let the others give or take in proportion.",
                zh="您没有调整其他权重，四项合计就不是 100 了。请让其他三项按比例增减。",
            ),
        ),
    )


def _fragile_field(accounts: tuple[Option, ...]) -> ChoiceField:
    return ChoiceField(
        id="fragile",
        label=Text(en="Whose tier rests on the weakest ground?", zh="哪家客户的等级最不稳固？"),
        points=2,
        options=accounts,
        uses=("flips",),
        expected=_fragile,
        mistakes=(
            mistake(
                "lowest-score",
                _lowest_score,
                en="That is the lowest score. A tier is fragile when a small change of a weight moves it, wherever the score lies.",
                zh="这是得分最低的客户。等级是否稳固，要看权重稍有变动它会不会改变，与得分高低无关。",
            ),
        ),
        reasons={
            account.id: Text(
                en="Compare for each account how far its flip weight lies from today's weight; the smallest distance counts.",
                zh="请比较每个客户的翻转点与当前权重的距离，距离最小的最不稳固。",
            )
            for account in accounts
        },
    )


def _fields(data: Data) -> tuple[Field, ...]:
    accounts = account_options(data)
    return (_scores_field(accounts), _tiers_field(accounts), _flips_field(accounts), _fragile_field(accounts))


def _tables(data: Data) -> tuple[CaseTable, ...]:
    columns = (
        TableColumn(Text(en="Criterion (marks 0–100)", zh="指标（0–100 分）")),
        TableColumn(Text(en="Weight", zh="权重"), "number"),
    ) + tuple(TableColumn(named(account["name"]), "number") for account in data["accounts"])
    rows = [
        (label, data["weights"][criterion], *(account["points"][criterion] for account in data["accounts"]))
        for criterion, label in CRITERIA.items()
    ]
    return (CaseTable(Text(en="Scorecard", zh="评分卡"), columns, rows),)


def _solution_tables(data: Data) -> tuple[CaseTable, ...]:
    scores, flips = _scores(data, {}), _flips(data, {})
    level = _tiers(data, {"scores": scores})
    columns = (
        TableColumn(Text(en="Account", zh="客户")),
        TableColumn(Text(en="Score", zh="得分"), "number"),
        TableColumn(Text(en="Tier", zh="等级")),
        TableColumn(Text(en="Flip weight of growth", zh="成长性翻转点"), "number"),
        TableColumn(Text(en="Distance", zh="距离"), "number"),
    )
    rows = [
        (
            named(account["name"]),
            scores[f"{account['id']}/score"],
            TIER_NAMES[level[account["id"]]],
            flips[f"{account['id']}/weight"],
            abs(flips[f"{account['id']}/weight"] - data["weights"][MOVED]),
        )
        for account in data["accounts"]
    ]
    return (CaseTable(Text(en="Three border cases", zh="三家临界客户"), columns, rows),)


def _values(data: Data) -> dict[str, Any]:
    fragile = _fragile(data, {"flips": _flips(data, {})})
    account = next(each for each in data["accounts"] if each["id"] == fragile)
    score = _scores(data, {})[f"{fragile}/score"]
    weight, marks = data["weights"][MOVED] / 100, account["points"][MOVED]
    rest = (score - weight * marks) / (1 - weight)
    return {
        "weight_now": data["weights"][MOVED],
        "fragile_name": named(account["name"]),
        "fragile_score": score,
        "fragile_marks": marks,
        "fragile_rest": rest,
        "fragile_flip": _flip_weight(data, account),
        "fragile_floor": rest + _flip_weight(data, account) / 100 * (marks - rest),
        **{f"floor_{tier}": floor for tier, floor in SCORE_FLOORS.items()},
    }


CASE = Text(
    en="""Three accounts of Tarvane Drives lie close to a border, and their account managers argue.
You keep the scorecard: four criteria, each marked from 0 to 100, with weights that add up to 100.

Tiers by score: strategic from {floor_strategic:number}, value from {floor_value:number}, standard from {floor_standard:number}, transactional below.

Someone says: “You only need to give growth another weight and the tier changes.”
Find out how much another weight: growth now weighs {weight_now:number} points.
On the computer a slider lets you try it out; by hand it can be worked out as well.

_Tarvane Drives and all accounts and figures here are invented._""",
    zh="""塔凡传动有三家客户处在等级边缘，各自的客户经理争执不下。
评分卡由您负责：四项指标，每项 0 到 100 分，权重合计 100。

按得分分级：{floor_strategic:number} 分及以上为战略型，{floor_value:number} 分及以上为价值型，{floor_standard:number} 分及以上为标准型，其余为交易型。

有人说：“只要改一改成长性的权重，等级就变了。”
请算一算要改多少：成长性现在的权重是 {weight_now:number} 分。
在电脑上可以拖动滑块试一试，也可以手工计算。

_塔凡传动及本题所有客户、数据均为虚构。_""",
)

HINTS = (
    Text(en="An account far from every border does not care about weights. Which border is each of the three near to?", zh="离各条等级线都很远的客户，权重怎么调都不受影响。这三家客户各自靠近哪条线？"),
    Text(
        en="Score = sum of mark × weight. For the flip weight, first work out the average mark of the other three criteria (with their weights). "
        "Call it R, and the mark for growth G. With the weight w for growth the score is R + w × (G − R). "
        "Set that equal to the floor and solve for w.",
        zh="得分 = 各项分数乘以权重后相加。求翻转点（等级改变时的权重），先算其他三项（按权重）的平均分，记为 R，成长性的分数记为 G。"
        "成长性权重为 w 时，得分 = R + w ×（G − R）。令它等于门槛，解出 w。",
    ),
    Text(
        en="Another account: growth 90, the other three average 50, weight of growth 30. Score = 50 + 0.30 × (90 − 50) = 62. "
        "To reach 75 growth must weigh w = (75 − 50) ÷ (90 − 50) = 0.625, that is 62.5 points; to fall below 55 it must weigh less than 12.5 points. "
        "The nearer one is 12.5.",
        zh="换一个客户：成长性 90 分，其他三项平均 50 分，成长性权重 30。得分 = 50 + 0.30 ×（90 − 50）= 62。"
        "要达到 75，w =（75 − 50）÷（90 − 50）= 0.625，即 62.5 分；要跌破 55，权重须低于 12.5 分。较近的是 12.5。",
    ),
)

SOLUTION = Text(
    en="""The weakest ground is under **{fragile_name}**: a score of {fragile_score:number}.

Its other three criteria average {fragile_rest:number}, its growth is marked {fragile_marks:number}.
With the weight w for growth the score is {fragile_rest:number} + w × ({fragile_marks:number} − {fragile_rest:number}).
That equals the floor of {fragile_floor:number} at w = {fragile_flip:number} points; today growth weighs {weight_now:number}.

A tier that flips with so few points is a judgement call: decide it openly, on other grounds, and write the reason down.""",
    zh="""最不稳固的是 **{fragile_name}**：得分 {fragile_score:number}。

它其他三项平均 {fragile_rest:number} 分，成长性 {fragile_marks:number} 分。
成长性权重为 w 时，得分 = {fragile_rest:number} + w ×（{fragile_marks:number} − {fragile_rest:number}）。
当 w = {fragile_flip:number} 分时正好等于门槛 {fragile_floor:number}；现在的权重是 {weight_now:number}。

权重只动这么一点，等级就会改变，说明这要靠判断来定：应公开讨论、另找依据，并写明理由。""",
)


def make(chance: random.Random) -> dict[str, Any] | None:
    """Return a candidate variant of U2.X2, None when a flip point is missing, too near or too far."""
    weights = dict(
        zip(
            CRITERIA,
            chance.choice([(40, 25, 20, 15), (35, 30, 20, 15), (45, 20, 20, 15), (40, 20, 25, 15)]),
            strict=True,
        )
    )
    names = draw_names(chance, 3)
    accounts = []
    for number, (name, low, high) in enumerate(zip(names, (60, 40, 20), (95, 80, 60), strict=True), 1):
        points = {criterion: rounded(chance.uniform(low, high), 5) for criterion in CRITERIA}
        points[MOVED] = rounded(chance.choice([chance.uniform(10, 35), chance.uniform(85, 100)]), 5)
        accounts.append({"id": f"b{number}", "name": name, "points": points})
    chance.shuffle(accounts)
    data = {"weights": weights, "accounts": accounts}
    return data if _is_good(data) else None


def _is_good(data: Data) -> bool:
    scores = _scores(data, {})
    if any(abs(score - floor) < 1.2 for score in scores.values() for floor in SCORE_FLOORS.values()):
        return False
    distances = []
    for account in data["accounts"]:
        flip = tiers.flip_point(account["points"], _weights(data), MOVED, SCORE_FLOORS)
        if flip.nearest is None or not 0.03 <= flip.nearest.weight <= 0.85:
            return False
        ways = sorted(abs(way.change) for way in (flip.up, flip.down) if way is not None)
        if len(ways) == 2 and ways[1] - ways[0] < 0.04:
            return False  # two flips almost equally near: 'the nearer one' must be plain
        distances.append(ways[0] * 100)
    wrong = [_flip_changes(data, {}), _flips_without_rescaling(data, {})]
    right = _flips(data, {})
    plain = _plain_mean(data, {})
    distances.sort()
    return (
        distances[1] - distances[0] > 3
        and distances[0] > 2.5
        and all(abs(answer[part] - right[part]) > 2.5 for answer in wrong for part in answer)
        and all(abs(wrong[0][part] - wrong[1][part]) > 2.5 for part in wrong[1])
        and all(abs(plain[part] - scores[part]) > 1.2 for part in scores)
        and _lowest_score(data, {}) != _fragile(data, {"flips": right})
    )


EXERCISE = Exercise(
    id="U2.X2",
    unit="U2",
    title=Text(en="Defend the border cases", zh="临界客户的定级依据"),
    minutes=20,
    case=CASE,
    values=_values,
    tables=_tables,
    fields=_fields,
    hints=HINTS,
    solution=SOLUTION,
    solution_tables=_solution_tables,
    variants=partial(pool, "U2.X2"),
)
