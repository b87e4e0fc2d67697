"""Giving and getting: the concession record, the trade list and the walk-away price."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import pandas as pd

from ._checks import choice, number


class Concession(NamedTuple):
    """One exchange of a negotiation: what we gave and what we received for it, CNY."""

    name: str
    given: float = 0.0
    received: float = 0.0


class TradeCheck(NamedTuple):
    """Whether a trade list is worth the price cut that it is to pay for, CNY."""

    cut: float
    received: float
    balance: float
    covers: bool


class AgreementZone(NamedTuple):
    """The prices between the seller's and the buyer's walk-away price."""

    lowest: float
    highest: float
    width: float  # negative: no deal is better for both than their alternatives


def concession_ratio(given: float, received: float) -> float:
    """Return how many CNY we gave for each CNY received.

    Ratio = given ÷ received; above 1 we gave more than we got.

    Parameters
    ----------
    given, received : float
        CNY.

    Returns
    -------
    float
        Infinite when we gave something for nothing; 0 when nothing was given.

    Raises
    ------
    ValueError
        When a number is missing or negative.

    References
    ----------
    Concession control: Fisher & Ury (1981), Getting to Yes (trade, do not give).

    Examples
    --------
    >>> concession_ratio(given=12_000, received=8_000)
    1.5
    """
    gave = number("given", given, low=0)
    got = number("received", received, low=0)
    if gave == 0:
        return 0.0
    return gave / got if got else math.inf


def concession_record(concessions: Iterable[Any]) -> pd.DataFrame:
    """Return the record of a negotiation with its running balance.

    Parameters
    ----------
    concessions : list of Concession, or of mappings with the same names
        In the order in which they were made; amounts in CNY, zero or more.

    Returns
    -------
    DataFrame
        Index ``step`` from 1; columns name, given, received, given_so_far, received_so_far,
        balance (received − given so far) and ratio (given ÷ received so far, as `concession_ratio`).

    Raises
    ------
    ValueError
        When a concession lacks a name or holds an impossible amount.

    References
    ----------
    Fisher & Ury (1981).

    Examples
    --------
    >>> table = concession_record([Concession("2 % off", given=20_000),
    ...                            Concession("payment in 30 days", received=8_000)])
    >>> table["balance"].tolist(), table["ratio"].tolist()
    ([-20000.0, -12000.0], [inf, 2.5])
    """
    rows = []
    for place, entry in enumerate(concessions, start=1):
        if isinstance(entry, Mapping):
            if "name" not in entry or set(entry) - set(Concession._fields):
                raise ValueError(
                    f"concessions[{place}] must have name, given and received, got {dict(entry)!r}"
                )
            entry = Concession(**entry)
        if not isinstance(entry, Concession):
            raise ValueError(f"concessions[{place}] must be a Concession or a mapping, got {entry!r}")
        gave = number(f"concessions[{place}] ({entry.name!r}) given", entry.given, low=0)
        rows.append((entry.name, gave, number(f"concessions[{place}] received", entry.received, low=0)))
    index = pd.RangeIndex(1, len(rows) + 1, name="step")
    table = pd.DataFrame(rows, columns=["name", "given", "received"], index=index)
    table[["given", "received"]] = table[["given", "received"]].astype(float)
    table["given_so_far"] = table["given"].cumsum()
    table["received_so_far"] = table["received"].cumsum()
    table["balance"] = table["received_so_far"] - table["given_so_far"]
    so_far = zip(table["given_so_far"].tolist(), table["received_so_far"].tolist(), strict=True)
    table["ratio"] = pd.Series(
        [concession_ratio(gave, got) for gave, got in so_far], index=index, dtype=float
    )
    return table


def walk_away_price(
    alternative_price: float,
    *,
    side: str,
    cost_difference: float = 0.0,
    value_difference: float = 0.0,
    switching_cost: float = 0.0,
) -> float:
    """Return the price at which a side is as well off with its best alternative (BATNA).

    Seller, the lowest price: alternative price + cost difference. Buyer, the highest price:
    alternative price + value difference + switching cost.

    Parameters
    ----------
    alternative_price : float
        CNY per unit. Seller: what the best other use of the unit brings (with idle capacity and no
        other customer, the unit cost). Buyer: the price of the best other offer.
    side : {"seller", "buyer"}
    cost_difference : float
        Seller only: how much dearer this customer is to serve than the alternative, CNY per unit
        (negative when cheaper).
    value_difference : float
        Buyer only: how much more our offer is worth to the buyer than the alternative, CNY per unit.
    switching_cost : float
        Buyer only: what it costs the buyer to leave us for the alternative, CNY per unit, zero or more.

    Returns
    -------
    float
        CNY per unit.

    Raises
    ------
    ValueError
        When a number is missing, the side is unknown, or a figure of the other side is given.

    References
    ----------
    Best alternative to a negotiated agreement: Fisher & Ury (1981), Getting to Yes.

    Examples
    --------
    >>> walk_away_price(82, side="seller", cost_difference=3)
    85.0
    >>> walk_away_price(88, side="buyer", value_difference=6, switching_cost=4)
    98.0
    """
    choice("side", side, ("seller", "buyer"))
    price = number("alternative_price", alternative_price, low=0)
    cost = number("cost_difference", cost_difference)
    value = number("value_difference", value_difference)
    leaving = number("switching_cost", switching_cost, low=0)
    if side == "seller":
        if value or leaving:
            raise ValueError("value_difference and switching_cost belong to side 'buyer', "
                             f"got {value!r} and {leaving!r}")  # fmt: skip
        return price + cost
    if cost:
        raise ValueError(f"cost_difference belongs to side 'seller', got {cost!r}")
    return price + value + leaving


def agreement_zone(seller_walk_away_price: float, buyer_walk_away_price: float) -> AgreementZone:
    """Return the prices that are better for both sides than walking away.

    Parameters
    ----------
    seller_walk_away_price, buyer_walk_away_price : float
        CNY per unit.

    Returns
    -------
    AgreementZone
        ``lowest``, ``highest``, ``width`` (CNY per unit); a negative width says that there is none.

    Raises
    ------
    ValueError
        When a number is missing or not finite.

    References
    ----------
    Raiffa (1982), The Art and Science of Negotiation.

    Examples
    --------
    >>> agreement_zone(85, 98)
    AgreementZone(lowest=85.0, highest=98.0, width=13.0)
    """
    low = number("seller_walk_away_price", seller_walk_away_price)
    high = number("buyer_walk_away_price", buyer_walk_away_price)
    return AgreementZone(low, high, high - low)


def trade_check(price_cut: float, volume: float, trades: Mapping[Any, float]) -> TradeCheck:
    """Return whether what the customer gives in return is worth at least the price cut.

    Cut = price cut × volume; received = Σ of the trades; the list covers the cut when the balance is
    not negative (to half a fen).

    Parameters
    ----------
    price_cut : float
        CNY per unit, as a positive amount.
    volume : float
        Units a period on which the cut is given.
    trades : mapping from trade to number
        What each thing the customer gives is worth to us, net of what it costs us, CNY in the same
        period; zero or more.

    Returns
    -------
    TradeCheck
        ``cut``, ``received``, ``balance`` (CNY) and ``covers``.

    Raises
    ------
    ValueError
        When a number is missing or negative.

    References
    ----------
    Fisher & Ury (1981).

    Examples
    --------
    >>> trade_check(8, 1_000, {"volume commitment": 5_000, "payment in 30 days": 3_500})
    TradeCheck(cut=8000.0, received=8500.0, balance=500.0, covers=True)
    """
    cut = number("price_cut", price_cut, low=0) * number("volume", volume, low=0)
    if not isinstance(trades, Mapping):
        raise ValueError(f"trades must be a mapping from trade to its worth, got {trades!r}")
    received = math.fsum(number(f"trades[{name!r}]", worth, low=0) for name, worth in trades.items())
    return TradeCheck(cut, received, received - cut, received - cut >= -0.005)


__all__ = [
    "AgreementZone",
    "Concession",
    "TradeCheck",
    "agreement_zone",
    "concession_ratio",
    "concession_record",
    "trade_check",
    "walk_away_price",
]
