"""U6.X3 cross-sell cards: twelve offers into four modes, the best three by expected value, and what goes with what."""

from __future__ import annotations

import random
from collections.abc import Mapping
from functools import lru_cache, partial
from typing import Any

from kamlib import growth
from kamlib.classroom.exercise import (
    Answers,
    CaseTable,
    ChoiceField,
    ChoicesField,
    Column,
    Data,
    Exercise,
    Field,
    NumberField,
    Option,
    PlaceField,
    TableColumn,
    TableField,
    Tolerance,
)
from kamlib.text import Text
from kamlib.units import pool
from kamlib.units.common import (
    ANY_ACCOUNT,
    ANY_ACCOUNT_ZH,
    ONE_PERCENT,
    draw_names,
    mistake,
    mistakes_stand_apart,
    named,
    options,
    rounded,
    where_they_show,
)
from kamlib.units.u6_growth.offers import BY_ID, OFFERS, WAYS, WHY_WAY
from kamlib.units.u6_growth.shared import MODE_NAMES, mode_boxes

BEST = 3
ASKED = 4


def _offers(data: Data) -> list[Mapping[str, Any]]:
    return data["offers"]


def _offer(data: Data, id: str) -> Mapping[str, Any]:
    return next(offer for offer in _offers(data) if offer["id"] == id)


def _value(offer: Mapping[str, Any]) -> float:
    return _expected_value(offer["chance"], offer["contribution"], offer["years"], offer["cost"])


@lru_cache(maxsize=1_000)
def _expected_value(chance: float, contribution: float, years: int, cost: float) -> float:
    return float(growth.cross_sell_value(chance, contribution, years, cost))


def _modes(data: Data, answers: Answers) -> dict[str, list[str]]:
    return {offer["id"]: list(BY_ID[offer["id"]].modes) for offer in _offers(data)}


def _mode_reasons(data: Data) -> dict[str, Text]:
    return {
        f"{offer['id']}/{mode}": BY_ID[offer["id"]].why
        for offer in _offers(data)
        for mode in MODE_NAMES
        if mode not in BY_ID[offer["id"]].modes
    }


def _of_asked(data: Data, value) -> dict[str, float]:
    return {f"{id}/ev": float(value(_offer(data, id))) for id in data["asked"]}


def _values_asked(data: Data, answers: Answers) -> dict[str, float]:
    return _of_asked(data, _value)


def _without_cost(data: Data, answers: Answers) -> dict[str, float]:
    return _of_asked(data, lambda offer: offer["chance"] * offer["contribution"] * offer["years"])


def _without_chance(data: Data, answers: Answers) -> dict[str, float]:
    return _of_asked(data, lambda offer: offer["contribution"] * offer["years"] - offer["cost"])


def _one_year(data: Data, answers: Answers) -> dict[str, float]:
    return _of_asked(data, lambda offer: offer["chance"] * offer["contribution"] - offer["cost"])


def _cost_by_chance(data: Data, answers: Answers) -> dict[str, float]:
    return _of_asked(data, lambda offer: offer["chance"] * (offer["contribution"] * offer["years"] - offer["cost"]))


def _all_values(data: Data, asked: Mapping[str, float]) -> dict[str, float]:
    """Return the expected value of every offer: those asked for as answered, the others as the list shows them."""
    return {offer["id"]: asked.get(f"{offer['id']}/ev", _value(offer)) for offer in _offers(data)}


def _largest(values: Mapping[str, float]) -> list[str]:
    """Return the three offers with the largest values, in list order."""
    top = sorted(values, key=lambda id: -values[id])[:BEST]
    return [id for id in values if id in top]


def _best(data: Data, answers: Answers) -> list[str]:
    return _largest(_all_values(data, answers["ev"]))


def _best_by_contribution(data: Data, answers: Answers) -> list[str]:
    by_size = _largest({offer["id"]: offer["contribution"] for offer in _offers(data)})
    return [id for id in by_size if id not in _best(data, answers)]


