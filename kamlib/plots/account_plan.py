"""The small figures of the account plan: each stands beside a sentence that says the finding, so none has a title.

They are drawn in the size in which they stand on the page (`SIZE_MM`), in print that is legible there, and
tell nothing by colour alone: the page is printed in black and white.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Circle, Polygon, Wedge
from matplotlib.patheffects import Normal, Stroke
from matplotlib.text import Text as Words

from kamlib.plots.style import COLOURS, TEXT_COLOURS, TIERS, HouseFigure, house, tier_name, wrapped, write
from kamlib.text import Text, number

SIZE_MM = (51.0, 31.0)
_POINTS = 6.2
_SMALL = 5.4
_SOFT = "#C9CED6"
_LONGEST_LABEL = 20  # Latin letters; a Chinese sign counts as two
_MOST_WITH_TITLES = 3  # people side by side whose titles find room

LAST_YEAR = Text(en="last year", zh="上年")
BASELINE = Text(en="baseline", zh="基准")
TARGET = Text(en="target", zh="目标")
TODAY = Text(en="today", zh="今天")
IN_YEARS = Text(en="year {years:whole}", zh="第 {years:whole} 年")
FROM = Text(en="from {floor:short}", zh="{floor:short}起")
US = Text(en="● us", zh="● 我方")
RIVAL = Text(en="◇ better rival", zh="◇ 较强对手")
TOTAL = Text(en="together", zh="合计")
FLOOR = Text(en="our floor", zh="我方底线")
NOW = Text(en="price now", zh="现价")
RIVAL_PRICE = Text(en="rival", zh="对手报价")
OFFER = Text(en="our offer", zh="我方报价")
WORTH = Text(en="worth to them", zh="对客户的价值")


def _figure() -> tuple[HouseFigure, Axes]:
    figure = HouseFigure(figsize=(SIZE_MM[0] / 25.4, SIZE_MM[1] / 25.4), layout="constrained")
    figure.get_layout_engine().set(w_pad=0.01, h_pad=0.01)
    axes = figure.add_subplot()
    axes.spines[:].set_visible(False)
    axes.tick_params(length=0, labelsize=_POINTS, pad=2)
    return figure, axes


def _finish(figure: HouseFigure) -> HouseFigure:
    figure.draw_without_rendering()  # ticks take the settings of this moment
    return figure


def amount(value: float, lang: str) -> str:
    """Return an amount of CNY, shortened as the sentences of the plan shorten it.

    Examples
    --------
    >>> amount(28_780_000, "en"), amount(2_162_846, "en"), amount(26_617_154, "zh"), amount(604_000, "zh")
    ('28.8m', '2.16m', '2,662万', '60.4万')
    """
    size = abs(value)
    steps = (
        ((9_950_000, 1e6, 1, "m"), (999_500, 1e6, 2, "m"), (10_000, 1e3, 0, "k"))
        if lang == "en"
        else ((99_500_000, 1e8, 2, "亿"), (999_500, 1e4, 0, "万"), (10_000, 1e4, 1, "万"))
    )
    for least, unit, digits, name in steps:
        if size >= least:
            return number(value / unit, lang, digits) + name
    return number(value, lang, 0)


def _strong(words: Words, strong: bool = True) -> None:
    """Thicken a word: the font of the house has one weight."""
    if strong:
        words.set_path_effects([Stroke(linewidth=0.45, foreground=words.get_color()), Normal()])


def _rows(axes: Axes, labels: Sequence[str]) -> np.ndarray:
    """Give a row to each label, the first at the top; return their heights."""
    places = np.arange(len(labels))[::-1].astype(float)
    axes.set_yticks(places, [_short(label) for label in labels])
    axes.set_ylim(-0.6, len(labels) - 0.4)
    axes.set_xticks([])
    return places


def _short(label: str, most: int = _LONGEST_LABEL) -> str:
    """Return a label no longer than there is room for."""
    if not label.strip():
        return "–"
    kept, width = "", 0
    for sign in label:
        width += 2 if ord(sign) > 0x2E80 else 1
        if width <= most - 1:
            kept += sign
    return label if width <= most else kept.rstrip() + "…"


def target_bars(last_year: float, baseline: float, target: float, lang: str) -> HouseFigure:
    """Draw last year's sales, what comes by itself, and the target with the gap hatched.

    Examples
    --------
    >>> len(target_bars(24e6, 26.6e6, 28.8e6, "en").axes)
    1
    """
    with house(lang):
        figure, axes = _figure()
        amounts = [last_year, baseline, target]
        places = _rows(axes, [text.pick(lang) for text in (LAST_YEAR, BASELINE, TARGET)])
        axes.barh(places, amounts, height=0.56, color=[_SOFT, _SOFT, COLOURS["accent"]], linewidth=0)
        if target > baseline:
            axes.barh(places[2], target - max(baseline, 0), left=max(baseline, 0), height=0.56, color="white",
                      edgecolor=COLOURS["accent"], hatch="//////", linewidth=0.7)  # fmt: skip
        _at_ends(axes, places, amounts, [amount(one, lang) for one in amounts])
        return _finish(figure)


def _at_ends(axes: Axes, places: Any, ends: Sequence[float], words: Sequence[str], strong: int | None = None) -> None:
    """Write a word behind the end of each bar, and make room for it."""
    low, high = min(0.0, *ends), max(0.0, *ends)
    span = (high - low) or 1.0
    axes.set_xlim(low - (0.02 * span), high + 0.36 * span)
    for row, (place, end, word) in enumerate(zip(places, ends, words, strict=True)):
        _strong(axes.text(max(end, 0) + 0.02 * span, place, word, va="center", fontsize=_POINTS), row == strong)


def worth_curve(summed_up: Sequence[float], worth: float, lang: str) -> HouseFigure:
    """Draw how the lifetime profit adds up over the years, in today's money, and where it leads in the end.

    Examples
    --------
    >>> len(worth_curve([0, 80, 140, 180], 300, "zh").axes)
    1
    """
    values = np.asarray(summed_up, dtype=float)
    years, last = np.arange(len(values)), len(values) - 1
    colour = COLOURS["accent"] if worth >= 0 else COLOURS["bad"]
    with house(lang):
        figure, axes = _figure()
        axes.fill_between(years, values, color=colour, alpha=0.15, linewidth=0)
        axes.plot(years, values, color=colour, linewidth=1.4)
        axes.axhline(0, color=COLOURS["soft"], linewidth=0.6)
        axes.axhline(worth, color=colour, linewidth=0.8, linestyle=(0, (4, 2)))
        span = abs(worth) or 1.0
        side = 1 if worth >= 0 else -1
        axes.set_ylim(*sorted((-0.08 * side * span, worth + 0.24 * side * span)))
        axes.set_xlim(-0.02 * last, last * 1.02)
        _strong(axes.text(0, worth + 0.05 * side * span, amount(worth, lang), ha="left", va="bottom" if side > 0 else "top", fontsize=_POINTS))
        axes.set_xticks([0, last])
        names = [TODAY.pick(lang), IN_YEARS.fill(lang, {"years": last})]
        for label, where in zip(axes.set_xticklabels(names), ("left", "right"), strict=True):
            label.set_ha(where)
        axes.set_yticks([])
        return _finish(figure)


def tier_pyramid(tier: str, floors: Mapping[str, float], lang: str) -> HouseFigure:
    """Draw the four tiers with the one of the account filled; `floors` are the lowest CLP of tiers that have one.

    Examples
    --------
    >>> len(tier_pyramid("value", {"strategic": 6e6, "value": 2e6}, "en").axes)
    1
    """
    with house(lang):
        figure, axes = _figure()
        for row, name in enumerate(TIERS):
            top, bottom = row * 0.25, (row + 1) * 0.25 - 0.035
            here = name == tier
            shape = [(0.5 - top / 2, 1 - top), (0.5 + top / 2, 1 - top), (0.5 + bottom / 2, 1 - bottom), (0.5 - bottom / 2, 1 - bottom)]
            axes.add_patch(Polygon(shape, closed=True, facecolor=COLOURS[name] if here else "white",
                                   edgecolor=COLOURS[name] if here else COLOURS["soft"], linewidth=0.9 if here else 0.6))  # fmt: skip
            words = tier_name(name, lang)
            if floors.get(name) is not None:
                words += " " + FROM.fill(lang, {"floor": floors[name]})
            colour = TEXT_COLOURS[name] if here else COLOURS["ink"]
            _strong(axes.text(1.08, 1 - (top + bottom) / 2, words, va="center", fontsize=_POINTS, color=colour), here)
        axes.set(xlim=(-0.02, 2.35), ylim=(0.0, 1.02), xticks=[], yticks=[])
        return _finish(figure)


def audit_points(labels: Sequence[str], us: Sequence[float], rival: Sequence[float], weakest: int | None, lang: str) -> HouseFigure:
    """Draw our points and the better rival's, criterion by criterion; the one to improve first is bold.

    Examples
    --------
    >>> len(audit_points(["quality", "cost"], [80, 70], [75, 90], 1, "en").axes)
    1
    """
    with house(lang):
        figure, axes = _figure()
        places = _rows(axes, labels)
        axes.hlines(places, us, rival, color=_SOFT, linewidth=1.6)
        axes.plot(rival, places, linestyle="none", marker="D", markersize=3.4, markerfacecolor="white",
                  markeredgecolor=COLOURS["rival_a"], markeredgewidth=0.9)  # fmt: skip
        axes.plot(us, places, linestyle="none", marker="o", markersize=3.8, color=COLOURS["us"])
        if weakest is not None:
            _strong(axes.get_yticklabels()[weakest])
        lowest, highest = min(*us, *rival), max(*us, *rival)
        axes.set_xlim(lowest - 4, highest + 4)
        axes.set_ylim(-0.6, len(labels) + 0.2)
        for side, words, colour in (("left", US, "us"), ("right", RIVAL, "rival_a")):
            axes.text(0.0 if side == "left" else 1.0, 1.0, words.pick(lang), ha=side, va="top", fontsize=_SMALL,
                      color=TEXT_COLOURS[colour], transform=axes.transAxes)  # fmt: skip
        return _finish(figure)


def people_map(people: Sequence[Mapping[str, Any]], key: str | None, lang: str) -> HouseFigure:
    """Draw who reports to whom; a ball is filled as far as the relationship has come, 0 to 4 quarters.

    Parameters
    ----------
    people
        ``person``, ``position``, ``initials``, ``step`` and ``reports_to`` of each; whoever reports to nobody on
        the list stands at the top.
    key
        The person to work on first, ringed.

    Examples
    --------
    >>> boss = {"person": "1", "position": "CEO", "initials": "A.", "step": 2, "reports_to": None}
    >>> len(people_map([boss, {**boss, "person": "2", "reports_to": "1"}], "2", "en").axes)
    1
    """
    places = _tree(people)
    width = max(x for x, _ in places.values()) + 1.0
    depth = max(level for _, level in places.values()) + 1
    with house(lang):
        figure, axes = _figure()
        figure.set_layout_engine("none")
        axes.set_position((0, 0, 1, 1))
        ratio = SIZE_MM[0] / SIZE_MM[1]
        high = 1.0 / ratio  # the width of the figure is 1
        most = max(sum(level == one for _, level in places.values()) for one in range(depth))
        titled = width <= _MOST_WITH_TITLES and depth <= 3
        below = not titled and width <= 5 and depth <= 2  # the titles of the last level stand below their balls
        radius = min(0.036, 0.36 / width, high / depth * 0.2)
        # The ball of a person stands left in its cell where the title stands beside it, else in the middle.
        aside = 0.165 if titled else 0.5
        up = 0.3 if below else 0.42
        at = {person: ((x + aside) / width, high * (1 - (level + up) / depth)) for person, (x, level) in places.items()}
        leaders = {one.get("reports_to") for one in people}
        for one in people:
            over = one.get("reports_to")
            if over in at and places[over][1] < places[one["person"]][1]:
                (x0, y0), (x1, y1) = at[over], at[one["person"]]
                middle = y1 + max(radius * 1.7, (y0 - y1) * 0.38)
                axes.plot([x0, x0, x1, x1], [y0, middle, middle, y1], color=COLOURS["soft"], linewidth=0.5, zorder=1)
        for one in people:
            x, y = at[one["person"]]
            chosen = one["person"] == key
            if chosen:
                axes.add_patch(Circle((x, y), radius * 1.45, facecolor="white", edgecolor=COLOURS["rival_a"], linewidth=1.3, zorder=2))
            axes.add_patch(Circle((x, y), radius, facecolor="white", edgecolor=COLOURS["accent"], linewidth=0.8, zorder=3))
            step = min(max(float(one.get("step") or 0), 0), 4)
            if step:
                axes.add_patch(Wedge((x, y), radius, 90 - 90 * step, 90, facecolor=COLOURS["accent"], zorder=4))
            name = _short(one.get("initials") or one["person"], 9)
            if titled or (below and one["person"] in leaders):
                room = int(46 / width * (1 - aside * 0.7)) - 3 if titled else 20
                words = [name, *_title(one, room, 2 if titled else 1)]
                label = axes.text(x + radius * 1.9, y, "\n".join(words), va="center", fontsize=_SMALL, linespacing=1.05)
            elif below:
                words = [name, *_title(one, int(52 / width), 3)]
                label = axes.text(x, y - radius * 1.6, "\n".join(words), ha="center", va="top", fontsize=4.9, linespacing=1.05)
            elif one["person"] in leaders and most <= 4:
                label = axes.text(x + radius * 1.7, y, name, va="center", fontsize=_SMALL)
            else:  # in a full row below the ball, over the line that leads on from there
                label = axes.text(x, y - radius * 1.75, name, ha="center", va="top", fontsize=_SMALL if most <= 7 else 4.4,
                                  zorder=2, bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.3})  # fmt: skip
            _strong(label, chosen)
        axes.set(xlim=(0, 1), ylim=(0, high), xticks=[], yticks=[])
        return _finish(figure)


def _title(person: Mapping[str, Any], room: int, lines: int) -> list[str]:
    """Return a person's title in a few short lines."""
    written = wrapped(str(person.get("position") or ""), room).split("\n")[:lines]
    return [_short(line, room + 1) for line in written if line.strip()]


