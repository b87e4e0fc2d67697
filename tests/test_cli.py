"""The kam command: what it does, what it says when it cannot, and with which exit code."""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import sys
import textwrap
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest

from kamlib import bundle, cli, units, workbook
from kamlib.classroom import simulate
from kamlib.classroom.handin import read_handin
from kamlib.classroom.journal import Journal
from tests.handin_files import content_of, right_answers, write
from tests.sample_exercises import EXERCISES

HERE = Path(__file__).parent.parent
COMMANDS = (
    "lab",
    "app",
    "present",
    "deck",
    "handout",
    "handin",
    "grade",
    "simulate",
    "pack",
    "doctor",
    "tiers",
    "plan",
    "form",
)


@pytest.fixture(autouse=True)
def own_workbook(tmp_path, monkeypatch):
    """A workbook folder of the test's own, with the sample exercises and their keys."""
    home = tmp_path / "workbook"
    keys = {
        "U2.W": {"*": {"verdict": {"answer": "hold", "reasons": {}}}},
        "rubrics": {"U2.W/why": [{"points": 4, "en": "Argues from profit", "zh": "以利润为依据"}]},
    }
    write(home, "solutions/keys/u2.json", keys)
    for folder in ("course", "exercises"):
        (home / folder).mkdir()
    monkeypatch.setenv("KAM_WORKBOOK", str(home))
    monkeypatch.setenv("KAM_LANG", "en")
    for name in ("KAM_ANSWERS", "KAM_COHORT", "KAM_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(units, "all_exercises", lambda: EXERCISES)
    monkeypatch.chdir(tmp_path)
    return home


def kam(capsys, *arguments: object) -> tuple[int, str, str]:
    code = cli.main([str(one) for one in arguments])
    out, err = capsys.readouterr()
    assert "Traceback" not in out + err
    return code, out, err


# -- help and misuse -------------------------------------------------------------------------------


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_in_both_languages(capsys, command):
    code, out, _ = kam(capsys, command, "--help")
    assert code == 0
    assert re.search(r"[\u4e00-\u9fff]", out) and re.search(r"[A-Za-z]{4,} [a-z]+", out)
    options = [line for line in out.splitlines() if line.strip().startswith("--") and "--help" not in line]
    assert options


def test_help_lists_all_commands_and_loads_nothing_heavy():
    program = """
        import sys
        from kamlib.cli import main
        try:
            main(["--help"])
        finally:
            heavy = {"numpy", "pandas", "pydantic", "jinja2", "xlsxwriter", "openpyxl", "jupyterlab"}
            print("loaded", sorted(heavy & set(sys.modules)))
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program)],
        capture_output=True,
        text=True,
        cwd=HERE,
        encoding="utf-8",
    )
    for command in COMMANDS:
        assert re.search(rf"^  {command}\s+[A-Z][^/]+/\s+[^\n]*[\u4e00-\u9fff]", done.stdout, re.MULTILINE)
    assert "loaded []" in done.stdout


MISUSE = [
    ["nonsense"], ["grade"], ["grade", "in"], ["grade", "nowhere", "--out", "report"],
    ["simulate", "0", "--out", "x"],
    ["simulate", "two", "--out", "x"], ["simulate", "3"], ["simulate", "3", "--out", "x", "--unit", "U99"],
    ["simulate", "3", "--out", "x", "--lang", "fr"], ["pack", "--out", "trainee.tar"], ["pack"],
    ["lab", "--port", "70000"], ["present", "U99", "--no-browser"], ["present"], ["app", "--port", "x"],
    ["deck", "U2", "--out", "deck.pdf"], ["deck", "U99", "--out", "deck.html"], ["handout", "U2", "--out", "x.doc"],
    ["lab", "--port", "x"], ["handin", "--trainee", "../../x"], ["doctor", "--more"], ["tiers"],
    ["plan"], ["plan", "nowhere.xlsx", "--out", "x"], ["plan", "a.xlsx", "--trainee", "li", "--out", "x"], ["plan", "--trainee", "../x", "--out", "x"],
    ["form", "nonsense"], ["form", "plan_check"], ["form", "--out", "x.xlsx"], ["form", "plan_check", "--out", "x.pdf"], ["form", "nowhere.xlsx"],
]  # fmt: skip


@pytest.mark.parametrize("arguments", MISUSE, ids=" ".join)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_misuse_is_one_sentence_and_exit_code_2(capsys, monkeypatch, arguments, lang):
    monkeypatch.setenv("KAM_LANG", lang)
    code, out, err = kam(capsys, *arguments)
    assert code == cli.MISUSE
    assert len(err.strip().splitlines()) == 1 and len(err) < 400
    if lang == "zh" and "fr" not in arguments:
        assert re.search(r"[\u4e00-\u9fff]", err)


def test_a_failure_is_one_sentence_and_exit_code_1(capsys, tmp_path):
    code, _, err = kam(capsys, "handin")
    assert code == cli.FAILURE and len(err.strip().splitlines()) == 1 and "work an exercise first" in err
    (tmp_path / "in").mkdir()
    code, _, err = kam(capsys, "grade", "in", "--out", "report")
    assert code == cli.FAILURE and "could be marked" in err


def test_an_unforeseen_fault_is_a_sentence_too_unless_debugging(capsys, monkeypatch, tmp_path):
    (tmp_path / "in").mkdir()

    def broken():
        raise RuntimeError("the pool\nis empty")

    monkeypatch.setattr(units, "all_exercises", broken)
    code, _, err = kam(capsys, "grade", "in", "--out", "report")
    assert code == cli.FAILURE and "the pool is empty" in err and "KAM_DEBUG" in err
    monkeypatch.setenv("KAM_DEBUG", "1")
    with pytest.raises(RuntimeError):
        cli.main(["grade", "in", "--out", "report"])


@pytest.mark.parametrize(
    ("environment", "asked", "expected"),
    [
        ({"KAM_LANG": "zh", "LANG": "en_US.UTF-8"}, None, "zh"),
        ({"KAM_LANG": "zh"}, "en", "en"),
        ({"LANG": "zh_CN.UTF-8"}, None, "zh"),
        ({"LANG": "de_DE.UTF-8"}, None, "en"),
        ({"LC_ALL": "zh_CN.UTF-8", "LANG": "en_US.UTF-8"}, None, "zh"),
    ],
)
def test_the_language_is_the_option_then_the_variable_then_the_computers(
    monkeypatch, environment, asked, expected
):
    for name in ("KAM_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert cli.choose_language(asked) == expected


# -- grading ---------------------------------------------------------------------------------------


def test_simulate_then_grade(capsys, tmp_path):
    assert kam(capsys, "simulate", 12, "--out", "in", "--seed", 3)[0] == 0
    write(tmp_path / "in", "broken.json", b"{")
    code, out, err = kam(capsys, "grade", "in", "--out", "report")
    assert code == 0, err
    assert "12 marked, 1 refused" in out and "texts wait for marks" in out
    assert len(list((tmp_path / "report/trainees").iterdir())) == 12


def test_simulate_for_one_unit_only(capsys, tmp_path):
    kam(capsys, "simulate", 6, "--out", "in", "--unit", "u7")
    seen = {id for path in (tmp_path / "in").iterdir() for id in read_handin(path).exercises}
    assert seen == {"U7.X1"}


def test_grading_speaks_chinese_when_asked(capsys, tmp_path):
    write(tmp_path / "in", "li.json", content_of("li", right_answers("li")))
    code, out, _ = kam(capsys, "grade", "in", "--out", "report", "--lang", "zh")
    assert code == 0 and "已评分 1 份" in out
    assert "班级学习情况" in (tmp_path / "report/cohort.html").read_text(encoding="utf-8")


def test_diff_prints_who_moves_by_how_much_and_why(capsys, tmp_path, own_workbook):
    write(tmp_path / "in", "li.json", content_of("li", right_answers("li")))
    kam(capsys, "grade", "in", "--out", "report")
    code, out, _ = kam(capsys, "grade", "in", "--out", "report", "--diff", "report")
    assert code == 0 and "Nobody moves." in out
    keys = own_workbook / "solutions/keys/u2.json"
    keys.write_text(keys.read_text(encoding="utf-8").replace('"hold"', '"leave"'), encoding="utf-8")
    code, out, _ = kam(capsys, "grade", "in", "--out", "new", "--diff", "report")
    assert code == 0
    assert re.search(r"li\s+-2\.00\s+U2\.W/verdict -2\.00: The key", out)


def test_without_keys_grading_says_what_is_not_marked(capsys, tmp_path, own_workbook):
    (own_workbook / "solutions/keys/u2.json").unlink()
    write(tmp_path / "in", "li.json", content_of("li", right_answers("li")))
    code, _, err = kam(capsys, "grade", "in", "--out", "report")
    assert code == 0 and "No key for U2.W/verdict" in err


def test_a_damaged_key_file_is_named(capsys, tmp_path, own_workbook):
    (own_workbook / "solutions/keys/u2.json").write_text("{")
    (tmp_path / "in").mkdir()
    code, _, err = kam(capsys, "grade", "in", "--out", "report")
    assert code == cli.FAILURE and "u2.json" in err


def test_the_class_of_the_grader_decides(capsys, tmp_path):
    write(tmp_path / "in", "li.json", content_of("li", right_answers("li", "spring"), cohort="spring"))
    assert kam(capsys, "grade", "in", "--out", "one", "--cohort", "autumn")[0] == cli.FAILURE
    assert kam(capsys, "grade", "in", "--out", "two", "--cohort", "spring")[0] == 0


def test_a_bar_appears_only_after_a_second(capsys, monkeypatch):
    moments = iter([0.0, 0.5, 1.5, 1.55, 2.0])
    monkeypatch.setattr(cli, "time", SimpleNamespace(monotonic=lambda: next(moments, 9.0)))
    monkeypatch.setenv("FORCE_COLOR", "1")  # rich then takes the stream for a terminal
    with cli._progress("en", {"read": cli._READ}) as step:
        step("read", 1, 4)
        before = capsys.readouterr().err
        step("read", 2, 4)
        step("read", 4, 4)
    assert before == ""
    assert "Reading" in capsys.readouterr().err


# -- own accounts ----------------------------------------------------------------------------------


def test_own_accounts_become_a_form(capsys, tmp_path):
    write(tmp_path, "list.csv", b"Customer,Sales\nA,1000\nB,100\n")
    code, out, err = kam(capsys, "tiers", "list.csv", "--out", "sub/form.xlsx", "--set", "retention=75%")
    assert code == 0, err
    assert (tmp_path / "sub/form.xlsx").read_bytes().startswith(b"PK") and "Form written" in out
    assert [one.name for one in (tmp_path / "sub").iterdir()] == ["form.xlsx"]


def test_a_list_that_cannot_be_tiered_is_explained_and_nothing_is_written(capsys, tmp_path):
    write(tmp_path, "list.csv", b"Customer,Sales\nA,-5\n")
    code, _, err = kam(capsys, "tiers", "list.csv", "--out", "form.xlsx")
    assert code == cli.FAILURE and "Row 2" in err and not (tmp_path / "form.xlsx").exists()
    for wrong in (["nowhere.csv", "--out", "f.xlsx"], ["list.csv", "--out", "f.csv"],
                  ["list.csv", "--out", "f.xlsx", "--set", "retention"]):  # fmt: skip
        assert kam(capsys, "tiers", *wrong)[0] == cli.MISUSE


def test_a_form_is_never_overwritten(capsys, tmp_path):
    write(tmp_path, "list.csv", b"Customer,Sales\nA,1000\nB,100\n")
    write(tmp_path, "form.xlsx", b"a form filled in")
    for command in (["tiers", "list.csv"], ["form", "plan_check"]):
        code, _, err = kam(capsys, *command, "--out", "form.xlsx")
        assert code == cli.MISUSE and "may hold your figures" in err
    assert (tmp_path / "form.xlsx").read_bytes() == b"a form filled in"


# -- where files are written -----------------------------------------------------------------------

WRITERS = {
    "form.xlsx": ["tiers", "list.csv"],
    "empty.xlsx": ["form", "plan_check"],
    "li.json": ["handin"],
    "trainee.zip": ["pack"],
}


@pytest.mark.parametrize(("name", "command"), WRITERS.items())
def test_a_file_that_cannot_be_replaced_is_told_by_its_name(capsys, monkeypatch, tmp_path, own_workbook, name, command):
    write(tmp_path, "list.csv", b"Customer,Sales\nA,1000\nB,100\n")
    Journal(own_workbook / "answers", "kam", "li").append("U2.X1", "answer", rev=1, variant=2, raw={"a": "1"})

    def open_in_excel(*_):
        raise PermissionError(13, "Permission denied", f".{name}.part")

    monkeypatch.setattr(os, "replace", open_in_excel)
    (tmp_path / "sub").mkdir()
    for lang, told in (("en", "Close it in other programs"), ("zh", "请在其他程序中关闭该文件")):
        code, _, err = kam(capsys, *command, "--out", Path("sub", name), "--lang", lang)
        assert code == cli.FAILURE and told in err and str(Path("sub", name)) in err and f".{name}" not in err
    assert list((tmp_path / "sub").iterdir()) == []


@pytest.mark.parametrize(("name", "command"), [one for one in WRITERS.items() if one[0] != "li.json"])
def test_a_folder_is_no_file_to_write(capsys, tmp_path, name, command):
    write(tmp_path, "list.csv", b"Customer,Sales\nA,1000\nB,100\n")
    (tmp_path / name).mkdir()
    code, _, err = kam(capsys, *command, "--out", name)
    assert code == cli.MISUSE and f"{name} is a folder" in err


# -- hand-in ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "told"), [("notes.txt", "has to end in .json"), ("notes.json", "is no hand-in")])
def test_a_hand_in_replaces_nothing_but_a_hand_in(capsys, tmp_path, own_workbook, name, told):
    Journal(own_workbook / "answers", "kam", "li").append("U2.X1", "answer", rev=1, variant=2, raw={"a": "1"})
    write(tmp_path, name, b'{"my": "notes"}')
    code, _, err = kam(capsys, "handin", "--out", name)
    assert code == cli.MISUSE and told in err and (tmp_path / name).read_bytes() == b'{"my": "notes"}'
    receipts = set()
    for lang in ("en", "zh"):
        assert kam(capsys, "handin", "--out", "li.json", "--lang", lang)[0] == 0
        receipts.add(read_handin(tmp_path / "li.json").receipt)
    assert len(receipts) == 2


def test_a_hand_in_is_made_from_the_only_journal(capsys, tmp_path, own_workbook):
    Journal(own_workbook / "answers", "kam", "li").append("U2.X1", "answer", rev=1, variant=2, raw={"a": "1"})
    code, out, _ = kam(capsys, "handin", "--out", "li.json", "--lang", "zh")
    handin = read_handin(tmp_path / "li.json")
    assert code == 0 and handin.receipt in out and handin.lang == "zh"


def test_with_several_journals_the_trainee_must_be_named(capsys, tmp_path, own_workbook):
    for who in ("li wei", "wang"):
        Journal(own_workbook / "answers", "kam", who).append(
            "U2.X1", "answer", rev=1, variant=2, raw={"a": who}
        )
    code, _, err = kam(capsys, "handin")
    assert code == cli.MISUSE and "li wei, wang" in err
    assert kam(capsys, "handin", "--trainee", "  Li  Wei ")[0] == 0
    (made,) = tmp_path.glob("handin_li-wei_*.json")
    assert read_handin(made).exercises["U2.X1"].raw == {"a": "li wei"}
    assert kam(capsys, "handin", "--trainee", "zhao")[0] == cli.FAILURE


def test_a_hand_in_that_cannot_be_written_is_one_sentence(capsys, tmp_path, own_workbook):
    Journal(own_workbook / "answers", "kam", "li").append("U2.X1", "answer", rev=1, variant=2, raw={"a": "1"})
    (tmp_path / "file").write_text("x")
    code, _, err = kam(capsys, "handin", "--out", "file/li.json")
    assert code == cli.FAILURE and len(err.strip().splitlines()) == 1
    assert str(Path("file/li.json")) in err and ".li.json" not in err


# -- the bundle ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def trainee_zip(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("bundle") / "trainee.zip"
    bundle.pack(HERE, path)
    return path


def key_files() -> dict[str, dict]:
    return {
        path.name: json.loads(path.read_text(encoding="utf-8"))
        for path in (HERE / "solutions/keys").glob("*.json")
    }


def secrets(value: object) -> set[str]:
    """Return every longer text of a key file: reasons and rubric lines."""
    if isinstance(value, str):
        return {value} if len(value) > 15 or (len(value) > 7 and not value.isascii()) else set()
    children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return {text for child in children for text in secrets(child)}


def leaks(archive: zipfile.ZipFile, hidden: set[str]) -> list[tuple[str, str]]:
    """Return each hidden text with the file of the archive it is found in, however JSON writes it."""
    found = []
    for name in archive.namelist():
        text = archive.read(name).decode("utf-8", "replace")
        if name.endswith((".json", ".ipynb")):
            text += json.dumps(json.loads(text), ensure_ascii=False)
        found += [(name, secret) for secret in hidden if secret in text or json.dumps(secret)[1:-1] in text]
    return found


def hidden_texts() -> set[str]:
    return {text for content in key_files().values() for text in secrets(content)}


def test_the_bundle_holds_what_is_allowed_and_no_key(trainee_zip):
    assert hidden_texts(), "there are no keys to look for"
    with zipfile.ZipFile(trainee_zip) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            top, _, inner = name.partition("/")
            assert top == "kam-workbook" and inner.split("/")[0] in {*bundle.FOLDERS, *bundle.FILES}
            assert not {"solutions", "tests", "answers", "tools", "keys", "source"} & set(
                inner.split("/")[:-1]
            )
        assert leaks(archive, hidden_texts()) == []


@pytest.mark.parametrize("plain", [True, False])
def test_a_key_that_slips_into_the_package_is_found(tmp_path, plain):
    content = next(iter(key_files().values()))
    write(tmp_path / "home", "kamlib/units/extra.json", json.dumps(content, ensure_ascii=not plain).encode())
    bundle.pack(tmp_path / "home", tmp_path / "t.zip")
    with zipfile.ZipFile(tmp_path / "t.zip") as archive:
        assert leaks(archive, hidden_texts())


def test_nothing_but_the_allow_list_is_packed(tmp_path):
    home = tmp_path / "home"
    for name in ("kamlib/a.py", "course/en/u.ipynb", "course/source/u.py", "exercises/en/u.ipynb",
                 "README.md", "solutions/keys/k.json", "tests/t.py", "tools/t.py", "answers/a.jsonl",
                 "kamlib/solutions/k.json",
                 "kamlib/__pycache__/a.pyc", "course/.ipynb_checkpoints/u.ipynb", ".env", "secret.txt",
                 "kamlib/.hidden.py", "exercises/answers/a.json", "exercises/en/notes.docx"):  # fmt: skip
        write(home, name, b"x")
    names = bundle.pack(home, tmp_path / "t.zip")
    assert names == [f"kam-workbook/{name}" for name in
                     ("README.md", "course/en/u.ipynb", "exercises/en/u.ipynb", "kamlib/a.py")]  # fmt: skip


def test_packing_promises_what_it_holds(capsys, trainee_zip):
    """The text of the worked solutions is in the program, so only their notebooks can be kept back."""
    with zipfile.ZipFile(trainee_zip) as archive:
        assert not [name for name in archive.namelist() if "/solutions/" in name]
    said = "".join(kam(capsys, "pack", "--help")[1].split())
    assert "withoutkeysandsolutionnotebooks" in said and "不含考核答案文件和参考解答笔记本" in said


def test_the_same_workbook_packs_to_the_same_bytes(tmp_path, own_workbook):
    write(own_workbook, "kamlib/a.py", b"x = 1")
    first, second = tmp_path / "1.zip", tmp_path / "2.zip"
    bundle.pack(own_workbook, first)
    os.utime(own_workbook / "kamlib/a.py", (1, 1))
    bundle.pack(own_workbook, second)
    assert first.read_bytes() == second.read_bytes()


def test_marking_works_from_the_unpacked_bundle(trainee_zip, tmp_path):
    with zipfile.ZipFile(trainee_zip) as archive:
        archive.extractall(tmp_path)
    home = tmp_path / "kam-workbook"
    program = """
        import json, random, sys
        from pathlib import Path
        import kamlib
        from kamlib import units, workbook
        from kamlib.classroom.keys import load_keys
        from kamlib.classroom.marking import mark
        from kamlib.classroom.simulate import Habits, answer_field
        assert Path(kamlib.__file__).resolve().is_relative_to(Path.cwd()), kamlib.__file__
        keys = load_keys(workbook.keys())
        assert len(keys) == 0 and not keys.rubrics
        perfect, rng, waiting = Habits(0, 0, 0, 0, 0), random.Random(1), 0
        for exercise in units.all_exercises().values():
            sheet = exercise.sheet(1)
            raw = {field.id: answer_field(field, sheet, perfect, rng) for field in sheet.fields}
            for field in mark(exercise, 1, raw, keys).fields:
                if sheet.by_id[field.field].expected is not None:
                    assert field.credit == 1, (exercise.id, field)
                elif not field.by_hand:
                    assert field.state == "recorded", (exercise.id, field)
                    waiting += 1
        print(len(units.all_exercises()), "marked", waiting, "recorded")
    """
    environment = {name: value for name, value in os.environ.items() if not name.startswith("KAM_")}
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program)],
        capture_output=True, text=True, cwd=home, env={**environment, "KAM_WORKBOOK": str(home)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert re.match(r"\d+ marked \d+ recorded", done.stdout)


def test_pack_tells_how_many_files(capsys, tmp_path, own_workbook):
    write(own_workbook, "kamlib/a.py", b"x = 1")
    code, out, _ = kam(capsys, "pack", "--out", "sub/trainee.zip")
    assert code == 0 and "1 files packed" in out and (tmp_path / "sub/trainee.zip").exists()


def test_the_doctor_says_what_is_wrong(capsys, monkeypatch):
    code, out, err = kam(capsys, "doctor", "--lang", "zh")
    assert code in (0, 1, 3) and "Python" in out and "用途" in out and not err
    from kamlib import doctor

    name = cli._READ
    for level, sign, expected in (("hint", "○", 0), ("look", "!", 3), ("broken", "✗", cli.FAILURE)):
        ill = [doctor.Check("x", name, name, level, name, name)]
        monkeypatch.setattr(doctor, "checks", lambda lang, ill=ill: ill)
        code, out, err = kam(capsys, "doctor", "--lang", "en")
        assert (code, err) == (expected, "") and f"{sign} Reading: Reading" in out and "to do: Reading" in out


# -- the command as it is installed ----------------------------------------------------------------


def test_the_installed_command_grades_the_real_units(tmp_path, monkeypatch):
    monkeypatch.undo()
    real = simulate.simulate(3, units.all_exercises())
    for content in real:
        write(tmp_path / "in", f"{content['trainee']}.json", content)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("KAM_")}
    done = subprocess.run(
        [sys.executable, "-m", "kamlib.cli", "grade", str(tmp_path / "in"), "--out", str(tmp_path / "out")],
        capture_output=True, text=True, encoding="utf-8", env={**environment, "KAM_WORKBOOK": str(HERE)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    with (tmp_path / "out/gradebook.csv").open(encoding="utf-8-sig") as file:
        assert len(list(csv.DictReader(file))) == 4
    assert workbook.folder()


def test_an_interrupt_is_told_and_leaves_nothing_behind(capsys, monkeypatch, tmp_path):
    write(tmp_path / "in", "li.json", content_of("li", right_answers("li")))

    def interrupt(*arguments, **named):
        raise KeyboardInterrupt

    monkeypatch.setattr("kamlib.reports.report.mark_handins", interrupt)
    code = cli.main(["grade", str(tmp_path / "in"), "--out", str(tmp_path / "report"), "--lang", "en"])
    assert (code, capsys.readouterr().err.strip()) == (1, "Stopped.")
    assert {one.name for one in tmp_path.iterdir()} <= {"in", "workbook"}


# -- take-home forms and the account plan ----------------------------------------------------------


def test_forms_are_listed_written_and_read_back(capsys, tmp_path):
    from kamlib.forms import take_home

    code, out, _ = kam(capsys, "form", "--lang", "zh")
    assert code == 0 and len(out.splitlines()) == len(take_home.MODULES)
    assert re.search(r"^account_plan +客户计划$", out, re.MULTILINE)
    empty, other = tmp_path / "plan.xlsx", tmp_path / "plan_zh.xlsx"
    code, out, _ = kam(capsys, "form", "account_plan", "--out", empty)
    assert code == 0 and str(empty) in out and take_home.read_any(empty).data.own
    code, out, _ = kam(capsys, "form", empty)
    assert code == 0 and "Account plan" in out and len(list(tmp_path.glob("*.xlsx"))) == 1
    code, out, _ = kam(capsys, "form", empty, "--out", other, "--lang", "zh")
    assert code == 0 and "客户计划" in out
    first, second = take_home.read_any(empty), take_home.read_any(other)
    assert (first.lang, second.lang) == ("en", "zh") and first.data == second.data
    code, _, err = kam(capsys, "form", "plan_check", "--out", empty)
    assert code == cli.MISUSE and "may hold your figures" in err and take_home.read_any(empty).form.id == "account_plan"


def test_a_file_that_is_no_form_is_told_by_name(capsys, tmp_path):
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(b"PK no Excel file")
    for command in (["form", bad], ["plan", bad, "--out", tmp_path / "out"]):
        code, _, err = kam(capsys, *command)
        assert code == cli.FAILURE and err.startswith("bad.xlsx: ") and len(err.splitlines()) == 1
    assert not (tmp_path / "out").exists()


def test_the_plan_of_an_own_account_is_made_from_its_form(capsys, tmp_path, monkeypatch):
    from kamlib.forms.account_plan import FORM
    from kamlib.forms.form import FormData, write_form

    monkeypatch.setenv("KAM_CHROMIUM", "no-such-browser")
    out = tmp_path / "out"
    empty = write_form(FORM, FormData(own=True), tmp_path / "empty.xlsx", "en")
    code, _, err = kam(capsys, "plan", empty, "--out", out)
    assert code == cli.FAILURE and "no section" in err and not out.exists()
    values = {"account_name": "Mill & Co", "sales_last_year": 1e6, "region_growth": 0.1, "contribution_per_year": 2e5, "retention": 0.8}
    form = write_form(FORM, FormData(values, own=True), tmp_path / "mill.xlsx", "en")
    code, said, _ = kam(capsys, "plan", form, "--out", out)
    assert code == 0 and sorted(path.name for path in out.iterdir()) == ["account_plan.html", "account_plan.xlsx"]
    assert "No PDF: KAM_CHROMIUM" in said and "CNY 100k are missing" in (out / "account_plan.html").read_text("utf-8").replace("\u00a0", " ")
    code, said, _ = kam(capsys, "plan", out / "account_plan.xlsx", "--out", out, "--lang", "zh")
    assert code == 0 and (out / "客户计划.xlsx").is_file()
    code, _, err = kam(capsys, "plan", form, form, "--out", out)
    assert code == cli.MISUSE and "one account" in err


def test_a_form_with_several_accounts_wants_to_know_which(capsys, tmp_path, monkeypatch):
    from kamlib.forms.form import write_form
    from kamlib.forms.lifetime_sheet import FORM, case_lifetime_sheet

    monkeypatch.setenv("KAM_CHROMIUM", "no-such-browser")
    data = case_lifetime_sheet("en")
    form = write_form(FORM, data, tmp_path / "sheet.xlsx", "en")
    code, _, err = kam(capsys, "plan", form, "--out", tmp_path / "out")
    assert code == cli.FAILURE and "--account" in err
    name = data.tables["accounts"][1]["account"]
    code, said, _ = kam(capsys, "plan", form, "--account", name, "--out", tmp_path / "out")
    assert code == 0 and f"entries for {name}" in said


def test_the_plan_of_a_trainee_needs_answers(capsys, tmp_path):
    code, _, err = kam(capsys, "plan", "--out", tmp_path / "out")
    assert code == cli.FAILURE and "work an exercise first" in err and not (tmp_path / "out").exists()
