"""U5.X2 which barrier suits: for four accounts the way with the best net present value that legal has released."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from functools import lru_cache, partial
from math import ceil, log
from typing import Any

from kamlib import switching
from kamlib.classroom.exercise import (
    Answers,
    CaseTable,
    Column,
    Data,
    Exercise,
    Field,
    MatchField,
    Option,
    TableColumn,
    TableField,
    Tolerance,
)
from kamlib.switching import WAYS_TO_RAISE
from kamlib.text import Text
from kamlib.units import pool
from kamlib.units.common import (
    ANY_ACCOUNT,
    ANY_ACCOUNT_ZH,
    mistake,
    mistakes_stand_apart,
    named,
    rounded,
    written,
)
from kamlib.units.u5_switching.measures import BY_ID, MEASURES
from kamlib.units.u5_switching.shared import TIMING, WAY_NAMES, draw_builders, way_options
from kamlib.value import annuity_factor

NEAR_THE_BEST = 0.05  # a way within this share of the best net present value is accepted, too
WHOLE_YEARS = Tolerance(within=0.05)
LEGAL = {True: Text(en="not released", zh="未通过"), False: Text(en="released", zh="通过")}


def _way(measure: Mapping[str, Any]) -> str:
    return BY_ID[measure["id"]].way


def _released(account: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [measure for measure in account["measures"] if not BY_ID[measure["id"]].stopped]


def _lock_in(data: Data, measure: Mapping[str, Any]) -> switching.LockIn:
    return _tie(measure["investment"], measure["retained"], measure["shared"], data["discount"], data["years"])


@lru_cache(maxsize=1_000)
def _tie(investment: float, retained: float, shared: float, discount: float, years: int) -> switching.LockIn:
    return switching.lock_in_investment(investment, retained, shared, discount, years, timing=TIMING)


def _npv(data: Data, measure: Mapping[str, Any]) -> float:
    return float(_lock_in(data, measure).net_present_value)


def _choice(data: Data, answers: Answers) -> dict[str, list[str]]:
    """Return for each account the accepted ways, the best one first."""
    found = {}
    for account in data["accounts"]:
        ranked = sorted(_released(account), key=lambda measure: -_npv(data, measure))
        floor = _npv(data, ranked[0]) * (1 - NEAR_THE_BEST)
        found[account["id"]] = [_way(measure) for measure in ranked if _npv(data, measure) >= floor]
    return found


def _most_a_year(data: Data, answers: Answers) -> dict[str, str]:
    """The slip of going by what comes back in a year and forgetting what it costs."""
    best = _choice(data, answers)
    found = {}
    for account in data["accounts"]:
        way = _way(max(_released(account), key=lambda measure: measure["retained"] + measure["shared"]))
        if way not in best[account["id"]]:
            found[account["id"]] = way
    return found


def _cheapest(data: Data, answers: Answers) -> dict[str, str]:
    """The slip of taking what costs least."""
    best, most = _choice(data, answers), _most_a_year(data, answers)
    found = {}
    for account in data["accounts"]:
        way = _way(min(_released(account), key=lambda measure: measure["investment"]))
        if way not in best[account["id"]] and way != most.get(account["id"]):
            found[account["id"]] = way
    return found


def _against_legal(data: Data, answers: Answers) -> dict[str, str]:
    """The slip of letting a high net present value overrule the lawyers."""
    return {
        account["id"]: _way(measure)
        for account in data["accounts"]
        for measure in account["measures"]
        if BY_ID[measure["id"]].stopped
    }


def _chosen(data: Data, answers: Answers) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield each account with the measure that belongs to the way chosen for it."""
    for account in data["accounts"]:
        choice = answers["choice"][account["id"]]
        way = choice if isinstance(choice, str) else choice[0]
        yield account["id"], {_way(measure): measure for measure in account["measures"]}[way]


def _worth(data: Data, answers: Answers) -> dict[str, float]:
    found = {}
    for id, measure in _chosen(data, answers):
        tie = _lock_in(data, measure)
        found[f"{id}/npv"] = float(tie.net_present_value)
        found[f"{id}/years"] = float(tie.break_even_years)
    return found


def _yearly(measure: Mapping[str, Any]) -> float:
    return measure["retained"] + measure["shared"]


def _not_discounted(data: Data, answers: Answers) -> dict[str, float]:
    return {
        f"{id}/npv": _yearly(measure) * data["years"] - measure["investment"] for id, measure in _chosen(data, answers)
    }


