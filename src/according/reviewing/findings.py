"""What can be judged of a reading: its findings, each with the fields that it has.

A finding is named by what a re-reading of the same report does not change: the report and where
the words stand. Ids of accounts, actors and events may change, and are not used.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias

from according.errors import EvidenceError, JudgementError
from according.model import Account, Evidence, FigureKind, Holder, Reading, Report, Span

Plain: TypeAlias = Any
"""A value as JSON has it: text, number, dict; None is no value."""

OUTLET = "outlet"
"""The plain value of a holder that is the outlet itself."""


class Kind(StrEnum):
    """What sort of finding."""

    FIGURE = "figure"
    TOPONYM = "toponym"
    TIME = "time"
    MENTION = "event-mention"
    ROLE = "role"
    BLAME = "blame"
    ATTRIBUTION = "attribution"
    WORDING = "wording"


@dataclass(frozen=True, slots=True, order=True)
class Anchor:
    """What names a finding: report, words, kind; ``which`` tells apart those of one kind that
    stand at the same words."""

    report_id: str
    start: int
    end: int
    kind: Kind
    which: str = ""

    @property
    def about(self) -> tuple[str, str]:
        """As `Judgement.about` has it."""
        parts = (self.report_id, str(self.start), str(self.end), self.which)
        return self.kind.value, " ".join(each for each in parts if each)

    @classmethod
    def of(cls, about: tuple[str, str]) -> Anchor:
        """The anchor that `about` is of.

        Raises:
            ValueError: it is about something else.
        """
        report, start, end, *which = about[1].split(" ")
        return cls(report, int(start), int(end), Kind(about[0]), *which)

    def __str__(self) -> str:
        which = f"/{self.which}" if self.which else ""
        return f"{self.kind.value}:{self.report_id}:{self.start}-{self.end}{which}"


_TYPED = re.compile(r"(?:([a-z-]+):)?([0-9a-f]+):(\d{1,9})-(\d{1,9})(?:/(\S+))?")


def parse_anchor(text: str) -> tuple[Kind | None, str, int, int, str | None]:
    """An anchor as people type it: kind, the beginning of the report's id, start, end, which.

    Raises:
        JudgementError: it is none.
    """
    match = _TYPED.fullmatch(text.strip())
    kinds = {each.value: each for each in Kind}
    if not match or (match[1] and match[1] not in kinds):
        raise JudgementError(
            f"{text[:100]!r} names no finding; write figure:REPORT:START-END, as according review "
            "items shows them"
        )
    kind = kinds[match[1]] if match[1] else None
    return kind, match[2], int(match[3]), int(match[4]), match[5]


def named(text: str) -> Anchor:
    """The anchor that `str` made ``text`` of.

    Raises:
        JudgementError: it did not.
    """
    kind, report, start, end, which = parse_anchor(text)
    if kind is None:
        raise JudgementError(f"{text!r} does not say of what kind it is")
    return Anchor(report, start, end, kind, which or "")


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding of a reading. ``fields`` are its values as the machine read them; ``id`` is that
    of the reading, which serves to find what belongs to an account."""

    anchor: Anchor
    quote: str
    fields: Mapping[str, Plain]
    id: str


class How(StrEnum):
    """How a finding that was judged is found again in another reading of its report."""

    SAME = "as it was"
    OTHERWISE = "read otherwise"
    """The same words, as something else of its kind: who were killed are now wounded."""
    MOVED = "other words"
    """The only one of its kind whose words share some with those that were judged."""
    GONE = "gone"
    """Nothing of its kind is read there now. What was decided is kept."""
    ADDED = "added"
    """Nothing of its kind is read there; people say that there is something."""


