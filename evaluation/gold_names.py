"""The short names that the gold days give to sources and actors, and the words of reports.

A name is met by words that have one of the words it is told by: those listed in
``gold_names.json``, else its own without those that any name may have.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("gold_names.json")
OUTLET = "outlet"
_WORD = re.compile(r"[\w.-]+")
_ANY = frozenset(("the", "of", "for", "in", "and", "syrian", "source", "sources", "al"))


def words(text: str) -> frozenset[str]:
    """The words of ``text`` in lower case, and the parts of those with hyphens."""
    found = {match.strip(".-").lower() for match in _WORD.findall(text)}
    return frozenset(found | {part for each in found for part in each.split("-")})


@cache
def told_by(name: str) -> frozenset[str]:
    listed = json.loads(FILE.read_text("utf-8"))
    return frozenset(listed[name]) if name in listed else words(name) - _ANY


def met(name: str, quotes: Iterable[str]) -> bool:
    """Whether some of ``quotes`` may be of ``name``."""
    return any(told_by(name) & words(quote) for quote in quotes)
