"""The start page, the page of a model and the empty forms, for every view that shows them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
import mistune
from markupsafe import Markup, escape

from kamlib import glossary, syllabus
from kamlib.classroom.progress import Progress
from kamlib.forms import take_home
from kamlib.forms.form import FormData, form_bytes
from kamlib.guide import places, timetable
from kamlib.guide.docstrings import explained
from kamlib.guide.models import Model, function, in_chinese, model, models
from kamlib.guide.overview import Overview, UnitStanding, overview
from kamlib.guide.places import Place
from kamlib.guide.steps import ROLES
from kamlib.guide.words import WORDS
from kamlib.text import HTML_LANGUAGES, LANGUAGES, Text

FILES = Path(__file__).parent / "files"
UNIT_ICONS = {"done": "✓", "started": "◐", "untouched": "○", "planned": "…"}
STEP_ICONS = {"untouched": "○", "started": "✎", "checked": "◐", "right": "✓", "handed": "✓"}
LIST = {"en": ", ", "zh": "、"}

_templates = jinja2.Environment(
    loader=jinja2.FileSystemLoader(FILES), autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True,
    lstrip_blocks=True,
)  # fmt: skip


def _code(text: str) -> Markup:
    """Return a text in which words between backticks are code.

    >>> _code("as `gini` < 1")
    Markup('as <code>gini</code> &lt; 1')
    """
    return Markup(re.sub(r"``?([^`]+)``?", r"<code>\1</code>", str(escape(text))))


_templates.filters["code"] = _code


# -- the pages -------------------------------------------------------------------------------------


def start_page(lang: str, place: Place, answers: Path, *, typed: str = "", problem: str | None = None) -> str:
    """Return the start page as HTML, with the progress of whoever worked here last.

    Parameters
    ----------
    answers : the folder of the journals.
    typed, problem : an id that was refused, and the sentence that says why.
    """
    seen = overview(answers, lambda unit: place.exercises(lang, unit) is not None)
    every = [unit for _, found in seen.modules for unit in found]
    return _render(
        "start.html", lang, place, path=places.start(place, lang), trainee=seen.trainee, typed=typed, problem=problem,
        next=_next(seen, lang, place),
        map_said=_fill("map_said", lang, all=sum(unit.state != "planned" for unit in every),
                       done=sum(unit.state == "done" for unit in every),
                       started=sum(unit.state == "started" for unit in every)),
        modules=[_module(module, found, lang, place) for module, found in seen.modules],
        roles=[{"id": role.id, "title": role.title.pick(lang),
                "steps": [_inline(step.fill(lang, place.doors(lang))) for step in role.steps_in(place.view)]}
               for role in ROLES],
        timetable=Markup(mistune.html(timetable.as_markdown(lang))),
        models=_models_by_unit(lang, place),
        models_lead=_fill("models_lead", lang, n=len(models())),
        terms=_terms(lang),
        glossary_lead=_fill("glossary_lead", lang, n=len(glossary.TERMS)),
        all_terms=_fill("all_terms", lang, n=len(glossary.TERMS)),
        saved_in=_fill("saved_in", lang, folder=_braceless(str(answers))),
    )  # fmt: skip


def model_page(lang: str, place: Place, model_id: str) -> str:
    """Return the page of a model: what it answers and, for each of its functions, formula, source and example.

    Raises
    ------
    LookupError
        When there is no such model.
    """
    found = model(model_id)
    topics = sorted({name.partition(".")[0] for name in found.functions})
    return _render(
        "model.html", lang, place, path=places.model(place, lang, model_id), model=_model(found, lang, place),
        english_only=_fill("english_only", lang, topics=", ".join(topics)),
        functions=[explained(name, function(name)) for name in found.functions],
        in_chinese=in_chinese() if lang == "zh" else {},
    )  # fmt: skip


def form_file(lang: str, form_id: str) -> tuple[str, bytes]:
    """Return the file name and the content of an empty take-home form.

    Raises
    ------
    LookupError
        When there is no such form.
    """
    form = _form(form_id)
    return f"{form.title.pick(lang)}.xlsx", form_bytes(form, FormData(), lang)


def missing_page(lang: str, place: Place, path: str) -> str:
    """Return the page for an address that is none."""
    return _render(
        "missing.html", lang, place, path=places.start(place, lang), said=_fill("missing", lang, path=_braceless(path))
    )


# -- what is on them -------------------------------------------------------------------------------


def _next(seen: Overview, lang: str, place: Place) -> dict[str, Any] | None:
    if seen.upcoming is None:
        return None
    unit = seen.upcoming.unit
    named = f"{unit} · {seen.upcoming.title.pick(lang)}"
    fresh = all(each.state == "untouched" for _, found in seen.modules for one in found if one.is_next for each in one.exercises)
    return {
        "text": _fill("next" if seen.begun else "next_first", lang, exercise=named),
        "href": place.exercises(lang, unit, seen.upcoming.id),
        "lesson": place.lesson(lang, unit) if fresh else None,
    }


def _module(module: syllabus.Module, found: Iterable[UnitStanding], lang: str, place: Place) -> dict[str, Any]:
    shown = [_unit(unit, lang, place) for unit in found]
    planned = [unit for unit in shown if unit["state"] == "planned"]
    return {
        "title": module.title.pick(lang),
        "units": [unit for unit in shown if unit["state"] != "planned"],
        "planned": planned,
        "later": _fill("later", lang, n=len(planned)),
    }


def _unit(standing: UnitStanding, lang: str, place: Place) -> dict[str, Any]:
    unit = standing.unit
    shown = {"id": unit.id, "title": unit.title.pick(lang), "state": standing.state}
    shown["lesson"] = place.lesson(lang, unit.id)
    if standing.state == "planned":
        return shown
    count = len(standing.exercises)
    return shown | {
        "next": standing.is_next,
        "icon": UNIT_ICONS[standing.state],
        "says": WORDS[f"state_{standing.state}"].pick(lang),
        "href": place.exercises(lang, unit.id),
        "minutes": _fill("minutes", lang, n=standing.minutes),
        "list": _fill("exercise_list", lang, n=count),
        "done": _fill("done_of", lang, done=standing.finished, all=count),
        "share": standing.finished / count,
        "points": None if standing.points is None
        else _fill("practice_points", lang, points=f"{standing.points:g}", of=f"{standing.of:g}"),
        "exercises": [_exercise(each, lang, place) for each in standing.exercises],
    }  # fmt: skip


def _exercise(each: Progress, lang: str, place: Place) -> dict[str, Any]:
    of = each.exercise.points
    return {
        "id": each.exercise.id,
        "title": each.exercise.title.pick(lang),
        "mode": WORDS[f"mode_{each.exercise.mode}"].pick(lang),
        "state": each.state,
        "icon": STEP_ICONS[each.state],
        "says": WORDS[f"step_{each.state}"].pick(lang),
        "points": _fill("of_points", lang, of=of)
        if each.points is None
        else _fill("points_of", lang, points=f"{each.points:g}", of=of),
        "href": place.exercises(lang, each.exercise.unit, each.exercise.id),
    }


def _models_by_unit(lang: str, place: Place) -> list[dict[str, Any]]:
    by_unit: dict[str, list[Model]] = {}
    for each in models():
        by_unit.setdefault(each.unit, []).append(each)
    return [
        {
            "id": unit,
            "title": syllabus.unit(unit).title.pick(lang),
            "count": _fill("model_count" if len(found) > 1 else "found_one", lang, n=len(found)),
            "models": [_model(each, lang, place) for each in found],
        }
        for unit, found in by_unit.items()
    ]


def _model(each: Model, lang: str, place: Place) -> dict[str, Any]:
    names = [each.name.en, each.name.zh, *each.functions, *(name.partition(".")[2].replace("_", " ") for name in each.functions)]
    return {
        "id": each.id,
        "unit": each.unit,
        "name": each.name.pick(lang),
        "other_name": each.name.pick(_other(lang)),
        "answers": each.answers.pick(lang),
        "href": places.model(place, lang, each.id),
        "lesson": place.lesson(lang, each.unit),
        "lesson_says": _fill("lesson_of", lang, unit=each.unit),
        "forms": [{"title": _form(form).title.pick(lang), "href": places.form(place, lang, form)} for form in each.forms],
        "find": _find(names, (), each.answers, lang),
    }


def _terms(lang: str) -> list[dict[str, Any]]:
    other = _other(lang)
    return [
        {
            "id": term.id,
            "name": term.name.pick(lang),
            "other_name": term.name.pick(other),
            "definition": term.definition.pick(lang),
            "other_definition": term.definition.pick(other),
            "also": _listed("also", lang, [form for form in term.forms(lang)[1:] if form not in term.name.pick(lang)]),
            "avoided": _listed("avoided", lang, term.avoid[lang]),
            "source": _fill("source_of_term", lang, source=term.source) if term.source else "",
            "find": _find(
                [form for side in LANGUAGES for form in term.forms(side)],
                [form for side in LANGUAGES for form in term.avoid[side]],
                term.definition, lang,
            ),
        }
        for term in glossary.TERMS.values()
    ]  # fmt: skip


def _listed(word: str, lang: str, forms: Iterable[str]) -> str:
    there = LIST[lang].join(forms)
    return _fill(word, lang, words=there) if there else ""


def _find(names: Iterable[str], avoided: Iterable[str], meaning: Text, lang: str) -> dict[str, str]:
    """Return what an entry is found by, as search.js reads it."""
    return {
        "names": "|".join(dict.fromkeys(glossary.folded(form) for form in names)),
        "avoided": "|".join(dict.fromkeys(glossary.folded(form) for form in avoided)),
        "meaning": glossary.folded(meaning.pick(lang)),
        "other": glossary.folded(meaning.pick(_other(lang))),
    }


@cache
def _form(form_id: str) -> Any:
    try:
        return take_home.form(form_id)
    except ValueError as unknown:
        raise LookupError(str(unknown)) from unknown


# -- how they are written --------------------------------------------------------------------------


def _fill(word: str, lang: str, **values: Any) -> str:
    return WORDS[word].fill(lang, values)


def _other(lang: str) -> str:
    return next(each for each in LANGUAGES if each != lang)


def _braceless(text: str) -> str:
    return text.replace("{", "(").replace("}", ")")


def _inline(markdown: str) -> Markup:
    """Return one line of our own markdown as HTML."""
    return Markup(mistune.html(markdown).strip().removeprefix("<p>").removesuffix("</p>"))


def _render(template: str, lang: str, place: Place, *, path: str, **values: Any) -> str:
    return _templates.get_template(template).render(frame(lang, path, WORDS) | {"home": places.start(place, lang)} | values)


def frame(lang: str, path: str, words: dict[str, Text]) -> dict[str, Any]:
    """Return what every page needs that extends ``base.html``: languages, the way to its twin, words."""
    other = _other(lang)
    return {
        "lang": lang,
        "html_language": HTML_LANGUAGES[lang],
        "other": {"lang": HTML_LANGUAGES[other], "href": path.replace(f"/{lang}/", f"/{other}/", 1)},
        "say": {name: text.pick(lang) for name, text in words.items()},
    }
