"""Spans packed into bytes: a report has a thousand tokens, and a row for each would be waste."""

from __future__ import annotations

import sys
import zlib
from array import array
from collections.abc import Iterable

from according.errors import StoreError
from according.model import Span


def pack(spans: Iterable[Span]) -> bytes:
    """Pack spans, in order of their starts, as deflated 32-bit gaps and lengths."""
    numbers = array("i")
    last = 0
    for span in spans:
        numbers.extend((span.start - last, span.end - span.start))
        last = span.start
    if sys.byteorder == "big":
        numbers.byteswap()
    return zlib.compress(numbers.tobytes(), 6)


def unpack(packed: bytes) -> tuple[Span, ...]:
    """The spans that `pack` packed.

    Raises:
        StoreError: the bytes are damaged.
    """
    numbers = array("i")
    try:
        numbers.frombytes(zlib.decompress(packed))
    except (zlib.error, ValueError) as error:
        raise StoreError(f"packed spans are damaged: {error}; restore the record") from error
    if sys.byteorder == "big":
        numbers.byteswap()
    spans = []
    start = 0
    for gap, length in zip(numbers[::2], numbers[1::2], strict=True):
        start += gap
        spans.append(Span(start, start + length))
    return tuple(spans)
