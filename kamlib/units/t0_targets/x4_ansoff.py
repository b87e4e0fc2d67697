"""T0.X4 fill the Ansoff gap: twelve actions into four cells, until growth × probability covers the gap."""

from __future__ import annotations

import random
from collections.abc import Mapping
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
    HALF_PERCENT,
    TEN_THOUSAND,
    and_invented,
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
        "wallet": Text(en="Take over the couplings that a textile account still buys from Rival A", zh="拿下一家纺机客户仍向对手A采购的联轴器"),
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
SLIDER_STEP = 10


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


def _plan(data: Data, placed: Mapping[str, str]) -> targets.AnsoffGap:
    actions = _entries(data)
    return targets.ansoff_gap(
        data["target"],
        data["baseline"],
        [placed[action["id"]] for action in actions],
        [action["growth"] for action in actions],
        [action["probability"] for action in actions],
    )


def plan_of(data: Data, *, scale: float = 1) -> targets.AnsoffGap:
    """Return the gap of a variant with every action in its right cell; amounts in CNY 10,000, times `scale`."""
    actions = _entries(data)
    return targets.ansoff_gap(
        data["target"] * scale,
        data["baseline"] * scale,
        [_PLACE_OF[action["id"]] for action in actions],
        [action["growth"] * scale for action in actions],
        [action["probability"] for action in actions],
    )


def _covered(data: Data, answers: Answers) -> dict[str, float]:
    by_cell = _plan(data, answers["cells"]).covered_by_cell
    return {f"{cell}/covered": float(by_cell[cell]) for cell in ANSOFF_CELLS}


def _covered_without_chance(data: Data, answers: Answers) -> dict[str, float]:
    sums = dict.fromkeys(ANSOFF_CELLS, 0.0)
    for action in _entries(data):
        sums[answers["cells"][action["id"]]] += action["growth"]
    return {f"{cell}/covered": amount for cell, amount in sums.items()}


def _residual(data: Data, answers: Answers) -> float:
    return answers["gap"] - sum(answers["covered"].values())


def _residual_without_chance(data: Data, answers: Answers) -> float:
    return answers["gap"] - sum(action["growth"] for action in _entries(data))


def _action(data: Data, name: str) -> Mapping[str, Any]:
    return next(action for action in _entries(data) if action["id"] == data[name])


def _growth_needed(data: Data, answers: Answers) -> float:
    action = _action(data, "more_growth")
    return action["growth"] + answers["residual"] / action["probability"]


def _growth_undivided(data: Data, answers: Answers) -> float:
    return _action(data, "more_growth")["growth"] + answers["residual"]


def _chance_needed(data: Data, answers: Answers) -> float:
    action = _action(data, "more_chance")
    return action["probability"] + answers["residual"] / action["growth"]


def _chance_added_only(data: Data, answers: Answers) -> float:
    return answers["residual"] / _action(data, "more_chance")["growth"]


