"""A release that is looked into: its rows, read from its files."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from according.errors import StoreError
from according.export.releases.rows import to_known
from according.export.releases.stable import Known, Named, State

RELEASE = "release.json"
EVENTS = "events.jsonl"
IDS = "ids.jsonl"
SOURCES = "sources.jsonl"
JUDGEMENTS = "judgements.jsonl"
CHANGES = "changes.jsonl"
TABLES = "tables"

Plain = dict[str, Any]


class Snapshot:
    """The rows of a release. Events are read when they are asked for.

    Args:
        folder: where its files are.
        named: other ids for its events, where it is compared with a release of another series.

    Raises:
        StoreError: of each question: the files are not there, or damaged.
    """

    def __init__(self, folder: Path, named: Named | None = None) -> None:
        self.folder = folder
        self._named = named

    @cached_property
    def release(self) -> Plain:
        """Number, moment, query, method, counts."""
        return _json(self.folder / RELEASE)

    @property
    def number(self) -> int:
        """The release's number."""
        return int(self.release["number"])

    @cached_property
    def sources(self) -> Mapping[str, Plain]:
        """Its reports, by id."""
        return {row["report"]: row for row in _rows(self.folder / SOURCES)}

    @cached_property
    def judgements(self) -> Mapping[str, Plain]:
        """What people had decided, by id."""
        return {row["id"]: row for row in _rows(self.folder / JUDGEMENTS)}

    @cached_property
    def own(self) -> Mapping[str, Known]:
        """All ids that were given up to this release, as it has them."""
        return {row["id"]: to_known(row) for row in _rows(self.folder / IDS)}

    @property
    def known(self) -> Mapping[str, Known]:
        """The same, under other ids where it is compared with another series."""
        return self.own if self._named is None else self._named.known

    @cached_property
    def live(self) -> Mapping[str, Known]:
        """The ids of its events, in their order."""
        return {
            name: self.known[name]
            for name in sorted(self.known)
            if self.known[name].state is State.LIVE
        }

    def event(self, name: str) -> Plain:
        """An event by its id."""
        if self._named is None:
            return self._event(name)
        return {**self._event(self._named.known[name].record_id), "id": name}

    def _event(self, name: str) -> Plain:
        path = self.folder / EVENTS
        try:
            with path.open("rb") as file:
                file.seek(self._places[name])
                row: Plain = json.loads(file.readline())
        except (OSError, KeyError, ValueError) as error:
            raise StoreError(f"{path} is damaged: {error!r}") from error
        if row.get("id") != name:
            raise StoreError(f"{path} is damaged: event {name} is not where it should be")
        return row

    @cached_property
    def _places(self) -> Mapping[str, int]:
        """Where each event's row begins, in bytes: rows are in the order of ids."""
        live = sorted(name for name, each in self.own.items() if each.state is State.LIVE)
        places = [0]
        try:
            with (self.folder / EVENTS).open("rb") as file:
                for line in file:
                    places.append(places[-1] + len(line))
        except OSError as error:
            raise StoreError(f"{self.folder / EVENTS} cannot be read: {error.strerror}") from error
        if len(places) != len(live) + 1:
            raise StoreError(f"{self.folder} is damaged: {EVENTS} and {IDS} do not fit together")
        return dict(zip(live, places, strict=False))


def _json(path: Path) -> Plain:
    try:
        found: Plain = json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise StoreError(f"{path} cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise StoreError(f"{path} is damaged: {error}") from error
    return found


def _rows(path: Path) -> Iterator[Plain]:
    try:
        with path.open(encoding="utf-8") as file:
            for line in file:
                yield json.loads(line)
    except OSError as error:
        raise StoreError(f"{path} cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise StoreError(f"{path} is damaged: {error}") from error
