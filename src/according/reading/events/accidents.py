"""Accidents, disasters and illness: what kills and hurts without being done by anybody.

PLOVER has no type for these; they are of none, and nobody is blamed for them. The encoder, which
learned from reports of violence, takes "killed" for an assault whatever it was that killed: here
it is asked of what the sentence tells, and where it does not say it, the sentences near it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Span as Phrase
from spacy.tokens import Token

from according.data.accidents import accident_words
from according.model import EventMention, FigureKind, Role, Span
from according.reading.events.agents import load_words
from according.reading.events.harm import load_harm
from according.reading.parse import Passage, passage_at

BEFORE, BEHIND = 3, 2
"""Sentences before and behind one that tells of harm by no cause, in which it may be told."""

_HARM = frozenset((FigureKind.KILLED, FigureKind.WOUNDED, FigureKind.CASUALTIES))
_FORCE = frozenset(("ASSAULT", "COERCE"))
_FIRES = frozenset(("fire", "fires"))
_SHOOTING = ("open", "exchang", "ceas", "return", "hold", "held", "trad", "draw", "drew", "com")


def accidental(passages: Sequence[Passage], events: Mapping[Span, EventMention]) -> frozenset[Span]:
    """Which event mentions tell of an accident or the like, or of what it did to people, by the
    span of their word."""
    told = [_Sentences(list(passage.doc.sents)) for passage in passages]
    found = set()
    for span, event in events.items():
        at = passage_at(passages, span.start)
        word = passages[at].root(span)
        if told[at].is_accident(word, harms=load_harm().any(word.lower_) in _HARM):
            found.add(event.trigger.span)
    return frozenset(found)


def without_type(event: EventMention, accidents: frozenset[Span]) -> EventMention:
    """The event as it is: what was no use of force has no type."""
    if event.trigger.span not in accidents or event.type not in _FORCE:
        return event
    return replace(event, type=None, mode=None)


def without_doer(event: EventMention, accidents: frozenset[Span]) -> EventMention:
    """The event without those who did it, where it tells what an accident did to people."""
    word = event.trigger.quote.lower()
    if event.trigger.span not in accidents or load_harm().any(word) not in _HARM:
        return event
    return replace(event, roles=tuple(each for each in event.roles if each.role is not Role.ACTOR))


class _Sentences:
    """The sentences of one passage; of each it is asked once what it tells."""

    def __init__(self, sentences: Sequence[Phrase]) -> None:
        self._sentences = sentences
        self._at = {token.i: at for at, each in enumerate(sentences) for token in each}
        self._known: dict[int, bool | None] = {}

    def is_accident(self, word: Token, *, harms: bool) -> bool:
        at = self._at[word.i]
        own = self._tells(at)
        if own is False or _is_done(word):
            return False
        if _is_accident(word):
            return True
        if own:
            return harms or any(map(_names_accident, _subjects(word)))
        return harms and self._near(at)

    def _near(self, at: int) -> bool:
        """Whether the nearest sentence that tells of either tells of an accident."""
        before = range(at - 1, max(-1, at - 1 - BEFORE), -1)
        behind = range(at + 1, min(len(self._sentences), at + 1 + BEHIND))
        told = (self._tells(each) for each in (*before, *behind))
        return bool(next((each for each in told if each is not None), False))

    def _tells(self, at: int) -> bool | None:
        """Whether a sentence tells of an accident, False where of violence, None of neither."""
        if at not in self._known:
            self._known[at] = _told(self._sentences[at])
        return self._known[at]


def _told(sentence: Phrase) -> bool | None:
    if any(_is_violent(token) or _is_shot(token) for token in sentence):
        return False
    return True if any(_is_accident(token) for token in sentence) else None


def _is_violent(token: Token) -> bool:
    words, word = accident_words(), token.lower_
    return word in words.violent_words or word.startswith(tuple(words.violent))


def _is_accident(token: Token) -> bool:
    words, word = accident_words(), token.lower_
    if word.startswith(tuple(words.happenings)):
        return True
    if word in words.verbs and token.tag_[:2] == "VB":
        return True
    return word in words.nouns and token.tag_[:2] == "NN" and not _is_shot(token)


def _is_shot(fire: Token) -> bool:
    """Whether fire is of weapons: "opened fire", "under fire", "machine-gun fire", "fire from"."""
    if fire.lower_ not in _FIRES:
        return False
    if fire.tag_[:2] != "NN" or fire.head.lower_.startswith(_SHOOTING):
        return fire.tag_[:2] == "VB" or fire.dep_ in ("dobj", "obj")
    if fire.dep_ == "pobj" and fire.head.lower_ == "under":
        return True
    beside = {each.lower_ for each in fire.subtree if each.i < fire.i and fire.i - each.i < 4}
    return bool(beside & accident_words().weapons)


def _is_done(word: Token) -> bool:
    """Whether somebody is told to do it: "police killed two", "hurt by guards"."""
    return any(_acts(each) for each in _subjects(word) if not _names_accident(each))


def _names_accident(head: Token) -> bool:
    """ "Typhoon Osk", "the Osk fire"."""
    beside = (each for each in head.children if each.dep_ in ("compound", "nmod"))
    return any(map(_is_accident, (head, *beside)))


def _acts(head: Token) -> bool:
    named = head.ent_type_ in ("PERSON", "ORG", "NORP") and head.tag_[:3] == "NNP"
    return (head.lower_ in load_words().nouns and head.lower_ not in load_words().means) or (
        named and not _is_driven(head)
    )


def _is_driven(head: Token) -> bool:
    """Whether a name is that of a ship or a machine that came to harm: "the Osk Star sank"."""
    verb = head.head
    return head.dep_.startswith("nsubj") and _is_accident(verb)


def _subjects(word: Token) -> Iterator[Token]:
    """Who or what does what an active verb tells, or stands behind the "by" of a passive one."""
    verb = word
    passive = any(each.dep_ == "auxpass" for each in verb.children)
    while not passive and verb.dep_ in ("conj", "advcl", "xcomp") and not _own_subject(verb):
        verb = verb.head
    if not passive:
        yield from _own_subject(verb)
    for child in word.children:
        if child.dep_ == "agent":
            yield from (each for each in child.children if each.dep_ == "pobj")


def _own_subject(verb: Token) -> list[Token]:
    return [each for each in verb.children if each.dep_ == "nsubj"]
