"""U4.W assessed: an account that hangs on one person: coverage, dependence, broker, supplier step, activity plan."""

from __future__ import annotations

import random
from collections.abc import Mapping
from functools import partial
from typing import Any

import pandas as pd

from kamlib import relationships
from kamlib.classroom.exercise import (
    Answers,
    CaseTable,
    ChoiceField,
    Column,
    Data,
    Exercise,
    Field,
    MatchField,
    NumberField,
    Option,
    TableColumn,
    TableField,
    TextField,
    Tolerance,
)
from kamlib.relationships import ORGANISATION_MEASURES, ORGANISATION_STEPS
from kamlib.text import Text
from kamlib.units import pool
from kamlib.units.common import draw_names, mistake, mistakes_stand_apart, named, once, rounded, written
from kamlib.units.u4_relationships.shared import (
    ANY_ACCOUNT,
    ANY_ACCOUNT_ZH,
    OURS,
    OURS_SHORT,
    SUPPLIER_RULES,
    draw_initials,
    person_name,
    supplier_boxes,
)
from kamlib.units.u4_relationships.x2_organisation import RULE_COLUMNS, RULE_TITLE, rule_rows

HALF_POINT = Tolerance(within=0.005)
GIFT_CAP = 200  # CNY an item, the policy of U4.X4
ACTIVITIES = {
    "study": Text(en="Study visit to a reference plant", zh="样板工厂考察"),
    "workshop": Text(en="Cost workshop at the customer's plant", zh="到客户工厂开降本研讨会"),
    "round_table": Text(en="VIP club: round table of directors", zh="VIP 客户俱乐部：总监圆桌会"),
    "dinner": Text(en="Banquet with a present for each guest", zh="宴请，每位来宾送一份礼品"),
}
POSTS = (
    ("general_manager", "management", 5),
    ("purchasing_manager", "purchasing", 4),
    ("technical_director", "engineering", 5),
    ("production_manager", "production", 3),
    ("quality_manager", "quality", 3),
    ("design_engineer", "engineering", 2),
    ("buyer", "purchasing", 2),
    ("project_manager", "engineering", 4),
)


# -- people and owners --------------------------------------------------------------------------------


@once
def links(data: Data) -> pd.DataFrame:
    """Return a row for each link of one of ours with a person at the customer: contact, owner, influence, step, strength."""
    rows = [
        {"contact": person["id"], "owner": who, "influence": person["influence"], "step": step, "strength": float(person["influence"] * step)}
        for person in data["people"]
        for who, step in person["steps"].items()
        if step is not None
    ]
    return pd.DataFrame(rows)


def _influence(data: Data) -> list[int]:
    return [person["influence"] for person in data["people"]]


def _reached(person: Mapping[str, Any]) -> int:
    """Return the highest step any of us has reached with a person."""
    return max([step for step in person["steps"].values() if step is not None], default=0)


def _met(person: Mapping[str, Any]) -> bool:
    return any(step is not None for step in person["steps"].values())


def _coverage(data: Data, answers: Answers) -> float:
    return relationships.relationship_coverage(_influence(data), [_met(person) for person in data["people"]])


def _index(data: Data, answers: Answers) -> float:
    return relationships.decision_maker_index(_influence(data), [_reached(person) for person in data["people"]])


def _index_of_the_kam(data: Data) -> float:
    return relationships.decision_maker_index(_influence(data), [person["steps"]["kam"] or 0 for person in data["people"]])


def _concentration(data: Data, answers: Answers) -> float:
    table = links(data)
    return relationships.owner_concentration(table["owner"], table["strength"], scale=1)


@once
def _owner_shares(data: Data) -> pd.Series:
    held = links(data).groupby("owner", sort=False)["strength"].sum()
    return held / held.sum()


def _lost(data: Data, answers: Answers) -> float:
    table = links(data)
    risk = relationships.key_person_risk(table["owner"], table["strength"], contact=table["contact"])
    return float(risk.loc["kam", "share_lost"])


def _lost_without_seconds(data: Data, answers: Answers) -> float:
    """The slip of counting every contact of the leaver as lost, the ones a colleague knows as well."""
    table = links(data)
    strongest = table.groupby("contact")["strength"].max()
    known = table.loc[table["owner"] == "kam", "contact"]
    return float(strongest[known].sum() / strongest.sum())


