"""Markup to text: blocks become paragraphs, a blank line between two."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from according.intake.markup_names import names

_SPACE = re.compile(r"[^\S\n]+")
_AROUND_BREAK = re.compile(r" ?\n ?")


def paragraphs(root: etree._Element) -> str:
    """The text of a tree (HTML, or trafilatura's output), without recursion.

    White space inside a block is one space, as a browser shows it; ``br`` is a line end.
    """
    blocks: list[str] = []
    parts: list[str] = []
    for piece in _pieces(root):
        if piece is not None:
            parts.append(piece)
        elif parts:
            blocks.append(_tidied("".join(parts)))
            parts.clear()
    blocks.append(_tidied("".join(parts)))
    return "\n\n".join(block for block in blocks if block)


def _pieces(root: etree._Element) -> Iterator[str | None]:
    """Runs of text, and None where a block begins or ends."""
    blocks, skipped = names("blocks"), names("left_out")
    left_out: etree._Element | None = None
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event == "start" and left_out is None:
            if element.tag in skipped:
                left_out = element
                continue
            if element.tag in blocks:
                yield None
            yield from _opening(element)
        elif event != "start":
            if element is left_out:
                left_out = None
            elif left_out is None and element.tag in blocks:
                yield None
            if left_out is None and element is not root and element.tail:
                yield element.tail.replace("\n", " ")


def _opening(element: etree._Element) -> Iterator[str]:
    if element.tag in names("breaks"):
        yield "\n"
    elif element.tag in names("cells"):
        yield " "
    if element.text:
        yield element.text.replace("\n", " ")


def _tidied(text: str) -> str:
    return _AROUND_BREAK.sub("\n", _SPACE.sub(" ", text)).strip()
