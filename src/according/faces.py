"""The faces of events: what lists and maps show of each, made anew where an event changed.

A face comes from what linking keeps of accounts, without their texts, so that a hundred thousand
reports are done in minutes and one more in a moment.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from threading import Lock
from typing import Any, NamedTuple

from according.linking.basis import Telling, basis
from according.linking.judged import not_copies
from according.linking.origins import DERIVED, text_groups
from according.linking.sketches import Bounds, Sketch, Spot
from according.model import FigureKind
from according.model.time import days_of
from according.reviewing.roles import ANYBODY
from according.reviewing.weighed import stands
from according.store import Record
from according.store.looking import Counted, Looking, Trigger
from according.titles import what_of, when_of, where_of
from according.weighing.standing import Count, counts_of, in_conflict, range_of

AT_ONCE = 500
"""Events whose faces are made in one transaction."""

LAID_OUT = 400
"""Reports of one event, the first by their days, that are tied to one another by sources and
agencies, at most: pairs grow with their square, and four hundred take a quarter of a second."""


class _Glance(NamedTuple):
    """Of an account's sketch, what its event's face is made of: a fifth of it."""

    account_id: str
    report_id: str
    sources: frozenset[str]
    figures: tuple[Bounds, ...]
    spots: tuple[Spot, ...]
    published: date | None
    earliest: datetime | None
    latest: datetime | None


_PARTS = _Glance._fields[2:]


@dataclass(frozen=True, slots=True)
class _Told:
    """What is known of one event."""

    event_id: str
    sketches: tuple[_Glance, ...]
    triggers: tuple[Trigger, ...]
    counts: tuple[Count, ...]
    outlets: Mapping[str, str | None]
    agencies: Mapping[str, frozenset[str]]


class Faces:
    """Keeps the faces of a record's events."""

    def __init__(self, record: Record, looking: Looking) -> None:
        self._record = record
        self._looking = looking
        self._lock = Lock()

    def catch_up(self, most: int | None = None) -> int:
        """Make anew the faces of events that changed; how many.

        Args:
            most: at most so many, so that a page need not wait for the rest.

        Raises:
            StoreError: the record cannot be read or written.
        """
        done = 0
        with self._lock:
            while most is None or done < most:
                wanted = AT_ONCE if most is None else min(AT_ONCE, most - done)
                some = self._looking.stale(wanted)
                if not some:
                    break
                self._looking.put_faces(some, list(self._made(list(some.values()))))
                done += len(some)
        return done

    def _made(self, events: Sequence[str]) -> Iterator[dict[str, Any]]:
        accounts = self._looking.accounts_of(events)
        every = [each for some in accounts.values() for each in some]
        glances = self._looking.glances(every, *_PARTS)
        sketches = {name: _read(name, *each) for name, each in glances.items()}
        read = dict(sketches)
        triggers, figures = self._looking.triggers_of(every), self._looking.figures_of(every)
        self._decide(sketches, triggers, figures)
        reports = {each.report_id for each in read.values()}
        outlets, agencies = self._looking.outlets_of(reports), self._looking.agencies_of(reports)
        texts = self._texts(reports)
        counts = self._looking.told_by(events)
        for event, some in accounts.items():
            # Where nothing is left of an event, it is listed as it was read, to be found at all.
            stand = [each for each in some if each in sketches]
            own = tuple(sketches[each] for each in stand) or tuple(
                read[each] for each in some if each in read
            )
            if own:
                words = tuple(each for account in some for each in triggers.get(account, ()))
                counts_ = tuple(_counts(own, figures))
                told = _Told(event, own, words, counts_, outlets, agencies)
                gone = {read[each].report_id for each in some if each in read}
                gone -= {each.report_id for each in own}
                yield _face(told, texts, *_left(counts[event], gone, own, outlets))

    def _decide(
        self,
        kept: dict[str, _Glance],
        triggers: dict[str, list[Trigger]],
        figures: dict[str, list[Counted]],
    ) -> None:
        """Put what stands of accounts in the place of what the machine read, where people decided
        something."""
        reports = {each.report_id for each in kept.values()}
        for report, found in stands(self._record, ANYBODY, reports).items():
            after = found.sketches
            for account in [name for name, each in kept.items() if each.report_id == report]:
                if account not in after:
                    del kept[account]
                    continue
                some = after[account]
                kept[account] = _Glance(
                    account, some.report_id, *(getattr(some, each) for each in _PARTS)
                )
                triggers[account] = [
                    Trigger(report, each.trigger.quote, each.type, each.mode)
                    for each in found.triggers(account)
                ]
                figures[account] = [
                    Counted(each.kind, *(each.low, each.high), bool(each.part_of), each.superseded)
                    for each in found.figures(account)
                ]

    def _texts(self, reports: set[str]) -> dict[str, str]:
        """Which reports derive from one text, also by way of reports that are not asked for."""
        denied = not_copies(self._record.across.standing(("reports",)))
        derived = self._record.across.derived(reports, DERIVED)
        pairs = [
            (a, b, score) for (a, b), score in derived.items() if frozenset((a, b)) not in denied
        ]
        names = {each for pair in derived for each in pair} | reports
        return text_groups(names, pairs, denied)


