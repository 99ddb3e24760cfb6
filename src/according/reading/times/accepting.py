"""Whether what a rule matches is a time expression: what is none for sure, and the model."""

from __future__ import annotations

from collections.abc import Sequence

from according.reading.times.features import acceptance
from according.reading.times.rules import Kind, Match
from according.reading.times.tense import Tenses
from according.reading.times.weights import Linear
from according.reading.times.words import Word

_PREFIXES = frozenset("@#/_")
"""What stands before words that are handles, tags and paths."""

_NAMES = frozenset({"PERSON", "ORG", "WORK_OF_ART", "PRODUCT", "FAC", "GPE", "NORP"})
_IN_NAMES = frozenset({"MONTH", "UNIT", "CALENDAR_UNIT", "FREQUENCY", "SEASON", "PART"})
"""Classes of words that names are made of; weekdays, which the pipeline often takes for names,
are not."""


def accepted(match: Match, words: Sequence[Word], tenses: Tenses, model: Linear) -> bool:
    """Whether to take the match. One of the rules of what is no time is always taken."""
    if match.rule.kind is Kind.NOT:
        return True
    if _is_cut(match, words) or _is_name(match, words, tenses):
        return False
    return model.score(acceptance(match, words, tenses)) > 0


def _is_cut(match: Match, words: Sequence[Word]) -> bool:
    """Whether it is a piece of a longer word: "@March4Velden"."""
    first, last = words[match.start], words[match.end - 1]
    if first.glued and words[match.start - 1].low in _PREFIXES:
        return True
    following = words[match.end] if match.end < len(words) else None
    short = last.low.isdigit() and last.end - last.start <= 2
    return short and following is not None and following.glued and following.low.isalpha()


def _is_name(match: Match, words: Sequence[Word], tenses: Tenses) -> bool:
    """Whether a single capitalised word is part of a name: Theresa May, the Quay Daily, the
    Morning Post."""
    start = match.start + (words[match.start].low == "the" and match.end - match.start > 1)
    word = words[start]
    if match.end - start > 1 or not word.capital:
        return False
    kinds = {part.kind for part in match.parts}
    if kinds.isdisjoint(_IN_NAMES):
        return False
    following = words[match.end] if match.end < len(words) else None
    if "PART" in kinds and following is not None and following.capital:
        return True
    token = tenses.token(word.start)
    return token is not None and token.ent_type_ in _NAMES
