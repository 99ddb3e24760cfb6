"""What speaks for and against each two of a neighbourhood telling of one happening."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from according.linking.pairs import rarity
from according.linking.told import Told
from according.linking.vectors import Vectors

Floats = NDArray[np.float64]

FEATURES = (
    "same report",
    "sentences between",
    "head: same",
    "form: same",
    "trigger: words in common",
    "trigger: letters in common",
    "head: rarity",
    "heads: reports that have them, least",
    "heads: reports that have them, most",
    "trigger: vectors",
    "trigger: vectors, below the best of either",
    "trigger: vectors, below the mean of the best of both",
    "trigger: vectors of layer 0",
    "trigger: vectors of layer 3",
    "trigger: vectors of layer 6",
    "sentence: vectors",
    "sentence: vectors before training",
    "sentence: words",
    "sentence: names",
    "sentence: numbers in common",
    "sentence: other numbers",
    "before: words",
    "after: words",
    "crosswise: words",
    "actors",
    "actors: unknown",
    "recipients",
    "recipients: unknown",
    "actors and recipients crosswise",
    "places",
    "places: unknown",
    "times",
    "times: unknown",
    "type: same",
    "type: other",
    "certainty: same",
    "report: words",
    "report: beginning",
    "report: names",
    "report: vectors",
    "sentence number, least",
    "sentence number, most",
)


def compare(told: Sequence[Told], vectors: Vectors, reports: Floats) -> Floats:
    """`FEATURES` of each two, (told, told, features); symmetric.

    Args:
        told: of one neighbourhood, of which each is compared with all.
        reports: the likeness of their reports, (told, told).
    """
    number = len(told)
    made = np.zeros((number, number, len(FEATURES)))
    of_report = np.unique([each.report_id for each in told], return_inverse=True)[1]
    same = of_report[:, None] == of_report
    sentence = np.array([each.sentence for each in told], dtype=np.float64)
    heads = np.unique([each.head for each in told], return_inverse=True)[1]
    having = np.array([len(set(of_report[heads == each])) for each in heads], dtype=np.float64)
    having = np.log1p(having)
    likeness = vectors.trigger @ vectors.trigger.T
    ranked = _ranked(likeness, same)
    columns = [
        same,
        np.where(same, np.log1p(abs(np.subtract.outer(sentence, sentence))), -1),
        heads[:, None] == heads,
        _equal([each.form for each in told]),
        _jaccard([each.words for each in told]),
        _letters([each.head for each in told]),
        np.minimum.outer(*[np.array([rarity(each.head[:5]) for each in told])] * 2),
        np.minimum.outer(having, having),
        np.maximum.outer(having, having),
        likeness,
        *ranked,
        *(each @ each.T for each in vectors.layers),
        vectors.context @ vectors.context.T,
        vectors.plain @ vectors.plain.T,
        _cosine(told, lambda each: each.said),
        _cosine(told, lambda each: each.names),
        *_numbers(told),
        _cosine(told, lambda each: each.before),
        _cosine(told, lambda each: each.after),
        _across(told, lambda each: each.before, lambda each: each.after),
        *_known(told, lambda each: each.actors),
        *_known(told, lambda each: each.recipients),
        _across(told, lambda each: each.actors, lambda each: each.recipients),
        *_known(told, lambda each: each.places),
        *_known(told, lambda each: each.times),
        *_types(told),
        _equal([each.certainty for each in told]),
        _reports(told),
        _cosine(told, lambda each: each.about.head),
        _cosine(told, lambda each: each.about.names),
        reports,
        np.minimum.outer(sentence, sentence),
        np.maximum.outer(sentence, sentence),
    ]
    for at, column in enumerate(columns):
        made[:, :, at] = column
    return made


def _equal(values: Sequence[str]) -> NDArray[np.bool_]:
    number = np.searchsorted(sorted(set(values)), values)
    return np.asarray(number[:, None] == number)


def _ranked(likeness: Floats, same: NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """How far a pair's likeness lies below the best that either has with another report's, and
    below the mean of both's best."""
    others = np.where(same, -1.0, likeness)
    best = others.max(axis=1)
    return (
        likeness - np.maximum.outer(best, best),
        likeness - (best[:, None] + best) / 2,
    )


