"""``events``, ``event``, ``timeline``, ``origins``, ``compare``: what reports tell together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from according.cli.actors import AliasesOption
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
from according.export.accord import (
    basis_said,
    copies_said,
    first_words,
    held_decided,
    link_said,
    namings,
    origins_said,
    plain_happening,
    plain_link,
    range_said,
    tie_said,
)
from according.export.decisions import event_decisions
from according.export.event_view import place_said, title_of, what_said, when_said
from according.export.reviewed import decisions_said, plain_item
from according.export.told import people_said
from according.happening import Happening, of_one_text
from according.linking.aliases import load_aliases
from according.linking.basis import Ground
from according.linking.judged import KINDS, not_copies
from according.model import OriginLink, Report
from according.reviewing.deciding import judged_items
from according.reviewing.roles import ANYBODY
from according.reviewing.weighed import weighed
from according.titles import titled
from according.weighing import Field, Standing, fields

STYLES = {
    Standing.CONFLICT: "bold red",
    Standing.DISPUTED: "magenta",
    Standing.SUPERSEDED: "yellow",
    Standing.COMPATIBLE: "cyan",
    Standing.AGREE: "green",
    Standing.ONE: "dim",
}
EventArgument = Annotated[
    str, typer.Argument(metavar="ID", help="An event's id; its first characters are enough.")
]
_SHOWN = 90
"""Characters of a quote in a table."""


def events(
    record: RecordOption = DEFAULT_RECORD,
    reports: Annotated[int, typer.Option(min=1, help="Told by at least so many reports.")] = 1,
    limit: Annotated[int, typer.Option(min=1, help="At most so many.")] = 40,
    as_json: JsonOption = False,
) -> None:
    """List the events of a record, those that most reports tell first."""
    _list(record, reports, limit, as_json, by_day=False)


def timeline(
    record: RecordOption = DEFAULT_RECORD,
    reports: Annotated[int, typer.Option(min=1, help="Told by at least so many reports.")] = 1,
    limit: Annotated[int, typer.Option(min=1, help="At most so many.")] = 40,
    as_json: JsonOption = False,
) -> None:
    """List the events of a record by when they were."""
    _list(record, reports, limit, as_json, by_day=True)


def _list(url: str, reports: int, limit: int, as_json: bool, *, by_day: bool) -> None:
    with open_existing(url) as opened:
        lines = opened.across.events(reports, limit, by_day=by_day)
        more = opened.across.count_events(reports) - len(lines)
        found = [weighed(opened, each) for each in lines]
    if not by_day:
        found.sort(key=lambda each: (-each.basis.reports, -_counted(each), each.line.id))
    if as_json:
        print_json([plain_happening(each, short=True) for each in found])
        return
    table = _table("id", "when", "what", "reports", "origins", "killed", "in conflict")
    for each in found:
        table.add_row(
            each.line.id[:SHORT],
            when_said(titled(each)) or "not told",
            Text(_what(each)),
            str(each.basis.reports),
            origins_said(each.basis.low, each.basis.high),
            _killed(each),
            Text(", ".join(one.name for one in each.fields if one.standing is Standing.CONFLICT)),
        )
    out.print(table)
    if more:
        out.print(f"{more:,} more; see --limit and --reports")
    if not lines:
        out.print("No events; according link compares what is in the record.")


def _what(each: Happening) -> str:
    """What it is and where, and the words that it is told with."""
    known = titled(each)
    where = f" in {place_said(known)}" if known.place else ""
    return f"{what_said(known)}{where}\n  told with: {known.words}"


def _counted(each: Happening) -> int:
    """The values of figures that its reports give."""
    return sum(len(field.values) for field in each.fields if field.is_figure)


def _killed(each: Happening) -> str:
    field = next((one for one in each.fields if one.name == "killed"), None)
    return range_said(field.low, field.high) if field else ""


def event(
    event_id: EventArgument,
    record: RecordOption = DEFAULT_RECORD,
    aliases: AliasesOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show an event: who tells it, on what it rests, where the accounts agree and conflict."""
    with open_existing(record) as opened:
        names = load_aliases(aliases) if aliases else None
        found = weighed(opened, opened.across.event(event_id), ANYBODY, names)
        items = judged_items(opened, ANYBODY, found.line.id)
        decided = event_decisions(opened, found.line)
    if as_json:
        people = [plain_item(each) for each in items if each.decisions or each.notes]
        print_json({**plain_happening(found), "people": people})
        return
    out.print(Text(title_of(found), style="bold"))
    head = ", ".join(("a machine's reading", *people_said(found, decided)))
    out.print(f"event {found.line.id[:SHORT]}: {head}", markup=False)
    out.print(basis_said(found.basis))
    out.print()
    for shown in (_reports(found), _fields(found.fields), _names(found)):
        if shown.row_count:
            out.print(shown)
            out.print()
    for line in (*decisions_said(found, items), *_withdrawn(found)):
        out.print(line, markup=False)
    ties = [each for each in found.basis.ties if each.ground is not Ground.TEXT]
    for line in (*copies_said(found), *(tie_said(found, each) for each in ties)):
        out.print(line, markup=False)
    for check in found.checks:
        words = "; ".join(f"“{_cut(each.quote)}”" for each in check.words)
        out.print(Text.assemble((check.kind, "bold yellow"), f": {check.said} ({words})"))


def _withdrawn(found: Happening) -> Iterator[str]:
    """The reports that tell nothing of an event by what people decided."""
    for each in found.withdrawn:
        yield f"{_named(each)} tells nothing of it, by what people decided"


