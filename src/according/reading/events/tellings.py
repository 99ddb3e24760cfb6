"""Tellings: the words that tell of happenings, with what stands near each of them.

Which tellings are of one happening is told by their places, times, figures and words; so each
place and time of a sentence goes to the telling nearest to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeVar

from spacy.tokens import Token

from according.model import (
    EventMention,
    Figure,
    Mention,
    Place,
    PlaceKind,
    Report,
    Span,
    TimeExpression,
    Toponym,
)
from according.reading.events.figures import Counted
from according.reading.events.harm import load_harm
from according.reading.events.words import token_of
from according.reading.parse import Passage

Found = TypeVar("Found")

LONG = timedelta(days=9)
"""From so long a time on, what is told is a course of things, not a happening of a day."""

_COURSES = frozenset(("conflict", "conflicts", "war", "wars", "uprising", "revolt", "crisis"))
"""Words for what goes on for long: what is counted beside them, and at no time, is its toll."""


@dataclass(frozen=True, slots=True)
class Telling:
    """A word that tells of a happening.

    ``sentence`` and ``word`` are its sentence's number and its own in the report; ``places`` and
    ``times`` those of its sentence that stand nearest to it, ``figures`` what is counted by it.
    ``scene`` are its places or, where it has none, the last that were told before it; ``scenes``
    is how many sets of places the report's tellings have in all. ``before`` is the determiner
    before it, and ``opening`` are its sentence's words, both in lower case; ``actors`` are whom
    its sentence names.
    """

    event: EventMention
    sentence: int
    word: int
    form: str
    before: str
    opening: frozenset[str]
    places: tuple[Place, ...]
    times: tuple[TimeExpression, ...]
    figures: tuple[Figure, ...]
    actors: frozenset[str]
    in_title: bool
    harm: str | None
    scene: tuple[Place, ...]
    scenes: int

    @property
    def interval(self) -> tuple[datetime, datetime] | None:
        """From when to when it is told to be, by the narrowest of its times that is bounded."""
        bounded = [
            (each.earliest, each.latest) for each in self.times if each.earliest and each.latest
        ]
        return min(bounded, key=lambda each: each[1] - each[0]) if bounded else None

    @property
    def is_long(self) -> bool:
        """Whether it is told of a course of things: months, years, since a year."""
        found = self.interval
        if found is not None and found[1] - found[0] <= LONG:
            return False
        return any(map(_is_long, self.times)) or bool(self.figures and self.opening & _COURSES)


def tellings(
    report: Report,
    passages: Sequence[Passage],
    events: Sequence[EventMention],
    counted: Sequence[Counted],
    toponyms: Sequence[Toponym],
    times: Sequence[TimeExpression],
    mentions: Sequence[Mention],
) -> tuple[Telling, ...]:
    """The tellings of ``events``, in the order of the text."""
    made: list[Telling] = []
    figures: dict[Span, list[Figure]] = {}
    for each in counted:
        figures.setdefault(each.word, []).append(each.figure)
    ordered = sorted(events, key=lambda each: each.trigger.span)
    sentence = word = 0
    titles = _titles(report)
    for passage in passages:
        for part in passage.doc.sents:
            span = passage.span(part)
            own = [each for each in ordered if span.covers(each.trigger.span)]
            near = _Near(span, [each.trigger.span for each in own])
            placed = near.share(toponyms, [each.evidence.span for each in toponyms])
            timed = near.share(times, [each.evidence.span for each in times])
            words = frozenset(token.lower_ for token in part)
            in_sentence = [each for each in times if span.covers(each.evidence.span)]
            actors = frozenset(
                each.actor_id for each in mentions if span.covers(each.evidence.span)
            )
            for number, event in enumerate(own):
                token = token_of(passage, event.trigger.span)
                made.append(
                    Telling(
                        event=event,
                        sentence=sentence,
                        word=word + token.i - part.start,
                        form=token.lower_,
                        before=_determiner(token),
                        opening=words,
                        places=tuple(filter(None, map(_where, placed[number]))),
                        times=tuple(timed[number]) or tuple(filter(_is_long, in_sentence)),
                        figures=tuple(figures.get(event.trigger.span, ())),
                        actors=actors,
                        in_title=any(each.covers(event.trigger.span) for each in titles),
                        harm=load_harm().any(token.lower_),
                        scene=(),
                        scenes=0,
                    )
                )
            sentence += 1
            word += len(part)
    return _with_scenes(made)


def _with_scenes(told: Sequence[Telling]) -> tuple[Telling, ...]:
    scene: tuple[Place, ...] = ()
    scenes = len({place.geonames_id for each in told for place in each.places})
    made = []
    for each in told:
        scene = each.places or scene
        made.append(replace(each, scene=scene, scenes=scenes))
    return tuple(made)


@dataclass(frozen=True, slots=True)
class _Near:
    """Triggers of one sentence."""

    sentence: Span
    triggers: Sequence[Span]

    def share(self, findings: Sequence[Found], spans: Sequence[Span]) -> Mapping[int, list[Found]]:
        """The findings of the sentence by the number of the trigger nearest to each; of two that
        stand equally near the one before it."""
        shared: dict[int, list[Found]] = {number: [] for number in range(len(self.triggers))}
        for finding, span in zip(findings, spans, strict=True):
            if self.triggers and self.sentence.covers(span):
                nearest = min(
                    shared, key=lambda at: (_gap(self.triggers[at], span), self.triggers[at].start)
                )
                shared[nearest].append(finding)
        return shared


def _is_long(each: TimeExpression) -> bool:
    """Whether it is months or years, or open: "since 2011"."""
    if each.earliest and each.latest:
        return each.latest - each.earliest > LONG
    return bool(each.earliest or each.latest)


def _titles(report: Report) -> list[Span]:
    """Where the headline stands: in the first line, and where a text begins with it again."""
    title = report.title or report.text.partition("\n")[0]
    at, found = report.text.find(title), []
    while title and at >= 0:
        found.append(Span(at, at + len(title)))
        at = report.text.find(title, at + 1)
    return found


def _where(toponym: Toponym) -> Place | None:
    """The place, if it can tell one happening from another: a country seldom does."""
    place = toponym.place if toponym.says_where else None
    return None if place is None or place.kind is PlaceKind.COUNTRY else place


def _gap(left: Span, right: Span) -> int:
    return max(right.start - left.end, left.start - right.end, 0)


def _determiner(token: Token) -> str:
    words: Iterable[Token] = token.children
    return next((each.lower_ for each in words if each.dep_ in ("det", "poss", "nummod")), "")
