"""Blame: who is said to have done an act of violence, on whose word, and how surely."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from according.model import (
    Attribution,
    Blame,
    BlameCertainty,
    Certainty,
    EventMention,
    Holder,
    Quotation,
    Report,
    Role,
    RoleFiller,
    SourceKind,
    Span,
)
from according.reading.events.agents import load_words
from according.reading.events.denying import Denials
from according.reading.parse import Passage, passage_at

TOLD = (Certainty.ASSERTED, Certainty.POSSIBLE, Certainty.DENIED)
"""Of what is planned, or only would be, nobody is to blame."""

_US = frozenset(("we", "us", "our"))
_THEM = frozenset(("it", "they", "its", "their"))
_OPENING = 8
"""Code points from the beginning of what is said to a pronoun that opens it: "that it"."""

_CLAIMING = re.compile(r"\bclaim\w*\s+(?:(?:full|sole|joint|the|its) )*responsib", re.IGNORECASE)
_NOT = re.compile(r"\b(?:not|never|nobody|no one)\b|n.t\b", re.IGNORECASE)

_NEAR = 3
"""Words before an actor's, among which one that says that it is not sure may stand."""


def blames(
    report: Report,
    events: Sequence[EventMention],
    violent: frozenset[str],
    passages: Sequence[Passage],
    denials: Denials,
) -> tuple[Blame, ...]:
    """Who is said to have done what, in the order of the events.

    Args:
        violent: the ids of events that tell of violence.
    """
    found = []
    for event in events:
        if event.id in violent and event.certainty in TOLD:
            found += [
                _blame(report, event, filler, denials)
                for filler in event.roles
                if filler.role is Role.ACTOR and not _anyone(filler)
            ]
            found += _claims(report, event, denials)
            found += _no_part(event, passages, denials)
    return tuple(found)


def _anyone(filler: RoleFiller) -> bool:
    """Whether it is only told that somebody did it: "a gunman"."""
    last = filler.evidence.quote.lower().split()[-1]
    return last in load_words().individuals


def _no_part(event: EventMention, passages: Sequence[Passage], denials: Denials) -> Iterator[Blame]:
    """ "The brigade denied responsibility for the bombing"."""
    passage = passages[passage_at(passages, event.trigger.start)]
    name = denials.of_part(passage, passage.root(event.trigger.span))
    source = name and denials.holders.by_id[name].source
    if name and source:
        actor = denials.holders.by_id[name].source_actor_id
        holder = Holder((*event.holder.attribution_ids, name))
        yield Blame(source, event.id, holder, BlameCertainty.DENIED, actor)


def _claims(report: Report, event: EventMention, denials: Denials) -> Iterator[Blame]:
    """ "The group claimed responsibility for the bombing"."""
    chain = denials.holders.of(event.trigger.span).attribution_ids
    for number, each in enumerate(chain):
        attribution = denials.holders.by_id[each]
        if attribution.source is None:
            continue
        words = f"{attribution.cue.quote} {attribution.content[0].quote}"
        before = report.text[max(0, attribution.cue.start - _OPENING) : attribution.cue.start]
        if _CLAIMING.search(words) and not _NOT.search(f"{before}{attribution.cue.quote}"):
            holder = Holder(chain[: number + 1])
            yield Blame(
                attribution.source,
                event.id,
                holder,
                BlameCertainty.CLAIMED,
                attribution.source_actor_id,
            )


def _blame(
    report: Report,
    event: EventMention,
    filler: RoleFiller,
    denials: Denials,
) -> Blame:
    # Who did it may be said by another than what was done: "killed nine, in what police called
    # an attack by rebels". The narrower chain is the one that holds both.
    by_id = denials.holders.by_id
    chains = [event.holder, _who_names(event, filler, denials)]
    holder = max(chains, key=lambda each: len(each.attribution_ids))
    sources = [by_id[each].source_actor_id for each in holder.attribution_ids if each in by_id]
    if event.certainty is Certainty.DENIED:
        certainty = BlameCertainty.DENIED
    elif _themselves(filler, sources[-1:], [by_id[each] for each in holder.attribution_ids]):
        certainty = BlameCertainty.CLAIMED
    elif event.certainty is Certainty.POSSIBLE or _unsure(report.text, filler.evidence.span):
        certainty = BlameCertainty.POSSIBLE
    elif holder.attribution_ids:
        certainty = BlameCertainty.ACCUSED
    else:
        certainty = BlameCertainty.ASSERTED
    return Blame(filler.evidence, event.id, holder, certainty, filler.actor_id)


def _who_names(event: EventMention, filler: RoleFiller, denials: Denials) -> Holder:
    """Whose word the actor's name is; not his who denies something else."""
    found = denials.holders.of(filler.evidence.span)
    return event.holder if denials.denies(found) else found


def _themselves(
    filler: RoleFiller, sources: Sequence[str | None], chain: Sequence[Attribution]
) -> bool:
    """Whether those who did it say so: by name, as "we" in their own words, or as "it" or "its
    forces" at the beginning of what a body says ("the brigade said that it had killed six")."""
    if filler.actor_id is not None and filler.actor_id in sources:
        return True
    said = filler.evidence.quote.lower().split()[0]
    if not chain or chain[-1].source is None:
        return False
    last = chain[-1]
    if last.quotation is Quotation.DIRECT:
        return said in _US
    own = last.content[0]
    opening = filler.evidence.start - own.start < _OPENING
    body = last.source_kind in (SourceKind.ORGANISATION, SourceKind.OUTLET, SourceKind.DOCUMENT)
    return said in _THEM and body and opening and own.span.covers(filler.evidence.span)


def _unsure(text: str, actor: Span) -> bool:
    before = text[max(0, actor.start - 40) : actor.end].lower().split()
    own = len(text[actor.start : actor.end].split())
    return bool(load_words().unsure & set(before[-own - _NEAR :]))
