"""What sites ask of robots (RFC 9309), kept for each site while a run lasts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from urllib.robotparser import RobotFileParser

from according.errors import InputRefused, Reason
from according.intake.addresses import Target
from according.intake.connection import Deadline

ROBOTS_BYTES = 500 * 1024
"""What RFC 9309 wants to be read at least."""


class Robots:
    """The rules of the sites asked so far.

    ``get`` fetches an address's text; it raises `InputRefused`, and gives None for an answer
    that there is none (status 4xx).
    """

    def __init__(self, agent: str, get: Callable[[Target, Deadline], bytes | None]) -> None:
        self._agent = agent
        self._get = get
        self._sites: dict[str, RobotFileParser | InputRefused] = {}

    def check(self, target: Target, deadline: Deadline) -> None:
        """Refuse what the site's robots.txt forbids.

        Raises:
            InputRefused: FORBIDDEN by the rules, or where they cannot be had (as the RFC says);
                a failure that may pass is for this address alone: the next one asks again.
        """
        rules = self._sites.get(target.origin) or self._load(target, deadline)
        if not _may_pass(rules):
            self._sites[target.origin] = rules
        if isinstance(rules, InputRefused):
            raise InputRefused(rules.reason, f"robots.txt: {rules.detail}")
        if not rules.can_fetch(self._agent, target.url):
            raise InputRefused(Reason.FORBIDDEN, f"robots.txt of {target.host} asks not to")

    def _load(self, target: Target, deadline: Deadline) -> RobotFileParser | InputRefused:
        rules = RobotFileParser()
        try:
            data = self._get(replace(target, path="/robots.txt"), deadline)
        except InputRefused as refused:
            return refused
        rules.parse((data or b"").decode("utf-8", "replace").splitlines())
        return rules


def _may_pass(rules: RobotFileParser | InputRefused) -> bool:
    """Whether it is a failure of the moment: no answer in time, a server's error."""
    return isinstance(rules, InputRefused) and rules.reason in (Reason.FETCH, Reason.TRUNCATED)
