"""U6.W assessed: a growth plan for one account, inside and outside."""

from __future__ import annotations

import random
from collections.abc import Mapping
from functools import partial
from statistics import fmean
from typing import Any

import numpy as np

from kamlib import growth
from kamlib.cases.labels import LABELS
from kamlib.classroom.exercise import (
    Answers,
    CaseTable,
    ChoiceField,
    Data,
    Exercise,
    Field,
    MatchField,
    NumberField,
    Option,
    TableColumn,
    TextField,
    Tolerance,
)
from kamlib.growth import DIFFUSION_LAYERS
from kamlib.text import Text
from kamlib.units import pool
from kamlib.units.common import (
    ANY_ACCOUNT,
    ANY_ACCOUNT_ZH,
    ONE_PERCENT,
    draw_names,
    mistake,
    mistakes_stand_apart,
    named,
    options,
    rounded,
)
from kamlib.units.u6_growth.lines import LINES
from kamlib.units.u6_growth.shared import LAYER_NAMES

CATEGORIES = {family: LABELS["family"][family] for family in ("servo", "planetary", "frequency", "coupling")}
OFFER = {"make": Text(en="Make the offer", zh="提出该方案"), "leave": Text(en="Leave it", zh="不提出")}
UNITS = Text(en="units", zh="套")
MACHINES = Text(en="machines", zh="台")
POINTS = Text(en="points", zh="分")


# -- inside --------------------------------------------------------------------------------------------


def _ours(data: Data) -> int:
    return sum(cell["ours"] for cell in data["wallet"])


def _spend(data: Data) -> int:
    return sum(cell["spend"] for cell in data["wallet"])


def _share(data: Data, answers: Answers) -> float:
    return float(growth.share_of_wallet(_ours(data), _spend(data)))


def _headroom(data: Data, answers: Answers) -> float:
    ours = [float(cell["ours"]) for cell in data["wallet"]]
    spend = [float(cell["spend"]) for cell in data["wallet"]]
    return float(np.sum(growth.headroom(ours, spend, data["target"], above_target="zero")))


def _headroom_of_the_sum(data: Data, answers: Answers) -> float:
    return data["target"] * _spend(data) - _ours(data)


def _next_year(data: Data, answers: Answers) -> float:
    curve = data["curve"]
    return float(growth.bass_next_year(curve["so_far"], curve["p"], curve["q"], curve["potential"]))


def _next_year_without_imitation(data: Data, answers: Answers) -> float:
    curve = data["curve"]
    return curve["p"] * (curve["potential"] - curve["so_far"])


def _next_year_of_the_whole(data: Data, answers: Answers) -> float:
    """The slip of taking the share of the whole potential, those who have it already included."""
    curve = data["curve"]
    return (curve["p"] + curve["q"] * curve["so_far"] / curve["potential"]) * curve["potential"]


def _our_units(data: Data, answers: Answers) -> float:
    given = data["content"], data["our_share"], data["price"]
    return float(growth.derived_demand(answers["next_year"], *given).units_per_year)


def _parts(data: Data, answers: Answers) -> float:
    spare = data["spare"]
    return float(growth.aftermarket_sales(spare["base"], spare["wear"], spare["price"], spare["capture"]))


def _offer_value(data: Data, answers: Answers) -> float:
    offer = data["offer"]
    return float(
        growth.cross_sell_value(offer["chance"], offer["contribution"], offer["years"], offer["cost"])
    )


def _decide(data: Data, answers: Answers) -> str:
    return "make" if answers["offer_value"] > 0 else "leave"


# -- outside ---------------------------------------------------------------------------------------------


def _answers_0_to_10(data: Data) -> list[int]:
    return [score for score, count in enumerate(data["scores"]) for _ in range(count)]


def _nps(data: Data, answers: Answers) -> float:
    return float(growth.net_promoter_score(_answers_0_to_10(data)).score)