def find(anchor: Anchor, findings: Iterable[Finding]) -> tuple[Finding | None, How]:
    """The finding that was judged, in the reading of today."""
    kin = [
        each
        for each in findings
        if (each.anchor.report_id, each.anchor.kind) == (anchor.report_id, anchor.kind)
    ]
    for each in kin:
        if each.anchor == anchor:
            return each, How.SAME
    place = (anchor.start, anchor.end)
    same = [each for each in kin if (each.anchor.start, each.anchor.end) == place]
    if len(same) == 1:
        return same[0], How.OTHERWISE
    near = [
        each for each in kin if each.anchor.start < anchor.end and anchor.start < each.anchor.end
    ]
    if len(near) == 1:
        return near[0], How.MOVED
    return None, How.GONE


def findings(reading: Reading) -> tuple[Finding, ...]:
    """All of a reading that can be judged, in the order of the text."""
    found: dict[Anchor, Finding] = {}
    for kind, words, which, fields, identity in (
        *_figures(reading),
        *_places_and_times(reading),
        *_mentions(reading),
        *_voices(reading),
    ):
        anchor = Anchor(reading.report.id, words.start, words.end, kind, which)
        number = 2
        while anchor in found:
            anchor = Anchor(anchor.report_id, words.start, words.end, kind, f"{which}#{number}")
            number += 1
        found[anchor] = Finding(anchor, words.quote, fields, identity)
    return tuple(found[anchor] for anchor in sorted(found))


def of_accounts(
    reading: Reading, accounts: Sequence[Account], judged: Iterable[Finding]
) -> list[Finding]:
    """Those that some accounts consist of: their mentions, figures and blame, what has part in
    them, and the places and times of these."""
    mentions = {each for account in accounts for each in account.event_mention_ids}
    ids = mentions | {one for each in accounts for one in (*each.figure_ids, *each.blame_ids)}
    roles = {
        role.evidence.span for each in reading.events if each.id in mentions for role in each.roles
    }
    located = (Kind.TOPONYM, Kind.TIME)
    return [
        each
        for each in judged
        if each.id in ids
        or (
            each.anchor.kind in located
            and any((one.start, one.end) == (each.anchor.start, each.anchor.end) for one in roles)
        )
    ]


def nothing_at(report: Report, anchor: Anchor | str, span: Span, known: Iterable[Finding]) -> str:
    """That nothing is read at some words, with those words and the findings nearest to them.

    Args:
        anchor: what was asked for.
        span: the words that it names, which may lie outside of the text.
    """
    if span.end > len(report.text):
        return f"{anchor}: the report has {len(report.text):,} characters, and ends before"
    kind = anchor.kind if isinstance(anchor, Anchor) else None
    words = _brief(report.text[span.start : span.end])
    what = f"no {kind.value} is read" if kind else "nothing is read"
    near = [f"{_named(each)} “{_brief(each.quote)}”" for each in _nearest(known, span, kind)]
    found = f"; nearest are {', '.join(near)}" if near else "; nothing at all is read in it"
    return f"{what} at {span.start}-{span.end}, where “{words}” stands{found}"


def _named(finding: Finding) -> str:
    return str(finding.anchor).replace(finding.anchor.report_id, finding.anchor.report_id[:12])


