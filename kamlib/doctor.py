"""Checks the installation and says what to do, in the user's language.

Nothing heavy is imported before it is known to be there, so the doctor works in a broken installation.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from importlib import metadata, resources
from pathlib import Path
from typing import Any

from kamlib import workbook
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
    "typer": (0, 12),
    "rich": (13,),
    "jinja2": (3, 1),
    "fonttools": (4, 50),
    "mistune": (3,),
    "openpyxl": (3, 1),
    "xlsxwriter": (3, 1),
}
FREE_MEGABYTES = 200
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge", "chrome")


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: whether it is all right, and what was seen or what to do."""

    id: str
    name: Text
    ok: bool
    advice: Text
    needed: bool = True

    def line(self, lang: str) -> str:
        """Return the check as one line: sign, name, what was seen or what to do.

        Examples
        --------
        >>> seen = Text(en="version {v} is there".replace("{v}", "3.12"), zh="已安装 3.12")
        >>> Check("python", Text(en="Python", zh="Python"), True, seen).line("en")
        '✓ Python: version 3.12 is there'
        """
        sign = "✓" if self.ok else ("✗" if self.needed else "○")
        separator = ": " if lang == "en" else "："
        return f"{sign} {self.name.pick(lang)}{separator}{self.advice.pick(lang)}"


def checks(lang: str = "en") -> list[Check]:
    """Return every check, in the order in which one would mend things.

    Parameters
    ----------
    lang
        The language the workbook is to be used in; Chinese needs JupyterLab's language pack.
    """
    check_language(lang)
    looked_at: list[Callable[[], Check]] = [
        _python,
        _packages,
        _workbook,
        _figure_font,
        _card_view,
        _lab_widgets,
        _language_pack if lang == "zh" else _language_pack_optional,
        _answers,
        _disk,
        _browser,
    ]
    return [look() for look in looked_at]


def failed(found: list[Check]) -> list[Check]:
    """Return the checks that stand in the way of work: needed, and not all right."""
    return [check for check in found if check.needed and not check.ok]


def _text(en: str, zh: str, **values: Any) -> Text:
    """Return a text with its values already filled in."""
    text = Text(en=en, zh=zh)
    # A folder's name may hold braces, which a Text would take for placeholders.
    filled = (text.fill(lang, values).replace("{", "(").replace("}", ")") for lang in ("en", "zh"))
    return Text(*filled)


# -- the checks ------------------------------------------------------------------------------------


def _python() -> Check:
    name = Text(en="Python", zh="Python")
    version = ".".join(str(part) for part in sys.version_info[:3])
    if sys.version_info[:2] >= LOWEST_PYTHON:
        return Check("python", name, True, _text("{v}", "{v}", v=version))
    advice = _text(
        "{v} is too old; install Python 3.11 or newer.",
        "{v} 太旧；请安装 Python 3.11 或更新版本。",
        v=version,
    )
    return Check("python", name, False, advice)


def _packages() -> Check:
    name = Text(en="Packages", zh="程序包")
    missing = [package for package in PACKAGES if installed_version(package) is None]
    old = [
        f"{package} {'.'.join(map(str, found))}"
        for package, lowest in PACKAGES.items()
        if (found := installed_version(package)) is not None and found < lowest
    ]
    if missing or old:
        advice = _text(
            "missing or too old: {list}. Run `make install`, or `pip install -e .` in the workbook's folder.",
            "缺少或版本过旧：{list}。请运行 `make install`，或在练习册文件夹中运行 `pip install -e .`。",
            list=", ".join([*missing, *old]),
        )
        return Check("packages", name, False, advice)
    return Check("packages", name, True, _text("all {n} are there", "{n} 个程序包齐全", n=str(len(PACKAGES))))


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


def _workbook() -> Check:
    name = Text(en="Workbook folder", zh="练习册文件夹")
    folder = workbook.folder()
    pages = [folder / "course" / lang / "start.ipynb" for lang in ("en", "zh")]
    if all(page.is_file() for page in pages) and (folder / "exercises").is_dir():
        return Check("workbook", name, True, _text("{folder}", "{folder}", folder=str(folder)))
    advice = _text(
        "{folder} lacks start pages or exercises. Run kam in the workbook's folder, or set KAM_WORKBOOK.",
        "{folder} 中缺少首页或练习。请在练习册文件夹中运行 kam，或设置 KAM_WORKBOOK。",
        folder=str(folder),
    )
    return Check("workbook", name, False, advice)


def _figure_font() -> Check:
    name = Text(en="Chinese in figures", zh="图表中文字体")
    font = resources.files("kamlib").joinpath("plots", "fonts", "KamSansSC-Regular.otf")
    reinstall = Text(
        en="the font file is missing or damaged; install kamlib again.",
        zh="字体文件缺失或损坏；请重新安装 kamlib。",
    )
    try:
        size = len(font.read_bytes())
    except OSError:
        size = 0
    if size < 1_000_000:
        return Check("font", name, False, reinstall)
    return Check("font", name, True, Text(en="the font is there", zh="字体正常"))