def _layer_values(data: Data, name: str) -> dict[str, float]:
    return {layer: data["ripple"][layer][name] for layer in DIFFUSION_LAYERS}


def _outside(data: Data, answers: Answers) -> float:
    table = growth.diffusion_table(
        *(_layer_values(data, name) for name in ("prospects", "reach", "conversion", "units")),
        price_per_unit=data["price"],
    )
    return float(table["sales_per_year"].sum())


def _outside_if_all_are_reached(data: Data, answers: Answers) -> float:
    layers = data["ripple"].values()
    return data["price"] * sum(each["prospects"] * each["conversion"] * each["units"] for each in layers)


def _outside_customers(data: Data, answers: Answers) -> float:
    layers = data["ripple"].values()
    return data["price"] * sum(each["prospects"] * each["reach"] * each["conversion"] for each in layers)


def _inside_fields() -> tuple[Field, ...]:
    return (
        NumberField(
            id="share",
            kind="percent",
            points=1,
            label=Text(en="Our share of wallet over the four categories", zh="四个品类合计的我方钱包份额"),
            tolerance=Tolerance(within=0.003),
            lowest=0,
            expected=_share,
            mistakes=(
                mistake(
                    "mean-of-shares",
                    lambda data, answers: fmean(cell["ours"] / cell["spend"] for cell in data["wallet"]),
                    en="That is the mean of the four shares. Add up our sales and their spend first, then divide.",
                    zh="这是四个份额的简单平均。请先把我方销售额和对方采购额分别相加，再相除。",
                ),
                mistake(
                    "share-of-the-others",
                    lambda data, answers: 1 - _share(data, answers),
                    en="That is the share of the others.",
                    zh="这是其他供应商的份额。",
                ),
            ),
        ),
        NumberField(
            id="headroom",
            kind="money",
            points=3,
            label=Text(en="Headroom of the four categories up to {target:percent0} in each", zh="四个品类各自提升到 {target:percent0} 的空间合计"),
            help=Text(en="A category in which we are above the target has no headroom.", zh="份额已超过目标的品类，提升空间为 0。"),
            tolerance=Tolerance(relative=0.005),
            expected=_headroom,
            mistakes=(
                mistake(
                    "headroom-of-the-sum",
                    _headroom_of_the_sum,
                    credit=0.5,
                    en="You worked it out from the sums: then what we have too much in one category makes up for another. Go category by category, and count 0 where we are above the target.",
                    zh="您是用合计数算的，这样一个品类超出的部分抵消了另一个品类的空间。请逐个品类计算，超过目标的计 0。",
                ),
                mistake(
                    "all-that-is-not-ours",
                    lambda data, answers: float(_spend(data) - _ours(data)),
                    en="That is all they buy elsewhere. Headroom only goes up to the target share.",
                    zh="这是对方向别家采购的全部，提升空间只算到目标份额。",
                ),
            ),
        ),
        NumberField(
            id="next_year",
            points=3,
            label=Text(en="{line_name}: machines next year, by the S-curve", zh="{line_name}：按 S 曲线推算的明年销量"),
            help=Text(en="(p + q × sold so far ÷ potential) × (potential − sold so far)", zh="（p + q × 累计销量 ÷ 潜力）×（潜力 − 累计销量）"),
            tolerance=ONE_PERCENT,
            unit=MACHINES,
            expected=_next_year,
            mistakes=(
                mistake(
                    "imitation-forgotten",
                    _next_year_without_imitation,
                    en="That counts only those who buy on their own account. Add q × the part that has been sold: others buy because their neighbours have.",
                    zh="这只算了自发购买的部分，还要加上 q × 已售比例：看到别家用了才买的人。",
                ),
                mistake(
                    "whole-potential",
                    _next_year_of_the_whole,
                    en="You multiplied by the whole potential. Who has the machine does not buy it a first time again: multiply by what is left.",
                    zh="您乘的是全部潜力。已经买了的不会再首购一次，应乘剩余潜力。",
                ),
            ),
        ),
        NumberField(
            id="our_units",
            points=1,
            label=Text(en="… and our units in them", zh="……其中我方的销量"),
            tolerance=ONE_PERCENT,
            unit=UNITS,
            uses=("next_year",),
            expected=_our_units,
            mistakes=(
                mistake(
                    "units-of-all-suppliers",
                    lambda data, answers: answers["next_year"] * data["content"],
                    en="That is what all suppliers deliver. Times our share.",
                    zh="这是所有供应商的合计，再乘我方份额。",
                ),
                mistake(
                    "one-unit-a-machine",
                    lambda data, answers: answers["next_year"] * data["our_share"],
                    en="You counted one unit a machine.",
                    zh="您按每台设备只用一套计算了。",
                ),
            ),
        ),
        NumberField(
            id="parts",
            per="year",
            kind="money",
            points=2,
            label=Text(en="Spare parts: our sales a year in the after-market", zh="后市场配件：我方年销售额"),
            tolerance=ONE_PERCENT,
            expected=_parts,
            mistakes=(
                mistake(
                    "all-replacements",
                    lambda data, answers: _parts(data, answers) / data["spare"]["capture"],
                    en="That is what all replacements cost. Only part of them is bought from us.",
                    zh="这是全部更换需求，其中只有一部分向我方购买。",
                ),
                mistake(
                    "every-machine-every-year",
                    lambda data, answers: _parts(data, answers) / data["spare"]["wear"],
                    en="You replaced the part in each machine every year. Multiply by the wear rate.",
                    zh="您按每台每年都换一套计算了，要乘年更换率。",
                ),
            ),
        ),
        NumberField(
            id="offer_value",
            kind="money",
            points=2,
            label=Text(en="Condition monitoring: expected value of the offer", zh="状态监测服务：期望值"),
            help=Text(en="Below zero if it does not pay.", zh="不划算的话填负数。"),
            tolerance=ONE_PERCENT,
            expected=_offer_value,
            mistakes=(
                mistake(
                    "selling-cost-forgotten",
                    lambda data, answers: _offer_value(data, answers) + data["offer"]["cost"],
                    credit=0.5,
                    en="The cost of selling is missing. It is spent whether they accept or not.",
                    zh="漏了销售费用，成不成都要花。",
                ),
                mistake(
                    "as-if-certain",
                    lambda data, answers: data["offer"]["contribution"] * data["offer"]["years"] - data["offer"]["cost"],
                    en="You counted it as certain. Multiply what comes in by the chance.",
                    zh="您按必成计算了，收入部分要乘成功率。",
                ),
                mistake(
                    "one-year-only",
                    lambda data, answers: data["offer"]["chance"] * data["offer"]["contribution"] - data["offer"]["cost"],
                    en="You counted one year only.",
                    zh="您只算了一年。",
                ),
            ),
        ),
    )