def _read(account_id: str, report_id: str, parts: Sequence[Any]) -> _Glance:
    sources, figures, spots, published, earliest, latest = parts
    return _Glance(
        account_id,
        report_id,
        frozenset(sources),
        tuple(Bounds(*each) for each in figures),
        tuple(Spot(*each) for each in spots),
        date.fromisoformat(published) if published else None,
        datetime.fromisoformat(earliest) if earliest else None,
        datetime.fromisoformat(latest) if latest else None,
    )


def _left(
    counts: tuple[int, int],
    gone: Collection[str],
    own: Iterable[_Glance],
    outlets: Mapping[str, str | None],
) -> tuple[int, int]:
    """How many reports and outlets tell of an event, without those that do not by what people
    decided."""
    reports, several = counts
    if not gone:
        return counts
    names = {outlets.get(each.report_id) or each.report_id for each in own}
    others = {outlets.get(each) or each for each in gone} - names
    return reports - len(gone), max(len(names), several - len(others))


def face(
    event_id: str,
    sketches: Sequence[Sketch],
    triggers: Sequence[Trigger],
    figures: Mapping[str, Sequence[Counted]],
    outlets: Mapping[str, str | None],
    agencies: Mapping[str, frozenset[str]],
    texts: Mapping[str, str],
) -> dict[str, Any]:
    """The face of an event as the machine alone reads it.

    Args:
        triggers: the words that tell of it.
        figures: what it comes to, by account.
        outlets: by report, as ``agencies``, which are those that it credits, and ``texts``, which
            name what derives from one text.
    """
    glances = tuple(
        _Glance(each.account_id, each.report_id, *(getattr(each, part) for part in _PARTS))
        for each in sketches
    )
    counts = tuple(_counts(glances, figures))
    told = _Told(event_id, glances, tuple(triggers), counts, outlets, agencies)
    reports = {each.report_id for each in sketches}
    names = {outlets.get(each) or each for each in reports}
    return _face(told, texts, len(reports), len(names))


def _face(told: _Told, texts: Mapping[str, str], reports: int, outlets: int) -> dict[str, Any]:
    rests = _rests(told, texts)
    when = when_of(told.sketches)
    counts = _by_kind(told.counts)
    low, high = range_of(counts.get(FigureKind.KILLED.value, ()))
    dated = (days_of(each.earliest, each.latest) for each in told.sketches)
    places: dict[object, Spot] = {
        (spot.id, spot.name): spot for each in told.sketches for spot in each.spots
    }
    odds = in_conflict(places, filter(None, dated), counts.values())
    published = [each.published for each in told.sketches if each.published]
    return {
        "event_id": told.event_id,
        **what_of(told.triggers),
        **where_of(told.sketches),
        "earliest": when[0],
        "latest": when[1],
        "week": _monday(when[0].date()) if when[0] else None,
        "published": min(published, default=None),
        "reports": reports,
        "outlets": outlets,
        "low": rests[0],
        "high": rests[1],
        "killed_low": low,
        "killed_high": high,
        "differs": ", ".join(each for each in odds if each in counts),
        "apart": ", ".join(each for each in odds if each not in counts),
    }


def _rests(told: _Told, texts: Mapping[str, str]) -> tuple[int, int]:
    """On how many origins an event rests, at least and at most. Of very many reports the first are
    tied to one another; of the others each text may be an origin."""
    found = list(_tellings(told))
    rests = basis(found[:LAID_OUT], texts)
    if len(found) <= LAID_OUT:
        return rests.low, rests.high
    names = {texts.get(each.report_id, each.report_id) for each in found}
    known = {texts.get(each.report_id, each.report_id) for each in found[:LAID_OUT]}
    return rests.low, rests.high + len(names - known)


def _tellings(told: _Told) -> Iterator[Telling]:
    by_report: dict[str, list[_Glance]] = {}
    for each in told.sketches:
        by_report.setdefault(each.report_id, []).append(each)
    days = {name: own[0].published or date.max for name, own in by_report.items()}
    for report in sorted(by_report, key=lambda each: (days[each], each)):
        own = by_report[report]
        agencies = told.agencies.get(report, frozenset())
        yield Telling(report, told.outlets.get(report), agencies, tuple(own))


def _counts(
    sketches: Iterable[_Glance | Sketch], figures: Mapping[str, Sequence[Counted]]
) -> Iterator[Count]:
    """The figures of some accounts, as they are weighed."""
    for each in sketches:
        for one in figures.get(each.account_id, ()):
            kind = FigureKind(one.kind)
            yield Count(kind, one.low, one.high, each.published, one.superseded, one.part)


def _by_kind(counts: Iterable[Count]) -> dict[str, list[Count]]:
    """What the figures of each field come to."""
    found: dict[str, list[Count]] = {}
    for each in counts:
        found.setdefault(each.name, []).append(each)
    return {name: counts_of(some) for name, some in found.items()}


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
