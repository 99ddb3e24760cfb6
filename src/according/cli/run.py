"""``according run``: reports by the million, into a dataset."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from according.cli.console import JsonOption, err, out, print_json
from according.cli.progress import stages
from according.cli.read import to_columns, to_day, to_encoding
from according.engine import check_pipeline, usable_cores
from according.errors import SettingsError
from according.settings import CHAT_READER, OWN_READER, Given, Settings, check_reader

if TYPE_CHECKING:
    from according.bulk import Written
    from according.bulk.engine import Engine


class Kind(StrEnum):
    """Who runs the work."""

    LOCAL = "local"
    DASK = "dask"


def run(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT...",
            help="Files, folders, globs, addresses, and URLs of object storage (s3://...).",
        ),
    ],
    into: Annotated[
        str, typer.Option("--out", metavar="DIR", help="The dataset: a folder, or its URL.")
    ],
    engine: Annotated[
        Kind, typer.Option(help="Who runs it: processes of this machine, or Dask.")
    ] = Kind.LOCAL,
    scheduler: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="Dask's scheduler: tcp://10.0.0.5:8786."),
    ] = None,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Processes of this machine; one per core.")
    ] = None,
    part: Annotated[
        float, typer.Option(min=0.0001, metavar="MIB", help="What one part of the inputs is large.")
    ] = 1.0,
    buckets: Annotated[
        int | None,
        typer.Option(
            min=1, max=4096, help="Files of each table; by the inputs' size if not given."
        ),
    ] = None,
    outlet: Annotated[
        str | None, typer.Option(help="The outlet, where the material does not say.")
    ] = None,
    published: Annotated[
        str | None, typer.Option(metavar="DAY", help="The day, where the material does not say.")
    ] = None,
    encoding: Annotated[
        str | None, typer.Option(help="Character set of texts that are not UTF-8.")
    ] = None,
    column: Annotated[
        list[str] | None,
        typer.Option("--column", metavar="FIELD=COLUMN", help="Which column holds a field."),
    ] = None,
    pipeline: Annotated[
        str, typer.Option(help="The spaCy pipeline that parses.")
    ] = Settings().pipeline,
    gazetteer: Annotated[
        str | None, typer.Option(metavar="FILE", help="Another gazetteer.")
    ] = None,
    encoder: Annotated[
        str | None, typer.Option(metavar="DIR", help="Other weights of the encoder.")
    ] = None,
    reader: Annotated[str, typer.Option(help="Who reads: according, or another's name.")] = (
        OWN_READER
    ),
    as_json: JsonOption = False,
) -> None:
    """Read and link very many reports, into Parquet.

    JSON lines, Parquet, WARC and all that `according read` takes. Stop it at any time, or lose
    a machine: the same command goes on with what is not done.
    """
    settings = Settings(
        given=Given(outlet, to_day(published), to_encoding(encoding)),
        columns=to_columns(column or []),
        pipeline=pipeline,
        gazetteer=_absolute(gazetteer),
        encoder=_absolute(encoder),
        reader=reader,
    )
    check_pipeline(pipeline)
    check_reader(reader)
    if reader == CHAT_READER:
        raise SettingsError("the reader chat is for according read: it asks one endpoint")
    if scheduler is not None and engine is not Kind.DASK:
        raise SettingsError("--scheduler is Dask's; give --engine dask with it")
    # Loaded late: other commands need neither Arrow nor Dask.
    from according import bulk

    to = into if "://" in into else os.path.abspath(into)
    with _engine(engine, scheduler, workers) as running, stages() as told:
        try:
            written = bulk.run(
                inputs, to, settings, running, part_mib=part, buckets=buckets, on_progress=told
            )
        except KeyboardInterrupt:
            err.print("Stopped. What is done stays; the same command goes on.", markup=False)
            raise
    if as_json:
        print_json({**_counts(written), "reasons": written.reasons, "tables": written.tables})
    else:
        _say(written, into)
    if written.refused == written.inputs > 0:
        raise typer.Exit(3)


@contextmanager
def _engine(kind: Kind, scheduler: str | None, workers: int | None) -> Iterator[Engine]:
    if kind is Kind.DASK:
        from according.bulk.cluster import Cluster

        engine: Engine = Cluster(scheduler, workers or usable_cores())
    else:
        from according.bulk.processes import Processes

        engine = Processes(workers or usable_cores())
    try:
        yield engine
    finally:
        engine.close()


def _absolute(path: str | None) -> str | None:
    return None if path is None else os.path.abspath(path)


def _counts(written: Written) -> dict[str, int]:
    return {
        "in": written.inputs,
        "stored": written.stored,
        "already_there": written.already_there,
        "refused": written.refused,
    }


def _say(written: Written, into: str) -> None:
    counts = _counts(written)
    again = "it was all there" if written.again else into
    out.print(
        f"{counts['in']:,} in = {counts['stored']:,} stored + {counts['already_there']:,} already "
        f"there + {counts['refused']:,} refused   ({again})",
        markup=False,
    )
    for reason, number in sorted(written.reasons.items(), key=lambda each: (-each[1], each[0])):
        out.print(f"refused as {reason}: {number:,}", markup=False)
    if written.reasons:
        out.print(f"Why each: the table refusals, {into}/tables/refusals", markup=False)
    if not written.inputs:
        out.print("There was nothing to read: no file in what was named.")
