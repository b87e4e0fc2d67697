"""Where things are on this computer: the workbook folder, the answers, the keys."""

from __future__ import annotations

import os
from pathlib import Path


def folder() -> Path:
    """Return the workbook folder: `KAM_WORKBOOK`, else the nearest folder upwards that has `exercises/`,
    else the one the package lies in."""
    named = os.environ.get("KAM_WORKBOOK")
    if named:
        return Path(named).expanduser().resolve()
    here = Path.cwd()
    for place in (here, *here.parents):
        if (place / "exercises").is_dir() and (place / "course").is_dir():
            return place
    return Path(__file__).resolve().parent.parent


def answers() -> Path:
    """Return the folder of the journals: `KAM_ANSWERS`, else `answers/` of the workbook."""
    named = os.environ.get("KAM_ANSWERS")
    return Path(named).expanduser().resolve() if named else folder() / "answers"


def keys() -> Path:
    """Return the folder of keys and rubrics; a trainee's bundle does not have it."""
    return folder() / "solutions" / "keys"


def cohort() -> str:
    """Return the name of the class, from `KAM_COHORT`; empty where there is none."""
    return os.environ.get("KAM_COHORT", "").strip()


def view() -> str:
    """Return where the workbook is shown, from `KAM_VIEW`: in a ``"notebook"``, on a trainee's ``"page"`` or on
    the trainer's screen (``"present"``)."""
    named = os.environ.get("KAM_VIEW", "")
    return named if named in ("page", "present") else "notebook"
