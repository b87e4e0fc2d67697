"""Which calculations take a row an account, and how their time grows with the rows: `make bench`.

`TABLE` names every public calculation that takes one number, or one row, for each account, contact, order,
product or project, with made-up arguments for as many rows as asked. A new function belongs into `TABLE`,
or, if what it takes is no such list, into `NOT_BY_ROW` with the reason in a word.
Named topics alone: `python -m tools.bench_linearity tiers switching`.
"""

from __future__ import annotations

import ctypes
import gc
import math
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from kamlib import (
    allocation,
    growth,
    lifetime,
    pricing,
    relationships,
    stages,
    switching,
    targets,
    tiers,
    value,
)
from kamlib.forms import account_grading, grading, grading_form, orders, own_data

# Plain arithmetic on columns of so many numbers finds them in the processor's cache; with more it waits for
# the memory, and the growth would be the computer's, not the function's. Text ids take more room than numbers.
ARRAY = 200_000
IDS = 20_000
TIMES = 10  # the larger list holds so many times the rows of the smaller one
MOST = 15  # linear, with some noise: memory grows slower than the processor's cache
FEWEST_TURNS, MOST_TURNS = 3, 25
SLOW = 20e-6  # seconds a row: more is worth a look, though it may grow evenly


_TRIM_THRESHOLD, _MMAP_MAX = -1, -4  # of malloc.h


class Call(NamedTuple):
    """What a function is called with."""

    args: tuple[Any, ...]
    kwargs: dict[str, Any]


def given(*args: Any, **kwargs: Any) -> Call:
    return Call(args, kwargs)


