"""From a relationship with persons to one with the organisation: the four supplier steps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from kamlib import checks

ORGANISATION_STEPS = ("general_supplier", "main_supplier", "core_supplier", "strategic_partner")
ORGANISATION_MEASURES = ("share_of_wallet", "contract_years", "joint_projects", "executive_contacts")


def organisation_step(
    share_of_wallet: Any,
    contract_years: Any,
    joint_projects: Any,
    executive_contacts: Any,
    *,
    rules: Mapping[str, Mapping[str, float]],
) -> Any:
    """Say which of the four supplier steps an account has reached by what is agreed and done together.

    Parameters
    ----------
    share_of_wallet : float or array or Series
        Our share of what the customer buys of our kind of goods, 0 to 1.
    contract_years : float or array or Series
        Length of the contract in force, years; 0 without one.
    joint_projects : float or array or Series
        Projects running together, count.
    executive_contacts : float or array or Series
        Pairs of managers of both sides who meet regularly, count.
    rules : mapping
        For ``"main_supplier"``, ``"core_supplier"`` and ``"strategic_partner"`` the least value of each
        measure: ``{"main_supplier": {"share_of_wallet": 0.3}, …}``. A measure left out asks for nothing. No
        minimum may fall from one step to the next; no default, because the outline names only the steps.

    Returns
    -------
    str or numpy.ndarray of str or Series of str
        ``"general_supplier"``, ``"main_supplier"``, ``"core_supplier"`` or ``"strategic_partner"``: the
        highest step all of whose minima are met.

    Raises
    ------
    ValueError
        For NaN, a share outside 0 … 1, negative numbers, rules for an unknown step or measure, or rules that
        ask less of a higher step.

    Notes
    -----
    Source: rule-based classification; the steps are the course outline's, the rule is the user's own.

    Examples
    --------
    >>> rules = {"main_supplier": {"share_of_wallet": 0.3},
    ...          "core_supplier": {"share_of_wallet": 0.5, "contract_years": 2},
    ...          "strategic_partner": {"share_of_wallet": 0.5, "contract_years": 3, "joint_projects": 1}}
    >>> organisation_step([0.6, 0.6], [1, 3], [2, 2], [0, 1], rules=rules).tolist()
    ['main_supplier', 'strategic_partner']
    """
    facts, index, single = _facts(share_of_wallet, contract_years, joint_projects, executive_contacts)
    # The minima never fall, so the steps reached are counted: none is skipped.
    reached = sum((facts >= row).all(axis=1).astype(int) for row in _rising_rules(rules))
    names = np.array(ORGANISATION_STEPS, dtype=object)[reached]
    if single:
        return str(names[0])
    return names if index is None else pd.Series(names, index=index)


def missing_for_next_step(
    share_of_wallet: Any,
    contract_years: Any,
    joint_projects: Any,
    executive_contacts: Any,
    *,
    rules: Mapping[str, Mapping[str, float]],
) -> pd.DataFrame:
    """Say what each account still lacks for the next supplier step.

    Parameters
    ----------
    share_of_wallet, contract_years, joint_projects, executive_contacts, rules
        As in `organisation_step`.

    Returns
    -------
    DataFrame
        A row per account; `step` now, `next_step` (the same where the last one is reached), and for each of
        the four measures how much is missing, in its own unit (0 where enough is there).

    Raises
    ------
    ValueError
        As `organisation_step`.

    Notes
    -----
    missing = max(0, minimum of the next step - value). Source: gap to the rule of `organisation_step`.

    Examples
    --------
    >>> rules = {"main_supplier": {"share_of_wallet": 0.3},
    ...          "core_supplier": {"share_of_wallet": 0.5, "contract_years": 2},
    ...          "strategic_partner": {"share_of_wallet": 0.5, "contract_years": 3, "joint_projects": 1}}
    >>> missing = missing_for_next_step(0.5, 1, 0, 0, rules=rules)
    >>> missing.loc[0, ["step", "next_step", "share_of_wallet", "contract_years"]].to_dict()
    {'step': 'main_supplier', 'next_step': 'core_supplier', 'share_of_wallet': 0.0, 'contract_years': 1.0}
    """
    facts, index, _ = _facts(share_of_wallet, contract_years, joint_projects, executive_contacts)
    minima = _rising_rules(rules)
    reached = sum((facts >= row).all(axis=1).astype(int) for row in minima)
    following = np.minimum(reached, len(minima) - 1)
    missing = np.maximum(minima[following] - facts, 0.0)
    names = np.array(ORGANISATION_STEPS, dtype=object)
    table = pd.DataFrame({"step": names[reached], "next_step": names[following + 1]})
    table[list(ORGANISATION_MEASURES)] = missing
    return table if index is None else table.set_axis(index)


def _facts(*given: Any) -> tuple[np.ndarray, pd.Index | None, bool]:
    """Return the four measures as a row for each account, the account ids if any, and whether it is a single account."""
    series = [value for value in given if isinstance(value, pd.Series)]
    index = series[0].index if series else None
    columns = {}
    for name, value in zip(ORGANISATION_MEASURES, given, strict=True):
        if isinstance(value, pd.Series):
            value = checks.same_accounts("the first Series", index, name, value)
        array, labels = checks.finite_array(name, value)
        checks.not_negative(name, array, labels)
        if name == "share_of_wallet":
            checks.refuse_first(name, array, labels, array > 1, "be from 0 to 1 (write 30 % as 0.3)")
        columns[name] = array
    try:
        columns = dict(zip(columns, np.broadcast_arrays(*columns.values()), strict=True))
    except ValueError as error:
        sizes = ", ".join(f"{name} {array.shape}" for name, array in columns.items() if array.ndim)
        raise ValueError(f"the lists must have the same length: {sizes}") from error
    single = columns["share_of_wallet"].ndim == 0
    facts = np.column_stack([np.atleast_1d(array) for array in columns.values()])
    if index is not None and len(facts) != len(index):
        raise ValueError(f"the Series has {len(index)} accounts, the other lists {len(facts)}")
    return facts, index, single


def _rising_rules(rules: Mapping[str, Mapping[str, float]]) -> np.ndarray:
    """Return the minima as a row for each step, a column for each measure; 0 where nothing is asked."""
    steps = ORGANISATION_STEPS[1:]
    if not isinstance(rules, Mapping):
        raise ValueError(f"rules must map each step to its minima, got {rules!r}")
    for step in rules:
        if step not in steps:
            raise ValueError(f"rules names {step!r}, which is not one of {', '.join(map(repr, steps))}")
    minima = np.zeros((len(steps), len(ORGANISATION_MEASURES)))
    for row, step in enumerate(steps):
        if step not in rules:
            raise ValueError(f"rules has no minima for {step!r}")
        for measure, minimum in rules[step].items():
            if measure not in ORGANISATION_MEASURES:
                known = ", ".join(map(repr, ORGANISATION_MEASURES))
                raise ValueError(f"rules[{step!r}] names {measure!r}, which is not one of {known}")
            column = ORGANISATION_MEASURES.index(measure)
            minima[row, column] = checks.number(f"rules[{step!r}][{measure!r}]", minimum)
    falls = np.diff(minima, axis=0) < 0
    if falls.any():
        row, column = np.argwhere(falls)[0]
        raise ValueError(
            f"rules[{steps[row + 1]!r}] must not ask less than the step before: "
            f"{ORGANISATION_MEASURES[column]} {minima[row + 1, column]:g} after {minima[row, column]:g}"
        )
    return minima


__all__ = [
    "ORGANISATION_MEASURES",
    "ORGANISATION_STEPS",
    "missing_for_next_step",
    "organisation_step",
]
