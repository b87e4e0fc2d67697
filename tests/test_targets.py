"""Sales targets: sums exact to the cent at every level, printed figures, and what is refused."""

from __future__ import annotations

import itertools
import math
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kamlib import allocation, targets
from kamlib.targets._rounding import move_one

LEVELS = ["region", "industry", "customer", "project"]
SEASON = [0.8, 0.6, 1.1, 1.0, 1.0, 1.2, 0.9, 0.9, 1.1, 1.1, 1.1, 1.2]


def tree(count: int, seed: int = 0) -> pd.MultiIndex:
    rng = np.random.default_rng(seed)
    return pd.MultiIndex.from_arrays(
        [rng.integers(0, 4, count), rng.integers(0, 3, count), rng.integers(0, 5, count), np.arange(count)],
        names=LEVELS,
    )


def cents(amounts) -> np.ndarray:
    """Whole cents; each amount must be the very float that its cents are written as."""
    amounts = np.asarray(amounts)
    whole = np.rint(amounts * 100).astype(np.int64)
    assert (whole / 100 == amounts).all()
    return whole


# --- the year by month --------------------------------------------------------------------------


def test_seasonal_index_by_hand():
    years = [[60, 100] + [100] * 8 + [120, 120], [120, 200] + [200] * 8 + [200, 280]]
    ours = targets.seasonal_index(years, years_count="by_sales")
    total = Fraction(sum(map(sum, years)))
    expected = [12 * Fraction(a + b) / total for a, b in zip(*years, strict=True)]
    assert ours == pytest.approx([float(value) for value in expected])
    equally = targets.seasonal_index(years, years_count="equally")
    ratios = [
        (Fraction(a, sum(years[0])) + Fraction(b, sum(years[1]))) / 2 * 12
        for a, b in zip(*years, strict=True)
    ]
    assert equally == pytest.approx([float(value) for value in ratios])


@given(
    st.lists(st.lists(st.floats(1, 1e6), min_size=12, max_size=12), min_size=1, max_size=5),
    st.floats(0.1, 50),
)
def test_seasonal_index_sums_to_twelve_and_knows_no_currency(years, rate):
    for years_count in ("by_sales", "equally"):
        index = targets.seasonal_index(years, years_count=years_count)
        assert index.sum() == pytest.approx(12)
        other = targets.seasonal_index(np.array(years) * rate, years_count=years_count)
        assert other == pytest.approx(index)


def test_a_bigger_year_weighs_only_by_sales():
    flat, steep = [100.0] * 12, [0.0] * 11 + [12_000.0]
    assert targets.seasonal_index([flat, steep], years_count="equally")[11] == pytest.approx(6.5)
    by_sales = targets.seasonal_index([flat, steep], years_count="by_sales")[11]
    assert by_sales == pytest.approx(12 * 12_100 / 13_200)


def test_sales_by_year_and_month():
    dates = pd.date_range("2023-07-01", "2026-06-30")
    amounts = np.arange(len(dates), dtype=float)
    table = targets.sales_by_year_and_month(dates, amounts, first_month=7)
    assert table.index.tolist() == [2024, 2025, 2026]
    assert table.columns.tolist() == [7, 8, 9, 10, 11, 12, 1, 2, 3, 4, 5, 6]
    for (year, month), sold in pd.Series(amounts).groupby([dates.year, dates.month]):
        assert table.loc[year + (month >= 7), month] == sold.sum()
    calendar = targets.sales_by_year_and_month(["2025-01-01", "2025-12-31"], [1, 2], first_month=1)
    assert calendar.loc[2025].tolist() == [1.0] + [0.0] * 10 + [2.0]
    with pytest.raises(ValueError, match="whole business years from month 1"):
        targets.sales_by_year_and_month(dates, amounts, first_month=1)


@given(st.integers(-(10**9), 10**9), st.lists(st.integers(1, 40), min_size=12, max_size=12))
def test_monthly_plan_and_quarters_add_up(total, weights):
    plan = targets.monthly_plan(total, weights, unit=1)
    assert plan.sum() == total
    quarters = targets.quarter_totals(plan)
    assert quarters.sum() == total
    assert quarters.tolist() == [sum(plan[start : start + 3]) for start in (0, 3, 6, 9)]


def test_quarters_of_tables():
    table = pd.DataFrame([range(12), range(12, 24)], index=["east", "south"])
    assert targets.quarter_totals(table).loc["south"].to_dict() == {1: 39, 2: 48, 3: 57, 4: 66}
    assert targets.quarter_totals(table.loc["east"]).to_dict() == {1: 3, 2: 12, 3: 21, 4: 30}


