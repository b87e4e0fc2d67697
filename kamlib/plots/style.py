"""The one place for the figures' fonts, colours and manners."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import matplotlib
import numpy as np
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator
from matplotlib.transforms import Bbox

from kamlib.glossary import short
from kamlib.text import WRITERS, check_language

FONT_FILE = Path(__file__).with_name("fonts") / "KamSansSC-Regular.otf"
FONT_FAMILY = "Kam Sans SC"
# DejaVu Sans comes with matplotlib and has the few signs (✗, subscripts) that ours lacks.
FONT_FAMILIES = [FONT_FAMILY, "DejaVu Sans"]

TIERS = ("strategic", "value", "standard", "transactional")

# Okabe–Ito, safe for colour-blind readers; kamlib/widgets/card.css carries the same values.
COLOURS = {
    "strategic": "#0072B2",
    "value": "#009E73",
    "standard": "#E69F00",
    "transactional": "#7A7A7A",
    "accent": "#0072B2",
    "us": "#0072B2",
    "rival_a": "#D55E00",
    "rival_b": "#CC79A7",
    "good": "#009E73",
    "bad": "#D55E00",
    # the five switching costs (Tol's muted colours, as safe, and none of them a tier or a supplier)
    "search": "#88CCEE",
    "trial": "#DDCC77",
    "learning": "#44AA99",
    "relationship": "#AA4499",
    "legal": "#332288",
    "ink": "#1F2933",
    "soft": "#6B7280",
    "grid": "#E5E7EB",
}
# Ink that reaches 4.5:1 on the colour of the key …
INK_ON = {
    "strategic": "#FFFFFF",
    "value": "#000000",
    "standard": "#1F2933",
    "transactional": "#000000",
    "search": "#1F2933",
    "trial": "#1F2933",
    "learning": "#1F2933",
    "relationship": "#FFFFFF",
    "legal": "#FFFFFF",
}
# … and darker shades of the colours that reach it as text on white.
TEXT_COLOURS = {
    "strategic": "#0072B2",
    "value": "#00694D",
    "standard": "#8A5F00",
    "transactional": "#5A5A5A",
    "accent": "#0072B2",
    "us": "#0072B2",
    "rival_a": "#A84A00",
    "rival_b": "#96406F",
    "good": "#00694D",
    "bad": "#A84A00",
    "search": "#2A6F97",
    "trial": "#7A6A12",
    "learning": "#1F7366",
    "relationship": "#93348A",
    "legal": "#332288",
    "ink": "#1F2933",
    "soft": "#5B6470",
}

SIZE_INCHES = (8.0, 4.5)
TITLE_POINTS = 15
LABEL_POINTS = 11
SMALL_POINTS = 10
SHARPNESS = 2  # pixels of the picture for one on the page

_RC: dict[str, Any] = {
    "font.family": FONT_FAMILIES,
    "font.size": LABEL_POINTS,
    "figure.facecolor": "white",
    "figure.dpi": 100,
    "text.color": COLOURS["ink"],
    "axes.facecolor": "white",
    "axes.edgecolor": COLOURS["soft"],
    "axes.labelcolor": COLOURS["ink"],
    "axes.labelsize": LABEL_POINTS,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "axes.grid": False,
    "axes.unicode_minus": False,
    "grid.color": COLOURS["grid"],
    "xtick.color": COLOURS["soft"],
    "ytick.color": COLOURS["soft"],
    "xtick.labelcolor": COLOURS["ink"],
    "ytick.labelcolor": COLOURS["ink"],
    "xtick.labelsize": SMALL_POINTS,
    "ytick.labelsize": SMALL_POINTS,
    "lines.linewidth": 2.2,
    "lines.solid_capstyle": "round",
}


class HouseFigure(Figure):
    """A figure that shows itself in a notebook, without pyplot, sharp and with its title as description."""

    def png(self) -> bytes:
        """Return the figure as a PNG picture."""
        buffer = io.BytesIO()
        self.savefig(buffer, format="png", dpi=self.dpi * SHARPNESS)
        return buffer.getvalue()

    def svg(self) -> str:
        """Return the figure as SVG text, with words as outlines, so that it needs no font."""
        buffer = io.StringIO()
        with matplotlib.rc_context({"svg.fonttype": "path", "svg.hashsalt": "kam"}):
            self.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
        written = buffer.getvalue()
        return written[written.index("<svg") :]

    def description(self) -> str:
        """Return the finding that stands above the figure, on one line."""
        return " ".join(self.get_suptitle().split())

    def _repr_mimebundle_(self, **_: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        width, height = (round(side * self.dpi) for side in self.get_size_inches())
        data = {"image/png": self.png(), "text/plain": self.description()}
        return data, {"image/png": {"width": width, "height": height, "alt": self.description()}}


@cache
def _register_font() -> None:
    font_manager.fontManager.addfont(FONT_FILE)


@contextmanager
def house(lang: str) -> Iterator[None]:
    """Draw in the house style inside this context; matplotlib's own settings come back after it."""
    check_language(lang)
    _register_font()
    with matplotlib.rc_context(_RC):
        yield


