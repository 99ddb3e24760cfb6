"""Benchmark ``record-scale``: how long one more report takes, from its text to the events of a
large record.

A seeded generator makes readings of made-up reports, 120 words each: an attack in one of 400 towns
on one of 700 days; one in five tells of an attack that was told before, one in ten of these in the
same words. The record is filled with them as linking would leave it if it made no error: the rows
are those that it writes, but which accounts are of one event is known from the generator. The last
`TIMED` of each size, of 520 words, are timed: reading the text, adding the report and linking it,
in one process of one thread, durably on disk. What is linked is the generator's own reading, as in
all others.

- ``p95_ms_20000``, ``p95_ms_200000``, ``median_ms_...``: by how many reports the record has.
- ``linking_p95_ms_...``: of adding and linking alone.
- ``ratio``, ``linking_ratio``: the 95th percentiles of the greater record to those of the lesser.
- ``found``: of the timed reports that tell of an attack told before, those that were joined with
  it.
"""

from __future__ import annotations

import hashlib
import random
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from according.linker import NAME, kept, link
from according.linking import fingerprints
from according.linking.events import SURE
from according.linking.sharing import link_texts
from according.linking.sketches import sketches
from according.model import (
    Account,
    Capture,
    Certainty,
    Event,
    EventMention,
    Evidence,
    Figure,
    FigureKind,
    OriginLink,
    Place,
    Reading,
    Report,
    Role,
    RoleFiller,
    Span,
    Toponym,
)
from according.model.canonical import digest
from according.settings import Settings
from according.store import Record
from according.store.across import Changed, Kept
from evaluation.adapter import Figure as Measured
from evaluation.adapter import Result
from evaluation.published import published

if TYPE_CHECKING:
    from according.reading.reader import Reader

BENCH = "record-scale"
SIZES = (20_000, 200_000)
TIMED = 400
SEED = 11
TOWNS, DAYS, WORDS, FILLING, LONG = 400, 700, 20_000, 100, 400

SENTENCES = (
    "Residents of {0} said the road to {1} had been closed since Friday.",
    "{0} {1}, who runs the district hospital, said {4} people were being treated there.",
    "A spokesman for the ministry of the interior declined to comment on the report.",
    "Two witnesses told reporters that the blast broke windows as far away as {2}.",
    "“We have asked for calm,” the mayor of {0}, {1} {3}, told a news conference on Monday.",
    "The group had not claimed the attack by the evening, and officials named no suspect.",
    "According to the {0} Union, at least {4} homes were damaged in the night.",
    "Police said they had detained {4} men at a checkpoint outside {1} last week.",
    "Aid workers from {0} brought water and blankets to a school in {1}.",
    "The army would send more troops to {2} in the coming days, a colonel said.",
    "In April, a similar explosion near {0} wounded {4} people.",
    "{0} {1}, a shopkeeper, described how her neighbours carried the wounded to the street.",
    "The opposition accused the government of hiding the number of victims.",
    "Talks between {0} and {1} are to go on in {2} next month.",
)


def files(data: Path, split: str) -> list[Path]:
    """None: the reports are made up."""
    return []


def run(data: Path, split: str, settings: Settings) -> Result:
    """Fill a record to each of `SIZES` in turn."""
    return measure(SIZES, settings)


def measure(sizes: tuple[int, ...], settings: Settings) -> Result:
    """Fill a record to each of ``sizes`` in turn, and time the last reports of each."""
    # Loaded late: who only wants the readings need not wait for the reader's parts.
    from according.reading.reader import Reader

    figures: dict[str, Measured] = {}
    told: Known = {}
    asked: list[tuple[str, str]] = []
    with (
        tempfile.TemporaryDirectory() as folder,
        Record(str(Path(folder) / "record.db"), create=True) as record,
    ):
        reader = Reader(settings)
        made = readings(sizes)
        count = 0
        for size in sizes:
            fill(record, made, size - TIMED - count, told)
            figures |= timed(record, made, size, reader, told, asked)
            count = size
        figures["found"] = Measured.exact(_found(record, asked))
    for name in ("", "linking_"):
        least, most = (figures[f"{name}p95_ms_{size}"].value for size in (sizes[0], sizes[-1]))
        figures[f"{name}ratio"] = Measured.exact(most / least)
    return Result(BENCH, "dev", sizes[-1], figures, published(BENCH))


