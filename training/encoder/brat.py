"""Attributions from brat's standoff files, as PolNeAR has them: ``text/X.txt`` and
``attributions/X.ann``, with entities Source, Cue and Content and one event an attribution."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from training.encoder.documents import CONTENT, CUE, SOURCE, Annotated, Marked

_ENTITY = re.compile(r"(T\d+)\t(\w+) ([\d ;]+)\t")
_QUOTED = re.compile(r"T\d+\t\w+ (\d+) (\d+)\t(.*)")
_EVENT = re.compile(r"E\d+\tAttribution:T\d+(.*)")
_ROLE = re.compile(r"(Source|Cue|Content)\d*:(T\d+)")


def folder(path: Path) -> list[Annotated]:
    """All documents of a folder.

    Raises:
        ValueError: a text has no annotation file beside it.
    """
    return [_document(text) for text in sorted((path / "text").glob("*.txt"))]


def _document(text: Path) -> Annotated:
    # PolNeAR's annotation files have four more characters than their texts, and where two
    # texts had one name, one of the two is left; the quotes tell which.
    beside = text.parents[1] / "attributions"
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
    entities = {
        match[1]: [tuple(map(int, part.split())) for part in match[3].split(";")]
        for match in map(_ENTITY.match, standoff.split("\n"))
        if match
    }
    numbers: dict[tuple[str, int, int], int] = {}
    links = []
    for event in map(_EVENT.match, standoff.split("\n")):
        if event is None:
            continue
        roles = [(role, entity) for role, entity in _ROLE.findall(event[1]) if entity in entities]
        found = {
            kind: [
                numbers.setdefault((kind, *part), len(numbers))
                for role, entity in roles
                if role.lower() == kind
                for part in entities[entity]
            ]
            for kind in (SOURCE, CUE, CONTENT)
        }
        links += list(_links(found))
    marks = tuple(Marked(kind, start, end) for kind, start, end in numbers)
    return Annotated(name, text, marks, tuple(dict.fromkeys(links)), complete=False)


def _links(found: dict[str, list[int]]) -> Iterator[tuple[int, int]]:
    for cue in found[CUE]:
        for source in found[SOURCE][:1]:
            yield cue, source
    for content in found[CONTENT]:
        for cue in found[CUE][:1]:
            yield content, cue
