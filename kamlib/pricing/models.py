"""Business models compared: one-off sale, two-part tariff, pay per use and licence, seen from both sides."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from ._checks import choice, number, row

TERMS = ("entry_fee", "unit_price", "royalty_rate", "fee_per_use", "licence_per_year")
SIDES = ("supplier", "customer")
SMALLEST_MONEY = 0.005  # half a fen: less than that is no difference


@dataclass(frozen=True)
class BusinessModel:
    """How the customer pays us, and what this way of paying changes in either side's costs.

    The payment terms may be combined: a one-off sale has a unit price; a two-part tariff an entry
    fee and a royalty; pay per use a fee per use; a subscription or licence a fee a year.

    Parameters
    ----------
    name : str
    entry_fee : float
        CNY, once, now.
    unit_price : float
        CNY for each unit delivered.
    royalty_rate : float
        Fraction of the price of the customer's device, for each unit.
    fee_per_use : float
        CNY for each use (hour, piece, kilometre …).
    licence_per_year : float
        CNY a year.
    licence_paid : {"start", "end"}, optional
        When the licence is paid: at the start or the end of each year; needed with a licence.
    supplier_cost_per_year, customer_cost_per_year : float
        CNY a year that this model adds to either side, such as upkeep of machines that stay ours.
    supplier_cost_now, customer_cost_now : float
        CNY, once, now.

    Raises
    ------
    ValueError
        When a number is missing or negative, the royalty is above 1, or ``licence_paid`` is missing.
    """

    name: str
    entry_fee: float = 0.0
    unit_price: float = 0.0
    royalty_rate: float = 0.0
    fee_per_use: float = 0.0
    licence_per_year: float = 0.0
    licence_paid: str | None = None
    supplier_cost_per_year: float = 0.0
    customer_cost_per_year: float = 0.0
    supplier_cost_now: float = 0.0
    customer_cost_now: float = 0.0

    def __post_init__(self) -> None:
        for field in fields(self):
            if field.name not in ("name", "licence_paid"):
                high = 1.0 if field.name == "royalty_rate" else None
                number(field.name, getattr(self, field.name), low=0, high=high)
        if self.licence_per_year or self.licence_paid is not None:
            choice("licence_paid", self.licence_paid, ("start", "end"))


@dataclass(frozen=True)
class Business:
    """The business that the models compete for: the same units, uses, benefits and costs in each.

    Position 0 of every list is now; position t is the end of year t. All lists are equally long.

    Parameters
    ----------
    units : list of numbers
        Units delivered.
    uses : list of numbers
        Uses of the units by the customer (zeros when nothing is paid by use).
    customer_benefit : list of numbers
        What the customer earns with them before paying us, CNY.
    unit_cost : float
        CNY for each unit, paid by the supplier when it is delivered.
    cost_per_use : float
        CNY for each use, paid by the supplier.
    device_price : float
        CNY, price of the customer's device, on which a royalty is counted.
    supplier_discount_rate_per_year, customer_discount_rate_per_year : float
        Fractions.

    Raises
    ------
    ValueError
        When a number is missing or out of its range, or the lists differ in length or have no year.
    """

    units: Any
    uses: Any
    customer_benefit: Any
    unit_cost: float
    cost_per_use: float
    device_price: float
    supplier_discount_rate_per_year: float
    customer_discount_rate_per_year: float

    def __post_init__(self) -> None:
        units = row("units", self.units, low=0)
        if units.size < 2:
            raise ValueError(f"units must hold now and at least one year, got {units.tolist()!r}")
        uses = row("uses", self.uses, size=units.size, low=0)
        benefit = row("customer_benefit", self.customer_benefit, size=units.size)
        for name in ("unit_cost", "cost_per_use", "device_price"):
            object.__setattr__(self, name, number(name, getattr(self, name), low=0))
        for side in SIDES:
            name = f"{side}_discount_rate_per_year"
            object.__setattr__(self, name, number(name, getattr(self, name), above=-1))
        for name, values in (("units", units), ("uses", uses), ("customer_benefit", benefit)):
            values = values.copy()
            values.flags.writeable = False
            object.__setattr__(self, name, values)
        # The models' payments are linear in these few sums, so they are worked out once.
        object.__setattr__(self, "_sums", {side: _discounted_sums(self, side) for side in SIDES})


class _Sums(NamedTuple):
    units: float
    uses: float
    benefit: float
    years_at_start: float
    years_at_end: float


def _factors(business: Business, side: str) -> np.ndarray:
    rate = getattr(business, f"{side}_discount_rate_per_year")
    return (1 + rate) ** -np.arange(business.units.size, dtype=float)


def _discounted_sums(business: Business, side: str) -> _Sums:
    factor = _factors(business, side)
    return _Sums(
        float(business.units @ factor),
        float(business.uses @ factor),
        float(business.customer_benefit @ factor),
        float(factor[:-1].sum()),
        float(factor[1:].sum()),
    )


def _payments(model: BusinessModel, business: Business, sums: _Sums) -> float:
    """Return the present value of everything the customer pays us."""
    years = sums.years_at_start if model.licence_paid == "start" else sums.years_at_end
    per_unit = model.unit_price + model.royalty_rate * business.device_price
    by_volume = per_unit * sums.units + model.fee_per_use * sums.uses
    return model.entry_fee + by_volume + model.licence_per_year * years


def model_npv(model: BusinessModel, business: Business, *, side: str) -> float:
    """Return the net present value of a business model for the supplier or for the customer.

    Supplier: payments − unit cost × units − cost per use × uses − the model's own costs. Customer:
    benefit − payments − the model's own costs. Each side discounts at its own rate.

    Parameters
    ----------
    model : BusinessModel
    business : Business
    side : {"supplier", "customer"}

    Returns
    -------
    float
        CNY.

    Raises
    ------
    ValueError
        When the side is unknown.

    References
    ----------
    Two-part tariff: Oi (1971), "A Disneyland dilemma", QJE 85(1); discounted cash flow.

    Examples
    --------
    >>> business = Business([0, 100], [0, 0], [0, 50_000], 200, 0, 1_000, 0.10, 0.10)
    >>> round(model_npv(BusinessModel("sale", unit_price=300), business, side="supplier"), 2)
    9090.91
    """
    choice("side", side, SIDES)
    sums = business._sums[side]
    paid = _payments(model, business, sums)
    if side == "supplier":
        costs = business.unit_cost * sums.units + business.cost_per_use * sums.uses + model.supplier_cost_now
        return paid - costs - model.supplier_cost_per_year * sums.years_at_end
    return sums.benefit - paid - model.customer_cost_now - model.customer_cost_per_year * sums.years_at_end


def model_cash_flows(model: BusinessModel, business: Business) -> pd.DataFrame:
    """Return the cash flows of a business model for both sides, one row a year.

    Parameters
    ----------
    model : BusinessModel
    business : Business

    Returns
    -------
    DataFrame
        Index ``year`` from 0 (now); columns entry_fee, unit_payments, royalties, use_fees, licence,
        payment (their sum), supplier_cost, supplier_cash, customer_benefit, customer_cost, customer_cash,
        supplier_present_value, customer_present_value (CNY). The present values add up to `model_npv`.

    Raises
    ------
    ValueError
        When the model or the business holds an impossible number (on making it).

    References
    ----------
    Oi (1971); discounted cash flow.

    Examples
    --------
    >>> business = Business([0, 100, 100], [0, 0, 0], [0, 50_000, 50_000], 200, 0, 1_000, 0.10, 0.10)
    >>> model = BusinessModel("two-part", entry_fee=10_000, royalty_rate=0.25)
    >>> model_cash_flows(model, business)["payment"].tolist()
    [10000.0, 25000.0, 25000.0]
    """
    years = business.units.size
    now, later = np.zeros(years), np.ones(years)
    now[0], later[0] = 1.0, 0.0
    licence_years = np.roll(later, -1) if model.licence_paid == "start" else later
    table = pd.DataFrame(index=pd.RangeIndex(years, name="year"))
    table["entry_fee"] = model.entry_fee * now
    table["unit_payments"] = model.unit_price * business.units
    table["royalties"] = model.royalty_rate * business.device_price * business.units
    table["use_fees"] = model.fee_per_use * business.uses
    table["licence"] = model.licence_per_year * licence_years
    table["payment"] = table.sum(axis=1)
    own = model.supplier_cost_now * now + model.supplier_cost_per_year * later
    table["supplier_cost"] = business.unit_cost * business.units + business.cost_per_use * business.uses + own
    table["supplier_cash"] = table["payment"] - table["supplier_cost"]
    table["customer_benefit"] = business.customer_benefit
    table["customer_cost"] = model.customer_cost_now * now + model.customer_cost_per_year * later
    table["customer_cash"] = table["customer_benefit"] - table["payment"] - table["customer_cost"]
    for side in SIDES:
        table[f"{side}_present_value"] = table[f"{side}_cash"] * _factors(business, side)
    return table


def business_models(
    models: Iterable[BusinessModel], business: Business, *, base: BusinessModel | None = None
) -> pd.DataFrame:
    """Return the net present value of several business models for both sides, against a base model.

    Parameters
    ----------
    models : list of BusinessModel
        With different names.
    business : Business
    base : BusinessModel, optional
        The model that the others are held against, such as today's; the first one without it.

    Returns
    -------
    DataFrame
        Index ``model``; columns supplier_npv, customer_npv, supplier_change, customer_change (against
        the base, CNY) and no_worse: whether neither side loses half a fen or more.

    Raises
    ------
    ValueError
        When no model is given or two have the same name.

    References
    ----------
    Oi (1971); discounted cash flow.

    Examples
    --------
    >>> business = Business([0, 100], [0, 0], [0, 50_000], 200, 0, 1_000, 0.10, 0.10)
    >>> sale = BusinessModel("sale", unit_price=300)
    >>> royalty = BusinessModel("royalty", unit_price=200, royalty_rate=0.1)
    >>> business_models([sale, royalty], business)["no_worse"].tolist()
    [True, True]
    """
    chosen = list(models)
    if not chosen:
        raise ValueError("models must hold at least one BusinessModel, got none")
    names = [model.name for model in chosen]
    if len(set(names)) < len(names):
        raise ValueError(f"models must have different names, got {names!r}")
    base = chosen[0] if base is None else base
    table = pd.DataFrame(
        {
            f"{side}_npv": [model_npv(model, business, side=side) for model in chosen] for side in SIDES
        },
        index=pd.Index(names, name="model"),
    )  # fmt: skip
    for side in SIDES:
        table[f"{side}_change"] = table[f"{side}_npv"] - model_npv(base, business, side=side)
    table["no_worse"] = [no_worse(model, base, business) for model in chosen]
    return table


def no_worse(model: BusinessModel, base: BusinessModel, business: Business) -> bool:
    """Tell whether neither the supplier nor the customer loses by a model, against the base model.

    Parameters
    ----------
    model, base : BusinessModel
    business : Business

    Returns
    -------
    bool
        True when each side's net present value is at least that of the base, to half a fen.

    Raises
    ------
    ValueError
        When the model or the business holds an impossible number (on making it).

    References
    ----------
    Pareto criterion on net present values.

    Examples
    --------
    >>> business = Business([0, 100], [0, 0], [0, 50_000], 200, 0, 1_000, 0.10, 0.10)
    >>> no_worse(BusinessModel("b", unit_price=310), BusinessModel("a", unit_price=300), business)
    False
    """
    return all(
        model_npv(model, business, side=side) >= model_npv(base, business, side=side) - SMALLEST_MONEY
        for side in SIDES
    )


def indifferent_term(
    model: BusinessModel, base: BusinessModel, business: Business, *, term: str, side: str
) -> float:
    """Return the fee, price or rate of a model at which one side is as well off as under the base model.

    The net present value is linear in each term: value = (NPV of base − NPV without the term) ÷
    (NPV with the term at 1 − NPV without it). For the supplier it is the lowest acceptable value, for
    the customer the highest.

    Parameters
    ----------
    model : BusinessModel
        The new model; what it says for `term` does not matter.
    base : BusinessModel
        The model it replaces.
    business : Business
    term : {"entry_fee", "unit_price", "royalty_rate", "fee_per_use", "licence_per_year"}
    side : {"supplier", "customer"}

    Returns
    -------
    float
        CNY, or a fraction for the royalty. A negative value says that the supplier is better off
        already without the term, or that the customer would have to be paid.

    Raises
    ------
    ValueError
        When a word is unknown, or the term moves no money in this business (no uses, no units).

    References
    ----------
    Oi (1971); discounted cash flow.

    Examples
    --------
    >>> business = Business([0, 100], [0, 0], [0, 50_000], 200, 0, 1_000, 0.10, 0.10)
    >>> sale, royalty = BusinessModel("sale", unit_price=300), BusinessModel("royalty")
    >>> round(indifferent_term(royalty, sale, business, term="royalty_rate", side="customer"), 6)
    0.3
    """
    choice("term", term, TERMS)
    choice("side", side, SIDES)
    paid = {"licence_paid": model.licence_paid or "end"} if term == "licence_per_year" else {}
    if term == "licence_per_year" and model.licence_paid is None:
        choice("licence_paid", None, ("start", "end"))
    without = model_npv(replace(model, **{term: 0.0}, **paid), business, side=side)
    slope = model_npv(replace(model, **{term: 1.0}, **paid), business, side=side) - without
    if slope == 0:
        raise ValueError(f"term {term!r} moves no money in this business, so it cannot balance the models")
    return (model_npv(base, business, side=side) - without) / slope


class TermCorridor(NamedTuple):
    """The values of a term that leave neither side worse off."""

    lowest: float
    highest: float
    width: float  # negative: no value suits both sides


def term_corridor(
    model: BusinessModel, base: BusinessModel, business: Business, *, term: str
) -> TermCorridor:
    """Return the range of a fee, price or rate within which both sides are no worse off.

    From the supplier's indifferent value (but not under zero) to the customer's.

    Parameters
    ----------
    model, base, business, term
        As in `indifferent_term`.

    Returns
    -------
    TermCorridor
        ``lowest``, ``highest``, ``width``; a negative width says that no value suits both.

    Raises
    ------
    ValueError
        As `indifferent_term`.

    References
    ----------
    Pareto criterion on net present values.

    Examples
    --------
    >>> business = Business([0, 100], [0, 0], [0, 50_000], 200, 0, 1_000, 0.10, 0.10)
    >>> sale = BusinessModel("sale", unit_price=300)
    >>> royalty = BusinessModel("royalty", supplier_cost_now=1_000)
    >>> term_corridor(royalty, sale, business, term="royalty_rate").width < 0
    True
    """
    lowest = max(indifferent_term(model, base, business, term=term, side="supplier"), 0.0)
    highest = indifferent_term(model, base, business, term=term, side="customer")
    return TermCorridor(lowest, highest, highest - lowest)


__all__ = [
    "Business",
    "BusinessModel",
    "TermCorridor",
    "business_models",
    "indifferent_term",
    "model_cash_flows",
    "model_npv",
    "no_worse",
    "term_corridor",
]
