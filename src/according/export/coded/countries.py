"""Codes of countries: ISO 3166, the numbers of states, and the regions of UCDP and ACLED."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from according.data import load_text
from according.errors import DataError
from according.linking.offices import countries_in

FILE = "coding/countries.tsv"


@dataclass(frozen=True, slots=True)
class Country:
    """A country. ``iso``, ``iso3`` and ``number`` are ISO 3166's; ``state`` is the number of
    Gleditsch and Ward's list (of UCDP, where it differs), ``at_ucdp`` the name there.
    None is none."""

    iso: str
    iso3: str
    number: int | None
    name: str
    state: int | None
    at_ucdp: str | None
    ucdp_region: str | None
    acled_region: str | None


@cache
def countries() -> Mapping[str, Country]:
    """All, by the two letters of ISO 3166.

    Raises:
        DataError: a row has not eight cells, or a number that is none.
    """
    found = {}
    for line, text in enumerate(load_text(FILE).splitlines(), 1):
        if text.startswith("#") or not text:
            continue
        cells = text.split("\t")
        try:
            iso, iso3, number, name, state, at_ucdp, region, other = cells
            found[iso] = Country(
                *(iso, iso3, int(number) if number else None, name),
                *(int(state) if state else None, at_ucdp or None, region or None, other or None),
            )
        except ValueError as error:
            raise DataError(f"{FILE} line {line}: {error}") from error
    return found


def country(iso: str | None) -> Country | None:
    """The country of two letters."""
    return countries().get(iso or "")


@cache
def _by_name() -> Mapping[str, Country]:
    """By the name that words for it are read as ("Syrian" is Syria)."""
    found: dict[str, Country] = {}
    for each in countries().values():
        for named in countries_in(each.name):
            found.setdefault(named, each)
    return found


def country_in(words: str) -> Country | None:
    """The one country that words name by itself, its capital or its people; None where they name
    none or several."""
    named = countries_in(words)
    return _by_name().get(next(iter(named))) if len(named) == 1 else None
