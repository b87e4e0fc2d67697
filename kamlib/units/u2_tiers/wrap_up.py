"""U2.W assessed: a new year, a new pyramid."""

from __future__ import annotations

import random
from functools import partial
from typing import Any

from kamlib import tiers
from kamlib.classroom.exercise import (
    WHOLE_NUMBER,
    Answers,
    CaseTable,
    Column,
    Data,
    Exercise,
    Field,
    MatchField,
    NumberField,
    Option,
    PlaceField,
    TableColumn,
    TableField,
    TextField,
    Tolerance,
)
from kamlib.text import Text
from kamlib.tiers import TIERS
from kamlib.units import pool
from kamlib.units.common import TIER_NAMES, draw_names, mistake, named, rounded, tier_boxes
from kamlib.units.u2_tiers.shared import (
    FLOORS,
    account_cards,
    account_options,
    by_rank,
    floor_figures,
    floor_notes,
    graded,
    misplaced,
)

HOUR_WEIGHTS = {"strategic": 8, "value": 4, "standard": 2, "transactional": 1}


def _tiers(data: Data, answers: Answers) -> dict[str, str]:
    return graded({account["id"]: account["clp"] for account in data["accounts"]}, data["floors"])


def _tiers_by_sales(data: Data, answers: Answers) -> dict[str, str]:
    right = list(_tiers(data, answers).values())
    sales = {account["id"]: account["sales"] for account in data["accounts"]}
    return by_rank(sales, {tier: right.count(tier) for tier in TIERS})


def _moves(data: Data, answers: Answers) -> list[int]:
    """Return for each account by how many tiers it moved up (positive) or down."""
    return [
        TIERS.index(account["tier_last_year"]) - TIERS.index(answers["tiers"][account["id"]])
        for account in data["accounts"]
    ]


def _stayed_share(data: Data, answers: Answers) -> float:
    return _moves(data, answers).count(0) / len(data["accounts"])


def _moved_share(data: Data, answers: Answers) -> float:
    return 1 - _stayed_share(data, answers)


def _top_two(data: Data, answers: Answers) -> float:
    return tiers.concentration_ratio([account["clp"] for account in data["accounts"]], 2)


def _top_two_sales(data: Data, answers: Answers) -> float:
    return tiers.concentration_ratio([account["sales"] for account in data["accounts"]], 2)


def _hours(data: Data, answers: Answers) -> dict[str, float]:
    placed = [answers["tiers"][account["id"]] for account in data["accounts"]]
    hours = tiers.hours_by_tier(placed, data["hours"], HOUR_WEIGHTS)
    return {
        f"{account['id']}/hours": float(share) for account, share in zip(data["accounts"], hours, strict=True)
    }


def _hours_alike(data: Data, answers: Answers) -> dict[str, float]:
    return {f"{account['id']}/hours": data["hours"] / len(data["accounts"]) for account in data["accounts"]}


def _tiers_field(data: Data) -> PlaceField:
    return PlaceField(
        id="tiers",
        label=Text(en="Put this year's pyramid together", zh="搭建今年的金字塔"),
        points=8,
        shape="pyramid",
        items=account_cards(data),
        boxes=tier_boxes(floor_notes(data["floors"])),
        expected=_tiers,
        reasons=misplaced(_tiers(data, {}), {account["id"]: account["clp"] for account in data["accounts"]}),
        mistakes=(
            mistake(
                "tier-by-sales",
                _tiers_by_sales,
                en="That is its place by sales, not by lifetime profit.",
                zh="这是按销售额排的位置，而不是按全生命周期利润。",
            ),
        ),
    )


def _stayed_field() -> NumberField:
    return NumberField(
        id="stayed",
        kind="percent",
        points=2,
        label=Text(en="Share of accounts that kept last year's tier", zh="与去年等级相同的客户所占比例"),
        tolerance=Tolerance(within=0.006),
        uses=("tiers",),
        expected=_stayed_share,
        mistakes=(
            mistake(
                "moved-for-stayed",
                _moved_share,
                credit=0.5,
                en="That is the share that moved; the question is who stayed.",
                zh="这是等级有变动的比例，题目问的是保持不变的比例。",
            ),
        ),
    )


