"""Codes of languages, ISO 639-1 to 639-3, for formats that want three letters."""

from __future__ import annotations

from functools import cache

from according.data import load_json
from according.errors import DataError

FILE = "languages.json"


@cache
def alpha_3() -> dict[str, str]:
    """The code of three letters by that of two (``data/languages.json``).

    Raises:
        DataError: the file is damaged.
    """
    found: dict[str, str] = load_json(FILE)
    if any(len(two) != 2 or len(three) != 3 for two, three in found.items()):
        raise DataError(f"{FILE} has a code that is none of two and three letters")
    return found
