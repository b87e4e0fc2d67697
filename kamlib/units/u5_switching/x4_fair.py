"""U5.X4 fair or foul: ten lock-in ideas, what was found unlawful in 2016, and whom the rule concerns."""

from __future__ import annotations

import random
from functools import partial
from typing import Any

from kamlib.classroom.exercise import (
    Answers,
    CaseTable,
    ChoiceField,
    ChoicesField,
    Data,
    Exercise,
    Field,
    Option,
    PlaceField,
    TableColumn,
)
from kamlib.text import Text
from kamlib.units import pool
from kamlib.units.common import ANY_ACCOUNT, ANY_ACCOUNT_ZH, options
from kamlib.units.u5_switching.ideas import BOX_NOTES, BOXES, BY_ID, IDEAS

# What the decision found, and what it did not: see tetra_pak.conduct in kamlib/data/cases_cited.csv.
FOUND = {
    "tie_in": Text(en="Tie-in sales", zh="搭售"),
    "exclusive": Text(en="Exclusive dealing", zh="限定交易"),
    "loyalty": Text(en="Loyalty discounts", zh="忠诚折扣"),
}
NOT_FOUND = {
    "royalties": Text(en="Unfairly high licence fees", zh="收取不公平的高价许可费"),
    "patents": Text(en="The use of its own patents", zh="使用自己的专利"),
    "service_quality": Text(en="Good service for its machines", zh="为自己的设备提供优质服务"),
    "bribes": Text(en="Bribery of buyers", zh="贿赂采购人员"),
}
NOT_FOUND_WHY = {
    "royalties": Text(en="That was another case: Qualcomm in 2015, see U7.", zh="那是另一个案例：2015 年的高通，见 U7。"),
    "patents": Text(en="To have a better technology of one's own is not unlawful, and the decision does not say so.", zh="拥有自己的先进技术并不违法，决定也没有这样说。"),
    "service_quality": Text(en="Good service was not the trouble. What was found was that service was tied to material.", zh="服务好不是问题，被认定的是把服务和材料绑在一起。"),
    "bribes": Text(en="Bribery is an offence of its own and was not the matter of this decision.", zh="贿赂是另一种违法行为，与这份决定无关。"),
}  # fmt: skip
LINES = {
    "free_to_go": Text(en="May the customer leave when somebody else is better, and does he stay because he gains by it?", zh="别家更好时客户能不能走，他是不是因为得到好处才留下？"),
    "strength": Text(en="Is the tie strong enough?", zh="绑得够不够牢？"),
    "signed": Text(en="Has the customer signed it?", zh="客户签字了没有？"),
    "usual": Text(en="Do others do it, too?", zh="别人是不是也这样做？"),
}  # fmt: skip
LINES_WHY = {
    "strength": Text(en="The strongest ties are the ones that need a lawyer most.", zh="绑得最牢的，往往最需要法务把关。"),
    "signed": Text(en="A signature makes nothing lawful that the law forbids.", zh="签了字，违法的照样违法。"),
    "usual": Text(en="What others do has been fined, too.", zh="别人这样做，也有被罚的。"),
}
SMALL = {
    "some_rules": Text(en="The rules on dominance do not concern it; those on bribery, cartels, untrue statements and contracts do. Who is large in a small market asks first.", zh="支配地位的规则不适用，但反贿赂、垄断协议、商业诋毁、合同方面的法律都适用；在细分市场占比高的，要先问法务。"),
    "all_free": Text(en="It may do anything; the law is for giants.", zh="想怎么做都行，法律只管大公司。"),
    "all_forbidden": Text(en="It may not bind customers at all.", zh="任何绑定客户的做法都不允许。"),
    "ask_customer": Text(en="It is enough to ask the customer whether he minds.", zh="问一下客户介不介意就行了。"),
}  # fmt: skip
SMALL_WHY = {
    "all_free": Text(en="Bribery, cartels and untrue statements about rivals are unlawful for a firm of any size.", zh="商业贿赂、垄断协议、诋毁对手，企业大小都违法。"),
    "all_forbidden": Text(en="Service, technology and useful assets bind customers and are welcome: see the first box.", zh="服务、技术、好用的设备都能留住客户，也受欢迎：请看第一栏。"),
    "ask_customer": Text(en="The customer's consent does not heal what the law forbids, and rivals are protected, too.", zh="客户同意，违法的照样违法；法律也保护竞争对手。"),
}  # fmt: skip


def _boxes(data: Data, answers: Answers) -> dict[str, str]:
    return {id: BY_ID[id].box for id in data["ideas"]}


def _found(data: Data, answers: Answers) -> list[str]:
    return [id for id in data["practices"] if id in FOUND]


def _fields(data: Data) -> tuple[Field, ...]:
    return (
        PlaceField(
            id="ideas",
            label=Text(en="Ten ideas from a workshop: which box?", zh="研讨会上的十个点子：放哪一栏？"),
            points=10,
            shape="row",
            items=tuple(Option(id, BY_ID[id].told) for id in data["ideas"]),
            boxes=tuple(Option(box, name, note=BOX_NOTES[box]) for box, name in BOXES.items()),
            expected=_boxes,
            reasons={f"{id}/{box}": BY_ID[id].why for id in data["ideas"] for box in BOXES if box != BY_ID[id].box},
        ),
        ChoicesField(
            id="found",
            label=Text(en="Tetra Pak, China 2016: which practices, without justifiable reason, were found unlawful?", zh="利乐，中国，2016 年：哪些行为因没有正当理由被认定违法？"),
            help=Text(en="Tick three.", zh="选三项。"),
            points=3,
            options=options({id: {**FOUND, **NOT_FOUND}[id] for id in data["practices"]}),
            expected=_found,
            reasons=NOT_FOUND_WHY,
        ),
        ChoiceField(
            id="line",
            label=Text(en="Which question parts the two boxes?", zh="区分这两栏，该问哪一句？"),
            points=1,
            options=options({id: LINES[id] for id in data["lines"]}),
            expected=lambda data, answers: "free_to_go",
            reasons=LINES_WHY,
        ),
        ChoiceField(
            id="small",
            label=Text(en="A firm without a dominant position: what holds for it?", zh="没有市场支配地位的企业，适用什么？"),
            points=1,
            options=options({id: SMALL[id] for id in data["small"]}),
            expected=lambda data, answers: "some_rules",
            reasons=SMALL_WHY,
        ),
    )


