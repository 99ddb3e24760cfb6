"""People who are counted without a number: "a policeman was wounded", "no one", "an eleventh
person", "a man and his two sons".

An article counts only where harm or arrest is done to the person in the clause, in a list of a
total's parts, or beside a counted group; else every "a spokesman" would be a quantity.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from spacy.tokens import Token

from according.model import QuantityKind
from according.reading.quantities.counted import Phrases
from according.reading.quantities.found import Found
from according.reading.quantities.lexicon import Lexicon
from according.reading.quantities.pieces import Pieces

_AFTER_HARM = 6
"""Tokens behind "no one" or "a policeman" within which the word of harm must come."""
_VERBS = ("VB", "VBD", "VBN", "VBG", "VBP", "VBZ")
_NO_OBJECT = frozenset(("IN", ".", ",", "CC", ":", ""))
"""Tags behind "killed" that show that it has no object: "a woman killed in her home"."""


@dataclass(frozen=True, slots=True)
class Persons:
    """The rules about people in one passage."""

    pieces: Pieces
    phrases: Phrases
    lexicon: Lexicon

    def nobody(self, at: int) -> Found | None:
        """ "no one was killed", "no casualties", "none of the passengers was hurt"."""
        low = self.pieces.low(at)
        if low == "nobody" or self.pieces.words(at, at + 2) == "no one":
            last = at + 1 if low == "nobody" else at + 2
            return self._none(at, last, None) if self._harm_follows(last) else None
        if low == "no":
            counted = self._nothing_counted(at)
            return self._none(at, at + 1, counted) if counted else None
        if low == "none":
            return self._none_of(at)
        return None

    def _none(self, first: int, last: int, counted: tuple[int, int] | None) -> Found:
        return Found(first, last, (Fraction(0),), "none", counted=counted)

    def _nothing_counted(self, at: int) -> tuple[int, int] | None:
        first = self.pieces.token_after(self.pieces[at].end)
        end = self.phrases.bare(first)
        doc = self.pieces.doc
        if end is None:
            harmed = first < len(doc) and doc[first].lower_ in self.lexicon.words["harm_nouns"]
            return (first, first + 1) if harmed else None
        head = doc[end - 1].lower_
        if head in self.lexicon.words["harm_nouns"]:
            return first, end
        people = head in self.lexicon.words["people"] and self._harm_follows_token(end)
        return (first, end) if people else None

    def _none_of(self, at: int) -> Found | None:
        first = self.pieces.token_after(self.pieces[at].end)
        counted = None
        if self.pieces.low(at + 1) == "of":
            counted = self.phrases.full(first + 1)
            first = counted[1] if counted else first
        if not self._harm_follows_token(first):
            return None
        return self._none(at, at + 1, counted)

    def _harm_follows(self, at: int) -> bool:
        return self._harm_follows_token(self.pieces.token(at))

    def _harm_follows_token(self, first: int) -> bool:
        for token in self.pieces.doc[first : first + _AFTER_HARM]:
            if token.lower_ in self.lexicon.words["harm"]:
                return True
            if token.tag_ not in (*_VERBS, "MD", "RB", "TO"):
                return False
        return False

    def next_one(self, at: int) -> Found | None:
        """ "an eleventh person died", "a second explosion": a total told by its last."""
        value = self.lexicon.numbers.ordinals.get(self.pieces.low(at + 1))
        if self.pieces.low(at) not in ("a", "an") or value is None:
            return None
        if self.pieces.is_dash(at + 2):
            return None
        first = self.pieces.token_after(self.pieces[at + 1].end)
        end = self.phrases.bare(first)
        if end is None or self.phrases.head_is_plural(end):
            return None
        skip = self.lexicon.words["ordinal_not"]
        if any(token.lower_ in skip for token in self.pieces.doc[first:end]):
            return None
        return Found(
            at, at + 2, (Fraction(value),), "ordinal", QuantityKind.ORDINAL, counted=(first, end)
        )

    def single(self, at: int, before: Found | None) -> Found | None:
        """An article that counts one person."""
        if self.pieces.low(at) not in ("a", "an"):
            return None
        counted = self.person(at + 1)
        if counted is None:
            return None
        token = self.pieces.doc[self.pieces.token(at)]
        told = (
            self.is_harmed(token, counted)
            or self._is_part(token.i)
            or self._is_beside(token.i, counted[1], before)
        )
        if not told:
            return None
        return Found(at, at + 1, (Fraction(1),), "one person", counted=counted)

    def person(self, at: int) -> tuple[int, int] | None:
        """The noun phrase of one person that begins at piece ``at``, as tokens."""
        first = self.pieces.token(at)
        end = self.phrases.bare(first)
        if end is None or first >= end or self.phrases.head_is_plural(end):
            return None
        return (first, end) if self._is_people(end) else None

    def is_harmed(self, token: Token, counted: tuple[int, int]) -> bool:
        """Whether the phrase that ``token`` opens is what a verb of harm is about."""
        doc, harm = self.pieces.doc, self.lexicon.words["harm"]
        before = doc[token.i - 1] if token.i else None
        opens = token.text[:1].isupper() and not self.pieces.all_capitals
        if before is not None and not opens and before.lower_ in harm and before.tag_ in _VERBS:
            return True
        if before is not None and before.lower_ == "of" and token.i > 1:
            return doc[token.i - 2].lower_ in self.lexicon.words["loss_heads"]
        return self._is_harmed_behind(counted[1])

    def _is_harmed_behind(self, end: int) -> bool:
        """Whether "was killed", "died", "killed in the raid" follow at token ``end``."""
        doc, at, words = self.pieces.doc, end, self.lexicon.words
        while at < len(doc) and doc[at].lower_ in words["auxiliaries"]:
            at += 1
        if at >= len(doc) or doc[at].lower_ not in words["harm"]:
            return False
        low = doc[at].lower_
        if low in words["dying"]:
            return True
        if at > end:
            # Lest "a man has killed" harms the man.
            passive = any(token.lower_ in words["passives"] for token in doc[end:at])
            return passive and not low.endswith("ing")
        following = doc[at + 1 : at + 3].text.lower()
        alone = not following or doc[at + 1].tag_ in _NO_OBJECT
        return doc[at].tag_ == "VBN" and alone and following != "at least"

    def _is_part(self, at: int) -> bool:
        """Whether "including", "among them" stands right before token ``at``."""
        doc, cues = self.pieces.doc, self.lexicon.words["part_cues"]
        before = [token.lower_ for token in doc[max(at - 2, 0) : at]]
        if before[-1:] and before[-1] in cues and before[-1] != "among":
            return True
        return before[:1] == ["among"] and before[-1] in ("them", "whom")

    def _is_beside(self, at: int, end: int, before: Found | None) -> bool:
        """Whether a counted group of people is joined to it on either side."""
        doc = self.pieces.doc
        if before is not None and before.counted is not None:
            between = doc[before.counted[1] : at].text
            if self._is_people(before.counted[1]) and between in ("and", ",", ", and"):
                return True
        after = doc[end : end + 2].text.split()
        joined = after[:1] == ["and"] and len(after) > 1
        return joined and self._is_counted_person(end + 1)

    def _is_people(self, end: int) -> bool:
        """Whether the phrase that ends at token ``end`` names people."""
        return self.pieces.doc[end - 1].lower_ in self.lexicon.words["people"]

    def _is_counted_person(self, at: int) -> bool:
        """Whether a number of people begins at token ``at``."""
        doc = self.pieces.doc
        low = doc[at].lower_
        possessive = doc[at].tag_ == "PRP$"
        if possessive:
            at, low = at + 1, doc[at + 1].lower_ if at + 1 < len(doc) else ""
        number = low in self.lexicon.numbers.units or low.isdecimal()
        if possessive and not number:
            return low in self.lexicon.words["family"]
        end = self.phrases.bare(at + 1) if number else None
        return end is not None and self._is_people(end)
