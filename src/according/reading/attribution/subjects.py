"""Who speaks, where the grammar is plain: the one subject of a verb in the active."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from according.model import Span
from according.reading.attribution.finding import Found
from according.reading.parse import Passage

_ACTIVE = ("VBD", "VBZ", "VBP")
_SPEAKING = ("NN", "PRP")


def subject(passage: Passage, verb: Token) -> Span | None:
    """The subject of ``verb`` with all that is told of it; None where it has none before it, or
    several, or is in the passive."""
    if verb.tag_ not in _ACTIVE or any(each.dep_ == "auxpass" for each in verb.children):
        return None
    found = [each for each in verb.children if each.dep_ == "nsubj"]
    if len(found) != 1 or not found[0].tag_.startswith(_SPEAKING):
        return None
    whole = list(found[0].subtree)
    while whole[-1].is_punct:
        whole.pop()
    return passage.word(whole[0], whole[-1]) if whole[-1].i < verb.i else None


def with_subject(passage: Passage, found: Found) -> Found:
    """An attribution whose source the encoder leaves open, with the subject of its cue: "the
    rescue service, known for its helmets, said"."""
    if found.source is not None:
        return found
    span = subject(passage, passage.root(Span(*found.cue)))
    if span is None or any(start < span.end and span.start < end for start, end in found.contents):
        return found
    return replace(found, source=(span.start, span.end))
