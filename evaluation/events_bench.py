"""Benchmark ``events``: accounts of one happening across the reports of a gold day, end to end.

A report's accounts are aligned one to one with its gold events (`aligning`), as in ``accounts``;
an account of an event that has no partner is a mention that the key has not, a gold event without
one is missed.

- ``conll_f1``: over (report, event). ``one_cluster_f1`` puts all of a day's accounts into one,
  ``same_place_f1`` those with the same first place, ``apart_f1`` none together.
- ``linked_conll_f1``: over aligned pairs alone: linking without what reading missed or added, and
  without leaving out accounts for what they are worth.
- ``origins_exact``, ``origins_within``: of the gold events that two or more reports tell, those
  whose number of origins (by text and by source) is exactly ours, or within our range;
  ``reports_exact`` counts reports, ``minhash_exact`` groups by MinHash at its in-sample best.
- ``conflict_f1``: pairs of figures of one event and kind in two reports whose bounds differ.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np

from according.linking import links
from according.linking.basis import Telling, basis
from according.linking.events import grouped
from according.linking.origins import DERIVED, text_groups
from according.linking.pairs import Weights, as_weights
from according.linking.sketches import Sketch, sketches
from according.linking.worth import FEATURES, Worth, as_worth, is_linked
from according.model import OriginLink, Reading, Report
from according.reading.encoder.quotes import quoted_spans
from according.reading.events import as_weights as as_likeness
from according.reading.reader import Reader
from according.settings import Settings
from evaluation import coref, gold
from evaluation.accounts_bench import FOLDS as READING_FOLDS
from evaluation.accounts_bench import Said
from evaluation.adapter import Result
from evaluation.aligning import align, places
from evaluation.bootstrap import Counts, f1, interval
from evaluation.copies_bench import likenesses
from evaluation.gold import Day, GoldFigure
from evaluation.published import published

BENCH = "events"
FOLDS = Path(__file__).with_name("events_folds.json")
"""What joins accounts, and which are worth it, is learned from these days: for each, from the
others."""


ALL = Worth(np.zeros(len(FEATURES)), 0.0)
"""Leaves out no account for what it is worth."""


@dataclass(frozen=True)
class DayRead:
    """A gold day as it was read. ``of`` gives the gold event of each account that has one, by the
    number of its report and the account's id."""

    day: Day
    readings: tuple[Reading, ...]
    links: tuple[OriginLink, ...]
    of: Mapping[tuple[int, str], str]

    @property
    def told(self) -> list[Sketch]:
        """The accounts of happenings of the days before."""
        return [sketch for reading in self.readings for sketch in _asked(reading)]


def _asked(reading: Reading) -> list[Sketch]:
    wanted = {each.id for each in Said(reading).accounts}
    return [each for each in sketches(reading) if each.account_id in wanted]


def files(data: Path, split: str) -> list[Path]:
    """The annotations and bundles of all days; both splits have the same layout."""
    return gold.files(data)


def run(data: Path, split: str, settings: Settings) -> Result:
    """Score all days; resampled by day."""
    read = read_days(data, settings)
    plain = json.loads(FOLDS.read_text("utf-8"))
    groups = []
    for each in read:
        fold = plain[each.day.name]
        groups.append(clusters(each, as_weights(fold["pairs"]), as_worth(fold["worth"])))
    everything = [clusters(each, as_weights(plain[each.day.name]["pairs"]), ALL) for each in read]
    conll = _table(read, groups)
    figures = {
        "conll_f1": interval(conll, coref.conll_f1),
        "linked_conll_f1": interval(_table(read, everything, aligned=True), coref.conll_f1),
        "one_cluster_f1": interval(_table(read, [_all(each) for each in read]), coref.conll_f1),
        "same_place_f1": interval(_table(read, [_places(each) for each in read]), coref.conll_f1),
        "apart_f1": interval(_table(read, [_none(each) for each in read]), coref.conll_f1),
    }
    counted = np.array([_origins(each) for each in read], dtype=np.float64)
    minhash = _minhash(read)
    for at, name in enumerate(("origins_exact", "origins_within", "reports_exact")):
        figures[name] = interval(counted[:, [at, 3]], _share)
    figures["minhash_exact"] = interval(minhash, _share)
    conflicts = np.array(
        [_conflicts(each, found) for each, found in zip(read, groups, strict=True)],
        dtype=np.float64,
    )
    figures["conflict_f1"] = interval(conflicts, f1)
    return Result(BENCH, split, len(read), figures, published(BENCH))


