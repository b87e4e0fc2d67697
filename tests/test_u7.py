"""Unit U7: the demo figures by plain arithmetic, the makers, the named mistakes, the keys."""

from __future__ import annotations

import json
import random
from collections import Counter
from functools import cache
from itertools import product

import pytest

from kamlib import cases, workbook
from kamlib.classroom.exercise import NumberField, Sheet, TableField
from kamlib.classroom.keys import load_keys
from kamlib.classroom.marking import mark
from kamlib.classroom.messages import State
from kamlib.plots.style import COLOURS
from kamlib.units import u7_pricing as u7
from kamlib.units.u7_pricing import shared, wrap_up, x1_value, x2_cut, x3_match, x4_bundle

WANTED = 16
BY_ID = {exercise.id: exercise for exercise in u7.EXERCISES}


def demo(id: str) -> Sheet:
    return Sheet(BY_ID[id], 0, u7.DEMOS[id])


@cache
def made(id: str) -> list[dict]:
    """Return the first variants a maker finds; few candidates must be enough."""
    found: list[dict] = []
    for tries in range(2_000):
        data = u7.MAKERS[id](random.Random(f"{id}/{tries}"))
        if data is not None and data not in found:
            found.append(data)
        if len(found) == WANTED:
            break
    return found


# -- the demo variants by another route -------------------------------------------------------------


def test_price_against_value_by_hand() -> None:
    truth = demo("U7.X1").truth
    evc = 9_600 + 1_400 + 1_150 + 1_850 - 350 - 250
    assert truth["evc"] == evc == 13_400
    assert truth["highest_price"] == evc - max(13_900 - 12_900, 0) == 12_400
    assert truth["split_price"] - 6_250 == pytest.approx(evc - truth["split_price"])
    assert truth["share"] == pytest.approx(6_250 / 7_150)
    assert truth["winner"] == "rival_a"  # 900 left over with us, 1,000 with Rival A


def test_the_cut_by_hand() -> None:
    truth = demo("U7.X2").truth
    assert truth["margin_rate"] == pytest.approx(4_400 / 11_000)
    before = 180 * (11_000 - 6_600)
    after_one_unit = 11_000 * 0.92 - 6_600
    assert truth["units_needed"] == pytest.approx(before / after_one_unit) == pytest.approx(225)
    assert truth["break_even"] == pytest.approx(before / after_one_unit / 180 - 1)
    assert truth["cost_of_cut"] == pytest.approx(180 * 880)
    assert truth["trade_worth"] == 26_000 + 58_000 + 96_000 + 45_000
    assert set(truth["trades"]) == {"electronic", "forecast", "couplings", "reference"}
    assert truth["decision"] == "trade"


def test_the_decision_follows_the_house_rule_in_order() -> None:
    data = u7.DEMOS["U7.X2"]
    answers = {"break_even": 0.25, "cost_of_cut": 211_200, "trade_worth": 225_000}
    assert x2_cut._decision(data, answers) == "trade"
    assert x2_cut._decision({**data, "promise": 0.25}, answers) == "give"
    assert x2_cut._decision(data, {**answers, "trade_worth": 211_200}) == "trade"
    assert x2_cut._decision(data, {**answers, "trade_worth": 211_199}) == "hold"


def test_the_clocks_by_hand() -> None:
    truth = demo("U7.X3").truth
    assert truth["price_index"] == pytest.approx(2_600 / ((2_780 + 2_150 + 2_270) / 3) * 100)
    assert sorted(truth["clock_prices"].values()) == sorted(x3_match.CLOCK_PRICES)
    assert sorted(truth["position_prices"].values()) == sorted(x3_match.POSITION_PRICES)


def test_every_wrong_strategy_has_its_own_reason() -> None:
    stages = {f"{stage}/{price}" for stage, price in product(x3_match.STAGES, x3_match.CLOCK_PRICES)}
    right = {f"{stage}/{price}" for stage, price in x3_match.PRICE_OF_STAGE.items()}
    assert set(x3_match.CLOCK_REASONS) == stages - right
    places = {f"{one}/{other}" for one, other in product(x3_match.POSITION_PRICES, repeat=2) if one != other}
    assert set(x3_match.POSITION_REASONS) == places


def best_by_brute_force(data: dict, step: int) -> dict[str, float]:
    """Return the highest profit of each kind of offer over every price on a grid, with plain loops."""
    first_cost, second_cost = data["costs"]
    buyers = [buyer["values"] for buyer in data["buyers"]]

    def profit(first: float | None, second: float | None, bundle: float | None) -> float:
        earned = 0.0
        for a, b in buyers:
            choices = [(0.0, 0.0)]
            if first is not None and second is not None:
                choices += [(a - first, first - first_cost), (b - second, second - second_cost)]
                choices.append((a + b - first - second, first + second - first_cost - second_cost))
            if bundle is not None:
                choices.append((a + b - bundle, bundle - first_cost - second_cost))
            most = max(left for left, _ in choices)
            buys = [gain for left, gain in choices[1:] if left == most]
            earned += max(buys) if buys else 0.0
        return earned

    highest = [max(values) for values in zip(*buyers, strict=True)]
    firsts = range(first_cost, highest[0] + step, step)
    seconds = range(second_cost, highest[1] + step, step)
    sums = range(first_cost + second_cost, max(a + b for a, b in buyers) + step, step)
    return {
        "separate": max(profit(a, b, None) for a in firsts for b in seconds),
        "pure": max(profit(None, None, c) for c in sums),
        "mixed": max(profit(a, b, c) for a in firsts for b in seconds for c in sums),
    }


