"""What happened, by this report: event mentions, figures, blame and accounts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from according.model import (
    Account,
    Attribution,
    Blame,
    EventMention,
    Figure,
    Mention,
    Quantity,
    Report,
    Span,
    TimeExpression,
    Toponym,
)
from according.reading.encoder import Encoded
from according.reading.encoder.model import Floats
from according.reading.encoder.spans import Together
from according.reading.events.accidents import accidental, without_doer, without_type
from according.reading.events.accounts import group, limits, load_weights
from according.reading.events.accusing import Accusations
from according.reading.events.agents import Agents
from according.reading.events.blaming import TOLD, blames
from according.reading.events.denying import Denials
from according.reading.events.figures import Counted, read_figures
from according.reading.events.mentions import Teller
from according.reading.events.merging import at_fault, merged
from according.reading.events.ordered import Ordered
from according.reading.events.partial import parted
from according.reading.events.roles import Roles, placed, source_of
from according.reading.events.superseding import superseded
from according.reading.events.tellings import Telling, tellings
from according.reading.events.violence import is_violent
from according.reading.parse import Passage

RECENT = 8
"""Days before a report whose happenings it may tell as news."""


@dataclass(frozen=True, slots=True)
class Told:
    """All that is told to have happened, in the order of the text."""

    events: tuple[EventMention, ...] = ()
    figures: tuple[Figure, ...] = ()
    blames: tuple[Blame, ...] = ()
    accounts: tuple[Account, ...] = ()
    limits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Around:
    """What was read in the report before its events."""

    toponyms: Sequence[Toponym]
    times: Sequence[TimeExpression]
    quantities: Sequence[Quantity]
    mentions: Sequence[Mention]
    attributions: Sequence[Attribution]


class EventReader:
    """Reads what happened, by what an encoder and a parse say. Load once, use for many reports.

    Args:
        heads: the encoder's small matrices.

    Raises:
        DataError: a data file is missing or damaged.
    """

    def __init__(self, heads: Mapping[str, Floats]) -> None:
        self._to_party = Together.named(heads, "to_party")
        self.likeness = load_weights()
        """By what tellings are of one happening; a benchmark sets weights that were learned
        without its documents."""
        self.group = group
        """Puts tellings together; training looks at what comes in."""

    def read(
        self,
        report: Report,
        passages: Sequence[Passage],
        encoded: Sequence[Encoded],
        around: Around,
        marked: Sequence[Span] | None = None,
    ) -> Told:
        """What is told to have happened in ``report``, which is parsed and encoded.

        Args:
            marked: the words that tell of happenings, instead of those that are found.
        """
        denials = Denials(passages, around.attributions)
        counted = read_figures(report, passages, around.quantities, denials)
        teller = Teller(report, passages, encoded, around.attributions, denials)
        if marked is None:
            events = _with_counted(teller, counted)
            acts = [each for each in teller.acts() if each[0].trigger.span not in events]
        else:
            events = {span: teller.mention(*teller.around(span), span) for span in marked}
            acts = []
        said = {each.trigger.span: source_of(attribution) for each, attribution in acts}
        accidents = accidental(passages, events)
        events = {span: without_type(each, accidents) for span, each in events.items()}
        events |= {each.trigger.span: each for each, _ in acts}
        ordered = [events[span] for span in sorted(events)]
        agents = Agents(
            report, Ordered(around.mentions, _evidence), Ordered(around.toponyms, _evidence)
        )
        roles = Roles(teller, agents, around.mentions, self._to_party)
        made = [without_doer(each, accidents) for each in roles.fill(ordered, said, counted)]
        told = tellings(
            report,
            passages,
            [each for each in made if each.trigger.span not in said],
            counted,
            around.toponyms,
            around.times,
            around.mentions,
        )
        scenes = {each.event.trigger.span: each for each in told}
        made = [placed(each, scenes.get(each.trigger.span)) for each in made]
        violent = [each for each in made if is_violent(each) and each.trigger.span not in accidents]
        done = blames(report, made, frozenset(each.id for each in violent), passages, denials)
        told_of = Ordered([each for each in violent if each.certainty in TOLD], _trigger)
        accusations = Accusations(told_of, around.attributions, denials.holders, agents)
        blamed = tuple({each.id: each for each in (*done, *accusations.find(passages))}.values())
        by_event: dict[str, list[Blame]] = {}
        for each in blamed:
            by_event.setdefault(each.event_mention_id, []).append(each)
        accounts = tuple(
            account_of(report, [told[at] for at in each], by_event)
            for each in self.group(told, self.likeness)
        )
        spans = [passage.span(each) for passage in passages for each in passage.doc.sents]
        figures = figures_of(report, spans, counted, accounts, around.attributions)
        return Told(tuple(made), figures, blamed, accounts, limits(told))


def _evidence(finding: Toponym | Mention) -> Span:
    return finding.evidence.span


def _trigger(event: EventMention) -> Span:
    return event.trigger.span


def _with_counted(teller: Teller, counted: Sequence[Counted]) -> dict[Span, EventMention]:
    """The events by their words, with one for each word that tells what became of people who
    are counted, and the figures of each."""
    known = teller.read()
    for word in dict.fromkeys(each.word for each in counted):
        if word not in known:
            known[word] = teller.mention(*teller.around(word), word)
    figures: dict[Span, tuple[str, ...]] = {}
    for each in counted:
        figures[each.word] = (*figures.get(each.word, ()), each.figure.id)
    return {span: replace(each, figure_ids=figures.get(span, ())) for span, each in known.items()}


def figures_of(
    report: Report,
    sentences: Iterable[Span],
    counted: Sequence[Counted],
    accounts: Sequence[Account],
    attributions: Iterable[Attribution],
) -> tuple[Figure, ...]:
    """The figures, by what else their accounts count: older tolls marked, and parts of totals.

    Args:
        sentences: all of the report, in order.
        attributions: those of the report.
    """
    spans = list(sentences)
    figures = superseded(report.text, spans, [each.figure for each in counted], accounts)
    return parted(report.text, spans, figures, accounts, attributions)


def account_of(
    report: Report, told: Sequence[Telling], blamed: Mapping[str, Sequence[Blame]]
) -> Account:
    """The account that tellings of one happening make.

    Args:
        blamed: by the event mention.
    """
    earliest, latest = _when(report, told)
    counted = [each.is_long for each in told if each.figures]
    return Account(
        report.id,
        tuple(each.event.id for each in told),
        figure_ids=tuple(each.id for each in merged(told)),
        blame_ids=tuple(each.id for each in at_fault(told, blamed)),
        earliest=earliest,
        latest=latest,
        course=2 * sum(counted) > len(counted),
    )


def _when(report: Report, told: Sequence[Telling]) -> tuple[datetime | None, datetime | None]:
    """From when to when: the narrowest of the times that are bounded. Where some are of the days
    before the report, what is longer past is what these are compared with."""
    found = [each.interval for each in told if each.interval]
    recent = [each for each in found if not _is_before(each[1], report.published, RECENT)]
    return min(recent or found, key=lambda each: each[1] - each[0], default=(None, None))


def is_past(account: Account, published: date | None, days: int) -> bool:
    """Whether all of an account lies more than ``days`` before the report was published."""
    return account.latest is not None and _is_before(account.latest, published, days)


def _is_before(latest: datetime, published: date | None, days: int) -> bool:
    if published is None:
        return False
    return latest.date() < published - timedelta(days=days)
