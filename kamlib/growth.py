"""Growing inside the account and around it: wallet, product life cycle, cross-selling, spread to others.

Share of wallet and the headroom in it, an account seen as a market, where sales days bring most, the stage of
a product in its life and the S-curve of Bass, derived demand, the value of a cross-selling offer, which
product is bought with which, the after-market, diffusion of volume in four layers, and word of mouth.
Money is CNY, rates are fractions (0.3 is 30 %), time is in years.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

import numpy as np
import pandas as pd

from kamlib import checks
from kamlib.inputs import inputs

LifeCycleStage = Literal["introduction", "growth", "maturity", "decline"]
LIFE_CYCLE_STAGES: tuple[LifeCycleStage, ...] = ("introduction", "growth", "maturity", "decline")

# From the nearest to the farthest, as the course outline lists them.
DIFFUSION_LAYERS = ("own_group", "suppliers_and_upstream", "competitors", "industry")
# What we know of the first customer must not travel to these.
CONFIDENTIAL_LAYERS = ("competitors",)

PROMOTER_FROM = 9
DETRACTOR_UP_TO = 6

# The S-curve bends most this far before and after its peak, in units of 1 / (p + q).
_BEND = math.log(2.0 + math.sqrt(3.0))
_FEWEST_YEARS_TO_FIT = 4
# A curve that bends less than this (in parts of what is sold) is straight but for rounding.
_NO_BEND = 1e-9
_BASKETS_PER_BLOCK = 4_096
_STAGE_IDS = np.array(LIFE_CYCLE_STAGES, dtype=object)


# --- the wallet ---------------------------------------------------------------------------------------


def share_of_wallet(our_sales_per_year: Any, spend_per_year: Any) -> Any:
    """Give our part of what a customer spends on what we could supply.

    Parameters
    ----------
    our_sales_per_year : float or array or Series
        Our sales to the customer in the category, CNY per year; from 0 to the spend.
    spend_per_year : float or array or Series
        What the customer spends on the category with all suppliers, CNY per year; above 0.

    Returns
    -------
    float or numpy.ndarray or Series
        Share of wallet, 0 to 1.

    Raises
    ------
    ValueError
        When the spend is 0 or less, our sales are negative or above the spend (then the spend is estimated too
        low), or a number is NaN or infinite.

    Notes
    -----
    SoW = our sales / category spend. Source: share-of-wallet, standard.

    Examples
    --------
    >>> share_of_wallet(300_000, 1_200_000)
    0.25
    """
    (ours, spend), wrap = _wallet(our_sales_per_year, spend_per_year)
    checks.refuse_first("spend_per_year", spend, wrap.labels, spend <= 0, "be above 0")
    return wrap.out(ours / spend)


def headroom(
    our_sales_per_year: Any,
    spend_per_year: Any,
    target_share: Any,
    *,
    above_target: Literal["zero", "negative"],
) -> Any:
    """Say how much more a customer would buy from us if we reached our target share of its wallet.

    Parameters
    ----------
    our_sales_per_year, spend_per_year : float or array or Series
        CNY per year; our sales from 0 to the spend. A spend of 0 has no headroom.
    target_share : float or array or Series
        Share of wallet we aim at, 0 to 1.
    above_target : {"zero", "negative"}
        What a share above the target counts: nothing, or a negative headroom (what we would give up).

    Returns
    -------
    float or numpy.ndarray or Series
        Headroom, CNY per year.

    Raises
    ------
    ValueError
        Names the parameter, value and account.

    Notes
    -----
    Headroom = (target share - SoW) * spend. Source: share-of-wallet, standard.

    Examples
    --------
    >>> headroom(300_000, 1_200_000, 0.4, above_target="zero")
    180000.0
    """
    checks.choice("above_target", above_target, ("zero", "negative"))
    (ours, spend, target), wrap = _wallet(our_sales_per_year, spend_per_year, target_share=target_share)
    room = target * spend - ours
    return wrap.out(np.maximum(room, 0.0) if above_target == "zero" else room)


def wallet_table(
    spend_per_year: pd.DataFrame,
    our_sales_per_year: pd.DataFrame,
    *,
    target_share: float,
    above_target: Literal["zero", "negative"],
) -> pd.DataFrame:
    """List spend, our share and headroom of every account and category in which the account spends anything.

    Parameters
    ----------
    spend_per_year : DataFrame
        A row per account, a column per category, CNY per year with all suppliers; not negative.
    our_sales_per_year : DataFrame
        Our sales for the same accounts and categories, CNY per year; none above the spend.
    target_share : float
        Share of wallet we aim at, 0 to 1.
    above_target : {"zero", "negative"}
        As `headroom`.

    Returns
    -------
    DataFrame
        A row per account and category with spend: `account`, `category`, `spend_per_year`,
        `our_sales_per_year`, `share_of_wallet`, `headroom_per_year`. A white spot has a share of 0.

    Raises
    ------
    ValueError
        When rows or columns differ, a number is negative, NaN or infinite, or we sell more than is spent.

    Notes
    -----
    Source: `share_of_wallet` and `headroom`, cell by cell.

    Examples
    --------
    >>> spend = pd.DataFrame({"servo": [100.0, 50.0], "service": [20.0, 0.0]}, index=["A", "B"])
    >>> ours = pd.DataFrame({"servo": [25.0, 50.0], "service": [0.0, 0.0]}, index=["A", "B"])
    >>> table = wallet_table(spend, ours, target_share=0.5, above_target="zero")
    >>> table[["account", "category", "share_of_wallet", "headroom_per_year"]].to_numpy().tolist()
    [['A', 'servo', 0.25, 25.0], ['A', 'service', 0.0, 10.0], ['B', 'servo', 1.0, 0.0]]
    """
    _same_grid(spend_per_year, our_sales_per_year)
    long = pd.DataFrame(
        {
            "account": np.repeat(spend_per_year.index, spend_per_year.shape[1]),
            "category": np.tile(spend_per_year.columns, spend_per_year.shape[0]),
            "spend_per_year": spend_per_year.to_numpy(dtype=float).ravel(),
            "our_sales_per_year": our_sales_per_year.to_numpy(dtype=float).ravel(),
        }
    )
    ours, spend = long["our_sales_per_year"].to_numpy(), long["spend_per_year"].to_numpy()
    room = headroom(ours, spend, target_share, above_target=above_target)
    long["share_of_wallet"] = np.divide(ours, spend, out=np.zeros_like(ours), where=spend > 0)
    long["headroom_per_year"] = room
    return long[spend > 0].reset_index(drop=True)


def supplier_concentration(spend_by_supplier: pd.DataFrame, *, scale: Literal[1, 10_000]) -> pd.Series:
    """Measure for each customer how concentrated its spend is on few suppliers.

    Parameters
    ----------
    spend_by_supplier : DataFrame
        A row per customer, a column per supplier, CNY per year; not negative, every row above 0.
    scale : {1, 10_000}
        1: shares as fractions. 10,000: shares as percent, as competition law quotes it.

    Returns
    -------
    Series
        Herfindahl index per customer, from `scale` / number of suppliers up to `scale` (one supplier only).

    Raises
    ------
    ValueError
        For an empty table, a customer twice, a negative number, NaN, or a customer who spends nothing.

    Notes
    -----
    HHI = sum of squared supplier shares. Source: Herfindahl, as `tiers.herfindahl`.

    Examples
    --------
    >>> spend = pd.DataFrame({"us": [50, 0], "rival": [50, 80]}, index=["A", "B"])
    >>> supplier_concentration(spend, scale=10_000).to_dict()
    {'A': 5000.0, 'B': 10000.0}
    """
    checks.choice("scale", scale, (1, 10_000))
    values = _grid("spend_by_supplier", spend_by_supplier)
    totals = values.sum(axis=1)
    checks.refuse_first(
        "spend_by_supplier", totals, spend_by_supplier.index, totals <= 0, "sum to more than 0"
    )
    shares = values / totals[:, None]
    return pd.Series(scale * (shares**2).sum(axis=1), index=spend_by_supplier.index, name="herfindahl")


class AccountMarket(NamedTuple):
    """One account as a market: its size, our sales and share, and the same by department and category."""

    size_per_year: float
    our_sales_per_year: float
    share: float
    by_department: pd.DataFrame
    by_category: pd.DataFrame


def account_market(spend_per_year: pd.DataFrame, our_sales_per_year: pd.DataFrame) -> AccountMarket:
    """Size up one account as a market of its own, by department and by category.

    Parameters
    ----------
    spend_per_year : DataFrame
        A row per department or site, a column per category, CNY per year with all suppliers; not negative.
    our_sales_per_year : DataFrame
        Our sales in the same cells, CNY per year; none above the spend.

    Returns
    -------
    AccountMarket
        `size_per_year` and `our_sales_per_year` in CNY, `share` 0 to 1; `by_department` and `by_category` with
        the columns `spend_per_year`, `our_sales_per_year` and `share` (blank where nothing is spent).

    Raises
    ------
    ValueError
        As `wallet_table`; also when the account spends nothing at all.

    Notes
    -----
    Account size = sum over departments and categories of yearly spend; share = ours / account size. Source:
    share-of-wallet, standard.

    Examples
    --------
    >>> spend = pd.DataFrame({"servo": [80.0, 20.0], "service": [60.0, 40.0]}, index=["plant 1", "plant 2"])
    >>> ours = pd.DataFrame({"servo": [40.0, 0.0], "service": [10.0, 0.0]}, index=["plant 1", "plant 2"])
    >>> market = account_market(spend, ours)
    >>> market.size_per_year, market.share, market.by_category["share"].tolist()
    (200.0, 0.25, [0.4, 0.1])
    """
    _same_grid(spend_per_year, our_sales_per_year)
    spend, ours = spend_per_year.to_numpy(dtype=float), our_sales_per_year.to_numpy(dtype=float)
    _wallet(ours.ravel(), spend.ravel())
    size = float(spend.sum())
    if size <= 0:
        raise ValueError(
            "spend_per_year must sum to more than 0: an account that spends nothing is no market"
        )

    def parts(axis: int, labels: pd.Index) -> pd.DataFrame:
        whole, own = spend.sum(axis=axis), ours.sum(axis=axis)
        share = np.divide(own, whole, out=np.full(len(whole), np.nan), where=whole > 0)
        return pd.DataFrame(
            {"spend_per_year": whole, "our_sales_per_year": own, "share": share}, index=labels
        )

    return AccountMarket(
        size,
        float(ours.sum()),
        float(ours.sum()) / size,
        parts(1, spend_per_year.index),
        parts(0, spend_per_year.columns),
    )


def expected_gain(
    headroom_per_year: Any, sales_days: Any, *, reachable_share: Any, days_for_half: Any
) -> Any:
    """Estimate what sales days bring in a cell of the wallet: much at first, less with each further day.

    Parameters
    ----------
    headroom_per_year : float or array or Series
        CNY per year; not negative.
    sales_days : float or array or Series
        Days spent on the cell; not negative.
    reachable_share : float or array or Series
        Part of the headroom that could be won with endless effort, 0 to 1.
    days_for_half : float or array or Series
        Days after which half of the reachable part is won; above 0.

    Returns
    -------
    float or numpy.ndarray or Series
        Expected gain, CNY per year.

    Raises
    ------
    ValueError
        Names the parameter and value.

    Notes
    -----
    Gain = headroom * reachable share * (1 - 0.5**(days / days for half)). The response curve is the course's
    own choice of the falling returns that Lodish, L. M. (1971), CALLPLAN, Management Science 18(4), P25-P40,
    asks salespeople to judge.

    Examples
    --------
    >>> expected_gain(800_000, [0, 5, 10], reachable_share=0.5, days_for_half=5).tolist()
    [0.0, 200000.0, 300000.0]
    """
    named = {
        "headroom_per_year": headroom_per_year,
        "sales_days": sales_days,
        "reachable_share": reachable_share,
        "days_for_half": days_for_half,
    }
    (room, days, reachable, half), wrap = inputs(
        named,
        not_negative=["headroom_per_year", "sales_days"],
        shares=["reachable_share"],
        above_zero=["days_for_half"],
    )
    return wrap.out(room * reachable * -np.expm1(-math.log(2.0) * days / half))


class DayPlan(NamedTuple):
    """Whole sales days per cell, and the gain they bring together, CNY per year."""

    days: Any
    gain: float
    gain_up_to: np.ndarray  # of the best plan with at most 0, 1, 2, … days


def place_days(gain_after_days: Any, total_days: int) -> DayPlan:
    """Place a limited number of whole sales days such that the total gain is the highest possible.

    Parameters
    ----------
    gain_after_days : DataFrame or array
        A row per cell (account and category); column k holds the gain after k days, from 0 days on, CNY per
        year. A cell can take at most as many days as there are columns after the first.
    total_days : int
        Days to place at most, 0 or more.

    Returns
    -------
    DayPlan
        `days` per cell (a Series for a DataFrame), together `total_days` or fewer when more bring nothing;
        `gain` against no days at all, CNY per year; `gain_up_to`, the gain of the best plan with at most 0, 1,
        … `total_days` days.

    Raises
    ------
    ValueError
        For no cell, NaN or infinity, or days that are not a whole number.

    Notes
    -----
    Exact for any response curve, by dynamic programming over the cells; among equal plans the fewest days.
    The time grows with cells * days placed * days a cell can take.

    Source: the allocation problem of Lodish, L. M. (1971), CALLPLAN, Management Science 18(4), P25-P40.

    Examples
    --------
    >>> place_days([[0, 50, 80, 90], [0, 40, 75, 80]], 3)
    DayPlan(days=array([1, 2]), gain=125.0, gain_up_to=array([  0.,  50.,  90., 125.]))
    """
    days = checks.whole_number("total_days", total_days, at_least=0)
    frame = gain_after_days if isinstance(gain_after_days, pd.DataFrame) else None
    gains, _ = checks.finite_array(
        "gain_after_days", frame.to_numpy() if frame is not None else gain_after_days
    )
    if gains.ndim != 2:
        raise ValueError(f"gain_after_days must be a table with a row per cell, got {gains.ndim} dimensions")
    added = gains - gains[:, :1]
    best = np.zeros(days + 1)  # best gain of the cells so far with at most so many days
    taken = np.zeros((len(added), days + 1), dtype=np.int64)
    for cell, gain in enumerate(added):
        options = np.full((min(days, len(gain) - 1) + 1, days + 1), -np.inf)
        for spent in range(len(options)):
            options[spent, spent:] = best[: days + 1 - spent] + gain[spent]
        taken[cell] = options.argmax(axis=0)  # the first of equals: fewest days
        best = options.max(axis=0)
    left, placed = days, np.zeros(len(added), dtype=np.int64)
    for cell in range(len(added) - 1, -1, -1):
        placed[cell] = taken[cell, left]
        left -= placed[cell]
    return DayPlan(placed if frame is None else pd.Series(placed, index=frame.index), float(best[days]), best)


# --- the product's life -------------------------------------------------------------------------------


def life_cycle_stage(
    growth_per_year: Any, growth_change: Any, *, decline_below: float, mature_up_to: float
) -> Any:
    """Tell the stage of a product in its life from the growth of its volume and how that growth changes.

    Parameters
    ----------
    growth_per_year : float or array or Series
        Growth of the last year as a fraction; -1 or more.
    growth_change : float or array or Series
        Growth of the last year minus growth of the year before, as a fraction.
    decline_below : float
        Growth below this is decline; usually 0.
    mature_up_to : float
        Growth from there up to this is maturity; 0.03 is a usual choice. Not below `decline_below`.

    Returns
    -------
    str or numpy.ndarray of str or Series of str
        Ids of `LIFE_CYCLE_STAGES`.

    Raises
    ------
    ValueError
        Names the parameter and value; also for limits in the wrong order.

    Notes
    -----
    Above `mature_up_to`: growth that still rises is introduction (take-off lies ahead), growth that does not
    is the growth stage. The rule does not know the age: an old line whose growth speeds up, by a new model or
    use, counts as introduction again. One odd year can turn the sign of the change; `bass_stage` looks at the
    whole curve.

    Source: classification by percentage change after Polli, R. & Cook, V. (1969), Validity of the product
    life cycle, Journal of Business 42(4), 385-400; the split of the fast growers is the course's own.

    Examples
    --------
    >>> limits = {"decline_below": 0, "mature_up_to": 0.03}
    >>> life_cycle_stage([0.4, 0.2, 0.02, -0.1], [0.1, -0.2, -0.1, 0], **limits).tolist()
    ['introduction', 'growth', 'maturity', 'decline']
    """
    lower, upper = checks.number("decline_below", decline_below), checks.number("mature_up_to", mature_up_to)
    if upper < lower:
        raise ValueError(f"mature_up_to must not be below decline_below, got {upper:g} and {lower:g}")
    (growth, change), wrap = inputs({"growth_per_year": growth_per_year, "growth_change": growth_change})
    checks.refuse_first("growth_per_year", growth, wrap.labels, growth < -1, "be -1 or more")
    codes = np.select([growth < lower, growth <= upper, change > 0], [3, 2, 0], default=1)
    return _stages(codes, wrap)


def life_cycle_table(units_per_year: Any, *, decline_below: float, mature_up_to: float) -> pd.DataFrame:
    """Work out growth, its change and the stage of each product line from its yearly volumes.

    Parameters
    ----------
    units_per_year : DataFrame or array
        A row per product line, a column per year in order of time: 3 years or more; units, above 0 but for
        the last year, which may be 0.
    decline_below, mature_up_to : float
        As `life_cycle_stage`.

    Returns
    -------
    DataFrame
        Index as the rows: `growth_per_year` of the last year, `growth_change` against the year before,
        `stage`.

    Raises
    ------
    ValueError
        For fewer than 3 years, a volume of 0 or less to grow from, NaN or infinity.

    Notes
    -----
    Growth = volume / volume of the year before - 1. Source: as `life_cycle_stage`.

    Examples
    --------
    >>> life_cycle_table([[100, 120, 132], [50, 40, 20]], decline_below=0, mature_up_to=0.03)["stage"].tolist()
    ['growth', 'decline']
    """
    frame = units_per_year if isinstance(units_per_year, pd.DataFrame) else None
    units = _grid("units_per_year", units_per_year)
    if units.shape[1] < 3:
        raise ValueError(f"units_per_year must have 3 years or more, got {units.shape[1]}")
    index = frame.index if frame is not None else pd.RangeIndex(len(units))
    base = units[:, -3:-1]
    checks.refuse_first(
        "units_per_year",
        base.min(axis=1),
        index,
        base.min(axis=1) <= 0,
        "be above 0 in the years to grow from",
    )
    growth = np.round(units[:, -2:] / base - 1.0, 12)  # 1,030 / 1,000 - 1 is a little more than 3 % else
    now, change = growth[:, 1], growth[:, 1] - growth[:, 0]
    stage = life_cycle_stage(now, change, decline_below=decline_below, mature_up_to=mature_up_to)
    return pd.DataFrame({"growth_per_year": now, "growth_change": change, "stage": stage}, index=index)


class BassPeak(NamedTuple):
    """The top of the S-curve: when, how much in a year, and how much until then."""

    years_to_peak: Any
    units_per_year: Any
    units_until_peak: Any


class BassFit(NamedTuple):
    """The S-curve of Bass fitted to yearly volumes, and how much of their variation it explains."""

    innovation: float
    imitation: float
    potential_units: float
    r_squared: float


def bass_next_year(units_so_far: Any, innovation: Any, imitation: Any, potential_units: Any) -> Any:
    """Forecast next year's first purchases from those made so far.

    Parameters
    ----------
    units_so_far : float or array or Series
        Units bought since launch, 0 to the potential.
    innovation : float or array or Series
        p: share of those still without the product who buy it in a year on their own account, above 0.
    imitation : float or array or Series
        q: the additional share at full spread, because others have it; 0 or more. p + q is at most 1.
    potential_units : float or array or Series
        M: units that will ever be bought (first purchases), above 0.

    Returns
    -------
    float or numpy.ndarray or Series
        Units of the next year.

    Raises
    ------
    ValueError
        Names the parameter and value; also for p + q above 1, where a yearly step would pass the potential.

    Notes
    -----
    n_t = (p + q * N / M) * (M - N) with N the units so far. First purchases only: no replacement.

    Source: Bass, F. M. (1969), A new product growth for model consumer durables, Management Science 15(5),
    215-227.

    Examples
    --------
    >>> bass_next_year(0, 0.03, 0.38, 10_000), bass_next_year(5_000, 0.03, 0.38, 10_000)
    (300.0, 1100.0)
    """
    (so_far, p, q, potential), wrap = _bass_inputs(units_so_far, innovation, imitation, potential_units)
    _refuse_coarse_steps(p, q, wrap)
    return wrap.out((p + q * so_far / potential) * (potential - so_far))


def bass_forecast(
    innovation: float,
    imitation: float,
    potential_units: float,
    years: int,
    *,
    form: Literal["yearly", "continuous"],
    units_so_far: float = 0.0,
) -> pd.DataFrame:
    """Forecast first purchases year by year along the S-curve of Bass.

    Parameters
    ----------
    innovation, imitation, potential_units : float
        p, q and M as in `bass_next_year`.
    years : int
        How many years to forecast, 1 or more.
    form : {"yearly", "continuous"}
        ``"yearly"``: each year from the units at its beginning, as the course outline prints it; p + q at most
        1. ``"continuous"``: the differences of the closed curve, which spreads within the year, too.
    units_so_far : float
        Units bought before the first year of the forecast, 0 (a launch) to below the potential.

    Returns
    -------
    DataFrame
        Index `year` from 1: `units`, `units_in_total`, `share_of_potential`.

    Raises
    ------
    ValueError
        Names the parameter and value.

    Notes
    -----
    Continuous: F(t) = (1 - e) / (1 + q / p * e) with e = exp(-(p + q) * t); units in total = M * F(t).

    Source: Bass (1969), Management Science 15(5), 215-227.

    Examples
    --------
    >>> bass_forecast(0.03, 0.38, 10_000, 3, form="yearly").round(1)["units"].tolist()
    [300.0, 401.6, 526.8]
    """
    checks.choice("form", form, ("yearly", "continuous"))
    count = checks.whole_number("years", years, at_least=1)
    (so_far, p, q, potential), wrap = _bass_inputs(units_so_far, innovation, imitation, potential_units)
    if wrap.shape:
        raise ValueError("bass_forecast follows one product: give single numbers, not lists")
    begin, p, q, potential = (float(value) for value in (so_far, p, q, potential))
    if form == "yearly":
        _refuse_coarse_steps(np.asarray(p), np.asarray(q), wrap)
        totals = [begin]
        for _ in range(count):
            totals.append(totals[-1] + (p + q * totals[-1] / potential) * (potential - totals[-1]))
        running = np.array(totals)
    else:
        done = begin / potential
        if done >= 1.0:
            raise ValueError(f"units_so_far must be below potential_units {potential:g}, got {begin:g}")
        passed = math.log((1.0 + q / p * done) / (1.0 - done)) / (p + q)
        running = potential * _spread_share(passed + np.arange(count + 1.0), p, q)
    return pd.DataFrame(
        {
            "units": np.diff(running),
            "units_in_total": running[1:],
            "share_of_potential": running[1:] / potential,
        },
        index=pd.RangeIndex(1, count + 1, name="year"),
    )


def bass_peak(innovation: Any, imitation: Any, potential_units: Any) -> BassPeak:
    """Say when the S-curve peaks, and how much is bought in a year then.

    Parameters
    ----------
    innovation, imitation, potential_units : float or array or Series
        p, q and M as in `bass_next_year`, with no limit on p + q.

    Returns
    -------
    BassPeak
        `years_to_peak` since launch (0 where q is not above p: volume falls from the start), `units_per_year`
        at the peak, `units_until_peak`.

    Raises
    ------
    ValueError
        Names the parameter and value.

    Notes
    -----
    T* = ln(q / p) / (p + q); peak = M * (p + q)**2 / (4 * q); until then M * (q - p) / (2 * q). This is the
    peak of the continuous curve: its best year contains T*. The yearly form peaks somewhat later.

    Source: Bass (1969), Management Science 15(5), 215-227.

    Examples
    --------
    >>> peak = bass_peak(0.03, 0.38, 10_000)
    >>> round(peak.years_to_peak, 2), round(peak.units_per_year), round(peak.units_until_peak)
    (6.19, 1106, 4605)
    """
    (_, p, q, potential), wrap = _bass_inputs(0.0, innovation, imitation, potential_units)
    rises = q > p
    safe = np.where(rises, q, 1.0)
    return BassPeak(
        wrap.out(np.where(rises, np.log(safe / np.where(rises, p, 1.0)) / (p + q), 0.0)),
        wrap.out(np.where(rises, potential * (p + q) ** 2 / (4.0 * safe), p * potential)),
        wrap.out(np.where(rises, potential * (q - p) / (2.0 * safe), 0.0)),
    )


def bass_stage(years_since_launch: Any, innovation: Any, imitation: Any) -> Any:
    """Tell the stage of a product from its position on the S-curve.

    Parameters
    ----------
    years_since_launch : float or array or Series
        Years, 0 or more.
    innovation, imitation : float or array or Series
        p (above 0) and q (0 or more).

    Returns
    -------
    str or numpy.ndarray of str or Series of str
        Ids of `LIFE_CYCLE_STAGES`.

    Raises
    ------
    ValueError
        Names the parameter and value.

    Notes
    -----
    Introduction up to T1 = T* - ln(2 + sqrt(3)) / (p + q), growth up to the peak T*, maturity up to T2 = T* +
    ln(2 + sqrt(3)) / (p + q), then decline. T1 and T2 are the points at which sales per year bend most; a
    limit below 0 lies before the launch.

    Source: the same three points part adopters in Mahajan, V., Muller, E. & Srivastava, R. K. (1990),
    Determination of adopter categories by using innovation diffusion models, Journal of Marketing Research
    27(1), 37-50; reading them as the stages of the product is the course's own.

    Examples
    --------
    >>> bass_stage([1, 5, 8, 12], 0.03, 0.38).tolist()
    ['introduction', 'growth', 'maturity', 'decline']
    """
    named = {"years_since_launch": years_since_launch, "innovation": innovation, "imitation": imitation}
    (years, p, q), wrap = inputs(
        named, not_negative=["years_since_launch", "imitation"], above_zero=["innovation"]
    )
    with np.errstate(divide="ignore"):
        from_peak = years * (p + q) - np.log(q / p)  # q = 0: past the peak for ever
    codes = np.select([from_peak < -_BEND, from_peak < 0, from_peak < _BEND], [0, 1, 2], default=3)
    return _stages(codes, wrap)


def bass_fit(units_per_year: Any) -> BassFit:
    """Fit the S-curve of Bass to the yearly first purchases since launch.

    Parameters
    ----------
    units_per_year : sequence, array or Series
        Units of each year from the launch on, 4 or more years; not negative.

    Returns
    -------
    BassFit
        `innovation` p, `imitation` q, `potential_units` M, and `r_squared` of the regression.

    Raises
    ------
    ValueError
        For fewer than 4 years, a negative number, NaN, or volumes that follow no S-curve (no M comes out).

    Notes
    -----
    Least squares of n_t on N and N**2, N the units before year t: n = a + b * N + c * N**2, then
    M = (-b - sqrt(b**2 - 4 * a * c)) / (2 * c), p = a / M, q = -c * M. Before the peak the estimates jump
    about with every new year; treat M as a rough guess then.

    Source: Bass (1969), Management Science 15(5), 215-227.

    Examples
    --------
    >>> fit = bass_fit(bass_forecast(0.03, 0.38, 10_000, 8, form="yearly")["units"])
    >>> round(fit.innovation, 6), round(fit.imitation, 6), round(fit.potential_units, 3)
    (0.03, 0.38, 10000.0)
    """
    units, labels = checks.account_values("units_per_year", units_per_year, unique=False)
    checks.not_negative("units_per_year", units, labels)
    if len(units) < _FEWEST_YEARS_TO_FIT:
        raise ValueError(f"units_per_year must have {_FEWEST_YEARS_TO_FIT} years or more, got {len(units)}")
    size = units.sum()
    if size <= 0:
        raise ValueError("units_per_year must not all be 0")
    # In parts of the total, so that the squares are of the same size as the rest.
    sold = units / size
    before = np.concatenate(([0.0], np.cumsum(sold)[:-1]))
    columns = np.column_stack([np.ones_like(before), before, before**2])
    (a, b, c), _, rank, _ = np.linalg.lstsq(columns, sold, rcond=None)
    root = b * b - 4.0 * a * c
    bends = rank == 3 and root >= 0 and c < -_NO_BEND
    potential = (-b - math.sqrt(root)) / (2.0 * c) if bends else math.nan
    if not (a > 0 and potential > 0):
        raise ValueError(
            "units_per_year follows no S-curve (the regression gives no market potential): use more years, or "
            "take p and q from a similar product"
        )
    spread = float(((sold - sold.mean()) ** 2).sum())
    missed = float(((sold - columns @ np.array([a, b, c])) ** 2).sum())
    explained = 1.0 - missed / spread if spread > 0 else 1.0
    return BassFit(float(a / potential), float(-c * potential), float(potential * size), explained)


# --- demand that follows from the customer's own ------------------------------------------------------


class DerivedDemand(NamedTuple):
    """What the customer's own production asks of us."""

    units_per_year: Any
    sales_per_year: Any


