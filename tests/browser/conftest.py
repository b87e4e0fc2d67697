"""Fixtures of the browser tests: JupyterLab in each language, and windows on it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from browser.house import App, Lab, Workbench, running_app, running_lab
from kamlib import units

HERE = Path(__file__).parent


# Which server a test needs first: tests of one server run one after the other in one process, so that it starts once.
# The units, worked one by one, are so many that a second server for half of them saves more than it costs.
SERVERS = {"bench_for": "lab", "lab": "lab", "app": "app", "presentation": "present"}


@pytest.hookimpl(tryfirst=True)  # before xdist reads the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            server = next((SERVERS[name] for name in SERVERS if name in item.fixturenames), "none")
            asked = item.callspec.params if hasattr(item, "callspec") else {}
            server = asked.get("place", server)  # the start page is looked at on either server
            half = list(units.MODULES).index(asked["unit"].upper()) % 2 if "unit" in asked else ""
            item.add_marker(pytest.mark.xdist_group(f"{server}-{asked.get('lang', '')}{half}"))


@pytest.fixture(scope="session", params=["en", "zh"])
def lang(request) -> str:
    return request.param


@pytest.fixture(scope="session")
def lab(lang: str, tmp_path_factory) -> Iterator[Lab]:
    """`kam lab` in the language of the test."""
    with running_lab(lang, tmp_path_factory.mktemp(f"workbook-{lang}")) as running:
        yield running


@pytest.fixture(scope="session")
def app(lang: str, tmp_path_factory) -> Iterator[App]:
    """`kam app` in the language of the test."""
    with running_app(lang, tmp_path_factory.mktemp(f"pages-{lang}")) as running:
        yield running


@pytest.fixture
def bench_for(lab: Lab, browser: Browser, request) -> Iterator[Any]:
    """A maker of windows, all closed at the end."""
    opened: list[Workbench] = []

    def make(**context: Any) -> Workbench:
        name = re.sub(r"\W+", "-", request.node.name)[-40:] + f"-{len(opened)}"
        opened.append(Workbench(lab, browser, name, **context))
        return opened[-1]

    yield make
    for bench in opened:
        bench.close()


@pytest.fixture
def window(browser: Browser) -> Iterator[Callable[..., Page]]:
    """A maker of windows that fail the test when they ask another computer for anything."""
    contexts, outside = [], []

    def make(**context: Any) -> Page:
        contexts.append(browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **context}))
        page = contexts[-1].new_page()
        page.on("request", lambda request: outside.append(request.url) if _is_outside(request.url) else None)
        return page

    yield make
    for context in contexts:
        context.close()
    assert outside == []


def _is_outside(url: str) -> bool:
    return not url.startswith(("http://127.0.0.1:", "ws://127.0.0.1:", "data:", "blob:"))
