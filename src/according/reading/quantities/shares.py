"""Shares of a whole: "half of", "two-thirds", "one in five", and parts of a unit."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from according.reading.quantities.lexicon import Lexicon
from according.reading.quantities.numerals import Numeral, fraction, numeral
from according.reading.quantities.pieces import Pieces

_WHOLES = frozenset((10, 20, 50, 100, 1000))
"""What "in" and "out of" may be followed by besides two to nine."""


@dataclass(frozen=True, slots=True)
class Share:
    """A share that pieces ``first`` to ``last`` (exclusive) tell.

    ``stated`` and ``rule`` are as in `Quantity`: percent, or the two numbers of a ratio. With
    ``unit`` it is no share but a part of a unit: "half an hour" is 0.5 hours.
    """

    first: int
    last: int
    stated: tuple[Fraction, ...]
    rule: str
    unit: str | None = None


def share(pieces: Pieces, at: int, lexicon: Lexicon) -> Share | None:
    """The share that begins at piece ``at``, or None."""
    return _ratio(pieces, at, lexicon) or _fraction(pieces, at, lexicon)


def _ratio(pieces: Pieces, at: int, lexicon: Lexicon) -> Share | None:
    """ "one in five children", "four out of 10 homes"."""
    part = numeral(pieces, at, lexicon.numbers)
    if part is None or part.vague:
        return None
    start = _past_ratio_words(pieces, part.last)
    whole = numeral(pieces, start, lexicon.numbers) if start else None
    if whole is None or not _is_whole(whole) or not 0 < part.value < whole.value:
        return None
    if pieces.is_dash(whole.last):
        return None
    return (
        None
        if _is_time(pieces, whole, lexicon)
        else Share(at, whole.last, (part.value, whole.value), "ratio")
    )


def _past_ratio_words(pieces: Pieces, at: int) -> int | None:
    for width, words in ((3, "out of every"), (2, "out of"), (2, "in every"), (1, "in")):
        if pieces.words(at, at + width) == words:
            return at + width
    return None


def _is_whole(whole: Numeral) -> bool:
    return not whole.vague and (2 <= whole.value <= 9 or whole.value in _WHOLES)


def _is_time(pieces: Pieces, whole: Numeral, lexicon: Lexicon) -> bool:
    """ "four in 10 days" is no ratio; nor is one whose end is no noun ("two in 10.")."""
    following = pieces.low(whole.last)
    unit = lexicon.units.measures.get(following)
    return unit is not None or following in lexicon.units.currencies


def _fraction(pieces: Pieces, at: int, lexicon: Lexicon) -> Share | None:
    part, last = fraction(pieces, at, lexicon.numbers)
    if part is None or pieces.is_dash(last):
        return None
    of_unit = _part_of_unit(pieces, at, last, part, lexicon)
    if of_unit is not None:
        return of_unit
    longer = numeral(pieces, at, lexicon.numbers)
    if not _is_share(pieces, at, last) or (longer is not None and longer.last > last):
        return None
    return Share(at, last, (part * 100,), "exact")


def _is_share(pieces: Pieces, first: int, last: int) -> bool:
    """Whether the words are a share, and no "third person", "first half", "half past"."""
    following = pieces.low(last)
    if pieces.low(first - 1) in ("and", "-"):  # "a month and a half"
        return False
    if following == "of":
        return pieces.low(first - 1) not in ("first", "second", "latter", "other", "the", "last")
    if pieces.low(first) == "half":
        return following in ("the", "its", "his", "her", "their", "these", "those", "our", "all")
    if pieces.is_dash(last - 2) or pieces.low(last - 1).endswith("s"):
        return True
    return not pieces[last].is_word and pieces.low(first - 1) in ("by", "nearly", "almost", "about")


def _part_of_unit(
    pieces: Pieces, at: int, last: int, part: Fraction, lexicon: Lexicon
) -> Share | None:
    """ "half an hour", "three-quarters of an acre", "half a century"."""
    start = last + 1 if pieces.low(last) == "of" else last
    if pieces.low(start) not in ("a", "an"):
        return None
    unit = lexicon.units.measures.get(pieces.low(start + 1))
    return None if unit is None else Share(at, start + 2, (part,), "exact", unit)
