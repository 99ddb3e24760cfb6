"""One unambiguous encoding of values, and ids made from it.

Ids that join fields with a separator collide as soon as a field holds the separator.
Here each value is written with its type and its length, so that no two different values
have the same bytes (a proof by reading: the code is prefix-free).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date, datetime
from enum import Enum
from typing import TypeAlias

Canonical: TypeAlias = "bool | int | str | bytes | date | Enum | Sequence[Canonical] | None"


def canonical(value: Canonical) -> bytes:
    """Encode ``value`` so that different values always have different bytes.

    Lengths count bytes of UTF-8. An enum member is encoded as its value; a list as a tuple.

    Raises:
        TypeError: for a type that has no encoding (floats among them: they round).
    """
    if isinstance(value, Enum):
        value = value.value
    match value:
        case None:
            return b"n"
        case bool():
            return b"t" if value else b"f"
        case int():
            return b"i%d;" % value
        case str():
            return _sized(b"s", value.encode("utf-8", "surrogatepass"))
        case bytes():
            return _sized(b"b", value)
        case datetime():
            return _sized(b"m", value.isoformat().encode())
        case date():
            return _sized(b"d", value.isoformat().encode())
        case list() | tuple():
            return b"l%d:" % len(value) + b"".join(canonical(item) for item in value)
        case _:
            raise TypeError(f"no canonical encoding for {type(value).__name__}")


def digest(*values: Canonical) -> str:
    """SHA-256 over the canonical encoding of ``values``: 64 lower-case hex digits."""
    return hashlib.sha256(canonical(values)).hexdigest()


def unicode_text(text: str) -> str:
    """``text`` as any database and page can hold it: lone surrogates are written out (``\\udcff``).

    Python has them for odd bytes of a file's name that is no UTF-8, and JSON can hold them.
    """
    return text.encode("utf-8", "backslashreplace").decode()


def _sized(tag: bytes, body: bytes) -> bytes:
    return b"%b%d:%b" % (tag, len(body), body)
