"""Opens a file: Excel or text of any usual encoding and separator, as rows of cells with row numbers.

Nothing is interpreted here. What cannot be opened is refused with a sentence that says what to do.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from kamlib.forms.problems import CannotRead, listed, refuse
from kamlib.text import Text

LARGEST_FILE = 100_000_000  # bytes
_LARGEST_UNPACKED = 1_500_000_000  # bytes; a zip that unpacks to more is no account list
_SAMPLE_LINES = 60

SEPARATORS: dict[str, Text] = {
    ",": Text(en="comma", zh="逗号"),
    ";": Text(en="semicolon", zh="分号"),
    "\t": Text(en="tab", zh="制表符"),
    "|": Text(en="vertical bar", zh="竖线"),
    " ": Text(en="spaces", zh="空格"),
}


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of one sheet or text file, blank rows left out.

    Attributes
    ----------
    rows : list of sequences
        Cells as they came: text, numbers, dates, None. Rows may differ in length.
    numbers : list of int
        Row number in the sheet, or first line in the file, of each row; from 1.
    blank_rows : int
        Blank rows between the first and the last row with something in it.
    merged : tuple of (first row, first column, last row, last column)
        Merged areas, rows and columns counted from 1.
    sheet, other_sheets, encoding, separator
        How it was opened; empty where it does not apply.
    """

    rows: list[Sequence[Any]]
    numbers: list[int]
    blank_rows: int = 0
    merged: tuple[tuple[int, int, int, int], ...] = ()
    sheet: str = ""
    other_sheets: tuple[str, ...] = ()
    encoding: str = ""
    separator: str = ""

    @property
    def is_excel(self) -> bool:
        """Whether it came from an Excel file."""
        return bool(self.sheet)


def load(source: str | Path | bytes) -> bytes:
    """Return the content of a file, or the bytes as given.

    Raises
    ------
    CannotRead
        When there is no such file, it may not be read, is empty or too large.
    """
    if isinstance(source, (bytes, bytearray, memoryview)):
        content = bytes(source)
    else:
        path = Path(source)
        try:
            if path.is_file() and path.stat().st_size > LARGEST_FILE:
                raise _too_large(path.stat().st_size)
            content = path.read_bytes()
        except FileNotFoundError:
            raise refuse(_NO_FILE, kind="no_file", path=str(path)) from None
        except IsADirectoryError:
            raise refuse(_FOLDER, kind="folder", path=str(path)) from None
        except OSError as error:
            raise refuse(
                _NOT_OPENED, kind="not_opened", path=str(path), reason=error.strerror or ""
            ) from None
    if len(content) > LARGEST_FILE:
        raise _too_large(len(content))
    if not content.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise refuse(_EMPTY_FILE, kind="empty_file")
    return content


def _too_large(size: int) -> CannotRead:
    return refuse(_TOO_LARGE, kind="too_large", size=size / 1e6, limit=LARGEST_FILE / 1e6)


def open_grid(
    content: bytes,
    *,
    sheet: str | None = None,
    encoding: str | None = None,
    recognised: Callable[[Sequence[Any]], int] = lambda row: 0,
) -> Grid:
    """Return the cells of a file, told apart by its content and not by its name.

    Parameters
    ----------
    content : bytes
        The file.
    sheet : str, optional
        Name of the Excel sheet; otherwise the first visible one.
    encoding : str, optional
        Encoding of a text file; otherwise UTF-8, UTF-16 or GB18030 (GBK), whichever it is.
    recognised : callable
        Says how many headings of a row are known; decides between separators.

    Raises
    ------
    CannotRead
        With a sentence that says what the file is and what to do.
    """
    if content.startswith(b"PK"):
        return _open_excel(content, sheet)
    for start, text, kind in _OTHER_FORMATS:
        if content.startswith(start):
            raise refuse(text, kind=kind)
    if content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise refuse(_PASSWORD, kind="password")
        raise refuse(_LEGACY, kind="legacy_xls")
    return _open_text(content, encoding, recognised)


# --- Excel --------------------------------------------------------------------------------------------


