"""Sales targets: the year broken down to regions, accounts, projects and months, and held against what came.

Top-down breakdown that adds up to the last cent at every level, seasonal indices, two-way tables fitted to
fixed margins, the four measures (sales, cash collected, profit, expense), the plan check with its run rate,
the price/volume split of a gap, the way from a result target to process targets, and the Ansoff gap.
Money is CNY, rates are fractions (0.3 is 30 %), a year has 12 months in the order they are given.

>>> from kamlib import targets
>>> targets.required_run_rate(1_200, 700, 5)
100.0
"""

from kamlib.targets.breakdown import allocate_down, break_down, roll_up
from kamlib.targets.measures import (
    MEASURES,
    MeasureRates,
    Measures,
    measure_rates,
    measures_from_rates,
    profit_gap,
)
from kamlib.targets.process import (
    ANSOFF_CELLS,
    AnsoffCell,
    AnsoffGap,
    ProcessTargets,
    ansoff_cell,
    ansoff_gap,
    process_targets,
)
from kamlib.targets.progress import (
    COURSE_STATES,
    PriceVolumeSplit,
    plan_check,
    plan_status,
    price_volume_split,
    required_run_rate,
)
from kamlib.targets.twoway import TwoWayFit, fit_two_way, round_table
from kamlib.targets.year import (
    MONTHS_PER_YEAR,
    QUARTERS_PER_YEAR,
    monthly_plan,
    quarter_totals,
    sales_by_year_and_month,
    seasonal_index,
)

__all__ = [
    "ANSOFF_CELLS",
    "AnsoffCell",
    "AnsoffGap",
    "COURSE_STATES",
    "MEASURES",
    "MONTHS_PER_YEAR",
    "MeasureRates",
    "Measures",
    "PriceVolumeSplit",
    "ProcessTargets",
    "QUARTERS_PER_YEAR",
    "TwoWayFit",
    "allocate_down",
    "ansoff_cell",
    "ansoff_gap",
    "break_down",
    "fit_two_way",
    "measure_rates",
    "measures_from_rates",
    "monthly_plan",
    "plan_check",
    "plan_status",
    "price_volume_split",
    "process_targets",
    "profit_gap",
    "quarter_totals",
    "required_run_rate",
    "roll_up",
    "round_table",
    "sales_by_year_and_month",
    "seasonal_index",
]
