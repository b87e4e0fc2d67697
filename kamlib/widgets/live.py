"""Live controls for lessons: sliders that move a pyramid, a decision scale, a price waterfall, a scoreboard.

The page only draws; every figure comes from the calculations of kamlib.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
import traitlets

from kamlib import pricing, tiers
from kamlib.classroom.exercise import Data
from kamlib.plots.style import COLOURS, HouseFigure
from kamlib.text import WRITERS, Text, check_language, money, percent
from kamlib.tiers import TIERS
from kamlib.units import u2_tiers
from kamlib.units.common import TIER_NAMES
from kamlib.widgets.base import View, module_of, style_of
from kamlib.widgets.words import LIVE, words

Values = Mapping[str, float]

# a control: id, label, lowest, highest, step, start, format
Control = tuple[str, Text, float, float, float, float, str]


class Live(View):
    """Sliders and a picture; `draw` returns the picture for the sliders' values."""

    _esm = module_of("live")
    _css = style_of("live")
    picture = traitlets.Dict().tag(sync=True)

    def __init__(
        self,
        kind: str,
        title: Text,
        controls: tuple[Control, ...],
        draw: Callable[[Values], dict[str, Any]],
        lang: str,
    ) -> None:
        self.lang = check_language(lang)
        self.draw = draw
        # A percentage is a fraction in Python and 8 on the slider and in its box, as people say it.
        self.scales = {control[0]: 100 if control[6].startswith("percent") else 1 for control in controls}
        self.formats = {control[0]: control[6] for control in controls}
        self.bounds = {control[0]: control[2:4] for control in controls}
        self.values = {control[0]: control[5] for control in controls}
        super().__init__(
            view={
                "kind": kind,
                "lang": lang,
                "title": title.pick(lang),
                "words": words(LIVE, lang),
                "controls": [
                    {
                        "id": id,
                        "label": label.pick(lang),
                        "min": low * self.scales[id],
                        "max": high * self.scales[id],
                        "step": step * self.scales[id],
                        "value": start * self.scales[id],
                        "unit": "%" if self.scales[id] == 100 else None,
                        "format": "number",
                    }
                    for id, label, low, high, step, start, form in controls
                ],
            }
        )
        self.refresh()

    def take(self, message: dict[str, Any], buffers: list[memoryview]) -> None:
        name, value = message.get("id"), message.get("value")
        if message.get("type") == "move" and name in self.values and isinstance(value, int | float):
            low, high = self.bounds[name]
            self.values[name] = min(max(value / self.scales[name], low), high)

    def refresh(self) -> None:
        written = {name: WRITERS[form](self.values[name], self.lang) for name, form in self.formats.items()}
        self.picture = {**self.draw(self.values), "values": written, "seq": self.seq}


def figure(
    title: Text,
    controls: tuple[Control, ...],
    draw: Callable[[Values], tuple[HouseFigure, str]],
    lang: str,
) -> Live:
    """Return sliders below a title and any figure of `kamlib.plots` that follows them.

    Parameters
    ----------
    controls : for each slider its id, label, lowest, highest, step, start and format (one of `kamlib.text.WRITERS`);
        percentages are fractions.
    draw : takes the sliders' values by id; returns the figure and its finding, the sentence that is read out.
    """

    def picture(moved: Values) -> dict[str, Any]:
        drawn, finding = draw(moved)
        return {"svg": drawn.svg(), "finding": finding}

    return Live("figure", title, controls, picture, lang)


# -- pyramid ---------------------------------------------------------------------------------------

_ACCOUNTS = Text(en="{n:whole} of {all:whole}", zh="{all:whole} 家中的 {n:whole} 家")
_PYRAMID_FINDING = Text(
    en="The strategic tier, {n:whole} of {all:whole} accounts, brings {share:percent0} of the lifetime profit.",
    zh="战略型（{all:whole} 家客户中的 {n:whole} 家）带来 {share:percent0} 的全生命周期利润。",
)
_TOO_WIDE = Text(
    en="One tier is wider than the tier below it: this is no pyramid any more.",
    zh="有一层比下面一层还宽，这已经不是金字塔了。",
)