# -- network, supplier step, activities ------------------------------------------------------------------


@once
def between(data: Data) -> dict[str, float]:
    """Return for each person how many pairs of others pass through on their shortest way."""
    people = [person["id"] for person in data["people"]]
    positions = relationships.network_position(data["asks"], directed=False, normalised=False, people=people)
    return positions["betweenness"].to_dict()


def _broker(data: Data, answers: Answers) -> str:
    values = between(data)
    return max(values, key=lambda person: values[person])


@once
def _reached_step(data: Data) -> str:
    return relationships.organisation_step(**{name: data[name] for name in ORGANISATION_MEASURES}, rules=SUPPLIER_RULES)


def _step(data: Data, answers: Answers) -> str:
    return _reached_step(data)


@once
def plan(data: Data) -> pd.DataFrame:
    """Return the activity plan: cost by step raised, weighted by influence."""
    influence = {person["id"]: person["influence"] for person in data["people"]}
    rows = [
        {"activity": each["id"], "cost": each["cost"] / len(each["reaches"]), "influence": influence[person], "steps_raised": 1}
        for each in data["activities"]
        for person in each["reaches"]
    ]
    return relationships.activity_plan(pd.DataFrame(rows))


def _per_step(data: Data, answers: Answers) -> dict[str, float]:
    costs = plan(data)["cost_per_weighted_step"]
    return {f"{each['id']}/cost": float(costs[each["id"]]) for each in data["activities"]}


def _per_head(data: Data, answers: Answers) -> dict[str, float]:
    return {f"{each['id']}/cost": each["cost"] / len(each["reaches"]) for each in data["activities"]}


@once
def _allowed(data: Data) -> dict[str, bool]:
    """Return for each activity whether its gift keeps to the policy."""
    gifts = {each["id"]: each["gift"] for each in data["activities"]}
    passes = relationships.courtesy_check(list(gifts.values()), GIFT_CAP)["passes"].tolist()
    return dict(zip(gifts, passes, strict=True))


def _cheapest(data: Data, costs: Mapping[str, float], *, allowed_only: bool) -> str:
    fitting = [name for name, allowed in _allowed(data).items() if allowed or not allowed_only]
    return min(fitting, key=lambda name: costs[f"{name}/cost"])


def _best(data: Data, answers: Answers) -> str:
    return _cheapest(data, answers["per_step"], allowed_only=True)


def _budget(data: Data, answers: Answers) -> float:
    return relationships.budget_use([each["cost"] for each in data["activities"] if each["gift"] <= GIFT_CAP], data["budget"])


# -- fields ------------------------------------------------------------------------------------------------


def _coverage_field() -> NumberField:
    return NumberField(
        id="coverage",
        kind="percent",
        points=2,
        label=Text(en="Relationship coverage", zh="关系覆盖率"),
        tolerance=HALF_POINT,
        lowest=0,
        highest=1,
        expected=_coverage,
        mistakes=(
            mistake(
                "coverage-by-heads",
                lambda data, answers: sum(map(_met, data["people"])) / len(data["people"]),
                credit=0.5,
                en="That counts heads. Weigh each person by influence.",
                zh="这是按人头数的，请按影响力加权。",
            ),
            mistake(
                "coverage-of-the-kam",
                lambda data, answers: relationships.relationship_coverage(
                    _influence(data), [person["steps"]["kam"] is not None for person in data["people"]]
                ),
                en="That is what the key-account manager alone reaches.",
                zh="这只是大客户经理一个人的覆盖率。",
            ),
        ),
    )


def _index_field() -> NumberField:
    return NumberField(
        id="index",
        points=2,
        label=Text(en="Decision-maker index (0 to 1)", zh="决策者指数（0 到 1）"),
        help=Text(en="With each person the highest step that any of us has reached.", zh="每个人取我方各人中达到的最高一步。"),
        tolerance=Tolerance(within=0.01),
        lowest=0,
        expected=_index,
        mistakes=(
            mistake(
                "index-of-the-kam",
                lambda data, answers: _index_of_the_kam(data),
                credit=0.5,
                en="That is the index of the key-account manager alone. The best step of any of us counts.",
                zh="这只是大客户经理一个人的指数。应取我方各人中最高的一步。",
            ),
            mistake(
                "index-not-divided-by-four",
                lambda data, answers: 4 * _index(data, answers),
                credit=0.5,
                en="That is the mean step from 0 to 4. Divide by 4 once more.",
                zh="这是 0 到 4 的平均步数，请再除以 4。",
            ),
        ),
    )


