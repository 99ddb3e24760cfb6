"""Small files that unpack to 10 MB, 1 GB or 10 GB, written piece by piece.

`bombs` gives them for one size: what a crawler, a server or a mail may bring. Only gzip and
deflate are ever unpacked; the others must be refused for what they are, unpacked by nobody.
"""

from __future__ import annotations

import random
import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

MIB = 1024 * 1024
GIB = 1024 * MIB
_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"
_URI = "WARC-Target-URI: http://quaypost.example/a\r\nContent-Type: application/http\r\n"

Parts = Iterator[bytes]


@dataclass(frozen=True, slots=True)
class Bomb:
    """A file, and the reasons that it may be refused for."""

    name: str
    parts: Callable[[], Parts]
    reasons: tuple[str, ...]

    def write(self, folder: Path) -> Path:
        """The file, written."""
        path = folder / self.name
        with path.open("wb") as file:
            for part in self.parts():
                file.write(part)
        return path


def zeros() -> bytes:
    """A MiB that packs a thousandfold."""
    return bytes(MIB)


def words() -> bytes:
    """A MiB of text that packs some 150-fold: below the ratio at which a bomb is seen."""
    rng = random.Random(3)
    known = b" ".join(rng.randbytes(4).hex().encode() for _ in range(600)) + b"\n"
    return (known * (MIB // len(known) + 1))[: MIB - 1] + b"\n"


def deflated(size: int, block: bytes) -> Parts:
    """``size`` bytes, ``block`` over and over, packed without a header: it is packed once."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    part = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    for _ in range(size // len(block)):
        yield part
    yield packer.flush()


def gzipped(size: int, block: bytes) -> Parts:
    """The same as a file of gzip."""
    yield _HEAD
    yield from deflated(size, block)
    count = size // len(block)
    # Behind a gigabyte nobody comes to the sum: reckoning it would take longer than the test.
    total = zlib.crc32(block * count) if size < GIB else 0
    yield struct.pack("<II", total, count * len(block) & 0xFFFFFFFF)


def zlibbed(size: int, block: bytes) -> Parts:
    """The same with zlib's header."""
    yield b"\x78\xda"
    yield from deflated(size, block)
    yield bytes(4)


def brotli(size: int) -> Parts:
    """Zeros in brotli, 16 MiB in 14 bytes (RFC 7932)."""
    yield bytes.fromhex("cfffff7f002400e2b14072efff0d")
    for _ in range(size // (16 * MIB)):
        yield bytes.fromhex("fcffff074002200e0b40f7fedf00")
    yield b"\x03"


def zstd(size: int) -> Parts:
    """Zeros in Zstandard, 128 KiB in four bytes (RFC 8878)."""
    yield b"\x28\xb5\x2f\xfd\x00\x58"
    block = 128 * 1024
    for left in reversed(range(size // block)):
        yield struct.pack("<I", (block << 3) | (1 << 1) | (not left))[:3] + b"\0"


def zipped(size: int) -> Parts:
    """An archive with one file of zeros."""
    packed = list(deflated(size, zeros()))
    name, length = b"report.txt", sum(map(len, packed))
    plain = min(size, 0xFFFFFFFF)
    about = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 0, 0, length, plain, len(name), 0)
    yield b"PK\x03\x04" + about + name
    yield from packed
    head = b"PK\x01\x02" + struct.pack("<H", 20) + about + bytes(14) + name
    yield head
    at = 30 + len(name) + length
    yield b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(head), at, 0)


def record(body: bytes, kind: str = "response", headers: str = _URI) -> bytes:
    """A WARC record."""
    text = f"WARC/1.0\r\nWARC-Type: {kind}\r\n{headers}Content-Length: {len(body)}\r\n\r\n"
    return text.encode() + body + b"\r\n\r\n"


def answer(parts: Parts, encoding: str) -> bytes:
    """An archived answer in a record of its own."""
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: {encoding}\r\n\r\n"
    return record(head.encode() + b"".join(parts))


def nested(size: int) -> Parts:
    """An archive in gzip, whose one record says to be as long as it is, in gzip."""
    text = f"WARC/1.0\r\nWARC-Type: response\r\n{_URI}Content-Length: {size}\r\n\r\n"
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    yield packer.compress(text.encode()) + packer.flush()
    yield from gzipped(size, zeros())


def archive_in_archive(size: int) -> Parts:
    """A record whose content is an archive in gzip, as a server would hand it out."""
    inner = b"".join(nested(size))
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/warc\r\nContent-Encoding: gzip\r\n\r\n"
    yield record(head + inner)
    yield record(inner, "resource", "Content-Type: application/warc\r\n")


def packed_twice(parts: Parts) -> Parts:
    """A file in gzip once more."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    for part in parts:
        yield packer.compress(part)
    yield packer.flush()


def drawn(size: int) -> Parts:
    """A PDF whose one page is drawn by a stream that unpacks to ``size``."""
    stream = b"".join(zlibbed(size, b" " * MIB))
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(stream), stream),
    )
    yield b"%PDF-1.4\n"
    at, places = 9, []
    for number, each in enumerate(objects, 1):
        part = b"%d 0 obj\n%s\nendobj\n" % (number, each)
        places.append(at)
        at += len(part)
        yield part
    yield b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % p for p in places)
    yield b"trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % at


def bombs(size: int) -> Iterator[Bomb]:
    """All of one size."""
    too_large = ("too large",)
    for ending in ("txt", "html", "jsonl", "csv", "xml"):
        seen = (*too_large, "binary")  # where the first bytes tell that it is no table
        yield Bomb(f"zeros.{ending}.gz", lambda: gzipped(size, zeros()), seen)
    # Below the ratio it is the size that stops it, or the line that has no end.
    for ending in ("txt", "html"):
        yield Bomb(f"words.{ending}.gz", lambda: gzipped(size, words()), too_large)
    line = words().replace(b"\n", b" ")
    yield Bomb("line.jsonl.gz", lambda: gzipped(size, line), ("too large", "format"))
    yield Bomb("twice.txt.gz.gz", lambda: packed_twice(gzipped(size, zeros())), too_large)
    for name, parts in (
        ("gzip", lambda: gzipped(size, zeros())),
        ("deflate", lambda: zlibbed(size, zeros())),
    ):
        yield Bomb(f"{name}.warc", _archived(parts, name), too_large)
    yield Bomb("bare.warc", _archived(lambda: deflated(size, zeros()), "deflate"), too_large)
    for name, coded, parts in (
        ("brotli", "br", lambda: brotli(size)),
        ("zstd", "zstd", lambda: zstd(size)),
    ):
        yield Bomb(f"{name}.warc", _archived(parts, coded), ("unsupported",))
    yield Bomb("file.zst", lambda: zstd(size), ("unsupported",))
    yield Bomb("file.br", lambda: brotli(size), ("binary", "charset"))
    yield Bomb("file.zip", lambda: zipped(size), ("unsupported",))
    yield Bomb("nested.warc.gz", lambda: nested(size), too_large)
    yield Bomb("archives.warc", lambda: archive_in_archive(size), ("unsupported", "too large"))
    yield Bomb("drawn.pdf", lambda: drawn(size), ("too large", "format", "no text"))


def _archived(parts: Callable[[], Parts], encoding: str) -> Callable[[], Parts]:
    return lambda: iter((answer(parts(), encoding),))
