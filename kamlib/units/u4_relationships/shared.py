"""What the exercises of U4 share: the steps, the people of a customer, the rules of the house.

Of people at the customer only work facts are kept: role, influence on the purchase, how far the business
relationship has come. Nothing private is asked, used or rewarded.
"""

from __future__ import annotations

import random
import string
from collections.abc import Mapping, Sequence
from typing import Any

from kamlib.cases.labels import LABELS
from kamlib.classroom.exercise import Option
from kamlib.relationships import DECISION_MAKER_STEPS, ORGANISATION_STEPS
from kamlib.text import Text

STEP_NAMES = {
    "none": Text(en="None yet", zh="尚无关系"),
    "good_feeling": Text(en="Good feeling", zh="好感"),
    "trust": Text(en="Trust", zh="信任"),
    "benefit": Text(en="Benefit", zh="利益"),
    "affection": Text(en="Affection", zh="情感"),
}
# The document names the four steps; how they are told apart is ours.
STEP_SIGNS = {
    "none": Text(en="no conversation yet, or none that led anywhere", zh="没谈过，或谈了没有下文"),
    "good_feeling": Text(en="likes to meet us, but shares nothing", zh="愿意见面，但不透露情况"),
    "trust": Text(en="relies on our word, shares facts early", zh="信得过我们，会提前透露情况"),
    "benefit": Text(en="names a gain for the department, in figures", zh="说得出部门得到的好处，有数字"),
    "affection": Text(en="stands up for us when we are not there", zh="我们不在场时也替我们说话"),
}
SUPPLIER_STEPS = {
    "general_supplier": Text(en="General supplier", zh="一般供应商"),
    "main_supplier": Text(en="Main supplier", zh="主要供应商"),
    "core_supplier": Text(en="Core supplier", zh="核心供应商"),
    "strategic_partner": Text(en="Strategic partner", zh="战略伙伴"),
}
MEASURE_NAMES = {
    "share_of_wallet": Text(en="Share of wallet", zh="钱包份额"),
    "contract_years": Text(en="Contract, years", zh="合同期（年）"),
    "joint_projects": Text(en="Joint projects", zh="联合项目（个）"),
    "executive_contacts": Text(en="Pairs of managers who meet regularly", zh="定期会面的管理层对口（对）"),
}
# The course's own rule; the document names the four steps and gives no limits.
SUPPLIER_RULES: dict[str, dict[str, float]] = {
    "main_supplier": {"share_of_wallet": 0.30, "contract_years": 1, "joint_projects": 0, "executive_contacts": 0},
    "core_supplier": {"share_of_wallet": 0.50, "contract_years": 2, "joint_projects": 1, "executive_contacts": 1},
    "strategic_partner": {"share_of_wallet": 0.60, "contract_years": 3, "joint_projects": 2, "executive_contacts": 2},
}  # fmt: skip
DEPARTMENTS = {
    name: LABELS["department"][name]
    for name in ("management", "purchasing", "engineering", "production", "quality", "finance", "maintenance")
}
TITLES = {
    **LABELS["title"],
    "project_manager": Text(en="Project manager", zh="项目经理"),
    "planner": Text(en="Material planner", zh="物料计划员"),
}
# Title, department, superior's title and usual influence of the fourteen people of an account.
POSTS = (
    ("general_manager", "management", "", 5),
    ("purchasing_manager", "purchasing", "general_manager", 4),
    ("technical_director", "engineering", "general_manager", 5),
    ("production_manager", "production", "general_manager", 3),
    ("quality_manager", "quality", "general_manager", 3),
    ("finance_manager", "finance", "general_manager", 3),
    ("buyer", "purchasing", "purchasing_manager", 2),
    ("buyer", "purchasing", "purchasing_manager", 2),
    ("planner", "purchasing", "purchasing_manager", 2),
    ("design_engineer", "engineering", "technical_director", 3),
    ("design_engineer", "engineering", "technical_director", 3),
    ("design_engineer", "engineering", "technical_director", 3),
    ("project_manager", "engineering", "technical_director", 4),
    ("maintenance_head", "maintenance", "production_manager", 2),
)
OURS = {
    "kam": Text(en="Key-account manager", zh="大客户经理"),
    "engineer": Text(en="Application engineer", zh="应用工程师"),
    "service": Text(en="Service manager", zh="服务经理"),
}
OURS_SHORT = {
    "kam": Text(en="KAM", zh="大客户经理"),
    "engineer": Text(en="Engineer", zh="应用工程师"),
    "service": Text(en="Service", zh="服务经理"),
}
ANY_ACCOUNT = "_All accounts, people and figures are invented; what is kept about people are work facts only._"
ANY_ACCOUNT_ZH = "_本题所有客户、人物和数据均为虚构；人员信息只涉及工作。_"


def person_name(person: Mapping[str, Any]) -> Text:
    """Return title and initials, as maps, cards and tables name somebody at the customer.

    Examples
    --------
    >>> person_name({"title": "buyer", "initials": "L. Y."}).en
    'Buyer L. Y.'
    """
    title = TITLES[person["title"]]
    return Text(en=f"{title.en} {person['initials']}", zh=f"{title.zh} {person['initials']}")


def step_number(step: str) -> int:
    """Return the step as a number from 0 to 4.

    Examples
    --------
    >>> step_number("trust")
    2
    """
    return DECISION_MAKER_STEPS.index(step)


def step_boxes() -> tuple[Option, ...]:
    """Return the steps as boxes, the lowest first, each with its sign."""
    return tuple(Option(step, STEP_NAMES[step], note=STEP_SIGNS[step]) for step in DECISION_MAKER_STEPS)


def supplier_boxes() -> tuple[Option, ...]:
    """Return the four steps of the organisation relationship as boxes or options, the lowest first."""
    return tuple(Option(step, SUPPLIER_STEPS[step]) for step in ORGANISATION_STEPS)


def draw_initials(chance: random.Random, count: int) -> list[str]:
    """Return different invented initials."""
    letters = [letter for letter in string.ascii_uppercase if letter not in "IOUVX"]
    found: dict[str, None] = {}
    while len(found) < count:
        found[f"{chance.choice(letters)}. {chance.choice(letters)}."] = None
    return list(found)


def superiors(posts: Sequence[tuple[str, str, str, int]]) -> list[str]:
    """Return the id of everybody's superior, by place in the list; people are p01, p02 …"""
    first = {title: f"p{place:02d}" for place, (title, *_) in reversed(list(enumerate(posts, 1)))}
    return [first.get(superior, "") for _, _, superior, _ in posts]
