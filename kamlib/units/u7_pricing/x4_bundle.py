"""U7.X4 line and bundle: two products sold alone, together or both."""

from __future__ import annotations

import random
from functools import partial
from typing import Any

from kamlib import pricing
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
    Sheet,
    TableColumn,
    TableField,
)
from kamlib.text import Text
from kamlib.units import pool
from kamlib.units.common import (
    HALF_PERCENT,
    draw_names,
    mistake,
    mistakes_stand_apart,
    named,
    once,
    options,
    rounded,
)
from kamlib.units.u7_pricing.shared import and_invented

PAIRS = (
    (
        {"en": "gearbox PG 2", "zh": "行星齿轮箱 PG 2"},
        {"en": "inspection contract", "zh": "年度点检合同"},
        (10_000, 5_000),
    ),
    (
        {"en": "drive FD 45 Smart", "zh": "变频器 FD 45 智能型"},
        {"en": "condition monitoring", "zh": "年度状态监测"},
        (8_000, 10_000),
    ),
    (
        {"en": "servo unit TS 140", "zh": "伺服减速机 TS 140"},
        {"en": "bearing and seal set", "zh": "轴承密封套件"},
        (6_000, 2_000),
    ),
    (
        {"en": "hollow-shaft unit TH 110", "zh": "中空轴减速机 TH 110"},
        {"en": "gear set", "zh": "齿轮副组件"},
        (7_000, 2_000),
    ),
)
OFFERS = {
    "separate": Text(en="Separate prices", zh="分开定价"),
    "pure": Text(en="Bundle only", zh="只卖捆绑"),
    "mixed": Text(en="Bundle and single, by the price list shown", zh="捆绑与单卖并行（按所示价目表）"),
}
PRODUCT_ROWS = ("first", "second")


def _reservations(data: Data) -> list[list[float]]:
    return [buyer["values"] for buyer in data["buyers"]]


def _single_product_profit(data: Data, product: int, price: float) -> float:
    values = [[row[product]] for row in _reservations(data)]
    return pricing.bundle_profit(values, [data["costs"][product]], separate_prices=[price])


@once
def _best(data: Data, strategy: str) -> pricing.BundleOffer:
    return pricing.best_bundle(_reservations(data), data["costs"], strategy=strategy)


def _separate(data: Data, answers: Answers) -> dict[str, float]:
    best = _best(data, "separate").separate_prices
    return _priced(data, [best[0], best[1]])


def _priced(data: Data, prices: list[float]) -> dict[str, float]:
    cells = {}
    for product, row in enumerate(PRODUCT_ROWS):
        cells[f"{row}/price"] = float(prices[product])
        cells[f"{row}/profit"] = _single_product_profit(data, product, prices[product])
    return cells


def _only_where_wrong(data: Data, prices: list[float]) -> dict[str, float]:
    """Return the cells that prices lead to, for the products where they differ from the best price."""
    right = _separate(data, {})
    wrong = _priced(data, prices)
    rows = [row for row in PRODUCT_ROWS if wrong[f"{row}/price"] != right[f"{row}/price"]]
    return {part: value for part, value in wrong.items() if part.partition("/")[0] in rows}


def _prices_to_sell_to_all(data: Data) -> list[float]:
    return [min(row[product] for row in _reservations(data)) for product in (0, 1)]


def _prices_of_most_revenue(data: Data) -> list[float]:
    best = pricing.best_bundle(_reservations(data), [0, 0], strategy="separate").separate_prices
    return [best[0], best[1]]


def _bundle_price(data: Data, answers: Answers) -> float:
    return _best(data, "pure").bundle_price


def _bundle_profit(data: Data, answers: Answers) -> float:
    return pricing.bundle_profit(_reservations(data), data["costs"], bundle_price=answers["bundle_price"])


def _bundles_sold(data: Data, price: float) -> int:
    return sum(sum(row) >= price for row in _reservations(data))


@once
def _mixed_choices(data: Data) -> Any:
    mixed = data["mixed"]
    return pricing.bundle_choices(
        _reservations(data), data["costs"], separate_prices=mixed["prices"], bundle_price=mixed["bundle"]
    )