# --- the breakdown ------------------------------------------------------------------------------


def test_down_the_tree_by_hand():
    paths = pd.MultiIndex.from_tuples([("east", "A"), ("south", "C"), ("east", "B"), ("south", "D")])
    shares = targets.allocate_down(101, pd.Series([3, 1, 1, 1], index=paths), unit=1)
    # east 4 / 6 of 101 = 67.33, south 33.67: 67 and 34; then 67 * 3 / 4 = 50.25 and 34 / 2.
    assert shares.tolist() == [50, 17, 17, 17]


@settings(max_examples=40)
@given(
    st.integers(-(10**7), 10**7),
    st.lists(st.integers(0, 50), min_size=1, max_size=30).filter(any),
    st.sampled_from([1, 0.01, Decimal("0.01"), 10_000]),
)
def test_every_node_is_the_largest_remainder_split_of_its_parent(units, weights, unit):
    total = units * unit if not isinstance(unit, float) else float(Decimal(units) / 100)
    given_weights = pd.Series(weights, index=tree(len(weights)))
    shares = targets.allocate_down(total, given_weights, unit=unit)
    whole = pd.Series([int(round(share / unit)) for share in shares], index=shares.index)
    assert whole.sum() == units
    for depth in range(1, len(LEVELS) + 1):
        sums = whole.groupby(level=LEVELS[:depth], sort=False).sum()
        heavy = given_weights.groupby(level=LEVELS[:depth], sort=False).sum()
        above = [()] if depth == 1 else list(dict.fromkeys(path[: depth - 1] for path in whole.index))
        for parent in above:
            mine = [path for path in sums.index if (path if depth > 1 else ())[: depth - 1] == parent]
            expected = sum(sums[path] for path in mine)
            if sum(heavy[path] for path in mine):
                split = allocation.largest_remainder(int(expected), [heavy[path] for path in mine])
                assert [sums[path] for path in mine] == split.tolist()


@settings(max_examples=25)
@given(
    st.tuples(*[st.integers(-(10**8), 10**8) | st.sampled_from([0, 1, -7])] * 4),
    st.integers(1, 60),
    st.sampled_from(["own_weights", "gross_profit"]),
    st.integers(0, 10**6),
)
def test_four_measures_are_exact_to_the_cent_at_every_level(totals, count, profit_from, seed):
    rng = np.random.default_rng(seed)
    annual = {name: float(Decimal(units) / 100) for name, units in zip(targets.MEASURES, totals, strict=True)}
    weights = pd.DataFrame(
        rng.integers(1, 1_000, (count, 4)), index=tree(count, seed), columns=targets.MEASURES
    )
    table = targets.break_down(annual, weights, SEASON, unit=0.01, profit_from=profit_from)
    exact = pd.DataFrame(cents(table.to_numpy()), index=table.index, columns=table.columns)
    for measure, units in zip(targets.MEASURES, totals, strict=True):
        cells = exact[measure]
        assert cells.to_numpy().sum() == units
        if not (measure == "profit" and profit_from == "gross_profit"):
            months = targets.monthly_plan(units, SEASON, unit=1)
            assert cells.sum().tolist() == months.tolist()
            years = targets.allocate_down(units, weights[measure], unit=1)
            assert cells.sum(axis=1).tolist() == years.tolist()
            share = np.multiply.outer(years.to_numpy(), months) / units if units else np.zeros((count, 12))
            assert (np.abs(cells.to_numpy().astype(float) - share) < 1).all()
            assert not (np.sign(cells.to_numpy().astype(float)) * np.sign(units) < 0).any()
    if profit_from == "gross_profit":
        gross = targets.break_down(
            {"profit": float(Decimal(totals[2] + totals[3]) / 100)}, weights, SEASON, unit=0.01,
            profit_from="own_weights",
        )  # fmt: skip
        assert (exact["profit"] + exact["expense"]).equals(
            pd.DataFrame(cents(gross["profit"]), index=table.index, columns=exact["profit"].columns)
        )
    for depth, period in itertools.product(range(4), ("month", "quarter", "year")):
        rolled = targets.roll_up(table, unit=0.01, levels=LEVELS[:depth], period=period)
        assert cents(rolled.to_numpy()).sum() == sum(totals)
        width = {"month": 1, "quarter": 3, "year": 12}[period]
        by_hand = exact.groupby(level=LEVELS[:depth], sort=False).sum() if depth else exact.sum().to_frame().T
        assert (
            cents(rolled["sales"].iloc[:, 0]).tolist()
            == by_hand["sales"].iloc[:, :width].sum(axis=1).tolist()
        )


