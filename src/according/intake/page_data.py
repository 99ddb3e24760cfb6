"""What a page says of itself in JSON-LD (schema.org) blocks."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from according.settings import MIB

_BLOCKS = 20
_NODES = 5_000
_BRACKETS = 20_000
"""How many blocks, objects and brackets are looked at; a news page has tens."""


@dataclass(frozen=True, slots=True)
class PageData:
    """The first article object's own words; None for what it does not say."""

    headline: str | None = None
    published: str | None = None
    byline: str | None = None
    publisher: str | None = None


def page_data(tree: HtmlElement) -> PageData:
    """The first article that a page's JSON-LD describes; empty if there is none."""
    for node in _nodes(tree):
        kinds = node.get("@type")
        names = kinds if isinstance(kinds, list) else [kinds]
        if any(isinstance(name, str) and _is_article(name) for name in names):
            return PageData(
                headline=_name(node.get("headline")) or _name(node.get("name")),
                published=_name(node.get("datePublished")),
                byline=_names(node.get("author")) or _names(node.get("creator")),
                publisher=_name(node.get("publisher")),
            )
    return PageData()


def _is_article(name: str) -> bool:
    return name.endswith(("Article", "Posting", "Report"))


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
    for script in tree.xpath("//script[@type='application/ld+json']")[:_BLOCKS]:
        text = script.text or ""
        if len(text) > MIB or text.count("{") + text.count("[") > _BRACKETS:
            continue
        try:
            yield json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue  # a page is not refused for a block that browsers pass over as well


def _name(value: object) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value")
    return value.strip() or None if isinstance(value, str) else None


def _names(value: object) -> str | None:
    values = value if isinstance(value, list) else [value]
    names = [name for each in values[:50] if (name := _name(each))]
    return ", ".join(names) or None
