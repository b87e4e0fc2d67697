"""A Voilà of ours: serves notebooks as pages on this computer, each with a kernel that is warm at once and gone soon.

`Pages` knows nothing of what a page shows; a view (`app`, `present`) gives it a template, routes and the
environment of its kernels.
"""

from __future__ import annotations

import asyncio
import logging
import os
import shutil
import threading
import webbrowser
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from jupyter_client.kernelspec import NoSuchKernel
from jupyter_core.utils import run_sync
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from tornado.ioloop import IOLoop
from tornado.iostream import StreamClosedError
from tornado.web import HTTPError
from traitlets.config import Config
from voila.app import Voila
from voila.tornado.handler import TornadoVoilaHandler

from kamlib.guide.handlers import OwnPages
from kamlib.lab.ports import free_port
from kamlib.lab.settings import LARGEST_UPLOAD_BYTES

JUPYTER_FILES = Path(__file__).parent / "jupyter"  # our templates, where Jupyter looks for them
WIDGETS_ONLY = ["@voila-dashboards/widgets-manager8", "@jupyter-widgets/jupyterlab-manager", "anywidget"]
KERNEL_EXTENSION = "kamlib.views.kernel"
SECONDS_KEPT = 45  # a kernel without a page and without work ends then; a page that is left says so itself
SECONDS_BETWEEN_LOOKS = 15
SECONDS_TO_START = 60  # a kernel that has not answered by then never will
SECONDS_OF_PATIENCE = 20  # a page that needs a kernel starts another one then; a kernel now and then starts badly
SECONDS_BEFORE_NEXT = 2.0  # the page that was just opened comes first
# Voilà's own ways into a folder: a view shows the pages it names and no others.
OTHER_WAYS_IN = ("/voila/tree", "/voila/render", "/voila/files", "/voila/api/contents")

OTHER_PORTS = 4  # tried when another server took the free port a moment earlier

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class View:
    """What a view gives the server.

    `pages` maps a path such as ``/en/u2`` to a notebook below the workbook folder; `handlers` are Tornado
    handlers of pages without a kernel, the last of them may take every path; `facts` is what the template may
    use as ``resources.kam``. `opening` returns the beginning of a page, which is sent before its kernel is
    asked for anything, and `failure` what is sent when the page cannot be made; the template gives the rest.
    """

    name: str
    template: str
    pages: dict[str, Path]
    handlers: Sequence[tuple[Any, ...]] = ()
    facts: dict[str, Any] = field(default_factory=dict)
    kernel_arguments: Sequence[str] = ()
    opening: Callable[[str], str] | None = None
    failure: Callable[[str], str] | None = None


class WarmKernels(AsyncMappingKernelManager):
    """Keeps one kernel ready that has loaded the workbook's parts: a page opens without that wait."""

    extra_arguments: Sequence[str] = ()

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.ready: asyncio.Task[str] | None = None
        self.beginning: set[str] = set()  # kernels that have not answered yet

    async def start_kernel(self, **kwargs: Any) -> str:
        """Return the id of a kernel for a page, and make the next one ready.

        What Voilà asks for (folder, request) is left out: every kernel is made alike, before its page is known.
        """
        waiting, self.ready = self.ready, None  # taken at once: of two pages opened together each gets its own
        asyncio.get_running_loop().call_later(SECONDS_BEFORE_NEXT, self.warm)
        if waiting is not None:
            try:
                kernel_id = await asyncio.wait_for(asyncio.shield(waiting), SECONDS_OF_PATIENCE)
                if kernel_id in self and await self.get_kernel(kernel_id).is_alive():
                    # It may have waited for minutes; from now on its idle time counts, not from its start.
                    self.get_kernel(kernel_id).last_activity = datetime.now(UTC)
                    return kernel_id
            except (OSError, RuntimeError, NoSuchKernel, TimeoutError):
                log.warning("the kernel that was made ready did not start; starting another one")
        return await self._new()

    def warm(self) -> None:
        """Start the kernel of the next page."""
        if self.ready is None:
            self.ready = asyncio.create_task(self._new())

    async def _new(self) -> str:
        extra = [
            f"--IPKernelApp.extra_extensions={KERNEL_EXTENSION}",
            "--IPKernelApp.log_level=ERROR",  # the terminal shows the address and what goes wrong, nothing else
            *self.extra_arguments,
        ]
        kernel_id = await AsyncMappingKernelManager.start_kernel(
            self, kernel_name="python3", extra_arguments=extra
        )
        self.beginning.add(kernel_id)
        try:
            await _greet(self.get_kernel(kernel_id))
        except RuntimeError:  # it will never answer, and no page will ever leave it
            await self.shutdown_kernel(kernel_id, now=True)
            raise
        finally:
            self.beginning.discard(kernel_id)
        return kernel_id

    async def shutdown_all(self, now: bool = False) -> None:
        """End all kernels; one that is just being launched can be ended only when it is there."""
        await asyncio.gather(*self._pending_kernels.values(), return_exceptions=True)
        await super().shutdown_all(now=now)

    async def cull_kernel_if_idle(self, kernel_id: str) -> None:
        """End a kernel that nobody uses; the one that waits for a page stays, or is made anew when it died."""
        if kernel_id in self.beginning:
            return
        if kernel_id != self._waiting():
            await super().cull_kernel_if_idle(kernel_id)
        elif not await self.get_kernel(kernel_id).is_alive():
            self.ready = None
            self.warm()

    def _waiting(self) -> str | None:
        task = self.ready
        if task is None or not task.done() or task.cancelled() or task.exception() is not None:
            return None
        return task.result()


