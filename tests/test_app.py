"""The trainee's pages without a browser: progress, the start page, the routes, what is refused."""

from __future__ import annotations

import asyncio
import json
import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from html import unescape
from http.client import HTTPResponse
from pathlib import Path

import pytest
from model_answers import model_answers

from browser.house import App, running_app
from kamlib import syllabus, units, workbook
from kamlib.classroom.handin import make_handin, variant_of, write_handin
from kamlib.classroom.journal import Journal
from kamlib.classroom.progress import (
    HAND_INS,
    newest_handin,
    next_step,
    progress,
    remember_trainee,
    remembered_trainee,
)
from kamlib.lab import doors
from kamlib.refusal import Refusal
from kamlib.text import HTML_LANGUAGES, LANGUAGES
from kamlib.views import app as pages
from kamlib.views import screens, server
from kamlib.widgets import open_desk, words

TRAINEE = "li.wei"


@pytest.fixture
def journal(answers_folder) -> Journal:
    return Journal(answers_folder, "kam", TRAINEE)


def work(journal: Journal, id: str, *, check: bool, right: bool = True) -> None:
    """Answer an exercise as a trainee does."""
    exercise = units.exercise(id)
    variant = variant_of(exercise, TRAINEE)
    answers = model_answers(exercise.sheet(variant), 1)
    if not right:
        answers = dict([next(iter(answers.items()))])
    journal.append(id, "answer", rev=exercise.revision, variant=variant, raw=answers)
    if check:
        journal.append(id, "check", rev=exercise.revision, variant=variant)


# -- progress ----------------------------------------------------------------------------------------


def test_progress_follows_the_journal(journal: Journal, answers_folder) -> None:
    u2 = units.exercises("U2")
    assert {each.state for each in progress(u2, None)} == {"untouched"}
    work(journal, "U2.X1", check=True)
    work(journal, "U2.X2", check=False)
    work(journal, "U2.X3", check=True, right=False)
    work(journal, "U2.W", check=True)
    standing = {each.exercise.id: each for each in progress(u2, journal)}
    assert {id: each.state for id, each in standing.items()} == {
        "U2.X1": "right", "U2.X2": "started", "U2.X3": "checked", "U2.W": "checked",
    }  # fmt: skip
    assert standing["U2.X1"].points == units.exercise("U2.X1").points
    assert standing["U2.X3"].points < units.exercise("U2.X3").points
    assert standing["U2.W"].points is None, "the assessed case is not marked for the trainee"
    assert next_step(list(standing.values())).id == "U2.X2"


def test_a_hand_in_counts_until_an_answer_changes(journal: Journal, answers_folder) -> None:
    work(journal, "U2.W", check=True)
    content = make_handin(journal)
    write_handin(content, answers_folder / HAND_INS / "handin_li.wei_x.json")
    (answers_folder / HAND_INS / "handin_li.wei_broken.json").write_text("{")
    made = newest_handin(answers_folder / HAND_INS, TRAINEE)
    assert made == content["made"]
    assert newest_handin(answers_folder / HAND_INS, "zhang.min") is None
    assert progress(units.exercises("U2"), journal, handed=made)[-1].state == "handed"
    assert progress(units.exercises("U2"), journal, handed="2020-01-01T00:00:00.0Z")[-1].state == "checked"


def test_the_desk_and_the_start_page_say_the_same(journal: Journal, answers_folder) -> None:
    remember_trainee(answers_folder, TRAINEE)
    work(journal, "U2.X1", check=True)
    work(journal, "U2.X3", check=True, right=False)
    desk = {step["id"]: step["state"] for step in open_desk("U2", "en").view["progress"]}
    shown = pages.start_page("en", pages.unit_pages(workbook.folder()), answers_folder)
    for id, state in desk.items():
        assert re.search(rf'data-step="{state}" data-exercise="{re.escape(id)}"', shown), (id, state)


@pytest.mark.parametrize("written", ["../../x", "", "\x00", "a" * 60])
def test_a_remembered_id_is_never_trusted(answers_folder, written: str) -> None:
    answers_folder.mkdir()
    (answers_folder / ".trainee").write_text(written)
    assert remembered_trainee(answers_folder) is None


# -- start page --------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_start_page_leads_to_every_unit_without_script(lang: str, answers_folder) -> None:
    whole = pages.start_page(lang, pages.unit_pages(workbook.folder()), answers_folder)
    shown, script = whole.split("<script>")
    assert "search" in script.lower() and " src=" not in script
    for unit in units.MODULES:
        assert f'href="/{lang}/{unit.lower()}"' in shown and f'href="/{lang}/{unit.lower()}/lesson"' in shown
        assert syllabus.unit(unit).title.pick(lang) in unescape(shown)
        for exercise in units.exercises(unit):
            assert exercise.title.pick(lang) in unescape(shown)
    other = "zh" if lang == "en" else "en"
    assert f'href="/{other}/"' in shown
    assert not re.search(r"(?:src|href)=.https?://", whole)


