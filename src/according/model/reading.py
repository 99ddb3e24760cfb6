"""`Reading`: all that one reader found in one report."""

from __future__ import annotations

from dataclasses import dataclass

from according.errors import EvidenceError
from according.model.evidence import Span
from according.model.naming import Actor, Mention, check_actors
from according.model.report import Report


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader found in a report, in the order of the text.

    ``reader`` names the reader, its version and its models, so that two readings of a report
    can be told apart. ``unread`` says why nothing was read ("language is sl"), else None.
    """

    report: Report
    reader: str
    sentences: tuple[Span, ...] = ()
    tokens: tuple[Span, ...] = ()
    mentions: tuple[Mention, ...] = ()
    actors: tuple[Actor, ...] = ()
    unread: str | None = None

    def __post_init__(self) -> None:
        check_actors(self.mentions, self.actors)
        for mention in self.mentions:
            if mention.evidence.report_id != self.report.id:
                raise EvidenceError(f"{mention.evidence.quote!r} is from another report")
        last = max((span.end for span in (*self.sentences, *self.tokens)), default=0)
        if last > len(self.report.text):
            raise EvidenceError(f"a sentence or token runs past the text, to {last}")

    def mentions_of(self, actor_id: str) -> tuple[Mention, ...]:
        """The mentions that refer to the actor ``actor_id``, in the order of the text."""
        return tuple(mention for mention in self.mentions if mention.actor_id == actor_id)
