"""One passage gone through from left to right: which words are a quantity, and of what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from spacy.tokens import Doc

from according.model import QuantityKind
from according.reading.quantities.amounts import (
    Amount,
    amount,
    hedged,
    hedged_behind,
    is_while,
    without_first_hedge,
)
from according.reading.quantities.context import is_name_or_date, is_no_quantity, is_some_day
from according.reading.quantities.counted import Phrases
from according.reading.quantities.found import Found
from according.reading.quantities.households import household
from according.reading.quantities.lexicon import Lexicon
from according.reading.quantities.numerals import numeral
from according.reading.quantities.people import Persons
from according.reading.quantities.pieces import Pieces
from according.reading.quantities.shares import share
from according.reading.quantities.units import Unit, unit_after


class Scan:
    """One passage while it is gone through from left to right."""

    def __init__(self, doc: Doc, lexicon: Lexicon) -> None:
        self.pieces = Pieces(doc)
        self._lexicon = lexicon
        self._phrases = Phrases(doc, lexicon.words, self.pieces.all_capitals)
        self._persons = Persons(self.pieces, self._phrases, lexicon)

    def all(self) -> list[Found]:
        """What is found, in the order of the text; a total stands before its parts."""
        simple = list(self._simple())
        by_token = {self.pieces.token(each.first): each for each in simple}
        made = []
        for each in simple:
            total = household(self._persons, each, by_token)
            if total is not None:
                made.append(total)
            made.append(each)
        return made

    def _simple(self) -> Iterator[Found]:
        at, before = 0, None
        while at < len(self.pieces):
            found, at = self._at(at, before)
            if found is not None:
                before = found
                yield found

    def _at(self, at: int, before: Found | None) -> tuple[Found | None, int]:
        """What begins at piece ``at``, and the piece to go on from."""
        piece = self.pieces[at]
        opens = piece.low in self._lexicon.openers or piece.text in self._lexicon.numbers.glyphs
        if not (opens or piece.is_number):
            return None, at + 1
        found = (
            self._persons.nobody(at)
            or self._multiple(at)
            or self._share(at)
            or self._single_unit(at)
        )
        if found is None:
            found, last = self._number(at)
            if last > at:
                return found, last
            found = self._persons.next_one(at) or self._persons.single(at, before)
        return found, found.last if found else at + 1

    def _number(self, at: int) -> tuple[Found | None, int]:
        """A number, and where it ends; None with its end where it is no quantity."""
        spelled = numeral(self.pieces, at, self._lexicon.numbers)
        if spelled is None:
            return None, at
        bare = amount(self.pieces, spelled, self._lexicon)
        whole = hedged(self.pieces, bare, self._lexicon)
        unit = unit_after(self.pieces, whole, self._lexicon)
        if unit is not None:
            return self._with_unit(whole, unit)
        whole = self._strong(whole)
        none = is_no_quantity(self.pieces, whole, self._lexicon)
        if none and not self._harmed_one(whole):
            return None, whole.last
        return self._made(whole, QuantityKind.COUNT, None), whole.last

    def _with_unit(self, found: Amount, unit: Unit) -> tuple[Found | None, int]:
        """A measure, an amount of money or a percentage, and where it ends."""
        pieces, lexicon = self.pieces, self._lexicon
        if is_name_or_date(pieces, found, lexicon) or is_some_day(pieces, found, unit.last):
            return None, unit.last
        if unit.name in lexicon.units.time and is_while(pieces, found, lexicon):
            found = without_first_hedge(found)
        whole = hedged_behind(pieces, replace(found, last=unit.last), lexicon)
        return self._made(whole, unit.kind, unit.name), whole.last

    def _strong(self, found: Amount) -> Amount:
        """ "3,000-strong"; the hyphen may be lost."""
        at = found.last + 1 if self.pieces.is_dash(found.last) else found.last
        return replace(found, last=at + 1) if self.pieces.low(at) == "strong" else found

    def _harmed_one(self, found: Amount) -> bool:
        """ "one of the attackers was killed"."""
        words = self.pieces.words(found.first, found.last + 1)
        if words != "one of":
            return False
        token = self.pieces.doc[self.pieces.token(found.first)]
        counted = self._phrases.full(token.i + 2)
        return counted is not None and self._persons.is_harmed(token, counted)

    def _made(self, found: Amount, kind: QuantityKind, unit: str | None) -> Found:
        return Found(
            found.first, found.last, found.stated, found.rule, kind, unit, found.hedges,
            self._counted(found.last, kind),
        )  # fmt: skip

    def _counted(self, last: int, kind: QuantityKind) -> tuple[int, int] | None:
        """What is counted, measured or shared, as tokens."""
        if kind is QuantityKind.COUNT:
            at = last + 1 if self.pieces.is_dash(last) else last
            if at > last:
                token = self.pieces.token(at)
                return token, token + 1
            return self._phrases.counted(self.pieces.token_after(self.pieces[last - 1].end))
        if self.pieces.low(last) == "of":
            return self._phrases.full(self.pieces.token(last) + 1)
        if kind is QuantityKind.MONEY and self.pieces.low(last) == "in":
            return self._in_what(last)
        return None

    def _in_what(self, last: int) -> tuple[int, int] | None:
        """ "£2.5m in back pay", and not "in March" or "in all"."""
        start = self.pieces.token(last) + 1
        end = self._phrases.bare(start)
        doc = self.pieces.doc
        if end is None or doc[start].text[:1].isupper():
            return None
        return None if doc[start].lower_ in self._lexicon.words["not_measured"] else (start, end)

    def _share(self, at: int) -> Found | None:
        told = share(self.pieces, at, self._lexicon)
        if told is None:
            return None
        bare = Amount(told.first, told.last, told.stated, told.rule, told.first)
        whole = hedged(self.pieces, bare, self._lexicon)
        kind = QuantityKind.MEASURE if told.unit else QuantityKind.PERCENT
        counted = self._counted(told.last, kind)
        if kind is QuantityKind.PERCENT and counted is None:
            counted = self._whole_of(told.last)
        return Found(
            whole.first, whole.last, whole.stated, whole.rule, kind, told.unit or "percent",
            whole.hedges, counted,
        )  # fmt: skip

    def _whole_of(self, last: int) -> tuple[int, int] | None:
        """ "half the town", "one in five children"; "a three-quarters majority" is of nothing."""
        start = self.pieces.token_after(self.pieces[last - 1].end)
        determined = self.pieces.low(last) in self._lexicon.words["determiners"]
        if determined:
            return self._phrases.full(start)
        end = self._phrases.bare(start)
        plural = end is not None and self._phrases.head_is_plural(end)
        return self._phrases.counted(start) if plural else None

    def _single_unit(self, at: int) -> Found | None:
        """ "more than a year", "an hour and a half": an article that counts its unit."""
        pieces = self.pieces
        unit = self._lexicon.units.measures.get(pieces.low(at + 1))
        if unit is None or pieces.low(at) not in ("a", "an", "one"):
            return None
        parts = {"half": Fraction(3, 2), "quarter": Fraction(5, 4)}
        value = parts.get(pieces.low(at + 4), Fraction(1))
        with_part = value > 1 and pieces.words(at + 2, at + 4) == "and a"
        last = at + 5 if with_part else at + 2
        stated = (value,) if with_part else (Fraction(1),)
        bare = Amount(at, last, stated, "exact", at)
        whole = hedged(pieces, bare, self._lexicon)
        if not with_part and (not whole.hedges or is_while(pieces, whole, self._lexicon)):
            return None
        counted = self._counted(last, QuantityKind.MEASURE)
        return Found(
            whole.first, whole.last, whole.stated, whole.rule, QuantityKind.MEASURE, unit,
            whole.hedges, counted,
        )  # fmt: skip

    def _multiple(self, at: int) -> Found | None:
        """ "twice as many", "three times as many": of what, the words do not say."""
        if self.pieces.low(at) == "twice":
            stated, last = (Fraction(2),), at + 1
        elif self.pieces.low(at + 1) == "times":
            spelled = numeral(self.pieces, at, self._lexicon.numbers)
            if spelled is None or spelled.last != at + 1 or spelled.vague:
                return None
            stated, last = (spelled.value,), at + 2
        else:
            return None
        if self.pieces.words(last, last + 2) not in ("as many", "as much"):
            return None
        counted = self._phrases.counted(self.pieces.token(last + 1) + 1)
        return Found(at, last + 2, stated, "multiple", counted=counted)
