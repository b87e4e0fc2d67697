"""U2.X3 match the approach to the tier: four accounts, four respects."""

from __future__ import annotations

import random
from functools import partial
from typing import Any

from kamlib.classroom.exercise import (
    Answers,
    CaseTable,
    Data,
    Exercise,
    Field,
    MatchField,
    Option,
    TableColumn,
)
from kamlib.text import Text
from kamlib.tiers import TIERS
from kamlib.units import pool
from kamlib.units.common import TIER_NAMES, draw_names, mistake, named, rounded
from kamlib.units.u2_tiers.shared import FLOORS, by_rank, floor_figures, graded

# The document names the development approach of each level and does not describe it (U2.05): this table
# is the course's own. Every approach is worded twice, so that nobody learns the wording by heart.
ASPECTS: dict[str, Text] = {
    "rhythm": Text(en="Contact rhythm", zh="联系频率"),
    "owner": Text(en="Who owns the relationship", zh="关系负责人"),
    "offer": Text(en="What we offer", zh="提供什么"),
    "price": Text(en="Price discretion", zh="价格权限"),
}
APPROACH: dict[str, dict[str, tuple[Text, Text]]] = {
    "rhythm": {
        "strategic": (
            Text(en="Weekly contact and a joint review every quarter", zh="每周联系，每季度联合复盘"),
            Text(en="A standing weekly call, boards meet once a quarter", zh="每周例会，双方高层每季度会面"),
        ),
        "value": (
            Text(en="A visit every month, a review twice a year", zh="每月拜访，每半年复盘"),
            Text(en="On site once a month, half-yearly review", zh="每月到访一次，半年度复盘"),
        ),
        "standard": (
            Text(en="A visit every quarter, calls in between", zh="每季度拜访，其间电话联系"),
            Text(en="On site four times a year, else by telephone", zh="一年到访四次，其余电话沟通"),
        ),
        "transactional": (
            Text(en="Contact when they order, by inside sales or online", zh="客户下单时由内勤或线上接洽"),
            Text(en="No fixed visits: web shop and service line", zh="不安排固定拜访：网上商城和服务热线"),
        ),
    },
    "owner": {
        "strategic": (
            Text(en="A global account manager with an executive sponsor", zh="全球客户经理，并有一位高管对口"),
            Text(en="A dedicated account team that a board member backs", zh="专属客户团队，由公司高层支持"),
        ),
        "value": (
            Text(en="A key-account manager with two or three accounts like it", zh="一位大客户经理，同时负责两三个同类客户"),
            Text(en="A named key-account manager, sponsor on call", zh="指定的大客户经理，需要时请高管出面"),
        ),
        "standard": (
            Text(en="The area salesperson", zh="区域销售人员"),
            Text(en="The salesperson of the region, one of many accounts", zh="区域业务员，名下有多个客户"),
        ),
        "transactional": (
            Text(en="Inside sales or a dealer", zh="销售内勤或经销商"),
            Text(en="A distributor or the order desk", zh="分销商或订单处理部门"),
        ),
    },
    "offer": {
        "strategic": (
            Text(en="Joint development and a shared plan for several years", zh="联合开发，共同制定多年规划"),
            Text(en="New drives developed together, a three-year plan", zh="共同开发新产品，三年共同规划"),
        ),
        "value": (
            Text(en="Solutions made for them, with a service contract", zh="定制解决方案，附带服务合同"),
            Text(en="Tailored packages of product and service", zh="为其定制的产品加服务组合"),
        ),
        "standard": (
            Text(en="The catalogue with a choice of options", zh="标准目录产品，可选配"),
            Text(en="Standard products and standard service levels", zh="标准产品和标准服务等级"),
        ),
        "transactional": (
            Text(en="Standard products only, service for a fee", zh="只供标准产品，服务另行收费"),
            Text(en="Off the shelf, every extra is paid for", zh="现货供应，任何附加服务都收费"),
        ),
    },
    "price": {
        "strategic": (
            Text(en="Value-based frame contract, approved by the board", zh="基于价值的框架协议，由公司高层批准"),
            Text(en="A frame price tied to shared savings, signed by the board", zh="与双方共同降本挂钩的框架价，高层签批"),
        ),
        "value": (
            Text(en="Within an agreed corridor, the sales director decides", zh="在约定的价格走廊内，由销售总监决定"),
            Text(en="A set range; beyond it the sales director", zh="有浮动范围，超出须销售总监批准"),
        ),
        "standard": (
            Text(en="Volume scale of the price list, nothing beyond", zh="按价目表的批量折扣，不再另外让价"),
            Text(en="Published volume discount only", zh="只给公开的批量折扣"),
        ),
        "transactional": (
            Text(en="List price, payment in advance or on delivery", zh="目录价，预付或货到付款"),
            Text(en="List price without exception, cash terms", zh="一律目录价，现款现货"),
        ),
    },
}  # fmt: skip