def derived_demand(
    customer_units_per_year: Any, our_units_per_product: Any, our_share: Any, price_per_unit: Any
) -> DerivedDemand:
    """Forecast our volume from the customer's product volume.

    Parameters
    ----------
    customer_units_per_year : float or array or Series
        Products the customer makes, per year; not negative.
    our_units_per_product : float or array or Series
        Parts of our kind in one of them; not negative.
    our_share : float or array or Series
        Part of these that is bought from us, 0 to 1.
    price_per_unit : float or array or Series
        Our price, CNY per part; not negative.

    Returns
    -------
    DerivedDemand
        `units_per_year` of ours and `sales_per_year` in CNY.

    Raises
    ------
    ValueError
        Names the parameter and value.

    Notes
    -----
    Units = customer volume * content per unit * share; sales = units * price. Stocks at the customer are left
    out. Source: derived demand, standard.

    Examples
    --------
    >>> derived_demand(2_000, 4, 0.25, 1_500)
    DerivedDemand(units_per_year=2000.0, sales_per_year=3000000.0)
    """
    named = {
        "customer_units_per_year": customer_units_per_year,
        "our_units_per_product": our_units_per_product,
        "our_share": our_share,
        "price_per_unit": price_per_unit,
    }
    (made, content, share, price), wrap = inputs(named, not_negative=list(named), shares=["our_share"])
    units = made * content * share
    return DerivedDemand(wrap.out(units), wrap.out(units * price))


