"""U6.X4 the ripple plan: sixteen prospects on four layers, reach and conversion, the volume each layer may bring."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from functools import cache, partial
from typing import Any

from kamlib import growth
from kamlib.classroom.exercise import (
    Answers,
    CaseTable,
    ChoicesField,
    Column,
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
from kamlib.growth import DIFFUSION_LAYERS
from kamlib.text import Text
from kamlib.units import pool
from kamlib.units.common import (
    ANY_ACCOUNT,
    ANY_ACCOUNT_ZH,
    ONE_PERCENT,
    mistake,
    mistakes_stand_apart,
    named,
    rounded,
    where_they_show,
    written,
)
from kamlib.units.u6_growth.prospects import (
    BY_ID,
    MAY_SAY,
    OTHER,
    SAME,
    SAYINGS,
    TALES,
    WHY_LAYER,
    WHY_NOT_SAID,
)
from kamlib.units.u6_growth.shared import LAYER_NAMES, draw_group, first_of, layer_boxes

ASKED_LAYERS = ("suppliers_and_upstream", "industry")  # their rates are set with sliders; the others are given
EXACT = Tolerance(nearest=0.01)
A_TENTH = Tolerance(within=0.1)
UNITS = Text(en="units", zh="套")
BUILDERS = ("logistics", "packaging", "food", "battery", "textile")  # industries of the customers


def _record(data: Data, layer: str) -> Mapping[str, int]:
    return data["record"][layer]


def _reach(data: Data, layer: str) -> float:
    return _record(data, layer)["reached"] / _record(data, layer)["asked"]


def _conversion(data: Data, layer: str) -> float:
    return _record(data, layer)["bought"] / _record(data, layer)["reached"]


def _layers(data: Data, answers: Answers) -> dict[str, str]:
    return {prospect["id"]: BY_ID[prospect["tale"]].layer for prospect in data["prospects"]}


def _count(answers: Answers) -> dict[str, int]:
    placed = [first_of(answers["layers"], id) for id in answers["layers"]]
    return {layer: placed.count(layer) for layer in DIFFUSION_LAYERS}


def _rates(data: Data, answers: Answers) -> tuple[dict[str, float], dict[str, float]]:
    """Return reach and conversion by layer: as set with the sliders, or as the record has them."""
    reach = {layer: _reach(data, layer) for layer in DIFFUSION_LAYERS}
    conversion = {layer: _conversion(data, layer) for layer in DIFFUSION_LAYERS}
    for layer in ASKED_LAYERS:
        reach[layer] = min(answers[f"reach_{layer}"], 1.0)
        conversion[layer] = min(answers[f"conversion_{layer}"], 1.0)
    return reach, conversion


def _volume(data: Data, answers: Answers) -> dict[str, float]:
    reach, conversion = _rates(data, answers)
    units = growth.diffusion_units(_count(answers), reach, conversion, data["mean_units"])
    return {f"{layer}/units": number for layer, number in units.items()}


def _volume_if_all_are_reached(data: Data, answers: Answers) -> dict[str, float]:
    _, conversion = _rates(data, answers)
    return {
        f"{layer}/units": number * conversion[layer] * data["mean_units"][layer]
        for layer, number in _count(answers).items()
    }


def _volume_if_all_buy(data: Data, answers: Answers) -> dict[str, float]:
    reach, _ = _rates(data, answers)
    return {
        f"{layer}/units": number * reach[layer] * data["mean_units"][layer]
        for layer, number in _count(answers).items()
    }


def _customers_not_units(data: Data, answers: Answers) -> dict[str, float]:
    return {
        part: value / data["mean_units"][part.partition("/")[0]] for part, value in _volume(data, answers).items()
    }


def _sales(data: Data, answers: Answers) -> float:
    return sum(answers["volume"].values()) * data["price"]


def _rivals(data: Data, answers: Answers) -> list[str]:
    return [id for id, layer in _layers(data, {}).items() if layer == "competitors"]


def _slider(layer: str, *, conversion: bool) -> SliderField:
    name = LAYER_NAMES[layer]
    if conversion:
        return SliderField(
            id=f"conversion_{layer}",
            kind="percent",
            points=1,
            label=Text(en=f"{name.en}: conversion", zh=f"{name.zh}：转化率"),
            help=Text(en="Bought ÷ reached.", zh="成交数 ÷ 触达数。"),
            tolerance=EXACT,
            low=0,
            high=1,
            step=0.01,
            expected=lambda data, answers: _conversion(data, layer),
            mistakes=(
                mistake(
                    f"conversion-of-all-{layer}",
                    lambda data, answers: _record(data, layer)["bought"] / _record(data, layer)["asked"],
                    en="You divided by all who were on the list. Conversion only looks at those who were reached; reach is counted already.",
                    zh="您除以了名单总数。转化率只看触达的那些，没触达的部分已经算在触达率里。",
                ),
            ),
        )
    return SliderField(
        id=f"reach_{layer}",
        kind="percent",
        points=1,
        label=Text(en=f"{name.en}: reach", zh=f"{name.zh}：触达率"),
        help=Text(en="Reached ÷ on the list.", zh="触达数 ÷ 名单数。"),
        tolerance=EXACT,
        low=0,
        high=1,
        step=0.01,
        expected=lambda data, answers: _reach(data, layer),
        mistakes=(
            mistake(
                f"bought-for-reached-{layer}",
                lambda data, answers: _record(data, layer)["bought"] / _record(data, layer)["asked"],
                en="That is how many bought. Reach asks how many the referral got to at all.",
                zh="这是成交的比例。触达率问的是：推荐真正传到了多少家。",
            ),
        ),
    )


def _layer_field(data: Data) -> PlaceField:
    who = {"group": named(data["group"]), "customer": named(data["customer"])}
    reasons = {}
    for id, right in _layers(data, {}).items():
        tale = BY_ID[next(each["tale"] for each in data["prospects"] if each["id"] == id)]
        for layer in DIFFUSION_LAYERS:
            if layer != right:
                reasons[f"{id}/{layer}"] = tale.why or WHY_LAYER[right]
    return PlaceField(
        id="layers",
        points=8,
        shape="grid",
        label=Text(en="Put the sixteen prospects on the four layers", zh="把 16 家潜在客户放到四个层次"),
        help=Text(en="Ask in this order: does it belong to the group? does it fight for the same orders? does it deal with the group?", zh="依次问：它属于集团吗？它跟客户争同样的订单吗？它和集团有业务往来吗？"),
        items=tuple(
            Option(each["id"], named(each["name"]), note=_told(each, who)) for each in data["prospects"]
        ),
        boxes=layer_boxes(),
        expected=_layers,
        reasons=reasons,
    )


def _told(prospect: Mapping[str, Any], who: Mapping[str, Text]) -> Text:
    return written(BY_ID[prospect["tale"]].told, **who)


def _volume_field() -> TableField:
    wrong = where_they_show(
        _volume,
        (_volume_if_all_are_reached, _volume_if_all_buy, _customers_not_units),
        {"units": A_TENTH},
    )
    return TableField(
        id="volume",
        points=4,
        label=Text(en="Expected volume of each layer", zh="各层次的预期销量"),
        help=Text(en="Prospects you put there × reach × conversion × mean volume of a buyer; one decimal.", zh="您放入的家数 × 触达率 × 转化率 × 每家平均销量；保留一位小数。"),
        rows=tuple(Option(layer, LAYER_NAMES[layer]) for layer in DIFFUSION_LAYERS),
        columns=(
            Column(id="units", label=Text(en="Units a year", zh="年销量"), tolerance=A_TENTH, unit=UNITS, per="year"),
        ),
        uses=("layers", *(f"{rate}_{layer}" for layer in ASKED_LAYERS for rate in ("reach", "conversion"))),
        expected=_volume,
        mistakes=(
            mistake(
                "as-if-all-are-reached",
                wrong[0],
                en="You counted all prospects as reached. A referral does not get to everybody: multiply by the reach.",
                zh="您把所有家数都当作触达了。推荐不会传到每一家，要乘触达率。",
            ),
            mistake(
                "as-if-all-buy",
                wrong[1],
                en="You counted everybody reached as a buyer. Multiply by the conversion.",
                zh="您把触达的都当成了买家，要乘转化率。",
            ),
            mistake(
                "customers-not-units",
                wrong[2],
                credit=0.5,
                en="That is how many customers you may win. Times the mean volume of a buyer it is units.",
                zh="这是可能赢得的客户数，再乘每家平均销量才是套数。",
            ),
        ),
    )


def _sales_field() -> NumberField:
    return NumberField(
        id="sales",
        per="year",
        kind="money",
        points=1,
        label=Text(en="Expected sales of all four layers a year", zh="四个层次合计的预期年销售额"),
        tolerance=ONE_PERCENT,
        uses=("volume",),
        expected=_sales,
        mistakes=(
            mistake(
                "first-layer-only",
                lambda data, answers: answers["volume"]["own_group/units"] * data["price"],
                en="That is layer 1 alone. Add up all four.",
                zh="这只是第一层，请把四层加起来。",
            ),
        ),
    )


def _confidence_fields(data: Data) -> tuple[Field, ...]:
    layers = _layers(data, {})
    who = {"group": named(data["group"]), "customer": named(data["customer"])}
    return (
        ChoicesField(
            id="flags",
            points=2,
            label=Text(en="Raise the flag “confidential”: with whom must nothing of {customer_name} be used?", zh="插上“保密”标记：面对哪些企业，绝不能使用{customer_name}的信息？"),
            options=tuple(Option(each["id"], named(each["name"]), note=_told(each, who)) for each in data["prospects"]),
            expected=_rivals,
            reasons={
                id: written(_NO_FLAG[layer], layer=LAYER_NAMES[layer])
                for id, layer in layers.items()
                if layer != "competitors"
            },
        ),
        ChoicesField(
            id="may_say",
            points=3,
            label=Text(en="What may you use when you talk to a competitor of {customer_name}?", zh="与{customer_name}的竞争对手交流时，哪些内容可以用？"),
            options=tuple(Option(id, written(saying, customer=who["customer"]) if "{" in saying.en else saying) for id, saying in SAYINGS.items()),
            expected=lambda data, answers: list(MAY_SAY),
            reasons=WHY_NOT_SAID,
        ),
    )


_NO_FLAG = {
    "own_group": Text(en="“{layer}”: it is inside the group. Ordinary discretion is enough; ask your contact first all the same.", zh="“{layer}”：属于集团内部，一般的谨慎就够了，不过最好先征得联系人同意。"),
    "suppliers_and_upstream": Text(en="“{layer}”: it does not compete. What is confidential stays so here, too, but the flag is for those to whom it would give an advantage.", zh="“{layer}”：与客户没有竞争。该保密的照样保密，但标记是给会因此占便宜的企业的。"),
    "industry": Text(en="“{layer}”: it does not fight for the same orders. An approved reference is just what helps here.", zh="“{layer}”：不争同样的订单。经同意的应用案例正好在这里用得上。"),
}  # fmt: skip


def _fields(data: Data) -> tuple[Field, ...]:
    sliders = [_slider(layer, conversion=which) for layer in ASKED_LAYERS for which in (False, True)]
    return (_layer_field(data), *sliders, _volume_field(), _sales_field(), *_confidence_fields(data))


def _tables(data: Data) -> tuple[CaseTable, ...]:
    columns = (
        TableColumn(Text(en="Layer", zh="层次")),
        TableColumn(Text(en="On the list", zh="名单数"), "number"),
        TableColumn(Text(en="Reached", zh="触达"), "number"),
        TableColumn(Text(en="Bought", zh="成交"), "number"),
        TableColumn(Text(en="Reach", zh="触达率")),
        TableColumn(Text(en="Conversion", zh="转化率")),
        TableColumn(Text(en="Units a buyer and year", zh="每家年均销量"), "number"),
    )
    rows = []
    for layer in DIFFUSION_LAYERS:
        record = _record(data, layer)
        known = _reach(data, layer), _conversion(data, layer)
        rates = ("?", "?") if layer in ASKED_LAYERS else (f"{rate:.0%}" for rate in known)
        rows.append((LAYER_NAMES[layer], *record.values(), *rates, data["mean_units"][layer]))
    title = Text(en="Our referrals of the last three years", zh="近三年转介绍的记录")
    return (CaseTable(title, columns, rows),)


def _solution_tables(data: Data) -> tuple[CaseTable, ...]:
    truth = _truth(data)
    reach, conversion = _rates(data, truth)
    count, volume = _count(truth), _volume(data, truth)
    columns = (
        TableColumn(Text(en="Layer", zh="层次")),
        TableColumn(Text(en="Prospects", zh="家数"), "number"),
        TableColumn(Text(en="Reach", zh="触达率"), "percent0"),
        TableColumn(Text(en="Conversion", zh="转化率"), "percent0"),
        TableColumn(Text(en="Units a year", zh="年销量"), "one"),
        TableColumn(Text(en="Who", zh="名单")),
    )
    names = {each["id"]: named(each["name"]) for each in data["prospects"]}
    rows = []
    for layer in DIFFUSION_LAYERS:
        mine = [names[id] for id, placed in truth["layers"].items() if placed == layer]
        listed = Text(en=", ".join(each.en for each in mine), zh="、".join(each.zh for each in mine))
        units = volume[f"{layer}/units"]
        rows.append((LAYER_NAMES[layer], count[layer], reach[layer], conversion[layer], units, listed))
    return (CaseTable(Text(en="The ripple", zh="四层扩散"), columns, rows),)


def _truth(data: Data) -> dict[str, Any]:
    truth: dict[str, Any] = {"layers": _layers(data, {})}
    for layer in ASKED_LAYERS:
        truth[f"reach_{layer}"], truth[f"conversion_{layer}"] = _reach(data, layer), _conversion(data, layer)
    return truth


def _values(data: Data) -> dict[str, Any]:
    return {
        "group_name": named(data["group"]),
        "customer_name": named(data["customer"]),
        "units_total": sum(_volume(data, _truth(data)).values()),
    }


CASE = Text(
    en=f"""**{{customer_name}}**, an account of {{group_name}}, is pleased with our drives and willing to recommend us. Where can that carry?
