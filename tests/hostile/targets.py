"""What is fuzzed: a name, what is done with the bytes, and bytes to begin with.

A target raises nothing for bytes that are merely wrong: those are refusals, which it returns. What
it raises, and what takes too long, is a defect.
"""

from __future__ import annotations

import gzip
import io
import json
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache
from unittest import mock

from according.data import load_json
from according.intake import Source, Taken, take, walking
from according.intake.streams import Opened, with_head
from according.model import Report
from according.settings import Settings
from tests.hostile.mutating import evidence_in

SECONDS = 5.0
SENTENCE = "Two people died at the Velden bridge on Monday, the Harbour Rescue League said. "


class TooSlow(Exception):
    """An input took more seconds of CPU than one may."""


@dataclass(frozen=True, slots=True)
class Target:
    """One thing to fuzz. ``words`` are pieces that inputs are likely to be made of."""

    run: Callable[[bytes], object]
    seeds: Callable[[], Iterable[bytes]]
    words: tuple[str, ...] = ()

    def __call__(self, data: bytes) -> object:
        """Run it.

        Raises:
            TooSlow: it took more than `SECONDS` of CPU.
        """
        before = time.monotonic()
        found = self.run(data)
        # To ask for CPU takes longer than most inputs do: so what was long by the clock, which
        # other work on the machine changes, is run again.
        if time.monotonic() - before > SECONDS:
            before = time.process_time()
            self.run(data)
            if (spent := time.process_time() - before) > SECONDS:
                raise TooSlow(f"{spent:.1f} s")
        return found


def _taken(name: str) -> Callable[[bytes], list[str]]:
    """Take a file of this name and these bytes, which lie in memory; what came of it."""

    def run(data: bytes) -> list[str]:
        settings = Settings()

        @contextmanager
        def opened(*_: object) -> Iterator[Opened]:
            head, stream = with_head(io.BytesIO(data))
            yield Opened(name, name, stream, head, settings.limits.input_bytes)

        found = []
        with mock.patch.object(walking, "_opened", opened):
            for each in take(Source(name), settings):
                if isinstance(each, Taken):
                    text = each.report.text
                    assert text.strip()
                    assert "\0" not in text
                    text.encode()
                    found.append("taken")
                else:
                    assert each.detail
                    found.append(each.reason.value)
        assert found
        return found

    return run


def _html() -> Iterable[bytes]:
    body = f"<article><h1>Two die</h1><p>{SENTENCE * 3}</p><p>{SENTENCE}</p></article>"
    meta = (
        "<meta property='og:site_name' content='Quay Post'>"
        "<meta name='date' content='2024-03-11T08:00:00Z'><link rel='canonical' href='http://a.example/'>"
        '<script type=\'application/ld+json\'>{"@type": "NewsArticle", "headline": "Two die", '
        '"datePublished": "2024-03-11", "author": [{"name": "Mara Osk"}]}</script>'
    )
    page = "<html lang='en'><head><title>Two die</title>{}</head><body>{}</body></html>"
    yield page.format(meta, body).encode()
    yield page.format("<meta charset='windows-1252'>", body + "<br>caf\xe9").encode("latin-1")
    yield page.format("", "<table><tr><td>a<td>b</table>" + body).encode("utf-16")


def _warc() -> Iterable[bytes]:
    page = next(iter(_html()))
    for headers, content in (
        ("", page),
        ("Content-Encoding: gzip\r\n", gzip.compress(page, mtime=0)),
        ("Transfer-Encoding: chunked\r\n", b"%x\r\n%s\r\n0\r\n\r\n" % (len(page), page)),
    ):
        head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n{headers}\r\n"
        block = head.encode() + content
        about = (
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2024-03-11T08:00:00Z\r\n"
            "WARC-Target-URI: http://a.example/\r\nContent-Type: application/http\r\n"
            f"Content-Length: {len(block)}\r\n\r\n"
        )
        yield about.encode() + block + b"\r\n\r\n"
        yield gzip.compress(about.encode() + block + b"\r\n\r\n", mtime=0)


def _feed() -> Iterable[bytes]:
    yield (
        "<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel><title>Quay Post</title>"
        f"<item><title>Two die</title><description>&lt;p&gt;{SENTENCE}&lt;/p&gt;</description>"
        "<pubDate>Mon, 11 Mar 2024 08:00:00 +0100</pubDate><link>http://a.example/</link></item>"
        "</channel></rss>"
    ).encode()
    yield (
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>Quay Post</title><entry><title>a</title>"
        f"<content type='html'>{SENTENCE}</content><updated>2024-03-11T08:00:00Z</updated>"
        "</entry></feed>"
    ).encode()


def _csv() -> Iterable[bytes]:
    text = SENTENCE.replace(",", ";")
    yield f"title,text,outlet,date\nTwo die,{text},Quay Post,2024-03-11\n".encode()
    yield f'title;text\n"Two ""die""";"{SENTENCE}\nmore"\n'.encode()
    yield f"\ufefftitle\ttext\r\na\t{text}\r\n".encode()


