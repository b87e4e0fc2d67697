"""The product lines of customers in U6.X1, and the share strategy for each stage with the reasons for and against.

The document names a strategy for each stage and gives no content; what stands here is the course's own.
"""

from __future__ import annotations

from kamlib.text import Text

LINES = {
    "flow_packer": Text(en="Horizontal flow packers", zh="枕式包装机"),
    "case_packer": Text(en="Case packers", zh="装箱机"),
    "palletiser": Text(en="Palletising robots", zh="码垛机器人"),
    "sorter": Text(en="Parcel sorters", zh="包裹分拣线"),
    "stacker": Text(en="Pallet stacker cranes", zh="托盘堆垛机"),
    "shuttle": Text(en="Four-way shuttles", zh="四向穿梭车"),
    "amr": Text(en="Mobile transport robots", zh="移动搬运机器人"),
    "winder": Text(en="Cell winding machines", zh="电芯卷绕机"),
    "cell_stacker": Text(en="Cell stacking machines", zh="电芯叠片机"),
    "coater": Text(en="Electrode coaters", zh="极片涂布机"),
    "lathe": Text(en="CNC lathes", zh="数控车床"),
    "gantry": Text(en="Gantry mills", zh="龙门铣床"),
    "five_axis": Text(en="Five-axis centres", zh="五轴加工中心"),
    "knitter": Text(en="Flat knitting machines", zh="电脑横机"),
    "warp": Text(en="Warp knitting machines", zh="经编机"),
    "filler": Text(en="Bottle fillers", zh="灌装机"),
    "capper": Text(en="Capping machines", zh="旋盖机"),
    "slicer": Text(en="Meat slicing lines", zh="肉类切片线"),
    "feeder": Text(en="Belt feeders", zh="带式给料机"),
    "crusher": Text(en="Jaw crushers", zh="颚式破碎机"),
}

STRATEGIES = {
    "design_in": Text(
        en="Get designed in: engineers work on the prototype, samples within days, our unit in the specification",
        zh="抢进设计：工程师参与样机开发，样品几天到位，把我方产品写进规格书",
    ),
    "ramp_up": Text(
        en="Grow along: framework contract, reserved capacity, our share of every additional machine",
        zh="跟着放量：签框架协议、预留产能，每多一台设备都有我方份额",
    ),
    "take_share": Text(
        en="Take a rival's part: prove a lower total cost (fewer variants, stock at their site) in return for share",
        zh="抢对手份额：用数字证明总成本更低（减少型号、现场备库），换取份额",
    ),
    "last_orders": Text(
        en="Earn to the end: last orders and spare parts, no new investment, move the effort to the successor",
        zh="赚到最后：做好末次订货和备件，不再新增投入，把力量转到换代产品",
    ),
    "price_cut": Text(en="Cut the price by a tenth for all orders of this line", zh="该产品线的订单一律降价一成"),
}
STRATEGY_OF = {
    "introduction": "design_in",
    "growth": "ramp_up",
    "maturity": "take_share",
    "decline": "last_orders",
}

_NO_CUT = {
    "introduction": Text(en="Nobody buys a prototype by its price: what counts is that it works and comes soon.", zh="样机阶段没人按价格选，看的是能不能用、到货快不快。"),
    "growth": Text(en="In growth delivery is short, not money: a cut gives away what they would pay.", zh="成长期缺的是交货能力，不是钱：降价等于白送。"),
    "maturity": Text(en="A cut for all also reaches the share we have already, and the rival answers in a week.", zh="一律降价，连已有的份额也一起降了，而且对手一周内就会跟进。"),
    "decline": Text(en="A lower price does not bring a dying product back; it only takes the last profit.", zh="降价救不活衰退的产品，只会把最后的利润也降掉。"),
}  # fmt: skip

# Why a strategy does not fit a stage.
WHY_NOT: dict[str, dict[str, Text]] = {
    "introduction": {
        "ramp_up": Text(en="There is nothing to ramp up yet: who is not in the first design will not be in the series.", zh="现在还谈不上放量：第一版设计里没有我们，量产时也不会有我们。"),
        "take_share": Text(en="Nobody has a share to take yet. It is decided now, at the drawing board.", zh="现在谁都还没有份额可抢，份额正在设计阶段决定。"),
        "last_orders": Text(en="The line has only begun to take off: this is where the next years' share is decided.", zh="产品即将快速放量，今后几年的份额就在这时决定。"),
        "price_cut": _NO_CUT["introduction"],
    },
    "growth": {
        "design_in": Text(en="The design stands and sells. What they lack now is units on time.", zh="设计已经定型并在销售，对方现在缺的是准时到货。"),
        "take_share": Text(en="Hard work for what comes by itself: in growth there is new volume every month, so secure that first.", zh="舍近求远：成长期每月都有新增量，先把增量锁住。"),
        "last_orders": Text(en="It still grows, only no longer faster each year. Who stops here leaves the best years to others.", zh="还在增长，只是不再逐年加快。这时收手，等于把最好的几年让给别人。"),
        "price_cut": _NO_CUT["growth"],
    },
    "maturity": {
        "design_in": Text(en="The design has long been settled; it will not be opened for us before the successor.", zh="设计早已定型，换代之前不会为我们重新打开。"),
        "ramp_up": Text(en="There is hardly any additional volume to grow along with: more for us comes from a rival's part.", zh="几乎没有增量可跟：要多卖，只能从对手的份额里来。"),
        "last_orders": Text(en="Level is not falling: a mature line may run for years and deserves a fight for share.", zh="持平不等于下降：成熟产品可能再卖好多年，份额值得争取。"),
        "price_cut": _NO_CUT["maturity"],
    },
    "decline": {
        "design_in": Text(en="Nobody designs anew for a line that is ending. Put the engineers on its successor.", zh="没人会为将要停产的产品重新设计，工程师应投到换代产品上。"),
        "ramp_up": Text(en="Reserved capacity for a falling volume stays empty.", zh="给下降的销量预留产能，只会闲置。"),
        "take_share": Text(en="A larger share of a shrinking volume is soon smaller than today's; and it ties up your people.", zh="份额再大，总量在缩，很快还不如现在，而且占用人手。"),
        "price_cut": _NO_CUT["decline"],
    },
}  # fmt: skip
