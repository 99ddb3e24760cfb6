"""``judge accept``, ``correct``, ``reject``, ``note``, ``history``: decisions on findings."""

from __future__ import annotations

from typing import Annotated

import typer

from according.cli.console import (
    DEFAULT_RECORD,
    SHORT,
    JsonOption,
    RecordOption,
    open_existing,
    out,
    print_json,
)
from according.cli.link import (
    ByOption,
    WhyOption,
    judge,
    judgement_line,
    said_judgement,
    who,
)
from according.export.reviewed import plain_entry
from according.reviewing.deciding import decide, locate
from according.reviewing.findings import Anchor
from according.reviewing.history import Entry, history
from according.reviewing.roles import Viewer
from according.reviewing.settled import Verdict, decision_of, said
from according.reviewing.values import only_field

__all__ = ["FindingArgument", "judge"]

FindingArgument = Annotated[
    str,
    typer.Argument(
        metavar="FINDING", help="Kind, report and words, as in figure:565ece:120-122; see items."
    ),
]
FieldOption = Annotated[
    str | None, typer.Option("--field", help="Which field; the finding as a whole if not given.")
]


@judge.command("accept")
def accept(
    finding: FindingArgument,
    field: FieldOption = None,
    record: RecordOption = DEFAULT_RECORD,
    by: ByOption = None,
    why: WhyOption = None,
) -> None:
    """What the machine read is right."""
    _decided(record, finding, Verdict.ACCEPT, field, by, why)


@judge.command("correct")
def correct(
    finding: FindingArgument,
    value: Annotated[str, typer.Argument(metavar="VALUE", help="What it is instead.")],
    field: Annotated[
        str | None, typer.Option("--field", help="Which field; the first of its kind if not given.")
    ] = None,
    record: RecordOption = DEFAULT_RECORD,
    by: ByOption = None,
    why: WhyOption = None,
) -> None:
    """A field has another value than the machine read."""
    _decided(record, finding, Verdict.CORRECT, field, by, why, value)


@judge.command("add")
def add(
    finding: FindingArgument,
    value: Annotated[str, typer.Argument(metavar="VALUE", help="What it is.")],
    field: Annotated[
        str | None, typer.Option("--field", help="Which field; the first of its kind if not given.")
    ] = None,
    record: RecordOption = DEFAULT_RECORD,
    by: ByOption = None,
    why: WhyOption = None,
) -> None:
    """Words say something that the machine did not read."""
    _decided(record, finding, Verdict.ADD, field, by, why, value)


@judge.command("reject")
def reject(
    finding: FindingArgument,
    field: FieldOption = None,
    record: RecordOption = DEFAULT_RECORD,
    by: ByOption = None,
    why: WhyOption = None,
) -> None:
    """The words are nothing of the kind; or with --field, the field has no such value."""
    _decided(record, finding, Verdict.REJECT, field, by, why)


@judge.command("note")
def note(
    finding: FindingArgument,
    words: Annotated[str, typer.Argument(metavar="WORDS", help="What is to be known of it.")],
    field: FieldOption = None,
    record: RecordOption = DEFAULT_RECORD,
    by: ByOption = None,
) -> None:
    """Words for others. Decides nothing."""
    _decided(record, finding, Verdict.NOTE, field, by, words)


def _decided(
    url: str,
    finding: str,
    verdict: Verdict,
    field: str | None,
    by: str | None,
    why: str | None,
    value: str | None = None,
) -> None:
    with open_existing(url) as opened:
        anchor = locate(opened, finding)
        if verdict in (Verdict.CORRECT, Verdict.ADD):
            field = field or only_field(anchor.kind)
        viewer = Viewer(who(by))
        made = decide(opened, viewer, anchor, verdict, field, value, why)
        known = history(opened, viewer, anchor, field)
        outcome = next((_outcome(anchor, one) for one in known if one.judgement.id == made.id), "")
        said_judgement(made, outcome)


@judge.command("history")
def field_history(
    finding: FindingArgument,
    field: FieldOption = None,
    record: RecordOption = DEFAULT_RECORD,
    by: ByOption = None,
    as_json: JsonOption = False,
) -> None:
    """All that people decided of a finding: who, when, what, why; also what was taken back."""
    with open_existing(record) as opened:
        anchor = locate(opened, finding)
        found = history(opened, Viewer(who(by)), anchor, field)
    if as_json:
        print_json([plain_entry(each) for each in found])
        return
    for each in found:
        out.print(f"{judgement_line(each.judgement)}{_outcome(anchor, each)}", markup=False)
    if not found:
        out.print("Nobody has decided anything of it.")


def _outcome(anchor: Anchor, entry: Entry) -> str:
    made = decision_of(entry.judgement)
    gone = ""
    if entry.undone is not None:
        gone = f" (taken back by {entry.undone.by}, {entry.undone.id[:SHORT]})"
    if made is None or made.verdict is Verdict.NOTE:
        return gone
    field = entry.judgement.field
    machine = said(anchor.kind, field, made.machine)
    now = "none" if made.verdict is Verdict.REJECT else said(anchor.kind, field, made.value)
    role = " as adjudicator" if made.adjudicates else ""
    return f" [machine: {machine}; decided{role}: {now}]{gone}"
