"""The `kam` command. Each command imports what it needs when it runs, so that `kam --help` is quick."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from kamlib.files import check_name, write_whole
from kamlib.refusal import Refusal
from kamlib.text import LANGUAGES, Text
from kamlib.workbook import choose_language

app = typer.Typer(
    name="kam",
    help="Key account management: the training workbook. / 大客户管理培训练习册。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

MISUSE, FAILURE = 2, 1
INTERRUPTED = 130  # what typer returns after Ctrl-C
PATIENCE = 1.0  # seconds until a progress bar appears
REDRAW = 0.1  # seconds between two states of it

Lang = Annotated[
    str | None, typer.Option("--lang", metavar="en|zh", help="Language of what you get. / 输出内容的语言。")
]

Port = Annotated[
    int | None,
    typer.Option(
        min=0,
        max=65535,
        help="Port to listen on; 0 takes the next free one. / 监听端口；0 表示下一个空闲端口。",
    ),
]
NoBrowser = Annotated[bool, typer.Option("--no-browser", help="Do not open a browser. / 不打开浏览器。")]
Unit = Annotated[str, typer.Argument(metavar="UNIT", help="The unit, such as U2. / 单元编号，如 U2。")]


class Stop(Exception):  # it ends a command; whether that is an error its code says
    """Ends a command with a sentence and an exit code."""

    def __init__(self, en: str, zh: str, code: int = FAILURE) -> None:
        self.sentences = {"en": en, "zh": zh}
        self.code = code
        super().__init__(en)


# -- commands --------------------------------------------------------------------------------------


@app.command(short_help="Open the workbook in JupyterLab. / 在 JupyterLab 中打开练习册。")
def lab(
    lang: Lang = None,
    port: Port = None,
    no_browser: NoBrowser = False,
) -> None:
    """Open the workbook in JupyterLab. / 在 JupyterLab 中打开练习册。"""
    chosen = choose_language(lang)
    from kamlib.lab.launch import launch

    raise typer.Exit(launch(lang=chosen, port=port, browser=not no_browser) or 0)


@app.command(
    "app",
    short_help="Open the exercises as plain pages, without Jupyter. / 以网页方式打开练习，看不到 Jupyter。",
)
def trainee_pages(
    lang: Lang = None,
    port: Port = None,
    no_browser: NoBrowser = False,
) -> None:
    """Open the exercises as plain pages, without Jupyter. / 以网页方式打开练习，看不到 Jupyter。"""
    chosen = choose_language(lang)
    from kamlib.views.app import run

    raise typer.Exit(run(chosen, port, not no_browser))


@app.command(
    short_help="Show a unit full-screen to a class, with notes for you. / 全屏演示一个单元，讲师另有备注窗口。"
)
def present(
    unit: Unit,
    lang: Lang = None,
    port: Port = None,
    no_browser: NoBrowser = False,
) -> None:
    """Show a unit full-screen to a class, with notes for you. / 全屏演示一个单元，讲师另有备注窗口。"""
    chosen = choose_language(lang)
    from kamlib.views.present import run

    raise typer.Exit(run(unit, chosen, port, not no_browser))


@app.command(
    short_help="Write a unit's screens as one file for any browser. / 将一个单元的演示导出为单个网页文件。"
)
def deck(
    unit: Unit,
    out: Annotated[Path, typer.Option(metavar="DECK.html", help="The file to write. / 输出文件。")],
    lang: Lang = None,
) -> None:
    """Write a unit's screens as one file that needs no network and no Python. / 将一个单元的演示导出为单个网页文件，无需网络和 Python。"""
    chosen = choose_language(lang)
    check_name(out, (".html", ".htm"))
    from kamlib.views.deck import write_deck

    path = write_deck(unit, chosen, out)
    _say(chosen, f"Deck written: {path}", f"已生成演示文件：{path}")


