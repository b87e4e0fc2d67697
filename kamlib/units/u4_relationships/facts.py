"""Facts about how two companies work together, by the supplier step they are typical of. All written by the course."""

from __future__ import annotations

from kamlib.text import Text

FACTS: dict[str, dict[str, Text]] = {
    "general_supplier": {
        "g1": Text(en="Every order is asked for anew, with three other offers beside ours", zh="每单都重新询价，和另外三家一起比"),
        "g2": Text(en="Orders come one by one; there is no frame contract", zh="一单一签，没有框架协议"),
        "g3": Text(en="Only the buyer's desk knows us", zh="只有采购员知道我们"),
        "g4": Text(en="We are one of eight names on the approved list", zh="合格供应商名单上有八家，我们是其中一家"),
        "g5": Text(en="We learn of a new machine when the enquiry arrives", zh="新机型的消息，要等询价单来了才知道"),
        "g6": Text(en="We are called when the usual supplier cannot deliver", zh="老供应商交不出货，才会找我们"),
    },
    "main_supplier": {
        "m1": Text(en="A one-year frame contract with a price list", zh="签了一年期框架协议，附价格表"),
        "m2": Text(en="We deliver the larger part of one product family", zh="某一类产品大部分由我们供货"),
        "m3": Text(en="Delivery figures are gone through with purchasing every quarter", zh="每季度和采购部一起看交付数据"),
        "m4": Text(en="Standing orders come without a new enquiry", zh="常规订单不再询价，直接下单"),
        "m5": Text(en="Our engineer visits the production without asking purchasing first", zh="我方工程师去车间，不必先经采购部"),
        "m6": Text(en="They carry us as A-supplier in their rating", zh="在对方的供应商评级里，我们是 A 级"),
    },
    "core_supplier": {
        "c1": Text(en="A two-year contract with agreed volumes", zh="两年期合同，约定了采购量"),
        "c2": Text(en="Our engineers are asked before the drawing is fixed", zh="图纸定稿之前先征求我方工程师的意见"),
        "c3": Text(en="One quality target for both, and one team that works on failure costs", zh="双方共用一个质量目标，一个小组专门降低失效成本"),
        "c4": Text(en="They send us their forecast for six months every month", zh="每月把未来六个月的需求预测发给我们"),
        "c5": Text(en="Department heads of both sides meet every quarter", zh="双方部门负责人每季度会面"),
        "c6": Text(en="Our stock stands in their plant and we refill it", zh="我方库存设在对方厂里，由我们补货"),
    },
    "strategic_partner": {
        "s1": Text(en="Both managing directors go through a three-year plan twice a year", zh="双方总经理每年两次一起看三年规划"),
        "s2": Text(en="A drive is developed together, with shared cost and a contract on the rights", zh="共同开发一款驱动，费用分担，知识产权有约定"),
        "s3": Text(en="New capacity is planned together before either side invests", zh="投资之前，双方一起规划新产能"),
        "s4": Text(en="Two of our people sit in their project office for the whole project", zh="我方两人在对方项目部驻场，直到项目结束"),
        "s5": Text(en="Cost models are open on both sides, and what is saved is shared by rule", zh="双方公开成本模型，省下的钱按规则分享"),
        "s6": Text(en="The two companies enter a new market together", zh="两家公司一起进入新市场"),
    },
}  # fmt: skip

WHY = {
    "general_supplier": Text(en="This is how one of many suppliers is treated: asked each time, known to few, told late.", zh="这是众多供应商之一的待遇：每次询价、认识的人少、消息来得晚。"),
    "main_supplier": Text(en="Regular business and a yearly frame: main supplier. Design, stock and quality are not shared yet.", zh="业务稳定，有年度框架协议：主要供应商。设计、库存、质量还没有共享。"),
    "core_supplier": Text(en="They let us into design, forecast, stock or quality, and bind themselves for longer: core supplier.", zh="让我们参与设计、预测、库存或质量，合同期也更长：核心供应商。"),
    "strategic_partner": Text(en="Top management, money and risk are shared: strategic partner.", zh="高层共商，资金和风险共担：战略伙伴。"),
}  # fmt: skip

STEP_OF = {id: step for step, entries in FACTS.items() for id in entries}
TOLD = {id: text for entries in FACTS.values() for id, text in entries.items()}
