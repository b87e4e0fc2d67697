"""T0.X4 fill the Ansoff gap: twelve actions into four cells, growth and probability set until the gap is closed."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from kamlib import cases, targets
from kamlib.classroom.exercise import (
    Answers,
    CaseTable,
    Data,
    Exercise,
    Field,
    NumberField,
    Option,
    PlaceField,
    Rule,
    SliderField,
    TableColumn,
    TableField,
    Tolerance,
)
from kamlib.targets import ANSOFF_CELLS
from kamlib.text import Text
from kamlib.units import pool
from kamlib.units.common import mistake, mistakes_stand_apart, rounded
from kamlib.units.t0_targets.shared import (
    BOARD_TARGET,
    TEN_THOUSAND,
    and_invented,
    cells,
    whole_column,
)

CELLS = {
    "market_penetration": Option(
        "market_penetration", Text(en="Market penetration", zh="市场渗透"), note=Text(en="old market, old product", zh="老市场·老产品")
    ),
    "product_development": Option(
        "product_development", Text(en="Product development", zh="产品开发"), note=Text(en="old market, new product", zh="老市场·新产品")
    ),
    "market_development": Option(
        "market_development", Text(en="Market development", zh="市场开发"), note=Text(en="new market, old product", zh="新市场·老产品")
    ),
    "diversification": Option(
        "diversification", Text(en="Diversification", zh="多元化"), note=Text(en="new market, new product", zh="新市场·新产品")
    ),
}  # fmt: skip
# What is old and what is new is told in the case; every action names its product and its customers.
ACTIONS: dict[str, dict[str, Text]] = {
    "market_penetration": {
        "second_line": Text(en="Win the second packing line of a present account for our servo gear units", zh="把伺服减速机打进现有包装机客户的第二条产线"),
        "wallet": Text(en="Take over the couplings that a textile account still buys from Rival A", zh="拿下一家纺机客户仍向对手 A 采购的联轴器"),
        "dealers": Text(en="A yearly bonus for present dealers who stock our frequency drives", zh="对现有经销商备货变频器给予年度奖励"),
        "won_back": Text(en="Win back a machine-tool account that left us for planetary gearboxes", zh="赢回一家流失的机床客户（行星齿轮箱）"),
        "spares": Text(en="Spare-part contracts with present food-machinery accounts", zh="与现有食品机械客户签备件合同"),
    },
    "product_development": {
        "monitoring": Text(en="Wireless vibration monitoring, new from us, for present mining accounts", zh="向现有矿山水泥客户推出全新的无线振动监测"),
        "hygienic": Text(en="A stainless-steel gearbox, not yet in our range, for present food accounts", zh="为现有食品机械客户开发全新的不锈钢减速机"),
        "linear": Text(en="Linear axes, a new product line, for present robotics accounts", zh="向现有机器人客户推出全新的直线模组系列"),
        "brake": Text(en="A newly developed safety brake for present logistics accounts", zh="为现有物流设备客户新开发安全制动器"),
        "app": Text(en="A commissioning app, sold as a yearly licence to present machine builders", zh="向现有整机厂客户按年销售全新的调试软件"),
    },
    "market_development": {
        "vietnam": Text(en="Servo gear units to textile-machine builders in Vietnam, where we do not sell yet", zh="把伺服减速机卖给越南纺机厂（尚未进入的市场）"),
        "wind": Text(en="Our planetary gearboxes for the pitch drives of wind turbines, a new industry for us", zh="把行星齿轮箱用于风电变桨（新行业）"),
        "theatre": Text(en="Frequency drives to builders of stage machinery, who have never bought from us", zh="把变频器卖给从未合作过的舞台机械厂"),
        "ports": Text(en="Couplings and planetary gearboxes for port cranes, a new industry for us", zh="把联轴器和行星齿轮箱卖给港口起重机厂（新行业）"),
        "thailand": Text(en="Frequency drives through a first dealer in Thailand", zh="通过首家泰国经销商销售变频器"),
    },
    "diversification": {
        "medical": Text(en="Micro drives, still to be developed, for makers of medical devices", zh="为医疗器械厂开发全新的微型驱动器"),
        "parking": Text(en="Complete drive cabinets, new from us, for builders of car parks", zh="向立体车库厂供应全新的成套驱动柜"),
        "hydrogen": Text(en="A compressor drive, still to be developed, for hydrogen stations", zh="为加氢站开发全新的压缩机驱动"),
        "farm": Text(en="New battery-electric drives for farm machinery", zh="为农机开发全新的电驱动系统"),
    },
}  # fmt: skip
_PLACE_OF = {action: cell for cell, actions in ACTIONS.items() for action in actions}
_IS_NEW = {
    "market_penetration": (False, False),
    "product_development": (False, True),
    "market_development": (True, False),
    "diversification": (True, True),
}
ROOM = 0.25  # a growth may be set a quarter above or below the middle of its range
MOST_BEYOND = 0.10  # how much more than the gap a plan may cover, as a share of it


def _entries(data: Data) -> list[Mapping[str, Any]]:
    return data["actions"]


def action_name(id: str) -> Text:
    """Return what an action says."""
    return ACTIONS[_PLACE_OF[id]][id]


def cell_of(id: str) -> str:
    """Return the Ansoff cell in which an action belongs."""
    return _PLACE_OF[id]


def _cells(data: Data, answers: Answers) -> dict[str, str]:
    return {action["id"]: _PLACE_OF[action["id"]] for action in _entries(data)}


def _reasons(data: Data) -> dict[str, Text]:
    reasons = {}
    for id, right in _cells(data, {}).items():
        for cell in ANSOFF_CELLS:
            if cell != right:
                reasons[f"{id}/{cell}"] = _why_not(_IS_NEW[right], _IS_NEW[cell])
    return reasons


def _why_not(right: tuple[bool, bool], chosen: tuple[bool, bool]) -> Text:
    """Return whether the market, the product or both were taken for the wrong kind."""
    words = {
        (True, False): Text(en="Look at the customers again: they {market}.", zh="请再看客户：{market}。"),
        (False, True): Text(en="Look at the product again: it {product}.", zh="请再看产品：{product}。"),
        (True, True): Text(
            en="Look at both again: the customers {market}, and the product {product}.",
            zh="请再看客户和产品：{market}，{product}。",
        ),
    }[right[0] != chosen[0], right[1] != chosen[1]]
    market = (
        Text(en="do not buy from us yet", zh="这些客户还没有买过我们的产品")
        if right[0]
        else Text(en="are ours already", zh="这些客户已经是我们的客户")
    )
    product = (
        Text(en="is not in our range yet", zh="这个产品我们还没有")
        if right[1]
        else Text(en="is in our range today", zh="这个产品我们已经在卖")
    )
    values = {"market": market, "product": product}
    return Text(
        en=words.en.format(**{name: text.en for name, text in values.items() if f"{{{name}}}" in words.en}),
        zh=words.zh.format(**{name: text.zh for name, text in values.items() if f"{{{name}}}" in words.zh}),
    )


def _gap(data: Data, answers: Answers) -> float:
    return float(data["target"] - data["baseline"])


def _bounds(action: Mapping[str, Any]) -> tuple[float, float]:
    """Return the cautious and the hopeful estimate of an action's growth, CNY 10,000 a year."""
    return action["growth"] * (1 - ROOM), action["growth"] * (1 + ROOM)


