"""Of what sort an event is, and how it is done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from spacy.tokens import Token

from according.model import Span
from according.reading.encoder import Encoded
from according.reading.encoder.outputs import TYPES
from according.reading.events.ontology import load_ontology

_NONE = TYPES.index("OTHER")
_BESIDE = frozenset(("compound", "amod", "nmod", "prt", "advmod", "neg", "acomp", "oprd"))
_WITH = frozenset(("in", "by", "with", "from", "using", "of", "on", "at"))


SURE = 0.5
"""Probability of a type from which on the verb of a sentence is taken to tell of an event of it,
though nothing else says that it tells of one."""


def is_surely_typed(encoded: Encoded, word: Span) -> bool:
    """Whether a word tells of something of some type more likely than not."""
    first = encoded.pieces.first(word.start, word.end)
    if first is None:
        return False
    scores = encoded.head("type")[first].astype(float)
    chances = np.exp(scores - scores.max())
    return bool(np.delete(chances, _NONE).max() / chances.sum() >= SURE)


def type_of(encoded: Encoded, trigger: Span) -> str | None:
    """The root type of what ``trigger`` tells of; None where it is none of PLOVER's."""
    first = encoded.pieces.first(trigger.start, trigger.end)
    if first is None:
        return None
    best = int(encoded.head("type")[first].argmax())
    return None if best == _NONE else TYPES[best]


def mode_of(root: str | None, trigger: Token, instruments: Iterable[Token] = ()) -> str | None:
    """How an event of the type ``root`` is done, by its own word, by the instruments, and by the
    words that hang on it; the mode that says most of those that they tell, None where none does."""
    if root is None:
        return None
    told = [trigger.lower_, *(_phrase(each) for each in instruments)]
    told += [_phrase(each) for each in _hanging(trigger)]
    modes = load_ontology()[root].modes
    return next((name for name, mode in modes.items() if any(map(mode.is_told, told))), None)


def _hanging(trigger: Token) -> Iterator[Token]:
    """What says more of the event: "an air strike", "killed in a blast", "carried out a raid"."""
    for child in trigger.children:
        if child.dep_ in _BESIDE:
            yield child
        elif child.dep_ == "prep" and child.lower_ in _WITH:
            yield from (each for each in child.children if each.dep_ == "pobj")
        elif child.dep_ in ("agent", "dobj", "nsubj"):
            yield from (each for each in child.children if each.dep_ == "pobj")
            if child.dep_ != "agent":
                yield child


def _phrase(head: Token) -> str:
    """The words right before ``head`` that hang on it, and ``head``."""
    left = [each for each in head.lefts if each.dep_ in ("compound", "amod", "nmod")]
    first = left[0].i if left else head.i
    return " ".join(each.lower_ for each in head.doc[first : head.i + 1])