def test_the_bundle_against_every_price_on_a_grid() -> None:
    sheet = demo("U7.X4")
    truth = sheet.truth
    found = best_by_brute_force(u7.DEMOS["U7.X4"], step=500)
    assert truth["separate"]["first/profit"] + truth["separate"]["second/profit"] == found["separate"]
    assert truth["bundle_profit"] == found["pure"]
    assert truth["mixed_profit"] == found["mixed"] == 26_000
    assert truth["offer"] == max(found, key=lambda offer: found[offer])


def test_the_model_swap_by_hand() -> None:
    truth = demo("U7.X5").truth
    customer = sum(1.14**-year for year in range(1, 6))
    ours = sum(1.08**-year for year in range(1, 6))
    cost = 40 * 9_900 + 90_000 * customer
    assert truth["customer_cost"] == pytest.approx(cost)
    assert truth["highest_fee"] == pytest.approx(cost / (40_000 * customer))
    assert truth["lowest_fee"] == pytest.approx((40 * 11_000 + 50_000 * ours) / (40_000 * ours))
    assert truth["our_npv"] == pytest.approx((4.6 * 40_000 - 50_000) * ours - 40 * 6_600)
    assert truth["model"] == "middle"
    assert truth["our_npv"] > 40 * (11_000 - 6_600)  # better than the sale at today's price


def test_the_wrap_up_by_hand() -> None:
    truth = demo("U7.W").truth
    assert truth["evc"] == 8_900 + 1_500 + 2_100 + 900 - 400 - 300
    invoice = 12_500 * 0.88 * 0.94
    lower = invoice * 0.94
    pockets = [price - price * 0.03 - 120 - price * 0.06 * 90 / 360 for price in (invoice, lower)]
    cells = ["invoice/today", "invoice/after", "pocket/today", "pocket/after"]
    assert [truth["waterfall"][cell] for cell in cells] == pytest.approx([invoice, lower, *pockets])
    assert truth["break_even"] == pytest.approx((pockets[0] - 6_250) / (pockets[1] - 6_250) - 1)
    assert truth["walk_away"] == 9_200 + 620 - 340
    assert truth["balance"] == 70_000 + 45_000 + 60_000 - 600 * 150
    assert pockets[1] < truth["walk_away"] < pockets[0]


# -- makers and mistakes ----------------------------------------------------------------------------


@pytest.mark.parametrize("id", list(u7.MAKERS))
def test_a_maker_finds_enough_variants_fast(id: str) -> None:
    assert len(made(id)) == WANTED
    for data in made(id):
        assert json.loads(json.dumps(data, ensure_ascii=False)) == data


@pytest.mark.parametrize("id", list(u7.MAKERS))
def test_every_mistake_is_told_from_the_truth_and_from_the_others(id: str) -> None:
    for data in [u7.DEMOS[id], *made(id)]:
        sheet = Sheet(BY_ID[id], 0, data)
        for field in sheet.fields:
            if field.expected is None:
                continue
            known = [sheet.truth[field.id]]
            for mistake, answer in sheet.wrong[field.id]:
                for other in known:
                    assert differ(field, answer, other), f"{id}.{field.id}: {mistake.id} in {data}"
                known.append(answer)


def differ(field: object, one: object, other: object) -> bool:
    if isinstance(field, NumberField):
        return abs(one - other) > 2 * field.tolerance.reach(other)
    if isinstance(field, TableField):
        reach = {column.id: column.tolerance for column in field.columns}
        shared = [part for part in one if part in other]
        return any(abs(one[x] - other[x]) > 2 * reach[x.partition("/")[2]].reach(other[x]) for x in shared)
    return one != other


@pytest.mark.parametrize(
    ("id", "asked"), [("U7.X1", "winner"), ("U7.X2", "decision"), ("U7.X4", "offer"), ("U7.X5", "model")]
)
def test_variants_do_not_all_have_the_same_answer(id: str, asked: str) -> None:
    assert len({Sheet(BY_ID[id], 0, data).truth[asked] for data in made(id)}) >= 2


def test_each_offer_is_best_for_some_trainees() -> None:
    dealt = Counter(BY_ID["U7.X4"].sheet(variant).truth["offer"] for variant in range(1, WANTED + 1))
    assert set(dealt) == set(x4_bundle.OFFERS) and min(dealt.values()) >= 4


