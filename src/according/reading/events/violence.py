"""Which event mentions tell of violence: of what somebody can be blamed for."""

from __future__ import annotations

from according.model import EventMention, FigureKind
from according.reading.events.agents import load_words
from according.reading.events.harm import load_harm

_HARM = frozenset(
    (FigureKind.KILLED, FigureKind.WOUNDED, FigureKind.CASUALTIES, FigureKind.KIDNAPPED)
)


def is_violent(event: EventMention) -> bool:
    """Whether it tells of violence: by its type, by a word for killing, wounding or kidnapping,
    or, where it has no type, by a word for an act of war."""
    word = event.trigger.quote.lower()
    if event.type == "ASSAULT" or load_harm().any(word) in _HARM:
        return True
    return event.type is None and word.startswith(tuple(load_words().violent_stems))
