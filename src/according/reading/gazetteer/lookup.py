"""Reading a gazetteer: the file is mapped into memory, shared between processes."""

from __future__ import annotations

import hashlib
import json
import mmap
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from according.errors import DataError
from according.reading.gazetteer.layout import (
    DEGREES,
    DIGEST_BYTES,
    HEAD_LIMIT,
    KEY,
    MAGIC,
    NUMBER,
    PLACE,
    NameKind,
)
from according.reading.gazetteer.names import key, loose, normal

SHIPPED = "gazetteer.bin"
_ITEMS = {
    "places": PLACE,
    "names": np.dtype("u1"),
    "keys": KEY,
    "starts": NUMBER,
    "postings": NUMBER,
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A place of the gazetteer. ``number`` is its place in the file; degrees are WGS 84.

    ``country`` is ISO 3166's two letters, empty for what lies in none or in several; ``adm1``
    and ``adm2`` are the numbers of the divisions that it lies in.
    """

    number: int
    geonames_id: int | None
    name: str
    latitude: float
    longitude: float
    feature: str
    country: str
    adm1: int | None
    adm2: int | None
    population: int


class Gazetteer:
    """An open gazetteer. Cheap to open, safe to share between threads; holds no cache.

    Args:
        path: a file that `Writer` made; None takes the one that comes with the package.

    Raises:
        DataError: no such file, not a gazetteer, or damaged (its SHA-256 does not hold).
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or Path(str(resources.files("according.data").joinpath(SHIPPED)))
        self._map = _mapped(self.path)
        self.sha256 = _checked(self._map, self.path)
        head, start = _head(self._map, self.path)
        self.about: dict[str, Any] = head
        self._countries: list[str] = head["countries"]
        self._features: list[str] = head["features"]
        arrays = {name: self._section(name, start) for name in _ITEMS}
        self._places = arrays["places"]
        self._names_start = start + head["sections"]["names"]["at"]
        self._keys, self._starts = arrays["keys"], arrays["starts"]
        self._postings = arrays["postings"]

    def _section(self, name: str, start: int) -> NDArray[Any]:
        section = self.about["sections"][name]
        return np.frombuffer(self._map, _ITEMS[name], section["items"], start + section["at"])

    def __len__(self) -> int:
        return len(self._places)

    def numbers(self, name: str) -> list[tuple[int, NameKind]]:
        """The places that bear ``name``, as (number, how it bears it); [] if none does."""
        return self._of(normal(name))

    def loosely(self, name: str) -> list[tuple[int, NameKind]]:
        """The places of Arabic and Persian names that ``name`` may be another spelling of."""
        return self._of(loose(normal(name)) or "")

    def _of(self, form: str) -> list[tuple[int, NameKind]]:
        if not form:
            return []
        wanted = np.uint64(key(form))
        at = int(np.searchsorted(self._keys, wanted))
        if at == len(self._keys) or self._keys[at] != wanted:
            return []
        found = self._postings[int(self._starts[at]) : int(self._starts[at + 1])].tolist()
        return [(posting >> 2, NameKind(posting & 3)) for posting in found]

    def __contains__(self, name: str) -> bool:
        return bool(self.numbers(name))

    def entry(self, number: int) -> Entry:
        """The place ``number``."""
        gid, lat, lon, population, name_at, adm2, adm1, country, feature = self._places[
            number
        ].tolist()
        start = self._names_start + name_at
        return Entry(
            number=number,
            geonames_id=gid or None,
            name=self._map[start : self._map.find(b"\0", start)].decode(),
            latitude=lat / DEGREES,
            longitude=lon / DEGREES,
            feature=self._features[feature],
            country=self._countries[country],
            adm1=adm1 - 1 if adm1 else None,
            adm2=adm2 - 1 if adm2 else None,
            population=population,
        )

    def by_id(self, geonames_id: int) -> Entry | None:
        """The place with this GeoNames id; None if there is none. Looks through all places."""
        found = np.flatnonzero(self._places["id"] == geonames_id).tolist()
        return self.entry(found[0]) if found and geonames_id else None

    def entries(self) -> Iterator[Entry]:
        """All places, in the order of the file."""
        return map(self.entry, range(len(self)))


def _mapped(path: Path) -> mmap.mmap:
    try:
        with path.open("rb") as file:
            return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError) as error:  # ValueError: an empty file cannot be mapped
        raise DataError(
            f"gazetteer {path} cannot be read: {error}; name another, or reinstall according"
        ) from error


def _checked(mapped: mmap.mmap, path: Path) -> str:
    """The SHA-256 of the file, which it must end with."""
    if mapped[: len(MAGIC)] != MAGIC or len(mapped) < len(MAGIC) + 4 + DIGEST_BYTES:
        raise DataError(
            f"{path} is no gazetteer of this version; make one: according gazetteer import"
        )
    digest = hashlib.sha256(memoryview(mapped)[:-DIGEST_BYTES])
    if digest.digest() != mapped[-DIGEST_BYTES:]:
        raise DataError(f"gazetteer {path} is damaged: its SHA-256 does not hold; make it anew")
    return digest.hexdigest()


def _head(mapped: mmap.mmap, path: Path) -> tuple[dict[str, Any], int]:
    """The head, and where the sections begin."""
    length = int.from_bytes(mapped[len(MAGIC) : len(MAGIC) + 4], "little")
    start = len(MAGIC) + 4 + length
    if length > HEAD_LIMIT or start > len(mapped):
        raise DataError(f"gazetteer {path} is damaged: a head of {length:,} bytes")
    try:
        head = json.loads(mapped[len(MAGIC) + 4 : start])
    except ValueError as error:
        raise DataError(f"gazetteer {path} is damaged: its head is not JSON") from error
    if set(head.get("sections", {})) != set(_ITEMS):
        raise DataError(f"gazetteer {path} is of another version; make it anew")
    return head, start
