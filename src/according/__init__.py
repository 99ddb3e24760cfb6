"""According: read news reports and keep the record of who says what happened."""

__version__ = "0.1.0"
