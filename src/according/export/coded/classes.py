"""What sort of party words name: police, soldiers, civilians, … (``data/coding/parties.json``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from according.data import load_json
from according.errors import DataError
from according.linking.spelling import plain

FILE = "coding/parties.json"


@dataclass(frozen=True, slots=True)
class Class:
    """A sort of party. ``acled`` is ACLED's number for its kind (inter), None where the words do
    not tell; ``sector`` PLOVER's code; ``state``: part of a state."""

    name: str
    acled: int | None
    sector: str
    state: bool


@cache
def _table() -> tuple[Mapping[tuple[str, ...], Class], int]:
    """Classes by the words for them, and how many words one has at most."""
    found = {}
    try:
        for name, each in load_json(FILE)["classes"].items():
            made = Class(name, each["acled"], each["sector"], each["state"])
            for words in each["words"]:
                found[plain(words)] = made
    except (KeyError, TypeError, AttributeError) as error:
        raise DataError(f"data file {FILE} is damaged: {error!r}") from error
    return found, max(map(len, found))


def class_of(words: str) -> tuple[Class, str] | None:
    """The class of those whom words name, and the words that tell it: the longest that fit, and of
    these the last, for in "army officers' children" that is who is meant."""
    table, widest = _table()
    parts = plain(words)
    for width in range(min(widest, len(parts)), 0, -1):
        for at in range(len(parts) - width, -1, -1):
            found = table.get(parts[at : at + width])
            if found is not None:
                return found, " ".join(parts[at : at + width])
    return None


def classes() -> Mapping[str, Class]:
    """All, by their names."""
    return {each.name: each for each in _table()[0].values()}