def pyramid(lifetime_profit: Any, floors: Mapping[str, float], lang: str) -> Live:
    """Return the tier pyramid of an account list with a slider for each floor, CNY."""
    top = rounded_up(max(floors.values()) * 2.5)
    controls = tuple(
        (
            tier,
            Text(en=f"{TIER_NAMES[tier].en} from", zh=f"{TIER_NAMES[tier].zh}门槛"),
            0.0,
            float(top),
            top / 150,
            float(floors[tier]),
            "short_money",
        )
        for tier in TIERS[:3]
    )

    def draw(moved: Values) -> dict[str, Any]:
        ordered = dict(zip(TIERS, sorted(moved.values(), reverse=True), strict=False))
        summary = tiers.tier_summary(lifetime_profit, tiers.tiers_by_threshold(lifetime_profit, ordered))
        widest = max(summary["accounts"].max(), 1)
        layers = [
            {
                "id": tier,
                "label": TIER_NAMES[tier].pick(lang),
                "colour": COLOURS[tier],
                "width": float(row.accounts / widest),
                "count": _ACCOUNTS.fill(lang, {"n": row.accounts, "all": summary["accounts"].sum()}),
                "note": None,
                "share": float(row.lifetime_profit_share),
                "share_text": percent(row.lifetime_profit_share, lang, 0),
            }
            for tier, row in zip(TIERS, summary.itertuples(), strict=True)
        ]
        top_row = summary.loc["strategic"]
        values = {"n": top_row.accounts, "all": summary["accounts"].sum(), "share": top_row.lifetime_profit_share}
        finding = _PYRAMID_FINDING.fill(lang, values)
        if not tiers.is_pyramid(list(summary["accounts"])):
            finding += ("" if lang == "zh" else " ") + _TOO_WIDE.pick(lang)
        headings = {
            "accounts": Text(en="Accounts", zh="客户").pick(lang),
            "share": Text(en="Share of lifetime profit", zh="占全生命周期利润").pick(lang),
        }
        return {"headings": headings, "tiers": layers, "finding": finding}

    title = Text(en="Where would you draw the lines?", zh="线该画在哪里？")
    return Live("pyramid", title, controls, draw, lang)


def rounded_up(value: float) -> float:
    """Return `value` rounded up to a figure that is easy to read at the end of a slider.

    Examples
    --------
    >>> rounded_up(13_200), rounded_up(15_000_000)
    (15000.0, 15000000.0)
    """
    size = 10.0 ** (len(str(int(value))) - 1)
    return next(step * size for step in (1, 1.5, 2, 3, 5, 10) if step * size >= value)


# -- decision scale --------------------------------------------------------------------------------

_KEEPS = Text(
    en="The customer gains {gain:money} by choosing us; of the value made we keep {share:percent0}.",
    zh="客户选我方可多得 {gain:money}；所创造的价值中，我方得 {share:percent0}。",
)
_BALANCED = Text(
    en="Value and price are level: the customer may go either way.", zh="价值与价格持平，客户选谁都一样。"
)
_LEAVES = Text(
    en="Our price is {gap:money} above the value: the customer stays with the reference offer.",
    zh="我方价格比价值高 {gap:money}，客户会选择参照方案。",
)
_LOSES = Text(
    en="The customer buys, but each unit costs us {loss:money} more than it brings.",
    zh="客户会买，但我方每台亏 {loss:money}。",
)
STEEPEST = 14.0  # degrees
PRICE_STEP = 50


def _stepped(value: float) -> float:
    """Return the slider's end nearest to `value`: a slider counts its steps from its lowest end."""
    return round(value / PRICE_STEP) * PRICE_STEP


