"""Lessons in JupyterLab: the start page leads on, live controls move, a faulty own list is told where."""

from __future__ import annotations

import re

import pytest

from kamlib import cases, syllabus

pytestmark = pytest.mark.browser

# What a failed cell leaves on the page: the sentence of kamlib.lab.calm, or what it does not catch.
FAILED = ".kam-failed, .jp-RenderedText[data-mime-type*=error]"


def page_of(audience: str, unit: str, lang: str) -> str:
    return f"{audience}/{lang}/{syllabus.unit_file_stem(unit)}.ipynb"


def test_the_start_page_leads_everywhere(lang: str, bench_for) -> None:
    page = bench_for().open(f"course/{lang}/start.ipynb", start=False)
    page.wait_for_selector(".jp-RenderedMarkdown h1")
    links = page.locator(".jp-RenderedMarkdown a").evaluate_all(
        "links => links.map(link => link.textContent)"
    )
    assert len(links) >= 5
    page.locator(".jp-RenderedMarkdown td a").first.click()
    page.wait_for_selector(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-CodeCell")


@pytest.mark.parametrize("lang", ["en"], indirect=True)
def test_the_pyramid_of_the_lesson_moves(lang: str, bench_for) -> None:
    page = bench_for().open(page_of("course", "U2", lang))
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


@pytest.mark.parametrize("lang", ["zh"], indirect=True)
def test_the_scale_of_the_lesson_tips(lang: str, bench_for) -> None:
    page = bench_for().open(page_of("course", "U7", lang))
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


@pytest.mark.parametrize("lang", ["en"], indirect=True)
def test_an_own_list_with_faults_is_told_where(lang: str, bench_for) -> None:
    page = bench_for().open(page_of("exercises", "U2", lang))
    card = page.get_by_test_id("upload")
    card.scroll_into_view_if_needed()
    card.locator("input[type=file]").set_input_files(str(cases.dirty_file()))
    problems = card.get_by_test_id("problems")
    problems.wait_for()
    assert problems.locator("li").count() > 3
    assert re.search(r"[Rr]ow \d+|第 ?\d+ ?行", problems.inner_text())
