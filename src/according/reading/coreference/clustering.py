"""Mentions to entities, in the order of the text, each to the one that speaks most for it."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp

import numpy as np

from according.reading.coreference.attributes import Mentions
from according.reading.coreference.entities import NOBODY, Entities
from according.reading.coreference.scoring import Weighed
from according.reading.encoder.pieces import Ints

ENOUGH = exp(-0.6)
"""Odds against being new from which on a mention is an entity's: best by cross-validation."""


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
            odds: dict[int, float] = {}
            for pair in range(edges[at], edges[at + 1]):
                other = found[antecedents[pair]]
                if actor == NOBODY or other not in entities.actor:
                    odds[other] = odds.get(other, 0.0) + weights[pair]
            entity = entities.best(at, odds, ENOUGH)
        if actor != NOBODY:
            entities.name(entity, actor, genders[actor])
        entities.add(entity, at)
        found.append(entity)
    return tuple(found), entities
