"""From matches to meanings, in the order of the text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from according.model import Granularity, TimexType
from according.reading.times import sets
from according.reading.times.anchors import Anchors, looks_back
from according.reading.times.asked import Asked
from according.reading.times.calendar import calendar
from according.reading.times.direction import looks_ahead
from according.reading.times.ending import followed, with_end
from according.reading.times.lengths import duration
from according.reading.times.offsets import offset
from according.reading.times.patterns import Part
from according.reading.times.ranges import span_of
from according.reading.times.resolved import Resolved
from according.reading.times.rules import Kind, Match
from according.reading.times.tense import Tense
from according.reading.times.weights import Linear
from according.reading.times.words import BREAK, Word

_MAKERS: dict[Kind, Callable[[str, Asked], Resolved | None]] = {
    Kind.CALENDAR: calendar,
    Kind.OFFSET: offset,
    Kind.DURATION: duration,
    Kind.SET: sets.repeated,
    Kind.REF: sets.vague,
    Kind.OTHER: sets.kept,
}
_NONE: frozenset[str] = frozenset()
_REACH = 40
"""How many words a sentence is followed in each direction."""
_PREPOSITIONS = frozenset(
    {"in", "on", "by", "during", "after", "until", "from", "between", "before"}
)
_STOPS = frozenset({".", "!", "?", BREAK, '"', "”", "“", ":"})
_FIRST = {Kind.SET: TimexType.SET, Kind.DURATION: TimexType.DURATION}


def resolve(
    matches: Sequence[Match],
    words: Sequence[Word],
    paragraphs: Sequence[int],
    published: date | None,
    tense: Callable[[int], tuple[Tense, Tense]],
    ahead: Linear,
    beginnings: frozenset[str] = frozenset(),
) -> list[Resolved]:
    """What each match comes to.

    Args:
        matches: in the order of the text.
        words: the report's words, which the matches count.
        paragraphs: in which paragraph each match stands.
        published: the publication date, if there is one.
        tense: gives the tenses of the clause around an offset and of the verb before it.
        ahead: weighs whether a bare weekday or month is the next rather than the last.
        beginnings: verbs by which something begins.
    """
    anchors = Anchors(published, looks_back(matches, published))
    found = []
    numbered = False  # once a quarter has its number, "the quarter ended June 30" is that one
    for place, (match, paragraph) in enumerate(zip(matches, paragraphs, strict=True)):
        anchors.enter(paragraph)
        resolved = _resolved(match, words, anchors, tense, ahead)
        numbered = numbered or match.rule.name == "quarter"
        if _is_quarter(match, resolved) and not numbered and followed(place, matches, words):
            end = _resolved(matches[place + 1], words, anchors, tense, ahead)
            resolved = with_end(place, resolved, end)
        sentence = _sentence(match, words) if resolved.granularity is Granularity.DAY else _NONE
        begun = sentence if sentence & beginnings else _NONE
        quarter = resolved.granularity is Granularity.QUARTER
        over = quarter and _has_been(tense(words[match.start].start))
        anchors.note(place, resolved, opens=_opens(match, words), over=over, begun=begun)
        found.append(resolved)
    for place in range(len(found) - 1):
        if found[place].type is TimexType.DURATION and followed(place, matches, words):
            found[place] = with_end(place, found[place], found[place + 1])
    return found


def _has_been(tenses: tuple[Tense, Tense]) -> bool:
    """Whether clause and verb tell of what is over."""
    return set(tenses) <= {Tense.PAST, Tense.NONE}


def _is_quarter(match: Match, resolved: Resolved) -> bool:
    """Whether it is "the quarter", whichever that is."""
    return resolved.granularity is Granularity.QUARTER and match.rule.name == "unit"


def _sentence(match: Match, words: Sequence[Word]) -> frozenset[str]:
    """The words around it, up to the full stops on both sides or `_REACH`."""
    start = end = match.start
    while start > max(match.start - _REACH, 0) and words[start - 1].low not in _STOPS:
        start -= 1
    while end < min(match.end + _REACH, len(words)) and (
        end < match.end or words[end].low not in _STOPS
    ):
        end += 1
    return frozenset(word.low for word in words[start:end])


def _opens(match: Match, words: Sequence[Word]) -> bool:
    """Whether it opens its sentence, a preposition before it or none."""
    at = match.start - 1
    if at >= 0 and words[at].low in _PREPOSITIONS:
        at -= 1
    return at < 0 or words[at].low in _STOPS


def _resolved(
    match: Match,
    words: Sequence[Word],
    anchors: Anchors,
    tense: Callable[[int], tuple[Tense, Tense]],
    model: Linear,
) -> Resolved:
    """One match; unresolved where it names no day, or counts out of the calendar."""
    tenses = tense(words[match.start].start)
    ahead = looks_ahead(match, words, tenses, model)

    def ask(parts: Sequence[Part], start: int, end: int) -> Asked:
        by_kind: dict[str, Part] = {}
        for part in parts:
            by_kind.setdefault(part.kind, part)
        said = tuple(word.low for word in words[start:end])
        return Asked(parts, by_kind, said, tenses[0], anchors, ahead)

    try:
        if match.rule.kind is Kind.RANGE:
            made = span_of(match.rule.name, match, ask)
        else:
            asked = ask(match.parts, match.start, match.end)
            made = _MAKERS[match.rule.kind](match.rule.name, asked)
    except (ValueError, OverflowError):
        made = None  # 31 June, or the year 12,000
    return made or Resolved(_FIRST.get(match.rule.kind, TimexType.DATE))
