"""Draws figures for a projector: with lines instead of dots, so that they are crisp at any size, and larger letters.

IPython loads it by name into the kernels of the trainer's screen.
"""

from __future__ import annotations

import base64
import io
import re
from html import escape
from typing import Any

import matplotlib

from kamlib.plots.style import HouseFigure

# A figure drawn on less paper has larger letters when it fills the same part of the screen.
PAPER = 0.9
SIZE = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
REMARKS = re.compile(r"<metadata>.*?</metadata>|<!--.*?-->", re.DOTALL)  # what nobody sees and every file would carry


def load_ipython_extension(shell: Any) -> None:
    """Show figures as SVG."""
    shell.display_formatter.mimebundle_formatter.for_type(HouseFigure, _bundle)


def _bundle(figure: HouseFigure, **_: Any) -> dict[str, str]:
    return {"image/svg+xml": drawing(figure), "text/plain": figure.description()}


def drawing(figure: HouseFigure, paper: float = PAPER) -> str:
    """Return a figure as an SVG document.

    Parameters
    ----------
    figure
        A figure of `kamlib.plots`; it is left as it is.
    paper
        How much of its width and height it is drawn on; less makes the letters larger beside the rest.
    """
    whole = figure.get_size_inches().copy()
    buffer = io.StringIO()
    try:
        figure.set_size_inches(whole * paper)
        # letters become shapes, so no font is needed; without a date the same figure gives the same bytes
        with matplotlib.rc_context({"svg.hashsalt": "kam"}):
            figure.savefig(buffer, format="svg", metadata={"Date": None}, bbox_inches=_with_title(figure))
    finally:
        figure.set_size_inches(whole)
    text = buffer.getvalue()
    return text[text.index("<svg") :]


def picture(drawn: str, said: str) -> str:
    """Return an SVG document as an image of its own: the names inside two drawings on a page never meet."""
    drawn = REMARKS.sub("", drawn)
    sides = SIZE.search(drawn)
    size = f' width="{float(sides[1]):.0f}" height="{float(sides[2]):.0f}"' if sides else ""
    packed = base64.b64encode(drawn.encode()).decode()
    return f'<img class="figure" alt="{escape(said)}"{size} src="data:image/svg+xml;base64,{packed}">'


def _with_title(figure: HouseFigure) -> Any:
    """Return the area to draw, inches: the paper, and whatever of the words stands over its edge."""
    from matplotlib.transforms import Bbox

    figure.draw_without_rendering()
    tight = figure.get_tightbbox()
    width, height = figure.get_size_inches()
    return Bbox([[min(0, tight.x0), min(0, tight.y0)], [max(width, tight.x1), max(height, tight.y1)]])
