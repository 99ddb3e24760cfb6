"""PDF with a text layer."""

from __future__ import annotations

import io
import logging
import re
import zlib
from collections.abc import Iterator
from statistics import quantiles

from according.errors import InputRefused, Reason
from according.intake.item import Draft, Item
from according.intake.streams import Opened
from according.settings import Settings

_PAGES = 200
"""A report has a few; a book is no report."""

_TITLE = re.compile(r"[^\W_][^\n]{3,250}")
_NOT_TITLE = re.compile(
    r"untitled|microsoft word|\.(?:docx?|pdf|indd|qxd|html?|txt|odt)\b|^(?:document|slide)\s?\d*$",
    re.IGNORECASE,
)
_SENTENCE_END = (".", "!", "?", ":", "”", '"', "’", ")")
_SHORT = 0.8
"""A line under this share of the page's usual length, at a sentence's end, closes a paragraph."""

_DAMAGE = (
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    AssertionError,
    ArithmeticError,
    NotImplementedError,
    EOFError,
    OSError,
    RecursionError,
    zlib.error,
)
"""What pypdf has been seen to raise on damaged files, besides its own errors."""


def walk(opened: Opened, settings: Settings) -> Iterator[Item]:
    """The whole of a file as one item."""
    yield opened.item(opened.whole(), "application/pdf", draft)


def draft(item: Item, settings: Settings) -> Draft:
    """The text layer, lines joined to paragraphs; title and author where they are sane.

    Raises:
        InputRefused: FORMAT, NO_TEXT, TOO_LARGE, or UNSUPPORTED for an encrypted file.
    """
    # Imported at the first PDF: it takes 0.4 s.
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        pages, title, author = _read(item.data, settings.limits.text_chars)
    except (PyPdfError, *_DAMAGE) as error:
        raise InputRefused(Reason.FORMAT, f"damaged PDF: {type(error).__name__}") from error
    body = "\n\n".join(text for page in pages if (text := _paragraphs(page)))
    if not any(map(str.isalnum, body)):
        raise InputRefused(Reason.NO_TEXT, "no text layer: pictures of pages need OCR first")
    return Draft(body, _sane(title), byline=_sane(author), url=item.url)


def _read(data: bytes, cap: int) -> tuple[list[str], object, object]:
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise InputRefused(Reason.UNSUPPORTED, "an encrypted PDF; save it without its password")
    if len(reader.pages) > _PAGES:
        raise InputRefused(Reason.TOO_LARGE, f"{len(reader.pages):,} pages, more than {_PAGES}")
    pages: list[str] = []
    length = 0
    for page in reader.pages:
        pages.append(page.extract_text())
        length += len(pages[-1])
        if length > cap:
            raise InputRefused(Reason.TOO_LARGE, f"more than {cap:,} code points of text")
    info = reader.metadata
    if info is None:
        return pages, None, None
    return pages, info.get("/Title"), info.get("/Author")


def _sane(value: object) -> str | None:
    """A title or author that a person wrote: programs put file names and their own names there."""
    if not isinstance(value, str):
        return None
    text = " ".join(value.split())
    return text if _TITLE.fullmatch(text) and not _NOT_TITLE.search(text) else None


def _paragraphs(page: str) -> str:
    """A page's lines as paragraphs, so that no sentence is cut by the width of the page."""
    lines = [line.strip() for line in page.splitlines()]
    lengths = [len(line) for line in lines if line]
    if not lengths:
        return ""
    usual = quantiles(lengths, n=4)[2] if len(lengths) > 1 else lengths[0]
    paragraphs: list[str] = []
    current = ""
    for line in lines:
        if line:
            current = _joined(current, line)
        if current and (not line or _closes(line, usual)):
            paragraphs.append(current)
            current = ""
    return "\n\n".join([*paragraphs, current] if current else paragraphs)


def _closes(line: str, usual: float) -> bool:
    return len(line) < _SHORT * usual and line.endswith(_SENTENCE_END)


def _joined(before: str, line: str) -> str:
    if not before:
        return line
    if before.endswith("-") and before[-2:-1].isalpha() and line[0].islower():
        return before[:-1] + line
    return f"{before} {line}"
