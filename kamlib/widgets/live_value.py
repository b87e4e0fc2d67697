"""Live controls of unit U3: the audit radar, the delivered-value balance, life-cycle cost, VMI, performance fee, bullwhip.

The page only draws; every figure comes from the calculations of kamlib.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from kamlib import plots, value, workbook
from kamlib.classroom.exercise import Data
from kamlib.plots.style import HouseFigure
from kamlib.text import Text
from kamlib.units import u3_value
from kamlib.units.u3_value import x1_audit, x4_vmi
from kamlib.units.u3_value.shared import COST_PARTS, LETTERS, SUPPLIERS, VALUE_PARTS
from kamlib.widgets import live
from kamlib.widgets.live import Control, Live, Values

# -- audit -----------------------------------------------------------------------------------------

_IN = Text(en="Our score {score:number}, grade {grade}; {gap:number} points to the best rival still in.", zh="我方总分 {score:number}，{grade} 级；与仍在名单上的最强对手相差 {gap:number} 分。")
_ALONE = Text(en="Our score {score:number}, grade {grade}; every rival is knocked out.", zh="我方总分 {score:number}，{grade} 级；对手全部被否决。")
_OUT = Text(en="Our score {score:number}, but we are under the floor in “{letter}”: knocked out.", zh="我方总分 {score:number}，但“{letter}”低于底线：被一票否决。")
_TITLE = Text(en="Through the customer's eyes", zh="客户眼里的我们")
_BESIDE = Text(en="The strokes across the spokes are the floors.", zh="辐条上的短横线是各项指标的底线。")
_RISES = Text(en="With these points our score is {points:number} higher than in the customer's audit.", zh="按现在的得分，我方总分比客户的稽核结果高 {points:number} 分。")
_FALLS = Text(en="With these points our score is {points:number} lower than in the customer's audit.", zh="按现在的得分，我方总分比客户的稽核结果低 {points:number} 分。")
_OUR_POINTS = Text(en="{letter}, us", zh="我方“{letter}”得分")


def audit(lang: str) -> Live:
    """Return the TQRDCES radar of Rynfando's audit with sliders for our points in four letters."""
    sheet = u3_value.DEMOS["U3.X1"]
    return _audit(sheet, ("quality", "response", "delivery", "cost"), _audit_finding, None, lang)


def audit_beside(data: Data, lang: str) -> Live:
    """Return the radar beside exercise U3.X1 with sliders for our points in all seven letters.

    On the trainer's screen, which has no room for more, in those of the four plans. The exercise asks for the score
    and the gap, so it says only by how much the score moves.
    """
    planned = {each["criterion"] for each in data["plans"]}
    letters = tuple(letter for letter in LETTERS if workbook.view() != "present" or letter in planned)
    before = float(x1_audit.scorecard(data).loc["us", "score"])

    def finding(now: Data, lang: str) -> str:
        change = round(float(x1_audit.scorecard(now).loc["us", "score"]) - before, 2)
        said = _BESIDE.pick(lang)
        if change:
            moved = (_RISES if change > 0 else _FALLS).fill(lang, {"points": abs(change)})
            said = f"{moved} {said}" if lang == "en" else f"{moved}{said}"
        return said

    return _audit(data, letters, finding, _TITLE.pick(lang), lang)


def _audit(
    sheet: Data, letters: tuple[str, ...], finding: Callable[[Data, str], str], title: str | None, lang: str
) -> Live:
    """Return the radar of an audit with sliders for our points in some letters and a finding below it."""
    controls: tuple[Control, ...] = tuple(
        (letter, Text(en=_OUR_POINTS.fill("en", {"letter": LETTERS[letter]}), zh=_OUR_POINTS.fill("zh", {"letter": LETTERS[letter]})),
         40.0, 100.0, 1.0, float(sheet["points"]["us"][letter]), "number")
        for letter in letters
    )  # fmt: skip

    def draw(moved: Values) -> tuple[HouseFigure, str]:
        ours = sheet["points"]["us"] | {letter: float(mark) for letter, mark in moved.items()}
        now = {**sheet, "points": {**sheet["points"], "us": ours}}
        points = pd.DataFrame(now["points"]).T[list(LETTERS)]
        drawn = plots.audit_radar(points, lang, title, letters=LETTERS, names=SUPPLIERS, floors=sheet["floors"])
        return drawn, finding(now, lang)

    return live.figure(_TITLE, controls, draw, lang)


