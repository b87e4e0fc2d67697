"""The cross-selling offers of U6.X3: what is offered, in which of the four modes it belongs, and why.

The document names the modes; what belongs where is the course's own reading. Where two readings are sound, both are accepted.
"""

from __future__ import annotations

from dataclasses import dataclass

from kamlib.text import Text


@dataclass(frozen=True, slots=True)
class Offer:
    """One offer; `modes` are the accepted ones, the model answer first. Yearly contribution in CNY 1,000."""

    id: str
    modes: tuple[str, ...]
    says: Text
    why: Text
    contribution: tuple[int, int]


_WORN = Text(en="It goes into machines that run already and replaces what wears out there: the after-market.", zh="装在已经在用的设备上，替换磨损件：属于后服务市场。")
_SIDE = Text(en="It is needed when the product is bought, and is used together with it: a complement.", zh="买产品时就要配，装在一起用：属于互补品。")
_STEP = Text(en="We take over a step that they do themselves before or after our product: we move along their value chain.", zh="接手对方原来自己做的一道上游或下游工序：沿价值链延伸。")
_HELP = Text(en="People and knowledge that make the product worth more, without a new part in it: a service.", zh="不添新零件，靠人和技术让产品更好用：属于服务。")

OFFERS = (
    Offer("couplings", ("complements",), Text(en="Bellows couplings matched to every servo gear unit they order", zh="为每台伺服减速机配套波纹管联轴器"), _SIDE, (60, 220)),
    Offer("brakes", ("complements",), Text(en="Brake resistors and filters with every new frequency drive", zh="新购变频器配套制动电阻和滤波器"), _SIDE, (40, 160)),
    Offer("racks", ("complements",), Text(en="Racks and pinions to go with the planetary gearboxes of new machines", zh="新设备行星齿轮箱配套齿条齿轮"), _SIDE, (90, 260)),
    Offer("flanges", ("complements",), Text(en="Motor flanges and adapters delivered with the gear units", zh="随减速机供应电机法兰和适配件"), _SIDE, (30, 110)),
    Offer("grease", ("complements",), Text(en="Automatic grease units, ordered together with new gear units", zh="新购减速机时一并配自动润滑器"), _SIDE, (30, 90)),
    Offer("seal_kits", ("spare_parts",), Text(en="Bearing and seal kits for the gearboxes running at their end users", zh="面向终端用户在用齿轮箱的轴承密封组件"), _WORN, (70, 240)),
    Offer("gear_sets", ("spare_parts",), Text(en="Gear sets for repairs of machines sold five years ago and more", zh="五年以上老设备维修用的齿轮副组件"), _WORN, (80, 260)),
    Offer("exchange", ("spare_parts", "services"), Text(en="Exchange units from stock for standstills: a rebuilt gearbox against the broken one", zh="停机应急换件：现货翻新齿轮箱换故障件"), Text(en="A rebuilt unit replaces the broken one in a running machine: after-market; the exchange around it is also a service.", zh="用翻新件替换在用设备的故障件，属于后市场；换件的组织也可以看作服务。"), (60, 200)),
    Offer("wear_box", ("spare_parts",), Text(en="A box of wear parts for each machine they have delivered, renewed every year", zh="为其已售出的每台设备备一箱易损件，每年补充"), _WORN, (50, 170)),
    Offer("fans", ("spare_parts",), Text(en="Fans and capacitors for frequency drives that have run for eight years", zh="为运行八年的变频器更换风扇和电容"), _WORN, (30, 100)),
    Offer("axis", ("value_chain",), Text(en="Complete axes, assembled and tested, instead of loose units that they put together", zh="供应装好测好的整轴，代替对方自行装配的散件"), _STEP, (150, 420)),
    Offer("design", ("value_chain", "services"), Text(en="The calculation and drawing of the drive train, today done by their own design office", zh="代做传动系统计算和出图，目前由对方设计室完成"), Text(en="A step before our product that they do themselves: value chain; as it is work of people, a service is a sound reading, too.", zh="这是我方产品之前、对方自己做的一道工序，属于价值链扩展；因为靠人完成，看作服务也说得通。"), (80, 240)),
    Offer("cabinets", ("value_chain",), Text(en="Wired control cabinets around our drives, which a workshop of theirs builds now", zh="以我方变频器为核心的成套电柜，现由对方车间自制"), _STEP, (140, 380)),
    Offer("mounting", ("value_chain",), Text(en="Mounting the units onto their frames at their assembly line", zh="在对方装配线上把减速机装到机架上"), _STEP, (70, 210)),
    Offer("housing", ("value_chain",), Text(en="Machining of the gearbox mounting plates, which they mill themselves so far", zh="代加工对方一直自己铣的齿轮箱安装板"), _STEP, (60, 190)),
    Offer("inspection", ("services",), Text(en="Yearly inspection contracts for the drives in their own plant", zh="对方自有工厂传动设备的年度点检合同"), _HELP, (60, 180)),
    Offer("monitoring", ("services",), Text(en="Condition monitoring with a monthly report for their critical gearboxes", zh="关键齿轮箱状态监测，每月出报告"), _HELP, (120, 320)),
    Offer("training", ("services",), Text(en="Training of their service engineers in commissioning and fault finding", zh="为对方售后工程师做调试和排故培训"), _HELP, (20, 80)),
    Offer("energy", ("services",), Text(en="An energy audit of the drives in their plants, with proposals", zh="为对方工厂做传动系统节能诊断并提方案"), _HELP, (30, 120)),
    Offer("hotline", ("services",), Text(en="A hotline around the clock with an engineer on site within a day", zh="全天候热线，工程师一天内到场"), _HELP, (40, 130)),
)  # fmt: skip
BY_ID = {offer.id: offer for offer in OFFERS}

WAYS = {
    "both_ways": Text(
        en="Each can be bought alone at its own price; together there is a saving that our lower handling cost pays for",
        zh="各自都可单独购买、单独标价；一起买有优惠，优惠来自我方节省的处理成本",
    ),
    "only_together": Text(
        en="Gear units will be delivered only to those who sign for this offer as well",
        zh="只有同时订这一项的客户，才继续供应减速机",
    ),
    "warranty": Text(
        en="The warranty on the gear units ends for those who buy this from somebody else",
        zh="这一项若向别家购买，减速机不再保修",
    ),
    "exclusive": Text(
        en="A year-end bonus for those who buy nothing of this kind from a rival",
        zh="全年不向对手购买同类产品的，年底给奖励",
    ),
}
WHY_WAY = {
    "only_together": Text(
        en="That is tying: the sale of one thing depends on buying another. A dominant firm may not do it without good reason, and a key account will remember it.",
        zh="这是搭售：买一样必须买另一样。具有市场支配地位的企业没有正当理由不得这样做，大客户也会记在心里。",
    ),
    "warranty": Text(
        en="Tying by the back door: a condition that has nothing to do with the defect. It frightens the customer instead of convincing them.",
        zh="这是变相搭售：条件与故障无关，靠吓唬而不是靠说服。",
    ),
    "exclusive": Text(
        en="A reward for buying nothing elsewhere may be unlawful for a dominant firm; Tetra Pak was fined for loyalty discounts, too.",
        zh="以不向别家购买为条件的奖励，对具有支配地位的企业可能违法；利乐受罚的行为中也有忠诚折扣。",
    ),
}
