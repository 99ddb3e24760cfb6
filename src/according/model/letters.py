"""Letters without what keyboards lack: how words compare that people type."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_OTHER = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "œ": "oe", "æ": "ae", "þ": "th"}
)
"""Letters that Unicode does not take apart."""


@lru_cache(maxsize=1 << 16)
def plain_letters(text: str) -> str:
    """A text in small letters without marks above and below: "Sokodé" and "SOKODE" are one."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(each for each in apart if not unicodedata.combining(each))
    return bare.translate(_OTHER)
