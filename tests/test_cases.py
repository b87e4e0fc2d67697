"""The case company: reproducible, whole, consistent, invented, and realistic within stated bands."""

from __future__ import annotations

import csv
import io
import re
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest

from kamlib import cases
from kamlib.cases import dirty, generate, loaders
from kamlib.cases.dictionary import LANGUAGE_FILES

FOLDER = Path(cases.__file__).parent
CHINESE = re.compile("[\u4e00-\u9fff]")

# Well-known makers of drives, gear units and automation, and well-known machine builders. No invented name
# may contain one of them.
REAL_FIRMS = (
    "SEW", "Siemens", "ABB", "Flender", "Bonfiglioli", "Nidec", "Sumitomo", "Danfoss", "Lenze", "Nord Drive",
    "Rossi", "Bosch", "Rexroth", "Schneider", "Rockwell", "Yaskawa", "Mitsubishi", "Omron", "Fanuc", "Kuka",
    "Wittenstein", "Harmonic Drive", "Nabtesco", "Stober", "Stöber", "Neugart", "Apex Dynamics", "Varvel",
    "Motovario", "Brevini", "Dana", "David Brown", "Renold", "Rexnord", "Regal", "Timken", "SKF",
    "Schaeffler",
    "Voith", "KTR", "Mayr", "Krones", "Tetra", "Haitian", "Sany", "Zoomlion", "Midea", "Haier",
    "Huawei", "BYD",
    "CATL", "Inovance", "Estun", "Leader Drive", "Zimmer", "Tesla", "Bauer", "Getriebebau", "Watt Drive",
    "西门子", "弗兰德", "邦飞利", "汇川", "国茂", "杭齿", "宁波东力", "东力", "中大力德",
    "绿的谐波", "绿的", "埃斯顿",
    "双环", "秦川", "英威腾", "台达", "施耐德", "安川", "三菱", "欧姆龙", "发那科", "库卡", "博世",
    "力士乐", "丹佛斯",
    "伦茨", "诺德", "住友", "纽卡特", "威腾斯坦", "哈默纳科", "纳博特斯克", "泰隆", "通力",
    "南高齿", "重齿", "永坤",
    "科峰", "新时达", "埃夫特", "宁德时代", "比亚迪", "华为", "海尔", "美的", "三一", "中联重科",
    "徐工", "海天", "先导",
    "赢合", "达意隆", "利乐", "克朗斯", "大族", "沈阳机床", "海螺", "紫金", "震坤行", "固安捷",
    "塔塔", "正泰", "德力西",
)  # fmt: skip


@pytest.fixture(scope="module")
def written() -> dict[str, bytes]:
    return generate.all_files()


@pytest.fixture(scope="module")
def orders() -> pd.DataFrame:
    return cases.orders()


@pytest.fixture(scope="module")
def latest() -> pd.DataFrame:
    return cases.account_table(2026)


# -- files and generator -----------------------------------------------------------------------------


def test_the_generator_writes_the_committed_files_byte_for_byte(written):
    for name, content in written.items():
        assert (FOLDER / name).read_bytes() == content, f"{name}: run python -m kamlib.cases.generate"


def test_no_data_file_is_left_over_and_all_are_small(written):
    on_disk = {f"data/{path.name}" for path in (FOLDER / "data").glob("*.csv")}
    assert on_disk == {name for name in written if name.startswith("data/")}
    assert sum((FOLDER / name).stat().st_size for name in on_disk) < 2_000_000


def test_another_seed_gives_other_orders(monkeypatch, written):
    monkeypatch.setattr(generate, "SEED", "another")
    assert generate.csv_bytes("orders", generate.make_all()["orders"]) != written["data/orders.csv"]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_data_dictionary_names_every_column_and_is_current(lang):
    page = cases.data_dictionary(lang)
    assert (FOLDER / LANGUAGE_FILES[lang]).read_text(encoding="utf-8") == page
    for table in (*cases.TABLES.values(), cases.ACCOUNT_YEAR):
        section = page.split(f"## `{table.name}`")[1].split("\n## ")[0]
        for column in table.columns:
            assert f"`{column.name}`" in section
            assert column.meaning.pick(lang) in section


