"""Bundle or separate prices: exact best prices for buyers whose reservation prices are known."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from ._checks import choice, number, numbers, row

STRATEGIES = ("separate", "pure", "mixed")
MOST_PRODUCTS = 8
MOST_KINDS_OF_BUYER_FOR_MIXED = 30
_TREES_AT_A_TIME = 200_000


class BundleOffer(NamedTuple):
    """The best offer found: its strategy, its prices and its profit."""

    strategy: str
    separate_prices: dict[Any, float] | None
    bundle_price: float | None
    profit: float


class _Market(NamedTuple):
    values: np.ndarray  # reservation prices, one row a buyer, one column a product
    costs: np.ndarray
    buyers: np.ndarray
    buyer_names: list[Any]
    products: list[Any]


def _market(reservation_prices: Any, unit_costs: Any, buyers: Any) -> _Market:
    table = reservation_prices
    if isinstance(table, pd.DataFrame):
        names, products, raw = list(table.index), list(table.columns), table.to_numpy()
    elif isinstance(table, Mapping):
        names, raw = list(table), [list(row_) for row_ in table.values()]
        products = None
    else:
        names, products, raw = None, None, table
    try:
        values = np.asarray(numbers("reservation_prices", raw, low=0))
    except ValueError as error:
        if "inhomogeneous" in str(error):
            raise ValueError("reservation_prices must have one number for each buyer and product") from None
        raise
    if values.ndim != 2 or not values.size:
        raise ValueError(f"reservation_prices must have a row a buyer and a column a product, got {table!r}")
    kinds, count = values.shape
    if count > MOST_PRODUCTS:
        raise ValueError(f"reservation_prices must have {MOST_PRODUCTS} products or fewer, got {count}")
    products = list(range(count)) if products is None else products
    if isinstance(unit_costs, Mapping):
        unit_costs = _by_product("unit_costs", unit_costs, products)
    costs = row("unit_costs", unit_costs, size=count, low=0)
    heads = np.ones(kinds) if buyers is None else row("buyers", buyers, size=kinds, low=0)
    return _Market(values, costs, heads, list(range(kinds)) if names is None else names, products)


def _by_product(name: str, given: Any, products: list[Any]) -> list[Any]:
    """Put prices or costs given by name into the products' order."""
    if not isinstance(given, Mapping):
        return given
    if set(given) != set(products):
        raise ValueError(f"{name} must name the products {products}, got {list(given)}")
    return [given[product] for product in products]


def _options(count: int, separate: bool, bundle: bool) -> list[tuple[int, ...]]:
    """List what a buyer may take, as product numbers; the whole bundle is written (-1,)."""
    singles = [pick for size in range(1, count + 1) for pick in combinations(range(count), size)]
    return (singles if separate else []) + ([(-1,)] if bundle else [])


def _choose(market: _Market, separate: np.ndarray | None, bundle: float | None) -> tuple[Any, ...]:
    """Let every buyer choose; return options, choice numbers (-1 for nothing), surpluses and margins.

    Rule for ties, ``ties="buys"``: a buyer whose best surplus is zero buys, and a buyer for whom two
    purchases are equally good takes the one that earns us more.
    """
    values, costs = market.values, market.costs
    options = _options(costs.size, separate is not None, bundle is not None)
    surplus = np.empty((values.shape[0], len(options)))
    margin = np.empty(len(options))
    for place, option in enumerate(options):
        if option == (-1,):
            surplus[:, place] = values.sum(axis=1) - bundle
            margin[place] = bundle - costs.sum()
        else:
            picked = list(option)
            surplus[:, place] = (values[:, picked] - separate[picked]).sum(axis=1)
            margin[place] = (separate[picked] - costs[picked]).sum()
    slack = _slack(market)
    best = surplus.max(axis=1)
    ranked = np.where(surplus >= best[:, None] - slack, margin, -np.inf)
    chosen = np.where(best >= -slack, ranked.argmax(axis=1), -1)
    return options, chosen, surplus, margin


def _slack(market: _Market) -> float:
    """Say how small a difference in surplus is only binary noise."""
    return 1e-8 * max(1.0, float(market.values.sum(axis=1).max()))


def _read_prices(market: _Market, separate_prices: Any, bundle_price: Any) -> tuple[Any, Any]:
    if separate_prices is None and bundle_price is None:
        raise ValueError("separate_prices or bundle_price must be given, got None for both")
    separate = None
    if separate_prices is not None:
        ordered = _by_product("separate_prices", separate_prices, market.products)
        separate = row("separate_prices", ordered, size=market.costs.size, low=0)
    return separate, None if bundle_price is None else number("bundle_price", bundle_price, low=0)


