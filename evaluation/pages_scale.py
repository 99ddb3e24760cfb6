"""How fast pages are with many reports: `python -m evaluation.pages_scale RECORD --reports N`.

RECORD is one that `make demo` made. Three of its reports are taken as patterns: their rows are
written again and again under other outlets and days, with more invented words behind the text, and
put into events of one to eight reports. All ids are made as the model makes them, so every page
works. Then each page is asked for in turn, as a browser asks: median and 95th percentile of the
server's own time, and of the processor's, which hangs less on what else the machine does.
"""

from __future__ import annotations

import argparse
import gc
import json
import random
import re
import resource
import sqlite3
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from according.model import Reading, Report
from according.model.canonical import digest
from according.store import Record
from according.web.app import make_app, open_state
from according.web.guard import Rules

PATTERNS = ("Northgate Evening Post", "lower-river-herald.example", "Meridian News Agency")
TABLES = (
    *("credits", "readings", "actors", "actor_reasons", "mentions", "times", "toponyms"),
    *("quantities", "attributions", "events", "figures", "blames", "accounts", "wordings"),
    "sketches",
)
WORDS = 20_000
"""Invented words, from which what is put behind each text is drawn; the rarer the higher."""
OUTLETS, PLACES, DAYS = 400, 900, 900
HEX = re.compile(r"[0-9a-f]{64}")


def ids(reading: Reading, report: Report) -> dict[str, str]:
    """The ids of a reading's findings, and what they are if the text is another report's."""
    rid = report.id
    known = {reading.report.id: rid}
    first: dict[str, Any] = {}
    for mention in reading.mentions:
        first.setdefault(mention.actor_id, mention.evidence)
    for actor, words in first.items():
        known[actor] = digest("actor/1", rid, words.start, words.end)
    for each in reading.attributions:
        spans = [(part.start, part.end) for part in (each.cue, *each.content)]
        known[each.id] = digest("attribution/1", rid, spans)
    for figure in reading.figures:
        span = figure.evidence.span
        known[figure.id] = digest("figure/1", rid, span.start, span.end, figure.kind)
    for event in reading.events:
        span = event.trigger.span
        chain = [known[one] for one in event.holder.attribution_ids]
        known[event.id] = digest("event/2", rid, span.start, span.end, event.type or "", chain)
    for blame in reading.blames:
        place = (rid, blame.evidence.start, blame.evidence.end)
        known[blame.id] = digest("blame/1", *place, known[blame.event_mention_id])
    for account in reading.accounts:
        told = sorted(known[one] for one in account.event_mention_ids)
        known[account.id] = digest("account/1", rid, told)
    return known


class Pattern:
    """A report's rows, to be written again."""

    def __init__(self, connection: sqlite3.Connection, reading: Reading) -> None:
        self.reading = reading
        self.rows: list[tuple[str, list[str], list[Any]]] = []
        for table in TABLES:
            found = connection.execute(
                f"SELECT * FROM {table} WHERE report_id = ?",  # noqa: S608
                (reading.report.id,),
            )
            names = [each[0] for each in found.description]
            self.rows += [(table, names, list(row)) for row in found]

    def again(self, report: Report, place: str, moved: timedelta) -> Iterator[tuple[str, Any, Any]]:
        known = ids(self.reading, report)
        for table, names, row in self.rows:
            cells = [
                HEX.sub(lambda found: known.get(found[0], found[0]), cell)
                if isinstance(cell, str)
                else cell
                for cell in row
            ]
            if table == "sketches":
                cells = self._moved(names, cells, place, moved)
            yield table, names, cells

    def _moved(self, names: list[str], cells: list[Any], place: str, by: timedelta) -> list[Any]:
        values = dict(zip(names, cells, strict=True))
        plain = json.loads(values["detail"])
        for name in ("published", "earliest", "latest"):
            if plain[name]:
                plain[name] = (datetime.fromisoformat(plain[name]) + by).isoformat()
        plain["published"] = plain["published"][:10] if plain["published"] else None
        seed = random.Random(place)
        spot = [None, place, seed.uniform(-50, 65), seed.uniform(-170, 170), False, "XX"]
        plain["spots"] = [spot] if plain["spots"] else []
        values["detail"] = json.dumps(plain)
        for name in ("earliest", "latest"):
            values[name] = plain[name][:10] if plain[name] else None
        return [values[name] for name in names]


def fill(path: Path, source: Path, number: int) -> None:
    with Record(str(source)) as opened:
        every = [opened.reading(each) for each in opened.report_ids()]
    readings = [
        min(
            (each for each in every if each.report.outlet == outlet and each.accounts),
            key=lambda each: len(each.report.text),
        )
        for outlet in PATTERNS
    ]
    Record(str(path), create=True).close()
    old, new = sqlite3.connect(source), sqlite3.connect(path)
    new.execute("PRAGMA synchronous = OFF")
    patterns = [Pattern(old, each) for each in readings]
    rng = random.Random(7)
    words = ["".join(rng.choices("abdegiklmnoprstuv", k=rng.randint(3, 9))) for _ in range(WORDS)]
    weights = [1 / (rank + 5) for rank in range(WORDS)]
    event, left, place, day = "", 0, "", 0
    begun = time.perf_counter()
    statements: dict[str, str] = {}
    for count in range(number):
        pattern = patterns[count % 3]
        if left == 0:
            event = digest("pages/1", count)
            left = rng.choice((1, 1, 1, 1, 2, 3, 5, 8))
            place, day = f"Place {rng.randrange(PLACES)}", rng.randrange(DAYS)
        left -= 1
        base = pattern.reading.report
        text = base.text + "\n\n" + " ".join(rng.choices(words, weights, k=220))
        published = date(2022, 1, 1) + timedelta(days=day + rng.randrange(3))
        outlet = f"Outlet {int(rng.random() ** 2 * OUTLETS)}"
        report = replace(base, text=text, outlet=outlet, published=published, published_at=None)
        moved = published - (base.published or published)
        rows = {"id": report.id, "outlet": outlet, "published": published.isoformat()}
        rows |= {"title": report.title, "language": "en", "text": text}
        _insert(new, statements, "reports", list(rows), list(rows.values()))
        for table, names, cells in pattern.again(report, place, moved):
            _insert(new, statements, table, names, cells)
            if table == "sketches":
                values = (cells[names.index("account_id")], event, report.id)
                names3 = ["account_id", "event_id", "report_id"]
                _insert(new, statements, "event_accounts", names3, list(values))
        if count % 5000 == 4999:
            new.commit()
            print(f"{count + 1:,} in {time.perf_counter() - begun:.0f} s", flush=True)
    new.commit()


