"""Generic words of areas: "Province of Idlib", "Idlib Governorate", "Hama countryside"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from according.data import load_json
from according.errors import DataError
from according.reading.gazetteer.names import normal

FILE = "places/areas.json"


@dataclass(frozen=True, slots=True)
class Areas:
    """The words (``data/places/areas.json``), in normal form.

    ``generic`` maps a word to the order of division that it speaks of: 1, 2, or 0 for either.
    """

    generic: dict[str, int]
    countryside: frozenset[str]


@cache
def load_areas() -> Areas:
    """Load the words.

    Raises:
        DataError: a list is missing or an order is not 0, 1 or 2.
    """
    lists = load_json(FILE)
    generic, countryside = lists.get("generic"), lists.get("countryside")
    if not isinstance(generic, dict) or not isinstance(countryside, list):
        raise DataError(f"{FILE}: generic or countryside is missing")
    if not set(generic.values()) <= {0, 1, 2}:
        raise DataError(f"{FILE}: an order of division is not 0, 1 or 2")
    words = {normal(word): order for word, order in generic.items()}
    return Areas(words, frozenset(map(normal, countryside)))


def bare(name: str) -> str | None:
    """A division's name without its generic word, in normal form; None if it has none.

    "Hama Governorate" is "hama", "Province of Idlib" is "idlib", "Province" has no bare form.
    """
    words = normal(name).split()
    generic = load_areas().generic
    for width in (2, 1):
        head, tail = " ".join(words[:width]), " ".join(words[-width:])
        if len(words) > width and tail in generic:
            return " ".join(words[:-width])
        if len(words) > width and head in generic:
            rest = words[width:]
            return " ".join(rest[1:] if rest[0] == "of" else rest) or None
    return None
