"""What was found of entities, joined to the actors that rules found by their names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from according.model import Actor, ActorKind, Evidence, Mention, MentionForm, Report, actor_id
from according.reading.coreference.anchors import Anchor
from according.reading.coreference.attributes import KIND, LAST_PRONOUN, PLURAL, ROLES
from according.reading.coreference.entities import NOBODY
from according.reading.coreference.finding import Found
from according.reading.coreference.lexicon import FEMALE, MALE, PERSON, SEVERAL, THING, UNKNOWN
from according.reading.lexicon import Lexicon

MEANT = "a description that the reader takes to mean the same"

_NO_PRONOUNS = frozenset({KIND["this"], KIND["you"]})
"""Pronouns that seldom mean anyone: "this", "there", "one", and the reader who is spoken to."""

_DESCRIPTIONS = frozenset({KIND["definite"], KIND["possessed"], KIND["indefinite"], KIND["bare"]})
_TELLING = frozenset({KIND["definite"], KIND["possessed"]})
_OF_SEVERAL_OR_THINGS = frozenset({KIND["we"], KIND["they"], KIND["it"]})
_APPOSITION = ROLES["appos"]
_SPEAKERS = frozenset({KIND["i"], KIND["he"], KIND["she"]})
_GENDER = {
    ActorKind.PERSON: PERSON,
    ActorKind.ORGANISATION: THING,
    ActorKind.GOVERNMENT: THING,
    ActorKind.PLACE: THING,
    ActorKind.GROUP: SEVERAL,
}


def anchors(mentions: Sequence[Mention], actors: Sequence[Actor]) -> list[Anchor]:
    """The mentions of known actors, by the numbers of these."""
    number = {actor.id: at for at, actor in enumerate(actors)}
    return [
        Anchor(each.evidence.start, each.evidence.end, number[each.actor_id]) for each in mentions
    ]


def genders(actors: Sequence[Actor]) -> list[int]:
    """What the kind of an actor says of whom a pronoun may mean."""
    return [_GENDER.get(actor.kind, UNKNOWN) for actor in actors]


def join(
    report: Report,
    found: Found,
    mentions: Sequence[Mention],
    actors: Sequence[Actor],
    lexicon: Lexicon,
) -> tuple[tuple[Mention, ...], tuple[Actor, ...]]:
    """Mentions and actors with the pronouns and descriptions that mean them, and with those
    people, groups and organisations that are only described.

    Args:
        found: by `Coreference.find` with the anchors of ``mentions`` and ``actors``.

    Returns:
        Mentions in the order of the text, actors in the order of their first mention.
    """
    names = _Names(mentions)
    kept, known = list(mentions), list(actors)
    for members in found.clusters():
        number = found.actor[members[0]]
        joined = [at for at in members if _joins(found, at)]
        fresh = [at for at in joined if not names.have(found.spans[at], found.heads[at])]
        if number != NOBODY:
            fresh = [at for at in fresh if _fits(found, at, known[number].kind, lexicon)]
            actor = _told(known[number], report, found, fresh)
            if actor.kind is ActorKind.UNKNOWN:
                actor = replace(actor, kind=_kind(found, fresh, lexicon) or actor.kind)
            known[number] = actor
            kept += [_mention(report, found, at, actor) for at in fresh]
            continue
        fresh = [at for at in fresh if at == fresh[0] or not _says_of(found, at)]
        described = _described(report, found, fresh, lexicon)
        if described is not None:
            known.append(described)
            kept += [_mention(report, found, at, described) for at in fresh]
    kinds = {actor.id: actor.kind for actor in known}
    return _ordered([replace(each, kind=kinds[each.actor_id]) for each in kept], known)


class _Names:
    """Where mentions stand that rules found."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self._spans = {(each.evidence.start, each.evidence.end) for each in mentions}
        names = [each.evidence for each in mentions if each.form is MentionForm.NAME]
        self._inside = {at for each in names for at in range(each.start, each.end)}

    def have(self, span: tuple[int, int], head: int) -> bool:
        """Whether ``span`` is one of them, or its head is a part of a name."""
        return span in self._spans or head in self._inside


def _joins(found: Found, at: int) -> bool:
    """Whether a mention is a pronoun or a description of its own."""
    kind = int(found.mentions.kind[at])
    if kind <= LAST_PRONOUN:
        return kind not in _NO_PRONOUNS
    return kind in _DESCRIPTIONS and found.anchor[at] == NOBODY


def _says_of(found: Found, at: int) -> bool:
    """Whether it says what somebody is, and does not tell who: "a joke"."""
    attribute = found.mentions.role[at] == ROLES["attr"]
    return bool(attribute or found.mentions.kind[at] == KIND["indefinite"])


