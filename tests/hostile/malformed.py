"""Malformed inputs over all formats, made the same way each time.

`malformed` gives more than 200 files, each different, none of which is a report: every one must
end in at least one refusal, within five seconds and the memory limit. Bombs and giants are made
cheaply: a few bytes repeated, and packed.
"""

from __future__ import annotations

import gzip
import io
import json
import random
import struct
import zlib
from collections.abc import Iterator

MIB = 1024 * 1024
SENTENCE = "Two people died at the Velden bridge on Monday, the Harbour Rescue League said. "
ROW = {"title": "Two die", "text": SENTENCE * 3, "outlet": "Quay Post", "date": "2024-03-11"}
LINE = json.dumps(ROW).encode() + b"\n"
Named = tuple[str, bytes]


def malformed() -> Iterator[Named]:
    """All of them, under names that differ."""
    for make in (
        _empty,
        _binary,
        _charset,
        _gzip,
        _json,
        _tables,
        _html,
        _mhtml,
        _feeds,
        _warc,
        _pdf,
        _unsupported,
    ):
        yield from make()


def _noise(size: int, seed: int) -> bytes:
    return random.Random(seed).randbytes(size)


def bomb_of(size: int, fill: bytes = b"\0") -> bytes:
    """About ``size`` bytes of ``fill`` in gzip, made of one packed block over and over."""
    block = fill * (MIB // len(fill))
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    part = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    head = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"
    return head + part * (size // MIB) + packer.flush() + bytes(8)


def _empty() -> Iterator[Named]:
    for name in ("txt", "html", "json", "jsonl", "csv", "pdf", "xml", "warc", "mhtml", "gz", "dat"):
        yield f"empty.{name}", b""
    for number, blank in enumerate((b" ", b"\n", b"\r\n\r\n", b"\t\t", b" \n " * 1000)):
        yield f"blank{number}.txt", blank
    yield "bom.txt", b"\xef\xbb\xbf"
    yield "bom16.txt", b"\xff\xfe"
    yield "blank16.txt", "  \n ".encode("utf-16")
    yield "dashes.txt", b"--- ... *** \n" * 50
    yield "zero_width.txt", "\u200b\u200b\u2060".encode()
    for name in ("jsonl", "csv", "html", "json", "mhtml", "tsv"):
        yield f"blank.{name}", b"\n\n  \n"
    yield "crawl_empty.txt", b" date 2024-03-11 Quay Post - \n"
    yield "crawl_blank.txt", b"date 2024-03-11 Quay Post -    \n\n"


def _binary() -> Iterator[Named]:
    for seed, name in enumerate(("txt", "html", "json", "jsonl", "csv", "mhtml", "xml", "bin", "")):
        yield f"noise{seed}.{name}".rstrip("."), b"\x01" + _noise(20_000, seed)
    yield "nul.txt", bytes(1000)
    yield "nul.html", b"<html>" + bytes(50_000)
    yield "nul.jsonl", bytes(1000)
    yield "nul_rich.txt", b"".join(bytes([byte, 0, 0]) for byte in SENTENCE.encode())
    yield "controls.txt", b"\x01\x02\x03 a b c \x04\x05" * 100
    yield "unmarked16.txt", (SENTENCE * 5).encode("utf-16-le")
    yield "unmarked16be.txt", (SENTENCE * 5).encode("utf-16-be")
    yield "deletes.txt", b"\x7f" * 500


def _charset() -> Iterator[Named]:
    for name in ("iso-8859-1", "cp1250", "cp1251", "koi8-r", "cp1256", "shift_jis", "gb18030"):
        word = {
            "cp1251": "Привет мир",
            "koi8-r": "Привет мир",
            "cp1256": "مرحبا",
            "gb18030": "你好",
        }
        text = word.get(name, "café über") if name != "shift_jis" else "こんにちは"
        yield f"{name}.txt", (SENTENCE + text).encode(name)
    page = f"<html><head><meta charset='%s'></head><body><p>{SENTENCE * 5}%s</p></body></html>"
    damaged = (page % ("utf-8", "café naïve")).encode("latin-1")
    yield "declared_wrong.html", damaged
    yield "declared_unknown.html", (page % ("x-none", "café")).encode("latin-1")
    yield "declared_idna.html", (page % ("idna", "café")).encode("latin-1")
    yield "declared_utf7.html", (page % ("utf-7", "café")).encode("latin-1")
    yield "half_utf8.txt", (SENTENCE + "é").encode()[:-1]
    yield "overlong.txt", SENTENCE.encode() + b"\xc0\xaf"
    yield "surrogates.txt", SENTENCE.encode() + "\ud800".encode("utf-8", "surrogatepass")
    yield "beyond.txt", SENTENCE.encode() + b"\xf5\x80\x80\x80"
    yield "odd16.txt", b"\xff\xfe" + (SENTENCE.encode("utf-16-le"))[:-1]
    yield "lone16.txt", b"\xff\xfe" + b"\x00\xd8" * 50
    yield "odd32.txt", b"\xff\xfe\x00\x00" + b"\xff" * 40
    yield "utf16.jsonl", LINE.decode().encode("utf-16")
    yield "utf16.csv", "title,text\na,b\n".encode("utf-16")
    yield "utf16.json", json.dumps([ROW]).encode("utf-16")
    yield "latin1.csv", "title,text\nTwo die,café\n".encode("latin-1")
    yield "latin1.jsonl", '{"text": "café"}\n'.encode("latin-1")
    yield "giant.txt", (SENTENCE * 40_000).encode()
    yield "giant_wide.txt", "😀".encode() * (2 * MIB)


def _gzip() -> Iterator[Named]:
    text = (SENTENCE * 20 + _noise(4000, 7).hex()).encode()
    whole = gzip.compress(text, mtime=0)
    for at in (1, 2, 3, 5, 9, 10, 11, 15, 20, 50, 100, 500, len(whole) - 9, len(whole) - 8):
        yield f"cut{at}.txt.gz", whole[:at]
    for at in (len(whole) - 4, len(whole) - 1):
        yield f"cut_end{at}.txt.gz", whole[:at]
    rows = gzip.compress(b"".join(LINE * 5 for _ in range(90)), mtime=0)
    for part in range(1, 8):
        yield f"cut_rows{part}.jsonl.gz", rows[: len(rows) * part // 8]
    for at in (12, 30, 200, 900):
        flipped = bytearray(whole)
        flipped[at] ^= 0xFF
        yield f"flipped{at}.txt.gz", bytes(flipped)
    yield "bad_sum.txt.gz", whole[:-8] + b"\0\0\0\0" + whole[-4:]
    yield "bad_size.txt.gz", whole[:-4] + b"\xff\xff\xff\x7f"
    yield "bad_method.gz", b"\x1f\x8b\x07" + whole[3:]
    yield "trailing.txt.gz", whole + b"something else"
    yield "empty_inside.txt.gz", gzip.compress(b"", mtime=0)
    yield "noise_inside.gz", gzip.compress(_noise(30_000, 8), mtime=0)
    yield "magic_only.gz", b"\x1f\x8b\x08"
    bomb = bomb_of(300 * MIB)
    for name in ("txt", "html", "jsonl", "csv", "xml", "warc", "pdf", "json", "mhtml"):
        yield f"bomb.{name}.gz", bomb
    letters = bomb_of(300 * MIB, b"ab ")
    for name, start in (
        ("jsonl", b'{"text": "'),
        ("csv", b'title,text\nx,"'),
        ("html", b"<html><body><p>"),
        ("json", b'[{"text": "'),
        ("xml", b"<rss version='2.0'><channel>"),
    ):
        yield f"bomb_letters.{name}.gz", gzip.compress(start, mtime=0) + letters
    small = gzip.compress(bytes(MIB - 1), mtime=0)
    yield "bomb_of_many.txt.gz", small * 300
    yield "behind_honest.jsonl.gz", gzip.compress(LINE * 200, mtime=0) + bomb
    yield "thrice.txt.gz.gz.gz", gzip.compress(gzip.compress(whole))
    yield "bomb_twice.gz.gz", gzip.compress(bomb)
    yield "archive.tar.gz", gzip.compress(b"x.txt" + bytes(252) + b"ustar\x0000" + bytes(700))


def _json() -> Iterator[Named]:
    whole = json.dumps(ROW).encode()
    for at in (1, 2, 5, 9, 20, 60, len(whole) - 1):
        yield f"cut{at}.jsonl", whole[:at] + b"\n"
    broken = {
        "single_quotes": b"{'text': 'Two died'}",
        "bare": b"{text: 1}",
        "comma": b'{"text": "x",}',
        "two": b'{"text": "x"} {"text": "y"}',
        "array": b'["text", "x"]',
        "number": b"12",
        "string": b'"text"',
        "null": b"null",
        "no_text": b'{"title": "Two die", "outlet": "Quay Post"}',
        "text_null": b'{"text": null}',
        "text_number": b'{"text": 12}',
        "text_empty": b'{"text": ""}',
        "text_blank": b'{"text": " \\n "}',
        "text_list": b'{"text": [[], [1]]}',
        "text_object": b'{"text": {"a": "b"}}',
        "control": b'{"text": "a\nb"}'.replace(b"\n", b"\x01"),
        "bad_escape": b'{"text": "\\x41"}',
        "half_escape": b'{"text": "\\u12"}',
        "huge_int": b'{"text": ' + b"9" * 100_000 + b"}",
        "empty_object": b"{}",
        "python": b"{'text': None}",
        "deep": b'{"text": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        "deep_objects": b'{"text": ' + b'{"a":' * 99_999 + b"1" + b"}" * 100_000,
        "open_brackets": b'{"text": ' + b"[" * MIB,
        "brackets": b'{"text": [' + b"[]," * (2 * MIB) + b"1]}",
    }
    for name, line in broken.items():
        yield f"{name}.jsonl", line + b"\n"
    for name in ("bare", "deep", "open_brackets", "no_text", "number", "comma"):
        yield f"{name}.json", broken[name]
    yield "prose.jsonl", SENTENCE.encode()
    yield "good_then_bad.jsonl", LINE + b"{oops\n" + LINE
    yield "giant_line.jsonl", b'{"text": "' + b"ab " * (100 * MIB) + b'"}\n'
    yield "giant_open.jsonl", b'{"text": "' + b"a" * (17 * MIB)
    yield "array_open.json", b"[" + whole + b", " + whole
    yield "array_rest.json", b"[" + whole + b"] and more"
    yield "array_holes.json", b"[" + whole + b",,, " + whole + b"]"
    yield "array_empty.json", b"[]"
    yield "array_numbers.json", b"[1, 2, 3]"
    yield "array_of_arrays.json", b"[" + b"[]," * 2000 + b"[]]"
    yield "array_deep.json", b"[" * 200_000
    yield "array_open_string.json", b'[{"text": "' + b"a" * (3 * MIB)
    yield "array_quotes.json", b'["' + b'\\"' * MIB


def _tables() -> Iterator[Named]:
    text = SENTENCE.replace(",", ";")
    yield "no_text.csv", b"title,outlet\nTwo die,Quay Post\n"
    yield "header_only.csv", b"title,text\n"
    yield "header_blank_rows.csv", b"title,text\n\n\n"
    yield "no_header.csv", f"Two die,{text}\nThree die,{text}\n".encode()
    yield "one_word.csv", b"hello"
    yield "empty_cells.csv", b"title,text\n,\n,\n"
    yield "text_empty.tsv", b"title\ttext\nTwo die\t\n"
    yield "too_many.csv", f"title,text\nTwo die,{text},more,and more\n".encode()
    yield "open_quote.csv", f'title,text\nTwo die,"{text}\n'.encode()
    yield "open_quote_long.csv", f'title,text\nTwo die,"{text}\n'.encode() + text.encode() * 300_000
    yield "giant_field.csv", b'title,text\nTwo die,"' + b"ab " * (100 * MIB) + b'"\n'
    yield "giant_field_unquoted.csv", b"title,text\nTwo die," + b"ab " * (15 * MIB) + b"\n"
    yield "giant_header.csv", b"title,text" + b",a" * (20 * MIB)
    yield "commas.csv", b"title,text\n" + b"," * (8 * MIB) + b"\n"
    yield "quotes.csv", b"title,text\n" + b'"",' * (4 * MIB) + b"\n"
    yield "returns.csv", f"title,text\rTwo die,{text}\rThree die,{text}\r".encode()
    yield "nul.csv", b"title,text\nTwo die," + bytes(100) + b"\n"
    yield "binary_row.csv", b"title,text\nTwo die," + bytes(range(1, 32)) * 9 + b"\n"
    yield "semicolons.csv", b"titel;inhalt\nZwei;Tote\n"


def _html() -> Iterator[Named]:
    page = "<html><head><title>x</title></head><body>{}</body></html>"
    yield "no_article.html", page.format("<nav><a href='/'>Home</a></nav>").encode()
    yield "empty_body.html", page.format("").encode()
    yield "script_only.html", page.format("<script>var a = 'text'</script>").encode()
    yield "doctype_only.html", b"<!DOCTYPE html>"
    yield "open_tag.html", b"<html"
    yield "open_comment.html", b"<html><!-- " + SENTENCE.encode() * 50
    yield "comment.html", b"<!-- nothing -->"
    yield "frames.html", b"<html><frameset><frame src='a'></frameset></html>"
    yield "images.html", page.format("<img src='a.png'>" * 500).encode()
    yield "style_only.html", page.format("<style>" + "p {color: red}" * 500 + "</style>").encode()
    for tag in ("div", "span", "b", "table", "ul", "blockquote", "section", "a", "font", "em"):
        yield f"nested_{tag}.html", page.format(f"<{tag}>" * 100_000).encode()
    closed = "<div>" * 100_000 + SENTENCE + "</div>" * 100_000
    yield "nested_closed.html", page.format(closed).encode()
    yield "nested_tables.html", page.format("<table><tr><td>" * 60_000).encode()
    yield "many_tags.html", page.format("<p>a</p>" * 500_000).encode()
    yield "many_breaks.html", page.format("<br>" * 500_000).encode()
    yield "less_than.html", page.format("<" * (2 * MIB)).encode()
    yield "attributes.html", ("<html><body " + "a=1 " * MIB).encode()
    yield "entity.html", page.format("&" * MIB).encode()
    yield "giant.html", b"<html>" + b"<p>" + b"a" * (65 * MIB)
    yield "other.xml", b"<?xml version='1.0'?><note><to>Ina</to></note>"
    yield "broken.xml", b"<?xml version='1.0'?><"


def _mhtml() -> Iterator[Named]:
    head = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n"
    part = b"--b\r\nContent-Type: text/html; charset=%s\r\n\r\n%s\r\n--b--\r\n"
    page = b"<html><body></body></html>"
    yield "headers_only.mhtml", head
    yield "no_boundary.mhtml", head.replace(b"; boundary=b", b"") + SENTENCE.encode()
    yield "empty_part.mhtml", head + part % (b"utf-8", b"")
    yield "no_article.mhtml", head + part % (b"utf-8", page)
    yield "wrong_charset.mhtml", head + part % (b"utf-8", b"<html><body><p>\xe9\xe8 caf\xe9")
    yield "image_only.mhtml", head + b"--b\r\nContent-Type: image/png\r\n\r\nabc\r\n--b--\r\n"
    base64 = b"--b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n%s\r\n"
    yield "bad_base64.mhtml", head + base64 % b"@@@@====\xff"
    yield "noise_base64.mhtml", head + base64 % b"AQIDBAUGBwgJAAAAAAAAAAAAAAAA"
    nested = b"".join(
        b"Content-Type: multipart/related; boundary=b%d\r\n\r\n--b%d\r\n" % (number, number)
        for number in range(10_000)
    )
    yield "nested.mhtml", b"MIME-Version: 1.0\r\n" + nested
    yield "many_parts.mhtml", head + b"--b\r\nContent-Type: text/css\r\n\r\na\r\n" * 50_000
    yield "bare_boundaries.mhtml", head + b"--b\r\n" * 500_000
    yield "giant_header.mhtml", b"MIME-Version: 1.0\r\nSubject: " + b"a" * (9 * MIB)
    yield "folded.mhtml", head[:-2] + b"X: a\r\n" + b" b\r\n" * 200_000 + b"\r\n"


def _feeds() -> Iterator[Named]:
    item = f"<item><title>Two die</title><description>{SENTENCE}</description></item>"
    rss = "<rss version='2.0'><channel><title>Quay Post</title>{}</channel></rss>"
    laughs = "<!ENTITY a0 'ha'>" + "".join(
        f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10)
    )
    subsets = {
        "laughs": laughs,
        "external": "<!ENTITY x SYSTEM 'file:///etc/passwd'>",
        "parameter": "<!ENTITY % p SYSTEM 'http://127.0.0.1/x.dtd'> %p;",
        "element": "<!ELEMENT rss ANY>",
        "attlist": "<!ATTLIST rss version CDATA '2.0'>",
        "quadratic": f"<!ENTITY a '{'a' * 50_000}'>",
    }
    for name, subset in subsets.items():
        text = f"<!DOCTYPE rss [{subset}]>" + rss.format(item.replace("Two", "&a9;&x;&a;"))
        yield f"{name}.xml", ("<?xml version='1.0'?>" + text).encode()
        yield f"{name}_undeclared.rss", text.encode()
        yield f"{name}_16.xml", ("<?xml version='1.0' encoding='utf-16'?>" + text).encode("utf-16")
    text = f"<?xml version='1.0'?><!DOCTYPE rss [{laughs}]>" + rss.format(item)
    yield "laughs_unmarked16le.xml", text.encode("utf-16-le")
    yield "laughs_unmarked16be.xml", text.encode("utf-16-be")
    yield "laughs_lower.xml", text.replace("<!DOCTYPE", "<!doctype").encode()
    utf7 = "<?xml version='1.0' encoding='utf-7'?>+ADwAIQBFAE4AVABJAFQAWQ- <rss><channel>é"
    yield "utf7.xml", utf7.encode("latin-1")
    yield "ebcdic.xml", text.encode("cp037")
    yield "no_entries.xml", rss.format("").encode()
    yield "titles_only.xml", rss.format("<item><title>Two die</title></item>" * 5).encode()
    yield "empty_items.xml", rss.format("<item/>" * 20).encode()
    xinclude = "<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='file:///etc/passwd'/>"
    yield "xinclude.xml", rss.format(f"<item><title>Two</title>{xinclude}</item>").encode()
    yield "cut.xml", rss.format(item)[:-40].encode()
    yield "cut_early.xml", rss.format(item)[:30].encode()
    yield "mismatched.xml", rss.format(item).replace("</item>", "</entry>").encode()
    yield "unknown_entity.xml", rss.format(item + "<item>&nothing;</itm>").encode()
    yield "two_roots.xml", (rss.format("") * 2).encode()
    yield "nested.xml", rss.format("<item>" * 100_000).encode()
    yield "nested_own.xml", ("<rss><channel><item>" + "<a>" * 100_000).encode()
    yield "attributes.xml", ("<rss " + " ".join(f"a{n}='1'" for n in range(200_000))).encode()
    yield "giant.xml", rss.format("<item>" + "a" * (9 * MIB)).encode()
    yield "atom_empty.xml", b"<feed xmlns='http://www.w3.org/2005/Atom'></feed>"
    yield "atom_cut.xml", b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>x</title>"
    yield "wrong_charset.xml", ("<?xml version='1.0'?>" + rss.format("café")).encode("latin-1")
    markup = "&lt;div&gt;" * 60_000
    yield (
        "nested_markup.xml",
        rss.format(f"<item><description>{markup}</description></item>").encode(),
    )


def _record(kind: str, headers: str, body: bytes, length: int | str | None = None) -> bytes:
    size = len(body) if length is None else length
    text = f"WARC/1.0\r\nWARC-Type: {kind}\r\n{headers}Content-Length: {size}\r\n\r\n"
    return text.encode() + body + b"\r\n\r\n"


def _answer(body: bytes, headers: str = "", status: str = "200 OK") -> bytes:
    head = f"HTTP/1.1 {status}\r\nContent-Type: text/html\r\n{headers}\r\n"
    return head.encode() + body


URI = "WARC-Target-URI: http://quaypost.example/a\r\nContent-Type: application/http\r\n"


def _warc() -> Iterator[Named]:
    page = f"<html><body><article><p>{SENTENCE * 9}</p></article></body></html>".encode()
    good = _record("response", URI, _answer(page))
    yield "line_only.warc", b"WARC/1.0\r\n"
    yield "no_length.warc", b"WARC/1.0\r\nWARC-Type: response\r\n\r\nabc"
    for number, length in enumerate(("-5", "abc", "1e9", "", "9" * 30, "0x10", "١٢")):
        yield f"length{number}.warc", _record("response", URI, _answer(page), length)
    yield "too_long.warc", _record("response", URI, _answer(page), 10**12)
    yield "too_short.warc", _record("response", URI, _answer(page), 50) + good
    yield "one_off.warc", _record("response", URI, _answer(page), len(_answer(page)) - 3) + good
    yield "giant_record.warc", _record("response", URI, b"a" * (17 * MIB))
    for at in (15, 60, 120, 200, len(good) - 5):
        yield f"cut{at}.warc", good[:at]
    yield "good_then_cut.warc", good + good[:-50]
    yield "good_then_noise.warc", good + _noise(5000, 11)
    yield "endless_header.warc", b"WARC/1.0\r\n" + b"X-A: b\r\n" * 500_000
    yield "endless_line.warc", b"WARC/1.0\r\nX: " + b"a" * (5 * MIB)
    yield "status404.warc", _record("response", URI, _answer(page, status="404 Not Found"))
    yield "status302.warc", _record("response", URI, _answer(b"", status="302 Found"))
    yield "no_status.warc", _record("response", URI, b"\r\n\r\n" + page)
    yield "no_http.warc", _record("response", URI, page)
    yield "no_end_of_header.warc", _record("response", URI, b"HTTP/1.1 200 OK\r\nA: b")
    yield "image.warc", _record("resource", "Content-Type: image/png\r\n", b"\x89PNG")
    yield "empty_body.warc", _record("response", URI, _answer(b""))
    yield "request_only.warc", _record("request", URI, b"GET / HTTP/1.1\r\n\r\n")
    yield "info_only.warc", _record("warcinfo", "", b"software: x\r\n")
    for name, encoding, body in (
        ("brotli", "br", page),
        ("zstd", "zstd", page),
        ("gzip_cut", "gzip", gzip.compress(page, mtime=0)[:-20]),
        ("deflate_noise", "deflate", _noise(500, 12)),
        ("gzip_bomb", "gzip", bomb_of(300 * MIB)),
        ("deflate_bomb", "deflate", zlib.compress(bytes(100 * MIB), 1)),
        ("many", "gzip, gzip, br", page),
    ):
        headers = f"Content-Encoding: {encoding}\r\n"
        yield f"{name}.warc", _record("response", URI, _answer(body, headers))
    chunked = "Transfer-Encoding: chunked\r\n"
    yield "chunks_cut.warc", _record("response", URI, _answer(b"ffff\r\nabc", chunked))
    packed = gzip.compress(good, mtime=0)
    for at in (20, 100, len(packed) - 9):
        yield f"cut{at}.warc.gz", packed[:at]
    yield "then_noise.warc.gz", packed + _noise(300, 13)
    yield (
        "bomb_record.warc.gz",
        packed
        + gzip.compress(_record("response", URI, b"")[:-4].replace(b": 0", b": 314572800"))
        + bomb_of(300 * MIB),
    )


def _pdf_file(objects: dict[int, bytes], trailer: bytes = b"/Root 1 0 R") -> bytes:
    out = io.BytesIO()
    out.write(b"%PDF-1.4\n")
    places = {}
    for number, body in objects.items():
        places[number] = out.tell()
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (max(objects) + 1))
    for number in range(1, max(objects) + 1):
        out.write(b"%010d 00000 n \n" % places.get(number, 0))
    size = max(objects) + 1
    out.write(b"trailer\n<< /Size %d %s >>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, start))
    return out.getvalue()


def _page(content: bytes, length: int | None = None, extra: bytes = b"") -> dict[int, bytes]:
    size = len(content) if length is None else length
    return {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        4: b"<< /Length %d %s >>\nstream\n%s\nendstream" % (size, extra, content),
        5: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    }


def _pdf() -> Iterator[Named]:
    drawn = b"BT /F1 12 Tf 72 700 Td (%s) Tj ET" % SENTENCE.encode()
    whole = _pdf_file(_page(drawn))
    yield "header_only.pdf", b"%PDF-1.7\n"
    yield "header_noise.pdf", b"%PDF-1.7\n" + _noise(5000, 21)
    yield "header_text.pdf", b"%PDF-1.7\n" + SENTENCE.encode() * 20
    for at in (20, 60, 120, 200):
        yield f"cut{at}.pdf", whole[:at]
    yield "no_text.pdf", _pdf_file(_page(b"0 0 100 100 re f"))
    yield "blank_text.pdf", _pdf_file(_page(b"BT /F1 12 Tf (   ) Tj ET"))
    yield "no_pages.pdf", _pdf_file({1: b"<< /Type /Catalog >>"})
    loop = _page(drawn)
    loop[2] = b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"
    yield "pages_loop.pdf", _pdf_file(loop)
    two = _page(drawn)
    two[2] = b"<< /Type /Pages /Kids [6 0 R] /Count 1 >>"
    two[6] = b"<< /Type /Pages /Kids [2 0 R] /Count 1 /Parent 2 0 R >>"
    yield "pages_loop_of_two.pdf", _pdf_file(two)
    kids = _page(drawn)
    kids[2] = b"<< /Type /Pages /Kids [%s] /Count 100000 >>" % (b"3 0 R " * 100_000)
    yield "many_pages.pdf", _pdf_file(kids)
    count = _page(b"")
    count[2] = b"<< /Type /Pages /Kids 7 /Count (x) >>"
    yield "kids_number.pdf", _pdf_file(count)
    itself = _page(drawn)
    itself[1] = b"1 0 R"
    yield "refers_to_itself.pdf", _pdf_file(itself)
    encrypt = (
        b"/Root 1 0 R /Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O <%s> /U <%s> >> "
        b"/ID [<00> <00>]"
    )
    yield "encrypted.pdf", _pdf_file(_page(drawn), encrypt % (b"41" * 32, b"42" * 32))
    yield (
        "encrypted_unknown.pdf",
        _pdf_file(_page(drawn), b"/Root 1 0 R /Encrypt << /Filter /Other >>"),
    )
    flate = b"/Filter /FlateDecode"
    yield "bomb.pdf", _pdf_file(_page(zlib.compress(b" " * (120 * MIB), 1), None, flate))
    yield "flate_noise.pdf", _pdf_file(_page(_noise(3000, 22), None, flate))
    yield "filter_unknown.pdf", _pdf_file(_page(drawn, None, b"/Filter /NoSuch"))
    filters = b"/Filter [" + b"/FlateDecode " * 500 + b"]"
    yield "filters_many.pdf", _pdf_file(_page(zlib.compress(drawn), None, filters))
    yield "deep_array.pdf", _pdf_file({**_page(drawn), 1: b"[" * 50_000})
    yield "deep_dictionary.pdf", _pdf_file({**_page(drawn), 3: b"<< /A " * 50_000})
    yield "deep_content.pdf", _pdf_file(_page(b"[" * 100_000))
    objects = struct.pack(">I", 0) * 100
    stream = b"<< /Type /ObjStm /N 1000000 /First 10 /Length 400 >>\nstream\n" + objects
    yield "object_stream.pdf", _pdf_file({**_page(drawn), 1: stream + b"\nendstream"})
    table = b"/Prev %d /Root 9 0 R" % whole.index(b"xref\n0")
    yield "xref_loop.pdf", _pdf_file(_page(b""), table)
    yield "giant.pdf", b"%PDF-1.4\n" + b"a" * (65 * MIB)


def _unsupported() -> Iterator[Named]:
    magics = {
        "docx": b"PK\x03\x04" + _noise(500, 31),
        "zip": b"PK\x05\x06" + bytes(18),
        "doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500),
        "rtf": b"{\\rtf1 " + SENTENCE.encode() + b"}",
        "png": b"\x89PNG\r\n\x1a\n" + _noise(100, 32),
        "jpg": b"\xff\xd8\xff\xe0" + _noise(100, 33),
        "gif": b"GIF89a" + _noise(100, 34),
        "webp": b"RIFF\x00\x00\x00\x00WEBP" + _noise(100, 35),
        "7z": b"7z\xbc\xaf\x27\x1c" + _noise(100, 36),
        "rar": b"Rar!\x1a\x07\x00" + _noise(100, 37),
        "bz2": b"BZh9" + _noise(100, 38),
        "xz": b"\xfd7zXZ\x00" + _noise(100, 39),
        "zst": b"\x28\xb5\x2f\xfd" + _noise(100, 40),
        "tar": b"x.txt" + bytes(252) + b"ustar\x0000" + bytes(700),
        "sqlite": b"SQLite format 3\x00" + bytes(100),
        "mp4": b"\x00\x00\x00\x18ftypmp42" + bytes(50),
        "mp3": b"ID3\x03\x00" + bytes(50),
        "parquet": b"PAR1" + bytes(50),
        "exe": b"\x7fELF" + bytes(50),
        "ps": b"%!PS-Adobe-3.0\n" + SENTENCE.encode(),
        "tiff": b"II*\x00" + bytes(50),
    }
    for name, data in magics.items():
        yield f"file.{name}", data
        yield f"disguised_{name}.txt", data
