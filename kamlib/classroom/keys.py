"""Keys and rubrics of assessed judgement questions.

They live in `solutions/keys/*.json`, which never leaves the grader's desk. A key names what is accepted
for each part, the model answer first, and says why the other choices are not::

    {"U2.W": {"*": {"approach": {"answer": {"A1": ["strategic", "value"]}, "reasons": {"A1/standard": {"en": "…", "zh": "…"}}}}},
     "rubrics": {"U2.W/why": [{"points": 2, "en": "…", "zh": "…"}]}}

`"*"` holds for every variant; a variant's own number comes first.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from kamlib.text import Text


class Key(NamedTuple):
    """The key of one field: the accepted answers and why others are not."""

    answer: Any
    reasons: Mapping[str, Text]

    def accepted(self, part: str) -> tuple[str, ...]:
        """Return what is accepted for a part ("" for a field of one part)."""
        answer = self.answer[part] if part else self.answer
        return (answer,) if isinstance(answer, str | int | float) else tuple(answer)


class RubricLine(NamedTuple):
    """One line of a rubric: what earns how many points."""

    points: float
    text: Text


class Keys:
    """All keys of a workbook; empty in a trainee's bundle."""

    def __init__(self, by_exercise: Mapping[str, Any], rubrics: Mapping[str, tuple[RubricLine, ...]]) -> None:
        self.rubrics = rubrics
        self._found = {
            (exercise, variant, field): Key(entry["answer"], _texts(entry.get("reasons", {})))
            for exercise, variants in by_exercise.items()
            for variant, fields in variants.items()
            for field, entry in fields.items()
        }

    def find(self, exercise: str, variant: int, field: str) -> Key | None:
        """Return the key of a field, None where there is none."""
        return self._found.get((exercise, str(variant), field)) or self._found.get((exercise, "*", field))

    def __len__(self) -> int:
        return len(self._found)


def _texts(reasons: Mapping[str, Mapping[str, str]]) -> dict[str, Text]:
    return {choice: Text(en=reason["en"], zh=reason["zh"]) for choice, reason in reasons.items()}


NO_KEYS = Keys({}, {})


def load_keys(folder: Path) -> Keys:
    """Return all keys found in `folder`; `NO_KEYS` when there are none.

    Raises
    ------
    ValueError
        When a key file is not of the form described above; the message names the file.
    """
    by_exercise: dict[str, Any] = {}
    rubrics: dict[str, tuple[RubricLine, ...]] = {}
    for path in sorted(folder.glob("*.json")):
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
            for question, lines in content.pop("rubrics", {}).items():
                rubrics[question] = tuple(
                    RubricLine(line["points"], Text(en=line["en"], zh=line["zh"])) for line in lines
                )
            by_exercise.update(content)
        except (json.JSONDecodeError, UnicodeDecodeError, KeyError, TypeError, AttributeError) as problem:
            raise ValueError(f"{path}: not a key file ({problem}) / 不是有效的答案文件") from problem
    return Keys(by_exercise, rubrics)