def _fits(found: Found, at: int, actor: ActorKind, lexicon: Lexicon) -> bool:
    """Whether a mention may mean a named actor of a kind.

    "A joke" says something of who is named, and names nobody; only a description that tells
    which one is meant is one of the actor's. A person is neither "it" nor "the group", and of
    what is somebody "the officer" is no place's.
    """
    kind = int(found.mentions.kind[at])
    if kind <= LAST_PRONOUN:
        return actor is not ActorKind.PERSON or kind not in _OF_SEVERAL_OR_THINGS
    telling = kind in _TELLING or (kind == KIND["bare"] and found.mentions.role[at] == _APPOSITION)
    votes = set(_votes(found, at, lexicon))
    place = found.nouns[at] in lexicon.place_words
    if _holds(found, at) or (place and actor is not ActorKind.PLACE):
        return False
    if actor is ActorKind.PERSON:
        thing = found.mentions.gender[at] == THING
        return telling and votes <= {ActorKind.PERSON} and not thing
    if actor is ActorKind.UNKNOWN:
        return telling
    return telling and ActorKind.PERSON not in votes and (actor is not ActorKind.PLACE or not votes)


def _holds(found: Found, at: int) -> bool:
    """Whether the name of whom it should mean stands in it: "Kralj's brother" is not Kralj."""
    inside = at + 1
    while inside < len(found.spans) and found.spans[inside][0] < found.spans[at][1]:
        if found.anchor[inside] != NOBODY and found.anchor[inside] == found.actor[at]:
            return True
        inside += 1
    return False


def _told(actor: Actor, report: Report, found: Found, fresh: Sequence[int]) -> Actor:
    """The actor with the descriptions that mean it, and why."""
    reasons = dict(actor.reasons)
    for at in fresh:
        if found.mentions.kind[at] > LAST_PRONOUN:
            reasons.setdefault(report.text[slice(*found.spans[at])], MEANT)
    return replace(actor, reasons=tuple(sorted(reasons.items())))


def _described(
    report: Report, found: Found, members: Sequence[int], lexicon: Lexicon
) -> Actor | None:
    """An actor that is described, more than once, and never named."""
    described = [at for at in members if found.mentions.kind[at] > LAST_PRONOUN]
    if len(members) < 2 or not described:
        return None
    kind = _kind(found, members, lexicon)
    if kind is None:
        return None
    first = Evidence.at(report, *min(found.spans[at] for at in members))
    name = Evidence.at(report, *found.spans[described[0]])
    return _told(Actor(actor_id(first), kind, name), report, found, described[1:])


def _kind(found: Found, members: Sequence[int], lexicon: Lexicon) -> ActorKind | None:
    """What most of the mentions speak for; None where none speaks for an actor."""
    votes = Counter(vote for at in members for vote in _votes(found, at, lexicon))
    most = max(votes.values(), default=0)
    return next((kind for kind in ActorKind if votes[kind] == most > 0), None)


def _votes(found: Found, at: int, lexicon: Lexicon) -> Iterator[ActorKind]:
    noun, kind = found.nouns[at], int(found.mentions.kind[at])
    if kind in _SPEAKERS:
        yield ActorKind.PERSON
    elif kind <= LAST_PRONOUN:
        return
    elif noun in lexicon.government_words:
        # Officials and authorities may be anybody's.
        plural = found.mentions.number[at] == PLURAL
        yield ActorKind.GROUP if plural else ActorKind.GOVERNMENT
    elif noun in lexicon.group_nouns:
        yield ActorKind.GROUP
    elif noun in lexicon.organisation_words:
        yield ActorKind.ORGANISATION
    elif noun in lexicon.offices or found.mentions.gender[at] in (MALE, FEMALE, PERSON):
        plural = found.mentions.number[at] == PLURAL
        yield ActorKind.GROUP if plural else ActorKind.PERSON


def _mention(report: Report, found: Found, at: int, actor: Actor) -> Mention:
    pronoun = found.mentions.kind[at] <= LAST_PRONOUN
    form = MentionForm.PRONOUN if pronoun else MentionForm.NOMINAL
    return Mention(Evidence.at(report, *found.spans[at]), actor.kind, form, actor.id)


def _ordered(
    mentions: list[Mention], actors: list[Actor]
) -> tuple[tuple[Mention, ...], tuple[Actor, ...]]:
    mentions.sort(key=lambda each: (each.evidence.start, -each.evidence.end))
    first: dict[str, int] = {}
    for at, mention in enumerate(mentions):
        first.setdefault(mention.actor_id, at)
    return tuple(mentions), tuple(sorted(actors, key=lambda each: first[each.id]))
