"""What is compared of two words that tell of happenings, in one report or in two."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from according.linking.sketches import capitalised, stems
from according.linking.stemming import head_of, stem
from according.model import Attribution, EventMention, Reading, Role, Span

NEAR = 6
"""Words to either side of a trigger that are compared side by side."""

HEAD = 80
"""Words of a report that say what it is about."""

_WORD = re.compile(r"[^\W\d_]{3,}")
_NUMBER = re.compile(r"\d[\d,.]*")


@dataclass(frozen=True, slots=True)
class About:
    """A whole report, for comparing: stems of its words, with how often each stands there, of its
    beginning, and of its capitalised words."""

    words: tuple[tuple[str, int], ...]
    head: frozenset[str]
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Told:
    """A word or words that tell of a happening, with what stands about them.

    ``id`` is the event mention's. ``sentence`` is the number of its sentence in the report,
    ``context`` where that sentence stands. ``head`` is the stem of the word that says what
    happened, ``words`` of all its words. All sets are of stems as `sketches.stems` makes them:
    ``before`` and ``after`` of the words next to it, ``said`` of its sentence without its own,
    ``names`` of the capitalised among these; ``actors``, ``recipients`` and ``places`` of those
    that fill its roles; ``times`` are TIMEX3 values, ``numbers`` as written.
    """

    id: str
    report_id: str
    span: Span
    context: Span
    sentence: int
    form: str
    head: str
    words: frozenset[str]
    type: str | None
    certainty: str
    before: frozenset[str]
    after: frozenset[str]
    said: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]
    actors: frozenset[str]
    recipients: frozenset[str]
    places: frozenset[str]
    times: frozenset[str]
    about: About


def told(reading: Reading) -> tuple[Told, ...]:
    """What is told in a reading, in the order of its event mentions."""
    text = reading.report.text
    about = _about(text)
    names = {each.id: each.name.quote for each in reading.actors}
    values = {each.evidence.span: each.value for each in reading.times}
    starts = [each.start for each in reading.sentences]
    cues = {each.cue.span: each for each in reading.attributions}
    made = []
    for event in reading.events:
        span = event.trigger.span
        number = max(0, bisect_right(starts, span.start) - 1)
        context = reading.sentences[number] if reading.sentences else Span(0, len(text))
        sentence = text[context.start : context.end]
        quote = event.trigger.quote.lower()
        own = stems([quote])
        made.append(
            Told(
                id=event.id,
                report_id=reading.report.id,
                span=span,
                context=context,
                sentence=number,
                form=quote,
                head=stem(head_of(quote)),
                words=frozenset(map(stem, _WORD.findall(quote))),
                type=event.type,
                certainty=event.certainty.value,
                before=stems(_WORD.findall(text[context.start : span.start])[-NEAR:]),
                after=stems(_WORD.findall(text[span.end : context.end])[:NEAR]),
                said=stems([sentence]) - own,
                names=capitalised([sentence]) - own,
                numbers=frozenset(each.strip(".,") for each in _NUMBER.findall(sentence)),
                actors=_filled(event, (Role.ACTOR,), names) | _source(cues.get(span), names),
                recipients=_filled(event, (Role.RECIPIENT,), names),
                places=_filled(event, (Role.PLACE,), names),
                times=frozenset(
                    value
                    for role in event.roles
                    if role.role is Role.TIME and (value := values.get(role.evidence.span))
                ),
                about=about,
            )
        )
    return tuple(made)


def _about(text: str) -> About:
    counted: dict[str, int] = {}
    for word in _WORD.findall(text.lower()):
        (key,) = stems([word])
        counted[key] = counted.get(key, 0) + 1
    return About(
        tuple(sorted(counted.items())),
        stems(_WORD.findall(text)[:HEAD]),
        capitalised([text]),
    )


def _filled(event: EventMention, roles: Sequence[Role], names: dict[str, str]) -> frozenset[str]:
    return stems(
        part
        for each in event.roles
        if each.role in roles
        for part in _called(each.evidence.quote, each.actor_id, names)
    )


def _source(said: Attribution | None, names: dict[str, str]) -> frozenset[str]:
    if said is None or said.source is None:
        return frozenset()
    return stems(_called(said.source.quote, said.source_actor_id, names))


def _called(quote: str, actor: str | None, names: dict[str, str]) -> Iterable[str]:
    return (quote, names[actor]) if actor in names else (quote,)