def _decision_field(data: Data) -> ChoiceField:
    if _offer_value(data, {}) > 0:
        reasons = {"leave": Text(en="The expected value is above zero: leaving it gives that away.", zh="期望值大于零，不提就等于放弃。")}
    else:
        reasons = {"make": Text(en="The expected value is below zero: selling it costs more than it is likely to bring.", zh="期望值小于零，销售费用超过可能得到的。")}
    return ChoiceField(
        id="decision",
        points=1,
        label=Text(en="So: make the offer?", zh="那么，提出这个方案吗？"),
        options=options(OFFER),
        uses=("offer_value",),
        expected=_decide,
        reasons=reasons,
    )


def _outside_fields() -> tuple[Field, ...]:
    return (
        NumberField(
            id="nps",
            points=2,
            label=Text(en="Net promoter score", zh="净推荐值（NPS）"),
            help=Text(en="In points, from −100 to 100.", zh="单位为分，从 −100 到 100。"),
            tolerance=Tolerance(within=0.6),
            unit=POINTS,
            expected=_nps,
            mistakes=(
                mistake(
                    "promoters-only",
                    lambda data, answers: 100 * growth.net_promoter_score(_answers_0_to_10(data)).promoters_share,
                    en="That is the share of promoters. Take off the share of detractors (0 to 6).",
                    zh="这是推荐者的比例，还要减去贬损者（0 至 6 分）的比例。",
                ),
                mistake(
                    "mean-score",
                    lambda data, answers: fmean(_answers_0_to_10(data)),
                    en="That is the mean of the answers. The score counts people: 9 and 10 for us, 0 to 6 against.",
                    zh="这是平均分。净推荐值数的是人数：9、10 分为推荐者，0 至 6 分为贬损者。",
                ),
                mistake(
                    "eight-is-for-us",
                    lambda data, answers: _nps(data, answers)
                    + 100 * data["scores"][8] / len(_answers_0_to_10(data)),
                    en="You counted the 8 as a promoter. 7 and 8 are passive: satisfied, but they recommend nobody.",
                    zh="您把 8 分也算作推荐者了。7、8 分是被动者：满意，但不会主动推荐。",
                ),
            ),
        ),
        NumberField(
            id="outside",
            per="year",
            kind="money",
            points=3,
            label=Text(en="Expected sales outside: the four layers together, a year", zh="外部扩散：四层合计的预期年销售额"),
            tolerance=ONE_PERCENT,
            expected=_outside,
            mistakes=(
                mistake(
                    "as-if-all-are-reached",
                    _outside_if_all_are_reached,
                    en="You counted all prospects as reached. Multiply by the reach.",
                    zh="您把所有家数都当作触达了，要乘触达率。",
                ),
                mistake(
                    "one-unit-each",
                    _outside_customers,
                    en="You counted one unit for each customer won. Multiply by the mean volume.",
                    zh="您按每家只买一套计算了，要乘每家平均销量。",
                ),
            ),
        ),
    )


