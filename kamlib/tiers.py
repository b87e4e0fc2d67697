"""The tier pyramid: sorting accounts into four tiers, and what the sorting says.

Four ways to a tier (floors on lifetime profit, cumulative share, two axes, weighted scorecard), how
robust a tier is (flip points), how concentrated the business is, and what follows from the tiers (hours
by account, migration between two years). Money is CNY; scores are points from 0 to 100.

Source for the four tiers: the course outline names transactional, standard, value and strategic
customers; it gives no rule, so every rule here is a known method and named as such.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pandas as pd

from kamlib import allocation, checks

Tier = Literal["strategic", "value", "standard", "transactional"]
TIERS: tuple[Tier, ...] = ("strategic", "value", "standard", "transactional")
LOWEST_TIER: Tier = "transactional"

# The outline names the four tiers, not their cells. This is the course's own choice: a large account
# that will not grow still pays the bills today, so it stands above a small one that might.
TWO_AXIS_CELLS: dict[tuple[bool, bool], Tier] = {
    (True, True): "strategic",
    (True, False): "value",
    (False, True): "standard",
    (False, False): "transactional",
}

# A score within this many points of a floor reaches it: 0.7 * 80 + 0.3 * 60 must count as 74.
SCORE_TOLERANCE = 1e-9
# A running share within this of a cut counts as having reached it, against rounding in the sum.
_SHARE_TOLERANCE = 1e-12

_FLOOR_TIERS = TIERS[:3]
_TIER_IDS = np.array(TIERS, dtype=object)
_BLOCK = 16_384


# --- four ways to a tier ------------------------------------------------------------------------------


def tiers_by_threshold(lifetime_profit: Any, floors: Mapping[str, float]) -> Any:
    """Give each account the highest tier whose floor its lifetime profit reaches.

    Parameters
    ----------
    lifetime_profit : float or array or Series
        Lifetime profit per account, CNY.
    floors : mapping
        ``{"strategic": x, "value": y, "standard": z}`` with x >= y >= z, CNY. An account at a floor
        belongs to the tier; below the last floor it is transactional.

    Returns
    -------
    str or numpy.ndarray of str or Series of str
        Tier ids, in the order of the accounts.

    Raises
    ------
    ValueError
        When a floor is missing, unknown or above the one before, or a profit is NaN or infinite.

    Notes
    -----
    ABC classification by value limits.

    Examples
    --------
    >>> floors = {"strategic": 900, "value": 400, "standard": 100}
    >>> tiers_by_threshold([1000, 400, 399, -20], floors).tolist()
    ['strategic', 'value', 'standard', 'transactional']
    >>> tiers_by_threshold(950, floors)
    'strategic'
    """
    limits = _falling_floors(floors)
    return _tiers_by_limits("lifetime_profit", lifetime_profit, limits)


def tiers_by_score(score: Any, floors: Mapping[str, float]) -> Any:
    """Give each account the highest tier whose floor its score reaches.

    Parameters
    ----------
    score : float or array or Series
        Score per account, points from 0 to 100.
    floors : mapping
        ``{"strategic": x, "value": y, "standard": z}`` with x >= y >= z, points. A score within
        1e-9 points of a floor reaches it, so that rounding in the weighted sum does not decide a tier.

    Returns
    -------
    str or numpy.ndarray of str or Series of str
        Tier ids, in the order of the accounts.

    Raises
    ------
    ValueError
        As `tiers_by_threshold`.

    Notes
    -----
    Tier = the highest one with score >= floor. Source: the thresholds of `tiers_by_threshold`, on points.

    Examples
    --------
    >>> tiers_by_score([91, 74, 10], {"strategic": 80, "value": 60, "standard": 40}).tolist()
    ['strategic', 'value', 'transactional']
    """
    limits = _falling_floors(floors)
    return _tiers_by_limits("score", score, tuple(limit - SCORE_TOLERANCE for limit in limits))


def tiers_by_cumulative_share(lifetime_profit: Any, cuts: Mapping[str, float]) -> Any:
    """Rank accounts by lifetime profit and cut the ranking by the running share of the total.

    Parameters
    ----------
    lifetime_profit : array or Series
        Lifetime profit per account, CNY.
    cuts : mapping
        ``{"strategic": .5, "value": .8, "standard": .95}``, shares above 0 up to 1 that do not fall.

    Returns
    -------
    numpy.ndarray of str or Series of str
        Tier ids, in the order of the accounts.

    Raises
    ------
    ValueError
        When a cut is missing, unknown, out of order or outside 0 … 1; when the list is empty, holds NaN or
        infinity, or an account id twice.

    Notes
    -----
    The running share is taken of the sum of all profits above 0. An account belongs to a tier when the
    share *before* it is still below the cut, so the account that crosses the cut is in. Equal profits
    keep their order in the list. An account with no profit or a loss is transactional.

    Source: ABC / Pareto classification.

    Examples
    --------
    >>> cuts = {"strategic": 0.5, "value": 0.8, "standard": 0.95}
    >>> tiers_by_cumulative_share([50, 30, 15, 5, -10], cuts).tolist()
    ['strategic', 'value', 'standard', 'transactional', 'transactional']
    """
    limits = _rising_cuts(cuts)
    profit, labels = checks.account_values("lifetime_profit", lifetime_profit)
    best_first = np.argsort(-profit, kind="stable")
    ranked = np.maximum(profit[best_first], 0.0)
    running = np.cumsum(ranked)
    if not math.isfinite(running[-1]):
        raise ValueError("lifetime_profit is too large to add up as a number")
    # The sum before each account only rises, so each cut falls at one place of the ranking. Accounts without
    # profit have the whole sum before them, which is never below a cut: they stay in the lowest tier.
    before = running - ranked
    ends = [int(np.searchsorted(before, cut * running[-1] * (1.0 - _SHARE_TOLERANCE))) for cut in limits]
    codes_by_rank = np.full(len(profit), len(_FLOOR_TIERS), dtype=np.intp)
    for code in (2, 1, 0):
        codes_by_rank[: ends[code]] = code
    codes = np.empty_like(codes_by_rank)
    codes[best_first] = codes_by_rank
    return _tier_ids(codes, labels)


def tiers_by_two_axes(
    current_value: Any,
    potential_value: Any,
    *,
    current_cut: float,
    potential_cut: float,
    cells: Mapping[tuple[bool, bool], str] = TWO_AXIS_CELLS,
) -> Any:
    """Give each account the tier of its cell in the grid of current against potential value.

    Parameters
    ----------
    current_value : float or array or Series
        Contribution of the last 12 months, CNY per year.
    potential_value : float or array or Series
        Discounted future contribution, CNY.
    current_cut, potential_cut : float
        An account at or above the cut is high on that axis.
    cells : mapping
        ``(current is high, potential is high)`` -> tier id, for all four cells. The default
        `TWO_AXIS_CELLS` is the course's own choice, since the outline names only the four tiers:
        both high strategic, only current high value, only potential high standard, both low transactional.

    Returns
    -------
    str or numpy.ndarray of str or Series of str
        Tier ids, in the order of the accounts.

    Raises
    ------
    ValueError
        For NaN or infinity, lists of different length or accounts, a missing cell or unknown tier.

    Notes
    -----
    Source: customer value matrix, Verhoef, P. C. & Donkers, B. (2001), Predicting customer potential
    value, Decision Support Systems 32(2), 189-199.

    Examples
    --------
    >>> tiers_by_two_axes([90, 90, 10], [500, 40, 500], current_cut=50, potential_cut=100).tolist()
    ['strategic', 'value', 'standard']
    """
    current_limit = checks.number("current_cut", current_cut)
    potential_limit = checks.number("potential_cut", potential_cut)
    code_of_cell = _cell_codes(cells)
    if isinstance(current_value, pd.Series) and isinstance(potential_value, pd.Series):
        potential_value = checks.same_accounts(
            "current_value", current_value.index, "potential_value", potential_value
        )
    current, current_labels = checks.finite_array("current_value", current_value)
    potential, potential_labels = checks.finite_array("potential_value", potential_value)
    try:
        high = 2 * (current >= current_limit) + (potential >= potential_limit)
    except ValueError as error:
        raise ValueError(
            "current_value and potential_value must have the same length, "
            f"got {current.shape} and {potential.shape}"
        ) from error
    labels = current_labels if current_labels is not None else potential_labels
    if labels is not None and np.shape(high) != (len(labels),):
        raise ValueError(f"the Series has {len(labels)} accounts, the other list {np.shape(high)}")
    return _tier_ids(code_of_cell[high], labels)


# --- scorecard ----------------------------------------------------------------------------------------


def scale_criteria(
    table: pd.DataFrame,
    *,
    method: Literal["min-max", "bands"],
    lower_is_better: Iterable[str] = (),
    bands: Mapping[str, Sequence[tuple[float, float]]] | None = None,
    constant_score: float | None = None,
) -> pd.DataFrame:
    """Bring criteria measured in different units onto one scale from 0 (worst) to 100 points (best).

    Parameters
    ----------
    table : DataFrame
        A row per account (unique ids in the index), a column per criterion, any units.
    method : {"min-max", "bands"}
        ``"min-max"``: the worst account of the list gets 0, the best 100, the others in proportion.
        ``"bands"``: fixed steps, independent of who else is in the list.
    lower_is_better : iterable of str
        Criteria of which less is better, such as days of late payment.
    bands : mapping, only for ``"bands"``
        For each criterion its steps ``[(bound, points), …]`` in any order. A value gets the points of
        the best bound that it reaches: at least the bound, or at most the bound where lower is better.
        A value that reaches none gets 0.
    constant_score : float, only for ``"min-max"``
        Points for everybody where a criterion is the same for all accounts. Without it such a
        criterion is refused, because it has no worst and no best.

    Returns
    -------
    DataFrame
        Same rows and columns, points from 0 to 100.

    Raises
    ------
    ValueError
        For an empty table, an account id or column twice, NaN or infinity, an unknown criterion, a
        constant column, missing bands, or bands whose points do not rise with the better bound.

    Notes
    -----
    Min-max: (x - min) / (max - min) * 100, or (max - x) / (max - min) * 100 where lower is better.
    Min-max scores depend on the list: one new extreme account moves everybody. Bands do not.

    Source: Hwang, C.-L. & Yoon, K. (1981), Multiple Attribute Decision Making, Springer.

    Examples
    --------
    >>> table = pd.DataFrame({"growth": [0.0, 0.1, 0.2], "days_late": [30, 0, 10]}, index=["A", "B", "C"])
    >>> scale_criteria(table, method="min-max", lower_is_better=["days_late"]).round(1)
       growth  days_late
    A     0.0        0.0
    B    50.0      100.0
    C   100.0       66.7
    >>> scale_criteria(table[["days_late"]], method="bands", lower_is_better=["days_late"],
    ...                bands={"days_late": [(0, 100), (15, 60)]})["days_late"].tolist()
    [0.0, 100.0, 60.0]
    """
    checks.choice("method", method, ("min-max", "bands"))
    values = _criteria("table", table)
    lower = {lower_is_better} if isinstance(lower_is_better, str) else set(lower_is_better)
    for name in lower:
        if name not in values.columns:
            raise ValueError(f"lower_is_better names {name!r}, which is not a column of the table")
    if method == "min-max":
        if bands is not None:
            raise ValueError("bands are given, but method is 'min-max': choose 'bands' or leave them out")
        scaled = {
            name: _min_max(name, values[name].to_numpy(), name in lower, constant_score) for name in values
        }
    else:
        if constant_score is not None:
            raise ValueError("constant_score is for 'min-max' only; bands score a constant criterion anyway")
        bands = {} if bands is None else bands
        for name in bands:
            if name not in values.columns:
                raise ValueError(f"bands names {name!r}, which is not a column of the table")
        scaled = {}
        for name in values:
            if name not in bands:
                raise ValueError(f"bands has no steps for {name!r}")
            scaled[name] = _banded(name, values[name].to_numpy(), bands[name], name in lower)
    return pd.DataFrame(scaled, index=values.index, columns=values.columns)


def scorecard(scaled: pd.DataFrame, weights: Mapping[str, float]) -> pd.DataFrame:
    """Add up each account's points by the weights of the criteria, and rank the accounts.

    Parameters
    ----------
    scaled : DataFrame
        A row per account, a column per criterion, points from 0 to 100 (see `scale_criteria`).
    weights : mapping
        Criterion -> weight, one for every column, not negative, 1 in total.

    Returns
    -------
    DataFrame
        Index as `scaled`; `score`, points from 0 to 100; `rank`, 1 for the best, equal scores share a rank.

    Raises
    ------
    ValueError
        When the weights do not sum to 1 (the sum is named), a criterion is missing or unknown, points
        leave 0 … 100, or an account id occurs twice.

    Notes
    -----
    S_j = sum of w_k * x_jk. Source: simple additive weighting, Hwang & Yoon (1981).

    Examples
    --------
    >>> scaled = pd.DataFrame({"profit": [100, 40], "fit": [0, 90]}, index=["A", "B"])
    >>> scorecard(scaled, {"profit": 0.6, "fit": 0.4})
       score  rank
    A   60.0     1
    B   60.0     1
    """
    values = _points("scaled", scaled)
    checked = checks.weights("weights", weights, list(values.columns))
    score = values.to_numpy() @ np.array(list(checked.values()))
    # Rounding in the last bits must not split equal scores into two ranks.
    rank = pd.Series(np.round(score, 9)).rank(method="min", ascending=False).astype(int).to_numpy()
    return pd.DataFrame({"score": score, "rank": rank}, index=values.index)


def weighted_score(scaled: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Add up the points of one account by the weights of the criteria.

    Parameters
    ----------
    scaled : mapping or Series
        The account's points from 0 to 100 by criterion: one row of `scale_criteria`.
    weights : mapping
        Criterion -> weight, one for every criterion, not negative, 1 in total.

    Returns
    -------
    float
        Points from 0 to 100.

    Raises
    ------
    ValueError
        For weights that do not sum to 1, unknown criteria, or points outside 0 … 100.

    Notes
    -----
    S = sum of w_k * x_k, as in `scorecard`, which takes a whole list of accounts and ranks it.

    Examples
    --------
    >>> weighted_score({"profit": 90, "growth": 50}, {"profit": 0.5, "growth": 0.5})
    70.0
    """
    return _score(*_points_and_weights(scaled, weights))


