"""Units, currencies, percent and ages behind a number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from according.model import QuantityKind
from according.reading.quantities.amounts import Amount
from according.reading.quantities.lexicon import Lexicon
from according.reading.quantities.pieces import Pieces

_LONGEST = 3
"""Words of the longest name of a unit ("kilometres per hour")."""


@dataclass(frozen=True, slots=True)
class Unit:
    """What kind of quantity it is, of which unit, and the piece where the words end."""

    kind: QuantityKind
    name: str
    last: int


def unit_after(pieces: Pieces, found: Amount, lexicon: Lexicon) -> Unit | None:
    """The unit of an amount, if it has one."""
    if found.symbol is not None:
        return Unit(QuantityKind.MONEY, found.symbol, found.last)
    at = found.last + 1 if pieces.is_dash(found.last) else found.last
    return (
        _percent(pieces, at, lexicon)
        or _money(pieces, at, lexicon)
        or _measure(pieces, at, lexicon)
        or _measure_of_many(pieces, found, lexicon)
        or _age(pieces, found, lexicon)
    )


def _percent(pieces: Pieces, at: int, lexicon: Lexicon) -> Unit | None:
    named = _longest(pieces, at, lexicon.units.percents)
    return Unit(QuantityKind.PERCENT, *named) if named else None


def _money(pieces: Pieces, at: int, lexicon: Lexicon) -> Unit | None:
    """ "40 million euros", "5,000 Sarovian pounds", "millions of taxpayer dollars"."""
    start = at + 1 if pieces.low(at) == "of" else at
    named = _longest(pieces, start, lexicon.units.currencies)
    if named is not None:
        return Unit(QuantityKind.MONEY, *named)
    adjective = pieces.capital(start) or pieces.low(start) in ("taxpayer", "taxpayers", "public")
    if not adjective or not pieces[start].is_word:
        return None
    named = _longest(pieces, start + 1, {**lexicon.units.currencies, **lexicon.units.homonyms})
    if named is None:
        return None
    return Unit(QuantityKind.MONEY, *named)


def _measure(pieces: Pieces, at: int, lexicon: Lexicon) -> Unit | None:
    named = _longest(pieces, at, lexicon.units.measures)
    if named is None:
        return _magnitude(pieces, at)
    if _is_ordinary(pieces, at, named[1]):
        return None
    name, last = named
    if name in lexicon.units.time:
        last = _after_old(pieces, last)
    return Unit(QuantityKind.MEASURE, name, last)


def _magnitude(pieces: Pieces, at: int) -> Unit | None:
    """ "a magnitude 6.3 quake", "a magnitude of 7.1"; ``at`` is behind the number."""
    before = at - 3 if pieces.low(at - 2) == "of" else at - 2
    if pieces.low(before) != "magnitude" or not pieces[at - 1].is_number:
        return None
    return Unit(QuantityKind.MEASURE, "magnitude", at)


def _after_old(pieces: Pieces, last: int) -> int:
    """Past "old" in "28-year-old", "12 years old"; past "of age"."""
    old = last + 1 if pieces.is_dash(last) else last
    if pieces.low(old) in ("old", "olds"):
        return old + 1
    return last + 2 if pieces.words(last, last + 2) == "of age" else last


def _is_ordinary(pieces: Pieces, at: int, last: int) -> bool:
    """Words that are a unit only sometimes: a barrel that is a bomb, a single "second", a name
    as in "Forty Minutes"."""
    if pieces.low(at) == "barrel" and pieces.low(last) in ("bomb", "bombs", "bombing", "bombings"):
        return True
    if pieces.low(at) == "second" and not pieces.is_dash(at - 1):
        return True
    named = pieces.capital(at) and pieces[at - 1].text[:1].islower()
    return named and not pieces.capital(last)


def _measure_of_many(pieces: Pieces, found: Amount, lexicon: Lexicon) -> Unit | None:
    """ "thousands of tonnes of grain"."""
    if not found.vague or pieces.low(found.last) != "of":
        return None
    named = _longest(pieces, found.last + 1, lexicon.units.measures)
    return Unit(QuantityKind.MEASURE, *named) if named else None


_MOST_YEARS = 120


_OF_OTHERS = frozenset(
    ("crew", "family", "father", "grandfather", "grandmother", "member", "mother", "parent")
) | frozenset(("personnel", "staff"))
"""Words for people where "of three" counts others: who they are, or whose parent somebody is."""


def _age(pieces: Pieces, found: Amount, lexicon: Lexicon) -> Unit | None:
    """ "aged 12", "at the age of 15", "a girl of nine", "a student of 19,", "Vance, 48,"."""
    before = pieces.low(found.first - 1)
    year = Unit(QuantityKind.MEASURE, "year", found.last)
    if max(found.stated) > _MOST_YEARS or found.vague:
        return None
    if before in ("aged", "age") or pieces.words(found.first - 2, found.first) in (
        "age of", "ages of", "ages between", "aged between"
    ):  # fmt: skip
        return year
    of_person = pieces.low(found.first - 2) in ("who", "he", "she")
    if before in ("is", "was", "turned") and of_person and not found.hedges:
        return year if pieces[found.last].text in (",", ".", "") else None
    if before == "of" and pieces.low(found.first - 2) in ("boy", "girl", "man", "woman", "child"):
        return year
    return year if _of_one(pieces, found, lexicon) or _set_off_after_name(pieces, found) else None


def _of_one(pieces: Pieces, found: Amount, lexicon: Lexicon) -> bool:
    """ "A student of 19," is one person; nothing is counted behind the number."""
    who = pieces.low(found.first - 2)
    return (
        pieces.low(found.first - 1) == "of"
        and pieces.low(found.first - 3) in ("a", "an", "another")
        and who in lexicon.words["people"] - _OF_OTHERS
        and pieces.low(found.last) in (",", ".", ";", ")", "")
    )


def _set_off_after_name(pieces: Pieces, found: Amount) -> bool:
    """Digits between commas, or in brackets, behind a capitalised name that is no month."""
    if not found.digits or found.hedges or found.rule != "exact" or found.stated[0] < 1:
        return False
    opening, closing = pieces.low(found.first - 1), pieces.low(found.last)
    enclosed = (opening == "," and closing in (",", ".", ";")) or (
        opening == "(" and closing == ")"
    )
    name = found.first - 2
    return enclosed and pieces.capital(name) and pieces.tag(name) in ("NNP", "NNPS")


def _longest(pieces: Pieces, at: int, names: Mapping[str, str]) -> tuple[str, int] | None:
    """The longest of ``names`` that begins at ``at``: the unit's name and where it ends."""
    for width in range(_LONGEST, 0, -1):
        name = names.get(pieces.words(at, at + width))
        if name is not None:
            return name, at + width
    return None