def read_days(data: Path, settings: Settings) -> list[DayRead]:
    """All gold days, read; each with weights that were learned from the others."""
    reader = Reader(settings)
    shipped = reader.events.likeness
    plain = json.loads(READING_FOLDS.read_text("utf-8"))
    found = []
    for day in gold.days(data):
        weights = plain.get(day.name)
        reader.events.likeness = as_likeness(weights) if weights else shipped
        found.append(as_read(day, [reader.read(_report(each)) for each in day.reports]))
    return found


def _report(plain: gold.GoldReport) -> Report:
    return Report(
        outlet=plain.outlet, published=plain.published, title=plain.title, text=plain.text
    )


def as_read(day: Day, readings: Sequence[Reading]) -> DayRead:
    """A gold day with its readings in the order of its reports."""
    of = {}
    for number, (report, reading) in enumerate(zip(day.reports, readings, strict=True)):
        said = Said(reading)
        where = places(report, day.of(report.id)[0])
        for event, account in align(where, [said.evidence(each) for each in said.accounts]):
            of[number, said.accounts[account].id] = where[event].event
    reports = [each.report for each in readings]
    quotes = {each.id: quoted_spans(each.text) for each in reports}
    return DayRead(day, tuple(readings), tuple(links(reports, quotes)), of)


def clusters(read: DayRead, weights: Weights, worth: Worth) -> list[frozenset[str]]:
    """The day's accounts as they are joined; those that are worth no event are left out."""
    told = [each for each in read.told if is_linked(each, worth)]
    return grouped(told, read.links, weights=weights)


def _all(read: DayRead) -> list[frozenset[str]]:
    return [frozenset(each.account_id for each in read.told)]


def _none(read: DayRead) -> list[frozenset[str]]:
    return [frozenset((each.account_id,)) for each in read.told]


def _places(read: DayRead) -> list[frozenset[str]]:
    by_place: dict[str, set[str]] = {}
    for each in read.told:
        place = each.spots[0].name if each.spots else each.account_id
        by_place.setdefault(place, set()).add(each.account_id)
    return [frozenset(each) for each in by_place.values()]


def _table(
    read: Sequence[DayRead], groups: Sequence[list[frozenset[str]]], aligned: bool = False
) -> Counts:
    rows = [score(day, found, aligned) for day, found in zip(read, groups, strict=True)]
    return np.array(rows, dtype=np.float64)


def score(read: DayRead, groups: Iterable[frozenset[str]], aligned: bool = False) -> Counts:
    """The counts of CoNLL F1 of a day.

    Args:
        aligned: leave out accounts and gold events that have no partner.
    """
    number = {each.id: at for at, each in enumerate(read.day.reports)}
    events = sorted({event for report in read.day.reports for event in report.anchors})
    place = {event: at for at, event in enumerate(events)}
    at_account = {}
    for at, reading in enumerate(read.readings):
        for one, account in enumerate(reading.accounts):
            event = read.of.get((at, account.id))
            at_account[account.id] = (at, place[event] if event else len(events) + one)
    met = set(at_account.values())
    key = [
        [
            (number[report.id], place[event])
            for report in read.day.reports
            if event in report.anchors and (not aligned or (number[report.id], place[event]) in met)
        ]
        for event in events
    ]
    kept = {each for cluster in key for each in cluster}
    given = [
        [at_account[each] for each in group if not aligned or at_account[each] in kept]
        for group in groups
    ]
    return coref.counts(coref.clusters(key), coref.clusters(given))


