"""The gazetteer: places with ids, names and coordinates, in one memory-mapped file."""

from according.reading.gazetteer.lookup import Entry, Gazetteer

__all__ = ["Entry", "Gazetteer"]
