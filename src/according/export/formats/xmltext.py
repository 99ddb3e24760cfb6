"""Text as XML 1.0 can hold it."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

ILLEGAL = re.compile(
    "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]",
)
"""Characters that no XML 1.0 document can hold, not even escaped (production 2 of the
specification): most of the first 32, lone surrogates, U+FFFE and U+FFFF."""

REPLACEMENT = "\ufffd"
"""What stands for one of them: of the same length in code points, and in units of UTF-16."""

_IN_ATTRIBUTES = {'"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}


def legal(text: str) -> tuple[str, int]:
    """A text without what XML cannot hold, character for character, and how many were replaced."""
    return ILLEGAL.subn(REPLACEMENT, text)


def attribute(text: str) -> str:
    """A text, which XML can hold, as the value of an attribute, without the quote marks around it.
    Line ends and tabs would become blanks there unless they are escaped."""
    return escape(text, _IN_ATTRIBUTES)


def content(text: str) -> str:
    """A text, which XML can hold, as the content of an element."""
    return escape(text, {"\r": "&#13;"})
