"""Bytes to characters, without guessing.

A byte order mark speaks first, then what the user gave, then what the material declares, then
strict UTF-8. Statistics of letters are not asked: a wrong guess changes names and quotes.
"""

from __future__ import annotations

import codecs
import re
from functools import cache

from according.data import load_json
from according.errors import DataError, InputRefused, Reason

TOLERATED = 1000
"""A declared character set may have one damaged character in so many: a page put together
from several sources has a stray byte now and then; more means that the declaration is wrong."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = bytes(code for code in (*range(32), 127) if code not in b"\t\n\v\f\r\x1b")
_UNREADABLE = re.compile("[\0\ud800-\udfff]")
_DAMAGED = "\N{REPLACEMENT CHARACTER}"


@cache
def _codecs() -> tuple[frozenset[str], dict[str, str]]:
    data = load_json("charsets.json")
    try:
        return frozenset(data["codecs"]), dict(data["declared"])
    except (KeyError, TypeError) as error:
        raise DataError(f"data file charsets.json lacks {error}; reinstall according") from error


def marked(data: bytes) -> tuple[str, int] | None:
    """The encoding that a byte order mark names, and the mark's length in bytes."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding, len(mark)
    return None


def wide(encoding: str | None) -> bool:
    """Whether ASCII is not written as single bytes in this encoding."""
    return encoding is not None and encoding.lower().startswith(("utf-16", "utf-32", "utf_"))


def codec(name: str) -> str | None:
    """Python's name of a character set that text can be in; None for any other.

    Python's own look-up also has codecs that are none (``idna``, ``unicode_escape``).
    """
    try:
        found = codecs.lookup(name.strip()).name
    except (LookupError, UnicodeError, ValueError):
        return None
    return found if found in _codecs()[0] else None


def is_charset(name: str) -> bool:
    """Whether text can be in a character set of this name."""
    return codec(name) is not None


def declared_codec(name: str) -> str | None:
    """The same for a name in a page or header, where ``iso-8859-1`` means Windows-1252."""
    found = codec(name)
    return _codecs()[1].get(found, found) if found else None


def decode(data: bytes, *, given: str | None = None, declared: str | None = None) -> str:
    """The text of ``data``, without its byte order mark.

    Args:
        given: the user's encoding, as Python or the Web names it.
        declared: what the material or its wrapping says; an unknown name is passed over.

    Raises:
        InputRefused: CHARSET, with the offset of the first byte that does not fit.
    """
    mark = marked(data)
    if mark:
        return _tolerant(data[mark[1] :], mark[0], mark[1])
    if given:
        encoding = codec(given)
        if encoding is None:
            raise InputRefused(Reason.CHARSET, f"no character set is called {given!r}")
        return _tolerant(data, encoding)
    encoding = declared_codec(declared) if declared else None
    if encoding:
        return _tolerant(data, encoding)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _refused(error, data, "it is not UTF-8 and declares nothing else") from error


def _tolerant(data: bytes, encoding: str, offset: int = 0) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        text = data.decode(encoding, "replace")
        standing = data.count(_DAMAGED.encode()) if encoding == "utf-8" else 0
        damaged = text.count(_DAMAGED) - standing
        if damaged * TOLERATED > len(text):
            why = f"{damaged:,} damaged characters of {len(text):,} in {encoding}"
            raise _refused(error, data, why, offset) from error
        return text


def _refused(error: UnicodeDecodeError, data: bytes, why: str, offset: int = 0) -> InputRefused:
    byte = data[error.start]
    return InputRefused(
        Reason.CHARSET,
        f"byte 0x{byte:02X} at offset {error.start + offset:,}: {why}; "
        "say which it is, as in --encoding windows-1252",
    )


def clean(text: str) -> str:
    """``text`` with LF line ends, no byte order mark, and U+FFFD for what no text can hold."""
    text = text.removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNREADABLE.sub(_DAMAGED, text)


def is_binary(data: bytes) -> bool:
    """Whether so many control characters stand in ``data`` that it is no text.

    More than one in 50: random bytes have one in 10; real texts with stray controls one in
    thousands. Not for UTF-16 and UTF-32, half of whose bytes are NUL.
    """
    return len(data) - len(data.translate(None, _CONTROLS)) > 1 + len(data) // 50


def is_wide_unmarked(data: bytes) -> bool:
    """Whether it looks like UTF-16 without its mark: every other byte NUL."""
    return len(data) > 3 and max(data[::2].count(0), data[1::2].count(0)) * 3 > len(data)