def new_figure(size_inches: tuple[float, float] = SIZE_INCHES) -> tuple[HouseFigure, Axes]:
    """Return an empty figure with one axes; call it inside `house`."""
    figure = HouseFigure(figsize=size_inches, layout="constrained")
    figure.get_layout_engine().set(w_pad=0.12, h_pad=0.1)
    return figure, figure.add_subplot()


def finish(figure: HouseFigure, finding: str) -> HouseFigure:
    """Put the finding above the figure and lay everything out; call it last, inside `house`."""
    title = wrapped(finding, 72 * figure.get_size_inches()[0] / SIZE_INCHES[0])
    figure.suptitle(title, x=0.015, ha="left", fontsize=TITLE_POINTS, color=COLOURS["ink"])
    # Ticks are made at the first drawing and take the settings of that moment, hence here.
    figure.draw_without_rendering()
    return figure


def wrapped(text: str, width: float) -> str:
    """Break a line so that none is wider than `width` Latin letters; a Chinese character counts as two.

    Examples
    --------
    >>> print(wrapped("Three accounts bring half", 15))
    Three accounts
    bring half
    >>> print(wrapped("三家客户贡献一半利润", 12))
    三家客户贡献
    一半利润
    """
    lines, line, line_width = [], "", 0
    for piece in _pieces(text):
        piece_width = _width(piece)
        if line and line_width + _width(piece.rstrip()) > width:
            lines.append(line.rstrip())
            line, line_width = "", 0
        line += piece
        line_width += piece_width
    return "\n".join([*lines, line.rstrip()])


def _pieces(text: str) -> list[str]:
    """Split a text where a line may break: after a space, and before a Chinese character."""
    pieces = [""]
    for sign in text:
        if _is_wide(sign) and sign not in "，。；：！？、）”》%":
            pieces.append(sign)
        else:
            pieces[-1] += sign
            if sign == " ":
                pieces.append("")
    return [piece for piece in pieces if piece]


def _width(text: str) -> int:
    return sum(2 if _is_wide(sign) else 1 for sign in text)


def _is_wide(sign: str) -> bool:
    return "\u2e80" <= sign <= "\u9fff" or "\uff00" <= sign <= "\uffef"


def write(value: float, style: str, lang: str) -> str:
    """Return a number in one of kamlib.text's styles: money, short, short_money, percent, whole, one …

    Short forms are for labels: they keep three digits.

    Examples
    --------
    >>> write(859_961, "short_money", "en"), write(859_961, "short_money", "zh")
    ('CNY 860k', '86万元')
    """
    if style.startswith("short"):
        value = three_digits(value)
    return WRITERS[style](value, lang)


def three_digits(value: float) -> float:
    """Return a value as exact as a label needs it: its first three digits.

    Examples
    --------
    >>> three_digits(859_961), three_digits(-2.2194), three_digits(0)
    (860000.0, -2.22, 0.0)
    """
    return float(f"{value:.3g}")


def number_axis(axis: Any, style: str, lang: str, ticks: int = 6) -> None:
    """Write the ticks of an axis as the reader's language writes numbers."""
    axis.set_major_locator(MaxNLocator(nbins=ticks, steps=[1, 2, 2.5, 5, 10]))
    axis.set_major_formatter(FuncFormatter(lambda value, _: write(value, style, lang)))