def _audit_finding(data: Data, lang: str) -> str:
    card = x1_audit.scorecard(data)
    us = card.loc["us"]
    said: dict[str, Any] = {"score": round(float(us["score"]), 2), "grade": us["grade"]}
    if us["knocked_out"]:
        return _OUT.fill(lang, said | {"letter": LETTERS[us["below_floor"][0]]})
    rivals = card[~card["knocked_out"]].drop(index="us")
    if rivals.empty:
        return _ALONE.fill(lang, said)
    return _IN.fill(lang, said | {"gap": round(float(us["score"] - rivals["score"].max()), 2)})


# -- delivered value ---------------------------------------------------------------------------------

_CDV = Text(en="CDV {cdv:money} a year: {change:percent1} against today. Our price falls by {cut:money}.", zh="CDV 每年 {cdv:money}，比现在变动 {change:percent1}。我方价格降低 {cut:money}。")
_STEP = Text(en="CDV {cdv:money} a year: {change:percent1} against today.", zh="CDV 每年 {cdv:money}，比现在变动 {change:percent1}。")
NAMES = VALUE_PARTS | COST_PARTS


def _cdv(values: Values, costs: Values) -> float:
    return float(sum(values.values()) - sum(costs.values()))


def balance(lang: str) -> Live:
    """Return the balance of Rynfando's delivered value with sliders for service, price, time and mental effort."""
    data = u3_value.DEMOS["U3.X2"]
    values, costs = data["values"], data["costs"]
    controls: tuple[Control, ...] = (
        ("service", Text(en="Service value +", zh="服务价值增加"), 0.0, 800_000, 20_000, 0.0, "money"),
        ("time", Text(en="Time cost −", zh="时间成本减少"), 0.0, 400_000, 20_000, 0.0, "money"),
        ("mental", Text(en="Mental effort −", zh="精神成本减少"), 0.0, 280_000, 20_000, 0.0, "money"),
        ("money", Text(en="Price −", zh="降价"), 0.0, 800_000, 20_000, 0.0, "money"),
    )

    def draw(moved: Values) -> tuple[HouseFigure, str]:
        now_values = values | {"service": values["service"] + moved["service"]}
        now_costs = {part: amount - moved.get(part, 0.0) for part, amount in costs.items()}
        cdv = _cdv(now_values, now_costs)
        said = _CDV.fill(lang, {"cdv": cdv, "change": cdv / _cdv(values, costs) - 1, "cut": moved["money"]})
        return plots.delivered_value_balance(now_values, now_costs, lang, names=NAMES), said

    return live.figure(Text(en="What tips the customer's balance?", zh="怎样让客户的天平倾向我们？"), controls, draw, lang)


def two_doors(data: Data, lang: str) -> Live:
    """Return the balance beside exercise U3.X2 with a slider for each door; every part moves in proportion."""
    values, costs = data["values"], data["costs"]
    most = float(round(0.3 * _cdv(values, costs), -4))
    controls: tuple[Control, ...] = (
        ("costs", Text(en="Door 1: total cost lower by", zh="第一扇门：总成本降低"), 0.0, most, 10_000, 0.0, "money"),
        ("values", Text(en="Door 2: total value higher by", zh="第二扇门：总价值提高"), 0.0, most, 10_000, 0.0, "money"),
    )

    def draw(moved: Values) -> tuple[HouseFigure, str]:
        up, down = moved["values"] / sum(values.values()), moved["costs"] / sum(costs.values())
        now_values = {part: amount * (1 + up) for part, amount in values.items()}
        now_costs = {part: amount * (1 - down) for part, amount in costs.items()}
        cdv = _cdv(now_values, now_costs)
        said = _STEP.fill(lang, {"cdv": cdv, "change": cdv / _cdv(values, costs) - 1})
        return plots.delivered_value_balance(now_values, now_costs, lang, names=NAMES), said

    return live.figure(Text(en="Two doors, one balance", zh="两扇门，一架天平"), controls, draw, lang)