def test_both_dictionaries_have_the_same_lines():
    english, chinese = (cases.data_dictionary(lang).splitlines() for lang in ("en", "zh"))
    assert len(english) == len(chinese)
    assert [re.findall(r"`[^`]+`", line) for line in english] == [
        re.findall(r"`[^`]+`", line) for line in chinese
    ]


# -- loaders -----------------------------------------------------------------------------------------

KINDS = {"whole": "int64", "number": "float64", "date": "datetime64[ns]", "yes_no": "bool"}


@pytest.mark.parametrize("name", cases.TABLES)
def test_each_loader_gives_the_described_columns_and_types(name):
    table, frame = cases.TABLES[name], getattr(cases, name)()
    assert list(frame.columns) == [column.name for column in table.columns]
    for column in table.columns:
        if column.kind == "text":
            assert frame[column.name].map(type).eq(str).all()
        else:
            assert str(frame[column.name].dtype) == KINDS[column.kind]
        if not column.may_be_empty:
            assert frame[column.name].notna().all()


@pytest.mark.parametrize("name", cases.TABLES)
def test_keys_are_unique_and_every_reference_is_found(name):
    table, frame = cases.TABLES[name], cases.load(name)
    assert not frame.duplicated(list(table.key)).any()
    for column in table.columns:
        if column.refers_to:
            target = cases.TABLES[column.refers_to]
            known = set(cases.load(column.refers_to)[target.key[0]]) | (
                {""} if column.may_be_empty else set()
            )
            assert set(frame[column.name]) <= known, f"{name}.{column.name}"


def test_a_loader_gives_a_fresh_copy():
    first = cases.accounts()
    first.loc[0, "name_en"] = "spoilt"
    first["extra"] = 1
    assert cases.accounts().loc[0, "name_en"] != "spoilt"
    assert "extra" not in cases.accounts()
    table = cases.account_table()
    table["sales_per_year"] = 0
    assert cases.account_table()["sales_per_year"].sum() > 0


def test_unknown_names_are_refused_by_name():
    with pytest.raises(ValueError, match="'acounts'"):
        cases.load("acounts")
    with pytest.raises(ValueError, match="2027"):
        cases.account_table(2027)
    with pytest.raises(ValueError, match="'west'"):
        cases.label("region", "west")
    with pytest.raises(ValueError, match="'regions'"):
        cases.label("regions", "east")
    with pytest.raises(ValueError, match="'fr'"):
        cases.account_names("fr")
    with pytest.raises(ValueError, match="other.csv"):
        cases.dirty_file("other.csv")
    with pytest.raises(ValueError, match="other.csv"):
        dirty.file_bytes("other.csv")


GOOD = "activity,rate\nvisit,1600\nrush_order,1500\n"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("activity\nvisit\n", "columns"),
        ("activity,rate,more\nvisit,1,1\n", "columns"),
        ("activity,rate\nvisit,1600\nvisit,1500\n", "twice"),
        ("activity,rate\nvisit,0\n", "outside"),
        ("activity,rate\nvisit,many\n", "not a whole"),
        ("activity,rate\nvisit,1.5\n", "not a whole"),
        ("activity,rate\nlunch,10\n", "'lunch'"),
        ("activity,rate\nvisit,\n", "row 2 is empty"),
    ],
)
def test_a_spoilt_file_is_refused_with_table_and_column(text, complaint):
    table = cases.TABLES["activity_rates"]
    assert len(loaders.read_table(table, io.StringIO(GOOD))) == 2
    with pytest.raises(cases.CaseDataError, match=complaint) as caught:
        loaders.read_table(table, io.StringIO(text))
    assert "activity_rates" in str(caught.value)