def _mixed_profit(data: Data, answers: Answers) -> float:
    mixed = data["mixed"]
    return pricing.bundle_profit(
        _reservations(data), data["costs"], separate_prices=mixed["prices"], bundle_price=mixed["bundle"]
    )


def _best_offer(data: Data, answers: Answers) -> str:
    separate = sum(answers["separate"][f"{row}/profit"] for row in PRODUCT_ROWS)
    profits = {"separate": separate, "pure": answers["bundle_profit"], "mixed": answers["mixed_profit"]}
    return max(profits, key=lambda offer: profits[offer])


def _separate_field(names: list[Text]) -> TableField:
    return TableField(
        id="separate",
        points=4,
        label=Text(en="Best price of each product sold alone, and its profit", zh="两种产品分开卖：各自的最佳价格与利润"),
        help=Text(en="Only a price that some buyer would just pay can be best. Profit over all five buyers.", zh="最佳价格必定等于某个客户的心理价位。利润按五家客户合计。"),
        rows=tuple(Option(row, name) for row, name in zip(PRODUCT_ROWS, names, strict=True)),
        columns=(
            Column(id="price", label=Text(en="Price", zh="价格"), kind="money", tolerance=HALF_PERCENT),
            Column(id="profit", label=Text(en="Profit", zh="利润"), kind="money", tolerance=HALF_PERCENT),
        ),
        expected=_separate,
        mistakes=(
            mistake(
                "sold-to-all",
                lambda data, answers: _only_where_wrong(data, _prices_to_sell_to_all(data)),
                en="This price sells to all five. Serving everybody is not the aim: try each buyer's limit as the price and compare the profits.",
                zh="这个价格能卖给全部五家。让每家都买并不是目的：请把每家的心理价位都当价格试一遍，比较利润。",
            ),
            mistake(
                "most-revenue",
                lambda data, answers: _only_where_wrong(data, _prices_of_most_revenue(data)),
                en="This price brings the most revenue. Take the unit cost off each sale, then compare again.",
                zh="这个价格带来的销售额最高。请先从每笔销售中减去单位成本，再来比较。",
            ),
        ),
    )


def _bundle_price_field() -> NumberField:
    return NumberField(
        id="bundle_price",
        kind="money",
        points=2,
        label=Text(en="Best price of the bundle, if only the bundle is sold", zh="若只卖捆绑，最佳捆绑价是多少"),
        tolerance=HALF_PERCENT,
        expected=_bundle_price,
        mistakes=(
            mistake(
                "sum-of-the-single-prices",
                lambda data, answers: sum(
                    value for part, value in _separate(data, {}).items() if part.endswith("price")
                ),
                en="You added the two best single prices. Add each buyer's two limits first: the bundle has five limits of its own.",
                zh="您把两个最佳单价相加了。请先把每家的两个心理价位相加：捆绑有自己的五个心理价位。",
            ),
            mistake(
                "bundle-for-all",
                lambda data, answers: min(sum(row) for row in _reservations(data)),
                en="At this price all five buy. A higher price loses a buyer and may still earn more: try all five limits.",
                zh="这个价格五家都会买。价格高一点会少一家，但可能赚得更多：五个心理价位都试一遍。",
            ),
            mistake(
                "dearest-buyer",
                lambda data, answers: max(sum(row) for row in _reservations(data)),
                en="Few buyers pay that much. Compare with prices at which two, three or more buy.",
                zh="肯付这个价的客户太少。请与两家、三家或更多家肯买的价格比较。",
            ),
        ),
    )


def _bundle_profit_field() -> NumberField:
    return NumberField(
        id="bundle_profit",
        kind="money",
        points=2,
        label=Text(en="Profit with the bundle only, at your bundle price", zh="按您的捆绑价，只卖捆绑的利润"),
        tolerance=HALF_PERCENT,
        uses=("bundle_price",),
        expected=_bundle_profit,
        mistakes=(
            mistake(
                "revenue-for-profit",
                lambda data, answers: answers["bundle_price"] * _bundles_sold(data, answers["bundle_price"]),
                en="That is the revenue. Each bundle costs us the two unit costs together.",
                zh="这是销售额。每套捆绑都要减去两种产品的单位成本之和。",
            ),
            mistake(
                "one-cost-forgotten",
                lambda data, answers: (
                    (answers["bundle_price"] - data["costs"][0])
                    * _bundles_sold(data, answers["bundle_price"])
                ),
                en="You took off the cost of the first product only. The bundle holds both.",
                zh="您只减了第一种产品的成本。捆绑里有两种产品。",
            ),
            mistake(
                "all-five-buy",
                lambda data, answers: (answers["bundle_price"] - sum(data["costs"])) * len(data["buyers"]),
                en="You counted five sales. Count only the buyers whose two limits together reach your price.",
                zh="您按五家都买算了。只有两个心理价位之和达到该价格的客户才会买。",
            ),
        ),
    )