# --- how robust a tier is -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Flip:
    """One weight that moves an account to another tier.

    Attributes
    ----------
    criterion : str
        The criterion whose weight is moved; the others keep their proportions.
    weight : float
        Weight of the criterion at the flip, 0 to 1.
    change : float
        `weight` less the weight now, as a fraction (0.08 is 8 weight points).
    tier : str
        Tier id after the flip.
    at_once : bool
        True when the account is in the new tier at exactly `weight` (it reaches a floor); False when
        it is still in the old one there and leaves with the least step further (it falls below a floor).
    """

    criterion: str
    weight: float
    change: float
    tier: str
    at_once: bool


@dataclass(frozen=True, slots=True)
class FlipPoint:
    """Where an account changes tier as the weight of one criterion moves.

    Attributes
    ----------
    criterion : str
        The criterion whose weight is moved.
    weight : float
        Its weight now.
    score : float
        The account's score now, points.
    tier : str
        Its tier id now.
    up : Flip or None
        The first flip as the weight rises to 1; None if the tier never changes on that way.
    down : Flip or None
        The first flip as the weight falls to 0; None if the tier never changes on that way.
    """

    criterion: str
    weight: float
    score: float
    tier: str
    up: Flip | None
    down: Flip | None

    @property
    def nearest(self) -> Flip | None:
        """The flip with the smaller change of weight; the rising one if equal."""
        flips = [flip for flip in (self.up, self.down) if flip is not None]
        return min(flips, key=lambda flip: abs(flip.change), default=None)


