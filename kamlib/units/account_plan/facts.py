"""What an account plan knows: every fact of the eight steps, with its value and whose it is.

The Excel form, the page for the director and the card ask here, so they cannot tell different stories.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

from kamlib.cases.labels import LABELS
from kamlib.classroom.exercise import Exercise, Field, NumberField, Sheet, TextField
from kamlib.classroom.handin import variant_of
from kamlib.classroom.marking import Result
from kamlib.classroom.messages import State
from kamlib.classroom.thread import Thread
from kamlib.text import Text
from kamlib.units.account_plan import EXERCISES, STEPS, wrap_up
from kamlib.units.common import named

Whose = Literal["own", "model", "given"]
DEMO = 0


class Fact(NamedTuple):
    """One fact of the plan. `said` is the value in words where it is an id or has two languages.

    A `value` of None is not there: KP.W is assessed, so nothing stands in for what the trainee did not write.
    """

    name: str
    value: Any
    whose: Whose
    step: str
    kind: str
    label: Text
    said: Text | None = None


class Person(NamedTuple):
    """Somebody of the buying centre; `owner` is whoever of us knows the person, by initials."""

    id: str
    initials: str
    title: Text
    influence: int
    step: int
    met: bool
    owner: str
    reports_to: str | None


class Criterion(NamedTuple):
    """A criterion of the audit: its weight as a fraction, the points of each supplier, and the customer's floor, if any."""

    id: str
    label: Text
    weight: float
    us: float
    rival_a: float
    rival_b: float
    floor: float | None = None


class Family(NamedTuple):
    """A product family in the wallet, CNY a year."""

    id: str
    label: Text
    spend_per_year: float
    our_sales_per_year: float


class PlanFacts(NamedTuple):
    """An account plan as data; `facts` stand in the order of the plan."""

    variant: int
    facts: Mapping[str, Fact]
    people: tuple[Person, ...]
    criteria: tuple[Criterion, ...]
    wallet: tuple[Family, ...]

    def __getitem__(self, name: str) -> Fact:
        return self.facts[name]

    def value(self, name: str) -> Any:
        """Return the value of a fact."""
        return self.facts[name].value

    def whose(self, step: str) -> Literal["own", "model", "mixed"]:
        """Return whose the answers of a step are."""
        owners = {fact.whose for fact in self.facts.values() if fact.step == step and fact.whose != "given"}
        return "mixed" if len(owners) > 1 else "own" if owners == {"own"} else "model"


