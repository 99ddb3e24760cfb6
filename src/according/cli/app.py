"""The application: its commands, and what becomes of errors.

Exit codes: 0 done; 1 an error, said on standard error; 2 the command line is wrong; 3 `read`
or `run` could use none of its inputs; 130 stopped by Ctrl-C.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Annotated

import typer

from according import __version__
from according.cli.actors import actors
from according.cli.backup import backup, restore
from according.cli.bench import bench
from according.cli.compare_coding import compare_coding
from according.cli.console import err
from according.cli.events import compare, event, events, origins_, timeline
from according.cli.export import export, import_
from according.cli.forget import forget
from according.cli.gazetteer import gazetteer
from according.cli.judge import judge
from according.cli.link import link
from according.cli.load import load
from according.cli.migrate import migrate
from according.cli.page import page
from according.cli.query import query
from according.cli.read import read
from according.cli.release import diff, release
from according.cli.reports import check, refusals, report, reports, summary
from according.cli.review import review
from according.cli.run import run
from according.cli.serve import dossier, serve
from according.cli.show import show
from according.cli.users import users
from according.errors import AccordingError

app = typer.Typer(
    name="according",
    help="Read news reports and keep the record of who says what happened, and on whose word.",
    no_args_is_help=True,
    add_completion=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"according {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Options of all commands."""


_COMMANDS: tuple[Callable[..., None], ...] = (
    *(read, run, link, reports, report, show, page),
    *(events, event, timeline, compare, compare_coding, actors),
    *(serve, dossier, export, release, diff, summary, refusals, check),
    *(backup, restore, migrate, load, query, bench),
)
for command in _COMMANDS:
    app.command()(command)
app.command("origins")(origins_)
app.command("import")(import_)
app.add_typer(judge)
app.add_typer(review)
app.add_typer(users)
app.add_typer(forget)
app.add_typer(gazetteer)


def main() -> None:
    """Run the command line; every expected error is one message and an exit code."""
    try:
        app()
    except AccordingError as error:
        err.print(f"error: {error}", style="red", markup=False)
        sys.exit(1)
    except KeyboardInterrupt:
        err.print("stopped")
        sys.exit(130)
