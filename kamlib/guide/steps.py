"""The first steps of the three roles, in as few words as they need."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kamlib.text import Text

View = Literal["page", "lab", "notebook"]
VIEWS: tuple[View, ...] = ("page", "lab", "notebook")


@dataclass(frozen=True, slots=True)
class Step:
    """One step, in markdown; `views` are those in which it is shown.

    ``{pages}`` and ``{present}`` stand for the doors to the trainee's pages and to the trainer's screen.
    """

    text: Text
    views: tuple[View, ...] = VIEWS


@dataclass(frozen=True, slots=True)
class Role:
    """A role and its first steps."""

    id: str
    title: Text
    steps: tuple[Step, ...]

    def steps_in(self, view: View) -> tuple[Text, ...]:
        return tuple(step.text for step in self.steps if view in step.views)


ROLES = (
    Role(
        "trainee",
        Text(en="You are a trainee", zh="您是学员"),
        (
            Step(
                Text(
                    en="Type the id your trainer gave you and press **Start**, both at the top of this page.",
                    zh="在本页上方输入讲师给您的编号，按 **开始**。",
                ),
                ("page", "lab"),
            ),
            Step(
                Text(
                    en="In the course map, open the unit marked **Next**: first the lesson, then the exercises.",
                    zh="在课程地图中打开标有 **下一步** 的单元：先看课程，再做练习。",
                ),
                ("page", "lab"),
            ),
            Step(
                Text(
                    en="In the course map, open your unit: first the lesson, then the exercises.",
                    zh="在课程地图中打开您的单元：先看课程，再做练习。",
                ),
                ("notebook",),
            ),
            Step(
                Text(
                    en="On each page that opens, press **▶▶ Start** in the bar above it once and wait a few seconds. "
                    "Or work on [plain pages]({pages}), where nothing has to be pressed; your answers are the same.",
                    zh="每打开一页，先按一次页面上方工具栏中的 **▶▶ 开始**，等几秒钟。"
                    "也可以[以网页方式]({pages})做练习，打开就能用，两处共用同一份答案。",
                ),
                ("lab",),
            ),
            Step(
                Text(
                    en="On each page that opens, press **▶▶ Start** in the bar above it once, wait a few seconds and type "
                    "your trainee id in the card at the top. "
                    "Or work on [plain pages]({pages}), where nothing has to be pressed; your answers are the same.",
                    zh="每打开一页，先按一次页面上方工具栏中的 **▶▶ 开始**，等几秒钟，在顶部的卡片中输入您的学员编号。"
                    "也可以[以网页方式]({pages})做练习，打开就能用，两处共用同一份答案。",
                ),
                ("notebook",),
            ),
            Step(
                Text(
                    en="Press **Check** on a card as often as you like; every change is saved at once.",
                    zh="卡片上的 **检查** 可以随时按；每次改动都会立即保存。",
                )
            ),
            Step(
                Text(
                    en="When you are done, press **Make my hand-in file** at the top of the exercises and send the file to "
                    "your trainer.",
                    zh="完成后，在练习页顶部按 **生成作业文件**，把文件发送给讲师。",
                )
            ),
        ),
    ),
    Role(
        "trainer",
        Text(en="You are the trainer", zh="您是讲师"),
        (
            Step(
                Text(
                    en="[Present a unit to the class]({present}): one idea a screen, your notes in a second window.",
                    zh="[向全班演示一个单元]({present})：一屏一个要点，讲师备注显示在另一个窗口。",
                ),
                ("lab", "notebook"),
            ),
            Step(
                Text(
                    en="Run `kam present U2` in a terminal: one idea a screen, your notes in a second window.",
                    zh="在终端中运行 `kam present U2`：一屏一个要点，讲师备注显示在另一个窗口。",
                ),
                ("page",),
            ),
            Step(
                Text(
                    en="`kam pack --out trainee.zip` packs what trainees get. The worked solutions in the folder `solutions` "
                    "are for you alone.",
                    zh="用 `kam pack --out trainee.zip` 打包学员材料。文件夹 `solutions` 中的参考解答只给讲师。",
                )
            ),
            Step(
                Text(
                    en="`kam handout U2 --out u2.pdf` writes the hand-out to print.",
                    zh="用 `kam handout U2 --out u2.pdf` 生成可打印的讲义。",
                )
            ),
        ),
    ),
    Role(
        "grader",
        Text(en="You mark the hand-ins", zh="您负责评分"),
        (
            Step(Text(en="Put all hand-in files into one folder.", zh="把所有作业文件放进同一个文件夹。")),
            Step(
                Text(
                    en="Run `kam grade FOLDER --out REPORT` in a terminal.",
                    zh="在终端中运行 `kam grade FOLDER --out REPORT`。",
                )
            ),
            Step(
                Text(
                    en="Open `gradebook.xlsx` (the marks) and `cohort.html` (what was hard) in the report folder.",
                    zh="打开报告文件夹中的 `gradebook.xlsx`（成绩）和 `cohort.html`（难点分析）。",
                )
            ),
            Step(
                Text(
                    en="Texts are marked in `rubric.xlsx`; then run the same command again.",
                    zh="文字题在 `rubric.xlsx` 中评分，填好后再运行一次同样的命令。",
                )
            ),
        ),
    ),
)
