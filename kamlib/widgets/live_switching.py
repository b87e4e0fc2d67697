"""Live controls of unit U5: the switching decision, a tie year by year, a vending machine, and retention.

The page only draws; every figure comes from the calculations of kamlib.
"""

from __future__ import annotations

from kamlib import lifetime, plots, switching
from kamlib.classroom.exercise import Data
from kamlib.plots.style import HouseFigure
from kamlib.text import Text
from kamlib.units.common import written
from kamlib.units.u5_switching.shared import TIMING
from kamlib.value import annuity_factor
from kamlib.widgets import live
from kamlib.widgets.live import Control, Live, Values

STEP = 10_000  # CNY: the figures of the exercises are rounded to it

_LEAVES = Text(
    en="They gain {surplus:money} by leaving; the change pays for itself in {payback:one} years without interest.",
    zh="换供应商，客户可得 {surplus:money}；不计利息，{payback:one} 年收回转换成本。",
)
_ONCE = Text(en="Paid once (beside {extra:short_money} a year)", zh="一次性成本（另有每年 {extra:short_money}）")
_STAYS = Text(
    en="They lose {loss:money} by leaving; a rival needs {needed:percent1}.",
    zh="换供应商，客户要亏 {loss:money}；对手至少要让 {needed:percent1}。",
)


def decision(
    lang: str,
    *,
    spend: float,
    cost: float,
    extra: float = 0.0,
    offer: float = 0.08,
    discount: float = 0.08,
    years: int = 4,
) -> Live:
    """Return the rival's offer against the switching cost, with sliders for both, the years and the rate (CNY).

    `extra` is what the change costs each year beside what is paid once; it counts for as many years as the slider says.
    """
    label = written(_ONCE, extra=extra) if extra else Text(en="Switching cost", zh="转换成本")
    controls: tuple[Control, ...] = (
        ("cost", label, 0.0, live.rounded_up(0.6 * spend), STEP, cost, "short_money"),
        ("offer", Text(en="Rival asks less by", zh="对手报价低"), 0.0, 0.30, 0.005, offer, "percent"),
        ("years", Text(en="Their years", zh="客户按几年算"), 1.0, 10.0, 1.0, float(years), "number"),
        ("discount", Text(en="Their rate a year", zh="客户年利率"), 0.0, 0.25, 0.01, discount, "percent"),
    )

    def draw(moved: Values) -> tuple[HouseFigure, str]:
        given = {"discount_rate_per_year": moved["discount"], "years": round(moved["years"]), "timing": TIMING}
        cost = moved["cost"] + extra * float(annuity_factor(moved["discount"], given["years"], timing=TIMING))
        decided = switching.switching_decision(cost, spend * moved["offer"], **given)
        needed = float(switching.required_discount(cost, spend, **given))
        words = _LEAVES if decided.switches else _STAYS
        said = words.fill(
            lang,
            {
                "surplus": float(decided.surplus),
                "loss": -float(decided.surplus),
                "payback": float(decided.payback_years),
                "needed": needed,
            },
        )
        drawn = plots.rival_discount(cost, spend, moved["discount"], given["years"], moved["offer"], lang)
        return drawn, said

    return live.figure(Text(en="Do they leave?", zh="客户会走吗？"), controls, draw, lang)


def decision_card(data: Data, lang: str) -> Live:
    """Return the switching decision beside U5.X1; it starts with the customer of the third hint, not with an answer."""
    return decision(lang, spend=data["spend"], cost=470_000, offer=0.05)


_TIE = Text(
    en="Factor {factor:.4f}: {worth:money} come back, less {investment:money}: {npv:money}.",
    zh="年金系数 {factor:.4f}：回报现值 {worth:money}，减去投入 {investment:money}，净现值 {npv:money}。",
)


def tie(
    lang: str,
    *,
    investment: float = 200_000,
    yearly: float = 75_000,
    discount: float = 0.10,
    years: int = 5,
    title: Text | None = None,
) -> Live:
    """Return a tie year by year with sliders for investment, yearly return, years and rate; it starts with the hint's tie."""
    controls: tuple[Control, ...] = (
        ("investment", Text(en="Investment", zh="投入"), 0.0, 2_000_000, STEP, investment, "short_money"),
        ("yearly", Text(en="Each year", zh="每年回报"), 0.0, 1_000_000, 5_000, yearly, "short_money"),
        ("years", Text(en="Years", zh="年数"), 1.0, 10.0, 1.0, float(years), "number"),
        ("discount", Text(en="Our rate a year", zh="我方年利率"), 0.0, 0.25, 0.01, discount, "percent"),
    )

    def draw(moved: Values) -> tuple[HouseFigure, str]:
        number = round(moved["years"])
        found = switching.lock_in_investment(
            moved["investment"], moved["yearly"], 0, moved["discount"], number, timing=TIMING
        )
        said = _TIE.fill(
            lang,
            {
                "factor": float(annuity_factor(moved["discount"], number, timing=TIMING)),
                "worth": float(found.present_value_of_return),
                "investment": moved["investment"],
                "npv": float(found.net_present_value),
            },
        )
        return plots.lock_in_course(moved["investment"], moved["yearly"], moved["discount"], number, lang), said

    return live.figure(title or Text(en="Does the tie pay?", zh="这项投入合算吗？"), controls, draw, lang)