def aftermarket_sales(installed_base: Any, wear_per_year: Any, price_per_part: Any, capture_rate: Any) -> Any:
    """Estimate yearly sales of spare parts to the machines that are already there.

    Parameters
    ----------
    installed_base : float or array or Series
        Machines in use; not negative.
    wear_per_year : float or array or Series
        Parts a machine wears out in a year; not negative, may be above 1.
    price_per_part : float or array or Series
        CNY; not negative.
    capture_rate : float or array or Series
        Part of the replacements that is bought from us and not from copies or dealers, 0 to 1.

    Returns
    -------
    float or numpy.ndarray or Series
        CNY per year.

    Raises
    ------
    ValueError
        Names the parameter and value.

    Notes
    -----
    Installed base * wear rate * price * capture rate. Source: installed-base method.

    Examples
    --------
    >>> aftermarket_sales(1_200, 0.5, 800, 0.6)
    288000.0
    """
    named = {
        "installed_base": installed_base,
        "wear_per_year": wear_per_year,
        "price_per_part": price_per_part,
        "capture_rate": capture_rate,
    }
    (base, wear, price, capture), wrap = inputs(named, not_negative=list(named), shares=["capture_rate"])
    return wrap.out(base * wear * price * capture)


# --- cross-selling ------------------------------------------------------------------------------------


