"""Every word that the cards show and Python does not compute, in both languages.

The views get them as data; `tests/test_widgets.py` holds this table against the words the JavaScript asks for.
"""

from __future__ import annotations

from dataclasses import dataclass

from kamlib import workbook
from kamlib.text import Text


@dataclass(frozen=True, slots=True)
class ByView:
    """What is said in a notebook, and what on a page of its own (`kam app`, `kam present`); None says nothing."""

    notebook: Text | None
    page: Text | None


RELOAD = ByView(notebook=None, page=Text(en="Reload this page", zh="重新载入本页"))
GONE_ON_A_PAGE = Text(
    en="The page has lost its connection. Your entries are kept; reload this page and everything comes back. If it does not open, start the workbook again first.",
    zh="页面已断开连接。您填写的内容都已保留，重新载入本页即可恢复。如果打不开，请先重新启动练习册。",
)

CARD = {
    "mode_practice": Text(en="Practice", zh="练习"),
    "mode_assessed": Text(en="Assessed", zh="考核"),
    "points_one": Text(en="{n} point", zh="{n} 分"),
    "points_n": Text(en="{n} points", zh="{n} 分"),
    "minutes": Text(en="about {n} minutes", zh="约 {n} 分钟"),
    "your_figures": Text(en="your figures: no. {n}", zh="您的数据：第 {n} 套"),
    "example": Text(en="For example {example}.", zh="例如 {example}。"),
    "choose": Text(en="Choose…", zh="请选择…"),
    "check": Text(en="Check", zh="检查"),
    "checking": Text(en="Checking…", zh="正在检查…"),
    "hint_n": Text(en="Hint {n} of {of}", zh="提示 {n}/{of}"),
    "hint_title": Text(en="Hint {n} of {of}", zh="提示 {n}/{of}"),
    "no_more_hints": Text(en="No more hints", zh="没有更多提示"),
    "show_solution": Text(en="Show worked solution", zh="查看参考解答"),
    "hide_solution": Text(en="Hide worked solution", zh="收起参考解答"),
    "solution": Text(en="Worked solution", zh="参考解答"),
    "solution_locked": Text(
        en="The worked solution opens when you have entered something and checked it.",
        zh="先填写一项并检查一次，就可以查看参考解答。",
    ),
    "saving": Text(en="Saving…", zh="正在保存…"),
    "saved": Text(en="Saved at {time}", zh="已保存 {time}"),
    "not_saved": Text(en="Not saved yet", zh="尚未保存"),
    "kernel_gone": ByView(
        notebook=Text(
            en="The notebook's engine does not answer. Your entries are kept in this page. Choose Run > Restart Kernel and Run All Cells, or press ▶▶; everything comes back.",
            zh="笔记本的计算引擎没有响应。您填写的内容已保留在本页面。请选择“运行 > 重启并运行所有单元格”，或按 ▶▶ 按钮，内容会全部恢复。",
        ),
        page=GONE_ON_A_PAGE,
    ),
    "reload": RELOAD,
    "clear": Text(en="Clear this answer", zh="清空重做"),
    "clear_sure": Text(en="Really clear it? Press again", zh="确定清空？请再按一次"),
    "cleared": Text(en="Cleared.", zh="已清空。"),
    "cancelled": Text(en="Cancelled. Nothing was moved.", zh="已取消，没有移动。"),
    "unplaced": Text(en="Still to place", zh="尚未放置"),
    "all_placed": Text(
        en="All placed. Drag a card back here to take it out.",
        zh="已全部放置。要取出某张卡片，把它拖回这里。",
    ),
    "cards_one": Text(en="{n} card", zh="{n} 张卡片"),
    "cards_n": Text(en="{n} cards", zh="{n} 张卡片"),
    "take_out": Text(en="Take it out", zh="取出"),
    "move_to": Text(en="Move the card to", zh="把卡片放到"),
    "place_help": Text(
        en="Drag each card to its place, or tap the card and then the place. By keyboard: arrow keys choose a card, 1 to {n} put it away, 0 takes it out again.",
        zh="把每张卡片拖到相应位置，也可以先点卡片、再点位置。使用键盘：方向键选择卡片，按 1 到 {n} 放入，按 0 取出。",
    ),
    "announce_placed": Text(en="{item} is now in {box}.", zh="{item} 已放入{box}。"),
    "announce_unplaced": Text(en="{item} was taken out.", zh="{item} 已取出。"),
    "announce_picked": Text(
        en="{item} picked up. Choose a place with the arrow keys, Enter puts it down, Escape cancels.",
        zh="已拿起 {item}。用方向键选择位置，按回车键放下，按 Esc 键取消。",
    ),
    "look_again_one": Text(en="One to look at again", zh="有一处请再看看"),
    "look_again_n": Text(en="{n} to look at again", zh="有 {n} 处请再看看"),
    "keep_order": Text(en="This order is right as it stands", zh="现在的顺序就是我的答案"),
    "move_up": Text(en="Move {item} up", zh="上移 {item}"),
    "move_down": Text(en="Move {item} down", zh="下移 {item}"),
    "rank_help": Text(
        en="Drag a row, or use its arrows. By keyboard: Enter picks a row up, arrow keys move it, Enter puts it down.",
        zh="拖动各行，或用右侧箭头调整。使用键盘：按回车键拿起一行，用方向键移动，再按回车键放下。",
    ),
    "rank_name": Text(en="{item}, place {place} of {of}", zh="{item}，第 {place} 位，共 {of} 位"),
    "rank_moved": Text(
        en="{item} is now number {place} of {of}.", zh="{item} 现在排第 {place} 位，共 {of} 位。"
    ),
    "rank_picked": Text(
        en="{item} picked up. Arrow keys move it, Enter puts it down, Escape cancels.",
        zh="已拿起 {item}。用方向键移动，按回车键放下，按 Esc 键取消。",
    ),
    "untouched": Text(en="not set yet", zh="尚未设置"),
    "words_one": Text(en="{n} word", zh="{n} 字"),
    "words_n": Text(en="{n} words", zh="{n} 字"),
    "words_of": Text(en="{n} of at least {min} words", zh="已写 {n} 字，至少 {min} 字"),
    "names": Text(en="Name these in your answer:", zh="回答中请写明："),
}

