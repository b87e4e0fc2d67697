"""Writes the data dictionary of the case company from the descriptions of its columns."""

from __future__ import annotations

from kamlib.cases import dirty
from kamlib.cases.labels import LABELS
from kamlib.cases.tables import ACCOUNT_YEAR, TABLES, Column, Table
from kamlib.text import Text, check_language

LANGUAGE_FILES = {"en": "DATA.md", "zh": "DATA.zh.md"}

COMPANY = Text(en="Tarvane Drives", zh="塔凡传动")

_TITLE = Text(en="The data of {company}", zh="{company}的数据")
_ABOUT = Text(
    en="{company} makes drives and gear units and sells them across China.\n"
    "The company, its customers, its people and all figures are invented; "
    "any likeness to a real firm is chance.\n"
    "This page is written by `python -m kamlib.cases.generate` from the column descriptions; "
    "do not edit it by hand.",
    zh="{company}生产传动与减速设备，销往全国各地。\n"
    "该公司及其客户、人员和全部数字均为虚构；如有雷同，纯属巧合。\n"
    "本页由 `python -m kamlib.cases.generate` 根据列说明生成，请勿手工修改。",
)
_RULES = Text(
    en="- Money is whole CNY. Rates are fractions: 0.85 is 85%.\n"
    "- The tables hold 36 months, 2023-07-01 to 2026-06-30. "
    "A case year ends on 30 June: case year 2026 is July 2025 to June 2026.\n"
    "- Today in the case is 2026-06-30.\n"
    "- From list to pocket: list amount − volume discount − special discount = invoice amount (our sales); "
    "− prompt-payment discount − rebate − freight − credit cost = pocket amount; "
    "− product cost = contribution. Cost to serve comes after that.\n"
    "- Columns marked ƒ are calculated by the loader and do not stand in the file.",
    zh="- 金额取整到元；比率用小数表示：0.85 即 85%。\n"
    "- 数据覆盖 36 个月：2023-07-01 至 2026-06-30。"
    "案例年度截至 6 月 30 日：2026 案例年度即 2025 年 7 月至 2026 年 6 月。\n"
    "- 案例中的“今天”是 2026-06-30。\n"
    "- 从目录价到口袋价：目录金额 − 批量折扣 − 特批折扣 = 票面金额（即销售额）；"
    "− 提前付款折扣 − 返利 − 运费 − 资金占用成本 = 口袋金额；− 产品成本 = 边际贡献。服务成本再往后扣。\n"
    "- 标 ƒ 的列由加载函数计算，不在文件中。",
)
_HEAD = Text(en="| Column | Meaning | Unit | Limits |", zh="| 列名 | 含义 | 单位 | 取值 |")
_KEY = Text(en="Key", zh="主键")
_SERVES = Text(en="Serves units", zh="用于单元")
_LABELS_TITLE = Text(en="Codes and their words", zh="编号与名称对照")
_LABELS_HEAD = Text(en="| Category | Codes |", zh="| 类别 | 编号 |")
_CODES_OF = Text(en="codes of `{name}`", zh="`{name}` 编号")
_KEY_OF = Text(en="key of `{name}`", zh="`{name}` 主键")
_OR_EMPTY = Text(en=" or empty", zh="，可空")
_DIRTY_TITLE = Text(en="The dirty lists for the import exercise", zh="导入练习用的“脏”数据")
_DIRTY_ABOUT = Text(
    en="`dirty_accounts_en.csv` and `dirty_accounts_zh.csv` are UTF-8; "
    "`dirty_accounts_zh_gbk.csv` holds the same in GBK.\n"
    "All carry the same rows and these planted faults. Lines count from 1, the header.",
    zh="`dirty_accounts_en.csv` 与 `dirty_accounts_zh.csv` 为 UTF-8 编码；"
    "`dirty_accounts_zh_gbk.csv` 内容相同，为 GBK 编码。\n各文件的行与预设错误相同。行号从标题行 1 算起。",
)
_DIRTY_HEAD = Text(
    en="| Line | Column | Fault | Meaning | Severity |", zh="| 行 | 列 | 错误代码 | 说明 | 严重程度 |"
)
_WHOLE_ROW = Text(en="whole row", zh="整行")
_SEVERITY = {"error": Text(en="error", zh="错误"), "repair": Text(en="can be repaired", zh="可修复")}


def data_dictionary(lang: str) -> str:
    """Return the data dictionary of all tables as Markdown in one language.

    Examples
    --------
    >>> data_dictionary("en").splitlines()[0]
    '# The data of Tarvane Drives'
    """
    check_language(lang)
    company = {"company": COMPANY}
    parts = [f"# {_TITLE.fill(lang, company)}", _ABOUT.fill(lang, company), _RULES.pick(lang)]
    parts += [_table_section(table, lang) for table in (*TABLES.values(), ACCOUNT_YEAR)]
    parts += [_labels_section(lang), _dirty_section(lang)]
    return "\n\n".join(parts) + "\n"


def _table_section(table: Table, lang: str) -> str:
    colon = ": " if lang == "en" else "："
    stop = ". " if lang == "en" else "。"
    keys = ", ".join(f"`{name}`" for name in table.key)
    lines = [
        f"## `{table.name}` – {table.title.pick(lang)}",
        "",
        table.about.pick(lang),
        f"{_KEY.pick(lang)}{colon}{keys}{stop}{_SERVES.pick(lang)}{colon}{table.serves}{stop}".rstrip(),
        "",
        _HEAD.pick(lang),
        "|---|---|---|---|",
    ]
    for column in table.columns:
        mark = " ƒ" if column.derived else ""
        cells = (
            f"`{column.name}`{mark}",
            column.meaning.pick(lang),
            column.unit.pick(lang),
            _limits(column, lang),
        )
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _limits(column: Column, lang: str) -> str:
    if column.category:
        words = _CODES_OF.fill(lang, {"name": column.category})
    elif column.refers_to:
        words = _KEY_OF.fill(lang, {"name": column.refers_to})
    elif column.minimum is not None and column.maximum is not None:
        words = f"{column.minimum:g} … {column.maximum:g}".replace("-", "−")
    elif column.minimum is not None and not column.derived:
        words = f"≥ {column.minimum:g}"
    else:
        words = "–"
    return words + (_OR_EMPTY.pick(lang) if column.may_be_empty else "")


def _labels_section(lang: str) -> str:
    lines = [f"## {_LABELS_TITLE.pick(lang)}", "", _LABELS_HEAD.pick(lang), "|---|---|"]
    joint = ", " if lang == "en" else "、"
    for category, codes in LABELS.items():
        words = joint.join(f"`{code}` {text.pick(lang)}" for code, text in codes.items())
        lines.append(f"| `{category}` | {words} |")
    return "\n".join(lines)


def _dirty_section(lang: str) -> str:
    titles = dict(dirty.COLUMNS)
    lines = [
        f"## {_DIRTY_TITLE.pick(lang)}",
        "",
        _DIRTY_ABOUT.pick(lang),
        "",
        _DIRTY_HEAD.pick(lang),
        "|---|---|---|---|---|",
    ]
    for fault in dirty.planted_faults():
        column = titles[fault.column].pick(lang) if fault.column else _WHOLE_ROW.pick(lang)
        cells = (
            str(fault.line),
            column,
            f"`{fault.kind}`",
            fault.meaning.pick(lang),
            _SEVERITY[fault.severity].pick(lang),
        )
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)