def test_importing_the_package_reads_no_file_and_no_calculation():
    script = (
        "import builtins, sys, pandas\n"
        "import kamlib.cases as c, kamlib.cases.loaders as l\n"
        "assert l._load.cache_info().currsize == 0\n"
        "parts = {m.split('.')[1] for m in sys.modules if m.startswith('kamlib.')}\n"
        "assert parts <= {'cases', 'text', 'glossary'}, parts\n"
        "assert not {'matplotlib', 'ipywidgets', 'IPython'} & set(sys.modules)\n"
    )  # fmt: skip
    subprocess.run([sys.executable, "-c", script], check=True)


def test_a_second_call_is_quick():
    cases.accounts()
    began = time.perf_counter()
    for _ in range(20):
        cases.accounts()
    assert (time.perf_counter() - began) / 20 < 0.05


# -- both languages, invented names ------------------------------------------------------------------


@pytest.mark.parametrize("name", ["accounts", "groups", "products", "prospects"])
def test_every_name_is_there_once_in_both_languages(name):
    frame = cases.load(name)
    assert not frame["name_en"].duplicated().any()
    assert not frame["name_zh"].duplicated().any()
    assert not frame["name_en"].str.contains(CHINESE).any()
    assert frame["name_zh"].str.contains(CHINESE).all()


def test_every_label_is_written_in_its_language():
    for codes in cases.LABELS.values():
        for text in codes.values():
            assert not CHINESE.search(text.en)
            assert CHINESE.search(text.zh)


def test_account_names_follow_the_language():
    assert (
        set(cases.account_names("en")) == set(cases.account_names("zh")) == set(cases.accounts()["account"])
    )
    assert all(CHINESE.search(name) for name in cases.account_names("zh").values())


def test_no_invented_name_holds_a_real_firm():
    invented = [cases.COMPANY.en, cases.COMPANY.zh]
    for name in ("accounts", "groups", "prospects"):
        frame = cases.load(name)
        invented += [*frame["name_en"], *frame["name_zh"]]
    for row, _ in dirty.ROWS:
        invented += [
            cell.pick(lang) for cell in row[1:2] for lang in ("en", "zh") if not isinstance(cell, str)
        ]
    assert len(invented) > 300
    for name in invented:
        for firm in REAL_FIRMS:
            # A Latin firm must stand as a word or open one; inside a longer stem it is no likeness.
            found = firm in name if CHINESE.search(firm) else re.search(rf"\b{re.escape(firm)}", name, re.I)
            assert not found, f"{name} holds {firm}"


def test_people_are_initials_only():
    for name in ("contacts", "sellers"):
        frame = cases.load(name)
        assert frame["initials"].str.fullmatch(r"[A-Z]\. [A-Z]\.").all()


# -- money adds up -----------------------------------------------------------------------------------


def test_the_waterfall_reconciles_on_every_line(orders):
    steps = [
        "volume_discount",
        "special_discount",
        "prompt_payment_discount",
        "rebate",
        "freight",
        "credit_cost",
    ]
    assert (orders["list_amount"] == orders["quantity"] * orders["list_price"]).all()
    assert (orders["list_amount"] - orders[steps].sum(axis=1) == orders["pocket_amount"]).all()
    assert (
        orders["contribution"] == orders["pocket_amount"] - orders["quantity"] * orders["unit_cost"]
    ).all()
    assert (orders["pocket_amount"] > 0).all()
    assert (orders["pocket_amount"] < orders["list_amount"]).all()


