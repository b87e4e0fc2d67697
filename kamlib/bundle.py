"""What trainees get: an allow-list of the workbook folder as one zip file. Nothing else goes in."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path

from kamlib.files import write_whole

FOLDERS = ("course", "exercises", "kamlib", "docs")
FILES = (
    "environment.yml", "pyproject.toml", "constraints.txt", "Makefile",
    "README.md", "README.zh.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE", "LICENSE-CONTENT",
)  # fmt: skip
_NEVER = frozenset({"__pycache__", ".ipynb_checkpoints", "answers", "solutions", "tests", "tools"})
_SUFFIXES = frozenset(
    {
        ".ipynb", ".py", ".pyi", ".typed", ".json", ".csv", ".js", ".css", ".html", ".j2", ".md", ".txt",
        ".otf", ".ttf", ".woff2", ".png", ".svg",
    }
)  # fmt: skip
_TRAINER_ONLY = (Path("course/source"),)


def bundle_files(workbook: Path) -> Iterator[Path]:
    """Yield the paths, within the workbook folder, of everything a trainee gets, in a fixed order."""
    for name in FILES:
        if (workbook / name).is_file():
            yield Path(name)
    for name in FOLDERS:
        for here, folders, files in os.walk(workbook / name):
            folders[:] = sorted(
                one
                for one in folders
                if one not in _NEVER
                and not one.startswith(".")
                and (Path(here) / one).relative_to(workbook) not in _TRAINER_ONLY
            )
            for file in sorted(files):
                path = Path(here) / file
                if path.suffix in _SUFFIXES and not file.startswith(".") and not path.is_symlink():
                    yield path.relative_to(workbook)


def pack(workbook: Path, out: Path) -> list[str]:
    """Write the trainee's zip file, whole or not at all; return the names in it.

    Parameters
    ----------
    workbook : the workbook folder.
    out : the zip file to write.
    """
    names = []
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in bundle_files(workbook):
            # A fixed date makes the same workbook the same file, whenever it is packed.
            entry = zipfile.ZipInfo(f"kam-workbook/{path.as_posix()}", (2026, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, (workbook / path).read_bytes())
            names.append(entry.filename)
    write_whole(out, packed.getvalue())
    return names
