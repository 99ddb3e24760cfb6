"""A few words of a report around those that were searched."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from according.store.wanted import terms

_AROUND = 110
"""Characters shown before and behind the first hit."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Bit:
    """Words of an excerpt; ``hit``: they were searched."""

    text: str
    hit: bool = False


def excerpt(text: str, words: str, skip: int = 0) -> list[Bit]:
    """The text around the first of ``words``, or its beginning.

    Args:
        skip: where the text begins behind its headline.
    """
    wanted = {_folded(each) for phrase in terms(words) for each in phrase}
    begins = words.rstrip().endswith("*") and bool(wanted)
    last = _folded(terms(words)[-1][-1]) if begins else ""
    hits = [
        (each.start(), each.end())
        for each in _WORD.finditer(text)
        if (word := _folded(each.group())) in wanted or (last and word.startswith(last))
    ]
    inside = [each for each in hits if each[0] >= skip] or hits
    first = inside[0][0] if inside else skip
    start, end = max(0, first - _AROUND), min(len(text), first + 2 * _AROUND)
    if start:
        start = text.find(" ", start) + 1 or start
    bits = [Bit("… ")] if start else []
    at = start
    for left, right in hits:
        if start <= left and right <= end:
            bits += [Bit(text[at:left]), Bit(text[left:right], hit=True)]
            at = right
    if end < len(text):
        end = max(at, text.rfind(" ", at, end))
    bits.append(Bit(text[at:end].rstrip() + (" …" if end < len(text) else "")))
    return [each for each in bits if each.text]


def _folded(word: str) -> str:
    """As the index has it: lower case, without accents."""
    plain = unicodedata.normalize("NFKD", word.lower())
    return "".join(each for each in plain if not unicodedata.combining(each))