def _top_two_field() -> NumberField:
    return NumberField(
        id="top_two",
        kind="percent",
        points=2,
        label=Text(en="Share of lifetime profit that the two largest accounts bring (CR2)", zh="全生命周期利润最高的两家客户所占比例 (CR2)"),
        tolerance=Tolerance(within=0.006),
        expected=_top_two,
        mistakes=(
            mistake(
                "concentration-of-sales",
                _top_two_sales,
                en="That is the concentration of sales, not of lifetime profit.",
                zh="这是销售额的集中度，而不是全生命周期利润的集中度。",
            ),
        ),
    )


def _hours_field(accounts: tuple[Option, ...]) -> TableField:
    return TableField(
        id="hours",
        label=Text(en="Share out the service hours by tier", zh="按等级分配服务工时"),
        help=Text(
            en="Whole hours; the sum must be exactly the hours there are. Hours left over after rounding down go to the largest remainders; where equal, in list order.",
            zh="取整数，合计必须正好等于可用工时。向下取整后剩余的工时按余数从大到小分配，余数相同时按清单顺序。",
        ),
        points=4,
        rows=accounts,
        columns=(
            Column(id="hours", label=Text(en="Hours a year", zh="每年工时"), tolerance=WHOLE_NUMBER, per="year"),
        ),
        uses=("tiers",),
        expected=_hours,
        mistakes=(
            mistake(
                "everybody-alike",
                _hours_alike,
                en="That gives everybody the same. Weigh the hours by tier.",
                zh="这是平均分配，请按等级的权重分配工时。",
            ),
        ),
    )


def _next_step_field() -> MatchField:
    return MatchField(
        id="next_step",
        label=Text(en="What do you do about these three in the next month?", zh="下个月对这三家客户分别怎么做？"),
        points=6,
        items=(
            Option("falling", Text(en="A strategic account whose CLP has fallen below the floor because it tests a second supplier. The rule will move it down this year. What do you do with it in the next month?", zh="一个战略型客户，因试用第二家供应商，CLP 已跌破门槛。按规则今年会降级。下个月对它怎么做？")),
            Option("costly", Text(en="A large buyer with a negative CLP: small urgent orders, many service calls, paid late", zh="一个采购量大但 CLP 为负的客户：急单小单多、服务请求多、回款慢")),
            Option("rising", Text(en="A small buyer whose CLP is already in the value tier and whose market doubles every three years", zh="一个采购量小的客户，CLP 已达价值型，所在市场每三年翻一番")),
        ),
        options=(
            Option(
                "secure",
                Text(en="Find out the cause with the sponsor, agree a recovery plan, look at what it has brought after a quarter", zh="与对口高管一起查明原因，商定挽回计划，一个季度后复盘成效"),
            ),
            Option("demote", Text(en="Cut its service at once and tell it that it has been moved down", zh="马上减少服务，并通知客户已被降级")),
            Option(
                "reprice",
                Text(en="Show it the cost of its way of ordering and change terms: minimum order, service fee, payment date", zh="向客户说明其下单方式造成的成本，并调整条款：起订量、服务费、付款期"),
            ),
            Option("drop", Text(en="Stop supplying it", zh="停止供货")),
            Option("invest", Text(en="Give it a key-account manager now and grow with it", zh="现在就配备大客户经理，与它一起成长")),
            Option("wait", Text(en="Leave it as it is until its sales are large enough", zh="暂不处理，等销售额足够大再说")),
        ),
    )


def _note_field() -> TextField:
    return TextField(
        id="note",
        label=Text(en="A note to your sales director: which account moves down, why, and what the account will notice", zh="给销售总监的说明：哪个客户降级，为什么，客户会感受到什么变化"),
        points=6,
        words_min=40,
        names=(
            (
                Option("clp", Text(en="lifetime profit (CLP)", zh="全生命周期利润 (CLP)")),
                ("clp", "lifetime profit", "全生命周期利润", "利润"),
            ),
            (
                Option("service", Text(en="what changes in service", zh="服务上的变化")),
                ("service", "visit", "hours", "服务", "拜访", "工时"),
            ),
            (
                Option("review", Text(en="when it is reviewed", zh="何时复核")),
                ("review", "quarter", "month", "date", "复核", "复审", "季度", "月", "日期"),
            ),
        ),
    )


