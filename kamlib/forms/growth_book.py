"""The growth workbook of accounts (客户增长工作簿), of unit U6: three sheets that are filled together.

Wallet and white-space matrix (客户份额与空白点矩阵), cross-sell list (交叉销售机会清单) and referral ripple plan
(销量扩散计划表). The document names no form here; forms and fields are ours. Their formulas give what
`kamlib.growth` gives.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from kamlib import cases
from kamlib.forms.form import Chart, Column, Field, Fields, Form, FormData, Note, Option, Series, Sheet, Table
from kamlib.growth import DIFFUSION_LAYERS
from kamlib.text import Text
from kamlib.units import pool
from kamlib.units.u6_growth.offers import BY_ID as OFFERS
from kamlib.units.u6_growth.prospects import BY_ID as TALES
from kamlib.units.u6_growth.shared import LAYER_NAMES, MODE_NAMES

CATEGORIES = range(1, 7)
MODES = tuple(Option(id, name) for id, name in MODE_NAMES.items())
LAYERS = tuple(Option(id, LAYER_NAMES[id]) for id in DIFFUSION_LAYERS)
WORTH_IT = (
    Option("pursue", Text(en="Pursue", zh="推进"), "good"),
    Option("leave", Text(en="Does not pay", zh="不划算"), "bad"),
)
ALONE = (
    Option("yes", Text(en="Yes", zh="是"), "good"),
    Option("no", Text(en="No: ask the lawyers", zh="否：先问法务"), "bad"),
)
FLAG = (
    Option("confidential", Text(en="Confidential: tell nothing", zh="保密：不得透露"), "bad"),
    Option("consent", Text(en="Wait for consent", zh="等待同意"), "watch"),
    Option("free", Text(en="May begin", zh="可以开始"), "good"),
)


# -- wallet and white-space matrix ---------------------------------------------------------------------


def _wallet_columns() -> tuple[Column, ...]:
    pairs = []
    for number in CATEGORIES:
        for part, en, zh in (("spend", "spend", "采购额"), ("ours", "ours", "我方")):
            label = Text(en=f"Cat. {number}: {en}", zh=f"品类{number}：{zh}")
            pairs.append(Column(name=f"{part}{number}", label=label, kind="money", least=0, total="sum", width=12))
    first = Column(name="account", label=Text(en="Account", zh="客户"), width=30)
    return (first, *pairs, Column(name="next_step", label=Text(en="Where first, with whom", zh="先做哪格、找谁"), width=46))


def _share(number: int) -> str:
    """Return the formula of a cell of the matrix: share of wallet; nothing where nothing is bought."""
    spend, ours = f"{{wallet.spend{number}:row}}", f"{{wallet.ours{number}:row}}"
    return f'IF({spend}=0,"",{ours}/{spend})'


def _sum(part: str) -> str:
    return "+".join(f"{{wallet.{part}{number}:row}}" for number in CATEGORIES)


def _room() -> str:
    cells = (f"MAX(0,{{target}}*{{wallet.spend{n}:row}}-{{wallet.ours{n}:row}})" for n in CATEGORIES)
    return "+".join(cells)


def _white() -> str:
    cells = (f"IF(AND({{wallet.spend{n}:row}}>0,{{wallet.ours{n}:row}}=0),1,0)" for n in CATEGORIES)
    return "+".join(cells)


_NAMES = Fields(
    title=Text(en="Target and categories", zh="目标与品类"),
    across=2,
    fields=(
        Field(name="target", label=Text(en="Target share of wallet", zh="目标钱包份额"), kind="percent", digits=0, default=0.4, least=0, most=1),
        Field(name="all_room", label=Text(en="Headroom in all (CNY a year)", zh="提升空间合计（元/年）"), kind="money", formula="{matrix.room:total}"),
        *(
            Field(name=f"category{n}", label=Text(en=f"Category {n}", zh=f"品类 {n}"), width=22)
            for n in CATEGORIES
        ),
    ),
)  # fmt: skip
_WALLET = Table(
    name="wallet",
    key="{account}",
    room=8,
    title=Text(en="What each account spends a year with all suppliers, and with us (CNY)", zh="各客户年采购额（所有供应商）与其中向我方采购（元）"),
    total=Text(en="Total", zh="合计"),
    columns=_wallet_columns(),
)
_MATRIX = Table(
    name="matrix",
    follows="wallet",
    key="{wallet.account:row}",
    title=Text(en="The matrix: our share of wallet; 0% is a white spot", zh="矩阵：我方钱包份额；0% 即空白点"),
    total=Text(en="Total", zh="合计"),
    columns=(
        Column(name="who", label=Text(en="Account of the row", zh="对应客户"), formula="{wallet.account:row}", kind="text", width=30),
        *(
            Column(name=f"share{n}", label=Text(en=f"Share in cat. {n}", zh=f"品类{n}份额"), kind="percent", digits=0, formula=_share(n), width=11)
            for n in CATEGORIES
        ),
        Column(name="share_all", label=Text(en="Share in all", zh="总份额"), kind="percent", digits=0, width=11,
               formula=f'IF({_sum("spend")}=0,"",({_sum("ours")})/({_sum("spend")}))'),
        Column(name="room", label=Text(en="Headroom (CNY a year)", zh="提升空间（元/年）"), kind="money", formula=_room(), total="sum", width=15),
        Column(name="white", label=Text(en="White spots", zh="空白点数"), kind="whole", formula=_white(), total="sum", width=10),
    ),
)  # fmt: skip

# -- cross-sell list -------------------------------------------------------------------------------------

# To the fen: a value that is a hair above itself as Excel writes it would count itself among the better places.
_VALUE = 'IF(OR({chance}="",{contribution}=""),"",ROUND({chance}*{contribution}*{years}-{cost},2))'
_OFFERS = Table(
    name="offers",
    key="{offer}",
    room=14,
    title=Text(en="What else they could buy", zh="客户还可以买什么"),
    total=Text(en="Total", zh="合计"),
    columns=(
        Column(name="offer", label=Text(en="Offer", zh="机会"), width=46),
        Column(name="for_account", label=Text(en="For which account", zh="针对客户"), width=24),
        Column(name="mode", label=Text(en="Mode", zh="模式"), kind="choice", options=MODES, width=20),
        Column(name="chance", label=Text(en="Chance", zh="成功率"), kind="percent", digits=0, least=0, most=1, width=9),
        Column(name="contribution", label=Text(en="Contribution (CNY a year)", zh="边际贡献（元/年）"), kind="money", width=14),
        Column(name="years", label=Text(en="Years", zh="年数"), kind="number", digits=1, least=0, width=8),
        Column(name="cost", label=Text(en="Cost of selling (CNY)", zh="销售费用（元）"), kind="money", least=0, total="sum", width=13),
        Column(name="value", label=Text(en="Expected value (CNY)", zh="期望值（元）"), kind="money", formula=_VALUE, width=14),
        Column(name="place", label=Text(en="Place", zh="排名"), kind="whole", formula='IF({value}="","",COUNTIF({offers.value},">"&{value})+1)', width=8),
        Column(name="worth", label=Text(en="Worth it?", zh="是否划算"), kind="choice", options=WORTH_IT, formula="IF({value}=\"\",\"\",IF({value}>0,'pursue','leave'))", width=13),
        Column(name="alone", label=Text(en="Each can be bought alone?", zh="可否各自单买"), kind="choice", options=ALONE, width=17),
        Column(name="owner", label=Text(en="Owner", zh="负责人"), width=10),
        Column(name="due", label=Text(en="Due", zh="期限"), kind="date", width=12),
    ),
)  # fmt: skip

# -- referral ripple plan -----------------------------------------------------------------------------------

_MOUTH = Fields(
    title=Text(en="Would they recommend us? (0 to 10)", zh="他们会推荐我们吗？（0 至 10 分）"),
    across=2,
    fields=(
        Field(name="reference", label=Text(en="Reference customer", zh="标杆客户"), width=26),
        Field(name="promoters", label=Text(en="Answers 9 and 10", zh="9、10 分人数"), kind="whole", least=0),
        Field(name="price", label=Text(en="Price of a unit (CNY)", zh="每套单价（元）"), kind="money", least=0),
        Field(name="passives", label=Text(en="Answers 7 and 8", zh="7、8 分人数"), kind="whole", least=0),
        Field(name="nps", label=Text(en="Net promoter score (points)", zh="净推荐值（分）"), kind="number", digits=0,
              formula='IF({promoters}+{passives}+{detractors}=0,"",100*({promoters}-{detractors})/({promoters}+{passives}+{detractors}))'),
        Field(name="detractors", label=Text(en="Answers 0 to 6", zh="0 至 6 分人数"), kind="whole", least=0),
    ),
)  # fmt: skip
_RINGS = Table(
    name="rings",
    lines=LAYERS,
    title=Text(en="What each layer may bring", zh="各层次的预期销量"),
    total=Text(en="Total", zh="合计"),
    columns=(
        Column(name="ring", label=Text(en="Layer", zh="层次"), width=36),
        Column(name="listed", label=Text(en="On the list below", zh="下表家数"), kind="whole", formula="COUNTIF({prospects.layer},{ring})", total="sum", width=11),
        Column(name="more", label=Text(en="Others not listed", zh="未列名的家数"), kind="whole", least=0, total="sum", width=11),
        Column(name="reach", label=Text(en="Reach", zh="触达率"), kind="percent", digits=0, least=0, most=1, width=9),
        Column(name="conversion", label=Text(en="Conversion", zh="转化率"), kind="percent", digits=0, least=0, most=1, width=10),
        Column(name="mean_units", label=Text(en="Units a buyer and year", zh="每家年均销量"), kind="number", digits=0, least=0, width=12),
        Column(name="won", label=Text(en="Expected buyers", zh="预期成交家数"), kind="number", digits=1, formula="({listed}+{more})*{reach}*{conversion}", total="sum", width=12),
        Column(name="units", label=Text(en="Units a year", zh="年销量（套）"), earlier=("年销量（台套）",), kind="number", digits=1, formula="{won}*{mean_units}", total="sum", width=12),
        Column(name="sales", label=Text(en="Sales (CNY a year)", zh="销售额（元/年）"), kind="money", formula="{units}*{price}", total="sum", width=14),
    ),
)  # fmt: skip
_PROSPECTS = Table(
    name="prospects",
    key="{prospect}",
    room=18,
    title=Text(en="Prospects round the customer", zh="客户周围的潜在客户"),
    columns=(
        Column(name="prospect", label=Text(en="Prospect", zh="潜在客户"), width=30),
        Column(name="known", label=Text(en="What we know", zh="已知情况"), width=64),
        Column(name="layer", label=Text(en="Its layer", zh="所属层次"), kind="choice", options=LAYERS, width=36),
        Column(name="by_whom", label=Text(en="Who introduces us", zh="由谁引荐"), width=15),
        Column(name="consent", label=Text(en="Customer's consent (date)", zh="客户同意日期"), kind="date", width=14),
        Column(name="state", label=Text(en="Confidentiality", zh="保密状态"), kind="choice", options=FLAG, width=24,
               formula="IF({layer}=\"\",\"\",IF({layer}='competitors','confidential',IF({consent}=\"\",'consent','free')))"),
        Column(name="first_step", label=Text(en="First step", zh="第一步"), width=32),
        Column(name="until", label=Text(en="By when", zh="完成日期"), kind="date", width=12),
    ),
)  # fmt: skip


FORM = Form(
    id="growth_book",
    version=1,
    title=Text(en="Growth workbook of accounts", zh="客户增长工作簿"),
    about=Text(
        en="Where the next million comes from: more share, other products, others round the customer.",
        zh="下一个一百万从哪里来：提升份额、交叉销售、客户周围的扩散。",
    ),
    sheets=(
        Sheet(
            title=Text(en="Wallet and white spots", zh="客户份额与空白点矩阵"),
            blocks=(
                _NAMES,
                _WALLET,
                _MATRIX,
                Note(Text(
                    en="Headroom = (target share − our share) × spend, 0 where our share is above the target. It is no forecast: contracts run and designs are fixed.",
                    zh="提升空间 =（目标份额 − 现有份额）× 采购额，超过目标的为 0。它不是预测：合同可能没到期，设计可能已定型。",
                )),
                Chart(kind="column", title=Text(en="Headroom of the accounts", zh="各客户的提升空间"), categories="{wallet.account}",
                      unit=Text(en="CNY a year", zh="元/年"), series=(Series(Text(en="Headroom", zh="提升空间"), "{matrix.room}"),)),
            ),
        ),
        Sheet(
            title=Text(en="Cross-sell list", zh="交叉销售机会清单"),
            blocks=(
                _OFFERS,
                Note(Text(
                    en="Expected value = chance × contribution a year × years − cost of selling. Whoever makes one product depend on another ties them: ask the legal department before.",
                    zh="期望值 = 成功率 × 年边际贡献 × 年数 − 销售费用。买这样才供那样，就是搭售：必须先问法务。",
                )),
            ),
        ),
        Sheet(
            title=Text(en="Referral ripple plan", zh="销量扩散计划表"),
            blocks=(
                _MOUTH,
                _RINGS,
                _PROSPECTS,
                Note(Text(
                    en="Layer 3, the customer's competitors: nothing confidential of the customer, with or without consent to be a reference. In the other layers no case travels without a date of consent.",
                    zh="第三层（客户的竞争对手）：无论客户是否同意做案例，都不得使用客户的任何保密信息。其他层次没有客户同意日期，案例不得外传。",
                )),
            ),
        ),
    ),
)  # fmt: skip

_FAMILIES = ("servo", "planetary", "frequency", "coupling", "service", "spare")
_ACCOUNTS = ("A043", "A030", "A035", "A006", "A018", "A108")


# What the case does first, written for this example. Account -> family and the customer's person to begin with.
_FIRST_CELLS = {
    "A043": ("planetary", "C181"), "A030": ("planetary", "C121"), "A006": ("servo", "C022"),
    "A018": ("servo", "C083"), "A108": ("servo", "C425"),
}  # fmt: skip
# Offer -> who of us, by initials, until when; the weaker ones wait.
_SELLS = {
    "monitoring": ("S. G.", date(2026, 9, 30)), "seal_kits": ("S. G.", date(2026, 8, 31)), "inspection": ("W. A.", date(2026, 10, 30)),
    "couplings": ("S. G.", date(2026, 8, 14)), "axis": ("Q. B.", date(2027, 1, 29)),
}  # fmt: skip
# Prospect -> who at the customer introduces us, consent, first step, until when; what is not known yet is None.
_STEPS: dict[str, tuple[str | None, date | None, Text, date]] = {
    "subsidiary": ("P. M.", date(2026, 7, 3), Text(en="Telephone with P. M. listening in", zh="请 P. M. 一起通电话"), date(2026, 7, 17)),
    "bought": ("P. M.", date(2026, 7, 3), Text(en="Visit to the reference plant", zh="参观标杆工厂"), date(2026, 8, 28)),
    "frames": ("D. T.", date(2026, 7, 10), Text(en="Meeting arranged by purchasing", zh="由采购经理约见面"), date(2026, 7, 31)),
    "robots": ("P. E.", None, Text(en="Ask P. E. for leave to be named", zh="先请 P. E. 同意引用"), date(2026, 7, 24)),
    "tenders": (None, None, Text(en="What is public only; other sellers", zh="只谈公开信息，另派业务员"), date(2026, 9, 15)),
    "mail": (None, None, Text(en="Ask the customer for consent", zh="先征得标杆客户同意"), date(2026, 7, 10)),
    "association": (None, date(2026, 7, 3), Text(en="Send the talk, offer a test", zh="寄讲稿，提议试用"), date(2026, 7, 31)),
}  # fmt: skip


def case_growth_book(lang: str) -> FormData:
    """Return the workbook of Tarvane Drives: six accounts, the offers and the ripple of the exercises' demo.

    Examples
    --------
    >>> book = case_growth_book("en")
    >>> len(book.tables["wallet"]), len(book.tables["offers"]), len(book.tables["prospects"])
    (6, 12, 16)
    """
    values: dict[str, Any] = {"target": 0.4, "form_date": date(2026, 6, 30)}
    for number, family in zip(CATEGORIES, _FAMILIES, strict=True):
        values[f"category{number}"] = cases.label("family", family).pick(lang)
    ripple, mouth = pool("U6.X4")[0], pool("U6.W")[0]
    values |= {"reference": ripple["customer"][lang], "price": float(ripple["price"])}
    scores = mouth["scores"]
    values |= {"promoters": sum(scores[9:]), "passives": sum(scores[7:9]), "detractors": sum(scores[:7])}
    wallet = _wallets(lang)
    tables = {
        "wallet": wallet,
        "offers": _offers(lang),
        "rings": [_ring(ripple, layer) for layer in DIFFUSION_LAYERS],
        "prospects": [
            {
                "prospect": each["name"][lang],
                "known": TALES[each["tale"]].told.fill(lang, {"group": ripple["group"][lang], "customer": ripple["customer"][lang]}),
                "layer": TALES[each["tale"]].layer,
                **_first_steps(each["tale"], lang),
            }
            for each in ripple["prospects"]
        ],
    }  # fmt: skip
    return FormData(values, tables)


def _first_steps(tale: str, lang: str) -> dict[str, Any]:
    by_whom, consent, first_step, until = _STEPS.get(tale, (None, None, None, None))
    step = first_step and first_step.pick(lang)
    row = {"by_whom": by_whom, "consent": consent, "first_step": step, "until": until}
    return {name: value for name, value in row.items() if value is not None}


def _first_cell(account: str, lang: str) -> dict[str, str]:
    """Return the cell of the matrix to begin with, and with whom of the customer."""
    if account not in _FIRST_CELLS:
        return {}
    family, contact = _FIRST_CELLS[account]
    person = cases.contacts().set_index("contact").loc[contact]
    begin = Text(
        en=f"{cases.label('family', family).en}: {cases.label('title', person['title']).en.lower()} {person['initials']}",
        zh=f"{cases.label('family', family).zh}：{cases.label('title', person['title']).zh} {person['initials']}",
    )
    return {"next_step": begin.pick(lang)}


def _wallets(lang: str) -> list[dict[str, Any]]:
    orders = cases.orders().merge(cases.products()[["product", "family"]], on="product")
    orders = orders[orders["order_date"] >= "2025-07-01"]
    ours = orders.groupby(["account", "family"])["invoice_amount"].sum()
    spend = cases.wallets().set_index(["account", "family"])["spend_per_year"]
    names = cases.account_names(lang)
    rows = []
    for account in _ACCOUNTS:
        row: dict[str, Any] = {"account": names[account], **_first_cell(account, lang)}
        for number, family in zip(CATEGORIES, _FAMILIES, strict=True):
            row[f"spend{number}"] = float(spend[account, family])
            row[f"ours{number}"] = float(ours.get((account, family), 0))
        rows.append(row)
    return rows


def _offers(lang: str) -> list[dict[str, Any]]:
    data = pool("U6.X3")[0]
    return [
        {
            "offer": OFFERS[each["id"]].says.pick(lang),
            "for_account": data["name"][lang],
            "mode": OFFERS[each["id"]].modes[0],
            "chance": each["chance"],
            "contribution": float(each["contribution"]),
            "years": each["years"],
            "cost": float(each["cost"]),
            "alone": "yes",
            **dict(zip(("owner", "due"), _SELLS.get(each["id"], ()), strict=False)),
        }
        for each in data["offers"]
    ]


def _ring(ripple: Any, layer: str) -> dict[str, Any]:
    record = ripple["record"][layer]
    return {
        "reach": record["reached"] / record["asked"],
        "conversion": record["bought"] / record["reached"],
        "mean_units": ripple["mean_units"][layer],
    }
