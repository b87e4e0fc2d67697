"""The prospects of U6.X4: what is told of each, in which layer it stands, and why; and what may be said in layer 3.

The document names the layers. Layer 2 is told there as "the customer group's other suppliers or its upstream
customers"; "upstream customer" is an odd phrase and kept as printed.
"""

from __future__ import annotations

from dataclasses import dataclass

from kamlib.text import Text


@dataclass(frozen=True, slots=True)
class Tale:
    """What is told of a prospect; `{group}` and `{customer}` are names of the variant."""

    id: str
    layer: str
    industries: tuple[str, ...]
    told: Text
    why: Text | None = None  # where the layer's own reason is not enough


WHY_LAYER = {
    "own_group": Text(en="It belongs to the group itself: layer 1, however far away it is.", zh="它属于集团本身：无论多远，都是第一层。"),
    "suppliers_and_upstream": Text(en="It delivers to the group or buys upstream of it; they meet at the same table, but it is another company: layer 2.", zh="它给集团供货，或是其上游客户；双方常打交道，但属于另一家企业：第二层。"),
    "competitors": Text(en="It fights for the same orders as the customer: layer 3, with the duty of confidence.", zh="它与客户争夺同样的订单：第三层，负有保密义务。"),
    "industry": Text(en="No tie to the group, no fight for the same orders: layer 4.", zh="与集团没有往来，也不争同样的订单：第四层。"),
}  # fmt: skip

# Industries whose company names go with a tale; SAME is the customer's own industry, OTHER any other machine builder.
SAME, OTHER = ("same",), ("other",)

TALES = (
    Tale("subsidiary", "own_group", OTHER, Text(en="subsidiary of {group}, other machines, other province", zh="{group}的子公司，产品不同，在外省")),
    Tale("sister", "own_group", OTHER, Text(en="sister company under the roof of {group}, does its own buying", zh="{group}旗下的兄弟公司，自主采购")),
    Tale("bought", "own_group", OTHER, Text(en="taken over by {group} last year, still under its old name", zh="去年被{group}收购，仍用原名")),
    Tale("joint", "own_group", OTHER, Text(en="joint venture in which {group} holds 70%", zh="{group}持股 70% 的合资公司")),
    Tale("export", "own_group", OTHER, Text(en="export and spare-part company of {group}", zh="{group}的出口与备件公司")),
    Tale("far", "own_group", OTHER, Text(en="belongs to {group}; has never met {customer}, 1,500 km away", zh="属于{group}，与{customer}相距 1,500 公里，从没打过交道")),
    Tale("frames", "suppliers_and_upstream", ("machine_tools",), Text(en="mills the machine frames for {customer}", zh="为{customer}加工机架")),
    Tale("cabinets", "suppliers_and_upstream", ("robotics",), Text(en="delivers control cabinets to three plants of {group}", zh="给{group}三家工厂供应电控柜")),
    Tale("screws", "suppliers_and_upstream", ("distribution",), Text(en="delivers bearings and screws to all plants of {group}", zh="给{group}各工厂供应轴承和紧固件")),
    Tale("shafts", "suppliers_and_upstream", ("machine_tools",), Text(en="turns the shafts for {group}, on a line with forty drives", zh="为{group}车削轴类零件，产线上有四十台传动")),
    Tale("robots", "suppliers_and_upstream", ("robotics",), Text(en="installs the welding robots in the plants of {group}", zh="为{group}各工厂安装焊接机器人")),
    Tale("upstream", "suppliers_and_upstream", ("machine_tools",), Text(en="upstream customer of {group}: buys its castings and works them on", zh="{group}的上游客户：采购其铸件再加工")),
    Tale("tenders", "competitors", SAME, Text(en="was second behind {customer} in the last two tenders", zh="最近两次投标都排在{customer}之后")),
    Tale("same_machine", "competitors", SAME, Text(en="builds the same kind of machine as {customer}, a little cheaper", zh="生产与{customer}同类的设备，价格略低")),
    Tale("winner", "competitors", SAME, Text(en="has taken two end users from {customer} this year", zh="今年从{customer}手里抢走两家终端用户")),
    Tale("newcomer", "competitors", SAME, Text(en="founded by former engineers of {customer}, offers to its end users", zh="由{customer}前工程师创办，向其终端用户报价")),
    Tale("supplier_turned", "competitors", SAME, Text(en="supplies single modules to {customer}, and since last year sells whole machines to the same end users", zh="给{customer}供应模块，去年起向同一批终端用户卖整机"),
         Text(en="It supplies the customer and competes with it. Whoever fits two layers belongs to the one with the stricter duty: layer 3.", zh="既供货又竞争。同时符合两层的，归入义务更严的一层：第三层。")),
    Tale("copy", "competitors", SAME, Text(en="copies the machines of {customer} and sells them at two thirds of the price", zh="仿制{customer}的设备，价格只有三分之二")),
    Tale("fair", "industry", OTHER, Text(en="machines for another use, met us at the trade fair", zh="做其他用途的设备，在展会上认识我们")),
    Tale("works", "industry", ("mining",), Text(en="read about our drives in the trade journal", zh="从行业杂志上看到我们的传动产品")),
    Tale("association", "industry", OTHER, Text(en="heard our talk at the engineers' association, sells to other users than {customer}", zh="在行业协会听过我们的报告，终端用户与{customer}不同")),
    Tale("dealer", "industry", ("distribution",), Text(en="dealer in a province where {group} has no business", zh="经销商，所在省份没有{group}的业务")),
    Tale("mail", "industry", OTHER, Text(en="asked by e-mail for a reference; no dealings with {group}", zh="来邮件询问应用案例，与{group}没有往来")),
    Tale("school", "industry", OTHER, Text(en="saw our drives at a university workshop, builds something else", zh="在高校实训中心见过我们的产品，做的是别的设备")),
)  # fmt: skip
BY_ID = {tale.id: tale for tale in TALES}

