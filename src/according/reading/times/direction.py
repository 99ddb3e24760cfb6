"""Whether a bare "Friday" or "March" is the next or the last.

What the words and the tense say for sure goes first; the rest is for the model to weigh.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from according.model import Granularity
from according.reading.times.features import direction
from according.reading.times.picking import nearest
from according.reading.times.rules import Match
from according.reading.times.tense import LOOKING_AHEAD, Tense
from according.reading.times.weights import Linear
from according.reading.times.when import When
from according.reading.times.words import Word

_SOON = timedelta(31)
"""What is nearer than this may be announced in any tense: "set a deadline on Jan. 14"."""
_JUST_GONE = timedelta(31)
"""A day of a month this lately gone is meant rather than the one in almost a year, which
would be told with its year."""
_LIMITS = frozenset({"until", "till", "through", "by"})
_PUTTING_OFF = frozenset({"adjourned", "delayed", "extended", "postponed", "prolonged"})
"""What is put off or goes on until a day is told in the past, and the day is ahead."""
_PLANNING = frozenset(
    {"announced", "called", "due", "expected", "planned", "scheduled", "set", "slated"}
)
"""What is set "for Thursday" is ahead, though it was set in the past."""
_IN_FORCE = frozenset({"effective"})

Ahead = Callable[[When, When, date], bool]
"""Whether the one after the anchor day is meant, of one before it and one after."""


def looks_ahead(
    match: Match, words: Sequence[Word], tenses: tuple[Tense, Tense], model: Linear
) -> Ahead:
    """How the match chooses between the one before and the one after.

    Args:
        tenses: of the clause, and of the nearest verb.
        model: weighs what neither the words nor the tense settle.
    """
    prior = words[match.start - 1].low if match.start else ""
    to_do = match.end < len(words) and words[match.end].low == "to"
    near = {each.low for each in words[max(0, match.start - 4) : match.start]}
    put_off = not _PUTTING_OFF.isdisjoint(near)
    planned = prior == "for" and not _PLANNING.isdisjoint(near)
    yet = to_do or put_off or not LOOKING_AHEAD.isdisjoint(tenses)

    def ahead(before: When, after: When, anchor: date) -> bool:
        sure = _by_word(prior, before, after, anchor, yet=yet)
        if sure is None and planned and after.weekday:
            sure = True
        if sure is None:
            on = prior == "on" and after.day - anchor > _SOON
            sure = _by_tense(tenses, after, on=on)
        if sure is not None:
            return sure
        return model.score(direction(match, words, tenses, (before, after), anchor)) > 0

    return ahead


def _by_word(prior: str, before: When, after: When, anchor: date, *, yet: bool) -> bool | None:
    """ "Until mid-November", "through January", "by Oct. 3", "effective Feb. 1".

    A limit of what is yet to be lies ahead ("to double its flights by August", "has until
    Tuesday to sign"), unless that day has only just gone; any other is the nearest, weekdays
    aside. "Since" looks back.
    """
    if prior == "since":
        return False
    if prior in _LIMITS and yet:
        return not _just_gone(before, anchor)
    if prior in _LIMITS | _IN_FORCE and not after.weekday:
        return nearest(before, after, anchor) == after
    return False if _just_gone(before, anchor) else None


def _just_gone(before: When, anchor: date) -> bool:
    a_day = before.unit is Granularity.DAY and not before.weekday
    return a_day and anchor - before.last <= _JUST_GONE


def _by_tense(tenses: tuple[Tense, Tense], which: When, *, on: bool) -> bool | None:
    """Whether the later one is meant, where the tense alone says it; None where it does not.

    In the development part of TimeBank and AQUAINT, of what "will" governs 12 of 13 were ahead;
    of weekdays with a past tense, 100 of 105 behind. So is what was done "on August 2", while
    another day of a month ("payable Dec. 1") and other tenses are left to the model.
    """
    clause, near = tenses
    if clause is near is Tense.FUTURE:
        return True
    weekday = which.unit is Granularity.DAY and which.weekday
    past = clause is Tense.PAST and near in (Tense.PAST, Tense.NONE)
    if past and (weekday or (on and which.unit is Granularity.DAY)):
        return False
    return None
