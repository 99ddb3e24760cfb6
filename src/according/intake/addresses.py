"""Which addresses may be fetched: public ones, in their usual form, and nothing else.

A report's links, a feed or a redirect must not make this tool knock at the machines around it
(server-side request forgery): so names are resolved here, every resulting address is checked,
and the connection goes to the address that was checked.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias
from urllib.parse import quote, urljoin, urlsplit

from according.errors import InputRefused, Reason

Address: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address
Allow: TypeAlias = Callable[[Address, int], bool]
"""Whether a connection to this address and port may be made."""

PORTS = {"http": 80, "https": 443}
_ALLOWED_PORTS = frozenset((80, 443, 8080, 8443))
_LONGEST = 4_000
_HOST = re.compile(r"(?=.{1,253}\Z)(?!-)[a-z0-9_-]{1,63}(?<!-)(?:\.[a-z0-9_-]{1,63})*")
_LOCAL = (".localhost", ".local", ".internal", ".intranet", ".lan", ".home", ".corp", ".arpa")
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_TUNNELS = tuple(ipaddress.IPv6Network(net) for net in ("2002::/16", "2001::/32", "::/96"))
_NOT_PUBLIC = tuple(
    ipaddress.ip_network(net) for net in ("64:ff9b:1::/48", "3fff::/20", "192.88.99.0/24")
)
"""A network's own translation, examples in documents, and the way into a tunnel; some versions of
Python take one or the other for public."""
_SAFE = "%/:=&?~#+!$,;'@()*[]"


@dataclass(frozen=True, slots=True)
class Target:
    """An address taken apart; ``host`` is in lower case and ASCII, without a final dot."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def origin(self) -> str:
        """Scheme, host and port as a URL without a path."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        usual = PORTS[self.scheme] == self.port
        return f"{self.scheme}://{host}" if usual else f"{self.scheme}://{host}:{self.port}"

    @property
    def url(self) -> str:
        """The whole address."""
        return self.origin + self.path


def public(address: Address, port: int) -> bool:
    """The strict rule: globally routable addresses, and the usual ports of the Web."""
    return port in _ALLOWED_PORTS and is_public(address)


def is_public(address: Address) -> bool:
    """Whether an address is one of the public Internet; for one that embeds an IPv4 address,
    whether that one is."""
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return is_public(address.ipv4_mapped)
        if address in _NAT64:
            return is_public(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
        if address.is_site_local or any(address in net for net in _TUNNELS):
            return False
    if any(address in net for net in _NOT_PUBLIC):
        return False
    return address.is_global and not (
        address.is_multicast
        or address.is_reserved
        or address.is_unspecified
        or address.is_loopback
        or address.is_link_local
        or address.is_private
    )


def target(url: str, base: str | None = None) -> Target:
    """Take an address apart; ``base`` is what a redirect's address is relative to.

    Raises:
        InputRefused: FORBIDDEN; nothing was looked up yet.
    """
    if len(url) > _LONGEST or any(char <= " " or char == "\x7f" or char == "\\" for char in url):
        raise _forbidden("spaces, control characters or backslashes in it, or very long")
    try:
        parts = urlsplit(urljoin(base, url) if base else url)
        port, host = parts.port, parts.hostname
    except ValueError as error:
        raise _forbidden(f"not an address: {error}") from error
    if parts.scheme not in PORTS:
        raise _forbidden("only http:// and https:// addresses are fetched")
    if parts.username is not None or parts.password is not None:
        raise _forbidden("an address with a user name in it")
    if not host:
        raise _forbidden("an address without a host")
    path = quote(parts.path or "/", safe=_SAFE)
    query = f"?{quote(parts.query, safe=_SAFE)}" if parts.query else ""
    return Target(
        parts.scheme, _host(host), PORTS[parts.scheme] if port is None else port, path + query
    )


def literal(host: str) -> Address | None:
    """The IP address that a host is, if it is no name."""
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _host(host: str) -> str:
    if literal(host) is not None and "%" not in host:
        return host.lower()
    try:
        name = host.encode("idna").decode("ascii").lower().removesuffix(".")
    except UnicodeError as error:
        raise _forbidden(f"host {host[:60]!r} is no name") from error
    if literal(name) is not None:
        return name
    if _is_number(name):
        raise _forbidden(f"host {name[:60]!r} is an IP address in an unusual form")
    if not _HOST.fullmatch(name):
        raise _forbidden(f"host {name[:60]!r} is no name")
    if "." not in name or name.endswith(_LOCAL):
        raise _forbidden(f"host {name[:60]!r} is a local name")
    return name


def _is_number(name: str) -> bool:
    """Whether the system would take a name for an IPv4 address: 2130706433, 0x7f.1, 0177.0.0.1."""
    last = name.rpartition(".")[2]
    if last.isdigit() or last.startswith("0x"):
        return True
    try:
        socket.inet_aton(name)
    except OSError:
        return False
    return True


def _forbidden(why: str) -> InputRefused:
    return InputRefused(Reason.FORBIDDEN, why)
