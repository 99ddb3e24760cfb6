"""Who and what has part in events, by the encoder: spans that it marks, and its links to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from according.model import Evidence, Mention, Report, Role, RoleFiller, Span
from according.reading.attribution.sources import actor_of
from according.reading.encoder import Encoded
from according.reading.encoder.outputs import PARTIES
from according.reading.encoder.spans import Range, Together, tagged
from according.reading.parse import Passage

ROLES = tuple(Role(name) for name in PARTIES)
_NAMES = ("NN", "PR", "CD", "JJ", "DT", "WP", "VBG", "FW")
"""Beginnings of the tags of words that a phrase for somebody or something hangs on."""
_EMPTY = frozenset(("a", "an", "the", "that", "which", "who", "what", "there", "it"))


def parties(
    report: Report,
    passage: Passage,
    encoded: Encoded,
    triggers: Sequence[Span],
    together: Together,
    mentions: Sequence[Mention],
) -> list[tuple[RoleFiller, ...]]:
    """For each trigger, what is marked in its sentence and belongs to it.

    Args:
        passage, encoded: a part of the report.
        triggers: words of that part.
        mentions: who is named in the report, in order.
    """
    marked = list(_marked(report, passage, encoded, mentions))
    words = [_first(encoded, each) for each in triggers]
    odds = together.odds(encoded, words, [span for span, _ in marked])
    return [
        tuple(
            filler
            for each, (span, filler) in zip(row, marked, strict=True)
            if each > 0
            and encoded.sentences[span[0]] == encoded.sentences[word]
            and not filler.evidence.span.overlaps(trigger)
        )
        for row, (word, _), trigger in zip(odds, words, triggers, strict=True)
    ]


def _first(encoded: Encoded, trigger: Span) -> Range:
    first, _ = encoded.pieces.between(trigger.start, trigger.end)
    return first, first + 1


def _marked(
    report: Report, passage: Passage, encoded: Encoded, mentions: Sequence[Mention]
) -> Iterator[tuple[Range, RoleFiller]]:
    """What the encoder marks, in whole words, where these can name somebody or something."""
    for kind, span in tagged(encoded.head("parties")):
        start, end = int(encoded.pieces.starts[span[0]]), int(encoded.pieces.ends[span[1] - 1])
        phrase = passage.phrase(Span(start, end))
        if phrase.root.tag_.startswith(_NAMES) and phrase.text.lower() not in _EMPTY:
            start, end = passage.start + phrase.start_char, passage.start + phrase.end_char
            evidence = Evidence.at(report, start, end)
            actor = actor_of((start, end), mentions, report.text)
            yield span, RoleFiller(ROLES[kind], evidence, actor)