def _tree(people: Sequence[Mapping[str, Any]]) -> dict[str, tuple[float, int]]:
    """Return column and level of each person; a circle of superiors ends at whoever was met first."""
    known = {one["person"] for one in people}
    below: dict[str | None, list[str]] = {}
    for one in people:
        over = one.get("reports_to")
        below.setdefault(over if over in known and over != one["person"] else None, []).append(one["person"])
    places: dict[str, tuple[float, int]] = {}
    column = 0.0

    def place(person: str, level: int) -> None:
        nonlocal column
        places[person] = (0.0, level)
        mine = [one for one in below.get(person, ()) if one not in places]
        for one in mine:
            if one not in places:
                place(one, level + 1)
        if mine:
            x = float(np.mean([places[one][0] for one in mine]))
        else:
            x, column = column, column + 1
        places[person] = (x, level)

    for one in [*below.get(None, ()), *known]:
        if one not in places:
            place(one, 0)
    return places


def switching_steps(labels: Sequence[str], amounts: Sequence[float], lang: str) -> HouseFigure:
    """Draw how the costs of leaving add up, from the first kind to their total.

    Examples
    --------
    >>> len(switching_steps(["Search", "Trial"], [60_000, 420_000], "en").axes)
    1
    """
    starts = np.concatenate([[0.0], np.cumsum(amounts)[:-1], [0.0]])
    every = [*amounts, float(np.sum(amounts))]
    with house(lang):
        figure, axes = _figure()
        places = _rows(axes, [*labels, TOTAL.pick(lang)])
        colours = [_SOFT] * len(amounts) + [COLOURS["accent"]]
        axes.barh(places, every, left=starts, height=0.62, color=colours, linewidth=0)
        axes.vlines(np.cumsum(amounts), places[:-1] - 1, places[:-1], color=COLOURS["soft"], linewidth=0.4)
        ends = [start + amount for start, amount in zip(starts, every, strict=True)]
        _at_ends(axes, places, ends, [amount(one, lang) for one in every], strong=len(amounts))
        return _finish(figure)