def plan_of(data: Data, *, scale: float = 1, growth_at: float = 0.5, chance_at: float = 0.5) -> targets.AnsoffGap:
    """Return the gap of a variant with every action in its right cell.

    Parameters
    ----------
    scale : amounts are those of the variant, in CNY 10,000, times this.
    growth_at, chance_at : where in their ranges growth and probability stand; 0 is the lowest, 1 the highest.
    """
    actions = _entries(data)
    cells = [_PLACE_OF[action["id"]] for action in actions]

    def within(low: float, high: float, place: float) -> float:
        return low + (high - low) * place

    return targets.ansoff_gap(
        data["target"] * scale,
        data["baseline"] * scale,
        cells,
        [within(*_bounds(action), growth_at) * scale for action in actions],
        [within(*data["chances"][cell], chance_at) for cell in cells],
    )


def _middle(bounds: Sequence[float]) -> float:
    return round(sum(bounds) / 2, 4)


def _chance(cell: str, data: Data, answers: Answers) -> float:
    return _middle(data["chances"][cell])


def _growth(data: Data, answers: Answers) -> dict[str, float]:
    return cells("growth", {action["id"]: action["growth"] for action in _entries(data)})


def _covered(answers: Answers) -> float:
    """Return what a trainee's own plan covers: growth × probability of the cell in which the action was put."""
    return sum(
        answers["growth"][f"{action}/growth"] * answers[f"chance_{cell}"] for action, cell in answers["cells"].items()
    )


