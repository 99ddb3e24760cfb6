"""The rows of a release, put into files of a folder."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from according.errors import NotAllowed, StoreError
from according.export.formats.choosing import Chosen
from according.export.formats.destination import Destination
from according.export.formats.losses import Losses
from according.export.formats.registry import named
from according.export.releases import rows
from according.export.releases.changes import changes
from according.export.releases.method import method
from according.export.releases.snapshot import (
    CHANGES,
    EVENTS,
    IDS,
    JUDGEMENTS,
    RELEASE,
    SOURCES,
    TABLES,
    Snapshot,
)
from according.export.releases.stable import Telling, leads_to, name
from according.export.releases.sums import sha256_of
from according.happening import Happening
from according.reviewing.history import all_judgements
from according.reviewing.roles import ANYBODY
from according.store import Record

Plain = dict[str, Any]


def compose(
    chosen: Chosen,
    folder: Path,
    previous: Snapshot | None = None,
    note: str | None = None,
    tables: str | None = None,
    at: datetime | None = None,
) -> Plain:
    """Write a release's rows into an empty folder.

    Args:
        chosen: what it is of.
        previous: the release before in the series.
        note: what its maker says of it.
        tables: the format of the lossless tables; None for none.
        at: when it is made; now if not given.

    Returns:
        What ``release.json`` says.

    Raises:
        StoreError: the record cannot be read, or changed while it was.
        NotAllowed: there are decisions in the tables that nobody may see yet.
    """
    record = chosen.record
    stamp = _stamp(record)
    made = all_judgements(record, ANYBODY)
    tabled = _tables(chosen, tables, len(made), folder) if tables else None
    decided = list(rows.judgement_rows(record, made))
    _write(folder / JUDGEMENTS, decided)
    sources = sorted(_sources(chosen), key=lambda each: str(each["report"]))
    _write(folder / SOURCES, sources)
    events = _Events(record, folder)
    for each in chosen.happenings():
        events.add(each)
    number = previous.number + 1 if previous is not None else 1
    known = previous.known.values() if previous is not None else ()
    named_ = name(events.tellings, known, number)
    events.sort(named_.of)
    ids = (rows.id_row(named_.known[each], leads_to(each, named_.known)) for each in named_.known)
    _write(folder / IDS, sorted(ids, key=lambda each: str(each["id"])))
    release = {
        "tables": tabled,
        "number": number,
        "made_at": (at or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="seconds"),
        "note": note,
        "query": chosen.filters(),
        "previous": _row(previous) if previous is not None else None,
        "method": method(record, (each["reader"] for each in sources)),
        "counts": {
            "reports": len(sources),
            "events": len(named_.of),
            "judgements": len(decided),
            "waiting": len(record.across.waiting()),
        },
    }
    _put(folder / RELEASE, release)
    if previous is not None:
        _write(folder / CHANGES, changes(previous, Snapshot(folder)))
    if _stamp(record) != stamp:
        raise StoreError(f"{record.url} was written to while it was released; release it again")
    return release


def _tables(chosen: Chosen, form: str, visible: int, folder: Path) -> Plain:
    """The lossless tables. All decisions are in them: if some may not be seen yet, they wait."""
    hidden = len(chosen.record.across.judgements()) - visible
    if hidden:
        raise NotAllowed(
            f"{hidden:,} decisions of coders who are not all done are in the tables, and would be "
            "seen; wait until they are done, or release with --tables none"
        )
    kind, losses = named(form), Losses()
    written = kind.write(chosen, Destination(folder / TABLES, None), kind.told({}), losses)
    return {"format": kind.name, "rows": written, "losses": losses.plain()}


def _sources(chosen: Chosen) -> Iterator[Plain]:
    for each in chosen.readings():
        yield rows.source_row(each, chosen.record.captures(each.report.id))


def _row(previous: Snapshot) -> Plain:
    return {"number": previous.number, "sha256": sha256_of(previous.folder)}


def _stamp(record: Record) -> tuple[object, ...]:
    """Another whenever something was read, linked or decided."""
    made = record.across.judgements()
    return record.across.revision(), len(made), tuple(sorted(record.counts().items()))


class _Events:
    """The rows of events, written as they come, and put into the order of their ids when these are
    known: they are never all in memory."""

    def __init__(self, record: Record, folder: Path) -> None:
        self._record = record
        self._path = folder / EVENTS
        self._path.touch()
        self._places: dict[str, int] = {}
        self.tellings: dict[str, Sequence[Telling]] = {}

    def add(self, found: Happening) -> None:
        """Keep an event."""
        told = rows.tellings(self._record, found.line.id)
        with self._path.open("ab") as file:
            self._places[found.line.id] = file.tell()
            _add(file, rows.event_row(found, told))
        self.tellings[found.line.id] = told

    def sort(self, of: Mapping[str, str]) -> None:
        """Write them in the order of their ids, which ``of`` gives for those in the record."""
        unsorted = self._path.rename(self._path.with_suffix(".unsorted"))
        with unsorted.open("rb") as read, self._path.open("wb") as file:
            for event in sorted(of, key=lambda each: of[each]):
                read.seek(self._places[event])
                _add(file, {**json.loads(read.readline()), "id": of[event]})
        unsorted.unlink()


def _write(path: Path, found: Iterable[Plain]) -> None:
    with path.open("wb") as file:
        for each in found:
            _add(file, each)


def _add(file: BinaryIO, row: Plain) -> None:
    file.write(rows.line(row).encode("utf-8", "surrogatepass"))


def _put(path: Path, value: Plain) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True)
    path.write_text(f"{text}\n", "utf-8")
