"""The first steps, the models and the glossary as markdown, for the start notebook."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kamlib import glossary, syllabus
from kamlib.guide import places
from kamlib.guide.models import models
from kamlib.guide.places import InJupyterLab
from kamlib.guide.steps import ROLES
from kamlib.guide.words import WORDS

# The notebook lies in the workbook itself; its links to pages are answered by the server of `kam lab`.
LAB = InJupyterLab(Path())


def first_steps(lang: str) -> str:
    """Return the first steps of the three roles, each under its own heading."""
    parts = []
    for role in ROLES:
        steps = [step.fill(lang, LAB.doors(lang)) for step in role.steps_in("notebook")]
        numbered = "\n".join(f"{place}. {step}" for place, step in enumerate(steps, start=1))
        parts.append(f"### {role.title.pick(lang)}\n\n{numbered}")
    return "\n\n".join(parts)


def model_index(lang: str, lesson: Callable[[str], str | None]) -> str:
    """Return a table of the models; `lesson` gives the link to the lesson of a unit, None where there is none."""
    heads = [WORDS[name].pick(lang) for name in ("model", "answers", "lesson", "formula", "form_link")]
    lines = [_row(heads), "|:--|:--|:--|:--|:--|"]
    for each in models():
        link = lesson(each.unit)
        other = "zh" if lang == "en" else "en"
        lines.append(
            _row(
                [
                    f"**{each.name.pick(lang)}** {each.name.pick(other)}",
                    each.answers.pick(lang),
                    f"[{each.unit}]({link})" if link else f"{each.unit}",
                    f"[{WORDS['formula_link'].pick(lang)}]({places.model(LAB, lang, each.id)})",
                    " ".join(f"[Excel]({places.form(LAB, lang, form)})" for form in each.forms),
                ]
            )
        )
    return "\n".join(lines)


def glossary_table(lang: str) -> str:
    """Return all terms with both names and their meaning, in course order."""
    other = "zh" if lang == "en" else "en"
    lines = [_row([WORDS[name].pick(lang) for name in ("term", "in_other", "meaning")]), "|:--|:--|:--|"]
    lines += [
        _row([f"**{term.name.pick(lang)}**", term.name.pick(other), term.definition.pick(lang)])
        for term in glossary.TERMS.values()
    ]
    return "\n".join(lines)


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def unit_lesson(unit: str) -> str:
    """Return where the lesson of a unit lies, seen from the start notebook."""
    return f"{syllabus.unit_file_stem(unit)}.ipynb"