@pytest.mark.parametrize("year", cases.YEARS)
def test_the_account_table_holds_every_fen_of_the_orders(orders, year):
    table = cases.account_table(year)
    assert list(table.columns) == [column.name for column in cases.ACCOUNT_YEAR.columns]
    assert len(table) == 120
    assert table.notna().all(axis=None)
    # Counted anew from dates as text, so that it does not share the loader's idea of a year.
    months = orders["order_date"].dt.strftime("%Y-%m")
    of_year = orders[(months >= f"{year - 1}-07") & (months <= f"{year}-06")]
    for total, column in (
        ("sales_per_year", "invoice_amount"),
        ("list_amount_per_year", "list_amount"),
        ("pocket_amount_per_year", "pocket_amount"),
        ("product_cost_per_year", "product_cost"),
        ("contribution_per_year", "contribution"),
    ):
        assert table[total].sum() == of_year[column].sum()
    assert table["order_lines_per_year"].sum() == len(of_year)
    service = cases.costs_to_serve()
    months = service["month"].dt.strftime("%Y-%m")
    in_year = (months >= f"{year - 1}-07") & (months <= f"{year}-06")
    assert table["service_cost_per_year"].sum() == service.loc[in_year, "cost"].sum()
    assert (
        table["contribution_per_year"] == table["pocket_amount_per_year"] - table["product_cost_per_year"]
    ).all()


def test_years_follow_each_other():
    for year in (2025, 2026):
        assert (
            cases.account_table(year)["sales_year_before"] == cases.account_table(year - 1)["sales_per_year"]
        ).all()
    assert (cases.account_table(2024)["sales_year_before"] == 0).all()


def test_cost_to_serve_is_activity_times_rate_and_counts_the_orders(orders):
    service = cases.costs_to_serve()
    rate = cases.activity_rates().set_index("activity")["rate"]
    expected = (
        service["visits"] * rate["visit"]
        + service["service_hours"] * rate["service_hour"]
        + service["order_lines"] * rate["order_line"]
        + service["rush_orders"] * rate["rush_order"]
    )
    assert (service["cost"] == expected).all()
    counted = orders.groupby([orders["order_date"].dt.to_period("M").dt.start_time, "account"])["rush"].agg(
        ["size", "sum"]
    )
    noted = service.set_index(["month", "account"])[["order_lines", "rush_orders"]]
    noted = noted[noted["order_lines"] > 0]
    assert len(noted) == len(counted)
    assert (noted.to_numpy() == counted.reindex(noted.index).to_numpy()).all()


def test_wallets_add_up_and_hold_our_sales(orders, latest):
    wallets = cases.wallets()
    spend = wallets.groupby("account")["spend_per_year"].sum()
    assert (latest.set_index("account")["potential_wallet_per_year"] == spend).all()
    family = orders["product"].map(cases.products().set_index("product")["family"])
    recent = orders[orders["order_date"] >= "2025-07-01"]
    ours = recent.groupby(["account", family])["invoice_amount"].sum()
    wallet = wallets.set_index(["account", "family"])["spend_per_year"]
    assert (wallet.reindex(ours.index) >= ours).all()


def test_products_carry_the_latest_prices(orders):
    latest = orders[orders["order_date"] >= "2026-01-01"].groupby("product")[["list_price", "unit_cost"]]
    products = cases.products().set_index("product")
    assert latest.nunique().eq(1).all(axis=None)
    assert (products.loc[latest.first().index, ["list_price", "unit_cost"]] == latest.first()).all(axis=None)
    launched = orders["product"].map(products["launch_date"])
    assert (orders["order_date"] >= launched).all()


def test_no_order_stands_before_the_first_order(orders):
    first = orders.groupby("account")["order_date"].min()
    known = cases.accounts().set_index("account")["first_order_date"]
    assert (known <= first.reindex(known.index)).all()
    new = known[known >= cases.FIRST_DAY]
    assert 8 <= len(new) <= 16
    assert (first.reindex(new.index) == new).all()


def test_ratings_weights_make_a_hundred_and_targets_are_round():
    assert (cases.ratings().groupby("account")["weight"].sum() == 100).all()
    assert cases.ratings()["account"].nunique() == 30
    assert (cases.targets()["sales_target"] % 10_000 == 0).all()


def test_the_market_is_larger_than_those_we_know(orders):
    family = orders["product"].map(cases.products().set_index("product")["family"])
    ours = orders.groupby([orders["order_date"].dt.to_period("Q").dt.start_time, family])[
        "invoice_amount"
    ].sum()
    market = cases.market().set_index(["quarter", "family"])
    assert len(market) == 72
    known = market["rival_a_sales"] + market["rival_b_sales"] + ours.reindex(market.index).fillna(0)
    assert (known < market["market_sales"]).all()


