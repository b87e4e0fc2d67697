"""Makes hand-in files for the tests of the grader and its reports."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from kamlib.classroom.handin import receipt_of, variant_of
from tests.sample_exercises import EXERCISES


def content_of(trainee: str, raw: dict[str, dict[str, Any]] | None = None, **more: Any) -> dict[str, Any]:
    """Return the content of a hand-in; `raw` is by exercise id, `more` replaces top-level entries."""
    cohort = more.get("cohort", "")
    content: dict[str, Any] = {
        "schema": "kam-handin/1",
        "course": "kam",
        "cohort": cohort,
        "trainee": trainee,
        "lang": "en",
        "made": "2026-03-02T10:00:00Z",
        "kamlib": "0.1.0",
        "exercises": {
            id: {
                "rev": 1,
                "variant": variant_of(EXERCISES[id], trainee, cohort) if id in EXERCISES else 1,
                "raw": answers,
                "checks": 2,
                "hints": 1,
                "solution": False,
                "first": "2026-03-02T09:00:00Z",
                "last": "2026-03-02T09:30:00Z",
            }
            for id, answers in (raw or {}).items()
        },
    }
    content |= more
    return signed(content)


def signed(content: dict[str, Any]) -> dict[str, Any]:
    """Return the content with its receipt."""
    content["receipt"] = receipt_of(content)
    return content


def write(folder: Path, name: str, content: Any) -> Path:
    """Write a hand-in, or any bytes, below `folder`."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return path


def right_answers(trainee: str, cohort: str = "") -> dict[str, dict[str, Any]]:
    """Return right answers to every exercise of the set, the text of the assessed case included."""
    answers: dict[str, dict[str, Any]] = {}
    for id, exercise in EXERCISES.items():
        truth = exercise.sheet(variant_of(exercise, trainee, cohort)).truth
        answers[id] = {name: _typed(name, value) for name, value in truth.items()}
    answers["U2.W"] |= {
        "verdict": "hold",
        "why": "We hold the account because its profit is steady and safe.",
    }
    return answers


def _typed(name: str, value: Any) -> Any:
    if isinstance(value, dict):
        return {part: one if isinstance(one, str) else f"{one:.2f}" for part, one in value.items()}
    if isinstance(value, int | float):
        percent = name in ("margin", "share") and abs(value) <= 1
        return f"{value * 100:.4f}%" if percent else f"{value:.2f}"
    return value
