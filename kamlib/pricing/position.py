"""Where our price stands in the market: price index, value map and fair-value line."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from ._checks import fits, number, numbers, row, shaped


class FairValueLine(NamedTuple):
    """The straight line price = intercept + slope × quality, and how much of the prices it explains."""

    intercept: float
    slope: float
    r_squared: float

    def price_at(self, quality: Any) -> Any:
        """Return the fair price for a quality, CNY."""
        given = numbers("quality", quality)
        return shaped(self.intercept + self.slope * given, quality)


def price_index(our_price: Any, market_prices: Any, *, weights: Any = None) -> Any:
    """Return our price as a multiple of the market's mean price.

    Index = our price ÷ mean of the market prices. The market is what you give: leave our own price
    out, or put it in, on purpose.

    Parameters
    ----------
    our_price : number, array or Series
        CNY per unit.
    market_prices : list or mapping of numbers
        CNY per unit, one a supplier.
    weights : list or mapping of numbers, optional
        Units sold by each supplier, for a mean weighted by volume; all alike without it.

    Returns
    -------
    float, array or Series
        1.05 is 5 % above the market.

    Raises
    ------
    ValueError
        When a number is missing or out of its range, or the weights are all zero.

    References
    ----------
    Leszinski & Marn (1997), "Setting value, not price", McKinsey Quarterly 1997(1).

    Examples
    --------
    >>> price_index(105, [90, 100, 110])
    1.05
    """
    ours = numbers("our_price", our_price, low=0)
    market = row("market_prices", market_prices, above=0)
    if weights is None:
        mean = float(market.mean())
    else:
        share = row("weights", weights, size=market.size, low=0)
        if not share.sum() > 0:
            raise ValueError(f"weights must not all be zero, got {weights!r}")
        mean = float(market @ share / share.sum())
    return shaped(ours / mean, our_price)


def fair_value_line(quality: Any, price: Any) -> FairValueLine:
    """Return the straight line that fits prices to quality with the smallest squared distances.

    Price = a + b × quality; b = Σ(q − q̄)(p − p̄) ÷ Σ(q − q̄)², a = p̄ − b·q̄.

    Parameters
    ----------
    quality, price : list, array or Series of numbers
        Perceived quality (any scale) and price (CNY per unit) of each offer; at least two different
        qualities.

    Returns
    -------
    FairValueLine
        ``intercept`` (CNY), ``slope`` (CNY for one point of quality) and ``r_squared`` (0 to 1; 1
        when all prices are alike and the line meets them).

    Raises
    ------
    ValueError
        When a number is missing, the lists differ in length, or there are not two different qualities.

    References
    ----------
    Gale (1994), Managing Customer Value; Leszinski & Marn (1997); ordinary least squares.

    Examples
    --------
    >>> fair_value_line([60, 70, 80], [100, 120, 140])
    FairValueLine(intercept=-20.0, slope=2.0, r_squared=1.0)
    """
    points = row("quality", quality)
    prices = row("price", price, size=points.size, low=0)
    if points.size < 2 or points.min() == points.max():
        raise ValueError(f"quality must hold two different values or more, got {points.tolist()!r}")
    from_mean = points - points.mean()
    slope = float(from_mean @ (prices - prices.mean()) / (from_mean @ from_mean))
    intercept = float(prices.mean() - slope * points.mean())
    spread = float(np.sum((prices - prices.mean()) ** 2))
    missed = float(np.sum((prices - intercept - slope * points) ** 2))
    return FairValueLine(intercept, slope, 1 - missed / spread if spread else 1.0)


def distance_to_fair_value(quality: Any, price: Any, line: FairValueLine) -> Any:
    """Return how far a price lies above (+) or below (−) the fair-value line.

    Distance = price − (intercept + slope × quality).

    Parameters
    ----------
    quality, price : number, array or Series
        Quality on the scale of the line; CNY per unit.
    line : FairValueLine

    Returns
    -------
    float, array or Series
        CNY per unit. Above the line customers pay more than the quality explains.

    Raises
    ------
    ValueError
        When a number is missing or not finite.

    References
    ----------
    Gale (1994).

    Examples
    --------
    >>> distance_to_fair_value(75, 140, fair_value_line([60, 70, 80], [100, 120, 140]))
    10.0
    """
    points = numbers("quality", quality)
    paid = numbers("price", price, low=0)
    fits(quality=points, price=paid)
    return shaped(paid - (line.intercept + line.slope * points), quality, price)


def value_map(
    quality: Any, price: Any, *, line: FairValueLine | None = None, fair_within: float = 0.0
) -> pd.DataFrame:
    """Return each offer's place on the value map: its fair price and its distance from the line.

    Parameters
    ----------
    quality, price : list, array or Series
        One entry an offer; the index of a Series names the offers.
    line : FairValueLine, optional
        The line to measure from; fitted to all the offers given when it is left out. To measure our
        offer against the rivals only, fit the line to the rivals first.
    fair_within : float
        Distance in CNY that still counts as fair.

    Returns
    -------
    DataFrame
        Columns quality, price, fair_price, distance (CNY) and place: "above", "fair" or "below".

    Raises
    ------
    ValueError
        As `fair_value_line`.

    References
    ----------
    Gale (1994); Leszinski & Marn (1997).

    Examples
    --------
    >>> value_map([60, 70, 80], [100, 126, 140], line=FairValueLine(-20, 2, 1))["place"].tolist()
    ['fair', 'above', 'fair']
    """
    points = row("quality", quality)
    prices = row("price", price, size=points.size, low=0)
    near = number("fair_within", fair_within, low=0)
    line = fair_value_line(points, prices) if line is None else line
    fair = line.intercept + line.slope * points
    distance = prices - fair
    slack = near + 1e-9 * max(1.0, float(prices.max()))  # binary noise is no distance
    place = np.where(distance > slack, "above", np.where(distance < -slack, "below", "fair"))
    named = [given.index for given in (quality, price) if isinstance(given, pd.Series)]
    if len(named) == 2 and not named[0].equals(named[1]):
        raise ValueError("quality and price have different row labels; give them the same index")
    index = named[0] if named else (list(quality) if isinstance(quality, dict) else None)
    columns = {"quality": points, "price": prices, "fair_price": fair, "distance": distance, "place": place}
    return pd.DataFrame(columns, index=index)


__all__ = ["FairValueLine", "distance_to_fair_value", "fair_value_line", "price_index", "value_map"]
