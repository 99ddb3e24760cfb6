"""HTTP's content types and content encodings, of fetched and of archived answers."""

from __future__ import annotations

import re
from email.message import Message

from according.errors import InputRefused, Reason
from according.intake.streams import inflated
from according.settings import Limits

_CHUNK = re.compile(rb"([0-9a-fA-F]{1,8})[ \t]*(?:;[^\r\n]{0,1000})?\r\n")


def content_type(value: str | None) -> Message:
    """A Content-Type header's value, ready to be asked for type and character set."""
    message = Message()
    message["Content-Type"] = " ".join((value or "text/plain").split())[:500]
    return message


def content_decoded(body: bytes, encoding: str, limits: Limits) -> bytes:
    """``body`` with HTTP's content encoding undone.

    Raises:
        InputRefused: UNSUPPORTED for others than gzip and deflate; TOO_LARGE, TRUNCATED, FORMAT.
    """
    for name in reversed([part.strip() for part in encoding.lower().split(",")][:3]):
        cap, ratio = limits.unpacked_bytes, limits.ratio
        if name in ("gzip", "x-gzip"):
            # Crawlers keep the header of an encoding that they have undone.
            body = inflated(body, 31, cap, ratio) if body.startswith(b"\x1f\x8b") else body
        elif name == "deflate":
            # Some servers send it without zlib's header.
            window = 15 if body[:1] and body[0] & 0x0F == 8 else -15
            body = inflated(body, window, cap, ratio)
        elif name not in ("", "identity"):
            raise InputRefused(Reason.UNSUPPORTED, f"content encoding {name[:20]!r}")
    return body


def dechunked(body: bytes) -> bytes:
    """``body`` with HTTP's chunked transfer undone; as it is, where it does not begin with a
    chunk (crawlers keep the header of chunks that they have undone).

    Raises:
        InputRefused: TRUNCATED or FORMAT.
    """
    if not _CHUNK.match(body):
        return body
    parts = bytearray()
    at = 0
    while (size := _CHUNK.match(body, at)) is not None:
        length = int(size[1], 16)
        if not length:
            return bytes(parts)
        at = size.end() + length
        parts += body[size.end() : at]
        if body[at : at + 2] != b"\r\n":
            break
        at += 2
    if at >= len(body):
        raise InputRefused(Reason.TRUNCATED, "the answer ends within its chunks")
    raise InputRefused(Reason.FORMAT, "a chunk of the answer is not as long as it says")
