"""What happened, by this report: event mentions, figures, blame and accounts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from according.model import (
    Account,
    Attribution,
    Blame,
    EventMention,
    Evidence,
    Figure,
    Mention,
    Quantity,
    Report,
    Role,
    RoleFiller,
    Span,
    TimeExpression,
    Toponym,
)
from according.reading.attribution import holder_of
from according.reading.certainty import certainty_of, read_events
from according.reading.encoder import Encoded
from according.reading.events.accounts import Floats, group
from according.reading.events.agents import Agents
from according.reading.events.blaming import blames
from according.reading.events.figures import Counted, read_figures
from according.reading.events.merging import at_fault, merged
from according.reading.events.parties import Test, doers
from according.reading.events.tellings import Telling, tellings
from according.reading.events.violence import is_violent
from according.reading.events.words import token_of
from according.reading.parse import Passage


@dataclass(frozen=True, slots=True)
class Told:
    """All that is told to have happened, in the order of the text."""

    events: tuple[EventMention, ...] = ()
    figures: tuple[Figure, ...] = ()
    blames: tuple[Blame, ...] = ()
    accounts: tuple[Account, ...] = ()


@dataclass(frozen=True, slots=True)
class Around:
    """What was read in the report before its events."""

    toponyms: Sequence[Toponym]
    times: Sequence[TimeExpression]
    quantities: Sequence[Quantity]
    mentions: Sequence[Mention]
    attributions: Sequence[Attribution]


def read_happenings(
    report: Report,
    passages: Sequence[Passage],
    encoded: Sequence[Encoded],
    around: Around,
    likeness: Floats,
) -> Told:
    """What is told to have happened in ``report``. ``likeness`` are the weights by which
    tellings are joined, as `load_weights` gives them."""
    counted = read_figures(report, passages, around.quantities, around.attributions)
    events = read_events(report, passages, encoded, around.attributions)
    events = _with_counted(report, events, counted, encoded, around.attributions)
    events = _with_parties(report, passages, events, around)
    violent = frozenset(each.id for each in events if is_violent(each))
    blamed = blames(report, events, violent, around.attributions)
    told = tellings(
        report, passages, events, counted, around.toponyms, around.times, around.mentions
    )
    figures = tuple(each.figure for each in counted)
    accounts = tuple(
        _account(report, [told[at] for at in each], blamed) for each in group(told, likeness)
    )
    return Told(events, figures, blamed, accounts)


def _with_counted(
    report: Report,
    events: Sequence[EventMention],
    counted: Sequence[Counted],
    encoded: Sequence[Encoded],
    attributions: Sequence[Attribution],
) -> tuple[EventMention, ...]:
    """The events with one for each word that tells what became of people who are counted, and
    the figures of each."""
    known = {each.trigger.span: each for each in events}
    for word in dict.fromkeys(each.word for each in counted):
        if word not in known:
            part = next(each for each in encoded if each.covers(word.start))
            known[word] = EventMention(
                Evidence.at(report, word.start, word.end),
                type=None,
                certainty=certainty_of(part, word),
                holder=holder_of(word, attributions),
            )
    figures: dict[Span, tuple[str, ...]] = {}
    for each in counted:
        figures[each.word] = (*figures.get(each.word, ()), each.figure.id)
    return tuple(replace(known[span], figure_ids=figures.get(span, ())) for span in sorted(known))


def _with_parties(
    report: Report, passages: Sequence[Passage], events: Sequence[EventMention], around: Around
) -> tuple[EventMention, ...]:
    agents = Agents(report, around.mentions, around.toponyms)
    triggers = {each.trigger.start for each in events}
    made = []
    for event in events:
        passage = _passage(passages, event)
        tells = _tells(passage, triggers)
        heads = doers(token_of(passage, event.trigger.span), tells)
        fillers = [
            RoleFiller(Role.ACTOR, agent.evidence, agent.actor_id)
            for head in heads
            if (agent := agents.at(passage, head, event.trigger.span)) is not None
        ]
        made.append(replace(event, roles=tuple(dict.fromkeys(fillers))))
    return tuple(made)


def _tells(passage: Passage, triggers: set[int]) -> Test:
    return lambda token: passage.start + token.idx in triggers


def _passage(passages: Sequence[Passage], event: EventMention) -> Passage:
    start = event.trigger.start
    return next(each for each in passages if each.start <= start < each.start + len(each.doc.text))


def _account(report: Report, told: Sequence[Telling], blamed: Sequence[Blame]) -> Account:
    earliest, latest = _when(told)
    return Account(
        report.id,
        tuple(each.event.id for each in told),
        figure_ids=tuple(each.id for each in merged(told)),
        blame_ids=tuple(each.id for each in at_fault(told, blamed)),
        earliest=earliest,
        latest=latest,
        course=any(each.is_long for each in told if each.figures),
    )


def _when(told: Sequence[Telling]) -> tuple[datetime | None, datetime | None]:
    """From when to when: the narrowest of the times that are bounded."""
    found = [each.interval for each in told if each.interval]
    return min(found, key=lambda each: each[1] - each[0]) if found else (None, None)


def is_past(account: Account, published: date | None, days: int) -> bool:
    """Whether all of an account lies more than ``days`` before the report was published."""
    if account.latest is None or published is None:
        return False
    return account.latest < datetime.combine(published, time.min) - timedelta(days=days)
