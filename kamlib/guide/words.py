"""The words of the start page and of the pages behind it."""

from __future__ import annotations

from kamlib.text import Text

WORDS = {
    "course": Text(en="Key account management", zh="大客户管理"),
    "workbook": Text(en="Training workbook", zh="培训练习册"),
    "other_language": Text(en="中文", zh="English"),
    "language": Text(en="Language", zh="语言"),
    "skip": Text(en="Skip to the content", zh="跳到正文"),
    "title": Text(en="Your course", zh="您的课程"),
    "lead": Text(
        en="Work a case from top to bottom, check as often as you like, stop whenever you want: every change is saved at once.",
        zh="从上到下完成一个案例，可以随时检查、随时停下：每次改动都会立即保存。",
    ),
    "on_this_page": Text(en="On this page", zh="本页内容"),
    # who works here, and what is next
    "who": Text(en="Who works here", zh="学员"),
    "your_id": Text(en="Your trainee id", zh="您的学员编号"),
    "id_help": Text(
        en="Type the id your trainer gave you. Your answers are saved under it on this computer.",
        zh="请输入讲师给您的编号。您的答案会以此编号保存在本机。",
    ),
    "start": Text(en="Start", zh="开始"),
    "working_as": Text(en="You are working as", zh="当前学员"),
    "change": Text(en="Not you? Change", zh="不是您？更换"),
    "saved_in": Text(
        en="Your answers stay on this computer, in {folder}.", zh="您的答案只保存在本机：{folder}。"
    ),
    "next_title": Text(en="What is next", zh="下一步"),
    "next_first": Text(en="Start with {exercise}", zh="从这里开始：{exercise}"),
    "next": Text(en="Go on with {exercise}", zh="继续：{exercise}"),
    "read_first": Text(en="Read the lesson first", zh="先看课程"),
    "all_done": Text(
        en="Everything is done. Make your hand-in file on any unit's page and send it to your trainer.",
        zh="全部完成。请在任一单元的页面上生成作业文件，并发送给讲师。",
    ),
    # the course map
    "map": Text(en="Course map", zh="课程地图"),
    "map_said": Text(en="{all} units are open: {done} done, {started} in progress.", zh="已开放 {all} 个单元：完成 {done} 个，进行中 {started} 个。"),
    "state_done": Text(en="done", zh="已完成"),
    "state_started": Text(en="in progress", zh="进行中"),
    "state_untouched": Text(en="not started", zh="未开始"),
    "state_planned": Text(en="being written", zh="编写中"),
    "is_next": Text(en="Next", zh="下一步"),
    "done_of": Text(en="{done} of {all} done", zh="已完成 {done}/{all}"),
    "practice_points": Text(en="{points} of {of} practice points", zh="练习得分 {points}/{of}"),
    "minutes": Text(en="about {n} minutes", zh="约 {n} 分钟"),
    "lesson": Text(en="Lesson", zh="课程"),
    "exercises": Text(en="Exercises", zh="练习"),
    "exercise_list": Text(en="{n} exercises", zh="{n} 道练习"),
    "step_untouched": Text(en="not started", zh="未开始"),
    "step_started": Text(en="started", zh="进行中"),
    "step_checked": Text(en="checked", zh="已检查"),
    "step_right": Text(en="all right", zh="全部正确"),
    "step_handed": Text(en="handed in", zh="已提交"),
    "points_of": Text(en="{points} of {of} points", zh="{points} / {of} 分"),
    "of_points": Text(en="{of} points", zh="{of} 分"),
    "mode_practice": Text(en="Practice", zh="练习"),
    "mode_assessed": Text(en="Assessed", zh="考核"),
    "later": Text(en="Planned: {n} units", zh="计划中：{n} 个单元"),
    # first steps
    "steps": Text(en="First steps", zh="从这里开始"),
    "timetable": Text(en="For trainers: a timetable for two days", zh="讲师用：两天课程表"),
    # models
    "models": Text(en="Models", zh="模型"),
    "models_lead": Text(
        en="What the course calculates: {n} models, each with its formula, its source and an example.",
        zh="本课程用到的计算：{n} 个模型，每个都有公式、出处和算例。",
    ),
    "models_search": Text(en="Search the models", zh="搜索模型"),
    "models_hint": Text(en="A word in either language, such as discount or 折扣", zh="中英文均可，如“折扣”或 discount"),
    "model_count": Text(en="{n} models", zh="{n} 个模型"),
    "found_one": Text(en="1 model", zh="1 个模型"),
    "formula_link": Text(en="Formula and example", zh="公式与算例"),
    "form_link": Text(en="Excel form", zh="Excel 表单"),
    "lesson_of": Text(en="Lesson {unit}", zh="课程 {unit}"),
    "lesson_planned": Text(en="Lesson being written", zh="课程编写中"),
    "model": Text(en="Model", zh="模型"),
    "answers": Text(en="What it answers", zh="回答的问题"),
    # glossary
    "glossary": Text(en="Glossary", zh="术语表"),
    "glossary_lead": Text(
        en="The words of the course in English and Chinese: {n} terms.", zh="本课程的中英文术语：{n} 条。"
    ),
    "glossary_search": Text(en="Search the glossary", zh="搜索术语"),
    "glossary_hint": Text(en="A word in either language, such as tier or 分级", zh="中英文均可，如“分级”或 tier"),
    "all_terms": Text(en="Show all {n} terms", zh="显示全部 {n} 条术语"),
    "also": Text(en="Also: {words}", zh="又称：{words}"),
    "avoided": Text(en="Not used in this course: {words}", zh="本课程不用：{words}"),
    "source_of_term": Text(en="Source: {source}", zh="出处：{source}"),
    "term": Text(en="Term", zh="术语"),
    "in_other": Text(en="In Chinese", zh="英文"),
    "meaning": Text(en="Meaning", zh="含义"),
    "found_terms": Text(en="{n} found", zh="找到 {n} 条"),
    "found_none": Text(
        en="Nothing found. Try a shorter word, or the other language.", zh="没有找到。请试试更短的词，或换另一种语言。"
    ),
    # a model's page
    "back": Text(en="All models", zh="全部模型"),
    "formula": Text(en="Formula and notes", zh="公式与说明"),
    "source": Text(en="Source", zh="出处"),
    "example": Text(en="Example", zh="算例"),
    "example_said": Text(
        en="What is typed stands after >>>, the result below it.", zh=">>> 后面是输入的内容，下一行是结果。"
    ),
    "goes_in": Text(en="What goes in", zh="输入"),
    "comes_out": Text(en="What comes out", zh="输出"),
    "refuses": Text(en="What is refused", zh="不接受的输入"),
    "more": Text(en="What goes in, what comes out", zh="输入与输出"),
    "english_only": Text(
        en="To calculate with your own figures in Python: from kamlib import {topics}",
        zh="下面的公式、出处和参数说明为英文。用 Python 计算自己的数据时：from kamlib import {topics}",
    ),
    "forms": Text(en="Take-home form", zh="工具表单"),
    "form_said": Text(
        en="An empty Excel form with working formulas; fill in your own figures.", zh="空白 Excel 表单，公式已设好，填入自己的数字即可。"
    ),
    # pages that are none
    "missing_title": Text(en="There is no such page", zh="没有这个页面"),
    "missing": Text(
        en="{path} is not a page of this workbook. Everything it has is on the start page.",
        zh="{path} 不是本练习册的页面。首页上列有全部内容。",
    ),
    "to_start": Text(en="To the start page", zh="返回首页"),
}
