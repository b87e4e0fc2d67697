"""U7.W assessed: defend a price."""

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
    PlaceField,
    Sheet,
    TableColumn,
    TableField,
    TextField,
    Tolerance,
)
from kamlib.pricing import PriceStep
from kamlib.text import Text
from kamlib.units import pool
from kamlib.units.common import (
    HALF_PERCENT,
    apart,
    draw_names,
    mistake,
    mistakes_stand_apart,
    named,
    options,
    rounded,
    written,
)
from kamlib.units.u7_pricing.shared import (
    COSTS_OF_CHANGING,
    GAINS,
    PRODUCT_COSTS,
    PRODUCTS,
    and_invented,
    differences_table,
    economic_value,
    gains_and_losses,
)

MOVES = {
    "figures": Text(en="Go through the value figures with their production manager", zh="与对方生产经理逐项核对价值数据"),
    "volume": Text(en="A price step for a signed yearly volume", zh="签下年度采购量，就给一档阶梯价"),
    "inspection": Text(en="A free inspection in the first year: worth more to them than it costs us", zh="首年免费点检：对方所得大于我方成本"),
    "last_per_cent": Text(en="One last per cent that only the sales director can release", zh="只有销售总监才能批的最后一个点"),
    "goodwill": Text(en="The whole cut at once, as a sign of goodwill", zh="一次全让，以示诚意"),
    "credit": Text(en="Payment after 120 days, with nothing in return", zh="账期放宽到 120 天，不要任何回报"),
    "other_customer": Text(en="Show the buyer what another customer pays", zh="把别家客户的成交价给采购看"),
    "floor_with_rival": Text(en="Agree with Rival B that neither quotes below a certain price", zh="与对手 B 约定都不低于某个价格报价"),
}
MOVE_BOXES = {
    "use": Text(en="Put on the table now", zh="现在就用"),
    "reserve": Text(en="Keep in reserve", zh="留作后手"),
    "never": Text(en="Do not do it", zh="不能做"),
}
NEXT_STEPS = {
    "give": Text(en="Give the whole cut, so that the account is safe", zh="全部让掉，先保住客户"),
    "trade": Text(en="Show the value, then make the counter-offer: less off, each step against something", zh="先讲清价值，再提交换方案：少让一点，每让一步都要换回东西"),
    "silence": Text(en="Refuse, and wait for the buyer to move", zh="一口回绝，等对方先动"),
    "match": Text(en="Come down to Rival B's price", zh="降到对手 B 的价格"),
}
WATERFALL_ROWS = {
    "invoice": Text(en="Price on the invoice", zh="发票价"),
    "pocket": Text(en="Pocket price", zh="口袋价（实收价）"),
}
WATERFALL_COLUMNS = {"today": Text(en="Today", zh="目前"), "after": Text(en="After the cut", zh="降价后")}
TENTH_PER_CENT = Tolerance(relative=0.001)


def _steps(data: Data, cut: float, *, of: str = "right") -> list[PriceStep]:
    """Return the waterfall with an extra discount of `cut` on the invoice.

    `of` "right" takes each rate of the price that its row names; "list" takes all of them of the list
    price, "no credit" forgets the cost of payment terms, "no project" the project discount: usual slips.
    """
    invoice, running = ("list", "list") if of == "list" else ("invoice", "running")
    credit = data["interest"] * data["payment_days"] / 360
    steps = [
        PriceStep("volume", rate=data["volume_discount"], basis="list", on_invoice=True),
        PriceStep("project", rate=data["project_discount"], basis=running, on_invoice=True),
        PriceStep("cut", rate=cut, basis=running, on_invoice=True),
        PriceStep("rebate", rate=data["rebate"], basis=invoice),
        PriceStep("freight", amount=data["freight"]),
    ]
    if of != "no credit":
        steps.append(PriceStep("credit", rate=credit, basis=invoice))
    return [step for step in steps if not (of == "no project" and step.name == "project")]


def _waterfall(data: Data, answers: Answers, *, of: str = "right") -> dict[str, float]:
    cells = {}
    for column, cut in (("today", 0.0), ("after", data["cut"])):
        steps = _steps(data, cut, of=of)
        cells[f"invoice/{column}"] = pricing.invoice_price(data["list_price"], steps)
        cells[f"pocket/{column}"] = pricing.pocket_price(data["list_price"], steps)
    return cells


