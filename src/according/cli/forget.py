"""``forget``: reports and private people are taken out of a record."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Annotated

import typer

from according.cli.console import (
    DEFAULT_RECORD,
    SHORT,
    JsonOption,
    RecordOption,
    err,
    open_existing,
    out,
    print_json,
)
from according.cli.link import ByOption, who
from according.cli.progress import counting
from according.forgetting.names import Names
from according.forgetting.taking_out import Forgotten, forget_person, forget_reports, naming
from according.settings import Settings

forget = typer.Typer(name="forget", help="Take reports, or a private person's name, out for good.")

WhyOption = Annotated[str, typer.Option("--why", help="Why; it is kept. Without the name.")]
YesOption = Annotated[bool, typer.Option("--yes", help="Do not ask.")]


@forget.command("report")
def report(
    ids: Annotated[list[str], typer.Argument(metavar="ID...", help="Reports' ids.")],
    why: WhyOption,
    record: RecordOption = DEFAULT_RECORD,
    by: ByOption = None,
    yes: YesOption = False,
    as_json: JsonOption = False,
) -> None:
    """Take reports out, with all that was read in them and found or decided of their words."""
    with open_existing(record) as opened:
        whole = list(dict.fromkeys(opened.find(each) for each in ids))
        for each in whole:
            one = opened.report(each)
            err.print(f"{each[:SHORT]}  {one.published or ''}  {one.outlet or ''}", markup=False)
        _ask(yes, f"{len(whole)} reports go out of {record} for good")
        with counting("taking out") as shown:
            done = forget_reports(opened, whole, who(by), why, shown)
    _say(done, as_json)


@forget.command("person")
def person(
    name: Annotated[str, typer.Argument(metavar="NAME", help="As reports write it.")],
    why: WhyOption,
    also: Annotated[
        list[str] | None,
        typer.Option("--also", metavar="NAME", help="Another form: a family name, a spelling."),
    ] = None,
    record: RecordOption = DEFAULT_RECORD,
    by: ByOption = None,
    yes: YesOption = False,
    as_json: JsonOption = False,
) -> None:
    """Put a pseudonym in place of a person's name, in every report that has it."""
    forms = (name, *(also or ()))
    with open_existing(record) as opened:
        many = len(naming(opened, Names(forms)))
        _ask(yes, f"{many} reports have the name; each is read anew without it, and its bytes go")
        # Loaded late: the models take seconds.
        from according.reading import Reader

        reader = Reader(Settings())
        with counting("reading anew") as shown:
            done = forget_person(opened, reader, forms, who(by), why, shown)
    _say(done, as_json)


@forget.command("list")
def list_(record: RecordOption = DEFAULT_RECORD, as_json: JsonOption = False) -> None:
    """What was taken out, by whom, when and why."""
    with open_existing(record) as opened:
        found = opened.forgetting.audits()
    if as_json:
        print_json(
            [
                {
                    "report": each.report_id,
                    "became": each.became,
                    "pseudonym": each.pseudonym,
                    "by": each.by,
                    "at": each.at.isoformat(),
                    "why": each.why,
                    "rows": each.rows,
                }
                for each in found
            ]
        )
        return
    for each in found:
        as_ = f" -> {each.became[:SHORT]} ({each.pseudonym})" if each.became else ""
        out.print(
            f"{each.report_id[:SHORT]}{as_}  {each.at:%Y-%m-%d %H:%M}  {each.by}  "
            f"{each.rows:,} rows: {each.why}",
            markup=False,
        )
    out.print(f"{len(found):,} reports were taken out")


def _ask(yes: bool, what: str, confirm: Callable[[str], bool] = typer.confirm) -> None:
    """Go on only if somebody wants it."""
    err.print(f"{what}.", markup=False)
    if not yes and not (sys.stdin.isatty() and confirm("Go on?")):
        err.print("Nothing was changed; with --yes nobody is asked.")
        raise typer.Exit(1)


def _say(done: Forgotten, as_json: bool) -> None:
    if as_json:
        print_json(
            {
                "reports": done.reports,
                "rows": done.rows,
                "bytes_kept": done.shared,
                "pseudonym": done.pseudonym,
                "left": done.left,
                "compact": done.compact,
            }
        )
        return
    rows = sum(done.rows.values())
    out.print(f"{len(done.reports):,} reports are gone, with {rows:,} rows")
    if done.pseudonym:
        out.print(f"The name is {done.pseudonym} now", markup=False)
    for word, count in done.left.items():
        out.print(
            f"{word} by itself still stands in {count:,} reports: --also {word}", markup=False
        )
    for each in done.shared:
        out.print(f"The bytes of {each} hold other reports too, and stay", markup=False)
    if not done.compact:
        out.print("The file still has what was there: others have it open. Run it again later.")
    out.print("Releases, exports, backups and the files that were read are yours to see to.")
