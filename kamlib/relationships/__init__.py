"""Customer relationships: whom we know at the account, how well, through whom, and what to do next.

One row is one person at the customer, one link or one activity; the account or department it belongs to is
given by `by`, so that one call answers for one account or for all of them. Money is CNY, shares are
fractions. Influence is any measure of weight that is not negative; the course uses 1 to 5.

Only what the work needs is asked of people at the customer: their role, influence and how far the business
relationship has come. Nothing here reads private data.

>>> from kamlib import relationships
>>> relationships.relationship_coverage([5, 3, 2], [True, False, True])
0.7
"""

from kamlib.relationships.activities import (
    activity_plan,
    budget_use,
    courtesy_check,
)
from kamlib.relationships.network import (
    brokers,
    network_position,
)
from kamlib.relationships.organisation import (
    ORGANISATION_MEASURES,
    ORGANISATION_STEPS,
    missing_for_next_step,
    organisation_step,
)
from kamlib.relationships.owners import (
    key_person_risk,
    owner_concentration,
)
from kamlib.relationships.people import (
    DECISION_MAKER_STEPS,
    decision_maker_index,
    relationship_coverage,
    relationship_gaps,
)
from kamlib.relationships.team import (
    CUSTOMER_FUNCTIONS,
    RACI,
    CounterpartCoverage,
    MirrorTeam,
    counterpart_coverage,
    mirror_team,
)

__all__ = [
    "CUSTOMER_FUNCTIONS",
    "DECISION_MAKER_STEPS",
    "ORGANISATION_MEASURES",
    "ORGANISATION_STEPS",
    "RACI",
    "CounterpartCoverage",
    "MirrorTeam",
    "activity_plan",
    "brokers",
    "budget_use",
    "counterpart_coverage",
    "courtesy_check",
    "decision_maker_index",
    "key_person_risk",
    "mirror_team",
    "missing_for_next_step",
    "network_position",
    "organisation_step",
    "owner_concentration",
    "relationship_coverage",
    "relationship_gaps",
]
