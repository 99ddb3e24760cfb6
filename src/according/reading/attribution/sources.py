"""What sort of source it is, and which actor of the report."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from according.model import ActorKind, Attribution, Mention, MentionForm, SourceKind, Span
from according.reading.attribution.finding import Range
from according.reading.encoder import Encoded
from according.reading.encoder.outputs import KINDS

_PERSON = frozenset((SourceKind.NAMED, SourceKind.ROLE))
_BODY = frozenset((SourceKind.ORGANISATION, SourceKind.OUTLET, SourceKind.DOCUMENT))
_GOES_ON = {
    "he": _PERSON,
    "she": _PERSON,
    "it": _BODY,
    "they": _BODY,
    "we": _PERSON | _BODY,
}
_OTHERS = frozenset((SourceKind.ANONYMOUS, SourceKind.NAMED, SourceKind.ROLE))
"""Sources after which a pronoun does not go on with the one before, though they mean no actor."""
_NEAR = 600
"""Code points between two cues, so far as one goes on from the other."""


_MORE = re.compile(r",? (?:who|whom|whose|which|quoting|citing)\b", re.IGNORECASE)
_AT = re.compile(r"\b(?:in|at|near|from|outside|off|aboard) (?:the )?\Z")
_OWNED = ("'s", "’s", "s'", "s’")


def kind_of(encoded: Encoded, source: Range) -> SourceKind:
    """The kind that the source's pieces speak for together."""
    first, last = encoded.pieces.between(*source)
    return SourceKind(KINDS[int(encoded.head("kind")[first:last].mean(axis=0).argmax())])


def actor_of(source: Range, mentions: Sequence[Mention], text: str) -> str | None:
    """The actor that a source's words name: by the mention that is the source, or else the
    first in it that is no part of another's name ("the minister of X, Y": the person).
    Not whose brother it is, and nobody of whom more is told ("a man who knew X"); nor where it
    is ("our correspondent in Osk").

    Args:
        mentions: in the order of the text.
        text: the report's.
    """
    more = _MORE.search(text[slice(*source)])
    end = source[0] + more.start() if more and more.start() else source[1]
    span = Span(source[0], end)
    within = [
        each
        for each in _within(span, mentions)
        if not _owns(each, text) and not _says_where(each, span, text)
    ]
    whole = [each for each in within if each.evidence.span == span]
    if whole:
        return whole[0].actor_id
    people = [each for each in within if each.kind is ActorKind.PERSON]
    names = [each for each in within if each.form is not MentionForm.PRONOUN]
    chosen = [*people, *names, *within]
    return chosen[0].actor_id if chosen else None


def _owns(mention: Mention, text: str) -> bool:
    """Whether it says whose something is: "X's brother"."""
    end = mention.evidence.end
    return (
        text.startswith(_OWNED[:2], end)
        or text[end - 1 : end + 1] in _OWNED[2:]
        or (mention.evidence.quote.endswith(_OWNED))
    )


def _says_where(mention: Mention, source: Span, text: str) -> bool:
    """Whether it is the place that a source is at."""
    before = text[source.start : mention.evidence.start]
    return mention.kind is ActorKind.PLACE and _AT.search(before) is not None


def carried(found: Sequence[Attribution]) -> Iterator[Attribution]:
    """The attributions, those of a pronoun that means no actor given the one who spoke before:
    "he added" goes on with whoever was saying something.

    Args:
        found: in the order of their cues.
    """
    last: Attribution | None = None
    for each in found:
        if each.source is not None and each.source_actor_id is None and last is not None:
            kinds = _GOES_ON.get(each.source.quote.lower(), frozenset())
            near = each.cue.start - last.cue.end < _NEAR
            if near and last.source_kind in kinds:
                each = replace(each, source_actor_id=last.source_actor_id)
        yield each
        if each.source_actor_id is not None or each.source_kind in _OTHERS:
            last = each


def _within(span: Span, mentions: Sequence[Mention]) -> Iterator[Mention]:
    at = bisect_left(mentions, span.start, key=lambda each: each.evidence.start)
    while at < len(mentions) and mentions[at].evidence.start < span.end:
        if span.covers(mentions[at].evidence.span):
            yield mentions[at]
        at += 1
