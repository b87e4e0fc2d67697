"""The supplier audit seen from the customer's side: scores, knock-outs, gaps and what to improve first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import numpy as np
import pandas as pd

from kamlib import checks, tiers

# The letters T, Q, R, D, C, E, S; the order is the one of the word. The outline prints only the letters,
# the words are those that Huawei publishes for its suppliers.
AUDIT_CRITERIA = (
    "technology",
    "quality",
    "response",
    "delivery",
    "cost",
    "environment",
    "security",
)
WEAKEST_BY = ("points", "weighted_gap")


def audit_scorecard(
    points: pd.DataFrame,
    weights: Mapping[str, float],
    *,
    floors: Mapping[str, float],
    grades: Mapping[str, float],
    weakest_by: Literal["points", "weighted_gap"],
) -> pd.DataFrame:
    """Score suppliers by weighted criteria, knock out those under a floor, and name their weakest criterion.

    Parameters
    ----------
    points : DataFrame
        A row per supplier (unique ids), a column per criterion such as `AUDIT_CRITERIA`, points from 0 to
        100.
    weights : mapping
        Criterion -> weight, one for every column, not negative, 1 in total.
    floors : mapping
        Criterion -> lowest points that are acceptable, 0 to 100; criteria without a floor may be left out,
        and ``{}`` means that nothing knocks out. A supplier at the floor passes.
    grades : mapping
        Grade -> lowest score, from the best grade to the worst, falling, the last one 0:
        ``{"A": 90, "B": 75, "C": 60, "D": 0}``. A knocked-out supplier has the last grade.
    weakest_by : {"points", "weighted_gap"}
        Whether the weakest criterion is the one with the fewest points, or the one that costs the score
        most: weight * (100 - points). Of equals the first column counts.

    Returns
    -------
    DataFrame
        Index as `points`; `score` (points), `knocked_out` (bool), `below_floor` (tuple of criteria), `grade`,
        `weakest` (criterion), `rank` (1 for the best; knocked-out suppliers rank after all others; equal
        scores share a rank).

    Raises
    ------
    ValueError
        For points outside 0 … 100, NaN, weights that do not sum to 1, an unknown criterion, grades that do
        not fall to 0.

    Notes
    -----
    S_j = sum of w_k * s_jk; knocked out when any s_jk < floor_k. The score is shown for knocked-out suppliers
    too. Source: simple additive weighting, Hwang, C.-L. & Yoon, K. (1981), Multiple Attribute Decision
    Making, Springer, with conjunctive floors.

    Examples
    --------
    >>> points = pd.DataFrame({"quality": [90, 95], "delivery": [80, 40]}, index=["us", "rival"])
    >>> audit_scorecard(points, {"quality": 0.6, "delivery": 0.4}, floors={"delivery": 60},
    ...                 grades={"A": 85, "B": 70, "C": 0}, weakest_by="points")
           score  knocked_out  below_floor grade   weakest  rank
    us      86.0        False           ()     A  delivery     1
    rival   73.0         True  (delivery,)     C  delivery     2
    """
    checks.choice("weakest_by", weakest_by, WEAKEST_BY)
    limits = _grade_limits(grades)
    score = tiers.scorecard(points, weights)["score"]
    given = points.to_numpy(dtype=float)
    lowest = _floors(floors, points.columns)
    under = given < np.array([lowest.get(name, 0.0) for name in points.columns])
    knocked_out = under.any(axis=1)

    if weakest_by == "points":
        weakness = -given
    else:
        weakness = (100.0 - given) * np.array([weights[name] for name in points.columns])
    # Rounding in the last bits must not choose between two equal criteria.
    weakest = np.round(weakness, 9).argmax(axis=1)

    names = list(limits)
    position = [
        len(names) - 1 if out else next(i for i, name in enumerate(names) if value >= limits[name])
        for value, out in zip(score + tiers.SCORE_TOLERANCE, knocked_out, strict=True)
    ]
    order = pd.Series(np.round(score.to_numpy(), 9) - 1_000.0 * knocked_out)
    return pd.DataFrame(
        {
            "score": score,
            "knocked_out": knocked_out,
            "below_floor": [tuple(points.columns[row]) for row in under],
            "grade": [names[i] for i in position],
            "weakest": [points.columns[i] for i in weakest],
            "rank": order.rank(method="min", ascending=False).astype(int).to_numpy(),
        },
        index=points.index,
    )


def gap_to_best_rival(scores: pd.Series) -> pd.Series:
    """Say how many points each supplier is ahead of the best of the others, or behind it.

    Parameters
    ----------
    scores : Series or mapping
        Points per supplier, at least two suppliers. Leave knocked-out suppliers out if they are no rivals.

    Returns
    -------
    Series
        Points; positive for the leader, negative for everybody behind.

    Raises
    ------
    ValueError
        For fewer than two suppliers, NaN or infinity, a supplier twice.

    Notes
    -----
    gap_j = S_j - max of S_i over i != j. Source: benchmarking against the best competitor.

    Examples
    --------
    >>> gap_to_best_rival(pd.Series({"us": 78.0, "rival A": 82.0, "rival B": 70.0})).tolist()
    [-4.0, 4.0, -12.0]
    """
    scores = pd.Series(dict(scores), dtype=object) if isinstance(scores, Mapping) else scores
    if not isinstance(scores, pd.Series):
        raise ValueError(f"scores must give the points by supplier (Series or mapping), got {scores!r}")
    values, labels = checks.account_values("scores", scores)
    if len(values) < 2:
        raise ValueError(f"scores must hold at least two suppliers, got {len(values)}")
    second, first = np.sort(values)[-2:]
    best_other = np.full(len(values), first)
    best_other[int(values.argmax())] = second
    return pd.Series(values - best_other, index=labels, name="gap_to_best_rival")


def gaps_by_criterion(points: pd.DataFrame, supplier: Any) -> pd.DataFrame:
    """Compare one supplier with the best rival in each criterion.

    Parameters
    ----------
    points : DataFrame
        A row per supplier, a column per criterion, points; at least two suppliers.
    supplier : label
        The row to be compared.

    Returns
    -------
    DataFrame
        Index `criterion`; `points`, `best_rival` (the first of equals), `best_rival_points`, `gap` (points;
        negative: the rival is better).

    Raises
    ------
    ValueError
        For an unknown supplier, no rival, NaN or infinity, a supplier twice.

    Notes
    -----
    gap_k = s_k - max over the rivals. Source: benchmarking against the best competitor, by criterion.

    Examples
    --------
    >>> points = pd.DataFrame({"quality": [90, 95], "delivery": [80, 40]}, index=["us", "rival"])
    >>> gaps_by_criterion(points, "us")["gap"].to_dict()
    {'quality': -5.0, 'delivery': 40.0}
    """
    checks.unique_labels("points", points.index)
    if supplier not in points.index:
        raise ValueError(f"supplier {supplier!r} is not one of {', '.join(map(repr, points.index))}")
    checks.finite_array("points", points.to_numpy())
    rivals = points.drop(index=supplier).astype(float)
    if rivals.empty:
        raise ValueError("points must hold at least one rival beside the supplier")
    own = points.loc[supplier].astype(float)
    table = pd.DataFrame({"points": own, "best_rival": rivals.idxmax(), "best_rival_points": rivals.max()})
    table["gap"] = table["points"] - table["best_rival_points"]
    return table.rename_axis("criterion")


def rank_improvements(
    points: Mapping[str, float],
    weights: Mapping[str, float],
    improvements: pd.DataFrame,
    *,
    floors: Mapping[str, float],
) -> pd.DataFrame:
    """Rank improvements of one supplier by how many points of score each CNY brings.

    Parameters
    ----------
    points : mapping or Series
        The supplier's points from 0 to 100 by criterion.
    weights : mapping
        Criterion -> weight, 1 in total.
    improvements : DataFrame
        A row per improvement (unique ids): `criterion`, `points` it adds to the criterion (above 0), `cost`
        (CNY, above 0).
    floors : mapping
        Criterion -> lowest acceptable points; ``{}`` without floors.

    Returns
    -------
    DataFrame
        Best first (equals in list order), index as `improvements`; `criterion`, `cost` (CNY), `points_after`
        (never above 100), `score_lift` (points), `score_lift_per_cny`, `clears_floor` (True when it brings a
        criterion from under its floor to the floor or above).

    Raises
    ------
    ValueError
        For a missing column, an unknown criterion, a cost or points not above 0, weights that do not sum to
        1.

    Notes
    -----
    lift = w_k * (min(100, s_k + points) - s_k), each improvement taken alone. Source: cost-effectiveness
    ratio.

    Examples
    --------
    >>> plans = pd.DataFrame({"criterion": ["quality", "delivery"], "points": [5, 20],
    ...                       "cost": [10_000, 80_000]}, index=["test rig", "local stock"])
    >>> ranked = rank_improvements({"quality": 90, "delivery": 60}, {"quality": 0.6, "delivery": 0.4},
    ...                            plans, floors={"delivery": 70})
    >>> ranked[["score_lift", "clears_floor"]]
                 score_lift  clears_floor
    test rig            3.0         False
    local stock         8.0          True
    """
    tiers.weighted_score(points, weights)  # checks points and weights
    lowest = _floors(floors, list(weights))
    for column in ("criterion", "points", "cost"):
        if column not in improvements.columns:
            raise ValueError(f"improvements has no column {column!r}")
    checks.unique_labels("improvements", improvements.index)
    for name in improvements["criterion"]:
        if name not in weights:
            raise ValueError(
                f"improvements names {name!r}, which is not one of {', '.join(map(repr, weights))}"
            )
    added, cost = (
        checks.account_values(f"improvements[{column!r}]", improvements[column])[0]
        for column in ("points", "cost")
    )
    for column, array in (("points", added), ("cost", cost)):
        checks.refuse_first(f"improvements[{column!r}]", array, improvements.index, array <= 0, "be above 0")
    before = np.array([float(points[name]) for name in improvements["criterion"]])
    weight = np.array([float(weights[name]) for name in improvements["criterion"]])
    floor = np.array([lowest.get(name, 0.0) for name in improvements["criterion"]])
    after = np.minimum(100.0, before + added)
    table = pd.DataFrame(
        {
            "criterion": improvements["criterion"],
            "cost": cost,
            "points_after": after,
            "score_lift": weight * (after - before),
            "score_lift_per_cny": weight * (after - before) / cost,
            "clears_floor": (before < floor) & (after >= floor),
        },
        index=improvements.index,
    )
    return table.sort_values("score_lift_per_cny", ascending=False, kind="stable")


def _floors(floors: Mapping[str, float], criteria: Any) -> dict[str, float]:
    if not isinstance(floors, Mapping):
        raise ValueError(f"floors must map criteria to points ({{}} without floors), got {floors!r}")
    checked = {}
    for name, value in floors.items():
        if name not in criteria:
            raise ValueError(f"floors names {name!r}, which is not one of {', '.join(map(repr, criteria))}")
        checked[name] = checks.number(f"floors[{name!r}]", value)
        if not 0.0 <= checked[name] <= 100.0:
            raise ValueError(f"floors[{name!r}] must be from 0 to 100 points, got {checked[name]:g}")
    return checked


def _grade_limits(grades: Mapping[str, float]) -> dict[str, float]:
    if not isinstance(grades, Mapping) or not grades:
        raise ValueError(f"grades must map each grade to its lowest score, got {grades!r}")
    limits = {name: checks.number(f"grades[{name!r}]", value) for name, value in grades.items()}
    values = list(limits.values())
    falling = all(above > below for above, below in zip(values, values[1:], strict=False))
    if not falling or values[-1] != 0:
        raise ValueError(f"grades must fall from the best to the worst, the last one 0, got {limits}")
    return limits


__all__ = [
    "AUDIT_CRITERIA",
    "WEAKEST_BY",
    "audit_scorecard",
    "gap_to_best_rival",
    "gaps_by_criterion",
    "rank_improvements",
]
