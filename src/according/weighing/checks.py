"""Checks inside and across reports: what does not fit, and its words; not who is right."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from according.model import Evidence, Figure, Reading, Report
from according.weighing.fields import bounds
from according.weighing.told import Told

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_DATED = re.compile(
    rf"\b({'|'.join(_WEEKDAYS)}),? (?:the )?(?:(\d{{1,2}})(?:st|nd|rd|th)? ({'|'.join(_MONTHS)})"
    rf"|({'|'.join(_MONTHS)}) (\d{{1,2}})(?:st|nd|rd|th)?),? (\d{{4}})\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Check:
    """Something that does not fit. ``kind`` is a word for it, ``words`` are what to look at."""

    kind: str
    said: str
    words: tuple[Evidence, ...]


def check_report(reading: Reading) -> Iterator[Check]:
    """What does not fit within one report."""
    yield from _parts(reading)
    yield from _weekdays(reading)
    yield from _distances(reading)


def check_event(told: Sequence[Told]) -> Iterator[Check]:
    """What does not fit in what several reports tell of one event."""
    for each in told:
        yield from _early(each)
    yield from _parts_as_totals(told)


def check_copies(
    told: Sequence[Told], changed: Sequence[tuple[Evidence, Evidence]]
) -> Iterator[Check]:
    """Numbers that drift along a chain of copies, from the first that was published to the last.

    Args:
        changed: the words of two copies that differ in a number.
    """
    reports = {each.reading.report.id: each.reading.report for each in told}
    chains: list[set[Evidence]] = []
    for pair in changed:
        one = set(pair).union(*(each for each in chains if each & set(pair)))
        chains = [each for each in chains if not each & set(pair)] + [one]
    for chain in chains:
        words = sorted(chain, key=lambda each: (_day(reports[each.report_id]), each.report_id))
        said = ", then ".join(
            f"“{each.quote}” in {_name(reports[each.report_id])}" for each in words
        )
        yield Check("a copy with a changed figure", said, tuple(words))


def _day(report: Report) -> str:
    return f"{report.published or '9'} {report.published_at or ''}"


def _name(report: Report) -> str:
    return f"{report.outlet or 'no outlet'}, {report.published or 'no date'}"


def _parts(reading: Reading) -> Iterator[Check]:
    figures = {each.id: each for each in reading.figures}
    for part in reading.figures:
        total = figures.get(part.part_of or "")
        if total is None or part.low is None or total.high is None or part.low <= total.high:
            continue
        said = f"a part, {bounds(part)}, above its total, {bounds(total)}"
        yield Check("part above total", said, (part.evidence, total.evidence))


def _weekdays(reading: Reading) -> Iterator[Check]:
    for match in _DATED.finditer(reading.report.text):
        weekday, day, month, other_month, other_day, year = match.groups()
        number = _MONTHS.index((month or other_month).lower()) + 1
        try:
            meant = date(int(year), number, int(day or other_day))
        except ValueError:
            continue
        real = _WEEKDAYS[meant.weekday()]
        if real != weekday.lower():
            words = Evidence.at(reading.report, match.start(), match.end())
            said = f"{meant} was a {real.capitalize()}"
            yield Check("weekday against date", said, (words,))


def _distances(reading: Reading) -> Iterator[Check]:
    for each in reading.toponyms:
        gap = each.relative.discrepancy if each.relative else None
        if each.relative is not None and gap is not None:
            far = f"{gap.said_km:.4g} km" if gap.said_km is not None else "a direction"
            said = (
                f"the report says {far} of {each.relative.anchor.quote}; by the gazetteer it is "
                f"{gap.found_km:.0f} km"
            )
            yield Check("distance against gazetteer", said, (each.relative.evidence,))


def _early(told: Told) -> Iterator[Check]:
    published = told.reading.report.published
    for account in told.accounts:
        if published and account.earliest and account.earliest.date() > published:
            first = next(each for each in told.mentions if each.id in account.event_mention_ids)
            said = f"published {published}, of what it puts at {account.earliest.date()}"
            yield Check("published before the event", said, (first.trigger,))


def _parts_as_totals(told: Sequence[Told]) -> Iterator[Check]:
    """A number that one report gives as a part and another as the whole."""
    rows = [(each, figure) for each in told for figure in each.figures]
    for one, part in rows:
        if not part.part_of:
            continue
        for other, whole in rows:
            if other is not one and not whole.part_of and _same(part, whole):
                said = (
                    f"{bounds(part)} {part.kind.value}: a part by {one.outlet}, the whole by "
                    f"{other.outlet}"
                )
                yield Check("total and part", said, (part.evidence, whole.evidence))


def _same(a: Figure, b: Figure) -> bool:
    return (a.kind, a.low, a.high) == (b.kind, b.low, b.high) and (a.low or 0) > 1