def bundle_choices(
    reservation_prices: Any,
    unit_costs: Any,
    *,
    separate_prices: Any = None,
    bundle_price: float | None = None,
    buyers: Any = None,
    ties: str = "buys",
) -> pd.DataFrame:
    """Return what each buyer takes at given prices, and what that earns us.

    Separate prices alone are separate selling, a bundle price alone pure bundling, both together
    mixed bundling. A buyer takes what leaves the largest surplus: reservation prices − price.

    Parameters
    ----------
    reservation_prices : DataFrame or table of numbers
        The most a buyer would pay, CNY: a row a buyer (or kind of buyer), a column a product. A mapping
        from buyer to a list of prices will do. A bundle is worth the sum of its products.
    unit_costs : list or mapping of numbers
        CNY, one a product.
    separate_prices : list or mapping of numbers, optional
        CNY, one a product.
    bundle_price : float, optional
        CNY for one of each product.
    buyers : list of numbers, optional
        How many buyers each row stands for; one each without it.
    ties : {"buys"}
        The rule for ties: a buyer whose surplus is exactly zero buys, and of equally good purchases
        takes the one that earns us more.

    Returns
    -------
    DataFrame
        Index: buyers. Columns ``takes`` (a tuple of products, empty for nothing), ``as_bundle``,
        ``pays``, ``surplus``, ``profit`` (CNY; profit times the number of buyers).

    Raises
    ------
    ValueError
        When a number is missing or negative, sizes differ, no price is given, or ties is unknown.

    References
    ----------
    Adams & Yellen (1976), "Commodity bundling and the burden of monopoly", QJE 90(3).

    Examples
    --------
    >>> table = bundle_choices([[8_000, 2_500], [7_000, 3_000]], [0, 0], bundle_price=10_000)
    >>> table["surplus"].tolist(), table["profit"].tolist()
    ([500.0, 0.0], [10000.0, 10000.0])
    """
    choice("ties", ties, ("buys",))
    market = _market(reservation_prices, unit_costs, buyers)
    separate, bundle = _read_prices(market, separate_prices, bundle_price)
    options, chosen, surplus, margin = _choose(market, separate, bundle)
    rows = []
    for buyer, pick in enumerate(chosen.tolist()):
        if pick < 0:
            rows.append(((), False, 0.0, 0.0, 0.0))
            continue
        whole = options[pick] == (-1,)
        taken = tuple(market.products) if whole else tuple(market.products[i] for i in options[pick])
        pays = bundle if whole else float(separate[list(options[pick])].sum())
        left = float(surplus[buyer, pick])
        rows.append((taken, whole, pays, left, float(margin[pick] * market.buyers[buyer])))
    columns = ["takes", "as_bundle", "pays", "surplus", "profit"]
    return pd.DataFrame(rows, columns=columns, index=pd.Index(market.buyer_names, name="buyer"))


def bundle_profit(
    reservation_prices: Any,
    unit_costs: Any,
    *,
    separate_prices: Any = None,
    bundle_price: float | None = None,
    buyers: Any = None,
    ties: str = "buys",
) -> float:
    """Return the profit that given separate and bundle prices earn.

    Parameters
    ----------
    reservation_prices, unit_costs, separate_prices, bundle_price, buyers, ties
        As in `bundle_choices`.

    Returns
    -------
    float
        CNY.

    Raises
    ------
    ValueError
        As `bundle_choices`.

    References
    ----------
    Adams & Yellen (1976).

    Examples
    --------
    >>> bundle_profit([[8_000, 2_500], [7_000, 3_000]], [0, 0], separate_prices=[7_000, 2_500])
    19000.0
    """
    choice("ties", ties, ("buys",))
    market = _market(reservation_prices, unit_costs, buyers)
    return _profit(market, *_read_prices(market, separate_prices, bundle_price))


def _profit(market: _Market, separate: np.ndarray | None, bundle: float | None) -> float:
    _, chosen, _, margin = _choose(market, separate, bundle)
    bought = chosen >= 0
    return float(margin[chosen[bought]] @ market.buyers[bought])


def _best_single_price(values: np.ndarray, cost: float, buyers: np.ndarray, slack: float) -> float:
    """Return the lowest of the most profitable prices of one good: some buyer's reservation price.

    Between two reservation prices a higher price loses nobody, so only these (and the cost, when
    nobody would pay it) can be best.
    """
    candidates = np.unique(np.maximum(values, cost))
    order = np.argsort(values)
    lost = np.concatenate(([0.0], np.cumsum(buyers[order])))  # buyers who would pay less, from the lowest up
    sold = lost[-1] - lost[np.searchsorted(values[order], candidates - slack)]
    profit = (candidates - cost) * sold
    return float(candidates[int(np.argmax(profit >= profit.max() - slack))])


