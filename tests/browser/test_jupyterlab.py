"""Lessons in JupyterLab: the start page leads on, live controls move."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from browser.house import REPOSITORY, Workbench
from kamlib import syllabus, units
from kamlib.lab.settings import START_LABEL

pytestmark = pytest.mark.browser

# What a failed cell leaves on the page: the sentence of kamlib.lab.calm, or what it does not catch.
FAILED = ".kam-failed, .jp-RenderedText[data-mime-type*=error]"


def page_of(audience: str, unit: str, lang: str) -> str:
    return f"{audience}/{lang}/{syllabus.unit_file_stem(unit)}.ipynb"


def test_the_start_page_leads_everywhere(lang: str, bench_for) -> None:
    """To the pages without JupyterLab, to the trainer's screens, and to the lessons."""
    bench = bench_for()
    page = bench.open(f"course/{lang}/start.ipynb", start=False)
    door = page.locator(f'.jp-RenderedMarkdown a[href="/kam/app/{lang}"]')
    door.wait_for()
    with bench.context.expect_page() as new:
        door.click()
    new.value.get_by_test_id("unit").first.wait_for(timeout=60_000)
    assert new.value.url.endswith(f"/{lang}/")
    with bench.context.expect_page() as new:
        page.locator(f'.jp-RenderedMarkdown a[href="/kam/present/{lang}/"]').click()
    choices = new.value.get_by_role("link")
    choices.first.wait_for()
    assert [re.search(r"[A-Z][A-Z\d]", text)[0] for text in choices.all_inner_texts()] == list(units.MODULES)
    new.value.goto(new.value.url + "../U99/" + lang)  # a view that refuses says why
    expect(new.value.get_by_role("alert")).to_contain_text("U99", timeout=60_000)
    links = page.locator(".jp-RenderedMarkdown a").evaluate_all(
        "links => links.map(link => link.textContent)"
    )
    assert len(links) >= 5
    page.locator(".jp-RenderedMarkdown td a").first.click()
    page.wait_for_selector(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-CodeCell")


def calm_and_left_as_it_was(bench: Workbench, path: str, lang: str) -> None:
    """Look at what `kam lab` promises of a page that was started: one button, no code, no news, nothing saved."""
    page, file = bench.page, bench.lab.workbook / path
    expect(page.locator("[data-jp-item-name=kam-start]").get_by_text(START_LABEL.pick(lang))).to_be_visible()
    menus = page.locator(".lm-MenuBar-itemLabel").all_inner_texts()
    assert bool(re.search(r"[\u4e00-\u9fff]", "".join(menus))) == (lang == "zh"), menus
    assert page.locator(".Toastify__toast").count() == 0, "no news, no pop-ups"
    assert page.locator(".jp-CodeCell .jp-InputArea:visible, .jp-InputPlaceholder:visible").count() == 0
    before, saved = file.read_bytes(), file.stat().st_mtime_ns
    page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-RenderedMarkdown").first.click()  # out of the slider
    page.keyboard.press("Control+s")
    for _ in range(200):
        if file.stat().st_mtime_ns != saved:
            break
        page.wait_for_timeout(100)
    assert file.stat().st_mtime_ns != saved, "the page was not saved"
    assert file.read_bytes() == before == (REPOSITORY / path).read_bytes()


@pytest.mark.parametrize("lang", ["en"], indirect=True)
def test_the_pyramid_of_the_lesson_moves(lang: str, bench_for) -> None:
    bench = bench_for()
    page = bench.open(page_of("course", "U2", lang))
    control = page.get_by_test_id("live").first
    control.scroll_into_view_if_needed()
    finding = control.get_by_test_id("finding")
    before = finding.inner_text()
    slider = control.get_by_test_id("range").first
    slider.focus()
    for _ in range(5):
        page.keyboard.press("PageUp")
    page.wait_for_function(
        "([node, text]) => node.innerText !== text", arg=[finding.element_handle(), before]
    )
    assert re.search(r"\d", finding.inner_text())
    assert not page.locator(FAILED).count()  # no cell of the lesson failed
    calm_and_left_as_it_was(bench, page_of("course", "U2", lang), lang)


@pytest.mark.parametrize("lang", ["zh"], indirect=True)
def test_the_scale_of_the_lesson_tips(lang: str, bench_for) -> None:
    bench = bench_for()
    page = bench.open(page_of("course", "U7", lang))
    control = page.locator("[data-testid=live]:has([data-testid=pan])").first
    control.scroll_into_view_if_needed()
    winner = control.locator("[data-testid=pan][data-winner=true]")
    winner.wait_for()
    before = winner.inner_text()
    slider = control.get_by_test_id("range").first
    slider.focus()
    page.keyboard.press("End")  # the dearest price: now the price outweighs the value
    page.wait_for_function(
        "([control, text]) => { const pan = control.querySelector('[data-testid=pan][data-winner=true]');"
        " return pan && pan.innerText !== text; }",
        arg=[control.element_handle(), before],
    )
    assert not page.locator(FAILED).count()
    calm_and_left_as_it_was(bench, page_of("course", "U7", lang), lang)
