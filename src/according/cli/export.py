"""``according export`` and ``import``: a record in the forms that others read, and back."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from according.cli.console import DEFAULT_RECORD, JsonOption, err, open_existing, out, print_json
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
from according.cli.link import link_all
from according.cli.progress import stages
from according.errors import SettingsError
from according.export.formats.choosing import choose
from according.export.formats.described import json_schema
from according.export.formats.importing import read_back
from according.export.formats.registry import FORMATS, named
from according.export.formats.writing import STDOUT, Written, check, write
from according.store.connect import shown

_SHOWN = 12
"""Lines of what was lost that are shown; all are in the file."""


def export(
    form: Annotated[
        str | None,
        typer.Argument(metavar="FORMAT", help="The format; without it, what there are."),
    ] = None,
    record: Annotated[
        str, typer.Argument(metavar="RECORD", help="The record.", envvar="ACCORDING_RECORD")
    ] = DEFAULT_RECORD,
    to: Annotated[
        str | None,
        typer.Option("--out", "-o", metavar="PATH", help="Where to; - is standard output."),
    ] = None,
    option: Annotated[
        list[str] | None,
        typer.Option("--option", metavar="NAME=VALUE", help="An option of the format's own."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over what is there.")] = False,
    pages: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS",
            help="Where according serve has the record, for links: http://127.0.0.1:8417.",
        ),
    ] = None,
    outlet: OutletFilter = "",
    actor: ActorFilter = "",
    place: PlaceFilter = "",
    first: FromFilter = None,
    last: ToFilter = None,
    kind: KindFilter = "",
    origins: OriginsFilter = 0,
    reports: ReportsFilter = 0,
    differing: DifferingFilter = False,
    whole: Annotated[
        bool, typer.Option("--whole", help="Also all reports that tell of a chosen event.")
    ] = False,
    schema: Annotated[
        bool, typer.Option("--schema", help="Print the JSON Schema of format jsonl, and end.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Write a record, or what is chosen of it, in a form that others read."""
    if schema:
        print_json(json_schema())
        return
    if form is None:
        _list(as_json=as_json)
        return
    kind_of = named(form)
    options = read_options(option or [])
    kind_of.told(options)
    if to is None:
        raise SettingsError(f"name where to with --out, such as --out export{kind_of.extension}")
    if to != STDOUT:
        check(kind_of, Path(to), force=force)
    asked = wanted(outlet, actor, place, first, last, kind, origins, reports, differing)
    with open_existing(record) as opened, stages() as progress:
        chosen = choose(
            opened,
            asked,
            whole=whole,
            faces=kind_of.needs_faces(options),
            pages=pages,
            on_progress=progress,
        )
        with chosen as some:
            made = write(kind_of, some, to, options, force=force, stream=sys.stdout)
    if as_json and to != STDOUT:
        print_json(_plain(made, to))
    else:
        _close(made, kind_of.rows, to)


def import_(
    path: Annotated[
        Path, typer.Argument(metavar="PATH", help="What export jsonl or parquet wrote.")
    ],
    into: Annotated[
        str,
        typer.Option(
            "--into", "-i", envvar="ACCORDING_RECORD", help="The record; made if it is not there."
        ),
    ] = DEFAULT_RECORD,
    linking: Annotated[
        bool, typer.Option("--link/--no-link", help="Compare new reports with the others after.")
    ] = True,
    as_json: JsonOption = False,
) -> None:
    """Read an export of a whole record back, or into another record: all of it, or nothing."""
    with stages() as progress:
        done = read_back(path, into, progress)
    if as_json:
        plain = {"rows": done.rows, "already_there": done.known, "to_link": done.to_link}
        print_json({**plain, "record": shown(into)})
    else:
        new = done.rows["reports"]
        out.print(
            f"{new + done.known:,} reports = {new:,} stored + {done.known:,} already there; "
            f"{sum(done.rows.values()):,} rows are new in {shown(into)}",
            markup=False,
        )
    if linking and done.to_link:
        with open_existing(into) as opened:
            link_all(opened)


def read_options(given: list[str]) -> dict[str, str]:
    """Options as they are typed: NAME=VALUE.

    Raises:
        typer.BadParameter: one is written otherwise.
    """
    found = {}
    for each in given:
        name, equals, value = each.partition("=")
        if not equals:
            raise typer.BadParameter(f"{each!r}: give NAME=VALUE", param_hint="--option")
        found[name] = value
    return found


def _list(*, as_json: bool) -> None:
    if as_json:
        print_json(
            [
                {
                    "name": each.name,
                    "what": each.what,
                    "shape": each.shape.value,
                    "options": {one.name: one.what for one in each.options},
                }
                for each in FORMATS.values()
            ]
        )
        return
    table = Table(box=None, header_style="bold", pad_edge=False)
    for name in ("format", "what it is", "writes", "options"):
        table.add_column(name)
    for each in FORMATS.values():
        options = ", ".join(one.name for one in each.options)
        table.add_row(each.name, each.what, each.shape.value, options)
    out.print(table)


def _plain(made: Written, to: str) -> dict[str, Any]:
    return {
        "path": to,
        "rows": made.rows,
        "bytes": made.bytes,
        "files": list(made.files),
        "losses": made.losses.plain(),
        "losses_at": str(made.losses_at),
    }


def _close(made: Written, rows: str, to: str) -> None:
    """Messages, not results: where the export goes to standard output they must not be in it."""
    files = f", {len(made.files):,} files" if len(made.files) > 1 else ""
    size = f", {made.bytes:,} bytes" if made.bytes else ""
    where = "standard output" if to == STDOUT else to
    err.print(f"{made.rows:,} {rows}{files}{size}: {where}", markup=False)
    lines = list(made.losses.lines())
    if lines:
        err.print("What it does not carry:")
    for line in lines[:_SHOWN]:
        err.print(f"  {line}", markup=False)
    if len(lines) > _SHOWN:
        err.print(f"  and {len(lines) - _SHOWN:,} more", markup=False)
    if made.losses_at:
        err.print(f"All of it: {made.losses_at}", markup=False)
