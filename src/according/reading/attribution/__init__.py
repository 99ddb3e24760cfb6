"""According to whom: sources, cues and what is attributed."""

from according.reading.attribution.holders import Holders
from according.reading.attribution.reading import AttributionReader

__all__ = ["AttributionReader", "Holders"]
