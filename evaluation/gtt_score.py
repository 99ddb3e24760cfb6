"""The measure of GTT (Du et al. 2021) for templates of MUC-4.

Templates of a message are matched one to one, only those that share an incident type, so that
the message's F1 is best. In matched templates an entity of the response is right if all of its
mentions are mentions of one entity of the key in the same role, and an entity of the key is
found if some entity of the response is right for it. The incident type of a template counts as
one more slot. All is summed over messages.

The published script tries every matching; here the best is an assignment. Strings are compared
in lower case without punctuation and articles.
"""

from __future__ import annotations

import re
import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

from evaluation.bootstrap import Counts
from evaluation.gtt import ROLES, Message, Template

SLOTS = ("incident_type", *ROLES)
_ARTICLE = re.compile(r"\b(a|an|the)\b")
_MARKS = str.maketrans("", "", string.punctuation)

Names = frozenset[str]


@dataclass(frozen=True, slots=True)
class Filled:
    """A template as it is compared: its types, and each role's entities as sets of strings."""

    types: frozenset[str]
    roles: Mapping[str, tuple[Names, ...]]

    @property
    def sizes(self) -> list[int]:
        """How many slots are filled, slot by slot."""
        return [1, *(len(self.roles[role]) for role in ROLES)]


def plain(words: str) -> str:
    """``words`` as strings are compared."""
    return " ".join(_ARTICLE.sub(" ", words.lower().translate(_MARKS)).split())


def filled(template: Template) -> Filled:
    roles = {
        role: tuple(frozenset(plain(words) for words, _ in entity) for entity in entities if entity)
        for role, entities in template.roles.items()
    }
    return Filled(frozenset(template.types), roles)


def keys(message: Message) -> list[Filled]:
    """The templates of the key, equal ones once."""
    found: list[Filled] = []
    for each in map(filled, message.templates):
        if each not in found:
            found.append(each)
    return found


def count(response: Sequence[Filled], key: Sequence[Filled]) -> Counts:
    """A message's counts, (4, slots): right and all of the response, found and all of the key."""
    given = np.sum([each.sizes for each in response], axis=0) if response else np.zeros(len(SLOTS))
    asked = np.sum([each.sizes for each in key], axis=0) if key else np.zeros(len(SLOTS))
    right, found = np.zeros(len(SLOTS)), np.zeros(len(SLOTS))
    for a, b in _matched(response, key, given.sum(), asked.sum()):
        one, other = _agreed(response[a], key[b])
        right += one
        found += other
    return np.array([right, given, found, asked])


def _matched(
    response: Sequence[Filled], key: Sequence[Filled], given: float, asked: float
) -> list[tuple[int, int]]:
    if not response or not key:
        return []
    worth = np.zeros((len(response), len(key)))
    for a, one in enumerate(response):
        for b, other in enumerate(key):
            if one.types & other.types:
                right, found = _agreed(one, other)
                worth[a, b] = right.sum() / given + found.sum() / asked
    rows, columns = linear_sum_assignment(-worth)
    return [(a, b) for a, b in zip(rows, columns, strict=True) if worth[a, b] > 0]


def _agreed(response: Filled, key: Filled) -> tuple[Counts, Counts]:
    """Slots of a response that are right, and slots of a key that are found."""
    right, found = [1], [1]
    for role in ROLES:
        given, asked = response.roles[role], key.roles[role]
        right.append(sum(any(one <= other for other in asked) for one in given))
        found.append(sum(any(one <= other for one in given) for other in asked))
    return np.array(right), np.array(found)


def precision(row: Counts) -> float:
    """Of the summed counts of `count`, flat."""
    right, given, _, _ = row.reshape(4, -1).sum(axis=1)
    return float(right / max(1.0, given))


def recall(row: Counts) -> float:
    """Of the summed counts of `count`, flat."""
    _, _, found, asked = row.reshape(4, -1).sum(axis=1)
    return float(found / max(1.0, asked))


def f1(row: Counts) -> float:
    """Of the summed counts of `count`, flat."""
    p, r = precision(row), recall(row)
    return 2 * p * r / (p + r) if p + r else 0.0
