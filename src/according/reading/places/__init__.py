"""Places: which words name one, which place of the gazetteer it is, and how precisely."""

from according.reading.places.places import Places

__all__ = ["Places"]
