"""Attributions as the encoder marks them in one text: spans and links, no actors yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from according.reading.attribution.links import Linker
from according.reading.encoder.model import Encoded, Floats
from according.reading.encoder.sequence import best, spans
from according.reading.encoder.tags import LAYERS

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Found:
    """An attribution. Spans are (start, end) in code points of the text that was encoded.

    ``layer`` is 0, or 1 for what stands inside another's content.
    """

    source: tuple[int, int] | None
    cue: tuple[int, int]
    contents: tuple[tuple[int, int], ...]
    layer: int


class Finder:
    """Finds attributions in what the encoder says. ``heads`` are its small matrices."""

    def __init__(self, heads: Mapping[str, Floats]) -> None:
        self._moves = [heads[f"crfs.{layer}.moves"] for layer in range(LAYERS)]
        self._to_cue = Linker.named(heads, "links.to_cue")
        self._to_source = Linker.named(heads, "links.to_source")

    def find(self, encoded: Encoded) -> list[Found]:
        """The attributions of both layers, each layer in the order of its cues. What stands in no
        other's content is of the outer layer, whatever the encoder takes it for: of a sentence
        by itself it may think that it is told by somebody before."""
        found = [each for layer in range(LAYERS) for each in self._layer(encoded, layer)]
        outer = [part for each in found if each.layer == 0 for part in each.contents]
        lifted = [
            replace(each, layer=0) if not _inside(each.cue, outer) else each for each in found
        ]
        return sorted(lifted, key=lambda each: each.layer)

    def outer(self, encoded: Encoded) -> dict[str, list[Range]]:
        """The outer layer's spans by kind, in pieces, linked or not. A content that has no cue
        and others' words inside gives place to these."""
        marked, within = self.marked(encoded), self.marked(encoded, 1)
        contents = marked["content"]
        cues = self._to_cue.partners(encoded, contents, marked["cue"])
        empty = [
            span
            for span, cue in zip(contents, cues, strict=True)
            if cue is None and any(_inside(each, [span]) for each in within["cue"])
        ]
        return {
            kind: sorted(
                [
                    *(each for each in own if each not in empty),
                    *(each for each in within[kind] if _inside(each, empty)),
                ]
            )
            for kind, own in marked.items()
        }

    def marked(self, encoded: Encoded, layer: int = 0) -> dict[str, list[tuple[int, int]]]:
        """The spans of a layer by kind, in pieces, linked or not."""
        kinds: dict[str, list[tuple[int, int]]] = {"source": [], "cue": [], "content": []}
        tags = best(encoded.head(f"tags{layer}"), self._moves[layer])
        for kind, first, last in spans(tags):
            kinds[kind].append((first, last))
        return kinds

    def _layer(self, encoded: Encoded, layer: int) -> Iterator[Found]:
        marked = self.marked(encoded, layer)
        cues, sources, contents = marked["cue"], marked["source"], marked["content"]
        to_source = self._to_source.partners(encoded, cues, sources)
        to_cue = self._to_cue.partners(encoded, contents, cues)
        for number, cue in enumerate(cues):
            own = [span for span, at in zip(contents, to_cue, strict=True) if at == number]
            source = to_source[number]
            if own:
                yield Found(
                    None if source is None else _points(encoded, sources[source]),
                    _points(encoded, cue),
                    tuple(_points(encoded, span) for span in own),
                    layer,
                )


def _inside(span: Range, others: Sequence[Range]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in others)


def _points(encoded: Encoded, span: tuple[int, int]) -> tuple[int, int]:
    first, last = span
    return int(encoded.pieces.starts[first]), int(encoded.pieces.ends[last - 1])
