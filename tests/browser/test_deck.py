"""The deck in a browser, opened as a file, with everything it asks for watched."""

from __future__ import annotations

import pytest
from small_presentation import presentation

from kamlib.views.deck import deck_html
from kamlib.views.run import play_notebook

pytestmark = pytest.mark.browser


FRAMED = """() => {
  const [before, now] = [document.querySelector(".stage-screen:not(.stage-now)"), document.querySelector(".stage-now")];
  const drawing = `<svg viewBox="0 0 9 9" width="90"><clipPath id="frame"><rect width="9" height="9"/></clipPath>
    <rect data-drawn width="9" height="9" clip-path="url(#frame)"/></svg>`;
  for (const screen of [before, now]) screen.insertAdjacentHTML("afterbegin", drawing);
  const box = now.querySelector("[data-drawn]").getBoundingClientRect();
  return document.elementFromPoint(box.x + 45, box.y + 45).hasAttribute("data-drawn");
}"""


def test_a_picture_is_seen_although_its_frame_has_the_name_of_one_on_a_hidden_screen(browser, lang, tmp_path):
    """Pictures of the same size share the names of their frames, and a name leads to the first one on the page."""
    place = tmp_path / "deck.html"
    place.write_text(deck_html(play_notebook(presentation(lang))), "utf-8")
    page = browser.new_page()
    page.goto(place.as_uri() + "#4")
    page.wait_for_selector('.stage-now[data-number="4"]')
    assert page.evaluate(FRAMED)
    page.close()


def test_a_deck_opens_from_a_file_and_is_paged_through(browser, lang, tmp_path):
    place = tmp_path / "deck.html"
    place.write_text(deck_html(play_notebook(presentation(lang))), "utf-8")
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    asked, errors = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.goto(place.as_uri())
    page.wait_for_selector("html[data-frozen-ready]", state="attached")
    shown = page.locator(".stage-now")

    def forward_to(number: int) -> None:
        for _ in range(12):  # a long screen takes several presses
            if shown.get_attribute("data-number") == str(number):
                return
            page.keyboard.press("PageDown")
            page.wait_for_timeout(80)
        raise AssertionError(f"screen {number} was not reached")

    forward_to(2)
    figure = shown.locator("img")
    assert figure.evaluate("image => image.complete && image.naturalWidth") > 300
    assert figure.get_attribute("alt")
    forward_to(3)
    assert shown.locator(".kam-live svg rect").count() > 3
    forward_to(5)
    card = shown.get_by_test_id("card")
    assert card.get_attribute("data-exercise") == "U2.X3"
    assert card.locator("select, [data-testid=field]").count() > 3

    # frozen: neither the mouse nor the keyboard reaches a control
    assert card.evaluate("node => getComputedStyle(node).pointerEvents") == "none"
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('.kam') === null")

    forward_to(6)
    page.keyboard.press("PageDown")
    assert shown.locator(".stage-cell:not(.stage-waits)").count() > 0
    assert errors == []
    assert [address for address in asked if not address.startswith((place.as_uri(), "blob:", "data:"))] == []
    page.close()
