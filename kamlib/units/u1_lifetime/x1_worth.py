"""U1.X1 what is this account worth: three lifetime profits, their order, and the lever that adds most."""

from __future__ import annotations

import random
from collections.abc import Mapping
from functools import partial
from typing import Any

from kamlib import lifetime
from kamlib.classroom.exercise import (
    Answers,
    CaseTable,
    ChoiceField,
    Column,
    Data,
    Exercise,
    Field,
    NumberField,
    Option,
    RankField,
    TableColumn,
    TableField,
    Tolerance,
)
from kamlib.text import Text
from kamlib.units import pool
from kamlib.units.common import (
    ANY_ACCOUNT,
    ANY_ACCOUNT_ZH,
    HALF_PERCENT,
    draw_names,
    mistake,
    mistakes_stand_apart,
    named,
    once,
    rounded,
    written,
)
from kamlib.units.u1_lifetime.shared import COST_TIMING, FIRST_MARGIN, worth

PARAMETERS = {
    "contribution": "contribution_per_year",
    "cost": "service_cost_per_year",
    "retention": "retention_per_year",
    "discount": "discount_rate_per_year",
}
LEVERS = {
    "contribution": Text(en="Contribution: {step:money} a year more", zh="边际贡献：每年增加 {step:money}"),
    "cost": Text(en="Cost to serve: {step:money} a year less", zh="服务成本：每年减少 {step:money}"),
    "retention": Text(en="Retention: {step:points} points more", zh="保留率：提高 {step:points} 个百分点"),
    "discount": Text(en="Discount rate: {step:points} point less", zh="折现率：降低 {step:points} 个百分点"),
}
LESS = ("cost", "discount")  # these two add to the profit when they fall


def _by_account(data: Data, value: Any) -> dict[str, float]:
    return {f"{account['id']}/clp": float(value(account)) for account in data["accounts"]}


def _clp(data: Data, answers: Answers) -> dict[str, float]:
    return _by_account(data, lambda account: worth(account, data))


def _in_order(values: Mapping[str, float]) -> list[str]:
    return [part.partition("/")[0] for part in sorted(values, key=lambda part: -values[part])]


def _ranking(data: Data, answers: Answers) -> list[str]:
    return _in_order(answers["clp"])


def _equity(data: Data, answers: Answers) -> float:
    return lifetime.customer_equity(list(answers["clp"].values()))


def _net(account: Mapping[str, Any]) -> float:
    return float(account["contribution"] - account["cost"])


def _asked(data: Data) -> Mapping[str, Any]:
    return next(account for account in data["accounts"] if account["id"] == data["lever_account"])


@once
def _effects(data: Data) -> dict[str, float]:
    """Return what one step of each lever adds to the CLP of the account asked about, CNY."""
    account = _asked(data)
    steps = {PARAMETERS[lever]: -step if lever in LESS else step for lever, step in data["steps"].items()}
    effects = lifetime.lever_effects(
        account["contribution"],
        account["cost"],
        account["retention"],
        data["discount"],
        data["years"],
        first_margin=FIRST_MARGIN,
        cost_timing=COST_TIMING,
        steps=steps,
    )["change"]
    return {lever: float(effects[PARAMETERS[lever]]) for lever in data["steps"]}


def _lever(data: Data, answers: Answers) -> str:
    effects = _effects(data)
    return max(effects, key=lambda lever: effects[lever])


def _gain(data: Data, answers: Answers) -> float:
    return _effects(data)[answers["lever"]]


def _other_gain(place: int, data: Data, answers: Answers) -> float:
    """Return what the step in this place of the order adds; 0 is the strongest."""
    return sorted(_effects(data).values(), reverse=True)[place]


def _first_year(data: Data, lever: str) -> float:
    """Return what one step of a lever brings in a single year."""
    step = data["steps"][lever]
    return float(_net(_asked(data)) * step if lever in ("retention", "discount") else step)


