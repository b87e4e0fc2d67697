"""What the eight steps of the account plan share: the account they are about, and their wording."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kamlib.cases.labels import LABELS
from kamlib.classroom.exercise import Data
from kamlib.text import Text
from kamlib.units.common import named

DEAL = "my-account"  # every trainee has one account, the same in all steps
FULL_CNY = 1_000  # lifetime profits are worked out to full thousands
SMALLEST_TARGET = 10_000

INVENTED = Text(
    en="_Tarvane Drives and all accounts, people and figures here are invented._",
    zh="_塔凡传动及本题所有客户、人物、数据均为虚构。_",
)


def case(en: str, zh: str) -> Text:
    """Return a case text: whose account it is, the step itself, and that all is invented."""
    return Text(
        en=f"Your account: **{{name}}** ({{industry_name}}, {{region_name}}), account {{account}}.\n\n{en}\n\n{INVENTED.en}",
        zh=f"您的客户：**{{name}}**（{{industry_name}}，{{region_name}}），客户编号 {{account}}。\n\n{zh}\n\n{INVENTED.zh}",
    )


def head_values(data: Data) -> dict[str, Any]:
    """Return how the texts name the account."""
    return {
        "name": named(data["name"]),
        "industry_name": LABELS["industry"][data["industry"]],
        "region_name": LABELS["region"][data["region"]],
    }


def other_reasons(right: str, options: Mapping[str, Any], why: Text) -> dict[str, Text]:
    """Return the same reason for every option but the right one."""
    return {option: why for option in options if option != right}
