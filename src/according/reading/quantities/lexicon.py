"""The word lists that quantities go by, loaded and validated once per reader."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from according.data import load_json
from according.errors import DataError

RULES = frozenset(
    ("at least", "more than", "up to", "fewer than", "about", "nearly", "just over", "just under")
)
"""Rules that a hedge can call for (`according.reading.quantities.bounds`)."""


WORD_LISTS = frozenset(
    (
        "additive",
        "auxiliaries",
        "before_over",
        "clock",
        "compound_nouns",
        "contest_cues",
        "determiners",
        "dialling",
        "dying",
        "emergency",
        "family",
        "growth_cues",
        "harm",
        "harm_heads",
        "harm_nouns",
        "labels",
        "labels_capital",
        "loss_heads",
        "months",
        "not_measured",
        "one_after",
        "one_before",
        "ordinal_not",
        "part_cues",
        "partitive_pronouns",
        "passives",
        "people",
        "plural_people",
        "quantifiers",
        "street_words",
        "time_words",
        "weekdays",
        "year_cues",
    )
)
"""The lists of ``data/quantity_words.json``, all of which the rules ask for."""

_OPENERS = ("a", "an", "half", "no", "nobody", "none", "twice")
"""Words besides those of numbers that the rules begin at."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """Number words (``data/quantity_numbers.json``), lower case."""

    units: Mapping[str, int]
    tens: Mapping[str, int]
    scales: Mapping[str, int]
    suffixes: Mapping[str, int]
    plurals: Mapping[str, str]
    vague: Mapping[str, str]
    fractions: Mapping[str, int]
    glyphs: Mapping[str, Fraction]
    ordinals: Mapping[str, int]
    groups: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Hedges:
    """Hedging phrases and the rule of each (``data/quantity_hedges.json``)."""

    before: Mapping[str, str]
    after: Mapping[str, str]
    prepositions: frozenset[str]
    """Those that may also say where or when: "over three days"."""


@dataclass(frozen=True, slots=True)
class Units:
    """Names of units (``data/quantity_units.json``), each to the unit's own name."""

    measures: Mapping[str, str]
    percents: Mapping[str, str]
    currencies: Mapping[str, str]
    symbols: Mapping[str, str]
    prefixed: Mapping[str, str]
    homonyms: Mapping[str, str]
    time: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All of them; ``words`` are the further lists (``data/quantity_words.json``) by name."""

    numbers: Numbers
    hedges: Hedges
    units: Units
    words: Mapping[str, frozenset[str]]
    openers: frozenset[str]
    """Words with which a quantity can begin, hedges apart: nothing else is looked at."""


def load_lexicon() -> Lexicon:
    """Load the lists.

    Raises:
        DataError: a list is missing, empty, doubled or not lower case.
    """
    numbers = _numbers()
    openers = {*numbers.units, *numbers.tens, *numbers.plurals, *numbers.vague, *_OPENERS}
    return Lexicon(numbers, _hedges(), _units(), _words(), frozenset(openers))


def _numbers() -> Numbers:
    name = "quantity_numbers.json"
    table: dict[str, dict[str, Any]] = load_json(name)
    glyphs = {glyph: Fraction(*parts) for glyph, parts in _part(name, table, "glyphs").items()}
    rest = {key: _part(name, table, key) for key in Numbers.__slots__ if key != "glyphs"}
    for key, values in rest.items():
        check_lower(name, key, values)
    return Numbers(**rest, glyphs=glyphs)


def _hedges() -> Hedges:
    name = "quantity_hedges.json"
    table: dict[str, Any] = load_json(name)
    before, after = (inverted(name, _part(name, table, side)) for side in ("before", "after"))
    unknown = {*before.values(), *after.values()} - RULES
    if unknown:
        raise DataError(f"{name}: no rule {sorted(unknown)}; there are {sorted(RULES)}")
    return Hedges(before, after, check_lower(name, "prepositions", table["prepositions"]))


def _units() -> Units:
    name = "quantity_units.json"
    table: dict[str, Any] = load_json(name)
    lists = {
        key: inverted(name, _part(name, table, key))
        for key in ("measures", "percents", "currencies", "homonyms")
    }
    maps = {key: _part(name, table, key) for key in ("symbols", "prefixed")}
    return Units(**lists, **maps, time=check_lower(name, "time", table["time"]))


def _words() -> dict[str, frozenset[str]]:
    name = "quantity_words.json"
    table: dict[str, Any] = load_json(name)
    if set(table) != WORD_LISTS:
        raise DataError(f"{name}: lists missing or unknown: {sorted(WORD_LISTS ^ set(table))}")
    return {key: check_lower(name, key, values) for key, values in table.items()}


def _part(name: str, table: Mapping[str, Any], key: str) -> dict[str, Any]:
    part = table.get(key)
    if not isinstance(part, dict) or not part:
        raise DataError(f"{name}: {key!r} is missing or empty")
    return part


def inverted(name: str, lists: Mapping[str, list[str]]) -> dict[str, str]:
    """Each word to the key that lists it.

    Raises:
        DataError: a word is listed twice or is not lower case.
    """
    made: dict[str, str] = {}
    for key, values in lists.items():
        for value in check_lower(name, key, values):
            if value in made:
                raise DataError(f"{name}: {value!r} is under {made[value]!r} and {key!r}")
            made[value] = key
    return made


def check_lower(name: str, key: str, values: Iterable[str]) -> frozenset[str]:
    """The values as a set.

    Raises:
        DataError: none, one twice, or one that is not lower case.
    """
    listed = list(values)
    if not listed:
        raise DataError(f"{name}: list {key!r} is empty")
    if len(set(listed)) != len(listed):
        doubled = sorted({value for value in listed if listed.count(value) > 1})
        raise DataError(f"{name}: {key} has {doubled} twice")
    if any(value != value.lower().strip() for value in listed):
        raise DataError(f"{name}: {key} has a word that is not lower case")
    return frozenset(listed)
