"""Examples to learn from: units of annotated documents with the candidates that are right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from according.model import PlaceKind, Span
from according.reading.gazetteer.names import normal
from according.reading.parse import Parser, Passage
from according.reading.places.address import country_of
from according.reading.places.candidates import Candidate, Candidates
from according.reading.places.context import Unit, units
from according.reading.places.signs import signs
from according.reading.places.sphere import distance_km
from according.reading.places.spot import Spotted, spot, spot_given
from according.reading.places.words import Words
from evaluation.places_corpora import Document, Gold

RIGHT_KM = 161.0
"""Within 100 miles of an annotated point a candidate counts as right."""


@dataclass(slots=True)
class Example:
    """A unit with its targets: for each mention the candidates that are right, maybe none."""

    unit: Unit
    right: list[list[int]]


@dataclass(slots=True)
class Case:
    """A document made ready: its units with targets, and spotted words with signs."""

    document: Document
    country: str | None
    examples: list[Example]
    rows: list[list[float]]
    named: list[bool]


def case(document: Document, parser: Parser, candidates: Candidates, words: Words) -> Case:
    """Make a document ready."""
    passages = parser.parse(document.text)
    spans = [Span(gold.start, gold.end) for gold in document.toponyms]
    given = spot_given(passages, spans, candidates, words)
    by_span = {(gold.start, gold.end): gold for gold in document.toponyms}
    examples = []
    for unit in units(given):
        right = []
        for mention in unit.mentions:
            gold = _gold_of(mention, by_span)
            right.append([at for at, each in enumerate(unit.candidates) if fits(each, gold)])
        examples.append(Example(unit, right))
    rows, named = _spotted(passages, document, candidates, words)
    return Case(document, country_of(document.url), examples, rows, named)


def _gold_of(mention: Spotted, by_span: dict[tuple[int, int], Gold]) -> Gold:
    span = mention.span
    if (span.start, span.end) in by_span:
        return by_span[span.start, span.end]
    return max(
        by_span.values(), key=lambda gold: min(gold.end, span.end) - max(gold.start, span.start)
    )


def fits(candidate: Candidate, gold: Gold) -> bool:
    """Whether a candidate is the annotated place."""
    if gold.geonames_id is not None:
        return candidate.entry.geonames_id == gold.geonames_id
    if gold.point is None:
        return False
    if gold.page and candidate.kind is not PlaceKind.POPULATED:
        title = normal(gold.page.partition(" (")[0].partition(",")[0])
        if title == normal(candidate.entry.name):
            return distance_km(candidate.point, gold.point) < 3000
    return distance_km(candidate.point, gold.point) <= RIGHT_KM


def _spotted(
    passages: Sequence[Passage], document: Document, candidates: Candidates, words: Words
) -> tuple[list[list[float]], list[bool]]:
    """Signs of all spotted words, and whether each overlaps an annotated toponym.

    A corpus without ids (GeoVirus) does not annotate peoples: they are left out there.
    """
    all_spotted = spot(passages, candidates, words)
    values = signs(all_spotted, words)
    peoples = any(gold.geonames_id is not None for gold in document.toponyms)
    rows, named = [], []
    for each, row in zip(all_spotted, values, strict=True):
        if each.people and not peoples:
            continue
        span = each.span
        rows.append(row)
        named.append(
            any(gold.start < span.end and span.start < gold.end for gold in document.toponyms)
        )
    return rows, named
