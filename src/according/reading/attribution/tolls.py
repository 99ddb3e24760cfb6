"""Tolls that somebody gives: "the agency gave a toll of at least 12 dead", "the ministry put the
number of wounded at 40". Of such sentences few were marked in what the encoder learned from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from according.reading.attribution.finding import Found, Range
from according.reading.parse import Passage

_GIVING = frozenset(
    ("gave", "gives", "put", "puts", "revised", "raised", "lowered", "reported", "counted")
)
_TOLLS = frozenset(("toll", "tolls", "number", "figure", "count", "tally"))
_SPEAKING = ("NN", "PRP")


def tolls(passage: Passage, found: Sequence[Found]) -> Iterator[Found]:
    """The tolls that the encoder has not marked as given by somebody.

    Args:
        found: what it has marked in the passage.
    """
    cues = [each.cue for each in found]
    for verb in passage.doc:
        if verb.lower_ not in _GIVING or verb.tag_ not in ("VBD", "VBZ", "VBP"):
            continue
        cue = passage.word(verb)
        if any(start < cue.end and cue.start < end for start, end in cues):
            continue
        parts = _parts(passage, verb)
        if parts is not None:
            source, content = parts
            yield Found(source, (cue.start, cue.end), (content,), 0)


def _parts(passage: Passage, verb: Token) -> tuple[Range, Range] | None:
    """Who gives a toll, and the toll with its number; None where nobody gives one."""
    subjects = [
        each for each in verb.children if each.dep_ == "nsubj" and each.tag_.startswith(_SPEAKING)
    ]
    given = [each for each in verb.children if each.dep_ in ("dobj", "obj")]
    if len(subjects) != 1 or len(given) != 1 or given[0].lower_ not in _TOLLS:
        return None
    behind = [
        word
        for child in verb.children
        if child == given[0] or (child.dep_ == "prep" and child.i > given[0].i)
        for word in child.subtree
    ]
    whole = [word for word in subjects[0].subtree if not word.is_punct]
    if whole[-1].i > verb.i or not any(word.tag_ == "CD" for word in behind):
        return None
    source, content = passage.word(whole[0], whole[-1]), passage.word(behind[0], behind[-1])
    return (source.start, source.end), (content.start, content.end)
