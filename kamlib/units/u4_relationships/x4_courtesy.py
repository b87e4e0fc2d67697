"""U4.X4 is this courtesy allowed? Ten situations by the stated policy, the gift register against its caps, the right benefit."""

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
    ChoicesField,
    Data,
    Exercise,
    Field,
    MatchField,
    NumberField,
    Option,
    TableColumn,
    Tolerance,
)
from kamlib.text import Text
from kamlib.units import pool
from kamlib.units.common import mistake, mistakes_stand_apart, once, options, written
from kamlib.units.u4_relationships.shared import TITLES
from kamlib.units.u4_relationships.situations import BY_ID, ITEMS, SITUATIONS, VALUED, VERDICTS

PROMISES = {
    "report": Text(en="A measured report of what the department saves with our drive, handed to both managements", zh="一份实测报告：部门用了我们的驱动省下多少，同时交给双方管理层"),
    "firm": Text(en="A consulting contract with a firm of the manager's wife", zh="和经理太太的公司签一份咨询合同"),
    "trip": Text(en="A training trip with three days at the seaside added", zh="一次培训，外加三天海边游"),
    "bonus": Text(en="A personal bonus when the yearly volume is reached", zh="年采购量达标后给个人发奖励"),
}  # fmt: skip
WHY_PROMISE = {
    "firm": Text(en="Money to the family by way of a firm is a bribe with a contract around it.", zh="经由公司给家属送钱，是包了一层合同的贿赂。"),
    "trip": Text(en="The seaside is a private gain. A study visit has work on each day, and the employer knows of it.", zh="海边游是个人好处。考察应当天天有正事，单位知情。"),
    "bonus": Text(en="A rebate goes to the company, in the contract and in the books; to a person it is a kickback.", zh="返利要给公司，写进合同、如实入账；给个人就是回扣。"),
}  # fmt: skip


def passes(data: Data, value: float, prior: float) -> bool:
    """Return whether an item keeps the cap of an item and, with what was given before, that of a person and year."""
    items = relationships.courtesy_check(
        [prior, value], data["cap_item"], recipient=["one", "one"], cap_per_recipient=data["cap_year"]
    )
    return bool(items["passes"].iloc[-1])


def _verdicts(data: Data, answers: Answers) -> dict[str, str | list[str]]:
    found: dict[str, str | list[str]] = {}
    for each in data["situations"]:
        situation = BY_ID[each["id"]]
        verdict = situation.verdict or ("fine" if passes(data, each["value"], each["prior"]) else "ask")
        found[each["id"]] = [verdict, *situation.also] if situation.also else verdict
    return found


def _by_item_cap(data: Data, answers: Answers) -> dict[str, str]:
    """The slip of looking at the item alone and forgetting what the person has had this year."""
    truth = _verdicts(data, answers)
    return {
        each["id"]: "fine"
        for each in data["situations"]
        if "value" in each and each["value"] <= data["cap_item"] and truth[each["id"]] == "ask"
    }


@once
def _register(data: Data) -> pd.DataFrame:
    entries = data["register"]
    return relationships.courtesy_check(
        [entry["value"] for entry in entries],
        data["cap_item"],
        recipient=[entry["who"] for entry in entries],
        cap_per_recipient=data["cap_year"],
    )


def _broken(data: Data, answers: Answers) -> list[str]:
    checked = _register(data)
    return [entry["id"] for entry, good in zip(data["register"], checked["passes"], strict=True) if not good]


def _whole_person(data: Data, answers: Answers) -> list[str]:
    """The slip of ticking all entries of a person whose year's total is too high, the earlier ones included."""
    checked = _register(data)
    over = set(checked.loc[~checked["within_recipient_cap"], "recipient"])
    broken = _broken(data, answers)
    return [entry["id"] for entry in data["register"] if entry["id"] in broken or entry["who"] in over]


def _had(data: Data) -> float:
    return float(sum(entry["value"] for entry in data["register"] if entry["who"] == data["asked"]))


def _left(data: Data, answers: Answers) -> float:
    return data["cap_year"] - _had(data)


def _verdict_reasons(data: Data) -> dict[str, Text]:
    reasons = {}
    for each in data["situations"]:
        why = BY_ID[each["id"]].why
        if "value" in each:
            why = written(why, value=each["value"], total=each["value"] + each["prior"])
        reasons[each["id"]] = why
    return reasons