@settings(max_examples=80)
@given(
    st.integers(0, 3_000),
    st.lists(st.integers(1, 40), min_size=1, max_size=8),
    st.lists(st.integers(1, 40), min_size=12, max_size=12),
)
def test_a_grid_of_regions_and_months_is_within_one_unit_of_the_exact_share(total, weights, season):
    index = pd.Index([f"region {place}" for place in range(len(weights))])
    grid = targets.break_down(
        {"sales": total}, pd.Series(weights, index=index), season, unit=1, profit_from="own_weights"
    )["sales"].to_numpy()
    assert grid.sum(axis=1).tolist() == allocation.largest_remainder(total, weights).tolist()
    assert grid.sum(axis=0).tolist() == allocation.largest_remainder(total, season).tolist()
    exact = total * np.multiply.outer(weights, season) / (sum(weights) * sum(season))
    assert (np.abs(grid - exact) < 1 + 1e-9).all()


def test_margins_that_no_rounding_of_the_exact_shares_can_hold_are_held_all_the_same():
    # Row 1 has 3 units to give away, but only two months have one to take: found by search.
    weights, season = [10, 30], [36, 24, 23, 9] + [0] * 8
    exact = [[Fraction(14 * w * s, 40 * 92) for s in season] for w in weights]
    months = allocation.largest_remainder(14, season).tolist()
    choices = [[{math.floor(cell), math.ceil(cell)} for cell in row[:4]] for row in exact]
    assert not any(
        sum(first) == 4
        and all(month - one in other for one, month, other in zip(first, months, choices[1], strict=False))
        for first in itertools.product(*choices[0])
    )
    grid = targets.break_down(
        {"sales": 14}, pd.Series(weights, index=["a", "b"]), season, unit=1, profit_from="own_weights"
    )["sales"].to_numpy()
    assert (grid.sum(axis=1).tolist(), grid.sum(axis=0).tolist()) == ([4, 10], months)
    assert (
        max(abs(cell - share) for cell, share in zip(grid.ravel().tolist(), sum(exact, []), strict=True)) < 2
    )


def test_a_region_keeps_its_season_and_its_month():
    index = tree(300, 5)
    weights = pd.Series(np.random.default_rng(5).integers(1, 99, 300), index=index)
    seasons = pd.DataFrame([np.roll(SEASON, shift) for shift in range(4)], index=range(4))
    table = targets.break_down({"sales": 123_457}, weights, seasons, unit=1, profit_from="own_weights")
    by_region = targets.roll_up(table, unit=1, levels=["region"])["sales"]
    assert int(by_region.to_numpy().sum()) == 123_457
    for region, row in by_region.iterrows():
        assert row.tolist() == allocation.largest_remainder(int(row.sum()), seasons.loc[region]).tolist()
    # With one season for all, what one row rounds up the next give back: regions stay close to their share.
    table = targets.break_down({"sales": 123_457}, weights, SEASON, unit=1, profit_from="own_weights")
    by_region = targets.roll_up(table, unit=1, levels=["region"])["sales"].to_numpy()
    share = np.multiply.outer(by_region.sum(axis=1), SEASON) / 12
    assert np.abs(by_region - share).max() < 4


def test_order_of_rows_does_not_matter_to_the_sums():
    index = tree(80, 9)
    weights = pd.Series(np.random.default_rng(9).integers(1, 99, 80), index=index)
    shuffled = weights.sample(frac=1, random_state=1)
    first, second = (
        targets.roll_up(
            targets.break_down({"sales": 5_000}, given, SEASON, unit=1, profit_from="own_weights"), unit=1
        )
        for given in (weights, shuffled)
    )
    assert first.equals(second)


def test_ten_thousand_projects_are_exact_to_the_cent():
    rng = np.random.default_rng(1)
    index = pd.MultiIndex.from_arrays(
        [
            rng.integers(0, 6, 10_000),
            rng.integers(0, 9, 10_000),
            rng.integers(0, 90, 10_000),
            np.arange(10_000),
        ],
        names=LEVELS,
    )
    weights = pd.DataFrame(rng.lognormal(10, 1.5, (10_000, 4)), index=index, columns=targets.MEASURES)
    annual = {"sales": 1_234_567_890.12, "cash_collected": 1_100_000_000.01, "profit": -5_000_000.07,
              "expense": 0.05}  # fmt: skip
    table = targets.break_down(annual, weights, SEASON, unit=0.01, profit_from="own_weights")
    whole = targets.roll_up(table, unit=0.01, period="year")
    assert whole.iloc[0].tolist() == list(annual.values())
    customers = targets.roll_up(table, unit=0.01, levels=LEVELS[:3], period="year")
    assert targets.roll_up(table, unit=0.01, levels=LEVELS, period="year").shape == (10_000, 4)
    assert int(cents(customers["profit", "year"].to_numpy()).sum()) == -500_000_007