def reweighted(weights: Mapping[str, float], criterion: str, weight: float) -> dict[str, float]:
    """Set the weight of one criterion and scale the others in proportion, so that all sum to 1.

    Parameters
    ----------
    weights : mapping
        Criterion -> weight, not negative, 1 in total.
    criterion : str
        The criterion to set.
    weight : float
        Its new weight, 0 to 1.

    Returns
    -------
    dict
        The new weights in the same order.

    Raises
    ------
    ValueError
        When the criterion is unknown, the weight is outside 0 … 1, or all other weights are 0, so that
        there is no proportion to keep.

    Notes
    -----
    Every other weight becomes w_k * (1 - weight) / (sum of the other weights). Source: as `flip_point`.

    Examples
    --------
    >>> reweighted({"profit": 0.5, "growth": 0.25, "fit": 0.25}, "profit", 0.75)
    {'profit': 0.75, 'growth': 0.125, 'fit': 0.125}
    """
    checked = checks.weights("weights", weights, list(_keys("weights", weights)))
    _known_criterion(criterion, checked)
    new = checks.number("weight", weight)
    if not 0.0 <= new <= 1.0:
        raise ValueError(f"weight must be from 0 to 1, got {new:g}")
    others = _weight_of_others(checked, criterion)
    factor = (1.0 - new) / others
    return {name: new if name == criterion else value * factor for name, value in checked.items()}


def flip_point(
    scaled: Mapping[str, float], weights: Mapping[str, float], criterion: str, floors: Mapping[str, float]
) -> FlipPoint:
    """Find exactly how far one weight must move before the account changes tier.

    Parameters
    ----------
    scaled : mapping or Series
        The account's points from 0 to 100 by criterion: one row of `scale_criteria`.
    weights : mapping
        Criterion -> weight now, not negative, 1 in total.
    criterion : str
        The criterion whose weight moves; the others keep their proportions, and the sum stays 1.
    floors : mapping
        ``{"strategic": x, "value": y, "standard": z}``, points, as in `tiers_by_score`.

    Returns
    -------
    FlipPoint
        Weight, score and tier now, and the first flip `up` and `down` (None if there is none).

    Raises
    ------
    ValueError
        For weights that do not sum to 1, unknown criteria, points outside 0 … 100, floors out of order,
        or a criterion that holds the whole weight.

    Notes
    -----
    With B the score from the other criteria alone, S(w) = B + w * (x - B) is a straight line, so the
    weight at a floor F is (F - B) / (x - B). Source: one-way sensitivity analysis.

    Examples
    --------
    >>> row = {"profit": 90, "growth": 50}
    >>> floors = {"strategic": 80, "value": 60, "standard": 40}
    >>> point = flip_point(row, {"profit": 0.5, "growth": 0.5}, "profit", floors)
    >>> point.tier, point.up.tier, round(point.up.weight, 2), round(point.down.weight, 2)
    ('value', 'strategic', 0.75, 0.25)
    """
    points, checked, limits = _flip_inputs(scaled, weights, floors)
    _known_criterion(criterion, checked)
    return _flip_point(points, checked, criterion, limits)


