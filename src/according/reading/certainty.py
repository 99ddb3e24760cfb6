"""Happenings that a report tells of, and how surely their holder holds each."""

from __future__ import annotations

from collections.abc import Sequence

from according.model import Attribution, Certainty, EventMention, Evidence, Report, Span
from according.reading.attribution import holder_of
from according.reading.encoder import Encoded
from according.reading.encoder.outputs import CERTAINTIES
from according.reading.parse import Passage

LIKELY = 0.0
"""Log odds from which on a word is taken to tell of a happening."""


def read_events(
    report: Report,
    passages: Sequence[Passage],
    encoded: Sequence[Encoded],
    attributions: Sequence[Attribution],
) -> tuple[EventMention, ...]:
    """The event mentions of ``report``, in order, of no type yet.

    Args:
        passages, encoded: the report, parsed and encoded, passage by passage.
    """
    return tuple(
        EventMention(
            trigger=Evidence.at(report, span.start, span.end),
            type=None,
            certainty=certainty_of(each, span),
            holder=holder_of(span, attributions),
        )
        for passage, each in zip(passages, encoded, strict=True)
        for span in _triggers(passage, each)
    )


def certainty_of(encoded: Encoded, trigger: Span) -> Certainty:
    """How the event that ``trigger`` tells of is held by whoever tells of it."""
    first, _ = encoded.pieces.between(trigger.start, trigger.end)
    return Certainty(CERTAINTIES[int(encoded.head("certainty")[first].argmax())])


def _triggers(passage: Passage, encoded: Encoded) -> list[Span]:
    """The words whose first piece is likely to tell of a happening."""
    likely = {
        int(encoded.pieces.starts[at]) for at in (encoded.head("event")[:, 0] > LIKELY).nonzero()[0]
    }
    words = (
        Span(passage.start + token.idx, passage.start + token.idx + len(token))
        for token in passage.doc
        if not token.is_space
    )
    return [word for word in words if word.start in likely]
