"""The actors of one reading as linking needs them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from according.linking.actor_keys import NamedActor
from according.linking.offices import country_named, office_before, office_in
from according.linking.spelling import acronym
from according.model import Actor, ActorKind, Mention, MentionForm, Reading, Report, Role


def named_actors(reading: Reading) -> tuple[NamedActor, ...]:
    """The actors of ``reading`` that may be known in other reports, in its order.

    Left out are places but countries that something is said of as of one who acts, and what is
    described only, but governments and who is described by an office and its country.
    """
    acting = _acting(reading)
    mentions: dict[str, list[Mention]] = {}
    for mention in reading.mentions:
        mentions.setdefault(mention.actor_id, []).append(mention)
    made = (_named(reading.report, each, mentions[each.id], acting) for each in reading.actors)
    return tuple(each for each in made if each is not None)


def _acting(reading: Reading) -> frozenset[str | None]:
    """Actors that say, do or are blamed for something."""
    saying = (each.source_actor_id for each in reading.attributions)
    doing = (
        role.actor_id for event in reading.events for role in event.roles if role.role is Role.ACTOR
    )
    blamed = (each.actor_id for each in reading.blames)
    return frozenset((*saying, *doing, *blamed))


def _named(
    report: Report, actor: Actor, mentions: Sequence[Mention], acting: frozenset[str | None]
) -> NamedActor | None:
    called = [each for each in mentions if each.form is MentionForm.NAME]
    names = tuple(dict.fromkeys(_quote(each) for each in called))
    offices: tuple[str, ...] = ()
    if actor.kind is ActorKind.PERSON:
        offices = tuple(sorted(set(_offices(report, mentions))))
    name = " ".join(actor.name.quote.split())
    if not _is_told(actor.kind, name, names, offices, acting=actor.id in acting):
        return None
    defined = tuple(sorted(set(_definitions(report, called))))
    return NamedActor(report.id, actor.id, actor.kind, name, names, defined, offices)


def _is_told(
    kind: ActorKind, name: str, names: Sequence[str], offices: Sequence[str], *, acting: bool
) -> bool:
    if kind is ActorKind.PLACE:
        return acting and country_named(name) is not None
    if kind is ActorKind.PERSON and offices:
        return True
    return bool(names) or kind is ActorKind.GOVERNMENT


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
