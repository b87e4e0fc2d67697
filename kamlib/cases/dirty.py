"""A deliberately dirty account list for the import exercise, and the list of faults planted in it.

The rows and their faults stand side by side, so that the files and the documentation cannot drift apart.
Three files carry the same rows: English headers, Chinese headers, and Chinese headers in GBK encoding.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from kamlib.text import Text

COLUMNS: tuple[tuple[str, Text], ...] = (
    ("account", Text(en="Account no.", zh="客户编号")),
    ("name", Text(en="Customer", zh="客户名称")),
    ("region", Text(en="Region", zh="地区")),
    ("sales", Text(en="Sales per year (CNY)", zh="年销售额(元)")),
    ("sales_again", Text(en="Sales per year (CNY)", zh="年销售额(元)")),
    ("contribution", Text(en="Contribution per year (CNY)", zh="年边际贡献(元)")),
    ("service_cost", Text(en="Cost to serve per year (CNY)", zh="年服务成本(元)")),
    ("retention", Text(en="Retention per year", zh="年保留率")),
    ("first_order", Text(en="First order", zh="首单日期")),
)

FILES: dict[str, tuple[str, str]] = {
    "dirty_accounts_en.csv": ("en", "utf-8-sig"),
    "dirty_accounts_zh.csv": ("zh", "utf-8-sig"),
    "dirty_accounts_zh_gbk.csv": ("zh", "gbk"),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault planted in the dirty files.

    `line` counts the lines of the file from 1, which is the header; `column` is a role in `COLUMNS` or empty
    when the whole row is meant. `severity` is ``"error"`` when the row cannot be used as it stands and
    ``"repair"`` when a careful reader can put it right without asking.
    """

    kind: str
    line: int
    column: str
    severity: str
    meaning: Text


_Row = tuple[object, ...]
_MISSING = Text(en="n/a", zh="暂无")

# One row a line: what stands in the nine columns, then the faults of the line as (kind, column, severity).
# A `Text` is written in the language of the file; lines are numbered from 2, after the header.
_NAMES = (
    Text(en="Orvenda Packing", zh="奥文达包装"), Text(en="Brisqual Mill Tools", zh="布瑞夸机床"),
    Text(en="Cavorra Conveying", zh="卡沃拉输送"), Text(en="Denzimo Foods Lines", zh="登齐莫食品设备"),
    Text(en="Elquoth Spinning", zh="埃阔思纺机"), Text(en="Farrenzo Cement", zh="法伦佐水泥"),
    Text(en="Gulvaro Robots", zh="古尔瓦罗机器人"), Text(en="Hespindo Supply", zh="赫斯品多商贸"),
    Text(en="Ilvarko Cells", zh="伊瓦科锂电"), Text(en="Jantuma Presses", zh="扬图玛压机"),
    Text(en="Korvessa Print", zh="科维萨印刷"), Text(en="Lundaro Cranes", zh="伦达罗起重"),
    Text(en="Mozenti Filling", zh="莫岑蒂灌装"), Text(en="Nuvarre Lifts", zh="努瓦雷升降"),
    Text(en="Oskandra Mines", zh="奥斯坎矿业"), Text(en="Pelgrava Looms", zh="佩格拉织机"),
    Text(en="Quenzolo Pumps", zh="昆佐洛泵业"), Text(en="Rastovi Ovens", zh="拉斯托炉业"),
    Text(en="Sulmarke Sorting", zh="苏玛克分拣"), Text(en="Tyvento Saws", zh="泰文托锯床"),
    Text(en="Umbrazel Kilns", zh="温布泽窑炉"), Text(en="Vostrani Wrapping", zh="沃斯特拉裹包"),
)  # fmt: skip
_EAST, _SOUTH, _NORTH = (
    Text(en="East China", zh="华东"),
    Text(en="South China", zh="华南"),
    Text(en="North China", zh="华北"),
)

