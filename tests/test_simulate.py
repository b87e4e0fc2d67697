"""Made-up trainees: the same for a seed, of every kind, and readable by the grader."""

from __future__ import annotations

import json
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamlib.classroom import simulate
from kamlib.classroom.exercise import Tolerance
from kamlib.classroom.gradebook import grade
from kamlib.classroom.messages import State
from kamlib.classroom.reading import read_number
from tests.sample_exercises import EXERCISES, KEYS


def test_the_same_seed_makes_the_same_hand_ins():
    one, same, other = (list(simulate.simulate(5, EXERCISES, seed=seed)) for seed in (1, 1, 2))
    assert one == same != other
    assert [content["trainee"] for content in one] == [f"demo-000{n}" for n in range(1, 6)]


def test_fewer_than_one_trainee_is_refused():
    with pytest.raises(ValueError, match="count must be at least 1, got 0"):
        list(simulate.simulate(0, EXERCISES))


def test_every_state_of_marking_occurs(tmp_path):
    paths = simulate.write_simulated(150, tmp_path, EXERCISES, keys=KEYS)
    assert len(paths) == len(set(paths)) == 150
    book = grade(tmp_path, EXERCISES, KEYS)
    assert len(book.marked) == 150 and not book.refused
    marks = [mark for one in book.marked for done in one.exercises for mark in done.result.fields]
    assert {mark.state for mark in marks} == set(State)
    named = {name for mark in marks for name in mark.mistakes}
    assert {"added-cost", "mark-up", "by-sales", "upside-down", "cost-for-price"} <= named
    assert not any(done.foreign for one in book.marked for done in one.exercises)


@given(
    st.floats(-1e7, 1e7), st.sampled_from(["money", "number", "percent"]),
    st.sampled_from(["point", "comma", "ask"]),
    st.integers(),
)  # fmt: skip
def test_a_written_number_reads_back(value, kind, style, seed):
    value = round(value / 1e7, 4) if kind == "percent" else round(value, 2)
    tolerance = Tolerance(within=0.011 if kind != "percent" else 0.0011)
    typed = simulate.write_number(value, kind, random.Random(seed), tolerance, style)
    back = read_number(typed, kind, style)
    assert back.value is not None and tolerance.covers(back.value, value), (typed, back)


def test_numbers_are_written_in_many_styles():
    rng = random.Random(1)
    written = {
        simulate.write_number(-12_500.0, "money", rng, Tolerance(nearest=100), "point") for _ in range(400)
    }
    assert len(written) >= 8
    assert any("万" in typed for typed in written) and any("(" in typed for typed in written)


def test_damage_is_of_many_kinds_and_never_fails():
    rng = random.Random(3)
    content = next(simulate.simulate(1, EXERCISES))
    good = json.dumps(content).encode()
    damaged = [simulate.mutate(good, rng) for _ in range(500)]
    assert len(set(damaged)) > 400
    for bad in (b"", b"[", b"null", b"\xff"):
        assert isinstance(simulate.mutate(bad, rng), bytes)


def test_nobody_types_the_way_computers_write_large_numbers():
    rng = random.Random(1)
    tolerance = Tolerance(relative=0.005)
    written = {
        simulate.write_number(value, "money", rng, tolerance, "point")
        for value in (42_863_000.0, 9_428_571.0, 3_210_000_000.0)
        for _ in range(200)
    }
    assert [typed for typed in written if "e+" in typed] == []