def _mixed_profit_field() -> NumberField:
    return NumberField(
        id="mixed_profit",
        kind="money",
        points=3,
        label=Text(
            en="Profit with the mixed price list (single {mixed_first:money} and {mixed_second:money}, bundle {mixed_bundle:money})",
            zh="混合价目表的利润（单价 {mixed_first:money}和 {mixed_second:money}，捆绑价 {mixed_bundle:money}）",
        ),
        tolerance=HALF_PERCENT,
        expected=_mixed_profit,
        mistakes=(
            mistake(
                "forgot-the-single-sales",
                lambda data, answers: _of_bundles(data, "profit"),
                en="You counted the bundles only. Some buyers take a single product: add what they bring.",
                zh="您只算了捆绑的部分。有些客户只买单品，要把这部分利润加上。",
            ),
            mistake(
                "mixed-revenue",
                lambda data, answers: float(_mixed_choices(data)["pays"].sum()),
                en="That is what the buyers pay. Take off the cost of what each of them gets.",
                zh="这是客户付的钱，还要减去各自所得产品的成本。",
            ),
            mistake(
                "bundle-to-whoever-can-pay",
                lambda data, answers: (
                    (data["mixed"]["bundle"] - sum(data["costs"]))
                    * _bundles_sold(data, data["mixed"]["bundle"])
                ),
                en="You gave the bundle to everybody who can pay for it. A buyer takes what leaves most over, which may be a single product.",
                zh="您让付得起的客户都买了捆绑。客户会选剩余最多的方案，可能只是单品。",
            ),
        ),
    )


def _offer_field() -> ChoiceField:
    return ChoiceField(
        id="offer",
        points=2,
        label=Text(en="Which offer earns most?", zh="哪种卖法利润最高？"),
        uses=("separate", "bundle_profit", "mixed_profit"),
        expected=_best_offer,
        options=options(OFFERS),
        reasons={
            "separate": Text(
                en="Add the profits of the two products and compare: another offer earns more. Separate prices win when the same buyers value both products highly.",
                zh="把两种产品的利润相加再比：另一种卖法利润更高。当同一批客户对两种产品都看重时，分开卖才占优。",
            ),
            "pure": Text(
                en="Another offer earns more. The bundle alone also sells products to buyers who value them below our cost, or loses buyers who want one only.",
                zh="另一种卖法利润更高。只卖捆绑，要么把产品塞给估值低于我方成本的客户，要么丢掉只想要一种的客户。",
            ),
            "mixed": Text(
                en="Another offer earns more. With this list some buyers slip from the dear offer to the cheap one.",
                zh="另一种卖法利润更高。按这张价目表，有些客户会从利润高的方案滑到利润低的方案。",
            ),
        },
    )


def _fields(data: Data) -> tuple[Field, ...]:
    names = [named(product) for product in data["products"]]
    return (
        _separate_field(names),
        _bundle_price_field(),
        _bundle_profit_field(),
        _mixed_profit_field(),
        _offer_field(),
    )


def _of_bundles(data: Data, column: str) -> float:
    table = _mixed_choices(data)
    return float(table.loc[table["as_bundle"], column].sum())


