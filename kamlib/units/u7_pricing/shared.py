"""What the exercises of U7 share: suppliers, products, tolerances, the sentence on invented figures."""

from __future__ import annotations

from kamlib import pricing
from kamlib.classroom.exercise import Answers, CaseTable, Data, TableColumn, Tolerance
from kamlib.text import Text

TENTH_OF_A_POINT = Tolerance(nearest=0.001)

US, RIVAL_A, RIVAL_B = (
    Text(en="Tarvane Drives (us)", zh="塔凡传动（我方）"),
    Text(en="Rival A", zh="对手 A"),
    Text(en="Rival B", zh="对手 B"),
)
SUPPLIER_COLOURS = {"us": "#0072B2", "rival_a": "#D55E00", "rival_b": "#CC79A7"}
INVENTED = Text(en="_Tarvane Drives, the customer, the rivals and all figures here are invented._", zh="_塔凡传动、客户、对手及本题所有数据均为虚构。_")

PRODUCTS = (
    {"en": "servo gear unit TS 140", "zh": "伺服减速机 TS 140"},
    {"en": "hollow-shaft unit TH 110", "zh": "中空轴减速机 TH 110"},
    {"en": "planetary gearbox PG 4", "zh": "行星齿轮箱 PG 4"},
    {"en": "frequency drive FD 45 Smart", "zh": "变频器 FD 45 智能型"},
    {"en": "planetary gearbox PG 8", "zh": "行星齿轮箱 PG 8"},
)
PRODUCT_COSTS = (6_250, 7_270, 18_700, 8_250, 40_280)  # unit costs near those of the case tables


GAINS = {
    "life": Text(en="Longer service life", zh="使用寿命更长"),
    "energy": Text(en="Energy saved", zh="节省电费"),
    "stops": Text(en="Fewer stoppages", zh="停机减少"),
    "scrap": Text(en="Less scrap", zh="废品减少"),
    "changeover": Text(en="Faster changeover", zh="换型更快"),
}
COSTS_OF_CHANGING = {
    "adapter": Text(en="Adapter plate and rewiring", zh="转接板与改线"),
    "training": Text(en="Training of fitters", zh="装配工培训"),
    "approval": Text(en="New approval test", zh="重新认证测试"),
}


def and_invented(text: Text) -> Text:
    """Return a case text with the sentence that says its figures are invented."""
    return Text(en=f"{text.en}\n\n{INVENTED.en}", zh=f"{text.zh}\n\n{INVENTED.zh}")


def economic_value(data: Data, answers: Answers) -> float:
    """Return what one unit is worth to the customer: reference price plus gains less costs of changing."""
    return pricing.economic_value(data["reference_price"], data["positive"], data["negative"])


def gains_and_losses(data: Data) -> tuple[float, float]:
    """Return the sum of the gains and the sum of the costs of changing, both positive."""
    return sum(data["positive"].values()), sum(data["negative"].values())


def differences_table(data: Data) -> CaseTable:
    """Return our unit against Rival B's: gains, then costs of changing as negative amounts."""
    gains = [(GAINS[item], amount) for item, amount in data["positive"].items()]
    costs = [(COSTS_OF_CHANGING[item], -amount) for item, amount in data["negative"].items()]
    return CaseTable(
        Text(en="Our unit against Rival B's, over its life", zh="我方产品与对手 B 相比（全使用期）"),
        (
            TableColumn(Text(en="Difference", zh="差异项目")),
            TableColumn(Text(en="CNY per unit", zh="元/台"), "whole"),
        ),
        gains + costs,
    )