def _wrong_cells(data: Data, of: str) -> dict[str, float]:
    """Return the cells in which a slip shows."""
    right, wrong = _waterfall(data, {}), _waterfall(data, {}, of=of)
    return {part: value for part, value in wrong.items() if apart(value, right[part], TENTH_PER_CENT)}


def _break_even(data: Data, answers: Answers, *, row: str = "pocket") -> float:
    before, after = answers["waterfall"][f"{row}/today"], answers["waterfall"][f"{row}/after"]
    return pricing.break_even_volume_change(before, data["unit_cost"], after - before)


def _old_margin(data: Data, answers: Answers) -> float:
    before, after = answers["waterfall"]["pocket/today"], answers["waterfall"]["pocket/after"]
    return (before - after) / (before - data["unit_cost"])


def _walk_away(data: Data, answers: Answers) -> float:
    return pricing.walk_away_price(
        data["other_price"], side="seller", cost_difference=data["cost_here"] - data["cost_there"]
    )


def _balance(data: Data, answers: Answers) -> float:
    return float(sum(data["received"].values()) - data["step"] * data["units"])


def _evc_field() -> NumberField:
    return NumberField(
        id="evc",
        kind="money",
        points=2,
        label=Text(en="Economic value of one unit to the customer (EVC)", zh="一台产品给客户带来的经济价值 (EVC)"),
        tolerance=HALF_PERCENT,
        expected=economic_value,
        mistakes=(
            mistake(
                "added-the-drawbacks",
                lambda data, answers: data["reference_price"] + sum(gains_and_losses(data)),
                en="You added the costs of changing ({negatives:money}); they are to be taken off.",
                zh="您把转换成本（{negatives:money}）加上去了，应当减去。",
            ),
            mistake(
                "forgot-the-drawbacks",
                lambda data, answers: data["reference_price"] + gains_and_losses(data)[0],
                credit=0.25,
                en="The gains are right; the costs of changing ({negatives:money}) are still to be taken off.",
                zh="正差异价值算对了，还要减去转换成本（{negatives:money}）。",
            ),
            mistake(
                "forgot-the-reference",
                lambda data, answers: gains_and_losses(data)[0] - gains_and_losses(data)[1],
                en="That is the difference alone. Start from the reference price of {reference_price:money}.",
                zh="这只是差异价值。请从参照价格 {reference_price:money}出发。",
            ),
        ),
    )


def _waterfall_field() -> TableField:
    return TableField(
        id="waterfall",
        points=4,
        label=Text(en="The price waterfall per unit, today and after the cut", zh="每台的价格瀑布：目前与降价后"),
        help=Text(en="Take each rate of the price that its row in the case names.", zh="各项比率的计算基数见题中表格。"),
        rows=options(WATERFALL_ROWS),
        columns=tuple(
            Column(id=id, label=label, kind="money", tolerance=TENTH_PER_CENT)
            for id, label in WATERFALL_COLUMNS.items()
        ),
        expected=_waterfall,
        mistakes=(
            mistake(
                "all-rates-of-list",
                lambda data, answers: _wrong_cells(data, "list"),
                en="You took every rate of the list price. Each takes hold of the price its row names.",
                zh="您把各项比率都按目录价算了。每一项都应以表中该行注明的价格为基数。",
            ),
            mistake(
                "forgot-the-credit-cost",
                lambda data, answers: _wrong_cells(data, "no credit"),
                en="You left out what {payment_days} days of credit cost us.",
                zh="您漏了 {payment_days} 天账期的资金成本。",
                credit=0.5,
            ),
            mistake(
                "forgot-the-project-discount",
                lambda data, answers: _wrong_cells(data, "no project"),
                en="You left out the project discount of {project_discount:percent}; the rest of your waterfall is right.",
                zh="您漏了 {project_discount:percent} 的项目折扣，瀑布的其余部分是对的。",
                credit=0.5,
            ),
        ),
    )


