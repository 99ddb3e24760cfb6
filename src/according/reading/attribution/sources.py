"""What sort of source it is, and which actor of the report."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from according.model import ActorKind, Mention, MentionForm, SourceKind, Span
from according.reading.attribution.finding import Range
from according.reading.encoder import Encoded
from according.reading.encoder.outputs import KINDS


def kind_of(encoded: Encoded, source: Range) -> SourceKind:
    """The kind that the source's pieces speak for together."""
    first, last = encoded.pieces.between(*source)
    return SourceKind(KINDS[int(encoded.head("kind")[first:last].mean(axis=0).argmax())])


def actor_of(source: Range, mentions: Sequence[Mention]) -> str | None:
    """The actor that a source's words name: by the mention that is the source, or else the
    first in it that is no part of another's name or description, a person before others ("the
    minister of X, Y": Y; "X's brother, Y": Y).

    Args:
        mentions: in the order of the text.
    """
    span = Span(*source)
    within = list(_within(span, mentions))
    whole = [each for each in within if each.evidence.span == span]
    if whole:
        return whole[0].actor_id
    outer = list(_outermost(within))
    people = [each for each in outer if each.kind is ActorKind.PERSON]
    names = [each for each in outer if each.form is not MentionForm.PRONOUN]
    chosen = [*people, *names, *outer]
    return chosen[0].actor_id if chosen else None


def _within(span: Span, mentions: Sequence[Mention]) -> Iterator[Mention]:
    at = bisect_left(mentions, span.start, key=lambda each: each.evidence.start)
    while at < len(mentions) and mentions[at].evidence.start < span.end:
        if span.covers(mentions[at].evidence.span):
            yield mentions[at]
        at += 1


def _outermost(mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Without those that stand inside another: in order, the longer of two comes first."""
    end = -1
    for each in mentions:
        if each.evidence.end > end:
            yield each
            end = each.evidence.end
