"""`Quantity`: words that say how many."""

from __future__ import annotations

from dataclasses import dataclass

from according.errors import EvidenceError
from according.model.evidence import Evidence


def check_bounds(low: float | None, best: float | None, high: float | None, of: str) -> None:
    """Raise unless low <= best <= high where given.

    Raises:
        EvidenceError: bounds upside down.
    """
    given = [bound for bound in (low, best, high) if bound is not None]
    if given != sorted(given):
        raise EvidenceError(f"{of!r}: bounds {low}, {best}, {high} are upside down")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A count or measure. None is an open bound: "at least 58" has low 58 and no high.

    ``hedge`` are the words that soften it ("at least", "dozens of"); ``rule`` names the rule
    that gave the bounds; ``counted`` are the words of what is counted.
    """

    evidence: Evidence
    low: float | None
    best: float | None
    high: float | None
    rule: str
    hedge: tuple[Evidence, ...] = ()
    counted: Evidence | None = None
    unit: str | None = None

    def __post_init__(self) -> None:
        check_bounds(self.low, self.best, self.high, self.evidence.quote)