def _open_excel(content: bytes, wanted: str | None) -> Grid:
    import openpyxl  # only needed for Excel files, and slow to import

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = set(package.namelist())
            if sum(info.file_size for info in package.infolist()) > _LARGEST_UNPACKED:
                raise refuse(_TOO_LARGE_UNPACKED, kind="too_large")
            if "xl/workbook.bin" in names:
                raise refuse(_BINARY, kind="xlsb")
            if "xl/workbook.xml" not in names:
                raise refuse(_OTHER_ZIP, kind="not_excel")
            workbook = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            sheets = {one.title: one for one in workbook.worksheets}
            title = _pick_sheet(sheets, wanted)
            merged = _merged_areas(package, title)
        chosen = sheets[title]
        chosen.reset_dimensions()  # some programs write a wrong size into the file
        rows, numbers = [], []
        for number, row in enumerate(chosen.iter_rows(values_only=True), start=1):
            if any(cell is not None and cell != "" for cell in row) and not _is_blank(row):
                rows.append(row)
                numbers.append(number)
        workbook.close()
    except CannotRead:
        raise
    except Exception as error:  # a damaged package fails in any way a zip or XML reader can fail
        raise refuse(_DAMAGED, kind="damaged") from error
    others = tuple(name for name in sheets if name != title)
    if not rows:
        if others:
            raise refuse(_EMPTY_SHEET, kind="empty", sheet=title, others=listed(others))
        raise refuse(_EMPTY_FILE, kind="empty_file")
    return Grid(rows, numbers, _blanks(numbers), merged=merged, sheet=title, other_sheets=others)


def _pick_sheet(sheets: dict[str, Any], wanted: str | None) -> str:
    if not sheets:
        raise refuse(_NO_SHEET, kind="no_sheet")
    if wanted is not None:
        folded = {name.strip().casefold(): name for name in sheets}
        if wanted.strip().casefold() not in folded:
            raise refuse(_UNKNOWN_SHEET, kind="unknown_sheet", sheet=wanted, sheets=listed(sheets))
        return folded[wanted.strip().casefold()]
    visible = [name for name, one in sheets.items() if one.sheet_state == "visible"]
    return (visible or list(sheets))[0]


_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_MERGE = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')


def _merged_areas(package: zipfile.ZipFile, title: str) -> tuple[tuple[int, int, int, int], ...]:
    """Return the merged areas of a sheet; openpyxl does not tell them when it reads large files."""
    workbook = ElementTree.fromstring(package.read("xl/workbook.xml"))
    relation = next(
        (one.get(_RELATION) for one in workbook.iter(f"{_MAIN}sheet") if one.get("name") == title), None
    )
    relations = ElementTree.fromstring(package.read("xl/_rels/workbook.xml.rels"))
    target = next((one.get("Target") for one in relations if one.get("Id") == relation), None)
    if target is None:
        return ()
    part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return tuple(
        (int(top), column_number(left.decode()), int(bottom), column_number(right.decode()))
        for left, top, right, bottom in _MERGE.findall(package.read(part))
    )


def column_number(letters: str) -> int:
    """Return the number of a column, from 1.

    Examples
    --------
    >>> column_number("A"), column_number("AB")
    (1, 28)
    """
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """Return the letters of a column counted from 1.

    Examples
    --------
    >>> column_letters(1), column_letters(28)
    ('A', 'AB')
    """
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


# --- text ---------------------------------------------------------------------------------------------


def _open_text(content: bytes, encoding: str | None, recognised: Callable[[Sequence[Any]], int]) -> Grid:
    text, used = decode(content, encoding)
    if text[:200].lstrip().casefold().startswith(("<html", "<!doctype", "<table", "<?xml", "{\\rtf")):
        raise refuse(_MARKUP, kind="markup")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    declared = re.match(r"sep=(.)\n", text, re.IGNORECASE)
    skipped = 0
    if declared:
        text, skipped = text[declared.end() :], 1
    separator = declared[1] if declared else find_separator(text, recognised)
    rows, numbers = _split(text, separator, skipped)
    if not rows:
        raise refuse(_EMPTY_FILE, kind="empty_file")
    return Grid(rows, numbers, _blanks(numbers), encoding=used, separator=separator)


def decode(content: bytes, encoding: str | None = None) -> tuple[str, str]:
    """Return the text of a file and the name of its encoding.

    Raises
    ------
    CannotRead
        When it is none of the usual encodings, or not the declared one.

    Examples
    --------
    >>> decode("客户,销售额".encode("gbk"))
    ('客户,销售额', 'GB18030')
    >>> decode("客户".encode("utf-16"))[1]
    'UTF-16'
    """
    if encoding:
        try:
            return content.decode(encoding).lstrip("\ufeff"), encoding
        except LookupError:
            raise refuse(_UNKNOWN_ENCODING, kind="encoding", encoding=encoding) from None
        except UnicodeError as error:
            raise _wrong_encoding(content, error, encoding) from None
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _strict(content, "utf-16", "UTF-16")
    if content.startswith(b"\xef\xbb\xbf"):
        return _strict(content, "utf-8-sig", "UTF-8")
    sample = content[:4000]
    if sample.count(0) > len(sample) // 4:  # UTF-16 without its mark: every other byte of Latin text is 0
        little = sample[1::2].count(0) >= sample[0::2].count(0)
        return _strict(content, "utf-16-le" if little else "utf-16-be", "UTF-16")
    if b"\x00" in content:
        raise refuse(_NOT_TEXT, kind="not_text")
    try:
        return content.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError as error:
        first = error
    try:
        text = content.decode("gb18030")
    except UnicodeDecodeError:
        raise _wrong_encoding(content, first, "UTF-8 / UTF-16 / GBK") from None
    if not _looks_chinese(text):
        raise _wrong_encoding(content, first, "UTF-8 / UTF-16 / GBK")
    return text, "GB18030"


