"""Candidates: the places of the gazetteer that words could mean."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from according.model import PlaceKind
from according.reading.gazetteer import Entry, Gazetteer
from according.reading.gazetteer.generic import bare, load_areas
from according.reading.gazetteer.layout import NameKind
from according.reading.gazetteer.names import normal
from according.reading.places.kinds import Kinds
from according.reading.places.words import Words

LIMIT = 40
"""Candidates of one name that are weighed, the most populous first: "San José" has 400."""

_SHORT = 4
"""Letters of an abbreviation at most ("U.S.", "Ky.", "NSW", "Calif." has its own entry)."""


class Via(IntEnum):
    """By which form of the words a candidate was found."""

    EXACT = 0
    AREA = 1
    """Without the generic word: "Fars Province" by "Fars"."""
    PART = 2
    """Without a modifier: "northern Aleppo" by "Aleppo"."""
    PEOPLE = 3
    """By a people: "Turkish"."""
    SPELLING = 4
    """By another spelling of a transliterated name: "Qatraneh" for "Al Qaţrānah"."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that words could mean, and how they were found to."""

    entry: Entry
    kind: PlaceKind
    name_kind: NameKind
    via: Via

    @property
    def point(self) -> tuple[float, float]:
        """Latitude and longitude in degrees."""
        return self.entry.latitude, self.entry.longitude


class Candidates:
    """Finds candidates in a gazetteer. Holds no cache."""

    def __init__(self, gazetteer: Gazetteer, words: Words, kinds: Kinds) -> None:
        self.gazetteer = gazetteer
        self._words = words
        self._kinds = kinds
        self._areas = load_areas()

    def known(self, name: str) -> bool:
        """Whether the gazetteer has anything of this very name."""
        return name in self.gazetteer

    def known_loosely(self, name: str) -> bool:
        """Whether the gazetteer has a name with an Arabic article that this may be."""
        return bool(self.gazetteer.loosely(name))

    def of(self, name: str, order: int | None = None) -> tuple[Candidate, ...]:
        """What ``name`` could mean, the most populous first.

        Args:
            order: the division that a generic word beside the name speaks of ("the province of
                Hama": 1); 0 for either, None if there is none.
        """
        found = list(self._exact(name, Via.EXACT))
        short = bare(name)
        if short is not None and (not found or self._order_in(name) is not None):
            found += [each for each in self._exact(short, Via.AREA) if _is_area(each)]
        if not found and short is not None:
            found = list(self._exact(short, Via.AREA))
        if not found:
            found = list(self._shortened(name)) or list(self._loosely(name))
        if order and any(_is_area(each) for each in found):
            found = [each for each in found if _fits(each, order)] or found
        return _best(found)

    def of_people(self, word: str) -> tuple[Candidate, ...]:
        """The place of a people or adjective ("Turkish", "Syrians"); empty if it is none."""
        place = self._words.peoples.get(word)
        if place is None:
            return ()
        found = [each for each in self._exact(place, Via.PEOPLE) if each.name_kind < NameKind.CODE]
        areas = [each for each in found if each.kind is not PlaceKind.POPULATED]
        best = _best(areas or found)
        countries = [each for each in best if each.kind is PlaceKind.COUNTRY]
        return tuple(countries or best)[:1]

    def _order_in(self, name: str) -> int | None:
        words = normal(name).split()
        orders = (self._areas.generic.get(words[at]) for at in (-1, 0) if words)
        return next((order for order in orders if order is not None), None)

    def _exact(self, name: str, via: Via) -> Iterator[Candidate]:
        abbreviated = is_abbreviation(name)
        for number, name_kind in self.gazetteer.numbers(name):
            if (name_kind is NameKind.CODE) and not abbreviated:
                continue
            entry = self.gazetteer.entry(number)
            yield Candidate(entry, self._kinds.of(entry.feature), name_kind, via)

    def _loosely(self, name: str) -> Iterator[Candidate]:
        """ "Qatraneh" by "Al Qaţrānah"."""
        for number, name_kind in self.gazetteer.loosely(name):
            entry = self.gazetteer.entry(number)
            yield Candidate(entry, self._kinds.of(entry.feature), name_kind, Via.SPELLING)

    def _shortened(self, name: str) -> Iterator[Candidate]:
        """ "northern Aleppo" by "Aleppo", "Homs City" by "Homs"."""
        first, _, rest = name.partition(" ")
        if rest and first.lower() in self._words["modifiers"]:
            yield from self._exact(rest, Via.PART)
        head, _, last = name.rpartition(" ")
        if head and last.lower() in self._words["settlement"]:
            for each in self._exact(head, Via.PART):
                if each.kind is PlaceKind.POPULATED:
                    yield each


def is_abbreviation(name: str) -> bool:
    """All capitals and short, or ending in a point: "US", "U.S.", "Ky."."""
    letters = [letter for letter in name if letter.isalpha()]
    capitals = all(letter.isupper() for letter in letters)
    return name[-1:] == "." or (capitals and len(letters) <= _SHORT)


def _is_area(candidate: Candidate) -> bool:
    return candidate.kind in (PlaceKind.DIVISION_1, PlaceKind.DIVISION_2, PlaceKind.REGION)


def _fits(candidate: Candidate, order: int) -> bool:
    if order == 0:
        return _is_area(candidate)
    wanted = PlaceKind.DIVISION_1 if order == 1 else PlaceKind.DIVISION_2
    return candidate.kind is wanted


def _best(found: list[Candidate]) -> tuple[Candidate, ...]:
    """Each place once, by its nearest name; the most populous first, ids break ties."""
    places: dict[int, Candidate] = {}
    for each in found:
        before = places.get(each.entry.number)
        if before is None or (each.via, each.name_kind) < (before.via, before.name_kind):
            places[each.entry.number] = each
    codes = [each for each in places.values() if each.name_kind is NameKind.CODE]
    kept = codes or list(places.values())
    kept.sort(key=lambda each: (-each.entry.population, each.entry.number))
    return tuple(kept[:LIMIT])
