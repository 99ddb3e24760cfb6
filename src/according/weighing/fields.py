"""An event field by field: which values are given, who holds each, and how they stand.

Counted are origins, not reports: ten outlets with one wire's words are one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from itertools import combinations
from typing import Generic, TypeVar

from according.model import (
    Account,
    EventMention,
    Evidence,
    Figure,
    FigureKind,
    Place,
    PlaceKind,
    Role,
    TimeExpression,
)
from according.model.place import NEAR_KM, apart
from according.model.quantity import meet
from according.model.time import CLOCKS, Days, days_apart, days_of
from according.weighing.told import Decided, Told, role_id


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
    """Who gives a value: a report, of which origin, on whose word, in what words.

    ``decided``: people's decisions by which it is so; without any it is the machine's reading.
    """

    report_id: str
    outlet: str
    published: date | None
    origin: int
    holder: str
    words: Evidence
    decided: tuple[Decided, ...] = ()

    @property
    def by_people(self) -> bool:
        """Whether a person decided that it is so."""
        return bool(self.decided)


@dataclass(frozen=True, slots=True)
class Value:
    """A value as it is compared, and all who give it. ``said`` is it in plain words; ``of`` the
    value itself: a `Place`, `Days`, who an actor is, or what a figure comes to."""

    said: str
    held: tuple[Held, ...]
    of: object = field(default=None, compare=False)

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
        Value(same[0].said, tuple(dict.fromkeys(each.held for each in same)), same[0].value)
        for same in by_key.values()
    ]
    values.sort(key=lambda each: (-len(each.origins), -len(each.held), each.said))
    return Field(name, tuple(values), _stand(rows, compare))


_ORDER = (Standing.AGREE, Standing.COMPATIBLE, Standing.SUPERSEDED, Standing.CONFLICT)


def _stand(rows: Sequence[_Given[T]], compare: Callable[[T, T], Standing]) -> Standing:
    """The worst of any two values, of different origins or of one."""
    by_key = {each.key: each.value for each in rows}
    if len(by_key) == 1 and len({each.held.origin for each in rows}) == 1:
        return Standing.ONE
    found = [compare(a, b) for a, b in combinations(by_key.values(), 2)]
    return max(found, key=_ORDER.index, default=Standing.AGREE)


def held_by(told: Told, words: Evidence, holder: str, *findings: str) -> Held:
    """A report as it gives a value.

    Args:
        holder: on whose word, as `Told.holder` names them.
        findings: the ids of those that the value rests on.
    """
    report, decided = told.reading.report, told.decisions(*findings)
    return Held(report.id, told.outlet, report.published, told.origin, holder, words, decided)


# ---- where


def _places(told: Sequence[Told]) -> Iterator[_Given[Place]]:
    for each in told:
        toponyms = {one.evidence.span: one for one in each.reading.toponyms if one.place}
        roles = [(mention, role) for mention in each.mentions for role in mention.roles]
        holders = {role.evidence.span: each.holder(mention.holder) for mention, role in roles}
        for mention, role in roles:
            toponym = toponyms.get(role.evidence.span) if role.role is Role.PLACE else None
            place = toponym.place if toponym else None
            if toponym and place and place.kind is not PlaceKind.COUNTRY:
                rests = (toponym.id, role_id(mention, role))
                held = held_by(each, role.evidence, holders[role.evidence.span], *rests)
                within = f", {place.country}" if place.country else ""
                key = (place.geonames_id, place.name)
                yield _Given(key, f"{place.name}{within}", place, held)


def _places_stand(a: Place, b: Place) -> Standing:
    km, inside = apart(a, b)
    if inside:
        return Standing.COMPATIBLE
    return Standing.AGREE if km < NEAR_KM else Standing.CONFLICT


# ---- when


def _times(told: Sequence[Told]) -> Iterator[_Given[Days]]:
    for each in told:
        for account in each.accounts:
            days = days_of(account.earliest, account.latest)
            if days is None:
                continue
            told_by = [one for one in each.mentions if one.id in account.event_mention_ids]
            words, holder, rests = _time_words(each, told_by, account)
            said = " to ".join(dict.fromkeys(day.isoformat() for day in days))
            yield _Given(days, said, days, held_by(each, words, holder, *rests))


def _time_words(
    told: Told, mentions: Sequence[EventMention], account: Account
) -> tuple[Evidence, str, tuple[str, ...]]:
    """The words that put an account at its time, on whose word, and the ids of what they rest on: a
    time within it, else what first tells of it, counted from the day of publication."""
    times = {each.evidence.span: each for each in told.reading.times}
    for mention in mentions:
        for role in mention.roles:
            time = times.get(role.evidence.span) if role.role is Role.TIME else None
            if time is not None and _is_within(time, account):
                rests = (time.id, role_id(mention, role))
                return role.evidence, told.holder(mention.holder), rests
    return mentions[0].trigger, told.holder(mentions[0].holder), (mentions[0].id,)


def _is_within(time: TimeExpression, account: Account) -> bool:
    said = days_of(time.earliest, time.latest)
    days = days_of(account.earliest, account.latest)
    return said is not None and days is not None and days_apart(said, days) == 0


def _times_stand(a: Days, b: Days) -> Standing:
    """A day apart can be one moment by two clocks, or a night."""
    return Standing.COMPATIBLE if days_apart(a, b) <= CLOCKS else Standing.CONFLICT


# ---- who, to whom


def _actors(told: Sequence[Told]) -> Iterator[_Given[str]]:
    for each in told:
        for blame in each.blames:
            name = _name(each, blame.actor_id, blame.evidence)
            who = each.same.get(blame.actor_id or "", name.lower())
            held = held_by(each, blame.evidence, each.holder(blame.holder), blame.id)
            yield _Given((who, blame.certainty), f"{name} ({blame.certainty})", who, held)


def _recipients(told: Sequence[Told]) -> Iterator[_Given[str]]:
    for each in told:
        for mention in each.mentions:
            for role in mention.roles:
                # Of others the figures tell: "14", "dozens"; and things are nobody.
                if role.role is Role.RECIPIENT and role.actor_id is not None:
                    name = _name(each, role.actor_id, role.evidence)
                    rests = role_id(mention, role)
                    held = held_by(each, role.evidence, each.holder(mention.holder), rests)
                    whom = each.same.get(role.actor_id, name.lower())
                    yield _Given(whom, name, whom, held)


def _name(told: Told, actor: str | None, words: Evidence) -> str:
    names = {each.id: each.name.quote for each in told.reading.actors}
    return names.get(actor or "", words.quote)


def _names_stand(a: str, b: str) -> Standing:
    """Several can have done or suffered it: other names are no conflict by themselves."""
    return Standing.AGREE if a == b else Standing.COMPATIBLE


# ---- figures


@dataclass(frozen=True, slots=True)
class _Count:
    """Bounds with the day on which they were first given, and whether a report says itself that
    they are those of an older toll."""

    kind: FigureKind
    low: int | None
    high: int | None
    first: date | None
    superseded: bool


RISING = frozenset(
    (
        FigureKind.KILLED,
        FigureKind.WOUNDED,
        FigureKind.CASUALTIES,
        FigureKind.DISPLACED,
        FigureKind.EVACUATED,
    )
)
"""Tolls that are counted for days. How many were detained is known at once."""


def _figures(told: Sequence[Told]) -> Iterator[Field | None]:
    rows: dict[str, list[tuple[Figure, Held]]] = {}
    for each in told:
        for figure in each.figures:
            part = " (part of a total)" if figure.part_of else ""
            held = held_by(each, figure.evidence, each.holder(figure.holder), figure.id)
            rows.setdefault(f"{figure.kind.value}{part}", []).append((figure, held))
    for name in sorted(rows, key=lambda one: ("part" in one, -len(rows[one]), one)):
        counts = _counts(rows[name])
        given = [
            _Given(key, bounds(figure), counts[key], held)
            for figure, held in rows[name]
            for key in ((figure.low, figure.high),)
        ]
        found = _field(name, given, _parts_stand if "part" in name else _figures_stand)
        if found is not None:
            lows = [low for low, _ in counts if low is not None]
            highs = [high for _, high in counts if high is not None]
            yield replace(
                found,
                low=min(lows) if len(lows) == len(counts) else None,
                high=max(highs) if len(highs) == len(counts) else None,
            )


_Key = tuple[int | None, int | None]


def _counts(rows: Iterable[tuple[Figure, Held]]) -> dict[_Key, _Count]:
    """One for all that have the same bounds."""
    found: dict[_Key, _Count] = {}
    for figure, held in rows:
        key = (figure.low, figure.high)
        before = found.get(key)
        days = [each for each in (held.published, before and before.first) if each]
        superseded = figure.superseded or (before is not None and before.superseded)
        found[key] = _Count(figure.kind, *key, min(days, default=None), superseded)
    return found


def bounds(figure: Figure) -> str:
    """The bounds of a figure in plain words."""
    low, high = figure.low, figure.high
    if low is not None and low == high:
        return f"{low:,}"
    if high is None:
        return f"at least {low:,}" if low is not None else "unknown"
    return f"at most {high:,}" if low is None else f"{low:,} to {high:,}"


def _figures_stand(a: _Count, b: _Count) -> Standing:
    """A greater toll that was first given on a later day goes on from the lesser: it rose. Who
    repeats the old one later does not make a conflict of it."""
    if meet(a, b):
        return Standing.COMPATIBLE
    if a.superseded or b.superseded:
        return Standing.SUPERSEDED
    less, more = sorted((a, b), key=lambda each: each.low or 0)
    if a.kind in RISING and less.first and more.first and less.first < more.first:
        return Standing.SUPERSEDED
    return Standing.CONFLICT


def _parts_stand(a: _Count, b: _Count) -> Standing:
    """Parts may be of different people: what is not the same is no conflict by itself."""
    return Standing.COMPATIBLE
