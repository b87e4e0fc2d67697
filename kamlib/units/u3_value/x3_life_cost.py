"""U3.X3 cheaper purchase, dearer life: two pump drives over their years, the break-even year, our highest price."""

from __future__ import annotations

import math
import random
from functools import lru_cache, partial
from typing import Any

from kamlib import value
from kamlib.classroom.exercise import (
    Answers,
    CaseTable,
    ChoiceField,
    Column,
    Data,
    Exercise,
    Field,
    Mistake,
    NumberField,
    Option,
    TableColumn,
    TableField,
)
from kamlib.text import Text
from kamlib.units import pool
from kamlib.units.common import (
    ANY_ACCOUNT,
    ANY_ACCOUNT_ZH,
    HALF_PERCENT,
    apart,
    draw_names,
    mistake,
    mistakes_stand_apart,
    named,
    rounded,
    written,
)
from kamlib.units.u3_value.shared import EXACT_YEAR, SUPPLIERS

TIMING = "end"  # running costs are paid at the end of each year
OFFERS = {"us": SUPPLIERS["us"], "rival_b": SUPPLIERS["rival_b"]}
ITEMS = {
    "energy": Text(en="Energy", zh="电费"),
    "maintenance": Text(en="Maintenance", zh="维护"),
    "downtime": Text(en="Downtime", zh="停机损失"),
}


def yearly_costs(data: Data, offer: str) -> dict[str, float]:
    """Return energy, maintenance and downtime of one offer, CNY a year."""
    given = data["offers"][offer]
    return {
        "energy": given["kilowatts"] * data["hours"] * data["energy_price"],
        "maintenance": float(given["maintenance"]),
        "downtime": float(given["stop_hours"] * data["loss_per_hour"]),
    }


def _by_offer(column: str, figure: Any) -> dict[str, float]:
    return {f"{offer}/{column}": float(figure(offer)) for offer in OFFERS}


def _running(data: Data, answers: Answers) -> dict[str, float]:
    return _by_offer("running", lambda offer: sum(yearly_costs(data, offer).values()))


def _life_cost(data: Data, offer: str, running: float) -> float:
    given = data["offers"][offer]
    return float(
        value.life_cycle_cost(
            given["price"], running, 0, 0, given["disposal"], data["discount"], data["years"], cost_timing=TIMING
        )
    )


def _life(data: Data, answers: Answers) -> dict[str, float]:
    return _by_offer("life", lambda offer: _life_cost(data, offer, answers["running"][f"{offer}/running"]))


def _life_undiscounted(data: Data, answers: Answers) -> dict[str, float]:
    def plain(offer: str) -> float:
        given = data["offers"][offer]
        return given["price"] + answers["running"][f"{offer}/running"] * data["years"] + given["disposal"]

    return _by_offer("life", plain)


def _life_without_purchase(data: Data, answers: Answers) -> dict[str, float]:
    life = _life(data, answers)
    return _by_offer("life", lambda offer: life[f"{offer}/life"] - data["offers"][offer]["price"])


def present_costs(data: Data, offer: str, running: float, discount: float) -> Any:
    """Return the cost of each year from 0 to the end in today's CNY."""
    given = data["offers"][offer]
    return _present_costs(given["price"], running, given["disposal"], discount, data["years"])


@lru_cache(maxsize=500)
def _present_costs(price: float, running: float, disposal: float, discount: float, years: int) -> Any:
    table = value.life_cycle_cost_table(price, {"running": running}, disposal, discount, years, cost_timing=TIMING)
    return table["present_value"]


def _break_even(data: Data, answers: Answers, discount: float | None = None, *, whole: bool = True) -> float:
    rate = data["discount"] if discount is None else discount
    ours, rival = (
        present_costs(data, offer, answers["running"][f"{offer}/running"], rate) for offer in ("us", "rival_b")
    )
    found = value.break_even_year(ours, rival)
    if found.year is None:
        raise ValueError("the dearer purchase is not paid back within the years")
    return float(found.year if whole else round(found.years, 1))


def _price_gap(data: Data) -> float:
    return float(data["offers"]["us"]["price"] - data["offers"]["rival_b"]["price"])


def _highest(data: Data, answers: Answers) -> float:
    life = answers["life"]
    return float(
        value.highest_acquisition_cost(
            data["offers"]["us"]["price"], life["us/life"], data["years"], life["rival_b/life"], data["years"], data["discount"]
        )
    )  # fmt: skip


