"""A text with attributions marked in it: the form that corpora of attribution are read into."""

from __future__ import annotations

from dataclasses import dataclass

SOURCE, CUE, CONTENT = "source", "cue", "content"


@dataclass(frozen=True, slots=True)
class Marked:
    """A marked span, in code points. ``layer`` is 0, or 1 inside another's content."""

    kind: str
    start: int
    end: int
    layer: int = 0
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Annotated:
    """A text with marked spans. ``links`` are (from, to) in their numbers: a content to its
    cue, a cue to its source; a content or cue without a link has none."""

    name: str
    text: str
    marks: tuple[Marked, ...]
    links: tuple[tuple[int, int], ...] = ()
    events: tuple[tuple[int, int, str], ...] | None = None
    """Start, end, certainty; None where events are not marked."""
    complete: bool = True
    """Whether what stands inside contents is marked too."""


@dataclass(frozen=True, slots=True)
class Linked:
    """An attribution put together from its marks, spans in code points."""

    source: tuple[tuple[int, int], ...]
    cue: tuple[int, int]
    content: tuple[tuple[int, int], ...]


def linked(annotated: Annotated, layer: int = 0) -> list[Linked]:
    """The attributions of a layer, in the order of their cues; a cue with no content is none."""
    contents: dict[int, list[tuple[int, int]]] = {}
    sources: dict[int, list[tuple[int, int]]] = {}
    for number, partner in annotated.links:
        mark = annotated.marks[number]
        if mark.kind == CONTENT:
            contents.setdefault(partner, []).append((mark.start, mark.end))
        elif mark.kind == CUE:
            source = annotated.marks[partner]
            sources.setdefault(number, []).append((source.start, source.end))
    found = [
        Linked(tuple(sources.get(cue, ())), (mark.start, mark.end), tuple(sorted(contents[cue])))
        for cue, mark in enumerate(annotated.marks)
        if mark.kind == CUE and cue in contents and mark.layer == layer
    ]
    return sorted(found, key=lambda each: each.cue)