def _without_investment(data: Data, answers: Answers) -> dict[str, float]:
    return {
        f"{id}/npv": float(_lock_in(data, measure).present_value_of_return) for id, measure in _chosen(data, answers)
    }


def _without_share(data: Data, answers: Answers) -> dict[str, float]:
    return {
        f"{id}/npv": _npv(data, {**measure, "shared": 0}) for id, measure in _chosen(data, answers) if measure["shared"]
    }


def _years_without_interest(data: Data, answers: Answers) -> dict[str, float]:
    truth = _worth(data, answers)
    plain = {f"{id}/years": float(ceil(measure["investment"] / _yearly(measure) - 1e-9)) for id, measure in _chosen(data, answers)}
    return {part: years for part, years in plain.items() if years != truth[part]}


def _years_not_whole(data: Data, answers: Answers) -> dict[str, float]:
    """Return the moment within the year at which the money is back, with interest."""
    truth, rate = _worth(data, answers), data["discount"]
    exact = {
        f"{id}/years": round(-log(1 - rate * measure["investment"] / _yearly(measure)) / log(1 + rate), 1)
        for id, measure in _chosen(data, answers)
    }
    return {part: years for part, years in exact.items() if years != truth[part]}


NOT_WORKED_OUT = Text(
    en="This way was not worked out for the account. Choose among the three in the table.",
    zh="这家客户没有测算过这种方式，请在表中的三种里选。",
)
ANOTHER_IS_BETTER = Text(
    en="It brings a net present value of {npv:money}; another released way brings more.",
    zh="它的净现值是 {npv:money}，还有一种已通过的方式更高。",
)
LEGAL_SAYS_NO = Text(
    en="Legal has not released it. A high net present value does not change that.",
    zh="法务没有通过。净现值再高也不行。",
)


def _reasons(data: Data) -> dict[str, Text]:
    reasons = {}
    for account in data["accounts"]:
        for way in WAYS_TO_RAISE:
            reasons[f"{account['id']}/{way}"] = NOT_WORKED_OUT
        for measure in account["measures"]:
            stopped = BY_ID[measure["id"]].stopped
            words = LEGAL_SAYS_NO if stopped else written(ANOTHER_IS_BETTER, npv=_npv(data, measure))
            reasons[f"{account['id']}/{_way(measure)}"] = words
    return reasons


def _choice_field(data: Data) -> MatchField:
    return MatchField(
        id="choice",
        label=Text(en="Which way suits each account?", zh="每家客户选哪种方式？"),
        help=Text(en="The highest net present value among those that legal has released.", zh="在法务通过的方式里，选净现值最高的。"),
        points=8,
        items=tuple(Option(account["id"], named(account["name"])) for account in data["accounts"]),
        options=way_options(),
        expected=_choice,
        reasons=_reasons(data),
        mistakes=(
            mistake(
                "against-legal",
                _against_legal,
                en="Its net present value is the highest, but legal has not released it. Then it is no choice, whatever it brings.",
                zh="它的净现值最高，但法务没有通过。这样的方式根本不在可选之列，赚再多也不行。",
            ),
            mistake(
                "most-a-year",
                _most_a_year,
                en="It brings most in a year, but it also costs most. Take the investment off the present value of what comes back.",
                zh="它每年带来的最多，但投入也大。请用回报的现值减去投入再比较。",
            ),
            mistake(
                "cheapest",
                _cheapest,
                en="It costs least. The question is what is left after {years:number} years, in money of today.",
                zh="它投入最少。但要看 {years:number} 年算下来，折成今天的钱还剩多少。",
            ),
        ),
    )