@app.command(short_help="Write a unit's hand-out to print. / 生成一个单元的打印讲义。")
def handout(
    unit: Unit,
    out: Annotated[
        Path,
        typer.Option(metavar="HANDOUT.pdf", help="The PDF (or .html) to write. / 输出的 PDF（或 .html）。"),
    ],
    trainer: Annotated[
        bool, typer.Option("--trainer", help="Add notes and solutions. / 附讲师备注和参考解答。")
    ] = False,
    lang: Lang = None,
) -> None:
    """Write a unit's hand-out: the lesson with room for notes, the exercises to fill in by pen. / 生成一个单元的打印讲义：课程要点、笔记空行和可手写的练习。"""
    chosen = choose_language(lang)
    check_name(out, (".pdf", ".html", ".htm"))
    from kamlib.views.handout import write_handout

    path = write_handout(unit, chosen, out, trainer)
    _say(chosen, f"Hand-out written: {path}", f"已生成讲义：{path}")


@app.command(short_help="Make your hand-in file. / 生成作业文件。")
def handin(
    trainee: Annotated[
        str | None,
        typer.Option(help="Your id; needed when several people work here. / 学员编号；多人共用时必填。"),
    ] = None,
    out: Annotated[Path | None, typer.Option(help="File or folder to write. / 输出文件或文件夹。")] = None,
    lang: Lang = None,
) -> None:
    """Make your hand-in file. / 生成作业文件。"""
    chosen = choose_language(lang)
    from kamlib import workbook
    from kamlib.classroom.handin import Refused, handin_name, make_handin, read_handin, write_handin

    journal = _journal_of(trainee)
    content = make_handin(journal, cohort=workbook.cohort(), lang=chosen)
    if not content["exercises"]:
        raise Stop(f"“{journal.trainee}” has not answered anything yet.", f"“{journal.trainee}”还没有作答。")
    place = out or Path.cwd()
    path = place / handin_name(content) if place.is_dir() else place
    check_name(path, (".json",))
    if path.exists():
        try:
            read_handin(path)
        except Refused as problem:
            raise Stop(
                f"{path} is there already and is no hand-in; name another file.",
                f"{path} 已存在，且不是作业文件；请换一个文件名。",
                MISUSE,
            ) from problem
    write_handin(content, path)
    _say(chosen, f"Hand-in written: {path}", f"作业文件已生成：{path}")
    _say(chosen, f"Receipt: {content['receipt']}", f"回执：{content['receipt']}")


def _journal_of(trainee: str | None) -> Any:
    """Return the journal of a trainee, or of the only one who has worked here."""
    from kamlib import workbook
    from kamlib.classroom.handin import COURSE, BadTrainee, trainee_id
    from kamlib.classroom.journal import Journal, journals

    folder = workbook.answers()
    there = journals(folder, COURSE)
    if trainee is not None:
        try:
            who = trainee_id(trainee)
        except BadTrainee as bad:
            raise Stop(bad.text.en, bad.text.zh, MISUSE) from bad
        if who not in there:
            raise Stop(f"There are no answers of “{who}” in {folder}.", f"{folder} 中没有“{who}”的答案。")
    elif len(there) == 1:
        who = there[0]
    elif there:
        raise Stop(
            f"Several people have worked here ({', '.join(there[:8])}); say which with --trainee.",
            f"这里有多位学员的答案（{'、'.join(there[:8])}），请用 --trainee 指定。",
            MISUSE,
        )
    else:
        raise Stop(
            f"There are no answers in {folder} yet; work an exercise first.",
            f"{folder} 中还没有答案，请先做一道练习。",
        )
    return Journal(folder, COURSE, who)