# --- two-way tables -----------------------------------------------------------------------------

# Bishop, Fienberg & Holland (1975): women by age and marital status, last year's table and this year's
# totals; the adjusted table as printed in the SAS/IML User's Guide, example "Iterative Proportional Fitting".
WOMEN = np.array(
    [[1306, 83, 0], [619, 765, 3], [263, 1194, 9], [173, 1372, 28], [171, 1393, 51], [159, 1372, 81],
     [208, 1350, 108], [1116, 4100, 2329]]
)  # fmt: skip
AGES, STATUS = [1412, 1402, 1450, 1541, 1681, 1532, 1662, 7644], [3988, 11702, 2634]
ADJUSTED = [
    [1325.27, 86.73, 0.00], [615.56, 783.39, 3.05], [253.94, 1187.18, 8.88], [165.13, 1348.55, 27.32],
    [173.41, 1454.71, 52.87], [147.21, 1308.12, 76.67], [202.33, 1352.28, 107.40], [1105.16, 4181.04, 2357.81],
]  # fmt: skip


def test_printed_adjusted_table():
    fit = targets.fit_two_way(WOMEN, AGES, STATUS)
    assert fit.table == pytest.approx(np.array(ADJUSTED), abs=0.02)
    # The printed one stopped early; ours holds the margins and the odds ratios of the seed.
    assert fit.table.sum(axis=1) == pytest.approx(AGES, rel=1e-8)
    assert fit.table.sum(axis=0) == pytest.approx(STATUS, rel=1e-8)
    odds = [table[0, 0] * table[7, 1] / (table[0, 1] * table[7, 0]) for table in (WOMEN, fit.table)]
    assert odds[0] == pytest.approx(odds[1])
    assert fit.largest_gap <= 1e-9 * sum(AGES)


@given(st.integers(1, 7), st.integers(1, 7), st.integers(0, 10**6))
def test_fit_holds_both_margins_and_the_odds_of_the_seed(rows, columns, seed):
    rng = np.random.default_rng(seed)
    start = rng.uniform(0.1, 9, (rows, columns))
    wanted = rng.uniform(0.1, 9, (rows, columns))
    fit = targets.fit_two_way(start, wanted.sum(axis=1), wanted.sum(axis=0))
    assert fit.table.sum(axis=1) == pytest.approx(wanted.sum(axis=1), abs=1e-6)
    assert fit.table.sum(axis=0) == pytest.approx(wanted.sum(axis=0))
    ratio = np.log(fit.table / start)
    residue = ratio - ratio.mean(axis=0) - ratio.mean(axis=1)[:, None] + ratio.mean()
    assert np.abs(residue).max() < 1e-6


def test_a_fitted_table_needs_one_round_and_scale_does_not_matter():
    table = np.outer([2.0, 3.0], [1.0, 4.0])
    assert targets.fit_two_way(table, table.sum(axis=1), table.sum(axis=0)).iterations == 1
    wide = targets.fit_two_way(WOMEN * 1e-9, AGES, STATUS)
    assert wide.table == pytest.approx(targets.fit_two_way(WOMEN, AGES, STATUS).table)
    nothing = targets.fit_two_way([[1, 2], [3, 4]], [0, 0], [0, 0])
    assert (nothing.table.sum(), nothing.iterations) == (0, 0)


def feasible(seed: np.ndarray, rows: list[int], columns: list[int]) -> bool:
    """Gale's condition by enumeration: no set of rows needs more than its columns hold."""
    for size in range(1, len(rows) + 1):
        for chosen in itertools.combinations(range(len(rows)), size):
            reach = seed[list(chosen)].any(axis=0)
            if sum(rows[row] for row in chosen) > sum(np.array(columns)[reach]):
                return False
    return True


