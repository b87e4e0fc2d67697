"""U2.X1 build the pyramid: 24 accounts into four tiers by lifetime profit."""

from __future__ import annotations

import random
from collections.abc import Mapping
from functools import partial
from typing import Any

from kamlib import tiers
from kamlib.classroom.exercise import (
    Answers,
    CaseTable,
    Data,
    Exercise,
    Field,
    Mistake,
    NumberField,
    PlaceField,
    Rule,
    TableColumn,
    Tolerance,
)
from kamlib.lifetime import margin_multiple
from kamlib.text import Text
from kamlib.tiers import TIERS
from kamlib.units import pool
from kamlib.units.common import TIER_NAMES, draw_names, mistake, named, rounded, tier_boxes
from kamlib.units.u2_tiers.shared import (
    FLOORS,
    account_cards,
    by_rank,
    floor_figures,
    floor_notes,
    graded,
    misplaced,
)

DISCOUNT_RATE = 0.10
PYRAMID_SIZES = {"strategic": 3, "value": 5, "standard": 7, "transactional": 9}
UNKNOWN = ("clp_a", "clp_b")  # the two accounts whose lifetime profit the trainee works out


def _lifetime_profits(data: Data, answers: Answers, *, net: bool = True) -> dict[str, float]:
    """Return the CLP of each account: as shown, or as answered where the table shows a question mark."""
    profits = {}
    for account in data["accounts"]:
        asked = account.get("asked")
        if not net:
            profits[account["id"]] = account["contribution"] * _multiple(account, data)
        elif asked:
            profits[account["id"]] = answers[asked]
        else:
            profits[account["id"]] = account["clp"]
    return profits


def _multiple(account: Mapping[str, Any], data: Data) -> float:
    return margin_multiple(account["retention"], data["discount"], first_margin="end")


def _tiers(data: Data, answers: Answers) -> dict[str, str]:
    return graded(_lifetime_profits(data, answers), data["floors"])


def _tiers_by_sales(data: Data, answers: Answers) -> dict[str, str]:
    right = list(_tiers(data, answers).values())
    sales = {account["id"]: account["sales"] for account in data["accounts"]}
    return by_rank(sales, {tier: right.count(tier) for tier in TIERS})


def _tiers_without_cost(data: Data, answers: Answers) -> dict[str, str]:
    return graded(_lifetime_profits(data, answers, net=False), data["floors"])


def _asked(data: Data, field: str) -> Mapping[str, Any]:
    return next(account for account in data["accounts"] if account.get("asked") == field)


def _clp(field: str, data: Data, answers: Answers) -> float:
    account = _asked(data, field)
    return (account["contribution"] - account["cost"]) * _multiple(account, data)


def _retention_slip(account: Mapping[str, Any], field: str) -> tuple[Mistake, ...]:
    """Return the slip of 1 ÷ (1 + d − r), unless the account's figures make it look like a forgotten cost to serve."""
    net = account["contribution"] - account["cost"]
    if abs(net / account["retention"] / account["contribution"] - 1) < 0.03:
        return ()
    return (
        mistake(
            "multiple-without-retention",
            lambda data, answers: _clp(field, data, answers) / account["retention"],
            en="You divided 1 by (1 + d − r). The retention rate r stands above the line, too: r ÷ (1 + d − r).",
            zh="您用 1 除以 (1 + d − r) 了。分子上也是保留率 r：r ÷ (1 + d − r)。",
        ),
    )


