"""The output of a presentation's cells as HTML that lives without Python: figures drawn, controls frozen."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

from kamlib.text import Text, html
from kamlib.views.figures import picture
from kamlib.views.run import WIDGET, Played

HERE = Path(__file__).parent
STILL = Text(en="A still picture; it works in the live presentation.", zh="静态画面；现场演示时可以操作。")
BRIDGE = ("_", "layout", "tabbable", "tooltip")  # traits a view's module never asks for
PLACE = re.compile(r'data-frozen="([^"]+)"')


def shown_html(cell: Mapping[str, Any], played: Played, *, still: bool = True) -> list[str]:
    """Return each thing that a code cell shows; `still` says in words that a control is frozen."""
    return [
        _output(output["data"], played.lang, still) for output in cell.get("outputs", ()) if "data" in output
    ]


def _output(data: Mapping[str, Any], lang: str, still: bool) -> str:
    if WIDGET in data:
        note = f'<p class="frozen-note">{escape(STILL.pick(lang))}</p>' if still else ""
        return f'<div class="frozen" data-frozen="{escape(data[WIDGET]["model_id"])}"></div>{note}'
    said = data.get("text/plain", "")
    if "image/svg+xml" in data:
        return picture(data["image/svg+xml"], said)
    if "image/png" in data:
        return f'<img class="figure" alt="{escape(said)}" src="data:image/png;base64,{data["image/png"].strip()}">'
    if "text/html" in data:
        return data["text/html"]
    return html(data["text/markdown"]) if "text/markdown" in data else f"<pre>{escape(said)}</pre>"


def models_html(page: str, played: Played) -> str:
    """Return the data and the script that draw the controls of a page; each module stands in it once."""
    modules: dict[str, str] = {}
    models: dict[str, Any] = {}
    for name, state in shown_on(page, played).items():
        if "_esm" in state:
            module = hashlib.md5(state["_esm"].encode(), usedforsecurity=False).hexdigest()[:8]
            modules[module] = state["_esm"]
            traits = {key: value for key, value in state.items() if not key.startswith(BRIDGE)}
            models[name] = {"module": module, "traits": traits}
        else:
            models[name] = {"children": _children(state)}
    if not models:
        return ""
    written = json.dumps({"modules": modules, "models": models}, ensure_ascii=False)
    script = (HERE / "frozen.js").read_text("utf-8")
    # a "<" inside the data could end the element it stands in
    data = written.replace("<", "\\u003c")
    return f'<script id="frozen-models" type="application/json">{data}</script>\n<script>{script}</script>'


def styles_of(page: str, played: Played) -> str:
    """Return the style sheets of the controls of a page, each once."""
    return "\n".join(dict.fromkeys(state.get("_css", "") for state in shown_on(page, played).values()))


def shown_on(page: str, played: Played) -> dict[str, dict[str, Any]]:
    """Return the states of the controls that stand on a page, those inside others included."""
    found: dict[str, dict[str, Any]] = {}
    waiting = PLACE.findall(page)
    while waiting:
        name = waiting.pop()
        state = played.widgets.get(name)
        if state is not None and name not in found:
            found[name] = state
            waiting += _children(state)
    return found


def _children(state: Mapping[str, Any]) -> list[str]:
    return [child.removeprefix("IPY_MODEL_") for child in state.get("children", ())]