def _fields(data: Data) -> tuple[Field, ...]:
    return (
        PlaceField(
            id="cells",
            points=6,
            shape="grid",
            label=Text(en="Put the twelve actions into the Ansoff matrix", zh="把 12 项行动放进安索夫矩阵"),
            help=Text(en="Two questions for each: do these customers buy from us today? Do we have this product today?", zh="每项问两个问题：这些客户现在是我们的客户吗？这个产品我们现在有吗？"),
            items=tuple(Option(action["id"], action_name(action["id"]), note=_note(action)) for action in _entries(data)),
            boxes=tuple(CELLS.values()),
            expected=_cells,
            reasons=_reasons(data),
        ),
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
                    en="That is the whole target. What comes without new actions is to be taken off.",
                    zh="这是全部目标。不采取新行动也会有的部分要减去。",
                ),
            ),
        ),
        TableField(
            id="covered",
            points=4,
            label=Text(en="What each cell covers: the sum of growth × probability", zh="各象限覆盖多少：增长额 × 概率之和"),
            rows=tuple(Option(id, cell.label) for id, cell in CELLS.items()),
            columns=(whole_column("covered", Text(en="Covered", zh="已覆盖"), HALF_PERCENT),),
            uses=("cells",),
            expected=_covered,
            mistakes=(
                mistake(
                    "without-probability",
                    _covered_without_chance,
                    en="You added up the growth as if every action came off. Multiply each by its probability first.",
                    zh="您把增长额直接相加了，好像每项都必成。请先各自乘以概率。",
                ),
            ),
        ),
        NumberField(
            id="residual",
            points=2,
            label=Text(en="Residual gap: gap less what is covered", zh="剩余缺口：缺口 − 已覆盖"),
            tolerance=Tolerance(within=1),
            unit=TEN_THOUSAND,
            uses=("gap", "covered"),
            expected=_residual,
            mistakes=(
                mistake(
                    "gap-less-full-growth",
                    _residual_without_chance,
                    en="You took off the whole growth. Only growth × probability is covered.",
                    zh="您减去了全部增长额。只有增长额 × 概率才算覆盖。",
                ),
            ),
        ),
        SliderField(
            id="growth_needed",
            points=2,
            label=Text(en="Close it by growth: “{growth_name}”, at the same probability", zh="加大增长额来补：“{growth_name}”（概率不变）"),
            help=Text(en="Move the slider to the smallest growth at which the residual gap is 0.", zh="把滑块移到剩余缺口正好为 0 的最小增长额。"),
            tolerance=Tolerance(within=SLIDER_STEP),
            unit=Text(en="× CNY 10,000", zh="万元"),
            low=0,
            high=data["highest_growth"],
            step=SLIDER_STEP,
            uses=("residual",),
            expected=_growth_needed,
            mistakes=(
                mistake(
                    "residual-undivided",
                    _growth_undivided,
                    credit=0.25,
                    en="You added the residual as it is. Of more growth only its probability counts: divide the residual by it.",
                    zh="您把剩余缺口直接加上了。多出的增长额也只按概率计入：应先除以概率。",
                ),
            ),
        ),
        SliderField(
            id="chance_needed",
            kind="percent",
            points=2,
            label=Text(en="Or close it by probability: “{chance_name}”, at the same growth", zh="或者提高概率来补：“{chance_name}”（增长额不变）"),
            help=Text(en="What probability would this action need, with everything else as it is?", zh="其他不变，这项行动的成功概率要到多少？"),
            tolerance=Tolerance(within=0.01),
            low=0,
            high=1,
            step=0.01,
            uses=("residual",),
            expected=_chance_needed,
            mistakes=(
                mistake(
                    "more-probability-only",
                    _chance_added_only,
                    credit=0.25,
                    en="That is by how much the probability must rise. The slider wants where it must stand.",
                    zh="这是概率要提高多少，滑块问的是要提高到多少。",
                ),
            ),
        ),
    )  # fmt: skip


def _note(action: Mapping[str, Any]) -> Text:
    growth, chance = action["growth"], action["probability"]
    return Text(en=f"{growth:,} × {chance:.0%}", zh=f"{growth:,} 万元 × {chance:.0%}")


def _tables(data: Data) -> tuple[CaseTable, ...]:
    rows = [(action_name(action["id"]), action["growth"], action["probability"]) for action in _entries(data)]
    return (
        CaseTable(
            Text(en="Proposed actions, growth in CNY 10,000 a year", zh="拟议行动（增长额：万元/年）"),
            (
                TableColumn(Text(en="Action", zh="行动")),
                TableColumn(Text(en="Growth", zh="增长额"), "whole"),
                TableColumn(Text(en="Probability", zh="成功概率"), "percent0"),
            ),
            rows,
        ),
    )


def _solution_tables(data: Data) -> tuple[CaseTable, ...]:
    by_cell = _plan(data, _cells(data, {})).covered_by_cell
    rows = []
    for cell in ANSOFF_CELLS:
        mine = [action for action in _entries(data) if _PLACE_OF[action["id"]] == cell]
        rows += [
            (CELLS[cell].label, action_name(action["id"]), action["growth"] * action["probability"])
            for action in mine
        ]
        rows.append((CELLS[cell].label, Text(en="Sum", zh="小计"), by_cell[cell]))
    return (
        CaseTable(
            Text(en="The matrix, expected growth in CNY 10,000 a year", zh="安索夫矩阵（计入金额：万元/年）"),
            (
                TableColumn(Text(en="Cell", zh="象限")),
                TableColumn(Text(en="Action", zh="行动")),
                TableColumn(Text(en="Growth × probability", zh="增长额 × 概率"), "number"),
            ),
            rows,
        ),
    )


