"""Ranges: "between March and June 2016", "1980–88", "from Tuesday to Friday"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from according.model import Granularity, TimexType
from according.reading.times.asked import Asked
from according.reading.times.calendar import calendar
from according.reading.times.patterns import Part
from according.reading.times.resolved import Base, Resolved, of_when
from according.reading.times.rules import Match
from according.reading.times.when import When

_MARKS = ("RANGE", "RANGE_AND")
_SHARED = ("MONTH", "MONTH_SHORT", "YEAR", "AMPM", "WEEKDAY", "DEICTIC")
"""What one end says for both: "3 to 5 March 2016", "between 9 and 11 a.m." """

Ask = Callable[[Sequence[Part], int, int], Asked]
"""Makes the question for the parts between two words."""


def span_of(rule: str, match: Match, ask: Ask) -> Resolved | None:
    """What a range comes to: both its ends, and the stretch from the first to the last.

    Raises:
        OverflowError, ValueError: an end is no day, or not in the years 1 to 9999.
    """
    mark = next(part for part in match.parts if part.kind in _MARKS)
    left = [part for part in match.parts if part.end <= mark.start]
    right = [part for part in match.parts if part.start >= mark.end]
    first = ask(_completed(left, right, rule), match.start, mark.start)
    last = ask(_completed(right, left, rule), mark.end, match.end)
    begin = calendar(_rule(first), first)
    end = _present(last) if "PRESENT" in last.parts else calendar(_rule(last), last)
    if begin is None or end is None or begin.when is None or end.when is None:
        return None
    end = _short_year(begin, end, last)
    end = _in_order(begin, end)
    if end is None or end.when is None:
        return None
    return Resolved(
        begin.type,
        f"{begin.value}/{end.value}",
        (begin.bounds[0], end.bounds[1]),
        None,
        begin.against,
        begin.anchor,
        end.when,
        begin.granularity,
        begin.dated and end.dated,
        (begin, end),
        ((match.start, mark.start), (mark.end, match.end)),
    )


def _completed(own: Sequence[Part], other: Sequence[Part], rule: str) -> list[Part]:
    """The parts of one end with what the other says for both."""
    have = {part.kind for part in own}
    if have & {"MONTH", "MONTH_SHORT"}:
        have |= {"MONTH", "MONTH_SHORT"}
    lacking = {"days": ("YEAR", "MONTH", "MONTH_SHORT"), "clocks": _SHARED, "dates": ("YEAR",)}
    wanted = [kind for kind in lacking.get(rule, ()) if kind not in have]
    return [*own, *(part for part in other if part.kind in wanted)]


def _rule(asked: Asked) -> str:
    if asked.parts.keys() & {"HOUR", "HHMM", "OCLOCK"} and not asked.parts.keys() & {
        "MONTH",
        "MONTH_SHORT",
        "WEEKDAY",
        "DEICTIC",
    }:
        return "part"
    if asked.parts.keys() <= {"YEAR", "YY"}:
        return "year"
    return "decade" if "DECADE" in asked.parts else "date"


def _present(asked: Asked) -> Resolved | None:
    base = asked.anchors.own()
    if base is None:
        return None
    return replace(of_when(base.when, None, base), value="PRESENT_REF", type=TimexType.DATE)


def _short_year(begin: Resolved, end: Resolved, asked: Asked) -> Resolved:
    """The end of "1980–88" is in the century of its beginning."""
    if begin.when is None or asked.parts.keys() != {"YY"}:
        return end
    year = begin.when.day.year - begin.when.day.year % 100 + (asked.value("YY") or 0)
    when = When.of(date(year, 1, 1), Granularity.YEAR)
    return of_when(when, None, Base(when, begin.against, None, True))


def _in_order(begin: Resolved, end: Resolved) -> Resolved | None:
    """An end before its beginning is the next day's, week's or year's, if it names none."""
    if begin.when is None or end.when is None or end.when.bounds >= begin.when.bounds:
        return end
    if end.when.clock is not None and end.when.day == begin.when.day:
        return _moved(end, end.when.moved(1, Granularity.DAY))
    if end.dated:
        return None
    step = Granularity.YEAR if end.granularity is Granularity.MONTH else Granularity.WEEK
    moved = end.when.moved(1, step)
    if moved.day < begin.when.day:
        moved = end.when.moved(1, Granularity.YEAR)
    return _moved(end, moved)


def _moved(end: Resolved, when: When) -> Resolved:
    return of_when(when, end.modifier, Base(when, end.against, end.anchor, end.dated))
