"""What all tests share: reproducible property tests, a browser or a reason why there is none."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from browser.house import CHROMIUM_FLAGS, browser_path

# The same examples every time and no time limit for one: two busy cores must not fail a test.
settings.register_profile(
    "kam", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("kam")

@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The browser to test with; without one the test is skipped, or fails with KAM_REQUIRE_BROWSER=1."""
    path = browser_path()
    if path is None:
        sentence = "no Chromium found; install it, or name it in KAM_CHROMIUM"
        if os.environ.get("KAM_REQUIRE_BROWSER") == "1":
            pytest.fail(sentence, pytrace=False)
        pytest.skip(sentence)  # a developer without a browser sees why; .ci/run makes it a failure
    return path


@pytest.fixture
def answers_folder(tmp_path, monkeypatch) -> Path:
    """A journal folder of its own, so that a test never touches anyone's answers."""
    folder = tmp_path / "answers"
    monkeypatch.setenv("KAM_ANSWERS", str(folder))
    return folder


@pytest.fixture(scope="session")
def browser(chromium_path: str) -> Iterator[Any]:
    """A Chromium, one for all tests of this process."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=chromium_path, args=CHROMIUM_FLAGS)
        yield chromium
        chromium.close()