@app.command(
    short_help="Make the account plan: one page for the director, and Excel. / 生成客户计划：一页给总监，另有 Excel。"
)
def plan(
    out: Annotated[Path, typer.Option(metavar="FOLDER", help="Folder to write to. / 输出文件夹。")],
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[FILE.xlsx]...",
            help="Filled forms about your own account; none: your answers. / 为自己的客户填好的表单；不填则用您的答案。",
        ),
    ] = None,
    trainee: Annotated[
        str | None,
        typer.Option(help="Your id; needed when several people work here. / 学员编号；多人共用时必填。"),
    ] = None,
    account: Annotated[
        str | None, typer.Option(help="The account meant, where a form has several. / 表单中有多个客户时指定其一。")
    ] = None,
    lang: Lang = None,
) -> None:
    """Make the account plan from your answers, or from filled forms about an account of your own. / 用您的答案或填好的表单生成客户计划。"""
    chosen = choose_language(lang)
    if files and trainee is not None:
        raise Stop(
            "Either files or --trainee: a plan is made from forms or from answers.",
            "文件和 --trainee 只能选一：计划来自表单或来自答案。",
            MISUSE,
        )
    from kamlib import workbook
    from kamlib.views.account_plan import write_plan
    from kamlib.views.account_plan_sources import from_answers, from_forms, is_empty

    if files:
        forms = [_read_form(file, chosen) for file in files]
        with _told(chosen):
            source = from_forms(forms, account)
        if is_empty(source.data):
            raise Stop(
                "These forms hold no section of an account plan that is filled in yet.",
                "这些表单中还没有填好的客户计划内容。",
            )
    else:
        source = from_answers(_journal_of(trainee), workbook.cohort(), chosen)
    written = write_plan(source.data, out, chosen, read_from=files or ())
    for sentence in source.said:
        print(sentence.fill(chosen))
    if written.kept is not None:
        _say(chosen, f"The form that stood there is kept as {written.kept}.", f"原有表单另存为 {written.kept}。")
    if written.no_pdf is not None:
        _say(chosen, f"No PDF: {written.no_pdf.sentence('en')}", f"未生成 PDF：{written.no_pdf.sentence('zh')}")
    for path in written.files:
        if path != written.kept:
            _say(chosen, f"Written: {path}", f"已生成：{path}")


@app.command(short_help="Write an empty take-home form, or read a filled one back. / 生成空白表单，或读取已填表单。")
def form(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME or FILE.xlsx]",
            help="A form by name, or a filled one to read; none lists them. / 表单名称，或要读取的已填表单；不填则列出全部。",
        ),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE.xlsx", help="The Excel form to write. / 输出的 Excel 表单。")
    ] = None,
    lang: Lang = None,
) -> None:
    """Write an empty take-home form, or read a filled one and write it in the other language. / 生成空白表单，或读取已填表单并换一种语言输出。"""
    chosen = choose_language(lang)
    from kamlib.forms import take_home
    from kamlib.forms.form import FormData, form_bytes

    if out is not None:
        _check_form(out)
    if name is None:
        if out is not None:
            raise Stop("Say which form: kam form NAME --out FILE.xlsx.", "请指明表单：kam form 名称 --out FILE.xlsx。", MISUSE)
        for each in take_home.MODULES:
            print(f"{each:18} {take_home.form(each).title.pick(chosen)}")
        return
    if name in take_home.MODULES:
        if out is None:
            raise Stop(f"Say where: kam form {name} --out FILE.xlsx.", f"请指明文件：kam form {name} --out FILE.xlsx。", MISUSE)
        described, data = take_home.form(name), FormData(own=True)
    elif name.lower().endswith(".xlsx"):
        read = _read_form(Path(name), chosen)
        described, data = read.form, read.data
        rows = sum(len(lines) for lines in data.tables.values())
        _say(
            chosen,
            f"Read: “{described.title.en}”, {len(data.values)} entries and {rows} lines of tables.",
            f"已读取：“{described.title.zh}”，{len(data.values)} 项数据和 {rows} 行表格内容。",
        )
    else:
        raise Stop(
            f"There is no form {name}; the workbook has {', '.join(take_home.MODULES)}.",
            f"没有表单 {name}，练习册中有 {'、'.join(take_home.MODULES)}。",
            MISUSE,
        )
    if out is not None:
        write_whole(out, form_bytes(described, data, chosen))
        _say(chosen, f"Form written: {out}", f"已生成：{out}")