def _worth_field(data: Data) -> TableField:
    return TableField(
        id="worth",
        label=Text(en="What does the way you chose bring?", zh="您选的方式带来多少？"),
        help=Text(
            en="Years: the fewest whole years the customer must stay until the money is back, with interest.",
            zh="保本年数：计入利息，客户至少要留几个整年才能收回投入。",
        ),
        points=8,
        rows=tuple(Option(account["id"], named(account["name"])) for account in data["accounts"]),
        columns=(
            Column(id="npv", label=Text(en="Net present value", zh="净现值"), kind="money", tolerance=Tolerance(relative=0.01)),
            Column(id="years", label=Text(en="Break-even, years", zh="保本年数"), tolerance=WHOLE_YEARS),
        ),
        uses=("choice",),
        expected=_worth,
        mistakes=(
            mistake(
                "not-discounted",
                _not_discounted,
                en="You added up the years as they come. Multiply what comes back in a year by the annuity factor {factor:.4f}, not by {years:number}.",
                zh="您把各年直接相加了。每年的回报应乘以年金系数 {factor:.4f}，而不是 {years:number}。",
            ),
            mistake(
                "without-investment",
                _without_investment,
                en="That is what comes back. The net present value is what is left after the investment.",
                zh="这是回报的现值。净现值还要减去投入。",
            ),
            mistake(
                "without-share",
                _without_share,
                credit=0.5,
                en="You left out our share of the customer's saving. It comes every year, too.",
                zh="漏了我方分得的节省额，它也是每年都有的。",
            ),
            mistake(
                "years-without-interest",
                _years_without_interest,
                credit=0.5,
                en="That is investment ÷ return a year, without interest. Money that comes later counts less, so it takes longer.",
                zh="这是投入 ÷ 每年回报，没有计利息。以后的钱要打折扣，所以时间更长。",
            ),
            mistake(
                "years-not-whole",
                _years_not_whole,
                credit=0.5,
                en="That is the moment within the year. Asked are the whole years the customer must stay: round up.",
                zh="这是年内的时点。题目问的是客户至少要留几个整年：请向上取整。",
            ),
        ),
    )


def _fields(data: Data) -> tuple[Field, ...]:
    return _choice_field(data), _worth_field(data)


def _tables(data: Data) -> tuple[CaseTable, ...]:
    columns = (
        TableColumn(Text(en="Way: what we would build", zh="方式：具体做法")),
        TableColumn(Text(en="Investment", zh="投入"), "whole"),
        TableColumn(Text(en="Kept, a year", zh="每年保住"), "whole"),
        TableColumn(Text(en="Our share, a year", zh="每年分得"), "whole"),
        TableColumn(Text(en="Legal", zh="法务审查")),
    )
    tables = []
    for account in data["accounts"]:
        rows = []
        for measure in account["measures"]:
            told, way = BY_ID[measure["id"]].told, WAY_NAMES[_way(measure)]
            words = Text(en=f"{way.en}: {told.en}", zh=f"{way.zh}：{told.zh}")
            legal = LEGAL[BY_ID[measure["id"]].stopped]
            rows.append((words, measure["investment"], measure["retained"], measure["shared"], legal))
        name = account["name"]
        tables.append(CaseTable(Text(en=f"{name['en']} (CNY)", zh=f"{name['zh']}（元）"), columns, rows))
    return tuple(tables)


def _solution_tables(data: Data) -> tuple[CaseTable, ...]:
    best = _choice(data, {})
    columns = (
        TableColumn(Text(en="Account", zh="客户")),
        TableColumn(Text(en="Way", zh="方式")),
        TableColumn(Text(en="NPV, CNY", zh="净现值（元）"), "whole"),
        TableColumn(Text(en="Break-even, years", zh="保本年数"), "number"),
        TableColumn(Text(en="Verdict", zh="结论")),
    )
    verdicts = {
        "stopped": Text(en="✗ legal", zh="✗ 法务未通过"),
        "best": Text(en="✓ chosen", zh="✓ 选用"),
        "other": Text(en="–", zh="–"),
    }
    rows = []
    for account in data["accounts"]:
        for measure in sorted(account["measures"], key=lambda each: -_npv(data, each)):
            tie = _lock_in(data, measure)
            chosen = "best" if _way(measure) == best[account["id"]][0] else "other"
            verdict = verdicts["stopped" if BY_ID[measure["id"]].stopped else chosen]
            rows.append((named(account["name"]), WAY_NAMES[_way(measure)], tie.net_present_value, tie.break_even_years, verdict))
    return (CaseTable(Text(en="All twelve", zh="十二种方案"), columns, rows),)


def _values(data: Data) -> dict[str, Any]:
    first = data["accounts"][0]
    measure = dict(_chosen(data, {"choice": _choice(data, {})}))[first["id"]]
    tie = _lock_in(data, measure)
    twin = switching.lock_in_investment(200_000, 60_000, 15_000, 0.10, 5, timing=TIMING)
    return {
        "factor": round(float(annuity_factor(data["discount"], data["years"], timing=TIMING)), 4),
        "first": named(first["name"]),
        "first_way": WAY_NAMES[_way(measure)],
        "first_investment": measure["investment"],
        "first_retained": measure["retained"],
        "first_shared": measure["shared"],
        "first_npv": tie.net_present_value,
        "first_years": tie.break_even_years,
        "twin_npv": twin.net_present_value,
        "twin_years": twin.break_even_years,
    }


