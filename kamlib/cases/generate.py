"""Makes the tables of the case company from a seed.

``python -m kamlib.cases.generate`` writes the CSV files and the data dictionary anew, byte for byte the same.
Only ``random.Random.random`` is used, the one method whose sequence Python promises to keep; every table has
its own stream, so that a change in one leaves the others alone.
"""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from kamlib.cases import dirty
from kamlib.cases.dictionary import LANGUAGE_FILES, data_dictionary
from kamlib.cases.labels import LABELS
from kamlib.cases.names import NameMaker
from kamlib.cases.tables import TABLES

SEED = "tarvane-2026"
FIRST_DAY = date(2023, 7, 1)
LAST_DAY = date(2026, 6, 30)
ACCOUNT_COUNT = 120
SALES_AT_LIST_PER_YEAR = 350_000_000
CREDIT_RATE_PER_YEAR = 0.06
TERMS_DAYS = (0, 30, 45, 60, 90, 120)

# Month of the year -> share of an average month: quarter ends are busy, the Spring Festival is not.
SEASON = {
    1: 0.94,
    2: 0.86,
    3: 1.16,
    4: 0.97,
    5: 0.99,
    6: 1.17,
    7: 0.92,
    8: 0.95,
    9: 1.12,
    10: 0.90,
    11: 1.02,
    12: 1.20,
}
# The festival moves with the moon; the months that hold its two weeks lose that much.
SPRING_FESTIVAL = {(2024, 2): 0.66, (2025, 1): 0.74, (2025, 2): 0.88, (2026, 2): 0.62}

RATES = {"visit": 1_600, "service_hour": 280, "order_line": 240, "rush_order": 1_500}
REASONS = ("price", "technology", "delivery", "relationship", "budget", "late")
COMPLETION = {"P0": 0.10, "P1": 0.20, "P2": 0.25, "P3": 0.30, "P4": 0.50, "P5": 0.75, "P6": 0.80, "P7": 1.0}

# family, English, Chinese, list price 2026, cost as a share of list, launched, life cycle, quality
PRODUCTS: tuple[tuple[str, str, str, int, float, str, str, int], ...] = (
    ("servo", "Servo gear unit TS 60", "伺服减速机 TS 60", 3_600, 0.52, "2016-03-01", "maturity", 82),
    ("servo", "Servo gear unit TS 90", "伺服减速机 TS 90", 6_800, 0.51, "2016-03-01", "maturity", 84),
    ("servo", "Servo gear unit TS 140", "伺服减速机 TS 140", 12_500, 0.50, "2019-09-01", "growth", 87),
    (
        "servo",
        "Hollow-shaft unit TH 110",
        "中空轴减速机 TH 110",
        15_800,
        0.46,
        "2024-04-01",
        "introduction",
        91,
    ),
    ("planetary", "Planetary gearbox PG 2", "行星齿轮箱 PG 2", 18_000, 0.56, "2012-05-01", "maturity", 79),
    ("planetary", "Planetary gearbox PG 4", "行星齿轮箱 PG 4", 34_000, 0.55, "2012-05-01", "maturity", 80),
    ("planetary", "Planetary gearbox PG 8", "行星齿轮箱 PG 8", 76_000, 0.53, "2017-10-01", "growth", 85),
    ("planetary", "Worm gearbox WG 50", "蜗轮减速机 WG 50", 2_400, 0.62, "2006-01-01", "decline", 66),
    ("frequency", "Frequency drive FD 2.2", "变频器 FD 2.2", 1_900, 0.57, "2018-06-01", "maturity", 72),
    ("frequency", "Frequency drive FD 11", "变频器 FD 11", 5_200, 0.55, "2018-06-01", "maturity", 74),
    (
        "frequency",
        "Frequency drive FD 45 Smart",
        "变频器 FD 45 智能型",
        16_500,
        0.50,
        "2023-11-01",
        "introduction",
        83,
    ),
    ("coupling", "Jaw coupling JC 40", "梅花联轴器 JC 40", 320, 0.48, "2009-02-01", "maturity", 76),
    ("coupling", "Bellows coupling BC 60", "波纹管联轴器 BC 60", 980, 0.45, "2015-08-01", "growth", 83),
    ("coupling", "Disc coupling DC 120", "膜片联轴器 DC 120", 2_600, 0.47, "2013-04-01", "maturity", 78),
    ("service", "Inspection contract, one year", "年度点检合同", 9_800, 0.50, "2014-01-01", "growth", 80),
    (
        "service",
        "Condition monitoring, one year",
        "年度状态监测",
        24_000,
        0.44,
        "2023-09-01",
        "introduction",
        88,
    ),
    ("spare", "Bearing and seal kit", "轴承密封组件", 680, 0.36, "2010-01-01", "maturity", 81),
    ("spare", "Gear set", "齿轮副组件", 4_200, 0.38, "2010-01-01", "maturity", 82),
)