def _concentration_field() -> NumberField:
    return NumberField(
        id="concentration",
        points=2,
        label=Text(en="Dependence on single people of ours: Herfindahl index of strength by owner (0 to 1)", zh="对我方个人的依赖：按负责人计算的关系强度 HHI（0 到 1）"),
        help=Text(en="Strength of a link = influence × step. Add up by owner, take the shares, square and add.", zh="一条联系的强度 = 影响力 × 步数。按负责人相加，求占比，平方后相加。"),
        tolerance=Tolerance(within=0.01),
        lowest=0,
        expected=_concentration,
        mistakes=(
            mistake(
                "share-of-the-largest",
                lambda data, answers: float(_owner_shares(data).max()),
                credit=0.5,
                en="That is the share of the strongest owner. Square all three shares and add them up.",
                zh="这是最大负责人的占比。请把三个占比各自平方再相加。",
            ),
            mistake(
                "contacts-for-strength",
                lambda data, answers: float((links(data)["owner"].value_counts(normalize=True) ** 2).sum()),
                en="You counted contacts. A link counts by its strength: influence × step.",
                zh="您数的是联系人个数。联系要按强度算：影响力 × 步数。",
            ),
        ),
    )


def _lost_field() -> NumberField:
    return NumberField(
        id="lost",
        kind="percent",
        points=3,
        label=Text(en="The key-account manager leaves: which share of the strength is lost?", zh="大客户经理离职：关系强度损失多少？"),
        help=Text(en="A person counts with the strongest link; where a colleague has a link of his own, only the difference is lost.", zh="每个人按最强的一条联系计；同事也有联系的，只损失差额。"),
        tolerance=HALF_POINT,
        lowest=0,
        highest=1,
        expected=_lost,
        mistakes=(
            mistake(
                "seconds-forgotten",
                _lost_without_seconds,
                credit=0.5,
                en="You counted everybody the leaver knows as lost. Where a colleague has a link, too, only the difference goes.",
                zh="您把此人认识的都算成损失。同事也有联系的，只损失差额。",
            ),
            mistake(
                "share-of-all-links",
                lambda data, answers: float(_owner_shares(data)["kam"]),
                en="That is the share in all links. Set what is lost against the strength there is: one link, the strongest, for each person.",
                zh="这是在全部联系中的占比。应与现有强度相比：每个人只取最强的一条。",
            ),
        ),
    )


def _people(data: Data) -> tuple[Option, ...]:
    return tuple(Option(person["id"], person_name(person)) for person in data["people"])


def _broker_field(data: Data) -> ChoiceField:
    values = between(data)
    low = Text(en="{pairs:number} pairs of colleagues pass here on their shortest way; with somebody else it is more.", zh="有 {pairs:number} 对同事的最短路径经过这里，另有一人更多。")
    return ChoiceField(
        id="broker",
        label=Text(en="Who is the broker, the one through whom most pairs of the others reach each other?", zh="谁是牵线人，也就是其他人两两之间最常经由谁？"),
        help=Text(en="Look for the person without whom the net falls apart.", zh="找出那个一走网就散的人。"),
        points=2,
        options=_people(data),
        expected=_broker,
        reasons={person: written(low, pairs=pairs) for person, pairs in values.items() if person != _broker(data, {})},
    )


def _step_field() -> ChoiceField:
    return ChoiceField(
        id="step",
        label=Text(en="Which supplier step has the account reached, by the rule of the house?", zh="按公司规则，该客户处在哪一级供应商关系？"),
        points=1,
        options=supplier_boxes(),
        expected=_step,
        reasons={step: Text(en="The highest step counts all of whose four minima are met.", zh="四项最低要求全部达到的最高一级才算。") for step in ORGANISATION_STEPS},
    )