ROWS: tuple[tuple[_Row, tuple[tuple[str, str, str], ...]], ...] = (
    (("K01", _NAMES[0], _EAST, "1250000", "1250000", "410000", "96000", "0.86", "2019-04-12"), ()),
    (("K02", _NAMES[1], _SOUTH, "860000", "860000", "275000", "71000", "0.81", "2020-09-03"), ()),
    (("K03", _NAMES[2], _NORTH, "12,5k", "12,5k", "4100", "900", "0.70", "2021-03-18"),
     (("ambiguous_amount", "sales", "error"),)),
    (("K04", _NAMES[3], _EAST, "—", "—", "118000", "33000", "0.77", "2018-11-26"),
     (("unreadable_amount", "sales", "error"),)),
    (("", _NAMES[4], _SOUTH, "540000", "540000", "166000", "52000", "0.74", "2022-01-10"),
     (("missing_id", "account", "error"),)),
    (("K06", _NAMES[5], _NORTH, "-320000", "-320000", "-61000", "48000", "0.66", "2017-06-30"),
     (("negative_sales", "sales", "error"),)),
    (("K02", _NAMES[1], _SOUTH, "860000", "860000", "275000", "71000", "0.81", "2020-09-03"),
     (("duplicate_row", "account", "repair"),)),
    (("", "", "", "", "", "", "", "", ""), (("blank_row", "", "repair"),)),
    (("K07", _NAMES[6], _EAST, "2,340,000.50", "2,340,000.50", "790,000", "214,000", "0.91", "2016-02-15"),
     ()),
    (("K08", _NAMES[7], _SOUTH, "185万", "185万", "52万", "9.8万", "0.83", "2019-08-21"), ()),
    (("K09", _NAMES[8], _EAST, "1480000", "1480000", "505000", "130000", "88%", "2021-12-02"), ()),
    (("K01", _NAMES[0], _EAST, "1310000", "1250000", "410000", "96000", "0.86", "2019-04-12"),
     (("duplicate_id_other_figures", "account", "error"), ("doubled_columns_differ", "sales", "error"))),
    (("K10", _NAMES[9], _NORTH, "690000", "690000", _MISSING, "84000", "0.72", "2020-05-19"),
     (("unreadable_amount", "contribution", "error"),)),
    (("K11", _NAMES[10], _SOUTH, "430000", "430000", "141000", "39000", "1.20", "2022-10-08"),
     (("retention_out_of_range", "retention", "error"),)),
    ((" K12 ", _NAMES[11], _NORTH, "975000", "975000", "300000", "102000", "0.79", "2018-03-27"),
     (("spaces_around_id", "account", "repair"),)),
    (("k13", _NAMES[12], _EAST, "１５６００００", "１５６００００", "498000", "121000", "0.87", "2017-09-14"),
     (("id_in_small_letters", "account", "repair"),)),
    (("K14", _NAMES[13], _EAST, "265000", "265000", "80000", "27000", "0.69", "2024-13-45"),
     (("impossible_date", "first_order", "error"),)),
    (("K15", _NAMES[14], _NORTH, "3120000", "3120000", "905000", "1240000", "0.78", "2015-07-07"), ()),
    ((), (("blank_row", "", "repair"),)),
    (("K16", _NAMES[15], _SOUTH, "(42,000)", "(42,000)", "11000", "6000", "0.60", "2023-02-11"),
     (("negative_sales", "sales", "error"),)),
    (("K17", "", _SOUTH, "318000", "318000", "97000", "31000", "0.71", "2021-06-16"),
     (("missing_name", "name", "error"),)),
    (("K18", _NAMES[17], "", "205000", "205000", "61000", "18000", "0.68", "2022-04-29"),
     (("missing_region", "region", "repair"),)),
    (("K19", _NAMES[18], _EAST, "730000", "730000", "228000", "66000", "85", "2019-01-22"),
     (("retention_in_points", "retention", "repair"),)),
    (("K20", _NAMES[19], _NORTH, "=D2*2", "=D2*2", "120000", "35000", "0.75", "2020-12-30"),
     (("formula_text", "sales", "error"),)),
    (("K21", _NAMES[20], _SOUTH, "", "", "54000", "16000", "0.65", "2023-05-05"),
     (("empty_amount", "sales", "error"),)),
    (("K22", _NAMES[0], _EAST, "88000", "88000", "26000", "9000", "0.62", "2024-02-28"),
     (("name_under_two_ids", "name", "error"),)),
    (("K23", _NAMES[21], _EAST, "1095000", "1095000", "352000", "89000", "0.84"),
     (("short_row", "first_order", "repair"),)),
    ((Text(en="Total", zh="合计"), "", "", "19999999", "19999999", "", "", "", ""),
     (("total_row", "account", "repair"),)),
)  # fmt: skip

