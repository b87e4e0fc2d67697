"""Fills in exercise cards as people do: with the mouse, or with the keyboard alone."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, Page

from kamlib.classroom.exercise import Field, Sheet, SliderField
from kamlib.classroom.marking import mark

BY_MOUSE = 3  # so many items of a field are placed by mouse, which is slow; the others by their keys
BY_HAND = 3  # so many cells of a table are written into by mouse or keyboard; the others, of the same make, at once


def card_of(page: Page, exercise: str) -> Locator:
    """Return the card of an exercise, in view."""
    card = page.locator(f'[data-testid=card][data-exercise="{exercise}"]')
    card.scroll_into_view_if_needed()
    return card


def fill(card: Locator, field: Field, answer: Any, *, keyboard: bool) -> None:
    """Give one field its answer."""
    kind = "slider" if isinstance(field, SliderField) else field.kind
    if kind in ("number", "money", "percent"):
        _type(card, field.id, None, answer, keyboard)
    elif kind == "table":
        entries = list(answer.items())
        for part, entry in entries[:BY_HAND]:
            _type(card, field.id, part, entry, keyboard)
        _write(card, field.id, dict(entries[BY_HAND:]))
    elif kind == "text":
        _type(card, field.id, None, answer, keyboard=False)  # hundreds of keys would tell nothing new
    elif kind == "choice":
        _tick(card, field.id, [answer], keyboard)
    elif kind == "choices":
        _tick(card, field.id, answer, keyboard)
    elif kind == "match":
        for part, option in answer.items():
            _select(card, field.id, part, option, keyboard)
    elif kind == "place":
        for count, (part, box) in enumerate(answer.items()):
            _place(card, field, part, box, keyboard or count >= BY_MOUSE)
    elif kind == "rank":
        _rank(card, field.id, answer, keyboard)
    elif kind == "slider":
        _slide(card, field, answer, keyboard)
    else:
        raise AssertionError(f"no way to fill a field of the kind {kind}")


def some_answers(sheet: Sheet, right: dict[str, Any]) -> dict[str, Any]:
    """Return answers of every sort to U2.X1: a right one, a wrong one, an unreadable one, some accounts placed."""
    tiers = dict(list(right["tiers"].items())[:3])
    first = next(iter(tiers))
    tiers[first] = "transactional" if tiers[first] != "transactional" else "strategic"
    return {"clp_a": right["clp_a"], "clp_b": "1", "top_share": "many", "tiers": tiers}


def fill_and_check(card: Locator, sheet: Sheet, answers: dict[str, Any]) -> None:
    """Give some fields their answers and press Check."""
    for field in sheet.fields:
        if field.id in answers:
            fill(card, field, answers[field.id], keyboard=False)
    card.locator("[data-action=check]").click()
    card.get_by_test_id("summary").wait_for()


def states(card: Locator) -> dict[str, str]:
    """Return every state that a card shows, by field and part."""
    return card.evaluate(
        """card => Object.fromEntries([...card.querySelectorAll("[data-state][data-field], .kam-mark[data-state]")]
          .filter((each) => !each.hidden)
          .map((each) => [`${each.dataset.testid} ${each.dataset.field} ${each.dataset.part ?? ""}`, each.dataset.state]))"""
    )


def states_by_field(shown: dict[str, str]) -> dict[str, str]:
    """Return the state of each whole field among what `states` returns."""
    return {name.split()[1]: state for name, state in shown.items() if name.startswith("mark ")}


def states_said(sheet: Sheet, answers: dict[str, Any]) -> dict[str, str]:
    """Return the state that the one judge gives to each field for these answers."""
    return {each.field: each.state.value for each in mark(sheet.exercise, sheet.variant, answers).fields}


def _input(card: Locator, field: str, part: str | None) -> Locator:
    selector = f'[data-testid=input][data-field="{field}"]'
    return card.locator(selector + (f'[data-part="{part}"]' if part else "")).first


def _type(card: Locator, field: str, part: str | None, entry: str, keyboard: bool) -> None:
    entry_box = _input(card, field, part)
    if keyboard:
        entry_box.focus()
        card.page.keyboard.press("Control+A")
        card.page.keyboard.insert_text(entry[:-1])  # one real key shows what many would
        card.page.keyboard.type(entry[-1:])
        card.page.keyboard.press("Tab")
    else:
        entry_box.click()
        entry_box.fill(entry)
        entry_box.blur()


def _write(card: Locator, field: str, entries: dict[str, str]) -> None:
    """Write into the other cells of a table at once, and refuse any that a person could not write into."""
    refused = card.evaluate(
        """(card, [field, entries]) => Object.entries(entries).filter(([part, entry]) => {
          const cell = card.querySelector(`[data-testid=input][data-field="${field}"][data-part="${part}"]`);
          if (!cell?.matches(":enabled:read-write") || !cell.checkVisibility() || !cell.offsetWidth) return true;
          cell.focus();
          cell.value = entry;
          cell.dispatchEvent(new Event("input", { bubbles: true }));
          cell.blur();
          return false;
        })""",
        [field, entries],
    )
    assert not refused, f"no way to write into {field}: {refused}"


def _tick(card: Locator, field: str, wanted: list[str], keyboard: bool) -> None:
    for option in wanted:
        box = card.locator(f'[data-testid=input][data-field="{field}"][data-part="{option}"]')
        if keyboard:
            box.focus()
            card.page.keyboard.press("Space")
        else:
            card.locator(f'label:has([data-field="{field}"][data-part="{option}"])').click()


def _select(card: Locator, field: str, part: str, option: str, keyboard: bool) -> None:
    choice = _input(card, field, part)
    if not keyboard:
        choice.select_option(option)
        return
    choice.focus()
    for _ in range(choice.locator("option").count()):
        if choice.input_value() == option:
            return
        card.page.keyboard.press("ArrowDown")
    assert choice.input_value() == option


def chip(card: Locator, field: str, part: str) -> Locator:
    return card.locator(f'[data-testid=chip][data-field="{field}"][data-part="{part}"]')


def drag(card: Locator, field: str, part: str, box: str) -> None:
    """Drag an item into a box with the mouse."""
    page, item = card.page, chip(card, field, part)
    target = card.locator(f'[data-testid=box][data-field="{field}"][data-box="{box}"]')
    item.scroll_into_view_if_needed()
    start = item.bounding_box()
    page.mouse.move(start["x"] + 20, start["y"] + start["height"] / 2)
    page.mouse.down()
    page.mouse.move(start["x"] + 40, start["y"] + 30, steps=3)
    end = target.bounding_box()
    if not 60 < end["y"] < 900:  # the page scrolls while something is held at its edge, as for a person
        target.evaluate("box => box.scrollIntoView({block: 'center'})")
        end = target.bounding_box()
    page.mouse.move(end["x"] + end["width"] / 2, end["y"] + end["height"] / 2, steps=6)
    page.mouse.up()


def _place(card: Locator, field: Field, part: str, box: str, keyboard: bool) -> None:
    if keyboard:
        chip(card, field.id, part).focus()
        card.page.keyboard.press(str([each.id for each in field.boxes].index(box) + 1))
    else:
        chip(card, field.id, part).click()
        target = card.locator(f'[data-testid=box][data-field="{field.id}"][data-box="{box}"]')
        target.scroll_into_view_if_needed()
        target.click(position={"x": target.bounding_box()["width"] / 2, "y": 14})


def _slide(card: Locator, field: Field, answer: str, keyboard: bool) -> None:
    """Set a slider to the position nearest to the answer; a percentage stands on it as people say it."""
    slider = _input(card, field.id, None)
    step, low = (float(slider.get_attribute(name)) for name in ("step", "min"))
    wanted = low + step * round((float(answer.rstrip("%").replace(",", "")) - low) / step)
    if not keyboard:
        slider.fill(f"{wanted:g}")
        return
    slider.focus()
    card.page.keyboard.press("Home")
    while float(slider.input_value()) < wanted - step / 2:
        card.page.keyboard.press("ArrowRight")


def _rank(card: Locator, field: str, order: list[str], keyboard: bool) -> None:
    chips = card.locator(f'[data-testid=chip][data-field="{field}"]')
    if [chips.nth(n).get_attribute("data-part") for n in range(chips.count())] == order:
        keep = card.locator(f'[data-action=keep-order][data-field="{field}"]')
        keep.press("Enter") if keyboard else keep.click()
        return
    for place, part in enumerate(order):
        now = [chips.nth(n).get_attribute("data-part") for n in range(chips.count())].index(part)
        if keyboard:
            chip(card, field, part).focus()
            card.page.keyboard.press("Enter")
            for _ in range(now - place):
                card.page.keyboard.press("ArrowUp")
            card.page.keyboard.press("Enter")
        else:
            for _ in range(now - place):
                card.locator(f'[data-action=up][data-field="{field}"][data-part="{part}"]').click()
