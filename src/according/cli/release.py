"""``according release`` and ``according diff``: releases, and what changed between two."""

from __future__ import annotations

from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from according.cli.console import (
    DEFAULT_RECORD,
    JsonOption,
    err,
    open_existing,
    out,
    print_json,
)
from according.cli.filters import (
    ActorFilter,
    DifferingFilter,
    FromFilter,
    KindFilter,
    OriginsFilter,
    OutletFilter,
    PlaceFilter,
    ReportsFilter,
    ToFilter,
    wanted,
)
from according.cli.progress import stages
from according.errors import SettingsError, StoreError
from according.export.formats.choosing import choose
from according.export.formats.registry import named
from according.export.releases.comparing import compare, is_one, opened
from according.export.releases.composing import compose
from according.export.releases.making import make
from according.export.releases.saying import counted, lines
from according.export.releases.snapshot import Snapshot
from according.export.releases.sums import faults, in_series, series_faults

NO_TABLES = "none"


LOSSLESS = ("jsonl", "parquet")
"""Formats that can be read back."""


def _form(tables: str) -> str | None:
    if tables == NO_TABLES:
        return None
    if tables not in LOSSLESS:
        raise SettingsError(
            f"the tables of a release are {' or '.join(LOSSLESS)}, which can be read back, or "
            f"{NO_TABLES}; not {tables!r}"
        )
    return named(tables).name


def release(
    record: Annotated[
        str, typer.Argument(metavar="RECORD", help="The record.", envvar="ACCORDING_RECORD")
    ] = DEFAULT_RECORD,
    to: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="DIR", help="The folder of all releases."),
    ] = None,
    check: Annotated[
        Path | None,
        typer.Option("--check", metavar="DIR", help="Only check a release, or a folder of them."),
    ] = None,
    note: Annotated[str | None, typer.Option(help="What is to be said of it.")] = None,
    tables: Annotated[
        str, typer.Option(metavar="FORMAT", help="Of the lossless tables: jsonl, or none.")
    ] = "jsonl",
    outlet: OutletFilter = "",
    actor: ActorFilter = "",
    place: PlaceFilter = "",
    first: FromFilter = None,
    last: ToFilter = None,
    kind: KindFilter = "",
    origins: OriginsFilter = 0,
    reports: ReportsFilter = 0,
    differing: DifferingFilter = False,
    as_json: JsonOption = False,
) -> None:
    """Make a release: a numbered, checksummed copy that is never changed, with what changed since
    the last and why."""
    if check is not None:
        _check(check, as_json=as_json)
        return
    if to is None:
        raise SettingsError("name the folder of the releases with --out, such as --out releases")
    asked = wanted(outlet, actor, place, first, last, kind, origins, reports, differing)
    form = _form(tables)
    try:
        (note or "").encode()
    except UnicodeEncodeError as error:
        raise SettingsError("the note is no text: its bytes are not UTF-8") from error
    with open_existing(record) as opened_, stages() as shown:
        chosen = choose(opened_, asked, whole=True, on_progress=shown)
        with chosen as some:
            made = make(some, to, note, form)
    if as_json:
        plain = {**made.release, "path": str(made.folder), "sha256": made.sha256}
        print_json(plain)
        return
    counts = made.release["counts"]
    out.print(
        f"release {made.release['number']}: {counts['events']:,} events of "
        f"{counts['reports']:,} reports, in {made.folder}",
        markup=False,
    )
    if made.changed is not None:
        out.print(f"since release {made.release['number'] - 1}: {counted(made.changed)}")
    if counts["waiting"]:
        err.print(
            f"{counts['waiting']:,} reports were not compared with others yet: according link"
        )
    out.print(f"SHA-256 {made.sha256}")


def _check(folder: Path, *, as_json: bool) -> None:
    one = is_one(folder)
    if not one and not (folder.is_dir() and in_series(folder)):
        raise StoreError(f"{folder} is no release, and has none in it")
    found = faults(folder) if one else series_faults(folder)
    number = 1 if one else len(in_series(folder))
    if as_json:
        print_json({"path": str(folder), "releases": number, "faults": found})
    elif not found:
        out.print(f"{number} {'release' if number == 1 else 'releases'}, as made: {folder}")
    for fault in () if as_json else found:
        out.print(fault, markup=False, style="red")
    if found:
        raise typer.Exit(1)


def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="A release's folder, or a record.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="Another.")],
    as_json: JsonOption = False,
) -> None:
    """Show what changed between two releases, or records: event by event, field by field, and
    because of what. Checksums are looked at first."""
    with ExitStack() as stack:
        found = list(compare(_snapshot(old, stack), _snapshot(new, stack)))
    if as_json:
        print_json(found)
        return
    for row in found:
        for line in lines(row):
            out.print(line, markup=False)
    out.print(counted(Counter(row["change"] for row in found)))


def _snapshot(named_: str, stack: ExitStack) -> Snapshot:
    path = Path(named_)
    if "://" not in named_ and path.is_dir():
        if not is_one(path) and in_series(path):
            raise SettingsError(f"{path} has several releases; name one: {in_series(path)[-1]}")
        return opened(path)
    folder = Path(stack.enter_context(TemporaryDirectory(prefix="according-")))
    with (
        open_existing(named_) as record,
        stages() as shown,
        choose(record, whole=True, on_progress=shown) as chosen,
    ):
        compose(chosen, folder)
    return Snapshot(folder)
