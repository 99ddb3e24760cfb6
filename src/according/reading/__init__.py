"""From a report to its reading: one file for each kind of finding."""

from according.reading.choosing import make_reader
from according.reading.reader import READ_LANGUAGES, Reader

__all__ = ["READ_LANGUAGES", "Reader", "make_reader"]
