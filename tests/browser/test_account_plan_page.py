"""The account plan as Chromium shows and prints it: one page, nothing cut off, nothing asked for elsewhere."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from account_plan_facts import case_facts
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from kamlib.forms.account_plan import plan_data
from kamlib.forms.form import FormData
from kamlib.text import LANGUAGES
from kamlib.views.account_plan import CUT, plan_page

pytestmark = pytest.mark.browser

NAME = {
    "en": "Very Long Battery and Precision Machine Tool Equipment Manufacturing Holding (Jiangsu) Company Limited",
    "zh": "江苏超长名称精密机床电池设备制造投资控股有限责任公司无锡高新技术产业开发区第二分公司",
}
TORN = """() => {
  const page = document.querySelector('.page').getBoundingClientRect();
  const cut = [];
  for (const node of document.querySelectorAll('header, .tile, .said, .tile img, .below, footer, td, th')) {
    const box = node.getBoundingClientRect();
    if (box.bottom > page.bottom + 1 || box.right > page.right + 1) cut.push(node.className || node.tagName);
  }
  for (const tile of document.querySelectorAll('.tile'))
    for (const part of tile.querySelectorAll('.said > *, img'))
      if (part.getBoundingClientRect().bottom > tile.getBoundingClientRect().bottom + 3) cut.push(tile.dataset.section + ' ' + part.className);
  const below = document.querySelector('.below').getBoundingClientRect();
  if (below.bottom > document.querySelector('footer').getBoundingClientRect().top + 1) cut.push('below');
  return cut;
}"""


def plans(lang: str) -> dict[str, FormData]:
    """An everyday plan, one in which everything is long, one with hardly anything."""
    texts = {"en": "Do what takes a long sentence to say and goes on and on. ", "zh": "这里写一段很长的行动说明，一直写下去。"}
    plan = plan_data(case_facts(why=texts[lang] * 3, goal="develop"), lang)
    action = {"what": texts[lang] * 6, "who": "A. B. Longname", "by_when": date(2026, 12, 31), "brings": 12_345_678.0}
    long = FormData(
        {**plan.values, "account_name": NAME[lang], "why": texts[lang] * 40, "key_code": "5"},
        {
            **plan.tables,
            "actions": [action] * 9,
            "people": [
                {"person": str(n), "position": "Head of something very long indeed", "initials": f"A. {n}", "step": n % 5,
                 "influence": n % 5 + 1, "met": "yes", "reports_to": str((n - 1) // 3) if n else None}
                for n in range(14)
            ],
            "wallet": [{"family": f"A very long product family {n}", "buys": 1e6 * n, "from_us": 1e5 * n} for n in range(12)],
        },
    )  # fmt: skip
    few = FormData({"account_name": "X", "sales_last_year": 1e6, "region_growth": 0.1}, own=True)
    words = replace(plan, tables={**plan.tables, "actions": [{"what": texts[lang] * 4}] * 3})
    return {"case": plan, "long": long, "words": words, "few": few, "empty": FormData(own=True)}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_plan_is_one_page_with_nothing_cut_off(browser: Browser, lang: str) -> None:
    context = browser.new_context(viewport={"width": 1000, "height": 1250})
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if not request.url.startswith("data:") else None)
    for name, data in plans(lang).items():
        page.set_content(plan_page(data, lang))
        page.evaluate("document.fonts.ready")
        assert page.evaluate(TORN) == [], name
        page.emulate_media(media="print")
        printed = page.pdf(prefer_css_page_size=True, print_background=True)
        assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1, name
        page.emulate_media(media="screen")
    assert asked == []
    context.close()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_action_is_read_whole_and_what_is_too_long_is_said(browser: Browser, lang: str) -> None:
    action = {
        "en": {"what": "Agree a service contract with fixed response times and spare parts", "who": "K. E. with the application engineer"},
        "zh": {"what": "与无锡工厂签订服务合同，约定响应时间和现场备件", "who": "张工与应用工程师、售后主管"},
    }[lang] | {"by_when": date(2026, 12, 31), "brings": 300_000.0}  # fmt: skip
    plan = plan_data(case_facts(why="-", goal="develop"), lang)
    page = browser.new_page(viewport={"width": 1000, "height": 1250})
    for count, times, cut in ((2, 1, False), (4, 1, False), (4, 3, True)):
        longer = action | {name: action[name] * times for name in ("what", "who")}
        page.set_content(plan_page(replace(plan, tables={**plan.tables, "actions": [longer] * count}), lang))
        page.evaluate("document.fonts.ready")
        hidden = page.evaluate("[...document.querySelectorAll('.actions .clamp')].some((each) => each.scrollHeight > each.clientHeight + 2)")
        assert hidden == cut, (count, times)
        assert page.get_by_text(CUT.pick(lang)).count() == cut
        assert page.evaluate(TORN) == []
    page.close()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_plan_reads_on_a_telephone_and_to_everybody(browser: Browser, lang: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800}, bypass_csp=True)  # Axe brings a script
    page = context.new_page()
    page.set_content(plan_page(plans(lang)["long"], lang))
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    found = Axe().run(page).response["violations"]
    assert [each["id"] for each in found if each["impact"] in ("serious", "critical")] == []
    context.close()
