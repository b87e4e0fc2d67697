"""The stage of a relationship: every rule, its limits, and what is refused."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamlib import lifetime, stages

LIMITS = stages.COURSE_LIMITS


@pytest.mark.parametrize(
    ("tenure", "growth", "share", "complaints", "rule"),
    [
        (11, -0.5, 0.9, 5, "too_new"),
        (12, -0.10, 0.9, 0, "orders_fall"),
        (12, -0.09, 0.9, 1, "orders_shrink_and_complaints_rise"),
        (12, -0.09, 0.9, 0, "steady"),
        (12, 0.0, 0.9, 5, "steady"),
        (60, 0.4, 0.09, 0, "share_still_small"),
        (60, 0.15, 0.8, 0, "orders_still_grow"),
        (60, 0.14, 0.29, 0, "share_not_settled"),
        (60, 0.14, 0.30, 0, "steady"),
    ],
)
def test_each_rule_at_its_limit(tenure, growth, share, complaints, rule):
    table = stages.stage_table(tenure, growth, share, complaints, limits=LIMITS)
    assert table["rule"].tolist() == [rule]
    stage = dict(stages.STAGE_RULES)[rule]
    assert stages.relationship_stage(tenure, growth, share, complaints, limits=LIMITS) == stage


def written_out(tenure, growth, share, complaints):
    if tenure < 12:
        return "exploration"
    if growth <= -0.10 or (growth < 0 and complaints > 0):
        return "decline"
    if share < 0.10:
        return "exploration"
    return "formation" if growth >= 0.15 or share < 0.30 else "stability"


accounts = st.tuples(st.floats(0, 300), st.floats(-1, 2), st.floats(0, 1), st.floats(-9, 9))


@given(st.lists(accounts, min_size=1, max_size=30))
def test_lists_equal_the_rules_written_out(rows):
    columns = [list(column) for column in zip(*rows, strict=True)]
    found = stages.relationship_stage(*columns, limits=LIMITS)
    assert found.tolist() == [written_out(*row) for row in rows]
    assert set(found) <= set(lifetime.RELATIONSHIP_STAGES)


@given(accounts)
def test_a_lasting_relationship_leaves_exploration_only_by_tenure_and_share(row):
    tenure, growth, share, complaints = row
    found = stages.relationship_stage(tenure + 12, growth, max(share, 0.1), complaints, limits=LIMITS)
    assert found != "exploration"


def test_accounts_keep_their_ids():
    tenure = pd.Series({"A": 6, "B": 60})
    table = stages.stage_table(tenure, pd.Series({"B": 0.0, "A": 0.0}), 0.5, 0, limits=LIMITS)
    assert table["stage"].to_dict() == {"A": "exploration", "B": "stability"}
    assert stages.relationship_stage(tenure, 0.0, 0.5, 0, limits=LIMITS).index.tolist() == ["A", "B"]


def test_every_stage_has_a_rule():
    assert {stage for _, stage in stages.STAGE_RULES} == set(lifetime.RELATIONSHIP_STAGES)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ((-1, 0, 0.5, 0), "tenure_months must not be negative"),
        ((1, -1.1, 0.5, 0), "order_growth_per_year must be -1 or more"),
        ((1, 0, 50, 0), "share_of_wallet must be from 0 to 1"),
        ((1, 0, 0.5, math.nan), "complaint_change must be finite"),
    ],
)
def test_bad_input_is_named(values, sentence):
    with pytest.raises(ValueError, match=sentence):
        stages.relationship_stage(*values, limits=LIMITS)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"fall_at_most": 0.0}, "limits.fall_at_most must be below 0"),
        ({"growing_from": 0.0}, "limits.growing_from must be above 0"),
        ({"small_share_below": 0.5}, "small_share_below <= settled_share_from"),
        ({"new_below_months": math.nan}, "limits.new_below_months"),
    ],
)
def test_limits_that_contradict_each_other_are_refused(change, sentence):
    with pytest.raises(ValueError, match=sentence):
        stages.relationship_stage(24, 0, 0.5, 0, limits=LIMITS._replace(**change))
    with pytest.raises(ValueError, match="limits must be StageLimits"):
        stages.relationship_stage(24, 0, 0.5, 0, limits=None)
    with pytest.raises(TypeError, match="limits"):
        stages.relationship_stage(24, 0, 0.5, 0)
