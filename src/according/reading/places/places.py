"""`Places`: every toponym of a report, with the place that it means."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from according.model import Evidence, Place, PlaceKind, Report, Span, Toponym
from according.reading.gazetteer import Gazetteer
from according.reading.parse import Passage
from according.reading.places.address import country_of
from according.reading.places.candidates import Candidate, Candidates
from according.reading.places.compass import Compass
from according.reading.places.context import Unit, units
from according.reading.places.kinds import load_kinds
from according.reading.places.near import is_near
from according.reading.places.precision import load_precision
from according.reading.places.ranker import Weights, load_weights, rank
from according.reading.places.relative import Link, Name, links, reaches, relative
from according.reading.places.signs import probability, signs
from according.reading.places.sphere import distance_km
from according.reading.places.spot import Spotted, is_people, spot, spot_given
from according.reading.places.usage import load_metonymy, usage_of
from according.reading.places.words import load_words

NAMED = 0.5
"""From this probability on, spotted words are taken for a place's name."""

HEED = 50.0
"""By how much a description ("30 km west of X") outweighs what else is known of a candidate.
Chosen: a namesake within reach of the anchor by chance is rarer than one in fifty."""


TOWN_KM = 100.0
"""How far a town may lie from the middle of the area that bears its name."""


@dataclass(frozen=True, slots=True)
class _Answer:
    """The candidate that a unit is taken to mean, if any, with its probability."""

    candidate: Candidate | None
    p: float


class Places:
    """Reads places. Load once, use for many reports; holds nothing of any report.

    Args:
        gazetteer: an open gazetteer; None opens the one that comes with the package.
        weights: of the ranker; None takes the package's.

    Raises:
        DataError: a data file is missing or damaged.
    """

    def __init__(self, gazetteer: Gazetteer | None = None, weights: Weights | None = None) -> None:
        self.gazetteer = gazetteer or Gazetteer()
        self._words = load_words()
        self._kinds = load_kinds()
        self._precision = load_precision()
        self._metonymy = load_metonymy()
        self._compass = Compass()
        self._weights = weights or load_weights()
        self._candidates = Candidates(self.gazetteer, self._words, self._kinds)

    def read(
        self, report: Report, passages: Sequence[Passage], others: Sequence[Span] = ()
    ) -> tuple[Toponym, ...]:
        """The toponyms of a report, in the order of the text.

        Args:
            others: names that are known to be no place's, though they may read like one's.
        """
        found = spot(passages, self._candidates, self._words)
        if others:
            found = [each for each in found if not any(each.span.overlaps(one) for one in others)]
        rows = signs(found, self._words)
        described = {link.of for link in self._links(report, passages, found)}
        kept = []
        for at, (each, row) in enumerate(zip(found, rows, strict=True)):
            p = probability(row, self._weights.signs)
            if p >= NAMED or at in described or is_people(each):
                kept.append((each, max(p, NAMED)))
        return self._resolve(report, passages, kept)

    def locate(
        self, report: Report, passages: Sequence[Passage], spans: Iterable[Span]
    ) -> tuple[Toponym, ...]:
        """The toponyms that stand at ``spans``, taken on trust to be such."""
        given = spot_given(passages, spans, self._candidates, self._words)
        return self._resolve(report, passages, [(each, 1.0) for each in given])

    def _resolve(
        self,
        report: Report,
        passages: Sequence[Passage],
        spotted: Sequence[tuple[Spotted, float]],
    ) -> tuple[Toponym, ...]:
        mentions = [each for each, _ in spotted]
        all_units = units(mentions)
        rank(all_units, self._weights, country_of(report.url))
        of = {id(mention): unit for unit in all_units for mention in unit.mentions}
        found = self._links(report, passages, mentions)
        unit_of = [of[id(mention)] for mention in mentions]
        towns = {id(unit_of[link.anchor]) for link in found}
        for unit in all_units:
            if id(unit) in towns or any(mention.settled for mention in unit.mentions):
                take_for_town(unit)
        heed(found, unit_of)
        toponyms = [self._toponym(report, each, p, _answer(of[id(each)])) for each, p in spotted]
        toponyms += _put(report, found, toponyms)
        return tuple(sorted(toponyms, key=lambda each: each.evidence.span))

    def _links(
        self, report: Report, passages: Sequence[Passage], spotted: Sequence[Spotted]
    ) -> list[Link]:
        """Relative descriptions, sentence by sentence; numbers count in ``spotted``."""
        spans = [each.span for each in spotted]
        starts = [span.start for span in spans]
        found = []
        for start, end in _sentences(passages):
            first, last = bisect_left(starts, start), bisect_left(starts, end)
            if first == last:
                continue
            names = [Name(spans[at], not spotted[at].people) for at in range(first, last)]
            for link in links(report.text, start, end, names, self._compass):
                of = None if link.of is None else first + link.of
                found.append(replace(link, anchor=first + link.anchor, of=of))
        return found

    def _toponym(self, report: Report, spotted: Spotted, named: float, answer: _Answer) -> Toponym:
        span = spotted.span
        return Toponym(
            evidence=Evidence.at(report, span.start, span.end),
            place=self._place(spotted, answer.candidate),
            score=round(named * answer.p, 4),
            usage=usage_of(spotted, answer.candidate, self._metonymy),
        )

    def _place(self, spotted: Spotted, candidate: Candidate | None) -> Place | None:
        if candidate is None:
            return None
        code, reason = self._precision.of(
            candidate,
            self._kinds,
            near=is_near(spotted, self._words),
            countryside=spotted.countryside,
        )
        entry = candidate.entry
        return Place(
            geonames_id=entry.geonames_id,
            name=entry.name,
            latitude=entry.latitude,
            longitude=entry.longitude,
            precision=code,
            precision_reason=reason,
            kind=candidate.kind,
            feature=entry.feature,
            country=entry.country or None,
        )