def _best_by_chance(data: Data, answers: Answers) -> list[str]:
    by_chance = _largest({offer["id"]: offer["chance"] for offer in _offers(data)})
    known = {*_best(data, answers), *_best_by_contribution(data, answers)}
    return [id for id in by_chance if id not in known]


def _best_total(data: Data, answers: Answers) -> float:
    values = _all_values(data, answers["ev"])
    return sum(values[id] for id in _largest(values))


def _total_by_contribution(data: Data, answers: Answers) -> float:
    by_size = _largest({offer["id"]: offer["contribution"] for offer in _offers(data)})
    values = _all_values(data, answers["ev"])
    return sum(values[id] for id in by_size)


def _attach(data: Data, answers: Answers) -> float:
    bought = data["bought"]
    return float(growth.attach_rate(bought["base"], bought["both"]))


def _lift(data: Data, answers: Answers) -> float:
    bought = data["bought"]
    return answers["attach"] / (bought["also"] / bought["all"])


def _mode_field(data: Data) -> PlaceField:
    return PlaceField(
        id="modes",
        points=6,
        label=Text(en="In which of the four modes does each offer belong?", zh="每个机会属于哪种交叉销售模式？"),
        help=Text(en="Does it go in with a new product, into a machine that runs already, does it take over work of theirs, or is it help?", zh="是随新产品一起配的，装到在用设备上的，接手对方工序的，还是提供服务的？"),
        shape="grid",
        items=tuple(Option(offer["id"], BY_ID[offer["id"]].says) for offer in _offers(data)),
        boxes=mode_boxes(),
        expected=_modes,
        reasons=_mode_reasons(data),
    )


def _value_field(data: Data) -> TableField:
    wrong = where_they_show(
        _values_asked, (_without_cost, _without_chance, _one_year, _cost_by_chance), {"ev": ONE_PERCENT}
    )
    return TableField(
        id="ev",
        points=4,
        label=Text(en="Expected value of the four offers marked ?", zh="标有 ? 的四个机会的期望值"),
        help=Text(en="Chance × contribution a year × years − cost of selling; below zero where it does not pay.", zh="成功率 × 年边际贡献 × 年数 − 销售费用；不划算的为负数。"),
        rows=tuple(Option(id, BY_ID[id].says) for id in data["asked"]),
        columns=(
            Column(id="ev", label=Text(en="Expected value", zh="期望值"), kind="money", tolerance=ONE_PERCENT),
        ),
        expected=_values_asked,
        mistakes=(
            mistake(
                "selling-cost-forgotten",
                wrong[0],
                credit=0.5,
                en="The cost of selling is missing. It is spent whether they accept or not.",
                zh="漏了销售费用。成不成，这笔钱都要花。",
            ),
            mistake(
                "as-if-certain",
                wrong[1],
                en="You counted it as certain. Multiply what comes in by the chance that they accept.",
                zh="您按必成计算了。收入部分要乘以成功率。",
            ),
            mistake(
                "one-year-only",
                wrong[2],
                en="You counted one year. The contribution comes in every year that the business lasts.",
                zh="您只算了一年。业务持续几年，就有几年的边际贡献。",
            ),
            mistake(
                "cost-by-chance",
                wrong[3],
                credit=0.5,
                en="You multiplied the cost of selling by the chance, too. It is spent in full either way: take it off at the end.",
                zh="您把销售费用也乘了成功率。这笔钱无论成败都要全额花，应在最后减去。",
            ),
        ),
    )


