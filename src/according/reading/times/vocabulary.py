"""What each word can be: the word list, loaded and checked, and the classes of numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from according.data import load_json
from according.errors import DataError
from according.reading.times.numbers import NumberWords, numerals
from according.reading.times.sense import Sense, Value
from according.reading.times.words import Word, words

FILE = "times_words.json"
_TABLES = ("numbers", "multipliers", "ordinals", "decades", "beginnings", "scheduled", "planned")

Entries: TypeAlias = Mapping[str, Sequence[tuple[tuple[str, ...], str, Value, bool]]]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The word list. ``entries`` is by first word: all words, class, value, capital needed."""

    entries: Entries
    numbers: NumberWords
    kinds: frozenset[str]
    beginnings: frozenset[str]
    """Verbs by which something begins: "the siege began on 3 March"."""
    scheduled: frozenset[str]
    """Verbs whose present tells of what is to come: "the truce expires on Saturday"."""
    planned: frozenset[str]
    """Verbs whose past tells of what is to come: "postponed until Tuesday"."""
    openers: frozenset[str]
    """Every word that a sense can begin with, digits aside."""

    def senses(self, text: Sequence[Word], at: int) -> list[Sense]:
        """All that the words from ``at`` on can be."""
        low = text[at].low
        if low not in self.openers and not low.isdigit():
            return []
        found = list(numerals(text, at, self.numbers))
        for listed, kind, value, capital in self.entries.get(low, ()):
            end = at + len(listed)
            if capital and not text[at].capital:
                continue
            if len(listed) == 1 or [word.low for word in text[at:end]] == list(listed):
                found.append(Sense(kind, value, end))
        return found


def load_vocabulary() -> Vocabulary:
    """Load the word list.

    Raises:
        DataError: a class is empty, a word is not lower case, or a table lacks.
    """
    data = load_json(FILE)
    capitals = frozenset(data.get("capital", ()))
    entries: dict[str, list[tuple[tuple[str, ...], str, Value, bool]]] = {}
    known = set()
    for kind, listed in data.get("classes", {}).items():
        for phrase, value in _checked(kind, listed).items():
            parts = tuple(word.low for word in words(phrase))
            entries.setdefault(parts[0], []).append((parts, kind, value, phrase in capitals))
            known.add(phrase)
    if capitals - known:
        raise DataError(f"{FILE}: capital has {sorted(capitals - known)}, which no class has")
    tables = {name: _table(name, data.get(name)) for name in _TABLES}
    beginnings = frozenset(tables.pop("beginnings"))
    scheduled = frozenset(tables.pop("scheduled"))
    planned = frozenset(tables.pop("planned"))
    openers = {"'", "a", "an", "the", *entries}.union(*tables.values())
    kinds = frozenset(data["classes"])
    numbers = NumberWords(**tables)
    return Vocabulary(entries, numbers, kinds, beginnings, scheduled, planned, frozenset(openers))


def _checked(kind: str, listed: Any) -> Mapping[str, Value]:
    if not isinstance(listed, dict) or not listed or not kind.isupper():
        raise DataError(f"{FILE}: class {kind!r} is empty or not in capitals")
    for phrase, value in listed.items():
        if phrase != phrase.lower().strip() or not words(phrase):
            raise DataError(f"{FILE}: {kind} has {phrase!r}, which is not lower case")
        if not isinstance(value, int | float | str):
            raise DataError(f"{FILE}: {kind} gives {phrase!r} no number and no word")
    return listed


def _table(name: str, listed: Any) -> Mapping[str, int]:
    if not isinstance(listed, dict) or not all(isinstance(each, int) for each in listed.values()):
        raise DataError(f"{FILE}: {name} is no table of whole numbers")
    return listed
