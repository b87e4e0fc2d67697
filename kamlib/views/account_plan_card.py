"""The account plan in a notebook and on a trainee's page: made from the answers, or from a filled form."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from pathlib import PurePath
from typing import Any

from kamlib import workbook
from kamlib.classroom.handin import COURSE
from kamlib.classroom.journal import Journal
from kamlib.classroom.progress import remembered_trainee
from kamlib.forms import take_home
from kamlib.forms.account_plan import FORM, own_plan
from kamlib.forms.card import Shown
from kamlib.forms.form import FormData, form_bytes
from kamlib.forms.problems import CannotRead
from kamlib.text import Text
from kamlib.views.account_plan import NAME, plan_page, plan_title
from kamlib.views.account_plan_sources import from_answers, from_forms, is_empty
from kamlib.widgets.upload import Upload

TITLE = Text(en="My account plan", zh="我的客户计划")
HELP = Text(
    en="Make the plan from your answers: one page for the director, and an Excel form with every figure behind it. "
    "Or choose a form (.xlsx) that you filled in for an account of your own. Everything stays on this computer.",
    zh="用您的答案生成计划：一页给总监看，另有一份含全部数据的 Excel 表单。也可以选择您为自己的客户填好的表单（.xlsx）。所有内容只留在本机。",
)
MAKE = Text(en="Make my account plan", zh="生成我的客户计划")
EMPTY_NAME = Text(en="account_plan_empty.xlsx", zh="客户计划_空白.xlsx")
EMPTY_FORM = Text(en="Download the empty form for an account of your own", zh="下载空白表单，填写自己的客户")
NO_TRAINEE = Text(
    en="Type your trainee id in the first card of this page, so that the plan can find your answers.",
    zh="请先在本页第一张卡片中输入学员编号，才能找到您的答案。",
)
NOTHING = Text(
    en="The form holds no section that is filled in yet. Fill in at least the sales target or the lifetime profit.",
    zh="表单中还没有填好的部分。请至少填写销售目标或全生命周期利润。",
)
READY = Text(
    en="The plan of {account} is ready. {said} To print it or save it as a PDF, open the page that you download and print it.",
    zh="“{account}”的计划已生成。{said}如需打印或另存为 PDF，请打开下载的网页再打印。",
)
PREVIEW = Text(en="The page for the director", zh="给总监看的一页")
PREVIEW_WIDE, PREVIEW_HIGH = 850, 1200  # pixels: a page of A4 and what stands around it


def account_plan_card(lang: str) -> Upload:
    """Return the card that makes the account plan of whoever works here, or of an own account."""
    offer = (EMPTY_NAME.pick(lang), form_bytes(FORM, FormData(own=True), lang), EMPTY_FORM)
    return Upload(filled_form, lang, title=TITLE, help=HELP, action=MAKE, make=my_plan, offer=offer)


def my_plan(lang: str) -> Shown:
    """Return the plan made from the answers of whoever works here."""
    trainee = remembered_trainee(workbook.answers())
    if not trainee:
        return Shown([NO_TRAINEE.pick(lang)])
    source = from_answers(Journal(workbook.answers(), COURSE, trainee), workbook.cohort(), lang)
    return _shown(source.data, source.said, NAME.pick(lang), lang)


def filled_form(name: str, content: bytes, answers: Mapping[str, Any], lang: str) -> Shown:
    """Return the plan that a filled form of the course holds, or what stands in the way."""
    try:
        source = from_forms([take_home.read_any(content)])
    except CannotRead as problem:
        return Shown(problem.sentences(lang))
    if is_empty(source.data):
        return Shown([NOTHING.pick(lang)])
    return _shown(source.data, source.said, PurePath(name).stem, lang)


def _shown(data: FormData, said: tuple[Text, ...], name: str, lang: str) -> Shown:
    data = own_plan(data)
    page = plan_page(data, lang)
    sentences = "".join(one.pick(lang) + (" " if lang == "en" else "") for one in said).strip()
    return Shown(
        message=READY.fill(lang, {"account": plan_title(data, lang), "said": sentences}).replace("  ", " "),
        # Its own security policy lets the page run nothing, so the frame needs no walls of its own.
        result_html=f'<iframe title="{escape(PREVIEW.pick(lang))}" srcdoc="{escape(page)}" '
        f'style="border:0; width:{PREVIEW_WIDE}px; max-width:100%; height:{PREVIEW_HIGH}px"></iframe>',
        form_name=f"{name}.xlsx",
        form_bytes=form_bytes(FORM, data, lang),
        page_name=f"{name}.html",
        page_html=page,
    )
