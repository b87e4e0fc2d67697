"""Keeps the workbook's own notebooks free of outputs when they are saved.

Answers live in the journal, never in a notebook. A saved card without its kernel would only show an
error after the next start, and a run would make every page of the workbook look edited.
"""

from __future__ import annotations

from typing import Any


def tidy_on_save(model: dict[str, Any], **_: Any) -> None:
    """Clear outputs and run numbers of a notebook that the build made; leave all other files alone.

    JupyterLab calls this before it writes (`FileContentsManager.pre_save_hook`).

    Examples
    --------
    >>> cell = {"cell_type": "code", "metadata": {}, "outputs": ["…"], "execution_count": 3}
    >>> page = {"cells": [cell], "metadata": {"kam": {"unit": "U2"}, "language_info": {"version": "3.11"}}}
    >>> tidy_on_save({"type": "notebook", "content": page})
    >>> cell["outputs"], cell["execution_count"], page["metadata"]["language_info"]
    ([], None, {'name': 'python'})
    """
    content = model.get("content")
    if model.get("type") != "notebook" or not isinstance(content, dict):
        return
    metadata = content.get("metadata", {})
    if "kam" not in metadata:
        return
    # The kernel adds its version here; it would differ from computer to computer.
    metadata["language_info"] = {"name": "python"}
    for cell in content.get("cells", []):
        cell.get("metadata", {}).pop("trusted", None)
        if cell.get("cell_type") == "code":
            cell["outputs"] = []
            cell["execution_count"] = None
            cell.get("metadata", {}).pop("execution", None)