def _residual(data: Data, answers: Answers) -> float:
    return answers["gap"] - _covered(answers)


def _residual_without_chance(data: Data, answers: Answers) -> float:
    return answers["gap"] - sum(answers["growth"].values())


def _complete(every: Answers) -> bool:
    return {"cells", "growth", *(f"chance_{cell}" for cell in CELLS)} <= every.keys()


def _still_open(data: Data, every: Answers) -> bool:
    return _complete(every) and _covered(every) < _gap(data, {}) - 0.5


def _far_beyond(data: Data, every: Answers) -> bool:
    return _complete(every) and _covered(every) > _gap(data, {}) * (1 + MOST_BEYOND) + 0.5


def _chance_field(cell: str, data: Data) -> SliderField:
    low, high = data["chances"][cell]
    return SliderField(
        id=f"chance_{cell}",
        kind="percent",
        points=0.5,
        label=_written(Text(en="Probability in the cell “{cell}”", zh="成功概率：{cell}"), cell=CELLS[cell].label),
        tolerance=Tolerance(within=(high - low) / 2),
        free=True,
        low=low,
        high=high,
        step=0.01,
        expected=partial(_chance, cell),
    )


def _written(text: Text, **values: Text) -> Text:
    return Text(
        en=text.en.format(**{name: value.en for name, value in values.items()}),
        zh=text.zh.format(**{name: value.zh for name, value in values.items()}),
    )


def _growth_field(data: Data) -> TableField:
    return TableField(
        id="growth",
        points=6,
        label=Text(en="Growth of each action, within its range", zh="每项行动的增长额（在给定范围内）"),
        help=Text(
            en="Until your plan covers the gap, and at most {most_beyond:percent0} more than that.",
            zh="直到您的计划补上缺口为止，最多超出缺口 {most_beyond:percent0}。",
        ),
        rows=tuple(Option(action["id"], action_name(action["id"]), note=_range(action)) for action in _entries(data)),
        columns=(whole_column("growth", Text(en="Growth a year", zh="年增长额"), Tolerance(relative=ROOM), per="year"),),
        free=True,
        expected=_growth,
        rules=(
            Rule(
                "gap-still-open",
                Text(
                    en="Your plan does not close the gap yet: growth × probability, added up over the twelve, is less than the gap. Raise growth or probability where you could defend it.",
                    zh="您的计划还没有补上缺口：十二项的增长额 × 概率加起来小于缺口。请在说得出依据的地方提高增长额或概率。",
                ),
                _still_open,
                penalty=0.5,
                sees_earlier=True,
            ),
            Rule(
                "far-beyond-the-gap",
                Text(
                    en="Your plan covers over {most_beyond:percent0} more than the gap. A plan in which everything comes off at its best is believed by nobody; take back where you are least sure.",
                    zh="您的计划超出缺口 {most_beyond:percent0} 以上。样样都按最乐观来算，没有人会相信；请把最没把握的地方调低。",
                ),
                _far_beyond,
                sees_earlier=True,
            ),
        ),
    )