def _values(data: Data) -> dict[str, Any]:
    separate = _separate(data, {})
    bundle = _bundle_price(data, {})
    best = _best(data, "best")
    return {
        "first_name": named(data["products"][0]),
        "second_name": named(data["products"][1]),
        "cost_first": data["costs"][0],
        "cost_second": data["costs"][1],
        "cost_both": sum(data["costs"]),
        "mixed_first": data["mixed"]["prices"][0],
        "mixed_second": data["mixed"]["prices"][1],
        "mixed_bundle": data["mixed"]["bundle"],
        "price_first": separate["first/price"],
        "price_second": separate["second/price"],
        "profit_first": separate["first/profit"],
        "profit_second": separate["second/profit"],
        "separate_profit": separate["first/profit"] + separate["second/profit"],
        "bundles": _bundles_sold(data, bundle),
        "offer_name": OFFERS[best.strategy],
        "best_profit": best.profit,
    }


def _tables(data: Data) -> tuple[CaseTable, ...]:
    names = [named(product) for product in data["products"]]
    return (
        CaseTable(
            Text(en="The most each buyer would pay, CNY", zh="各客户的心理价位（元）"),
            (TableColumn(Text(en="Buyer", zh="客户")), *(TableColumn(name, "whole") for name in names)),
            [(named(buyer["name"]), *buyer["values"]) for buyer in data["buyers"]],
        ),
    )


def _solution_tables(data: Data) -> tuple[CaseTable, ...]:
    names = [named(product) for product in data["products"]]
    rows = []
    for buyer, (_, choice) in zip(data["buyers"], _mixed_choices(data).iterrows(), strict=True):
        if choice["as_bundle"]:
            taken = Text(en="bundle", zh="捆绑")
        elif choice["takes"]:
            taken = Text(
                en=" + ".join(names[place].en for place in choice["takes"]),
                zh=" + ".join(names[place].zh for place in choice["takes"]),
            )
        else:
            taken = Text(en="nothing", zh="不买")
        rows.append((named(buyer["name"]), taken, choice["pays"], choice["surplus"], choice["profit"]))
    return (
        CaseTable(
            Text(en="Who takes what from the mixed price list", zh="混合价目表下谁买什么"),
            (
                TableColumn(Text(en="Buyer", zh="客户")),
                TableColumn(Text(en="Takes", zh="购买")),
                TableColumn(Text(en="Pays, CNY", zh="付款（元）"), "whole"),
                TableColumn(Text(en="Has left over, CNY", zh="剩余（元）"), "whole"),
                TableColumn(Text(en="Our profit, CNY", zh="我方利润（元）"), "whole"),
            ),
            rows,
        ),
    )


