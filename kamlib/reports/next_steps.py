"""Three things a trainee does next, taken from the questions that cost most points."""

from __future__ import annotations

from typing import NamedTuple

from kamlib.classroom.messages import State
from kamlib.reports.scores import FOREIGN, Item, Score
from kamlib.reports.sentences import say
from kamlib.text import Text

COUNT = 3

_ABSENT = Text(
    en="Work “{title}” ({id}): it is not in your hand-in. Plan {minutes} minutes.",
    zh="完成“{title}”（{id}）：您的作业中没有这道练习，请安排 {minutes} 分钟。",
)
_FOREIGN = Text(
    en="Open “{title}” ({id}) under your own id and answer it with your own figures.",
    zh="用您自己的学员编号打开“{title}”（{id}），按自己的数据作答。",
)
_BLANK = Text(
    en="Finish “{title}” ({id}): questions still open {count}, worth {points:number} points. "
    "A hint costs nothing.",
    zh="补完“{title}”（{id}）：还有 {count} 题未作答，共 {points:number} 分。查看提示不扣分。",
)
_BLANK_ASSESSED = Text(
    en="Work through what you left open in “{title}” ({id}): questions {count}, points {points:number}.",
    zh="把“{title}”（{id}）中未作答的 {count} 题做完，共 {points:number} 分。",
)
_UNREADABLE = Text(
    en="Enter again in “{title}” ({id}) what could not be read (answers: {count}). "
    "“We read: …” on the card shows what arrived.",
    zh="重新填写“{title}”（{id}）中的 {count} 个答案：系统无法识别。卡片上的“识别为：…”会显示读到的数值。",
)
_MISTAKE = Text(
    en="Go through “{title}” ({id}) once more with this in mind: {sentence}",
    zh="记住下面这一点，重做“{title}”（{id}）：{sentence}",
)
_COMPARE = Text(
    en="Compare your steps in “{title}” ({id}) with the worked solution, line by line, "
    "then do it again without it.",
    zh="将“{title}”（{id}）的步骤与参考解答逐行对照，然后不看解答重做一遍。",
)
_TEXT = Text(
    en="Read your text in “{title}” ({id}) beside the grader’s marks and rewrite its weakest point.",
    zh="对照评分人的打分重读您在“{title}”（{id}）中的文字，改写最薄弱的一处。",
)
_OWN_ACCOUNTS = Text(
    en="Tier your own account list: upload it on the U2 page, or run kam tiers with your file.",
    zh="给您自己的客户清单分级：在 U2 页面上传，或用 kam tiers 处理您的文件。",
)
_EXPLAIN = Text(
    en="Explain “{title}” ({id}) to a colleague in three sentences, without figures.",
    zh="用三句话、不用数字，向同事讲清“{title}”（{id}）。",
)
_REPEAT = Text(
    en="Come back to “{title}” ({id}) in two weeks and do it without a hint.",
    zh="两周后再做一遍“{title}”（{id}），不看提示。",
)


class Step(NamedTuple):
    """One next step and the exercise it leads to (None for work outside the workbook)."""

    sentence: str
    exercise: str | None


def next_steps(score: Score, lang: str) -> list[Step]:
    """Return three steps: the exercises that cost most points first, then how to keep what is known.

    Parameters
    ----------
    score : of one trainee.
    lang : the trainee's language.
    """
    lost = [[item for item in items if _loses(item)] for _, items in score.by_exercise]
    weakest = sorted(
        filter(None, lost), key=lambda items: -sum(item.maximum - (item.points or 0) for item in items)
    )
    steps = [_step(items, lang) for items in weakest[:COUNT]]
    steps += _keeping(score, lang)
    return steps[:COUNT]


def _loses(item: Item) -> bool:
    return item.points is not None and item.points < item.maximum - 1e-9


def _step(items: list[Item], lang: str) -> Step:
    done = items[0].exercise
    values = {
        "title": done.exercise.title.pick(lang),
        "id": done.exercise.id,
        "minutes": done.exercise.minutes,
    }
    blank = [item for item in items if item.state == State.BLANK]
    unreadable = [item for item in items if item.state == State.UNREADABLE]
    worst = max(items, key=lambda item: item.maximum - (item.points or 0))
    named = next((reason for item in sorted(items, key=_loss) for reason in item.mistakes), None)
    if done.answers is None:
        text = _ABSENT
    elif worst.state == FOREIGN:
        text = _FOREIGN
    elif len(blank) * 2 >= len(items):
        text = _BLANK_ASSESSED if done.exercise.mode == "assessed" else _BLANK
        values |= {"count": len(blank), "points": sum(item.maximum for item in blank)}
    elif named is not None:
        text = _MISTAKE
        values["sentence"] = say(named, lang)
    elif unreadable:
        text = _UNREADABLE
        values["count"] = len(unreadable)
    else:
        text = _TEXT if worst.mark.by_hand else _COMPARE
    return Step(text.fill(lang, values), done.exercise.id)


def _loss(item: Item) -> float:
    return (item.points or 0) - item.maximum


def _keeping(score: Score, lang: str) -> list[Step]:
    """Return what is left to do for somebody who knows it all."""
    done = [one for one in score.marked.exercises if one.answers is not None]
    steps = [Step(_OWN_ACCOUNTS.pick(lang), None)]
    if done:
        hardest = max(
            done, key=lambda one: (one.answers.hints, one.answers.checks) if one.answers else (0, 0)
        )
        for text, one in ((_EXPLAIN, hardest), (_REPEAT, done[0])):
            values = {"title": one.exercise.title.pick(lang), "id": one.exercise.id}
            steps.append(Step(text.fill(lang, values), one.exercise.id))
    else:
        steps += [
            Step(_ABSENT.fill(lang, _title(one.exercise, lang)), one.exercise.id)
            for one in score.marked.exercises
        ]
    return steps


def _title(exercise, lang: str) -> dict[str, object]:
    return {"title": exercise.title.pick(lang), "id": exercise.id, "minutes": exercise.minutes}