def _per_step_field(data: Data) -> TableField:
    return TableField(
        id="per_step",
        label=Text(en="What does each activity cost for a step, weighted by influence?", zh="各项活动每提高一步（按影响力加权）要花多少钱？"),
        help=Text(en="Cost ÷ sum of the influence of those it reaches; each of them comes one step higher.", zh="费用 ÷ 所触达人员的影响力之和；每人提高一步。"),
        points=4,
        rows=tuple(Option(each["id"], ACTIVITIES[each["id"]]) for each in data["activities"]),
        columns=(Column(id="cost", label=Text(en="A weighted step", zh="每提高一步的费用（按影响力加权）"), kind="money", tolerance=Tolerance(relative=0.01)),),
        expected=_per_step,
        mistakes=(
            mistake(
                "cost-per-head",
                _per_head,
                en="That is the cost per head. Divide by the influence of the people reached.",
                zh="这是人均费用。请除以所触达人员的影响力之和。",
            ),
        ),
    )


def _best_field(data: Data) -> ChoiceField:
    costs = _per_step(data, {})
    dearer = Text(en="{cost:money} a weighted step: another activity that the policy allows costs less.", zh="按影响力加权，每提高一步 {cost:money}：另有一项合规的活动更便宜。")
    return ChoiceField(
        id="best",
        label=Text(en="Which activity do you book first?", zh="先安排哪一项？"),
        help=Text(en="The cheapest step among those the gift policy allows.", zh="在礼品制度允许的范围内，每步最便宜的一项。"),
        points=1,
        options=tuple(Option(each["id"], ACTIVITIES[each["id"]]) for each in data["activities"]),
        uses=("per_step",),
        expected=_best,
        mistakes=(
            mistake(
                "cheapest-but-forbidden",
                lambda data, answers: _cheapest(data, answers["per_step"], allowed_only=False),
                en="The cheapest step, but each guest gets a present above the cap: the policy comes before the sum.",
                zh="每步最便宜，但每位来宾的礼品超过上限：制度在前，算账在后。",
            ),
        ),
        reasons={each["id"]: written(dearer, cost=round(costs[f"{each['id']}/cost"])) for each in data["activities"]},
    )


def _budget_field() -> NumberField:
    return NumberField(
        id="budget_use",
        kind="percent",
        points=1,
        label=Text(en="Share of the budget that the three allowed activities use", zh="三项合规活动占用预算的比例"),
        tolerance=HALF_POINT,
        lowest=0,
        expected=_budget,
        mistakes=(
            mistake(
                "budget-with-the-banquet",
                lambda data, answers: relationships.budget_use([each["cost"] for each in data["activities"]], data["budget"]),
                en="The banquet is in your sum. It is not allowed, so leave it out.",
                zh="您把宴请也算进去了。它不合规，请去掉。",
            ),
        ),
    )


def _next_field() -> MatchField:
    return MatchField(
        id="next",
        label=Text(en="Four situations of the next weeks: what do you do?", zh="接下来几周的四种情况：您怎么做？"),
        points=8,
        items=(
            Option("resigns", Text(en="The key-account manager hands in his notice; in six weeks he is gone.", zh="大客户经理提出辞职，六周后离开。")),
            Option("star", Text(en="A young design engineer, influence 2, is asked for advice by half the house and will lead the next platform.", zh="一位年轻的设计工程师，影响力 2 分，半个公司都来请教，将负责下一代平台。")),
            Option("hint", Text(en="The purchasing manager asks what “would be in it” for him if the frame contract came to us.", zh="采购经理问，框架协议给我们的话，对他个人“有什么表示”。")),
            Option("club", Text(en="For the VIP club somebody proposes a golf weekend with partners, at our cost.", zh="有人建议 VIP 客户俱乐部办一次高尔夫周末，可带家属，费用我方全包。")),
        ),
        options=(
            Option("handover", Text(en="Introduce a second owner to the strongest contacts, together, and write the agreements down", zh="一起带第二负责人去见关系最强的几位，把约定写下来")),
            Option("develop", Text(en="Give our engineer as partner, invite to tests and technical seminars, with the superior's knowledge", zh="派我方工程师对口，邀请参加测试和技术研讨，让其上级知情")),
            Option("decline", Text(en="Say no in a friendly way, report it, and offer what the company gains, measured and in writing", zh="客气地拒绝并上报，转而提供公司能得到的好处，有测算、有书面")),
            Option("programme", Text(en="Make it a round table on a topic of theirs with a plain dinner, and have compliance look at it", zh="改成围绕对方议题的圆桌会，配便餐，先请合规审核")),
            Option("present", Text(en="Send a valuable present with best wishes", zh="送一份贵重礼物，附上祝福")),
            Option("discount", Text(en="Offer a discount for quick signing", zh="给个折扣，尽快签约")),
            Option("wait", Text(en="Wait and see", zh="先等等看")),
        ),
    )  # fmt: skip


