"""Customer lifetime profit: what an account brings over the years it stays, in today's money.

Money is in CNY, rates are fractions per year (0.75 is 75 % a year), time is in years. Every function
takes single numbers as well as one number per account; a pandas Series keeps its account ids.

The conventions that authors quarrel about have no hidden default. `first_margin` says whether the first
contribution comes today (``"now"``) or at the end of the first year, from the accounts that stayed
(``"end"``); `cost_timing` says when in the year the service cost is paid.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, Literal

import numpy as np
import pandas as pd

from kamlib import checks
from kamlib.inputs import aligned

FirstMargin = Literal["now", "end"]
CostTiming = Literal["start", "middle", "end"]

FIRST_MARGIN: tuple[FirstMargin, ...] = ("now", "end")
COST_TIMING: tuple[CostTiming, ...] = ("start", "middle", "end")
RELATIONSHIP_STAGES = ("exploration", "formation", "stability", "decline")
LEVERS = (
    "contribution_per_year",
    "service_cost_per_year",
    "retention_per_year",
    "discount_rate_per_year",
    "years",
    "acquisition_cost",
)
LONGEST_TABLE_YEARS = 1_000

# Accounts per block: all arrays of a block stay in the processor's cache (measured best from 16k up).
_BLOCK = 16_384


def lifetime_profit(
    contribution_per_year: Any,
    service_cost_per_year: Any,
    retention_per_year: Any,
    discount_rate_per_year: Any,
    years: Any,
    *,
    first_margin: FirstMargin,
    cost_timing: CostTiming,
    acquisition_cost: Any = 0.0,
) -> Any:
    """Value an account by its expected contribution less its service cost, discounted to today.

    Parameters
    ----------
    contribution_per_year : float or array or Series
        Gross contribution before service cost, CNY per year; may be negative.
    service_cost_per_year : float or array or Series
        Cost to serve and keep the account, CNY per year; not negative.
    retention_per_year : float or array or Series
        Share of such accounts that stay from one year to the next, 0 to 1.
    discount_rate_per_year : float or array or Series
        Discount rate per year, above -1 (0.1 is 10 %).
    years : int or array or Series
        Planning horizon n in whole years, 0 or more.
    first_margin : {"now", "end"}
        ``"now"``: contributions at t = 0, 1, … n (Berger & Nasr, case 1).
        ``"end"``: contributions at t = 1 … n, each from the accounts still there then (r**t).
    cost_timing : {"start", "middle", "end"}
        When in each of the years 1 … n the service cost is paid; year i is paid for the share
        r**(i-1) that began it.
    acquisition_cost : float or array or Series
        Cost of winning the account, paid today, CNY; not negative.

    Returns
    -------
    float or numpy.ndarray or Series
        Lifetime profit, CNY. Arguments broadcast; a float for single numbers, a Series when one was given.

    Raises
    ------
    ValueError
        Names the parameter and value: NaN, infinity, retention outside 0 … 1, discount rate of -1 or
        less, negative cost, years not whole, no accounts, Series with different accounts.

    Notes
    -----
    With q = r / (1 + d) and s = 0, 0.5 or 1 for the start, middle or end of the year::

        sum(GC * q**t for t = 0..n)  -  sum(M * r**(i-1) / (1+d)**(i-1+s) for i = 1..n)  -  A

    The geometric sums are built by doubling the number of years, from positive terms only, so they
    need no special case where q is near or equal to 1.

    Source: Berger, P. D. & Nasr, N. I. (1998), Customer lifetime value: marketing models and
    applications, Journal of Interactive Marketing 12(1), 17-30, case 1.

    Examples
    --------
    >>> round(lifetime_profit(260, 50, 0.75, 0.20, 10, first_margin="now", cost_timing="middle"), 2)
    568.78
    >>> lifetime_profit([100, 200], 0, 1, 0, 2, first_margin="end", cost_timing="middle")
    array([200., 400.])
    """
    checks.choice("first_margin", first_margin, FIRST_MARGIN)
    checks.choice("cost_timing", cost_timing, COST_TIMING)
    given = (
        contribution_per_year,
        service_cost_per_year,
        retention_per_year,
        discount_rate_per_year,
        years,
        acquisition_cost,
    )
    if all(isinstance(value, (int, float, np.number)) for value in given):
        return _one_account(*given, first_margin=first_margin, cost_timing=cost_timing)
    return _many_accounts(given, first_margin, cost_timing)


def lifetime_profit_table(
    contribution_per_year: float,
    service_cost_per_year: float,
    retention_per_year: float,
    discount_rate_per_year: float,
    years: int,
    *,
    first_margin: FirstMargin,
    cost_timing: CostTiming,
    acquisition_cost: float = 0.0,
) -> pd.DataFrame:
    """Lay out the lifetime profit of one account year by year; `present_value` adds up to the total.

    Parameters are those of `lifetime_profit`, as single numbers.

    Returns
    -------
    DataFrame
        One row a year from 0 to n, with `year`; `surviving`, the share r**year still an account at the
        end of that year; `contribution`, expected CNY, and its `contribution_discount_factor` and
        `contribution_present_value`; `served`, the share paid for in that year; `service_cost`,
        `service_cost_discount_factor`, `service_cost_present_value`; `acquisition_cost` (year 0);
        `present_value` = contribution - service cost - acquisition cost, all in today's CNY;
        `running_present_value`, the sum so far.

    Raises
    ------
    ValueError
        As `lifetime_profit`; also for more than 1,000 years, since nobody reads such a table.

    Notes
    -----
    Source: Berger & Nasr (1998), case 1, written out.

    Examples
    --------
    >>> table = lifetime_profit_table(260, 50, 0.75, 0.20, 10, first_margin="now", cost_timing="middle")
    >>> table[["year", "contribution", "service_cost", "present_value"]].head(2).round(2)
       year  contribution  service_cost  present_value
    0     0         260.0           0.0         260.00
    1     1         195.0          50.0         116.86
    >>> round(float(table["present_value"].sum()), 2)
    568.78
    """
    total = lifetime_profit(
        contribution_per_year,
        service_cost_per_year,
        retention_per_year,
        discount_rate_per_year,
        years,
        first_margin=first_margin,
        cost_timing=cost_timing,
        acquisition_cost=acquisition_cost,
    )  # checks every argument
    if not isinstance(total, float):
        raise ValueError("lifetime_profit_table lays out one account: give single numbers, not lists")
    retention, growth = float(retention_per_year), 1.0 + float(discount_rate_per_year)
    last_year = int(years)
    if last_year > LONGEST_TABLE_YEARS:
        raise ValueError(f"years must be at most {LONGEST_TABLE_YEARS} for a table, got {last_year}")

    year = np.arange(last_year + 1)
    surviving = retention ** year.astype(float)
    contributing = surviving.copy()
    if first_margin == "end":
        contributing[0] = 0.0
    # Year 0 is the moment of winning the account: nobody is served before year 1 begins.
    served = np.concatenate(([0.0], surviving[:-1]))
    shift = _cost_shift(cost_timing)
    contribution_factor = growth ** -year.astype(float)
    cost_factor = growth ** -np.concatenate(([0.0], year[1:] - 1.0 + shift))

    contribution = float(contribution_per_year) * contributing
    service_cost = float(service_cost_per_year) * served
    won_for = np.where(year == 0, float(acquisition_cost), 0.0)
    present_value = contribution * contribution_factor - service_cost * cost_factor - won_for
    return pd.DataFrame(
        {
            "year": year,
            "surviving": surviving,
            "contribution": contribution,
            "contribution_discount_factor": contribution_factor,
            "contribution_present_value": contribution * contribution_factor,
            "served": served,
            "service_cost": service_cost,
            "service_cost_discount_factor": cost_factor,
            "service_cost_present_value": service_cost * cost_factor,
            "acquisition_cost": won_for,
            "present_value": present_value,
            "running_present_value": present_value.cumsum(),
        }
    )


def lever_effects(
    contribution_per_year: float,
    service_cost_per_year: float,
    retention_per_year: float,
    discount_rate_per_year: float,
    years: int,
    *,
    first_margin: FirstMargin,
    cost_timing: CostTiming,
    acquisition_cost: float = 0.0,
    steps: Mapping[str, float],
) -> pd.DataFrame:
    """Show what one step of each single lever adds to the lifetime profit of an account.

    Parameters
    ----------
    steps : mapping
        Lever name -> what is added to it, in its own unit: ``{"retention_per_year": 0.01}`` is one
        point more retention, ``{"service_cost_per_year": -10}`` ten CNY less cost a year.
        The other parameters are those of `lifetime_profit`, as single numbers.

    Returns
    -------
    DataFrame
        Index `lever` in the order of `steps`; columns `step`, `lifetime_profit` after the step (CNY),
        `change` against the base (CNY).

    Raises
    ------
    ValueError
        For an unknown lever, no lever, or a step that leaves the allowed range.

    Notes
    -----
    One-way sensitivity: each lever is moved alone. Source of the value: Berger & Nasr (1998), case 1.

    Examples
    --------
    >>> effects = lever_effects(260, 50, 0.75, 0.2, 10, first_margin="now", cost_timing="middle",
    ...                         steps={"retention_per_year": 0.01, "contribution_per_year": 2.6})
    >>> effects["change"].round(2).to_dict()
    {'retention_per_year': 12.46, 'contribution_per_year': 6.89}
    """
    if not steps:
        raise ValueError("steps is empty: name at least one lever and its step")
    base = {
        "contribution_per_year": contribution_per_year,
        "service_cost_per_year": service_cost_per_year,
        "retention_per_year": retention_per_year,
        "discount_rate_per_year": discount_rate_per_year,
        "years": years,
        "acquisition_cost": acquisition_cost,
    }
    value = _one_account(*base.values(), first_margin=first_margin, cost_timing=cost_timing)
    rows = []
    for lever, step in steps.items():
        if lever not in base:
            raise ValueError(f"steps names {lever!r}, which is not one of {', '.join(LEVERS)}")
        moved = base | {lever: base[lever] + checks.number(f"steps[{lever!r}]", step)}
        after = _one_account(*moved.values(), first_margin=first_margin, cost_timing=cost_timing)
        rows.append((lever, float(step), after, after - value))
    return pd.DataFrame(rows, columns=["lever", "step", "lifetime_profit", "change"]).set_index("lever")


def margin_multiple(
    retention_per_year: Any, discount_rate_per_year: Any, *, first_margin: FirstMargin
) -> Any:
    """Say how many yearly margins an account is worth if it is served without end.

    Parameters
    ----------
    retention_per_year : float or array or Series
        Retention rate per year, 0 to 1.
    discount_rate_per_year : float or array or Series
        Discount rate per year, above -1; retention must stay below 1 + discount rate.
    first_margin : {"now", "end"}
        ``"end"``: r / (1 + d - r), the first margin a year from now from those who stayed.
        ``"now"``: one margin more, (1 + d) / (1 + d - r).

    Returns
    -------
    float or numpy.ndarray or Series
        Multiple of the yearly margin, no unit.

    Raises
    ------
    ValueError
        Names the parameter and value; also when r is not below 1 + d, since the sum has no end then.

    Notes
    -----
    Source: Gupta, S., Lehmann, D. R. & Stuart, J. A. (2004), Valuing customers, Journal of Marketing
    Research 41(1), 7-18.

    Examples
    --------
    >>> round(margin_multiple(0.80, 0.12, first_margin="end"), 2)
    2.5
    >>> round(margin_multiple(0.80, 0.12, first_margin="now"), 2)
    3.5
    """
    checks.choice("first_margin", first_margin, FIRST_MARGIN)
    if isinstance(retention_per_year, float) and isinstance(discount_rate_per_year, float):
        # Single numbers in plain floats; anything doubtful goes on to the checks below.
        room = 1.0 + discount_rate_per_year - retention_per_year
        if 0.0 <= retention_per_year <= 1.0 and -1.0 < discount_rate_per_year < math.inf and room > 0.0:
            numerator = retention_per_year if first_margin == "end" else 1.0 + discount_rate_per_year
            return float(numerator / room)
    (retention, discount), wrap = aligned(
        {"retention_per_year": retention_per_year, "discount_rate_per_year": discount_rate_per_year}
    )
    _check_rates(retention, discount, wrap.labels)
    gap = 1.0 + discount - retention
    if np.min(gap) <= 0:
        first = int(np.flatnonzero(np.atleast_1d(gap <= 0))[0])
        rate = np.broadcast_to(retention, np.shape(gap)).flat[first]
        raise ValueError(
            f"retention_per_year must be below 1 + discount_rate_per_year, got {rate:g} against "
            f"{rate + np.ravel(gap)[first]:g}: the sum over all years has no end"
        )
    return wrap.out((retention if first_margin == "end" else 1.0 + discount) / gap)


def retention_leverage(
    retention_per_year: Any,
    discount_rate_per_year: Any,
    *,
    first_margin: FirstMargin,
    points: float = 1.0,
) -> Any:
    """Say by what fraction an account's value grows when retention rises by some percentage points.

    Parameters
    ----------
    retention_per_year, discount_rate_per_year : float or array or Series
        As `margin_multiple`.
    first_margin : {"now", "end"}
        As `margin_multiple`.
    points : float
        Change of retention in percentage points (1 means 80 % -> 81 %); may be negative.

    Returns
    -------
    float or numpy.ndarray or Series
        Change of the margin multiple as a fraction of it (0.067 is +6.7 %).

    Raises
    ------
    ValueError
        As `margin_multiple`; also when the raised retention leaves 0 … 1, or the value before is 0.

    Notes
    -----
    multiple(r + points/100) / multiple(r) - 1. These are points, not per cent of r: Gupta, Lehmann &
    Stuart (2004) raise r by one per cent of itself.

    Examples
    --------
    >>> round(retention_leverage(0.80, 0.12, first_margin="end"), 4)
    0.0452
    """
    step = checks.number("points", points) / 100.0
    before = margin_multiple(retention_per_year, discount_rate_per_year, first_margin=first_margin)
    if np.min(before) <= 0:
        raise ValueError("retention_per_year must be above 0, got 0: there is no value to compare with")
    raised = np.add(retention_per_year, step)
    if isinstance(retention_per_year, pd.Series):
        raised = retention_per_year + step
    after = margin_multiple(raised, discount_rate_per_year, first_margin=first_margin)
    return after / before - 1.0


def expected_lifetime_years(retention_per_year: Any) -> Any:
    """Say how many years an account is expected to be served when a share r stays each year.

    Parameters
    ----------
    retention_per_year : float or array or Series
        Retention rate per year, 0 to below 1.

    Returns
    -------
    float or numpy.ndarray or Series
        1 / (1 - r), years; the first year counts in full.

    Raises
    ------
    ValueError
        When a rate is outside 0 … 1, or is 1: such an account never leaves.

    Notes
    -----
    Years = 1 / (1 - r). Source: mean of the geometric distribution of the year in which the account leaves.

    Examples
    --------
    >>> expected_lifetime_years(0.75)
    4.0
    """
    (retention,), wrap = aligned({"retention_per_year": retention_per_year})
    _check_rates(retention, np.float64(0.0), wrap.labels)
    if np.max(retention) >= 1.0:
        checks.refuse_first(
            "retention_per_year",
            np.asarray(retention),
            wrap.labels,
            np.asarray(retention >= 1.0),
            "be below 1 (an account that never leaves has no expected lifetime)",
        )
    return wrap.out(1.0 / (1.0 - retention))


def customer_equity(lifetime_profits: Any) -> float:
    """Add up the lifetime profits of all accounts.

    Parameters
    ----------
    lifetime_profits : array or Series
        Lifetime profit of each account, CNY.

    Returns
    -------
    float
        Customer equity, CNY.

    Raises
    ------
    ValueError
        When the list is empty, holds NaN or infinity, or an account id twice.

    Notes
    -----
    Source: Blattberg, R. C. & Deighton, J. (1996), Manage marketing by the customer equity test,
    Harvard Business Review 74(4), 136-144.

    Examples
    --------
    >>> customer_equity([568.78, 120.0, -30.0])
    658.78
    """
    values, _ = checks.account_values("lifetime_profits", lifetime_profits)
    return float(values.sum())


def cash_flow_value(
    cash_flows: Any,
    discount_rate_per_year: float,
    *,
    first_flow: Literal["now", "end"],
    stage_years: Mapping[str, int] | Sequence[int] | None = None,
) -> Any:
    """Discount a row of yearly cash flows to today, in total or by relationship stage.

    Parameters
    ----------
    cash_flows : sequence, or array / DataFrame with a row per account
        Cash flow of each year in order of time, CNY; losses are negative.
    discount_rate_per_year : float
        Discount rate per year, above -1.
    first_flow : {"now", "end"}
        Whether the first flow comes today (t = 0) or at the end of the first year (t = 1).
    stage_years : mapping or sequence of int, optional
        How many years each stage lasts, in order of time: names to years, or four whole numbers for
        exploration, formation, stability, decline. Together they cover every cash flow.

    Returns
    -------
    float
        Present value, CNY, for one row without stages.
    numpy.ndarray or Series
        Present value per account for several rows without stages (a Series for a DataFrame).
    Series or DataFrame
        With `stage_years`: present value per stage (index or columns: stage names); the stages add up
        to the total.

    Raises
    ------
    ValueError
        For NaN or infinity, no flows, a discount rate of -1 or less, stages that do not cover the row.

    Notes
    -----
    NPV = sum(CF_t / (1+d)**t). Source: discounted cash flow; the four stages follow Dwyer, F. R.,
    Schurr, P. H. & Oh, S. (1987), Developing buyer-seller relationships, Journal of Marketing 51(2), 11-27.

    Examples
    --------
    >>> cash_flow_value([-100, 60, 60], 0.0, first_flow="now")
    20.0
    >>> cash_flow_value([-100, 50, 80, 20], 0.0, first_flow="now", stage_years=[1, 1, 1, 1]).to_dict()
    {'exploration': -100.0, 'formation': 50.0, 'stability': 80.0, 'decline': 20.0}
    """
    checks.choice("first_flow", first_flow, FIRST_MARGIN)
    discount = _discount(discount_rate_per_year)
    table = cash_flows if isinstance(cash_flows, pd.DataFrame) else None
    flows, _ = checks.finite_array("cash_flows", cash_flows.to_numpy() if table is not None else cash_flows)
    if flows.ndim not in (1, 2):
        raise ValueError(f"cash_flows must be one row or a row per account, got {flows.ndim} dimensions")
    years = flows.shape[-1]
    with np.errstate(over="ignore", invalid="ignore"):
        factors = (1.0 + discount) ** -(np.arange(years, dtype=float) + (first_flow == "end"))
        values = flows * factors
    if not np.isfinite(values).all():
        raise ValueError(
            f"discount_rate_per_year {discount:g} makes {years} years too large to add up as a number"
        )
    rows = table.index if table is not None else None
    if stage_years is None:
        total = values.sum(axis=-1)
        if flows.ndim == 1:
            return float(total)
        return total if rows is None else pd.Series(total, index=rows, name="present_value")
    names, ends = _stage_ends(stage_years, years)
    starts = [0, *ends[:-1]]
    per_stage = np.stack([values[..., a:b].sum(axis=-1) for a, b in zip(starts, ends, strict=True)], axis=-1)
    if flows.ndim == 1:
        return pd.Series(per_stage, index=pd.Index(names, name="stage"), name="present_value")
    return pd.DataFrame(per_stage, index=rows, columns=pd.Index(names, name="stage"))


# --- how it is done -----------------------------------------------------------------------------------


def _geometric_sum(ratio: Any, terms: int) -> Any:
    """Return 1 + q + … + q**(terms-1), for a float or an array q, by doubling.

    S(2k) = S(k) * (1 + q**k): the binary digits of `terms` say which blocks of 2**k terms belong to
    the sum. Only positive numbers are added, so nothing cancels, also where q = 1.
    """
    total: Any = 0.0
    reached: Any = 1.0  # q ** (number of terms already in the total)
    block, block_ratio = 1.0, ratio
    while terms:
        if terms & 1:
            total = total + reached * block
            terms >>= 1
            if not terms:
                break
            reached = reached * block_ratio
        else:
            terms >>= 1
        block = block * (1.0 + block_ratio)
        block_ratio = block_ratio * block_ratio
    return total


def _geometric_sum_per_account(ratio: np.ndarray, terms: np.ndarray) -> np.ndarray:
    """Do `_geometric_sum` where each account has its own number of terms: (q**n - 1) / (q - 1).

    `expm1` keeps the small difference q**n - 1 exact where q is close to 1; q - 1 itself is exact.
    """
    total = np.expm1(terms * np.log(ratio)) / (ratio - 1.0)
    # 0/0 where q is exactly 1, and 0 * log(0) where there is no year and nobody stays.
    total = np.where(ratio == 1.0, terms, total)
    return np.where(terms == 0, 0.0, total)


def _cost_shift(cost_timing: CostTiming) -> float:
    return {"start": 0.0, "middle": 0.5, "end": 1.0}[cost_timing]


def _discount(value: Any) -> float:
    discount = checks.number("discount_rate_per_year", value)
    if discount <= -1.0:
        raise ValueError(f"discount_rate_per_year must be above -1, got {discount:g}")
    return discount


def _one_account(
    contribution: Any,
    service_cost: Any,
    retention: Any,
    discount: Any,
    years: Any,
    acquisition: Any,
    *,
    first_margin: FirstMargin,
    cost_timing: CostTiming,
) -> float:
    """Do `lifetime_profit` for single numbers in plain floats: numpy would cost ten times as long."""
    contribution = checks.number("contribution_per_year", contribution)
    service_cost = checks.number("service_cost_per_year", service_cost)
    retention = checks.number("retention_per_year", retention)
    discount = _discount(discount)
    years = checks.whole_number("years", years, at_least=0)
    acquisition = checks.number("acquisition_cost", acquisition)
    if service_cost < 0:
        raise ValueError(f"service_cost_per_year must not be negative, got {service_cost:g}")
    if acquisition < 0:
        raise ValueError(f"acquisition_cost must not be negative, got {acquisition:g}")
    if not 0.0 <= retention <= 1.0:
        raise ValueError(f"retention_per_year must be from 0 to 1, got {retention:g}")
    growth = 1.0 + discount
    ratio = retention / growth
    annuity = _geometric_sum(ratio, years)
    margins = ratio * annuity + (1.0 if first_margin == "now" else 0.0)
    if cost_timing == "middle":
        annuity = annuity / math.sqrt(growth)
    elif cost_timing == "end":
        annuity = annuity / growth
    profit = contribution * margins - service_cost * annuity - acquisition
    if not math.isfinite(profit):
        raise ValueError(
            f"lifetime profit is too large to be a number: discount_rate_per_year {discount:g} over "
            f"years {years}"
        )
    return profit


def _many_accounts(given: tuple[Any, ...], first_margin: FirstMargin, cost_timing: CostTiming) -> Any:
    """Do `lifetime_profit` for arrays: block by block, so that the work stays in the cache."""
    arrays, wrap = aligned(dict(zip(LEVERS, given, strict=True)), finite=False)
    years, common_years = _whole_years(arrays[4], wrap.labels)
    arrays[4] = years
    result = np.empty(wrap.shape)
    if len(wrap.shape) != 1:
        blocks: list[Any] = [...]
    else:
        blocks = [slice(start, start + _BLOCK) for start in range(0, wrap.shape[0], _BLOCK)]
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        for block in blocks:
            part = [array[block] if array.ndim and array.shape[0] > 1 else array for array in arrays]
            if not _profit_of_block(part, common_years, result[block], first_margin, cost_timing):
                _explain(arrays, wrap.labels)
    return wrap.out(result)


def _profit_of_block(
    part: list[np.ndarray],
    common_years: int | None,
    out: np.ndarray,
    first_margin: FirstMargin,
    cost_timing: CostTiming,
) -> bool:
    """Write the lifetime profits of one block to `out`; say whether all inputs and results are in order."""
    contribution, service_cost, retention, discount, years, acquisition = part
    growth = 1.0 + discount
    ratio = retention / growth
    if common_years is None:
        annuity = _geometric_sum_per_account(ratio, years)
    else:
        annuity = _geometric_sum(ratio, common_years)
    margins = ratio * annuity
    if first_margin == "now":
        margins = margins + 1.0
    if cost_timing == "middle":
        annuity = annuity / np.sqrt(growth)
    elif cost_timing == "end":
        annuity = annuity / growth
    np.multiply(contribution, margins, out=out)
    out -= service_cost * annuity
    out -= acquisition
    # A comparison with NaN is false, so these also catch NaN; the sum catches what is not finite.
    return bool(
        retention.min() >= 0.0
        and retention.max() <= 1.0
        and growth.min() > 0.0
        and growth.max() < np.inf
        and service_cost.min() >= 0.0
        and acquisition.min() >= 0.0
        and np.isfinite(out).all()
    )


def _explain(arrays: list[np.ndarray], labels: pd.Index | None) -> None:
    """Raise with the parameter, the value and the account that made a block fail."""
    contribution, service_cost, retention, discount, _, acquisition = arrays
    named = {
        "contribution_per_year": contribution,
        "service_cost_per_year": service_cost,
        "retention_per_year": retention,
        "discount_rate_per_year": discount,
        "acquisition_cost": acquisition,
    }
    for name, array in named.items():
        checks.refuse_first(name, array, labels, ~np.isfinite(array), "be finite")
    _check_rates(retention, discount, labels)
    checks.not_negative("service_cost_per_year", service_cost, labels)
    checks.not_negative("acquisition_cost", acquisition, labels)
    raise ValueError(
        "lifetime profit is too large to be a number: discount_rate_per_year goes down to "
        f"{discount.min():g}; use a higher rate or fewer years"
    )


def _check_rates(retention: Any, discount: Any, labels: pd.Index | None) -> None:
    retention, discount = np.asarray(retention), np.asarray(discount)
    if not (retention.min() >= 0.0 and retention.max() <= 1.0):
        bad = ~((retention >= 0.0) & (retention <= 1.0))
        checks.refuse_first("retention_per_year", retention, labels, bad, "be from 0 to 1")
    if not discount.min() > -1.0:
        checks.refuse_first("discount_rate_per_year", discount, labels, ~(discount > -1.0), "be above -1")


def _whole_years(years: np.ndarray, labels: pd.Index | None) -> tuple[np.ndarray, int | None]:
    """Return years as integers, and the one number of years when all accounts share it."""
    bad = ~np.isfinite(years) | (years < 0) | (np.floor(years) != years) | (years > 1e9)
    checks.refuse_first("years", years, labels, bad, "be a whole number, 0 or more")
    whole = years.astype(np.int64)
    first = int(whole.flat[0])
    return whole, first if bool((whole == first).all()) else None


def _stage_ends(stage_years: Mapping[str, int] | Sequence[int], years: int) -> tuple[list[str], list[int]]:
    if isinstance(stage_years, Mapping):
        names, lengths = list(stage_years), list(stage_years.values())
    else:
        names, lengths = list(RELATIONSHIP_STAGES), list(stage_years)
        if len(lengths) != len(names):
            raise ValueError(
                f"stage_years must give {len(names)} lengths ({', '.join(names)}), got {len(lengths)}; "
                "for other stages give a mapping of names to years"
            )
    ends, reached = [], 0
    for name, length in zip(names, lengths, strict=True):
        reached += checks.whole_number(f"stage_years[{name!r}]", length, at_least=0)
        ends.append(reached)
    if reached != years:
        raise ValueError(f"stage_years must cover all {years} cash flows, they sum to {reached}")
    return names, ends