@settings(max_examples=200)
@given(st.integers(2, 4), st.integers(2, 4), st.integers(0, 10**6))
def test_zeros_that_make_the_totals_impossible_are_told_from_slow_ones(rows, columns, seed):
    rng = np.random.default_rng(seed)
    start = rng.integers(0, 2, (rows, columns)) * rng.integers(1, 9, (rows, columns))
    wanted = rng.integers(0, 6, (rows, columns))
    down, across = wanted.sum(axis=1).tolist(), wanted.sum(axis=0).tolist()
    try:
        fit = targets.fit_two_way(start, down, across)
    except ValueError as error:
        assert "most_iterations" not in str(error)
        if "force the cell" in str(error):
            assert feasible(start, down, across)
        else:
            assert "make the totals impossible" in str(error)
            assert not feasible(start, down, across)
    else:
        assert feasible(start, down, across)
        assert fit.table.sum(axis=1) == pytest.approx(down, abs=1e-6)


def test_impossible_fits_name_rows_columns_and_sums():
    seed = pd.DataFrame(
        [[5.0, 0.0, 0.0], [4.0, 0.0, 0.0], [1.0, 2.0, 3.0]],
        index=["east", "south", "north"], columns=["servo", "coupling", "service"],
    )  # fmt: skip
    rows = pd.Series({"north": 40, "east": 50, "south": 30})
    sentence = "rows 'east', 'south' can only be filled in column 'servo', but need 80 where there is only 60"
    with pytest.raises(ValueError, match=sentence):
        targets.fit_two_way(seed, rows, [60, 30, 30])
    with pytest.raises(ValueError, match="cell of row 'north', column 'servo' to 0"):
        targets.fit_two_way(seed, rows, [80, 20, 20])
    with pytest.raises(ValueError, match=r"got 120 and 119 \(difference 1\)"):
        targets.fit_two_way(seed, rows, [80, 20, 19])
    with pytest.raises(ValueError, match="column 'b' can be filled nowhere, but needs 3"):
        targets.fit_two_way(pd.DataFrame({"a": [1.0], "b": [0.0]}), [5], [2, 3])
    with pytest.raises(ValueError, match="seed must not be negative, got -1 in row 2, column 1"):
        targets.fit_two_way([[1, 1], [-1, 1]], [1, 1], [1, 1])
    with pytest.raises(ValueError, match="most_iterations 2 did not bring"):
        targets.fit_two_way(WOMEN, AGES, STATUS, most_iterations=2)


@settings(max_examples=80)
@given(st.integers(1, 8), st.integers(1, 8), st.integers(0, 10**6), st.sampled_from([1, 0.01, 10_000]))
def test_rounded_table_keeps_both_margins_and_every_cell_next_to_its_amount(rows, columns, seed, unit):
    rng = np.random.default_rng(seed)
    wanted = rng.integers(0, 30, (rows, columns))
    down, across = wanted.sum(axis=1), wanted.sum(axis=0)
    start = rng.uniform(0.1, 9, (rows, columns))
    size = float(unit)
    fit = targets.fit_two_way(start, down * size, across * size)
    whole = targets.round_table(
        fit.table,
        row_totals=[float(Fraction(repr(size)) * int(total)) for total in down],
        column_totals=[float(Fraction(repr(size)) * int(total)) for total in across],
        unit=unit,
    )
    units = np.rint(np.asarray(whole, dtype=float) / size).astype(int)
    assert units.sum(axis=1).tolist() == down.tolist()
    assert units.sum(axis=0).tolist() == across.tolist()
    assert (np.abs(units - fit.table / size) < 1).all()


def test_rounding_moves_units_along_a_chain():
    # The debts of the first pass leave column 1 with one too many; only by way of another row can it go.
    table = np.array([[0.5, 0.5, 0.0], [0.0, 0.5, 0.5], [0.5, 0.0, 0.5]])
    for order in itertools.permutations(range(3)):
        whole = targets.round_table(table[list(order)], row_totals=[1] * 3, column_totals=[1] * 3, unit=1)
        assert whole.sum(axis=0).tolist() == whole.sum(axis=1).tolist() == [1, 1, 1]
        assert not whole[table[list(order)] == 0].any()
    # All of it done by chains: nothing is given right at first.
    given_units = np.array([[1, 0, 0], [1, 0, 0]])
    missing = np.array([-1, 0, 1])
    open_cells = np.array([[True, True, False], [False, True, True]])
    given_units[1] = [0, 1, 0]
    assert move_one(given_units, open_cells, missing)
    assert (given_units.tolist(), missing.tolist()) == ([[0, 1, 0], [0, 0, 1]], [0, 0, 0])
    assert not move_one(np.array([[1, 0]]), np.array([[True, False]]), np.array([-1, 1]))


