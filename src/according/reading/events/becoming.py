"""What is told to have become of a counted group: by the parse, and where that is no help by the
nearest word of harm.

"58 people, among them 11 children, were killed and 30 others wounded": the number's noun is
followed up the tree until a word tells what was done to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from according.model import FigureKind
from according.reading.events.harm import Harm

_STEPS = 6
"""Heads that are gone up, at most."""
_NEAR = 7
"""Tokens between a number's noun and a word of harm that no parse joins, at most."""

_BEHIND = frozenset(("acl", "relcl", "amod", "appos", "advcl", "partmod"))
_SMALL = frozenset(("oprd", "acomp", "xcomp", "ccomp", "amod"))
_UP = frozenset(("conj", "appos", "nummod", "amod", "compound", "quantmod", "nmod", "dep", "poss"))
_ACTIVE = ("VB", "VBD", "VBG", "VBP", "VBZ")
_JOINED = frozenset(("or", "and", "and/or"))
_TOLLS = frozenset(("toll", "tolls", "number", "total", "count", "figure"))
_OF_THE_DEAD = frozenset(("toll", "tolls"))
_OF_TOLLS = frozenset(("nsubj", "nsubjpass", "dobj", "obj", "pobj", "ROOT", "conj", "appos"))
_BEING = frozenset(("was", "were", "are", "is", "been", "being", "be"))
_AUXILIARIES = _BEING | frozenset(("has", "have", "had", "also", "reportedly", "later", "still"))
_CARRYING = ("carrying", "carried", "carries", "transporting", "transported")
_LEAVING = frozenset(("leave", "leaves", "left", "leaving"))


@dataclass(frozen=True, slots=True)
class Told:
    """What became of them, and the word that tells it."""

    kind: FigureKind
    word: Token


def became(group: Token, harm: Harm) -> Told | None:
    """What is told to have become of the group that ``group`` is the noun of, or the number
    alone where no noun stands."""
    if _does_it(group, harm) or _is_carried(group):
        return None
    at = group
    for _ in range(_STEPS):
        found = _here(at, harm) or (_right_behind(at, harm) if at == group else None)
        if found is not None:
            return found
        above = _above(at)
        if above is None or above == at:
            break
        at = above
    return _near(group, harm)


def _does_it(group: Token, harm: Harm) -> bool:
    """Whether the group is who does it: "twelve gunmen killed two guards", "killed by two men"."""
    above = group.head
    if group.dep_ == "pobj" and above.dep_ == "agent":
        return harm.is_done_by(above.head)
    # "Two men shot dead a guard": the parse may hang all of it on "dead".
    doing = harm.is_done_by(above) or above.lower_ in harm.states
    return group.dep_ == "nsubj" and doing and _has_object(above)


def _right_behind(group: Token, harm: Harm) -> Told | None:
    """The verb that stands right behind the group, though the parse joins it to what stands
    before: "14 lost their lives and scores of shoppers were hurt"."""
    at = group.i + 1
    doc = group.doc
    while at < len(doc) and doc[at].lower_ in _AUXILIARIES:
        at += 1
    if at == len(doc) or doc[at].sent != group.sent:
        return None
    verb = doc[at]
    kind = harm.undergone.get(verb.lower_)
    if kind is None and doc[at - 1].lower_ in _BEING and verb.tag_ in ("VBN", "VBD", "JJ"):
        kind = harm.done.get(verb.lower_) or harm.states.get(verb.lower_)
    return None if kind is None else Told(_both(kind, verb, harm), verb)


def _is_carried(group: Token) -> bool:
    """Whether the group is told of as aboard: "it sank with 140 people aboard, killing 14"."""
    above = group.head
    if group.dep_ in ("dobj", "obj"):
        return above.lower_.startswith(_CARRYING)
    behind = [each.lower_ for each in group.doc[group.i + 1 : group.i + 3]]
    aboard = behind[:1] in (["aboard"], ["onboard"]) or behind == ["on", "board"]
    return group.dep_ == "pobj" and above.lower_ == "with" and aboard


def before(number: Token, harm: Harm) -> Told | None:
    """The verb of harm right before a number, of which the number is the object: "wounding dozens
    of them". In damaged text the tree often has it otherwise."""
    if number.i == number.sent.start:
        return None
    verb = number.nbor(-1)
    kind = harm.done.get(verb.lower_)
    if kind is None or verb.tag_ not in _ACTIVE or _is_passive(verb):
        return None
    return Told(_both(kind, verb, harm), verb)


def _is_passive(verb: Token) -> bool:
    """Whether it is told of the verb's subject: "16 were killed 15 of them children"."""
    return any(child.dep_ == "auxpass" for child in verb.children)


def _here(at: Token, harm: Harm) -> Told | None:
    own = harm.named(at.lower_)
    if own is not None and own is not FigureKind.CASUALTIES:
        return Told(own, at)
    found = _by_verb(at, harm) or next(_behind(at, harm), None) or _in_toll(at, harm)
    if found is None and own is not None:
        return Told(own, at)
    return found or _among(at, harm)


