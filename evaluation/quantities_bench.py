"""Benchmark ``quantities``: how many, of what, on the project's own labelled sentences.

Any folder with JSON lines in the same form will do (``--data``); without one there the set in
the repository is taken. ``dev`` was looked at while rules were written, ``test`` (the held
half) was not. A quantity read is right if a labelled one has the same span to the character and:

- ``span_f1``: nothing more;
- ``bounds_f1``: kind, unit and all three bounds are right (measures to one part in 200);
- ``bounds_and_counted_f1``: and the words of what is counted, to the character, or none.

``bounds_and_counted_count_f1``: the last of counts and ordinals alone. ``spurious_rate``: of the
spans labelled as no quantity, the part on which the reader has one. ``items_right``: items with
every quantity right and none too many.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np

from according.errors import BenchError
from according.model import Report
from according.reading.parse import Parser
from according.reading.quantities import QuantityReader
from according.settings import Settings
from evaluation.adapter import Figure, Result
from evaluation.bootstrap import Counts, interval
from evaluation.published import published
from evaluation.quantity_items import Item, Labelled, items, paths

BENCH = "quantities"
_TOLERANCE = 0.005
"""Of a measure or percentage: a third may be labelled 33.3."""

Respond = Callable[[str], Sequence[Labelled]]
"""The narrow way in: a text to its quantities."""

Same = Callable[[Labelled, Labelled], bool]


def same_span(one: Labelled, two: Labelled) -> bool:
    """The same words."""
    return (one.start, one.end) == (two.start, two.end)


def same_bounds(one: Labelled, two: Labelled) -> bool:
    """The same words, kind, unit and bounds."""
    pairs = ((one.low, two.low), (one.best, two.best), (one.high, two.high))
    return (
        same_span(one, two)
        and (one.kind, one.unit) == (two.kind, two.unit)
        and all(_close(a, b, exact=one.kind in ("count", "ordinal")) for a, b in pairs)
    )


def same_all(one: Labelled, two: Labelled) -> bool:
    """And what is counted."""
    return same_bounds(one, two) and one.counted == two.counted


def _close(one: float | None, two: float | None, *, exact: bool) -> bool:
    if one is None or two is None or exact:
        return one == two
    return abs(one - two) <= _TOLERANCE * max(abs(one), abs(two))


def files(data: Path, split: str) -> list[Path]:
    """The files of the split."""
    return paths(data, split)


def run(data: Path, split: str, settings: Settings) -> Result:
    """Read and score every item of the split.

    Raises:
        BenchError: no items, or malformed ones.
    """
    labelled = [item for path in paths(data, split) for item in items(path)]
    if not labelled:
        raise BenchError(f"no items in {data}")
    figures = score(labelled, reader(settings))
    return Result(BENCH, split, len(labelled), figures, published(BENCH))


def reader(settings: Settings) -> Respond:
    """According's own reader."""
    parser, quantities = Parser(settings.pipeline), QuantityReader()

    def respond(text: str) -> list[Labelled]:
        found = quantities.read(Report(text, language="en"), parser.parse(text))
        return [
            Labelled(
                each.evidence.start,
                each.evidence.end,
                each.kind.value,
                each.low,
                each.best,
                each.high,
                each.unit,
                (each.counted.start, each.counted.end) if each.counted else None,
            )
            for each in found
        ]

    return respond


def score(labelled: Iterable[Item], respond: Respond) -> dict[str, Figure]:
    """All figures of some items, each read once."""
    answered = [(item, respond(item.text)) for item in labelled]
    made = {
        name: interval(np.array([_counts(item, read, same) for item, read in answered]), f1)
        for name, same in (
            ("span_f1", same_span),
            ("bounds_f1", same_bounds),
            ("bounds_and_counted_f1", same_all),
        )
    }
    rows = [_counts(*_whole(item, read), same_all) for item, read in answered]
    made["bounds_and_counted_count_f1"] = interval(np.array(rows), f1)
    spurious = [_spurious(item, read) for item, read in answered]
    made["spurious_rate"] = interval(np.array(spurious), part)
    right = [(float(_is_right(item, read)), 1.0) for item, read in answered]
    made["items_right"] = interval(np.array(right), part)
    return made


def _whole(item: Item, read: Sequence[Labelled]) -> tuple[Item, list[Labelled]]:
    """Counts and ordinals alone, on both sides."""
    kinds = ("count", "ordinal")
    asked = tuple(each for each in item.quantities if each.kind in kinds)
    return Item(item.id, item.text, asked, item.nots), [each for each in read if each.kind in kinds]


def _counts(item: Item, read: Sequence[Labelled], same: Same) -> tuple[float, float, float]:
    """How many are right, labelled and read; each labelled one can be met once."""
    open_ = list(item.quantities)
    right = 0
    for each in read:
        met = next((other for other in open_ if same(other, each)), None)
        if met is not None:
            open_.remove(met)
            right += 1
    return float(right), float(len(item.quantities)), float(len(read))


def _spurious(item: Item, read: Sequence[Labelled]) -> tuple[float, float]:
    hit = sum(
        any(each.start < end and start < each.end for each in read) for start, end in item.nots
    )
    return float(hit), float(len(item.nots))


def _is_right(item: Item, read: Sequence[Labelled]) -> bool:
    right, asked, given = _counts(item, read, same_all)
    return right == asked == given


def f1(summed: Counts) -> float:
    """F1 of right, asked and given; 0 where nothing was asked or given."""
    right, asked, given = (float(value) for value in summed)
    return 2 * right / (asked + given) if asked + given else 0.0


def part(summed: Counts) -> float:
    """The first of the second; 0 of none."""
    return float(summed[0] / summed[1]) if summed[1] else 0.0