def cross_sell_value(
    acceptance_probability: Any, contribution_per_year: Any, expected_years: Any, selling_cost: Any
) -> Any:
    """Weigh what a cross-selling offer may bring against the cost of making it.

    Parameters
    ----------
    acceptance_probability : float or array or Series
        Chance that the customer accepts, 0 to 1.
    contribution_per_year : float or array or Series
        Contribution if it does, CNY per year; may be negative.
    expected_years : float or array or Series
        Years the business is expected to last; not negative.
    selling_cost : float or array or Series
        Cost of making the offer, spent either way, CNY; not negative.

    Returns
    -------
    float or numpy.ndarray or Series
        Expected value, CNY.

    Raises
    ------
    ValueError
        Names the parameter and value.

    Notes
    -----
    EV = P * contribution per year * years - selling cost, without discounting; for long contracts value the
    years with `lifetime.cash_flow_value`. Source: expected value, standard.

    Examples
    --------
    >>> cross_sell_value(0.3, 50_000, 4, 20_000)
    40000.0
    """
    named = {
        "acceptance_probability": acceptance_probability,
        "contribution_per_year": contribution_per_year,
        "expected_years": expected_years,
        "selling_cost": selling_cost,
    }
    (chance, contribution, years, cost), wrap = inputs(
        named, not_negative=["expected_years", "selling_cost"], shares=["acceptance_probability"]
    )
    return wrap.out(chance * contribution * years - cost)


