"""From matches to meanings, in the order of the text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from according.model import Granularity, TimexType
from according.reading.times import sets
from according.reading.times.anchors import Anchors, looks_back
from according.reading.times.asked import Asked
from according.reading.times.calendar import calendar
from according.reading.times.features import direction
from according.reading.times.lengths import duration, ended, offset
from according.reading.times.patterns import Part
from according.reading.times.picking import nearest
from according.reading.times.ranges import span_of
from according.reading.times.resolved import Resolved
from according.reading.times.rules import Kind, Match
from according.reading.times.tense import LOOKING_AHEAD, Tense
from according.reading.times.weights import Linear
from according.reading.times.when import When
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
_SOON = timedelta(31)
"""What is nearer than this may be announced in any tense: "set a deadline on Jan. 14"."""
_LIMITS = frozenset({"until", "till", "through", "by"})
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
    for place, (match, paragraph) in enumerate(zip(matches, paragraphs, strict=True)):
        anchors.enter(paragraph)
        resolved = _resolved(match, words, anchors, tense, ahead)
        sentence = _sentence(match, words) if resolved.granularity is Granularity.DAY else _NONE
        begun = sentence if sentence & beginnings else _NONE
        anchors.note(place, resolved, opens=_opens(match, words), begun=begun)
        found.append(resolved)
    return [_ended(place, matches, found, words) for place in range(len(found))]


def _ended(
    place: int, matches: Sequence[Match], found: Sequence[Resolved], words: Sequence[Word]
) -> Resolved:
    """A length with the day of its end behind it: "the year ended March 31"."""
    plain, end = found[place], matches[place].end
    if plain.type is not TimexType.DURATION or plain.bounds != (None, None):
        return plain
    if place + 1 == len(found) or words[end].low not in ("ended", "ending"):
        return plain
    following, when = matches[place + 1], found[place + 1].when
    if following.start > end + 2 or when is None or when.unit is not Granularity.DAY:
        return plain
    try:
        return ended(plain, when, place + 1)
    except (ValueError, OverflowError):
        return plain


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


def _by_word(
    match: Match, words: Sequence[Word], before: When, after: When, anchor: date
) -> bool | None:
    """ "Until mid-November", "through January", "by Oct. 3": the nearest, weekdays aside."""
    prior = words[match.start - 1].low if match.start else ""
    if prior not in _LIMITS or after.weekday:
        return None
    return nearest(before, after, anchor) == after


def _by_tense(clause: Tense, near: Tense, which: When, *, on: bool) -> bool | None:
    """Whether the later one is meant, where the tense alone says it; None where it does not.

    In the development part of TimeBank and AQUAINT, of what "will" governs 12 of 13 were ahead;
    of weekdays with a past tense, 100 of 105 behind. So is what was done "on August 2", while
    another day of a month ("payable Dec. 1") and other tenses are left to the model.
    """
    if clause is near is Tense.FUTURE:
        return True
    weekday = which.unit is Granularity.DAY and which.weekday
    past = clause is Tense.PAST and near in (Tense.PAST, Tense.NONE)
    if past and (weekday or (on and which.unit is Granularity.DAY)):
        return False
    return None


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
    clause, near = tense(words[match.start].start)

    def ahead(before: When, after: When, anchor: date) -> bool:
        sure = _by_word(match, words, before, after, anchor)
        if sure is not None and LOOKING_AHEAD & {clause, near}:
            return True  # "to double its flights by August"
        if sure is None:
            on = match.start > 0 and words[match.start - 1].low == "on"
            on = on and after.day - anchor > _SOON
            sure = _by_tense(clause, near, after, on=on)
        if sure is not None:
            return sure
        return model.score(direction(match, words, (clause, near), (before, after), anchor)) > 0

    def ask(parts: Sequence[Part], start: int, end: int) -> Asked:
        by_kind: dict[str, Part] = {}
        for part in parts:
            by_kind.setdefault(part.kind, part)
        said = tuple(word.low for word in words[start:end])
        return Asked(parts, by_kind, said, clause, anchors, ahead)

    try:
        if match.rule.kind is Kind.RANGE:
            made = span_of(match.rule.name, match, ask)
        else:
            asked = ask(match.parts, match.start, match.end)
            made = _MAKERS[match.rule.kind](match.rule.name, asked)
    except (ValueError, OverflowError):
        made = None  # 31 June, or the year 12,000
    return made or Resolved(_FIRST.get(match.rule.kind, TimexType.DATE))