def _break_even_field() -> NumberField:
    return NumberField(
        id="break_even",
        kind="percent",
        points=2,
        label=Text(en="More volume needed to make up for the cut, calculated on the pocket price", zh="以口袋价计，弥补这次降价需要增加的销量"),
        help=Text(en="Margin here: pocket price less unit cost; cost to serve left aside.", zh="这里的毛利 = 口袋价 − 单位成本，不计服务成本。"),
        tolerance=Tolerance(nearest=0.005),
        uses=("waterfall",),
        expected=_break_even,
        mistakes=(
            mistake(
                "reckoned-on-the-invoice",
                partial(_break_even, row="invoice"),
                en="You worked with the invoice price. What we live on is the pocket price: its margin is thinner.",
                zh="您是按发票价算的。真正到手的是口袋价，它的毛利更薄。",
            ),
            mistake(
                "divided-by-old-margin",
                _old_margin,
                en="You divided by today's margin. Divide by the margin that is left after the cut.",
                zh="您除以了目前的毛利，应除以降价后剩下的毛利。",
            ),
            mistake(
                "same-percentage",
                lambda data, answers: data["cut"],
                en="{cut:percent} off the price needs far more than {cut:percent} more volume.",
                zh="价格降 {cut:percent}，需要增加的销量远不止 {cut:percent}。",
            ),
        ),
    )


def _walk_away_field() -> NumberField:
    return NumberField(
        id="walk_away",
        kind="money",
        points=2,
        label=Text(en="Our walk-away price per unit (pocket price)", zh="我方底线价格（每台口袋价）"),
        tolerance=HALF_PERCENT,
        expected=_walk_away,
        mistakes=(
            mistake(
                "unit-cost-as-limit",
                lambda data, answers: data["unit_cost"],
                en="Cost is the limit only when the unit has no other use. Here another customer would take it.",
                zh="只有没有别的去处时，成本才是底线。这里另有客户要货。",
            ),
            mistake(
                "other-price-as-it-is",
                lambda data, answers: data["other_price"],
                credit=0.25,
                en="The other customer's price is right, but this one costs more to serve: add the difference.",
                zh="另一客户的价格没错，但服务本客户成本更高，要加上差额。",
            ),
            mistake(
                "took-the-difference-off",
                lambda data, answers: data["other_price"] - data["cost_here"] + data["cost_there"],
                en="You took the dearer service off. It raises the price at which we are as well off here as there.",
                zh="您减去了多出的服务成本。它会抬高我方的底线，应当加上。",
            ),
        ),
    )


def _balance_field() -> NumberField:
    return NumberField(
        id="balance",
        kind="money",
        points=2,
        label=Text(en="Balance of the counter-offer a year: what we receive less what we give", zh="交换方案的年度收支：我方所得减去所让"),
        per="year",
        tolerance=HALF_PERCENT,
        expected=_balance,
        mistakes=(
            mistake(
                "given-less-received",
                lambda data, answers: -_balance(data, answers),
                credit=0.5,
                en="You turned it round: take what we give off what we receive.",
                zh="正负颠倒了：应以所得减去所让。",
            ),
            mistake(
                "added-what-we-give",
                lambda data, answers: sum(data["received"].values()) + data["step"] * data["units"],
                en="You added the price step. It goes out of our pocket: take it off.",
                zh="您把让价加上去了。那是从我方口袋里出的，应当减去。",
            ),
            mistake(
                "received-only",
                lambda data, answers: sum(data["received"].values()),
                en="That is what we receive. Take off what the price step costs us.",
                zh="这只是我方所得，还要减去让价的损失。",
            ),
        ),
    )


def _next_step_field() -> ChoiceField:
    return ChoiceField(
        id="next_step",
        points=2,
        label=Text(en="What do you do next?", zh="您下一步怎么做？"),
        options=options(NEXT_STEPS),
    )


def _moves_field() -> PlaceField:
    return PlaceField(
        id="moves",
        points=8,
        shape="row",
        label=Text(en="Eight moves: put each where it belongs", zh="八种做法：放到合适的位置"),
        items=options(MOVES),
        boxes=options(MOVE_BOXES),
    )


def _note_field() -> TextField:
    return TextField(
        id="note",
        points=10,
        words_min=80,
        label=Text(en="Write the note to the buyer: why our price holds, and what you offer", zh="写一封给采购的信：我方价格为何站得住，我方愿意给什么"),
        help=Text(
            en="Six to ten sentences that the buyer can show to the boss. Name the value, the volume and what you ask in return.",
            zh="六到十句话，让采购可以拿去给领导看。要写到价值、采购量，以及您要求的回报。",
        ),
        names=(
            (
                Option("value", Text(en="the value to the customer", zh="对客户的价值")),
                ("value", "EVC", "saves", "saving", "worth", "价值", "节省"),
            ),
            (
                Option("volume", Text(en="the volume", zh="采购量")),
                ("volume", "units", "quantity", "采购量", "销量", "数量", "台"),
            ),
            (
                Option("return", Text(en="what you ask in return", zh="要求的回报")),
                (
                    "in return",
                    "against",
                    "if you",
                    "exchange",
                    "provided",
                    "交换",
                    "前提",
                    "换取",
                    "条件",
                    "作为回报",
                ),
            ),
        ),
    )


