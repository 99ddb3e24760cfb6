"""Whether spotted words name a place: signs for and against, weighed by a logistic model.

The weights are in ``data/places/ranker.json`` and are learned (``training/places``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import exp, log10

from spacy.tokens import Span as Phrase

from according.model import PlaceKind
from according.reading.gazetteer.layout import NameKind
from according.reading.gazetteer.names import normal
from according.reading.places.spot import Spotted
from according.reading.places.words import Words

SIGNS = (
    "bias", "gpe", "loc", "fac", "org", "person", "norp", "other label", "people",
    "in", "preposition", "area follows", "area precedes", "dateline", "seen as place",
    "in a person's name", "country or division", "population", "main name", "no candidate",
    "capitals", "opens sentence", "title case", "capital before", "capital behind", "long",
    "possessive", "also in lower case", "called an area", "title before", "street", "not proper",
    "person elsewhere", "inside an organisation",
)  # fmt: skip
_NAME_TOKENS = 12
"""How far to either side a name is followed: only whether it is longer is asked."""
_LABELS = {"GPE": 1, "LOC": 2, "FAC": 3, "ORG": 4, "PERSON": 5, "NORP": 6}


@dataclass(frozen=True, slots=True)
class Shown:
    """What the whole report shows of its names: normal forms."""

    places: frozenset[str]
    people: frozenset[str]
    """Words of names of persons."""
    lower: frozenset[str]
    """Words that also stand in lower case."""


def overview(all_spotted: Sequence[Spotted]) -> Shown:
    """What the report shows, from the passages that words were spotted in."""
    places = {normal(each.text) for each in all_spotted if each.label == "GPE"}
    docs = {id(each.doc): each.doc for each in all_spotted}
    people: set[str] = set()
    lower: set[str] = set()
    for doc in docs.values():
        for entity in doc.ents:
            if entity.label_ == "PERSON" and len(entity) > 1:
                people.update(token.lower_ for token in entity)
        lower.update(token.text for token in doc if token.is_lower)
    return Shown(frozenset(places), frozenset(people), frozenset(lower))


def signs(all_spotted: Sequence[Spotted], words: Words) -> list[list[float]]:
    """The values of `SIGNS` for each of the spotted words of a report."""
    shown = overview(all_spotted)
    neighbours = Neighbours(all_spotted)
    title = _TitleCase()
    return [_signs(each, shown, neighbours, words, title) for each in all_spotted]


class Neighbours:
    """Which spotted words follow one another with nothing but a comma or bracket between."""

    def __init__(self, all_spotted: Sequence[Spotted]) -> None:
        self.after: dict[int, Spotted] = {}
        self.before: dict[int, Spotted] = {}
        for one, other in pairwise(all_spotted):
            if one.doc is other.doc and _joined(one, other):
                self.after[id(one)] = other
                self.before[id(other)] = one


def _joined(one: Spotted, other: Spotted) -> bool:
    between = [token.text for token in one.doc[one.last : other.first] if not token.is_space]
    return between in ([","], ["("], [",", "in"], ["in"], [",", "the"])


def _is_area(spotted: Spotted | None) -> bool:
    areas = (PlaceKind.COUNTRY, PlaceKind.DIVISION_1)
    return spotted is not None and any(each.kind in areas for each in spotted.candidates[:8])


class _TitleCase:
    """Whether a sentence is in title case, found once for each sentence."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], bool] = {}

    def __call__(self, sentence: Phrase) -> bool:
        place = (id(sentence.doc), sentence.start)
        if place not in self._known:
            long = [token for token in sentence if token.is_alpha and len(token) > 3]
            capitals = sum(token.text[0].isupper() for token in long)
            self._known[place] = len(long) > 3 and capitals > 0.7 * len(long)
        return self._known[place]


