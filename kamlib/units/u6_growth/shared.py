"""What the exercises of U6 share: product stages, cross-selling modes, the four layers, days that bring less and less."""

from __future__ import annotations

import random
from collections.abc import Mapping
from functools import cache
from typing import Any

from kamlib.classroom.exercise import Option, Tolerance
from kamlib.growth import DIFFUSION_LAYERS, LIFE_CYCLE_STAGES
from kamlib.text import Text
from kamlib.units.common import names_in

# Limits of the rule for product stages: the course's own, the document gives none.
DECLINE_BELOW = 0.0
MATURE_UP_TO = 0.03

# How sales days work in this unit: five days win half of what can be won in a cell, the next five half of the rest.
DAYS_PER_BLOCK = 5

TO_THE_THOUSAND = Tolerance(nearest=1_000)

LIFE_NAMES = {
    "introduction": Text(en="Introduction", zh="导入期"),
    "growth": Text(en="Growth", zh="成长期"),
    "maturity": Text(en="Maturity", zh="成熟期"),
    "decline": Text(en="Decline", zh="衰退期"),
}
LIFE_NOTES = {
    "introduction": Text(en="more than 3% growth, and faster than the year before", zh="增长超过 3%，且比上年更快"),
    "growth": Text(en="more than 3% growth, but no faster than the year before", zh="增长超过 3%，但没有比上年更快"),
    "maturity": Text(en="0% to 3% growth", zh="增长 0% 至 3%"),
    "decline": Text(en="volume falls", zh="销量下降"),
}
MODE_NAMES = {
    "complements": Text(en="Complements", zh="互补品"),
    "spare_parts": Text(en="Spare parts", zh="后市场配件"),
    "value_chain": Text(en="Value-chain extension", zh="价值链扩展"),
    "services": Text(en="Extended services", zh="增值与扩展服务"),
}
MODE_NOTES = {
    "complements": Text(en="is bought and used together with the product", zh="与产品一起买、一起用"),
    "spare_parts": Text(en="replaces what wears out in machines that run already", zh="替换在用设备上磨损的零件"),
    "value_chain": Text(en="takes over a step before or after our product", zh="接手我方产品上游或下游的一道工序"),
    "services": Text(en="people and knowledge that make the product worth more", zh="靠人和技术，让产品更好用"),
}
LAYER_NAMES = {
    "own_group": Text(en="Layer 1 · The customer's group", zh="第一层·客户集团内部"),
    "suppliers_and_upstream": Text(en="Layer 2 · Its other suppliers, upstream", zh="第二层·其他供应商、上游客户"),
    "competitors": Text(en="Layer 3 · Its competitors", zh="第三层·客户的竞争对手"),
    "industry": Text(en="Layer 4 · The whole industry", zh="第四层·全行业"),
}
LAYER_NOTES = {
    "own_group": Text(en="other departments, branches, subsidiaries", zh="其他部门、分公司、子公司"),
    "suppliers_and_upstream": Text(en="who delivers to the group, or buys upstream of it", zh="给集团供货的企业，或其上游客户"),
    "competitors": Text(en="who bids for the same orders", zh="争夺同一批订单的企业"),
    "industry": Text(en="everybody else who could use the product", zh="其他用得上产品的企业"),
}

STAGE_RULE = Text(
    en="""1. volume falls: **decline**
2. growth of 0% to 3%: **maturity**
3. growth above 3% and higher than the year before: **introduction** (the take-off lies ahead)
4. growth above 3% and not higher than the year before: **growth**""",
    zh="""1. 销量下降：**衰退期**
2. 增长 0% 至 3%：**成熟期**
3. 增长超过 3%，且高于上年增速：**导入期**（快速放量还在后面）
4. 增长超过 3%，但不高于上年增速：**成长期**""",
)


def life_boxes() -> tuple[Option, ...]:
    """Return the four stages of a product as boxes, in the order of its life."""
    return tuple(Option(stage, LIFE_NAMES[stage], note=LIFE_NOTES[stage]) for stage in LIFE_CYCLE_STAGES)


def mode_boxes() -> tuple[Option, ...]:
    """Return the four modes of cross-selling as boxes, in the order of the course outline."""
    return tuple(Option(mode, MODE_NAMES[mode], note=MODE_NOTES[mode]) for mode in MODE_NAMES)


def layer_boxes() -> tuple[Option, ...]:
    """Return the four layers of diffusion as boxes, the nearest first."""
    return tuple(Option(layer, LAYER_NAMES[layer], note=LAYER_NOTES[layer]) for layer in DIFFUSION_LAYERS)


@cache
def _group_names() -> tuple[dict[str, str], ...]:
    from kamlib import cases

    return names_in(cases.groups())


def draw_group(chance: random.Random) -> dict[str, str]:
    """Return the name of one parent group of the case."""
    return dict(chance.choice(_group_names()))


def first_of(answer: Mapping[str, Any], part: str) -> str:
    """Return what was chosen for a part, or the model answer where several are accepted."""
    chosen = answer[part]
    return chosen if isinstance(chosen, str) else chosen[0]