TOO_MUCH = Text(
    en="That is more than this account's lifetime profit pays for. Compare its CLP with the floors once more.",
    zh="这样的投入超出了该客户全生命周期利润所能承担的水平。请再对照它的 CLP 与门槛。",
)
TOO_LITTLE = Text(
    en="That is too little for what this account is worth: a rival would gladly give it more. Compare its CLP with the floors.",
    zh="以该客户的价值来说投入太少，竞争对手会乐意给得更多。请再对照它的 CLP 与门槛。",
)


def _tiers(data: Data) -> dict[str, str]:
    return graded({account["id"]: account["clp"] for account in data["accounts"]}, data["floors"])


def _by_sales(data: Data, answers: Answers) -> dict[str, str]:
    sales = {account["id"]: account["sales"] for account in data["accounts"]}
    return by_rank(sales, dict.fromkeys(TIERS, 1))


def _reasons(data: Data) -> dict[str, Text]:
    reasons = {}
    for account, right in _tiers(data).items():
        for tier in TIERS:
            if tier != right:
                too_much = TIERS.index(tier) < TIERS.index(right)
                reasons[f"{account}/{tier}"] = TOO_MUCH if too_much else TOO_LITTLE
    return reasons


def _fields(data: Data) -> tuple[Field, ...]:
    accounts = tuple(
        Option(
            account["id"],
            named(account["name"]),
            note=Text(en=f"CLP {account['clp'] / 1e6:g}m, sales {account['sales'] / 1e6:g}m a year", zh=f"CLP {account['clp'] / 1e4:,g}万元，年销售额 {account['sales'] / 1e4:,g}万元"),
        )
        for account in data["accounts"]
    )
    return tuple(
        MatchField(
            id=aspect,
            label=label,
            points=2,
            items=accounts,
            options=tuple(
                Option(tier, APPROACH[aspect][tier][data["wording"]]) for tier in data["order"][aspect]
            ),
            expected=lambda data, answers: _tiers(data),
            mistakes=(
                mistake(
                    "approach-by-sales",
                    _by_sales,
                    en="That would suit the account by its sales. The approach follows the lifetime profit.",
                    zh="按销售额看似乎合适，但投入应跟着全生命周期利润走。",
                ),
            ),
            reasons=_reasons(data),
        )
        for aspect, label in ASPECTS.items()
    )


def _solution_tables(data: Data) -> tuple[CaseTable, ...]:
    columns = tuple(
        TableColumn(label)
        for label in (Text(en="Account", zh="客户"), Text(en="Tier", zh="等级"), *ASPECTS.values())
    )
    rows = [
        (
            named(account["name"]),
            TIER_NAMES[tier],
            *(APPROACH[aspect][tier][data["wording"]] for aspect in ASPECTS),
        )
        for account, tier in zip(data["accounts"], _tiers(data).values(), strict=True)
    ]
    return (CaseTable(Text(en="The approach that fits", zh="对应的发展思路"), columns, rows),)


