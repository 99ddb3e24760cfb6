"""Saved web pages: the article by trafilatura, the metadata by our own reading of the head."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from functools import cache
from typing import cast

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from according.errors import InputRefused, Reason
from according.intake.blocks import paragraphs
from according.intake.charset import clean, decode, wide
from according.intake.item import Draft, Item
from according.intake.markup_names import names
from according.intake.page_meta import page_meta
from according.intake.sniff import loosely
from according.intake.streams import Opened
from according.intake.text import refuse_binary
from according.settings import Settings

_TAGS = 40_000
"""Tags that a page may have, closing ones too; the longest live blogs have some 15,000. The
worst pages of this size take trafilatura two seconds."""

_DEEP = 300
"""How deep elements may be nested, at most; pages go to 50, sloppy ones that close nothing to a
hundred. Beyond, trafilatura's time grows with the square: a thousand take it eight seconds."""

_UNUSUAL = 100
"""From this depth on trafilatura's second opinions are not asked: the time of one grows with
the square of the number of nested elements."""

_VISIBLE = 2
"""So many times a report's text may be on the page in all: menus, comments, teasers."""

_WORDS = 5
"""What is shorter is a menu's entry or a button, as of a page whose text a script would load."""

_META_CHARSET = re.compile(
    r"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w:.-]{1,40})|<\?xml[^>]{0,200}?encoding\s*=\s*"
    r"[\"']([\w:.-]{1,40})",
    re.IGNORECASE,
)
_XML_DECLARATION = re.compile(r"<\?xml[^>]{0,500}\?>")


def walk(opened: Opened, settings: Settings) -> Iterator[Item]:
    """The whole of a page as one item."""
    yield opened.item(opened.whole(), "text/html", draft)


def draft(item: Item, settings: Settings) -> Draft:
    """The article of a page.

    Raises:
        InputRefused: NO_TEXT, CHARSET, BINARY, FORMAT, TOO_LARGE.
    """
    refuse_binary(item.data, settings.given.encoding or item.charset)
    markup = page_text(item, settings)
    depth = _checked_depth(markup)
    tree = _tree(markup)
    _check_text(tree, _VISIBLE * settings.limits.text_chars)
    meta = page_meta(tree, item.url)
    return Draft(
        _article(tree, meta.url, fast=depth > _UNUSUAL),
        meta.title,
        meta.outlet,
        meta.when.day,
        meta.when.moment,
        meta.byline,
        meta.url,
        meta.language,
        meta.date_unread,
        meta.host,
    )


def page_text(item: Item, settings: Settings) -> str:
    """A page's markup, decoded by its mark, the user's word, its wrapping or its ``meta``."""
    declared = item.charset or declared_charset(item.data)
    return clean(decode(item.data, given=settings.given.encoding, declared=declared))


def declared_charset(data: bytes) -> str | None:
    """The character set that a page's head declares."""
    match = _META_CHARSET.search(loosely(data[:4096]))
    name = (match[1] or match[2]) if match else None
    # A declaration that could be read as ASCII is no UTF-16 (so the HTML standard).
    return "utf-8" if wide(name) else name


def _tree(markup: str) -> HtmlElement:
    markup = _XML_DECLARATION.sub("", markup, count=1)
    # Without "huge", libxml2 silently leaves out what is nested deeper than 256.
    parser = HTMLParser(encoding="utf-8", remove_pis=True, no_network=True, huge_tree=True)
    try:
        tree = document_fromstring(markup.encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, AssertionError) as error:
        raise InputRefused(Reason.NO_TEXT, f"no page in the markup: {error}") from error
    return tree


def _checked_depth(markup: str) -> int:
    if markup.count("<") > _TAGS:
        raise InputRefused(Reason.TOO_LARGE, f"a page of more than {_TAGS:,} tags")
    depth = _depth(markup)
    if depth > _DEEP:
        raise InputRefused(Reason.FORMAT, f"elements nested more than {_DEEP:,} deep")
    return depth


def _check_text(tree: HtmlElement, cap: int) -> None:
    unseen = names("left_out")
    length = 0
    for element in tree.iter(etree.Element):
        length += len(element.tail or "")
        if element.tag not in unseen:
            length += len(element.text or "")
    if length > cap:
        raise InputRefused(Reason.TOO_LARGE, f"a page of {length:,} code points of text")


def _depth(markup: str) -> int:
    """An upper bound of how deep elements are nested: elements that HTML closes by itself
    (``p``, ``li``, ``br``) do not count."""
    depth = deepest = 0
    for match in _nesting().finditer(markup):
        depth = max(0, depth - 1) if match[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest


@cache
def _nesting() -> re.Pattern[str]:
    closed_by_themselves = "|".join(sorted(names("not_nesting")))
    return re.compile(rf"<(/?)(?!(?:{closed_by_themselves})\b)[a-zA-Z][^<>]{{0,2000}}(?<!/)>")


def _article(tree: HtmlElement, url: str | None, *, fast: bool) -> str:
    # Imported at the first page: it takes half a second.
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        found = bare_extraction(
            tree,
            url=url,
            fast=fast,
            include_comments=False,
            include_tables=True,
            with_metadata=False,
        )
    except (etree.LxmlError, ValueError, TypeError, AttributeError, IndexError) as error:
        raise InputRefused(Reason.FORMAT, f"the page cannot be read: {error}") from error
    body = cast("etree._Element | None", getattr(found, "body", None))
    text = paragraphs(body) if body is not None else ""
    if len(text.split()) < _WORDS:
        raise InputRefused(Reason.NO_TEXT, "no article in the page")
    return text