def _clp_field(data: Data) -> TableField:
    return TableField(
        id="clp",
        label=Text(en="Lifetime profit (CLP) of each account", zh="各客户的全生命周期利润 (CLP)"),
        points=6,
        rows=tuple(Option(account["id"], named(account["name"])) for account in data["accounts"]),
        columns=(Column(id="clp", label=Text(en="CLP", zh="CLP"), kind="money", tolerance=HALF_PERCENT),),
        expected=_clp,
        mistakes=(
            mistake(
                "forgot-cost-to-serve",
                lambda data, answers: _by_account(
                    data, lambda account: worth(account, data, service_cost_per_year=0)
                ),
                en="The cost to serve is missing. It is paid in every year the account is still with us, so take it off.",
                zh="漏了服务成本。客户在合作的每一年都要花这笔钱，请减去。",
            ),
            mistake(
                "first-contribution-late",
                lambda data, answers: _by_account(data, lambda account: worth(account, data) - account["contribution"]),
                credit=0.5,
                en="Today's contribution is missing. In this case the first one comes now, at t = 0, and needs neither retention nor discount.",
                zh="漏了第一笔边际贡献。本题中它现在（t = 0）就到手，不乘保留率也不折现。",
            ),
            mistake(
                "everybody-stays",
                lambda data, answers: _by_account(
                    data, lambda account: worth(account, data, retention_per_year=1)
                ),
                en="That is the value if the account were certain to stay. Weigh every later year with the retention rate.",
                zh="这是客户肯定不流失时的价值。以后的每一年都要乘上保留率。",
            ),
            mistake(
                "forgot-to-discount",
                lambda data, answers: _by_account(
                    data, lambda account: worth(account, data, discount_rate_per_year=0)
                ),
                en="You did not discount. Money of later years is worth less today: divide by 1 + d for each year.",
                zh="没有折现。以后的钱今天不值那么多：每过一年要除以一次 1 + d。",
            ),
            mistake(
                "years-times-profit",
                lambda data, answers: _by_account(data, lambda account: _net(account) * data["years"]),
                en="That is the yearly profit times the years. It forgets that the account may leave and that later money is worth less.",
                zh="这是年利润乘以年数，没有考虑客户可能流失，也没有考虑以后的钱要折现。",
            ),
            mistake(
                "one-year-only",
                lambda data, answers: _by_account(data, _net),
                en="That is the profit of one year. CLP adds up all years of the plan.",
                zh="这只是一年的利润。CLP 要把计划期内各年都加起来。",
            ),
            mistake(
                "sales-for-contribution",
                lambda data, answers: _by_account(
                    data, lambda account: worth(account, data, contribution_per_year=account["sales"])
                ),
                en="You started from sales. CLP starts from the contribution: what is left of the sales after the product cost.",
                zh="您是从销售额算起的。CLP 从边际贡献算起，即销售额减去产品成本之后剩下的部分。",
            ),
        ),
    )


def _ranking_field(data: Data) -> RankField:
    return RankField(
        id="ranking",
        label=Text(en="Put the three in order of lifetime profit", zh="按全生命周期利润从高到低排序"),
        points=2,
        items=tuple(Option(account["id"], named(account["name"])) for account in data["accounts"]),
        uses=("clp",),
        expected=_ranking,
        mistakes=(
            mistake(
                "ranked-by-sales",
                lambda data, answers: _in_order({account["id"]: account["sales"] for account in data["accounts"]}),
                en="That is the order of sales. Go by what each account leaves us over all the years.",
                zh="这是按销售额排的。请看每个客户在全部年份里总共给我们带来多少。",
            ),
            mistake(
                "ranked-by-one-year",
                lambda data, answers: _in_order({account["id"]: _net(account) for account in data["accounts"]}),
                en="That is the order of one year's profit. Who stays longer catches up: compare the lifetime profits.",
                zh="这是按一年的利润排的。留得久的客户会后来居上，请比较全生命周期利润。",
            ),
        ),
    )


