"""Words, numbers and marks with their places: what the rules of quantities look at.

The pipeline's tokens do not serve: it cuts "10k" and "2.5m" now so, now so. Its tags are looked
up by place.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from spacy.attrs import LENGTH, SPACY
from spacy.tokens import Doc

_PIECE = re.compile(
    r"(?P<number>\d{1,3}(?:[,\u00a0\u2009\u202f]\d{3}){1,5}(?!\d)(?:\.\d{1,9})?"
    r"|\d++(?:\.\d{1,9}(?!\d))?)"
    r"|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)?)"
    r"|(?P<mark>[^\w\s]|_)"
)
"""Groups of three and decimals are bounded, so that no run of digits is gone through twice."""

DASHES = frozenset("-‐‑–")
"""Marks that may stand within a range or a compound; the long dash parts clauses."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A number, word or mark; ``start`` and ``end`` count from the start of the passage."""

    start: int
    end: int
    text: str
    low: str
    is_number: bool
    is_word: bool


_NONE = Piece(-1, -1, "", "", False, False)


class Pieces:
    """The pieces of a passage. Asked for one before the first or after the last, they give one
    that is no word, so that rules need not look where the text ends."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = doc.text  # spaCy puts it together anew each time it is asked
        self.all_capitals = self.text.isupper()
        self._all = _cut(self.text)
        self._starts = _starts(doc)

    def __len__(self) -> int:
        return len(self._all)

    def __getitem__(self, at: int) -> Piece:
        return self._all[at] if 0 <= at < len(self._all) else _NONE

    def low(self, at: int) -> str:
        """The piece in lower case; "" where there is none."""
        return self[at].low

    def words(self, first: int, last: int) -> str:
        """Pieces in lower case with single spaces; "" where one of them is not there."""
        if first < 0 or last > len(self._all):
            return ""
        return " ".join(piece.low for piece in self._all[first:last])

    def joined(self, at: int) -> bool:
        """Whether no space is between this piece and the one before."""
        return at > 0 and self[at].start == self[at - 1].end

    def is_dash(self, at: int) -> bool:
        """A dash that is joined on both sides."""
        return self[at].text in DASHES and self.joined(at) and self.joined(at + 1)

    def capital(self, at: int) -> bool:
        """Whether a word begins with a capital."""
        return self[at].is_word and self[at].text[0].isupper()

    def token(self, at: int) -> int:
        """The index of the pipeline's token in which this piece begins."""
        return max(bisect_right(self._starts, self[at].start) - 1, 0)

    def token_after(self, offset: int) -> int:
        """The index of the first token that begins at or after ``offset``."""
        return bisect_right(self._starts, offset - 1)

    def tag(self, at: int) -> str:
        """The tag of the token in which this piece begins; "" where there is none."""
        return self.doc[self.token(at)].tag_ if 0 <= at < len(self._all) else ""

    def new_paragraph(self, at: int) -> bool:
        """Whether a blank line stands before this piece."""
        return at > 0 and self.text[self[at - 1].end : self[at].start].count("\n") > 1

    def new_line(self, at: int) -> bool:
        """Whether this piece is the first of its line."""
        if at == 0:
            return True
        return "\n" in self.text[self[at - 1].end : self[at].start]


def _starts(doc: Doc) -> list[int]:
    """Where each token begins. Asking every token for it takes as long as all rules do."""
    if not len(doc):
        return []
    widths = doc.to_array([LENGTH, SPACY]).sum(axis=1)
    starts: list[int] = (widths.cumsum() - widths).tolist()
    return starts


def _cut(text: str) -> list[Piece]:
    made = []
    for match in _PIECE.finditer(text):
        kind = match.lastgroup
        found = match.group()
        made.append(Piece(*match.span(), found, found.lower(), kind == "number", kind == "word"))
    return made
