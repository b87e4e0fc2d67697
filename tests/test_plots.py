"""Every figure in both languages: no missing character, no covered label, readable colours."""

from __future__ import annotations

import itertools
import re
import subprocess
import sys
import warnings
from pathlib import Path

import matplotlib
import numpy as np
import pandas as pd
import pytest
from matplotlib.text import Text as Words
from plot_samples import SAMPLES

from kamlib import plots
from kamlib.plots import style
from kamlib.switching import SWITCHING_COSTS

CASES = [(name, lang) for name in SAMPLES for lang in ("en", "zh")]
CHINESE = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture(scope="module", params=CASES, ids=lambda case: "-".join(case))  # drawn once, looked at three times
def drawn(request):
    name, lang = request.param
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # a missing glyph is a warning in matplotlib
        figure = SAMPLES[name](lang)
        shown = figure._repr_mimebundle_()
    return name, lang, figure, _words(figure), shown


def _words(figure) -> list[Words]:
    """Return every word that is on the picture."""
    figure.draw_without_rendering()
    found = []
    for words in figure.findobj(Words):
        box = words.get_window_extent()
        if words.get_text().strip() and words.get_visible() and box.width > 0:
            found.append(words)
    return [words for words in found if _is_on_axis(words, figure)]


def _is_on_axis(words: Words, figure) -> bool:
    """Ticks outside the view keep their label objects but are not drawn."""
    for axes in figure.axes:
        for axis, low_high in ((axes.xaxis, axes.get_xlim()), (axes.yaxis, axes.get_ylim())):
            shown = {label for tick in axis._update_ticks() for label in (tick.label1, tick.label2)}
            every = {label for tick in axis.get_major_ticks() for label in (tick.label1, tick.label2)}
            if words in every:
                return words in shown and min(low_high) <= max(low_high)
    return True


def test_every_figure_has_a_sample():
    assert set(SAMPLES) == set(plots.__all__)


def test_no_label_covers_another_or_leaves_the_figure(drawn):
    name, lang, figure, words, _ = drawn
    assert len(words) > 3
    page = figure.bbox
    boxes = [(each.get_text(), each.get_window_extent()) for each in words]
    for text, box in boxes:
        assert box.x0 >= page.x0 - 1 and box.x1 <= page.x1 + 1, f"{name} {lang}: {text!r} leaves the figure"
        assert box.y0 >= page.y0 - 1 and box.y1 <= page.y1 + 1, f"{name} {lang}: {text!r} leaves the figure"
    for (text, box), (other, its_box) in itertools.combinations(boxes, 2):
        shrunk = box.padded(-1)
        assert not shrunk.overlaps(its_box.padded(-1)), f"{name} {lang}: {text!r} covers {other!r}"


def test_the_picture_is_a_png_and_the_title_its_description(drawn):
    _, _, figure, _, (data, metadata) = drawn
    assert data["image/png"].startswith(b"\x89PNG")
    assert data["text/plain"] == figure.description() == metadata["image/png"]["alt"]
    assert len(figure.description()) > 8


def test_words_are_in_the_language_asked_for(drawn):
    name, lang, _, words, _ = drawn
    text = " ".join(each.get_text() for each in words)
    assert bool(CHINESE.search(text)) == (lang == "zh"), f"{name} {lang}: {text}"


def test_a_missing_character_is_noticed():
    """The other tests rely on matplotlib's warning; this one proves that it comes."""
    with style.house("zh"):
        figure, _ = style.new_figure()
        style_title = "\U00020bb7野家"  # a character outside the font
        with pytest.warns(UserWarning, match="missing from font"):
            style.finish(figure, style_title).png()


def test_drawing_changes_no_setting_of_matplotlib():
    before = dict(matplotlib.rcParams)
    SAMPLES["pyramid"]("zh")
    assert dict(matplotlib.rcParams) == before


def test_importing_the_figures_loads_no_pyplot():
    code = "import kamlib.plots, sys; sys.exit('matplotlib.pyplot' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_words_stand_out_from_what_they_stand_on():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    for key, ink in style.INK_ON.items():
        assert contrast(ink, style.COLOURS[key]) >= 4.5, key
    for key, ink in style.TEXT_COLOURS.items():
        assert contrast(ink, "#FFFFFF") >= 4.5, key


def test_the_cards_use_the_same_colours():
    sheet = Path(plots.__file__).parents[1] / "widgets" / "base.css"
    variables = re.findall(r"--kam-([a-z-]+):\s*(#[0-9A-Fa-f]{6})", sheet.read_text(encoding="utf-8"))
    on_cards: dict[str, set[str]] = {}
    for name, colour in variables:
        on_cards.setdefault(name.replace("-", "_"), set()).add(colour.upper())
    for name in (*style.TIERS, "accent", "us", "rival_a", "rival_b", "good", "bad", *SWITCHING_COSTS):
        assert on_cards.get(name) == {style.COLOURS[name]}, f"{name} has another colour on the cards"


def test_the_value_map_needs_to_know_who_we_are():
    with pytest.raises(ValueError, match="ours 'X'"):
        plots.value_map([1, 2], [1, 2], ["A", "B"], "en", ours="X")


@pytest.mark.parametrize(
    ("sums", "english", "chinese"),
    [
        (([10, 20, 30], [10, 24, 40]), "From year 1 on Second is ahead", "从第 1 年起乙领先"),
        (([10, 20, 30], [10, 20, 40]), "From year 2 on Second is ahead", "从第 2 年起乙领先"),
        (([10, 20, 30], [10, 20, 30]), "First and Second are worth the same in the end", "甲与乙最后价值相同"),
        (([12, 20, 30], [10, 24, 40]), "First leads at the beginning; from year 1 on Second is ahead", "开始时甲领先，从第 1 年起乙超过了它"),
        (([10, 20, 30], [12, 18, 40]), "From year 2 on Second is ahead", "从第 2 年起乙领先"),
        (([10, 20, 30], [12, 24, 40]), "Second is worth most from the beginning to the end", "乙的价值自始至终最高"),
    ],
)  # fmt: skip
def test_running_profits_say_who_overtakes_whom(sums, english: str, chinese: str) -> None:
    tables = [pd.DataFrame({"year": range(3), "running_present_value": np.array(row) * 1e5}) for row in sums]
    for lang, names, said in (("en", ("First", "Second"), english), ("zh", ("甲", "乙"), chinese)):
        assert plots.running_profits(dict(zip(names, tables, strict=True)), lang).description() == said