def _equity_field() -> NumberField:
    return NumberField(
        id="equity",
        kind="money",
        points=1,
        label=Text(en="Customer equity of the three together", zh="三家客户合计的客户权益"),
        help=Text(en="The sum of their lifetime profits.", zh="即三家全生命周期利润之和。"),
        tolerance=HALF_PERCENT,
        uses=("clp",),
        expected=_equity,
        mistakes=(
            mistake(
                "sum-of-one-year",
                lambda data, answers: sum(_net(account) for account in data["accounts"]),
                en="That is what the three leave in one year. Customer equity adds up their lifetime profits.",
                zh="这是三家一年的净贡献。客户权益是三家全生命周期利润之和。",
            ),
            mistake(
                "mean-for-sum",
                lambda data, answers: _equity(data, answers) / len(data["accounts"]),
                credit=0.5,
                en="That is the mean of an account. Customer equity is the sum.",
                zh="这是平均每家的数。客户权益是合计数。",
            ),
        ),
    )


def _lever_options(data: Data) -> tuple[Option, ...]:
    return tuple(Option(lever, written(LEVERS[lever], step=step)) for lever, step in data["steps"].items())


def _lever_field(data: Data) -> ChoiceField:
    name = named(_asked(data)["name"])
    effects = _effects(data)
    reason = Text(
        en="This step adds {gain:money} to the CLP. Another step adds more: move one slider at a time and compare.",
        zh="这一步使 CLP 增加 {gain:money}，还有一步增加得更多：请每次只移动一个滑块，再比较。",
    )
    return ChoiceField(
        id="lever",
        label=Text(en=f"{name.en}: which single step adds most to the CLP?", zh=f"{name.zh}：只动一项，哪一步使 CLP 增加最多？"),
        points=2,
        options=_lever_options(data),
        expected=_lever,
        reasons={lever: written(reason, gain=gain) for lever, gain in effects.items()},
    )


def _gain_field() -> NumberField:
    return NumberField(
        id="gain",
        kind="money",
        points=2,
        label=Text(en="How much does this step add to the CLP?", zh="这一步使 CLP 增加多少？"),
        tolerance=Tolerance(relative=0.02),
        uses=("lever",),
        expected=_gain,
        mistakes=(
            *(
                mistake(
                    f"gain-of-step-{place + 1}",
                    partial(_other_gain, place),
                    credit=0.5,
                    en="Worked out correctly, but for another step. Asked is the step that adds most.",
                    zh="算得没错，但这是另一步的效果。题目问的是增加最多的那一步。",
                )
                for place in (1, 2)
            ),
            mistake(
                "new-clp-for-gain",
                lambda data, answers: worth(_asked(data), data) + _gain(data, answers),
                credit=0.5,
                en="That is the whole CLP after the step. Take the CLP before the step off.",
                zh="这是变动之后的 CLP，请减去变动之前的 CLP。",
            ),
            mistake(
                "gain-of-one-year",
                lambda data, answers: _first_year(data, answers["lever"]),
                en="That is what the step brings in one year. Over the whole plan it works in every year the account stays.",
                zh="这只是一年的效果。在整个计划期内，只要客户还在，每年都有效果。",
            ),
            mistake(
                "gain-times-years",
                lambda data, answers: _first_year(data, answers["lever"]) * data["years"],
                en="You multiplied one year's effect by the years. Retention and discounting change the later years: compare two CLPs.",
                zh="您用一年的效果乘以年数了。以后各年要考虑保留率和折现，请用两个 CLP 相减。",
            ),
        ),
    )


def _fields(data: Data) -> tuple[Field, ...]:
    return (
        _clp_field(data),
        _ranking_field(data),
        _equity_field(),
        _lever_field(data),
        _gain_field(),
    )


