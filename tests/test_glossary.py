"""The glossary names every term once, in both languages, and knows which words to avoid."""

import re
from collections import Counter

import pytest

from kamlib import glossary, syllabus
from kamlib.text import LANGUAGES, UnknownLanguage

# The names agreed for the whole course: a change here is a change of every lesson, card and report.
AGREED = {
    "key_account": ("key account", "大客户"),
    "strategic_account": ("strategic account", "战略大客户"),
    "tier_pyramid": ("tier pyramid", "客户等级金字塔"),
    "tier": ("tier", "等级"),
    "strategic": ("strategic customer", "战略型客户"),
    "value": ("value customer", "价值型客户"),
    "standard": ("standard customer", "标准型客户"),
    "transactional": ("transactional customer", "交易型客户"),
    "clp": ("customer lifetime profit (CLP)", "客户全生命周期利润 (CLP)"),
    "contribution": ("contribution", "边际贡献"),
    "cost_to_serve": ("cost to serve", "服务成本"),
    "retention_rate": ("retention rate", "保留率"),
    "discount_rate": ("discount rate", "折现率"),
    "acquisition_cost": ("acquisition cost", "获客成本"),
    "decision_scale": ("decision scale", "决策天平"),
    "evc": ("economic value to the customer (EVC)", "客户经济价值 (EVC)"),
    "reference_price": ("reference price", "参照价格"),
    "positive_differentiation": ("positive differentiation", "正差异价值"),
    "negative_differentiation": ("negative differentiation", "负差异价值"),
    "price_corridor": ("price corridor", "价格走廊"),
    "value_share": ("value share", "价值分享比例"),
    "break_even_volume": ("break-even volume", "盈亏平衡销量"),
    "price_waterfall": ("price waterfall", "价格瀑布"),
    "list_price": ("list price", "目录价"),
    "pocket_price": ("pocket price", "口袋价（实收价）"),
    "skimming": ("skimming", "撇脂定价"),
    "penetration": ("penetration", "渗透定价"),
    "bundle": ("bundle", "捆绑"),
    "solution": ("solution", "解决方案"),
    "two_part_tariff": ("two-part tariff", "两部制收费"),
    "pay_per_use": ("pay per use", "按使用量付费"),
    "subscription": ("subscription", "订阅"),
    "licence": ("licence", "许可"),
    "walk_away_price": ("walk-away price", "底线价格 (BATNA)"),
    "concession": ("concession", "让步"),
    "concentration": ("concentration", "集中度"),
    "share_of_wallet": ("share of wallet", "钱包份额"),
    "hand_in": ("hand-in", "作业（提交文件）"),
    "hint": ("hint", "提示"),
    "check": ("check", "检查"),
    "trainee": ("trainee", "学员"),
    "trainer": ("trainer", "讲师"),
    "grader": ("grader", "评分人"),
    "worked_solution": ("worked solution", "参考解答"),
    "markup": ("mark-up", "加成率"),
    "margin": ("margin", "毛利率"),
}
MODELS = (
    "berger_nasr", "ansoff", "pareto", "abc_analysis", "lorenz_curve", "gini", "hhi", "saw",
    "value_map", "price_waterfall", "evc", "batna", "largest_remainder",
)  # fmt: skip


@pytest.mark.parametrize("term_id", AGREED)
def test_agreed_names(term_id):
    name = glossary.term(term_id)
    assert (name.en, name.zh) == AGREED[term_id]


def test_the_four_tiers_have_short_names():
    tiers = ("strategic", "value", "standard", "transactional")
    assert [glossary.short(tier).zh for tier in tiers] == ["战略型", "价值型", "标准型", "交易型"]
    assert [glossary.short(tier).en for tier in tiers] == list(tiers)


@pytest.mark.parametrize("term_id", MODELS)
def test_models_are_explained(term_id):
    assert glossary.define(term_id).en
    assert glossary.define(term_id).zh


def test_there_are_terms_enough():
    assert len(glossary.TERMS) >= 120


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_form_belongs_to_two_terms(lang):
    forms = Counter(
        form.casefold()
        for term in glossary.TERMS.values()
        for form in (*term.forms(lang), *term.avoid[lang])
    )
    assert [form for form, times in forms.items() if times > 1] == []


def test_definitions_are_whole_sentences_in_their_language():
    for term in glossary.TERMS.values():
        english, chinese = term.definition.en, term.definition.zh
        assert english.endswith("."), term.id
        assert chinese.endswith("。"), term.id
        assert re.search(r"[\u4e00-\u9fff]", chinese), term.id
        assert not re.search(r"[\u4e00-\u9fff]", english), term.id
        assert len(english) > 20, term.id
        assert len(english) < 220, f"{term.id}: a definition is one sentence"
        assert not re.search(r"[\u4e00-\u9fff][,;?()]", chinese), f"half-width punctuation: {term.id}"


def test_names_are_in_their_language():
    for term in glossary.TERMS.values():
        assert not re.search(r"[\u4e00-\u9fff]", term.name.en), term.id
        assert re.search(r"[\u4e00-\u9fff]", term.name.zh), term.id
        assert re.fullmatch(r"[a-z][a-z_]*", term.id), term.id


