"""Every statement about a real company or a law has a source and says how well it stands."""

import re

import pytest

from kamlib import citations
from kamlib.citations import cited_fact, cited_facts


def test_ids_are_unique():
    ids = [fact.id for fact in cited_facts()]
    assert len(ids) == len(set(ids))


def test_every_fact_has_a_source_and_a_known_standing():
    for fact in cited_facts():
        assert fact.standing in citations.STANDINGS, fact.id
        assert fact.source_title, fact.id
        assert fact.source_publisher, fact.id
        if fact.standing == "verified":
            assert fact.source_date, fact.id
            assert fact.source_address.startswith("http"), fact.id


def test_figures_stand_in_both_sentences():
    """A figure of the table is the figure of the sentences, as each language writes it."""
    written = {
        "qualcomm.fine": ("6.088 billion", "60.88亿"),
        "qualcomm.share_of_sales": ("8%", "8%"),
        "qualcomm.royalty_3g": ("5%", "5%"),
        "qualcomm.royalty_4g": ("3.5%", "3.5%"),
        "qualcomm.royalty_base": ("65%", "65%"),
        "tetra_pak.fine": ("667,724,176.88", "667,724,176.88"),
    }
    for fact_id, (english, chinese) in written.items():
        fact = cited_fact(fact_id)
        assert fact.value is not None
        assert english in fact.statement.en
        assert chinese in fact.statement.zh
    assert cited_fact("qualcomm.fine").value == pytest.approx(6.088e9)
    assert cited_fact("qualcomm.royalty_base").value == pytest.approx(0.65)


def test_a_percentage_with_a_value_agrees_with_it():
    for fact in cited_facts():
        if fact.unit.startswith("share"):
            shares = [float(found) / 100 for found in re.findall(r"([\d.]+)%", fact.statement.en)]
            assert any(share == pytest.approx(fact.value) for share in shares), fact.id


@pytest.mark.parametrize("case", ["huawei", "qualcomm", "tetra_pak"])
def test_a_case_starts_with_what_the_document_says(case):
    assert cited_facts(case)[0].standing == "document"


def test_reports_about_huawei_carry_their_warning():
    facts = cited_facts("huawei")
    assert [fact.standing for fact in facts].count("second-hand") == 2
    assert facts[-1].id == "huawei.no_official"


def test_source_is_one_line_in_each_language():
    report = cited_fact("qualcomm.share_of_sales").source
    assert report.en == "China Daily, High royalties key reason behind Qualcomm fine: NDRC, 2015-02-10"
    assert report.zh == "《中国日报》，High royalties key reason behind Qualcomm fine: NDRC，2015-02-10"


def test_a_chinese_reader_gets_no_english_remark():
    """Titles of English publications stay as published; what we say about a source is in Chinese."""
    remarks = re.compile(
        r"\b(undated|after|copy of|abstract|in Chinese|translation|reprinted|page on|this course|Annual Report|article without)\b"
    )
    for fact in cited_facts():
        assert not remarks.search(fact.source.zh), fact.id


def test_unknown_names_get_a_sentence():
    with pytest.raises(ValueError, match="case 'acme' is not one of"):
        cited_facts("acme")
    with pytest.raises(ValueError, match="fact_id 'acme.fine'"):
        cited_fact("acme.fine")