def closest_flip(
    scaled: Mapping[str, float], weights: Mapping[str, float], floors: Mapping[str, float]
) -> Flip | None:
    """Find the smallest change of any one weight that moves the account to another tier.

    Parameters
    ----------
    scaled, weights, floors
        As `flip_point`.

    Returns
    -------
    Flip or None
        The closest flip over all criteria (the first criterion if equal); None if no single weight can
        change the tier. A criterion that holds the whole weight is left out.

    Raises
    ------
    ValueError
        As `flip_point`.

    Notes
    -----
    The least abs(new weight - weight now) over the flips of all criteria. Source: as `flip_point`.

    Examples
    --------
    >>> floors = {"strategic": 80, "value": 60, "standard": 40}
    >>> flip = closest_flip({"profit": 90, "growth": 50}, {"profit": 0.7, "growth": 0.3}, floors)
    >>> flip.criterion, flip.tier, round(flip.change, 2)
    ('profit', 'strategic', 0.05)
    """
    return _closest_flip(*_flip_inputs(scaled, weights, floors))


def flip_table(
    scaled: pd.DataFrame, weights: Mapping[str, float], floors: Mapping[str, float]
) -> pd.DataFrame:
    """List for every account its tier and the closest flip over all criteria.

    Parameters
    ----------
    scaled : DataFrame
        A row per account, a column per criterion, points from 0 to 100.
    weights, floors
        As `flip_point`.

    Returns
    -------
    DataFrame
        Index as `scaled`; `score` (points), `tier`, and of the closest flip `criterion`, `weight`,
        `change` (fractions) and `new_tier`; None or NaN in these four where no single weight changes
        the tier.

    Raises
    ------
    ValueError
        As `flip_point` and `scorecard`.

    Notes
    -----
    Row by row `scorecard`, `tiers_by_score` and `closest_flip`. Source: as those.

    Examples
    --------
    >>> scaled = pd.DataFrame({"profit": [90, 95], "growth": [50, 95]}, index=["A", "B"])
    >>> floors = {"strategic": 80, "value": 60, "standard": 40}
    >>> flip_table(scaled, {"profit": 0.7, "growth": 0.3}, floors)["new_tier"].tolist()
    ['strategic', None]
    """
    values = _points("scaled", scaled)
    checked = checks.weights("weights", weights, list(values.columns))
    limits = _falling_floors(floors)
    scores = scorecard(values, checked)["score"].to_numpy()
    rows = []
    for row, score, tier in zip(values.to_numpy().tolist(), scores, tiers_by_score(scores, floors), strict=True):
        flip = _closest_flip(dict(zip(checked, row, strict=True)), checked, limits)
        rows.append(
            (score, tier, None, math.nan, math.nan, None)
            if flip is None
            else (score, tier, flip.criterion, flip.weight, flip.change, flip.tier)
        )
    columns = ["score", "tier", "criterion", "weight", "change", "new_tier"]
    result = pd.DataFrame(rows, index=scaled.index, columns=columns)
    # Without this pandas 3 would turn None into NaN in a column of text.
    for column in ("criterion", "new_tier"):
        position = columns.index(column)
        result[column] = pd.Series([row[position] for row in rows], index=scaled.index, dtype=object)
    return result


def is_pyramid(accounts_by_tier: Sequence[int]) -> bool:
    """Tell whether no tier holds more accounts than the tier below it.

    Parameters
    ----------
    accounts_by_tier : sequence of int
        Accounts per tier, the strategic tier first.

    Returns
    -------
    bool

    Notes
    -----
    The course's own rule: counts do not fall from the top tier to the bottom one.

    Examples
    --------
    >>> is_pyramid([3, 5, 7, 9]), is_pyramid([5, 3, 7, 9])
    (True, False)
    """
    return list(accounts_by_tier) == sorted(accounts_by_tier)


# --- what the tiers say -------------------------------------------------------------------------------


def tier_summary(lifetime_profit: Any, tiers: Any) -> pd.DataFrame:
    """Count accounts and lifetime profit of each tier, always in the same order.

    Parameters
    ----------
    lifetime_profit : array or Series
        Lifetime profit per account, CNY; the total must be above 0, or shares would mean nothing.
    tiers : array or Series of str
        Tier id of each account, in the same order or with the same account ids.

    Returns
    -------
    DataFrame
        Index `tier`: strategic, value, standard, transactional; `accounts`; `accounts_share`;
        `lifetime_profit`, CNY; `lifetime_profit_share` of the total (losses count, so a share can pass 1).

    Raises
    ------
    ValueError
        For an unknown tier, different accounts, an account id twice, NaN, or a total that is not above 0.

    Notes
    -----
    Share of a tier = its accounts (or lifetime profit) / those of all tiers. Source: plain counting.

    Examples
    --------
    >>> tier_summary([60, 30, 10], ["strategic", "value", "value"])["lifetime_profit_share"].tolist()
    [0.6, 0.4, 0.0, 0.0]
    """
    accounts, profits, shares = _by_tier(lifetime_profit, tiers)
    return pd.DataFrame(
        {
            "accounts": accounts,
            "accounts_share": accounts / accounts.sum(),
            "lifetime_profit": profits,
            "lifetime_profit_share": shares,
        },
        index=pd.Index(TIERS, name="tier"),
    )


