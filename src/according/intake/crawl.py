"""The crawl form: a head with day and outlet in front of each text.

::

     date 2024-03-11 Quay Post - Two people died at the Velden bridge ...

One file may hold several, each head at the start of a line. A first line that stands alone above a
blank line is a headline, as in plain text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from according.errors import InputRefused, Reason
from according.intake.charset import clean, decode, marked, wide
from according.intake.item import Draft, Item
from according.intake.streams import Opened
from according.intake.text import headline, plain
from according.settings import Settings

_DAY = r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
# An outlet's name is at most 80 characters here: so a line that only begins alike costs little.
_HEAD = re.compile(rf"[ ]?date ({_DAY}) (\S(?:(?! - )[^\n]){{0,80}}) - ")
_REST = rf"[ ]?date {_DAY} \S(?:(?! - )[^\n]){{0,80}} - "
_HEADS = re.compile(rf"(?:^|(?<=\r)){_REST}", re.MULTILINE)
_BYTE_HEADS = re.compile(rb"(?:\A\xef\xbb\xbf|^|(?<=\r))" + _REST.encode(), re.MULTILINE)


def is_crawl(text: str) -> bool:
    """Whether a text opens with the head."""
    return _HEAD.match(text.removeprefix("\ufeff")) is not None


def walk(opened: Opened, settings: Settings) -> Iterator[Item]:
    """Every report of a file in the crawl form."""
    data = opened.whole()
    encoding = settings.given.encoding or opened.charset
    mark = marked(data)
    parts = _parts_wide(data, encoding) if wide(mark[0] if mark else encoding) else _parts(data)
    for number, part in enumerate(parts, 1):
        member = f"report {number}" if len(parts) > 1 else None
        yield opened.item(part, "text/plain", draft, member)


def draft(item: Item, settings: Settings) -> Draft:
    """Day and outlet of the head, and the text behind it, with the headline that it opens with and
    without the line ends that close it (they part it from the next one)."""
    text = clean(plain(item, settings))
    head = _HEAD.match(text)
    if head is None:
        raise InputRefused(Reason.FORMAT, "no head 'date YYYY-MM-DD outlet - ' in this encoding")
    try:
        day = date.fromisoformat(head[1])
    except ValueError:  # 2024-02-31
        day = None
    body = text[head.end() :].rstrip()
    return Draft(
        body,
        headline(body),
        outlet=head[2],
        published=day,
        url=item.url,
        date_unread=day is None,
    )


def _parts(data: bytes) -> list[bytes]:
    starts = [match.start() for match in _BYTE_HEADS.finditer(data)]
    return _cut(data, starts)


def _parts_wide(data: bytes, given: str | None) -> list[bytes]:
    # The mark names the encoding for all parts, so each gets it back. UTF-16 and UTF-32 are
    # one to one, so offsets in the text give offsets in the bytes.
    mark = marked(data)
    encoding, length = mark or (given or "utf-8", 0)
    text = decode(data, given=given)
    starts = [match.start() for match in _HEADS.finditer(text)]
    ends = [*starts[1:], len(text)]
    return [
        data[:length] + text[start:end].encode(encoding)
        for start, end in zip([0, *starts[1:]], ends, strict=True)
    ]


def _cut(data: bytes, starts: list[int]) -> list[bytes]:
    ends = [*starts[1:], len(data)]
    return [data[start:end] for start, end in zip([0, *starts[1:]], ends, strict=True)]
