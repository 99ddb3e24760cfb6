"""The word lists that reading of places goes by, loaded and validated once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from according.data import load_json, load_text
from according.errors import DataError
from according.reading.lexicon import load_country_rows

_LISTS = (
    "before", "in", "near", "near_phrases", "near_after", "modifiers", "settlement", "agencies",
    "articles", "generic", "titles", "not_places", "streets",
)  # fmt: skip
_SPOTTING = "places/spotting.json"
_DEMONYMS = "places/demonyms.tsv"


@dataclass(frozen=True, slots=True)
class Words:
    """Lists of ``data/places/spotting.json``, lower case; ``peoples`` and ``capitals`` map a
    word as written ("Turkish") to the name of its place or country."""

    lists: dict[str, frozenset[str]]
    peoples: dict[str, str]
    capitals: dict[str, str]
    countries: frozenset[str]

    def __getitem__(self, name: str) -> frozenset[str]:
        return self.lists[name]


def load_words() -> Words:
    """Load the lists.

    Raises:
        DataError: one is missing, empty, doubled or not lower case, or a row has not two cells.
    """
    lists = load_json(_SPOTTING)
    peoples = dict(_demonym_rows())
    capitals, countries = {}, set()
    for name, others, demonyms, capital in load_country_rows():
        countries |= {name, *filter(None, others.split(";"))}
        capitals[capital] = name
        for people in filter(None, demonyms.split(";")):
            peoples.setdefault(people, name)
    peoples = {word: place for word, place in peoples.items() if word not in countries}
    checked = {name: checked_list(_SPOTTING, name, lists.get(name)) for name in _LISTS}
    return Words(checked, peoples, capitals, frozenset(countries))


def checked_list(file: str, name: str, values: Any) -> frozenset[str]:
    """A list of lower-case words.

    Raises:
        DataError: it is missing, empty, doubled or not lower case.
    """
    if not isinstance(values, list) or not values:
        raise DataError(f"{file}: list {name!r} is missing or empty")
    if len(set(values)) != len(values) or any(value != value.lower() for value in values):
        raise DataError(f"{file}: list {name!r} has a word twice, or one that is not lower case")
    return frozenset(values)


def _demonym_rows() -> list[tuple[str, str]]:
    rows = []
    for number, line in enumerate(load_text(_DEMONYMS).splitlines(), start=1):
        if line and not line.startswith("#"):
            cells = line.split("\t")
            if len(cells) != 2 or not all(cells):
                raise DataError(f"{_DEMONYMS} line {number}: not a word and its place")
            rows.append((cells[0], cells[1]))
    return rows