def _strict(content: bytes, codec: str, name: str) -> tuple[str, str]:
    try:
        return content.decode(codec).lstrip("\ufeff"), name
    except UnicodeError as error:
        raise _wrong_encoding(content, error, name) from None


def _looks_chinese(text: str) -> bool:
    """Say whether text read as GBK is Chinese: a Western file read so shows rare signs, far from GB 2312."""
    beyond = [character for character in text if ord(character) > 127]
    common = 0
    for character in beyond:
        try:
            common += len(character.encode("gb2312")) == 2
        except UnicodeEncodeError:
            continue
    return common >= 0.8 * len(beyond)


def _wrong_encoding(content: bytes, error: UnicodeError, encoding: str) -> CannotRead:
    start = getattr(error, "start", 0)
    return refuse(_ENCODING, kind="encoding", row=content.count(b"\n", 0, start) + 1, encoding=encoding)


def find_separator(text: str, recognised: Callable[[Sequence[Any]], int] = lambda row: 0) -> str:
    """Return what parts the cells: the separator that shows most known headings and the evenest rows.

    Examples
    --------
    >>> find_separator("name;sales\\nA;12,5\\nB;13,75")
    ';'
    >>> find_separator("00001 19970101 1 11.77\\n00002 19970112 1 12.00")
    ' '
    """
    lines = [line for line in text[:200_000].split("\n") if line.strip()][:_SAMPLE_LINES]
    sample = "\n".join(lines)
    best, best_rank = ",", (0, 0.0, 0)
    for separator in SEPARATORS:
        try:
            rows = [row for row in _cells(sample, separator) if row]
        except csv.Error:
            continue
        if not rows:
            continue
        width, times = Counter(len(row) for row in rows).most_common(1)[0]
        if width < 2 or (separator == " " and times < 0.9 * len(rows)):
            continue
        known = max(recognised(row) for row in rows[:10])
        # Spaces also stand inside names, so they part cells only where nothing else does.
        rank = (known, times / len(rows) - (2.0 if separator == " " else 0.0), width)
        if rank > best_rank or (best_rank == (0, 0.0, 0) and separator == " "):
            best, best_rank = separator, rank
    return best


def _cells(text: str, separator: str) -> list[list[str]]:
    if separator == " ":
        return [line.split() for line in text.split("\n")]
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))


def _split(text: str, separator: str, skipped: int) -> tuple[list[Sequence[Any]], list[int]]:
    rows: list[Sequence[Any]] = []
    numbers: list[int] = []
    if separator == " ":
        for number, line in enumerate(text.split("\n"), start=1 + skipped):
            row = line.split()
            if row:
                rows.append(row)
                numbers.append(number)
        return rows, numbers
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    before = 0
    try:
        for row in reader:
            if not _is_blank(row):
                rows.append(row)
                numbers.append(before + 1 + skipped)
            before = reader.line_num
    except csv.Error:
        raise refuse(_QUOTES, kind="quotes", row=before + 1 + skipped) from None
    return rows, numbers


def _is_blank(row: Sequence[Any]) -> bool:
    return not any(cell is not None and (not isinstance(cell, str) or cell.strip()) for cell in row)


def _blanks(numbers: list[int]) -> int:
    return numbers[-1] - numbers[0] + 1 - len(numbers) if numbers else 0


def plain_text(cell: Any) -> str:
    """Return a cell as text in its one written form: one width, single spaces, 1001.0 as 1001.

    Examples
    --------
    >>> plain_text("  Ｋ01  x "), plain_text(1001.0), plain_text(None)
    ('K01 x', '1001', '')
    """
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = str(cell)
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return " ".join(text.split())