def _situations_field() -> MatchField:
    return MatchField(
        id="situations",
        points=6,
        label=Text(en="Three situations of the next months: what do you do?", zh="接下来几个月的三种情况：您怎么做？"),
        items=(
            Option("rival_asks", Text(en="A competitor of {name} would order at once if you told it how many units {name} buys, and what for.", zh="{name}的一家竞争对手说，只要告诉它{name}买了多少、用在哪里，马上下单。")),
            Option("boss_ties", Text(en="Your manager wants to deliver the scarce gear units only to accounts that also sign for condition monitoring.", zh="您的经理想规定：紧俏的减速机只供给同时订购状态监测的客户。")),
            Option("sister_plant", Text(en="The production manager of {name}, who gave us a 10, offers to call the sister plant for us.", zh="{name}的生产经理给我们打了 10 分，主动提出替我们给兄弟厂打电话。")),
        ),
        options=(
            Option("own_facts", Text(en="Answer with our own facts and an approved reference, and say that we would keep its secrets just the same", zh="用我方自己的资料和经同意的案例回答，并说明：对贵公司的信息也会同样保密")),
            Option("hint", Text(en="Give a rough figure without a name", zh="不点名，只说个大概数")),
            Option("both_alone", Text(en="Offer each alone and both together at a saving, and ask the legal department before linking them", zh="各自可单买，一起买有优惠；要挂钩，先问法务")),
            Option("only_together", Text(en="Do it, as long as the units are scarce", zh="趁货源紧张就这么办")),
            Option("thank_prepare", Text(en="Accept with thanks, agree on what may be said, and have a visit ready for the week after", zh="道谢并接受，商定哪些内容可以讲，并安排好随后一周的拜访")),
            Option("commission", Text(en="Promise a commission for every order that comes of it", zh="答应每促成一单就给他一笔佣金")),
            Option("wait", Text(en="Do nothing for now", zh="暂时不动")),
        ),
    )  # fmt: skip