def _tables(data: Data) -> tuple[CaseTable, ...]:
    columns = (
        TableColumn(Text(en="Account", zh="客户")),
        TableColumn(Text(en="Sales", zh="销售额"), "whole"),
        TableColumn(Text(en="Contribution", zh="边际贡献"), "whole"),
        TableColumn(Text(en="Cost to serve", zh="服务成本"), "whole"),
        TableColumn(Text(en="Retention", zh="保留率"), "percent"),
    )
    rows = [
        (named(each["name"]), each["sales"], each["contribution"], each["cost"], each["retention"])
        for each in data["accounts"]
    ]
    return (CaseTable(Text(en="Three accounts: CNY a year", zh="三家客户（元/年）"), columns, rows),)


def _solution_tables(data: Data) -> tuple[CaseTable, ...]:
    accounts = (
        TableColumn(Text(en="Account", zh="客户")),
        TableColumn(Text(en="Left in one year", zh="一年净贡献"), "whole"),
        TableColumn(Text(en="Retention", zh="保留率"), "percent"),
        TableColumn(Text(en="CLP", zh="CLP"), "whole"),
    )
    rows = sorted(
        [(named(each["name"]), _net(each), each["retention"], worth(each, data)) for each in data["accounts"]],
        key=lambda row: -row[3],
    )
    levers = (
        TableColumn(Text(en="One step", zh="一步")),
        TableColumn(Text(en="Adds to the CLP", zh="CLP 增加"), "whole"),
    )
    effects = sorted(_effects(data).items(), key=lambda pair: -pair[1])
    steps = [(written(LEVERS[lever], step=data["steps"][lever]), gain) for lever, gain in effects]
    return (
        CaseTable(Text(en="In order of lifetime profit (CNY)", zh="按全生命周期利润排序（元）"), accounts, rows),
        CaseTable(Text(en="What one step adds (CNY)", zh="各项只动一步的效果（元）"), levers, steps),
    )


def _values(data: Data) -> dict[str, Any]:
    best = max(data["accounts"], key=lambda each: worth(each, data))
    ratio = best["retention"] / (1 + data["discount"])
    terms = (1 - ratio ** (data["years"] + 1)) / (1 - ratio)
    served = (1 - ratio ** data["years"]) / (1 - ratio) / (1 + data["discount"]) ** 0.5
    asked, lever = _asked(data), _lever(data, {})
    change = -data["steps"][lever] if lever in LESS else data["steps"][lever]
    base = {
        "contribution": asked["contribution"],
        "cost": asked["cost"],
        "retention": asked["retention"],
        "discount": data["discount"],
    }
    twin = {"contribution": 1_000_000, "cost": 200_000, "retention": 0.80}
    frame = {"discount": 0.10, "years": 5}
    twin_ratio = 0.80 / 1.10
    return {
        "contributions": data["years"] + 1,
        "best": named(best["name"]),
        "best_contribution": best["contribution"],
        "best_cost": best["cost"],
        "best_retention": best["retention"],
        "ratio": round(ratio, 4),
        "terms": round(terms, 4),
        "served": round(served, 4),
        "best_clp": worth(best, data),
        "asked": named(asked["name"]),
        "asked_clp": worth(asked, data),
        "lever_name": written(LEVERS[lever], step=data["steps"][lever]),
        "after": worth(asked, data, **{PARAMETERS[lever]: base[lever] + change}),
        "stay_best": lifetime.expected_lifetime_years(best["retention"]),
        "twin_clp": worth(twin, frame),
        "twin_more": worth(twin, frame, retention_per_year=0.82) - worth(twin, frame),
        "twin_terms": (1 - twin_ratio**6) / (1 - twin_ratio),
        "twin_served": (1 - twin_ratio**5) / (1 - twin_ratio) / 1.1**0.5,
    }