def _fields(data: Data) -> tuple[Field, ...]:
    return (
        NumberField(
            id="gap",
            points=1,
            label=Text(en="The gap to be filled", zh="需要填补的缺口"),
            tolerance=Tolerance(within=0.5),
            unit=TEN_THOUSAND,
            expected=_gap,
            mistakes=(
                mistake(
                    "whole-target",
                    lambda data, answers: float(data["target"]),
                    en="That is the whole target. Take off what comes in without new actions.",
                    zh="这是全部目标，要减去不采取新行动也能完成的部分。",
                ),
            ),
        ),
        PlaceField(
            id="cells",
            points=6,
            shape="grid",
            label=Text(en="Put the twelve actions into the Ansoff matrix", zh="把十二项行动放进安索夫矩阵"),
            help=Text(en="Two questions for each: do these customers buy from us today? Do we have this product today?", zh="每项问两个问题：这些客户现在是我们的客户吗？这个产品我们现在有吗？"),
            items=tuple(Option(action["id"], action_name(action["id"])) for action in _entries(data)),
            boxes=tuple(CELLS.values()),
            expected=_cells,
            reasons=_reasons(data),
        ),
        *(_chance_field(cell, data) for cell in CELLS),
        _growth_field(data),
        NumberField(
            id="residual",
            points=3,
            label=Text(en="Residual gap of your plan: gap less all growth × probability", zh="您的计划的剩余缺口：缺口 − 各项增长额 × 概率之和"),
            help=Text(en="0 or a small negative number when the gap is closed.", zh="缺口补上时，应为 0 或一个不大的负数。"),
            tolerance=Tolerance(within=1),
            unit=TEN_THOUSAND,
            uses=("gap", "cells", *(f"chance_{cell}" for cell in CELLS), "growth"),
            expected=_residual,
            mistakes=(
                mistake(
                    "gap-less-full-growth",
                    _residual_without_chance,
                    en="You took off the whole growth, as if every action came off. Only growth × probability is covered.",
                    zh="您减去了全部增长额，等于认为每项必成。只有增长额 × 概率才能计入。",
                ),
                mistake(
                    "covered-for-residual",
                    lambda data, answers: _covered(answers),
                    credit=0.5,
                    en="That is what your plan covers. Take it off the gap.",
                    zh="这是您的计划已覆盖的金额，还要用缺口去减。",
                ),
            ),
        ),
    )  # fmt: skip


def _range(action: Mapping[str, Any]) -> Text:
    low, high = _bounds(action)
    return Text(en=f"{low:,.0f} to {high:,.0f}", zh=f"{low:,.0f}～{high:,.0f}")


def _solution_tables(data: Data) -> tuple[CaseTable, ...]:
    by_cell = plan_of(data).covered_by_cell
    rows: list[tuple[Any, ...]] = []
    for cell in ANSOFF_CELLS:
        chance = _chance(cell, data, {})
        mine = [action for action in _entries(data) if _PLACE_OF[action["id"]] == cell]
        rows += [
            (CELLS[cell].label, action_name(action["id"]), action["growth"], chance, action["growth"] * chance)
            for action in mine
        ]
        rows.append((CELLS[cell].label, Text(en="Sum", zh="小计"), None, None, by_cell[cell]))
    return (
        CaseTable(
            Text(en="One plan that closes the gap, CNY 10,000 a year", zh="一份能补上缺口的计划（万元/年）"),
            (
                TableColumn(Text(en="Cell", zh="象限")),
                TableColumn(Text(en="Action", zh="行动")),
                TableColumn(Text(en="Growth", zh="增长额"), "whole"),
                TableColumn(Text(en="Probability", zh="概率"), "percent0"),
                TableColumn(Text(en="Growth × probability", zh="增长额 × 概率"), "number"),
            ),
            rows,
        ),
    )


def _values(data: Data) -> dict[str, Any]:
    plan, cautious = plan_of(data), plan_of(data, growth_at=0, chance_at=0)
    hopeful = plan_of(data, growth_at=1, chance_at=1)
    return {
        "most_beyond": MOST_BEYOND,
        "covered_in_all": plan.covered,
        "full_growth": sum(action["growth"] for action in _entries(data)),
        "cautious_open": cautious.residual,
        "hopeful_share": hopeful.covered_share,
        **{f"covered_{cell}": plan.covered_by_cell[cell] for cell in ANSOFF_CELLS},
    }


