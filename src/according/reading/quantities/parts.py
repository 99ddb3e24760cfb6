"""Which quantity is told as a part of which: "22 people, including four children"."""

from __future__ import annotations

from collections.abc import Sequence

from according.model import QuantityKind
from according.reading.quantities.found import Found
from according.reading.quantities.pieces import Pieces

_OPENINGS = frozenset(
    (
        *("including", "among them", "among whom", "among those"),
        *("of them", "of whom", "of which"),
    )
)
_JOINTS = frozenset(("and", ",", ", and", "", "as well as"))
_PRONOUNS = frozenset(("them", "whom"))
_REACH = 10
"""Tokens between a total and "six of them": they must be of one sentence."""
_SENTENCE_ENDS = frozenset((".", "!", "?", ";"))


def totals(pieces: Pieces, made: Sequence[Found]) -> list[Found | None]:
    """For each quantity the one that it is a part of, or None. Only counts have parts."""
    found: list[Found | None] = []
    for at, each in enumerate(made):
        found.append(_total(pieces, made, found, at) if _counts(each) else None)
    return found


def _counts(found: Found) -> bool:
    return found.kind is QuantityKind.COUNT and not found.from_counted


def _total(
    pieces: Pieces, made: Sequence[Found], known: Sequence[Found | None], at: int
) -> Found | None:
    each = made[at]
    if at + 1 < len(made) and _is_partitive(pieces, each, made[at + 1]):
        return made[at + 1]
    if at == 0 or not _counts(made[at - 1]) or _covers(pieces, made[at - 1], each):
        return None
    before, total = made[at - 1], known[at - 1]
    between = _between(pieces, before, each)
    if between is None:
        return None
    if " ".join(word for word in between if word not in (",", "-", "–", "(")) in _OPENINGS:
        return before
    if _is_pronoun(pieces, each):
        return total or before
    return total if total is not None and " ".join(between) in _JOINTS else None


def _is_partitive(pieces: Pieces, part: Found, whole: Found) -> bool:
    """ "15 of the 350 hostages", and not "four members of one family"."""
    of_it = pieces.low(part.last) == "of"
    return of_it and _counts(whole) and _covers(pieces, part, whole)


def _covers(pieces: Pieces, part: Found, whole: Found) -> bool:
    """Whether the words counted by ``part`` hold the number ``whole``."""
    if part.counted is None or part.counted[0] >= part.counted[1]:
        return False
    token = pieces.token(whole.first)
    return part.counted[0] <= token < part.counted[1]


def _between(pieces: Pieces, before: Found, after: Found) -> list[str] | None:
    """The words between two quantities; None where a sentence ends, or they are too many."""
    end = pieces.token_after(pieces[before.last - 1].end)
    start = max(end, before.counted[1]) if before.counted else end
    stop = pieces.token(after.first)
    if not 0 <= stop - start <= _REACH:
        return None
    words = [token.lower_ for token in pieces.doc[start:stop]]
    return None if _SENTENCE_ENDS & set(words) else words


def _is_pronoun(pieces: Pieces, found: Found) -> bool:
    if found.counted is None:
        return False
    return pieces.doc[found.counted[0] : found.counted[1]].text.lower() in _PRONOUNS
