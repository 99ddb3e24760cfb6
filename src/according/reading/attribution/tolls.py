"""Tolls that somebody gives: "the agency gave a toll of at least 12 dead", "the ministry put the
number of wounded at 40". Of such sentences few were marked in what the encoder learned from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from according.reading.attribution.finding import Found
from according.reading.attribution.subjects import subject
from according.reading.parse import Passage

_GIVING = frozenset(
    ("gave", "gives", "put", "puts", "revised", "raised", "lowered", "reported", "counted")
)
_TOLLS = frozenset(("toll", "tolls", "number", "figure", "count", "tally"))


def tolls(passage: Passage, found: Sequence[Found]) -> Iterator[Found]:
    """The tolls that the encoder has not marked as given by somebody.

    Args:
        found: what it has marked in the passage.
    """
    cues = [each.cue for each in found]
    for verb in passage.doc:
        if verb.lower_ not in _GIVING:
            continue
        cue, source, toll = passage.word(verb), subject(passage, verb), _toll(verb)
        marked = any(start < cue.end and cue.start < end for start, end in cues)
        if source and toll and not marked:
            content = passage.word(toll[0], toll[-1])
            yield Found(
                (source.start, source.end),
                (cue.start, cue.end),
                ((content.start, content.end),),
                0,
            )


def _toll(verb: Token) -> list[Token]:
    """The words of the toll that is given, and its number; none where no toll is."""
    given = [each for each in verb.children if each.dep_ in ("dobj", "obj")]
    if len(given) != 1 or given[0].lower_ not in _TOLLS:
        return []
    found = [
        word
        for child in verb.children
        if child == given[0] or (child.dep_ == "prep" and child.i > given[0].i)
        for word in child.subtree
    ]
    return found if any(word.tag_ == "CD" for word in found) else []
