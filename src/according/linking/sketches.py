"""What is compared of two accounts: an account without its texts, small enough to keep for all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from according.data.accidents import accident_words
from according.linking.actor_keys import keyed
from according.linking.aliases import load_aliases
from according.linking.keyed import NamedActor
from according.linking.named import named_actors
from according.model import (
    Account,
    Certainty,
    EventMention,
    Evidence,
    Figure,
    Place,
    PlaceKind,
    Reading,
    Role,
    Span,
)

STEM = 5
"""Letters of a word that are compared: "bombing" and "bombed" are one."""

ACCIDENT = "(accident)"
"""Among the types of a sketch: a sort of happening that PLOVER has none for."""

_WORD = re.compile(r"[^\W\d_]{3,}")
_NUMBER = re.compile(r"\d[\d,.]*")
_ANY = frozenset(("the", "and", "for", "his", "her", "its", "their", "from", "with", "who"))
_ORIGIN = (Role.ACTOR, Role.RECIPIENT)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an account is set. Degrees are WGS 84; ``wide`` is a district or more."""

    id: int | None
    name: str
    latitude: float
    longitude: float
    wide: bool
    country: str | None


@dataclass(frozen=True, slots=True)
class Bounds:
    """A figure without its words."""

    kind: str
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Sketch:
    """An account as it is compared with those of other reports.

    ``number`` counts the accounts of a report. ``triggers`` are stems of the words that tell of
    it, ``actors`` of those for who did it or suffered it, ``words`` of its sentences; ``names``
    the capitalised ones among these. ``who`` are the keys by which these actors are known in other
    reports (`actor_keys`, by the shipped list of other names). ``evidence`` is where its happenings
    and figures stand. ``scene`` is the place that the report names most in its head,
    ``report_names`` the capitalised words of all of it.
    ``asserted``: somebody tells it as having happened. ``sources`` are whom it is credited to, as
    `source_key` has them; ``unsourced`` says that nobody is credited with any of it.
    """

    account_id: str
    report_id: str
    number: int
    published: date | None
    earliest: datetime | None
    latest: datetime | None
    course: bool
    asserted: bool
    in_head: bool
    types: frozenset[str]
    triggers: frozenset[str]
    actors: frozenset[str]
    who: frozenset[str]
    words: frozenset[str]
    names: frozenset[str]
    spots: tuple[Spot, ...]
    figures: tuple[Bounds, ...]
    evidence: tuple[Span, ...]
    scene: Spot | None
    report_names: frozenset[str]
    sources: frozenset[str]
    unsourced: bool


def plain_sketch(sketch: Sketch) -> dict[str, Any]:
    """A sketch as JSON holds it. Read back some sixty times for each new account, so it is made by
    hand and not by a rule for all records."""
    plain: dict[str, Any] = {
        name: sorted(value) if isinstance(value, frozenset) else value
        for name, value in ((name, getattr(sketch, name)) for name in Sketch.__slots__)
    }
    for name in ("published", "earliest", "latest"):
        plain[name] = plain[name].isoformat() if plain[name] else None
    plain["spots"] = list(map(_cells, sketch.spots))
    plain["figures"] = list(map(_cells, sketch.figures))
    plain["evidence"] = [[each.start, each.end] for each in sketch.evidence]
    plain["scene"] = _cells(sketch.scene) if sketch.scene else None
    return plain


def _cells(row: Spot | Bounds) -> list[Any]:
    return [getattr(row, name) for name in row.__slots__]


def to_sketch(plain: Mapping[str, Any]) -> Sketch:
    """The sketch that `plain_sketch` made ``plain`` of."""
    values = dict(plain)
    for name in _SETS:
        values[name] = frozenset(values[name])
    values["published"] = date.fromisoformat(plain["published"]) if plain["published"] else None
    for name in ("earliest", "latest"):
        values[name] = datetime.fromisoformat(plain[name]) if plain[name] else None
    values["spots"] = tuple(Spot(*each) for each in plain["spots"])
    values["figures"] = tuple(Bounds(*each) for each in plain["figures"])
    values["evidence"] = tuple(Span(*each) for each in plain["evidence"])
    values["scene"] = Spot(*plain["scene"]) if plain["scene"] else None
    return Sketch(**values)


_SETS = ("types", "triggers", "actors", "who", "words", "names", "report_names", "sources")