def _reports(found: Happening) -> Table:
    table = _table("origin", "report", "published", "outlet", "its first words for it")
    table.title = "Reports"
    for each in found.told:
        report = each.reading.report
        day = report.published.isoformat() if report.published else "no date"
        words = Text(_cut(first_words(each)))
        table.add_row(str(each.origin), report.id[:SHORT], day, Text(each.outlet), words)
    return table


def _fields(fields: Sequence[Field]) -> Table:
    table = _table("field", "value", "on whose word", "in", "origins", "words")
    table.title = "Field by field"
    for field in fields:
        stand = Text.assemble(field.name, "\n", (field.standing.value, STYLES[field.standing]))
        if field.course:
            stand.append(f"\n{field.course}")
        for number, value in enumerate(field.values):
            holders = ", ".join(dict.fromkeys(each.holder for each in value.held))
            outlets = ", ".join(dict.fromkeys(each.outlet for each in value.held))
            table.add_row(
                stand if number == 0 else "",
                Text("\n".join(filter(None, (value.said, held_decided(value))))),
                Text(holders),
                Text(outlets),
                ", ".join(map(str, value.origins)),
                Text(_cut(value.held[0].words.quote)),
                end_section=number == len(field.values) - 1,
            )
    return table


def _names(found: Happening) -> Table:
    table = _table("actor", "outlet", "calls them", "taken for one because")
    table.title = "Who names whom how"
    for each in namings(found):
        for number, (outlet, names) in enumerate(each.names.items()):
            head = each.first[:SHORT] if number == 0 else ""
            why = "; ".join(each.reasons) if number == 0 else ""
            table.add_row(head, Text(outlet), Text("; ".join(names)), why)
    return table


def origins_(record: RecordOption = DEFAULT_RECORD, as_json: JsonOption = False) -> None:
    """List the groups of reports that derive from one text, each link with its shared words."""
    with open_existing(record) as opened:
        groups, reports = of_one_text(opened)
        everything = list(opened.report_ids())
    if as_json:
        print_json(
            [
                {
                    "id": each.id,
                    "reports": list(each.report_ids),
                    "links": [plain_link(link, reports) for link in each.links],
                }
                for each in groups
            ]
        )
        return
    for each in groups:
        out.print(Text(f"{len(each.report_ids)} reports of one text", style="bold"))
        for name in each.report_ids:
            out.print(f"  {_named(reports[name])}", markup=False)
        for link in each.links:
            for line in _link_lines(link, reports):
                out.print(f"    {line}", markup=False)
    grouped = sum(len(each.report_ids) for each in groups)
    out.print(
        f"{len(everything):,} reports of {len(everything) - grouped + len(groups):,} texts: "
        f"{grouped:,} in {len(groups):,} groups, {len(everything) - grouped:,} by themselves"
    )


def _named(report: Report) -> str:
    day = report.published.isoformat() if report.published else "no date"
    return f"{report.id[:SHORT]}  {day}  {report.outlet or 'no outlet'}"


def _link_lines(link: OriginLink, reports: dict[str, Report]) -> Iterator[str]:
    a, b = reports[link.a], reports[link.b]
    longest = max(link.in_a, key=lambda each: len(each.quote))
    yield link_said(link, a, b)
    yield f"  “{_cut(longest.quote)}”"


def compare(
    a: Annotated[str, typer.Argument(metavar="ID", help="A report's id.")],
    b: Annotated[str, typer.Argument(metavar="ID", help="Another's.")],
    record: RecordOption = DEFAULT_RECORD,
    as_json: JsonOption = False,
) -> None:
    """Lay two reports side by side: the text they share, and the events that both tell."""
    with open_existing(record) as opened:
        one, other = opened.report(opened.find(a)), opened.report(opened.find(b))
        both = {one.id, other.id}
        links = opened.across.links([one.id])
        link = next((each for each in links if {each.a, each.b} == both), None)
        denied = frozenset(both) in not_copies(opened.across.standing(KINDS))
        told = opened.across.events_told_by(one.id, other.id)
        shared = [weighed(opened, each) for each in told]
    if as_json:
        reports = {one.id: one, other.id: other}
        print_json(
            {
                "text": plain_link(link, reports) if link else None,
                "judged_no_copy": denied,
                "events": [plain_happening(each) for each in shared],
            }
        )
        return
    _print_compared(one, other, link, denied, shared)


def _print_compared(
    one: Report, other: Report, link: OriginLink | None, denied: bool, shared: Sequence[Happening]
) -> None:
    out.print(Text(f"{_named(one)}\n{_named(other)}", style="bold"))
    if one.id == other.id:
        out.print("These are one and the same report.")
        return
    if denied:
        out.print("Judged to be no copies. What the machine found:")
    if link is None:
        out.print("They share no text that speaks for one source, as far as was looked.")
    else:
        for line in _link_lines(link, {one.id: one, other.id: other}):
            out.print(line, markup=False)
        for part in link.in_a if link.a == one.id else link.in_b:
            out.print(f"  both: “{_cut(part.quote)}”", markup=False)
    both = {one.id, other.id}
    for each in shared:
        out.print()
        out.print(Text(f"{title_of(each)} ({each.line.id[:SHORT]})", style="bold"))
        out.print(_fields(fields([told for told in each.told if told.reading.report.id in both])))
    if not shared:
        out.print("No event that both tell.")


def _table(*columns: str) -> Table:
    table = Table(box=None, header_style="bold", pad_edge=False, title_justify="left")
    table.expand = out.width < UNWRAPPED
    for name in columns:
        fixed = name in ("id", "report", "published", "reports", "origin", "origins", "killed")
        table.add_column(name, no_wrap=fixed, overflow="fold")
    return table


def _cut(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"