SAYINGS = {
    "catalogue": Text(en="Data sheets, tests and prices from our own list", zh="我方自己的产品资料、测试数据和目录价"),
    "approved": Text(en="The reference story that {customer} has read and approved in writing", zh="{customer}审阅并书面同意的应用案例"),
    "experience": Text(en="What we have learned about gear units in general, without any customer's figures", zh="我们对减速机应用的一般经验，不带任何客户数据"),
    "volumes": Text(en="How many units {customer} buys a year", zh="{customer}每年的采购量"),
    "launch": Text(en="When {customer} will launch its new machine", zh="{customer}新设备的上市时间"),
    "drawing": Text(en="The solution that we developed together with {customer}", zh="我们与{customer}共同开发的方案"),
    "price": Text(en="What {customer} pays, if the prospect keeps it to itself", zh="{customer}的成交价，只要对方答应保密"),
}
WHY_NOT_SAID = {
    "volumes": Text(en="As a rule a purchase volume is a business secret of the customer, even if you think they could count it themselves.", zh="采购量通常属于客户的商业秘密，即使您觉得对方自己也估得出来。"),
    "launch": Text(en="Plans for a launch are among the most precious secrets a supplier is told.", zh="上市计划是供应商能接触到的最要紧的秘密之一。"),
    "drawing": Text(en="What was developed together as a rule belongs to both, as the contract says. Without the customer's written consent it stays where it is.", zh="共同开发的成果通常归双方，以合同为准；没有客户书面同意，不能外传。"),
    "price": Text(en="A promise of silence does not make it lawful. Besides: whoever hears it knows what you will tell about them.", zh="对方答应保密，也不等于合法。而且听的人马上明白：您也会这样谈论他们。"),
}  # fmt: skip
MAY_SAY = tuple(id for id in SAYINGS if id not in WHY_NOT_SAID)