def _clp_field(data: Data, field: str) -> NumberField:
    account = _asked(data, field)
    return NumberField(
        id=field,
        kind="money",
        points=2,
        label=Text(en=f"Lifetime profit (CLP) of {account['name']['en']}", zh=f"{account['name']['zh']}的全生命周期利润 (CLP)"),
        tolerance=Tolerance(relative=0.005),
        expected=partial(_clp, field),
        mistakes=(
            mistake(
                "forgot-cost-to-serve",
                lambda data, answers: account["contribution"] * _multiple(account, data),
                en="You multiplied the whole contribution. Take the cost to serve off first: only what is left after serving the account is profit.",
                zh="您直接拿边际贡献去乘了。请先减去服务成本，扣除之后剩下的才是利润。",
            ),
            mistake(
                "sales-for-contribution",
                lambda data, answers: account["sales"] * _multiple(account, data),
                en="You started from sales. Lifetime profit starts from the contribution, less the cost to serve.",
                zh="您是从销售额算起的。全生命周期利润应从边际贡献减去服务成本算起。",
            ),
            mistake(
                "one-year-only",
                lambda data, answers: float(account["contribution"] - account["cost"]),
                en="This is the profit of one year. Multiply it by the margin multiple r ÷ (1 + d − r) to get all years.",
                zh="这只是一年的利润。请乘以毛利倍数 r ÷ (1 + d − r)，得到全部年份的价值。",
            ),
            mistake(
                "lifetime-without-discount",
                lambda data, answers: (
                    (account["contribution"] - account["cost"]) / (1 - account["retention"])
                ),
                en="You multiplied by the expected lifetime 1 ÷ (1 − r), which forgets that later money is worth less. Use r ÷ (1 + d − r).",
                zh="您乘的是预期年限 1 ÷ (1 − r)，没有考虑以后的钱要折现。请用 r ÷ (1 + d − r)。",
            ),
            *_retention_slip(account, field),
        ),
    )


def _top_share(data: Data, answers: Answers) -> float:
    profits = _lifetime_profits(data, answers)
    placed = [answers["tiers"][account] for account in profits]
    return tiers.profit_shares(list(profits.values()), placed)["strategic"]


def _top_share_of_sales(data: Data, answers: Answers) -> float:
    sales = {account["id"]: account["sales"] for account in data["accounts"]}
    top = sum(sales[account] for account, tier in answers["tiers"].items() if tier == "strategic")
    return top / sum(sales.values())


def _top_share_of_accounts(data: Data, answers: Answers) -> float:
    placed = list(answers["tiers"].values())
    return placed.count("strategic") / len(placed)


def _top_holds_too_little(data: Data, placed: Answers) -> bool:
    profits = _lifetime_profits(data, {field: _clp(field, data, {}) for field in UNKNOWN})
    return any(
        tier == "strategic" and profits[account] < data["floors"]["strategic"]
        for account, tier in placed.items()
    )


def _not_a_pyramid(data: Data, placed: Answers) -> bool:
    return not tiers.is_pyramid([list(placed.values()).count(tier) for tier in TIERS])


def _placed_and_shown(data: Data) -> tuple[dict[str, str], dict[str, float | None]]:
    """Return the right tier of each account and the CLP the table shows of it."""
    truth = {field: _clp(field, data, {}) for field in UNKNOWN}
    shown = {account["id"]: None if account.get("asked") else account["clp"] for account in data["accounts"]}
    return _tiers(data, truth), shown


def _tiers_field(data: Data) -> PlaceField:
    return PlaceField(
        id="tiers",
        label=Text(en="Put the 24 accounts into the pyramid", zh="把 24 家客户放进客户等级金字塔"),
        help=Text(en="Go by lifetime profit (CLP), not by sales.", zh="按全生命周期利润 (CLP) 分级，不看销售额。"),
        points=12,
        shape="pyramid",
        items=account_cards(data),
        boxes=tier_boxes(floor_notes(data["floors"])),
        uses=UNKNOWN,
        expected=_tiers,
        reasons=misplaced(*_placed_and_shown(data)),
        mistakes=(
            mistake(
                "tier-by-sales",
                _tiers_by_sales,
                en="That is its place by sales. Look at its lifetime profit: big orders that cost a lot to serve do not climb, small ones that leave much do.",
                zh="这是按销售额排的位置。请看全生命周期利润：订单大但服务成本高的升不上去，订单小但利润厚的可以升上去。",
            ),
            mistake(
                "tier-without-cost-to-serve",
                _tiers_without_cost,
                en="That is its place before the cost to serve. Take the cost to serve off, then look at the floors again.",
                zh="这是扣除服务成本之前的位置。请先减去服务成本，再对照各等级门槛。",
            ),
        ),
        rules=(
            Rule(
                "top-below-floor",
                Text(en="The strategic tier holds an account below its floor. {right} of {all} stand right.", zh="战略型中有客户低于门槛。{all} 家客户中有 {right} 家位置正确。"),
                _top_holds_too_little,
                penalty=0.05,
            ),
            Rule(
                "not-a-pyramid",
                Text(
                    en="A pyramid narrows towards the top; one of your tiers is larger than the tier below it. {right} of {all} stand right.",
                    zh="金字塔应越往上越窄，您的金字塔有一层比下面一层还大。{all} 家客户中有 {right} 家位置正确。",
                ),
                _not_a_pyramid,
                penalty=0.05,
            ),
        ),
    )


