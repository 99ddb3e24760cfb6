"""Benchmark ``attribution``: nesting, kinds of source and certainty, on reports of our own.

The set (``attribution/``) has invented reports, each annotated twice and adjudicated; the
reader's training has other reports, by another hand. An attribution is found if the cues share
a word and the contents' words have a Jaccard index of a half or more.

- ``attribution_f1``; ``source_accuracy`` and ``kind_accuracy`` of those found.
- ``nested_f1``: attributions inside of another; right if the outer one is found too and is the
  right one. ``anonymous_f1``: attributions whose source is not identified. ``sourceless_f1``.
- ``event_f1``: triggers, by shared words. ``certainty_accuracy`` and ``certainty_macro_f1`` of
  those found; ``planned_f1``: trigger and certainty both. ``gold_...``: with triggers given.
- ``annotators_...``: the same figures of one annotator against the other, before adjudication.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from according.errors import BenchError
from according.model import Certainty, Reading, SourceKind, Span
from according.pipeline import read_text
from according.reading import Reader
from according.settings import Settings
from evaluation.adapter import Figure, Result
from evaluation.attribution_set import MarkedAttribution, MarkedEvent, MarkedReport, load
from evaluation.bootstrap import Counts, f1, interval
from evaluation.matching import Words, jaccard, matched
from evaluation.polnear_bench import HALF
from evaluation.published import published

BENCH = "attribution"
OWN = Path(__file__).with_name("attribution")
CERTAINTIES = tuple(Certainty)


@dataclass(frozen=True, slots=True)
class Sides:
    """The attributions and events of one report, from one side."""

    attributions: tuple[MarkedAttribution, ...]
    events: tuple[MarkedEvent, ...]


def files(data: Path, split: str) -> list[Path]:
    """The set and both annotators' versions; from ``data/attribution`` where that has one."""
    if split != "dev":
        raise BenchError("the set of attributions has no test part: all of it is held out")
    folder = data / "attribution" if (data / "attribution").is_dir() else OWN
    return [folder / f"{name}.jsonl" for name in ("gold", "annotator-a", "annotator-b")]


def run(data: Path, split: str, settings: Settings) -> Result:
    """Read every report of the set and score it."""
    gold, first, second = (load(path) for path in files(data, split))
    reader = Reader(settings)
    read = [read_text(report.text, reader) for report in gold]
    answers = [of_reading(each) for each in read]
    figures = score(gold, answers)
    figures |= given_triggers(gold, read, reader)
    agreement = score(first, [Sides(each.attributions, each.events) for each in second])
    figures |= {f"annotators_{name}": figure for name, figure in agreement.items()}
    return Result(BENCH, split, len(gold), figures, published(BENCH))


def of_reading(reading: Reading) -> Sides:
    """A reading in the form of the set, which has no events for what is done by saying it: those
    are in no account."""
    happened = {each for account in reading.accounts for each in account.event_mention_ids}
    attributions = tuple(
        MarkedAttribution(
            each.id,
            None if each.source is None else (each.source.start, each.source.end),
            (each.cue.start, each.cue.end),
            tuple((part.start, part.end) for part in each.content),
            each.inside,
            each.source_kind,
            each.quotation,
        )
        for each in reading.attributions
    )
    events = tuple(
        MarkedEvent(
            (each.trigger.start, each.trigger.end),
            each.certainty,
            each.holder.attribution_ids[-1] if each.holder.attribution_ids else None,
        )
        for each in reading.events
        if each.id in happened
    )
    return Sides(attributions, events)


def score(gold: Sequence[MarkedReport], answers: Sequence[Sides]) -> dict[str, Figure]:
    """All figures of some reports."""
    rows = [
        {**_attributions(key, answer), **_events(key, answer)}
        for key, answer in zip(gold, answers, strict=True)
    ]
    return {
        name: interval(np.array([row[name] for row in rows], dtype=float), formula)
        for name, formula in FORMULAS.items()
    }