def _verdicts_field(data: Data) -> MatchField:
    def told(each: Mapping[str, Any]) -> Text:
        text = BY_ID[each["id"]].told
        return written(text, value=each["value"], prior=each["prior"]) if "value" in each else text

    return MatchField(
        id="verdicts",
        label=Text(en="Ten situations: fine, ask, or refuse?", zh="十种情况：可以、请示，还是拒绝？"),
        help=Text(en="Judge by the policy above, not by habit.", zh="按上面的制度判断，不凭习惯。"),
        points=10,
        items=tuple(Option(each["id"], told(each)) for each in data["situations"]),
        options=options(VERDICTS),
        expected=_verdicts,
        reasons=_verdict_reasons(data),
        mistakes=(
            mistake(
                "item-cap-alone",
                _by_item_cap,
                en="The item keeps its cap, but add what the person has had this year: together it is too much, so ask.",
                zh="单件没超，但加上此人今年已收的就超了：要请示。",
            ),
        ),
    )


def _register_field(data: Data) -> ChoicesField:
    within = Text(en="This entry keeps both caps.", zh="这一笔两条上限都没超。")
    return ChoicesField(
        id="register",
        label=Text(en="Gift register: which entries broke a cap? Tick all.", zh="礼品登记：哪几笔超了上限？请全部勾选。"),
        help=Text(en="In the order of the dates; every entry counts towards the person's year.", zh="按日期先后；每一笔都计入此人当年累计。"),
        points=3,
        options=tuple(Option(entry["id"], _entry(entry)) for entry in data["register"]),
        expected=_broken,
        reasons={entry["id"]: within for entry in data["register"]},
        mistakes=(
            mistake(
                "whole-year-of-a-person",
                _whole_person,
                en="This entry was still within the cap when it was given. Only the one that goes beyond it, and what comes later, breaks it.",
                zh="这一笔当时还没超。只有超出的那一笔和以后的才算违规。",
            ),
        ),
    )


def _entry(entry: Mapping[str, Any]) -> Text:
    text = Text(en="{day} · {who} · {item} · {value:money}", zh="{day} · {who} · {item} · {value:money}")
    return written(text, day=entry["day"], who=TITLES[entry["who"]], item=ITEMS[entry["item"]], value=entry["value"])


def _left_field(data: Data) -> NumberField:
    return NumberField(
        id="left",
        kind="money",
        points=2,
        label=written(Text(en="{who}: how much courtesy is left this year?", zh="{who}：今年还剩多少额度？"), who=TITLES[data["asked"]]),
        tolerance=Tolerance(within=0.5),
        lowest=0,
        expected=_left,
        mistakes=(
            mistake(
                "what-was-given",
                lambda data, answers: _had(data),
                credit=0.5,
                en="That is what the person has had. Take it off the cap of the year.",
                zh="这是已经收的。请用年度上限减去它。",
            ),
            mistake(
                "last-entry-only",
                lambda data, answers: data["cap_year"] - [e["value"] for e in data["register"] if e["who"] == data["asked"]][-1],
                en="You took off the last entry only. All entries of the year count.",
                zh="您只减了最后一笔。今年每一笔都要算。",
            ),
        ),
    )


def _benefit_field() -> ChoiceField:
    return ChoiceField(
        id="benefit",
        label=Text(en="Which of these is the step “benefit” as this course means it?", zh="下面哪一项才是本课程所说的“利益”？"),
        points=2,
        options=options(PROMISES),
        expected=lambda data, answers: "report",
        reasons=WHY_PROMISE,
    )


def _fields(data: Data) -> tuple[Field, ...]:
    return (_verdicts_field(data), _register_field(data), _left_field(data), _benefit_field())


def _solution_tables(data: Data) -> tuple[CaseTable, ...]:
    verdicts, reasons = _verdicts(data, {}), _verdict_reasons(data)
    columns = (
        TableColumn(Text(en="Situation", zh="情况")),
        TableColumn(Text(en="Verdict", zh="判断")),
        TableColumn(Text(en="Reason", zh="理由")),
    )
    rows = []
    for item in _verdicts_field(data).items:
        verdict = verdicts[item.id]
        rows.append((item.label, VERDICTS[verdict if isinstance(verdict, str) else verdict[0]], reasons[item.id]))
    checked = _register(data)
    register_columns = (
        TableColumn(Text(en="Entry", zh="登记")),
        TableColumn(Text(en="Year so far", zh="当年累计"), "whole"),
        TableColumn(Text(en="Keeps both caps", zh="未超上限")),
    )
    yes, no = Text(en="yes", zh="是"), Text(en="no", zh="否")
    entries = [
        (_entry(entry), row.running_total, yes if row.passes else no)
        for entry, row in zip(data["register"], checked.itertuples(), strict=True)
    ]
    return (
        CaseTable(Text(en="Ten situations", zh="十种情况"), columns, rows),
        CaseTable(Text(en="The gift register (CNY)", zh="礼品登记（元）"), register_columns, entries),
    )


