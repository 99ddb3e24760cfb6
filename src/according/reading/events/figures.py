"""Figures: how many are said to have been killed, wounded, detained, ..., and on whose word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from according.model import (
    Evidence,
    Figure,
    FigureKind,
    Holder,
    Quantity,
    QuantityKind,
    Report,
    Span,
)
from according.reading.events.becoming import became, before
from according.reading.events.denying import Denials
from according.reading.events.harm import load_harm
from according.reading.parse import Passage, passage_at

_OLDEST = 120
"""Years that anybody is old, at most."""

COUNTS = (QuantityKind.COUNT, QuantityKind.ORDINAL)


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure, and the word that tells what became of those counted."""

    figure: Figure
    word: Span


def read_figures(
    report: Report,
    passages: Sequence[Passage],
    quantities: Sequence[Quantity],
    denials: Denials,
) -> tuple[Counted, ...]:
    """The figures of ``report``, in order."""
    harm = load_harm()
    told: dict[Span, Counted] = {}
    for passage, quantity in _placed(passages, quantities):
        group = passage.root((quantity.counted or quantity.evidence).span)
        found = before(_first(passage, quantity), harm)
        total = quantity.part_of and told.get(quantity.part_of.span)
        if total and _is_above(quantity, total.figure):
            total = None
        if total is None and _goes_on(_first(passage, quantity)):
            total = _before(passage, quantity, told)
            found = found if total is None else None
        if found is None and total:
            made = _figure(
                quantity, total.figure.kind, total.word, total.figure.holder, total.figure
            )
            told[quantity.evidence.span] = Counted(made, total.word)
            continue
        if found is None:
            found = became(group, harm)
        if found is not None:
            holder = denials.holder(passage, _first(passage, quantity))
            word = passage.word(found.word)
            made = _figure(quantity, found.kind, word, holder, None)
            told[quantity.evidence.span] = Counted(made, word)
    return tuple(told[span] for span in sorted(told))


def _is_above(part: Quantity, total: Figure) -> bool:
    """Whether it cannot be a part: "two were killed; five men were convicted"."""
    most = total.high if total.high is not None else total.best
    return part.low is not None and most is not None and part.low > most


def _goes_on(first: Token) -> bool:
    """Whether a number tells of some of those before: "including 13 civilians"."""
    before = [each.lower_ for each in first.doc[max(0, first.i - 2) : first.i]]
    return before[-1:] == ["including"] or before in (["among", "them"], ["of", "whom"])


def _before(passage: Passage, quantity: Quantity, told: Mapping[Span, Counted]) -> Counted | None:
    """The last figure before the number, in its sentence."""
    sentence = passage.span(_first(passage, quantity).sent)
    earlier = [
        span for span in told if sentence.covers(span) and span.end <= quantity.evidence.start
    ]
    return told[max(earlier)] if earlier else None


def _placed(
    passages: Sequence[Passage], quantities: Sequence[Quantity]
) -> Iterator[tuple[Passage, Quantity]]:
    """Counts with their passages; totals before their parts."""
    counts = [
        each
        for each in quantities
        if each.kind in COUNTS and each.unit is None and not _is_age(passages, each)
    ]
    for quantity in sorted(counts, key=lambda each: each.part_of is not None):
        yield passages[passage_at(passages, quantity.evidence.start)], quantity


def _is_age(passages: Sequence[Passage], quantity: Quantity) -> bool:
    """Whether a bare number stands between commas behind somebody: "the captain, 52, was held"."""
    start, end = quantity.evidence.start, quantity.evidence.end
    passage = passages[passage_at(passages, start)]
    years = quantity.evidence.quote
    if quantity.counted is not None or not years.isdecimal() or not 0 < int(years[:4]) <= _OLDEST:
        return False
    text, at = passage.doc.text, passage.phrase(Span(start, end))
    first, last = at[0].idx, at[-1].idx + len(at[-1])
    return text[:first].endswith(", ") and text[last : last + 1] == ","


def _first(passage: Passage, quantity: Quantity) -> Token:
    """The first word of the number, or of what softens it before it."""
    start = min([quantity.evidence.start, *(each.start for each in quantity.hedge)])
    first: Token = passage.phrase(Span(start, quantity.evidence.end))[0]
    return first


def _figure(
    quantity: Quantity,
    kind: FigureKind,
    word: Span,
    holder: Holder,
    total: Figure | None,
) -> Figure:
    # "Three killed in raid" says nothing of who they were.
    whom = quantity.counted if quantity.counted and quantity.counted.span != word else None
    return figure_of(quantity, kind, holder, total, whom)


def figure_of(
    quantity: Quantity,
    kind: FigureKind,
    holder: Holder,
    total: Figure | None,
    whom: Evidence | None,
) -> Figure:
    """The figure that a quantity is, as a part of ``total`` and of whom it counts."""
    return Figure(
        evidence=quantity.evidence,
        kind=kind,
        low=_whole(quantity.low),
        best=_whole(quantity.best),
        high=_whole(quantity.high),
        holder=holder,
        of_whom=whom,
        part_of=None if total is None else total.id,
    )


def _whole(bound: float | None) -> int | None:
    return None if bound is None else round(bound)