def _behind(at: Token, harm: Harm) -> Iterator[Told]:
    """ "people killed in the raid", "15 dead", "soldiers who died"."""
    for child in at.children:
        if child.dep_ in _BEHIND:
            kind = harm.states.get(child.lower_) or harm.undergone.get(child.lower_)
            if kind is None and child.tag_ in ("VBN", "VBD") and not _has_object(child):
                kind = harm.done.get(child.lower_)
            if kind is not None:
                yield Told(_both(kind, child, harm), child)


def _by_verb(at: Token, harm: Harm) -> Told | None:
    verb = at.head
    if verb == at:
        return None
    if at.dep_ in ("dobj", "obj", "nsubjpass", "nsubj"):
        for small in verb.children:
            state = harm.states.get(small.lower_) if small.dep_ in _SMALL and small != at else None
            # "Two were killed; five were convicted": the killed have a subject of their own.
            of_subject = at.dep_.startswith("nsubj") and not _has_own(small)
            if state and (_leaves(verb, small) or of_subject):
                return Told(state, small)
    kind = None
    if at.dep_ in ("dobj", "obj", "nsubjpass"):
        kind = harm.done.get(verb.lower_)
    elif at.dep_ == "nsubj":
        kind = harm.undergone.get(verb.lower_) or harm.states.get(verb.lower_)
        if kind is None and verb.tag_ in ("VBN", "VBD") and not _has_object(verb):
            kind = harm.done.get(verb.lower_)
    elif at.dep_ == "attr":
        kind = next(
            (
                found
                for child in verb.children
                if child.dep_ in ("nsubj", "csubj") and (found := harm.named(child.lower_))
            ),
            None,
        )
    return None if kind is None else Told(_both(kind, verb, harm), verb)


def _leaves(verb: Token, state: Token) -> bool:
    """ "Left 12 dead", "shot dead a guard"."""
    return verb.lower_ in _LEAVING or state.i == verb.i + 1


def _among(at: Token, harm: Harm) -> Told | None:
    """ "Ten children were among at least 48 people killed", "among the dead"."""
    if not at.dep_.startswith("nsubj"):
        return None
    for child in at.head.children:
        if child.lower_ in ("among", "amongst", "including"):
            for whole in child.children:
                if whole.dep_ == "pobj" and (found := _whole(whole, harm)):
                    return found
    return None


def _whole(whole: Token, harm: Harm) -> Told | None:
    kind = harm.named(whole.lower_)
    return Told(kind, whole) if kind else next(_behind(whole, harm), None)


def _in_toll(at: Token, harm: Harm) -> Told | None:
    """ "the death toll rose to 58", "put the toll at 19", "a toll of 12". A toll of nothing else
    is of the dead."""
    if at.dep_ != "pobj":
        return None
    above = at.head.head
    near = above.children if above.tag_[:2] == "VB" else [above]
    for child in near:
        if child.lower_ in _TOLLS and child.dep_ in _OF_TOLLS:
            kinds = (harm.named(word.lower_) for word in child.subtree)
            kind = next(filter(None, kinds), None)
            if kind is not None:
                return Told(kind, child)
            if child.lower_ in _OF_THE_DEAD:
                return Told(FigureKind.KILLED, child)
    return None


def _both(kind: FigureKind, word: Token, harm: Harm) -> FigureKind:
    """Killed or wounded, where one number is given for both."""
    if kind not in (FigureKind.KILLED, FigureKind.WOUNDED):
        return kind
    other = {FigureKind.KILLED: FigureKind.WOUNDED, FigureKind.WOUNDED: FigureKind.KILLED}[kind]
    joined = [child for child in (*word.children, word.head) if child != word]
    if not any(child.lower_ in _JOINED for child in (*word.children, *word.head.children)):
        return kind
    for child in joined:
        beside = child.dep_ == "conj" or (child == word.head and word.dep_ == "conj")
        if beside and harm.any(child.lower_) is other and not _has_own(child):
            return FigureKind.CASUALTIES
    return kind


def _has_own(verb: Token) -> bool:
    """Whether a verb has a subject or an object of its own."""
    return any(child.dep_.startswith(("nsubj", "dobj", "obj")) for child in verb.children)


def _has_object(verb: Token) -> bool:
    return any(child.dep_ in ("dobj", "obj") for child in verb.children)


def _above(at: Token) -> Token | None:
    """The next word that what is said of may be said of ``at`` too."""
    if at.dep_ in _UP:
        return at.head
    if at.dep_ == "pobj":
        return at.head.head
    return None


def _near(group: Token, harm: Harm) -> Told | None:
    """The nearest word of harm in the sentence, with no other number between."""
    sentence = group.sent
    best: tuple[int, Told] | None = None
    for step, reach in ((1, sentence.end - group.i), (-1, group.i - sentence.start + 1)):
        for gap in range(1, min(_NEAR + 1, reach)):
            word = group.doc[group.i + step * gap]
            if word.tag_ == "CD" or word.text in ";:":
                break
            kind = harm.any(word.lower_)
            if kind is not None:
                if best is None or gap < best[0]:
                    best = gap, Told(kind, word)
                break
    return best[1] if best else None
