"""Which figures of a report are parts of a larger one, where the words say so across a sentence.

What is told in one breath ("22 people, including four children") was found when the report was
read. Here a report's figures are seen together: "four of the dead were children" and "two more
bodies were found" are no tolls of their own beside "19 people were killed", and neither are "three
attackers" on the word of whoever says that 16 people died.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from according.model import Figure, Holder, Reading

_GENERAL = frozenset(
    (
        *("people", "persons", "person", "individuals", "victims", "souls", "lives", "bodies"),
        *("dead", "deaths", "fatalities", "killed", "casualties", "wounded", "injured"),
    )
)
"""Words for all who are counted, whatever sort of people they are."""

_OF_THEM = re.compile(
    r"\s+of\s+(?:them|whom|which|those|these|the\s+(?:dead|killed|wounded|injured|victims|bodies))\b",
    re.IGNORECASE,
)
_MORE = re.compile(r"\s+(?:more|others?|additional|further|extra)\b", re.IGNORECASE)
_ANOTHER = re.compile(r"\b(?:another|a\s+further|an\s+additional)\s+$", re.IGNORECASE)
_WERE_AMONG = re.compile(r"\b(?:is|are|was|were)\s+among\b", re.IGNORECASE)
_AMONG = re.compile(r"\bamong\s+(?:them|those|the)\b", re.IGNORECASE)


def parts(
    reading: Reading, figures: Sequence[Figure], holder: Callable[[Holder], str]
) -> dict[str, str]:
    """By the ids of figures that are parts, and are not told to be: the id of the total.

    Args:
        figures: of one event, in one report.
        holder: on whose word something is, by name.
    """
    return {each.id: total.id for each, total in _found(reading, figures, holder)}


def _found(
    reading: Reading, figures: Sequence[Figure], holder: Callable[[Holder], str]
) -> Iterator[tuple[Figure, Figure]]:
    whole = [each for each in figures if each.part_of is None and not each.superseded]
    for each in whole:
        larger = [one for one in whole if _is_larger(one, each)]
        if not larger:
            continue
        if not _is_part(reading, each):
            # A sort of people, where the same source counts all of them.
            name = holder(each.holder)
            larger = [one for one in larger if _narrows(each, one) and holder(one.holder) == name]
        if larger:
            yield each, max(larger, key=lambda one: (one.low or 0, -one.evidence.start))


def _is_larger(one: Figure, other: Figure) -> bool:
    """Whether it counts more of the same for certain."""
    same = one.kind is other.kind and one is not other
    return same and one.low is not None and other.high is not None and one.low > other.high


def _is_part(reading: Reading, figure: Figure) -> bool:
    """Whether the words around a figure say that it is a part, or that it comes on top."""
    text = reading.report.text
    start, end = figure.evidence.start, figure.evidence.end
    sentence = next((each for each in reading.sentences if each.start <= start < each.end), None)
    if sentence is None:
        return False
    before, after = text[sentence.start : start], text[end : sentence.end]
    if _OF_THEM.match(after) or _MORE.match(after) or _ANOTHER.search(before):
        return True
    return bool(_WERE_AMONG.search(after) or _AMONG.search(before))


def _narrows(one: Figure, whole: Figure) -> bool:
    """Whether it counts some sort of people and ``whole`` people of any."""
    return not _is_general(one) and _is_general(whole)


def _is_general(figure: Figure) -> bool:
    words = figure.of_whom.quote.lower().split() if figure.of_whom else []
    return not words or words[-1] in _GENERAL
