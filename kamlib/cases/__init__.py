"""The case company Tarvane Drives (塔凡传动): invented, and so are all its figures.

Each loader returns a fresh, checked pandas DataFrame. ``DATA.md`` and ``DATA.zh.md`` beside this file
describe every column. Nothing is read before a loader is called.
"""

from kamlib.cases.dictionary import COMPANY, data_dictionary
from kamlib.cases.dirty import Fault, planted_faults
from kamlib.cases.labels import LABELS, label
from kamlib.cases.loaders import (
    FIRST_DAY,
    TODAY,
    YEARS,
    CaseDataError,
    account_names,
    account_table,
    accounts,
    activity_rates,
    contacts,
    costs_to_serve,
    development_visits,
    dirty_file,
    groups,
    load,
    market,
    opportunities,
    orders,
    products,
    prospects,
    ratings,
    rivals,
    sellers,
    stage_history,
    statements,
    targets,
    tier_history,
    wallets,
)
from kamlib.cases.tables import ACCOUNT_YEAR, TABLES, Column, Table

__all__ = [
    "ACCOUNT_YEAR",
    "COMPANY",
    "FIRST_DAY",
    "LABELS",
    "TABLES",
    "TODAY",
    "YEARS",
    "CaseDataError",
    "Column",
    "Fault",
    "Table",
    "account_names",
    "account_table",
    "accounts",
    "activity_rates",
    "contacts",
    "costs_to_serve",
    "data_dictionary",
    "development_visits",
    "dirty_file",
    "groups",
    "label",
    "load",
    "market",
    "opportunities",
    "orders",
    "planted_faults",
    "products",
    "prospects",
    "ratings",
    "rivals",
    "sellers",
    "stage_history",
    "statements",
    "targets",
    "tier_history",
    "wallets",
]