def _note_field() -> TextField:
    return TextField(
        id="note",
        label=Text(en="A note to your sales director: where does the growth with {name} come from next year, what comes first, and where is the limit?", zh="给销售总监的说明：明年围绕{name}的增长从哪里来，先做什么，界限在哪里？"),
        points=6,
        words_min=40,
        names=(
            (
                Option("inside", Text(en="growth inside the account", zh="客户内部的增长")),
                ("share", "wallet", "headroom", "inside", "份额", "提升空间", "内部"),
            ),
            (
                Option("outside", Text(en="growth outside the account", zh="客户外部的增长")),
                ("outside", "layer", "referral", "recommend", "外部", "层", "推荐", "扩散"),
            ),
            (
                Option("limit", Text(en="the limit", zh="界限")),
                ("limit", "confiden", "secret", "tying", "law", "界限", "保密", "秘密", "搭售", "法律", "合规"),
            ),
        ),
    )


def _fields(data: Data) -> tuple[Field, ...]:
    return (*_inside_fields(), _decision_field(data), *_outside_fields(), _situations_field(), _note_field())


def _tables(data: Data) -> tuple[CaseTable, ...]:
    wallet = (
        TableColumn(Text(en="Category", zh="品类")),
        TableColumn(Text(en="Spend with all suppliers", zh="向所有供应商的采购额"), "whole"),
        TableColumn(Text(en="Of that with us", zh="其中向我方"), "whole"),
    )
    asked = (
        TableColumn(Text(en="Answer", zh="评分")),
        TableColumn(Text(en="People", zh="人数"), "number"),
    )
    ripple = (
        TableColumn(Text(en="Layer", zh="层次")),
        TableColumn(Text(en="Prospects", zh="潜在客户数"), "number"),
        TableColumn(Text(en="Reach", zh="触达率"), "percent0"),
        TableColumn(Text(en="Conversion", zh="转化率"), "percent0"),
        TableColumn(Text(en="Units a buyer and year", zh="每家年均销量"), "number"),
    )
    rows = [(LAYER_NAMES[layer], *_cells(data["ripple"][layer])) for layer in DIFFUSION_LAYERS]
    name = data["name"]
    return (
        CaseTable(
            Text(en=f"{name['en']}: the wallet (CNY a year)", zh=f"{name['zh']}：钱包（元/年）"),
            wallet,
            [(CATEGORIES[cell["id"]], cell["spend"], cell["ours"]) for cell in data["wallet"]],
        ),
        CaseTable(
            Text(en="Would you recommend us? (0 to 10)", zh="您会推荐我们吗？（0 至 10 分）"),
            asked,
            [(str(score), count) for score, count in enumerate(data["scores"]) if count],
        ),
        CaseTable(Text(en="The ripple", zh="四层扩散"), ripple, rows),
    )


def _cells(layer: Mapping[str, Any]) -> tuple[Any, ...]:
    return layer["prospects"], layer["reach"], layer["conversion"], layer["units"]


def _solution_tables(data: Data) -> tuple[CaseTable, ...]:
    rooms = growth.headroom(
        [float(cell["ours"]) for cell in data["wallet"]],
        [float(cell["spend"]) for cell in data["wallet"]],
        data["target"],
        above_target="zero",
    )
    columns = (
        TableColumn(Text(en="Category", zh="品类")),
        TableColumn(Text(en="Our share", zh="我方份额"), "percent0"),
        TableColumn(Text(en="Headroom", zh="提升空间"), "whole"),
    )
    rows = [
        (CATEGORIES[cell["id"]], cell["ours"] / cell["spend"], float(room))
        for cell, room in zip(data["wallet"], rooms, strict=True)
    ]
    return (CaseTable(Text(en="The wallet (CNY a year)", zh="钱包（元/年）"), columns, rows),)


