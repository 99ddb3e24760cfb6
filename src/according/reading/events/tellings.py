"""Tellings: the words that tell of happenings, with what stands near each of them.

Which tellings are of one happening is told by their places, times, figures and words; so each
place and time of a sentence goes to the telling nearest to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from functools import cached_property
from typing import TypeVar

from spacy.tokens import Token

from according.model import (
    Certainty,
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
from according.reading.events.ordered import Ordered
from according.reading.parse import Passage

Standing = TypeVar("Standing", Toponym, TimeExpression)

LONG = timedelta(days=9)
"""From so long a time on, what is told is a course of things, not a happening of a day."""

_AHEAD = timedelta(days=1)
"""A report may be dated by the clock of another country."""

_HEADLINE = 25
"""Words of a first line that may be a headline, at most."""

_SINCE = re.compile(r"\bsince(?: the)?\s+$", re.IGNORECASE)

_COURSES = frozenset(("conflict", "conflicts", "war", "wars", "uprising", "revolt", "crisis"))
"""Words for what goes on for long: what is counted beside them, and at no time, is its toll."""


@dataclass(frozen=True)
class Telling:
    """A word that tells of a happening.

    ``sentence`` and ``word`` are its sentence's number and its own in the report; ``toponyms`` and
    ``times`` those of its sentence that stand nearest to it, ``figures`` what is counted by it.
    ``places`` are where the toponyms say it was, without countries.
    ``scene`` are its places or, where it has none, the last that were told before it; ``scenes``
    is how many places the report's tellings have in all, ``passed`` how often the places
    that are named, found or not, have become others before it. ``before`` is the determiner
    before it, and ``opening`` are its sentence's words, both in lower case; ``actors`` are whom
    its sentence names.
    """

    event: EventMention
    sentence: int
    word: int
    form: str
    before: str
    opening: frozenset[str]
    toponyms: tuple[Toponym, ...]
    places: tuple[Place, ...]
    times: tuple[TimeExpression, ...]
    figures: tuple[Figure, ...]
    actors: frozenset[str]
    in_title: bool
    harm: str | None
    scene: tuple[Place, ...]
    scenes: int
    passed: int

    @cached_property
    def interval(self) -> tuple[datetime, datetime] | None:
        """From when to when it is told to be, by the narrowest of its times that is bounded."""
        bounded = [
            (each.earliest, each.latest) for each in self.times if each.earliest and each.latest
        ]
        return min(bounded, key=lambda each: each[1] - each[0]) if bounded else None

    @cached_property
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
    times = [_until_now(report, each) for each in times]
    made: list[Telling] = []
    figures: dict[Span, list[Figure]] = {}
    for each in counted:
        figures.setdefault(each.word, []).append(each.figure)
    triggers = Ordered(events, lambda each: each.trigger.span)
    places, timed = Ordered(toponyms, _evidence), Ordered(times, _evidence)
    named = Ordered(mentions, _evidence)
    sentence = word = 0
    titles = _titles(report)
    for passage in passages:
        for part in passage.doc.sents:
            span = passage.span(part)
            own, in_sentence = triggers.within(span), timed.within(span)
            spans = [each.trigger.span for each in own]
            placed = _shared(spans, places.within(span))
            when = _shared(spans, in_sentence)
            words = frozenset(token.lower_ for token in part)
            actors = frozenset(each.actor_id for each in named.within(span))
            for number, event in enumerate(own):
                token = passage.root(event.trigger.span)
                made.append(
                    Telling(
                        event=event,
                        sentence=sentence,
                        word=word + token.i - part.start,
                        form=token.lower_,
                        before=_determiner(token),
                        opening=words,
                        toponyms=tuple(each for each in placed[number] if each.says_where),
                        places=tuple(filter(None, map(where_it_was, placed[number]))),
                        times=_told_times(report, event, when[number], in_sentence),
                        figures=tuple(figures.get(event.trigger.span, ())),
                        actors=actors,
                        in_title=any(each.covers(event.trigger.span) for each in titles),
                        harm=load_harm().any(token.lower_),
                        scene=(),
                        scenes=0,
                        passed=0,
                    )
                )
            sentence += 1
            word += len(part)
    return _with_scenes(made)


def _with_scenes(told: Sequence[Telling]) -> tuple[Telling, ...]:
    scene: tuple[Place, ...] = ()
    scenes = len({place.geonames_id for each in told for place in each.places})
    named: frozenset[str] = frozenset()
    passed = 0
    made = []
    for each in told:
        scene = each.places or scene
        here = frozenset(map(_name, filter(_tells_apart, each.toponyms)))
        passed += bool(here and named and not here & named)
        named = here or named
        made.append(replace(each, scene=scene, scenes=scenes, passed=passed))
    return tuple(made)


def _told_times(
    report: Report,
    event: EventMention,
    nearest: Sequence[TimeExpression],
    in_sentence: Sequence[TimeExpression],
) -> tuple[TimeExpression, ...]:
    """Its times: those nearest to it, else what its sentence says of months and years. What is
    told as having happened was not after the report."""
    found = tuple(nearest) or tuple(filter(_is_long, in_sentence))
    if event.certainty is not Certainty.ASSERTED or report.published is None:
        return found
    last = datetime.combine(report.published, time.max)
    return tuple(
        each
        for each in found
        if each.earliest is None or each.earliest.replace(tzinfo=None) <= last + _AHEAD
    )


def _until_now(report: Report, when: TimeExpression) -> TimeExpression:
    """What has been so "since 2015" has been until the report's day."""
    if report.published is None or when.earliest is None:
        return when
    if not _SINCE.search(report.text[max(0, when.evidence.start - 12) : when.evidence.start]):
        return when
    today = datetime.combine(report.published, time.max, when.earliest.tzinfo)
    return replace(when, latest=today) if when.earliest <= today else when