WHAT_IF = Text(en="What-if panel: investment and net present value", zh="试算：投入与净现值")


def what_if(data: Data, lang: str) -> Live:
    """Return the what-if panel beside U5.X2, with the years and rate of the case."""
    return tie(lang, discount=data["discount"], years=data["years"], title=WHAT_IF)


def calculator(data: Data, lang: str) -> Live:
    """Return the tie beside the assessed case, with our years and rate only."""
    return tie(lang, discount=data["tie"]["discount"], years=data["tie"]["years"], title=WHAT_IF)


_MACHINE = Text(
    en="{units:whole} tools and {hours:whole} hours less; stock of {stock:money} set free once.",
    zh="少用 {units:whole} 把，少走 {hours:whole} 小时；另外一次性释放库存 {stock:money}。",
)


def vending(lang: str, *, units: int, price: float, stock: float, carrying: float, trips: int, days: int, wage: float) -> Live:
    """Return what a vending machine saves a customer a year, with sliders for the three effects (CNY)."""
    controls: tuple[Control, ...] = (
        ("drop", Text(en="Fewer tools used by", zh="刀具消耗减少"), 0.0, 0.40, 0.01, 0.20, "percent"),
        ("stock", Text(en="Stock lower by", zh="库存下降"), 0.0, 0.80, 0.01, 0.40, "percent"),
        ("minutes", Text(en="Minutes saved per trip", zh="每次省下（分钟）"), 0.0, 15.0, 1.0, 9.0, "number"),
        ("trips", Text(en="Trips a day", zh="每天领刀次数"), 0.0, float(4 * trips), 1.0, float(trips), "number"),
    )

    def draw(moved: Values) -> tuple[HouseFigure, str]:
        hours = switching.walking_hours_per_year(moved["trips"], moved["minutes"], days)
        released = stock * moved["stock"]
        saved = switching.vending_machine_effect(
            units_saved_per_year=units * moved["drop"],
            price_per_unit=price,
            stock_value_released=released,
            carrying_rate_per_year=carrying,
            walking_hours_saved_per_year=hours,
            wage_per_hour=wage,
        )
        said = _MACHINE.fill(lang, {"units": units * moved["drop"], "hours": float(hours), "stock": released})
        return plots.vending_bars(saved, lang), said

    return live.figure(Text(en="What does the machine save them?", zh="售货机能为客户省多少？"), controls, draw, lang)


_ADDS = Text(
    en="CLP {before:money} at {low:percent}, {after:money} at {high:percent}: a change of {gain:money}.",
    zh="保留率 {low:percent} 时 CLP 为 {before:money}，{high:percent} 时为 {after:money}：变动 {gain:money}。",
)


def retention(
    lang: str,
    *,
    contribution: float = 1_000_000,
    cost: float = 200_000,
    before: float = 0.80,
    after: float = 0.85,
    discount: float = 0.10,
    years: int = 5,
) -> Live:
    """Return what a higher retention adds to the CLP, with sliders for the account and both rates (CNY a year)."""
    most = live.rounded_up(max(5_000_000, contribution))
    controls: tuple[Control, ...] = (
        ("contribution", Text(en="Contribution", zh="年边际贡献"), 0.0, most, STEP, contribution, "short_money"),
        ("cost", Text(en="Cost to serve", zh="年服务成本"), 0.0, most / 2, STEP, cost, "short_money"),
        ("before", Text(en="Retention before", zh="原保留率"), 0.50, 0.99, 0.01, before, "percent"),
        ("after", Text(en="Retention after", zh="新保留率"), 0.50, 0.99, 0.01, after, "percent"),
    )

    def draw(moved: Values) -> tuple[HouseFigure, str]:
        account = (moved["contribution"], moved["cost"])
        low, high = (
            float(
                lifetime.lifetime_profit(
                    *account, moved[which], discount, years, first_margin="now", cost_timing="middle"
                )
            )
            for which in ("before", "after")
        )
        drawn = plots.retention_gain(*account, moved["before"], moved["after"], discount, years, lang)
        values = {"before": low, "after": high, "gain": high - low, "low": moved["before"], "high": moved["after"]}
        return drawn, _ADDS.fill(lang, values)

    title = Text(en="What does a higher retention add?", zh="保留率提高，多出多少？")
    return live.figure(title, controls, draw, lang)


def retention_calculator(data: Data, lang: str) -> Live:
    """Return the CLP at two retention rates beside the assessed case, with its years and rate only."""
    return retention(lang, discount=data["tie"]["discount"], years=data["tie"]["years"])
