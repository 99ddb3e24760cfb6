"""``review``: the queue, who codes what, agreement, adjudication."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

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
from according.cli.judge import FindingArgument
from according.cli.link import ByOption, WhyOption, judgement_line, said_judgement, who
from according.cli.progress import counting
from according.errors import JudgementError
from according.export.reviewed import (
    plain_agreement,
    plain_coding,
    plain_entry,
    plain_item,
    plain_waiting,
)
from according.reviewing import coding
from according.reviewing import queue as queueing
from according.reviewing.agreement import agreement
from according.reviewing.deciding import adjudicate as adjudicated
from according.reviewing.deciding import event_items, locate
from according.reviewing.findings import Anchor, How
from according.reviewing.history import event_history
from according.reviewing.roles import Viewer
from according.reviewing.settled import Decision, Item, State, Verdict, said
from according.reviewing.values import only_field
from according.store import Record

review = typer.Typer(name="review", help="What waits to be looked at, and who codes what.")

EventArgument = Annotated[
    str, typer.Argument(metavar="EVENT", help="An event's id; its first characters are enough.")
]


@review.command("queue")
def queue(
    record: RecordOption = DEFAULT_RECORD,
    by: ByOption = None,
    own: Annotated[
        bool,
        typer.Option("--own", help="Only what waits for you: assigned to you or to nobody."),
    ] = False,
    event: Annotated[str | None, typer.Option(help="Only of this event.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="At most so many.")] = 40,
    after: Annotated[
        str | None, typer.Option(metavar="CURSOR", help="Go on behind the page before.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """List what is to be looked at, what matters first, each with its reason."""
    viewer = Viewer(who(by))
    with open_existing(record) as opened:
        _refresh(opened)
        whole = opened.across.event(event).id if event else None
        page = queueing.page(opened, viewer, limit, _cursor(after), whole, own=own)
        counts = opened.review.waiting_counts(viewer.name if own else None)
    following = ",".join(map(str, page.next)) if page.next else None
    if as_json:
        rows = [plain_waiting(each) for each in page.waiting]
        print_json({"waiting": rows, "next": following, "counts": counts})
        return
    table = _table("id", "event", "reason", "what")
    for each in page.waiting:
        table.add_row(each.id[:SHORT], each.event_id[:SHORT], each.reason, Text(each.said))
    out.print(table)
    out.print("; ".join(f"{number:,} {reason}" for reason, number in counts.items()) or "Nothing.")
    if following:
        out.print(f"More: --after {following}")


def _refresh(record: Record) -> None:
    if record.review.stale_count() > queueing.AT_ONCE:
        with counting("looking at events") as shown:
            queueing.refresh(record, on_progress=shown)
    else:
        queueing.refresh(record)


def _cursor(text: str | None) -> queueing.Cursor | None:
    if text is None:
        return None
    try:
        rank, turn, identity = text.split(",")
        return int(rank), float(turn), identity
    except ValueError as error:
        raise JudgementError(f"{text!r} is no cursor; take it from the page before") from error


@review.command("items")
def items_(
    event: EventArgument,
    record: RecordOption = DEFAULT_RECORD,
    by: ByOption = None,
    undecided: Annotated[
        bool, typer.Option("--open", help="Only what nobody decided, or coders differ on.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """List what can be decided of an event: what the machine read, and what people decided."""
    with open_existing(record) as opened:
        found = event_items(opened, Viewer(who(by)), event)
    if undecided:
        found = [each for each in found if each.state in (State.OPEN, State.DIFFER)]
    if as_json:
        print_json([plain_item(each) for each in found])
        return
    table = _table("finding", "words", "field", "machine", "people", "state")
    for each in found:
        machine = said(each.anchor.kind, each.field, each.machine)
        table.add_row(
            _short(each.anchor),
            Text(each.quote),
            each.field or "",
            Text(_NOT_READ.get(each.how, machine)),
            Text("; ".join(_decided(each, one) for one in each.decisions)),
            each.state.value if each.state is not State.OPEN else "",
        )
    out.print(table)


_NOT_READ = {How.GONE: "(not read now)", How.ADDED: "(not read)"}


@review.command("history")
def history(
    event: EventArgument,
    record: RecordOption = DEFAULT_RECORD,
    by: ByOption = None,
    as_json: JsonOption = False,
) -> None:
    """All that people decided of an event: its findings, what belongs to it, who codes it."""
    with open_existing(record) as opened:
        found = event_history(opened, Viewer(who(by)), event)
    if as_json:
        print_json([plain_entry(each) for each in found])
        return
    for each in found:
        gone = f" (taken back by {each.undone.by})" if each.undone else ""
        out.print(f"{judgement_line(each.judgement)}{gone}", markup=False)
    if not found:
        out.print("Nobody has decided anything of it.")


def _short(anchor: Anchor) -> str:
    return str(anchor).replace(anchor.report_id, anchor.report_id[:SHORT])


def _decided(item: Item, decision: Decision) -> str:
    value = "rejected" if decision.verdict is Verdict.REJECT else decision.value
    words = value if value == "rejected" else said(item.anchor.kind, item.field, value)
    return f"{decision.by}{' (adjudicator)' if decision.adjudicates else ''}: {words}"


@review.command("assign")
def assign(
    event: EventArgument,
    coders: Annotated[list[str], typer.Argument(metavar="CODER...")],
    record: RecordOption = DEFAULT_RECORD,
    by: ByOption = None,
) -> None:
    """Let some code an event. Until all are done, none sees what another decides."""
    with open_existing(record) as opened:
        made = coding.assign(opened, Viewer(who(by)), event, coders)
    names = ", ".join(each.coder for each in made) or "nobody new"
    out.print(f"Assigned to {names}", markup=False)


@review.command("withdraw")
def withdraw(
    event: EventArgument,
    coder: Annotated[str, typer.Argument(metavar="CODER")],
    record: RecordOption = DEFAULT_RECORD,
    by: ByOption = None,
    why: WhyOption = None,
) -> None:
    """Take an event from a coder. What they decided stays."""
    with open_existing(record) as opened:
        coding.withdraw(opened, Viewer(who(by)), event, coder, why)
    out.print(f"Withdrawn from {coder}", markup=False)


@review.command("done")
def done(
    event: EventArgument,
    record: RecordOption = DEFAULT_RECORD,
    by: ByOption = None,
    why: WhyOption = None,
) -> None:
    """Say that you are done with an event."""
    with open_existing(record) as opened:
        coding.finish(opened, Viewer(who(by)), event, why)
    out.print("Done. Taken back, until all coders are: according review reopen")


@review.command("reopen")
def reopen(
    event: EventArgument,
    record: RecordOption = DEFAULT_RECORD,
    by: ByOption = None,
    why: WhyOption = None,
) -> None:
    """Take back that you are done with an event."""
    with open_existing(record) as opened:
        coding.reopen(opened, Viewer(who(by)), event, why)
    out.print("Open again")


@review.command("assignments")
def assignments(record: RecordOption = DEFAULT_RECORD, as_json: JsonOption = False) -> None:
    """List who codes what, and who is done."""
    with open_existing(record) as opened:
        found = coding.codings(opened)
    if as_json:
        print_json([plain_coding(each) for each in found])
        return
    table = _table("event", "coder", "assigned by", "on", "done")
    for each in found:
        of = each.assignment
        event = each.event_id[:SHORT] if each.event_id else f"{of.event_id[:SHORT]} (gone)"
        when = f"{each.done_at:%Y-%m-%d %H:%M}" if each.done_at else ""
        table.add_row(event, Text(of.coder), Text(of.by), f"{of.at:%Y-%m-%d}", when)
    out.print(table)


@review.command("agreement")
def agreed(
    record: RecordOption = DEFAULT_RECORD, by: ByOption = None, as_json: JsonOption = False
) -> None:
    """Show how far coders agree, field by field: Krippendorff's alpha with a 95 % interval."""
    with open_existing(record) as opened:
        found = agreement(opened, Viewer(who(by)))
    if as_json:
        print_json([plain_agreement(each) for each in found])
        return
    table = _table("field", "level", "alpha", "95 %", "units", "events", "coders", "remark")
    for each in found:
        of = each.alpha
        known = of.value is not None
        inside = f"{of.low:.2f} to {of.high:.2f}" if of.low is not None else ""
        left = f"{each.left_out} values left out" if each.left_out else ""
        table.add_row(
            *(each.name, each.level.value, f"{of.value:.3f}" if known else "", inside),
            *(str(of.units), str(of.groups), Text(", ".join(each.coders))),
            "; ".join(filter(None, (of.why, left))),
        )
    out.print(table)
    if not found:
        out.print("No event that two coders or more are done with; see: according review assign")


