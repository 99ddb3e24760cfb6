"""Who and what has part in events, when and where: by the parse, by the encoder, by what is
counted, and by what stands near."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from according.model import Attribution, EventMention, Mention, Role, RoleFiller, Span
from according.reading.attribution.sources import actor_of
from according.reading.encoder.spans import Together
from according.reading.events.agents import Agents
from according.reading.events.figures import Counted
from according.reading.events.kinds import mode_of
from according.reading.events.mentions import Teller
from according.reading.events.parties import Test, doers
from according.reading.events.taking_part import parties
from according.reading.events.tellings import Telling
from according.reading.events.undergoing import undergoers
from according.reading.events.violence import is_violent
from according.reading.parse import Passage

_UNDERGOES = frozenset(("dobj", "obj", "nsubjpass"))


@dataclass(frozen=True, slots=True)
class Roles:
    """Fills the roles of the events of one report.

    ``together`` weighs whether what the encoder marks belongs to an event's word; ``mentions``
    are in the order of the text.
    """

    teller: Teller
    agents: Agents
    mentions: Sequence[Mention]
    together: Together

    def fill(
        self,
        events: Sequence[EventMention],
        said: Mapping[Span, tuple[RoleFiller, ...]],
        counted: Sequence[Counted],
    ) -> list[EventMention]:
        """The events with who and what has part in them: by the parse who did it, else by the
        encoder; those that are counted; by the encoder to whom, with what and where.

        Args:
            said: who does what is done by saying it, by the event's word.
        """
        triggers = {each.trigger.start for each in events}
        whom = _whom(counted, self.mentions, self.teller.report.text)
        made: list[EventMention] = []
        for passage, encoded in zip(self.teller.passages, self.teller.encoded, strict=True):
            own = [each for each in events if passage.holds(each.trigger.start)]
            spans = [each.trigger.span for each in own]
            marked = parties(
                self.teller.report, passage, encoded, spans, self.together, self.mentions
            )
            tells = _tells(passage, triggers)
            for event, others in zip(own, marked, strict=True):
                span = event.trigger.span
                parsed = (
                    RoleFiller(Role.ACTOR, agent.evidence, agent.actor_id)
                    for head in doers(passage.root(span), tells)
                    if (agent := self.agents.at(passage, head, span)) is not None
                )
                known = said.get(span) or tuple(dict.fromkeys(parsed))
                fit = (
                    each
                    for each in others
                    if not (known and each.role is Role.ACTOR)
                    and self._fits(passage, event, each, tells)
                )
                found = [*known, *whom.get(span, ()), *fit]
                if event.type and not any(each.role is Role.RECIPIENT for each in found):
                    found += self._undergone(passage, event, tells)
                roles = tuple(_without_doubles(found))
                made.append(_told_how(passage, event, roles))
        return made

    def _fits(self, passage: Passage, event: EventMention, filler: RoleFiller, tells: Test) -> bool:
        """Whether it can be. Violence is done by those who can act, not by those it was done
        to."""
        if filler.role is not Role.ACTOR or not is_violent(event):
            return True
        span = event.trigger.span
        word = passage.root(filler.evidence.span)
        if word.dep_ in _UNDERGOES or word in undergoers(passage.root(span), tells):
            return False
        return self.agents.at(passage, word, span) is not None

    def _undergone(
        self, passage: Passage, event: EventMention, tells: Test
    ) -> Iterator[RoleFiller]:
        span = event.trigger.span
        for head in undergoers(passage.root(span), tells):
            found = self.agents.anything(passage, head, span)
            if found is not None and not tells(head):
                yield RoleFiller(Role.RECIPIENT, found.evidence, found.actor_id)


def source_of(attribution: Attribution) -> tuple[RoleFiller, ...]:
    """Who does what is done by saying it."""
    if attribution.source is None:
        return ()
    return (RoleFiller(Role.ACTOR, attribution.source, attribution.source_actor_id),)


def placed(event: EventMention, telling: Telling | None) -> EventMention:
    """The event with the places and times that stand nearest to its word."""
    if telling is None:
        return event
    near = [RoleFiller(Role.PLACE, each.evidence) for each in telling.toponyms]
    near += [RoleFiller(Role.TIME, each.evidence) for each in telling.times]
    return replace(event, roles=tuple(_without_doubles([*event.roles, *near])))


def _whom(
    counted: Sequence[Counted], mentions: Sequence[Mention], text: str
) -> dict[Span, list[RoleFiller]]:
    """Those that are counted, by the word that tells what became of them."""
    found: dict[Span, list[RoleFiller]] = {}
    for each in counted:
        words = each.figure.of_whom
        if words is not None:
            filler = RoleFiller(
                Role.RECIPIENT, words, actor_of((words.start, words.end), mentions, text)
            )
            found.setdefault(each.word, []).append(filler)
    return found


def _told_how(passage: Passage, event: EventMention, roles: tuple[RoleFiller, ...]) -> EventMention:
    """The event with its roles, and how it was done where an instrument says it."""
    tools = [passage.root(each.evidence.span) for each in roles if each.role is Role.INSTRUMENT]
    mode = event.mode or mode_of(event.type, passage.root(event.trigger.span), tools)
    return replace(event, roles=roles, mode=mode)


def _without_doubles(fillers: Sequence[RoleFiller]) -> Iterator[RoleFiller]:
    """Fillers of one event, those left out whose words one before them of the same role has
    already."""
    kept: list[RoleFiller] = []
    for each in fillers:
        span = each.evidence.span
        if not any(each.role is one.role and one.evidence.span.overlaps(span) for one in kept):
            kept.append(each)
            yield each


def _tells(passage: Passage, triggers: set[int]) -> Test:
    return lambda token: passage.start + token.idx in triggers