def _values(data: Data) -> dict[str, Any]:
    spare, offer, curve = data["spare"], data["offer"], data["curve"]
    value = _offer_value(data, {})
    return {
        "name": named(data["name"]),
        "line_name": LINES[data["line"]],
        "ours": _ours(data),
        "spend": _spend(data),
        "so_far": curve["so_far"],
        "potential": curve["potential"],
        "innovation": curve["p"],
        "imitation": curve["q"],
        "base": spare["base"],
        "wear": spare["wear"],
        "part_price": spare["price"],
        "capture": spare["capture"],
        "chance": offer["chance"],
        "contribution": offer["contribution"],
        "offer_years": offer["years"],
        "offer_cost": offer["cost"],
        "decision_name": OFFER[_decide(data, {"offer_value": value})],
        "people": sum(data["scores"]),
    }


CASE = Text(
    en=f"""A plan for one account: **{{name}}**. Where can we grow with it, inside and outside?

**Inside.** The wallet stands in the table; our target is a share of {{target:percent0}} in every category.
Of its new line **{{line_name}}** it has sold {{so_far:whole}} machines so far; the potential is {{potential:whole}}. By similar products p is {{innovation:number}} and q is {{imitation:number}}. In each machine there are {{content:number}} units of our kind, {{our_share:percent0}} of them ours, at {{price:money}} each.
{{base:whole}} older machines with our units are running. In each the bearing kit is replaced {{wear:number}} times a year; a kit costs {{part_price:money}}, and {{capture:percent0}} of the replacements are bought from us.
A contract for condition monitoring would leave {{contribution:money}} a year for {{offer_years:number}} years. The chance is {{chance:percent0}}; selling it costs {{offer_cost:money}}.

**Outside.** {{people:number}} people at {{name}} told us whether they would recommend us. The last table shows the prospects around the account; outside, too, a unit sells at {{price:money}}.

This case is assessed: your entries are recorded, and you learn the result after handing in.

{ANY_ACCOUNT}""",
    zh=f"""为一家客户做增长计划：**{{name}}**。在它的内部和外部，我们还能从哪里增长？

**内部。** 它的钱包（各品类年采购额）见下表；目标是每个品类的份额都达到 {{target:percent0}}。
它的新产品线**{{line_name}}**累计已售 {{so_far:whole}} 台，潜力 {{potential:whole}} 台。参照同类产品，p 为 {{innovation:number}}，q 为 {{imitation:number}}。每台设备用我们这类产品 {{content:number}} 套，其中我方占 {{our_share:percent0}}，单价 {{price:money}}。
另有 {{base:whole}} 台装有我方产品的老设备在用。每台每年更换轴承组件 {{wear:number}} 次，每套 {{part_price:money}}，更换量中有 {{capture:percent0}} 向我方购买。
一份状态监测合同每年可带来边际贡献 {{contribution:money}}，为期 {{offer_years:number}} 年，成功率 {{chance:percent0}}，销售费用 {{offer_cost:money}}。

**外部。** {{name}}有 {{people:number}} 人回答了是否会推荐我们。最后一张表是客户周围的潜在客户；外部的单价同样是 {{price:money}}。

本题为考核题：卡片只记录答案，提交作业后才能看到结果。

{ANY_ACCOUNT_ZH}""",
)