def _brief(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _BRIEF else f"{line[: _BRIEF - 1]}…"


_BRIEF, _NEAR = 40, 4
"""Characters of a quote, and findings, in a message."""


def _nearest(known: Iterable[Finding], span: Span, kind: Kind | None) -> list[Finding]:
    """The findings that share words with a span or stand nearest to it; of one kind first."""

    def order(each: Finding) -> tuple[int, bool, int]:
        far = max(each.anchor.start - span.end, span.start - each.anchor.end, 0)
        return far, each.anchor.kind is not kind, abs(each.anchor.start - span.start)

    some = list(known)
    kin = [each for each in some if each.anchor.kind is kind]
    return sorted(kin or some, key=order)[:_NEAR]


_Row: TypeAlias = tuple[Kind, Evidence, str, dict[str, Plain], str]


def _figures(reading: Reading) -> Iterable[_Row]:
    for each in reading.figures:
        fields = {
            "count": {"low": each.low, "best": each.best, "high": each.high},
            "kind": each.kind.value,
            "holder": _holder(reading, each.holder),
        }
        yield Kind.FIGURE, each.evidence, each.kind.value.replace(" ", "-"), fields, each.id


def _places_and_times(reading: Reading) -> Iterable[_Row]:
    for place in reading.toponyms:
        at = place.place
        where = at and {
            "geonames_id": at.geonames_id,
            "name": at.name,
            "latitude": at.latitude,
            "longitude": at.longitude,
        }
        fields = {"place": where, "precision": at.precision if at else None}
        yield Kind.TOPONYM, place.evidence, "", fields, place.id
    for time in reading.times:
        bounds = {
            "earliest": time.earliest.isoformat() if time.earliest else None,
            "latest": time.latest.isoformat() if time.latest else None,
        }
        interval = bounds if time.earliest or time.latest else None
        yield Kind.TIME, time.evidence, "", {"interval": interval}, time.id


def _mentions(reading: Reading) -> Iterable[_Row]:
    triggers = {each.id: each.trigger for each in reading.events}
    for each in reading.events:
        fields = {
            "type": each.type,
            "mode": each.mode,
            "certainty": each.certainty.value,
            "holder": _holder(reading, each.holder),
        }
        yield Kind.MENTION, each.trigger, "", fields, each.id
        at = f"@{each.trigger.start}-{each.trigger.end}"
        for role in each.roles:
            yield Kind.ROLE, role.evidence, at, {"role": role.role.value}, each.id
    for blame in reading.blames:
        trigger = triggers.get(blame.event_mention_id)
        at = f"@{trigger.start}-{trigger.end}" if trigger else ""
        fields = {"certainty": blame.certainty.value, "holder": _holder(reading, blame.holder)}
        yield Kind.BLAME, blame.evidence, at, fields, blame.id


def _voices(reading: Reading) -> Iterable[_Row]:
    for each in reading.attributions:
        source = _words(each.source) if each.source else None
        fields = {"source": source, "source kind": each.source_kind.value}
        at = f"@{each.content[0].start}-{each.content[0].end}"
        yield Kind.ATTRIBUTION, each.cue, at, fields, each.id
    for wording in reading.wordings:
        yield (
            Kind.WORDING,
            wording.evidence,
            "",
            {"voice": _holder(reading, wording.voice)},
            (wording.id),
        )


def _holder(reading: Reading, holder: Holder) -> Plain:
    """The innermost source that has words, else the outlet."""
    said = {each.id: each for each in reading.attributions}
    for identity in reversed(holder.attribution_ids):
        source = said[identity].source
        if source is not None:
            return _words(source)
    return OUTLET


def _words(evidence: Evidence) -> Plain:
    return {"start": evidence.start, "end": evidence.end, "quote": evidence.quote}


_ADDABLE = frozenset((Kind.FIGURE, Kind.TOPONYM, Kind.TIME, Kind.MENTION))
"""Kinds that stand at words of their own; the others hang on something else that is read."""


def unread(report: Report, anchor: Anchor) -> Finding:
    """Words that nothing was read in, as a finding without values.

    Raises:
        JudgementError: there are no such words, or they cannot be of this kind.
    """
    try:
        words = Evidence.at(report, anchor.start, anchor.end)
    except EvidenceError as error:
        raise JudgementError(str(error)) from error
    kinds = {each.value for each in FigureKind}
    if anchor.kind is Kind.FIGURE and anchor.which not in kinds:
        raise JudgementError(f"say what is counted: {anchor}/killed; or {', '.join(sorted(kinds))}")
    if anchor.kind not in _ADDABLE:
        raise JudgementError(f"nothing of kind {anchor.kind.value} can be added")
    return Finding(anchor, words.quote, {}, "")


def words_at(report: Report, start: int, end: int) -> Plain:
    """Words of a report as a plain value.

    Raises:
        EvidenceError: nothing stands there.
    """
    return _words(Evidence.at(report, start, end))