Sixteen prospects are on the list; what is known of each stands below its name.
A recommendation spreads like a ripple: nearest first, and weaker with every ring.

The table shows how it went with earlier referrals: how many stood on the list, how many the referral got to, how many bought. One unit sells at {{price:money}}.

Whoever fits two layers belongs to the one with the stricter duty.

The four layers are those of the course document; reach, conversion and the duty of confidence are the course's own.

{ANY_ACCOUNT}""",
    zh=f"""**{{customer_name}}**是{{group_name}}的企业，对我们的传动产品很满意，愿意推荐。这份口碑能带来多少销量？
名单上有十六家潜在客户，名称下面是已知的情况。
推荐像水波一样扩散：由近及远，一圈比一圈弱。

下表是以往转介绍的情况：名单上多少家，推荐传到了多少家，成交多少家。每套售价 {{price:money}}。

同时符合两个层次的，归入义务更严的一层。

四个层次出自课程文件；触达率、转化率和保密要求由本课程编写。

{ANY_ACCOUNT_ZH}""",
)

HINTS = (
    Text(
        en="Not the distance counts but the tie: who owns it, who fights for the same orders, who does business with whom.",
        zh="看的不是远近，而是关系：归谁所有，跟谁抢单，和谁做生意。",
    ),
    Text(
        en="Reach = reached ÷ on the list. Conversion = bought ÷ reached. Volume of a layer = prospects × reach × conversion × mean volume of a buyer. "
        "Every competitor of the customer gets the flag, and only what is ours, general or approved may be said there.",
        zh="触达率 = 触达 ÷ 名单数；转化率 = 成交 ÷ 触达。某层销量 = 家数 × 触达率 × 转化率 × 每家平均销量。"
        "客户的每一家竞争对手都要插标记，在那里只能讲我方自有的、一般性的、经同意的内容。",
    ),
    Text(
        en="Another layer: 40 on the list, 24 reached, 6 bought: reach 60%, conversion 25%. With 5 prospects and 30 units a buyer: 5 × 0.60 × 0.25 × 30 = 22.5 units.",
        zh="换一层：名单 40 家，触达 24 家，成交 6 家：触达率 60%，转化率 25%。若有 5 家、每家 30 套：5 × 0.60 × 0.25 × 30 = 22.5 套。",
    ),
)

SOLUTION = Text(
    en="""Together **{units_total:one}** units, **{sales:money}** a year: an expectation, not a promise. Most of it comes from the rings in which the customer's word carries.

