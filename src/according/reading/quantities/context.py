"""Numbers that are no quantity: dates, names, results of games and votes, list markers.

Each test looks at one amount where it stands and says whether it is that kind of thing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from according.reading.quantities.amounts import Amount
from according.reading.quantities.dates import (
    is_clock,
    is_date,
    is_decade,
    is_short_year,
    is_telephone,
    is_written_date,
    is_year,
)
from according.reading.quantities.labels import (
    is_compound,
    is_house,
    is_in_name,
    is_label,
    is_named,
    runs_on,
)
from according.reading.quantities.lexicon import Lexicon
from according.reading.quantities.pieces import Pieces

_CONTEST_REACH = 9
"""Pieces before "3-1" in which a word of winning or voting makes it a result."""

_Test: TypeAlias = Callable[[Pieces, Amount, Lexicon], bool]


def is_no_quantity(pieces: Pieces, found: Amount, lexicon: Lexicon) -> bool:
    """Whether an amount without unit is something else than a count."""
    return any(test(pieces, found, lexicon) for test in _TESTS)


def is_name_or_date(pieces: Pieces, found: Amount, lexicon: Lexicon) -> bool:
    """The tests that hold also where a unit seems to follow."""
    return any(test(pieces, found, lexicon) for test in _STRONG)


def _stands_before_number(pieces: Pieces, found: Amount, lexicon: Lexicon) -> bool:
    """ "0 87 fighters killed": digits that run into the next number are some counter's."""
    plain = found.digits and not found.hedges and len(found.stated) == 1
    return plain and pieces[found.last].is_number and not pieces.joined(found.last)


def _is_result(pieces: Pieces, found: Amount, lexicon: Lexicon) -> bool:
    """ "3-1", "52-48", "voted 52 to 48"."""
    first, last = found.first, found.last
    if found.hedges or not found.digits:
        return False
    if len(found.stated) == 2 and pieces.is_dash(last - 2):
        return _in_contest(pieces, first, lexicon) and not pieces[last].is_word
    pair = (pieces.is_dash(last) and pieces[last + 1].is_number) or (
        pieces.is_dash(first - 1) and pieces[first - 2].is_number
    )
    if pair:
        return True
    by_to = (pieces.low(last) == "to" and pieces[last + 1].is_number) or (
        pieces.low(first - 1) == "to" and pieces[first - 2].is_number
    )
    return by_to and _in_contest(pieces, first, lexicon)


def _in_contest(pieces: Pieces, first: int, lexicon: Lexicon) -> bool:
    cues = lexicon.words["contest_cues"]
    return any(pieces.low(at) in cues for at in range(first - _CONTEST_REACH, first))


def _is_marker(pieces: Pieces, found: Amount, lexicon: Lexicon) -> bool:
    """ "1. Open the valve", "(2)" before what it numbers."""
    if not found.digits or found.symbol or found.hedges or found.stated[0] > 99:
        return False
    first, last = found.first, found.last
    starts = pieces.new_line(first) or pieces[first - 1].text in ".!?:;"
    closing = pieces[last].text
    if starts and closing in (".", ")") and pieces.joined(last) and pieces[last + 1].is_word:
        return pieces.capital(last + 1)
    return pieces[first - 1].text == "(" and closing == ")" and pieces[last + 1].is_word


def is_some_day(pieces: Pieces, found: Amount, last: int) -> bool:
    """ "one day the bridge will open": some day, not how long; ``last`` is behind the unit."""
    if pieces.low(found.first) != "one" or found.hedges or pieces.is_dash(found.last):
        return False
    if pieces.low(found.last) not in ("day", "night"):
        return False
    return pieces.low(last) not in ("of", "after", "before", "later", "earlier", "ago", "long")


def _is_one(pieces: Pieces, found: Amount, lexicon: Lexicon) -> bool:
    """ "the one who", "one can", "one day", "one by one"; "one of" is looked at elsewhere."""
    if pieces.low(found.first) != "one" or found.hedges or found.last != found.first + 1:
        return False
    only = pieces.low(found.first - 1) in ("only", "just", "least")
    if not only and pieces.low(found.first - 1) in lexicon.words["one_before"]:
        return True
    following = pieces.low(found.last)
    if following == "of" or (not only and following in lexicon.words["one_after"]):
        return not (following == "of" and only)
    if pieces.tag(found.last).startswith(("NN", "JJ", "VB", "CD")):
        return False
    return not only and following not in lexicon.words["harm_heads"]


_STRONG: tuple[_Test, ...] = (is_in_name, is_clock, is_written_date, is_decade, is_label)
_TESTS: tuple[_Test, ...] = (
    *_STRONG,
    runs_on,
    is_date,
    is_telephone,
    _stands_before_number,
    is_short_year,
    is_year,
    _is_result,
    _is_marker,
    is_house,
    is_compound,
    is_named,
    _is_one,
)
