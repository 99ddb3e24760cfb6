"""Well-known other names: one body under several, and short forms that others bear as well."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from according.data import load_json
from according.errors import AccordingError, DataError, SettingsError
from according.linking.spelling import acronym, body_words, folded, name_words
from according.model import ActorKind

_LOUD = 5
"""Letters from which on a word in capitals may be a name that is written loudly."""

_LONGEST = 10
"""Words of a listed name that are looked for within a longer one."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One entry: ``names`` that mean nothing else, ``short`` forms that others bear as well and
    that count only where one actor of the collection is called so."""

    names: tuple[str, ...]
    short: tuple[str, ...] = ()
    kind: ActorKind = ActorKind.UNKNOWN

    @property
    def key(self) -> str:
        """What stands for it among keys."""
        return f"listed:{self.names[0]}"


@dataclass(frozen=True, slots=True)
class Aliases:
    """Entries by what their names are looked up by."""

    entries: tuple[Listed, ...] = ()
    _by_name: dict[object, Listed] = field(default_factory=dict)
    shorts: frozenset[object] = frozenset()

    def find(self, name: str) -> Listed | None:
        """The entry that has ``name`` among its names; "DAESH" is no acronym of its own."""
        found = self._by_name.get(_looked_up(name))
        if found is None and len(name) >= _LOUD:
            found = self._by_name.get(body_words(name))
        return found

    def within(self, name: str) -> bool:
        """Whether ``name`` has a listed name of two words or more in it, and other words."""
        words = body_words(name)
        parts = (
            words[start:end]
            for start in range(len(words))
            for end in range(start + 2, min(len(words), start + _LONGEST) + 1)
        )
        return any(part in self._by_name for part in parts if part != words)

    def made_of(self, name: str) -> Listed | None:
        """The one entry that a name is made of, and of words that say what sort of body it is:
        "Islamic State militants group", "ISIS (Daesh)"."""
        parts = _WORDS.findall(name)
        found: dict[str, Listed] = {}
        at = 0
        while at < len(parts):
            for end in range(min(len(parts), at + _LONGEST), at, -1):
                entry = self.find(" ".join(parts[at:end]))
                if entry is not None:
                    found[entry.key] = entry
                    at = end
                    break
            else:
                if not set(body_words(parts[at])) <= _kinds():
                    return None
                at += 1
        return next(iter(found.values())) if len(found) == 1 else None

    def is_short(self, name: str) -> bool:
        """Whether an entry has ``name`` as a short form."""
        return _looked_up(name) in self.shorts


_WORDS = re.compile(r"[^\s()\[\],;/]+")


@cache
def _kinds() -> frozenset[str]:
    return frozenset(folded(tuple(name_words().kinds)))


def _looked_up(name: str) -> object:
    """Capitals as they stand ("IS" is not "is"), other names but for their spelling."""
    return acronym(name) or body_words(name)


_SHIPPED = "linking/aliases.json"


def load_aliases(path: Path | None = None) -> Aliases:
    """The shipped list, and with it the user's, as `read_aliases` reads it.

    Raises:
        DataError: the shipped list is damaged.
        SettingsError: the user's cannot be used; the message names the line or entry.
    """
    return with_own(read_aliases(path) if path is not None else ())


@lru_cache(maxsize=4)
def with_own(own: tuple[Listed, ...]) -> Aliases:
    """The shipped list and entries of the user's. Names of an entry that is there join it.

    Raises:
        DataError: the shipped list is damaged.
    """
    entries = list(_entries(load_json(_SHIPPED), _SHIPPED, DataError))
    _check(entries, _SHIPPED, DataError)
    return aliases_of(_merged(entries, own))


def read_aliases(path: Path) -> tuple[Listed, ...]:
    """The entries of a user's file: JSON like the shipped one, or text, of which a line has names
    of one actor with "=" between them, and "#" begins a comment.

    Raises:
        SettingsError: it cannot be used; the message names the line or entry.
    """
    return tuple(_users(path))


def plain_entries(entries: Iterable[Listed]) -> dict[str, Any]:
    """Entries as JSON holds them, and as a user's file may be."""
    return {
        "actors": [
            {"names": list(each.names), "short": list(each.short), "kind": each.kind.value}
            for each in entries
        ]
    }