# industry -> how much it buys of servo, planetary, frequency, coupling, service, spare
MIX: dict[str, tuple[float, ...]] = {
    "packaging": (5, 1, 2, 1.2, 0.3, 0.5),
    "machine_tools": (5, 1, 1, 1.5, 0.4, 0.6),
    "logistics": (2, 2, 4, 0.8, 0.5, 0.6),
    "battery": (6, 1, 1.5, 1, 0.6, 0.4),
    "food": (3, 1.5, 3, 0.8, 0.5, 0.6),
    "textile": (2, 1, 5, 1, 0.3, 0.7),
    "mining": (0.3, 6, 2.5, 0.8, 1.2, 1.5),
    "robotics": (7, 0.5, 0.8, 1, 0.4, 0.4),
    "distribution": (1.5, 2, 3, 2, 0.2, 2),
}
KIND_OF_INDUSTRY = {"mining": "end_user", "distribution": "dealer"}

# Ranks by size, 0 the largest. Their stories carry the lessons: sales alone would grade them wrongly.
# Large, but the service eats the contribution: times the usual service hours.
COSTLY = {3: 8.5, 6: 10.5, 10: 10.0, 15: 11.0}
# Small, growing fast, with a large wallet.
RISING = (58, 64, 71, 77, 83, 90, 96, 102)
# Stopped ordering after this month; started ordering in this month.
LEFT = {34: (2025, 3), 52: (2024, 12), 69: (2025, 8), 87: (2024, 9), 105: (2025, 5), 113: (2024, 6)}
NEW = {
    21: (2024, 2), 40: (2023, 11), 58: (2024, 3), 64: (2023, 12), 71: (2024, 8), 77: (2025, 1), 83: (2024, 5),
    90: (2025, 3), 96: (2024, 10), 100: (2025, 6), 108: (2025, 9), 116: (2025, 11),
}  # fmt: skip

Row = dict[str, Any]


# -- chance ------------------------------------------------------------------------------------------