def _signs(
    spotted: Spotted, shown: Shown, neighbours: Neighbours, words: Words, title: _TitleCase
) -> list[float]:
    values = [0.0] * len(SIGNS)
    values[0] = 1
    if spotted.label:
        values[_LABELS.get(spotted.label, 7)] = 1
    values[8:] = [
        float(value)
        for value in (
            *_around(spotted, neighbours, words),
            *_elsewhere(spotted, shown),
            *_meanings(spotted),
            *_form(spotted, shown, words, title),
        )
    ]
    return values


def _around(spotted: Spotted, neighbours: Neighbours, words: Words) -> Sequence[float]:
    before = spotted.before
    word = before.lower_ if before is not None else ""
    follows = _is_area(neighbours.after.get(id(spotted)))
    precedes = id(spotted) in neighbours.before and _is_area(spotted)
    return (
        spotted.people,
        word in words["in"],
        word in words["before"],
        follows,
        precedes,
        _dateline(spotted, words),
    )


def _dateline(spotted: Spotted, words: Words) -> bool:
    """ "TIRANA (AP) —", "EDMONTON - " at the head of a paragraph."""
    after = spotted.after
    before = spotted.doc[spotted.first - 1] if spotted.first else None
    opens = before is None or "\n" in before.text
    if after is None or not opens:
        return False
    if after.text == "(":
        behind = spotted.doc[after.i + 1].lower_ if after.i + 1 < len(spotted.doc) else ""
        return behind in words["agencies"]
    return after.text in ("-", "–", "—", "--")


def _elsewhere(spotted: Spotted, shown: Shown) -> Sequence[float]:
    form = normal(spotted.text)
    in_person = spotted.label == "PERSON" and _entity_length(spotted) > spotted.last - spotted.first
    return (form in shown.places, in_person)


def _entity_length(spotted: Spotted) -> int:
    token = spotted.doc[spotted.first]
    start, end = token.i, token.i + 1
    first, last = max(0, start - _NAME_TOKENS), min(len(spotted.doc), end + _NAME_TOKENS)
    while start > first and spotted.doc[start].ent_iob_ == "I":
        start -= 1
    while end < last and spotted.doc[end].ent_iob_ == "I":
        end += 1
    return end - start


def _meanings(spotted: Spotted) -> Sequence[float]:
    best = spotted.candidates[0] if spotted.candidates else None
    people = max((each.entry.population for each in spotted.candidates), default=0)
    return (
        best is not None and best.kind in (PlaceKind.COUNTRY, PlaceKind.DIVISION_1),
        log10(people + 1) / 10,
        any(each.name_kind is NameKind.MAIN for each in spotted.candidates),
        best is None,
    )


def _form(spotted: Spotted, shown: Shown, words: Words, title: _TitleCase) -> Sequence[float]:
    doc, first = spotted.doc, spotted.first
    token = doc[first]
    before, after = spotted.before, spotted.after
    single = spotted.last - first == 1
    lower = token.lower_
    behind = after.text if after is not None else ""
    return (
        spotted.text.isupper() and len(spotted.text) > 4,
        token.is_sent_start or first == 0,
        title(token.sent),
        _is_proper(before),
        _is_proper(after),
        not single,
        after is not None and after.tag_ == "POS",
        single and lower in shown.lower,
        spotted.order is not None or spotted.settled,
        before is not None and before.lower_ in words["titles"],
        behind.lower() in words["streets"] and behind[:1].isupper(),
        token.tag_ not in ("NNP", "NNPS") and not spotted.people,
        single and lower in shown.people and not _is_area(spotted),
        spotted.label == "ORG" and _entity_length(spotted) > spotted.last - first,
    )


def _is_proper(token: object) -> bool:
    text = getattr(token, "text", "")
    return text[:1].isupper() and getattr(token, "tag_", "") in ("NNP", "NNPS")


def probability(values: Sequence[float], weights: Sequence[float]) -> float:
    """The logistic model."""
    total = sum(value * weight for value, weight in zip(values, weights, strict=True))
    return 1 / (1 + exp(-max(-30.0, min(30.0, total))))