def test_statements_balance_enough_to_be_believed():
    sheets = cases.statements()
    assert (sheets["total_assets"] > sheets["current_liabilities"]).all()
    assert (sheets["current_assets"] == sheets["cash"] + sheets["receivables"] + sheets["inventory"]).all()
    dealers = cases.accounts().query("kind == 'dealer'")["account"]
    assert set(sheets["account"]) == set(dealers)
    assert (sheets["net_profit"] < 0).any()


# -- projects and records ----------------------------------------------------------------------------


def test_opportunities_agree_with_their_stage_history():
    projects, history = cases.opportunities(), cases.stage_history()
    assert 120 <= len(projects) <= 200
    for number, steps in history.groupby("opportunity", sort=False):
        project = projects.set_index("opportunity").loc[number]
        assert list(steps["stage"]) == [f"P{i}" for i in range(len(steps))]
        assert steps["stage"].iloc[-1] == project["stage"]
        assert steps["entered_date"].is_monotonic_increasing
        assert steps["entered_date"].iloc[0] == project["opened_date"]
        assert steps["entered_date"].iloc[-1] <= (
            project["closed_date"] if project["outcome"] != "open" else cases.TODAY
        )
    assert set(history["opportunity"]) == set(projects["opportunity"])


def test_outcomes_dates_and_probabilities_agree():
    projects = cases.opportunities()
    still_open = projects["outcome"] == "open"
    assert (projects["closed_date"].isna() == still_open).all()
    assert (projects.loc[still_open, "expected_date"] > cases.TODAY).all()
    assert (projects.loc[projects["outcome"] == "won", "win_probability"] == 1).all()
    assert (projects.loc[projects["outcome"] == "lost", "win_probability"] == 0).all()
    assert projects.loc[still_open, "win_probability"].between(0.05, 0.95).all()
    assert ((projects["lost_reason"] != "none") == (projects["outcome"] == "lost")).all()
    assert (projects.loc[projects["outcome"] == "won", "stage"] == "P7").all()
    assert set(projects.loc[still_open, "stage"]) == {f"P{i}" for i in range(7)}


def test_development_records_only_go_forward():
    visits, outcome = cases.development_visits(), cases.prospects().set_index("prospect")["outcome"]
    steps = list(cases.LABELS["progress"])
    for prospect, record in visits.groupby("prospect"):
        assert list(record["visit_number"]) == list(range(1, len(record) + 1))
        assert record["visit_date"].is_monotonic_increasing
        assert record["progress"].map(steps.index).is_monotonic_increasing
        assert (record["progress"].iloc[-1] == "signed") == (outcome[prospect] == "won")
    assert visits["visit_date"].max() <= cases.TODAY
    assert set(visits["prospect"]) == set(outcome.index)


def test_business_is_done_on_working_days():
    for name, column in (
        ("orders", "order_date"),
        ("development_visits", "visit_date"),
        ("opportunities", "opened_date"),
        ("stage_history", "entered_date"),
    ):
        assert cases.load(name)[column].dt.day_of_week.max() == 4


def test_some_projects_are_with_families_we_do_not_supply_yet():
    assert 0.1 < 1 - cases.opportunities()["incumbent"].mean() < 0.5


def test_superiors_work_at_the_same_account():
    people = cases.contacts().set_index("contact")
    led = people[people["reports_to"] != ""]
    assert (people.loc[led["reports_to"], "account"].to_numpy() == led["account"].to_numpy()).all()
    assert (led["reports_to"] != led.index).all()
    assert (people["last_contact_date"].isna() == (people["seller"] == "")).all()


# -- realism, within stated bands --------------------------------------------------------------------


@pytest.mark.parametrize("year", cases.YEARS)
def test_a_fifth_of_the_accounts_brings_70_to_80_percent_of_sales(year):
    sales = cases.account_table(year)["sales_per_year"].sort_values(ascending=False)
    assert 0.70 <= sales.iloc[:24].sum() / sales.sum() <= 0.80
    assert 0.05 <= sales.iloc[0] / sales.sum() <= 0.16


