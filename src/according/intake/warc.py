"""WARC archives: every saved page, text and PDF in them.

Records are framed here, with a bound on every read; warcio parses the header blocks.
(Its own iterator follows a header without end, takes a record without a
length to the end of the file, and does not say that a record ended early.)
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from email.message import Message
from itertools import count
from typing import BinaryIO

from according.errors import InputRefused, Reason
from according.intake.content import content_decoded, content_type, dechunked
from according.intake.dates import parse_when
from according.intake.item import Item, Parse
from according.intake.streams import Opened
from according.model import Refusal
from according.settings import MIB, Limits, Settings

_HEADER_BYTES = 64 * 1024
_LINE_BYTES = 16 * 1024
_RECORDS = ("response", "resource", "conversion")
_HTTP = "application/http"


@dataclass(frozen=True, slots=True)
class _Record:
    number: int
    kind: str
    headers: Mapping[str, str]
    body: bytes | None
    """None if it is longer than a member may be."""

    @property
    def member(self) -> str:
        return f"record {self.number}"


def walk(opened: Opened, settings: Settings) -> Iterator[Item | Refusal]:
    """Every archived answer as an item; other statuses and media types as refusals.

    Raises:
        InputRefused: FORMAT or TRUNCATED, after what stands before the damage.
    """
    for record in _records(opened.stream, settings.limits):
        if record.kind in _RECORDS:
            try:
                yield _item(record, opened, settings.limits)
            except InputRefused as refused:
                location = opened.location
                yield Refusal(location, refused.reason, refused.detail, record.member)


def _records(stream: BinaryIO, limits: Limits) -> Iterator[_Record]:
    for number in count(1):
        line = _line(stream)
        while line in (b"\r\n", b"\n"):
            line = _line(stream)
        if not line:
            return
        if not line.startswith(b"WARC/"):
            raise InputRefused(Reason.FORMAT, f"record {number} does not begin with WARC/")
        headers = _headers(line + _header_block(stream))
        length = headers.get("content-length", "")
        if not (length.isascii() and length.isdigit()) or len(length) > 15:
            raise InputRefused(Reason.FORMAT, f"record {number}: no length but {length[:40]!r}")
        kind = headers.get("warc-type", "").lower()
        body = _body(stream, int(length), limits.member_bytes, wanted=kind in _RECORDS)
        yield _Record(number, kind, headers, body)


def _line(stream: BinaryIO) -> bytes:
    line = stream.readline(_LINE_BYTES)
    if len(line) == _LINE_BYTES:
        raise InputRefused(Reason.FORMAT, f"a header line of more than {_LINE_BYTES:,} bytes")
    return line


def _header_block(stream: BinaryIO) -> bytes:
    """The lines up to the blank one, with it."""
    block = bytearray()
    while True:
        line = _line(stream)
        block += line
        if not line:
            raise InputRefused(Reason.TRUNCATED, "it ends within a header")
        if line in (b"\r\n", b"\n"):
            return bytes(block)
        if len(block) > _HEADER_BYTES:
            raise InputRefused(Reason.FORMAT, f"a header of more than {_HEADER_BYTES:,} bytes")


def _headers(block: bytes) -> dict[str, str]:
    from warcio.statusandheaders import StatusAndHeadersParser

    parsed = StatusAndHeadersParser([], verify=False).parse(io.BytesIO(block))
    headers: dict[str, str] = {}
    for name, value in parsed.headers:
        headers.setdefault(name.strip().lower(), value.strip())
    headers[":status"] = parsed.statusline
    return headers


def _body(stream: BinaryIO, length: int, cap: int, *, wanted: bool) -> bytes | None:
    keep = wanted and length <= cap
    parts = bytearray()
    left = length
    while left:
        part = stream.read(min(MIB, left))
        if not part:
            raise InputRefused(Reason.TRUNCATED, f"a record ends {left:,} bytes too early")
        left -= len(part)
        if keep:
            parts += part
    return bytes(parts) if keep else None


def _item(record: _Record, opened: Opened, limits: Limits) -> Item:
    if record.body is None:
        detail = f"more than {limits.member_bytes // MIB} MiB in one record"
        raise InputRefused(Reason.TOO_LARGE, detail)
    told = content_type(record.headers.get("content-type"))
    body = record.body
    if told.get_content_type() == _HTTP:
        body, told = _answer(body, limits)
    media_type = told.get_content_type()
    item = replace(
        opened.item(body, media_type, _parse(media_type), record.member),
        had_at=_moment(record.headers) or opened.had_at,
        url=record.headers.get("warc-target-uri", "").strip("<>") or None,
        charset=told.get_content_charset(),
    )
    if not body.strip():
        raise InputRefused(Reason.EMPTY, "a record without content")
    return item


def _moment(headers: Mapping[str, str]) -> datetime | None:
    return parse_when(headers.get("warc-date")).moment


def _answer(block: bytes, limits: Limits) -> tuple[bytes, Message]:
    """The content of an HTTP answer, its encodings undone, and its type."""
    stream = io.BytesIO(block)
    headers = _headers(_header_block(stream))
    status = headers[":status"].split(" ", 1)[0]
    if status != "200":
        raise InputRefused(Reason.FETCH, f"the archived answer has status {status[:20] or 'none'}")
    # Refused before anything is unpacked.
    told = content_type(headers.get("content-type"))
    _parse(told.get_content_type())
    body = block[stream.tell() :]
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = dechunked(body)
    return content_decoded(body, headers.get("content-encoding", ""), limits), told


def _parse(media_type: str) -> Parse:
    # Parsers are loaded when a record needs them.
    if media_type in ("text/html", "application/xhtml+xml"):
        from according.intake.html import draft as html

        return html
    if media_type == "text/plain":
        from according.intake.text import draft as text

        return text
    if media_type == "application/pdf":
        from according.intake.pdf import draft as pdf

        return pdf
    raise InputRefused(Reason.UNSUPPORTED, f"media type {media_type[:60]} is not read")
