"""What is counted: the noun phrase behind a number.

It goes by the tags first and asks the parse only where one noun stands behind another: in
crawled text, where full stops and commas are lost, the tags hold up better than the trees.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from spacy.tokens import Doc, Token

_NOUNS = frozenset(("NN", "NNS", "NNP", "NNPS"))
_BEFORE_NOUN = frozenset(("JJ", "JJR", "JJS", "VBN", "VBG", "VBD", "CD", "AFX", "FW", "``", "''"))
_PLURAL = frozenset(("NNS", "NNPS"))
_QUOTES = frozenset("\"”’'»")
_LONGEST = 14
"""Tokens of a noun phrase at most: more is damaged text, and a bound on the work."""
_DEPTH = 3
"""How many "of" phrases may hang on one another."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """Finds noun phrases in a parsed passage. ``words`` are the lexicon's lists."""

    doc: Doc
    words: Mapping[str, frozenset[str]]
    all_capitals: bool = False
    """Whether the text is written in capitals alone, as wires once were."""

    def counted(self, at: int) -> tuple[int, int] | None:
        """What a number that ends before token ``at`` counts, as (first, last) tokens."""
        start = at = self._past_space(at)
        while at < len(self.doc) and self.doc[at].lower_ in self.words["additive"]:
            at += 1
        if self._is(at, "of"):
            return self.full(at + 1)
        if self._harm_head(at):
            return (at, at + 1) if at == start else None
        end = self.bare(at)
        if end is None:
            return (at, at + 1) if self._is_nationality(at) else None
        if self._is_agency(at, end):
            return None
        return at, self._with_of(self._with_joined(at, end))

    def _is_nationality(self, at: int) -> bool:
        """ "one German, two Greeks": a capitalised adjective that no noun follows."""
        if at >= len(self.doc) or self.all_capitals:
            return False
        return self.doc[at].tag_ == "JJ" and self.doc[at].text[:1].isupper()

    def _is_agency(self, at: int, end: int) -> bool:
        """ "kills 12 NGO AFP Friday": the credit of a headline that runs into the text."""
        acronyms = all(token.text.isupper() and len(token) > 1 for token in self.doc[at:end])
        return acronyms and not self.all_capitals

    def full(self, at: int, depth: int = 0) -> tuple[int, int] | None:
        """A noun phrase with its article, numbers and "of" phrases: what "of" goes with."""
        start = at = self._past_space(at)
        if at >= len(self.doc):
            return None
        if self._is_pronoun(at):
            return at, at + 1
        while at < len(self.doc) and (
            self.doc[at].lower_ in self.words["determiners"] or self.doc[at].tag_ == "CD"
        ):
            at += 1
        if at > start and self._harm_head(at):
            return start, at + 1
        end = self.bare(at)
        if end is not None:
            joined = self._with_joined(at, end)
            return start, self._with_of(joined, depth + 1)
        if at > start and at < len(self.doc) and self.doc[at].tag_ in ("JJ", "VBN", "VBD", "NN"):
            return start, at + 1
        return None

    def _is_pronoun(self, at: int) -> bool:
        """ "them", "whom", and "these" where no noun follows; "US" is a country."""
        low = self.doc[at].lower_
        if low not in self.words["partitive_pronouns"] or self.doc[at].text == "US":
            return False
        return low not in self.words["determiners"] or self.bare(at + 1) is None

    def bare(self, at: int) -> int | None:
        """The end of a noun phrase without article that begins at token ``at``, or None."""
        last = owner = None
        limit = min(at + _LONGEST, len(self.doc))
        while at < limit:
            token = self.doc[at]
            if token.is_space and self._is_gap(at):
                at += 1
                continue
            if token.tag_ == "POS" and last is not None and self._is_harm(at + 1):
                return at + 2  # "the village's wounded"
            if self._stops(token, last):
                break
            if token.tag_ in _NOUNS:
                if last is not None and not self._goes_on(last, token):
                    break
                last = at
            elif not self._leads_to_noun(token, last):
                break
            elif token.tag_ == "POS":
                last, owner = None, last
            at += 1
        last = owner if last is None else last
        return None if last is None else last + 1

    def head_is_plural(self, end: int) -> bool:
        """Whether the phrase that ends at token ``end`` is a plural."""
        head = self.doc[end - 1]
        return head.tag_ in _PLURAL or head.lower_ in self.words["plural_people"]

    def _stops(self, token: Token, last: int | None) -> bool:
        low = token.lower_
        if last is not None and (low in self.words["harm_heads"] or low in self.words["harm"]):
            return not self._is_compound(token, last)
        return (
            token.is_space
            or (token.tag_ == "VBD" and token.dep_ != "amod" and low not in self.words["harm"])
            or low in self.words["weekdays"]
            or (low in self.words["months"] and token.text[:1].isupper())
            or low in self.words["time_words"]
        )

    def _is_compound(self, token: Token, last: int) -> bool:
        """ "two rebel-held villages", "two bullet wounds": part of the phrase all the same."""
        before = self.doc[last]
        if token.tag_ in _NOUNS and before.dep_ == "compound" and before.head.i == token.i:
            return token.lower_ not in self.words["harm_heads"]
        return self.doc[last + 1].text == "-" and token.i == last + 2

    def _goes_on(self, last: int, token: Token) -> bool:
        """Whether the noun ``token`` belongs to the phrase whose last noun so far is ``last``."""
        before = self.doc[last]
        if any(not between.is_space for between in self.doc[last + 1 : token.i]):
            return True  # over "'s", a hyphen or an adjective that was seen to lead here
        if before.lower_ == "others":
            return False
        if before.text[:1].islower() and token.text[:1].isupper():
            inside = before.tag_ == "NN" and before.dep_ in ("compound", "amod", "nmod")
            return inside and before.head.i >= token.i  # "state TV hosts"
        people = self.words["people"]
        if before.lower_ in people and self.head_is_plural(last + 1):
            return token.lower_ in people and before.head.i >= token.i
        if before.tag_ in _PLURAL or before.lower_ in people:
            inside = before.dep_ in ("compound", "amod", "nmod", "poss") and before.head.i > last
            return inside and before.head.i >= token.i
        return True

    def _leads_to_noun(self, token: Token, last: int | None) -> bool:
        """Whether an adjective, hyphen or "'s" stands inside a phrase that goes on behind it."""
        if token.tag_ == "POS" or (token.text in "'’" and last is not None):
            return last is not None and self._noun_near(token.i + 1)
        if token.text in "-‐‑–":
            return self._glued(token.i)
        if last is not None and not self._glued(token.i - 1):
            inside = token.tag_ in ("JJ", "NNP") and token.dep_ in ("amod", "compound")
            plural = self.doc[last].tag_ in _PLURAL
            return inside and not plural and token.head.i > token.i and self._noun_near(token.i + 1)
        if token.tag_ == "RB" and last is None and token.dep_ == "advmod":
            return token.head.tag_ in _BEFORE_NOUN and self._noun_near(token.i + 1)
        if token.tag_ in ("RB", "IN", "RP", "VB", "VBP", "TO") and self._glued(token.i + 1):
            return True
        if token.tag_ in ("RB", "IN", "RP", "VB", "VBP") and self._glued(token.i - 1):
            return True
        return token.tag_ in _BEFORE_NOUN and self._noun_near(token.i + 1)

    def _noun_near(self, at: int) -> bool:
        """Whether a noun comes within three tokens that may stand before one."""
        for token in self.doc[at : at + 4]:
            if token.tag_ in _NOUNS:
                return True
            if token.tag_ not in _BEFORE_NOUN and token.text != "-" and not token.is_space:
                return False
        return False

    def _glued(self, at: int) -> bool:
        """A hyphen with no space on either side."""
        if not 0 < at < len(self.doc) - 1 or self.doc[at].text not in "-‐‑–":
            return False
        return not self.doc[at - 1].whitespace_ and not self.doc[at].whitespace_

    def _harm_head(self, at: int) -> bool:
        """ "58 injured", "54 Killed in Marbat": a word of harm with no noun of its own."""
        if not self._is_harm(at):
            return False
        following = self.doc[at + 1] if at + 1 < len(self.doc) else None
        if following is None or following.tag_ not in (_NOUNS | {"JJ"}) or following.is_space:
            return True
        headline = self.doc[at].text[:1].isupper() and not self.all_capitals
        if self._stops(following, None) or headline:
            return True
        return not self._is_person(at + 1) and self.doc[at].lower_ != "missing"

    def _is_harm(self, at: int) -> bool:
        return at < len(self.doc) and self.doc[at].lower_ in self.words["harm_heads"]

    def _is_person(self, at: int) -> bool:
        """Whether a person, or a name, is the head of the phrase at token ``at``."""
        end = self.bare(at)
        if end is None:
            return False
        head = self.doc[end - 1]
        return head.lower_ in self.words["people"] or head.tag_ in ("NNP", "NNPS")

    def _with_joined(self, at: int, end: int) -> int:
        """ "women and children": a plural joined without article or number."""
        joint = self._past_space(end)
        if not (self._is(joint, "and") or self._is(joint, "or")) or not self.head_is_plural(end):
            return end
        start = self._past_space(joint + 1)
        second = self.bare(start)
        if second is None or self._is_number(start) or not self.head_is_plural(second):
            return end
        head = self.doc[second - 1]
        return second if head.dep_ == "conj" and at <= head.head.i < end else end

    def _is_number(self, at: int) -> bool:
        return self.doc[at].tag_ == "CD" or self.doc[at].lower_ in self.words["quantifiers"]

    def _with_of(self, end: int, depth: int = 0) -> int:
        of = self._past_space(end)
        if depth >= _DEPTH or not self._is(of, "of"):
            return end
        inner = self.full(of + 1, depth)
        return end if inner is None else inner[1]

    def _past_space(self, at: int) -> int:
        """Past white space within a sentence, and past a closing quotation mark."""
        while at < len(self.doc) and (
            self._is_gap(at) if self.doc[at].is_space else self.doc[at].text in _QUOTES
        ):
            at += 1
        return at

    def _is_gap(self, at: int) -> bool:
        """Whether white space parts no lines, or is a line break that only wraps the text: what
        follows goes on in small letters, or all is in capitals."""
        breaks = self.doc[at].text.count("\n")
        if breaks != 1 or at + 1 >= len(self.doc):
            return breaks == 0
        return self.all_capitals or self.doc[at + 1].text[:1].islower()

    def _is(self, at: int, word: str) -> bool:
        return at < len(self.doc) and self.doc[at].lower_ == word
