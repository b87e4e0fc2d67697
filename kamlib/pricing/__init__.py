"""Pricing: value against price, what a cut costs, waterfalls, life cycles, bundles, solutions and models.

Money is CNY. Rates are fractions (0.05 is 5 %). Functions take single numbers and, where a whole
column makes sense, arrays and pandas Series. Bad input raises a `ValueError` that names the
parameter and the value.

>>> from kamlib import pricing
>>> pricing.break_even_volume_change(price=100, unit_cost=70, price_change=-10)
0.5
"""

from . import (
    bundles,
    change,
    concession,
    lifecycle,
    models,
    position,
    productline,
    solution,
    value,
    waterfall,
)
from .bundles import *  # noqa: F403 - each module lists in __all__ what it offers
from .change import *  # noqa: F403
from .concession import *  # noqa: F403
from .lifecycle import *  # noqa: F403
from .models import *  # noqa: F403
from .position import *  # noqa: F403
from .productline import *  # noqa: F403
from .solution import *  # noqa: F403
from .value import *  # noqa: F403
from .waterfall import *  # noqa: F403

_MODULES = (bundles, change, concession, lifecycle, models, position, productline, solution, value, waterfall)
__all__ = sorted({name for module in _MODULES for name in module.__all__})
