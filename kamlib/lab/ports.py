"""Ports of this computer: which one a server of the workbook may use."""

from __future__ import annotations

import os
import socket

from kamlib.refusal import Refusal
from kamlib.text import Text

FIRST_PORT = 8888
PORTS_TO_TRY = 50

PORT_TAKEN = Text(
    en="Port {port} is in use by another program; close that one, or take the next free one: {command} --port 0.",
    zh="端口 {port} 已被其他程序占用；请关闭该程序，或改用下一个空闲端口：{command} --port 0。",
)
NO_FREE_PORT = Text(
    en="No port from {first} to {last} is free; say which one to use: {command} --port NUMBER.",
    zh="从 {first} 到 {last} 的端口都被占用；请指定一个端口：{command} --port 数字。",
)
NO_SUCH_PORT = Text(
    en="{port} is not a port; a port is a number from 1024 to 65535, or 0 for the next free one.",
    zh="{port} 不是有效的端口；端口是 1024 到 65535 之间的数字，0 表示下一个空闲端口。",
)


def free_port(wanted: int | None, command: str) -> int:
    """Return the port to use.

    Parameters
    ----------
    wanted
        The port the user asked for; None or 0 takes the first free one from 8888 on.
    command
        The command as the user typed it, for the way out in a refusal, such as ``"kam lab"``.

    Raises
    ------
    Refusal
        When the port is taken, is none, or when no port is free.
    """
    if wanted:
        if not 1024 <= wanted <= 65535:
            raise Refusal(NO_SUCH_PORT, {"port": str(wanted)}, misuse=True)
        if not is_free(wanted):
            raise Refusal(PORT_TAKEN, {"port": str(wanted), "command": command})
        return wanted
    last = FIRST_PORT + PORTS_TO_TRY - 1
    for port in range(FIRST_PORT, last + 1):
        if is_free(port):
            return port
    raise Refusal(NO_FREE_PORT, {"first": str(FIRST_PORT), "last": str(last), "command": command})


def is_free(port: int) -> bool:
    """Return whether a server could listen on `port` of this computer."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        if os.name != "nt":  # a port that was closed a moment ago is free for a server, too
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
