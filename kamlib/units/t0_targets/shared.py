"""What the exercises of T0 share: the business year, regions, units, and telling mistakes apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kamlib.classroom.exercise import (
    WHOLE_NUMBER,
    Column,
    Option,
    Period,
    Tolerance,
)
from kamlib.text import Text

AHEAD_FROM, BEHIND_BELOW = 1.05, 0.95  # the course's own limits; the document gives none

# What the board of Tarvane Drives wants in 2026/27, CNY 10,000; the regions' own targets add up to 28,450.
BOARD_TARGET = 28_600

# The business year of Tarvane Drives runs from July to June.
_MONTHS = (
    ("July", "7 月"), ("August", "8 月"), ("September", "9 月"), ("October", "10 月"), ("November", "11 月"),
    ("December", "12 月"), ("January", "1 月"), ("February", "2 月"), ("March", "3 月"), ("April", "4 月"),
    ("May", "5 月"), ("June", "6 月"),
)  # fmt: skip
MONTH_NAMES = {f"m{place}": Text(en=en, zh=zh) for place, (en, zh) in enumerate(_MONTHS, 1)}
QUARTER_NAMES = {
    f"q{quarter}": Text(en=f"Quarter {quarter} ({first[0][:3]}–{last[0][:3]})", zh=f"第 {quarter} 季度（{first[1]}至 {last[1]}）")
    for quarter, first, last in zip(range(1, 5), _MONTHS[::3], _MONTHS[2::3], strict=True)
}

MEASURE_NAMES = {
    "sales": Text(en="Sales", zh="销售额"),
    "cash_collected": Text(en="Cash collected", zh="回款额"),
    "profit": Text(en="Profit", zh="利润"),
    "expense": Text(en="Expense", zh="费用"),
}

TEN_THOUSAND = Text(en="× CNY 10,000", zh="万元")
TO_THE_UNIT = WHOLE_NUMBER

INVENTED = Text(en="_Tarvane Drives and all figures here are invented._", zh="_塔凡传动及本题所有数据均为虚构。_")


def and_invented(text: Text) -> Text:
    """Return a case text with the sentence that says its figures are invented."""
    return Text(en=f"{text.en}\n\n{INVENTED.en}", zh=f"{text.zh}\n\n{INVENTED.zh}")


def rows_of(entries: Sequence[Mapping[str, Any]]) -> tuple[Option, ...]:
    """Return the entries of a variant that have an id and a name as rows of a table."""
    return tuple(Option(entry["id"], Text(en=entry["name"]["en"], zh=entry["name"]["zh"])) for entry in entries)


def whole_column(
    id: str, label: Text, tolerance: Tolerance = TO_THE_UNIT, per: Period | None = None
) -> Column:
    """Return a column of whole amounts in ten thousands of CNY."""
    return Column(id=id, label=label, tolerance=tolerance, unit=TEN_THOUSAND, per=per)


def cells(column: str, amounts: Mapping[str, float]) -> dict[str, float]:
    """Return amounts by row as the cells of one column of a table."""
    return {f"{row}/{column}": float(amount) for row, amount in amounts.items()}