@review.command("adjudicate")
def adjudicate(
    finding: FindingArgument,
    verdict: Annotated[Verdict, typer.Argument(metavar="VERDICT", help="accept, correct, reject")],
    value: Annotated[str | None, typer.Argument(metavar="[VALUE]")] = None,
    field: Annotated[
        str | None,
        typer.Option("--field", help="Which field; the finding as a whole if not given."),
    ] = None,
    record: RecordOption = DEFAULT_RECORD,
    by: ByOption = None,
    why: WhyOption = None,
) -> None:
    """Decide above the coders, once all of them are done."""
    with open_existing(record) as opened:
        anchor = locate(opened, finding)
        if verdict is Verdict.CORRECT:
            field = field or only_field(anchor.kind)
        viewer = Viewer(who(by))
        said_judgement(adjudicated(opened, viewer, anchor, verdict, field, value, why))


@review.command("confirm")
def confirm(
    item: Annotated[str, typer.Argument(metavar="ITEM", help="What waits, by its id.")],
    record: RecordOption = DEFAULT_RECORD,
    by: ByOption = None,
    why: WhyOption = None,
) -> None:
    """An event that hangs on one link is one happening all the same."""
    with open_existing(record) as opened:
        said_judgement(queueing.confirm(opened, Viewer(who(by)), item, why))


def _table(*columns: str) -> Table:
    table = Table(box=None, header_style="bold", pad_edge=False)
    table.expand = out.width < UNWRAPPED
    for name in columns:
        table.add_column(name, no_wrap=name in _FIXED, overflow="fold")
    return table


_FIXED: Iterable[str] = ("id", "event", "alpha", "units", "events")
