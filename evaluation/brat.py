"""Attributions from brat's standoff files: entities Source, Cue and Content, and one event
``Attribution`` an attribution, whose roles they are. ``X.txt`` and ``X.ann`` lie side by side,
or, as in PolNeAR, in ``text`` and ``attributions``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from evaluation.marked import CONTENT, CUE, SOURCE, Annotated, Marked

Range = tuple[int, int]

_ENTITY = re.compile(r"(T\d+)\t(\w+) ([\d ;]+)\t")
_QUOTED = re.compile(r"T\d+\t\w+ (\d+) (\d+)\t(.*)")
_EVENT = re.compile(r"E\d+\tAttribution[\w-]*:T\d+(.*)")
_ROLE = re.compile(r"(Source|Cue|Content)\d*:(T\d+)")


def folder(path: Path) -> list[Annotated]:
    """All documents of a folder.

    Raises:
        ValueError: a text has no annotation file beside it.
    """
    apart = (path / "text").is_dir()
    beside = path / "attributions" if apart else path
    texts = (path / "text" if apart else path).glob("*.txt")
    return [_document(text, beside) for text in sorted(texts)]


def _document(text: Path, beside: Path) -> Annotated:
    # PolNeAR's annotation files have four more characters than their texts, and where two
    # texts had one name, one of the two is left; the quotes tell which.
    candidates = [*beside.glob(f"{text.stem}.ann"), *beside.glob(f"{text.stem}_????.ann")]
    content = _read(text)
    for standoff in sorted(candidates):
        if _fits(content, _read(standoff)):
            return parse(standoff.stem, content, _read(standoff))
    raise ValueError(f"{text}: none of {len(candidates)} annotation files in {beside} fits it")


def _fits(text: str, standoff: str) -> bool:
    first = next(filter(None, map(_QUOTED.match, standoff.split("\n"))), None)
    return first is None or text[int(first[1]) : int(first[2])] == first[3]


def _read(path: Path) -> str:
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()


def parse(name: str, text: str, standoff: str) -> Annotated:
    """One document; marks that no attribution uses are left out."""
    lines = standoff.split("\n")
    entities = {
        match[1]: [(int(a), int(b)) for a, b in map(str.split, match[3].split(";"))]
        for match in map(_ENTITY.match, lines)
        if match
    }
    found = [_parts(match[1], entities) for match in map(_EVENT.match, lines) if match]
    marks: dict[Marked, int] = {}
    links: dict[tuple[int, int], None] = {}
    for each in found:
        layer = int(any(_within(each, other) for other in found if other is not each))
        numbers = {
            kind: [marks.setdefault(Marked(kind, *part, layer), len(marks)) for part in parts]
            for kind, parts in each.items()
        }
        links.update(dict.fromkeys(_links(numbers)))
    return Annotated(name, text, tuple(marks), tuple(links), complete=False)


def _parts(roles: str, entities: dict[str, list[Range]]) -> dict[str, list[Range]]:
    named = [(role.lower(), entity) for role, entity in _ROLE.findall(roles) if entity in entities]
    return {
        kind: [part for role, entity in named if role == kind for part in entities[entity]]
        for kind in (SOURCE, CUE, CONTENT)
    }


def _within(inner: dict[str, list[Range]], outer: dict[str, list[Range]]) -> bool:
    """Whether an attribution stands in another's content, cue and content both."""
    parts = inner[CUE] + inner[CONTENT]
    return bool(inner[CUE]) and all(
        any(start <= a and b <= end for start, end in outer[CONTENT]) for a, b in parts
    )


def _links(found: dict[str, list[int]]) -> Iterator[tuple[int, int]]:
    for cue in found[CUE]:
        for source in found[SOURCE][:1]:
            yield cue, source
    for content in found[CONTENT]:
        for cue in found[CUE][:1]:
            yield content, cue
