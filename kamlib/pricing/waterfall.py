"""The price waterfall: what leaks away between the list price and the price in our pocket."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import pandas as pd

from ._checks import choice, number

BASES = ("list", "running", "invoice")


class PriceStep(NamedTuple):
    """One deduction of a waterfall: an amount, or a rate of a named price.

    Give either ``amount`` (CNY per unit) or ``rate`` (a fraction, 0.05 is 5 %) with its ``basis``:
    "list" the list price, "running" the price that the steps before it have left, "invoice" the
    price on the invoice (for steps after the invoice). ``on_invoice`` says whether the deduction
    stands on the invoice; such steps come first.
    """

    name: str
    amount: float | None = None
    rate: float | None = None
    basis: str | None = None
    on_invoice: bool = False


def _step(place: int, step: Any) -> PriceStep:
    """Read a step given as a PriceStep or as a mapping with the same names."""
    if isinstance(step, Mapping):
        odd = set(step) - set(PriceStep._fields)
        if odd or "name" not in step:
            raise ValueError(
                f"steps[{place}] may hold {PriceStep._fields} and must hold a name, got {step!r}"
            )
        step = PriceStep(**step)
    if not isinstance(step, PriceStep):
        raise ValueError(f"steps[{place}] must be a PriceStep or a mapping, got {step!r}")
    if (step.amount is None) == (step.rate is None):
        raise ValueError(f"steps[{place}] ({step.name!r}) must give either amount or rate, got {step!r}")
    if step.amount is not None and step.basis is not None:
        raise ValueError(f"steps[{place}] ({step.name!r}) is an amount; leave out basis {step.basis!r}")
    return step


def _deduction(place: int, step: PriceStep, list_price: float, running: float, invoice: float) -> float:
    label = f"steps[{place}] ({step.name!r})"
    if step.amount is not None:
        return number(f"{label} amount", step.amount, low=0)
    rate = number(f"{label} rate", step.rate, low=0, high=1)
    basis = choice(f"{label} basis", step.basis, BASES)
    if basis == "invoice" and step.on_invoice:
        raise ValueError(f"{label} basis must not be 'invoice': the step itself makes the invoice price")
    return rate * {"list": list_price, "running": running, "invoice": invoice}[basis]


def _to_unit(amount: float, unit: float) -> float:
    """Round half up to whole money units; the small push undoes binary noise such as 0.285 / 0.01."""
    return round(math.floor(amount / unit + 0.5 + 1e-9) * unit, 10)


def _walk(list_price: Any, steps: Iterable[Any], unit: float | None) -> tuple[float, list[Any]]:
    """Go down the waterfall: the list price, and (step, deduction, price after) for each step.

    Every price is the list price minus the correctly rounded sum of the deductions so far, so the
    rows add up to the last digit.
    """
    start = number("list_price", list_price, above=0)
    if unit is not None:
        unit = number("unit", unit, above=0)
    if isinstance(steps, Mapping | str) or not isinstance(steps, Iterable):
        raise ValueError(f"steps must be a list of steps, got {steps!r}")
    deductions: list[float] = []
    rows = []
    running = invoice = start
    after_invoice = False
    for place, given in enumerate(steps):
        step = _step(place, given)
        if step.on_invoice and after_invoice:
            raise ValueError(f"steps[{place}] ({step.name!r}) stands on the invoice, but an earlier step "
                             "does not; put the steps on the invoice first")  # fmt: skip
        after_invoice = not step.on_invoice
        deduction = _deduction(place, step, start, running, invoice)
        if unit is not None:
            deduction = _to_unit(deduction, unit)
        deductions.append(deduction)
        running = start - math.fsum(deductions)
        if running < 0:
            raise ValueError(f"steps[{place}] ({step.name!r}) takes the price below zero, to {running:g}")
        if step.on_invoice:
            invoice = running
        rows.append((step, deduction, running))
    return start, rows


def price_waterfall(list_price: float, steps: Iterable[Any], *, unit: float | None = None) -> pd.DataFrame:
    """Return the price waterfall as a table with one row a step.

    Pocket price = list price − sum of the deductions. A rate is taken of the price its basis names.

    Parameters
    ----------
    list_price : float
        CNY per unit.
    steps : list of PriceStep, or of mappings with the same names
        In the order in which they happen.
    unit : float, optional
        Money unit to which each deduction is rounded half up, such as 0.01; no rounding without it.

    Returns
    -------
    DataFrame
        Columns ``step``, ``on_invoice``, ``deduction`` (CNY), ``price_after`` (CNY), ``share_of_list``
        (deduction ÷ list price) and ``leak_share`` (deduction ÷ all deductions; 0 when nothing leaks).
        ``list_price − math.fsum(deduction)`` is exactly the last ``price_after``.

    Raises
    ------
    ValueError
        When a step is incomplete, negative, has no basis for its rate, is out of order, or takes
        the price below zero.

    References
    ----------
    Marn & Rosiello (1992), "Managing price, gaining profit", Harvard Business Review 70(5).

    Examples
    --------
    >>> table = price_waterfall(1_000, [
    ...     PriceStep("volume discount", rate=0.10, basis="list", on_invoice=True),
    ...     PriceStep("cash discount", rate=0.02, basis="invoice"),
    ...     PriceStep("freight", amount=32),
    ... ])
    >>> table["price_after"].tolist()
    [900.0, 882.0, 850.0]
    """
    start, rows = _walk(list_price, steps, unit)
    total = math.fsum(deduction for _, deduction, _ in rows)
    return pd.DataFrame(
        {
            "step": [step.name for step, _, _ in rows],
            "on_invoice": [bool(step.on_invoice) for step, _, _ in rows],
            "deduction": [deduction for _, deduction, _ in rows],
            "price_after": [after for _, _, after in rows],
            "share_of_list": [deduction / start for _, deduction, _ in rows],
            "leak_share": [deduction / total if total else 0.0 for _, deduction, _ in rows],
        }
    )


def pocket_price(list_price: float, steps: Iterable[Any], *, unit: float | None = None) -> float:
    """Return what is left of the list price after every step of the waterfall.

    Parameters
    ----------
    list_price, steps, unit
        As in `price_waterfall`.

    Returns
    -------
    float
        CNY per unit.

    Raises
    ------
    ValueError
        As `price_waterfall`.

    References
    ----------
    Marn & Rosiello (1992).

    Examples
    --------
    >>> pocket_price(1_000, [PriceStep("rebate", rate=0.05, basis="list"), PriceStep("freight", amount=30)])
    920.0
    """
    start, rows = _walk(list_price, steps, unit)
    return rows[-1][2] if rows else start


def invoice_price(list_price: float, steps: Iterable[Any], *, unit: float | None = None) -> float:
    """Return the price on the invoice: the list price less the steps that stand on the invoice.

    Parameters
    ----------
    list_price, steps, unit
        As in `price_waterfall`.

    Returns
    -------
    float
        CNY per unit.

    Raises
    ------
    ValueError
        As `price_waterfall`.

    References
    ----------
    Marn & Rosiello (1992).

    Examples
    --------
    >>> steps = [PriceStep("discount", amount=80, on_invoice=True), PriceStep("freight", amount=30)]
    >>> invoice_price(1_000, steps)
    920.0
    """
    start, rows = _walk(list_price, steps, unit)
    on_invoice = [after for step, _, after in rows if step.on_invoice]
    return on_invoice[-1] if on_invoice else start


def credit_cost(
    price: float, interest_rate_per_year: float, payment_days: float, *, days_per_year: int
) -> float:
    """Return what it costs us that the customer pays later, as a step for the waterfall.

    Cost = price × interest rate × payment days ÷ days per year (simple interest).

    Parameters
    ----------
    price : float
        Invoice price, CNY per unit.
    interest_rate_per_year : float
        A fraction, zero or more.
    payment_days : float
        Days until the customer pays.
    days_per_year : {360, 365}
        Day count; banks use either.

    Returns
    -------
    float
        CNY per unit.

    Raises
    ------
    ValueError
        When a number is missing or negative, or the day count is neither 360 nor 365.

    References
    ----------
    Simple interest.

    Examples
    --------
    >>> credit_cost(1_000, 0.06, 60, days_per_year=360)
    10.0
    """
    if days_per_year not in (360, 365):
        raise ValueError(f"days_per_year must be 360 or 365, got {days_per_year!r}")
    amount = number("price", price, low=0)
    rate = number("interest_rate_per_year", interest_rate_per_year, low=0)
    return amount * rate * number("payment_days", payment_days, low=0) / days_per_year


__all__ = ["PriceStep", "credit_cost", "invoice_price", "pocket_price", "price_waterfall"]
