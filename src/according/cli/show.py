"""``according show``: a report in the terminal with what was read in it."""

from __future__ import annotations

from rich.table import Table
from rich.text import Text

from according.cli.console import (
    DEFAULT_RECORD,
    SHORT,
    IdArgument,
    JsonOption,
    RecordOption,
    open_existing,
    out,
    print_json,
)
from according.export.page import KIND_NAMES
from according.export.plain import plain_reading
from according.model import ActorKind, Reading

STYLES = {
    ActorKind.PERSON: "bold yellow",
    ActorKind.ORGANISATION: "bold blue",
    ActorKind.GROUP: "bold magenta",
    ActorKind.GOVERNMENT: "bold green",
    ActorKind.PLACE: "cyan",
    ActorKind.UNKNOWN: "underline",
}


def show(
    report_id: IdArgument, record: RecordOption = DEFAULT_RECORD, as_json: JsonOption = False
) -> None:
    """Show a report with its findings marked, and list them."""
    with open_existing(record) as opened:
        reading = opened.reading(opened.find(report_id))
    if as_json:
        print_json(plain_reading(reading))
        return
    report = reading.report
    day = report.published.isoformat() if report.published else "no date"
    out.print(f"{report.outlet or 'no outlet'}, {day}", style="bold", markup=False)
    out.print(f"report {report.id[:SHORT]}, read by {reading.reader}: a machine's reading")
    out.print()
    out.print(_marked(reading))
    out.print()
    if reading.unread:
        out.print(f"Stored, not read: {reading.unread}")
        return
    for kind, heading in KIND_NAMES.items():
        _list(reading, kind, heading)


def _marked(reading: Reading) -> Text:
    text = Text(reading.report.text)
    # Inner names last, so that they show inside a longer description.
    for mention in sorted(reading.mentions, key=lambda each: -len(each.evidence.span)):
        text.stylize(STYLES[mention.kind], mention.evidence.start, mention.evidence.end)
    return text


def _list(reading: Reading, kind: ActorKind, heading: str) -> None:
    actors = [actor for actor in reading.actors if actor.kind is kind]
    if not actors:
        return
    table = Table(title=heading, title_justify="left", box=None, show_header=False, padding=(0, 1))
    table.add_column(justify="right")
    table.add_column(style=STYLES[kind])
    table.add_column(ratio=1)
    for actor in actors:
        mentions = reading.mentions_of(actor.id)
        others = dict.fromkeys(mention.evidence.quote for mention in mentions)
        reasons = dict(actor.reasons)
        also = [
            f"{quote} ({reasons[quote]})" if quote in reasons else quote
            for quote in others
            if quote != actor.name.quote
        ]
        table.add_row(f"{len(mentions)}×", Text(actor.name.quote), Text("; ".join(also)))
    out.print(table)
