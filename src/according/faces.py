"""The faces of events: what lists and maps show of each, made anew where an event changed.

A face comes from what linking keeps of accounts, without their texts, so that a hundred thousand
reports are done in minutes and one more in a moment.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from threading import Lock
from typing import Any, NamedTuple, Protocol

from according.data.accidents import accident_words
from according.linking.basis import Telling, basis
from according.linking.judged import not_copies
from according.linking.origins import DERIVED, text_groups
from according.linking.sketches import Bounds, Sketch, Spot
from according.model import FigureKind
from according.reviewing.roles import ANYBODY
from according.reviewing.weighed import stands
from according.store import Record
from according.store.looking import Looking, Trigger

AT_ONCE = 500
"""Events whose faces are made in one transaction."""

LAID_OUT = 400
"""Reports of one event, the first by their days, that are tied to one another by sources and
agencies, at most: pairs grow with their square, and four hundred take a quarter of a second."""


class _Glance(NamedTuple):
    """Of an account's sketch, what its event's face is made of: a fifth of it."""

    report_id: str
    sources: frozenset[str]
    figures: tuple[Bounds, ...]
    spots: tuple[Spot, ...]
    published: date | None
    earliest: datetime | None
    latest: datetime | None


_PARTS = _Glance._fields[1:]


class _Counting(Protocol):
    """What gives figures: a sketch, or a glance at one."""

    @property
    def report_id(self) -> str:
        """Whose they are."""

    @property
    def figures(self) -> tuple[Bounds, ...]:
        """What it gives."""


@dataclass(frozen=True, slots=True)
class _Told:
    """What is known of one event."""

    event_id: str
    sketches: tuple[_Glance, ...]
    triggers: tuple[Trigger, ...]
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
        sketches = {name: _read(*each) for name, each in glances.items()}
        read = dict(sketches)
        triggers = self._looking.triggers_of(every)
        self._decide(sketches, triggers)
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
                told = _Told(event, own, words, outlets, agencies)
                gone = {read[each].report_id for each in some if each in read}
                gone -= {each.report_id for each in own}
                yield _face(told, texts, *_left(counts[event], gone, own, outlets))

    def _decide(self, kept: dict[str, _Glance], triggers: dict[str, list[Trigger]]) -> None:
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
                kept[account] = _Glance(some.report_id, *(getattr(some, each) for each in _PARTS))
                triggers[account] = [
                    Trigger(report, each.trigger.quote, each.type, each.mode)
                    for each in found.triggers(account)
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


def _read(report_id: str, parts: Sequence[Any]) -> _Glance:
    sources, figures, spots, published, earliest, latest = parts
    return _Glance(
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
    outlets: Mapping[str, str | None],
    agencies: Mapping[str, frozenset[str]],
    texts: Mapping[str, str],
) -> dict[str, Any]:
    """The face of an event as the machine alone reads it.

    Args:
        triggers: the words that tell of it.
        outlets: by report, as ``agencies``, which are those that it credits, and ``texts``, which
            name what derives from one text.
    """
    glances = tuple(
        _Glance(each.report_id, *(getattr(each, part) for part in _PARTS)) for each in sketches
    )
    told = _Told(event_id, glances, tuple(triggers), outlets, agencies)
    reports = {each.report_id for each in sketches}
    names = {outlets.get(each) or each for each in reports}
    return _face(told, texts, len(reports), len(names))


def _face(told: _Told, texts: Mapping[str, str], reports: int, outlets: int) -> dict[str, Any]:
    rests = _rests(told, texts)
    days = [(each.earliest, each.latest) for each in told.sketches if each.earliest and each.latest]
    when = Counter(days).most_common(1)[0][0] if days else (None, None)
    low, high, differs = _figures(told.sketches)
    published = [each.published for each in told.sketches if each.published]
    return {
        "event_id": told.event_id,
        **_what(told.triggers),
        **_where(told.sketches),
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
        "differs": differs,
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


def _what(triggers: Sequence[Trigger]) -> dict[str, Any]:
    """The sort of happening that most reports tell, and the words that they tell it with: each
    report once, and words that say of what sort it was before others. What is told mostly as an
    accident has no sort; there words for what happened come before "killed"."""
    types: Counter[str] = Counter()
    words: Counter[str] = Counter()
    # The last of a report's same words counts: that of which most is known, in whatever order.
    told = sorted(
        triggers,
        key=lambda one: (one.type is not None, one.mode is not None, f"{one.type} {one.mode}"),
    )
    for each in {(one.report_id, one.quote.lower()): one for one in told}.values():
        words[each.quote.lower()] += 1 + (each.type is not None) + (each.mode is not None)
        if each.type is not None:
            types[each.type] += 1 + (each.mode is not None)
    accidents = {each: count for each, count in words.items() if accident_words().has(each)}
    if sum(accidents.values()) > max(types.values(), default=0):
        types.clear()
        words.update({each: len(triggers) for each in accidents})
    most = sorted(words, key=lambda each: (-words[each], each))[:3]
    kind = min(types, key=lambda each: (-types[each], each), default=None)
    return {"type": kind, "words": ", ".join(most)}


def _where(sketches: Sequence[_Glance]) -> dict[str, Any]:
    """The place that most reports put it at; of those, the narrower."""
    by_place: dict[tuple[Any, ...], set[str]] = {}
    spots = {}
    for each in sketches:
        for spot in each.spots:
            key = (spot.id, spot.name)
            spots[key] = spot
            by_place.setdefault(key, set()).add(each.report_id)
    if not by_place:
        none = ("place", "country", "latitude", "longitude", "wide")
        return dict.fromkeys(none)
    best = min(by_place, key=lambda key: (-len(by_place[key]), spots[key].wide, str(key)))
    spot = spots[best]
    return {
        "place": spot.name,
        "country": spot.country,
        "latitude": spot.latitude,
        "longitude": spot.longitude,
        "wide": spot.wide,
    }


def _figures(sketches: Sequence[_Glance]) -> tuple[int | None, int | None, str]:
    """The range of the killed, and the names of figures that different reports give differently:
    by the largest that each report gives."""
    tops = _tops(sketches)
    differs = sorted(kind for kind, by in tops.items() if not _meet(by.values()))
    return *figure_range(sketches, FigureKind.KILLED), ", ".join(differs)


def figure_range(sketches: Sequence[_Counting], kind: FigureKind) -> tuple[int | None, int | None]:
    """The range of one kind of figure, by the largest that each report gives."""
    given = list(_tops(sketches).get(kind.value, {}).values())
    highs = [high for _, high in given]
    low = min((low for low, _ in given), default=None)
    known = [high for high in highs if high is not None]
    return low, max(known) if known and len(known) == len(highs) else None


def _tops(sketches: Sequence[_Counting]) -> dict[str, dict[str, tuple[int, int | None]]]:
    """By kind and report, the largest figure that it gives."""
    tops: dict[str, dict[str, tuple[int, int | None]]] = {}
    for each in sketches:
        for figure in each.figures:
            if figure.low is not None and figure.kind != FigureKind.OTHER:
                by_report = tops.setdefault(figure.kind, {})
                known = by_report.get(each.report_id)
                if known is None or figure.low > known[0]:
                    by_report[each.report_id] = (figure.low, figure.high)
    return tops


def _meet(bounds: Iterable[tuple[int, int | None]]) -> bool:
    some = list(bounds)
    low = max(each[0] for each in some)
    return all(high is None or high >= low for _, high in some)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
