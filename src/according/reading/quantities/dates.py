"""Numbers that are dates, years, times of day or telephone numbers."""

from __future__ import annotations

from according.reading.quantities.amounts import Amount
from according.reading.quantities.lexicon import Lexicon
from according.reading.quantities.pieces import DASHES, Pieces

_FIRST_YEAR, _LAST_YEAR = 1000, 2100
_HEAD_REACH = 7
"""Pieces behind a number in which its head noun is looked for; "U.S." has four."""
_FIRST_RECENT = 1900
_DAYS = 31


def counts_people(pieces: Pieces, found: Amount, lexicon: Lexicon) -> bool:
    """Whether people, or a word of harm, follow right behind the number."""
    following = pieces.low(found.last)
    return following in lexicon.words["people"] or following in lexicon.words["harm_heads"]


def is_clock(pieces: Pieces, found: Amount, lexicon: Lexicon) -> bool:
    """ "8:30", "9 p.m.", "0300 GMT", "six o'clock", "600am"."""
    last = found.last
    for colon, other in ((last, last + 1), (found.core - 1, found.core - 2)):
        if pieces[colon].text == ":" and pieces[other].is_number and pieces.joined(colon):
            return True
    low = pieces.low(last)
    if low in lexicon.words["clock"]:
        return True
    return low in ("a", "p") and pieces[last + 1].text == "." and pieces.low(last + 2) == "m"


def is_date(pieces: Pieces, found: Amount, lexicon: Lexicon) -> bool:
    """A day beside a month: "May 9", "9 May", "4 and 5 May", "June 3-5", "Aug. 21"."""
    if not found.digits or max(found.stated) > _DAYS or found.hedges:
        return False
    if any(value.denominator != 1 for value in found.stated):
        return False
    if is_month(pieces, found.last, lexicon) and pieces.capital(found.last):
        return not (pieces.low(found.last) in ("may", "march") and not pieces.capital(found.last))
    joined = pieces.low(found.last) in ("and", "or", "to", ",") and pieces[found.last + 1].is_number
    if joined and is_month(pieces, found.last + 2, lexicon):
        return True
    before = found.first - 1
    if pieces.low(before) in ("and", "to") and pieces[before - 1].is_number:
        before -= 2
    if pieces.low(before) == ".":
        before -= 1
    if not is_month(pieces, before, lexicon) or pieces[before - 1].is_number:
        return False
    return not (pieces.low(before - 1) == "in" and counts_people(pieces, found, lexicon))


def is_month(pieces: Pieces, at: int, lexicon: Lexicon) -> bool:
    """Whether a piece is the capitalised name of a month, or its short form."""
    return pieces.low(at) in lexicon.words["months"] and pieces.capital(at)


def is_written_date(pieces: Pieces, found: Amount, lexicon: Lexicon) -> bool:
    """Numbers joined by strokes, points or more than one dash: "12/08/2016", "9/11", "10.0.0.1",
    "2021-01-06", and telephone numbers."""
    first, last = found.core, found.last
    for at, other in ((last, last + 1), (first - 1, first - 2)):
        if pieces[at].text in "/." and pieces[at].text and pieces[other].is_number:
            return pieces.joined(max(at, other)) and pieces.joined(min(at, other) + 1)
        if pieces[at].text in DASHES and pieces[other].is_number and pieces.is_dash(at):
            return True
    return pieces[first - 1].text == "+" and pieces[last].is_number


def is_telephone(pieces: Pieces, found: Amount, lexicon: Lexicon) -> bool:
    """ "555-0142": an upper end that begins with a nought."""
    if len(found.stated) < 2 or not found.digits:
        return False
    upper = pieces[found.last - 1].text
    return upper.startswith("0") and len(upper) > 1


def is_short_year(pieces: Pieces, found: Amount, lexicon: Lexicon) -> bool:
    """ "24 Aug 89 (EFE)": two digits behind a day and a month, with no word behind."""
    month = found.first - 1
    dated = is_month(pieces, month, lexicon) and pieces[month - 1].is_number
    two = found.digits and len(pieces[found.last - 1].text) == 2 and not found.hedges
    return dated and two and not pieces[found.last].is_word


def is_year(pieces: Pieces, found: Amount, lexicon: Lexicon) -> bool:
    """Four digits from 1000 to 2100 that a preposition, a month or a lack of people shows."""
    if not _may_be_year(pieces, found):
        return False
    following = found.last
    if pieces.low(following) == "s" and pieces.joined(following):
        return True
    before = pieces.low(found.first - 1)
    if before in lexicon.words["year_cues"] or is_month(pieces, found.first - 1, lexicon):
        return True
    if pieces[found.first - 1].text in (",", ".", "-", "–") and _after_day(pieces, found, lexicon):
        return True
    if pieces[found.first - 1].is_number and is_month(pieces, found.first - 2, lexicon):
        return True
    if _is_recent_and_uneven(found):
        return pieces.low(found.first - 1) not in lexicon.words["harm"]
    return not counts_many(pieces, found, lexicon)


def _may_be_year(pieces: Pieces, found: Amount) -> bool:
    written = pieces[found.last - 1].text
    plain = found.digits and len(written) == 4 and written.isdecimal() and not found.hedges
    return plain and _FIRST_YEAR <= max(found.stated) <= _LAST_YEAR


def _is_recent_and_uneven(found: Amount) -> bool:
    """ "2016 candidates", where "2000 people" and "1354 targets" are counts."""
    return _FIRST_RECENT <= found.stated[0] <= _LAST_YEAR and found.stated[0] % 100 != 0


def _after_day(pieces: Pieces, found: Amount, lexicon: Lexicon) -> bool:
    return any(is_month(pieces, at, lexicon) for at in range(found.first - 4, found.first))


def counts_many(pieces: Pieces, found: Amount, lexicon: Lexicon) -> bool:
    """Whether a plural or people follow, so that "2000 people" is no year."""
    for at in range(found.last, found.last + _HEAD_REACH):
        if pieces.tag(at) == "NNS" or pieces.low(at) in lexicon.words["people"]:
            return True
        if pieces.tag(at) not in ("JJ", "NN", "NNP", "NNPS", "VBN"):
            return pieces.low(at) in lexicon.words["harm_heads"]
    return False


def is_decade(pieces: Pieces, found: Amount, lexicon: Lexicon) -> bool:
    """ "1980s", "in his 30s", "12th"."""
    low = pieces.low(found.last)
    return pieces.joined(found.last) and low in ("s", "th", "st", "nd", "rd", "'s", "’s")
