"""The measures of U5.X2: what each of the five ways looks like at an account, and what legal says to it."""

from __future__ import annotations

from dataclasses import dataclass

from kamlib.text import Text


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing to build at an account; `stopped` says that legal has not released it."""

    id: str
    way: str
    told: Text
    stopped: bool = False


def _measure(id: str, way: str, en: str, zh: str, stopped: bool = False) -> Measure:
    return Measure(id, way, Text(en=en, zh=zh), stopped)


MEASURES = (
    _measure("test_bench", "dedicated_assets", "a test bench of ours in their plant", "在客户厂内放置我方的试验台"),
    _measure("consignment", "dedicated_assets", "a store of ours on their premises, paid as taken", "在客户厂内设我方库存，用多少付多少"),
    _measure("adapters", "dedicated_assets", "moulds and adapters for their housing only", "专为其外壳开的模具和转接件"),
    _measure("on_site", "outstanding_service", "an engineer on site, spare unit within four hours", "工程师驻厂，四小时内送到备机"),
    _measure("monitoring", "outstanding_service", "condition monitoring with a monthly report", "状态监测，每月出报告"),
    _measure("school", "outstanding_service", "a training room for their fitters", "为其装配工开设培训室"),
    _measure("data_link", "process_embedding", "a data link from their parts planning to ours", "双方物料计划系统直连"),
    _measure("vending", "process_embedding", "a vending machine for small parts, filled by us", "小件自动售货机，由我方补货"),
    _measure("line_supply", "process_embedding", "ready-mounted units to the line, in its sequence", "部件预装好，按节拍直送产线"),
    _measure("own_gear", "proprietary_technology", "a gear unit for their next machine, with our patent", "用我方专利为其新机型开发减速机"),
    _measure("sizing", "proprietary_technology", "our sizing software in their design system", "把我方选型软件装进其设计系统"),
    _measure("sensor", "proprietary_technology", "a gear unit with our own sensor", "带我方自有传感器的减速机"),
    _measure("frame", "termination_barriers", "a frame contract over three years with fair notice", "三年框架协议，通知期合理"),
    _measure("buy_back", "termination_barriers", "compensation for special stock, falling every year", "专用库存补偿，金额逐年递减"),
    _measure("only_us", "termination_barriers", "a clause that nobody else may supply them", "约定只许我方一家供货", stopped=True),
    _measure("loyalty", "termination_barriers", "a bonus only if all they need comes from us", "全部从我方采购才给返利", stopped=True),
)
BY_ID = {measure.id: measure for measure in MEASURES}
