"""Plain text."""

from __future__ import annotations

from collections.abc import Iterator

from according.errors import InputRefused, Reason
from according.intake.charset import decode, is_binary, is_wide_unmarked, marked, wide
from according.intake.item import Draft, Item
from according.intake.streams import Opened
from according.settings import Settings

_WIDEST = 4
"""Bytes of a code point at most, in UTF-8 and UTF-32."""


def walk(opened: Opened, settings: Settings) -> Iterator[Item]:
    """The whole of a text file as one item."""
    yield opened.item(opened.whole(), "text/plain", draft)


def draft(item: Item, settings: Settings) -> Draft:
    """The text as it stands.

    Raises:
        InputRefused: BINARY, CHARSET, or TOO_LARGE before it is decoded.
    """
    return Draft(plain(item, settings), url=item.url)


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
