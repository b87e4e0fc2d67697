"""The doctor sees what is broken, says what it is for and what to do."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from collections import namedtuple
from importlib import metadata
from pathlib import Path

import pytest

from kamlib import doctor
from kamlib.classroom.journal import Journal
from kamlib.lab import ports
from kamlib.views import chromium

CHINESE = re.compile("[\u4e00-\u9fff]")


def _found(check_id: str, lang: str = "en") -> doctor.Check:
    return next(check for check in doctor.checks(lang) if check.id == check_id)


@pytest.fixture
def workbook(tmp_path, monkeypatch):
    for lang in ("en", "zh"):
        (tmp_path / "course" / lang).mkdir(parents=True)
        (tmp_path / "course" / lang / "start.ipynb").write_text("{}", encoding="utf-8")
    (tmp_path / "exercises").mkdir()
    monkeypatch.setenv("KAM_WORKBOOK", str(tmp_path))
    monkeypatch.delenv("KAM_ANSWERS", raising=False)
    return tmp_path


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_good_installation_is_healthy(workbook, lang):
    found = doctor.checks(lang)
    assert doctor.worst(found) != "broken", doctor.report(found, lang)
    assert len({check.id for check in found}) == len(found) >= 14
    for check in found:
        said = check.lines(lang)
        assert not re.search(r"\{\w*\}", "".join(said))
        assert (check.todo is None) == check.ok, f"{check.id}: what is not in order says what to do, the rest does not"
        assert len(said) == 2 + (not check.ok)
        if lang == "zh":
            assert CHINESE.search(said[1]), said


@pytest.mark.parametrize(("level", "code"), [("fine", 0), ("hint", 0), ("look", 3), ("broken", 1)])
def test_the_worst_finding_decides(level, code):
    same = doctor.WHY
    found = [doctor.Check(str(n), same, same, each, same, same) for n, each in enumerate(("fine", level, "fine"))]
    assert doctor.worst(found) == level and doctor.EXIT_CODES[doctor.worst(found)] == code
    for lang in ("en", "zh"):
        said = doctor.report(found, lang).splitlines()
        assert said[0] == doctor.INTRODUCTION.pick(lang) and said[-1] == doctor.SUMMARY[level].pick(lang)
        assert sum(line.startswith(doctor.SIGNS[level]) for line in said) == (3 if level == "fine" else 1)


def test_looking_leaves_nothing_behind(workbook):
    doctor.checks("en")
    assert not (workbook / "answers").exists()


def test_an_old_python_is_named(monkeypatch):
    monkeypatch.setattr(doctor, "LOWEST_PYTHON", (9, 9))
    check = _found("python")
    assert check.level == "broken" and "3.11" in check.todo.en


def test_a_missing_and_an_old_package_are_named(monkeypatch):
    monkeypatch.setattr(doctor, "PACKAGES", {"no-such-package": (1,), "numpy": (99, 0), "pandas": (2, 2)})
    check = _found("packages")
    assert check.level == "broken"
    assert "no-such-package" in check.found.en and "numpy" in check.found.en
    assert "pandas" not in check.found.en and "pip install" in check.todo.zh


def test_versions_that_were_not_tested_are_named_and_hinder_nobody(workbook):
    assert _found("versions").ok, "a copy without the list is not ill"
    numpy = metadata.version("numpy")
    (workbook / "constraints.txt").write_text(f"# tested\nNumPy=={numpy}\nno-such==1\n", "utf-8")
    assert _found("versions").ok
    pins = "".join(f"{name}==0.0.1\n" for name in ("numpy", "pandas", "matplotlib", "jinja2", "typer", "rich"))
    (workbook / "constraints.txt").write_text(pins, "utf-8")
    check = _found("versions")
    assert check.level == "hint" and check.found.en.startswith("6 differ: numpy ") and "(+2)" in check.found.en
    assert "-c constraints.txt" in check.todo.zh


def test_a_folder_without_the_workbook_is_named(tmp_path, monkeypatch):
    monkeypatch.setenv("KAM_WORKBOOK", str(tmp_path))
    check = _found("workbook")
    assert check.level == "broken" and str(tmp_path) in check.found.en


@pytest.mark.parametrize("content", [None, b"", b"OTTO cut off", b"<html>" + bytes(2_000_000)])
def test_a_missing_or_damaged_font_is_named(tmp_path, monkeypatch, content):
    font = tmp_path / "plots" / "fonts" / "KamSansSC-Regular.otf"
    font.parent.mkdir(parents=True)
    if content is not None:
        font.write_bytes(content)
    monkeypatch.setattr(doctor.resources, "files", lambda _: tmp_path)
    assert doctor._figure_font().level == "broken"
    font.write_bytes(b"OTTO" + bytes(2_000_000))
    assert doctor._figure_font().ok


def test_a_computer_without_a_chinese_font_is_told(workbook, monkeypatch):
    monkeypatch.setattr(doctor, "_chinese_fonts", lambda: [])
    assert _found("screen-font", "zh").level == "look" and "fonts-noto-cjk" in _found("screen-font", "zh").todo.zh
    assert _found("screen-font", "en").level == "hint"
    monkeypatch.setattr(doctor, "_chinese_fonts", lambda: None)
    assert _found("screen-font", "zh").ok, "Windows and macOS bring one"


def test_fonts_are_asked_for_where_they_can_be(tmp_path, monkeypatch):
    monkeypatch.setattr(doctor.shutil, "which", lambda _: None)
    assert doctor._chinese_fonts() is None
    asked = tmp_path / "fc-list"
    asked.write_text("#!/bin/sh\nprintf 'Noto Sans SC,思源\\n\\nArial Unicode\\n'\n")
    asked.chmod(0o755)
    monkeypatch.setattr(doctor.shutil, "which", lambda _: str(asked))
    monkeypatch.setattr(doctor.sys, "platform", "linux")
    assert doctor._chinese_fonts() == ["Arial Unicode", "Noto Sans SC"]
    asked.write_text("#!/bin/sh\nexit 1\n")
    assert doctor._chinese_fonts() is None


def test_an_answers_folder_that_is_a_file_is_named(workbook, monkeypatch):
    (workbook / "taken {x").write_text("", encoding="utf-8")
    monkeypatch.setenv("KAM_ANSWERS", str(workbook / "taken {x" / "answers"))
    check = _found("answers")
    assert check.level == "broken" and "KAM_ANSWERS" in check.todo.en and "(x" in check.found.en
    assert doctor.worst(doctor.checks("en")) == "broken"


def test_an_answers_folder_that_cannot_be_written_to_is_named(workbook, monkeypatch):
    def refused(**_):
        raise PermissionError(13, "no")

    monkeypatch.setattr(doctor.tempfile, "TemporaryFile", refused)
    assert _found("answers").level == "broken"


def test_lines_of_a_journal_that_cannot_be_read_are_counted(workbook):
    assert _found("journal").ok
    journal = Journal(workbook / "answers", "kam", "li.wei")
    for _ in range(3):
        journal.append("U2.X1", "answer", rev=1, variant=1, raw={"clp_a": "1"})
    assert _found("journal").ok and _found("journal").found.en.startswith("1 ")
    whole = journal.path.read_bytes()
    for damage, lines in ((b'{"schema": "kam-jou\n', 1), (b"\x00\xff\n[]\n", 2), (b'{"torn', 1), (b'x\n{"torn', 2)):
        journal.path.write_bytes(whole + damage)
        check = _found("journal")
        assert check.level == "look" and check.found.en.startswith(f"{lines} ") and "answers-li.wei.jsonl" in check.found.zh
        assert journal.path.read_bytes() == whole + damage, "the doctor changes nothing"
    journal.path.write_bytes(whole.rstrip(b"\n"))
    assert _found("journal").ok, "only the end of the line is missing"


def test_a_journal_that_cannot_be_opened_is_named(workbook):
    (workbook / "answers" / "answers-li.wei.jsonl").mkdir(parents=True)
    check = _found("journal")
    assert check.level == "broken" and "answers-li.wei.jsonl" in check.found.en


def test_a_full_disk_is_named(workbook, monkeypatch):
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(doctor.shutil, "disk_usage", lambda _: usage(1, 1, 5_000_000))
    check = _found("disk")
    assert check.level == "broken" and check.found.en == "5 MB" and "200" in check.todo.en


def test_a_port_that_is_taken_is_told_with_the_next_one(monkeypatch):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        monkeypatch.setattr(ports, "FIRST_PORT", port)
        check = doctor._port()
        assert check.level == "hint" and f"port {port} is in use" in check.found.en
        monkeypatch.setattr(ports, "PORTS_TO_TRY", 1)
        check = doctor._port()
        assert check.level == "broken" and "--port" in check.todo.zh
    assert doctor._port().ok


def test_a_missing_browser_is_told_but_hinders_nobody(workbook, monkeypatch):
    monkeypatch.delenv("KAM_CHROMIUM", raising=False)
    monkeypatch.setattr(chromium, "_places", lambda: iter(()))
    check = _found("browser")
    assert check.level == "hint" and "--out u2.html" in check.todo.en
    assert doctor.worst(doctor.checks("en")) != "broken"
    monkeypatch.setenv("KAM_CHROMIUM", str(workbook / "nothing"))
    assert "nothing" in _found("browser").found.zh


def test_the_language_pack_is_missed_in_chinese_more(monkeypatch):
    real = doctor.installed_version
    monkeypatch.setattr(
        doctor, "installed_version", lambda name: None if "language-pack" in name else real(name)
    )
    assert _found("language-pack", "zh").level == "look"
    assert _found("language-pack", "en").level == "hint"


def test_the_card_extension_is_looked_for(monkeypatch):
    monkeypatch.setattr(doctor, "_has_extension", lambda name: name != "anywidget")
    check = _found("lab-widgets")
    assert check.level == "broken" and "anywidget" in check.found.en and "jupyterlab_widgets" not in check.found.en


def test_it_works_where_the_command_does_not_start(workbook):
    """Without typer there is no command kam; the doctor needs nothing that is not in Python itself."""
    code = (
        "import sys, runpy\n"
        "for name in ('typer', 'jinja2', 'pydantic', 'pandas', 'numpy', 'mistune', 'tornado'): sys.modules[name] = None\n"
        "runpy.run_module('kamlib.doctor', run_name='__main__')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", cwd=Path(__file__).parents[1])
    assert done.returncode == 0, done.stderr
    assert doctor.SUMMARY["fine"].en in done.stdout or doctor.SUMMARY["hint"].en in done.stdout


def _doctor_alone(**environment: str) -> subprocess.CompletedProcess:
    kept = {name: value for name, value in os.environ.items() if name not in ("KAM_LANG", "LC_ALL", "LC_MESSAGES", "LANG")}
    return subprocess.run(
        [sys.executable, "-m", "kamlib.doctor"],
        capture_output=True, encoding="utf-8", cwd=Path(__file__).parents[1], env={**kept, **environment},
    )  # fmt: skip


def test_alone_it_writes_to_any_screen_in_the_language_of_the_computer(workbook):
    done = _doctor_alone(PYTHONIOENCODING="cp1252", LANG="zh_CN.UTF-8")
    assert done.returncode in (0, 3), done.stderr
    assert done.stdout.startswith(doctor.INTRODUCTION.zh)


def test_alone_it_says_that_there_is_no_such_language(workbook):
    done = _doctor_alone(KAM_LANG="fr")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1) and "en or zh" in done.stderr
