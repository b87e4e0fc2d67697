"""The figure of the account plan's lesson: where one lifetime profit stands among the floors of the tiers."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from kamlib.plots.style import (
    COLOURS,
    INK_ON,
    LABEL_POINTS,
    SMALL_POINTS,
    TIERS,
    HouseFigure,
    bare,
    finish,
    house,
    new_figure,
    tier_name,
    write,
)
from kamlib.text import Text
from kamlib.tiers import tiers_by_threshold

STANDS = Text(en="A lifetime profit of {clp} makes a {tier} account", zh="全生命周期利润 {clp}：{tier}")
LOSS = Text(en="This account loses money: no tier will mend that", zh="这家客户在亏损：定什么等级都无济于事")
AXIS = Text(en="Lifetime profit (CNY, logarithmic scale)", zh="全生命周期利润（元，对数刻度）")
LOWEST, HIGHEST = 1e5, 1e8  # CNY: the ends of the ladder


def tier_ladder(
    lifetime_profit: float, floors: Mapping[str, float], lang: str, title: str | None = None
) -> HouseFigure:
    """Draw the tiers as rungs along the lifetime profit, with the account where it stands.

    Parameters
    ----------
    lifetime_profit
        CNY; what lies beyond the ends of the ladder stands at its end.
    floors
        The lowest lifetime profit of each tier but the last, CNY.
    title
        The finding; None names the tier.

    Examples
    --------
    >>> floors = {"strategic": 6e6, "value": 2e6, "standard": 5e5}
    >>> tier_ladder(3_240_000, floors, "en").description()
    'A lifetime profit of CNY 3.24m makes a value account'
    """
    tier = str(tiers_by_threshold([lifetime_profit], floors)[0])
    edges = [HIGHEST, *floors.values(), LOWEST]
    with house(lang):
        figure, axes = new_figure((7.6, 2.6))
        for name, high, low in zip(TIERS, edges[:-1], edges[1:], strict=True):
            strong = name == tier
            axes.barh(0, high - low, left=low, height=0.5, color=COLOURS[name], alpha=1.0 if strong else 0.35)
            axes.text(
                float(np.sqrt(low * high)), 0, tier_name(name, lang), ha="center", va="center",
                fontsize=LABEL_POINTS, color=INK_ON[name] if strong else COLOURS["ink"],
            )  # fmt: skip
        for floor in floors.values():
            axes.text(
                floor, -0.32, write(floor, "short_money", lang), ha="center", va="top", fontsize=SMALL_POINTS,
                color=COLOURS["soft"],
            )  # fmt: skip
        place = float(np.clip(lifetime_profit, LOWEST, HIGHEST))
        axes.plot([place], [0.36], marker="v", markersize=11, color=COLOURS["ink"])
        axes.text(
            place, 0.5, write(lifetime_profit, "short_money", lang), ha="center", va="bottom",
            fontsize=LABEL_POINTS, color=COLOURS["ink"],
        )  # fmt: skip
        axes.set(xscale="log", xlim=(LOWEST * 0.7, HIGHEST * 1.4), ylim=(-0.62, 0.8), yticks=[])
        axes.set_xticks([])
        axes.minorticks_off()
        axes.set_xlabel(AXIS.pick(lang), fontsize=SMALL_POINTS, color=COLOURS["soft"])
        bare(axes)
        words = {"clp": write(lifetime_profit, "short_money", lang), "tier": _said(tier, lang)}
        finding = (LOSS if lifetime_profit <= 0 else STANDS).fill(lang, words)
        return finish(figure, title or finding)


def _said(tier: str, lang: str) -> str:
    """Return the tier's name inside a sentence."""
    name = tier_name(tier, lang)
    return name.lower() if lang == "en" else name
