"""Which event mentions tell of violence: of what somebody can be blamed for."""

from __future__ import annotations

from according.model import EventMention, FigureKind
from according.reading.events.agents import load_words
from according.reading.events.harm import load_harm

TYPES = frozenset(("ASSAULT", "COERCE"))
_HARM = frozenset(
    (FigureKind.KILLED, FigureKind.WOUNDED, FigureKind.CASUALTIES, FigureKind.KIDNAPPED)
)


def is_violent(event: EventMention) -> bool:
    """Whether it tells of violence, by its type or else by its word."""
    word = event.trigger.quote.lower()
    return (
        event.type in TYPES
        or load_harm().any(word) in _HARM
        or word.startswith(tuple(load_words().violent_stems))
    )
