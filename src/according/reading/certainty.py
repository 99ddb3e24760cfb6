"""How surely whoever tells of an event holds it."""

from __future__ import annotations

from according.model import Certainty, Span
from according.reading.encoder import Encoded
from according.reading.encoder.outputs import CERTAINTIES


def certainty_of(encoded: Encoded, trigger: Span) -> Certainty:
    """How the event that ``trigger`` tells of is held by whoever tells of it."""
    first = encoded.pieces.first(trigger.start, trigger.end)
    if first is None:
        return Certainty.ASSERTED
    return Certainty(CERTAINTIES[int(encoded.head("certainty")[first].argmax())])