DESK = {
    "your_id": Text(en="Your trainee id", zh="您的学员编号"),
    "your_id_help": Text(
        en="Type the id your trainer gave you, then press Start. Your answers are saved under it on this computer.",
        zh="请输入讲师给您的编号，然后按“开始”。您的答案会以此编号保存在本机。",
    ),
    "start": Text(en="Start", zh="开始"),
    "working_as": Text(en="You are working as", zh="当前学员"),
    "change": Text(en="Not you? Change", zh="不是您？更换"),
    "progress": Text(en="Your progress", zh="学习进度"),
    "state_untouched": Text(en="not started", zh="未开始"),
    "state_started": Text(en="started", zh="进行中"),
    "state_checked": Text(en="checked", zh="已检查"),
    "state_right": Text(en="all right", zh="全部正确"),
    "state_handed": Text(en="handed in", zh="已提交"),
    "points_of": Text(en="{points} of {of} points", zh="{points} / {of} 分"),
    "of_points": Text(en="{of} points", zh="{of} 分"),
    "mode_practice": Text(en="Practice", zh="练习"),
    "mode_assessed": Text(en="Assessed", zh="考核"),
    "handin_title": Text(en="Hand in your work", zh="提交作业"),
    "handin_help": Text(
        en="Makes one file with all your answers so far. You can make it again as often as you like; the newest counts.",
        zh="把目前的全部答案生成一个文件。可以多次生成，以最新的为准。",
    ),
    "handin": Text(en="Make my hand-in file", zh="生成作业文件"),
    "handin_busy": Text(en="Making the file…", zh="正在生成文件…"),
    "download": Text(en="Download {name}", zh="下载 {name}"),
    "receipt": Text(en="Receipt {receipt}", zh="回执 {receipt}"),
    "saved_as": Text(en="Also saved as {path}", zh="同时保存为 {path}"),
    "kernel_gone": ByView(
        notebook=Text(
            en="The notebook's engine does not answer. Choose Run > Restart Kernel and Run All Cells, or press ▶▶.",
            zh="笔记本的计算引擎没有响应。请选择“运行 > 重启并运行所有单元格”，或按 ▶▶ 按钮。",
        ),
        page=GONE_ON_A_PAGE,
    ),
    "reload": RELOAD,
}

