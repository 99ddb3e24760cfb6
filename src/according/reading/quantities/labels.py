"""Numbers that are names, or parts of names: "F-16", "Route 66", "the Velden Five", "G20"."""

from __future__ import annotations

from according.reading.quantities.amounts import Amount
from according.reading.quantities.dates import counts_many, counts_people
from according.reading.quantities.lexicon import Lexicon
from according.reading.quantities.pieces import DASHES, Pieces

_LIST_REACH = 8
"""Pieces of a list of numbers that one label stands before."""
_STREET_REACH = 4
"""Pieces behind a house number in which the word "street" may stand."""


def is_in_name(pieces: Pieces, found: Amount, lexicon: Lexicon) -> bool:
    """ "F-16", "G20", "D1", "AV-9C", "@H7", "Twenty20", "page_2", an address of the web."""
    first = found.core
    if pieces.joined(first):
        before = pieces[first - 1]
        if before.is_word or before.is_number or before.text in "@#_/&=.°":
            return True
        letters = before.text in DASHES and pieces.joined(first - 1) and pieces[first - 2].is_word
        if letters and found.digits:
            return True
    return _is_name_of_days(pieces, found)


def _is_name_of_days(pieces: Pieces, found: Amount) -> bool:
    """ "the Nine-Day War": a number, its unit and what follows, all with capitals."""
    at = found.last
    if (
        found.digits
        or pieces.all_capitals
        or not pieces.is_dash(at)
        or pieces.new_line(found.first)
    ):
        return False
    return all(pieces.capital(each) for each in (found.first, at + 1, at + 2))


def runs_on(pieces: Pieces, found: Amount, lexicon: Lexicon) -> bool:
    """ "9C", "4x4", "page_2": letters right behind digits that are no unit."""
    after = pieces[found.last]
    if not pieces.joined(found.last) or not found.digits:
        return False
    return (after.is_word and pieces[found.last - 1].is_number) or after.text in (
        "_",
        "@",
        "#",
        "=",
    )


def is_label(pieces: Pieces, found: Amount, lexicon: Lexicon) -> bool:
    """ "Route 66", "Brigade 47", "Resolution 2254", "No. 16", "photo 2 of 12"."""
    at = found.first - 1
    if pieces[at].text == "." and pieces.low(at - 1) in ("no", "nos", "art", "fig", "vol", "p"):
        return True
    low = pieces.low(at)
    if found.digits and pieces.low(found.first) in lexicon.words["emergency"]:
        return not counts_people(pieces, found, lexicon)
    if low == "#" or (
        low in lexicon.words["dialling"] and not _has_head(pieces, found.last, lexicon)
    ):
        return True
    if low in lexicon.words["labels"] and (found.digits or pieces.capital(at)):
        return low not in ("no", "nos") or found.digits
    if low in lexicon.words["labels_capital"] and pieces.capital(at):
        return not counts_people(pieces, found, lexicon) or low in ("flight", "unit", "brigade")
    return low in ("and", "of", ",") and _labels_list(pieces, at, lexicon)


def _labels_list(pieces: Pieces, at: int, lexicon: Lexicon) -> bool:
    """ "pages 10-12 and 17", "photo 2 of 12": a label before the numbers before."""
    first = at
    while first > at - _LIST_REACH and (
        pieces[first].is_number or pieces.low(first) in ("and", "of", ",", "-", "–")
    ):
        first -= 1
    low = pieces.low(first)
    named = low in lexicon.words["labels_capital"] and pieces.capital(first)
    return first < at and pieces[first + 1].is_number and (named or low in lexicon.words["labels"])


def is_named(pieces: Pieces, found: Amount, lexicon: Lexicon) -> bool:
    """A name before and no noun behind: "the new Pear 5 has", "the Velden Five"."""
    if pieces.all_capitals or found.hedges or found.symbol or len(found.stated) > 1 or found.vague:
        return False
    at = found.first - 1
    if not found.digits:
        return _is_capital_number(pieces, found, lexicon)
    low = pieces.low(at)
    code = pieces[at].text.isupper() and len(pieces[at].text) > 1 and not pieces[found.last].is_word
    proper = code or (pieces.capital(at) and pieces.tag(at) in ("NNP", "NNPS"))
    if not proper or low in lexicon.words["harm"] or low in lexicon.words["weekdays"]:
        return False
    return not _has_head(pieces, found.last, lexicon)


def _has_head(pieces: Pieces, at: int, lexicon: Lexicon) -> bool:
    """Whether something that can be counted, or was harmed, comes next."""
    if pieces.tag(at) in ("JJ", "NN", "NNS", "NNP", "NNPS", "VBN"):
        return True
    low = pieces.low(at)
    return low in lexicon.words["harm_heads"] or low in (
        "were", "was", "are", "have", "had", "more", "of", "others", "including", "in", "at", "as",
    )  # fmt: skip


def _is_capital_number(pieces: Pieces, found: Amount, lexicon: Lexicon) -> bool:
    """ "The Six are accused", "the Velden Five", "Group of Seven": a name made of a number."""
    first = found.first
    if not pieces.capital(first) or pieces.new_line(first):
        return False
    if pieces[first - 1].text[:1].islower() and pieces.capital(found.last):
        return not counts_many(pieces, found, lexicon)  # "Seven Network"; a full stop may be lost
    low = pieces.low(first - 1)
    if low in lexicon.words["harm"]:
        return False
    if low not in ("the", "of") and pieces.tag(first - 1) not in ("NNP", "NNPS"):
        return False
    if pieces.is_dash(found.last):
        return pieces.capital(found.last + 1)
    following = found.last
    if pieces.low(following) in lexicon.words["harm_heads"]:
        return False
    return pieces.tag(following) not in ("NN", "NNS", "JJ", "VBN", "NNPS")


def is_house(pieces: Pieces, found: Amount, lexicon: Lexicon) -> bool:
    """ "14 Cannery Street"."""
    if not found.digits or not pieces.capital(found.last):
        return False
    for at in range(found.last, found.last + _STREET_REACH):
        if not pieces.capital(at):
            return False
        if pieces.low(at) in lexicon.words["street_words"]:
            return at > found.last
    return False


def is_compound(pieces: Pieces, found: Amount, lexicon: Lexicon) -> bool:
    """ "two-state", "four-star", "7-Eleven": joined to a word that is no person or vehicle."""
    at = found.last
    if not pieces.is_dash(at) or not pieces[at + 1].is_word:
        return False
    return pieces.low(at + 1) not in lexicon.words["compound_nouns"]