def _fields(data: Data) -> tuple[Field, ...]:
    return (
        _evc_field(),
        _waterfall_field(),
        _break_even_field(),
        _walk_away_field(),
        _balance_field(),
        _next_step_field(),
        _moves_field(),
        _note_field(),
    )


def _values(data: Data) -> dict[str, Any]:
    truth: dict[str, Any] = {"waterfall": _waterfall(data, {})}
    cells = {part.replace("/", "_"): value for part, value in truth["waterfall"].items()}
    positives, negatives = gains_and_losses(data)
    return {
        **cells,
        "account": named(data["account"]),
        "product": named(data["product"]),
        "positives": positives,
        "negatives": negatives,
        "margin_today": cells["pocket_today"] - data["unit_cost"],
        "margin_after": cells["pocket_after"] - data["unit_cost"],
        "lost_per_unit": cells["pocket_today"] - cells["pocket_after"],
        "dearer": data["cost_here"] - data["cost_there"],
        "given": data["step"] * data["units"],
        "received_in_all": sum(data["received"].values()),
    }


RECEIVED = {
    "forecast": Text(en="A binding eight-week forecast", zh="8 周锁定需求预测"),
    "tooling": Text(en="They pay for the special tooling", zh="专用模具费由对方承担"),
    "couplings": Text(en="Their couplings come to us, too", zh="联轴器也由我方供应"),
}


def _tables(data: Data) -> tuple[CaseTable, ...]:
    rate = TableColumn(Text(en="Rate", zh="比率"))

    def share(value: float, basis: Text) -> Text:
        return written(
            Text(en="{value:percent} of {basis}", zh="{basis}的 {value:percent}"), value=value, basis=basis
        )

    invoice = Text(en="the invoice price", zh="发票价")
    before = Text(en="the price before it", zh="前一步价格")
    credit = written(
        Text(en="{days} days at {interest:percent} a year of the invoice price (360 days)", zh="{days} 天，年利率 {interest:percent}，以发票价计（一年 360 天）"),
        days=data["payment_days"],
        interest=data["interest"],
    )
    freight = written(Text(en="{freight:money} per unit", zh="每台 {freight:money}"), freight=data["freight"])
    return (
        differences_table(data),
        CaseTable(
            Text(en="From the list price to the pocket", zh="从目录价到口袋价"),
            (TableColumn(Text(en="Step", zh="步骤")), rate),
            (
                (
                    Text(en="Volume discount (on the invoice)", zh="批量折扣（发票内）"),
                    share(data["volume_discount"], Text(en="the list price", zh="目录价")),
                ),
                (
                    Text(en="Project discount (on the invoice)", zh="项目折扣（发票内）"),
                    share(data["project_discount"], before),
                ),
                (
                    Text(en="The cut demanded (on the invoice)", zh="对方要求的降价（发票内）"),
                    share(data["cut"], before),
                ),
                (Text(en="Year-end rebate", zh="年终返利"), share(data["rebate"], invoice)),
                (Text(en="Freight", zh="运费"), freight),
                (Text(en="Cost of credit", zh="账期资金成本"), credit),
            ),
        ),
        CaseTable(
            Text(en="The counter-offer, CNY a year", zh="交换方案（元/年）"),
            (
                TableColumn(Text(en="What they give", zh="对方给的条件")),
                TableColumn(Text(en="Worth to us", zh="对我方的价值"), "whole"),
            ),
            [(RECEIVED[item], worth) for item, worth in data["received"].items()],
        ),
    )


