"""The four measures (sales, cash collected, profit, expense) and how they hang together."""

from __future__ import annotations

from typing import Any, NamedTuple

from kamlib import checks
from kamlib.inputs import inputs

MEASURES = ("sales", "cash_collected", "profit", "expense")


class Measures(NamedTuple):
    """The three measures that follow from sales and the rates, CNY."""

    cash_collected: Any
    profit: Any
    expense: Any


class MeasureRates(NamedTuple):
    """How the four measures stand to each other, as fractions of sales."""

    collection_rate: Any
    gross_margin_rate: Any
    expense_ratio: Any
    profit_rate: Any


def measures_from_rates(
    sales: Any, *, collection_rate: Any, gross_margin_rate: Any, expense_ratio: Any
) -> Measures:
    """Work out cash collected, profit and expense from sales and three rates.

    Parameters
    ----------
    sales : float or array or Series
        CNY of the period; not negative.
    collection_rate : float or array or Series
        Cash collected / sales, 0 or more; above 1 when old invoices are paid in the period.
    gross_margin_rate : float or array or Series
        (Sales - cost of goods) / sales, at most 1; negative when sold below cost.
    expense_ratio : float or array or Series
        Selling expense / sales, 0 or more.

    Returns
    -------
    Measures
        `cash_collected`, `profit` (gross profit less expense) and `expense`, CNY of the period.

    Raises
    ------
    ValueError
        Names the parameter and value.

    Notes
    -----
    Cash = sales * collection rate; expense = sales * expense ratio; profit = sales * gross margin - expense.
    Source: management accounting identities.

    Examples
    --------
    >>> measures_from_rates(1_000, collection_rate=0.9, gross_margin_rate=0.3, expense_ratio=0.1)
    Measures(cash_collected=900.0, profit=200.0, expense=100.0)
    """
    (amount, collected, margin, spent), wrap = inputs(
        {
            "sales": sales,
            "collection_rate": collection_rate,
            "gross_margin_rate": gross_margin_rate,
            "expense_ratio": expense_ratio,
        },
        not_negative=["sales", "collection_rate", "expense_ratio"],
    )
    checks.refuse_first("gross_margin_rate", margin, wrap.labels, margin > 1, "be at most 1")
    expense = amount * spent
    return Measures(wrap.out(amount * collected), wrap.out(amount * margin - expense), wrap.out(expense))


def measure_rates(sales: Any, cash_collected: Any, profit: Any, expense: Any) -> MeasureRates:
    """Say how cash, gross margin, expense and profit stand to the sales of the same period.

    Parameters
    ----------
    sales : float or array or Series
        CNY of the period; above 0.
    cash_collected, profit, expense : float or array or Series
        CNY of the same period; profit is after expense.

    Returns
    -------
    MeasureRates
        `collection_rate` = cash / sales; `gross_margin_rate` = (profit + expense) / sales, the margin these
        four figures imply; `expense_ratio` = expense / sales; `profit_rate` = profit / sales. Fractions.

    Raises
    ------
    ValueError
        When sales are 0 or less, expense or cash is negative, or a number is NaN or infinite.

    Notes
    -----
    Cash of a period over sales of the same period: late payment shows up only with a delay. Source:
    management accounting identities.

    Examples
    --------
    >>> measure_rates(1_000, 900, 200, 100)
    MeasureRates(collection_rate=0.9, gross_margin_rate=0.3, expense_ratio=0.1, profit_rate=0.2)
    """
    (amount, cash, gain, spent), wrap = inputs(
        {"sales": sales, "cash_collected": cash_collected, "profit": profit, "expense": expense},
        above_zero=["sales"],
        not_negative=["cash_collected", "expense"],
    )
    parts = (cash, gain + spent, spent, gain)
    return MeasureRates(*(wrap.out(part / amount) for part in parts))


def profit_gap(sales: Any, profit: Any, expense: Any, *, gross_margin_rate: Any) -> Any:
    """Say how far a profit target is from what sales, gross margin and expense allow.

    Parameters
    ----------
    sales, profit, expense : float or array or Series
        Targets of the same period, CNY.
    gross_margin_rate : float or array or Series
        Gross margin as a fraction of sales, at most 1.

    Returns
    -------
    float or numpy.ndarray or Series
        Profit - (sales * gross margin - expense), CNY; 0 when the four agree, above 0 when the profit asked
        for is more than the other three can bring.

    Raises
    ------
    ValueError
        Names the parameter and value.

    Notes
    -----
    Source: management accounting identity profit = sales * gross margin - expense.

    Examples
    --------
    >>> profit_gap(1_000, 250, 100, gross_margin_rate=0.3)
    50.0
    """
    (amount, gain, spent, margin), wrap = inputs(
        {"sales": sales, "profit": profit, "expense": expense, "gross_margin_rate": gross_margin_rate},
        not_negative=["sales", "expense"],
    )
    checks.refuse_first("gross_margin_rate", margin, wrap.labels, margin > 1, "be at most 1")
    return wrap.out(gain - (amount * margin - spent))