# -- life-cycle cost -----------------------------------------------------------------------------------

_LIFE = Text(en="Life-cycle cost: ours {ours:money}, rival B's {rival:money}; highest price we could ask {highest:money}.", zh="全生命周期成本：我方 {ours:money}，对手 B {rival:money}；我方最高可报价 {highest:money}。")


def _life_figure(tables: dict[str, pd.DataFrame], price: float, lang: str) -> tuple[HouseFigure, str]:
    totals = {offer: float(table["present_value"].sum()) for offer, table in tables.items()}
    said = {"ours": totals["us"], "rival": totals["rival_b"], "highest": price + totals["rival_b"] - totals["us"]}
    return plots.life_cycle_curves(tables, lang, names=SUPPLIERS), _LIFE.fill(lang, said)


def life_cost(lang: str) -> Live:
    """Return the cost curves of two pump drives with sliders for electricity price, hours, years and interest."""
    data = u3_value.DEMOS["U3.X3"]
    controls: tuple[Control, ...] = (
        ("price", Text(en="Price of a kWh, CNY", zh="电价（元/千瓦时）"), 0.30, 1.50, 0.05, data["energy_price"], "number"),
        ("hours", Text(en="Hours a year", zh="年运行小时"), 500.0, 8_500.0, 250.0, float(data["hours"]), "whole"),
        ("years", Text(en="Years in use", zh="使用年数"), 3.0, 20.0, 1.0, float(data["years"]), "whole"),
        ("discount", Text(en="Interest a year", zh="年利率"), 0.0, 0.20, 0.01, data["discount"], "percent"),
    )

    def draw(moved: Values) -> tuple[HouseFigure, str]:
        tables = {}
        for offer, given in data["offers"].items():
            running = {
                "energy": given["kilowatts"] * moved["hours"] * moved["price"],
                "maintenance": given["maintenance"],
                "downtime": given["stop_hours"] * data["loss_per_hour"],
            }
            tables[offer] = value.life_cycle_cost_table(
                given["price"], running, given["disposal"], moved["discount"], round(moved["years"]), cost_timing="end"
            )
        return _life_figure(tables, data["offers"]["us"]["price"], lang)

    return live.figure(Text(en="Cheaper to buy, or cheaper to have?", zh="买得便宜，还是用得便宜？"), controls, draw, lang)


_PAYS = Text(en="The price difference is worth {factor:number} yearly savings. {when}", zh="差价相当于 {factor:number} 年的节省额。{when}")
_WHEN = Text(en="With interest it is back in year {year:whole}.", zh="计息后第 {year:whole} 年收回。")
_NOT = Text(en="With interest it does not come back within the years.", zh="计息后在使用年限内收不回来。")


