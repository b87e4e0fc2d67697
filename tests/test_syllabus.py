"""The syllabus table is complete, clean and in both languages."""

import csv
import re
from collections import Counter

import pytest

from kamlib import syllabus

# Items, members, calculations, exercises a unit, counted in the source documents when they were read.
COUNTS = {
    "T0": (7, 12, 8, 4), "U1": (9, 8, 7, 3), "U2": (5, 4, 7, 3), "U3": (9, 9, 9, 5),
    "U4": (8, 15, 7, 4), "U5": (7, 10, 7, 4), "U6": (8, 12, 8, 4), "U7": (8, 0, 10, 5),
    "S0": (5, 14, 7, 4), "S1": (10, 24, 6, 4), "S2": (2, 0, 4, 2), "S3": (2, 0, 7, 3),
    "S4": (6, 6, 7, 3), "S5": (3, 0, 4, 3), "S6": (4, 0, 7, 3), "S7": (1, 0, 2, 1),
    "R1": (9, 34, 5, 4), "R2": (4, 13, 6, 3), "R3": (10, 20, 6, 4), "R4": (15, 21, 7, 4), "R5": (6, 25, 7, 5),
    "D1": (3, 5, 3, 1), "D2": (6, 14, 9, 4), "D3": (6, 0, 7, 3), "D4": (3, 3, 4, 2),
    "D5": (4, 6, 4, 3), "D6": (6, 10, 6, 3), "D7": (3, 8, 6, 3),
    "I1.1": (15, 0, 5, 1), "I1.2": (34, 0, 11, 4), "I1.3": (17, 0, 8, 4), "I1.4": (4, 0, 0, 1),
    "I2.1": (14, 0, 13, 5), "I2.2": (3, 0, 0, 1), "I2.3": (2, 0, 0, 1),
    "I3.1": (27, 0, 14, 4), "I3.2": (11, 0, 8, 4), "I3.3": (2, 0, 0, 1), "I4.1": (4, 0, 7, 1),
}  # fmt: skip
TOTALS = {"item": 302, "member": 273, "computable": 243, "exercise": 121}


@pytest.fixture(scope="module")
def table():
    with syllabus.TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_counts_agree_with_the_documents():
    kinds = ("item", "member", "computable", "exercise")
    found = {
        unit.id: tuple(len(syllabus.rows(unit.id, kind)) for kind in kinds) for unit in syllabus.units()
    }
    assert found == COUNTS
    assert list(found) == list(COUNTS), "units are not in course order"


def test_totals(table):
    counted = Counter(row["kind"] for row in table)
    assert {kind: counted[kind] for kind in TOTALS} == TOTALS
    assert counted["module"] == 5
    assert counted["unit"] == 39


def test_file_is_plain_utf8_without_mark_at_its_start():
    raw = syllabus.TABLE.read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in raw
    raw.decode("utf-8")


def test_ids_are_unique_and_parents_stand_above(table):
    seen = set()
    for row in table:
        assert row["id"] not in seen, row["id"]
        stands_below = row["parent"] in seen or row["kind"] == "module"
        assert stands_below, f"{row['id']} stands before {row['parent']}"
        seen.add(row["id"])


def test_ids_follow_their_unit_without_gaps():
    for unit in syllabus.units():
        ids = [item.id for item in syllabus.items(unit.id)]
        assert ids == [f"{unit.id}.{number:02d}" for number in range(1, len(ids) + 1)]
        for item_id in ids:
            letters = [member.id.removeprefix(item_id) for member in syllabus.members(item_id)]
            assert letters == list("abcdefghijklmnopqrstuvwxyz")[: len(letters)]
        for kind, letter in (("computable", "C"), ("exercise", "E"), ("form", "F")):
            ids = [row.id for row in syllabus.rows(unit.id, kind)]
            assert ids == [f"{unit.id}.{letter}{number}" for number in range(1, len(ids) + 1)]


