"""``according read``: reports go in."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import (
    BarColumn,
    Progress,
    TaskID,
    TaskProgressColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from according.cli.console import DEFAULT_RECORD, JsonOption, err, out, print_json
from according.engine import Progress as Done
from according.engine import read_into
from according.errors import SettingsError
from according.settings import Columns, Given, Settings
from according.store import Added, Record

LINE_SECONDS = 10.0
"""Between two lines of progress where standard error is no terminal."""


def read(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH...",
            help="Files, folders, globs, http(s) addresses, or - for standard input.",
        ),
    ],
    into: Annotated[
        str,
        typer.Option(
            "--into", "-i", envvar="ACCORDING_RECORD", help="The record; made if it is not there."
        ),
    ] = DEFAULT_RECORD,
    outlet: Annotated[
        str | None, typer.Option(help="The outlet, where the material does not say.")
    ] = None,
    published: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"], help="The day of publication, where the material does not say."
        ),
    ] = None,
    encoding: Annotated[
        str | None, typer.Option(help="Character set of plain text that is not UTF-8.")
    ] = None,
    column: Annotated[
        list[str] | None,
        typer.Option(
            "--column",
            metavar="FIELD=COLUMN",
            help="Which column of a table or key of a JSON line holds a field: text=body.",
        ),
    ] = None,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Reading processes; one per core if not given.")
    ] = None,
    pipeline: Annotated[
        str, typer.Option(help="The spaCy pipeline that parses: an installed package's name.")
    ] = Settings().pipeline,
    as_json: JsonOption = False,
) -> None:
    """Read reports into a record.

    Plain text, the crawl form, saved pages, MHTML, PDF, JSON lines, CSV, RSS and Atom, WARC.
    What cannot be used is counted and kept with its reason. Stop it at any time: the same
    command goes on where it was.
    """
    settings = Settings(
        given=Given(outlet, _day(published), encoding),
        columns=Columns(_columns(column or [])),
        pipeline=pipeline,
        workers=workers,
    )
    with Record(into, create=True) as record, _spooled(paths) as stdin, _bar() as bar:
        done = _Shown(bar)
        try:
            final = read_into(record, paths, settings, stdin=stdin, on_progress=done.update)
        except KeyboardInterrupt:
            done.close()
            err.print("Stopped. What was counted is in the record; the same command goes on.")
            raise
    _close(final, into, as_json=as_json)


def _close(final: Done, into: str, *, as_json: bool) -> None:
    counts = {
        "in": final.inputs,
        "stored": final.counts[Added.STORED],
        "already_there": final.counts[Added.ALREADY_THERE],
        "refused": final.counts[Added.REFUSED],
    }
    if as_json:
        print_json({**counts, "seconds": round(final.seconds, 3), "record": into})
    else:
        out.print(
            f"{counts['in']:,} in = {counts['stored']:,} stored + "
            f"{counts['already_there']:,} already there + {counts['refused']:,} refused",
            end="",
        )
        out.print(f"   ({_rate(final)}, {into})", markup=False)
        if counts["refused"]:
            out.print(f"Why: according refusals --record {into}", markup=False)
    if counts["refused"] == counts["in"] > 0:
        raise typer.Exit(3)


def _rate(final: Done) -> str:
    if final.seconds < 0.1:
        return "at once"
    return f"{final.seconds:.1f} s, {final.inputs / final.seconds:.1f} a second"


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def _columns(pairs: list[str]) -> dict[str, str]:
    names = {}
    for pair in pairs:
        name, equals, column = pair.partition("=")
        if not equals or not column:
            raise SettingsError(f"--column {pair!r}: give FIELD=COLUMN, as text=body")
        names[name] = column
    return names


@contextmanager
def _spooled(paths: list[str]) -> Iterator[Path | None]:
    """Standard input as a file of its own, where it was asked for."""
    if "-" not in paths:
        yield None
        return
    with tempfile.NamedTemporaryFile(prefix="according-") as file:
        shutil.copyfileobj(sys.stdin.buffer, file)
        file.flush()
        yield Path(file.name)


def _bar() -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(bar_width=None),
        TaskProgressColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
        console=err,
        transient=True,
        disable=not err.is_terminal,
    )


class _Shown:
    """Progress: a bar in a terminal, a line now and then where messages go to a file."""

    def __init__(self, bar: Progress) -> None:
        self._bar = bar
        self._task: TaskID = bar.add_task("reading", total=None, rate="")
        self._said_at = 0.0

    def update(self, done: Done) -> None:
        refused = done.counts[Added.REFUSED]
        description = f"{done.inputs:,} in, {refused:,} refused"
        rate = f"{done.inputs / max(done.seconds, 0.001):.1f}/s"
        self._bar.update(
            self._task,
            description=description,
            completed=min(done.bytes_done, done.bytes_all),
            total=done.bytes_all or None,
            rate=rate,
        )
        if self._bar.disable and done.seconds - self._said_at >= LINE_SECONDS:
            self._said_at = done.seconds
            share = f", {done.bytes_done / done.bytes_all:.0%}" if done.bytes_all else ""
            err.print(f"{description}, {rate}{share}", markup=False)

    def close(self) -> None:
        self._bar.stop()
