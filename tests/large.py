"""Events of very many copies, put into a record without reading and linking each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from according.linking.events import by_reports, keys, odds
from according.linking.sketches import Sketch, plain_sketch, sketches
from according.model import Capture, Event, Evidence, OriginLink, Reading, Relation, Report
from according.model.canonical import digest
from according.model.event import happening_id
from according.model.time import days_of
from according.store import Changed, Kept, KeptSketch, Record

NEAR = 60
"""As many pairs as linking keeps of an account, about."""
TEXTS = 6


def copies(reading: Reading, number: int) -> Iterator[tuple[Report, Sketch]]:
    """Reports of one text by many outlets, each with the account that it tells."""
    (first, *_) = sketches(reading)
    for each in range(number):
        report = replace(reading.report, outlet=f"Outlet {each}", credits=())
        account = digest("account of a test", report.id, first.account_id)
        yield report, replace(first, account_id=account, report_id=report.id)


def copied(a: Report, b: Report) -> OriginLink:
    """The second is the first, word by word."""
    one, other = sorted((a, b), key=lambda each: each.id)
    words = [(Evidence.at(each, 0, len(each.text)),) for each in (one, other)]
    return OriginLink(one.id, other.id, Relation.COPY, *words, 1.0)


def kept(sketch: Sketch) -> KeptSketch:
    first, last = days_of(sketch.earliest, sketch.latest) or (None, None)
    return KeptSketch(sketch.account_id, plain_sketch(sketch), first, last, list(keys(sketch)))


def fill(record: Record, told: Sequence[tuple[Report, Sketch]]) -> str:
    """Put all of ``told`` into one event, with links and pairs as linking finds them; its id."""
    own = sorted(told, key=lambda each: each[0].id)
    event = Event(
        happening_id(min(each.account_id for _, each in own)),
        tuple(sorted(each.account_id for _, each in own)),
    )
    alike = 0.0
    if len(own) > 1:
        (a, one), (b, other) = own[:2]
        alike = odds(one, other, by_reports([copied(a, b)]))
    for at, (report, sketch) in enumerate(own):
        capture = Capture(digest("bytes", at), "text/plain", f"{report.id[:9]}.txt", size=1)
        record.add(Reading(report, "test"), capture, b"x")
        near = {
            (min(each, sketch.account_id), max(each, sketch.account_id)): alike
            for each in {one.account_id for _, one in (*own[:TEXTS], *own[max(0, at - NEAR) : at])}
            if each != sketch.account_id and at
        }
        there = {one.account_id for _, one in own[:at]}
        near = {pair: odd for pair, odd in near.items() if set(pair) - {sketch.account_id} <= there}
        links = [copied(report, each) for each, _ in own[: min(at, TEXTS)]]
        record.across.keep(
            Kept(report.id, [], links, [kept(sketch)], near),
            Changed(
                {sketch.account_id: event},
                {sketch.account_id: report.id},
                record.across.revision(),
            ),
        )
    return event.id
