"""The stage: a unit's screens as a page that stands without a server; the trainer's screen and the deck use it.

Prose becomes HTML here; what code cells show is filled in by whoever ran them. Notes never get here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from kamlib import syllabus
from kamlib.text import Text, html
from kamlib.views.screens import Screen, read_screens, source_of

STATIC = Path(__file__).with_name("static")
TITLE = re.compile(r"\A\s*(#{1,6}) +(.+?)\s*(?:\n|\Z)")
LINK = re.compile(r'<a href="([^"]*)">(.*?)</a>', re.DOTALL)
PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
BREAK = re.compile(r"<br\s*/?>\s*")

# Every word of the stage and of the notes window.
WORDS = {
    "back": Text(en="Back", zh="后退"),
    "forward": Text(en="Forward", zh="前进"),
    "moving": Text(en="Moving between screens", zh="翻页"),
    "screen_of": Text(en="Screen {n} of {all}: {name}", zh="第 {n} 屏，共 {all} 屏：{name}"),
    "jump": Text(en="All screens", zh="全部画面"),
    "jump_filter": Text(en="Type to find a screen", zh="输入文字查找画面"),
    "jump_none": Text(en="No screen has these words.", zh="没有包含这些文字的画面。"),
    "minutes": Text(en="{n} min", zh="{n} 分钟"),
    "black": Text(en="The screen is black. Press any key to go on.", zh="屏幕已变黑。按任意键继续。"),
    "black_button": Text(en="Black screen", zh="黑屏"),
    "full": Text(en="Full screen", zh="全屏"),
    "notes": Text(en="Notes", zh="备注"),
    "notes_open": Text(en="Open the notes window", zh="打开备注窗口"),
    "notes_blocked": Text(
        en="The browser kept the notes window from opening. Open {address} in a second window.",
        zh="浏览器拦截了备注窗口。请在另一个窗口中打开 {address}。",
    ),
    "keys": Text(en="Keys", zh="按键"),
    "close": Text(en="Close", zh="关闭"),
    "key_forward": Text(en="→  ↓  Space  Enter  Page Down", zh="→  ↓  空格  Enter  Page Down"),
    "does_forward": Text(en="go on: scroll, next step, next screen", zh="前进：滚动、下一步、下一屏"),
    "key_back": Text(en="←  ↑  Backspace  Page Up", zh="←  ↑  Backspace  Page Up"),
    "does_back": Text(en="go back", zh="后退"),
    "key_ends": Text(en="Home  End", zh="Home  End"),
    "does_ends": Text(en="first screen, last screen", zh="第一屏、最后一屏"),
    "key_jump": Text(en="g", zh="g"),
    "does_jump": Text(en="list of all screens", zh="全部画面的列表"),
    "key_black": Text(en="b  .", zh="b  ."),
    "does_black": Text(en="black screen and back", zh="黑屏，再按恢复"),
    "key_full": Text(en="f", zh="f"),
    "does_full": Text(en="full screen", zh="全屏"),
    "key_size": Text(en="+  −", zh="+  −"),
    "does_size": Text(en="larger or smaller type", zh="放大或缩小文字"),
    "key_notes": Text(en="n", zh="n"),
    "does_notes": Text(en="notes window, for you only", zh="备注窗口，仅供讲师查看"),
    "key_keys": Text(en="?", zh="?"),
    "does_keys": Text(en="this sheet", zh="本说明"),
    "keys_in_cards": Text(
        en="In a slider, a field or a card, arrow keys, Space, Enter and digits belong to it. Page Up and Page Down always move.",
        zh="焦点在滑块、输入框或卡片中时，方向键、空格、Enter 和数字归其使用；Page Up 和 Page Down 始终用于翻页。",
    ),
    "loading": Text(en="Controls are getting ready…", zh="交互内容准备中…"),
    "engine_new": Text(
        en="The controls no longer answer. Reload the page (F5): it opens on this same screen.",
        zh="交互内容没有响应。请刷新页面（F5），会回到当前这一屏。",
    ),
    "engine_none": Text(
        en="The controls could not be started. The words are all here; reload the page (F5) for the rest.",
        zh="交互内容未能启动。文字内容均可演示；请刷新页面（F5）重试。",
    ),
    "server_gone": Text(
        en="The presentation has been stopped. Start it again with `kam present`, then reload this page (F5).",
        zh="演示已经停止。请重新运行 `kam present`，再刷新本页（F5）。",
    ),
    "reload": Text(en="Reload", zh="刷新"),
    # -- notes window
    "notes_of": Text(en="Trainer's notes", zh="讲师备注"),
    "only_you": Text(en="Only you see this window.", zh="本窗口只有您能看到。"),
    "now": Text(en="Now on the screen", zh="当前画面"),
    "next": Text(en="Next", zh="下一屏"),
    "next_step": Text(en="one more step on this screen ({n} of {all})", zh="本屏还有下一步（{n}/{all}）"),
    "last_screen": Text(en="This is the last screen.", zh="这是最后一屏。"),
    "steps": Text(en="step {n} of {all}", zh="第 {n} 步，共 {all} 步"),
    "time_screen": Text(en="On this screen", zh="本屏用时"),
    "time_unit": Text(en="In this unit", zh="本单元用时"),
    "planned_screen": Text(en="planned {time}", zh="计划 {time}"),
    "planned_unit": Text(en="planned so far {time}, in all {all}", zh="至此计划 {time}，全单元 {all}"),
    "ahead": Text(en="{n} min ahead", zh="提前 {n} 分钟"),
    "behind": Text(en="{n} min behind", zh="落后 {n} 分钟"),
    "on_time": Text(en="on time", zh="进度正常"),
    "not_started": Text(en="The clock starts with the first step forward.", zh="首次前进时开始计时。"),
    "paused": Text(en="paused", zh="已暂停"),
    "start": Text(en="Start", zh="开始"),
    "pause": Text(en="Pause", zh="暂停"),
    "reset": Text(en="Reset", zh="重新计时"),
    "reset_sure": Text(en="Set the clock to zero?", zh="确定要清零吗？"),
    "is_black": Text(en="The room's screen is black.", zh="投影画面为黑屏。"),
    "show_again": Text(en="Show it again", zh="恢复显示"),
    "no_stage": Text(
        en="No presentation window is open in this browser.", zh="本浏览器中没有打开演示窗口。"
    ),
    "open_stage": Text(en="Open it", zh="打开演示窗口"),
    "clock": Text(en="Time", zh="时间"),
}


def stage_words(lang: str) -> dict[str, str]:
    """Return the words of the stage and of the notes window in one language."""
    return {key: text.pick(lang) for key, text in WORDS.items()}


@cache
def read(name: str) -> str:
    """Return one of the stage's texts: ``"stage.css"``, ``"stage.js"``, ``"notes.css"`` or ``"notes.js"``.

    Both scripts keep time with the same clock, so its text comes before theirs.
    """
    text = (STATIC / name).read_text("utf-8")
    return (STATIC / "clock.js").read_text("utf-8") + text if name.endswith(".js") else text


def words_element(lang: str) -> str:
    """Return the words as the element in which the scripts look for them."""
    # a "<" inside a word could end the element it stands in
    words = json.dumps(stage_words(lang), ensure_ascii=False).replace("<", "\\u003c")
    return f'<script id="stage-words" type="application/json">{words}</script>'


def title_of(notebook: dict[str, Any]) -> str:
    """Return the unit's id and title, as a window shows them."""
    told = notebook["metadata"]["kam"]
    return f"{told['unit']} · {syllabus.unit(told['unit']).title.pick(told['lang'])}"


