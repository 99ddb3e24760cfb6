"""``link`` and ``judge``: reports are compared with one another, and people decide."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import Annotated

import typer

from according import judging, linker
from according.actor_linker import use_aliases
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
from according.cli.progress import counting
from according.errors import SettingsError
from according.export.reviewed import plain_judgement
from according.linking.aliases import read_aliases
from according.linking.judged import anchors
from according.model import Judgement
from according.reviewing import deciding
from according.reviewing.history import all_judgements
from according.reviewing.roles import Viewer, plain_name
from according.store import Record

ByOption = Annotated[
    str | None,
    typer.Option(
        "--by", envvar="ACCORDING_CODER", help="Who decides; your user name if not given."
    ),
]
WhyOption = Annotated[str | None, typer.Option(help="Why.")]

judge = typer.Typer(name="judge", help="Decide what is one happening, and what is a copy.")


def link(
    record: RecordOption = DEFAULT_RECORD,
    anew: Annotated[bool, typer.Option("--anew", help="Forget all links and begin again.")] = False,
    aliases: Annotated[
        Path | None,
        typer.Option(
            "--aliases",
            metavar="FILE",
            help="Keep these other names of actors in the record for those it kept, and join "
            "all actors by them: lines of 'name = other name', added to the shipped list.",
        ),
    ] = None,
    no_aliases: Annotated[
        bool, typer.Option("--no-aliases", help="Forget the other names that the record keeps.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Find copies, join the accounts of one happening and the actors, in what `read` has added.

    `read` does this too. Stop it at any time: the same command goes on where it was.
    """
    if aliases is not None and no_aliases:
        raise SettingsError("--aliases and --no-aliases are given; name one of them")
    own = read_aliases(aliases) if aliases is not None else None
    with open_existing(record) as opened:
        if anew:
            opened.across.forget()
        # What another version linked cannot be joined by other names before it is linked anew.
        opened.across.begin(linker.NAME)
        renamed = use_aliases(opened, own) if own is not None or no_aliases else None
        done = link_all(opened)
    if as_json:
        failed = [{"report": report, "why": why} for report, why in done.failed]
        plain = {"linked": done.reports, "text_links": done.links, "failed": failed}
        print_json(plain if renamed is None else {**plain, "actors_changed": renamed})
        return
    if renamed is not None:
        out.print(f"{renamed:,} actors are joined otherwise than before")
    out.print(f"{done.reports:,} reports compared; {done.links:,} pairs share text")


def link_all(record: Record) -> linker.Linked:
    """Link what is not linked yet, with progress on standard error."""
    with counting("linking") as shown:
        try:
            done = linker.link(record, lambda now: shown(now.reports, now.of))
        except KeyboardInterrupt:
            err.print("Stopped. What was linked is in the record; according link goes on.")
            raise
    for report, why in done.failed:
        err.print(f"report {report[:SHORT]} was not compared: {why}", markup=False)
    return done


@judge.command("join")
def join(
    event: Annotated[str, typer.Argument(metavar="EVENT")],
    other: Annotated[str, typer.Argument(metavar="EVENT")],
    record: RecordOption = DEFAULT_RECORD,
    by: ByOption = None,
    why: WhyOption = None,
) -> None:
    """Two events are one happening."""
    with open_existing(record) as opened:
        said_judgement(judging.join(opened, event, other, who(by), why))


@judge.command("split")
def split(
    event: Annotated[str, typer.Argument(metavar="EVENT")],
    report: Annotated[str, typer.Argument(metavar="REPORT")],
    record: RecordOption = DEFAULT_RECORD,
    by: ByOption = None,
    why: WhyOption = None,
) -> None:
    """What a report tells is another happening than the event that it is in."""
    with open_existing(record) as opened:
        said_judgement(judging.split(opened, event, report, who(by), why))