CASE = Text(
    en=f"""A place in the key-account team is free at Tarvane Drives, and three accounts are proposed for it.
The sales director asks: *which of them is worth most to us, and what would make it worth more?*

Work with **customer lifetime profit (CLP)** over {{years:number}} years at a discount rate of {{discount:percent}} a year, by the rule of the house:

- the first contribution comes **now**, then one at the end of each of the {{years:number}} years ({{contributions}} in all), as long as the account stays
- the cost to serve is paid in the **middle of each year**, for as long as the account is still there when the year begins
- what it once cost to win these accounts is spent and does not count any more

On the computer there are sliders for it; a calculator does as well.

{ANY_ACCOUNT}""",
    zh=f"""塔凡传动的大客户团队空出一个名额，有三家客户候选。
销售总监问：“哪一家对我们最值钱？怎样才能让它更值钱？”

请按**全生命周期利润 (CLP)** 计算：{{years:number}} 年，年折现率 {{discount:percent}}，公司口径如下：

- 第一笔边际贡献**现在**到手，此后 {{years:number}} 年每年年末一笔（共 {{contributions}} 笔），前提是客户还在
- 服务成本在**每年年中**支付，只要年初客户还在，这一年就要花
- 当初的获客成本已经花掉，不再计入

在电脑上可以拖动滑块，也可以用计算器。

{ANY_ACCOUNT_ZH}""",
)

HINTS = (
    Text(
        en="Three things decide: what is left each year, how surely the account stays, and for how long. Which of the three does the sales figure show?",
        zh="三件事决定价值：每年净贡献多少、留得住的把握有多大、能合作多久。销售额反映了其中哪一件？",
    ),
    Text(
        en="Let q = r ÷ (1 + d). Then CLP = contribution × (1 − q^(n+1)) ÷ (1 − q) − cost to serve × (1 − q^n) ÷ (1 − q) ÷ √(1 + d). "
        "For the lever, change one figure by its step, leave all others, and take the old CLP off the new one.",
        zh="设 q = r ÷ (1 + d)。CLP = 边际贡献 × (1 − q^(n+1)) ÷ (1 − q) − 服务成本 × (1 − q^n) ÷ (1 − q) ÷ √(1 + d)。"
        "比较各项时，每次只把一个数变动一步，其他不动，用新的 CLP 减去原来的 CLP。",
    ),
    Text(
        en="Another account: contribution 1,000,000, cost to serve 200,000, retention 80%, discount rate 10%, 5 years. q = 0.8 ÷ 1.1 = 0.7273. "
        "The contribution counts (1 − q^6) ÷ (1 − q) = {twin_terms:number} times, the cost (1 − q^5) ÷ (1 − q) ÷ √1.1 = {twin_served:number} times: "
        "CLP = {twin_clp:money}. With a retention of 82% it is {twin_more:money} more.",
        zh="换一个客户：边际贡献 1,000,000，服务成本 200,000，保留率 80%，折现率 10%，5 年。q = 0.8 ÷ 1.1 = 0.7273。"
        "边际贡献的倍数是 (1 − q^6) ÷ (1 − q) = {twin_terms:number}，服务成本的倍数是 (1 − q^5) ÷ (1 − q) ÷ √1.1 = {twin_served:number}；"
        "CLP = {twin_clp:money}。保留率提高到 82%，CLP 增加 {twin_more:money}。",
    ),
)

SOLUTION = Text(
    en="""**The most valuable account is {best}.** With q = {best_retention:percent} ÷ (1 + {discount:percent}) = {ratio:.4f} its contribution counts {terms:number} times and its cost to serve {served:number} times:

{best_contribution:money} × {terms:.4f} − {best_cost:money} × {served:.4f} ≈ **{best_clp:money}**

**Customer equity** of the three: **{equity:money}**.

**The lever for {asked}.** {lever_name}: from {asked_clp:money} to {after:money}, that is **{gain:money}** more.

An account with a retention of {best_retention:percent} is expected to stay 1 ÷ (1 − r) = {stay_best:number} years. What one good year brings is soon caught up by who stays.""",
    zh="""**最值钱的是{best}。** q = {best_retention:percent} ÷ (1 + {discount:percent}) = {ratio:.4f}，边际贡献的倍数为 {terms:number}，服务成本的倍数为 {served:number}：

{best_contribution:money} × {terms:.4f} − {best_cost:money} × {served:.4f} ≈ **{best_clp:money}**

三家合计的**客户权益**：**{equity:money}**。

**{asked}的着力点。** {lever_name}：CLP 由 {asked_clp:money}增至 {after:money}，增加 **{gain:money}**。

保留率 {best_retention:percent} 的客户，预期关系年限为 1 ÷ (1 − r) = {stay_best:number} 年。一年赚得多，不如年年留得住。""",
)

