"""``according show``: a report in the terminal with what was read in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

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
from according.export.entries import layers
from according.export.entry import Entry, Group, Layer
from according.export.plain import plain_reading
from according.export.voices import shortened
from according.model import ActorKind

STYLES = {
    ActorKind.PERSON.value: "bold yellow",
    ActorKind.ORGANISATION.value: "bold blue",
    ActorKind.GROUP.value: "bold magenta",
    ActorKind.GOVERNMENT.value: "bold green",
    ActorKind.PLACE.value: "cyan",
    ActorKind.UNKNOWN.value: "underline",
    "toponym": "cyan",
    "time": "green",
    "quantity": "red",
    "attribution": "italic",
    "event": "bold",
    "account": "bold",
    "wording": "bold red",
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
    shown = layers(reading)
    out.print(_marked(report.text, shown))
    out.print()
    if reading.unread:
        out.print(f"Stored, not read: {reading.unread}")
        return
    for limit in reading.limits:
        out.print(f"Not all was read: {limit}", markup=False)
    for layer in shown:
        for group in layer.groups:
            heading = ": ".join(filter(None, (layer.heading, group.heading)))
            out.print(_listed(replace(group, heading=heading)))


def _marked(words: str, shown: Iterable[Layer]) -> Text:
    text = Text(words)
    entries = (entry for layer in shown for entry in layer.entries)
    found = [(each, entry.kind) for entry in entries for each in entry.evidence]
    # Inner findings last, so that they show inside a longer one.
    for evidence, kind in sorted(found, key=lambda pair: -len(pair[0].span)):
        text.stylize(STYLES[kind], evidence.start, evidence.end)
    return text


def _listed(group: Group) -> Table:
    table = Table(
        title=group.heading, title_justify="left", box=None, show_header=False, padding=(0, 1)
    )
    table.add_column(justify="right")
    table.add_column(style=STYLES[group.kind])
    table.add_column(ratio=1)
    for entry in group.entries:
        said = [*(_rows(entry) if entry.table else _other_names(entry)), *entry.facts]
        if entry.warning:
            said.append(f"differs: {entry.warning}")
        table.add_row(f"{entry.times}×", Text(entry.label), Text("; ".join(said)))
    return table


def _rows(entry: Entry) -> list[str]:
    return [
        f"{row.heading.lower()}: "
        + ", ".join(
            shortened(cell.evidence.quote) + (f" ({cell.note})" if cell.note else "")
            for cell in row.cells
        )
        for row in entry.table
    ]


def _other_names(entry: Entry) -> list[str]:
    reasons = dict(entry.reasons)
    quotes = dict.fromkeys(each.quote for each in entry.evidence)
    return [
        f"{quote} ({reasons[quote]})" if quote in reasons else shortened(quote)
        for quote in quotes
        if quote != entry.label
    ]