def test_rounding_needs_a_table_with_its_margins():
    with pytest.raises(ValueError, match="row 1 adds up to 3 instead of 4: use fit_two_way first"):
        targets.round_table([[1.5, 1.5]], row_totals=[4], column_totals=[2, 2], unit=1)
    with pytest.raises(ValueError, match="1.5 is not made of units of 1"):
        targets.round_table([[1.5, 1.5]], row_totals=[3], column_totals=[1.5, 1.5], unit=1)
    frame = pd.DataFrame([[1.5, 1.5], [0.5, 0.5]], index=["east", "south"], columns=["a", "b"])
    rows, columns = pd.Series({"south": 1, "east": 3}), pd.Series({"b": 2, "a": 2})
    whole = targets.round_table(frame, row_totals=rows, column_totals=columns, unit=1)
    assert whole.to_dict("index") == {"east": {"a": 2, "b": 1}, "south": {"a": 0, "b": 1}}


# --- the four measures --------------------------------------------------------------------------


@given(st.floats(1, 1e9), st.floats(0, 2), st.floats(-1, 1), st.floats(0, 1))
def test_measures_and_rates_are_inverse(sales, collected, margin, spent):
    made = targets.measures_from_rates(
        sales, collection_rate=collected, gross_margin_rate=margin, expense_ratio=spent
    )
    rates = targets.measure_rates(sales, made.cash_collected, made.profit, made.expense)
    assert rates == pytest.approx((collected, margin, spent, margin - spent), abs=1e-9)
    gap = targets.profit_gap(sales, made.profit, made.expense, gross_margin_rate=margin)
    assert gap == pytest.approx(0, abs=1e-6 * sales)


def test_rates_of_accounts_keep_their_ids():
    sales = pd.Series({"A": 100.0, "B": 200.0})
    rates = targets.measure_rates(sales, pd.Series({"B": 100.0, "A": 100.0}), 10, 5)
    assert rates.collection_rate.to_dict() == {"A": 1.0, "B": 0.5}
    with pytest.raises(ValueError, match="sales must be above 0, got 0 for account 'B'"):
        targets.measure_rates(pd.Series({"A": 1.0, "B": 0.0}), 1, 1, 1)


# --- plan and actual ----------------------------------------------------------------------------


def test_plan_check_line_by_line():
    plan = [80, 60, 110, 100, 100, 120, 90, 90, 110, 110, 110, 120]
    actual = [70, 66, 100, 105, 90, 130, 81]
    table = targets.plan_check(plan, actual, no_plan="refuse")
    so_far = planned = 0
    for month, came in enumerate(actual, 1):
        so_far, planned = so_far + came, planned + plan[month - 1]
        row = table.loc[month]
        assert row["attainment"] == came / plan[month - 1]
        assert row["cumulative_attainment"] == so_far / planned
        assert row["time_progress"] == month / 12
        assert row["gap"] == planned - so_far
        assert row["required_run_rate"] == pytest.approx((sum(plan) - so_far) / (12 - month))
        assert row["required_run_rate"] == pytest.approx(
            targets.required_run_rate(sum(plan), so_far, 12 - month)
        )
    assert len(table) == 7


def test_plan_check_at_the_end_and_without_a_plan():
    full = targets.plan_check([10] * 12, [10] * 12, no_plan="refuse")
    assert math.isnan(full.loc[12, "required_run_rate"])
    assert full.drop(columns="required_run_rate").notna().all(axis=None)
    plan = [0, 10] + [10] * 10
    with pytest.raises(ValueError, match="plan must be above 0 for an attainment, got 0 at position 1"):
        targets.plan_check(plan, [5], no_plan="refuse")
    table = targets.plan_check(plan, [5, 5], no_plan="blank")
    assert table["attainment"].isna().tolist() == [True, False]
    assert table.loc[2, "cumulative_attainment"] == 1.0


def test_status_against_plan_and_against_time():
    plan = pd.DataFrame([SEASON, SEASON, SEASON], index=["east", "south", "north"]) * 100
    actual = plan.iloc[:, :2] * np.array([[1.0], [1.05], [0.9]])
    limits = {"ahead_from": 1.05, "behind_below": 0.95}
    by_plan = targets.plan_status(plan, actual, against="plan", **limits)
    assert by_plan["state"].tolist() == ["on_course", "ahead", "behind"]
    # The season begins slowly: by time passed, everybody is behind.
    by_time = targets.plan_status(plan, actual, against="time", **limits)
    assert by_time["state"].tolist() == ["behind"] * 3
    assert by_time["expected_to_date"].tolist() == pytest.approx([200.0] * 3)
    assert by_plan["required_run_rate"].tolist() == pytest.approx([106.0, 105.3, 107.4])
    with pytest.raises(ValueError, match="ahead_from must not be below behind_below"):
        targets.plan_status(plan, actual, against="plan", ahead_from=0.9, behind_below=1.0)


