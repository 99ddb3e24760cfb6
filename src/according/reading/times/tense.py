"""The tense of the clause that a time expression stands in, by spaCy's tags and parse."""

from __future__ import annotations

from bisect import bisect_right
from enum import StrEnum

from spacy.tokens import Token

from according.reading.parse import Passage

_WILL = frozenset({"will", "'ll", "’ll", "shall", "wo"})
_AHEAD = frozenset({"would", "could", "may", "might", "can", "should", "must"})
"""Modal verbs that look ahead, also from a past: "said they would meet on Monday"."""

_CLIMB = 25
"""How many steps up the tree are taken at most; a tree of hostile text can be a chain."""


_IS = frozenset({"is", "are", "'s", "'re", "’s", "’re"})
_CLOSELY = 7
_BACK = 15
"""How many words back a verb is looked for."""


class Tense(StrEnum):
    """When the clause's verb lies, seen from the one who speaks."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"
    """It will be."""
    AHEAD = "ahead"
    """It is to be, may be, would be."""
    NONE = "none"
    """There is no verb: a headline, a list."""


LOOKING_AHEAD = frozenset({Tense.FUTURE, Tense.AHEAD})


class Tenses:
    """The tenses of a report's clauses, by offset.

    Args:
        scheduled: verbs whose present tells of what is to come.
        planned: verbs whose past does.
    """

    def __init__(
        self,
        passages: tuple[Passage, ...],
        scheduled: frozenset[str] = frozenset(),
        planned: frozenset[str] = frozenset(),
    ) -> None:
        self._planned = planned
        self._scheduled = scheduled
        self._passages = passages
        self._starts = [passage.start for passage in passages]
        self._offsets = [[token.idx for token in passage.doc] for passage in passages]

    def token(self, offset: int) -> Token | None:
        """The token at ``offset`` of the report."""
        which = bisect_right(self._starts, offset) - 1
        if which < 0:
            return None
        passage = self._passages[which]
        at = bisect_right(self._offsets[which], offset - passage.start) - 1
        return passage.doc[at] if 0 <= at < len(passage.doc) else None

    def at(self, offset: int) -> Tense:
        """The tense of the clause around ``offset``."""
        token = self.token(offset)
        for _ in range(_CLIMB):
            if token is None:
                return Tense.NONE
            if token.tag_[:2] in ("VB", "MD"):
                return self._of(token)
            if token.head.i == token.i:
                break
            token = token.head
        return Tense.NONE

    def both(self, offset: int) -> tuple[Tense, Tense]:
        """The tense of the clause around ``offset``, and of the nearest verb before it."""
        if self._is_planned(offset):
            return Tense.FUTURE, Tense.FUTURE
        return self.at(offset), self.near(offset)

    def _is_planned(self, offset: int) -> bool:
        """Whether "is due to", "are scheduled to" and a verb stand closely before ``offset``."""
        token = self.token(offset)
        if token is None:
            return False
        before = [each.lower_ for each in token.doc[max(token.i - _CLOSELY, 0) : token.i]]
        return any(
            first in _IS and second in self._planned and third == "to"
            for first, second, third in zip(before, before[1:], before[2:-1], strict=False)
        )

    def near(self, offset: int) -> Tense:
        """The tense of the nearest verb before ``offset`` in its sentence.

        It mends what a wrong parse spoils: "is scheduled to close Monday".
        """
        token = self.token(offset)
        for _ in range(_BACK):
            if token is None or token.is_sent_start or token.i == 0:
                break
            token = token.doc[token.i - 1]
            if token.tag_[:2] == "VB":
                return _ahead_of(token) or self._of(token)
        return Tense.NONE

    def _of(self, verb: Token) -> Tense:
        tense = _tense(verb)
        if tense is Tense.PRESENT and verb.lower_ in self._scheduled:
            return Tense.FUTURE
        return Tense.AHEAD if verb.lower_ in self._planned else tense


def _ahead_of(verb: Token) -> Tense | None:
    """What "to" or "will" before the verb says, helping verbs and adverbs between."""
    for at in range(verb.i - 1, max(verb.i - 5, -1), -1):
        token = verb.doc[at]
        if token.lower_ in _WILL:
            return Tense.FUTURE
        if token.tag_ == "TO" or token.lower_ in _AHEAD:
            return Tense.AHEAD
        if token.tag_[:2] not in ("VB", "RB"):
            return None
    return None


def _tense(verb: Token) -> Tense:
    helpers = {child.lower_: child.tag_ for child in verb.children if child.dep_[:3] == "aux"}
    if verb.lower_ in _WILL or helpers.keys() & _WILL:
        return Tense.FUTURE
    if verb.lower_ in _AHEAD or helpers.keys() & _AHEAD or "TO" in helpers.values():
        return Tense.AHEAD
    if "VBD" in helpers.values() or verb.tag_ in ("VBD", "VBN"):
        return Tense.PRESENT if helpers.keys() & {"is", "are", "be"} else Tense.PAST
    if helpers.keys() & {"has", "have", "’ve", "'ve"}:
        return Tense.PAST
    return Tense.PRESENT
