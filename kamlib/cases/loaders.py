"""Reads the tables of the case company, checks them, and hands out fresh copies."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

import pandas as pd

from kamlib.cases import dirty
from kamlib.cases.labels import LABELS
from kamlib.cases.tables import ACCOUNT_YEAR, TABLES, Column, Table
from kamlib.text import check_language

FIRST_DAY = pd.Timestamp("2023-07-01")
TODAY = pd.Timestamp("2026-06-30")
YEARS = (2024, 2025, 2026)


class CaseDataError(ValueError):
    """A file of the case company is not what its description says."""


# -- one loader a table ------------------------------------------------------------------------------


def accounts() -> pd.DataFrame:
    """Return the 120 accounts, one row each; columns as in ``TABLES["accounts"]``.

    Examples
    --------
    >>> table = accounts()
    >>> len(table), table["account"].iloc[0]
    (120, 'A001')
    """
    return load("accounts")


def groups() -> pd.DataFrame:
    """Return the parent groups that own several accounts."""
    return load("groups")


def sellers() -> pd.DataFrame:
    """Return our sales people."""
    return load("sellers")


def contacts() -> pd.DataFrame:
    """Return the people at the accounts, with their role in the buying centre."""
    return load("contacts")


def products() -> pd.DataFrame:
    """Return the products with list price, unit cost and quality score of 2026."""
    return load("products")


def orders() -> pd.DataFrame:
    """Return all order lines of 36 months with the steps from list to pocket price, in CNY.

    Examples
    --------
    >>> lines = orders()
    >>> steps = ["prompt_payment_discount", "rebate", "freight", "credit_cost"]
    >>> bool((lines["invoice_amount"] - lines[steps].sum(axis=1) == lines["pocket_amount"]).all())
    True
    """
    return load("orders")


def activity_rates() -> pd.DataFrame:
    """Return what one visit, service hour, order line and rush order costs us."""
    return load("activity_rates")


def costs_to_serve() -> pd.DataFrame:
    """Return the service each account asked for in each month and its cost in CNY."""
    return load("costs_to_serve")


def wallets() -> pd.DataFrame:
    """Return the estimated yearly spend of each account on each product family, in CNY."""
    return load("wallets")


def rivals() -> pd.DataFrame:
    """Return the typical offer of each supplier, us included, in each product family."""
    return load("rivals")


def market() -> pd.DataFrame:
    """Return market size and rivals' sales by quarter and product family, in CNY."""
    return load("market")


def opportunities() -> pd.DataFrame:
    """Return the sales projects of the last two years, open, won and lost."""
    return load("opportunities")


def stage_history() -> pd.DataFrame:
    """Return the date on which each opportunity entered each stage."""
    return load("stage_history")


def tier_history() -> pd.DataFrame:
    """Return the tiers that the sales office filed for the case years 2024, 2025 and 2026."""
    return load("tier_history")


def ratings() -> pd.DataFrame:
    """Return how thirty accounts weigh and rate us and both rivals by TQRDCES."""
    return load("ratings")


def targets() -> pd.DataFrame:
    """Return the yearly sales target of each region, in CNY."""
    return load("targets")


def statements() -> pd.DataFrame:
    """Return the dealers' short yearly financial statements, in CNY."""
    return load("statements")


def prospects() -> pd.DataFrame:
    """Return the companies we tried to win, with the outcome."""
    return load("prospects")


def development_visits() -> pd.DataFrame:
    """Return the development records: every contact with every prospect."""
    return load("development_visits")


# -- derived -----------------------------------------------------------------------------------------


def account_table(year: int = 2026) -> pd.DataFrame:
    """Return one row an account with the yearly inputs for lifetime profit, tiers and scorecards.

    Order figures are sums over the case year, July of the year before to June of `year`; an account that
    ordered nothing has 0. Retention, growth, wallet and scores are today's estimates, whatever the year.

    Parameters
    ----------
    year
        Case year: 2024, 2025 or 2026.

    Returns
    -------
    DataFrame
        120 rows in the order of the account numbers; columns as in `ACCOUNT_YEAR`, money in CNY per year.

    Raises
    ------
    ValueError
        When `year` is not on record.

    Examples
    --------
    >>> table = account_table(2026)
    >>> table.shape[0], bool(table["sales_per_year"].sum() > 200_000_000)
    (120, True)
    """
    if year not in YEARS:
        raise ValueError(f"year {year!r} is not one of {', '.join(map(str, YEARS))}")
    return _account_table(int(year)).copy()


def account_names(lang: str) -> dict[str, str]:
    """Return the name of every account in one language, by account number.

    Examples
    --------
    >>> len(account_names("zh"))
    120
    """
    check_language(lang)
    table = _load("accounts")
    return dict(zip(table["account"], table[f"name_{lang}"], strict=True))


def dirty_file(name: str = "dirty_accounts_en.csv") -> Path:
    """Return the path of a dirty account list for the import exercise.

    Parameters
    ----------
    name
        One of the names in `kamlib.cases.dirty.FILES`: English, Chinese, or Chinese in GBK.

    Raises
    ------
    ValueError
        When there is no dirty file of that name.

    Examples
    --------
    >>> dirty_file().name
    'dirty_accounts_en.csv'
    """
    if name not in dirty.FILES:
        raise ValueError(f"dirty file {name!r} is not one of {', '.join(dirty.FILES)}")
    return Path(str(_data_file(name)))


# -- reading and checking ----------------------------------------------------------------------------


