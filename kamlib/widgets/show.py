"""Shows words, tables and proofs in a notebook, in the notebook's language."""

from __future__ import annotations

import base64
import hashlib
from html import escape
from typing import Any

import pandas as pd
from IPython.display import HTML, Markdown, display

from kamlib import units, workbook
from kamlib.citations import STANDINGS, cited_fact
from kamlib.classroom.keys import load_keys
from kamlib.classroom.marking import Result, mark
from kamlib.classroom.messages import STATE_ICONS, STATE_WORDS
from kamlib.text import WRITERS, Text, check_language
from kamlib.units.common import TIER_NAMES

DEMO = 0  # the variant of the trainer's screen and of the solution pages


def say(lang: str, *, en: str, zh: str, **values: Any) -> None:
    """Show a sentence with computed figures in it, such as ``say(lang, en="{x:money}", zh="{x:money}", x=5)``."""
    display(Markdown(Text(en=en, zh=zh).fill(lang, values)))


def table(
    frame: pd.DataFrame,
    lang: str,
    *,
    columns: dict[str, tuple[str, str]] | None = None,
    formats: dict[str, str] | None = None,
    index: bool = False,
) -> None:
    """Show a table as a reader of `lang` expects it.

    Parameters
    ----------
    columns : by column, its English and its Chinese heading; columns left out are not shown. None shows all
        under their own names. ``"index"`` names the index.
    formats : by column, one of the formats of `kamlib.text`, such as ``"money"`` or ``"percent"``, or ``"tier"``
        for a column of tier ids.
    """
    check_language(lang)
    shown = frame.reset_index(names="index") if index else frame
    if columns is not None:
        shown = shown[list(columns)]
    written = pd.DataFrame(index=shown.index)
    for name in shown.columns:
        heading = columns[name][0 if lang == "en" else 1] if columns else str(name)
        form = (formats or {}).get(name, "")
        written[heading] = [_cell(value, form, lang) for value in shown[name]]
    right = [place for place, name in enumerate(shown.columns, 1) if (formats or {}).get(name) in WRITERS]
    style = written.style.hide(axis="index").set_table_styles(
        [{"selector": "th, td", "props": "text-align: left; padding: .35em .9em; font-size: 15px"}]
        + [
            {"selector": f"td:nth-child({place}), th:nth-child({place})", "props": "text-align: right"}
            for place in right
        ]
        # An amount stays whole: between any two Chinese characters there may be a line break, 万 and 元 included.
        + [{"selector": f"td:nth-child({place})", "props": "white-space: nowrap"} for place in right],
        overwrite=True,
    )
    # The name ties the style to this table alone, and is the same each time the page runs.
    name = hashlib.md5(written.to_csv().encode(), usedforsecurity=False).hexdigest()[:8]
    style.set_uuid(f"kam{name}").set_table_attributes('class="kam-table"')
    display(HTML(style.to_html()))


def cited(lang: str, *ids: str) -> None:
    """Show facts that can be cited, each with its source in small print; what others only report says so.

    Raises
    ------
    ValueError
        When the table of citations has no such fact.
    """
    rows, before = [], None
    for fact in map(cited_fact, ids):
        source = fact.source if fact.source != before else _SAME_SOURCE
        stands = f" ({STANDINGS[fact.standing].pick(lang)})" if fact.standing == "second-hand" else ""
        rows.append({"fact": fact.statement, "source": f"<small>{escape(source.pick(lang))}{stands}</small>"})
        before = fact.source
    table(pd.DataFrame(rows), lang, columns=_CITED)


_CITED = {"fact": ("What can be cited", "可以引用的内容"), "source": ("Source", "出处")}
_SAME_SOURCE = Text(en="the same", zh="同上")


def download(name: str, content: bytes, label: str) -> None:
    """Show a link that saves a file, such as an Excel form; the file is in the page and needs no server."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    address = f"data:{kind};base64,{base64.b64encode(content).decode()}"
    style = "display:inline-block; padding:.7em 1.1em; min-height:1.5em; font-size:max(15px, 1em); font-weight:600; color:inherit"
    display(HTML(f'<a href="{address}" download="{escape(name)}" style="{style}">⬇ {escape(label)}</a>'))


def _cell(value: Any, form: str, lang: str) -> str:
    if isinstance(value, Text):
        return value.pick(lang)
    if pd.api.types.is_scalar(value) and pd.isna(value):
        return "–"
    if form == "tier":
        return TIER_NAMES[value].pick(lang)
    return WRITERS[form](value, lang) if form else str(value)


def prove(id: str, answers: dict[str, Any], lang: str = "en") -> Result:
    """Mark the model answers of a solution page, show the marks, and fail unless they earn everything.

    Raises
    ------
    AssertionError
        When an answer is not right: the worked solution and the exercise disagree.
    """
    exercise = units.exercise(id)
    result = mark(exercise, DEMO, answers, load_keys(workbook.keys()))
    lines = []
    for each in result.fields:
        label = exercise.sheet(DEMO).say(exercise.sheet(DEMO).by_id[each.field].label, lang)
        lines.append(f"- {STATE_ICONS[each.state]} **{STATE_WORDS[each.state].pick(lang)}** · {label}")
    display(Markdown("\n".join(lines)))
    if not result.right or not result.answered:
        wrong = [each.field for each in result.fields if each.credit < 1 and not each.by_hand]
        raise AssertionError(f"{id}: the worked solution does not earn full marks in {', '.join(wrong) or 'all'}")
    return result