def _note_field() -> TextField:
    return TextField(
        id="note",
        label=Text(en="A note to your sales director: what does this account hang on, what are your three moves, and what must not happen?", zh="给销售总监的说明：这个客户现在靠什么维系，您的三步棋是什么，哪些事不能做？"),
        points=6,
        words_min=40,
        names=(
            (
                Option("risk", Text(en="the dependence on one person", zh="对个人的依赖")),
                ("leave", "depend", "one person", "key-account manager", "离职", "依赖", "一个人", "大客户经理"),
            ),
            (
                Option("move", Text(en="a move with a person and a step", zh="针对某人的一步")),
                ("step", "trust", "benefit", "introduce", "meet", "一步", "信任", "利益", "引见", "好感"),
            ),
            (
                Option("limit", Text(en="the limit of law or policy", zh="法律或制度的界限")),
                ("policy", "law", "compliance", "bribe", "制度", "法律", "合规", "贿赂", "红线"),
            ),
        ),
    )


def _fields(data: Data) -> tuple[Field, ...]:
    return (
        _coverage_field(),
        _index_field(),
        _concentration_field(),
        _lost_field(),
        _broker_field(data),
        _step_field(),
        _per_step_field(data),
        _best_field(data),
        _budget_field(),
        _next_field(),
        _note_field(),
    )


def _tables(data: Data) -> tuple[CaseTable, ...]:
    names = {person["id"]: person_name(person) for person in data["people"]}
    people = (
        TableColumn(Text(en="Person", zh="人员")),
        TableColumn(Text(en="Influence", zh="影响力"), "whole"),
        *(TableColumn(OURS_SHORT[who], "whole") for who in OURS),
    )
    rows = [(names[p["id"]], p["influence"], *(p["steps"][who] for who in OURS)) for p in data["people"]]
    net = (TableColumn(Text(en="Person", zh="人员")), TableColumn(Text(en="Talks regularly with", zh="经常往来的人")))
    pairs = [
        (names[person], _joined([names[two if one == person else one] for one, two in data["asks"] if person in (one, two)]))
        for person in names
    ]
    activity = (
        TableColumn(Text(en="Activity", zh="活动")),
        TableColumn(Text(en="Cost (CNY)", zh="费用（元）"), "whole"),
        TableColumn(Text(en="Reaches", zh="触达人员")),
        TableColumn(Text(en="Present a guest (CNY)", zh="人均礼品（元）"), "whole"),
    )
    activities = [
        (ACTIVITIES[each["id"]], each["cost"], _joined([names[person] for person in each["reaches"]]), each["gift"])
        for each in data["activities"]
    ]
    title = Text(en="Eight people: influence, and the step each of us has reached (–: no contact)", zh="八个人：影响力，以及我方各人达到的步数（–：没有联系）")
    return (
        CaseTable(title, people, rows),
        CaseTable(Text(en="Who talks with whom inside the customer", zh="客户内部谁和谁往来"), net, pairs),
        CaseTable(RULE_TITLE, RULE_COLUMNS, rule_rows()),
        CaseTable(Text(en="Four activities", zh="四项活动"), activity, activities),
    )


def _joined(names: list[Text]) -> Text:
    return Text(en=", ".join(name.en for name in names) or "–", zh="、".join(name.zh for name in names) or "–")


