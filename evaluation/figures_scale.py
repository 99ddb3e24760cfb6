"""A made-up record of very many figures, for what goes through all of them.

Each report tells of one attack in ten sentences of one length, so that the words of all reports
stand at the same places: ten figures, two sources, two event mentions, a time, a place, a blame,
one account. Reports are put into events of one to eight, one in ten is a copy of the one before.
Ids are hashes of numbers; rows are inserted as they are.
"""

from __future__ import annotations

import json
import random
import sqlite3
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from according.linking.sketches import Bounds, Sketch, Spot, plain_sketch
from according.model import Span
from according.store import Record
from according.store.packing import pack

SEED = 19
FIGURES = 10
"""In each report."""

OUTLETS, TOWNS, DAYS = 200, 400, 900
KINDS = ("killed", "wounded", "detained", "displaced", "missing")
HEAD = "A bomb went off in the market of {town} on Monday, the {body} said. "
TAIL = "In {town} {count} people were {kind:<9} by evening, the {body} said. "
BODIES = ("Harbour Rescue League", "Upper District Police")

Rows = dict[str, list[tuple[Any, ...]]]


@dataclass
class _Made:
    """Rows by table, and the statement that inserts them."""

    columns: dict[str, tuple[str, ...]] = field(default_factory=dict)
    rows: Rows = field(default_factory=dict)

    def add(self, table: str, **cells: Any) -> None:
        self.columns.setdefault(table, tuple(cells))
        self.rows.setdefault(table, []).append(tuple(cells.values()))


def fill(path: Path, figures: int) -> None:
    """Make a record with so many figures."""
    Record(str(path), create=True).close()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA synchronous = OFF")
    for made in _batches(figures // FIGURES):
        for table, rows in made.rows.items():
            columns = made.columns[table]
            names = ", ".join(f'"{each}"' for each in columns)
            marks = ", ".join("?" * len(columns))
            connection.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)  # noqa: S608
        connection.commit()
    connection.execute("INSERT INTO meta (key, value) VALUES ('linking', 'made up')")
    connection.commit()
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def _batches(reports: int, size: int = 2000) -> Iterator[_Made]:
    chance = random.Random(SEED)
    made, members, left, event, before = _Made(), 0, 0, "", ""
    days: list[str] = []
    outlets: set[str] = set()
    for number in range(reports):
        if left == 0:
            if members:
                _event(made, event, members, len(outlets), days)
            event, left = _id("event", number), chance.choice((1, 1, 1, 1, 2, 3, 5, 8))
            members, days, outlets = 0, [], set()
            town, day = chance.randrange(TOWNS), chance.randrange(DAYS)
        left -= 1
        members += 1
        published = date(2022, 1, 1) + timedelta(days=day + members % 3)
        outlet = f"Outlet {int(chance.random() ** 2 * OUTLETS)}"
        days.append(published.isoformat())
        outlets.add(outlet)
        counts = [chance.randrange(10, 100) for _ in range(FIGURES)]
        report = _report(made, number, event, town, outlet, published, counts)
        if members > 1 and chance.random() < 0.1:
            spans = json.dumps([[0, 60]])
            pair = {"a": min(report, before), "b": max(report, before)}
            made.add("origin_links", **pair, relation="copy", score=0.9, in_a=spans, in_b=spans)
        before = report
        if number % size == size - 1:
            yield made
            made = _Made()
    if members:
        _event(made, event, members, len(outlets), days)
    yield made


def _event(made: _Made, event: str, reports: int, outlets: int, days: list[str]) -> None:
    made.add(
        "event_lines",
        event_id=event,
        reports=reports,
        outlets=outlets,
        published=min(days),
        last_published=max(days),
        earliest=min(days),
        latest=min(days),
    )


def _report(
    made: _Made,
    number: int,
    event: str,
    town: int,
    outlet: str,
    published: date,
    counts: list[int],
) -> str:
    place = f"Town{town:04}"
    sentences = [HEAD.format(town=place, body=BODIES[0])]
    sentences += [
        TAIL.format(town=place, count=each, kind=KINDS[at % 5], body=BODIES[at % 2])
        for at, each in enumerate(counts)
    ]
    text = "".join(sentences).strip()
    report = _id("report", number)
    day = published.isoformat()
    data = text.encode()
    digest = sha256(data).hexdigest()
    made.add(
        "reports",
        id=report,
        outlet=outlet,
        published=day,
        url=f"https://made.example/{number}",
        language="en",
        text=text,
    )
    made.add("blobs", sha256=_id("blob", number), size=len(data), deflated=zlib.compress(data, 1))
    made.add(
        "captures",
        report_id=report,
        id=_id("capture", number),
        sha256=_id("blob", number),
        media_type="text/plain",
        location=f"{digest}.txt",
    )
    made.add(
        "readings",
        report_id=report,
        reader="made up",
        limits="",
        sentences=_SENTENCES,
        tokens=_TOKENS,
    )
    _findings(made, number, report, place, day, event, town, text, counts)
    return report


_SENTENCES = pack([Span(at * 70, at * 70 + 69) for at in range(FIGURES + 1)])
_TOKENS = pack([Span(at * 6, at * 6 + 5) for at in range(120)])


