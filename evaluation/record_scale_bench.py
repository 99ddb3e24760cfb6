"""Benchmark ``record-scale``: how long one more report takes to be linked into a large record.

A seeded generator makes readings of made-up reports, 120 words each: an attack in one of 400 towns
on one of 700 days; one in five tells of an attack that was told before, one in ten of these in the
same words. They are added and linked one by one; what is timed is the linking of the last
`TIMED` of each size, from the stored reading to the event in the record, on one process.

- ``p95_ms_20000``, ``p95_ms_200000``, ``median_ms_...``: by how many reports the record has.
- ``ratio``: the two 95th percentiles.
- ``found``: of the reports that tell of an attack told before, those that were joined with it.

What reading takes comes on top (``according bench speed``).
"""

from __future__ import annotations

import hashlib
import random
import tempfile
import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import numpy as np

from according.linker import link
from according.model import (
    Account,
    Capture,
    Certainty,
    EventMention,
    Evidence,
    Figure,
    FigureKind,
    Place,
    Reading,
    Report,
    Role,
    RoleFiller,
    Span,
    Toponym,
)
from according.settings import Settings
from according.store import Record
from evaluation.adapter import Figure as Measured
from evaluation.adapter import Result
from evaluation.published import published

BENCH = "record-scale"
SIZES = (20_000, 200_000)
TIMED = 400
SEED = 11
TOWNS, DAYS, WORDS, FILLING = 400, 700, 20_000, 100


def files(data: Path, split: str) -> list[Path]:
    """None: the reports are made up."""
    return []


def run(data: Path, split: str, settings: Settings) -> Result:
    """Fill a record to each of `SIZES` in turn."""
    return measure(SIZES)


def measure(sizes: tuple[int, ...]) -> Result:
    """Fill a record to each of ``sizes`` in turn, and time the last reports of each."""
    figures: dict[str, Measured] = {}
    told: dict[str, list[str]] = {}
    with (
        tempfile.TemporaryDirectory() as folder,
        Record(str(Path(folder) / "record.db"), create=True) as record,
    ):
        made = readings(max(sizes))
        count, found, wanted = 0, 0, 0
        for size in sizes:
            times = []
            while count < size:
                event, reading = next(made)
                _add(record, reading)
                began = time.perf_counter()
                link(record)
                times.append(time.perf_counter() - began)
                told.setdefault(event, []).append(reading.report.id)
                count += 1
            last = np.array(times[-TIMED:]) * 1000
            figures[f"p95_ms_{size}"] = Measured.exact(float(np.percentile(last, 95)))
            figures[f"median_ms_{size}"] = Measured.exact(float(np.median(last)))
        by_report = {report: each.id for each in record.across.events() for report in each.reports}
        for reports in told.values():
            wanted += len(reports) - 1
            found += sum(by_report.get(each) == by_report.get(reports[0]) for each in reports[1:])
    first, last_size = (figures[f"p95_ms_{size}"].value for size in (sizes[0], sizes[-1]))
    figures["ratio"] = Measured.exact(last_size / first)
    figures["found"] = Measured.exact(found / max(1, wanted))
    return Result(BENCH, "dev", sizes[-1], figures, published(BENCH))


def _add(record: Record, reading: Reading) -> None:
    data = reading.report.text.encode()
    sha = hashlib.sha256(data).hexdigest()
    record.add(reading, Capture(sha, "text/plain", f"{sha}.txt", size=len(data)), data)


def readings(count: int) -> Iterator[tuple[str, Reading]]:
    """Made-up readings, each with the name of the event that it tells of."""
    chance = random.Random(SEED)
    vocabulary = [_word(chance) for _ in range(WORDS)]
    attacks: list[tuple[int, int, str, int]] = []
    texts: dict[int, str] = {}
    for number in range(count):
        again = bool(attacks) and chance.random() < 0.2
        if again:
            at = chance.randrange(len(attacks))
        else:
            at = len(attacks)
            name = f"{_word(chance)} {_word(chance)}".title()
            attacks.append((chance.randrange(TOWNS), chance.randrange(DAYS), name, 2 + at % 60))
        town, day, name, killed = attacks[at]
        filling = " ".join(chance.choices(vocabulary, k=FILLING))
        if again and chance.random() < 0.1:
            filling = texts[at]
        texts[at] = filling
        yield str(at), _reading(number, town, day, name, killed, filling)


def _word(chance: random.Random) -> str:
    return "".join(chance.choice("bdfgklmnprstvz") + chance.choice("aeiou") for _ in range(4))


def _reading(number: int, town: int, day: int, name: str, killed: int, filling: str) -> Reading:
    when = date(2022, 1, 1) + timedelta(days=day)
    place = f"{_letters(town)}town".capitalize()
    text = f"A bomb at the {name} hall in {place} killed {killed} people. {filling}."
    report = Report(text, outlet=f"Outlet {number % 75}", published=when)
    trigger = _at(report, "bomb")
    toponym = Toponym(
        _at(report, place),
        Place(town + 1, place, town // 20 * 3.0 - 30, town % 20 * 3.0, 1, "made up"),
    )
    words = f"{killed} people"
    figure = Figure(_at(report, words), FigureKind.KILLED, killed, killed, killed)
    mention = EventMention(
        trigger,
        "ASSAULT",
        Certainty.ASSERTED,
        "explosives",
        roles=(RoleFiller(Role.PLACE, toponym.evidence),),
        figure_ids=(figure.id,),
    )
    start = datetime(when.year, when.month, when.day)
    account = Account(
        report.id, (mention.id,), (figure.id,), (), start, start + timedelta(hours=23, minutes=59)
    )
    end = text.index(".") + 1
    return Reading(
        report,
        "made up",
        sentences=(Span(0, end), Span(end + 1, len(text))),
        toponyms=(toponym,),
        events=(mention,),
        figures=(figure,),
        accounts=(account,),
    )


def _letters(number: int) -> str:
    return "".join("abcdefghij"[int(digit)] for digit in f"{number:03}")


def _at(report: Report, words: str) -> Evidence:
    start = report.text.index(words)
    return Evidence.at(report, start, start + len(words))