def _fields(data: Data) -> tuple[Field, ...]:
    accounts = account_options(data)
    return (
        _tiers_field(data),
        _stayed_field(),
        _top_two_field(),
        _hours_field(accounts),
        _next_step_field(),
        _note_field(),
    )


def _tables(data: Data) -> tuple[CaseTable, ...]:
    columns = (
        TableColumn(Text(en="Account", zh="客户")),
        TableColumn(Text(en="Sales", zh="销售额"), "whole"),
        TableColumn(Text(en="CLP", zh="CLP"), "whole"),
        TableColumn(Text(en="Tier last year", zh="去年等级")),
    )
    rows = [
        (named(account["name"]), account["sales"], account["clp"], TIER_NAMES[account["tier_last_year"]])
        for account in data["accounts"]
    ]
    return (
        CaseTable(
            Text(en="Ten accounts, a year later (CNY)", zh="一年之后的十家客户（单位：元）"), columns, rows
        ),
    )


def _solution_tables(data: Data) -> tuple[CaseTable, ...]:
    placed = _tiers(data, {})
    hours = _hours(data, {"tiers": placed})
    columns = (
        TableColumn(Text(en="Account", zh="客户")),
        TableColumn(Text(en="CLP", zh="CLP"), "whole"),
        TableColumn(Text(en="Last year", zh="去年")),
        TableColumn(Text(en="This year", zh="今年")),
        TableColumn(Text(en="Hours", zh="工时"), "whole"),
    )
    rows = [
        (
            named(account["name"]),
            account["clp"],
            TIER_NAMES[account["tier_last_year"]],
            TIER_NAMES[placed[account["id"]]],
            hours[f"{account['id']}/hours"],
        )
        for account in data["accounts"]
    ]
    return (
        CaseTable(
            Text(en="This year's pyramid (CLP in CNY)", zh="今年的金字塔（CLP 单位：元）"), columns, rows
        ),
    )


def _values(data: Data) -> dict[str, Any]:
    placed = _tiers(data, {})
    weights = [HOUR_WEIGHTS[tier] for tier in placed.values()]
    profits = sorted((account["clp"] for account in data["accounts"]), reverse=True)
    moves = _moves(data, {"tiers": placed})
    return {
        **floor_figures(data),
        **{f"weight_{tier}": weight for tier, weight in HOUR_WEIGHTS.items()},
        "all_weights": sum(weights),
        "all_accounts": len(weights),
        "top_two_clp": sum(profits[:2]),
        "all_clp": sum(profits),
        "up": sum(move > 0 for move in moves),
        "down": sum(move < 0 for move in moves),
        "same": sum(move == 0 for move in moves),
    }


CASE = Text(
    en="""A year has passed at Tarvane Drives. You prepare the tier review for ten accounts.

Floors by CLP: strategic {floor_strategic:money}, value {floor_value:money}, standard {floor_standard:money}.
There are **{hours:number} service hours** to share out, weighted strategic {weight_strategic:number} : value {weight_value:number} : standard {weight_standard:number} : transactional {weight_transactional:number} for each account.

This case is assessed: your entries are recorded, and you learn the result after handing in.

_Tarvane Drives and all accounts and figures here are invented._""",
    zh="""塔凡传动又过了一年，请您为十家客户准备等级复审。

CLP 门槛：战略型 {floor_strategic:money}，价值型 {floor_value:money}，标准型 {floor_standard:money}。
共有 **{hours:number} 个服务工时**可分配，每个客户的权重为战略型 {weight_strategic:number}：价值型 {weight_value:number}：标准型 {weight_standard:number}：交易型 {weight_transactional:number}。

本题为考核题：卡片只记录答案，提交作业后才能看到结果。

_塔凡传动及本题所有客户、数据均为虚构。_""",
)

