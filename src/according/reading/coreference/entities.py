"""The entities of a report while its mentions are put together, and what is known of them."""

from __future__ import annotations

from math import exp

from according.reading.coreference.attributes import KIND, LAST_PRONOUN, PLURAL, Mentions
from according.reading.coreference.lexicon import FEMALE, MALE, SEVERAL, THING, UNKNOWN

UNLIKE = exp(-2.5)
"""What is left of the odds of an entity that is known to be no person for a mention of one, and
the other way round; of one person for "they", of several for "he". Not nothing: what is known
may be wrong."""

SPEAKER = 3.0
"""How much more likely "he" who says something is the one who said something last. Found by
reading 127 such sources of PolNeAR's training part."""

UNSEEN = 0.1
"""Odds of that one where nothing else speaks for it."""

NOBODY = -1
"""The number of no actor."""

_SHE = frozenset({KIND["he"], KIND["she"]})
_SPOKEN_TO = frozenset({KIND["i"], KIND["we"], KIND["you"]})


class Entities:
    """The entities so far, by number: ``actor`` that it is, ``gender`` as far as it is known."""

    def __init__(self, mentions: Mentions) -> None:
        self._kind, self._gender = mentions.kind.tolist(), mentions.gender.tolist()
        self._number, self._says = mentions.number.tolist(), (mentions.source > 0.5).tolist()
        self._first, self._last = mentions.first.tolist(), mentions.last.tolist()
        self.actor: dict[int, int] = {}
        self.gender: dict[int, int] = {}
        self._of_actor: dict[int, int] = {}
        self._speaker, self._spoken = NOBODY, 0

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
        outermost = self._first[mention] >= self._spoken
        if self._says[mention] and outermost and self._kind[mention] not in _SPOKEN_TO:
            self._speaker, self._spoken = entity, self._last[mention]

    def _tell(self, entity: int, gender: int) -> None:
        if gender in (MALE, FEMALE) or self.gender.get(entity, UNKNOWN) == UNKNOWN:
            self.gender[entity] = gender

    def best(self, mention: int, odds: dict[int, float], enough: float) -> int:
        """The likeliest entity of a mention, or the mention itself as a new one.

        Args:
            odds: against being new, by entity.
            enough: odds that an entity must have.
        """
        if self._speaker != NOBODY and self._kind[mention] in _SHE and self._says[mention]:
            odds = {**odds, self._speaker: (odds.get(self._speaker, 0.0) + UNSEEN) * SPEAKER}
        best, most = mention, enough
        for entity, weight in odds.items():
            if weight > most and weight * self._share(entity, mention) > most:
                best, most = entity, weight * self._share(entity, mention)
        return best

    def _share(self, entity: int, mention: int) -> float:
        """What is left of the odds that the mention is of the entity: 0 to 1."""
        known, gender = self.gender.get(entity, UNKNOWN), self._gender[mention]
        pronoun = self._kind[mention] <= LAST_PRONOUN
        if pronoun and self._number[mention] == PLURAL and known in (MALE, FEMALE):
            return UNLIKE
        if known in (UNKNOWN, gender) or gender == UNKNOWN:
            return 1.0
        if known == SEVERAL:
            return UNLIKE if pronoun and gender in (MALE, FEMALE) else 1.0
        if {known, gender} == {MALE, FEMALE}:
            return 0.0
        return UNLIKE if THING in (known, gender) else 1.0
