"""`Coded`: one event as a coder would code it; `code` makes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from according.export.coded.days import When, when
from according.export.coded.deaths import Deaths, deaths
from according.export.coded.figures import Count, counts
from according.export.coded.holding import MACHINE, PERSON
from according.export.coded.kinds import Kind, kind
from according.export.coded.parties import Party, actors, recipients
from according.export.coded.places import Where, where
from according.export.coded.rules import Rules
from according.export.coded.sources import Source, sources
from according.happening import Happening
from according.model import FigureKind


@dataclass(frozen=True, slots=True)
class Coded:
    """An event, coded.

    ``id`` is the event's in the record, which it keeps as long as its accounts hold together, so it
    is the same from release to release; ``number`` is made of it, of 15 digits at most, for forms
    that want a number. ``low``, ``origins`` and ``high`` are on how many independent origins it
    rests, at least, as far as can be told, and at most. ``course``: some report tells of it as no
    single happening but a course of things.
    """

    id: str
    number: int
    label: str
    rules: Rules
    kind: Kind
    when: When | None
    where: Where | None
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    counts: tuple[Count, ...]
    deaths: Deaths
    sources: tuple[Source, ...]
    low: int
    origins: int
    high: int
    outlets: int
    course: bool

    def count(self, of: FigureKind) -> Count | None:
        """The count of a kind of figure; None where no report gives one."""
        return next((each for each in self.counts if each.kind is of), None)

    @property
    def actor(self) -> Party | None:
        """Who did it: the first of those of whom it is not only denied."""
        return next((each for each in self.actors if not each.denied), None)

    @property
    def recipient(self) -> Party | None:
        """To whom: the first who is not also the actor."""
        own = self.actor.key if self.actor else None
        return next((each for each in self.recipients if each.key != own), None)

    @property
    def decided(self) -> Mapping[str, str]:
        """By field ``person`` where somebody decided what it comes to, else ``machine``; without
        the fields that nothing is told of."""
        parts = {
            "kind": self.kind if self.kind.type else None,
            "when": self.when,
            "where": self.where,
            "actor": self.actor,
            "recipient": self.recipient,
            **{each.kind.value: each for each in self.counts},
        }
        return {name: part.by for name, part in parts.items() if part is not None}

    @property
    def by(self) -> str:
        """``machine`` where no person decided anything of it, else ``person``."""
        return PERSON if PERSON in self.decided.values() else MACHINE


def code(found: Happening, rules: Rules | None = None) -> Coded:
    """Code an event.

    Args:
        found: the event as it stands: with people's decisions in it, their values are coded.
        rules: how; if not given, the default of every rule.
    """
    by = rules or Rules()
    of_kind = kind(found)
    did, suffered = actors(found, of_kind.type), recipients(found, of_kind.type)
    figures = counts(found, by)
    killed = next((each for each in figures if each.kind is FigureKind.KILLED), None)
    return Coded(
        id=found.line.id,
        number=int(found.line.id[:12], 16),
        label=found.label,
        rules=by,
        kind=of_kind,
        when=when(found),
        where=where(found),
        actors=did,
        recipients=suffered,
        counts=figures,
        deaths=deaths(killed, *_sides(did, suffered)),
        sources=sources(found),
        low=found.basis.low,
        origins=found.basis.origins,
        high=found.basis.high,
        outlets=found.basis.outlets,
        course=any(each.course for told in found.told for each in told.accounts),
    )


def _sides(
    did: tuple[Party, ...], suffered: tuple[Party, ...]
) -> tuple[Party | None, Party | None]:
    a = next((each for each in did if not each.denied), None)
    b = next((each for each in suffered if a is None or each.key != a.key), None)
    return a, b