def _name(toponym: Toponym) -> str:
    return toponym.evidence.quote.lower()


def _tells_apart(toponym: Toponym) -> bool:
    """Whether it can tell one happening from another: a country seldom does."""
    return toponym.place is None or toponym.place.kind is not PlaceKind.COUNTRY


def _evidence(finding: Toponym | TimeExpression | Mention) -> Span:
    return finding.evidence.span


def _shared(triggers: Sequence[Span], findings: Sequence[Standing]) -> Mapping[int, list[Standing]]:
    """The findings of a sentence by the number of the trigger nearest to each; of two that stand
    equally near the one before it."""
    shared: dict[int, list[Standing]] = {number: [] for number in range(len(triggers))}
    for finding in findings if triggers else ():
        span = finding.evidence.span
        nearest = min(shared, key=lambda at: (_gap(triggers[at], span), triggers[at].start))
        shared[nearest].append(finding)
    return shared


def _is_long(each: TimeExpression) -> bool:
    """Whether it is months or years, or open: "since 2011"."""
    if each.earliest and each.latest:
        return each.latest - each.earliest > LONG
    return bool(each.earliest or each.latest)


def _titles(report: Report) -> list[Span]:
    """Where the headline stands: the title, and where the body opens with it again; of a text
    without one its first line, if that is short and no sentence."""
    title = report.title or _headline(report.text)
    places = {0, report.body_start} if title else set()
    return [Span(at, at + len(title)) for at in sorted(places) if report.text.startswith(title, at)]


def _headline(text: str) -> str:
    line = text.partition("\n")[0].rstrip()
    short = len(line.split()) <= _HEADLINE and len(line) < len(text.rstrip())
    return line if short and not line.endswith((".", "!", "?", ":", "”", '"')) else ""


def where_it_was(toponym: Toponym) -> Place | None:
    """The place, if it can tell one happening from another."""
    return toponym.place if toponym.says_where and _tells_apart(toponym) else None


def _gap(left: Span, right: Span) -> int:
    return max(right.start - left.end, left.start - right.end, 0)


def _determiner(token: Token) -> str:
    words: Iterable[Token] = token.children
    return next((each.lower_ for each in words if each.dep_ in ("det", "poss", "nummod")), "")
