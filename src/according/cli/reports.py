"""``reports``, ``report``, ``refusals``, ``summary``, ``check``: what is in a record."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from according.cli.console import (
    DEFAULT_RECORD,
    SHORT,
    UNWRAPPED,
    IdArgument,
    JsonOption,
    RecordOption,
    err,
    open_existing,
    out,
    print_json,
)
from according.errors import EvidenceError, StoreError
from according.export.plain import (
    plain_capture,
    plain_line,
    plain_refusal,
    plain_report,
)
from according.store import Record, ReportLine


def reports(
    record: RecordOption = DEFAULT_RECORD,
    outlet: Annotated[str | None, typer.Option(help="Only this outlet's.")] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="At most so many.")] = None,
    as_json: JsonOption = False,
) -> None:
    """List the reports of a record, by day and outlet."""
    with open_existing(record) as opened:
        lines = opened.lines(outlet=outlet, limit=limit)
    if as_json:
        print_json([plain_line(line) for line in lines])
        return
    out.print(_listed(lines))


def _listed(lines: Sequence[ReportLine]) -> Table:
    # In a terminal only the title gives way, to the last of its letters: an id cut short is of
    # no use.
    table = Table(box=None, header_style="bold", pad_edge=False, expand=out.width < UNWRAPPED)
    table.add_column("id", no_wrap=True, min_width=SHORT)
    table.add_column("published", no_wrap=True, min_width=len("2024-03-11"))
    table.add_column("outlet", no_wrap=True, overflow="ellipsis", max_width=24)
    table.add_column("title", ratio=1, no_wrap=True, overflow="ellipsis")
    table.add_column("mentions", justify="right", no_wrap=True)
    for line in lines:
        table.add_row(
            line.id[:SHORT],
            line.published.isoformat() if line.published else "no date",
            Text(line.outlet or "no outlet"),
            Text(line.title or line.opening.replace("\n", " ")),
            "unread" if line.unread else str(line.mentions),
        )
    return table


def report(
    report_id: IdArgument, record: RecordOption = DEFAULT_RECORD, as_json: JsonOption = False
) -> None:
    """Print one report: where it comes from, its text, its captures."""
    with open_existing(record) as opened:
        found = opened.report(opened.find(report_id))
        captures = opened.captures(found.id)
    if as_json:
        print_json({**plain_report(found), "captures": [plain_capture(each) for each in captures]})
        return
    values = plain_report(found)
    for name in ("id", "outlet", "published", "published_at", "byline", "url", "language"):
        if values[name] is not None:
            out.print(f"{name + ':':14}{values[name]}", markup=False)
    for credit in found.credits:
        out.print(f"{'credit:':14}{credit.agency}: {credit.quote!r}", markup=False)
    for capture in captures:
        where = f"{capture.location}, {capture.member}" if capture.member else capture.location
        out.print(
            f"{'capture:':14}{where} ({capture.media_type}, {capture.size:,} bytes, "
            f"SHA-256 {capture.sha256[:SHORT]}…)",
            markup=False,
        )
    out.print()
    out.print(found.text, markup=False)


def refusals(record: RecordOption = DEFAULT_RECORD, as_json: JsonOption = False) -> None:
    """List the inputs that could not be used, each with its reason."""
    with open_existing(record) as opened:
        found = opened.refusals()
    if as_json:
        print_json([plain_refusal(each) for each in found])
        return
    for each in found:
        where = f"{each.location}, {each.member}" if each.member else each.location
        out.print(Text.assemble((each.reason.value, "bold"), f"  {where}\n    {each.detail}"))
    out.print(f"{len(found):,} refused")


def summary(record: RecordOption = DEFAULT_RECORD, as_json: JsonOption = False) -> None:
    """Say in a few lines what a record holds."""
    with open_existing(record) as opened:
        counts = opened.counts()
        lines = opened.lines()
        named = opened.most_named(limit=8)
        why = Counter(each.reason.value for each in opened.refusals())
    outlets = Counter(line.outlet or "no outlet" for line in lines)
    days = [line.published for line in lines if line.published]
    if as_json:
        print_json({**counts, "outlets": dict(outlets), "refused_because": dict(why)})
        return
    unread = sum(line.unread is not None for line in lines)
    span = f", {min(days)} to {max(days)}" if days else ""
    named_outlets = len({line.outlet for line in lines if line.outlet})
    out.print(
        f"{_number(counts['reports'], 'report')} of {_number(named_outlets, 'outlet')}{span}; "
        f"{unread:,} unread (not English); {_number(counts['refusals'], 'input')} refused"
    )
    no_outlet = sum(line.outlet is None for line in lines)
    no_day = sum(line.published is None for line in lines)
    if no_outlet or no_day:
        out.print(f"{no_outlet:,} without an outlet, {no_day:,} without a day of publication")
    out.print(
        f"{counts['mentions']:,} mentions of {counts['actors']:,} actors (each report's apart), "
        f"{counts['credits']:,} agency credits"
    )
    out.print(
        f"{counts['times']:,} times, {counts['toponyms']:,} toponyms, "
        f"{counts['quantities']:,} quantities"
    )
    for reason, number in sorted(why.items()):
        out.print(f"  refused, {reason}: {number:,}", markup=False)
    if named:
        out.print("Named in most reports (in how many, as written there, read as what):")
        for quote, kind, number in named:
            out.print(f"  {number:>4}  {quote}  ({kind})", markup=False)


def _number(count: int, word: str) -> str:
    return f"{count:,} {word}{'' if count == 1 else 's'}"


def check(record: RecordOption = DEFAULT_RECORD) -> None:
    """Check every span of a record against its text, and every capture against its hash."""
    with open_existing(record) as opened:
        spans, wrong = _check_spans(opened)
        captures, damaged = _check_captures(opened)
    out.print(f"{spans:,} spans fit their text; {wrong:,} reports are damaged")
    out.print(f"{captures:,} captures fit their hash; {damaged:,} are missing or damaged")
    if wrong or damaged:
        raise typer.Exit(1)


def _check_spans(record: Record) -> tuple[int, int]:
    spans = wrong = 0
    for identity in record.report_ids():
        try:
            reading = record.reading(identity)
        except (EvidenceError, StoreError) as error:
            wrong += 1
            err.print(f"report {identity[:SHORT]}: {error}", markup=False)
            continue
        spans += sum(1 for _ in reading.evidence()) + len(reading.actors)
        spans += len(reading.report.credits) + len(reading.sentences) + len(reading.tokens)
    return spans, wrong


def _check_captures(record: Record) -> tuple[int, int]:
    captures = damaged = 0
    for identity in record.report_ids():
        found = record.captures(identity)
        if not found:
            damaged += 1
            err.print(f"report {identity[:SHORT]}: it has no capture", markup=False)
        captures += len(found)
        damaged += sum(not _is_whole(record, capture.sha256) for capture in found)
    return captures, damaged


def _is_whole(record: Record, sha256: str) -> bool:
    try:
        return hashlib.sha256(record.bytes_of(sha256)).hexdigest() == sha256
    except StoreError as error:
        err.print(f"capture {sha256[:SHORT]}: {error}", markup=False)
        return False