def _highest_undiscounted(data: Data, answers: Answers) -> float:
    running = _running(data, {})
    gap = running["rival_b/running"] - running["us/running"]
    offers = data["offers"]
    return float(offers["rival_b"]["price"] + gap * data["years"] + offers["rival_b"]["disposal"] - offers["us"]["disposal"])


def _item_gaps(data: Data) -> dict[str, float]:
    ours, rival = yearly_costs(data, "us"), yearly_costs(data, "rival_b")
    return {item: rival[item] - ours[item] for item in ITEMS}


def _largest(data: Data, answers: Answers) -> str:
    gaps = _item_gaps(data)
    return max(gaps, key=lambda item: gaps[item])


def _break_even_mistakes(data: Data) -> tuple[Mistake, ...]:
    truth = {"running": _running(data, {})}
    found = []
    if apart(_break_even(data, truth), _break_even(data, truth, 0.0), EXACT_YEAR):
        found.append(
            mistake(
                "simple-payback",
                lambda data, answers: _break_even(data, answers, 0.0),
                credit=0.5,
                en="That is the payback without interest. Savings of later years count less today: add up the factors year by year.",
                zh="这是不计利息的回收期。以后省下的钱今天不值那么多，请逐年累加折现系数。",
            )
        )
    if apart(_break_even(data, truth), _break_even(data, truth, whole=False), EXACT_YEAR):
        found.append(
            mistake(
                "not-a-whole-year",
                lambda data, answers: _break_even(data, answers, whole=False),
                credit=0.5,
                en="That is the moment within the year. Asked is the first year's end that lies after it: round up.",
                zh="这是年内的时点。题目问的是此后第一个年末：请向上取整。",
            )
        )
    found.append(
        mistake(
            "all-years",
            lambda data, answers: float(data["years"]),
            en="That is the end of the life. Asked is the first year in which the accumulated cost of ours is no higher.",
            zh="这是使用年限。题目问的是我方累计成本第一次不高于对手的那一年。",
        )
    )
    return tuple(found)


def _fields(data: Data) -> tuple[Field, ...]:
    rows = tuple(Option(offer, name, colour=offer) for offer, name in OFFERS.items())
    gaps = _item_gaps(data)
    reason = Text(
        en="Here we save {gap:money} a year. Another item saves more.", zh="这一项我方每年省 {gap:money}，还有一项省得更多。"
    )
    return (
        TableField(
            id="running",
            points=3,
            label=Text(en="What each drive costs to run for a year", zh="每台一年的运行成本"),
            help=Text(en="Energy + maintenance + downtime.", zh="电费 + 维护 + 停机损失。"),
            rows=rows,
            columns=(Column(id="running", label=Text(en="A year of running", zh="一年运行成本"), kind="money", tolerance=HALF_PERCENT, per="year"),),
            expected=_running,
            mistakes=(
                mistake(
                    "forgot-downtime",
                    lambda data, answers: _by_offer(
                        "running", lambda offer: _running(data, {})[f"{offer}/running"] - yearly_costs(data, offer)["downtime"]
                    ),
                    en="The downtime is missing: hours of standstill × loss for each hour. It is in no invoice, and it is paid all the same.",
                    zh="漏了停机损失：停机小时 × 每小时损失。它不在任何发票上，可是客户照样在付。",
                ),
                mistake(
                    "energy-only",
                    lambda data, answers: _by_offer("running", lambda offer: yearly_costs(data, offer)["energy"]),
                    en="That is the energy alone. Add maintenance and downtime.",
                    zh="这只是电费，请加上维护和停机损失。",
                ),
            ),
        ),
        ChoiceField(
            id="largest",
            points=1,
            label=Text(en="In which item do we save the customer most each year?", zh="每年为客户省得最多的是哪一项？"),
            options=tuple(Option(item, name) for item, name in ITEMS.items()),
            expected=_largest,
            reasons={item: written(reason, gap=gap) for item, gap in gaps.items()},
        ),
        TableField(
            id="life",
            points=4,
            label=Text(en="Life-cycle cost (LCC), in today's money", zh="全生命周期成本（LCC），折成今天的钱"),
            rows=rows,
            columns=(Column(id="life", label=Text(en="LCC", zh="LCC"), kind="money", tolerance=HALF_PERCENT),),
            uses=("running",),
            expected=_life,
            mistakes=(
                mistake(
                    "not-discounted",
                    _life_undiscounted,
                    credit=0.25,
                    en="You added the years up as they are. Costs of later years count less today: use the factor in the table.",
                    zh="您把各年直接相加了。以后的费用要折现，请用表中的系数。",
                ),
                mistake(
                    "forgot-the-purchase",
                    _life_without_purchase,
                    en="The purchase price is missing. The life begins with it.",
                    zh="漏了采购价。生命周期是从采购开始的。",
                ),
            ),
        ),
        NumberField(
            id="break_even",
            points=2,
            label=Text(en="Break-even: the first year at whose end our drive has cost the customer no more", zh="盈亏平衡年：到第几年末，我方累计成本第一次不高于对手"),
            help=Text(en="A whole number of years, with interest.", zh="整年数，要折现。"),
            unit=Text(en="years", zh="年"),
            tolerance=EXACT_YEAR,
            uses=("running",),
            expected=_break_even,
            mistakes=_break_even_mistakes(data),
        ),
        NumberField(
            id="highest",
            kind="money",
            points=2,
            label=Text(en="The highest price we could ask: at it both life-cycle costs are equal", zh="我方最高可报价：此时两家 LCC 相等"),
            tolerance=HALF_PERCENT,
            uses=("life",),
            expected=_highest,
            mistakes=(
                mistake(
                    "difference-only",
                    lambda data, answers: answers["life"]["rival_b/life"] - answers["life"]["us/life"],
                    credit=0.25,
                    en="That is by how much our life-cycle cost is lower. So much may be added to our price.",
                    zh="这是我方 LCC 低了多少。请把它加到我方现在的价格上。",
                ),
                mistake(
                    "savings-not-discounted",
                    _highest_undiscounted,
                    credit=0.25,
                    en="You added the savings of all years to the rival's price as they are. Discount them first.",
                    zh="您把各年节省额直接加到对手价格上了，请先折现。",
                ),
                mistake(
                    "added-to-the-rival-price",
                    lambda data, answers: data["offers"]["rival_b"]["price"] + answers["life"]["rival_b/life"] - answers["life"]["us/life"],
                    en="You added the difference of the life-cycle costs to the rival's price. Our own price is already in our life-cycle cost: add to that.",
                    zh="您把 LCC 差额加到了对手的价格上。我方 LCC 已含我方价格，应加到我方价格上。",
                ),
            ),
        ),
    )  # fmt: skip


