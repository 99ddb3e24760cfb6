"""Agreement and conflict by field, and consistency checks. Empty so far."""