CASE = and_invented(
    Text(
        en="""Next year's target is **{target:whole}** × CNY 10,000; if nothing new is done, the forecast says **{baseline:whole}**.
Twelve actions are proposed. Make a plan of them that closes the gap:

1. Put each action into the **Ansoff matrix**. Tarvane Drives sells servo gear units, planetary gearboxes, frequency drives, couplings, service contracts and spare parts, in China, to makers of packaging, machine-tool, logistics, battery, food, textile, mining and robotics equipment and through dealers. That is old; whatever else is new.
2. Set a **probability** for each cell and a **growth** for each action, within the range that stands beside it: its lowest figure is the cautious estimate, its highest the hopeful one. With every “new” the probability falls.
3. Go on until the **residual gap is 0 or less**. Cover at most {most_beyond:percent0} more than the gap: what you promise beyond it is soon expected of you.

An action covers **growth × probability of its cell**. On the computer two sliders show how far the ranges reach.""",
        zh="""明年的目标是 **{target:whole}**万元；如果不采取新行动，预测只有 **{baseline:whole}**万元。
现有十二项行动建议，请据此做一份能补上缺口的计划：

1. 把每项行动放进**安索夫矩阵**。塔凡传动目前在中国销售伺服减速机、行星齿轮箱、变频器、联轴器、服务合同和备件，客户是包装、机床、物流、锂电、食品、纺织、矿山水泥和机器人设备厂，以及经销商。这些都算“老”，此外都算“新”。
2. 为每个象限定**成功概率**，为每项行动定**增长额**，都不要超出旁边给出的范围：下限是保守估计，上限是乐观估计。多一个“新”，把握就小一分。
3. 一直调到**剩余缺口小于或等于 0** 为止，但最多超出缺口 {most_beyond:percent0}：多报的数，很快就会变成您的指标。

每项行动按**增长额 × 所在象限的概率**计入。在电脑上拖动两个滑块，可以看出这些范围最多能做到多少。""",
    )
)
HINTS = (
    Text(en="Sort by the customers first, old or new, and only then by the product. Then begin in the middle of every range.", zh="先看客户是老是新，再看产品。数字先从各范围的中间取起。"),
    Text(
        en="Gap = target − forecast. Add up the growth of the three actions of a cell, multiply by the cell's probability, and add up the four cells: that is covered. "
        "Residual = gap − covered. Still open? A point of probability helps most where the growth of the cell is largest; a unit of growth where the probability is highest.",
        zh="缺口 = 目标 − 预测。把每个象限三项行动的增长额相加，乘以该象限的概率，四个象限再相加，就是已覆盖的金额。"
        "剩余缺口 = 缺口 − 已覆盖。还没补上？概率每提高一个百分点，在增长额大的象限最管用；增长额每增加 1万元，在概率高的象限最管用。",
    ),
    Text(
        en="Another firm: target 1,000, forecast 800: a gap of 200. An old product for old customers may bring 180 to 300 at 60% to 80%, a new one for new customers 150 to 250 at 5% to 15%. "
        "240 × 75% + 220 × 10% = 180 + 22 = 202: the residual is 200 − 202 = −2, closed.",
        zh="换一家公司：目标 1,000，预测 800，缺口 200。老市场老产品一项可做 180～300，概率 60%～80%；新市场新产品一项可做 150～250，概率 5%～15%。"
        "240 × 75% + 220 × 10% = 180 + 22 = 202：剩余缺口 200 − 202 = −2，补上了。",
    ),
)  # fmt: skip
SOLUTION = Text(
    en="""Many plans are right. This one takes the middle of every range.

- **Gap** = {target:whole} − {baseline:whole} = **{gap:whole}**
- **Covered** = {covered_market_penetration:number} (penetration) + {covered_product_development:number} (new products) + {covered_market_development:number} (new markets) + {covered_diversification:number} (both new) = {covered_in_all:number}
- **Residual** = {gap:whole} − {covered_in_all:number} = **{residual:number}**: closed

All amounts in CNY 10,000 a year. At the cautious end of all ranges {cautious_open:whole} would stay open; at the hopeful end the plan would cover {hopeful_share:percent0} of the gap.
Added up without probabilities the twelve promise {full_growth:whole}: that is how plans look closed in January and open in June.
A slider shows what would have to be true, not that it is true: a probability rises by work, a test order or a signed letter.""",
    zh="""正确的计划不止一份。这一份取各范围的中间值。

- **缺口** = {target:whole} − {baseline:whole} = **{gap:whole}**
- **已覆盖** = {covered_market_penetration:number}（市场渗透）+ {covered_product_development:number}（产品开发）+ {covered_market_development:number}（市场开发）+ {covered_diversification:number}（多元化）= {covered_in_all:number}
- **剩余缺口** = {gap:whole} − {covered_in_all:number} = **{residual:number}**：已补上

金额单位均为万元/年。全部取下限，还差 {cautious_open:whole}；全部取上限，则能覆盖缺口的 {hopeful_share:percent0}。
不乘概率直接相加，十二项行动号称能带来 {full_growth:whole}：计划年初看着补上了，年中又露出缺口，往往就是这样来的。
滑块只说明要具备什么条件，不等于已经具备：概率要靠工作、试订单、意向书一点点提高。""",
)


