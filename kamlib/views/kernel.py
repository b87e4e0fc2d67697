"""What a kernel of ours does before its first cell: load the workbook's parts, and keep calm about errors.

IPython loads it by name (`--IPKernelApp.extra_extensions=kamlib.views.kernel`).
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

LOADED_BEFORE = (  # what the first cells need: loaded while nobody waits yet
    "matplotlib.pyplot", "kamlib.forms.card", "kamlib.units", "kamlib.widgets.live", "kamlib.widgets.show",
    "kamlib.widgets.upload",
)  # fmt: skip


def load_ipython_extension(shell: Any) -> None:
    """Prepare the kernel behind a page, so that its first cell finds everything loaded."""
    for part in LOADED_BEFORE:
        import_module(part)
    from kamlib.lab import calm

    calm.load_ipython_extension(shell)
