"""``according gazetteer``: what gazetteer there is, and one of one's own from GeoNames' dump."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, DownloadColumn, Progress, TimeRemainingColumn

from according.cli.console import JsonOption, err, out, print_json
from according.errors import DataError
from according.reading.gazetteer import Gazetteer
from according.reading.gazetteer.dump import Counts, import_dump

gazetteer = typer.Typer(
    name="gazetteer",
    help="The gazetteer that places are looked up in.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

DEFAULT_FILE = Path("gazetteer.bin")


@gazetteer.command("import")
def import_(
    dump: Annotated[
        Path,
        typer.Argument(metavar="DUMP", help="GeoNames' allCountries.zip, or a country's zip."),
    ],
    into: Annotated[
        Path, typer.Option("--into", metavar="FILE", help="The gazetteer to write.")
    ] = DEFAULT_FILE,
    json_out: JsonOption = False,
) -> None:
    """Make a gazetteer from GeoNames' full dump, for places that the one shipped lacks."""
    if not into.parent.is_dir():
        raise DataError(f"no folder {into.parent} to write {into.name} into")
    columns = (BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*columns, console=err, transient=True) as progress:
        task = progress.add_task("import")
        counts = import_dump(
            dump, into, lambda done, total: progress.update(task, completed=done, total=total)
        )
    if json_out:
        print_json(_as_json(counts, into))
    else:
        _print(counts, into)


@gazetteer.command()
def info(
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="A gazetteer; else the one shipped.")
    ] = None,
    json_out: JsonOption = False,
) -> None:
    """What a gazetteer holds, where it comes from, and whether it is whole."""
    opened = Gazetteer(file)
    facts = {
        "file": str(opened.path),
        "places": len(opened),
        "sha256": opened.sha256,
        "sources": opened.about.get("sources", []),
        "licence": opened.about.get("licence", ""),
    }
    if json_out:
        print_json(facts)
        return
    for name, value in facts.items():
        shown = ", ".join(value) if isinstance(value, list) else str(value)
        out.print(f"{name}: {shown}", markup=False, soft_wrap=True)


def _as_json(counts: Counts, into: Path) -> dict[str, object]:
    return {
        "file": str(into),
        "rows": counts.rows,
        "kept": counts.kept,
        "left_out": counts.left_out,
        "refused": dict(sorted(counts.refused.items())),
    }


def _print(counts: Counts, into: Path) -> None:
    out.print(f"{counts.kept:,} places of {counts.rows:,} rows in {into}", markup=False)
    out.print(f"{counts.left_out:,} left out: features that are not kept", markup=False)
    for reason, count in counts.refused.most_common():
        out.print(f"{count:,} refused: {reason}", markup=False)