HINTS = (
    Text(
        en="Two halves: what can still be sold inside the account, and what its good word brings outside. Take one figure after the other.",
        zh="题目分两半：客户内部还能卖什么，客户的好口碑在外部带来什么。一个数一个数来。",
    ),
    Text(
        en="Headroom: category by category, target × spend − ours, 0 if negative; add up. S-curve: (p + q × sold ÷ potential) × what is left. "
        "Spare parts: machines × replacements a year × price × our part. Expected value: chance × contribution × years − cost. "
        "NPS: % of 9 and 10 minus % of 0 to 6. Outside: prospects × reach × conversion × units × price for each layer; add up.",
        zh="提升空间：逐个品类，目标份额 × 采购额 − 我方，为负计 0，再相加。S 曲线：（p + q × 已售 ÷ 潜力）× 剩余。"
        "配件：设备数 × 年更换次数 × 单价 × 我方占比。期望值：成功率 × 边际贡献 × 年数 − 费用。"
        "NPS：9、10 分的百分比减 0 至 6 分的百分比。外部：每层家数 × 触达率 × 转化率 × 销量 × 单价，再相加。",
    ),
    Text(
        en="Another curve: p 0.02, q 0.4, potential 10,000, sold 2,000: (0.02 + 0.4 × 0.2) × 8,000 = 800 machines. "
        "Another survey of 20 people: nine answers of 9 or 10, five of 0 to 6: 45% − 25% = 20 points. "
        "Another layer: 10 prospects × 50% × 20% × 40 units = 40 units.",
        zh="换一条曲线：p 0.02，q 0.4，潜力 10,000，已售 2,000：（0.02 + 0.4 × 0.2）× 8,000 = 800 台。"
        "换一次调查，20 人：9、10 分的 9 人，0 至 6 分的 5 人：45% − 25% = 20 分。"
        "换一层：10 家 × 50% × 20% × 40 套 = 40 套。",
    ),
)

SOLUTION = Text(
    en="""**Inside.** {ours:money} of {spend:money}: a share of **{share:percent1}**; headroom **{headroom:money}** a year.

{line_name}: **{next_year:whole}** machines next year, **{our_units:whole}** units of ours. Spare parts **{parts:money}** a year.

Condition monitoring: expected value **{offer_value:money}**. Hence: **{decision_name}**.

**Outside.** NPS **{nps:number}** points from {people:number} answers: with so few, ten points more or less say nothing. The four layers together: **{outside:money}** a year.""",
    zh="""**内部。** {spend:money}中有 {ours:money}：份额 **{share:percent1}**；提升空间每年 **{headroom:money}**。

{line_name}：明年 **{next_year:whole}** 台，我方 **{our_units:whole}** 套。配件每年 **{parts:money}**。

状态监测：期望值 **{offer_value:money}**。结论：**{decision_name}**。

**外部。** 净推荐值 **{nps:number}** 分，来自 {people:number} 份答卷：人数这么少，上下差十分说明不了什么。四层合计每年 **{outside:money}**。""",
)

# The wallet of the case account, year to June 2026, rounded to 10,000; everything else is invented for this case.
DEMO = {
    "name": {"en": "Rynfando Warehouse Technology", "zh": "莱凡朵仓储设备"},
    "target": 0.40,
    "wallet": [
        {"id": "servo", "spend": 8_800_000, "ours": 3_770_000},
        {"id": "planetary", "spend": 10_020_000, "ours": 1_890_000},
        {"id": "frequency", "spend": 4_270_000, "ours": 1_960_000},
        {"id": "coupling", "spend": 160_000, "ours": 0},
    ],
    "line": "shuttle",
    "curve": {"p": 0.02, "q": 0.38, "potential": 12_000, "so_far": 3_400},
    "content": 4,
    "our_share": 0.35,
    "price": 5_200,
    "spare": {"base": 1_800, "wear": 0.4, "price": 680, "capture": 0.45},
    "offer": {"chance": 0.3, "contribution": 240_000, "years": 5, "cost": 45_000},
    "scores": [0, 0, 0, 1, 0, 1, 2, 3, 5, 6, 4],
    "ripple": {
        "own_group": {"prospects": 4, "reach": 0.8, "conversion": 0.5, "units": 60},
        "suppliers_and_upstream": {"prospects": 9, "reach": 0.6, "conversion": 0.25, "units": 30},
        "competitors": {"prospects": 5, "reach": 0.4, "conversion": 0.2, "units": 50},
        "industry": {"prospects": 60, "reach": 0.3, "conversion": 0.1, "units": 25},
    },
}