def take_for_town(unit: Unit) -> None:
    """Give what speaks for an area to the town of its name inside it.

    For names that are called a town ("capital Tirana", "the city of Hama") and those that a
    distance is told from: a town and its province often share a name, and the ranker, which saw
    few such words where it learned, leaves the two near one half.
    """
    towns = [at for at, each in enumerate(unit.candidates) if each.kind is PlaceKind.POPULATED]
    for at, each in enumerate(unit.candidates):
        if each.kind is PlaceKind.POPULATED or not unit.p[at]:
            continue
        near = [
            town
            for town in towns
            if distance_km(each.point, unit.candidates[town].point) <= TOWN_KM
        ]
        if near:
            best = max(
                near, key=lambda town: (unit.p[town], unit.candidates[town].entry.population)
            )
            unit.p[best] += unit.p[at]
            unit.p[at] = 0.0


def heed(found: Sequence[Link], unit_of: Sequence[Unit]) -> None:
    """Make candidates that lie where a description says the likelier ones."""
    for link in found:
        if link.of is None:
            continue
        unit, anchor = unit_of[link.of], unit_of[link.anchor]
        best = _answer(anchor).candidate
        if best is None or unit is anchor:
            continue
        weighed = [
            p * (HEED if reaches(link.phrase, best.point, each.point) else 1)
            for p, each in zip(unit.p, unit.candidates, strict=True)
        ]
        total = sum(weighed) + 1 - sum(unit.p)
        unit.p = [p / total for p in weighed]


def _put(report: Report, found: Sequence[Link], toponyms: list[Toponym]) -> list[Toponym]:
    """Put descriptions to the toponyms that they are of; those of none are new toponyms."""
    new = []
    for link in found:
        anchor = toponyms[link.anchor]
        if link.of is not None:
            held = toponyms[link.of]
            if held.relative is None:
                made = relative(report, link, anchor, held.place)
                toponyms[link.of] = replace(held, relative=made)
            continue
        made = relative(report, link, anchor, None)
        if made.region is not None:
            new.append(Toponym(evidence=made.evidence, relative=made))
    return new


def _answer(unit: Unit) -> _Answer:
    """The most probable candidate, or none where none fitting is as probable."""
    rest = 1 - sum(unit.p)
    best = max(range(len(unit.p)), key=unit.p.__getitem__, default=None)
    if best is None or unit.p[best] <= rest:
        return _Answer(None, min(1.0, max(0.0, rest)))
    return _Answer(unit.candidates[best], min(1.0, unit.p[best]))


def _sentences(passages: Iterable[Passage]) -> Iterable[tuple[int, int]]:
    for passage in passages:
        for sentence in passage.doc.sents:
            yield passage.start + sentence.start_char, passage.start + sentence.end_char