def attach_rate(buyers_of_base: Any, buyers_of_both: Any) -> Any:
    """Give the share of those who buy the base product who buy the second one, too.

    Parameters
    ----------
    buyers_of_base : float or array or Series
        Customers (or orders) with the base product; above 0.
    buyers_of_both : float or array or Series
        Of these, how many have the second one as well; 0 to the buyers of the base.

    Returns
    -------
    float or numpy.ndarray or Series
        Attach rate, 0 to 1.

    Raises
    ------
    ValueError
        Names the parameter and value.

    Notes
    -----
    Attach rate = buyers of both / buyers of base; the confidence of `lift_table`. Source: standard.

    Examples
    --------
    >>> attach_rate(80, 20)
    0.25
    """
    (base, both), wrap = inputs(
        {"buyers_of_base": buyers_of_base, "buyers_of_both": buyers_of_both},
        above_zero=["buyers_of_base"],
        not_negative=["buyers_of_both"],
    )
    checks.refuse_first("buyers_of_both", both, wrap.labels, both > base, "not be above buyers_of_base")
    return wrap.out(both / base)


def lift_table(baskets: Any, products: Any, *, basket_count: int | None = None) -> pd.DataFrame:
    """Say for every pair of products how often, and how much more often than by chance, they go together.

    Parameters
    ----------
    baskets : sequence
        For each order line what it belongs to: the order, or the account of the year.
    products : sequence
        The product of each line. The same product twice in a basket counts once.
    basket_count : int, optional
        Number of all baskets, when there are some with none of these products; else those listed.

    Returns
    -------
    DataFrame
        A row per ordered pair: `base`, `also`; `baskets_base`, `baskets_also`, `baskets_both` (counts);
        `support` = P(both), `confidence` = P(also given base), `lift` = P(both) / (P(base) * P(also)): above 1
        they attract each other, below 1 they avoid each other. Products in the order of first appearance.

    Raises
    ------
    ValueError
        When the lists differ in length or are empty, an entry is missing, there is only one product, or
        `basket_count` is below the baskets listed.

    Notes
    -----
    A lift from few baskets is chance: look at `baskets_both` first.
    The time grows with the order lines, and with the square of the number of products.

    Source: Agrawal, R., Imielinski, T. & Swami, A. (1993), Mining association rules between sets of items in
    large databases, SIGMOD; lift (there: interest) in Brin, S., Motwani, R., Ullman, J. & Tsur, S. (1997),
    Dynamic itemset counting and implication rules for market basket data, SIGMOD.

    Examples
    --------
    >>> table = lift_table([1, 1, 2, 2, 3, 4], ["drive", "service", "drive", "service", "drive", "gear"])
    >>> table[["base", "also", "confidence", "lift"]].head(2).round(2).to_numpy().tolist()
    [['drive', 'service', 0.67, 1.33], ['drive', 'gear', 0.0, 0.0]]
    """
    basket, listed = _numbered("baskets", baskets)
    product, names = _numbered("products", products)
    if len(basket) != len(product):
        raise ValueError(
            f"baskets and products must have the same length, got {len(basket)} and {len(product)}"
        )
    if len(names) < 2:
        raise ValueError(f"products must name 2 products or more, got only {names[0]!r}")
    count = (
        len(listed) if basket_count is None else checks.whole_number("basket_count", basket_count, at_least=1)
    )
    if count < len(listed):
        raise ValueError(f"basket_count must not be below the {len(listed)} baskets listed, got {count}")
    together = _pair_counts(basket, product, len(listed), len(names))
    base, also = (part.ravel() for part in np.indices(together.shape))
    pairs = base != also
    base, also = base[pairs], also[pairs]
    alone, both = np.diag(together), together[base, also]
    return pd.DataFrame(
        {
            "base": names[base],
            "also": names[also],
            "baskets_base": alone[base],
            "baskets_also": alone[also],
            "baskets_both": both,
            "support": both / count,
            "confidence": both / alone[base],
            "lift": both * count / (alone[base] * alone[also]),
        }
    )


