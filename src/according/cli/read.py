"""``according read``: reports go in."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from according.cli.chat import (
    ChatRun,
    ModelOption,
    PriceOption,
    ReaderOption,
    ReportOption,
    SecondsOption,
    UrlOption,
    chat_run,
    chat_settings,
    settled,
)
from according.cli.console import DEFAULT_RECORD, JsonOption, err, out, print_json
from according.cli.link import link_all
from according.cli.progress import Shown, make_bar
from according.engine import Progress as Done
from according.engine import check_pipeline, read_into
from according.errors import ReaderUnavailable, SettingsError
from according.intake import is_charset
from according.settings import OWN_READER, Columns, Given, Settings, check_reader
from according.store import Added, Record
from according.store.connect import shown


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
        str | None,
        typer.Option(
            metavar="DAY",
            help="The day of publication, such as 2024-03-11, where the material does not say.",
        ),
    ] = None,
    encoding: Annotated[
        str | None,
        typer.Option(help="Character set of texts and tables that are not UTF-8: windows-1252."),
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
    gazetteer: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="A gazetteer that `according gazetteer import` made."),
    ] = None,
    encoder: Annotated[
        str | None,
        typer.Option(metavar="DIR", help="Other weights of the encoder, as training writes them."),
    ] = None,
    reader: ReaderOption = OWN_READER,
    chat_url: UrlOption = None,
    chat_model: ModelOption = None,
    chat_seconds: SecondsOption = None,
    chat_price: PriceOption = None,
    chat_report: ReportOption = None,
    linking: Annotated[
        bool, typer.Option("--link/--no-link", help="Compare the reports with one another after.")
    ] = True,
    as_json: JsonOption = False,
) -> None:
    """Read reports into a record.

    Plain text, the crawl form, saved pages, MHTML, PDF, JSON lines, CSV, RSS and Atom, WARC.
    What cannot be used is counted and kept with its reason. Stop it at any time: the same
    command goes on where it was.
    """
    settings = Settings(
        given=Given(outlet, to_day(published), to_encoding(encoding)),
        columns=to_columns(column or []),
        pipeline=pipeline,
        gazetteer=gazetteer,
        encoder=encoder,
        workers=workers,
        reader=reader,
        chat=chat_settings(reader, chat_url, chat_model, chat_seconds, chat_price),
    )
    check_pipeline(pipeline)
    check_reader(reader)
    settings = settled(settings)
    with (
        chat_run(settings, into, chat_report) as chat,
        Record(into, create=True) as record,
        _spooled(paths) as stdin,
    ):
        final = _read(record, paths, settings, stdin, chat)
    if linking:
        # Also where nothing was stored: an earlier run may have been stopped before its linking.
        with Record(into) as record:
            link_all(record)
    if as_json:
        spent = {"chat": chat.spent()} if chat else {}
        print_json(
            {**_counts(final), "seconds": round(final.seconds, 3), "record": shown(into), **spent}
        )
    else:
        _close(final, into)
        if chat is not None:
            chat.say()
    if final.counts[Added.REFUSED] == final.inputs > 0:
        raise typer.Exit(3)


def _read(
    record: Record, paths: list[str], settings: Settings, stdin: Path | None, chat: ChatRun | None
) -> Done:
    note = chat.note if chat else None
    with make_bar() as bar:
        done = Shown(bar)
        try:
            return read_into(
                record, paths, settings, stdin=stdin, on_progress=done.update, on_notes=note
            )
        except (KeyboardInterrupt, ReaderUnavailable):
            done.close()
            err.print(
                f"Stopped at {_sum(done.last)}. What was counted is in the record; the same "
                "command goes on.",
                markup=False,
            )
            raise
        finally:
            if chat is not None:
                chat.close()


def _counts(done: Done) -> dict[str, int]:
    return {
        "in": done.inputs,
        "stored": done.counts[Added.STORED],
        "already_there": done.counts[Added.ALREADY_THERE],
        "refused": done.counts[Added.REFUSED],
        "again": done.again,
    }


def _sum(done: Done) -> str:
    counts = _counts(done)
    return (
        f"{counts['in']:,} in = {counts['stored']:,} stored + "
        f"{counts['already_there']:,} already there + {counts['refused']:,} refused"
    )


def _close(final: Done, into: str) -> None:
    out.print(f"{_sum(final)}   ({_rate(final)}, {shown(into)})", markup=False)
    if not final.inputs:
        out.print("There was nothing to read: no file in what was named.")
    if final.again:
        out.print(
            f"{final.again:,} of the stored are in the record before, with another outlet, day or "
            "headline: the same bytes were read with other options or by another version. Both "
            "stay; begin a new record if the first were a mistake.",
            markup=False,
        )
    if final.undated:
        out.print(
            f"{final.undated:,} of the stored have no day: “Monday” or “last week” in them cannot "
            "be resolved. Give it with --published, or many at once in a table "
            "(CSV with text, outlet, published).",
            markup=False,
        )
    if len(final.first_refusals) == final.counts[Added.REFUSED]:
        for refusal in final.first_refusals:
            where = f"{refusal.location}, {refusal.member}" if refusal.member else refusal.location
            out.print(f"refused: {where}: {refusal.reason.value}, {refusal.detail}", markup=False)
    else:
        out.print(f"Why: according refusals --record {shown(into)}", markup=False)


def _rate(final: Done) -> str:
    if final.seconds < 0.1:
        return "at once"
    return f"{final.seconds:.1f} s, {final.inputs / final.seconds:.1f} a second"


def to_day(written: str | None) -> date | None:
    """The day that ``--published`` says."""
    if written is None:
        return None
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        raise typer.BadParameter(
            f"{written!r} is no day; write it as 2024-03-11", param_hint="--published"
        ) from error


def to_encoding(name: str | None) -> str | None:
    """The character set that ``--encoding`` says."""
    if name is not None and not is_charset(name):
        raise typer.BadParameter(
            f"no character set is called {name!r}; windows-1252 is one", param_hint="--encoding"
        )
    return name


def to_columns(pairs: list[str]) -> Columns:
    """What ``--column`` says, as often as it was given."""
    names = {}
    for pair in pairs:
        name, equals, column = pair.partition("=")
        if not equals or not column:
            raise typer.BadParameter(
                f"{pair!r}: give FIELD=COLUMN, as text=body", param_hint="--column"
            )
        names[name] = column
    try:
        return Columns(names)
    except SettingsError as error:
        raise typer.BadParameter(str(error), param_hint="--column") from error


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
