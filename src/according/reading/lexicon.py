"""The word lists that naming goes by, loaded and validated once per reader."""

from __future__ import annotations

from dataclasses import dataclass

from according.data import load_json, load_text
from according.errors import DataError

_LISTS = (
    "honorifics",
    "offices",
    "office_modifiers",
    "before_titles",
    "organisation_words",
    "place_words",
    "group_nouns",
    "owners",
    "government_words",
    "connectors",
    "particles",
    "place_starts",
    "chambers",
    "not_names",
)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Word lists (``data/naming.json``) and countries (``data/countries.tsv``), lower case.

    ``countries``, ``demonyms`` and ``capitals`` map a name, a demonym and a capital to the
    country's first name in the table. ``before_titles`` are part of the title behind them, but
    stand for no office alone ("the Crown"). ``particles`` are one surname with the word behind
    them ("bin Salman"). A name that begins with one of ``place_starts`` is likelier a place's
    than a person's ("New York"). ``chambers`` are short for no name that ends in them: "the
    House" is not the White House.
    """

    honorifics: frozenset[str]
    offices: frozenset[str]
    office_modifiers: frozenset[str]
    before_titles: frozenset[str]
    organisation_words: frozenset[str]
    place_words: frozenset[str]
    group_nouns: frozenset[str]
    owners: frozenset[str]
    government_words: frozenset[str]
    connectors: frozenset[str]
    particles: frozenset[str]
    place_starts: frozenset[str]
    chambers: frozenset[str]
    not_names: frozenset[str]
    countries: dict[str, str]
    demonyms: dict[str, str]
    capitals: dict[str, str]


def load_lexicon() -> Lexicon:
    """Load the lists.

    Raises:
        DataError: a list is missing, empty, doubled or not lower case, or a row of the table
            has not four cells.
    """
    lists = load_json("naming.json")
    words = {name: _checked(name, lists.get(name)) for name in _LISTS}
    countries: dict[str, str] = {}
    demonyms: dict[str, str] = {}
    capitals: dict[str, str] = {}
    for row in load_country_rows():
        name, others, peoples, capital = row
        for other in (name, *_cells(others)):
            countries[other.lower()] = name
        for people in _cells(peoples):
            demonyms.setdefault(people.lower(), name)
        capitals[capital.lower()] = name
    return Lexicon(**words, countries=countries, demonyms=demonyms, capitals=capitals)


def _checked(name: str, values: object) -> frozenset[str]:
    if not isinstance(values, list) or not values:
        raise DataError(f"naming.json: list {name!r} is missing or empty")
    if len(set(values)) != len(values):
        doubled = sorted({value for value in values if values.count(value) > 1})
        raise DataError(f"naming.json: {name} has {doubled} twice")
    if any(value != value.lower().strip() for value in values):
        raise DataError(f"naming.json: {name} has a word that is not lower case")
    return frozenset(values)


def load_country_rows() -> list[tuple[str, str, str, str]]:
    """The rows of ``countries.tsv``: name, other names, demonyms, capital; lists by semicolons.

    Raises:
        DataError: a row has not four cells.
    """
    rows = []
    for number, line in enumerate(load_text("countries.tsv").splitlines(), start=1):
        if line.startswith("#") or not line:
            continue
        cells = line.split("\t")
        if len(cells) != 4 or not cells[0] or not cells[3]:
            raise DataError(f"countries.tsv line {number}: not name, others, demonyms, capital")
        rows.append((cells[0], cells[1], cells[2], cells[3]))
    return rows


def _cells(cell: str) -> list[str]:
    return [part for part in cell.split(";") if part]