def _solution_tables(data: Data) -> tuple[CaseTable, ...]:
    table = links(data)
    risk = relationships.key_person_risk(table["owner"], table["strength"], contact=table["contact"])
    columns = (
        TableColumn(Text(en="If this person of ours leaves", zh="我方谁离职")),
        TableColumn(Text(en="Contacts", zh="联系人"), "whole"),
        TableColumn(Text(en="Known to nobody else", zh="别人都不认识的"), "whole"),
        TableColumn(Text(en="Strength lost", zh="强度损失"), "whole"),
        TableColumn(Text(en="Share", zh="占比"), "percent1"),
    )
    rows = [(OURS[who], row.contacts, row.only_contacts, row.strength_lost, row.share_lost) for who, row in zip(risk.index, risk.itertuples(), strict=True)]
    return (CaseTable(Text(en="Who leaves, what is lost", zh="谁走，损失多少"), columns, rows),)


def _values(data: Data) -> dict[str, Any]:
    names = {person["id"]: person_name(person) for person in data["people"]}
    return {
        "account": named(data["name"]),
        "gift_cap": GIFT_CAP,
        "all_influence": sum(_influence(data)),
        "met_influence": sum(person["influence"] for person in data["people"] if _met(person)),
        "broker_name": names[_broker(data, {})],
        "broker_pairs": between(data)[_broker(data, {})],
        "step_name": next(box.label for box in supplier_boxes() if box.id == _step(data, {})),
        "best_name": ACTIVITIES[_best(data, {"per_step": _per_step(data, {})})],
        "best_cost": _per_step(data, {})[f"{_best(data, {'per_step': _per_step(data, {})})}/cost"],
    }


CASE = Text(
    en=f"""**{{account}}** has grown with one man of ours: the key-account manager knows everybody. The sales director wants to know what would be left without him, and what to do with a yearly budget of {{budget:money}} for this account.

The first table shows, for each person, the step that each of us has reached: 0 met, but nothing yet; 1 good feeling; 2 trust; 3 benefit; 4 affection; – no contact.

By the rule of the house: share of wallet {{share_of_wallet:percent0}}, years of the contract {{contract_years:number}} (0: none), joint projects {{joint_projects:number}}, pairs of managers who meet regularly {{executive_contacts:number}}.

Gift policy of the house: at most {{gift_cap:money}} an item.

This case is assessed: your entries are recorded, and you learn the result after handing in.

{ANY_ACCOUNT}""",
    zh=f"""**{{account}}**是我方一个人做起来的：大客户经理谁都认识。销售总监想知道，他不在了还剩下什么，以及该客户每年 {{budget:money}}的预算怎么用。

第一张表列出我方各人和每个人走到了哪一步：0 见过但还没有进展；1 好感；2 信任；3 利益；4 情感；– 没有联系。

公司规则所需的数据：我方钱包份额 {{share_of_wallet:percent0}}，合同期 {{contract_years:number}} 年（0 表示没有），联合项目 {{joint_projects:number}} 个，定期会面的管理层对口 {{executive_contacts:number}} 对。

公司礼品制度：单件不超过 {{gift_cap:money}}。

本题为考核题：卡片只记录答案，提交作业后才能看到结果。

{ANY_ACCOUNT_ZH}""",
)

HINTS = (
    Text(en="Take the first table three times: once for the customer's people, once for ours, once without the key-account manager's column.", zh="第一张表看三遍：一遍看客户的人，一遍看我方的人，一遍把大客户经理那一列遮住。"),
    Text(
        en="Coverage and index use the best of the three columns. Strength of a link = influence × step; by owner for the Herfindahl index. "
        "Lost = strength now − strength without the column, over strength now. Activity: cost ÷ sum of the influence reached.",
        zh="覆盖率和指数取三列中最好的。联系强度 = 影响力 × 步数，按负责人汇总后算 HHI。"
        "损失 =（现有强度 − 去掉这一列后的强度）÷ 现有强度。活动：费用 ÷ 触达人员的影响力之和。",
    ),
    Text(
        en="Another account: a director (influence 5: KAM 2, engineer 1), a buyer (2: KAM 3). Strength now 10 + 6 = 16; without the KAM 5 + 0 = 5; lost {twin_lost:percent1}. "
        "By owner: KAM 16, engineer 5: shares 76.2% and 23.8%, squares added {twin_hhi:number}. An activity for 14,000 that reaches both: 14,000 ÷ 7 = 2,000.",
        zh="换一个客户：总监（影响力 5：大客户经理 2，工程师 1）、采购员（2：大客户经理 3）。现有强度 10 + 6 = 16；去掉大客户经理为 5 + 0 = 5；损失 {twin_lost:percent1}。"
        "按负责人：大客户经理 16，工程师 5，占比 76.2% 和 23.8%，平方和 {twin_hhi:number}。一项活动 14,000 元触达两人：14,000 ÷ 7 = 2,000。",
    ),
)

