"""Time lines: when reports put something, and when they came out, on one axis of days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from according.model import Evidence

WIDTH = 420
HEIGHT = 22
MARGIN = 10

_LONGEST = 120
"""Days that an axis has at most: what is told as years before is marked at its edge."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A report: the times that it gives with their words, and when it came out."""

    outlet: str
    origin: int
    report_id: str
    published: date | None
    times: tuple[tuple[datetime, datetime, str, Evidence], ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """A time on paper, and its words. ``before`` and ``after``: it goes on beyond the axis."""

    x0: float
    x1: float
    said: str
    words: Evidence
    before: bool
    after: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A report on paper; ``dot`` is when it came out, None if that is not known or not shown."""

    dated: Dated
    bars: tuple[Bar, ...]
    dot: float | None


@dataclass(frozen=True, slots=True)
class Days:
    """A time line; ``ticks``: (pixels, what stands there)."""

    rows: tuple[Row, ...]
    ticks: tuple[tuple[float, str], ...]


def days(dated: Sequence[Dated]) -> Days | None:
    """The time line of some reports; None where no day is known."""
    came = [each.published for each in dated if each.published]
    told = [one for each in dated for one in each.times]
    if not came and not told:
        return None
    firsts = [each[0].date() for each in told] + came
    last = max([*came, *(each[1].date() for each in told if not came)], default=max(firsts))
    first = max(min(firsts), last - timedelta(days=_LONGEST))
    end = last + timedelta(days=1)
    span = (end - first).days

    def at(moment: datetime) -> float:
        passed = (moment - datetime(first.year, first.month, first.day)).total_seconds() / 86400
        inside = min(max(passed, 0.0), float(span))
        return round(MARGIN + inside / span * (WIDTH - 2 * MARGIN), 1)

    def noon(day: date) -> float:
        return at(datetime(day.year, day.month, day.day, 12))

    rows = tuple(
        Row(
            each,
            tuple(
                Bar(
                    at(one[0]),
                    max(at(one[1]), at(one[0]) + 4),
                    one[2],
                    one[3],
                    one[0].date() < first,
                    one[1].date() > last,
                )
                for one in each.times
            ),
            noon(each.published) if each.published and each.published >= first else None,
        )
        for each in dated
    )
    step = next(each for each in (1, 2, 7, 14, 28, 56) if span / each <= 6 or each == 56)
    ticks = tuple(
        (noon(day), f"{day.day} {day:%b}")
        for day in (first + timedelta(days=number) for number in range(0, span, step))
    )
    return Days(rows, ticks)