CASE = and_invented(
    Text(
        en="""Tarvane Drives sells the **{first_name}** (unit cost {cost_first:money}) and the **{second_name}** (unit cost {cost_second:money}).
Five buyers have told our salespeople what each is worth to them at most; each needs one at the most, and a bundle is worth the sum.
Three offers are on the table:

- **separate**: each product at its own best price
- **bundle only**: both together at the best bundle price, nothing alone
- **mixed**: single {mixed_first:money} and {mixed_second:money}, the bundle {mixed_bundle:money}

A buyer takes what leaves the most over, and still buys when nothing is left over; between two equally good purchases the buyer takes the one that earns us more.""",
        zh="""塔凡传动销售**{first_name}**（单位成本 {cost_first:money}）和**{second_name}**（单位成本 {cost_second:money}）。
五家客户向我方销售透露了各自的心理价位；每种最多各买一件，捆绑的价值等于两者之和。
现在有三种卖法：

- **分开**：两种产品各按自己的最佳价格卖
- **只卖捆绑**：两种一起按最佳捆绑价卖，不单卖
- **混合**：单价 {mixed_first:money}和 {mixed_second:money}，捆绑价 {mixed_bundle:money}

客户选剩余最多的方案，剩余为零时仍会购买；两种买法剩余一样时，选让我方多赚的那一种。""",
    )
)
HINTS = (
    Text(en="Do the buyers agree on which product is worth much? Where they disagree, look at the sums.", zh="五家对哪种产品更看重，看法一致吗？看法相反时，请看两者之和。"),
    Text(
        en="For each product take each buyer's limit as the price in turn: (price − cost) × number of buyers whose limit is at least that. "
        "Do the same with the five sums for the bundle. "
        "For the mixed list go buyer by buyer: what is left over with the first product, the second, both at single prices, the bundle? The largest one is taken.",
        zh="每种产品，把每家的心理价位依次当作价格：（价格 − 成本）× 心理价位不低于该价格的家数。捆绑则用五个“两者之和”照样试。"
        "混合价目表逐家算：买第一种、买第二种、两种单买、买捆绑，各剩多少？剩得最多的就是其选择。",
    ),
    Text(
        en="Two other buyers, costs 0: one would pay 8,000 and 2,500, the other 7,000 and 3,000. "
        "Separate: 2 × 7,000 + 2 × 2,500 = 19,000. Bundle: the sums are 10,500 and 10,000, so 2 × 10,000 = 20,000. "
        "The bundle earns more because the buyers differ in what they value.",
        zh="换两家客户，成本为 0：一家愿付 8,000 和 2,500，另一家愿付 7,000 和 3,000。分开：2 × 7,000 + 2 × 2,500 = 19,000。"
        "捆绑：两者之和为 10,500 和 10,000，2 × 10,000 = 20,000。两家看重的东西不同，所以捆绑赚得更多。",
    ),
)
SOLUTION = Text(
    en="""- **Separate**: {first_name} at {price_first:money} earns {profit_first:money}, {second_name} at {price_second:money} earns {profit_second:money}: **{separate_profit:money}** in all
- **Bundle only**: at **{bundle_price:money}** we sell {bundles}, each earns {bundle_price:money} − {cost_both:money}: **{bundle_profit:money}**
- **Mixed**: the table below shows who takes what: **{mixed_profit:money}**
- Trying every price at which some buyer hesitates, no offer earns more than {best_profit:money}: **{offer_name}**

One limit of the law goes with it: whoever dominates a market must not make one product conditional on another without good reason (China's Anti-Monopoly Law). A bundle beside single prices leaves the buyer the choice.""",
    zh="""- **分开**：{first_name}，定价 {price_first:money}，利润 {profit_first:money}；{second_name}，定价 {price_second:money}，利润 {profit_second:money}；合计 **{separate_profit:money}**
- **只卖捆绑**：定价 **{bundle_price:money}**，卖出 {bundles} 套，每套赚 {bundle_price:money} − {cost_both:money}：**{bundle_profit:money}**
- **混合**：谁买什么见下表，利润 **{mixed_profit:money}**
- 把每个会让某家客户犹豫的价格都试一遍，没有哪种卖法的利润超过 {best_profit:money}：**{offer_name}**

还有一条法律界限：具有市场支配地位的企业，没有正当理由不得搭售（《反垄断法》）。捆绑与单卖并行，客户仍有选择。""",
)

DEMO = {
    "products": [PAIRS[0][0], PAIRS[0][1]],
    "costs": [10_000, 5_000],
    "buyers": [
        {"name": {"en": "Zadwickel Packing Systems", "zh": "扎维珂包装系统"}, "values": [16_500, 4_000]},
        {"name": {"en": "Huxharrow Machine Tools", "zh": "霍哈若机床"}, "values": [19_500, 4_000]},
        {"name": {"en": "Ozutezza Robotics", "zh": "奥特扎机器人"}, "values": [19_000, 2_500]},
        {"name": {"en": "Lumlungo Filling Lines", "zh": "鲁伦戈灌装设备"}, "values": [6_500, 10_000]},
        {"name": {"en": "Tovpirrow Machine Tools", "zh": "托皮若机床"}, "values": [13_000, 6_500]},
    ],
    "mixed": {"prices": [15_500, 10_000], "bundle": 19_500},
}


def make(chance: random.Random) -> dict[str, Any] | None:
    """Return a candidate variant of U7.X4, None when it would not teach what it should."""
    first, second, costs = chance.choice(PAIRS)
    # The rarer the good markets of an offer, the more often it is wished for: each wins about a third in the end.
    wanted = chance.choice(["pure"] + ["mixed"] * 2 + ["separate"] * 9)
    buyers = [
        {
            "name": name,
            "values": [max(500, rounded(cost * taste, 500)) for cost, taste in zip(costs, pair, strict=True)],
        }
        for name, pair in zip(draw_names(chance, 5), _tastes(chance, wanted), strict=True)
    ]
    data: dict[str, Any] = {"products": [first, second], "costs": list(costs), "buyers": buyers}
    values = _reservations(data)
    one_best = all(_has_one_best_price([row[place] for row in values], costs[place]) for place in (0, 1))
    if not one_best or not _has_one_best_price([sum(row) for row in values], sum(costs)):
        return None
    best = pricing.best_bundle(values, costs)
    if best.strategy != wanted:
        return None
    data["mixed"] = _mixed_list(chance, data, best)
    return data if data["mixed"] and _is_good(data, best) else None


