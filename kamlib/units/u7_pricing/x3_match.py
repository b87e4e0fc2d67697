"""U7.X3 four clocks, four prices: stage of life, position, and the price that goes with each."""

from __future__ import annotations

import random
from collections.abc import Mapping
from functools import partial
from typing import Any

from kamlib import pricing
from kamlib.classroom.exercise import (
    Answers,
    CaseTable,
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
from kamlib.units.common import mistake, mistakes_stand_apart, options, rounded, written
from kamlib.units.u7_pricing.shared import and_invented

STAGES = {
    "introduction": Text(en="Introduction", zh="导入期"),
    "growth": Text(en="Growth", zh="成长期"),
    "maturity": Text(en="Maturity", zh="成熟期"),
    "decline": Text(en="Decline", zh="衰退期"),
}
CLOCK_PRICES = {
    "skim": Text(en="Skim: start high with the few to whom it is worth most, then step down", zh="撇脂：先以高价卖给最看重它的少数客户，再逐级下调"),
    "penetrate": Text(en="Penetrate: price low for volume and let the learning curve bring the cost down", zh="渗透：低价换销量，靠学习曲线把成本降下来"),
    "defend": Text(en="Defend: hold the price for full service, offer a plainer version to those who buy on price alone", zh="守价：全套服务守住价格，对只看价格的客户另推简配版"),
    "harvest": Text(en="Harvest: raise the price step by step, cut variants and promotion", zh="收割：逐步提价，砍型号、停促销"),
}
PRICE_OF_STAGE = dict(zip(STAGES, CLOCK_PRICES, strict=True))
STAGE_STORIES: dict[str, tuple[tuple[Text, Text], ...]] = {
    "introduction": (
        (
            Text(en="Hollow-shaft unit TH 110", zh="中空轴减速机 TH 110"),
            Text(
                en="On sale for {figure} months. No rival has anything like it; a few robot makers need it at any price. We can make 60 a month and no more this year.",
                zh="上市 {figure} 个月。对手没有同类产品；少数机器人厂家急需，不太计较价格。今年产能每月只有 60 台。",
            ),
        ),
        (
            Text(en="Frequency drive FD 45 Smart", zh="变频器 FD 45 智能型"),
            Text(
                en="On sale for {figure} months. It alone warns of bearing damage. "
                "Plants with costly stoppages want it at once, all others wait; our engineers can start up 20 a month.",
                zh="上市 {figure} 个月。只有它能预警轴承损坏。停机代价高的工厂马上要，其余都在观望；我方工程师每月只能调试 20 台。",
            ),
        ),
        (
            Text(en="Condition monitoring", zh="状态监测服务"),
            Text(
                en="Launched {figure} months ago, sold to nine plants so far. Nobody else offers it. Those nine would pay far more than the average plant.",
                zh="推出 {figure} 个月，目前只有 9 家工厂在用。别家都没有。这 9 家愿付的价钱远高于一般工厂。",
            ),
        ),
    ),
    "growth": (
        (
            Text(en="Servo gear unit TS 140", zh="伺服减速机 TS 140"),
            Text(
                en="Orders up {figure}% on last year. Each doubling of output has cut unit cost by 15%. "
                "Two rivals are building lines, and most machine builders choose their standard this year.",
                zh="订单比去年增长 {figure}%。产量每翻一番，单位成本降 15%。两家对手正在建线，多数设备厂今年就要定标准型号。",
            ),
        ),
        (
            Text(en="Planetary gearbox PG 8", zh="行星齿轮箱 PG 8"),
            Text(
                en="Orders up {figure}%. New buyers arrive every month, and a lower price brings many more. Whoever has the volume in two years will have the lowest cost.",
                zh="订单增长 {figure}%。每月都有新客户，价格低一点就能多来一大批。两年后谁有量，谁的成本就最低。",
            ),
        ),
        (
            Text(en="Bellows coupling BC 60", zh="波纹管联轴器 BC 60"),
            Text(
                en="Orders up {figure}%, and the market grows as fast. Cost falls with every batch; a second shift is ready. The first imitators show up at fairs.",
                zh="订单增长 {figure}%，市场也在同步扩大。每做一批成本都在降，第二班已备好。展会上已出现第一批仿制者。",
            ),
        ),
    ),
    "maturity": (
        (
            Text(en="Planetary gearbox PG 2", zh="行星齿轮箱 PG 2"),
            Text(
                en="Sales have moved by less than {figure}% a year since 2019. Five suppliers, equal quality. "
                "Half the buyers use our service a lot, the other half only ask for the price.",
                zh="2019 年以来销量年变动不到 {figure}%。五家供应商，质量相当。一半客户很依赖我方服务，另一半只问价格。",
            ),
        ),
        (
            Text(en="Frequency drive FD 11", zh="变频器 FD 11"),
            Text(
                en="Everyone who needs one has one; sales are replacements, within {figure}% of last year. Tenders every autumn; service users are loyal, price buyers are not.",
                zh="该装的都装了，销量主要是更换，与去年相差不到 {figure}%。每年秋天招标；用服务的客户忠诚，只看价格的说走就走。",
            ),
        ),
        (
            Text(en="Jaw coupling JC 40", zh="梅花联轴器 JC 40"),
            Text(
                en="Market volume flat (±{figure}%), every rival offers the same sizes. Some customers pay for next-day delivery, many compare catalogue prices line by line.",
                zh="市场总量持平（±{figure}%），各家规格一样。有些客户愿为次日到货付钱，很多客户拿着目录价逐项比。",
            ),
        ),
    ),
    "decline": (
        (
            Text(en="Worm gearbox WG 50", zh="蜗轮减速机 WG 50"),
            Text(
                en="Sales fall by {figure}% a year; new machines use planetary gearboxes. "
                "A few dozen old plants cannot do without it, and two of three rivals have stopped making it.",
                zh="销量每年下降 {figure}%，新设备都改用行星齿轮箱。几十家老工厂离不开它，三家对手已有两家停产。",
            ),
        ),
        (
            Text(en="Spares for the first FD series", zh="第一代 FD 系列备件"),
            Text(
                en="Demand shrinks by {figure}% a year as old drives are scrapped. Who still runs one needs the part at once, and nobody else makes it.",
                zh="随着老变频器报废，需求每年减少 {figure}%。还在用的客户一坏就急着要，而且没有别家做。",
            ),
        ),
        (
            Text(en="Worm gearbox WG 30", zh="蜗轮减速机 WG 30"),
            Text(
                en="Down {figure}% again this year. Eleven variants, three of them sell. The remaining buyers would have to redesign their machine to change.",
                zh="今年又下降 {figure}%。11 个型号只有 3 个还有销量。剩下的客户要换就得改机器设计。",
            ),
        ),
    ),
}
STAGE_FIGURES = {"introduction": (3, 9), "growth": (28, 46), "maturity": (2, 4), "decline": (15, 26)}
STAGE_REASONS = {
    "introduction": Text(en="It has been on sale for months only, with few buyers and no rival: the clock has just started.", zh="上市才几个月，买家很少，没有对手：生命周期才刚刚开始。"),
    "growth": Text(en="Orders climb fast and the market is still being shared out: this clock is in its second quarter.", zh="订单快速增长，市场还在瓜分：已经走到第二个阶段。"),
    "maturity": Text(en="Volume stands still and buyers can choose among suppliers: neither growth nor decline.", zh="销量持平，客户有多家供应商可选：既不是成长，也不是衰退。"),
    "decline": Text(en="Volume shrinks year after year, though some cannot do without the product.", zh="销量逐年萎缩，只是还有客户离不开它。"),
}
CLOCK_REASONS = {
    "introduction/penetrate": Text(
        en="There is no rival to keep out yet: a low price only gives away what the first buyers gladly pay.",
        zh="现在没有对手要抵挡，低价只是白白放弃首批客户愿付的钱。",
    ),
    "introduction/defend": Text(en="There is no rival to defend against yet; a plainer version would only compete with ourselves.", zh="现在还没有对手需要防守，推简配版只会自己抢自己的生意。"),
    "introduction/harvest": Text(
        en="Harvesting ends a product's life. This one is only beginning: variants and promotion are what it needs.",
        zh="收割是产品末期的做法。它才刚起步，正需要型号和推广。",
    ),
    "growth/skim": Text(en="A high price now invites the rivals in and leaves the volume, and with it the low cost, to them.", zh="这时定高价，等于请对手进来，把销量和低成本都让给了别人。"),
    "growth/defend": Text(en="Defending holds what one has. Here the market is still being shared out; who waits loses volume.", zh="守价是守住已有的份额。现在市场还在瓜分，等待就会丢量。"),
    "growth/harvest": Text(en="Raising prices and cutting variants would stop the growth that brings the cost down.", zh="提价、砍型号会打断增长，成本也就降不下来。"),
    "maturity/skim": Text(en="Skimming needs something nobody else has. Here the buyers can choose among suppliers.", zh="撇脂的前提是独有。这里客户有多家供应商可选。"),
    "maturity/penetrate": Text(
        en="The market does not grow: a low price takes volume from rivals who answer at once. That is a price war.",
        zh="市场不再增长，低价只能从对手那里抢量，对手马上跟进，这就成了价格战。",
    ),
    "maturity/harvest": Text(en="Too early: most buyers can change supplier at once, so rising prices drive them away.", zh="太早了：多数客户随时可以换供应商，一提价就走。"),
    "decline/skim": Text(
        en="Skimming is for newcomers: it steps the price down. Those who still need this product will bear a step up.",
        zh="撇脂用于新品，价格是逐级往下走的。而离不开这款产品的客户能承受逐步提价。",
    ),
    "decline/penetrate": Text(en="No price brings back buyers who have left; those who stay would only pay less.", zh="已经离开的客户，价格再低也不会回来；留下来的只是白白少付钱。"),
    "decline/defend": Text(
        en="There are hardly price buyers left to offer a plainer version to; effort here is better spent elsewhere.",
        zh="只看价格的客户几乎走光了，再推简配版没有意义，精力应放到别处。",
    ),
}
POSITION_PRICES = {
    "premium": Text(en="Premium: price above the market and prove the value in money", zh="溢价：价格高于市场，用金额证明价值"),
    "match": Text(en="Match: stay at the market price, win on terms and service", zh="随行就市：价格跟随市场，靠条款和服务取胜"),
    "project": Text(en="By application: price each project from what it is worth there, without a list price", zh="按应用定价：不设目录价，逐个项目按价值报价"),
    "economy": Text(en="Economy: a plain range below the market, but never below its own cost", zh="经济型：推出低于市场价的简配系列，但不低于自身成本"),
}
POSITION_STORIES: dict[str, tuple[tuple[Text, Text], ...]] = {
    "premium": (
        (
            Text(en="Servo gear units for filling lines", zh="灌装线用伺服减速机"),
            Text(
                en="Quality score {ours} against {rivals} for the best rival; customers' own records show fewer stoppages. We sell at the market price.",
                zh="质量评分 {ours}，最好的对手 {rivals}；客户自己的记录也证明停机更少。目前我方按市场价卖。",
            ),
        ),
        (
            Text(en="Smart frequency drives", zh="智能型变频器"),
            Text(
                en="Score {ours}, the next best {rivals}; three customers have measured the energy saved. Our price is the average of the market.",
                zh="评分 {ours}，第二名 {rivals}；三家客户实测过节电效果。我方价格是市场平均价。",
            ),
        ),
    ),
    "match": (
        (
            Text(en="Standard frequency drives", zh="通用变频器"),
            Text(
                en="Score {ours}, rivals {rivals} and {ours}. Unit cost like everybody's. Four bidders in every tender, and each answers a lower price within a week.",
                zh="评分 {ours}，对手为 {rivals} 和 {ours}。成本与各家相当。每次招标四家竞争，谁降价别人一周内就跟。",
            ),
        ),
        (
            Text(en="Jaw couplings", zh="梅花联轴器"),
            Text(
                en="Score {ours} against {rivals}: no customer feels the difference. Costs are alike, and a lower price has always been followed.",
                zh="评分 {ours} 对 {rivals}，客户感觉不出差别。成本相近，过去每次降价对手都跟了。",
            ),
        ),
    ),
    "project": (
        (
            Text(en="Explosion-proof gear units", zh="防爆型减速机"),
            Text(
                en="We alone hold the approval for mines. About {projects} projects a year, each different; in one a unit saves ten times what it saves in another.",
                zh="矿用认证只有我方有。每年约 {projects} 个项目，个个不同；同一台产品，在有的项目里省的钱是别处的十倍。",
            ),
        ),
        (
            Text(en="Gear units for clean rooms", zh="洁净室专用减速机"),
            Text(
                en="No other supplier passes the particle test. {projects} projects a year, each drawn for one machine; benefits differ widely.",
                zh="没有别的供应商能通过颗粒测试。每年 {projects} 个项目，都是为单台设备专门设计，收益差别很大。",
            ),
        ),
    ),
    "economy": (
        (
            Text(en="Plain planetary gearboxes", zh="简配行星齿轮箱"),
            Text(
                en="Score {ours} against {rivals} for the leaders, but our unit cost is {gap}% below theirs. Many small machine builders need no more than this.",
                zh="评分 {ours}，领先者 {rivals}，但我方单位成本比他们低 {gap}%。很多小设备厂用这个就够了。",
            ),
        ),
        (
            Text(en="Basic worm gearboxes", zh="基本型蜗轮减速机"),
            Text(
                en="Simple and light: score {ours}, the market leader {rivals}. It costs us {gap}% less to make than anyone else, and dealers ask for a cheap range.",
                zh="结构简单轻便：评分 {ours}，市场领先者 {rivals}。我方制造成本比谁都低 {gap}%，经销商一直要便宜的系列。",
            ),
        ),
    ),
}
POSITION_REASONS = {
    "premium/match": Text(
        en="At the market price we give our proven lead away. The value map shows us far below the fair-value line.",
        zh="按市场价卖，等于把已证实的优势白送。在价值图上，我方远低于公平价值线。",
    ),
    "premium/project": Text(
        en="The benefit is much the same for every line and is documented: that carries a list price, and a high one.",
        zh="各条线的收益差不多，而且有记录：完全可以定目录价，而且是高价。",
    ),
    "premium/economy": Text(en="A cheap price tells the customer that the better product is the lesser one.", zh="定价一便宜，客户反而以为更好的产品差一等。"),
    "match/premium": Text(en="A premium needs a difference the customer feels. Here there is none to prove.", zh="溢价要有客户感觉得到的差异，这里没有可以证明的差异。"),
    "match/project": Text(en="Customers take the standard article and compare four quotations; there is no project to price.", zh="客户买的是通用品，拿四家报价来比，谈不上按项目报价。"),
    "match/economy": Text(en="Without a cost advantage the lower price is answered within a week, and all earn less.", zh="没有成本优势，一降价对手一周内就跟，大家都少赚。"),
    "project/premium": Text(
        en="One high list price is too low for the best projects and too high for the others. Price each one.",
        zh="统一的高目录价，对最好的项目太低，对其他项目又太高。应逐个报价。",
    ),
    "project/match": Text(en="There is no market price to match: nobody else can supply.", zh="没有市场价可跟：别家根本供不了。"),
    "project/economy": Text(en="Nobody asks for a cheap one; they ask for one that is approved.", zh="客户要的不是便宜，而是有认证。"),
    "economy/premium": Text(en="The quality score is below the leaders': above the market price nobody would take it.", zh="质量评分低于领先者，价格高于市场就没人买了。"),
    "economy/match": Text(en="At the same price the customer takes the better quality. Use the lower cost: that is our advantage.", zh="同样的价格，客户会选质量好的。我方的优势是成本低，要用起来。"),
    "economy/project": Text(en="Small standard jobs do not pay for a quotation each; a plain price list does.", zh="小批量通用品逐单报价划不来，一张简明价目表就够了。"),
}


def _clock_of(data: Data, answers: Answers) -> dict[str, str]:
    return {entry["id"]: entry["stage"] for entry in data["clocks"]}


def _clock_prices(data: Data, answers: Answers) -> dict[str, str]:
    return {item: PRICE_OF_STAGE[stage] for item, stage in answers["stages"].items()}


def _position_prices(data: Data, answers: Answers) -> dict[str, str]:
    return {entry["id"]: entry["position"] for entry in data["positions"]}


def _price_index(data: Data, answers: Answers) -> float:
    return 100 * pricing.price_index(data["our_price"], data["market_prices"])


def _clock_options(data: Data, *, told: bool) -> tuple[Option, ...]:
    options = []
    for entry in data["clocks"]:
        name, story = STAGE_STORIES[entry["stage"]][entry["story"]]
        options.append(
            Option(entry["id"], name, note=written(story, figure=entry["figure"]) if told else None)
        )
    return tuple(options)


def _position_options(data: Data) -> tuple[Option, ...]:
    options = []
    for entry in data["positions"]:
        name, story = POSITION_STORIES[entry["position"]][entry["story"]]
        options.append(Option(entry["id"], name, note=written(story, **entry["figures"])))
    return tuple(options)


def _stages_field(data: Data, stage_reasons: Mapping[str, Text]) -> MatchField:
    return MatchField(
        id="stages",
        points=4,
        label=Text(en="Which stage of its life is each product in?", zh="每个产品处于生命周期的哪个阶段？"),
        items=_clock_options(data, told=True),
        options=options(STAGES),
        expected=_clock_of,
        reasons=stage_reasons,
    )


def _clock_prices_field(data: Data, clock_reasons: Mapping[str, Text]) -> MatchField:
    return MatchField(
        id="clock_prices",
        points=4,
        label=Text(en="Which price strategy goes with it?", zh="各自应采用哪种定价策略？"),
        uses=("stages",),
        items=_clock_options(data, told=False),
        options=options(CLOCK_PRICES),
        expected=_clock_prices,
        reasons=clock_reasons,
    )


def _position_prices_field(data: Data, position_reasons: Mapping[str, Text]) -> MatchField:
    return MatchField(
        id="position_prices",
        points=4,
        label=Text(en="Which price goes with each competitive position?", zh="每种竞争定位应配什么价格？"),
        items=_position_options(data),
        options=options(POSITION_PRICES),
        expected=_position_prices,
        reasons=position_reasons,
    )


def _price_index_field() -> NumberField:
    return NumberField(
        id="price_index",
        points=2,
        label=Text(en="Our price index for disc couplings (mean of the rivals = 100)", zh="膜片联轴器的价格指数（对手均价 = 100）"),
        help=Text(
            en="Our price is {our_price:money}; the three rivals ask {price_1:money}, {price_2:money} and {price_3:money}.",
            zh="我方价格 {our_price:money}，三家对手分别为 {price_1:money}、{price_2:money}、{price_3:money}。",
        ),
        tolerance=Tolerance(within=0.2),
        expected=_price_index,
        mistakes=(
            mistake(
                "upside-down",
                lambda data, answers: 1e4 / _price_index(data, answers),
                en="You divided the market by us. The index is our price ÷ mean of the rivals × 100.",
                zh="您用市场价除以了我方价格。指数 = 我方价格 ÷ 对手均价 × 100。",
            ),
            mistake(
                "put-ourselves-in-the-market",
                lambda data, answers: (
                    100 * pricing.price_index(data["our_price"], [*data["market_prices"], data["our_price"]])
                ),
                en="You counted our own price into the mean. The yardstick here is the three rivals.",
                zh="您把我方价格也算进均价了。这里的比较基准是三家对手。",
            ),
            mistake(
                "against-the-cheapest",
                lambda data, answers: 100 * data["our_price"] / min(data["market_prices"]),
                en="You compared with the cheapest rival alone. The index takes the mean of the three.",
                zh="您只和最便宜的对手比了。指数要用三家的均价。",
            ),
            mistake(
                "difference-only",
                lambda data, answers: _price_index(data, answers) - 100,
                credit=0.5,
                en="That is how far we are above the market. The index says it with the market at 100.",
                zh="这是我方高出市场的幅度。指数以市场为 100 来表示。",
            ),
        ),
    )


def _fields(data: Data) -> tuple[Field, ...]:
    stage_reasons = {entry["id"]: STAGE_REASONS[entry["stage"]] for entry in data["clocks"]}
    clock_reasons = {
        f"{entry['id']}/{price}": CLOCK_REASONS[f"{entry['stage']}/{price}"]
        for entry in data["clocks"]
        for price in CLOCK_PRICES
        if price != PRICE_OF_STAGE[entry["stage"]]
    }
    position_reasons = {
        f"{entry['id']}/{price}": POSITION_REASONS[f"{entry['position']}/{price}"]
        for entry in data["positions"]
        for price in POSITION_PRICES
        if price != entry["position"]
    }
    return (
        _stages_field(data, stage_reasons),
        _clock_prices_field(data, clock_reasons),
        _position_prices_field(data, position_reasons),
        _price_index_field(),
    )


def _values(data: Data) -> dict[str, Any]:
    prices = data["market_prices"]
    return {
        **{f"price_{place}": price for place, price in enumerate(prices, 1)},
        "mean_price": sum(prices) / len(prices),
    }


def _solution_tables(data: Data) -> tuple[CaseTable, ...]:
    clocks = []
    for entry in data["clocks"]:
        name, _ = STAGE_STORIES[entry["stage"]][entry["story"]]
        clocks.append((name, STAGES[entry["stage"]], CLOCK_PRICES[PRICE_OF_STAGE[entry["stage"]]]))
    positions = []
    for entry in data["positions"]:
        name, _ = POSITION_STORIES[entry["position"]][entry["story"]]
        positions.append((name, POSITION_PRICES[entry["position"]]))
    product = TableColumn(Text(en="Product", zh="产品"))
    price = TableColumn(Text(en="Price strategy", zh="定价策略"))
    return (
        CaseTable(
            Text(en="The four clocks", zh="四个产品的阶段"),
            (product, TableColumn(Text(en="Stage", zh="阶段")), price),
            clocks,
        ),
        CaseTable(Text(en="The four positions", zh="四种定位"), (product, price), positions),
    )


CASE = and_invented(
    Text(
        en="""*"Give all of them the same 8%, then we have peace."*
So says a colleague at the price meeting of Tarvane Drives.
But each product lives on its own clock and has its own place among the rivals.

Read the four products and say which stage of its life each is in; then choose the price that goes with it.
After that, four other lines: read where we stand among the rivals and choose the price for that place.""",
        zh="""“统统降 8%，大家都清净。”
在塔凡传动的价格会议上，有同事这样说。
可是每个产品所处的阶段不同，在对手中的位置也不同。

先读四个产品的情况，判断各自走到了哪个阶段，再选相应的定价策略。
然后看另外四个系列：先看我方在对手中处于什么位置，再选相应的价格。""",
    )
)
HINTS = (
    Text(en="Look at three things: is the volume rising, level or falling? How many rivals are there? What do the buyers look at?", zh="看三点：销量是升、是平还是降？有几个对手？客户最看重什么？"),
    Text(
        en="Months old and alone: introduction, skim. Growing fast with falling cost: growth, penetrate. "
        "Level with equal rivals: maturity, defend. Shrinking with captive buyers: decline, harvest. "
        "For positions ask: is our lead felt (premium), absent (match), unique by project (by application), or is it cost (economy)? "
        "Index = our price ÷ mean of the rivals × 100.",
        zh="上市几个月、没有对手：导入期，撇脂。快速增长、成本下降：成长期，渗透。销量持平、各家相当：成熟期，守价。逐年萎缩、客户离不开：衰退期，收割。"
        "定位则问：优势客户感觉得到（溢价）、没有差异（随行就市）、因项目而独有（按应用定价）、还是成本低（经济型）？指数 = 我方价格 ÷ 对手均价 × 100。",
    ),
    Text(
        en="Another product: encoder cards, sales down 20% a year, only old machines use them, nobody else makes them: decline, harvest. "
        "Another line: brake motors, score 88 against 74, savings measured: premium. "
        "With our price at 540 and rivals at 480, 500 and 520 the index is 540 ÷ 500 × 100 = 108.",
        zh="换一个产品：编码器卡，销量每年降 20%，只有老设备在用，没有别家做：衰退期，收割。"
        "换一个系列：制动电机，评分 88 对 74，节省有实测：溢价。"
        "我方价格 540，对手 480、500、520，指数为 540 ÷ 500 × 100 = 108。",
    ),
)
SOLUTION = Text(
    en="""**Read the clock first.** New and alone: skim. Growing with falling cost: penetrate. Level: defend. Shrinking: harvest.

**Then the place among the rivals.** A proven lead carries a premium; no lead means the market price; a lead that differs by project is priced by project; a lead in cost carries an economy range.

**Price index** = {our_price:money} ÷ {mean_price:money} × 100 ≈ **{price_index:one}**.

One percentage for all products is right for none of them.""",
    zh="""**先看阶段。** 新品且独有：撇脂。增长且成本下降：渗透。持平：守价。萎缩：收割。

**再看在对手中的位置。** 优势有凭据就溢价；没有差异就随行就市；优势因项目而异就按项目报价；优势在成本就做经济型。

**价格指数** = {our_price:money} ÷ {mean_price:money} × 100 ≈ **{price_index:one}**。

一刀切的降幅，对哪个产品都不合适。""",
)

DEMO = {
    "clocks": [
        {"id": "p1", "stage": "maturity", "story": 0, "figure": 3},
        {"id": "p2", "stage": "introduction", "story": 0, "figure": 6},
        {"id": "p3", "stage": "decline", "story": 0, "figure": 18},
        {"id": "p4", "stage": "growth", "story": 0, "figure": 34},
    ],
    "positions": [
        {"id": "q1", "position": "match", "story": 0, "figures": {"ours": 78, "rivals": 77}},
        {"id": "q2", "position": "premium", "story": 0, "figures": {"ours": 92, "rivals": 79}},
        {"id": "q3", "position": "economy", "story": 0, "figures": {"ours": 62, "rivals": 81, "gap": 25}},
        {"id": "q4", "position": "project", "story": 0, "figures": {"projects": 14}},
    ],
    "our_price": 2_600,
    "market_prices": [2_780, 2_150, 2_270],
}


def make(chance: random.Random) -> dict[str, Any] | None:
    """Return a candidate variant of U7.X3, None when it would not teach what it should."""
    stages = chance.sample(list(STAGES), 4)
    clocks = [
        {
            "id": f"p{place}",
            "stage": stage,
            "story": chance.randrange(len(STAGE_STORIES[stage])),
            "figure": chance.randint(*STAGE_FIGURES[stage]),
        }
        for place, stage in enumerate(stages, 1)
    ]
    positions = [
        {
            "id": f"q{place}",
            "position": position,
            "story": chance.randrange(len(POSITION_STORIES[position])),
            "figures": _position_figures(chance, position),
        }
        for place, position in enumerate(chance.sample(list(POSITION_PRICES), 4), 1)
    ]
    ours = rounded(chance.uniform(2_300, 2_900), 10)
    market = [rounded(ours * chance.uniform(0.78, 1.12), 10) for _ in range(3)]
    data = {"clocks": clocks, "positions": positions, "our_price": ours, "market_prices": market}
    above = 102 < _price_index(data, {}) < 118  # "difference only" must be a believable figure
    return data if above and mistakes_stand_apart(EXERCISE, data) else None


def _position_figures(chance: random.Random, position: str) -> dict[str, int]:
    if position == "project":
        return {"projects": chance.randint(8, 20)}
    if position == "economy":
        return {
            "ours": chance.randint(58, 65),
            "rivals": chance.randint(78, 84),
            "gap": chance.choice([20, 25, 30]),
        }
    if position == "premium":
        return {"ours": chance.randint(89, 95), "rivals": chance.randint(76, 81)}
    ours = chance.randint(76, 82)
    return {"ours": ours, "rivals": ours - 1}


EXERCISE = Exercise(
    id="U7.X3",
    unit="U7",
    title=Text(en="Four clocks, four prices", zh="四个阶段，四种价格"),
    minutes=12,
    case=CASE,
    fields=_fields,
    hints=HINTS,
    solution=SOLUTION,
    values=_values,
    solution_tables=_solution_tables,
    variants=partial(pool, "U7.X3"),
)
