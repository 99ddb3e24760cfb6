"""`AttributionReader`: every attribution of a report, with source kinds, quotation and nesting."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from according.model import Attribution, Evidence, Mention, Quotation, Report, SourceKind
from according.reading.attribution.anonymity import told
from according.reading.attribution.finding import Finder, Found, Range
from according.reading.attribution.nesting import parents
from according.reading.attribution.sources import actor_of, carried, kind_of
from according.reading.attribution.subjects import with_subject
from according.reading.attribution.tolls import tolls
from according.reading.encoder import Encoded, Encoder
from according.reading.encoder.pieces import Ints
from according.reading.encoder.quotes import INSIDE, states
from according.reading.parse import Passage

Quoted = Ints

_NOBODY = re.compile(r"(?:no\s+(?!\d)|no[ -]one\b|nobody\b|none\b|neither\b)", re.IGNORECASE)
"""What "no group has claimed" is nobody's word. (No 10, where prime ministers live, is a body.)"""


class AttributionReader:
    """Reads attributions from what an encoder says. Load once, use for many reports."""

    def __init__(self, encoder: Encoder) -> None:
        self._finder = Finder(encoder.heads)

    def read(
        self,
        report: Report,
        passages: Sequence[Passage],
        encoded: Sequence[Encoded],
        mentions: Sequence[Mention],
    ) -> tuple[Attribution, ...]:
        """The attributions of ``report`` in the order of their cues, outer before inner.

        Args:
            passages, encoded: the report, parsed and encoded, passage by passage.
            mentions: who is named in it, for whom a source is.
        """
        made: list[Attribution] = []
        quoted = states(report.text)
        for passage, outputs in zip(passages, encoded, strict=True):
            found = [
                each
                for each in map(partial(with_subject, passage), self._finder.find(outputs))
                if each.source is None or not _NOBODY.match(report.text, *each.source)
            ]
            found += tolls(passage, found)
            kinds = [_kind(passage, outputs, each) for each in found]
            made += nested(report, found, kinds, quoted, mentions)
        return in_order(made)


def nested(
    report: Report,
    found: Sequence[Found],
    kinds: Sequence[SourceKind],
    quoted: Quoted,
    mentions: Sequence[Mention],
) -> Iterator[Attribution]:
    """The attributions of what was found, each with the one that it stands in, its quotation and
    its actor.

    Args:
        kinds: of the sources, in the order of ``found``.
        quoted: where quote marks are open, as `states` says it of the whole text.
    """
    for number, parent in parents(found):
        each = found[number]
        outer = None if parent is None else _id_of(report, found[parent])
        yield _attribution(report, kinds[number], each, outer, quoted, mentions)


def in_order(made: Iterable[Attribution]) -> tuple[Attribution, ...]:
    """Attributions of a report in the order of their cues, each once."""
    unique = {each.id: each for each in made}
    return tuple(carried(sorted(unique.values(), key=lambda each: each.cue.span)))


def _kind(passage: Passage, encoded: Encoded, found: Found) -> SourceKind:
    if found.source is None:
        return SourceKind.NONE
    return told(passage, found.source, kind_of(encoded, found.source))


def _id_of(report: Report, found: Found) -> str:
    """The id that the attribution has: it hangs on its cue and content alone."""
    return _made(report, found, SourceKind.NONE, Quotation.INDIRECT, None, None, None).id


def _attribution(
    report: Report,
    kind: SourceKind,
    found: Found,
    inside: str | None,
    quoted: Quoted,
    mentions: Sequence[Mention],
) -> Attribution:
    actor = None if found.source is None else actor_of(found.source, mentions, report.text)
    quotation = _quotation(report.text, found.contents, quoted)
    return _made(report, found, kind, quotation, found.source, actor, inside)


def _made(
    report: Report,
    found: Found,
    kind: SourceKind,
    quotation: Quotation,
    source: Range | None,
    actor: str | None,
    inside: str | None,
) -> Attribution:
    return Attribution(
        cue=Evidence.at(report, *found.cue),
        content=tuple(Evidence.at(report, *part) for part in found.contents),
        source=None if source is None else Evidence.at(report, *source),
        source_kind=kind,
        quotation=quotation,
        source_actor_id=actor,
        inside=inside,
    )


def _quotation(text: str, contents: Sequence[Range], quoted: Quoted) -> Quotation:
    """By where the content's letters and digits stand: in quote marks, outside, or both."""
    inside = {
        bool(quoted[at] == INSIDE)
        for start, end in contents
        for at in range(start, end)
        if text[at].isalnum()
    }
    if inside == {True}:
        return Quotation.DIRECT
    return Quotation.MIXED if True in inside else Quotation.INDIRECT