def _tables(data: Data) -> tuple[CaseTable, ...]:
    columns = (TableColumn(Text(en="Figure", zh="项目")), *(TableColumn(name, "number") for name in OFFERS.values()))

    def row(en: str, zh: str, key: str) -> tuple[Any, ...]:
        return (Text(en=en, zh=zh), *(data["offers"][offer][key] for offer in OFFERS))

    rows = [
        row("Price with fitting, CNY", "采购价（含安装，元）", "price"),
        row("Power drawn on average, kW", "平均功率（kW）", "kilowatts"),
        row("Maintenance a year, CNY", "每年维护费（元）", "maintenance"),
        row("Standstill a year, hours", "每年停机（小时）", "stop_hours"),
        row("Disposal at the end, CNY", "期末处置费（元）", "disposal"),
    ]
    factors = (
        TableColumn(Text(en="Years", zh="年数"), "number"),
        TableColumn(Text(en="CNY 1 at the end of each of these years is worth today", zh="累计系数：每年末 1 元，折今天（元）")),
        TableColumn(Text(en="CNY 1 at the end of this year is worth today", zh="当年系数：该年末 1 元，折今天（元）")),
    )
    lines = [
        (year, f"{value.annuity_factor(data['discount'], year, timing=TIMING):.4f}", f"{(1 + data['discount']) ** -year:.4f}")
        for year in range(1, data["years"] + 1)
    ]
    return (
        CaseTable(Text(en="Two drives for the same pump", zh="同一台水泵的两种驱动"), columns, rows),
        CaseTable(Text(en="Today's value of later money", zh="以后的钱折成今天"), factors, lines),
    )


def _solution_tables(data: Data) -> tuple[CaseTable, ...]:
    running = _running(data, {})
    ours, rival = (
        present_costs(data, offer, running[f"{offer}/running"], data["discount"]).cumsum() for offer in ("us", "rival_b")
    )
    columns = (
        TableColumn(Text(en="End of year", zh="年末"), "number"),
        TableColumn(Text(en="Ours so far", zh="我方累计"), "whole"),
        TableColumn(Text(en="Rival B so far", zh="对手 B 累计"), "whole"),
        TableColumn(Text(en="Ours more (+) or less (−)", zh="我方多（+）少（−）"), "whole"),
    )
    rows = [(year, ours[year], rival[year], ours[year] - rival[year]) for year in range(data["years"] + 1)]
    return (CaseTable(Text(en="Accumulated cost in today's money (CNY)", zh="累计成本，折成今天的钱（元）"), columns, rows),)


