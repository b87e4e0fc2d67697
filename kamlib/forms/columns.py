"""Knows columns by their headings, in English and Chinese, with the unit that stands in a heading.

A heading is compared after its width, case, spaces, unit and period are taken off, and must then be one of
the names listed here: nothing is matched by likeness, because a wrong column gives a wrong pyramid.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

from kamlib import glossary
from kamlib.text import Text

Kind = Literal["text", "money", "percent", "number", "date"]


class Role(NamedTuple):
    """What a column can mean to us."""

    id: str
    name: Text
    kind: Kind
    synonyms: tuple[str, ...]


def _role(role_id: str, kind: Kind, name: Text, synonyms: str) -> Role:
    return Role(role_id, name, kind, tuple(part.strip() for part in synonyms.split("|")))


ROLES: dict[str, Role] = {
    role.id: role
    for role in (
        _role("account", "text", Text(en="account", zh="客户"),
              "account|account no|account number|account id|account code|customer no|customer number|customer id|"
              "customer code|client id|cust id|cust no|id|客户编号|客户号|客户代码|客户编码|客户id|编号|客户账号"),
        _role("name", "text", Text(en="customer name", zh="客户名称"),
              "customer|account name|customer name|client|client name|name|company|company name|buyer|"
              "客户|客户名称|客户名|名称|公司|公司名称|企业名称|单位名称|购货单位|买方"),
        _role("region", "text", Text(en="region", zh="地区"),
              "region|area|territory|地区|区域|大区|片区|省份|销售区域"),
        _role("industry", "text", Text(en="industry", zh="行业"), "industry|sector|行业|所属行业"),
        _role("owner", "text", Text(en="owner", zh="负责人"),
              "owner|account owner|account manager|key account manager|kam|sales rep|salesperson|seller|"
              "负责人|客户经理|大客户经理|销售员|业务员|销售负责人"),
        _role("sales", "money", Text(en="sales", zh="销售额"),
              "sales|revenue|turnover|net sales|sales revenue|sales amount|销售额|营业额|销售收入|收入|营收|"
              "销售金额|净销售额"),
        _role("contribution", "money", glossary.term("contribution"),
              "contribution|gross contribution|contribution margin|gross profit|gross margin|margin amount|profit|"
              "current value|边际贡献|贡献|毛利|毛利额|毛利润|贡献毛益|当前价值"),
        _role("contribution_margin", "percent", Text(en="contribution margin", zh="边际贡献率"),
              "contribution margin %|contribution rate|contribution ratio|gross margin %|margin %|margin rate|"
              "gm%|边际贡献率|毛利率|贡献率"),
        _role("service_cost", "money", glossary.term("cost_to_serve"),
              "cost to serve|service cost|service costs|servicing cost|cost of service|costs to serve|"
              "服务成本|服务费用|客户服务成本|维护成本"),
        _role("retention", "percent", glossary.term("retention_rate"),
              "retention|retention rate|renewal rate|customer retention|保留率|续约率|客户保留率|留存率|续签率"),
        _role("growth", "percent", Text(en="growth", zh="增长率"),
              "growth|growth rate|sales growth|growth forecast|增长|增长率|销售增长率|增速"),
        _role("potential_value", "money", glossary.term("potential_value"),
              "potential|potential value|future value|潜力|潜在价值|潜力值|潜在价值额"),
        _role("wallet_share", "percent", glossary.term("share_of_wallet"),
              "share of wallet|wallet share|钱包份额|采购份额|占有份额"),
        _role("first_order", "date", Text(en="first order", zh="首单日期"),
              "first order|first order date|customer since|account since|首单日期|首单|首次下单日期|合作开始日期|建档日期"),
        _role("date", "date", Text(en="order date", zh="订单日期"),
              "date|order date|invoice date|sales date|day|purchase date|transaction date|posting date|"
              "日期|订单日期|下单日期|销售日期|开票日期|发票日期|交易日期"),
        _role("amount", "money", Text(en="order amount", zh="订单金额"),
              "amount|order amount|order value|invoice amount|dollar value|value|net amount|total amount|line total|"
              "金额|订单金额|销售金额合计|开票金额|交易金额|成交金额"),
        _role("cost", "money", Text(en="order cost", zh="订单成本"),
              "cost|costs|order cost|cogs|cost of goods sold|cost of sales|variable cost|成本|订单成本|销售成本|产品成本|变动成本"),
        _role("order", "text", Text(en="order number", zh="订单号"),
              "order|order no|order number|order id|invoice no|invoice number|订单|订单号|订单编号|发票号"),
        _role("quantity", "number", Text(en="quantity", zh="数量"),
              "quantity|qty|units|pieces|number of cds|number of units|数量|件数|台数"),
        # Columns of our own form: known, so that a form read again is not told to have strange columns.
        _role("form", "text", Text(en="column of the form", zh="表单栏目"),
              "clp|customer lifetime profit|discounted years|share of lifetime profit|share before it|tier|"
              "tier by rule|own choice of tier|approach|review date|number of orders|last order|"
              "sales in the whole file|客户全生命周期利润|折现年数|全生命周期利润占比|之前的累计占比|等级|规则等级|自定等级|"
              "关系发展思路|复核日期|订单数|末单日期|文件内总销售额"),
    )
}  # fmt: skip

_OF_HEADING: dict[str, str] = {}


class Heading(NamedTuple):
    """What a heading says: the role, the scale of its figures, their currency and what is unclear."""

    role: str | None
    scale: float = 1.0
    currency: str = ""
    percent: bool = False
    unknown_unit: str = ""


_SCALES = {
    "": 1.0, "元": 1.0, "百元": 1e2, "千": 1e3, "千元": 1e3, "万": 1e4, "万元": 1e4, "十万元": 1e5, "百万": 1e6,
    "百万元": 1e6, "千万": 1e7, "千万元": 1e7, "亿": 1e8, "亿元": 1e8, "k": 1e3, "thousand": 1e3, "thousands": 1e3,
    "000": 1e3, "000s": 1e3, "t": 1e3, "tsd": 1e3, "m": 1e6, "mn": 1e6, "mio": 1e6, "mln": 1e6, "million": 1e6,
    "millions": 1e6, "bn": 1e9, "billion": 1e9,
}  # fmt: skip
_CURRENCIES = {
    "cny": "CNY", "rmb": "CNY", "人民币": "CNY", "元": "CNY", "¥": "CNY", "yuan": "CNY",
    "usd": "USD", "us$": "USD", "$": "USD", "dollar": "USD", "dollars": "USD", "美元": "USD", "美金": "USD",
    "eur": "EUR", "euro": "EUR", "€": "EUR", "欧元": "EUR", "hkd": "HKD", "港元": "HKD", "港币": "HKD",
    "gbp": "GBP", "£": "GBP", "英镑": "GBP", "jpy": "JPY", "日元": "JPY",
}  # fmt: skip
_CURRENCY = re.compile("|".join(sorted(map(re.escape, _CURRENCIES), key=len, reverse=True)))
_BRACKETS = re.compile(r"[(\[{<【〔]([^)\]}>】〕]*)[)\]}>】〕]")
_BEHIND_SLASH = re.compile(r"[/,:]\s*([^/,:]*)$")
_PERIODS = re.compile(
    r"per ?(?:year|annum)|p\.?a\.?$|yearly|annually|annual|last ?12 ?months|trailing ?12 ?months|ttm|ltm|"
    r"12 ?months|(?:19|20)\d\d年度?|(?:fy|cy)? ?(?:19|20)\d\d(?: ?[-/] ?(?:19|20)?\d\d)?|\bfy ?\d\d\b|"
    r"(?:最近|近)?(?:12|十二)个月|(?:近|最近)一年|年度|每年|全年|本年|上年|去年|今年|^年|/年$",
)


def normalise(heading: str) -> str:
    """Return a heading in the form that is compared: one width, small letters, no spaces or signs.

    Examples
    --------
    >>> normalise("Cost-to-Serve "), normalise("客户　名称")
    ('costtoserve', '客户名称')
    """
    text = unicodedata.normalize("NFKC", heading).casefold()
    return re.sub(r"[\s_\-.:,;'\"*#&/()\[\]]+", "", text)


def understand(heading: Any) -> Heading:
    """Say what a heading means.

    Examples
    --------
    >>> understand("销售额(万元)")
    Heading(role='sales', scale=10000.0, currency='CNY', percent=False, unknown_unit='')
    >>> understand("Sales 2024 [k EUR]").scale, understand("Retention (%)").percent
    (1000.0, True)
    >>> understand("colour").role is None
    True
    """
    if not isinstance(heading, str) or not heading.strip() or len(heading) > 120:
        return Heading(None)
    text = unicodedata.normalize("NFKC", heading).casefold().strip()
    exact = _known(text)
    if exact:
        currency = "USD" if "dollar" in text else ""
        return Heading(exact, currency=currency, percent=ROLES[exact].kind == "percent" and "%" in text)
    units = _BRACKETS.findall(text)
    bare = _BRACKETS.sub(" ", text).strip()
    role = _known(bare)
    if role is None:
        for pattern in (
            _BEHIND_SLASH,
            re.compile(r"\s(?:in)\s+(.*)$"),
            re.compile(r"\s+([^\s]+(?:\s[^\s]+)?)$"),
            re.compile(r"\s+([^\s]+)$"),
            re.compile(r"(%)$"),
        ):
            found = pattern.search(bare)
            if found and _known(bare[: found.start()]) and _unit(found[1]) is not None:
                role, units = _known(bare[: found.start()]), [*units, found[1]]
                break
    if role is None:
        return Heading(None)
    scale, currency, percent, unknown = 1.0, "", False, ""
    for unit in units:
        known = _unit(unit)
        if known is None:
            unknown = unit.strip()
            continue
        scale, currency, percent = scale * known[0], currency or known[1], percent or known[2]
    if percent and role == "contribution":
        role = "contribution_margin"  # Contribution margin (%) is a rate, Contribution margin an amount
    return Heading(role, scale, currency, percent, unknown)


def _known(text: str) -> str | None:
    if not _OF_HEADING:
        for role in ROLES.values():
            for synonym in role.synonyms:
                _OF_HEADING.setdefault(normalise(synonym), role.id)
    return _OF_HEADING.get(normalise(text)) or _OF_HEADING.get(normalise(_PERIODS.sub(" ", text)))


def _unit(text: str) -> tuple[float, str, bool] | None:
    """Return scale, currency and whether it is a percentage; None for a unit we do not know."""
    text = unicodedata.normalize("NFKC", text).casefold()
    text = _PERIODS.sub(" ", text.replace("单位", " "))
    text = re.sub(r"\b(?:in|excl\.?|incl\.?|net|of|vat|tax|per|as)\b|不?含税|[:/'’,.]", " ", text)
    text = " ".join(text.split())
    if text in ("%", "percent", "百分比", "pct", "points"):
        return 1.0, "", True
    found = _CURRENCY.search(text)
    currency = _CURRENCIES[found[0]] if found else ""
    rest = text
    if found and found[0] != "元":
        rest = (text[: found.start()] + text[found.end() :]).strip()
    rest = rest.replace(" ", "")
    if rest in _SCALES:
        return _SCALES[rest], currency, False
    return None


def unit_above(row: Sequence[Any]) -> tuple[float, str] | None:
    """Return the scale and currency that a line above the table gives for all its amounts, if it does.

    Examples
    --------
    >>> unit_above(["大客户清单", None, "单位：万元"])
    (10000.0, 'CNY')
    >>> unit_above(["Our customers"]) is None
    True
    """
    for cell in row:
        if isinstance(cell, str):
            found = re.search(
                r"(?:单位|unit|amounts? in|figures in)\s*[:：]?\s*([^()（）,，;；]+)",
                unicodedata.normalize("NFKC", cell),
                re.IGNORECASE,
            )
            unit = _unit(found[1]) if found else None
            if unit and not unit[2]:
                return unit[0], unit[1]
    return None


def recognised(row: Sequence[Any]) -> int:
    """Return how many different roles the cells of a row name as headings.

    Examples
    --------
    >>> recognised(["Customer", "Order date", "Amount", "Colour"])
    3
    """
    return len({role for cell in row if (role := understand(cell).role) is not None})
