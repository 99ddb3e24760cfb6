"""The actors of one reading as linking needs them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from according.linking.keyed import NamedActor
from according.linking.offices import (
    country_named,
    home_of,
    is_country_owned,
    office_before,
    office_in,
    owner_before,
)
from according.linking.spelling import acronym, name_words, plain
from according.model import Actor, ActorKind, Mention, MentionForm, Reading, Report, Role


def named_actors(reading: Reading) -> tuple[NamedActor, ...]:
    """The actors of ``reading`` that may be known in other reports, in its order.

    Left out are places but countries that something is said of as of one who acts, and what is
    described only, but governments and who is described by an office and its country; and what
    is no name: "Saudi-backed", the "Videos" of a headline.
    """
    acting = _acting(reading)
    mentions: dict[str, list[Mention]] = {}
    for mention in reading.mentions:
        mentions.setdefault(mention.actor_id, []).append(mention)
    text = reading.report.text
    about = _About(home_of(text), frozenset(_SMALL.findall(text)), _OWNED.search(text) is None)
    made = (
        _named(reading.report, each, mentions[each.id], about, acting=each.id in acting)
        for each in reading.actors
    )
    return tuple(each for each in made if each is not None)


@dataclass(frozen=True, slots=True)
class _About:
    """What is asked of a whole text: its country, its words in small letters, and whether it lost
    its apostrophes."""

    home: str | None
    small: frozenset[str]
    damaged: bool


_SMALL = re.compile(r"(?<![\w’'-])[^\W\dA-Z_]+(?![\w’'])")
_OWNED = re.compile(r"\w(?:['’]s|s['’])(?!\w)")


def _acting(reading: Reading) -> frozenset[str | None]:
    """Actors that say, do or are blamed for something."""
    saying = (each.source_actor_id for each in reading.attributions)
    doing = (
        role.actor_id for event in reading.events for role in event.roles if role.role is Role.ACTOR
    )
    blamed = (each.actor_id for each in reading.blames)
    return frozenset((*saying, *doing, *blamed))


def _named(
    report: Report, actor: Actor, mentions: Sequence[Mention], about: _About, *, acting: bool
) -> NamedActor | None:
    called = [each for each in mentions if each.form is MentionForm.NAME]
    names = tuple(dict.fromkeys(_quote(each) for each in called))
    offices: tuple[str, ...] = ()
    if actor.kind is ActorKind.PERSON:
        offices = tuple(sorted(set(_offices(report, mentions))))
    name = " ".join(actor.name.quote.split())
    kind = ActorKind.PLACE if _is_country(actor.kind, name) else actor.kind
    if kind is ActorKind.PLACE:
        told = acting and country_named(name) is not None
    elif kind is ActorKind.GOVERNMENT or (kind is ActorKind.PERSON and offices):
        told = True
    else:
        told = bool(names) and not _is_no_name(kind, name, about.small)
    if not told:
        return None
    defined = tuple(sorted(set(_definitions(report, called))))
    return NamedActor(
        report.id,
        actor.id,
        kind,
        name,
        names,
        defined,
        offices,
        report.published,
        about.home,
        about.damaged,
        _owner(report, called, about) if kind is not ActorKind.PERSON else None,
    )


def _owner(report: Report, called: Sequence[Mention], about: _About) -> str | None:
    """The one country that stands before names of a body as their owner."""
    before = (
        owner_before(report.text, each.evidence.start, damaged=about.damaged) for each in called
    )
    found = {country for country in before if country is not None}
    return next(iter(found)) if len(found) == 1 else None


def _is_country(kind: ActorKind, name: str) -> bool:
    """Whether what was read as a body is a country; a person can be called Jordan."""
    if kind not in (ActorKind.ORGANISATION, ActorKind.UNKNOWN, ActorKind.GROUP):
        return False
    words = plain(name)
    return country_named(name) is not None or (len(words) == 1 and is_country_owned(words[0]))


def _is_no_name(kind: ActorKind, name: str, small: frozenset[str]) -> bool:
    """Whether a name of one word is a word of the text that stands in small letters elsewhere, or
    an adjective that is made of a name; surnames are words too."""
    if len(name.split()) > 1:
        return False
    if name.rpartition("-")[2] in name_words().participles and "-" in name:
        return True
    return kind is not ActorKind.PERSON and not name.isupper() and name.lower() in small


def _quote(mention: Mention) -> str:
    return " ".join(mention.evidence.quote.split())


def _offices(report: Report, mentions: Sequence[Mention]) -> Iterator[str]:
    """Offices in front of a name, and descriptions that are an office and no more."""
    for mention in mentions:
        if mention.form is MentionForm.NAME:
            before = office_before(report.text, mention.evidence.start)
            if before is not None:
                yield before
        elif mention.form is MentionForm.NOMINAL:
            office = office_in(mention.evidence.quote)
            if office is not None and office.country is not None:
                yield _quote(mention)


def _definitions(report: Report, called: Sequence[Mention]) -> Iterator[tuple[str, str]]:
    """Acronyms in brackets directly behind another name of the actor."""
    ends = {each.evidence.end: each for each in called}
    for mention in called:
        letters = acronym(mention.evidence.quote)
        start, end = mention.evidence.start, mention.evidence.end
        around = report.text[max(0, start - 1) : start] + report.text[end : end + 1]
        brackets = around == "()"
        if letters is None or not brackets:
            continue
        for before in (start - 1, start - 2):
            if before in ends:
                yield letters, _quote(ends[before])


def plain_named(actor: NamedActor) -> dict[str, Any]:
    """An actor as JSON holds it."""
    plain = {name: getattr(actor, name) for name in NamedActor.__slots__}
    return {**plain, "day": actor.day.isoformat() if actor.day else None}


def to_named(plain: Mapping[str, Any]) -> NamedActor:
    """The actor that `plain_named` made ``plain`` of."""
    return NamedActor(
        plain["report_id"],
        plain["actor_id"],
        ActorKind(plain["kind"]),
        plain["name"],
        tuple(plain["names"]),
        tuple((letters, name) for letters, name in plain["acronyms"]),
        tuple(plain["offices"]),
        date.fromisoformat(plain["day"]) if plain["day"] else None,
        plain["home"],
        plain["damaged"],
        plain["owner"],
    )
