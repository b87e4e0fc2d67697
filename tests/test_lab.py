"""`kam lab`: its settings and its refusals; the page itself is looked at in browser/test_jupyterlab.py."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest

from kamlib.lab import doors
from kamlib.lab import launch as lab
from kamlib.lab.calm import SENTENCE
from kamlib.lab.settings import START_LABEL, server_config, setting_overrides
from kamlib.lab.tidy import tidy_on_save
from kamlib.refusal import Refusal

LANGUAGES = ("en", "zh")


def _page(lang: str) -> str:
    """Return a page as the build makes it: prose, a folded cell with a button, a folded cell."""
    button = "\n".join(
        [
            "# ▶ A button / 按钮",
            "import ipywidgets",
            'said = ipywidgets.Label("waiting")',
            'button = ipywidgets.Button(description="press")',
            'button.on_click(lambda _: setattr(said, "value", "pressed"))',
            "display(button, said)",
        ]
    )
    cells = [
        {"cell_type": "markdown", "id": "a1", "metadata": {}, "source": ["# Page\n", "\n", "Some prose."]},
        _code("a2", button),
        _code("a3", f"# ▶ End / 结束\nprint('all cells ran', '{lang}')"),
    ]
    metadata = {
        "kam": {"unit": "U2"},
        "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    notebook = {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(notebook, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def _code(cell_id: str, source: str) -> dict:
    return {
        "cell_type": "code",
        "execution_count": None,
        "id": cell_id,
        "metadata": {"jupyter": {"source_hidden": True}},
        "outputs": [],
        "source": source.splitlines(keepends=True),
    }


@pytest.fixture
def workbook(tmp_path) -> Path:
    (tmp_path / "exercises").mkdir()
    for lang in LANGUAGES:
        (tmp_path / "course" / lang).mkdir(parents=True)
        (tmp_path / "course" / lang / "start.ipynb").write_text(_page(lang), encoding="utf-8", newline="\n")
    return tmp_path


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_a_taken_port_is_told_in_one_sentence(workbook, taken_port):
    with pytest.raises(Refusal) as refusal:
        lab.launch("en", taken_port, browser=False, workbook=workbook)
    assert str(taken_port) in refusal.value.sentence("en")
    assert str(taken_port) in refusal.value.sentence("zh")
    assert "--port" in refusal.value.sentence("zh")


@pytest.mark.parametrize("port", [80, 70_000])
def test_a_number_that_is_no_port_is_misuse(workbook, port):
    with pytest.raises(Refusal, match="1024") as refusal:
        lab.launch("en", port, browser=False, workbook=workbook)
    assert refusal.value.misuse


def test_a_missing_start_page_is_named(tmp_path):
    with pytest.raises(Refusal, match="start.ipynb"):
        lab.launch("en", browser=False, workbook=tmp_path)


def test_an_unknown_language_is_refused(workbook):
    with pytest.raises(ValueError, match="'de'"):
        lab.launch("de", browser=False, workbook=workbook)


def test_jupyterlab_is_called_for_this_computer_only(workbook, monkeypatch, tmp_path):
    called = {}

    def run(command, folder, environment):
        called.update(command=command, folder=folder, environment=environment)
        called["config"] = json.loads(
            Path(environment["JUPYTER_CONFIG_DIR"], "jupyter_server_config.json").read_text(encoding="utf-8")
        )
        return 0

    monkeypatch.setattr(lab, "_run", run)
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "data"))
    assert lab.launch("zh", browser=False, workbook=workbook) == 0
    assert "--no-browser" in called["command"]
    assert "--LabApp.default_url=/kam/zh/" in called["command"]
    assert not any("token" in part.lower() for part in called["command"]), "Jupyter's own token must stay"
    assert called["config"]["ServerApp"]["ip"] == "127.0.0.1"
    assert called["environment"]["KAM_WORKBOOK"] == str(workbook)


def test_errors_are_told_in_a_sentence_and_only_by_the_kernels_of_kam_lab(tmp_path, monkeypatch):
    import nbformat
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError

    sources = ("lang = 'zh'", "1 / 0", "def (", "print('still here')")
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in sources])
    with pytest.raises(CellExecutionError):
        NotebookClient(notebook, kernel_name="python3").execute()

    lab.write_settings(tmp_path, "zh")
    for name, value in lab.lab_environment(tmp_path, tmp_path).items():
        monkeypatch.setenv(name, value)
    NotebookClient(notebook, kernel_name="python3").execute()  # no cell stops the ones after it
    for cell in notebook.cells[1:3]:
        told = cell.outputs[0]["data"]["text/html"]
        assert SENTENCE.zh in told and "<details>" in told
        assert "Error" in told.partition("<details>")[2] and "Error" not in told.partition("<details>")[0]
    assert notebook.cells[3].outputs[0]["text"] == "still here\n"


def test_the_doors_to_the_other_views_are_switched_on(tmp_path):
    lab.write_settings(tmp_path, "en")
    written = (tmp_path / "jupyter_server_config.d" / "kam_doors.json").read_text("utf-8")
    assert json.loads(written)["ServerApp"]["jpserver_extensions"] == {doors.__name__: True}


def test_a_server_ends_although_a_request_was_cut_off():
    """AnyIO's worker thread then waits for ever, and Python for it; without `leave_when_done` this runs into the timeout."""
    program = """
        import asyncio
        from anyio import to_thread
        from kamlib.lab.leaving import leave_when_done

        async def request():
            await to_thread.run_sync(print, "begun")
            await asyncio.sleep(3600)

        leave_when_done(patience=0.1)
        loop = asyncio.new_event_loop()
        task = loop.create_task(request())
        loop.call_later(0.5, loop.stop)
        loop.run_forever()
        print("stopped", flush=True)
    """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(program)], capture_output=True, text=True, timeout=30)
    assert (done.returncode, done.stdout.split()) == (0, ["begun", "stopped"])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_copy_without_presentations_says_so(tmp_path, lang):
    assert doors.NOTHING_TO_PRESENT.pick(lang) in doors.choice_page(lang, tmp_path)
    unit = tmp_path / doors.PRESENT / lang / "1_key_accounts" / "u7_pricing.ipynb"
    unit.parent.mkdir(parents=True)
    unit.write_text("{}")
    shown = doors.choice_page(lang, tmp_path)
    assert f'href="../U7/{lang}"' in shown and "U2" not in shown
    assert doors.CHOOSE.pick(lang) in shown


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("There is no unit U99; the units are U2.", "There is no unit U99; the units are U2."),
        ("Traceback (most recent call last):\n…\nOSError: {x}", "It could not be opened: OSError: (x)"),
    ],
)
def test_a_door_that_does_not_open_says_why(said, shown):
    assert doors._reason(ChildProcessError(said), "en").startswith(shown)