def _findings(
    made: _Made,
    number: int,
    report: str,
    place: str,
    day: str,
    event: str,
    town: int,
    text: str,
    counts: list[int],
) -> None:
    actors = [_id("actor", number, at) for at in range(2)]
    said = [_id("attribution", number, at) for at in range(2)]
    told = [_id("mention", number, at) for at in range(2)]
    figures = [_id("figure", number, at) for at in range(FIGURES)]
    account = _id("account", number)
    for at, name in enumerate(BODIES):
        start = text.index(name)
        words = {"start": start, "end": start + len(name), "quote": name}
        made.add("actors", report_id=report, number=at, id=actors[at], kind="organisation", **words)
        made.add(
            "mentions",
            report_id=report,
            start=start,
            end=start + len(name),
            actor=at,
            form="name",
            quote=name,
        )
        cue = text.index("said", start)
        content = {"start": 0, "end": start, "quote": text[:start]}
        detail = {
            "cue": {"start": cue, "end": cue + 4, "quote": "said"},
            "content": [content],
            "source": words,
            "source_kind": "organisation",
            "quotation": "indirect",
            "source_actor_id": actors[at],
        }
        made.add(
            "attributions",
            report_id=report,
            number=at,
            **content,
            detail=json.dumps(detail),
            id=said[at],
            source=name,
            source_kind="organisation",
            source_actor=actors[at],
            cue="said",
            quotation="indirect",
        )
    holders = [{"attribution_ids": [each]} for each in said]
    _place_and_time(made, report, place, day, town, text)
    for at, words in enumerate(("bomb", "market")):
        start = text.index(words)
        trigger = {"start": start, "end": start + len(words), "quote": words}
        detail = {
            "trigger": trigger,
            "type": "ASSAULT",
            "certainty": "asserted",
            "holder": holders[at],
            "figure_ids": figures,
        }
        made.add(
            "events",
            report_id=report,
            number=at,
            **trigger,
            detail=json.dumps(detail),
            id=told[at],
            type="ASSAULT",
            mode="explosives",
            certainty="asserted",
            holder=said[at],
        )
    for at, count in enumerate(counts):
        quote = f"{count} people"
        start = text.index(quote)
        words = {"start": start, "end": start + len(quote), "quote": quote}
        detail = {
            "evidence": words,
            "kind": KINDS[at % 5],
            "low": count,
            "best": count,
            "high": count,
            "holder": holders[at % 2],
        }
        made.add(
            "figures",
            report_id=report,
            number=at,
            **words,
            detail=json.dumps(detail),
            id=figures[at],
            kind=KINDS[at % 5],
            low=count,
            best=count,
            high=count,
            of_whom="people",
            holder=said[at % 2],
        )
    detail = {
        "report_id": report,
        "event_mention_ids": told,
        "figure_ids": figures,
        "earliest": f"{day}T00:00:00",
        "latest": f"{day}T23:59:59",
    }
    made.add(
        "accounts",
        report_id=report,
        number=0,
        start=2,
        end=6,
        quote="bomb",
        detail=json.dumps(detail),
        id=account,
        earliest=f"{day} 00:00:00.000000",
        latest=f"{day} 23:59:59.000000",
        course=False,
    )
    made.add("event_accounts", account_id=account, event_id=event, report_id=report)
    spot = Spot(town, place, town % 20 * 3.0, town // 20 * 3.0 - 30, False, "XX")
    none: frozenset[str] = frozenset()
    sketch = Sketch(
        account,
        report,
        number=0,
        published=date.fromisoformat(day),
        earliest=datetime.fromisoformat(f"{day}T00:00:00"),
        latest=datetime.fromisoformat(f"{day}T23:59:59"),
        course=False,
        asserted=True,
        in_head=True,
        types=frozenset(("ASSAULT",)),
        triggers=frozenset(("bomb",)),
        actors=none,
        who=none,
        words=frozenset(("bomb", "marke", "peopl")),
        names=frozenset((place,)),
        spots=(spot,),
        figures=tuple(Bounds(KINDS[at % 5], each, each) for at, each in enumerate(counts)),
        evidence=(Span(2, 6),),
        scene=None,
        report_names=frozenset((place,)),
        sources=frozenset(each.lower() for each in BODIES),
        unsourced=False,
    )
    made.add(
        "sketches",
        account_id=account,
        report_id=report,
        earliest=day,
        latest=day,
        detail=json.dumps(plain_sketch(sketch)),
    )


def _place_and_time(made: _Made, report: str, place: str, day: str, town: int, text: str) -> None:
    start = text.index(place)
    words = {"start": start, "end": start + len(place), "quote": place}
    where = {
        "geonames_id": town + 1,
        "name": place,
        "latitude": town % 20 * 3.0,
        "longitude": town // 20 * 3.0 - 30,
        "precision": 1,
        "precision_reason": "made up",
    }
    made.add(
        "toponyms",
        report_id=report,
        number=0,
        **words,
        detail=json.dumps({"evidence": words, "place": where, "score": 0.9}),
        geonames_id=town + 1,
        latitude=where["latitude"],
        longitude=where["longitude"],
        precision=1,
        score=0.9,
    )
    start = text.index("Monday")
    words = {"start": start, "end": start + 6, "quote": "Monday"}
    bounds = {"earliest": f"{day}T00:00:00", "latest": f"{day}T23:59:59"}
    made.add(
        "times",
        report_id=report,
        number=0,
        **words,
        detail=json.dumps({"evidence": words, "type": "DATE", "value": day, **bounds}),
        type="DATE",
        value=day,
        earliest=f"{day} 00:00:00.000000",
        latest=f"{day} 23:59:59.000000",
    )


def _id(*parts: object) -> str:
    return sha256(repr(parts).encode()).hexdigest()