@judge.command("not-a-copy")
def not_a_copy(
    report: Annotated[str, typer.Argument(metavar="REPORT")],
    other: Annotated[str, typer.Argument(metavar="REPORT")],
    record: RecordOption = DEFAULT_RECORD,
    by: ByOption = None,
    why: WhyOption = None,
) -> None:
    """Neither of two reports was made of the other, nor both of a third."""
    with open_existing(record) as opened:
        said_judgement(judging.not_a_copy(opened, report, other, who(by), why))


@judge.command("not-the-same")
def not_the_same(
    actor: Annotated[str, typer.Argument(metavar="ACTOR")],
    other: Annotated[str, typer.Argument(metavar="ACTOR")],
    record: RecordOption = DEFAULT_RECORD,
    by: ByOption = None,
    why: WhyOption = None,
) -> None:
    """The second of two actors is not the first, nor anybody else of other reports."""
    with open_existing(record) as opened:
        said_judgement(judging.not_the_same(opened, actor, other, who(by), why))


@judge.command("same")
def same(
    actor: Annotated[str, typer.Argument(metavar="ACTOR")],
    other: Annotated[str, typer.Argument(metavar="ACTOR")],
    record: RecordOption = DEFAULT_RECORD,
    by: ByOption = None,
    why: WhyOption = None,
) -> None:
    """Two actors are one, and with them all who are joined with either."""
    with open_existing(record) as opened:
        said_judgement(judging.same(opened, actor, other, who(by), why))


@judge.command("undo")
def undo(
    judgement: Annotated[str, typer.Argument(metavar="JUDGEMENT")],
    record: RecordOption = DEFAULT_RECORD,
    by: ByOption = None,
    why: WhyOption = None,
) -> None:
    """Take a judgement back. Both stay in the record."""
    with open_existing(record) as opened:
        said_judgement(deciding.undo(opened, Viewer(who(by)), judgement, why))


@judge.command("list")
def judgements(
    record: RecordOption = DEFAULT_RECORD, by: ByOption = None, as_json: JsonOption = False
) -> None:
    """All that people decided, oldest first, also what was taken back."""
    with open_existing(record) as opened:
        found = all_judgements(opened, Viewer(who(by)))
        standing = {each.id for each in opened.across.standing()}
    if as_json:
        print_json([{**plain_judgement(each), "stands": each.id in standing} for each in found])
        return
    for each in found:
        gone = "" if each.id in standing or each.undoes else " (taken back)"
        out.print(f"{judgement_line(each)}{gone}", markup=False)
    out.print(f"{len(found):,} judgements")


def who(by: str | None) -> str:
    """Who decides."""
    return plain_name(by or getpass.getuser())


def said_judgement(judgement: Judgement, outcome: str = "") -> None:
    """Say what was decided, what comes of it, and how it is taken back."""
    out.print(f"{judgement_line(judgement)}{outcome}", markup=False)
    if judgement.undoes is not None:
        before = judgement.undoes[:SHORT]
        out.print(f"{before} counts no more: what others decided counts, else what was read.")
    else:
        out.print(f"Taken back with: according judge undo {judgement.id[:SHORT]}")


def judgement_line(each: Judgement) -> str:
    """A judgement in one line."""
    about = " ".join(name[:SHORT] for name in each.about[1].split())
    field = f", {each.field}" if each.field else ""
    why = f": {each.why}" if each.why else ""
    return (
        f"{each.id[:SHORT]}  {each.at:%Y-%m-%d %H:%M}  {each.by}  {each.decision}  "
        f"{each.about[0]} {about}{_sides(each)}{field}{why}"
    )


def _sides(judgement: Judgement) -> str:
    """The reports that a judgement of events puts together or apart."""
    these, others = anchors(judgement)
    if not these:
        return ""
    named = (
        " ".join(sorted({report[:SHORT] for _, report, _ in side})) for side in (these, others)
    )
    return f" (reports {' | '.join(named)})"