def _card_view() -> Check:
    name = Text(en="Exercise cards", zh="练习卡片")
    folder = resources.files("kamlib").joinpath("widgets")
    lacking = [file for file in ("card.js", "card.css") if not folder.joinpath(file).is_file()]
    if lacking:
        advice = _text(
            "{files} missing; install kamlib again.",
            "缺少 {files}；请重新安装 kamlib。",
            files=", ".join(lacking),
        )
        return Check("card", name, False, advice)
    return Check("card", name, True, Text(en="the card's files are there", zh="卡片文件齐全"))


def _lab_widgets() -> Check:
    """JupyterLab draws cards only when its two front-end parts are in the same environment."""
    name = Text(en="Cards in JupyterLab", zh="JupyterLab 卡片显示")
    wanted = {"anywidget": "anywidget", "@jupyter-widgets/jupyterlab-manager": "jupyterlab_widgets"}
    lacking = [package for extension, package in wanted.items() if not _has_extension(extension)]
    if lacking:
        advice = _text(
            "JupyterLab does not find {list}. Install it into the same environment: pip install {list}.",
            "JupyterLab 找不到 {list}。请安装到同一环境：pip install {list}。",
            list=" ".join(lacking),
        )
        return Check("lab-widgets", name, False, advice)
    return Check("lab-widgets", name, True, Text(en="JupyterLab can show them", zh="可以正常显示"))


def _has_extension(extension: str) -> bool:
    try:
        from jupyter_core.paths import jupyter_path
    except ImportError:
        return False
    return any(Path(folder, extension, "package.json").is_file() for folder in jupyter_path("labextensions"))


def _language_pack() -> Check:
    name = Text(en="JupyterLab's menus in Chinese", zh="JupyterLab 中文界面")
    if installed_version("jupyterlab-language-pack-zh-CN") is not None:
        return Check("language-pack", name, True, Text(en="the language pack is there", zh="已安装语言包"))
    advice = Text(
        en="the menus stay English; to change that: pip install jupyterlab-language-pack-zh-CN.",
        zh="菜单将显示英文；如需中文：pip install jupyterlab-language-pack-zh-CN。",
    )
    return Check("language-pack", name, False, advice)


def _language_pack_optional() -> Check:
    found = _language_pack()
    return Check(found.id, found.name, found.ok, found.advice, needed=False)


def _answers() -> Check:
    name = Text(en="Saving answers", zh="保存答案")
    folder = workbook.answers()
    place = _existing(folder)
    try:
        if not place.is_dir():
            raise NotADirectoryError(str(place))
        with tempfile.TemporaryFile(dir=place):
            pass
    except OSError:
        advice = _text(
            "{folder} cannot be written to. Change its permissions, or set KAM_ANSWERS to another folder.",
            "无法写入 {folder}。请修改权限，或用 KAM_ANSWERS 指定其他文件夹。",
            folder=str(folder),
        )
        return Check("answers", name, False, advice)
    return Check("answers", name, True, _text("{folder}", "{folder}", folder=str(folder)))


def _existing(folder: Path) -> Path:
    """Return the folder, or the nearest one above it that is already there."""
    for place in (folder, *folder.parents):
        if place.exists():
            return place
    return folder


def _disk() -> Check:
    name = Text(en="Free disk space", zh="磁盘可用空间")
    free = shutil.disk_usage(_existing(workbook.answers())).free // 1_000_000
    if free < FREE_MEGABYTES:
        advice = _text(
            "{free:whole} MB are left; free at least {least:whole} MB, or answers may not be saved.",
            "仅剩 {free:whole} MB；请至少腾出 {least:whole} MB，否则答案可能无法保存。",
            free=free,
            least=FREE_MEGABYTES,
        )
        return Check("disk", name, False, advice)
    return Check("disk", name, True, _text("{free:whole} MB", "{free:whole} MB", free=free))


def _browser() -> Check:
    name = Text(en="Chromium or Chrome (for the tests only)", zh="Chromium 或 Chrome（仅测试需要）")
    named = os.environ.get("KAM_CHROMIUM")
    found = named or next((path for browser in BROWSERS if (path := shutil.which(browser))), None)
    if found:
        return Check("browser", name, True, _text("{path}", "{path}", path=found), needed=False)
    advice = Text(
        en="not found. Any browser shows the workbook; for the browser tests name one in KAM_CHROMIUM.",
        zh="未找到。任何浏览器都可以打开练习册；运行浏览器测试时请用 KAM_CHROMIUM 指定。",
    )
    return Check("browser", name, False, advice, needed=False)