def _best_field(data: Data) -> ChoicesField:
    best = _best(data, {"ev": _values_asked(data, {})})
    return ChoicesField(
        id="best",
        points=3,
        label=Text(en="Tick the three offers with the largest expected value", zh="勾选期望值最大的三个机会"),
        options=tuple(Option(offer["id"], BY_ID[offer["id"]].says) for offer in _offers(data)),
        uses=("ev",),
        expected=_best,
        reasons={
            offer["id"]: Text(
                en="Three others have a larger expected value.",
                zh="有三个机会的期望值比它大。",
            )
            for offer in _offers(data)
            if offer["id"] not in best
        },
        mistakes=(
            mistake(
                "largest-contribution",
                _best_by_contribution,
                en="Its contribution is among the largest, its expected value is not: look at the chance, the years and the cost of selling.",
                zh="它的年边际贡献名列前茅，期望值却不是：还要看成功率、年数和销售费用。",
            ),
            mistake(
                "largest-chance",
                _best_by_chance,
                en="It is among the easiest to sell, but little comes of it. Expected value weighs both.",
                zh="它最容易成交，但带来的不多。期望值两方面都要看。",
            ),
        ),
    )


def _total_field() -> NumberField:
    return NumberField(
        id="best_total",
        kind="money",
        points=1,
        label=Text(en="What are the three worth together?", zh="这三个合计值多少？"),
        tolerance=ONE_PERCENT,
        uses=("ev",),
        expected=_best_total,
        mistakes=(
            mistake(
                "three-largest-contributions",
                _total_by_contribution,
                en="Those are the three with the largest contribution. Choose by expected value.",
                zh="这是年边际贡献最大的三个，请按期望值来选。",
            ),
        ),
    )


def _pair_fields() -> tuple[Field, ...]:
    return (
        NumberField(
            id="attach",
            kind="percent",
            points=1,
            label=Text(en="Attach rate: of those who buy {base_name}, how many also buy {also_name}?", zh="连带率：买基础产品（{base_name}）的客户中，同时买第二种（{also_name}）的占多少？"),
            tolerance=Tolerance(within=0.003),
            expected=_attach,
            mistakes=(
                mistake(
                    "attach-the-other-way-round",
                    lambda data, answers: data["bought"]["both"] / data["bought"]["also"],
                    en="That is the other way round: of those with the second product, how many have the first. Divide by the buyers of the base product.",
                    zh="方向反了：这是买第二种的客户里买第一种的比例。请除以基础产品的购买客户数。",
                ),
                mistake(
                    "share-of-all",
                    lambda data, answers: data["bought"]["both"] / data["bought"]["all"],
                    en="That is the share of all accounts (the support). Divide by the buyers of the base product only.",
                    zh="这是占全部客户的比例（支持度）。只除以基础产品的购买客户数。",
                ),
            ),
        ),
        NumberField(
            id="lift",
            points=2,
            label=Text(en="Lift of the pair", zh="这一对产品的提升度"),
            help=Text(en="Attach rate ÷ the share of all accounts that buy the second product; two decimals.", zh="连带率 ÷ 全部客户中购买第二种产品的比例；保留两位小数。"),
            tolerance=Tolerance(within=0.03),
            uses=("attach",),
            expected=_lift,
            mistakes=(
                mistake(
                    "lift-by-the-base",
                    lambda data, answers: answers["attach"] / (data["bought"]["base"] / data["bought"]["all"]),
                    en="You divided by the share that buys the first product. Compare with how common the second one is anyway.",
                    zh="您除以了购买第一种产品的比例。应与第二种产品本来的普及率比较。",
                ),
                mistake(
                    "difference-instead-of-lift",
                    lambda data, answers: answers["attach"] - data["bought"]["also"] / data["bought"]["all"],
                    en="That is the difference of the two shares. Lift is their ratio: 1 means by chance.",
                    zh="这是两个比例之差。提升度是两者之比：1 表示与随机无异。",
                ),
            ),
        ),
    )


def _way_field() -> ChoiceField:
    return ChoiceField(
        id="way",
        points=1,
        label=Text(en="How may the best offer be put to the customer?", zh="最好的那个机会，可以怎样向客户提出？"),
        options=options(WAYS),
        expected=lambda data, answers: "both_ways",
        reasons=WHY_WAY,
    )


def _fields(data: Data) -> tuple[Field, ...]:
    return (
        _mode_field(data),
        _value_field(data),
        _best_field(data),
        _total_field(),
        *_pair_fields(),
        _way_field(),
    )