class Chance:
    """Draws from one named stream of the seed."""

    def __init__(self, stream: str) -> None:
        self.random = Random(f"{SEED}:{stream}")

    def between(self, low: float, high: float) -> float:
        return low + (high - low) * self.random.random()

    def whole(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""
        return low + int((high - low + 1) * self.random.random())

    def happens(self, probability: float) -> bool:
        return self.random.random() < probability

    def bell(self, middle: float, spread: float) -> float:
        """Nearly normal: the sum of twelve even draws, so that no maths library has a say."""
        return middle + spread * (sum(self.random.random() for _ in range(12)) - 6)

    def pick(self, items: Any) -> Any:
        items = list(items)
        return items[int(len(items) * self.random.random())]

    def weighted(self, items: Any, weights: Any) -> Any:
        items, weights = list(items), list(weights)
        left = sum(weights) * self.random.random()
        for item, weight in zip(items, weights, strict=True):
            left -= weight
            if left < 0:
                return item
        return items[-1]

    def shuffled(self, items: Any) -> list:
        return [item for _, item in sorted((self.random.random(), item) for item in items)]

    def initials(self) -> str:
        return f"{self.pick('BCDFGHJKLMNPQRSTWXYZ')}. {self.pick('ABCDEFGHJKLMNPQRSTWXYZ')}."


def months() -> list[date]:
    """The 36 first days of the months on record."""
    return [date(2023 + (6 + i) // 12, (6 + i) % 12 + 1, 1) for i in range(36)]


def case_year(day: date) -> int:
    """The case year of a day: it ends with June and bears the number of that June."""
    return day.year + (day.month > 6)


def working_day(day: date) -> date:
    """The day itself, or the Friday before a weekend. Never changes the order of two days."""
    return day - timedelta(days=max(0, day.weekday() - 4))


def clip(value: float, low: float, high: float) -> float:
    return min(max(value, low), high)


def code(letter: str, number: int, digits: int = 3) -> str:
    return f"{letter}{number:0{digits}d}"


def round_to(value: float, step: int) -> int:
    return int(value / step + 0.5) * step


# -- who ---------------------------------------------------------------------------------------------


def make_products() -> list[Row]:
    return [
        {
            "product": code("P", i, 2), "family": family, "name_en": en, "name_zh": zh, "list_price": price,
            "unit_cost": round(price * cost_share), "launch_date": launched, "life_cycle": life,
            "quality_score": quality,
        }
        for i, (family, en, zh, price, cost_share, launched, life, quality) in enumerate(PRODUCTS, 1)
    ]  # fmt: skip


def make_sellers() -> list[Row]:
    chance = Chance("sellers")
    regions = [
        "east",
        "east",
        "east",
        "south",
        "south",
        "south",
        "north",
        "north",
        "central",
        "central",
        "southwest",
        "northeast",
    ]
    roles = ["key_account_manager"] * 4 + ["supervisor"] * 3 + ["salesperson"] * 5
    order = chance.shuffled(range(12))
    return [
        {
            "seller": code("S", i + 1, 2), "initials": chance.initials(), "role": roles[order[i]],
            "region": regions[i], "hours_per_year": chance.pick((1_500, 1_560, 1_600, 1_680)),
        }
        for i in range(12)
    ]  # fmt: skip


def make_profiles(sellers: list[Row], names: NameMaker) -> tuple[list[Row], list[Row]]:
    """The hidden traits of each account, which drive its orders, and the groups."""
    chance = Chance("profiles")
    industries = (
        "packaging",
        "machine_tools",
        "logistics",
        "battery",
        "food",
        "textile",
        "mining",
        "robotics",
        "distribution",
    )
    weights = [(rank + 5.5) ** -1.62 * clip(chance.bell(1, 0.08), 0.8, 1.2) for rank in range(ACCOUNT_COUNT)]
    for rank in RISING:
        weights[rank] *= 1.25
    numbers = chance.shuffled(range(1, ACCOUNT_COUNT + 1))
    groups = [{"group": code("G", i, 2), **_names(names.group())} for i in range(1, 11)]
    profiles = []
    for rank in range(ACCOUNT_COUNT):
        industry = chance.weighted(industries, (18, 14, 13, 9, 13, 11, 10, 12, 15))
        region = chance.weighted(LABELS["region"], (38, 26, 14, 10, 7, 5))
        first = NEW.get(rank)
        growth = chance.bell(0.07, 0.05)
        if rank in RISING:
            growth = chance.between(0.35, 0.60)
        elif rank in LEFT:
            growth = chance.between(-0.20, -0.05)
        mix = [weight * chance.between(0.3, 1.7) for weight in MIX[industry]]
        chosen = [
            product
            for product, row in enumerate(PRODUCTS)
            if chance.happens(0.35 + 0.5 * mix[_family_number(row[0])] / max(mix))
        ] or [chance.whole(0, len(PRODUCTS) - 1)]
        terms_weights = (8, 30, 12, 28, 16, 6) if rank > 24 else (0, 10, 15, 35, 30, 10)
        extra_discount = 0.025 if rank in COSTLY or rank < 3 else 0
        profiles.append({
            "account": code("A", numbers[rank]), "rank": rank, **_names(names.company(industry)),
            "industry": industry, "region": region, "kind": KIND_OF_INDUSTRY.get(industry, "machine_builder"),
            "seller": chance.pick([
                s["seller"] for s in sellers
                if (s["role"] == "key_account_manager" if rank < 24 else s["region"] == region)
            ]),
            "group": chance.pick(groups)["group"] if chance.happens(0.28) else "",
            "base": SALES_AT_LIST_PER_YEAR * weights[rank] / sum(weights), "growth": growth,
            "first": date(*first, 1) if first else FIRST_DAY,
            "last": date(*LEFT[rank], 1) if rank in LEFT else LAST_DAY,
            "mix": mix, "products": chosen,
            "terms": chance.weighted(TERMS_DAYS, terms_weights),
            "delay": clip(chance.bell(9, 11), -3, 55),
            "volume_discount": clip(0.13 - rank * 0.0015, 0.0, 0.13),
            "special_discount": clip(chance.bell(0.055, 0.02), 0.01, 0.11) + extra_discount,
            "creep": clip(chance.bell(0.011, 0.006), 0.0, 0.03),
            "rebate": 0.03 if rank < 12 else 0.015 if rank < 30 else 0.0,
            "freight": chance.between(0.008, 0.026) + (0.008 if region in ("southwest", "northeast") else 0),
        })  # fmt: skip
    return profiles, groups


def _names(name: Any) -> Row:
    return {"name_en": name.en, "name_zh": name.zh}


def _family_number(family: str) -> int:
    return list(LABELS["family"]).index(family)


# -- what they bought --------------------------------------------------------------------------------


def season(month: date) -> float:
    return SEASON[month.month] * SPRING_FESTIVAL.get((month.year, month.month), 1.0)


def make_orders(profiles: list[Row]) -> list[Row]:
    chance = Chance("orders")
    lines = []
    for profile in profiles:
        for month in months():
            if profile["first"] <= month <= profile["last"]:
                lines += _orders_of_month(chance, profile, month)
    lines.sort(key=lambda line: (line["order_date"], line["account"], line["product"]))
    return [{"order_line": code("L", i, 5), **line} for i, line in enumerate(lines, 1)]


def _orders_of_month(chance: Chance, profile: Row, month: date) -> list[Row]:
    rank = profile["rank"]
    years_from_end = (LAST_DAY - month).days / 365.25
    wanted = profile["base"] / 12 * season(month) * (1 + profile["growth"]) ** -years_from_end
    wanted *= clip(chance.bell(1, 0.16), 0.5, 1.6)
    mean_lines = 4.6 if rank < 12 else 3.6 if rank < 30 else 2.1 if rank < 60 else 0.95
    count = int(mean_lines + chance.random.random()) if mean_lines >= 2 else int(chance.happens(mean_lines))
    # A new account always orders in its first month, so that its first order date holds.
    count = max(count, 1) if month == profile["first"] and month != FIRST_DAY else count
    if not count:
        return []
    wanted = wanted / min(mean_lines, 1.0)
    available = [i for i in profile["products"] if date.fromisoformat(PRODUCTS[i][5]) <= month] or [9]
    weights = [profile["mix"][_family_number(PRODUCTS[i][0])] for i in available]
    chosen = [chance.weighted(available, weights) for _ in range(count)]
    shares = [chance.between(0.5, 1.5) for _ in chosen]
    return [
        _order_line(chance, profile, month, product, wanted * share / sum(shares))
        for product, share in zip(chosen, shares, strict=True)
    ]


def _order_line(chance: Chance, profile: Row, month: date, product: int, wanted: float) -> Row:
    family, _, _, price_2026, cost_share, *_ = PRODUCTS[product]
    # Quarter ends pull orders towards the last week: that is when the discounts are given.
    quarter_end = month.month % 3 == 0
    day = chance.whole(15, 28) if quarter_end and chance.happens(0.5) else chance.whole(1, 28)
    ordered = working_day(month.replace(day=day))
    if ordered < month:
        ordered = month + timedelta(days=7 - month.weekday())
    price = round(price_2026 / 1.025 ** (2026 - ordered.year))
    unit_cost = round(price_2026 * cost_share / 1.03 ** (2026 - ordered.year))
    quantity = max(1, int(wanted / price + 0.5))
    listed = quantity * price
    years_from_start = (month - FIRST_DAY).days / 365.25
    special_rate = profile["special_discount"] + profile["creep"] * years_from_start
    special_rate += chance.between(-0.008, 0.012) + (0.012 if quarter_end else 0)
    volume_discount = round(listed * profile["volume_discount"])
    special_discount = round(listed * clip(special_rate, 0, 0.30))
    invoice = listed - volume_discount - special_discount
    paid_after = max(0, round(profile["terms"] + chance.bell(profile["delay"], 6)))
    return {
        "order_date": ordered, "account": profile["account"], "product": code("P", product + 1, 2),
        "quantity": quantity, "list_price": price, "volume_discount": volume_discount,
        "special_discount": special_discount,
        "prompt_payment_discount": round(invoice * 0.02) if paid_after <= 10 else 0,
        "rebate": round(invoice * profile["rebate"]),
        "freight": 0 if family == "service" else round(invoice * profile["freight"]) + 60,
        "credit_cost": round(invoice * CREDIT_RATE_PER_YEAR * paid_after / 365),
        "unit_cost": unit_cost, "days_to_payment": paid_after,
        "days_late": 0 if chance.happens(0.78) else chance.whole(1, 18),
        "rush": "yes" if chance.happens(0.16 if profile["rank"] in COSTLY else 0.05) else "no",
    }  # fmt: skip


def invoice_amount(line: Row) -> int:
    return line["quantity"] * line["list_price"] - line["volume_discount"] - line["special_discount"]


def sales_by(orders: list[Row], *keys: Any) -> dict[tuple, int]:
    """Invoiced sales summed over whatever the key functions give."""
    totals: dict[tuple, int] = {}
    for line in orders:
        group = tuple(key(line) for key in keys)
        totals[group] = totals.get(group, 0) + invoice_amount(line)
    return totals


def account_of(line: Row) -> str:
    return line["account"]


def family_of(line: Row) -> str:
    return PRODUCTS[int(line["product"][1:]) - 1][0]


def year_of(line: Row) -> int:
    return case_year(line["order_date"])


def make_costs_to_serve(profiles: list[Row], orders: list[Row]) -> list[Row]:
    chance = Chance("service")
    counts: dict[tuple[date, str], list[int]] = {}
    for line in orders:
        entry = counts.setdefault((line["order_date"].replace(day=1), line["account"]), [0, 0])
        entry[0] += 1
        entry[1] += line["rush"] == "yes"
    rows = []
    for month in months():
        for profile in sorted(profiles, key=lambda row: row["account"]):
            if not profile["first"] <= month <= profile["last"]:
                continue
            rank = profile["rank"]
            lines, rushed = counts.get((month, profile["account"]), [0, 0])
            visits = int(
                clip(7.5 * (rank + 1) ** -0.55, 0.25, 7) * chance.between(0.6, 1.4)
                + chance.random.random() * 0.9
            )
            # Technical service follows the size of the account; the costly ones ask for far more.
            hours = profile["base"] / 12 * 0.00009 * chance.between(0.5, 1.5) + chance.between(0, 3)
            if rank in COSTLY:
                hours *= COSTLY[rank]
                visits = visits * 2 + 2
            hours = int(hours)
            cost = (
                visits * RATES["visit"] + hours * RATES["service_hour"]
                + lines * RATES["order_line"] + rushed * RATES["rush_order"]
            )  # fmt: skip
            rows.append({
                "month": month, "account": profile["account"], "visits": visits, "service_hours": hours,
                "order_lines": lines, "rush_orders": rushed, "cost": cost,
            })  # fmt: skip
    return rows


def make_wallets(profiles: list[Row], orders: list[Row]) -> list[Row]:
    chance = Chance("wallets")
    sales = sales_by([line for line in orders if year_of(line) == 2026], account_of, family_of)
    rows = []
    for profile in sorted(profiles, key=lambda row: row["account"]):
        total = sum(sales.get((profile["account"], family), 0) for family in LABELS["family"])
        for number, family in enumerate(LABELS["family"]):
            ours = sales.get((profile["account"], family), 0)
            share = clip(chance.bell(0.42, 0.16), 0.10, 0.92)
            if profile["rank"] in RISING:
                share = chance.between(0.06, 0.16)
            if ours:
                spend = ours / share
            else:
                spend = (
                    (total or profile["base"] * 0.6)
                    * profile["mix"][number]
                    / sum(profile["mix"])
                    * chance.between(0.3, 1.5)
                )
            rows.append(
                {
                    "account": profile["account"],
                    "family": family,
                    "spend_per_year": max(round_to(spend, 1000), 1000),
                }
            )
            # Rounding must not push the wallet below what we sold.
            rows[-1]["spend_per_year"] = max(rows[-1]["spend_per_year"], round_to(ours + 500, 1000))
    return rows


def make_accounts(profiles: list[Row], orders: list[Row], wallets: list[Row]) -> list[Row]:
    chance = Chance("accounts")
    wallet: dict[str, int] = {}
    for row in wallets:
        wallet[row["account"]] = wallet.get(row["account"], 0) + row["spend_per_year"]
    first_order: dict[str, date] = {}
    for line in orders:
        first_order.setdefault(line["account"], line["order_date"])
    rows = []
    for profile in sorted(profiles, key=lambda row: row["account"]):
        account, rank = profile["account"], profile["rank"]
        conduct = round(clip(96 - profile["delay"] * 1.3 + chance.bell(0, 4), 20, 100))
        retention = clip(0.93 - rank * 0.0016 + (conduct - 80) * 0.001 + chance.bell(0, 0.035), 0.55, 0.97)
        if profile["last"] < LAST_DAY:
            retention = chance.between(0.20, 0.35)
        usual_fit = 3.1 + (1.2 if rank in RISING else 0) - rank * 0.004
        started = date(chance.whole(2006, 2022), chance.whole(1, 12), chance.whole(1, 28))
        rows.append({
            "account": account, "name_en": profile["name_en"], "name_zh": profile["name_zh"],
            "group": profile["group"], "region": profile["region"], "industry": profile["industry"],
            "kind": profile["kind"], "seller": profile["seller"], "payment_terms_days": profile["terms"],
            "credit_limit": max(round_to(profile["base"] * chance.between(0.18, 0.34), 10_000), 20_000),
            "payment_conduct": conduct,
            "first_order_date": first_order[account] if profile["first"] > FIRST_DAY else started,
            "retention_per_year": f"{retention:.2f}",
            "growth_expected_per_year": f"{clip(profile['growth'] + chance.bell(0, 0.02), -0.25, 0.60):.2f}",
            "acquisition_cost": round_to(12_000 + profile["base"] * chance.between(0.015, 0.04), 1_000),
            "potential_wallet_per_year": wallet[account],
            "strategic_fit": round(clip(chance.bell(usual_fit, 0.95), 1, 5)),
            "reference_value": round(clip(chance.bell(3.4 - rank * 0.011, 0.95), 1, 5)),
        })  # fmt: skip
    return rows


# -- people, market, projects ------------------------------------------------------------------------

ROLES_AT_ACCOUNT = (
    ("general_manager", "management", "approver", 5), ("purchasing_manager", "purchasing", "decider", 4),
    ("technical_director", "engineering", "decider", 5), ("design_engineer", "engineering", "influencer", 3),
    ("buyer", "purchasing", "buyer", 2), ("production_manager", "production", "user", 3),
    ("maintenance_head", "maintenance", "user", 2), ("quality_manager", "quality", "gatekeeper", 3),
    ("finance_manager", "finance", "approver", 3),
)  # fmt: skip
SUPERIOR = {
    "buyer": "purchasing_manager", "design_engineer": "technical_director",
    "maintenance_head": "production_manager",
}  # fmt: skip


def make_contacts(profiles: list[Row]) -> list[Row]:
    chance = Chance("contacts")
    rows: list[Row] = []
    for profile in sorted(profiles, key=lambda row: row["account"]):
        rank = profile["rank"]
        size = 9 if rank < 12 else chance.whole(4, 6) if rank < 40 else chance.whole(2, 3)
        people = list(ROLES_AT_ACCOUNT[:size])
        if rank < 12:
            people += [ROLES_AT_ACCOUNT[3], ROLES_AT_ACCOUNT[4], ROLES_AT_ACCOUNT[3]]
        by_title: dict[str, str] = {}
        for title, department, role, influence in people:
            contact = code("C", len(rows) + 1)
            by_title.setdefault(title, contact)
            met = chance.happens(0.85 - 0.08 * influence + (0.15 if rank < 30 else 0))
            level = round(clip(chance.bell(2.8 if met else 1, 1.0 if met else 0), 1, 5))
            superior = by_title.get(SUPERIOR.get(title, "general_manager"), "")
            rows.append({
                "contact": contact, "account": profile["account"], "initials": chance.initials(),
                "department": department, "title": title, "buying_role": role,
                "reports_to": "" if title == "general_manager" else superior,
                "influence": round(clip(influence + chance.bell(0, 0.5), 1, 5)),
                "attitude": round(clip(chance.bell(0.4, 1.0), -2, 2)),
                "relationship_step": round(clip(level - 1 + chance.bell(0, 0.5), 0, 4)) if met else 0,
                "relationship_level": level,
                "relationship_level_last_year": round(clip(level - chance.bell(0.3, 0.6), 1, 5)),
                "seller": profile["seller"] if met else "",
                "last_contact_date": working_day(LAST_DAY - timedelta(days=chance.whole(2, 320)))
                if met else "",
            })  # fmt: skip
    return rows


def make_rivals(orders: list[Row]) -> list[Row]:
    """Typical offers. Ours is the real pocket price of one product of the family, sold in case year 2026."""
    typical = {
        "servo": "P02",
        "planetary": "P06",
        "frequency": "P10",
        "coupling": "P13",
        "service": "P15",
        "spare": "P18",
    }
    # family -> price of Rival A and B against ours, quality of us, A, B
    against = {
        "servo": (1.14, 0.84, 85, 90, 70), "planetary": (1.10, 0.82, 81, 86, 68),
        "frequency": (1.20, 0.90, 74, 89, 76),
        "coupling": (1.08, 0.80, 79, 82, 65), "service": (1.25, 0.78, 82, 84, 58),
        "spare": (1.30, 0.70, 82, 84, 60),
    }  # fmt: skip
    chance = Chance("rivals")
    rows = []
    for family, product in typical.items():
        lines = [line for line in orders if line["product"] == product and year_of(line) == 2026]
        off_invoice = ("prompt_payment_discount", "rebate", "freight", "credit_cost")
        pocket = sum(invoice_amount(line) - sum(line[step] for step in off_invoice) for line in lines)
        ours = round_to(pocket / sum(line["quantity"] for line in lines), 10)
        price_a, price_b, quality, quality_a, quality_b = against[family]
        for supplier, price, score, delivery, service in (
            ("us", ours, quality, chance.whole(20, 28), chance.whole(76, 86)),
            ("rival_a", round_to(ours * price_a, 10), quality_a, chance.whole(38, 56), chance.whole(68, 80)),
            ("rival_b", round_to(ours * price_b, 10), quality_b, chance.whole(10, 18), chance.whole(52, 66)),
        ):
            rows.append({
                "family": family, "supplier": supplier, "pocket_price": price, "quality_score": score,
                "delivery_days": delivery, "service_score": service,
            })  # fmt: skip
    return rows


def make_market(orders: list[Row]) -> list[Row]:
    chance = Chance("market")
    ours = sales_by(
        orders, lambda line: (line["order_date"].year, (line["order_date"].month - 1) // 3), family_of
    )
    start_share = {
        "servo": 0.19,
        "planetary": 0.15,
        "frequency": 0.07,
        "coupling": 0.12,
        "service": 0.10,
        "spare": 0.22,
    }
    growth = {
        "servo": 0.11,
        "planetary": 0.03,
        "frequency": 0.06,
        "coupling": 0.04,
        "service": 0.15,
        "spare": 0.05,
    }
    quarters = months()[::3]
    rows = []
    for family in LABELS["family"]:
        first_year = sum(ours[((q.year, q.month // 3), family)] for q in quarters[:4])
        level = first_year / start_share[family] / 4
        for i, quarter in enumerate(quarters):
            swing = sum(season(month) for month in months()[3 * i : 3 * i + 3]) / 3
            sold = ours[((quarter.year, quarter.month // 3), family)]
            market = level * swing * (1 + growth[family]) ** (i / 4) * chance.between(0.97, 1.03)
            rest = market - sold
            rows.append({
                "quarter": quarter, "family": family, "market_sales": round_to(market, 1000),
                "rival_a_sales": round_to(rest * chance.between(0.29, 0.33), 1000),
                "rival_b_sales": round_to(rest * chance.between(0.20, 0.23) * (1 + 0.02 * i), 1000),
            })  # fmt: skip
    return sorted(rows, key=lambda row: row["quarter"])


def make_opportunities(profiles: list[Row], orders: list[Row]) -> tuple[list[Row], list[Row]]:
    chance = Chance("opportunities")
    stages = list(LABELS["stage"])
    first_bought: dict[tuple[str, str], date] = {}
    for line in orders:
        first_bought.setdefault((account_of(line), family_of(line)), line["order_date"])
    alive = [profile for profile in profiles if profile["last"] == LAST_DAY]
    rows, history = [], []
    for i in range(1, 161):
        profile = chance.weighted(
            alive, [(p["base"] * (1 + 4 * (p["rank"] in RISING))) ** 0.5 for p in alive]
        )
        family = chance.weighted(LABELS["family"], [weight + 1.5 for weight in profile["mix"]])
        closed = i <= 90
        first, last = (365, 900) if closed else (760, 1_050)
        opened = FIRST_DAY + timedelta(days=chance.whole(first, last))
        day, reached = opened, 0
        entered = [opened]
        last_day = LAST_DAY - timedelta(days=5)
        won = closed and chance.happens(0.42)
        goal = (
            7
            if won
            else chance.weighted(range(7), (4, 8, 9, 10, 10, 7, 5) if closed else (8, 12, 13, 13, 11, 7, 6))
        )
        while reached < goal:
            day += timedelta(days=chance.whole(7, 16 + 6 * (reached in (3, 4))))
            if day > last_day:
                break
            reached += 1
            entered.append(day)
        won = won and reached == 7
        end = min(day + timedelta(days=chance.whole(3, 30)), LAST_DAY)
        if won:
            end = entered[-1]
        stage = stages[reached]
        outcome = "won" if won else "lost" if closed else "open"
        own_estimate = round_to(clip(COMPLETION[stage] + chance.bell(0.04, 0.08), 0.05, 0.95) * 100, 5) / 100
        amount = round_to(clip(profile["base"] * chance.between(0.03, 0.22), 40_000, 4_000_000), 10_000)
        opportunity = code("O", i)
        rows.append({
            "opportunity": opportunity, "account": profile["account"], "family": family,
            "seller": profile["seller"],
            "opened_date": working_day(opened), "stage": stage, "amount": amount,
            "win_probability": f"{1 if won else 0 if closed else own_estimate:.2f}",
            "expected_date": end + timedelta(days=chance.whole(-25, 10)) if closed
            else LAST_DAY + timedelta(days=chance.whole(10, 60) + 25 * (6 - min(reached, 6))),
            "outcome": outcome, "closed_date": working_day(end) if closed else "",
            "lost_reason": chance.weighted(
                REASONS, (34, 14, 10, 18, 10, 14)
            ) if outcome == "lost" else "none",
            "lead_rival": chance.weighted(("none", "rival_a", "rival_b"), (2, 4, 4)),
            "incumbent": "yes" if first_bought.get((profile["account"], family), LAST_DAY) < opened else "no",
        })  # fmt: skip
        history += [
            {"opportunity": opportunity, "stage": stages[k], "entered_date": working_day(entered_day)}
            for k, entered_day in enumerate(entered)
        ]
    return rows, history


def make_tier_history(orders: list[Row]) -> list[Row]:
    """The office's own grading: by running share of sales, then a few accounts moved by hand."""
    chance = Chance("tiers")
    tiers = list(LABELS["tier"])
    sales = sales_by(orders, account_of, year_of)
    rows = []
    for year in (2024, 2025, 2026):
        ranked = sorted(
            ((amount, account) for (account, y), amount in sales.items() if y == year), reverse=True
        )
        total, running = sum(amount for amount, _ in ranked), 0
        for amount, account in ranked:
            share_before = running / total
            tier = 0 if share_before < 0.40 else 1 if share_before < 0.72 else 2 if share_before < 0.92 else 3
            running += amount
            moved = chance.happens(0.06)
            if moved:
                tier = clip(tier + (1 if tier == 0 or chance.happens(0.4) else -1), 0, 3)
            rows.append(
                {
                    "account": account,
                    "year": year,
                    "tier": tiers[int(tier)],
                    "by_hand": "yes" if moved else "no",
                }
            )
    return sorted(rows, key=lambda row: (row["year"], row["account"]))


def make_ratings(profiles: list[Row]) -> list[Row]:
    chance = Chance("ratings")
    likely = {
        "technology": 15,
        "quality": 22,
        "response": 12,
        "delivery": 18,
        "cost": 22,
        "environment": 5,
        "security": 6,
    }
    middle = {
        "technology": (82, 80, 88, 66), "quality": (86, 82, 88, 68), "response": (80, 81, 66, 74),
        "delivery": (84, 76, 70, 84), "cost": (78, 72, 60, 86), "environment": (72, 74, 80, 60),
        "security": (76, 78, 82, 62),
    }  # fmt: skip
    rows = []
    for profile in sorted(profiles[:30], key=lambda row: row["account"]):
        raw = {criterion: max(3, round(chance.bell(weight, 4))) for criterion, weight in likely.items()}
        weights = {criterion: 100 * value // sum(raw.values()) for criterion, value in raw.items()}
        weights["quality"] += 100 - sum(weights.values())
        for criterion in likely:
            expected, us, rival_a, rival_b = (
                round(clip(chance.bell(m, 6), 20, 100)) for m in middle[criterion]
            )
            rows.append({
                "account": profile["account"], "criterion": criterion, "weight": weights[criterion],
                "expected": expected, "us": us, "rival_a": rival_a, "rival_b": rival_b,
            })  # fmt: skip
    return rows


def make_targets(profiles: list[Row], orders: list[Row]) -> list[Row]:
    region_of = {profile["account"]: profile["region"] for profile in profiles}
    sales = sales_by(orders, year_of, lambda line: region_of[line["account"]])
    chance = Chance("targets")
    return [
        {
            "year": year, "region": region,
            "sales_target": round_to(sales[(year - 1, region)] * chance.between(1.03, 1.14), 10_000),
        }
        for year in (2025, 2026, 2027)
        for region in LABELS["region"]
    ]  # fmt: skip


def make_statements(profiles: list[Row]) -> list[Row]:
    chance = Chance("statements")
    rows = []
    for profile in sorted(profiles, key=lambda row: row["account"]):
        if profile["kind"] != "dealer":
            continue
        revenue = clip(profile["base"] * chance.between(2.5, 6), 4_000_000, 90_000_000)
        weak = chance.happens(0.3)
        for year in (2025, 2026):
            revenue *= chance.between(0.95, 1.12)
            goods = revenue * chance.between(0.78, 0.86)
            days_out, days_in_stock = chance.between(40, 70) + 35 * weak, chance.between(45, 75) + 40 * weak
            row: Row = {
                "account": profile["account"], "year": year, "revenue": revenue, "cost_of_goods": goods,
                "net_profit": revenue * chance.between(0.015, 0.045) * (-0.5 if weak and year == 2026 else 1),
                "cash": revenue * chance.between(0.03, 0.08), "receivables": revenue * days_out / 365,
                "inventory": goods * days_in_stock / 365,
                "fixed_assets": revenue * chance.between(0.05, 0.14),
                "payables": goods * chance.between(35, 60) / 365,
                "short_loans": revenue * (chance.between(0.02, 0.06) + 0.12 * weak),
            }  # fmt: skip
            rows.append({
                name: value if name in ("account", "year") else int(value / 1000) * 1000
                for name, value in row.items()
            })  # fmt: skip
    return rows


def make_prospects(sellers: list[Row], names: NameMaker) -> tuple[list[Row], list[Row]]:
    chance = Chance("prospects")
    steps = list(LABELS["progress"])
    prospects, visits = [], []
    for i in range(1, 31):
        industry = chance.pick(LABELS["industry"])
        region = chance.weighted(LABELS["region"], (38, 26, 14, 10, 7, 5))
        won = chance.happens(0.33)
        outcome = "won" if won else "lost" if chance.happens(0.75) else "open"
        prospect = code("N", i, 2)
        prospects.append({
            "prospect": prospect, **_names(names.company(industry)), "region": region, "industry": industry,
            "seller": chance.pick([s["seller"] for s in sellers if s["region"] == region]),
            "first_year_sales": round_to(chance.between(120_000, 1_900_000), 10_000),
            "success_probability": f"{round_to(chance.between(15, 60), 5) / 100:.2f}", "outcome": outcome,
            "lost_reason": chance.weighted(
                REASONS, (30, 12, 10, 24, 12, 12)
            ) if outcome == "lost" else "none",
        })  # fmt: skip
        day = LAST_DAY - timedelta(days=chance.whole(200, 360))
        step, goal, number = 0, 4 if won else chance.whole(0, 3), 0
        while number < 9:
            number += 1
            way = (
                "mailing"
                if number == 1 and chance.happens(0.3)
                else "presentation"
                if chance.happens(0.2)
                else "visit"
            )
            warmth = 0.5 + (0.2 if won else -0.2) + 0.04 * number * (1 if won else -1)
            attitude = chance.weighted(
                ("warm", "so_so", "cold"), (clip(warmth, 0.05, 1), 0.35, clip(1 - warmth, 0.05, 1))
            )
            on_site = way != "mailing"
            visits.append({
                "prospect": prospect, "visit_number": number, "visit_date": working_day(day), "way": way,
                "title": chance.pick([title for title, *_ in ROLES_AT_ACCOUNT[:4]]),
                "minutes_on_site": round_to(chance.between(25, 150), 5) if on_site else 0,
                "travel_minutes": round_to(chance.between(30, 300), 10) if on_site else 0,
                "travel_cost": round_to(chance.between(60, 1_400), 10) if on_site else 40,
                "progress": steps[step], "attitude": attitude,
                "follow_up_date": working_day(day + timedelta(days=chance.whole(3, 11)))
                if chance.happens(0.85) else "",
            })  # fmt: skip
            if step == goal:
                break
            step += int(chance.happens(0.72)) if number < 5 else 1
            day += timedelta(days=chance.whole(9, 30))
    return prospects, visits


# -- all of it ---------------------------------------------------------------------------------------


def make_all() -> dict[str, list[Row]]:
    """Every table of the case company, by name."""
    names = NameMaker(Chance("names").random)
    sellers = make_sellers()
    profiles, groups = make_profiles(sellers, names)
    orders = make_orders(profiles)
    wallets = make_wallets(profiles, orders)
    opportunities, stage_history = make_opportunities(profiles, orders)
    prospects, visits = make_prospects(sellers, names)
    return {
        "accounts": make_accounts(profiles, orders, wallets),
        "groups": groups,
        "sellers": sellers,
        "contacts": make_contacts(profiles),
        "products": make_products(),
        "orders": orders,
        "activity_rates": [{"activity": activity, "rate": rate} for activity, rate in RATES.items()],
        "costs_to_serve": make_costs_to_serve(profiles, orders),
        "wallets": wallets,
        "rivals": make_rivals(orders),
        "market": make_market(orders),
        "opportunities": opportunities,
        "stage_history": stage_history,
        "tier_history": make_tier_history(orders),
        "ratings": make_ratings(profiles),
        "targets": make_targets(profiles, orders),
        "statements": make_statements(profiles),
        "prospects": prospects,
        "development_visits": visits,
    }


def csv_bytes(table: str, rows: list[Row]) -> bytes:
    """One table as the bytes of its CSV file: UTF-8, commas, one newline a line."""
    out = io.StringIO()
    columns = [column.name for column in TABLES[table].stored]
    writer = csv.DictWriter(out, columns, lineterminator="\n", extrasaction="raise")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode("utf-8")


def all_files() -> dict[str, bytes]:
    """Every file that the generator writes, by its path below ``kamlib/cases``."""
    files = {f"data/{name}.csv": csv_bytes(name, rows) for name, rows in make_all().items()}
    files |= {f"data/{name}": dirty.file_bytes(name) for name in dirty.FILES}
    files |= {file: data_dictionary(lang).encode("utf-8") for lang, file in LANGUAGE_FILES.items()}
    return files


def main() -> None:
    """Write all files in place."""
    folder = Path(__file__).parent
    (folder / "data").mkdir(exist_ok=True)
    for name, content in all_files().items():
        (folder / name).write_bytes(content)
        print(f"{name}: {len(content):,} bytes")


if __name__ == "__main__":
    main()
