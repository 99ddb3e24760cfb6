"""Totals of people who are named together: "a man and his two sons" are three."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from according.reading.quantities.found import Found
from according.reading.quantities.people import Persons

_MOST_PARTS = 6


@dataclass(frozen=True, slots=True)
class _Part:
    value: Fraction
    end: int


def household(persons: Persons, opening: Found, found: dict[int, Found]) -> Found | None:
    """The total that ``opening`` ("a man", "two women") begins, or None.

    Args:
        opening: a count of people with exact number.
        found: what has been read in the passage, by the token at which its words begin.
    """
    if opening.counted is None or opening.rule not in ("exact", "one person"):
        return None
    parts = [_Part(opening.stated[0], opening.counted[1])]
    belongs = False
    while len(parts) < _MOST_PARTS:
        part = _next_part(persons, parts[-1].end, found)
        if part is None:
            break
        parts.append(part[0])
        belongs = True
    if not belongs:
        return None
    start = persons.pieces.token(opening.first)
    stated = tuple(part.value for part in parts)
    return replace(
        opening, stated=stated, rule="sum", counted=(start, parts[-1].end), from_counted=True
    )


def _next_part(persons: Persons, end: int, found: dict[int, Found]) -> tuple[_Part, bool] | None:
    """The person or group that is joined next and belongs to the first: "his wife"."""
    doc = persons.pieces.doc
    at = end
    while at < len(doc) and doc[at].lower_ in (",", "and") and at < end + 2:
        at += 1
    if at == end or at >= len(doc) or doc[at].tag_ != "PRP$":
        return None
    if at + 1 in found:
        part = found[at + 1]
        if part.rule != "exact" or part.counted is None or not _is_family(persons, part.counted[1]):
            return None
        return _Part(part.stated[0], part.counted[1]), True
    last = persons.phrases.bare(at + 1)
    if last is None or persons.phrases.head_is_plural(last) or not _is_family(persons, last):
        return None
    return _Part(Fraction(1), last), True


def _is_family(persons: Persons, end: int) -> bool:
    return persons.pieces.doc[end - 1].lower_ in persons.lexicon.words["family"]
