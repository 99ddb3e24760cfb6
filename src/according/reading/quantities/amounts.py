"""Ranges and hedges around numerals: "between 20 and 30", "at least 14", "20 or so"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from according.reading.quantities.lexicon import Hedges, Lexicon
from according.reading.quantities.numerals import Numeral, numeral
from according.reading.quantities.pieces import DASHES, Pieces

_LONGEST_HEDGE = 5
"""Words of the longest hedge in the list ("in the region of" has four)."""

_MOST_HEDGES = 3
"""Hedges before one number that are followed: "up to perhaps some 200"."""

_GROWTH_REACH = 12
"""Pieces before "from 20 to 30" in which a word of rising or falling makes it two numbers."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number or range with its hedges, as pieces ``first`` to ``last`` (exclusive).

    ``stated`` are its numbers; ``rule`` is what gives the bounds; ``hedges`` are (first, last)
    of each. ``core`` is where the number itself, with a sign of money, begins; ``digits`` says
    that it is written in digits, ``symbol`` that a sign of money stands before it.
    """

    first: int
    last: int
    stated: tuple[Fraction, ...]
    rule: str
    core: int
    hedges: tuple[tuple[int, int], ...] = ()
    digits: bool = False
    symbol: str | None = None
    vague: bool = False


def amount(pieces: Pieces, found: Numeral, lexicon: Lexicon) -> Amount:
    """The numeral, or the range that it opens, without hedges."""
    symbol, first = _symbol(pieces, found.first, lexicon)
    second = None if found.vague else _second(pieces, found, lexicon)
    if second is None:
        rule = found.vague or "exact"
        return Amount(
            first, found.last, (found.value,), rule, first,
            digits=found.digits, symbol=symbol, vague=bool(found.vague),
        )  # fmt: skip
    low = found.value
    if second.value != second.base and found.value == found.base < second.base:
        low = found.value * second.value / second.base  # "20-30 million"
    stated = (low, second.value)
    return Amount(first, second.last, stated, "between", first, digits=found.digits, symbol=symbol)


def _symbol(pieces: Pieces, first: int, lexicon: Lexicon) -> tuple[str | None, int]:
    """The currency whose sign or code stands before a number, and where it begins."""
    sign = pieces[first - 1].text
    if sign in lexicon.units.symbols:
        both = pieces.words(first - 2, first)
        if pieces.joined(first - 1) and both in lexicon.units.prefixed:
            return lexicon.units.prefixed[both], first - 2
        return lexicon.units.symbols[sign], first - 1
    if sign.isupper() and sign.lower() in lexicon.units.prefixed:
        return lexicon.units.prefixed[sign.lower()], first - 1
    return None, first


def _second(pieces: Pieces, found: Numeral, lexicon: Lexicon) -> Numeral | None:
    """The upper end of a range whose lower end is ``found``."""
    at = found.last
    suspended = pieces[at].text in DASHES and pieces.joined(at) and not pieces.joined(at + 1)
    if pieces.low(at) == "%" or (suspended and pieces.low(at + 1) in ("to", "or")):
        at += 1  # "30% to 40%", "500- to 900-pound"
    if not _joins(pieces, found, at):
        return None
    start = at + 1
    if pieces[start].text in lexicon.units.symbols:
        start += 1
    upper = numeral(pieces, start, lexicon.numbers)
    if upper is None or upper.vague or not _fits(found, upper):
        return None
    if pieces.low(at) == "to" and _is_growth(pieces, found.first, lexicon):
        return None
    return upper


def _joins(pieces: Pieces, found: Numeral, at: int) -> bool:
    word = pieces.low(at)
    if word == "and":
        ages = pieces.words(found.first - 4, found.first) == "between the ages of"
        return ages or "between" in (pieces.low(found.first - 1), pieces.low(found.first - 2))
    if word in ("to", "or"):
        return True
    spaced = pieces[at].text in DASHES and not pieces.joined(at) and not pieces.joined(at + 1)
    return pieces.is_dash(at) or (spaced and pieces[at + 1].is_number)


def _fits(lower: Numeral, upper: Numeral) -> bool:
    """Whether the second can be the upper end: "52-48" is no range, "20-30 million" is."""
    if upper.value != upper.base:
        return lower.base < upper.base or lower.value < upper.value
    return lower.value < upper.value


def _is_growth(pieces: Pieces, first: int, lexicon: Lexicon) -> bool:
    """Whether "from 20 to 30" tells of a change."""
    if pieces.low(first - 1) != "from" and pieces.low(first - 2) != "from":
        return False
    cues = lexicon.words["growth_cues"]
    return any(pieces.low(at) in cues for at in range(first - _GROWTH_REACH, first))


def hedged(pieces: Pieces, plain: Amount, lexicon: Lexicon) -> Amount:
    """With the hedges that stand before it, and those right behind it."""
    made = plain
    for _ in range(_MOST_HEDGES):
        found = _before(pieces, made.first, lexicon.hedges)
        if found is None:
            break
        rule, first = found
        made = _with(made, rule, first, made.first)
        made = replace(made, first=first)
    if made.rule == "between" and pieces.low(made.first - 1) == "between":
        made = replace(made, first=made.first - 1)
    return hedged_behind(pieces, made, lexicon)


def hedged_behind(pieces: Pieces, plain: Amount, lexicon: Lexicon) -> Amount:
    """With a hedge that stands right behind it ("or more", "-plus", "or so")."""
    for width in (3, 2, 1):
        rule = lexicon.hedges.after.get(pieces.words(plain.last, plain.last + width))
        if rule is not None and not _is_word_of_next(pieces, plain.last, width, lexicon):
            last = plain.last + width
            return replace(_with(plain, rule, plain.last, last), last=last)
    return plain


def _is_word_of_next(pieces: Pieces, at: int, width: int, lexicon: Lexicon) -> bool:
    """ "14, at least 3": the hedge behind is the next number's; "3 plus 4" is a sum."""
    following = numeral(pieces, at + width, lexicon.numbers)
    return following is not None or (pieces.low(at) == "plus" and pieces.joined(at + 1))