CHANCES = {
    "market_penetration": [0.6, 0.8],
    "product_development": [0.4, 0.6],
    "market_development": [0.2, 0.4],
    "diversification": [0.05, 0.15],
}


def demo() -> dict[str, Any]:
    """Return variant 0: target and last year's sales of Tarvane Drives, with twelve invented actions."""
    orders = cases.orders()
    last_year = orders.loc[orders["order_date"] >= "2025-07-01", "invoice_amount"].sum()
    chosen = (
        ("vietnam", 600), ("spares", 320), ("monitoring", 560), ("wallet", 560), ("medical", 1_000), ("wind", 1_100),
        ("second_line", 700), ("hygienic", 440), ("parking", 800), ("app", 200), ("ports", 400), ("farm", 1_000),
    )  # fmt: skip
    return {
        "target": BOARD_TARGET,
        "baseline": int(round(last_year / 100_000)) * 10,
        "actions": [{"id": id, "growth": growth} for id, growth in chosen],
        "chances": CHANCES,
    }


_LARGEST = {"market_penetration": 700, "product_development": 700, "market_development": 900, "diversification": 1_100}


def make(chance: random.Random) -> dict[str, Any] | None:
    """Return a candidate variant of T0.X4, None when its middle plan does not just close the gap."""
    actions = [
        {"id": id, "growth": rounded(chance.uniform(0.25, 1) * _LARGEST[cell], 20)}
        for cell, listed in ACTIONS.items()
        for id in chance.sample(list(listed), 3)
    ]
    chance.shuffle(actions)
    shift = chance.choice([-0.05, 0, 0.05])
    chances = {
        cell: [round(bound + (shift if cell != "diversification" else 0), 2) for bound in bounds]
        for cell, bounds in CHANCES.items()
    }
    baseline = rounded(chance.uniform(9_000, 30_000), 10)
    data = {"target": baseline, "baseline": baseline, "actions": actions, "chances": chances}
    data["target"] += rounded(plan_of(data).covered / chance.uniform(1.012, 1.04), 10)
    return data if _is_good(data) else None


def _is_good(data: Data) -> bool:
    plan, cautious = plan_of(data), plan_of(data, growth_at=0, chance_at=0)
    return (
        10 <= -plan.residual <= 0.05 * plan.gap
        and cautious.residual > 0.3 * plan.gap
        and mistakes_stand_apart(EXERCISE, data)
    )


EXERCISE = Exercise(
    id="T0.X4",
    unit="T0",
    title=Text(en="Fill the Ansoff gap", zh="用安索夫矩阵补缺口"),
    revision=2,
    minutes=20,
    case=CASE,
    values=_values,
    fields=_fields,
    hints=HINTS,
    solution=SOLUTION,
    solution_tables=_solution_tables,
    variants=partial(pool, "T0.X4"),
)
