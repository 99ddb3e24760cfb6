"""`Reading`: all that one reader found in one report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from according.errors import EvidenceError
from according.model.event import Account, Blame, EventMention, Figure
from according.model.evidence import Evidence, Span
from according.model.naming import Actor, Mention, check_actors
from according.model.notebook import reading_html
from according.model.place import Toponym
from according.model.quantity import Quantity
from according.model.report import Report
from according.model.time import TimeExpression
from according.model.voice import Attribution, Wording


@dataclass(frozen=True, slots=True, repr=False)
class Reading:
    """What a reader found in a report, in the order of the text.

    ``reader`` names the reader, its version and its models, so that two readings of a report
    can be told apart. ``unread`` says why nothing was read ("language is sl"), else None;
    ``limits`` say of what not all was read, and where a reader's bounds lie.
    """

    report: Report
    reader: str
    sentences: tuple[Span, ...] = ()
    tokens: tuple[Span, ...] = ()
    mentions: tuple[Mention, ...] = ()
    actors: tuple[Actor, ...] = ()
    unread: str | None = None
    limits: tuple[str, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    toponyms: tuple[Toponym, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    events: tuple[EventMention, ...] = ()
    figures: tuple[Figure, ...] = ()
    blames: tuple[Blame, ...] = ()
    accounts: tuple[Account, ...] = ()
    wordings: tuple[Wording, ...] = ()

    def __post_init__(self) -> None:
        check_actors(self.mentions, self.actors)
        for evidence in self.evidence():
            if evidence.report_id != self.report.id:
                raise EvidenceError(f"{evidence.quote!r} is from another report")
        last = max((span.end for span in (*self.sentences, *self.tokens)), default=0)
        if last > len(self.report.text):
            raise EvidenceError(f"a sentence or token runs past the text, to {last}")

    def __repr__(self) -> str:
        """Which report's it is, and how much was found: all of it would fill pages."""
        names = ("actors", "times", "toponyms", "attributions", "events", "figures", "accounts")
        found = ", ".join(f"{each}={len(getattr(self, each))}" for each in names)
        return f"Reading({self.report!r}, {found})"

    def evidence(self) -> Iterator[Evidence]:
        """The words of every finding, room by room in the order of the text."""
        for findings in (self.mentions, self.times, self.toponyms, self.quantities):
            for finding in findings:
                yield finding.evidence
        for attribution in self.attributions:
            yield from attribution.evidence()
        for event in self.events:
            yield event.trigger
            yield from (role.evidence for role in event.roles)
        yield from (figure.evidence for figure in self.figures)
        yield from (blame.evidence for blame in self.blames)
        yield from (wording.evidence for wording in self.wordings)

    def _repr_html_(self) -> str:
        """For notebooks."""
        return reading_html(self)

    def mentions_of(self, actor_id: str) -> tuple[Mention, ...]:
        """The mentions that refer to the actor ``actor_id``, in the order of the text."""
        return tuple(mention for mention in self.mentions if mention.actor_id == actor_id)
