"""The words of the report, in both languages."""

from __future__ import annotations

from kamlib.classroom.messages import STATE_ICONS, STATE_WORDS, State
from kamlib.reports.scores import FOREIGN
from kamlib.text import Text

WORDS = {
    "overview": Text(en="Overview", zh="总览"),
    "items": Text(en="Items", zh="题目得分"),
    "item_statistics": Text(en="Item statistics", zh="题目统计"),
    "refused": Text(en="Refused", zh="未接收文件"),
    "notes": Text(en="Notes", zh="备注"),
    "trainee": Text(en="Trainee", zh="学员"),
    "class": Text(en="Class", zh="班级"),
    "file": Text(en="File", zh="文件"),
    "reason": Text(en="Reason", zh="原因"),
    "made": Text(en="Made (UTC)", zh="生成时间（UTC）"),
    "language": Text(en="Language", zh="语言"),
    "total": Text(en="Total", zh="总分"),
    "by_hand": Text(en="To be marked by hand", zh="待人工评分"),
    "maximum": Text(en="Maximum points", zh="满分"),
    "share": Text(en="Share", zh="得分率"),
    "receipt": Text(en="Receipt", zh="回执"),
    "question": Text(en="Question", zh="题目"),
    "label": Text(en="Wording", zh="题面"),
    "kind": Text(en="Kind", zh="题型"),
    "points": Text(en="Points", zh="分值"),
    "handed_in": Text(en="Answered", zh="作答人数"),
    "mean_share": Text(en="Mean share of points", zh="平均得分率"),
    "separation": Text(en="Separates strong from weak (−1 to 1)", zh="区分度（−1 至 1）"),
    "mean_attempts": Text(en="Checks, mean", zh="平均检查次数"),
    "mean_hints": Text(en="Hints, mean", zh="平均提示次数"),
    "mistakes": Text(en="Commonest mistakes", zh="最常见错误"),
    "note": Text(en="Note", zh="备注"),
    "exercise": Text(en="Exercise", zh="练习"),
    "unknown_exercise": Text(
        en="Exercise {exercise} is not in this workbook, so it was not marked.",
        zh="本练习册没有练习 {exercise}，未评分。",
    ),
    "stale": Text(
        en="The answer changed after it was marked by hand; look at the mark in rubric.xlsx again.",
        zh="人工评分后答案有改动，请在 rubric.xlsx 中复核。",
    ),
    "legend": Text(
        en="Points. Empty: not answered · ? cannot be read · ● waits for a person · ≠ figures of another variant",
        zh="表中为得分。空白：未作答 · ? 无法识别 · ● 待人工评分 · ≠ 使用了另一套数据",
    ),
}
FOREIGN_WORD = Text(en="Figures of another variant", zh="使用了另一套数据")
FOREIGN_ICON = "≠"

STATE_ORDER = (*(state.value for state in State), FOREIGN)


def state_word(state: str, lang: str) -> str:
    """Return a state in words."""
    return (FOREIGN_WORD if state == FOREIGN else STATE_WORDS[State(state)]).pick(lang)


def state_icon(state: str) -> str:
    """Return the sign of a state."""
    return FOREIGN_ICON if state == FOREIGN else STATE_ICONS[State(state)]


def word(name: str, lang: str) -> str:
    """Return a word of the report."""
    return WORDS[name].pick(lang)
