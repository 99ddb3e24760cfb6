"""Incidents of a message as templates in the form of GTT.

What the encoder finds is put together by two logistic models: which words fill their role, and
which sorts of incident the message tells of. Both were learned on messages of the 1,300 that
the encoder they were learned with had not seen (``training/muc4.py``).
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from according.errors import BenchError
from according.reading.encoder import Encoded
from evaluation.gtt import INCIDENTS, ROLES
from evaluation.gtt_score import Filled, plain
from evaluation.muc4_found import Floats, Found, found, relevance

FILE = Path(__file__).with_name("muc4_weights.json")
KEPT, TOLD = 0.3, 0.3
"""Probability from which on words fill a role, and from which on an incident is told of."""
DOERS = frozenset((0, 1))
"""Roles that all incidents of a message may share."""
_LEAST = -9.0


@dataclass(frozen=True, slots=True, eq=False)
class Filler:
    """The same words in one role, wherever they stand in the message."""

    role: int
    words: str
    places: tuple[Found, ...]

    @property
    def best(self) -> Found:
        """Where they fill it most surely."""
        return max(self.places, key=lambda each: each.share)


@dataclass(frozen=True, slots=True)
class Message:
    """What was found in a message."""

    text: str
    fillers: tuple[Filler, ...]
    relevance: Floats


@dataclass(frozen=True, slots=True)
class Weights:
    """Of the features of a filler, and of a sort of incident; a constant first."""

    filler: Floats
    incident: Floats


def load_weights(path: Path = FILE) -> Weights:
    """The learned weights.

    Raises:
        BenchError: the file is missing or damaged.
    """
    try:
        plain_ = json.loads(path.read_text("utf-8"))
        return Weights(np.array(plain_["filler"]), np.array(plain_["incident"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BenchError(f"{path} has no weights: {error!r}; run training.muc4") from error


def looked_at(text: str, encoded: Encoded) -> Message:
    """What is found in a message, the same words of a role together."""
    together: dict[tuple[int, str], list[Found]] = {}
    for each in found(text, encoded):
        words = plain(text[each.start : each.end])
        if words:
            together.setdefault((each.role, words), []).append(each)
    fillers = tuple(
        Filler(role, words, tuple(places)) for (role, words), places in together.items()
    )
    return Message(text, fillers, relevance(encoded))


def filler_features(message: Message) -> Floats:
    """(fillers, features)."""
    text, rows = plain(message.text), []
    sorts = message.relevance.max(axis=1) if len(message.relevance) else np.array([_LEAST])
    every = [each for filler in message.fillers for each in filler.places]
    for filler in message.fillers:
        best, places = filler.best, filler.places
        beside = [
            each.share
            for each in every
            if each.role != filler.role and each.sentence == best.sentence
        ]
        own = [
            _odds(best.share),
            _odds(best.begins),
            _odds(float(np.mean([each.share for each in places]))),
            np.log(len(places)),
            np.log1p(len(re.findall(rf"\b{re.escape(filler.words)}\b", text))),
            sorts[best.sentence],
            max(sorts[each.sentence] for each in places),
            sorts.max(),
            best.incidents.max(),
            np.log1p(best.sentence),
            np.log(len(filler.words.split())),
            float(any(each.isdigit() for each in filler.words)),
            min(each.sentence for each in places) / len(sorts),
            max(beside, default=0.0),
            sum(each.share for each in places),
        ]
        role = np.eye(len(ROLES))[filler.role]
        rows.append(np.concatenate([own, role, role * own[0], role * own[5], role * own[1]]))
    return np.array(rows).reshape(len(rows), 15 + 4 * len(ROLES))


def incident_features(message: Message) -> Floats:
    """(incidents, features)."""
    every = [each for filler in message.fillers for each in filler.places]
    mass, rows = np.log1p(sum(each.share for each in every)), []
    for number in range(len(INCIDENTS)):
        told = np.sort(message.relevance[:, number])[::-1]
        own = [_LEAST, _LEAST, 0.0, _LEAST, _LEAST, 0.0]
        if len(told):
            own = [
                told[0],
                told[:3].mean(),
                np.log1p(np.exp(told.clip(-9, 9)).sum()),
                message.relevance.max(),
                max((each.incidents[number] for each in every), default=-5.0),
                mass,
            ]
        sort = np.eye(len(INCIDENTS))[number]
        rows.append(np.concatenate([own, sort, sort * own[0]]))
    return np.array(rows)


def chances(features: Floats, weights: Floats) -> Floats:
    """Probabilities by a logistic model whose first weight is a constant."""
    if not len(features):
        return np.zeros(0)
    return 1 / (1 + np.exp(-(weights[0] + features @ weights[1:])))


@dataclass(frozen=True, slots=True)
class Incident:
    """An incident of a message: its sort, and what fills its roles, with how surely."""

    sort: int
    chance: float
    fillers: tuple[tuple[Filler, float], ...]

    @property
    def filled(self) -> Filled:
        """As it is scored."""
        roles = {
            name: tuple(
                frozenset((each.words,)) for each, _ in self.fillers if ROLES[each.role] == name
            )
            for name in ROLES
        }
        return Filled(frozenset((INCIDENTS[self.sort],)), roles)


def incidents(message: Message, weights: Weights) -> list[Incident]:
    """The incidents of a message, one of each sort that it tells of. Words go to the sort that
    they speak for most; those who did it may have done all."""
    told = chances(incident_features(message), weights.incident)
    sorts = [number for number, chance in enumerate(told) if chance > TOLD]
    if not sorts:
        return []
    kept = [
        (filler, float(chance))
        for filler, chance in zip(
            message.fillers, chances(filler_features(message), weights.filler), strict=True
        )
        if chance >= KEPT
    ]
    return [
        Incident(
            sort,
            float(told[sort]),
            tuple(
                (filler, chance)
                for filler, chance in kept
                if filler.role in DOERS or _sort_of(filler, sorts, told) == sort
            ),
        )
        for sort in sorts
    ]


def _sort_of(filler: Filler, sorts: Sequence[int], told: Floats) -> int:
    speaks = np.max([each.incidents for each in filler.places], axis=0)
    return max(sorts, key=lambda each: speaks[each] + 0.3 * _odds(float(told[each])))


def _odds(chance: float) -> float:
    kept = min(max(chance, 1e-4), 1 - 1e-4)
    return float(np.log(kept / (1 - kept)))
