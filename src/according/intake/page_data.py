"""What a page says of itself in JSON-LD (schema.org) blocks."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from itertools import islice
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from according.intake.compose import tidy
from according.intake.integers import integer
from according.settings import MIB

_BLOCKS = 20
_NODES = 5_000
_BRACKETS = 20_000
"""How many blocks, objects and brackets are looked at; a news page has tens."""

_ARTICLES = 200
_MEDIA_TYPE = "application/ld+json"


@dataclass(frozen=True, slots=True)
class PageData:
    """The first article object's own words; None for what it does not say."""

    headline: str | None = None
    published: str | None = None
    byline: str | None = None
    publisher: str | None = None


def page_data(
    tree: HtmlElement, address: str | None = None, headlines: Collection[str] = ()
) -> PageData:
    """The article of a page, as its JSON-LD describes it; empty if there is none.

    Related stories are described as well, at times in front. So the article is the one with the
    page's own ``address``; or else with one of the ``headlines`` that the page itself shows; or
    else the first.
    """
    articles = list(islice(filter(_is_article, _nodes(tree)), _ARTICLES))
    shown = {_comparable(headline) for headline in headlines}
    place = _place(address) if address else None
    for node in articles:
        if place is not None and place in _places(node, address or ""):
            return _described(node)
    for node in articles:
        if _comparable(_headline(node) or "") in shown:
            return _described(node)
    return _described(articles[0]) if articles else PageData()


def _described(node: Mapping[str, object]) -> PageData:
    return PageData(
        headline=_headline(node),
        published=_name(node.get("datePublished")),
        byline=_names(node.get("author")) or _names(node.get("creator")),
        publisher=_name(node.get("publisher")),
    )


def _is_article(node: Mapping[str, object]) -> bool:
    kinds = node.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    ends = ("Article", "Posting", "Report")
    return any(isinstance(name, str) and name.endswith(ends) for name in names)


def _headline(node: Mapping[str, object]) -> str | None:
    return _name(node.get("headline")) or _name(node.get("name"))


def _comparable(headline: str) -> str:
    return (tidy(headline) or "").casefold()


def _places(node: Mapping[str, object], base: str) -> Iterator[tuple[str, str, str]]:
    page = node.get("mainEntityOfPage")
    told = [page.get("@id"), page.get("url")] if isinstance(page, dict) else [page]
    for address in (node.get("url"), node.get("@id"), *told):
        if isinstance(address, str) and address.strip():
            place = _place(address.strip(), base)
            if place is not None:
                yield place


def _place(address: str, base: str = "") -> tuple[str, str, str] | None:
    """What of an address tells pages apart: host, path and query."""
    try:
        parts = urlsplit(urljoin(base, address))
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:  # "http://[broken"
        return None
    return host, parts.path.rstrip("/"), parts.query


def _nodes(tree: HtmlElement) -> Iterator[dict[str, object]]:
    """All objects in the page's blocks, the outer before the inner."""
    budget = _NODES
    waiting: deque[object] = deque(_blocks(tree))
    while waiting and budget:
        budget -= 1
        node = waiting.popleft()
        if isinstance(node, dict):
            yield node
            waiting.extend(each for each in node.values() if isinstance(each, dict | list))
        elif isinstance(node, list):
            waiting.extend(node[:_NODES])


def _blocks(tree: HtmlElement) -> Iterator[object]:
    scripts = (script for script in tree.iter("script") if _is_data(script))
    for script in islice(scripts, _BLOCKS):
        text = script.text or ""
        if len(text) > MIB or text.count("{") + text.count("[") > _BRACKETS:
            continue
        try:
            yield json.loads(text, strict=False, parse_int=integer)
        except (ValueError, RecursionError):
            continue  # a page is not refused for a block that browsers pass over as well


def _is_data(script: HtmlElement) -> bool:
    media_type: str = script.get("type", "")
    return media_type.partition(";")[0].strip().lower() == _MEDIA_TYPE


def _name(value: object) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value")
    # Some systems write HTML's character references there, which no browser ever shows.
    return unescape(value).strip() or None if isinstance(value, str) else None


def _names(value: object) -> str | None:
    values = value if isinstance(value, list) else [value]
    names = [name for each in values[:50] if (name := _name(each))]
    return ", ".join(names) or None
