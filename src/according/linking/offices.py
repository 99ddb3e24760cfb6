"""Countries and offices in words of a report: "Albanian government", "Russian Foreign Minister"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from according.data import load_text
from according.errors import DataError
from according.linking.spelling import name_words, plain


@dataclass(frozen=True, slots=True)
class Office:
    """An office: its name, and the country whose it is where that is told. ``sole`` if a country
    has one of it."""

    title: str
    country: str | None
    sole: bool


@dataclass(frozen=True, slots=True)
class Countries:
    """Words to the first name of a country: its names, its capital, its people."""

    names: dict[tuple[str, ...], str]
    capitals: dict[tuple[str, ...], str]
    peoples: dict[tuple[str, ...], str]


@cache
def countries() -> Countries:
    """The table ``countries.tsv``.

    Raises:
        DataError: a row has not four cells.
    """
    found = Countries({}, {}, {})
    for number, line in enumerate(load_text("countries.tsv").splitlines(), start=1):
        if line.startswith("#") or not line:
            continue
        cells = line.split("\t")
        if len(cells) != 4:
            raise DataError(f"countries.tsv line {number}: not name, others, demonyms, capital")
        name, others, peoples, capital = cells
        for each in (name, *others.split(";")):
            found.names[plain(each)] = name
        for each in peoples.split(";"):
            found.peoples.setdefault(plain(each), name)
        found.capitals[plain(capital)] = name
    for table in (found.names, found.capitals, found.peoples):
        table.pop((), None)
    return found


@cache
def _first_words() -> frozenset[str]:
    table = countries()
    return frozenset(
        words[0] for each in (table.names, table.capitals, table.peoples) for words in each
    )


_WIDEST = 5
"""Words of a country's name, at most."""


def country_named(name: str) -> str | None:
    """The country that ``name`` is the name of, or whose capital it is."""
    table = countries()
    words = _capital_words(name)
    return table.names.get(words) or table.capitals.get(words)


def countries_in(text: str) -> frozenset[str]:
    """The countries that words name by the country, its capital or its people; of words that are
    part of a longer name ("South Korean") the longer counts."""
    return frozenset(country for country, _ in _parts(text) if country is not None)


def beside_countries(text: str) -> tuple[str, ...]:
    """The other words of a text."""
    return tuple(word for country, word in _parts(text) if country is None)


def _parts(text: str) -> Iterator[tuple[str | None, str]]:
    """The words of a text one by one, those that name a country as one, with the country."""
    words = _capital_words(text)
    first = _first_words()
    at = 0
    while at < len(words):
        if words[at] not in first:  # nearly all words of a text
            yield None, words[at]
            at += 1
            continue
        width, country = _country_at(words, at)
        end = at + max(width, 1)
        yield country, " ".join(words[at:end])
        at = end


def _capital_words(text: str) -> tuple[str, ...]:
    """The words of a text; those that would be read as letters that they are not ("us", "Car") are
    lost."""
    return plain(_MAYBE_LETTERS.sub(_in_capitals, text))


_MAYBE_LETTERS = re.compile(r"(?<!\w)(?:the|us|car|drc|uae|uk|usa)(?!\w)", re.IGNORECASE)


def _in_capitals(word: re.Match[str]) -> str:
    return word.group() if word.group().isupper() else " "


def _country_at(words: tuple[str, ...], at: int) -> tuple[int, str | None]:
    table = countries()
    for width in range(min(_WIDEST, len(words) - at), 0, -1):
        part = words[at : at + width]
        for each in (table.names, table.peoples, table.capitals):
            if part in each:
                return width, each[part]
    return 0, None