def _tables(data: Data) -> tuple[CaseTable, ...]:
    columns = (
        TableColumn(Text(en="Offer", zh="机会")),
        TableColumn(Text(en="Chance", zh="成功率"), "percent0"),
        TableColumn(Text(en="Contribution a year", zh="年边际贡献"), "whole"),
        TableColumn(Text(en="Years", zh="年数"), "number"),
        TableColumn(Text(en="Cost of selling", zh="销售费用"), "whole"),
        TableColumn(Text(en="Expected value", zh="期望值"), "whole"),
    )
    rows = [
        (
            BY_ID[offer["id"]].says,
            offer["chance"],
            offer["contribution"],
            offer["years"],
            offer["cost"],
            "?" if offer["id"] in data["asked"] else _value(offer),
        )
        for offer in _offers(data)
    ]
    title = Text(en=f"Twelve ideas for {data['name']['en']} (CNY)", zh=f"{data['name']['zh']}的十二个机会（元）")
    return (CaseTable(title, columns, rows),)


def _solution_tables(data: Data) -> tuple[CaseTable, ...]:
    columns = (
        TableColumn(Text(en="Offer", zh="机会")),
        TableColumn(Text(en="Mode", zh="模式")),
        TableColumn(Text(en="Because", zh="理由")),
        TableColumn(Text(en="Expected value", zh="期望值"), "whole"),
    )
    rows = [
        (BY_ID[offer["id"]].says, MODE_NAMES[BY_ID[offer["id"]].modes[0]], BY_ID[offer["id"]].why, _value(offer))
        for offer in sorted(_offers(data), key=lambda offer: -_value(offer))
    ]
    return (CaseTable(Text(en="The twelve by expected value (CNY)", zh="十二个机会按期望值排列（元）"), columns, rows),)


def _values(data: Data) -> dict[str, Any]:
    best = [BY_ID[id].says for id in _best(data, {"ev": _values_asked(data, {})})]
    bought = data["bought"]
    return {
        "name": named(data["name"]),
        "base_name": named(data["base"]),
        "also_name": named(data["also"]),
        "all_count": bought["all"],
        "base_count": bought["base"],
        "also_count": bought["also"],
        "both_count": bought["both"],
        "white_count": bought["base"] - bought["both"],
        "best_names": Text(en="; ".join(each.en for each in best), zh="；".join(each.zh for each in best)),
    }


CASE = Text(
    en=f"""**{{name}}** buys gear units and drives from us. At the team meeting twelve ideas are on the table for what else it could buy.
First sort them, then calculate: what is each idea worth, if it may also come to nothing?

- **Chance**: how likely the customer is to accept, by the seller's estimate
- **Contribution**: what it leaves every year that the business lasts
- **Cost of selling**: tests, visits, proposals; spent whether they accept or not

And one look into the order book. Of our **{{all_count:number}}** accounts with orders last year {{base_count:number}} bought **{{base_name}}**, {{also_count:number}} bought **{{also_name}}**, {{both_count:number}} bought both.

The four modes are those of the course document, which describes none of them; the descriptions are the course's own.

{ANY_ACCOUNT}""",
    zh=f"""**{{name}}**向我方采购减速机和变频器。团队会上提出了十二个交叉销售的机会。
先归类，再测算：考虑到不一定能成，每个机会值多少？

- **成功率**：业务员估计客户接受的可能性
- **年边际贡献**：业务持续期间每年带来多少
- **销售费用**：试用、拜访、做方案；成不成都要花

再看一眼订单：去年有订单的 **{{all_count:number}}** 家客户中，{{base_count:number}} 家买过**{{base_name}}**，{{also_count:number}} 家买过**{{also_name}}**，两种都买的 {{both_count:number}} 家。

四种模式出自课程文件，文件没有逐一说明，说明由本课程编写。

{ANY_ACCOUNT_ZH}""",
)

