"""Blame in so many words: "the elder accused the police of murder", "was blamed for the raid"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from according.model import Attribution, Blame, BlameCertainty, EventMention, Holder, Span
from according.reading.attribution import holder_of
from according.reading.events.agents import Agents
from according.reading.parse import Passage

_ACCUSING = ("accus", "blam")
_OF = frozenset(("of", "for"))


def accusations(
    passages: Sequence[Passage],
    violent: Sequence[EventMention],
    attributions: Sequence[Attribution],
    agents: Agents,
) -> Iterator[Blame]:
    """Who is accused of what violence, in the order of the text.

    Args:
        violent: the event mentions that tell of violence, in order.
    """
    for passage in passages:
        for word in passage.doc:
            if word.lower_.startswith(_ACCUSING) and word.tag_[:2] == "VB":
                yield from _of(passage, word, violent, attributions, agents)


def _of(
    passage: Passage,
    word: Token,
    violent: Sequence[EventMention],
    attributions: Sequence[Attribution],
    agents: Agents,
) -> Iterator[Blame]:
    own = _span(passage, word, word)
    behind = _charge(passage, word)
    if behind is None:
        return
    told = [each for each in violent if behind.covers(each.trigger.span)]
    said = next((each for each in attributions if each.cue.span.overlaps(own)), None)
    outer = holder_of(own, attributions)
    holder = outer if said is None else Holder((*outer.attribution_ids, said.id))
    for accused in _accused(word):
        agent = agents.at(passage, accused, own)
        if agent is not None:
            for event in told:
                yield Blame(
                    agent.evidence, event.id, holder, BlameCertainty.ACCUSED, agent.actor_id
                )


def _accused(verb: Token) -> list[Token]:
    """Whom it is said of: the object, or the subject where it is said in the passive."""
    passive = [each for each in verb.children if each.dep_ == "nsubjpass"]
    return passive or [each for each in verb.children if each.dep_ in ("dobj", "obj")]


def _charge(passage: Passage, verb: Token) -> Span | None:
    """What it is said of: what follows "of" or "for"."""
    for child in verb.subtree:
        if child.i > verb.i and child.dep_ == "prep" and child.lower_ in _OF:
            last = max(child.subtree, key=lambda each: each.i)
            return _span(passage, child, last)
    return None


def _span(passage: Passage, first: Token, last: Token) -> Span:
    return Span(passage.start + first.idx, passage.start + last.idx + len(last))
