"""One HTTP request to an address that was checked, under a deadline for the whole of it."""

from __future__ import annotations

import http.client
import io
import socket
import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from according.errors import InputRefused, Reason
from according.intake.addresses import Allow, Target, literal

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

Resolve: TypeAlias = Callable[[str, int], list[str]]
Connect: TypeAlias = Callable[[tuple[str, int], float], socket.socket]

_CHUNK = 64 * 1024


def resolve_host(host: str, port: int) -> list[str]:
    """All addresses of a host, in the system's order.

    Raises:
        OSError: there is none.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(each[4][0]) for each in found))


class Deadline:
    """A moment on the monotonic clock until which everything must be done."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds left.

        Raises:
            InputRefused: FETCH, none are left.
        """
        left = self._end - time.monotonic()
        if left <= 0:
            raise InputRefused(Reason.FETCH, "no complete answer within the time limit")
        return left


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer, its body as sent; header names are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Connector:
    """Resolves, checks, connects and asks."""

    def __init__(self, allow: Allow, resolve: Resolve, connect: Connect) -> None:
        self._allow = allow
        self._resolve = resolve
        self._connect = connect

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        return ssl.create_default_context()

    def get(self, target: Target, agent: str, deadline: Deadline, cap: int) -> Answer:
        """GET ``target``. Redirects are answers as well; a body is read only with status 200.

        Raises:
            InputRefused: FORBIDDEN, FETCH, TRUNCATED, or TOO_LARGE over ``cap`` bytes.
        """
        try:
            with self._connected(target, deadline) as sock:
                return _exchange(_Timed(sock, deadline), target, agent, cap)
        except http.client.IncompleteRead as error:
            raise InputRefused(Reason.TRUNCATED, "the answer ends within a chunk") from error
        except ssl.SSLError as error:
            why = getattr(error, "verify_message", "") or error.reason or "TLS failed"
            raise InputRefused(Reason.FETCH, f"{target.host}: {why}") from error
        except (OSError, http.client.HTTPException, ValueError) as error:
            deadline.left()
            detail = str(error)[:200] or type(error).__name__
            raise InputRefused(Reason.FETCH, f"{target.host}: {detail}") from error

    def _connected(self, target: Target, deadline: Deadline) -> socket.socket:
        error: OSError = OSError("no address")
        for address in self._checked(target):
            try:
                sock = self._connect((address, target.port), deadline.left())
            except OSError as failed:
                error = failed
                continue
            if target.scheme == "http":
                return sock
            sock.settimeout(deadline.left())
            try:
                return self._tls.wrap_socket(sock, server_hostname=target.host)
            except OSError:
                sock.close()
                raise
        raise error

    def _checked(self, target: Target) -> list[str]:
        """All addresses of a host. One that may not be connected to forbids the host: a name
        that points at both a public and a private machine is an attack or a mistake."""
        direct = literal(target.host)
        found = [target.host] if direct else self._resolve(target.host, target.port)
        for each in found:
            address = literal(each)
            if address is None or not self._allow(address, target.port):
                raise InputRefused(
                    Reason.FORBIDDEN,
                    f"{target.host} port {target.port} is {each}: private or local addresses and "
                    "unusual ports are not fetched",
                )
        return found


def _exchange(sock: _Timed, target: Target, agent: str, cap: int) -> Answer:
    headers = {
        "Host": target.origin.partition("://")[2],
        "User-Agent": agent,
        "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5",
        "Accept-Encoding": "gzip, deflate",
        "Connection": "close",
    }
    lines = [f"GET {target.path} HTTP/1.1", *(f"{name}: {headers[name]}" for name in headers)]
    sock.sendall("\r\n".join([*lines, "", ""]).encode("ascii"))
    response = http.client.HTTPResponse(sock, method="GET")  # type: ignore[arg-type]
    with response:
        response.begin()
        told = {name.lower(): value for name, value in response.getheaders()}
        body = _body(response, cap) if response.status == 200 else b""
    return Answer(response.status, told, body)


def _body(response: http.client.HTTPResponse, cap: int) -> bytes:
    parts = bytearray()
    while part := response.read(_CHUNK):
        parts += part
        if len(parts) > cap:
            raise InputRefused(Reason.TOO_LARGE, f"an answer of more than {cap:,} bytes")
    if response.length:  # what the server promised and did not send
        raise InputRefused(Reason.TRUNCATED, f"the answer ends {response.length:,} bytes early")
    return bytes(parts)


class _Timed:
    """A socket each of whose reads has what is left of the deadline, so that a server that
    sends a byte every second does not go on for ever."""

    def __init__(self, sock: socket.socket, deadline: Deadline) -> None:
        self._sock = sock
        self._deadline = deadline

    def sendall(self, data: bytes) -> None:
        self._sock.settimeout(self._deadline.left())
        self._sock.sendall(data)

    def makefile(self, mode: str) -> io.BufferedReader:
        return io.BufferedReader(_TimedReader(self._sock, self._deadline), _CHUNK)


class _TimedReader(io.RawIOBase):
    def __init__(self, sock: socket.socket, deadline: Deadline) -> None:
        self._sock = sock
        self._deadline = deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        self._sock.settimeout(self._deadline.left())
        return self._sock.recv_into(buffer)