def _top_share_field() -> NumberField:
    return NumberField(
        id="top_share",
        kind="percent",
        points=2,
        label=Text(en="Share of all lifetime profit that the strategic tier brings", zh="战略型客户占全部全生命周期利润的比例"),
        help=Text(en="The sum over all 24 accounts counts losses as losses.", zh="24 家客户合计时，亏损客户按负数计入。"),
        tolerance=Tolerance(within=0.01),
        uses=("clp_a", "clp_b", "tiers"),
        expected=_top_share,
        mistakes=(
            mistake(
                "share-of-sales",
                _top_share_of_sales,
                en="That is the tier's share of sales. The question is its share of lifetime profit.",
                zh="这是该等级占销售额的比例，题目问的是占全生命周期利润的比例。",
            ),
            mistake(
                "share-of-accounts",
                _top_share_of_accounts,
                en="That is the tier's share of the accounts. The question is its share of lifetime profit.",
                zh="这是该等级占客户数的比例，题目问的是占全生命周期利润的比例。",
            ),
        ),
    )


def _fields(data: Data) -> tuple[Field, ...]:
    return (
        _clp_field(data, "clp_a"),
        _clp_field(data, "clp_b"),
        _tiers_field(data),
        _top_share_field(),
    )


def _tables(data: Data) -> tuple[CaseTable, ...]:
    columns = (
        TableColumn(Text(en="Account", zh="客户")),
        TableColumn(Text(en="Sales", zh="销售额"), "whole"),
        TableColumn(Text(en="Contribution", zh="边际贡献"), "whole"),
        TableColumn(Text(en="Cost to serve", zh="服务成本"), "whole"),
        TableColumn(Text(en="Retention", zh="保留率"), "percent"),
        TableColumn(Text(en="CLP", zh="CLP"), "whole"),
    )
    rows = [
        (
            named(account["name"]),
            account["sales"],
            account["contribution"],
            account["cost"],
            account["retention"],
            "?" if account.get("asked") else account["clp"],
        )
        for account in data["accounts"]
    ]
    return (
        CaseTable(
            Text(en="24 accounts of Tarvane Drives: CNY a year, CLP in CNY", zh="塔凡传动的 24 家客户（元/年；CLP 单位：元）"),
            columns,
            rows,
        ),
    )


def _solution_tables(data: Data) -> tuple[CaseTable, ...]:
    truth = {field: _clp(field, data, {}) for field in UNKNOWN}
    profits = _lifetime_profits(data, truth)
    placed = graded(profits, data["floors"])
    names = {account["id"]: named(account["name"]) for account in data["accounts"]}
    rows = [
        (names[account], profits[account], TIER_NAMES[placed[account]])
        for account in sorted(profits, key=lambda id: -profits[id])
    ]
    columns = (
        TableColumn(Text(en="Account", zh="客户")),
        TableColumn(Text(en="CLP", zh="CLP"), "whole"),
        TableColumn(Text(en="Tier", zh="等级")),
    )
    return (
        CaseTable(
            Text(en="The pyramid from top to bottom, CLP in CNY", zh="从塔尖到塔底（CLP 单位：元）"),
            columns,
            rows,
        ),
    )