def _solution_tables(data: Data) -> tuple[CaseTable, ...]:
    columns = (
        TableColumn(Text(en="Idea", zh="点子")),
        TableColumn(Text(en="Box", zh="归类")),
        TableColumn(Text(en="Because", zh="理由")),
    )
    ordered = sorted(data["ideas"], key=lambda id: list(BOXES).index(BY_ID[id].box))
    rows = [(BY_ID[id].told, BOXES[BY_ID[id].box], BY_ID[id].why) for id in ordered]
    return (CaseTable(Text(en="Ten ideas", zh="十个点子"), columns, rows),)


CASE = Text(
    en=f"""After the lesson the sales team of Tarvane Drives collects ideas of how to keep its accounts. Ten of them are on the wall.

*Which may go ahead because they give the customer something, and which go to **legal review** before anybody talks to a customer?*

“Legal review” does not say forbidden: it says that a salesperson does not decide it alone. Some of them will come back with a no.

The ideas and the two boxes are the course's own. The document names Tetra Pak's bundling agreement and says nothing of the law; the decision of 2016 stands in the lesson with its sources.

This is training, not legal advice.

{ANY_ACCOUNT}""",
    zh=f"""讲完这一课，塔凡传动的销售团队集思广益，想出不少留住客户的点子，墙上贴了十条。

*哪些给客户带来好处，可以直接做？哪些在和任何客户谈之前，必须先过**法务**？*

“先过法务”不等于禁止，而是说业务员不能自己拍板；其中有些，法务一定会说不行。

点子和两栏由本课程编写。课程文件只提到利乐包装的捆绑协议，没有谈法律；2016 年的处罚决定及出处见课文。

本题用于培训，不构成法律意见。

{ANY_ACCOUNT_ZH}""",
)

HINTS = (
    Text(
        en="Imagine the customer reads the idea aloud to his own managing director. Does he sound pleased or trapped?",
        zh="设想客户把这条念给自己的总经理听：他是高兴，还是觉得被套住了？",
    ),
    Text(
        en="Ask three things: does it give the customer something? May he leave at a fair price? Are rivals shut out other than by being worse? "
        "Anything with “only if”, “nobody else”, “all they need”, money to a person, or words about a rival goes to review.",
        zh="问三句：给客户带来好处了吗？能不能以公平的代价退出？对手是不是因为不够好才被挡在外面？"
        "凡是带“只有……才”“不许别家”“全部需求”、给个人钱、议论对手的，一律先过法务。",
    ),
    Text(
        en="Another idea: “We mount and balance their couplings free of charge before delivery”: value, they save work and may go. "
        "“We mount them only for who buys the motor from us, too”: review, one thing is tied to another.",
        zh="再看一个点子：“发货前免费为客户装好联轴器并做动平衡”：正当价值，客户省事，想走也能走。"
        "“只有同时买我方电机的才给装”：先过法务，这是把两样东西绑在一起。",
    ),
)

SOLUTION = Text(
    en="""**The line:** a fair tie holds the customer because he gains by it, and lets him go when he finds more elsewhere. A foul one holds him although he would gain by leaving.

**2016:** tie-in sales, exclusive dealing and loyalty discounts without justifiable reason, by a firm with a dominant position.

Dominance is judged market by market. A firm that is small in the country may be large in one kind of part in one region, so ask. And three things are unlawful whatever the size: paying a person, sharing out customers, untrue words about a rival.""",
    zh="""**界线：** 正当的做法，是客户得到好处才留下，别家更好他可以走；不正当的做法，是他走了更好，却走不了。

**2016 年：** 具有市场支配地位的企业，没有正当理由的搭售、限定交易和忠诚折扣。

支配地位要逐个市场来看。在全国不算大的企业，可能在某个地区、某类部件上占比很高，所以要先问。还有三件事，不论大小都违法：给个人好处、瓜分客户、诋毁对手。""",
)


def make(chance: random.Random) -> dict[str, Any] | None:
    """Return a candidate variant of U5.X4: ten ideas, four to six of them for review, and the options in another order."""
    reviewed = chance.choice([4, 5, 6])
    ids = [
        idea.id
        for box, count in (("value", 10 - reviewed), ("review", reviewed))
        for idea in chance.sample([each for each in IDEAS if each.box == box], count)
    ]
    chance.shuffle(ids)
    practices = [*FOUND, *chance.sample(list(NOT_FOUND), 3)]
    chance.shuffle(practices)
    lines, small = list(LINES), list(SMALL)
    chance.shuffle(lines)
    chance.shuffle(small)
    return {"ideas": ids, "practices": practices, "lines": lines, "small": small}


EXERCISE = Exercise(
    id="U5.X4",
    unit="U5",
    title=Text(en="Fair or foul?", zh="正当还是越界？"),
    minutes=12,
    case=CASE,
    fields=_fields,
    hints=HINTS,
    solution=SOLUTION,
    solution_tables=_solution_tables,
    variants=partial(pool, "U5.X4"),
)