def scale(
    lang: str,
    *,
    reference_price: float = 10_000,
    differentiation: float = 2_400,
    price: float = 11_200,
    unit_cost: float = 7_600,
) -> Live:
    """Return the customer's decision scale: our value in one pan, our price in the other, CNY a unit.

    The sliders are the price and the net differentiation value; the reference price and our unit cost stay.
    """
    controls: tuple[Control, ...] = (
        (
            "price",
            Text(en="Our price", zh="我方价格"),
            _stepped(unit_cost * 0.8),
            _stepped(reference_price * 1.6),
            PRICE_STEP,
            price,
            "money",
        ),
        (
            "differentiation",
            Text(en="What we do better, less what we do worse", zh="正差异价值减负差异价值"),
            _stepped(-reference_price * 0.3),
            _stepped(reference_price * 0.6),
            PRICE_STEP,
            differentiation,
            "money",
        ),
    )
    fullest = reference_price * 1.7

    def draw(values: Values) -> dict[str, Any]:
        extra, asked = values["differentiation"], values["price"]
        value = pricing.economic_value(reference_price, max(extra, 0.0), max(-extra, 0.0))
        gain = pricing.customer_surplus(asked, value)
        blocks = [
            {
                "label": Text(en="Reference offer", zh="参照方案").pick(lang),
                "text": money(reference_price + min(extra, 0), lang),
                "size": (reference_price + min(extra, 0)) / fullest,
                "colour": COLOURS["soft"],
            }
        ]
        if extra > 0:
            blocks.append(
                {
                    "label": Text(en="What we do better", zh="我方的差异价值").pick(lang),
                    "text": money(extra, lang),
                    "size": extra / fullest,
                    "colour": COLOURS["us"],
                }
            )
        pans = [
            {
                "id": "value",
                "title": Text(en="Value to the customer", zh="对客户的价值").pick(lang),
                "colour": COLOURS["us"],
                "winner": gain > 0,
                "winner_text": Text(en="outweighs the price", zh="重于价格").pick(lang) if gain > 0 else None,
                "blocks": blocks,
                "lines": [{"label": Text(en="Economic value", zh="客户经济价值").pick(lang), "text": money(value, lang), "strong": True}],
            },
            {
                "id": "price",
                "title": Text(en="Our price", zh="我方价格").pick(lang),
                "colour": COLOURS["rival_a"],
                "winner": gain < 0,
                "winner_text": Text(en="outweighs the value", zh="重于价值").pick(lang) if gain < 0 else None,
                "blocks": [
                    {
                        "label": Text(en="Price", zh="价格").pick(lang),
                        "text": money(asked, lang),
                        "size": asked / fullest,
                        "colour": COLOURS["rival_a"],
                    }
                ],
                "lines": [{"label": Text(en="Our unit cost", zh="我方单位成本").pick(lang), "text": money(unit_cost, lang), "strong": False}],
            },
        ]  # fmt: skip
        angle = max(-STEEPEST, min(STEEPEST, STEEPEST * gain / (reference_price * 0.25)))
        return {"angle": angle, "pans": pans, "finding": _scale_finding(gain, asked, value, unit_cost, lang)}

    title = Text(en="Which way does the customer's scale tip?", zh="客户的决策天平倒向哪一边？")
    return Live("scale", title, controls, draw, lang)


def _scale_finding(gain: float, price: float, value: float, unit_cost: float, lang: str) -> str:
    if abs(gain) < 1e-9:
        return _BALANCED.pick(lang)
    if gain < 0:
        return _LEAVES.fill(lang, {"gap": -gain})
    if price < unit_cost:
        return _LOSES.fill(lang, {"loss": unit_cost - price})
    return _KEEPS.fill(lang, {"gain": gain, "share": pricing.value_share(price, unit_cost, value)})


# -- waterfall -------------------------------------------------------------------------------------

STEPS = {
    "volume": Text(en="Volume discount", zh="批量折扣"),
    "special": Text(en="Special discount", zh="特批折扣"),
    "prompt": Text(en="Prompt-payment discount", zh="提前付款折扣"),
    "rebate": Text(en="Year-end rebate", zh="年终返利"),
}
_WATERFALL_FINDING = Text(
    en="Of {list:money} list price {pocket:money} reaches our pocket: {leak:percent1} leaks away, most of it as “{step}”.",
    zh="目录价 {list:money}中，真正到手的是 {pocket:money}：漏损 {leak:percent1}，其中“{step}”最多。",
)
_NO_LEAK = Text(
    en="Nothing leaks: the pocket price is the list price of {list:money}.",
    zh="没有漏损：口袋价等于目录价 {list:money}。",
)


def waterfall(
    lang: str,
    *,
    list_price: float = 10_000,
    volume: float = 0.08,
    special: float = 0.05,
    prompt: float = 0.02,
    rebate: float = 0.03,
    freight: float = 180,
) -> Live:
    """Return the price waterfall with a slider for each discount; rates are fractions of the list or invoice price."""
    starts = {"volume": volume, "special": special, "prompt": prompt, "rebate": rebate}
    controls: tuple[Control, ...] = tuple(
        (name, label, 0.0, 0.2, 0.005, starts[name], "percent") for name, label in STEPS.items()
    )

    def draw(values: Values) -> dict[str, Any]:
        steps = [
            pricing.PriceStep("volume", rate=values["volume"], basis="list", on_invoice=True),
            pricing.PriceStep("special", rate=values["special"], basis="list", on_invoice=True),
            pricing.PriceStep("prompt", rate=values["prompt"], basis="invoice"),
            pricing.PriceStep("rebate", rate=values["rebate"], basis="invoice"),
            pricing.PriceStep("freight", amount=freight),
        ]
        table = pricing.price_waterfall(list_price, steps)
        names = {**STEPS, "freight": Text(en="Freight we pay", zh="我方承担的运费")}
        bars = [_total("list", Text(en="List price", zh="目录价"), list_price, lang)]
        before = list_price
        worst = table.loc[table["deduction"].idxmax()]
        for row in table.itertuples():
            bars.append(
                {
                    "id": row.step,
                    "label": names[row.step].pick(lang),
                    "text": money(-row.deduction, lang),
                    "note": percent(row.share_of_list, lang, 1),
                    "from": before,
                    "to": row.price_after,
                    "kind": "down",
                    "highlight": row.step == worst.step and row.deduction > 0,
                }
            )
            before = row.price_after
        bars.append(_total("pocket", Text(en="Pocket price", zh="口袋价"), before, lang))
        leak = 1 - before / list_price
        finding = (_WATERFALL_FINDING if leak > 0 else _NO_LEAK).fill(
            lang, {"list": list_price, "pocket": before, "leak": leak, "step": names[worst.step]}
        )
        return {
            "top": list_price,
            "axis": money(0, lang).replace("0", "").strip(),
            "bars": bars,
            "finding": finding,
        }

    title = Text(en="Where does the price leak away?", zh="价格漏损在哪里？")
    return Live("waterfall", title, controls, draw, lang)