def _check_form(out: Path) -> None:
    """Refuse to write a form where there is one already, or under a name that Excel does not know."""
    check_name(out, (".xlsx",))
    if out.exists():
        raise Stop(
            f"{out} is there already and may hold your figures; name another file.",
            f"{out} 已存在，可能有您填写的数据；请换一个文件名。",
            MISUSE,
        )


def _read_form(file: Path, lang: str) -> Any:
    """Read a take-home form back."""
    if not file.is_file():
        raise Stop(f"There is no file {file}.", f"没有文件 {file}。", MISUSE)
    from kamlib.forms import take_home

    with _told(lang, f"{file.name}: "):
        return take_home.read_any(file)


@contextmanager
def _told(lang: str, before: str = "") -> Iterator[None]:
    """Tell in sentences what keeps a form from being read."""
    from kamlib.forms.problems import CannotRead

    try:
        yield
    except CannotRead as problem:
        said = [before + sentence for sentence in problem.sentences(lang)]
        for sentence in said[:-1]:
            print(sentence, file=sys.stderr)
        raise Stop(said[-1], said[-1]) from problem


@app.command(short_help="Mark a folder of hand-ins and write the gradebook. / 批改作业文件夹并生成成绩册。")
def grade(
    handins: Annotated[Path, typer.Argument(metavar="DIR", help="Folder of hand-ins. / 作业文件夹。")],
    out: Annotated[Path, typer.Option(metavar="REPORT_DIR", help="Report folder. / 报告文件夹。")],
    lang: Lang = None,
    diff: Annotated[
        Path | None,
        typer.Option(
            metavar="OLD_REPORT_DIR", help="Say who moves against this report. / 与此报告比较得分变化。"
        ),
    ] = None,
    cohort: Annotated[str | None, typer.Option(help="Mark only this class. / 只评这个班级。")] = None,
) -> None:
    """Mark a folder of hand-ins and write the gradebook. / 批改作业文件夹并生成成绩册。"""
    chosen = choose_language(lang)
    if not handins.is_dir():
        raise Stop(f"There is no folder {handins}.", f"没有文件夹 {handins}。", MISUSE)
    from kamlib import units, workbook
    from kamlib.classroom.keys import load_keys
    from kamlib.reports.report import write_report

    try:
        keys = load_keys(workbook.keys())
    except ValueError as problem:
        raise Stop(str(problem), str(problem)) from problem
    with _progress(chosen, {"read": _READ, "mark": _MARK}) as step, _rare_garbage_collection():
        summary = write_report(
            handins, out, units.all_exercises(), keys, lang=chosen,
            cohort=workbook.cohort() if cohort is None else cohort, old=diff, progress=step,
        )  # fmt: skip
    _tell_summary(summary, chosen)
    if not summary.marked:
        raise Stop(
            f"No file in {handins} could be marked; refused.csv says why.",
            f"{handins} 中没有可评分的文件，原因见 refused.csv。",
        )


def _tell_summary(summary: Any, lang: str) -> None:
    _say(
        lang,
        f"{summary.marked} marked, {summary.refused} refused. Report: {summary.folder}",
        f"已评分 {summary.marked} 份，未接收 {summary.refused} 个文件。报告：{summary.folder}",
    )
    if summary.waiting_texts:
        _say(
            lang,
            f"{summary.waiting_texts} texts wait for marks in rubric.xlsx; type them in and grade again.",
            f"rubric.xlsx 中有 {summary.waiting_texts} 篇文字待评分；填写后请重新评分。",
        )
    if summary.questions_without_key:
        names = ", ".join(summary.questions_without_key)
        _say(lang, f"No key for {names}: not marked yet.", f"缺少答案，暂未评分：{names}。", error=True)
    for text, values in summary.warnings:
        _say(lang, text.fill("en", values), text.fill("zh", values), error=True)
    if summary.comparison is not None:
        _print_changes(summary.comparison, lang)


