"""MHTML: a page saved with its parts, as one MIME message."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from dataclasses import replace
from email.message import Message
from itertools import islice

from according.errors import InputRefused, Reason
from according.intake.html import draft as page_draft
from according.intake.item import Draft, Item
from according.intake.streams import Opened
from according.settings import Settings

_PARTS = 5_000
"""Parts of one page, its pictures and styles among them."""

_MULTIPARTS = 200
"""Nested multiparts open a generator each in Python's parser; a page has one or two."""


def walk(opened: Opened, settings: Settings) -> Iterator[Item]:
    """The whole of the message as one item."""
    yield opened.item(opened.whole(), "multipart/related", draft)


def draft(item: Item, settings: Settings) -> Draft:
    """The article of the message's first HTML part.

    Raises:
        InputRefused: FORMAT, NO_TEXT, or what `html.draft` raises.
    """
    lower = item.data.lower()
    if lower.count(b"content-type:") > _PARTS or lower.count(b"multipart/") > _MULTIPARTS:
        raise InputRefused(Reason.FORMAT, f"more than {_PARTS:,} parts, or nested too deeply")
    del lower
    root = _root(_message(item.data))
    page = root.get_payload(decode=True)
    if not isinstance(page, bytes) or not page.strip():
        raise InputRefused(Reason.NO_TEXT, "the message's HTML part is empty")
    charset = root.get_content_charset()
    address = str(root.get("Content-Location", "")).strip()
    url = address if address.lower().startswith(("http://", "https://")) else item.url
    return page_draft(replace(item, data=page, charset=charset, url=url), settings)


def _message(data: bytes) -> Message:
    try:
        # The older policy keeps headers as they are; the newer parses each, which is slow on
        # hostile ones and has raised on damaged ones.
        return email.message_from_bytes(data, policy=email.policy.compat32)
    except (ValueError, LookupError, TypeError, AttributeError, IndexError) as error:
        raise InputRefused(Reason.FORMAT, f"not a MIME message: {error}") from error


def _root(message: Message) -> Message:
    if not message.keys():
        raise InputRefused(Reason.FORMAT, "no MIME header")
    for part in islice(message.walk(), _PARTS):
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            return part
    raise InputRefused(Reason.NO_TEXT, "no HTML part in the message")
