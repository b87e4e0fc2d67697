"""The words behind the short codes of the case tables, in both languages.

A table stores ``"east"``; a reader sees "East China" or 华东. Every code a column may hold stands here.
"""

from __future__ import annotations

from kamlib.text import Text

LABELS: dict[str, dict[str, Text]] = {
    "region": {
        "east": Text(en="East China", zh="华东"),
        "south": Text(en="South China", zh="华南"),
        "north": Text(en="North China", zh="华北"),
        "central": Text(en="Central China", zh="华中"),
        "southwest": Text(en="Southwest China", zh="西南"),
        "northeast": Text(en="Northeast China", zh="东北"),
    },
    "industry": {
        "packaging": Text(en="Packaging machinery", zh="包装机械"),
        "machine_tools": Text(en="Machine tools", zh="机床"),
        "logistics": Text(en="Logistics equipment", zh="物流设备"),
        "battery": Text(en="Battery equipment", zh="锂电设备"),
        "food": Text(en="Food machinery", zh="食品机械"),
        "textile": Text(en="Textile machinery", zh="纺织机械"),
        "mining": Text(en="Mining and cement", zh="矿山与水泥"),
        "robotics": Text(en="Robotics and automation", zh="机器人与自动化"),
        "distribution": Text(en="Industrial distribution", zh="工业品经销"),
    },
    "kind": {
        "machine_builder": Text(en="Machine builder", zh="设备制造商"),
        "end_user": Text(en="End user", zh="终端用户"),
        "dealer": Text(en="Dealer", zh="经销商"),
    },
    "family": {
        "servo": Text(en="Servo gear units", zh="伺服减速机"),
        "planetary": Text(en="Planetary gearboxes", zh="行星齿轮箱"),
        "frequency": Text(en="Frequency drives", zh="变频器"),
        "coupling": Text(en="Couplings", zh="联轴器"),
        "service": Text(en="Service contracts", zh="服务合同"),
        "spare": Text(en="Spare parts", zh="备件"),
    },
    "life_cycle": {
        "introduction": Text(en="Introduction", zh="导入期"),
        "growth": Text(en="Growth", zh="成长期"),
        "maturity": Text(en="Maturity", zh="成熟期"),
        "decline": Text(en="Decline", zh="衰退期"),
    },
    "supplier": {
        "us": Text(en="Tarvane Drives", zh="塔凡传动"),
        "rival_a": Text(en="Rival A", zh="对手 A"),
        "rival_b": Text(en="Rival B", zh="对手 B"),
    },
    "tier": {
        "strategic": Text(en="Strategic", zh="战略型客户"),
        "value": Text(en="Value", zh="价值型客户"),
        "standard": Text(en="Standard", zh="标准型客户"),
        "transactional": Text(en="Transactional", zh="交易型客户"),
    },
    "stage": {
        "P0": Text(en="P0 planning and development", zh="P0 市场规划、客户开发"),
        "P1": Text(en="P1 needs found, target locked", zh="P1 挖掘需求、锁定目标"),
        "P2": Text(en="P2 project approved", zh="P2 方案立项、客户公关"),
        "P3": Text(en="P3 design exchange", zh="P3 设计交流、中层把握"),
        "P4": Text(en="P4 needs survey, top level won", zh="P4 需求调研、高层突破"),
        "P5": Text(en="P5 proposal evaluated", zh="P5 方案评估、项目承诺"),
        "P6": Text(en="P6 negotiation and signing", zh="P6 协议谈判、签约成交"),
        "P7": Text(en="P7 delivery and expansion", zh="P7 实施结案、升级扩容"),
    },
    "outcome": {
        "open": Text(en="Open", zh="进行中"),
        "won": Text(en="Won", zh="赢单"),
        "lost": Text(en="Lost", zh="丢单"),
    },
    "lost_reason": {
        "none": Text(en="Not lost", zh="未丢单"),
        "price": Text(en="Price", zh="价格"),
        "technology": Text(en="Technology", zh="技术"),
        "delivery": Text(en="Delivery time", zh="交期"),
        "relationship": Text(en="Rival's relationship", zh="对手客户关系"),
        "budget": Text(en="Customer's budget gone", zh="客户预算取消"),
        "late": Text(en="We were late", zh="我方介入过晚"),
    },
    "lead_rival": {
        "none": Text(en="No rival known", zh="未发现对手"),
        "rival_a": Text(en="Rival A", zh="对手 A"),
        "rival_b": Text(en="Rival B", zh="对手 B"),
    },
    "department": {
        "management": Text(en="General management", zh="总经办"),
        "purchasing": Text(en="Purchasing", zh="采购部"),
        "engineering": Text(en="Engineering", zh="技术部"),
        "production": Text(en="Production", zh="生产部"),
        "quality": Text(en="Quality", zh="质量部"),
        "finance": Text(en="Finance", zh="财务部"),
        "maintenance": Text(en="Maintenance", zh="设备维修部"),
    },
    "title": {
        "general_manager": Text(en="General manager", zh="总经理"),
        "purchasing_manager": Text(en="Purchasing manager", zh="采购经理"),
        "buyer": Text(en="Buyer", zh="采购员"),
        "technical_director": Text(en="Technical director", zh="技术总监"),
        "design_engineer": Text(en="Design engineer", zh="设计工程师"),
        "production_manager": Text(en="Production manager", zh="生产经理"),
        "quality_manager": Text(en="Quality manager", zh="质量经理"),
        "finance_manager": Text(en="Finance manager", zh="财务经理"),
        "maintenance_head": Text(en="Head of maintenance", zh="设备维修主管"),
    },
    "buying_role": {
        "decider": Text(en="Decider", zh="决策者"),
        "approver": Text(en="Approver", zh="批准者"),
        "influencer": Text(en="Influencer", zh="影响者"),
        "buyer": Text(en="Buyer", zh="购买者"),
        "user": Text(en="User", zh="使用者"),
        "gatekeeper": Text(en="Gatekeeper", zh="把关者"),
    },
    "seller_role": {
        "key_account_manager": Text(en="Key-account manager", zh="大客户经理"),
        "supervisor": Text(en="Key-account supervisor", zh="大客户主管"),
        "salesperson": Text(en="Salesperson", zh="销售代表"),
    },
    "activity": {
        "visit": Text(en="Sales visit", zh="销售拜访"),
        "service_hour": Text(en="Service hour", zh="服务工时"),
        "order_line": Text(en="Order line handled", zh="订单行处理"),
        "rush_order": Text(en="Rush order", zh="加急订单"),
    },
    "criterion": {
        "technology": Text(en="Technology", zh="技术"),
        "quality": Text(en="Quality", zh="质量"),
        "response": Text(en="Response", zh="响应"),
        "delivery": Text(en="Delivery", zh="交付"),
        "cost": Text(en="Cost", zh="成本"),
        "environment": Text(en="Environment", zh="环境"),
        "security": Text(en="Security", zh="安全"),
    },
    "way": {
        "presentation": Text(en="Product presentation", zh="产品介绍会"),
        "mailing": Text(en="Material sent", zh="寄送资料"),
        "visit": Text(en="Visit", zh="客户访问"),
    },
    "progress": {
        "contacted": Text(en="Customer contacted", zh="接触客户"),
        "explained": Text(en="Product explained", zh="产品说明"),
        "demonstrated": Text(en="Product demonstrated", zh="产品演示"),
        "proposed": Text(en="Proposal handed over", zh="提交建议书"),
        "signed": Text(en="Contract signed", zh="签订合同"),
    },
    "attitude": {
        "warm": Text(en="Warm", zh="热心"),
        "so_so": Text(en="So-so", zh="一般"),
        "cold": Text(en="Cold", zh="冷淡"),
    },
}


def label(category: str, code: str) -> Text:
    """Return the words for a code of one category.

    Parameters
    ----------
    category
        A key of `LABELS`, such as ``"region"``.
    code
        A code that columns of this category may hold, such as ``"east"``.

    Raises
    ------
    ValueError
        When the category or the code is not known.

    Examples
    --------
    >>> label("region", "east").zh
    '华东'
    """
    if category not in LABELS:
        raise ValueError(f"category {category!r} is not one of {', '.join(LABELS)}")
    if code not in LABELS[category]:
        raise ValueError(f"{category} {code!r} is not one of {', '.join(LABELS[category])}")
    return LABELS[category][code]