def break_even(data: Data, lang: str) -> Live:
    """Return the curves beside exercise U3.X3; it starts with the pair of the hint and knows nothing of the disposal."""
    controls: tuple[Control, ...] = (
        ("gap", Text(en="Our price above the rival's", zh="我方比对手贵"), 5_000.0, 120_000.0, 1_000.0, 20_000.0, "money"),
        ("saving", Text(en="Saved in a year of running", zh="每年运行节省"), 1_000.0, 60_000.0, 500.0, 6_000.0, "money"),
        ("years", Text(en="Years in use", zh="使用年数"), 3.0, 15.0, 1.0, 5.0, "whole"),
        ("discount", Text(en="Interest a year", zh="年利率"), 0.0, 0.20, 0.01, 0.10, "percent"),
    )

    def draw(moved: Values) -> tuple[HouseFigure, str]:
        years, rival = round(moved["years"]), 30_000.0
        ours = {"purchase": rival + moved["gap"], "running": 60_000.0}
        theirs = {"purchase": rival, "running": 60_000.0 + moved["saving"]}
        tables = {
            offer: value.life_cycle_cost_table(
                given["purchase"], {"running": given["running"]}, 0.0, moved["discount"], years, cost_timing="end"
            )
            for offer, given in (("us", ours), ("rival_b", theirs))
        }
        found = value.break_even_year(tables["us"]["present_value"], tables["rival_b"]["present_value"])
        when = _NOT.pick(lang) if found.year is None else _WHEN.fill(lang, {"year": found.year})
        said = _PAYS.fill(lang, {"factor": moved["gap"] / moved["saving"], "when": when})
        return plots.life_cycle_curves(tables, lang, names=SUPPLIERS), said

    return live.figure(Text(en="When is the difference back?", zh="差价哪年收回？"), controls, draw, lang)


# -- VMI -------------------------------------------------------------------------------------------

_STOCK = Text(en="Stock cost {cost:money} a year instead of {before:money}: {saving:money} saved, before our fee.", zh="库存相关成本由每年 {before:money}变为 {cost:money}：节约 {saving:money}（未扣服务费）。")
_SIDES = Text(en="Today", zh="现在"), Text(en="Under VMI", zh="VMI 之后")
_SHOWN_DAYS = 180
_WORKING_DAYS = 250


def _stock_picture(data: Data, lot: float, safety: float, lang: str) -> tuple[HouseFigure, str]:
    now, then = x4_vmi.before(data), x4_vmi.after(data, lot, safety)
    drawn = plots.stock_saw_teeth(
        (data["lot"], data["safety"]), (lot, safety), data["demand"] / _WORKING_DAYS, _SHOWN_DAYS, lang, sides=_SIDES
    )
    effect = value.vmi_effect(now, then)
    said = {"cost": then.cost_per_year, "before": now.cost_per_year, "saving": effect.saving_per_year}
    return drawn, _STOCK.fill(lang, said)


def _lot_and_level(data: Data) -> tuple[Control, ...]:
    return (
        ("lot", Text(en="Lot size, units", zh="批量（件）"), float(data["pack"]), float(data["highest_lot"]), float(data["pack"]), float(data["highest_lot"]), "whole"),
        ("level", Text(en="Service level", zh="服务水平"), 0.80, 0.995, 0.005, 0.80, "percent1"),
    )  # fmt: skip


def vmi(lang: str) -> Live:
    """Return Rynfando's stock before and under VMI with sliders for lot, service level, days and deviation."""
    data = u3_value.DEMOS["U3.X4"]
    controls: tuple[Control, ...] = (
        *_lot_and_level(data),
        ("days", Text(en="Days to bridge", zh="安全库存要撑过的天数"), 1.0, 40.0, 1.0, float(data["lead_days"]), "whole"),
        ("deviation", Text(en="Daily deviation", zh="每日用量标准差"), 0.0, 12.0, 0.2, data["deviation"], "number"),
    )  # fmt: skip

    def draw(moved: Values) -> tuple[HouseFigure, str]:
        safety = value.safety_stock(moved["deviation"], moved["days"], moved["level"], service="cycle")
        return _stock_picture(data, moved["lot"], float(safety), lang)

    return live.figure(Text(en="Less stock, and fewer shortages?", zh="库存更少，缺货也更少？"), controls, draw, lang)


def vmi_beside(data: Data, lang: str) -> Live:
    """Return the stock beside exercise U3.X4; it starts with the largest lot and a low service level."""

    def draw(moved: Values) -> tuple[HouseFigure, str]:
        safety = value.safety_stock(data["deviation"], data["lead_days"], moved["level"], service="cycle")
        return _stock_picture(data, moved["lot"], float(safety), lang)

    return live.figure(Text(en="Stock before and under VMI", zh="VMI 前后的库存"), _lot_and_level(data), draw, lang)


