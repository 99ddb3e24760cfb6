"""The words of a report as the rules see them: runs of letters, runs of digits, single marks.

spaCy's tokens glue ("12-year") and part ("a.m") as the news is punctuated; here every mark is a
word of its own, so that one rule fits however it was punctuated.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORD = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|_")
_BREAK = re.compile(r"\n[^\S\n]*\n")

_SAME = {"’": "'", "‘": "'", "`": "'", "´": "'", "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-"}
BREAK = "\n"
"""What stands for a blank line: no rule has it, so that nothing is read across it."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word: ``low`` as rules compare it, and where it stands in the report.

    ``glued`` tells that no space is before it.
    """

    low: str
    start: int
    end: int
    capital: bool
    glued: bool


def words(text: str) -> list[Word]:
    """The words of ``text`` in order, with a `BREAK` for every blank line."""
    found: list[Word] = []
    end = 0
    for match in _WORD.finditer(text):
        start = match.start()
        if start > end and _BREAK.search(text, end, start):
            found.append(Word(BREAK, end, start, False, False))
        word = match.group()
        low = _SAME.get(word, word.lower())
        found.append(Word(low, start, match.end(), word[0].isupper(), start == end))
        end = match.end()
    return found
