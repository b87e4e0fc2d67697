"""How much of the customer's influence we reach, how well, and with whom to go on first."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from kamlib import checks
from kamlib.inputs import labels_of, same_length, yes_no

# The four steps with a key decision-maker (good feeling, trust, benefit, affection), after 0 for none yet.
# Benefit means benefit for his company: what law and gift policy forbid is no step.
DECISION_MAKER_STEPS = ("none", "good_feeling", "trust", "benefit", "affection")
_HIGHEST_STEP = len(DECISION_MAKER_STEPS) - 1


def relationship_coverage(influence: Any, has_contact: Any, *, by: Any = None) -> Any:
    """Give the share of the customer's influence that lies with people we are in contact with.

    Parameters
    ----------
    influence : array or Series
        Weight of each person at the customer (1 to 5 in the course); not negative.
    has_contact : array or Series of bool or 0/1
        Whether one of us is in contact with the person.
    by : array, Series or DataFrame, optional
        Group of each person: account, department, level; a DataFrame groups by all its columns together.

    Returns
    -------
    float or Series
        Fraction from 0 to 1; with `by` a Series, groups in the order in which they first appear.

    Raises
    ------
    ValueError
        For a negative influence, NaN, a contact that is not yes or no, lists of different length, a group
        (or everybody) without any influence.

    Notes
    -----
    sum(influence * contact) / sum(influence). Source: coverage of the buying centre, after Webster, F. E. &
    Wind, Y. (1972), A general model for understanding organizational buying behavior, Journal of Marketing
    36(2), 12-19.

    Examples
    --------
    >>> relationship_coverage([5, 3, 2], [True, False, True])
    0.7
    >>> relationship_coverage([5, 3, 2], [1, 0, 1], by=["technical", "technical", "purchase"]).to_dict()
    {'technical': 0.625, 'purchase': 1.0}
    """
    weight, contact, labels = _per_person(influence, "has_contact", has_contact, yes_no)
    return _weighted_share(weight, contact, by, labels)


def decision_maker_index(influence: Any, step: Any, *, by: Any = None) -> Any:
    """Say how far the relationships with the decision-makers have come, weighted by their influence.

    Parameters
    ----------
    influence : array or Series
        Weight of each decision-maker (1 to 5 in the course); not negative.
    step : array or Series
        Step reached, whole, 0 to 4: none, good feeling, trust, benefit, affection.
    by : array, Series or DataFrame, optional
        Group of each person, as in `relationship_coverage`.

    Returns
    -------
    float or Series
        Index from 0 (none with anybody) to 1 (the last step with everybody); with `by` a Series.

    Raises
    ------
    ValueError
        For a negative influence, NaN, a step that is no whole number from 0 to 4, lists of different length,
        a group (or everybody) without any influence.

    Notes
    -----
    sum(influence * step) / (4 * sum(influence)). Source: weighted index of an ordinal scale; the steps are
    the course outline's, taking them as equally far apart is ours.

    Examples
    --------
    >>> decision_maker_index([5, 3], [2, 4])
    0.6875
    """
    weight, reached, labels = _per_person(influence, "step", step, _steps)
    return _weighted_share(weight, reached / _HIGHEST_STEP, by, labels)


def relationship_gaps(influence: Any, step: Any, *, target_step: Any) -> pd.DataFrame:
    """Rank people by how much the relationship with them falls short of its target.

    Parameters
    ----------
    influence, step : array or Series
        As in `decision_maker_index`.
    target_step : int or array or Series
        Step that is wanted with everybody, or with each person; whole, 0 to 4.

    Returns
    -------
    DataFrame
        Largest gap first (equals in list order), index the person; `influence`, `step`, `gap` (steps still
        missing, 0 where the target is reached), `weighted_gap` (influence * gap), `rank` (equals share one).

    Raises
    ------
    ValueError
        As `decision_maker_index`; also for a person twice.

    Notes
    -----
    weighted gap = influence * max(0, target - step). Source: importance-performance gap.

    Examples
    --------
    >>> relationship_gaps(pd.Series({"Chief engineer": 5, "Buyer": 2}), [3, 0], target_step=4)
                    influence  step  gap  weighted_gap  rank
    Buyer                 2.0     0    4           8.0     1
    Chief engineer        5.0     3    1           5.0     2
    """
    weight, reached, labels = _per_person(influence, "step", step, _steps)
    index = pd.RangeIndex(len(weight)) if labels is None else labels
    checks.unique_labels("influence", index)
    if np.ndim(target_step) == 0:
        target_step = np.full(len(weight), checks.number("target_step", target_step))
    _, target, _ = _per_person(pd.Series(weight, index=index), "target_step", target_step, _steps)
    gap = np.maximum(target - reached, 0.0)
    table = pd.DataFrame(
        {
            "influence": weight,
            "step": reached.astype(int),
            "gap": gap.astype(int),
            "weighted_gap": weight * gap,
        },
        index=index,
    )
    table["rank"] = table["weighted_gap"].round(9).rank(method="min", ascending=False).astype(int)
    return table.sort_values("weighted_gap", ascending=False, kind="stable")


def _per_person(
    influence: Any, name: str, values: Any, read: Any
) -> tuple[np.ndarray, np.ndarray, pd.Index | None]:
    """Return influence and another value of each person, in the order of the first Series."""
    if isinstance(influence, pd.Series) and isinstance(values, pd.Series):
        values = checks.same_accounts("influence", influence.index, name, values)
    weight, labels = checks.account_values("influence", influence, unique=False)
    checks.not_negative("influence", weight, labels)
    other = same_length(name, read(name, values)[0], len(weight))
    if labels is None and isinstance(values, pd.Series):
        labels = values.index
    return weight, other, labels


def _steps(name: str, values: Any) -> tuple[np.ndarray, pd.Index | None]:
    array, labels = checks.account_values(name, values, unique=False)
    bad = (array < 0) | (array > _HIGHEST_STEP) | (np.floor(array) != array)
    checks.refuse_first(name, array, labels, bad, f"be a whole number from 0 to {_HIGHEST_STEP}")
    return array, labels


def _weighted_share(weight: np.ndarray, part: np.ndarray, by: Any, labels: pd.Index | None) -> Any:
    """Return sum(weight * part) / sum(weight), in total or by group."""
    if by is None:
        total = weight.sum()
        if total <= 0:
            raise ValueError("influence must sum to more than 0, it is 0 for everybody")
        return float((weight * part).sum() / total)
    if isinstance(by, (pd.Series, pd.DataFrame)) and labels is not None and not by.index.equals(labels):
        checks.unique_labels("influence", labels)
        checks.unique_labels("by", by.index)
        if len(by) != len(labels) or not labels.isin(by.index).all():
            raise ValueError("by and influence must hold the same people")
        by = by.reindex(labels)
    groups = by if isinstance(by, pd.DataFrame) else pd.DataFrame({None: list(by)})
    keys = [
        pd.Series(same_length("by", labels_of("by", groups[column]), len(weight)), name=column)
        for column in groups.columns
    ]
    sums = pd.DataFrame({"weight": weight, "part": weight * part}).groupby(keys, sort=False).sum()
    if (sums["weight"] <= 0).any():
        raise ValueError(
            f"influence must sum to more than 0 in {sums.index[sums['weight'] <= 0][0]!r}, it is 0"
        )
    return (sums["part"] / sums["weight"]).rename(None)


__all__ = [
    "DECISION_MAKER_STEPS",
    "decision_maker_index",
    "relationship_coverage",
    "relationship_gaps",
]