def load(name: str) -> pd.DataFrame:
    """Return a fresh copy of one table, read and checked against its description.

    Raises
    ------
    ValueError
        When there is no table of that name.
    CaseDataError
        When the file does not agree with its description.

    Examples
    --------
    >>> load("groups").columns.tolist()
    ['group', 'name_en', 'name_zh']
    """
    if name not in TABLES:
        raise ValueError(f"table {name!r} is not one of {', '.join(TABLES)}")
    return _load(name).copy()


def _data_file(name: str):
    return files("kamlib.cases").joinpath("data", name)


@cache
def _load(name: str) -> pd.DataFrame:
    with _data_file(f"{name}.csv").open("rb") as source:
        return read_table(TABLES[name], source)


def read_table(table: Table, source) -> pd.DataFrame:
    """Return the table read from a CSV file or open stream, with checked columns and right types.

    Raises
    ------
    CaseDataError
        When a column is missing or unknown, a value is of the wrong kind or outside its limits,
        or a key stands there twice.
    """
    # Initials and codes may look like a missing value to pandas ("N.A."), so every cell comes in as written.
    written = pd.read_csv(source, dtype=str, keep_default_na=False, encoding="utf-8")
    expected = [column.name for column in table.stored]
    if list(written.columns) != expected:
        raise CaseDataError(f"table {table.name}: the columns are {list(written.columns)}, not {expected}")
    frame = pd.DataFrame(
        {column.name: _typed(table, column, written[column.name]) for column in table.stored}
    )
    repeated = frame.duplicated(list(table.key))
    if repeated.any():
        first = frame.loc[repeated, list(table.key)].iloc[0].tolist()
        raise CaseDataError(f"table {table.name}: the key {first} stands there twice")
    return frame.assign(**_DERIVED[table.name](frame)) if table.name in _DERIVED else frame


def _typed(table: Table, column: Column, written: pd.Series) -> pd.Series:
    place = f"table {table.name}, column {column.name}"
    if not column.may_be_empty and (written == "").any():
        raise CaseDataError(f"{place}: row {int((written == '').argmax()) + 2} is empty")
    if column.category:
        unknown = set(written) - set(LABELS[column.category])
        if unknown:
            raise CaseDataError(f"{place}: {sorted(unknown)[0]!r} is not a code of {column.category}")
    try:
        typed = _CONVERTERS[column.kind](written)
    except (ValueError, KeyError) as problem:
        raise CaseDataError(f"{place}: a value is not a {column.kind}: {problem}") from problem
    for limit, outside in ((column.minimum, typed.__lt__), (column.maximum, typed.__gt__)):
        if limit is not None and outside(limit).any():
            value = typed[outside(limit)].iloc[0]
            raise CaseDataError(f"{place}: {value} is outside {column.minimum} … {column.maximum}")
    return typed


def _finite(written: pd.Series) -> pd.Series:
    numbers = written.astype("float64")
    if not (numbers.abs() < float("inf")).all():
        raise ValueError("not finite")
    return numbers


def _yes_no(written: pd.Series) -> pd.Series:
    if not written.isin(("yes", "no")).all():
        raise ValueError("neither yes nor no")
    return written == "yes"


_CONVERTERS = {
    "text": lambda written: written,
    "whole": lambda written: written.astype("int64"),
    "number": _finite,
    "date": lambda written: pd.to_datetime(written.mask(written == ""), format="%Y-%m-%d").astype(
        "datetime64[ns]"
    ),
    "yes_no": _yes_no,
}


def _order_amounts(lines: pd.DataFrame) -> dict[str, pd.Series]:
    listed = lines["quantity"] * lines["list_price"]
    invoiced = listed - lines["volume_discount"] - lines["special_discount"]
    off_invoice = lines["prompt_payment_discount"] + lines["rebate"] + lines["freight"] + lines["credit_cost"]
    product_cost = lines["quantity"] * lines["unit_cost"]
    return {
        "list_amount": listed,
        "invoice_amount": invoiced,
        "pocket_amount": invoiced - off_invoice,
        "product_cost": product_cost,
        "contribution": invoiced - off_invoice - product_cost,
    }


def _balance_sums(sheets: pd.DataFrame) -> dict[str, pd.Series]:
    current = sheets["cash"] + sheets["receivables"] + sheets["inventory"]
    return {
        "current_assets": current,
        "total_assets": current + sheets["fixed_assets"],
        "current_liabilities": sheets["payables"] + sheets["short_loans"],
    }


_DERIVED = {"orders": _order_amounts, "statements": _balance_sums}


def _case_year(dates: pd.Series) -> pd.Series:
    return dates.dt.year + (dates.dt.month > 6)


@cache
def _account_table(year: int) -> pd.DataFrame:
    known, lines, service = _load("accounts").set_index("account"), _load("orders"), _load("costs_to_serve")
    line_years = _case_year(lines["order_date"])
    of_year = lines[line_years == year].groupby("account")
    sums = of_year[["list_amount", "invoice_amount", "pocket_amount", "product_cost", "contribution"]].sum()
    before = lines[line_years == year - 1].groupby("account")["invoice_amount"].sum()
    served = service[_case_year(service["month"]) == year].groupby("account")["cost"].sum()
    yearly = {
        "order_lines_per_year": of_year.size(),
        "list_amount_per_year": sums["list_amount"],
        "sales_per_year": sums["invoice_amount"],
        "sales_year_before": before,
        "pocket_amount_per_year": sums["pocket_amount"],
        "product_cost_per_year": sums["product_cost"],
        "contribution_per_year": sums["contribution"],
        "service_cost_per_year": served,
    }
    for name, values in yearly.items():
        known[name] = values.reindex(known.index, fill_value=0).astype("int64")
    return known.reset_index()[[column.name for column in ACCOUNT_YEAR.columns]]
