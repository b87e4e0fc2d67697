"""Customer relationships: hand counts, enumeration, published networks, and what is refused."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kamlib import relationships as rel

people = st.lists(
    st.tuples(st.integers(1, 5), st.integers(0, 4), st.sampled_from(["buying", "works", "board"])),
    min_size=1,
    max_size=20,
)

# --- coverage and index ---------------------------------------------------------------------------


@given(people)
def test_coverage_and_index_by_plain_loops(chart):
    influence, steps, groups = (list(column) for column in zip(*chart, strict=True))
    known = [step > 0 for step in steps]
    total = sum(influence)
    reached = sum(i for i, k in zip(influence, known, strict=True) if k)
    assert rel.relationship_coverage(influence, known) == pytest.approx(reached / total)
    index = sum(i * s for i, s in zip(influence, steps, strict=True)) / (4 * total)
    assert rel.decision_maker_index(influence, steps) == pytest.approx(index)

    by_group = rel.decision_maker_index(influence, steps, by=groups)
    assert list(by_group.index) == list(dict.fromkeys(groups))
    for group in by_group.index:
        of_group = [(i, s) for i, s, g in chart if g == group]
        expected = sum(i * s for i, s in of_group) / (4 * sum(i for i, _ in of_group))
        assert by_group[group] == pytest.approx(expected)


def test_coverage_by_department_and_level():
    chart = pd.DataFrame(
        {
            "department": ["buying", "buying", "works", "works"],
            "level": ["head", "staff", "head", "head"],
            "influence": [5, 2, 4, 1],
            "contact": [True, False, True, False],
        },
        index=["a", "b", "c", "d"],
    )
    found = rel.relationship_coverage(chart["influence"], chart["contact"], by=chart[["department", "level"]])
    assert found.to_dict() == {("buying", "head"): 1.0, ("buying", "staff"): 0.0, ("works", "head"): 0.8}
    # Series in another order are brought together by person.
    shuffled = chart.loc[["d", "a", "c", "b"]]
    again = rel.relationship_coverage(
        chart["influence"], shuffled["contact"], by=shuffled[["department", "level"]]
    )
    assert again.to_dict() == found.to_dict()


def test_the_index_runs_from_0_to_1():
    assert rel.decision_maker_index([3, 5], [0, 0]) == 0
    assert rel.decision_maker_index([3, 5], [4, 4]) == 1
    assert len(rel.DECISION_MAKER_STEPS) == 5 and len(rel.ORGANISATION_STEPS) == 4


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: rel.decision_maker_index([1], [5]), "step must be a whole number from 0 to 4, got 5"),
        (lambda: rel.decision_maker_index([1, 1], [0, 1.5]), "got 1.5 at position 2"),
        (lambda: rel.decision_maker_index([1, 1], [0]), "step must hold 2 values, one a row, got 1"),
        (lambda: rel.decision_maker_index([-1], [0]), "influence must not be negative, got -1"),
        (lambda: rel.decision_maker_index([math.nan], [0]), "influence must be finite, got nan"),
        (lambda: rel.decision_maker_index([0, 0], [1, 1]), "influence must sum to more than 0"),
        (lambda: rel.decision_maker_index([0, 1], [1, 1], by=["a", "b"]), "more than 0 in 'a'"),
        (lambda: rel.decision_maker_index([1, 1], [1, 1], by=["a", None]), "by is missing at position 2"),
        (lambda: rel.decision_maker_index([1, 1], [1, 1], by=["a"]), "by must hold 2 values"),
        (lambda: rel.relationship_coverage([1], [0.5]), r"has_contact must be yes or no \(1 or 0\), got 0.5"),
        (lambda: rel.relationship_coverage([1], [math.nan]), "has_contact must be finite, got nan"),
        (lambda: rel.relationship_coverage([], []), "influence is empty"),
        (
            lambda: rel.relationship_coverage(pd.Series({"a": 1}), pd.Series({"b": 1})),
            "must hold the same accounts",
        ),
    ],
)
def test_bad_charts(call, sentence):
    with pytest.raises(ValueError, match=sentence):
        call()


def test_gaps_name_the_next_moves():
    influence = pd.Series({"buyer": 2, "engineer": 5, "director": 5, "clerk": 1})
    step = pd.Series({"engineer": 3, "buyer": 0, "clerk": 0, "director": 2})
    table = rel.relationship_gaps(influence, step, target_step=4)
    # 2*4, 5*1, 5*2, 1*4
    assert table.index.tolist() == ["director", "buyer", "engineer", "clerk"]
    assert table["weighted_gap"].tolist() == [10, 8, 5, 4]
    assert table["rank"].tolist() == [1, 2, 3, 4]
    own = rel.relationship_gaps(
        influence, step, target_step=pd.Series({"clerk": 1, "buyer": 1, "director": 1, "engineer": 4})
    )
    assert own["weighted_gap"].to_dict() == {"engineer": 5, "buyer": 2, "clerk": 1, "director": 0}
    with pytest.raises(ValueError, match="target_step must be a whole number from 0 to 4, got 5"):
        rel.relationship_gaps([1], [0], target_step=5)


# --- organisation step ----------------------------------------------------------------------------

RULES = {
    "main_supplier": {"share_of_wallet": 0.3},
    "core_supplier": {"share_of_wallet": 0.5, "contract_years": 2, "joint_projects": 1},
    "strategic_partner": {
        "share_of_wallet": 0.5,
        "contract_years": 3,
        "joint_projects": 2,
        "executive_contacts": 2,
    },
}


@given(
    st.lists(
        st.tuples(st.integers(0, 10), st.integers(0, 5), st.integers(0, 4), st.integers(0, 4)),
        min_size=1,
        max_size=3,
    )
)
@settings(max_examples=40)
def test_organisation_step_word_by_word(accounts):
    columns = [np.array(column, dtype=float) for column in zip(*accounts, strict=True)]
    columns[0] = columns[0] / 10
    found = rel.organisation_step(*columns, rules=RULES)
    missing = rel.missing_for_next_step(*columns, rules=RULES)
    for place, facts in enumerate(zip(*columns, strict=True)):
        named = dict(zip(rel.ORGANISATION_MEASURES, facts, strict=True))
        expected = "general_supplier"
        for step in rel.ORGANISATION_STEPS[1:]:
            if all(named[measure] >= minimum for measure, minimum in RULES[step].items()):
                expected = step
        assert found[place] == missing.loc[place, "step"] == expected
        following = missing.loc[place, "next_step"]
        if expected == "strategic_partner":
            assert following == expected
        else:
            assert rel.ORGANISATION_STEPS.index(following) == rel.ORGANISATION_STEPS.index(expected) + 1
            # With what is missing the account is on the next step at least.
            added = missing.loc[place, list(rel.ORGANISATION_MEASURES)].to_numpy(dtype=float)
            raised = np.round(np.array(facts) + added, 9)
            reached = rel.organisation_step(*raised, rules=RULES)
            assert rel.ORGANISATION_STEPS.index(reached) >= rel.ORGANISATION_STEPS.index(following)
            # And nothing of it is asked for in vain: the rule needs each value, or it was there before.
            for measure, value, more in zip(rel.ORGANISATION_MEASURES, raised, added, strict=True):
                assert more == 0 or value == pytest.approx(RULES[following][measure])


def test_step_of_one_account_and_of_a_series():
    assert rel.organisation_step(0.5, 3, 2, 2, rules=RULES) == "strategic_partner"
    wallet = pd.Series({"K1": 0.2, "K2": 0.6})
    years = pd.Series({"K2": 2, "K1": 5})
    found = rel.organisation_step(wallet, years, 1, 0, rules=RULES)
    assert found.to_dict() == {"K1": "general_supplier", "K2": "core_supplier"}


@pytest.mark.parametrize(
    ("rules", "sentence"),
    [
        ({"main_supplier": {}}, "rules has no minima for 'core_supplier'"),
        (RULES | {"general_supplier": {}}, "rules names 'general_supplier'"),
        (RULES | {"main_supplier": {"dinners": 3}}, "names 'dinners'"),
        (RULES | {"main_supplier": {"share_of_wallet": 0.6}}, "share_of_wallet 0.5 after 0.6"),
        (RULES | {"main_supplier": {"share_of_wallet": math.nan}}, "must be a finite number, got nan"),
    ],
)
def test_bad_rules(rules, sentence):
    with pytest.raises(ValueError, match=sentence):
        rel.organisation_step(0.5, 1, 1, 1, rules=rules)


def test_bad_facts():
    with pytest.raises(ValueError, match="share_of_wallet must be from 0 to 1 .* got 45"):
        rel.organisation_step(45, 1, 1, 1, rules=RULES)
    with pytest.raises(ValueError, match="joint_projects must be finite, got nan"):
        rel.organisation_step(0.5, 1, math.nan, 1, rules=RULES)
    with pytest.raises(ValueError, match="same length"):
        rel.organisation_step([0.5, 0.5], [1, 2, 3], 1, 1, rules=RULES)


# --- dependence on single people ------------------------------------------------------------------

link_lists = st.dictionaries(
    st.tuples(st.sampled_from("ABCD"), st.sampled_from("stuvw")), st.integers(0, 20), min_size=1
)


@given(link_lists)
@settings(max_examples=40)
def test_loss_by_taking_each_owner_out(links):
    assume(any(links.values()))

    def strength(kept):
        contacts = {contact for _, contact in kept}
        return sum(max(kept[key] for key in kept if key[1] == contact) for contact in contacts)

    owners, contacts = (list(column) for column in zip(*links, strict=True))
    table = rel.key_person_risk(owners, list(links.values()), contact=contacts)
    now = strength(links)
    for owner in set(owners):
        without = {key: value for key, value in links.items() if key[0] != owner}
        assert table.loc[owner, "strength_lost"] == now - strength(without)
        assert table.loc[owner, "share_lost"] == pytest.approx((now - strength(without)) / now)
        own = [contact for person, contact in links if person == owner]
        assert table.loc[owner, "contacts"] == len(own)
        assert table.loc[owner, "only_contacts"] == sum(contacts.count(contact) == 1 for contact in own)
    assert table["strength_lost"].is_monotonic_decreasing


def test_without_contacts_every_link_counts():
    table = rel.key_person_risk(["Li", "Wang", "Li"], [3, 5, 4])
    assert table["strength_lost"].to_dict() == {"Li": 7, "Wang": 5}
    assert table["share_lost"].sum() == pytest.approx(1)
    assert rel.owner_concentration(["Li", "Wang", "Li"], [3, 5, 4], scale=1) == pytest.approx(
        49 / 144 + 25 / 144
    )
    assert rel.owner_concentration(["Li"], [3], scale=10_000) == 10_000


def test_bad_owners():
    with pytest.raises(ValueError, match="owner is missing at position 2"):
        rel.key_person_risk(["Li", " "], [1, 1])
    with pytest.raises(ValueError, match="owner 'Li' is linked with contact 'x' more than once"):
        rel.key_person_risk(["Li", "Li"], [1, 2], contact=["x", "x"])
    with pytest.raises(ValueError, match="strength must not be negative, got -1"):
        rel.owner_concentration(["Li", "Wang"], [1, -1], scale=1)
    with pytest.raises(ValueError, match="more than 0"):
        rel.key_person_risk(["Li"], [0])
    with pytest.raises(ValueError, match="contact must hold 2 values"):
        rel.key_person_risk(["Li", "Wang"], [1, 2], contact=["x"])


# --- network --------------------------------------------------------------------------------------

# Krackhardt (1990), Administrative Science Quarterly 35(2), 342-369: the kite.
KITE = [
    (0, 1), (0, 2), (0, 3), (0, 5), (1, 3), (1, 4), (1, 6), (2, 3), (2, 5), (3, 4), (3, 5), (3, 6), (4, 6),
    (5, 6), (5, 7), (6, 7), (7, 8), (8, 9),
]  # fmt: skip


def test_krackhardts_kite():
    # As printed in the networkx documentation (example "Krackhardt centrality").
    found = rel.network_position(KITE, directed=False, normalised=True, people=range(10))
    betweenness = [0.023, 0.023, 0.000, 0.102, 0.000, 0.231, 0.231, 0.389, 0.222, 0.000]
    degree = [0.444, 0.444, 0.333, 0.667, 0.333, 0.556, 0.556, 0.333, 0.222, 0.111]
    closeness = [0.529, 0.529, 0.500, 0.600, 0.500, 0.643, 0.643, 0.600, 0.429, 0.310]
    assert found["betweenness"].tolist() == pytest.approx(betweenness, abs=5.1e-4)
    assert found["degree"].tolist() == pytest.approx(degree, abs=5.1e-4)
    assert found["closeness"].tolist() == pytest.approx(closeness, abs=5.1e-4)
    # The three measures each name another person first: that is what the kite is for.
    assert (found["degree"].idxmax(), found["betweenness"].idxmax()) == (3, 7)
    assert rel.brokers(found, at_least=0.2) == [7, 5, 6, 8]


def test_freemans_star_has_the_most_of_everything():
    star = [("hub", name) for name in "abcde"]
    found = rel.network_position(star, directed=False, normalised=True)
    assert found.loc["hub"].tolist() == [1, 1, 1]
    counts = rel.network_position(star, directed=False, normalised=False)
    assert counts.loc["hub", ["degree", "betweenness"]].tolist() == [5, 10]


def positions_slowly(count, links, directed):
    """Betweenness and closeness by listing every path without a loop."""
    linked = set(links) if directed else set(links) | {(b, a) for a, b in links}

    def shortest(start, goal):
        others = [p for p in range(count) if p not in (start, goal)]
        for length in range(len(others) + 1):
            found = [
                inner
                for inner in itertools.permutations(others, length)
                if all(pair in linked for pair in itertools.pairwise((start, *inner, goal)))
            ]
            if found:
                return found
        return []

    between, distances = [0.0] * count, [[] for _ in range(count)]
    for start, goal in itertools.permutations(range(count), 2):
        paths = shortest(start, goal)
        if paths:
            distances[start].append(len(paths[0]) + 1)
        for path in paths:
            for person in path:
                between[person] += 1 / len(paths) / (1 if directed else 2)
    closeness = [len(d) / sum(d) * len(d) / (count - 1) if d else 0.0 for d in distances]
    return between, closeness


@given(
    st.integers(2, 6).flatmap(
        lambda count: st.tuples(
            st.just(count),
            st.sets(
                st.tuples(st.integers(0, count - 1), st.integers(0, count - 1)).filter(lambda p: p[0] != p[1])
            ),
        )
    ),
    st.booleans(),
)
def test_network_by_listing_every_path(network, directed):
    count, links = network
    found = rel.network_position(links, directed=directed, normalised=False, people=range(count))
    between, closeness = positions_slowly(count, links, directed)
    assert found["betweenness"].tolist() == pytest.approx(between)
    assert found["closeness"].tolist() == pytest.approx(closeness)
    if directed:
        assert found["degree_out"].tolist() == [sum(a == p for a, _ in links) for p in range(count)]
        assert found["degree_in"].tolist() == [sum(b == p for _, b in links) for p in range(count)]
    else:
        pairs = {frozenset(link) for link in links}
        assert found["degree"].tolist() == [sum(p in pair for pair in pairs) for p in range(count)]
    fractions = rel.network_position(links, directed=directed, normalised=True, people=range(count))
    assert fractions.to_numpy().min() >= 0 and fractions.to_numpy().max() <= 1 + 1e-12


def test_somebody_alone_and_tiny_networks():
    found = rel.network_position([("a", "b")], directed=False, normalised=True, people=["a", "b", "alone"])
    assert found.loc["alone"].tolist() == [0, 0, 0]
    assert found.loc["a", "closeness"] == pytest.approx(0.5)
    assert rel.network_position([], directed=False, normalised=True, people=["a"]).loc["a"].tolist() == [
        0,
        0,
        0,
    ]


def test_bad_networks():
    options = {"directed": False, "normalised": True}
    for links, extra, sentence in [
        ([("a", "a")], {}, "'a' linked with itself"),
        (["ab"], {}, "pairs of people, got 'ab'"),
        ([("a", "b", "c")], {}, "pairs of people"),
        ([("a", "b")], {"people": ["a"]}, "'b', who is not in people"),
        ([("a", "b")], {"people": ["a", "b", "a"]}, "'a' more than once"),
        ([], {}, "at least one person"),
        ([("a", "b")], {"directed": "no"}, "directed must be one of True, False, got 'no'"),
    ]:
        with pytest.raises(ValueError, match=sentence):
            rel.network_position(links, **options | extra)
    with pytest.raises(TypeError):
        rel.network_position([("a", "b")])
    with pytest.raises(ValueError, match="at_least must be above 0, got 0"):
        rel.brokers(rel.network_position([("a", "b")], **options), at_least=0)
    with pytest.raises(ValueError, match="no column 'betweenness'"):
        rel.brokers(pd.DataFrame({"degree": [1]}), at_least=1)


# --- mirror team ----------------------------------------------------------------------------------


def test_counterparts_by_function_and_level():
    table = pd.DataFrame(
        [["Li", None], ["", "Wang"], [" ", math.nan]],
        index=["purchase", "technical", "finance"],
        columns=["head", "staff"],
    )
    found = rel.counterpart_coverage(table)
    assert found.functions_covered == pytest.approx(2 / 3)
    assert found.cells_filled == pytest.approx(2 / 6)
    assert found.empty_functions == ("finance",)
    assert found.empty_cells == (
        ("purchase", "staff"),
        ("technical", "head"),
        ("finance", "head"),
        ("finance", "staff"),
    )
    full = rel.counterpart_coverage(dict.fromkeys(rel.CUSTOMER_FUNCTIONS, "Li"))
    assert (full.functions_covered, full.empty_cells) == (1.0, ())
    with pytest.raises(ValueError, match="at least one function"):
        rel.counterpart_coverage({})


LOADS = {"R": 2, "A": 1, "C": 0.5, "I": 0}


def team(rows, cap=6.0, roles="RA"):
    matrix = pd.DataFrame(rows, index=list(rel.CUSTOMER_FUNCTIONS)[: len(rows)], columns=["Li", "Wang"])
    return rel.mirror_team(matrix, counterpart_roles=roles, load_by_role=LOADS, load_cap=cap)


def test_a_complete_team():
    found = team([["A", "R"], ["ar", "C"], ["i", "R A"]])
    assert found.complete
    assert found.load.to_dict() == {"Li": 4.0, "Wang": 5.5}
    assert (found.coverage, found.empty_functions, found.overloaded) == (1.0, (), ())


def test_what_a_team_lacks():
    found = team([["A", "A"], ["R", ""], ["C", "I"]], cap=2.9)
    assert found.functions_without_one_accountable == ("purchase", "technical", "quality")
    assert found.empty_functions == ("quality",)
    assert found.coverage == pytest.approx(2 / 3)
    assert found.overloaded == ("Li",)
    assert not found.complete
    assert team([["A", "A"], ["R", ""], ["C", "I"]], roles="RACI").empty_functions == ()


def test_bad_teams():
    with pytest.raises(ValueError, match="matrix has 'X' for 'Wang' and 'purchase'"):
        team([["A", "X"]])
    with pytest.raises(ValueError, match="'RR'"):
        team([["A", "RR"]])
    with pytest.raises(ValueError, match="counterpart_roles"):
        team([["A", "R"]], roles="")
    with pytest.raises(ValueError, match="load_by_role has no load for 'I'"):
        rel.mirror_team(
            pd.DataFrame([["A"]]), counterpart_roles="RA", load_by_role={"R": 1, "A": 1, "C": 1}, load_cap=1
        )
    with pytest.raises(ValueError, match="load_cap must not be negative, got -1"):
        team([["A", "R"]], cap=-1)


# --- activities -----------------------------------------------------------------------------------


def test_activity_plan_by_hand():
    plan = rel.activity_plan(
        pd.DataFrame(
            {
                "activity": ["visit", "get-together", "visit", "calendar"],
                "cost": [4_000, 1_000, 4_000, 500],
                "influence": [5, 2, 3, 4],
                "steps_raised": [2, 1, 0, 0],
            }
        )
    )
    assert plan.index.tolist() == ["get-together", "visit", "calendar"]
    assert plan["cost_per_weighted_step"].tolist() == [500, 800, math.inf]
    assert plan["people"].tolist() == [1, 2, 1]
    assert plan["cost_share"].sum() == pytest.approx(1)
    assert rel.budget_use(plan["cost"], 19_000) == pytest.approx(0.5)


def test_courtesy_item_by_item():
    found = rel.courtesy_check(
        [200, 200.01, 100, 50], 200, recipient=["a", "b", "a", "a"], cap_per_recipient=300
    )
    assert found["within_item_cap"].tolist() == [True, False, True, True]
    assert found["running_total"].tolist() == [200, 200.01, 300, 350]
    assert found["passes"].tolist() == [True, False, True, False]
    assert rel.courtesy_check([200, 201], 200)["passes"].tolist() == [True, False]
    # 0.1 three times is 0.3 to whoever pays it.
    tenths = rel.courtesy_check([0.1] * 3, 1, recipient=["a"] * 3, cap_per_recipient=0.3)
    assert tenths["passes"].all()


def test_bad_activities():
    good = {"activity": ["visit"], "cost": [1], "influence": [1], "steps_raised": [1]}
    for change, sentence in [
        ({"cost": [math.nan]}, r"activities\['cost'\] must be finite, got nan"),
        ({"influence": [-1]}, r"activities\['influence'\] must not be negative"),
        ({"activity": [None]}, r"activities\['activity'\] is missing at position 1"),
        ({"cost": [0]}, "must sum to more than 0"),
    ]:
        with pytest.raises(ValueError, match=sentence):
            rel.activity_plan(pd.DataFrame(good | change))
    with pytest.raises(ValueError, match="no column 'steps_raised'"):
        rel.activity_plan(pd.DataFrame(good).drop(columns="steps_raised"))
    with pytest.raises(ValueError, match="budget must be above 0, got 0"):
        rel.budget_use([1], 0)
    with pytest.raises(ValueError, match="go together"):
        rel.courtesy_check([1], 1, recipient=["a"])