class Rows:
    """Made-up columns for so many rows; the same every time."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.random = np.random.default_rng(1)

    def number(self, low: float = 1_000.0, high: float = 100_000.0) -> np.ndarray:
        return self.random.uniform(low, high, self.count)

    def share(self) -> np.ndarray:
        return self.number(0.05, 0.95)

    def whole(self, low: int, high: int) -> np.ndarray:
        """Whole numbers, both ends included."""
        return self.random.integers(low, high + 1, self.count)

    def one_of(self, words: Iterable[str]) -> np.ndarray:
        return self.random.choice(np.array(list(words), dtype=object), self.count)

    def label(self) -> np.ndarray:
        """A name of its own for each row, in no order."""
        return np.array([f"A{place}" for place in self.random.permutation(self.count)], dtype=object)

    def few_to_one(self, rows: int = 10) -> np.ndarray:
        """Names that about so many rows share."""
        places = self.random.integers(0, max(1, self.count // rows), self.count)
        return np.array([f"B{place}" for place in places], dtype=object)

    def table(self, columns: Iterable[Any], low: float = 0.0, high: float = 100.0) -> pd.DataFrame:
        names = list(columns)
        numbers = self.random.uniform(low, high, (self.count, len(names)))
        return pd.DataFrame(numbers, columns=names, index=pd.Index(self.label()))

    def by_label(self, *columns: np.ndarray) -> list[pd.Series]:
        """The columns as Series, the rows of each in an order of its own."""
        labels = self.label()
        orders = (self.random.permutation(self.count) for _ in columns)
        return [pd.Series(column[order], index=labels[order]) for column, order in zip(columns, orders, strict=True)]

    def path(self) -> pd.MultiIndex:
        """Projects under some 100 customers each, these under industries and regions."""
        ends = (5, 9, max(1, self.count // 100))
        above = [self.random.integers(0, end, self.count) for end in ends]
        return pd.MultiIndex.from_arrays(
            [*above, np.arange(self.count)], names=["region", "industry", "customer", "project"]
        )


class Entry(NamedTuple):
    """One function, the rows of the larger list, and what it is called with; `case` tells two ways apart."""

    function: Callable[..., Any]
    rows: int
    call: Callable[[Rows], Call]
    case: str = ""

    @property
    def name(self) -> str:
        return self.function.__name__ + (f", {self.case}" if self.case else "")


# -- what is measured ------------------------------------------------------------------------------

WHEN = {"first_margin": "now", "cost_timing": "middle"}
END = {"timing": "end"}
FLOORS = {"strategic": 70.0, "value": 50.0, "standard": 30.0}
CUTS = {"strategic": 0.5, "value": 0.8, "standard": 0.95}
WEIGHTS = {"profit": 0.4, "growth": 0.3, "reach": 0.2, "fit": 0.1}
STEPS = {
    "main_supplier": {"share_of_wallet": 0.3},
    "core_supplier": {"share_of_wallet": 0.5, "contract_years": 2},
    "strategic_partner": {"share_of_wallet": 0.6, "contract_years": 3, "joint_projects": 1},
}
CATEGORIES = ("drives", "motors", "gears", "service")
MONTHS = range(1, targets.MONTHS_PER_YEAR + 1)
LINE = pricing.FairValueLine(0.0, 2.0, 1.0)


def _wallets(rows: Rows) -> tuple[pd.DataFrame, pd.DataFrame]:
    spend = rows.table(CATEGORIES, 1_000.0, 100_000.0)
    return spend, spend * 0.4


def _stock(rows: Rows) -> value.StockCost:
    return value.stock_cost(rows.number(), rows.number(10, 90), rows.number(1, 9), 100, 30, 0.2)


def _months(rows: Rows) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """A table by month, and the totals of its rows and months that it is to have."""
    return rows.table(MONTHS, 1, 9).to_numpy(), np.full(rows.count, 12), np.full(12, rows.count)


def _swings(rows: Rows) -> tuple[pd.DataFrame, pd.DataFrame]:
    """What was ordered and what was demanded, a column an item."""
    ordered = rows.table(MONTHS).T
    return ordered, ordered.rolling(2, min_periods=1).mean()


def _fitted(rows: Rows) -> Call:
    """A table by month that has its totals, but not in whole units."""
    seed, years, months = _months(rows)
    table = targets.fit_two_way(seed, years, months, tolerance=1e-12).table
    return given(table, row_totals=years, column_totals=months, unit=1)


def _year(rows: Rows, **totals: int) -> Call:
    weights = pd.Series(rows.number(), index=rows.path())
    return given(totals, weights, rows.random.uniform(0.5, 1.5, 12), unit=1, profit_from="own_weights")


def _rolled(rows: Rows) -> Call:
    call = _year(rows, sales=10_000_000)
    return given(targets.break_down(*call.args, **call.kwargs), unit=1, levels=["region", "industry"])


def _people(rows: Rows) -> tuple[np.ndarray, np.ndarray]:
    return rows.whole(1, 5), rows.whole(0, 4)


def _orders_file(rows: Rows) -> bytes:
    days = pd.Timestamp("2022-01-01") + pd.to_timedelta(rows.whole(0, 1_000), unit="D")
    table = pd.DataFrame({"Customer": rows.few_to_one(), "Date": days, "Amount": rows.number().round(2)})
    return table.to_csv(index=False).encode()


def _accounts_file(rows: Rows) -> bytes:
    table = pd.DataFrame({"Customer": rows.label(), "Sales": rows.number().round(2), "Region": rows.few_to_one(1_000)})
    return table.to_csv(index=False).encode()


def _orders(rows: Rows) -> own_data.OwnTable:
    return own_data.read_table(_orders_file(rows), "orders.csv")


def _accounts(rows: Rows) -> own_data.OwnTable:
    return own_data.read_table(_accounts_file(rows), "accounts.csv")


def _grading(rows: Rows) -> grading.Grading:
    return grading.grade_accounts(_accounts(rows))


TABLE: dict[str, tuple[Entry, ...]] = {
    "lifetime": (
        Entry(lifetime.lifetime_profit, ARRAY,
              lambda rows: given(rows.number(), rows.number(), rows.share(), 0.1, 5, **WHEN)),
        Entry(lifetime.lifetime_profit, ARRAY,
              lambda rows: given(rows.number(), rows.number(), rows.share(), 0.1, rows.whole(0, 10), **WHEN),
              "years differ"),
        Entry(lifetime.lifetime_profit, IDS,
              lambda rows: given(*rows.by_label(rows.number(), rows.number(), rows.share()), 0.1, 5, **WHEN),
              "Series in other orders"),
        Entry(lifetime.margin_multiple, ARRAY,
              lambda rows: given(rows.share(), rows.share(), first_margin="end")),
        Entry(lifetime.retention_leverage, ARRAY,
              lambda rows: given(rows.share(), rows.share(), first_margin="end")),
        Entry(lifetime.expected_lifetime_years, ARRAY, lambda rows: given(rows.share())),
        Entry(lifetime.customer_equity, ARRAY, lambda rows: given(rows.number())),
        Entry(lifetime.cash_flow_value, ARRAY,
              lambda rows: given(rows.table(range(6)), 0.1, first_flow="now", stage_years=[1, 2, 2, 1])),
    ),
    "stages": tuple(
        Entry(function, ARRAY,
              lambda rows: given(rows.whole(1, 99), rows.number(-0.5, 0.5), rows.share(), rows.whole(-2, 2),
                                 limits=stages.COURSE_LIMITS))
        for function in (stages.stage_table, stages.relationship_stage)
    ),
    "tiers": (
        Entry(tiers.tiers_by_threshold, ARRAY, lambda rows: given(rows.number(0, 100), FLOORS)),
        Entry(tiers.tiers_by_score, ARRAY, lambda rows: given(rows.number(0, 100), FLOORS)),
        Entry(tiers.tiers_by_cumulative_share, ARRAY, lambda rows: given(rows.number(), CUTS)),
        Entry(tiers.tiers_by_two_axes, ARRAY,
              lambda rows: given(rows.number(), rows.number(), current_cut=50_000, potential_cut=50_000)),
        Entry(tiers.scale_criteria, ARRAY,
              lambda rows: given(rows.table(WEIGHTS), method="min-max", lower_is_better=["fit"])),
        Entry(tiers.scale_criteria, ARRAY,
              lambda rows: given(rows.table(["days"]), method="bands", bands={"days": [(30, 60), (60, 100)]}),
              "bands"),
        Entry(tiers.scorecard, 100_000, lambda rows: given(rows.table(WEIGHTS), WEIGHTS)),
        Entry(tiers.flip_table, 10_000, lambda rows: given(rows.table(WEIGHTS), WEIGHTS, FLOORS)),
        Entry(tiers.tier_summary, 1_000_000, lambda rows: given(rows.number(), rows.one_of(tiers.TIERS))),
        Entry(tiers.profit_shares, 1_000_000, lambda rows: given(rows.number(), rows.one_of(tiers.TIERS))),
        Entry(tiers.hours_by_tier, ARRAY,
              lambda rows: given(rows.one_of(tiers.TIERS), 100_000, dict.fromkeys(tiers.TIERS, 1.5))),
        Entry(tiers.migration_matrix, IDS,
              lambda rows: given(*rows.by_label(rows.one_of(tiers.TIERS), rows.one_of(tiers.TIERS)))),
        Entry(tiers.herfindahl, ARRAY, lambda rows: given(rows.number(), scale=1)),
        Entry(tiers.concentration_ratio, ARRAY, lambda rows: given(rows.number(), 4)),
        Entry(tiers.lorenz_curve, ARRAY, lambda rows: given(rows.number())),
        Entry(tiers.gini, ARRAY, lambda rows: given(rows.number())),
    ),
    "allocation": (
        Entry(allocation.largest_remainder, ARRAY, lambda rows: given(1_000_000, rows.number().round(2))),
        Entry(allocation.largest_remainder, 100_000, lambda rows: given(1_000_000, rows.number()), "long decimals"),
        Entry(allocation.quotas, ARRAY, lambda rows: given(1_000_000, rows.number())),
        Entry(allocation.whole_number_weights, ARRAY, lambda rows: given(rows.number().round(2), None)),
        Entry(allocation.split_units, ARRAY, lambda rows: given(1_000_000, rows.whole(0, 1_000))),
        Entry(allocation.amounts_of, ARRAY,
              lambda rows: given(rows.whole(0, 1_000), allocation.exact_fraction("unit", 0.01), 0.01)),
    ),
    "value": (
        Entry(value.annuity_factor, ARRAY, lambda rows: given(rows.share(), rows.whole(1, 9), **END)),
        Entry(value.audit_scorecard, 100_000,
              lambda rows: given(rows.table(WEIGHTS), WEIGHTS, floors={"profit": 20}, weakest_by="points",
                                 grades={"A": 75, "B": 50, "C": 0})),
        Entry(value.availability, ARRAY, lambda rows: given(rows.number(), rows.number())),
        Entry(value.balance_days, ARRAY, lambda rows: given(rows.number(), rows.number(), days_per_year=365)),
        Entry(value.bullwhip_of_moving_average, ARRAY, lambda rows: given(rows.number(1, 9), rows.whole(1, 9))),
        Entry(value.bullwhip_ratio, 100_000, lambda rows: given(*_swings(rows))),
        Entry(value.cash_to_cash_days, ARRAY, lambda rows: given(rows.number(), rows.number(), rows.number())),
        Entry(value.delivered_value, ARRAY,
              lambda rows: given(**{name: rows.number() for name in
                                    (*(f"{one}_value" for one in ("product", "service", "personnel", "image")),
                                     *(f"{one}_cost" for one in ("money", "time", "energy", "mental_effort")))})),
        Entry(value.delivered_value_target, ARRAY,
              lambda rows: given(rows.number(60_000, 90_000), rows.number(1_000, 50_000), rows.share())),
        Entry(value.early_involvement, ARRAY,
              lambda rows: given(rows.number(), rows.number(), rows.number(), rows.whole(1, 9))),
        Entry(value.economic_lot_size, ARRAY,
              lambda rows: given(rows.number(), rows.number(), rows.number(), holding_basis="per_unit", pack_size=5)),
        Entry(value.equivalent_annual_cost, ARRAY,
              lambda rows: given(rows.number(), rows.share(), rows.whole(1, 9))),
        Entry(value.gap_to_best_rival, 1_000_000, lambda rows: given(*rows.by_label(rows.number()))),
        Entry(value.gaps_by_criterion, IDS, lambda rows: given(rows.table(WEIGHTS), "A0")),
        Entry(value.highest_acquisition_cost, ARRAY,
              lambda rows: given(rows.number(), rows.number(), rows.whole(1, 9), rows.number(), rows.whole(1, 9), 0.1)),
        Entry(value.life_cycle_cost, ARRAY,
              lambda rows: given(*(rows.number() for _ in range(5)), 0.1, rows.whole(1, 9), cost_timing="end")),
        Entry(value.payback_years, ARRAY, lambda rows: given(rows.number(), rows.number())),
        Entry(value.performance_fee, ARRAY,
              lambda rows: given(rows.share(), rows.share(), rows.number(), bonus_per_percentage_point=5,
                                 malus_per_percentage_point=8, lowest_fee=0, highest_fee=90_000)),
        Entry(value.project_cycle_cost, ARRAY,
              lambda rows: given(rows.table(value.PROJECT_STAGES), rows.whole(0, 30), 8)),
        Entry(value.rank_improvements, 100_000,
              lambda rows: given(dict.fromkeys(WEIGHTS, 50), WEIGHTS, floors={"profit": 70}, improvements=pd.DataFrame(
                  {"criterion": rows.one_of(WEIGHTS), "points": rows.number(1, 30), "cost": rows.number()}))),
        Entry(value.safety_stock, 100_000,
              lambda rows: given(rows.number(), rows.whole(1, 30), rows.share(), service="cycle")),
        Entry(value.safety_stock, 10_000,
              lambda rows: given(rows.number(), rows.whole(1, 30), rows.share(), service="fill_rate",
                                 lot_size=rows.number()),
              "fill rate"),
        Entry(value.saving_table, IDS, lambda rows: given(*rows.by_label(rows.number(), rows.number()))),
        Entry(value.stock_cost, ARRAY, lambda rows: given(*(rows.number() for _ in range(6)))),
        Entry(value.value_chain_table, 100_000,
              lambda rows: given(*(dict(zip(rows.label(), zip(rows.number(), rows.number(), strict=True), strict=True))
                                   for _ in range(2)))),
        Entry(value.vmi_effect, ARRAY, lambda rows: given(_stock(rows), _stock(rows))),
    ),
    "relationships": (
        Entry(relationships.activity_plan, 100_000,
              lambda rows: given(pd.DataFrame({"activity": rows.few_to_one(), "cost": rows.number(),
                                               "influence": rows.whole(1, 5), "steps_raised": rows.whole(0, 2)}))),
        Entry(relationships.brokers, IDS,
              lambda rows: given(rows.table(["betweenness"], 0, 1), at_least=0.5)),
        Entry(relationships.budget_use, ARRAY, lambda rows: given(rows.number(), 1_000_000)),
        Entry(relationships.counterpart_coverage, 100_000,
              lambda rows: given(dict(zip(rows.label(), rows.one_of(["Li", "Wang", ""]), strict=True)))),
        Entry(relationships.courtesy_check, 100_000,
              lambda rows: given(rows.number(1, 400), 200, recipient=rows.few_to_one(), cap_per_recipient=800)),
        Entry(relationships.decision_maker_index, 100_000,
              lambda rows: given(*_people(rows), by=rows.few_to_one())),
        Entry(relationships.key_person_risk, 100_000,
              lambda rows: given(rows.few_to_one(100), rows.number())),
        Entry(relationships.key_person_risk, 100_000,
              lambda rows: given(rows.label(), rows.number(), contact=rows.few_to_one()), "shared contacts"),
        Entry(relationships.mirror_team, 10_000,
              lambda rows: given(pd.DataFrame({who: rows.one_of(["R", "A", "C", "I", ""]) for who in ("Li", "Wang", "Zhou")}),
                                 counterpart_roles="RA", load_by_role={"R": 2, "A": 1, "C": 1, "I": 0}, load_cap=9)),
        *(
            Entry(function, ARRAY,
                  lambda rows: given(rows.share(), rows.number(0, 4), rows.whole(0, 3), rows.whole(0, 3), rules=STEPS))
            for function in (relationships.missing_for_next_step, relationships.organisation_step)
        ),
        Entry(relationships.owner_concentration, 100_000,
              lambda rows: given(rows.few_to_one(), rows.number(), scale=1)),
        Entry(relationships.relationship_coverage, 100_000,
              lambda rows: given(rows.whole(1, 5), rows.whole(0, 1), by=rows.few_to_one())),
        Entry(relationships.relationship_gaps, 1_000_000, lambda rows: given(*_people(rows), target_step=3)),
    ),
    "switching": (
        Entry(switching.costs_by_kind, 100_000,
              lambda rows: given(rows.one_of(switching.SWITCHING_COSTS), rows.number())),
        Entry(switching.switching_cost, ARRAY,
              lambda rows: given(rows.table(switching.SWITCHING_COSTS), extra_cost_per_year=rows.number(),
                                 discount_rate_per_year=0.1, years=rows.whole(1, 9), **END)),
        Entry(switching.switching_decision, ARRAY,
              lambda rows: given(rows.number(), rows.number(), rows.share(), rows.whole(1, 9), **END)),
        Entry(switching.required_saving_per_year, ARRAY,
              lambda rows: given(rows.number(), rows.share(), rows.whole(1, 9), **END)),
        Entry(switching.required_discount, ARRAY,
              lambda rows: given(rows.number(), rows.number(), rows.share(), rows.whole(1, 9), **END)),
        Entry(switching.lock_in_investment, ARRAY,
              lambda rows: given(rows.number(), rows.number(), rows.number(), rows.share(), rows.whole(1, 9), **END)),
        Entry(switching.retention_effect, ARRAY,
              lambda rows: given(rows.number(), rows.number(), rows.share(), rows.share(), 0.1, rows.whole(1, 9), **WHEN)),
        Entry(switching.vending_machine_effect, ARRAY,
              lambda rows: given(**{name: rows.number() for name in
                                    ("units_saved_per_year", "price_per_unit", "stock_value_released",
                                     "carrying_rate_per_year", "walking_hours_saved_per_year", "wage_per_hour")})),
        Entry(switching.walking_hours_per_year, ARRAY,
              lambda rows: given(rows.number(), rows.number(), rows.whole(1, 366))),
        Entry(switching.specified_in_rate, 100_000,
              lambda rows: given(rows.whole(0, 1), basis="demand", demand=rows.number(), by=rows.few_to_one())),
        Entry(switching.protected_revenue, ARRAY, lambda rows: given(rows.share(), rows.number())),
    ),
    "growth": (
        Entry(growth.share_of_wallet, ARRAY, lambda rows: given(rows.number(1, 9), rows.number(10, 99))),
        Entry(growth.headroom, ARRAY,
              lambda rows: given(rows.number(1, 9), rows.number(10, 99), rows.share(), above_target="zero")),
        Entry(growth.wallet_table, 100_000,
              lambda rows: given(*_wallets(rows), target_share=0.5, above_target="zero")),
        Entry(growth.supplier_concentration, ARRAY, lambda rows: given(rows.table(CATEGORIES, 1, 9), scale=1)),
        Entry(growth.account_market, ARRAY, lambda rows: given(*_wallets(rows))),
        Entry(growth.expected_gain, ARRAY,
              lambda rows: given(rows.number(), rows.number(), reachable_share=rows.share(), days_for_half=5)),
        Entry(growth.place_days, 10_000, lambda rows: given(rows.table(range(11)), 200), "200 days"),
        Entry(growth.life_cycle_stage, ARRAY,
              lambda rows: given(rows.share(), rows.number(-1, 1), decline_below=0.1, mature_up_to=0.3)),
        Entry(growth.life_cycle_table, ARRAY,
              lambda rows: given(rows.table(range(2022, 2027), 1, 99), decline_below=0, mature_up_to=0.03)),
        Entry(growth.bass_next_year, ARRAY,
              lambda rows: given(rows.number(0, 900), rows.number(0.01, 0.1), rows.number(0.1, 0.5), 1_000)),
        Entry(growth.bass_peak, ARRAY,
              lambda rows: given(rows.number(0.01, 0.1), rows.number(0.1, 0.5), rows.number())),
        Entry(growth.bass_stage, ARRAY,
              lambda rows: given(rows.number(0, 20), rows.number(0.01, 0.1), rows.number(0.1, 0.5))),
        Entry(growth.derived_demand, ARRAY,
              lambda rows: given(rows.number(), rows.number(), rows.share(), rows.number())),
        Entry(growth.aftermarket_sales, ARRAY,
              lambda rows: given(rows.number(), rows.share(), rows.number(), rows.share())),
        Entry(growth.cross_sell_value, ARRAY,
              lambda rows: given(rows.share(), rows.number(), rows.number(1, 9), rows.number())),
        Entry(growth.attach_rate, ARRAY, lambda rows: given(rows.number(10, 99), rows.number(1, 9))),
        Entry(growth.lift_table, 300_000,
              lambda rows: given(rows.few_to_one(3), rows.one_of([f"P{place}" for place in range(40)])),
              "40 products"),
        Entry(growth.net_promoter_score, ARRAY, lambda rows: given(rows.whole(0, 10))),
    ),
    "pricing": (
        Entry(pricing.break_even_table, 100_000,
              lambda rows: given(rows.share(), [-0.2, -0.1, 0.1, 0.2]), "4 price changes"),
        Entry(pricing.break_even_volume, ARRAY,
              lambda rows: given(rows.number(80, 99), rows.number(10, 50), rows.number(-20, 20), rows.number())),
        Entry(pricing.break_even_volume_change, ARRAY,
              lambda rows: given(rows.number(80, 99), rows.number(10, 50), rows.number(-20, 20),
                                 fixed_cost_change=rows.number(), volume=rows.number())),
        Entry(pricing.contribution_change, ARRAY,
              lambda rows: given(*(rows.number() for _ in range(4)), rows.share())),
        Entry(pricing.bundle_choices, 100_000,
              lambda rows: given(rows.table("ABC"), [10, 10, 10], separate_prices=[60, 60, 60], bundle_price=150)),
        Entry(pricing.bundle_profit, 100_000,
              lambda rows: given(rows.table("ABC"), [10, 10, 10], separate_prices=[60, 60, 60], bundle_price=150)),
        Entry(pricing.best_bundle, 100_000, lambda rows: given(rows.table("ABC"), [10, 10, 10]), "3 products"),
        Entry(pricing.compare_bundles, 100_000, lambda rows: given(rows.table("ABC"), [10, 10, 10]), "3 products"),
        Entry(pricing.choose_offer, 100_000, lambda rows: given(rows.number(), rows.number())),
        Entry(pricing.cost_to_serve, 100_000,
              lambda rows: given(dict(zip(rows.label(), zip(rows.number(), rows.number(), strict=True), strict=True)))),
        Entry(pricing.customer_surplus, ARRAY, lambda rows: given(rows.number(), rows.number())),
        Entry(pricing.distance_to_fair_value, ARRAY, lambda rows: given(rows.number(), rows.number(), LINE)),
        Entry(pricing.economic_value, ARRAY,
              lambda rows: given(rows.number(), {"energy": rows.number(), "staff": rows.number()}, {"training": 9})),
        Entry(pricing.fair_value_line, ARRAY, lambda rows: given(rows.number(), rows.number())),
        Entry(pricing.highest_winning_price, ARRAY, lambda rows: given(rows.number(), [120, 100], [90, 75])),
        Entry(pricing.highest_winning_price, 100_000, lambda rows: given(150, rows.number(), rows.number()), "many rivals"),
        Entry(pricing.learning_curve_cost, ARRAY,
              lambda rows: given(rows.number(), rows.number(), rows.share(), basis="unit")),
        Entry(pricing.learning_exponent, ARRAY, lambda rows: given(rows.share())),
        Entry(pricing.margin_rate, ARRAY, lambda rows: given(rows.number(), rows.number(), basis="price")),
        Entry(pricing.our_margin, ARRAY, lambda rows: given(rows.number(), rows.number())),
        Entry(pricing.price_corridor, ARRAY, lambda rows: given(rows.number(), rows.number())),
        Entry(pricing.price_for_margin, ARRAY, lambda rows: given(rows.number(), rows.share(), basis="price")),
        Entry(pricing.price_for_value_share, ARRAY,
              lambda rows: given(rows.share(), rows.number(10, 50), rows.number(60, 99))),
        Entry(pricing.price_index, ARRAY, lambda rows: given(rows.number(), rows.number(), weights=rows.number())),
        Entry(pricing.product_line_profit, ARRAY,
              lambda rows: given(rows.number(), rows.number(), rows.number(), price_changes=rows.number())),
        Entry(pricing.product_line_table, ARRAY,
              lambda rows: given(rows.number(), rows.number(), rows.number(), price_changes=rows.number())),
        Entry(pricing.scale_tilt, ARRAY, lambda rows: given(rows.number(), rows.number(), [120, 100], [90, 75])),
        Entry(pricing.value_map, ARRAY, lambda rows: given(rows.number(), rows.number())),
        Entry(pricing.value_share, ARRAY,
              lambda rows: given(rows.number(60, 99), rows.number(10, 50), rows.number(60, 99))),
    ),
    "targets": (
        Entry(targets.allocate_down, 100_000,
              lambda rows: given(10_000_000, pd.Series(rows.number().round(2), index=rows.path()), unit=1)),
        Entry(targets.ansoff_gap, 100_000,
              lambda rows: given(1_000, 800, rows.one_of(targets.ANSOFF_CELLS), rows.number(), rows.share())),
        Entry(targets.break_down, 10_000, lambda rows: _year(rows, sales=10_000_000, profit=-1_000_000)),
        Entry(targets.fit_two_way, 100_000, lambda rows: given(*_months(rows))),
        Entry(targets.measure_rates, ARRAY, lambda rows: given(*(rows.number() for _ in range(4)))),
        Entry(targets.measures_from_rates, ARRAY,
              lambda rows: given(rows.number(), collection_rate=rows.share(), gross_margin_rate=rows.share(),
                                 expense_ratio=rows.share())),
        Entry(targets.plan_status, ARRAY,
              lambda rows: given(*(lambda plan: (plan, plan.iloc[:, :7] * 0.9))(rows.table(MONTHS, 1, 9)),
                                 against="plan", ahead_from=1.05, behind_below=0.95)),
        Entry(targets.price_volume_split, ARRAY,
              lambda rows: given(*(rows.number() for _ in range(4)), joint_effect="separate")),
        Entry(targets.process_targets, ARRAY,
              lambda rows: given(rows.number(), rows.number(), rows.share(), rows.whole(1, 9), 40, round_up="each_step")),
        Entry(targets.profit_gap, ARRAY,
              lambda rows: given(rows.number(), rows.number(), rows.number(), gross_margin_rate=rows.share())),
        Entry(targets.quarter_totals, ARRAY, lambda rows: given(rows.table(MONTHS))),
        Entry(targets.required_run_rate, ARRAY,
              lambda rows: given(rows.number(), rows.number(), rows.whole(1, 12))),
        Entry(targets.roll_up, 100_000, _rolled),
        Entry(targets.round_table, 10_000, _fitted),
        Entry(targets.sales_by_year_and_month, 1_000_000,
              lambda rows: given(np.resize(pd.date_range("2024-01-01", "2025-12-31"), rows.count + 731),
                                 np.ones(rows.count + 731), first_month=1)),
    ),
    "own data": (
        Entry(own_data.read_table, 100_000, lambda rows: given(_accounts_file(rows), "accounts.csv"), "accounts"),
        Entry(own_data.read_table, 100_000, lambda rows: given(_orders_file(rows), "orders.csv"), "orders"),
        Entry(orders.accounts_from_orders, 100_000, lambda rows: given(_orders(rows))),
        Entry(orders.retention_seen, 100_000, lambda rows: given(_orders(rows).frame)),
        Entry(orders.years_covered, 100_000, lambda rows: given(_orders(rows).frame)),
        Entry(grading.needed, 100_000, lambda rows: given(_orders(rows))),
        Entry(grading.suggested_floors, ARRAY, lambda rows: given(rows.number())),
        Entry(grading.grade_accounts, 100_000, lambda rows: given(_accounts(rows))),
        Entry(grading_form.form_bytes, 1_000, lambda rows: given(_grading(rows), "en")),
        Entry(grading_form.read_form, 1_000, lambda rows: given(grading_form.form_bytes(_grading(rows), "en"))),
        Entry(account_grading.tier_file, 1_000, lambda rows: given("accounts.csv", _accounts_file(rows))),
    ),
}  # fmt: skip

# Public calculations whose input is no list that grows with the business.
NOT_BY_ROW: dict[str, tuple[Callable[..., Any], ...]] = {
    "one account": (
        lifetime.lifetime_profit_table, lifetime.lever_effects, tiers.weighted_score, tiers.flip_point,
        tiers.closest_flip,
    ),
    "one set of weights": (tiers.reweighted,),
    "one number": (allocation.exact_fraction,),
    "four tiers": (tiers.is_pyramid,),
    "four layers": (growth.diffusion_table, growth.diffusion_units),
    "four cells": (targets.ansoff_cell,),
    "twelve months": (targets.monthly_plan, targets.plan_check, targets.seasonal_index),
    "years of one offer": (value.break_even_year, value.life_cycle_cost_table),
    "years of one product": (growth.bass_fit, growth.bass_forecast),
    "periods of one product": (
        pricing.batch_cost, pricing.life_cycle_price_paths, pricing.path_npv, pricing.penetration_prices,
        pricing.price_path_table, pricing.skimming_prices,
    ),
    "one picture": (value.stock_saw_tooth,),
    "one offer": (pricing.economic_value_table, pricing.highest_affordable_cut),
    "one price's steps": (
        pricing.credit_cost, pricing.invoice_price, pricing.pocket_price, pricing.price_waterfall,
    ),
    "one negotiation": (
        pricing.agreement_zone, pricing.concession_ratio, pricing.concession_record, pricing.trade_check,
        pricing.walk_away_price,
    ),
    "one pair of products": (pricing.leader_complement,),
    "one solution": (pricing.solution_floor, pricing.solution_offer, pricing.solution_price),
    "one business": (
        pricing.business_models, pricing.indifferent_term, pricing.model_cash_flows, pricing.model_npv,
        pricing.no_worse, pricing.term_corridor,
    ),
    "assumptions of one grading": (grading.used_value,),
    "columns and headings of one form": (grading_form.form_columns, account_grading.summary_html),
    "ranks of one picture": (grading_form.pareto_ranks,),
    "saves the form of form_bytes": (grading_form.write_form,),
}  # fmt: skip

# Slower than linear by nature; the docstring of each says how its time grows.
MORE_THAN_LINEAR: tuple[Callable[..., Any], ...] = (relationships.network_position,)


# -- how it is measured ----------------------------------------------------------------------------


class Growth(NamedTuple):
    """How one function's time grows: seconds of processor time for the larger list, and times the smaller."""

    topic: str
    entry: Entry
    seconds: float
    ratio: float

    @property
    def kept(self) -> bool:
        return self.ratio <= MOST

    def __str__(self) -> str:
        each = self.seconds / self.entry.rows
        remark = "" if self.kept else "  grows too fast"
        remark += "  slow" if each > SLOW else ""
        return (
            f"{self.topic:14} {self.entry.name:40} {self.entry.rows:>9,} rows {self.seconds * 1e3:6.0f} ms "
            f"{each * 1e6:8.3f} µs a row {self.ratio:6.1f} ×{remark}"
        )


