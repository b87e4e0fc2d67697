"""The words of the pages, in both languages."""

from __future__ import annotations

from kamlib.text import LANGUAGES, Text

_TRAINEE = {
    "title": Text(en="Your results", zh="您的成绩"),
    "course": Text(en="Key account management", zh="大客户管理"),
    "cohort": Text(en="Class", zh="班级"),
    "made": Text(en="Hand-in of", zh="作业生成时间"),
    "receipt": Text(en="Receipt", zh="回执"),
    "points": Text(en="points", zh="分"),
    "of": Text(en="of", zh="／"),
    "waiting": Text(en="still to be marked by a person", zh="分待人工评分"),
    "by_unit": Text(en="By unit", zh="按单元"),
    "next": Text(en="Three next steps", zh="接下来的三步"),
    "question": Text(en="Question", zh="题目"),
    "answer": Text(en="Your answer", zh="您的答案"),
    "mark": Text(en="Mark", zh="评判"),
    "earned": Text(en="Points", zh="得分"),
    "no_answer": Text(en="no answer", zh="未作答"),
    "not_handed_in": Text(en="This exercise is not in your hand-in.", zh="您的作业中没有这道练习。"),
    "assessed": Text(en="assessed", zh="考核"),
    "hints": Text(en="Hints used", zh="已用提示"),
    "checks": Text(en="Checks", zh="检查次数"),
    "solution": Text(en="Worked solution with your figures", zh="用您自己的数据写成的参考解答"),
    "solution_later": Text(en="The worked solution comes with your answers.", zh="提交您的答案后，这里会给出参考解答。"),
    "compare": Text(
        en="Go through your steps beside the worked solution below.",
        zh="请对照下方的参考解答检查您的步骤。",
    ),
    "comment": Text(en="Comment", zh="评语"),
    "waits": Text(en="to be marked", zh="待评分"),
    "unknown": Text(
        en="These exercises are not in the grader’s workbook and were not marked:",
        zh="评分人的练习册中没有以下练习，未评分：",
    ),
    "footer": Text(
        en="Marked by the same rules as the cards of the workbook. "
        "Questions? Bring this page to your trainer.",
        zh="评分规则与练习册卡片一致。如有疑问，请带上本页与讲师讨论。",
    ),
}
_COHORT = {
    "title": Text(en="How the class did", zh="班级学习情况"),
    "course": Text(en="Key account management", zh="大客户管理"),
    "made": Text(en="Report of", zh="报告时间"),
    "trainees": Text(en="hand-ins marked", zh="份作业已评分"),
    "refused": Text(en="files refused", zh="个文件未接收"),
    "mean": Text(en="mean of the points marked", zh="平均得分率"),
    "median": Text(en="median", zh="得分率中位数"),
    "waiting": Text(en="points to be marked by hand", zh="分待人工评分"),
    "distribution": Text(en="How the points are spread", zh="得分分布"),
    "distribution_axis": Text(en="Share of the points marked so far, in %", zh="已评分部分的得分率（%）"),
    "hardest": Text(en="Hardest questions", zh="最难的题目"),
    "hardest_note": Text(
        en="Share of points earned. The strip shows what the answers were.",
        zh="得分率；色条表示各类作答情况。",
    ),
    "mistakes": Text(en="Commonest mistakes", zh="最常见的错误"),
    "mistakes_note": Text(
        en="To discuss in the room. Figures in a sentence are those of one trainee.",
        zh="可在课堂上讨论。句中数字取自某一位学员。",
    ),
    "of_answers": Text(en="of", zh="／"),
    "hints": Text(en="Hints and checks", zh="提示与检查"),
    "exercise": Text(en="Exercise", zh="练习"),
    "handed_in": Text(en="Handed in", zh="提交人数"),
    "with_hint": Text(en="Used a hint", zh="使用提示"),
    "mean_hints": Text(en="Hints, mean", zh="平均提示次数"),
    "mean_checks": Text(en="Checks, mean", zh="平均检查次数"),
    "saw_solution": Text(en="Opened the solution", zh="查看解答"),
    "often": Text(en="Often:", zh="常见："),
    "nothing": Text(en="Nothing to show yet.", zh="暂无内容。"),
    "footer": Text(
        en="Every figure is counted from the hand-ins of this report; items.csv has them one by one.",
        zh="所有数字均由本报告的作业统计得出，逐题数据见 items.csv。",
    ),
}


def _sides(words: dict[str, Text]) -> dict[str, dict[str, str]]:
    return {lang: {name: text.pick(lang) for name, text in words.items()} for lang in LANGUAGES}


TRAINEE = _sides(_TRAINEE)
COHORT = _sides(_COHORT)