prices, units = st.floats(0, 1e4), st.floats(0, 1e5)


@given(prices, units, prices, units)
def test_price_and_volume_add_up_to_the_difference(price_plan, units_plan, price, sold):
    splits = {
        effect: targets.price_volume_split(price_plan, units_plan, price, sold, joint_effect=effect)
        for effect in ("in_price", "in_volume", "separate")
    }
    for split in splits.values():
        assert sum(split[:3]) == pytest.approx(split.difference, abs=1e-4)
    joint = (price - price_plan) * (sold - units_plan)
    assert splits["separate"].joint_variance == pytest.approx(joint)
    assert splits["in_price"].price_variance == pytest.approx((price - price_plan) * sold)
    assert splits["in_volume"].volume_variance == pytest.approx((sold - units_plan) * price)
    assert splits["in_price"].volume_variance == splits["separate"].volume_variance


# --- from the result to the process -------------------------------------------------------------


@given(
    st.integers(0, 10**7), st.integers(1, 10**5), st.integers(1, 100), st.integers(0, 80), st.integers(1, 52)
)
def test_funnel_in_exact_fractions(target, deal, percent, tenth_visits, weeks):
    ours = targets.process_targets(
        target, deal, percent / 100, tenth_visits / 10, weeks, round_up="each_step"
    )
    deals = math.ceil(Fraction(target, deal))
    opportunities = math.ceil(Fraction(deals * 100, percent))
    visits = math.ceil(Fraction(opportunities * tenth_visits, 10))
    assert ours == (deals, opportunities, visits, visits / weeks)
    averages = targets.process_targets(
        target, deal, percent / 100, tenth_visits / 10, weeks, round_up="visits_only"
    )
    assert averages.visits == math.ceil(
        Fraction(target, deal) * Fraction(100, percent) * Fraction(tenth_visits, 10)
    )
    assert averages.visits <= ours.visits


def test_funnel_is_not_fooled_by_binary_fractions():
    assert targets.process_targets(21, 1, 0.7, 1, 1, round_up="each_step").opportunities == 30
    by_seller = targets.process_targets(pd.Series({"S1": 10, "S2": 11}), 10, 0.5, 3, 2, round_up="each_step")
    assert by_seller.visits.to_dict() == {"S1": 6.0, "S2": 12.0}


def test_ansoff_cells_and_gap():
    cells = {
        (old_market, old_product): targets.ansoff_cell(new_market=not old_market, new_product=not old_product)
        for old_market in (True, False)
        for old_product in (True, False)
    }
    assert cells == {
        (True, True): "market_penetration",
        (True, False): "product_development",
        (False, True): "market_development",
        (False, False): "diversification",
    }
    plan = targets.ansoff_gap(
        100,
        70,
        ["market_penetration", "diversification", "market_penetration"],
        [10, 50, 20],
        [0.5, 0.1, 0.75],
    )
    assert plan[:4] == (30, 25, 5, 25 / 30)
    assert plan.covered_by_cell.to_dict() == {
        "market_penetration": 20, "product_development": 0, "market_development": 0, "diversification": 5,
    }  # fmt: skip
    nothing = targets.ansoff_gap(70, 70, [], [], [])
    assert nothing[:4] == (0, 0, 0, None)


# --- what is refused ----------------------------------------------------------------------------