def wallet_bars(families: Sequence[str], buys: Sequence[float], from_us: Sequence[float], lang: str) -> HouseFigure:
    """Draw what the customer buys by family, the part from us filled; at most six, the largest first.

    Examples
    --------
    >>> len(wallet_bars(["Servo", "Gears"], [100, 50], [30, 5], "zh").axes)
    1
    """
    order = sorted(range(len(buys)), key=lambda place: -buys[place])[:6]
    with house(lang):
        figure, axes = _figure()
        places = _rows(axes, [families[place] for place in order])
        whole, ours = [buys[place] for place in order], [from_us[place] for place in order]
        axes.barh(places, whole, height=0.58, facecolor="white", edgecolor=COLOURS["soft"], linewidth=0.6)
        axes.barh(places, ours, height=0.58, color=COLOURS["us"], linewidth=0)
        shares = [write(part / all_, "percent0", lang) if all_ > 0 else "–" for part, all_ in zip(ours, whole, strict=True)]
        _at_ends(axes, places, [max(pair) for pair in zip(whole, ours, strict=True)], shares)
        return _finish(figure)


def price_range(prices: Mapping[str, float | None], lang: str) -> HouseFigure:
    """Draw the prices that matter on one scale, each in its row; between floor and worth lies the room to deal.

    Parameters
    ----------
    prices
        ``floor``, ``rival``, ``now``, ``offer``, ``worth``: CNY per unit, None where one is not known.

    Examples
    --------
    >>> len(price_range({"floor": 4_500, "now": 5_400, "rival": 5_000, "offer": 5_100, "worth": 5_150}, "en").axes)
    1
    """
    names = {"floor": FLOOR, "rival": RIVAL_PRICE, "now": NOW, "offer": OFFER, "worth": WORTH}
    known = sorted((price, name) for name, price in prices.items() if price is not None)
    with house(lang):
        figure, axes = _figure()
        places = _rows(axes, [names[name].pick(lang) for _, name in known])
        values = [price for price, _ in known]
        floor, worth = prices.get("floor"), prices.get("worth")
        if floor is not None and worth is not None and worth > floor:
            axes.axvspan(floor, worth, color=COLOURS["grid"], linewidth=0)
        span = (max(values) - min(values)) or abs(max(values)) or 1.0
        axes.set_xlim(min(values) - 0.06 * span, max(values) + 0.42 * span)
        axes.hlines(places, min(values) - 0.06 * span, values, color=COLOURS["soft"], linewidth=0.4, linestyle=":")
        marks = {"offer": ("D", 4.6, COLOURS["accent"]), "rival": ("D", 3.6, "white")}
        for place, (price, name) in zip(places, known, strict=True):
            marker, size, face = marks.get(name, ("o", 3.2, COLOURS["soft"]))
            axes.plot(price, place, marker=marker, markersize=size, markerfacecolor=face, markeredgewidth=0.9,
                      markeredgecolor=COLOURS["rival_a"] if name == "rival" else face)  # fmt: skip
            _strong(axes.text(price + 0.06 * span, place, write(price, "whole", lang), va="center", fontsize=_POINTS), name == "offer")
            _strong(axes.get_yticklabels()[int(len(known) - 1 - place)], name == "offer")
        return _finish(figure)