def _print_changes(comparison: Any, lang: str, most: int = 20) -> None:
    """Print who moves most, by how much and why; diff.csv has them all."""
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    from kamlib.reports.changes import WHY

    moves = list(comparison.by_trainee())
    if not moves:
        _say(lang, "Nobody moves.", "没有人的得分发生变化。")
        return
    heads = ("Trainee", "Change", "Questions and why") if lang == "en" else ("学员", "变化", "题目与原因")
    table = Table(*heads[:1], box=None, pad_edge=False)
    table.add_column(heads[1], justify="right")
    table.add_column(heads[2])
    for trainee, by, items in moves[:most]:
        reasons: dict[str, list[str]] = {}
        for item in items:
            reasons.setdefault(WHY[item.why].pick(lang), []).append(f"{item.question} {item.by:+.2f}")
        why = "\n".join(f"{', '.join(names[:6])}: {reason}" for reason, names in reasons.items())
        table.add_row(escape(trainee), f"{by:+.2f}", escape(why))
    _say(
        lang,
        f"{len(moves)} {'trainee moves' if len(moves) == 1 else 'trainees move'} (diff.csv has all):",
        f"{len(moves)} 名学员得分有变化（全部见 diff.csv）：",
    )
    Console(soft_wrap=True).print(table)


@app.command(
    short_help="Make up trainees and their hand-ins, for rehearsals. / 生成模拟学员的作业，用于演练。"
)
def simulate(
    count: Annotated[
        int, typer.Argument(metavar="N", min=1, max=1_000_000, help="How many trainees. / 学员人数。")
    ],
    out: Annotated[Path, typer.Option(help="Folder to write to. / 输出文件夹。")],
    unit: Annotated[str | None, typer.Option(help="Only this unit. / 只限此单元。")] = None,
    seed: Annotated[
        int, typer.Option(help="The same seed makes the same files. / 相同种子生成相同文件。")
    ] = 1,
    cohort: Annotated[str | None, typer.Option(help="Name of the class. / 班级名称。")] = None,
    lang: Lang = None,
) -> None:
    """Make up trainees and their hand-ins, for rehearsals. / 生成模拟学员的作业，用于演练。"""
    chosen = choose_language(lang)
    from kamlib import units, workbook
    from kamlib.classroom.keys import load_keys
    from kamlib.classroom.simulate import write_simulated

    if unit is not None and unit.upper() not in units.MODULES:
        names = ", ".join(units.MODULES)
        raise Stop(
            f"There is no unit {unit}; the workbook has {names}.",
            f"没有单元 {unit}，练习册中有 {names}。",
            MISUSE,
        )
    chosen_exercises = {
        id: exercise
        for id, exercise in units.all_exercises().items()
        if unit is None or exercise.unit == unit.upper()
    }
    with _progress(chosen, {"write": _WRITE}) as step:
        written = write_simulated(
            count, out, chosen_exercises, seed=seed, keys=load_keys(workbook.keys()),
            cohort=workbook.cohort() if cohort is None else cohort,
            progress=lambda done, total: step("write", done, total),
        )  # fmt: skip
    _say(chosen, f"{len(written)} hand-ins written to {out}", f"已在 {out} 生成 {len(written)} 份作业")


