"""What was found of entities, joined to the actors that rules found by their names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace

from according.model import Actor, ActorKind, Evidence, Mention, MentionForm, Report, actor_id
from according.reading.coreference.anchors import Anchor
from according.reading.coreference.attributes import KIND, LAST_PRONOUN, PLURAL, ROLES
from according.reading.coreference.clustering import NOBODY
from according.reading.coreference.finding import Found
from according.reading.coreference.lexicon import FEMALE, MALE, PERSON, THING, UNKNOWN
from according.reading.lexicon import Lexicon

MEANT = "a description that the reader takes to mean the same"

_NO_PRONOUNS = frozenset({KIND["this"], KIND["you"]})
"""Pronouns that seldom mean anyone: "this", "there", "one", and the reader who is spoken to."""

_DESCRIPTIONS = frozenset({KIND["definite"], KIND["possessed"], KIND["indefinite"], KIND["bare"]})
_NOBODY = frozenset({"no", "none", "neither", "nobody"})
_PLACES = frozenset(
    ["area", "camp", "city", "district", "province", "region", "suburb", "town", "village"]
)
_SPEAKERS = frozenset({KIND["i"], KIND["he"], KIND["she"]})
_GENDER = {
    ActorKind.PERSON: PERSON,
    ActorKind.ORGANISATION: THING,
    ActorKind.GOVERNMENT: THING,
    ActorKind.PLACE: THING,
}


_BODIES = (ActorKind.ORGANISATION, ActorKind.GOVERNMENT, ActorKind.GROUP)


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
    taken = {(each.evidence.start, each.evidence.end) for each in mentions}
    names = {word for actor in actors for word in actor.name.quote.split()}
    kept, known = list(mentions), list(actors)
    for members in found.clusters():
        number = found.actor[members[0]]
        fresh = [
            at
            for at in members
            if _joins(found, at)
            and found.spans[at] not in taken
            and not _begins_another(found, at, members)
            and not _means_none(report.text[slice(*found.spans[at])], names)
            and not _regarded_as(report.text, found.spans[at][0])
        ]
        if number != NOBODY:
            fresh = [at for at in fresh if _can_mean(found, at, known[number].kind, lexicon)]
            known[number] = _told(known[number], report, found, fresh)
            kept += [_mention(report, found, at, known[number]) for at in fresh]
        elif (actor := _described(report, found, fresh, lexicon)) is not None:
            known.append(actor)
            kept += [_mention(report, found, at, actor) for at in fresh]
    return _ordered(kept, known)


def _begins_another(found: Found, at: int, members: Sequence[int]) -> bool:
    """Whether a mention is but the first words of a longer one of the same: "officials" of
    "officials in Lebanon"."""
    start, end = found.spans[at]
    longer = (found.spans[each] for each in members)
    return any(start == first and end < last for first, last in longer)


def _joins(found: Found, at: int) -> bool:
    """Whether a mention is a pronoun or a description of its own."""
    kind = int(found.mentions.kind[at])
    if kind <= LAST_PRONOUN:
        return kind not in _NO_PRONOUNS
    # "It was a joke" says what it was; and places are the business of their own room.
    says_what = kind == KIND["indefinite"] and found.mentions.role[at] == ROLES["attr"]
    placed = found.nouns[at] in _PLACES
    return kind in _DESCRIPTIONS and found.anchor[at] == NOBODY and not (says_what or placed)


def _means_none(words: str, names: Container[str]) -> bool:
    """Whether it describes nobody ("no group has claimed it"), or is part of a name, which the
    rules of names have left open."""
    return words.lower().split(None, 1)[0] in _NOBODY or words in names


def _regarded_as(text: str, start: int) -> bool:
    """Whether it is what somebody takes another for: "regards it as a terrorist group"."""
    return text[max(0, start - 4) : start].lower().endswith("as ")


def _can_mean(found: Found, at: int, kind: ActorKind, lexicon: Lexicon) -> bool:
    """Whether a description can mean an actor of a kind: a cell is no person, a man no ministry.
    To take somebody for a band that is accused of something is worse than not to know."""
    if found.mentions.kind[at] <= LAST_PRONOUN:
        return True
    votes = set(_votes(found, at, lexicon))
    if kind is ActorKind.PERSON:
        return not votes or ActorKind.PERSON in votes
    return kind not in _BODIES or votes != {ActorKind.PERSON}


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
        yield ActorKind.GOVERNMENT
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