def make(chance: random.Random) -> dict[str, Any] | None:
    """Return a candidate variant of U6.W."""
    wallet = []
    for id in CATEGORIES:
        spend = rounded(chance.uniform(1.5e6, 11e6) * (0.15 if id == "coupling" else 1), 10_000)
        share = 0.0 if id == "coupling" and chance.random() < 0.5 else chance.uniform(0.08, 0.62)
        wallet.append({"id": id, "spend": spend, "ours": rounded(spend * share, 10_000)})
    potential = rounded(chance.uniform(4_000, 20_000), 500)
    curve = {
        "p": chance.choice([0.01, 0.02, 0.03]),
        "q": chance.choice([0.3, 0.35, 0.38, 0.42, 0.5]),
        "potential": potential,
        "so_far": rounded(potential * chance.uniform(0.12, 0.6), 100),
    }
    price = rounded(chance.uniform(1_500, 8_000), 100)
    ranges = {
        "own_group": ((3, 8), (0.7, 0.8, 0.9), (0.4, 0.5, 0.6)),
        "suppliers_and_upstream": ((6, 14), (0.5, 0.6, 0.7), (0.2, 0.25, 0.3)),
        "competitors": ((3, 9), (0.3, 0.4, 0.5), (0.1, 0.15, 0.2)),
        "industry": ((30, 120), (0.1, 0.2, 0.3), (0.05, 0.1, 0.15)),
    }
    ripple = {
        layer: {
            "prospects": chance.randint(*prospects),
            "reach": chance.choice(reach),
            "conversion": chance.choice(conversion),
            "units": chance.choice([20, 25, 30, 40, 50, 60]),
        }
        for layer, (prospects, reach, conversion) in ranges.items()
    }
    scores = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    for score in chance.choices(range(11), weights=[0, 0, 1, 1, 1, 3, 4, 7, 10, 12, 9], k=chance.choice([20, 25, 40])):
        scores[score] += 1
    data = {
        "name": draw_names(chance, 1)[0],
        "target": chance.choice([0.40, 0.45, 0.50]),
        "wallet": wallet,
        "line": chance.choice(list(LINES)),
        "curve": curve,
        "content": chance.choice([2, 3, 4, 6]),
        "our_share": chance.choice([0.3, 0.35, 0.4, 0.45]),
        "price": price,
        "spare": {
            "base": rounded(chance.uniform(600, 3_000), 100),
            "wear": chance.choice([0.25, 0.3, 0.4, 0.5]),
            "price": rounded(chance.uniform(400, 1_500), 20),
            "capture": chance.choice([0.3, 0.4, 0.45, 0.55, 0.6]),
        },
        "offer": {
            "chance": chance.choice([0.1, 0.15, 0.2, 0.25, 0.3, 0.4]),
            "contribution": rounded(chance.uniform(60_000, 300_000), 10_000),
            "years": chance.choice([2, 3, 4, 5]),
            "cost": rounded(chance.uniform(40_000, 160_000), 1_000),
        },
        "scores": scores,
        "ripple": ripple,
    }
    return data if _is_good(data) else None


def _is_good(data: Data) -> bool:
    above = [cell["ours"] - data["target"] * cell["spend"] for cell in data["wallet"]]
    if not 1 <= sum(value > 100_000 for value in above) <= 2 or sum(value > 0 for value in above) > 2:
        return False
    value = _offer_value(data, {})
    if abs(value) < 20_000 or abs(value) > 600_000 or not 5 <= abs(_nps(data, {})) <= 60:
        return False
    return data["scores"][8] >= 2 and mistakes_stand_apart(EXERCISE, data)


EXERCISE = Exercise(
    id="U6.W",
    unit="U6",
    title=Text(en="Wrap-up: a growth plan for one account", zh="综合案例：一家客户的增长计划"),
    mode="assessed",
    minutes=35,
    case=CASE,
    values=_values,
    tables=_tables,
    fields=_fields,
    hints=HINTS,
    solution=SOLUTION,
    solution_tables=_solution_tables,
    variants=partial(pool, "U6.W"),
)