def _values(data: Data) -> dict[str, Any]:
    running = _running(data, {})
    life = _life(data, {"running": running})
    ours = yearly_costs(data, "us")
    return {
        "account": named(data["account"]),
        "gap": _price_gap(data),
        "our_price": data["offers"]["us"]["price"],
        "our_energy": ours["energy"],
        "our_maintenance": ours["maintenance"],
        "our_downtime": ours["downtime"],
        "our_running": running["us/running"],
        "rival_running": running["rival_b/running"],
        "our_life": life["us/life"],
        "rival_life": life["rival_b/life"],
        "saving": running["rival_b/running"] - running["us/running"],
        "factor": round(float(value.annuity_factor(data["discount"], data["years"], timing=TIMING)), 4),
        "factor_needed": round(_price_gap(data) / (running["rival_b/running"] - running["us/running"]), 4),
        "largest_name": ITEMS[_largest(data, {})],
        "annual": float(value.equivalent_annual_cost(life["us/life"], data["discount"], data["years"])),
        "rival_annual": float(value.equivalent_annual_cost(life["rival_b/life"], data["discount"], data["years"])),
    }


CASE = Text(
    en=f"""“Rival B is {{gap:money}} cheaper. Why should I even read your offer?” asks the buyer of **{{account}}**.
Both drives move the same pump, {{hours:whole}} hours a year, for {{years:number}} years. A kilowatt-hour costs CNY {{energy_price:.2f}}, and an hour of standstill costs the plant {{loss_per_hour:money}}.

Energy, maintenance and standstill are paid at the end of each year, the disposal at the end of the last; the customer calculates with {{discount:percent}} interest a year.

{ANY_ACCOUNT}""",
    zh=f"""“对手 B 便宜 {{gap:money}}，我为什么还要看你们的报价？”**{{account}}**的采购这样问。
两种驱动带同一台水泵，每年运行 {{hours:whole}} 小时，用 {{years:number}} 年。电价每千瓦时 {{energy_price:.2f}} 元；停机一小时，工厂损失 {{loss_per_hour:money}}。

电费、维护费、停机损失在每年年末支付，处置费在最后一年年末支付；客户按年利率 {{discount:percent}} 计算。

{ANY_ACCOUNT_ZH}""",
)

HINTS = (
    Text(en="The invoice shows one figure. Which others does the customer pay because of this drive, and when?", zh="发票上只有一个数。因为这台驱动，客户还要付哪些钱？什么时候付？"),
    Text(
        en="Energy = kW × hours × price of a kWh; downtime = hours × loss. LCC = price + yearly cost × factor of all years + disposal × factor of the last year. "
        "Break-even: price difference ÷ yearly saving = the factor needed; the first year whose factor is as large is the answer. Highest price = our price + LCC of the rival − our LCC.",
        zh="电费 = kW × 小时 × 电价；停机损失 = 小时 × 每小时损失。LCC = 采购价 + 每年成本 × 全部年数的累计系数 + 处置费 × 最后一年的当年系数。"
        "盈亏平衡：差价 ÷ 每年节省 = 所需系数，累计系数达到它的第一年就是答案。最高可报价 = 我方价格 + 对手 LCC − 我方 LCC。",
    ),
    Text(
        en="Another pair: ours 50,000 and 10,000 a year, theirs 30,000 and 16,000 a year, 5 years, 10%, nothing for disposal. Factor of 5 years 3.7908: LCC 87,908 and 90,653. "
        "20,000 ÷ 6,000 = 3.3333; the factors are 2.4869 after 3 years and 3.1699 after 4, 3.7908 after 5: break-even in year 5. Highest price 50,000 + 90,653 − 87,908 = 52,745.",
        zh="换一组：我方 50,000，每年 10,000；对手 30,000，每年 16,000；5 年，10%，无处置费。5 年系数 3.7908：LCC 为 87,908 和 90,653。"
        "20,000 ÷ 6,000 = 3.3333；系数 3 年 2.4869、4 年 3.1699、5 年 3.7908：第 5 年收回。最高可报价 50,000 + 90,653 − 87,908 = 52,745。",
    ),
)  # fmt: skip