SOLUTION = Text(
    en="""**The map.** Influence met {met_influence:number} of {all_influence:number}: coverage **{coverage:percent1}**; index **{index:number}**.

**The dependence.** Herfindahl index by owner **{concentration:number}**; without the key-account manager **{lost:percent1}** of the strength is gone.

**The broker** is {broker_name}: {broker_pairs:number} pairs of colleagues reach each other through this person. Supplier step: **{step_name}**.

**The plan.** First the {best_name}: {best_cost:money} a weighted step. The allowed activities use **{budget_use:percent1}** of the budget.""",
    zh="""**地图。** 见过的人影响力合计 {met_influence:number}，全部 {all_influence:number}：覆盖率 **{coverage:percent1}**；指数 **{index:number}**。

**依赖。** 按负责人的 HHI 为 **{concentration:number}**；没有大客户经理，关系强度损失 **{lost:percent1}**。

**牵线人**是{broker_name}：有 {broker_pairs:number} 对同事经由此人往来。供应商级别：**{step_name}**。

**计划。** 先做“{best_name}”：按影响力加权，每提高一步 {best_cost:money}。合规活动占用预算的 **{budget_use:percent1}**。""",
)

# Lumfando Food Machinery (A120) as the case table has it on 30 June 2026; the project manager, the second owners, the
# net and the activities are written for this case.
DEMO = {
    "name": {"en": "Lumfando Food Machinery", "zh": "鲁凡朵食品机械"},
    "budget": 120_000,
    "share_of_wallet": 0.34,
    "contract_years": 1,
    "joint_projects": 2,
    "executive_contacts": 0,
    "people": [
        {"id": "p1", "title": "general_manager", "initials": "L. W.", "influence": 5, "steps": {"kam": None, "engineer": None, "service": None}},
        {"id": "p2", "title": "purchasing_manager", "initials": "T. F.", "influence": 3, "steps": {"kam": 1, "engineer": None, "service": None}},
        {"id": "p3", "title": "technical_director", "initials": "H. T.", "influence": 5, "steps": {"kam": 2, "engineer": 1, "service": None}},
        {"id": "p4", "title": "production_manager", "initials": "J. Q.", "influence": 3, "steps": {"kam": 2, "engineer": None, "service": 1}},
        {"id": "p5", "title": "quality_manager", "initials": "H. J.", "influence": 3, "steps": {"kam": None, "engineer": None, "service": None}},
        {"id": "p6", "title": "design_engineer", "initials": "Y. S.", "influence": 3, "steps": {"kam": 3, "engineer": 2, "service": None}},
        {"id": "p7", "title": "buyer", "initials": "T. Y.", "influence": 2, "steps": {"kam": 1, "engineer": None, "service": None}},
        {"id": "p8", "title": "project_manager", "initials": "K. M.", "influence": 4, "steps": {"kam": None, "engineer": 1, "service": None}},
    ],
    "asks": [["p1", "p3"], ["p3", "p6"], ["p6", "p8"], ["p4", "p6"], ["p5", "p8"], ["p2", "p6"], ["p2", "p7"], ["p4", "p8"]],
    "activities": [
        {"id": "study", "cost": 36_000, "reaches": ["p3", "p8", "p6"], "gift": 0},
        {"id": "workshop", "cost": 18_000, "reaches": ["p4", "p5", "p2"], "gift": 60},
        {"id": "round_table", "cost": 28_000, "reaches": ["p1", "p3"], "gift": 150},
        {"id": "dinner", "cost": 16_000, "reaches": ["p2", "p3", "p8"], "gift": 600},
    ],
}  # fmt: skip