# The figures of the case that the plan shows, by step: kind and wording.
GIVEN: dict[str, dict[str, tuple[str, Text]]] = {
    "KP.X1": {
        "sales_last_year": ("money", Text(en="Sales last year", zh="去年销售额")),
        "growth_expected": ("percent", Text(en="Growth expected if nothing changes", zh="一切照旧时的预计增长")),
        "region_growth": ("percent", Text(en="Growth asked of the region", zh="区域目标增长率")),
        "extra_growth": ("percent", Text(en="Asked of key accounts beyond that", zh="大客户额外增长")),
    },
    "KP.X2": {
        "contribution_per_year": ("money", Text(en="Contribution a year", zh="每年边际贡献")),
        "service_cost_per_year": ("money", Text(en="Cost to serve a year", zh="每年服务成本")),
        "retention": ("percent", Text(en="Retention rate a year", zh="年保留率")),
        "discount_rate": ("percent", Text(en="Discount rate a year", zh="年折现率")),
        "tenure_months": ("number", Text(en="First order, months ago", zh="首单至今（月）")),
        "order_growth": ("percent", Text(en="Orders against the year before", zh="订单同比")),
        "complaint_change": ("number", Text(en="Complaints against the year before", zh="投诉同比（件）")),
    },
    "KP.X3": {
        "floor_strategic": ("money", Text(en="Floor of the strategic tier", zh="战略型门槛")),
        "floor_value": ("money", Text(en="Floor of the value tier", zh="价值型门槛")),
        "floor_standard": ("money", Text(en="Floor of the standard tier", zh="标准型门槛")),
        "seller_hours": ("number", Text(en="One person’s working hours a year", zh="一个人的全年工时")),
    },
    "KP.X4": {
        "hours_lost_before": ("number", Text(en="Hours of standstill a year, before", zh="以前每年停机小时")),
        "hours_lost_after": ("number", Text(en="Hours of standstill a year, now", zh="现在每年停机小时")),
        "cost_per_hour": ("money", Text(en="Cost of an hour of standstill", zh="停机每小时损失")),
        "stock_before": ("money", Text(en="Stock of spare drives, before", zh="以前的备件库存")),
        "stock_after": ("money", Text(en="Stock of spare drives, now", zh="现在的备件库存")),
        "carrying_rate": ("percent", Text(en="Carrying cost of stock a year", zh="库存年持有费率")),
    },
    "KP.X5": {"target_step": ("number", Text(en="Step wanted with everybody", zh="希望达到的步骤"))},
    "KP.X6": {
        "search": ("money", Text(en="Search cost", zh="搜寻成本")),
        "trial": ("money", Text(en="Trial cost", zh="尝试成本")),
        "relationship": ("money", Text(en="Relationship cost", zh="关系成本")),
        "legal": ("money", Text(en="Legal cost", zh="法律成本")),
        "learners": ("number", Text(en="People who have to learn", zh="需要学习的人数")),
        "learning_hours": ("number", Text(en="Hours each of them learns", zh="每人学习小时")),
        "learning_rate": ("money", Text(en="Cost of an hour", zh="每小时成本")),
        "switch_years": ("number", Text(en="Years the customer reckons with", zh="客户测算年限")),
        "switch_rate": ("percent", Text(en="Its interest rate a year", zh="客户年利率")),
    },
    "KP.X7": {"target_share": ("percent", Text(en="Share of wallet we aim at", zh="目标钱包份额"))},
    "KP.X8": {
        "product_family": ("choice", Text(en="Main product line", zh="主力产品")),
        "units_per_year": ("number", Text(en="Units a year", zh="每年台数")),
        "price_now": ("money", Text(en="Our price now", zh="我方现价")),
        "rival_price": ("money", Text(en="The rival’s price", zh="对手报价")),
        "unit_cost": ("money", Text(en="Unit cost", zh="单位成本")),
        "least_margin": ("percent", Text(en="Least margin", zh="最低毛利率")),
        "asked_cut": ("percent", Text(en="Cut the buyer asks for", zh="采购要求的降幅")),
    },
}


def plan_facts(raw_by_exercise: Mapping[str, Mapping[str, Any]], trainee: str, cohort: str = "") -> PlanFacts:
    """Return the plan of a trainee's account: own answers where they are sound, else the model's.

    Parameters
    ----------
    raw_by_exercise : by exercise id, the raw answers of a journal or a hand-in; what is missing is blank.
    """
    variant = variant_of(wrap_up.EXERCISE, trainee, cohort)
    answers = {id: (variant, raw) for id, raw in raw_by_exercise.items()}
    return _facts(Thread(lambda exercise: variant, answers), variant)


def demo_facts() -> PlanFacts:
    """Return the plan of the trainer's account: the model's answers, and an example of the director's page."""
    plan = _facts(Thread(lambda exercise: DEMO, {}), DEMO)
    written = {name: plan[name]._replace(value=text.en, said=text) for name, text in EXAMPLE.items()}
    goal = plan["goal"]._replace(value=EXAMPLE_GOAL, said=wrap_up.GOALS[EXAMPLE_GOAL])
    promise = plan["promise"]._replace(value=wrap_up.EXERCISE.sheet(DEMO).truth["promise"])
    return plan._replace(facts={**plan.facts, "goal": goal, "promise": promise, **written})


