"""What sorts of events there are: PLOVER's root types with their modes, and words for these.

From the manual of PLOVER (Open Event Data Alliance, 2023), in words of our own; the words that
tell of a mode are ours too. The manual's CONCEDE and RETREAT are one type here, YIELD, as they
are in the sentences that types are learned from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from according.data import load_json
from according.errors import DataError
from according.reading.encoder.outputs import TYPES

FILE = "events/ontology.json"
QUADS = (
    "verbal cooperation",
    "material cooperation",
    "verbal conflict",
    "material conflict",
)


@dataclass(frozen=True, slots=True)
class Mode:
    """How an event of a type is done. ``words`` are beginnings of words, lower case, that tell
    of it beside or in the word for the event."""

    definition: str
    words: tuple[str, ...]

    def is_told(self, words: str) -> bool:
        """Whether one begins in ``words``, which are lower case with single spaces."""
        padded = f" {words}"
        return any(f" {each}" in padded for each in self.words)


@dataclass(frozen=True, slots=True)
class RootType:
    """A type of event. ``quad`` is one of `QUADS`; ``modes`` are in the order in which they are
    looked for: what says more comes first."""

    quad: str
    definition: str
    modes: Mapping[str, Mode]


@cache
def load_ontology() -> Mapping[str, RootType]:
    """The types of ``data/events/ontology.json``, by name.

    Raises:
        DataError: the file is missing or damaged, or its types are not those that are read.
    """
    try:
        found = {name: _type(plain) for name, plain in load_json(FILE)["types"].items()}
        if set(found) != set(TYPES) - {"OTHER"}:
            raise ValueError("its types are not the encoder's")
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise DataError(f"data file {FILE} is damaged: {error!r}") from error
    return found


def _type(plain: Mapping[str, Any]) -> RootType:
    if plain["quad"] not in QUADS:
        raise ValueError(f"no quad category: {plain['quad']!r}")
    modes = {name: Mode(each["is"], _words(each["words"])) for name, each in plain["modes"].items()}
    return RootType(plain["quad"], plain["is"], modes)


def _words(plain: list[str]) -> tuple[str, ...]:
    if not plain or any(not each.strip() or each != each.lower() for each in plain):
        raise ValueError(f"words of a mode: {plain!r}")
    return tuple(plain)