def to_entries(plain: Any) -> tuple[Listed, ...]:
    """The entries that `plain_entries` made ``plain`` of.

    Raises:
        SettingsError: they were changed by hand and cannot be used.
    """
    return tuple(_entries(plain, "the record's list of other names", SettingsError))


def aliases_of(entries: Iterable[Listed]) -> Aliases:
    """Entries made ready to be looked up."""
    kept = tuple(entries)
    by_name = {_looked_up(name): entry for entry in kept for name in entry.names}
    shorts = frozenset(_looked_up(name) for entry in kept for name in entry.short)
    return Aliases(kept, by_name, shorts)


_Failure = type[AccordingError]


def _entries(data: Any, file: str, failure: _Failure) -> Iterator[Listed]:
    listed = data.get("actors") if isinstance(data, Mapping) else None
    if not isinstance(listed, list):
        raise failure(f"{file}: no list 'actors'")
    for number, entry in enumerate(listed, start=1):
        place = f"{file}, entry {number}"
        if not isinstance(entry, Mapping):
            raise failure(f"{place}: not an object with 'names'")
        names = _names(entry.get("names"), place, failure)
        short = _names(entry.get("short", []), place, failure)
        if not names:
            raise failure(f"{place}: no 'names'")
        try:
            kind = ActorKind(entry.get("kind", ActorKind.UNKNOWN))
        except ValueError:
            kinds = ", ".join(ActorKind)
            raise failure(f"{place}: kind {entry['kind']!r} is none of {kinds}") from None
        yield Listed(names, short, kind)


def _names(value: Any, place: str, failure: _Failure) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise failure(f"{place}: names are not a list of texts")
    names = tuple(" ".join(each.split()) for each in value)
    for name in names:
        if not _looked_up(name):
            raise failure(f"{place}: {name!r} is no name")
    return names


def _check(entries: Iterable[Listed], file: str, failure: _Failure) -> None:
    """Raise where two entries have one name."""
    seen: dict[object, int] = {}
    for number, entry in enumerate(entries, start=1):
        for each in {_looked_up(name): name for name in entry.names}.items():
            found, name = each
            if found in seen:
                raise failure(f"{file}, entry {number}: {name!r} is in entry {seen[found]} too")
            seen[found] = number


def _users(path: Path) -> Iterator[Listed]:
    """The entries of a user's file."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"aliases {path} cannot be read: {error}") from error
    if path.suffix.lower() == ".json":
        try:
            data = json.loads(text)
        except (json.JSONDecodeError, RecursionError) as error:
            raise SettingsError(f"aliases {path} is not JSON: {error}") from error
        entries = list(_entries(data, str(path), SettingsError))
        _check(entries, str(path), SettingsError)
        yield from entries
    else:
        yield from _lines(text, path)


def _lines(text: str, path: Path) -> Iterator[Listed]:
    seen: dict[object, int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        said = line.partition("#")[0].strip()
        if not said:
            continue
        place = f"{path}, line {number}"
        names = _names([part.strip() for part in said.split("=")], place, SettingsError)
        if len(names) < 2:
            raise SettingsError(f"{place}: one name only; write 'name = other name'")
        for name in names:
            before = seen.setdefault(_looked_up(name), number)
            if before != number:
                raise SettingsError(f"{place}: {name!r} is on line {before} too; write one line")
        yield Listed(names)


def _merged(entries: Iterable[Listed], own: Iterable[Listed]) -> list[Listed]:
    """Entries with the user's in them; those that one of the user's has names of become one."""
    merged = dict(enumerate(entries))
    at = {_looked_up(name): number for number, each in merged.items() for name in each.names}
    for new in own:
        looked_up = map(_looked_up, new.names)
        same = sorted({at[each] for each in looked_up if each in at})
        parts = (*(merged.pop(number) for number in same[1:]), new)
        first = same[0] if same else len(at) + len(merged)
        whole = _one([merged[first], *parts] if same else parts)
        merged[first] = whole
        at.update((_looked_up(name), first) for name in whole.names)
    return list(merged.values())


def _one(parts: Iterable[Listed]) -> Listed:
    parts = tuple(parts)
    names = dict.fromkeys(name for each in parts for name in each.names)
    short = dict.fromkeys(name for each in parts for name in each.short)
    kinds = [each.kind for each in parts if each.kind is not ActorKind.UNKNOWN]
    return Listed(tuple(names), tuple(short), kinds[0] if kinds else ActorKind.UNKNOWN)
