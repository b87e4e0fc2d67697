"""What a kernel of ours does before its first cell: load the workbook's parts, and keep calm about errors.

IPython loads it by name (`--IPKernelApp.extra_extensions=kamlib.views.kernel`).
"""

from __future__ import annotations

from typing import Any


def load_ipython_extension(shell: Any) -> None:
    """Prepare the kernel behind a page, so that its first cell finds everything loaded."""
    # Nobody here uses what is imported (hence the noqa): they are loaded so that the first cell need not wait.
    import matplotlib.pyplot  # noqa: F401

    import kamlib.forms.card
    import kamlib.units
    import kamlib.widgets.live
    import kamlib.widgets.show
    import kamlib.widgets.upload  # noqa: F401
    from kamlib.lab import calm

    calm.load_ipython_extension(shell)