def test_titles_are_clean_in_both_languages(table):
    for row in table:
        english, chinese = row["title_en"], row["title_zh"]
        assert english == english.strip(), row
        assert chinese == chinese.strip(), row
        assert not re.search(r"[\u3000-\u9fff\uff00-\uffef]", english), row
        assert re.search(r"[\u4e00-\u9fff]", chinese), row
        for side in (english, chinese):
            assert not re.search(r"[\[\]*|{}⚖]|\bsic\b|name only|reconstructed", side), row
        assert not re.search(r"[\u4e00-\u9fff][,;:?()]", chinese), f"half-width punctuation: {row}"
        assert len(english) <= 80, row
        assert len(chinese) <= 40, row
        assert english[0] == english[0].upper(), row


# A few letters that only traditional characters have; the whole list would need a dictionary.
TRADITIONAL = set("營銷戶價與環節產業務層級關係識別個圖動開發點決進準備轉換讓這對們時間應評審員說還錢")


def test_chinese_is_simplified(table):
    for row in table:
        assert not TRADITIONAL & set(row["title_zh"]), row


def test_standing_and_wording_are_known(table):
    for row in table:
        assert row["standing"] in syllabus.STANDINGS, row
        assert row["kind"] in syllabus.KINDS, row
        if row["kind"] in ("item", "member"):
            assert row["wording"] in syllabus.WORDINGS, row
        else:
            assert row["wording"] == "", row


def test_exercises_are_ours():
    for unit in syllabus.units():
        assert all(row.standing == "ours" for row in syllabus.rows(unit.id, "exercise"))


@pytest.mark.parametrize(
    "entry_id",
    ["T0.04", "U1.01", "U1.07", "U2.01", "U2.02", "U2.03", "U2.05", "U3.04", "U5.06", "U6.02a", "U7.01",
     "U7.08", "S2.01", "S5.03", "S7.01", "I1.4.02", "I3.3.01"],
)  # fmt: skip
def test_names_without_content_are_marked(entry_id):
    assert syllabus.entry(entry_id).standing == "named"


@pytest.mark.parametrize(
    "entry_id", ["T0.01a", "U1.03", "U2.04", "U5.02", "S1.06a", "R1.01c", "R5.02b", "D6.06"]
)
def test_what_a_document_says_is_marked(entry_id):
    assert syllabus.entry(entry_id).standing == "document"


@pytest.mark.parametrize("entry_id", ["S0.03", "S1.07a", "R2.04", "I1.2.22"])
def test_reconstructed_wording_is_marked(entry_id):
    assert syllabus.entry(entry_id).wording == "reconstructed"


def test_slugs_are_file_names_and_unique():
    slugs = [unit.slug for unit in syllabus.units()]
    assert len(set(slugs)) == 39
    assert all(re.fullmatch(r"[a-z]\d+_[a-z_]+", slug) for slug in slugs)
    for unit in syllabus.units():
        assert unit.slug.startswith(unit.id.lower().replace(".", ""))
        assert unit.module in {module.id for module in syllabus.modules()}


def test_modules_are_the_source_documents():
    assert [module.source_document for module in syllabus.modules()] == ["000", "001", "002", "003", "004"]
    for module in syllabus.modules():
        for unit in syllabus.units(module.id):
            assert unit.source_document == module.source_document


def test_file_stems_of_the_first_units():
    assert syllabus.unit_file_stem("U2") == "1_key_accounts/u2_tiers"
    assert syllabus.unit_file_stem("U7") == "1_key_accounts/u7_pricing"


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: syllabus.unit("X9"), "unit_id 'X9'"),
        (lambda: syllabus.items("u2"), "unit_id 'u2'"),
        (lambda: syllabus.entry("U2.99"), "entry_id 'U2.99'"),
        (lambda: syllabus.members("U2"), "entry_id 'U2'"),
        (lambda: syllabus.rows("U2", "chapter"), "'chapter'"),
        (lambda: syllabus.units("6_more"), "module '6_more'"),
    ],
)
def test_unknown_names_get_a_sentence(call, words):
    with pytest.raises(ValueError, match=re.escape(words)):
        call()


def test_a_table_with_other_columns_is_refused(tmp_path, monkeypatch):
    broken = tmp_path / "syllabus.csv"
    broken.write_text("id,title\nU1,x\n", encoding="utf-8")
    monkeypatch.setattr(syllabus, "TABLE", broken)
    syllabus._rows.cache_clear()
    try:
        with pytest.raises(ValueError, match="must have the columns"):
            syllabus._rows()
    finally:
        syllabus._rows.cache_clear()
