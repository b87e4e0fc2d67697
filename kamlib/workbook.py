"""Where things are on this computer: the workbook folder, the answers, the keys; and which language it speaks."""

from __future__ import annotations

import locale
import os
from pathlib import Path

from kamlib.refusal import Refusal
from kamlib.text import LANGUAGES, Text

NO_LANGUAGE = Text(en="The language is en or zh, not “{named}”.", zh="语言只能是 en 或 zh，不能是“{named}”。")


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


def choose_language(asked: str | None = None) -> str:
    """Return the language: the one asked for, else `KAM_LANG`, else the computer's, else English.

    Raises
    ------
    Refusal
        When the one named is none that the workbook has.
    """
    named = asked or os.environ.get("KAM_LANG")
    if named:
        if named not in LANGUAGES:
            raise Refusal(NO_LANGUAGE, {"named": named}, misuse=True)
        return named
    names = [os.environ.get(name) or "" for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    spoken = next((name for name in names if name), "") or (locale.getlocale()[0] or "")
    return "zh" if spoken.lower().startswith(("zh", "chinese")) else "en"