HINTS = (
    Text(
        en="The largest idea is not the best one: it may be unlikely, short or dear to sell. And what sells easily may bring next to nothing.",
        zh="规模最大的机会不一定最好：可能成不了、做不久，或者销售费用太高。最容易成的，也可能几乎不赚钱。",
    ),
    Text(
        en="Expected value = chance × contribution a year × years − cost of selling. Do the four, then compare with the eight in the list. "
        "Attach rate = buyers of both ÷ buyers of the base. Lift = attach rate ÷ (buyers of the second ÷ all accounts).",
        zh="期望值 = 成功率 × 年边际贡献 × 年数 − 销售费用。算出四个，再与表中八个比较。"
        "连带率 = 两种都买的 ÷ 买基础产品的。提升度 = 连带率 ÷（买第二种的 ÷ 全部客户）。",
    ),
    Text(
        en="Another idea: chance 30%, 50,000 a year for 4 years, cost of selling 20,000: 0.3 × 50,000 × 4 − 20,000 = 40,000. "
        "Another pair: of 100 accounts 40 buy the base, 20 the second, 12 both: attach rate 12 ÷ 40 = 30%; lift 30% ÷ 20% = 1.5: half as often again as by chance.",
        zh="换一个机会：成功率 30%，每年 50,000，4 年，销售费用 20,000：0.3 × 50,000 × 4 − 20,000 = 40,000。"
        "换一对产品：100 家客户中 40 家买基础产品，20 家买第二种，12 家都买：连带率 12 ÷ 40 = 30%；提升度 30% ÷ 20% = 1.5，比随机高出一半。",
    ),
)

SOLUTION = Text(
    en="""**The three best:** {best_names}. Together **{best_total:money}**.

**The pair.** {both_count:number} ÷ {base_count:number} = **{attach:percent1}**; divided by {also_count:number} ÷ {all_count:number} that is a lift of **{lift:number}**. {white_count:number} accounts buy {base_name} without {also_name}: that is the list for the next calls.

**How to put it.** Each alone at its own price, and a saving for both: that is a bundle with a choice. As soon as one cannot be had without the other it is tying, and a firm with a dominant position needs legal advice before it.""",
    zh="""**最好的三个：** {best_names}。合计 **{best_total:money}**。

**这一对产品。** {both_count:number} ÷ {base_count:number} = **{attach:percent1}**；再除以 {also_count:number} ÷ {all_count:number}，提升度为 **{lift:number}**。有 {white_count:number} 家客户买了基础产品（{base_name}），却没买第二种（{also_name}）：这就是接下来要拜访的名单。

**怎样提出。** 各自可单买、单独标价，一起买有优惠：这是给客户选择的捆绑。只要变成不买这样就不给那样，就是搭售；具有市场支配地位的企业必须先征求法律意见。""",
)

# Pairs of products for the look into the order book.
_PAIRS = (
    ({"en": "planetary gearboxes", "zh": "行星齿轮箱"}, {"en": "bearing and seal kits", "zh": "轴承密封组件"}),
    ({"en": "worm gearboxes", "zh": "蜗轮减速机"}, {"en": "inspection contracts", "zh": "年度点检合同"}),
    ({"en": "bellows couplings", "zh": "波纹管联轴器"}, {"en": "disc couplings", "zh": "膜片联轴器"}),
    ({"en": "servo gear units", "zh": "伺服减速机"}, {"en": "condition monitoring", "zh": "状态监测"}),
    ({"en": "frequency drives", "zh": "变频器"}, {"en": "jaw couplings", "zh": "梅花联轴器"}),
)


def _numbers(chance: random.Random, id: str) -> dict[str, Any]:
    low, high = BY_ID[id].contribution
    return {
        "id": id,
        "chance": chance.choice([0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7]),
        "contribution": rounded(chance.uniform(low, high) * 1_000, 10_000),
        "years": chance.choice([2, 3, 4, 5]),
        "cost": rounded(chance.uniform(8_000, 60_000) * (2 if high > 300 else 1), 1_000),
    }


