"""How a record is served: to whom, at which addresses, with what before the door."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from according.errors import SettingsError
from according.web.guard import Rules, is_loopback, origins_of

_ANY = frozenset(("0.0.0.0", "::"))  # noqa: S104 - compared with, not listened at
_USUAL = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Serving:
    """What the options of ``according serve`` say. ``origins`` are the addresses that browsers come
    to; ``proxy`` is the address of a server before this one, whose word for who asks is taken."""

    host: str = "127.0.0.1"
    port: int = 8417
    users: bool = False
    origins: Sequence[str] = ()
    certificate: Path | None = None
    key: Path | None = None
    proxy: str | None = None
    without_https: bool = False

    def rules(self) -> Rules:
        """What is let in.

        Raises:
            SettingsError: it would be reached by others without accounts, or in the clear, or at
                no address that is known.
        """
        if (self.certificate is None) != (self.key is None):
            raise SettingsError("a certificate and its key go together: --certificate, --key")
        if not is_loopback(self.host) and not self.users:
            raise SettingsError(
                f"{self.host} can be reached from other machines: let people sign in (--users), or "
                "use 127.0.0.1, and a tunnel such as ssh -L if you are elsewhere"
            )
        if self.host.strip("[]") in _ANY and not self.origins:
            raise SettingsError(
                "say at which address browsers come: --at https://name.example:8417"
            )
        scheme = "https" if self.certificate else "http"
        found = frozenset(map(_origin, self.origins)) or origins_of(self.host, self.port, scheme)
        rules = Rules(found)
        if not is_loopback(self.host) and not self.is_secure(rules) and not self.without_https:
            raise SettingsError(
                "passwords would go over the network for others to read: give --certificate and "
                "--key, or put a server with https before it (--at, --proxy); --without-https if "
                "the network is yours alone"
            )
        return rules

    def is_secure(self, rules: Rules) -> bool:
        """Whether browsers come by https alone."""
        return all(each.startswith("https://") for each in rules.origins)


def _origin(given: str) -> str:
    """An address as browsers name it: scheme, host, and the port if it is not the usual one."""
    parts = urlsplit(given.strip())
    try:
        port = parts.port
    except ValueError:
        port = -1
    fits = parts.scheme in _USUAL and parts.hostname and port != -1 and not parts.username
    if not fits or parts.path not in ("", "/") or parts.query or parts.fragment:
        raise SettingsError(f"{given!r} is no address of a server; write https://name.example:8417")
    host = f"[{parts.hostname}]" if ":" in str(parts.hostname) else parts.hostname
    shown = f":{port}" if port not in (None, _USUAL[parts.scheme]) else ""
    return f"{parts.scheme}://{host}{shown}"
