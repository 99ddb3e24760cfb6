"""What is denied, and what a denial or a claim takes for granted.

"The owner denied that the exits had been locked when a fire killed 17": he denies the locks, not
the fire, which is told on the word of whoever reports him. "Denied responsibility for the bombing"
denies who did it, not that it was done; and who claims it claims no toll.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from according.model import Attribution, Holder, Span
from according.reading.attribution.holders import Holders
from according.reading.parse import Passage, passage_at

_DENYING = ("denie", "deny", "denia", "reject", "refut", "dismiss", "disput")
_NOBODY = frozenset(("no", "nobody", "none", "neither", "nothing"))
_SETTING = frozenset(("when", "after", "before", "while", "as", "since", "once"))
"""Words that begin a clause for what is known already."""

_RESPONSIBLE = "responsibility"

_HAVING_PART = frozenset(
    ("responsibility", "involvement", "role", "part", "link", "connection", "complicity", "hand")
)
"""What somebody has in a deed; to deny it is not to deny the deed."""

_ADVERBS = 3
"""Words before a verb among which "not only" may stand."""

_JOINING = frozenset(("or", "nor", "and"))
_OBJECTS = ("dobj", "obj", "nsubj", "nsubjpass")


class Denials:
    """Tells which of a report's attributions deny, and whose word what stands in them is."""

    def __init__(self, passages: Sequence[Passage], attributions: Sequence[Attribution]) -> None:
        self.holders = Holders(attributions)
        around = [(passages[passage_at(passages, each.cue.start)], each) for each in attributions]
        self._cues = {each.id: each.cue.span for where, each in around if _denies(where, each)}
        self._claims = {each.id: each.cue.span for _, each in around if _claims(each)}

    def denies(self, holder: Holder) -> bool:
        """Whether the last of a chain denies what it is said of."""
        return bool(self._cues.keys() & set(holder.attribution_ids[-1:]))

    def holder(self, passage: Passage, word: Token) -> Holder:
        """Whose word it is; not his who denies something else and takes it for granted."""
        chain = self.holders.of(passage.word(word)).attribution_ids
        while chain and self._takes_for_granted(chain[-1], passage, word):
            chain = chain[:-1]
        return Holder(chain)

    def _takes_for_granted(self, name: str, passage: Passage, word: Token) -> bool:
        if name in self._cues:
            return _is_taken_for_granted(passage, word, self._cues[name])
        if name not in self._claims:
            return False
        cue = self._claims[name]
        had = (word, *_above(passage, word, cue), passage.root(cue))
        return any(each.lower_ in _HAVING_PART for each in had[1:]) or _RESPONSIBLE in {
            each.lower_ for each in had[-1].children
        }

    def grants(self, passage: Passage, word: Token) -> bool:
        """Whether what ``word`` tells is not what is denied, but taken for granted in it."""
        chain = self.holders.of(passage.word(word)).attribution_ids
        if not chain or chain[-1] not in self._cues:
            return False
        return self._takes_for_granted(chain[-1], passage, word)

    def of_part(self, passage: Passage, word: Token) -> str | None:
        """The id of the attribution that denies to have had a part in what ``word`` tells of."""
        chain = self.holders.of(passage.word(word)).attribution_ids
        if not chain or chain[-1] not in self._cues:
            return None
        above = _above(passage, word, self._cues[chain[-1]])
        return chain[-1] if any(each.lower_ in _HAVING_PART for each in above) else None


def is_denying(word: Token) -> bool:
    """Whether it is a word for denying."""
    return word.lower_.startswith(_DENYING)


def is_negated(word: Token) -> bool:
    """Whether it is told that it did not happen: "did not fire", "no one was arrested", "killed
    no one"; of "was not killed or wounded" both."""
    for child in word.children:
        if child.dep_ == "neg":
            return not is_not_only(word)
        if child.dep_ in _OBJECTS and _is_nobody(child):
            return True
    if word.dep_ != "conj" or word.head == word:
        return False
    own = any(child.dep_ in _OBJECTS[2:] for child in word.children)
    joined = any(child.lower_ in _JOINING for child in word.head.children)
    return joined and not own and is_negated(word.head) and not _has_nobody_as_object(word.head)


def _has_nobody_as_object(verb: Token) -> bool:
    """ "Knew nothing of it and condemned all violence": what follows is not negated."""
    return any(child.dep_ in _OBJECTS[:2] and _is_nobody(child) for child in verb.children)


def is_not_only(word: Token) -> bool:
    """ "Not only killed two guards but ..."."""
    before = word.doc[max(0, word.i - _ADVERBS) : word.i]
    return "not only" in " ".join(each.lower_ for each in before)


def _is_nobody(phrase: Token) -> bool:
    return bool(_NOBODY & {phrase.lower_, *(each.lower_ for each in phrase.lefts)})


def _denies(passage: Passage, attribution: Attribution) -> bool:
    words = attribution.cue.quote.lower().split()
    if not any(each.startswith(_DENYING) for each in words):
        return False
    return not is_negated(passage.root(attribution.cue.span))


def _claims(attribution: Attribution) -> bool:
    return any(each.startswith("claim") for each in attribution.cue.quote.lower().split())


def _is_taken_for_granted(passage: Passage, word: Token, cue: Span) -> bool:
    for each in (word, *_above(passage, word, cue)):
        if each != word and each.lower_ in _HAVING_PART:
            return True
        opening = {child.lower_ for child in each.children if child.dep_ in ("mark", "advmod")}
        if each.dep_ == "advcl" and opening & _SETTING:
            return True
        if each.dep_ == "pcomp" and each.head.lower_ in _SETTING:
            return True
    return False


def _above(passage: Passage, word: Token, cue: Span) -> list[Token]:
    """The words that ``word`` hangs on, as far as the cue."""
    found = []
    while word.head != word and not passage.word(word.head).overlaps(cue):
        word = word.head
        found.append(word)
    return found
