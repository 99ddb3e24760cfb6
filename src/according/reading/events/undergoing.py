"""To whom or what it was done, by the parse: objects, subjects of the passive, and what follows
"on", "against" and the like, also behind a verb that says no more than that it is done."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from according.reading.events.parties import Test, is_passive, meant

_TO = frozenset(
    ("on", "against", "at", "of", "for", "with", "to", "toward", "towards", "upon", "over", "from")
)
_OBJECTS = ("dobj", "obj", "dative")
_STEPS = 3


def undergoers(trigger: Token, tells: Test) -> list[Token]:
    """The heads of the phrases that name to whom or what ``trigger`` was done.

    Args:
        tells: whether a word tells of a happening itself; to whom that was done is then asked.
    """
    return list(dict.fromkeys(_to(trigger, tells, _STEPS)))


def _to(trigger: Token, tells: Test, steps: int) -> Iterator[Token]:
    if steps == 0:
        return
    if trigger.tag_[:2] == "VB":
        yield from _of_verb(trigger, tells, steps)
    else:
        yield from _of_noun(trigger)


def _of_verb(verb: Token, tells: Test, steps: int) -> Iterator[Token]:
    if is_passive(verb):
        yield from _of_passive(verb)
        return
    found = list(_objects(verb, tells, steps)) or list(_behind(verb))
    if found:
        yield from found
        return
    for child in verb.children:
        if child.dep_ in ("ccomp", "xcomp"):
            # "urged the mill to close": the mill is the subject of what it is urged to do.
            own = [each for each in child.children if each.dep_ in ("nsubj", "nsubjpass")]
            yield from (
                map(meant, own) if child.dep_ == "ccomp" and own else _to(child, tells, steps - 1)
            )


def _of_passive(verb: Token) -> Iterator[Token]:
    own = [child for child in verb.children if child.dep_ in ("nsubjpass", "nsubj")]
    if not own and verb.dep_ in ("acl", "relcl"):
        yield verb.head
    for each in own:
        yield meant(each)
        yield from each.conjuncts


def _objects(verb: Token, tells: Test, steps: int) -> Iterator[Token]:
    for child in verb.children:
        if child.dep_ not in _OBJECTS:
            continue
        if child.tag_ == "IN" or child.lower_ in _TO:
            yield from _objects_of(child)
        elif tells(child):
            yield from _to(child, tells, steps - 1)
        else:
            yield child
            yield from child.conjuncts


def _of_noun(noun: Token) -> Iterator[Token]:
    found = list(_behind(noun))
    if not found and noun.dep_ in ("dobj", "obj", "nsubjpass", "pobj"):
        # "launched an attack on the mill": the parse often hangs "on" on the verb.
        above = noun.head.head if noun.dep_ == "pobj" else noun.head
        found = [each for each in _behind(above) if each != noun]
    yield from found


def _behind(word: Token) -> Iterator[Token]:
    for child in word.children:
        if child.dep_ == "prep" and child.lower_ in _TO:
            yield from _objects_of(child)


def _objects_of(preposition: Token) -> Iterator[Token]:
    for each in preposition.children:
        if each.dep_ == "pobj":
            yield each
            yield from each.conjuncts
