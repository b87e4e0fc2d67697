"""The lock-in ideas of U5.X4: which give the customer something, and which go to legal review first."""

from __future__ import annotations

from dataclasses import dataclass

from kamlib.text import Text

BOXES = {
    "value": Text(en="Legitimate value", zh="正当价值"),
    "review": Text(en="Legal review first", zh="先过法务"),
}
BOX_NOTES = {
    "value": Text(en="holds the customer because it is worth something to them", zh="对客户有用，客户才愿意留下"),
    "review": Text(en="may be unlawful or unfair: nobody talks to the customer before legal has", zh="可能违法或不公平：法务点头之前，谁都不能去谈"),
}


@dataclass(frozen=True, slots=True)
class Idea:
    """One idea, its box, and why."""

    id: str
    box: str
    told: Text
    why: Text


def _idea(id: str, box: str, en: str, zh: str, why_en: str, why_zh: str) -> Idea:
    return Idea(id, box, Text(en=en, zh=zh), Text(en=why_en, zh=why_zh))


IDEAS = (
    _idea("spare", "value", "A spare unit of ours stands in their plant; we change it within four hours.", "在客户厂内备一台整机，四小时内换好。",
          "They stay because standstill gets shorter. Nobody is kept from buying elsewhere.", "客户留下是因为停机少了，想买别家的也没人拦着。"),
    _idea("training", "value", "We train their fitters. The certificate is theirs, whoever supplies them.", "培训客户的装配工，证书归个人，换谁供货都有效。",
          "The knowledge belongs to the people and goes with them wherever they buy.", "本事学到手就是自己的，换谁供货都用得上。"),
    _idea("open_data", "value", "Our data link shows them their stock; they may take all data out at any time.", "双方系统直连，库存一目了然，数据随时可以全部导出。",
          "It is useful every day, and leaving is possible at any time.", "天天有用，而且随时可以退出。"),
    _idea("light_gear", "value", "Our patented gear unit is lighter by a fifth; the ordinary type stays on sale.", "我方专利减速机轻了两成，普通型照常供应。",
          "Better technology is the most honest barrier, and they may still take the ordinary type.", "技术领先是最正当的壁垒，而且客户仍可选普通型。"),
    _idea("bench_back", "value", "We pay for a test bench; who leaves gives it back or buys it at its book value.", "我方出资建试验台；客户要走，归还或按账面净值买下。",
          "The exit is stated and fair: what was lent comes back, or is paid for at what it is worth.", "退出办法写得明白也公平：借的归还，要留就按净值付钱。"),
    _idea("scale", "value", "A price scale by order size, the same for every customer, from lower freight and set-up.", "按单次订货量设阶梯价，对所有客户一样，依据是运费和换型成本更低。",
          "The discount follows our cost and is open to everybody; it does not reward buying nothing elsewhere.", "折扣来自成本节约，人人适用，也不要求客户不买别家。"),
    _idea("price_promise", "value", "We promise the price for two years; they may leave at three months' notice.", "承诺两年不涨价，客户提前三个月通知即可退出。",
          "We bind ourselves; they stay free.", "受约束的是我方，客户是自由的。"),
    _idea("quiet", "value", "End users name our drive because its measured noise is the lowest.", "最终用户点名用我方产品，因为实测噪声最低。",
          "They are convinced by a measurement. That is competition at its best.", "靠实测数据说服用户，这就是正当竞争。"),
    _idea("energy_report", "value", "Every month they get a report: energy saved and what could be saved next.", "每月一份报告：省了多少电，下一步还能省什么。",
          "Whoever is shown his gain every month has little wish to leave. No clause is needed.", "每月看到好处，自然不想走，不需要任何条款。"),
    _idea("joint_patents", "value", "We develop jointly; the contract says which results each side may use alone.", "联合开发，合同写明哪些成果各方可以单独使用。",
          "The rights are divided beforehand, so nobody is caught later.", "权利事先分清，日后谁也不会被卡住。"),
    _idea("open_machine", "value", "Our vending machine books every tool taken; tools of other makers may lie in it, too.", "自动售货机领一把记一把，别家的刀具也可以放进去。",
          "The saving is real, and nobody else is shut out.", "节省是实实在在的，也没有排斥别家。"),
    _idea("falling_mould", "value", "They pay for moulds made only for them if they leave early: a third less each year, nothing after three.", "专用模具若提前退出须补偿，每年减三分之一，三年后为零。",
          "It covers what was really spent, and it falls to nothing.", "补的是真实投入，而且逐年降到零。"),
    _idea("spares_tied", "review", "We are by far the largest here: spare parts only for who buys gear units from us, too.", "我方在本地区占有率遥遥领先：备件只供同时购买减速机的客户。",
          "To make one thing depend on buying another is tying. For a firm with a dominant position that is unlawful without good reason.", "买这个必须买那个，就是搭售。具有市场支配地位的企业没有正当理由这样做，是违法的。"),
    _idea("loyalty_bonus", "review", "A year-end bonus only if at least 95% of all they need comes from us.", "全年需求的 95% 以上向我方采购，才给年终返利。",
          "It rewards buying nothing elsewhere. Loyalty discounts without good reason were part of the decision of 2016.", "这是奖励客户不买别家的。没有正当理由的忠诚折扣，正是 2016 年那份决定认定的行为之一。"),
    _idea("warranty_void", "review", "The warranty of the machine ends when a part of another maker is fitted, whatever caused the damage.", "只要装了别家的部件，不管损坏原因，整机一律不保修。",
          "It ties parts to the machine by the warranty, whether or not the part did harm. That needs legal advice.", "不问原因，用保修把部件和整机绑在一起，必须先过法务。"),
    _idea("no_tests", "review", "A clause: for three years they may not test products of other makers.", "约定三年内不得试用别家产品。",
          "It shuts rivals out altogether: exclusive dealing.", "把对手完全挡在门外：属于限定交易。"),
    _idea("whole_year", "review", "A rebate on the whole year's purchases as soon as a target cut exactly to their total need is reached.", "为这家客户定一个正好等于其总需求的目标，达到了就对全年采购额追溯返利。",
          "Reaching back over the whole year, and cut to all they need, it works like a demand to buy nothing elsewhere.", "追溯全年，目标又正好是全部需求，等于要求客户只买我方的。"),
    _idea("data_hostage", "review", "The operating data of their machines stay with us; who leaves loses them.", "客户设备的运行数据归我方保管，谁走谁就拿不到。",
          "Whose data are they? Holding them back is a case for contract and data law, and it makes enemies.", "数据是谁的？扣着不给涉及合同和数据方面的法律，还会结怨。"),
    _idea("consultant_fee", "review", "The end user's engineer writes us into the tender and gets a “consultant's fee”.", "最终用户的工程师把我方写进招标文件，我方付他一笔“咨询费”。",
          "Money to a person for a decision of his employer is commercial bribery, whatever it is called. The answer will be no.", "为了单位的决定给个人付钱，叫什么名目都是商业贿赂。结论只会是不行。"),
    _idea("rumour", "review", "We tell them that the rival may soon be bankrupt; one hears such things.", "告诉客户对手快要倒闭了，反正外面有人这么说。",
          "To spread false or misleading information about a rival is unlawful, and whoever cannot prove it runs just that risk. The answer will be no.", "编造、散布虚假或误导性信息，属于商业诋毁，是违法的；拿不出依据，就是冒这个风险。结论只会是不行。"),
    _idea("penalty", "review", "Who leaves early pays two years' sales as a penalty.", "提前退出，须付相当于两年采购额的违约金。",
          "It has nothing to do with what leaving costs us. Such a penalty may be cut by a court, and it frightens instead of convincing.", "与我方的实际损失毫无关系。这样的违约金可能被法院调减，而且是吓人，不是服人。"),
    _idea("ten_years", "review", "The loan contract of the tank: only our goods in it, and no way out for ten years.", "储罐借用合同：只能装我方的货，十年内不得退出。",
          "The tank is a value, the contract is the problem: exclusive and so long that it must be looked at.", "储罐是价值，问题在合同：排他，时间又长，必须先审。"),
    _idea("service_tied", "review", "Technical service only for lines that run on our consumables.", "只给使用我方耗材的产线提供技术服务。",
          "Service tied to consumables was part of the decision of 2016.", "把服务和耗材绑在一起，正是 2016 年那份决定认定的行为之一。"),
    _idea("shared_out", "review", "We agree with Rival A that neither visits the other's key accounts.", "与对手 A 约定，互不拜访对方的大客户。",
          "Sharing out customers among competitors is a cartel, for firms of every size. The answer will be no.", "竞争者之间瓜分客户是垄断协议，企业大小都不行。结论只会是不行。"),
)  # fmt: skip
BY_ID = {idea.id: idea for idea in IDEAS}
