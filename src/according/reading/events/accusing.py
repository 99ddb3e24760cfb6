"""Blame in so many words: "the elder accused the police of murder", "blamed the raid on rebels"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from according.model import Attribution, Blame, BlameCertainty, EventMention, Holder, Span
from according.reading.attribution import Holders
from according.reading.events.agents import Agents
from according.reading.events.denying import is_negated
from according.reading.events.ordered import Ordered
from according.reading.parse import Passage

_BEFORE_THE_CHARGE = {"accus": ("of",), "blam": ("for",), "charg": ("with", "over")}
"""What stands before that of which somebody is accused, by the beginning of the verb."""

_OPEN = ("accus", "blam")
"""Verbs that need not say of what: "police blamed the Harbour Front"."""

_NEAR = 600
"""Code points from the last violence that was told to an accusation that names none, at most."""


@dataclass(frozen=True, slots=True)
class Accusations:
    """Finds who is accused of what violence in one report. ``violent`` are the event mentions
    that tell of violence."""

    violent: Ordered[EventMention]
    attributions: Sequence[Attribution]
    holders: Holders
    agents: Agents

    def find(self, passages: Sequence[Passage]) -> Iterator[Blame]:
        """All of them, in the order of the text."""
        for passage in passages:
            for word in passage.doc:
                if word.tag_[:2] == "VB" and _stem(word) and not is_negated(word):
                    yield from self._of(passage, word)

    def _of(self, passage: Passage, verb: Token) -> Iterator[Blame]:
        own = passage.word(verb)
        accused, charges = _read(verb)
        told = [each for charge in charges for each in self._told(passage, charge)]
        if not told and self._is_open(passage, verb, charges):
            last = self.violent.last_before(own.start)
            told = [last] if last and own.start - last.trigger.end < _NEAR else []
        holder = self._holder(own)
        for head in accused:
            agent = self.agents.at(passage, head, own) or self.agents.anything(passage, head, own)
            if agent is not None:
                for event in told:
                    yield Blame(
                        agent.evidence, event.id, holder, BlameCertainty.ACCUSED, agent.actor_id
                    )

    def _told(self, passage: Passage, charge: Token) -> list[EventMention]:
        words = list(charge.subtree)
        return self.violent.within(passage.word(words[0], words[-1]))

    def _is_open(self, passage: Passage, verb: Token, charges: Sequence[Token]) -> bool:
        """Whether it is not said of what. Of "accused members of the Harbour Front" the Front is
        no charge."""
        return _stem(verb) in _OPEN and all(
            each.text[0].isupper() or self.agents.at(passage, each, passage.word(verb))
            for each in charges
        )

    def _holder(self, verb: Span) -> Holder:
        outer = self.holders.of(verb)
        said = next((each for each in self.attributions if each.cue.span.overlaps(verb)), None)
        if said is None or said.id in outer.attribution_ids:
            return outer
        return Holder((*outer.attribution_ids, said.id))


def _stem(verb: Token) -> str | None:
    return next((stem for stem in _BEFORE_THE_CHARGE if verb.lower_.startswith(stem)), None)


def _read(verb: Token) -> tuple[list[Token], list[Token]]:
    """The heads of those who are accused, and of what they are accused of."""
    objects = [each for each in verb.children if each.dep_ in ("dobj", "obj")]
    passive = [each for each in verb.children if each.dep_ == "nsubjpass"]
    if _stem(verb) == "blam":
        on = [each for one in (verb, *objects) for each in _behind(one, ("on", "upon"))]
        if on:
            return _named(on), objects or passive
    accused = passive or objects or ([verb.head] if verb.dep_ == "acl" else [])
    words = _BEFORE_THE_CHARGE[_stem(verb) or ""]
    charges = _behind(verb, words) or [
        each for one in accused if one.i > verb.i for each in _behind(one, words)
    ]
    return _named(accused), charges


def _behind(word: Token, prepositions: Sequence[str]) -> list[Token]:
    return [
        each
        for child in word.children
        if child.dep_ == "prep" and child.lower_ in prepositions and child.i > word.i
        for each in child.children
        if each.dep_ in ("pobj", "pcomp")
    ]


def _named(heads: Sequence[Token]) -> list[Token]:
    """The heads, those given way to a name beside them: "one of them, Captain Osk"; and whoever
    is named with them."""
    found = []
    for head in heads:
        beside = [each for each in head.children if each.dep_ == "appos" and each.tag_ == "NNP"]
        found += beside or [head, *head.conjuncts]
    return found