def test_a_home_that_cannot_be_written_to_gets_a_passing_folder(workbook, monkeypatch, tmp_path):
    blocked = tmp_path / "blocked"
    blocked.write_text("", encoding="utf-8")
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(blocked))
    used = []
    monkeypatch.setattr(lab, "_run", lambda *given: used.append(given[2]["JUPYTER_CONFIG_DIR"]) or 0)
    assert lab.launch("en", browser=False, workbook=workbook) == 0
    assert used and not Path(used[0]).exists(), "the passing folder must be gone afterwards"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_settings_are_in_the_language(lang):
    overrides = setting_overrides(lang)
    toolbar = overrides["@jupyterlab/notebook-extension:panel"]["toolbar"]
    assert toolbar[0]["label"] == START_LABEL.pick(lang)
    assert (
        overrides["@jupyterlab/translation-extension:plugin"]["locale"]
        == {"en": "default", "zh": "zh_CN"}[lang]
    )


def test_large_uploads_are_let_through():
    assert server_config()["ServerApp"]["tornado_settings"]["websocket_max_message_size"] >= 50_000_000


def test_tidy_leaves_other_notebooks_alone():
    cell = {"cell_type": "code", "metadata": {}, "outputs": ["x"], "execution_count": 1}
    tidy_on_save({"type": "notebook", "content": {"cells": [cell], "metadata": {}}})
    tidy_on_save({"type": "file", "content": "text"})
    assert cell["outputs"] == ["x"] and cell["execution_count"] == 1