Made = Iterator[tuple[str, Reading]]
Known = dict[str, list[tuple[str, str]]]
"""By the generator's event, the accounts that tell of it, each with its report."""


def fill(record: Record, made: Made, many: int, told: Known) -> None:
    """Add so many, with the rows that linking writes, without waiting for the disk."""
    _durably(record, on=False)
    record.across.begin(NAME)
    seen = record.across.revision()
    for number, (event, reading) in enumerate(islice(made, many)):
        _add(record, reading)
        report = reading.report
        before = told.setdefault(event, [])
        prints = fingerprints([report.text])[0].view("int64").tolist()
        own = sketches(reading)
        pairs = {
            (min(account, each.account_id), max(account, each.account_id)): SURE
            for each in own
            for account, _ in before
        }
        links = _copies(record, report, before)
        before += [(each.account_id, report.id) for each in own]
        one = Event(digest("event/1", before[0][0], 0), tuple(sorted(each for each, _ in before)))
        record.across.keep(
            Kept(report.id, prints, links, list(map(kept, own)), pairs),
            Changed(dict.fromkeys(one.account_ids, one), dict(before), seen + number),
        )


def _copies(record: Record, report: Report, before: Sequence[tuple[str, str]]) -> list[OriginLink]:
    found = []
    for other in (record.report(each) for _, each in before[:1]):
        a, b = sorted((report, other), key=lambda each: each.id)
        found.append(link_texts(a, b, (), ()))
    return [each for each in found if each is not None]


def timed(
    record: Record,
    made: Made,
    size: int,
    reader: Reader,
    told: Known,
    asked: list[tuple[str, str]],
) -> dict[str, Measured]:
    """Read, add and link `TIMED` more, each as in use. ``asked`` gets those that tell of an event
    told before, with the report that told it first."""
    _durably(record, on=True)
    rows = []
    for event, reading in islice(made, TIMED):
        began = time.perf_counter()
        reader.read(reading.report)
        middle = time.perf_counter()
        _add(record, reading)
        link(record)
        now = time.perf_counter()
        rows.append((now - began, now - middle))
        before = told.setdefault(event, [])
        if before:
            asked.append((reading.report.id, before[0][1]))
        before += [(each.id, reading.report.id) for each in reading.accounts]
    figures = {}
    for name, times in zip(("", "linking_"), np.array(rows).T * 1000, strict=True):
        figures[f"{name}p95_ms_{size}"] = Measured.exact(float(np.percentile(times, 95)))
        figures[f"{name}median_ms_{size}"] = Measured.exact(float(np.median(times)))
    return figures


def _found(record: Record, asked: Sequence[tuple[str, str]]) -> float:
    """Of the timed reports that tell of an attack told before, the share that was joined."""
    of = {report: line.id for line in record.across.events() for report in line.reports}
    return sum(of.get(a) == of.get(b) for a, b in asked) / max(1, len(asked))


def _durably(record: Record, *, on: bool) -> None:
    """Whether each commit waits for the disk, as it does in use. Filling need not."""
    with record._reading() as connection:
        connection.exec_driver_sql(f"PRAGMA synchronous = {'FULL' if on else 'OFF'}")


def _add(record: Record, reading: Reading) -> None:
    data = reading.report.text.encode()
    sha = hashlib.sha256(data).hexdigest()
    record.add(reading, Capture(sha, "text/plain", f"{sha}.txt", size=len(data)), data)


def readings(sizes: Sequence[int]) -> Made:
    """Made-up readings, each with the name of the event that it tells of; the last `TIMED` of each
    of ``sizes`` of longer reports."""
    long = {number for size in sizes for number in range(size - TIMED, size)}
    chance = random.Random(SEED)
    vocabulary = [_word(chance) for _ in range(WORDS)]
    attacks: list[tuple[int, int, str, int]] = []
    texts: dict[int, str] = {}
    for number in range(max(sizes)):
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
        if number in long:
            filling += _prose(chance, vocabulary)
        yield str(at), _reading(number, town, day, name, killed, filling)


def _prose(chance: random.Random, vocabulary: Sequence[str]) -> str:
    """Some `LONG` words of sentences as news has them, with made-up names."""
    said: list[str] = []
    while sum(len(each.split()) for each in said) < LONG:
        names = [each.capitalize() for each in chance.sample(vocabulary, 4)]
        sentence = chance.choice(SENTENCES)
        said.append(sentence.format(*names, chance.randrange(2, 90)))
    return ". " + " ".join(said).rstrip(".")


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
