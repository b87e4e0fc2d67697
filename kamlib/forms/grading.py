"""Grades a trainee's own accounts by lifetime profit; every assumption is asked for and kept with its source."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
import pandas as pd

from kamlib import glossary, lifetime, tiers
from kamlib.forms.columns import normalise
from kamlib.forms.orders import RetentionSeen, accounts_from_orders, retention_seen
from kamlib.forms.own_data import OwnTable
from kamlib.forms.problems import Findings, Note, listed, shown
from kamlib.forms.questions import Assumption, Used, known_keys, read_answer
from kamlib.text import Text, number
from kamlib.tiers import TIERS

Method = Literal["threshold", "cumulative share"]
METHODS: tuple[Method, ...] = ("threshold", "cumulative share")
FLOORS = ("strategic_floor", "value_floor", "standard_floor")
CUTS = ("strategic_cut", "value_cut", "standard_cut")
DEFAULT_CUTS = (0.50, 0.80, 0.95)
LONGEST_HORIZON_YEARS = 50


# --- what is asked for --------------------------------------------------------------------------------


METHOD = Assumption(
    "method",
    Text(en="Rule for the tiers", zh="等级划分规则"),
    Text(
        en="By floors on the lifetime profit, or by the running share of all lifetime profit.",
        zh="按全生命周期利润的门槛值，或按全生命周期利润的累计占比。",
    ),
    "choice",
    "threshold",
    Text(
        en="A floor is easy to explain and does not move with other accounts.",
        zh="门槛值容易说明，也不受其他客户影响。",
    ),
    options=(
        ("threshold", Text(en="threshold", zh="门槛值")),
        ("cumulative share", Text(en="cumulative share", zh="累计占比")),
    ),
)
PERIOD = Assumption(
    "period",
    Text(en="Orders that count", zh="计入的订单期间"),
    Text(
        en="“last 12 months” up to the last order in the file, or “all” orders divided by the years "
        "they cover.",
        zh="“最近 12 个月”截至文件中最后一笔订单；“全部”为全部订单除以其覆盖的年数。",
    ),
    "choice",
    "last 12 months",
    Text(en="What an account brings now says most about next year.", zh="客户当前的贡献最能说明下一年。"),
    options=(
        ("last 12 months", Text(en="last 12 months", zh="最近 12 个月")),
        ("all", Text(en="all", zh="全部")),
    ),
)
_NO_TYPICAL = Text(
    en="The course's stand-in; no file of yours says it. Replace it by your own figure.",
    zh="练习册的代用值，您的文件中没有。请换成自己的数据。",
)
CONTRIBUTION_MARGIN = Assumption(
    "contribution_margin",
    Text(en="Contribution margin", zh="边际贡献率"),
    Text(
        en="Contribution as a share of sales, before cost to serve.",
        zh="边际贡献占销售额的比例，未扣服务成本。",
    ),
    "percent", 0.30, _NO_TYPICAL, least=0.0, most=1.0,
)  # fmt: skip
SERVICE_COST_SHARE = Assumption(
    "service_cost_share",
    Text(en="Cost to serve, share of sales", zh="服务成本占销售额比例"),
    Text(
        en="Visits, support, logistics and credit in a year, as a share of sales.",
        zh="一年的拜访、支持、物流和账期资金成本占销售额的比例。",
    ),
    "percent", 0.08, _NO_TYPICAL, least=0.0, most=1.0,
)  # fmt: skip
SERVICE_COST_SHARE_OF_CONTRIBUTION = replace(
    SERVICE_COST_SHARE,
    label=Text(en="Cost to serve, share of contribution", zh="服务成本占边际贡献比例"),
    help=Text(
        en="Visits, support, logistics and credit in a year, as a share of contribution.",
        zh="一年的拜访、支持、物流和账期资金成本占边际贡献的比例。",
    ),
    default=0.25,
)  # fmt: skip
RETENTION = Assumption(
    "retention",
    Text(en="Retention rate per year", zh="年保留率"),
    Text(en="Share of such accounts that still buy a year later.", zh="一年后仍在采购的客户比例。"),
    "percent", 0.80, _NO_TYPICAL, least=0.0, most=1.0,
)  # fmt: skip
DISCOUNT_RATE = Assumption(
    "discount_rate",
    Text(en="Discount rate per year", zh="年折现率"),
    Text(
        en="The yearly return your company asks for; ask your finance department.",
        zh="公司要求的年回报率，请向财务部门了解。",
    ),
    "percent", 0.10, _NO_TYPICAL, least=0.0, most=1.0,
)  # fmt: skip
YEARS = Assumption(
    "years",
    Text(en="Planning horizon, years", zh="规划年限（年）"),
    Text(en="How many years ahead the lifetime profit looks.", zh="全生命周期利润向前看多少年。"),
    "years", 5, Text(en="A common planning horizon.", zh="常用的规划年限。"), least=1, most=LONGEST_HORIZON_YEARS,
)  # fmt: skip
FIRST_MARGIN = Assumption(
    "first_margin",
    Text(en="First contribution", zh="首笔边际贡献"),
    Text(
        en="“now”: the first year's contribution counts in full today. “end”: it comes after a year.",
        zh="“现在”：第一年的贡献今天全额计入；“年末”：一年后才计入。",
    ),
    "choice", "now", Text(en="Berger & Nasr (1998), case 1.", zh="Berger & Nasr (1998)，情形一。"),
    options=(("now", Text(en="now", zh="现在")), ("end", Text(en="end", zh="年末"))),
)  # fmt: skip
COST_TIMING = Assumption(
    "cost_timing",
    Text(en="Cost to serve falls due", zh="服务成本发生时点"),
    Text(en="At the start, in the middle or at the end of each year.", zh="每年年初、年中或年末。"),
    "choice", "middle", Text(en="Berger & Nasr (1998), case 1.", zh="Berger & Nasr (1998)，情形一。"),
    options=(
        ("start", Text(en="start", zh="年初")),
        ("middle", Text(en="middle", zh="年中")),
        ("end", Text(en="end", zh="年末")),
    ),
)  # fmt: skip
_FLOOR_HELP = Text(
    en="Accounts from this lifetime profit on belong to the tier.",
    zh="全生命周期利润达到此数的客户属于该等级。",
)
_FLOOR_WHY = Text(
    en="Lifetime profit of the account at which {share:percent} of the total is reached, rounded down.",
    zh="累计达到总额 {share:percent} 的那家客户的全生命周期利润，向下取整。",
)
_CUT_HELP = Text(
    en="An account belongs to the tier while the share before it is below this.",
    zh="排在该客户之前的累计占比低于此数时，该客户属于此等级。",
)
_FLOOR_LABELS = {
    tier: Text(en=f"Floor for {glossary.short(tier).en}", zh=f"{glossary.short(tier).zh}客户门槛值")
    for tier in TIERS[:3]
}
_CUT_LABELS = {
    tier: Text(en=f"Cut for {glossary.short(tier).en}", zh=f"{glossary.short(tier).zh}客户累计占比")
    for tier in TIERS[:3]
}
FLOOR_ASSUMPTIONS = tuple(
    Assumption(f"{tier}_floor", _FLOOR_LABELS[tier], _FLOOR_HELP, "money", None, _FLOOR_WHY, "computed",
               values={"share": cut})
    for tier, cut in zip(TIERS[:3], DEFAULT_CUTS, strict=True)
)  # fmt: skip
CUT_ASSUMPTIONS = tuple(
    Assumption(f"{tier}_cut", _CUT_LABELS[tier], _CUT_HELP, "percent", cut,
               Text(en="The course's choice, after ABC analysis.", zh="本课程参照 ABC 分类法选定。"), least=0.0, most=1.0)
    for tier, cut in zip(TIERS[:3], DEFAULT_CUTS, strict=True)
)  # fmt: skip

_RETENTION_WHY = Text(
    en="Of {earlier:whole} customers with an order up to {middle}, {again:whole} ({share:percent}) "
    "ordered again "
    "afterwards. The halves lie {years:number} years apart, which makes {per_year:percent} a year.",
    zh="截至 {middle} 下过单的 {earlier:whole} 家客户中，有 {again:whole} "
    "家（{share:percent}）此后再次下单；前后两段相隔 "
    "{years:number} 年，折合每年 {per_year:percent}。",
)


def needed(table: OwnTable, method: Method = "threshold") -> tuple[Assumption, ...]:
    """Return what a table does not say, each with its default and where that comes from.

    Parameters
    ----------
    table : OwnTable
        Accounts or orders.
    method : "threshold" or "cumulative share"
        Decides whether floors or cuts are asked for.

    Returns
    -------
    tuple of Assumption
        In the order of asking. A floor has no default before the lifetime profits are known; left
        unanswered it is computed from them.

    Examples
    --------
    >>> from kamlib.forms.own_data import read_table
    >>> table = read_table(b"Customer,Sales,Contribution\\nA,100,40\\nB,50,10\\n")
    >>> [one.id for one in needed(table)][:3]
    ['service_cost_share', 'retention', 'discount_rate']
    """
    _check_method(method)
    has = set(table.frame.columns)
    asked: list[Assumption] = []
    if table.kind == "orders":
        asked.append(PERIOD)
        has |= {"sales"} | ({"contribution"} if "cost" in has else set())
        seen = retention_seen(table.frame)
    else:
        seen = table.facts.get("retention")
    if not has & {"contribution", "contribution_margin"}:
        asked.append(CONTRIBUTION_MARGIN)
    if "service_cost" not in has:
        asked.append(SERVICE_COST_SHARE if "sales" in has else SERVICE_COST_SHARE_OF_CONTRIBUTION)
    if "retention" not in has:
        asked.append(_retention_question(seen))
    asked += [DISCOUNT_RATE, YEARS, FIRST_MARGIN, COST_TIMING]
    asked += FLOOR_ASSUMPTIONS if method == "threshold" else CUT_ASSUMPTIONS
    return tuple(asked)


def _retention_question(seen: RetentionSeen | None) -> Assumption:
    if seen is None:
        return RETENTION
    return replace(
        RETENTION,
        default=round(seen.per_year, 4),
        origin="computed",
        why=_RETENTION_WHY,
        values={
            "earlier": seen.earlier,
            "again": seen.again,
            "share": seen.again / seen.earlier,
            "middle": f"{seen.middle:%Y-%m-%d}",
            "years": seen.years_between,
            "per_year": seen.per_year,
        },
    )


def _check_method(method: str) -> None:
    if method not in METHODS:
        raise ValueError(f"method must be one of {', '.join(map(repr, METHODS))}, got {method!r}")


# --- grading ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Grading:
    """Accounts with their lifetime profit and tier.

    Attributes
    ----------
    accounts : DataFrame
        Index `account`, best first; `name`, `region`, … where the file has them; `sales`, `contribution`,
        `service_cost` (currency per year), `retention` (fraction per year), `lifetime_profit` (currency),
        `cumulative_share` (of all lifetime profit above 0), `tier` (tier id).
    summary : DataFrame
        Index the four tiers; `accounts`, `accounts_share`, `lifetime_profit`, `lifetime_profit_share` (NaN
        where the total is not above 0).
    used : tuple of Used
        Every assumption with its value and source.
    from_file : frozenset of str
        Which of contribution, contribution_margin, service_cost and retention the file gave by account.
    notes : tuple of Note
        What was put right, left out or taken for granted.
    method, currency, file_name, facts
        The rule; three letters; name of the file; what is known of the orders.
    """

    accounts: pd.DataFrame
    summary: pd.DataFrame
    used: tuple[Used, ...]
    from_file: frozenset[str]
    notes: tuple[Note, ...]
    method: Method
    currency: str
    file_name: str
    facts: Mapping[str, Any]

    def value(self, assumption: str) -> Any:
        """Return the value of an assumption, None when it was not needed."""
        return next((one.value for one in self.used if one.id == assumption), None)

    def finding(self, lang: str) -> str:
        """Return the one sentence that matters: how few accounts bring half the lifetime profit."""
        profit = self.accounts["lifetime_profit"].to_numpy()
        gains = profit[profit > 0]
        if not len(gains):
            return _NO_PROFIT.pick(lang)
        few = int(np.searchsorted(np.cumsum(gains), gains.sum() / 2 * (1 - 1e-12)) + 1)
        values = {
            "few": few,
            "all": len(profit),
            "share": few / len(profit),
            "losses": int((profit < 0).sum()),
        }
        sentence = (_HALF_ONE if few == 1 else _HALF).fill(lang, values)
        return sentence + (_LOSSES.fill(lang, values) if values["losses"] else "")


_HALF = Text(
    en="{few:whole} of {all:whole} accounts ({share:percent1}) bring half the lifetime profit.",
    zh="{all:whole} 家客户中，{few:whole} 家（{share:percent1}）带来一半的全生命周期利润。",
)
_HALF_ONE = Text(
    en="One of {all:whole} accounts ({share:percent1}) brings half the lifetime profit.",
    zh="{all:whole} 家客户中，仅 1 家（{share:percent1}）就带来一半的全生命周期利润。",
)
_LOSSES = Text(en=" {losses:whole} cost more than they bring.", zh="另有 {losses:whole} 家入不敷出。")
_NO_PROFIT = Text(en="No account brings a lifetime profit.", zh="没有任何客户带来全生命周期利润。")


def grade_accounts(
    table: OwnTable, assumptions: Mapping[str, Any] | None = None, *, method: Method = "threshold"
) -> Grading:
    """Compute each account's lifetime profit and tier.

    Parameters
    ----------
    table : OwnTable
        Accounts, or orders, which are added up first.
    assumptions : mapping, optional
        Id -> value, as numbers (fractions for percentages) or as written (``"80%"``, ``"12.5k"``). What is
        not given takes its default; `Grading.used` says which.
    method : "threshold" or "cumulative share"

    Returns
    -------
    Grading

    Raises
    ------
    CannotRead
        When an assumption is unknown, unreadable, out of range, or the floors or cuts are out of order.
    ValueError
        For another method.

    Notes
    -----
    Lifetime profit: `lifetime.lifetime_profit`; tiers: `tiers.tiers_by_threshold` or
    `tiers.tiers_by_cumulative_share`. A share of negative sales costs nothing to serve.

    Examples
    --------
    >>> from kamlib.forms.own_data import read_table
    >>> table = read_table(b"Customer,Contribution,Cost to serve,Retention\\nA,260,50,75%\\nB,20,5,50%\\n")
    >>> grading = grade_accounts(table, {"discount_rate": "20%", "years": 10})
    >>> grading.accounts["lifetime_profit"].round(4).tolist()
    [568.7831, 26.4601]
    """
    _check_method(method)
    findings = Findings()
    asked = needed(table, method)
    used = _settle(asked, assumptions or {}, findings)
    findings.stop_if_any()
    values = {one.id: one.value for one in used}
    if table.kind == "orders":
        table = accounts_from_orders(table, values["period"])
    accounts, notes = _account_inputs(table, values)
    profit = lifetime.lifetime_profit(
        accounts["contribution"].to_numpy(),
        accounts["service_cost"].to_numpy(),
        accounts["retention"].to_numpy(),
        values["discount_rate"],
        values["years"],
        first_margin=values["first_margin"],
        cost_timing=values["cost_timing"],
    )
    accounts["lifetime_profit"] = profit
    accounts = accounts.iloc[np.argsort(-profit, kind="stable")]
    if method == "threshold":
        used = _with_floors(used, accounts["lifetime_profit"].to_numpy(), findings)
        findings.stop_if_any()
        limits = {tier: used_value(used, f"{tier}_floor") for tier in TIERS[:3]}
        accounts["tier"] = tiers.tiers_by_threshold(accounts["lifetime_profit"].to_numpy(), limits)
    else:
        cuts = {tier: used_value(used, f"{tier}_cut") for tier in TIERS[:3]}
        if not 0 < cuts["strategic"] <= cuts["value"] <= cuts["standard"]:
            findings.problem(_CUTS_ORDER, kind="order", role="strategic_cut", **cuts)
        findings.stop_if_any()
        accounts["tier"] = tiers.tiers_by_cumulative_share(accounts["lifetime_profit"].to_numpy(), cuts)
    gains = accounts["lifetime_profit"].clip(lower=0).to_numpy()
    running = np.cumsum(gains)
    share = running / running[-1] if running[-1] > 0 else np.zeros(len(gains))
    accounts.insert(accounts.columns.get_loc("tier"), "cumulative_share", share)
    inputs = frozenset(("contribution", "contribution_margin", "service_cost", "retention"))
    return Grading(
        accounts.set_index("account"), _summary(accounts), used, inputs & set(table.frame.columns),
        (*table.notes, *notes), method, table.currency, table.file_name, table.facts,
    )  # fmt: skip


def used_value(used: tuple[Used, ...], assumption: str) -> Any:
    """Return the value of one assumption."""
    return next(one.value for one in used if one.id == assumption)


def _settle(asked: tuple[Assumption, ...], given: Mapping[str, Any], findings: Findings) -> tuple[Used, ...]:
    """Give every assumption its value: the answer, else the default."""
    keys = known_keys({one.id: one for one in asked})
    answers: dict[str, Any] = {}
    for key, raw in given.items():
        if normalise(key) in keys:
            answers[keys[normalise(key)]] = raw
        else:
            known = listed(one.id for one in asked)
            findings.problem(UNKNOWN_ANSWER, kind="unknown_answer", key=shown(key), known=known)
    used = []
    for assumption in asked:
        raw = answers.get(assumption.id)
        if raw is None or raw == "":
            used.append(Used(assumption, assumption.default, assumption.origin))
        else:
            used.append(Used(assumption, read_answer(assumption, raw, findings), "stated"))
    return tuple(used)


def _account_inputs(table: OwnTable, values: Mapping[str, Any]) -> tuple[pd.DataFrame, list[Note]]:
    """Return the accounts with contribution, service cost and retention filled in by assumptions."""
    accounts = table.frame.drop(columns=["row"]).copy()
    notes = []
    if "contribution" not in accounts:
        margin = (
            accounts["contribution_margin"]
            if "contribution_margin" in accounts
            else values["contribution_margin"]
        )
        accounts["contribution"] = accounts["sales"] * margin
    if "service_cost" not in accounts:
        base = accounts["sales"] if "sales" in accounts else accounts["contribution"]
        accounts["service_cost"] = base.clip(lower=0) * values["service_cost_share"]
    if "retention" not in accounts:
        accounts["retention"] = values["retention"]
    if "sales" in accounts and "contribution" in table.frame:
        above = accounts["contribution"] > accounts["sales"].clip(lower=0) * (1 + 1e-9)
        if above.any():
            notes.append(Note(_ABOVE_SALES, "above_sales", tuple(map(int, table.frame["row"][above]))))
    return accounts, notes


def suggested_floors(lifetime_profit: np.ndarray) -> tuple[float, float, float]:
    """Return floors at which 50, 80 and 95 % of the total profit is reached, rounded down to two digits.

    Examples
    --------
    >>> suggested_floors(np.array([5230.0, 3170.0, 1240.0, 360.0]))
    (5200.0, 3100.0, 1200.0)
    """
    gains = np.sort(lifetime_profit[lifetime_profit > 0])[::-1]
    if not len(gains):
        return (1.0, 1.0, 1.0)
    before = np.cumsum(gains) - gains
    floors = []
    for cut in DEFAULT_CUTS:
        last = int(np.searchsorted(before, cut * gains.sum() * (1 - 1e-12))) - 1
        floors.append(_two_digits(float(gains[last])))
    return floors[0], floors[1], floors[2]


def _two_digits(value: float) -> float:
    step = 10.0 ** (math.floor(math.log10(value)) - 1)
    return round(math.floor(value / step * (1 + 1e-12)) * step, 12)


def _with_floors(used: tuple[Used, ...], profit: np.ndarray, findings: Findings) -> tuple[Used, ...]:
    """Fill in floors that were not stated, without crossing those that were."""
    stated = {one.id: one.value for one in used if one.id in FLOORS and one.source == "stated"}
    given = [stated[key] for key in FLOORS if key in stated]
    if any(lower > upper for upper, lower in zip(given, given[1:], strict=False)):
        findings.problem(_FLOORS_ORDER, kind="order", role="strategic_floor",
                         floors=Text(en=" < ".join(number(x) for x in given), zh=" < ".join(number(x) for x in given)))  # fmt: skip
    suggested = dict(zip(FLOORS, suggested_floors(profit), strict=True))
    result = []
    for one in used:
        if one.id in FLOORS and one.source != "stated":
            place = FLOORS.index(one.id)
            above = [stated[key] for key in FLOORS[:place] if key in stated]
            below = [stated[key] for key in FLOORS[place + 1 :] if key in stated]
            value = max([min([suggested[one.id], *above]), *below])
            one = Used(replace(one.assumption, default=value), value, "computed")
        result.append(one)
    return tuple(result)


def _summary(accounts: pd.DataFrame) -> pd.DataFrame:
    profit, of_tier = accounts["lifetime_profit"].to_numpy(), accounts["tier"].to_numpy()
    if profit.sum() > 0:
        return tiers.tier_summary(profit, of_tier)
    # tier_summary refuses shares of a total that is not above 0; the counts are still worth showing.
    count = np.array([(of_tier == tier).sum() for tier in TIERS])
    sums = np.array([profit[of_tier == tier].sum() for tier in TIERS])
    return pd.DataFrame(
        {"accounts": count, "accounts_share": count / len(profit), "lifetime_profit": sums,
         "lifetime_profit_share": np.nan},
        index=pd.Index(TIERS, name="tier"),
    )  # fmt: skip


_FLOORS_ORDER = Text(
    en="The floors are out of order ({floors}). The strategic floor must be the highest, the standard "
    "floor the lowest.",
    zh="门槛值顺序不对（{floors}）。战略型门槛应最高，标准型门槛应最低。",
)
_CUTS_ORDER = Text(
    en="The cuts are out of order: {strategic:percent}, {value:percent}, {standard:percent}. They must "
    "rise, from above 0%.",
    zh="累计占比顺序不对：{strategic:percent}、{value:percent}、{standard:percent}。应大于 0% 且依次不减。",
)
_ABOVE_SALES = Text(
    en="The contribution is higher than the sales in row {rows}. Is the unit of the two columns the same?",
    zh="第 {rows} 行的边际贡献高于销售额，请核对两列单位是否一致。",
)
UNKNOWN_ANSWER = Text(
    en="“{key}” is not a question that can be answered. Known are: {known}.",
    zh="没有“{key}”这个可填项。可填的有：{known}。",
)