# Three accounts of the case, year to June 2026, rounded to 10,000; U2 grades the same three.
DEMO = {
    "discount": 0.10,
    "years": 10,
    "accounts": [
        {"id": "a1", "name": {"en": "Huxharrow Machine Tools", "zh": "霍哈若机床"}, "sales": 10_320_000, "contribution": 2_460_000, "cost": 400_000, "retention": 0.87},
        {"id": "a2", "name": {"en": "Tovpirrow Machine Tools", "zh": "托皮若机床"}, "sales": 7_950_000, "contribution": 2_780_000, "cost": 330_000, "retention": 0.82},
        {"id": "a3", "name": {"en": "Rynfando Warehouse Technology", "zh": "莱凡朵仓储设备"}, "sales": 7_740_000, "contribution": 2_380_000, "cost": 310_000, "retention": 0.92},
    ],
    "lever_account": "a2",
    "steps": {"contribution": 150_000, "cost": 100_000, "retention": 0.03, "discount": 0.01},
}  # fmt: skip


def make(chance: random.Random) -> dict[str, Any] | None:
    """Return a candidate variant of U1.X1, None when sales or one good year already tell the order."""
    accounts = []
    for name in draw_names(chance, 3):
        contribution = rounded(chance.uniform(0.6e6, 3.2e6), 10_000)
        accounts.append(
            {
                "name": name,
                "sales": rounded(contribution / chance.uniform(0.22, 0.40), 10_000),
                "contribution": contribution,
                "cost": rounded(contribution * chance.uniform(0.10, 0.35), 10_000),
                "retention": chance.choice([0.70, 0.75, 0.80, 0.82, 0.85, 0.88, 0.90, 0.92, 0.94]),
            }
        )
    for number, account in enumerate(accounts, 1):
        account["id"] = f"a{number}"
    chosen = chance.choice(accounts)
    data = {
        "discount": chance.choice([0.08, 0.10, 0.12]),
        "years": chance.choice([8, 10]),
        "accounts": accounts,
        "lever_account": chosen["id"],
        "steps": {
            "contribution": rounded(chosen["contribution"] * chance.uniform(0.04, 0.09), 10_000),
            "cost": rounded(chosen["cost"] * chance.uniform(0.15, 0.6), 10_000),
            "retention": chance.choice([0.02, 0.03, 0.04]),
            "discount": 0.01,
        },
    }
    return data if _is_good(data) else None


def _is_good(data: Data) -> bool:
    profits = sorted(_clp(data, {}).values())
    if min(later / earlier for earlier, later in zip(profits, profits[1:], strict=False)) < 1.03:
        return False
    effects = sorted(_effects(data).values())
    if _lever(data, {}) == "discount" or effects[-1] < 1.08 * effects[-2] or min(data["steps"].values()) <= 0:
        return False
    orders = [tuple(_ranking(data, {"clp": _clp(data, {})}))]
    for column in ("sales", "net"):
        values = {each["id"]: _net(each) if column == "net" else each["sales"] for each in data["accounts"]}
        orders.append(tuple(_in_order(values)))
    if orders[0] == tuple(each["id"] for each in data["accounts"]):
        return False  # the list must not stand in the right order already
    return len(set(orders)) == 3 and mistakes_stand_apart(EXERCISE, data)


EXERCISE = Exercise(
    id="U1.X1",
    unit="U1",
    title=Text(en="What is this account worth?", zh="这个客户值多少钱？"),
    minutes=20,
    case=CASE,
    values=_values,
    tables=_tables,
    fields=_fields,
    hints=HINTS,
    solution=SOLUTION,
    solution_tables=_solution_tables,
    variants=partial(pool, "U1.X1"),
)