def _candidates_for_mixed(values: np.ndarray) -> np.ndarray:
    """List every triple (price 1, price 2, bundle price) at which a best mixed offer can lie.

    As prices move, profit changes linearly until some buyer is indifferent between two choices. So a
    best offer lies where three such indifferences meet. Each fixes a price or a difference of two:
    price 1, price 2 or bundle price = a reservation price; bundle price − price 1 = what a buyer pays
    for good 2, and the other way round; price 1 − price 2 = a buyer's difference. Three that fix
    all prices form a tree over {nothing, good 1, good 2, bundle}: 16 trees, every combination in each.
    The difference 0 between the bundle and one good stands for "this good is not sold alone".
    """
    first, second = values[:, 0], values[:, 1]
    with_zero = [np.unique(np.append(x, 0.0)) for x in (first, second)]
    edges = {  # (from, to): possible values of price(to) − price(from); 0 nothing, 1 and 2 goods, 3 bundle
        (0, 1): np.unique(first),
        (0, 2): np.unique(second),
        (0, 3): np.unique(first + second),
        (1, 3): with_zero[1],
        (2, 3): with_zero[0],
        (1, 2): np.unique(second - first),
    }
    found = []
    for tree in combinations(edges, 3):
        grids = np.meshgrid(*(edges[edge] for edge in tree), indexing="ij")
        prices = {0: np.zeros(grids[0].size)}
        for _ in range(3):
            for (start, end), grid in zip(tree, grids, strict=True):
                if start in prices and end not in prices:
                    prices[end] = prices[start] + grid.ravel()
                elif end in prices and start not in prices:
                    prices[start] = prices[end] - grid.ravel()
        if len(prices) == 4:  # three edges in a ring leave a price open
            found.append(np.column_stack([prices[1], prices[2], prices[3]]))
    triples = np.concatenate(found)
    most = values.sum(axis=1).max() * (1 + 1e-9)
    return triples[(triples >= 0).all(axis=1) & (triples[:, 2] <= most)]


def _mixed_profits(market: _Market, triples: np.ndarray) -> np.ndarray:
    """Return the profit of many mixed offers at once (the rule for ties is that of `_choose`)."""
    values, costs, slack = market.values, market.costs, _slack(market)
    margins = triples - np.array([costs[0], costs[1], costs.sum()])
    both = margins[:, 0] + margins[:, 1]
    profit = np.zeros(len(triples))
    for (first, second), heads in zip(values, market.buyers, strict=True):
        surplus = (
            first - triples[:, 0],
            second - triples[:, 1],
            first + second - triples[:, 2],
            first + second - triples[:, 0] - triples[:, 1],
        )
        best = np.maximum(np.maximum(surplus[0], surplus[1]), np.maximum(surplus[2], surplus[3]))
        earned = np.full(len(triples), -np.inf)
        for left, margin in zip(surplus, (margins[:, 0], margins[:, 1], margins[:, 2], both), strict=True):
            np.maximum(earned, np.where(left >= best - slack, margin, -np.inf), out=earned)
        profit += heads * np.where(best >= -slack, earned, 0.0)
    return profit


def _best_mixed(market: _Market, separate: BundleOffer) -> BundleOffer:
    if market.costs.size != 2:
        count = market.costs.size
        raise ValueError(f"reservation_prices must have two products for mixed bundling, got {count}")
    kinds = np.unique(market.values, axis=0).shape[0]
    if kinds > MOST_KINDS_OF_BUYER_FOR_MIXED:
        raise ValueError(
            f"reservation_prices must have {MOST_KINDS_OF_BUYER_FOR_MIXED} different rows or fewer for mixed "
            f"bundling, got {kinds}; group the buyers and say with buyers= how many are in each group"
        )
    costs = market.costs
    floor = np.array([costs[0], costs[1], costs.sum()])
    # Raising every price that is under its cost up to the cost never loses profit: who leaves cost us money.
    triples = np.maximum(_candidates_for_mixed(market.values), floor)
    triples = np.unique(triples.round(9), axis=0)
    profits = np.concatenate(
        [
            _mixed_profits(market, triples[start : start + _TREES_AT_A_TIME])
            for start in range(0, len(triples), _TREES_AT_A_TIME)
        ]
    )
    # Separate selling is mixed bundling with a bundle at the sum of the prices.
    if profits.max() <= separate.profit + _slack(market):
        prices = separate.separate_prices or {}
        return BundleOffer("mixed", prices, float(sum(prices.values())), separate.profit)
    best = triples[int(np.argmax(profits >= profits.max() - _slack(market)))]
    prices = dict(zip(market.products, best[:2].tolist(), strict=True))
    return BundleOffer("mixed", prices, float(best[2]), _profit(market, best[:2], float(best[2])))