def _weighed(sets: Sequence[frozenset[str]], known: dict[str, int]) -> Floats:
    table = np.zeros((len(sets), len(known)))
    for row, words in zip(table, sets, strict=True):
        for word in words:
            row[known[word]] = rarity(word)
    lengths = np.linalg.norm(table, axis=1, keepdims=True)
    return np.asarray(table / np.where(lengths, lengths, 1))


def _numbered(*all_sets: Sequence[frozenset[str]]) -> dict[str, int]:
    words = sorted({word for sets in all_sets for each in sets for word in each})
    return {word: at for at, word in enumerate(words)}


def _cosine(told: Sequence[Told], of: Callable[[Told], frozenset[str]]) -> Floats:
    sets = [of(each) for each in told]
    table = _weighed(sets, _numbered(sets))
    return table @ table.T


def _across(
    told: Sequence[Told],
    one: Callable[[Told], frozenset[str]],
    other: Callable[[Told], frozenset[str]],
) -> Floats:
    a, b = [one(each) for each in told], [other(each) for each in told]
    known = _numbered(a, b)
    found = _weighed(a, known) @ _weighed(b, known).T
    return np.asarray(np.maximum(found, found.T))


def _known(
    told: Sequence[Told], of: Callable[[Told], frozenset[str]]
) -> tuple[Floats, NDArray[np.bool_]]:
    """The likeness, and of which pairs one side is not known."""
    has = np.array([bool(of(each)) for each in told])
    return _cosine(told, of), ~np.logical_and.outer(has, has)


def _jaccard(sets: Sequence[frozenset[str]]) -> Floats:
    known = _numbered(sets)
    table = np.zeros((len(sets), len(known)))
    for row, words in zip(table, sets, strict=True):
        row[[known[word] for word in words]] = 1
    common = table @ table.T
    sizes = table.sum(axis=1)
    return np.asarray(common / np.maximum(1, np.add.outer(sizes, sizes) - common))


def _letters(words: Sequence[str]) -> Floats:
    """The share of the longer of two words that is one beginning of both."""
    distinct = sorted(set(words))
    of = np.searchsorted(distinct, words)
    found = np.array([[_beginning(a, b) for b in distinct] for a in distinct])
    return np.asarray(found[np.ix_(of, of)])


def _beginning(a: str, b: str) -> float:
    common = 0
    for one, other in zip(a, b, strict=False):
        if one != other:
            break
        common += 1
    return common / max(1, len(a), len(b))


def _numbers(told: Sequence[Told]) -> tuple[Floats, Floats]:
    sets = [each.numbers for each in told]
    known = _numbered(sets)
    table = np.zeros((len(sets), len(known)))
    for row, words in zip(table, sets, strict=True):
        row[[known[word] for word in words]] = 1
    common = table @ table.T
    has = np.asarray(table.any(axis=1))
    return common, np.asarray(np.logical_and.outer(has, has) & (common == 0))


def _types(told: Sequence[Told]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    typed = np.array([each.type is not None for each in told])
    both = np.logical_and.outer(typed, typed)
    same = _equal([each.type or "" for each in told])
    return both & same, both & ~same


def _reports(told: Sequence[Told]) -> Floats:
    by_report = {each.report_id: each.about for each in told}
    number = {report: at for at, report in enumerate(by_report)}
    known: Counter[str] = Counter(word for each in by_report.values() for word, _ in each.words)
    place = {word: at for at, word in enumerate(known)}
    table = np.zeros((len(by_report), len(place)))
    for row, about in zip(table, by_report.values(), strict=True):
        for word, many in about.words:
            row[place[word]] = (1 + np.log(many)) * rarity(word)
    lengths = np.linalg.norm(table, axis=1, keepdims=True)
    table /= np.where(lengths, lengths, 1)
    of = [number[each.report_id] for each in told]
    return np.asarray((table @ table.T)[of][:, of])