def make(chance: random.Random) -> dict[str, Any] | None:
    """Return a candidate variant of U4.W, None when a figure could be confused or the banquet is no temptation."""
    (name,) = draw_names(chance, 1)
    people = []
    for place, (initials, (title, department, usual)) in enumerate(zip(draw_initials(chance, len(POSTS)), POSTS, strict=True), 1):
        influence = min(5, max(1, usual + chance.choice([-1, 0, 0, 1])))
        people.append({"id": f"p{place}", "title": title, "initials": initials, "influence": influence, "steps": _steps(chance, department)})
    ids = [person["id"] for person in people]
    shuffled = chance.sample(ids, len(ids))
    asks = [[shuffled[place], chance.choice(shuffled[:place])] for place in range(1, len(shuffled))]  # a tree: nobody stands alone
    asks += [pair for pair in (chance.sample(ids, 2) for _ in range(2)) if pair not in asks and pair[::-1] not in asks]
    data = {
        "name": name,
        "budget": rounded(chance.uniform(90_000, 160_000), 10_000),
        "share_of_wallet": chance.randint(14, 68) / 100,
        "contract_years": chance.choice([0, 1, 1, 2, 3]),
        "joint_projects": chance.choice([0, 1, 2, 2]),
        "executive_contacts": chance.choice([0, 0, 1, 2]),
        "people": people,
        "asks": asks,
        "activities": [
            {"id": "study", "cost": rounded(chance.uniform(24_000, 44_000), 1_000), "reaches": chance.sample(ids, 3), "gift": 0},
            {"id": "workshop", "cost": rounded(chance.uniform(12_000, 30_000), 1_000), "reaches": chance.sample(ids, 3), "gift": 60},
            {"id": "round_table", "cost": rounded(chance.uniform(18_000, 40_000), 1_000), "reaches": chance.sample(ids[:3], 2), "gift": 150},
            {"id": "dinner", "cost": rounded(chance.uniform(12_000, 20_000), 1_000), "reaches": chance.sample(ids, 3), "gift": chance.choice([380, 500, 600])},
        ],
    }
    return data if _is_good(data) else None


def _steps(chance: random.Random, department: str) -> dict[str, int | None]:
    steps: dict[str, int | None] = {"kam": None, "engineer": None, "service": None}
    if chance.random() < 0.8:
        steps["kam"] = chance.choice([0, 1, 2, 2, 3, 3, 4])
    second = {"engineering": "engineer", "quality": "engineer", "production": "service"}.get(department)
    if second and chance.random() < 0.6:
        steps[second] = chance.choice([1, 1, 2, 3])
    return steps


def _is_good(data: Data) -> bool:
    table = links(data)
    if table.empty or set(table["owner"]) != set(OURS) or table.groupby("owner")["strength"].sum().min() <= 0:
        return False
    ranked = sorted(between(data).values(), reverse=True)
    by_id = {person["id"]: person for person in data["people"]}
    if ranked[0] - ranked[1] < 2 or by_id[_broker(data, {})]["influence"] > 4:
        return False
    if any(_reached(by_id[person]) == 4 for each in data["activities"] for person in each["reaches"]):
        return False  # nobody can be raised above the last step
    if any(abs(data["share_of_wallet"] - rule["share_of_wallet"]) < 0.02 for rule in SUPPLIER_RULES.values()):
        return False
    costs = _per_step(data, {})
    order = sorted(costs, key=lambda part: costs[part])
    if order[0] != "dinner/cost" or costs[order[2]] < 1.05 * costs[order[1]]:
        return False
    if not 0.5 < _budget(data, {}) < 1 or not 0.35 < _lost(data, {}) < 0.9 or _coverage(data, {}) > 0.97:
        return False
    return mistakes_stand_apart(EXERCISE, data)


EXERCISE = Exercise(
    id="U4.W",
    unit="U4",
    title=Text(en="Wrap-up: what is left when one man goes?", zh="综合案例：他走了，还剩下什么？"),
    mode="assessed",
    minutes=30,
    case=CASE,
    values=lambda data: {**_values(data), "twin_lost": 11 / 16, "twin_hhi": relationships.owner_concentration(["kam", "kam", "engineer"], [10, 6, 5], scale=1)},
    tables=_tables,
    fields=_fields,
    hints=HINTS,
    solution=SOLUTION,
    solution_tables=_solution_tables,
    variants=partial(pool, "U4.W"),
)
