"""An event field by field: which values are given, who holds each, and how they stand.

Counted are origins, not reports: ten outlets with one wire's words are one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Generic, TypeVar, cast

from according.model import (
    Account,
    BlameCertainty,
    EventMention,
    Evidence,
    Figure,
    Place,
    PlaceKind,
    Role,
    TimeExpression,
)
from according.model.time import Days, days_apart, days_of
from according.weighing.standing import (
    Count,
    Standing,
    counts_of,
    figures_stand,
    places_stand,
    range_of,
    times_stand,
    worst,
)
from according.weighing.told import Decided, Told, role_id


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


LATER, OR = ", later ", " or "
"""What stands between two values of which one goes on from the other, and of which not."""


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
    def steps(self) -> tuple[tuple[str, Value], ...]:
        """The values of a toll that rose by the days on which they were first given, each with what
        stands before it: `LATER` where it goes on from one before, else `OR`. Empty of all else."""
        if self.standing is not Standing.SUPERSEDED:
            return ()
        values = sorted(self.values, key=lambda each: _in_time(cast(Count, each.of)))
        counts = [cast(Count, each.of) for each in values]
        between = [
            LATER
            if any(figures_stand(each, count) is Standing.SUPERSEDED for each in counts[:at])
            else OR
            for at, count in enumerate(counts)
        ]
        return tuple(zip(["", *between[1:]], values, strict=True))

    @property
    def course(self) -> str:
        """`steps` in words: "14, later 17"."""
        return "".join(f"{before}{value.said}" for before, value in self.steps)

    @property
    def origins(self) -> int:
        """On how many origins its values rest."""
        return len({each for value in self.values for each in value.origins})


def _in_time(count: Count) -> tuple[object, ...]:
    return count.first or date.max, not count.superseded, count.low or 0, count.high or 0


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
        _field("where", _places(told), places_stand),
        _field("when", _times(told), times_stand),
        _field("who", _actors(told), _blamed_stand),
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


def _stand(rows: Sequence[_Given[T]], compare: Callable[[T, T], Standing]) -> Standing:
    """The worst of any two values, of different origins or of one; one origin agrees with nobody
    by saying several things that go together."""
    found = worst({each.key: each.value for each in rows}.values(), compare)
    together = found in (Standing.AGREE, Standing.COMPATIBLE)
    alone = len({each.held.origin for each in rows}) == 1
    return Standing.ONE if together and alone else found


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
                key = (place.geonames_id, place.name)
                yield _Given(key, _place_said(place), place, held)


_AREAS = {PlaceKind.DIVISION_1: " (province)", PlaceKind.DIVISION_2: " (district)"}
"""Of what kind a place is, where its town mostly has the same name."""


def _place_said(place: Place) -> str:
    within = f", {place.country}" if place.country else ""
    return f"{place.name}{_AREAS.get(place.kind, '')}{within}"


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


# ---- who, to whom


@dataclass(frozen=True, slots=True)
class _Blamed:
    """Of whom it is said that they did it, or that they did not. ``name``: in small letters; who is
    called the same is taken for one here, where linking leaves it open."""

    who: str
    name: str
    denied: bool


def _actors(told: Sequence[Told]) -> Iterator[_Given[_Blamed]]:
    for each in told:
        for blame in each.blames:
            name = _name(each, blame.actor_id, blame.evidence)
            who = each.same.get(blame.actor_id or "", name.lower())
            held = held_by(each, blame.evidence, each.holder(blame.holder), blame.id)
            said = f"{name} ({blame.certainty})"
            of = _Blamed(who, name.lower(), blame.certainty is BlameCertainty.DENIED)
            yield _Given((who, blame.certainty), said, of, held)


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


def _blamed_stand(a: _Blamed, b: _Blamed) -> Standing:
    if (a.who == b.who or a.name == b.name) and a.denied != b.denied:
        return Standing.DISPUTED
    return _names_stand(a.who, b.who)


def _names_stand(a: str, b: str) -> Standing:
    """Several can have done or suffered it: other names are no conflict by themselves."""
    return Standing.AGREE if a == b else Standing.COMPATIBLE


# ---- figures


def _figures(told: Sequence[Told]) -> Iterator[Field | None]:
    rows: dict[str, list[tuple[Figure, Count, Held]]] = {}
    for each in told:
        for figure in each.figures:
            held = held_by(each, figure.evidence, each.holder(figure.holder), figure.id)
            count = _count(figure, held.published)
            rows.setdefault(count.name, []).append((figure, count, held))
    for name in sorted(rows, key=lambda one: ("part" in one, -len(rows[one]), one)):
        counts = {
            (each.low, each.high): each for each in counts_of(count for _, count, _ in rows[name])
        }
        given = [
            _Given(key, bounds(figure), counts[key], held)
            for figure, _, held in rows[name]
            for key in ((figure.low, figure.high),)
        ]
        found = _field(name, given, figures_stand)
        if found is not None:
            low, high = range_of(list(counts.values()))
            yield replace(found, low=low, high=high)


def _count(figure: Figure, published: date | None) -> Count:
    bounds = (figure.low, figure.high)
    is_part = figure.part_of is not None
    return Count(figure.kind, *bounds, published, figure.superseded, is_part)


def bounds(figure: Figure) -> str:
    """The bounds of a figure in plain words."""
    low, high = figure.low, figure.high
    if low is not None and low == high:
        return f"{low:,}"
    if high is None:
        return f"at least {low:,}" if low is not None else "unknown"
    return f"at most {high:,}" if low is None else f"{low:,} to {high:,}"