CASE = Text(
    en=f"""Four accounts of Tarvane Drives could be won over by Rival B, and there is money for one tie at each of them.
For each account the team has worked out three of the five ways: what they cost today, what contribution is **kept** each year that would be lost otherwise (upkeep already taken off), and what part of the customer's saving comes to us.

*Which way would you choose for each account?*

Reckon over {{years:number}} years at {{discount:percent}} a year; yearly amounts come at the end of each year. The annuity factor is {{factor:.4f}}: that is what CNY 1 a year, over all these years, is worth today.
What legal has not released is no choice.

The five ways are those of the document; what stands for them here is the course's own.

{ANY_ACCOUNT}""",
    zh=f"""塔凡传动有四家客户可能被对手 B 挖走，公司准备在每家各投一项留客措施。
团队为每家测算了五种方式中的三种：现在要投多少，每年能**保住**多少原本会丢的边际贡献（已扣除维护费用），客户的节省额里我方每年分得多少。

*每家客户，您选哪种方式？*

按 {{years:number}} 年、年利率 {{discount:percent}} 计算，每年的金额在年末到手。年金系数为 {{factor:.4f}}：今后每年 1 元，合起来折成今天的钱就值这么多元。
法务没有通过的，不能选。

五种方式出自课程文件，具体做法由本课程编写。

{ANY_ACCOUNT_ZH}""",
)

HINTS = (
    Text(
        en="Two questions, in this order: may we do it? And what is left after the money that we put in?",
        zh="依次问两件事：能不能做？扣掉投入还剩多少？",
    ),
    Text(
        en="Strike out what legal has not released. For the others: NPV = (contribution kept + our share) × annuity factor − investment. "
        "Break-even: the first n for which the sum of (contribution kept + our share) ÷ (1 + d)^t up to n reaches the investment.",
        zh="先划掉法务没通过的。其余：净现值 =（保住的边际贡献 + 分得的节省额）× 年金系数 − 投入。"
        "保本年数：把（保住的边际贡献 + 分得的节省额）÷ (1 + d)^t 逐年累加，第一次达到投入的那一年。",
    ),
    Text(
        en="Another account: 200,000 invested, 60,000 kept and 15,000 of their saving a year, 5 years at 10%: 75,000 × 3.7908 − 200,000 ≈ {twin_npv:money}. "
        "After 3 years 186,514 are back, after 4 years 237,740: break-even in year {twin_years:number}.",
        zh="换一家客户：投入 200,000，每年保住 60,000、分得 15,000，5 年、10%：75,000 × 3.7908 − 200,000 ≈ {twin_npv:money}。"
        "3 年收回 186,514，4 年收回 237,740：保本年数为 {twin_years:number} 年。",
    ),
)

SOLUTION = Text(
    en="""For example **{first}**, {first_way}: ({first_retained:money} + {first_shared:money}) × {factor:.4f} − {first_investment:money} ≈ **{first_npv:money}**; the customer must stay **{first_years:number}** years.

One of the twelve looks best and is no choice: legal has not released it.

The contribution kept is an estimate. Ask of each tie what happens to it if the customer leaves after two years all the same.""",
    zh="""以**{first}**为例，{first_way}：（{first_retained:money} + {first_shared:money}）× {factor:.4f} − {first_investment:money} ≈ **{first_npv:money}**；客户至少要留 **{first_years:number}** 年。

十二种方案里，有一种看上去最好，却不能选：法务没有通过。

“保住的边际贡献”是估计数。每项措施都要问一句：如果客户两年后还是走了，会怎样？""",
)

