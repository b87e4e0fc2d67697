"""Fixtures of the browser tests: JupyterLab in each language, and windows on it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from browser.house import App, Lab, Workbench, is_outside, running_app, running_lab


def server_of(nodeid: str) -> str | None:
    """Return the server that a test shares with others, from its name alone: xdist knows no more of a test.

    Tests of one server run one after the other in one process, so that it starts once. The trainee's pages are
    not among them: so many tests need them that each process starts them once, and whoever is free takes the next.
    """
    if "jupyterlab" in nodeid or "-lab]" in nodeid:
        return "jupyterlab-zh" if "[zh" in nodeid else "jupyterlab-en"
    return "presentation" if "test_present.py" in nodeid else None


# The mark `xdist_group` would say the same, but xdist 3.8 writes it where pytest 9.2 no longer reads it.
@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    from xdist.scheduler import LoadScopeScheduling

    class ByServer(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return server_of(nodeid) or nodeid

    return ByServer(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if {"lab", "bench_for"} & set(getattr(item, "fixturenames", ())) and server_of(item.nodeid) is None:
            raise pytest.UsageError(f"{item.nodeid} needs JupyterLab: say so in its name, by which it is shared out")


@pytest.fixture(scope="session", params=["en", "zh"])
def lang(request) -> str:
    return request.param


@pytest.fixture(scope="session")
def lab(lang: str, tmp_path_factory) -> Iterator[Lab]:
    """`kam lab` in the language of the test."""
    with running_lab(lang, tmp_path_factory.mktemp(f"workbook-{lang}")) as running:
        yield running


@pytest.fixture(scope="session")
def app(tmp_path_factory) -> Iterator[App]:
    """`kam app`; the address of a page says its language."""
    with running_app("en", tmp_path_factory.mktemp("pages")) as running:
        yield running


@pytest.fixture
def bench_for(lab: Lab, browser: Browser, request) -> Iterator[Any]:
    """A maker of windows on JupyterLab that fail the test when they ask another computer for anything."""
    opened: list[Workbench] = []

    def make(**context: Any) -> Workbench:
        name = re.sub(r"\W+", "-", request.node.name)[-40:] + f"-{len(opened)}"
        opened.append(Workbench(lab, browser, name, **context))
        return opened[-1]

    yield make
    for bench in opened:
        bench.close()
    assert [address for bench in opened for address in bench.outside] == []


@pytest.fixture
def window(browser: Browser) -> Iterator[Callable[..., Page]]:
    """A maker of windows that fail the test when they ask another computer for anything."""
    contexts, outside = [], []

    def make(**context: Any) -> Page:
        contexts.append(browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **context}))
        page = contexts[-1].new_page()
        page.on("request", lambda request: outside.append(request.url) if is_outside(request.url) else None)
        return page

    yield make
    for context in contexts:
        context.close()
    assert outside == []