def _attributions(key: MarkedReport, answer: Sides) -> dict[str, list[float]]:
    words = Words(key.text)
    pairs = matched(key.attributions, answer.attributions, lambda a, b: _worth(words, a, b))
    both = [(key.attributions[a], answer.attributions[b]) for a, b in pairs]
    partner = {a.id: b.id for a, b in both}
    nested = sum(a.inside is not None and partner.get(a.inside) == b.inside for a, b in both)
    found = {
        "attribution_f1": [len(both), len(answer.attributions), len(key.attributions)],
        "source_accuracy": [sum(_same_source(words, a, b) for a, b in both), len(both)],
        "kind_accuracy": [sum(a.kind is b.kind for a, b in both), len(both)],
        "quotation_accuracy": [sum(a.quotation is b.quotation for a, b in both), len(both)],
        "nested_f1": [
            nested,
            sum(each.inside is not None for each in answer.attributions),
            sum(each.inside is not None for each in key.attributions),
        ],
    }
    for name, kind in (("anonymous", SourceKind.ANONYMOUS), ("sourceless", SourceKind.NONE)):
        found[f"{name}_f1"] = [
            sum(a.kind is kind and b.kind is kind for a, b in both),
            sum(each.kind is kind for each in answer.attributions),
            sum(each.kind is kind for each in key.attributions),
        ]
    return found


def _worth(words: Words, a: MarkedAttribution, b: MarkedAttribution) -> float:
    share = jaccard(words.of(a.content), words.of(b.content))
    return 1 + share if share >= HALF and words.of([a.cue]) & words.of([b.cue]) else 0.0


def _same_source(words: Words, a: MarkedAttribution, b: MarkedAttribution) -> bool:
    if a.source is None or b.source is None:
        return a.source is b.source
    return bool(words.of([a.source]) & words.of([b.source]))


def _events(key: MarkedReport, answer: Sides) -> dict[str, list[float]]:
    words = Words(key.text)
    pairs = matched(
        key.events,
        answer.events,
        lambda a, b: float(bool(words.of([a.trigger]) & words.of([b.trigger]))),
    )
    both = [(key.events[a].certainty, answer.events[b].certainty) for a, b in pairs]
    planned = Certainty.PLANNED
    return {
        "event_f1": [len(both), len(answer.events), len(key.events)],
        "certainty_accuracy": [sum(a is b for a, b in both), len(both)],
        "certainty_macro_f1": _confusion(both),
        "planned_f1": [
            sum(a is b is planned for a, b in both),
            sum(each.certainty is planned for each in answer.events),
            sum(each.certainty is planned for each in key.events),
        ],
    }


def _confusion(pairs: Sequence[tuple[Certainty, Certainty]]) -> list[float]:
    table = np.zeros((len(CERTAINTIES), len(CERTAINTIES)))
    for wanted, given in pairs:
        table[CERTAINTIES.index(wanted), CERTAINTIES.index(given)] += 1
    return [float(each) for each in table.ravel()]


def macro_f1(row: Counts) -> float:
    """Of a confusion table, row by row: the mean F1 of the classes that the key has."""
    size = int(len(row) ** 0.5)
    table = row.reshape(size, size)
    sums = table.sum(axis=0) + table.sum(axis=1)
    known = table.sum(axis=1) > 0
    return float((2 * table.diagonal()[known] / sums[known]).mean()) if known.any() else 0.0


def share(row: Counts) -> float:
    """Of (right, all)."""
    return float(row[0] / max(1.0, row[1]))


FORMULAS: dict[str, Callable[[Counts], float]] = {
    "attribution_f1": f1,
    "source_accuracy": share,
    "kind_accuracy": share,
    "quotation_accuracy": share,
    "nested_f1": f1,
    "anonymous_f1": f1,
    "sourceless_f1": f1,
    "event_f1": f1,
    "certainty_accuracy": share,
    "certainty_macro_f1": macro_f1,
    "planned_f1": f1,
}


def given_triggers(
    gold: Sequence[MarkedReport], read: Sequence[Reading], reader: Reader
) -> dict[str, Figure]:
    """Certainty with the triggers given, so that what is not found does not blur it."""
    rows, planned = [], []
    for report, reading in zip(gold, read, strict=True):
        spans = [Span(*event.trigger) for event in report.events]
        given = reader.certainties(reading.report, spans)
        pairs = [(event.certainty, each) for event, each in zip(report.events, given, strict=True)]
        rows.append(_confusion(pairs))
        hits = [(a is Certainty.PLANNED, b is Certainty.PLANNED) for a, b in pairs]
        planned.append(
            [sum(a and b for a, b in hits), sum(b for _, b in hits), sum(a for a, _ in hits)]
        )
    return {
        "gold_certainty_macro_f1": interval(np.array(rows), macro_f1),
        "gold_planned_f1": interval(np.array(planned, dtype=float), f1),
    }
