"""Lessons and own data in a real browser: live controls move, an own list becomes a form, everyone can use it."""

from __future__ import annotations

import io
import re

import openpyxl
import pytest
from axe_playwright_python.sync_playwright import Axe

from kamlib import cases, syllabus, units

pytestmark = pytest.mark.browser


def page_of(audience: str, unit: str, lang: str) -> str:
    return f"{audience}/{lang}/{syllabus.unit_file_stem(unit)}.ipynb"


def test_the_start_page_leads_everywhere(lang: str, bench_for) -> None:
    page = bench_for().open(f"course/{lang}/start.ipynb", start=False)
    page.wait_for_selector(".jp-RenderedMarkdown h1")
    links = page.locator(".jp-RenderedMarkdown a").evaluate_all("links => links.map(link => link.textContent)")
    assert len(links) >= 5
    page.locator(".jp-RenderedMarkdown td a").first.click()
    page.wait_for_selector(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-CodeCell")


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
    page.wait_for_function("([node, text]) => node.innerText !== text", arg=[finding.element_handle(), before])
    assert re.search(r"\d", finding.inner_text())
    assert not page.locator(".jp-RenderedText[data-mime-type*=error]").count()  # no cell of the lesson failed


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
    assert not page.locator(".jp-RenderedText[data-mime-type*=error]").count()


def test_an_own_list_becomes_a_form_to_take_home(lang: str, bench_for, tmp_path) -> None:
    page = bench_for(accept_downloads=True).open(page_of("exercises", "U2", lang))
    own = tmp_path / "own.csv"
    table = cases.account_table().rename(
        columns={
            f"name_{lang}": "customer", "sales_per_year": "sales", "contribution_per_year": "contribution",
            "service_cost_per_year": "cost to serve", "retention_per_year": "retention",
        }
    )  # fmt: skip
    table[["customer", "sales", "contribution", "cost to serve", "retention"]].to_csv(own, index=False)
    card = page.get_by_test_id("upload")
    card.scroll_into_view_if_needed()
    card.locator("input[type=file]").set_input_files(str(own))
    card.get_by_test_id("result").wait_for()
    with page.expect_download() as download:
        card.locator("[data-action=download], a[download]").first.click()
    form = openpyxl.load_workbook(io.BytesIO(download.value.path().read_bytes()))
    assert form.sheetnames
    names = {str(cell.value) for row in form.worksheets[0].iter_rows() for cell in row}
    assert cases.account_names(lang)["A079"] in names


def test_an_own_list_with_faults_is_told_where(lang: str, bench_for) -> None:
    page = bench_for().open(page_of("exercises", "U2", lang))
    card = page.get_by_test_id("upload")
    card.scroll_into_view_if_needed()
    card.locator("input[type=file]").set_input_files(str(cases.dirty_file()))
    problems = card.get_by_test_id("problems")
    problems.wait_for()
    assert problems.locator("li").count() > 3
    assert re.search(r"[Rr]ow \d+|第 ?\d+ ?行", problems.inner_text())


def test_everyone_can_use_the_cards(lang: str, bench_for) -> None:
    """axe-core finds no violation in anything of ours, after a check, wide and narrow."""
    bench = bench_for()
    for unit in units.MODULES:
        page = bench.open(page_of("exercises", unit, lang))
        bench.sit_down(f"axe.{lang}")
        page.keyboard.press("Control+b")  # the list of files away, as one does on a small screen
        for card in page.locator("[data-testid=card]").all():
            card.locator("[data-action=check]").press("Enter")
            card.get_by_test_id("summary").wait_for()
        for width in (1360, 390):
            page.set_viewport_size({"width": width, "height": 1000})
            page.wait_for_timeout(500)
            found = Axe().run(page, context=".kam").response["violations"]
            assert not found, [(width, each["id"], each["nodes"][0]["html"][:200]) for each in found]
        page.set_viewport_size({"width": 1360, "height": 1000})
