"""Bounded reading: an opened source, gzip undone under caps, lines of limited length."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, BinaryIO

from according.errors import InputRefused, Reason
from according.intake.item import Item, Parse
from according.settings import MIB, Limits

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

HEAD = 64 * 1024
"""Bytes that the kind of a source is told by."""

_CHUNK = 64 * 1024


@dataclass(frozen=True, slots=True)
class Opened:
    """A source whose bytes can be read once, front to back.

    ``head`` are its first bytes, which ``stream`` still gives too. ``name`` is the file's name
    without wrappings such as ``.gz``. ``cap`` bounds what may be held of it as one piece, in
    bytes. ``media_type`` and ``charset`` are what a server declared. ``before`` are lines of the
    file before it, where it is a part of one, and ``unit`` is what a line is called.
    """

    location: str
    name: str
    stream: BinaryIO
    head: bytes
    cap: int
    had_at: datetime | None = None
    url: str | None = None
    charset: str | None = None
    media_type: str | None = None
    before: int = 0
    unit: str = "line"

    def item(self, data: bytes, media_type: str, parse: Parse, member: str | None = None) -> Item:
        """A part of this source (or all of it) as an item."""
        return Item(
            self.location, data, media_type, parse, member, self.had_at, self.url, self.charset
        )

    def whole(self) -> bytes:
        """All bytes.

        Raises:
            InputRefused: TOO_LARGE, over ``cap``.
        """
        return read_all(self.stream, self.cap)


def with_head(raw: io.RawIOBase | BinaryIO) -> tuple[bytes, BinaryIO]:
    """The first `HEAD` bytes of a stream, and the stream as if they had not been read.

    Damage within the head is raised when reading comes to it, so that what stands before it
    is not lost.
    """
    head = bytearray()
    damage = None
    try:
        while len(head) < HEAD and (part := raw.read(HEAD - len(head))):
            head += part
    except InputRefused as refused:
        if not head:
            raise
        damage = refused
    return bytes(head), io.BufferedReader(_Chained(bytes(head), raw, damage), _CHUNK)


def read_all(stream: BinaryIO, cap: int) -> bytes:
    """All that is left of ``stream``.

    Raises:
        InputRefused: TOO_LARGE, more than ``cap`` bytes.
    """
    parts = bytearray()
    while part := stream.read(min(MIB, cap + 1 - len(parts))):
        parts += part
        if len(parts) > cap:
            raise InputRefused(Reason.TOO_LARGE, f"more than {_mib(cap)} in one piece")
    return bytes(parts)


def lines(stream: BinaryIO, cap: int) -> Iterator[tuple[int, bytes | None]]:
    """The lines of ``stream`` with their numbers from 1; None stands for one over ``cap`` bytes."""
    number = 0
    while line := stream.readline(cap + 1):
        number += 1
        if len(line) > cap and not line.endswith(b"\n"):
            del line
            _skip_line(stream)
            yield number, None
        else:
            yield number, line


def _skip_line(stream: BinaryIO) -> None:
    while part := stream.readline(MIB):
        if part.endswith(b"\n"):
            return


def gunzipped(opened: Opened, limits: Limits) -> Opened:
    """The same source with one layer of gzip undone while it is read."""
    head, stream = with_head(_Gunzip(opened.stream, limits.ratio))
    name = opened.name
    for ending, instead in ((".gz", ""), (".tgz", ".tar"), (".gzip", "")):
        name = name[: -len(ending)] + instead if name.lower().endswith(ending) else name
    # What a server says of a .gz is about the packed file.
    return replace(
        opened,
        name=name,
        stream=stream,
        head=head,
        cap=limits.unpacked_bytes,
        media_type=None,
    )


def inflated(data: bytes, wbits: int, cap: int, ratio: int) -> bytes:
    """``data`` unpacked by zlib, all at once.

    Args:
        wbits: zlib's window: 31 for gzip, 15 for zlib, -15 for bare deflate.

    Raises:
        InputRefused: TOO_LARGE over ``cap`` bytes or ``ratio``; TRUNCATED; FORMAT.
    """
    return read_all(io.BufferedReader(_Gunzip(io.BytesIO(data), ratio, wbits)), cap)


class _Chained(io.RawIOBase):
    """Bytes, and then a stream."""

    def __init__(
        self, head: bytes, rest: io.RawIOBase | BinaryIO, damage: InputRefused | None
    ) -> None:
        self._head = memoryview(head)
        self._rest = rest
        self._damage = damage

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer).cast("B")
        if self._head:
            count = min(len(view), len(self._head))
            view[:count] = self._head[:count]
            self._head = self._head[count:]
            return count
        if self._damage is not None:
            raise self._damage
        part = self._rest.read(len(view)) or b""
        view[: len(part)] = part
        return len(part)


class _Gunzip(io.RawIOBase):
    """Undoes gzip (all its members, one after the other) while it is read.

    The ratio is watched over the whole and over each member, so that neither a bomb behind
    much honest material nor many small bombs come through.
    """

    def __init__(self, packed: BinaryIO, ratio: int, wbits: int = 31) -> None:
        self._packed = packed
        self._ratio = ratio
        self._wbits = wbits
        self._zlib = zlib.decompressobj(wbits)
        self._input = b""
        self._totals = [0, 0]
        self._member = [0, 0]

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer).cast("B")
        while True:
            if self._zlib.eof and not self._next_member():
                return 0
            if not self._input:
                self._input = self._packed.read(_CHUNK)
            part = self._unpack(len(view))
            if part:
                view[: len(part)] = part
                return len(part)

    def _unpack(self, room: int) -> bytes:
        before = len(self._input)
        at_end = not before
        try:
            part = self._zlib.decompress(self._input, room)
        except zlib.error as error:
            raise InputRefused(Reason.FORMAT, f"damaged compressed data: {error}") from error
        left = self._zlib.unused_data if self._zlib.eof else self._zlib.unconsumed_tail
        self._input = left
        self._count(before - len(left), len(part))
        if at_end and not part and not self._zlib.eof:
            raise InputRefused(
                Reason.TRUNCATED, f"the compressed data end after {self._totals[1]:,} bytes of it"
            )
        return part

    def _count(self, packed: int, unpacked: int) -> None:
        for totals in (self._totals, self._member):
            totals[0] += packed
            totals[1] += unpacked
            if totals[1] > MIB and totals[1] > self._ratio * totals[0]:
                raise InputRefused(
                    Reason.TOO_LARGE, f"unpacks to more than {self._ratio} times its packed size"
                )

    def _next_member(self) -> bool:
        while True:
            self._input = self._input.lstrip(b"\0")  # padding of tapes and blocks
            if self._input:
                break
            self._input = self._packed.read(_CHUNK)
            if not self._input:
                return False
        if len(self._input) < 2:
            self._input += self._packed.read(_CHUNK)
        if self._wbits != 31 or not self._input.startswith(b"\x1f\x8b"):
            raise InputRefused(Reason.FORMAT, "other bytes follow the compressed data")
        self._zlib = zlib.decompressobj(self._wbits)
        self._member = [0, 0]
        return True


def _mib(count: int) -> str:
    return f"{count / MIB:g} MiB"