# --- spread to others ---------------------------------------------------------------------------------


def diffusion_table(
    prospects: Any, reach_rate: Any, conversion_rate: Any, mean_units: Any, *, price_per_unit: Any
) -> pd.DataFrame:
    """Estimate the volume that one reference customer brings in each of the four layers around it.

    Parameters
    ----------
    prospects : mapping, Series or sequence
        Possible customers per layer of `DIFFUSION_LAYERS`: by name, or four numbers in that order; not negative.
    reach_rate : mapping, Series, sequence or float
        Part of them that a referral reaches, 0 to 1, per layer or one for all.
    conversion_rate : mapping, Series, sequence or float
        Part of those reached that buys, 0 to 1.
    mean_units : mapping, Series, sequence or float
        Mean volume of a buyer, units per year; not negative.
    price_per_unit : mapping, Series, sequence or float
        CNY per unit; not negative.

    Returns
    -------
    DataFrame
        Index `layer`: `prospects`, `reached`, `won` (expected numbers), `units_per_year`, `sales_per_year` in
        CNY. The columns add up over the layers.

    Raises
    ------
    ValueError
        For a missing or unknown layer, a rate outside 0 … 1, a negative number, NaN or infinity.

    Notes
    -----
    Volume_l = N_l * reach_l * conversion_l * mean volume. For the layers in `CONFIDENTIAL_LAYERS` (the
    customer's competitors) nothing confidential of the first customer may be used.

    Source: referral funnel; cf. Kumar, V., Petersen, J. A. & Leone, R. P. (2007), How valuable is word of
    mouth?, Harvard Business Review 85(10), 139-146. The four layers are the course outline's.

    Examples
    --------
    >>> table = diffusion_table(
    ...     [5, 20, 10, 200], [0.8, 0.5, 0.2, 0.1], [0.5, 0.2, 0.1, 0.05], 30, price_per_unit=2_000
    ... )
    >>> table["units_per_year"].tolist(), float(table["sales_per_year"].sum())
    ([60.0, 60.0, 6.0, 30.0], 312000.0)
    """
    number, reach, conversion, units, price = _layer_inputs(
        {
            "prospects": prospects,
            "reach_rate": reach_rate,
            "conversion_rate": conversion_rate,
            "mean_units": mean_units,
            "price_per_unit": price_per_unit,
        }
    )
    reached = number * reach
    won = reached * conversion
    return pd.DataFrame(
        {
            "prospects": number,
            "reached": reached,
            "won": won,
            "units_per_year": won * units,
            "sales_per_year": won * units * price,
        },
        index=pd.Index(DIFFUSION_LAYERS, name="layer"),
    )