@app.command(short_help="Tier your own accounts into an Excel form. / 给您自己的客户分级并生成 Excel 表单。")
def tiers(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="Your accounts or orders, Excel or CSV. / 客户或订单文件。")
    ],
    out: Annotated[
        Path, typer.Option(metavar="FORM.xlsx", help="The Excel form to write. / 输出的 Excel 表单。")
    ],
    set_: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="NAME=VALUE",
            help="Answer a question, such as retention=80%. / 回答一项提问，可多次使用。",
        ),
    ] = None,
    lang: Lang = None,
) -> None:
    """Tier your own accounts into an Excel form. / 给您自己的客户分级并生成 Excel 表单。"""
    chosen = choose_language(lang)
    if not file.is_file():
        raise Stop(f"There is no file {file}.", f"没有文件 {file}。", MISUSE)
    _check_form(out)
    answers = {}
    for given in set_ or []:
        name, found, value = given.partition("=")
        if not found or not name.strip():
            raise Stop(
                f"--set takes NAME=VALUE, not “{given}”.",
                f"--set 的形式为“名称=值”，不能是“{given}”。",
                MISUSE,
            )
        answers[name.strip()] = value.strip()
    from kamlib.forms.account_grading import tier_file

    outcome = tier_file(file.name, file, answers, chosen)
    if not outcome.ok or outcome.form_bytes is None:
        said = outcome.problem_sentences()
        for sentence in said[:-1]:
            print(sentence, file=sys.stderr)
        last = (
            said[-1]
            if said
            else ("The file could not be tiered." if chosen == "en" else "无法为该文件分级。")
        )
        raise Stop(last, last)
    for note in outcome.note_sentences():
        print(note)
    write_whole(out, outcome.form_bytes)
    print(outcome.finding)
    _say(chosen, f"Form written: {out}", f"已生成：{out}")


@app.command(
    short_help="Pack what trainees get, without keys and solution notebooks. / 打包学员材料，不含考核答案文件和参考解答笔记本。"
)
def pack(
    out: Annotated[Path, typer.Option(help="The zip file to write. / 输出的 zip 文件。")],
    lang: Lang = None,
) -> None:
    """Pack what trainees get, without keys and solution notebooks. / 打包学员材料，不含考核答案文件和参考解答笔记本。"""
    chosen = choose_language(lang)
    from kamlib import bundle, workbook

    check_name(out, (".zip",))
    names = bundle.pack(workbook.folder(), out)
    _say(chosen, f"{len(names)} files packed into {out}", f"已将 {len(names)} 个文件打包到 {out}")


@app.command(short_help="Check the installation and say what to do. / 检查安装并给出处理建议。")
def doctor(lang: Lang = None) -> None:
    """Check the installation and say what to do. Ends with 0 when you can start, 3 when something should be looked
    at, 1 when something is in the way. / 检查安装并给出处理建议。退出代码：0 可以使用，3 需要留意，1 需要先解决。"""
    chosen = choose_language(lang)
    from kamlib.doctor import EXIT_CODES, checks, report, worst

    found = checks(chosen)
    print(report(found, chosen))
    raise typer.Exit(EXIT_CODES[worst(found)])


# -- around a command ------------------------------------------------------------------------------

_READ = Text(en="Reading", zh="读取")
_MARK = Text(en="Marking", zh="评分")
_WRITE = Text(en="Writing", zh="生成")


@contextmanager
def _progress(lang: str, stages: dict[str, Text]) -> Iterator[Callable[[str, int, int], None]]:
    """Give a function to call with each step; a bar appears once it has taken longer than a second."""
    begun = time.monotonic()
    bar: Any = None
    tasks: dict[str, Any] = {}
    shown = 0.0

    def step(stage: str, done: int, total: int) -> None:
        nonlocal bar, shown
        now = time.monotonic()
        if now - begun < PATIENCE or (now - shown < REDRAW and done < total) or shown > now:
            return
        shown = now
        if bar is None:
            from rich.console import Console
            from rich.progress import Progress

            console = Console(stderr=True)
            if not console.is_terminal:
                shown = float("inf")  # a file or a pipe needs no bar
                return
            bar = Progress(console=console, transient=True)
            bar.start()
        if stage not in tasks:
            tasks[stage] = bar.add_task(stages[stage].pick(lang), total=total)
        bar.update(tasks[stage], completed=done)

    try:
        yield step
    finally:
        if bar is not None:
            bar.stop()