**Layer 3 pays only with clean hands.** The prospect buys from us because our product works, not because it learns something of {customer_name}. One leaked figure costs the key account, and the competitor's trust with it.
What is confidential, and who may approve a reference, belongs into the contract with the customer: before the first ripple.""",
    zh="""合计 **{units_total:one}** 套，每年 **{sales:money}**：这是期望值，不是承诺。大部分来自这家客户说话管用的那几层。

**第三层只能清清白白地赚。** 对方买我们的产品，是因为产品好，不是因为能打听到{customer_name}的消息。泄露一个数字，丢的是大客户，也丢了这家竞争对手的信任。
哪些内容保密、谁有权同意作为案例，应当写进与客户的合同，而且要赶在第一层扩散之前。""",
)

_RECORDS = {
    "own_group": ((20, 16, 8), (25, 20, 12), (20, 18, 9), (40, 32, 16)),
    "suppliers_and_upstream": ((40, 24, 6), (50, 30, 9), (25, 15, 6), (40, 20, 7), (50, 25, 6)),
    "competitors": ((25, 10, 2), (40, 10, 1), (20, 10, 3), (50, 20, 4)),
    "industry": ((200, 60, 6), (100, 20, 3), (200, 40, 6), (100, 25, 3), (250, 50, 7)),
}


@cache
def _companies() -> tuple[dict[str, str], ...]:
    from kamlib import cases

    table = cases.accounts()
    columns = (table["name_en"], table["name_zh"], table["industry"])
    return tuple({"en": str(en), "zh": str(zh), "industry": str(kind)} for en, zh, kind in zip(*columns, strict=True))


def _draw_companies(chance: random.Random, tales: Sequence[str]) -> tuple[dict[str, str], list[dict[str, str]]]:
    """Return a customer, and for each tale a company whose name goes with it."""
    industry = chance.choice(BUILDERS)
    free = list(_companies())
    chance.shuffle(free)

    def take(industries: Sequence[str]) -> dict[str, str]:
        found = next(each for each in free if each["industry"] in industries)
        free.remove(found)
        return {"en": found["en"], "zh": found["zh"]}

    customer = take((industry,))
    others = [each for each in (*BUILDERS, "robotics") if each != industry]
    meant = {SAME: (industry,), OTHER: others}
    return customer, [take(meant.get(BY_ID[tale].industries, BY_ID[tale].industries)) for tale in tales]


def make(chance: random.Random) -> dict[str, Any] | None:
    """Return a candidate variant of U6.X4: sixteen prospects, not the same number on every layer."""
    sizes = [3, 4, 4, 5]
    chance.shuffle(sizes)
    tales = [
        tale.id
        for layer, size in zip(DIFFUSION_LAYERS, sizes, strict=True)
        for tale in chance.sample([each for each in TALES if each.layer == layer], size)
    ]
    chance.shuffle(tales)
    customer, names = _draw_companies(chance, tales)
    record = {}
    for layer, choices in _RECORDS.items():
        asked, reached, bought = chance.choice(choices)
        record[layer] = {"asked": asked, "reached": reached, "bought": bought}
    data = {
        "group": draw_group(chance),
        "customer": customer,
        "prospects": [
            {"id": f"p{place}", "name": name, "tale": tale}
            for place, (name, tale) in enumerate(zip(names, tales, strict=True), 1)
        ],
        "record": record,
        "mean_units": {layer: chance.choice([20, 25, 30, 40, 50, 60]) for layer in DIFFUSION_LAYERS},
        "price": rounded(chance.uniform(2_000, 9_000), 100),
    }
    return data if _is_good(data) else None


def _is_good(data: Data) -> bool:
    rates = [rate(data, layer) for rate in (_reach, _conversion) for layer in DIFFUSION_LAYERS]
    if any(abs(rate * 100 - round(rate * 100)) > 1e-9 or rate > 0.9 for rate in rates):
        return False
    return len(set(data["mean_units"].values())) >= 3 and mistakes_stand_apart(EXERCISE, data)


def demo() -> dict[str, Any]:
    """Return variant 0: Lumpirrow Conveyor Systems, its sister companies in Wexquill Group, and others of the case."""
    from kamlib import cases

    table = cases.accounts().set_index("account")[["name_en", "name_zh"]]
    chosen = (
        ("A004", "subsidiary"), ("A119", "tenders"), ("A079", "dealer"), ("A060", "far"), ("A043", "same_machine"),
        ("A024", "frames"), ("A097", "bought"), ("A114", "works"), ("A014", "robots"), ("A098", "joint"),
        ("A105", "supplier_turned"), ("A062", "mail"), ("A041", "cabinets"), ("A111", "fair"), ("A104", "screws"),
        ("A018", "association"),
    )  # fmt: skip
    return {
        "group": {"en": "Wexquill Group", "zh": "韦奎勒集团"},
        "customer": _name(table, "A030"),
        "prospects": [
            {"id": f"p{place}", "name": _name(table, account), "tale": tale}
            for place, (account, tale) in enumerate(chosen, 1)
        ],
        "record": {
            "own_group": {"asked": 20, "reached": 16, "bought": 8},
            "suppliers_and_upstream": {"asked": 40, "reached": 24, "bought": 6},
            "competitors": {"asked": 25, "reached": 10, "bought": 2},
            "industry": {"asked": 200, "reached": 60, "bought": 6},
        },
        "mean_units": {"own_group": 60, "suppliers_and_upstream": 30, "competitors": 50, "industry": 25},
        "price": 5_200,
    }


def _name(table: Any, account: str) -> dict[str, str]:
    return {"en": str(table["name_en"][account]), "zh": str(table["name_zh"][account])}


EXERCISE = Exercise(
    id="U6.X4",
    unit="U6",
    title=Text(en="Ripple plan", zh="四层扩散计划"),
    minutes=20,
    case=CASE,
    values=_values,
    tables=_tables,
    fields=_fields,
    hints=HINTS,
    solution=SOLUTION,
    solution_tables=_solution_tables,
    variants=partial(pool, "U6.X4"),
)