CASE = Text(
    en="""Grading is worth nothing if everybody is then treated alike.
Four accounts of Tarvane Drives, one of each tier, wait for their plan.
Find each one's tier by its CLP (strategic from {floor_strategic:money}, value from {floor_value:money}, standard from {floor_standard:money}), then choose the approach that fits it in four respects.

The four levels are those of the course document; how each is to be developed the document does not say, so this table is the course's own.

_Tarvane Drives and all accounts and figures here are invented._""",
    zh="""如果分级之后还是一视同仁，分级就毫无意义。
塔凡传动有四家客户，每级一个，正等着制定方案。
请先按 CLP 判断等级（战略型 {floor_strategic:money}起，价值型 {floor_value:money}起，标准型 {floor_standard:money}起），再从四个方面为每个客户选出合适的做法。

四个层级出自课程文件；各层级的关系怎样发展，文件没有展开，以下做法由本课程编写。

_塔凡传动及本题所有客户、数据均为虚构。_""",
)

HINTS = (
    Text(en="Ask of every offer: would the lifetime profit of this account pay for it?", zh="对每一种做法都问一句：这个客户的全生命周期利润负担得起吗？"),
    Text(
        en="Write the tier beside each account first, by CLP and not by sales. "
        "Then sort each list of approaches from the dearest to the cheapest: the dearest belongs to the strategic account.",
        zh="先按 CLP（不是销售额）在每个客户旁写上等级，再把每组做法按投入从高到低排好：投入最高的对应战略型客户。",
    ),
    Text(
        en="Another account: CLP 2.4 million on sales of 3 million a year. "
        "By sales it looks small; by CLP it is a value account: a key-account manager, a monthly visit, a tailored package, a price corridor.",
        zh="换一个客户：CLP 240万元，年销售额 300万元。看销售额不大，按 CLP 却是价值型：配大客户经理、每月拜访、定制组合、价格走廊。",
    ),
)

SOLUTION = Text(
    en="""Effort follows lifetime profit: the dearest approach to the strategic account, the cheapest to the transactional one.
A transactional account is not a bad account. It gets quick, faultless standard service at a price that leaves something over.""",
    zh="""投入跟着全生命周期利润走：投入最高的做法给战略型客户，最低的给交易型客户。
交易型客户不是“差客户”：给它快速、无差错的标准服务，价格上留有利润即可。""",
)


def make(chance: random.Random) -> dict[str, Any] | None:
    """Return a candidate variant of U2.X3, None when sales and lifetime profit tell the same story."""
    profits = {
        "strategic": rounded(chance.uniform(6.5e6, 14e6), 100_000),
        "value": rounded(chance.uniform(2.3e6, 5.4e6), 100_000),
        "standard": rounded(chance.uniform(0.6e6, 1.8e6), 50_000),
        "transactional": rounded(chance.uniform(0.05e6, 0.42e6), 10_000),
    }
    accounts = [
        {"id": f"c{number}", "name": name, "clp": clp, "sales": rounded(chance.uniform(1.5e6, 30e6), 100_000)}
        for number, (name, clp) in enumerate(zip(draw_names(chance, 4), profits.values(), strict=True), 1)
    ]
    chance.shuffle(accounts)
    order = {aspect: chance.sample(TIERS, len(TIERS)) for aspect in ASPECTS}
    data = {"floors": FLOORS, "accounts": accounts, "order": order, "wording": chance.randrange(2)}
    by_sales = _by_sales(data, {})
    moved = sum(by_sales[account] != tier for account, tier in _tiers(data).items())
    return data if moved >= 2 else None


EXERCISE = Exercise(
    id="U2.X3",
    unit="U2",
    title=Text(en="Match the approach", zh="匹配关系发展思路"),
    minutes=10,
    case=CASE,
    values=floor_figures,
    fields=_fields,
    hints=HINTS,
    solution=SOLUTION,
    solution_tables=_solution_tables,
    variants=partial(pool, "U2.X3"),
)