def tier_name(tier: str, lang: str) -> str:
    """Return the short name of a tier for a label, with a capital in English."""
    name = short(tier).pick(lang)
    return name[:1].upper() + name[1:]


def tint(colour: str, strength: float) -> tuple[float, ...]:
    """Return a colour mixed with white: 1 is the colour itself, 0 is white.

    Examples
    --------
    >>> tint("#000000", 0.25)
    (0.75, 0.75, 0.75)
    """
    return tuple(1 - strength * (1 - part) for part in to_rgb(colour))


def bare(axes: Axes) -> None:
    """Take away axis lines and ticks where the labels say it all."""
    axes.spines[:].set_visible(False)
    axes.tick_params(length=0)


def place_labels(
    axes: Axes,
    x: Sequence[float],
    y: Sequence[float],
    labels: Iterable[str],
    colours: Sequence[str],
    *,
    lines: Iterable[tuple[Sequence[float], Sequence[float]]] = (),
) -> int:
    """Write each label beside its point, where it covers nothing else; return how many fit.

    A label that fits nowhere is left out; earlier labels have the better places. `lines` are the x and y
    of lines that no label may cross.
    """
    axes.figure.draw_without_rendering()
    taken = [Bbox.from_bounds(px - 5, py - 5, 10, 10) for px, py in axes.transData.transform(_pairs(x, y))]
    for line_x, line_y in lines:
        taken += [Bbox.from_bounds(px - 2, py - 2, 4, 4) for px, py in _along(axes, line_x, line_y)]
    taken += [text.get_window_extent() for text in axes.texts if text.get_text()]
    frame = axes.get_window_extent()
    placed = 0
    for index, label in enumerate(labels):
        placed += _place_one(axes, (x[index], y[index]), label, colours[index], taken, frame)
    return placed


def _pairs(x: Sequence[float], y: Sequence[float]) -> list[tuple[float, float]]:
    return list(zip(x, y, strict=True))


def _along(axes: Axes, x: Sequence[float], y: Sequence[float]) -> np.ndarray:
    """Return points on the screen along a line, close enough together that no word slips through."""
    corners = axes.transData.transform(_pairs(x, y))
    steps = [np.linspace(start, end, 200) for start, end in zip(corners[:-1], corners[1:], strict=True)]
    return np.concatenate(steps)


# Beside the point: points to the right, points up, which edge of the words stands there.
_OFFSETS = (
    (8, 0, "left", "center"),
    (-8, 0, "right", "center"),
    (0, 8, "center", "bottom"),
    (0, -8, "center", "top"),
    (7, 7, "left", "bottom"),
    (7, -7, "left", "top"),
    (-7, 7, "right", "bottom"),
    (-7, -7, "right", "top"),
)
_BEFORE = {"left": 0.0, "bottom": 0.0, "center": 0.5, "right": 1.0, "top": 1.0}  # part of the words before it


def _place_one(
    axes: Axes,
    point: tuple[float, float],
    label: str,
    colour: str,
    taken: list[Bbox],
    frame: Bbox,
) -> bool:
    text = axes.annotate(
        label, point, xytext=(0, 0), textcoords="offset points", ha="left", va="bottom",
        fontsize=SMALL_POINTS, color=colour, annotation_clip=False,
    )  # fmt: skip
    size = text.get_window_extent()  # measured once: it is the slow part
    pixels = axes.figure.dpi / 72
    left, low = axes.transData.transform(point)
    x0, y0, x1, y1 = np.array([other.extents for other in taken]).T
    for right, up, horizontal, vertical in _OFFSETS:
        x = left + right * pixels - _BEFORE[horizontal] * size.width
        y = low + up * pixels - _BEFORE[vertical] * size.height
        box = Bbox.from_bounds(x, y, size.width, size.height)
        inside = frame.x0 <= box.x0 and box.x1 <= frame.x1 and frame.y0 <= box.y0 and box.y1 <= frame.y1
        if inside and not np.any((box.x0 < x1) & (x0 < box.x1) & (box.y0 < y1) & (y0 < box.y1)):
            text.set(position=(right, up), ha=horizontal, va=vertical)
            taken.append(box.padded(1))
            return True
    text.remove()
    return False
