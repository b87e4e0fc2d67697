"""A presentation of a few screens, for the tests of the deck and the hand-out: it runs in seconds."""

from __future__ import annotations

from typing import Any

SECRET = "Only the trainer knows this sentence"  # stands in the notes


def presentation(lang: str = "en", *, extra: str = "") -> dict[str, Any]:
    """Return a notebook as `tools/build.py` makes them; `extra` is the code of one more cell."""
    cells = [
        _words("# U2 · A small unit\n\n**After this unit you can**\n\n- see <it> & say it", screen=1.0),
        _notes(f"**{SECRET}.**"),
        _code(f'# ▶ Set up / 准备\nlang = "{lang}"', part="all"),
        _words("## The figure\n\nOne sentence.\\\nAnother, with [a link](../elsewhere.ipynb).", screen=2.5),
        _code(
            "# ▶ The pyramid / 金字塔\nfrom kamlib import cases, plots, tiers\nfrom kamlib.text import Text\n"
            "summary = tiers.tier_summary([9e6, 3e6, 3e6, 1e6, 1e6, 1e6], "
            'tiers.tiers_by_threshold([9e6, 3e6, 3e6, 1e6, 1e6, 1e6], {"strategic": 6e6, "value": 2e6, "standard": 5e5}))\n'
            "plots.pyramid(summary, lang)"
        ),
        _notes("Ask what they see."),
        _words("## Try it\n\nMove a slider.", screen=3.0),
        _code("# ▶ The waterfall / 价格瀑布\nfrom kamlib.widgets import live\nlive.waterfall(lang)"),
        _notes("Move the rebate."),
        _words("## What you take with you\n\n- You saw it", screen=1.0),
        _notes("End here."),
        _words("# Exercises", screen=10.0, part="exercise"),
        _code(
            '# ▶ The card / 卡片\nfrom kamlib.widgets import open_desk\ndesk = open_desk("U2", lang)\ndesk.card("U2.X3")',
            part="exercise",
        ),
        _notes("Ten minutes."),
        _words("## Worked solution", screen=2.0, part="solution"),
        _code(
            '# ▶ Step / 步骤\nfrom kamlib.widgets.show import say\nsay(lang, en="First step", zh="第一步")',
            part="solution",
            step=True,
        ),
        _notes("Step by step."),
    ]
    if extra:
        cells.insert(5, _code(extra))
    for place, cell in enumerate(cells):
        cell["id"] = f"cell-{place}"
    told = {"unit": "U2", "lang": lang, "items": [], "audience": "present"}
    return {"cells": cells, "metadata": {"kam": told}, "nbformat": 4, "nbformat_minor": 5}


def _words(text: str, *, screen: float | None = None, part: str = "lesson") -> dict[str, Any]:
    told: dict[str, Any] = {"part": part}
    if screen:
        told["screen"] = screen
    return {"cell_type": "markdown", "metadata": {"kam": told}, "source": text.splitlines(keepends=True)}


def _notes(text: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "metadata": {"kam": {"part": "notes", "notes": True}}, "source": [text]}


def _code(text: str, *, part: str = "lesson", step: bool = False) -> dict[str, Any]:
    told: dict[str, Any] = {"part": part, "step": True} if step else {"part": part}
    return {
        "cell_type": "code",
        "metadata": {"kam": told},
        "source": text.splitlines(keepends=True),
        "outputs": [],
        "execution_count": None,
    }