def test_a_few_large_accounts_lose_money_to_service(latest):
    largest = latest.nlargest(24, "sales_per_year")
    after_service = largest["contribution_per_year"] - largest["service_cost_per_year"]
    assert 3 <= (after_service < 0).sum() <= 6
    assert (largest["contribution_per_year"] > 0).all()


def test_a_few_small_accounts_grow_fast_with_a_large_wallet(latest):
    small = latest[latest["sales_per_year"].between(1, latest["sales_per_year"].quantile(0.75))]
    rising = small[
        (small["growth_expected_per_year"] >= 0.30)
        & (small["potential_wallet_per_year"] > 5 * small["sales_per_year"])
    ]
    assert 6 <= len(rising) <= 10


def test_six_accounts_have_left():
    last = cases.orders().groupby("account")["order_date"].max()
    gone = last[last < "2026-01-01"].index
    assert 5 <= len(gone) <= 8
    retention = cases.accounts().set_index("account")["retention_per_year"]
    assert retention[gone].max() < 0.5


def test_sales_dip_at_the_spring_festival_and_peak_at_quarter_ends(orders):
    monthly = orders.groupby(orders["order_date"].dt.to_period("M"))["invoice_amount"].sum()
    assert len(monthly) == 36
    trend = monthly.rolling(12, center=True).mean().bfill().ffill()
    index = monthly / trend
    for month in ("2024-02", "2025-01", "2026-02"):
        assert index[month] < 0.80
    by_month = index.groupby(index.index.month).mean()
    assert by_month[[3, 6, 9, 12]].min() > 1.05
    assert by_month[[3, 6, 9, 12]].min() > by_month[[1, 2, 4, 5, 7, 8, 10, 11]].max()


def test_sales_grow_and_discounts_creep():
    tables = {year: cases.account_table(year) for year in cases.YEARS}
    sales = {year: table["sales_per_year"].sum() for year, table in tables.items()}
    assert 1.02 < (sales[2026] / sales[2024]) ** 0.5 < 1.12
    discount = {y: 1 - sales[y] / table["list_amount_per_year"].sum() for y, table in tables.items()}
    for year in (2025, 2026):
        assert 0.005 < discount[year] - discount[year - 1] < 0.02


def test_grades_on_file_form_a_pyramid_and_need_regrading():
    filed = cases.tier_history()
    counts = filed.groupby(["year", "tier"]).size().unstack()[list(cases.LABELS["tier"])]
    assert (counts["strategic"] < counts["value"]).all()
    assert (counts["value"] < counts["standard"]).all()
    moved = filed.pivot(index="account", columns="year", values="tier").dropna()
    assert 5 <= (moved[2025] != moved[2026]).sum() <= 40
    assert 0 < filed["by_hand"].mean() < 0.15


def test_the_size_asked_for():
    assert len(cases.accounts()) == 120
    assert 6_000 <= len(cases.orders()) <= 9_000
    assert (cases.orders()["order_date"].min() >= cases.FIRST_DAY) and (
        cases.orders()["order_date"].max() <= cases.TODAY
    )


# -- the dirty lists ---------------------------------------------------------------------------------


def read_dirty(name: str) -> list[list[str]]:
    _, encoding = dirty.FILES[name]
    return list(csv.reader(io.StringIO(cases.dirty_file(name).read_bytes().decode(encoding))))


def number_or_none(cell: str) -> float | None:
    cell = cell.replace(",", "") if re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?", cell) else cell
    try:
        return float(cell)
    except ValueError:
        return None


def is_date(cell: str) -> bool:
    try:
        pd.Timestamp(cell)
    except ValueError:
        return False
    return True


def others(rows: list[list[str]], place: int, value: str, wanted: int) -> set[str]:
    """What stands in one place of all rows that hold a value in another."""
    return {row[wanted] for row in rows if row and row[place] == value}