HINTS = (
    Text(en="Begin with the pyramid; the other figures build on it.", zh="先搭金字塔，后面的数字都以它为基础。"),
    Text(
        en="Hours of an account = all hours × its weight ÷ the sum of all weights. "
        "Round down, then give the hours left over, one each, to the accounts with the largest remainders (in list order where they are equal).",
        zh="某客户工时 = 总工时 × 该客户权重 ÷ 权重总和。先向下取整，剩余工时按余数从大到小各分一个（余数相同按清单顺序）。",
    ),
    Text(
        en="Another list: 100 hours, three accounts with the weights 8, 4 and 1. "
        "The exact shares are 61.5, 30.8 and 7.7; rounded down 61, 30 and 7. "
        "Two hours are left: they go to .8 and .7, so 61, 31 and 8.",
        zh="换一份清单：100 个工时，三家客户权重为 8、4、1。精确值为 61.5、30.8、7.7，向下取整为 61、30、7，剩 2 个工时，分给余数 .8 和 .7 的客户，结果为 61、31、8。",
    ),
)

SOLUTION = Text(
    en="""**The pyramid** follows the CLP floors (table below).

**Kept their tier:** {same:number} of {all_accounts:number} accounts = **{stayed:percent1}**; {up:number} moved up, {down:number} moved down.

**Concentration:** the two largest bring {top_two_clp:money} of {all_clp:money} = **{top_two:percent1}**.

**Hours:** {hours_there:number} hours ÷ {all_weights:number} weights in all; each account gets its weight times that, whole hours by the largest remainder.""",
    zh="""**金字塔**按 CLP 门槛划分（见下表）。

**等级不变**：{all_accounts:number} 家客户中有 {same:number} 家 = **{stayed:percent1}**；{up:number} 家上升，{down:number} 家下降。

**集中度**：最大的两家带来 {top_two_clp:money}，合计 {all_clp:money} = **{top_two:percent1}**。

**工时**：{hours_there:number} 个工时 ÷ 权重总和 {all_weights:number}，再乘以各客户权重，用最大余数法取整。""",
)


def make(chance: random.Random) -> dict[str, Any] | None:
    """Return a candidate variant of U2.W."""
    ranges = ((6.6e6, 14e6), (6.6e6, 14e6), (2.3e6, 5.3e6), (2.3e6, 5.3e6), (2.3e6, 5.3e6), (0.6e6, 1.8e6),
              (0.6e6, 1.8e6), (0.6e6, 1.8e6), (0.05e6, 0.42e6), (0.05e6, 0.42e6))  # fmt: skip
    accounts = []
    for name, (low, high) in zip(draw_names(chance, len(ranges)), ranges, strict=True):
        clp = rounded(chance.uniform(low, high), 50_000)
        accounts.append({"name": name, "clp": clp, "sales": rounded(chance.uniform(1.2e6, 28e6), 100_000)})
    chance.shuffle(accounts)
    for number, account in enumerate(accounts, 1):
        account["id"] = f"d{number:02d}"
    data = {"floors": FLOORS, "hours": chance.choice([400, 450, 500, 550, 600]), "accounts": accounts}
    placed = _tiers(data, {})
    for account, move in zip(accounts, chance.sample([0, 0, 0, 0, 0, 0, 1, 1, -1, -1], 10), strict=True):
        position = TIERS.index(placed[account["id"]]) + move
        account["tier_last_year"] = TIERS[min(max(position, 0), len(TIERS) - 1)]
    return data if _is_good(data) else None


def _is_good(data: Data) -> bool:
    placed = {"tiers": _tiers(data, {})}
    moves = _moves(data, placed)
    misplaced = sum(tier != placed["tiers"][id] for id, tier in _tiers_by_sales(data, {}).items())
    hours = _hours(data, placed)
    alike = data["hours"] / len(data["accounts"])
    return (
        sum(move > 0 for move in moves) >= 1
        and sum(move < 0 for move in moves) >= 1
        and abs(_stayed_share(data, placed) - 0.5) > 0.05
        and misplaced >= 3
        and abs(_top_two(data, {}) - _top_two_sales(data, {})) > 0.03
        and all(abs(share - alike) > 1 for share in hours.values())
    )


EXERCISE = Exercise(
    id="U2.W",
    unit="U2",
    title=Text(en="Wrap-up: a new year, a new pyramid", zh="综合案例：新的一年，新的金字塔"),
    mode="assessed",
    minutes=30,
    case=CASE,
    values=lambda data: {**_values(data), "hours": data["hours"], "hours_there": data["hours"]},
    tables=_tables,
    fields=_fields,
    hints=HINTS,
    solution=SOLUTION,
    solution_tables=_solution_tables,
    variants=partial(pool, "U2.W"),
)
