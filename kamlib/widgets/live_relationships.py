"""Live controls of unit U4: the next moves on the map, who leaves and what is lost, the supplier steps.

The page only draws; every figure comes from the calculations of kamlib.
"""

from __future__ import annotations

from kamlib import plots, relationships
from kamlib.classroom.exercise import Data
from kamlib.plots.style import HouseFigure
from kamlib.relationships import ORGANISATION_STEPS
from kamlib.text import Text
from kamlib.units.u4_relationships.shared import OURS, SUPPLIER_RULES, SUPPLIER_STEPS
from kamlib.units.u4_relationships.story import (
    ACCOUNT,
    RYNFANDO_FACTS,
    after_moves,
    links_of_demo,
    people_of,
    people_of_card,
    risk_of,
    with_second_owners,
)
from kamlib.widgets import live
from kamlib.widgets.live import Control, Live, Values

MOST_MOVES = 12
_MOVED = Text(
    en="Moves made: {moves:whole}. Coverage {coverage:percent0}, index {index:number}.",
    zh="走了 {moves:whole} 步之后：覆盖率 {coverage:percent0}，指数 {index:number}。",
)
NEW_OWNER = Text(en="new owner", zh="新负责人")


def next_moves(lang: str, account: str = ACCOUNT) -> Live:
    """Return the relationship map of an account with a slider for the number of moves made.

    Each move takes the person with the largest influence × distance one step up and gives who has no owner one.
    """
    people = people_of(account, lang)
    controls: tuple[Control, ...] = (
        ("moves", Text(en="Moves made", zh="已走步数"), 0.0, float(MOST_MOVES), 1.0, 0.0, "whole"),
    )

    def draw(moved: Values) -> tuple[HouseFigure, str]:
        after, chosen = after_moves(people, round(moved["moves"]), NEW_OWNER.pick(lang))
        said = {
            "moves": len(chosen),
            "coverage": relationships.relationship_coverage(after["influence"], after["owner"].notna()),
            "index": round(relationships.decision_maker_index(after["influence"], after["step"]), 2),
        }
        return plots.relationship_map(after, lang), _MOVED.fill(lang, said)

    return live.figure(Text(en="Three moves, or twelve?", zh="走三步，还是走十二步？"), controls, draw, lang)


_LEAVES = Text(
    en="Second owners for {number:whole} contacts: if the {who} goes, {lost:percent0} of the strength is lost.",
    zh="为 {number:whole} 位联系人安排第二负责人：{who}一走，强度损失 {lost:percent0}。",
)


def who_leaves(lang: str) -> Live:
    """Return what is lost with each of us at Ulmsathe, with sliders for second owners and how far they have come."""
    links = links_of_demo()
    controls: tuple[Control, ...] = (
        ("second", Text(en="Contacts with a second owner, strongest first", zh="有第二负责人的联系人（从最强的开始）"), 0.0, float(len(links)), 1.0, 0.0, "whole"),
        ("behind", Text(en="Steps the second owner is behind", zh="第二负责人落后几步"), 0.0, 3.0, 1.0, 1.0, "whole"),
    )

    def draw(moved: Values) -> tuple[HouseFigure, str]:
        both = with_second_owners(links, round(moved["second"]), round(moved["behind"]))
        risk = risk_of(both)
        said = {
            "number": round(moved["second"]),
            "who": Text(en=OURS[risk.index[0]].en.lower(), zh=OURS[risk.index[0]].zh),
            "lost": risk["share_lost"].iloc[0],
        }
        shown = risk.set_axis([OURS[who].pick(lang) for who in risk.index])
        return plots.key_person_bars(shown, lang), _LEAVES.fill(lang, said)

    return live.figure(Text(en="Who leaves, and what goes with them?", zh="谁走了，带走多少？"), controls, draw, lang)


_MET = Text(
    en="Of the four minima of the next step, {next}, {met:whole} are met.",
    zh="下一级“{next}”的四项最低要求，已达到 {met:whole} 项。",
)
_TOP = Text(en="The highest step: all four minima are met.", zh="最高一级：四项最低要求全部达到。")


def _minima_met(measures: Values, lang: str) -> str:
    """Say how many minima of the next step are met; what is missing stands over the picture."""
    step = relationships.organisation_step(**measures, rules=SUPPLIER_RULES)
    if step == ORGANISATION_STEPS[-1]:
        return _TOP.pick(lang)
    after = ORGANISATION_STEPS[ORGANISATION_STEPS.index(step) + 1]
    met = sum(measures[measure] >= least for measure, least in SUPPLIER_RULES[after].items())
    name = SUPPLIER_STEPS[after]
    return _MET.fill(lang, {"next": Text(en=name.en.lower(), zh=name.zh), "met": met})


def supplier_steps(lang: str) -> Live:
    """Return the four supplier steps with a slider for each measure; it starts with Rynfando."""
    facts = RYNFANDO_FACTS
    controls: tuple[Control, ...] = (
        ("share_of_wallet", Text(en="Share of wallet", zh="钱包份额"), 0.0, 1.0, 0.01, facts["share_of_wallet"], "percent"),
        ("contract_years", Text(en="Contract, years", zh="合同期（年）"), 0.0, 5.0, 1.0, facts["contract_years"], "number"),
        ("joint_projects", Text(en="Joint projects", zh="联合项目（个）"), 0.0, 4.0, 1.0, facts["joint_projects"], "number"),
        ("executive_contacts", Text(en="Pairs of managers who meet", zh="管理层对口（对）"), 0.0, 4.0, 1.0, facts["executive_contacts"], "number"),
    )

    def draw(moved: Values) -> tuple[HouseFigure, str]:
        return plots.supplier_stairs(dict(moved), SUPPLIER_RULES, lang), _minima_met(moved, lang)

    return live.figure(Text(en="What makes a partner?", zh="怎样才算伙伴？"), controls, draw, lang)


_BLANK = Text(en="Move the slider to see who holds the influence; steps and owners are yours to find.", zh="移动滑块，看影响力在谁手里；步骤和负责人请您来判断。")


def blank_map(data: Data, lang: str) -> Live:
    """Return the organisation chart beside exercise U4.X1, without the answers, with a slider for influence."""
    people = people_of_card(data, lang, blank=True)
    controls: tuple[Control, ...] = (
        ("strong", Text(en="Mark people with influence from", zh="标出影响力不低于"), 1.0, 5.0, 1.0, 4.0, "whole"),
    )

    def draw(moved: Values) -> tuple[HouseFigure, str]:
        return plots.relationship_map(people, lang, fewest_strong=round(moved["strong"])), _BLANK.pick(lang)

    return live.figure(Text(en="The organisation chart", zh="组织架构图"), controls, draw, lang)