def _values(data: Data) -> dict[str, Any]:
    a, b = (_asked(data, field) for field in UNKNOWN)
    truth: dict[str, Any] = {field: _clp(field, data, {}) for field in UNKNOWN}
    truth["tiers"] = _tiers(data, truth)
    profits = _lifetime_profits(data, truth)
    return {
        "name_a": named(a["name"]),
        "name_b": named(b["name"]),
        "net_a": a["contribution"] - a["cost"],
        "net_b": b["contribution"] - b["cost"],
        "retention_a": a["retention"],
        "retention_b": b["retention"],
        "multiple_a": _multiple(a, data),
        "multiple_b": _multiple(b, data),
        "all_clp": sum(profits.values()),
        "top_clp": sum(profits[account] for account, tier in truth["tiers"].items() if tier == "strategic"),
        **floor_figures(data),
        "worked": 400_000 * margin_multiple(0.75, DISCOUNT_RATE, first_margin="end"),
        "worked_multiple": margin_multiple(0.75, DISCOUNT_RATE, first_margin="end"),
    }


CASE = Text(
    en="""The sales director of Tarvane Drives gives you the list of 24 accounts and asks: *who gets our best people next year?*

The house rule goes by **customer lifetime profit (CLP)**:

- strategic: from {floor_strategic:money}
- value: from {floor_value:money}
- standard: from {floor_standard:money}
- transactional: below that

CLP = (contribution − cost to serve) × margin multiple, and the margin multiple is r ÷ (1 + d − r) with the retention rate r
of the account and the discount rate d = {discount:percent} a year.
Two accounts have no CLP yet (marked ?): work them out first.

_Tarvane Drives and all accounts and figures here are invented._""",
    zh="""塔凡传动的销售总监给您一份 24 家客户的清单，问道：“明年我们最好的人手，该放在谁身上？”

公司按**客户全生命周期利润 (CLP)** 分级：

- 战略型：{floor_strategic:money}及以上
- 价值型：{floor_value:money}及以上
- 标准型：{floor_standard:money}及以上
- 交易型：低于上述门槛

CLP =（边际贡献 − 服务成本）× 毛利倍数，毛利倍数为 r ÷ (1 + d − r)，其中 r 为该客户的保留率，
d 为年折现率 {discount:percent}。
有两家客户还没有 CLP（标有 ?），请先算出来。

_塔凡传动及本题所有客户、数据均为虚构。_""",
)

HINTS = (
    Text(en="Cover the sales column with your hand. Which accounts still look big?", zh="先用手遮住销售额那一列，再看一看：哪些客户仍然显得重要？"),
    Text(
        en="First work out the two missing CLPs: contribution minus cost to serve, times r ÷ (1 + d − r). "
        "Then go down the CLP column and compare each figure with the three floors, the highest floor first. "
        "For the share, add up the CLP of your strategic tier and divide by the CLP of all 24.",
        zh="先算出两个待求的 CLP：边际贡献减服务成本，再乘以 r ÷ (1 + d − r)。"
        "然后逐个看 CLP，从最高门槛开始与三个门槛比较。最后把战略型客户的 CLP 相加，除以 24 家客户的 CLP 总和。",
    ),
    Text(
        en="Another account: contribution 520,000, cost to serve 120,000, retention 75%, discount rate 10%. "
        "What is left a year is 400,000; the multiple is 0.75 ÷ (1 + 0.10 − 0.75) = {worked_multiple:number}; CLP = {worked:money}. "
        "That is above the standard floor and below the value floor: standard.",
        zh="换一个客户：边际贡献 520,000，服务成本 120,000，保留率 75%，折现率 10%。每年净贡献 400,000；"
        "倍数为 0.75 ÷ (1 + 0.10 − 0.75) = {worked_multiple:number}；"
        "CLP = {worked:money}，高于标准型门槛、低于价值型门槛，所以是标准型。",
    ),
)

SOLUTION = Text(
    en="""**The two missing figures.**

- {name_a}: {net_a:money} a year × {multiple_a:.4f} (retention {retention_a:percent}) = **{clp_a:money}**
- {name_b}: {net_b:money} a year × {multiple_b:.4f} (retention {retention_b:percent}) = **{clp_b:money}**

**The share of the top.** The strategic tier brings {top_clp:money} of {all_clp:money}: **{top_share:percent1}**.

Sales alone would have misled you: some of the largest buyers cost so much to serve that little or nothing is left.""",
    zh="""**两个待求的数字。**

- {name_a}：每年 {net_a:money} × {multiple_a:.4f}（保留率 {retention_a:percent}）= **{clp_a:money}**
- {name_b}：每年 {net_b:money} × {multiple_b:.4f}（保留率 {retention_b:percent}）= **{clp_b:money}**

**塔尖的占比。** 战略型客户带来 {top_clp:money}，合计为 {all_clp:money}：**{top_share:percent1}**。

只看销售额会误导您：有些采购量最大的客户服务成本太高，几乎没有利润，甚至亏损。""",
)


