"""Whether words put something near a place rather than in it: "near Hama", "outskirts of Hama"."""

from __future__ import annotations

from according.reading.places.spot import Spotted
from according.reading.places.words import Words


def is_near(spotted: Spotted, words: Words) -> bool:
    """Whether a word or phrase in front of or behind the name says so."""
    doc, first = spotted.doc, spotted.first
    before = [token.lower_ for token in doc[max(0, first - 5) : first] if not token.is_space]
    while before and before[-1] in ("the", "city", "town", "village", "of") and len(before) > 1:
        if " ".join(before[-2:]) in words["near_phrases"]:
            return True
        before = before[:-1]
    if before and before[-1] in words["near"]:
        return True
    if len(before) > 1 and " ".join(before[-2:]) in words["near_phrases"]:
        return True
    after = spotted.after
    if after is not None and after.tag_ == "POS" and after.i + 1 < len(doc):
        after = doc[after.i + 1]
    return after is not None and after.lower_ in words["near_after"]