UPLOAD = {
    "title": Text(en="Your own accounts", zh="您自己的客户"),
    "help": Text(
        en="Choose an Excel (.xlsx) or CSV file of up to 50 MB: an account list, or an order list with customer, date and amount. It stays on this computer.",
        zh="请选择 Excel（.xlsx）或 CSV 文件，最大 50 MB：可以是客户清单，也可以是含客户、日期、金额的订单清单。文件只留在本机。",
    ),
    "choose_file": Text(en="Choose a file", zh="选择文件"),
    "drop_here": Text(en="or drop it here", zh="或拖放到这里"),
    "choose_other": Text(en="Choose another file", zh="换一个文件"),
    "too_large": Text(
        en="{name} has {size} MB; 50 MB is the most that can be read. Save only the columns that are needed, or fewer months.",
        zh="{name} 有 {size} MB，最多可读取 50 MB。请只保留需要的列，或减少月份。",
    ),
    "wrong_kind": Text(
        en="{name} is not an .xlsx or .csv file. In Excel choose Save As > Excel Workbook (.xlsx).",
        zh="{name} 不是 .xlsx 或 .csv 文件。请在 Excel 中选择“另存为 > Excel 工作簿(.xlsx)”。",
    ),
    "empty_file": Text(en="{name} is empty.", zh="{name} 是空文件。"),
    "unreadable_file": Text(
        en="The browser could not read {name}. Choose it again; if it is open in Excel, close it first.",
        zh="浏览器无法读取 {name}。请重新选择；如果正在 Excel 中打开，请先关闭。",
    ),
    "sending": Text(en="Sending {name}: {percent}%", zh="正在传送 {name}：{percent}%"),
    "working": Text(en="Reading and calculating…", zh="正在读取和计算…"),
    "questions": Text(en="Not in your file: please confirm", zh="文件中没有这些数据，请确认"),
    "apply": Text(en="Apply", zh="应用"),
    "problems_one": Text(en="One thing to put right", zh="有一处需要修改"),
    "problems_n": Text(en="{n} things to put right", zh="有 {n} 处需要修改"),
    "result": Text(en="Result", zh="结果"),
    "download": Text(en="Download {name}", zh="下载 {name}"),
    "kernel_gone": ByView(
        notebook=Text(
            en="The notebook's engine does not answer. Choose Run > Restart Kernel and Run All Cells, or press ▶▶.",
            zh="笔记本的计算引擎没有响应。请选择“运行 > 重启并运行所有单元格”，或按 ▶▶ 按钮。",
        ),
        page=GONE_ON_A_PAGE,
    ),
    "reload": RELOAD,
}

LIVE = {
    "number_box": Text(en="{label}, as a number", zh="{label}，直接输入数值"),
    "kernel_gone": ByView(
        notebook=Text(
            en="The notebook's engine does not answer, so the picture stands still. Choose Run > Restart Kernel and Run All Cells, or press ▶▶.",
            zh="笔记本的计算引擎没有响应，图形暂时不会变化。请选择“运行 > 重启并运行所有单元格”，或按 ▶▶ 按钮。",
        ),
        page=GONE_ON_A_PAGE,
    ),
    "reload": RELOAD,
}


def words(table: dict[str, Text | ByView], lang: str) -> dict[str, str]:
    """Return a table of words in one language, placeholders left for the view to fill.

    Examples
    --------
    >>> "reload" in words(DESK, "en")  # in a notebook, Start brings everything back
    False
    """
    chosen = {}
    for name, text in table.items():
        if isinstance(text, ByView):
            text = text.notebook if workbook.view() == "notebook" else text.page
        if text is not None:
            chosen[name] = text.pick(lang)
    return chosen