def _insert(
    new: sqlite3.Connection, known: dict[str, str], table: str, names: list[str], cells: list[Any]
) -> None:
    if table not in known:
        marks = ", ".join("?" * len(names))
        columns = ", ".join(f'"{name}"' for name in names)
        known[table] = f"INSERT INTO {table} ({columns}) VALUES ({marks})"  # noqa: S608
    new.execute(known[table], cells)


def measure(path: Path, rounds: int) -> None:
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)  # as `according serve` does
    begun = time.perf_counter()
    with open_state(str(path)) as state:
        print(f"prepared in {time.perf_counter() - begun:.0f} s")
        begun = time.perf_counter()
        faces = state.faces.catch_up()
        print(f"{faces:,} faces in {time.perf_counter() - begun:.0f} s")
        rules = Rules(frozenset(("http://localhost",)), per_second=1e6, burst=10**6)
        client = TestClient(make_app(state, rules), base_url="http://localhost")
        rng = random.Random(3)
        ids_ = _some(path, "SELECT id FROM reports", rounds)
        events = _some(path, "SELECT DISTINCT event_id FROM event_accounts", rounds)
        texts = _some(path, "SELECT substr(text, -200) FROM reports", rounds)
        asked: dict[str, list[str]] = {
            "/": ["/"] * rounds,
            "/events": [f"/events?page={1 + each}" for each in range(rounds)],
            "/event": [f"/event/{each[:12]}" for each in events],
            "/report": [f"/report/{each[:12]}" for each in ids_],
            "/report/words": [f"/report/{each[:12]}/words?start=5&end=20" for each in ids_],
            "/map": [f"/map?place=Place%20{each}" for each in range(rounds)],
            "/timeline": [f"/timeline?page={1 + each}" for each in range(rounds)],
            "/actors": [f"/actors?page={1 + each}" for each in range(rounds)],
            "/actor": [f"/actor?name=Delta+Front&page={1 + each}" for each in range(rounds)],
            "/outlets": ["/outlets"] * rounds,
            "/outlet": [f"/outlet?name=Outlet+{each}" for each in range(rounds)],
            "/origins": ["/origins"] * rounds,
            "/judgements": ["/judgements"] * rounds,
            "search: rare words": [f"/search?q={rng.choice(each.split())}" for each in texts],
            "search: two words": [
                f"/search?q={'+'.join(rng.sample(each.split()[1:-1], 2))}" for each in texts
            ],
            "search: market": ["/search?q=market"] * rounds,
            "search: phrase": ["/search?q=%22covered+market%22+bomb"] * rounds,
            "search: by outlet and day": [
                f"/search?outlet=Outlet+{each}&from=2022-03-01&to=2022-09-01"
                for each in range(rounds)
            ],
            "search: words, kind, origins": ["/search?q=market&kind=ASSAULT&origins=2&reports=2"]
            * rounds,
            "search: place": [
                f"/search?place=Tulcea&from=2022-0{1 + each % 9}-01" for each in range(rounds)
            ],
        }
        for name, addresses in asked.items():
            both = [_spent(client, each) for each in addresses]
            wall, work = (sorted(each[side] for each in both) for side in (0, 1))
            print(
                f"{name:30} wall {_half(wall):7.1f} {_p95(wall):7.1f}   "
                f"processor {_half(work):7.1f} {_p95(work):7.1f} ms",
                flush=True,
            )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak:.0f} MiB")


def _half(times: list[float]) -> float:
    return times[len(times) // 2]


def _p95(times: list[float]) -> float:
    return times[int(len(times) * 0.95)]


def _spent(client: TestClient, address: str) -> tuple[float, float]:
    """Milliseconds from request to answer by the server's clock, and of the processor."""
    begun = time.process_time()
    answer = client.get(address)
    if answer.status_code != 200:
        sys.exit(f"{address}: {answer.status_code}")
    spent = (time.process_time() - begun) * 1000
    return float(answer.headers["server-timing"].partition("dur=")[2]), spent


def _some(path: Path, query: str, number: int) -> list[str]:
    connection = sqlite3.connect(path)
    found = connection.execute(f"{query} LIMIT 20000").fetchall()
    return [each[0] for each in random.Random(1).sample(found, min(number, len(found)))]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("record", type=Path)
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--into", type=Path, default=Path("out/scale.db"))
    arguments = parser.parse_args()
    if not arguments.into.exists():
        fill(arguments.into, arguments.record, arguments.reports)
    measure(arguments.into, arguments.rounds)


if __name__ == "__main__":
    main()
