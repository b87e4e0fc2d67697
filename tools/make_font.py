"""Cuts the figures' font out of Noto Sans SC, so that a figure shows Chinese on every computer.

    python tools/make_font.py

Source: NotoSansSC-Regular.otf from the PyPI package pylopdf-fonts-zh-cn (extra `dev`), SIL Open Font License.
Kept: every character of GB2312, Latin with accents, and the signs that figures and cards use.
"""

from __future__ import annotations

import argparse
import sys
from importlib import metadata, resources
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parents[1] / "kamlib" / "plots" / "fonts"
NAME = "KamSansSC-Regular.otf"
# The licence lets us change the font; a name of our own says that it is changed.
FAMILY = "Kam Sans SC"
SIGNS = "¥€£°±×÷·–—…‰′″←↑→↓↔⇒−≈≠≤≥∑√∞□■▲△▶▼◀◆○●★☆✓✗✔✘²³¹⁰⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉αβγΔδΣσμ％"


def characters(encoding: str) -> set[int]:
    """Return the code points that `encoding` can write with one or two bytes."""
    points = set(range(0x20, 0x7F)) | set(range(0xA0, 0x180)) | {ord(sign) for sign in SIGNS}
    for first in range(0x81, 0xFF):
        for second in range(0x40, 0xFF):
            try:
                text = bytes([first, second]).decode(encoding)
            except UnicodeDecodeError:
                continue
            if len(text) == 1 and not 0xE000 <= ord(text) < 0xF900:  # not the private use area
                points.add(ord(text))
    # The font has these quotes as wide as a Chinese character; the fallback font's suit both languages.
    return points - {ord(sign) for sign in "‘’“”"}


def cut(source: Path, target: Path, points: set[int]) -> None:
    """Write the subset of `source` with `points` to `target`; the same input gives the same bytes."""
    options = subset.Options()
    options.layout_features = ["kern", "palt", "vert"]
    options.hinting = False
    options.desubroutinize = False
    options.notdef_outline = True
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.recalc_timestamp = False
    font = TTFont(source, recalcTimestamp=False)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=points)
    cutter.subset(font)
    for record in font["name"].names:
        names = {
            1: FAMILY,
            3: f"{FAMILY} subset",
            4: f"{FAMILY} Regular",
            6: FAMILY.replace(" ", "") + "-Regular",
        }
        if record.nameID in names:
            record.string = names[record.nameID]
    cff = font["CFF "].cff
    cff.fontNames = [FAMILY.replace(" ", "") + "-Regular"]
    cff.topDictIndex[0].FamilyName = FAMILY
    cff.topDictIndex[0].FullName = f"{FAMILY} Regular"
    target.parent.mkdir(parents=True, exist_ok=True)
    font.save(target)


def main(arguments: list[str] | None = None) -> int:
    """Cut the font and copy its licence beside it."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--encoding", default="gb2312", help="the characters to keep: gb2312 or gbk")
    parser.add_argument("--out", type=Path, default=FONTS / NAME)
    options = parser.parse_args(arguments)
    source = Path(str(resources.files("pylopdf_fonts_zh_cn").joinpath("NotoSansSC-Regular.otf")))
    cut(source, options.out, characters(options.encoding))
    files = metadata.files("pylopdf-fonts-zh-cn") or []
    licence = next(file for file in files if file.name == "LICENSE")
    notice = (
        "© 2014-2021 Adobe (http://www.adobe.com/), Noto Sans SC; this file is a subset of it, renamed.\n\n"
    )
    text = notice + licence.read_text(encoding="utf-8")
    options.out.with_name("OFL.txt").write_text(text, encoding="utf-8", newline="\n")
    print(f"{options.out.name}: {options.out.stat().st_size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