def _total(id: str, label: Text, amount: float, lang: str) -> dict[str, Any]:
    return {
        "id": id,
        "label": label.pick(lang),
        "text": money(amount, lang),
        "note": None,
        "from": 0,
        "to": amount,
        "kind": "total",
        "highlight": False,
    }


# -- scoreboard ------------------------------------------------------------------------------------

_SCORE = Text(en="{score:one} · {tier}", zh="{score:one} · {tier}")
_SCORES_STAY = Text(
    en="Growth weighs {weight:number} points of 100: every account keeps its tier.",
    zh="成长性权重为 {weight:number} 分（满分 100）：各客户等级不变。",
)
_SCORES_MOVE = Text(
    en="Growth weighs {weight:number} points of 100. {moves}.",
    zh="成长性权重为 {weight:number} 分（满分 100）。{moves}。",
)
_SCORE_FLOOR = Text(en="{tier} from {floor}", zh="{tier} ≥ {floor}")


def scoreboard(data: Data, lang: str) -> Live:
    """Return the scores of the accounts of exercise U2.X2 with a slider for one weight.

    The other weights keep their proportions, so that all still add up to 100.
    """
    points = pd.DataFrame({account["id"]: account["points"] for account in data["accounts"]}).T
    names = {account["id"]: account["name"][lang] for account in data["accounts"]}
    weights = {criterion: weight / 100 for criterion, weight in data["weights"].items()}
    criterion, floors = u2_tiers.MOVED, u2_tiers.SCORE_FLOORS
    label = Text(en="Weight of growth, points of 100", zh="成长性权重（满分 100）")
    controls: tuple[Control, ...] = ((criterion, label, 0.0, 95.0, 0.5, 100 * weights[criterion], "number"),)
    before = {account: _graded(points.loc[account], weights, floors)[1] for account in points.index}
    levels = [
        {"at": floor, "text": _SCORE_FLOOR.fill(lang, {"tier": TIER_NAMES[tier], "floor": floor})}
        for tier, floor in floors.items()
    ]

    def draw(values: Values) -> dict[str, Any]:
        moved = tiers.reweighted(weights, criterion, values[criterion] / 100)
        bars, moves = [], []
        for account in points.index:
            score, tier = _graded(points.loc[account], moved, floors)
            if tier != before[account]:
                was, now = TIER_NAMES[before[account]].pick(lang), TIER_NAMES[tier].pick(lang)
                moves.append(f"{names[account]}: {was} → {now}" if lang == "en" else f"{names[account]}：{was} → {now}")
            bars.append(
                {
                    "id": account,
                    "label": names[account],
                    "text": _SCORE.fill(lang, {"score": score, "tier": TIER_NAMES[tier]}),
                    "note": None,
                    "from": 0,
                    "to": score,
                    "kind": "total",
                    "highlight": tier != before[account],
                }
            )
        said = {"weight": values[criterion], "moves": ("; " if lang == "en" else "；").join(moves)}
        finding = (_SCORES_MOVE if moves else _SCORES_STAY).fill(lang, said)
        axis = Text(en="Score, points of 100", zh="得分（满分 100）").pick(lang)
        return {"top": 100, "axis": axis, "levels": levels, "bars": bars, "finding": finding}

    title = Text(en="How firm are the tiers?", zh="等级稳不稳？")
    return Live("waterfall", title, controls, draw, lang)


def _graded(row: pd.Series, weights: Mapping[str, float], floors: Mapping[str, float]) -> tuple[float, str]:
    score = float(sum(row[criterion] * weight for criterion, weight in weights.items()))
    return score, str(tiers.tiers_by_score(score, floors))
