"""``actors``: who is named in a record, across reports."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from according.actor_linker import actors_across
from according.cli.console import (
    DEFAULT_RECORD,
    SHORT,
    UNWRAPPED,
    JsonOption,
    RecordOption,
    open_existing,
    out,
    print_json,
)
from according.export.actors import actor_groups, names_of, plain_group, reasons_said
from according.linking.aliases import load_aliases

AliasesOption = Annotated[
    Path | None,
    typer.Option(
        "--aliases",
        metavar="FILE",
        help="Show it as joined by other names of your own: lines of 'name = other name', added to "
        "the shipped list. Nothing is kept; according link --aliases keeps them.",
    ),
]


def actors(
    record: RecordOption = DEFAULT_RECORD,
    aliases: AliasesOption = None,
    reports: Annotated[int, typer.Option(min=1, help="Named by at least so many reports.")] = 1,
    limit: Annotated[int, typer.Option(min=1, help="At most so many.")] = 40,
    as_json: JsonOption = False,
) -> None:
    """List who is named across reports, how each outlet names them, and why these are one."""
    listed = load_aliases(aliases) if aliases is not None else None
    with open_existing(record) as opened:
        lines = actors_across(opened, aliases=listed)
    groups = [each for each in actor_groups(lines) if each.reports >= reports]
    if as_json:
        print_json([plain_group(each) for each in groups[:limit]])
        return
    table = Table(box=None, header_style="bold", pad_edge=False)
    table.expand = out.width < UNWRAPPED
    for name in ("id", "kind", "reports", "outlet", "calls them", "taken for one because"):
        table.add_column(name, no_wrap=name in ("id", "reports"), overflow="fold")
    for each in groups[:limit]:
        for number, (outlet, some) in enumerate(each.names.items()):
            first = number == 0
            table.add_row(
                some[0].actor_id[:SHORT],
                each.kind if first else "",
                str(each.reports) if first else "",
                Text(outlet),
                Text("; ".join(names_of(some))),
                Text("\n".join(reasons_said(each)) if first else ""),
                end_section=number == len(each.names) - 1,
            )
    out.print(table)
    if len(groups) > limit:
        out.print(f"{len(groups) - limit:,} more; see --limit and --reports")
    if not lines:
        out.print("No actors; according link compares what is in the record.")
