"""How far the relationship with an account hangs on single people of ours."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np
import pandas as pd

from kamlib import checks, tiers
from kamlib.inputs import labels_of, same_length


def owner_concentration(owner: Any, strength: Any, *, scale: Literal[1, 10_000]) -> float:
    """Measure how far the relationship with an account hangs on few of our own people.

    Parameters
    ----------
    owner : array or Series of labels
        Our person behind each link to the customer; none missing.
    strength : array or Series
        Strength of each link, such as influence * step; not negative, total above 0.
    scale : {1, 10000}
        1 for shares as fractions, 10,000 for shares in per cent.

    Returns
    -------
    float
        Herfindahl index of the strength by owner: `scale` when one person holds everything.

    Raises
    ------
    ValueError
        For a missing owner, negative or NaN strength, a total of 0, lists of different length.

    Notes
    -----
    sum of the squared shares of the owners, by `tiers.herfindahl`. Source: Herfindahl (1950), used for
    key-person risk.

    Examples
    --------
    >>> owner_concentration(["Li", "Li", "Wang"], [10, 5, 5], scale=1)
    0.625
    """
    links = _links_of_owners(owner, strength, None)
    return tiers.herfindahl(links.groupby("owner", sort=False)["strength"].sum(), scale=scale)


def key_person_risk(owner: Any, strength: Any, *, contact: Any = None) -> pd.DataFrame:
    """Say how much relationship strength is lost if one of our own people leaves.

    Parameters
    ----------
    owner : array or Series of labels
        Our person behind each link to the customer; none missing.
    strength : array or Series
        Strength of each link, such as influence * step; not negative, total above 0.
    contact : array or Series of labels, optional
        The customer's person at the other end. With it, a contact counts with its strongest link, and a
        second owner of the same contact saves what his own link is worth. Without it every link is a contact
        of its own.

    Returns
    -------
    DataFrame
        Greatest loss first (equals in list order), index `owner`; `contacts` (count), `only_contacts` (nobody
        else of ours knows them), `strength_lost`, `share_lost` (fraction of the strength now).

    Raises
    ------
    ValueError
        As `owner_concentration`; also when an owner is linked with a contact twice.

    Notes
    -----
    Strength now = sum over contacts of the strongest link; lost = that less the same sum without the owner.
    Source: key-person risk, one person at a time.

    Examples
    --------
    >>> key_person_risk(["Li", "Wang", "Wang"], [10, 6, 4], contact=["buyer", "buyer", "engineer"])
           contacts  only_contacts  strength_lost  share_lost
    owner
    Li            1              0            4.0    0.285714
    Wang          2              1            4.0    0.285714
    """
    links = _links_of_owners(owner, strength, contact)
    values = links["strength"].to_numpy()
    rows_of: dict[Any, list[int]] = {}
    for row, person in enumerate(links["contact"]):
        rows_of.setdefault(person, []).append(row)
    total = float(np.sum([values[rows].max() for rows in rows_of.values()]))
    if total <= 0:
        raise ValueError("strength must sum to more than 0, it is 0 for every link")
    # Only the strongest link of a contact matters: without it the contact falls to the second, or to 0.
    lost, only = np.zeros(len(links)), np.zeros(len(links), dtype=bool)
    for rows in rows_of.values():
        strongest, *others = sorted(rows, key=lambda row: -values[row])
        lost[strongest] = values[strongest] - (values[others[0]] if others else 0.0)
        only[strongest] = not others
    links["strength_lost"], links["only"] = lost, only
    by_owner = links.groupby("owner", sort=False)
    lost_by_owner = by_owner["strength_lost"].sum()
    table = pd.DataFrame(
        {
            "contacts": by_owner.size(),
            "only_contacts": by_owner["only"].sum(),
            "strength_lost": lost_by_owner,
            "share_lost": lost_by_owner / total,
        }
    )
    return table.sort_values("strength_lost", ascending=False, kind="stable")


def _links_of_owners(owner: Any, strength: Any, contact: Any) -> pd.DataFrame:
    values, labels = checks.account_values("strength", strength, unique=False)
    checks.not_negative("strength", values, labels)
    links = pd.DataFrame({"strength": values, "owner": same_length("owner", labels_of("owner", owner), len(values))})
    if contact is None:
        links["contact"] = np.arange(len(values))
    else:
        links["contact"] = same_length("contact", labels_of("contact", contact), len(values))
        twice = links.duplicated(["owner", "contact"])
        if twice.any():
            row = links[twice].iloc[0]
            raise ValueError(
                f"owner {row['owner']!r} is linked with contact {row['contact']!r} more than once"
            )
    return links


__all__ = [
    "key_person_risk",
    "owner_concentration",
]