def test_the_start_page_says_what_is_next(journal: Journal, answers_folder) -> None:
    there = pages.unit_pages(workbook.folder())
    assert "Start with T0 · Split the year" in pages.start_page("en", there, answers_folder)
    remember_trainee(answers_folder, TRAINEE)
    work(journal, "T0.X1", check=True)
    shown = pages.start_page("en", there, answers_folder)
    assert "Go on with T0 · Is the plan on course?" in shown and 'href="/en/t0#T0.X2"' in shown
    for exercise in units.all_exercises().values():
        work(journal, exercise.id, check=True)
    assert "Everything is done" in pages.start_page("en", there, answers_folder)


def test_names_and_folders_are_escaped(tmp_path) -> None:
    odd = tmp_path / "a <u> {c}"
    shown = pages.start_page("en", pages.unit_pages(workbook.folder()), odd, typed='"><script>', problem="<i>")
    assert "<u>" not in shown and '"><script>' not in shown and shown.count("<script") == 1 and "<i>" not in shown


def test_a_unit_without_its_notebook_is_left_out(tmp_path, answers_folder) -> None:
    only = tmp_path / "exercises/en" / f"{syllabus.unit_file_stem('U7')}.ipynb"
    only.parent.mkdir(parents=True)
    only.write_text("{}")
    there = pages.unit_pages(tmp_path)
    assert list(there) == ["/en/u7"]
    assert 'data-unit="U2"' not in pages.start_page("en", there, answers_folder)


# -- one setting -------------------------------------------------------------------------------------


def test_the_view_chooses_the_desk_and_the_words(answers_folder, monkeypatch) -> None:
    remember_trainee(answers_folder, TRAINEE)
    assert open_desk("U2", "en").view["trainee"] == TRAINEE
    assert "Restart Kernel" in words.words(words.CARD, "en")["kernel_gone"]
    monkeypatch.setenv("KAM_VIEW", "page")
    assert open_desk("U2", "en").view["trainee"] == TRAINEE
    for table in (words.CARD, words.DESK, words.UPLOAD, words.LIVE):
        for lang in LANGUAGES:
            said = words.words(table, lang)
            assert said["reload"] and not re.search("Kernel|单元格|▶", said["kernel_gone"])
    monkeypatch.setenv("KAM_VIEW", "present")
    desk = open_desk("U2", "en")
    assert desk.demo and desk.view["trainee"] is None
    assert desk.card("U2.X1").view["variant"] in (None, 0) and desk.card("U2.X1").state["ready"]
    assert open_desk("U2", "en", demo=False).view["trainee"] == TRAINEE


# -- refusals ----------------------------------------------------------------------------------------