CASE = and_invented(
    Text(
        en="""**{account}** buys {units:whole} of our {product} a year; the list price is {list_price:money}, one costs us {unit_cost:money}.
The new purchasing manager writes: *"Rival B is at {reference_price:money}. I need another {cut:percent} off the price before it, by Friday. You will get {promise:percent} more volume."*
The production manager has confirmed the differences in the first table.
If we lose the order, another customer takes the same units at a pocket price of {other_price:money}; serving that customer costs {cost_there:money} a unit, serving this one {cost_here:money}.
Your counter-offer gives {step:money} off each unit against the items in the third table.

This case is assessed: the card records your answers, and they are judged after you hand in.""",
        zh="""**{account}**每年采购 {units:whole} 台{product}；目录价 {list_price:money}，我方单位成本 {unit_cost:money}。
新任采购经理来信：“对手 B 只要 {reference_price:money}。周五之前，请在现有价格上再降 {cut:percent}。采购量可以增加 {promise:percent}。”
对方生产经理已确认第一张表中的差异。
若丢掉这张订单，另一家客户愿以口袋价 {other_price:money}要同样的货；服务那家每台要花 {cost_there:money}，服务这家要花 {cost_here:money}。
您的交换方案：每台让 {step:money}，换取第三张表中的条件。

本题为考核题：卡片只记录答案，提交作业后评分。""",
    )
)
HINTS = (
    Text(
        en="Put the figures in order first: what is it worth to them, what do we really get, what can we do without them?",
        zh="先把数字理清：对他们值多少？我方真正到手多少？没有他们我方还有什么出路？",
    ),
    Text(
        en="EVC = reference + gains − costs of changing. Waterfall: step by step, each rate of the price its row names; credit = invoice price × interest × days ÷ 360. "
        "Break-even = loss per unit ÷ margin left, both at the pocket price. "
        "Walk-away = the other price + what this customer costs more to serve. Balance = received − given.",
        zh="EVC = 参照价格 + 正差异 − 负差异。瀑布：逐步计算，每一项用表中注明的基数；账期成本 = 发票价 × 利率 × 天数 ÷ 360。"
        "盈亏平衡增量 = 每台损失 ÷ 剩余毛利，都以口袋价计。"
        "底线价格 = 另一客户的价格 + 本客户多出的服务成本。收支 = 所得 − 所让。",
    ),
    Text(
        en="Another case: list 1,000, discounts 10% and 5%: invoice 1,000 × 0.90 × 0.95 = 855. "
        "Rebate 2% = 17.10, freight 20, credit 60 days at 6% = 8.55: pocket 809.35. "
        "After 4% more: invoice 820.80, pocket 776.18. With a cost of 600 we lose 33.17 of 209.35: 33.17 ÷ 176.18 = 18.8% more volume.",
        zh="换一个例子：目录价 1,000，折扣 10% 和 5%：发票价 1,000 × 0.90 × 0.95 = 855。"
        "返利 2% = 17.10，运费 20，60 天账期、年利率 6% = 8.55：口袋价 809.35。再降 4%：发票价 820.80，口袋价 776.18。"
        "成本 600 时，209.35 的毛利少了 33.17：33.17 ÷ 176.18 = 要多卖 18.8%。",
    ),
)
SOLUTION = Text(
    en="""- **EVC** = {reference_price:money} + {positives:money} − {negatives:money} = **{evc:money}**: above what the buyer pays
- **Waterfall.** Today the invoice says {invoice_today:money} and {pocket_today:money} stays in our pocket; after the cut {invoice_after:money} and **{pocket_after:money}**
- **Break-even** = {lost_per_unit:money} ÷ {margin_after:money} = **+{break_even:percent1}**; the buyer promises +{promise:percent}
- **Walk-away price** = {other_price:money} + {dearer:money} = **{walk_away:money}**: after the cut we would be below it
- **Counter-offer**: {received_in_all:money} − {given:money} = **{balance:money}** a year

Next step, moves and note are questions of judgement: your marks say why, after you hand in.""",
    zh="""- **EVC** = {reference_price:money} + {positives:money} − {negatives:money} = **{evc:money}**：高于对方现在付的价格
- **瀑布。** 目前发票价 {invoice_today:money}，到手 {pocket_today:money}；降价后发票价 {invoice_after:money}，到手 **{pocket_after:money}**
- **盈亏平衡增量** = {lost_per_unit:money} ÷ {margin_after:money} = **+{break_even:percent1}**；对方只承诺 +{promise:percent}
- **底线价格** = {other_price:money} + {dearer:money} = **{walk_away:money}**：降价后就跌破底线了
- **交换方案**：{received_in_all:money} − {given:money} = 每年 **{balance:money}**

下一步、八种做法和信件属于判断题：提交作业后，评分结果会说明理由。""",
)