DEMO = {
    "discount": 0.10,
    "years": 5,
    "accounts": [
        {
            "id": "a1",
            "name": {"en": "Rynfando Warehouse Technology", "zh": "莱凡朵仓储设备"},
            "measures": [
                {"id": "vending", "investment": 420_000, "retained": 150_000, "shared": 40_000},
                {"id": "on_site", "investment": 250_000, "retained": 90_000, "shared": 0},
                {"id": "test_bench", "investment": 800_000, "retained": 230_000, "shared": 0},
            ],
        },
        {
            "id": "a2",
            "name": {"en": "Tovpirrow Machine Tools", "zh": "托皮若机床"},
            "measures": [
                {"id": "own_gear", "investment": 940_000, "retained": 360_000, "shared": 0},
                {"id": "loyalty", "investment": 150_000, "retained": 260_000, "shared": 0},
                {"id": "monitoring", "investment": 200_000, "retained": 80_000, "shared": 20_000},
            ],
        },
        {
            "id": "a3",
            "name": {"en": "Pelnubis Battery Equipment", "zh": "佩努毕锂电设备"},
            "measures": [
                {"id": "data_link", "investment": 600_000, "retained": 280_000, "shared": 50_000},
                {"id": "consignment", "investment": 1_300_000, "retained": 370_000, "shared": 30_000},
                {"id": "frame", "investment": 120_000, "retained": 110_000, "shared": 0},
            ],
        },
        {
            "id": "a4",
            "name": {"en": "Ulmsathe Food Machinery", "zh": "乌萨瑟食品机械"},
            "measures": [
                {"id": "sensor", "investment": 540_000, "retained": 130_000, "shared": 30_000},
                {"id": "school", "investment": 180_000, "retained": 110_000, "shared": 0},
                {"id": "line_supply", "investment": 700_000, "retained": 210_000, "shared": 0},
            ],
        },
    ],
}


def make(chance: random.Random) -> dict[str, Any] | None:
    """Return a candidate variant of U5.X2: four accounts with three ways each, one of the twelve not released."""
    with_stop = chance.randrange(4)
    accounts = []
    for place, name in enumerate(draw_builders(chance, 4)):
        ways = chance.sample(WAYS_TO_RAISE, 3)
        if place == with_stop and "termination_barriers" not in ways:
            ways[chance.randrange(3)] = "termination_barriers"
        measures = []
        for way in ways:
            stopped = place == with_stop and way == "termination_barriers"
            measure = chance.choice([each for each in MEASURES if each.way == way and each.stopped == stopped])
            investment = rounded(chance.uniform(0.12e6, 1e6), 10_000)
            back = investment * chance.uniform(0.22, 0.55) * (1.6 if stopped else 1)
            shared = rounded(back * chance.choice([0, 0.15, 0.25]), 5_000)
            measures.append(
                {"id": measure.id, "investment": investment, "retained": rounded(back - shared, 5_000), "shared": shared}
            )
        accounts.append({"id": f"a{place + 1}", "name": name, "measures": measures})
    data = {"discount": chance.choice([0.08, 0.10, 0.12]), "years": chance.choice([4, 5, 6]), "accounts": accounts}
    return data if _is_good(data) else None


def _is_good(data: Data) -> bool:
    for account in data["accounts"]:
        values = sorted((_npv(data, measure) for measure in _released(account)), reverse=True)
        if values[0] < 60_000 or values[1] > 0.85 * values[0]:
            return False
        stopped = [_npv(data, measure) for measure in account["measures"] if BY_ID[measure["id"]].stopped]
        if stopped and stopped[0] < 1.1 * values[0]:
            return False
    choice = {id: ways[0] for id, ways in _choice(data, {}).items()}
    if len(set(choice.values())) < 3 or not (_most_a_year(data, {}) and _cheapest(data, {})):
        return False
    truth = _worth(data, {"choice": choice})
    years = [value for part, value in truth.items() if part.endswith("/years")]
    if max(years) > data["years"] or len(set(years)) < 2:
        return False
    # a year that only just suffices, or only just does not, hangs on rounding
    for _, measure in _chosen(data, {"choice": choice}):
        for n in range(1, data["years"] + 1):
            back = _yearly(measure) * float(annuity_factor(data["discount"], n, timing=TIMING))
            if abs(back - measure["investment"]) < 0.01 * measure["investment"]:
                return False
    return mistakes_stand_apart(EXERCISE, data)


EXERCISE = Exercise(
    id="U5.X2",
    unit="U5",
    title=Text(en="Which barrier suits?", zh="哪种方式合适？"),
    minutes=15,
    case=CASE,
    values=_values,
    tables=_tables,
    fields=_fields,
    hints=HINTS,
    solution=SOLUTION,
    solution_tables=_solution_tables,
    variants=partial(pool, "U5.X2"),
)
