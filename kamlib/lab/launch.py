"""Opens the workbook in JupyterLab, on its start page."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from importlib import resources
from pathlib import Path
from typing import Any

from kamlib.lab.ports import free_port
from kamlib.lab.settings import lab_config, server_config, setting_overrides
from kamlib.refusal import Refusal
from kamlib.text import Text, check_language
from kamlib.workbook import folder as workbook_home

START_PAGE = "/kam/{lang}/"  # served without a kernel, so it is there at once (kamlib.guide)
JUPYTER_FILES = "jupyter"  # in the settings folder: where JupyterLab finds our kernel

NO_START_PAGE = Text(
    en="The start page {page} is missing; run the command in the workbook's folder, or `make build` first.",
    zh="找不到首页 {page}；请在练习册文件夹中运行本命令，或先运行 `make build`。",
)
NO_JUPYTERLAB = Text(
    en="JupyterLab is not installed; run `make install` or `pip install -e .` in the workbook's folder.",
    zh="没有安装 JupyterLab；请在练习册文件夹中运行 `make install` 或 `pip install -e .`。",
)

OPENING = Text(
    en="Opening the workbook on port {port}. Leave this window open while you work; Ctrl+C ends it.",
    zh="正在打开练习册（端口 {port}）。使用期间请不要关闭本窗口；按 Ctrl+C 结束。",
)


def launch(
    lang: str = "en", port: int | None = None, browser: bool = True, workbook: Path | None = None
) -> int:
    """Open JupyterLab on the start page of `lang` and stay until it is stopped; return its exit code.

    JupyterLab listens on this computer only and keeps its access token. It gets a settings folder of its
    own, so the user's other notebooks keep their look.

    Parameters
    ----------
    lang
        ``"en"`` or ``"zh"``: the start page, JupyterLab's menus and the Start button.
    port
        The port to use; None or 0 takes the first free one from 8888 on.
    browser
        Whether to open the browser; without it the address stands in the terminal.
    workbook
        The workbook's folder; None finds it.

    Raises
    ------
    Refusal
        When the port is taken, the start page or JupyterLab is missing. ``sentence(lang)`` tells the user.
    """
    check_language(lang)
    folder = workbook or workbook_home()
    page = Path("course", lang, "start.ipynb")
    if not (folder / page).is_file():
        raise Refusal(NO_START_PAGE, {"page": str(folder / page)})
    if not _has_jupyterlab():
        raise Refusal(NO_JUPYTERLAB)
    chosen = free_port(port, "kam lab")
    config_folder, borrowed = _settings_folder(lang)
    try:
        write_settings(config_folder, lang)
        print(OPENING.fill(lang, {"port": str(chosen)}), flush=True)
        command = lab_command(folder, lang, chosen, browser)
        return _run(command, folder, lab_environment(config_folder, folder))
    finally:
        if borrowed:
            shutil.rmtree(config_folder, ignore_errors=True)


def write_settings(config_folder: Path, lang: str) -> None:
    """Write the workbook's JupyterLab settings of `lang` into a Jupyter configuration folder."""
    files = {
        "jupyter_server_config.json": server_config(),
        "jupyter_lab_config.json": lab_config(),
        "jupyter_server_config.d/kam_doors.json": {"ServerApp": {"jpserver_extensions": {"kamlib.lab.doors": True}}},
        "labconfig/default_setting_overrides.json": setting_overrides(lang),
    }
    for name, content in files.items():
        target = config_folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
    # Kernels that tell an error in a sentence. Tests run the notebooks with the computer's own kernel.
    kernel = config_folder / JUPYTER_FILES / "kernels" / "python3" / "kernel.json"
    kernel.parent.mkdir(parents=True, exist_ok=True)
    kernel.write_text(json.dumps(calm_kernel(), indent=1), encoding="utf-8")
    css = resources.files("kamlib.lab").joinpath("custom.css").read_text(encoding="utf-8")
    (config_folder / "custom").mkdir(exist_ok=True)
    (config_folder / "custom" / "custom.css").write_text(css, encoding="utf-8")


def calm_kernel() -> dict[str, Any]:
    """Return the kernel specification of the workbook: this Python, with `kamlib.lab.calm`."""
    return {
        "argv": [
            sys.executable,
            "-m",
            "ipykernel_launcher",
            "-f",
            "{connection_file}",
            "--IPKernelApp.extra_extensions=kamlib.lab.calm",
            "--IPKernelApp.log_level=ERROR",
        ],
        "display_name": "Python 3 (ipykernel)",
        "language": "python",
        "metadata": {"debugger": True},
    }


def lab_command(folder: Path, lang: str, port: int, browser: bool) -> list[str]:
    """Return the command line that starts JupyterLab on the start page of the workbook in `folder`."""
    command = [
        sys.executable,
        "-m",
        "jupyterlab",
        f"--ServerApp.root_dir={folder}",
        f"--ServerApp.port={port}",
        "--ServerApp.port_retries=0",
        f"--LabApp.default_url={START_PAGE.format(lang=lang)}",
    ]
    return command if browser else [*command, "--no-browser"]


def lab_environment(config_folder: Path, folder: Path) -> dict[str, str]:
    """Return the environment of JupyterLab and its kernels."""
    places = [str(config_folder / JUPYTER_FILES), os.environ.get("JUPYTER_PATH", "")]
    return {
        **os.environ,
        "JUPYTER_CONFIG_DIR": str(config_folder),
        "JUPYTER_PATH": os.pathsep.join(place for place in places if place),
        "JUPYTER_PREFER_ENV_PATH": "1",  # our kernel, not one of the same name in the user's home
        "KAM_WORKBOOK": str(folder),
    }


def _run(command: list[str], folder: Path, environment: dict[str, str]) -> int:
    server = subprocess.Popen(command, cwd=folder, env=environment)
    if threading.current_thread() is threading.main_thread():
        # Whoever ends this command ends JupyterLab with it.
        signal.signal(signal.SIGTERM, lambda *_: server.terminate())
    while True:
        try:
            return server.wait()
        except KeyboardInterrupt:
            continue  # Ctrl+C reaches JupyterLab, too; wait until it has closed the kernels


def _has_jupyterlab() -> bool:
    from importlib.util import find_spec

    return find_spec("jupyterlab") is not None


def _settings_folder(lang: str) -> tuple[Path, bool]:
    """Return a folder for JupyterLab's settings, and whether it is a temporary one.

    It is kept between starts, so that open tabs and a chosen theme come back; one for each language.
    """
    from jupyter_core.paths import jupyter_data_dir

    folder = Path(jupyter_data_dir(), "kam-workbook", lang)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return folder, False
    except OSError:  # a home that cannot be written to, as on some class-room computers
        return Path(tempfile.mkdtemp(prefix="kam-workbook-")), True
