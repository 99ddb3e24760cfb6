"""`TimeExpression`: words that say when, as an interval with its anchor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from according.errors import EvidenceError
from according.model.evidence import Evidence


class TimexType(StrEnum):
    """TIMEX3 types (TimeML 1.2.1)."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class Modifier(StrEnum):
    """TIMEX3 ``mod`` values (TimeML 1.2.1)."""

    BEFORE = "BEFORE"
    AFTER = "AFTER"
    ON_OR_BEFORE = "ON_OR_BEFORE"
    ON_OR_AFTER = "ON_OR_AFTER"
    LESS_THAN = "LESS_THAN"
    MORE_THAN = "MORE_THAN"
    EQUAL_OR_LESS = "EQUAL_OR_LESS"
    EQUAL_OR_MORE = "EQUAL_OR_MORE"
    START = "START"
    MID = "MID"
    END = "END"
    APPROX = "APPROX"


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words that say when.

    ``value`` is the TIMEX3 value, None where it could not be resolved. ``earliest`` and
    ``latest`` bound it, local to the report, both inclusive. ``anchor`` is evidence of the
    expression that it was resolved against; ``anchored_to_publication`` says that it was the
    publication date; neither where it stands for itself.
    """

    evidence: Evidence
    type: TimexType
    value: str | None = None
    earliest: datetime | None = None
    latest: datetime | None = None
    modifier: Modifier | None = None
    anchor: Evidence | None = None
    anchored_to_publication: bool = False

    def __post_init__(self) -> None:
        if self.earliest and self.latest and self.earliest > self.latest:
            raise EvidenceError(f"{self.evidence.quote!r}: earliest is after latest")
        if self.anchor and self.anchored_to_publication:
            raise EvidenceError(f"{self.evidence.quote!r}: two anchors")