def _values(data: Data) -> dict[str, Any]:
    placed = _cells(data, {})
    plan = _plan(data, placed)
    more, surer = _action(data, "more_growth"), _action(data, "more_chance")
    return {
        "covered_in_all": plan.covered,
        "covered_share": plan.covered_share,
        "full_growth": sum(action["growth"] for action in _entries(data)),
        "growth_name": action_name(more["id"]),
        "chance_name": action_name(surer["id"]),
        "growth_now": more["growth"],
        "growth_chance": more["probability"],
        "chance_now": surer["probability"],
        "chance_growth": surer["growth"],
        **{f"covered_{cell}": plan.covered_by_cell[cell] for cell in ANSOFF_CELLS},
    }


CASE = and_invented(
    Text(
        en="""Next year's target is **{target:whole}** × CNY 10,000; if nothing new is done, the forecast says **{baseline:whole}**.
Twelve actions are proposed.
The Ansoff matrix asks two questions of each, market and product, and with every “new” the risk grows.

**What is old?** Tarvane Drives sells servo gear units, planetary gearboxes, frequency drives, couplings, service contracts and spare parts, in China, to makers of packaging, machine-tool, logistics, battery, food, textile, mining and robotics equipment and through dealers.
Whatever else is new.

An action covers **growth × probability** of the gap. Try it on the matrix above the card.""",
        zh="""明年的目标是 **{target:whole}** 万元；如果不采取新行动，预测为 **{baseline:whole}** 万元。
现有十二项行动建议。
安索夫矩阵对每项行动问两个问题：市场和产品；每多一个“新”，风险就大一分。

**什么是“老”？** 塔凡传动在中国销售伺服减速机、行星齿轮箱、变频器、联轴器、服务合同和备件，客户是包装、机床、物流、电池、食品、纺织、矿山水泥和机器人设备厂，以及经销商。
除此之外都是“新”。

每项行动按**增长额 × 概率**计入。可先在卡片上方的矩阵上试一试。""",
    )
)
HINTS = (
    Text(en="Sort by the customers first, old or new, and only then by the product.", zh="先看客户：老还是新；再看产品。"),
    Text(
        en="Gap = target − forecast. For each action growth × probability; add up by cell; residual = gap − sum of all. "
        "To close the residual with one action: its growth must rise by residual ÷ probability, or its probability by residual ÷ growth.",
        zh="缺口 = 目标 − 预测。每项行动算增长额 × 概率，按象限相加；剩余缺口 = 缺口 − 全部之和。"
        "用一项行动补齐：增长额要增加“剩余缺口 ÷ 概率”，或概率要提高“剩余缺口 ÷ 增长额”。",
    ),
    Text(
        en="Another firm: target 1,000, forecast 800: a gap of 200. Two actions, 200 at 50% and 300 at 20%, cover 100 + 60 = 160; residual 40. "
        "The first would have to bring 200 + 40 ÷ 0.5 = 280; or the second would need a probability of 20% + 40 ÷ 300 = 33.3%.",
        zh="换一家公司：目标 1,000，预测 800，缺口 200。两项行动，200 × 50% 和 300 × 20%，共覆盖 100 + 60 = 160，剩余 40。"
        "第一项要增加到 200 + 40 ÷ 0.5 = 280；或第二项的概率要到 20% + 40 ÷ 300 = 33.3%。",
    ),
)  # fmt: skip
SOLUTION = Text(
    en="""- **Gap** = {target:whole} − {baseline:whole} = **{gap:whole}**
- **Covered** = {covered_market_penetration:number} (penetration) + {covered_product_development:number} (new products) + {covered_market_development:number} (new markets) + {covered_diversification:number} (both new) = {covered_in_all:number}, {covered_share:percent0} of the gap
- **Residual** = {gap:whole} − {covered_in_all:number} = **{residual:number}**
- **By growth**: {growth_now:whole} + {residual:number} ÷ {growth_chance:percent0} = **{growth_needed:whole}**
- **By probability**: {chance_now:percent0} + {residual:number} ÷ {chance_growth:whole} = **{chance_needed:percent1}**

All amounts in CNY 10,000 a year. Added up without probabilities, the twelve actions promise {full_growth:whole}: that is how plans look closed in January and open in June.
The slider shows what would have to be true, not that it is true: a probability rises by work, a test order or a signed letter, not by moving it.""",
    zh="""- **缺口** = {target:whole} − {baseline:whole} = **{gap:whole}**
- **已覆盖** = {covered_market_penetration:number}（市场渗透）+ {covered_product_development:number}（新产品）+ {covered_market_development:number}（新市场）+ {covered_diversification:number}（两者都新）= {covered_in_all:number}，占缺口的 {covered_share:percent0}
- **剩余缺口** = {gap:whole} − {covered_in_all:number} = **{residual:number}**
- **靠增长额**：{growth_now:whole} + {residual:number} ÷ {growth_chance:percent0} = **{growth_needed:whole}**
- **靠概率**：{chance_now:percent0} + {residual:number} ÷ {chance_growth:whole} = **{chance_needed:percent1}**

金额单位均为万元/年。如果不乘概率直接相加，十二项行动号称能带来 {full_growth:whole} 万元：计划年初看着补上了、年中又露出缺口，往往就是这样来的。
滑块只说明“要达到什么条件”，并不等于已经达到：概率要靠工作、试订单、意向书来提高，不是拉一下就有。""",
)


