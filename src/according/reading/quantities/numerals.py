"""Number words and digits to values: "half a million", "2-1/2", "3.2m", "tens of thousands"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from according.reading.quantities.lexicon import Numbers
from according.reading.quantities.pieces import Pieces

_MAX_DIGITS = 15
"""More digits than that are no count of anything (a key, an account, a hostile string)."""

_MONEY_SIGNS = frozenset("$€£¥₹₽₺₪")
_DOZEN = 12
_GROUP = 1000
"""From here on a scale word closes a group of a cardinal: "two hundred thousand"."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number that pieces ``first`` to ``last`` (exclusive) spell.

    ``vague`` is the convention's word where there is no number ("dozens"); ``value`` is then
    what it is multiplied by (1,000 in "tens of thousands"). ``base`` is the value without the
    scale words behind digits, by which "20-30 million" is seen to be 20 million to 30 million.
    """

    first: int
    last: int
    value: Fraction
    vague: str = ""
    base: Fraction = Fraction(0)
    digits: bool = False


def numeral(pieces: Pieces, at: int, numbers: Numbers) -> Numeral | None:
    """The longest numeral that begins at piece ``at``, or None."""
    piece = pieces[at]
    if piece.is_number or piece.text in numbers.glyphs:
        return _digits(pieces, at, numbers)
    if not piece.is_word:
        return None
    return (
        _part_of_scale(pieces, at, numbers)
        or _group(pieces, at, numbers)
        or _vague(pieces, at, numbers)
        or _plural(pieces, at, numbers)
        or _cardinal(pieces, at, numbers)
    )


def _digits(pieces: Pieces, at: int, numbers: Numbers) -> Numeral | None:
    value, last = _mixed(pieces, at, numbers)
    if value is None:
        return None
    base = value
    suffix = pieces.low(last)
    if pieces.joined(last) and suffix in numbers.suffixes and _is_scale(pieces, last):
        return Numeral(at, last + 1, value * numbers.suffixes[suffix], base=base, digits=True)
    scale_at = last + 1 if pieces.is_dash(last) else last
    scale = numbers.scales.get(pieces.low(scale_at))
    if scale is not None:
        return Numeral(at, scale_at + 1, value * scale, base=base, digits=True)
    return Numeral(at, last, value, base=base, digits=True)


def _mixed(pieces: Pieces, at: int, numbers: Numbers) -> tuple[Fraction | None, int]:
    """ "2-1/2", "2 1/2", "2½", "½" or plain digits."""
    if pieces[at].text in numbers.glyphs:
        return numbers.glyphs[pieces[at].text], at + 1
    whole = digits_value(pieces[at].text)
    if whole is None:
        return None, at
    if pieces.joined(at + 1) and pieces[at + 1].text in numbers.glyphs:
        return whole + numbers.glyphs[pieces[at + 1].text], at + 2
    start = at + 2 if pieces.is_dash(at + 1) else at + 1
    part = _written_fraction(pieces, start)
    return (whole + part, start + 3) if part is not None else (whole, at + 1)


def _written_fraction(pieces: Pieces, at: int) -> Fraction | None:
    """ "1/2" and its like; other pairs with a stroke are dates and names."""
    upper, lower = pieces[at].text, pieces[at + 2].text
    if pieces[at + 1].text != "/" or not (pieces.joined(at + 1) and pieces.joined(at + 2)):
        return None
    usual = upper in ("1", "2", "3") and lower in ("2", "3", "4") and upper < lower
    return Fraction(int(upper), int(lower)) if usual else None


def digits_value(text: str) -> Fraction | None:
    """The value of digits with marks between groups of three; None where they are too many."""
    plain = "".join(mark for mark in text if mark == "." or mark.isdecimal())
    if not plain or len(plain) > _MAX_DIGITS:
        return None
    return Fraction(plain)


def _is_scale(pieces: Pieces, at: int) -> bool:
    """Whether "m", "b" is million, billion: "m" is a metre unless money or people say so."""
    if pieces.low(at) not in ("m", "b"):
        return True
    if pieces[at - 2].text in _MONEY_SIGNS:
        return True
    after = pieces[at + 1]
    return after.is_word and after.low.endswith(("s", "people", "men", "women", "children"))


def _cardinal(pieces: Pieces, at: int, numbers: Numbers) -> Numeral | None:
    """ "twenty-one", "a hundred and five", "three hundred thousand", "two dozen"."""
    total, limit, start = Fraction(0), None, at
    base = Fraction(0)
    while True:
        group, last = _hundreds(pieces, at, numbers)
        if last == at:
            break
        base = base or group
        scale_at = last + 1 if pieces.is_dash(last) else last
        scale = numbers.scales.get(pieces.low(scale_at), 0)
        if scale == _DOZEN and limit is None:
            return Numeral(start, scale_at + 1, group * scale, base=base)
        if scale < _GROUP or (limit is not None and scale >= limit):
            if pieces.low(start) == "a" and last == start + 1:
                return None
            return Numeral(start, last, total + group, base=base)
        total, limit, end = total + group * scale, scale, scale_at + 1
        at = end + 1 if pieces.low(end) == "and" else end
        if pieces.low(at) == "a" or _hundreds(pieces, at, numbers)[1] == at:
            return Numeral(start, end, total, base=base)
    return None


def _hundreds(pieces: Pieces, at: int, numbers: Numbers) -> tuple[Fraction, int]:
    """A number below ten thousand by its words: "a", "five", "twelve hundred and six"."""
    if pieces.low(at) == "a" and pieces.low(at + 1) in numbers.scales:
        value, last = Fraction(1), at + 1
    else:
        value, last = _below_hundred(pieces, at, numbers)
        if last == at:
            return value, at
        value, last = _and_part(pieces, last, value)
    hundred_at = last + 1 if pieces.is_dash(last) else last
    if pieces.low(hundred_at) != "hundred":
        return value, last
    value, last = value * 100, hundred_at + 1
    start = last + 1 if pieces.low(last) == "and" else last
    more, end = _below_hundred(pieces, start, numbers)
    return (value + more, end) if more else (value, last)


def _below_hundred(pieces: Pieces, at: int, numbers: Numbers) -> tuple[Fraction, int]:
    low = pieces.low(at)
    if low in numbers.units:
        return Fraction(numbers.units[low]), at + 1
    if low not in numbers.tens:
        return Fraction(0), at
    value, last = numbers.tens[low], at + 1
    unit_at = last + 1 if pieces.is_dash(last) else last
    unit = numbers.units.get(pieces.low(unit_at), 0)
    if 1 <= unit <= 9:
        return Fraction(value + unit), unit_at + 1
    return Fraction(value), last


def _and_part(pieces: Pieces, at: int, value: Fraction) -> tuple[Fraction, int]:
    """ "two and a half"."""
    if pieces.words(at, at + 3) == "and a half":
        return value + Fraction(1, 2), at + 3
    if pieces.words(at, at + 6) == "- and - a - half":
        return value + Fraction(1, 2), at + 6
    if pieces.words(at, at + 3) == "and a quarter":
        return value + Fraction(1, 4), at + 3
    return value, at


def _part_of_scale(pieces: Pieces, at: int, numbers: Numbers) -> Numeral | None:
    """ "half a million", "half a dozen", "three quarters of a million"."""
    half = at + 1 if pieces.low(at) == "a" else at
    if pieces.low(half) == "half":
        scale_at = half + 2 if pieces.is_dash(half + 1) else half + 1
        scale = numbers.scales.get(pieces.low(scale_at))
        if scale is not None:  # "a half-dozen"
            return Numeral(at, scale_at + 1, Fraction(scale, 2))
    part, last = fraction(pieces, at, numbers)
    if part is None:
        return None
    if pieces.low(last) == "of":
        last += 1
    if pieces.low(last) != "a" or pieces.low(last + 1) not in numbers.scales:
        return None
    return Numeral(at, last + 2, part * numbers.scales[pieces.low(last + 1)])


def fraction(pieces: Pieces, at: int, numbers: Numbers) -> tuple[Fraction | None, int]:
    """ "half", "a third", "two-thirds", and where it ends; None where there is no fraction."""
    low = pieces.low(at)
    if low == "half":
        return Fraction(1, 2), at + 1
    many = 1 if low in ("a", "one") else numbers.units.get(low, 0)
    name_at = at + 2 if pieces.is_dash(at + 1) else at + 1
    parts = numbers.fractions.get(pieces.low(name_at))
    if parts is None or not 1 <= many < parts or (many > 1) != pieces.low(name_at).endswith("s"):
        return None, at
    return Fraction(many, parts), name_at + 1


def _group(pieces: Pieces, at: int, numbers: Numbers) -> Numeral | None:
    """ "a pair of"."""
    many = numbers.groups.get(pieces.low(at + 1))
    if pieces.low(at) != "a" or many is None or pieces.low(at + 2) != "of":
        return None
    return Numeral(at, at + 2, Fraction(many))


_BEFORE_FEW = frozenset(("last", "past", "next", "first", "these", "those"))


def _vague(pieces: Pieces, at: int, numbers: Numbers) -> Numeral | None:
    """ "several", "a few", "a couple of", and with a scale: "several hundred"."""
    start = at
    if pieces.low(at) == "a":
        at += 1
    name = numbers.vague.get(pieces.low(at))
    with_article = at > start
    if name is None or (with_article and name == "several"):
        return None
    if not with_article and name != "several" and pieces.low(at - 1) not in _BEFORE_FEW:
        return None
    last = at + 1
    over = last + 1 if pieces.low(last) == "of" else last
    scale = numbers.scales.get(pieces.low(over))
    if scale is not None:
        return Numeral(start, over + 1, Fraction(scale), vague=name)
    if name == "a couple" and over == last:
        return None  # two people who are married
    return Numeral(start, last, Fraction(1), vague=name)


def _plural(pieces: Pieces, at: int, numbers: Numbers) -> Numeral | None:
    """ "dozens", "tens of thousands"; "scores" only where they are no points of a game."""
    name = numbers.plurals.get(pieces.low(at))
    if name is None:
        return None
    made = Numeral(at, at + 1, Fraction(1), vague=name)
    over = pieces.low(at + 2)
    if pieces.low(at + 1) == "of" and over in numbers.plurals and over[:-1] in numbers.scales:
        made = replace(made, last=at + 3, value=Fraction(numbers.scales[over[:-1]]))
    elif pieces.low(at + 1) == "and" and over == pieces.low(at):
        made = replace(made, last=at + 3)
    if name == "scores" and pieces.tag(at - 1) in ("DT", "JJ", "PRP$", "POS"):
        return None  # points of a game or an examination
    return made
