"""What a source is: by its content first, by its name where the content fits several."""

from __future__ import annotations

import json
import re
from enum import Enum, auto
from functools import cache

from according.data import load_json
from according.errors import DataError, InputRefused, Reason
from according.intake.charset import is_binary, is_wide_unmarked, marked
from according.intake.crawl import is_crawl
from according.intake.csv_rows import is_table_head
from according.intake.markup_names import names
from according.settings import Settings


class Kind(Enum):
    """The formats that are read."""

    TEXT = auto()
    CRAWL = auto()
    HTML = auto()
    MHTML = auto()
    PDF = auto()
    JSON_LINES = auto()
    JSON = auto()
    TABLE = auto()
    FEED = auto()
    WARC = auto()
    GZIP = auto()


_BY_NAME = {
    ".jsonl": Kind.JSON_LINES,
    ".ndjson": Kind.JSON_LINES,
    ".json": Kind.JSON,
    ".csv": Kind.TABLE,
    ".tsv": Kind.TABLE,
    ".tab": Kind.TABLE,
    ".htm": Kind.HTML,
    ".html": Kind.HTML,
    ".xhtml": Kind.HTML,
    ".mht": Kind.MHTML,
    ".mhtml": Kind.MHTML,
}
_BY_MEDIA_TYPE = {
    "application/x-ndjson": Kind.JSON_LINES,
    "application/jsonl": Kind.JSON_LINES,
    "application/json": Kind.JSON,
    "text/csv": Kind.TABLE,
    "text/tab-separated-values": Kind.TABLE,
    "text/html": Kind.HTML,
    "application/xhtml+xml": Kind.HTML,
    "multipart/related": Kind.MHTML,
}
_PROLOG = re.compile(
    r"(?:\s+|<\?[^>]{0,1000}>|<!--.{0,4000}?-->|<!DOCTYPE[^>\[]{0,500}>)*+",
    re.DOTALL | re.IGNORECASE,
)
_ROOT = re.compile(r"<([a-z_][\w.-]{0,40}(?::[\w.-]{1,40})?)(?=[\s/>])", re.IGNORECASE)
_DOCTYPE = re.compile(r"<!doctype\s+([\w:.-]{1,60})", re.IGNORECASE)
_FEED_ROOTS = {"rss", "feed", "rdf"}
_XML = re.compile(r"\s*<\?xml", re.IGNORECASE)
_MIME_HEADER = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,60}:[ \t]")
_JSON_IN_TEXT = re.compile(r'\[\s*[{\]]|\{\s*["}]')
_LINE = 4_000
"""Characters of a first line that are looked at."""


@cache
def _magic() -> tuple[tuple[int, bytes, str, bool], ...]:
    try:
        return tuple(
            (entry["offset"], bytes.fromhex(entry["hex"]), entry["what"], entry.get("text", False))
            for entry in load_json("magic.json")["unsupported"]
        )
    except (KeyError, TypeError, ValueError) as error:
        raise DataError(f"data file magic.json is damaged: {error}") from error


def sniff(head: bytes, name: str, media_type: str | None, settings: Settings) -> Kind:
    """The kind of a source, from its first bytes, its file name and a server's word.

    Raises:
        InputRefused: EMPTY, BINARY, or UNSUPPORTED with what it is.
    """
    if not head:
        raise InputRefused(Reason.EMPTY, "no bytes in it")
    if head.startswith(b"\x1f\x8b"):
        return Kind.GZIP
    if _is_pdf(head, name):
        return Kind.PDF
    if head.startswith(b"WARC/"):
        return Kind.WARC
    _refuse_unsupported(head)
    text = loosely(head, settings.given.encoding)
    ending = name[name.rfind(".") :].lower() if "." in name else ""
    named = _BY_NAME.get(ending) or _BY_MEDIA_TYPE.get(media_type or "")
    return _by_markup(text, named) or _by_text(head, text, named, ending, settings)


