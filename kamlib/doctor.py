"""Looks at what the workbook needs on this computer: says what is looked at, why, what was found and what to do.

It changes nothing, and nothing heavy is imported before it is known to be there, so it works in a broken
installation.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import metadata, resources
from pathlib import Path
from typing import Any, Literal

from kamlib import workbook
from kamlib.refusal import Refusal
from kamlib.text import Text, check_language

LOWEST_PYTHON = (3, 11)
# What the workbook cannot do without, with the lowest version that it was tried with.
PACKAGES = {
    "numpy": (1, 26),
    "pandas": (2, 2),
    "matplotlib": (3, 8),
    "ipywidgets": (8, 1),
    "anywidget": (0, 9),
    "jupyterlab": (4, 2),
    "voila": (0, 5),
    "nbclient": (0, 10),
    "pydantic": (2, 6),
    "orjson": (3, 9),
    "typer": (0, 12),
    "rich": (13,),
    "jinja2": (3, 1),
    "fonttools": (4, 50),
    "mistune": (3,),
    "psutil": (5, 9),
    "openpyxl": (3, 1),
    "xlsxwriter": (3, 1),
}
FREE_MEGABYTES = 200
MOST_NAMED = 4  # of a long list, so that a line stays readable

# From the best to the worst: in order; could be better, nothing suffers; works, but should be looked at; in the way.
Level = Literal["fine", "hint", "look", "broken"]
LEVELS: tuple[Level, ...] = ("fine", "hint", "look", "broken")
SIGNS: dict[Level, str] = {"fine": "✓", "hint": "○", "look": "!", "broken": "✗"}
EXIT_CODES: dict[Level, int] = {"fine": 0, "hint": 0, "look": 3, "broken": 1}

INTRODUCTION = Text(
    en="kam doctor looks at what the workbook needs on this computer. It changes nothing.",
    zh="kam doctor 检查本机是否具备练习册所需的条件，不会改动任何内容。",
)
WHY = Text(en="what for: {why}", zh="用途：{why}")
TO_DO = Text(en="to do: {todo}", zh="处理：{todo}")
SUMMARY: dict[Level, Text] = {
    "fine": Text(en="All is in order. Start with: kam lab", zh="一切正常。开始使用：kam lab"),
    "hint": Text(
        en="You can start: kam lab. Lines with ○ are worth a look when you have time.",
        zh="可以开始使用：kam lab。带 ○ 的几行有空时再看即可。",
    ),
    "look": Text(
        en="You can work, but please look at the lines with !.", zh="可以使用，但请先看一下带 ! 的几行。"
    ),
    "broken": Text(
        en="Something is in the way. Do what the lines with ✗ say, then run kam doctor again.",
        zh="有问题需要先解决。请按带 ✗ 的几行处理，然后再运行一次 kam doctor。",
    ),
}


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: what it is for, how it is, what was found and, unless it is fine, what to do."""

    id: str
    name: Text
    why: Text
    level: Level
    found: Text
    todo: Text | None = None

    @property
    def ok(self) -> bool:
        return self.level == "fine"

    def lines(self, lang: str) -> list[str]:
        """Return the check as lines: sign, name and what was found; what it is for; what to do.

        Examples
        --------
        >>> same = Text(en="Python", zh="Python")
        >>> Check("python", same, Text(en="it runs the course", zh="运行课程"), "fine", same).lines("en")
        ['✓ Python: Python', '    what for: it runs the course']
        """
        colon = ": " if lang == "en" else "："
        said = [f"{SIGNS[self.level]} {self.name.pick(lang)}{colon}{self.found.pick(lang)}"]
        said.append("    " + WHY.fill(lang, {"why": self.why.pick(lang)}))
        if self.todo is not None:
            said.append("    " + TO_DO.fill(lang, {"todo": self.todo.pick(lang)}))
        return said


def checks(lang: str = "en") -> list[Check]:
    """Return every check, in the order in which one would mend things.

    Parameters
    ----------
    lang
        The language the workbook is to be used in; in Chinese, more depends on Chinese fonts and menus.
    """
    check_language(lang)
    chinese = lang == "zh"
    looked_at: list[Callable[[], Check]] = [
        _python,
        _packages,
        _versions,
        _workbook,
        _figure_font,
        lambda: _screen_font("look" if chinese else "hint"),
        _card_view,
        _lab_widgets,
        lambda: _language_pack("look" if chinese else "hint"),
        _answers,
        _journals,
        _disk,
        _port,
        _browser,
    ]
    return [look() for look in looked_at]


