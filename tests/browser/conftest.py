"""Fixtures of the browser tests: JupyterLab in each language, and windows on it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from browser.house import Lab, Workbench, running_lab


@pytest.fixture(scope="session", params=["en", "zh"])
def lang(request) -> str:
    return request.param


@pytest.fixture(scope="session")
def lab(lang: str, tmp_path_factory) -> Iterator[Lab]:
    """`kam lab` in the language of the test."""
    with running_lab(lang, tmp_path_factory.mktemp(f"workbook-{lang}")) as running:
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