async def _greet(kernel: Any) -> None:
    """Connect to a new kernel once, and let Voilà have that connection: making one takes half a second."""
    client = kernel.client()
    client.start_channels()
    await client.wait_for_ready(timeout=SECONDS_TO_START)

    async def at_once(timeout: float | None = None) -> None:
        pass

    client.start_channels = lambda: None
    client.wait_for_ready = at_once
    kernel.client = lambda: client


class Page(TornadoVoilaHandler):
    """A page with a kernel; its beginning is on the screen before the kernel does anything."""

    def initialize(self, view: View, **kwargs: Any) -> None:
        self.view = view
        super().initialize(**kwargs)

    async def get(self, path: str | None = None) -> None:
        asked_by = self.request.headers.get("Sec-Fetch-Site", "none")
        if asked_by in ("cross-site", "same-site") and self.request.headers.get("Sec-Fetch-Mode") != "navigate":
            raise HTTPError(403)  # a picture or script of another site would start a kernel each time
        if self.view.opening is None:
            await super().get(path)
            return
        if not self.contents_manager.file_exists(self.notebook_path):  # while it can still be said by a 404
            raise HTTPError(404)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        self.write(self.view.opening(self.request.path))
        try:
            await self.flush()
            async for part in self.get_generator(path=path):
                self.write(part)
                await self.flush()
        except StreamClosedError:
            pass  # the page was left while it was made
        except Exception:
            log.exception("%s could not be made", self.request.path)
            if self.view.failure:
                self.write(self.view.failure(self.request.path))


class Own(OwnPages):
    """What our own pages need beside that: errors are one line."""

    def write_error(self, status_code: int, **_: Any) -> None:
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(f"{status_code} {self._reason}\n")


class Leave(Own):
    """Ends the kernel of a page that says it is left; it may say so twice."""

    async def post(self, kernel_id: str) -> None:
        if kernel_id in self.kernel_manager:
            await self.kernel_manager.shutdown_kernel(kernel_id, now=True)
        self.set_status(204)


class Pages(Voila):
    """The server of one view."""

    view: View

    def init_settings(self) -> dict[str, Any]:
        # A page from elsewhere that calls itself this computer (DNS rebinding) is turned away.
        here = {"allow_remote_access": False, "local_hostnames": ["localhost", "127.0.0.1"]}
        return {**super().init_settings(), **here}

    def init_handlers(self) -> list[tuple[Any, ...]]:
        shared = {
            "template_paths": self.template_paths,
            "config": self.config,
            "voila_configuration": self.voila_configuration,
            "view": self.view,
        }
        ours = [
            (path, Page, {"notebook_path": notebook.as_posix(), **shared})
            for path, notebook in self.view.pages.items()
        ]
        voila = [
            handler
            for handler in super().init_handlers()
            if handler[0] != self.server_url and not handler[0].startswith(OTHER_WAYS_IN)
        ]
        IOLoop.current().add_callback(self.kernel_manager.warm)
        leave = (r"/voila/api/shutdown/([\w-]+)", Leave)
        return [*ours, leave, *voila, *self.view.handlers]

    def stop(self) -> None:
        """End all kernels at once; nothing in them is worth waiting for, the journal is on disk."""
        run_sync(self.kernel_manager.shutdown_all)(now=True)
        self.kernel_manager.context.destroy(linger=0)
        shutil.rmtree(self.connection_dir, ignore_errors=True)


