"""Benchmark ``accounts``: the gold days' figures and blame, report by report.

A report's accounts are aligned one to one with its gold events (`aligning`); what a reader says in
an account that has no partner is spurious, what a gold event has that has none is missed. Gold
events lie within a week of the report, so accounts of what is longer past, and of courses of
things, are left out. Bounds are compared by the gold days' convention.

- ``value_f1``: figures by kind, low and high.
- ``figure_f1``: and by who is credited with them.
- ``blame_f1``: who did it, on whose word, with which certainty; ``blame_actor_f1``: who alone.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from according.model import Account, Blame, Figure, Holder, Quantity, Reading, Report
from according.reading.events import as_weights, is_past
from according.reading.quantities import load_conventions, rebound
from according.reading.reader import Reader
from according.settings import Settings
from evaluation import gold
from evaluation.adapter import Result
from evaluation.aligning import align, places
from evaluation.bootstrap import Counts, f1, interval
from evaluation.gold import GoldBlame, GoldFigure, GoldReport
from evaluation.gold_names import OUTLET, met
from evaluation.matching import matched
from evaluation.published import published

BENCH = "accounts"
FOLDS = Path(__file__).with_name("accounts_folds.json")
"""The weights that join tellings are learned from these days: for each, those learned from the
others."""
CONVENTION = "even"
"""Of the bounds of "about" and "nearly"; the gold days' own."""
DAYS = 8
MEASURES = ("value", "figure", "blame", "blame_actor")


def files(data: Path, split: str) -> list[Path]:
    """The annotations and bundles of all days; both splits have the same layout."""
    return gold.files(data)


def run(data: Path, split: str, settings: Settings) -> Result:
    """Score all days; resampled by day."""
    reader = Reader(settings)
    shipped = reader.events.likeness
    plain = json.loads(FOLDS.read_text("utf-8"))
    folds = {day: as_weights(weights) for day, weights in plain.items()}
    rows = []
    for day in gold.days(data):
        reader.events.likeness = folds.get(day.name, shipped)
        counts = [count(reader, report, *day.of(report.id)) for report in day.reports]
        rows.append(np.sum(counts, axis=0).ravel())
    table = np.array(rows, dtype=np.float64)
    figures = {
        f"{name}_f1": interval(table[:, 3 * at : 3 * at + 3], f1)
        for at, name in enumerate(MEASURES)
    }
    return Result(BENCH, split, len(rows), figures, published(BENCH))


def count(
    reader: Reader,
    report: GoldReport,
    figures: Sequence[GoldFigure],
    blame: Sequence[GoldBlame],
) -> Counts:
    """Right, given and wanted of a report, by `MEASURES`."""
    made = Report(
        outlet=report.outlet, published=report.published, title=report.title, text=report.text
    )
    return compare(Said(reader.read(made)), report, figures, blame)


def compare(
    said: Said, report: GoldReport, figures: Sequence[GoldFigure], blame: Sequence[GoldBlame]
) -> Counts:
    events = places(report, figures)
    pairs = dict(align(events, [said.evidence(each) for each in said.accounts]))
    totals = np.zeros((len(MEASURES), 3))
    for number, event in enumerate(events):
        account = said.accounts[pairs[number]] if number in pairs else None
        totals += _event(
            said,
            account,
            [each for each in figures if each.event == event.event],
            [each for each in blame if each.event == event.event],
        )
    for number, account in enumerate(said.accounts):
        if number not in pairs.values():
            totals += _event(said, account, [], [])
    return totals


def _event(
    said: Said,
    account: Account | None,
    figures: Sequence[GoldFigure],
    blame: Sequence[GoldBlame],
) -> Counts:
    given = said.figures(account) if account else []
    blamed = said.blames(account) if account else []
    return np.array(
        [
            _row(figures, given, lambda key, each: said.same_value(key, each)),
            _row(
                figures,
                given,
                lambda key, each: (
                    said.same_value(key, each) and said.credits(each.holder, key.holders)
                ),
            ),
            _row(
                blame,
                blamed,
                lambda key, each: (
                    said.same_actor(key, each)
                    and key.certainty == each.certainty
                    and said.credits(each.holder, key.holders)
                ),
            ),
            _row(
                list({each.actor: each for each in blame}.values()),
                list({(each.actor_id or each.evidence.quote): each for each in blamed}.values()),
                lambda key, each: said.same_actor(key, each),
            ),
        ]
    )


def _row(keys: Sequence, given: Sequence, right: Callable) -> list[int]:
    return [len(matched(keys, given, lambda a, b: float(right(a, b)))), len(given), len(keys)]


@dataclass(frozen=True, slots=True)
class Said:
    """A reading, asked as the gold days are written."""

    reading: Reading

    @property
    def accounts(self) -> list[Account]:
        """Those of happenings of the days before the report."""
        published = self.reading.report.published
        return [
            each
            for each in self.reading.accounts
            if not each.course and not is_past(each, published, DAYS)
        ]

    def evidence(self, account: Account) -> list[tuple[int, int]]:
        """Where an account stands: its events' words and its figures'."""
        ids = set(account.event_mention_ids)
        events = [each for each in self.reading.events if each.id in ids]
        counted = {each for event in events for each in event.figure_ids}
        spans = [each.trigger.span for each in events]
        spans += [each.evidence.span for each in self.reading.figures if each.id in counted]
        return [(each.start, each.end) for each in spans]

    def figures(self, account: Account) -> list[Figure]:
        ids = set(account.figure_ids)
        return [each for each in self.reading.figures if each.id in ids]

    def blames(self, account: Account) -> list[Blame]:
        """Each actor, holder and certainty once."""
        ids = set(account.blame_ids)
        found: dict[tuple, Blame] = {}
        for each in self.reading.blames:
            if each.id in ids:
                who = each.actor_id or each.evidence.quote.lower()
                whose = tuple(sorted(self.sources(each.holder)))
                found.setdefault((who, whose, each.certainty), each)
        return list(found.values())

    def same_value(self, key: GoldFigure, figure: Figure) -> bool:
        low, high = self.bounds(figure)
        return (key.what, key.low, key.high) == (figure.kind.value, low, high)

    def bounds(self, figure: Figure) -> tuple[float | None, float | None]:
        """Its bounds by the gold days' convention."""
        found: Iterable[Quantity] = self.reading.quantities
        for each in found:
            if each.evidence.span == figure.evidence.span:
                again = rebound(each, load_conventions()[CONVENTION])
                return again.low, again.high
        return figure.low, figure.high

    def sources(self, holder: Holder) -> list[str]:
        """The words of whoever a holder chain ends with, and their names."""
        if not holder.attribution_ids:
            return []
        last = holder.attribution_ids[-1]
        each = next(one for one in self.reading.attributions if one.id == last)
        if each.source is None:
            return []
        names = [
            mention.evidence.quote
            for mention in self.reading.mentions
            if each.source_actor_id is not None and mention.actor_id == each.source_actor_id
        ]
        return [each.source.quote, *names]

    def credits(self, holder: Holder, names: Sequence[str]) -> bool:
        """Whether a holder is one of those named."""
        quotes = self.sources(holder)
        if not quotes:
            return OUTLET in names
        return any(met(name, quotes) for name in names if name != OUTLET)

    def same_actor(self, key: GoldBlame, blame: Blame) -> bool:
        names = [
            mention.evidence.quote
            for mention in self.reading.mentions
            if blame.actor_id is not None and mention.actor_id == blame.actor_id
        ]
        return met(key.actor, [blame.evidence.quote, *names])
