"""From the result to what must be done: deals, opportunities, visits, and the Ansoff gap."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal, NamedTuple

import numpy as np
import pandas as pd

from kamlib import checks
from kamlib.inputs import inputs

AnsoffCell = Literal["market_penetration", "product_development", "market_development", "diversification"]
ANSOFF_CELLS: tuple[AnsoffCell, ...] = (
    "market_penetration",
    "product_development",
    "market_development",
    "diversification",
)
# A product of two rates may miss a whole number by its last bits: 21 / 0.7 is 30 deals, not 31.
_COUNT_NOISE = 1e-9


class ProcessTargets(NamedTuple):
    """What must be done for a result: whole deals, opportunities and visits of the period."""

    deals: Any
    opportunities: Any
    visits: Any
    visits_per_week: Any


def process_targets(
    sales_target: Any,
    mean_deal: Any,
    win_rate: Any,
    visits_per_opportunity: Any,
    selling_weeks: Any,
    *,
    round_up: Literal["each_step", "visits_only"],
) -> ProcessTargets:
    """Turn a sales target into the deals, opportunities and visits it takes.

    Parameters
    ----------
    sales_target : float or array or Series
        CNY of the period; not negative.
    mean_deal : float or array or Series
        Mean sales of a deal, CNY; above 0.
    win_rate : float or array or Series
        Share of opportunities that become deals, above 0 to 1.
    visits_per_opportunity : float or array or Series
        Mean visits an opportunity takes; not negative.
    selling_weeks : float or array or Series
        Weeks of the period in which customers are visited; above 0.
    round_up : {"each_step", "visits_only"}
        ``"each_step"``: deals and opportunities are whole before the next step is taken, for one salesperson
        or account. ``"visits_only"``: deals and opportunities stay averages, for a whole team.

    Returns
    -------
    ProcessTargets
        `deals`, `opportunities`, `visits` (counts, as floats), `visits_per_week` (a mean, not rounded).

    Raises
    ------
    ValueError
        Names the parameter and value.

    Notes
    -----
    deals = ceil(target / mean deal); opportunities = ceil(deals / win rate); visits = ceil(opportunities *
    visits per opportunity); per week = visits / selling weeks. Source: sales-funnel arithmetic.

    Examples
    --------
    >>> process_targets(3_000_000, 400_000, 0.25, 5, 40, round_up="each_step")
    ProcessTargets(deals=8.0, opportunities=32.0, visits=160.0, visits_per_week=4.0)
    """
    checks.choice("round_up", round_up, ("each_step", "visits_only"))
    named = {
        "sales_target": sales_target,
        "mean_deal": mean_deal,
        "win_rate": win_rate,
        "visits_per_opportunity": visits_per_opportunity,
        "selling_weeks": selling_weeks,
    }
    (target, deal, rate, visits_each, weeks), wrap = inputs(
        named,
        not_negative=["sales_target", "visits_per_opportunity"],
        above_zero=["mean_deal", "win_rate", "selling_weeks"],
        shares=["win_rate"],
    )
    whole = _whole_up if round_up == "each_step" else np.asarray
    deals = whole(target / deal)
    opportunities = whole(deals / rate)
    visits = _whole_up(opportunities * visits_each)
    return ProcessTargets(*(wrap.out(part) for part in (deals, opportunities, visits, visits / weeks)))


class AnsoffGap(NamedTuple):
    """How far planned growth closes the gap between target and forecast."""

    gap: float
    covered: float
    residual: float
    covered_share: float | None  # of the gap; None when there is no gap
    covered_by_cell: pd.Series


def ansoff_cell(*, new_market: bool, new_product: bool) -> AnsoffCell:
    """Name the cell of the Ansoff matrix for an old or new market and an old or new product.

    Parameters
    ----------
    new_market, new_product : bool
        Whether the market, and the product, are new to us.

    Returns
    -------
    str
        ``"market_penetration"`` (both old), ``"product_development"`` (old market, new product),
        ``"market_development"`` (new market, old product) or ``"diversification"`` (both new).

    Raises
    ------
    ValueError
        When an argument is neither True nor False.

    Notes
    -----
    Source: Ansoff, H. I. (1957), Strategies for diversification, Harvard Business Review 35(5), 113-124.

    Examples
    --------
    >>> ansoff_cell(new_market=True, new_product=False)
    'market_development'
    """
    checks.choice("new_market", new_market, (True, False))
    checks.choice("new_product", new_product, (True, False))
    return ANSOFF_CELLS[2 * new_market + new_product]


def ansoff_gap(
    target: float, baseline_forecast: float, cells: Iterable[str], planned_growth: Any, probability: Any
) -> AnsoffGap:
    """Add up the expected growth of planned actions and hold it against the gap to the target.

    Parameters
    ----------
    target, baseline_forecast : float
        Sales wanted, and sales expected if nothing new is done, CNY of the same period.
    cells : sequence of str
        The Ansoff cell of each action (see `ansoff_cell`).
    planned_growth : sequence of float
        Growth each action brings if it succeeds, CNY of the period; not negative.
    probability : sequence of float
        Chance that it succeeds, 0 to 1.

    Returns
    -------
    AnsoffGap
        `gap` = target - baseline; `covered` = sum(growth * probability); `residual` = gap - covered, 0 or less
        when the plan suffices; `covered_share` of the gap (None when there is none); `covered_by_cell`, a
        Series over the four cells, which adds up to `covered`.

    Raises
    ------
    ValueError
        For an unknown cell, lists of different length, negative growth, or a probability outside 0 … 1.

    Notes
    -----
    The probabilities are the planner's own; the sum is an expected value, no promise. Source: gap analysis
    with the product-market matrix of Ansoff, H. I. (1957), Harvard Business Review 35(5), 113-124.

    Examples
    --------
    >>> plan = ansoff_gap(1_000, 800, ["market_penetration", "diversification"], [200, 300], [0.5, 0.1])
    >>> plan.gap, plan.covered, plan.residual, plan.covered_share
    (200.0, 130.0, 70.0, 0.65)
    """
    gap = checks.number("target", target) - checks.number("baseline_forecast", baseline_forecast)
    listed = [cells] if isinstance(cells, str) else list(cells)
    names = [checks.choice(f"cells[{place}]", cell, ANSOFF_CELLS) for place, cell in enumerate(listed)]
    by_cell = pd.Series(0.0, index=pd.Index(ANSOFF_CELLS, name="cell"), name="covered")
    if names or np.size(planned_growth) or np.size(probability):
        (growth, chance), _ = inputs(
            {
                "planned_growth": np.atleast_1d(np.asarray(planned_growth)),
                "probability": np.atleast_1d(np.asarray(probability)),
            },
            not_negative=["planned_growth"],
            shares=["probability"],
        )
        if growth.shape != (len(names),):
            raise ValueError(
                "cells, planned_growth and probability must have the same length, "
                f"got {len(names)} cells and {growth.size} numbers"
            )
        places = [ANSOFF_CELLS.index(name) for name in names]
        by_cell[:] = np.bincount(places, weights=growth * chance, minlength=len(ANSOFF_CELLS))
    covered = float(by_cell.sum())
    return AnsoffGap(gap, covered, gap - covered, covered / gap if gap > 0 else None, by_cell)


def _whole_up(counts: np.ndarray) -> np.ndarray:
    return np.ceil(counts - _COUNT_NOISE * np.maximum(1.0, counts)) + 0.0
