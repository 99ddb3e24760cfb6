"""Offsets in units of UTF-16, as Java and JavaScript count: a character beyond U+FFFF is two."""

from __future__ import annotations

from bisect import bisect_left


class Utf16:
    """Turns offsets of a text in code points into such in units of UTF-16, and back."""

    def __init__(self, text: str) -> None:
        self._wide = [at for at, character in enumerate(text) if ord(character) > 0xFFFF]
        # What the offset behind each wide character is in units.
        self._units = [at + number for number, at in enumerate(self._wide, 1)]

    def units(self, at: int) -> int:
        """The offset in units of one in code points."""
        return at + bisect_left(self._wide, at)

    def code_points(self, units: int) -> int:
        """The offset in code points of one in units.

        Raises:
            ValueError: it lies within a character.
        """
        before = bisect_left(self._units, units)
        if before < len(self._units) and self._units[before] == units:
            raise ValueError(f"{units} lies within a character")
        return units - before