def test_the_first_whole_number_of_units_that_makes_the_cut_good_is_right() -> None:
    exercise = BY_ID["U7.X2"]
    for variant in range(WANTED + 1):
        data = exercise.sheet(variant).data
        lost, left = data["price"] * data["cut"], data["price"] * (1 - data["cut"]) - data["unit_cost"]
        needed = data["units"] * (1 + lost / left)
        enough = next(n for n in range(data["units"], 10_000) if n >= needed - 1e-6)
        assert exercise.sheet(variant).truth["units_needed"] == enough
        for answer in (str(enough), f"{needed:.2f}"):
            marks = {each.field: each for each in mark(exercise, variant, {"units_needed": answer}).fields}
            assert marks["units_needed"].credit == 1, (variant, answer)


def test_the_bundle_offer_is_the_best_there_is() -> None:
    """The simplest offer of those that earn most, by plain loops over the smallest market."""
    small = min(made("U7.X4"), key=lambda data: sum(sum(buyer["values"]) for buyer in data["buyers"]))
    best = best_by_brute_force(small, step=500)
    truth = Sheet(BY_ID["U7.X4"], 0, small).truth
    assert truth["offer"] == max(best, key=lambda offer: (best[offer], -list(best).index(offer)))


def test_the_wrap_up_keeps_its_story_in_every_variant() -> None:
    """The judgement keys hold for all variants only while the figures tell the same story."""
    for data in [wrap_up.DEMO, *made("U7.W")]:
        truth = Sheet(BY_ID["U7.W"], 0, data).truth
        pocket = truth["waterfall"]["pocket/today"]
        assert truth["waterfall"]["pocket/after"] < truth["walk_away"] < pocket - data["step"]
        assert truth["evc"] > truth["waterfall"]["invoice/today"] > data["reference_price"]
        assert truth["break_even"] > 2 * data["promise"]
        assert truth["balance"] > 0


# -- keys, names, carried slips ----------------------------------------------------------------------


def test_the_keys_fit_the_wrap_up() -> None:
    keys = load_keys(workbook.keys())
    sheet = demo("U7.W")
    for id in ("next_step", "moves"):
        assert sheet.by_id[id].expected is None
        assert keys.find("U7.W", 0, id) is not None
    steps = keys.find("U7.W", 0, "next_step")
    assert {"trade"} | set(steps.reasons) == set(wrap_up.NEXT_STEPS)
    moves = keys.find("U7.W", 0, "moves")
    assert set(moves.answer) == set(wrap_up.MOVES)
    wrong = {f"{move}/{box}" for move in wrap_up.MOVES for box in wrap_up.MOVE_BOXES if box not in moves.accepted(move)}
    assert wrong == set(moves.reasons)
    assert sum(line.points for line in keys.rubrics["U7.W/note"]) == sheet.by_id["note"].points


def test_the_accounts_of_the_demos_are_those_of_the_case_company() -> None:
    names = set(zip(cases.accounts()["name_en"], cases.accounts()["name_zh"], strict=True))
    told = [data["account"] for data in u7.DEMOS.values() if "account" in data]
    told += [buyer["name"] for buyer in u7.DEMOS["U7.X4"]["buyers"]]
    assert {(name["en"], name["zh"]) for name in told} <= names


def test_a_slip_in_the_value_is_carried_forward() -> None:
    exercise = BY_ID["U7.X1"]
    sheet = exercise.sheet(0)
    forgot = sheet.data["reference_price"] + sum(sheet.data["positive"].values())
    own = {"evc": float(forgot)}
    split = x1_value._split_price(sheet.data, own)
    result = {
        each.field: each for each in mark(exercise, 0, {"evc": str(forgot), "split_price": str(split)}).fields
    }
    assert result["evc"].mistakes == ("forgot-the-drawbacks",)
    assert result["split_price"].state is State.CARRIED


def test_a_slip_in_the_stage_carries_the_price_that_goes_with_it() -> None:
    exercise = BY_ID["U7.X3"]
    truth = exercise.sheet(0).truth
    one, other = [item for item, stage in truth["stages"].items() if stage in ("growth", "maturity")]
    stages = truth["stages"] | {one: truth["stages"][other], other: truth["stages"][one]}
    prices = {item: x3_match.PRICE_OF_STAGE[stage] for item, stage in stages.items()}
    result = {
        each.field: each for each in mark(exercise, 0, {"stages": stages, "clock_prices": prices}).fields
    }
    assert result["stages"].credit == pytest.approx(0.5)
    assert result["clock_prices"].state is State.CARRIED


def test_suppliers_have_the_colours_of_the_figures() -> None:
    # Units may not import the figures (tests/test_walls.py), so the colours stand there twice.
    assert shared.SUPPLIER_COLOURS == {supplier: COLOURS[supplier] for supplier in shared.SUPPLIER_COLOURS}
