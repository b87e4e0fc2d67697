"""Switching costs: what it costs the customer to leave, what a rival must offer, and what our tie is worth.

Money is CNY, rates and shares are fractions (0.05 is 5 %). Functions take single numbers and, where a whole
column makes sense, arrays and pandas Series with one number per account. The moment at which yearly amounts
fall due is said by `timing` and has no hidden default.

A tie is fair where it rests on value that the customer may leave when he finds more elsewhere. What law
forbids to dominant suppliers (tying, loyalty discounts) is not made right by a positive net present value.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

import numpy as np
import pandas as pd

from kamlib import checks, lifetime
from kamlib.inputs import inputs, yes_no
from kamlib.value import annuity_factor, payback_years

Timing = Literal["start", "middle", "end"]

SWITCHING_COSTS = ("search", "trial", "learning", "relationship", "legal")
WAYS_TO_RAISE = (
    "dedicated_assets",
    "outstanding_service",
    "process_embedding",
    "proprietary_technology",
    "termination_barriers",
)
SPECIFIED_BASIS = ("customers", "demand")


class SwitchingDecision(NamedTuple):
    """Whether a customer who only calculates would switch: CNY of today, and years to pay back."""

    present_value_of_saving: Any
    surplus: Any
    switches: Any
    payback_years: Any


class LockIn(NamedTuple):
    """What an investment in the tie brings us: CNY of today, and whole years the customer must stay."""

    present_value_of_return: Any
    net_present_value: Any
    break_even_years: Any


class VendingSaving(NamedTuple):
    """What a vending machine saves the customer, CNY per year."""

    consumption_saving_per_year: Any
    stock_saving_per_year: Any
    walking_saving_per_year: Any
    saving_per_year: Any


# --- what leaving costs the customer ------------------------------------------------------------------


def costs_by_kind(kinds: Any, amounts: Any) -> pd.Series:
    """Add up single entries by the five kinds of switching cost.

    Parameters
    ----------
    kinds : sequence of str
        Kind of each entry, one of `SWITCHING_COSTS`.
    amounts : array or Series
        One-off cost of each entry, CNY; not negative.

    Returns
    -------
    Series
        CNY by kind, always all five in the order of `SWITCHING_COSTS`.

    Raises
    ------
    ValueError
        For an unknown kind, negative or NaN amounts, lists of different length.

    Notes
    -----
    Source: the five kinds are the course outline's; cf. the typology of Burnham, T. A., Frels, J. K. &
    Mahajan, V. (2003), Consumer switching costs, Journal of the Academy of Marketing Science 31(2), 109-126.

    Examples
    --------
    >>> costs_by_kind(["search", "learning", "learning"], [10, 40, 20]).to_dict()
    {'search': 10.0, 'trial': 0.0, 'learning': 60.0, 'relationship': 0.0, 'legal': 0.0}
    """
    values, labels = checks.account_values("amounts", amounts, unique=False)
    checks.not_negative("amounts", values, labels)
    names = list(kinds)
    if len(names) != len(values):
        raise ValueError(f"kinds must hold {len(values)} entries, one per amount, got {len(names)}")
    for position, kind in enumerate(names):
        checks.choice(f"kinds at position {position + 1}", kind, SWITCHING_COSTS)
    totals = pd.Series(values).groupby(np.array(names, dtype=object)).sum()
    return totals.reindex(list(SWITCHING_COSTS), fill_value=0.0).rename("switching_cost")


def switching_cost(
    one_off_costs: Any,
    *,
    extra_cost_per_year: Any = 0.0,
    discount_rate_per_year: Any = None,
    years: Any = None,
    timing: Timing | None = None,
) -> Any:
    """Add up what it costs a customer to change to a rival, in today's money.

    Parameters
    ----------
    one_off_costs : mapping, Series or DataFrame
        Search, trial, learning, relationship and legal cost, CNY, today: a mapping (or Series) for one
        account, a DataFrame with a row per account and a column per kind for several. All five, 0 where there
        is none.
    extra_cost_per_year : float or array or Series
        What the customer pays more each year with the rival (a second stock, dearer service), CNY; not
        negative. A yearly advantage of the rival belongs into `switching_decision`.
    discount_rate_per_year, years : float or array or Series, only with extras
        The customer's rate, above -1, and the whole years that count.
    timing : {"start", "middle", "end"}, only with extras
        When in each year the extras fall due.

    Returns
    -------
    float or Series
        CNY of today: a float for one account, a Series for a DataFrame.

    Raises
    ------
    ValueError
        For a missing or unknown kind, negative or NaN costs, extras without rate, years or timing.

    Notes
    -----
    SC = search + trial + learning + relationship + legal + extras * annuity. Source: additive cost model;
    typology cf. Burnham, Frels & Mahajan (2003).

    Examples
    --------
    >>> costs = {"search": 20, "trial": 50, "learning": 80, "relationship": 30, "legal": 20}
    >>> switching_cost(costs)
    200.0
    >>> switching_cost(costs, extra_cost_per_year=10, discount_rate_per_year=0, years=3, timing="end")
    230.0
    """
    if not isinstance(one_off_costs, (Mapping, pd.Series, pd.DataFrame)):
        raise ValueError(
            f"one_off_costs must give the cost by kind (mapping or DataFrame), got {one_off_costs!r}"
        )
    kinds = list(one_off_costs.keys())
    for kind in SWITCHING_COSTS:
        if kinds.count(kind) != 1:
            raise ValueError(f"one_off_costs must have {kind!r} once (0 where there is none), got {kinds}")
    for kind in kinds:
        checks.choice("one_off_costs", kind, SWITCHING_COSTS)
    if isinstance(one_off_costs, pd.DataFrame):
        checks.unique_labels("one_off_costs", one_off_costs.index)
    named = {f"one_off_costs[{kind!r}]": one_off_costs[kind] for kind in SWITCHING_COSTS}
    named["extra_cost_per_year"] = extra_cost_per_year
    if np.any(np.asarray(extra_cost_per_year) != 0):
        for name, given in (
            ("discount_rate_per_year", discount_rate_per_year),
            ("years", years),
            ("timing", timing),
        ):
            if given is None:
                raise ValueError(f"extra_cost_per_year needs {name}, got None")
        named |= {"discount_rate_per_year": discount_rate_per_year, "years": years}
        (*once, extra, rate, number), wrap = inputs(named, not_negative=list(named)[:6])
        return wrap.out(sum(once) + extra * annuity_factor(rate, number, timing=timing))
    (*once, _), wrap = inputs(named, not_negative=named)
    return wrap.out(sum(once))


# --- what a rival must offer --------------------------------------------------------------------------


def switching_decision(
    switching_cost: Any, saving_per_year: Any, discount_rate_per_year: Any, years: Any, *, timing: Timing
) -> SwitchingDecision:
    """Say whether a rival's yearly saving is worth more to the customer than switching costs him.

    Parameters
    ----------
    switching_cost : float or array or Series
        CNY of today; not negative.
    saving_per_year : float or array or Series
        What the customer saves each year with the rival, CNY; negative when the rival is dearer.
    discount_rate_per_year : float or array or Series
        The customer's rate, above -1.
    years : int or array or Series
        Whole years that the saving lasts, 0 or more.
    timing : {"start", "middle", "end"}
        When in each year the saving comes; the formula of the syllabus has the end.

    Returns
    -------
    SwitchingDecision
        `present_value_of_saving`, `surplus` (that less the switching cost, CNY), `switches` (bool: surplus
        above 0), `payback_years` (switching cost / yearly saving without interest; infinite without a
        saving).

    Raises
    ------
    ValueError
        Names the parameter and value: negative cost, NaN, a rate of -1 or less, years not whole.

    Notes
    -----
    Switch if saving * (1 - (1+d)**-n) / d > SC. Source: Klemperer, P. (1987), Markets with consumer switching
    costs, Quarterly Journal of Economics 102(2), 375-394; annuity formula.

    Examples
    --------
    >>> decision = switching_decision(300, 80, 0.08, 5, timing="end")
    >>> round(decision.surplus, 2), decision.switches, decision.payback_years
    (19.42, True, 3.75)
    """
    named = {
        "switching_cost": switching_cost,
        "saving_per_year": saving_per_year,
        "discount_rate_per_year": discount_rate_per_year,
        "years": years,
    }
    (cost, saving, rate, number), wrap = inputs(
        named, not_negative=["switching_cost", "years"], whole=["years"]
    )
    worth = saving * annuity_factor(rate, number, timing=timing)
    surplus = wrap.out(worth - cost)
    return SwitchingDecision(wrap.out(worth), surplus, surplus > 0, wrap.out(payback_years(cost, saving)))


def required_saving_per_year(
    switching_cost: Any, discount_rate_per_year: Any, years: Any, *, timing: Timing
) -> Any:
    """Give the yearly saving that a rival must at least offer to outweigh the switching cost.

    Parameters
    ----------
    switching_cost, discount_rate_per_year, timing
        As in `switching_decision`.
    years : int or array or Series
        Whole years that the saving lasts, 1 or more.

    Returns
    -------
    float or numpy.ndarray or Series
        CNY per year; at exactly this saving the customer gains nothing by switching.

    Raises
    ------
    ValueError
        As `switching_decision`; also for no year.

    Notes
    -----
    SC / annuity. Source: Klemperer (1987); annuity formula.

    Examples
    --------
    >>> required_saving_per_year(300, 0, 5, timing="end")
    60.0
    """
    named = {
        "switching_cost": switching_cost,
        "discount_rate_per_year": discount_rate_per_year,
        "years": years,
    }
    (cost, rate, number), wrap = inputs(
        named, not_negative=["switching_cost"], above_zero=["years"], whole=["years"]
    )
    return wrap.out(cost / annuity_factor(rate, number, timing=timing))


def required_discount(
    switching_cost: Any,
    spend_per_year: Any,
    discount_rate_per_year: Any,
    years: Any,
    *,
    timing: Timing,
) -> Any:
    """Give the share of its price that a rival must at least give up to outweigh the switching cost.

    Parameters
    ----------
    switching_cost : float or array or Series
        CNY of today; not negative.
    spend_per_year : float or array or Series
        What the customer pays for the goods each year at today's price, CNY, above 0.
    discount_rate_per_year, years, timing
        As in `required_saving_per_year`.

    Returns
    -------
    float or numpy.ndarray or Series
        Fraction of the price (0.1 is 10 %); above 1 when not even goods for nothing would do.

    Raises
    ------
    ValueError
        As `required_saving_per_year`; also for a spend that is not above 0.

    Notes
    -----
    SC / (annual spend * annuity). Source: Klemperer (1987); annuity formula.

    Examples
    --------
    >>> round(required_discount(300, 1_000, 0.08, 5, timing="end"), 4)
    0.0751
    """
    named = {
        "switching_cost": switching_cost,
        "spend_per_year": spend_per_year,
        "discount_rate_per_year": discount_rate_per_year,
        "years": years,
    }
    (cost, spend, rate, number), wrap = inputs(
        named, not_negative=["switching_cost"], above_zero=["spend_per_year", "years"], whole=["years"]
    )
    return wrap.out(cost / spend / annuity_factor(rate, number, timing=timing))


# --- what the tie is worth to us ----------------------------------------------------------------------


def lock_in_investment(
    investment: Any,
    retained_contribution_per_year: Any,
    our_share_of_saving_per_year: Any,
    discount_rate_per_year: Any,
    years: Any,
    *,
    timing: Timing,
) -> LockIn:
    """Value an investment that ties a customer to us (tank, vending machine, integration of systems).

    Parameters
    ----------
    investment : float or array or Series
        CNY, today; not negative.
    retained_contribution_per_year : float or array or Series
        Contribution that we keep because of it and would lose without it, after its upkeep, CNY per year.
    our_share_of_saving_per_year : float or array or Series
        Part of the customer's saving that comes to us, CNY per year; negative when we pay him.
    discount_rate_per_year : float or array or Series
        Our rate, above -1.
    years : int or array or Series
        Whole years that the investment works, 0 or more.
    timing : {"start", "middle", "end"}
        When in each year the money comes; the formula of the syllabus has the end.

    Returns
    -------
    LockIn
        `present_value_of_return`, `net_present_value` (CNY of today), `break_even_years`: the fewest whole
        years that the customer must stay for a net present value of 0 or more, whether or not it works that
        long; infinite (``inf``) when it never comes back.

    Raises
    ------
    ValueError
        Names the parameter and value: negative investment, NaN, a rate of -1 or less, years not whole.

    Notes
    -----
    NPV = -I + sum of (retained contribution + shared saving) / (1+d)**t. Source: capital budgeting.

    Examples
    --------
    >>> tank = lock_in_investment(200_000, 60_000, 15_000, 0.10, 5, timing="end")
    >>> round(tank.net_present_value, 2), tank.break_even_years
    (84309.01, 4.0)
    """
    named = {
        "investment": investment,
        "retained_contribution_per_year": retained_contribution_per_year,
        "our_share_of_saving_per_year": our_share_of_saving_per_year,
        "discount_rate_per_year": discount_rate_per_year,
        "years": years,
    }
    (spent, retained, shared, rate, number), wrap = inputs(
        named, not_negative=["investment", "years"], whole=["years"]
    )
    yearly = retained + shared
    worth = yearly * annuity_factor(rate, number, timing=timing)
    needed = _years_until(spent, yearly, rate, timing)
    return LockIn(*map(wrap.out, (worth, worth - spent, needed)))


def retention_effect(
    contribution_per_year: Any,
    service_cost_per_year: Any,
    retention_before_per_year: Any,
    retention_after_per_year: Any,
    discount_rate_per_year: Any,
    years: Any,
    *,
    first_margin: Literal["now", "end"],
    cost_timing: Timing,
) -> Any:
    """Say by how much a higher retention rate raises the lifetime profit of an account.

    Parameters
    ----------
    contribution_per_year, service_cost_per_year, discount_rate_per_year, years, first_margin, cost_timing
        As in `lifetime.lifetime_profit`.
    retention_before_per_year, retention_after_per_year : float or array or Series
        Retention per year without and with the tie, 0 to 1.

    Returns
    -------
    float or numpy.ndarray or Series
        Change of the lifetime profit, CNY of today; what the tie may cost at most for the account.

    Raises
    ------
    ValueError
        Names the parameter and value, as `lifetime.lifetime_profit`.

    Notes
    -----
    lifetime profit at the new retention less the one at the old. Source: Berger, P. D. & Nasr, N. I. (1998),
    Customer lifetime value, Journal of Interactive Marketing 12(1), 17-30, case 1.

    Examples
    --------
    >>> round(retention_effect(260, 50, 0.75, 0.80, 0.20, 10, first_margin="now", cost_timing="middle"), 2)
    67.64
    """
    named = {
        "contribution_per_year": contribution_per_year,
        "service_cost_per_year": service_cost_per_year,
        "retention_before_per_year": retention_before_per_year,
        "retention_after_per_year": retention_after_per_year,
        "discount_rate_per_year": discount_rate_per_year,
        "years": years,
    }
    arrays, wrap = inputs(named, shares=["retention_before_per_year", "retention_after_per_year"])
    contribution, service_cost, before, after, rate, number = arrays
    profit_after, profit_before = (
        lifetime.lifetime_profit(
            contribution,
            service_cost,
            retention,
            rate,
            number,
            first_margin=first_margin,
            cost_timing=cost_timing,
        )
        for retention in (after, before)
    )
    return wrap.out(profit_after - profit_before)


# --- two of the outline's cases -----------------------------------------------------------------------


def vending_machine_effect(
    *,
    units_saved_per_year: Any,
    price_per_unit: Any,
    stock_value_released: Any,
    carrying_rate_per_year: Any,
    walking_hours_saved_per_year: Any,
    wage_per_hour: Any,
) -> VendingSaving:
    """Add up what a vending machine for tools or small parts saves the customer in a year.

    Parameters
    ----------
    units_saved_per_year : float or array or Series
        Units less used each year because every issue is booked; negative when more are used.
    price_per_unit : float or array or Series
        CNY per unit; not negative.
    stock_value_released : float or array or Series
        How much less the customer's stock is worth with the machine, CNY; negative when it grows.
    carrying_rate_per_year : float or array or Series
        Interest, space, ageing as a fraction of the stock's value per year; not negative.
    walking_hours_saved_per_year : float or array or Series
        Hours not walked to the store and waited there, per year (`walking_hours_per_year`).
    wage_per_hour : float or array or Series
        CNY per hour with all on-costs; not negative.

    Returns
    -------
    VendingSaving
        `consumption_saving_per_year`, `stock_saving_per_year`, `walking_saving_per_year`, `saving_per_year`,
        CNY per year. The rent of the machine is not in it, nor the stock value itself, which is released
        once.

    Raises
    ------
    ValueError
        Names the parameter and value: negative where it must not be, NaN, infinite.

    Notes
    -----
    consumption drop * price + stock drop * carrying rate + walking time * wage. Source: inventory and labour
    costing.

    Examples
    --------
    >>> vending_machine_effect(units_saved_per_year=600, price_per_unit=80, stock_value_released=150_000,
    ...                        carrying_rate_per_year=0.2, walking_hours_saved_per_year=400,
    ...                        wage_per_hour=45).saving_per_year
    96000.0
    """
    named = {
        "units_saved_per_year": units_saved_per_year,
        "price_per_unit": price_per_unit,
        "stock_value_released": stock_value_released,
        "carrying_rate_per_year": carrying_rate_per_year,
        "walking_hours_saved_per_year": walking_hours_saved_per_year,
        "wage_per_hour": wage_per_hour,
    }
    (units, price, stock, carrying, hours, wage), wrap = inputs(
        named, not_negative=["price_per_unit", "carrying_rate_per_year", "wage_per_hour"]
    )
    parts = (units * price, stock * carrying, hours * wage)
    return VendingSaving(*map(wrap.out, (*parts, sum(parts))))


def walking_hours_per_year(trips_per_day: Any, minutes_per_trip: Any, working_days_per_year: Any) -> Any:
    """Turn trips to the store into hours per year.

    Parameters
    ----------
    trips_per_day : float or array or Series
        Trips of everybody together on a working day; not negative.
    minutes_per_trip : float or array or Series
        Minutes there and back with waiting; not negative.
    working_days_per_year : float or array or Series
        0 to 366.

    Returns
    -------
    float or numpy.ndarray or Series
        Hours per year.

    Raises
    ------
    ValueError
        Names the parameter and value: negative, NaN, more than 366 days.

    Notes
    -----
    trips * minutes / 60 * days. Source: labour costing.

    Examples
    --------
    >>> walking_hours_per_year(12, 8, 250)
    400.0
    """
    named = {
        "trips_per_day": trips_per_day,
        "minutes_per_trip": minutes_per_trip,
        "working_days_per_year": working_days_per_year,
    }
    (trips, minutes, days), wrap = inputs(named, not_negative=named)
    checks.refuse_first("working_days_per_year", days, wrap.labels, days > 366, "be 366 or less")
    return wrap.out(trips * minutes * days / 60.0)


def specified_in_rate(
    names_us: Any, *, basis: Literal["customers", "demand"], demand: Any = None, by: Any = None
) -> Any:
    """Give the share of a customer's customers that name us in their specification.

    Parameters
    ----------
    names_us : array or Series of bool or 0/1
        Whether each of the customer's customers asks for us by name.
    basis : {"customers", "demand"}
        Whether each of them counts the same, or by what it buys.
    demand : array or Series, only for ``"demand"``
        What each of them buys of goods with our kind of part, CNY or units; not negative, total above 0.
    by : array or Series, optional
        Our customer that each of them belongs to, to have one rate per account.

    Returns
    -------
    float or Series
        Fraction from 0 to 1; with `by` a Series, accounts in the order in which they first appear.

    Raises
    ------
    ValueError
        For an answer that is not yes or no, negative or NaN demand, lists of different length, demand missing
        or not wanted, an account without any demand.

    Notes
    -----
    customers (or demand) that name us / all of them. Source: pull by specification; the course outline names
    only the case.

    Examples
    --------
    >>> specified_in_rate([1, 0, 1, 0], basis="customers")
    0.5
    >>> specified_in_rate([1, 0, 1, 0], basis="demand", demand=[50, 10, 30, 10])
    0.8
    """
    checks.choice("basis", basis, SPECIFIED_BASIS)
    if (demand is None) != (basis == "customers"):
        raise ValueError(f"demand goes with basis 'demand' and only there, got {demand!r}")
    if isinstance(names_us, pd.Series) and isinstance(demand, pd.Series):
        demand = checks.same_accounts("names_us", names_us.index, "demand", demand)
    named, _ = yes_no("names_us", names_us)
    weight = np.ones(len(named))
    if demand is not None:
        weight, labels = checks.account_values("demand", demand, unique=False)
        checks.not_negative("demand", weight, labels)
    groups = np.array([0] * len(named) if by is None else list(by), dtype=object)
    for name, given in (("demand", weight), ("by", groups)):
        if len(given) != len(named):
            raise ValueError(f"{name} must hold {len(named)} values, one per customer, got {len(given)}")
    if any(pd.isna(group) for group in groups):
        raise ValueError("by must name an account for every customer, one is missing")
    sums = pd.DataFrame({"ours": weight * named, "all": weight}).groupby(groups, sort=False).sum()
    if (sums["all"] <= 0).any():
        raise ValueError(f"demand must sum to more than 0, it is 0 for {sums.index[sums['all'] <= 0][0]!r}")
    rate = sums["ours"] / sums["all"]
    return float(rate.iloc[0]) if by is None else rate.rename("specified_in_rate")


def protected_revenue(specified_in_rate: Any, revenue_per_year: Any) -> Any:
    """Give the part of our revenue that is protected because the customer's customers ask for us.

    Parameters
    ----------
    specified_in_rate : float or array or Series
        Fraction from 0 to 1, by `specified_in_rate`.
    revenue_per_year : float or array or Series
        Our revenue with the customer, CNY per year; not negative.

    Returns
    -------
    float or numpy.ndarray or Series
        CNY per year.

    Raises
    ------
    ValueError
        Names the parameter and value: a rate outside 0 … 1, negative or NaN revenue.

    Notes
    -----
    rate * revenue, taking our revenue to be spread over the customer's customers like the basis of the rate.
    Source: pull by specification.

    Examples
    --------
    >>> protected_revenue(0.8, 1_500_000)
    1200000.0
    """
    named = {"specified_in_rate": specified_in_rate, "revenue_per_year": revenue_per_year}
    (rate, revenue), wrap = inputs(named, shares=["specified_in_rate"], not_negative=["revenue_per_year"])
    return wrap.out(rate * revenue)


# --- how it is done -----------------------------------------------------------------------------------


def _years_until(spent: np.ndarray, yearly: np.ndarray, rate: np.ndarray, timing: Timing) -> np.ndarray:
    """Return the fewest whole years whose yearly amounts are worth what was spent; inf if none are.

    Solves spent = yearly * annuity(n) for n; a billionth of a year too much is rounding, not another year.
    """
    first_year = annuity_factor(rate, np.ones_like(rate), timing=timing)  # worth of 1 CNY in year 1
    with np.errstate(divide="ignore", invalid="ignore"):
        needed = spent / (
            yearly * first_year
        )  # in amounts of year 1; those of later years shrink by 1 + rate
        shrunk = -needed * rate / (1.0 + rate)
        # So small a rate moves nothing within any number of years, but it would spoil the quotient.
        exact = np.where(np.abs(rate) < 1e-12, needed, -np.log1p(shrunk) / np.log1p(rate))
    possible = (yearly > 0) & (shrunk > -1.0) & np.isfinite(exact)
    whole = np.maximum(np.ceil(np.where(possible, exact, 0.0) - 1e-9), 1.0)
    return np.where(spent == 0, 0.0, np.where(possible, whole, np.inf))
