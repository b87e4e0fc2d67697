"""Runs the presentation of a unit once, for views that are files: the deck and the hand-out."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from tempfile import TemporaryDirectory
from typing import Any

import nbformat
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from kamlib import workbook
from kamlib.refusal import Refusal
from kamlib.text import Text
from kamlib.views.screens import FOLD_COMMENT, presentation, read_notebook, read_screens, source_of

SECONDS_A_CELL = 120
WIDGET_STATE = "application/vnd.jupyter.widget-state+json"
WIDGET = "application/vnd.jupyter.widget-view+json"
EXTENSION = "kamlib.views.figures"

CELL_FAILED = Text(
    en="The part “{cell}” on screen {screen} of {unit} cannot be worked out ({error}). Nothing was written. "
    "Correct the unit's source and run `make build`, or ask for a fresh copy of the workbook.",
    zh="{unit} 第 {screen} 屏的“{cell}”运行出错（{error}）。未生成任何文件。"
    "请修改该单元的源文件并运行 `make build`，或换一份新的练习册。",
)
CELL_TOO_SLOW = Text(
    en="A part of {unit} took longer than {seconds} seconds and was stopped. Nothing was written. Close other "
    "programs and try again.",
    zh="{unit} 的某一部分超过 {seconds} 秒仍未算完，已停止。未生成任何文件。请关闭其他程序后重试。",
)
NO_ENGINE = Text(
    en="Python's notebook engine did not start or stopped ({error}). Nothing was written. `kam doctor` says what "
    "is missing.",
    zh="Python 的笔记本引擎没有启动或中途停止（{error}）。未生成任何文件。运行 `kam doctor` 可查看缺少什么。",
)


@dataclass(frozen=True, slots=True)
class Played:
    """A presentation after its run: the notebook with its outputs, and the state of its controls by model id."""

    unit: str
    lang: str
    notebook: dict[str, Any]
    widgets: dict[str, dict[str, Any]]


class _ThisPython(KernelSpecManager):
    """Knows one kernel: this Python's, whatever other kernels the computer has."""

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        argv = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        argv += [f"--IPKernelApp.extra_extensions={EXTENSION}", "--IPKernelApp.log_level=ERROR"]
        return KernelSpec(argv=argv, display_name="Python 3", language="python")


class _Engine(AsyncKernelManager):
    """A kernel that ends with the run."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs, kernel_spec_manager=_ThisPython())


def play(unit: str, lang: str) -> Played:
    """Run the presentation of a unit with the demo figures; no trainee's answers are read or written.

    Raises
    ------
    Refusal
        When there is no such unit or presentation, or when a cell of it fails.
    """
    path = presentation(unit, lang)
    notebook = read_notebook(workbook.folder() / path)
    return play_notebook(notebook)


def play_notebook(notebook: dict[str, Any]) -> Played:
    """Run a presentation's notebook, given as the dictionary it is.

    Raises
    ------
    Refusal
        When a cell fails, or the engine does.
    """
    told = notebook["metadata"]["kam"]
    cells = [{**cell, "source": source_of(cell)} for cell in notebook["cells"]]
    running = nbformat.from_dict({**notebook, "cells": cells})
    client = NotebookClient(
        running,
        kernel_manager_class=_Engine,
        timeout=SECONDS_A_CELL,
        store_widget_state=True,
        resources={"metadata": {"path": str(workbook.folder())}},
    )
    with _away_from_answers(told["lang"]):
        try:
            client.execute()
        except CellExecutionError as failed:
            raise _failure(client, notebook, failed) from failed
        except CellTimeoutError as slow:
            raise Refusal(CELL_TOO_SLOW, {"unit": told["unit"], "seconds": SECONDS_A_CELL}) from slow
        except (DeadKernelError, OSError, RuntimeError) as problem:
            raise Refusal(NO_ENGINE, {"error": _first_line(problem)}) from problem
    state = running.metadata.get("widgets", {}).get(WIDGET_STATE, {}).get("state", {})
    widgets = {name: model["state"] for name, model in state.items()}
    return Played(told["unit"], told["lang"], running, widgets)


@contextmanager
def _away_from_answers(lang: str) -> Iterator[None]:
    """Give the kernel, which inherits our environment, the presenting view and an answers folder of its own."""
    before = dict(os.environ)
    with TemporaryDirectory(prefix="kam-", ignore_cleanup_errors=True) as empty:
        os.environ |= {
            "KAM_VIEW": "present",
            "KAM_ANSWERS": empty,
            "KAM_WORKBOOK": str(workbook.folder()),
            "KAM_LANG": lang,
            "PYDEVD_DISABLE_FILE_VALIDATION": "1",  # the engine would print a remark on frozen modules
        }
        os.environ.pop("KAM_COHORT", None)
        try:
            yield
        finally:
            os.environ.clear()
            os.environ.update(before)


def _failure(client: NotebookClient, notebook: dict[str, Any], failed: CellExecutionError) -> Refusal:
    """Name the cell that failed as the trainer knows it: by its fold comment and its screen."""
    told = notebook["metadata"]["kam"]
    broken = next(filter(_has_failed, client.nb.cells), None)
    values = {"cell": "–", "screen": "–", "unit": told["unit"]}
    if broken is not None:
        first_line = source_of(broken).split("\n")[0]
        named = FOLD_COMMENT.match(first_line)
        values["cell"] = named[1 if told["lang"] == "en" else 2] if named else first_line
        screens = [
            each for each in read_screens(notebook) if broken.id in (cell["id"] for cell in each.cells)
        ]
        values["screen"] = f"{screens[0].number} ({screens[0].name})" if screens else "–"
    error = f"{failed.ename}: {failed.evalue}".split("\n")[0]
    return Refusal(CELL_FAILED, {**values, "error": error})


def _has_failed(cell: Mapping[str, Any]) -> bool:
    return any(output["output_type"] == "error" for output in cell.get("outputs", ()))


def _first_line(problem: BaseException) -> str:
    return str(problem).strip().split("\n")[0] or type(problem).__name__