def _tastes(chance: random.Random, wanted: str) -> list[tuple[float, float]]:
    """Return what each of five buyers would pay for both products, as multiples of the unit costs.

    Three kinds of market: buyers who weigh the products in opposite ways, some below cost (mixed prices
    sort them), the same with high margins (the bundle evens them out), and buyers who mostly want one of
    the two (there is little to bundle).
    """
    tastes: list[tuple[float, float]] = []
    for place in range(5):
        if wanted == "separate":
            wants = (place % 2, 1 - place % 2) if place < 4 else (1, 1)
            one, other = (
                chance.uniform(1.3, 2.6) if wanted else chance.uniform(0.1, 0.9) for wanted in wants
            )
            tastes.append((one, other))
        elif wanted == "pure" and place == 4:  # a buyer not worth serving, else selling to all would be right
            tastes.append((chance.uniform(0.5, 1.2), chance.uniform(0.5, 1.2)))
        else:
            middle, spread = (1.3, 0.7) if wanted == "mixed" else (2.6, 1.0)
            leaning = chance.uniform(-spread, spread)
            tastes.append((middle + leaning, middle - leaning + chance.uniform(-0.2, 0.2)))
    chance.shuffle(tastes)
    return tastes


def _mixed_list(chance: random.Random, data: Data, best: pricing.BundleOffer) -> dict[str, Any] | None:
    """Return the best mixed price list where mixing wins, and else a discount list that earns less."""
    if best.strategy == "mixed":
        return {
            "prices": [int(best.separate_prices[place]) for place in (0, 1)],
            "bundle": int(best.bundle_price),
        }
    values = _reservations(data)
    lists = [
        {"prices": [first[0], second[1]], "bundle": rounded((first[0] + second[1]) * share, 500)}
        for first in values
        for second in values
        for share in (0.8, 0.85, 0.9)
    ]
    chance.shuffle(lists)
    for mixed in lists:
        profit = _mixed_profit({**data, "mixed": mixed}, {})
        if _sells_singles_and_bundles({**data, "mixed": mixed}) and 0.5 < profit / best.profit < 0.96:
            return mixed
    return None


def _sells_singles_and_bundles(data: Data) -> bool:
    mixed = data["mixed"]
    choices = _mixed_choices(data)
    singles = choices["takes"].map(len).gt(0) & ~choices["as_bundle"]
    sensible = max(mixed["prices"]) < mixed["bundle"] < sum(mixed["prices"])
    covered = all(price > cost for price, cost in zip(mixed["prices"], data["costs"], strict=True))
    return bool(sensible and covered and singles.any() and choices["as_bundle"].any())


def _is_good(data: Data, best: pricing.BundleOffer) -> bool:
    truth = Sheet(EXERCISE, 0, data).truth
    separate = sum(truth["separate"][f"{row}/profit"] for row in PRODUCT_ROWS)
    profits = sorted([separate, truth["bundle_profit"], truth["mixed_profit"]])
    return (
        _sells_singles_and_bundles(data)
        and profits[0] > 0
        and profits[2] > 1.03 * profits[1]
        and abs(profits[2] - best.profit) < 0.01  # the best of the three is the best there is
        and truth["offer"] == best.strategy
        and mistakes_stand_apart(EXERCISE, data)
    )


def _has_one_best_price(limits: list[float], cost: float) -> bool:
    profits = sorted((price - cost) * sum(other >= price for other in limits) for price in set(limits))
    return len(profits) > 2 and profits[-1] > 1.02 * profits[-2] and profits[-1] > 0


EXERCISE = Exercise(
    id="U7.X4",
    unit="U7",
    title=Text(en="Line and bundle", zh="产品线与捆绑"),
    minutes=18,
    case=CASE,
    fields=_fields,
    hints=HINTS,
    solution=SOLUTION,
    values=_values,
    tables=_tables,
    solution_tables=_solution_tables,
    variants=partial(pool, "U7.X4"),
)