def home_of(text: str) -> str | None:
    """The country that a text is mostly about: more than half of its words for countries and
    peoples are for it, or twice as many as for any other."""
    table = countries()
    counts: Counter[str] = Counter()
    for country, word in _parts(text):
        if country is None and word.endswith("s"):
            country = table.names.get((word[:-1],))
        if country is not None and tuple(word.split()) not in table.capitals:
            counts[country] += 1
    ranked = sorted(counts, key=lambda each: (-counts[each], each))
    if not ranked:
        return None
    most, second = counts[ranked[0]], counts[ranked[1]] if len(ranked) > 1 else 0
    return ranked[0] if 2 * most > counts.total() or most >= 2 * max(second, 1) else None


def split_owner(name: str) -> tuple[str | None, str]:
    """The country that a body's name begins with, or whose it says that it is, and the name without
    it: "Russian Defense Ministry", "US Army", "Parliament of Albania". A capital owns no body."""
    words = _capital_words(name)
    for width in range(min(_WIDEST, len(words) - 1), 0, -1):
        country = _by_name_or_people(words[:width])
        if country is not None:
            return country, " ".join(words[width:])
    for at in range(1, len(words) - 1):
        if words[at] == "of" and (country := countries().names.get(words[at + 1 :])):
            return country, " ".join(words[:at])
    return None, " ".join(words)


def owner_before(text: str, start: int, *, damaged: bool) -> str | None:
    """The country whose a body is by the word directly before its name: "China's Foreign Ministry",
    "Seoul's", "the Russian Defense Ministry".

    Args:
        damaged: the text lost its apostrophes, "Chinas Foreign Ministry".
    """
    before = text[max(0, start - _REACH) : start]
    if not before.endswith(" "):
        return None
    words = before.split()
    for width in range(min(3, len(words)), 0, -1):
        phrase = " ".join(words[-width:])
        found = plain(phrase)
        owned = re.search(r"['’]s?\Z", phrase) is not None
        if damaged and found and is_country_owned(found[-1]):
            found, owned = (*found[:-1], found[-1][:-1]), True
        country = countries().peoples.get(found) if phrase[:1].isupper() else None
        if country is None and owned:
            country = countries().names.get(found) or countries().capitals.get(found)
        if country is not None:
            return country
    return None


def _by_name_or_people(words: tuple[str, ...]) -> str | None:
    return countries().names.get(words) or countries().peoples.get(words)


def is_country_owned(word: str) -> bool:
    """Whether ``word`` is a country's name with an "s": a possessive that lost its apostrophe."""
    names = countries().names
    return word.endswith("s") and (word,) not in names and (word[:-1],) in names


def office_in(text: str) -> Office | None:
    """The office that words name and nothing but that: "the Russian foreign minister", "President",
    "prime minister of Albania"; None for former ones and for what is no office."""
    lists = name_words()
    owners: set[str] = set()
    title: list[str] = []
    for country, word in _parts(text):
        if country is not None:
            owners.add(country)
        elif word in lists.past or not _of_office(word):
            return None
        else:
            title.append(word)
    while title and title[-1] == "of":
        title.pop()
    while title and title[0] in ("of", "acting"):
        title.pop(0)
    if len(owners) > 1 or not any(word in lists.offices for word in title):
        return None
    called = " ".join(title)
    sole = lists.sole.get(called)
    return Office(sole or called, next(iter(owners), None), sole is not None)


def _of_office(word: str) -> bool:
    return word in name_words().offices or word in name_words().modifiers


_BEFORE = re.compile(r"(?:(?:[^\W\d_][\w’'-]*|(?:[A-Z]\.)+) ){1,7}\Z")
_REACH = 80


def office_before(text: str, start: int) -> str | None:
    """The words directly before a name that give its bearer's office, as they stand."""
    before = _BEFORE.search(text[max(0, start - _REACH) : start])
    if before is None:
        return None
    words = before.group().split()
    for first in range(len(words)):
        part = " ".join(words[first:])
        if office_in(part) is not None:
            if first and plain(words[first - 1])[-1:] in [(each,) for each in name_words().past]:
                return None
            return part
    return None