_NO_FILE = Text(
    en="There is no file “{path}”. Check the name and the folder.",
    zh="找不到文件“{path}”，请检查文件名和文件夹。",
)
_FOLDER = Text(en="“{path}” is a folder. Name a file in it.", zh="“{path}”是文件夹，请指定其中的文件。")
_NOT_OPENED = Text(
    en="The file “{path}” cannot be opened ({reason}). Close it in other programs and try again.",
    zh="文件“{path}”无法打开（{reason}）。请在其他程序中关闭它后重试。",
)
_EMPTY_FILE = Text(
    en="The file is empty. Choose the one with your figures.", zh="文件是空的，请选择填有数据的文件。"
)
_TOO_LARGE = Text(
    en="The file has {size:whole} MB; up to {limit:whole} MB can be read. Leave out columns that are "
    "not needed.",
    zh="文件大小为 {size:whole} MB，最多可读取 {limit:whole} MB。请删去不需要的列。",
)
_TOO_LARGE_UNPACKED = Text(
    en="The Excel file is too large once unpacked. Save the account list alone in a new file.",
    zh="该 Excel 文件解压后过大，请把客户清单单独另存为新文件。",
)
_PASSWORD = Text(
    en="The file is protected by a password. Open it in Excel, remove the password (File, Info, Protect "
    "Workbook) and save it.",
    zh="文件有密码保护。请在 Excel 中打开，取消密码（文件 → 信息 → 保护工作簿）后保存。",
)
_LEGACY = Text(
    en="This is an Excel file of the old kind (.xls). Open it in Excel and save it as .xlsx.",
    zh="这是旧版 Excel 文件（.xls）。请在 Excel 中打开并另存为 .xlsx。",
)
_BINARY = Text(
    en="This is a binary Excel file (.xlsb). Open it in Excel and save it as .xlsx.",
    zh="这是二进制 Excel 文件（.xlsb）。请在 Excel 中打开并另存为 .xlsx。",
)
_OTHER_ZIP = Text(
    en="This is a packed file but no Excel file. Save your list as .xlsx or .csv.",
    zh="这是压缩类文件，但不是 Excel 文件。请把清单另存为 .xlsx 或 .csv。",
)
_DAMAGED = Text(
    en="The Excel file is damaged and cannot be read. Open it in Excel, let Excel repair it, and save "
    "it anew.",
    zh="该 Excel 文件已损坏，无法读取。请用 Excel 打开并修复，然后重新保存。",
)
_EMPTY_SHEET = Text(
    en="The sheet “{sheet}” is empty. Name another one; the file also has: {others}.",
    zh="工作表“{sheet}”是空的。请指定其他工作表；文件中还有：{others}。",
)
_NO_SHEET = Text(en="The Excel file has no sheet with cells.", zh="该 Excel 文件没有含数据的工作表。")
_UNKNOWN_SHEET = Text(
    en="There is no sheet “{sheet}”. The file has: {sheets}.",
    zh="没有名为“{sheet}”的工作表。文件中有：{sheets}。",
)
_MARKUP = Text(
    en="This is a web page or a marked-up text under the name of a table. Open it in Excel and save it "
    "as .xlsx.",
    zh="这是网页或带标记的文本，并非表格。请在 Excel 中打开并另存为 .xlsx。",
)
_NOT_TEXT = Text(
    en="This is neither an Excel file nor a text file. Save your list as .xlsx or .csv.",
    zh="这既不是 Excel 文件，也不是文本文件。请把清单另存为 .xlsx 或 .csv。",
)
_PDF = Text(
    en="This is a PDF. Numbers in it cannot be read safely; save the list as .xlsx or .csv.",
    zh="这是 PDF 文件，无法可靠读取其中的数字。请把清单另存为 .xlsx 或 .csv。",
)
_ENCODING = Text(
    en="The characters here are not written in {encoding}. Save the file in Excel as “CSV UTF-8”.",
    zh="此处的字符不是 {encoding} 编码。请在 Excel 中将文件另存为“CSV UTF-8”。",
)
_UNKNOWN_ENCODING = Text(
    en="There is no encoding called “{encoding}”. Leave it out, or use utf-8, gb18030 or utf-16.",
    zh="没有名为“{encoding}”的编码。请留空，或使用 utf-8、gb18030、utf-16。",
)
_QUOTES = Text(
    en="A quotation mark is opened here and not closed properly. Remove it, or save the list as .xlsx.",
    zh="此处的引号没有正确配对。请删除该引号，或把清单另存为 .xlsx。",
)
_OTHER_FORMATS = (
    (b"%PDF", _PDF, "pdf"),
    (b"\x89PNG", _NOT_TEXT, "not_text"),
    (b"\xff\xd8\xff", _NOT_TEXT, "not_text"),
    (b"\x1f\x8b", _OTHER_ZIP, "not_excel"),
    (b"7z\xbc\xaf", _OTHER_ZIP, "not_excel"),
    (b"Rar!", _OTHER_ZIP, "not_excel"),
)