def _before(pieces: Pieces, first: int, hedges: Hedges) -> tuple[str, int] | None:
    for width in range(_LONGEST_HEDGE, 0, -1):
        words = pieces.words(first - width, first)
        rule = hedges.before.get(words)
        if rule is not None and any(map(pieces.new_paragraph, range(first - width + 1, first + 1))):
            return None
        if rule is not None and not _says_where(pieces, first - width, words, hedges):
            return rule, first - width
    return None


def _says_where(pieces: Pieces, at: int, words: str, hedges: Hedges) -> bool:
    """Whether "over", "past", "under" is a preposition here: "the past 24 hours"."""
    if words not in hedges.prepositions:
        return False
    if pieces.new_line(at + 1):
        return True
    before = pieces.low(at - 1)
    if words == "past":
        return before in ("the", "these", "this", "half", "quarter") or pieces.tag(at - 1) == "CD"
    return words in ("under", "below") and pieces.low(at + 1) in ("one", "two", "three")


def is_while(pieces: Pieces, found: Amount, lexicon: Lexicon) -> bool:
    """Whether an amount of time's "over" says how long it went on, not that it was more."""
    if not found.hedges:
        return False
    first, last = found.hedges[-1]
    before = pieces.low(first - 1)
    return pieces.words(first, last) == "over" and before not in lexicon.words["before_over"]


def without_first_hedge(found: Amount) -> Amount:
    """The amount without its leftmost hedge, which is no hedge."""
    _, last = found.hedges[-1]
    rest = found.hedges[:-1]
    rule = found.rule if found.vague or len(found.stated) > 1 or rest else "exact"
    return replace(found, first=last, hedges=rest, rule=rule)


def _with(found: Amount, rule: str, first: int, last: int) -> Amount:
    """One hedge more. A range keeps its ends; an outer "at least" outweighs an inner "about"."""
    hedges = (*found.hedges, (first, last))
    if found.vague:
        opened = rule in ("up to", "fewer than")
        return replace(found, hedges=hedges, rule="open" if opened else found.rule)
    if found.rule in ("exact", "about"):
        return replace(found, hedges=hedges, rule=rule)
    return replace(found, hedges=hedges)