class OwnPage(Own):
    """A page without a kernel."""

    def set_default_headers(self) -> None:
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "no-store")


def settings(view: View, workbook: Path, port: int, other_ports: int = 0) -> Config:
    """Return Voilà's configuration for a view of a workbook.

    `other_ports` says how many ports after `port` may be taken instead, when somebody else was quicker.
    """
    config = Config()
    config.Voila.ip = "127.0.0.1"
    config.Voila.port = port
    config.Voila.port_retries = other_ports
    config.Voila.open_browser = False
    config.Voila.config_file_paths = []  # a voila.json of the user's may open a server to the whole network
    config.Voila.root_dir = str(workbook)
    config.Voila.log_level = "ERROR"
    config.Voila.tornado_settings = {
        "websocket_max_message_size": LARGEST_UPLOAD_BYTES,
        "ws_ping_interval": 0,  # none are needed on one computer, and an answer a moment late would cut the line
    }
    config.VoilaConfiguration.template = view.template
    config.VoilaConfiguration.allow_template_override = "NO"
    config.VoilaConfiguration.allow_theme_override = "NO"
    config.VoilaConfiguration.extension_allowlist = WIDGETS_ONLY
    config.VoilaConfiguration.file_allowlist = []
    config.VoilaConfiguration.resources = {"kam": view.facts}
    config.VoilaConfiguration.multi_kernel_manager_class = WarmKernels
    config.VoilaExecutor.allow_errors = True  # one part that fails leaves the others working
    config.WarmKernels.cull_idle_timeout = SECONDS_KEPT
    config.WarmKernels.cull_interval = SECONDS_BETWEEN_LOOKS
    return config


def serve(view: View, workbook: Path, wanted: int | None, command: str, opened: Callable[[str], None]) -> int:
    """Serve a view until it is stopped; `opened` is called with its address when it listens.

    `wanted` is the port the user asked for (None or 0: the next free one), `command` what was typed.

    The server runs in this process and its kernels inherit this process's environment.

    Raises
    ------
    Refusal
        When the port is taken, is none, or when no port is free.
    """
    port = free_port(wanted, command)  # refused before anything is changed
    os.environ["JUPYTER_PATH"] = os.pathsep.join(
        part for part in (str(JUPYTER_FILES), os.environ.get("JUPYTER_PATH")) if part
    )
    os.environ |= {"KAM_WORKBOOK": str(workbook), "KAM_VIEW": view.name, "JUPYTER_PREFER_ENV_PATH": "1"}
    WarmKernels.extra_arguments = view.kernel_arguments
    app = Pages(config=settings(view, workbook, port, 0 if wanted else OTHER_PORTS))
    app.view = view
    app.initialize([])
    IOLoop.current().add_callback(lambda: opened(f"http://127.0.0.1:{app.port}/"))
    if os.environ.pop("KAM_ENDS_WITH_INPUT", None):  # started through a link in JupyterLab
        threading.Thread(target=_stop_at_end_of_input, args=(IOLoop.current(),), daemon=True).start()
    app.start()
    return 0


def show_in_browser(address: str) -> None:
    """Open the browser; some browsers keep their caller waiting, and the server has to answer meanwhile."""
    threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()


def _stop_at_end_of_input(loop: IOLoop) -> None:
    """Stop when whoever started this ends, however: then nobody holds the other side of our input any more."""
    while os.read(0, 1024):  # not sys.stdin, whose lock would be held when Python ends
        pass
    loop.add_callback(loop.stop)