def diffusion_units(
    prospects: Any, reach_rate: Any, conversion_rate: Any, mean_units: Any
) -> dict[str, float]:
    """Give the volume that one reference customer brings in each of the four layers around it.

    Parameters
    ----------
    prospects, reach_rate, conversion_rate, mean_units
        As in `diffusion_table`.

    Returns
    -------
    dict
        Layer -> units per year.

    Raises
    ------
    ValueError
        As `diffusion_table`.

    Notes
    -----
    The column `units_per_year` of `diffusion_table` without the table. Source: as there.

    Examples
    --------
    >>> diffusion_units([5, 20, 10, 200], [0.8, 0.5, 0.2, 0.1], [0.5, 0.2, 0.1, 0.05], 30)["own_group"]
    60.0
    """
    number, reach, conversion, units = _layer_inputs(
        {
            "prospects": prospects,
            "reach_rate": reach_rate,
            "conversion_rate": conversion_rate,
            "mean_units": mean_units,
        }
    )
    return dict(zip(DIFFUSION_LAYERS, (number * reach * conversion * units).tolist(), strict=True))


class NetPromoterScore(NamedTuple):
    """How many would recommend us, how many would warn, and the difference in points."""

    promoters_share: float
    passives_share: float
    detractors_share: float
    score: float
    standard_error: float  # points; the score of another sample of this size would vary by about this


def net_promoter_score(scores: Any) -> NetPromoterScore:
    """Turn answers from 0 to 10 on recommending us into the net promoter score.

    Parameters
    ----------
    scores : sequence, array or Series
        One whole number from 0 to 10 per answer.

    Returns
    -------
    NetPromoterScore
        `promoters_share` (9 and 10), `passives_share` (7 and 8), `detractors_share` (0 to 6), fractions;
        `score` from -100 to 100 points; `standard_error` in points.

    Raises
    ------
    ValueError
        For no answer, or one that is not a whole number from 0 to 10.

    Notes
    -----
    NPS = % promoters - % detractors. Standard error = 100 * sqrt((P + D - (P - D)**2) / n), the spread of a
    variable that is +1, 0 or -1: with 20 answers it is some 15 to 20 points, so small changes say nothing.

    Source: Reichheld, F. F. (2003), The one number you need to grow, Harvard Business Review 81(12), 46-54.

    Examples
    --------
    >>> net_promoter_score([10, 9, 9, 8, 7, 6, 10, 3, 9, 8]).score
    30.0
    """
    answers, labels = checks.account_values("scores", scores, unique=False)
    bad = (answers < 0) | (answers > 10) | (answers != np.floor(answers))
    checks.refuse_first("scores", answers, labels, bad, "be a whole number from 0 to 10")
    count = len(answers)
    for_us = int((answers >= PROMOTER_FROM).sum())
    against = int((answers <= DETRACTOR_UP_TO).sum())
    spread = ((for_us + against) / count - ((for_us - against) / count) ** 2) / count
    return NetPromoterScore(
        for_us / count,
        (count - for_us - against) / count,
        against / count,
        100.0 * (for_us - against) / count,
        100.0 * math.sqrt(max(0.0, spread)),
    )