def _crawl() -> Iterable[bytes]:
    yield f" date 2024-03-11 Quay Post - Two die\n\n{SENTENCE}\n\n".encode() * 2
    yield f"\ufeffdate 2024-02-31 Quay Post - {SENTENCE}\r\n".encode()
    yield f" date 2024-03-11 Quay Post - {SENTENCE}".encode("utf-16")


def _json() -> Iterable[bytes]:
    row = {"title": "Two die", "text": SENTENCE, "outlet": "Quay Post", "date": "2024-03-11"}
    yield json.dumps(row).encode() + b"\n" + json.dumps({"body": SENTENCE, "url": 1}).encode()
    yield json.dumps([row, {"text": [SENTENCE, SENTENCE], "published": 1710144000}]).encode()


def _spelled(data: bytes, words: tuple[str, ...]) -> str:
    """Bytes as text: above 127 each pair of bytes is a word of the grammar."""
    found, at = [], 0
    while at < len(data):
        if data[at] < 0x80:
            found.append(chr(data[at]))
        else:
            number = (data[at] & 0x7F) << 8 | data[min(at + 1, len(data) - 1)]
            found.append(f" {words[number % len(words)]} ")
            at += 1
        at += 1
    return "".join(found)[:2_000]


def _words_of(*names: str) -> tuple[str, ...]:
    """All words of data files, however deep they lie in them."""

    def words(found: object) -> Iterable[str]:
        if isinstance(found, str):
            yield from found.split()
        elif isinstance(found, dict):
            for key, value in found.items():
                yield from words(key)
                yield from words(value)
        elif isinstance(found, list):
            for each in found:
                yield from words(each)

    every = {word for name in names for word in words(load_json(name)) if len(word) < 20}
    return tuple(
        sorted(every | {"10", "31", "1998", "2024", "1,200", "9:30", "3.5", "12-14", "\n\n"})
    )


_TIMES = _words_of("times_words.json")
_NUMBERS = _words_of(
    "quantity_numbers.json", "quantity_words.json", "quantity_hedges.json", "quantity_units.json"
)


@cache
def _blank():  # type: ignore[no-untyped-def]
    import spacy

    return spacy.blank("en")


def _passages(text: str):  # type: ignore[no-untyped-def]
    from according.reading.parse import Passage, pieces

    return tuple(Passage(_blank()(text[start:end]), start) for start, end in pieces(text))


@cache
def _readers():  # type: ignore[no-untyped-def]
    from according.reading.quantities import QuantityReader
    from according.reading.times import TimeReader

    return TimeReader(), QuantityReader()


def _quoted(text: str, found: object) -> int:
    count = 0
    for each in evidence_in(found):
        assert text[each.start : each.end] == each.quote
        count += 1
    return count


def _times(data: bytes) -> int:
    text = _spelled(data, _TIMES)
    if not text.strip():
        return 0
    report = Report(text, published=date(2024, 2, 29), language="en")
    return _quoted(text, _readers()[0].read(report, _passages(text)))


def _numbers(data: bytes) -> int:
    text = _spelled(data, _NUMBERS)
    if not text.strip():
        return 0
    return _quoted(text, _readers()[1].read(Report(text, language="en"), _passages(text)))


def _dated() -> Iterable[bytes]:
    yield b"Early on Monday, March 3, 2014, two weeks after the last attack"
    yield b"between 1998 and 2001; since the night of 12/31/1999 at 9:30 p.m. GMT"
    yield bytes(range(128, 256))


def _counted() -> Iterable[bytes]:
    yield b"At least 14 people, including four children, died; two dozen others were hurt"
    yield b"$3.5 million, 12-14 per cent, a man and his two sons, 2 1/2 tonnes, one in ten"
    yield bytes(range(128, 256))


_MARKUP = (
    "<p>",
    "</p>",
    "<div>",
    "<br>",
    "&amp;",
    "&#x41;",
    "<!--",
    "-->",
    "<![CDATA[",
    "<script>",
)
TARGETS = {
    "html": Target(
        _taken("a.html"),
        _html,
        (*_MARKUP, "<meta ", "charset=", "og:title", "ld+json", "<time datetime="),
    ),
    "warc": Target(
        _taken("a.warc"),
        _warc,
        ("WARC/1.0\r\n", "Content-Length: ", "HTTP/1.1 200 OK", "chunked", "gzip", "\r\n\r\n"),
    ),
    "feed": Target(
        _taken("a.xml"),
        _feed,
        (*_MARKUP, "<item>", "</item>", "<entry>", "<!DOCTYPE", "<!ENTITY", "xmlns:a="),
    ),
    "csv": Target(_taken("a.csv"), _csv, ("title,text", '""', '","', "\r\n", "\t", ";")),
    "crawl": Target(
        _taken("a.txt"), _crawl, (" date 2024-03-11 ", " - ", "\n\n", "By ", "(AP) - ")
    ),
    "jsonl": Target(
        _taken("a.jsonl"),
        lambda: list(_json())[:1],
        ('{"text": "', '"}', "\\u", "[[", "null", "1e9"),
    ),
    "json": Target(_taken("a.json"), _json, ('{"text": "', '"}', "\\u", "[[", "null", "1e9")),
    "times": Target(_times, _dated),
    "numbers": Target(_numbers, _counted),
}
