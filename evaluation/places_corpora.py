"""Corpora of toponyms: LGL and TR-News (XML with GeoNames ids), GeoVirus (XML with coordinates),
GeoWebNews (brat standoff).

Offsets are made true where the corpus counts from another base or its text has been changed
since: a toponym whose words do not stand at its offsets is moved to the nearest place where
they do, and left out if there is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from according.errors import BenchError


@dataclass(frozen=True, slots=True)
class Gold:
    """An annotated toponym. ``page`` is GeoVirus's Wikipedia title; ``type`` GeoWebNews's."""

    start: int
    end: int
    geonames_id: int | None = None
    point: tuple[float, float] | None = None
    page: str | None = None
    type: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """An article. ``group`` is what must not be split: paragraphs of one article share it."""

    id: str
    group: str
    text: str
    toponyms: tuple[Gold, ...]
    url: str | None = None


def read_xml(path: Path) -> list[Document]:
    """The articles of LGL, TR-News or GeoVirus, told apart by their elements.

    Raises:
        BenchError: no such file, not XML, or without articles.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.parse(str(path), parser).getroot()
    except (OSError, etree.XMLSyntaxError) as error:
        raise BenchError(f"{path} cannot be read as XML: {error}") from error
    documents = [_article(article, number) for number, article in enumerate(root.iter("article"))]
    if not documents:
        raise BenchError(f"{path} has no <article>")
    return documents


def _article(article: etree._Element, number: int) -> Document:
    text = article.findtext("text") or ""
    name = article.get("docid") or f"{number}"
    source = (article.findtext("source") or article.findtext("url") or "").strip()
    found = []
    for node in article.iter("toponym", "location"):
        phrase = node.findtext("phrase") or node.findtext("name") or ""
        start = _number(node.findtext("start"))
        placed = _placed(text, phrase, start)
        if placed is not None:
            found.append(_toponym(node, placed, placed + len(phrase)))
    found.sort(key=lambda gold: (gold.start, gold.end))
    group = source if article.find("source") is not None else name
    return Document(name, group, text, tuple(found), source or None)


def _toponym(node: etree._Element, start: int, end: int) -> Gold:
    tag = node.find("gaztag")
    holder = node if tag is None else tag
    gid = None if tag is None else tag.get("geonameid")
    latitude, longitude = holder.findtext("lat"), holder.findtext("lon")
    point = (float(latitude), float(longitude)) if latitude and longitude else None
    page = node.findtext("page")
    title = page.rstrip().rsplit("/", 1)[-1].replace("_", " ") if page else None
    return Gold(start, end, int(gid) if gid and gid.isdigit() else None, point, title)


def _number(text: str | None) -> int:
    return int(text) if text and text.strip().isdigit() else 0


REACH = 2000
"""How far from its offsets a toponym's words are looked for; line ends that a corpus counts
twice have moved some by as many as there are lines."""


def _placed(text: str, phrase: str, start: int) -> int | None:
    """Where ``phrase`` stands: at ``start`` or one before (GeoVirus counts from 1), else near."""
    if not phrase:
        return None
    for at in (start, start - 1):
        if at >= 0 and text.startswith(phrase, at):
            return at
    places = [match.start() for match in re.finditer(re.escape(phrase), text)]
    near = min(places, key=lambda at: abs(at - start), default=None)
    return near if near is not None and abs(near - start) <= REACH else None


_ENTITY = re.compile(r"(T\d+)\t(\S+) (\d+) (\d+)(?:;\d+ \d+)*\t(.*)")
_NOTE = re.compile(r"#\d+\tAnnotatorNotes (T\d+)\t(.*)")
_POINT = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)\s*\Z")


def read_brat(folder: Path) -> list[Document]:
    """The articles of GeoWebNews: ``N.txt`` beside ``N.ann``; a toponym's note is its GeoNames
    id, or "latitude, longitude" where GeoNames lacks it.

    Raises:
        BenchError: no such files, or an annotation without its text.
    """
    documents = []
    for path in sorted(folder.glob("*.ann")):
        beside = path.with_suffix(".txt")
        if not beside.is_file():
            raise BenchError(f"{path} has no {beside.name} beside it")
        text = beside.read_text(encoding="utf-8")
        found = tuple(_brat(path.read_text(encoding="utf-8"), text))
        documents.append(Document(path.stem, path.stem, text, found))
    if not documents:
        raise BenchError(f"{folder} has no .ann files")
    return documents


def _brat(annotation: str, text: str) -> Iterator[Gold]:
    notes = {match[1]: match[2].strip() for match in _NOTE.finditer(annotation)}
    for match in _ENTITY.finditer(annotation):
        name, kind, start, _, phrase = match.groups()
        placed = _placed(text, phrase, int(start))
        if placed is None:
            continue
        note = notes.get(name, "")
        point = _POINT.match(note)
        yield Gold(
            placed,
            placed + len(phrase),
            int(note) if note.isdigit() else None,
            (float(point[1]), float(point[2])) if point else None,
            type=kind,
        )
