"""`TimeExpression`: words that say when, as an interval with its anchor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from according.errors import EvidenceError
from according.model.canonical import digest
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


class Granularity(StrEnum):
    """How finely an expression says when, or in what a length of time is counted."""

    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    PART = "part of day"
    DAY = "day"
    WEEKEND = "weekend"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    QUARTER = "quarter"
    HALF = "half-year"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words that say when.

    ``value`` is the TIMEX3 value, None where it could not be resolved; of a range, the values
    of its two ends with a slash between them, as ISO 8601 has it. ``earliest`` and ``latest``
    bound it, local to the report, both inclusive, to the second; None is an open bound, or no
    bound known. ``anchor`` is evidence of the expression that it was resolved against;
    ``anchored_to_publication`` says that it was the publication date; neither where it stands
    for itself. ``ends`` are the two ends of a range, as expressions of their own: TIMEX3 marks
    these, not the range. They lie inside the range's evidence.
    """

    evidence: Evidence
    type: TimexType
    value: str | None = None
    earliest: datetime | None = None
    latest: datetime | None = None
    modifier: Modifier | None = None
    anchor: Evidence | None = None
    anchored_to_publication: bool = False
    granularity: Granularity | None = None
    ends: tuple[TimeExpression, ...] = ()

    def __post_init__(self) -> None:
        if self.earliest and self.latest and self.earliest > self.latest:
            raise EvidenceError(f"{self.evidence.quote!r}: earliest is after latest")
        if self.anchor and self.anchored_to_publication:
            raise EvidenceError(f"{self.evidence.quote!r}: two anchors")
        if len(self.ends) not in (0, 2):
            raise EvidenceError(f"{self.evidence.quote!r}: a range has two ends")
        if not all(self.evidence.span.covers(end.evidence.span) for end in self.ends):
            raise EvidenceError(f"{self.evidence.quote!r}: an end lies outside the range")

    @property
    def id(self) -> str:
        """From its place, so that a judgement of it outlives a re-reading."""
        return digest("time/1", self.evidence.report_id, self.evidence.start, self.evidence.end)


CLOCKS = 1
"""Days by which the clocks of two countries, or a night, put one moment apart."""

Days = tuple[date, date]
"""The first and last day of an interval. Times of day are left out: some know their zone."""


def days_of(earliest: datetime | None, latest: datetime | None) -> Days | None:
    """The days of an interval, None where a bound is open."""
    return None if earliest is None or latest is None else (earliest.date(), latest.date())


def days_apart(a: Days, b: Days) -> int:
    """Days from the one interval to the other, 0 where they meet."""
    return max(0, (a[0] - b[1]).days, (b[0] - a[1]).days)