def profit_shares(lifetime_profit: Any, tiers: Any) -> dict[Tier, float]:
    """Give the share of all lifetime profit that each tier brings.

    Parameters
    ----------
    lifetime_profit, tiers
        As in `tier_summary`.

    Returns
    -------
    dict
        Tier id -> share as a fraction, for all four tiers (losses count, so a share can pass 1).

    Raises
    ------
    ValueError
        As `tier_summary`.

    Notes
    -----
    The column `lifetime_profit_share` of `tier_summary` without the table, which makes it ten times as
    quick on a short list. Source: plain counting.

    Examples
    --------
    >>> profit_shares([60, 30, 10], ["strategic", "value", "value"])["value"]
    0.4
    """
    _, _, shares = _by_tier(lifetime_profit, tiers)
    return dict(zip(TIERS, shares.tolist(), strict=True))


def _by_tier(lifetime_profit: Any, tiers: Any) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return of each tier how many accounts it has, their lifetime profit in CNY and its share of the total."""
    profit, labels = checks.account_values("lifetime_profit", lifetime_profit)
    if isinstance(tiers, Mapping):
        tiers = pd.Series(dict(tiers), dtype=object)
    if labels is not None and isinstance(tiers, pd.Series):
        tiers = checks.same_accounts("lifetime_profit", labels, "tiers", tiers)
    codes, _ = _tier_codes("tiers", tiers)
    if len(codes) != len(profit):
        raise ValueError(f"lifetime_profit has {len(profit)} accounts and tiers has {len(codes)}")
    profits = np.bincount(codes, weights=profit, minlength=len(TIERS))
    total = profits.sum()
    if total <= 0:
        raise ValueError(f"lifetime_profit must sum to more than 0 for shares, it sums to {total:g}")
    return np.bincount(codes, minlength=len(TIERS)), profits, profits / total


def hours_by_tier(tiers: Any, total_hours: int, weights: Mapping[str, float], *, unit: int = 1) -> Any:
    """Share out whole hours (or visits) by account, each account with the weight of its tier.

    Parameters
    ----------
    tiers : array or Series or mapping of str
        Tier id of each account.
    total_hours : int
        Hours to hand out, not negative, a multiple of `unit`.
    weights : mapping
        Tier id -> weight of *one account* of that tier, not negative; every tier that occurs.
    unit : int
        Smallest block of hours, 1 or more.

    Returns
    -------
    numpy.ndarray of int or Series of int
        Hours per account; they sum to `total_hours` exactly.

    Raises
    ------
    ValueError
        For an unknown tier, a tier without weight, an account id twice, hours below 0 or no multiple.

    Notes
    -----
    Ties in list order. Source: largest-remainder (Hamilton) rounding; see `allocation.largest_remainder`.

    Examples
    --------
    >>> hours_by_tier(["strategic", "value", "value"], 10, {"strategic": 4, "value": 1})
    array([7, 2, 1])
    """
    hours = checks.whole_number("total_hours", total_hours, at_least=0)
    block = checks.whole_number("unit", unit, at_least=1)
    codes, labels = _tier_codes("tiers", tiers)
    if labels is not None:
        checks.unique_labels("tiers", labels)
    for name in weights:
        checks.choice("weights", name, TIERS)
    present = sorted(set(codes.tolist()))
    for code in present:
        if TIERS[code] not in weights:
            raise ValueError(f"weights has no weight for tier {TIERS[code]!r}, which occurs in tiers")
        if checks.number(f"weights[{TIERS[code]!r}]", weights[TIERS[code]]) < 0:
            raise ValueError(f"weights[{TIERS[code]!r}] must not be negative, got {weights[TIERS[code]]}")
    if all(weights[TIERS[code]] == 0 for code in present):
        raise ValueError("weights must not be 0 for every tier that occurs: nobody would get the hours")
    by_tier = np.array([float(weights.get(tier, 0.0)) for tier in TIERS])
    shares = allocation.largest_remainder(hours, by_tier[codes], unit=block)
    return shares if labels is None else pd.Series(shares, index=labels)


def migration_matrix(
    before: Any, after: Any, *, normalise: bool = True, missing: Literal["refuse", "list"] = "refuse"
) -> pd.DataFrame:
    """Count, or give the share of, accounts that went from each tier to each other between two years.

    Parameters
    ----------
    before, after : array or Series or mapping of str
        Tier id per account in the earlier and the later year. Series and mappings are matched by
        account id, plain lists by position.
    normalise : bool
        True: shares of each row, so a row sums to 1 (a row nobody was in stays all 0).
        False: numbers of accounts.
    missing : {"refuse", "list"}
        What to do with accounts in only one of the years. ``"refuse"``: an error that names one.
        ``"list"``: a column `lost` for accounts no longer there and a row `new` for newcomers.

    Returns
    -------
    DataFrame
        Rows `before`, columns `after`, in the order of the tiers; with ``missing="list"`` also row
        `new` and column `lost`.

    Raises
    ------
    ValueError
        For an unknown tier, an account id twice, lists of different length, or missing accounts.

    Notes
    -----
    Row shares are the maximum-likelihood estimate of a Markov transition matrix. Source: Anderson, T. W.
    & Goodman, L. A. (1957), Annals of Mathematical Statistics 28(1), 89-110.

    Examples
    --------
    >>> matrix = migration_matrix({"A": "value", "B": "value"}, {"A": "strategic", "B": "value"})
    >>> matrix.loc["value"].tolist()
    [0.5, 0.5, 0.0, 0.0]
    """
    checks.choice("missing", missing, ("refuse", "list"))
    earlier, earlier_labels = _tier_codes("before", before)
    later, later_labels = _tier_codes("after", after)
    gone = len(TIERS)  # code of "not there that year"
    if earlier_labels is None and later_labels is None:
        if len(earlier) != len(later):
            raise ValueError(
                f"before has {len(earlier)} accounts and after has {len(later)}: give Series with "
                "account ids so that they can be matched"
            )
    elif earlier_labels is None or later_labels is None:
        raise ValueError("before and after must both have account ids, or neither")
    else:
        checks.unique_labels("before", earlier_labels)
        checks.unique_labels("after", later_labels)
        everyone = earlier_labels.union(later_labels, sort=False)
        earlier = _codes_or(earlier, earlier_labels, everyone, gone)
        later = _codes_or(later, later_labels, everyone, gone)
        alone = (earlier == gone) | (later == gone)
        if missing == "refuse" and alone.any():
            first = int(np.flatnonzero(alone)[0])
            year = "after" if earlier[first] == gone else "before"
            raise ValueError(
                f"account {everyone[first]!r} is only in {year} ({int(alone.sum())} accounts are in one year "
                "only): complete the lists, or use missing='list' to count them as new and lost"
            )
    counts = np.bincount(earlier * (gone + 1) + later, minlength=(gone + 1) ** 2).reshape(gone + 1, gone + 1)
    rows = pd.Index([*TIERS, "new"], name="before")
    columns = pd.Index([*TIERS, "lost"], name="after")
    matrix = pd.DataFrame(counts, index=rows, columns=columns)
    if missing == "refuse":
        matrix = matrix.loc[list(TIERS), list(TIERS)]
    if not normalise:
        return matrix
    row_sums = matrix.sum(axis=1)
    return matrix.div(row_sums.where(row_sums > 0, 1), axis=0)


# --- concentration ------------------------------------------------------------------------------------


def herfindahl(values: Any, *, scale: Literal[1, 10_000]) -> float:
    """Measure concentration as the sum of the squared shares of all accounts.

    Parameters
    ----------
    values : array or Series
        Sales or lifetime profit per account, CNY; none negative, total above 0.
    scale : {1, 10000}
        1 for shares as fractions (index 0 to 1), 10,000 for shares in per cent (0 to 10,000).

    Returns
    -------
    float
        Herfindahl-Hirschman index: `scale` / n for n equal accounts, `scale` for a single one.

    Raises
    ------
    ValueError
        For a negative value, a total of 0, NaN, infinity, an empty list, an account id twice.

    Notes
    -----
    HHI = sum of s_j**2. Source: Herfindahl (1950), Hirschman (1945).

    Examples
    --------
    >>> round(herfindahl([30, 30, 20, 20], scale=10_000), 6)
    2600.0
    """
    checks.choice("scale", scale, (1, 10_000))
    shares = _shares("values", values)
    return float(scale * (shares @ shares))


def concentration_ratio(values: Any, largest: int) -> float:
    """Give the share of the total that the largest accounts hold together.

    Parameters
    ----------
    values : array or Series
        Sales or lifetime profit per account, CNY; none negative, total above 0.
    largest : int
        How many accounts count as the largest, 1 or more; all of them when there are fewer.

    Returns
    -------
    float
        CR_n, 0 to 1.

    Raises
    ------
    ValueError
        As `herfindahl`.

    Notes
    -----
    CR_n = sum of the n largest s_j. Source: Hall, M. & Tideman, N. (1967), Measures of concentration,
    Journal of the American Statistical Association 62(317), 162-168.

    Examples
    --------
    >>> concentration_ratio([50, 25, 15, 10], 2)
    0.75
    """
    count = checks.whole_number("largest", largest, at_least=1)
    shares = _shares("values", values)
    return min(1.0, float(np.sort(shares)[::-1][:count].sum()))


def lorenz_curve(values: Any) -> pd.DataFrame:
    """Give the share of the total that the smallest accounts hold together, account by account.

    Parameters
    ----------
    values : array or Series
        Sales or lifetime profit per account, CNY; none negative, total above 0.

    Returns
    -------
    DataFrame
        n + 1 rows from (0, 0) to (1, 1): `accounts_share`, the share of accounts counted from the
        smallest, and `value_share`, what they bring.

    Raises
    ------
    ValueError
        As `herfindahl`.

    Notes
    -----
    Source: Lorenz, M. O. (1905), Publications of the American Statistical Association 9(70), 209-219.

    Examples
    --------
    >>> lorenz_curve([1, 3])["value_share"].tolist()
    [0.0, 0.25, 1.0]
    """
    shares = np.sort(_shares("values", values))
    running = np.concatenate(([0.0], np.cumsum(shares)))
    running[-1] = 1.0  # the sum of shares, without its rounding
    return pd.DataFrame(
        {"accounts_share": np.arange(len(running)) / len(shares), "value_share": np.minimum(running, 1.0)}
    )


def gini(values: Any, *, corrected: bool = False) -> float:
    """Measure inequality as twice the area between the Lorenz curve and the line of equal shares.

    Parameters
    ----------
    values : array or Series
        Sales or lifetime profit per account, CNY; none negative, total above 0.
    corrected : bool
        False: the accounts are the whole list, 0 for equal shares, at most (n-1)/n.
        True: times n / (n-1), the small-sample correction for accounts drawn from a larger market;
        needs at least 2 accounts, and reaches 1 when one account has everything.

    Returns
    -------
    float
        Gini coefficient, 0 to 1.

    Raises
    ------
    ValueError
        As `herfindahl`; also for `corrected` with one account.

    Notes
    -----
    With the values sorted upwards, G = sum((2i - n - 1) * x_i for i = 1..n) / (n * sum(x)).

    Source: Gini, C. (1912); this form in Dixon, P. M. et al. (1987), Ecology 68(5), 1548-1551.

    Examples
    --------
    >>> gini([1, 1, 1, 1]), gini([0, 0, 0, 1]), gini([0, 0, 0, 1], corrected=True)
    (0.0, 0.75, 1.0)
    """
    checks.choice("corrected", corrected, (True, False))
    shares = np.sort(_shares("values", values))
    n = len(shares)
    if corrected and n < 2:
        raise ValueError("corrected needs at least 2 accounts, got 1")
    ranks = 2.0 * np.arange(1, n + 1) - n - 1.0
    index = max(0.0, float(ranks @ shares)) / n
    return min(1.0, index * n / (n - 1)) if corrected else index


# --- how it is done -----------------------------------------------------------------------------------


def _keys(name: str, given: Any) -> Iterable[str]:
    if isinstance(given, pd.Series):
        return list(given.index)
    if not isinstance(given, Mapping):
        raise ValueError(f"{name} must be a mapping, got {given!r}")
    return list(given)


def _tier_numbers(name: str, given: Mapping[str, float]) -> tuple[float, float, float]:
    keys = _keys(name, given)
    for tier in _FLOOR_TIERS:
        if tier not in keys:
            raise ValueError(f"{name} has no value for {tier!r}")
    for key in keys:
        if key not in _FLOOR_TIERS:
            raise ValueError(f"{name} names {key!r}; it takes {', '.join(map(repr, _FLOOR_TIERS))} only")
    first, second, third = (checks.number(f"{name}[{tier!r}]", given[tier]) for tier in _FLOOR_TIERS)
    return first, second, third


def _falling_floors(floors: Mapping[str, float]) -> tuple[float, float, float]:
    limits = _tier_numbers("floors", floors)
    if not limits[0] >= limits[1] >= limits[2]:
        listed = ", ".join(f"{tier} {limit:g}" for tier, limit in zip(_FLOOR_TIERS, limits, strict=True))
        raise ValueError(f"floors must not rise from strategic down to standard, got {listed}")
    return limits


def _rising_cuts(cuts: Mapping[str, float]) -> tuple[float, float, float]:
    limits = _tier_numbers("cuts", cuts)
    listed = ", ".join(f"{tier} {limit:g}" for tier, limit in zip(_FLOOR_TIERS, limits, strict=True))
    if not limits[0] <= limits[1] <= limits[2]:
        raise ValueError(f"cuts must not fall from strategic down to standard, got {listed}")
    if limits[0] <= 0 or limits[2] > 1:
        raise ValueError(f"cuts must be shares above 0 and up to 1, got {listed}")
    return limits


def _tiers_by_limits(name: str, values: Any, limits: tuple[float, float, float]) -> Any:
    if isinstance(values, (int, float)):
        value = checks.number(name, values)
        for tier, limit in zip(_FLOOR_TIERS, limits, strict=True):
            if value >= limit:
                return tier
        return LOWEST_TIER
    array, labels = checks.finite_array(name, values)
    if array.ndim != 1:
        return _tier_ids(_codes_by_limits(array, limits), labels)
    ids = np.empty(array.shape, dtype=object)
    for start in range(0, len(array), _BLOCK):  # in blocks, so that the work stays in the cache
        block = slice(start, start + _BLOCK)
        _TIER_IDS.take(_codes_by_limits(array[block], limits), out=ids[block], mode="clip")
    return ids if labels is None else pd.Series(ids, index=labels, dtype=object)


def _codes_by_limits(array: np.ndarray, limits: tuple[float, float, float]) -> np.ndarray:
    """Count the floors that a value misses: 0 for strategic … 3 for transactional."""
    codes = (array < limits[0]).astype(np.intp)
    codes += array < limits[1]
    codes += array < limits[2]
    return codes


def _tier_ids(codes: np.ndarray, labels: pd.Index | None) -> Any:
    ids = _TIER_IDS[codes]
    if labels is not None:
        return pd.Series(ids, index=labels, dtype=object)
    return ids


def _tier_codes(name: str, tiers: Any) -> tuple[np.ndarray, pd.Index | None]:
    """Turn tier ids into 0 … 3; refuse anything that is not a tier id."""
    if isinstance(tiers, Mapping):
        tiers = pd.Series(dict(tiers), dtype=object)
    labels = tiers.index if isinstance(tiers, pd.Series) else None
    if isinstance(tiers, str) or tiers is None:
        raise ValueError(f"{name} must be a list with one tier per account, got {tiers!r}")
    listed = tiers.tolist() if hasattr(tiers, "tolist") else list(tiers)
    if not listed:
        raise ValueError(f"{name} is empty: at least one account is needed")
    code_of = {tier: code for code, tier in enumerate(TIERS)}
    try:
        codes = np.array([code_of[tier] for tier in listed], dtype=np.intp)
    except (KeyError, TypeError):
        known = [isinstance(tier, str) and tier in code_of for tier in listed]
        first = known.index(False)
        raise ValueError(
            f"{name} must hold tier ids ({', '.join(TIERS)}), got {listed[first]!r} "
            f"{checks.place(labels, first)}"
        ) from None
    return codes, labels


def _codes_or(codes: np.ndarray, labels: pd.Index, everyone: pd.Index, otherwise: int) -> np.ndarray:
    positions = labels.get_indexer(everyone)
    return np.where(positions < 0, otherwise, codes[positions])


def _cell_codes(cells: Mapping[tuple[bool, bool], str]) -> np.ndarray:
    """Return the tier codes of the four cells, at 2 * (current high) + (potential high)."""
    wanted = [(False, False), (False, True), (True, False), (True, True)]
    for cell in wanted:
        if cell not in cells:
            raise ValueError(f"cells has no tier for (current high, potential high) = {cell}")
    if len(cells) != len(wanted):
        raise ValueError(f"cells must have exactly the four cells {wanted}, got {list(cells)}")
    return np.array([TIERS.index(checks.choice(f"cells[{cell}]", cells[cell], TIERS)) for cell in wanted])


def _criteria(name: str, table: pd.DataFrame) -> pd.DataFrame:
    """Return a table of finite floats; refuse empty ones, and ids or columns that occur twice."""
    if not isinstance(table, pd.DataFrame):
        raise ValueError(f"{name} must be a DataFrame with a row per account, got {type(table).__name__}")
    if table.empty:
        raise ValueError(f"{name} is empty: at least one account and one criterion are needed")
    checks.unique_labels(name, table.index)
    if not table.columns.is_unique:
        raise ValueError(f"{name} has column {table.columns[table.columns.duplicated()][0]!r} more than once")
    for column in table.columns:
        checks.finite_array(f"{name}[{column!r}]", table[column])
    return table.astype(float)


def _points(name: str, table: pd.DataFrame) -> pd.DataFrame:
    values = _criteria(name, table)
    for column in values.columns:
        array = values[column].to_numpy()
        bad = (array < -SCORE_TOLERANCE) | (array > 100.0 + SCORE_TOLERANCE)
        checks.refuse_first(f"{name}[{column!r}]", array, values.index, bad, "be from 0 to 100 points")
    return values


def _min_max(name: str, values: np.ndarray, lower: bool, constant_score: float | None) -> np.ndarray:
    worst, best = (values.max(), values.min()) if lower else (values.min(), values.max())
    if worst == best:
        if constant_score is None:
            raise ValueError(
                f"criterion {name!r} is {best:g} for every account, so min-max finds no worst and no best: "
                "leave it out, use bands, or give constant_score"
            )
        score = checks.number("constant_score", constant_score)
        if not 0.0 <= score <= 100.0:
            raise ValueError(f"constant_score must be from 0 to 100, got {score:g}")
        return np.full(len(values), score)
    # Halves, because the distance of two large numbers of opposite sign may pass the largest float.
    scaled = (values / 2.0 - worst / 2.0) / (best / 2.0 - worst / 2.0) * 100.0
    return np.clip(scaled, 0.0, 100.0) + 0.0  # never the -0.0 that a table would show


def _banded(name: str, values: np.ndarray, steps: Sequence[tuple[float, float]], lower: bool) -> np.ndarray:
    if not steps:
        raise ValueError(f"bands[{name!r}] is empty: give at least one (bound, points)")
    pairs = []
    for step in steps:
        if len(step) != 2:
            raise ValueError(f"bands[{name!r}] must list pairs (bound, points), got {step!r}")
        pairs.append(tuple(checks.number(f"bands[{name!r}]", part) for part in step))
    # From the easiest bound to the hardest.
    pairs.sort(key=lambda pair: -pair[0] if lower else pair[0])
    bounds = [bound for bound, _ in pairs]
    points = [score for _, score in pairs]
    if len(set(bounds)) != len(bounds):
        raise ValueError(f"bands[{name!r}] has a bound twice: {bounds}")
    if points != sorted(points) or points[0] < 0 or points[-1] > 100:
        raise ValueError(
            f"bands[{name!r}] must give points from 0 to 100 that rise with the better bound, got {pairs}"
        )
    sign = -1.0 if lower else 1.0
    reached = np.searchsorted(sign * np.array(bounds), sign * values, side="right")
    return np.array([0.0, *points])[reached]


def _known_criterion(criterion: str, weights: Mapping[str, float]) -> None:
    if criterion not in weights:
        raise ValueError(f"criterion {criterion!r} is not one of {', '.join(map(repr, weights))}")


def _weight_of_others(weights: Mapping[str, float], criterion: str) -> float:
    others = math.fsum(value for name, value in weights.items() if name != criterion)
    if others <= 0:
        raise ValueError(
            f"weights[{criterion!r}] is the whole weight: the other criteria have no proportion to keep"
        )
    return others


def _flip_inputs(
    scaled: Mapping[str, float], weights: Mapping[str, float], floors: Mapping[str, float]
) -> tuple[dict[str, float], dict[str, float], tuple[float, float, float]]:
    points, checked = _points_and_weights(scaled, weights)
    return points, checked, _falling_floors(floors)


def _points_and_weights(
    scaled: Mapping[str, float], weights: Mapping[str, float]
) -> tuple[dict[str, float], dict[str, float]]:
    names = list(_keys("scaled", scaled))
    if not names:
        raise ValueError("scaled is empty: at least one criterion is needed")
    if isinstance(scaled, pd.Series):
        checks.unique_labels("scaled", scaled.index)
        scaled = scaled.to_dict()
    points = {}
    for name in names:
        value = checks.number(f"scaled[{name!r}]", scaled[name])
        if not -SCORE_TOLERANCE <= value <= 100.0 + SCORE_TOLERANCE:
            raise ValueError(f"scaled[{name!r}] must be from 0 to 100 points, got {value:g}")
        points[name] = value
    return points, checks.weights("weights", weights, names)


def _score(points: Mapping[str, float], weights: Mapping[str, float]) -> float:
    return math.fsum(weights[name] * points[name] for name in weights)


def _flip_point(
    points: Mapping[str, float],
    weights: Mapping[str, float],
    criterion: str,
    limits: tuple[float, float, float],
) -> FlipPoint:
    others = _weight_of_others(weights, criterion)
    base = math.fsum(weights[name] * points[name] for name in weights if name != criterion) / others
    slope = points[criterion] - base
    now = weights[criterion]
    score = _score(points, weights)
    # The same small tolerance as tiers_by_score, so that both agree about the tier now.
    reachable = [limit - SCORE_TOLERANCE for limit in limits]
    code = sum(score < limit for limit in reachable)

    def flip(direction: int) -> Flip | None:
        if slope == 0.0:
            return None
        climbing = slope * direction > 0
        # The floor in the way: of the next tier above when climbing, of the own tier when falling.
        if (climbing and code == 0) or (not climbing and code == len(limits)):
            return None
        floor = limits[code - 1] if climbing else limits[code]
        at = (floor - base) / slope
        # A score within the tolerance of its floor: the flip is here, not behind us.
        at = max(at, now) if direction > 0 else min(at, now)
        edge = 1.0 if direction > 0 else 0.0
        points_left = (edge - at) * slope  # how far above the floor the last weight leads
        if climbing:
            if points_left < -SCORE_TOLERANCE:
                return None
            at = min(max(at, 0.0), 1.0)
        elif points_left >= -SCORE_TOLERANCE:
            return None  # it would only leave the tier beyond the last weight there is
        score_there = floor if climbing else math.nextafter(floor, -math.inf)
        new_code = sum(score_there < limit for limit in limits)
        return Flip(criterion, at, at - now, TIERS[new_code], climbing)

    return FlipPoint(criterion, now, score, TIERS[code], flip(+1), flip(-1))


def _closest_flip(
    points: Mapping[str, float], weights: Mapping[str, float], limits: tuple[float, float, float]
) -> Flip | None:
    closest: Flip | None = None
    for criterion, weight in weights.items():
        if len(weights) == 1 or weight >= math.fsum(weights.values()):
            continue
        flip = _flip_point(points, weights, criterion, limits).nearest
        # Up and down of two criteria are the same move when there are only two: rounding decides nothing.
        if flip is not None and (closest is None or abs(flip.change) < abs(closest.change) - 1e-12):
            closest = flip
    return closest


def _shares(name: str, values: Any) -> np.ndarray:
    array, labels = checks.account_values(name, values)
    checks.not_negative(name, array, labels)
    largest = array.max()
    if largest <= 0:
        raise ValueError(f"{name} must sum to more than 0 for shares, they are all 0")
    # By the largest first: the sum of very large values would not be a finite number.
    scaled = array / largest
    return scaled / scaled.sum()
