"""Plain text; a first line that stands apart is its headline."""

from __future__ import annotations

import re
from collections.abc import Iterator

from according.errors import InputRefused, Reason
from according.intake.charset import clean, decode, is_binary, is_wide_unmarked, marked, wide
from according.intake.compose import tidy
from according.intake.item import Draft, Item
from according.intake.streams import Opened
from according.settings import Settings

_WIDEST = 4
"""Bytes of a code point at most, in UTF-8 and UTF-32."""

_TITLE_CHARS = 200
_ALONE = re.compile(
    rf"(?P<line>\S[^\n]{{0,{_TITLE_CHARS - 1}}})\n[^\S\n]*\n(?=\s*\S)",
)
_NO_TITLE = re.compile(r"[.!?:;…][”\"’')\]]*\Z|\A(?:[Bb]y|BY) [A-Z]")
"""A sentence, the first words of a list or letter, or the name of who wrote the text."""


def walk(opened: Opened, settings: Settings) -> Iterator[Item]:
    """The whole of a text file as one item."""
    yield opened.item(opened.whole(), "text/plain", draft)


def draft(item: Item, settings: Settings) -> Draft:
    """The text as it stands, with the headline that it opens with.

    Raises:
        InputRefused: BINARY, CHARSET, or TOO_LARGE before it is decoded.
    """
    text = plain(item, settings)
    return Draft(text, headline(text), url=item.url)


def headline(text: str) -> str | None:
    """The first line of ``text`` where it is its headline: short, no sentence, alone above a blank
    line with more text below it."""
    match = _ALONE.match(clean(text))
    if match is None:
        return None
    line = match["line"].rstrip()
    # What would be tidied is none: the text would not open with it any more.
    whole = tidy(line) == line
    is_title = whole and any(map(str.isalpha, line)) and not _NO_TITLE.search(line)
    return line if is_title else None


def plain(item: Item, settings: Settings) -> str:
    """The decoded text of an item that has no markup.

    Raises:
        InputRefused: BINARY, CHARSET, or TOO_LARGE before it is decoded.
    """
    if len(item.data) > _WIDEST * settings.limits.text_chars + _WIDEST:
        raise InputRefused(
            Reason.TOO_LARGE, f"{len(item.data):,} bytes of text are more than one report holds"
        )
    refuse_binary(item.data, settings.given.encoding or item.charset)
    return decode(item.data, given=settings.given.encoding, declared=item.charset)


def refuse_binary(data: bytes, encoding: str | None) -> None:
    """Refuse bytes that are no text.

    Raises:
        InputRefused: BINARY.
    """
    if marked(data) or wide(encoding):
        return
    if is_wide_unmarked(data):
        raise InputRefused(
            Reason.BINARY, "every other byte is NUL; if it is UTF-16, say --encoding utf-16-le"
        )
    if is_binary(data):
        raise InputRefused(Reason.BINARY, "control characters throughout: this is no text")
