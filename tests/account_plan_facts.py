"""Facts of an account plan made from the case tables instead of a trainee's answers; the figures are the library's."""

from __future__ import annotations

from typing import Any

import pandas as pd

from kamlib import cases, growth, lifetime, pricing, relationships, switching, tiers, value
from kamlib.text import Text
from kamlib.units.account_plan.facts import DEMO, Criterion, Fact, Family, Person, PlanFacts

FAMILIES = {
    "servo": Text(en="Servo drives", zh="伺服驱动"), "planetary": Text(en="Planetary gear units", zh="行星减速机"),
    "frequency": Text(en="Frequency converters", zh="变频器"), "coupling": Text(en="Couplings", zh="联轴器"),
    "service": Text(en="Service", zh="服务"), "spare": Text(en="Spare parts", zh="备件"),
}  # fmt: skip
CRITERIA = ("technology", "quality", "response", "delivery", "cost", "environment", "security")
FLOORS = {"quality": 70.0, "delivery": 72.0, "security": 70.0}
STEP_OF = {
    "KP.X1": ("sales_last_year", "growth_expected", "region_growth", "extra_growth", "baseline", "target", "gap"),
    "KP.X2": ("contribution_per_year", "service_cost_per_year", "retention", "discount_rate", "profit_per_year", "clp", "stage"),
    "KP.X3": ("floor_strategic", "floor_value", "floor_standard", "tier", "hours_per_year", "seller_hours", "seller_share", "owner"),
    "KP.X4": ("hours_lost_before", "hours_lost_after", "cost_per_hour", "stock_before", "stock_after", "carrying_rate",
              "audit_score_us", "audit_score_rival", "weakest_criterion", "below_floor", "value_per_year"),
    "KP.X5": ("target_step", "coverage", "decision_index", "key_person", "next_step", "hours_for_key_person"),
    "KP.X6": ("search", "trial", "relationship", "legal", "learners", "learning_hours", "learning_rate", "spend", "switch_years",
              "switch_rate", "learning", "switching_cost", "saving_needed", "rival_discount"),
    "KP.X7": ("target_share", "wallet_per_year", "share_of_wallet", "headroom", "focus_family", "gap_covered"),
    "KP.X8": ("product_family", "units_per_year", "price_now", "rival_price", "unit_cost", "least_margin", "asked_cut", "economic_value",
              "price_floor", "answer", "offer_price"),
    "KP.W": ("goal", "promise", "action_1", "action_2", "action_3", "why"),
}  # fmt: skip
ANSWERED = {
    "baseline", "target", "gap", "profit_per_year", "clp", "stage", "tier", "hours_per_year", "seller_share", "owner", "audit_score_us",
    "audit_score_rival", "weakest_criterion", "below_floor", "value_per_year", "coverage", "decision_index", "key_person", "next_step",
    "hours_for_key_person", "spend", "learning", "switching_cost", "saving_needed", "rival_discount", "wallet_per_year", "share_of_wallet",
    "headroom", "focus_family", "gap_covered", "economic_value", "price_floor", "answer", "offer_price", *STEP_OF["KP.W"],
}  # fmt: skip


