"""RSS and Atom files: one report in each entry."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from lxml import etree
from lxml.html import HTMLParser, fragment_fromstring

from according.errors import InputRefused, Reason
from according.intake.blocks import paragraphs
from according.intake.charset import clean, decode, is_wide_unmarked, marked
from according.intake.dates import NEVER, parse_when, says_unread
from according.intake.feed_check import checked
from according.intake.item import Draft, Item
from according.intake.sniff import loosely
from according.intake.streams import Opened
from according.model import Refusal
from according.settings import MIB, Settings

_FEED_BYTES = 8 * MIB
"""A feed is parsed as a whole. Real ones are under 2 MiB, as readers fetch them every hour."""

_TAGS = 50_000
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,2000}>|&(?:#\d+|#x[\da-fA-F]+|\w{2,30});")
_DECLARATION = re.compile(r"\s*<\?xml([^>]{0,500})\?>")
_ENCODING = re.compile(r"encoding\s*=\s*[\"']([\w:.-]{1,40})")
_ENTRY = re.compile(rb"<(item|entry)(?=[\s>]).*?</\1\s*>", re.DOTALL)


def walk(opened: Opened, settings: Settings) -> Iterator[Item | Refusal]:
    """Every entry of a feed as an item.

    Raises:
        InputRefused: FORBIDDEN for entities and internal DTD subsets; FORMAT, TOO_LARGE; an XML
            error after the entries that stand before it.
    """
    data = opened.whole()
    if len(data) > _FEED_BYTES:
        raise InputRefused(Reason.TOO_LARGE, f"a feed of more than {_FEED_BYTES // MIB} MiB")
    found = checked(clean(_decoded(data, opened, settings)))
    feed = _parsed(found.data)
    outlet = feed.feed.get("title")
    media_type = "application/atom+xml" if "atom" in (feed.version or "") else "application/rss+xml"
    parts = [match.group() for match in _ENTRY.finditer(data)]
    for number, entry in enumerate(feed.entries, 1):
        # The entry's own bytes where they can be told apart, or those of the whole feed.
        part = parts[number - 1] if len(parts) == len(feed.entries) else data
        parse = partial(draft, entry=entry, outlet=outlet, language=feed.feed.get("language"))
        yield opened.item(part, media_type, parse, f"entry {number}")
    if found.damage:
        raise InputRefused(Reason.FORMAT, found.damage)


def draft(
    item: Item,
    settings: Settings,
    *,
    entry: Mapping[str, Any],
    outlet: str | None,
    language: str | None,
) -> Draft:
    """The text of one entry: its content, or the longer of summary and description.

    Raises:
        InputRefused: NO_TEXT for an entry that has a title only.
    """
    contents = [each.get("value", "") for each in entry.get("content", [])[:20]]
    markup = max([*contents, entry.get("summary") or ""], key=len)
    body = markup_text(markup)
    if not body:
        raise InputRefused(Reason.NO_TEXT, "an entry with a title only")
    dates = [entry[name] for name in ("published", "updated") if name in entry]
    when = next((read for each in dates if (read := parse_when(each)).day), NEVER)
    title = entry.get("title")
    return Draft(
        body,
        markup_text(title) if title else None,
        _source_title(entry) or outlet,
        when.day,
        when.moment,
        entry.get("author"),
        entry.get("link") or item.url,
        entry.get("language") or language,
        when.day is None and any(map(says_unread, dates)),
    )


def markup_text(markup: str) -> str:
    """The text of a piece of HTML; text without markup stays as it is, but for its edges.

    Raises:
        InputRefused: TOO_LARGE, by the number of its tags.
    """
    markup = clean(markup)
    if not _MARKUP.search(markup):
        return markup.strip()
    if markup.count("<") > _TAGS:
        raise InputRefused(Reason.TOO_LARGE, f"an entry of more than {_TAGS:,} tags")
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        tree = fragment_fromstring(markup.encode(), create_parent="div", parser=parser)
    except (etree.LxmlError, AssertionError, ValueError) as error:
        raise InputRefused(Reason.FORMAT, f"the entry's markup: {error}") from error
    return paragraphs(tree)


def _source_title(entry: Mapping[str, Any]) -> str | None:
    """In a feed of feeds, the entry's own source."""
    source = entry.get("source") or {}
    title = source.get("title")
    return title if isinstance(title, str) else None


def _decoded(data: bytes, opened: Opened, settings: Settings) -> str:
    if not marked(data) and is_wide_unmarked(data[:1000]):
        encoding = "utf-16-be" if data[:1] == b"\0" else "utf-16-le"
        return decode(data, declared=encoding)
    declaration = _DECLARATION.match(loosely(data[:1000]))
    declared = _ENCODING.search(declaration[1]) if declaration else None
    return decode(
        data,
        given=settings.given.encoding,
        declared=opened.charset or (declared[1] if declared else None),
    )


def _parsed(data: bytes) -> Any:
    import feedparser

    try:
        # Markup is made text here anyway, so there is nothing to sanitise or to resolve.
        found = feedparser.parse(
            data,
            response_headers={"content-type": "application/xml; charset=utf-8"},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except (ValueError, TypeError, KeyError, AttributeError, LookupError, AssertionError) as error:
        raise InputRefused(Reason.FORMAT, f"the feed cannot be read: {error}") from error
    if not found.version and not found.entries:
        raise InputRefused(Reason.FORMAT, "no feed and no entries in the XML")
    return found