def keep_memory() -> None:
    """Let freed memory stay with this process, where it is Linux's usual allocator that decides.

    Else every array above some size is fetched from the system page by page, arrays below it are not, and that
    step is taken for the function's growth.
    """
    library = ctypes.CDLL(None) if sys.platform == "linux" else None
    if hasattr(library, "mallopt"):
        library.mallopt(_MMAP_MAX, 0)
        library.mallopt(_TRIM_THRESHOLD, 2**31 - 1)


def _timed(entry: Entry, call: Call, times: int) -> float:
    """Return the mean processor time of some runs, in seconds."""
    begun = time.process_time()
    for _ in range(times):
        entry.function(*call.args, **call.kwargs)
    return (time.process_time() - begun) / times


def measure(entry: Entry) -> tuple[float, float]:
    """Return the best processor times with a tenth of the rows and with all of them, in seconds.

    Both are timed in turns, the smaller list as often as makes the runs equally long. Other programs only ever
    make a run longer, so a function that seems to grow too fast is given more turns before it is believed.
    """
    small_call, call = entry.call(Rows(entry.rows // TIMES)), entry.call(Rows(entry.rows))
    gc.collect()
    small = large = math.inf
    for turn in range(1, MOST_TURNS + 1):
        small = min(small, _timed(entry, small_call, TIMES))
        large = min(large, _timed(entry, call, 1))
        if turn >= FEWEST_TURNS and large / small <= MOST:
            break
    return small, large


def measured(topics: Iterable[str] = ()) -> Iterator[Growth]:
    """Measure every function of the topics named, of all topics without a name."""
    keep_memory()
    for topic in topics or TABLE:
        for entry in TABLE[topic]:
            small, large = measure(entry)
            yield Growth(topic, entry, large, large / small)


def main(topics: list[str]) -> int:
    """Print how each function of the topics named grows; return 2 for a name that is none."""
    unknown = [topic for topic in topics if topic not in TABLE]
    if unknown:
        print(f"There is no topic {unknown[0]}; there are {', '.join(TABLE)}.", file=sys.stderr)
        return 2
    for one in measured(topics):
        print(one, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