def make(chance: random.Random) -> dict[str, Any] | None:
    """Return a candidate variant of U2.X1, None when it would not teach what it should."""
    names = draw_names(chance, 24)
    accounts: list[dict[str, Any]] = []
    ranges = {
        "strategic": (6_600_000, 16_000_000),
        "value": (2_200_000, 5_500_000),
        "standard": (560_000, 1_850_000),
        "transactional": (40_000, 440_000),
    }
    for tier, size in PYRAMID_SIZES.items():
        for _ in range(size):
            low, high = ranges[tier]
            accounts.append(_account(chance, chance.uniform(low, high), costly=False))
    # The lesson of the exercise: large buyers that cost too much, and one that loses money.
    for position, clp in ((-1, -300_000), (-2, 250_000), (-10, 900_000), (-11, 1_300_000)):
        accounts[position] = _account(chance, clp * chance.uniform(0.8, 1.2), costly=True)
    for account, name in zip(accounts, names, strict=True):
        account["name"] = name
    asked = chance.sample([0, 1, 2, 3, 4, 5], 2)
    for field, position in zip(UNKNOWN, asked, strict=True):
        accounts[position]["asked"] = field
    chance.shuffle(accounts)
    for number, account in enumerate(accounts, 1):
        account["id"] = f"a{number:02d}"
    data = {"discount": DISCOUNT_RATE, "floors": FLOORS, "accounts": accounts}
    return data if _is_good(data) else None


def _account(chance: random.Random, clp: float, *, costly: bool) -> dict[str, Any]:
    retention = chance.choice([0.70, 0.75, 0.80, 0.85, 0.90])
    multiple = margin_multiple(retention, DISCOUNT_RATE, first_margin="end")
    net = rounded(clp / multiple, 10_000) or 10_000
    if costly:
        sales = rounded(chance.uniform(9e6, 26e6), 100_000)
        contribution = rounded(sales * chance.uniform(0.16, 0.22), 10_000)
        cost = contribution - net
    else:
        cost = max(10_000, rounded(abs(net) * chance.uniform(0.25, 0.7), 10_000))
        contribution = net + cost
        sales = rounded(contribution / chance.uniform(0.26, 0.42), 100_000) or 100_000
    return {
        "sales": sales,
        "contribution": contribution,
        "cost": cost,
        "retention": retention,
        "clp": rounded(net * multiple, 10_000),
    }


def _is_good(data: Data) -> bool:
    truth: dict[str, Any] = {field: _clp(field, data, {}) for field in UNKNOWN}
    profits = _lifetime_profits(data, truth)
    near = any(
        abs(profit / floor - 1) < 0.06 for profit in profits.values() for floor in data["floors"].values()
    )
    truth["tiers"] = _tiers(data, truth)
    sizes = [list(truth["tiers"].values()).count(tier) for tier in TIERS]
    misplaced = sum(tier != truth["tiers"][id] for id, tier in _tiers_by_sales(data, truth).items())
    shares = [_top_share(data, truth), _top_share_of_sales(data, truth), _top_share_of_accounts(data, truth)]
    apart = all(abs(shares[0] - other) > 0.03 for other in shares[1:]) and abs(shares[1] - shares[2]) > 0.02
    return not near and sizes == sorted(sizes) and misplaced >= 4 and apart


EXERCISE = Exercise(
    id="U2.X1",
    unit="U2",
    title=Text(en="Build the pyramid", zh="搭建客户等级金字塔"),
    minutes=20,
    case=CASE,
    values=_values,
    tables=_tables,
    fields=_fields,
    hints=HINTS,
    solution=SOLUTION,
    solution_tables=_solution_tables,
    variants=partial(pool, "U2.X1"),
)
