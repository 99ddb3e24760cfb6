"""What happened, by one report: event mentions, figures, blame and accounts."""

from according.reading.events.accounts import as_weights, load_weights
from according.reading.events.reading import Around, Told, is_past, read_happenings

__all__ = ["Around", "Told", "as_weights", "is_past", "load_weights", "read_happenings"]