def worst(found: Sequence[Check]) -> Level:
    """Return the worst level of some checks.

    Examples
    --------
    >>> worst([])
    'fine'
    """
    return max((check.level for check in found), key=LEVELS.index, default="fine")


def report(found: Sequence[Check], lang: str) -> str:
    """Return what the doctor says in all: what it does, each check, and how it stands."""
    blocks = ["\n".join(check.lines(lang)) for check in found]
    return "\n".join([INTRODUCTION.pick(lang), "", *blocks, "", SUMMARY[worst(found)].pick(lang)])


def _text(en: str, zh: str, **values: Any) -> Text:
    """Return a text with its values already filled in."""
    text = Text(en=en, zh=zh)
    # A folder's name may hold braces, which a Text would take for placeholders.
    filled = (text.fill(lang, values).replace("{", "(").replace("}", ")") for lang in ("en", "zh"))
    return Text(*filled)


def _listed(names: Sequence[str]) -> str:
    more = f" … (+{len(names) - MOST_NAMED})" if len(names) > MOST_NAMED else ""
    return ", ".join(names[:MOST_NAMED]) + more


# -- the program -----------------------------------------------------------------------------------


def _python() -> Check:
    name = Text(en="Python", zh="Python")
    why = Text(en="the workbook runs on it", zh="练习册靠它运行")
    found = _text("{v}", "{v}", v=".".join(str(part) for part in sys.version_info[:3]))
    if sys.version_info[:2] >= LOWEST_PYTHON:
        return Check("python", name, why, "fine", found)
    todo = Text(
        en="this version is too old; install Python 3.11 or newer and set the workbook up again.",
        zh="版本太旧；请安装 Python 3.11 或更新版本，然后重新安装练习册。",
    )
    return Check("python", name, why, "broken", found, todo)


def _packages() -> Check:
    name = Text(en="Packages", zh="程序包")
    why = Text(en="the parts the workbook is made of", zh="组成练习册的各个部件")
    missing = [package for package in PACKAGES if installed_version(package) is None]
    old = [
        f"{package} {'.'.join(map(str, found))}"
        for package, lowest in PACKAGES.items()
        if (found := installed_version(package)) is not None and found < lowest
    ]
    if missing or old:
        found = _text("missing or too old: {list}", "缺少或版本过旧：{list}", list=", ".join([*missing, *old]))
        todo = Text(
            en="in the workbook's folder, run `make install`, or `pip install -c constraints.txt -e .`",
            zh="在练习册文件夹中运行 `make install`，或 `pip install -c constraints.txt -e .`",
        )
        return Check("packages", name, why, "broken", found, todo)
    found = _text("all {n} are there", "{n} 个程序包齐全", n=str(len(PACKAGES)))
    return Check("packages", name, why, "fine", found)


def installed_version(package: str) -> tuple[int, ...] | None:
    """Return the leading numbers of a package's version, or None when it is not installed.

    Examples
    --------
    >>> installed_version("no-such-package") is None
    True
    """
    try:
        version = metadata.version(package)
    except metadata.PackageNotFoundError:
        return None
    numbers = []
    for part in version.split("."):
        if not part.isdigit():
            break
        numbers.append(int(part))
    return tuple(numbers)


def _versions() -> Check:
    name = Text(en="Versions", zh="版本")
    why = Text(
        en="the workbook was tested with exactly these versions of its parts",
        zh="练习册测试时用的就是这些部件的这些版本",
    )
    tested = _tested_versions(workbook.folder() / "constraints.txt")
    if not tested:
        there_is_none = Text(en="there is no list of them here", zh="这里没有版本清单")
        return Check("versions", name, why, "fine", there_is_none)
    installed = {
        _normal(each.metadata["Name"]): each.version for each in metadata.distributions() if each.metadata["Name"]
    }
    other = [f"{package} {installed[package]}" for package, version in tested.items() if installed.get(package, version) != version]
    if not other:
        return Check("versions", name, why, "fine", Text(en="the same as in the tests", zh="与测试时一致"))
    found = _text("{n} differ: {list}", "{n} 个与测试时不同：{list}", n=str(len(other)), list=_listed(other))
    todo = Text(
        en="nothing, as long as all works. If something looks odd: pip install -c constraints.txt -e .",
        zh="能正常使用就不必处理。如有异常：pip install -c constraints.txt -e .",
    )
    return Check("versions", name, why, "hint", found, todo)


