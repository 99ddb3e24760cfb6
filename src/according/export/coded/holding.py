"""Whether the machine or a person decided a value, and on how many origins it rests."""

from __future__ import annotations

from collections.abc import Iterable

from according.weighing import Held

MACHINE = "machine"
PERSON = "person"


def decided_by(given: Iterable[Held]) -> str:
    """``person`` if somebody decided what one of those gives who give it, else ``machine``."""
    return PERSON if any(each.by_people for each in given) else MACHINE


def origins_of(given: Iterable[Held]) -> frozenset[int]:
    """The origins that a value rests on."""
    return frozenset(each.origin for each in given)