def demo() -> dict[str, Any]:
    """Return variant 0: target and last year's sales of Tarvane Drives, with twelve invented actions."""
    orders = cases.orders()
    last_year = orders.loc[orders["order_date"] >= "2025-07-01", "invoice_amount"].sum()
    chosen = (
        ("vietnam", 420, 0.4), ("spares", 300, 0.8), ("monitoring", 460, 0.5), ("wallet", 520, 0.6),
        ("medical", 600, 0.1), ("wind", 900, 0.25), ("second_line", 560, 0.7), ("hygienic", 400, 0.6),
        ("parking", 300, 0.2), ("app", 160, 0.4), ("ports", 280, 0.35), ("farm", 500, 0.1),
    )  # fmt: skip
    return {
        "target": BOARD_TARGET,
        "baseline": int(round(last_year / 100_000)) * 10,
        "actions": [
            {"id": id, "growth": growth, "probability": chance} for id, growth, chance in chosen
        ],
        "more_growth": "second_line",
        "more_chance": "wind",
        "highest_growth": 2_000,
    }


_CHANCES = {
    "market_penetration": (0.6, 0.7, 0.8),
    "product_development": (0.4, 0.5, 0.6),
    "market_development": (0.25, 0.3, 0.4),
    "diversification": (0.1, 0.15, 0.2),
}


def make(chance: random.Random) -> dict[str, Any] | None:
    """Return a candidate variant of T0.X4, None when the gap is closed already or cannot be closed."""
    actions = [
        {
            "id": id,
            "growth": rounded(chance.uniform(150, 600) * (1.3 if cell == "diversification" else 1), 10),
            "probability": chance.choice(_CHANCES[cell]),
        }
        for cell, listed in ACTIONS.items()
        for id in chance.sample(list(listed), 3)
    ]
    more_growth = chance.choice([action["id"] for action in actions[:6]])
    more_chance = chance.choice([action["id"] for action in actions[3:9] if action["id"] != more_growth])
    chance.shuffle(actions)
    baseline = rounded(chance.uniform(9_000, 30_000), 10)
    covered = sum(action["growth"] * action["probability"] for action in actions)
    data = {
        "target": baseline + rounded(covered * chance.uniform(1.06, 1.25), 10),
        "baseline": baseline,
        "actions": actions,
        "more_growth": more_growth,
        "more_chance": more_chance,
        "highest_growth": 2_000,
    }
    return data if _is_good(data) else None


def _is_good(data: Data) -> bool:
    answers: dict[str, Any] = {"cells": _cells(data, {}), "gap": _gap(data, {})}
    answers["covered"] = _covered(data, answers)
    answers["residual"] = _residual(data, answers)
    return (
        60 <= answers["residual"] <= 400
        and _growth_needed(data, answers) < 0.9 * data["highest_growth"]
        and _chance_needed(data, answers) <= 0.95
        and mistakes_stand_apart(EXERCISE, data)
    )


EXERCISE = Exercise(
    id="T0.X4",
    unit="T0",
    title=Text(en="Fill the Ansoff gap", zh="用安索夫矩阵补缺口"),
    minutes=20,
    case=CASE,
    values=_values,
    tables=_tables,
    fields=_fields,
    hints=HINTS,
    solution=SOLUTION,
    solution_tables=_solution_tables,
    variants=partial(pool, "T0.X4"),
)
