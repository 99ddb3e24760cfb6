"""Writing a gazetteer: places in, one file out, in bounded memory.

Names go to 64 part files by the top bits of their keys; each part is sorted by itself, so that
memory is that of one part, whether there are a hundred thousand places or twelve million.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import IO, Any

import numpy as np

from according.errors import DataError
from according.reading.gazetteer.layout import (
    ALIGN,
    DEGREES,
    KEY,
    MAGIC,
    MAX_ADM1,
    NUMBER,
    PLACE,
    NameKind,
)
from according.reading.gazetteer.names import is_transliterated, key, loose, normal

_PARTS = 64
_PART_SHIFT = np.uint64(58)
_NAMED = np.dtype([("key", KEY), ("posting", NUMBER)])
_FLUSH = 50_000
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Entry:
    """A place as it is written. Degrees are WGS 84; codes are GeoNames' ("SY", "12", "4521").

    ``adm1`` and ``adm2`` are the codes of the divisions that it lies in; a division itself has
    its own code in its own field. ``names`` are further names with their kinds.
    """

    geonames_id: int
    name: str
    latitude: float
    longitude: float
    feature: str
    country: str = ""
    adm1: str = ""
    adm2: str = ""
    population: int = 0
    names: tuple[tuple[str, NameKind], ...] = ()

    @property
    def rank(self) -> int:
        """Its place in the file: countries first, then divisions, then the rest."""
        return rank(self.feature)


def rank(feature: str) -> int:
    """0 for countries, 1 and 2 for first and second-order divisions, 3 for the rest."""
    if feature.startswith("PCL") and feature != "PCLH":
        return 0
    return {"ADM1": 1, "ADM2": 2}.get(feature, 3)


@dataclass(slots=True)
class Writer:
    """A gazetteer that is being written. `add` in the order of `Entry.rank`, then `finish`.

    Use as a context manager: the part files go away with it.
    """

    about: dict[str, Any]
    _folder: tempfile.TemporaryDirectory[str] = field(default_factory=tempfile.TemporaryDirectory)
    _count: int = 0
    _names_at: int = 0
    _rank: int = 0
    _countries: dict[str, int] = field(default_factory=lambda: {"": 0})
    _features: dict[str, int] = field(default_factory=dict)
    _divisions: dict[tuple[str, ...], int] = field(default_factory=dict)
    _places: list[tuple[int, ...]] = field(default_factory=list)
    _texts: list[bytes] = field(default_factory=list)
    _named: list[tuple[int, int]] = field(default_factory=list)

    def __enter__(self) -> Writer:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._folder.cleanup()

    def __len__(self) -> int:
        return self._count

    def add(self, entry: Entry) -> None:
        """Add a place.

        Raises:
            DataError: it comes after one of a later rank, or there are too many divisions.
        """
        if entry.rank < self._rank:
            raise DataError(f"{entry.name!r}: countries and divisions must come first")
        self._rank = entry.rank
        self._places.append(self._record(entry))
        text = entry.name.replace("\0", " ").encode() + b"\0"
        self._texts.append(text)
        self._names_at += len(text)
        self._named += [(each, (self._count << 2) | kind) for each, kind in _keys(entry)]
        self._remember(entry)
        self._count += 1
        if len(self._places) >= _FLUSH:
            self._flush()

    def _record(self, entry: Entry) -> tuple[int, ...]:
        """The fields in the order of `PLACE`."""
        country = self._countries.setdefault(entry.country, len(self._countries))
        feature = self._features.setdefault(entry.feature, len(self._features))
        adm1 = self._divisions.get((entry.country, entry.adm1), 0) if entry.rank > 1 else 0
        inside = (entry.country, entry.adm1, entry.adm2)
        adm2 = self._divisions.get(inside, 0) if entry.rank > 2 and entry.adm2 else 0
        return (
            entry.geonames_id,
            round(entry.latitude * DEGREES),
            round(entry.longitude * DEGREES),
            min(max(entry.population, 0), 0xFFFFFFFF),
            self._names_at,
            adm2,
            adm1,
            country,
            feature,
        )

    def _remember(self, entry: Entry) -> None:
        if entry.rank == 1:
            if self._count > MAX_ADM1:
                raise DataError(f"more than {MAX_ADM1:,} countries and first-order divisions")
            self._divisions.setdefault((entry.country, entry.adm1), self._count + 1)
        elif entry.rank == 2:
            self._divisions.setdefault((entry.country, entry.adm1, entry.adm2), self._count + 1)

    def _flush(self) -> None:
        self._append("places", np.array(self._places, PLACE).tobytes())
        self._append("names", b"".join(self._texts))
        named = np.array(self._named, _NAMED)
        part_of = named["key"] >> _PART_SHIFT
        for part in np.unique(part_of):
            self._append(f"part{part}", named[part_of == part].tobytes())
        self._places, self._texts, self._named = [], [], []

    def _path(self, name: str) -> Path:
        return Path(self._folder.name) / name

    def _append(self, name: str, content: bytes) -> None:
        with self._path(name).open("ab") as part:
            part.write(content)

    def finish(self, path: Path) -> str:
        """Write the file whole or not at all; its SHA-256 in hex."""
        self._flush()
        self._sort()
        partial = path.with_name(path.name + ".part")
        with partial.open("wb") as out:
            digest = _Hashed(out)
            self._write(digest)
            out.write(digest.sha256.digest())
        partial.replace(path)
        return str(digest.sha256.hexdigest())

    def _sort(self) -> None:
        first = 0
        for part in range(_PARTS):
            path = self._path(f"part{part}")
            if not path.is_file():
                continue
            named = np.unique(np.fromfile(path, _NAMED))  # by key, then posting; none twice
            keys, starts = np.unique(named["key"], return_index=True)
            self._append("keys", keys.tobytes())
            self._append("starts", (starts + first).astype(NUMBER).tobytes())
            self._append("postings", named["posting"].tobytes())
            first += len(named)
        self._append("starts", np.array([first], NUMBER).tobytes())

    def _write(self, out: _Hashed) -> None:
        items = {"places": PLACE, "names": np.dtype("u1"), "keys": KEY}
        items |= {"starts": NUMBER, "postings": NUMBER}
        head: dict[str, Any] = {
            **self.about,
            "countries": list(self._countries),
            "features": list(self._features),
        }
        sections = {}
        at = 0  # counted from the end of the head
        for name, item in items.items():
            size = self._path(name).stat().st_size if self._path(name).is_file() else 0
            sections[name] = {"at": at, "bytes": size, "items": size // item.itemsize}
            at += -(-size // ALIGN) * ALIGN
        head["sections"] = sections
        text = json.dumps(head, ensure_ascii=False, sort_keys=True).encode()
        start = -(-(len(MAGIC) + 4 + len(text)) // ALIGN) * ALIGN
        text = text.ljust(start - len(MAGIC) - 4)
        out.write(MAGIC + len(text).to_bytes(4, "little") + text)
        for name in items:
            for chunk in _chunks(self._path(name)):
                out.write(chunk)
            out.write(bytes(-sections[name]["bytes"] % ALIGN))


@dataclass(slots=True)
class _Hashed:
    """A file that is hashed as it is written."""

    out: IO[bytes]
    sha256: Any = field(default_factory=hashlib.sha256)

    def write(self, content: bytes) -> None:
        self.sha256.update(content)
        self.out.write(content)


def _chunks(path: Path) -> Iterator[bytes]:
    if path.is_file():
        with path.open("rb") as part:
            while chunk := part.read(_CHUNK):
                yield chunk


def _keys(entry: Entry) -> Iterator[tuple[int, NameKind]]:
    """The keys of a place's names, each with the nearest kind that it has."""
    kinds: dict[str, NameKind] = {}
    for each, kind in ((entry.name, NameKind.MAIN), *entry.names):
        form = normal(each)
        if form:
            kinds[form] = min(kind, kinds.get(form, kind))
    if is_transliterated(entry.country):
        for form in list(kinds):
            loosened = loose(form)
            if loosened is not None:
                kinds.setdefault(loosened, NameKind.OTHER)
    return ((key(form), kind) for form, kind in kinds.items())
