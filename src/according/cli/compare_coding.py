"""``according compare-coding``: a record beside a file that others coded."""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from according.cli.console import (
    DEFAULT_RECORD,
    SHORT,
    UNWRAPPED,
    JsonOption,
    open_existing,
    out,
    print_json,
    stop_quietly,
)
from according.cli.export import read_options
from according.cli.progress import stages
from according.errors import SettingsError
from according.export.coded import CHOICES, Rules, rules_of
from according.export.compared import (
    Compared,
    Difference,
    Doubt,
    How,
    Pair,
    compare,
    csv_lines,
    plain_compared,
    read_file,
)
from according.export.compared.plain import ours_said, theirs_said
from according.export.formats import acled
from according.export.formats.choosing import choose
from according.export.formats.coders import coded_events
from according.linking.aliases import load_aliases

_STYLES = {How.AGREE: "green", How.DIFFER: "bold red", How.HERE: "cyan", How.THERE: "yellow"}
_NAMES = {"ged": "UCDP GED", "acled": "ACLED"}


def compare_coding(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A CSV file in UCDP GED's or ACLED's form.")
    ],
    record: Annotated[
        str, typer.Argument(metavar="RECORD", help="The record.", envvar="ACCORDING_RECORD")
    ] = DEFAULT_RECORD,
    option: Annotated[
        list[str] | None,
        typer.Option(
            "--option",
            metavar="NAME=VALUE",
            help="How events are coded, as of export ged or acled.",
        ),
    ] = None,
    aliases: Annotated[
        Path | None,
        typer.Option("--aliases", metavar="FILE", help="Other names of your own for actors."),
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="At most so many of each list.")] = 40,
    as_csv: Annotated[
        bool, typer.Option("--csv", help="Print a line for each field of each pair, as CSV.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Lay a record beside a file that others coded: what is in both, and how it differs."""
    theirs = read_file(file)
    rules = _rules(option or [], theirs.form)
    with open_existing(record) as opened, stages() as shown:
        with choose(opened, on_progress=shown) as chosen:
            ours = [coded for _, coded in coded_events(chosen, rules)]
        found = compare(ours, theirs, load_aliases(aliases))
    if as_json:
        print_json({"rules": rules.said(), **plain_compared(found)})
    elif as_csv:
        _print_csv(found)
    else:
        _print(found, limit)


def _rules(given: list[str], form: str) -> Rules:
    """The rules of a form's own export, but for what is given."""
    options = read_options(given)
    known = {each.name for each in CHOICES}
    for name in options:
        if name not in known:
            raise SettingsError(f"no option {name!r}; there are {', '.join(sorted(known))}")
    return rules_of({**(acled.DEFAULTS if form == "acled" else {}), **options})


def _print_csv(found: Compared) -> None:
    try:
        csv.writer(sys.stdout, lineterminator="\n").writerows(csv_lines(found))
        sys.stdout.flush()
    except BrokenPipeError:
        stop_quietly()


def _print(found: Compared, limit: int) -> None:
    for doubt in Doubt:
        some = found.of(doubt)
        for pair, differing in some[:limit]:
            _print_pair(pair, differing)
        _more(len(some), limit, f"{doubt.value}es")
    here, there = found.only_here, found.only_there
    _listed("Events only here", [(each.id[:SHORT], ours_said(each)) for each in here], limit)
    _listed("Rows only there", [(each.id, theirs_said(each)) for each in there], limit)
    bad = found.file.bad
    _listed(
        "Rows that cannot be read",
        [(f"line {each.line}", ": ".join(filter(None, (each.column, each.why)))) for each in bad],
        limit,
    )
    for why, count in found.beyond.items():
        out.print(f"{count:,} events here without a row: {why}", markup=False)
    out.print(
        f"{_NAMES[found.file.form]}: {len(found.file.rows):,} rows, "
        f"{len(found.of(Doubt.MATCH)):,} match, {len(found.of(Doubt.POSSIBLE)):,} match possibly, "
        f"{len(there):,} only there, {len(bad):,} not read; {len(here):,} events only here."
    )
    out.print("A match is a reckoning of day, place, deaths and names; nobody is said to be right.")


def _print_pair(pair: Pair, differing: tuple[Difference, ...]) -> None:
    head = (
        f"{pair.doubt.value}: event {pair.ours.id[:SHORT]} and row {pair.theirs.id} "
        f"(line {pair.theirs.line}), {pair.fits.points} of 10 points"
    )
    out.print(Text(head, style="bold"))
    table = Table(box=None, header_style="bold", pad_edge=False)
    table.expand = out.width < UNWRAPPED
    for name in ("field", "here", "there", "", ""):
        table.add_column(name, overflow="fold")
    for each in differing:
        how = Text(each.how.value, style=_STYLES[each.how])
        table.add_row(each.field, Text(each.ours), Text(each.theirs), how, Text(each.note))
    out.print(table)
    if pair.as_well:
        out.print(f"fits as well: {', '.join(pair.as_well[:5])}", markup=False)
    out.print()


def _listed(title: str, rows: list[tuple[str, str]], limit: int) -> None:
    if not rows:
        return
    out.print(Text(title, style="bold"))
    for name, said in rows[:limit]:
        out.print(f"  {name}  {said}", markup=False)
    _more(len(rows), limit, "")
    out.print()


def _more(count: int, limit: int, what: str) -> None:
    if count > limit:
        out.print(f"{count - limit:,} more {what}".rstrip() + "; see --limit")
