"""One POST to the endpoint: no redirects, no proxies, a deadline for all of it, a cap."""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from according.reading.chat.endpoint import Endpoint, is_loopback

_CHUNK = 64 * 1024


class WireError(Exception):
    """No answer was had. ``reached``: somebody was there to be asked."""

    def __init__(self, said: str, *, reached: bool = True) -> None:
        super().__init__(said)
        self.reached = reached


class TooLong(WireError):
    """The answer is larger than it may be."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A status, the body as it was sent, and the seconds that are to be waited, if it says so."""

    status: int
    body: bytes
    wait: float | None = None


def post(to: Endpoint, body: bytes, *, seconds: float, cap: int, agent: str) -> Answer:
    """Send ``body`` and have the answer.

    Args:
        seconds: for everything.
        cap: bytes of the answer.

    Raises:
        WireError: no connection, no answer in time, or more than ``cap``.
    """
    try:
        connection = _connected(to, seconds)
    except (OSError, ValueError) as error:
        raise WireError(f"{to.origin}: {_said(error)}", reached=False) from error
    with _ended_after(connection, seconds) as is_late:
        try:
            connection.request("POST", to.path, body, _headers(to, agent))
            response = connection.getresponse()
            return Answer(response.status, _body(response, cap), _wait(response))
        except (OSError, http.client.HTTPException, ValueError) as error:
            if is_late() or isinstance(error, TimeoutError):
                raise WireError(f"no answer within {seconds:g} s") from error
            raise WireError(f"{to.origin}: {_said(error)}") from error


def _connected(to: Endpoint, seconds: float) -> http.client.HTTPConnection:
    connection: http.client.HTTPConnection
    if to.secure:
        context = ssl.create_default_context()
        connection = http.client.HTTPSConnection(to.host, to.port, timeout=seconds, context=context)
    else:
        connection = http.client.HTTPConnection(to.host, to.port, timeout=seconds)
    connection.connect()
    # A name that meant this machine when a person was told so may mean another one by now.
    if to.local and not is_loopback(str(connection.sock.getpeername()[0])):
        connection.close()
        raise OSError("its name does not mean this machine any more; nothing was sent")
    return connection


@contextmanager
def _ended_after(connection: http.client.HTTPConnection, seconds: float) -> Iterator[_Late]:
    """Shut a connection down when its time is over, also where a byte comes now and then."""
    late = _Late(connection.sock)
    timer = threading.Timer(seconds, late.end)
    timer.daemon = True
    timer.start()
    try:
        yield late
    finally:
        timer.cancel()
        late.close()
        connection.close()


class _Late:
    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock
        self._ended = False

    def end(self) -> None:
        self._ended = True
        with suppress(OSError):
            self._sock.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        self._sock.close()

    def __call__(self) -> bool:
        return self._ended


def _headers(to: Endpoint, agent: str) -> Mapping[str, str]:
    headers = {
        "User-Agent": agent,
        "Content-Type": "application/json",
        "Accept": "application/json",
        "Accept-Encoding": "identity",
        "Connection": "close",
    }
    if to.key is not None:
        headers["Authorization"] = f"Bearer {to.key}"
    return headers


def _body(response: http.client.HTTPResponse, cap: int) -> bytes:
    parts = bytearray()
    while part := response.read(_CHUNK):
        parts += part
        if len(parts) > cap:
            raise TooLong(f"an answer of more than {cap:,} bytes")
    if response.length:  # what was promised and did not come
        raise OSError(f"the answer ends {response.length:,} bytes early")
    return bytes(parts)


def _wait(response: http.client.HTTPResponse) -> float | None:
    said = response.getheader("Retry-After") or ""
    return float(said) if said.isascii() and said.isdigit() and len(said) < 6 else None


def _said(error: Exception) -> str:
    return str(error)[:200] or type(error).__name__