def _origins(read: DayRead) -> list[int]:
    """Exact, within the range, exact by reports, and of how many."""
    found = np.zeros(4, dtype=int)
    derived = (
        (each.a, each.b, each.score or 0.0) for each in read.links if each.relation in DERIVED
    )
    texts = text_groups((each.report.id for each in read.readings), derived)
    for event in read.day.origins:
        mine = basis(_tellings(read, event.event, event.reports), texts)
        wanted = len(event.by_source)
        found += (
            mine.origins == wanted,
            mine.low <= wanted <= mine.high,
            mine.reports == wanted,
            1,
        )
    return list(found)


def _tellings(read: DayRead, event: str, reports: Iterable[str]) -> list[Telling]:
    found = []
    for number, (report, reading) in enumerate(zip(read.day.reports, read.readings, strict=True)):
        if report.id in reports:
            told = [
                each for each in _asked(reading) if read.of.get((number, each.account_id)) == event
            ]
            agencies = frozenset(each.agency for each in reading.report.credits)
            found.append(Telling(reading.report.id, report.outlet, agencies, tuple(told)))
    return found


def _minhash(read: Sequence[DayRead]) -> Counts:
    """Exact and of how many, at the threshold that is best over all."""
    by_day = [likenesses(each.day) for each in read]
    thresholds = sorted({value for found in by_day for value in found.values()})
    best = np.zeros((len(read), 2))
    for threshold in thresholds:
        rows = []
        for each, found in zip(read, by_day, strict=True):
            row = [0, 0]
            for event in each.day.origins:
                row[0] += _joined(event.reports, found, threshold) == len(event.by_source)
                row[1] += 1
            rows.append(row)
        table = np.array(rows, dtype=np.float64)
        if table[:, 0].sum() > best[:, 0].sum():
            best = table
    return best


def _joined(reports: Iterable[str], found: Mapping[frozenset[str], float], threshold: float) -> int:
    of = {each: each for each in sorted(reports)}
    for a, b in combinations(sorted(of), 2):
        if found[frozenset((a, b))] >= threshold:
            of = {each: of[a] if name == of[b] else name for each, name in of.items()}
    return len(set(of.values()))


def _conflicts(read: DayRead, groups: Iterable[frozenset[str]]) -> list[int]:
    """Right, given and wanted pairs of differing figures."""
    wanted = {
        frozenset((_gold(a), _gold(b)))
        for a, b in combinations(read.day.figures, 2)
        if (a.event, a.part) == (b.event, b.part)
        and not (a.superseded or b.superseded)
        and _differ(_gold(a), _gold(b))
    }
    given = {
        frozenset((a, b))
        for found in groups
        for (a, a_part), (b, b_part) in combinations(
            [each for account in sorted(found) for each in _figures(read, account)], 2
        )
        if a_part == b_part and _differ(a, b)
    }
    return [len(given & wanted), len(given), len(wanted)]


def _differ(a: Row, b: Row) -> bool:
    """Whether two figures are of one kind in two reports, and have other bounds."""
    return a[0] != b[0] and a[1] == b[1] and a[2:] != b[2:]


Row = tuple[str, str, float | None, float | None]
"""Report, kind and bounds."""


def _gold(figure: GoldFigure) -> Row:
    return (figure.report, figure.what, figure.low, figure.high)


def _figures(read: DayRead, account: str) -> list[tuple[Row, bool]]:
    """The figures of an account as the gold days bound them, and whether each is a part."""
    for report, reading in zip(read.day.reports, read.readings, strict=True):
        said = Said(reading)
        for each in reading.accounts:
            if each.id == account:
                return [
                    ((report.id, one.kind.value, *said.bounds(one)), one.part_of is not None)
                    for one in said.figures(each)
                    if not one.superseded
                ]
    return []


def _share(row: Counts) -> float:
    """Of (right, wanted)."""
    return float(row[0] / max(1.0, row[1]))
