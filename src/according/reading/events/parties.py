"""Who did it, by the parse: what a telling's grammar says.

"Regime air strikes killed 20": the strikes are the subject of the killing, and the regime's; so
the grammar is followed from the word that tells of the happening, through verbs that say no more
than that it is done ("carried out a raid") and through other happenings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.tokens import Token

from according.reading.events.agents import load_words
from according.reading.events.harm import load_harm

Test = Callable[[Token], bool]

_STEPS = 3
_NOMINAL = frozenset(("NN", "NNS", "NNP", "NNPS", "PRP", "CD", "DT", "WP", "JJ", "WDT"))
_RELATIVE = frozenset(("who", "which", "that", "whom"))
_AMID = frozenset(("in", "during", "after"))
_BEFORE = frozenset(("amod", "compound", "poss", "nmod"))


def doers(trigger: Token, tells: Test) -> list[Token]:
    """The heads of the phrases that name who did what ``trigger`` tells of.

    Args:
        tells: whether a word tells of a happening itself; what did it is then asked in turn.
    """
    found = list(_doers(trigger, tells, _STEPS))
    return list(dict.fromkeys(found))


def _doers(trigger: Token, tells: Test, steps: int) -> Iterator[Token]:
    if steps == 0:
        return
    for each in _subjects(trigger):
        if tells(each):
            yield from _doers(each, tells, steps - 1)
        else:
            yield each
    for each in _amid(trigger):
        if tells(each):
            yield from _doers(each, tells, steps - 1)


def _subjects(word: Token) -> Iterator[Token]:
    if word.tag_[:2] == "VB":
        yield from _of_verb(word)
    else:
        yield from _of_noun(word)


def _of_verb(verb: Token) -> Iterator[Token]:
    agents = list(_agents(verb))
    if agents:
        yield from agents
        return
    if is_passive(verb):
        return
    own = [child for child in verb.children if child.dep_ == "nsubj"]
    if own:
        yield from map(meant, own)
    elif verb.dep_ in ("conj", "advcl", "xcomp", "acl") and verb.head != verb:
        if verb.dep_ == "acl" and verb.head.tag_ in _NOMINAL:
            yield verb.head
        else:
            yield from _of_verb(verb.head) if verb.head.tag_[:2] == "VB" else [verb.head]
    elif verb.dep_ == "relcl":
        yield verb.head


def _amid(verb: Token) -> Iterator[Token]:
    """What it happened in, which may say who did it: "killed in air strikes by rebels"."""
    if verb.tag_[:2] == "VB" and is_passive(verb) and not any(_agents(verb)):
        for child in verb.children:
            if child.dep_ == "prep" and child.lower_ in _AMID:
                yield from (each for each in child.children if each.dep_ == "pobj")


def _of_noun(noun: Token) -> Iterator[Token]:
    found = list(_agents(noun))
    for child in noun.children:
        if child.dep_ in ("acl", "relcl") and child.tag_[:2] == "VB":
            found += _agents(child)
    if found:
        yield from found
        return
    for child in noun.children:
        if child.dep_ in _BEFORE:
            yield child
    head = noun.head
    if noun.dep_ in ("dobj", "obj") and head.lower_ in load_words().light_verbs:
        yield from _of_verb(head)
    elif noun.dep_ == "nsubjpass" and head.lower_ in load_words().light_verbs:
        yield from _agents(head)
    elif noun.dep_ == "conj" and head != noun:
        yield from _of_noun(head)


def _agents(word: Token) -> Iterator[Token]:
    for child in word.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            for each in child.children:
                if each.dep_ == "pobj":
                    yield each
                    yield from each.conjuncts


def meant(subject: Token) -> Token:
    """What a relative pronoun stands for."""
    if subject.lower_ in _RELATIVE and subject.head.dep_ == "relcl":
        return subject.head.head
    return subject


def _is_of_the_body(phrase: Token) -> bool:
    """ "Both legs", "her arm": what whoever suffers it breaks or loses."""
    return phrase.lower_ in load_words().body


def is_passive(verb: Token) -> bool:
    """Whether it is told of whom it was done to. Headlines leave the auxiliary out: "Eight
    civilians killed in raid"."""
    objects = [child for child in verb.children if child.dep_ in ("dobj", "obj")]
    if load_harm().is_done_by(verb) and verb.tag_ in ("VBN", "VBD"):
        return not objects
    if any(map(_is_of_the_body, objects)) and verb.lower_ in load_words().suffering:
        return True
    if verb.lower_ in load_harm().undergone:
        return True
    if any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children):
        return True
    return (
        verb.tag_ == "VBN"
        and verb.dep_ in ("acl", "ROOT", "conj")
        and not any(child.dep_ in ("dobj", "nsubj", "aux") for child in verb.children)
    )
