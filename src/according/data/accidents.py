"""Words for accidents, disasters and illness."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from according.data import load_sets

FILE = "events/accidents.json"


@dataclass(frozen=True, slots=True)
class AccidentWords:
    """Words, lower case.

    ``happenings`` are beginnings of words of any form; ``nouns`` and ``verbs`` whole words that
    count as such only. ``violent`` are beginnings of words that tell of violence,
    ``violent_words`` whole ones; ``weapons`` stand before fire that is shot.
    """

    happenings: frozenset[str]
    nouns: frozenset[str]
    verbs: frozenset[str]
    violent: frozenset[str]
    violent_words: frozenset[str]
    weapons: frozenset[str]

    def has(self, word: str) -> bool:
        """Whether a word, whatever its form, may be one for an accident or the like."""
        stems = tuple(self.happenings)
        return word in self.nouns or word in self.verbs or word.startswith(stems)


@cache
def accident_words() -> AccidentWords:
    """The words of ``data/events/accidents.json``.

    Raises:
        DataError: the file is missing or damaged.
    """
    return load_sets(FILE, AccidentWords)