def loosely(head: bytes, given: str | None = None) -> str:
    """The first bytes as characters, good enough to see ASCII in them."""
    mark = marked(head)
    encoding = mark[0] if mark else "latin-1"
    if not mark and given and given.lower().startswith(("utf-16", "utf-32", "utf_")):
        encoding = given
    elif not mark and is_wide_unmarked(head[:1000]):
        encoding = "utf-16-be" if head[:1] == b"\0" else "utf-16-le"
    try:
        return head[mark[1] if mark else 0 :].decode(encoding, "ignore")
    except LookupError:
        return head.decode("latin-1")


def root_element(text: str) -> str | None:
    """The first element's name in lower case, behind declarations, comments and a DOCTYPE."""
    at = _PROLOG.match(text)
    found = _ROOT.match(text, at.end() if at else 0)
    return found[1].lower() if found else None


def _is_pdf(head: bytes, name: str) -> bool:
    # Readers allow for a kilobyte of anything in front of the mark; but a report may speak of it.
    if name.lower().endswith(".pdf"):
        return b"%PDF-" in head[:1024]
    return head[:1024].removeprefix(b"\xef\xbb\xbf").lstrip(b"\0\t\n\f\r ").startswith(b"%PDF-")


def _refuse_unsupported(head: bytes) -> None:
    for offset, magic, what, is_text in _magic():
        if head[offset : offset + len(magic)] != magic:
            continue
        # A text may begin with "ID3" or "BZh" as well.
        if is_text or not magic.isascii() or is_binary(head):
            raise InputRefused(
                Reason.UNSUPPORTED, f"{what} is not read; save its text or pages as files"
            )


def _by_markup(text: str, named: Kind | None) -> Kind | None:
    start = text.lstrip()[:8_000]
    root = (root_element(start) or "").rpartition(":")[2]
    doctype = _DOCTYPE.search(start[:2_000]) if start.startswith("<") else None
    if doctype and doctype[1].lower() == "html":
        return Kind.HTML
    if root in _FEED_ROOTS or (doctype and root not in names("page_roots")):
        return Kind.FEED  # an internal subset hides the root; the feed's own check refuses it
    if _is_mhtml(start, named):
        return Kind.MHTML
    if root in names("page_roots") or (named is Kind.HTML and "<" in text):
        return Kind.HTML
    if _XML.match(start):
        raise InputRefused(Reason.UNSUPPORTED, f"XML ({root or 'no element'}) that is no feed")
    return None


def _is_mhtml(start: str, named: Kind | None) -> bool:
    if not _MIME_HEADER.match(start):
        return False
    lower = start.lower()
    return named is Kind.MHTML or ("mime-version:" in lower and "multipart/related" in lower)


def _by_text(head: bytes, text: str, named: Kind | None, ending: str, settings: Settings) -> Kind:
    # A line that a quote or bracket opens is common in prose, so the name decides with it.
    if named is Kind.JSON_LINES:
        return _checked(Kind.JSON_LINES, head, settings)
    start = text.lstrip("\ufeff \t\r\n")
    if start.startswith(("{", "[")) and (named is Kind.JSON or _JSON_IN_TEXT.match(start)):
        return Kind.JSON_LINES if start[0] == "{" and _line_is_whole(start) else Kind.JSON
    if named is Kind.JSON:
        return Kind.JSON
    if is_crawl(text[:_LINE]):
        return Kind.CRAWL
    first = start[:_LINE].split("\n", 1)[0]
    if named is Kind.TABLE or (ending != ".txt" and is_table_head(first, settings.columns)):
        return _checked(Kind.TABLE, head, settings)
    return Kind.TEXT


def _checked(kind: Kind, head: bytes, settings: Settings) -> Kind:
    """``kind``, unless the file is binary: noise would give a refusal for every "line"."""
    if not marked(head) and is_binary(head):
        raise InputRefused(Reason.BINARY, "control characters throughout: this is no table")
    return kind


def _line_is_whole(start: str) -> bool:
    """Whether the first line is an object by itself, or could only be meant as one."""
    line, end, _ = start.partition("\n")
    if not end:
        return line.rstrip().endswith("}") or len(start) > _LINE
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return line.rstrip().endswith("}")
    return True