PATHS = tree(3)
ONE = {"unit": 1, "profit_from": "own_weights"}


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: targets.seasonal_index([[1] * 11], years_count="by_sales"), "12 columns, one a month, got 11"),
        (lambda: targets.seasonal_index([[0] * 12], years_count="by_sales"), "year 1 sums to 0"),
        (lambda: targets.seasonal_index([[1] * 11 + [math.nan]], years_count="equally"), "nan in row 1, column 12"),
        (lambda: targets.seasonal_index([[1] * 12], years_count="trend"), "years_count"),
        (lambda: targets.monthly_plan(10, [1] * 11, unit=1), "month_weights must be 12"),
        (lambda: targets.quarter_totals([1] * 11), "monthly must have 12"),
        (lambda: targets.break_down({"sale": 1}, pd.Series(1, PATHS), SEASON, **ONE), "names 'sale'"),
        (lambda: targets.break_down({"sales": 1.5}, pd.Series(1, PATHS), SEASON, **ONE), "1.5 is not made of units of 1"),
        (lambda: targets.break_down({"sales": math.nan}, pd.Series(1, PATHS), SEASON, **ONE), r"annual_totals\['sales'\]"),
        (lambda: targets.break_down({"sales": 1}, pd.Series(0, PATHS), SEASON, **ONE), "weights must not all be 0"),
        (lambda: targets.break_down({"sales": 1}, pd.Series([1, -1, 1], PATHS), SEASON, **ONE), "weights must not be neg"),
        (lambda: targets.break_down({"sales": 1}, pd.DataFrame({"profit": 1}, PATHS), SEASON, **ONE), "no column 'sales'"),
        (lambda: targets.break_down({"sales": 10**17}, pd.Series(1, PATHS), SEASON, **ONE), "more units of 1 than"),
        (lambda: targets.break_down({"sales": 1}, pd.Series(1, PATHS), [1] * 4, **ONE), "month_weights must be 12"),
        (
            lambda: targets.break_down({"sales": 1}, pd.Series(1, PATHS), pd.DataFrame([SEASON], index=[99]), **ONE),
            "month_weights has no row for",
        ),
        (
            lambda: targets.break_down(
                {"profit": 1}, pd.Series(1, PATHS), SEASON, unit=1, profit_from="gross_profit"
            ),
            "must hold profit and expense",
        ),
        (lambda: targets.allocate_down(3, pd.Series([1, 1], ["A", "A"]), unit=1), "lists 'A' more than once"),
        (lambda: targets.allocate_down(3, pd.Series([1, 1], ["A", None]), unit=1), "gap in the path at position 2"),
        (lambda: targets.allocate_down(3, [1, 1], unit=1), "weights must be a Series"),
        (lambda: targets.allocate_down(3, pd.Series([1.0, math.inf]), unit=1), "weights"),
        (lambda: targets.allocate_down(3, pd.Series([1]), unit=0), "unit must be above 0"),
        (lambda: targets.plan_check([1] * 11, [1], no_plan="refuse"), "plan must have 12 months, got 11"),
        (lambda: targets.plan_check([1] * 12, [1] * 13, no_plan="refuse"), "actual must have 1 to 12"),
        (lambda: targets.plan_check([1] * 12, [math.nan], no_plan="blank"), "actual must be finite"),
        (lambda: targets.required_run_rate(10, 5, 0), "months_left must be a whole number from 1 to 12, got 0"),
        (lambda: targets.process_targets(1, 1, 0, 1, 1, round_up="each_step"), "win_rate must be above 0"),
        (lambda: targets.process_targets(1, 1, 25, 1, 1, round_up="each_step"), "win_rate must be from 0 to 1"),
        (lambda: targets.ansoff_gap(1, 0, ["new"], [1], [1]), r"cells\[0\] must be one of"),
        (lambda: targets.ansoff_gap(1, 0, ["diversification"], [1, 2], [1, 1]), "same length"),
        (lambda: targets.ansoff_gap(1, 0, ["diversification"], [1], [1.2]), "probability"),
        (lambda: targets.measures_from_rates(1, collection_rate=1, gross_margin_rate=30, expense_ratio=0), "gross_margin_rate"),
        (lambda: targets.sales_by_year_and_month(["2025-01-01", None], [1, 2], first_month=1), "position 2"),
        (lambda: targets.sales_by_year_and_month(["2025-13-01"], [1], first_month=1), "dates must hold dates"),
    ],
)  # fmt: skip
def test_bad_input_is_named(call, sentence):
    with pytest.raises(ValueError, match=sentence):
        call()


def test_conventions_have_no_default():
    with pytest.raises(TypeError, match="years_count"):
        targets.seasonal_index([[1] * 12])
    with pytest.raises(TypeError, match="profit_from"):
        targets.break_down({"sales": 1}, pd.Series(1, PATHS), SEASON, unit=1)
    with pytest.raises(TypeError, match="joint_effect"):
        targets.price_volume_split(1, 1, 1, 1)
    with pytest.raises(TypeError, match="round_up"):
        targets.process_targets(1, 1, 1, 1, 1)
    with pytest.raises(TypeError, match="against"):
        targets.plan_status(pd.DataFrame([SEASON]), pd.DataFrame([[1]]), ahead_from=1, behind_below=1)