@contextmanager
def _rare_garbage_collection() -> Iterator[None]:
    """Let the collector run seldom while many small objects come and go, few of which form cycles.

    It need not search either what is left when the process ends, which would take a twentieth of the time of grading.
    """
    import atexit
    import gc

    atexit.register(gc.freeze)
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


def _say(lang: str, en: str, zh: str, *, error: bool = False) -> None:
    print(en if lang == "en" else zh, file=sys.stderr if error else sys.stdout)


def main(arguments: list[str] | None = None) -> int:
    """Run the command line and return its exit code: 0, 1 for a failure, 2 for misuse.

    A problem is told in one sentence on the error stream; `KAM_DEBUG=1` shows where it came from.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    arguments = sys.argv[1:] if arguments is None else arguments
    try:
        code = app(arguments, prog_name="kam", standalone_mode=False) or 0
        if code == INTERRUPTED:  # typer takes Ctrl-C itself and says nothing
            raise KeyboardInterrupt
        return code
    except (Exception, KeyboardInterrupt) as problem:
        if os.environ.get("KAM_DEBUG") == "1":
            raise
        sentences, code = _explain(problem)
        if sentences:
            lang = _language_of(arguments)
            print(sentences[lang], file=sys.stderr)
        return code


def _language_of(arguments: list[str]) -> str:
    """Return the language a problem is told in, even where the command line itself is the problem."""
    asked = None
    for place, argument in enumerate(arguments):
        if argument == "--lang" and place + 1 < len(arguments):
            asked = arguments[place + 1]
        elif argument.startswith("--lang="):
            asked = argument.partition("=")[2]
    try:
        return choose_language(asked if asked in LANGUAGES else None)
    except Refusal:
        return "en"


def _explain(problem: BaseException) -> tuple[dict[str, str] | None, int]:
    """Return a problem as one sentence in each language, and the exit code."""
    if isinstance(problem, Stop):
        return problem.sentences, problem.code
    if isinstance(problem, typer.Exit):
        return None, problem.exit_code
    if isinstance(problem, KeyboardInterrupt | typer.Abort):
        return {"en": "Stopped.", "zh": "已停止。"}, FAILURE
    if hasattr(problem, "format_message"):  # what typer found wrong in the command line
        said = " ".join(problem.format_message().split())
        if not said:
            return None, MISUSE
        return {"en": f"{said} Try kam --help.", "zh": f"命令有误（{said}），请查看 kam --help。"}, MISUSE
    code = MISUSE if getattr(problem, "misuse", False) else FAILURE
    if hasattr(problem, "sentence"):
        return {lang: problem.sentence(lang) for lang in LANGUAGES}, code
    if isinstance(getattr(problem, "text", None), Text):
        return {"en": problem.text.en, "zh": problem.text.zh}, code
    if isinstance(problem, OSError):
        place = problem.filename or ""
        what = problem.strerror or type(problem).__name__
        return {"en": f"{place}: {what}.".lstrip(": "), "zh": f"{place}：{what}。".lstrip("：")}, FAILURE
    if isinstance(problem, ModuleNotFoundError):
        name = problem.name
        return {
            "en": f"The part {name} is missing from this installation; run kam doctor.",
            "zh": f"安装中缺少 {name}，请运行 kam doctor。",
        }, FAILURE
    what = " ".join(str(problem).split())[:300] or type(problem).__name__
    return {
        "en": f"Something went wrong: {what} (set KAM_DEBUG=1 to see where)",
        "zh": f"出现问题：{what}（设置 KAM_DEBUG=1 可查看位置）",
    }, FAILURE


if __name__ == "__main__":
    sys.exit(main())