def test_a_folder_without_exercises_is_told(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("KAM_WORKBOOK", str(tmp_path))
    with pytest.raises(Refusal, match="make build"):
        pages.run("en", 0, False)


def test_a_taken_port_is_told(monkeypatch) -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(Refusal) as refused:
            pages.run("en", port, False)
    assert str(port) in refused.value.sentence("zh") and "--port 0" in refused.value.sentence("en")


def test_the_doors_look_where_the_presentations_are() -> None:
    assert doors.PRESENT == screens.PRESENT


# -- kernels -----------------------------------------------------------------------------------------


def test_every_page_gets_its_own_kernel_and_the_waiting_one_stays(monkeypatch) -> None:
    monkeypatch.setattr(server, "SECONDS_BEFORE_NEXT", 0)

    async def scene() -> None:
        kernels = server.WarmKernels(cull_idle_timeout=1)
        try:
            kernels.warm()
            one, other = await asyncio.gather(kernels.start_kernel(), kernels.start_kernel())
            assert one != other, "two pages opened together never share a kernel"
            kernels.warm()
            waiting = await kernels.ready
            await asyncio.sleep(1.1)
            for id in (one, other, waiting):
                await kernels.cull_kernel_if_idle(id)
            assert kernels.list_kernel_ids() == [waiting], "pages that said nothing are ended, the next one is not"
            assert await kernels.start_kernel() == waiting
            await kernels.cull_kernel_if_idle(waiting)
            assert waiting in kernels, "a page may take a kernel that has waited long at the moment of the look"
            kernels.warm()
            waiting = await kernels.ready
            await kernels.get_kernel(waiting).shutdown_kernel(now=True)
            await kernels.cull_kernel_if_idle(waiting)
            assert await kernels.start_kernel() != waiting, "a kernel that died is replaced"
        finally:
            await kernels.shutdown_all(now=True)
            kernels.context.destroy(linger=0)

    asyncio.run(scene())


def test_a_page_does_not_wait_for_a_kernel_that_hangs(monkeypatch) -> None:
    monkeypatch.setattr(server, "SECONDS_OF_PATIENCE", 0.2)

    async def scene() -> None:
        kernels = server.WarmKernels()
        kernels.ready = hangs = asyncio.create_task(asyncio.sleep(60))
        try:
            assert await kernels.start_kernel() in kernels
        finally:
            hangs.cancel()
            await kernels.shutdown_all(now=True)
            kernels.context.destroy(linger=0)

    asyncio.run(scene())


def test_a_server_that_is_stopped_while_it_launches_a_kernel_ends_it() -> None:
    async def scene() -> None:
        kernels = server.WarmKernels()
        kernels.warm()
        while not kernels._pending_kernels:
            await asyncio.sleep(0)
        await kernels.shutdown_all(now=True)
        assert kernels.list_kernel_ids() == []
        await asyncio.gather(kernels.ready, return_exceptions=True)
        assert kernels.list_kernel_ids() == []
        kernels.context.destroy(linger=0)

    asyncio.run(scene())


def test_settings_of_another_voila_are_left_alone(tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("voila.json").write_text(json.dumps({"Voila": {"ip": "0.0.0.0"}}), "utf-8")
    pages_server = server.Pages(config=server.settings(pages.view_of(tmp_path, "en"), tmp_path, 9000))
    pages_server.load_config_file("voila", path=pages_server.config_file_paths)
    assert pages_server.ip == "127.0.0.1"


# -- routes ------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def served(tmp_path_factory) -> Iterator[App]:
    with running_app("zh", tmp_path_factory.mktemp("routes")) as running:
        yield running


def ask(app: App, path: str, data: bytes | None = None, **headers: str) -> HTTPResponse | urllib.error.HTTPError:
    request = urllib.request.Request(app.address + path, data, headers)
    try:
        return urllib.request.urlopen(request, timeout=20)
    except urllib.error.HTTPError as refused:
        return refused


def test_the_routes(served: App) -> None:
    assert served.log().count("\n") == 1 and f"{served.address}/" in served.log(), "one line with the address"
    assert ask(served, "/").geturl() == f"{served.address}/zh/"
    assert ask(served, "/en").geturl() == f"{served.address}/en/"
    for path, lang in (("/en/u99", "en"), ("/zh/u99", "zh"), ("/de/", "zh"), ("/voila/tree", "zh"), ("/solutions/keys", "zh")):
        missing = ask(served, path)
        assert missing.status == 404
        text = missing.read().decode()
        assert path in text and f'lang="{HTML_LANGUAGES[lang]}"' in text
    render = ask(served, "/voila/render/exercises/en/1_key_accounts/u2_tiers.ipynb")
    assert render.status == 404, "only the pages that are named can be opened"
    assert ask(served, "/en/", Host="elsewhere.example").status == 403


def test_another_site_cannot_start_kernels_with_a_picture(served: App) -> None:
    strange = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"}
    assert ask(served, "/zh/u2", **strange).status == 403
    link = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    assert ask(served, "/zh/u2", **link).status == 200


def test_sitting_down_on_the_start_page(served: App) -> None:
    assert ask(served, "/en/", b"trainee=Li.Wei", Origin="http://elsewhere.example").status == 403
    assert not (served.answers / ".trainee").exists()
    refused = ask(served, "/en/", b"trainee=..%2Fx").read().decode()
    assert "cannot be used as an id" in refused and 'value="../x"' in refused
    here = ask(served, "/en/", b"trainee=Li.Wei", Origin=served.address)
    assert here.geturl() == f"{served.address}/en/" and "li.wei" in here.read().decode()
    ask(served, "/en/", b"trainee=")
    assert remembered_trainee(served.answers) is None


def test_a_page_begins_before_its_kernel_works_and_shows_a_failed_part_in_a_sentence(served: App) -> None:
    path = served.workbook / "exercises/en" / f"{syllabus.unit_file_stem('U2')}.ipynb"
    notebook = json.loads(path.read_text("utf-8"))
    whole = path.read_bytes()
    cards = [cell for cell in notebook["cells"] if "desk.card" in "".join(cell["source"])]
    cards[1]["source"] = ["1 / 0"]
    notebook["cells"].append({**cards[0], "id": "only", "cell_type": "markdown", "source": ["Press **Start**"],
                              "metadata": {"kam": {"only": "notebook"}}})  # fmt: skip
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown":
            cell.pop("outputs", None), cell.pop("execution_count", None)
    path.write_text(json.dumps(notebook), "utf-8")
    try:
        page = ask(served, "/en/u2")
        begun = page.read(64).decode()
        assert begun.startswith("<!DOCTYPE html>")
        text = page.read().decode()
    finally:
        path.write_bytes(whole)
    assert 'role="status"' in text.partition("jupyter-config-data")[0], "loading is said before the kernel is there"
    assert text.count('class="kam-failed"') == 1 and "could not be worked out" in text
    assert text.count("application/vnd.voila.cell-output+json") == len(units.exercises("U2")) + 2  # desk, control, upload
    assert "Press <strong>Start" not in text
    assert text.rstrip().endswith("</html>")
    assert not re.search(r'(?:src|href)="https?://', text)


def test_a_notebook_that_is_none_leaves_a_sentence_and_the_others(served: App) -> None:
    path: Path = served.workbook / "exercises/zh" / f"{syllabus.unit_file_stem('U7')}.ipynb"
    whole = path.read_bytes()
    path.write_text("no notebook")
    try:
        text = ask(served, "/zh/u7").read().decode()
        assert "没能算出来" in text and text.rstrip().endswith("</html>")
        assert ask(served, "/zh/").status == 200
    finally:
        path.write_bytes(whole)
