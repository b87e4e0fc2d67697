"""The settings with which the workbook opens JupyterLab. Nothing here touches the user's own set-up."""

from __future__ import annotations

from typing import Any

from kamlib.text import Text

LOCALES = {"en": "default", "zh": "zh_CN"}
# JupyterLab refuses larger messages in silence, and an uploaded file is one message.
LARGEST_UPLOAD_BYTES = 100 * 1024 * 1024
SECONDS_BETWEEN_SAVES = 30

START_LABEL = Text(en="▶▶ Start", zh="▶▶ 开始")
START_CAPTION = Text(en="Run this page from top to bottom", zh="从头到尾运行本页")
# Buttons that edit cells: they puzzle a trainee, and everything is still in the menus.
BUTTONS_LEFT_OUT = ("insert", "cut", "copy", "paste", "run", "restart-and-run", "cellType")


def setting_overrides(lang: str) -> dict[str, Any]:
    """Return the JupyterLab settings (by plugin) that differ from its defaults.

    Examples
    --------
    >>> setting_overrides("zh")["@jupyterlab/notebook-extension:panel"]["toolbar"][0]["label"]
    '▶▶ 开始'
    """
    start_button = {
        "name": "kam-start",
        "command": "notebook:run-all-cells",
        "label": START_LABEL.pick(lang),
        "caption": START_CAPTION.pick(lang),
        "icon": "",
        "rank": 1,
    }
    left_out = [{"name": name, "disabled": True} for name in BUTTONS_LEFT_OUT]
    return {
        "@jupyterlab/translation-extension:plugin": {"locale": LOCALES[lang]},
        "@jupyterlab/notebook-extension:panel": {"toolbar": [start_button, *left_out]},
        "@jupyterlab/notebook-extension:tracker": {
            "autoStartDefaultKernel": True,
            # A press that comes before the kernel is there is dropped; this says so instead of nothing.
            "enableKernelInitNotification": True,
            "scrollPastEnd": False,
            # Rendered at once, so that a page can be searched, printed and scrolled without jumps.
            "windowingMode": "defer",
        },
        "@jupyterlab/cell-toolbar-extension:plugin": {"showToolbar": False},
        "@jupyterlab/docmanager-extension:plugin": {"autosaveInterval": SECONDS_BETWEEN_SAVES},
        "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
    }


def server_config() -> dict[str, Any]:
    """Return the server's settings: this computer only, large uploads, tidy saving."""
    return {
        "ServerApp": {
            "ip": "127.0.0.1",
            "allow_root": True,  # in a container everyone is root, and nobody from outside gets in
            "answer_yes": True,  # Ctrl+C stops at once instead of asking
            "log_level": "ERROR",  # the terminal shows the address and what goes wrong, nothing else
            "tornado_settings": {"websocket_max_message_size": LARGEST_UPLOAD_BYTES},
        },
        "FileContentsManager": {"pre_save_hook": "kamlib.lab.tidy.tidy_on_save"},
    }


def lab_config() -> dict[str, Any]:
    """Return the settings of the JupyterLab application itself."""
    return {
        "LabApp": {
            "custom_css": True,
            "log_level": "ERROR",
            "extension_manager": "readonly",
            "news_url": None,
            "check_for_updates_class": "jupyterlab.NeverCheckForUpdate",
        }
    }