def _values(data: Data) -> dict[str, Any]:
    broken = [_entry(entry) for entry in data["register"] if entry["id"] in _broken(data, {})]
    return {
        "broken_names": Text(en="; ".join(each.en for each in broken), zh="；".join(each.zh for each in broken)),
        "asked_name": TITLES[data["asked"]],
        "had": _had(data),
    }


POLICY = Text(
    en="""1. **Fine, and entered in the register**: small courtesy at a usual occasion and in the open, up to {cap_item:money} an item and {cap_year:money} a person and year; plain meals, transport and get-togethers that belong to the work; knowledge and measured results for the department
2. **Ask compliance before**: anything above these caps; travel and hotel at our cost, fees for talks, donations, sponsoring; buying from the customer; persons close to a decider; and report what we are given above the cap
3. **Refuse and report**: cash and what is as good as cash; money or advantages for a person or the family; anything for officials; anything for a favour in return or while a tender, order or complaint is being decided; anything secret or under a false name. Private money counts as the company's""",
    zh="""1. **可以，并登记**：常见场合、公开赠送的小礼品，单件不超过 {cap_item:money}，每人每年累计不超过 {cap_year:money}；与工作有关的便饭、接送、联谊；给部门的知识分享和实测成果
2. **先请示合规**：超过上述上限的；由我方承担的差旅、讲课费、捐赠、赞助；向客户采购；涉及决策者的亲属；我方人员收到超过上限的礼品也要报告
3. **拒绝并报告**：现金及等同现金的；给个人或家属的钱或好处；给公职人员的；以礼换事，或正值招标、下单、投诉处理期间的；私下进行或用虚假名目的。自己掏钱也视同公司行为""",
)

CASE = Text(
    en=f"""Courtesy exchange (礼尚往来) and the step “benefit” belong to the relationship, as long as they are modest, open and serve the business. Where they end, commercial-bribery law and the policy of the house decide. Tarvane Drives has this policy (invented, as the company is; yours may be stricter and then holds):

{POLICY.en}

The two amounts are the company's own rule and no line of the law: every company, and every country, draws them elsewhere, so here they may be others than in the lesson. The law looks at occasion, favour and value together; no cap makes a bribe lawful.

Judge as the key-account manager on the spot. All people and events are invented.""",
    zh=f"""礼尚往来和“利益”这一步，都是客户关系的一部分，前提是适度、公开、为业务服务。界限在哪里，由反商业贿赂法律和公司制度决定。塔凡传动的制度如下（公司和制度均为虚构；贵公司若更严，以贵公司为准）：

{POLICY.zh}

两个上限金额是公司自己的规定，不是法律的界线：各公司、各国的规定不同，所以本题的金额可能与课文不一样。法律综合看缘由、有无请托和财物价值，没超上限也可能是贿赂。

请以现场大客户经理的身份判断。所有人物和事件均为虚构。""",
)

HINTS = (
    Text(en="One question sorts most of them: would you be glad to see it on the notice board of both companies, with name and amount?", zh="有一个问题能分清大多数：写上姓名和金额，贴在两家公司的公告栏里，您坦然吗？"),
    Text(
        en="Begin with paragraph 3: cash, person or family, official, favour or open decision, secret? If one holds: refuse. Then paragraph 2: above a cap, travel, fee, donation, mutual business? Ask. The rest is fine. "
        "For the register keep a running total for each person and compare each entry with both caps.",
        zh="先看第 3 条：现金、个人或家属、公职人员、换好处或正在决策、私下？符合一项就拒绝。再看第 2 条：超上限、差旅、讲课费、捐赠、互相采购？请示。其余可以。"
        "登记表按人累计，每一笔都对照两条上限。",
    ),
    Text(
        en="Another register with caps of 150 and 400: buyer 140, buyer 150, planner 160, buyer 130. The planner's item is above 150. The buyer has had 140, 290, 420: the third goes beyond 400. "
        "So two entries break a cap; before the third the buyer had 110 left.",
        zh="换一份登记，上限 150 和 400：采购员 140、采购员 150、计划员 160、采购员 130。计划员那件超过 150。采购员累计 140、290、420：第三笔超过 400。"
        "所以两笔违规；第三笔之前采购员还剩 110。",
    ),
)

