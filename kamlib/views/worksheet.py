"""An exercise on paper: the figures of the demo variant and, for each field, something to write on by pen."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from kamlib.classroom.exercise import Exercise, Field, Sheet, TableField, TextField
from kamlib.classroom.keys import Keys
from kamlib.classroom.view import exercise_view, field_view, solution_html
from kamlib.text import Text, money, number, percent

DEMO = 0  # the variant that a hand-out shows
WORDS_A_LINE = {"en": 9, "zh": 16}  # of handwriting, on the width of a page
LEAST_LINES = 7
SHORT_OPTION = {"en": 16, "zh": 9}  # characters: longer ones get lines to draw instead of columns to tick
SHORT_ITEM = {"en": 60, "zh": 36}

WORDS = {
    "exercise_points_one": Text(en="{n} point", zh="{n} 分"),
    "exercise_points": Text(en="{n} points", zh="{n} 分"),
    "minutes": Text(en="about {n} minutes", zh="约 {n} 分钟"),
    "assessed": Text(en="Assessed", zh="考核"),
    "practice": Text(en="Practice", zh="练习"),
    "name": Text(en="Name", zh="姓名"),
    "date": Text(en="Date", zh="日期"),
    "reached": Text(en="Points", zh="得分"),
    "choose_one": Text(en="Tick one.", zh="请勾选一项。"),
    "choose_several": Text(en="Tick every one that is right.", zh="请勾选所有正确的选项。"),
    "tick_rows": Text(en="Tick one box in each row.", zh="每行请勾选一项。"),
    "draw_lines": Text(
        en="Draw a line from each item on the left to what goes with it on the right.",
        zh="请把左边的每一项与右边相配的内容连线。",
    ),
    "place": Text(
        en="Write each one, or its number, into its box. Nothing stays outside.",
        zh="请把每一项的名称或编号写入相应的框内，不要遗漏。",
    ),
    "order": Text(
        en="Write the place of each one into its box: 1 comes first.", zh="请在框内写上序号：1 排在最前。"
    ),
    "between": Text(en="From {low} to {high}.", zh="范围：{low} 至 {high}。"),
    "words_min": Text(en="At least {n} words.", zh="至少 {n} 字。"),
    "name_these": Text(en="Name in your answer: {names}.", zh="回答中请写明：{names}。"),
    "answer": Text(en="Answer", zh="答案"),
    "rubric": Text(en="Marked by a person:", zh="由评分人评分："),
    "worked": Text(en="Worked solution", zh="参考解答"),
    "no_key": Text(en="The key of this question is not in this workbook.", zh="这份练习册里没有本题的答案。"),
}


@cache
def environment() -> Environment:
    """Return the templates of the hand-out."""
    found = Environment(
        loader=PackageLoader("kamlib.views"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters["points"] = lambda value: number(value, "en", 1).removesuffix(".0")
    return found


def worksheet_html(exercise: Exercise, lang: str) -> str:
    """Return an exercise as a sheet to fill in by pen: case, tables, fields and points; no hint, no solution."""
    view = exercise_view(exercise.sheet(DEMO), lang)
    fields = [{**field, "paper": paper_of(field, lang)} for field in view["fields"]]
    shown = {**view, "case_html": Markup(view["case_html"]), "fields": fields}
    return environment().get_template("worksheet.html").render(shown, words=_words(lang))


def paper_of(field: Mapping[str, Any], lang: str) -> dict[str, Any]:
    """Return how a field of `exercise_view` is laid out on paper.

    Examples
    --------
    >>> paper_of({"kind": "text", "words_min": 90}, "en"), paper_of({"kind": "money"}, "en")
    ({'layout': 'text', 'lines': 12}, {'layout': 'blank'})
    """
    kind = field["kind"]
    if kind == "text":
        lines = math.ceil((field["words_min"] or 0) / WORDS_A_LINE[lang] * 1.2)
        return {"layout": "text", "lines": max(LEAST_LINES, lines)}
    if kind == "match":
        short = all(len(option["label"]) <= SHORT_OPTION[lang] for option in field["options"])
        brief = all(len(item["label"] + (item["note"] or "")) <= SHORT_ITEM[lang] for item in field["items"])
        return {"layout": "ticks" if short and brief else "lines"}
    if kind == "place":
        return {"layout": "place", "height": box_height(len(field["items"]), len(field["boxes"]))}
    return {"layout": kind if kind in ("choice", "choices", "rank", "table") else "blank"}


def box_height(items: int, boxes: int) -> int:
    """Return how high a box to write in is, mm: every box alike, so that none tells how many belong into it.

    Examples
    --------
    >>> box_height(24, 4), box_height(8, 3)
    (25, 17)
    """
    return max(16, round(items / boxes * 2.5) + 10)


def _words(lang: str) -> dict[str, str]:
    return {name: text.pick(lang) for name, text in WORDS.items()}


# -- for the trainer -------------------------------------------------------------------------------


def solution_part(exercise: Exercise, lang: str, keys: Keys) -> str:
    """Return the answers of an exercise and its worked solution, as HTML."""
    sheet = exercise.sheet(DEMO)
    answers = [
        {"label": sheet.say(field.label, lang), "answer": answer_lines(field, sheet, lang, keys)}
        for field in sheet.fields
    ]
    worked = Markup(solution_html(sheet, lang))
    return (
        environment()
        .get_template("solution.html")
        .render(
            answers=answers,
            worked=worked,
            words=_words(lang),
            title=exercise.title.pick(lang),
            id=exercise.id,
        )
    )


def answer_lines(field: Field, sheet: Sheet, lang: str, keys: Keys) -> list[str]:
    """Return the right answer to a field in words, a line for each of its parts."""
    exercise = sheet.exercise.id
    if isinstance(field, TextField):
        lines = keys.rubrics.get(f"{exercise}/{field.id}", ())
        said = [f"{number(line.points, lang)}: {line.text.pick(lang)}" for line in lines]
        return [WORDS["rubric"].pick(lang), *said] if said else [WORDS["no_key"].pick(lang)]
    truth: Any = sheet.truth.get(field.id)
    if truth is None:
        key = keys.find(exercise, DEMO, field.id)
        if key is None:
            return [WORDS["no_key"].pick(lang)]
        truth = (
            {part: key.accepted(part)[0] for part in key.answer}
            if isinstance(key.answer, dict)
            else key.accepted("")[0]
        )
    view = field_view(field, sheet, lang)
    names = {
        option["id"]: option["label"] for key in ("options", "boxes", "items") for option in view.get(key, ())
    }
    joint, colon = (", ", ": ") if lang == "en" else ("、", "：")
    if isinstance(field, TableField):
        return [
            f"{row['label']}{colon}" + joint.join(_cells(row["id"], view["columns"], truth, lang))
            for row in view["rows"]
        ]
    if field.kind == "place":
        boxes = {
            box["id"]: [names[item] for item, there in truth.items() if there == box["id"]]
            for box in view["boxes"]
        }
        return [f"{names[box]}{colon}{joint.join(items) or '–'}" for box, items in boxes.items()]
    if field.kind == "rank":
        return [f"{place}. {names[item]}" for place, item in enumerate(truth, 1)]
    if isinstance(truth, Mapping):
        return [f"{names[item]} → {names[choice]}" for item, choice in truth.items()]
    if field.kind in ("choice", "choices"):
        return [names[choice] for choice in ([truth] if isinstance(truth, str) else truth)]
    return [_figure(truth, getattr(field, "kind", "number"), view["unit"], lang)]


def _cells(row: str, columns: list[dict[str, Any]], truth: Mapping[str, float], lang: str) -> list[str]:
    cells = []
    for column in columns:
        written = _figure(truth[f"{row}/{column['id']}"], column["kind"], column["unit"], lang)
        cells.append(f"{column['label']} {written}" if len(columns) > 1 else written)
    return cells


def _figure(value: float, kind: str, unit: str | None, lang: str) -> str:
    if kind == "money" and unit in ("CNY", "元"):
        return money(value, lang)
    if kind == "percent":
        return percent(value, lang)
    return f"{number(value, lang)} {unit}" if unit else number(value, lang)
