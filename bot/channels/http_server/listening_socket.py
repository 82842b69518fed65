"""The address that a service listens on, taken before anything else is started."""

from __future__ import annotations

import socket

from geo.errors import SettingsError

_BACKLOG = 1024


def listen(host: str, port: int) -> socket.socket:
    """Take an address to serve on; port 0 is any that is free.

    Raises:
        SettingsError: it is taken, or not this machine's.
    """
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listening = socket.create_server((host, port), family=family, backlog=_BACKLOG)
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        reason = reason.partition(" (while attempting")[0]  # the address is told by ourselves
        raise SettingsError(
            f"cannot listen on {host}:{port} ({reason}); choose another address or port"
        ) from error
    # Each connection inherits it. Without it the second part of every later answer on a connection
    # waits for a delayed acknowledgement, 40 ms: asyncio sets it for sockets of its own alone.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening


def address_of(listening: socket.socket) -> str:
    """Give the address to open in a browser."""
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