def make(chance: random.Random) -> dict[str, Any] | None:
    """Return a candidate variant of U6.X3: three offers of each mode."""
    chosen = [
        offer.id
        for mode in MODE_NAMES
        for offer in chance.sample([each for each in OFFERS if each.modes[0] == mode], 3)
    ]
    chance.shuffle(chosen)
    offers = [_numbers(chance, id) for id in chosen]
    base, also = chance.choice(_PAIRS)
    every = chance.randint(90, 120)
    buyers, second = chance.randint(36, 60), chance.randint(16, 30)
    data = {
        "name": draw_names(chance, 1)[0],
        "offers": offers,
        "asked": [offer["id"] for offer in offers if offer["id"] in chance.sample(chosen, ASKED)],
        "base": base,
        "also": also,
        "bought": {"all": every, "base": buyers, "also": second, "both": chance.randint(8, second - 4)},
    }
    return data if len(data["asked"]) == ASKED and _is_good(data) else None


def _is_good(data: Data) -> bool:
    values = {offer["id"]: _value(offer) for offer in _offers(data)}
    ordered = sorted(values.values(), reverse=True)
    asked = [values[id] for id in data["asked"]]
    best = _best(data, {"ev": {}})
    if ordered[BEST - 1] < 1.12 * ordered[BEST] or min(abs(value) for value in asked) < 20_000:
        return False
    if not 1 <= len(set(best) & set(data["asked"])) <= 2 or not any(value < 0 for value in asked):
        return False
    if not _best_by_contribution(data, {"ev": {}}) or not _best_by_chance(data, {"ev": {}}):
        return False
    lift = _attach(data, {}) / (data["bought"]["also"] / data["bought"]["all"])
    contributions = sorted((offer["contribution"] for offer in _offers(data)), reverse=True)
    chances = sorted((offer["chance"] for offer in _offers(data)), reverse=True)
    plain = contributions[BEST - 1] > contributions[BEST] and chances[BEST - 1] > chances[BEST]
    return plain and 1.15 <= lift <= 2.2 and mistakes_stand_apart(EXERCISE, data)


def _demo_offer(id: str, chance: float, contribution: int, years: int, cost: int) -> dict[str, Any]:
    return {"id": id, "chance": chance, "contribution": contribution, "years": years, "cost": cost}


# Rynfando buys neither couplings nor service from us. The pair is counted in the orders of the year to June 2026.
DEMO = {
    "name": {"en": "Rynfando Warehouse Technology", "zh": "莱凡朵仓储设备"},
    "offers": [
        _demo_offer("couplings", 0.6, 70_000, 4, 12_000),
        _demo_offer("axis", 0.15, 400_000, 3, 60_000),
        _demo_offer("inspection", 0.5, 110_000, 4, 18_000),
        _demo_offer("seal_kits", 0.5, 90_000, 5, 15_000),
        _demo_offer("cabinets", 0.1, 300_000, 3, 115_000),
        _demo_offer("flanges", 0.7, 40_000, 3, 9_000),
        _demo_offer("exchange", 0.25, 120_000, 4, 40_000),
        _demo_offer("monitoring", 0.3, 240_000, 5, 45_000),
        _demo_offer("racks", 0.2, 180_000, 3, 30_000),
        _demo_offer("training", 0.65, 30_000, 2, 10_000),
        _demo_offer("design", 0.2, 160_000, 2, 38_000),
        _demo_offer("gear_sets", 0.4, 100_000, 3, 25_000),
    ],
    "asked": ["axis", "cabinets", "monitoring", "racks"],
    "base": {"en": "planetary gearboxes PG 4", "zh": "行星齿轮箱 PG 4"},
    "also": {"en": "bearing and seal kits", "zh": "轴承密封组件"},
    "bought": {"all": 115, "base": 45, "also": 25, "both": 17},
}

EXERCISE = Exercise(
    id="U6.X3",
    unit="U6",
    title=Text(en="Cross-sell cards", zh="交叉销售卡片"),
    minutes=15,
    case=CASE,
    values=_values,
    tables=_tables,
    fields=_fields,
    hints=HINTS,
    solution=SOLUTION,
    solution_tables=_solution_tables,
    variants=partial(pool, "U6.X3"),
)
