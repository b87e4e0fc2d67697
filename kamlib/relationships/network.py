"""Who knows whom: degree, closeness, betweenness and the brokers of a network of people."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from kamlib import checks


def network_position(
    links: Iterable[tuple[Any, Any]],
    *,
    directed: bool,
    normalised: bool,
    people: Iterable[Any] | None = None,
) -> pd.DataFrame:
    """Say who knows many, who is close to all, and who stands between the others in a network of people.

    Parameters
    ----------
    links : iterable of pairs
        (person, person): who is in contact with whom; a pair twice counts once.
    directed : bool
        False: a link works both ways. True: from the first person to the second only (asks, reports to).
    normalised : bool
        True: as fractions of the most that is possible among that many people (0 to 1). False: counts of
        people, and of pairs for betweenness; closeness is a fraction either way.
    people : iterable, optional
        Everybody in the network, in the order wanted; needed for people without a link.

    Returns
    -------
    DataFrame
        Index `person`; `degree` (for directed links `degree_out` and `degree_in` instead), `closeness`,
        `betweenness`. Closeness of a directed network looks along the links, from the person to the others.

    Raises
    ------
    ValueError
        For no links and no people, a link of a person with itself, no pair, an unknown or doubled person.

    Notes
    -----
    Degree: people linked, over n - 1. Betweenness: for every pair of others the share of the shortest paths
    that lead through the person, over (n-1)(n-2)/2 pairs (directed: (n-1)(n-2)). Closeness: people reached
    over the sum of their distances, times the share of the others that is reached (Wasserman & Faust 1994),
    so it is 0 for somebody alone and falls short where the network is split.

    The time grows with people * (people + links): every person is a start of one walk over all links.

    Source: Freeman, L. C. (1978), Centrality in social networks: conceptual clarification, Social Networks
    1(3), 215-239; betweenness by Brandes, U. (2001), A faster algorithm for betweenness centrality, Journal
    of Mathematical Sociology 25(2), 163-177.

    Examples
    --------
    >>> network_position([("Li", "Wang"), ("Wang", "Zhao")], directed=False, normalised=True).round(3)
            degree  closeness  betweenness
    person
    Li         0.5      0.667          0.0
    Wang       1.0      1.000          1.0
    Zhao       0.5      0.667          0.0
    """
    for name, given in (("directed", directed), ("normalised", normalised)):
        checks.choice(name, given, (True, False))
    names, neighbours = _neighbours(links, directed, people)
    count = len(names)
    betweenness = np.zeros(count)
    closeness = np.zeros(count)
    for start in range(count):
        reached, distance, through = _shortest_paths(neighbours, start)
        betweenness += through
        total = sum(distance[person] for person in reached)
        if total:
            others = len(reached) - 1
            closeness[start] = others / total * others / (count - 1)
    if not directed:
        betweenness /= 2.0  # every pair was met from both of its ends
    pairs = (count - 1) * (count - 2) / (1.0 if directed else 2.0)
    if normalised:
        betweenness /= max(pairs, 1.0)
    table = pd.DataFrame(index=pd.Index(names, name="person"))
    out = np.array([len(row) for row in neighbours], dtype=float)
    most = max(count - 1, 1) if normalised else 1
    if directed:
        table["degree_out"] = out / most
        arriving = [person for row in neighbours for person in row]
        table["degree_in"] = np.bincount(arriving, minlength=count) / most
    else:
        table["degree"] = out / most
    table["closeness"] = closeness
    table["betweenness"] = betweenness
    return table


def brokers(positions: pd.DataFrame, *, at_least: float) -> list[Any]:
    """List the people who stand between others, the strongest broker first.

    Parameters
    ----------
    positions : DataFrame
        Result of `network_position`.
    at_least : float
        Betweenness from which a person counts as a broker, above 0, in the measure of `positions`.

    Returns
    -------
    list
        People with at least that betweenness, greatest first, equals in list order.

    Raises
    ------
    ValueError
        When there is no column `betweenness`, or the limit is not above 0.

    Notes
    -----
    Source: betweenness as brokerage, Freeman (1978).

    Examples
    --------
    >>> chain = [("Li", "Wang"), ("Wang", "Zhao"), ("Zhao", "Chen")]
    >>> brokers(network_position(chain, directed=False, normalised=False), at_least=1)
    ['Wang', 'Zhao']
    """
    if "betweenness" not in positions:
        raise ValueError("positions has no column 'betweenness': give the result of network_position")
    limit = checks.number("at_least", at_least)
    if limit <= 0:
        raise ValueError(f"at_least must be above 0, got {limit:g}")
    ranked = positions["betweenness"].sort_values(ascending=False, kind="stable")
    return ranked.index[ranked >= limit - 1e-12].tolist()


def _neighbours(
    links: Iterable[tuple[Any, Any]], directed: bool, people: Iterable[Any] | None
) -> tuple[list[Any], list[list[int]]]:
    """Return everybody in order, and whom each of them is linked with (by position)."""
    pairs = []
    for link in links:
        if isinstance(link, str) or len(link) != 2:
            raise ValueError(f"links must hold pairs of people, got {link!r}")
        first, second = link
        if first == second:
            raise ValueError(f"links has {first!r} linked with itself")
        pairs.append((first, second))
    if people is None:
        names = list(dict.fromkeys(person for pair in pairs for person in pair))
    else:
        names = list(people)
        if len(set(names)) < len(names):
            raise ValueError(f"people lists {next(p for p in names if names.count(p) > 1)!r} more than once")
    if not names:
        raise ValueError("links is empty and people is not given: at least one person is needed")
    position = {person: place for place, person in enumerate(names)}
    linked: list[dict[int, None]] = [{} for _ in names]
    for pair in pairs:
        for person in pair:
            if person not in position:
                raise ValueError(f"links names {person!r}, who is not in people")
        first, second = position[pair[0]], position[pair[1]]
        linked[first][second] = None
        if not directed:
            linked[second][first] = None
    return names, [list(row) for row in linked]


def _shortest_paths(neighbours: list[list[int]], start: int) -> tuple[list[int], dict[int, int], np.ndarray]:
    """Walk outwards from one person (Brandes 2001).

    Returns the people reached in order of distance, their distances, and for everybody the shares of the
    shortest paths from `start` that lead through them.
    """
    distance = {start: 0}
    paths = np.zeros(len(neighbours))
    paths[start] = 1.0
    before: dict[int, list[int]] = {start: []}
    reached = []
    waiting = deque([start])
    while waiting:
        person = waiting.popleft()
        reached.append(person)
        for other in neighbours[person]:
            if other not in distance:
                distance[other] = distance[person] + 1
                before[other] = []
                waiting.append(other)
            if distance[other] == distance[person] + 1:
                paths[other] += paths[person]
                before[other].append(person)
    through = np.zeros(len(neighbours))
    for person in reversed(reached):
        for earlier in before[person]:
            through[earlier] += paths[earlier] / paths[person] * (1.0 + through[person])
    through[start] = 0.0
    return reached, distance, through


__all__ = [
    "brokers",
    "network_position",
]
