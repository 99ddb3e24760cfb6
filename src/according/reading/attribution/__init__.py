"""According to whom: sources, cues and what is attributed."""
