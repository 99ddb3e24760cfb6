"""`Wanted`: what a person looks for, and the words of a search."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from datetime import date

_TERM = re.compile(r'"([^"]*)"|(\S+)')
_LETTERS = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person looks for. Empty or None: anything. Days are inclusive."""

    words: str = ""
    outlet: str = ""
    actor: str = ""
    place: str = ""
    kind: str = ""
    first: date | None = None
    last: date | None = None
    origins: int = 0
    reports: int = 0
    differing: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether all is wanted."""
        return all(getattr(self, each.name) == each.default for each in fields(self))


def terms(words: str) -> list[tuple[str, ...]]:
    """The words of a search, phrases in quote marks together; what is no word is left out."""
    found = (_LETTERS.findall(phrase or word) for phrase, word in _TERM.findall(words))
    return [tuple(each) for each in found if each]


def open_ended(words: str) -> bool:
    """Whether the last word of a search stands for all words that begin with it: with a star."""
    return words.rstrip().endswith("*")