DEMO = {
    "account": {"en": "Pelnubis Battery Equipment", "zh": "佩努毕锂电设备"},
    "product": PRODUCTS[0],
    "units": 600,
    "list_price": 12_500,
    "unit_cost": 6_250,
    "reference_price": 8_900,
    "positive": {"life": 1_500, "stops": 2_100, "energy": 900},
    "negative": {"adapter": 400, "approval": 300},
    "volume_discount": 0.12,
    "project_discount": 0.06,
    "rebate": 0.03,
    "freight": 120,
    "interest": 0.06,
    "payment_days": 90,
    "cut": 0.06,
    "promise": 0.05,
    "other_price": 9_200,
    "cost_here": 620,
    "cost_there": 340,
    "step": 150,
    "received": {"forecast": 70_000, "tooling": 45_000, "couplings": 60_000},
}


def make(chance: random.Random) -> dict[str, Any] | None:
    """Return a candidate variant of U7.W, None when it would not teach what it should."""
    place = chance.randrange(len(PRODUCTS))
    cost = rounded(PRODUCT_COSTS[place] * chance.uniform(0.95, 1.05), 50)
    step = 50 if cost < 12_000 else 100
    units = chance.choice([120, 150, 200, 240, 300, 400, 600])
    data: dict[str, Any] = {
        "account": draw_names(chance, 1)[0],
        "product": PRODUCTS[place],
        "units": units,
        "list_price": rounded(cost * chance.uniform(1.9, 2.1), 500),
        "unit_cost": cost,
        "reference_price": rounded(cost * chance.uniform(1.35, 1.5), step),
        "positive": {
            item: rounded(cost * chance.uniform(0.14, 0.34), step) for item in chance.sample(list(GAINS), 3)
        },
        "negative": {
            item: rounded(cost * chance.uniform(0.03, 0.07), step)
            for item in chance.sample(list(COSTS_OF_CHANGING), 2)
        },
        "volume_discount": chance.choice([0.10, 0.12, 0.15]),
        "project_discount": chance.choice([0.04, 0.05, 0.06]),
        "rebate": chance.choice([0.02, 0.03, 0.04]),
        "freight": rounded(cost * chance.uniform(0.015, 0.025), 10),
        "interest": 0.06,
        "payment_days": chance.choice([60, 90, 120]),
        "cut": chance.choice([0.05, 0.06, 0.07, 0.08]),
        "promise": chance.choice([0.03, 0.04, 0.05]),
        "cost_here": rounded(cost * chance.uniform(0.08, 0.11), 10),
        "cost_there": rounded(cost * chance.uniform(0.03, 0.06), 10),
    }
    cells = _waterfall(data, {})
    middle = (cells["pocket/today"] + cells["pocket/after"]) / 2
    data["other_price"] = rounded(middle - data["cost_here"] + data["cost_there"], step)
    data["step"] = rounded(cost * chance.uniform(0.015, 0.025), 10)
    given = data["step"] * units
    data["received"] = {item: rounded(given * chance.uniform(0.45, 0.75), 1_000) for item in RECEIVED}
    return data if _is_good(data) else None


def _is_good(data: Data) -> bool:
    sheet = Sheet(EXERCISE, 0, data)
    truth, cells = sheet.truth, sheet.truth["waterfall"]
    return (
        truth["evc"] > 1.04 * cells["invoice/today"] > data["reference_price"]
        and cells["pocket/after"] + data["step"] < truth["walk_away"] + data["step"]
        and cells["pocket/today"] - data["step"] > truth["walk_away"]
        and truth["break_even"] > 2 * data["promise"]
        and truth["balance"] > 0
        and min(data["received"].values()) > 0
        and mistakes_stand_apart(EXERCISE, data)
    )


EXERCISE = Exercise(
    id="U7.W",
    unit="U7",
    title=Text(en="Wrap-up: defend a price", zh="综合案例：守住价格"),
    mode="assessed",
    minutes=35,
    case=CASE,
    fields=_fields,
    hints=HINTS,
    solution=SOLUTION,
    values=_values,
    tables=_tables,
    variants=partial(pool, "U7.W"),
)
