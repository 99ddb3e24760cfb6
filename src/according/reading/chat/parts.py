"""A long text in parts that are asked about one by one, cut between paragraphs or sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from according.model import Span

SMALLEST = 400
"""Code points of a part that is not parted again, where its answer is cut off."""


def parts(text: str, sentences: Sequence[Span], most: int) -> Iterator[Span]:
    """Parts of at most ``most`` code points, cut where a paragraph begins, else a sentence; a
    sentence that is longer is a part by itself.

    Args:
        sentences: of the text, in order.
    """
    start = end = paragraph = 0
    for each in sentences:
        if "\n" in text[end : each.start]:
            paragraph = each.start
        while each.end - start > most and each.start > start:
            cut = paragraph if paragraph > start else each.start
            yield Span(start, cut)
            start = cut
        end = each.end
    if start < len(text):
        yield Span(start, len(text))


def halves(part: Span, sentences: Sequence[Span]) -> tuple[Span, Span] | None:
    """A part in two, between the two sentences nearest to its middle; None where it is too small
    or of one sentence."""
    if len(part) < 2 * SMALLEST:
        return None
    middle = (part.start + part.end) // 2
    starts = [each.start for each in sentences if part.start < each.start < part.end]
    if not starts:
        return None
    cut = min(starts, key=lambda each: abs(each - middle))
    return Span(part.start, cut), Span(cut, part.end)
