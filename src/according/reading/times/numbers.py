"""Numbers, in digits and in words: which day, year, hour or count they can be.

A number is of several classes at once ("12" is a count, a day, an hour and a month); the rules
say which one is meant where.

========= ==================================================================================
COUNT     a number of things: "3", "1,000", "2.5", "5 1/2", "twenty-four", "a hundred"
ONE       "a", "an": a count of one where a unit follows
YEAR      "1988", "nineteen ninety-four", "two thousand", "'98"
YY        two digits, as the last part of a date or of a span of years
DAY       1 to 31: "3", "3rd"
MONTHNUM  1 to 12, in digits
TWO       exactly two digits, 00 to 59: minutes and seconds
HOUR      0 to 24, in digits or words
HHMM      four digits that are a time of the day
ORD       "third", "3rd", "twenty-first"
DECADE    "1980s", "'80s", "eighties"
========= ==================================================================================
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from according.reading.times.sense import Sense
from according.reading.times.words import Word

KINDS = frozenset(
    "COUNT ONE YEAR YY DAY MONTHNUM TWO HOUR HHMM ORD DECADE".split()  # noqa: SIM905
)

_MAX_DIGITS = 6
_CLOCK = ("HOUR", "TWO")
_MONEY = frozenset("$£€#")
_SUFFIXES = frozenset({"st", "nd", "rd", "th"})
_YEARS = range(1000, 2200)
_FRACTIONS = {("1", "2"): 0.5, ("1", "4"): 0.25, ("3", "4"): 0.75}


@dataclass(frozen=True, slots=True)
class NumberWords:
    """Number words and what they come to."""

    numbers: Mapping[str, int]
    multipliers: Mapping[str, int]
    ordinals: Mapping[str, int]
    decades: Mapping[str, int]


def numerals(text: Sequence[Word], at: int, known: NumberWords) -> Iterator[Sense]:
    """Every class of number that the words from ``at`` on can be of."""
    low = text[at].low
    if low.isascii() and low.isdigit():
        if len(low) <= _MAX_DIGITS:
            yield from _digits(text, at)
    elif low == "'":
        yield from _apostrophe(text, at)
    elif low in ("a", "an"):
        yield Sense("ONE", 1, at + 1)
        yield from _spelled(text, at, known)
    else:
        yield from _spelled(text, at, known)
        yield from _ordinals(text, at, known)
        if low in known.decades:
            yield Sense("DECADE", 1900 + known.decades[low], at + 1)


def _low(text: Sequence[Word], at: int, *, glued: bool = True) -> str:
    """The word at ``at``, if it is glued to the one before; empty if not."""
    if at >= len(text) or (glued and not text[at].glued):
        return ""
    return text[at].low


def _digits(text: Sequence[Word], at: int) -> Iterator[Sense]:
    low, number, end = text[at].low, int(text[at].low), at + 1
    suffix = _low(text, end)
    if suffix in _SUFFIXES:
        yield Sense("ORD", number, end + 1)
        if 1 <= number <= 31:
            yield Sense("DAY", number, end + 1)
        return
    if suffix == "s" or (suffix == "'" and _low(text, end + 1) == "s"):
        yield from _decade(text, at)
    yield from _count(text, at, number)
    if _part_of_number(text, at):
        if len(low) == 2 or len(_low(text, end + 1)) == 2:  # the halves of "10.30"
            yield from (each for each in _small(low, number, end) if each.kind in _CLOCK)
        return
    if len(low) == 4:
        if number in _YEARS:
            yield Sense("YEAR", number, end)
        if number < 2400 and number % 100 < 60:
            yield Sense("HHMM", number, end)
    elif len(low) <= 2:
        yield from _small(low, number, end)


def _small(low: str, number: int, end: int) -> Iterator[Sense]:
    """One or two digits."""
    if 1 <= number <= 31:
        yield Sense("DAY", number, end)
    if 1 <= number <= 12:
        yield Sense("MONTHNUM", number, end)
    if number <= 24:
        yield Sense("HOUR", number, end)
    if len(low) == 2:
        yield Sense("YY", number, end)
        if number < 60:
            yield Sense("TWO", number, end)


def _part_of_number(text: Sequence[Word], at: int) -> bool:
    """Whether the digits are a piece of "1,988", "19.88", "$1988" or "1988%"."""
    before = text[at - 1].low if at else ""
    if before in _MONEY or (before in (",", ".") and _digits_before(text, at - 1)):
        return True
    after, following = _low(text, at + 1), _low(text, at + 2)
    if after == "%":
        return True
    return following.isdigit() and (after == "." or (after == "," and len(following) == 3))


def _digits_before(text: Sequence[Word], mark: int) -> bool:
    """Whether the mark stands between digits, without a space."""
    glued = text[mark].glued and text[mark + 1].glued
    return mark > 0 and glued and text[mark - 1].low.isdigit()


def _count(text: Sequence[Word], at: int, number: int) -> Iterator[Sense]:
    """ "3", "1,000", "2.5", "5 1/2"."""
    end = at + 1
    total: float = number
    mark, behind = _low(text, end), _low(text, end + 1)
    if behind.isdigit() and len(behind) <= _MAX_DIGITS:
        if mark == "," and len(behind) == 3:
            yield Sense("COUNT", number * 1000 + int(behind), end + 2)
            return
        if mark == ".":
            yield Sense("COUNT", float(f"{number}.{behind}"), end + 2)
            return
    half = _FRACTIONS.get((_low(text, end, glued=False), _low(text, end + 2)))
    if half and _low(text, end + 1) == "/":
        yield Sense("COUNT", total + half, end + 3)
    yield Sense("COUNT", total, end)


def _decade(text: Sequence[Word], at: int) -> Iterator[Sense]:
    """ "1980s", "1980's", "80s"."""
    low, number = text[at].low, int(text[at].low)
    end = at + (2 if text[at + 1].low == "s" else 3)
    if number % 10 == 0 and (len(low) == 4 and number in _YEARS):
        yield Sense("DECADE", number, end)
    elif number % 10 == 0 and len(low) == 2 and number >= 20:
        yield Sense("DECADE", 1900 + number, end)


def _apostrophe(text: Sequence[Word], at: int) -> Iterator[Sense]:
    """ "'98", "'80s"."""
    low = _low(text, at + 1)
    if len(low) != 2 or not low.isdigit() or not low.isascii():
        return
    year = int(low) + (1900 if int(low) >= 30 else 2000)
    if _low(text, at + 2) == "s":
        if year % 10 == 0:
            yield Sense("DECADE", year, at + 3)
        return
    yield Sense("YEAR", year, at + 2)


def _spelled(text: Sequence[Word], at: int, known: NumberWords) -> Iterator[Sense]:
    """A number in words, and what else it can be."""
    total, end = _tens(text, at, known)
    if total is None:
        if text[at].low in ("a", "the") and _low(text, at + 1, glued=False) in known.multipliers:
            total, end = 1, at + 1
        else:
            return
    year = _spelled_year(text, end, total, known)
    if year is not None:
        yield year
    times = known.multipliers.get(_low(text, end, glued=False))
    if times is not None:
        total, end = total * times, end + 1
        rest, behind = _tens(text, end + (_low(text, end, glued=False) == "and"), known)
        if rest is not None and rest < times:
            total, end = total + rest, behind
        if total == 2000:  # "a thousand" is no year in a report
            yield Sense("YEAR", total, end)
    elif total <= 24:
        yield Sense("HOUR", total, end)
    yield Sense("COUNT", total, end)


def _spelled_year(text: Sequence[Word], at: int, hundreds: int, known: NumberWords) -> Sense | None:
    """ "nineteen ninety-four": its first word has been read."""
    if not 13 <= hundreds <= 21:
        return None
    rest, end = _tens(text, at, known)
    return Sense("YEAR", hundreds * 100 + rest, end) if rest is not None and rest >= 10 else None


def _tens(text: Sequence[Word], at: int, known: NumberWords) -> tuple[int | None, int]:
    """A number below a hundred: "seven", "twenty", "twenty-four", "twenty four"."""
    total = known.numbers.get(_low(text, at, glued=False))
    if total is None:
        return None, at
    end = at + 1
    if total >= 20:
        dash = _low(text, end) == "-"
        ones = known.numbers.get(_low(text, end + dash, glued=dash))
        if ones is not None and ones < 10:
            return total + ones, end + dash + 1
    return total, end


def _ordinals(text: Sequence[Word], at: int, known: NumberWords) -> Iterator[Sense]:
    """ "third", "twenty-first"."""
    number = known.ordinals.get(text[at].low)
    end = at + 1
    if number is None:
        tens = known.numbers.get(text[at].low, 0)
        dash = _low(text, end) == "-"
        ones = known.ordinals.get(_low(text, end + dash, glued=dash), 0)
        if tens < 20 or not 1 <= ones < 10:
            return
        number, end = tens + ones, end + dash + 1
    yield Sense("ORD", number, end)
    if 1 <= number <= 31:
        yield Sense("DAY", number, end)
