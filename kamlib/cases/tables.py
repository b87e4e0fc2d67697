"""What stands in each table of the case company: every column with its meaning, unit and limits.

The loaders check the files against these descriptions, and the data dictionary is written from them,
so a column that is not described here cannot exist.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kamlib.text import Text

Kind = Literal["text", "whole", "number", "date", "yes_no"]

CNY = Text(en="CNY", zh="元")
CNY_PER_UNIT = Text(en="CNY per unit", zh="元/件")
CNY_PER_YEAR = Text(en="CNY per year", zh="元/年")
SHARE = Text(en="fraction 0–1", zh="比例 0–1")
SHARE_PER_YEAR = Text(en="fraction per year", zh="比例/年")
POINTS = Text(en="points", zh="分")
DAYS = Text(en="days", zh="天")
HOURS = Text(en="hours", zh="小时")
MINUTES = Text(en="minutes", zh="分钟")
COUNT = Text(en="count", zh="个")
UNITS = Text(en="units", zh="件")
CODE = Text(en="code", zh="编号")
WORDS = Text(en="text", zh="文字")
DATE = Text(en="date", zh="日期")
YEAR = Text(en="case year", zh="案例年度")
YES_NO = Text(en="yes or no", zh="是/否")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what it means, its unit, and what may stand in it.

    `category` names the labels whose codes it holds, `refers_to` the table whose key it holds.
    A `derived` column is not in the file; the loader calculates it.
    """

    name: str
    kind: Kind
    unit: Text
    meaning: Text
    minimum: float | None = None
    maximum: float | None = None
    category: str = ""
    refers_to: str = ""
    may_be_empty: bool = False
    derived: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its title, its key, its columns and the units of the course it serves."""

    name: str
    title: Text
    about: Text
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    serves: str

    @property
    def stored(self) -> tuple[Column, ...]:
        """The columns that stand in the file."""
        return tuple(column for column in self.columns if not column.derived)


def _text(name: str, en: str, zh: str) -> Column:
    return Column(name, "text", WORDS, Text(en=en, zh=zh))


def _key(name: str, en: str, zh: str) -> Column:
    return Column(name, "text", CODE, Text(en=en, zh=zh))


def _refers(name: str, table: str, en: str, zh: str, *, may_be_empty: bool = False) -> Column:
    return Column(name, "text", CODE, Text(en=en, zh=zh), refers_to=table, may_be_empty=may_be_empty)


def _code(name: str, category: str, en: str, zh: str) -> Column:
    return Column(name, "text", CODE, Text(en=en, zh=zh), category=category)


def _date(name: str, en: str, zh: str, *, may_be_empty: bool = False) -> Column:
    return Column(name, "date", DATE, Text(en=en, zh=zh), may_be_empty=may_be_empty)


def _yes_no(name: str, en: str, zh: str) -> Column:
    return Column(name, "yes_no", YES_NO, Text(en=en, zh=zh))


def _whole(
    name: str, unit: Text, en: str, zh: str, minimum: float | None = 0, maximum: float | None = None
) -> Column:
    return Column(name, "whole", unit, Text(en=en, zh=zh), minimum, maximum)


def _derived(name: str, unit: Text, en: str, zh: str) -> Column:
    return Column(name, "whole", unit, Text(en=en, zh=zh), derived=True)


def _number(
    name: str, unit: Text, en: str, zh: str, minimum: float | None = 0, maximum: float | None = None
) -> Column:
    return Column(name, "number", unit, Text(en=en, zh=zh), minimum, maximum)


def _account() -> Column:
    return _refers("account", "accounts", "the account", "客户")


def _year(en: str, zh: str) -> Column:
    return _whole("year", YEAR, en, zh, 2024, 2027)


NAMES = (
    _text("name_en", "name in English", "英文名称"),
    _text("name_zh", "name in Chinese", "中文名称"),
)

ACCOUNTS = Table(
    "accounts",
    Text(en="Accounts", zh="客户"),
    Text(en="One row an account, as the sales office keeps it.", zh="每个客户一行，由销售部维护。"),
    ("account",),
    (
        _key("account", "number of the account, A001 to A120", "客户编号，A001 至 A120"),
        *NAMES,
        _refers(
            "group",
            "groups",
            "parent group; empty when there is none",
            "所属集团；无则留空",
            may_be_empty=True,
        ),
        _code("region", "region", "sales region", "销售区域"),
        _code("industry", "industry", "industry of the account", "所属行业"),
        _code("kind", "kind", "what the account does with our products", "客户类型"),
        _refers("seller", "sellers", "our person in charge of the account", "我方负责人"),
        _whole("payment_terms_days", DAYS, "payment term agreed", "约定账期", 0, 180),
        _whole("credit_limit", CNY, "credit limit", "信用额度"),
        _whole(
            "payment_conduct",
            POINTS,
            "how well the account keeps its terms, 100 best",
            "付款守信程度，100 为最好",
            0,
            100,
        ),
        _date("first_order_date", "date of the first order ever", "首次订货日期"),
        _number(
            "retention_per_year",
            SHARE_PER_YEAR,
            "chance that the account stays another year (the sales office's estimate)",
            "客户再留一年的概率（销售部估计）",
            0,
            1,
        ),
        _number(
            "growth_expected_per_year",
            SHARE_PER_YEAR,
            "growth of our sales expected next year",
            "下一年我方销售额预期增长率",
            -1,
            1,
        ),
        _whole("acquisition_cost", CNY, "what winning the account cost, once", "获客成本（一次性）"),
        _whole(
            "potential_wallet_per_year",
            CNY_PER_YEAR,
            "what the account spends on our six families with all suppliers (equals the sum in `wallets`)",
            "客户每年在我方六大品类上的总采购额（所有供应商，等于 `wallets` 合计）",
        ),
        _whole(
            "strategic_fit", POINTS, "fit with our strategy, 5 best", "与我方战略的契合度，5 为最好", 1, 5
        ),
        _whole(
            "reference_value",
            POINTS,
            "value as a reference for others, 5 best",
            "示范（样板）价值，5 为最好",
            1,
            5,
        ),
    ),
    "T0 U1 U2 U3 U4 U5 U6 U7 S4 R1 R2 R5 D1 I1.1 I1.2 I2.1",
)

GROUPS = Table(
    "groups",
    Text(en="Groups", zh="集团"),
    Text(en="Parent groups that own several accounts.", zh="拥有多个客户的母公司集团。"),
    ("group",),
    (_key("group", "number of the group", "集团编号"), *NAMES),
    "U1 U2 U6",
)

SELLERS = Table(
    "sellers",
    Text(en="Sellers", zh="销售人员"),
    Text(en="Our sales people: role and initials only.", zh="我方销售人员，只记岗位和姓名缩写。"),
    ("seller",),
    (
        _key("seller", "number of the person", "人员编号"),
        _text("initials", "initials (invented)", "姓名缩写（虚构）"),
        _code("role", "seller_role", "role", "岗位"),
        _code("region", "region", "home region", "所属区域"),
        _whole(
            "hours_per_year", HOURS, "working hours a year for customers", "每年可用于客户的工时", 1, 2400
        ),
    ),
    "T0 U2 U4 S6 R3 D6",
)

CONTACTS = Table(
    "contacts",
    Text(en="Contacts", zh="联系人"),
    Text(
        en="People at the accounts: title, initials and work facts only; nothing private.",
        zh="客户方人员：只记职务、缩写和工作信息，不记任何个人隐私。",
    ),
    ("contact",),
    (
        _key("contact", "number of the contact", "联系人编号"),
        _account(),
        _text("initials", "initials (invented)", "姓名缩写（虚构）"),
        _code("department", "department", "department", "部门"),
        _code("title", "title", "title", "职务"),
        _code("buying_role", "buying_role", "role in the buying centre", "采购中心角色"),
        _refers(
            "reports_to", "contacts", "superior; empty at the top", "上级；最高层留空", may_be_empty=True
        ),
        _whole("influence", POINTS, "influence on the purchase, 5 highest", "对采购的影响力，5 为最高", 1, 5),
        _whole(
            "attitude", POINTS, "attitude to us, −2 against to +2 for", "对我方态度，−2 反对至 +2 支持", -2, 2
        ),
        _whole(
            "relationship_step",
            POINTS,
            "step reached: 0 none, 1 good feeling, 2 trust, 3 benefit, 4 affection",
            "关系步骤：0 无，1 好感，2 信任，3 利益，4 情感",
            0,
            4,
        ),
        _whole(
            "relationship_level",
            POINTS,
            "level 1 acquainted to 5 true understanding",
            "关系层次：1 认识至 5 相知",
            1,
            5,
        ),
        _whole("relationship_level_last_year", POINTS, "the same a year before", "上一年的关系层次", 1, 5),
        _refers(
            "seller",
            "sellers",
            "our counterpart; empty when nobody",
            "我方对口人；无则留空",
            may_be_empty=True,
        ),
        _date(
            "last_contact_date",
            "last contact; empty when never met",
            "最近联系日期；从未联系则留空",
            may_be_empty=True,
        ),
    ),
    "U4 S4 R2 I1.3",
)

PRODUCTS = Table(
    "products",
    Text(en="Products", zh="产品"),
    Text(en="What we sell, at the list prices and costs of 2026.", zh="我方产品，按 2026 年目录价与成本。"),
    ("product",),
    (
        _key("product", "number of the product", "产品编号"),
        _code("family", "family", "product family", "产品品类"),
        *NAMES,
        _whole("list_price", CNY_PER_UNIT, "list price in 2026", "2026 年目录价", 1),
        _whole("unit_cost", CNY_PER_UNIT, "cost of one unit in 2026", "2026 年单位成本", 1),
        _date("launch_date", "date of launch", "上市日期"),
        _code("life_cycle", "life_cycle", "stage of the product's life", "产品生命周期阶段"),
        _whole(
            "quality_score",
            POINTS,
            "quality in customers' eyes, 100 best",
            "客户眼中的质量，100 为最好",
            0,
            100,
        ),
    ),
    "U3 U6 U7 I2.1",
)

ORDERS = Table(
    "orders",
    Text(en="Order lines", zh="订单行"),
    Text(
        en="Every order line of 36 months, from list price to pocket price in whole CNY.",
        zh="36 个月的全部订单行，从目录价到口袋价，金额取整到元。",
    ),
    ("order_line",),
    (
        _key("order_line", "number of the line", "订单行编号"),
        _date("order_date", "date of the order", "下单日期"),
        _account(),
        _refers("product", "products", "the product", "产品"),
        _whole("quantity", UNITS, "units ordered", "数量", 1),
        _whole("list_price", CNY_PER_UNIT, "list price on that day", "当日目录价", 1),
        _whole("volume_discount", CNY, "discount for volume, on the invoice", "批量折扣（票面）"),
        _whole(
            "special_discount", CNY, "discount negotiated case by case, on the invoice", "特批折扣（票面）"
        ),
        _whole(
            "prompt_payment_discount",
            CNY,
            "discount for paying early, off the invoice",
            "提前付款折扣（票外）",
        ),
        _whole("rebate", CNY, "year-end rebate, off the invoice", "年终返利（票外）"),
        _whole("freight", CNY, "freight that we pay, off the invoice", "我方承担运费（票外）"),
        _whole("credit_cost", CNY, "cost of waiting for the money at 6% a year", "资金占用成本（年利率 6%）"),
        _whole("unit_cost", CNY_PER_UNIT, "cost of one unit on that day", "当日单位成本", 1),
        _whole(
            "days_to_payment",
            DAYS,
            "days from invoice to payment; expected where it is not due yet",
            "开票至回款天数；尚未回款的为预计值",
        ),
        _whole("days_late", DAYS, "days delivered after the promised date", "比承诺交期晚的天数"),
        _yes_no("rush", "ordered as a rush order", "是否加急"),
        _derived("list_amount", CNY, "quantity × list price", "数量 × 目录价"),
        _derived(
            "invoice_amount",
            CNY,
            "sales: list amount − volume discount − special discount",
            "销售额：目录金额 − 批量折扣 − 特批折扣",
        ),
        _derived(
            "pocket_amount",
            CNY,
            "invoice amount − prompt-payment discount − rebate − freight − credit cost",
            "票面金额 − 提前付款折扣 − 返利 − 运费 − 资金占用成本",
        ),
        _derived("product_cost", CNY, "quantity × unit cost", "数量 × 单位成本"),
        _derived("contribution", CNY, "pocket amount − product cost", "口袋金额 − 产品成本"),
    ),
    "T0 U1 U2 U6 U7 R1 D2 I1.1 I2.1 I3.1",
)

ACTIVITY_RATES = Table(
    "activity_rates",
    Text(en="Activity rates", zh="作业费率"),
    Text(en="What one unit of each service activity costs us.", zh="每项服务作业的单位成本。"),
    ("activity",),
    (
        _code("activity", "activity", "activity", "作业"),
        _whole("rate", CNY_PER_UNIT, "cost of one", "单位成本", 1),
    ),
    "U2 U3 D6",
)

COSTS_TO_SERVE = Table(
    "costs_to_serve",
    Text(en="Costs to serve", zh="服务成本"),
    Text(
        en="What each account asked of us, month by month; the cost is activity × rate.",
        zh="每个客户每月占用的服务；成本 = 作业量 × 费率。",
    ),
    ("month", "account"),
    (
        _date("month", "first day of the month", "月份首日"),
        _account(),
        _whole("visits", COUNT, "sales visits", "拜访次数"),
        _whole("service_hours", HOURS, "technical service hours", "技术服务工时"),
        _whole("order_lines", COUNT, "order lines handled", "处理的订单行数"),
        _whole("rush_orders", COUNT, "of these rushed", "其中加急"),
        _whole("cost", CNY, "cost to serve of the month", "当月服务成本"),
    ),
    "U1 U2 U7 R1 I1.2",
)

WALLETS = Table(
    "wallets",
    Text(en="Wallets", zh="钱包"),
    Text(
        en="What an account spends a year on each family with all suppliers, by estimate.",
        zh="客户每年在各品类上的总采购额（含所有供应商，估计值）。",
    ),
    ("account", "family"),
    (
        _account(),
        _code("family", "family", "product family", "产品品类"),
        _whole("spend_per_year", CNY_PER_YEAR, "spend in the case year 2026", "2026 案例年度采购额"),
    ),
    "U1 U6 D2",
)

RIVALS = Table(
    "rivals",
    Text(en="Offers in the market", zh="市场上的报价"),
    Text(
        en="The typical offer of each supplier in each family, us included, for one comparable unit.",
        zh="各供应商在各品类上的典型报价（含我方），以可比的一件计。",
    ),
    ("family", "supplier"),
    (
        _code("family", "family", "product family", "产品品类"),
        _code("supplier", "supplier", "supplier", "供应商"),
        _whole("pocket_price", CNY_PER_UNIT, "price the customer really pays", "客户实付价", 1),
        _whole(
            "quality_score",
            POINTS,
            "quality in customers' eyes, 100 best",
            "客户眼中的质量，100 为最好",
            0,
            100,
        ),
        _whole("delivery_days", DAYS, "delivery time", "交货期", 1),
        _whole(
            "service_score",
            POINTS,
            "service in customers' eyes, 100 best",
            "客户眼中的服务，100 为最好",
            0,
            100,
        ),
    ),
    "U3 U7 S4 R5 D2 D3",
)

MARKET = Table(
    "market",
    Text(en="Market by quarter", zh="季度市场"),
    Text(
        en="Size of the market in reach and the rivals' sales; ours are in `orders`.",
        zh="可触达市场规模与对手销售额；我方销售额见 `orders`。",
    ),
    ("quarter", "family"),
    (
        _date("quarter", "first day of the quarter", "季度首日"),
        _code("family", "family", "product family", "产品品类"),
        _whole("market_sales", CNY, "sales of all suppliers", "全部供应商销售额", 1),
        _whole("rival_a_sales", CNY, "sales of Rival A", "对手 A 销售额"),
        _whole("rival_b_sales", CNY, "sales of Rival B", "对手 B 销售额"),
    ),
    "U6 S4 I2.1 I2.3 I3.3",
)

OPPORTUNITIES = Table(
    "opportunities",
    Text(en="Opportunities", zh="商机"),
    Text(
        en="Sales projects of the last two years, open and closed.", zh="近两年的销售项目，含进行中与已结束。"
    ),
    ("opportunity",),
    (
        _key("opportunity", "number of the opportunity", "商机编号"),
        _account(),
        _code("family", "family", "product family", "产品品类"),
        _refers("seller", "sellers", "our person in charge", "我方负责人"),
        _date("opened_date", "date opened", "立项日期"),
        _code("stage", "stage", "stage now, or the last one reached", "当前（或最后到达的）阶段"),
        _whole("amount", CNY, "value of the project", "项目金额", 1),
        _number(
            "win_probability",
            SHARE,
            "the seller's own estimate; 1 won, 0 lost",
            "销售人员估计；赢单为 1，丢单为 0",
            0,
            1,
        ),
        _date("expected_date", "date on which the signature is or was expected", "预计签约日期"),
        _code("outcome", "outcome", "outcome", "结果"),
        _date(
            "closed_date", "date won or lost; empty while open", "结束日期；进行中则留空", may_be_empty=True
        ),
        _code("lost_reason", "lost_reason", "why it was lost", "丢单原因"),
        _code("lead_rival", "lead_rival", "strongest rival", "主要对手"),
        _yes_no("incumbent", "we supply this family there already", "我方是否现有供应商"),
    ),
    "T0 S0 S2 S3 S6 S7 R5 I1.2",
)

STAGE_HISTORY = Table(
    "stage_history",
    Text(en="Stage history", zh="阶段记录"),
    Text(en="When each opportunity entered each stage.", zh="各商机进入各阶段的日期。"),
    ("opportunity", "stage"),
    (
        _refers("opportunity", "opportunities", "the opportunity", "商机"),
        _code("stage", "stage", "stage entered", "进入的阶段"),
        _date("entered_date", "date of entering", "进入日期"),
    ),
    "S3 S7",
)

TIER_HISTORY = Table(
    "tier_history",
    Text(en="Tiers on file", zh="等级档案"),
    Text(
        en="The tiers the sales office filed each year. It graded by sales alone, "
        "with a few exceptions by hand; that is what the course improves on. "
        "An account without sales has no row.",
        zh="销售部每年归档的等级。当时只按销售额分级，并有少数人工调整；课程正是要改进这一点。当年无销售的客户没有记录。",
    ),
    ("account", "year"),
    (
        _account(),
        _year("case year graded", "分级的案例年度"),
        _code("tier", "tier", "tier on file", "归档等级"),
        _yes_no("by_hand", "changed by hand against the sales rule", "是否人工调整"),
    ),
    "U2",
)

RATINGS = Table(
    "ratings",
    Text(en="Supplier ratings", zh="供应商评价"),
    Text(
        en="How thirty accounts weigh and rate suppliers by TQRDCES. The seven words are the usual reading "
        "of the letters.",
        zh="30 个客户按 TQRDCES 对供应商的权重与评分。七个词是这些字母的通常解读。",
    ),
    ("account", "criterion"),
    (
        _account(),
        _code("criterion", "criterion", "criterion", "评价指标"),
        _whole(
            "weight",
            Text(en="per cent", zh="百分比"),
            "weight; 100 in all per account",
            "权重；每个客户合计 100",
            0,
            100,
        ),
        _whole("expected", POINTS, "score expected of a good supplier", "对优秀供应商的期望分", 0, 100),
        _whole("us", POINTS, "our score", "我方得分", 0, 100),
        _whole("rival_a", POINTS, "score of Rival A", "对手 A 得分", 0, 100),
        _whole("rival_b", POINTS, "score of Rival B", "对手 B 得分", 0, 100),
    ),
    "U3 S4 R2 R5 I1.2 I3.2",
)

TARGETS = Table(
    "targets",
    Text(en="Sales targets", zh="销售目标"),
    Text(en="Yearly sales target of each region.", zh="各区域年度销售目标。"),
    ("year", "region"),
    (
        _year("case year", "案例年度"),
        _code("region", "region", "region", "区域"),
        _whole("sales_target", CNY, "target, a multiple of 10,000", "目标，为 1万元的整数倍", 1),
    ),
    "T0 D1 I2.2",
)

STATEMENTS = Table(
    "statements",
    Text(en="Dealers' statements", zh="经销商财务报表"),
    Text(
        en="Short yearly statements of the dealers, as at the end of June.",
        zh="经销商年度简要报表，截至六月底。",
    ),
    ("account", "year"),
    (
        _account(),
        _year("case year", "案例年度"),
        _whole("revenue", CNY, "revenue of the year", "全年营业收入", 1),
        _whole("cost_of_goods", CNY, "cost of goods sold", "销售成本", 1),
        _whole("net_profit", CNY, "net profit; may be a loss", "净利润（可为亏损）", None),
        _whole("cash", CNY, "cash at year end", "期末货币资金"),
        _whole("receivables", CNY, "receivables at year end", "期末应收账款"),
        _whole("inventory", CNY, "inventory at year end", "期末存货"),
        _whole("fixed_assets", CNY, "fixed assets at year end", "期末固定资产"),
        _whole("payables", CNY, "payables to suppliers at year end", "期末应付账款"),
        _whole("short_loans", CNY, "short-term loans at year end", "期末短期借款"),
        _derived("current_assets", CNY, "cash + receivables + inventory", "货币资金 + 应收账款 + 存货"),
        _derived("total_assets", CNY, "current assets + fixed assets", "流动资产 + 固定资产"),
        _derived("current_liabilities", CNY, "payables + short-term loans", "应付账款 + 短期借款"),
    ),
    "D2",
)

PROSPECTS = Table(
    "prospects",
    Text(en="Prospects", zh="潜在客户"),
    Text(en="Companies we tried to win and how it ended.", zh="曾开发的潜在客户及结果。"),
    ("prospect",),
    (
        _key("prospect", "number of the prospect", "潜在客户编号"),
        *NAMES,
        _code("region", "region", "region", "区域"),
        _code("industry", "industry", "industry", "行业"),
        _refers("seller", "sellers", "developer in charge", "开发负责人"),
        _whole("first_year_sales", CNY, "sales expected in the first year", "预计首年销售额", 1),
        _number(
            "success_probability",
            SHARE,
            "chance of winning, estimated at the start",
            "开发之初估计的成功率",
            0,
            1,
        ),
        _code("outcome", "outcome", "outcome", "结果"),
        _code("lost_reason", "lost_reason", "why it failed", "失败原因"),
    ),
    "D1 D4 D7",
)

DEVELOPMENT_VISITS = Table(
    "development_visits",
    Text(en="Development records", zh="开发记录"),
    Text(en="The contacts with each prospect, one row a contact.", zh="与潜在客户的每次接触，一次一行。"),
    ("prospect", "visit_number"),
    (
        _refers("prospect", "prospects", "the prospect", "潜在客户"),
        _whole("visit_number", COUNT, "first, second, third … contact", "第几次接触", 1),
        _date("visit_date", "date", "日期"),
        _code("way", "way", "way of development", "开发方式"),
        _code("title", "title", "person met, by title", "访问对象（职务）"),
        _whole("minutes_on_site", MINUTES, "length of stay", "停留时间"),
        _whole("travel_minutes", MINUTES, "travel there and back", "往返路程时间"),
        _whole("travel_cost", CNY, "travel cost", "差旅费"),
        _code("progress", "progress", "furthest step reached so far", "迄今到达的业务进度"),
        _code("attitude", "attitude", "customer's attitude", "客户态度"),
        _date(
            "follow_up_date",
            "date of the follow-up; empty when none",
            "回访日期；无则留空",
            may_be_empty=True,
        ),
    ),
    "D4 D5 D6 D7",
)

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        ACCOUNTS, GROUPS, SELLERS, CONTACTS, PRODUCTS, ORDERS, ACTIVITY_RATES, COSTS_TO_SERVE, WALLETS,
        RIVALS, MARKET, OPPORTUNITIES, STAGE_HISTORY, TIER_HISTORY, RATINGS, TARGETS, STATEMENTS,
        PROSPECTS, DEVELOPMENT_VISITS,
    )
}  # fmt: skip


def _yearly(name: str, unit: Text, en: str, zh: str) -> Column:
    return Column(name, "whole", unit, Text(en=en, zh=zh), derived=True)


_FROM_ACCOUNTS = {column.name: column for column in ACCOUNTS.columns}

ACCOUNT_YEAR = Table(
    "account_table",
    Text(en="Account table of a year", zh="年度客户表"),
    Text(
        en="Derived, not a file: one row an account with all inputs for lifetime profit, tiers and "
        "scorecards. Order figures are those of the chosen case year; an account that did not order has 0. "
        "Estimates (retention, growth, wallet, scores) are those of today.",
        zh="由其他表汇总得出，不是文件：每个客户一行，含计算全生命周期利润、等级和评分所需的全部输入。"
        "订单数据取所选案例年度；当年未订货为 0。估计值（保留率、增长、钱包、评分）为当前值。",
    ),
    ("account",),
    (
        *(
            _FROM_ACCOUNTS[name]
            for name in ("account", "name_en", "name_zh", "group", "region", "industry", "kind", "seller")
        ),
        _yearly("order_lines_per_year", COUNT, "order lines of the year", "全年订单行数"),
        _yearly("list_amount_per_year", CNY_PER_YEAR, "orders of the year at list price", "全年订单按目录价"),
        _yearly("sales_per_year", CNY_PER_YEAR, "invoiced sales of the year", "全年销售额（票面）"),
        _yearly(
            "sales_year_before",
            CNY_PER_YEAR,
            "invoiced sales of the year before; 0 for the first year on record",
            "上一年销售额；首个记录年度为 0",
        ),
        _yearly("pocket_amount_per_year", CNY_PER_YEAR, "pocket amount of the year", "全年口袋金额"),
        _yearly("product_cost_per_year", CNY_PER_YEAR, "product cost of the year", "全年产品成本"),
        _yearly(
            "contribution_per_year",
            CNY_PER_YEAR,
            "gross contribution: pocket amount − product cost, before cost to serve",
            "边际贡献：口袋金额 − 产品成本（未扣服务成本）",
        ),
        _yearly("service_cost_per_year", CNY_PER_YEAR, "cost to serve of the year", "全年服务成本"),
        *(
            _FROM_ACCOUNTS[name]
            for name in (
                "retention_per_year", "growth_expected_per_year", "acquisition_cost",
                "potential_wallet_per_year", "strategic_fit", "reference_value",
                "payment_conduct", "payment_terms_days",
            )
        ),
    ),
    "U1 U2 U6 U7",
)  # fmt: skip
