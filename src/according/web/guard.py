"""What is let in: by host, origin, method, size and rate; and what every answer says of itself.

Pages are for the person at this machine, or for those who sign in. A page elsewhere that the same
browser has open must neither write here nor read what is here: so a request must name this host (or
a name of another's could lead here), and a write must come from one of our own pages.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import Message, Receive, Scope, Send

READS = frozenset(("GET", "HEAD"))
WRITES = frozenset(("POST",))

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "object-src 'none'",
    )
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


@dataclass(frozen=True, slots=True)
class Rules:
    """What is let in. ``origins`` are of the form ``http://127.0.0.1:8417``; hosts follow from
    them. A client has ``burst`` requests, or ``write_burst`` that write, at once, and so many more
    a second; ``body_bytes`` is the largest body of a request."""

    origins: frozenset[str]
    per_second: float = 40.0
    burst: int = 400
    writes_per_second: float = 2.0
    write_burst: int = 30
    body_bytes: int = 128 * 1024 * 1024

    @property
    def hosts(self) -> frozenset[str]:
        """The hosts with their ports, as the header names them."""
        return frozenset(urlsplit(each).netloc for each in self.origins)


def origins_of(host: str, port: int, scheme: str = "http") -> frozenset[str]:
    """Under what origins a server at ``host`` and ``port`` is reached; loopback has three."""
    bare = host.strip("[]")
    loopback = {"127.0.0.1", "localhost", "[::1]"}
    names = loopback if is_loopback(host) else {f"[{bare}]" if ":" in bare else bare}
    # A browser leaves out the port that is usual.
    ports = {f":{port}"} | ({""} if port == (80 if scheme == "http" else 443) else set())
    return frozenset(f"{scheme}://{name}{each}" for name in names for each in ports)


def is_loopback(host: str) -> bool:
    """Whether an address is of this machine alone."""
    return host.strip("[]") in ("127.0.0.1", "::1", "localhost")


@dataclass(slots=True)
class _Bucket:
    """How many requests a client has left."""

    left: float
    at: float = field(default_factory=time.monotonic)

    def take(self, per_second: float, burst: int) -> bool:
        now = time.monotonic()
        self.left = min(float(burst), self.left + (now - self.at) * per_second)
        self.at = now
        if self.left < 1:
            return False
        self.left -= 1
        return True


_MANY = 4096
"""Clients that are kept count of."""


class Guard:
    """Stands before the application."""

    def __init__(self, app: Starlette, rules: Rules) -> None:
        self.app = app
        self._rules = rules
        self._hosts = rules.hosts
        self._buckets: dict[tuple[str, bool], _Bucket] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """As ASGI has it."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            # There are no other ways in.
            await send({"type": "websocket.close", "code": 1008})
            return
        answer = _Answer(send)
        why = self._refusal(scope)
        if why is not None:
            code, said = why
            await PlainTextResponse(said + "\n", code)(scope, receive, answer)
            return
        await self.app(scope, _Body(receive, self._rules.body_bytes), answer)

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        headers = Headers(scope=scope)
        method = scope["method"]
        why = refused(method, headers, self._hosts, self._rules.origins)
        if why is not None:
            return why
        writes = method in WRITES
        length = headers.get("content-length", "0")
        if writes and not _is_within(length, self._rules.body_bytes):
            return 413, "too much at once; add fewer files, or use: according read"
        if not self._has_left(scope, writes=writes):
            return 429, "too many requests; wait a moment"
        return None

    def _has_left(self, scope: Scope, *, writes: bool) -> bool:
        client = scope.get("client")
        key = (client[0] if client else "", writes)
        rules = self._rules
        rate = (
            (rules.writes_per_second, rules.write_burst)
            if writes
            else (rules.per_second, rules.burst)
        )
        if key not in self._buckets and len(self._buckets) >= _MANY:
            self._buckets.clear()
        return self._buckets.setdefault(key, _Bucket(float(rate[1]))).take(*rate)


def refused(
    method: str, headers: Headers, hosts: Iterable[str], origins: Iterable[str]
) -> tuple[int, str] | None:
    """Why a request is not let in: a status and what to say; None where it is.

    Args:
        hosts: the hosts that are served, with ports.
        origins: the origins that may write.
    """
    if len(headers.getlist("host")) != 1 or headers["host"].lower() not in hosts:
        return 421, "this host is not served here"
    if method not in READS | WRITES:
        return 405, "pages are read with GET and changed with POST"
    site = headers.get("sec-fetch-site")
    if method in WRITES:
        if headers.getlist("origin") not in [[each] for each in origins]:
            return 403, "a change must come from a page of this server"
        if urlsplit(headers["origin"]).netloc != headers["host"].lower():
            return 403, "a change must come from a page of the same address"
        if site is not None and site != "same-origin":
            return 403, "a change must come from a page of this server"
        return None
    return _read_refused(site, headers)


def _read_refused(site: str | None, headers: Mapping[str, str]) -> tuple[int, str] | None:
    """Links from elsewhere may lead here; a page elsewhere may not load or frame what is here."""
    if site in (None, "same-origin", "none"):
        return None
    if headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document":
        return None
    return 403, "pages elsewhere cannot use what is here"


def _is_within(length: str, most: int) -> bool:
    """Whether a body of the length that is told may be sent; one that is no number may not."""
    return length.isascii() and length.isdigit() and len(length) < 16 and int(length) <= most


class _Answer:
    """Adds to every answer what it says of itself."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._begun = time.perf_counter()

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
            headers.setdefault("cache-control", "no-store")
            spent = (time.perf_counter() - self._begun) * 1000
            headers["server-timing"] = f"page;dur={spent:.1f}"
        await self._send(message)


class _Body:
    """A body that may not be longer than it said, or than is allowed."""

    def __init__(self, receive: Receive, most: int) -> None:
        self._receive = receive
        self._left = most

    async def __call__(self) -> Message:
        message = await self._receive()
        if message["type"] == "http.request":
            self._left -= len(message.get("body", b""))
            if self._left < 0:
                return {"type": "http.disconnect"}
        return message
