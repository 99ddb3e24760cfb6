"""A saved page's outlet, headline, byline, time, address and language, from its metadata.

Nothing is guessed from the body: a date that stands somewhere in the text may be anyone's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from according.data import load_json
from according.errors import DataError
from according.intake.compose import tidy
from according.intake.dates import NEVER, When, parse_when, says_unread
from according.intake.page_data import PageData, page_data

_FIELDS = ("outlet", "title", "byline", "published", "url", "language")
_PLACES = frozenset(("nav", "aside", "footer"))
_SEPARATORS = re.compile(r" (?:[|–—•»·-]|::|--) ")
_URL_DAY = re.compile(r"[/-](\d{4})([/-]?)(\d{2})\2(\d{2})(?=[/_.-]|$)")
_SAVED_FROM = re.compile(r"saved from url=\(\d+\)(https?://\S{1,2000})")
_TIMES = 50
_LONG = 1_000


@dataclass(frozen=True, slots=True)
class PageMeta:
    """What a page says of itself; ``date_unread`` and ``host`` as in `Draft`."""

    outlet: str | None
    title: str | None
    byline: str | None
    when: When
    url: str | None
    language: str | None
    date_unread: bool
    host: str | None


@cache
def meta_names() -> Mapping[str, tuple[str, ...]]:
    """The names of ``<meta>`` elements that hold each field, the better first.

    Raises:
        DataError: the data file lacks a field.
    """
    data = load_json("page_meta.json")
    try:
        return {field: tuple(data[field]) for field in _FIELDS}
    except (KeyError, TypeError) as error:
        raise DataError(f"data file page_meta.json lacks {error}") from error


def page_meta(tree: HtmlElement, url: str | None) -> PageMeta:
    """Read a page's metadata; ``url`` is the address it was had from, where that is known."""
    meta = _meta(tree)
    address = _address(tree, meta, url)
    data = page_data(tree, address, [*_own_titles(meta), *_headings(tree)])
    host = (urlsplit(address).hostname or "").removeprefix("www.") if address else ""
    outlet = _first(meta, "outlet") or data.publisher
    dates = _dates(tree, meta, data)
    when = _when(dates, address)
    return PageMeta(
        outlet,
        _title(tree, meta, data, outlet, host),
        data.byline or _byline(meta),
        when,
        address,
        tree.get("lang") or tree.get("xml:lang") or _first(meta, "language"),
        when.day is None and any(map(says_unread, dates)),
        host or None,
    )


def _meta(tree: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = element.get("content", "").strip()
        for key in ("property", "name", "itemprop", "http-equiv"):
            name = element.get(key, "").strip().lower()
            if name and content:
                found.setdefault(name, content[:_LONG])
    return found


def _first(meta: Mapping[str, str], field: str) -> str | None:
    return next((meta[name] for name in meta_names()[field] if name in meta), None)


def _byline(meta: Mapping[str, str]) -> str | None:
    byline = _first(meta, "byline")
    # Some systems put the address of the author's page there.
    return None if byline and "://" in byline else byline


def _address(tree: HtmlElement, meta: Mapping[str, str], url: str | None) -> str | None:
    links = tree.xpath("//link[@rel='canonical']/@href")[:1]
    comment = next(iter(tree.xpath("//comment()[contains(., 'saved from url=')]")), None)
    saved = _SAVED_FROM.search(comment.text or "") if comment is not None else None
    for address in (*links, _first(meta, "url"), url, saved[1] if saved else None):
        whole = _absolute(str(address), url) if address else None
        if whole:
            return whole
    return None


def _absolute(address: str, base: str | None) -> str | None:
    try:
        whole = urljoin(base or "", address.strip())
        host = urlsplit(whole).hostname
    except ValueError:  # "http://[broken"
        return None
    return whole if whole.lower().startswith(("http://", "https://")) and host else None


def _title(
    tree: HtmlElement,
    meta: Mapping[str, str],
    data: PageData,
    outlet: str | None,
    host: str,
) -> str | None:
    told = data.headline or _first(meta, "title") or tree.findtext(".//title")
    told = _without_outlet(tidy(told and told[:_LONG]), outlet, host)
    shown = _headings(tree)
    if told is None:
        return shown[0] if len(shown) == 1 else None
    # The headline that readers saw is the h1; what machines are told is often another wording.
    # An h1 that shares few words with it is the outlet's logo or a teaser.
    return next((heading for heading in shown if _alike(heading, told)), told)


def _own_titles(meta: Mapping[str, str]) -> Iterator[str]:
    """The headline that the page tells of itself, with and without a last part behind a dash
    or bar, which may be the outlet's name."""
    title = tidy(_first(meta, "title"))
    if title:
        yield title
        separators = list(_SEPARATORS.finditer(title))
        if separators:
            yield title[: separators[-1].start()]


def _headings(tree: HtmlElement) -> list[str]:
    texts = (tidy("".join(h1.itertext())[:_LONG]) for h1 in _limited(tree.iter("h1"), 10))
    return [text for text in texts if text]


def _alike(one: str, other: str) -> bool:
    ours, theirs = set(one.lower().split()), set(other.lower().split())
    return 2 * len(ours & theirs) >= max(1, min(len(ours), len(theirs)))


def _without_outlet(title: str | None, outlet: str | None, host: str) -> str | None:
    """``title`` without the outlet's name at its end: "Two die - Quay Post"."""
    if title is None:
        return None
    separators = list(_SEPARATORS.finditer(title))
    if separators:
        last = _letters(title[separators[-1].end() :])
        names = {_letters(outlet or ""), _letters(host), _letters(host.split(".")[0])} - {""}
        if last in names:
            return title[: separators[-1].start()] or None
    return title


def _letters(name: str) -> str:
    return "".join(filter(str.isalnum, name.lower())).removeprefix("the")


def _dates(tree: HtmlElement, meta: Mapping[str, str], data: PageData) -> list[str | None]:
    told = [meta[name] for name in meta_names()["published"] if name in meta]
    return [data.published, *told, *_times(tree)]


def _when(dates: Iterable[str | None], address: str | None) -> When:
    for value in dates:
        when = parse_when(value)
        if when.day is not None:
            return when
    return _url_day(address) if address else NEVER


def _times(tree: HtmlElement) -> list[str]:
    """The ``<time>`` (or ``itemprop``) that is marked as the publication, or the only one
    outside navigation and asides."""
    marked = tree.xpath("//*[@itemprop='datePublished']/@datetime | //time[@pubdate]/@datetime")
    if marked:
        return [str(value) for value in marked[:1]]
    shown = [
        time.get("datetime", "")
        for time in _limited(tree.iter("time"), _TIMES)
        if time.get("datetime") and not _PLACES.intersection(_names_above(time))
    ]
    days = {parse_when(value).day for value in shown} - {None}
    return shown[:1] if len(days) == 1 else []


def _names_above(element: HtmlElement) -> Iterator[str]:
    return (str(above.tag) for above in _limited(element.iterancestors(), 100))


def _limited(found: Iterable[HtmlElement], count: int) -> Iterator[HtmlElement]:
    return (element for element, _ in zip(found, range(count), strict=False))


def _url_day(address: str) -> When:
    match = _URL_DAY.search(urlsplit(address).path[:_LONG])
    if match is None:
        return NEVER
    when = parse_when(f"{match[1]}-{match[3]}-{match[4]}")
    # Eight digits in a row may be a running number; a day that has not come is one.
    return when if when.day and when.day.year >= 1990 and when.day <= _LAST_DAY else NEVER


_LAST_DAY = date(2100, 1, 1)