def case_facts(code: str = "A018", done: tuple[str, ...] = (), **changes: Any) -> PlanFacts:
    """Return the facts of one account of the case, every figure by the library; `changes` replace single facts."""
    row = cases.account_table().set_index("account").loc[code]
    last, up = float(row["sales_per_year"]), float(row["growth_expected_per_year"])
    baseline = last * (1 + up)
    target = float(round(last * 1.2, -4))
    contribution, service = float(row["contribution_per_year"]), float(row["service_cost_per_year"])
    retention = float(row["retention_per_year"])
    clp = (contribution - service) * lifetime.margin_multiple(retention, 0.10, first_margin="end")
    floors = {"strategic": 6e6, "value": 2e6, "standard": 5e5}
    tier = tiers.tiers_by_threshold(clp, floors)
    hours, owner = {"strategic": (480, "director"), "value": (192, "manager"), "standard": (60, "salesperson"), "transactional": (12, "inside")}[tier]

    marks = cases.ratings().query("account == @code").set_index("criterion")
    if marks.empty:
        marks = cases.ratings().query("account == 'A006'").set_index("criterion")
    weights = (marks["weight"] / marks["weight"].sum()).to_dict()
    scores = value.audit_scorecard(marks[["us", "rival_a", "rival_b"]].T, weights, floors={}, grades={"A": 0}, weakest_by="points")["score"]
    best = "rival_a" if scores["rival_a"] >= scores["rival_b"] else "rival_b"
    behind = pd.Series(weights) * (marks[best] - marks["us"])
    worth = (120 - 40) * 6_500 + (1_800_000 - 1_100_000) * 0.12

    contacts = cases.contacts().query("account == @code").head(6)
    met = contacts["seller"].fillna("").astype(str) != ""
    lack = contacts["influence"] * (3 - contacts["relationship_step"]).clip(lower=0)
    key = contacts.loc[lack.idxmax()]
    initials = cases.sellers().set_index("seller")["initials"]
    people = tuple(
        Person(one["contact"], one["initials"], cases.label("title", one["title"]), int(one["influence"]), int(one["relationship_step"]),
               bool(known), initials.get(one["seller"], "") if known else "", one["reports_to"] if one["reports_to"] in set(contacts["contact"]) else None)
        for (_, one), known in zip(contacts.iterrows(), met, strict=True)
    )  # fmt: skip
    costs = {"search": 60_000.0, "trial": 420_000.0, "learning": 45 * 24 * 95.0, "relationship": 180_000.0, "legal": 150_000.0}
    leaving = switching.switching_cost(costs)
    needed = switching.required_discount(leaving, baseline, 0.08, 3, timing="end")
    spend = cases.wallets().query("account == @code").set_index("family")["spend_per_year"]
    ours = (spend / spend.sum() * last).round(0)
    ours.iloc[0] += last - ours.sum()
    room = growth.headroom(last, spend.sum(), 0.5, above_target="zero")
    economic = pricing.economic_value(5_000.0, worth / 4_000)
    floor = 3_400 / (1 - 0.25)
    answer = "hold" if 1 - 5_000 / 5_400 < needed else "trade" if 5_400 * 0.94 >= floor else "concede"
    offer = {"hold": 5_400.0, "trade": 5_400 * 0.94, "concede": floor}[answer]
    known = {
        "account_name": (row["name_en"], Text(en=row["name_en"], zh=row["name_zh"])), "account_code": code,
        "region": (row["region"], cases.label("region", row["region"])), "industry": (row["industry"], cases.label("industry", row["industry"])),
        "seller": initials[row["seller"]], "plan_year": 2027,
        "sales_last_year": last, "growth_expected": up, "region_growth": 0.10, "extra_growth": 0.10,
        "baseline": baseline, "target": target, "gap": target - baseline,
        "contribution_per_year": contribution, "service_cost_per_year": service, "retention": retention, "discount_rate": 0.10,
        "profit_per_year": contribution - service, "clp": float(round(clp, -3)), "stage": "stability",
        **{f"floor_{name}": floor_ for name, floor_ in floors.items()}, "tier": tier, "hours_per_year": hours, "owner": owner,
        "seller_hours": 1_600, "seller_share": hours / 1_600,
        "hours_lost_before": 120, "hours_lost_after": 40, "cost_per_hour": 6_500, "stock_before": 1_800_000, "stock_after": 1_100_000,
        "carrying_rate": 0.12, "audit_score_us": float(scores["us"]), "audit_score_rival": float(scores[best]),
        "weakest_criterion": behind.idxmax(), "below_floor": next((one for one in FLOORS if marks.loc[one, "us"] < FLOORS[one]), "none"), "value_per_year": worth,
        "target_step": 3,
        "coverage": relationships.relationship_coverage(contacts["influence"].to_numpy(), met.to_numpy()),
        "decision_index": relationships.decision_maker_index(contacts["influence"].to_numpy(), contacts["relationship_step"].to_numpy()),
        "key_person": key["contact"], "next_step": "trust", "hours_for_key_person": hours * key["influence"] / contacts["influence"].sum(),
        **{name: cost for name, cost in costs.items() if name != "learning"}, "learners": 45, "learning_hours": 24, "learning_rate": 95,
        "spend": baseline, "switch_years": 3, "switch_rate": 0.08, "learning": costs["learning"], "switching_cost": leaving,
        "saving_needed": switching.required_saving_per_year(leaving, 0.08, 3, timing="end"), "rival_discount": needed,
        "target_share": 0.5, "wallet_per_year": float(spend.sum()), "share_of_wallet": growth.share_of_wallet(last, spend.sum()),
        "headroom": room, "focus_family": (spend - ours).idxmax(), "gap_covered": room / (target - baseline),
        "product_family": ("servo", FAMILIES["servo"]), "units_per_year": 4_000, "price_now": 5_400, "rival_price": 5_000, "unit_cost": 3_400,
        "least_margin": 0.25, "asked_cut": 0.06, "economic_value": economic, "price_floor": floor, "answer": answer, "offer_price": offer,
        "goal": "grow", "promise": min(target - baseline, room), "action_1": None, "action_2": None, "action_3": None, "why": None,
    }  # fmt: skip
    known |= changes
    facts = {}
    for name, one in known.items():
        said = one[1] if isinstance(one, tuple) else None
        step = next((step for step, names in STEP_OF.items() if name in names), "")
        whose = "given" if name not in ANSWERED else "own" if step in done else "model"
        facts[name] = Fact(name, one[0] if said else one, whose, step, "text", Text(en=name, zh=name), said)
    criteria = tuple(Criterion(name, cases.label("criterion", name), weights[name], *(float(marks.loc[name, who]) for who in ("us", "rival_a", "rival_b")), FLOORS.get(name)) for name in CRITERIA)
    wallet = tuple(Family(name, FAMILIES[name], float(spend[name]), float(ours[name])) for name in spend.index)
    return PlanFacts(DEMO, facts, people, criteria, wallet)
