"""An event field by field: which values are given, who holds each, and how they stand.

Counted are origins, not reports: ten outlets with one wire's words are one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import combinations
from typing import Generic, TypeVar

from according.model import (
    Account,
    EventMention,
    Evidence,
    Figure,
    Place,
    PlaceKind,
    Role,
    TimeExpression,
)
from according.model.place import kilometres
from according.weighing.told import Told

NEAR_KM = 15.0
"""Places no farther apart may be one: a quarter and its town have points of their own."""
WIDE_KM = 150.0
_WIDE = frozenset((PlaceKind.COUNTRY, PlaceKind.DIVISION_1, PlaceKind.DIVISION_2, PlaceKind.REGION))


class Standing(StrEnum):
    """How the values of a field stand to one another."""

    ONE = "told by one origin"
    """There is nothing to compare it with."""
    AGREE = "agree"
    COMPATIBLE = "compatible"
    """All can be right: at least 16, and 22."""
    SUPERSEDED = "superseded in time"
    """A later report gives another value that goes on from it: a toll that rose."""
    CONFLICT = "in conflict"


@dataclass(frozen=True, slots=True)
class Held:
    """Who gives a value: a report, of which origin, on whose word, in what words."""

    report_id: str
    outlet: str
    published: date | None
    origin: int
    holder: str
    words: Evidence


@dataclass(frozen=True, slots=True)
class Value:
    """A value as it is compared, and all who give it. ``said`` is it in plain words."""

    said: str
    held: tuple[Held, ...]

    @property
    def origins(self) -> tuple[int, ...]:
        """The origins that it rests on."""
        return tuple(sorted({each.origin for each in self.held}))


@dataclass(frozen=True, slots=True)
class Field:
    """A field of an event. ``low`` and ``high`` are the range of a figure over all its values,
    None where it is open."""

    name: str
    values: tuple[Value, ...]
    standing: Standing
    low: int | None = None
    high: int | None = None

    @property
    def is_figure(self) -> bool:
        """Whether it counts something."""
        return self.name not in ("where", "when", "who", "to whom")

    @property
    def origins(self) -> int:
        """On how many origins its values rest."""
        return len({each for value in self.values for each in value.origins})


Interval = tuple[datetime, datetime]
Counted = tuple[Figure, Held]
T = TypeVar("T")


@dataclass(frozen=True)
class _Given(Generic[T]):
    """A value with who gives it. ``key``: those with the same are one."""

    key: object
    said: str
    value: T
    held: Held


def fields(told: Sequence[Told]) -> tuple[Field, ...]:
    """All fields of an event that some report fills: place, time, who, to whom, and a field for
    each kind of figure, totals and parts apart."""
    found = [
        _field("where", _places(told), _places_stand),
        _field("when", _times(told), _times_stand),
        _field("who", _actors(told), _names_stand),
        _field("to whom", _recipients(told), _names_stand),
        *_figures(told),
    ]
    return tuple(each for each in found if each is not None)


def _field(
    name: str, given: Iterable[_Given[T]], compare: Callable[[T, T], Standing]
) -> Field | None:
    rows = list(given)
    by_key: dict[object, list[_Given[T]]] = {}
    for each in rows:
        by_key.setdefault(each.key, []).append(each)
    if not rows:
        return None
    values = [
        Value(same[0].said, tuple(dict.fromkeys(each.held for each in same)))
        for same in by_key.values()
    ]
    values.sort(key=lambda each: (-len(each.origins), -len(each.held), each.said))
    return Field(name, tuple(values), _stand(rows, compare))


_ORDER = (Standing.AGREE, Standing.COMPATIBLE, Standing.SUPERSEDED, Standing.CONFLICT)


def _stand(rows: Sequence[_Given[T]], compare: Callable[[T, T], Standing]) -> Standing:
    """The worst of any two values, of different origins or of one."""
    if len({each.held.origin for each in rows}) == 1 and len({each.key for each in rows}) == 1:
        return Standing.ONE
    firsts = list({each.key: each for each in rows}.values())
    found = [compare(a.value, b.value) for a, b in combinations(firsts, 2)]
    return max(found, key=_ORDER.index, default=Standing.AGREE)


def _held(told: Told, words: Evidence, holder: str) -> Held:
    report = told.reading.report
    return Held(report.id, told.outlet, report.published, told.origin, holder, words)


# ---- where


def _places(told: Sequence[Told]) -> Iterator[_Given[Place]]:
    for each in told:
        places = {one.evidence.span: one.place for one in each.reading.toponyms if one.place}
        holders = {
            role.evidence.span: each.holder(mention.holder)
            for mention in each.mentions
            for role in mention.roles
        }
        for role in each.fillers(Role.PLACE):
            place = places.get(role.evidence.span)
            if place is not None and place.kind is not PlaceKind.COUNTRY:
                held = _held(each, role.evidence, holders[role.evidence.span])
                within = f", {place.country}" if place.country else ""
                key = (place.geonames_id, place.name)
                yield _Given(key, f"{place.name}{within}", place, held)


def _places_stand(a: Place, b: Place) -> Standing:
    km = kilometres(a.latitude, a.longitude, b.latitude, b.longitude)
    if km < NEAR_KM:
        return Standing.AGREE
    wide = a.kind in _WIDE or b.kind in _WIDE
    return Standing.COMPATIBLE if wide and km < WIDE_KM else Standing.CONFLICT


# ---- when


def _times(told: Sequence[Told]) -> Iterator[_Given[Interval]]:
    for each in told:
        for account in each.accounts:
            if account.earliest is None or account.latest is None:
                continue
            told_by = [one for one in each.mentions if one.id in account.event_mention_ids]
            words, holder = _time_words(each, told_by, account)
            span = (account.earliest, account.latest)
            days = (account.earliest.date(), account.latest.date())
            said = " to ".join(dict.fromkeys(day.isoformat() for day in days))
            yield _Given(days, said, span, _held(each, words, holder))


def _time_words(
    told: Told, mentions: Sequence[EventMention], account: Account
) -> tuple[Evidence, str]:
    """The words that put an account at its time, and on whose word: a time within it, else what
    first tells of it, counted from the day of publication."""
    times = {each.evidence.span: each for each in told.reading.times}
    for mention in mentions:
        for role in mention.roles:
            time = times.get(role.evidence.span) if role.role is Role.TIME else None
            if time is not None and _is_within(time, account):
                return role.evidence, told.holder(mention.holder)
    return mentions[0].trigger, told.holder(mentions[0].holder)


def _is_within(time: TimeExpression, account: Account) -> bool:
    if None in (time.earliest, time.latest, account.earliest, account.latest):
        return False
    spans = (time.earliest, time.latest, account.earliest, account.latest)
    first, last, begin, end = (each.date() for each in spans if each is not None)
    return first <= end and begin <= last


def _times_stand(a: Interval, b: Interval) -> Standing:
    return Standing.COMPATIBLE if a[0] <= b[1] and b[0] <= a[1] else Standing.CONFLICT


# ---- who, to whom


def _actors(told: Sequence[Told]) -> Iterator[_Given[str]]:
    for each in told:
        for blame in each.blames:
            name = _name(each, blame.actor_id, blame.evidence)
            who = each.same.get(blame.actor_id or "", name.lower())
            held = _held(each, blame.evidence, each.holder(blame.holder))
            yield _Given((who, blame.certainty), f"{name} ({blame.certainty})", who, held)


def _recipients(told: Sequence[Told]) -> Iterator[_Given[str]]:
    for each in told:
        for mention in each.mentions:
            for role in mention.roles:
                # Of others the figures tell: "14", "dozens"; and things are nobody.
                if role.role is Role.RECIPIENT and role.actor_id is not None:
                    name = _name(each, role.actor_id, role.evidence)
                    held = _held(each, role.evidence, each.holder(mention.holder))
                    whom = each.same.get(role.actor_id, name.lower())
                    yield _Given(whom, name, whom, held)


def _name(told: Told, actor: str | None, words: Evidence) -> str:
    names = {each.id: each.name.quote for each in told.reading.actors}
    return names.get(actor or "", words.quote)


def _names_stand(a: str, b: str) -> Standing:
    """Several can have done or suffered it: other names are no conflict by themselves."""
    return Standing.AGREE if a == b else Standing.COMPATIBLE


# ---- figures


def _figures(told: Sequence[Told]) -> Iterator[Field | None]:
    rows: dict[str, list[_Given[Counted]]] = {}
    for each in told:
        for figure in each.figures:
            part = " (part of a total)" if figure.part_of else ""
            name = f"{figure.kind.value}{part}"
            held = _held(each, figure.evidence, each.holder(figure.holder))
            given = _Given((figure.low, figure.high), bounds(figure), (figure, held), held)
            rows.setdefault(name, []).append(given)
    for name in sorted(rows, key=lambda one: ("part" in one, -len(rows[one]), one)):
        found = _field(name, rows[name], _parts_stand if "part" in name else _figures_stand)
        if found is not None:
            lows = [each.value[0].low for each in rows[name]]
            highs = [each.value[0].high for each in rows[name]]
            known_low = [each for each in lows if each is not None]
            known_high = [each for each in highs if each is not None]
            yield Field(
                found.name,
                found.values,
                found.standing,
                min(known_low) if len(known_low) == len(lows) else None,
                max(known_high) if len(known_high) == len(highs) else None,
            )


def bounds(figure: Figure) -> str:
    """The bounds of a figure in plain words."""
    low, high = figure.low, figure.high
    if low is not None and low == high:
        return f"{low:,}"
    if high is None:
        return f"at least {low:,}" if low is not None else "unknown"
    return f"at most {high:,}" if low is None else f"{low:,} to {high:,}"


def _figures_stand(a: Counted, b: Counted) -> Standing:
    (one, one_held), (other, other_held) = a, b
    if _meet(one, other):
        return Standing.COMPATIBLE
    older, newer = sorted(
        ((one, one_held), (other, other_held)), key=lambda each: str(each[1].published)
    )
    days = (older[1].published, newer[1].published)
    rose = (newer[0].low or 0) > (older[0].low or 0)
    if one.superseded or other.superseded or (None not in days and days[0] != days[1] and rose):
        return Standing.SUPERSEDED
    return Standing.CONFLICT


def _parts_stand(a: Counted, b: Counted) -> Standing:
    """Parts may be of different people: what is not the same is no conflict by itself."""
    return Standing.COMPATIBLE


def _meet(a: Figure, b: Figure) -> bool:
    low = max(a.low or 0, b.low or 0)
    return all(each.high is None or each.high >= low for each in (a, b))