def _best_of(market: _Market, strategy: str) -> BundleOffer:
    slack = _slack(market)
    if strategy == "pure":
        whole, cost = market.values.sum(axis=1), float(market.costs.sum())
        price = _best_single_price(whole, cost, market.buyers, slack)
        return BundleOffer("pure", None, price, _profit(market, None, price))
    prices = np.array(
        [
            _best_single_price(market.values[:, i], float(cost), market.buyers, slack)
            for i, cost in enumerate(market.costs)
        ]
    )
    named = dict(zip(market.products, prices.tolist(), strict=True))
    separate = BundleOffer("separate", named, None, _profit(market, prices, None))
    return separate if strategy == "separate" else _best_mixed(market, separate)


def best_bundle(
    reservation_prices: Any,
    unit_costs: Any,
    *,
    strategy: str = "best",
    buyers: Any = None,
    ties: str = "buys",
) -> BundleOffer:
    """Return the most profitable prices, exactly, when the buyers' reservation prices are known.

    Only prices at which some buyer is indifferent can be best; all of them are tried. No price is
    ever below cost.

    Parameters
    ----------
    reservation_prices, unit_costs, buyers, ties
        As in `bundle_choices`.
    strategy : {"best", "separate", "pure", "mixed"}
        "separate": each product at its own price. "pure": only the bundle of all products. "mixed":
        two products, both alone and as a bundle. "best": the most profitable of these; of equals the
        simplest, in this order. Mixed is left out of "best" for other than two products.

    Returns
    -------
    BundleOffer
        ``strategy``, ``separate_prices`` (mapping, or None for pure), ``bundle_price`` (or None for
        separate) and ``profit`` (CNY). Of equally profitable prices the lowest.

    Raises
    ------
    ValueError
        When a number is missing or negative, sizes differ, a keyword is unknown, or mixed bundling is
        asked for other than two products or more than 30 kinds of buyer.

    Notes
    -----
    Separate and pure prices are found in sorted order, so the time grows with the buyers; mixed ones among up to
    all triples of indifferences of the kinds of buyer, each tried on every kind: with the fourth power of their number.

    References
    ----------
    Adams & Yellen (1976); Stigler (1963), "United States v. Loew's Inc.: A note on block-booking".

    Examples
    --------
    >>> best_bundle([[8_000, 2_500], [7_000, 3_000]], [0, 0])
    BundleOffer(strategy='pure', separate_prices=None, bundle_price=10000.0, profit=20000.0)
    """
    choice("ties", ties, ("buys",))
    choice("strategy", strategy, ("best", *STRATEGIES))
    market = _market(reservation_prices, unit_costs, buyers)
    if strategy != "best":
        return _best_of(market, strategy)
    tried = STRATEGIES if market.costs.size == 2 else STRATEGIES[:2]
    offers = [_best_of(market, each) for each in tried]
    most = max(offer.profit for offer in offers)
    return next(offer for offer in offers if offer.profit >= most - _slack(market))


def compare_bundles(
    reservation_prices: Any, unit_costs: Any, *, buyers: Any = None, ties: str = "buys"
) -> pd.DataFrame:
    """Return the best separate, pure and (for two products) mixed offer side by side.

    Parameters
    ----------
    reservation_prices, unit_costs, buyers, ties
        As in `bundle_choices`.

    Returns
    -------
    DataFrame
        Index ``strategy``; columns ``separate_prices``, ``bundle_price`` (None where there is none) and
        ``profit`` (CNY).

    Raises
    ------
    ValueError
        As `best_bundle`.

    References
    ----------
    Adams & Yellen (1976).

    Examples
    --------
    >>> compare_bundles([[8_000, 2_500], [7_000, 3_000]], [0, 0])["profit"].tolist()
    [19000.0, 20000.0, 20000.0]
    """
    choice("ties", ties, ("buys",))
    market = _market(reservation_prices, unit_costs, buyers)
    tried = STRATEGIES if market.costs.size == 2 else STRATEGIES[:2]
    offers = [_best_of(market, each) for each in tried]
    return pd.DataFrame(
        {
            "separate_prices": pd.Series([offer.separate_prices for offer in offers], dtype=object).to_list(),
            "bundle_price": pd.Series([offer.bundle_price for offer in offers], dtype=object).to_numpy(),
            "profit": [offer.profit for offer in offers],
        },
        index=pd.Index(tried, name="strategy"),
    )


__all__ = ["BundleOffer", "best_bundle", "bundle_choices", "bundle_profit", "compare_bundles"]