# --- how it is done -----------------------------------------------------------------------------------


def _wallet(our_sales: Any, spend: Any, **more: Any) -> tuple[list[np.ndarray], Any]:
    """Read our sales and the spend; refuse to sell more than is spent. Further parameters are shares."""
    named = {"our_sales_per_year": our_sales, "spend_per_year": spend, **more}
    arrays, wrap = inputs(named, not_negative=["our_sales_per_year", "spend_per_year"], shares=more)
    over = arrays[0] > arrays[1]
    checks.refuse_first("our_sales_per_year", arrays[0], wrap.labels, over, "not be above spend_per_year")
    return arrays, wrap


def _grid(name: str, table: Any) -> np.ndarray:
    """Return a table of numbers of 0 or more; refuse row labels that occur twice."""
    values, _ = checks.finite_array(name, table.to_numpy() if isinstance(table, pd.DataFrame) else table)
    if values.ndim != 2:
        raise ValueError(f"{name} must be a table with rows and columns, got {values.ndim} dimensions")
    if isinstance(table, pd.DataFrame):
        checks.unique_labels(name, table.index)
    checks.not_negative(name, values, None)
    return values


def _same_grid(spend: pd.DataFrame, ours: pd.DataFrame) -> None:
    for name, table in (("spend_per_year", spend), ("our_sales_per_year", ours)):
        if not isinstance(table, pd.DataFrame):
            raise ValueError(f"{name} must be a DataFrame, got {type(table).__name__}")
        _grid(name, table)
    if not (spend.index.equals(ours.index) and spend.columns.equals(ours.columns)):
        raise ValueError(
            "spend_per_year and our_sales_per_year must have the same rows and columns in the same order"
        )


def _stages(codes: np.ndarray, wrap: Any) -> Any:
    ids = _STAGE_IDS[codes]
    if wrap.labels is not None:
        return pd.Series(ids, index=wrap.labels, dtype=object)
    return ids if wrap.shape else str(ids)


def _bass_inputs(so_far: Any, p: Any, q: Any, potential: Any) -> tuple[list[np.ndarray], Any]:
    named = {"units_so_far": so_far, "innovation": p, "imitation": q, "potential_units": potential}
    arrays, wrap = inputs(
        named, not_negative=["units_so_far", "imitation"], above_zero=["innovation", "potential_units"]
    )
    over = arrays[0] > arrays[3]
    checks.refuse_first("units_so_far", arrays[0], wrap.labels, over, "not be above potential_units")
    return arrays, wrap


def _refuse_coarse_steps(p: np.ndarray, q: np.ndarray, wrap: Any) -> None:
    both = p + q
    rule = "leave innovation + imitation at 1 or less for yearly steps"
    checks.refuse_first("imitation", both, wrap.labels, both > 1.0, rule)


def _spread_share(years: np.ndarray, p: float, q: float) -> np.ndarray:
    faded = np.exp(-(p + q) * years)
    return (1.0 - faded) / (1.0 + q / p * faded)


def _numbered(name: str, values: Any) -> tuple[np.ndarray, np.ndarray]:
    """Number the entries in the order of first appearance; return the numbers and the different entries."""
    if isinstance(values, (str, bytes, Mapping)) or values is None or np.ndim(values) != 1:
        raise ValueError(f"{name} must be a list, got {values!r:.80}")
    codes, found = pd.factorize(pd.Series(values).to_numpy())
    if not len(codes):
        raise ValueError(f"{name} is empty: at least one order line is needed")
    if codes.min() < 0:
        raise ValueError(f"{name} must all be given, none stands at position {int(np.argmin(codes)) + 1}")
    return codes, np.asarray(found)


def _pair_counts(basket: np.ndarray, product: np.ndarray, baskets: int, products: int) -> np.ndarray:
    """Count in how many baskets each pair of products stands; the diagonal counts each product."""
    lines = np.unique(basket * products + product)
    basket, product = lines // products, lines % products
    counts = np.zeros((products, products))
    # In blocks of baskets: the table of ones and noughts of all of them may not fit into memory.
    for start in range(0, baskets, _BASKETS_PER_BLOCK):
        first, last = np.searchsorted(basket, [start, start + _BASKETS_PER_BLOCK])
        bought = np.zeros((_BASKETS_PER_BLOCK, products))
        bought[basket[first:last] - start, product[first:last]] = 1.0
        counts += bought.T @ bought
    return counts.astype(np.int64)


def _layer_inputs(named: Mapping[str, Any]) -> list[np.ndarray]:
    """Return one array for each parameter, a number for each layer."""
    arrays, _ = inputs(
        {name: _by_layer(name, given) for name, given in named.items()},
        not_negative=named,
        shares=["reach_rate", "conversion_rate"],
    )
    return arrays


def _by_layer(name: str, given: Any) -> Any:
    if isinstance(given, (Mapping, pd.Series)):
        named = dict(given)
        for layer in DIFFUSION_LAYERS:
            if layer not in named:
                raise ValueError(f"{name} has no number for {layer!r}")
        if len(named) > len(DIFFUSION_LAYERS):
            unknown = next(key for key in named if key not in DIFFUSION_LAYERS)
            raise ValueError(f"{name} names {unknown!r}, which is not one of {', '.join(DIFFUSION_LAYERS)}")
        return [named[layer] for layer in DIFFUSION_LAYERS]
    if np.ndim(given) == 0:
        if isinstance(given, (str, bytes)) or given is None:
            raise ValueError(f"{name} must be a number per layer, got {given!r}")
        return [given] * len(DIFFUSION_LAYERS)
    if np.shape(given) != (len(DIFFUSION_LAYERS),):
        raise ValueError(f"{name} must be {len(DIFFUSION_LAYERS)} numbers, got shape {np.shape(given)}")
    return given