def _facts(thread: Thread, variant: int) -> PlanFacts:
    facts = _head(EXERCISES[0].sheet(variant))
    for module in STEPS:
        exercise = module.EXERCISE
        sheet, result = thread.sheet(exercise), thread.result(exercise)
        for name, (kind, label) in GIVEN.get(exercise.id, {}).items():
            facts[name] = _given(name, kind, label, sheet, exercise.id)
        for field in sheet.fields:
            facts[field.id] = _answered(field, sheet, result)
        if exercise.id == "KP.X6":
            baseline = facts["baseline"]
            label = Text(en="Spend a year (the baseline)", zh="每年采购额（即基准）")
            facts["spend"] = baseline._replace(name="spend", step=exercise.id, label=label)
    people, criteria, wallet = (EXERCISES[place].sheet(variant).data for place in (4, 3, 6))
    return PlanFacts(
        variant,
        facts,
        tuple(
            Person(
                each["id"], each["initials"], LABELS["title"][each["title"]], each["influence"], each["step"],
                each["met"], each["owner"], each["reports_to"] or None,
            )
            for each in people["people"]
        ),
        tuple(
            Criterion(
                each["id"], LABELS["criterion"][each["id"]], each["weight"] / 100, each["us"], each["a"], each["b"],
                each["floor"],
            )
            for each in criteria["criteria"]
        ),
        tuple(
            Family(each["id"], LABELS["family"][each["id"]], each["spend"], each["ours"])
            for each in wallet["wallet"]
        ),
    )  # fmt: skip


def _head(sheet: Sheet) -> dict[str, Fact]:
    data, name = sheet.data, named(sheet.data["name"])
    rows = (
        Fact("account_name", name.en, "given", "", "text", Text(en="Account", zh="客户"), name),
        Fact("account_code", data["account"], "given", "", "text", Text(en="Account number", zh="客户编号")),
        *(
            Fact(group, data[group], "given", "", "choice", label, LABELS[group][data[group]])
            for group, label in (("region", Text(en="Region", zh="区域")), ("industry", Text(en="Industry", zh="行业")))
        ),
        Fact("seller", data["seller"], "given", "", "text", Text(en="Account manager", zh="客户负责人")),
        Fact("plan_year", data["plan_year"], "given", "", "number", Text(en="Plan year", zh="计划年度")),
    )
    return {fact.name: fact for fact in rows}


def _given(name: str, kind: str, label: Text, sheet: Sheet, step: str) -> Fact:
    value = sheet.data[name]
    said = LABELS["family"][value] if name == "product_family" else None
    return Fact(name, value, "given", step, kind, label, said)


def _answered(field: Field, sheet: Sheet, result: Result) -> Fact:
    """Return an answer of a step: the trainee's where it is sound, else the model's on the same figures."""
    exercise: Exercise = sheet.exercise
    label = Text(en=sheet.say(field.label, "en"), zh=sheet.say(field.label, "zh"))
    kind = field.kind if isinstance(field, NumberField) else "text" if isinstance(field, TextField) else "choice"
    mark = next(each for each in result.fields if each.field == field.id)
    given = result.given.get(field.id)
    if exercise.mode == "assessed":  # nothing is said of right or wrong before the hand-in
        there = given is not None and mark.state is not State.BLANK
        value, whose = (given, "own") if there else (None, "model")
    elif given is not None and mark.credit >= 1:
        value, whose = given, "own"
    else:
        value, whose = sheet.truth[field.id], "model"
    names = {option.id: option.label for option in getattr(field, "options", ())}
    return Fact(field.id, value, whose, exercise.id, kind, label, names.get(value))


EXAMPLE_GOAL = "grow"
EXAMPLE = {
    "action_1": Text(
        en="Have the quality manager introduce us to the general manager; S. G.; 2026-09-30; good feeling",
        zh="请质量经理引见总经理；S. G.；2026-09-30；目标：建立好感这一步",
    ),
    "action_2": Text(
        en="Test servo gear units on the second line with application engineering; S. G.; 2026-12-15; 2.2 million a year",
        zh="与应用工程师一起在第二条产线测试伺服减速机；S. G.；2026-12-15；220万元/年",
    ),
    "action_3": Text(
        en="Cut the price only for a two-year frame contract with 10% more units; S. G.; 2027-01-31; our floor holds",
        zh="只在客户签两年框架协议、采购量增加 10% 的前提下同意降价；S. G.；2027-01-31；毛利率保持在底线之上",
    ),
    "why": Text(
        en="We want to grow with this account and promise the whole gap. It is worth more to us than almost any other, and four fifths of its wallet still lies with rivals. What stands in the way is that nobody of us knows the general manager. We will not buy the growth with price: below the floor we walk away.",
        zh="我们要在这家客户身上实现增长，并承诺补上全部缺口。它几乎是我们最值钱的客户，而钱包的五分之四还在对手手里。障碍是我们没人认识总经理。我们不靠降价换增长：低于底线价格就离场。",
    ),
}