MEANINGS: dict[str, Text] = {
    "ambiguous_amount": Text(
        en="12,5k may be 12,500 or a slip for 125,000: ask, never guess.",
        zh="“12,5k”可能是 12,500，也可能是 125,000 的笔误：要问，不要猜。",
    ),
    "unreadable_amount": Text(en="No number can be read here.", zh="此处读不出数字。"),
    "empty_amount": Text(en="The amount is missing.", zh="金额缺失。"),
    "formula_text": Text(
        en="A formula came along as text; treat it as text and never run it.",
        zh="公式以文本形式带入；只当文本处理，绝不执行。",
    ),
    "negative_sales": Text(en="Sales of a year are negative.", zh="全年销售额为负数。"),
    "missing_id": Text(en="The account number is missing.", zh="客户编号缺失。"),
    "missing_name": Text(en="The name is missing.", zh="客户名称缺失。"),
    "missing_region": Text(en="The region is missing.", zh="地区缺失。"),
    "duplicate_row": Text(en="The same row stands there twice.", zh="同一行重复出现。"),
    "duplicate_id_other_figures": Text(
        en="The number stands there twice with different sales.", zh="同一编号出现两次，销售额不同。"
    ),
    "doubled_columns_differ": Text(
        en="The sales column is doubled and the two disagree here.", zh="销售额列重复，且此行两列不一致。"
    ),
    "name_under_two_ids": Text(en="One name stands under two numbers.", zh="同一名称对应两个编号。"),
    "doubled_column": Text(en="Two columns have the same heading.", zh="两列标题相同。"),
    "blank_row": Text(en="The row is blank.", zh="空行。"),
    "total_row": Text(en="A total, not an account.", zh="这是合计行，不是客户。"),
    "short_row": Text(en="The row ends a column too early.", zh="该行缺少最后一列。"),
    "spaces_around_id": Text(en="Spaces stand around the number.", zh="编号前后有空格。"),
    "id_in_small_letters": Text(en="The number is in small letters.", zh="编号为小写字母。"),
    "impossible_date": Text(en="There is no such date.", zh="日期不存在。"),
    "retention_out_of_range": Text(en="Retention is above 100%.", zh="保留率超过 100%。"),
    "retention_in_points": Text(
        en="85 stands for 85%; the other rows write fractions.", zh="85 表示 85%；其他行用小数表示。"
    ),
}


def planted_faults() -> tuple[Fault, ...]:
    """Return every fault planted in the dirty files, in the order of the lines.

    Examples
    --------
    >>> planted_faults()[0].kind, planted_faults()[0].line
    ('doubled_column', 1)
    """
    faults = [Fault("doubled_column", 1, "sales_again", "repair", MEANINGS["doubled_column"])]
    for line, (_, planted) in enumerate(ROWS, start=2):
        for kind, column, severity in planted:
            faults.append(Fault(kind, line, column, severity, MEANINGS[kind]))
    return tuple(faults)


def file_bytes(name: str) -> bytes:
    """Return the content of one dirty file as it must stand on disk.

    Raises
    ------
    ValueError
        When there is no dirty file of that name.
    """
    if name not in FILES:
        raise ValueError(f"dirty file {name!r} is not one of {', '.join(FILES)}")
    lang, encoding = FILES[name]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(title.pick(lang) for _, title in COLUMNS)
    for row, _ in ROWS:
        writer.writerow(cell.pick(lang) if isinstance(cell, Text) else cell for cell in row)
    return out.getvalue().encode(encoding)
