"""According to whom: sources, cues and what is attributed."""

from according.reading.attribution.holders import holder_of
from according.reading.attribution.reading import AttributionReader

__all__ = ["AttributionReader", "holder_of"]
