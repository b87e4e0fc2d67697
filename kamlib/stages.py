"""The stage of a customer relationship, told from what the account does.

Four stages (exploration, formation, stability, decline) and a rule table on tenure, order growth, share of
wallet and complaints. The course outline names the stages and gives no limits, so the limits are always
given by the caller; `COURSE_LIMITS` are the course's own.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from kamlib import checks
from kamlib.inputs import Wrap, inputs
from kamlib.lifetime import RELATIONSHIP_STAGES

EXPLORATION, FORMATION, STABILITY, DECLINE = RELATIONSHIP_STAGES

# In the order in which they are tried; the first that holds decides.
STAGE_RULES: tuple[tuple[str, str], ...] = (
    ("too_new", EXPLORATION),
    ("orders_fall", DECLINE),
    ("orders_shrink_and_complaints_rise", DECLINE),
    ("share_still_small", EXPLORATION),
    ("orders_still_grow", FORMATION),
    ("share_not_settled", FORMATION),
    ("steady", STABILITY),
)
_RULES, _STAGES = (np.array(names, dtype=object) for names in zip(*STAGE_RULES, strict=True))


class StageLimits(NamedTuple):
    """The limits of the rule table; shares and growth are fractions, growth is per year."""

    new_below_months: float  # younger relationships are in exploration, whatever else they show
    fall_at_most: float  # order growth of this or less is decline, such as -0.10
    small_share_below: float  # share of wallet below this: still exploration
    growing_from: float  # order growth from here on: formation
    settled_share_from: float  # share of wallet from here on can be stability


# The course's own choice, for accounts that reorder several times a year.
COURSE_LIMITS = StageLimits(
    new_below_months=12,
    fall_at_most=-0.10,
    small_share_below=0.10,
    growing_from=0.15,
    settled_share_from=0.30,
)


def stage_table(
    tenure_months: Any,
    order_growth_per_year: Any,
    share_of_wallet: Any,
    complaint_change: Any,
    *,
    limits: StageLimits,
) -> pd.DataFrame:
    """Tell the stage of each relationship and the rule that decided it.

    Parameters
    ----------
    tenure_months : float or array or Series
        Months since the first order, 0 or more.
    order_growth_per_year : float or array or Series
        Change of the order value against the year before, as a fraction; -1 or more.
    share_of_wallet : float or array or Series
        Our sales / the account's spend on what we could supply, 0 to 1.
    complaint_change : float or array or Series
        Complaints now minus complaints before, in any measure: above 0 rising, below 0 falling.
    limits : StageLimits
        The limits; `COURSE_LIMITS` are the course's.

    Returns
    -------
    DataFrame
        A row per account (index of the Series, else 0, 1, …): `stage` and `rule`, ids of `STAGE_RULES`.

    Raises
    ------
    ValueError
        Names the parameter, value and account; also for limits that contradict each other.

    Notes
    -----
    Tried in this order: too new -> exploration; orders fall by the limit or more -> decline; orders shrink at
    all and complaints rise -> decline; share still small -> exploration; orders still grow by the limit or
    more -> formation; share not settled -> formation; else stability.

    Source: rule-based classification; the stages after Dwyer, F. R., Schurr, P. H. & Oh, S. (1987), Developing
    buyer-seller relationships, Journal of Marketing 51(2), 11-27. The order of the rules is the course's own.

    Examples
    --------
    >>> stage_table([6, 30, 90, 90], [0.5, 0.3, 0.02, -0.2], [0.1, 0.2, 0.6, 0.6], 0, limits=COURSE_LIMITS)
             stage               rule
    0  exploration            too_new
    1    formation  orders_still_grow
    2    stability             steady
    3      decline        orders_fall
    """
    first, wrap = _deciding_rule(tenure_months, order_growth_per_year, share_of_wallet, complaint_change, limits)
    first = np.atleast_1d(first)
    if first.ndim > 1:
        raise ValueError(f"tenure_months must be one number per account, got {first.ndim} dimensions")
    return pd.DataFrame({"stage": _STAGES[first], "rule": _RULES[first]}, index=wrap.labels)


def relationship_stage(
    tenure_months: Any,
    order_growth_per_year: Any,
    share_of_wallet: Any,
    complaint_change: Any,
    *,
    limits: StageLimits,
) -> Any:
    """Tell the stage of each relationship from tenure, order growth, share of wallet and complaints.

    Parameters are those of `stage_table`.

    Returns
    -------
    str or numpy.ndarray of str or Series of str
        Ids of `lifetime.RELATIONSHIP_STAGES`; one word for single numbers.

    Raises
    ------
    ValueError
        As `stage_table`.

    Notes
    -----
    Source: as `stage_table`.

    Examples
    --------
    >>> relationship_stage(48, -0.03, 0.5, 2, limits=COURSE_LIMITS)
    'decline'
    """
    given = (tenure_months, order_growth_per_year, share_of_wallet, complaint_change)
    if all(np.ndim(value) == 0 for value in given):
        first, _ = _deciding_rule(*given, limits)
        return _STAGES[first]
    stages = stage_table(*given, limits=limits)["stage"]
    return stages if any(isinstance(value, pd.Series) for value in given) else stages.to_numpy()


def _deciding_rule(
    tenure_months: Any,
    order_growth_per_year: Any,
    share_of_wallet: Any,
    complaint_change: Any,
    limits: StageLimits,
) -> tuple[np.ndarray, Wrap]:
    """Return for each account the place of the first of `STAGE_RULES` that holds, and the way back."""
    bounds = _checked(limits)
    named = {
        "tenure_months": tenure_months,
        "order_growth_per_year": order_growth_per_year,
        "share_of_wallet": share_of_wallet,
        "complaint_change": complaint_change,
    }
    (tenure, growth, share, complaints), wrap = inputs(
        named, not_negative=["tenure_months"], shares=["share_of_wallet"]
    )
    checks.refuse_first("order_growth_per_year", growth, wrap.labels, growth < -1, "be -1 or more")
    holds = [
        tenure < bounds.new_below_months,
        growth <= bounds.fall_at_most,
        (growth < 0) & (complaints > 0),
        share < bounds.small_share_below,
        growth >= bounds.growing_from,
        share < bounds.settled_share_from,
        np.ones(wrap.shape, dtype=bool),
    ]
    return np.argmax(holds, axis=0), wrap


def _checked(limits: StageLimits) -> StageLimits:
    if not isinstance(limits, StageLimits):
        raise ValueError(f"limits must be StageLimits, got {limits!r}")
    for name, value in limits._asdict().items():
        checks.number(f"limits.{name}", value)
    if limits.fall_at_most >= 0:
        raise ValueError(f"limits.fall_at_most must be below 0, got {limits.fall_at_most:g}")
    if limits.growing_from <= 0:
        raise ValueError(f"limits.growing_from must be above 0, got {limits.growing_from:g}")
    if not 0 <= limits.small_share_below <= limits.settled_share_from <= 1:
        raise ValueError(
            "limits must have 0 <= small_share_below <= settled_share_from <= 1, "
            f"got {limits.small_share_below:g} and {limits.settled_share_from:g}"
        )
    return limits
