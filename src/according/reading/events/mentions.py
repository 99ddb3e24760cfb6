"""Event mentions: which words tell of a happening, of what sort, and on whose word."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from according.model import (
    Attribution,
    Certainty,
    EventMention,
    Evidence,
    Report,
    Span,
)
from according.reading.certainty import certainty_of
from according.reading.encoder import Encoded
from according.reading.events.denying import Denials, is_denying, is_negated, is_not_only
from according.reading.events.kinds import is_surely_typed, mode_of, type_of
from according.reading.parse import Passage, passage_at

LIKELY = 0.0
"""Log odds from which on a word is taken to tell of a happening."""


@dataclass(frozen=True, slots=True)
class Teller:
    """Makes event mentions of words of one report."""

    report: Report
    passages: Sequence[Passage]
    encoded: Sequence[Encoded]
    attributions: Sequence[Attribution]
    denials: Denials

    def read(self) -> dict[Span, EventMention]:
        """The event mentions of the words that the encoder takes to tell of happenings; where a
        sentence has none, and nobody says anything in it, of its verb if that surely has a type."""
        cues = [each.cue.span for each in self.attributions]
        return {
            span: self.mention(passage, each, span)
            for passage, each in zip(self.passages, self.encoded, strict=True)
            for span in _triggers(passage, each, cues)
        }

    def acts(self) -> Iterator[tuple[EventMention, Attribution]]:
        """What is done by saying something, where that is more than saying it: to accuse, to
        promise, to refuse. With the attribution whose cue it is."""
        for attribution in self.attributions:
            passage, encoded = self.around(attribution.cue.span)
            word = passage.root(attribution.cue.span)
            span = passage.word(word)
            if type_of(encoded, span) is not None:
                yield self.mention(passage, encoded, span), attribution

    def mention(self, passage: Passage, encoded: Encoded, trigger: Span) -> EventMention:
        """The event mention of one word, without roles and figures."""
        root, word = type_of(encoded, trigger), passage.root(trigger)
        holder = self.denials.holder(passage, word)
        said_not_to = self.denials.denies(holder) and not is_denying(word)
        certainty = certainty_of(encoded, trigger)
        if is_negated(word) or said_not_to:
            certainty = Certainty.DENIED
        elif certainty is Certainty.DENIED and (
            is_not_only(word) or self.denials.grants(passage, word)
        ):
            certainty = Certainty.ASSERTED
        return EventMention(
            trigger=Evidence.at(self.report, trigger.start, trigger.end),
            type=root,
            mode=mode_of(root, word),
            certainty=certainty,
            holder=holder,
        )

    def around(self, span: Span) -> tuple[Passage, Encoded]:
        """The passage in which ``span`` begins, parsed and encoded."""
        at = passage_at(self.passages, span.start)
        return self.passages[at], self.encoded[at]


def _triggers(passage: Passage, encoded: Encoded, cues: Sequence[Span]) -> list[Span]:
    """The words of a passage that tell of happenings, in order."""
    found = _likely(passage, encoded)
    starts = sorted(span.start for span in (*found, *cues))
    for part in passage.doc.sents:
        whole = passage.span(part)
        at = bisect_left(starts, whole.start)
        empty = at == len(starts) or starts[at] >= whole.end
        verb = passage.word(part.root)
        if empty and part.root.tag_.startswith("VB") and is_surely_typed(encoded, verb):
            found.append(verb)
    return sorted(found)


def _likely(passage: Passage, encoded: Encoded) -> list[Span]:
    """The words whose first piece is likely to tell of a happening."""
    likely = {
        int(encoded.pieces.starts[at]) for at in (encoded.head("event")[:, 0] > LIKELY).nonzero()[0]
    }
    words = (passage.word(token) for token in passage.doc if not token.is_space)
    return [word for word in words if word.start in likely]
