"""The doctor sees what is broken and says what to do."""

from __future__ import annotations

import re
from collections import namedtuple

import pytest

from kamlib import doctor


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
    assert not doctor.failed(found), [check.line(lang) for check in found if not check.ok]
    for check in found:
        line = check.line(lang)
        assert "{" not in line
        if lang == "zh" and check.id not in ("python",):
            assert re.search(r"[\u4e00-\u9fff]", line), line


def test_looking_leaves_nothing_behind(workbook):
    doctor.checks("en")
    assert not (workbook / "answers").exists()


def test_an_old_python_is_named(monkeypatch):
    monkeypatch.setattr(doctor, "LOWEST_PYTHON", (9, 9))
    check = _found("python")
    assert not check.ok and "3.11" in check.advice.en


def test_a_missing_and_an_old_package_are_named(monkeypatch):
    monkeypatch.setattr(doctor, "PACKAGES", {"no-such-package": (1,), "numpy": (99, 0), "pandas": (2, 2)})
    check = _found("packages")
    assert not check.ok
    assert "no-such-package" in check.advice.en and "numpy" in check.advice.en
    assert "pandas" not in check.advice.en and "pip install" in check.advice.zh


def test_a_folder_without_the_workbook_is_named(tmp_path, monkeypatch):
    monkeypatch.setenv("KAM_WORKBOOK", str(tmp_path))
    check = _found("workbook")
    assert not check.ok and str(tmp_path) in check.advice.en


def test_an_answers_folder_that_is_a_file_is_named(workbook, monkeypatch):
    (workbook / "taken {x").write_text("", encoding="utf-8")
    monkeypatch.setenv("KAM_ANSWERS", str(workbook / "taken {x" / "answers"))
    check = _found("answers")
    assert not check.ok and "KAM_ANSWERS" in check.advice.en
    assert doctor.failed(doctor.checks("en"))


def test_a_full_disk_is_named(workbook, monkeypatch):
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(doctor.shutil, "disk_usage", lambda _: usage(1, 1, 5_000_000))
    check = _found("disk")
    assert not check.ok and "5 MB" in check.advice.en


def test_a_missing_browser_is_told_but_needed_by_nobody(workbook, monkeypatch):
    monkeypatch.delenv("KAM_CHROMIUM", raising=False)
    monkeypatch.setattr(doctor, "BROWSERS", ("no-such-browser",))
    check = _found("browser")
    assert not check.ok and not check.needed
    assert not doctor.failed(doctor.checks("en"))


def test_the_language_pack_is_needed_in_chinese_only(monkeypatch):
    real = doctor.installed_version
    monkeypatch.setattr(
        doctor, "installed_version", lambda name: None if "language-pack" in name else real(name)
    )
    assert _found("language-pack", "zh").needed and not _found("language-pack", "zh").ok
    assert not _found("language-pack", "en").needed


def test_the_card_extension_is_looked_for(monkeypatch):
    monkeypatch.setattr(doctor, "_has_extension", lambda name: name != "anywidget")
    check = _found("lab-widgets")
    assert not check.ok and "anywidget" in check.advice.en and "jupyterlab_widgets" not in check.advice.en
