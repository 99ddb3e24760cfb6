"""A length or a quarter with the day of its end behind it: "the year ended March 31"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from according.model import Granularity, TimexType
from according.reading.times.lengths import ended
from according.reading.times.resolved import Against, Base, Resolved, of_when
from according.reading.times.rules import Match
from according.reading.times.when import When
from according.reading.times.words import Word

_ENDED = ("ended", "ending")
_HALF_A_QUARTER = timedelta(45)


def followed(place: int, matches: Sequence[Match], words: Sequence[Word]) -> bool:
    """Whether "ended" and the next match stand behind the match at ``place``."""
    end = matches[place].end
    if place + 1 == len(matches) or words[end].low not in _ENDED:
        return False
    return matches[place + 1].start <= end + 2


def with_end(place: int, plain: Resolved, end: Resolved) -> Resolved:
    """The match at ``place`` with the day of its end, which the next match came to."""
    if end.when is None or end.when.unit is not Granularity.DAY:
        return plain
    try:
        if plain.type is TimexType.DURATION and plain.bounds == (None, None):
            return ended(plain, end.when, place + 1)
        if plain.granularity is Granularity.QUARTER:
            return _quarter(place, plain, end.when)
    except (ValueError, OverflowError):
        pass
    return plain


def _quarter(place: int, plain: Resolved, end: When) -> Resolved:
    """The quarter of the calendar that most of its days lie in; TIMEX3 has no other value."""
    when = When.of(end.day - _HALF_A_QUARTER, Granularity.QUARTER)
    base = Base(when, Against.EARLIER, place + 1, plain.dated)
    return replace(of_when(when, plain.modifier, base), bounds=when.bounds)
