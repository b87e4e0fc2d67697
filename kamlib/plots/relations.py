"""Figures of unit U4: the relationship map, coverage, the two ladders, key-person risk, the network, the mirror team."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.patches import Ellipse, Rectangle

from kamlib import relationships
from kamlib.plots.style import (
    COLOURS,
    LABEL_POINTS,
    SMALL_POINTS,
    TEXT_COLOURS,
    HouseFigure,
    bare,
    finish,
    house,
    new_figure,
    number_axis,
    tint,
    wrapped,
    write,
)
from kamlib.relationships import DECISION_MAKER_STEPS, ORGANISATION_MEASURES, ORGANISATION_STEPS
from kamlib.text import Text

STEP_WORDS = {
    "none": Text(en="none yet", zh="尚无关系"),
    "good_feeling": Text(en="good feeling", zh="好感"),
    "trust": Text(en="trust", zh="信任"),
    "benefit": Text(en="benefit", zh="利益"),
    "affection": Text(en="affection", zh="情感"),
}
STRONG_FROM = 4  # influence from which a missing relationship is a weak spot
WEAK_TO = 1  # highest step that is still weak with such a person
_TINTS = (0.0, 0.10, 0.20, 0.32, 0.46)


# -- relationship map ------------------------------------------------------------------------------

MAP = Text(
    en="{weak:whole} of the {strong:whole} most influential people are weak spots; coverage {coverage:percent0}, index {index:number}",
    zh="影响力最大的 {strong:whole} 人中有 {weak:whole} 个薄弱点；覆盖率 {coverage:percent0}，指数 {index:number}",
)
MAP_SOUND = Text(
    en="No weak spot among the most influential; coverage {coverage:percent0}, index {index:number}",
    zh="影响力最大的人中没有薄弱点；覆盖率 {coverage:percent0}，指数 {index:number}",
)
BLANK_MAP = Text(
    en="{people:whole} people have a say; {strong:whole} of them hold {share:percent0} of the influence",
    zh="{people:whole} 人说得上话，其中 {strong:whole} 人占影响力的 {share:percent0}",
)
NO_OWNER = Text(en="no owner", zh="无人负责")
KEY = Text(
    en="● influence, 5 highest    ■■□□ steps: good feeling, trust, benefit, affection    → owner    thick frame: weak spot (influence 4–5, step 0–1 or no owner)",
    zh="● 影响力，5 最高    ■■□□ 步骤：好感、信任、利益、情感    → 我方负责人    粗框：薄弱点（影响力 4–5，步骤 0–1 或无人负责）",
)
BLANK_KEY = Text(en="● influence on the purchase, 5 highest", zh="● 对采购的影响力，5 最高")
BOX_WIDTH, BOX_HEIGHT = 0.88, 0.80
LONGEST_TITLE = 17  # letters of a title that fit into a box at full size


def weak_spots(people: pd.DataFrame) -> pd.Series:
    """Say with whom the relationship is a weak spot: much influence, and a low step or no owner of ours.

    Parameters
    ----------
    people
        As in `relationship_map`.

    Returns
    -------
    Series of bool by person.

    Examples
    --------
    >>> people = pd.DataFrame({"influence": [5, 5, 2], "step": [1, 3, 0], "owner": ["Li", "Li", None]}, index=list("abc"))
    >>> weak_spots(people).tolist()
    [True, False, False]
    """
    strong = people["influence"] >= STRONG_FROM
    return strong & ((people["step"] <= WEAK_TO) | people["owner"].isna())


def relationship_map(
    people: pd.DataFrame,
    lang: str,
    title: str | None = None,
    *,
    moves: Sequence[Any] = (),
    fewest_strong: int = STRONG_FROM,
) -> HouseFigure:
    """Draw the relationship map over the customer's organisation chart.

    Parameters
    ----------
    people
        A row per person, index the person; `name` (in the reader's language), `reports_to` (index of the
        superior, empty for the one at the top), `influence` (1 to 5) and, unless the map is to be blank,
        `step` (0 to 4) and `owner` (our person's name, None for nobody).
    lang
        ``"en"`` or ``"zh"``.
    title
        The finding; None counts the weak spots.
    moves
        People who come next, in order; they get the numbers 1, 2, 3.
    fewest_strong
        Influence from which somebody is called strong in a blank map.

    Examples
    --------
    >>> people = pd.DataFrame({"name": ["GM", "Buyer"], "reports_to": ["", "g"], "influence": [5, 2], "step": [0, 3],
    ...                        "owner": [None, "Li"]}, index=["g", "b"])
    >>> relationship_map(people, "en").description()
    '1 of the 1 most influential people are weak spots; coverage 29%, index 0.21'
    """
    blank = "step" not in people
    spots, rows = _chart(people)
    width = 1 + max(x for x, _ in spots.values())
    weak = pd.Series(False, index=people.index) if blank else weak_spots(people)
    with house(lang):
        figure, axes = new_figure((max(7.2, 1.82 * width), 0.7 + (0.64 if blank else 0.83) * rows))
        axes.set(xlim=(-0.52, width - 0.42), ylim=(-rows + 0.42, 0.48), xticks=[], yticks=[])
        bare(axes)
        _connect(axes, people, spots)
        for person, (x, y) in spots.items():
            place = moves.index(person) + 1 if person in moves else 0
            strength = 0.28 if people.loc[person, "influence"] >= fewest_strong else 0.04
            _person_box(axes, people.loc[person], x, y, lang, blank=strength if blank else None, weak=bool(weak[person]), move=place)
        key = (BLANK_KEY if blank else KEY).pick(lang)
        axes.set_xlabel(wrapped(key, 23 * max(width, 4)), fontsize=SMALL_POINTS - 0.5, color=TEXT_COLOURS["soft"], loc="left")
        return finish(figure, title or _map_finding(people, weak, blank, fewest_strong, lang))


def _map_finding(people: pd.DataFrame, weak: pd.Series, blank: bool, fewest: int, lang: str) -> str:
    strong = people["influence"] >= fewest
    if blank:
        share = people.loc[strong, "influence"].sum() / people["influence"].sum()
        return BLANK_MAP.fill(lang, {"people": len(people), "strong": strong.sum(), "share": share})
    values = {
        "weak": weak.sum(),
        "strong": (people["influence"] >= STRONG_FROM).sum(),
        "coverage": relationships.relationship_coverage(people["influence"], people["owner"].notna()),
        "index": round(relationships.decision_maker_index(people["influence"], people["step"]), 2),
    }
    return (MAP if weak.any() else MAP_SOUND).fill(lang, values)


def _chart(people: pd.DataFrame) -> tuple[dict[Any, tuple[float, float]], int]:
    """Place everybody: the top person above, each direct report heads a column, all below stand under one another."""
    above = people["reports_to"].fillna("")
    top = [person for person in people.index if above[person] not in people.index]
    if len(top) != 1:
        raise ValueError(f"people must have exactly one person at the top, found {len(top)}")
    heads = [person for person in people.index if above[person] == top[0]]
    spots: dict[Any, tuple[float, float]] = {}
    lowest = 1
    for column, head in enumerate(heads):
        stack = _below(head, above)
        for row, person in enumerate(stack, 1):
            spots[person] = (float(column), -float(row))
        lowest = max(lowest, len(stack))
    spots[top[0]] = ((len(heads) - 1) / 2 if heads else 0.0, 0.0)
    return spots, lowest + 1


def _below(head: Any, above: pd.Series) -> list[Any]:
    """Return a head and everybody under it, each superior before the own people."""
    found = [head]
    for person in above.index[above == head]:
        found += _below(person, above)
    return found


def _connect(axes: Any, people: pd.DataFrame, spots: Mapping[Any, tuple[float, float]]) -> None:
    """Draw the lines of the chart: a bar above the heads, and beside each column an elbow to everybody in it."""
    line = {"color": COLOURS["soft"], "linewidth": 1.1, "zorder": 0}
    half_width, half_height = BOX_WIDTH / 2, BOX_HEIGHT / 2
    for person, superior in people["reports_to"].fillna("").items():
        if superior not in spots:
            continue
        (x, y), (upper_x, upper_y) = spots[person], spots[superior]
        if upper_y == 0:
            middle = (y + upper_y) / 2
            axes.plot([upper_x, upper_x, x, x], [upper_y - half_height, middle, middle, y + half_height], **line)
        else:
            side = x - half_width - 0.035
            axes.plot([upper_x - half_width, side, side, x - half_width], [upper_y, upper_y, y, y], **line)


def _person_box(
    axes: Any, person: pd.Series, x: float, y: float, lang: str, *, blank: float | None, weak: bool, move: int
) -> None:
    """Draw one person; `blank` is the tint of a box without step and owner."""
    left, right, low, high = x - BOX_WIDTH / 2, x + BOX_WIDTH / 2, y - BOX_HEIGHT / 2, y + BOX_HEIGHT / 2
    step = 0 if blank is not None else int(person["step"])
    edge, thick = (COLOURS["bad"], 2.8) if weak else (COLOURS["soft"], 0.9)
    fill = tint(COLOURS["accent"], _TINTS[step] if blank is None else blank)
    axes.add_patch(Rectangle((left, low), BOX_WIDTH, BOX_HEIGHT, facecolor=fill, edgecolor=edge, linewidth=thick))
    strong = int(person["influence"]) >= STRONG_FROM
    _badge(axes, right + 0.005, high + 0.02, str(int(person["influence"])), "ink" if strong else "grid")
    if move:
        _badge(axes, left - 0.015, high + 0.02, str(move), "bad", square=True)
    title, initials = _title_and_initials(str(person["name"]))
    size = (SMALL_POINTS - 0.5) * min(1.0, LONGEST_TITLE / max(len(title), 1))  # a long title must not run under the badge
    axes.text(left + 0.05, high - 0.19, title, ha="left", va="center", fontsize=size)
    axes.text(left + 0.05, y - 0.02, initials, ha="left", va="center", fontsize=SMALL_POINTS - 0.5)
    if blank is not None:
        return
    nobody = person["owner"] is None or pd.isna(person["owner"])
    owner = NO_OWNER.pick(lang) if nobody else str(person["owner"])
    axes.text(right - 0.04, y - 0.02, f"→ {owner}", ha="right", va="center", fontsize=SMALL_POINTS - 1,
              color=TEXT_COLOURS["bad"] if nobody else COLOURS["ink"])  # fmt: skip
    squares = "■" * step + "□" * (4 - step)
    axes.text(left + 0.045, low + 0.14, squares, ha="left", va="center", fontsize=SMALL_POINTS - 1.5, color=TEXT_COLOURS["accent"])
    words = STEP_WORDS[DECISION_MAKER_STEPS[step]].pick(lang)
    axes.text(right - 0.04, low + 0.14, words, ha="right", va="center", fontsize=SMALL_POINTS - 1)


def _title_and_initials(name: str) -> tuple[str, str]:
    """Split a name such as 'Buyer N. D.' before its initials; other names stay whole."""
    found = re.fullmatch(r"(.+?) ((?:[A-Z][.] ?)+)", name)
    return (found[1], found[2]) if found else (name, "")


def _badge(axes: Any, x: float, y: float, words: str, colour: str, *, square: bool = False) -> None:
    """Write a number into a dot or a square on the edge of a box."""
    style = f"{'square' if square else 'circle'},pad=0.2"
    axes.text(x, y, words, ha="center", va="center", fontsize=SMALL_POINTS - 0.5, color=COLOURS["ink"] if colour == "grid" else "white", zorder=6,
              bbox={"boxstyle": style, "facecolor": TEXT_COLOURS["bad"] if colour == "bad" else COLOURS[colour], "edgecolor": "white"})  # fmt: skip


# -- coverage by department ------------------------------------------------------------------------

COVERED = Text(en="Share of the department's influence that we are in contact with", zh="部门影响力中，我们有联系的占比")
COVERAGE = Text(
    en="{lowest} is where we are missing: coverage {low:percent0}, in all {all:percent0}",
    zh="缺口在{lowest}：覆盖率 {low:percent0}，整体 {all:percent0}",
)
OVERALL = Text(en="all: {all:percent0}", zh="整体：{all:percent0}")
PEOPLE_MET = Text(en="{share:percent0}  ({met:whole} of {people:whole} people)", zh="{share:percent0}（{people:whole} 人中见过 {met:whole} 人）")


def coverage_bars(people: pd.DataFrame, lang: str, title: str | None = None) -> HouseFigure:
    """Draw the relationship coverage by department, the lowest one marked.

    Parameters
    ----------
    people
        A row per person: `department` (in the reader's language), `influence`, `owner` (None for nobody).
    lang
        ``"en"`` or ``"zh"``.
    title
        The finding; None names the department with the lowest coverage.

    Examples
    --------
    >>> people = pd.DataFrame({"department": ["Finance", "Quality"], "influence": [3, 2], "owner": [None, "Li"]})
    >>> coverage_bars(people, "en").description()
    'Finance is where we are missing: coverage 0%, in all 40%'
    """
    met = people["owner"].notna()
    shares = relationships.relationship_coverage(people["influence"], met, by=people["department"])
    shares = shares.sort_values(kind="stable")
    overall = relationships.relationship_coverage(people["influence"], met)
    counted = people.assign(met=met).groupby("department")["met"].agg(["sum", "size"])
    with house(lang):
        figure, axes = new_figure((8.0, 1.5 + 0.42 * len(shares)))
        places = np.arange(len(shares))[::-1]
        colours = [COLOURS["bad"] if share == shares.iloc[0] and share < 1 else COLOURS["accent"] for share in shares]
        axes.barh(places, shares, height=0.6, color=colours, alpha=0.85, linewidth=0)
        axes.plot([overall, overall], [-0.5, len(shares) - 0.5], color=COLOURS["ink"], linewidth=1.2, linestyle=(0, (4, 3)))
        axes.text(overall, len(shares) - 0.45, OVERALL.fill(lang, {"all": overall}), ha="center", va="bottom", fontsize=SMALL_POINTS)
        for place, (name, share) in zip(places, shares.items(), strict=True):
            words = PEOPLE_MET.fill(lang, {"share": share, "met": counted.loc[name, "sum"], "people": counted.loc[name, "size"]})
            axes.text(1.03, place, words, va="center", fontsize=SMALL_POINTS)
        axes.set(xlim=(0, 1.62), ylim=(-0.6, len(shares) + 0.1), yticks=places, yticklabels=list(shares.index))
        axes.set_xticks([0, 0.25, 0.5, 0.75, 1.0], [write(tick, "percent", lang) for tick in (0, 0.25, 0.5, 0.75, 1.0)])
        axes.set_xlabel(COVERED.pick(lang), loc="left")
        axes.spines[["left", "bottom"]].set_visible(False)
        axes.tick_params(axis="y", length=0)
        values = {"lowest": shares.index[0], "low": shares.iloc[0], "all": overall}
        return finish(figure, title or COVERAGE.fill(lang, values))


# -- ladders ---------------------------------------------------------------------------------------

LADDER = Text(
    en="{low:percent0} of the influence stands on the first stair or below it; index {index:number}",
    zh="{low:percent0} 的影响力还停在第一步或以下；指数 {index:number}",
)
ON_STAIR = Text(en="{people:whole} people\n{share:percent0} of influence", zh="{people:whole} 人\n影响力 {share:percent0}")
ONE_ON_STAIR = Text(en="1 person\n{share:percent0} of influence", zh="1 人\n影响力 {share:percent0}")


def step_ladder(influence: Sequence[float], step: Sequence[int], lang: str, title: str | None = None) -> HouseFigure:
    """Draw how many people, and how much influence, stand on each of the four steps.

    Parameters
    ----------
    influence, step
        As in `kamlib.relationships.decision_maker_index`.
    lang
        ``"en"`` or ``"zh"``.
    title
        The finding; None gives the share that stands low, and the index.

    Examples
    --------
    >>> step_ladder([5, 3, 2], [0, 1, 4], "en").description()
    '80% of the influence stands on the first stair or below it; index 0.28'
    """
    table = pd.DataFrame({"influence": np.asarray(influence, dtype=float), "step": np.asarray(step, dtype=int)})
    index = relationships.decision_maker_index(table["influence"], table["step"])
    counted = table.groupby("step")["influence"].agg(["size", "sum"]).reindex(range(5), fill_value=0)
    shares = counted["sum"] / counted["sum"].sum()
    with house(lang):
        figure, axes = new_figure((8.0, 4.2))
        for stair, name in enumerate(DECISION_MAKER_STEPS):
            height = 0.5 + 0.8 * stair
            axes.add_patch(Rectangle((stair, 0), 0.97, height, facecolor=tint(COLOURS["accent"], 0.08 + 0.13 * stair), linewidth=0))
            axes.text(stair + 0.485, height - 0.1, STEP_WORDS[name].pick(lang), ha="center", va="top", fontsize=LABEL_POINTS)
            words = ONE_ON_STAIR if counted.loc[stair, "size"] == 1 else ON_STAIR
            said = words.fill(lang, {"people": counted.loc[stair, "size"], "share": shares[stair]})
            axes.text(stair + 0.485, height + 0.12, said, ha="center", va="bottom", fontsize=SMALL_POINTS, linespacing=1.25)
        axes.set(xlim=(-0.05, 5.02), ylim=(0, 4.7), xticks=[], yticks=[])
        bare(axes)
        return finish(figure, title or LADDER.fill(lang, {"low": shares[0] + shares[1], "index": round(index, 2)}))


SUPPLIERS = {
    "general_supplier": Text(en="General\nsupplier", zh="一般供应商"),
    "main_supplier": Text(en="Main\nsupplier", zh="主要供应商"),
    "core_supplier": Text(en="Core\nsupplier", zh="核心供应商"),
    "strategic_partner": Text(en="Strategic\npartner", zh="战略伙伴"),
}
MINIMA = Text(
    en="share {share_of_wallet:percent0}\ncontract {contract_years:number} yr\nprojects {joint_projects:number}\nmanagers {executive_contacts:number}",
    zh="份额 {share_of_wallet:percent0}\n合同 {contract_years:number} 年\n联合项目 {joint_projects:number}\n管理层 {executive_contacts:number} 对",
)
NO_MINIMA = Text(en="no minimum", zh="无最低要求")
LACKS = {
    "share_of_wallet": Text(en="share {gap:points} points", zh="份额 {gap:points} 个百分点"),
    "contract_years": Text(en="contract {gap:number} yr", zh="合同期 {gap:number} 年"),
    "joint_projects": Text(en="joint projects {gap:number}", zh="联合项目 {gap:number} 个"),
    "executive_contacts": Text(en="pairs of managers {gap:number}", zh="管理层 {gap:number} 对"),
}
STAIRS = Text(en="We are {step}; missing for the next step: {gaps}", zh="我们是{step}；到下一级还缺：{gaps}")
TOP_STAIR = Text(en="We are {step}: the last step is reached", zh="我们是{step}：已到最高一级")
SUPPLIER_SAID = {
    "general_supplier": Text(en="a general supplier", zh="一般供应商"),
    "main_supplier": Text(en="a main supplier", zh="主要供应商"),
    "core_supplier": Text(en="a core supplier", zh="核心供应商"),
    "strategic_partner": Text(en="a strategic partner", zh="战略伙伴"),
}
HERE = Text(en="we are here", zh="我们在这里")


def supplier_stairs(
    facts: Mapping[str, float], rules: Mapping[str, Mapping[str, float]], lang: str, title: str | None = None
) -> HouseFigure:
    """Draw the four supplier steps with their minima, where the account stands and what the next step asks.

    Parameters
    ----------
    facts
        The four measures of `kamlib.relationships.organisation_step` by name.
    rules
        As there.
    lang
        ``"en"`` or ``"zh"``.
    title
        The finding; None names step and gaps.

    Examples
    --------
    >>> rules = {"main_supplier": {"share_of_wallet": 0.3}, "core_supplier": {"share_of_wallet": 0.5},
    ...          "strategic_partner": {"share_of_wallet": 0.6}}
    >>> facts = {"share_of_wallet": 0.32, "contract_years": 2, "joint_projects": 1, "executive_contacts": 0}
    >>> supplier_stairs(facts, rules, "en").description()
    'We are a main supplier; missing for the next step: share 18 points'
    """
    row = relationships.missing_for_next_step(**facts, rules=rules).iloc[0]
    here = ORGANISATION_STEPS.index(row["step"])
    gaps = [
        LACKS[name].fill(lang, {"gap": row[name]})
        for name in ORGANISATION_MEASURES
        if row[name] > 1e-9
    ]
    with house(lang):
        figure, axes = new_figure((8.0, 4.3))
        for stair, name in enumerate(ORGANISATION_STEPS):
            height, reached = 1.55 + 0.75 * stair, stair <= here
            colour = tint(COLOURS["accent"], 0.14 + 0.1 * stair) if reached else tint(COLOURS["soft"], 0.12)
            axes.add_patch(Rectangle((stair, 0), 0.97, height, facecolor=colour, linewidth=0))
            axes.text(stair + 0.485, height - 0.1, SUPPLIERS[name].pick(lang), ha="center", va="top", fontsize=LABEL_POINTS, linespacing=1.1)
            least = {measure: rules.get(name, {}).get(measure, 0) for measure in ORGANISATION_MEASURES}
            said = MINIMA.fill(lang, least) if stair else NO_MINIMA.pick(lang)
            axes.text(stair + 0.485, 0.07, said, ha="center", va="bottom", fontsize=SMALL_POINTS - 0.5, linespacing=1.2, color=COLOURS["ink"])
        top = 1.55 + 0.75 * here
        axes.annotate(HERE.pick(lang), (here + 0.485, top + 0.03), xytext=(here + 0.485, top + 0.55), ha="center", va="bottom",
                      fontsize=LABEL_POINTS, color=TEXT_COLOURS["accent"], arrowprops={"arrowstyle": "-|>", "color": COLOURS["accent"]})  # fmt: skip
        axes.set(xlim=(-0.05, 4.02), ylim=(0, 4.85), xticks=[], yticks=[])
        bare(axes)
        separator = ", " if lang == "en" else "、"
        said = {"step": SUPPLIER_SAID[row["step"]], "gaps": separator.join(gaps)}
        return finish(figure, title or (STAIRS if gaps else TOP_STAIR).fill(lang, said))


# -- key-person risk -------------------------------------------------------------------------------

LOST = Text(en="Share of the relationship strength lost", zh="损失的关系强度占比")
RISK = Text(
    en="{owner} leaves: {lost:percent0} of the relationship strength is lost",
    zh="{owner}一走，关系强度损失 {lost:percent0}",
)
ONLY = Text(en="{lost:percent0}  ({contacts:whole} contacts, {only:whole} known to nobody else)", zh="{lost:percent0}（联系 {contacts:whole} 人，其中 {only:whole} 人别人都不认识）")


def key_person_bars(risk: pd.DataFrame, lang: str, title: str | None = None) -> HouseFigure:
    """Draw what share of the relationship strength is lost with each of our own people.

    Parameters
    ----------
    risk
        What `kamlib.relationships.key_person_risk` returns, its index in the reader's language.
    lang
        ``"en"`` or ``"zh"``.
    title
        The finding; None names the one whose leaving costs most.

    Examples
    --------
    >>> risk = relationships.key_person_risk(["Li", "Wang"], [12, 4])
    >>> key_person_bars(risk, "en").description()
    'Li leaves: 75% of the relationship strength is lost'
    """
    with house(lang):
        figure, axes = new_figure((8.0, 1.5 + 0.5 * len(risk)))
        places = np.arange(len(risk))[::-1]
        lost = risk["share_lost"].to_numpy()
        axes.barh(places, lost, height=0.58, color=[COLOURS["bad"] if value == lost.max() else COLOURS["accent"] for value in lost], alpha=0.85, linewidth=0)
        for place, row in zip(places, risk.itertuples(), strict=True):
            said = ONLY.fill(lang, {"lost": row.share_lost, "contacts": row.contacts, "only": row.only_contacts})
            axes.text(row.share_lost + 0.015, place, said, va="center", fontsize=SMALL_POINTS)
        axes.set(xlim=(0, max(lost.max() * 1.05, 0.2) + 0.62), ylim=(-0.6, len(risk) - 0.3), yticks=places, yticklabels=list(risk.index))
        axes.set_xlabel(LOST.pick(lang), loc="left")
        number_axis(axes.xaxis, "percent", lang)
        axes.spines[["left"]].set_visible(False)
        axes.tick_params(axis="y", length=0)
        return finish(figure, title or RISK.fill(lang, {"owner": risk.index[0], "lost": risk["share_lost"].iloc[0]}))


# -- network ---------------------------------------------------------------------------------------

BROKER = Text(
    en="{name} is the broker: between {share:percent0} of the pairs of colleagues the shortest way leads through here",
    zh="{name} 是牵线人：同事两两组合中，有 {share:percent0} 的最短路径经过这里",
)
BROKER_TAG = Text(en="broker", zh="牵线人")


def network_picture(
    links: Iterable[tuple[Any, Any]],
    names: Mapping[Any, str],
    lang: str,
    title: str | None = None,
    *,
    strangers: Collection[Any] = (),
) -> HouseFigure:
    """Draw who talks with whom inside the customer; the larger the dot, the more pairs pass through the person.

    Parameters
    ----------
    links
        Pairs of people who talk regularly; a link works both ways.
    names
        Person -> name in the reader's language, in the order in which they stand round the circle.
    lang
        ``"en"`` or ``"zh"``.
    title
        The finding; None names the strongest broker.
    strangers
        People without contact to us; their dots stay hollow.

    Examples
    --------
    >>> names = {"a": "Li", "b": "Wang", "c": "Zhao"}
    >>> network_picture([("a", "b"), ("b", "c")], names, "en").description()
    'Wang is the broker: between 100% of the pairs of colleagues the shortest way leads through here'
    """
    pairs = list(links)
    positions = relationships.network_position(pairs, directed=False, normalised=True, people=names)
    between = positions["betweenness"]
    angle = np.pi / 2 - 2 * np.pi * np.arange(len(names)) / len(names)
    spots = {person: (1.25 * np.cos(at), np.sin(at)) for person, at in zip(names, angle, strict=True)}
    best = between.idxmax()
    with house(lang):
        figure, axes = new_figure((8.0, 5.4))
        for one, two in pairs:
            strong = best in (one, two)
            axes.plot(*zip(spots[one], spots[two], strict=True), color=COLOURS["accent"] if strong else COLOURS["soft"],
                      linewidth=2.0 if strong else 1.0, alpha=0.8 if strong else 0.55, zorder=1)  # fmt: skip
        for person, (x, y) in spots.items():
            size = 0.045 + 0.16 * float(np.sqrt(between[person]))
            colour = COLOURS["accent"] if person == best else COLOURS["soft"]
            known = person not in strangers
            axes.add_patch(Ellipse((x, y), size, size, facecolor=colour if known else "white", edgecolor=colour, linewidth=1.8, zorder=3))
            side = "center" if abs(x) < 0.2 else "left" if x > 0 else "right"
            level = "center" if abs(y) < 0.93 else "bottom" if y > 0 else "top"
            name = names[person] + (f"\n({BROKER_TAG.pick(lang)})" if person == best else "")
            axes.text(x * 1.02 + 0.11 * np.sign(round(x, 3)), y + (0.1 if level == "bottom" else -0.1 if level == "top" else 0), name,
                      ha=side, va=level, fontsize=SMALL_POINTS, color=TEXT_COLOURS["accent"] if person == best else COLOURS["ink"])  # fmt: skip
        axes.set(xlim=(-2.35, 2.35), ylim=(-1.32, 1.32), xticks=[], yticks=[])
        bare(axes)
        return finish(figure, title or BROKER.fill(lang, {"name": names[best], "share": float(between[best])}))


# -- mirror team -----------------------------------------------------------------------------------

ROLE_COLOURS = {"A": "accent", "R": "good", "C": "soft", "I": "soft"}
MATRIX = Text(
    en="{covered:percent0} of the functions have a counterpart; {problems}",
    zh="{covered:percent0} 的职能有对口人；{problems}",
)
PROBLEMS = {
    "unclear": Text(en="without exactly one A: {names}", zh="A 缺失或重复：{names}"),
    "over": Text(en="above the cap: {names}", zh="超出工时上限：{names}"),
    "none": Text(en="one A in each row, nobody above the cap", zh="每行有且只有一个 A，无人超限"),
}
HOURS = Text(en="Hours a week, cap {cap:number}", zh="每周工时，上限 {cap:number}")
ROLE_KEY = Text(en="A answers for it   R does the work   C is asked before   I is told after", zh="A 负责   R 执行   C 事前咨询   I 事后知会")


def mirror_matrix(
    matrix: pd.DataFrame,
    checked: relationships.MirrorTeam,
    cap: float,
    lang: str,
    title: str | None = None,
    *,
    functions: Mapping[Any, str],
    people: Mapping[Any, str],
) -> HouseFigure:
    """Draw the RACI matrix of our people against the customer's functions, with the load of each below.

    Parameters
    ----------
    matrix
        Letters by function and person, as in `kamlib.relationships.mirror_team`.
    checked
        What `mirror_team` found.
    cap
        Most load a person may carry, hours a week.
    lang
        ``"en"`` or ``"zh"``.
    title
        The finding; None names coverage and problems.
    functions, people
        Names in the reader's language.

    Examples
    --------
    >>> matrix = pd.DataFrame({"Li": ["AR"], "Wang": [""]}, index=["purchase"])
    >>> checked = relationships.mirror_team(matrix, counterpart_roles="RA", load_by_role={"R": 4, "A": 2, "C": 1, "I": 0}, load_cap=8)
    >>> mirror_matrix(matrix, checked, 8, "en", functions={"purchase": "Purchase"}, people={"Li": "Li", "Wang": "Wang"}).description()
    '100% of the functions have a counterpart; one A in each row, nobody above the cap'
    """
    rows, columns = list(matrix.index), list(matrix.columns)
    unclear, over = set(checked.functions_without_one_accountable), set(checked.overloaded)
    with house(lang):
        figure, axes = new_figure((1.9 + 1.12 * len(columns), 1.7 + 0.52 * (len(rows) + 1)))
        for place, function in enumerate(rows):
            bad = function in unclear
            axes.text(-0.62, -place, functions[function] + ("  !" if bad else ""), ha="right", va="center", fontsize=LABEL_POINTS,
                      color=TEXT_COLOURS["bad"] if bad else COLOURS["ink"])  # fmt: skip
            for column, person in enumerate(columns):
                _matrix_cell(axes, column, -place, str(matrix.loc[function, person]))
        for column, person in enumerate(columns):
            axes.text(column, 0.62, wrapped(people[person], 13), ha="center", va="bottom", fontsize=SMALL_POINTS, linespacing=1.1)
            hours = write(float(checked.load[person]), "number", lang)
            axes.text(column, -len(rows) - 0.12, hours + (" !" if person in over else ""), ha="center", va="center", fontsize=LABEL_POINTS,
                      color=TEXT_COLOURS["bad"] if person in over else COLOURS["ink"])  # fmt: skip
        axes.text(-0.62, -len(rows) - 0.12, HOURS.fill(lang, {"cap": cap}).replace(", ", ",\n").replace("，", "，\n"), ha="right", va="center",
                  fontsize=SMALL_POINTS, color=TEXT_COLOURS["soft"], linespacing=1.1)  # fmt: skip
        axes.set(xlim=(-1.95, len(columns) - 0.4), ylim=(-len(rows) - 0.55, 1.45), xticks=[], yticks=[])
        bare(axes)
        axes.set_xlabel(ROLE_KEY.pick(lang), fontsize=SMALL_POINTS, color=TEXT_COLOURS["soft"], loc="left")
        return finish(figure, title or _matrix_finding(checked, lang, functions, people))


def _matrix_finding(checked: relationships.MirrorTeam, lang: str, functions: Mapping[Any, str], people: Mapping[Any, str]) -> str:
    separator, between = (", ", "; ") if lang == "en" else ("、", "；")
    found = []
    for kind, ids, names in (
        ("unclear", checked.functions_without_one_accountable, functions),
        ("over", checked.overloaded, people),
    ):
        if ids:
            found.append(PROBLEMS[kind].fill(lang, {"names": separator.join(names[id] for id in ids)}))
    problems = between.join(found) or PROBLEMS["none"].pick(lang)
    return MATRIX.fill(lang, {"covered": checked.coverage, "problems": problems})


def _matrix_cell(axes: Any, x: float, y: float, letters: str) -> None:
    main = next((letter for letter in "ARCI" if letter in letters), None)
    strength = {"A": 0.30, "R": 0.26, "C": 0.16, "I": 0.08}.get(main or "", 0.0)
    fill = tint(COLOURS[ROLE_COLOURS[main]], strength) if main else (1.0, 1.0, 1.0)
    axes.add_patch(Rectangle((x - 0.47, y - 0.45), 0.94, 0.9, facecolor=fill, edgecolor=COLOURS["grid"], linewidth=1))
    axes.text(x, y, " ".join(letters), ha="center", va="center", fontsize=LABEL_POINTS)
