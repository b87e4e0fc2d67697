"""The entries of U5.X1: what a change of supplier costs a customer, thirty lines of five kinds.

`size` is a usual amount, in thousand CNY, for an account that spends about five million a year with us.
"""

from __future__ import annotations

from dataclasses import dataclass

from kamlib.text import Text


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the customer's account of the change."""

    id: str
    kind: str
    size: int
    told: Text
    why: Text


def _entry(id: str, kind: str, size: int, en: str, zh: str, why_en: str, why_zh: str) -> Entry:
    return Entry(id, kind, size, Text(en=en, zh=zh), Text(en=why_en, zh=why_zh))


ENTRIES = (
    _entry("enquiries", "search", 30, "Purchasing sends enquiries to six makers, compares and negotiates", "采购部向六家厂商询价、比价、谈判",
           "Nothing is tested or learnt yet: they are still looking for somebody. Search.", "还没有试用，也没有学习，只是在物色供应商：搜寻成本。"),
    _entry("audits", "search", 45, "Quality travels to two possible suppliers and audits them", "质量部到两家备选供应商现场审核，含差旅",
           "The audit decides who is chosen at all. Search.", "审核是为了决定选谁：搜寻成本。"),
    _entry("market_report", "search", 25, "A market report is bought: who can deliver such quantities?", "购买市场报告：谁有这样的供货能力",
           "To know who there is costs money. Search.", "花钱弄清有哪些供应商：搜寻成本。"),
    _entry("catalogues", "search", 40, "Design engineers list which types of other makers might fit", "设计工程师整理各厂家可替代的型号清单",
           "A list of candidates is still part of looking. Search.", "列候选清单仍属于寻找阶段：搜寻成本。"),
    _entry("credit_check", "search", 15, "Credit information and references of three makers are obtained", "对三家厂商做信用调查、了解用户口碑",
           "It narrows down the choice before anything is tried. Search.", "试用之前先缩小选择范围：搜寻成本。"),
    _entry("trade_fair", "search", 20, "Two people go to a trade fair to meet other makers", "派两人去展会物色其他厂商",
           "Going out to find somebody: search.", "出去找供应商：搜寻成本。"),
    _entry("endurance", "trial", 90, "Sample units run 500 hours on the test bench", "样机上试验台，做 500 小时耐久试验",
           "The run shows whether the new unit holds. Trial.", "试验是为了验证新产品行不行：尝试成本。"),
    _entry("pilot_line", "trial", 160, "Pilot batch: one line makes less for two weeks", "小批试用：一条产线两周减产",
           "Output is lost because something is being tried out. Trial.", "因为试用而损失产量：尝试成本。"),
    _entry("scrap", "trial", 85, "Scrap and rework of the first batches", "首批试用中的报废和返工",
           "Faults of the first batches are the price of trying. Trial.", "首批出问题，是试用的代价：尝试成本。"),
    _entry("fallback", "trial", 60, "Units of the old type are kept ready in case the test fails", "试用期间备着原型号，以防试用失败",
           "They secure the test, not the later operation. Trial.", "是为试用保底，不是为日后生产：尝试成本。"),
    _entry("end_customer_run", "trial", 70, "The machine is run in front of the end customer with the new unit", "装上新部件，请最终用户现场看试车",
           "Once more the question is whether it works. Trial.", "目的还是验证行不行：尝试成本。"),
    _entry("laboratory", "trial", 35, "An outside laboratory measures noise and temperature of the samples", "样机送外部实验室测噪声和温升",
           "Measuring samples is testing. Trial.", "测样机就是试用：尝试成本。"),
    _entry("fitters", "learning", 50, "Twelve fitters are trained to mount and set the new units", "培训十二名装配工安装、调整新部件",
           "The choice is made; now people have to learn. Learning.", "已经选定，接下来是人要学会：学习成本。"),
    _entry("drawings", "learning", 120, "Drawings, parts lists and mounting plates are made anew", "图纸、明细表、安装板全部重做",
           "The papers have to know the new product, too. Learning.", "资料也要适应新产品：学习成本。"),
    _entry("control_software", "learning", 110, "Parameters and interface of the control are programmed anew", "控制程序的参数和接口重新编写",
           "The system has to get to know the new product. Learning.", "系统要适应新产品：学习成本。"),
    _entry("manuals", "learning", 35, "Operating and maintenance manuals are rewritten", "操作、维护手册重新编写",
           "What is known about the product is written down anew. Learning.", "产品知识要重新整理成文：学习成本。"),
    _entry("part_numbers", "learning", 30, "New part numbers, labels and master data in the planning system", "生产计划系统中新建物料号、标签和主数据",
           "The planning system learns the new parts. Learning.", "计划系统要认识新物料：学习成本。"),
    _entry("slow_months", "learning", 95, "Mounting takes longer in the first three months until everyone has the knack", "头三个月还不熟练，装配变慢",
           "The choice is made and works; what is missing is practice. Learning.", "产品没有问题，只是还不熟练：学习成本。"),
    _entry("known_engineer", "relationship", 130, "The service engineer who knows the line is gone; the first year has more standstill", "熟悉产线的服务工程师不再上门，第一年停机增多",
           "What is lost is a person who knows them. Relationship.", "失去的是熟悉情况的人：关系成本。"),
    _entry("joint_project", "relationship", 105, "A joint development is broken off; the work put into it is lost", "联合开发中断，已投入的工作作废",
           "The work was done with us and cannot be taken along. Relationship.", "这是与我方共同做的事，带不走：关系成本。"),
    _entry("favours", "relationship", 55, "Nobody slips in a rush order as a favour any more; express freight instead", "没人再帮忙插单，只能付加急运费",
           "Favours grow over years and are not in the contract. Relationship.", "人情是多年积累的，合同里没有：关系成本。"),
    _entry("new_contacts", "relationship", 40, "Both sides' people must get used to each other: meetings every month", "双方人员要从头熟悉，第一年每月开会磨合",
           "Trust has to grow again between people. Relationship.", "人与人的信任要从头建立：关系成本。"),
    _entry("priority", "relationship", 90, "A new customer comes last when goods are short: larger stock in the first year", "货源紧张时新客户排在最后，第一年要多备库存",
           "Priority was given to a known partner. Relationship.", "优先供应是给老伙伴的：关系成本。"),
    _entry("planning_help", "relationship", 45, "The planner who sized their drives over the telephone is missed; it is bought outside", "以前打个电话就有人帮忙选型，现在要花钱请外面做",
           "Help among people who know each other: relationship.", "熟人之间的帮忙：关系成本。"),
    _entry("minimum_quantity", "legal", 125, "Frame contract: compensation for the quantity not taken", "框架协议未完成数量的补偿款",
           "The contract asks for it. Legal.", "合同约定要付的：法律成本。"),
    _entry("lawyers", "legal", 45, "Lawyers draw up frame contract, quality and secrecy agreement with the new one", "请律师与新供应商订立框架协议、质量协议和保密协议",
           "New contracts with the new supplier: legal.", "与新供应商签约的费用：法律成本。"),
    _entry("certificate", "legal", 80, "The certificate of the machine is changed: fees of the certifying body", "整机证书变更，付给认证机构的费用",
           "The fee is due because the certificate names the part. Legal.", "证书上写着部件型号，变更就要付费：法律成本。"),
    _entry("loan_return", "legal", 35, "Loan contract: the test bench is taken down and given back", "按借用合同拆除并归还试验台",
           "The loan contract asks for it. Legal.", "借用合同约定的义务：法律成本。"),
    _entry("notice", "legal", 75, "Three months' notice: the old minimum quantity is still paid for", "终止须提前三个月通知，其间仍要付原合同的最低用量",
           "The period of notice stands in the contract. Legal.", "通知期是合同约定的：法律成本。"),
    _entry("warranty", "legal", 65, "The guarantee of the machines in the field has to be insured anew", "在用整机的质保责任要重新投保",
           "A guarantee is an obligation by contract. Legal.", "质保是合同义务：法律成本。"),
)  # fmt: skip
BY_ID = {entry.id: entry for entry in ENTRIES}
