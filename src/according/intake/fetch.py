"""Guarded fetching: public addresses only, bounded, polite.

Nothing of the environment is used (no proxy, no cookies, no stored passwords): what is asked
for and from where is seen here in full.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from according.errors import InputRefused, Reason
from according.intake.addresses import Allow, Target, public, target
from according.intake.connection import (
    Answer,
    Connect,
    Connector,
    Deadline,
    Resolve,
    resolve_host,
)
from according.intake.content import content_decoded, content_type
from according.intake.robots import ROBOTS_BYTES, Robots
from according.settings import Fetching, Limits

_REDIRECTS = frozenset((301, 302, 303, 307, 308))


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer with status 200, its content encoding undone.

    ``final_url`` is where redirects led; ``had_at`` is in UTC.
    """

    data: bytes
    media_type: str | None
    charset: str | None
    final_url: str
    had_at: datetime


class Fetcher:
    """Fetches addresses; one for a run, as it keeps pauses and robots rules.

    Args:
        allow: which IP addresses and ports may be connected to; default: `addresses.public`.
        resolve: a host's addresses; default: the system's.
        connect: opens a connection; default: the system's.
    """

    def __init__(
        self,
        fetching: Fetching,
        limits: Limits,
        *,
        allow: Allow = public,
        resolve: Resolve = resolve_host,
        connect: Connect = socket.create_connection,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._fetching = fetching
        self._limits = limits
        self._connector = Connector(allow, resolve, connect)
        self._robots = Robots(fetching.agent, self._robots_txt)
        self._sleep = sleep
        self._asked_at: dict[str, float] = {}

    def get(self, url: str) -> Fetched:
        """Fetch ``url``.

        Raises:
            InputRefused: FORBIDDEN, FETCH, TOO_LARGE, TRUNCATED, UNSUPPORTED or FORMAT.
        """
        deadline = Deadline(self._fetching.seconds)
        cap = self._limits.input_bytes
        answer, final = self._followed(target(url), deadline, cap, robots=self._fetching.robots)
        if answer.status != 200:
            raise InputRefused(Reason.FETCH, f"the server answered with status {answer.status}")
        told = content_type(answer.headers.get("content-type"))
        return Fetched(
            self._unpacked(answer),
            told.get_content_type() if "content-type" in answer.headers else None,
            told.get_content_charset(),
            final.url,
            datetime.now(UTC).replace(microsecond=0),
        )

    def _unpacked(self, answer: Answer) -> bytes:
        encoding = answer.headers.get("content-encoding", "")
        return content_decoded(answer.body, encoding, self._limits)

    def _followed(
        self, asked: Target, deadline: Deadline, cap: int, *, robots: bool
    ) -> tuple[Answer, Target]:
        """The first answer that is no redirect; every hop is checked like the first."""
        for _ in range(self._fetching.redirects + 1):
            if robots:
                self._robots.check(asked, deadline)
            self._wait(asked.host, deadline)
            answer = self._connector.get(asked, self._fetching.agent, deadline, cap)
            location = answer.headers.get("location")
            if answer.status not in _REDIRECTS or not location:
                return answer, asked
            asked = target(location, base=asked.url)
        raise InputRefused(Reason.FETCH, f"more than {self._fetching.redirects} redirects")

    def _wait(self, host: str, deadline: Deadline) -> None:
        last = self._asked_at.get(host)
        if last is not None:
            pause = last + self._fetching.pause - time.monotonic()
            if pause > 0:
                self._sleep(min(pause, deadline.left()))
        self._asked_at[host] = time.monotonic()

    def _robots_txt(self, asked: Target, deadline: Deadline) -> bytes | None:
        answer, _ = self._followed(asked, deadline, ROBOTS_BYTES, robots=False)
        if answer.status == 200:
            return self._unpacked(answer)
        if 400 <= answer.status < 500:
            return None
        raise InputRefused(Reason.FETCH, f"the server answered with status {answer.status}")
