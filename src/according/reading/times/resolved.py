"""`Resolved`: what a match comes to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from according.model import Granularity, Modifier, TimexType
from according.reading.times.values import Bounds, opened
from according.reading.times.when import FINE, When


class Against(StrEnum):
    """What an expression was resolved against."""

    ITSELF = "itself"
    PUBLICATION = "publication"
    EARLIER = "earlier"
    """An expression before it; `Resolved.anchor` says which."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """Type, value and bounds; ``when`` is set where it can be an anchor for others.

    ``anchor`` is the place, in the list of all matches, of the expression that it was resolved
    against. ``dated`` says that it names its year, or rests on an expression that does.
    """

    type: TimexType
    value: str | None = None
    bounds: Bounds = (None, None)
    modifier: Modifier | None = None
    against: Against = Against.ITSELF
    anchor: int | None = None
    when: When | None = None
    granularity: Granularity | None = None
    dated: bool = False
    ends: tuple[Resolved, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()
    """Of a range: which words (start, end) its two ends are."""


def of_when(when: When, modifier: Modifier | None, base: Base) -> Resolved:
    """A stretch of the calendar as an expression's meaning."""
    kind = TimexType.TIME if when.unit in FINE else TimexType.DATE
    first, last = when.bounds
    return Resolved(
        kind,
        when.value,
        opened(first, last, modifier),
        modifier,
        base.against,
        base.anchor,
        when,
        when.unit,
        base.dated,
    )


@dataclass(frozen=True, slots=True)
class Base:
    """What to count from: a stretch of the calendar, and where it comes from."""

    when: When
    against: Against
    anchor: int | None = None
    dated: bool = False

    def itself(self) -> Base:
        """The same for an expression that stands for itself."""
        return Base(self.when, Against.ITSELF, None, True)