SOLUTION = Text(
    en="""**A year of ours:** {our_energy:money} energy + {our_maintenance:money} maintenance + {our_downtime:money} downtime = **{our_running:money}**; the rival's: **{rival_running:money}**. The largest saving: **{largest_name}**.

**Life-cycle cost** with the factor {factor:.4f} and the disposal: ours **{our_life:money}**, the rival's **{rival_life:money}**. Spread over the years that is {annual:money} against {rival_annual:money} a year.

**Break-even:** {gap:money} ÷ {saving:money} = {factor_needed:.4f} years' worth; the factor reaches it in **year {break_even:number}**.

**Highest price:** {our_price:money} + {rival_life:money} − {our_life:money} ≈ **{highest:money}**. The money between our price and that one is what we have to share (U7).""",
    zh="""**我方一年：** 电费 {our_energy:money} + 维护 {our_maintenance:money} + 停机 {our_downtime:money} = **{our_running:money}**；对手：**{rival_running:money}**。省得最多的是**{largest_name}**。

**全生命周期成本**（系数 {factor:.4f}，加上处置费）：我方 **{our_life:money}**，对手 **{rival_life:money}**。摊到每年，是 {annual:money}对 {rival_annual:money}。

**盈亏平衡：** {gap:money} ÷ {saving:money} = {factor_needed:.4f}；系数在**第 {break_even:number} 年**达到它。

**最高可报价：** {our_price:money} + {rival_life:money} − {our_life:money} ≈ **{highest:money}**。我方报价与它之间的部分，就是双方可以分享的价值（见 U7）。""",
)

DEMO = {
    "account": {"en": "Ulmsathe Food Machinery", "zh": "乌萨瑟食品机械"},
    "offers": {
        "us": {"price": 168_000, "kilowatts": 27.5, "maintenance": 6_500, "stop_hours": 6, "disposal": 4_000},
        "rival_b": {"price": 112_000, "kilowatts": 29.4, "maintenance": 9_000, "stop_hours": 8, "disposal": 6_000},
    },
    "hours": 6_000,
    "energy_price": 0.70,
    "loss_per_hour": 1_400,
    "years": 10,
    "discount": 0.08,
}


def make(chance: random.Random) -> dict[str, Any] | None:
    """Return a candidate variant of U3.X3, None when the dearer purchase pays at once or never."""
    ours = rounded(chance.uniform(90e3, 260e3), 1_000)
    power = round(chance.uniform(14, 45), 1)
    stops = chance.randrange(3, 12)
    data = {
        "account": draw_names(chance, 1)[0],
        "offers": {
            "us": {
                "price": ours,
                "kilowatts": power,
                "maintenance": rounded(ours * chance.uniform(0.03, 0.06), 500),
                "stop_hours": stops,
                "disposal": chance.choice([3_000, 4_000, 5_000]),
            },
            "rival_b": {
                "price": rounded(ours * chance.uniform(0.6, 0.85), 1_000),
                "kilowatts": round(power * chance.uniform(1.02, 1.12), 1),
                "maintenance": rounded(ours * chance.uniform(0.05, 0.09), 500),
                "stop_hours": stops + chance.randrange(1, 9),
                "disposal": chance.choice([4_000, 6_000, 8_000]),
            },
        },
        "hours": chance.choice([3_000, 4_000, 5_000, 6_000, 7_000, 8_000]),
        "energy_price": chance.choice([0.65, 0.70, 0.75, 0.80, 0.85]),
        "loss_per_hour": rounded(chance.uniform(600, 3_000), 100),
        "years": chance.choice([8, 10]),
        "discount": chance.choice([0.06, 0.08, 0.10]),
    }
    return data if _is_good(data) else None


def _is_good(data: Data) -> bool:
    gaps = sorted(_item_gaps(data).values())
    if gaps[0] <= 0 or gaps[-1] < 1.15 * gaps[-2]:
        return False
    running = _running(data, {})
    saving = sum(gaps)
    ours, rival = (
        present_costs(data, offer, running[f"{offer}/running"], data["discount"]) for offer in ("us", "rival_b")
    )
    found = value.break_even_year(ours, rival)
    if found.year is None or not found.lasting or not 3 <= found.year <= data["years"] - 2:
        return False
    needed = _price_gap(data) / saving
    factors = [value.annuity_factor(data["discount"], year, timing=TIMING) for year in range(1, data["years"] + 1)]
    near = min(abs(factor / needed - 1) for factor in factors)
    whole = abs(needed - math.floor(needed + 0.5))
    return near > 0.015 and whole > 0.03 and mistakes_stand_apart(EXERCISE, data)


EXERCISE = Exercise(
    id="U3.X3",
    unit="U3",
    title=Text(en="Cheaper purchase, dearer life", zh="买得便宜，用得贵"),
    minutes=15,
    case=CASE,
    values=_values,
    tables=_tables,
    fields=_fields,
    hints=HINTS,
    solution=SOLUTION,
    solution_tables=_solution_tables,
    variants=partial(pool, "U3.X3"),
)