def _tested_versions(constraints: Path) -> dict[str, str]:
    try:
        lines = constraints.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return {}
    pins = (line.partition("#")[0].partition(";")[0].strip().partition("==") for line in lines)
    return {_normal(package): version for package, is_pin, version in pins if is_pin}


def _normal(package: str) -> str:
    return re.sub(r"[-_.]+", "-", package).lower().strip()


def _workbook() -> Check:
    name = Text(en="Workbook folder", zh="练习册文件夹")
    why = Text(en="lessons and exercises are opened from here", zh="课程和练习从这里打开")
    folder = workbook.folder()
    found = _text("{folder}", "{folder}", folder=str(folder))
    pages = [folder / "course" / lang / "start.ipynb" for lang in ("en", "zh")]
    if all(page.is_file() for page in pages) and (folder / "exercises").is_dir():
        return Check("workbook", name, why, "fine", found)
    found = _text(
        "{folder} lacks start pages or exercises", "{folder} 中缺少首页或练习", folder=str(folder)
    )
    todo = Text(
        en="open a terminal in the workbook's folder and run kam there, or name the folder in KAM_WORKBOOK.",
        zh="在练习册文件夹中打开终端再运行 kam，或用 KAM_WORKBOOK 指定该文件夹。",
    )
    return Check("workbook", name, why, "broken", found, todo)


# -- what is seen ----------------------------------------------------------------------------------


def _figure_font() -> Check:
    name = Text(en="Chinese in figures", zh="图表中文字体")
    why = Text(en="figures write Chinese with a font that comes with the workbook", zh="图表用练习册自带的字体显示中文")
    font = resources.files("kamlib").joinpath("plots", "fonts", "KamSansSC-Regular.otf")
    try:
        begins, size = font.read_bytes()[:4], len(font.read_bytes())
    except OSError:
        begins, size = b"", 0
    if begins != b"OTTO" or size < 1_000_000:
        found = Text(en="the font file is missing or damaged", zh="字体文件缺失或损坏")
        todo = Text(
            en="get a fresh copy of the workbook, or install kamlib again.",
            zh="请换一份新的练习册，或重新安装 kamlib。",
        )
        return Check("font", name, why, "broken", found, todo)
    return Check("font", name, why, "fine", Text(en="the font is there", zh="字体正常"))


def _screen_font(otherwise: Level) -> Check:
    name = Text(en="Chinese on pages", zh="网页中文字体")
    why = Text(
        en="without a Chinese font on the computer, pages and hand-outs show boxes instead of characters",
        zh="电脑上没有中文字体时，网页和讲义上的汉字会变成方框",
    )
    fonts = _chinese_fonts()
    if fonts is None:
        return Check("screen-font", name, why, "fine", Text(en="comes with this system", zh="系统自带"))
    if fonts:
        return Check("screen-font", name, why, "fine", _text("{font}", "{font}", font=fonts[0]))
    todo = Text(
        en="install one, on Debian and Ubuntu: sudo apt install fonts-noto-cjk",
        zh="请安装一种，Debian 和 Ubuntu：sudo apt install fonts-noto-cjk",
    )
    return Check("screen-font", name, why, otherwise, Text(en="none was found", zh="没有找到"), todo)


