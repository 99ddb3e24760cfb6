"""`Item`, one input found in a source; `Draft`, what its format's parser made of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

from according.settings import Settings


@dataclass(frozen=True, slots=True)
class Draft:
    """A report before its text is cleaned, checked and searched for credits.

    ``body`` is without the headline where the material holds that apart. ``language`` is what
    the material declares, which is not yet believed. ``date_unread`` says that the material has
    a date which cannot be read in one way; no other may then take its place. ``host`` is the
    outlet's last resort, where neither the material nor the user names one.
    """

    body: str
    title: str | None = None
    outlet: str | None = None
    published: date | None = None
    published_at: datetime | None = None
    byline: str | None = None
    url: str | None = None
    language: str | None = None
    date_unread: bool = False
    host: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One input: its bytes, where they stand, and how to make a draft of them.

    ``data`` are the bytes after a wrapping (gzip, WARC, a transfer encoding) is undone and
    before anything else is. ``charset`` is what the wrapping declares.
    """

    location: str
    data: bytes
    media_type: str
    parse: Parse
    member: str | None = None
    had_at: datetime | None = None
    url: str | None = None
    charset: str | None = None


Parse: TypeAlias = Callable[[Item, Settings], Draft]
"""Makes a draft of an item; raises `InputRefused`."""