SOLUTION = Text(
    en="""**The situations** stand in the table with their reasons. The same thing may be fine in spring and forbidden in the week of the bids: occasion and purpose decide, the value comes after.

**The register.** Beyond a cap: {broken_names}.

**{asked_name}.** {cap_year:money} − {had:money} = **{left:money}**.

**Benefit** is what the customer's department gains from our work, measured and in the open. What a person gains in private is bribery, however it is named.""",
    zh="""**十种情况**及理由见表。同一件事，春天可以，开标那周就不行：先看场合和目的，再看金额。

**登记。** 超上限的：{broken_names}。

**{asked_name}。** {cap_year:money} − {had:money} = **{left:money}**。

**利益**是客户的部门从我们的工作中得到的好处，有实测、公开透明。给个人的私下好处，叫什么名字都是贿赂。""",
)

DEMO = {
    "cap_item": 200,
    "cap_year": 500,
    "situations": [
        {"id": "tea", "value": 180, "prior": 190},
        {"id": "study_visit"},
        {"id": "commission"},
        {"id": "match"},
        {"id": "tender"},
        {"id": "pen", "value": 190, "prior": 360},
        {"id": "mutual"},
        {"id": "red_packet"},
        {"id": "seminar"},
        {"id": "received"},
    ],
    "register": [
        {"id": "e1", "day": "01-15", "who": "buyer", "item": "desk_set", "value": 160},
        {"id": "e2", "day": "02-10", "who": "quality_manager", "item": "tea", "value": 240},
        {"id": "e3", "day": "03-04", "who": "buyer", "item": "handbook", "value": 190},
        {"id": "e4", "day": "04-22", "who": "maintenance_head", "item": "fruit", "value": 120},
        {"id": "e5", "day": "06-02", "who": "buyer", "item": "model", "value": 180},
        {"id": "e6", "day": "06-18", "who": "maintenance_head", "item": "tea", "value": 170},
    ],
    "asked": "maintenance_head",
}


def make(chance: random.Random) -> dict[str, Any] | None:
    """Return a candidate variant of U4.X4, None when the caps decide nothing."""
    cap_item = chance.choice([150, 200, 250, 300])
    cap_year = rounded_ten(cap_item * chance.choice([2, 2.4, 2.5, 3]))
    pair = chance.sample(VALUED, 2)
    small = rounded_ten(cap_item * chance.uniform(0.5, 0.95))
    situations: list[dict[str, Any]] = [
        {"id": pair[0].id, "value": small, "prior": rounded_ten(chance.uniform(0.1, 0.9) * (cap_year - small))},
        {"id": pair[1].id, "value": rounded_ten(cap_item * chance.uniform(0.7, 1)), "prior": rounded_ten(cap_year * chance.uniform(0.75, 0.95))},
    ]
    for verdict, count in (("fine", 2), ("ask", 3), ("refuse", 3)):
        fitting = [each for each in SITUATIONS if each.verdict == verdict]
        situations += [{"id": each.id} for each in chance.sample(fitting, count)]
    chance.shuffle(situations)
    people = chance.sample(["buyer", "quality_manager", "maintenance_head", "design_engineer", "production_manager", "planner"], 3)
    order = [people[0], people[1], people[0], people[2], people[0], people[2]]
    days = sorted(f"{month:02d}-{chance.randint(1, 28):02d}" for month in chance.sample(range(1, 7), 6))
    values = [cap_item * chance.uniform(0.55, 0.95) for _ in order]
    values[1] = cap_item * chance.uniform(1.05, 1.4)
    register = [
        {"id": f"e{place}", "day": day, "who": who, "item": item, "value": rounded_ten(value)}
        for place, (day, who, item, value) in enumerate(zip(days, order, chance.sample(list(ITEMS), 6), values, strict=True), 1)
    ]
    data = {
        "cap_item": cap_item, "cap_year": cap_year, "situations": situations, "register": register, "asked": people[2],
    }  # fmt: skip
    return data if _is_good(data) else None


def rounded_ten(value: float) -> int:
    """Return a value in whole tens.

    Examples
    --------
    >>> rounded_ten(187.3)
    190
    """
    return int(round(value / 10)) * 10


def _is_good(data: Data) -> bool:
    if _broken(data, {}) != ["e2", "e5"] or not 30 <= _left(data, {}) or not _by_item_cap(data, {}):
        return False
    verdicts = _verdicts(data, {})
    valued = sorted(verdicts[each["id"]] for each in data["situations"] if "value" in each)
    return valued == ["ask", "fine"] and mistakes_stand_apart(EXERCISE, data)


EXERCISE = Exercise(
    id="U4.X4",
    unit="U4",
    title=Text(en="Is this courtesy allowed?", zh="这样的往来合规吗？"),
    minutes=10,
    case=CASE,
    values=_values,
    fields=_fields,
    hints=HINTS,
    solution=SOLUTION,
    solution_tables=_solution_tables,
    variants=partial(pool, "U4.X4"),
)
