"""`TimeReader`: every time expression of a report."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from according.model import Evidence, Report, TimeExpression
from according.reading.parse import Passage
from according.reading.times.accepting import accepted
from according.reading.times.patterns import Words
from according.reading.times.resolved import Against, Resolved
from according.reading.times.resolving import resolve
from according.reading.times.rules import Kind, Match, load_rules
from according.reading.times.tense import Tenses
from according.reading.times.vocabulary import load_vocabulary
from according.reading.times.weights import Weights, load_weights
from according.reading.times.words import BREAK, Word, words


class TimeReader:
    """A reader of time expressions with its rules loaded. Load once, use for many reports.

    Args:
        weights: of the two small models; None takes those of the package.

    Raises:
        DataError: a data file is missing or damaged.
    """

    def __init__(self, weights: Weights | None = None) -> None:
        self.vocabulary = load_vocabulary()
        self._rules = load_rules(self.vocabulary.kinds)
        self._weights = weights or load_weights()

    def read(self, report: Report, passages: tuple[Passage, ...]) -> tuple[TimeExpression, ...]:
        """Every time expression of ``report``, in the order of the text; none overlaps another.

        Args:
            passages: the report, parsed.
        """
        found = words(report.text)
        tenses = Tenses(passages, self.vocabulary.scheduled, self.vocabulary.planned)
        text = Words(found, lambda at: self.vocabulary.senses(found, at))
        accept = self._weights.accept
        matches = self.spot(text, lambda each: accepted(each, found, tenses, accept))
        paragraphs = paragraphs_of(found, matches)
        meanings = resolve(
            matches,
            found,
            paragraphs,
            report.published,
            tenses.both,
            self._weights.ahead,
            self.vocabulary.beginnings,
        )
        return _expressions(report, found, matches, meanings)

    def spot(self, text: Words, accepts: Callable[[Match], bool]) -> list[Match]:
        """The longest match at each place that is accepted, from the left."""
        found = []
        at = 0
        while at < len(text):
            match = next(filter(accepts, self._rules.at(text, at)), None)
            if match is not None and match.rule.kind is not Kind.NOT:
                found.append(match)
            at = match.end if match is not None else at + 1
        return found


def paragraphs_of(found: Sequence[Word], matches: Sequence[Match]) -> list[int]:
    """In which paragraph each match stands."""
    numbers = []
    paragraph = at = 0
    for match in matches:
        paragraph += sum(word.low == BREAK for word in found[at : match.start])
        at = match.start
        numbers.append(paragraph)
    return numbers


def _expressions(
    report: Report, found: list[Word], matches: list[Match], meanings: list[Resolved]
) -> tuple[TimeExpression, ...]:
    places = [
        Evidence.at(report, found[match.start].start, found[match.end - 1].end) for match in matches
    ]
    return tuple(
        _expression(report, found, place, meaning, places)
        for place, meaning in zip(places, meanings, strict=True)
    )


def _expression(
    report: Report, found: list[Word], place: Evidence, meaning: Resolved, places: list[Evidence]
) -> TimeExpression:
    ends = tuple(
        _expression(
            report,
            found,
            Evidence.at(report, found[start].start, found[end - 1].end),
            each,
            places,
        )
        for each, (start, end) in zip(meaning.ends, meaning.spans, strict=True)
    )
    return TimeExpression(
        place,
        meaning.type,
        meaning.value,
        *meaning.bounds,
        meaning.modifier,
        None if meaning.anchor is None else places[meaning.anchor],
        meaning.against is Against.PUBLICATION,
        meaning.granularity,
        ends,
    )