# What each kind of fault looks like in the file, told without the list of faults.
SIGNS = {
    "ambiguous_amount": lambda row, rows: row[3] == "12,5k",
    "unreadable_amount": lambda row, rows: any(c in ("—", "n/a", "暂无") for c in row[3:7]),
    "empty_amount": lambda row, rows: row[0] != "" and row[3] == "",
    "formula_text": lambda row, rows: row[3].startswith("="),
    "negative_sales": lambda row, rows: (number_or_none(row[3]) or 0) < 0 or row[3].startswith("("),
    "missing_id": lambda row, rows: row[0] == "" and any(row),
    "missing_name": lambda row, rows: row[1] == "" and row[0].startswith("K"),
    "missing_region": lambda row, rows: row[2] == "" and row[0].startswith("K"),
    "duplicate_row": lambda row, rows: any(row) and rows.count(row) == 2,
    "duplicate_id_other_figures": lambda row, rows: row[0] != "" and len(others(rows, 0, row[0], 3)) == 2,
    "doubled_columns_differ": lambda row, rows: row[3] != row[4],
    "name_under_two_ids": lambda row, rows: row[1] != "" and len(others(rows, 1, row[1], 0)) == 2,
    "doubled_column": lambda row, rows: row[3] == row[4] and not row[3][0].isdigit(),
    "blank_row": lambda row, rows: not any(row),
    "total_row": lambda row, rows: row[0] in ("Total", "合计"),
    "short_row": lambda row, rows: 0 < len(row) < 9,
    "spaces_around_id": lambda row, rows: row[0] != row[0].strip(),
    "id_in_small_letters": lambda row, rows: row[0] != row[0].upper(),
    "impossible_date": lambda row, rows: not is_date(row[8]),
    "retention_out_of_range": lambda row, rows: 1 < (number_or_none(row[7]) or 0) < 2,
    "retention_in_points": lambda row, rows: 2 <= (number_or_none(row[7]) or 0) <= 100,
}  # fmt: skip


@pytest.mark.parametrize("name", dirty.FILES)
def test_each_planted_fault_stands_where_it_is_documented(name):
    rows = read_dirty(name)
    faults = cases.planted_faults()
    assert {fault.kind for fault in faults} == set(SIGNS) == set(dirty.MEANINGS) | {"doubled_column"}
    for fault in faults:
        row = rows[fault.line - 1]
        assert SIGNS[fault.kind](row, rows), f"{name} line {fault.line}: no {fault.kind} in {row}"


@pytest.mark.parametrize("name", dirty.FILES)
def test_rows_that_are_said_to_be_clean_are_clean(name):
    rows = read_dirty(name)
    faulty = {fault.line for fault in cases.planted_faults()}
    # These look at other rows too, and the first of a pair is not the fault.
    single = set(SIGNS) - {
        "duplicate_row",
        "duplicate_id_other_figures",
        "name_under_two_ids",
        "doubled_column",
    }
    clean = [row for line, row in enumerate(rows, start=1) if line not in faulty]
    assert len(clean) >= 5
    for row in clean:
        assert not [kind for kind in single if SIGNS[kind](row, rows)], row


def test_the_gbk_file_says_the_same_and_is_not_utf8():
    assert read_dirty("dirty_accounts_zh_gbk.csv") == read_dirty("dirty_accounts_zh.csv")
    with pytest.raises(UnicodeDecodeError):
        cases.dirty_file("dirty_accounts_zh_gbk.csv").read_bytes().decode("utf-8")


def test_the_dirty_lists_are_one_list_in_two_languages():
    english, chinese = read_dirty("dirty_accounts_en.csv"), read_dirty("dirty_accounts_zh.csv")
    assert [len(row) for row in english] == [len(row) for row in chinese]
    assert not CHINESE.search(
        cases.dirty_file("dirty_accounts_en.csv").read_text("utf-8-sig").replace("万", "")
    )
    assert len(cases.planted_faults()) >= 20
