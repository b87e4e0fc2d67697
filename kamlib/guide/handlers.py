"""Serves the start page and the pages behind it; JupyterLab's server and that of `kam app` both use it."""

from __future__ import annotations

import threading
from typing import Any
from urllib.parse import quote, urlsplit

from jupyter_server.base.handlers import JupyterHandler
from tornado.web import HTTPError, authenticated

from kamlib import workbook
from kamlib.classroom import handin
from kamlib.classroom.progress import remember_trainee
from kamlib.guide import pages, places
from kamlib.guide.places import Place
from kamlib.text import LANGUAGES

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LANG = "|".join(LANGUAGES)


def routes(place: Place) -> list[tuple[Any, ...]]:
    """Return the Tornado routes of the start page of a view."""
    at = {"place": place}
    return [
        (rf"{place.base}/({LANG})/", Start, at),
        (rf"{place.base}/({LANG})/models/([\w.]+)", ModelPage, at),
        (rf"{place.base}/({LANG})/forms/(\w+)\.xlsx", FormFile, at),
    ]


def get_ready(place: Place) -> None:
    """Load in passing what the first start page needs (units, forms), so that it is there at once."""
    threading.Thread(target=pages.start_page, args=("en", place, workbook.answers()), daemon=True).start()


class OwnPages(JupyterHandler):
    """A handler to which only this computer's own pages may write."""

    def check_xsrf_cookie(self) -> None:
        """Let a message pass that comes from one of our pages; a browser names the sender itself."""
        origin = self.request.headers.get("Origin")
        if origin and urlsplit(origin).netloc != self.request.host:
            raise HTTPError(403)


class GuidePage(OwnPages):
    """A page without a kernel. Whoever may open the server may open it; only its own pages may write."""

    def initialize(self, place: Place) -> None:
        self.place = place

    def set_default_headers(self) -> None:
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "no-store")

    def missing(self, lang: str) -> None:
        self.set_status(404)
        self.finish(pages.missing_page(lang, self.place, self.request.path))


class Start(GuidePage):
    """The start page; it also takes the id of whoever sits down."""

    @authenticated
    def get(self, lang: str) -> None:
        self.finish(pages.start_page(lang, self.place, workbook.answers()))

    @authenticated
    def post(self, lang: str) -> None:
        typed = self.get_body_argument("trainee", "")
        try:
            remember_trainee(workbook.answers(), handin.trainee_id(typed) if typed else "")
        except handin.BadTrainee as refused:
            said = refused.text.pick(lang)
            self.finish(pages.start_page(lang, self.place, workbook.answers(), typed=typed, problem=said))
            return
        self.redirect(places.start(self.place, lang), status=303)


class ModelPage(GuidePage):
    """The page of a model."""

    @authenticated
    def get(self, lang: str, model_id: str) -> None:
        try:
            self.finish(pages.model_page(lang, self.place, model_id.upper()))
        except LookupError:
            self.missing(lang)


class FormFile(GuidePage):
    """An empty take-home form."""

    @authenticated
    def get(self, lang: str, form_id: str) -> None:
        try:
            name, content = pages.form_file(lang, form_id)
        except LookupError:
            self.missing(lang)
            return
        self.set_header("Content-Type", EXCEL)
        self.set_header("Content-Disposition", f"attachment; filename*=UTF-8''{quote(name)}")
        self.finish(content)
