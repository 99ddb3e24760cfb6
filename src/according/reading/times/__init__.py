"""Time expressions: spotted by rules, weighed, and resolved against what a passage is about."""

from according.reading.times.reading import TimeReader

__all__ = ["TimeReader"]
