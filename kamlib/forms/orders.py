"""Adds up a list of orders to accounts, and says what the orders show about retention."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from kamlib.forms.own_data import OwnTable
from kamlib.forms.problems import Note
from kamlib.text import Text

Period = Literal["last 12 months", "all"]
DAYS_PER_YEAR = 365.25
_SHORTEST_FOR_RETENTION = 1.0  # years; in less, half the time says nothing about a year


@dataclass(frozen=True, slots=True)
class RetentionSeen:
    """Retention as the orders show it.

    `earlier` customers ordered up to `middle`, `again` of them ordered after it as well; the halves lie
    `years_between` apart, so `per_year` is (again / earlier) ** (1 / years_between).
    """

    per_year: float
    earlier: int
    again: int
    middle: pd.Timestamp
    years_between: float


def years_covered(orders: pd.DataFrame) -> float:
    """Return the time from the first to the last order, both days included, in years."""
    return ((orders["date"].max() - orders["date"].min()).days + 1) / DAYS_PER_YEAR


def retention_seen(orders: pd.DataFrame) -> RetentionSeen | None:
    """Estimate retention from orders: who of the customers of the earlier half ordered in the later half.

    Parameters
    ----------
    orders : DataFrame
        Columns `account` and `date`, one row an order.

    Returns
    -------
    RetentionSeen or None
        None when the orders cover less than a year or nobody came back.

    Examples
    --------
    >>> orders = pd.DataFrame({"account": ["A", "B", "A", "C"], "date": pd.to_datetime(
    ...     ["2022-01-01", "2022-06-01", "2023-12-31", "2023-07-01"])})
    >>> seen = retention_seen(orders)
    >>> seen.earlier, seen.again, round(seen.per_year, 2)
    (2, 1, 0.5)
    """
    covered = years_covered(orders)
    if covered < _SHORTEST_FOR_RETENTION:
        return None
    start, end = orders["date"].min(), orders["date"].max()
    middle = start + (end - start) // 2
    key = orders["account"].str.casefold()
    earlier, later = set(key[orders["date"] <= middle]), set(key[orders["date"] > middle])
    again = len(earlier & later)
    if not again:
        return None
    years_between = covered / 2
    per_year = (again / len(earlier)) ** (1 / years_between)
    return RetentionSeen(per_year, len(earlier), again, middle.normalize(), years_between)


def accounts_from_orders(table: OwnTable, period: Period = "last 12 months") -> OwnTable:
    """Add up orders to one row an account.

    Parameters
    ----------
    table : OwnTable
        Of kind ``"orders"``.
    period : {"last 12 months", "all"}
        Which orders make `sales` and `contribution`: those of the 12 months up to the last order in the
        file, or all of them divided by the years they cover (at least one, so that a short file is not
        blown up to a year). Every account of the file stays on the list.

    Returns
    -------
    OwnTable
        Of kind ``"accounts"``; `sales` and `contribution` (only when the orders have a cost) are per year,
        `sales_total` is the whole file; `orders`, `first_order`, `last_order`.

    Raises
    ------
    ValueError
        For another period, or a table that is not a list of orders.

    Examples
    --------
    >>> from kamlib.forms.own_data import read_table
    >>> orders = read_table(b"Customer,Date,Amount\\nA,2024-01-05,100\\nA,2024-06-05,50\\nB,2022-01-05,70\\n")
    >>> accounts_from_orders(orders).frame[["account", "orders", "sales", "sales_total"]]
      account  orders  sales  sales_total
    0       A       2  150.0        150.0
    1       B       1    0.0         70.0
    """
    if table.kind != "orders":
        raise ValueError("table must be a list of orders")
    if period not in ("last 12 months", "all"):
        raise ValueError(f"period must be 'last 12 months' or 'all', got {period!r}")
    orders = table.frame
    codes, keys = pd.factorize(orders["account"].str.casefold())
    last_day, first_day = orders["date"].max(), orders["date"].min()
    covered = years_covered(orders)
    amounts = orders["amount"].to_numpy()
    counted = np.ones(len(orders)) / max(1.0, covered)
    if period == "last 12 months":
        counted = (orders["date"] > last_day - pd.DateOffset(years=1)).to_numpy(dtype=float)

    def total(values: np.ndarray) -> np.ndarray:
        return np.bincount(codes, weights=values, minlength=len(keys))

    grouped = orders.groupby(codes, sort=True)
    frame = pd.DataFrame({"row": grouped["row"].first(), "account": grouped["account"].first()})
    for column in ("name", "region", "industry", "owner"):
        if column in orders:
            frame[column] = orders[column].where(orders[column] != "").groupby(codes).first()
            frame[column] = frame[column].fillna("")
    frame["sales"] = total(amounts * counted)
    if "cost" in orders:
        frame["contribution"] = total((amounts - orders["cost"].to_numpy()) * counted)
    frame["sales_total"] = total(amounts)
    frame["orders"] = grouped["order"].nunique() if "order" in orders else grouped.size()
    frame["first_order"], frame["last_order"] = grouped["date"].min(), grouped["date"].max()
    notes = [
        *table.notes,
        Note(
            _ADDED, "added_up_orders", (),
            {"orders": int(frame["orders"].sum()), "accounts": len(frame), "total": float(amounts.sum()),
             "first": f"{first_day:%Y-%m-%d}", "last": f"{last_day:%Y-%m-%d}", "currency": table.currency},
        ),
        _period_note(period, covered, last_day),
    ]  # fmt: skip
    returns = orders["row"][amounts < 0]
    if len(returns):
        value = float(amounts[amounts < 0].sum())
        notes.append(
            Note(_RETURNS, "returns", tuple(map(int, returns)), {"value": value, "currency": table.currency})
        )
    spellings = orders["account"].nunique() - len(frame)
    if spellings:
        notes.append(Note(_SPELLINGS, "spellings", (), {"count": spellings}))
    facts = {
        **table.facts, "customers": len(frame), "orders": int(frame["orders"].sum()),
        "order_rows": len(orders), "sales_total": float(amounts.sum()), "first_day": first_day, "last_day": last_day,
        "years_covered": covered, "retention": retention_seen(orders), "period": period,
    }  # fmt: skip
    return OwnTable(
        "accounts",
        frame.reset_index(drop=True),
        table.currency,
        tuple(notes),
        table.questions,
        table.file_name,
        facts,
    )


def _period_note(period: Period, covered: float, last_day: pd.Timestamp) -> Note:
    last = f"{last_day:%Y-%m-%d}"
    if covered < 1:
        return Note(_LESS_THAN_A_YEAR, "period", (), {"last": last})
    if period == "last 12 months":
        first = last_day - pd.DateOffset(years=1) + pd.Timedelta(days=1)
        return Note(_LAST_YEAR, "period", (), {"first": f"{first:%Y-%m-%d}", "last": last})
    return Note(_PER_YEAR, "period", (), {"years": covered})


_ADDED = Text(
    en="{orders:whole} orders of {accounts:whole} accounts, {first} to {last}, were added up; they sum to "
    "{currency} {total:number}.",
    zh="已将 {first} 至 {last} 期间 {accounts:whole} 家客户的 {orders:whole} 笔订单汇总，合计 {total:number}（{currency}）。",
)
_LAST_YEAR = Text(
    en="Sales per year are the orders of the last 12 months, {first} to {last}; earlier orders count "
    "for the dates "
    "and the number of orders only.",
    zh="年销售额取最近 12 个月（{first} 至 {last}）的订单；更早的订单只计入日期和订单数。",
)
_LESS_THAN_A_YEAR = Text(
    en="The orders up to {last} cover less than a year; their sum was taken as the sales of a year.",
    zh="截至 {last} 的订单不足一年，其合计视为年销售额。",
)
_PER_YEAR = Text(
    en="Sales per year are all orders divided by the {years:number} years they cover.",
    zh="年销售额为全部订单金额除以其覆盖的 {years:number} 年。",
)
_RETURNS = Text(
    en="{count:whole} orders are below 0; as returns or credit notes they were deducted ({currency} {value:number}).",
    zh="{count:whole} 笔订单为负数，按退货或红字处理并已扣除（{value:number}，{currency}）。",
)
_SPELLINGS = Text(
    en="{count:whole} account names that differ in capital letters only were taken as the same account.",
    zh="{count:whole} 个客户名称仅大小写不同，视为同一客户。",
)
