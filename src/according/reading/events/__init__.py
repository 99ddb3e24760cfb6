"""What happened, by one report: event mentions, figures, blame and accounts."""

from according.reading.events.accounts import as_weights, load_weights
from according.reading.events.reading import Around, EventReader, Told, is_past

__all__ = ["Around", "EventReader", "Told", "as_weights", "is_past", "load_weights"]
