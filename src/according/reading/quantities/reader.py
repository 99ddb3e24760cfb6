"""`QuantityReader`: every count and measure of a report, in the order of the text."""

from __future__ import annotations

from dataclasses import dataclass

from according.model import Evidence, Quantity, Report
from according.reading.parse import Passage
from according.reading.quantities.bounds import DEFAULT, Convention, bounds, convention, plain
from according.reading.quantities.found import Found
from according.reading.quantities.lexicon import load_lexicon
from according.reading.quantities.parts import totals
from according.reading.quantities.pieces import Pieces
from according.reading.quantities.scan import Scan


class QuantityReader:
    """The rules with their lists loaded. Load once, use for many reports.

    Args:
        by: name of the convention that gives the bounds.

    Raises:
        DataError: a data file is missing or damaged.
        SettingsError: no such convention.
    """

    def __init__(self, by: str = DEFAULT) -> None:
        self._lexicon = load_lexicon()
        self._convention = convention(by)

    def read(self, report: Report, passages: tuple[Passage, ...]) -> tuple[Quantity, ...]:
        """All quantities of ``report``, whose parse is ``passages``; a total before its parts."""
        made: list[Quantity] = []
        for passage in passages:
            scan = Scan(passage.doc, self._lexicon)
            record = _Recorder(report, passage.start, scan.pieces, self._convention)
            found = scan.all()
            whole = totals(scan.pieces, found)
            made.extend(map(record.quantity, found, whole))
        return tuple(made)


def read_quantities(report: Report, passages: tuple[Passage, ...]) -> tuple[Quantity, ...]:
    """All quantities of one report; loads the lists anew, so keep a `QuantityReader` for many."""
    return QuantityReader().read(report, passages)


@dataclass(frozen=True, slots=True)
class _Recorder:
    """Makes records with evidence of what was found in one passage."""

    report: Report
    start: int
    pieces: Pieces
    convention: Convention

    def quantity(self, found: Found, total: Found | None) -> Quantity:
        """The record of ``found``, which is a part of ``total``."""
        stated = tuple(plain(value) for value in found.stated)
        low, best, high = bounds(found.rule, stated, self.convention, whole=found.kind.is_whole)
        counted = self._tokens(found.counted)
        whole = counted if found.from_counted else None
        return Quantity(
            evidence=whole or self._pieces(found.first, found.last),
            low=low,
            best=best,
            high=high,
            rule=found.rule,
            hedge=tuple(self._pieces(first, last) for first, last in sorted(found.hedges)),
            counted=counted,
            unit=found.unit,
            kind=found.kind,
            stated=stated,
            part_of=None if total is None else self._pieces(total.first, total.last),
        )

    def _pieces(self, first: int, last: int) -> Evidence:
        return self._at(self.pieces[first].start, self.pieces[last - 1].end)

    def _tokens(self, tokens: tuple[int, int] | None) -> Evidence | None:
        if tokens is None:
            return None
        phrase = self.pieces.doc[tokens[0] : tokens[1]]
        return self._at(phrase.start_char, phrase.end_char)

    def _at(self, start: int, end: int) -> Evidence:
        return Evidence.at(self.report, self.start + start, self.start + end)