def sketches(reading: Reading, named: Sequence[NamedActor] | None = None) -> tuple[Sketch, ...]:
    """A sketch of each account of a reading, in its order.

    Args:
        named: its actors as `named_actors` has them, where they are known already.
    """
    events = {each.id: each for each in reading.events}
    figures = {each.id: each for each in reading.figures}
    places = {each.evidence.span: each.place for each in reading.toponyms if each.place}
    scene = _scene(reading)
    report_names = capitalised([reading.report.text])
    aliases = load_aliases()
    known = {
        each.actor_id: key
        for each in (named_actors(reading) if named is None else named)
        for key, _ in keyed(each, aliases).path[:1]
    }
    found = []
    for number, account in enumerate(reading.accounts):
        told = [events[each] for each in account.event_mention_ids]
        counted = [figures[each] for each in account.figure_ids]
        spans = sorted(
            {each.trigger.span for each in told} | {each.evidence.span for each in counted}
        )
        sentences = list(_around(reading, spans))
        said = [reading.report.text[each.start : each.end] for each in sentences]
        parties = list(_parties(told, account, reading))
        found.append(
            Sketch(
                account.id,
                reading.report.id,
                number,
                reading.report.published,
                account.earliest,
                account.latest,
                account.course,
                any(each.certainty is Certainty.ASSERTED for each in told),
                min(each.start for each in spans) < _head(reading),
                _types(told),
                stems(each.trigger.quote for each in told),
                _actors(parties, reading),
                frozenset(known[each] for each, _ in parties if each in known),
                stems(said) | {each.strip(".,") for one in said for each in _NUMBER.findall(one)},
                capitalised(said),
                tuple(_spots(told, places)),
                tuple(
                    Bounds(each.kind.value, each.low, each.high)
                    for each in counted
                    if not each.superseded
                ),
                tuple(spans),
                scene,
                report_names,
                sources := _sources(reading, [*told, *counted]),
                not sources,
            )
        )
    return tuple(found)


def _types(told: Sequence[EventMention]) -> frozenset[str]:
    """PLOVER's types; where there is none, that it is an accident, which is as telling."""
    types = frozenset(each.type for each in told if each.type)
    accident = any(accident_words().has(each.trigger.quote.lower()) for each in told)
    return types or frozenset((ACCIDENT,) if accident else ())


def _head(reading: Reading) -> int:
    """Where the report's first two sentences after its headline end."""
    body = [each for each in reading.sentences if each.start >= reading.report.body_start]
    return body[min(1, len(body) - 1)].end if body else reading.report.body_start


def _scene(reading: Reading) -> Spot | None:
    head = _head(reading)
    named = [
        _spot(each.place)
        for each in reading.toponyms
        if each.says_where and each.place is not None and each.place.kind is not PlaceKind.COUNTRY
        if each.evidence.start < head
    ]
    return max(named, key=lambda each: (named.count(each), not each.wide)) if named else None


def _around(reading: Reading, spans: Sequence[Span]) -> Iterator[Span]:
    for sentence in reading.sentences:
        if any(sentence.start <= each.start < sentence.end for each in spans):
            yield sentence


def _sources(reading: Reading, findings: Iterable[EventMention | Figure]) -> frozenset[str]:
    """Whom an account is credited to: the innermost of each holder chain that is somebody."""
    by_id = {each.id: each for each in reading.attributions}
    names = {each.id: each.name.quote for each in reading.actors}
    found = set()
    for finding in findings:
        for identity in reversed(finding.holder.attribution_ids):
            said = by_id[identity]
            if said.source is not None:
                found.add(source_key(names.get(said.source_actor_id or "", said.source.quote)))
                break
    return frozenset(found - {""})


def source_key(words: str) -> str:
    """A source as it is compared across reports: its words without those that any may have."""
    found = [each for each in _WORD.findall(words.lower()) if each not in _ANY]
    return " ".join(each[:STEM] for each in found)


def stems(texts: Iterable[str]) -> frozenset[str]:
    """The stems of the words of some texts."""
    return frozenset(word[:STEM] for each in texts for word in _WORD.findall(each.lower()))


def capitalised(texts: Iterable[str]) -> frozenset[str]:
    """The stems of the capitalised words of some texts."""
    found = (word for each in texts for word in _WORD.findall(each) if word[0].isupper())
    return frozenset(each[:STEM].lower() for each in found)


def _parties(
    told: Sequence[EventMention], account: Account, reading: Reading
) -> Iterator[tuple[str | None, Evidence]]:
    """Who did it or suffered it, and is blamed for it: actors, where they are known, and words."""
    for each in told:
        for role in each.roles:
            if role.role in _ORIGIN:
                yield role.actor_id, role.evidence
    for blame in reading.blames:
        if blame.id in account.blame_ids:
            yield blame.actor_id, blame.evidence


def _actors(parties: Sequence[tuple[str | None, Evidence]], reading: Reading) -> frozenset[str]:
    names = {each.id: each.name for each in reading.actors}
    return stems(names.get(identity or "", words).quote for identity, words in parties)


def _spots(told: Sequence[EventMention], places: Mapping[Span, Place]) -> Iterator[Spot]:
    seen = set()
    for role in (role for each in told for role in each.roles if role.role is Role.PLACE):
        place = places.get(role.evidence.span)
        if place is not None and place.kind is not PlaceKind.COUNTRY and place.name not in seen:
            seen.add(place.name)
            yield _spot(place)


def _spot(place: Place) -> Spot:
    return Spot(
        place.geonames_id,
        place.name,
        place.latitude,
        place.longitude,
        place.wide,
        place.country,
    )
