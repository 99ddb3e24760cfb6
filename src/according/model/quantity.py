"""`Quantity`: words that say how many, or how much."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from according.errors import EvidenceError
from according.model.canonical import digest
from according.model.evidence import Evidence


def check_bounds(low: float | None, best: float | None, high: float | None, of: str) -> None:
    """Raise unless low <= best <= high where given.

    Raises:
        EvidenceError: bounds upside down.
    """
    given = [bound for bound in (low, best, high) if bound is not None]
    if given != sorted(given):
        raise EvidenceError(f"{of!r}: bounds {low}, {best}, {high} are upside down")


class Bounded(Protocol):
    """What has bounds; None is open."""

    @property
    def low(self) -> float | None:
        """The least that it may be."""

    @property
    def high(self) -> float | None:
        """The most."""


def meet(a: Bounded, b: Bounded) -> bool:
    """Whether a number lies within the bounds of both: "at least 16" and "22"."""
    low = max(a.low or 0, b.low or 0)
    return all(each.high is None or each.high >= low for each in (a, b))


class QuantityKind(StrEnum):
    """What sort of quantity it is."""

    COUNT = "count"
    """How many: whole numbers."""
    MEASURE = "measure"
    """How much of a unit: lengths, weights, durations, ages."""
    MONEY = "money"
    """An amount; ``unit`` is the currency's ISO 4217 code, or its name where several have it."""
    PERCENT = "percent"
    """A share of a whole, in percent (``unit`` percent) or percentage points."""
    ORDINAL = "ordinal"
    """A total told by its last member: "an eleventh person" is 11."""

    @property
    def is_whole(self) -> bool:
        """Whether there are no parts of one: "more than 20" is 21 or more."""
        return self in (QuantityKind.COUNT, QuantityKind.ORDINAL)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A count or measure. None is an open bound: "at least 58" has low 58 and no high.

    ``hedge`` are the words that soften it or bound it ("at least"); ``stated`` are the numbers
    that the words themselves give (two of a range); ``rule`` names the rule that gave the
    bounds. Span, hedge, stated and rule are the truth; bounds follow from rule and stated by
    one convention, and another may be chosen at export. ``counted`` are the words of what is
    counted or measured; ``unit`` the unit's own name, singular ("kilometre", "USD");
    ``part_of`` the words of the quantity that this one is told as a part of ("22 people,
    including four children").
    """

    evidence: Evidence
    low: float | None
    best: float | None
    high: float | None
    rule: str
    hedge: tuple[Evidence, ...] = ()
    counted: Evidence | None = None
    unit: str | None = None
    kind: QuantityKind = QuantityKind.COUNT
    stated: tuple[float, ...] = ()
    part_of: Evidence | None = None

    def __post_init__(self) -> None:
        check_bounds(self.low, self.best, self.high, self.evidence.quote)

    @property
    def id(self) -> str:
        """From its place, so that a judgement of it outlives a re-reading."""
        return digest("quantity/1", self.evidence.report_id, self.evidence.start, self.evidence.end)