def stage_html(
    notebook: dict[str, Any],
    outputs: Callable[[dict[str, Any]], Sequence[str]] | None = None,
    **attributes: str,
) -> str:
    """Return the stage of a presentation's notebook: one section a screen, without the notes.

    Parameters
    ----------
    notebook
        A notebook of `solutions/present`.
    outputs
        Gives the HTML of each thing that a code cell shows, in order. None leaves an empty place for each code
        cell, which is filled later.
    attributes
        More attributes of the stage, such as ``data_notes="/notes"``; underscores become hyphens.
    """
    told = notebook["metadata"]["kam"]
    facts = {
        "data-unit": told["unit"],
        "data-lang": told["lang"],
        "data-title": title_of(notebook),
        **{name.replace("_", "-"): value for name, value in attributes.items()},
    }
    screens = "\n".join(_section(screen, outputs) for screen in read_screens(notebook))
    return f'<main class="stage" id="stage"{_attributes(facts)}>\n{screens}\n</main>'


def _section(screen: Screen, outputs: Callable[[dict[str, Any]], Sequence[str]] | None) -> str:
    title, cells = "", []
    for cell in screen.cells:
        step = " data-step" if cell["metadata"].get("kam", {}).get("step") else ""
        if cell["cell_type"] == "markdown":
            text = source_of(cell)
            if not title and not cells and (found := TITLE.match(text)):
                title = _title(_inline(found[2]), len(found[1]))
                text = text[found.end() :]
            if text.strip():
                cells.append(f'<div class="stage-cell stage-words"{step}>{prose(text)}</div>')
            continue
        place = escape(cell.get("id", ""))
        # what one code cell shows appears together, so only its first piece is a step
        for number, shown in enumerate(outputs(cell) if outputs else [""]):
            with_it = step if number == 0 else " data-with"
            cells.append(f'<div class="stage-cell stage-output" data-cell="{place}"{with_it}>{shown}</div>')
    title = title or _title(escape(screen.name), 2)
    facts = {
        "data-number": str(screen.number),
        "data-minutes": f"{screen.minutes:g}",
        "data-name": screen.name,
        "data-part": screen.part,
        "aria-label": screen.name,
    }
    body = "\n".join(cells)
    return f'<section class="stage-screen"{_attributes(facts)}>{title}<div class="stage-body">{body}</div></section>'


def _title(words: str, level: int) -> str:
    level = min(level, 3)
    return f'<div class="stage-title"><h{level}>{words}</h{level}></div>'


def prose(markdown: str) -> str:
    """Return prose as HTML whose sentences stand on lines of their own, without links that lead nowhere here.

    Examples
    --------
    >>> prose("One.\\\\\\nTwo, [here](../u.ipynb).")
    '<p class="stage-lines"><span>One.</span><span>Two, here.</span></p>\\n'
    """
    return PARAGRAPH.sub(_lines, LINK.sub(_link, html(markdown)))


def _lines(paragraph: re.Match[str]) -> str:
    lines = BREAK.split(paragraph[1])
    if len(lines) == 1:
        return paragraph[0]
    return '<p class="stage-lines">' + "".join(f"<span>{line}</span>" for line in lines) + "</p>"


def _link(link: re.Match[str]) -> str:
    address, words = link[1], link[2]
    if not address.startswith(("https://", "http://")):
        return words
    return f'<a href="{address}" target="_blank" rel="noopener noreferrer">{words}</a>'


def _inline(markdown: str) -> str:
    return prose(markdown).strip().removeprefix("<p>").removesuffix("</p>")


def _attributes(facts: dict[str, str]) -> str:
    return "".join(f' {name}="{escape(value)}"' for name, value in facts.items())