@pytest.mark.parametrize("lang", LANGUAGES)
def test_definitions_use_the_glossary_themselves(lang):
    for term in glossary.TERMS.values():
        assert glossary.forbidden_forms(term.definition.pick(lang), lang) == (), term.id


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("unit", ["U1", "U2", "U7"])
def test_titles_of_the_built_units_use_the_glossary(unit, lang):
    for title in [syllabus.unit(unit).title, *(row.title for row in syllabus.rows(unit))]:
        assert glossary.forbidden_forms(title.pick(lang), lang) == (), title


@pytest.mark.parametrize(
    ("word", "lang", "term_id"),
    [
        ("customer lifetime profit", "en", "clp"),
        ("clp", "zh", "clp"),
        ("客户全生命周期利润", "en", "clp"),
        ("EVC", "en", "evc"),
        ("hhi", "en", "hhi"),
        ("BATNA", "zh", "batna"),
        ("战略型", "zh", "strategic"),
        (" Margin ", "en", "margin"),
        ("willingness to pay", "en", "reservation_price"),
        ("利润率", "zh", "net_margin"),
        ("markup", "en", "markup"),
    ],
)
def test_search_finds_by_either_language_and_short_form(word, lang, term_id):
    assert glossary.search(word, lang)[0].id == term_id


def test_search_orders_the_exact_name_before_longer_ones():
    found = [term.id for term in glossary.search("margin", "en")]
    assert found[0] == "margin"
    assert "net_margin" in found[1:]


def test_search_for_nothing_finds_nothing():
    assert glossary.search("  ", "en") == ()
    assert glossary.search("zzzz", "en") == ()


def test_search_reads_definitions_in_the_reader_s_language_first():
    assert [term.id for term in glossary.search("downtime", "en")] == ["tco"]
    assert [term.id for term in glossary.search("downtime", "zh")] == ["tco"]
    assert [term.id for term in glossary.search("停机", "zh")] == [term.id for term in glossary.search("停机", "en")]
    both = glossary.search("price", "zh")  # in a name before in an English definition
    named = [any("price" in form.casefold() for form in (*term.forms("en"), *term.avoid["en"])) for term in both]
    assert named == sorted(named, reverse=True) and {True, False} == set(named)


@pytest.mark.parametrize(
    ("typed", "found"),
    [("TIER", "tier"), ("分级", "tiering"), ("等级", "tier"), ("break even volume", "break_even_volume"),
     ("Breäk–even", "break_even_volume"), ("ＣＬＰ", "clp"), ("口袋价（实收价）", "pocket_price"), ("client", "account"),
     ("Berger-Nasr", "berger_nasr")],
)  # fmt: skip
@pytest.mark.parametrize("lang", LANGUAGES)
def test_capitals_accents_hyphens_and_wide_signs_make_no_difference(typed, found, lang):
    assert glossary.search(typed, lang)[0].id == found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_form_to_avoid_is_found_and_replaced(lang):
    for term in glossary.TERMS.values():
        for form in term.avoid[lang]:
            sentence = f"Before {form} after." if lang == "en" else f"这里的{form}如下。"
            found = glossary.forbidden_forms(sentence, lang)
            assert [(item.found, item.use) for item in found] == [(form, term.name.pick(lang))]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_allowed_form_passes(lang):
    for term in glossary.TERMS.values():
        for form in term.forms(lang):
            assert glossary.forbidden_forms(form, lang) == (), form


def test_forbidden_forms_give_place_and_term():
    text = "Two Students use the mark-up; `markup` is code, $markup$ a formula."
    (found,) = glossary.forbidden_forms(text, "en")
    assert (found.found, found.use, found.term, found.start) == ("Students", "trainee", "trainee", 4)


def test_parts_of_english_words_do_not_count():
    assert glossary.forbidden_forms("clientele, teachers-to-be, schoolteacher", "en") == ()


@pytest.mark.parametrize("call", [glossary.term, glossary.define, glossary.short])
def test_unknown_terms_get_a_sentence(call):
    with pytest.raises(ValueError, match="term_id 'nothing' is not in the glossary"):
        call("nothing")


def test_unknown_language_is_refused():
    with pytest.raises(UnknownLanguage):
        glossary.search("margin", "fr")
    with pytest.raises(UnknownLanguage):
        glossary.forbidden_forms("margin", "fr")


def test_a_term_twice_or_without_a_language_is_refused(tmp_path):
    head = ",".join(glossary.COLUMNS)
    row = "a,name,名称,,,,,,,A definition.,定义。,"
    table = tmp_path / "glossary.csv"
    table.write_text(f"{head}\n{row}\n{row}\n", encoding="utf-8")
    with pytest.raises(ValueError, match="'a' twice"):
        glossary.read_terms(table)
    table.write_text(f"{head}\n{row.replace('名称', '')}\n", encoding="utf-8")
    with pytest.raises(ValueError, match="no Chinese side"):
        glossary.read_terms(table)
    table.write_text("id,en\na,b\n", encoding="utf-8")
    with pytest.raises(ValueError, match="must have the columns"):
        glossary.read_terms(table)