# -- performance contract -------------------------------------------------------------------------------

_FEE = Text(en="Availability {reached:percent1}, fee {fee:money} a year.", zh="可用率 {reached:percent1}，服务费每年 {fee:money}。")


def contract(lang: str) -> Live:
    """Return the fee of Rynfando's performance contract with sliders for failures, repair time and the promise."""
    terms = u3_value.DEMOS["U3.W"]["contract"]
    controls: tuple[Control, ...] = (
        ("between", Text(en="MTBF, hours", zh="平均无故障时间 MTBF（小时）"), 100.0, 1_500.0, 10.0, 450.0, "whole"),
        ("repair", Text(en="MTTR, hours", zh="平均修复时间 MTTR（小时）"), 1.0, 30.0, 1.0, 12.0, "whole"),
        ("promised", Text(en="Promised", zh="承诺的可用率"), 0.95, 0.995, 0.005, 0.98, "percent1"),
    )

    def draw(moved: Values) -> tuple[HouseFigure, str]:
        reached = float(value.availability(moved["between"], moved["repair"]))
        drawn = plots.fee_curve(reached, moved["promised"], terms["base"], terms["bonus"], terms["malus"], lang)
        fee = value.performance_fee(
            reached, moved["promised"], terms["base"],
            bonus_per_percentage_point=terms["bonus"], malus_per_percentage_point=terms["malus"],
        )  # fmt: skip
        return drawn, _FEE.fill(lang, {"reached": reached, "fee": fee})

    return live.figure(Text(en="Paid by the result", zh="按结果付费"), controls, draw, lang)


# -- collaboration -----------------------------------------------------------------------------------------

# A market that hardly moves: 24 weeks, invented.
_MARKET = (51, 49, 52, 50, 48, 53, 50, 47, 52, 54, 49, 50, 53, 48, 51, 55, 50, 46, 52, 49, 53, 50, 48, 52)
_WHIP = Text(en="Rule of thumb for a random market: the variance of the orders is {ratio:one} times that of the market. With one plan from the market's own figures it would be 1.", zh="按随机需求的经验公式：订单方差是市场需求的 {ratio:one} 倍。如果大家都按市场数据做同一份计划，就是 1 倍。")


def orders_of(market: tuple[int, ...], lead_weeks: int, averaged: int) -> list[float]:
    """Return what a customer orders who fills up by a moving average, week by week once the average is full.

    Examples
    --------
    >>> orders_of((10, 10, 14, 10), 2, 2)
    [18.0, 10.0]
    """
    share = lead_weeks / averaged
    pairs = zip(market[averaged:], market, strict=False)
    return [max(0.0, now + share * (now - then)) for now, then in pairs]


def bullwhip(lang: str) -> Live:
    """Return a calm market and the orders made of it, with sliders for lead time and weeks averaged."""
    controls: tuple[Control, ...] = (
        ("lead", Text(en="Weeks from order to delivery", zh="从下单到到货（周）"), 0.0, 8.0, 1.0, 4.0, "whole"),
        ("averaged", Text(en="Weeks the forecast averages", zh="预测取几周平均"), 1.0, 12.0, 1.0, 4.0, "whole"),
    )

    def draw(moved: Values) -> tuple[HouseFigure, str]:
        lead, averaged = round(moved["lead"]), round(moved["averaged"])
        orders = orders_of(_MARKET, lead, averaged)[-12:]
        ratio = value.bullwhip_of_moving_average(lead, averaged)
        return plots.orders_and_demand(_MARKET[-12:], orders, lang), _WHIP.fill(lang, {"ratio": ratio})

    return live.figure(Text(en="Who makes the waves?", zh="订单的波动从哪里来？"), controls, draw, lang)


__all__ = ["audit", "audit_beside", "balance", "break_even", "bullwhip", "contract", "life_cost", "orders_of", "two_doors", "vmi", "vmi_beside"]
