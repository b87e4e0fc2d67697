"""What the exercises of U5 share: names and meaning of the five costs and the five ways, and the rule of timing.

The document lists both and explains none; the explanations are the course's own.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import cache

from kamlib.classroom.exercise import Option
from kamlib.switching import SWITCHING_COSTS, WAYS_TO_RAISE
from kamlib.text import Text
from kamlib.units.common import names_in

TIMING = "end"  # yearly amounts fall due at the end of each year, as in the formula of the syllabus

COST_NAMES = {
    "search": Text(en="Search cost", zh="搜寻成本"),
    "trial": Text(en="Trial cost", zh="尝试成本"),
    "learning": Text(en="Learning cost", zh="学习成本"),
    "relationship": Text(en="Relationship cost", zh="关系成本"),
    "legal": Text(en="Legal cost", zh="法律成本"),
}
COST_NOTES = {
    "search": Text(en="to find, compare and choose somebody else", zh="寻找、比较、选定新供应商"),
    "trial": Text(en="to find out whether the new one works", zh="验证新供应商行不行"),
    "learning": Text(en="until people, papers and systems know the new product", zh="人员、资料、系统适应新产品"),
    "relationship": Text(en="what people did for each other and now do no more", zh="失去熟人之间的支持与默契"),
    "legal": Text(en="what contracts, certificates and guarantees ask for", zh="合同、认证、质保方面的代价"),
}
WAY_NAMES = {
    "dedicated_assets": Text(en="Dedicated assets", zh="专有资产"),
    "outstanding_service": Text(en="Outstanding service", zh="卓越服务"),
    "process_embedding": Text(en="Embedding in the customer's process", zh="流程嵌入"),
    "proprietary_technology": Text(en="Proprietary technology", zh="独有技术"),
    "termination_barriers": Text(en="Termination barriers", zh="终止壁垒"),
}


def cost_boxes() -> tuple[Option, ...]:
    """Return the five switching costs as boxes or rows, each with its lasting colour."""
    return tuple(Option(kind, COST_NAMES[kind], note=COST_NOTES[kind], colour=kind) for kind in SWITCHING_COSTS)


def way_options() -> tuple[Option, ...]:
    """Return the five ways as options, in the order of the document."""
    return tuple(Option(way, WAY_NAMES[way]) for way in WAYS_TO_RAISE)


@cache
def _names(kind: str, industries: tuple[str, ...]) -> tuple[dict[str, str], ...]:
    from kamlib import cases

    table = cases.accounts()
    table = table[(table["kind"] == kind) & (table["industry"].isin(industries) if industries else True)]
    return names_in(table)


def draw_builders(chance: random.Random, count: int, *industries: str) -> Sequence[dict[str, str]]:
    """Return the names of accounts that build machines themselves, of these industries or of any."""
    return chance.sample(_names("machine_builder", industries), count)


def draw_end_users(chance: random.Random, count: int) -> Sequence[dict[str, str]]:
    """Return the names of accounts that run machines: mines and cement works."""
    return chance.sample(_names("end_user", ()), count)
