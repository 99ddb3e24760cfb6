"""`Endpoint`: the one address that is asked, and whether it is of this machine."""

from __future__ import annotations

import ipaddress
import os
import socket
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from according.errors import SettingsError
from according.settings import CHAT_KEY, Chat

_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An address of chat completions. ``local``: all that its host's name means is this machine,
    and only this machine is ever connected to. The key is in no representation."""

    secure: bool
    host: str
    port: int
    path: str
    local: bool
    key: str | None = field(default=None, repr=False)

    @property
    def origin(self) -> str:
        """Host and port."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"


def endpoint(chat: Chat) -> Endpoint:
    """The endpoint of some settings, with the key of this process's environment.

    Raises:
        SettingsError: there is no such address, no model is named, a key would be sent in the
            clear over a network, or whether it is of this machine is not as the settings have it.
    """
    if not chat.url or not chat.model:
        raise SettingsError(
            "the chat reader needs an address and a model: --chat-url and --chat-model"
        )
    try:
        parts = urlsplit(chat.url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise SettingsError(f"{chat.url!r} is no address: {error}") from error
    if parts.scheme not in _PORTS or not host:
        raise SettingsError(f"{chat.url!r} is no address; one is http://127.0.0.1:8080/v1")
    if parts.username is not None or parts.query or parts.fragment:
        raise SettingsError(
            f"a chat address has no name, query or fragment; a key goes into {CHAT_KEY}"
        )
    if not (parts.path.isascii() and parts.path.isprintable() and " " not in parts.path):
        raise SettingsError("the path of a chat address is of plain characters without spaces")
    found = Endpoint(
        secure=parts.scheme == "https",
        host=host,
        port=port or _PORTS[parts.scheme],
        path=f"{parts.path.rstrip('/')}/chat/completions",
        local=is_local(host),
        key=os.environ.get(CHAT_KEY) or None,
    )
    if chat.local not in (None, found.local):
        was, now = ("this machine", "another") if chat.local else ("another machine", "this one")
        raise SettingsError(
            f"{found.origin} was {was} when the run began, and is {now} by now; nothing was sent: "
            "run it again"
        )
    if found.key is not None:
        _check_key(found)
    return found


def _check_key(found: Endpoint) -> None:
    key = found.key or ""
    if not (key.isascii() and key.isprintable()):
        raise SettingsError(f"{CHAT_KEY} has characters that no key has")
    if not found.secure and not found.local:
        raise SettingsError(
            f"{CHAT_KEY} would go to {found.origin} in the clear; give an https address"
        )


def is_local(host: str) -> bool:
    """Whether all that a host's name means is this machine. Not where it means nothing."""
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return False
    return all(is_loopback(str(each[4][0])) for each in found)


def is_loopback(address: str) -> bool:
    """Whether an IP address is of this machine alone."""
    try:
        return ipaddress.ip_address(address.partition("%")[0]).is_loopback
    except ValueError:
        return False


def warning(found: Endpoint) -> str | None:
    """What a person is told before reports go to another machine; None where they do not."""
    if found.local:
        return None
    clear = "" if found.secure else ", in the clear: others in the network can read them"
    return (
        f"The texts of all reports that are read go to {found.origin}, which is not this "
        f"machine{clear}."
    )
