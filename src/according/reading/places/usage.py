"""What a toponym does: says where, stands for a government, is an adjective, or part of a name.

Rules over the parse and the lists of ``data/places/metonymy.json``.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from according.data import load_json
from according.model import PlaceKind, Usage
from according.reading.places.candidates import Candidate
from according.reading.places.spot import Spotted
from according.reading.places.words import checked_list

FILE = "places/metonymy.json"
_SUBJECT = frozenset({"nsubj", "agent"})
_CAPITALS = frozenset({"PPLC", "ADM1"})
_CHAIN = 3
"""How many names of one list are followed to its verb: "Moscow, Ankara and Tehran agreed"."""


@dataclass(frozen=True, slots=True)
class Metonymy:
    """The lists, lower case."""

    verbs: frozenset[str]
    addressed: frozenset[str]
    nouns: frozenset[str]
    company: frozenset[str]
    burdens: frozenset[str]
    government: frozenset[str]


def load_metonymy() -> Metonymy:
    """Load the lists.

    Raises:
        DataError: one is missing, empty, doubled or not lower case.
    """
    table = load_json(FILE)
    names = ("verbs", "addressed", "nouns", "with", "on", "government")
    return Metonymy(*(checked_list(FILE, name, table.get(name)) for name in names))


def usage_of(spotted: Spotted, place: Candidate | None, lists: Metonymy) -> Usage:
    """The usage of spotted words that are taken to mean ``place``."""
    if spotted.people:
        return Usage.ADJECTIVAL
    if _inside_organisation(spotted):
        return Usage.IN_NAME
    if place is not None and _may_govern(spotted, place) and _governs(spotted, lists):
        return Usage.METONYMIC
    return Usage.LITERAL


def _inside_organisation(spotted: Spotted) -> bool:
    if spotted.label != "ORG":
        return False
    doc, first, last = spotted.doc, spotted.first, spotted.last
    starts_before = doc[first].ent_iob_ == "I"
    goes_on = last < len(doc) and doc[last].ent_iob_ == "I" and doc[last].ent_type_ == "ORG"
    return starts_before or goes_on


def _may_govern(spotted: Spotted, place: Candidate) -> bool:
    """A country, or a name that a capital bears too: "the Tirana government" is no county's."""
    capital = any(each.entry.feature == "PPLC" for each in spotted.candidates)
    return place.kind is PlaceKind.COUNTRY or (capital and place.entry.feature in _CAPITALS)


def _governs(spotted: Spotted, lists: Metonymy) -> bool:
    head = spotted.doc[spotted.first : spotted.last].root
    after = spotted.after
    behind = after.lower_ if after is not None else ""
    if behind in lists.government:
        return True
    if after is not None and after.tag_ == "POS":
        return _owned(after, lists)
    return _acts(_first_of_list(head), lists) or _with(_first_of_list(head), lists)


def _owned(possessive: Token, lists: Metonymy) -> bool:
    """ "Tirana's refusal": what is owned is a government's."""
    at = possessive.i + 1
    return at < len(possessive.doc) and possessive.doc[at].lower_ in lists.nouns


def _first_of_list(token: Token) -> Token:
    for _ in range(_CHAIN):
        if token.dep_ not in ("conj", "appos"):
            break
        token = token.head
    return token


def _acts(token: Token, lists: Metonymy) -> bool:
    verb = token.head
    if token.dep_ in _SUBJECT:
        return verb.lower_ in lists.verbs and verb.tag_.startswith(("VB", "MD"))
    if token.dep_ == "pobj" and verb.dep_ == "agent":
        return verb.head.lower_ in lists.verbs
    return token.dep_ in ("dobj", "nsubjpass") and verb.lower_ in lists.addressed


def _with(token: Token, lists: Metonymy) -> bool:
    """ "talks with Tehran", "sanctions on Iran"."""
    preposition = token.head
    if token.dep_ != "pobj":
        return False
    noun = preposition.head.lower_
    if preposition.lower_ in ("with", "between"):
        return noun in lists.company
    return preposition.lower_ in ("on", "against") and noun in lists.burdens
