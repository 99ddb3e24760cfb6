"""Mentions to entities, in the order of the text, each to the one that speaks most for it."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp

import numpy as np

from according.reading.coreference.attributes import LAST_PRONOUN, PLURAL, Mentions
from according.reading.coreference.lexicon import FEMALE, MALE, THING, UNKNOWN
from according.reading.coreference.scoring import Weighed
from according.reading.encoder.pieces import Ints

UNLIKE = exp(-2.5)
"""What is left of the odds of an entity that is known to be no person for a mention of one, and
the other way round; and of one person for "they". Not nothing: what is known may be wrong."""

ENOUGH = exp(-0.6)
"""Odds against being new from which on a mention is an entity's: best by cross-validation."""

NOBODY = -1
"""The number of no actor."""


class Entities:
    """The entities so far. ``actor`` and ``gender`` are by an entity's number."""

    def __init__(self, mentions: Mentions) -> None:
        self._kind, self._gender = mentions.kind.tolist(), mentions.gender.tolist()
        self._number = mentions.number.tolist()
        self.actor: dict[int, int] = {}
        self.gender: dict[int, int] = {}
        self._of_actor: dict[int, int] = {}

    def of_actor(self, actor: int) -> int | None:
        """The entity that is the actor."""
        return self._of_actor.get(actor)

    def name(self, entity: int, actor: int, gender: int) -> None:
        """The entity is the actor."""
        self.actor[entity] = actor
        self._of_actor[actor] = entity
        self._tell(entity, gender)

    def add(self, entity: int, mention: int) -> None:
        """The mention is one of the entity."""
        self._tell(entity, self._gender[mention])

    def _tell(self, entity: int, gender: int) -> None:
        if gender in (MALE, FEMALE) or self.gender.get(entity, UNKNOWN) == UNKNOWN:
            self.gender[entity] = gender

    def share(self, entity: int, mention: int) -> float:
        """What is left of the odds that the mention is of the entity: 0 to 1."""
        known, gender = self.gender.get(entity, UNKNOWN), self._gender[mention]
        several = self._kind[mention] <= LAST_PRONOUN and self._number[mention] == PLURAL
        if several and known in (MALE, FEMALE):
            return UNLIKE
        if known in (UNKNOWN, gender) or gender == UNKNOWN:
            return 1.0
        if {known, gender} == {MALE, FEMALE}:
            return 0.0
        return UNLIKE if THING in (known, gender) else 1.0


def clusters(
    weighed: Weighed, mentions: Mentions, actors: Ints, genders: Sequence[int] = ()
) -> tuple[tuple[int, ...], Entities]:
    """The number of each mention's entity, which is the number of the entity's first mention.

    The training maximises the chance of all right antecedents together, so what speaks for an
    entity is the sum over its mentions. Mentions of known actors go to these whatever speaks
    for others, so that what is learned never makes one actor of two.

    Args:
        actors: the number of the actor that each mention is known to be, or `NOBODY`.
        genders: by the number of an actor, as in the lexicon.
    """
    found: list[int] = []
    entities = Entities(mentions)
    edges = np.searchsorted(weighed.a, np.arange(len(mentions) + 1)).tolist()
    antecedents = weighed.b.tolist()
    weights = np.exp(np.minimum(weighed.odds, 30)).tolist()
    for at, actor in enumerate(actors.tolist()):
        entity = entities.of_actor(actor)
        if entity is None:
            sums: dict[int, float] = {}
            for pair in range(edges[at], edges[at + 1]):
                other = found[antecedents[pair]]
                if actor == NOBODY or other not in entities.actor:
                    sums[other] = sums.get(other, 0.0) + weights[pair]
            entity = _best(sums, entities, at)
        if actor != NOBODY:
            entities.name(entity, actor, genders[actor])
        entities.add(entity, at)
        found.append(entity)
    return tuple(found), entities


def _best(sums: dict[int, float], entities: Entities, mention: int) -> int:
    """The likeliest entity, or the mention itself as a new one."""
    best, most = mention, ENOUGH
    for entity, weight in sums.items():
        if weight > most:
            weight *= entities.share(entity, mention)
            if weight > most:
                best, most = entity, weight
    return best
