"""From a source to its items, front to back, nothing parsed yet."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from stat import S_ISREG
from typing import IO, BinaryIO, TypeAlias, cast
from urllib.parse import urlsplit

from according.errors import InputRefused, Reason
from according.intake.fetch import Fetcher
from according.intake.item import Item
from according.intake.locating import STDIN, is_address
from according.intake.outcome import Source
from according.intake.sniff import Kind, sniff
from according.intake.streams import Opened, gunzipped, with_head
from according.model import Refusal
from according.settings import Limits, Settings

Walk: TypeAlias = Callable[[Opened, Settings], Iterator[Item | Refusal]]

_WALKS = {
    Kind.TEXT: ("text", "walk"),
    Kind.CRAWL: ("crawl", "walk"),
    Kind.HTML: ("html", "walk"),
    Kind.MHTML: ("mhtml", "walk"),
    Kind.PDF: ("pdf", "walk"),
    Kind.JSON_LINES: ("json_lines", "walk_lines"),
    Kind.JSON: ("json_lines", "walk_document"),
    Kind.TABLE: ("csv_rows", "walk"),
    Kind.FEED: ("feed", "walk"),
    Kind.WARC: ("warc", "walk"),
}
_GZIP_LAYERS = 2


def members(
    source: Source, settings: Settings, fetcher: Fetcher | None = None
) -> Iterator[Item | Refusal]:
    """The items of a source in their order; a part that cannot be one is a refusal.

    Where the container is damaged, what stands before the damage comes first and then one
    refusal for the rest. A source always gives at least one item or refusal.
    """
    count = 0
    try:
        with _opened(source, settings, fetcher) as opened:
            for found in _walk(opened, settings):
                count += 1
                yield found
        if not count:
            raise InputRefused(Reason.EMPTY, "no report in it")
    except InputRefused as refused:
        yield Refusal(source.location, refused.reason, refused.detail)
    except OSError as error:
        detail = error.strerror or "it cannot be read"
        yield Refusal(source.location, Reason.UNREADABLE, detail)


def _walk(opened: Opened, settings: Settings, layers: int = 0) -> Iterator[Item | Refusal]:
    kind = sniff(opened.head, opened.name, opened.media_type, settings)
    if kind is not Kind.GZIP:
        return _walker(kind)(opened, settings)
    if layers == _GZIP_LAYERS:
        raise InputRefused(Reason.UNSUPPORTED, f"gzip more than {_GZIP_LAYERS} times over")
    return _walk(gunzipped(opened, settings.limits), settings, layers + 1)


def _walker(kind: Kind) -> Walk:
    # Parsers of web pages, PDF and feeds take up to half a second to load: each when it is needed.
    module, name = _WALKS[kind]
    return cast(Walk, getattr(import_module(f"according.intake.{module}"), name))


@contextmanager
def _opened(source: Source, settings: Settings, fetcher: Fetcher | None) -> Iterator[Opened]:
    if is_address(source.location) and source.spooled is None:
        yield _fetched(source.location, fetcher or Fetcher(settings.fetching, settings.limits))
    elif source.location == STDIN and source.spooled is None:
        yield _plain(source.location, sys.stdin.buffer, settings.limits)
    else:
        with open(source.spooled or source.location, "rb") as file:
            had_at = None if source.location == STDIN else _changed_at(file)
            cut = source.cut
            opened = _plain(source.location, file, settings.limits)
            yield replace(
                opened,
                had_at=had_at,
                before=cut.lines,
                unit=cut.unit,
                name=cut.name or opened.name,
            )


def _plain(location: str, stream: BinaryIO, limits: Limits) -> Opened:
    head, whole = with_head(stream)
    return Opened(location, Path(location).name, whole, head, limits.input_bytes)


def _changed_at(file: IO[bytes]) -> datetime:
    import os

    status = os.fstat(file.fileno())
    if not S_ISREG(status.st_mode):
        raise InputRefused(Reason.UNREADABLE, "a device, pipe or socket, not a file")
    return datetime.fromtimestamp(int(status.st_mtime), UTC)


def _fetched(url: str, fetcher: Fetcher) -> Opened:
    fetched = fetcher.get(url)
    head, stream = with_head(io.BytesIO(fetched.data))
    return Opened(
        url,
        urlsplit(fetched.final_url).path.rpartition("/")[2],
        stream,
        head,
        len(fetched.data),
        fetched.had_at,
        fetched.final_url,
        fetched.charset,
        fetched.media_type,
    )
