"""What the exercises of U3 share: the seven letters, the suppliers, the eight parts of delivered value, the seven solutions."""

from __future__ import annotations

from kamlib.classroom.exercise import Option, Tolerance
from kamlib.text import Text

EXACT_YEAR = Tolerance(within=0.05)  # whole years: only the exact one is right

# The outline prints the letters only; the words are those that Huawei Cloud publishes for supplier management.
LETTERS = {
    "technology": Text(en="T · Technology", zh="T · 技术"),
    "quality": Text(en="Q · Quality", zh="Q · 质量"),
    "response": Text(en="R · Response", zh="R · 响应"),
    "delivery": Text(en="D · Delivery", zh="D · 交付"),
    "cost": Text(en="C · Cost", zh="C · 成本"),
    "environment": Text(en="E · Environment", zh="E · 环境"),
    "security": Text(en="S · Security", zh="S · 安全"),
}
SUPPLIERS = {
    "us": Text(en="Tarvane Drives (us)", zh="塔凡传动（我方）"),
    "rival_a": Text(en="Rival A", zh="对手 A"),
    "rival_b": Text(en="Rival B", zh="对手 B"),
}
SHORT_SUPPLIERS = SUPPLIERS | {"us": Text(en="We", zh="我方")}  # heads of narrow columns
GRADES = {"A": 85, "B": 75, "C": 60, "D": 0}  # of the course; a knocked-out supplier has the last one

VALUE_PARTS = {
    "product": Text(en="Product value", zh="产品价值"),
    "service": Text(en="Service value", zh="服务价值"),
    "personnel": Text(en="Personnel value", zh="人员价值"),
    "image": Text(en="Image value", zh="形象价值"),
}
COST_PARTS = {
    "money": Text(en="Money cost (our price)", zh="货币成本（我方价格）"),
    "time": Text(en="Time cost", zh="时间成本"),
    "energy": Text(en="Energy cost", zh="体力成本"),
    "mental": Text(en="Mental-effort cost", zh="精神成本"),
}

# Four solutions lower the customer's total cost, three raise the total value; the document names them in this order.
SOLUTIONS = {
    "project": Text(en="Full project cycle: lower the cost of the whole project", zh="全项目周期成本优化"),
    "life": Text(en="Full life cycle (LCC): lower the cost of the whole life", zh="全生命周期成本优化（LCC）"),
    "chain": Text(en="Full value chain: lower the cost of activities on both sides", zh="全价值链成本优化"),
    "vmi": Text(en="Supply chain with vendor-managed inventory (VMI)", zh="全供应链成本优化：供应商管理库存（VMI）"),
    "evi": Text(en="Early vendor involvement (EVI)", zh="供应商先期介入（EVI）"),
    "performance": Text(en="Full-project service and full-responsibility performance contract", zh="全项目周期服务与全责绩效合同"),
    "collaboration": Text(en="Supply-chain collaboration", zh="供应链协同"),
}
RAISES_VALUE = ("evi", "performance", "collaboration")

# The document counts seven typical situations of a supplier change and lists none; these are the course's own.
SITUATIONS = {
    "failure": (
        Text(en="A failure of ours reached the customer's own customer", zh="我方的质量事故流到了客户的客户那里"),
        "quality",
    ),
    "late": (
        Text(en="Deliveries keep coming late and the line stands still", zh="一再误期，客户停线"),
        "delivery",
    ),
    "price": (
        Text(en="The price has left the market, and nobody will talk about costs", zh="价格脱离市场，又不肯谈成本"),
        "cost",
    ),
    "generation": (
        Text(en="A new generation or platform comes, and we are not designed in", zh="客户产品换代、换平台，设计里没有我们"),
        "technology",
    ),
    "silence": (
        Text(en="Complaints get no answer, or our contact changes without a handover", zh="投诉没人理，或我方换人没有交接"),
        "response",
    ),
    "duty": (
        Text(en="A breach of environmental, safety or labour rules comes to light", zh="环保、安全或用工违规被曝光"),
        "environment",
    ),
    "risk": (
        Text(en="The customer fears for supply or secrets: single source, money trouble, data", zh="客户担心断供或泄密：独家供货、经营困难、数据外泄"),
        "security",
    ),
}  # fmt: skip


def letter_options() -> tuple[Option, ...]:
    """Return the seven letters as options, in the order of the word."""
    return tuple(Option(letter, name) for letter, name in LETTERS.items())


def supplier_options() -> tuple[Option, ...]:
    """Return us and the two rivals as options or rows."""
    return tuple(Option(supplier, name, colour=supplier) for supplier, name in SUPPLIERS.items())
