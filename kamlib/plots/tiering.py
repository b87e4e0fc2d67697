"""Figures of unit U2: the pyramid, who brings the profit, two axes, robustness, migration."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from kamlib import tiers as tiering
from kamlib.plots.style import (
    COLOURS,
    INK_ON,
    LABEL_POINTS,
    SMALL_POINTS,
    TEXT_COLOURS,
    TIERS,
    HouseFigure,
    bare,
    finish,
    house,
    new_figure,
    number_axis,
    place_labels,
    three_digits,
    tier_name,
    write,
)
from kamlib.text import Text

SHARE_OF_ACCOUNTS = Text(en="Share of accounts", zh="客户数占比")
SHARE_OF_PROFIT = Text(en="Share of lifetime profit", zh="全生命周期利润占比")
TOP_BRINGS = Text(
    en="The strategic tier: {accounts:percent0} of the accounts, {profit:percent0} of the lifetime profit",
    zh="战略型客户：占客户数的 {accounts:percent0}，贡献 {profit:percent0} 的全生命周期利润",
)


def pyramid(summary: pd.DataFrame, lang: str, title: str | None = None) -> HouseFigure:
    """Draw the tier pyramid: a layer a tier, with its accounts inside and its lifetime profit beside it.

    Parameters
    ----------
    summary
        What `kamlib.tiers.tier_summary` returns (CNY).
    lang
        ``"en"`` or ``"zh"``.
    title
        The finding; None states what the strategic tier brings.

    Examples
    --------
    >>> profit = [900, 500, 300, 100, 50]
    >>> tiers = ["strategic", "value", "standard", "standard", "transactional"]
    >>> figure = pyramid(tiering.tier_summary(profit, tiers), "en")
    >>> figure.description()
    'The strategic tier: 20% of the accounts, 49% of the lifetime profit'
    """
    with house(lang):
        figure, axes = new_figure()
        for layer, tier in enumerate(TIERS):
            _pyramid_layer(axes, layer, tier, summary.loc[tier], lang)
        axes.set(xlim=(-1.05, 2.15), ylim=(4.0, -0.05), xticks=[], yticks=[])
        bare(axes)
        return finish(figure, title or _top_brings(summary, lang))


def _pyramid_layer(axes: Any, layer: int, tier: str, row: pd.Series, lang: str) -> None:
    gap, tip = 0.04, 0.16  # the top is cut off a little, so that words fit into the first layer
    edges = [tip + (1 - tip) * depth / len(TIERS) for depth in (layer, layer + 1 - gap)]
    corners = [
        (-edges[0], layer),
        (edges[0], layer),
        (edges[1], layer + 1 - gap),
        (-edges[1], layer + 1 - gap),
    ]
    axes.fill(*zip(*corners, strict=True), color=COLOURS[tier], linewidth=0)
    middle = layer + (1 - gap) / 2
    axes.text(
        0, middle, write(row["accounts"], "whole", lang), ha="center", va="center",
        fontsize=TITLE_SIZE_IN_LAYER, color=INK_ON[tier],
    )  # fmt: skip
    right = (edges[0] + edges[1]) / 2
    axes.plot([right + 0.04, 1.1], [middle, middle], color=COLOURS["grid"], linewidth=1.2)
    axes.text(1.14, middle - 0.17, tier_name(tier, lang), va="center", fontsize=13, color=TEXT_COLOURS[tier])
    axes.text(1.14, middle + 0.17, _layer_words(row, lang), va="center", fontsize=SMALL_POINTS)


TITLE_SIZE_IN_LAYER = 16
LAYER_WORDS = Text(
    en="{profit:short_money} · {share:percent0} of lifetime profit",
    zh="{profit:short_money} · 占全生命周期利润 {share:percent0}",
)


def _layer_words(row: pd.Series, lang: str) -> str:
    values = {"profit": three_digits(row["lifetime_profit"]), "share": row["lifetime_profit_share"]}
    return LAYER_WORDS.fill(lang, values)


def _top_brings(summary: pd.DataFrame, lang: str) -> str:
    top = summary.loc["strategic"]
    values = {"accounts": top["accounts_share"], "profit": top["lifetime_profit_share"]}
    return TOP_BRINGS.fill(lang, values)


def tier_shares(summary: pd.DataFrame, lang: str, title: str | None = None) -> HouseFigure:
    """Draw for each tier its share of the accounts against its share of the lifetime profit.

    Parameters are those of `pyramid`.

    Examples
    --------
    >>> profit = [900, 500, 300, 100, 50]
    >>> tiers = ["strategic", "value", "standard", "standard", "transactional"]
    >>> tier_shares(tiering.tier_summary(profit, tiers), "zh").description()
    '战略型客户：占客户数的 20%，贡献 49% 的全生命周期利润'
    """
    with house(lang):
        figure, axes = new_figure()
        places = np.arange(len(TIERS))
        for offset, column in ((-0.2, "accounts_share"), (0.2, "lifetime_profit_share")):
            profit = column == "lifetime_profit_share"
            for place, tier in zip(places, TIERS, strict=True):
                share = summary.loc[tier, column]
                axes.barh(
                    place + offset, share, height=0.36, color=COLOURS[tier], alpha=1 if profit else 0.45,
                    hatch=None if profit else "//", edgecolor="white", linewidth=0,
                )  # fmt: skip
                words = (SHARE_OF_PROFIT if profit else SHARE_OF_ACCOUNTS).pick(lang)
                label = write(share, "percent0", lang) + (f"  {words}" if place == 0 else "")
                axes.annotate(
                    label, (max(share, 0), place + offset), xytext=(6, 0), textcoords="offset points",
                    va="center", fontsize=SMALL_POINTS,
                )  # fmt: skip
        axes.set_yticks(places, [tier_name(tier, lang) for tier in TIERS], fontsize=LABEL_POINTS)
        axes.invert_yaxis()
        columns = summary[["accounts_share", "lifetime_profit_share"]].to_numpy()
        axes.set_xlim(min(0.0, columns.min() * 1.1), columns.max() * 1.12 + 0.3)
        axes.set_xticks([])
        bare(axes)
        axes.axvline(0, color=COLOURS["soft"], linewidth=1)
        return finish(figure, title or _top_brings(summary, lang))


LARGEST_BRING = Text(
    en="The largest {accounts:percent0} of the accounts bring {profit:percent0} of the profit",
    zh="最大的 {accounts:percent0} 客户贡献了 {profit:percent0} 的利润",
)
EQUAL = Text(en="if all accounts were equal", zh="假如所有客户都一样大")
GINI = Text(en="Gini coefficient {gini}", zh="基尼系数 {gini}")
ACCOUNTS_FROM_SMALLEST = Text(en="Share of accounts, smallest first", zh="客户数累计占比（从小到大）")
PROFIT_SUMMED = Text(en="Share of profit, summed up", zh="利润累计占比")


def lorenz(values: Any, lang: str, title: str | None = None, *, largest: float = 0.2) -> HouseFigure:
    """Draw the Lorenz curve of the accounts' values, with the share of the largest accounts marked.

    Parameters
    ----------
    values
        One non-negative value an account: sales or lifetime profit (CNY).
    lang
        ``"en"`` or ``"zh"``.
    title
        The finding; None states what the largest accounts bring.
    largest
        The part of the accounts that is marked, from above; the nearest whole account is used.

    Examples
    --------
    >>> lorenz([1, 1, 1, 1, 6], "en").description()
    'The largest 20% of the accounts bring 60% of the profit'
    """
    curve = tiering.lorenz_curve(values)
    accounts, profit = curve["accounts_share"].to_numpy(), curve["value_share"].to_numpy()
    mark = len(accounts) - 1 - max(1, round(largest * (len(accounts) - 1)))
    with house(lang):
        figure, axes = new_figure((7.2, 5.4))
        axes.plot([0, 1], [0, 1], color=COLOURS["soft"], linewidth=1.2, linestyle=(0, (4, 3)))
        axes.fill_between(accounts, profit, accounts, color=COLOURS["accent"], alpha=0.10, linewidth=0)
        axes.plot(accounts, profit, color=COLOURS["accent"])
        axes.plot(accounts[mark], profit[mark], "o", color=COLOURS["accent"], markersize=8)
        axes.plot(
            [accounts[mark], 1, 1], [profit[mark], profit[mark], 1], color=COLOURS["bad"], linewidth=1.5
        )
        brought = 1 - profit[mark]
        axes.annotate(
            write(brought, "percent0", lang), (1, (1 + profit[mark]) / 2), xytext=(6, 0),
            textcoords="offset points", va="center", color=TEXT_COLOURS["bad"], fontsize=13,
            annotation_clip=False,
        )  # fmt: skip
        axes.text(0.04, 0.88, EQUAL.pick(lang), color=TEXT_COLOURS["soft"], fontsize=SMALL_POINTS)
        axes.plot([0.04, 0.14], [0.84, 0.84], color=COLOURS["soft"], linewidth=1.2, linestyle=(0, (4, 3)))
        gini = write(tiering.gini(values), "number", lang)
        axes.text(0.04, 0.74, GINI.fill(lang, {"gini": gini}), color=TEXT_COLOURS["accent"])
        axes.set(
            xlim=(0, 1),
            ylim=(0, 1),
            xlabel=ACCOUNTS_FROM_SMALLEST.pick(lang),
            ylabel=PROFIT_SUMMED.pick(lang),
        )
        number_axis(axes.xaxis, "percent0", lang)
        number_axis(axes.yaxis, "percent0", lang)
        values_of_title = {"accounts": 1 - accounts[mark], "profit": brought}
        return finish(figure, title or LARGEST_BRING.fill(lang, values_of_title))


CURRENT = Text(
    en="Current value: what the last 12 months left after the cost to serve (CNY)", zh="当前价值：近 12 个月边际贡献减服务成本（元）"
)
POTENTIAL = Text(en="Potential value (CNY)", zh="潜在价值（元）")
TWO_AXES = Text(
    en="{count} of {all} accounts are worth more tomorrow than the cut-off",
    zh="{all} 家客户中有 {count} 家的潜在价值高于分界线",
)


def two_axis_map(
    current_value: Sequence[float],
    potential_value: Sequence[float],
    tiers: Sequence[str],
    lang: str,
    title: str | None = None,
    *,
    current_cut: float,
    potential_cut: float,
    names: Sequence[str] | None = None,
) -> HouseFigure:
    """Draw the accounts by current and potential value, with the cut-offs that make four fields.

    Parameters
    ----------
    current_value, potential_value
        One value an account (CNY a year, CNY).
    tiers
        The tier id of each account: its colour and sign.
    lang
        ``"en"`` or ``"zh"``.
    title
        The finding; None counts the accounts above the cut of potential value.
    current_cut, potential_cut
        The cut-offs (CNY).
    names
        Names to write beside the points, the most valuable first; a name without room is left out.

    Examples
    --------
    >>> figure = two_axis_map([10, 90], [20, 80], ["transactional", "strategic"], "en",
    ...     current_cut=50, potential_cut=50)
    >>> figure.description()
    '1 of 2 accounts are worth more tomorrow than the cut-off'
    """
    x, y = np.asarray(current_value, dtype=float), np.asarray(potential_value, dtype=float)
    tier_of = np.asarray(tiers, dtype=object)
    with house(lang):
        figure, axes = new_figure((8.0, 5.4))
        for tier, sign in zip(TIERS, "^so.", strict=True):
            mine = tier_of == tier
            size = 90 if sign == "." else 46
            axes.scatter(x[mine], y[mine], s=size, marker=sign, color=COLOURS[tier], zorder=3)
        axes.axvline(current_cut, color=COLOURS["soft"], linewidth=1.2, linestyle=(0, (4, 3)))
        axes.axhline(potential_cut, color=COLOURS["soft"], linewidth=1.2, linestyle=(0, (4, 3)))
        axes.margins(0.08)
        axes.set(xlabel=CURRENT.pick(lang), ylabel=POTENTIAL.pick(lang))
        number_axis(axes.xaxis, "short", lang)
        number_axis(axes.yaxis, "short", lang)
        _tier_strip(axes, [tier for tier in TIERS if (tier_of == tier).any()], lang)
        values = {"count": str(int((y > potential_cut).sum())), "all": str(len(y))}
        finish(figure, title or TWO_AXES.fill(lang, values))  # before the names, which need the final layout
        if names is not None:
            order = np.argsort(-(x / max(current_cut, 1) + y / max(potential_cut, 1)), kind="stable")
            colours = [TEXT_COLOURS[tier_of[i]] for i in order]
            cuts = (([current_cut] * 2, axes.get_ylim()), (axes.get_xlim(), [potential_cut] * 2))
            place_labels(axes, x[order], y[order], [names[i] for i in order], colours, lines=cuts)
        return figure


def _tier_strip(axes: Any, tiers: Sequence[str], lang: str) -> None:
    """Say above the axes which colour and sign is which tier."""
    signs = dict(zip(TIERS, "▲■●•", strict=True))
    words = [f"{signs[tier]} {tier_name(tier, lang)}" for tier in tiers]
    # One text a tier; where it starts follows from the width of those before it.
    axes.figure.draw_without_rendering()
    start = 0.0
    for tier, word in zip(tiers, words, strict=True):
        text = axes.text(start, 1.02, word, transform=axes.transAxes, color=TEXT_COLOURS[tier], va="bottom")
        box = text.get_window_extent().transformed(axes.transAxes.inverted())
        start = box.x1 + 0.035


WEIGHT_AXIS = Text(en="Weight of {criterion}", zh="“{criterion}”的权重")
SCORE_AXIS = Text(en="Score (points)", zh="得分（分）")
NOW = Text(en="now {weight:percent0}", zh="现在 {weight:percent0}")
FLIPS = Text(en="at {weight:percent0}: {tier}", zh="{weight:percent0} 时：{tier}")
HOLDS = Text(
    en="No weight of {criterion} moves {name} to another tier",
    zh="无论“{criterion}”的权重取多少，{name}的等级都不变",
)
MOVES = Text(
    en="{name} changes its tier when {criterion} weighs {weight:percent0} instead of {now:percent0}",
    zh="“{criterion}”的权重从 {now:percent0} 变为 {weight:percent0} 时，{name}的等级随之改变",
)


def score_robustness(
    points: Mapping[str, float] | pd.Series,
    weights: Mapping[str, float],
    criterion: str,
    floors: Mapping[str, float],
    lang: str,
    title: str | None = None,
    *,
    name: str,
    criterion_name: str,
) -> HouseFigure:
    """Draw an account's score while one weight goes from 0 to 1 and the others share the rest.

    Parameters
    ----------
    points
        The account's points (0–100) by criterion.
    weights
        The weights by criterion; they sum to 1.
    criterion
        The criterion whose weight moves.
    floors
        The lowest score of each tier but the last.
    lang
        ``"en"`` or ``"zh"``.
    title
        The finding; None names the nearest weight that changes the tier.
    name, criterion_name
        The account and the criterion as the reader knows them.

    Examples
    --------
    >>> figure = score_robustness({"profit": 90, "growth": 40}, {"profit": 0.5, "growth": 0.5}, "profit",
    ...     {"strategic": 70, "value": 50, "standard": 30}, "en", name="Norwick", criterion_name="profit")
    >>> figure.description()
    'Norwick changes its tier when profit weighs 60% instead of 50%'
    """
    row = pd.Series(points, dtype=float)
    grid = np.linspace(0, 1, 201)
    scores = np.array([_score(row, tiering.reweighted(weights, criterion, weight)) for weight in grid])
    now = float(weights[criterion])
    flip = _nearest_flip(grid, scores, now, floors)
    with house(lang):
        figure, axes = new_figure()
        low, high = max(0.0, scores.min() - 12), min(100.0, scores.max() + 12)
        _tier_bands(axes, floors, low, high, lang)
        axes.plot(grid, scores, color=COLOURS["ink"])
        score_now = float(np.interp(now, grid, scores))
        axes.plot(now, score_now, "o", color=COLOURS["ink"], markersize=9)
        marks = [(now, score_now, NOW.fill(lang, {"weight": now}))]
        if flip is not None:
            weight, tier = flip
            score_there = float(np.interp(weight, grid, scores))
            axes.plot(weight, score_there, "D", color=COLOURS["bad"], markersize=8)
            words = FLIPS.fill(lang, {"weight": weight, "tier": tier_name(tier, lang)})
            marks.append((weight, score_there, words))
        axes.set(xlim=(0, 1), ylim=(low, high), ylabel=SCORE_AXIS.pick(lang))
        axes.set_xlabel(WEIGHT_AXIS.fill(lang, {"criterion": criterion_name}))
        number_axis(axes.xaxis, "percent0", lang)
        number_axis(axes.yaxis, "whole", lang)
        at_weight, at_score, labels = (list(column) for column in zip(*marks, strict=True))
        inks = [COLOURS["ink"]] * len(labels)
        place_labels(axes, at_weight, at_score, labels, inks, lines=[(grid[::20], scores[::20])])
        values = {"name": name, "criterion": criterion_name, "now": now, "weight": flip[0] if flip else now}
        return finish(
            figure, title or (MOVES if flip else HOLDS).fill(lang, _only(values, MOVES if flip else HOLDS))
        )


def _only(values: Mapping[str, Any], text: Text) -> dict[str, Any]:
    return {key: value for key, value in values.items() if "{" + key in text.en}


def _score(points: pd.Series, weights: Mapping[str, float]) -> float:
    return float(sum(points[criterion] * weight for criterion, weight in weights.items()))


def _nearest_flip(
    grid: np.ndarray, scores: np.ndarray, now: float, floors: Mapping[str, float]
) -> tuple[float, str] | None:
    """Return the weight nearest to `now` where the score line crosses a floor, and the tier beyond."""
    slope = float(scores[-1] - scores[0])
    if slope == 0:
        return None
    crossings = []
    score_now = float(np.interp(now, grid, scores))
    own = str(tiering.tiers_by_score([score_now], floors)[0])
    for floor in floors.values():
        weight = (floor - scores[0]) / slope
        if 0 <= weight <= 1:
            beyond = weight + np.copysign(1e-9, weight - now)
            tier = str(tiering.tiers_by_score([scores[0] + slope * beyond], floors)[0])
            if tier != own:
                crossings.append((float(weight), tier))
    return min(crossings, key=lambda crossing: abs(crossing[0] - now), default=None)


def _tier_bands(axes: Any, floors: Mapping[str, float], low: float, high: float, lang: str) -> None:
    edges = [100.0, *(float(floors[tier]) for tier in TIERS[:3]), 0.0]
    for tier, top, bottom in zip(TIERS, edges[:-1], edges[1:], strict=True):
        top, bottom = min(top, high), max(bottom, low)
        if top - bottom < 1:
            continue
        axes.axhspan(bottom, top, color=COLOURS[tier], alpha=0.14, linewidth=0)
        if top - bottom > (high - low) * 0.07:
            axes.annotate(
                tier_name(tier, lang), (1, (top + bottom) / 2), xytext=(6, 0), textcoords="offset points",
                va="center", color=TEXT_COLOURS[tier], annotation_clip=False,
            )  # fmt: skip


BEFORE = Text(en="Tier before", zh="原等级")
AFTER = Text(en="Tier after", zh="新等级")
STAYED = Text(
    en="Of the strategic accounts, {share:percent0} kept their tier",
    zh="战略型客户中，{share:percent0} 保持原等级",
)
LOST = Text(en="Lost", zh="流失")
NEW = Text(en="New", zh="新增")


def migration_heatmap(matrix: pd.DataFrame, lang: str, title: str | None = None) -> HouseFigure:
    """Draw where the accounts of each tier went, as shares of the tier before.

    Parameters
    ----------
    matrix
        What `kamlib.tiers.migration_matrix` returns, normalised by row.
    lang
        ``"en"`` or ``"zh"``.
    title
        The finding; None states how many strategic accounts stayed.

    Examples
    --------
    >>> before, after = ["strategic", "strategic", "value"], ["strategic", "value", "value"]
    >>> migration_heatmap(tiering.migration_matrix(before, after), "en").description()
    'Of the strategic accounts, 50% kept their tier'
    """
    shares = matrix.to_numpy(dtype=float)
    with house(lang):
        figure, axes = new_figure((7.2, 4.8))
        for row, before in enumerate(matrix.index):
            for column, after in enumerate(matrix.columns):
                _heat_cell(axes, row, column, shares[row, column], before == after, lang)
        axes.set_xticks(range(len(matrix.columns)), [_state_name(name, lang) for name in matrix.columns])
        axes.set_yticks(range(len(matrix.index)), [_state_name(name, lang) for name in matrix.index])
        axes.set(xlim=(-0.5, len(matrix.columns) - 0.5), ylim=(len(matrix.index) - 0.5, -0.5))
        axes.set(xlabel=AFTER.pick(lang), ylabel=BEFORE.pick(lang))
        axes.xaxis.set_ticks_position("top")
        axes.xaxis.set_label_position("top")
        bare(axes)
        stayed = float(matrix.loc["strategic", "strategic"])
        known = np.isfinite(stayed)
        return finish(figure, title or STAYED.fill(lang, {"share": stayed if known else 0.0}))


def _heat_cell(axes: Any, row: int, column: int, share: float, stayed: bool, lang: str) -> None:
    depth = share if np.isfinite(share) else 0.0
    blue = np.array([0x00, 0x72, 0xB2]) / 255
    fill = 1 - depth * (1 - blue)
    axes.fill(
        [column - 0.48, column + 0.48, column + 0.48, column - 0.48],
        [row - 0.46, row - 0.46, row + 0.46, row + 0.46],
        facecolor=fill, edgecolor=COLOURS["ink"] if stayed else COLOURS["grid"],
        linewidth=1.6 if stayed else 1,
    )  # fmt: skip
    # White reaches 4.5:1 on the deepest blues only; dark ink serves the rest.
    ink = "#FFFFFF" if depth > 0.88 else "#000000" if depth > 0.6 else COLOURS["ink"]
    label = write(share, "percent0", lang) if np.isfinite(share) else "–"
    axes.text(column, row, label, ha="center", va="center", color=ink, fontsize=13 if depth >= 0.005 else 10)


def _state_name(state: str, lang: str) -> str:
    return (
        {"lost": LOST, "new": NEW}[state].pick(lang) if state in ("lost", "new") else tier_name(state, lang)
    )