def _chinese_fonts() -> list[str] | None:
    """Return the Chinese fonts of this computer, or None where they come with the system or cannot be asked for."""
    asked = shutil.which("fc-list")
    if sys.platform in ("win32", "darwin") or asked is None:
        return None
    try:
        done = subprocess.run(
            [asked, ":lang=zh-cn", "family"], capture_output=True, encoding="utf-8", errors="replace", timeout=20, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return sorted({line.partition(",")[0].strip() for line in done.stdout.splitlines() if line.strip()})


def _card_view() -> Check:
    name = Text(en="Exercise cards", zh="练习卡片")
    why = Text(en="what you fill in and press Check on", zh="作答和按“检查”都在卡片上进行")
    folder = resources.files("kamlib").joinpath("widgets")
    lacking = [file for file in ("card.js", "card.css") if not folder.joinpath(file).is_file()]
    if lacking:
        found = _text("{files} missing", "缺少 {files}", files=", ".join(lacking))
        todo = Text(
            en="get a fresh copy of the workbook, or install kamlib again.",
            zh="请换一份新的练习册，或重新安装 kamlib。",
        )
        return Check("card", name, why, "broken", found, todo)
    return Check("card", name, why, "fine", Text(en="the card's files are there", zh="卡片文件齐全"))


def _lab_widgets() -> Check:
    """JupyterLab draws cards only when its two front-end parts are in the same environment."""
    name = Text(en="Cards in JupyterLab", zh="JupyterLab 卡片显示")
    why = Text(en="two parts of JupyterLab that draw cards and sliders", zh="JupyterLab 中负责显示卡片和滑块的两个部件")
    wanted = {"anywidget": "anywidget", "@jupyter-widgets/jupyterlab-manager": "jupyterlab_widgets"}
    lacking = [package for extension, package in wanted.items() if not _has_extension(extension)]
    if lacking:
        packages = " ".join(lacking)
        found = _text("JupyterLab does not find {list}", "JupyterLab 找不到 {list}", list=packages)
        todo = _text(
            "install it beside JupyterLab: pip install {list}", "安装到 JupyterLab 所在的环境：pip install {list}", list=packages
        )
        return Check("lab-widgets", name, why, "broken", found, todo)
    return Check("lab-widgets", name, why, "fine", Text(en="JupyterLab can show them", zh="可以正常显示"))


def _has_extension(extension: str) -> bool:
    try:
        from jupyter_core.paths import jupyter_path
    except ImportError:
        return False
    return any(Path(folder, extension, "package.json").is_file() for folder in jupyter_path("labextensions"))


def _language_pack(otherwise: Level) -> Check:
    name = Text(en="JupyterLab's menus in Chinese", zh="JupyterLab 中文界面")
    why = Text(en="the menus above the pages", zh="页面上方的菜单")
    if installed_version("jupyterlab-language-pack-zh-CN") is not None:
        return Check("language-pack", name, why, "fine", Text(en="the language pack is there", zh="已安装语言包"))
    found = Text(en="the menus stay English", zh="菜单将显示英文")
    todo = Text(
        en="if you want them in Chinese: pip install jupyterlab-language-pack-zh-CN",
        zh="如需中文菜单：pip install jupyterlab-language-pack-zh-CN",
    )
    return Check("language-pack", name, why, otherwise, found, todo)


# -- your answers ----------------------------------------------------------------------------------


def _answers() -> Check:
    name = Text(en="Saving answers", zh="保存答案")
    why = Text(en="every change you make is saved in this folder at once", zh="您的每次改动都会立即保存到这个文件夹")
    folder = workbook.answers()
    place = _existing(folder)
    try:
        if not place.is_dir():
            raise NotADirectoryError(str(place))
        with tempfile.TemporaryFile(dir=place):
            pass
    except OSError:
        found = _text("{folder} cannot be written to", "无法写入 {folder}", folder=str(folder))
        todo = Text(
            en="ask whoever looks after the computer for the right to write there, or name another folder in KAM_ANSWERS.",
            zh="请电脑管理员开放写入权限，或用 KAM_ANSWERS 指定其他文件夹。",
        )
        return Check("answers", name, why, "broken", found, todo)
    return Check("answers", name, why, "fine", _text("{folder}", "{folder}", folder=str(folder)))


def _existing(folder: Path) -> Path:
    """Return the folder, or the nearest one above it that is already there."""
    for place in (folder, *folder.parents):
        if place.exists():
            return place
    return folder


def _journals() -> Check:
    name = Text(en="Answers so far", zh="已有答案")
    why = Text(en="what you answered before is read from here, so that you go on where you stopped", zh="以前的答案从这里读取，以便接着上次继续")
    files = sorted(workbook.answers().glob("answers-*.jsonl"))
    closed = [file for file in files if not _opens(file)]
    if closed:
        found = _text("cannot be opened: {list}", "无法打开：{list}", list=_listed([file.name for file in closed]))
        todo = Text(
            en="close programs that use the file, or ask whoever looks after the computer for the right to read and write it.",
            zh="请关闭正在使用该文件的程序，或请电脑管理员开放读写权限。",
        )
        return Check("journal", name, why, "broken", found, todo)
    damaged = {file.name: lines for file in files if (lines := unreadable_lines(file))}
    if damaged:
        found = _text(
            "{n} lines cannot be read, in {list}", "有 {n} 行无法读取：{list}", n=str(sum(damaged.values())), list=_listed(list(damaged))
        )
        todo = Text(
            en="open your exercises and see whether an answer is missing; enter it again. All other answers are there. "
            "Keep the file as it is.",
            zh="请打开练习看看是否少了答案，少了就重新填写。其余答案都在。请不要改动该文件。",
        )
        return Check("journal", name, why, "look", found, todo)
    found = _text("{n} trainees, all can be read", "{n} 位学员，均可读取", n=str(len(files))) if files else Text(en="none yet", zh="还没有")
    return Check("journal", name, why, "fine", found)


def _opens(file: Path) -> bool:
    try:
        file.open("r+b").close()
    except OSError:
        return False
    return True


def unreadable_lines(file: Path) -> int:
    """Return how many lines of a journal cannot be read; a last line without an end counts when it is torn."""
    from kamlib.classroom.journal import Journal

    trainee = file.stem.removeprefix("answers-")
    journal = Journal(file.parent, "", trainee)
    journal.read()
    tail = file.read_bytes().rpartition(b"\n")[2]
    try:
        json.loads(tail or b"{}")
    except ValueError:
        return journal.torn_lines + 1
    return journal.torn_lines


def _disk() -> Check:
    name = Text(en="Free disk space", zh="磁盘可用空间")
    why = Text(en="on a full disk answers cannot be saved", zh="磁盘满了，答案就无法保存")
    free = shutil.disk_usage(_existing(workbook.answers())).free // 1_000_000
    found = _text("{free:whole} MB", "{free:whole} MB", free=free)
    if free < FREE_MEGABYTES:
        todo = _text(
            "free at least {least:whole} MB, for example by emptying the bin.",
            "请至少腾出 {least:whole} MB，例如清空回收站。",
            least=FREE_MEGABYTES,
        )
        return Check("disk", name, why, "broken", found, todo)
    return Check("disk", name, why, "fine", found)


# -- how it is opened ------------------------------------------------------------------------------


def _port() -> Check:
    from kamlib.lab.ports import FIRST_PORT, PORTS_TO_TRY, is_free

    name = Text(en="Door to the browser", zh="浏览器入口")
    why = Text(
        en="your browser reaches the workbook through a port of your own computer, the first free one from {first} on".replace(
            "{first}", str(FIRST_PORT)
        ),
        zh="浏览器通过本机的一个端口打开练习册，从 {first} 起取第一个空闲端口".replace("{first}", str(FIRST_PORT)),
    )
    ports = range(FIRST_PORT, FIRST_PORT + PORTS_TO_TRY)
    free = next((port for port in ports if is_free(port)), None)
    if free is None:
        found = _text("all ports up to {last} are in use", "到 {last} 为止的端口都被占用", last=str(ports[-1]))
        todo = Text(
            en="close other programs, or restart the computer; or name a port: kam lab --port 9500",
            zh="请关闭其他程序或重启电脑；也可以指定端口：kam lab --port 9500",
        )
        return Check("port", name, why, "broken", found, todo)
    if free == FIRST_PORT:
        return Check("port", name, why, "fine", _text("port {port} is free", "端口 {port} 空闲", port=str(free)))
    found = _text(
        "port {first} is in use; the workbook takes {free}", "端口 {first} 已被占用，练习册将使用 {free}", first=str(FIRST_PORT), free=str(free)
    )
    todo = Text(
        en="nothing. If the workbook is open already, go back to its window instead of starting it once more.",
        zh="不必处理。如果练习册已经打开，请回到那个窗口，不必再启动一次。",
    )
    return Check("port", name, why, "hint", found, todo)


def _browser() -> Check:
    from kamlib.views.chromium import find_browser

    name = Text(en="Chromium, Chrome or Edge", zh="Chromium、Chrome 或 Edge")
    why = Text(
        en="only to print hand-outs as PDF; any browser shows the workbook", zh="仅用于把讲义生成 PDF；使用练习册时任何浏览器都可以"
    )
    try:
        return Check("browser", name, why, "fine", _text("{path}", "{path}", path=str(find_browser("handout.html"))))
    except Refusal:
        named = os.environ.get("KAM_CHROMIUM", "").strip()
    found = (
        _text("KAM_CHROMIUM names {path}, which is not there", "KAM_CHROMIUM 指向 {path}，但那里没有该程序", path=named)
        if named
        else Text(en="not found", zh="没有找到")
    )
    todo = Text(
        en="install one if you want to print hand-outs, or name yours in KAM_CHROMIUM. Without it, write the hand-out as a "
        "web page: kam handout U2 --out u2.html",
        zh="需要打印讲义时请安装其中之一，或用 KAM_CHROMIUM 指定。没有浏览器时可生成网页：kam handout U2 --out u2.html",
    )
    return Check("browser", name, why, "hint", found, todo)


if __name__ == "__main__":  # where the command kam itself does not start: python -m kamlib.doctor
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    try:
        language = workbook.choose_language()
    except Refusal as refusal:
        sys.exit(refusal.sentence("en"))
    looked = checks(language)
    print(report(looked, language))
    sys.exit(EXIT_CODES[worst(looked)])
